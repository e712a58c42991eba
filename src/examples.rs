//! The examples of the checks, run as tests.

use crate::judge::Which;
use crate::rulebook::{Check, Rulebook};
use crate::{Draft, check_with};

/// An example that did not do what its check says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExampleFailure {
    /// The check.
    pub code: String,
    /// Whether the check had to speak or to be silent.
    pub wanted: Wanted,
    /// The text.
    pub text: String,
    /// The codes of what was found instead.
    pub found: Vec<String>,
}

/// What an example wants of its check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// To speak.
    Finding,
    /// To be silent.
    Silence,
}

/// Runs every example of every check.
#[must_use]
pub fn run(rulebook: &Rulebook) -> Vec<ExampleFailure> {
    rulebook.checks.iter().flat_map(|check| run_check(rulebook, check)).collect()
}

fn run_check(rulebook: &Rulebook, of: &Check) -> Vec<ExampleFailure> {
    let flag = of.examples.flag.iter().map(|text| (Wanted::Finding, text));
    let pass = of.examples.pass.iter().map(|text| (Wanted::Silence, text));
    let mut failures = Vec::new();
    for (wanted, text) in flag.chain(pass) {
        let verdict = check_with(&Draft::new("example", text.as_str()), rulebook, Which::All);
        let codes: Vec<String> = verdict
            .findings
            .iter()
            .flat_map(|f| std::iter::once(&f.code).chain(&f.also).cloned())
            .collect();
        let spoke = codes.contains(&of.code);
        if spoke != (wanted == Wanted::Finding) {
            failures.push(ExampleFailure {
                code: of.code.clone(),
                wanted,
                text: text.clone(),
                found: codes,
            });
        }
    }
    failures
}
