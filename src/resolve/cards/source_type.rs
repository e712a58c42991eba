//! Of what type a source is.

use crate::lexicon::{Class, Classes, FunctionWord};
use crate::parse::{Mention, Number, Shape};
use crate::resolve::card::{Knowledge, SourceType};
use crate::resolve::{Context, Gender, Speaker, SpeakerKind};
use crate::span::Span;
use crate::tokenise::token::{Pos, Token};

/// Who speaks for a firm, or runs it.
const OFFICERS: Classes = Classes::of(&[Class::Executive, Class::Spokesperson]);

/// The roles of the persons of a draft, in the order of their words: "Norvane chief executive".
pub(super) struct Roles<'a>(Vec<(&'a str, Span)>);

impl<'a> Roles<'a> {
    pub(super) fn of(cx: Context<'a>) -> Self {
        let persons = cx.parsed.mentions.iter().filter(|m| m.shape == Shape::Person);
        let roles = persons.filter_map(|m| m.role).map(|role| (cx.draft.words(role), role));
        let mut roles: Vec<(&str, Span)> = roles.collect();
        roles.sort_unstable();
        Self(roles)
    }

    /// The roles whose words begin so.
    fn beginning(&self, start: &str) -> impl Iterator<Item = Span> {
        let first = self.0.partition_point(|(words, _)| *words < start);
        let same = self.0[first..].iter().take_while(move |(words, _)| words.starts_with(start));
        same.map(|(_, role)| *role)
    }
}

/// So many mentions of one speaker are read, at most.
const MENTIONS: usize = 64;

/// The type of a speaker.
pub(super) fn source_type(
    cx: Context<'_>,
    roles: &Roles<'_>,
    speaker: &Speaker,
    knowledge: Option<Knowledge>,
) -> SourceType {
    let first = own_mention(cx, speaker);
    let hides = knowledge.is_some_and(|k| k.kind.hides());
    match speaker.kind {
        SpeakerKind::Person if is_firm(cx, roles, speaker) => SourceType::NamedOrganisation,
        SpeakerKind::Person => SourceType::NamedPerson,
        SpeakerKind::Document => SourceType::Document,
        SpeakerKind::Organisation | SpeakerKind::Outlet => {
            first.map_or(SourceType::NamedOrganisation, |m| of_body(cx, m))
        }
        SpeakerKind::Government | SpeakerKind::Court => {
            first.map_or(SourceType::NamedOrganisation, |m| of_body(cx, m))
        }
        _ if hides => SourceType::Hidden,
        SpeakerKind::Spokesperson => first.map_or(SourceType::UnnamedPerson, of_one),
        SpeakerKind::Anonymous => first.map_or(SourceType::Hidden, |m| of_hidden(cx, m)),
        SpeakerKind::Collective | SpeakerKind::Group => {
            first.map_or(SourceType::UnnamedGroup, |m| of_group(cx, m))
        }
        SpeakerKind::TitleOnly | SpeakerKind::Other => {
            first.map_or(SourceType::UnnamedPerson, |m| of_other(cx, m))
        }
    }
}

/// True for a name that looks like a person's but has officers: "Norvane … Norvane chief executive
/// Karin Ahlberg".
fn is_firm(cx: Context<'_>, roles: &Roles<'_>, speaker: &Speaker) -> bool {
    let mentions = || speaker.mentions.iter().take(MENTIONS).map(|m| &cx.parsed.mentions[m.0]);
    let bare = speaker.gender == Gender::Unknown
        && mentions().all(|m| {
            let it = m.shape == Shape::Person && m.role.is_none();
            (it || m.shape == Shape::Body) && m.honorific.is_none() && m.age.is_none()
        });
    if !bare {
        return false;
    }
    if mentions().any(|m| m.shape == Shape::Body) {
        return true;
    }
    let behind = speaker.name.split(' ').count();
    roles.beginning(&speaker.name).any(|role| {
        let first = cx.text.tokens_in(role).get(behind);
        first.is_some_and(|t| t.classes.any(OFFICERS) && t.pos.is_noun() || t.is(Class::Executive))
    })
}

/// The mention by which a speaker is called.
fn own_mention<'a>(cx: Context<'a>, speaker: &Speaker) -> Option<&'a Mention> {
    let mentions = || speaker.mentions.iter().map(|m| &cx.parsed.mentions[m.0]);
    let called = mentions().take(MENTIONS).find(|m| {
        let words = m.name.filter(|_| m.shape != Shape::Role).unwrap_or(m.span);
        cx.draft.words(words) == speaker.name
    });
    called.or_else(|| mentions().find(|m| m.shape != Shape::Pronoun)).or_else(|| mentions().next())
}

/// The head word of a mention.
fn head<'a>(cx: Context<'a>, mention: &Mention) -> Option<&'a Token<'a>> {
    let words = cx.text.tokens_in(mention.head.or(mention.role).unwrap_or(mention.span));
    let link = words.iter().skip(1).position(|t| t.among(FunctionWord::TitleLink));
    let own = &words[..link.map_or(words.len(), |n| n + 1)];
    own.iter().rfind(|t| t.pos.is_noun() && !t.is(Class::Weekday)).or(own.last())
}

/// "the court" is a body, "prosecutors" are several persons, "the judge" is one.
fn of_body(cx: Context<'_>, mention: &Mention) -> SourceType {
    let head = head(cx, mention);
    let several = head.is_some_and(|t| t.among(FunctionWord::Several));
    if several && cx.text.tokens_in(mention.name.unwrap_or(mention.span)).len() <= 3 {
        return SourceType::UnnamedGroup;
    }
    if let Some(name) = mention.name {
        // "Republicans": those of a party, and not the party.
        let members = |t: &Token<'_>| t.is(Class::Party) && t.text.ends_with('s');
        let all = cx.text.tokens_in(name).iter().all(members);
        return if all { SourceType::UnnamedGroup } else { SourceType::NamedOrganisation };
    }
    match head {
        Some(t) if t.among(FunctionWord::PaperLike) => SourceType::Document,
        Some(t) if mention.shape == Shape::Role && t.is(Class::Role) => of_one(mention),
        _ => SourceType::NamedOrganisation,
    }
}

/// "sources" are hidden, and so is "a senior official"; "officials" are just several.
fn of_hidden(cx: Context<'_>, mention: &Mention) -> SourceType {
    let says = head(cx, mention).is_some_and(|t| t.among(FunctionWord::SourceWord));
    if says || mention.number != Number::Many || is_familiar(cx, mention) {
        return SourceType::Hidden;
    }
    SourceType::UnnamedGroup
}

/// "two people familiar with the talks"
fn of_group(cx: Context<'_>, mention: &Mention) -> SourceType {
    match head(cx, mention) {
        Some(t) if t.among(FunctionWord::SourceWord) => SourceType::Hidden,
        _ if is_familiar(cx, mention) => SourceType::Hidden,
        Some(t) if t.is(Class::Document) || t.among(FunctionWord::PaperLike) => {
            SourceType::Document
        }
        _ => SourceType::UnnamedGroup,
    }
}

/// Whatever is described and no more is known of it.
fn of_other(cx: Context<'_>, mention: &Mention) -> SourceType {
    let Some(t) = head(cx, mention) else { return of_one(mention) };
    match () {
        () if t.among(FunctionWord::SourceWord) || is_familiar(cx, mention) => SourceType::Hidden,
        () if t.among(FunctionWord::CrowdNoun) => SourceType::UnnamedGroup,
        () if t.is(Class::Role) || t.is(Class::Relation) => of_one(mention),
        () if t.is(Class::Document) || t.among(FunctionWord::PaperLike) => SourceType::Document,
        () if t.among(FunctionWord::PlaceBody)
            || t.is(Class::Organisation)
            || t.is(Class::OutletNoun) =>
        {
            SourceType::NamedOrganisation
        }
        () => of_one(mention),
    }
}

/// One or several.
fn of_one(mention: &Mention) -> SourceType {
    if mention.number == Number::Many {
        SourceType::UnnamedGroup
    } else {
        SourceType::UnnamedPerson
    }
}

/// "familiar with the matter" right after who is described.
fn is_familiar(cx: Context<'_>, mention: &Mention) -> bool {
    let words = cx.text.within(mention.span);
    let after = cx.text.tokens.get(words.end..(words.end + 2).min(cx.text.tokens.len()));
    let own = cx.text.tokens[words].iter().chain(after.unwrap_or_default());
    own.into_iter().any(|t| t.among(FunctionWord::Familiar) && t.pos != Pos::Nn)
}

#[cfg(test)]
mod tests {
    use crate::resolve::SourceType;
    use crate::resolve::testing::last_card;

    #[test]
    fn of_what_type_a_source_is() {
        use SourceType::{
            Document, Hidden, NamedOrganisation, NamedPerson, UnnamedGroup, UnnamedPerson,
        };
        let cases = [
            ("Tom Hale said the road was shut.", NamedPerson),
            ("A neighbor said the road was shut.", UnnamedPerson),
            ("The mayor said the road was shut.", UnnamedPerson),
            ("Selby police said the road was shut.", NamedOrganisation),
            ("A spokesperson for the ministry said the road was shut.", UnnamedPerson),
            ("The city said the road was shut.", NamedOrganisation),
            ("The lab said the water was clean.", NamedOrganisation),
            ("The company said the water was clean.", NamedOrganisation),
            ("The lawsuit says the firm hid the leak.", Document),
            ("Residents said the road was shut.", UnnamedGroup),
            ("Republicans said the road was shut.", UnnamedGroup),
            ("The readout said the road was shut.", Document),
            ("Prosecutors said the man fled.", UnnamedGroup),
            ("Local officials said the road was shut.", UnnamedGroup),
            ("Sources said the bank was for sale.", Hidden),
            ("A person familiar with the matter said the bank was for sale.", Hidden),
            ("A senior official said the bank was for sale.", Hidden),
            ("An engineer said the bridge was weak, on condition of anonymity.", Hidden),
        ];
        for (copy, right) in cases {
            assert_eq!(last_card(copy).source_type, right, "{copy}");
        }
    }

    #[test]
    fn a_name_that_has_officers_is_a_firm() {
        let copy = "Norvane chief executive Karin Ahlberg left. Norvane said costs rose.";
        assert_eq!(last_card(copy).source_type, SourceType::NamedOrganisation);
        let copy = "Ahlberg's lawyer Karin Reed left. Ahlberg said costs rose.";
        assert_eq!(last_card(copy).source_type, SourceType::NamedPerson);
    }
}
