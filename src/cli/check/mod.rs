//! `whosaid check`, and the sheets made of the same reading.

mod clashes;
mod gathered;
mod reading;
mod run;
mod sieve;
mod supply;

use std::io;
use std::mem::ManuallyDrop;

use whosaid::report::{self, Checked, Format, Sheet, SheetFormat};
use whosaid::settings::Limit;
use whosaid::{Verdict, check};

pub(super) use self::clashes::{clash, paths};
pub(super) use self::gathered::{CheckedDrafts, read};
pub(super) use self::reading::Reading;
pub(super) use self::run::Run;

use self::gathered::read_with;
use self::run::Judge;
use super::adoption::AdoptArguments;
use super::approved;
use super::arguments::{CheckArguments, ExitArguments};
use super::exit::{CLEAN, FAILED, FOUND};
use super::output::Output;
use super::sheets::Order;
use super::{out, page};

/// Reads and judges drafts, and writes the reports that are asked for, all drafts in each.
pub(super) fn run(arguments: &CheckArguments) -> io::Result<u8> {
    run_with(arguments, &check)
}

/// The same, with this in the place of [`check`].
fn run_with(arguments: &CheckArguments, judge: Judge<'_>) -> io::Result<u8> {
    let outputs = arguments.outputs();
    // The program ends right after its report, so freeing memory would be wasted work.
    let run = ManuallyDrop::new(read_with(&arguments.reading(), judge));
    let files = outputs.iter().map(|output| output.file.as_deref());
    if let Some(clash) = clash(files, &paths(&run.drafts)) {
        tell!("whosaid: {clash}");
        return Ok(FAILED);
    }
    let nothing = run.drafts.is_empty() && !run.errors.is_empty();
    let mut written = true;
    for output in &outputs {
        if nothing && for_people(output.format) {
            continue;
        }
        let style = page::style(&arguments.page, output.file.is_none());
        written &= out::deliver(output.file.as_deref(), |out| {
            report::write(out, &run.drafts, &run.errors, output.format, style)
        });
    }
    let approval = approval(arguments, &outputs, &run.drafts)?;
    statistics(arguments, &run.drafts);
    if !run.errors.is_empty() || approval == FAILED || !written {
        return Ok(FAILED);
    }
    let each = run.drafts.iter().zip(&run.limits);
    let failed = each.into_iter().any(|(checked, limit)| arguments.exit.fails(checked, *limit));
    Ok(if failed || approval == FOUND { FOUND } else { CLEAN })
}

/// True for a report that has nothing to say where no draft could be read.
pub(super) fn for_people(format: Format) -> bool {
    matches!(format, Format::Text | Format::Full | Format::Short)
}

impl ExitArguments {
    /// True when a draft makes the exit code 1.
    pub(super) fn fails(&self, checked: &Checked, limit: Limit) -> bool {
        !self.exit_zero && fails(&checked.verdict, limit)
    }
}

/// Compares the drafts with what was approved of them, where that is asked for. What changed is told
/// after a report for a person, and else on standard error.
fn approval(arguments: &CheckArguments, outputs: &[Output], drafts: &[Checked]) -> io::Result<u8> {
    if !arguments.approved {
        return Ok(CLEAN);
    }
    let person = |output: &Output| {
        output.file.is_none() && matches!(output.format, Format::Text | Format::Full)
    };
    let style = page::style(&arguments.page, true);
    if outputs.iter().any(person) {
        approved::compare(&mut out::screen(), drafts, style)
    } else {
        approved::compare(&mut io::stderr().lock(), drafts, style)
    }
}

/// True when there is a finding at or above the limit.
pub(super) fn fails(verdict: &Verdict, limit: Limit) -> bool {
    let worst = verdict.findings.iter().map(|f| f.severity).max();
    limit.severity().is_some_and(|limit| worst.is_some_and(|worst| worst >= limit))
}

/// Writes a sheet on some drafts, in every format that is asked for.
pub(super) fn sheet(sheet: Sheet, order: Result<Order, String>) -> io::Result<u8> {
    let order = match order {
        Ok(order) => order,
        Err(refused) => {
            tell!("whosaid: {refused}");
            return Ok(FAILED);
        }
    };
    let run = read(&Reading {
        paths: &order.paths,
        findings: &order.findings,
        exit: None,
        files: &order.files,
        rules: &order.rules,
        adopt: (sheet != Sheet::Questions).then_some(&AdoptArguments::NO_FINDINGS),
    });
    let files = order.outputs.iter().map(|output| output.file.as_deref());
    if let Some(clash) = clash(files, &paths(&run.drafts)) {
        tell!("whosaid: {clash}");
        return Ok(FAILED);
    }
    let nothing = run.drafts.is_empty() && !run.errors.is_empty();
    let mut written = true;
    for output in &order.outputs {
        if nothing && output.format != SheetFormat::Json {
            continue;
        }
        let style = page::style(&order.page, output.file.is_none());
        written &= out::deliver(output.file.as_deref(), |out| {
            report::write_sheet(out, sheet, &run.drafts, &run.errors, output.format, style)
        });
    }
    Ok(if run.errors.is_empty() && written { CLEAN } else { FAILED })
}

/// Writes the table of what was found, where it is asked for.
fn statistics(arguments: &CheckArguments, drafts: &[Checked]) {
    if arguments.statistics && !drafts.is_empty() {
        // Where standard error is closed or full, nobody reads the table.
        let _ = report::statistics(&mut io::stderr().lock(), drafts);
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;
    use whosaid::{Draft, Rulebook};

    use super::*;
    use crate::cli::arguments::{Arguments, Command};

    /// Breaks down over a draft that asks for it.
    fn breaks(draft: &Draft, rulebook: &Rulebook) -> Verdict {
        assert!(!draft.text.contains("BREAK"), "planted");
        check(draft, rulebook)
    }

    #[test]
    fn a_draft_over_which_the_program_breaks_down_takes_no_other_with_it() {
        let folder = std::env::temp_dir().join(format!("whosaid-breaks-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let copy =
            ["The road is shut, Ann Hale said.", "BREAK", "The pier is open, Tom Webb said."];
        for (name, text) in ["a.txt", "b.txt", "c.txt"].iter().zip(copy) {
            std::fs::write(folder.join(name), text).unwrap();
        }
        for jobs in ["1", "3"] {
            let report = folder.join("r.json");
            let output = format!("json={}", report.display());
            let line = ["whosaid", "check", "--isolated", "--jobs", jobs, "-o", &output];
            let asked =
                Arguments::try_parse_from(line.into_iter().chain([folder.to_str().unwrap()]));
            let Command::Check(arguments) = asked.unwrap().command else { panic!() };
            assert_eq!(run_with(&arguments, &breaks).unwrap(), FAILED, "{jobs} jobs");
            let report = std::fs::read_to_string(&report).unwrap();
            assert!(report.contains("Ann Hale") && report.contains("Tom Webb"), "{jobs} jobs");
            let told = format!("{}: whosaid broke down here", folder.join("b.txt").display());
            assert!(report.contains(&told), "{jobs} jobs: {report}");
            assert_eq!(run_with(&arguments, &check).unwrap(), CLEAN, "{jobs} jobs");
        }
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
