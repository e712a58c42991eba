//! `whosaid baseline`: takes over the findings of today, or drops those that no longer occur.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use whosaid::adopt::{self, Baseline, Recorded};
use whosaid::report::Checked;
use whosaid::settings;

use super::adoption::AdoptArguments;
use super::arguments::{
    BaselineCommand, BaselinePruneArguments, BaselineWriteArguments, FileArguments,
    FindingArguments, RulesFolder,
};
use super::baselines::{Book, DEFAULT, findings, real};
use super::check::{self, CheckedDrafts, Reading};
use super::desks::Desks;
use super::exit::{CLEAN, FAILED};
use super::file;
use super::out;

/// How many findings are listed one by one.
const LISTED: usize = 20;

/// Runs a `baseline` command.
pub(crate) fn run(command: &BaselineCommand) -> io::Result<u8> {
    let outcome = match command {
        BaselineCommand::Write(arguments) => write(arguments),
        BaselineCommand::Prune(arguments) => prune(arguments),
    };
    match outcome {
        Ok((said, code)) => {
            out::lines().write_all(said.as_bytes())?;
            Ok(code)
        }
        Err(errors) => {
            for error in errors {
                tell!("whosaid: {error}");
            }
            Ok(FAILED)
        }
    }
}

/// What to say, and the exit code.
type Outcome = Result<(String, u8), Vec<String>>;

/// The file that is meant, and its path for messages.
fn file_of(flag: Option<&Path>, rules: &RulesFolder) -> Result<(PathBuf, String), Vec<String>> {
    if let Some(path) = flag {
        if path.to_string_lossy().ends_with(".whosaid.yml") {
            return Err(vec![format!("{} is the name of a file of ignores", path.display())]);
        }
        return Ok((path.to_owned(), path.display().to_string()));
    }
    let mut desks = Desks::new(rules, &[]);
    let Some(desk) = desks.desk(Path::new("draft.txt")) else { return Err(desks.errors) };
    Ok(match &desk.baseline {
        Some(known) => (known.value.clone(), settings::path_as_shown(&known.value)),
        None => (PathBuf::from(DEFAULT), DEFAULT.to_owned()),
    })
}

/// The paths to read: those given, else this folder.
fn paths_of(paths: &[PathBuf]) -> Vec<PathBuf> {
    if paths.is_empty() { vec![PathBuf::from(".")] } else { paths.to_vec() }
}

/// Reads and judges the drafts.
fn read(
    paths: &[PathBuf],
    only: &[String],
    files: &FileArguments,
    rules: &RulesFolder,
    adopt: &AdoptArguments,
) -> CheckedDrafts {
    let findings = FindingArguments { show: None, only: only.to_vec() };
    let adopt = Some(adopt);
    check::read(&Reading { paths, findings: &findings, exit: None, files, rules, adopt })
}

fn write(arguments: &BaselineWriteArguments) -> Outcome {
    let (path, shown) = file_of(arguments.baseline.as_deref(), &arguments.rules)?;
    let _held = file::hold(&path).map_err(|error| vec![error])?;
    let bytes = file::read(&path).map_err(|error| vec![format!("{shown}: {error}")])?;
    let book = Book::of(&path, shown, bytes.clone()).map_err(|e| vec![e])?;
    let paths = paths_of(&arguments.paths);
    let adopt = AdoptArguments { no_baseline: true, ..AdoptArguments::default() };
    let run = read(&paths, &arguments.only, &arguments.files, &arguments.rules, &adopt);
    if run.drafts.is_empty() && !run.errors.is_empty() {
        return Ok((String::new(), FAILED));
    }
    if let Some(name) = nameless(&run.drafts) {
        return Err(vec![format!("{name} has no path; give it with --stdin-filename")]);
    }
    let (fresh, faults) = recorded(&book, &run.drafts);
    let read: BTreeSet<String> =
        run.drafts.iter().map(|c| book.path_of(Path::new(&c.draft.path))).collect();
    let asked: BTreeSet<&str> = run.drafts.iter().flat_map(|c| codes(c, &arguments.only)).collect();
    let below = Below::new(&paths);
    let (mut kept, mut dropped) = (Vec::new(), Vec::new());
    for entry in book.recorded.values().flatten() {
        let here = read.contains(&entry.path);
        let gone = !book.is_there(&entry.path) && below.has(&book.whole(&entry.path));
        let of_others = !arguments.only.is_empty() && !asked.contains(entry.code.as_str());
        if gone || here && !of_others { &mut dropped } else { &mut kept }.push(entry.clone());
    }
    let (now, before) = (by_place(&fresh), by_place(&dropped));
    let (added, dropped) = (without(&now, &before), without(&before, &now));
    let number = fresh.len();
    let of = run.drafts.len();
    kept.extend(fresh);
    let text = Baseline { findings: kept, ..Baseline::default() }.text();
    let mut said = String::new();
    if bytes.as_deref() == Some(text.as_bytes()) {
        let _ = write!(said, "{} is up to date: ", book.shown);
    } else {
        file::replace(&path, bytes.as_deref(), text.as_bytes()).map_err(|error| vec![error])?;
        let _ = write!(said, "wrote {}: ", book.shown);
    }
    let drafts = if of == 1 { "1 draft".to_owned() } else { format!("{of} drafts") };
    let _ = write!(said, "{} in {drafts}", findings(number));
    if bytes.is_some() && !(added.is_empty() && dropped.is_empty()) {
        let _ = writeln!(said, ", {} added, {} dropped", added.len(), dropped.len());
        list(&mut said, &added, &dropped);
    } else {
        said.push('\n');
    }
    if faults > 0 {
        let _ = writeln!(
            said,
            "{} on notes to whosaid not taken over: mend the notes",
            findings(faults)
        );
    }
    if bytes.is_none() {
        let paths: Vec<_> = paths.iter().map(|path| path.display().to_string()).collect();
        let paths = paths.join(" ");
        let _ =
            writeln!(said, "to leave them out: whosaid check {paths} --baseline {}", book.shown);
    }
    Ok((said, if run.errors.is_empty() { CLEAN } else { FAILED }))
}

/// What came in on standard input without a name.
fn nameless(drafts: &[Checked]) -> Option<&str> {
    let named = |checked: &&Checked| checked.draft.path == "standard input";
    drafts.iter().find(named).map(|checked| checked.draft.path.as_str())
}

/// The findings of today, and how many more cannot be taken over.
fn recorded(book: &Book, drafts: &[Checked]) -> (Vec<Recorded>, usize) {
    let mut faults = 0;
    let mut all = Vec::new();
    for checked in drafts {
        let path = book.path_of(Path::new(&checked.draft.path));
        for trace in adopt::traces(&checked.draft, &checked.verdict, &checked.rulebook) {
            if Recorded::is_for(&trace) {
                all.push(Recorded::of(&path, &trace));
            } else {
                faults += 1;
            }
        }
    }
    (all, faults)
}

/// The codes of the checks that were asked for.
fn codes<'a>(checked: &'a Checked, only: &'a [String]) -> impl Iterator<Item = &'a str> {
    only.iter().filter_map(|name| checked.rulebook.code_of(name))
}

/// An entry for each place, so that a finding that has one more is not as it was.
fn by_place(all: &[Recorded]) -> Vec<Recorded> {
    let place =
        |entry: &Recorded, key: &String| Recorded { places: vec![key.clone()], ..entry.clone() };
    all.iter().flat_map(|entry| entry.places.iter().map(move |key| place(entry, key))).collect()
}

/// What is in a list more often than in another one.
fn without(all: &[Recorded], others: &[Recorded]) -> Vec<Recorded> {
    let key = |entry: &Recorded| (entry.path.clone(), entry.code.clone(), entry.places.clone());
    let mut left: BTreeMap<_, usize> = BTreeMap::new();
    for other in others {
        *left.entry(key(other)).or_default() += 1;
    }
    let mut more = Vec::new();
    for entry in all {
        match left.get_mut(&key(entry)).filter(|count| **count > 0) {
            Some(count) => *count -= 1,
            None => more.push(entry.clone()),
        }
    }
    more.sort();
    more
}

/// Lists what has come and what has gone.
fn list(said: &mut String, added: &[Recorded], dropped: &[Recorded]) {
    let lines = added.iter().map(|e| ('+', e)).chain(dropped.iter().map(|e| ('-', e)));
    for (mark, entry) in lines.clone().take(LISTED) {
        let words = whosaid::report::on_one_line(&entry.words);
        let _ = writeln!(said, "  {mark} {}: {} “{words}”", entry.path, entry.code);
    }
    let more = lines.count().saturating_sub(LISTED);
    if more > 0 {
        let _ = writeln!(said, "  and {more} more");
    }
}

/// What lies below some paths.
struct Below(Vec<PathBuf>);

impl Below {
    fn new(paths: &[PathBuf]) -> Self {
        let whole = |path: &PathBuf| path.canonicalize().unwrap_or_else(|_| real(path));
        Self(paths.iter().map(whole).collect())
    }

    fn has(&self, path: &Path) -> bool {
        self.0.iter().any(|above| path.starts_with(above))
    }
}

fn prune(arguments: &BaselinePruneArguments) -> Outcome {
    let (path, shown) = file_of(arguments.baseline.as_deref(), &arguments.rules)?;
    let _held = file::hold(&path).map_err(|error| vec![error])?;
    let before = Book::open(&path, None).map_err(|error| vec![error])?;
    let paths = paths_of(&arguments.paths);
    // A draft that is gone can be named too.
    let is_gone =
        |path: &PathBuf| !path.exists() && before.recorded.contains_key(&before.path_of(path));
    let (gone, there): (Vec<PathBuf>, Vec<PathBuf>) = paths.iter().cloned().partition(is_gone);
    let adopt =
        AdoptArguments { baseline: Some(path.clone()), quiet: true, ..AdoptArguments::default() };
    let run = if there.is_empty() && !gone.is_empty() {
        CheckedDrafts::default()
    } else {
        read(&there, &[], &arguments.files, &arguments.rules, &adopt)
    };
    if run.drafts.is_empty() && !run.errors.is_empty() {
        return Ok((String::new(), FAILED));
    }
    let book = run.baseline.as_ref().unwrap_or(&before);
    let (kept, told) = left(book, &Below::new(&paths));
    let count: usize = book.recorded.values().map(Vec::len).sum();
    let number = count - kept.len();
    let text = Baseline { findings: kept.clone(), ..Baseline::default() }.text();
    if text.as_bytes() != before.bytes {
        file::replace(&path, Some(&before.bytes), text.as_bytes()).map_err(|error| vec![error])?;
    }
    let left = if kept.len() == 1 { "1 is".to_owned() } else { format!("{} are", kept.len()) };
    let mut said = match number {
        0 => format!("{shown}: nothing to drop, {left} left\n"),
        1 => format!("{shown}: dropped 1 finding that no longer occurs, {left} left\n"),
        many => format!("{shown}: dropped {many} findings that no longer occur, {left} left\n"),
    };
    said.push_str(&told);
    Ok((said, if run.errors.is_empty() { CLEAN } else { FAILED }))
}

/// What stays of a baseline, and what is to be said of files that are gone.
fn left(book: &Book, below: &Below) -> (Vec<Recorded>, String) {
    let mut kept = Vec::new();
    let mut said = String::new();
    for (path, all) in &book.recorded {
        let now = book.moved.iter().find(|(_, before)| *before == path).map(|(now, _)| now);
        if let Some(former) = book.formers.get(now.unwrap_or(path)) {
            let found = former.found_again();
            if let Some(now) = now {
                let _ = writeln!(said, "  moved: {path} is now {now} ({})", findings(found.len()));
            }
            let here = |entry: Recorded| Recorded { path: now.unwrap_or(path).clone(), ..entry };
            kept.extend(found.into_iter().map(here));
        } else if !book.is_there(path) && below.has(&book.whole(path)) {
            let _ = writeln!(said, "  gone: {path} ({})", findings(all.len()));
        } else {
            kept.extend(all.iter().cloned());
        }
    }
    (kept, said)
}
