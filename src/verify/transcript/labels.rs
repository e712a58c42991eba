//! Labels: "HALE:", "TOM HALE (voice-over):", "[00:04:12] Tom Hale:", "Tom Hale  0:04" on its own line.

use std::collections::BTreeMap;

use super::times::time_at;
use crate::span::Span;
use crate::verify::speech::Speech;

/// A label has so many bytes at most, and so many words.
const LONGEST: usize = 70;
const MOST_WORDS: usize = 8;

/// A label of a turn.
pub(super) struct Label {
    /// All of it, colon included.
    pub(super) span: Span,
    /// The name in it, without what stands in brackets.
    pub(super) name: String,
}

/// What a line may begin with.
struct Candidate {
    label: Label,
    /// How sure it is that it is a label.
    shape: Shape,
}

/// What shows that a line begins with a label.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// It is one whatever stands in other lines.
    Sure,
    /// It is a name in small letters, "Li:", and one where others are.
    Name,
    /// "A." is one where "Q." is.
    Answer,
    /// "[HALE] No." is one where most lines begin so.
    Bracket,
}

/// The labels of some lines, in order. A line that begins like "Look: we will" has one only where the
/// text has it again.
pub(super) fn find(text: &str, lines: &[Span], speech: &Speech) -> Vec<Label> {
    let shouting = is_in_capitals(text);
    let candidates: Vec<Candidate> =
        lines.iter().filter_map(|line| candidate(text, *line, shouting)).collect();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for Candidate { label, .. } in &candidates {
        *counts.entry(label.name.to_lowercase()).or_default() += 1;
    }
    let again = |c: &Candidate| counts[&c.label.name.to_lowercase()] > 1;
    let asked = candidates.iter().any(|c| c.label.name == "Q");
    let known = |c: &Candidate| match c.shape {
        Shape::Sure => true,
        Shape::Name => again(c),
        Shape::Answer => asked,
        Shape::Bracket => false,
    };
    // Names of one shape, where one is known or where nearly all lines have one.
    let named = |c: &Candidate| c.shape == Shape::Name && !is_common(text, &c.label.name, speech);
    let small = |c: &Candidate| c.label.name.contains(char::is_lowercase);
    let most = |fits: &dyn Fn(&Candidate) -> bool| {
        let mut names: Vec<&str> =
            candidates.iter().filter(|c| fits(c)).map(|c| c.label.name.as_str()).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        names.len() > 1 && count * 2 >= lines.len()
    };
    let has_names = !shouting && (candidates.iter().any(|c| small(c) && known(c)) || most(&named));
    let has_brackets = !candidates.iter().any(&known) && most(&|c| c.shape == Shape::Bracket);
    let taken: Vec<bool> = candidates
        .iter()
        .map(|c| known(c) || has_names && named(c) || has_brackets && c.shape == Shape::Bracket)
        .collect();
    let mut labels: Vec<Label> = candidates
        .into_iter()
        .zip(taken)
        .filter(|(_, taken)| *taken)
        .map(|(c, _)| c.label)
        .collect();
    if !shouting {
        let inside: Vec<Label> = lines
            .iter()
            .flat_map(|line| inside(text, *line))
            .filter(|label| !labels.iter().any(|known| known.span.overlaps(label.span)))
            .collect();
        labels.extend(inside);
        labels.sort_by_key(|label| label.span.start);
    }
    labels
}

/// A name without what stands in brackets, each gap one space.
pub(super) fn plain(name: &str) -> String {
    let mut depth = 0;
    let kept = name.chars().filter(|c| {
        depth += i32::from(matches!(c, '(' | '['));
        let keep = depth == 0;
        depth -= i32::from(matches!(c, ')' | ']'));
        keep
    });
    let kept: String = kept.collect();
    let words: Vec<&str> = kept.split_whitespace().collect();
    words.join(" ").trim_matches([',', '-', '–', ' ']).to_owned()
}

/// True for a text that has hardly a small letter.
fn is_in_capitals(text: &str) -> bool {
    let sample = || text.chars().take(20_000);
    let small = sample().filter(|c| c.is_lowercase()).count();
    let large = sample().filter(|c| c.is_uppercase()).count();
    small * 4 < large
}

/// The label that a line may begin with.
fn candidate(text: &str, line: Span, shouting: bool) -> Option<Candidate> {
    let words = line.of(text);
    let (skipped, marked) = before(words);
    let rest = &words[skipped..];
    if let Some(name) = named_on_its_own(rest) {
        let span = Span::new(line.start + skipped, line.end);
        return Some(Candidate { label: Label { span, name }, shape: Shape::Sure });
    }
    let from = line.start + skipped;
    if let Some((length, name, shape)) = lettered(rest).or_else(|| bracketed(rest)) {
        return Some(Candidate {
            label: Label { span: Span::new(from, from + length), name },
            shape,
        });
    }
    let colon = rest.bytes().take(LONGEST).position(|b| b == b':')?;
    let after = &rest[colon + 1..];
    let head = rest.get(..colon)?;
    if !(after.is_empty() || after.starts_with(char::is_whitespace)) || !is_name(head) {
        return None;
    }
    let name = plain(head);
    let capitals = !shouting && !name.contains(char::is_lowercase) && letters(&name) > 1
        || name.ends_with(|c: char| c.is_ascii_digit());
    let several = !shouting && name.split(' ').count() > 1;
    let bracketed = head.trim_end().ends_with([')', ']']);
    let span = Span::new(line.start + skipped, line.start + skipped + colon + 1);
    let sure = marked || capitals || several || bracketed;
    let shape = if sure { Shape::Sure } else { Shape::Name };
    Some(Candidate { label: Label { span, name }, shape })
}

/// "Q:", "A:", "Q." and "A.", of a question and an answer.
fn lettered(rest: &str) -> Option<(usize, String, Shape)> {
    let (name, after) = (rest.get(..1)?, rest.get(2..)?);
    let spaced = after.is_empty() || after.starts_with(char::is_whitespace);
    let shape = match (name, rest.as_bytes()[1]) {
        ("Q" | "A", b':') | ("Q", b'.') => Shape::Sure,
        ("A", b'.') => Shape::Answer,
        _ => return None,
    };
    spaced.then(|| (2, name.to_owned(), shape))
}

/// "[HALE]:", "(HALE):" and "[HALE]", with words after them.
fn bracketed(rest: &str) -> Option<(usize, String, Shape)> {
    let close = match rest.chars().next()? {
        '[' => ']',
        '(' => ')',
        _ => return None,
    };
    let end = rest.bytes().take(LONGEST).position(|b| b == close as u8)?;
    let inner = rest.get(1..end)?.trim();
    let after = rest.get(end + 1..)?;
    if !is_name(inner) || time_at(inner).is_some() {
        return None;
    }
    if after.starts_with(':') && after[1..].chars().next().is_none_or(char::is_whitespace) {
        return Some((end + 2, plain(inner), Shape::Sure));
    }
    let alone = after.trim().is_empty() || !after.starts_with(char::is_whitespace);
    (close == ']' && !alone).then(|| (end + 1, plain(inner), Shape::Bracket))
}

/// True for the word of a name that begins sentences, or that the text has in small letters elsewhere.
fn is_common(text: &str, name: &str, speech: &Speech) -> bool {
    let small = name.to_lowercase();
    speech.begins_a_sentence(&small)
        || text.match_indices(&small).any(|(at, _)| {
            let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            !letter(text[..at].chars().next_back())
                && !letter(text[at + small.len()..].chars().next())
        })
}

/// What stands before a label: blanks, times, ">>", a dash. True where it shows that a label follows.
fn before(line: &str) -> (usize, bool) {
    let mut at = 0;
    let mut marked = false;
    loop {
        let rest = &line[at..];
        let blank = rest.len() - rest.trim_start().len();
        let timed = rest
            .strip_prefix(['[', '('])
            .and_then(|inner| Some((inner, time_at(inner)?.0)))
            .filter(|(inner, len)| inner[*len..].starts_with([']', ')']))
            .map(|(_, len)| len + 2);
        let step = if blank > 0 {
            blank
        } else if let Some(len) = timed.or_else(|| time_at(rest).map(|(len, ..)| len)) {
            marked = true;
            len
        } else if rest.starts_with(['>', '-', '–', '—', '*', '#']) {
            marked |= rest.starts_with('>');
            rest.chars().next().map_or(1, char::len_utf8)
        } else {
            return (at, marked);
        };
        at += step;
    }
}

/// The name on a line that has nothing else but a time after it.
fn named_on_its_own(rest: &str) -> Option<String> {
    let digit = rest.find(|c: char| c.is_ascii_digit())?;
    let at = rest[..digit].trim_end_matches(['[', '(', ' ', '\t']).len();
    let time = rest[at..].trim_matches(|c: char| c.is_whitespace() || "[]()".contains(c));
    let (length, ..) = time_at(time)?;
    let name = rest[..at].trim().trim_start_matches('[').trim_end_matches([']', ':', ',']);
    (length == time.len() && letters(name) > 1 && is_name(name)).then(|| plain(name))
}

/// True for words as labels have them: names, each with a capital, or small words between.
fn is_name(head: &str) -> bool {
    let name = plain(head);
    let words: Vec<&str> = name.split(' ').collect();
    let odd = |c: char| !c.is_alphanumeric() && !" .,'’-/&#".contains(c);
    let large = |word: &&str| {
        word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '#')
    };
    let small = |word: &&str| word.chars().count() <= 3;
    !name.is_empty()
        && words.len() <= MOST_WORDS
        && !name.contains(odd)
        && words.first().is_some_and(large)
        && words.last().is_some_and(large)
        && words.iter().all(|word| large(word) || small(word))
        && letters(&name) > 0
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphabetic()).count()
}

/// Labels in capitals that stand after the end of a sentence: "… thank you. HALE: No."
fn inside(text: &str, line: Span) -> Vec<Label> {
    let words = line.of(text);
    let mut labels = Vec::new();
    for (colon, _) in words.match_indices(": ") {
        let from = words[..colon].char_indices().rev().take(LONGEST).last().map_or(0, |(at, _)| at);
        let head = &words[from..colon];
        let Some(stop) = head.rfind(['.', '?', '!', '>', '…', '"', '”', '—', ']', ')'])
        else {
            continue;
        };
        let width = head[stop..].chars().next().map_or(1, char::len_utf8);
        let start = from + stop + width;
        let name = words[start..colon].trim();
        let capitals = letters(name) > 2 && !name.contains(char::is_lowercase);
        if capitals && is_name(name) && words[start..].starts_with(char::is_whitespace) {
            let span = Span::new(line.start + start, line.start + colon + 1);
            labels.push(Label { span, name: plain(name) });
        }
    }
    labels
}

#[cfg(test)]
mod tests {
    use super::super::subtitles::lines;
    use super::*;

    fn names(text: &str) -> Vec<String> {
        let lines: Vec<Span> = lines(text).filter(|line| !line.is_empty()).collect();
        find(text, &lines, &Speech::built_in()).into_iter().map(|label| label.name).collect()
    }

    #[test]
    fn labels_of_all_shapes() {
        assert_eq!(names("HALE: No.\nTOM HALE (voice-over): Yes."), ["HALE", "TOM HALE"]);
        assert_eq!(
            names("[00:04:12] Tom Hale: No.\nTom Hale  0:04\nNo."),
            ["Tom Hale", "Tom Hale"]
        );
        assert_eq!(names(">> Hale: No. ANN WEBB: Yes."), ["Hale", "ANN WEBB"]);
        assert_eq!(names("SPEAKER 1: No.\nQ: Yes?\nQ: Why?"), ["SPEAKER 1", "Q", "Q"]);
        assert_eq!(
            names("ANN WEBB, CNN ANCHOR: No, there is nothing new."),
            ["ANN WEBB, CNN ANCHOR"]
        );
    }

    #[test]
    fn labels_that_are_there_once() {
        assert_eq!(names("Hale: No.\nLi: Yes.\nHale: Why?"), ["Hale", "Li", "Hale"]);
        assert_eq!(names("Interviewer: Why?\nHale: No."), ["Interviewer", "Hale"]);
        assert_eq!(names("HALE: No.\nQ: Why?"), ["HALE", "Q"]);
        assert_eq!(names("Q. Why?\nA. No."), ["Q", "A"]);
        assert_eq!(names("[HALE] No.\n[WEBB] Yes."), ["HALE", "WEBB"]);
        assert_eq!(names("HALE: No.\n(WEBB): Yes."), ["HALE", "WEBB"]);
    }

    #[test]
    fn words_before_a_colon_are_no_label() {
        assert!(names("Look: we will not.").is_empty());
        assert!(names("There are two reasons: money and time.").is_empty());
        assert!(names("At 10:30 we left.").is_empty());
        assert!(names("I SAID: NO. AND THE POINT: NO.").is_empty());
        assert_eq!(names("Hale: We knew.\nLook: we did.\nHale: No."), ["Hale", "Hale"]);
        assert!(names("A. Hale was there.").is_empty());
        assert!(names("We won.\n[APPLAUSE] Thank you.\nWe did.\n[MUSIC] Go on.\nNo.").is_empty());
    }
}
