//! What is known of a draft while its mentions are bound, one after the other.

use std::cell::OnceCell;

use rustc_hash::FxHashMap;

use super::antecedents::{Antecedents, Search, Wanted};
use super::full_names::FullNames;
use super::index::Index;
use super::said_names::SaidNames;
use super::same_name::{bare, key, tidy};
use super::several::Lists;
use super::several::bearer;
use super::states::States;
use crate::lexicon::{Class, Classes, FunctionWord, StateId};
use crate::parse::{Mention, MentionId, Number, Shape};
use crate::resolve::given::Given;
use crate::resolve::{Gender, Meaning, SideId, Speaker, SpeakerId, SpeakerKind, Story};
use crate::tokenise::token::{Pos, Token};

/// The draft, and what its mentions have shown so far.
pub(super) struct Binding<'a> {
    pub(super) given: Given<'a>,
    /// The full names of the whole draft.
    pub(super) full: FullNames,
    /// The speakers and the meanings so far.
    pub(super) story: Story,
    /// For each speaker the name for comparison.
    bare: Vec<String>,
    pub(super) index: Index,
    pub(super) states: States,
    pub(super) antecedents: Antecedents,
    pub(super) lists: Lists,
    /// Which mentions are sources of attributions.
    is_source: Vec<bool>,
    /// Which of them are so in what somebody else says.
    is_quoted: Vec<bool>,
    /// What the names of all mentions show, once it has been asked for.
    said_names: OnceCell<SaidNames>,
    /// Mentions that were bound before their turn, because a description before them is theirs.
    pub(super) early: FxHashMap<usize, Meaning>,
}

impl<'a> Binding<'a> {
    /// Nobody is known yet.
    pub(super) fn new(given: Given<'a>) -> Self {
        let mut is_source = vec![false; given.parsed.mentions.len()];
        let mut is_quoted = is_source.clone();
        for attribution in &given.parsed.attributions {
            if let Some((source, mention)) =
                attribution.source.as_ref().and_then(|s| Some((s.span, s.mention?)))
            {
                let (text, parsed) = (given.text, given.parsed);
                let mention = bearer(text, parsed, mention, source).unwrap_or(mention);
                // "“He said no,” Hale said": who is quoted speaks, not whom he quotes.
                let quoted = given.parsed.mentions[mention.0].quotation.is_some();
                is_source[mention.0] = !quoted;
                is_quoted[mention.0] = quoted;
            }
        }
        Self {
            given,
            full: FullNames::of(given),
            story: Story::default(),
            bare: Vec::new(),
            index: Index::default(),
            states: States::default(),
            antecedents: Antecedents::of(given.text),
            lists: Lists::default(),
            is_source,
            is_quoted,
            said_names: OnceCell::new(),
            early: FxHashMap::default(),
        }
    }

    /// True when a mention is the source of an attribution.
    pub(super) fn is_source(&self, n: usize) -> bool {
        self.is_source.get(n).copied().unwrap_or(false)
    }

    /// True when a mention is the source of an attribution in what somebody else says.
    pub(super) fn is_quoted(&self, n: usize) -> bool {
        self.is_quoted.get(n).copied().unwrap_or(false)
    }

    /// A speaker.
    pub(super) fn speaker(&self, id: SpeakerId) -> &Speaker {
        &self.story.speakers[id.0]
    }

    /// The name of a speaker, for comparison.
    pub(super) fn bare(&self, id: SpeakerId) -> &str {
        &self.bare[id.0]
    }

    /// Calls a speaker otherwise.
    pub(super) fn rename(&mut self, id: SpeakerId, name: String) {
        self.bare[id.0] = bare(&name, self.given.lexicon);
        self.story.speakers[id.0].name = name;
    }

    /// What the names of all mentions show.
    pub(super) fn said_names(&self) -> &SaidNames {
        self.said_names.get_or_init(|| {
            SaidNames::of(self.given, |n| self.is_source(n), |mention| self.gender(mention))
        })
    }

    /// What a mention means, if it is bound already, in its turn or before it.
    pub(super) fn known(&self, n: usize) -> Option<&Meaning> {
        self.story.mentions.get(n).or_else(|| self.early.get(&n))
    }

    /// The speaker that a possessor means, if its turn has been.
    pub(super) fn owner(&self, possessor: MentionId) -> Option<SpeakerId> {
        match self.story.mentions.get(possessor.0)? {
            Meaning::Speaker(id) => Some(*id),
            _ => None,
        }
    }

    /// The words for what is somebody's, with the owner's name for "his" where it speaks for them and
    /// the sentence names them: "**her office**" is "Hale’s office", "**its website**" is "Norvane’s
    /// website", and "her brother" is "her brother".
    pub(super) fn owned_name(&self, mention: &Mention, owner: SpeakerId) -> String {
        let words = self.given.words(mention.span);
        let its = |t: &Token<'_>| t.among(FunctionWord::Neuter);
        match (self.given.tokens(mention.span), words.split_once(' ')) {
            ([his, .., office], Some((_, rest)))
                if his.pos == Pos::PrpS
                    && (its(his) || office.among(FunctionWord::OfficeOf))
                    && self.is_named_in(owner, mention.sentence) =>
            {
                format!("{}’s {rest}", self.speaker(owner).name)
            }
            _ => words.to_owned(),
        }
    }

    /// True when a sentence has named a speaker so far.
    fn is_named_in(&self, id: SpeakerId, sentence: usize) -> bool {
        let mentions = self.speaker(id).mentions.iter().rev().take(8);
        let mut here = mentions.map(|m| &self.given.parsed.mentions[m.0]);
        here.any(|m| m.sentence == sentence && m.name.is_some())
    }

    /// A new speaker.
    pub(super) fn add(
        &mut self,
        name: &str,
        kind: SpeakerKind,
        state: Option<StateId>,
    ) -> SpeakerId {
        let id = SpeakerId(self.story.speakers.len());
        let name = tidy(name);
        self.bare.push(bare(&name, self.given.lexicon));
        self.story.speakers.push(Speaker {
            name,
            kind,
            roles: Vec::new(),
            mentions: Vec::new(),
            side: SideId(0),
            state,
            gender: Gender::Unknown,
            maker: None,
            known_role: None,
            is_record: false,
        });
        id
    }

    /// Whom a description means: the same words mean the same speaker.
    pub(super) fn by_words(
        &mut self,
        words: &str,
        kind: SpeakerKind,
        state: Option<StateId>,
    ) -> SpeakerId {
        // "a survey" and then "the survey" are one.
        let article = |word: &str| self.given.reads(word, FunctionWord::IndefiniteArticle);
        let bare = words.split_once(' ').filter(|(first, _)| article(first));
        // "a foreign government" is not "the foreign government".
        let bare = bare.filter(|_| kind != SpeakerKind::Government);
        let key = key(bare.map_or(words, |(_, rest)| rest));
        if let Some(id) = self.index.described(&key) {
            return id;
        }
        let id = self.add(words, kind, state);
        self.index.describe(key, id);
        id
    }

    /// Whom a mention means that stands for one named before, among those that `fits` lets through.
    pub(super) fn find(
        &self,
        n: usize,
        wanted: Wanted,
        fits: impl Fn(SpeakerId) -> bool,
    ) -> Meaning {
        let pronoun = &self.given.parsed.mentions[n];
        let search = Search { story: &self.story, pronoun, is_source: self.is_source(n), wanted };
        self.antecedents.find(search, fits)
    }

    /// He or she, by honorific, given name or noun.
    pub(super) fn gender(&self, mention: &Mention) -> Gender {
        const MALE: Classes = Classes::of(&[Class::HonorificMale, Class::MaleNoun]);
        const FEMALE: Classes = Classes::of(&[Class::HonorificFemale, Class::FemaleNoun]);
        if mention.number == Number::Many {
            return Gender::Unknown;
        }
        let tokens = |span| self.given.tokens(span);
        let title = mention.honorific.into_iter().flat_map(tokens);
        // "the chairman of the women's union": only the head says what its bearer is.
        let head = mention.head.into_iter().flat_map(tokens);
        for token in title.chain(head) {
            if token.classes.any(FEMALE) {
                return Gender::Female;
            }
            if token.classes.any(MALE) {
                return Gender::Male;
            }
        }
        let name = mention.name.filter(|_| mention.shape == Shape::Person);
        let words = name.map_or(&[][..], tokens);
        let Some(first) = words.first() else { return Gender::Unknown };
        // A lone "Christie" can be a surname.
        if words.len() == 1 && self.full.is_surname(first.text) {
            return Gender::Unknown;
        }
        match (first.is(Class::GivenMale), first.is(Class::GivenFemale)) {
            (true, false) => Gender::Male,
            (false, true) => Gender::Female,
            _ => Gender::Unknown,
        }
    }
}
