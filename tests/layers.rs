//! The arrows between the stages point one way.

use std::fs;
use std::path::{Path, PathBuf};

/// The modules in the order of the pipeline; each may use those before it.
const ORDER: [&str; 17] = [
    "span", "lexicon", "read", "tokenise", "tag", "parse", "resolve", "weigh", "rulebook",
    "verdict", "suppress", "judge", "report", "settings", "examples", "cli", "train",
];

/// What may be used although it stands later, and why.
const EXCEPTIONS: [(&str, &str); 3] = [
    ("lexicon", "tokenise"), // phrases of the lexicon are split as a draft's words are
    ("rulebook", "verdict"), // a check has a severity
    ("train", "tag"),        // the trainer writes what the tagger reads
];

#[test]
fn a_stage_uses_only_the_stages_before_it() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&src, &mut files);
    let mut wrong = Vec::new();
    let mut seen = 0;
    for file in &files {
        let module = file.strip_prefix(&src).unwrap().iter().next().unwrap().to_string_lossy();
        let module = module.trim_end_matches(".rs").to_owned();
        let Some(place) = ORDER.iter().position(|name| **name == module) else { continue };
        let text = fs::read_to_string(file).unwrap();
        for used in text.split("crate::").skip(1) {
            let used: String =
                used.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            let Some(other) = ORDER.iter().position(|name| **name == used) else { continue };
            seen += 1;
            let allowed = other <= place || EXCEPTIONS.contains(&(module.as_str(), used.as_str()));
            if !allowed {
                wrong.push(format!("{} uses {used}", file.display()));
            }
        }
    }
    assert!(seen > 20, "the test reads the `crate::` paths of the sources, and found only {seen}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn collect(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, into);
        } else if path.extension().is_some_and(|end| end == "rs") {
            into.push(path);
        }
    }
}
