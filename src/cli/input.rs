//! Which drafts to read: files, folders, standard input.

use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};

use super::arguments::misspelt;
use whosaid::rulebook::File;
use whosaid::{Draft, suppress};

/// Files of these kinds are read when a folder is walked.
const KINDS: [&str; 6] = ["txt", "text", "md", "markdown", "html", "htm"];

/// How a path came to be read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum FoundBy {
    /// It was named.
    Named,
    /// A folder was walked.
    Walked,
}

/// Reads all drafts that are wanted. Gives those that could be read, and a message for each that
/// could not.
pub(crate) fn drafts(
    paths: &[PathBuf],
    stdin_name: Option<&str>,
    mut wanted: impl FnMut(&Path, FoundBy) -> bool,
) -> (Vec<Draft>, Vec<String>) {
    let mut drafts = Vec::new();
    let mut errors = Vec::new();
    let mut take = |draft: Result<Draft, String>| match draft {
        Ok(draft) => drafts.push(draft),
        Err(error) => errors.push(error),
    };
    if paths.is_empty() {
        if io::stdin().is_terminal() {
            take(Err("no draft given; name a file, a folder, or - for standard input".to_owned()));
        } else {
            take(standard_input(stdin_name));
        }
    }
    for path in paths {
        if path.as_os_str() == "-" {
            take(standard_input(stdin_name));
        } else if path.is_dir() {
            let (files, problems) = walk(path);
            if files.is_empty() && problems.is_empty() {
                take(Err(format!(
                    "{}: no drafts in this folder (.txt, .text, .md, .html)",
                    path.display()
                )));
            }
            for problem in problems {
                take(Err(problem));
            }
            for file in files.iter().filter(|file| wanted(file, FoundBy::Walked)) {
                take(read(file));
            }
        } else if wanted(path, FoundBy::Named) {
            take(read(path));
        }
    }
    (drafts, errors)
}

/// Reads a draft and the file beside it.
pub(crate) fn read(path: &Path) -> Result<Draft, String> {
    let mut draft = Draft::from_file(path).map_err(|error| {
        let command = path.to_str().filter(|_| !path.exists()).and_then(misspelt);
        let hint =
            command.map_or(String::new(), |name| format!("; did you mean `whosaid {name}`?"));
        format!("{error}{hint}")
    })?;
    beside(&mut draft, path)?;
    Ok(draft)
}

/// Reads the file beside a draft, if there is one.
fn beside(draft: &mut Draft, path: &Path) -> Result<(), String> {
    let path = suppress::beside(path);
    if path.is_file() {
        let file = File::read(&path, &path.display().to_string());
        let sidecar = file.and_then(|file| suppress::read_sidecar(&file));
        draft.sidecar = Some(sidecar.map_err(|error| error.to_string())?);
    }
    Ok(())
}

fn standard_input(name: Option<&str>) -> Result<Draft, String> {
    let path = name;
    let name = name.unwrap_or("standard input");
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes).map_err(|error| format!("{name}: {error}"))?;
    let mut draft = Draft::from_bytes(name, &bytes).map_err(|error| error.to_string())?;
    if let Some(path) = path {
        beside(&mut draft, Path::new(path))?;
    }
    Ok(draft)
}

/// The drafts in a folder, in order of path; what git ignores is left out.
fn walk(folder: &Path) -> (Vec<PathBuf>, Vec<String>) {
    let mut files = Vec::new();
    let mut problems = Vec::new();
    for entry in ignore::WalkBuilder::new(folder).sort_by_file_path(Path::cmp).build() {
        match entry {
            Ok(entry) => {
                let kind = entry.path().extension().and_then(|end| end.to_str());
                let draft = kind.is_some_and(|kind| KINDS.contains(&kind));
                if draft && entry.file_type().is_some_and(|t| t.is_file()) {
                    files.push(entry.into_path());
                }
            }
            Err(error) => problems.push(error.to_string()),
        }
    }
    (files, problems)
}
