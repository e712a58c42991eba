//! Who a source without a name is: a hidden person, the officials of a body, a crowd, the press.

use std::ops::Range;

use super::noun::{LONGEST, Noun, names_after, noun};
use super::words;
use crate::judge::lists::OwnList;
use crate::judge::view::View;
use crate::lexicon::{Class, Classes, FunctionWord};
use crate::parse::Attribution;
use crate::resolve::SpeakerKind;
use crate::rulebook::Unnamed;
use crate::tokenise::token::{Kind, Pos, Token};

/// Officials are new to the reader in so many sentences.
const OPENING: usize = 5;

/// What speaks as one body or is a paper, and is nobody who hides.
const NO_PERSON: Classes = Classes::of(&[
    Class::Organisation,
    Class::Court,
    Class::CourtRecord,
    Class::Document,
    Class::Business,
    Class::Government,
    Class::School,
    Class::Outlet,
    Class::Platform,
    Class::Publication,
]);

/// Persons by what they do, saw or are to somebody.
const PERSON: Classes = Classes::of(&[
    Class::Role,
    Class::Office,
    Class::Representative,
    Class::Expert,
    Class::OrdinaryPerson,
    Class::Witness,
    Class::Anonymous,
    Class::Official,
    Class::Lawmaker,
    Class::Journalist,
    Class::Executive,
    Class::Physician,
    Class::Soldier,
    Class::Relation,
    Class::Candidate,
    Class::MaleNoun,
    Class::FemaleNoun,
    Class::PartyMember,
]);

/// Those of whom there are always many: who they are is open without a word that says so.
const CROWD: Classes = Classes::of(&[
    Class::Collective,
    Class::Expert,
    Class::OrdinaryPerson,
    Class::Witness,
    Class::Relation,
]);

/// What a source is that the draft does not name; `None` for one with a name, and for papers.
pub(super) fn source(view: &View<'_>, n: usize) -> Option<Unnamed> {
    let here = &view.parsed.attributions[n];
    let source = here.source.as_ref()?;
    let kind = view.story.bindings[n].speaker().map(|id| view.story.speakers[id.0].kind);
    let named = [SpeakerKind::Person, SpeakerKind::Document, SpeakerKind::Court];
    if kind.is_some_and(|kind| named.contains(&kind)) || paper(view, here) {
        return None;
    }
    let range = view.tokens_of(source.span);
    if one_more(&view.text.tokens[range.clone()]) {
        return of_those_before(view, n).then_some(Unnamed::Person);
    }
    phrase(view, &range)
}

/// "One", "another", "one of them": one of those spoken of before.
fn one_more(source: &[Token<'_>]) -> bool {
    let one =
        |t: &Token<'_>| t.among(FunctionWord::OneNew) && !t.among(FunctionWord::IndefiniteArticle);
    match source {
        [first] => one(first),
        [first, of, last] => {
            one(first) && of.among(FunctionWord::Of) && last.among(FunctionWord::OfWhom)
        }
        _ => false,
    }
}

/// True when those of whom one speaks are without names: "Two aides said … One of them said …".
fn of_those_before(view: &View<'_>, n: usize) -> bool {
    let here = &view.parsed.attributions[n];
    let before = view.parsed.attributions[n.saturating_sub(4)..n].iter().rev();
    let close = |a: &&Attribution| a.block + 1 >= here.block && a.sentence + 3 >= here.sentence;
    let mut near = before.take_while(close).filter_map(|a| a.source.as_ref());
    near.any(|source| {
        let kind = phrase(view, &view.tokens_of(source.span));
        matches!(kind, Some(Unnamed::Person | Unnamed::Officials))
    })
}

/// True when a paper is quoted, and not a person.
fn paper(view: &View<'_>, here: &Attribution) -> bool {
    let Some(source) = &here.source else { return false };
    view.text.tokens_in(source.span).last().is_some_and(|t| t.is(Class::Document))
}

/// What a noun phrase is that stands for somebody without a name: "one of his aides", "Peruvian
/// officials", "many shopkeepers".
pub(super) fn phrase(view: &View<'_>, range: &Range<usize>) -> Option<Unnamed> {
    let noun = noun(view, range)?;
    if names_after(view, range, noun.head) || all_but(view, range.start) {
        return None;
    }
    let group = Group::new(view, range, &noun);
    // "One of the reasons sponsors say": two noun phrases.
    let things = |t: &Token<'_>| t.pos == Pos::Nns && !t.classes.any(PERSON);
    if noun.part && view.text.tokens[noun.before.clone()].iter().any(things) {
        return None;
    }
    // "The officials", "those residents": the reader knows of them; "the governor's critics" not.
    let first = &view.text.tokens[range.start];
    let known = first.among(FunctionWord::Definite) || first.among(FunctionWord::AllOrBoth);
    if !noun.part && !group.owned && known {
        return one_of_some_body(view, range, &noun).then_some(Unnamed::Holder);
    }
    let head = group.head;
    if group.listed(OwnList::PressNoun) {
        return (!group.owned).then_some(Unnamed::Press);
    }
    if head.is(Class::Spokesperson) {
        return Some(Unnamed::Spokesperson);
    }
    let hidden = head.is(Class::Anonymous) && !group.listed(OwnList::OfficialsWord);
    if hidden || group.listed(OwnList::UnnamedStaff) {
        // "Its top official": there is one, and the reader may learn who.
        let some = group.some && (!group.owned || group.plural);
        return (group.plural || group.counted || some).then_some(Unnamed::Person);
    }
    if group.plural {
        return group.several(view, range, &noun);
    }
    // "A trooper", "a prosecutor": speaks for the force, and is on its record.
    if [Class::Police, Class::PoliceRank, Class::Prosecution].iter().any(|c| head.is(*c)) {
        return Some(Unnamed::Force);
    }
    let person = head.classes.any(PERSON) && !head.classes.any(NO_PERSON);
    (person && group.counted && !head.among(FunctionWord::CaseWord)).then_some(Unnamed::Person)
}

/// "All but one senator": everybody else.
fn all_but(view: &View<'_>, start: usize) -> bool {
    let before = &view.text.tokens[start.saturating_sub(2)..start];
    matches!(before, [all, but] if all.among(FunctionWord::AllOrBoth) && but.among(FunctionWord::AndBut))
}

/// What the words around the head of a noun phrase say of it.
#[allow(clippy::struct_excessive_bools)] // each is a fact of its own
struct Group<'v> {
    view: &'v View<'v>,
    at: usize,
    head: &'v Token<'v>,
    /// "some", "many": not said which.
    some: bool,
    /// "his", "the mayor's".
    owned: bool,
    /// "two", "one".
    few: bool,
    /// "two", "one", "a".
    counted: bool,
    plural: bool,
}

impl<'v> Group<'v> {
    fn new(view: &'v View<'v>, range: &Range<usize>, noun: &Noun) -> Self {
        let tokens = &view.text.tokens;
        let own = &tokens[noun.before.clone()];
        let any = |word: FunctionWord| own.iter().any(|t| t.among(word));
        let few = any(FunctionWord::FewCounted) || any(FunctionWord::One);
        let head = &tokens[noun.head];
        let some = words::find(view, &noun.before, OwnList::SomeOf.name()).is_some();
        let mut group = Self {
            view,
            at: noun.head,
            head,
            some: noun.part || some,
            owned: own.iter().any(|t| matches!(t.pos, Pos::PrpS | Pos::Pos)),
            few,
            counted: few || any(FunctionWord::OneNew),
            plural: matches!(head.pos, Pos::Nns | Pos::Nnps) || authorities(head),
        };
        group.plural |= group.listed(OwnList::PluralPeople);
        debug_assert!(range.start <= group.at);
        group
    }

    /// True when the head is on a list.
    fn listed(&self, list: OwnList) -> bool {
        words::find(self.view, &(self.at..self.at + 1), list.name()).is_some()
    }

    /// What several are: "two of his cousins", "health officials", "some members".
    fn several(&self, view: &View<'_>, range: &Range<usize>, noun: &Noun) -> Option<Unnamed> {
        let head = self.head;
        // "A few days later": a time says nothing.
        if head.is(Class::TimeWord) || head.is(Class::Measure) {
            return None;
        }
        let bodies = head.classes.any(NO_PERSON);
        let force = self.listed(OwnList::ForceWord);
        if self.few && !bodies && !force && (noun.part || !self.owned) {
            return Some(Unnamed::Person);
        }
        if self.owned && !head.is(Class::Collective) {
            return None;
        }
        if force {
            return Some(Unnamed::Force);
        }
        if authorities(head) || self.listed(OwnList::AuthoritiesWord) {
            // "Officials said" far down the page: those of whom the story has spoken.
            let bare = noun.head == range.start && view.sentence_of(range.start) > OPENING;
            let whose = bare || of_one_body(view, range, noun);
            return Some(if whose { Unnamed::Members } else { Unnamed::Officials });
        }
        if self.listed(OwnList::OfficialsWord) && !self.some {
            return Some(Unnamed::Members);
        }
        // "Top lawyers for the bank": they speak for somebody, who can be called.
        let hung =
            view.text.tokens.get(noun.head + 1).is_some_and(|t| t.among(FunctionWord::OnNoun));
        if head.is(Class::Lawyer) && hung && !noun.part {
            return Some(Unnamed::Members);
        }
        if self.some {
            return Some(Unnamed::Crowd);
        }
        // "Attorneys said": they speak for somebody, who can be called.
        if self.listed(OwnList::Members) || bodies || head.is(Class::Lawyer) {
            return Some(Unnamed::Members);
        }
        (head.classes.any(CROWD) || head.is(Class::Role)).then_some(Unnamed::Crowd)
    }
}

/// "Authorities": with a capital, at the head of a sentence, it looks like a name.
fn authorities(token: &Token<'_>) -> bool {
    token.is(Class::Official) && token.is(Class::Organisation)
}

/// The head of the words that name the source: "members" of "some board members".
pub(super) fn head(view: &View<'_>, n: usize) -> Option<usize> {
    let source = view.parsed.attributions[n].source.as_ref()?;
    Some(noun(view, &view.tokens_of(source.span))?.head)
}

/// True when some of a body or trade are meant: whoever speaks next need not be one of them.
pub(super) fn of_body(view: &View<'_>, n: usize) -> bool {
    let list = OwnList::Members.name();
    head(view, n).is_some_and(|head| words::find(view, &(head..head + 1), list).is_some())
}

/// True when the words say of which body officials are: "school officials", "officials at the bank".
fn of_one_body(view: &View<'_>, range: &Range<usize>, noun: &Noun) -> bool {
    let tokens = &view.text.tokens;
    // "Health officials": the first word of a sentence has a capital whatever it is.
    let opens = view.text.sentences[view.sentence_of(range.start)].tokens.start;
    let places = [FunctionWord::LocalBody, FunctionWord::TownBody, FunctionWord::CountyBody];
    let body = |n: usize| {
        let t = &tokens[n];
        let own = t.classes.any(NO_PERSON) && !t.is(Class::Government);
        let name = initials(t) || t.pos.is_name() && n > opens;
        own || places.iter().any(|w| t.among(*w)) || name && t.state.is_none()
    };
    let state = |t: &Token<'_>| t.is(Class::Demonym) || t.is(Class::State) || t.is(Class::People);
    let before = noun.before.clone().any(|n| body(n) && !state(&tokens[n]));
    let after = noun.head + 1..(noun.head + 8).min(range.end.max(noun.head + 1));
    let hung = tokens.get(after.start).is_some_and(|t| t.among(FunctionWord::OnNoun));
    before || hung && after.clone().any(body)
}

/// "The director of a group": an office of a body that is itself not named.
fn one_of_some_body(view: &View<'_>, range: &Range<usize>, noun: &Noun) -> bool {
    let tokens = &view.text.tokens;
    let more = (range.end + 1).min(tokens.len());
    let Some([of, article, rest @ ..]) = tokens.get(noun.head + 1..more) else { return false };
    tokens[noun.head].pos == Pos::Nn
        && of.among(FunctionWord::Of)
        && article.among(FunctionWord::IndefiniteArticle)
        && rest.iter().take(3).any(|t| t.is(Class::Organisation) || t.is(Class::Business))
        && tokens[noun.head].classes.any(PERSON)
}

/// "CPS", "NHS": the initials of a body.
fn initials(token: &Token<'_>) -> bool {
    token.text.len() > 1 && token.text.chars().all(char::is_uppercase)
}

/// Those without a name after "from" or "by": "praise from local residents", "a report made by two
/// of his cousins".
pub(super) fn after(view: &View<'_>, at: usize, kind: Unnamed) -> Option<Range<usize>> {
    let tokens = &view.text.tokens;
    let end = view.text.sentences[view.sentence_of(at)].tokens.end;
    let from = (at..end.min(at + LONGEST)).find(|n| {
        let token = &tokens[*n];
        token.among(FunctionWord::From) || token.among(FunctionWord::By)
    })?;
    // "A complaint filed by", but "criticism by": a verb belongs to an account only.
    let account = kind == Unnamed::Person;
    let made = |t: &Token<'_>| if account { t.pos.is_noun() } else { t.pos.is_verb() };
    let open = (at..from).all(|n| tokens[n].is_wordlike() && !made(&tokens[n]));
    let range = from + 1..end;
    let noun = noun(view, &range).filter(|_| open)?;
    let range = noun.before.start..noun.head + 1;
    (phrase(view, &range)? == kind).then_some(range)
}

/// The crowd that is the subject of the words at a place: "some of the older members of the party
/// were furious".
pub(super) fn before(view: &View<'_>, at: usize) -> Option<Range<usize>> {
    let tokens = &view.text.tokens;
    let first =
        view.text.sentences[view.sentence_of(at)].tokens.start.max(at.saturating_sub(LONGEST + 3));
    let opens = |t: &Token<'_>| {
        t.kind == Kind::Comma
            || t.among(FunctionWord::That)
            || t.among(FunctionWord::AfterComma)
            || !t.is_wordlike()
    };
    let start = (first..at).rev().find(|n| opens(&tokens[*n])).map_or(first, |n| n + 1);
    let range = start..at;
    let noun = noun(view, &range)?;
    // "members of the party": what hangs on the head, and no verb.
    let plain = tokens[noun.head + 1..at].iter().all(|t| !t.pos.is_finite());
    (plain && phrase(view, &range)? == Unnamed::Crowd).then_some(range)
}

#[cfg(test)]
mod tests {
    use crate::judge::testing::check;
    use crate::rulebook::Scope;

    #[test]
    fn what_a_source_without_a_name_is() {
        let all = [
            ("source-is: [person]", "A senior aide said the road was shut.", "+"),
            ("source-is: [person]", "One of his aides said the road was shut.", "+"),
            (
                "source-is: [person]",
                "Two people close to the board said the mill was for sale.",
                "+",
            ),
            ("source-is: [person]", "An aide, Ann Webb, said the road was shut.", "-"),
            ("source-is: [person]", "The official said the road was shut.", "-"),
            ("source-is: [holder]", "The director of a charity said the road was shut.", "+"),
            ("source-is: [holder]", "The director of the charity said the road was shut.", "-"),
            ("source-is: [person]", "Its top official said the road was shut.", "-"),
            ("source-is: [person]", "A jury said the road was shut.", "-"),
            ("source-is: [officials]", "Peruvian officials said the road was shut.", "+"),
            ("source-is: [officials]", "School officials said the road was shut.", "-"),
            ("source-is: [officials]", "Officials at Norvane said the road was shut.", "-"),
            ("source-is: [officials]", "Authorities said the road was shut.", "+"),
            ("source-is: [officials]", "The officials said the road was shut.", "-"),
            ("source-is: [spokesperson]", "A spokesman for the bank said the road was shut.", "+"),
            ("source-is: [crowd]", "Critics said the road was shut.", "+"),
            ("source-is: [crowd]", "His critics said the road was shut.", "+"),
            (
                "source-is: [crowd]",
                "Some of the older members of the club said the road was shut.",
                "+",
            ),
            ("source-is: [crowd]", "Many shopkeepers said the road was shut.", "+"),
            ("source-is: [crowd]", "The shopkeepers said the road was shut.", "-"),
            ("source-is: [members]", "Lawmakers said the road was shut.", "+"),
            ("source-is: [press]", "Local media reported that the road was shut.", "+"),
            ("source-is: [crowd]", "Tom Hale said the road was shut.", "-"),
        ];
        check(Scope::Attribution, &all);
    }
}
