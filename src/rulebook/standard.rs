//! The standards behind the checks, and where they are written: `rules/standards.yaml`.

use std::fmt;

use serde::Deserialize;

use super::{Files, RuleError, yaml};

/// A standard of the trade.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standard {
    /// The key under which checks name it: "NPR-ONE".
    pub key: String,
    /// The publisher and the work: "Reuters Handbook of Journalism".
    #[serde(alias = "title")] // what it was called before
    pub publication: String,
    /// The part of the work: "The essentials of sourcing".
    pub section: Option<String>,
    /// When it was published.
    pub year: Option<u16>,
    /// Where the publisher, or an archive of the publisher's site, has it.
    pub address: Option<String>,
}

/// "Reuters Handbook of Journalism, The essentials of sourcing (2008)"
impl fmt::Display for Standard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.publication)?;
        if let Some(section) = &self.section {
            write!(f, ", {section}")?;
        }
        if let Some(year) = self.year {
            write!(f, " ({year})")?;
        }
        Ok(())
    }
}

/// Reads the table of standards.
pub(super) fn read(files: &Files, errors: &mut Vec<RuleError>) -> Vec<Standard> {
    let mut all: Vec<Standard> = Vec::new();
    for file in files.under("standards") {
        match yaml::read_rules::<Vec<Standard>>(file) {
            Ok(standards) => all.extend(standards),
            Err(error) => errors.push(error),
        }
    }
    all
}
