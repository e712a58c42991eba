//! What was found in many drafts, in numbers.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use comfy_table::{CellAlignment, Table, presets};

use super::checked::Checked;
use super::words::{one_line, standing};
use crate::resolve::SourceType;
use crate::verdict::Severity;

/// Writes the tables: how often each check fired, how the claims are sourced, and totals.
pub fn statistics(out: &mut dyn Write, drafts: &[Checked]) -> io::Result<()> {
    writeln!(out, "{}", totals(drafts))?;
    for table in [checks(drafts), standings(drafts)].into_iter().flatten() {
        writeln!(out, "\n{table}")?;
    }
    Ok(())
}

/// An empty table with a heading; all columns but the first `left` hold numbers.
fn table(heading: &[&str], left: usize) -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_header(heading.to_vec());
    for (n, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, 2));
        if n >= left {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table
}

/// Drafts, statements and sources.
fn totals(drafts: &[Checked]) -> Table {
    let mut all = table(&["Total", ""], 1);
    let mut row = |what: &str, number: String| {
        all.add_row([what.to_owned(), number]);
    };
    let clean = drafts.iter().filter(|checked| shown(checked).next().is_none()).count();
    let statements: usize = drafts.iter().map(|d| d.verdict.parsed.said().count()).sum();
    let claims: usize = drafts.iter().map(|d| d.verdict.ledger.claims.len()).sum();
    let types: Vec<SourceType> = drafts.iter().flat_map(heard).collect();
    let named = |kind: &&SourceType| {
        matches!(kind, SourceType::NamedPerson | SourceType::NamedOrganisation)
    };
    let documents = types.iter().filter(|kind| **kind == SourceType::Document).count();
    let named = types.iter().filter(named).count();
    let ignored: usize = drafts.iter().map(|checked| checked.verdict.aside.len()).sum();
    row("drafts", drafts.len().to_string());
    row("drafts with no findings", clean.to_string());
    row("statements", statements.to_string());
    row("claims", claims.to_string());
    row("sources quoted", types.len().to_string());
    row("  named", share(named, types.len()));
    row("  not named", share(types.len() - named - documents, types.len()));
    row("  documents", share(documents, types.len()));
    row("findings ignored", ignored.to_string());
    all
}

/// "12 (40 %)"
fn share(part: usize, whole: usize) -> String {
    if whole == 0 {
        return part.to_string();
    }
    format!("{part} ({} %)", (part * 100 + whole / 2) / whole)
}

/// Of what type each speaker of a draft is who is certain to speak.
fn heard(checked: &Checked) -> Vec<SourceType> {
    let story = &checked.verdict.story;
    let speakers = (0..story.bindings.len()).filter_map(|n| story.certain(n));
    let speakers: BTreeSet<_> = speakers.collect();
    speakers.into_iter().map(|speaker| story.cards[speaker.0].source_type).collect()
}

/// The findings that are shown.
fn shown(checked: &Checked) -> impl Iterator<Item = &crate::verdict::Finding> {
    checked.verdict.findings.iter().filter(|finding| finding.severity >= checked.show)
}

/// How often each check fired, the most frequent first; nothing where none did.
fn checks(drafts: &[Checked]) -> Option<Table> {
    let mut counts: BTreeMap<(&str, &str), Fired> = BTreeMap::new();
    let mut total = Fired::default();
    for checked in drafts {
        let mut here = BTreeSet::new();
        for finding in shown(checked) {
            let key = (finding.code.as_str(), finding.name.as_str());
            let fired = counts.entry(key).or_default();
            fired.add(finding.severity);
            total.add(finding.severity);
            fired.drafts += usize::from(here.insert(key));
        }
        total.drafts += usize::from(!here.is_empty());
    }
    if counts.is_empty() {
        return None;
    }
    let mut rows: Vec<_> = counts.into_iter().collect();
    rows.sort_by_key(|(key, fired)| (std::cmp::Reverse(fired.all()), *key));
    let mut all = table(&["Check", "", "Errors", "Warnings", "Notes", "Drafts"], 2);
    for ((code, name), fired) in rows {
        all.add_row(fired.row(&one_line(code), &one_line(name)));
    }
    all.add_row(total.row("all", ""));
    Some(all)
}

/// How often a check fired.
#[derive(Default)]
struct Fired {
    errors: usize,
    warnings: usize,
    notes: usize,
    drafts: usize,
}

impl Fired {
    const fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Note => self.notes += 1,
        }
    }

    const fn all(&self) -> usize {
        self.errors + self.warnings + self.notes
    }

    fn row(&self, code: &str, name: &str) -> [String; 6] {
        let number = |number: usize| if number == 0 { String::new() } else { number.to_string() };
        [
            code.to_owned(),
            name.to_owned(),
            number(self.errors),
            number(self.warnings),
            number(self.notes),
            number(self.drafts),
        ]
    }
}

/// How the claims are sourced, the most frequent first; nothing where there are none.
fn standings(drafts: &[Checked]) -> Option<Table> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for claim in drafts.iter().flat_map(|checked| &checked.verdict.ledger.claims) {
        *counts.entry(standing(claim.standing)).or_default() += 1;
    }
    if counts.is_empty() {
        return None;
    }
    let total: usize = counts.values().sum();
    let mut rows: Vec<_> = counts.into_iter().collect();
    rows.sort_by_key(|(name, number)| (std::cmp::Reverse(*number), *name));
    let mut all = table(&["Claims", ""], 1);
    for (name, number) in rows {
        all.add_row([name.to_owned(), share(number, total)]);
    }
    Some(all)
}
