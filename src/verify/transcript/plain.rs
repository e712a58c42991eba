//! Transcripts in text: lines with labels and times, in the shapes that stenographers and machines give
//! them.

use super::clean::{clean, label_lines};
use super::masked::Masked;
use super::subtitles::lines;
use super::times::time_at;
use crate::span::Span;
use crate::verify::speech::Speech;

/// So many lines begin with "4:12" where that is a time of the recording, and no time of day.
const TIMED: usize = 3;

/// Reads a transcript in text.
pub(super) fn read<'t>(text: &'t str, speech: &Speech) -> Masked<'t> {
    let mut masked = Masked::whole(text);
    let lines: Vec<Span> = lines(text).filter(|span| !span.of(text).trim().is_empty()).collect();
    let begin = |line: &Span| {
        let words = line.of(text);
        let indent = words.len() - words.trim_start().len();
        let (length, _, time) = time_at(words.trim_start())?;
        Some((Span::new(line.start + indent, line.start + indent + length), time))
    };
    let timed: Vec<_> = lines.iter().filter_map(begin).collect();
    let in_order = timed.windows(2).filter(|two| two[0].1 <= two[1].1).count();
    if timed.len() >= TIMED && in_order * 10 >= (timed.len() - 1) * 9 {
        for (span, time) in timed {
            masked.blank(span);
            masked.time(span.end, time);
        }
    }
    clean(&mut masked, speech, false);
    label_lines(&mut masked, &lines, speech, false);
    masked.sorted()
}
