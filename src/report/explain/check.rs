//! A check: an example that it flags first, then what it asks and why, its conditions last.

use std::io::{self, Write};

use colored::Colorize;
use serde::Serialize;

use crate::parse::Confidence;
use crate::report::checked::{Checked, Style};
use crate::report::excerpt;
use crate::report::page::Page;
use crate::report::words::kebab;
use crate::rulebook::{Check, Condition, Rulebook, Standard, Switch};
use crate::suppress::Fault;
use crate::verdict::Finding;

/// Explains a check. `example` is one of its examples, read and judged, with what the check finds in
/// it.
pub fn check(
    out: &mut dyn Write,
    check: &Check,
    rulebook: &Rulebook,
    example: Option<(&Checked, &Finding)>,
    style: Style,
) -> io::Result<()> {
    let mut page = Page::new(style);
    let head = page.bold(&format!("{} {}", check.code, check.name));
    page.line(&format!("{head}  {}", grade(check)));
    if let Some((checked, finding)) = example {
        flagged(&mut page, checked, finding);
    } else if let Some(text) = check.examples.flag.first() {
        page.section("Example");
        page.plain("  ", text);
        page.plain("  ", &check.message);
    }
    page.section("Why");
    page.plain("  ", &check.why);
    standards(&mut page, check, rulebook);
    page.section("Fix");
    page.plain("  ", &check.help);
    if let Some(reason) = &check.reason {
        page.section("Why this level");
        page.plain("  ", reason);
    }
    if !check.within.is_empty() {
        let codes = check.within.join(", ");
        page.line("");
        page.plain("", &format!("Where {codes} flags the same words, this is shown as “also”."));
    }
    let first = example.map(|(checked, _)| checked.draft.text.as_str());
    let more = check.examples.flag.iter().filter(|text| Some(text.as_str()) != first);
    examples(&mut page, "Flagged too", more);
    examples(&mut page, "Not flagged", check.examples.pass.iter());
    page.section("Applies to");
    page.plain("  ", &check.on.iter().map(kebab).collect::<Vec<_>>().join(", "));
    page.section("Conditions");
    for line in condition(check).lines() {
        page.line(&format!("  {line}"));
    }
    out.write_all(page.text().as_bytes())
}

/// An example with its marks, and what the check says and asks of it.
fn flagged(page: &mut Page, checked: &Checked, finding: &Finding) {
    page.section("Example");
    let width = page.width().saturating_sub(4);
    for (text, marks) in excerpt::lines(&checked.draft, &finding.named, width) {
        page.line(&format!("  {text}"));
        if let Some(marks) = marks {
            let marks = page.painted(&marks, |text| text.yellow());
            page.line(&format!("  {marks}"));
        }
    }
    page.plain("  ", &finding.message);
    if let Some(question) = &finding.question {
        page.plain("  Ask: ", question);
    }
    if let Some(call) = &finding.call {
        page.plain(&format!("  To {}: ", call.whom), &call.ask);
    }
}

/// The publications in which the standard is written.
fn standards(page: &mut Page, check: &Check, rulebook: &Rulebook) {
    let cited: Vec<&Standard> =
        check.standards.iter().filter_map(|key| rulebook.standard(key)).collect();
    for standard in cited {
        page.plain("  - ", &standard.to_string());
        if let Some(address) = &standard.address {
            // An address is not wrapped: one must be able to click on it.
            page.line(&format!("    {address}"));
        }
    }
}

fn examples<'a>(page: &mut Page, title: &str, texts: impl Iterator<Item = &'a String>) {
    let texts: Vec<&String> = texts.collect();
    if texts.is_empty() {
        return;
    }
    page.section(title);
    for text in texts {
        let mut lead = "  - ";
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            page.plain(lead, line);
            lead = "    ";
        }
    }
}

/// Explains a finding on a note to the program.
pub fn fault(out: &mut dyn Write, fault: Fault, style: Style) -> io::Result<()> {
    let mut page = Page::new(style);
    let head = page.bold(&format!("{} {}", fault.code(), fault.name()));
    page.line(&format!("{head}  {}", fault.severity().name()));
    page.section("Why");
    page.plain("  ", fault.why());
    page.section("Fix");
    page.plain("  ", fault.help());
    out.write_all(page.text().as_bytes())
}

/// "warning, high confidence, on by default"
fn grade(check: &Check) -> String {
    let confidence: Confidence = check.confidence;
    let default = match check.default {
        Switch::On => "on by default",
        Switch::Off => "off by default",
    };
    format!("{}, {} confidence, {default}", check.severity.name(), kebab(confidence))
}

/// The condition of a check as YAML.
fn condition(check: &Check) -> String {
    #[derive(Serialize)]
    struct When<'c>(#[serde(with = "serde_yaml::with::singleton_map_recursive")] &'c Condition);
    serde_yaml::to_string(&When(&check.when)).unwrap_or_default()
}
