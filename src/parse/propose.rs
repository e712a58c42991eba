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
    for at in listed(draft, text, number).into_iter().flatten() {
        line.push(text.tokens[at], at..at + 1, None);
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

/// A list behind a colon has so many tokens at most.
const LIST: usize = 120;

/// What a sentence leads up to with a colon, in the writer's words: the items of a list, or the
/// paragraph behind “According to the audit:”.
///
/// > According to the audit: ¶ **The pier cost 4 million.**
fn listed(draft: &Draft, text: &Text<'_>, number: usize) -> Option<Range<usize>> {
    let sentence = &text.sentences[number];
    let tokens = &text.tokens[sentence.tokens.clone()];
    let colon = tokens.last()?.kind == Kind::Colon;
    let first = text.blocks.get(sentence.block + 1)?;
    let apart = text.blocks[sentence.block].end == sentence.tokens.end
        && draft.blocks[sentence.block + 1].kind.is_story();
    if !colon || !apart {
        return None;
    }
    let credits = tokens[0].senses.iter().any(|sense| sense.part == Part::Preposition);
    let items = (sentence.block + 1..text.blocks.len())
        .take(LIST + 1)
        .take_while(|block| is_item(draft, text, *block))
        .last();
    let last = items.or_else(|| credits.then_some(sentence.block + 1))?;
    let mark = text.tokens.get(first.start).is_some_and(|t| !t.is_wordlike());
    let words = first.start + usize::from(mark)..text.blocks[last].end;
    let plain = |t: &Token<'_>| t.kind != Kind::OpenQuote && t.senses.is_empty();
    let fits = words.len() <= LIST && text.tokens[words.clone()].iter().all(plain);
    fits.then_some(words)
}

/// True for a paragraph that is an item of a list: a mark stands in front of it.
fn is_item(draft: &Draft, text: &Text<'_>, block: usize) -> bool {
    let Some(first) = text.tokens.get(text.blocks[block].start) else { return false };
    let before = &draft.text[..first.span.start];
    let line = before.rsplit('\n').next().unwrap_or(before);
    draft.blocks[block].kind.is_story() && line.trim_end().ends_with(['-', '*', '•', '·', '–'])
        || matches!(first.text, "-" | "*" | "•" | "·" | "–")
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
    let tells = |t: &Token<'_>| {
        !t.senses.is_empty() || t.kind == Kind::Dash || t.among(FunctionWord::WordOf)
    };
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
        let last = parsed.attributions.len().checked_sub(1);
        let led = |index: &usize| {
            alone()
                && leads_up_to(text, &parsed.attributions[*index], sentence)
                && speaks_alone(text, &parsed.attributions[..=*index])
        };
        let goes_on = previous
            .filter(|index| same(&parsed.attributions[*index]))
            .or_else(|| last.filter(led));
        match goes_on {
            Some(index) => {
                let content = &mut parsed.attributions[index].content;
                content.push(span);
                content.sort_by_key(|piece| piece.start);
            }
            None => parsed.loose.push(LooseQuote { quotation: at, span }),
        }
    }
}

/// True when a sentence stands in the paragraph in which a speech ends, or in the next one, of which
/// it is all: a quoted paragraph without a cue goes on with the speech before it.
fn follows(text: &Text<'_>, a: &Attribution, sentence: &Sentence) -> bool {
    let ends = a.content.last().map_or(a.block, |piece| {
        let at = text.tokens.partition_point(|t| t.span.end < piece.end);
        text.blocks.partition_point(|block| block.end <= at)
    });
    let next = || {
        let before = block_before(text, sentence);
        let block = &text.blocks[sentence.block];
        let asked = asked(text, block) && answered(text, sentence.block);
        is_quoted_paragraph(text, sentence) && !asked && before.is_some_and(|block| block == ends)
    };
    ends == sentence.block || a.block == sentence.block || next()
}

/// True for a sentence that is all of a paragraph, in quotation marks.
fn is_quoted_paragraph(text: &Text<'_>, sentence: &Sentence) -> bool {
    let block = &text.blocks[sentence.block];
    let count = |kind: Kind| text.tokens[block.clone()].iter().filter(|t| t.kind == kind).count();
    // A mark of markup upsets the pairs.
    let paired = count(Kind::OpenQuote) <= count(Kind::CloseQuote) + 1;
    paired
        && text.tokens[block.clone()].first().is_some_and(|t| t.kind == Kind::OpenQuote)
        && sentence.tokens.start == block.start
        && is_quoted(text, &Sentence { tokens: block.clone(), ..sentence.clone() })
}

/// The block in which the sentence before a paragraph stands.
fn block_before(text: &Text<'_>, sentence: &Sentence) -> Option<usize> {
    let start = text.blocks[sentence.block].start;
    let before = text.sentences.partition_point(|s| s.tokens.end <= start);
    before.checked_sub(1).map(|at| text.sentences[at].block)
}

/// True for what somebody says in the last sentence of a paragraph, in the writer's words, when the
/// next paragraph gives their own words and no more.
///
/// > Hale said the road was shut. ¶ **“It is a mess.”**
fn leads_up_to(text: &Text<'_>, a: &Attribution, sentence: &Sentence) -> bool {
    let block = &text.blocks[a.block];
    let last = text.sentences.get(a.sentence).is_some_and(|s| s.tokens.end == block.end);
    let plain = a.act == Act::Saying
        && a.polarity == Polarity::Asserts
        && a.form == Form::Indirect
        && !a.is_guess()
        && a.cue.as_ref().is_some_and(|c| c.class == CueClass::NeutralReport && !c.negated);
    let person = a.source.as_ref().is_some_and(|s| {
        let words = text.tokens_in(s.span);
        !words.iter().any(|t| t.is(Class::Document) || t.is(Class::Police) || t.is(Class::Court))
    });
    let near = block_before(text, sentence).is_some_and(|block| block == a.block);
    // "“Where did the rest go?”": a question is another's.
    let words = &text.tokens[sentence.tokens.clone()];
    let asks = words.iter().rev().find(|t| t.kind == Kind::Stop).is_some_and(|t| t.text == "?");
    last && plain && person && near && !asks && is_quoted_paragraph(text, sentence)
}

/// True when nobody but the last of these has spoken in its paragraph.
fn speaks_alone(text: &Text<'_>, all: &[Attribution]) -> bool {
    let Some(last) = all.last() else { return false };
    let name = |a: &Attribution| {
        let source = a.source.as_ref()?;
        text.tokens_in(source.span).last().map(|t| (t.text, t.pos == Pos::Prp))
    };
    let own = name(last);
    let mut near = all.iter().rev().take(8).take_while(|a| a.block == last.block);
    near.all(|a| {
        let who = name(a);
        let pronoun = who.or(own).zip(own).is_some_and(|(a, b)| a.1 || b.1);
        pronoun || who == own
    })
}

/// True when a paragraph only asks.
///
/// > “I never saw it,” Hale said. ¶ **“Who did, then?”** ¶ “Ask Wynne,” he said.
fn asked(text: &Text<'_>, block: &Range<usize>) -> bool {
    let mut stops = text.tokens[block.clone()].iter().filter(|t| t.kind == Kind::Stop).peekable();
    stops.peek().is_some() && stops.all(|t| t.text.contains('?'))
}

/// True when the paragraph behind one begins with a quotation.
fn answered(text: &Text<'_>, block: usize) -> bool {
    let next = text.blocks.get(block + 1).and_then(|next| text.tokens.get(next.start));
    next.is_some_and(|t| t.kind == Kind::OpenQuote)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{check, rulebook, tagged};

    /// What the grammar alone reads: each source, cue and content of a draft.
    fn read(copy: &str) -> String {
        let (draft, text, _) = tagged(copy);
        let words = |range: &Range<usize>| draft.words(text.span_of(range));
        let line = |p: &Proposal| {
            let content: Vec<_> = p.content.iter().map(&words).collect();
            let source = p.source.as_ref().map_or("-", |range| words(range));
            format!("{source} | {} | {}", words(&p.cue), content.join(" + "))
        };
        let all = propose(draft, text, &rulebook().lexicon);
        all.iter().map(line).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn what_stands_in_two_paragraphs() {
        check(
            read,
            &[
                (
                    "Hale said in a statement:\n\n“The road is shut.”",
                    "Hale | said in a statement | “The road is shut.”",
                ),
                ("Hale said in a statement.\n\n“The road is shut.”", ""),
                (
                    "Hale said in a statement:\n\n“The road is shut.” It rained.",
                    "Hale | said in a statement | “The road is shut.”",
                ),
                (
                    "Hale said in a statement: “The road is shut.”",
                    "Hale | said in a statement | “The road is shut.”",
                ),
                (
                    "“The roof has gone.” — Mirela Ionescu, nurse",
                    "Mirela Ionescu, nurse | — | “The roof has gone.”",
                ),
                (
                    "“The roof has gone.”\n\n— Mirela Ionescu, nurse",
                    "Mirela Ionescu, nurse | — | “The roof has gone.”",
                ),
                ("It rained. — Mirela Ionescu, nurse", ""),
                ("“The roof has gone.”\n\nIt rained.\n\n— Mirela Ionescu, nurse", ""),
                (
                    "HALE: The road is shut. It stays shut.\n\nQ: Why?",
                    "HALE | : | The road is shut. It stays shut.; Q | : | Why?",
                ),
            ],
        );
    }

    #[test]
    fn headlines() {
        check(
            read,
            &[
                ("Bank boss warns of floods\n\nIt rained.", "Bank boss | warns of | floods"),
                (
                    "Boss reads the claims that it is shut\n\nIt rained.",
                    "- | claims | that it is shut",
                ),
                ("“Road is shut,” claims boss\n\nIt rained.", "boss | claims | “Road is shut,”"),
                ("Road is shut, claims boss\n\nIt rained.", "boss | claims | Road is shut"),
                (
                    "Peru: bus falls into ravine, police say\n\nIt rained.",
                    "police | say | bus falls into ravine",
                ),
            ],
        );
    }

    #[test]
    fn the_source_comes_first() {
        check(
            read,
            &[
                ("Hale said that the road was shut.", "Hale | said | that the road was shut"),
                ("Hale said on Monday the road was shut.", "Hale | said | the road was shut"),
                ("Hale said Monday the road was shut.", "Hale | said | the road was shut"),
                (
                    "Hale said on the radio that the road was shut.",
                    "Hale | said | that the road was shut",
                ),
                (
                    "The ministry said in a statement on Monday that the road was shut.",
                    "The ministry | said in a statement on Monday | that the road was shut",
                ),
                ("Hale would say that the road was shut.", ""),
                (
                    "Hale left, saying that the road was shut.",
                    "Hale | saying | that the road was shut",
                ),
                ("Hale left, walking to the shut road.", ""),
                (
                    "Hale said the road was shut and added that it was late.",
                    "Hale | said | the road was shut; Hale | added | that it was late",
                ),
                (
                    "Hale said the road was shut, citing the police.",
                    "Hale | said | the road was shut; Hale | citing | the police",
                ),
                (
                    "Hale said the road was shut; the landlord says it is not.",
                    "Hale | said | the road was shut; the landlord | says | it is not",
                ),
                (
                    "Hale said the roof leaked, which cost him a lot.",
                    "Hale | said | the roof leaked",
                ),
                (
                    "Hale said he was ill and accused the club of negligence.",
                    "Hale | said | he was ill; Hale | accused | the club of negligence",
                ),
            ],
        );
    }

    #[test]
    fn who_says_it_first() {
        check(
            read,
            &[
                (
                    "Hale and Wynne said the road was shut.",
                    "Hale and Wynne | said | the road was shut",
                ),
                (
                    "The army, two witnesses and a nurse said the road was shut.",
                    "The army, two witnesses and a nurse | said | the road was shut",
                ),
                (
                    "Neither Hale nor Wynne said the road was shut.",
                    "Neither Hale nor Wynne | said | the road was shut",
                ),
                (
                    "Tom Hale, a farmer who lost his herd, said the road was shut.",
                    "Tom Hale, a farmer who lost his herd | said | the road was shut",
                ),
                (
                    "The firm that painted it, Castle Coatings, said the road was shut.",
                    "The firm that painted it, Castle Coatings | said | the road was shut",
                ),
                (
                    "The man charged with murder said the road was shut.",
                    "The man charged with murder | said | the road was shut",
                ),
                (
                    "Police investigating the murder said the road was shut.",
                    "Police investigating the murder | said | the road was shut",
                ),
                ("Hale (57) said the road was shut.", "Hale (57) | said | the road was shut"),
                (
                    "16.04 The agency said the road was shut.",
                    "The agency | said | the road was shut",
                ),
                ("Leeds lost, and Hale said the pitch was wet.", "Hale | said | the pitch was wet"),
                (
                    "The club in Leeds says the pitch is wet.",
                    "The club in Leeds | says | the pitch is wet",
                ),
                (
                    "The game is off because the club says the pitch is wet.",
                    "the club | says | the pitch is wet",
                ),
                (
                    "Hale accused the firm, Larkhill Homes, of fraud.",
                    "Hale | accused | the firm, Larkhill Homes, of fraud",
                ),
                (
                    "Hale accused the firm, which owns the pier, of fraud.",
                    "Hale | accused | the firm, which owns the pier, of fraud",
                ),
                ("Hale called the claims false.", "Hale | called | the claims false"),
                ("Hale warned of floods.", "Hale | warned of | floods"),
                ("Hale put the toll at around 40.", "Hale | put the toll at | around 40"),
                (
                    "Hale left the firm and could not be reached for comment.",
                    "Hale | could not be reached | ",
                ),
                ("The ministry declined to comment.", "The ministry | declined to comment | "),
                ("Neither club commented.", "Neither club | commented | "),
                ("The club commented.", ""),
            ],
        );
    }

    #[test]
    fn the_content_comes_first() {
        check(
            read,
            &[
                ("The road is shut, Hale said.", "Hale | said | The road is shut"),
                ("The road, Hale said, is shut.", "Hale | said | The road + is shut"),
                (
                    "“The road is shut,” Hale said, “and stays shut.”",
                    "Hale | said | “The road is shut,” + “and stays shut.”",
                ),
                (
                    "“The road is shut,” he said, wiping a tear, “and it will stay shut.”",
                    "he | said | “The road is shut,” + “and it will stay shut.”",
                ),
                (
                    "“The road is shut,” said Tom Hale, 34, a nurse.",
                    "Tom Hale, 34, a nurse | said | “The road is shut,”",
                ),
                (
                    "“The road is shut,” said crane driver Ilse Baumann.",
                    "crane driver Ilse Baumann | said | “The road is shut,”",
                ),
                (
                    "“The road is shut,” Hale told the BBC on Monday.",
                    "Hale | told | “The road is shut,”",
                ),
                ("The road is shut, that said, and it rains.", ""),
                ("In Leeds, Hale said the road is shut.", "Hale | said | the road is shut"),
                ("Bees lose their way, a farmer found.", ""),
                ("The road is shut, as Hale said on Monday.", "Hale | said | The road is shut"),
                ("According to Hale, the road is shut.", "Hale | According to | the road is shut"),
                (
                    "According to Ada Wynne, a nurse, the ward is full.",
                    "Ada Wynne, a nurse | According to | the ward is full",
                ),
                (
                    "According to the ministry in Gaza, which is run by Hamas, the ward is full.",
                    "the ministry in Gaza | According to | the ward is full",
                ),
                ("The ward is full, according to Hale.", "Hale | according to | The ward is full"),
                (
                    "The ward, according to Hale, is full.",
                    "Hale | according to | The ward + is full",
                ),
                ("Hale argued with a steward, accepted the cup and threw it.", ""),
            ],
        );
    }

    #[test]
    fn passives_nouns_and_no_source() {
        check(
            read,
            &[
                (
                    "The bridge was described by Hale as a death trap.",
                    "Hale | was described | The bridge + as a death trap",
                ),
                (
                    "He was accused of fraud by two aides.",
                    "two aides | was accused | He + of fraud",
                ),
                (
                    "He was accused by two aides of fraud.",
                    "two aides | was accused | He + of fraud",
                ),
                (
                    "The arrests were condemned by the union.",
                    "the union | were condemned | The arrests",
                ),
                ("He was attacked by a dog.", ""),
                ("The fence was not described by Hale as a wall.", ""),
                (
                    "He was accused of being bitten by a dog.",
                    "- | was accused | He + of being bitten by a dog",
                ),
                ("Notices were sent by email.", ""),
                (
                    "The union was told by Hale that it was over.",
                    "Hale | was told | that it was over",
                ),
                (
                    "The ministry’s claim that the road is shut is wrong.",
                    "The ministry | claim | that the road is shut",
                ),
                (
                    "There were warnings from Hale that the road was shut.",
                    "Hale | warnings | that the road was shut",
                ),
                ("A finding that took three years is out.", ""),
                (
                    "The old claim that the road is shut is wrong.",
                    "- | claim | that the road is shut",
                ),
                (
                    "It was announced that the road was shut.",
                    "- | It was announced | that the road was shut",
                ),
                ("It emerged that the road was shut.", "- | It emerged | that the road was shut"),
                (
                    "Hale was quoted as saying that the road was shut.",
                    "Hale | was quoted as saying | that the road was shut",
                ),
                ("The road was reportedly shut.", ""),
                ("Hale: The road is shut.", "Hale | : | The road is shut"),
            ],
        );
    }
}
