//! Does one `when:` hold for one subject?

use super::facts::{attribution, headline, quotation, sentence, source, speaker, words};
use super::subject::{Subject, place};
use super::view::View;
use crate::parse::Attribution;
use crate::read::BlockKind;
use crate::resolve::{Meaning, SpeakerKind};
use crate::rulebook::{Condition, Part};
use crate::weigh::{Accusation, Claim};

/// True when the condition holds. What a condition asks of another kind of subject never holds.
pub(super) fn holds(condition: &Condition, view: &View<'_>, subject: Subject) -> bool {
    let every = |c: &Condition| holds(c, view, subject);
    match condition {
        Condition::All(all) => all.iter().all(every),
        Condition::Any(any) => any.iter().any(every),
        Condition::Two(all) => all.iter().filter(|c| every(c)).take(2).count() == 2,
        Condition::Not(not) => !holds(not, view, subject),
        _ => {
            of_words(condition, view, subject)
                || of_claim(condition, view, subject)
                || of_attribution(condition, view, subject)
                || of_accusation(condition, view, subject)
                || of_quotation(condition, view, subject)
                || of_draft(condition, view, subject)
        }
    }
}

/// Conditions on words, whatever they belong to.
fn of_words(condition: &Condition, view: &View<'_>, subject: Subject) -> bool {
    match condition {
        Condition::Mentions(lists) => {
            lists.iter().any(|list| words::first(view, subject, list).is_some())
        }
        Condition::SourceHas(lists) => sentence::sources(view, subject)
            .iter()
            .any(|range| words::holds_any(view, range, lists)),
        Condition::CueHas(lists) => match subject {
            Subject::Attribution(n) | Subject::Accusation(n) => {
                let at = match subject {
                    Subject::Accusation(_) => view.ledger.accusations[n].attribution,
                    _ => n,
                };
                let cue = view.tokens_of(place(view, Subject::Attribution(at)));
                let more = (cue.end + 1).min(view.text.tokens.len());
                words::holds_any(view, &(cue.start..more), lists)
            }
            _ => false,
        },
        Condition::Near(lists) => sentence::sentences(view, subject)
            .iter()
            .any(|range| words::holds_any(view, range, lists)),
        Condition::Around(lists) => sentence::around(view, subject)
            .is_some_and(|range| words::holds_any(view, &range, lists)),
        Condition::TurnsAfter(wanted) => {
            sentence::sentence(view, subject).is_some_and(|n| source::turns(view, n + 1) == *wanted)
        }
        Condition::SentenceHas(lists) => sentence::sentence(view, subject)
            .is_some_and(|n| words::holds_any(view, &view.text.sentences[n].tokens, lists)),
        Condition::NamesFollow(wanted) => match subject {
            Subject::Attribution(n) => source::names_follow(view, n) == *wanted,
            Subject::Phrase(n) => source::follow_phrase(view, n) == *wanted,
            _ => false,
        },
        Condition::NamedSoon(wanted) => match subject {
            Subject::Phrase(n) => sentence::named_soon(view, n) == *wanted,
            _ => false,
        },
        Condition::Definite(wanted) => match subject {
            Subject::Phrase(n) => sentence::definite(view, n) == *wanted,
            _ => false,
        },
        Condition::Bare(wanted) => match subject {
            Subject::Phrase(n) => sentence::bare(view, n) == *wanted,
            _ => false,
        },
        Condition::Phrase(lists) => match subject {
            Subject::Phrase(n) => lists.contains(&view.survey.hits[n].list),
            _ => false,
        },
        Condition::Quoted(wanted) => sentence::token(view, subject)
            .is_some_and(|token| view.survey.quotation(token).is_some() == *wanted),
        Condition::Attributed(wanted) => {
            sentence::attributed(view, subject).is_some_and(|is| is == *wanted)
        }
        Condition::Part(parts) => sentence::sentence(view, subject)
            .and_then(|n| view.block_of(n))
            .is_some_and(|kind| parts.iter().any(|part| is_part(kind, *part))),
        Condition::Words(least) => count(view, subject) >= *least,
        Condition::WordsAtMost(most) => count(view, subject) <= *most,
        Condition::Agentless(wanted) => match subject {
            Subject::Sentence(n) => sentence::agentless(view, n).is_some() == *wanted,
            _ => false,
        },
        Condition::Question(wanted) => sentence::sentence(view, subject)
            .is_some_and(|n| sentence::is_question(view, n) == *wanted),
        Condition::GoesOn(wanted) => match subject {
            Subject::Sentence(n) => sentence::goes_on(view, n) == *wanted,
            _ => false,
        },
        _ => false,
    }
}

/// How many words stand at the place of a subject.
fn count(view: &View<'_>, subject: Subject) -> usize {
    let range = view.tokens_of(place(view, subject));
    view.text.tokens[range].iter().filter(|t| t.is_wordlike()).count()
}

const fn is_part(kind: BlockKind, part: Part) -> bool {
    matches!(
        (kind, part),
        (BlockKind::Headline, Part::Headline)
            | (BlockKind::SubHeadline, Part::SubHeadline)
            | (BlockKind::Caption, Part::Caption)
            | (BlockKind::Paragraph, Part::Paragraph)
    )
}

/// Conditions on a claim: its own, that of an attribution, or that of a headline.
fn of_claim(condition: &Condition, view: &View<'_>, subject: Subject) -> bool {
    // Which claim a headline states takes long to find out: only if it is asked for.
    let holds = |test: &dyn Fn(&Claim) -> bool| claim(view, subject).is_some_and(test);
    match condition {
        Condition::Standing(standings) => holds(&|claim| standings.contains(&claim.standing)),
        Condition::Voices(least) => {
            holds(&|claim| super::message::voices(view, claim).len() >= *least)
        }
        Condition::SingleCamp(wanted) => holds(&|claim| (claim.camps.len() == 1) == *wanted),
        Condition::Own(wanted) => holds(&|claim| claim.own == *wanted),
        Condition::Interest(wanted) => holds(&|claim| claim.interest.is_some() == *wanted),
        Condition::Answered(kinds) => holds(&|claim| {
            claim.answers.iter().any(|a| kinds.contains(&a.kind) && speaker::asked(view, a))
        }),
        Condition::Body(wanted) => holds(&|claim| speaker::body(view, claim) == *wanted),
        Condition::Party(wanted) => holds(&|claim| speaker::party(view, claim) == *wanted),
        Condition::Channels(kinds) => holds(&|claim| {
            let channels = claim.attributions.iter();
            let mut channels = channels.filter_map(|a| attribution::channel(view, *a));
            let first = channels.next();
            first.is_some_and(|kind| kinds.contains(&kind))
                && channels.all(|kind| kinds.contains(&kind))
        }),
        Condition::Reversal(wanted) => holds(&|claim| {
            let deniers = claim.answers.iter().map(|a| &view.story.bindings[a.attribution]);
            let own = |meaning: &Meaning| {
                meaning.speaker().is_some()
                    && claim.attributions.iter().any(|a| view.story.bindings[*a] == *meaning)
            };
            deniers.into_iter().any(own) == *wanted
        }),
        _ => false,
    }
}

fn claim<'v>(view: &'v View<'_>, subject: Subject) -> Option<&'v Claim> {
    let n = match subject {
        Subject::Claim(n) => n,
        Subject::Attribution(n) => view.ledger.claim_of[n]?,
        Subject::Headline(n) => headline::claim(view, n)?,
        _ => return None,
    };
    view.ledger.claims.get(n)
}

/// Conditions on an attribution: its own, that of an accusation, the first of a claim.
fn of_attribution(condition: &Condition, view: &View<'_>, subject: Subject) -> bool {
    if let Condition::Speaker(kinds) = condition {
        return speakers(view, subject).any(|kind| kinds.contains(&kind));
    }
    let Some(attribution) = attribution(view, subject) else { return false };
    let cue = attribution.cue.as_ref();
    match condition {
        Condition::CueClass(classes) => cue.is_some_and(|c| classes.contains(&c.class)),
        Condition::Cue(lemmas) => cue.is_some_and(|c| lemmas.contains(&c.lemma)),
        Condition::Negated(wanted) => cue.is_some_and(|c| c.negated == *wanted),
        Condition::Loaded(kinds) => {
            cue.and_then(|c| c.loaded).is_some_and(|loaded| kinds.contains(&loaded))
        }
        Condition::Sure(least) => attribution.confidence >= *least,
        Condition::Form(forms) => forms.contains(&attribution.form),
        Condition::Sourceless(wanted) => attribution.source.is_none() == *wanted,
        Condition::SourceNamed(wanted) => attribution::source_named(view, attribution) == *wanted,
        Condition::Apposed(wanted) => attribution::apposed(view, attribution) == *wanted,
        Condition::Ambiguous(wanted) => match subject {
            Subject::Attribution(n) => {
                matches!(&view.story.bindings[n], Meaning::Ambiguous(all) if all.len() > 1)
                    == *wanted
            }
            _ => false,
        },
        Condition::SecondHand(wanted) => match subject {
            Subject::Attribution(n) => attribution::second_hand(view, n).is_some() == *wanted,
            _ => false,
        },
        Condition::ConfirmsItself(wanted) => match subject {
            Subject::Attribution(n) => attribution::confirms_itself(view, n) == *wanted,
            _ => false,
        },
        Condition::Contested(wanted) => match subject {
            Subject::Attribution(n) => {
                (attribution::told_wrong(view, n) || headline::denied(view, n)) == *wanted
            }
            _ => false,
        },
        Condition::PointsBack(wanted) => attribution::points_back(view, attribution) == *wanted,
        Condition::AboutItself(wanted) => attribution::about_itself(view, attribution) == *wanted,
        Condition::Headed(wanted) => source::headed(view, attribution) == *wanted,
        Condition::Asks(wanted) => attribution::asks(view, attribution) == *wanted,
        Condition::InPassing(wanted) => attribution::in_passing(view, attribution) == *wanted,
        Condition::Clause(wanted) => attribution::is_clause(view, attribution) == *wanted,
        Condition::SentencesBeforeCue(least) => {
            attribution::sentences_before_cue(view, attribution) >= *least
        }
        _ => false,
    }
}

fn attribution<'v>(view: &'v View<'_>, subject: Subject) -> Option<&'v Attribution> {
    let n = match subject {
        Subject::Attribution(n) => n,
        Subject::Accusation(n) => view.ledger.accusations[n].attribution,
        Subject::Claim(n) => *view.ledger.claims[n].attributions.first()?,
        Subject::Quotation(n) => {
            let mut tokens = view.text.quotations[n].tokens.clone();
            tokens.find_map(|token| view.survey.owner(token))?
        }
        _ => return None,
    };
    view.parsed.attributions.get(n)
}

/// The kinds of all who speak.
fn speakers(view: &View<'_>, subject: Subject) -> impl Iterator<Item = SpeakerKind> {
    let attributions: Vec<usize> = match subject {
        Subject::Attribution(n) => vec![n],
        Subject::Accusation(n) => vec![view.ledger.accusations[n].attribution],
        Subject::Claim(n) => view.ledger.claims[n].attributions.clone(),
        Subject::Headline(n) => headline::claim(view, n)
            .map_or(Vec::new(), |claim| view.ledger.claims[claim].attributions.clone()),
        Subject::Speaker(n) => view.heard[n].first().copied().into_iter().collect(),
        _ => Vec::new(),
    };
    let story = view.story;
    attributions
        .into_iter()
        .filter_map(move |n| story.bindings[n].speaker().map(|id| story.speakers[id.0].kind))
}

/// Conditions on an accusation.
fn of_accusation(condition: &Condition, view: &View<'_>, subject: Subject) -> bool {
    let Subject::Accusation(n) = subject else { return false };
    let accusation: &Accusation = &view.ledger.accusations[n];
    match condition {
        Condition::Replied(wanted) => accusation.reply.is_some() == *wanted,
        Condition::AccusedKnown(wanted) => accusation.camp.is_some() == *wanted,
        Condition::ActNamed(wanted) => speaker::act_named(view, accusation) == *wanted,
        Condition::SpeaksAfter(wanted) => speaker::speaks_after(view, accusation) == *wanted,
        Condition::AccusedHeard(wanted) => speaker::heard(view, accusation) == *wanted,
        _ => false,
    }
}

/// Conditions on a quotation.
fn of_quotation(condition: &Condition, view: &View<'_>, subject: Subject) -> bool {
    let Subject::Quotation(n) = subject else { return false };
    match condition {
        Condition::Unclosed(wanted) => quotation::unclosed(view, n) == *wanted,
        Condition::Speech(wanted) => quotation::speech(view, n) == *wanted,
        Condition::Capitalised(wanted) => quotation::capitalised(view, n) == *wanted,
        Condition::Altered(wanted) => quotation::altered(view, n) == *wanted,
        Condition::Paraphrased(wanted) => headline::paraphrased(view, n) == *wanted,
        Condition::Echoed(wanted) => quotation::echoed(view, n) == *wanted,
        Condition::SpeakerNear(wanted) => quotation::speaker_near(view, n) == *wanted,
        _ => false,
    }
}

/// Conditions on speakers, headlines, variants and the draft as a whole.
fn of_draft(condition: &Condition, view: &View<'_>, subject: Subject) -> bool {
    match (condition, subject) {
        (Condition::Introduced(wanted), Subject::Speaker(n)) => {
            speaker::introduced(view, n) == *wanted
        }
        (Condition::Heard(least), Subject::Speaker(n)) => view.heard[n].len() >= *least,
        (Condition::OnlyAttributed(wanted), Subject::Headline(n)) => {
            headline::claim(view, n).is_some() == *wanted
        }
        (Condition::Softened(lists), Subject::Headline(n)) => {
            headline::softener(view, n, lists).is_some()
        }
        (Condition::Exact(wanted), Subject::Repetition(n)) => view.repeats[n].exact == *wanted,
        (Condition::Variant(kinds), Subject::Variant(n)) => {
            kinds.contains(&view.survey.variants[n].kind)
        }
        (Condition::Dateline(wanted), Subject::Draft) => sentence::dateline(view) == *wanted,
        (Condition::Attributions(least), Subject::Draft) => {
            view.parsed.attributions.len() >= *least
        }
        (Condition::CampsAtMost(most), Subject::Draft) => speaker::camps(view).len() <= *most,
        (Condition::AccusedUnheard(wanted), Subject::Draft) => {
            speaker::unheard(view).is_some() == *wanted
        }
        (Condition::VerbsDiffer(least), Subject::Draft) => {
            speaker::verbs_differ(view, *least).is_some()
        }
        _ => false,
    }
}
