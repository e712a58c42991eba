//! Every value that counts, with where it comes from.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Serialize;

use super::adjust::Level;
use super::desk::{Desk, code_of};
use super::layers::{Origin, shown as path_as_shown};
use crate::rulebook::{Reasons, RuleError};

/// The settings that count for a draft under these overrides, one value a line.
pub fn shown(desk: &Desk, overrides: &[usize]) -> Result<String, Vec<RuleError>> {
    let (rulebook, levels) = desk.rulebook(overrides)?;
    let mut lines: Vec<(String, String)> = Vec::new();
    let mut add = |line: String, origin: &Origin| lines.push((line, origin.to_string()));
    let (profile, by) = &desk.loaded.profile;
    add(format!("profile: {profile}"), by);
    add(format!("fail_on: {}", name(desk.fail_on.value)), &desk.fail_on.origin);
    add(format!("show: {}", name(desk.show.value)), &desk.show.origin);
    add(format!("confidence: {}", name(desk.confidence.value)), &desk.confidence.origin);
    let required = desk.reasons.value == Reasons::Required;
    add(format!("ignores: {{ require_reason: {required} }}"), &desk.reasons.origin);
    if let Some(baseline) = &desk.baseline {
        add(format!("baseline: {}", path_as_shown(&baseline.value)), &baseline.origin);
    }
    for layer in &desk.loaded.layers {
        let settings = &layer.settings;
        for (key, patterns) in
            [("include", &settings.files.include), ("exclude", &settings.files.exclude)]
        {
            for (n, pattern) in patterns.iter().enumerate() {
                let at = layer.origin_of(&["files", key, &n.to_string()]);
                add(format!("files.{key}: {pattern}"), &at);
            }
        }
        let people = settings.people.iter().map(|p| &p.name);
        let bodies = settings.organisations.iter().map(|o| &o.name);
        let sides = settings.sides.iter().map(|c| &c.name);
        let records = settings.record_sources.iter();
        for (key, names) in [
            ("people", people.collect::<Vec<_>>()),
            ("organisations", bodies.collect()),
            ("sides", sides.collect()),
            ("record_sources", records.collect()),
        ] {
            for (n, name) in names.iter().enumerate() {
                add(format!("{key}: {name}"), &layer.origin_of(&[key, &n.to_string()]));
            }
        }
        for (class, words) in &settings.lexicon.words {
            let class = name(class);
            let at = layer.origin_of(&["lexicon", "words", &class]);
            add(format!("lexicon.words.{class}: {}", words.join(", ")), &at);
        }
        for (n, cues) in settings.lexicon.cues.iter().enumerate() {
            let at = layer.origin_of(&["lexicon", "cues", &n.to_string()]);
            add(format!("lexicon.cues: {}", cues.lemmas().join(", ")), &at);
        }
    }
    for allowed in &rulebook.house.allow {
        let line = format!("allow.{}: {}", allowed.code, allowed.phrase);
        lines.push((line, allowed.origin.clone()));
    }
    for (code, level) in &levels {
        let check = rulebook.check(code).map_or("", |check| check.name.as_str());
        let gap = if check.is_empty() { "" } else { " " };
        let line = format!("rules.{code}: {}{gap}{check}", Level::name(level.value));
        lines.push((line, level.origin.to_string()));
    }
    let mut texts: BTreeMap<String, (String, String)> = BTreeMap::new();
    for (layer, mut keys, check, adjustment) in desk.adjustments(overrides) {
        let code = code_of(&rulebook, check);
        let confidence = adjustment.0.confidence.map(name);
        let confidence = confidence.as_deref().map(|word| ("confidence", word));
        for (field, text) in adjustment.texts().chain(confidence) {
            keys.push(field.to_owned());
            let path: Vec<&str> = keys.iter().map(String::as_str).collect();
            let origin = layer.origin_of(&path).to_string();
            keys.pop();
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            texts.insert(format!("rules.{code}.{field}"), (text, origin));
        }
    }
    lines.extend(texts.into_iter().map(|(key, (text, at))| (format!("{key}: {text}"), at)));
    let width = lines.iter().map(|(line, _)| line.chars().count()).max().unwrap_or(0).min(60);
    let mut out = String::new();
    for (line, origin) in lines {
        let _ = writeln!(out, "{line:width$}  # {origin}");
    }
    Ok(out)
}

/// The name that a value has in a settings file.
fn name(value: impl Serialize) -> String {
    let value = serde_json::to_value(value).unwrap_or_default();
    value.as_str().unwrap_or_default().to_owned()
}
