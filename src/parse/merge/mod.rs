//! Settles what the grammar proposes and what the tagger ties together.
//!
//! Where both see a cue, the grammar knows what kind of saying it is, the tagger where the content
//! ends. Cues that only the tagger sees are added, if it is sure enough.

mod boundaries;
mod tagger_only;

use std::ops::Range;

use super::attribution::{Attribution, Pattern, Source};
use super::grammar::clause::is_relative;
use super::grammar::content;
use super::grammar::input::Tokens;
use super::link::Link;
use super::proposal::{Proposal, shared};
use super::{Parsed, propose};
use crate::lexicon::{Class, Lexicon};
use crate::span::Span;
use crate::tokenise::Text;
use crate::tokenise::token::{Kind, Pos, Token};
use boundaries::{form, pieces, source, whole_tokens, without};
use tagger_only::STRANGE;

/// A proposal of the grammar is dropped when the tagger is this sure that it is wrong.
const WRONG: i32 = -128;

/// A proposal that the tagger finds less likely than this gives way.
const UNLIKELY: i32 = -64;

/// So many attributions in front may claim the same words.
const NEAR: usize = 2;

/// An attribution on its way, and how sure the tagger is of it.
struct Settled {
    attribution: Attribution,
    sureness: i32,
    /// True when the grammar reads it too.
    read: bool,
}

/// Brings proposals and links, both in the order of their cues, into one list.
pub(super) fn settle(
    text: &Text<'_>,
    lexicon: &Lexicon,
    proposals: &[Proposal],
    links: &[Link],
) -> Parsed {
    let mut linked: Vec<Option<&Link>> = vec![None; proposals.len()];
    for link in links {
        if let Some(n) = link.proposal {
            linked[n] = Some(link);
        }
    }
    let mut parsed = Parsed::default();
    let mut turn = None;
    let (mut next_proposal, mut next_link) = (0, 0);
    for number in 0..text.sentences.len() {
        let mut here: Vec<Settled> = Vec::new();
        while let Some(proposal) = proposals.get(next_proposal) {
            if proposal.attribution.sentence != number {
                break;
            }
            if proposal.attribution.pattern == Pattern::Transcript {
                turn = Some(proposal.attribution.block);
            }
            here.extend(proposed(text, proposal, linked[next_proposal]));
            next_proposal += 1;
        }
        while let Some(link) = links.get(next_link).filter(|link| link.sentence == number) {
            let told = turn == Some(text.sentences[number].block)
                || text.tokens[link.head].is(Class::OtherSense);
            if link.proposal.is_none() && tagger_only::is_believed(text, link) && !told {
                let block = text.sentences[number].block;
                let attribution = tagger_only::attribution(text, lexicon, link, (number, block));
                here.extend(attribution.map(|attribution| Settled {
                    attribution,
                    sureness: link.sureness,
                    read: false,
                }));
            }
            next_link += 1;
        }
        keep_apart(&mut here);
        let first = parsed.attributions.len();
        for settled in &mut here {
            part(text, &mut settled.attribution, &mut parsed.attributions);
        }
        parsed.attributions.extend(here.into_iter().map(|settled| settled.attribution));
        propose::go_on(text, number, first, &mut parsed);
    }
    parsed
}

/// Words that two sentences take for theirs belong to the one in which they stand.
fn part(text: &Text<'_>, own: &mut Attribution, before: &mut [Attribution]) {
    let start = text.span_of(&text.sentences[own.sentence].tokens).start;
    for earlier in before.iter_mut().rev().take(NEAR).filter(|e| e.sentence < own.sentence) {
        give_up(&mut earlier.content, &own.content, |piece| piece.start >= start);
        give_up(&mut own.content, &earlier.content, |piece| piece.start < start);
    }
}

/// Takes those pieces from a content that another has too, if any is left.
fn give_up(content: &mut Vec<Span>, other: &[Span], loses: impl Fn(&Span) -> bool) {
    let keeps = |piece: &Span| !(loses(piece) && other.iter().any(|o| o.overlaps(*piece)));
    if content.iter().any(keeps) {
        content.retain(keeps);
    }
}

/// What becomes of a proposal, given the link with the same cue.
fn proposed(text: &Text<'_>, proposal: &Proposal, link: Option<&Link>) -> Option<Settled> {
    let mut attribution = proposal.attribution.clone();
    // The tagger sees neither a turn of a transcript nor the paragraph behind a colon as a whole.
    let end = text.sentences[attribution.sentence].tokens.end;
    let whole = attribution.pattern == Pattern::Transcript
        || proposal.content.iter().all(|piece| piece.start >= end);
    let Some(link) = link.filter(|_| !whole) else {
        return Some(Settled { attribution, sureness: 0, read: true });
    };
    // "It is understood that": nobody is named, and nothing else can be meant.
    if link.sureness < WRONG && attribution.pattern != Pattern::Sourceless {
        return None;
    }
    agree(text, &mut attribution, link, proposal);
    Some(Settled { attribution, sureness: link.sureness, read: true })
}

/// Takes over from a link what the tagger is better at.
fn agree(text: &Text<'_>, attribution: &mut Attribution, link: &Link, proposal: &Proposal) {
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
    // "a neighbour, who lives opposite, said": "who" is the neighbour.
    let stands_for = |read: &Source| {
        link.source.as_ref().is_some_and(|s| {
            s.len() == 1
                && is_relative(&text.tokens[s.start])
                && read.span.end <= text.tokens[s.start].span.start
        })
    };
    if let Some(source) = source
        && !attribution.source.as_ref().is_some_and(stands_for)
        && !matches!(attribution.pattern, Pattern::Sourceless | Pattern::Passive)
        && attribution.source.as_ref().is_none_or(|read| {
            !read.span.overlaps(source)
                || attribution.pattern == Pattern::AccordingTo
                    && read.span.start == source.start
                    && read.span.end < source.end
        })
    {
        attribution.source = Some(Source { span: source, mention: None });
    }
    // "is said to have fled": its subject is a piece of what is said.
    if matches!(attribution.pattern, Pattern::Sourceless | Pattern::Passive) {
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

/// True where the subject of the sentence says it, whoever passes it on: "the envoy **was quoted by
/// the agency as saying**".
fn is_relayed(cue: &[Token<'_>]) -> bool {
    matches!(cue, [.., link, saying] if link.reads("as") && saying.pos == Pos::Vbg)
}

/// Where a content ends for certain: “talks would resume with Norway **-- a longtime foe …**”, “the
/// driver died **and are appealing**”, “the road was shut**, which leads to the port**”.
fn closed(text: &Text<'_>, sentence: usize, proposal: &Proposal) -> Option<usize> {
    let [read] = proposal.content.as_slice() else { return None };
    let [mark, next, ..] = text.tokens.get(read.end..)? else { return None };
    let describes = next.reads("a") || next.reads("an");
    let end = text.sentences[sentence].tokens.end;
    let content = Tokens::new(&text.tokens, read.start..end);
    // A clause on the last noun, up to the end of the sentence, is the writer's three times in four.
    let plain = |t: &Token<'_>| t.is_wordlike() || t.kind == Kind::Stop;
    let which = mark.kind == Kind::Comma
        && is_relative(next)
        && text.tokens.get(read.end + 1..end).is_some_and(|clause| clause.iter().all(plain));
    let closes = mark.kind == Kind::Dash && describes
        || which
        || read.end < end && content::ends_for_certain(content, content.from(read.end));
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

/// Of two attributions of which one stands in the content of the other, and one is the tagger's
/// alone, the surer stays.
fn keep_apart(here: &mut Vec<Settled>) {
    let mut keep = vec![true; here.len()];
    for outer in 0..here.len() {
        for inner in 0..here.len() {
            let (by_tagger, both) =
                (!here[inner].read || !here[outer].read, keep[inner] && keep[outer]);
            if inner == outer || !by_tagger || !both {
                continue;
            }
            let faint = |n: usize| !here[n].read && here[n].sureness < STRANGE;
            // The rest of a cue that the grammar reads as a whole gives way, "was **sentenced** by",
            // and a faint guess to what the grammar reads of the same words.
            let gives_way = same_cue(&here[inner], &here[outer])
                || faint(inner) && shares(&here[inner], &here[outer]);
            if here[outer].read && !here[inner].read && gives_way {
                keep[inner] = false;
                continue;
            }
            let Some(cue) = &here[inner].attribution.cue else { continue };
            if here[outer].attribution.content.iter().any(|piece| piece.overlaps(cue.span)) {
                // What the grammar reads holds what only the tagger sees inside it.
                let held = here[outer].read && here[outer].sureness > UNLIKELY;
                let surer =
                    here[inner].sureness > here[outer].sureness || faint(outer) && here[inner].read;
                let loser = if surer && !held { outer } else { inner };
                keep[loser] = false;
            }
        }
    }
    let mut keep = keep.iter();
    here.retain(|_| *keep.next().unwrap_or(&true));
    here.sort_by_key(|s| s.attribution.cue.as_ref().map_or(0, |cue| cue.span.start));
}

/// True when the cues of two attributions share words.
fn same_cue(a: &Settled, b: &Settled) -> bool {
    let cue = |s: &Settled| s.attribution.cue.as_ref().map(|cue| cue.span);
    cue(a).zip(cue(b)).is_some_and(|(a, b)| a.overlaps(b))
}

/// True when two attributions share words of their contents.
fn shares(a: &Settled, b: &Settled) -> bool {
    let others = &b.attribution.content;
    a.attribution.content.iter().any(|piece| others.iter().any(|other| piece.overlaps(*other)))
}
