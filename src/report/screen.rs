//! The report that an editor reads in twenty seconds: what the story rests on, who is heard, what to
//! look at, and the claims that somebody else should confirm.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::Path;

use colored::Colorize;
use unicode_width::UnicodeWidthStr;

use super::checked::{Checked, Style};
use super::digest::{self, Hearing};
use super::excerpt;
use super::link::link;
use super::paint::{Paint, Tally, claim_words, cut, ignored, level, summary};
use super::words::{count, one_line};
use crate::verdict::{Finding, Severity};
use crate::weigh::{Claim, Matter, Weight};

/// Columns of the labels at the head and the foot.
const LABEL: usize = 20;

/// A space at which no line ends.
const NO_BREAK: &str = "\u{a0}";

/// A page narrower than this has its labels on lines of their own.
const NARROW: usize = 72;

/// Lines longer than this are hard to read.
const WIDEST: usize = 100;

/// At most this many claims of the headline and the lead are shown.
const SPINE: usize = 2;

/// A source is named in at most this many columns.
const NAME: usize = 40;

/// At most this many sides are named.
const SIDES: usize = 8;

/// At most this many claims that rest on one source are listed.
const ALONE: usize = 6;

/// The head, the findings and the list together stay within so many lines where they can.
const LINES: usize = 23;

/// A report that is written draft by draft.
#[derive(Default)]
pub(super) struct Screen {
    drafts: usize,
    shown: Tally,
    hidden: Tally,
    /// The first of the worst findings that are shown: its level and its code.
    worst: Option<(Severity, String)>,
    /// True where there is a claim.
    claims: bool,
}

impl Screen {
    /// Writes a draft.
    pub(super) fn draft(
        &mut self,
        out: &mut dyn Write,
        checked: &Checked,
        style: Style,
    ) -> io::Result<()> {
        if self.drafts > 0 {
            writeln!(out)?;
        }
        self.drafts += 1;
        self.claims |= !checked.verdict.ledger.claims.is_empty();
        for finding in &checked.verdict.findings {
            let is_shown = finding.severity >= checked.show;
            let tally = if is_shown { &mut self.shown } else { &mut self.hidden };
            tally.add(finding.severity);
            let worse = self.worst.as_ref().is_none_or(|(worst, _)| finding.severity > *worst);
            if is_shown && worse {
                self.worst = Some((finding.severity, finding.code.clone()));
            }
        }
        write!(out, "{}", draft(checked, fitting(style)))
    }

    /// Writes the end.
    pub(super) fn end(&self, out: &mut dyn Write, style: Style) -> io::Result<()> {
        let paint = Paint(style.colour);
        let mut last = String::new();
        if self.drafts > 1 {
            let _ = writeln!(last, "{}", summary(self.drafts, self.shown));
        }
        let advice = self.advice();
        let lines = if advice.is_empty() {
            Vec::new()
        } else {
            excerpt::indented(&advice, "", "", fitting(style).width)
        };
        for line in lines {
            let _ = writeln!(last, "{}", paint.with(&line, |t| t.dimmed()));
        }
        if last.is_empty() { Ok(()) } else { write!(out, "\n{last}") }
    }

    /// Where to go from here: only the commands that have something to say.
    fn advice(&self) -> String {
        let mut all = Vec::new();
        if let Some((_, code)) = &self.worst {
            all.push(format!("whosaid explain {code}"));
        }
        if self.shown.any() {
            all.push("whosaid questions".to_owned());
        }
        if self.claims {
            all.push("whosaid claims".to_owned());
        }
        if self.hidden.any() {
            all.push(format!("{} not shown: --show note", self.hidden.words()));
        }
        all.join(" · ")
    }
}

/// No wider than one can read.
fn fitting(style: Style) -> Style {
    Style { width: style.width.min(WIDEST), ..style }
}

/// The report on one draft.
fn draft(checked: &Checked, style: Style) -> String {
    let hearing = digest::hearing(checked);
    let mut out = head(checked, &hearing, style);
    if hearing.statements == 0 && checked.verdict.ledger.claims.is_empty() {
        let _ =
            writeln!(out, "\n  No statements found: nobody is quoted or credited in this draft.");
    } else {
        out.push_str(&foundation(checked, &hearing, style));
    }
    out.push_str(&findings(checked, style));
    let used = out.lines().count();
    out.push_str(&foot(checked, used, style));
    out.push_str(&ignored(checked, style));
    out
}

/// The name of the draft and its verdict in numbers.
pub(super) fn head(checked: &Checked, hearing: &Hearing, style: Style) -> String {
    let paint = Paint(style.colour);
    let notes = checked.shown().filter(|f| f.severity == Severity::Note).count();
    let mut parts = Vec::new();
    match checked.shown().count() - notes {
        0 if notes == 0 && checked.old() > 0 => parts.push("nothing new to flag".to_owned()),
        0 if notes == 0 => parts.push("nothing to flag".to_owned()),
        0 => {}
        n => parts.push(format!("{n} to look at")),
    }
    if notes > 0 {
        parts.push(count(notes, "note"));
    }
    if hearing.statements > 0 {
        parts.push(count(hearing.statements, "statement"));
        parts.push(count(hearing.heard.len(), "source"));
    }
    let disputes = digest::disputed(checked).count();
    if disputes > 0 {
        parts.push(count(disputes, "dispute"));
    }
    let name = one_line(&checked.draft.name());
    let mut out = String::new();
    let parts: Vec<String> = parts.iter().map(|part| part.replace(' ', NO_BREAK)).collect();
    let whole = format!("{name}  {}", parts.join(&format!("{NO_BREAK}· ")));
    for (n, line) in excerpt::indented(&whole, "", "    ", style.width).into_iter().enumerate() {
        let bold = || link(&paint.with(&name, |t| t.bold()), Path::new(&checked.draft.path), style);
        let line = line.replace(NO_BREAK, " ");
        let line = if n == 0 { line.replacen(&name, &bold(), 1) } else { line };
        let _ = writeln!(out, "{line}");
    }
    out
}

/// What the story rests on, who is heard, who is accused and not heard, who did not answer.
pub(super) fn foundation(checked: &Checked, hearing: &Hearing, style: Style) -> String {
    let mut out = String::from("\n");
    if let Some(spine) = &checked.verdict.ledger.spine {
        let on = digest::rests_on(checked, spine.rests);
        row(&mut out, "The story rests on", std::slice::from_ref(on), style);
        let claims = spine.claims.iter().take(SPINE).map(|n| &checked.verdict.ledger.claims[*n]);
        let claims: Vec<&Claim> = claims.collect();
        for (n, claim) in claims.iter().enumerate() {
            let again = claims.get(n + 1).is_some_and(|next| next.grounds == claim.grounds);
            stated(&mut out, checked, claim, !again, style);
        }
    }
    let named = hearing.heard.iter().take(SIDES);
    let mut heard: Vec<String> =
        named.map(|heard| format!("{} {}", cut(&heard.name, NAME), heard.times())).collect();
    let more = hearing.heard.len().saturating_sub(SIDES);
    if more > 0 {
        heard.push(format!("{more} more"));
    }
    if hearing.open > 0 {
        heard.push(format!("{} not clear by whom", hearing.open));
    }
    row(&mut out, "Heard", &heard, style);
    let unheard = digest::unheard(checked).into_iter().map(|(name, accusation)| {
        format!("{name} ({})", checked.draft.where_is(accusation.span.start))
    });
    row(&mut out, "Accused, not heard", &unheard.collect::<Vec<_>>(), style);
    let silent = hearing.silent.iter().map(|(name, n)| {
        let at = checked.verdict.parsed.attributions[*n].span().start;
        format!("{name} ({})", checked.draft.where_is(at))
    });
    row(&mut out, "Asked, no answer", &silent.collect::<Vec<_>>(), style);
    out
}

/// A label and some items, none broken over two lines where it fits on one; no items, no row.
fn row(out: &mut String, label: &str, items: &[String], style: Style) {
    if items.is_empty() {
        return;
    }
    let narrow = style.width < NARROW;
    let indent = if narrow { 4 } else { LABEL + 2 };
    let room = style.width.saturating_sub(indent + 2);
    let indent = " ".repeat(indent);
    let whole = |item: &String| {
        if item.width() > room { item.clone() } else { item.replace(' ', NO_BREAK) }
    };
    let text = items.iter().map(whole).collect::<Vec<_>>().join(&format!("{NO_BREAK}· "));
    let lines = excerpt::indented(&text, &indent, &indent, style.width);
    for (n, line) in lines.iter().map(|line| line.replace(NO_BREAK, " ")).enumerate() {
        if n == 0 && narrow {
            let _ = writeln!(out, "  {label}\n{line}");
        } else if n == 0 {
            let gap = " ".repeat(LABEL.saturating_sub(label.width()));
            let _ = writeln!(out, "  {label}{gap}{}", line.trim_start());
        } else {
            let _ = writeln!(out, "{line}");
        }
    }
}

/// A claim of the headline or the lead, and, unless the next one rests on the same, who says so.
fn stated(out: &mut String, checked: &Checked, claim: &Claim, grounds: bool, style: Style) {
    let indent = if style.width < NARROW { 4 } else { LABEL + 2 };
    let at = checked.draft.where_is(claim.span.start);
    let room = style.width.saturating_sub(indent + at.to_string().width() + 2);
    let _ = writeln!(out, "{}{}, {at}", " ".repeat(indent), claim_words(checked, claim, room));
    if !grounds {
        return;
    }
    let indent = " ".repeat(indent + 2);
    for line in excerpt::indented(&one_line(&claim.grounds), &indent, &indent, style.width) {
        let _ = writeln!(out, "{line}");
    }
}

/// The findings that are shown: the worst first, then what hangs on them, then by place.
fn findings(checked: &Checked, style: Style) -> String {
    let mut shown: Vec<&Finding> = checked.shown().collect();
    let weight = |finding: &Finding| {
        let claim = finding.claim.map(|n| &checked.verdict.ledger.claims[n]);
        let headline = claim.is_some_and(|claim| claim.matters.contains(&Matter::Headline));
        (headline, claim.map_or(Weight::Medium, |claim| claim.weight))
    };
    shown.sort_by_key(|f| (std::cmp::Reverse((f.severity, weight(f))), f.span.start));
    let mut out = String::new();
    let mut asked: Vec<&str> = Vec::new();
    for finding in shown {
        let first = !asked.contains(&finding.code.as_str());
        asked.push(&finding.code);
        let _ = write!(out, "\n{}", one(checked, finding, first, style));
    }
    out
}

/// One finding: what is wrong, the words, and, for the first of a check, what to ask.
fn one(checked: &Checked, finding: &Finding, asks: bool, style: Style) -> String {
    let paint = Paint(style.colour);
    let draft = &checked.draft;
    let (word, colour) = level(finding.severity);
    let first = finding.named.first().copied().unwrap_or(finding.span);
    let lead = format!("  {word:<7}  {}  ", draft.where_is(first.start));
    let indent = " ".repeat(11);
    let again = again(checked, finding);
    let message = format!("{}{again}", one_line(&finding.message));
    let lines = excerpt::indented(&message, &lead, &indent, style.width);
    let code = finding.code.as_str();
    // The code is at the right of the message, or of the marks where there is no room for it.
    let coded = |line: &str, text: String| {
        let gap = style.width.checked_sub(line.width() + code.len()).filter(|gap| *gap > 1);
        gap.map(|gap| format!("{text}{}{}", " ".repeat(gap), paint.with(code, |t| t.color(colour))))
    };
    let mut out = String::new();
    let mut placed = false;
    for (n, line) in lines.iter().enumerate() {
        let text = match line.strip_prefix(lead.as_str()) {
            Some(rest) if n == 0 => {
                let place = lead.trim_start().trim_start_matches(word);
                let word = paint.with(word, |t| t.color(colour).bold());
                let (gap, at) = place.split_at(place.len() - place.trim_start().len());
                let (at, after) = at.split_at(at.trim_end().len());
                let at = link(at, Path::new(&draft.path), style);
                format!("  {word}{gap}{at}{after}{}", paint.with(rest, |t| t.bold()))
            }
            _ => paint.with(line, |t| t.bold()),
        };
        let with_code = (n + 1 == lines.len()).then(|| coded(line, text.clone())).flatten();
        placed = with_code.is_some();
        let _ = writeln!(out, "{}", with_code.unwrap_or(text));
    }
    let (text, marks) = excerpt::line(draft, &finding.named, style.width - indent.len());
    let _ = writeln!(out, "{indent}{text}");
    let below = format!("{indent}{marks}");
    let painted = format!("{indent}{}", paint.with(&marks, |t| t.color(colour)));
    let with_code = if placed { None } else { coded(&below, painted.clone()) };
    let _ = writeln!(out, "{}", with_code.unwrap_or(painted));
    if let Some(question) = finding.question.as_deref().filter(|_| asks) {
        let text = format!("Ask: {}", one_line(question));
        for line in excerpt::indented(&text, &indent, &indent, style.width) {
            let _ = writeln!(out, "{line}");
        }
    }
    out
}

/// The further places of a finding that is made once: " (line 12, line 30 too)".
fn again(checked: &Checked, finding: &Finding) -> String {
    let label = &checked.rulebook.wording.here_too;
    let places = finding.related.iter().filter(|related| related.label == *label);
    let places: Vec<String> =
        places.map(|related| checked.draft.where_is(related.span.start).to_string()).collect();
    if places.is_empty() { String::new() } else { format!(" Also: {}.", places.join(", ")) }
}

/// The claims that are denied, those that rest on one source and matter, and how many more there are.
fn foot(checked: &Checked, used: usize, style: Style) -> String {
    let ledger = &checked.verdict.ledger;
    let spine: &[usize] = ledger.spine.as_ref().map_or(&[], |spine| &spine.claims);
    let above = |n: &usize| spine.iter().take(SPINE).any(|s| s == n);
    let mut listed = 0;
    let mut out = String::new();
    let disputes: Vec<&Claim> = digest::disputed(checked).collect();
    if !disputes.is_empty() {
        label(&mut out, "In dispute", style);
    }
    for claim in disputes.iter().take(ALONE) {
        claim_row(&mut out, checked, claim, style);
        listed += 1;
    }
    let alone: Vec<&Claim> = ledger
        .claims
        .iter()
        .enumerate()
        .filter(|(n, claim)| !above(n) && digest::is_to_check(claim))
        .map(|(_, claim)| claim)
        .collect();
    let room = LINES.saturating_sub(used + out.lines().count() + 3);
    let rows = alone_rows(checked, &alone, room, style);
    if !rows.is_empty() {
        label(&mut out, "Not confirmed by others", style);
        listed += rows.iter().map(|(claims, _)| claims).sum::<usize>();
        out.extend(rows.into_iter().map(|(_, text)| text));
    }
    let shown = listed + spine.len().min(SPINE);
    let more = ledger.claims.len().saturating_sub(shown);
    if more > 0 && listed > 0 {
        let indent = "    ";
        let _ = writeln!(out, "{indent}+ {}", count(more, "more claim"));
    }
    out
}

/// The claims that rest on one source, as many as there is room for, those of one source together: how
/// many claims, and their lines.
fn alone_rows(
    checked: &Checked,
    alone: &[&Claim],
    mut room: usize,
    style: Style,
) -> Vec<(usize, String)> {
    let mut groups: Vec<(&str, Vec<&Claim>)> = Vec::new();
    for claim in alone.iter().take(ALONE) {
        match groups.iter_mut().find(|(grounds, _)| *grounds == claim.grounds) {
            Some((_, claims)) => claims.push(claim),
            None => groups.push((&claim.grounds, vec![claim])),
        }
    }
    let mut rows: Vec<(usize, String)> = Vec::new();
    for (grounds, mut claims) in groups {
        let mut text = String::new();
        if let [claim] = claims.as_slice() {
            claim_row(&mut text, checked, claim, style);
        } else {
            claims.truncate(room.saturating_sub(1).max(2));
            for line in excerpt::indented(&one_line(grounds), "    ", "    ", style.width) {
                let _ = writeln!(text, "{line}");
            }
            for claim in &claims {
                let lead = format!("      {}  ", checked.draft.where_is(claim.span.start));
                let room = style.width.saturating_sub(lead.width());
                let _ = writeln!(text, "{lead}{}", claim_words(checked, claim, room));
            }
        }
        let lines = text.lines().count();
        if lines > room && !rows.is_empty() {
            break;
        }
        room = room.saturating_sub(lines);
        rows.push((claims.len(), text));
    }
    rows
}

fn label(out: &mut String, label: &str, style: Style) {
    let _ = writeln!(out, "\n  {}", Paint(style.colour).with(label, |t| t.bold()));
}

/// A claim on a line, and who says so: beside it where there is room, else below.
fn claim_row(out: &mut String, checked: &Checked, claim: &Claim, style: Style) {
    let lead = format!("    {}  ", checked.draft.where_is(claim.span.start));
    let grounds = one_line(&claim.grounds);
    let beside = style.width.saturating_sub(lead.width() + grounds.width() + 2);
    if beside >= 30 {
        let words = claim_words(checked, claim, beside);
        let gap = " ".repeat(beside.saturating_sub(words.width()) + 2);
        let _ = writeln!(out, "{lead}{words}{gap}{grounds}");
        return;
    }
    let _ = writeln!(
        out,
        "{lead}{}",
        claim_words(checked, claim, style.width.saturating_sub(lead.width()))
    );
    let indent = " ".repeat(lead.width());
    for line in excerpt::indented(&grounds, &indent, &indent, style.width) {
        let _ = writeln!(out, "{line}");
    }
}
