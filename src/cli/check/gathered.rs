//! All drafts of a run in memory, for reports that need them at once.

use whosaid::check;
use whosaid::report::Checked;
use whosaid::settings::Limit;

use super::reading::Reading;
use super::run::{Judge, Run};
use crate::cli::baselines::Book;

/// What was read, and what went wrong.
#[derive(Default)]
pub(in crate::cli) struct CheckedDrafts {
    pub(in crate::cli) drafts: Vec<Checked>,
    /// What makes the exit code 1, draft by draft.
    pub(super) limits: Vec<Limit>,
    pub(in crate::cli) errors: Vec<String>,
    /// What was known of them before.
    pub(in crate::cli) baseline: Option<Book>,
}

/// Reads and judges all drafts, each by its own settings.
pub(in crate::cli) fn read(arguments: &Reading<'_>) -> CheckedDrafts {
    read_with(arguments, &check)
}

/// The same, with this in the place of [`check`].
pub(super) fn read_with(arguments: &Reading<'_>, judge: Judge<'_>) -> CheckedDrafts {
    let mut run = CheckedDrafts::default();
    let told = Run::new(arguments).and_then(|found| {
        found.each_by(judge, true, |checked, limit| {
            run.drafts.push(checked);
            run.limits.push(limit);
            Ok(())
        })
    });
    match told {
        Ok(rest) => (run.errors, run.baseline) = (rest.errors, rest.baseline),
        Err(error) => {
            tell!("whosaid: {error}");
            run.errors.push(error.to_string());
        }
    }
    run
}
