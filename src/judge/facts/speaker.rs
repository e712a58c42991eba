//! What is known about speakers and sides: the questions behind the conditions, one function each.

use std::collections::BTreeMap;

use super::attribution::apposed;
use crate::judge::view::{View, explicit};
use crate::lexicon::{Class, CueClass};
use crate::parse::Mention;
use crate::resolve::{CampId, Gender, SpeakerKind};
use crate::rulebook::ListName;
use crate::span::Span;
use crate::weigh::{Accusation, Answer, AnswerKind, Claim};

/// True when the camp behind a claim accuses somebody in the draft, or is accused.
pub(in crate::judge) fn party(view: &View<'_>, claim: &Claim) -> bool {
    let accuses = claim.attributions.iter().any(|a| {
        let cue = view.parsed.attributions[*a].cue.as_ref();
        cue.is_some_and(|cue| cue.class == CueClass::Accuse)
    });
    accuses || claim.camps.iter().any(|camp| view.parties.contains(camp))
}

/// The accused is looked for in so many paragraphs behind the accusation.
const REPLY: usize = 4;

/// True when the accused speaks in the sentence of the accusation, or soon after it. To accuse the
/// accuser in turn is no reply.
pub(in crate::judge) fn speaks_after(view: &View<'_>, accusation: &Accusation) -> bool {
    let here = &view.parsed.attributions[accusation.attribution];
    let from = accusation.attribution.saturating_sub(4);
    let near = view.parsed.attributions.iter().enumerate().skip(from).take(24);
    near.into_iter().any(|(n, other)| {
        let own = view.story.bindings[n].speaker().map(|id| view.story.speakers[id.0].camp);
        let same = if accusation.camp.is_some() {
            own == accusation.camp
        } else {
            // "She accused him of lying, and he warned …": whoever else speaks in the sentence.
            other.sentence == here.sentence
        };
        let soon = other.sentence >= here.sentence && other.block <= here.block + REPLY;
        let counter = other.cue.as_ref().is_some_and(|cue| cue.class == CueClass::Accuse);
        n != accusation.attribution && same && soon && !counter
    })
}

/// True when the draft says of what somebody is accused: "of fraud", "for the leak".
pub(in crate::judge) fn act_named(view: &View<'_>, accusation: &Accusation) -> bool {
    accusation.act.is_some_and(|act| {
        let first = view.text.tokens_in(act).iter().find(|t| t.is_wordlike());
        first.is_some_and(|t| ["of", "for", "with", "over", "that"].iter().any(|w| t.reads(w)))
    })
}

/// True when an answer is one to the newsroom: "did not reply to a request", not "did not reply to
/// his charm".
pub(in crate::judge) fn asked(view: &View<'_>, answer: &Answer) -> bool {
    let attribution = &view.parsed.attributions[answer.attribution];
    let other = !matches!(answer.kind, AnswerKind::Declines | AnswerKind::Silent);
    let Some(sentence) = view.text.sentences.get(attribution.sentence) else { return other };
    let list = ListName::named("asked-word");
    other || super::words::find(view, &sentence.tokens, &list).is_some()
}

/// True when a claim comes from a body, or from somebody who speaks for one.
pub(in crate::judge) fn body(view: &View<'_>, claim: &Claim) -> bool {
    let organisation = |camp: &CampId| {
        let members = view.story.camps[camp.0].members.iter().take(40);
        members.into_iter().any(|m| view.story.speakers[m.0].kind == SpeakerKind::Organisation)
    };
    claim.camps.iter().any(organisation)
}

/// True when the accused speaks somewhere in the draft.
pub(in crate::judge) fn heard(view: &View<'_>, accusation: &Accusation) -> bool {
    accusation.camp.is_some_and(|camp| view.spoken.contains_key(&camp))
}

/// True when the draft gives a speaker a full name, a name and a role, or nothing that shows that
/// the name is a person's: "Caltrans said".
pub(in crate::judge) fn introduced(view: &View<'_>, n: usize) -> bool {
    let speaker = &view.story.speakers[n];
    let mentions = || speaker.mentions.iter().map(|m| &view.parsed.mentions[m.0]);
    match speaker.kind {
        SpeakerKind::Person => {
            let titled = mentions()
                .any(|m| m.role.is_some() || m.honorific.is_some_and(|h| shows_post(view, h)));
            let given = |m: &Mention| {
                m.name.is_some_and(|name| {
                    view.text
                        .tokens_in(name)
                        .iter()
                        .any(|t| t.is(Class::GivenMale) || t.is(Class::GivenFemale))
                })
            };
            let person = mentions().any(|m| m.honorific.is_some())
                || speaker.gender != Gender::Unknown && !mentions().any(given);
            let full = speaker.name.split_whitespace().count() > 1;
            full || !speaker.roles.is_empty() || titled || !person
        }
        SpeakerKind::TitleOnly => {
            let name = speaker.name.to_lowercase();
            let definite = name.starts_with("the ") && !name.starts_with("the former ");
            let apposed =
                view.heard[n].iter().take(12).any(|a| apposed(view, &view.parsed.attributions[*a]));
            !definite || apposed || held(view, &name)
        }
        _ => true,
    }
}

/// True when somebody with a name holds the post: "the senator", and Sen. Chris Hale is in the draft.
fn held(view: &View<'_>, title: &str) -> bool {
    let post = title.split_whitespace().next_back().unwrap_or_default();
    let stem: String = post.chars().take(3).collect();
    let people = view.story.speakers.iter().filter(|s| s.kind == SpeakerKind::Person);
    let mut mentions = people.flat_map(|s| s.mentions.iter()).map(|m| &view.parsed.mentions[m.0]);
    mentions.any(|m| {
        let words = |span: Span| view.draft.words(span).to_lowercase();
        m.role.is_some_and(|role| words(role).contains(post))
            || m.honorific.is_some_and(|honorific| words(honorific).starts_with(&stem))
    })
}

/// True for a title that says what somebody is: "President", not "Mr".
fn shows_post(view: &View<'_>, honorific: Span) -> bool {
    view.text.tokens_in(honorific).iter().any(|t| {
        t.is(Class::Honorific) && !t.is(Class::HonorificMale) && !t.is(Class::HonorificFemale)
    })
}

/// The camps that are heard in the draft, each with its attributions.
pub(in crate::judge) fn camps(view: &View<'_>) -> BTreeMap<CampId, Vec<usize>> {
    let mut camps: BTreeMap<CampId, Vec<usize>> = BTreeMap::new();
    for (n, meaning) in view.story.bindings.iter().enumerate() {
        if let Some(id) = meaning.speaker() {
            camps.entry(view.story.speakers[id.0].camp).or_default().push(n);
        }
    }
    camps
}

/// The first accusation whose accused is known and never heard.
pub(in crate::judge) fn unheard<'v>(view: &'v View<'_>) -> Option<&'v Accusation> {
    view.ledger
        .accusations
        .iter()
        .find(|a| explicit(a) && a.camp.is_some() && a.reply.is_none() && !heard(view, a))
}

/// A camp that mostly says and one that mostly claims, each heard at least so many times.
pub(in crate::judge) fn verbs_differ(view: &View<'_>, least: usize) -> Option<(CampId, CampId)> {
    let mut says = None;
    let mut claims = None;
    for (camp, all) in camps(view) {
        if all.len() < least {
            continue;
        }
        let class = |n: &usize| view.parsed.attributions[*n].cue.as_ref().map(|cue| cue.class);
        let doubted = all.iter().filter(|n| class(n) == Some(CueClass::Doubt)).count();
        let plain = all.iter().filter(|n| class(n) == Some(CueClass::NeutralReport)).count();
        if doubted * 2 >= all.len() {
            claims = claims.or(Some(camp));
        } else if plain * 2 >= all.len() && doubted == 0 {
            says = says.or(Some(camp));
        }
    }
    says.zip(claims)
}
