//! The settings file that counts for a draft: the nearest one upwards.

use std::path::{Path, PathBuf};

/// The names a settings file can have.
pub const NAMES: [&str; 4] = ["whosaid.yml", ".whosaid.yml", "whosaid.yaml", ".whosaid.yaml"];

/// The nearest settings file in `folder` or above it. Two in one folder are refused.
pub fn nearest(folder: &Path) -> Result<Option<PathBuf>, String> {
    for folder in folder.ancestors() {
        match within(folder).as_slice() {
            [] => {}
            [one] => return Ok(Some(one.clone())),
            [one, two, ..] => {
                return Err(format!(
                    "{} and {} are both here; keep one",
                    one.display(),
                    two.display()
                ));
            }
        }
    }
    Ok(None)
}

/// The settings files that lie in a folder.
pub(super) fn within(folder: &Path) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = NAMES.iter().map(|name| folder.join(name)).collect();
    // What is there and cannot be read is a fault: settings from higher up are not meant.
    all.retain(|path| path.symlink_metadata().is_ok());
    all
}
