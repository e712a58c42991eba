//! Labels: "HALE:", "TOM HALE (voice-over):", "[00:04:12] Tom Hale:", "Tom Hale  0:04" on its own line.

use std::collections::{BTreeMap, BTreeSet};

use super::masked::Voice;
use super::times::time_at;
use crate::span::Span;
use crate::verify::speech::Speech;
use crate::verify::word::NOTHING;

/// A label has so many bytes at most, and so many words.
const LONGEST: usize = 70;
const MOST_WORDS: usize = 8;

/// A label of a turn.
pub(super) struct Label {
    /// All of it, colon included; nothing of a line that may have none.
    pub(super) span: Span,
    /// The name in it, without what stands in brackets; or that it may be one.
    pub(super) voice: Voice,
}

/// What a line may begin with.
struct Candidate {
    /// All of it, colon included.
    span: Span,
    /// The name in it, without what stands in brackets.
    name: String,
    /// How sure it is that it is a label.
    shape: Shape,
    /// What stands around it.
    around: Around,
}

/// What stands before and after what may be a label.
#[derive(Clone, Copy)]
struct Around {
    /// True where a sentence ends before it.
    after_end: bool,
    /// True where a sentence seems to begin after it.
    before_begin: bool,
}

/// What shows that a line begins with a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Shape {
    /// It is one whatever stands in other lines.
    Sure,
    /// It is a name in small letters, "Li:", and one where others are.
    Name,
    /// "A." is one where "Q." is.
    Answer,
    /// "[HALE] No." is one where most lines begin so.
    Bracket,
    /// "(HALE) No.", and "[HALE]" on its own line.
    Aside,
    /// "HALE - No."
    Dashed,
    /// "HALE" on its own line.
    Alone,
    /// "hale: no."
    Lower,
    /// "Ann Webb, deputy mayor: No.", "WEBB says: No."
    Loose,
}

impl Shape {
    /// True for a shape that other things have as well: noises, headings, asides.
    fn is_odd(self) -> bool {
        self >= Self::Bracket
    }
}

/// The labels of some lines, in order. A line that begins like "Look: we will" has one only where the
/// text has it again. Where "WEBB - No" may have one, it is noted that somebody else may speak.
pub(super) fn find(text: &str, lines: &[Span], speech: &Speech) -> Vec<Label> {
    let shouting = is_in_capitals(text);
    let candidates: Vec<Candidate> =
        (0..lines.len()).filter_map(|n| candidate(text, lines, n, shouting, speech)).collect();
    let mut counts: BTreeMap<(Option<Shape>, String), usize> = BTreeMap::new();
    let key = |c: &Candidate| (c.shape.is_odd().then_some(c.shape), c.name.to_lowercase());
    for c in &candidates {
        *counts.entry(key(c)).or_default() += 1;
    }
    let again = |c: &Candidate| counts[&key(c)] > 1;
    let asked = candidates.iter().any(|c| c.name == "Q");
    let known = |c: &Candidate| match c.shape {
        Shape::Sure => true,
        Shape::Name => again(c),
        Shape::Answer => asked,
        _ => false,
    };
    // Names of one shape, where one is known or where nearly all lines have one.
    let named = |c: &Candidate| c.shape == Shape::Name && !is_common(text, &c.name, speech);
    let most = |fits: &dyn Fn(&Candidate) -> bool| {
        let mut names: Vec<&str> =
            candidates.iter().filter(|c| fits(c)).map(|c| c.name.as_str()).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        names.len() > 1 && count * 2 >= lines.len()
    };
    let has_names =
        !shouting && (candidates.iter().any(|c| is_small(&c.name) && known(c)) || most(&named));
    let has_brackets = !candidates.iter().any(&known) && most(&|c| c.shape == Shape::Bracket);
    let taken = |c: &&Candidate| {
        known(c) || has_names && named(c) || has_brackets && c.shape == Shape::Bracket
    };
    let lasts: BTreeSet<String> = candidates.iter().filter(taken).map(|c| last(&c.name)).collect();
    let voice = |c: &Candidate| {
        let common = || {
            !matches!(c.shape, Shape::Lower | Shape::Loose)
                && is_small(&c.name)
                && is_common(text, &c.name, speech)
        };
        if taken(&c) || c.shape.is_odd() && is_label(c, &lasts, again(c)) && !common() {
            Some(Voice::Named(c.name.clone()))
        } else {
            (c.shape.is_odd() && may_be_label(c) && !common()).then_some(Voice::Doubtful)
        }
    };
    let mut labels: Vec<Label> = Vec::new();
    for c in &candidates {
        let Some(voice) = voice(c) else { continue };
        let end = if voice == Voice::Doubtful { c.span.start } else { c.span.end };
        labels.push(Label { span: Span::new(c.span.start, end), voice });
    }
    let known = |c: &str| lasts.contains(&last(c));
    let asides = lines.iter().flat_map(|line| asides(text, *line, speech, &known));
    // Labels are in order: they are of one line after another.
    let begins = |aside: &Label| labels.binary_search_by_key(&aside.span.start, |l| l.span.start);
    let asides: Vec<Label> = asides.filter(|aside| begins(aside).is_err()).collect();
    labels.extend(asides);
    labels.sort_by_key(|label| label.span.start);
    if !shouting {
        let taken = Taken::by(&labels);
        let inside: Vec<Label> = lines
            .iter()
            .flat_map(|line| inside(text, *line))
            .filter(|label| !taken.overlap(label.span))
            .collect();
        labels.extend(inside);
        labels.sort_by_key(|label| label.span.start);
    }
    labels
}

/// The parts of a text that labels take.
pub(super) struct Taken {
    /// Where each label begins, in order, and the last end so far.
    labels: Vec<(usize, usize)>,
}

impl Taken {
    /// The parts that labels in order take.
    pub(super) fn by(labels: &[Label]) -> Self {
        let mut end = 0;
        let taken = labels.iter().map(|label| {
            end = end.max(label.span.end);
            (label.span.start, end)
        });
        Self { labels: taken.collect() }
    }

    /// True where a label and a span overlap.
    pub(super) fn overlap(&self, span: Span) -> bool {
        let before = self.labels.partition_point(|(start, _)| *start < span.end);
        self.labels[..before].last().is_some_and(|(_, end)| *end > span.start)
    }
}

/// True for a name in a shape that other things have as well, if other labels have it, or the same shape
/// has it again.
fn is_label(c: &Candidate, lasts: &BTreeSet<String>, again: bool) -> bool {
    let end = c.around.after_end;
    let small = is_small(&c.name);
    if lasts.contains(&last(&c.name)) {
        return !small || end || c.shape == Shape::Bracket;
    }
    match c.shape {
        Shape::Dashed | Shape::Loose => again && end,
        Shape::Alone => again && end && (!small || c.name.contains(' ')),
        _ => false,
    }
}

/// True where such a name may be a label.
fn may_be_label(c: &Candidate) -> bool {
    let Around { after_end, before_begin } = c.around;
    match c.shape {
        Shape::Lower | Shape::Loose => after_end,
        _ if !is_small(&c.name) => true,
        Shape::Bracket | Shape::Aside => after_end,
        _ => after_end && before_begin,
    }
}

fn is_small(name: &str) -> bool {
    name.contains(char::is_lowercase)
}

/// The last word of a name, in lower case.
fn last(name: &str) -> String {
    let head = name.split(',').next().unwrap_or_default();
    head.split(' ').next_back().unwrap_or_default().to_lowercase()
}

/// Where lines begin with the dash of a new speaker: "- No." A dash that goes on with a sentence is none;
/// where a small letter stands after it, it may be one.
pub(super) fn dashes(text: &str, lines: &[Span]) -> Vec<(usize, Voice)> {
    let dash = |n: usize| {
        let words = lines[n].of(text);
        let (prefix, rest) = words.split_at(before(words).0);
        let bare = prefix.trim_end();
        let head = bare.trim_end_matches(DASHES);
        // "0:04 - We lost": no dash of a speaker.
        if head.len() == bare.len() || head.contains(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let first = rest.chars().find(|c| c.is_alphanumeric())?;
        let last = n.checked_sub(1).map_or("", |n| lines[n].of(text).trim_end());
        let number = bare == prefix && first.is_numeric();
        let ends = ends_before(text, lines, n);
        // "- and the road - is shut"
        let closed = [" -", " –", "—"].iter().any(|dash| rest.contains(dash));
        let voice = match () {
            () if last.ends_with(':') || number && !ends => return None,
            () if ends || !first.is_lowercase() => Voice::New,
            () if closed || last.ends_with(DASHES) || last.ends_with("..") => return None,
            () => Voice::Doubtful,
        };
        Some((lines[n].start, voice))
    };
    (0..lines.len()).filter_map(dash).collect()
}

const DASHES: [char; 3] = ['-', '–', '—'];

/// True where a sentence, or a paragraph, ends before a line.
fn ends_before(text: &str, lines: &[Span], n: usize) -> bool {
    let Some(last) = n.checked_sub(1).map(|n| lines[n]) else { return true };
    let words = last.of(text).trim_end();
    let gap = text.get(last.end..lines[n].start).unwrap_or_default();
    let paragraph = gap.trim().is_empty() && gap.matches('\n').count() > 1;
    paragraph || words.ends_with(['.', '?', '!', ':', '"', '”', ')', ']']) && !words.ends_with("..")
}

/// A name without what stands in brackets, each gap one space.
pub(super) fn plain(name: &str) -> String {
    let mut depth = 0;
    let kept = name.chars().filter(|c| {
        depth += i32::from(matches!(c, '(' | '['));
        let keep = depth == 0 && *c != char::from(NOTHING);
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
fn candidate(
    text: &str,
    lines: &[Span],
    n: usize,
    shouting: bool,
    speech: &Speech,
) -> Option<Candidate> {
    let line = lines[n];
    let words = line.of(text);
    let (skipped, marked) = before(words);
    let rest = &words[skipped..];
    let from = line.start + skipped;
    let next = lines.get(n + 1).map(|next| next.of(text));
    let (length, name, shape) = named_on_its_own(rest)
        .map(|name| (rest.len(), name, Shape::Sure))
        .or_else(|| lettered(rest))
        .or_else(|| bracketed(rest, speech))
        .or_else(|| with_colon(rest, marked, shouting))
        .or_else(|| in_small_letters(rest, speech))
        .or_else(|| loose(rest).filter(|_| !shouting))
        .or_else(|| dashed(rest).filter(|_| !shouting))
        .or_else(|| alone(rest, speech).filter(|_| !shouting && next.is_some()))?;
    let span = Span::new(from, from + length);
    let after = if shape == Shape::Alone { next.unwrap_or_default() } else { &rest[length..] };
    let first = after.chars().find(|c| c.is_alphanumeric());
    let around = Around {
        after_end: ends_before(text, lines, n),
        before_begin: first.is_some_and(char::is_uppercase),
    };
    Some(Candidate { span, name, shape, around })
}

/// "HALE:", "Hale:", "Tom Hale (voice-over) :" and "**HALE:**".
fn with_colon(rest: &str, marked: bool, shouting: bool) -> Option<(usize, String, Shape)> {
    const STRONG: [char; 2] = ['*', '_'];
    let colon = rest.bytes().take(LONGEST).position(|b| b == b':')?;
    let after = rest[colon + 1..].trim_start_matches(STRONG);
    let length = rest.len() - after.len();
    let head = rest.get(..colon)?.trim_end_matches(STRONG);
    if !is_name(head) {
        return None;
    }
    let name = plain(head);
    let large = !shouting && !is_small(&name) && letters(&name) > 1;
    // "HALE:No."
    let joined = large && after.starts_with(|c: char| c.is_alphabetic() || "“\"‘'".contains(c));
    if !(after.is_empty() || after.starts_with(char::is_whitespace) || joined) {
        return None;
    }
    let capitals = large || name.ends_with(|c: char| c.is_ascii_digit());
    let several = !shouting && name.split(' ').count() > 1;
    let bracketed = head.trim_end().ends_with([')', ']']);
    let sure = marked || capitals || several || bracketed;
    Some((length, name, if sure { Shape::Sure } else { Shape::Name }))
}

/// "hale:", one word with words after it.
fn in_small_letters(rest: &str, speech: &Speech) -> Option<(usize, String, Shape)> {
    let (name, after) = rest.split_once(':')?;
    let fits = name.len() <= LONGEST
        && name.starts_with(char::is_lowercase)
        && name.chars().all(char::is_alphabetic)
        && letters(name) > 1
        && after.starts_with(char::is_whitespace)
        && !speech.begins_a_sentence(name);
    fits.then(|| (name.len() + 1, name.to_owned(), Shape::Lower))
}

/// "Ann Webb, deputy mayor:" and "WEBB says:".
fn loose(rest: &str) -> Option<(usize, String, Shape)> {
    let colon = rest.bytes().take(LONGEST).position(|b| b == b':')?;
    let (head, after) = (rest.get(..colon)?, rest.get(colon + 1..)?);
    let spaced = after.is_empty() || after.starts_with(char::is_whitespace);
    let name = head.split(',').next().unwrap_or_default();
    let full = name != head && name.contains(' ') && is_name(name);
    let first = head.split(' ').next().unwrap_or_default();
    let large = letters(first) > 1 && !is_small(first) && is_name(first);
    let fits = spaced && head.split(' ').count() <= MOST_WORDS && (full || large);
    fits.then(|| (colon + 1, plain(if full { head } else { first }), Shape::Loose))
}

/// "HALE - ", with words after it; a name in small letters has blanks around its dash.
fn dashed(rest: &str) -> Option<(usize, String, Shape)> {
    const WIDE: [&str; 5] = ["\t", " - ", " – ", " — ", " -- "];
    // With these, only a name in capitals may be a label.
    const LARGE: [&str; 6] = ["—", "–", ". ", "; ", "> ", "| "];
    let first = |marks: &[&str]| {
        let found = marks.iter().filter_map(|mark| Some((rest.find(mark)?, mark.len())));
        found.min()
    };
    let wide = first(&WIDE);
    let (at, len) = wide.into_iter().chain(first(&LARGE)).min()?;
    let head = rest.get(..at).filter(|head| head.len() <= LONGEST)?;
    let after = rest.get(at + len..)?;
    let fits = is_name(head) && letters(head) > 1 && after.contains(char::is_alphanumeric);
    let spaced = wide.is_some_and(|(first, _)| first == at);
    // "U.S. ships" has none. A dash is no ASCII.
    let begins = after.trim_start().starts_with(|c: char| !c.is_lowercase());
    let pause = !spaced && rest.as_bytes()[at].is_ascii();
    if pause && (head.contains('.') || !begins) {
        return None;
    }
    let shape = if pause { Shape::Loose } else { Shape::Dashed };
    (fits && (spaced || !is_small(head))).then(|| (at + len, plain(head), shape))
}

/// A name that is all of a line.
fn alone(rest: &str, speech: &Speech) -> Option<(usize, String, Shape)> {
    let name = rest.trim();
    let fits = name.len() <= LONGEST
        && letters(name) > 1
        && name.ends_with(char::is_alphanumeric)
        && is_name(name)
        && !speech.begins_a_sentence(&name.to_lowercase());
    fits.then(|| (rest.len(), plain(name), Shape::Alone))
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

/// "[HALE]:", "(HALE):", "[HALE]" and "(HALE)"; no noise, and nothing that was not heard.
fn bracketed(rest: &str, speech: &Speech) -> Option<(usize, String, Shape)> {
    let close = match rest.chars().next()? {
        '[' => ']',
        '(' => ')',
        _ => return None,
    };
    let end = rest.bytes().take(LONGEST).position(|b| b == close as u8)?;
    let inner = rest.get(1..end)?.trim();
    let after = rest.get(end + 1..)?;
    let noise = speech.is_noise(inner) || speech.is_unheard(inner);
    if !is_name(inner) || time_at(inner).is_some() || noise {
        return None;
    }
    if after.starts_with(':') && after[1..].chars().next().is_none_or(char::is_whitespace) {
        return Some((end + 2, plain(inner), Shape::Sure));
    }
    // "[W]e will".
    if !after.is_empty() && !after.starts_with(char::is_whitespace) {
        return None;
    }
    let alone = after.trim().is_empty();
    let shape = if close == ']' && !alone { Shape::Bracket } else { Shape::Aside };
    Some((end + 1, plain(inner), shape))
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
        } else if rest.starts_with(['>', '-', '–', '—', '*', '#', '•', '·', '●', '▪', '◦', '►'])
        {
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

/// Names in capitals that stand in brackets after the end of a sentence: "… thank you. [HALE] No."
fn asides(text: &str, line: Span, speech: &Speech, known: &dyn Fn(&str) -> bool) -> Vec<Label> {
    let words = line.of(text);
    let mut labels = Vec::new();
    for (at, open) in words.match_indices(['[', '(']) {
        let close = if open == "[" { ']' } else { ')' };
        let inner = words[at + 1..].split(close).next().unwrap_or_default();
        let ends = words[..at].trim_end().ends_with(['.', '?', '!', '"', '”']);
        let name = ends && inner.len() <= LONGEST && !is_small(inner) && letters(inner) > 1;
        if !name || !is_name(inner) || speech.is_noise(inner) || speech.is_unheard(inner) {
            continue;
        }
        let start = line.start + at;
        let label = if known(inner) {
            let span = Span::new(start, (start + inner.len() + 2).min(line.end));
            Label { span, voice: Voice::Named(plain(inner)) }
        } else {
            Label { span: Span::new(start, start), voice: Voice::Doubtful }
        };
        labels.push(label);
    }
    labels
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
            labels.push(Label { span, voice: Voice::Named(plain(name)) });
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
        let name = |label: Label| match label.voice {
            Voice::Named(name) => name,
            _ => "?".to_owned(),
        };
        find(text, &lines, &Speech::built_in()).into_iter().map(name).collect()
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
    fn labels_of_odd_shapes() {
        assert_eq!(names("HALE: No.\nWEBB: Yes.\n[HALE] Why?"), ["HALE", "WEBB", "HALE"]);
        assert_eq!(names("HALE: No, we did.\n(TOM HALE) Why not?"), ["HALE", "TOM HALE"]);
        assert_eq!(
            names("HALE: No.\nWEBB - Yes.\nHale: Why?\nWEBB - So."),
            ["HALE", "WEBB", "Hale", "WEBB"]
        );
        assert_eq!(names("HALE: No.\nWEBB : Yes.\nWEBB:Why?"), ["HALE", "WEBB", "WEBB"]);
        assert_eq!(names("**HALE:** No.\n**WEBB**: Yes."), ["HALE", "WEBB"]);
        assert_eq!(names("HALE: No.\n\nWEBB\nYes.\n\nWEBB\nSo."), ["HALE", "WEBB", "WEBB"]);
        assert_eq!(
            names("Tom Hale: No.\nAnn Webb\nYes.\nTom Hale\nWhy?"),
            ["Tom Hale", "?", "Tom Hale"]
        );
    }

    #[test]
    fn what_may_be_a_label() {
        for line in [
            "Ann Webb, the mayor: Yes.",
            "WEBB. Yes.",
            "WEBB says: Yes.",
            "[WEBB] Yes.",
            "(WEBB) Yes.",
            "[WEBB]\nYes.",
            "WEBB - Yes.",
            "WEBB\nYes.",
            "webb: Yes.",
        ] {
            assert_eq!(names(&format!("HALE: No.\n{line}")), ["HALE", "?"], "{line}");
        }
        assert_eq!(names("HALE: No. [WEBB] Yes, we do. [HALE] Why?"), ["HALE", "?", "HALE"]);
        assert_eq!(names("HALE: No.\n• WEBB: Yes."), ["HALE", "WEBB"]);
        for line in [
            "U.S. ships.",
            "[LAUGHS] Yes.",
            "(inaudible) Yes.",
            "[W]e do.",
            "Yes - we do.",
            "No.\nYes.",
        ] {
            assert_eq!(names(&format!("HALE: No.\n{line}")), ["HALE"], "{line}");
        }
        assert_eq!(names("Hale: I told\nTom Webb\nand he left.\nHale: So."), ["Hale", "Hale"]);
    }

    #[test]
    fn dashes_of_new_speakers() {
        let all = |text: &str| {
            let lines: Vec<Span> = lines(text).filter(|line| !line.is_empty()).collect();
            dashes(text, &lines).into_iter().map(|(_, voice)| voice).collect::<Vec<_>>()
        };
        let new = |count: usize| vec![Voice::New; count];
        assert_eq!(all("HALE: We lost.\n- No.\n– Why?\n-So."), new(3));
        assert_eq!(all("HALE: We lost\n- No."), new(1));
        assert_eq!(all("HALE: we lost\n- no"), [Voice::Doubtful]);
        assert_eq!(all("We lost the wall\n- and the road -\nthat day, at\n-5 degrees."), new(0));
        assert_eq!(all("We lost -\n- and the road."), new(0));
        assert_eq!(all("Three of them:\n- The wall."), new(0));
        assert_eq!(all("0:04 - We lost."), new(0));
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
