//! Integration tests: one binary, one file a subject.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test fails where it breaks
#![allow(clippy::format_push_string)] // what is wrong is gathered once a test
#![allow(clippy::case_sensitive_file_extension_comparisons)] // our own samples

#[cfg(unix)]
mod action;
#[cfg(unix)]
mod action_builds;
mod adopt;
mod adopted;
mod annotate;
mod attack;
mod cli;
mod clusters;
mod comforts;
mod desk;
mod explain;
mod formats;
mod fuzz;
mod grammar;
mod heard;
mod help;
mod hook;
mod html;
mod judged;
mod layers;
mod ledger;
mod literals;
mod mistakes;
mod outputs;
mod packages;
mod parties;
mod picture;
mod pipeline;
mod planted;
mod properties;
mod readme;
mod refused;
mod report;
mod rules;
#[cfg(unix)]
mod runner;
mod seed;
mod settings;
mod sheets;
mod show;
mod signoff;
mod sources;
mod sourcing;
mod speakers;
mod standing;
mod streams;
mod suppress;
mod verify;
mod versions;
mod watch;
mod weigh;
mod who;
mod wording;

use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Sends this test's snapshots to `snapshots/<stage>`; keep the guard alive.
fn snapshots(stage: &str) -> insta::internals::SettingsBindDropGuard {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots").join(stage));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind_to_scope()
}

/// A file of the project.
fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A file that lies beside the project, for tests that can do without; says so when it is missing.
fn beside(path: &str) -> Option<PathBuf> {
    let path = project("..").join("shared").join(path);
    if path.exists() {
        return Some(path);
    }
    // Not `eprintln!`, which nobody sees when a test passes.
    let mut stderr = std::io::stderr();
    writeln!(stderr, "skipped: {} is not here", path.display()).unwrap();
    None
}

/// Notes that a snapshot is in use though this machine cannot compare it, as insta notes the others.
fn not_compared(stage: &str, snapshot: &str) {
    let path = project("snapshots").join(stage).join(format!("{snapshot}.snap"));
    assert!(path.exists(), "{} is missing", path.display());
    if let Some(notes) = std::env::var_os("INSTA_SNAPSHOT_REFERENCES_FILE") {
        let mut notes = OpenOptions::new().append(true).create(true).open(notes).unwrap();
        // In one piece, as tests run side by side.
        notes.write_all(format!("{}\n", path.display()).as_bytes()).unwrap();
    }
}

/// The YAML records of a folder, by name, each under the name of its file.
fn records<T: serde::de::DeserializeOwned>(folder: &str) -> Vec<(String, T)> {
    let mut paths: Vec<_> = std::fs::read_dir(project(folder))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "yaml"))
        .collect();
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let text = std::fs::read_to_string(path).unwrap();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let record = serde_yaml::from_str(&text).unwrap_or_else(|e| panic!("{name}: {e}"));
        (name, record)
    };
    paths.iter().map(read).collect()
}
