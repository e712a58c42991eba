//! The settings and rulebooks of the drafts of one run, each read once.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use whosaid::rulebook::{Allowed, Switch};
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
    /// Allowed phrases that were found, each as what would be said if it were not.
    phrases: BTreeSet<String>,
    /// Rulebooks by what settings say, wherever they lie: many folders may have the same.
    alike: HashMap<(String, Vec<usize>), Arc<Rulebook>>,
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
            phrases: BTreeSet::new(),
            alike: HashMap::new(),
            errors: Vec::new(),
        }
    }

    /// The files and folders that settings and rules were read from.
    pub(crate) fn read(&self) -> Vec<PathBuf> {
        let desks = self.read.values().flatten();
        let read = desks.flat_map(|desk| &desk.loaded.read).map(PathBuf::from);
        // What is broken is not in there.
        let named = self.read.keys().flatten().cloned().chain(self.flags.rules.clone());
        read.chain(named).collect()
    }

    /// The baselines that the settings name.
    pub(crate) fn baselines(&self) -> impl Iterator<Item = &Path> {
        let desks = self.read.values().flatten();
        desks.filter_map(|desk| desk.baseline.as_ref()).map(|known| known.value.as_path())
    }

    /// True for a file that settings or rules were read from, or would be now.
    pub(crate) fn is_read(&self, path: &Path) -> bool {
        let settings = path.file_name().is_some_and(|name| {
            !self.flags.isolated && settings::NAMES.iter().any(|known| name == *known)
        });
        let within = |one: &PathBuf| one.canonicalize().is_ok_and(|one| path.starts_with(one));
        settings || self.read().iter().any(within)
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
        self.rulebook_in(draft, draft)
    }

    /// The rulebook of a draft by the settings that count in another place.
    pub(crate) fn rulebook_in(&mut self, place: &Path, draft: &Path) -> Option<Arc<Rulebook>> {
        let desk = self.desk(place)?;
        let key = (self.file(place), desk.overrides_for(draft));
        if let Some(known) = self.rulebooks.get(&key) {
            return known.clone();
        }
        let said = said(&desk).map(|said| (said, key.1.clone()));
        if let Some(known) = said.as_ref().and_then(|said| self.alike.get(said)) {
            let known = Some(Arc::clone(known));
            self.rulebooks.insert(key, known.clone());
            return known;
        }
        let complaints = self.errors.len();
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
        // What is wrong is told of each file that has it.
        if let (Some(said), Some(rulebook), true) =
            (said, &rulebook, complaints == self.errors.len())
        {
            self.alike.insert(said, Arc::clone(rulebook));
        }
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

    /// Notes which of the phrases that settings allow are in a text.
    pub(crate) fn note_phrases(&mut self, text: &str) {
        for rulebook in self.rulebooks.values().flatten() {
            let allowed = &rulebook.house.allow;
            if !allowed.is_empty() {
                let found = suppress::allowed_in(text, allowed).into_iter();
                self.phrases.extend(found.filter_map(|n| allowed.get(n)).map(idle));
            }
        }
    }

    /// Phrases that some settings allow and that were in no text.
    pub(crate) fn idle_phrases(&self) -> BTreeSet<String> {
        let all = self.rulebooks.values().flatten();
        let all = all.flat_map(|rulebook| rulebook.house.allow.iter().map(idle));
        all.filter(|idle| !self.phrases.contains(idle)).collect()
    }
}

/// What is said of a phrase that is allowed and is in no draft.
fn idle(allowed: &Allowed) -> String {
    let (origin, phrase) = (&allowed.origin, &allowed.phrase);
    format!("{origin}: the allowed phrase “{phrase}” is in no draft checked")
}

/// All that settings say to a rulebook, where it does not matter in which file they stand: they bring no
/// folder of rules, and no phrase of which it is told where it was allowed.
fn said(desk: &Desk) -> Option<String> {
    let layers = &desk.loaded.layers;
    let own = desk.loaded.read.iter().any(|read| read.ends_with('/'))
        || layers.iter().any(|layer| !layer.settings.allow.is_empty());
    (!own).then(|| format!("{:?}", layers.iter().map(|layer| &layer.settings).collect::<Vec<_>>()))
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
