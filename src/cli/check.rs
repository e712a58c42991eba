//! `whosaid check`, and the sheets made of the same reading.

use std::collections::VecDeque;
use std::io;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use whosaid::report::{self, Checked, Format, Sheet, SheetFormat};
use whosaid::settings::{self, Desk, Limit};
use whosaid::verdict::Severity;
use whosaid::{Draft, Rulebook, Verdict, check};

use super::adoption::AdoptArguments;
use super::approved;
use super::arguments::{
    self, CheckArguments, ExitArguments, FileArguments, FindingArguments, InputFormat, Output,
    RulesFolder,
};
use super::baselines::{self, Baselines, Book};
use super::caught::caught;
use super::changed::{Changed, Since};
use super::desks::{self, Desks};
use super::exit::{CLEAN, FAILED, FOUND};
use super::input::{self, FoundBy, Place, Told};
use super::progress::Progress;
use super::sheets::Order;
use super::{out, page, workers};

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
    /// The reports that are asked for.
    pub(super) fn outputs(&self) -> Vec<Output> {
        if self.output.is_empty() {
            return vec![Output { format: Format::Text, file: None }];
        }
        self.output.clone()
    }

    /// Which drafts to read.
    pub(super) fn reading(&self) -> Reading<'_> {
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

/// What reads a draft and judges it: [`check`], or in a test what breaks down.
type Judge<'a> = &'a (dyn Fn(&Draft, &Rulebook) -> Verdict + Sync);

/// Reads and judges all drafts, each by its own settings.
pub(super) fn read(arguments: &Reading<'_>) -> CheckedDrafts {
    read_with(arguments, &check)
}

/// The same, with this in the place of [`check`].
fn read_with(arguments: &Reading<'_>, judge: Judge<'_>) -> CheckedDrafts {
    let mut run = CheckedDrafts::default();
    let told = Run::new(arguments).and_then(|found| {
        found.each_by(judge, true, |checked, limit| {
            run.drafts.push(checked);
            run.limits.push(limit);
            Ok(())
        })
    });
    match told {
        Ok(rest) => (run.errors, run.baseline) = (rest.errors, rest.baseline),
        Err(error) => {
            tell!("whosaid: {error}");
            run.errors.push(error.to_string());
        }
    }
    run
}

/// What there is to say of a run besides its drafts.
pub(super) struct Rest<'a> {
    pub(super) errors: Vec<String>,
    baseline: Option<Book>,
    /// The settings that were read.
    pub(super) desks: Desks<'a>,
}

/// The drafts of a run, which are not read yet.
pub(super) struct Run<'a> {
    arguments: &'a Reading<'a>,
    told: Told<'a>,
    desks: Desks<'a>,
    pub(super) places: Vec<Place>,
    walked: bool,
}

impl<'a> Run<'a> {
    /// Finds the drafts.
    pub(super) fn new(arguments: &'a Reading<'a>) -> io::Result<Self> {
        Self::with(Desks::new(arguments.rules, &arguments.findings.only), arguments)
    }

    /// Finds the drafts; some settings were read before.
    pub(super) fn with(mut desks: Desks<'a>, arguments: &'a Reading<'a>) -> io::Result<Self> {
        if arguments.files.records() {
            let only = "records are read by `whosaid check --input-format jsonl`, and nothing else";
            return Err(io::Error::other(format!("{only}: give drafts in files")));
        }
        let excluded = desks::excluded(arguments.files).map_err(io::Error::other)?;
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
            format: arguments.files.input_format.and_then(InputFormat::of_drafts),
            as_in_folders: arguments.files.force_exclude,
        };
        let places = input::places(arguments.paths, told, wanted);
        Ok(Self { arguments, told, desks, places, walked })
    }

    /// The settings that were read.
    pub(super) fn into_desks(self) -> Desks<'a> {
        self.desks
    }

    /// Reads and judges the drafts, several at a time, and hands on each in its turn. Only a few are in
    /// memory at a time. `bar` says whether how far it has come is shown.
    pub(super) fn each(
        self,
        bar: bool,
        done: impl FnMut(Checked, Limit) -> io::Result<()>,
    ) -> io::Result<Rest<'a>> {
        self.each_by(&check, bar, done)
    }

    /// The same, with this in the place of [`check`].
    fn each_by(
        self,
        judge: Judge<'_>,
        bar: bool,
        mut done: impl FnMut(Checked, Limit) -> io::Result<()>,
    ) -> io::Result<Rest<'a>> {
        let Self { arguments, told, mut desks, places, walked } = self;
        let mut baselines = Baselines::new(arguments.adopt);
        let rev = arguments.adopt.and_then(|adopt| adopt.changed_since.as_deref());
        let changed = Mutex::new(rev.map(Changed::new));
        let errors = Mutex::new(Vec::new());
        let mut progress = Progress::new(if bar { places.len() } else { 0 });
        let mut places = places.into_iter();
        let mut waiting = VecDeque::new();
        let next = || loop {
            if let Some(one) = waiting.pop_front() {
                return Some(one);
            }
            let drafts = places.next()?.read(told);
            let mut changed = locked(&changed);
            let mut errors = locked(&errors);
            match drafts {
                Ok(drafts) => waiting.extend(drafts.into_iter().filter_map(|draft| {
                    Waiting::new(draft, &mut desks, changed.as_mut(), told, &progress, &mut errors)
                })),
                Err(error) => errors.push(error),
            }
            if walked {
                for one in &waiting {
                    desks.note_phrases(&one.draft.text);
                }
            }
            progress.step();
        };
        let judge =
            |one: Waiting| (caught(&one.draft.name(), || judge(&one.draft, &one.rulebook)), one);
        let jobs = arguments.files.jobs.unwrap_or_else(workers::available);
        workers::in_order(jobs, next, judge, |(verdict, one)| {
            let Waiting { draft, rulebook, desk, since } = one;
            let mut verdict = match verdict {
                Ok(verdict) => verdict,
                Err(error) => {
                    complain(&mut locked(&errors), error);
                    return Ok(());
                }
            };
            if !baselines.set_aside(&draft, &mut verdict, &rulebook, &desk) {
                return Ok(());
            }
            if let Some((changed, since)) = locked(&changed).as_mut().zip(since) {
                let aside = changed.set_aside(&since, &draft, &mut verdict, &rulebook, told.format);
                if let Err(error) = aside {
                    complain(&mut locked(&errors), error);
                    return Ok(());
                }
            }
            let show = arguments.findings.show.map_or(desk.show.value, arguments::Shown::severity);
            let limit = arguments.exit.and_then(|exit| exit.fail_on);
            let limit = limit.map_or(desk.fail_on.value, |limit| limit.0);
            done(Checked { draft, verdict, rulebook, show }, limit)
        })?;
        drop(progress);
        let mut all = desks.errors.clone();
        all.append(&mut baselines.errors);
        all.append(&mut locked(&errors));
        for error in &all {
            tell!("whosaid: {error}");
        }
        if walked && all.is_empty() {
            for phrase in desks.idle_phrases() {
                tell!("whosaid: {phrase}");
            }
        }
        if !arguments.adopt.is_some_and(|adopt| adopt.quiet) {
            baselines.tell(arguments.findings.only.is_empty());
        }
        if let Some(changed) = locked(&changed).as_ref() {
            changed.tell();
        }
        Ok(Rest { errors: all, baseline: baselines.into_book(), desks })
    }
}

/// What a lock guards; whoever panicked with it has left it as it was.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A draft that is to be judged, and by what.
struct Waiting {
    draft: Draft,
    rulebook: Arc<Rulebook>,
    desk: Arc<Desk>,
    since: Option<Since>,
}

impl Waiting {
    /// A draft with its settings; nothing where it cannot be judged or did not change.
    fn new(
        draft: Draft,
        desks: &mut Desks<'_>,
        changed: Option<&mut Changed<'_>>,
        told: Told<'_>,
        progress: &Progress,
        errors: &mut Vec<String>,
    ) -> Option<Self> {
        let path = Path::new(&draft.path);
        let (desk, rulebook) = (desks.desk(path)?, desks.rulebook(path)?);
        let since = match changed.map(|changed| changed.since(&draft, told)).transpose() {
            Ok(Some(Since::Unchanged)) => return None,
            Ok(since) => since,
            Err(error) => {
                complain(errors, error);
                return None;
            }
        };
        for remark in &draft.remarks {
            progress.aside(&format!("whosaid: {}: {remark}", draft.name()));
        }
        Some(Self { draft, rulebook, desk, since })
    }
}

/// Adds an error that was not said before.
fn complain(errors: &mut Vec<String>, error: String) {
    if !errors.contains(&error) {
        errors.push(error);
    }
}

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

/// Files that hold what people have written down of drafts, by the end of their names.
const KEPT: [&str; 4] =
    [".whosaid.yml", ".whosaid.snap", ".whosaid.signoff.yml", baselines::DEFAULT];

/// Why outputs cannot be written as asked: two to one place, or one over a draft or over what is kept
/// of it.
pub(super) fn clash<'a>(
    outputs: impl Iterator<Item = Option<&'a Path>>,
    drafts: &[&Path],
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
        if place.is_some() && drafts.iter().any(|draft| draft.canonicalize().ok() == place) {
            return Some(format!("{shown} is a draft; the report would overwrite it"));
        }
        places.push(place);
    }
    None
}

/// The paths of some drafts.
pub(super) fn paths(drafts: &[Checked]) -> Vec<&Path> {
    drafts.iter().map(|checked| Path::new(&checked.draft.path)).collect()
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

#[cfg(test)]
mod tests {
    use clap::Parser;

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
