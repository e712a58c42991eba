//! The files of a rulebook: those inside the program, and a folder laid over them.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use super::built_in::RULES;
use super::{RuleError, RuleErrorKind, bounds};

/// No rule file is larger than this; a larger one is refused unread.
const LARGEST_FILE: u64 = 1 << 20;

/// A folder of rules has no more bytes than this, all its files together.
const LARGEST_FOLDER: usize = 16 << 20;

/// A folder of rules has no more files and folders than this: somebody has named the wrong folder.
const MOST_ENTRIES: usize = 10_000;

/// Where the files of a folder of rules lie.
const PLACES: [&str; 4] = ["checks/", "lexicon/", "standards", "wording"];

/// A rule file.
#[derive(Clone, Debug)]
pub struct File {
    /// The path to name in messages.
    pub path: String,
    /// Its text.
    pub text: Cow<'static, str>,
    /// What its text says, as JSON: of a file inside the program.
    pub(super) json: Option<&'static str>,
    /// Whether messages may have words of it.
    pub trust: Trust,
}

/// Whether messages may have words of a file. Settings can name any file of the machine, and where they
/// come with a change that somebody else proposes, what is in such a file is not theirs to read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Trust {
    /// They may.
    #[default]
    Own,
    /// It lies elsewhere: messages say where in it something is wrong, and not what stands there.
    Elsewhere,
}

impl File {
    /// A file that was read already, or never was on disk.
    #[must_use]
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        let text = Cow::Owned(text.into());
        Self { path: path.into(), text, json: None, trust: Trust::Own }
    }

    /// Reads a file of YAML; `shown` is the path to name in messages. What would take too much time or
    /// memory to read is refused.
    pub fn read(path: &Path, shown: &str) -> Result<Self, RuleError> {
        let failed = |kind| RuleError { path: shown.to_owned(), kind };
        let known = fs::metadata(path).map_err(|error| failed(RuleErrorKind::Io(error)))?;
        if !known.is_file() {
            return Err(failed(RuleErrorKind::NoFile));
        }
        // Some files of the system say that they are empty and never end.
        let mut bytes = Vec::new();
        let file = fs::File::open(path).map_err(|error| failed(RuleErrorKind::Io(error)))?;
        let read = file.take(LARGEST_FILE + 1).read_to_end(&mut bytes);
        read.map_err(|error| failed(RuleErrorKind::Io(error)))?;
        if bytes.len() as u64 > LARGEST_FILE {
            return Err(failed(RuleErrorKind::TooLarge {
                size: known.len().max(LARGEST_FILE + 1),
            }));
        }
        let text = String::from_utf8(bytes)
            .map_err(|_| failed(RuleErrorKind::Io(std::io::ErrorKind::InvalidData.into())))?;
        bounds::keep(&text).map_err(failed)?;
        Ok(Self::new(shown, text))
    }
}

/// Rule files by their place below `rules/`.
#[derive(Clone, Debug, Default)]
pub struct Files {
    /// True where the files inside the program count too.
    built_in: bool,
    /// The others; each takes the place of one inside the program, or has a new one.
    own: BTreeMap<String, File>,
}

impl Files {
    /// The files inside the program.
    #[must_use]
    pub fn built_in() -> Self {
        Self { built_in: true, own: BTreeMap::new() }
    }

    /// Lays a folder over these files: same place, the folder's file wins.
    pub fn lay_over(&mut self, folder: &Path) -> Result<(), RuleError> {
        self.lay_over_as(folder, &folder.display().to_string())
    }

    /// The same; `shown` is how messages name the folder. A file that would never be read is an
    /// error: whoever wrote it takes it for a rule.
    pub fn lay_over_as(&mut self, folder: &Path, shown: &str) -> Result<(), RuleError> {
        self.lay_over_trusting(folder, shown, |_| Trust::Own)
    }

    /// The same, where it depends on its path whether a file is trusted.
    pub(crate) fn lay_over_trusting(
        &mut self,
        folder: &Path,
        shown: &str,
        trust: impl Fn(&Path) -> Trust,
    ) -> Result<(), RuleError> {
        let failed = |kind| RuleError { path: shown.to_owned(), kind };
        let mut walk = Walk::default();
        walk.folder(folder).map_err(|error| failed(RuleErrorKind::Io(error)))?;
        if walk.seen > MOST_ENTRIES {
            return Err(failed(RuleErrorKind::TooMany { most: MOST_ENTRIES }));
        }
        let mut paths = walk.files;
        paths.sort();
        let mut left = LARGEST_FOLDER;
        for path in paths {
            let place =
                path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            let mut file = File::read(&path, &format!("{}/{place}", shown.trim_end_matches('/')))?;
            file.trust = trust(&path);
            left = left.checked_sub(file.text.len()).ok_or_else(|| {
                failed(RuleErrorKind::FolderTooLarge { most: LARGEST_FOLDER >> 20 })
            })?;
            if PLACES.iter().any(|start| place.starts_with(start)) {
                self.own.insert(place, file);
            } else if !place.trim_start_matches('.').starts_with("whosaid.y") {
                let kind = RuleErrorKind::Misplaced { expected: &PLACES };
                return Err(RuleError { path: file.path, kind });
            }
        }
        Ok(())
    }

    /// Adds a file that is not on disk.
    pub(crate) fn add(&mut self, place: &str, path: &str, text: String) {
        self.own.insert(place.to_owned(), File::new(path, text));
    }

    /// The files whose place starts so: first those that are inside the program or take the place of one,
    /// then those that are added, each in order of place.
    pub fn under(&self, start: &str) -> impl Iterator<Item = &File> {
        let own = self.own.iter().map(|(place, file)| (place.as_str(), file));
        let built_in = built_in().iter().filter(|_| self.built_in);
        let not_replaced = built_in.filter(|(place, _)| !self.own.contains_key(*place));
        let all = not_replaced.map(|(place, file)| (*place, file)).chain(own);
        let mut found: Vec<_> = all.filter(|(place, _)| place.starts_with(start)).collect();
        found.sort_unstable_by_key(|(place, _)| (is_added(place), *place));
        found.into_iter().map(|(_, file)| file)
    }

    /// The files that are not inside the program.
    pub(super) fn own(&self) -> Self {
        Self { built_in: false, own: self.own.clone() }
    }

    /// True where the files inside the program count, and no other file takes the place of one that
    /// checks need.
    pub(super) fn only_replaces_checks(&self) -> bool {
        let replaces = |place: &str| RULES.iter().any(|rule| rule.0 == place);
        self.built_in
            && self.own.keys().all(|place| place.starts_with("checks/") || !replaces(place))
    }

    /// True where the words inside the program count, and every other file of words only adds to
    /// them: the lexicon is then the same as if all had been read in order.
    pub(super) fn only_add_words(&self) -> bool {
        let adds = |place: &String| {
            let Some(name) = place.strip_prefix("lexicon/") else { return true };
            // Beside the folders lie single files; of these the lexicon has no use for one.
            if name.contains('/') { is_added(place) } else { place == "lexicon/speech.yaml" }
        };
        self.built_in && self.own.keys().all(adds)
    }
}

/// The files inside the program with their places, in order of place.
fn built_in() -> &'static [(&'static str, File)] {
    static FILES: LazyLock<Vec<(&str, File)>> = LazyLock::new(|| {
        let files = RULES.iter().map(|(place, text, json)| {
            let path = format!("rules/{place}");
            let text = Cow::Borrowed(*text);
            (*place, File { path, text, json: *json, trust: Trust::Own })
        });
        files.collect()
    });
    &FILES
}

/// True for a place that no file inside the program has.
fn is_added(place: &str) -> bool {
    RULES.binary_search_by_key(&place, |rule| rule.0).is_err()
}

/// All YAML files below a folder.
#[derive(Default)]
struct Walk {
    files: Vec<PathBuf>,
    /// The real places of the folders that have been read: a link can lead back to one.
    folders: HashSet<PathBuf>,
    /// How many entries there were.
    seen: usize,
}

impl Walk {
    fn folder(&mut self, folder: &Path) -> std::io::Result<()> {
        if !self.folders.insert(folder.canonicalize()?) {
            return Ok(());
        }
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            self.seen += 1;
            if self.seen > MOST_ENTRIES {
                break;
            }
            if path.is_dir() {
                self.folder(&path)?;
            } else if is_yaml(&path) {
                self.files.push(path);
            }
        }
        Ok(())
    }
}

fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|end| end == "yaml" || end == "yml")
}
