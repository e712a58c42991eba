//! How far a long run has come, on a terminal.

use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Fewer drafts than this are done before one could read it.
const MANY: usize = 10;

/// Nothing is shown before this much time, so that a fast run does not flicker.
const PATIENCE: Duration = Duration::from_millis(400);

/// Draws a second.
const RATE: u8 = 10;

/// A line on standard error that says how many drafts are done. It is there only while a person is
/// looking and there is something to wait for, and it leaves nothing.
pub(super) struct Progress {
    bar: Option<ProgressBar>,
    since: Instant,
}

impl Progress {
    /// For so many drafts.
    pub(super) fn new(drafts: usize) -> Self {
        let wanted = drafts >= MANY && io::stderr().is_terminal();
        let bar = wanted.then(|| {
            let bar = ProgressBar::with_draw_target(
                u64::try_from(drafts).ok(),
                ProgressDrawTarget::hidden(),
            );
            let style = ProgressStyle::with_template("{bar:24} {pos} of {len} drafts, {eta} left");
            style.map(|style| bar.clone().with_style(style.progress_chars("=> "))).unwrap_or(bar)
        });
        Self { bar, since: Instant::now() }
    }

    /// One more draft is done.
    pub(super) fn step(&mut self) {
        let Some(bar) = &self.bar else { return };
        if bar.is_hidden() && self.since.elapsed() >= PATIENCE {
            bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(RATE));
        }
        bar.inc(1);
    }

    /// Says something on standard error, above the line.
    pub(super) fn aside(&self, text: &str) {
        if let Some(bar) = &self.bar {
            bar.suspend(|| tell!("{text}"));
        } else {
            tell!("{text}");
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
