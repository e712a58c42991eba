//! Statements in the writer's own voice that ask for a source, found by features of language.

use super::figure;
use super::ledger::{Rank, Signal, SignalKind, Unsourced};
use crate::lexicon::{Class, Classes, FunctionWord, Lexicon};
use crate::parse::{Attribution, Parsed};
use crate::read::BlockKind;
use crate::resolve::Context;
use crate::span::Span;
use crate::tokenise::token::{Kind, Pos, Token};
use crate::tokenise::{Sentence, Text};

/// Classes of words for whoever and whatever can say something.
const SPEAKS: Classes = Classes::of(&[
    Class::Role,
    Class::Office,
    Class::Spokesperson,
    Class::Representative,
    Class::Police,
    Class::Witness,
    Class::Expert,
    Class::OrdinaryPerson,
    Class::Collective,
    Class::Anonymous,
    Class::Organisation,
    Class::Government,
    Class::Opposition,
    Class::Party,
    Class::Document,
    Class::Court,
    Class::OutletNoun,
]);

/// Fewer words than this are no statement.
const LEAST_WORDS: usize = 5;

/// A passive's doer is named within so many words.
const DOER_WITHIN: usize = 12;

/// All statements that nobody is credited with and that show a signal, in order.
pub(super) fn unsourced(cx: Context<'_>) -> Vec<Unsourced> {
    let Context { draft, text, parsed, lexicon, .. } = cx;
    let covered = covered(text, parsed);
    let mut all = Vec::new();
    let mut after: Option<usize> = None;
    for (n, sentence) in text.sentences.iter().enumerate() {
        let attributed = sentence.tokens.clone().any(|t| covered[t]);
        if draft.blocks[sentence.block].kind == BlockKind::Paragraph {
            let carries_on = !attributed && after == Some(sentence.block);
            // "In a poll, 48 percent chose Clinton": the poll is the source.
            let whole = &text.tokens[sentence.tokens.clone()];
            let record = whole.iter().any(|t| t.is(Class::Document) && t.pos.is_noun());
            for run in runs(text, sentence, &covered) {
                let words = &text.tokens[run];
                let mut signals = signals(lexicon, words, carries_on);
                signals.retain(|signal| !record || signal.kind != SignalKind::Figure);
                if let Some(rank) = rank(lexicon, words, &signals) {
                    let span = words[0].span.to(words[words.len() - 1].span);
                    all.push(Unsourced { span, sentence: n, signals, rank });
                }
            }
        }
        after = attributed.then_some(sentence.block);
    }
    all
}

/// Which tokens belong to an attribution or stand in quotation marks.
fn covered(text: &Text<'_>, parsed: &Parsed) -> Vec<bool> {
    let mut covered = vec![false; text.tokens.len()];
    let mut cover = |span: Span| {
        covered[text.within(span)].fill(true);
    };
    let spoken = parsed.attributions.iter().filter(|a| !is_the_writers(text, a));
    for attribution in spoken {
        attribution.content.iter().copied().for_each(&mut cover);
        attribution.source.iter().map(|s| s.span).for_each(&mut cover);
        attribution.cue.iter().map(|c| c.span).for_each(&mut cover);
    }
    for loose in &parsed.loose {
        cover(loose.span);
    }
    covered
}

/// True for "The visit highlighted the close ties": a visit says nothing, the writer does. Names,
/// pronouns, and words for people, bodies and papers can speak.
pub(super) fn is_the_writers(text: &Text<'_>, attribution: &Attribution) -> bool {
    let (Some(cue), Some(source)) = (&attribution.cue, &attribution.source) else {
        return attribution.is_nobodys_decision();
    };
    let effect = text.tokens_in(cue.span).iter().any(|t| t.is(Class::EffectVerb));
    effect
        && !text.tokens_in(source.span).iter().any(|t| {
            t.pos.is_name() || t.pos == Pos::Prp || t.pos == Pos::Wp || t.classes.any(SPEAKS)
        })
}

/// The parts of a sentence that no attribution covers and that can be statements: enough words,
/// and a verb.
fn runs(text: &Text<'_>, sentence: &Sentence, covered: &[bool]) -> Vec<std::ops::Range<usize>> {
    let mut runs = Vec::new();
    let mut start = sentence.tokens.start;
    let ends = sentence.tokens.clone().filter(|at| covered[*at]).chain([sentence.tokens.end]);
    for at in ends {
        let mut run = start..at;
        let edge = |t: &Token<'_>| !t.is_wordlike();
        while run.start < run.end && edge(&text.tokens[run.start]) {
            run.start += 1;
        }
        while run.start < run.end && edge(&text.tokens[run.end - 1]) {
            run.end -= 1;
        }
        let words = &text.tokens[run.clone()];
        let verb = words.iter().any(|t| t.pos.is_finite());
        if verb && words.iter().filter(|t| t.is_wordlike()).count() >= LEAST_WORDS {
            runs.push(run);
        }
        start = at + 1;
    }
    runs
}

/// The features of a statement that ask for a source, in order of the text.
fn signals(lexicon: &Lexicon, words: &[Token<'_>], carries_on: bool) -> Vec<Signal> {
    let mut signals: Vec<Signal> = Vec::new();
    let mut add = |kind: SignalKind, span: Span| {
        // Words of one phrase are one signal.
        match signals.last_mut() {
            Some(last) if last.kind == kind && last.span.end + 1 >= span.start => {
                last.span = last.span.to(span);
            }
            _ => signals.push(Signal { kind, span }),
        }
    };
    let mut skip = 0;
    for (at, token) in words.iter().enumerate() {
        if token.is(Class::BlameNoun) && token.pos.is_noun() {
            add(SignalKind::Blame, token.span);
        }
        if token.is(Class::Causal) {
            add(SignalKind::Cause, token.span);
        }
        if token.is(Class::Evaluative) && !token.pos.is_name() {
            add(SignalKind::Evaluative, token.span);
        }
        if token.is(Class::EffectVerb) && !token.pos.is_noun() {
            add(SignalKind::Effect, token.span);
        }
        if is_superlative(words, at) {
            add(SignalKind::Superlative, token.span);
        }
        if is_agentless(words, at) {
            add(SignalKind::AgentlessHarm, token.span);
        }
        if skip > 0 {
            skip -= 1;
        } else if let Some(used) = figure_at(lexicon, words, at) {
            add(SignalKind::Figure, token.span.to(words[at + used - 1].span));
            skip = used - 1;
        }
    }
    if carries_on && let Some(span) = pluperfect(words) {
        signals.push(Signal { kind: SignalKind::CarryOn, span });
    }
    signals
}

/// > **were barred** from running
fn is_agentless(words: &[Token<'_>], at: usize) -> bool {
    let token = &words[at];
    if !token.is(Class::HarmVerb) || !matches!(token.pos, Pos::Vbn | Pos::Vbd | Pos::Jj) {
        return false;
    }
    let before = &words[at.saturating_sub(3)..at];
    let passive = before.iter().any(|t| t.among(FunctionWord::BeInFull));
    let rest = &words[at + 1..];
    let clause = rest.iter().take(DOER_WITHIN).take_while(|t| t.kind != Kind::Semicolon);
    passive && !clause.into_iter().any(|t| t.among(FunctionWord::By))
}

/// > the **largest** proven reserves in the world
fn is_superlative(words: &[Token<'_>], at: usize) -> bool {
    let token = &words[at];
    let degree = token.pos == Pos::Jjs && !token.among(FunctionWord::Degree);
    let listed = token.is(Class::Superlative) && token.pos != Pos::Nn && token.pos != Pos::Vb;
    let most = token.among(FunctionWord::Degree)
        && words.get(at + 1).is_some_and(|t| t.pos.is_adjective())
        && at.checked_sub(1).is_some_and(|b| words[b].among(FunctionWord::DefiniteArticle));
    // "at best", "at the latest", "best known"
    let idle = at.checked_sub(1).is_some_and(|b| words[b].among(FunctionWord::At))
        || at >= 2 && words[at - 2].among(FunctionWord::At)
        || token.among(FunctionWord::Latest);
    (degree || listed || most) && !idle
}

/// A number that somebody must have counted: no year, date, age, time or address. Gives its words.
fn figure_at(lexicon: &Lexicon, words: &[Token<'_>], at: usize) -> Option<usize> {
    let (least, _, used) = figure::read(lexicon, words, at)?;
    let behind = words.get(at + used);
    let percent = behind.is_some_and(|t| t.among(FunctionWord::Percent) || t.text == "%");
    let unit = figure::unit(words, at + used).map(|n| &words[n]);
    let counted = unit.is_some_and(|t| !t.is(Class::Measure)) || percent;
    let large = least >= 100.0 || percent || is_rough(words, at);
    (large && counted).then_some(used)
}

/// > **about** 900, **nearly** 40
fn is_rough(words: &[Token<'_>], at: usize) -> bool {
    words[at.saturating_sub(2)..at]
        .iter()
        .any(|t| t.is(Class::Hedge) || t.is(Class::AtLeast) || t.is(Class::AtMost))
}

/// > He **had left** a gaping hole.
fn pluperfect(words: &[Token<'_>]) -> Option<Span> {
    let at = words.iter().take(8).position(|t| t.among(FunctionWord::Pluperfect))?;
    let helps = |t: &&Token<'_>| t.pos.is_adverb() || t.is(Class::Negation);
    let rest = &words[at + 1..];
    let verb = rest.get(rest.iter().take_while(helps).count()).filter(|t| t.pos == Pos::Vbn)?;
    Some(words[at].span.to(verb.span))
}

/// How much a statement asks for a source. Several signals of one kind are one: two figures are
/// no more doubtful than one.
fn rank(lexicon: &Lexicon, words: &[Token<'_>], signals: &[Signal]) -> Option<Rank> {
    let strong = signals.iter().any(|signal| is_strong(lexicon, words, signals, signal));
    let mut kinds: Vec<SignalKind> = signals.iter().map(|signal| signal.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    match (strong, kinds.len()) {
        (_, 0) => None,
        (false, 1) => Some(Rank::Low),
        (true, 1) | (false, _) => Some(Rank::Medium),
        (true, _) => Some(Rank::High),
    }
}

/// True for a signal that asks for a source by itself.
fn is_strong(lexicon: &Lexicon, words: &[Token<'_>], signals: &[Signal], signal: &Signal) -> bool {
    let first = words.iter().position(|t| t.span.end > signal.span.start);
    let Some(at) = first else { return false };
    match signal.kind {
        // Accidents hurt people too; who was arrested or barred was so by somebody.
        SignalKind::AgentlessHarm => {
            !words[at].is(Class::MeansDeath) && !words[at].is(Class::MeansInjury)
        }
        SignalKind::Blame => signals.iter().any(|s| s.kind == SignalKind::Cause),
        SignalKind::Figure => {
            is_rough(words, at) || lexicon.number(words[at].text).is_some_and(|(l, m)| l < m)
        }
        // "in the world", "since the war", "ever": the first place among all.
        SignalKind::Superlative => {
            words[at..].iter().skip(1).take(8).any(|t| t.among(FunctionWord::SuperlativeScope))
        }
        SignalKind::CarryOn => true,
        SignalKind::Cause | SignalKind::Evaluative | SignalKind::Effect => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, weighed};

    /// Each statement that asks for a source: how much, and because of which signals.
    fn asks(copy: &str) -> String {
        let reading = weighed(copy);
        let line = |found: &super::Unsourced| {
            let kinds: Vec<_> = found.signals.iter().map(|s| format!("{:?}", s.kind)).collect();
            format!("{:?} {}", found.rank, kinds.join(" "))
        };
        reading.ledger.unsourced.iter().map(line).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn words_that_judge() {
        check(
            asks,
            &[
                ("The mill closed after ten years because of the flood.", "Low Cause"),
                ("The mill closed after ten years on a Friday.", ""),
                ("The mill closed because of the neglect of its owners.", "High Cause Blame"),
                ("The neglect of the mill went on for years.", "Low Blame"),
                ("The owners neglect the mill on the river.", ""),
                ("The town has lived under a brutal tax since May.", "Low Evaluative"),
                ("The town has lived on Brutal Street since May.", ""),
                ("The visit exposed the split in the small party.", "Low Effect"),
                ("The signals of the mill fell in May.", ""),
                ("The flood has cemented the split and shut the mill.", "Low Effect"),
            ],
        );
    }

    #[test]
    fn first_places() {
        check(
            asks,
            &[
                ("The town has the largest mill near the hill.", "Low Superlative"),
                ("The town has the largest mill in the world.", "Medium Superlative"),
                ("The town has the most dangerous bridge near the hill.", "Low Superlative"),
                ("The town lost most old mills in the valley.", ""),
                ("The town will at best keep one of its mills.", ""),
                ("The town will at the latest close the mill in May.", ""),
                ("The town keeps a record of every mill it had.", ""),
                ("The town had its greatest rain a week ago.", "Low Superlative"),
            ],
        );
    }

    #[test]
    fn harm_that_nobody_did() {
        check(
            asks,
            &[
                ("Three of the farmers were arrested at the mill.", "Medium AgentlessHarm"),
                ("Three of the farmers were killed at the mill.", "Low AgentlessHarm"),
                ("Three of the farmers were injured at the mill.", "Low AgentlessHarm"),
                ("Three of the farmers were arrested by the police.", ""),
                ("The police arrested three of the farmers at the mill.", ""),
                (
                    "The farmers were arrested at the mill; it was sold by the town.",
                    "Medium AgentlessHarm",
                ),
                ("The farmers had been unfairly barred from the mill.", "Medium AgentlessHarm"),
            ],
        );
    }

    #[test]
    fn figures_that_somebody_counted() {
        check(
            asks,
            &[
                ("The mill on the river employed 900 workers in May.", "Low Figure"),
                ("The mill on the river employed about 900 workers.", "Medium Figure"),
                ("The mill on the river employed about 40 workers.", "Medium Figure"),
                ("The mill on the river employed 40 workers in May.", ""),
                ("The mill on the river lost 4 percent of its orders.", "Low Figure"),
                ("The mill on the river lost 4% of its orders.", "Low Figure"),
                ("The mill on the river stands 900 miles from the sea.", ""),
                ("The mill on the river employed hundreds of workers.", "Medium Figure"),
                (
                    "The mill on the river employed 900 workers, 300 guards and a cook.",
                    "Low Figure Figure",
                ),
                ("In a survey of the town 900 workers chose the mill.", ""),
            ],
        );
    }

    #[test]
    fn what_carries_on_from_a_speech() {
        check(
            asks,
            &[
                (
                    "The mill is shut, Tom Hale said. The flood had left a hole in the wall.",
                    "Medium CarryOn",
                ),
                (
                    "The mill is shut, Tom Hale said. The flood had not left the lower rooms.",
                    "Medium CarryOn",
                ),
                (
                    "The mill is shut, Tom Hale said. The flood had suddenly left the lower rooms.",
                    "Medium CarryOn",
                ),
                ("The mill is shut, Tom Hale said. The flood had a long way to go.", ""),
                ("The mill is shut, Tom Hale said. The flood left a hole in the wall.", ""),
                ("The mill is shut, Tom Hale said.\n\nThe flood had left a hole in the wall.", ""),
                ("The flood had left a hole in the wall of the mill.", ""),
            ],
        );
    }

    #[test]
    fn what_is_credited_or_too_short_asks_for_nothing() {
        check(
            asks,
            &[
                ("The mill closed because of the flood, Tom Hale said.", ""),
                ("“The mill closed because of the flood.”", ""),
                ("Floods led to closures.", ""),
                ("The mill, the flood, the wall and the brutal tax.", ""),
                ("The visit highlighted the brutal tax on the mill.", "Medium Effect Evaluative"),
                ("The minister highlighted the brutal tax on the mill.", ""),
                ("Mill closed because of the flood in the town\n\nIt rained.", ""),
            ],
        );
    }
}
