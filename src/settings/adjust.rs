//! What settings change about a check.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::value::{Error, MapAccessDeserializer, StrDeserializer};
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use crate::parse::Confidence;
use crate::rulebook::{self, Check, RuleErrorKind};
use crate::verdict::Severity;

/// How bad a check's findings are, or that it is off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Do not publish like this.
    Error,
    /// Look before publishing.
    Warning,
    /// Something to think about; older settings say `info`.
    #[serde(alias = "info")]
    Note,
    /// The check does not run.
    Off,
}

impl Level {
    /// All levels by name.
    pub const ALL: [(&'static str, Self); 4] = [
        ("error", Self::Error),
        ("warning", Self::Warning),
        ("note", Self::Note),
        ("off", Self::Off),
    ];

    /// The level of a name.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        Self::deserialize(StrDeserializer::<Error>::new(name)).ok()
    }

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
            Self::Off => "off",
        }
    }

    /// The severity; nothing when the check is off.
    #[must_use]
    pub const fn severity(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Note => Some(Severity::Note),
            Self::Off => None,
        }
    }
}

/// A level alone, or fields to change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Adjustment(pub Fields);

/// The fields of a check that settings can change; what is not named stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Fields {
    /// The severity, or off.
    #[serde(alias = "severity")]
    pub level: Option<Level>,
    /// How sure the check is.
    pub confidence: Option<Confidence>,
    /// What it says.
    pub message: Option<String>,
    /// The question to put to the reporter.
    pub question: Option<String>,
    /// The standard behind it.
    pub why: Option<String>,
    /// What to do.
    pub help: Option<String>,
}

impl From<Level> for Adjustment {
    fn from(level: Level) -> Self {
        Self(Fields { level: Some(level), ..Fields::default() })
    }
}

impl Adjustment {
    /// The texts that it changes, by field.
    pub(super) fn texts(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let fields = [
            ("message", &self.0.message),
            ("question", &self.0.question),
            ("why", &self.0.why),
            ("help", &self.0.help),
        ];
        fields.into_iter().filter_map(|(name, text)| Some((name, text.as_deref()?)))
    }

    /// Changes a check, but for whether it is off. Of a field that cannot be so, its name and what
    /// is wrong.
    pub(super) fn apply(&self, check: &mut Check) -> Result<(), (&'static str, RuleErrorKind)> {
        let fields = &self.0;
        for (name, text) in [("message", &fields.message), ("question", &fields.question)] {
            let text = text.as_deref().unwrap_or_default();
            if let Some(error) = rulebook::unknown_placeholder(text, check) {
                return Err((name, error));
            }
        }
        if let Some(severity) = fields.level.and_then(Level::severity) {
            check.severity = severity;
        }
        if let Some(confidence) = fields.confidence {
            check.confidence = confidence;
        }
        if let Some(question) = &fields.question {
            check.question = Some(question.clone());
        }
        for (new, old) in [
            (&fields.message, &mut check.message),
            (&fields.why, &mut check.why),
            (&fields.help, &mut check.help),
        ] {
            if let Some(new) = new {
                old.clone_from(new);
            }
        }
        Ok(())
    }
}

impl<'de> Deserialize<'de> for Adjustment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = Adjustment;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("error, warning, note, off, or fields such as { level: … }")
            }

            fn visit_str<E: serde::de::Error>(self, word: &str) -> Result<Adjustment, E> {
                Level::deserialize(StrDeserializer::new(word)).map(Adjustment::from)
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Adjustment, A::Error> {
                Fields::deserialize(MapAccessDeserializer::new(map)).map(Adjustment)
            }
        }
        deserializer.deserialize_any(Either)
    }
}

impl JsonSchema for Adjustment {
    fn schema_name() -> Cow<'static, str> {
        "Adjustment".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let level = generator.subschema_for::<Level>();
        let fields = generator.subschema_for::<Fields>();
        schemars::json_schema!({
            "description": "A level alone, or fields to change.",
            "anyOf": [level, fields]
        })
    }
}
