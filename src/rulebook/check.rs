//! The shape of a check: one YAML file under `rules/checks/`.

use serde::{Deserialize, Serialize};

use super::condition::Condition;
use super::scope::Scope;
use crate::parse::Confidence;
use crate::verdict::{Call, Severity};

/// A check, with all that is known of it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// Two capital letters of the family and three digits: "CO002".
    pub code: String,
    /// What is wrong, in words joined by hyphens: "same-side-sources".
    pub name: String,
    /// Names it had before; settings and notes in drafts may still use them.
    #[serde(default)]
    pub former: Vec<String>,
    /// How bad it is if the check is right.
    pub severity: Severity,
    /// How sure the check is.
    pub confidence: Confidence,
    /// Whether it speaks without being asked to.
    #[serde(default)]
    pub default: Switch,
    /// Why it is off, or only a note, or other than one might expect.
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
    /// Whom a fact-checker would call, and what to ask.
    #[serde(default)]
    pub call: Option<Call>,
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

impl Check {
    /// True for a check on the draft as a whole: it speaks once, wherever it is shown.
    #[must_use]
    pub fn is_on_the_draft(&self) -> bool {
        self.on.iter().all(|on| *on == Scope::Draft)
    }
}

/// Whether a check speaks without being asked to.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Switch {
    /// It does.
    #[default]
    On,
    /// Only when it is asked for by name.
    Off,
}

/// Texts that test a check.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Examples {
    /// The check must speak.
    pub flag: Vec<String>,
    /// The check must be silent.
    pub pass: Vec<String>,
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
