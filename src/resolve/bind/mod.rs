//! Reads the mentions in order and binds each to a speaker.

mod aged;
mod antecedents;
mod binding;
mod bodies;
mod epithets;
mod full_names;
mod groups;
mod in_full;
mod index;
mod learning;
mod named_later;
mod names;
pub(super) mod papers;
mod pronouns;
mod roles;
mod said_names;
pub(super) mod same_name;
pub(super) mod several;
mod speaking;
mod states;
mod unveiled;

use super::given::Given;
use super::{Meaning, SpeakerKind, Story};
use crate::lexicon::{Class, Classes, FunctionWord};
use crate::parse::{Mention, MentionId, Number, Shape};
use crate::tokenise::token::{Kind, Token};
use binding::Binding;
use papers::Paper;

/// Binds mentions and attributions.
pub(super) fn bind(given: Given<'_>) -> Story {
    let mut b = Binding::new(given);
    for (n, mention) in given.parsed.mentions.iter().enumerate() {
        let meaning = match b.early.remove(&n) {
            Some(meaning) => meaning,
            None => meaning(&mut b, n, mention),
        };
        match &meaning {
            Meaning::Speaker(id) => learning::note(&mut b, *id, MentionId(n)),
            // Each of two namesakes can be meant by what follows; so can each of two whom "he" may
            // mean, or the next "he" would be taken for a third.
            Meaning::Ambiguous(ids)
                if matches!(mention.shape, Shape::Person | Shape::Pronoun | Shape::Role) =>
            {
                b.antecedents.see_one_of(ids, mention);
            }
            _ => {}
        }
        b.story.mentions.push(meaning);
    }
    named_later::join(&mut b);
    aged::join(&mut b);
    in_full::widen(&mut b);
    let mut story = b.story;
    speaking::bindings(given, &mut story);
    speaking::first_persons(given, &mut story);
    story
}

/// Whom a mention means.
fn meaning(b: &mut Binding<'_>, n: usize, mention: &Mention) -> Meaning {
    if let Some(name) = name_after(b, n, mention).or_else(|| name_behind_clause(b, n, mention)) {
        return ahead(b, name);
    }
    if let Some(name) = named_as(b, n, mention) {
        let meaning = ahead(b, name);
        if let Meaning::Speaker(id) = meaning {
            let head = b.given.head(mention);
            b.index.add_post(&head, id);
            b.index.add_role(&head, id);
        }
        return meaning;
    }
    if let Some(owner) = owner_to_bind(b, mention) {
        ahead(b, owner.0);
    }
    match mention.shape {
        Shape::Pronoun => pronouns::pronoun(b, n, mention),
        Shape::Person => names::person(b, n, mention),
        Shape::Organisation => names::named(b, mention, SpeakerKind::Organisation),
        Shape::Place => names::named(b, mention, SpeakerKind::Government),
        Shape::Role if is_state(b, mention) => bodies::state(b, mention),
        Shape::Role => roles::role(b, n, mention),
        Shape::Body => bodies::body(b, n, mention),
        Shape::Document => match papers::document(b, n, mention) {
            Paper::Known(meaning) => meaning,
            Paper::MadeBy(maker) => {
                let maker = maker.map(|maker| ahead(b, maker.0));
                papers::made(b, mention, maker.as_ref())
            }
        },
        Shape::Group => groups::group(b, mention),
        Shape::Anonymous => roles::described(b, mention, SpeakerKind::Anonymous),
        // "the city": its government.
        Shape::Other if is_local_body(b, mention) => bodies::body(b, n, mention),
        Shape::Other if let Some(body) = bodies::by_last_word(b, n, mention) => body,
        Shape::Other => epithets::epithet(b, n, mention)
            .unwrap_or_else(|| roles::described(b, mention, SpeakerKind::Other)),
    }
}

/// True for "the US", which is no secretary of the US.
fn is_state(b: &Binding<'_>, mention: &Mention) -> bool {
    let words = b.given.tokens(mention.span);
    let [article, state] = words else { return false };
    article.among(FunctionWord::DefiniteArticle)
        && state.state.is_some()
        && (state.text.chars().all(|c| c.is_uppercase() || c == '.')
            || !state.classes.any(Classes::of(&[Class::People, Class::Demonym])))
}

/// True for a town or a county that speaks: its government.
///
/// > **The town** said the bridge would be shut.
fn is_local_body(b: &Binding<'_>, mention: &Mention) -> bool {
    let head = mention.head.map_or(&[][..], |head| b.given.tokens(head));
    let definite = b.given.tokens(mention.span).first();
    head.last().is_some_and(|t| t.among(FunctionWord::LocalBody))
        && definite.is_some_and(|t| t.among(FunctionWord::DefiniteArticle))
}

/// The owner after a role or a body, who has to be known before it is.
///
/// > the mayor of **Leeds**
fn owner_to_bind(b: &Binding<'_>, mention: &Mention) -> Option<MentionId> {
    let needs = match mention.shape {
        Shape::Role => !mention.indefinite,
        Shape::Body => {
            !b.given.is(mention, Class::Government) && !b.given.is(mention, Class::Court)
        }
        _ => false,
    };
    mention.possessor.filter(|owner| needs && owner.0 >= b.story.mentions.len())
}

/// The name that follows a description, between commas.
///
/// > **The assailant, John McGraw**, said
fn name_after(b: &Binding<'_>, n: usize, mention: &Mention) -> Option<usize> {
    let tokens = &b.given.text.tokens;
    // "One Republican lawmaker, Tom Hale": a group of one.
    let one = mention.shape == Shape::Group
        && tokens[mention.token].among(FunctionWord::One)
        && !b.given.tokens(mention.span).iter().any(|t| t.among(FunctionWord::Of));
    let described = (matches!(mention.shape, Shape::Role | Shape::Other | Shape::Body)
        && mention.number != Number::Many
        || one)
        && mention.name.is_none();
    let next = n + 1 + places_after(b, n, mention);
    let id = next;
    let next = b.given.parsed.mentions.get(next).filter(|_| described)?;
    // "the mayor, a lawyer named Hale": no more than a title stands before the name.
    let titled = next.role.is_none_or(|role| b.given.tokens(role).len() <= 2);
    let named = matches!(next.shape, Shape::Person | Shape::Organisation)
        && titled
        && next.possessor.is_none();
    let last = b.given.parsed.mentions[id - 1].span;
    let comma = next.token.checked_sub(1).map(|n| &tokens[n])?;
    if !named
        || next.name.is_none()
        || comma.kind != Kind::Comma
        || next.token.checked_sub(2).is_none_or(|n| tokens[n].span.end != last.end)
    {
        return None;
    }
    // "the mayor, Tom Hale, Ann Price and the clerk" is a list.
    let mut after = next.token + b.given.tokens(next.span).len();
    // "a lawmaker, Sen. Tom Hale of Selby County, said"
    if tokens.get(after).is_some_and(|t| t.among(FunctionWord::TitleLink)) {
        let place = tokens[after + 1..]
            .iter()
            .take(4)
            .take_while(|t| t.pos.is_name() || t.text == "&")
            .count();
        after += if place > 0 { place + 1 } else { 0 };
    }
    let closes = |at: usize| {
        tokens.get(at).is_none_or(|t| {
            matches!(t.kind, Kind::Comma | Kind::Stop | Kind::CloseQuote | Kind::Semicolon)
        })
    };
    let listed = b.given.parsed.mentions.get(id + 1).is_some_and(|m| m.token == after + 1)
        || tokens.get(after + 1).is_some_and(|t| t.among(FunctionWord::And));
    // Further off, the name has to act right after the comma.
    let acts = id == n + 1 || tokens.get(after + 1).is_some_and(|t| t.pos.is_finite());
    (closes(after) && !listed && acts).then_some(id)
}

/// The name that follows a description and its clause, right before the verb.
///
/// > **One man who** spent years at the port, **Tom Hale**, said
fn name_behind_clause(b: &Binding<'_>, n: usize, mention: &Mention) -> Option<usize> {
    let tokens = &b.given.text.tokens;
    let described = matches!(mention.shape, Shape::Role | Shape::Other | Shape::Group)
        && mention.name.is_none()
        && mention.number != Number::Many
        && b.is_source(n);
    let clause = tokens.get(b.given.text.within(mention.span).end)?;
    if !described || !clause.among(FunctionWord::PersonRelative) {
        return None;
    }
    let from = b.given.parsed.attributions.partition_point(|a| a.sentence < mention.sentence);
    let here = b.given.parsed.attributions[from..].iter();
    let mut here = here.take_while(|a| a.sentence == mention.sentence);
    let source = here
        .find(|a| a.source.as_ref().is_some_and(|s| s.mention.is_some_and(|m| m.0 == n)))
        .and_then(|a| a.source.as_ref())?;
    let mut behind = b.given.parsed.mentions.iter().enumerate().skip(n + 1).take(12);
    let (id, name) = behind.find(|(_, m)| m.span.end == source.span.end)?;
    let comma = tokens.get(name.token.wrapping_sub(1)).is_some_and(|t| t.kind == Kind::Comma);
    let closed = tokens.get(b.given.text.within(name.span).end);
    let full = name.shape == Shape::Person
        && name.name == Some(name.span)
        && b.given.tokens(name.span).len() > 1;
    (full && comma && closed.is_some_and(|t| t.kind == Kind::Comma)).then_some(id)
}

/// The name by which somebody described is identified.
///
/// > Police identified **the suspect as Tom Hale**. **The victim** was identified **as Ann Price**.
fn named_as(b: &Binding<'_>, n: usize, mention: &Mention) -> Option<usize> {
    let described = matches!(mention.shape, Shape::Role | Shape::Other)
        && mention.name.is_none()
        && mention.number != Number::Many;
    let tokens = &b.given.text.tokens;
    let next = b.given.parsed.mentions.get(n + 1).filter(|_| described)?;
    let person = next.shape == Shape::Person && next.name.is_some();
    let after = b.given.text.within(mention.span).end;
    let identifies = |t: &Token<'_>| t.among(FunctionWord::Identify);
    let (link, named) = match tokens.get(after..after + 3)? {
        [be, verb, link] if be.among(FunctionWord::Be) && identifies(verb) => (link, after + 3),
        [link, ..] => {
            let before = mention.token.checked_sub(1).map(|at| &tokens[at]);
            (before.is_some_and(identifies).then_some(link)?, after + 1)
        }
        _ => return None,
    };
    let straight = next.token == named && link.among(FunctionWord::As);
    (person && straight && next.sentence == mention.sentence).then_some(n + 1)
}

/// How many places stand between a description and the comma behind it.
///
/// > The digger **in Khan Younis**, Tom Hale, said
fn places_after(b: &Binding<'_>, n: usize, mention: &Mention) -> usize {
    let tokens = &b.given.text.tokens;
    let at = b.given.text.within(mention.span).end;
    let link = tokens.get(at).is_some_and(|t| t.among(FunctionWord::TitleLink));
    let next = b.given.parsed.mentions.get(n + 1).filter(|_| link);
    usize::from(next.is_some_and(|m| m.token > at && m.token <= at + 2))
}

/// Whom a mention that may come later means.
fn ahead(b: &mut Binding<'_>, n: usize) -> Meaning {
    if let Some(meaning) = b.known(n) {
        return meaning.clone();
    }
    let Some(mention) = b.given.parsed.mentions.get(n) else { return Meaning::Unknown };
    if matches!(mention.shape, Shape::Pronoun | Shape::Document) {
        return Meaning::Unknown;
    }
    let meaning = meaning(b, n, mention);
    b.early.insert(n, meaning.clone());
    meaning
}

#[cfg(test)]
mod tests {
    use crate::resolve::testing::speaker_of;

    #[test]
    fn a_state_is_nobody_who_serves_it() {
        let copy = "Former US Defense Secretary Tom Hale said the plan was weak. The US said \
                 it would wait.";
        assert_ne!(speaker_of(copy, "The US"), "Tom Hale");
        let copy = "US Defense Secretary Tom Hale left. The secretary said it would wait.";
        assert_eq!(speaker_of(copy, "The secretary"), "Tom Hale");
    }

    #[test]
    fn the_name_after_a_description_is_whom_it_means() {
        let copy = "The coach, Luis Costa, said the hall was full. Costa left. The coach \
                 said no.";
        assert_eq!(speaker_of(copy, "The coach"), "Luis Costa");
    }

    #[test]
    fn who_is_identified_has_the_name() {
        let copy = "Police identified the suspect as Tom Hale. The suspect said the hall was full.";
        assert_eq!(speaker_of(copy, "The suspect"), "Tom Hale");
        let copy = "The suspect was identified as Tom Hale. The suspect said the hall was full.";
        assert_eq!(speaker_of(copy, "The suspect"), "Tom Hale");
        let copy = "Police described the suspect as Tom Hale's friend. The suspect said the hall \
                    was full.";
        assert_eq!(speaker_of(copy, "The suspect"), "the suspect");
    }

    #[test]
    fn a_place_may_stand_between_a_description_and_the_name() {
        let copy = "A farmer in Khan Harlow, Luis Costa, said the hall was full.";
        let source = "A farmer in Khan Harlow, Luis Costa";
        assert_eq!(speaker_of(copy, source), "Luis Costa");
        let copy = "A farmer, Luis Costa and Ada Wynne left. A farmer said no.";
        assert_eq!(speaker_of(copy, "A farmer"), "A farmer");
    }

    #[test]
    fn a_name_may_stand_behind_the_clause_of_a_description() {
        let copy = "One man who spent years at the port, Tom Hale, said the hall was full.";
        let source = "One man who spent years at the port, Tom Hale";
        assert_eq!(speaker_of(copy, source), "Tom Hale");
        let copy = "One man who met Tom Hale at the port said the hall was full.";
        assert_ne!(speaker_of(copy, "One man"), "Tom Hale");
    }
}
