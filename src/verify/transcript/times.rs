//! Times in a transcript: "00:04:12,500", "4:12", "[01:02:03]".

use std::fmt;

/// A time from the beginning of a recording, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Time(pub u64);

/// "00:04:12"
impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.0 / 1000;
        write!(f, "{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
    }
}

/// The line with the times of a subtitle, as messages show it.
pub(super) const EXAMPLE: &str = "00:04:12,000 --> 00:04:15,000";

/// A time at the beginning of a text: its length in bytes, how many colons it has, and the time.
pub(super) fn time_at(text: &str) -> Option<(usize, usize, Time)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut fields: Vec<u64> = Vec::new();
    loop {
        let digits = bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
        let wanted = if fields.is_empty() { 1..=3 } else { 2..=2 };
        if !wanted.contains(&digits) {
            return None;
        }
        fields.push(text[at..at + digits].parse().ok()?);
        at += digits;
        let more = bytes.get(at) == Some(&b':') && fields.len() < 3;
        if !more || !bytes.get(at + 1).is_some_and(u8::is_ascii_digit) {
            break;
        }
        at += 1;
    }
    let (colons, seconds) = match fields.as_slice() {
        [m, s] if *s < 60 => (1, m * 60 + s),
        [h, m, s] if *m < 60 && *s < 60 => (2, h * 3600 + m * 60 + s),
        _ => return None,
    };
    let mut millis = 0;
    if matches!(bytes.get(at), Some(b'.' | b',')) {
        let digits = bytes[at + 1..].iter().take_while(|b| b.is_ascii_digit()).count();
        if (1..=3).contains(&digits) {
            let part: u64 = text[at + 1..at + 1 + digits].parse().ok()?;
            millis = part * [100, 10, 1][digits - 1];
            at += 1 + digits;
        }
    }
    let ends = bytes.get(at).is_none_or(|b| !b.is_ascii_alphanumeric() && *b != b':');
    ends.then_some((at, colons, Time(seconds * 1000 + millis)))
}

/// The first time of a line such as "00:04:12,000 --> 00:04:15,000 align:start".
pub(super) fn timing(line: &str) -> Option<Time> {
    let (first, rest) = line.split_once("-->")?;
    let (length, _, time) = time_at(first.trim())?;
    let second = time_at(rest.trim_start()).is_some();
    (second && length == first.trim().len()).then_some(time)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_all_shapes() {
        assert_eq!(time_at("00:04:12,500 --> "), Some((12, 2, Time(252_500))));
        assert_eq!(time_at("4:12"), Some((4, 1, Time(252_000))));
        assert_eq!(time_at("01:02:03]"), Some((8, 2, Time(3_723_000))));
        assert_eq!(time_at("1:2"), None);
        assert_eq!(time_at("12:75"), None);
        assert_eq!(time_at("10:30am"), None);
        assert_eq!(time_at("2026"), None);
    }

    #[test]
    fn the_times_of_a_subtitle() {
        assert_eq!(timing("00:01.000 --> 00:02.000 line:0"), Some(Time(1000)));
        assert_eq!(timing("00:00:01,0 --> 00:00:02,0"), Some(Time(1000)));
        assert_eq!(timing("see --> there"), None);
        assert_eq!(Time(252_500).to_string(), "00:04:12");
    }
}
