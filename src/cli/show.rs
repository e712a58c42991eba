//! `whosaid show`: the draft itself, with its sources, cues and contents marked.

use std::io::{self, BufWriter, Write};

use whosaid::report;

use super::arguments::ShowArguments;
use super::check::{self, Reading};
use super::exit::{CLEAN, FAILED};
use super::out;
use super::page;

/// Runs the command.
pub(crate) fn run(arguments: &ShowArguments) -> io::Result<u8> {
    if arguments.output.is_some() {
        tell!(
            "whosaid: show has one form, for reading; `whosaid check -o FORMAT` writes the others"
        );
        return Ok(FAILED);
    }
    let run = check::read(&Reading {
        paths: &arguments.paths,
        findings: &arguments.findings,
        exit: None,
        files: &arguments.files,
        rules: &arguments.rules,
        adopt: None,
    });
    let style = page::style(&arguments.page, true);
    let mut out = BufWriter::new(out::screen());
    report::show(&mut out, &run.drafts, style)?;
    out.flush()?;
    Ok(if run.errors.is_empty() { CLEAN } else { FAILED })
}
