//! Outputs that cannot be written as they are asked for.

use std::path::{Path, PathBuf};

use whosaid::report::Checked;
use whosaid::settings;

use crate::cli::baselines;

/// Files that hold what people have written down of drafts, by the end of their names.
const KEPT: [&str; 4] =
    [".whosaid.yml", ".whosaid.snap", ".whosaid.signoff.yml", baselines::DEFAULT];

/// Why outputs cannot be written as asked: two to one place, or one over a draft or over what is kept
/// of it.
pub(in crate::cli) fn clash<'a>(
    outputs: impl Iterator<Item = Option<&'a Path>>,
    drafts: &[&Path],
) -> Option<String> {
    let mut places: Vec<Option<PathBuf>> = Vec::new();
    for file in outputs {
        let whole = |file: &Path| std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
        let place = file.map(|file| file.canonicalize().unwrap_or_else(|_| whole(file)));
        let shown = file.map_or("standard output".to_owned(), |file| file.display().to_string());
        if places.contains(&place) {
            return Some(format!("two outputs go to {shown}; give each a place: -o FORMAT=FILE"));
        }
        let name = file.and_then(Path::file_name).map(|name| name.to_string_lossy());
        let kept = name.as_ref().is_some_and(|name| {
            let settings = settings::NAMES.iter().any(|known| known == name);
            settings || KEPT.iter().any(|end| name.ends_with(end))
        });
        if kept {
            return Some(format!(
                "{shown} is a file that whosaid reads; give the report another name"
            ));
        }
        if place.is_some() && drafts.iter().any(|draft| draft.canonicalize().ok() == place) {
            return Some(format!("{shown} is a draft; the report would overwrite it"));
        }
        places.push(place);
    }
    None
}

/// The paths of some drafts.
pub(in crate::cli) fn paths(drafts: &[Checked]) -> Vec<&Path> {
    drafts.iter().map(|checked| Path::new(&checked.draft.path)).collect()
}
