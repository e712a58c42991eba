//! A settings file and all that it builds on, in the order in which it counts.

use std::collections::HashSet;
use std::fmt;
use std::path::{Component, Path, PathBuf};

use super::adjust::Level;
use super::file::Settings;
use super::find;
use super::places::{LineColumn, Places};
use crate::rulebook::{self, File, Files, RuleError, RuleErrorKind, Trust};

/// The profile that counts when none is named.
const DEFAULT_PROFILE: &str = "news";

/// Settings build on no more files than this one behind the other.
const DEEPEST: usize = 32;

/// Settings build on no more files and folders than this in all.
const MOST_READ: usize = 256;

/// What the command line says about settings.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// The settings file that counts.
    pub file: Option<PathBuf>,
    /// A profile that goes before the file's own.
    pub profile: Option<String>,
    /// A folder of rules, laid over everything else.
    pub rules: Option<PathBuf>,
    /// Levels of checks, by code or name.
    pub levels: Vec<(String, Level)>,
}

/// Settings of one origin.
#[derive(Clone, Debug)]
pub struct Layer {
    /// Where they come from.
    pub origin: Origin,
    /// The folder from which their paths count.
    pub folder: PathBuf,
    /// The settings.
    pub settings: Settings,
    /// The places of their keys.
    pub places: Places,
}

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// It is in the program.
    BuiltIn,
    /// A profile.
    Profile(String),
    /// A file, with the line of the value.
    File(String, Option<usize>),
    /// The command line.
    Flag,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BuiltIn => f.write_str("built-in"),
            Self::Profile(name) => write!(f, "profile {name}"),
            Self::File(path, Some(line)) => write!(f, "{path}:{line}"),
            Self::File(path, None) => f.write_str(path),
            Self::Flag => f.write_str("flag"),
        }
    }
}

impl Layer {
    /// The origin of one of its values.
    #[must_use]
    pub fn origin_of(&self, keys: &[&str]) -> Origin {
        match &self.origin {
            Origin::File(path, _) => {
                Origin::File(path.clone(), self.places.at(keys).map(|(line, _)| line))
            }
            other => other.clone(),
        }
    }

    /// An error at one of its keys.
    pub(super) fn error(&self, keys: &[&str], message: String, nearest: Option<&str>) -> RuleError {
        let at = self.places.at(keys);
        failed(&self.origin_path(), at, message, nearest)
    }

    fn origin_path(&self) -> String {
        match &self.origin {
            Origin::File(path, _) => path.clone(),
            Origin::Profile(name) => format!("rules/profiles/{name}.yaml"),
            Origin::Flag => "command line".to_owned(),
            Origin::BuiltIn => "built-in".to_owned(),
        }
    }
}

fn failed(path: &str, at: Option<LineColumn>, message: String, nearest: Option<&str>) -> RuleError {
    let nearest = nearest.map(str::to_owned);
    RuleError { path: path.to_owned(), kind: RuleErrorKind::Shape { at, message, nearest } }
}

/// All settings that count, the last one most, and all rule files.
#[derive(Clone, Debug)]
pub struct LoadedSettings {
    /// The settings, later wins.
    pub layers: Vec<Layer>,
    /// The rule files, those of folders laid over the built-in ones.
    pub files: Files,
    /// The files and folders that were read, in order, as the user would write them.
    pub read: Vec<String>,
    /// The profile that was started from, and who named it.
    pub profile: (String, Origin),
}

/// Reads what the command line and the settings file ask for.
pub fn load(asked: &Asked) -> Result<LoadedSettings, Vec<RuleError>> {
    let mut loader = Loader {
        layers: Vec::new(),
        files: Files::built_in(),
        read: Vec::new(),
        open: HashSet::new(),
        done: HashSet::new(),
        homes: homes(asked),
        profile: None,
        asked_profile: asked.profile.as_deref(),
        errors: Vec::new(),
    };
    match &asked.file {
        Some(file) => loader.file(file, None),
        None => loader.base(None),
    }
    if let Some(folder) = &asked.rules {
        loader.folder(folder, None);
    }
    // Each is a layer of its own, so that the later one counts.
    for (name, level) in &asked.levels {
        let rules = [(name.clone(), (*level).into())].into();
        loader.layers.push(Layer {
            origin: Origin::Flag,
            folder: absolute(Path::new(".")),
            settings: Settings { rules, ..Settings::default() },
            places: Places::default(),
        });
    }
    if loader.errors.is_empty() {
        Ok(LoadedSettings {
            layers: loader.layers,
            files: loader.files,
            read: loader.read,
            profile: loader.profile.unwrap_or_else(|| (DEFAULT_PROFILE.into(), Origin::BuiltIn)),
        })
    } else {
        Err(loader.errors)
    }
}

/// The folders whose files messages may have words of: this one, that of the settings, and that of
/// the rules on the command line.
fn homes(asked: &Asked) -> Vec<PathBuf> {
    let file = asked.file.as_deref().map(|file| absolute(file).with_file_name(""));
    let folders = [Some(absolute(Path::new("."))), file, asked.rules.as_deref().map(absolute)];
    folders.into_iter().flatten().filter_map(|folder| folder.canonicalize().ok()).collect()
}

/// The names of the profiles.
#[must_use]
pub fn profiles() -> Vec<String> {
    let files = Files::built_in();
    let names = files.under("profiles/").filter_map(|file| {
        let name = file.path.strip_prefix("rules/profiles/")?;
        name.strip_suffix(".yaml").map(str::to_owned)
    });
    names.collect()
}

struct Loader<'a> {
    layers: Vec<Layer>,
    files: Files,
    read: Vec<String>,
    /// Files that are being read, so that none builds on itself.
    open: HashSet<PathBuf>,
    /// Files and folders that have been read: each is read once, where it is first named.
    done: HashSet<PathBuf>,
    homes: Vec<PathBuf>,
    profile: Option<(String, Origin)>,
    asked_profile: Option<&'a str>,
    errors: Vec<RuleError>,
}

/// Who names something, for messages.
type Namer<'l> = Option<(&'l Layer, &'l [&'l str])>;

impl Loader<'_> {
    /// Reads a settings file and, before it, what it builds on.
    fn file(&mut self, path: &Path, by: Namer<'_>) {
        let path = absolute(path);
        if self.open.contains(&path) {
            return self.complain(by, &shown(&path), "builds on itself".to_owned(), None);
        }
        if self.done.contains(&path) || self.is_too_much(by, &path) {
            return;
        }
        let mut file = match File::read(&path, &shown(&path)) {
            Ok(file) => file,
            Err(error) => return self.unreadable(by, error),
        };
        file.trust = trust(&self.homes, &path);
        self.open.insert(path.clone());
        self.done.insert(path.clone());
        self.read.push(file.path.clone());
        let folder = path.parent().unwrap_or(&path).to_owned();
        let origin = Origin::File(file.path.clone(), None);
        match layer(&file, origin, folder) {
            Ok(layer) => self.layer(layer, by.is_none()),
            Err(error) => self.errors.push(error),
        }
        self.open.remove(&path);
    }

    /// Complains where settings build on more than anybody would write.
    fn is_too_much(&mut self, by: Namer<'_>, path: &Path) -> bool {
        if self.done.len() >= MOST_READ {
            let message = format!("more than {MOST_READ} files and folders in all");
            // One complaint is enough: the others are about the same.
            if self.done.insert(PathBuf::new()) {
                self.complain(by, &shown(path), message, None);
            }
            return true;
        }
        let deep = self.open.len() >= DEEPEST;
        if deep {
            let message = format!("more than {DEEPEST} files that build on each other");
            self.complain(by, &shown(path), message, None);
        }
        deep
    }

    /// Adds a layer behind all that it names.
    fn layer(&mut self, layer: Layer, is_first: bool) {
        if is_first {
            self.base(Some(&layer));
        } else if let Some(name) = &layer.settings.profile {
            self.profile(name, Some((&layer, &["profile"])));
        }
        for (n, name) in layer.settings.extends.iter().enumerate() {
            let number = n.to_string();
            let keys: [&str; 2] = ["extends", &number];
            let by: Namer<'_> = Some((&layer, &keys));
            if let Some(profile) = name.strip_prefix("builtin:") {
                self.profile(profile, by);
                continue;
            }
            let path = layer.folder.join(name);
            if path.is_dir() {
                self.folder(&path, by);
            } else {
                self.file(&path, by);
            }
        }
        self.layers.push(layer);
    }

    /// The profile that everything else is laid over.
    fn base(&mut self, layer: Option<&Layer>) {
        let own = layer.and_then(|layer| Some((layer, layer.settings.profile.as_deref()?)));
        let (name, origin, by): (&str, Origin, Namer<'_>) = match (self.asked_profile, own) {
            (Some(name), _) => (name, Origin::Flag, None),
            (None, Some((layer, name))) => {
                (name, layer.origin_of(&["profile"]), Some((layer, &["profile"])))
            }
            (None, None) => (DEFAULT_PROFILE, Origin::BuiltIn, None),
        };
        let name = name.to_owned();
        self.profile(&name, by);
        self.profile = Some((name, origin));
    }

    fn profile(&mut self, name: &str, by: Namer<'_>) {
        let built_in = Files::built_in();
        let path = format!("rules/profiles/{name}.yaml");
        let Some(file) = built_in.under("profiles/").find(|file| file.path == path) else {
            let names = profiles();
            let near = names.iter().min_by_key(|n| strsim::damerau_levenshtein(n, name));
            let near = near.filter(|n| strsim::damerau_levenshtein(n, name) <= 1 + n.len() / 3);
            let message = format!("unknown profile `{name}`, expected {}", names.join(", "));
            return self.complain(by, "command line", message, near.map(String::as_str));
        };
        if !self.open.insert(PathBuf::from(&path)) {
            return self.complain(by, &path, "builds on itself".to_owned(), None);
        }
        match layer(file, Origin::Profile(name.to_owned()), PathBuf::new()) {
            Ok(layer) => self.layer(layer, false),
            Err(error) => self.errors.push(error),
        }
        self.open.remove(Path::new(&path));
    }

    /// Reads a folder of rules: its settings, its checks, its words.
    fn folder(&mut self, folder: &Path, by: Namer<'_>) {
        let folder = absolute(folder);
        if self.done.contains(&folder) || self.is_too_much(by, &folder) {
            return;
        }
        self.done.insert(folder.clone());
        let before = self.files.clone();
        let homes = &self.homes;
        let laid =
            self.files.lay_over_trusting(&folder, &shown(&folder), |path| trust(homes, path));
        match laid {
            Ok(()) => self.read.push(format!("{}/", shown(&folder))),
            Err(error) => {
                self.files = before;
                return self.unreadable(by, error);
            }
        }
        if let Some(file) = find::within(&folder).first() {
            let flag = Layer {
                origin: Origin::Flag,
                folder: folder.clone(),
                settings: Settings::default(),
                places: Places::default(),
            };
            let by = by.unwrap_or((&flag, &[]));
            self.file(file, Some(by));
        }
    }

    /// A file that cannot be read is an error of who names it.
    fn unreadable(&mut self, by: Namer<'_>, error: RuleError) {
        let missing =
            matches!(&error.kind, RuleErrorKind::Io(e) if e.kind() == std::io::ErrorKind::NotFound);
        match by {
            Some((layer, keys)) if missing && layer.origin != Origin::Flag => {
                let message = format!("no file or folder {}", error.path);
                self.errors.push(layer.error(keys, message, None));
            }
            _ => self.errors.push(error),
        }
    }

    fn complain(&mut self, by: Namer<'_>, path: &str, message: String, nearest: Option<&str>) {
        self.errors.push(match by {
            Some((layer, keys)) => layer.error(keys, message, nearest),
            None => failed(path, None, message, nearest),
        });
    }
}

/// Whether messages may have words of a file. Where its links lead counts.
fn trust(homes: &[PathBuf], path: &Path) -> Trust {
    let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    if homes.iter().any(|home| real.starts_with(home)) { Trust::Own } else { Trust::Elsewhere }
}

/// Reads one file into a layer. A file with nothing but comments is a file without settings.
fn layer(file: &File, origin: Origin, folder: PathBuf) -> Result<Layer, RuleError> {
    let settings = rulebook::read_rules::<Option<Settings>>(file)?.unwrap_or_default();
    let layer = Layer { origin, folder, settings, places: Places::of(&file.text) };
    match layer.settings.version {
        None | Some(1) => Ok(layer),
        Some(other) => {
            Err(layer.error(&["version"], format!("unknown version {other}, expected 1"), None))
        }
    }
}

/// A path from the root, `.` and `..` worked out.
#[must_use]
pub(super) fn absolute(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut clean = PathBuf::new();
    for part in whole.components() {
        match part {
            Component::ParentDir => {
                clean.pop();
            }
            Component::CurDir => {}
            part => clean.push(part),
        }
    }
    clean
}

/// A path as the user would write it: from the working folder where it lies below that.
#[must_use]
pub fn shown(path: &Path) -> String {
    let here = absolute(Path::new("."));
    let short = path.strip_prefix(&here).ok().filter(|short| !short.as_os_str().is_empty());
    short.unwrap_or(path).display().to_string()
}
