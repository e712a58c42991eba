//! `whosaid claims`, `speakers` and `questions`: the same drafts as `check` reads, as lists to work on.

use whosaid::report::SheetFormat;

use super::arguments::{
    CheckArguments, ListArguments, QuestionArguments, SheetArguments, SheetOutput,
};

/// What to read, and where to write the sheet.
pub(super) struct Order {
    pub(super) read: CheckArguments,
    pub(super) outputs: Vec<SheetOutput>,
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
        order.read.show = self.show;
        order.read.only = self.only;
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
        let text = SheetOutput { format: SheetFormat::Text, file: None };
        let outputs = if self.output.is_empty() { vec![text] } else { self.output };
        let read = CheckArguments {
            paths: self.paths,
            color: self.color,
            width: self.width,
            exclude: self.exclude,
            force_exclude: self.force_exclude,
            stdin_filename: self.stdin_filename,
            input_format: self.input_format,
            rules: self.rules,
            ..CheckArguments::default()
        };
        Ok(Order { read, outputs })
    }
}
