//! `whosaid check`, and the sheets made of the same reading.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use whosaid::report::{self, Checked, Format, Sheet, SheetFormat};
use whosaid::settings::{self, Desk, Limit};
use whosaid::verdict::Severity;
use whosaid::{Draft, Rulebook, Verdict, check};

use super::adoption::AdoptArguments;
use super::approved;
use super::arguments::{
    self, CheckArguments, ExitArguments, FileArguments, FindingArguments, Output, RulesFolder,
};
use super::baselines::{self, Baselines, Book};
use super::changed::{Changed, Since};
use super::desks::{self, Desks};
use super::exit::{CLEAN, FAILED, FOUND};
use super::input::{self, FoundBy, Told};
use super::page;
use super::progress::Progress;
use super::sheets::Order;
use super::workers;

/// What was read, and what went wrong.
#[derive(Default)]
pub(super) struct CheckedDrafts {
    pub(super) drafts: Vec<Checked>,
    /// What makes the exit code 1, draft by draft.
    limits: Vec<Limit>,
    pub(super) errors: Vec<String>,
    /// What was known of them before.
    pub(super) baseline: Option<Book>,
}

/// Which drafts to read and judge, and how.
pub(super) struct Reading<'a> {
    pub(super) paths: &'a [PathBuf],
    pub(super) findings: &'a FindingArguments,
    pub(super) exit: Option<&'a ExitArguments>,
    pub(super) files: &'a FileArguments,
    pub(super) rules: &'a RulesFolder,
    /// Which findings are old; else the settings say so.
    pub(super) adopt: Option<&'a AdoptArguments>,
}

impl CheckArguments {
    fn reading(&self) -> Reading<'_> {
        Reading {
            paths: &self.paths,
            findings: &self.findings,
            exit: Some(&self.exit),
            files: &self.files,
            rules: &self.rules,
            adopt: Some(&self.adopt),
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
    let flag = arguments.adopt.and_then(|adopt| adopt.baseline.as_deref());
    let wanted = |path: &Path, found: FoundBy| {
        walked |= found == FoundBy::Walked;
        if found == FoundBy::Walked && baselines::is_one(path, flag) {
            return false;
        }
        let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let asked = found == FoundBy::Named && !arguments.files.force_exclude;
        asked || !excluded.fit(&whole) && desks.desk(path).is_none_or(|desk| desk.wants(path))
    };
    let told = Told {
        stdin_name: arguments.files.stdin_filename.as_deref(),
        format: arguments.files.input_format.map(|given| given.0),
        as_in_folders: arguments.files.force_exclude,
    };
    let (drafts, mut errors) = input::drafts(arguments.paths, told, wanted);
    let mut run = CheckedDrafts::default();
    let mut baselines = Baselines::new(arguments.adopt);
    let rev = arguments.adopt.and_then(|adopt| adopt.changed_since.as_deref());
    let mut changed = rev.map(Changed::new);
    let mut progress = Progress::new(drafts.len());
    let waiting = waiting(drafts, &mut desks, changed.as_mut(), told, &mut progress, &mut errors);
    let jobs = arguments.files.jobs.unwrap_or_else(workers::available);
    let judge = |one: &Waiting| check(&one.draft, &one.rulebook);
    let verdicts = workers::each(&waiting, jobs, judge, || progress.step());
    for (one, mut verdict) in waiting.into_iter().zip(verdicts) {
        let Waiting { draft, rulebook, desk, since } = one;
        if !baselines.set_aside(&draft, &mut verdict, &rulebook, &desk) {
            continue;
        }
        if let Some((changed, since)) = changed.as_mut().zip(since) {
            let aside = changed.set_aside(&since, &draft, &mut verdict, &rulebook, told.format);
            if let Err(error) = aside {
                complain(&mut errors, error);
                continue;
            }
        }
        let show = arguments.findings.show.map_or(desk.show.value, arguments::Shown::severity);
        let limit = arguments.exit.and_then(|exit| exit.fail_on);
        run.limits.push(limit.map_or(desk.fail_on.value, |limit| limit.0));
        run.drafts.push(Checked { draft, verdict, rulebook, show });
    }
    drop(progress);
    run.errors = std::mem::take(&mut desks.errors);
    run.errors.append(&mut baselines.errors);
    run.errors.append(&mut errors);
    for error in &run.errors {
        tell!("whosaid: {error}");
    }
    if walked && run.errors.is_empty() {
        for phrase in desks.idle_phrases(run.drafts.iter().map(|d| d.draft.text.as_str())) {
            tell!("whosaid: {phrase}");
        }
    }
    if !arguments.adopt.is_some_and(|adopt| adopt.quiet) {
        baselines.tell(arguments.findings.only.is_empty());
    }
    if let Some(changed) = changed {
        changed.tell();
    }
    run.baseline = baselines.into_book();
    run
}

/// A draft that is to be judged, and by what.
struct Waiting {
    draft: Draft,
    rulebook: Arc<Rulebook>,
    desk: Arc<Desk>,
    since: Option<Since>,
}

/// The drafts that can be judged, each with its settings; those that did not change are left out.
fn waiting(
    drafts: Vec<Draft>,
    desks: &mut Desks<'_>,
    mut changed: Option<&mut Changed<'_>>,
    told: Told<'_>,
    progress: &mut Progress,
    errors: &mut Vec<String>,
) -> Vec<Waiting> {
    let mut waiting = Vec::new();
    for draft in drafts {
        let path = Path::new(&draft.path);
        let (Some(desk), Some(rulebook)) = (desks.desk(path), desks.rulebook(path)) else {
            progress.step();
            continue;
        };
        let since = match changed.as_mut().map(|changed| changed.since(&draft, told)).transpose() {
            Ok(Some(Since::Unchanged)) => {
                progress.step();
                continue;
            }
            Ok(since) => since,
            Err(error) => {
                complain(errors, error);
                progress.step();
                continue;
            }
        };
        for remark in &draft.remarks {
            progress.aside(&format!("whosaid: {}: {remark}", draft.name()));
        }
        waiting.push(Waiting { draft, rulebook, desk, since });
    }
    waiting
}

/// Adds an error that was not said before.
fn complain(errors: &mut Vec<String>, error: String) {
    if !errors.contains(&error) {
        errors.push(error);
    }
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
    let approval = approval(arguments, &outputs, &run.drafts)?;
    statistics(arguments, &run.drafts);
    if !run.errors.is_empty() || approval == FAILED {
        return Ok(FAILED);
    }
    let failed = run
        .drafts
        .iter()
        .zip(&run.limits)
        .any(|(checked, limit)| !arguments.exit.exit_zero && fails(&checked.verdict, *limit));
    Ok(if failed || approval == FOUND { FOUND } else { CLEAN })
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
        approved::compare(&mut io::stdout().lock(), drafts, style)
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

/// Files that hold what people have written down of drafts, by the end of their names.
const KEPT: [&str; 4] =
    [".whosaid.yml", ".whosaid.snap", ".whosaid.signoff.yml", baselines::DEFAULT];

/// Why outputs cannot be written as asked: two to one place, or one over a draft or over what is kept
/// of it.
pub(super) fn clash<'a>(
    outputs: impl Iterator<Item = Option<&'a Path>>,
    drafts: &[Checked],
) -> Option<String> {
    let mut places: Vec<Option<PathBuf>> = Vec::new();
    for file in outputs {
        let whole = |file: &Path| std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
        let place = file.map(|file| file.canonicalize().unwrap_or_else(|_| whole(file)));
        let shown = file.map_or("standard output".to_owned(), |file| file.display().to_string());
        if places.contains(&place) {
            return Some(format!("two outputs go to {shown}; give each a place: -o FORMAT=FILE"));
        }
        let name = file.and_then(Path::file_name).map(|name| name.to_string_lossy());
        let kept = name.as_ref().is_some_and(|name| {
            let settings = settings::NAMES.iter().any(|known| known == name);
            settings || KEPT.iter().any(|end| name.ends_with(end))
        });
        if kept {
            return Some(format!(
                "{shown} is a file that whosaid reads; give the report another name"
            ));
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
pub(super) fn open(file: Option<&Path>) -> io::Result<Box<dyn Write>> {
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
