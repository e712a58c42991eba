//! Where answers go, and whether they can go there.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use whosaid::report::Format;

use super::answered::{self, Answered};
use crate::cli::arguments::CheckArguments;
use crate::cli::check as checking;
use crate::cli::{file, out};

/// Why a stream cannot be read with these arguments.
pub(super) fn refused(arguments: &CheckArguments) -> Option<String> {
    let adopt = &arguments.adopt;
    let asked = arguments.approved || arguments.statistics || adopt.baseline.is_some();
    if asked || adopt.changed_since.is_some() {
        let flags = "--approved, --statistics, --baseline and --changed-since need drafts in files";
        return Some(format!("{flags}; a stream of records has none"));
    }
    let plain = arguments.output.iter().all(|output| output.format == Format::Jsonl);
    (!plain || arguments.output.len() > 1).then(|| {
        "records are answered in jsonl: leave -o out, or write -o jsonl or -o jsonl=FILE".to_owned()
    })
}

/// Where answers go, and those that are there already.
pub(super) type Begun = (Box<dyn Write>, Option<Answered>);

/// Opens the output and the answers of an earlier run.
pub(super) fn begin(arguments: &CheckArguments) -> Result<Begun, String> {
    let out = arguments.output.first().and_then(|output| output.file.as_deref());
    if let Some(clash) = checking::clash([out].into_iter(), &[]) {
        return Err(clash);
    }
    let same = |one: &Path, other: &Path| one == other || file::same(one, other);
    let resumed = arguments.resume_from.as_deref();
    let is_read = |path: &&Path| arguments.paths.iter().any(|read| same(read, path));
    if let Some(path) = [out, resumed].into_iter().flatten().find(is_read) {
        let shown = path.display();
        return Err(format!("{shown}: the records are read from it; answers need another file"));
    }
    let in_place = resumed.filter(|resumed| {
        out.is_some_and(|out| same(out, resumed)) || out.is_none() && is_stdout(resumed)
    });
    if let Some(path) = in_place {
        answered::mend(path).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    let answered = resumed.map(|path| Answered::open(path, in_place.is_some())).transpose()?;
    let Some(path) = out else { return Ok((Box::new(out::Standard::new()), answered)) };
    let opened = match in_place {
        Some(_) => OpenOptions::new().append(true).create(true).open(path),
        None => File::create(path),
    };
    let opened = opened.map_err(|error| format!("{}: {error}", path.display()))?;
    Ok((Box::new(opened), answered))
}

/// True where standard output goes into a file: `>> FILE` in a shell.
#[cfg(unix)]
fn is_stdout(path: &Path) -> bool {
    use std::os::fd::AsFd;
    use std::os::unix::fs::MetadataExt;
    let stdout = io::stdout().as_fd().try_clone_to_owned().map(File::from);
    let stdout = stdout.and_then(|file| file.metadata());
    let known = |data: std::fs::Metadata| (data.dev(), data.ino());
    stdout.is_ok_and(|one| path.metadata().is_ok_and(|other| known(one) == known(other)))
}

#[cfg(not(unix))]
fn is_stdout(_: &Path) -> bool {
    false
}
