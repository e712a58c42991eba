//! What is known about an attribution: the questions behind the conditions, one function each.

use super::contested::contested;
use super::second_hand::second_hand;
use super::source::{apposed, headed, points_back, source_named};
use super::{figure, heard_before, shown, unnamed, words};
use crate::judge::subject::{Subject, place};
use crate::judge::view::View;
use crate::lexicon::{Class, FunctionWord};
use crate::parse::{Attribution, ChannelKind, Form};
use crate::resolve::Meaning;
use crate::rulebook::{AttributionAsked, ListName};
use crate::tokenise::token::{Kind, Pos, Token};

/// The attribution of a subject: its own, that of an accusation or of a quotation, the first of a
/// claim.
pub(in crate::judge) fn of(view: &View<'_>, subject: Subject) -> Option<usize> {
    match subject {
        Subject::Attribution(n) => Some(n),
        Subject::Accusation(n) => view.ledger.accusations[n].attribution,
        Subject::Claim(n) => view.ledger.claims[n].attributions.first().copied(),
        Subject::Quotation(n) => {
            let mut tokens = view.text.quotations[n].tokens.clone();
            tokens.find_map(|token| view.survey.owner(token))
        }
        _ => None,
    }
}

/// True when a condition on an attribution holds.
pub(in crate::judge) fn holds(asked: AttributionAsked<'_>, view: &View<'_>, n: usize) -> bool {
    let attribution = &view.parsed.attributions[n];
    let cue = attribution.cue.as_ref();
    match asked {
        AttributionAsked::CueClass(classes) => cue.is_some_and(|c| classes.contains(&c.class)),
        AttributionAsked::Cue(lemmas) => cue.is_some_and(|c| lemmas.contains(&c.lemma)),
        AttributionAsked::CueHas(lists) => cue_has(view, n, lists),
        AttributionAsked::Negated(wanted) => cue.is_some_and(|c| c.negated == *wanted),
        AttributionAsked::Loaded(kinds) => {
            cue.and_then(|c| c.loaded).is_some_and(|loaded| kinds.contains(&loaded))
        }
        AttributionAsked::Sure(least) => attribution.confidence >= *least,
        AttributionAsked::Form(forms) => forms.contains(&attribution.form),
        AttributionAsked::Sourceless(wanted) => attribution.source.is_none() == *wanted,
        AttributionAsked::SourceNamed(wanted) => source_named(view, attribution) == *wanted,
        AttributionAsked::SourceIs(kinds) => {
            unnamed::source(view, n).is_some_and(|kind| kinds.contains(&kind))
        }
        AttributionAsked::ReasonGiven(wanted) => shown::reason_given(view, n) == *wanted,
        AttributionAsked::ShownSoon(wanted) => shown::soon(view, n) == *wanted,
        AttributionAsked::BodyNear(wanted) => shown::body_near(view, n) == *wanted,
        AttributionAsked::PointsBack(wanted) => points_back(view, attribution) == *wanted,
        AttributionAsked::HeardBefore(wanted) => heard_before::heard_before(view, n) == *wanted,
        AttributionAsked::Apposed(wanted) => apposed(view, attribution) == *wanted,
        AttributionAsked::Headed(wanted) => headed(view, attribution) == *wanted,
        AttributionAsked::Gives(kinds) => {
            let mut said = attribution.content.iter().map(|span| view.tokens_of(*span));
            said.any(|range| figure::in_run(view, &range, kinds).is_some())
        }
        AttributionAsked::Ambiguous(wanted) => {
            matches!(&view.story.bindings[n], Meaning::Ambiguous(all) if all.len() > 1) == *wanted
        }
        AttributionAsked::SecondHand(wanted) => second_hand(view, n).is_some() == *wanted,
        AttributionAsked::AboutItself(wanted) => about_itself(view, attribution) == *wanted,
        AttributionAsked::Asks(wanted) => asks(view, attribution) == *wanted,
        AttributionAsked::InPassing(wanted) => in_passing(view, attribution) == *wanted,
        AttributionAsked::Clause(wanted) => is_clause(view, attribution) == *wanted,
        AttributionAsked::Contested(wanted) => contested(view, n) == *wanted,
        AttributionAsked::SentencesBeforeCue(least) => {
            sentences_before_cue(view, attribution) >= *least
        }
        AttributionAsked::ConfirmsItself(wanted) => confirms_itself(view, n) == *wanted,
    }
}

/// True when words of the lists are among the words of the cue or right after it.
fn cue_has(view: &View<'_>, n: usize, lists: &[ListName]) -> bool {
    let cue = view.tokens_of(place(view, Subject::Attribution(n)));
    let more = (cue.end + 1).min(view.text.tokens.len());
    words::holds_any(view, &(cue.start..more), lists)
}

/// The channel of an attribution, or the platform right behind its cue: "wrote on X", "announced
/// on Telegram".
pub(super) fn channel(view: &View<'_>, n: usize) -> Option<ChannelKind> {
    let attribution = &view.parsed.attributions[n];
    let posted = || {
        let cue = attribution.cue.as_ref()?;
        let tokens = view.tokens_of(cue.span);
        let end = (tokens.end + 2).min(view.text.tokens.len());
        let near = &view.text.tokens[tokens.start..end];
        let on = near
            .windows(2)
            .any(|w| w[0].among(FunctionWord::ToPlatform) && w[1].is(Class::Platform));
        on.then_some(ChannelKind::Post)
    };
    attribution.channel.map(|channel| channel.kind).or_else(posted)
}

/// True when a source confirms what its own side did, and nobody else says so.
fn confirms_itself(view: &View<'_>, n: usize) -> bool {
    let Some(speaker) = view.story.bindings[n].speaker() else { return false };
    let side = view.story.speakers[speaker.0].side;
    let Some(piece) = view.parsed.attributions[n].content.first() else { return false };
    let from = view.parsed.mentions.partition_point(|m| m.span.start < piece.start);
    let first = view.parsed.mentions[from..].iter().position(|m| m.span.end <= piece.end);
    let Some(first) = first else { return false };
    let own = match &view.story.mentions[from + first] {
        Meaning::Speaker(id) => view.story.speakers[id.0].side == side,
        _ => false,
    };
    let alone = view.ledger.claim_of[n].is_none_or(|claim| {
        let claim = &view.ledger.claims[claim];
        claim.sides.iter().all(|other| *other == side)
    });
    own && alone
}

/// True when what is said begins with the source's own doings, or tells somebody to do something.
fn about_itself(view: &View<'_>, attribution: &Attribution) -> bool {
    let Some(piece) = attribution.content.first() else { return false };
    let tokens = view.text.tokens_in(*piece);
    let first = tokens.iter().find(|t| t.is_wordlike() && !t.among(FunctionWord::That));
    // "Some senators said it would fail": what is no word for several is something else.
    let several = attribution.source.as_ref().is_some_and(|source| {
        let source = view.text.tokens_in(source.span);
        source.last().is_some_and(|t| matches!(t.pos, Pos::Nns | Pos::Nnps))
    });
    let one = first.is_some_and(|t| t.among(FunctionWord::OneOwn));
    let any = first.is_some_and(|t| {
        // "not to drink the water", "to boil it": tells somebody to do something.
        let tells = t.among(FunctionWord::To) || t.among(FunctionWord::Not);
        tells || t.among(FunctionWord::ManyOwn)
    });
    let itself = any || one && !several;
    // "the committee has raised": the body of which the source is one.
    let mut body =
        tokens.iter().filter(|t| t.is_wordlike() && !t.among(FunctionWord::That)).take(4);
    let definite = body.next().is_some_and(|t| t.among(FunctionWord::DefiniteArticle));
    itself || definite && body.any(|t| t.is(Class::Organisation) && !t.is_capitalised())
}

/// True when what is said is a question: "officials are asking whether the dam is safe".
fn asks(view: &View<'_>, attribution: &Attribution) -> bool {
    let Some(piece) = attribution.content.first() else { return false };
    let tokens = view.text.tokens_in(*piece);
    let first = tokens.iter().find(|t| t.is_wordlike());
    attribution.form == Form::Indirect && first.is_some_and(|t| t.among(FunctionWord::QuestionWord))
}

/// True when somebody's word is only touched on: "in what officials called a raid", "less than
/// analysts had expected".
fn in_passing(view: &View<'_>, attribution: &Attribution) -> bool {
    let Some(source) = &attribution.source else { return false };
    let range = view.tokens_of(source.span);
    let tokens = &view.text.tokens;
    let led = |t: &Token<'_>| t.among(FunctionWord::TouchesOn);
    let before = range.start.checked_sub(1).is_some_and(|n| led(&tokens[n]));
    before || tokens[range].iter().any(|t| t.among(FunctionWord::Than))
}

/// True when what is said is a statement: it has a verb of its own, or stands in quotation marks.
/// "She claimed that it was late", not "she claimed momentum".
fn is_clause(view: &View<'_>, attribution: &Attribution) -> bool {
    attribution.form != Form::Indirect
        || attribution.content.iter().any(|piece| {
            let tokens = view.text.tokens_in(*piece);
            // "to leave", not "to a teacher".
            let aims = tokens.windows(2).any(|w| w[0].pos == Pos::To && w[1].pos.is_verb());
            aims || tokens.iter().any(|t| t.pos.is_finite())
        })
}

/// How many quoted sentences stand before the words that say who speaks.
pub(in crate::judge) fn sentences_before_cue(view: &View<'_>, attribution: &Attribution) -> usize {
    let Some(cue) = &attribution.cue else { return 0 };
    if attribution.form == Form::Indirect {
        return 0;
    }
    let before = attribution.content.iter().filter(|piece| piece.end <= cue.span.start);
    let stops = before.map(|piece| {
        let tokens = view.text.tokens_in(*piece);
        let ends = |t: &&Token<'_>| t.kind == Kind::Stop && t.text != "..." && t.text != "…";
        let count = tokens.iter().filter(ends).count();
        let last = tokens.iter().rev().find(|t| t.is_wordlike() || t.kind == Kind::Stop);
        count + usize::from(last.is_some_and(|t| t.kind != Kind::Stop))
    });
    stops.sum()
}

#[cfg(test)]
mod tests {
    use crate::judge::testing::check;
    use crate::rulebook::Scope;

    #[test]
    fn cues() {
        check(
            Scope::Attribution,
            &[
                ("cue-class: [neutral-report]", "The bridge is shut, Tom Hale said.", "+"),
                ("cue-class: [deny]", "The bridge is shut, Tom Hale said.", "-"),
                ("cue: [say]", "The bridge is shut, Tom Hale said.", "+"),
                ("cue: [claim]", "The bridge is shut, Tom Hale said.", "-"),
                ("cue-has: [weekday]", "Tom Hale said Monday that the bridge was shut.", "+"),
                ("cue-has: [weekday]", "Tom Hale said on Monday that the bridge was shut.", "-"),
                ("negated: true", "The mayor never said that the bridge was shut.", "+"),
                ("sourceless: true", "It was announced that the bridge was shut.", "+"),
                ("negated: true", "The mayor said that the bridge was shut.", "-"),
                ("loaded: [doubt]", "The mayor claimed that the bridge was shut.", "+"),
                ("loaded: [doubt]", "The mayor said that the bridge was shut.", "-"),
                ("form: [direct]", "“The bridge is shut,” Tom Hale said.", "+"),
                ("form: [direct]", "The bridge is shut, Tom Hale said.", "-"),
                ("sure: low", "The bridge is shut, Tom Hale said.", "+"),
                ("sourceless: true", "The bridge is shut, Tom Hale said.", "-"),
                (
                    "ambiguous: true",
                    "Tom Smith and Paul Jones met on Monday. He said the deal was off.",
                    "+",
                ),
                (
                    "ambiguous: true",
                    "Tom Smith met Anna Berg on Monday. He said the deal was off.",
                    "-",
                ),
            ],
        );
    }

    #[test]
    fn what_is_said() {
        check(
            Scope::Attribution,
            &[
                (
                    "second-hand: true",
                    "Tom Hale said his lawyer had told him that the case was lost.",
                    "+-",
                ),
                (
                    "second-hand: true",
                    "The nurse Ann Webb said the surgeon had said that the knife was missing.",
                    "+-",
                ),
                ("second-hand: true", "The nurse Ann Webb said the knife was missing.", "-"),
                (
                    "second-hand: true",
                    "The Times reported that the king had said he would abdicate.",
                    "--",
                ),
                ("about-itself: true", "Officials said they were reviewing the rules.", "+"),
                ("about-itself: true", "Officials said the bridge was shut.", "-"),
                ("about-itself: true", "Some senators said it would be struck down.", "-"),
                ("about-itself: true", "An official said it would be struck down.", "+"),
                ("about-itself: true", "An aide said the committee had raised the money.", "+"),
                ("about-itself: true", "An aide said the Committee had raised the money.", "-"),
                ("asks: true", "Officials are asking whether the dam is safe.", "+"),
                ("asks: true", "Officials said that the dam is safe.", "-"),
                ("asks: true", "“Who would build a dam here?” Tom Hale said.", "-"),
                ("in-passing: true", "Analysts said the prize was small.", "-"),
                ("clause: true", "The mayor claimed that it was late.", "+"),
                ("clause: true", "The mayor claimed a lead.", "-"),
                ("clause: true", "The mayor claimed “a lead”.", "+"),
            ],
        );
    }

    #[test]
    fn how_it_goes_on() {
        check(
            Scope::Attribution,
            &[
                (
                    "contested: true",
                    "The road is open, Tom Hale said.\n\nHale is wrong. The road has been shut for a year.",
                    "+",
                ),
                ("contested: true", "The road is open, Tom Hale said. That is not true.", "+"),
                (
                    "contested: true",
                    "The road is open, Tom Hale said. The road has been shut for a year.",
                    "-",
                ),
                (
                    "contested: true",
                    "The mill was sold, Tom Hale said. Ann Webb denied that the mill was sold.",
                    "+-",
                ),
                (
                    "contested: true",
                    "The mill was sold, Tom Hale said. Ann Webb denied that the ship sank.",
                    "--",
                ),
                ("sentences-before-cue: 2", "“It is shut. It is dark,” Tom Hale said.", "+"),
                ("sentences-before-cue: 3", "“It is shut. It is dark,” Tom Hale said.", "-"),
                ("sentences-before-cue: 1", "The bridge is shut, Tom Hale said.", "-"),
                ("confirms-itself: true", "Kyiv confirmed that Kyiv had taken the town.", "+"),
                (
                    "confirms-itself: true",
                    "The coroner confirmed that the driver had died at once.",
                    "-",
                ),
            ],
        );
    }
}
