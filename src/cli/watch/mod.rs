//! `whosaid check --watch`: checks again whenever a draft is saved.

mod events;

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use whosaid::report::InTurn;
use whosaid::{settings, suppress};

use self::events::Events;
use super::arguments::CheckArguments;
use super::baselines::real;
use super::check::{self, Reading, Run};
use super::desks::Desks;
use super::exit::{CLEAN, FAILED};
use super::in_turn;
use super::input::Place;
use super::interrupt;
use super::output::Output;

/// Checks the drafts, and again what has changed, until somebody ends it.
pub(super) fn run(arguments: &CheckArguments) -> io::Result<u8> {
    let outputs = arguments.outputs();
    if let Some(refused) = refused(arguments, &outputs) {
        tell!("whosaid: {refused}");
        return Ok(FAILED);
    }
    interrupt::ends_with(CLEAN)?;
    let mut events = Events::new()?;
    for path in &arguments.paths {
        events.watch(path)?;
    }
    let reading = arguments.reading();
    let mut watch =
        Watch { arguments, outputs: &outputs, reading: &reading, drafts: BTreeSet::new() };
    let mut desks = watch.all()?;
    watch.follow(&desks, &mut events)?;
    tell!("whosaid: watching for changes; Ctrl-C ends it");
    loop {
        let changed = events.next()?;
        if changed.iter().any(|path| desks.is_read(path) || watch.has_baseline(&desks, path)) {
            desks = watch.all()?;
            watch.follow(&desks, &mut events)?;
        } else {
            desks = watch.again(desks, &changed)?;
        }
    }
}

/// What is watched.
struct Watch<'a> {
    arguments: &'a CheckArguments,
    outputs: &'a [Output],
    reading: &'a Reading<'a>,
    /// The drafts that were there the last time.
    drafts: BTreeSet<PathBuf>,
}

impl<'a> Watch<'a> {
    /// Checks all drafts, by settings and rules as they are now.
    fn all(&mut self) -> io::Result<Desks<'a>> {
        let mut desks = Desks::new(self.reading.rules, &self.reading.findings.only);
        let run = Run::with(desks, self.reading)?;
        self.drafts = run.places.iter().filter_map(Place::path).map(real).collect();
        if self.in_turn() {
            return Ok(in_turn::write(self.arguments, self.outputs, run)?.1);
        }
        check::run(self.arguments)?;
        // The settings that were read there are needed here, to know their files.
        desks = run.into_desks();
        for draft in &self.drafts {
            desks.rulebook(draft);
        }
        Ok(desks)
    }

    /// Checks the drafts among the files that have changed. Where a report has all drafts, all are checked.
    fn again(&mut self, desks: Desks<'a>, changed: &BTreeSet<PathBuf>) -> io::Result<Desks<'a>> {
        let mut run = Run::with(desks, self.reading)?;
        let now: BTreeSet<PathBuf> = run
            .places
            .iter()
            .filter_map(Place::path)
            .map(real)
            .filter(|path| path.exists())
            .collect();
        // What is written beside a draft counts as its own.
        let beside = now.iter().filter(|draft| changed.contains(&suppress::beside(draft)));
        // A new folder is told of, and not always what was in it from the first.
        let new = now.difference(&self.drafts);
        let changed: BTreeSet<PathBuf> = changed.iter().chain(beside).chain(new).cloned().collect();
        for gone in self.drafts.intersection(&changed).filter(|path| !now.contains(*path)) {
            tell!("whosaid: {} is gone", settings::path_as_shown(gone));
        }
        let touched = changed.iter().any(|path| now.contains(path) || self.drafts.contains(path));
        self.drafts = now;
        if !touched {
            return Ok(run.into_desks());
        }
        if !self.in_turn() {
            check::run(self.arguments)?;
            return Ok(run.into_desks());
        }
        let wanted = |path: &Path| changed.contains(&real(path)) && path.exists();
        run.places.retain(|place| place.path().is_some_and(wanted));
        if run.places.is_empty() {
            return Ok(run.into_desks());
        }
        if self.outputs.iter().any(|output| check::for_people(output.format)) {
            writeln!(io::stdout())?;
        }
        Ok(in_turn::write(self.arguments, self.outputs, run)?.1)
    }

    /// The baselines that count: of the command line, or else of the settings.
    fn baselines(&self, desks: &Desks<'_>) -> BTreeSet<PathBuf> {
        let adopt = &self.arguments.adopt;
        match &adopt.baseline {
            Some(flag) => BTreeSet::from([real(flag)]),
            None if adopt.no_baseline => BTreeSet::new(),
            None => desks.baselines().map(real).collect(),
        }
    }

    /// True for a file by which old findings are known.
    fn has_baseline(&self, desks: &Desks<'_>, path: &Path) -> bool {
        self.baselines(desks).contains(path)
    }

    /// Watches the files of settings, rules and old findings, too.
    fn follow(&self, desks: &Desks<'_>, events: &mut Events) -> io::Result<()> {
        let read = desks.read();
        read.iter().chain(&self.baselines(desks)).try_for_each(|path| events.watch(path))
    }

    /// True where a report can be of the changed drafts alone.
    fn in_turn(&self) -> bool {
        let alone = |output: &Output| InTurn::can(output.format) && output.file.is_none();
        in_turn::can(self.arguments, self.outputs) && self.outputs.iter().all(alone)
    }
}

/// Why drafts cannot be watched with these arguments.
fn refused(arguments: &CheckArguments, outputs: &[Output]) -> Option<String> {
    if arguments.paths.is_empty() || arguments.paths.iter().any(|path| path.as_os_str() == "-") {
        return Some("--watch needs files or folders: standard input cannot be watched".to_owned());
    }
    if arguments.files.records() {
        return Some("--watch needs drafts: a stream of records cannot be watched".to_owned());
    }
    let folders: Vec<PathBuf> =
        arguments.paths.iter().filter(|path| path.is_dir()).map(|path| path_in(path)).collect();
    let within = |file: &Path| folders.iter().any(|folder| real(file).starts_with(folder));
    let file =
        outputs.iter().filter_map(|output| output.file.as_deref()).find(|file| within(file))?;
    Some(format!(
        "{}: the report would lie in a folder that is watched and set off the next check; \
         write it elsewhere",
        file.display()
    ))
}

/// A folder from the root.
fn path_in(folder: &Path) -> PathBuf {
    folder.canonicalize().unwrap_or_else(|_| real(folder))
}
