//! The drafts that the benches read: the samples, one after the other, again and again.
//!
//! With `WHOSAID_BENCH=FOLDER` the texts of that folder are read instead.

use std::path::PathBuf;
use std::sync::OnceLock;

/// An article, a long report, and what a careless export puts into one file.
pub(crate) const SIZES: [usize; 3] = [3_000, 60_000, 5_000_000];

/// How many articles an archive for the benches has.
pub(crate) const FILES: usize = 840;

/// The paragraphs of all texts, in order.
fn paragraphs() -> &'static [String] {
    static ALL: OnceLock<Vec<String>> = OnceLock::new();
    ALL.get_or_init(|| {
        let samples = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("samples");
        let folder = std::env::var_os("WHOSAID_BENCH").map_or_else(samples, PathBuf::from);
        let entries = std::fs::read_dir(&folder)
            .unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
        let mut paths: Vec<PathBuf> =
            paths.filter(|path| path.extension().is_some_and(|end| end == "txt")).collect();
        paths.sort();
        let texts = paths.iter().filter_map(|path| std::fs::read_to_string(path).ok());
        let all: Vec<String> = texts
            .flat_map(|text| text.trim().split("\n\n").map(str::to_owned).collect::<Vec<_>>())
            .collect();
        assert!(!all.is_empty(), "{}: no texts (*.txt)", folder.display());
        all
    })
}

/// A draft of about so many bytes, which begins with this paragraph.
pub(crate) fn draft(bytes: usize, first: usize) -> String {
    let mut text = String::with_capacity(bytes + 2_000);
    for paragraph in paragraphs().iter().cycle().skip(first % paragraphs().len()) {
        if text.len() >= bytes {
            break;
        }
        text.push_str(paragraph);
        text.push_str("\n\n");
    }
    text
}

/// An archive: articles of 1.5 to 8 kB, none of which begins like the one before it.
pub(crate) fn archive() -> Vec<String> {
    (0..FILES).map(|n| draft(1_500 + n * 631 % 6_500, n * 7)).collect()
}
