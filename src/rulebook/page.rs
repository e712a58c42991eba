//! What a person reads about the checks: the page on one check, on all of them, on the conditions.

use std::fmt::Write as _;

use serde::Serialize;

use super::{Check, Condition, Rulebook, Scope, Standard, Switch};
use crate::parse::Confidence;

/// The families of checks in the order of the pages: folder and title.
const FAMILIES: [(&str, &str); 8] = [
    ("attribution", "Attribution: who says it"),
    ("sourcing", "Sourcing: what the source is worth to the reader"),
    ("corroboration", "Corroboration: who else says so"),
    ("quotes", "Quotations"),
    ("fairness", "Fairness: the other side"),
    ("wording", "Wording of attributions"),
    ("numbers", "Numbers and time"),
    ("consistency", "Consistency of the draft"),
];

/// Everything that is known of a check, for a terminal.
#[must_use]
pub fn explain(check: &Check, rulebook: &Rulebook) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{} {}", check.code, check.name);
    let _ = writeln!(out, "{}", grade(check));
    if let Some(reason) = &check.reason {
        let _ = writeln!(out, "Because: {}", one_line(reason));
    }
    let _ = writeln!(out, "\nSays: {}", one_line(&check.message));
    if let Some(question) = &check.question {
        let _ = writeln!(out, "Asks: {}", one_line(question));
    }
    let _ = writeln!(out, "\nWhy: {}", one_line(&check.why));
    for standard in written(check, rulebook) {
        let _ = match &standard.address {
            Some(address) => writeln!(out, "  {standard} <{address}>"),
            None => writeln!(out, "  {standard}"),
        };
    }
    let _ = writeln!(out, "\nDo: {}", one_line(&check.help));
    if !check.within.is_empty() {
        let _ = writeln!(out, "Listed under: {}, on the same words", check.within.join(", "));
    }
    let _ = writeln!(out, "\nLooks at: {}", scopes(check));
    let _ = writeln!(out, "Speaks when:");
    for line in condition(check).lines() {
        let _ = writeln!(out, "  {line}");
    }
    for (title, texts) in
        [("Flagged:", &check.examples.flag), ("Not flagged:", &check.examples.pass)]
    {
        let _ = writeln!(out, "\n{title}");
        for text in texts {
            let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
            let _ = writeln!(out, "  - {}", lines.join("\n    "));
        }
    }
    out
}

/// All checks by family, in Markdown.
#[must_use]
pub fn checks_page(rulebook: &Rulebook) -> String {
    let count = rulebook.checks.len();
    let off = rulebook.checks.iter().filter(|check| check.default == Switch::Off).count();
    let mut out = format!(
        "# The checks\n\n{count} checks in {} families, {off} of them off by default. Each is one \
         YAML file in `checks/`; its examples are its tests. `whosaid explain CODE` prints one of \
         them; [CONDITIONS.md](CONDITIONS.md) says what a check can ask. This page is written by \
         `whosaid rules docs`; do not edit it by hand.\n\n| Code | Name | Severity |\n|---|---|---|\n",
        FAMILIES.len()
    );
    for check in &rulebook.checks {
        let off = if check.default == Switch::Off { ", off" } else { "" };
        let severity = check.severity.name();
        let _ = writeln!(out, "| {} | {} | {severity}{off} |", check.code, check.name);
    }
    let known = |check: &Check| FAMILIES.iter().any(|(folder, _)| *folder == check.family);
    for (folder, title) in FAMILIES {
        let _ = writeln!(out, "\n## {title}");
        for check in rulebook.checks.iter().filter(|check| check.family == folder) {
            out.push_str(&section(check, rulebook));
        }
    }
    if rulebook.checks.iter().any(|check| !known(check)) {
        let _ = writeln!(out, "\n## Others");
        for check in rulebook.checks.iter().filter(|check| !known(check)) {
            out.push_str(&section(check, rulebook));
        }
    }
    out
}

/// One check in Markdown.
fn section(check: &Check, rulebook: &Rulebook) -> String {
    let mut out = format!("\n### {} {}\n\n{}\n", check.code, check.name, grade(check));
    if let Some(reason) = &check.reason {
        let _ = writeln!(out, "\nBecause: {}", one_line(reason));
    }
    let _ = writeln!(out, "\n> {}", one_line(&check.message));
    if let Some(question) = &check.question {
        let _ = writeln!(out, ">\n> *{}*", one_line(question));
    }
    let _ = writeln!(out, "\n**Why.** {}", one_line(&check.why));
    let cited: Vec<String> = written(check, rulebook)
        .map(|standard| match &standard.address {
            Some(address) => format!("[{standard}](<{address}>)"),
            None => standard.to_string(),
        })
        .collect();
    if !cited.is_empty() {
        let _ = writeln!(out, "Written in: {}.", cited.join("; "));
    }
    let _ = writeln!(out, "\n**What to do.** {}", one_line(&check.help));
    for (title, texts) in [("Flagged", &check.examples.flag), ("Not flagged", &check.examples.pass)]
    {
        let _ = writeln!(out, "\n{title}:\n");
        for text in texts {
            let _ = writeln!(out, "- {}", text.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
    out
}

/// The page on all conditions, in Markdown.
#[must_use]
pub fn conditions_page() -> String {
    let mut out = String::from(
        "# Conditions\n\nWhat a check can ask under `when:`. With each condition is written of \
         what it can be asked; elsewhere it is an error. Where a check looks at several things, a \
         condition inside `all` that fits only one of them makes the others be asked of that one. Names of word lists are the classes under `lexicon/words/`, \
         the lists under `lexicon/phrases/`, `number` and `year`. This page is written by `whosaid \
         rules docs`; do not edit it by hand.\n\n## What a check looks at\n\nUnder `on:`, one of \
         these or a list. The words in braces can stand in its message and question.\n\n| on | words \
         in braces |\n|---|---|\n",
    );
    for scope in Scope::ALL {
        let words: Vec<String> =
            scope.placeholders().iter().map(|word| format!("`{{{}}}`", word.name())).collect();
        let _ = writeln!(out, "| {} | {} |", scope.name(), words.join(", "));
    }
    for page in Condition::PAGES {
        let _ = write!(
            out,
            "\n## {}\n\n{}\n\nTakes {}. {}\n\n```yaml\n{}\n```\n",
            page.name(),
            page.meaning.trim(),
            page.takes(),
            asked_of(page.scopes),
            page.example
        );
    }
    out
}

/// "Asked of: attribution, claim."
fn asked_of(scopes: &[Scope]) -> String {
    let names =
        |scopes: &[Scope]| scopes.iter().map(|scope| scope.name()).collect::<Vec<_>>().join(", ");
    let left: Vec<Scope> =
        Scope::ALL.iter().copied().filter(|scope| !scopes.contains(scope)).collect();
    match left.as_slice() {
        [] => "Asked of everything.".to_owned(),
        [one] => format!("Asked of everything but: {}.", one.name()),
        _ => format!("Asked of: {}.", names(scopes)),
    }
}

/// "warning, high confidence, on by default"
fn grade(check: &Check) -> String {
    let confidence = match check.confidence {
        Confidence::Low => "low",
        Confidence::Medium => "medium",
        Confidence::High => "high",
    };
    let default = match check.default {
        Switch::On => "on by default",
        Switch::Off => "off by default",
    };
    format!("{}, {confidence} confidence, {default}", check.severity.name())
}

/// The standards behind a check.
fn written<'r>(check: &'r Check, rulebook: &'r Rulebook) -> impl Iterator<Item = &'r Standard> {
    check.standards.iter().filter_map(|key| rulebook.standard(key))
}

/// What a check looks at, in words.
fn scopes(check: &Check) -> String {
    check.on.iter().map(|scope| scope.name()).collect::<Vec<_>>().join(", ")
}

/// The condition of a check as YAML.
fn condition(check: &Check) -> String {
    #[derive(Serialize)]
    struct When<'c>(#[serde(with = "serde_yaml::with::singleton_map_recursive")] &'c Condition);
    serde_yaml::to_string(&When(&check.when)).unwrap_or_default()
}

/// A text on one line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
