//! What counts for one draft: values with their origin, and the rulebook.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::adjust::{Adjustment, Level};
use super::file::Limit;
use super::layers::{Layer, LoadedSettings, Origin, absolute};
use super::paths::Paths;
use crate::lexicon::Class;
use crate::parse::Confidence;
use crate::resolve::Newsroom;
use crate::rulebook::{Allowed, Check, Files, House, Reasons, RuleError, Rulebook, Switch};
use crate::suppress::Fault;
use crate::verdict::Severity;

/// A value and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sourced<T> {
    /// The value.
    pub value: T,
    /// Where it comes from.
    pub origin: Origin,
}

impl<T> Sourced<T> {
    fn built_in(value: T) -> Self {
        Self { value, origin: Origin::BuiltIn }
    }
}

/// The level of each check, by code.
pub type Levels = BTreeMap<String, Sourced<Level>>;

/// All settings that count, checked.
#[derive(Clone, Debug)]
pub struct Desk {
    /// The least severity that makes the exit code 1.
    pub fail_on: Sourced<Limit>,
    /// The least severity that is printed.
    pub show: Sourced<Severity>,
    /// Findings less sure than this are not made.
    pub confidence: Sourced<Confidence>,
    /// Whether notes need a reason.
    pub reasons: Sourced<Reasons>,
    /// The file with the findings that were there before.
    pub baseline: Option<Sourced<PathBuf>>,
    /// What was read.
    pub loaded: LoadedSettings,
    /// The patterns of each override: number of the layer, number of the override.
    overrides: Vec<(usize, usize, Paths)>,
    include: Vec<Paths>,
    exclude: Vec<Paths>,
}

impl Desk {
    /// Works out what counts.
    pub fn new(loaded: LoadedSettings) -> Result<Self, Vec<RuleError>> {
        let mut desk = Self {
            fail_on: Sourced::built_in(Limit::Error),
            show: Sourced::built_in(Severity::Warning),
            confidence: Sourced::built_in(Confidence::Low),
            reasons: Sourced::built_in(Reasons::Required),
            baseline: None,
            overrides: Vec::new(),
            include: Vec::new(),
            exclude: Vec::new(),
            loaded,
        };
        let mut errors = Vec::new();
        let layers = std::mem::take(&mut desk.loaded.layers);
        for (n, layer) in layers.iter().enumerate() {
            desk.values(layer);
            desk.paths(n, layer, &mut errors);
        }
        desk.loaded.layers = layers;
        if errors.is_empty() { Ok(desk) } else { Err(errors) }
    }

    fn values(&mut self, layer: &Layer) {
        let settings = &layer.settings;
        let take = |keys: &[&str]| layer.origin_of(keys);
        if let Some(value) = settings.fail_on {
            self.fail_on = Sourced { value, origin: take(&["fail_on"]) };
        }
        if let Some(value) = settings.show {
            self.show = Sourced { value, origin: take(&["show"]) };
        }
        if let Some(value) = settings.confidence {
            self.confidence = Sourced { value, origin: take(&["confidence"]) };
        }
        if let Some(path) = &settings.baseline {
            let value = absolute(&layer.folder.join(path));
            self.baseline = Some(Sourced { value, origin: take(&["baseline"]) });
        }
        if let Some(required) = settings.ignores.require_reason {
            let value = if required { Reasons::Required } else { Reasons::Optional };
            self.reasons = Sourced { value, origin: take(&["ignores", "require_reason"]) };
        }
    }

    fn paths(&mut self, n: usize, layer: &Layer, errors: &mut Vec<RuleError>) {
        let mut read = |keys: &[&str], patterns: &[String]| {
            Paths::new(&layer.folder, patterns)
                .map_err(|(at, message)| {
                    let number = at.to_string();
                    let keys: Vec<&str> = keys.iter().copied().chain([number.as_str()]).collect();
                    errors.push(layer.error(&keys, message, None));
                })
                .ok()
        };
        for (at, item) in layer.settings.overrides.iter().enumerate() {
            let number = at.to_string();
            if let Some(paths) = read(&["overrides", &number, "paths"], &item.paths) {
                self.overrides.push((n, at, paths));
            }
        }
        // Lists are replaced, not joined: the last layer that has one counts.
        let files = &layer.settings.files;
        if !files.include.is_empty() {
            self.include = read(&["files", "include"], &files.include).into_iter().collect();
        }
        if !files.exclude.is_empty() {
            self.exclude = read(&["files", "exclude"], &files.exclude).into_iter().collect();
        }
    }

    /// True when a file that a walk has found is to be read.
    #[must_use]
    pub fn wants(&self, path: &Path) -> bool {
        let path = absolute(path);
        (self.include.is_empty() || self.include.iter().any(|paths| paths.fit(&path)))
            && !self.exclude.iter().any(|paths| paths.fit(&path))
    }

    /// Which overrides count for a draft. Drafts with the same ones have the same rulebook.
    #[must_use]
    pub fn overrides_for(&self, path: &Path) -> Vec<usize> {
        let path: PathBuf = absolute(path);
        let fit = self.overrides.iter().enumerate().filter(|(_, (.., paths))| paths.fit(&path));
        fit.map(|(n, _)| n).collect()
    }

    /// Every adjustment that counts under these overrides, later wins: its layer, the keys that
    /// lead to it, the check that it names.
    pub(super) fn adjustments(&self, overrides: &[usize]) -> Vec<Adjusting<'_>> {
        let mut all = Vec::new();
        for (n, layer) in self.loaded.layers.iter().enumerate() {
            let from = all.len();
            for (name, adjustment) in &layer.settings.rules {
                let keys = vec!["rules".to_owned(), name.clone()];
                all.push((layer, keys, name.as_str(), adjustment));
            }
            as_written(layer, &mut all[from..]);
            for at in overrides.iter().filter(|at| self.overrides[**at].0 == n) {
                let number = self.overrides[*at].1;
                let from = all.len();
                for (name, adjustment) in &layer.settings.overrides[number].rules {
                    let keys = ["overrides", &number.to_string(), "rules", name];
                    let keys = keys.map(str::to_owned).to_vec();
                    all.push((layer, keys, name.as_str(), adjustment));
                }
                as_written(layer, &mut all[from..]);
            }
        }
        all
    }

    /// The rulebook under these overrides, and where the level of each check comes from.
    pub fn rulebook(&self, overrides: &[usize]) -> Result<(Rulebook, Levels), Vec<RuleError>> {
        let rulebook = Rulebook::from_files(&self.files())?;
        let (rulebook, levels, errors) = self.adjusted(rulebook, overrides);
        if errors.is_empty() { Ok((rulebook, levels)) } else { Err(errors) }
    }

    /// The same without what is broken, and what is wrong with that.
    #[must_use]
    pub fn sound_part(&self, overrides: &[usize]) -> (Rulebook, Levels, Vec<RuleError>) {
        let (rulebook, mut errors) = Rulebook::sound_part(&self.files());
        let (rulebook, levels, more) = self.adjusted(rulebook, overrides);
        errors.extend(more);
        (rulebook, levels, errors)
    }

    /// All rule files, with the words that settings add.
    fn files(&self) -> Files {
        let mut files = self.loaded.files.clone();
        for (n, layer) in self.loaded.layers.iter().enumerate() {
            words(&mut files, n, layer);
        }
        files
    }

    /// A rulebook as the settings change it, and what cannot be changed so.
    fn adjusted(
        &self,
        mut rulebook: Rulebook,
        overrides: &[usize],
    ) -> (Rulebook, Levels, Vec<RuleError>) {
        let mut errors = Vec::new();
        let mut levels: Levels = rulebook
            .checks
            .iter()
            .map(|check| (check.code.clone(), Sourced::built_in(level(check))))
            .collect();
        for (layer, keys, name, adjustment) in self.adjustments(overrides) {
            let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
            let outcome = adjust(&mut rulebook, layer, &keys, name, adjustment, &mut levels);
            errors.extend(outcome.err());
        }
        // Overrides that do not count here are read all the same, so that a wrong name is found.
        for (n, (layer, number, _)) in self.overrides.iter().enumerate() {
            if !overrides.contains(&n) {
                let layer = &self.loaded.layers[*layer];
                let key = number.to_string();
                for name in layer.settings.overrides[*number].rules.keys() {
                    errors.extend(unknown(&rulebook, layer, &["overrides", &key, "rules", name]));
                }
            }
        }
        rulebook.house = self.house(&rulebook, &levels, &mut errors);
        // A check that is off stays, so that it can be explained and its examples run.
        for check in &mut rulebook.checks {
            let off = levels.get(&check.code).is_some_and(|level| level.value == Level::Off);
            check.default = if off { Switch::Off } else { Switch::On };
        }
        (rulebook, levels, errors)
    }

    fn house(&self, rulebook: &Rulebook, levels: &Levels, errors: &mut Vec<RuleError>) -> House {
        let mut newsroom = Newsroom::default();
        let mut allow = Vec::new();
        for layer in &self.loaded.layers {
            let settings = &layer.settings;
            newsroom.people.extend(settings.people.iter().cloned());
            newsroom.organisations.extend(settings.organisations.iter().cloned());
            newsroom.sides.extend(settings.sides.iter().cloned());
            newsroom.record_sources.extend(settings.record_sources.iter().cloned());
            for (name, phrases) in &settings.allow {
                let Some(code) = rulebook.code_of(name) else {
                    errors.extend(unknown(rulebook, layer, &["allow", name]));
                    continue;
                };
                for (n, phrase) in phrases.iter().enumerate() {
                    allow.push(Allowed {
                        code: code.to_owned(),
                        phrase: phrase.clone(),
                        origin: layer.origin_of(&["allow", name, &n.to_string()]).to_string(),
                    });
                }
            }
        }
        let notes = Fault::ALL.iter().filter_map(|fault| {
            let level = levels.get(fault.code())?;
            Some((fault.code().to_owned(), level.value.severity()))
        });
        House {
            newsroom,
            allow,
            confidence: self.confidence.value,
            reasons: self.reasons.value,
            notes: notes.collect(),
        }
    }
}

/// An adjustment that counts: its layer, the keys that lead to it, the check that it names.
type Adjusting<'d> = (&'d Layer, Vec<String>, &'d str, &'d Adjustment);

/// Brings the adjustments of one layer into the order in which its file has them: a check may stand
/// there by its code and by its name, and the later one counts.
fn as_written(layer: &Layer, all: &mut [Adjusting<'_>]) {
    all.sort_by_key(|(_, keys, ..)| {
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        layer.places.at(&keys)
    });
}

/// Applies one adjustment.
fn adjust(
    rulebook: &mut Rulebook,
    layer: &Layer,
    keys: &[&str],
    name: &str,
    adjustment: &Adjustment,
    levels: &mut Levels,
) -> Result<(), RuleError> {
    if let Some(error) = unknown(rulebook, layer, keys) {
        return Err(error);
    }
    let code = code_of(rulebook, name);
    if let Some(level) = adjustment.0.level {
        let origin = layer.origin_of(keys);
        levels.insert(code.clone(), Sourced { value: level, origin });
    }
    let Some(check) = rulebook.checks.iter_mut().find(|check| check.code == code) else {
        return Ok(());
    };
    adjustment.apply(check).map_err(|(field, kind)| {
        let text = kind.to_string();
        let keys: Vec<&str> = keys.iter().copied().chain([field]).collect();
        layer.error(&keys, text.trim_start_matches(": ").to_owned(), None)
    })
}

/// The code of a check, or of a finding on notes; the name itself when it is neither.
pub(super) fn code_of(rulebook: &Rulebook, name: &str) -> String {
    let fault = Fault::of(name).map(Fault::code);
    fault.or_else(|| rulebook.code_of(name)).unwrap_or(name).to_owned()
}

/// The error for a key that is no check; nothing when it is one.
fn unknown(rulebook: &Rulebook, layer: &Layer, keys: &[&str]) -> Option<RuleError> {
    let name = keys.last()?;
    if rulebook.code_of(name).is_some() || Fault::of(name).is_some() {
        return None;
    }
    Some(layer.error(keys, format!("unknown check `{name}`"), rulebook.nearest(name)))
}

/// Puts the words of a layer beside the files of the lexicon.
fn words(files: &mut Files, n: usize, layer: &Layer) {
    #[derive(Serialize)]
    struct List<'a> {
        class: Class,
        words: &'a [String],
    }
    let path = layer.origin.to_string();
    for (class, words) in &layer.settings.lexicon.words {
        let text = serde_yaml::to_string(&List { class: *class, words }).unwrap_or_default();
        files.add(&format!("lexicon/words/~{n:03}-{class:?}.yaml"), &path, text);
    }
    for (at, cues) in layer.settings.lexicon.cues.iter().enumerate() {
        let text = serde_yaml::to_string(cues).unwrap_or_default();
        files.add(&format!("lexicon/cues/~{n:03}-{at:03}.yaml"), &path, text);
    }
}

/// The level that a check has by itself.
fn level(check: &Check) -> Level {
    match check.severity {
        _ if check.default == Switch::Off => Level::Off,
        Severity::Error => Level::Error,
        Severity::Warning => Level::Warning,
        Severity::Note => Level::Note,
    }
}
