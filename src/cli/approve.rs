//! `whosaid approve`: writes what is approved of a draft into a file beside it.

use std::io::{self, Write};
use std::path::Path;

use whosaid::report::{Checked, counted, on_one_line, visible};
use whosaid::versions::{self, Version};

use super::adoption::AdoptArguments;
use super::approved::by_file;
use super::arguments::{ApproveArguments, FindingArguments};
use super::check::{self, Reading};
use super::exit::{CLEAN, FAILED};
use super::file;
use super::out;

/// Runs the command.
pub(crate) fn run(arguments: &ApproveArguments) -> io::Result<u8> {
    if arguments.drafts.iter().any(|draft| draft.as_os_str() == "-") {
        tell!("whosaid: standard input has no place for a snapshot; approve a file");
        return Ok(FAILED);
    }
    let said = |text: &Option<String>| text.as_deref().map(on_one_line).filter(|t| !t.is_empty());
    let (by, date) = (said(&arguments.by), said(&arguments.date));
    let run = check::read(&Reading {
        paths: &arguments.drafts,
        findings: &FindingArguments::default(),
        exit: None,
        files: &arguments.files,
        rules: &arguments.rules,
        adopt: Some(&AdoptArguments::NO_FINDINGS),
    });
    let mut failed = !run.errors.is_empty();
    let mut out = out::lines();
    for (path, drafts) in by_file(&run.drafts) {
        let stories: Vec<Version> = drafts.iter().map(Checked::version).collect();
        match approve(Path::new(path), by.as_deref(), date.as_deref(), &stories) {
            Ok(said) => writeln!(out, "{}", visible(&said))?,
            Err(error) => {
                tell!("whosaid: {error}");
                failed = true;
            }
        }
    }
    Ok(if failed { FAILED } else { CLEAN })
}

/// Writes the file of one draft; says what is in it.
fn approve(
    path: &Path,
    by: Option<&str>,
    date: Option<&str>,
    stories: &[Version],
) -> Result<String, String> {
    let place = versions::beside(path);
    let _held = file::hold(&place)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let refs: Vec<&Version> = stories.iter().collect();
    let text = versions::write_approved(&on_one_line(&name), by, date, &refs);
    let failed = |error: io::Error| format!("{}: {error}", place.display());
    let before = match file::read(&place).map(|bytes| bytes.map(String::from_utf8)) {
        Ok(Some(Ok(before))) if before == text => {
            return Ok(format!("{}: already approved in {}", path.display(), place.display()));
        }
        Ok(Some(Ok(before))) if versions::is_snapshot(&before) && !file::same(&place, path) => {
            Some(before)
        }
        Ok(None) => None,
        Err(error) => return Err(failed(error)),
        _ => {
            return Err(format!(
                "{}: not written by `whosaid approve`; left as it is",
                place.display()
            ));
        }
    };
    file::replace(&place, before.as_ref().map(String::as_bytes), text.as_bytes())?;
    let statements: usize = stories.iter().map(|story| story.statements.len()).sum();
    let quotes = |story: &Version| story.statements.iter().filter(|s| !s.quotes.is_empty()).count();
    let quotations: usize = stories.iter().map(quotes).sum();
    Ok(format!(
        "{}: {} approved, {} with quotations, in {}",
        path.display(),
        counted(statements, "statement"),
        quotations,
        place.display()
    ))
}
