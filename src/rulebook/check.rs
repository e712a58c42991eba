//! The shape of a check: one YAML file under `rules/checks/`.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::Condition;
use crate::lexicon::Class;
use crate::parse::Confidence;
use crate::verdict::Severity;

/// A check, with all that is known of it.
#[derive(Clone, Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// Two capital letters of the family and three digits: "CO002".
    pub code: String,
    /// What is wrong, in words joined by hyphens: "same-camp-sources".
    pub name: String,
    /// How bad it is if the check is right.
    pub severity: Severity,
    /// How sure the check is.
    pub confidence: Confidence,
    /// Whether it speaks without being asked to.
    #[serde(default)]
    pub default: Default,
    /// Why it is off, or only an info, or other than one might expect.
    #[serde(default)]
    pub reason: Option<String>,
    /// What the check looks at: one thing, or a list.
    #[serde(deserialize_with = "one_or_many")]
    #[schemars(with = "OneOrMany")]
    pub on: Vec<Scope>,
    /// When it speaks.
    #[serde(with = "serde_yaml::with::singleton_map_recursive")]
    #[schemars(with = "Condition")]
    pub when: Condition,
    /// Codes of checks whose finding on the same words or claim says this too. There the finding is
    /// listed under that one.
    #[serde(default)]
    pub within: Vec<String>,
    /// True when all findings of one draft are one finding with several places.
    #[serde(default)]
    pub once: bool,
    /// What it says. Words in braces are filled in.
    pub message: String,
    /// The question to put to the reporter.
    #[serde(default)]
    pub question: Option<String>,
    /// The standard behind it.
    pub why: String,
    /// Where the standard is written: keys of `rules/standards.yaml`.
    #[serde(default)]
    pub standards: Vec<String>,
    /// What to do.
    pub help: String,
    /// Texts on which it must and must not speak.
    pub examples: Examples,
    /// The folder below `checks/` in which the file lies: "corroboration".
    #[serde(skip)]
    pub family: String,
}

/// Whether a check speaks without being asked to.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Default {
    /// It does.
    #[default]
    On,
    /// Only when it is asked for by name.
    Off,
}

/// Texts that test a check.
#[derive(Clone, Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Examples {
    /// The check must speak.
    pub flag: Vec<String>,
    /// The check must be silent.
    pub pass: Vec<String>,
}

/// What a check looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// Each act of saying.
    Attribution,
    /// Each claim.
    Claim,
    /// Each accusation.
    Accusation,
    /// Each speaker who is credited with something.
    Speaker,
    /// Each sentence that has words of the writer's own.
    Sentence,
    /// Each phrase of a list under `rules/lexicon/`.
    Phrase,
    /// Each quotation.
    Quotation,
    /// The headline.
    Headline,
    /// Each part of the draft that repeats an earlier one.
    Repetition,
    /// Each word, title or name that is written in two ways.
    Variant,
    /// The draft as a whole.
    Draft,
}

impl Scope {
    /// All scopes, in the order of the pages.
    pub const ALL: [Self; 11] = [
        Self::Attribution,
        Self::Claim,
        Self::Accusation,
        Self::Speaker,
        Self::Sentence,
        Self::Phrase,
        Self::Quotation,
        Self::Headline,
        Self::Repetition,
        Self::Variant,
        Self::Draft,
    ];

    /// The words in braces that a message about this may hold.
    #[must_use]
    pub const fn placeholders(self) -> &'static [&'static str] {
        match self {
            Self::Attribution => {
                &["source", "verb", "content", "phrase", "candidates", "sentences", "number"]
            }
            Self::Claim => {
                &["source", "claim", "camp", "voices", "count", "answer", "interest", "number"]
            }
            Self::Accusation => &["source", "accused", "act"],
            Self::Repetition => &["line", "earlier"],
            Self::Quotation => &["quote", "part"],
            Self::Speaker => &["source", "missing"],
            Self::Sentence => &["words", "number", "phrase"],
            Self::Phrase => &["phrase", "source"],
            Self::Headline => &["claim", "source", "phrase"],
            Self::Variant => &["one", "other"],
            Self::Draft => &["camp", "count", "other", "phrase"],
        }
    }
}

/// The name of a list of words: a class of the lexicon, a list of phrases, "number" or "year".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(from = "String", into = "String")]
#[schemars(with = "String")]
pub enum ListName {
    /// Figures, written in digits or as "millions"; years are none.
    Number,
    /// A year in digits: "2024".
    Year,
    /// A class of the lexicon.
    Class(Class),
    /// A list under `rules/lexicon/phrases/`.
    Phrases(String),
}

impl From<ListName> for String {
    fn from(list: ListName) -> Self {
        match list {
            ListName::Number => "number".to_owned(),
            ListName::Year => "year".to_owned(),
            ListName::Phrases(name) => name,
            ListName::Class(class) => serde_json::to_value(class)
                .ok()
                .and_then(|name| name.as_str().map(str::to_owned))
                .unwrap_or_default(),
        }
    }
}

impl From<String> for ListName {
    fn from(name: String) -> Self {
        match name.as_str() {
            "number" => Self::Number,
            "year" => Self::Year,
            _ => class_named(&name).map_or(Self::Phrases(name), Self::Class),
        }
    }
}

/// The class with this name. Checks ask for lists in every draft, and most are no classes.
fn class_named(name: &str) -> Option<Class> {
    static NAMES: OnceLock<FxHashMap<String, Class>> = OnceLock::new();
    let named = |class: &Class| (String::from(ListName::Class(*class)), *class);
    NAMES.get_or_init(|| Class::ALL.iter().map(named).collect()).get(name).copied()
}

/// How `on` is written: one scope, or a list.
#[derive(schemars::JsonSchema)]
#[schemars(untagged)]
#[allow(dead_code)] // the schema is made from it, nothing else
enum OneOrMany {
    One(Scope),
    Many(Vec<Scope>),
}

/// Reads `claim` and `[attribution, phrase]` alike.
fn one_or_many<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<Scope>, D::Error> {
    struct Visitor;
    impl<'de> serde::de::Visitor<'de> for Visitor {
        type Value = Vec<Scope>;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("what the check looks at, or a list of it")
        }

        fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Self::Value, E> {
            let scope = Scope::deserialize(serde::de::value::StrDeserializer::new(text))?;
            Ok(vec![scope])
        }

        fn visit_seq<A: serde::de::SeqAccess<'de>>(
            self,
            mut seq: A,
        ) -> Result<Self::Value, A::Error> {
            let mut all = Vec::new();
            while let Some(scope) = seq.next_element()? {
                all.push(scope);
            }
            Ok(all)
        }
    }
    deserializer.deserialize_any(Visitor)
}
