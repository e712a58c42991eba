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

    /// The first number in a line: the least, the most, and how many tokens.
    fn first(copy: &str) -> Option<(f64, f64, usize)> {
        let (_, text, _) = crate::testing::tagged(copy);
        let lexicon = &crate::testing::rulebook().lexicon;
        (0..text.tokens.len()).find_map(|at| read(lexicon, &text.tokens, at))
    }

    #[test]
    fn a_sum_is_one_figure_however_its_factor_is_written() {
        for sum in ["2 tn", "2 trn", "2tn", "£2tn", "$2-trillion", "2 trillion", "two trillion"] {
            let read = first(&format!("The plan would cost {sum} in all."));
            assert_eq!(read.map(|(least, most, _)| (least, most)), Some((2e12, 2e12)), "{sum}");
        }
        for (sum, value) in [
            ("£2.5bn", 2.5e9),
            ("$2.5 billion", 2.5e9),
            ("£5m", 5e6),
            ("5 million", 5e6),
            ("10k", 1e4),
            ("3,000", 3e3),
        ] {
            let read = first(&format!("The plan would cost {sum} in all."));
            assert_eq!(read.map(|(least, ..)| least), Some(value), "{sum}");
        }
    }

    #[test]
    fn a_number_has_all_its_words() {
        assert_eq!(first("They lost two dozen sheep."), Some((24.0, 24.0, 2)));
        assert_eq!(first("They lost tens of thousands of sheep."), Some((2e4, 9.9e4, 3)));
        assert_eq!(first("They lost dozens of sheep."), Some((24.0, 99.0, 1)));
        assert_eq!(first("They lost 40 of them."), Some((40.0, 40.0, 1)));
    }

    #[test]
    fn years_days_and_times_are_no_figures() {
        for copy in [
            "The dam was built in 1998.",
            "The dam was built in 1800.",
            "The talks began on May 12.",
            "The talks began on 12 May.",
            "The talks began at 10:30.",
            "The talks began at 5pm.",
            "The talks began on the 20th.",
            "One of the men left.",
        ] {
            assert_eq!(first(copy), None, "{copy}");
        }
        assert_eq!(first("It holds 1,998 stones."), Some((1998.0, 1998.0, 1)));
        assert_eq!(first("It holds 2100 stones."), Some((2100.0, 2100.0, 1)));
    }

    #[test]
    fn the_words_before_a_number_widen_it() {
        let bounds = |copy: &str| {
            let (_, text, _) = crate::testing::tagged(copy);
            let at = text.tokens.iter().position(|t| t.text == "100").expect("a number");
            let (least, most) = bounded(&text.tokens, at, 100.0, 100.0);
            (least.round(), most.round())
        };
        assert_eq!(bounds("They lost at least 100 sheep."), (100.0, 130.0));
        assert_eq!(bounds("They lost up to 100 sheep."), (50.0, 100.0));
        assert_eq!(bounds("They lost about 100 sheep."), (88.0, 112.0));
        assert_eq!(bounds("They lost 100 sheep."), (100.0, 100.0));
    }

    #[test]
    fn bounds_that_touch_agree() {
        assert_eq!(agreement(&[figure(40.0, 40.0)], &[figure(24.0, 40.0)]), Agreement::Agree);
        assert_eq!(agreement(&[figure(40.0, 40.0)], &[figure(40.0, 99.0)]), Agreement::Agree);
        assert_eq!(agreement(&[figure(41.0, 41.0)], &[figure(24.0, 40.0)]), Agreement::Differ);
        assert_eq!(agreement(&[figure(39.0, 39.0)], &[figure(40.0, 99.0)]), Agreement::Differ);
    }

    #[test]
    fn figures_of_one_unit_are_held_against_each_other() {
        let of = |value: f64, unit: Option<u32>| Figure { least: value, most: value, unit };
        let (dead, hurt) = (Some(1), Some(2));
        // "40 dead and 90 hurt", "40 dead and 80 hurt"
        let one = [of(40.0, dead), of(90.0, hurt)];
        assert_eq!(agreement(&one, &[of(40.0, dead), of(80.0, hurt)]), Agreement::Differ);
        assert_eq!(agreement(&one, &[of(40.0, dead), of(90.0, hurt)]), Agreement::Agree);
        // "40 dead", "40" and "90"
        assert_eq!(agreement(&[of(40.0, dead)], &[of(40.0, None)]), Agreement::Agree);
        assert_eq!(agreement(&[of(40.0, dead)], &[of(90.0, None)]), Agreement::Differ);
        // Another unit says nothing against a number that fits.
        assert_eq!(agreement(&[of(40.0, dead)], &[of(40.0, hurt)]), Agreement::Agree);
    }

    #[test]
    fn a_number_counts_the_last_noun_of_a_compound() {
        let (_, text, _) = crate::testing::tagged("They lost 40 of the young frontier guards.");
        assert_eq!(unit(&text.tokens, 3).map(|n| text.tokens[n].text), Some("guards"));
        let (_, text, _) = crate::testing::tagged("They lost 40 when guards left.");
        assert_eq!(unit(&text.tokens, 3), None);
    }
}
