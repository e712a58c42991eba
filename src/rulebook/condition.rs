//! The vocabulary of conditions: what a check can ask. Small, closed, and its own documentation.

use serde::{Deserialize, Serialize};

use super::list::ListName;
use crate::lexicon::{CueClass, Loaded};
use crate::parse::{ChannelKind, Confidence, Form};
use crate::resolve::SpeakerKind;
use crate::weigh::{AnswerKind, Standing};

/// What there is to know of one condition.
#[derive(Clone, Copy, Debug)]
pub struct ConditionPage {
    /// Its name in the program: "ReasonGiven".
    variant: &'static str,
    /// What it asks.
    pub meaning: &'static str,
    /// How it is written in a check.
    pub example: &'static str,
    takes: fn() -> String,
}

impl ConditionPage {
    /// Its name in a check: "reason-given".
    #[must_use]
    pub fn name(&self) -> String {
        let mut name = String::new();
        for (at, char) in self.variant.char_indices() {
            if char.is_uppercase() && at > 0 {
                name.push('-');
            }
            name.extend(char.to_lowercase());
        }
        name
    }

    /// What stands behind the colon, in words.
    #[must_use]
    pub fn takes(&self) -> String {
        (self.takes)()
    }
}

/// Declares [`Condition`] and the pages on it from one text.
macro_rules! conditions {
    ($($(#[doc = $doc:literal])+ $name:ident($type:ty) $example:literal,)*) => {
        /// When a check speaks: a question about what the stages before have found out.
        #[derive(Clone, Debug, Serialize, Deserialize, schemars::JsonSchema)]
        #[serde(rename_all = "kebab-case")]
        pub enum Condition { $($(#[doc = $doc])+ $name($type),)* }

        impl Condition {
            /// A page on each condition, in the order of the list.
            pub const PAGES: &'static [ConditionPage] = &[$(ConditionPage {
                variant: stringify!($name),
                meaning: concat!($($doc),+),
                example: $example,
                takes: <$type as Value>::takes,
            },)*];
        }
    };
}

conditions! {
    /// All of these hold.
    All(Vec<Condition>) "all: [{ quoted: false }, { attributed: false }]",
    /// One of these holds.
    Any(Vec<Condition>) "any: [{ voices: 2 }, { interest: true }]",
    /// At least two of these hold.
    Two(Vec<Condition>) "two: [{ mentions: [evaluative] }, { mentions: [number] }]",
    /// This does not hold.
    Not(Box<Condition>) "not: { speaker: [court] }",
    /// Words of one of these lists stand in what the check looks at: what is said, the writer's
    /// own words of a sentence, the words of a quotation or headline.
    Mentions(Vec<ListName>) "mentions: [negotiation, number]",
    /// Words of one of these lists stand in the words that name the source.
    SourceHas(Vec<ListName>) "source-has: [office]",
    /// Words of one of these lists stand in the same sentence or one beside it in the paragraph.
    Near(Vec<ListName>) "near: [anonymity-reason]",
    /// Words of one of these lists stand in the same sentence or the two before and behind it,
    /// whatever the paragraph.
    Around(Vec<ListName>) "around: [lawsuit-word]",
    /// The next sentence begins with “but”, “however” or a word like it.
    TurnsAfter(bool) "turns-after: false",
    /// Words of one of these lists stand in the same sentence.
    SentenceHas(Vec<ListName>) "sentence-has: [month]",
    /// The phrase belongs to one of these lists.
    Phrase(Vec<ListName>) "phrase: [undated-count]",
    /// No word before the phrase belongs to it: “research shows”, not “her research shows”.
    Bare(bool) "bare: true",
    /// What the phrase calls by its kind has its name in one of the next sentences: “a new poll … The
    /// Brodin poll”.
    NamedSoon(bool) "named-soon: false",
    /// “the” or “this” stands before the phrase: what it names was spoken of before.
    Definite(bool) "definite: false",
    /// The words stand in quotation marks.
    Quoted(bool) "quoted: false",
    /// Somebody is credited with the words.
    Attributed(bool) "attributed: false",
    /// The part of the draft in which the words stand.
    Part(Vec<Part>) "part: [headline, caption]",
    /// At least so many words.
    Words(usize) "words: 4",
    /// At most so many words.
    WordsAtMost(usize) "words-at-most: 3",
    /// The claim stands in one of these ways.
    Standing(Vec<Standing>) "standing: [one-voice, one-camp]",
    /// At least so many voices state the claim.
    Voices(usize) "voices: 2",
    /// A single camp stands behind the claim.
    SingleCamp(bool) "single-camp: true",
    /// The claim is about the source's own acts, plans, feelings, results or views.
    Own(bool) "own: false",
    /// Words in the claim show that the source gains if it is believed.
    Interest(bool) "interest: true",
    /// Somebody answered the claim in one of these ways.
    Answered(Vec<AnswerKind>) "answered: [declines, silent]",
    /// The claim comes from a body, such as a firm, or from somebody who speaks for one.
    Body(bool) "body: false",
    /// The camp behind the claim accuses somebody, or is accused.
    Party(bool) "party: true",
    /// The claim is known only through channels of these kinds.
    Channels(Vec<ChannelKind>) "channels: [post]",
    /// The same speaker who denies the claim has made it.
    Reversal(bool) "reversal: false",
    /// The cue is of one of these classes.
    CueClass(Vec<CueClass>) "cue-class: [announce, neutral-report]",
    /// The cue is one of these words, in the form of the lexicon.
    Cue(Vec<String>) "cue: [claim]",
    /// Words of one of these lists stand among the words of the cue or right behind it.
    CueHas(Vec<ListName>) "cue-has: [boast-of]",
    /// The cue says that something is not said: "did not say".
    Negated(bool) "negated: false",
    /// The cue is loaded in one of these ways.
    Loaded(Vec<Loaded>) "loaded: [doubt]",
    /// How sure the reading of the attribution is, at least.
    Sure(Confidence) "sure: medium",
    /// The speaker is of one of these kinds.
    Speaker(Vec<SpeakerKind>) "speaker: [anonymous]",
    /// Whose words are given.
    Form(Vec<Form>) "form: [direct]",
    /// No source is named for the attribution.
    Sourceless(bool) "sourceless: true",
    /// The words that name the source hold a proper name or say how many they are.
    SourceNamed(bool) "source-named: false",
    /// The source was spoken of before: “the source”, “those people”.
    PointsBack(bool) "points-back: false",
    /// One of the group that is the source is named right behind, or a little before.
    NamesFollow(bool) "names-follow: false",
    /// A name stands beside the description of the source: “an official, Howard Ingram”.
    Apposed(bool) "apposed: false",
    /// The source may be one of several, and the text does not show which.
    Ambiguous(bool) "ambiguous: true",
    /// What is said is what somebody else has said.
    SecondHand(bool) "second-hand: true",
    /// What is said begins with the source's own doings or those of its body, or tells somebody to
    /// do something: “they are reviewing the rules”, “the club has sold”, “not to drink the water”.
    AboutItself(bool) "about-itself: true",
    /// The word for who speaks is the head of the source: “one of his aides”, not “talks among aides”.
    Headed(bool) "headed: true",
    /// What is said is a question: “are asking whether the dam is safe”.
    Asks(bool) "asks: false",
    /// Somebody's word is only touched on: “in what officials called a raid”, “less than analysts had
    /// expected”.
    InPassing(bool) "in-passing: false",
    /// What is said is a statement with a verb of its own, or stands in quotation marks: “claimed that
    /// it was late”, not “claimed a lead”.
    Clause(bool) "clause: true",
    /// The story says further down that the source is wrong: “Hale is wrong”, “That is not true”; or
    /// somebody else denies it there.
    Contested(bool) "contested: false",
    /// At least so many sentences are quoted before the reader learns who speaks.
    SentencesBeforeCue(usize) "sentences-before-cue: 3",
    /// The source confirms what its own camp has done or said, and nobody else says so.
    ConfirmsItself(bool) "confirms-itself: true",
    /// The accused replies to this accusation.
    Replied(bool) "replied: false",
    /// The accused is somebody that the draft names or describes.
    AccusedKnown(bool) "accused-known: true",
    /// The draft says of what somebody is accused.
    ActNamed(bool) "act-named: true",
    /// The accused speaks in the sentence of the accusation, or soon after it.
    SpeaksAfter(bool) "speaks-after: false",
    /// The accused speaks somewhere in the draft.
    AccusedHeard(bool) "accused-heard: true",
    /// The closing mark of the quotation is missing.
    Unclosed(bool) "unclosed: true",
    /// The quotation is somebody speaking, not a word or a title in quotation marks.
    Speech(bool) "speech: true",
    /// The paragraph, or the one before it, credits somebody with something.
    SpeakerNear(bool) "speaker-near: false",
    /// The opening says in other words, and credits somebody with it, what the quotation says.
    Paraphrased(bool) "paraphrased: false",
    /// Words are left out of the quotation or put into it.
    Altered(bool) "altered: true",
    /// The words of the quotation begin with capital letters, as titles and names do.
    Capitalised(bool) "capitalised: false",
    /// The words of the quotation come again in a quotation of the body.
    Echoed(bool) "echoed: false",
    /// The draft gives the speaker a full name or a role.
    Introduced(bool) "introduced: false",
    /// The speaker is credited at least so many times.
    Heard(usize) "heard: 1",
    /// The sentence has a passive that does not say who did it: "were barred".
    Agentless(bool) "agentless: true",
    /// The sentence asks: “How many voters say so?”
    Question(bool) "question: false",
    /// The sentence goes on behind one that is attributed, in the same paragraph.
    GoesOn(bool) "goes-on: true",
    /// The draft says at its head when and where it was written.
    Dateline(bool) "dateline: false",
    /// At least so many attributions stand in the draft.
    Attributions(usize) "attributions: 6",
    /// At most so many camps are heard in the draft.
    CampsAtMost(usize) "camps-at-most: 1",
    /// Somebody who is accused in the draft is never heard.
    AccusedUnheard(bool) "accused-unheard: true",
    /// One camp mostly “says”, another mostly “claims”, each at least so many times.
    VerbsDiffer(usize) "verbs-differ: 3",
    /// What the headline says stands in the body only as somebody's word.
    OnlyAttributed(bool) "only-attributed: true",
    /// The body says with words of one of these lists what the headline says without.
    Softened(Vec<ListName>) "softened: [softener]",
    /// The stretch stands twice in the same words, not only in nearly the same.
    Exact(bool) "exact: true",
    /// What the two spellings are of.
    Variant(Vec<VariantKind>) "variant: [spelling]",
}

/// A part of the draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)] // the names are those of `read::BlockKind`
pub enum Part {
    Headline,
    SubHeadline,
    Caption,
    Paragraph,
}

/// What is written in two ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum VariantKind {
    /// A word: "reelection", "re-election".
    Spelling,
    /// A title: "Mr Hale", "Dr Hale".
    Honorific,
    /// A name: "Petersen", "Peterson".
    Name,
}

/// What can stand behind the colon of a condition.
trait Value {
    /// In words.
    fn takes() -> String;
}

/// The names that a type of names allows, as its reader lists them.
fn allowed<T: for<'de> Deserialize<'de>>() -> String {
    let error = serde_yaml::from_str::<T>("\"\"").err().map(|e| e.to_string());
    let names: Vec<String> = error
        .iter()
        .flat_map(|text| text.split('`').skip(1).step_by(2))
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect();
    names.join(", ")
}

macro_rules! names {
    ($($type:ty),*) => {$(
        impl Value for $type {
            fn takes() -> String { format!("one of {}", allowed::<$type>()) }
        }
        impl Value for Vec<$type> {
            fn takes() -> String { format!("a list of {}", allowed::<$type>()) }
        }
    )*};
}

names!(
    Standing,
    AnswerKind,
    ChannelKind,
    CueClass,
    Loaded,
    Confidence,
    SpeakerKind,
    Form,
    Part,
    VariantKind
);

macro_rules! words {
    ($($type:ty: $words:literal),* $(,)?) => {$(
        impl Value for $type { fn takes() -> String { $words.to_owned() } }
    )*};
}

words! {
    bool: "true or false",
    usize: "a number",
    Vec<String>: "a list of words",
    Vec<ListName>: "a list of names of word lists",
    Vec<Condition>: "a list of conditions",
    Box<Condition>: "a condition",
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
    fn every_example_is_read_as_its_condition() {
        for page in Condition::PAGES {
            let read = serde_yaml::from_str::<When>(page.example);
            assert!(read.is_ok(), "{}: {:?}", page.example, read.err());
            assert!(page.example.starts_with(&format!("{}:", page.name())), "{}", page.example);
        }
    }

    #[test]
    fn names_are_listed_by_their_reader() {
        assert_eq!(allowed::<Part>(), "headline, sub-headline, caption, paragraph");
    }
}
