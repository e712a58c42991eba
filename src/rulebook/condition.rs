//! The vocabulary of conditions: what a check can ask. Small, closed, and its own documentation.
//!
//! Conditions come in groups, by what they are asked of; each group has its own enum, and `judge`
//! answers each enum in one place. With each condition is written what a check that uses it can
//! look at.

use serde::{Deserialize, Serialize};

use super::condition_page::{ConditionPage, hyphened};
use super::list::ListName;
use super::scope::Scope;
use super::scopes::{
    ACCUSATION, ALL, CLAIMED, DRAFT, FOLLOWED, HEADLINE, PHRASE, PLACED, QUOTATION, REPETITION,
    SENTENCE, SOURCED, SPEAKER, SPOKEN, TOLD, VARIANT, WRITTEN,
};
use super::value::{FigureKind, GenreKind, Part, Unnamed, Value, VariantKind};
use crate::lexicon::{CueClass, Loaded};
use crate::parse::{ChannelKind, Confidence, Form};
use crate::resolve::SpeakerKind;
use crate::weigh::{AnswerKind, Frame, Gravity, Standing};

/// Declares [`Condition`], the enums of its groups and the pages from one text.
macro_rules! conditions {
    (
        joined { $($(#[doc = $joins:literal])+ $join:ident($of:ty) $shown:literal,)* }
        $($(#[doc = $about:literal])+ $group:ident = enum $asked:ident {
            $($(#[doc = $doc:literal])+ $name:ident($type:ty) $example:literal on $scopes:ident $(was $former:literal)?,)*
        })*
    ) => {
        /// When a check speaks: a question about what the stages before have found out.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
        #[serde(rename_all = "kebab-case")]
        pub enum Condition {
            $($(#[doc = $joins])+ $join($of),)*
            $($($(#[doc = $doc])+ $(#[serde(alias = $former)])? $name($type),)*)*
        }

        /// A condition by what it is asked of.
        #[derive(Clone, Copy, Debug)]
        pub(crate) enum Asked<'c> {
            /// Of whatever its conditions are asked of.
            Joined(Joined<'c>),
            $($(#[doc = $about])+ $group($asked<'c>),)*
        }

        /// A condition made of others.
        #[derive(Clone, Copy, Debug)]
        pub(crate) enum Joined<'c> { $($(#[doc = $joins])+ $join(&'c $of),)* }

        $(
            $(#[doc = $about])+
            #[derive(Clone, Copy, Debug)]
            pub(crate) enum $asked<'c> { $($(#[doc = $doc])+ $name(&'c $type),)* }
        )*

        impl Condition {
            /// A page on each condition, in the order of the list.
            pub const PAGES: &'static [ConditionPage] = &[
                $(ConditionPage {
                    variant: stringify!($join),
                    meaning: concat!($($joins),+),
                    example: $shown,
                    scopes: ALL,
                    takes: <$of as Value>::takes,
                },)*
                $($(ConditionPage {
                    variant: stringify!($name),
                    meaning: concat!($($doc),+),
                    example: $example,
                    scopes: $scopes,
                    takes: <$type as Value>::takes,
                },)*)*
            ];

            /// The same condition by its group.
            pub(crate) const fn asked(&self) -> Asked<'_> {
                match self {
                    $(Self::$join(of) => Asked::Joined(Joined::$join(of)),)*
                    $($(Self::$name(value) => Asked::$group($asked::$name(value)),)*)*
                }
            }

            /// The lists of words that it names.
            pub(super) fn lists(&self) -> &[ListName] {
                match self {
                    $(Self::$join(of) => of.lists(),)*
                    $($(Self::$name(value) => value.lists(),)*)*
                }
            }

            /// What a check that asks this can look at.
            pub(super) const fn scopes(&self) -> &'static [Scope] {
                match self {
                    $(Self::$join(_) => ALL,)*
                    $($(Self::$name(_) => $scopes,)*)*
                }
            }

            /// Its name in the program.
            const fn variant(&self) -> &'static str {
                match self {
                    $(Self::$join(_) => stringify!($join),)*
                    $($(Self::$name(_) => stringify!($name),)*)*
                }
            }
        }
    };
}

conditions! {
    joined {
        /// All of these hold.
        All(Vec<Condition>) "all: [{ quoted: false }, { attributed: false }]",
        /// One of these holds.
        Any(Vec<Condition>) "any: [{ voices: 2 }, { interest: true }]",
        /// At least two of these hold.
        Two(Vec<Condition>) "two: [{ mentions: [evaluative] }, { mentions: [number] }]",
        /// This does not hold.
        Not(Box<Condition>) "not: { speaker: [court] }",
    }
    /// What can be asked of the words of what the check looks at, and where they are.
    Words = enum WordsAsked {
        /// Words of one of these lists are in what the check applies to: what is said, the writer's
        /// own words of a sentence, the words of a quotation or headline.
        Mentions(Vec<ListName>) "mentions: [negotiation, number]" on ALL,
        /// Words of one of these lists are in the same sentence or the next to it in the paragraph.
        Near(Vec<ListName>) "near: [anonymity-reason]" on PLACED,
        /// Words of one of these lists are in the same sentence or the two before and after it,
        /// whatever the paragraph.
        Around(Vec<ListName>) "around: [lawsuit-word]" on PLACED,
        /// Words of one of these lists are in the same sentence or in one of the forty before it.
        SoFar(Vec<ListName>) "so-far: [record-cited]" on PLACED,
        /// Words of one of these lists are in the same sentence.
        SentenceHas(Vec<ListName>) "sentence-has: [month]" on PLACED,
        /// The next sentence begins with “but”, “however” or a word like it.
        TurnsAfter(bool) "turns-after: false" on PLACED,
        /// The sentence asks: “How many voters say so?”
        Question(bool) "question: false" on PLACED,
        /// The part of the draft that the words are in.
        Part(Vec<Part>) "part: [headline, caption]" on PLACED,
        /// The words are in quotation marks.
        Quoted(bool) "quoted: false" on PLACED,
        /// Somebody is credited with the words.
        Attributed(bool) "attributed: false" on WRITTEN,
        /// Somebody is credited with something, or a document is named, in the same sentence or at most
        /// n sentences before or after it in the paragraph.
        SourcedWithin(usize) "sourced-within: 1" on PLACED,
        /// The words are in the headline, or in one of the first n sentences of the body.
        Opening(usize) "opening: 5" on PLACED,
        /// What the draft reads like.
        ReadsAs(Vec<GenreKind>) "reads-as: [column, match]" on ALL,
        /// At least n words.
        Words(usize) "words: 4" on PLACED,
        /// At most n words.
        WordsAtMost(usize) "words-at-most: 3" on PLACED,
    }
    /// What can be asked of who speaks.
    Source = enum SourceAsked {
        /// The speaker is of one of these kinds.
        Speaker(Vec<SpeakerKind>) "speaker: [anonymous]" on SPOKEN,
        /// Words of one of these lists are among the words that name the source.
        SourceHas(Vec<ListName>) "source-has: [office]" on SOURCED,
        /// One member of the group that is the source is named right after it, or shortly before.
        NamesFollow(bool) "names-follow: false" on FOLLOWED,
    }
    /// What can be asked of a phrase of a list.
    Phrase = enum PhraseAsked {
        /// The phrase belongs to one of these lists.
        Phrase(Vec<ListName>) "phrase: [undated-count]" on PHRASE,
        /// No word before the phrase belongs to it: “research shows”, not “her research shows”.
        Bare(bool) "bare: true" on PHRASE,
        /// What the phrase only describes is named in one of the next sentences: “a new poll … The Brodin
        /// poll”.
        NamedSoon(bool) "named-soon: false" on PHRASE,
        /// What the phrase says comes from a crowd: “praise from local residents”.
        FromCrowd(bool) "from-crowd: true" on PHRASE,
        /// Somebody without a name gave the account that the phrase names: “a complaint filed by a former
        /// guard”.
        FromPerson(bool) "from-person: true" on PHRASE,
        /// A crowd is the subject of the phrase: “some of the members were furious”.
        OfCrowd(bool) "of-crowd: true" on PHRASE,
        /// A word of one of these lists comes before the phrase, with nothing but adjectives or other nouns of
        /// its kind between: “drew sharp criticism”.
        Led(Vec<ListName>) "led: [draws-reaction]" on PHRASE,
        /// Nobody in the sentence is the one who says it: no person is its subject, and nobody comes after “by”
        /// or “from”.
        Unsaid(bool) "unsaid: true" on PHRASE,
        /// Somebody is credited with something earlier in the same sentence.
        ToldBefore(bool) "told-before: false" on PHRASE,
        /// “the” or “this” comes before the phrase: what it names was mentioned before.
        Definite(bool) "definite: false" on PHRASE,
    }
    /// What can be asked of a sentence.
    Sentence = enum SentenceAsked {
        /// The sentence has a passive that does not say who did it: "were barred".
        Agentless(bool) "agentless: true" on SENTENCE,
        /// The writer gives a figure of one of these kinds that nobody in the draft gives.
        Figure(Vec<FigureKind>) "figure: [money, share]" on SENTENCE,
        /// Documents give the figures of the draft: “the data show”, “according to filings”.
        FiguresFromPapers(bool) "figures-from-papers: false" on SENTENCE,
        /// The sentence follows one that is attributed, in the same paragraph.
        GoesOn(bool) "goes-on: true" on SENTENCE,
    }
    /// What can be asked of an attribution: its own, that of an accusation or a quotation, or the first of a claim.
    Attribution = enum AttributionAsked {
        /// The cue is of one of these classes.
        CueClass(Vec<CueClass>) "cue-class: [announce, neutral-report]" on TOLD,
        /// The cue is one of these words, in the form of the lexicon.
        Cue(Vec<String>) "cue: [claim]" on TOLD,
        /// Words of one of these lists are among the words of the cue or right after it.
        CueHas(Vec<ListName>) "cue-has: [boast-of]" on TOLD,
        /// The cue says that something is not said: "did not say".
        Negated(bool) "negated: false" on TOLD,
        /// The cue is loaded in one of these ways.
        Loaded(Vec<Loaded>) "loaded: [doubt]" on TOLD,
        /// How sure the reading of the attribution is, at least.
        Sure(Confidence) "sure: medium" on TOLD,
        /// Whose words are given.
        Form(Vec<Form>) "form: [direct]" on TOLD,
        /// No source is named for the attribution.
        Sourceless(bool) "sourceless: true" on TOLD,
        /// The words that name the source include a proper name, or say how many they are.
        SourceNamed(bool) "source-named: false" on TOLD,
        /// The draft does not name the source, which is one of these: “a senior aide”, “a spokesman for
        /// the bank”, “Peruvian officials”, “police”, “many shopkeepers”, “lawmakers”, “local media”.
        SourceIs(Vec<Unnamed>) "source-is: [person]" on TOLD,
        /// The draft says, at any mention of the source, why it is not named; that it asked not to be is not
        /// enough.
        ReasonGiven(bool) "reason-given: false" on TOLD,
        /// Somebody who is named or quoted speaks for the source in this paragraph or the next.
        ShownSoon(bool) "shown-soon: false" on TOLD,
        /// A body with a name is in the sentence or the one before it.
        BodyNear(bool) "body-near: false" on TOLD,
        /// The source was mentioned before: “the source”, “those people”.
        PointsBack(bool) "points-back: false" on TOLD,
        /// The same people were the source a little before: “two officials … one of the officials”, “an
        /// official … the official”.
        HeardBefore(bool) "heard-before: false" on TOLD,
        /// A name is next to the description of the source: “an official, Howard Ingram”.
        Apposed(bool) "apposed: false" on TOLD,
        /// The word for who speaks is the head of the source: “one of his aides”, not “talks among aides”.
        Headed(bool) "headed: true" on TOLD,
        /// The source may be one of several, and the text does not show which.
        Ambiguous(bool) "ambiguous: true" on TOLD,
        /// What is said is what somebody else has said.
        SecondHand(bool) "second-hand: true" on TOLD,
        /// What is said begins with the source's own doings or those of its body, or tells somebody to
        /// do something: “they are reviewing the rules”, “the club has sold”, “not to drink the water”.
        AboutItself(bool) "about-itself: true" on TOLD,
        /// What is said is a question: “are asking whether the dam is safe”.
        Asks(bool) "asks: false" on TOLD,
        /// Somebody's word is only touched on: “in what officials called a raid”, “less than analysts had
        /// expected”.
        InPassing(bool) "in-passing: false" on TOLD,
        /// What is said is a statement with a verb of its own, or is in quotation marks: “claimed that
        /// it was late”, not “claimed a lead”.
        Clause(bool) "clause: true" on TOLD,
        /// The story says further down that the source is wrong: “Hale is wrong”, “That is not true”; or
        /// somebody else denies it there.
        Contested(bool) "contested: false" on TOLD,
        /// At least n sentences are quoted before the reader learns who speaks.
        SentencesBeforeCue(usize) "sentences-before-cue: 3" on TOLD,
        /// What is said gives a figure of one of these kinds.
        Gives(Vec<FigureKind>) "gives: [money, rough]" on TOLD,
        /// The source confirms what its own side has done or said, and nobody else says so.
        ConfirmsItself(bool) "confirms-itself: true" on TOLD,
    }
    /// What can be asked of a claim: its own, that of an attribution, or the one a headline states.
    Claim = enum ClaimAsked {
        /// The claim has one of these standings.
        Standing(Vec<Standing>) "standing: [one-source, one-side]" on CLAIMED,
        /// At least n sources state the claim.
        Voices(usize) "voices: 2" on CLAIMED,
        /// All who state the claim are on one side.
        SingleSide(bool) "single-side: true" on CLAIMED was "single-camp",
        /// The claim is about the source's own acts, plans, feelings, results or views.
        Own(bool) "own: false" on CLAIMED,
        /// Words in the claim show that the source gains if it is believed.
        Interest(bool) "interest: true" on CLAIMED,
        /// Somebody answered the claim in one of these ways.
        Answered(Vec<AnswerKind>) "answered: [declines, silent]" on CLAIMED,
        /// The claim comes from a body, such as a firm, or from somebody who speaks for one.
        Body(bool) "body: false" on CLAIMED,
        /// The side that makes the claim accuses somebody, or is accused.
        Party(bool) "party: true" on CLAIMED,
        /// The claim is known only through channels of these kinds.
        Channels(Vec<ChannelKind>) "channels: [post]" on CLAIMED,
        /// The same speaker who denies the claim has made it.
        Reversal(bool) "reversal: false" on CLAIMED,
    }
    /// What can be asked of an accusation.
    Accusation = enum AccusationAsked {
        /// The accused replies to this accusation.
        Replied(bool) "replied: false" on ACCUSATION,
        /// The accused is somebody that the draft names or describes.
        AccusedKnown(bool) "accused-known: true" on ACCUSATION,
        /// The draft says of what somebody is accused.
        ActNamed(bool) "act-named: true" on ACCUSATION,
        /// The accused is quoted in the sentence of the accusation, or soon after it.
        SpeaksAfter(bool) "speaks-after: false" on ACCUSATION,
        /// The accused is quoted somewhere in the draft.
        AccusedHeard(bool) "accused-heard: true" on ACCUSATION,
        /// The accused, or somebody of their side, was asked and did not answer.
        AccusedAsked(bool) "accused-asked: false" on ACCUSATION,
        /// A court has decided about the accused, or they are dead.
        Settled(bool) "settled: false" on ACCUSATION,
        /// It is the accusation to ask the accused about: of all those against their side the first of the
        /// gravest that name them.
        Heaviest(bool) "heaviest: true" on ACCUSATION,
        /// How grave the accusation is: a crime, a wrong, or only criticism.
        Gravity(Vec<Gravity>) "gravity: [crime, wrong]" on ACCUSATION,
        /// How the accusation is worded.
        Frame(Vec<Frame>) "frame: [cue, passive]" on ACCUSATION,
    }
    /// What can be asked of a speaker.
    Speaker = enum SpeakerAsked {
        /// The draft gives the speaker a full name or a role.
        Introduced(bool) "introduced: false" on SPEAKER,
        /// The speaker is credited at least n times.
        Heard(usize) "heard: 1" on SPEAKER,
    }
    /// What can be asked of a quotation.
    Quotation = enum QuotationAsked {
        /// The closing mark of the quotation is missing.
        Unclosed(bool) "unclosed: true" on QUOTATION,
        /// The quotation is somebody speaking, not a word or a title in quotation marks.
        Speech(bool) "speech: true" on QUOTATION,
        /// The paragraph, or the one before it, credits somebody with something.
        SpeakerNear(bool) "speaker-near: false" on QUOTATION,
        /// The opening says the same in other words, and credits somebody with it.
        Paraphrased(bool) "paraphrased: false" on QUOTATION,
        /// Words are left out of the quotation or put into it.
        Altered(bool) "altered: true" on QUOTATION,
        /// The words of the quotation begin with capital letters, as titles and names do.
        Capitalised(bool) "capitalised: false" on QUOTATION,
        /// The words of the quotation also occur in a quotation in the body.
        Echoed(bool) "echoed: false" on QUOTATION,
    }
    /// What can be asked of the headline.
    Headline = enum HeadlineAsked {
        /// The body gives what the headline says only as what somebody said.
        OnlyAttributed(bool) "only-attributed: true" on HEADLINE,
        /// Words of one of these lists are in the body.
        BodyHas(Vec<ListName>) "body-has: [pleaded-guilty]" on HEADLINE,
        /// The body uses words of one of these lists where the headline does not.
        Softened(Vec<ListName>) "softened: [softener]" on HEADLINE,
    }
    /// What can be asked of a stretch that repeats another.
    Repetition = enum RepetitionAsked {
        /// The repeated text is word for word the same, not only almost.
        Exact(bool) "exact: true" on REPETITION,
    }
    /// What can be asked of what is written in two ways.
    Variant = enum VariantAsked {
        /// What is spelt in two ways.
        Variant(Vec<VariantKind>) "variant: [spelling]" on VARIANT,
    }
    /// What can be asked of the draft as a whole.
    Draft = enum DraftAsked {
        /// The draft begins with where and when it was written.
        Dateline(bool) "dateline: false" on DRAFT,
        /// The draft has at least n attributions.
        Attributions(usize) "attributions: 6" on DRAFT,
        /// The draft quotes at most n sides.
        SidesAtMost(usize) "sides-at-most: 1" on DRAFT was "camps-at-most",
        /// The draft makes clear, for every attribution, who speaks.
        SpeakersKnown(bool) "speakers-known: true" on DRAFT,
        /// Somebody is accused in the draft and never quoted.
        AccusedUnheard(bool) "accused-unheard: true" on DRAFT,
        /// One side mostly “says”, another mostly “claims”, each at least n times.
        VerbsDiffer(usize) "verbs-differ: 3" on DRAFT,
    }
}

impl Value for Vec<Condition> {
    fn takes() -> String {
        "a list of conditions".to_owned()
    }
}

impl Value for Box<Condition> {
    fn takes() -> String {
        "a condition".to_owned()
    }
}

impl Condition {
    /// The lists of which a phrase must be on one for this to hold. None where it may hold of a phrase of
    /// any list.
    pub(crate) fn phrases_asked(&self) -> Option<Vec<&ListName>> {
        match self {
            Self::Phrase(lists) => Some(lists.iter().collect()),
            Self::All(all) => {
                let asked = all.iter().filter_map(Self::phrases_asked);
                asked.min_by_key(Vec::len)
            }
            Self::Any(any) => {
                let asked: Option<Vec<_>> = any.iter().map(Self::phrases_asked).collect();
                Some(asked?.concat())
            }
            Self::Two(_) | Self::Not(_) => None,
            // What cannot be asked of a phrase holds of none.
            other => (!other.scopes().contains(&Scope::Phrase)).then(Vec::new),
        }
    }

    /// Its name in a check: "reason-given".
    pub(super) fn name(&self) -> String {
        hyphened(self.variant())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize)]
    struct When(
        #[serde(with = "serde_yaml::with::singleton_map_recursive")]
        #[allow(dead_code)]
        Condition,
    );

    #[test]
    fn the_lists_of_a_phrase_are_those_that_must_hold() {
        let asked = |when: &str| {
            let When(condition) = serde_yaml::from_str(when).unwrap();
            condition.phrases_asked().map(|lists| lists.len())
        };
        let nested = "all: [{ quoted: false }, { all: [{ phrase: [a-list, b-list] }] }]";
        assert_eq!(asked(nested), Some(2));
        assert_eq!(asked("phrase: [a-list]"), Some(1));
        assert_eq!(asked("any: [{ phrase: [a-list] }, { phrase: [b-list] }]"), Some(2));
        assert_eq!(asked("any: [{ phrase: [a-list] }, { quoted: false }]"), None);
        assert_eq!(asked("any: [{ phrase: [a-list] }, { source-is: [crowd] }]"), Some(1));
        assert_eq!(asked("not: { phrase: [a-list] }"), None);
    }

    #[test]
    fn every_example_is_read_as_its_condition() {
        for page in Condition::PAGES {
            let read = serde_yaml::from_str::<When>(page.example);
            assert!(read.is_ok(), "{}: {:?}", page.example, read.err());
            assert!(page.example.starts_with(&format!("{}:", page.name())), "{}", page.example);
        }
    }
}
