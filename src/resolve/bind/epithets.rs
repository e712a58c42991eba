//! Words with which writers vary a name: "the businessman", "the former first lady".

use super::antecedents::Wanted;
use super::binding::Binding;
use crate::lexicon::{Class, Classes, FunctionWord};
use crate::parse::{Mention, Number};
use crate::resolve::{Meaning, SpeakerId, SpeakerKind};
use crate::tokenise::token::Kind;

/// Words that fit somebody who holds an office: "the candidate", "the Democrat".
const OF_POLITICIANS: Classes = Classes::of(&[Class::Candidate, Class::PartyMember, Class::Party]);

/// "the Spaniard", "the Brazilian"
const NATIONAL: Classes = Classes::of(&[Class::People, Class::Demonym]);

/// What a description says of somebody.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Varied {
    /// What one does or did: "the striker", "the former minister".
    Calling,
    /// What an office does not rule out: "the candidate", "the mother of three".
    Private,
}

/// "the businessman", "the former first lady", "the mother of three": whoever the passage is
/// about, if that is clear. Who was introduced by an office is called by no other, but can be a
/// candidate, or a mother.
pub(super) fn epithet(b: &Binding<'_>, n: usize, mention: &Mention) -> Option<Meaning> {
    if mention.possessor.is_some() || mention.number == Number::Many {
        return None;
    }
    // "the Republican who wrote the speech" is somebody new.
    let end = mention.token + b.given.tokens(mention.span).len();
    if b.given.text.tokens.get(end).is_some_and(|t| t.among(FunctionWord::Relative)) {
        return None;
    }
    let varied = varied(b, mention)?;
    let subject = b.antecedents.subject_of(mention);
    let state = b.given.state_of(mention);
    let fits = |id: SpeakerId| {
        let speaker = b.speaker(id);
        let person = speaker.kind == SpeakerKind::Person && speaker.name.contains(' ');
        // "Hale spoke after the billionaire had left": he is not the billionaire.
        let other = subject != Some(id);
        let can_be = varied == Varied::Private || !has_office(b, id);
        let of = state.is_none() || speaker.state.is_none_or(|own| Some(own) == state);
        person && other && can_be && of
    };
    let wanted = Wanted::Person(b.gender(mention));
    match b.find(n, wanted, fits) {
        Meaning::Unknown => None,
        found => Some(found),
    }
}

/// What a description with which writers vary a name says: its head is such a word, or it tells
/// what somebody was, or calls himself, or how many children she has.
fn varied(b: &Binding<'_>, mention: &Mention) -> Option<Varied> {
    let words = b.given.tokens(mention.span);
    if !words.first().is_some_and(|t| t.among(FunctionWord::DefiniteArticle)) {
        return None;
    }
    let head = b.given.head_classes(mention);
    let second = |set| words.get(1).is_some_and(|t| t.among(set));
    if second(FunctionWord::SelfDescribed) || head.any(OF_POLITICIANS) || head.any(NATIONAL) {
        return Some(Varied::Private);
    }
    if head.has(Class::Epithet) || second(FunctionWord::OutOfOffice) {
        return Some(Varied::Calling);
    }
    let parent = head.any(Classes::of(&[Class::MaleNoun, Class::FemaleNoun]));
    let behind = mention.token + words.len();
    let of = b.given.text.tokens.get(behind).is_some_and(|t| t.among(FunctionWord::Of));
    let number = b.given.text.tokens.get(behind + 1);
    let counted = number.is_some_and(|t| t.kind == Kind::Number || t.is(Class::NumberWord));
    (parent && of && counted).then_some(Varied::Private)
}

/// True when somebody was introduced by an office: "Senator", not "candidate".
fn has_office(b: &Binding<'_>, id: SpeakerId) -> bool {
    let elected = [Class::Lawmaker, Class::Governor].iter().any(|f| b.index.is_of(id, *f));
    elected
        || b.speaker(id).roles.iter().take(8).any(|role| {
            let mut tokens = b.given.tokens(*role).iter();
            // The captain of a team has a place in it too.
            tokens.any(|t| {
                t.is(Class::Role)
                    && !t.is(Class::Epithet)
                    && !t.is(Class::Relation)
                    && !t.among(FunctionWord::TeamRole)
            })
        })
}

#[cfg(test)]
mod tests {
    use crate::resolve::testing::speaker_of;

    #[test]
    fn a_word_that_varies_a_name_means_who_the_passage_is_about() {
        let copy = "Luis Costa scored twice on Monday. The striker said he was tired.";
        assert_eq!(speaker_of(copy, "The striker"), "Luis Costa");
        let copy = "Luis Costa scored twice on Monday. Strikers said they were tired.";
        assert_eq!(speaker_of(copy, "Strikers"), "Strikers");
        let copy = "Senator Ruth Bell voted no. The businessman said the bill was weak.";
        assert_eq!(speaker_of(copy, "The businessman"), "The businessman");
    }

    #[test]
    fn what_somebody_was_varies_a_name() {
        let copy = "Ann Price opened the hall on Monday. The former first lady said it was \
                 full.";
        assert_eq!(speaker_of(copy, "The former first lady"), "Ann Price");
        let copy = "Ann Price opened the hall on Monday. The mother of three said it was full.";
        assert_eq!(speaker_of(copy, "The mother of three"), "Ann Price");
        let copy = "Ann Price opened the hall on Monday. The self-described socialist said \
                 it was full.";
        assert_eq!(speaker_of(copy, "The self-described socialist"), "Ann Price");
    }
}
