//! `whosaid claims`, `speakers` and `questions`: the same drafts as `check` reads, as lists to work on.

use std::path::PathBuf;

use whosaid::report::SheetFormat;

use super::arguments::{
    FileArguments, FindingArguments, ListArguments, PageArguments, QuestionArguments, RulesFolder,
    SheetArguments,
};
use super::output::Output;

/// What to read, and where to write the sheet.
pub(super) struct Order {
    pub(super) paths: Vec<PathBuf>,
    pub(super) findings: FindingArguments,
    pub(super) files: FileArguments,
    pub(super) rules: RulesFolder,
    pub(super) page: PageArguments,
    pub(super) outputs: Vec<Output<SheetFormat>>,
}

impl ListArguments {
    /// The order for a sheet of everything in a draft, or why it is refused.
    pub(super) fn order(self, sheet: &str) -> Result<Order, String> {
        let findings = [("--show", self.show.is_some()), ("--only", self.only.is_some())];
        if let Some((option, _)) = findings.iter().find(|(_, given)| *given) {
            return Err(format!(
                "{sheet} does not take {option}: it lists everything in the draft, whatever is \
                 flagged; use {option} with `check` or `questions`"
            ));
        }
        self.sheet.order(sheet)
    }
}

impl QuestionArguments {
    /// The order for a sheet of questions, or why it is refused.
    pub(super) fn order(self) -> Result<Order, String> {
        let mut order = self.sheet.order("questions")?;
        order.findings = self.findings;
        Ok(order)
    }
}

impl SheetArguments {
    fn order(self, sheet: &str) -> Result<Order, String> {
        if self.fail_on.is_some_and(|level| level != "never") {
            return Err(format!(
                "{sheet} does not take --fail-on: a sheet is a list and does not fail; use \
                 --fail-on with `check`"
            ));
        }
        let text = Output { format: SheetFormat::Text, file: None };
        let outputs = if self.output.is_empty() { vec![text] } else { self.output };
        Ok(Order {
            paths: self.paths,
            findings: FindingArguments::default(),
            files: self.files,
            rules: self.rules,
            page: self.page,
            outputs,
        })
    }
}
