//! Which drafts are read, and how.

use std::path::PathBuf;

use whosaid::report::Format;

use crate::cli::adoption::AdoptArguments;
use crate::cli::arguments::{
    CheckArguments, ExitArguments, FileArguments, FindingArguments, RulesFolder,
};
use crate::cli::output::Output;

/// Which drafts to read and judge, and how.
pub(in crate::cli) struct Reading<'a> {
    pub(in crate::cli) paths: &'a [PathBuf],
    pub(in crate::cli) findings: &'a FindingArguments,
    pub(in crate::cli) exit: Option<&'a ExitArguments>,
    pub(in crate::cli) files: &'a FileArguments,
    pub(in crate::cli) rules: &'a RulesFolder,
    /// Which findings are old; else the settings say so.
    pub(in crate::cli) adopt: Option<&'a AdoptArguments>,
}

impl CheckArguments {
    /// The reports that are asked for.
    pub(in crate::cli) fn outputs(&self) -> Vec<Output> {
        if self.output.is_empty() {
            return vec![Output { format: Format::Text, file: None }];
        }
        self.output.clone()
    }

    /// Which drafts to read.
    pub(in crate::cli) fn reading(&self) -> Reading<'_> {
        Reading {
            paths: &self.paths,
            findings: &self.findings,
            exit: Some(&self.exit),
            files: &self.files,
            rules: &self.rules,
            adopt: Some(&self.adopt),
        }
    }
}
