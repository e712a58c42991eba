//! SARIF 2.1.0, for services that keep findings from run to run. Columns count code units of UTF-16.

mod artifact;
mod location;
mod result;
mod rule;
mod run;
mod text;

use std::io::{self, Write};

use serde::Serialize;

use run::Run;

use super::entry::{self, Entry};
use crate::report::checked::Checked;

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

/// Where the standard's own schema is.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Writes the log of one run. Drafts that could not be read are notifications of it.
pub(in crate::report) fn write(
    out: &mut dyn Write,
    drafts: &[Checked],
    errors: &[String],
) -> io::Result<()> {
    let entries: Vec<(&Checked, Entry<'_>)> = drafts
        .iter()
        .flat_map(|checked| entry::all(checked).into_iter().map(move |entry| (checked, entry)))
        .collect();
    let run = Run::of(drafts, &entries, errors);
    let log = Log { schema: SCHEMA, version: "2.1.0", runs: [run] };
    super::json(out, &log)
}
