//! The checks whose findings are in a run.

use std::collections::BTreeMap;

use serde::Serialize;

use super::text::{Both, Text};
use crate::judge::capital;
use crate::parse::Confidence;
use crate::report::checked::Checked;
use crate::report::machine::entry::Entry;
use crate::report::sheets::safe::markdown;
use crate::rulebook::Standard;
use crate::verdict::Severity;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Rule<'a> {
    id: &'a str,
    name: &'a str,
    short_description: Text,
    full_description: Text,
    help: Both,
    default_configuration: Configuration,
    properties: Properties<'a>,
}

#[derive(Serialize)]
struct Configuration {
    level: Severity,
}

#[derive(Serialize)]
struct Properties<'a> {
    tags: Vec<&'a str>,
    /// How often the check is right, in the words of services that know it.
    precision: Confidence,
    standards: Vec<StandardOut<'a>>,
}

/// Where a standard of the trade is written.
#[derive(Serialize)]
struct StandardOut<'a> {
    key: &'a str,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<&'a str>,
}

/// The tag that all rules have.
const TAG: &str = "sourcing";

/// The rules of a run, by code.
#[derive(Default)]
pub(super) struct Rules<'a>(BTreeMap<&'a str, Rule<'a>>);

impl<'a> Rules<'a> {
    /// Adds the rule of a finding.
    pub(super) fn add(&mut self, checked: &'a Checked, entry: &Entry<'a>) {
        let code = entry.finding.code.as_str();
        self.0.entry(code).or_insert_with(|| rule(checked, entry));
    }

    /// Which of the rules each code has.
    pub(super) fn index(&self) -> BTreeMap<&'a str, usize> {
        self.0.keys().enumerate().map(|(n, code)| (*code, n)).collect()
    }

    pub(super) fn into_list(self) -> Vec<Rule<'a>> {
        self.0.into_values().collect()
    }
}

fn rule<'a>(checked: &'a Checked, entry: &Entry<'a>) -> Rule<'a> {
    let finding = entry.finding;
    let check = checked.rulebook.check(&finding.code);
    let help = check.map_or(finding.help.as_str(), |check| &check.help);
    let family = check.map(|check| check.family.as_str()).filter(|family| !family.is_empty());
    Rule {
        id: &finding.code,
        name: &finding.name,
        short_description: Text::new(in_words(&finding.name)),
        full_description: Text::new(&entry.why),
        help: help_of(help, entry),
        default_configuration: Configuration {
            level: check.map_or(finding.severity, |check| check.severity),
        },
        properties: Properties {
            tags: [TAG].into_iter().chain(family.filter(|family| *family != TAG)).collect(),
            precision: check.map_or(finding.confidence, |check| check.confidence),
            standards: entry.standards.iter().map(|standard| out(standard)).collect(),
        },
    }
}

/// "Same side sources" for "same-side-sources".
fn in_words(name: &str) -> String {
    capital(&name.replace('-', " "))
}

fn out(standard: &Standard) -> StandardOut<'_> {
    let address = standard.address.as_deref();
    StandardOut { key: &standard.key, title: standard.to_string(), address }
}

/// What to do, why, and where the standards are written.
fn help_of(help: &str, entry: &Entry<'_>) -> Both {
    let lines = |line: fn(&Standard) -> String| {
        let all: Vec<String> = entry.standards.iter().map(|standard| line(standard)).collect();
        if all.is_empty() { String::new() } else { format!("\n\n{}", all.join("\n")) }
    };
    let text = lines(|standard| match &standard.address {
        Some(address) => format!("- {standard}: {address}"),
        None => format!("- {standard}"),
    });
    let marked = lines(|standard| {
        let name = markdown(&standard.to_string());
        match &standard.address {
            Some(address) => format!("- [{name}](<{address}>)"),
            None => format!("- {name}"),
        }
    });
    Both {
        text: format!("{help}\n\n{}{text}", entry.why),
        markdown: format!("{}\n\n{}{marked}", markdown(help), markdown(&entry.why)),
    }
}
