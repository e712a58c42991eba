//! The standards behind the checks, and where they are written: `rules/standards.yaml`.

use serde::Deserialize;

use super::{Files, RuleError, yaml};

/// A standard of the trade.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standard {
    /// The key under which checks name it: "NPR-ONE".
    pub key: String,
    /// Whose it is and what it is called.
    pub title: String,
    /// Where it, or a copy of it, can be read.
    pub address: String,
}

/// Reads the table of standards.
pub(super) fn read(files: &Files, errors: &mut Vec<RuleError>) -> Vec<Standard> {
    let mut all: Vec<Standard> = Vec::new();
    for file in files.under("standards") {
        match yaml::read::<Vec<Standard>>(file) {
            Ok(standards) => all.extend(standards),
            Err(error) => errors.push(error),
        }
    }
    all
}
