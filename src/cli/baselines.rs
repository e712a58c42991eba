//! The baselines of one run: each read once, and applied to the drafts that lie below it or not.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use whosaid::adopt::{self, BASELINE, Baseline, Former, Recorded, Trace};
use whosaid::rulebook::Rulebook;
use whosaid::settings::{self, Desk};
use whosaid::{Draft, Verdict};

use super::adoption::AdoptArguments;
use super::file;

/// A draft that was moved has so many findings in common with what it was.
const ALIKE: usize = 2;

/// The baseline where nothing else is said.
pub(super) const DEFAULT: &str = "whosaid.baseline.json";

/// The baselines of a run, by their file; nothing for those that are broken.
pub(super) struct Baselines<'a> {
    flags: Option<&'a AdoptArguments>,
    books: BTreeMap<PathBuf, Option<Book>>,
    /// What is wrong with them, each said once.
    pub(super) errors: Vec<String>,
}

impl<'a> Baselines<'a> {
    pub(super) fn new(flags: Option<&'a AdoptArguments>) -> Self {
        Self { flags, books: BTreeMap::new(), errors: Vec::new() }
    }

    /// Sets aside what the baseline of a draft has. False when that cannot be read.
    pub(super) fn set_aside(
        &mut self,
        draft: &Draft,
        verdict: &mut Verdict,
        rulebook: &Rulebook,
        desk: &Desk,
    ) -> bool {
        if self.flags.is_some_and(|flags| flags.no_baseline) {
            return true;
        }
        let flag = self.flags.and_then(|flags| flags.baseline.as_deref());
        let (path, origin) = match (flag, &desk.baseline) {
            (Some(path), _) => (path, None),
            (None, Some(known)) => (known.value.as_path(), Some(known.origin.to_string())),
            (None, None) => return true,
        };
        if !self.books.contains_key(path) {
            let book = Book::open(path, origin.as_deref());
            let book = book.map_err(|error| self.errors.push(error)).ok();
            self.books.insert(path.to_owned(), book);
        }
        let Some(Some(book)) = self.books.get_mut(path) else { return false };
        book.set_aside(draft, verdict, rulebook);
        true
    }

    /// Says what is not shown. `whole` is true where all checks ran.
    pub(super) fn tell(&self, whole: bool) {
        for book in self.books.values().flatten() {
            book.tell(whole);
        }
    }

    /// The one baseline of a run.
    pub(super) fn into_book(self) -> Option<Book> {
        self.books.into_values().flatten().next()
    }
}

/// A baseline that has been read.
pub(super) struct Book {
    pub(super) shown: String,
    folder: PathBuf,
    /// The file as it was read.
    pub(super) bytes: Vec<u8>,
    pub(super) recorded: BTreeMap<String, Vec<Recorded>>,
    /// What each draft had before, by its own path.
    pub(super) formers: BTreeMap<String, Former>,
    /// Drafts that were moved: the path now, the path before.
    pub(super) moved: BTreeMap<String, String>,
    /// Fingerprints of the files that are gone, once somebody has asked.
    gone: Option<HashMap<String, Vec<String>>>,
    hidden: usize,
}

impl Book {
    /// Reads a baseline. `origin` is the place in the settings that names it.
    pub(super) fn open(path: &Path, origin: Option<&str>) -> Result<Self, String> {
        let shown = if origin.is_some() {
            settings::path_as_shown(path)
        } else {
            path.display().to_string()
        };
        let bytes = file::bytes(path).map_err(|error| match (error.kind(), origin) {
            (io::ErrorKind::NotFound, Some(origin)) => {
                format!("{origin}: no baseline {shown}; `whosaid baseline write` writes it")
            }
            (io::ErrorKind::NotFound, None) => format!(
                "{shown}: no such file; `whosaid baseline write --baseline {shown}` writes it"
            ),
            _ => format!("{shown}: {error}"),
        })?;
        Self::of(path, shown, Some(bytes))
    }

    /// A baseline of the bytes of a file; an empty one where there is no file yet.
    pub(super) fn of(path: &Path, shown: String, bytes: Option<Vec<u8>>) -> Result<Self, String> {
        let baseline = match &bytes {
            None => Baseline::default(),
            Some(bytes) => {
                let text = std::str::from_utf8(bytes)
                    .map_err(|_| format!("{shown}: not text, expected JSON in UTF-8"))?;
                Baseline::read(text, &shown).map_err(|error| error.to_string())?
            }
        };
        let recorded = baseline.by_path();
        let recorded = recorded.into_iter().map(|(path, all)| (path.to_owned(), all)).collect();
        let file = real(path);
        Ok(Self {
            shown,
            folder: file.parent().unwrap_or(&file).to_owned(),
            bytes: bytes.unwrap_or_default(),
            recorded,
            formers: BTreeMap::new(),
            moved: BTreeMap::new(),
            gone: None,
            hidden: 0,
        })
    }

    /// The path of a file as the baseline has it: from its folder, with slashes.
    pub(super) fn path_of(&self, path: &Path) -> String {
        relative(&self.folder, &real(path))
    }

    /// True when a file of the baseline is still there.
    pub(super) fn is_there(&self, path: &str) -> bool {
        self.folder.join(path).is_file()
    }

    /// The whole path of a file of the baseline.
    pub(super) fn whole(&self, path: &str) -> PathBuf {
        real(&self.folder.join(path))
    }

    /// Sets aside what the baseline has of a draft.
    pub(super) fn set_aside(&mut self, draft: &Draft, verdict: &mut Verdict, rulebook: &Rulebook) {
        let path = self.path_of(Path::new(&draft.path));
        let traces = adopt::traces(draft, verdict, rulebook);
        // The stories of a file share what was written down of it.
        if draft.story.is_none_or(|(at, _)| at == 1) {
            let own = self.recorded.contains_key(&path);
            let before =
                if own { Some(path.clone()) } else { self.came_from(&path, draft, &traces) };
            let known = before.and_then(|before| self.recorded.get(&before)).cloned();
            self.formers.insert(path.clone(), Former::new(known.unwrap_or_default()));
        }
        if let Some(former) = self.formers.get_mut(&path) {
            let shown = Some(self.shown.as_str());
            self.hidden +=
                adopt::set_aside(draft, verdict, rulebook, &traces, former, BASELINE, shown);
        }
    }

    /// The file that a draft without entries was before: one that is gone, and half of whose findings
    /// the draft has, two at least. One sentence in common is no proof.
    fn came_from(&mut self, path: &str, draft: &Draft, traces: &[Trace]) -> Option<String> {
        if let Some(before) = self.moved.get(path) {
            return Some(before.clone());
        }
        // What comes in on standard input without a name was no file.
        if traces.is_empty() || !self.is_there(path) {
            return None;
        }
        let gone = self.gone();
        let mut shared: BTreeMap<&str, usize> = BTreeMap::new();
        for trace in traces.iter().filter(|trace| !trace.is_on_the_whole()) {
            for file in gone.get(&trace.fingerprint).into_iter().flatten() {
                *shared.entry(file).or_default() += 1;
            }
        }
        let shared: Vec<(usize, String)> =
            shared.into_iter().map(|(file, count)| (count, file.to_owned())).collect();
        let whole = |file: &str| match draft.story {
            Some(_) => traces.len(),
            None => self.recorded.get(file).map_or(usize::MAX, Vec::len),
        };
        let taken = |file: &String| self.moved.values().any(|before| before == file);
        let fits = shared
            .into_iter()
            .filter(|(n, file)| *n >= ALIKE && 2 * n >= whole(file) && !taken(file));
        let best = fits.max_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)))?.1;
        self.moved.insert(path.to_owned(), best.clone());
        Some(best)
    }

    /// The files that are gone, by the fingerprints that they had.
    fn gone(&mut self) -> &HashMap<String, Vec<String>> {
        if self.gone.is_none() {
            let mut gone: HashMap<String, Vec<String>> = HashMap::new();
            for (path, all) in self.recorded.iter().filter(|(path, _)| !self.is_there(path)) {
                for recorded in all {
                    let files = gone.entry(recorded.fingerprint.clone()).or_default();
                    if files.last() != Some(path) {
                        files.push(path.clone());
                    }
                }
            }
            self.gone = Some(gone);
        }
        self.gone.get_or_insert_default()
    }

    /// Says what is not shown.
    fn tell(&self, whole: bool) {
        for (now, before) in &self.moved {
            let shown = &self.shown;
            tell!("whosaid: {now} was {before}, which is gone: its findings in {shown} count");
        }
        let left = |former: &Former| former.len() - former.found_again().len();
        let stale: usize = self.formers.values().map(left).sum();
        let stale = if whole && stale > 0 {
            let (entries, occur) =
                if stale == 1 { ("entry", "occurs") } else { ("entries", "occur") };
            format!(
                "{stale} {entries} of {} no longer {occur}: `whosaid baseline prune`",
                self.shown
            )
        } else {
            String::new()
        };
        if self.hidden > 0 {
            let hidden = findings(self.hidden);
            let are = if self.hidden == 1 { "is" } else { "are" };
            tell!("whosaid: {hidden} of {} {are} not shown", self.shown);
        }
        if !stale.is_empty() {
            tell!("whosaid: {stale}");
        }
    }
}

/// True for the file of a baseline, which is no draft: the one of the command line, or one that has the
/// usual name.
pub(super) fn is_one(path: &Path, flag: Option<&Path>) -> bool {
    path.file_name().is_some_and(|name| name == DEFAULT)
        || flag.is_some_and(|f| real(f) == real(path))
}

/// "1 finding", "12 findings"
pub(super) fn findings(number: usize) -> String {
    if number == 1 { "1 finding".to_owned() } else { format!("{number} findings") }
}

/// A path from the root, links and `..` in its folders worked out as far as they are there.
pub(super) fn real(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let found = whole.ancestors().skip(1).find_map(|folder| {
        Some((fs::canonicalize(folder).ok()?, whole.strip_prefix(folder).ok()?))
    });
    found.map_or_else(|| whole.clone(), |(folder, rest)| folder.join(rest))
}

/// A path from a folder, with slashes; the whole path where no way leads there.
fn relative(folder: &Path, path: &Path) -> String {
    let from: Vec<Component<'_>> = folder.components().collect();
    let to: Vec<Component<'_>> = path.components().collect();
    let shared = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
    if shared == 0 {
        return path.to_string_lossy().into_owned();
    }
    let up = from[shared..].iter().map(|_| "..".to_owned());
    let down = to[shared..].iter().map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}
