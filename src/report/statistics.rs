//! What was found in many drafts, in numbers.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use comfy_table::{CellAlignment, Table, presets};

use super::checked::Checked;
use super::paint::Tally;
use super::words::{one_line, standing};
use crate::lexicon::Act;
use crate::resolve::{Meaning, SourceType, SpeakerId};

/// Writes the tables: how often each check fired, how the claims are sourced, and totals.
pub fn statistics(out: &mut dyn Write, drafts: &[Checked]) -> io::Result<()> {
    writeln!(out, "{}", totals(drafts).trim_fmt())?;
    for table in [checks(drafts), standings(drafts)].into_iter().flatten() {
        writeln!(out, "\n{}", table.trim_fmt())?;
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

/// Rows about drafts and their findings, before those about sources.
const OF_DRAFTS: usize = 3;

/// Drafts, statements and sources.
fn totals(drafts: &[Checked]) -> Table {
    let mut all = table(&["Drafts", "", ""], 1);
    let clean = drafts.iter().filter(|checked| checked.shown().next().is_none()).count();
    let claims: usize = drafts.iter().map(|d| d.verdict.ledger.claims.len()).sum();
    let sources: usize = drafts.iter().map(|checked| heard(checked).len()).sum();
    let ignored: usize = drafts.iter().map(|checked| checked.ignored().count()).sum();
    let old: usize = drafts.iter().map(Checked::old).sum();
    let by: Vec<By> = drafts.iter().flat_map(statements).collect();
    let said = |wanted: By| share(by.iter().filter(|by| **by == wanted).count(), by.len());
    let rows = [
        ("read", whole(drafts.len())),
        ("with no findings", share(clean, drafts.len())),
        ("findings ignored", whole(ignored)),
        ("sources", whole(sources)),
        ("claims", whole(claims)),
        ("statements", whole(by.len())),
        ("  by a named person", said(By::Person)),
        ("  by a named organisation", said(By::Organisation)),
        ("  by a document", said(By::Document)),
        ("  by a source not named", said(By::Unnamed)),
        ("  no source, or not clear", said(By::Nobody)),
    ];
    // A desk that has taken over nothing has nothing to read here.
    let old = (old > 0).then(|| ("old findings not shown", whole(old)));
    let (read, rest) = rows.split_at(OF_DRAFTS);
    for (what, [number, share]) in read.iter().chain(old.iter()).chain(rest) {
        all.add_row([*what, number.as_str(), share.as_str()]);
    }
    all
}

/// A number without a share.
fn whole(number: usize) -> [String; 2] {
    [number.to_string(), String::new()]
}

/// A number, and how much it is of a whole: "12", "40 %".
fn share(part: usize, whole: usize) -> [String; 2] {
    let percent = (part * 100 + whole / 2).checked_div(whole);
    [part.to_string(), percent.map_or(String::new(), |percent| format!("{percent} %"))]
}

/// Who makes a statement.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Person,
    Organisation,
    Document,
    Unnamed,
    Nobody,
}

/// Who makes each statement of a draft.
fn statements(checked: &Checked) -> Vec<By> {
    let story = &checked.verdict.story;
    let all = checked.verdict.parsed.attributions.iter().zip(&story.bindings);
    let said = all.filter(|(attribution, _)| attribution.act != Act::Belief);
    let by = |speaker: SpeakerId| match story.cards[speaker.0].source_type {
        SourceType::NamedPerson => By::Person,
        SourceType::NamedOrganisation => By::Organisation,
        SourceType::Document => By::Document,
        SourceType::UnnamedPerson | SourceType::UnnamedGroup | SourceType::Hidden => By::Unnamed,
    };
    said.map(|(_, meaning)| meaning.speaker().map_or(By::Nobody, by)).collect()
}

/// Everybody who is heard in a draft.
fn heard(checked: &Checked) -> BTreeSet<SpeakerId> {
    checked.verdict.story.bindings.iter().filter_map(Meaning::speaker).collect()
}

/// How often each check fired, the most frequent first; nothing where none did.
fn checks(drafts: &[Checked]) -> Option<Table> {
    let mut counts: BTreeMap<(&str, &str), Fired> = BTreeMap::new();
    let mut total = Fired::default();
    for checked in drafts {
        let mut here = BTreeSet::new();
        for finding in checked.shown() {
            let key = (finding.code.as_str(), finding.name.as_str());
            let fired = counts.entry(key).or_default();
            fired.tally.add(finding.severity);
            total.tally.add(finding.severity);
            fired.drafts += usize::from(here.insert(key));
        }
        total.drafts += usize::from(!here.is_empty());
    }
    if counts.is_empty() {
        return None;
    }
    let mut rows: Vec<_> = counts.into_iter().collect();
    rows.sort_by_key(|(key, fired)| (std::cmp::Reverse(fired.tally.all()), *key));
    let mut all = table(&["Check", "", "Errors", "Warnings", "Notes", "Drafts"], 2);
    for ((code, name), fired) in rows {
        all.add_row(fired.row(&one_line(code), &one_line(name)));
    }
    all.add_row(total.row("all", ""));
    Some(all)
}

/// How often a check fired, and in how many drafts.
#[derive(Default)]
struct Fired {
    tally: Tally,
    drafts: usize,
}

impl Fired {
    fn row(&self, code: &str, name: &str) -> [String; 6] {
        let number = |number: usize| if number == 0 { String::new() } else { number.to_string() };
        [
            code.to_owned(),
            name.to_owned(),
            number(self.tally.errors),
            number(self.tally.warnings),
            number(self.tally.notes),
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
    let mut all = table(&["Claims", "", ""], 1);
    for (name, number) in rows {
        let [number, share] = share(number, total);
        all.add_row([name, &number, &share]);
    }
    Some(all)
}
