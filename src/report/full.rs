//! The report for a person at a terminal: findings first, then one line a claim.

use std::fmt::Write as _;
use std::io::{self, Write};

use colored::{Color, ColoredString, Colorize};

use super::checked::{Checked, Colour, Style};
use super::excerpt;
use super::words::{and_more, count, one_line, standing};
use crate::read::Location;
use crate::suppress::Fault;
use crate::verdict::{Finding, Severity};
use crate::weigh::{Claim, Rests};

/// The colours of the sides, in turn; each has a letter too.
const SIDES: [Color; 6] =
    [Color::Cyan, Color::Magenta, Color::Green, Color::Blue, Color::BrightYellow, Color::BrightRed];

/// How many claims of the headline and the lead are shown.
const SPINE: usize = 2;

/// How many related places of one finding are shown.
const PLACES: usize = 8;

/// Paints, or leaves as it is.
struct Paint(Colour);

impl Paint {
    fn with(&self, text: &str, paint: impl Fn(&str) -> ColoredString) -> String {
        match self.0 {
            Colour::On => paint(text).to_string(),
            Colour::Off => text.to_owned(),
        }
    }
}

/// Writes the report.
pub(super) fn write(out: &mut dyn Write, drafts: &[Checked], style: Style) -> io::Result<()> {
    let mut shown = Tally::default();
    let mut hidden = Tally::default();
    for checked in drafts {
        writeln!(out, "{}", head(checked, style))?;
        write!(out, "{}", spine(checked, style))?;
        for finding in &checked.verdict.findings {
            if finding.severity >= checked.show {
                shown.add(finding.severity);
                write!(out, "\n{}", one(checked, finding, style))?;
            } else {
                hidden.add(finding.severity);
            }
        }
        write!(out, "{}", claims(checked, style))?;
        write!(out, "{}", aside(checked, style))?;
        writeln!(out)?;
    }
    writeln!(out, "{}", summary(drafts, shown, hidden))?;
    writeln!(out, "Flags are questions about sourcing, not verdicts on truth.")
}

/// How many findings of each severity.
#[derive(Clone, Copy, Default)]
struct Tally {
    errors: usize,
    warnings: usize,
    notes: usize,
}

impl Tally {
    fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Note => self.notes += 1,
        }
    }

    /// "1 error, 2 warnings"; nothing when there are none.
    fn words(self) -> String {
        let parts = [(self.errors, "error"), (self.warnings, "warning"), (self.notes, "note")];
        let some = parts.iter().filter(|(n, _)| *n > 0).map(|(n, noun)| count(*n, noun));
        some.collect::<Vec<_>>().join(", ")
    }
}

fn summary(drafts: &[Checked], shown: Tally, hidden: Tally) -> String {
    let found = shown.words();
    let found = if found.is_empty() { "Nothing to flag".to_owned() } else { found };
    let hidden = hidden.words();
    let rest =
        if hidden.is_empty() { String::new() } else { format!(" ({hidden} hidden: --show note)") };
    format!("{found} in {}{rest}.", count(drafts.len(), "draft"))
}

/// The name of a draft and what was read in it.
fn head(checked: &Checked, style: Style) -> String {
    let paint = Paint(style.colour);
    let verdict = &checked.verdict;
    let speaking: std::collections::BTreeSet<_> =
        verdict.story.bindings.iter().filter_map(crate::resolve::Meaning::speaker).collect();
    let counts = format!(
        "{} · {} · {}",
        count(verdict.parsed.said().count(), "attribution"),
        count(speaking.len(), "speaker"),
        count(verdict.ledger.claims.len(), "claim")
    );
    format!("{}  {counts}", paint.with(&one_line(&checked.draft.name()), |t| t.bold()))
}

/// What the headline and the lead rest on: the first of their claims, each with who says so.
fn spine(checked: &Checked, style: Style) -> String {
    let (ledger, wording) = (&checked.verdict.ledger, &checked.rulebook.wording);
    let mut out = String::new();
    let Some(spine) = &ledger.spine else { return out };
    let on = match spine.rests {
        Rests::Unsourced => &wording.rests_unsourced,
        Rests::OneSource => &wording.rests_one_source,
        Rests::OneSide => &wording.rests_one_side,
        Rests::Record => &wording.rests_record,
        Rests::Several => &wording.rests_several,
    };
    let _ = writeln!(out, "\n{}", Paint(style.colour).with(on, |t| t.bold()));
    for claim in spine.claims.iter().take(SPINE).map(|n| &ledger.claims[*n]) {
        let _ = writeln!(out, "{}", claim_line(checked, claim, style));
        for line in
            excerpt::indented(&one_line(&claim.grounds), "         ", "         ", style.width)
        {
            let _ = writeln!(out, "{line}");
        }
    }
    out
}

/// One finding with its excerpt, related places, and what to do.
fn one(checked: &Checked, finding: &Finding, style: Style) -> String {
    let paint = Paint(style.colour);
    let draft = &checked.draft;
    let place = match draft.where_is(finding.span.start) {
        Location::Line { line, column } => format!("{line}:{column}"),
        paragraph @ Location::Paragraph { .. } => paragraph.to_string(),
    };
    let (word, colour) = match finding.severity {
        Severity::Error => ("error", Color::Red),
        Severity::Warning => ("warning", Color::Yellow),
        Severity::Note => ("note", Color::Blue),
    };
    let severity = paint.with(word, |t| t.color(colour).bold());
    let also = if finding.also.is_empty() {
        String::new()
    } else {
        format!(" (also {})", finding.also.join(", "))
    };
    let mut out = String::new();
    let _ = writeln!(out, "{place:>7}  {severity} {} {}{also}", finding.code, finding.name);
    let mut part = |text: &str, first: &str| {
        for line in excerpt::indented(&one_line(text), first, "         ", style.width) {
            let _ = writeln!(out, "{line}");
        }
    };
    part(&finding.message, "         ");
    for (text, marks) in excerpt::lines(draft, finding.span, style.width.saturating_sub(11)) {
        let _ = writeln!(out, "         {} {text}", paint.with("|", |t| t.dimmed()));
        if let Some(marks) = marks {
            let _ = writeln!(
                out,
                "         {} {}",
                paint.with("|", |t| t.dimmed()),
                paint.with(&marks, |t| t.color(colour))
            );
        }
    }
    for related in finding.related.iter().take(PLACES) {
        let at = draft.where_is(related.span.start);
        let words = cut(
            &one_line(draft.words(related.span)),
            style.width.saturating_sub(24 + related.label.chars().count()),
        );
        let _ = writeln!(
            out,
            "         - {at}, {}: {}",
            related.label,
            paint.with(&words, |t| t.italic())
        );
    }
    let more = finding.related.len().saturating_sub(PLACES);
    if more > 0 {
        let _ = writeln!(out, "         - {}", and_more(more));
    }
    let mut part = |text: &str, first: &str| {
        for line in excerpt::indented(&one_line(text), first, "         ", style.width) {
            let _ = writeln!(out, "{line}");
        }
    };
    if let Some(question) = &finding.question {
        part(&format!("Ask: {question}"), "         ");
    }
    let why = checked.rulebook.check(&finding.code).map(|check| check.why.as_str());
    if let Some(why) = why.or_else(|| Fault::of(&finding.code).map(Fault::why)) {
        part(&format!("Why: {why}"), "         ");
    }
    part(&format!("Do: {}", finding.help), "         ");
    out
}

/// The line of a claim and its words, cut to the page.
fn claim_line(checked: &Checked, claim: &Claim, style: Style) -> String {
    let line = checked.draft.where_is(claim.span.start).number();
    let text = one_line(&claim.text);
    let words = text.trim_matches(|c: char| !c.is_alphanumeric());
    format!("{line:>7}  {}", cut(words, style.width.saturating_sub(12)))
}

/// One line a claim: how it stands, who says so, where.
fn claims(checked: &Checked, style: Style) -> String {
    let paint = Paint(style.colour);
    let verdict = &checked.verdict;
    let mut out = String::new();
    if verdict.ledger.claims.is_empty() {
        return out;
    }
    let _ = writeln!(out, "\n{}", paint.with("Claims", |t| t.bold()));
    for claim in &verdict.ledger.claims {
        let _ = writeln!(out, "{}", claim_line(checked, claim, style));
        let letter = claim.sides.first().map_or(' ', |side| letter(side.0));
        let colour = claim.sides.first().map_or(Color::White, |side| SIDES[side.0 % SIDES.len()]);
        let own = if claim.own { ", about its own affairs" } else { "" };
        let stands = format!("{letter} {}{own}:", standing(claim.standing));
        let whole = format!("{stands} {}", one_line(&claim.grounds));
        for (n, line) in
            excerpt::indented(&whole, "         ", "           ", style.width).iter().enumerate()
        {
            let line = if n == 0 {
                line.replacen(&stands, &paint.with(&stands, |t| t.color(colour)), 1)
            } else {
                line.clone()
            };
            let _ = writeln!(out, "{line}");
        }
    }
    out
}

/// What was set aside, by whom, and why: "1 ignored: WO001 line 14: he said so in court".
fn aside(checked: &Checked, style: Style) -> String {
    let aside = &checked.verdict.aside;
    let mut out = String::new();
    let lead = format!("{} ignored:", aside.len());
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

/// The letter of a side: A to Z, then again.
fn letter(side: usize) -> char {
    char::from(b'A' + u8::try_from(side % 26).unwrap_or(0))
}

/// A text cut to some columns.
fn cut(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    text.chars().take(width.saturating_sub(1)).chain(['…']).collect()
}
