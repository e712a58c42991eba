//! Whom somebody serves by the words before his role: "White House spokesman", "a rebel spokesman";
//! and who is of the police.

use rustc_hash::FxHashMap;

use super::joined::Joined;
use super::labels::is_past;
use super::principals::{acts_for, kind_of};
use crate::lexicon::{Class, FunctionWord};
use crate::parse::{Mention, Shape};
use crate::resolve::bind::same_name::key;
use crate::resolve::{Context, Meaning, SideKind, Speaker, SpeakerId, SpeakerKind};
use crate::tokenise::token::Token;

/// "**White House** spokesman Josh Earnest", "**Norvane** chief executive Karin Ahlberg": the
/// name before a role is whom it serves.
pub(super) fn modifiers(joined: &mut Joined<'_>) {
    let cx = joined.cx;
    let (parsed, story) = (cx.parsed, cx.story);
    let speaks = joined.speaks.clone();
    let mut bodies: FxHashMap<String, SpeakerId> = FxHashMap::default();
    for (n, speaker) in story.speakers.iter().enumerate() {
        let named = speaker.kind == SpeakerKind::Person
            || has_name(cx, speaker)
            || speaker.kind == SpeakerKind::Government;
        // "Selby baker Ann Hale" serves no Selby.
        let place = speaker.kind == SpeakerKind::Government
            && speaker.state.is_none()
            && has_name(cx, speaker);
        if named && (!place || speaks[n]) {
            bodies.entry(key(&speaker.name)).or_insert(SpeakerId(n));
            if speaker.kind == SpeakerKind::Person
                && let Some(last) = key(&speaker.name).rsplit(' ').next()
            {
                bodies.entry(last.to_owned()).or_insert(SpeakerId(n));
            }
        }
    }
    for (name, id) in short_names(cx) {
        bodies.entry(name).or_insert(id);
    }
    // Two who serve a body that is no speaker itself.
    let mut served: FxHashMap<String, SpeakerId> = FxHashMap::default();
    for (n, mention) in parsed.mentions.iter().enumerate() {
        let Meaning::Speaker(id) = story.mentions[n] else { continue };
        let last = story.speakers[id.0].name.rsplit(' ').next().unwrap_or_default();
        let runs = mention.shape == Shape::Body
            && (story.speakers[id.0].kind == SpeakerKind::Government
                || cx.lexicon.function_of(last).has(FunctionWord::OfficeOf));
        if !(runs || matches!(mention.shape, Shape::Person | Shape::Role | Shape::Anonymous)) {
            continue;
        }
        let Some(role) = mention.role else { continue };
        let words = cx.text.tokens_in(role);
        let count = words
            .iter()
            .take_while(|t| t.is_capitalised() && !t.is(Class::Role) && !t.is(Class::Office))
            .take(6)
            .count();
        if count == 0 || count >= words.len() {
            continue;
        }
        let whose = words[0].span.to(words[count - 1].span);
        let rest = words[count].span.to(words[words.len() - 1].span);
        let name = key(cx.draft.words(whose));
        match bodies.get(&name) {
            Some(body) if runs => {
                // "the Obama administration" is Obama's.
                if story.speakers[body.0].kind == SpeakerKind::Person {
                    joined.join(
                        *body,
                        id,
                        role,
                        kind_of(cx, role, &story.speakers[body.0], SideKind::NameBeforeRole),
                    );
                }
            }
            Some(body) if *body != id => {
                if acts_for(cx, mention, rest, &story.speakers[body.0]) {
                    joined.join(
                        *body,
                        id,
                        role,
                        kind_of(cx, role, &story.speakers[body.0], SideKind::NameBeforeRole),
                    );
                }
            }
            Some(_) => {}
            None => {
                let serves = words[count..].iter().any(|t| {
                    t.is(Class::Spokesperson) || t.is(Class::Executive) || t.is(Class::Office)
                });
                let place = words[..count].iter().any(|t| t.state.is_some());
                if serves && !place {
                    match served.get(&name) {
                        Some(other) => joined.join(*other, id, role, SideKind::SameBody),
                        None => {
                            served.insert(name, id);
                        }
                    }
                }
            }
        }
    }
}

/// The other names by which the draft calls a body, each with the body; none that two have.
///
/// > **Norvane** Motors … **Norvane** chief executive Karin Ahlberg
fn short_names(cx: Context<'_>) -> Vec<(String, SpeakerId)> {
    let mut names: FxHashMap<String, Option<SpeakerId>> = FxHashMap::default();
    for (mention, meaning) in cx.parsed.mentions.iter().zip(&cx.story.mentions) {
        let (Some(name), Meaning::Speaker(id)) = (mention.name, meaning) else { continue };
        let speaker = &cx.story.speakers[id.0];
        let body = speaker.kind == SpeakerKind::Organisation && speaker.state.is_none();
        if mention.shape == Shape::Organisation && body {
            let known = names.entry(key(cx.draft.words(name))).or_insert(Some(*id));
            *known = known.filter(|other| other == id);
        }
    }
    let mut all: Vec<_> = names.into_iter().filter_map(|(name, id)| Some((name, id?))).collect();
    all.sort();
    all
}

/// "A **rebel** spokesman" and "the rebels", "a **police** spokeswoman" and "police": the common
/// word before a spokesman is whom he speaks for, if the draft has one such.
pub(super) fn common_modifiers(joined: &mut Joined<'_>) {
    let cx = joined.cx;
    let story = cx.story;
    let stem = |word: &str| word.to_lowercase().trim_end_matches('s').to_owned();
    let mut bodies: FxHashMap<String, Option<SpeakerId>> = FxHashMap::default();
    for (n, speaker) in story.speakers.iter().enumerate() {
        let Some(first) = speaker.mentions.first().map(|m| &cx.parsed.mentions[m.0]) else {
            continue;
        };
        let words = cx.text.tokens_in(first.head.or(first.name).unwrap_or(first.span));
        let body = matches!(first.shape, Shape::Group | Shape::Body);
        let plain = cx.text.tokens_in(first.span).len() <= 2 && first.possessor.is_none();
        if let [word] = words
            && body
            && plain
        {
            let known = bodies.entry(stem(word.text)).or_insert(Some(SpeakerId(n)));
            if *known != Some(SpeakerId(n)) {
                *known = None;
            }
        }
    }
    for (n, mention) in cx.parsed.mentions.iter().enumerate() {
        let Meaning::Speaker(id) = story.mentions[n] else { continue };
        let Some(role) = mention.role.filter(|_| mention.possessor.is_none()) else { continue };
        let [before, head] = cx.text.tokens_in(role) else { continue };
        let speaks = head.is(Class::Spokesperson) && !before.is_capitalised();
        if let Some(Some(body)) = bodies.get(&stem(before.text)).filter(|_| speaks) {
            joined.join(*body, id, role, SideKind::WordBeforeRole);
        }
    }
}

/// "Detective Inspector Joan Marsh" and "police", if the draft has no other police.
pub(super) fn officers(joined: &mut Joined<'_>) {
    let cx = joined.cx;
    let story = cx.story;
    let is = |mention: &Mention, class: Class| {
        let role = mention.role.into_iter().chain(mention.honorific);
        role.flat_map(|span| cx.text.tokens_in(span)).any(|t| t.is(class))
    };
    let mentions = |speaker: &Speaker| {
        let first = speaker.mentions.iter().take(4);
        first.map(|m| &cx.parsed.mentions[m.0]).collect::<Vec<_>>()
    };
    let force = |speaker: &&Speaker| {
        let body = matches!(speaker.kind, SpeakerKind::Organisation | SpeakerKind::Group);
        body && mentions(speaker).iter().any(|m| {
            let words = cx.text.tokens_in(m.head.or(m.name).unwrap_or(m.span));
            // "the Border Police" are of one body, and not the police of the draft.
            m.name.is_none() && words.last().is_some_and(|t| t.is(Class::Police))
        })
    };
    let forces = story.speakers.iter().enumerate().filter(|(_, s)| force(s)).take(2);
    let forces: Vec<SpeakerId> = forces.map(|(n, _)| SpeakerId(n)).collect();
    let [police] = forces.as_slice() else { return };
    let mut officers = Vec::new();
    for (n, speaker) in story.speakers.iter().enumerate() {
        let ranked = mentions(speaker).into_iter().find(|m| {
            let person = matches!(m.shape, Shape::Person | Shape::Role);
            person && m.possessor.is_none() && is(m, Class::PoliceRank) && !is_past(cx, m)
        });
        // "an army officer", "a press officer": no policeman.
        let plain = ranked.filter(|m| {
            let words = m.role.into_iter().chain(m.honorific).flat_map(|s| cx.text.tokens_in(s));
            let ranks =
                |t: &Token<'_>| t.is(Class::PoliceRank) || t.among(FunctionWord::BesideRank);
            words.clone().all(|t| ranks(t) && t.is_capitalised())
        });
        officers.extend(plain.map(|m| (SpeakerId(n), m.role.or(m.honorific).unwrap_or(m.span))));
    }
    for (officer, rank) in officers {
        joined.join(*police, officer, rank, SideKind::Police);
    }
}

pub(super) fn has_name(cx: Context<'_>, speaker: &Speaker) -> bool {
    speaker.mentions.iter().take(8).any(|m| cx.parsed.mentions[m.0].name.is_some())
}

#[cfg(test)]
mod tests {
    use crate::resolve::testing::one_side;

    #[test]
    fn the_name_before_a_role_is_whom_it_serves() {
        let copy = "White House spokesman Tom Hale said no. The White House said yes.";
        assert!(one_side(copy, "Tom Hale", "White House"));
        let copy = "Norvane Motors chief executive Karin Ahlberg said no. Norvane Motors \
                 said yes.";
        assert!(one_side(copy, "Karin Ahlberg", "Norvane Motors"));
    }

    #[test]
    fn two_who_serve_one_body_that_does_not_speak() {
        let copy = "Tarn Council spokesman Tom Hale said no. Tarn Council spokeswoman Kay \
                 Dunn said yes.";
        assert!(one_side(copy, "Tom Hale", "Kay Dunn"));
        let copy = "Tarn Council spokesman Tom Hale said no. Harlow Council spokeswoman \
                 Kay Dunn said yes.";
        assert!(!one_side(copy, "Tom Hale", "Kay Dunn"));
    }

    #[test]
    fn a_rebel_spokesman_speaks_for_the_rebels() {
        let copy = "The rebels said no. A rebel spokesman said yes.";
        assert!(one_side(copy, "The rebels", "A rebel spokesman"));
        let copy = "The rebels said no. A police spokesman said yes.";
        assert!(!one_side(copy, "The rebels", "A police spokesman"));
        let copy = "The rebels said no. A rebel soldier said yes.";
        assert!(!one_side(copy, "The rebels", "A rebel soldier"));
    }

    #[test]
    fn an_inspector_is_of_the_police() {
        let copy = "Police said no. Detective Inspector Joan Marsh said yes.";
        assert!(one_side(copy, "Police", "Joan Marsh"));
        let copy = "Police said no. Press officer Joan Marsh said yes.";
        assert!(!one_side(copy, "Police", "Joan Marsh"));
    }
}
