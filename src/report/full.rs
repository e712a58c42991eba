//! The report at length, for a person at a terminal: whole paragraphs, why, what to do, and every claim.

use std::fmt::Write as _;
use std::io::{self, Write};

use colored::Colorize;

use super::checked::{Checked, Style};
use super::digest;
use super::excerpt;
use super::paint::{Paint, Tally, claim_words, cut, ignored, level, summary};
use super::screen;
use super::words::{and_more, one_line, standing};
use crate::read::Location;
use crate::suppress::Fault;
use crate::verdict::Finding;

/// At most this many related places of one finding are shown.
const PLACES: usize = 8;

/// What is said of a finding or a claim begins here.
const INDENT: &str = "         ";

/// A report that is written draft by draft.
#[derive(Default)]
pub(super) struct Full {
    drafts: usize,
    shown: Tally,
    hidden: Tally,
}

impl Full {
    /// Writes a draft.
    pub(super) fn draft(
        &mut self,
        out: &mut dyn Write,
        checked: &Checked,
        style: Style,
    ) -> io::Result<()> {
        self.drafts += 1;
        let hearing = digest::hearing(checked);
        write!(out, "{}", screen::head(checked, &hearing, style))?;
        write!(out, "{}", screen::foundation(checked, &hearing, style))?;
        for finding in &checked.verdict.findings {
            if finding.severity >= checked.show {
                self.shown.add(finding.severity);
                write!(out, "\n{}", one(checked, finding, style))?;
            } else {
                self.hidden.add(finding.severity);
            }
        }
        write!(out, "{}", claims(checked, style))?;
        write!(out, "{}", ignored(checked, style))?;
        writeln!(out)
    }

    /// Writes the end.
    pub(super) fn end(&self, out: &mut dyn Write) -> io::Result<()> {
        let rest = if self.hidden.any() {
            format!(" {} not shown: --show note.", self.hidden.words())
        } else {
            String::new()
        };
        writeln!(out, "{}{rest}", summary(self.drafts, self.shown))?;
        writeln!(out, "Flags are questions about sourcing, not verdicts on truth.")
    }
}

/// One finding with its paragraph, related places, and what to do.
fn one(checked: &Checked, finding: &Finding, style: Style) -> String {
    let paint = Paint(style.colour);
    let draft = &checked.draft;
    let place = match draft.where_is(finding.span.start) {
        Location::Line { line, column } => format!("{line}:{column}"),
        paragraph @ Location::Paragraph { .. } => paragraph.to_string(),
    };
    let (word, colour) = level(finding.severity);
    let severity = paint.with(word, |t| t.color(colour).bold());
    let also = if finding.also.is_empty() {
        String::new()
    } else {
        format!(" (also {})", finding.also.join(", "))
    };
    let mut out = String::new();
    let _ = writeln!(out, "{place:>7}  {severity} {} {}{also}", finding.code, finding.name);
    for line in excerpt::indented(&one_line(&finding.message), INDENT, INDENT, style.width) {
        let words = line.trim_start();
        let _ = writeln!(out, "{INDENT}{}", paint.with(words, |t| t.bold()));
    }
    for (text, marks) in excerpt::lines(draft, &finding.named, style.width.saturating_sub(11)) {
        let bar = paint.with("|", |t| t.dimmed());
        let _ = writeln!(out, "{INDENT}{bar} {text}");
        if let Some(marks) = marks {
            let _ = writeln!(out, "{INDENT}{bar} {}", paint.with(&marks, |t| t.color(colour)));
        }
    }
    for related in finding.related.iter().take(PLACES) {
        let at = draft.where_is(related.span.start);
        let label = one_line(&related.label);
        let room = style.width.saturating_sub(24 + label.chars().count());
        let words = cut(&one_line(draft.words(related.span)), room);
        let words = paint.with(&words, |t| t.italic());
        let _ = writeln!(out, "{INDENT}- {at}, {label}: {words}");
    }
    let more = finding.related.len().saturating_sub(PLACES);
    if more > 0 {
        let _ = writeln!(out, "{INDENT}- {}", and_more(more));
    }
    let mut part = |label: &str, text: &str| {
        let text = format!("{label}: {}", one_line(text));
        for line in excerpt::indented(&text, INDENT, INDENT, style.width) {
            let _ = writeln!(out, "{line}");
        }
    };
    if let Some(question) = &finding.question {
        part("Ask", question);
    }
    let why = checked.rulebook.check(&finding.code).map(|check| check.why.as_str());
    if let Some(why) = why.or_else(|| Fault::of(&finding.code).map(Fault::why)) {
        part("Why", why);
    }
    part("Fix", &finding.help);
    out
}

/// Every claim: where, its words, its standing, and why.
fn claims(checked: &Checked, style: Style) -> String {
    let paint = Paint(style.colour);
    let claims = &checked.verdict.ledger.claims;
    let mut out = String::new();
    if claims.is_empty() {
        return out;
    }
    let _ = writeln!(out, "\n{}", paint.with("Claims", |t| t.bold()));
    for claim in claims {
        let line = checked.draft.where_is(claim.span.start).number();
        let words = claim_words(checked, claim, style.width.saturating_sub(INDENT.len()));
        let _ = writeln!(out, "{line:>7}  {words}");
        let own = if claim.own { ", about its own affairs" } else { "" };
        let lead = format!("{}{own}:", standing(claim.standing));
        let whole = format!("{lead} {}", one_line(&claim.grounds));
        let lines = excerpt::indented(&whole, INDENT, "           ", style.width);
        for (n, line) in lines.iter().enumerate() {
            let painted = paint.with(&lead, |t| t.bold());
            let line = if n == 0 { line.replacen(&lead, &painted, 1) } else { line.clone() };
            let _ = writeln!(out, "{line}");
        }
    }
    out
}
