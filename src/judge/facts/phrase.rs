//! What is known about a phrase of a list: the questions behind the conditions, one function each.

use std::ops::Range;

use super::unnamed;
use crate::judge::lists::OwnList;
use crate::judge::survey::Hit;
use crate::judge::view::View;
use crate::lexicon::{Class, FunctionWord};
use crate::rulebook::{ListName, PhraseAsked, Unnamed};
use crate::tokenise::token::{Kind, Pos, Role, Token};

/// A verb and what it draws are so many words apart at most.
const LED: usize = 6;

/// Who does it comes so many words after a phrase at most.
const AGENT: usize = 14;

/// A cue stands at most so many words before what it brings.
const SAYS_BEFORE: usize = 2;

/// True when a condition on a phrase holds; `n` is its number among the hits of the survey.
pub(in crate::judge) fn holds(asked: PhraseAsked<'_>, view: &View<'_>, n: usize) -> bool {
    match asked {
        PhraseAsked::Phrase(lists) => lists.contains(&view.survey.hits[n].list),
        PhraseAsked::Bare(wanted) => bare(view, n) == *wanted,
        PhraseAsked::NamedSoon(wanted) => named_soon(view, n) == *wanted,
        PhraseAsked::FromCrowd(wanted) => from_crowd(view, n).is_some() == *wanted,
        PhraseAsked::FromPerson(wanted) => from_person(view, n).is_some() == *wanted,
        PhraseAsked::OfCrowd(wanted) => of_crowd(view, n).is_some() == *wanted,
        PhraseAsked::Led(lists) => lists.iter().any(|list| led(view, n, list).is_some()),
        PhraseAsked::Unsaid(wanted) => unsaid(view, n) == *wanted,
        PhraseAsked::ToldBefore(wanted) => told_before(view, n) == *wanted,
        PhraseAsked::Definite(wanted) => definite(view, n) == *wanted,
    }
}

/// True when no word before a phrase belongs to it: "research shows", not "her research shows".
fn bare(view: &View<'_>, hit: usize) -> bool {
    let start = view.survey.hits[hit].tokens.start;
    let before = start.checked_sub(1).map(|n| &view.text.tokens[n]);
    before.is_none_or(|t| {
        let belongs = matches!(t.pos, Pos::Pos | Pos::PrpS | Pos::Dt | Pos::Cd);
        !(belongs || t.pos.is_noun() || t.pos.is_adjective() || t.text.ends_with("'s"))
    })
}

/// True when what a phrase calls by its kind has its name in one of the next sentences: "a new poll
/// … The Brodin poll".
fn named_soon(view: &View<'_>, hit: usize) -> bool {
    let tokens = &view.text.tokens;
    let phrase = &view.survey.hits[hit].tokens;
    let kind = &tokens[phrase.end - 1];
    let sentence = view.sentence_of(phrase.start);
    let last = (sentence + 2).min(view.text.sentences.len() - 1);
    let behind = phrase.end..view.text.sentences[last].tokens.end;
    behind.skip(1).any(|at| tokens[at].reads(kind.text) && tokens[at - 1].pos.is_name())
}

/// True when somebody is credited earlier in the sentence of a phrase, or a cue without a source
/// stands right before it: "a man who police say appeared to be ill"; or when the phrase says which of several
/// are meant: "schools that appeared to be full".
fn told_before(view: &View<'_>, hit: usize) -> bool {
    let start = view.survey.hits[hit].tokens.start;
    let from = view.text.sentences[view.sentence_of(start)].tokens.start;
    let sure = |n: usize| !view.parsed.attributions[n].is_guess();
    let said = (from..start).any(|at| view.survey.owner(at).is_some_and(sure));
    let says = |at: usize| {
        let token = &view.text.tokens[at];
        token.hint.role == Role::Cue && token.pos.is_verb()
    };
    // "schools that appeared to": the words of whoever chose them.
    let relative = start
        .checked_sub(1)
        .is_some_and(|at| start > from && view.text.tokens[at].among(FunctionWord::Relative));
    relative || said || (start.saturating_sub(SAYS_BEFORE).max(from)..start).any(says)
}

/// True when "the" or "this" stands before a phrase: what it names was spoken of before.
fn definite(view: &View<'_>, hit: usize) -> bool {
    let before = view.survey.hits[hit].tokens.start.checked_sub(1).map(|n| &view.text.tokens[n]);
    before.is_some_and(|t| t.among(FunctionWord::Definite))
}

/// A phrase with the crowd from which it comes: "praise from local residents".
pub(in crate::judge) fn from_crowd(view: &View<'_>, hit: usize) -> Option<Range<usize>> {
    let phrase = &view.survey.hits[hit].tokens;
    // "Her plan calls for": a verb is no reaction.
    let noun = !view.text.tokens[phrase.start].pos.is_verb();
    Some(phrase.start..unnamed::after(view, phrase.end, Unnamed::Crowd).filter(|_| noun)?.end)
}

/// Who is not named and gave the account of a phrase: "a complaint filed by a former guard".
pub(in crate::judge) fn from_person(view: &View<'_>, hit: usize) -> Option<Range<usize>> {
    let phrase = &view.survey.hits[hit].tokens;
    let noun = !view.text.tokens[phrase.start].pos.is_verb();
    unnamed::after(view, phrase.end, Unnamed::Person).filter(|_| noun)
}

/// A phrase with the crowd that is its subject: "many residents are worried".
pub(in crate::judge) fn of_crowd(view: &View<'_>, hit: usize) -> Option<Range<usize>> {
    let phrase = &view.survey.hits[hit].tokens;
    Some(unnamed::before(view, phrase.start)?.start..phrase.end)
}

/// The word of a list that leads up to a phrase: "drew" of "drew sharp criticism".
pub(in crate::judge) fn led(view: &View<'_>, hit: usize, list: &ListName) -> Option<Range<usize>> {
    let Hit { list: own, tokens: phrase } = &view.survey.hits[hit];
    let first = phrase.start.saturating_sub(LED);
    let leads =
        view.survey.hits_in(&(first..phrase.start)).iter().rev().find(|h| h.list == *list)?;
    let tokens = &view.text.tokens;
    let between = leads.tokens.end..phrase.start;
    let plain = between.clone().all(|n| {
        let t = &tokens[n];
        t.pos.is_adjective()
            || t.pos.is_adverb()
            || matches!(t.pos, Pos::Dt | Pos::Vbn | Pos::Vbg)
            || t.among(FunctionWord::And)
            || view.survey.hits_in(&(n..n + 1)).iter().any(|h| h.list == *own)
    });
    plain.then(|| leads.tokens.clone())
}

/// True when nobody in the sentence is who says it: the subject is a thing, or there is no agent.
fn unsaid(view: &View<'_>, hit: usize) -> bool {
    let tokens = &view.text.tokens;
    let phrase = &view.survey.hits[hit].tokens;
    let sentence = view.text.sentences[view.sentence_of(phrase.start)].tokens.clone();
    let agent = |t: &Token<'_>| t.among(FunctionWord::By) || t.among(FunctionWord::From);
    let after = phrase.end..sentence.end.min(phrase.end + AGENT).max(phrase.end);
    let first = phrase.start.saturating_sub(LED).max(sentence.start);
    let verb = (first..phrase.start).find(|n| tokens[*n].pos.is_finite()).unwrap_or(phrase.start);
    // "The surgeon has been criticised": the subject of a passive is who is judged.
    let passive = tokens[phrase.clone()].iter().any(|t| t.among(FunctionWord::Be));
    // "Hale (R., Selby) has raised concerns": what is in brackets is no subject.
    let mut inside = false;
    let subject = tokens[sentence.start..verb].iter().rev().find(|t| {
        inside = t.kind == Kind::CloseBracket || inside && t.kind != Kind::OpenBracket;
        !inside && (t.pos.is_noun() || t.pos == Pos::Prp)
    });
    let thing = subject.is_none_or(|t| {
        let body = [
            Class::Organisation,
            Class::Role,
            Class::Collective,
            Class::Official,
            Class::Relation,
            Class::OrdinaryPerson,
            Class::Witness,
            Class::Expert,
        ];
        !t.pos.is_name() && t.pos != Pos::Prp && !body.iter().any(|c| t.is(*c))
    });
    // "The firm has faced criticism": the subject is who is judged, whoever it is.
    let met = led(view, hit, OwnList::MeetsReaction.name()).is_some();
    (passive || thing || met) && !tokens[after].iter().any(agent) && view.survey.own(phrase.start)
}

#[cfg(test)]
mod tests {
    use crate::judge::testing::held;
    use crate::rulebook::Scope;

    /// True when the condition holds for one of the phrases of a list.
    fn one(list: &str, condition: &str, copy: &str) -> bool {
        let condition = format!("all: [{{ phrase: [{list}] }}, {{ {condition} }}]");
        held(Scope::Phrase, &condition, copy).contains('+')
    }

    #[test]
    fn a_phrase_belongs_to_its_list() {
        let copy = "He was reportedly seen in Rome.";
        assert!(one("vague-adverb", "words: 1", copy));
        assert!(!one("vague-study", "words: 1", copy));
    }

    #[test]
    fn a_phrase_ends_with_its_paragraph() {
        let copy = "The deal has been widely\n\ncriticised as a trick.";
        assert!(!one("judged", "unsaid: true", copy));
        assert!(one("judged", "unsaid: true", "The deal has been widely criticised as a trick."));
    }

    #[test]
    fn what_is_before_a_phrase_tells() {
        assert!(one("vague-study", "bare: true", "Research shows that bees sleep."));
        assert!(one("vague-study", "bare: false", "Her research shows that bees sleep."));
        assert!(one("vague-study", "bare: false", "New research shows that bees sleep."));
        let poll = |before: &str, condition: &str| {
            one("undated-count", condition, &format!("{before} recent poll puts the mayor ahead."))
        };
        assert!(poll("The", "definite: true") && !poll("The", "definite: false"));
        assert!(poll("A", "definite: false") && !poll("A", "definite: true"));
    }

    #[test]
    fn who_is_after_and_before_a_phrase() {
        let praise = |copy: &str| one("reaction-felt", "from-crowd: true", copy);
        assert!(praise("The plan has drawn praise from local residents."));
        assert!(!praise("The plan has drawn praise from the mayor."));
        assert!(!praise("The plan has drawn praise from Ann Webb."));
        let upset = |copy: &str| one("is-upset", "of-crowd: true", copy);
        assert!(upset("Some of the older members of the club were furious."));
        assert!(!upset("The mayor and her guests were furious."));
        let report = |copy: &str| one("account-noun", "from-person: true", copy);
        assert!(report("It began with a complaint filed by a former guard."));
        assert!(!report("It began with a complaint filed by Ann Webb."));
        let drawn = |copy: &str| one("reaction-noun", "led: [draws-reaction]", copy);
        assert!(drawn("The sale has drawn sharp criticism."));
        assert!(!drawn("The sale was held in spite of criticism."));
        let unsaid = |copy: &str| one("reaction-noun", "unsaid: true", copy);
        assert!(unsaid("The sale has raised questions about the price."));
        assert!(!unsaid("Ann Webb has raised questions about the price."));
        assert!(unsaid("Ann Webb has faced questions about the price."));
    }

    #[test]
    fn a_name_may_come_within_two_sentences() {
        let copy = "A new poll puts the mayor ahead. The Brodin poll asked 900 people.";
        assert!(one("undated-count", "named-soon: true", copy));
        let copy = "A new poll puts the mayor ahead. The poll asked 900 people.";
        assert!(one("undated-count", "named-soon: false", copy));
        let copy = "A new poll puts the mayor ahead. It rained. It froze. The Brodin poll is old.";
        assert!(one("undated-count", "named-soon: false", copy));
    }
}
