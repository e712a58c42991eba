//! What is old in the findings of a draft is set aside.

use whosaid::Verdict;
use whosaid::report::Checked;
use whosaid::settings::Limit;

use super::reading::Reading;
use super::supply::{Shared, Waiting};
use crate::cli::arguments::Shown;
use crate::cli::baselines::Baselines;
use crate::cli::input::Told;

/// Sets aside what was there before.
pub(super) struct Sieve<'a, 's> {
    arguments: &'a Reading<'a>,
    told: Told<'a>,
    shared: &'s Shared<'a>,
    pub(super) baselines: Baselines<'a>,
}

impl<'a, 's> Sieve<'a, 's> {
    pub(super) fn new(arguments: &'a Reading<'a>, told: Told<'a>, shared: &'s Shared<'a>) -> Self {
        Self { arguments, told, shared, baselines: Baselines::new(arguments.adopt) }
    }

    /// A draft with the findings that count, and what makes the exit code 1. Nothing where it could not
    /// be judged.
    pub(super) fn checked(
        &mut self,
        one: Waiting,
        verdict: Result<Verdict, String>,
    ) -> Option<(Checked, Limit)> {
        let mut verdict = match verdict {
            Ok(verdict) => verdict,
            Err(error) => {
                self.shared.complain(error);
                return None;
            }
        };
        if !self.set_aside(&one, &mut verdict) {
            return None;
        }
        let Waiting { draft, rulebook, desk, .. } = one;
        let show = self.arguments.findings.show.map_or(desk.show.value, Shown::severity);
        let limit = self.arguments.exit.and_then(|exit| exit.fail_on);
        let limit = limit.map_or(desk.fail_on.value, |limit| limit.0);
        Some((Checked { draft, verdict, rulebook, show }, limit))
    }

    /// Sets aside what a baseline has of a draft, and what an earlier revision had. False where that
    /// cannot be read.
    fn set_aside(&mut self, one: &Waiting, verdict: &mut Verdict) -> bool {
        let Waiting { draft, rulebook, desk, since } = one;
        if !self.baselines.set_aside(draft, verdict, rulebook, desk) {
            return false;
        }
        let mut changed = self.shared.changed();
        let Some((changed, since)) = changed.as_mut().zip(since.as_ref()) else { return true };
        let aside = changed.set_aside(since, draft, verdict, rulebook, self.told.format);
        aside.map_err(|error| self.shared.complain(error)).is_ok()
    }
}
