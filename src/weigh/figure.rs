//! Numbers as a draft gives them: "at least 40", "around 40", "dozens".

use crate::lexicon::{Class, FunctionWord, Lexicon};
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
///
/// > **2.5 trn** | **£2tn** | **two dozen** | **tens of thousands**
pub(super) fn read(
    lexicon: &Lexicon,
    tokens: &[Token<'_>],
    at: usize,
) -> Option<(f64, f64, usize)> {
    let token = &tokens[at];
    let (mut least, mut most) = match token.kind {
        Kind::Number => {
            let value = match digits(token.text) {
                Some(value) if is_date(tokens, at, value) => return None,
                Some(value) => value,
                None => with_factor(lexicon, token.text)?,
            };
            (value, value)
        }
        Kind::Word => lexicon.number(token.text)?,
        _ => return None,
    };
    let mut used = 1;
    for next in tokens[at + 1..].iter().take(3) {
        // "tens of thousands"
        if next.among(FunctionWord::Of) && least < most {
            used += 1;
            continue;
        }
        let Some(factor) = lexicon.times(next.text) else { break };
        (least, most) = (least * factor, most * factor);
        used += 1;
    }
    if used > 1 && tokens[at + used - 1].among(FunctionWord::Of) {
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

/// Digits and what multiplies them in one word: "2tn", "5m", "2-million"; no "5pm", no "20th".
fn with_factor(lexicon: &Lexicon, text: &str) -> Option<f64> {
    let (number, factor) = text.split_at(text.find(char::is_alphabetic)?);
    let number = number.strip_suffix('-').unwrap_or(number);
    Some(digits(number)? * lexicon.times(factor)?)
}

/// A year, a day of a month.
fn is_date(tokens: &[Token<'_>], at: usize, value: f64) -> bool {
    let year = tokens[at].text.len() == 4 && (1800.0..2100.0).contains(&value);
    let month =
        |n: Option<usize>| n.and_then(|n| tokens.get(n)).is_some_and(|t| t.is(Class::Month));
    year && !tokens[at].text.contains(',') || month(at.checked_sub(1)) || month(Some(at + 1))
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
                || token.among(FunctionWord::Of)
                || token.among(FunctionWord::DefiniteArticle)
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
