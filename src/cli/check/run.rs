//! The drafts of a run: found, read, judged and handed on, a few at a time.

use std::io;
use std::path::Path;

use whosaid::report::Checked;
use whosaid::settings::Limit;
use whosaid::{Draft, Rulebook, Verdict, check};

use super::reading::Reading;
use super::sieve::Sieve;
use super::supply::{Shared, Supply, Waiting};
use crate::cli::arguments::InputFormat;
use crate::cli::baselines::{self, Baselines, Book};
use crate::cli::caught::caught;
use crate::cli::desks::{self, Desks};
use crate::cli::input::{self, FoundBy, Place, Told};
use crate::cli::workers;

/// What reads a draft and judges it: [`check`], or in a test what breaks down.
pub(super) type Judge<'a> = &'a (dyn Fn(&Draft, &Rulebook) -> Verdict + Sync);

/// What there is to say of a run besides its drafts.
pub(in crate::cli) struct Rest<'a> {
    pub(in crate::cli) errors: Vec<String>,
    pub(super) baseline: Option<Book>,
    /// The settings that were read.
    pub(in crate::cli) desks: Desks<'a>,
}

/// The drafts of a run, which are not read yet.
pub(in crate::cli) struct Run<'a> {
    arguments: &'a Reading<'a>,
    told: Told<'a>,
    desks: Desks<'a>,
    pub(in crate::cli) places: Vec<Place>,
    walked: bool,
}

impl<'a> Run<'a> {
    /// Finds the drafts.
    pub(in crate::cli) fn new(arguments: &'a Reading<'a>) -> io::Result<Self> {
        Self::with(Desks::new(arguments.rules, &arguments.findings.only), arguments)
    }

    /// Finds the drafts; some settings were read before.
    pub(in crate::cli) fn with(
        mut desks: Desks<'a>,
        arguments: &'a Reading<'a>,
    ) -> io::Result<Self> {
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
    pub(in crate::cli) fn into_desks(self) -> Desks<'a> {
        self.desks
    }

    /// Reads and judges the drafts, several at a time, and hands on each in its turn. Only a few are in
    /// memory at a time. `bar` says whether how far it has come is shown.
    pub(in crate::cli) fn each(
        self,
        bar: bool,
        done: impl FnMut(Checked, Limit) -> io::Result<()>,
    ) -> io::Result<Rest<'a>> {
        self.each_by(&check, bar, done)
    }

    /// The same, with this in the place of [`check`].
    pub(super) fn each_by(
        self,
        judge: Judge<'_>,
        bar: bool,
        mut done: impl FnMut(Checked, Limit) -> io::Result<()>,
    ) -> io::Result<Rest<'a>> {
        let Self { arguments, told, desks, places, walked } = self;
        let shared = Shared::new(arguments);
        let mut supply = Supply::new((desks, told), (places, walked), &shared, bar);
        let mut sieve = Sieve::new(arguments, told, &shared);
        let judge =
            |one: Waiting| (caught(&one.draft.name(), || judge(&one.draft, &one.rulebook)), one);
        let jobs = arguments.files.jobs.unwrap_or_else(workers::available);
        workers::in_order(
            jobs,
            || supply.next(),
            judge,
            |(verdict, one)| {
                let checked = sieve.checked(one, verdict);
                checked.map_or(Ok(()), |(checked, limit)| done(checked, limit))
            },
        )?;
        // What shows how far it has come goes before anything is said.
        let desks = supply.into_desks();
        let errors = tell_rest(arguments, &desks, &mut sieve.baselines, (&shared, walked));
        Ok(Rest { errors, baseline: sieve.baselines.into_book(), desks })
    }
}

/// Says what there is to say at the end of a run. Gives all that went wrong.
fn tell_rest(
    arguments: &Reading<'_>,
    desks: &Desks<'_>,
    baselines: &mut Baselines<'_>,
    (shared, walked): (&Shared<'_>, bool),
) -> Vec<String> {
    let mut all = desks.errors.clone();
    all.append(&mut baselines.errors);
    all.append(&mut shared.errors());
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
    if let Some(changed) = shared.changed().as_ref() {
        changed.tell();
    }
    all
}
