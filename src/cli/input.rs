//! Which drafts to read: files, folders, standard input.

use std::fmt::Write as _;
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};

use whosaid::read::{Format, ReadError, ReadErrorKind};
use whosaid::rulebook::{File, Trust};
use whosaid::{Draft, suppress};

/// What standard input is called where it has no name.
pub(crate) const STDIN: &str = "standard input";
use super::file;

/// What the user says of the drafts.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Told<'a> {
    /// The name of standard input.
    pub(crate) stdin_name: Option<&'a str>,
    /// The format of all of them; else each says it by its name or by what it begins with.
    pub(crate) format: Option<Format>,
    /// Named paths come from a program, such as a hook, and not from a person: what is no draft is
    /// passed over, as in a folder.
    pub(crate) as_in_folders: bool,
}

/// How a path came to be read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum FoundBy {
    /// It was named.
    Named,
    /// A folder was walked.
    Walked,
}

/// Where drafts are read from.
pub(crate) enum Place {
    /// Standard input.
    Stdin,
    /// A file, and how it came to be read.
    File(PathBuf, FoundBy),
    /// Nowhere, and why.
    Nowhere(String),
}

/// The places of all drafts that are wanted, in order. No draft is read yet.
pub(crate) fn places(
    paths: &[PathBuf],
    told: Told<'_>,
    mut wanted: impl FnMut(&Path, FoundBy) -> bool,
) -> Vec<Place> {
    let mut places = Vec::new();
    if paths.is_empty() {
        places.push(if io::stdin().is_terminal() {
            let missing = "no draft given; name a file, a folder, or - for standard input";
            Place::Nowhere(missing.to_owned())
        } else {
            Place::Stdin
        });
    }
    for path in paths {
        if path.as_os_str() == "-" {
            places.push(Place::Stdin);
        } else if path.is_dir() {
            let (files, problems) = walk(path);
            if files.is_empty() && problems.is_empty() {
                let ends = Format::endings().map(|end| format!(".{end}")).collect::<Vec<_>>();
                let ends = ends.join(", ");
                let none = format!("{}: no drafts in this folder ({ends})", path.display());
                places.push(Place::Nowhere(none));
            }
            places.extend(problems.into_iter().map(Place::Nowhere));
            let files = files.into_iter().filter(|file| wanted(file, FoundBy::Walked));
            places.extend(files.map(|file| Place::File(file, FoundBy::Walked)));
        } else if told.as_in_folders && path.is_file() && !ends_as_draft(path) {
            // A hook may be given the pictures beside the drafts.
        } else if wanted(path, FoundBy::Named) {
            places.push(Place::File(path.clone(), FoundBy::Named));
        }
    }
    places
}

impl Place {
    /// Reads the drafts that are here; none where it is no story and was not asked for.
    pub(crate) fn read(self, told: Told<'_>) -> Result<Vec<Draft>, String> {
        match self {
            Self::Stdin => standard_input(told),
            Self::File(path, found) => match read(&path, told.format) {
                // Not every XML or JSON file in a folder is a story.
                Err(Unread::Foreign(_)) if found == FoundBy::Walked || told.as_in_folders => {
                    Ok(Vec::new())
                }
                other => other.map_err(Unread::message),
            },
            Self::Nowhere(why) => Err(why),
        }
    }

    /// The file, if it is one.
    pub(crate) fn path(&self) -> Option<&Path> {
        if let Self::File(path, _) = self { Some(path) } else { None }
    }
}

/// Why a draft is not read.
pub(crate) enum Unread {
    /// It is no story, as a file of settings is none.
    Foreign(String),
    /// Something else.
    Failed(String),
}

impl Unread {
    /// What is said of it.
    pub(crate) fn message(self) -> String {
        let (Self::Foreign(message) | Self::Failed(message)) = self;
        message
    }
}

/// The drafts of a file, and its bytes.
type WithBytes = (Vec<Draft>, Vec<u8>);

/// Reads the drafts in a file, and the file beside it.
pub(crate) fn read(path: &Path, format: Option<Format>) -> Result<Vec<Draft>, Unread> {
    with_bytes(path, format).map(|(drafts, _)| drafts)
}

/// Reads the drafts in a file, and the file beside it; gives the bytes of the file too.
pub(crate) fn with_bytes(path: &Path, format: Option<Format>) -> Result<WithBytes, Unread> {
    let failed = |error: ReadError| {
        let message = error.to_string();
        if error.is_foreign() { Unread::Foreign(message) } else { Unread::Failed(message) }
    };
    let name = name(path);
    let bytes = file::bytes(path).map_err(|error| {
        failed(ReadError { path: name.clone(), kind: ReadErrorKind::Io(error) })
    })?;
    let mut drafts = Draft::read(&name, &bytes, format).map_err(failed)?;
    beside(&mut drafts, path).map_err(Unread::Failed)?;
    Ok((drafts, bytes))
}

/// The name of a file for reports: its path. Bytes that are no text stand there as `\xff`, so that two
/// files never have one name.
pub(crate) fn name(path: &Path) -> String {
    let mut name = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        name.push_str(chunk.valid());
        for byte in chunk.invalid() {
            let _ = write!(name, "\\x{byte:02x}");
        }
    }
    name
}

/// Reads the file beside a draft, if there is one.
fn beside(drafts: &mut [Draft], path: &Path) -> Result<(), String> {
    let path = suppress::beside(path);
    // A link that leads nowhere is a fault, and not the same as no file.
    if path.symlink_metadata().is_ok() {
        let mut file = File::read(&path, &path.display().to_string());
        if let (Ok(file), Ok(real)) = (&mut file, path.canonicalize()) {
            // A link may lead to a file whose words are nobody's here to print.
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
            let folder = folder.unwrap_or(Path::new(".")).canonicalize();
            if folder.is_ok_and(|folder| !real.starts_with(folder)) {
                file.trust = Trust::Elsewhere;
            }
        }
        let sidecar = file.and_then(|file| suppress::read_sidecar(&file));
        let sidecar = sidecar.map_err(|error| error.to_string())?;
        for draft in drafts {
            draft.sidecar = Some(sidecar.clone());
        }
    }
    Ok(())
}

fn standard_input(told: Told<'_>) -> Result<Vec<Draft>, String> {
    let path = told.stdin_name;
    let name = path.unwrap_or(STDIN);
    let mut bytes = Vec::new();
    let most = file::LARGEST + 1;
    io::stdin()
        .lock()
        .take(most)
        .read_to_end(&mut bytes)
        .map_err(|error| format!("{name}: {error}"))?;
    let mut drafts = Draft::read(name, &bytes, told.format).map_err(|error| error.to_string())?;
    if let Some(path) = path {
        beside(&mut drafts, Path::new(path))?;
    }
    Ok(drafts)
}

/// The drafts in a folder, in order of path; what git ignores is left out.
fn walk(folder: &Path) -> (Vec<PathBuf>, Vec<String>) {
    let mut files = Vec::new();
    let mut problems = Vec::new();
    let here = folder == Path::new(".");
    for entry in ignore::WalkBuilder::new(folder).sort_by_file_path(Path::cmp).build() {
        match entry {
            Ok(entry) => {
                let draft = ends_as_draft(entry.path());
                if draft && entry.file_type().is_some_and(|t| t.is_file()) {
                    let path = entry.into_path();
                    // Of “.” as one would name them: who marks the lines of a change compares
                    // paths letter by letter.
                    let named = here.then(|| path.strip_prefix(folder).ok()).flatten();
                    let named = named.map(Path::to_owned);
                    files.push(named.unwrap_or(path));
                }
            }
            Err(error) => problems.push(error.to_string()),
        }
    }
    (files, problems)
}

/// True when the name of a file ends as drafts do.
fn ends_as_draft(path: &Path) -> bool {
    let kind = path.extension().and_then(|end| end.to_str());
    kind.is_some_and(|kind| Format::endings().any(|end| end.eq_ignore_ascii_case(kind)))
}
