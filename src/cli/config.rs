//! Commands about settings: init, config show, config files, config schema.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use whosaid::settings::{self, Schema};

use super::arguments::{ConfigArguments, ConfigCommand};
use super::desks::Desks;
use super::exit::{CLEAN, FAILED};
use super::out;

/// Runs a `config` command.
pub(crate) fn run(command: &ConfigCommand) -> io::Result<u8> {
    match command {
        ConfigCommand::Show(arguments) => show(arguments),
        ConfigCommand::Files(arguments) => files(arguments),
        ConfigCommand::Schema { kind } => schema(kind),
    }
}

/// The draft whose settings are meant: the one named, or any in this folder.
fn draft(arguments: &ConfigArguments) -> std::path::PathBuf {
    match &arguments.draft {
        Some(folder) if folder.is_dir() => folder.join("draft.txt"),
        Some(draft) => draft.clone(),
        None => Path::new("draft.txt").to_owned(),
    }
}

fn show(arguments: &ConfigArguments) -> io::Result<u8> {
    let mut desks = Desks::new(&arguments.rules, &[]);
    let draft = draft(arguments);
    let Some(desk) = desks.desk(&draft) else { return Ok(failed(&desks)) };
    match settings::shown(&desk, &desk.overrides_for(&draft)) {
        Ok(text) => {
            out::lines().write_all(text.as_bytes())?;
            Ok(CLEAN)
        }
        Err(errors) => {
            for error in errors {
                tell!("whosaid: {error}");
            }
            Ok(FAILED)
        }
    }
}

fn files(arguments: &ConfigArguments) -> io::Result<u8> {
    let mut desks = Desks::new(&arguments.rules, &[]);
    let Some(desk) = desks.desk(&draft(arguments)) else { return Ok(failed(&desks)) };
    let mut out = out::lines();
    writeln!(out, "built-in rules")?;
    writeln!(out, "profile {} ({})", desk.loaded.profile.0, desk.loaded.profile.1)?;
    for path in &desk.loaded.read {
        writeln!(out, "{path}")?;
    }
    if desk.loaded.read.is_empty() {
        writeln!(out, "no settings file: none of {} upwards", settings::NAMES.join(", "))?;
    }
    Ok(CLEAN)
}

fn failed(desks: &Desks<'_>) -> u8 {
    for error in &desks.errors {
        tell!("whosaid: {error}");
    }
    FAILED
}

fn schema(kind: &str) -> io::Result<u8> {
    let Some(schema) = Schema::of(kind) else {
        let names: Vec<&str> = Schema::ALL.iter().map(|(name, _)| *name).collect();
        tell!("whosaid: unknown schema “{kind}”, expected one of {}", names.join(", "));
        return Ok(FAILED);
    };
    out::lines().write_all(schema.text().as_bytes())?;
    Ok(CLEAN)
}

/// Writes `whosaid.yml` and the schema that editors check it by. Overwrites nothing.
pub(crate) fn init(folder: Option<&Path>) -> io::Result<u8> {
    let folder = folder.unwrap_or_else(|| Path::new(""));
    for name in settings::NAMES {
        if folder.join(name).exists() {
            tell!("whosaid: {} already exists; nothing was written", folder.join(name).display());
            return Ok(FAILED);
        }
    }
    let schema = Schema::Settings.text();
    for (name, text) in [("whosaid.yml", settings::STARTER), ("whosaid.schema.json", &schema)] {
        let path = folder.join(name);
        match write_new(&path, text) {
            Ok(()) => writeln!(out::lines(), "wrote {}", path.display())?,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                tell!("whosaid: {} already exists; left as it is", path.display());
            }
            Err(error) => {
                tell!("whosaid: {}: {error}", path.display());
                return Ok(FAILED);
            }
        }
    }
    Ok(CLEAN)
}

/// Writes a file that must not be there yet, and the folders above it.
pub(crate) fn write_new(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder)?;
    }
    OpenOptions::new().write(true).create_new(true).open(path)?.write_all(text.as_bytes())
}
