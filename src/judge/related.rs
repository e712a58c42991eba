//! Other places that matter for a finding, each with a label.

use super::facts::accusation::party;
use super::facts::{draft, headline, second_hand};
use super::message;
use super::subject::{Subject, place, stretch};
use super::view::View;
use crate::span::Span;
use crate::verdict::Related;
use crate::weigh::AnswerKind;

/// Other places that matter for a finding.
pub(super) fn related(view: &View<'_>, subject: Subject) -> Vec<Related> {
    let wording = view.wording;
    let label = |span: Span, label: &str| Related { span, label: label.to_owned() };
    match subject {
        Subject::Claim(n) => claim(view, n, place(view, subject)),
        Subject::Accusation(n) => accusation(view, n),
        Subject::Repetition(n) => {
            vec![label(stretch(view, view.repeats[n].earlier), &wording.first_time)]
        }
        Subject::Attribution(n) => {
            let source = view.parsed.attributions[n].source.as_ref();
            let second = second_hand::second_hand(view, n).map(|range| view.span_of(&range));
            source
                .map(|source| label(source.span, &wording.source_here))
                .into_iter()
                .chain(second.map(|span| label(span, &wording.first_said_by)))
                .collect()
        }
        Subject::Variant(n) => vec![label(view.survey.variants[n].before, &wording.so_before)],
        Subject::Headline(n) => {
            let claim = headline::claim(view, n).map(|claim| &view.ledger.claims[claim]);
            claim.map(|claim| label(claim.span, &wording.said_in_body)).into_iter().collect()
        }
        Subject::Draft => draft::unheard(view)
            .map(|accusation| label(accusation.accused, &wording.never_heard))
            .into_iter()
            .collect(),
        _ => Vec::new(),
    }
}

/// Who states a claim, why they are one side, and who answered.
fn claim(view: &View<'_>, n: usize, own: Span) -> Vec<Related> {
    let wording = view.wording;
    let claim = &view.ledger.claims[n];
    let mut all = Vec::new();
    let who = |at: &usize| view.story.bindings[*at].speaker();
    let first = claim.attributions.first().and_then(who);
    let several = claim.attributions.iter().any(|at| who(at) != first);
    for at in &claim.attributions {
        let attribution = &view.parsed.attributions[*at];
        let span = attribution.source.as_ref().map_or_else(|| attribution.span(), |s| s.span);
        let text = match who(at).filter(|_| !message::is_open_pronoun(view, *at)) {
            Some(id) => {
                let again = !attribution.content.contains(&own);
                let said = if again { &wording.also_said_by } else { &wording.said_by };
                let reason = view.reasons.get(&id).filter(|_| several);
                let side =
                    reason.map_or(String::new(), |why| wording.same_side.replace("{why}", why));
                said.replace("{name}", &message::who(view, *at)) + &side
            }
            None => wording.said_here.clone(),
        };
        all.push(Related { span, label: text });
    }
    for answer in &claim.answers {
        let text = match answer.kind {
            AnswerKind::Denies => &wording.denied,
            AnswerKind::Confirms => &wording.confirmed,
            AnswerKind::Conditional => &wording.conditional,
            AnswerKind::Declines => &wording.declined,
            AnswerKind::Silent => &wording.silent,
            AnswerKind::Unverified => &wording.unverified,
        };
        let span = view.parsed.attributions[answer.attribution].span();
        all.push(Related { span, label: text.clone() });
    }
    if let Some(span) = claim.interest {
        all.push(Related { span, label: wording.interest.clone() });
    }
    all
}

/// So many other places at which somebody is accused are shown.
const ACCUSED_TOO: usize = 3;

/// Who is accused, here and elsewhere, and where the accused speaks of something else.
fn accusation(view: &View<'_>, n: usize) -> Vec<Related> {
    let wording = view.wording;
    let accusation = &view.ledger.accusations[n];
    let mut all = vec![Related { span: accusation.accused, label: wording.accused.clone() }];
    let party = party(view, accusation);
    let others =
        party.into_iter().flat_map(|party| &party.accusations).filter(|other| **other != n);
    let others = others.map(|other| &view.ledger.accusations[*other]);
    let others = others.filter(|other| other.block != accusation.block).take(ACCUSED_TOO);
    all.extend(others.map(|o| Related { span: o.span, label: wording.accused.clone() }));
    let first = match party {
        Some(party) => party.statements.first(),
        None => accusation.side.and_then(|side| view.spoken.get(&side)),
    };
    if let Some(first) = first.filter(|_| accusation.reply.is_none()) {
        let span = view.parsed.attributions[*first].span();
        all.push(Related { span, label: wording.off_topic.clone() });
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::subject::subjects;
    use crate::judge::testing::view;
    use crate::rulebook::Scope;

    /// The labels for the first subject of a kind, each with its words.
    fn labels(scope: Scope, copy: &str) -> Vec<String> {
        let view = view(copy);
        let all = related(&view, subjects(&view, scope)[0]);
        all.iter().map(|r| format!("{}: {}", view.draft.words(r.span), r.label)).collect()
    }

    #[test]
    fn a_claim_names_all_who_say_so_and_who_answers() {
        let copy = "The mill is shut, Tom Hale said. The mill is shut, Ann Webb said. Acme Corp denied \
                    that the mill is shut.";
        let found = labels(Scope::Claim, copy);
        assert_eq!(found[0], "Tom Hale: said by Tom Hale");
        assert!(found[1].starts_with("Ann Webb: "), "{found:?}");
        assert!(found[2].ends_with(": denied here"), "{found:?}");
    }

    #[test]
    fn an_accusation_shows_where_the_accused_speaks() {
        let copy = "Ann Webb accused Tom Hale of fraud.";
        assert_eq!(labels(Scope::Accusation, copy), ["Tom Hale: accused here"]);
        let copy = format!("{copy} Hale said it rained.");
        let found = labels(Scope::Accusation, &copy);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[1].ends_with(": quoted here, about something else"), "{found:?}");
        assert_eq!(labels(Scope::Draft, &copy), [""; 0]);
    }

    #[test]
    fn an_attribution_shows_who_said_it_first() {
        let copy = "Ann Webb said the surgeon had said that the knife was missing.";
        let found = labels(Scope::Attribution, copy);
        assert_eq!(found, ["Ann Webb: said by", "surgeon had said: first said by"]);
    }

    #[test]
    fn what_is_there_twice_shows_the_first_place() {
        let copy = "The hall burnt.\n\nIt rained.\n\nThe hall burnt.";
        assert_eq!(labels(Scope::Repetition, copy), ["The hall burnt.: first here"]);
        let copy = "The reelection is near. The re-election is far.";
        assert_eq!(labels(Scope::Variant, copy), ["reelection: earlier"]);
    }
}
