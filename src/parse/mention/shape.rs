//! What kind of thing a noun phrase names or describes.

use std::ops::Range;

use super::Shape;
use crate::lexicon::{Class, Classes, FunctionWord};
use crate::tokenise::token::{Pos, Role, Token};

/// Names with these classes are bodies.
pub(super) const BODIES: Classes = Classes::of(&[
    Class::Intergovernmental,
    Class::Outlet,
    Class::StateMedia,
    Class::Party,
    Class::StateBody,
    Class::Legislature,
    Class::TopCourt,
]);

/// Titles before a name.
pub(super) const HONORIFICS: Classes =
    Classes::of(&[Class::Honorific, Class::HonorificMale, Class::HonorificFemale]);

/// Common words for bodies of some kind.
const KINDS_OF_BODIES: Classes = Classes::of(&[
    Class::School,
    Class::Business,
    Class::SportsClub,
    Class::Charity,
    Class::Lender,
]);

/// Places that can speak for a government.
const PLACES: Classes =
    Classes::of(&[Class::State, Class::Capital, Class::Seat, Class::People, Class::Demonym]);

/// The describing words before a name, or the whole phrase where there is none.
pub(super) fn described(rest: &[Token<'_>]) -> Option<Range<usize>> {
    let first = rest.iter().position(|t| {
        !(matches!(t.pos, Pos::Dt | Pos::PrpS | Pos::WpS) && rest.len() > 1)
            && !t.classes.any(HONORIFICS)
    })?;
    let says = rest[first..].iter().any(|t| t.pos.is_noun() || is_noun_like(t));
    says.then_some(first..rest.len())
}

/// Adjectives and the like that stand for people or a body: "the accused", "the French", "the
/// military".
pub(in crate::parse) fn is_noun_like(t: &Token<'_>) -> bool {
    t.is(Class::Defence)
        || t.among(FunctionWord::ForceOfState) && t.is(Class::Government) && t.pos.is_adjective()
        || t.is(Class::People)
        || t.is(Class::Role)
        || t.is(Class::State)
        || t.is(Class::Capital)
        || is_aged(t)
}

/// True for somebody of a nation, whose name is left out.
///
/// > **the Spaniard**, **the 29-year-old Brazilian**
pub(super) fn is_national(tokens: &[Token<'_>], name: &Range<usize>) -> bool {
    // "the French", "the Swiss": a whole people, or its government.
    const ALL: [&str; 4] = ["s", "sh", "ch", "ese"];
    let [article, between @ .., word] = tokens else { return false };
    let one = article.among(FunctionWord::Article);
    // "the Ohio Republican"
    if one && word.is(Class::PartyMember) && word.pos.is_noun() && !word.text.ends_with('s') {
        return between.iter().all(Token::is_capitalised) && between.len() <= 3;
    }
    one && name.len() == 1
        && name.end == tokens.len()
        && between.iter().all(|t| is_aged(t) || t.pos.is_adjective() && !t.is_capitalised())
        && is_of_nation(word)
        && word.pos.is_noun()
        && !ALL.iter().any(|end| word.text.ends_with(end))
}

/// True for a whole people in front of its verb, though the word looks like an adjective.
///
/// > **the French** said no
pub(super) fn is_people(words: &[Token<'_>]) -> bool {
    let [the, people, verb] = words else { return false };
    the.among(FunctionWord::DefiniteArticle)
        && people.pos.is_adjective()
        && is_of_nation(people)
        && verb.pos.is_finite()
}

/// "Spaniard", "Brazilian"
fn is_of_nation(t: &Token<'_>) -> bool {
    t.state.is_some() && (t.is(Class::People) || t.is(Class::Demonym))
}

/// "43-year-old"
pub(crate) fn is_aged(t: &Token<'_>) -> bool {
    t.text.ends_with("-year-old")
}

/// What kind of words a phrase is made of; `None` when it names nobody that can speak.
pub(super) fn shape(
    tokens: &[Token<'_>],
    name: Option<&Range<usize>>,
    rest: &[Token<'_>],
) -> Option<Shape> {
    match name {
        Some(name) => Some(shape_of_name(tokens, name, rest)),
        None => shape_of_noun(tokens),
    }
}

fn any(tokens: &[Token<'_>], class: Class) -> bool {
    tokens.iter().any(|t| t.is(class))
}

fn shape_of_name(tokens: &[Token<'_>], range: &Range<usize>, rest: &[Token<'_>]) -> Shape {
    let name = &tokens[range.clone()];
    let last = &name[name.len() - 1];
    let given = any(name, Class::GivenMale) || any(name, Class::GivenFemale);
    let titled = tokens.iter().any(|t| t.classes.any(HONORIFICS));
    // "Reporter for the Times" is not the Times; "Marco Rubio" is not "Rubio, Inc.".
    let person = titled || any(rest, Class::Role) || any(rest, Class::PartyMember);
    if name.iter().any(|t| t.classes.any(BODIES)) && !(given && person) {
        return Shape::Organisation;
    }
    // "Mexicans" are people, not their government.
    if name.iter().all(|t| t.is(Class::People)) && !given && !titled {
        return Shape::Group;
    }
    let place = name.iter().all(|t| t.classes.any(PLACES));
    if place && !given && !titled {
        return Shape::Place;
    }
    // "Harlow Arts Alliance Selby"
    let inside = name.len() >= 3 && !given && any(&name[1..], Class::OrganisationSuffix);
    let body = last.is(Class::OrganisationSuffix)
        || inside
        || last.is(Class::OutletNoun)
        || last.classes.any(KINDS_OF_BODIES) && name.len() > 1
        || any(name, Class::Organisation)
        || rest.last().is_some_and(|t| {
            // "the oil giant Norvane"
            t.is(Class::Organisation)
                || t.is(Class::OutletNoun)
                || t.classes.any(KINDS_OF_BODIES) && !t.is(Class::Role)
        });
    let acronym = name.len() == 1
        && last.text.chars().count() >= 2
        && last.text.chars().all(|c| c.is_uppercase() || c == '.');
    let the = tokens[0].among(FunctionWord::DefiniteArticle);
    let acronym = acronym
        || ends_in_capitals(name)
        || is_run_together(name)
        || name.iter().any(|t| t.text.bytes().any(|b| b.is_ascii_digit()));
    if !person && (body || acronym || the) && !(given && !body) {
        return Shape::Organisation;
    }
    Shape::Person
}

/// True for a name of two words written as one; "DeMarco" and "McHale" are persons'.
///
/// > **BuildNow** said no
fn is_run_together(name: &[Token<'_>]) -> bool {
    let [t] = name else { return false };
    let inner = || t.text.char_indices().skip(1).filter(|(_, c)| c.is_uppercase());
    let small = t.text.chars().any(char::is_lowercase) && t.text.chars().all(char::is_alphabetic);
    small && (inner().next().is_some_and(|(at, _)| at >= 5) || inner().count() >= 2)
}

/// True for a name whose last word is short and in capitals.
///
/// > **Harlow UK** said no
fn ends_in_capitals(name: &[Token<'_>]) -> bool {
    let capitals = |t: &Token<'_>| t.text.chars().all(char::is_uppercase);
    let [first, .., last] = name else { return false };
    (2..=4).contains(&last.text.len())
        && capitals(last)
        && !capitals(first)
        && !last.is(Class::NameSuffix)
}

fn shape_of_noun(tokens: &[Token<'_>]) -> Option<Shape> {
    let head = tokens.iter().rev().find(|t| t.pos.is_noun() || is_noun_like(t))?;
    let plural = matches!(head.pos, Pos::Nns | Pos::Nnps);
    let definite = tokens[0].among(FunctionWord::DefiniteArticle);
    // "Business Insider": a name, though its last word is a common noun.
    let titled = tokens.len() > 1 && tokens.iter().all(|t| t.is_capitalised()) && !definite;
    // "Hale today ruled": a time is nobody.
    let time = head.is(Class::TimeWord) || head.among(FunctionWord::SpanOfTime);
    if time && !head.is_capitalised() {
        return None;
    }
    Some(match () {
        () if is_of_nation(head) && !plural && tokens.len() > 1 => Shape::Role,
        () if head.is(Class::PartyMember) && !plural && tokens[0].pos == Pos::Dt => Shape::Role,
        () if head.is(Class::Anonymous) && titled && !plural => Shape::Organisation,
        () if head.is(Class::Anonymous) && !definite && !head.is(Class::Spokesperson) => {
            Shape::Anonymous
        }
        () if head.is(Class::Document) => Shape::Document,
        () if head.is(Class::Government)
            || head.is(Class::Organisation) && !plural
            || head.classes.any(KINDS_OF_BODIES) && !plural && !head.is(Class::Role)
            || head.is(Class::OutletNoun) && !plural
            || head.is(Class::Police) && !head.is(Class::Role)
            || head.is(Class::Court) && !head.is(Class::Role) =>
        {
            Shape::Body
        }
        () if head.is(Class::Opposition) && !head.is(Class::Role) || head.is(Class::People) => {
            Shape::Group
        }
        () if is_aged(head) => Shape::Role,
        () if head.classes.any(Classes::of(&[
            Class::Role,
            Class::Representative,
            Class::OrdinaryPerson,
            Class::Witness,
            Class::Defence,
            Class::Prosecution,
            Class::Expert,
            Class::Relation,
            Class::MaleNoun,
            Class::FemaleNoun,
            Class::Opposition,
        ])) =>
        {
            if plural {
                Shape::Group
            } else {
                Shape::Role
            }
        }
        () if head.is(Class::Collective)
            || head.is(Class::Organisation)
            || head.is(Class::OutletNoun) =>
        {
            Shape::Group
        }
        // Nothing is known of the word, but the tagger takes it for a source.
        () if !head.senses.is_empty() => return None,
        () if head.hint.role == Role::Source && plural => Shape::Group,
        () if head.hint.role == Role::Source => Shape::Other,
        () => return None,
    })
}

#[cfg(test)]
mod tests {
    use crate::parse::Shape;
    use crate::testing::parsed;

    #[test]
    fn what_a_phrase_names() {
        use Shape::{Body, Document, Group, Organisation, Person, Place, Role};
        let cases = [
            ("President Tom Hale left the council last week.", Some(Person)),
            ("The Harlow Foundation said no to the plan.", Some(Organisation)),
            ("On Friday the BBC said no.", Some(Organisation)),
            ("Caracas said no.", Some(Place)),
            ("The mayor said no.", Some(Role)),
            ("The company said no.", Some(Body)),
            ("The government said no.", Some(Body)),
            ("The police said no.", Some(Body)),
            ("The court said no.", Some(Body)),
            ("Residents said no.", Some(Group)),
            ("Officials said no.", Some(Shape::Anonymous)),
            ("The report said no.", Some(Document)),
            ("The French said no.", Some(Place)),
            ("The Spaniard won.", Some(Role)),
            ("Mexicans said no.", Some(Group)),
            ("A 43-year-old was hurt.", Some(Role)),
            ("The spokesman said no.", Some(Role)),
            ("A source said no.", Some(Shape::Anonymous)),
            ("The bank Norvane said no.", Some(Organisation)),
            ("The newspaper Norvane said no.", Some(Organisation)),
            ("BuildNow said no.", Some(Organisation)),
            ("GoFundMe said no.", Some(Organisation)),
            ("McHale said no.", Some(Person)),
            ("On Friday Harlow UK said the road was shut all week.", Some(Organisation)),
            ("On Friday Tom Hale III said the road was shut all week.", Some(Person)),
            ("The table fell.", None),
            ("The 29-year-old Brazilian won the race last week.", Some(Role)),
            ("The Ohio Republican said no.", Some(Role)),
            ("The Swiss said no.", Some(Place)),
            ("Mr Hale said no.", Some(Person)),
            ("Hale Foods said no to the new plan last week.", Some(Organisation)),
            ("Arts Alliance Selby said no to the new plan last week.", Some(Organisation)),
            ("The oil giant Norvane said no.", Some(Organisation)),
            ("The lawyers said no.", Some(Group)),
            ("Critics said no.", Some(Group)),
            ("The opposition said no.", Some(Group)),
            ("A spokeswoman said no.", Some(Role)),
            ("The officials said no.", Some(Group)),
            ("The newspapers said no.", Some(Group)),
            ("The newspaper said no.", Some(Body)),
            ("The companies said no.", Some(Group)),
            ("The school said no.", Some(Body)),
            ("The study said no.", Some(Document)),
            ("A 43-year-old man was hurt.", Some(Role)),
            ("The accused said no.", Some(Role)),
            ("The reporter Tom Hale said no to the new plan.", Some(Person)),
            ("The State Department said no.", Some(Organisation)),
        ];
        let mut wrong = Vec::new();
        for (copy, right) in cases {
            let found = parsed(copy).2.mentions.first().map(|m| m.shape);
            if found != right {
                wrong.push(format!("{copy} {found:?}, not {right:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn an_age_is_a_whole_word() {
        let tokens = &crate::testing::tagged("A 43-year-old man of 43 left.").1.tokens;
        let aged: Vec<_> = tokens.iter().filter(|t| super::is_aged(t)).map(|t| t.text).collect();
        assert_eq!(aged, ["43-year-old"]);
    }
}
