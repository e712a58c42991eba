//! Commands about the rules: list, test, explain.

use std::io::{self, Write};
use std::path::Path;

use whosaid::examples::{self, Wanted};
use whosaid::verdict::Severity;

use super::arguments::RulesCommand;
use super::{CLEAN, FAILED, FOUND, rulebook};

/// Runs `rules list` or `rules test`.
pub(crate) fn run(command: &RulesCommand) -> io::Result<u8> {
    match command {
        RulesCommand::List(folder) => list(folder.rules.as_deref()),
        RulesCommand::Test(folder) => test(folder.rules.as_deref()),
    }
}

fn list(folder: Option<&Path>) -> io::Result<u8> {
    let Some(rulebook) = rulebook(folder) else { return Ok(FAILED) };
    let mut out = io::stdout().lock();
    for check in &rulebook.checks {
        writeln!(out, "{}  {:7}  {}", check.code, severity(check.severity), check.name)?;
    }
    Ok(CLEAN)
}

fn test(folder: Option<&Path>) -> io::Result<u8> {
    let Some(rulebook) = rulebook(folder) else { return Ok(FAILED) };
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
    let Some(rulebook) = rulebook(folder) else { return Ok(FAILED) };
    let Some(check) = rulebook.check(name) else {
        let near = rulebook.nearest(name).map_or(String::new(), |n| format!("; did you mean {n}?"));
        eprintln!("whosaid: no check is called {name}{near}");
        return Ok(FAILED);
    };
    let mut out = io::stdout().lock();
    writeln!(out, "{} {} ({})", check.code, check.name, severity(check.severity))?;
    writeln!(out, "\nSays: {}", check.message)?;
    if let Some(question) = &check.question {
        writeln!(out, "Asks: {question}")?;
    }
    writeln!(out, "\nWhy: {}", check.why.trim())?;
    writeln!(out, "Do: {}", check.help.trim())?;
    for (title, texts) in
        [("Flagged:", &check.examples.flag), ("Not flagged:", &check.examples.pass)]
    {
        writeln!(out, "\n{title}")?;
        for text in texts {
            let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
            writeln!(out, "  - {}", lines.join("\n    "))?;
        }
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
