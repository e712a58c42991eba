//! Commands about the rules: list, test, new, docs.

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use whosaid::examples::{self, Wanted};
use whosaid::parse::Confidence;
use whosaid::rulebook::{self, Switch};
use whosaid::settings::{Level, STARTER_CHECK};

use super::arguments::{RulesCommand, RulesFolder};
use super::config;
use super::desks::rulebook_here;
use super::exit::{CLEAN, FAILED, FOUND};
use super::{file, out};

/// Runs a command about the rules.
pub(crate) fn run(command: &RulesCommand) -> io::Result<u8> {
    match command {
        RulesCommand::List(folder) => list(folder),
        RulesCommand::Test(folder) => test(folder),
        RulesCommand::New { name, rules } => new(name, rules),
        RulesCommand::Docs { into, rules } => docs(rules, into),
    }
}

fn list(folder: &RulesFolder) -> io::Result<u8> {
    let Some(rulebook) = rulebook_here(folder) else { return Ok(FAILED) };
    let mut out = out::lines();
    for check in &rulebook.checks {
        let level = match check.default {
            Switch::On => check.severity.name(),
            Switch::Off => Level::Off.name().to_owned(),
        };
        writeln!(out, "{}  {level:7}  {}", check.code, check.name)?;
    }
    Ok(CLEAN)
}

fn test(folder: &RulesFolder) -> io::Result<u8> {
    let rulebook = rulebook_here(folder).and_then(Arc::into_inner);
    let Some(mut rulebook) = rulebook else { return Ok(FAILED) };
    // Checks are tested as they are, not as a profile or an allowed phrase lets them speak.
    rulebook.house.confidence = Confidence::Low;
    rulebook.house.allow.clear();
    let failures = examples::run(&rulebook);
    let mut out = out::lines();
    for failure in &failures {
        let (list, wanted) = match failure.wanted {
            Wanted::Finding => ("flag", "must be flagged"),
            Wanted::Silence => ("pass", "must not be flagged"),
        };
        let name = rulebook.check(&failure.code).map_or("", |check| check.name.as_str());
        let (code, number) = (&failure.code, failure.number);
        writeln!(out, "{code} {name}: example {number} under `{list}` {wanted}")?;
        for line in failure.text.lines() {
            writeln!(out, "    {line}")?;
        }
        list_of(&mut out, "found", &failure.findings)?;
        list_of(&mut out, "read", &failure.read)?;
    }
    let count: usize =
        rulebook.checks.iter().map(|c| c.examples.flag.len() + c.examples.pass.len()).sum();
    writeln!(out, "{} of {count} examples as expected", count - failures.len())?;
    Ok(if failures.is_empty() { CLEAN } else { FOUND })
}

/// "  found: …", one item a line.
fn list_of(out: &mut dyn Write, what: &str, items: &[String]) -> io::Result<()> {
    if items.is_empty() {
        return writeln!(out, "  {what}: nothing");
    }
    for item in items {
        writeln!(out, "  {what}: {item}")?;
    }
    Ok(())
}

/// Writes a commented file for a check of one's own.
fn new(name: &str, folder: &Path) -> io::Result<u8> {
    let word = |word: &str| {
        !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
    };
    if !name.split('-').all(word) {
        tell!(
            "whosaid: “{name}” is not a valid check name; write words joined by hyphens: heated-verb"
        );
        return Ok(FAILED);
    }
    let flags =
        RulesFolder { rules: folder.is_dir().then(|| folder.to_owned()), ..RulesFolder::default() };
    let Some(rulebook) = rulebook_here(&flags) else { return Ok(FAILED) };
    if rulebook.code_of(name).is_some() {
        tell!("whosaid: the name {name} is taken");
        return Ok(FAILED);
    }
    let code = (1..1000).map(|n| format!("OW{n:03}")).find(|code| rulebook.code_of(code).is_none());
    let text = STARTER_CHECK
        .replace("code: OW001", &format!("code: {}", code.unwrap_or_default()))
        .replace("name: heated-verb", &format!("name: {name}"));
    let path = folder.join("checks").join("ours").join(format!("{name}.yaml"));
    if let Err(error) = config::write_new(&path, &text) {
        tell!("whosaid: {}: {error}", path.display());
        return Ok(FAILED);
    }
    let mut out = out::lines();
    writeln!(out, "wrote {}", path.display())?;
    writeln!(out, "try it with: whosaid rules test --rules {}", folder.display())?;
    Ok(CLEAN)
}

/// Writes the pages on checks and conditions into a folder.
fn docs(folder: &RulesFolder, into: &Path) -> io::Result<u8> {
    let Some(rules) = rulebook_here(folder) else { return Ok(FAILED) };
    let pages = [
        ("README.md", rulebook::checks_page(&rules)),
        ("CONDITIONS.md", rulebook::conditions_page()),
    ];
    // A page of somebody's own is not overwritten: only one that begins as the new one does.
    let own = |name: &str, text: &str| {
        let heading = text.lines().next();
        let old = fs::read_to_string(into.join(name)).ok();
        old.is_some_and(|old| old.lines().next() != heading)
    };
    if let Some((name, _)) = pages.iter().find(|(name, text)| own(name, text)) {
        tell!("whosaid: {}: not written by this command; left as it is", into.join(name).display());
        return Ok(FAILED);
    }
    for (name, text) in pages {
        let path = into.join(name);
        file::write(&path, text.as_bytes()).map_err(|error| {
            io::Error::new(error.kind(), format!("{}: {error}", path.display()))
        })?;
    }
    Ok(CLEAN)
}
