//! Numbers in words and in figures: one key for "twenty-five", "25" and "25.0".

use super::speech::Speech;
use super::word::{MINUS, WAITS, Word};
use crate::lexicon::Lexicon;
use crate::span::Span;

/// What a word is to a number.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Part {
    /// In figures.
    Figures(f64),
    /// In words, below a hundred.
    Small(f64),
    /// "hundred", "dozen", "million".
    Times(f64),
    /// "a", before a magnitude.
    One,
    /// "and", between the parts.
    Join,
    /// "point".
    Point,
    /// "half", of "two and a half" and "half a million"; "quarter".
    Fraction(f64),
    /// "½", by itself.
    Sign(f64),
    /// "of", of "a quarter of a million".
    Of,
    /// Nothing.
    No,
}

/// The words, those of a number made one.
pub(super) fn folded(words: &[Word], speech: &Speech, lexicon: &Lexicon) -> Vec<Word> {
    let parts: Vec<Part> = words.iter().map(|word| part(&word.key, speech, lexicon)).collect();
    let mut out: Vec<Word> = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let sign = words[at].key.starts_with(MINUS);
        let negative = sign || speech.minus.contains(&words[at].key);
        let amount = at + usize::from(negative);
        let waiting = words.get(amount).and_then(|word| word.key.strip_prefix(WAITS));
        let first = amount + usize::from(waiting.is_some());
        let found = parts.get(first..).filter(|parts| !parts.is_empty()).and_then(number);
        let Some((value, count)) = found else {
            // A sign before no number is no word.
            if !sign && !words[at].key.starts_with(WAITS) {
                out.push(words[at].clone());
            }
            at += 1;
            continue;
        };
        let span = words[at].span.to(words[first + count - 1].span);
        let value = if negative && value > 0.0 { -value } else { value };
        out.push(Word { span, key: format!("#{value}") });
        let end = Span::new(span.end, span.end);
        out.extend(waiting.map(|word| Word { span: end, key: word.to_owned() }));
        at = first + count;
    }
    out
}

fn part(key: &str, speech: &Speech, lexicon: &Lexicon) -> Part {
    let mut letters = key.chars();
    if let (Some(value), None) = (letters.next().and_then(sign), letters.next()) {
        return Part::Sign(value);
    }
    if key.starts_with(|c: char| c.is_ascii_digit() || sign(c).is_some()) {
        return figures(key, lexicon).map_or(Part::No, Part::Figures);
    }
    if speech.one.contains(key) {
        return Part::One;
    }
    if speech.joins.contains(key) {
        return Part::Join;
    }
    if speech.point.contains(key) {
        return Part::Point;
    }
    if let Some(value) = speech.fractions.get(key) {
        return Part::Fraction(*value);
    }
    if speech.of.contains(key) {
        return Part::Of;
    }
    let exact = |(least, most): (f64, f64)| (least - most).abs() < f64::EPSILON;
    match (lexicon.number(key).filter(|range| exact(*range)), lexicon.times(key)) {
        (Some((value, _)), None) if value < 100.0 => Part::Small(value),
        (Some((value, _)), _) => Part::Times(value),
        (None, Some(value)) if key.len() > 3 && !key.ends_with('s') => Part::Times(value),
        _ if speech.unit.contains(key) => Part::Small(1.0),
        _ => Part::No,
    }
}

/// The value of figures: "25", "2.5", "5m", "2½".
fn figures(key: &str, lexicon: &Lexicon) -> Option<f64> {
    let end = key.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(key.len());
    let (digits, rest) = key.split_at(end);
    let mut unit = rest.chars();
    let fraction = unit.clone().next().and_then(sign);
    let unit = if fraction.is_some() { unit.next().map_or("", |_| unit.as_str()) } else { rest };
    let whole = if digits.is_empty() { 0.0 } else { digits.parse::<f64>().ok()? };
    let value = whole + fraction.unwrap_or_default();
    if unit.is_empty() { Some(value) } else { Some(value * lexicon.times(unit)?) }
}

/// What a sign for a part of one stands for: "½".
fn sign(char: char) -> Option<f64> {
    let (above, below) = match char {
        '½' => (1.0, 2.0),
        '⅓' => (1.0, 3.0),
        '⅔' => (2.0, 3.0),
        '¼' => (1.0, 4.0),
        '¾' => (3.0, 4.0),
        '⅕' => (1.0, 5.0),
        '⅛' => (1.0, 8.0),
        '⅜' => (3.0, 8.0),
        '⅝' => (5.0, 8.0),
        '⅞' => (7.0, 8.0),
        _ => return None,
    };
    Some(above / below)
}

/// A part of a magnitude, and how many parts it is in: "half a million", "three quarters of a million".
fn part_of(parts: &[Part]) -> Option<(f64, usize)> {
    let (many, from) = match parts {
        [Part::One, ..] => (1.0, 1),
        [Part::Small(many) | Part::Figures(many), Part::Fraction(_), ..] => (*many, 1),
        _ => (1.0, 0),
    };
    let (value, to) = match parts.get(from..)? {
        [Part::Fraction(value), Part::Of, Part::One, Part::Times(_), ..] => (*value, 3),
        [Part::Fraction(value), Part::One, Part::Times(_), ..] => (*value, 2),
        [Part::Fraction(value) | Part::Sign(value), Part::Times(_), ..] if from == 0 => (*value, 1),
        _ => return None,
    };
    Some((many * value, from + to))
}

/// What comes after a whole number, and in how many parts: "and a half", "and three quarters".
fn and_part(parts: &[Part]) -> Option<(f64, usize)> {
    match parts {
        [Part::Join, Part::One, Part::Fraction(value), ..] => Some((*value, 3)),
        [Part::Join, Part::Small(many), Part::Fraction(value), ..] if many * value < 1.0 => {
            Some((many * value, 3))
        }
        [Part::Sign(value), ..] => Some((*value, 1)),
        _ => None,
    }
}

/// The number that some parts begin with, and how many they are.
fn number(parts: &[Part]) -> Option<(f64, usize)> {
    let mut total = 0.0;
    let (mut current, mut at) = match (part_of(parts), parts) {
        (Some((value, count)), _) => (Some(value), count),
        (None, [Part::One, Part::Fraction(value), ..]) => (Some(*value), 2),
        (None, [Part::Figures(many) | Part::Small(many), Part::Fraction(value), ..])
            if many * value < 1.0 =>
        {
            (Some(many * value), 2)
        }
        (None, [Part::Figures(value) | Part::Small(value) | Part::Sign(value), ..]) => {
            (Some(*value), 1)
        }
        (None, [Part::One, Part::Times(_), ..]) => (Some(1.0), 1),
        _ => return None,
    };
    loop {
        let last = parts[at - 1];
        let whole = matches!(last, Part::Figures(value) | Part::Small(value) if value >= 1.0);
        if let Some((value, count)) = and_part(&parts[at..]).filter(|_| whole) {
            current = current.map(|whole| whole + value);
            at += count;
            continue;
        }
        match parts.get(at).copied() {
            Some(Part::Times(times)) if current.is_some() => {
                let value = current.unwrap_or_default() * times;
                if times < 1000.0 {
                    current = Some(value);
                } else {
                    total += value;
                    current = None;
                }
            }
            Some(Part::Small(small)) => match joined(current, last, small) {
                Some(value) => current = Some(value),
                None => break,
            },
            Some(Part::Join)
                if matches!(last, Part::Times(_))
                    && matches!(parts.get(at + 1), Some(Part::Small(_))) => {}
            Some(Part::Point) if matches!(parts.get(at + 1), Some(Part::Small(s)) if *s < 10.0) => {
                let digits: Vec<f64> = parts[at + 1..].iter().map_while(digit).collect();
                let mut scale = 1.0;
                let mut value = current.unwrap_or_default();
                for digit in &digits {
                    scale /= 10.0;
                    value += digit * scale;
                }
                current = Some((value / scale).round() * scale);
                at += digits.len();
            }
            _ => break,
        }
        at += 1;
    }
    Some((rounded(total + current.unwrap_or_default()), at))
}

fn digit(part: &Part) -> Option<f64> {
    if let Part::Small(value) = part { (*value < 10.0).then_some(*value) } else { None }
}

/// Without what is left of decimals in twos.
fn rounded(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}

/// A number with a smaller one after it: "twenty five", "two hundred ten", "nineteen ninety".
fn joined(current: Option<f64>, last: Part, small: f64) -> Option<f64> {
    let Some(value) = current else { return Some(small) };
    match last {
        Part::Times(_) | Part::Join => Some(value + small),
        Part::Small(before) if before >= 20.0 && before % 10.0 == 0.0 && small < 10.0 => {
            Some(value + small)
        }
        Part::Small(before)
            if (10.0..100.0).contains(&value) && before >= 10.0 && small >= 10.0 =>
        {
            Some(value * 100.0 + small)
        }
        _ => None,
    }
}
