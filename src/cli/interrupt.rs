//! Ctrl-C: what is half written goes away, and the program ends without a word.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

/// What shells say of a program that Ctrl-C has ended.
const INTERRUPTED: u8 = 130;

/// New files that are not in their places yet.
static HALF: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

fn half() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    HALF.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Ctrl-C ends the program with this exit code from now on.
pub(super) fn ends_with(code: u8) -> io::Result<()> {
    ctrlc::set_handler(move || end(code)).map_err(io::Error::other)
}

/// Ends the program. It holds what is half written, so that nothing of it takes its place meanwhile.
fn end(code: u8) {
    let half = half();
    for path in &*half {
        // The program ends anyway, and there is nobody left to tell.
        let _ = fs::remove_file(path);
    }
    process::exit(code.into());
}

/// A new file is being written; where nobody else has settled what Ctrl-C does, it removes the file. A
/// program that was started with Ctrl-C ignored goes on ignoring it.
pub(super) fn begun(path: &Path) {
    static ONCE: Once = Once::new();
    half().insert(path.to_owned());
    ONCE.call_once(|| {
        let _ = ctrlc::try_set_handler(|| end(INTERRUPTED));
    });
}

/// Puts a new file in its place.
pub(super) fn put(path: &Path, place: &Path) -> io::Result<()> {
    let mut half = half();
    fs::rename(path, place)?;
    half.remove(path);
    Ok(())
}

/// Removes a new file that came to nothing.
pub(super) fn dropped(path: &Path) {
    let mut half = half();
    // What matters is why it could not be written.
    let _ = fs::remove_file(path);
    half.remove(path);
}
