//! What the system says of files that were saved, gathered until it is quiet.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

/// After a file is closed or has its name, so long nothing more must come. Editors do several things to
/// save a file, one right after the other.
const QUIET: Duration = Duration::from_millis(5);

/// After words were written, so long the file may not be closed yet; some systems never say that it is.
const OPEN: Duration = Duration::from_millis(30);

/// However much goes on, the first change waits no longer than this.
const LATEST: Duration = Duration::from_millis(500);

/// The changes of some files and folders.
pub(super) struct Events {
    watcher: RecommendedWatcher,
    told: Receiver<notify::Result<Event>>,
    /// What is watched, and whether all below it is.
    folders: BTreeMap<PathBuf, RecursiveMode>,
}

impl Events {
    /// Of nothing as yet.
    pub(super) fn new() -> io::Result<Self> {
        let (send, told) = mpsc::channel();
        let watcher = notify::recommended_watcher(move |event| {
            // Where nobody listens any more, the program is about to end.
            let _ = send.send(event);
        });
        let watcher = watcher.map_err(io::Error::other)?;
        Ok(Self { watcher, told, folders: BTreeMap::new() })
    }

    /// Watches a folder with all below it, or the folder of a file: editors put a new file in its place.
    pub(super) fn watch(&mut self, path: &Path) -> io::Result<()> {
        let whole = path.canonicalize().or_else(|_| std::path::absolute(path))?;
        let (folder, mode) = match whole.parent().filter(|_| !whole.is_dir()) {
            Some(parent) => (parent.to_owned(), RecursiveMode::NonRecursive),
            None => (whole, RecursiveMode::Recursive),
        };
        let covered = folder.ancestors().any(|above| match self.folders.get(above) {
            Some(RecursiveMode::Recursive) => true,
            Some(RecursiveMode::NonRecursive) => {
                above == folder && mode == RecursiveMode::NonRecursive
            }
            None => false,
        });
        if covered {
            return Ok(());
        }
        let told = |error: notify::Error| {
            let shown = path.display();
            io::Error::other(match error.kind {
                notify::ErrorKind::MaxFilesWatch => format!("{shown}: too many folders to watch"),
                _ => format!("{shown}: {error}"),
            })
        };
        self.watcher.watch(&folder, mode).map_err(told)?;
        self.folders.insert(folder, mode);
        Ok(())
    }

    /// Waits for changes, and then until they are over. Gives the files.
    pub(super) fn next(&mut self) -> io::Result<BTreeSet<PathBuf>> {
        let mut changed = BTreeSet::new();
        let mut wait = None;
        let mut begun = Instant::now();
        loop {
            let event = match wait {
                None => self.told.recv().map_err(io::Error::other)?,
                Some(wait) => match self.told.recv_timeout(wait) {
                    Ok(event) => event,
                    Err(RecvTimeoutError::Timeout) => return Ok(changed),
                    Err(error) => return Err(io::Error::other(error)),
                },
            };
            let event = event.map_err(io::Error::other)?;
            let Some(quiet) = quiet(event.kind) else {
                // Somebody only reads; that must not put off what is due.
                if begun.elapsed() > LATEST && !changed.is_empty() {
                    return Ok(changed);
                }
                continue;
            };
            if changed.is_empty() {
                begun = Instant::now();
            }
            changed.extend(event.paths);
            if begun.elapsed() > LATEST {
                return Ok(changed);
            }
            wait = Some(quiet);
        }
    }
}

/// How long it must be quiet after an event; nothing where no file has changed.
fn quiet(kind: EventKind) -> Option<Duration> {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write))
        | EventKind::Modify(ModifyKind::Name(_))
        | EventKind::Remove(_) => Some(QUIET),
        EventKind::Access(_) | EventKind::Other | EventKind::Modify(ModifyKind::Metadata(_)) => {
            None
        }
        _ => Some(OPEN),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{CreateKind, DataChange, RenameMode};

    #[test]
    fn reading_is_no_change_and_closing_ends_one() {
        let read = EventKind::Access(AccessKind::Close(AccessMode::Read));
        assert_eq!([quiet(read), quiet(EventKind::Access(AccessKind::Read))], [None, None]);
        assert_eq!(quiet(EventKind::Modify(ModifyKind::Data(DataChange::Any))), Some(OPEN));
        assert_eq!(quiet(EventKind::Create(CreateKind::File)), Some(OPEN));
        let renamed = EventKind::Modify(ModifyKind::Name(RenameMode::To));
        let closed = EventKind::Access(AccessKind::Close(AccessMode::Write));
        assert_eq!([quiet(renamed), quiet(closed)], [Some(QUIET), Some(QUIET)]);
    }
}
