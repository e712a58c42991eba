//! What the words that name a source show: the questions behind the conditions, one function each.

use crate::judge::lists::OwnList;
use std::ops::Range;

use super::{headline, member, words};
use crate::judge::subject::Subject;
use crate::judge::view::View;
use crate::lexicon::{Class, FunctionWord};
use crate::parse::Attribution;
use crate::resolve::SpeakerKind;
use crate::rulebook::SourceAsked;
use crate::tokenise::token::{Kind, Pos, Token};

/// True when a condition on who speaks holds for a subject.
pub(in crate::judge) fn holds(asked: SourceAsked<'_>, view: &View<'_>, subject: Subject) -> bool {
    match asked {
        SourceAsked::Speaker(kinds) => speakers(view, subject).any(|kind| kinds.contains(&kind)),
        SourceAsked::SourceHas(lists) => {
            sources(view, subject).iter().any(|range| words::holds_any(view, range, lists))
        }
        SourceAsked::NamesFollow(wanted) => match subject {
            Subject::Attribution(n) => member::names_follow(view, n) == *wanted,
            Subject::Phrase(n) => member::follow_phrase(view, n) == *wanted,
            _ => false,
        },
    }
}

/// The kinds of all who speak.
fn speakers(view: &View<'_>, subject: Subject) -> impl Iterator<Item = SpeakerKind> {
    let attributions: Vec<usize> = match subject {
        Subject::Attribution(n) => vec![n],
        Subject::Accusation(n) => view.ledger.accusations[n].attribution.into_iter().collect(),
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

/// The words that name the sources of a subject; for a speaker those of all mentions.
fn sources(view: &View<'_>, subject: Subject) -> Vec<Range<usize>> {
    let of = |n: usize| {
        let source = view.parsed.attributions[n].source.as_ref();
        source.map(|source| view.tokens_of(source.span))
    };
    match subject {
        Subject::Attribution(n) => of(n).into_iter().collect(),
        Subject::Accusation(n) => {
            view.ledger.accusations[n].attribution.and_then(of).into_iter().collect()
        }
        Subject::Claim(n) => {
            view.ledger.claims[n].attributions.iter().filter_map(|a| of(*a)).collect()
        }
        Subject::Speaker(n) => {
            let mentions = view.story.speakers[n].mentions.iter().take(12);
            mentions.map(|m| view.tokens_of(view.parsed.mentions[m.0].span)).collect()
        }
        _ => Vec::new(),
    }
}

/// True when the words that name the source hold a proper name, or are more than a bare group:
/// "critics including the bar association", "two of the critics".
pub(super) fn source_named(view: &View<'_>, attribution: &Attribution) -> bool {
    let Some(source) = &attribution.source else { return false };
    let mut range = view.tokens_of(source.span);
    // "Critics, among them the union, said": what stands between the source and its cue.
    if let Some(cue) = &attribution.cue {
        let cue = view.tokens_of(cue.span).start;
        if cue > range.end && cue < range.end + 25 {
            range.end = cue;
        }
    }
    // "say experts like Ann Webb, a chemist": what stands behind a source that ends the clause.
    let behind = &view.text.tokens[range.end..];
    let leads = |t: &Token<'_>| t.among(FunctionWord::Exemplifying);
    if behind.first().is_some_and(leads) && behind.iter().take(3).any(|t| t.pos.is_name()) {
        return true;
    }
    let naming = OwnList::NamingWord.name();
    let named = words::find(view, &range, naming).is_some();
    let tokens = &view.text.tokens[range];
    // "those people", "the experts": a group that was spoken of before.
    let points_back = tokens.first().is_some_and(|t| t.among(FunctionWord::KnownGroup));
    named
        || points_back
        || tokens.iter().skip(1).any(|t| t.pos.is_name())
        || tokens.iter().any(|t| matches!(t.pos, Pos::Cd | Pos::Prp))
        || tokens
            .first()
            .is_some_and(|t| t.state.is_some() || t.pos.is_name() && !t.is(Class::Collective))
}

/// True when the source was spoken of before: "the source", "this official", "they".
pub(super) fn points_back(view: &View<'_>, attribution: &Attribution) -> bool {
    let Some(source) = &attribution.source else { return false };
    let tokens = &view.text.tokens;
    let range = view.tokens_of(source.span);
    let back = |t: &Token<'_>| t.pos == Pos::Prp || t.among(FunctionWord::Definite);
    // "the bespectacled, 71-year-old diplomat": words that describe may be left out of the source.
    let own = &tokens[range.clone()];
    let Some(first) = own.first() else { return false };
    let one =
        own.last().is_some_and(|t| t.pos == Pos::Nn) && !matches!(first.pos, Pos::Dt | Pos::Cd);
    let describes = |t: &&Token<'_>| {
        let joins = t.kind == Kind::Comma || t.kind == Kind::Word;
        joins && !t.pos.is_verb() && !back(t)
    };
    let mut before = tokens[..range.start].iter().rev().take(5).skip_while(describes);
    let among = own.windows(2).any(|w| {
        w[0].among(FunctionWord::Of) && back(&w[1]) && !w[1].among(FunctionWord::DefiniteArticle)
    });
    back(first) || among || one && before.next().is_some_and(back)
}

/// True when a name stands beside the description: "an official, Howard Ingram", "officials,
/// including the mayor".
pub(super) fn apposed(view: &View<'_>, attribution: &Attribution) -> bool {
    let Some(source) = &attribution.source else { return false };
    let range = view.tokens_of(source.span);
    // "Bobby Scott, ranking member of the panel, said": the name stands before the comma.
    // "In Paris, officials said" is something else.
    let own = &view.text.tokens[range.clone()];
    let bare = own.first().is_some_and(|t| t.pos == Pos::Nn || t.pos == Pos::Vbg)
        && own.iter().any(|t| t.pos == Pos::Nn);
    let before = &view.text.tokens[range.start.saturating_sub(2)..range.start];
    if let [name, comma] = before
        && comma.kind == Kind::Comma
        && (name.pos.is_name() || name.kind == Kind::CloseBracket)
        && bare
    {
        return true;
    }
    let more = (range.end + 2).min(view.text.tokens.len());
    let tokens = &view.text.tokens[range.start..more];
    tokens
        .windows(3)
        .any(|w| w[0].kind == Kind::Comma && w[1].is_capitalised() && w[2].is_capitalised())
}

/// True when the word for who speaks is the head of the source: "one of his senior aides", not "two
/// weeks of talks among aides". True too when there is no such word.
pub(super) fn headed(view: &View<'_>, here: &Attribution) -> bool {
    let Some(source) = &here.source else { return true };
    let tokens = view.text.tokens_in(source.span);
    let speaks = [Class::Anonymous, Class::Collective, Class::Official, Class::Representative];
    let some = |t: &Token<'_>| {
        matches!(t.pos, Pos::Cd | Pos::Dt | Pos::Jj | Pos::Jjs | Pos::Jjr)
            || t.is(Class::Collective)
            || t.is(Class::NumberWord)
            || t.among(FunctionWord::SomeOf)
    };
    let mut found = tokens.iter().enumerate().filter(|(_, t)| speaks.iter().any(|c| t.is(*c)));
    let Some((first, _)) = found.next() else { return true };
    tokens[..first].iter().enumerate().all(|(at, t)| {
        let of_some = t.among(FunctionWord::Of) && at > 0 && some(&tokens[at - 1]);
        t.pos != Pos::In || of_some
    })
}

#[cfg(test)]
mod tests {
    use crate::judge::testing::check;
    use crate::rulebook::Scope;

    #[test]
    fn words_of_a_source() {
        check(
            Scope::Attribution,
            &[
                ("source-named: true", "Critics say the law is unfair.", "-"),
                (
                    "source-named: true",
                    "Critics including the bar association say the law is unfair.",
                    "+",
                ),
                ("source-named: true", "Two critics say the law is unfair.", "+"),
                ("source-named: true", "The critics say the law is unfair.", "+"),
                ("source-named: true", "Critics of the law say it is unfair.", "+"),
                ("source-named: true", "Tom Hale said the law was unfair.", "+"),
                ("points-back: true", "This official said the road was shut.", "+"),
                ("points-back: true", "An official said the road was shut.", "-"),
                ("points-back: true", "They said the road was shut.", "+"),
                ("points-back: true", "One of those officials said the road was shut.", "+"),
                ("points-back: true", "One of the officials said the road was shut.", "-"),
                ("apposed: true", "An official, Howard Ingram, said the road was shut.", "+"),
                ("apposed: true", "An official said the road was shut.", "-"),
                ("headed: true", "One of his aides said the road was shut.", "+"),
                ("headed: true", "A handful of aides said the road was shut.", "+"),
                ("headed: true", "Tom Hale said the road was shut.", "+"),
            ],
        );
    }

    #[test]
    fn kinds_of_sources() {
        check(
            Scope::Attribution,
            &[
                ("speaker: [person]", "Tom Hale said the road was shut.", "+"),
                ("speaker: [anonymous]", "Tom Hale said the road was shut.", "-"),
                ("speaker: [collective]", "Critics said the road was shut.", "+"),
                ("source-has: [collective]", "Critics said the road was shut.", "+"),
                ("source-has: [collective]", "Tom Hale said critics were wrong.", "-"),
            ],
        );
    }

    #[test]
    fn what_stands_around_a_source() {
        let held = |condition: &'static str| {
            move |copy: &str| crate::judge::testing::held(Scope::Attribution, condition, copy)
        };
        crate::testing::check(
            held("source-named: true"),
            &[
                ("Critics, among them the bar association, say the law is unfair.", "+"),
                ("The law is unfair, say experts like Ann Webb, a chemist.", "+"),
                ("The law is unfair, say experts like many others.", "-"),
                ("Democrats said the law was unfair.", "+"),
                ("It was said that the law was unfair.", "-"),
                ("Those critics say the law is unfair.", "+"),
                ("They said the law was unfair.", "+"),
                ("Angry critics say the law is unfair.", "-"),
            ],
        );
        crate::testing::check(
            held("points-back: true"),
            &[
                ("The source said the law was unfair.", "+"),
                ("Bespectacled diplomats said the law was unfair.", "-"),
                ("One of the two said the law was unfair.", "-"),
                ("One of his aides said the law was unfair.", "-"),
                ("It was said that the law was unfair.", "-"),
            ],
        );
        crate::testing::check(
            held("apposed: true"),
            &[
                ("In Paris, officials said the law was unfair.", "-"),
                ("It was said that the law was unfair.", "-"),
            ],
        );
        crate::testing::check(
            held("headed: true"),
            &[
                ("Some of the aides said the law was unfair.", "+"),
                ("The head of the aides said the law was unfair.", "-"),
                ("It was said that the law was unfair.", "+"),
            ],
        );
    }
}
