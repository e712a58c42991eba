//! Hand-written cases for the grammar: `tests/cases/grammar/`, one file a genre.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Deserialize;
use whosaid::{Draft, Rulebook};

use crate::{project, snapshots};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    text: String,
    attributions: Vec<Expected>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    source: Option<String>,
    cue: Option<String>,
    content: Vec<String>,
}

#[test]
fn table_cases() {
    let _guard = snapshots("grammar");
    let (count, failing) = run(false);
    insta::assert_snapshot!("cases", summary(count, &failing));
}

/// These are not looked at while the grammar is worked on.
#[test]
fn table_cases_kept_aside() {
    let _guard = snapshots("grammar");
    let (count, failing) = run(true);
    insta::assert_snapshot!("cases-kept-aside", summary(count, &failing));
}

/// How many cases are read right, and the names of those that are not.
fn summary(count: usize, failing: &BTreeMap<String, Vec<String>>) -> String {
    let wrong: usize = failing.values().map(Vec::len).sum();
    let mut out = format!("{} of {count} right\n", count - wrong);
    for (file, names) in failing {
        let _ = writeln!(out, "\n{file}");
        for name in names {
            let _ = writeln!(out, "  not yet: {name}");
        }
    }
    out
}

/// Reads every case; the count, and the names of the cases that are not read as expected.
fn run(held: bool) -> (usize, BTreeMap<String, Vec<String>>) {
    let rulebook = Rulebook::built_in();
    let mut failing: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut count = 0;
    let mut files: Vec<_> = std::fs::read_dir(project("tests/cases/grammar"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.to_string_lossy().ends_with(".held.yaml") == held)
        .collect();
    files.sort();
    for file in files {
        let cases: Vec<Case> = serde_yaml::from_str(&std::fs::read_to_string(&file).unwrap())
            .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let genre = file.file_name().unwrap().to_string_lossy().into_owned();
        for case in cases {
            count += 1;
            let draft = Draft::new(case.name.as_str(), case.text.as_str());
            let verdict = whosaid::check(&draft, &rulebook);
            let got: Vec<String> = verdict
                .parsed
                .attributions
                .iter()
                .map(|a| {
                    let content: Vec<_> = a.content.iter().map(|s| draft.words(*s)).collect();
                    line(
                        a.source.as_ref().map(|s| draft.words(s.span)),
                        a.cue.as_ref().map(|c| draft.words(c.span)),
                        &content,
                    )
                })
                .collect();
            let wanted: Vec<String> = case
                .attributions
                .iter()
                .map(|e| {
                    let content: Vec<_> = e.content.iter().map(String::as_str).collect();
                    line(e.source.as_deref(), e.cue.as_deref(), &content)
                })
                .collect();
            if sorted(&got) != sorted(&wanted) {
                failing.entry(genre.clone()).or_default().push(case.name);
            }
        }
    }
    assert!(count >= if held { 90 } else { 400 }, "only {count} cases");
    (count, failing)
}

fn sorted(lines: &[String]) -> Vec<&String> {
    let mut lines: Vec<_> = lines.iter().collect();
    lines.sort();
    lines
}

/// An attribution in one line; quotation marks and marks at the edges do not count.
fn line(source: Option<&str>, cue: Option<&str>, content: &[&str]) -> String {
    let words = |text: &str| {
        let bare: Vec<_> = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        bare.join(" ")
    };
    let content: Vec<_> = content.iter().map(|piece| words(piece)).collect();
    format!(
        "[{}] <{}> {}",
        source.map_or(String::new(), words),
        cue.map_or(String::new(), words),
        content.join(" ")
    )
}
