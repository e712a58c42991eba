//! Writes a file in one step, so that nobody ever finds half of it.

use std::fs::{self, File, OpenOptions, Permissions, TryLockError};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use super::interrupt;

/// A file that is being written: a new one beside the old one, which takes its place when it is whole.
/// Where it never comes to that, the old one is as it was.
pub(super) struct Fresh {
    out: BufWriter<File>,
    /// The new file, where the old one is a file; a device or a pipe is written to directly.
    beside: Option<PathBuf>,
    path: PathBuf,
    permissions: Option<Permissions>,
}

impl Fresh {
    /// Begins to write a file. One that is there keeps its permissions; a link stays a link.
    pub(super) fn new(path: &Path) -> io::Result<Self> {
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let known = fs::metadata(&path).ok();
        if known.as_ref().is_some_and(|known| !known.is_file()) {
            let out = BufWriter::new(OpenOptions::new().write(true).open(&path)?);
            return Ok(Self { out, beside: None, path, permissions: None });
        }
        let (file, beside) = beside(&path)?;
        interrupt::begun(&beside);
        let permissions = known.map(|known| known.permissions());
        Ok(Self { out: BufWriter::new(file), beside: Some(beside), path, permissions })
    }

    /// Puts it in its place.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.out.flush()?;
        let Some(beside) = &self.beside else { return Ok(()) };
        let file = self.out.get_ref();
        if let Some(known) = self.permissions.take() {
            file.set_permissions(known)?;
        }
        file.sync_all()?;
        interrupt::put(beside, &self.path)?;
        self.beside = None;
        Ok(())
    }
}

impl Write for Fresh {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl Drop for Fresh {
    fn drop(&mut self) {
        if let Some(beside) = &self.beside {
            interrupt::dropped(beside);
        }
    }
}

/// Writes a file in one step.
pub(super) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = Fresh::new(path)?;
    file.write_all(bytes)?;
    file.finish()
}

/// The folder of a file, held while the file is read, changed and written: of several programs that
/// do so at a time, one goes after the other. It ends when this is dropped.
pub(super) struct Held(Option<File>);

impl Drop for Held {
    fn drop(&mut self) {
        if let Some(folder) = &self.0 {
            // It ends with the program at the latest.
            let _ = folder.unlock();
        }
    }
}

/// How often a held folder is asked for again, and how long between.
const TRIES: usize = 600;
const BETWEEN: Duration = Duration::from_millis(50);

/// Waits until nobody else holds the folder of a file, and holds it. Where folders cannot be held,
/// [`replace`] alone sees what others write.
pub(super) fn hold(path: &Path) -> Result<Held, String> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let Ok(folder) = File::open(folder.unwrap_or(Path::new("."))) else { return Ok(Held(None)) };
    for _ in 0..TRIES {
        match folder.try_lock() {
            Ok(()) => return Ok(Held(Some(folder))),
            Err(TryLockError::WouldBlock) => thread::sleep(BETWEEN),
            Err(TryLockError::Error(_)) => return Ok(Held(None)),
        }
    }
    let shown = path.display();
    Err(format!("{shown}: somebody else is writing in this folder; run this again"))
}

/// Nothing larger is read; one byte more is, so that whoever reads it sees that it is too large.
pub(super) const LARGEST: u64 = 256 << 20;

/// The bytes of a file. What is no file can have no end: of a stream of the shell (`<(…)`) and a device
/// no more is read than a file may have, and a pipe that lies elsewhere is refused.
pub(super) fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    let stream = ["/dev", "/proc"].iter().any(|system| path.starts_with(system));
    let kind = fs::metadata(path)?.file_type();
    if !kind.is_file() && !kind.is_dir() && !stream {
        return Err(io::Error::other("a pipe or a device, not a file; use - for standard input"));
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(LARGEST + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// What a file has in it; nothing where there is none.
pub(super) fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match bytes(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Writes a file that was read before, unless somebody else has written it meanwhile.
pub(super) fn replace(path: &Path, before: Option<&[u8]>, bytes: &[u8]) -> Result<(), String> {
    let shown = path.display();
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => format!("{shown}: no such folder"),
        io::ErrorKind::PermissionDenied => format!("{shown}: no permission to write here"),
        _ => format!("{shown}: {error}"),
    };
    if read(path).map_err(failed)?.as_deref() != before {
        return Err(format!(
            "{shown}: somebody else has written it meanwhile; nothing was written, run this again"
        ));
    }
    write(path, bytes).map_err(failed)
}

/// A new file in the same folder.
fn beside(path: &Path) -> io::Result<(File, PathBuf)> {
    let mut number = 0;
    loop {
        // Not made of the file's own name, which may be as long as a name can be.
        let beside = path.with_file_name(format!(".whosaid-{}-{number}", std::process::id()));
        match OpenOptions::new().write(true).create_new(true).open(&beside) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && number < 100 => {
                number += 1;
            }
            opened => return opened.map(|file| (file, beside)),
        }
    }
}

/// True when two paths lead to one file.
pub(super) fn same(one: &Path, other: &Path) -> bool {
    match (fs::canonicalize(one), fs::canonicalize(other)) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_somebody_else_has_written_meanwhile_stays() {
        let folder = std::env::temp_dir().join(format!("whosaid-file-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join("a.json");
        assert!(replace(&path, Some(b"old"), b"new").is_err(), "it is gone");
        replace(&path, None, b"old").unwrap();
        assert!(replace(&path, None, b"new").is_err(), "it has come");
        fs::write(&path, "other").unwrap();
        let refused = replace(&path, Some(b"old"), b"new").unwrap_err();
        assert!(refused.contains("somebody else has written it"), "{refused}");
        assert_eq!(fs::read(&path).unwrap(), b"other");
        replace(&path, Some(b"other"), b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "nothing is left beside it");
        fs::remove_dir_all(&folder).unwrap();
    }
    #[test]
    fn a_file_that_is_not_finished_is_as_it_was() {
        let folder = std::env::temp_dir().join(format!("whosaid-fresh-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join("a.json");
        fs::write(&path, "old").unwrap();
        let mut fresh = Fresh::new(&path).unwrap();
        fresh.write_all(b"half a rep").unwrap();
        fresh.flush().unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"old", "while it is written");
        drop(fresh);
        assert_eq!(fs::read(&path).unwrap(), b"old", "when it came to nothing");
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "nothing is left beside it");
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn several_who_add_to_one_file_lose_nothing() {
        let folder = std::env::temp_dir().join(format!("whosaid-held-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join("a.yml");
        thread::scope(|scope| {
            for _ in 0..12 {
                scope.spawn(|| {
                    let _held = hold(&path).unwrap();
                    let before = read(&path).unwrap();
                    let mut bytes = before.clone().unwrap_or_default();
                    bytes.push(b'x');
                    replace(&path, before.as_deref(), &bytes).unwrap();
                });
            }
        });
        assert_eq!(fs::read(&path).unwrap(), b"xxxxxxxxxxxx");
        fs::remove_dir_all(&folder).unwrap();
    }
}
