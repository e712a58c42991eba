//! `whosaid diff`: what changed between two versions of a draft in who said what.

use std::io;
use std::path::{Path, PathBuf};

use whosaid::report::{self, ChangesFormat, Compared};

use super::adoption::AdoptArguments;
use super::arguments::{DiffArguments, FileArguments, FindingArguments};
use super::check::{self, CheckedDrafts, Reading};
use super::exit::{CLEAN, FAILED, FOUND};
use super::output::Output;
use super::{out, page};

/// Runs the command.
pub(crate) fn run(arguments: &DiffArguments) -> io::Result<u8> {
    if let Some(refused) = refused(arguments) {
        tell!("whosaid: {refused}");
        return Ok(FAILED);
    }
    let old = read(arguments, &arguments.old);
    let new = read(arguments, &arguments.new);
    let errors: Vec<String> = old.errors.iter().chain(&new.errors).cloned().collect();
    let text = Output { format: ChangesFormat::Text, file: None };
    let outputs = if arguments.output.is_empty() { vec![text] } else { arguments.output.clone() };
    for drafts in [&old.drafts, &new.drafts] {
        let files = outputs.iter().map(|output| output.file.as_deref());
        if let Some(clash) = check::clash(files, &check::paths(drafts)) {
            tell!("whosaid: {clash}");
            return Ok(FAILED);
        }
    }
    let whole = errors.is_empty();
    let stories = if whole { report::compared(&old.drafts, &new.drafts) } else { Vec::new() };
    let names = (shown(arguments, &arguments.old), shown(arguments, &arguments.new));
    let mut written = true;
    for output in &outputs {
        if !whole && output.format != ChangesFormat::Json {
            continue;
        }
        let style = page::style(&arguments.page, output.file.is_none());
        let names = (names.0.as_str(), names.1.as_str());
        written &= out::deliver(output.file.as_deref(), |out| {
            report::write_changes(out, names, &stories, &errors, output.format, style)
        });
    }
    if !whole || !written {
        return Ok(FAILED);
    }
    Ok(if stories.iter().any(Compared::has_changed) { FOUND } else { CLEAN })
}

/// Why two paths cannot be compared.
fn refused(arguments: &DiffArguments) -> Option<String> {
    let (old, new) = (&arguments.old, &arguments.new);
    if is_stdin(old) && is_stdin(new) {
        return Some("only one of the two drafts can be standard input".to_owned());
    }
    let folder = [old, new].into_iter().find(|path| path.is_dir())?;
    Some(format!("{} is a folder; diff compares two drafts", folder.display()))
}

fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// The name under which a draft is shown.
fn shown(arguments: &DiffArguments, path: &Path) -> String {
    if is_stdin(path) {
        let given = arguments.stdin_filename.clone();
        return given.unwrap_or_else(|| "standard input".to_owned());
    }
    path.display().to_string()
}

fn read(arguments: &DiffArguments, path: &PathBuf) -> CheckedDrafts {
    let files = FileArguments {
        input_format: arguments.input_format,
        stdin_filename: arguments.stdin_filename.clone(),
        ..FileArguments::default()
    };
    check::read(&Reading {
        paths: std::slice::from_ref(path),
        findings: &FindingArguments::default(),
        exit: None,
        files: &files,
        rules: &arguments.rules,
        adopt: Some(&AdoptArguments::NO_FINDINGS),
    })
}
