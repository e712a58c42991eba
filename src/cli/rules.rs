//! Commands about the rules: list, test, docs, explain.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use whosaid::examples::{self, Wanted};
use whosaid::rulebook;
use whosaid::verdict::Severity;

use super::arguments::RulesCommand;
use super::{CLEAN, FAILED, FOUND};

/// Runs `rules list`, `rules test` or `rules docs`.
pub(crate) fn run(command: &RulesCommand) -> io::Result<u8> {
    match command {
        RulesCommand::List(folder) => list(folder.rules.as_deref()),
        RulesCommand::Test(folder) => test(folder.rules.as_deref()),
        RulesCommand::Docs { into, rules } => docs(rules.rules.as_deref(), into),
    }
}

fn list(folder: Option<&Path>) -> io::Result<u8> {
    let Some(rulebook) = super::rulebook(folder) else { return Ok(FAILED) };
    let mut out = io::stdout().lock();
    for check in &rulebook.checks {
        writeln!(out, "{}  {:7}  {}", check.code, severity(check.severity), check.name)?;
    }
    Ok(CLEAN)
}

fn test(folder: Option<&Path>) -> io::Result<u8> {
    let Some(rulebook) = super::rulebook(folder) else { return Ok(FAILED) };
    let failures = examples::run(&rulebook);
    let mut out = io::stdout().lock();
    for failure in &failures {
        let wanted = match failure.wanted {
            Wanted::Finding => "must be flagged",
            Wanted::Silence => "must not be flagged",
        };
        let found =
            if failure.found.is_empty() { "nothing".to_owned() } else { failure.found.join(", ") };
        writeln!(out, "{} {wanted}, but found {found}:", failure.code)?;
        for line in failure.text.lines() {
            writeln!(out, "    {line}")?;
        }
    }
    let count: usize =
        rulebook.checks.iter().map(|c| c.examples.flag.len() + c.examples.pass.len()).sum();
    writeln!(out, "{} of {count} examples as expected", count - failures.len())?;
    Ok(if failures.is_empty() { CLEAN } else { FOUND })
}

/// Says what a check means.
pub(crate) fn explain(name: &str, folder: Option<&Path>) -> io::Result<u8> {
    let Some(rules) = super::rulebook(folder) else { return Ok(FAILED) };
    let Some(check) = rules.check(name) else {
        let near = rules.nearest(name).map_or(String::new(), |n| format!("; did you mean {n}?"));
        eprintln!("whosaid: no check is called {name}{near}");
        return Ok(FAILED);
    };
    write!(io::stdout().lock(), "{}", rulebook::explain(check, &rules))?;
    Ok(CLEAN)
}

/// Writes the pages on checks and conditions into a folder.
fn docs(folder: Option<&Path>, into: &Path) -> io::Result<u8> {
    let Some(rules) = super::rulebook(folder) else { return Ok(FAILED) };
    let pages = [
        ("README.md", rulebook::checks_page(&rules)),
        ("CONDITIONS.md", rulebook::conditions_page()),
    ];
    for (name, text) in pages {
        let path = into.join(name);
        fs::write(&path, text).map_err(|error| {
            io::Error::new(error.kind(), format!("{}: {error}", path.display()))
        })?;
    }
    Ok(CLEAN)
}

const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}
