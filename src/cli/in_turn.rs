//! `whosaid check` where its reports can be written draft by draft, while the next drafts are read: memory
//! does not grow with the number of drafts.

use std::io::{self, IsTerminal, Write};

use whosaid::report::{Checked, InTurn, Style};

use super::arguments::{CheckArguments, PageArguments};
use super::check::{self, Run, clash, for_people};
use super::desks::Desks;
use super::exit::{CLEAN, FAILED, FOUND};
use super::input::Place;
use super::out::{Sink, is_well};
use super::output::Output;
use super::page;

/// Reads and judges drafts, and writes the reports that are asked for.
pub(super) fn run(arguments: &CheckArguments) -> io::Result<u8> {
    if arguments.resume_from.is_some() {
        tell!("whosaid: --resume-from goes with a stream of records: --input-format jsonl");
        return Ok(FAILED);
    }
    let outputs = arguments.outputs();
    if !can(arguments, &outputs) {
        return check::run(arguments);
    }
    let reading = arguments.reading();
    let (code, desks) = Run::new(&reading).and_then(|found| write(arguments, &outputs, found))?;
    // The program ends here. To take the rules apart first would be a tenth of the time of a short draft.
    std::mem::forget(desks);
    Ok(code)
}

/// True where no report needs all drafts at once.
pub(super) fn can(arguments: &CheckArguments, outputs: &[Output]) -> bool {
    let whole = arguments.approved || arguments.statistics;
    !whole && outputs.iter().all(|output| InTurn::can(output.format))
}

/// Writes each draft into the reports as soon as it is there, and keeps none. Gives the exit code, and
/// the settings that were read.
pub(super) fn write<'a>(
    arguments: &CheckArguments,
    outputs: &[Output],
    found: Run<'a>,
) -> io::Result<(u8, Desks<'a>)> {
    let files = outputs.iter().map(|output| output.file.as_deref());
    if let Some(clash) =
        clash(files, &found.places.iter().filter_map(Place::path).collect::<Vec<_>>())
    {
        tell!("whosaid: {clash}");
        return Ok((FAILED, found.into_desks()));
    }
    let mut all: Vec<Written> =
        outputs.iter().map(|output| Written::new(output, &arguments.page)).collect();
    let to_screen = outputs.iter().any(|output| output.file.is_none());
    let bar = !(to_screen && io::stdout().is_terminal());
    let (mut drafts, mut failed) = (0_usize, false);
    let rest = found.each(bar, |checked, limit| {
        drafts += 1;
        failed |= arguments.exit.fails(&checked, limit);
        for written in &mut all {
            written.draft(&checked);
        }
        Ok(())
    })?;
    let nothing = drafts == 0 && !rest.errors.is_empty();
    let mut whole = rest.errors.is_empty();
    for (written, output) in all.into_iter().zip(outputs) {
        if !(nothing && for_people(output.format)) {
            whole &= written.end(&rest.errors);
        }
    }
    let code = if failed { FOUND } else { CLEAN };
    Ok((if whole { code } else { FAILED }, rest.desks))
}

/// A report in one format, in one place.
struct Written<'a> {
    output: &'a Output,
    page: &'a PageArguments,
    report: InTurn,
    /// Opened when there is something to write.
    out: Option<Sink>,
    /// True when it could not be written; the others go on.
    failed: bool,
}

impl<'a> Written<'a> {
    /// A report without drafts as yet.
    fn new(output: &'a Output, page: &'a PageArguments) -> Self {
        Self { output, page, report: InTurn::new(output.format), out: None, failed: false }
    }

    /// Writes what there is to say of a draft. On standard output it is seen at once.
    fn draft(&mut self, checked: &Checked) {
        let to_screen = self.output.file.is_none();
        self.attempt(|report, out, style| {
            report.draft(out, checked, style)?;
            if to_screen { out.flush() } else { Ok(()) }
        });
    }

    /// Writes what comes at the end; true where all of it was written.
    fn end(mut self, errors: &[String]) -> bool {
        self.attempt(|report, out, style| report.end(out, errors, style));
        let file = self.output.file.as_deref();
        let Some(out) = self.out.filter(|_| !self.failed) else { return !self.failed };
        is_well(file, &out.finish())
    }

    /// Writes something, if all went well so far.
    fn attempt(&mut self, write: impl FnOnce(&mut InTurn, &mut Sink, Style) -> io::Result<()>) {
        if self.failed {
            return;
        }
        let file = self.output.file.as_deref();
        let style = page::style(self.page, file.is_none());
        let opened = self.out.take().map_or_else(|| Sink::open(file), Ok);
        let written = opened.and_then(|out| write(&mut self.report, self.out.insert(out), style));
        self.failed = !is_well(file, &written);
    }
}
