//! A draft that has been read and judged, and how it is to be shown.

use std::sync::Arc;

use crate::adopt;
use crate::read::Draft;
use crate::rulebook::Rulebook;
use crate::verdict::{Finding, SetAside, Severity, Verdict};
use crate::versions::{self, Version};

/// A draft that has been read and judged.
#[derive(Debug)]
pub struct Checked {
    /// The draft.
    pub draft: Draft,
    /// What there is to say about it.
    pub verdict: Verdict,
    /// The rules by which it was judged.
    pub rulebook: Arc<Rulebook>,
    /// The least severity to show of its findings.
    pub show: Severity,
}

impl Checked {
    /// What the draft says by whom, to be held against another version.
    #[must_use]
    pub fn version(&self) -> Version {
        versions::version(&self.draft, &self.verdict, &self.rulebook.lexicon)
    }

    /// What somebody has set aside with a reason; what is old is not listed.
    pub(super) fn ignored(&self) -> impl Iterator<Item = &SetAside> {
        self.verdict.aside.iter().filter(|aside| !adopt::is_old(aside))
    }

    /// How many findings are not shown because they are old.
    pub(super) fn old(&self) -> usize {
        self.verdict.aside.iter().filter(|aside| adopt::is_old(aside)).count()
    }

    /// The findings that are shown.
    pub(super) fn shown(&self) -> impl Iterator<Item = &Finding> {
        self.verdict.findings.iter().filter(|finding| finding.severity >= self.show)
    }
}

/// With colours or without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// With.
    On,
    /// Without.
    Off,
}

/// With links to the drafts or without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Links {
    /// With.
    On,
    /// Without.
    Off,
}

/// How a report is to look.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// With colours or without.
    pub colour: Colour,
    /// Columns of the page.
    pub width: usize,
    /// With links or without; only a terminal has them.
    pub links: Links,
}
