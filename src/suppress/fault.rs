//! What can be wrong with a note to `whosaid`. These findings cannot be set aside.

use crate::parse::Confidence;
use crate::span::Span;
use crate::verdict::{Finding, Severity};

/// A fault of a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// It sets nothing aside.
    Unused,
    /// It names a check that does not exist.
    UnknownName,
    /// It gives no reason.
    NoReason,
    /// A `disable` that no `enable` ends.
    Unclosed,
    /// It cannot be understood.
    Malformed,
}

impl Fault {
    /// All of them, by code.
    pub const ALL: [Self; 5] =
        [Self::Unused, Self::UnknownName, Self::NoReason, Self::Unclosed, Self::Malformed];

    /// "IG001"
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unused => "IG001",
            Self::UnknownName => "IG002",
            Self::NoReason => "IG003",
            Self::Unclosed => "IG004",
            Self::Malformed => "IG005",
        }
    }

    /// "unused-ignore"
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unused => "unused-ignore",
            Self::UnknownName => "unknown-ignore",
            Self::NoReason => "ignore-without-reason",
            Self::Unclosed => "unclosed-disable",
            Self::Malformed => "malformed-ignore",
        }
    }

    /// How bad it is.
    #[must_use]
    pub const fn severity(self) -> Severity {
        match self {
            Self::Malformed => Severity::Error,
            _ => Severity::Warning,
        }
    }

    /// Why it matters.
    #[must_use]
    pub const fn why(self) -> &'static str {
        match self {
            Self::Unused => "An unused ignore can hide a real problem later.",
            Self::UnknownName => "A note with a wrong name ignores nothing.",
            Self::NoReason => "The next editor must be able to see why a finding was ignored.",
            Self::Unclosed => "It ignores everything up to the end, later paragraphs included.",
            Self::Malformed => "A note that is not understood ignores nothing.",
        }
    }

    /// What to do.
    #[must_use]
    pub const fn help(self) -> &'static str {
        match self {
            Self::Unused => "Remove the name from the note, or the whole note.",
            Self::UnknownName => {
                "Write the code or name of a check. `whosaid rules list` lists them."
            }
            Self::NoReason => "Write the reason after the bracket, in a few words.",
            Self::Unclosed => "Write “whosaid: enable[…]” where the checks should resume.",
            Self::Malformed => "Write “whosaid: ignore[CODE] reason”.",
        }
    }

    /// The fault with this code or name.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|fault| fault.code().eq_ignore_ascii_case(name) || fault.name() == name)
    }

    /// The finding on some words of a note.
    pub(super) fn finding(self, span: Span, message: String) -> Finding {
        Finding {
            code: self.code().to_owned(),
            name: self.name().to_owned(),
            fingerprint: String::new(),
            severity: self.severity(),
            confidence: Confidence::High,
            span,
            named: vec![span],
            message,
            question: None,
            call: None,
            help: self.help().to_owned(),
            claim: None,
            related: Vec::new(),
            also: Vec::new(),
        }
    }
}
