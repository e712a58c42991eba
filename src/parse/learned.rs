//! Settles what the grammar proposes and what the tagger ties together.
//!
//! Where both see a cue, the grammar knows what kind of saying it is, the tagger where the content
//! ends. Cues that only the tagger sees are added, if it is sure enough.

use std::ops::Range;

use super::Parsed;
use super::assemble;
use super::attribution::{Attribution, Confidence, Cue, Form, Pattern, Source};
use super::link::Link;
use super::pattern::{is_relative, joins};
use super::proposal::{Proposal, shared};
use crate::lexicon::{Act, CueClass, Lexicon, Polarity, Sense, Stance};
use crate::span::Span;
use crate::token::{Class, Kind, Pos, Role, Token};
use crate::tokenise::Text;

/// A link with a source is believed without the grammar when it is this sure.
const SURE: i32 = -16;
/// A link without a source, or whose cue the lexicon does not know, must be this sure.
const STRANGE: i32 = 16;
/// What someone thinks or wants, or a cue that the lexicon does not know, must be this sure only, if
/// the content is what the tagger takes for one anyway. It is listed as a guess.
const GUESSED: i32 = -64;
/// A proposal of the grammar is dropped when the tagger is this sure that it is wrong.
const WRONG: i32 = -100;
/// A proposal that the tagger finds less likely than this gives way.
const UNLIKELY: i32 = -64;
/// So many attributions in front may claim the same words.
const NEAR: usize = 2;
/// A link this sure is certain; so sure must be one whose cue the lexicon does not know and whose
/// content has no verb: "signed the lease".
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
            let told = turn == Some(text.sentences[number].block)
                || text.tokens[link.head].is(Class::OtherSense);
            let sure = link.sureness >= least(text, link) && !is_unsaid(text, link);
            if link.proposal.is_none() && sure && !told {
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
        for settled in &mut here {
            part(text, &mut settled.attribution, &mut parsed.attributions);
        }
        parsed.attributions.extend(here.into_iter().map(|settled| settled.attribution));
        assemble::go_on(text, number, first, &mut parsed);
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

/// How sure a link must be to be believed without the grammar.
fn least(text: &Text<'_>, link: &Link) -> i32 {
    if is_thought(text, link) {
        return GUESSED;
    }
    match (known(text, link).is_some(), states(text, link)) {
        (true, true) if link.source.is_some() => SURE,
        (false, false) => CERTAIN,
        _ => STRANGE,
    }
}

/// The last word of the cue that the lexicon knows to report, and what it means.
fn known<'t, 'd>(text: &'t Text<'d>, link: &Link) -> Option<(&'t Token<'d>, Sense)> {
    text.tokens[link.cue.clone()].iter().rev().find_map(|t| Some((t, sense(t)?)))
}

/// True for someone's thought, unquoted: the cue is one of thinking, or one in front of a clause that
/// the lexicon does not know but the tagger does, and most of the content is what the tagger takes
/// for one, whatever the cue: "the coach was confident they would win".
fn is_thought(text: &Text<'_>, link: &Link) -> bool {
    let content = || link.content.iter().flat_map(|piece| &text.tokens[piece.clone()]);
    let thinks = match known(text, link) {
        Some((_, sense)) => matches!(sense.act, Act::Belief | Act::Perception),
        None => text.tokens[link.head].hint.role == Role::Cue && states(text, link),
    };
    let hinted = content().filter(|t| t.hint.role == Role::Content).count();
    thinks
        && link.source.is_some()
        && !content().any(|t| t.kind == Kind::OpenQuote)
        && hinted * 4 >= content().count() * 3
}

/// True for what its source does not say: "if **he** says no", "**a surgeon** accused of fraud".
fn is_unsaid(text: &Text<'_>, link: &Link) -> bool {
    let accused = text.tokens[link.cue.start].pos == Pos::Vbn
        && link.source.as_ref().is_some_and(|source| source.end == link.cue.start)
        && known(text, link).is_some_and(|(_, sense)| sense.class == CueClass::Accuse);
    if accused {
        return true;
    }
    let start = link.source.as_ref().map_or(link.cue.start, |source| source.start);
    let before = start.checked_sub(1).map(|at| &text.tokens[at]);
    before.is_some_and(|t| t.reads("if") || t.reads("unless"))
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
    if let Some(source) = source
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
    if alike(&link.content, &proposal.content)
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
    if let Some(end) = closed(text, proposal) {
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

/// Where a content ends for certain: “talks would resume with Norway **-- a longtime foe …**”.
fn closed(text: &Text<'_>, proposal: &Proposal) -> Option<usize> {
    let [read] = proposal.content.as_slice() else { return None };
    let [dash, article, ..] = text.tokens.get(read.end..)? else { return None };
    let describes = article.reads("a") || article.reads("an");
    (dash.kind == Kind::Dash && describes).then_some(read.end)
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

/// The tokens in a span, without the blanks around them.
fn whole_tokens(text: &Text<'_>, span: Span) -> Option<Span> {
    let first = text.tokens.partition_point(|t| t.span.start < span.start);
    let end = text.tokens.partition_point(|t| t.span.end <= span.end);
    (first < end).then(|| text.span_of(&(first..end)))
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
    let known = known(text, link);
    let head = known.map_or(&tokens[tokens.len() - 1], |(token, _)| token);
    let sense = known.map(|(_, sense)| sense);
    let form = form(text, &content);
    let source = source(text, link);
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
            // A faint guess gives way to what the grammar reads of the same words.
            let faint = |n: usize| !here[n].read && here[n].sureness < STRANGE;
            if faint(inner) && here[outer].read && shares(&here[inner], &here[outer]) {
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

/// True when two attributions share words of their contents.
fn shares(a: &Settled, b: &Settled) -> bool {
    let others = &b.attribution.content;
    a.attribution.content.iter().any(|piece| others.iter().any(|other| piece.overlaps(*other)))
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

/// The source of a link in bytes.
fn source(text: &Text<'_>, link: &Link) -> Option<Span> {
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
    let made = range.start > 0
        && ["by", "from", "to"].iter().any(|word| text.tokens[range.start - 1].reads(word));
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
    // "which dominate many exchanges, spelled out": a clause on a noun names nobody.
    let clause = range.len() > 1 && matches!(text.tokens[range.start].pos, Pos::Wdt | Pos::Wp);
    (!clause && text.tokens[range.clone()].iter().any(names)).then(|| text.span_of(&range))
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
