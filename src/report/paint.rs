//! What the reports for a terminal share: paint, levels, tallies, the words of a claim.

use std::fmt::Write as _;

use colored::{Color, ColoredString};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::checked::{Checked, Colour, Style};
use super::excerpt;
use super::who::claim_text;
use super::words::{count, one_line};
use crate::verdict::Severity;
use crate::weigh::Claim;

/// Paints, or leaves as it is.
pub(super) struct Paint(pub(super) Colour);

impl Paint {
    pub(super) fn with(&self, text: &str, paint: impl Fn(&str) -> ColoredString) -> String {
        match self.0 {
            Colour::On if !text.is_empty() => paint(text).to_string(),
            _ => text.to_owned(),
        }
    }
}

/// The word of a level, and its colour.
pub(super) const fn level(severity: Severity) -> (&'static str, Color) {
    match severity {
        Severity::Error => ("error", Color::Red),
        Severity::Warning => ("warning", Color::Yellow),
        Severity::Note => ("note", Color::Blue),
    }
}

/// How many findings of each level.
#[derive(Clone, Copy, Default)]
pub(super) struct Tally {
    pub(super) errors: usize,
    pub(super) warnings: usize,
    pub(super) notes: usize,
}

impl Tally {
    pub(super) fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Note => self.notes += 1,
        }
    }

    /// Of all levels together.
    pub(super) const fn all(self) -> usize {
        self.errors + self.warnings + self.notes
    }

    /// True when there is one.
    pub(super) const fn any(self) -> bool {
        self.all() > 0
    }

    /// "1 error, 2 warnings"; nothing when there are none.
    pub(super) fn words(self) -> String {
        let parts = [(self.errors, "error"), (self.warnings, "warning"), (self.notes, "note")];
        let some = parts.iter().filter(|(n, _)| *n > 0).map(|(n, noun)| count(*n, noun));
        some.collect::<Vec<_>>().join(", ")
    }
}

/// "1 error, 2 warnings in 12 drafts."
pub(super) fn summary(drafts: usize, shown: Tally) -> String {
    let found = shown.words();
    let found = if found.is_empty() { "Nothing to flag".to_owned() } else { found };
    format!("{found} in {}.", count(drafts, "draft"))
}

/// The words of a claim in quotation marks, cut to some columns.
pub(super) fn claim_words(checked: &Checked, claim: &Claim, width: usize) -> String {
    let text = claim_text(checked, claim);
    let shown = cut(&text, width.saturating_sub(2));
    // Words that have marks of their own need no second pair.
    match text.chars().next() {
        Some('“' | '"') if shown == text => text,
        Some('“') => format!("{shown}”"),
        Some('"') => format!("{shown}\""),
        _ => format!("“{shown}”"),
    }
}

/// A text cut to some columns, at the end of a word where there is one near.
pub(super) fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut columns = 0;
    let fits = text.char_indices().find(|(_, c)| {
        columns += c.width().unwrap_or(0);
        columns + 2 > width
    });
    let end = fits.map_or(text.len(), |(at, _)| at);
    let word = text[..end].rfind(' ').filter(|at| end - at < 15);
    let kept = text[..word.unwrap_or(end)].trim_end_matches(|c: char| !c.is_alphanumeric());
    format!("{kept} …")
}

/// What was set aside, by whom, and why: "1 ignored: WO001 line 14: he said so in court".
pub(super) fn ignored(checked: &Checked, style: Style) -> String {
    let aside: Vec<_> = checked.ignored().collect();
    let mut out = String::new();
    let lead = format!("  {} ignored:", aside.len());
    for (n, item) in aside.iter().enumerate() {
        let at = checked.draft.where_is(item.finding.span.start);
        let by =
            item.path.as_deref().map_or(String::new(), |path| format!(" ({})", one_line(path)));
        let text = format!("{} {at}: {}{by}", item.finding.code, one_line(&item.reason));
        let first = if n == 0 { format!("{lead} ") } else { " ".repeat(lead.len() + 1) };
        out.push_str(if n == 0 { "\n" } else { "" });
        let further = " ".repeat(lead.len() + 3);
        for line in excerpt::indented(&text, &first, &further, style.width) {
            let _ = writeln!(out, "{line}");
        }
    }
    out
}
