//! The table of all patterns of attribution, and what they share.

use super::clause::{Found, Place, clause, starts_phrase};
use super::input::Tokens;
use super::verb_group::noun_sense;
use super::{
    beside, content_first, fronted, noun_cue, passive, punctuation_cue, source_first, sourceless,
};
use crate::lexicon::FunctionWord;
use crate::parse::attribution::Pattern;
use crate::parse::folded::ends_clause;
use crate::tokenise::token::{Kind, Token};

/// The first pattern that fits at a place of a line, seen with what is left of the content before.
pub(in crate::parse) fn first<'d>(line: &[Token<'d>], at: usize, left: usize) -> Option<Found<'d>> {
    read_at(line, at, left, PATTERNS.iter().map(|(_, read)| *read))
}

/// The first of some readers that finds an attribution at a place of a line.
pub(super) fn read_at<'d>(
    line: &[Token<'d>],
    at: usize,
    left: usize,
    readers: impl IntoIterator<Item = Reader>,
) -> Option<Found<'d>> {
    let here = Tokens::new(line, at..line.len());
    let place = Place { line, here, left, clause: None };
    // "if he says no": nothing is said yet.
    let condition = here.behind().is_some_and(|t| t.among(FunctionWord::Condition));
    let claimed = here.behind().is_some_and(|t| noun_sense(t).is_some());
    let begins =
        !condition && (starts_phrase(place) || content_first::follows_content(place) || claimed);
    let clause = if begins { clause(here).ok().map(|(_, clause)| clause) } else { None };
    let place = Place { clause: clause.as_ref(), ..place };
    readers.into_iter().find_map(|read| read(place))
}

/// The attribution that begins a clause at a place of a line: "Hale said the road is shut",
/// "according to Hale, the road is shut", "Hale was told by Price to go".
pub(in crate::parse) fn whole<'d>(line: &[Token<'d>], at: usize) -> Option<Found<'d>> {
    let readers: [Reader; 6] = [
        content_first::according_to,
        passive::by,
        sourceless::accusation,
        source_first::source_cue_content,
        beside::shows_doing,
        noun_cue::paper,
    ];
    read_at(line, at, at, readers)
}

/// The attribution whose cue is a noun at a place of a line: "word from Hale that the road is shut".
pub(in crate::parse) fn noun<'d>(line: &[Token<'d>], at: usize) -> Option<Found<'d>> {
    read_at(line, at, at, [noun_cue::that_clause as Reader])
}

/// The attribution with "according to" at a place of a line, of what begins at `left`.
pub(in crate::parse) fn according<'d>(
    line: &[Token<'d>],
    at: usize,
    left: usize,
) -> Option<Found<'d>> {
    read_at(line, at, left, [content_first::according_to as Reader])
}

/// Somebody who is heard to say something at a place of a line: "neighbours saying that the road is
/// shut".
pub(in crate::parse) fn telling<'d>(line: &[Token<'d>], at: usize) -> Option<Found<'d>> {
    let here = Tokens::new(line, at..line.len());
    beside::telling(Place { line, here, left: at, clause: None })
}

pub(super) type Reader = for<'t, 'd> fn(Place<'t, 'd>) -> Option<Found<'d>>;

/// Every pattern, the most specific first.
pub(super) const PATTERNS: [(Pattern, Reader); 17] = [
    (Pattern::AccordingTo, content_first::according_to),
    (Pattern::SourceCueContent, fronted::as_said),
    (Pattern::NoComment, source_first::no_comment),
    (Pattern::Passive, passive::by),
    (Pattern::Sourceless, sourceless::sourceless),
    (Pattern::SourceCueContent, beside::of_claim),
    (Pattern::ContentSourceCue, content_first::content_source_cue),
    (Pattern::SourceCueContent, source_first::source_cue_content),
    (Pattern::SourceCueContent, beside::shows_doing),
    (Pattern::ContentCueSource, content_first::content_cue_source),
    (Pattern::Relative, source_first::participle),
    (Pattern::Relative, source_first::second_cue),
    (Pattern::NounCue, noun_cue::that_clause),
    (Pattern::Relative, noun_cue::paper),
    (Pattern::Colon, punctuation_cue::colon),
    (Pattern::Colon, punctuation_cue::led_up_to),
    (Pattern::Colon, punctuation_cue::signed),
];

/// The attribution that has all of `inner` for its content: "Hale offered to go, police said", "Hale
/// is expected to go, police said".
///
/// > **Hale offered to go**, police said. | **Hale described it as “a very bad road,”** police said.
pub(in crate::parse) fn outer<'d>(
    line: &[Token<'d>],
    inner: &Found<'d>,
    left: usize,
) -> Option<Found<'d>> {
    let comma = line.get(inner.end).is_some_and(|t| t.kind == Kind::Comma);
    let closed = |t: &Token<'_>| t.kind == Kind::Quotation && ends_clause(t);
    let quoted = !comma && inner.end.checked_sub(1).is_some_and(|at| closed(&line[at]));
    if !comma && !quoted {
        return None;
    }
    let readers: [Reader; 3] = [
        content_first::content_source_cue,
        content_first::content_cue_source,
        content_first::according_to,
    ];
    let found = read_at(line, inner.end + usize::from(comma), left, readers)?;
    let whole = found.content.first().is_some_and(|c| c.start == left);
    let content = inner.content.first().map(|piece| piece.start);
    let parts = inner.source.as_ref().map(|s| s.start).into_iter().chain(content);
    (whole && parts.chain([inner.cue.range.start]).min() == Some(left)).then_some(found)
}
