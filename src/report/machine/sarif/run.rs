//! A run: the tool, what it read and what it found.

use serde::Serialize;

use super::artifact::{Artifact, Artifacts, Bases};
use super::location::{self, Location};
use super::result::{self, Found};
use super::rule::{Rule, Rules};
use super::text::Text;
use crate::report::checked::Checked;
use crate::report::machine::entry::Entry;
use crate::report::machine::path;
use crate::report::words::one_line;
use crate::verdict::Severity;

/// A run.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Run<'a> {
    tool: Tool<'a>,
    invocations: [Invocation; 1],
    original_uri_base_ids: Bases,
    artifacts: Vec<Artifact>,
    column_kind: &'static str,
    newline_sequences: [&'static str; 3],
    results: Vec<Found<'a>>,
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver<'a> {
    name: &'static str,
    version: &'static str,
    semantic_version: &'static str,
    language: &'static str,
    rules: Vec<Rule<'a>>,
}

/// How the run went.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tool_execution_notifications: Vec<Notification>,
}

/// What is to be said of how drafts were read.
#[derive(Serialize)]
struct Notification {
    level: Severity,
    message: Text,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    locations: Vec<Location>,
}

/// Columns are those of JavaScript, Java and .NET.
const COLUMNS: &str = "utf16CodeUnits";

/// What ends a line.
const LINE_ENDS: [&str; 3] = ["\r\n", "\n", "\r"];

impl<'a> Run<'a> {
    /// The run that read some drafts and found `entries` in them.
    pub(super) fn of(
        drafts: &'a [Checked],
        entries: &'a [(&'a Checked, Entry<'a>)],
        errors: &[String],
    ) -> Self {
        let files = Artifacts::of(drafts);
        let mut rules = Rules::default();
        for (checked, entry) in entries {
            rules.add(checked, entry);
        }
        let index = rules.index();
        let results = entries.iter().map(|(_, entry)| result::of(entry, &index, &files)).collect();
        let version = env!("CARGO_PKG_VERSION");
        Self {
            tool: Tool {
                driver: Driver {
                    name: "whosaid",
                    version,
                    semantic_version: version,
                    language: "en",
                    rules: rules.into_list(),
                },
            },
            invocations: [Invocation {
                execution_successful: errors.is_empty(),
                tool_execution_notifications: notifications(drafts, errors, &files),
            }],
            original_uri_base_ids: Bases::new(),
            artifacts: files.all,
            column_kind: COLUMNS,
            newline_sequences: LINE_ENDS,
            results,
        }
    }
}

/// The drafts that could not be read, and what an editor should know of how the others were.
fn notifications(drafts: &[Checked], errors: &[String], files: &Artifacts) -> Vec<Notification> {
    let unread = errors.iter().map(|error| Notification {
        level: Severity::Error,
        message: Text::message(&one_line(error)),
        locations: Vec::new(),
    });
    let remarks = drafts.iter().flat_map(|checked| {
        let draft = &checked.draft;
        draft.remarks.iter().map(|remark| Notification {
            level: Severity::Note,
            message: Text::message(&one_line(remark)),
            locations: vec![location::file(files.uri(&path::of(&draft.path)))],
        })
    });
    unread.chain(remarks).collect()
}
