//! Where what the tagger ties to a cue begins and ends: names and contents in bytes.

use std::ops::Range;

use crate::lexicon::{Class, FunctionWord};
use crate::parse::attribution::Form;
use crate::parse::grammar::clause::joins;
use crate::parse::grammar::time;
use crate::parse::link::Link;
use crate::span::Span;
use crate::tokenise::Text;
use crate::tokenise::token::{Kind, Pos, Token};

/// The pieces of a content in bytes, without marks at their edges that are the writer's.
pub(super) fn pieces(text: &Text<'_>, content: &[Range<usize>]) -> Vec<Span> {
    let mark = |at: usize| {
        matches!(
            text.tokens[at].kind,
            Kind::Comma | Kind::Dash | Kind::Colon | Kind::Semicolon | Kind::Stop
        )
    };
    let trimmed = content.iter().filter_map(|range| {
        let mut range = range.clone();
        while !range.is_empty() && (mark(range.start) || time::is_clock(&text.tokens[range.start]))
        {
            range.start += 1;
        }
        // "at least 60 had died": the two words are one.
        let counts = |t: &Token<'_>| t.among(FunctionWord::Bound);
        let at = range.start.checked_sub(1).filter(|at| text.tokens[*at].reads("at"));
        if let Some(at) = at.filter(|_| text.tokens.get(range.start).is_some_and(counts)) {
            range.start = at;
        }
        let loose = |at: usize| {
            let t = &text.tokens[at];
            mark(at) || matches!(t.pos, Pos::Cc | Pos::Dt) || t.among(FunctionWord::With)
        };
        while range.len() > 2 && loose(range.end - 1) || !range.is_empty() && mark(range.end - 1) {
            range.end -= 1;
        }
        text.tokens[range.clone()].iter().any(Token::is_wordlike).then_some(range)
    });
    trimmed.map(|range| text.span_of(&range)).collect()
}

/// A piece without a span that overlaps one of its ends.
pub(super) fn without(piece: Span, other: Span) -> Option<Span> {
    let (start, end) = match (piece.overlaps(other), other.start <= piece.start) {
        (false, _) => return Some(piece),
        (true, true) => (other.end, piece.end),
        (true, false) => (piece.start, other.start),
    };
    (start < end).then(|| Span::new(start, end))
}

/// The tokens in a span, without the blanks around them.
pub(super) fn whole_tokens(text: &Text<'_>, span: Span) -> Option<Span> {
    let first = text.tokens.partition_point(|t| t.span.start < span.start);
    let end = text.tokens.partition_point(|t| t.span.end <= span.end);
    (first < end).then(|| text.span_of(&(first..end)))
}

/// The source of a link in bytes.
pub(super) fn source(text: &Text<'_>, link: &Link) -> Option<Span> {
    let range = link.source.as_ref()?;
    snap(text, &with_head(text, range, &link.cue))
}

/// A source right in front of its cue, with the head on which it hangs: of "a surgeon accused of
/// leaving a clamp inside a patient denied" the tagger may see the patient alone.
fn with_head(text: &Text<'_>, range: &Range<usize>, cue: &Range<usize>) -> Range<usize> {
    let here = text.sentences.partition_point(|s| s.tokens.end <= range.start);
    let first = text.sentences.get(here).map_or(0, |s| s.tokens.start).min(range.start);
    let before = &text.tokens[first..range.start];
    let start = first + before.iter().rposition(|t| !hangs(t)).map_or(0, |at| at + 1);
    let preposition = |at: usize| matches!(text.tokens[at].pos, Pos::In | Pos::To);
    let hung = range.end == cue.start && range.start > start && preposition(range.start - 1);
    // "a letter from Hale said": the tagger knows whose words these are.
    let made = range.start > 0 && text.tokens[range.start - 1].among(FunctionWord::OfMaker);
    if hung && !made && !preposition(start) { start..range.end } else { range.clone() }
}

/// True for a word that can stand between a head and what hangs on it.
fn hangs(t: &Token<'_>) -> bool {
    let inner = t.pos.is_noun()
        || t.pos.is_adjective()
        || matches!(
            t.pos,
            Pos::Dt | Pos::PrpS | Pos::Cd | Pos::In | Pos::To | Pos::Vbn | Pos::Vbg | Pos::Pos
        );
    t.is_wordlike() && inner && !joins(t)
}

/// A source in bytes, cut to what can be one: marks off, a noun, a name or a pronoun in it.
fn snap(text: &Text<'_>, range: &Range<usize>) -> Option<Span> {
    let mut range = range.clone();
    let mark = |at: usize| !text.tokens[at].is_wordlike();
    let hour = |at: usize| {
        time::is_clock(&text.tokens[at])
            && text.tokens.get(at + 1).is_some_and(|t| t.pos == Pos::Dt)
    };
    while !range.is_empty() && (mark(range.start) || hour(range.start)) {
        range.start += 1;
    }
    while !range.is_empty() && mark(range.end - 1) && text.tokens[range.end - 1].text != ")" {
        range.end -= 1;
    }
    let names = |t: &Token<'_>| {
        t.pos.is_noun()
            || matches!(t.pos, Pos::Prp | Pos::Wp | Pos::Wdt | Pos::Cd)
            || t.is(Class::PronounSource)
    };
    // "which dominate many exchanges, spelled out": a clause on a noun names nobody.
    let clause = range.len() > 1 && matches!(text.tokens[range.start].pos, Pos::Wdt | Pos::Wp);
    (!clause && text.tokens[range.clone()].iter().any(names)).then(|| text.span_of(&range))
}

/// Whose words a content gives.
pub(super) fn form(text: &Text<'_>, content: &[Span]) -> Form {
    let mut quoted = 0;
    let mut own = false;
    for piece in content {
        let first = text.tokens.partition_point(|t| t.span.start < piece.start);
        let mut depth = 0_usize;
        for token in text.tokens[first..].iter().take_while(|t| t.span.start < piece.end) {
            match token.kind {
                Kind::OpenQuote => {
                    depth += 1;
                    quoted += 1;
                }
                Kind::CloseQuote => depth = depth.saturating_sub(1),
                _ => own |= depth == 0 && token.is_wordlike(),
            }
        }
    }
    match (quoted > 0, own) {
        (true, false) => Form::Direct,
        (true, true) => Form::Mixed,
        _ => Form::Indirect,
    }
}

#[cfg(test)]
mod tests {
    use super::super::marked::linked;
    use super::*;
    use crate::testing::tagged;

    #[test]
    fn a_piece_without_what_overlaps_it() {
        let span = Span::new;
        assert_eq!(without(span(4, 9), span(0, 4)), Some(span(4, 9)));
        assert_eq!(without(span(4, 9), span(2, 6)), Some(span(6, 9)));
        assert_eq!(without(span(4, 9), span(7, 12)), Some(span(4, 7)));
        assert_eq!(without(span(4, 9), span(4, 9)), None);
    }

    #[test]
    fn the_tokens_in_a_span() {
        let (_, text, _) = tagged("Hale said no.");
        assert_eq!(whole_tokens(text, Span::new(4, 10)), Some(Span::new(5, 9)));
        assert_eq!(whole_tokens(text, Span::new(6, 8)), None);
    }

    #[test]
    fn whose_words_a_content_gives() {
        let of = |copy: &str| {
            let (_, text, _) = tagged(copy);
            form(text, &[text.span_of(&(0..text.tokens.len()))])
        };
        assert_eq!(of("“We won.”"), Form::Direct);
        assert_eq!(of("they “won”"), Form::Mixed);
        assert_eq!(of("they won"), Form::Indirect);
    }

    #[test]
    fn the_pieces_of_a_content() {
        let cases = [
            ("Hale **said** [, it was over,] he left.", vec!["it was over"]),
            ("Hale **said** at [least 60 had died].", vec!["at least 60 had died"]),
            ("Hale **said** the [least had died].", vec!["least had died"]),
            ("Hale **said** [it was over and] left.", vec!["it was over"]),
            ("Hale **said** [it was over with] rain.", vec!["it was over"]),
            ("Hale **said** [,] so.", vec![]),
        ];
        for (marked, right) in cases {
            let (text, link) = linked(marked);
            let words = |piece: &Span| {
                let words: Vec<_> = text.tokens_in(*piece).iter().map(|t| t.text).collect();
                words.join(" ")
            };
            let found: Vec<_> = pieces(text, &link.content).iter().map(words).collect();
            assert_eq!(found, right, "{marked}");
        }
    }

    #[test]
    fn the_source_of_a_link() {
        let cases = [
            (
                "A surgeon accused of neglect inside {a ward} **denied** [it].",
                Some("A surgeon accused of neglect inside a ward"),
            ),
            ("A letter from {Hale} **said** [no].", Some("Hale")),
            ("[No], {Hale,} **said**.", Some("Hale")),
            ("The bank{, which} **said** [no].", Some("which")),
            ("The bank{, which closed,} **said** [no].", None),
            ("He **said** [no].", None),
        ];
        for (marked, right) in cases {
            let (text, link) = linked(marked);
            let words = |span: Span| {
                let words: Vec<_> = text.tokens_in(span).iter().map(|t| t.text).collect();
                words.join(" ")
            };
            assert_eq!(source(text, &link).map(words).as_deref(), right, "{marked}");
        }
    }
}
