//! The quotations of a draft, each with its pieces, its words and who is credited with it.

use std::ops::Range;

use super::index::WordId;
use super::shown::{SPLIT, Shown};
use super::speech::Speech;
use super::word::NOTHING;
use super::words::words;
use crate::lexicon::Lexicon;
use crate::parse::Form;
use crate::read::Draft;
use crate::span::Span;
use crate::tokenise::token::Kind;
use crate::tokenise::{self, Text};
use crate::verdict::Verdict;

/// A quotation of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// Its pieces, marks left off: “We will go,” he said, “and stay.” has two.
    pub pieces: Vec<Span>,
    /// Index into [`crate::parse::Parsed::attributions`]; none for a quotation that nobody is credited
    /// with.
    pub attribution: Option<usize>,
}

/// What the draft has between two words of a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing that says that words are left out.
    Open,
    /// An ellipsis.
    Ellipsis,
    /// The source and its cue, in the middle of a sentence.
    Cue,
    /// The same at the end of one: what follows is a sentence of its own.
    Sentence,
}

impl Gap {
    /// True where the draft shows that words may be left out.
    pub(super) fn is_marked(self) -> bool {
        self != Self::Open
    }
}

/// A word of a quotation.
#[derive(Clone, Debug)]
pub(super) struct Quoted {
    pub(super) key: String,
    /// Its number in the index.
    pub(super) id: WordId,
    /// What it counts.
    pub(super) weight: i32,
    /// True for what the draft puts in square brackets: a word that it may put in, unless it says
    /// something else.
    pub(super) bracketed: bool,
    /// What stands between it and the next word.
    pub(super) gap: Gap,
    /// True where a sentence ends after it.
    pub(super) ends: bool,
    /// As the draft has it.
    pub(super) shown: Shown,
}

/// The quotations of a draft, in order: those with an attribution, and those that nobody is credited with.
pub(super) fn quotations(draft: &Draft, verdict: &Verdict, lexicon: &Lexicon) -> Vec<Quotation> {
    let text = tokenise::tokenise(draft, lexicon);
    let mut all: Vec<Quotation> = Vec::new();
    let mut last: Option<(usize, usize)> = None;
    for (number, quotation) in text.quotations.iter().enumerate() {
        if quotation.depth > 0 {
            continue;
        }
        let piece = inner(&text, &quotation.tokens, draft);
        if !draft.words(piece).contains(char::is_alphanumeric) {
            continue;
        }
        let credited = credited(verdict, piece);
        let loose = verdict.parsed.loose.iter().any(|loose| loose.quotation == number);
        if credited.is_none() && !loose {
            continue;
        }
        let before = last.filter(|_| !all.is_empty());
        let goes_on = before.is_some_and(|(before, known)| {
            quotation.takes_up == Some(before)
                || credited.is_some_and(|(n, content)| {
                    n == known && goes_on(verdict, n, content, all[all.len() - 1].pieces.last())
                })
        });
        match all.last_mut().filter(|_| goes_on) {
            Some(known) => known.pieces.push(piece),
            None => {
                all.push(Quotation { pieces: vec![piece], attribution: credited.map(|(n, _)| n) });
            }
        }
        last = Some((number, credited.map_or(usize::MAX, |(n, _)| n)));
    }
    all
}

/// The words between the marks.
fn inner(text: &Text<'_>, tokens: &Range<usize>, draft: &Draft) -> Span {
    let (mut start, mut end) = (tokens.start, tokens.end);
    if text.tokens[start].kind == Kind::OpenQuote {
        start += 1;
    }
    if end > start && text.tokens[end - 1].kind == Kind::CloseQuote {
        end -= 1;
    }
    if start >= end {
        let at = text.tokens[tokens.start].span;
        return Span::new(at.end.min(draft.text.len()), at.end.min(draft.text.len()));
    }
    text.tokens[start].span.to(text.tokens[end - 1].span)
}

/// The attribution with the most of a piece in its content, and which part of the content that is.
fn credited(verdict: &Verdict, piece: Span) -> Option<(usize, usize)> {
    let shared = |content: &Span| {
        let (start, end) = (content.start.max(piece.start), content.end.min(piece.end));
        end.saturating_sub(start)
    };
    let all = verdict.parsed.attributions.iter().enumerate().flat_map(|(n, attribution)| {
        attribution.content.iter().enumerate().map(move |(part, content)| (content, n, part))
    });
    let best = all.map(|(content, n, part)| (shared(content), n, part));
    // Of two with as much of it, the first.
    let best = best
        .filter(|(shared, ..)| *shared > 0)
        .max_by_key(|(shared, n, _)| (*shared, std::cmp::Reverse(*n)));
    best.map(|(_, n, part)| (n, part))
}

/// True for a piece in another part of a content than the piece before it: the cue stands between them,
/// and no words of the writer's.
fn goes_on(verdict: &Verdict, n: usize, content: usize, before: Option<&Span>) -> bool {
    let attribution = &verdict.parsed.attributions[n];
    let part = |piece: &Span| attribution.content.iter().position(|c| c.overlaps(*piece));
    attribution.form == Form::Direct && before.and_then(part).is_some_and(|part| part != content)
}

/// The words of a quotation; `id` numbers them, `weight` says what each counts.
pub(super) fn quoted(
    draft: &Draft,
    quotation: &Quotation,
    (speech, lexicon): (&Speech, &Lexicon),
    number: impl Fn(&str) -> (WordId, i32),
) -> Vec<Quoted> {
    let mut all: Vec<Quoted> = Vec::new();
    let mut end = 0;
    for piece in &quotation.pieces {
        let (text, brackets) = bare(piece.of(&draft.text));
        if let Some(last) = all.last_mut() {
            let between = draft.text.get(end..piece.start).unwrap_or_default();
            let mark = |c: char| c.is_whitespace() || "“”\"'‘’«»".contains(c);
            let between = between.trim_end_matches(mark);
            let sentence = between.ends_with(['.', '?', '!', ':']) || between.contains("\n\n");
            last.gap = if sentence { Gap::Sentence } else { Gap::Cue };
            last.ends = true;
            last.shown.text.push_str(SPLIT);
            last.shown.glued = true;
        }
        let found = words(&text, speech, lexicon);
        for (n, word) in found.iter().enumerate() {
            let next = found[n + 1..].iter().find(|next| !next.span.is_empty());
            let next = next.map_or(text.len(), |next| next.span.start);
            let after = text.get(word.span.end..next.max(word.span.end)).unwrap_or_default();
            let raw = piece.of(&draft.text).get(word.span.end..next.max(word.span.end));
            let is_last = n + 1 == found.len();
            let gap = if !is_last && has_ellipsis(raw.unwrap_or(after)) {
                Gap::Ellipsis
            } else {
                Gap::Open
            };
            let (id, weight) = number(&word.key);
            all.push(Quoted {
                key: word.key.clone(),
                id,
                weight,
                bracketed: !is_heavy(&word.key, speech, lexicon)
                    && brackets.iter().any(|bracket| bracket.overlaps(word.span)),
                gap,
                ends: after.contains(['.', '?', '!']),
                shown: Shown::of(
                    piece.of(&draft.text),
                    n.checked_sub(1).map_or(0, |before| found[before].span.end),
                    word.span,
                    next,
                ),
            });
        }
        end = piece.end;
    }
    all
}

/// True for a negation or a number: no brackets make it harmless.
fn is_heavy(key: &str, speech: &Speech, lexicon: &Lexicon) -> bool {
    key.starts_with('#') || speech.negations(std::iter::once(key), lexicon) > 0
}

/// True for "…", "...", ". . ." and the same in brackets.
fn has_ellipsis(gap: &str) -> bool {
    let dots: String = gap.chars().filter(|c| !c.is_whitespace()).collect();
    dots.contains('…') || dots.contains("...")
}

/// A piece without its brackets, byte for byte, and where the square ones were: round ones are no mark of
/// an editor. What the writer says of the words ("[sic]") is no part of them; "[W]e" is a word.
fn bare(piece: &str) -> (String, Vec<Span>) {
    let mut bytes = piece.as_bytes().to_vec();
    let mut brackets = Vec::new();
    let mut at = 0;
    while let Some(open) = piece[at..].find(['[', '(']).map(|found| at + found) {
        let close = if piece.as_bytes()[open] == b'[' { ']' } else { ')' };
        let Some(end) = piece[open..].find(close).map(|found| open + found + 1) else { break };
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let joined = word(piece[..open].chars().next_back()) || word(piece[end..].chars().next());
        if joined {
            bytes[open] = NOTHING;
            bytes[end - 1] = NOTHING;
        }
        let bracket = Span::new(open, end);
        let is_sic = piece[open + 1..end - 1].eq_ignore_ascii_case(SIC);
        if is_sic {
            bytes[open..end].fill(b' ');
        }
        at = end;
        if close == ']' {
            brackets.push(bracket);
        } else if !is_sic {
            // Square ones may be inside.
            at = open + 1;
        }
    }
    let text = String::from_utf8(bytes).unwrap_or_else(|_| piece.to_owned());
    (text, brackets)
}

/// What a writer puts in brackets after a fault that is not theirs.
const SIC: &str = "sic";
