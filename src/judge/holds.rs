//! Does one `when:` hold for one subject?

use super::facts::{
    accusation, attribution, claim, draft, headline, phrase, position, quotation, sentence, source,
    speaker,
};
use super::subject::Subject;
use super::view::View;
use crate::rulebook::{Asked, Condition, Joined, RepetitionAsked, VariantAsked};

/// True when the condition holds. What cannot be asked of a subject never holds; the rulebook
/// refuses a check that asks it.
pub(super) fn holds(condition: &Condition, view: &View<'_>, subject: Subject) -> bool {
    match condition.asked() {
        Asked::Joined(joined) => all_hold(joined, view, subject),
        Asked::Words(asked) => position::holds(asked, view, subject),
        Asked::Source(asked) => source::holds(asked, view, subject),
        Asked::Attribution(asked) => {
            attribution::of(view, subject).is_some_and(|n| attribution::holds(asked, view, n))
        }
        Asked::Claim(asked) => {
            claim::of(view, subject).is_some_and(|claim| claim::holds(asked, view, claim))
        }
        Asked::Phrase(asked) => {
            matches!(subject, Subject::Phrase(n) if phrase::holds(asked, view, n))
        }
        Asked::Sentence(asked) => {
            matches!(subject, Subject::Sentence(n) if sentence::holds(asked, view, n))
        }
        Asked::Accusation(asked) => {
            matches!(subject, Subject::Accusation(n) if accusation::holds(asked, view, n))
        }
        Asked::Speaker(asked) => {
            matches!(subject, Subject::Speaker(n) if speaker::holds(asked, view, n))
        }
        Asked::Quotation(asked) => {
            matches!(subject, Subject::Quotation(n) if quotation::holds(asked, view, n))
        }
        Asked::Headline(asked) => {
            matches!(subject, Subject::Headline(n) if headline::holds(asked, view, n))
        }
        Asked::Draft(asked) => matches!(subject, Subject::Draft) && draft::holds(asked, view),
        Asked::Repetition(RepetitionAsked::Exact(wanted)) => {
            matches!(subject, Subject::Repetition(n) if view.repeats[n].exact == *wanted)
        }
        Asked::Variant(VariantAsked::Variant(kinds)) => {
            matches!(subject, Subject::Variant(n) if kinds.contains(&view.survey.variants[n].kind))
        }
    }
}

fn all_hold(joined: Joined<'_>, view: &View<'_>, subject: Subject) -> bool {
    let holds = |condition: &Condition| holds(condition, view, subject);
    match joined {
        Joined::All(all) => all.iter().all(holds),
        Joined::Any(any) => any.iter().any(holds),
        Joined::Two(all) => all.iter().filter(|c| holds(c)).take(2).count() == 2,
        Joined::Not(not) => !holds(not),
    }
}
