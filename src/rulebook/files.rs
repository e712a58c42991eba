//! The files of a rulebook: those inside the program, and a folder laid over them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

use super::{RuleError, RuleErrorKind};

static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/rules");

/// No rule file is larger than this; a larger one is refused unread.
const LARGEST_FILE: u64 = 1 << 20;

/// Where the files of a folder of rules lie.
const PLACES: [&str; 4] = ["checks/", "lexicon/", "standards", "wording"];

/// A rule file.
#[derive(Clone, Debug)]
pub struct File {
    /// The path to name in messages.
    pub path: String,
    /// Its text.
    pub text: String,
}

impl File {
    /// Reads a file; `shown` is the path to name in messages.
    pub fn read(path: &Path, shown: &str) -> Result<Self, RuleError> {
        let failed = |kind| RuleError { path: shown.to_owned(), kind };
        let size = fs::metadata(path).map_err(|error| failed(RuleErrorKind::Io(error)))?.len();
        if size > LARGEST_FILE {
            return Err(failed(RuleErrorKind::TooLarge { size }));
        }
        let text = fs::read_to_string(path).map_err(|error| failed(RuleErrorKind::Io(error)))?;
        Ok(Self { path: shown.to_owned(), text })
    }
}

/// Rule files by their place below `rules/`.
#[derive(Clone, Debug, Default)]
pub struct Files {
    by_place: BTreeMap<String, File>,
}

impl Files {
    /// The files inside the program.
    #[must_use]
    pub fn built_in() -> Self {
        let mut files = Self::default();
        files.embedded(&BUILT_IN);
        files
    }

    fn embedded(&mut self, folder: &Dir<'_>) {
        for file in folder.files() {
            let place = file.path().to_string_lossy().replace('\\', "/");
            if let (true, Some(text)) = (is_yaml(file.path()), file.contents_utf8()) {
                let path = format!("rules/{place}");
                self.by_place.insert(place, File { path, text: text.to_owned() });
            }
        }
        for inner in folder.dirs() {
            self.embedded(inner);
        }
    }

    /// Lays a folder over these files: same place, the folder's file wins.
    pub fn lay_over(&mut self, folder: &Path) -> Result<(), RuleError> {
        self.lay_over_as(folder, &folder.display().to_string())
    }

    /// The same; `shown` is how messages name the folder. A file that would never be read is an
    /// error: whoever wrote it takes it for a rule.
    pub fn lay_over_as(&mut self, folder: &Path, shown: &str) -> Result<(), RuleError> {
        let mut paths = Vec::new();
        collect(folder, &mut paths).map_err(|error| RuleError {
            path: shown.to_owned(),
            kind: RuleErrorKind::Io(error),
        })?;
        paths.sort();
        for path in paths {
            let place =
                path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            let file = File::read(&path, &format!("{}/{place}", shown.trim_end_matches('/')))?;
            if PLACES.iter().any(|start| place.starts_with(start)) {
                self.by_place.insert(place, file);
            } else if !place.trim_start_matches('.').starts_with("whosaid.y") {
                let kind = RuleErrorKind::Misplaced { expected: &PLACES };
                return Err(RuleError { path: file.path, kind });
            }
        }
        Ok(())
    }

    /// Adds a file that is not on disk.
    pub(crate) fn add(&mut self, place: &str, path: &str, text: String) {
        self.by_place.insert(place.to_owned(), File { path: path.to_owned(), text });
    }

    /// The files whose place starts so, in order of place.
    pub fn under(&self, start: &str) -> impl Iterator<Item = &File> {
        self.by_place
            .iter()
            .filter(move |(place, _)| place.starts_with(start))
            .map(|(_, file)| file)
    }
}

/// All YAML files below a folder.
fn collect(folder: &Path, into: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, into)?;
        } else if is_yaml(&path) {
            into.push(path);
        }
    }
    Ok(())
}

fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|end| end == "yaml" || end == "yml")
}
