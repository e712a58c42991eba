//! Numbers as a draft gives them: "at least 40", "around 40", "dozens".

use crate::lexicon::Class;
use crate::lexicon::letters::same_word;
use crate::tokenise::token::{Kind, Pos, Token};

/// What a number counts, and between which bounds it lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Figure {
    /// The least it can be.
    pub(super) least: f64,
    /// The most it can be.
    pub(super) most: f64,
    /// The stem of what is counted, if a noun follows.
    pub(super) unit: Option<u32>,
}

/// Whether two contents give the same numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Agreement {
    /// One of them gives none.
    Silent,
    /// They can both be right.
    Agree,
    /// They cannot.
    Differ,
}

/// How far a rough number may lie from the true one.
const ROUGHLY: f64 = 0.12;
/// How far a true number lies above "at least" in good faith.
const ABOVE: f64 = 1.3;
/// How far a true number lies below "up to" in good faith.
const BELOW: f64 = 0.5;

/// A number that begins at a token, and how many tokens it has; none for years, days and times.
pub(super) fn read(tokens: &[Token<'_>], at: usize) -> Option<(f64, f64, usize)> {
    let token = &tokens[at];
    let (mut least, mut most) = match token.kind {
        Kind::Number => {
            let value = digits(token.text)?;
            if is_date(tokens, at, value) {
                return None;
            }
            (value, value)
        }
        Kind::Word => word(token.text)?,
        _ => return None,
    };
    let mut used = 1;
    for next in tokens[at + 1..].iter().take(3) {
        // "tens of thousands"
        if next.reads("of") && least < most {
            used += 1;
            continue;
        }
        let Some(factor) = magnitude(next.text) else { break };
        (least, most) = (least * factor, most * factor);
        used += 1;
    }
    if used > 1 && tokens[at + used - 1].reads("of") {
        used -= 1;
    }
    Some((least, most, used))
}

/// The bounds that the words before a number set: "at least", "around", "up to".
pub(super) fn bounded(tokens: &[Token<'_>], at: usize, least: f64, most: f64) -> (f64, f64) {
    let before = &tokens[at.saturating_sub(2)..at];
    let is = |class: Class| before.iter().any(|t| t.is(class));
    match () {
        () if least < most => (least, most),
        () if is(Class::AtLeast) => (least, most * ABOVE),
        () if is(Class::AtMost) => (least * BELOW, most),
        () if is(Class::Hedge) => (least * (1.0 - ROUGHLY), most * (1.0 + ROUGHLY)),
        () => (least, most),
    }
}

/// Whether two lists of figures can both be right. Figures of one unit are held against each
/// other; where no unit is shared, any figure may match any other.
pub(super) fn agreement(a: &[Figure], b: &[Figure]) -> Agreement {
    if a.is_empty() || b.is_empty() {
        return Agreement::Silent;
    }
    let mut shared_unit = false;
    let mut any = false;
    for one in a {
        let fits = |two: &&Figure| one.least <= two.most && two.least <= one.most;
        any |= b.iter().any(|two| fits(&two));
        let mut same = b.iter().filter(|two| two.unit.is_some() && two.unit == one.unit).peekable();
        if same.peek().is_some() {
            shared_unit = true;
            if !same.any(|two| fits(&two)) {
                return Agreement::Differ;
            }
        }
    }
    if shared_unit || any { Agreement::Agree } else { Agreement::Differ }
}

/// "3,000", "2.4", "40%"
fn digits(text: &str) -> Option<f64> {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '0'..='9' | '.' => plain.push(c),
            ',' | '£' | '$' | '€' | '%' => {}
            _ => return None,
        }
    }
    plain.trim_matches('.').parse().ok()
}

/// A year, a day of a month.
fn is_date(tokens: &[Token<'_>], at: usize, value: f64) -> bool {
    let year = tokens[at].text.len() == 4 && (1800.0..2100.0).contains(&value);
    let month =
        |n: Option<usize>| n.and_then(|n| tokens.get(n)).is_some_and(|t| t.is(Class::Month));
    year && !tokens[at].text.contains(',') || month(at.checked_sub(1)) || month(Some(at + 1))
}

/// "twelve" is 12, "dozens" is 24 to 99.
fn word(text: &str) -> Option<(f64, f64)> {
    const EXACT: [(&str, f64); 29] = [
        ("two", 2.0),
        ("three", 3.0),
        ("four", 4.0),
        ("five", 5.0),
        ("six", 6.0),
        ("seven", 7.0),
        ("eight", 8.0),
        ("nine", 9.0),
        ("ten", 10.0),
        ("eleven", 11.0),
        ("twelve", 12.0),
        ("thirteen", 13.0),
        ("fourteen", 14.0),
        ("fifteen", 15.0),
        ("sixteen", 16.0),
        ("seventeen", 17.0),
        ("eighteen", 18.0),
        ("nineteen", 19.0),
        ("twenty", 20.0),
        ("thirty", 30.0),
        ("forty", 40.0),
        ("fifty", 50.0),
        ("sixty", 60.0),
        ("seventy", 70.0),
        ("eighty", 80.0),
        ("ninety", 90.0),
        ("dozen", 12.0),
        ("hundred", 100.0),
        ("thousand", 1000.0),
    ];
    const VAGUE: [(&str, f64, f64); 7] = [
        ("dozens", 24.0, 99.0),
        ("scores", 40.0, 99.0),
        ("tens", 20.0, 99.0),
        ("hundreds", 200.0, 999.0),
        ("thousands", 2000.0, 9999.0),
        ("millions", 2e6, 1e9),
        ("billions", 2e9, 1e12),
    ];
    if let Some((_, value)) = EXACT.iter().find(|(name, _)| same_word(text, name)) {
        return Some((*value, *value));
    }
    let vague = VAGUE.iter().find(|(name, ..)| same_word(text, name));
    vague.map(|(_, least, most)| (*least, *most))
}

/// "2 million", "tens of thousands"
fn magnitude(text: &str) -> Option<f64> {
    const FACTORS: [(&str, f64); 11] = [
        ("hundred", 1e2),
        ("thousand", 1e3),
        ("thousands", 1e3),
        ("million", 1e6),
        ("millions", 1e6),
        ("m", 1e6),
        ("billion", 1e9),
        ("billions", 1e9),
        ("bn", 1e9),
        ("trillion", 1e12),
        ("dozen", 12.0),
    ];
    FACTORS.iter().find(|(name, _)| same_word(text, name)).map(|(_, factor)| *factor)
}

/// What a number counts: the next noun, if nothing but adjectives and "of" stand before it.
pub(super) fn unit(tokens: &[Token<'_>], from: usize) -> Option<usize> {
    let mut noun = None;
    for (n, token) in tokens[from..].iter().enumerate().take(5) {
        if token.pos.is_noun() {
            // The last noun of a compound: "40 frontier guards".
            noun = Some(from + n);
        } else if noun.is_some()
            || !(token.pos.is_adjective()
                || token.reads("of")
                || token.reads("the")
                || token.pos == Pos::Vbn
                || token.pos == Pos::Vbg)
        {
            break;
        }
    }
    noun
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(least: f64, most: f64) -> Figure {
        Figure { least, most, unit: Some(1) }
    }

    #[test]
    fn rough_numbers_agree_with_exact_ones() {
        // "dozens", "36"
        assert_eq!(agreement(&[figure(24.0, 99.0)], &[figure(36.0, 36.0)]), Agreement::Agree);
        // "dozens", "400"
        assert_eq!(agreement(&[figure(24.0, 99.0)], &[figure(400.0, 400.0)]), Agreement::Differ);
        assert_eq!(agreement(&[], &[figure(1.0, 1.0)]), Agreement::Silent);
    }

    #[test]
    fn digits_with_marks_are_numbers() {
        assert_eq!(digits("3,000"), Some(3000.0));
        assert_eq!(digits("£2.4"), Some(2.4));
        assert_eq!(digits("10:30"), None);
    }
}
