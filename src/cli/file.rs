//! Writes a file in one step, so that nobody ever finds half of it.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Writes a file: a new one beside it takes its place once it is whole. One that is there keeps its
/// permissions; a link stays a link.
pub(super) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let permissions = fs::metadata(&path).ok().map(|known| known.permissions());
    let (mut file, beside) = beside(&path)?;
    let written = file
        .write_all(bytes)
        .and_then(|()| permissions.map_or(Ok(()), |known| file.set_permissions(known)))
        .and_then(|()| file.sync_all())
        .and_then(|()| fs::rename(&beside, &path));
    if written.is_err() {
        // What matters is why it could not be written.
        let _ = fs::remove_file(&beside);
    }
    written
}

/// What a file has in it; nothing where there is none.
pub(super) fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::read(path) {
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
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut number = 0;
    loop {
        let beside = path.with_file_name(format!(".{name}.{}-{number}", std::process::id()));
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
}
