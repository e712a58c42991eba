//! Settles what the grammar proposes and what the tagger ties together.
//!
//! Where both see a cue, the grammar knows what kind of saying it is, the tagger where the content
//! ends. Cues that only the tagger sees are added, if it is sure enough.

use std::ops::Range;

use super::Parsed;
use super::assemble;
use super::attribution::{Attribution, Confidence, Cue, Form, Pattern, Source};
use super::link::Link;
use super::proposal::{Proposal, shared};
use crate::lexicon::{Act, CueClass, Lexicon, Polarity, Sense, Stance};
use crate::span::Span;
use crate::token::{Class, Kind, Pos, Token};
use crate::tokenise::Text;

/// A link with a source is believed without the grammar when it is this sure.
const SURE: i32 = -16;
/// A link without a source, or whose cue the lexicon does not know, must be this sure.
const STRANGE: i32 = 16;
/// A proposal of the grammar is dropped when the tagger is this sure that it is wrong.
const WRONG: i32 = -150;
/// A proposal that the tagger finds less likely than this gives way.
const UNLIKELY: i32 = -64;
/// A link this sure is certain.
const CERTAIN: i32 = 64;

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
            let plain = link.source.is_some() && is_known(text, link) && states(text, link);
            let least = if plain { SURE } else { STRANGE };
            let told = turn == Some(text.sentences[number].block)
                || text.tokens[link.head].is(Class::OtherSense);
            if link.proposal.is_none() && link.sureness >= least && !told {
                let block = text.sentences[number].block;
                let attribution = learned(text, lexicon, link, (number, block));
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
        parsed.attributions.extend(here.into_iter().map(|settled| settled.attribution));
        assemble::go_on(text, number, first, &mut parsed);
    }
    parsed
}

/// True when a word of the cue is one that the lexicon knows to report.
fn is_known(text: &Text<'_>, link: &Link) -> bool {
    text.tokens[link.cue.clone()].iter().any(|t| sense(t).is_some())
}

/// True when what is said has a verb or is quoted: "said it was over", not "showed its stand".
fn states(text: &Text<'_>, link: &Link) -> bool {
    link.content.iter().any(|piece| {
        let tokens = &text.tokens[piece.clone()];
        tokens[0].kind == Kind::OpenQuote || tokens.iter().any(|t| t.pos.is_verb())
    })
}

/// What becomes of a proposal, given the link with the same cue.
fn proposed(text: &Text<'_>, proposal: &Proposal, link: Option<&Link>) -> Option<Settled> {
    let mut attribution = proposal.attribution.clone();
    let whole = attribution.content.is_empty() || attribution.pattern == Pattern::Transcript;
    let Some(link) = link.filter(|_| !whole) else {
        return Some(Settled { attribution, sureness: 0, read: true });
    };
    if link.sureness < WRONG {
        return None;
    }
    agree(text, &mut attribution, link, proposal);
    Some(Settled { attribution, sureness: link.sureness, read: true })
}

/// Takes over from a link what the tagger is better at.
fn agree(text: &Text<'_>, attribution: &mut Attribution, link: &Link, proposal: &Proposal) {
    // The grammar knows better where a source begins and ends, the tagger which one it is, and that
    // "figures seen on Friday" goes on behind the noun.
    let source = link.source.as_ref().and_then(|range| snap(text, range));
    if let Some(source) = source
        && attribution.pattern != Pattern::Sourceless
        && attribution.source.as_ref().is_none_or(|read| {
            !read.span.overlaps(source)
                || attribution.pattern == Pattern::AccordingTo && read.span.start == source.start
        })
    {
        attribution.source = Some(Source { span: source, mention: None });
    }
    // "is said to have fled": its subject is a piece of what is said.
    if matches!(attribution.pattern, Pattern::Sourceless | Pattern::Passive) {
        return;
    }
    // Where both mean the same words, the grammar can say why they begin and end there. It also
    // sees where a clause begins that its cue ends: "X after Y, Caracas said".
    let trails = matches!(
        attribution.pattern,
        Pattern::AccordingTo | Pattern::ContentSourceCue | Pattern::ContentCueSource
    );
    if alike(&link.content, &proposal.content)
        || trails && is_inside(&link.content, &proposal.content)
    {
        return;
    }
    let mut content = pieces(text, &whole_phrase(text, link, proposal));
    // A name is not part of what its bearer says.
    if let Some(source) = &attribution.source {
        content = content.into_iter().filter_map(|piece| without(piece, source.span)).collect();
    }
    if !content.is_empty() {
        attribution.content = content;
        attribution.form = form(text, &attribution.content);
    }
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

/// A piece without a span that overlaps one of its ends.
fn without(piece: Span, other: Span) -> Option<Span> {
    let (start, end) = match (piece.overlaps(other), other.start <= piece.start) {
        (false, _) => return Some(piece),
        (true, true) => (other.end, piece.end),
        (true, false) => (piece.start, other.start),
    };
    (start < end).then(|| Span::new(start, end))
}

/// An attribution that only the tagger has seen.
fn learned(
    text: &Text<'_>,
    lexicon: &Lexicon,
    link: &Link,
    (sentence, block): (usize, usize),
) -> Option<Attribution> {
    let content = pieces(text, &link.content);
    if content.is_empty() {
        return None;
    }
    let tokens = &text.tokens[link.cue.clone()];
    let known = tokens.iter().rev().find_map(|t| Some((t, sense(t)?)));
    let head = known.map_or(&tokens[tokens.len() - 1], |(token, _)| token);
    let sense = known.map(|(_, sense)| sense);
    let form = form(text, &content);
    let source = link.source.as_ref().and_then(|range| snap(text, range));
    // An unknown word that reports is a belief or wish more often than a saying.
    let unknown = if form == Form::Indirect { Act::Belief } else { Act::Saying };
    let asserted = head.pos.is_finite()
        && !tokens.iter().any(|t| t.pos == Pos::Md || t.reads("not") || t.reads("n't"));
    let confidence = match (sense, &source) {
        (Some(_), Some(_)) if asserted && link.sureness >= CERTAIN => Confidence::Medium,
        _ => Confidence::Low,
    };
    Some(Attribution {
        source: source.map(|span| Source { span, mention: None }),
        cue: Some(Cue {
            span: text.span_of(&link.cue),
            lemma: sense
                .map_or_else(|| head.text.to_lowercase(), |s| lexicon.cue(s.cue).lemma.to_string()),
            class: sense.map_or(CueClass::Learned, |s| s.class),
            stance: sense.map_or(Stance::Neutral, |s| s.stance),
            loaded: None,
            negated: tokens.iter().any(|t| t.reads("not") || t.reads("n't") || t.reads("never")),
        }),
        form,
        content,
        act: sense.map_or(unknown, |s| s.act),
        polarity: sense.map_or(Polarity::Asserts, |s| s.polarity),
        pattern: Pattern::Learned,
        confidence,
        channel: None,
        target: None,
        when: None,
        nested: None,
        sentence,
        block,
    })
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
            let Some(cue) = &here[inner].attribution.cue else { continue };
            if here[outer].attribution.content.iter().any(|piece| piece.overlaps(cue.span)) {
                // What the grammar reads holds what only the tagger sees inside it.
                let held = here[outer].read && here[outer].sureness > UNLIKELY;
                let surer = here[inner].sureness > here[outer].sureness;
                let loser = if surer && !held { outer } else { inner };
                keep[loser] = false;
            }
        }
    }
    let mut keep = keep.iter();
    here.retain(|_| *keep.next().unwrap_or(&true));
    here.sort_by_key(|s| s.attribution.cue.as_ref().map_or(0, |cue| cue.span.start));
}

/// What a word means when it reports.
fn sense(token: &Token<'_>) -> Option<Sense> {
    super::cue::verb_sense(token).or_else(|| super::cue::noun_sense(token))
}

/// The pieces of a content in bytes, without marks at their edges that are the writer's.
fn pieces(text: &Text<'_>, content: &[Range<usize>]) -> Vec<Span> {
    let mark = |at: usize| {
        matches!(
            text.tokens[at].kind,
            Kind::Comma | Kind::Dash | Kind::Colon | Kind::Semicolon | Kind::Stop
        )
    };
    let trimmed = content.iter().filter_map(|range| {
        let mut range = range.clone();
        while !range.is_empty()
            && (mark(range.start) || assemble::is_clock(&text.tokens[range.start]))
        {
            range.start += 1;
        }
        let loose = |at: usize| {
            let t = &text.tokens[at];
            mark(at) || matches!(t.pos, Pos::Cc | Pos::Dt) || t.reads("with")
        };
        while range.len() > 2 && loose(range.end - 1) || !range.is_empty() && mark(range.end - 1) {
            range.end -= 1;
        }
        text.tokens[range.clone()].iter().any(Token::is_wordlike).then_some(range)
    });
    trimmed.map(|range| text.span_of(&range)).collect()
}

/// A source in bytes, cut to what can be one: marks off, a noun, a name or a pronoun in it.
fn snap(text: &Text<'_>, range: &Range<usize>) -> Option<Span> {
    let mut range = range.clone();
    let mark = |at: usize| !text.tokens[at].is_wordlike();
    while !range.is_empty() && mark(range.start) {
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
    text.tokens[range.clone()].iter().any(names).then(|| text.span_of(&range))
}

/// Whose words a content gives.
fn form(text: &Text<'_>, content: &[Span]) -> Form {
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
