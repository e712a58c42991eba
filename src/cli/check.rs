//! `whosaid check`, and the sheets made of the same reading.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};

use whosaid::report::{self, Checked, Format, Sheet, SheetFormat};
use whosaid::settings::Limit;
use whosaid::verdict::Severity;
use whosaid::{Verdict, check};

use super::arguments::{
    self, CheckArguments, ExitArguments, FileArguments, FindingArguments, Output, RulesFolder,
};
use super::desks::{self, Desks};
use super::exit::{CLEAN, FAILED, FOUND};
use super::input::{self, FoundBy, Told};
use super::page;
use super::progress::Progress;
use super::sheets::Order;

/// What was read, and what went wrong.
#[derive(Default)]
pub(super) struct CheckedDrafts {
    pub(super) drafts: Vec<Checked>,
    /// What makes the exit code 1, draft by draft.
    limits: Vec<Limit>,
    pub(super) errors: Vec<String>,
}

/// Which drafts to read and judge, and how.
pub(super) struct Reading<'a> {
    pub(super) paths: &'a [PathBuf],
    pub(super) findings: &'a FindingArguments,
    pub(super) exit: Option<&'a ExitArguments>,
    pub(super) files: &'a FileArguments,
    pub(super) rules: &'a RulesFolder,
}

impl CheckArguments {
    fn reading(&self) -> Reading<'_> {
        Reading {
            paths: &self.paths,
            findings: &self.findings,
            exit: Some(&self.exit),
            files: &self.files,
            rules: &self.rules,
        }
    }
}

/// Reads and judges all drafts, each by its own settings.
pub(super) fn read(arguments: &Reading<'_>) -> CheckedDrafts {
    let mut desks = Desks::new(arguments.rules, &arguments.findings.only);
    let excluded = match desks::excluded(arguments.files) {
        Ok(excluded) => excluded,
        Err(error) => {
            tell!("whosaid: {error}");
            return CheckedDrafts { errors: vec![error], ..CheckedDrafts::default() };
        }
    };
    let mut walked = false;
    let wanted = |path: &Path, found: FoundBy| {
        walked |= found == FoundBy::Walked;
        let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let asked = found == FoundBy::Named && !arguments.files.force_exclude;
        asked || !excluded.fit(&whole) && desks.desk(path).is_none_or(|desk| desk.wants(path))
    };
    let told = Told {
        stdin_name: arguments.files.stdin_filename.as_deref(),
        format: arguments.files.input_format.map(|given| given.0),
    };
    let (drafts, mut errors) = input::drafts(arguments.paths, told, wanted);
    let mut run = CheckedDrafts::default();
    let mut progress = Progress::new(drafts.len());
    for draft in drafts {
        progress.step();
        for remark in &draft.remarks {
            progress.aside(&format!("whosaid: {}: {remark}", draft.name()));
        }
        let path = Path::new(&draft.path);
        let (Some(desk), Some(rulebook)) = (desks.desk(path), desks.rulebook(path)) else {
            continue;
        };
        let verdict = check(&draft, &rulebook);
        let show = arguments.findings.show.map_or(desk.show.value, arguments::Shown::severity);
        let limit = arguments.exit.and_then(|exit| exit.fail_on);
        run.limits.push(limit.map_or(desk.fail_on.value, |limit| limit.0));
        run.drafts.push(Checked { draft, verdict, rulebook, show });
    }
    drop(progress);
    run.errors = std::mem::take(&mut desks.errors);
    run.errors.append(&mut errors);
    for error in &run.errors {
        tell!("whosaid: {error}");
    }
    if walked && run.errors.is_empty() {
        for phrase in desks.idle_phrases(run.drafts.iter().map(|d| d.draft.text.as_str())) {
            tell!("whosaid: {phrase}");
        }
    }
    run
}

/// Reads and judges drafts, and writes the reports that are asked for.
pub(super) fn run(arguments: &CheckArguments) -> io::Result<u8> {
    // The program ends right after its report, so freeing memory would be wasted work.
    let run = ManuallyDrop::new(read(&arguments.reading()));
    let outputs = if arguments.output.is_empty() {
        vec![Output { format: Format::Text, file: None }]
    } else {
        arguments.output.clone()
    };
    if let Some(clash) = clash(outputs.iter().map(|output| output.file.as_deref()), &run.drafts) {
        tell!("whosaid: {clash}");
        return Ok(FAILED);
    }
    let nothing = run.drafts.is_empty() && !run.errors.is_empty();
    for output in &outputs {
        if nothing && matches!(output.format, Format::Text | Format::Full | Format::Short) {
            continue;
        }
        let style = page::style(&arguments.page, output.file.is_none());
        let mut out = open(output.file.as_deref())?;
        report::write(&mut out, &run.drafts, &run.errors, output.format, style)?;
        out.flush()?;
    }
    statistics(arguments, &run.drafts);
    if !run.errors.is_empty() {
        return Ok(FAILED);
    }
    let failed = run
        .drafts
        .iter()
        .zip(&run.limits)
        .any(|(checked, limit)| !arguments.exit.exit_zero && fails(&checked.verdict, *limit));
    Ok(if failed { FOUND } else { CLEAN })
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
    });
    let files = order.outputs.iter().map(|output| output.file.as_deref());
    if let Some(clash) = clash(files, &run.drafts) {
        tell!("whosaid: {clash}");
        return Ok(FAILED);
    }
    let nothing = run.drafts.is_empty() && !run.errors.is_empty();
    for output in &order.outputs {
        if nothing && output.format != SheetFormat::Json {
            continue;
        }
        let style = page::style(&order.page, output.file.is_none());
        let mut out = open(output.file.as_deref())?;
        report::write_sheet(&mut out, sheet, &run.drafts, &run.errors, output.format, style)?;
        out.flush()?;
    }
    Ok(if run.errors.is_empty() { CLEAN } else { FAILED })
}

/// Why outputs cannot be written as asked: two to one place, or one over a draft.
fn clash<'a>(
    outputs: impl Iterator<Item = Option<&'a Path>>,
    drafts: &[Checked],
) -> Option<String> {
    let mut places: Vec<Option<PathBuf>> = Vec::new();
    for file in outputs {
        let place = file.map(|file| file.canonicalize().unwrap_or_else(|_| file.to_owned()));
        let shown = file.map_or("standard output".to_owned(), |file| file.display().to_string());
        if places.contains(&place) {
            return Some(format!("two outputs go to {shown}; give each a place: -o FORMAT=FILE"));
        }
        let read = |checked: &Checked| Path::new(&checked.draft.path).canonicalize().ok();
        if place.is_some() && drafts.iter().any(|checked| read(checked) == place) {
            return Some(format!("{shown} is a draft; the report would overwrite it"));
        }
        places.push(place);
    }
    None
}

/// Where a report goes: a file, or standard output.
fn open(file: Option<&Path>) -> io::Result<Box<dyn Write>> {
    let Some(path) = file else { return Ok(Box::new(BufWriter::new(io::stdout().lock()))) };
    let file = File::create(path)
        .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", path.display())))?;
    Ok(Box::new(BufWriter::new(file)))
}

/// Writes the table of what was found, where it is asked for.
fn statistics(arguments: &CheckArguments, drafts: &[Checked]) {
    if arguments.statistics && !drafts.is_empty() {
        // Where standard error is closed or full, nobody reads the table.
        let _ = report::statistics(&mut io::stderr().lock(), drafts);
    }
}

/// The severity of a level named on the command line.
impl arguments::Shown {
    pub(super) const fn severity(self) -> Severity {
        match self {
            Self::Error => Severity::Error,
            Self::Warning => Severity::Warning,
            Self::Note => Severity::Note,
        }
    }
}
