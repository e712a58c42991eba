//! The settings and rulebooks of the drafts of one run, each read once.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use whosaid::rulebook::Switch;
use whosaid::settings::{self, Asked, Desk, Paths};
use whosaid::{Rulebook, suppress};

use super::arguments::{FileArguments, RulesFolder};

/// Settings by their file; nothing for those without a file. `None` where they are broken.
type DesksByFile = BTreeMap<Option<PathBuf>, Option<Arc<Desk>>>;
/// Rulebooks by the file of their settings and the overrides that count.
type Rulebooks = HashMap<(Option<PathBuf>, Vec<usize>), Option<Arc<Rulebook>>>;

pub(crate) struct Desks<'a> {
    flags: &'a RulesFolder,
    only: &'a [String],
    nearest: HashMap<PathBuf, Option<PathBuf>>,
    read: DesksByFile,
    rulebooks: Rulebooks,
    /// What is wrong with settings and rules, each said once.
    pub(crate) errors: Vec<String>,
}

impl<'a> Desks<'a> {
    pub(crate) fn new(flags: &'a RulesFolder, only: &'a [String]) -> Self {
        Self {
            flags,
            only,
            nearest: HashMap::new(),
            read: BTreeMap::new(),
            rulebooks: HashMap::new(),
            errors: Vec::new(),
        }
    }

    /// The settings file that counts for a draft.
    fn file(&mut self, draft: &Path) -> Option<PathBuf> {
        if self.flags.isolated {
            return None;
        }
        if let Some(file) = &self.flags.config {
            return Some(file.clone());
        }
        let whole = std::path::absolute(draft).unwrap_or_else(|_| draft.to_owned());
        let folder = whole.parent().unwrap_or(&whole).to_owned();
        if let Some(known) = self.nearest.get(&folder) {
            return known.clone();
        }
        let file = settings::nearest(&folder).unwrap_or_else(|error| {
            self.complain([error]);
            None
        });
        self.nearest.insert(folder, file.clone());
        file
    }

    fn complain(&mut self, errors: impl IntoIterator<Item = String>) {
        for error in errors {
            if !self.errors.contains(&error) {
                self.errors.push(error);
            }
        }
    }

    /// The settings of a draft; nothing when they are broken.
    pub(crate) fn desk(&mut self, draft: &Path) -> Option<Arc<Desk>> {
        let file = self.file(draft);
        if let Some(known) = self.read.get(&file) {
            return known.clone();
        }
        let asked = Asked {
            file: file.clone(),
            profile: self.flags.profile.clone(),
            rules: self.flags.rules.clone(),
            levels: self.flags.levels.clone(),
        };
        let desk = match settings::load(&asked).and_then(Desk::new) {
            Ok(desk) => Some(Arc::new(desk)),
            Err(errors) => {
                self.complain(errors.iter().map(ToString::to_string));
                None
            }
        };
        self.read.insert(file, desk.clone());
        desk
    }

    /// The rulebook of a draft; nothing when it is broken.
    pub(crate) fn rulebook(&mut self, draft: &Path) -> Option<Arc<Rulebook>> {
        let desk = self.desk(draft)?;
        let key = (self.file(draft), desk.overrides_for(draft));
        if let Some(known) = self.rulebooks.get(&key) {
            return known.clone();
        }
        let rulebook = if self.flags.keep_going {
            Some(self.sound_part(&desk, &key.1))
        } else {
            match desk.rulebook(&key.1) {
                Ok((rulebook, _)) => Some(rulebook),
                Err(errors) => {
                    self.complain(errors.iter().map(ToString::to_string));
                    None
                }
            }
        };
        let rulebook = rulebook.and_then(|rulebook| self.narrowed(rulebook)).map(Arc::new);
        self.rulebooks.insert(key, rulebook.clone());
        rulebook
    }

    /// A rulebook without what is broken; complains about that.
    fn sound_part(&mut self, desk: &Desk, overrides: &[usize]) -> Rulebook {
        let (rulebook, _, errors) = desk.sound_part(overrides);
        if !errors.is_empty() {
            self.complain(errors.iter().map(ToString::to_string));
            let broken: BTreeSet<&str> = errors.iter().map(|error| error.path.as_str()).collect();
            let broken = broken.into_iter().collect::<Vec<_>>().join(", ");
            self.complain([format!("the report is without the broken rules of {broken}")]);
        }
        rulebook
    }

    /// Leaves the checks that `--only` names.
    fn narrowed(&mut self, mut rulebook: Rulebook) -> Option<Rulebook> {
        let only = self.only;
        if let Some(name) = only.iter().find(|name| rulebook.check(name).is_none()) {
            let near = rulebook.nearest(name);
            let near = near.map_or(String::new(), |near| format!("; did you mean {near}?"));
            let error = format!("unknown check {name}{near}");
            self.complain([error]);
            return None;
        }
        if !only.is_empty() {
            let named = |code: &str, name: &str| {
                only.iter().any(|o| code.eq_ignore_ascii_case(o) || name == o)
            };
            rulebook.keep(|check| named(&check.code, &check.name));
            for check in &mut rulebook.checks {
                check.default = Switch::On;
            }
        }
        Some(rulebook)
    }

    /// Phrases that some settings allow and none of these texts has.
    pub(crate) fn idle_phrases<'t>(&self, texts: impl Iterator<Item = &'t str>) -> Vec<String> {
        let texts: Vec<&str> = texts.collect();
        let mut idle: Vec<String> = Vec::new();
        for rulebook in self.rulebooks.values().flatten() {
            let allowed = &rulebook.house.allow;
            let mut found = vec![false; allowed.len()];
            for text in &texts {
                for n in suppress::allowed_in(text, allowed) {
                    found[n] = true;
                }
            }
            let missing = allowed.iter().zip(found).filter(|(_, found)| !found);
            idle.extend(missing.map(|(allowed, _)| {
                let (origin, phrase) = (&allowed.origin, &allowed.phrase);
                format!("{origin}: the allowed phrase “{phrase}” is in no draft checked")
            }));
        }
        idle.sort();
        idle.dedup();
        idle
    }
}

/// The patterns of `--exclude`, which count from the working folder.
pub(crate) fn excluded(arguments: &FileArguments) -> Result<Paths, String> {
    let here = std::env::current_dir().map_err(|error| error.to_string())?;
    Paths::new(&here, &arguments.exclude).map_err(|(_, message)| format!("--exclude {message}"))
}

/// The rulebook that counts in this folder; complaints go to standard error.
pub(super) fn rulebook_here(flags: &RulesFolder) -> Option<Arc<Rulebook>> {
    let mut desks = Desks::new(flags, &[]);
    let rulebook = desks.rulebook(Path::new("draft.txt"));
    for error in &desks.errors {
        tell!("whosaid: {error}");
    }
    rulebook
}
