//! The Code Quality report of GitLab: a list of issues, each on lines of a file. It has no columns.

use std::collections::HashMap;
use std::io::{self, Write};

use serde::Serialize;

use super::entry::{self, Entry};
use super::markdown::details;
use crate::report::checked::Checked;
use crate::verdict::Severity;

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: String,
    severity: Level,
    location: Place,
    content: Content,
}

/// How bad an issue is. GitLab knows "critical" and "blocker" too, which a question about sourcing is not.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Level {
    Info,
    Minor,
    Major,
}

#[derive(Serialize)]
struct Place {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

/// More about an issue, in Markdown.
#[derive(Serialize)]
struct Content {
    body: String,
}

/// Writes the report. It has no place for drafts that could not be read.
pub(in crate::report) fn write(out: &mut dyn Write, drafts: &[Checked]) -> io::Result<()> {
    let mut prints = Fingerprints::default();
    let issues: Vec<Issue<'_>> =
        drafts.iter().flat_map(entry::shown).map(|entry| issue(&entry, &mut prints)).collect();
    super::json(out, &issues)
}

fn issue<'a>(entry: &Entry<'a>, prints: &mut Fingerprints) -> Issue<'a> {
    // A document without lines is pointed to at its top; the text says where in it.
    let (begin, end) = entry.range.map_or((1, 1), |range| (range.start.line, range.last_line()));
    let description = match entry.range {
        Some(_) => format!("{}: {}", entry.finding.code, entry.message),
        None => format!("{}: {}: {}", entry.finding.code, entry.place(), entry.message),
    };
    Issue {
        description,
        check_name: &entry.finding.name,
        fingerprint: prints.of(entry),
        severity: match entry.severity() {
            Severity::Note => Level::Info,
            Severity::Warning => Level::Minor,
            Severity::Error => Level::Major,
        },
        location: Place { path: entry.path.clone(), lines: Lines { begin, end } },
        content: Content { body: details(entry) },
    }
}

/// Fingerprints that are different in all files of a report, since GitLab shows one issue of each.
#[derive(Default)]
struct Fingerprints(HashMap<String, usize>);

impl Fingerprints {
    /// The hash of path, story and fingerprint of a finding; of the same file once more, with a number.
    fn of(&mut self, entry: &Entry<'_>) -> String {
        let story = entry.draft.story.map_or(0, |(at, _)| at);
        let whole = format!("{}\0{story}\0{}", entry.path, entry.finding.fingerprint);
        let hash = blake3::hash(whole.as_bytes()).to_hex()[..32].to_owned();
        let copy = self.0.entry(hash.clone()).or_default();
        *copy += 1;
        if *copy == 1 { hash } else { format!("{hash}-{copy}") }
    }
}
