//! What the grammar's reading of a cue takes over from the tagger's: the grammar knows why a source or
//! a content begins and ends where it does, the tagger which words belong to the cue.

use std::ops::Range;

use super::boundaries::{form, pieces, source, whole_tokens, without};
use crate::lexicon::FunctionWord;
use crate::parse::attribution::{Attribution, Pattern, Source};
use crate::parse::grammar::clause::is_relative;
use crate::parse::grammar::content;
use crate::parse::grammar::input::Tokens;
use crate::parse::link::Link;
use crate::parse::proposal::{Proposal, shared};
use crate::tokenise::Text;
use crate::tokenise::token::{Kind, Pos, Token};

/// Where the words of a proposal begin, if a question in marks of its own stands right before them.
fn answer(text: &Text<'_>, proposal: &Proposal) -> Option<usize> {
    let start = proposal.content.first()?.start;
    let [stop, close, open] = text.tokens.get(start.checked_sub(2)?..=start)? else { return None };
    let asked = stop.text.contains('?') && close.kind == Kind::CloseQuote;
    (asked && open.kind == Kind::OpenQuote).then_some(start)
}

/// Takes over from a link what the tagger is better at.
pub(super) fn agree(
    text: &Text<'_>,
    attribution: &mut Attribution,
    link: &Link,
    proposal: &Proposal,
) {
    if is_relayed(&text.tokens[proposal.cue.clone()]) {
        return;
    }
    // “The cable,” said Novak, “was cut”: nobody is named in what they say.
    let named = |piece: &Range<usize>| {
        let source = link.source.as_ref();
        let left =
            matches!(attribution.pattern, Pattern::ContentSourceCue | Pattern::ContentCueSource);
        (left || text.tokens[piece.start].kind == Kind::OpenQuote)
            && source.is_some_and(|s| piece.start <= s.start && s.end <= piece.end)
    };
    if attribution.source.is_some() && proposal.content.iter().any(named) {
        return;
    }
    // The grammar knows better where a source begins and ends, the tagger which one it is, and that
    // "figures seen on Friday" goes on behind the noun.
    let source = source(text, link);
    // "a neighbour, who lives opposite, said": "who" is the neighbour; "a woman who called herself a
    // cousin said": so is whoever is named in the clause.
    let stands_for = |read: &Source| {
        link.source.as_ref().is_some_and(|s| {
            let first = text.tokens.get(text.within(read.span).end);
            let clause = first.is_some_and(is_relative) && s.end <= proposal.cue.start;
            (s.len() == 1 && is_relative(&text.tokens[s.start]) || clause)
                && read.span.end <= text.tokens[s.start].span.start
        })
    };
    if let Some(source) = source
        && !attribution.source.as_ref().is_some_and(stands_for)
        && !matches!(attribution.pattern, Pattern::Sourceless | Pattern::Passive)
        && attribution.source.as_ref().is_none_or(|read| {
            !read.span.overlaps(source) && !is_fronted(attribution)
                || attribution.pattern == Pattern::AccordingTo
                    && read.span.start == source.start
                    && read.span.end < source.end
                    && attribution.content.first().is_none_or(|c| !c.overlaps(source))
        })
    {
        attribution.source = Some(Source { span: source, mention: None });
    }
    // "is said to have fled": its subject is a piece of what is said.
    if matches!(attribution.pattern, Pattern::Sourceless | Pattern::Passive) {
        return;
    }
    // "The deal is near, said a person who knows how it works": how they know is not what they say.
    let clause = proposal.source.as_ref().map_or(0, |source| source.end);
    if attribution.pattern == Pattern::ContentCueSource
        && text.tokens.get(clause).is_some_and(is_relative)
        && link.content.iter().all(|piece| piece.start >= clause)
    {
        return;
    }
    // Where both mean the same words, the grammar can say why they begin and end there. It also
    // sees where a clause begins that its cue ends, "X after Y, Caracas said", and where one ends
    // that hangs on a noun: "the claim that it was a prop cut no ice".
    let cut = match attribution.pattern {
        Pattern::AccordingTo | Pattern::ContentSourceCue | Pattern::ContentCueSource => true,
        Pattern::SplitContent => {
            proposal.content.iter().all(|piece| text.tokens[piece.start].kind == Kind::OpenQuote)
        }
        _ => false,
    };
    let ended = attribution.pattern == Pattern::NounCue;
    // "quoted the general as saying": whom one quotes is not all that is quoted.
    let target = attribution.target.is_some_and(|target| {
        pieces(text, &link.content).iter().all(|piece| target.contains(*piece))
    });
    if target
        || alike(&link.content, &proposal.content)
        || cut && is_inside(&link.content, &proposal.content)
        || ended && is_inside(&proposal.content, &link.content)
    {
        return;
    }
    let mut content = whole_phrase(text, link, proposal);
    // A clause on a noun, by itself, is the writer's: ", which has the largest reserves".
    content.retain(|piece| {
        let first = &text.tokens[piece.start];
        let comma = piece.start > 0 && text.tokens[piece.start - 1].kind == Kind::Comma;
        !(comma && is_relative(first))
    });
    if let Some(end) = closed(text, attribution.sentence, proposal) {
        content.retain(|piece| piece.start < end);
        for piece in &mut content {
            piece.end = piece.end.min(end);
        }
    }
    // “Did you go?” “Never,” Hale said: who answers has not asked.
    if let Some(start) = answer(text, proposal) {
        content.retain(|piece| piece.end > start);
        for piece in &mut content {
            piece.start = piece.start.max(start);
        }
    }
    let mut content = pieces(text, &content);
    // Neither a cue nor a name is part of what somebody says.
    let own =
        [attribution.cue.as_ref().map(|c| c.span), attribution.source.as_ref().map(|s| s.span)];
    for span in own.into_iter().flatten() {
        let rest = content.into_iter().filter_map(|piece| without(piece, span));
        content = rest.filter_map(|piece| whole_tokens(text, piece)).collect();
    }
    if !content.is_empty() {
        attribution.content = content;
        attribution.form = form(text, &attribution.content);
    }
}

/// True for “according to” with who is credited in front of what they say: nobody else is meant.
pub(super) fn is_fronted(attribution: &Attribution) -> bool {
    let first = attribution.content.first().map(|piece| piece.start);
    let cue = attribution.cue.as_ref().map(|cue| cue.span.end);
    attribution.pattern == Pattern::AccordingTo && first > cue
}

/// True where the subject of the sentence says it, whoever passes it on: "the envoy **was quoted by
/// the agency as saying**".
fn is_relayed(cue: &[Token<'_>]) -> bool {
    matches!(cue, [.., link, saying] if link.among(FunctionWord::As) && saying.pos == Pos::Vbg)
}

/// Where a content ends for certain: “talks would resume with Norway **-- a longtime foe …**”, “the
/// driver died **and are appealing**”, “the road was shut**, which leads to the port**”.
fn closed(text: &Text<'_>, sentence: usize, proposal: &Proposal) -> Option<usize> {
    let [read] = proposal.content.as_slice() else { return None };
    let [mark, next, ..] = text.tokens.get(read.end..)? else { return None };
    let describes = next.among(FunctionWord::IndefiniteArticle);
    let end = text.sentences[sentence].tokens.end;
    let content = Tokens::new(&text.tokens, read.start..end);
    // A clause on the last noun, up to the end of the sentence, is the writer's three times in four.
    let plain = |t: &Token<'_>| t.is_wordlike() || t.kind == Kind::Stop;
    let which = mark.kind == Kind::Comma
        && is_relative(next)
        && text.tokens.get(read.end + 1..end).is_some_and(|clause| clause.iter().all(plain));
    let closes = mark.kind == Kind::Dash && describes
        || which
        || read.end < end && content::ends_for_certain(content, content.from(read.end))
        || read.end < end && content::and_says(content.from(read.end)).is_ok();
    closes.then_some(read.end)
}

/// True when every piece of one content lies in a piece of the other.
fn is_inside(a: &[Range<usize>], b: &[Range<usize>]) -> bool {
    a.iter().all(|p| b.iter().any(|q| q.start <= p.start && p.end <= q.end))
}

/// True when two contents share most of their tokens.
fn alike(a: &[Range<usize>], b: &[Range<usize>]) -> bool {
    let (shared, all) = shared(a, b);
    shared * 5 >= all * 3
}

/// The content of a link; one that ends in front of "of" or begins inside a noun phrase goes as far
/// as the grammar reads.
fn whole_phrase(text: &Text<'_>, link: &Link, proposal: &Proposal) -> Vec<Range<usize>> {
    let mut content = link.content.clone();
    let [read] = proposal.content.as_slice() else { return content };
    if let Some(last) = content.last_mut()
        && read.contains(&last.end)
        && text.tokens[last.end].reads("of")
    {
        last.end = read.end;
    }
    if let Some(first) = content.first_mut()
        && first.start > read.start
        && first.start < read.end
        && read.start >= link.cue.end
    {
        first.start = read.start;
    }
    content
}

#[cfg(test)]
mod tests {
    use super::super::marked::linked;
    use super::*;
    use crate::testing::tagged;

    #[test]
    fn a_content_inside_another() {
        assert!(is_inside(&[2..4, 6..8], &[2..8]));
        assert!(!is_inside(&[1..4], &[2..8]));
        assert!(!is_inside(&[2..9], &[2..8]));
        assert!(!is_inside(&[2..4, 9..10], &[2..8]));
    }

    #[test]
    fn alike_is_three_words_of_five() {
        assert!(alike(&[0..3], &[0..5]));
        assert!(!alike(&[0..2], &[0..5]));
    }

    #[test]
    fn the_subject_says_what_is_passed_on() {
        let relayed = |copy: &str| is_relayed(&tagged(copy).1.tokens);
        assert!(relayed("The envoy was quoted as saying"));
        assert!(!relayed("The envoy was quoted as leader"));
        assert!(!relayed("The envoy was quoted by saying"));
    }

    /// What the grammar reads after the cue of a line, and the link that its marks show.
    fn read(marked: &str) -> (&'static Text<'static>, Link, Proposal) {
        let (text, link) = linked(marked);
        let copy: String = marked.chars().filter(|c| !"{}[]*".contains(*c)).collect();
        let (draft, _, _) = tagged(&copy);
        let proposals =
            crate::parse::propose::propose(draft, text, &crate::testing::rulebook().lexicon);
        (text, link, proposals[0].clone())
    }

    #[test]
    fn a_phrase_is_taken_whole() {
        let (text, link, proposal) = read("{Hale} **said** [the head] of the union left.");
        let whole = proposal.content.clone();
        assert_eq!(whole_phrase(text, &link, &proposal), whole);
        let (text, link, proposal) = read("{Hale} **said** the [head of the union left].");
        assert_eq!(whole_phrase(text, &link, &proposal), whole);
        let (text, link, proposal) = read("{Hale} **said** [the head of the union] left.");
        assert_eq!(whole_phrase(text, &link, &proposal), link.content);
    }
}
