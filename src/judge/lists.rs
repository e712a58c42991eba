//! The lists of phrases that facts ask for by name, whatever the checks ask.

use std::sync::OnceLock;

use serde::Serialize;

use crate::rulebook::ListName;

/// Declares [`OwnList`] and the list of all of them from one text.
macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// A list of phrases under `rules/lexicon/phrases/`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
        #[serde(rename_all = "kebab-case")]
        pub(super) enum OwnList { $($(#[$doc])* $name,)* }

        impl OwnList {
            const ALL: &[Self] = &[$(Self::$name,)*];
        }
    };
}

lists! {
    /// "by name", "a spokesman for": more than a bare group.
    NamingWord,
    /// "including": names one of a group.
    NamingOne,
    /// "for example": one of a group is shown.
    MemberWord,
    /// "officials".
    OfficialsWord,
    /// "authorities": officials of no body in particular.
    AuthoritiesWord,
    /// "police", "prosecutors": officers who are a body.
    ForceWord,
    /// "aides", "sources": hidden, whatever else is said of them.
    UnnamedStaff,
    /// "media", "newspapers".
    PressNoun,
    /// "people", "others": many, with no ending that says so.
    PluralPeople,
    /// "some", "many", "several".
    SomeOf,
    /// "lawmakers", "investors": those of a body or trade.
    Members,
    /// "because they were not allowed to speak": a reason for hiding.
    AnonymityReason,
    /// "faced": what happens to those who are judged.
    MeetsReaction,
    /// "research shows".
    VagueStudy,
    /// "the researchers", "university": a study is told.
    StudyNamed,
    /// "but", "however".
    ContrastWord,
    /// "request for comment": the newsroom has asked.
    AskedWord,
    /// "is wrong": the story says that a source is wrong.
    ToldWrong,
    /// "may", "appears": softens what is stated.
    Softener,
    /// "last year".
    RelativeTime,
    /// "Mr", "Dr".
    PersonalTitle,
    /// "Summary": the line over one.
    SummaryLabel,
    /// "Opinion": the line that says what a piece is.
    OpinionLabel,
    /// "I", "my".
    FirstPerson,
    /// "you", "your".
    SecondPerson,
    /// "block": what has a number by its place.
    AddressWord,
    /// "people", "students".
    PersonWord,
    /// "rose", "fell".
    ChangeVerb,
    /// "goal", "inning": words of a game.
    GameWord,
    /// "dollars", "euros".
    Currency,
    /// "killed", "injured".
    Toll,
    /// "found guilty".
    FoundGuilty,
    /// "pleaded guilty".
    PleadedGuilty,
    /// "contradicts", "proves": what a headline says that something shows.
    Showing,
    /// "seems to contradict": what the writer thinks that it shows.
    Seeming,
    /// "only", "just": before a number that is small.
    OnlyWord,
}

impl OwnList {
    /// Its name, as a check would give it.
    pub(super) fn name(self) -> &'static ListName {
        static NAMES: OnceLock<Vec<ListName>> = OnceLock::new();
        let named = |list: &Self| {
            let name = serde_json::to_value(list).unwrap_or_default();
            ListName::named(name.as_str().unwrap_or_default())
        };
        &NAMES.get_or_init(|| Self::ALL.iter().map(named).collect())[self as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::rulebook;

    #[test]
    fn every_list_is_one_of_the_lexicon() {
        for list in OwnList::ALL {
            let ListName::Phrases(name) = list.name() else { panic!("{list:?}") };
            assert!(rulebook().lexicon.phrase_lists().any(|known| known == name), "{name}");
        }
        assert_eq!(*OwnList::MemberWord.name(), ListName::Phrases("member-word".to_owned()));
    }
}
