//! From patterns in sentences to the attributions of a draft.

use std::ops::Range;

use super::attribution::{
    Attribution, Channel, ChannelKind, Confidence, Cue, Form, Pattern, Source,
};
use super::folded::Line;
use super::grammar::clause::Found;
use super::grammar::patterns;
use super::grammar::patterns::outer;
use super::grammar::time::clock;
use super::parsed::{LooseQuote, Parsed};
use super::proposal::Proposal;
use super::transcript;
use crate::lexicon::{Act, Class, CueClass, FunctionWord, Lexicon, Part, Polarity, Stance};
use crate::read::{BlockKind, Draft};
use crate::tokenise::token::{Kind, Pos, Role, Token};
use crate::tokenise::{Sentence, Text};

/// Reads the sentences of a draft with the grammar alone, in order.
pub(crate) fn propose(draft: &Draft, text: &Text<'_>, lexicon: &Lexicon) -> Vec<Proposal> {
    let mut proposals = Vec::new();
    let mut inside = Vec::new();
    let turns = transcript::turns(draft, text);
    for (number, sentence) in text.sentences.iter().enumerate() {
        inside.clear();
        inside.extend(text.quotations_in(sentence));
        if !draft.blocks[sentence.block].kind.is_story() {
            continue;
        }
        if let Some(turn) = &turns[sentence.block] {
            let first = sentence.tokens.start == text.blocks[sentence.block].start;
            proposals.extend(first.then(|| transcript::proposal(text, number, turn)).flatten());
            continue;
        }
        let line = folded(draft, text, number, &inside);
        let found = scan(&line.tokens);
        proposals.extend(found.iter().map(|found| proposal(&line, found, lexicon)));
    }
    proposals
}

/// A sentence as the patterns see it: folded, with the quotation it announces and its signature.
pub(super) fn folded<'d>(
    draft: &'d Draft,
    text: &Text<'d>,
    number: usize,
    quotations: &[usize],
) -> Line<'d> {
    let sentence = &text.sentences[number];
    let mut line = Line::fold(text, &draft.text, number, sentence, quotations);
    if let Some(quotation) = introduced(draft, text, number) {
        line.push_quotation(text, &draft.text, quotation);
    }
    for at in signature(text, number).into_iter().flatten() {
        line.push(text.tokens[at], at..at + 1, None);
    }
    if draft.blocks[sentence.block].kind != BlockKind::Paragraph {
        headline_verbs(&mut line.tokens);
    }
    line
}

/// The quotation that a sentence announces with a colon, if it stands in a paragraph of its own.
///
/// > Hale said in a statement: ¶ **“The road is shut.”**
fn introduced(draft: &Draft, text: &Text<'_>, number: usize) -> Option<usize> {
    let (sentence, next) = (text.sentences.get(number)?, text.sentences.get(number + 1)?);
    let colon = text.tokens[sentence.tokens.clone()].last()?.kind == Kind::Colon;
    let apart = next.block > sentence.block && draft.blocks[next.block].kind.is_story();
    if !colon || !apart || own_words(text, next) > 0 {
        return None;
    }
    let start = next.tokens.start;
    let at = text.quotations.partition_point(|q| q.tokens.start < start);
    text.quotations.get(at).filter(|q| q.tokens.start == start && q.depth == 0).map(|_| at)
}

/// A signature has so many tokens at most.
const SIGNATURE: usize = 12;

/// The sentence behind one that is all quotation, if it may be the name of who is quoted.
///
/// > “The roof has gone.” **— Mirela Ionescu, nurse**
fn signature(text: &Text<'_>, number: usize) -> Option<Range<usize>> {
    let (sentence, next) = (text.sentences.get(number)?, text.sentences.get(number + 1)?);
    let tokens = next.tokens.clone();
    let signs = text.tokens[tokens.clone()].first()?.kind == Kind::Dash;
    let near = next.block <= sentence.block + 1 && tokens.len() <= SIGNATURE;
    (signs && near && own_words(text, sentence) == 0).then_some(tokens)
}

/// Headlines leave articles out, so that a verb looks like the plural of a noun: "Bank boss warns of".
fn headline_verbs(line: &mut [Token<'_>]) {
    for at in 1..line.len() {
        let (before, here) = line.split_at(at);
        let subject = before[at - 1].is_wordlike()
            && !matches!(before[at - 1].pos, Pos::Dt | Pos::PrpS | Pos::In | Pos::To | Pos::Cd);
        let quoted = matches!(before[at - 1].kind, Kind::Quotation | Kind::Comma);
        let plural = matches!(here[0].pos, Pos::Nns | Pos::Nnps) && here[0].text.ends_with('s');
        if plural && (subject || quoted) && here[0].senses.iter().any(|s| s.part == Part::Verb) {
            line[at].pos = Pos::Vbz;
        }
    }
}

/// Turns tokens of a line into tokens of the text and spans of the draft.
pub(super) fn proposal(line: &Line<'_>, found: &Found<'_>, lexicon: &Lexicon) -> Proposal {
    Proposal {
        attribution: attribution(line, found, lexicon),
        cue: line.original(&found.cue.range),
        source: found.source.as_ref().map(|range| line.original(range)),
        content: found.content.iter().map(|range| line.original(range)).collect(),
    }
}

/// Walks a sentence: on a match it goes on behind it, otherwise it steps one token on.
pub(super) fn scan<'d>(line: &[Token<'d>]) -> Vec<Found<'d>> {
    let mut all: Vec<Found<'d>> = Vec::new();
    let start = clock(line);
    let (mut at, mut left) = (start, start);
    // Every pattern has a word that reports, but that of the colon, which stands at the beginning,
    // and that of a dash.
    let tells = |t: &Token<'_>| !t.senses.is_empty() || t.kind == Kind::Dash;
    let last = line.iter().rposition(tells).unwrap_or(0).max(start);
    while at < line.len() && at <= last {
        match patterns::first(line, at, left) {
            Some(mut found) if found.end > at => {
                if let Some(outer) = outer(line, &found, left) {
                    found = outer;
                }
                // "said … and added …": the second cue has the source of the first.
                if found.pattern == Pattern::Relative && found.source.is_none() {
                    found.source = all.last().and_then(|before: &Found<'_>| before.source.clone());
                }
                at = found.end;
                left = found.end;
                all.push(found);
            }
            _ => at += 1,
        }
    }
    all
}

/// Turns tokens of a line into spans of the draft.
fn attribution(line: &Line<'_>, found: &Found<'_>, lexicon: &Lexicon) -> Attribution {
    let span = |range: &Range<usize>| line.span(range);
    let sense = found.cue.sense;
    let head = &line.tokens[found.cue.head];
    let lemma =
        sense.map_or_else(|| head.text.to_lowercase(), |s| lexicon.cue(s.cue).lemma.to_string());
    let cue = Cue {
        span: span(&found.cue.range),
        lemma,
        class: sense.map_or(CueClass::Mark, |s| s.class),
        stance: sense.map_or(Stance::Neutral, |s| s.stance),
        loaded: sense.and_then(|s| lexicon.cue(s.cue).loaded),
        negated: found.cue.negated,
    };
    Attribution {
        source: found.source.as_ref().map(|range| Source { span: span(range), mention: None }),
        cue: Some(cue),
        form: form(line, &found.content),
        content: found.content.iter().map(span).collect(),
        act: sense.map_or(Act::Saying, |s| s.act),
        polarity: sense.map_or(Polarity::Asserts, |s| s.polarity),
        pattern: found.pattern,
        confidence: confidence(line, found),
        channel: found.channel.as_ref().map(|range| channel(line, range)),
        target: found.target.as_ref().map(span),
        when: found.when.as_ref().map(span),
        nested: None,
        sentence: line.sentence,
        block: line.block,
    }
}

/// Whose words the content gives.
fn form(line: &Line<'_>, content: &[Range<usize>]) -> Form {
    let tokens = || content.iter().flat_map(|range| &line.tokens[range.clone()]);
    let quoted = tokens().any(|t| t.kind == Kind::Quotation);
    let own = tokens().any(|t| t.is_wordlike());
    match (quoted, own) {
        (true, false) => Form::Direct,
        (true, true) => Form::Mixed,
        _ => Form::Indirect,
    }
}

/// How well grammar and tagger agree.
fn confidence(line: &Line<'_>, found: &Found<'_>) -> Confidence {
    let role = |range: &Range<usize>, role: Role| {
        let tokens = &line.tokens[range.clone()];
        tokens.iter().filter(|t| t.hint.role == role).count() * 2 >= tokens.len()
    };
    let cue = role(&found.cue.range, Role::Cue);
    let content = found.content.iter().all(|piece| role(piece, Role::Content));
    match (cue, content) {
        (true, true) => Confidence::High,
        (false, false) => Confidence::Low,
        _ => Confidence::Medium,
    }
}

/// The kind of a channel, by its words.
fn channel(line: &Line<'_>, range: &Range<usize>) -> Channel {
    let tokens = &line.tokens[range.clone()];
    let among = |set: FunctionWord| tokens.iter().any(|t| t.among(set));
    let kind = if tokens.iter().any(|t| t.is(Class::Platform)) || among(FunctionWord::PostNoun) {
        ChannelKind::Post
    } else if among(FunctionWord::InterviewNoun) || tokens.iter().any(|t| t.is(Class::Outlet)) {
        ChannelKind::Interview
    } else if among(FunctionWord::PressNoun) {
        ChannelKind::Press
    } else if among(FunctionWord::HearingNoun) {
        ChannelKind::Hearing
    } else if among(FunctionWord::SpeechNoun) {
        ChannelKind::Speech
    } else {
        ChannelKind::Statement
    };
    Channel { span: line.span(range), kind }
}

/// Quoted sentences without a cue of their own: they go on with the speech before them in the
/// same paragraph, or take up one that the paragraph before left open. `first` is the first
/// attribution of this sentence.
pub(super) fn go_on(text: &Text<'_>, number: usize, first: usize, parsed: &mut Parsed) {
    let sentence = &text.sentences[number];
    for at in text.quotations_in(sentence) {
        let quotation = &text.quotations[at];
        let span = text.span_of(&quotation.tokens);
        let covered = || {
            let near = parsed.attributions.iter().rev().take(8);
            near.flat_map(|a| &a.content).any(|piece| piece.overlaps(span))
        };
        if covered() {
            continue;
        }
        let takes_up = quotation.takes_up.map(|q| {
            let tokens = &text.quotations[q].tokens;
            text.tokens[tokens.start].span
        });
        let previous = parsed
            .attributions
            .iter()
            .rposition(|a| a.form != Form::Indirect && !a.content.is_empty());
        let alone = || parsed.attributions.len() == first && is_quoted(text, sentence);
        let same = |a: &Attribution| {
            let again =
                takes_up.is_some_and(|before| a.content.iter().any(|piece| piece.overlaps(before)));
            again || alone() && follows(text, a, sentence)
        };
        match previous {
            Some(index) if same(&parsed.attributions[index]) => {
                parsed.attributions[index].content.push(span);
            }
            _ => parsed.loose.push(LooseQuote { quotation: at, span }),
        }
    }
}

/// True when a sentence stands in the paragraph of an attribution, or in the next one, of which it is
/// all: a quoted paragraph without a cue goes on with the speech before it.
fn follows(text: &Text<'_>, a: &Attribution, sentence: &Sentence) -> bool {
    let next = || {
        let block = &text.blocks[sentence.block];
        let before = text.sentences.partition_point(|s| s.tokens.end <= block.start);
        let last = before.checked_sub(1).map(|at| &text.sentences[at]);
        let whole = text.tokens[block.clone()].first().is_some_and(|t| t.kind == Kind::OpenQuote)
            && sentence.tokens.start == block.start
            && is_quoted(text, &Sentence { tokens: block.clone(), ..sentence.clone() });
        whole && last.is_some_and(|last| last.block == a.block)
    };
    a.block == sentence.block || next()
}

/// True when hardly a word of a sentence stands outside quotation marks.
fn is_quoted(text: &Text<'_>, sentence: &Sentence) -> bool {
    own_words(text, sentence) <= 2
}

/// How many words of a sentence stand outside quotation marks.
fn own_words(text: &Text<'_>, sentence: &Sentence) -> usize {
    let mut own = 0;
    let mut depth = 0_usize;
    for token in &text.tokens[sentence.tokens.clone()] {
        match token.kind {
            Kind::OpenQuote => depth += 1,
            Kind::CloseQuote => depth = depth.saturating_sub(1),
            _ => own += usize::from(depth == 0 && token.is_wordlike()),
        }
    }
    own
}
