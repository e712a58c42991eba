//! Who may speak for a party, and where a draft may say that it was asked: where either holds, nobody
//! can say that the party was not heard.

use rustc_hash::FxHashSet;

use super::accused::Places;
use crate::lexicon::{Class, FunctionWord};
use crate::parse::{Mention, Shape};
use crate::resolve::{Gender, Meaning, SideId, SpeakerId, SpeakerKind};
use crate::span::Span;
use crate::tokenise::token::{Pos, Token};
use crate::weigh::context::Weighing;
use crate::weigh::ledger::Accusation;

/// A word of a name that is no longer is an initial or a mark.
const SHORT: usize = 2;

/// A pronoun whose meaning is open may mean the accused within so many blocks.
const NEAR: usize = 6;

/// The first source that may be of a party: a lawyer of nobody known, "the company" of no name, "his
/// wife", a pronoun that may mean anybody, somebody called after the party. `names_side` says whether the
/// source of an attribution names it.
pub(super) fn speaks(
    w: Weighing<'_>,
    side: SideId,
    accusers: &[SpeakerId],
    accusations: &[&Accusation],
    names_side: impl Fn(usize) -> bool,
) -> Option<Span> {
    // "the club" is no other "the council", but can be "Acme Rovers".
    let members = w.cx.story.sides[side.0].members.iter();
    let named = members.map(|id| w.speaker(*id)).any(|speaker| {
        speaker
            .name
            .split(' ')
            .all(|word| !w.cx.lexicon.function_of(word).has(FunctionWord::Article))
    });
    // The lead accuses "the head of planning"; the one who speaks below by name may be the same.
    let mut members = w.cx.story.sides[side.0].members.iter().map(|id| w.speaker(*id));
    let nameless = members.all(|speaker| speaker.kind == SpeakerKind::TitleOnly);
    let names = names(w, accusations);
    let sources = w.cx.parsed.attributions.iter().enumerate();
    let sources = sources.filter_map(|(n, a)| Some((n, a.source.as_ref()?)));
    let mut fits = sources.filter(|(n, source)| {
        let words = w.cx.text.tokens_in(source.span);
        let mention = source.mention.map(|m| &w.cx.parsed.mentions[m.0]);
        let alone = w.voices[*n].side.is_none_or(|own| w.cx.story.sides[own.0].members.len() == 1);
        if w.voices[*n].speaker.is_some_and(|id| accusers.contains(&id)) {
            return false;
        }
        // Near the accusation "he" may be the accused.
        let block = w.attribution(*n).block;
        let from = accusations.partition_point(|a| a.block + NEAR < block);
        let near = accusations.get(from).is_some_and(|a| a.block <= block + NEAR);
        let who = |t: &Token<'_>| t.among(FunctionWord::SubjectPronoun);
        let open = near
            && mention.is_some_and(|m| m.shape == Shape::Pronoun)
            && words.iter().any(who)
            && w.voices[*n].speaker.is_none()
            && may_mean(w, words, side);
        // "court records on Hale" do not speak for him.
        let paper = mention.is_some_and(|m| matches!(m.shape, Shape::Document | Shape::Other));
        let title = w.voices[*n].speaker.and_then(|id| w.cx.story.cards.get(id.0)?.title);
        let titled = || {
            let words = title.into_iter().flat_map(|title| w.cx.text.tokens_in(title));
            words.chain(words_of(w, source.span)).any(|t| names.contains(bare(t)))
        };
        open || !paper
            && w.voices[*n].side != Some(side)
            && (alone && acts_for_somebody(words, mention, named)
                || alone && nameless && is_person(w, *n)
                || mention.is_some() && names_side(*n)
                || titled())
    });
    fits.next().map(|(_, source)| source.span)
}

/// True where "he" can be somebody of the side: "she" is no man.
fn may_mean(w: Weighing<'_>, words: &[Token<'_>], side: SideId) -> bool {
    let mut genders = w.cx.story.sides[side.0].members.iter().map(|id| w.speaker(*id).gender);
    let shows = |set| words.iter().any(|t| t.among(set));
    genders.any(|gender| match gender {
        Gender::Male => !shows(FunctionWord::Feminine),
        Gender::Female => !shows(FunctionWord::Masculine),
        Gender::Unknown => true,
    })
}

/// True where a person with a name speaks.
fn is_person(w: Weighing<'_>, n: usize) -> bool {
    w.voices[n].speaker.is_some_and(|id| w.speaker(id).kind == SpeakerKind::Person)
}

/// What the accused are called, word by word, with the words of a name beside those that were read:
/// "Kestrel" of "Kestrel Bus Lines".
fn names<'a>(w: Weighing<'a>, accusations: &[&Accusation]) -> FxHashSet<&'a str> {
    let tokens = &w.cx.text.tokens;
    let telling =
        |t: &&Token<'_>| t.pos.is_name() && !t.is(Class::Organisation) && t.state.is_none();
    let mut all = FxHashSet::default();
    for accusation in accusations {
        let accused = accusation.accused;
        // "A Selby man" has not the name of Selby.
        let person = accusation.accused_speaker.map(|id| w.speaker(id));
        if let Some(person) = person.filter(|who| who.kind == SpeakerKind::Person) {
            all.extend(person.name.split(' ').filter(|word| word.len() > SHORT));
            continue;
        }
        let from = w.cx.text.first_behind(accused.start);
        let before = tokens[..from].iter().rev().take_while(|t| t.pos.is_name());
        all.extend(before.chain(words_of(w, accused)).filter(telling).map(bare));
    }
    all
}

fn words_of(w: Weighing<'_>, span: Span) -> std::slice::Iter<'_, Token<'_>> {
    w.cx.text.tokens_in(span).iter()
}

/// A word without the mark of a possessive.
fn bare<'a>(token: &Token<'a>) -> &'a str {
    token.text.split(['\'', '’']).next().unwrap_or(token.text)
}

/// True for "the lawyer", "his wife", "the company", "a spokesman".
fn acts_for_somebody(words: &[Token<'_>], mention: Option<&Mention>, body: bool) -> bool {
    // "a deputy said": nobody's in particular.
    let indefinite = mention.is_some_and(|m| m.indefinite);
    // "a county spokesman" acts for the county.
    let whose = |at: usize| at > 0 && words[at - 1].pos.is_name();
    let acts = |at: usize| {
        words[at].is(Class::Lawyer)
            || words[at].is(Class::Representative) && !indefinite && !whose(at)
    };
    let named = words.iter().any(|t| t.pos.is_name());
    let body = body && mention.is_some_and(|m| matches!(m.shape, Shape::Body | Shape::Group));
    // "the company", and not "the ministry of agriculture's yearbook"
    let bare = words.iter().filter(|t| t.is_wordlike()).count() == 2;
    let definite = bare && words.first().is_some_and(|t| t.among(FunctionWord::DefiniteArticle));
    // "his wife", and not "his death"
    let theirs = mention.is_some_and(|m| !matches!(m.shape, Shape::Document | Shape::Other))
        && words.iter().any(|t| t.pos == Pos::PrpS)
        && !words.iter().any(|t| t.is(Class::MeansDeath));
    (0..words.len()).any(acts) || theirs || body && definite && !named
}

/// The first sentence that names a party and has a word near which somebody is asked or answers.
pub(super) fn asked(w: Weighing<'_>, places: &Places, side: SideId) -> Option<Span> {
    let mentions = w.cx.parsed.mentions.iter().zip(&w.cx.story.mentions);
    let own = mentions.filter(|(_, meaning)| {
        let Meaning::Speaker(id) = meaning else { return false };
        w.speaker(*id).side == side
    });
    own.map(|(mention, _)| mention.sentence).find_map(|sentence| {
        let place = w.cx.text.sentences[sentence].tokens.clone();
        let tokens = &w.cx.text.tokens[place.clone()];
        // "Police declined to say where Hale is": they were asked.
        let others = |n: usize| {
            let subject = places.subject(w, place.start, place.start + n);
            subject.is_some_and(|who| who.side != side)
        };
        // "the State's Attorney" and "the attorney general" are not the lawyers of the accused.
        let public = |n: usize| {
            let before = n.checked_sub(1).map(|b| &tokens[b]);
            tokens[n].is(Class::Prosecution)
                || tokens[n].is(Class::StateOffice)
                || before.is_some_and(|t| t.is_possessive() || t.is(Class::Prosecution))
        };
        // "deputies responded to a call" asks nobody; "did not respond" does.
        let negated = tokens.iter().any(|t| t.is(Class::Negation));
        let told = |t: &Token<'_>| !t.is(Class::NoReply) || negated;
        let contact = |n: &usize| tokens[*n].among(FunctionWord::Contact) && told(&tokens[*n]);
        let at = (0..tokens.len()).find(|n| contact(n) && !public(*n) && !others(*n));
        at.map(|n| tokens[n].span)
    })
}
