//! Markdown for a comment on a pull request, an issue or a chat. Words of a draft are text there, whatever
//! marks they have.

use std::cmp::Reverse;
use std::io::{self, Write};

use super::entry::{self, Entry};
use crate::report::checked::Checked;
use crate::report::paint::{Tally, summary};
use crate::report::sheets::safe;
use crate::report::words::{count, one_line};

/// So many clean drafts are named.
const NAMED: usize = 10;

/// Writes the report: the findings of each draft, the worst first, then what is clean and what could not be
/// read.
pub(in crate::report) fn write(
    out: &mut dyn Write,
    drafts: &[Checked],
    errors: &[String],
) -> io::Result<()> {
    let mut found = Tally::default();
    for finding in drafts.iter().flat_map(Checked::shown) {
        found.add(finding.severity);
    }
    writeln!(out, "## {}", summary(drafts.len(), found).trim_end_matches('.'))?;
    let mut clean = Vec::new();
    for checked in drafts {
        if entry::all(checked).is_empty() {
            clean.push(markdown(&checked.draft.name()));
        } else {
            draft(out, checked)?;
        }
    }
    if clean.len() == drafts.len() && !clean.is_empty() {
        writeln!(out, "\n{}", named(&clean))?;
    } else if !clean.is_empty() {
        writeln!(out, "\nNothing to flag in {}.", named(&clean))?;
    }
    if !errors.is_empty() {
        writeln!(out, "\n### Could not be read\n")?;
    }
    for error in errors {
        writeln!(out, "- {}", markdown(error))?;
    }
    Ok(())
}

/// Words in Markdown, every mark escaped. A handle is parted from its mark by a character that nobody sees,
/// or a comment would call whoever has it.
fn markdown(text: &str) -> String {
    safe::markdown(text).replace('@', "@\u{2060}")
}

/// "a.txt, b.txt and 12 more drafts"
fn named(clean: &[String]) -> String {
    let names = clean[..clean.len().min(NAMED)].join(", ");
    match clean.len().saturating_sub(NAMED) {
        0 => names,
        more => format!("{names} and {}", count(more, "more draft")),
    }
}

fn draft(out: &mut dyn Write, checked: &Checked) -> io::Result<()> {
    writeln!(out, "\n### {}", markdown(&checked.draft.name()))?;
    let mut entries: Vec<Entry<'_>> = entry::shown(checked).collect();
    entries.sort_by_key(|entry| Reverse(entry.severity()));
    for entry in &entries {
        finding(out, entry)?;
    }
    let aside: Vec<Entry<'_>> = entry::aside(checked).collect();
    if !aside.is_empty() {
        writeln!(out, "\n{} ignored:\n", aside.len())?;
    }
    for (entry, aside) in aside.iter().filter_map(|entry| Some((entry, entry.aside?))) {
        let by = aside.path.as_deref().map(|path| format!(" ({})", markdown(path)));
        let (code, at, by) = (&entry.finding.code, entry.at, by.unwrap_or_default());
        writeln!(out, "- {} {at}: {}{by}", markdown(code), markdown(&aside.reason))?;
    }
    Ok(())
}

/// A finding: its level and place, what is missing, the words, the question.
fn finding(out: &mut dyn Write, entry: &Entry<'_>) -> io::Result<()> {
    let (level, at, title) = (entry.severity().name(), entry.at, markdown(&entry.title()));
    writeln!(out, "\n**{level}**, {at}: {} ({title})", markdown(&entry.message))?;
    let excerpt = entry.excerpt();
    if !excerpt.is_empty() {
        writeln!(out, "\n> {}", markdown(&excerpt))?;
    }
    if let Some(question) = &entry.question {
        writeln!(out, "\nAsk: {}", markdown(question))?;
    }
    Ok(())
}

/// What there is to say of a finding besides its message, in paragraphs.
pub(super) fn details(entry: &Entry<'_>) -> String {
    let excerpt = entry.excerpt();
    let excerpt = (!excerpt.is_empty()).then(|| format!("> {}", markdown(&excerpt)));
    let question = entry.question.as_ref().map(|question| format!("Ask: {}", markdown(question)));
    let fix = format!("Fix: {}", markdown(&entry.help));
    let why = (!entry.why.is_empty()).then(|| format!("Why: {}", markdown(&entry.why)));
    let standards = entry.standards.iter().map(|standard| {
        let name = markdown(&standard.to_string());
        match &standard.address {
            Some(address) => format!("- [{name}](<{}>)", address_in_marks(address)),
            None => format!("- {name}"),
        }
    });
    let standards = standards.collect::<Vec<_>>().join("\n");
    let standards = (!standards.is_empty()).then_some(standards);
    let parts = excerpt.into_iter().chain(question).chain([fix]).chain(why).chain(standards);
    parts.collect::<Vec<_>>().join("\n\n")
}

/// An address between "<" and ">", which it cannot leave.
fn address_in_marks(address: &str) -> String {
    one_line(address).replace('<', "%3C").replace('>', "%3E").replace('\\', "%5C")
}
