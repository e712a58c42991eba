//! What is handed to others: the crate, the image and the wheel are made of files that are there.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;
use toml::de::{DeTable, DeValue};

use crate::project;

/// A file of TOML.
fn table(path: &str) -> Value {
    let text = fs::read_to_string(project(path)).unwrap();
    of_table(DeTable::parse(&text).unwrap().get_ref())
}

fn of_table(table: &DeTable<'_>) -> Value {
    table
        .iter()
        .map(|(key, value)| (key.get_ref().to_string(), of_value(value.get_ref())))
        .collect()
}

fn of_value(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => text.to_string().into(),
        DeValue::Boolean(yes) => (*yes).into(),
        DeValue::Array(all) => all.iter().map(|one| of_value(one.get_ref())).collect(),
        DeValue::Table(table) => of_table(table),
        other => other.type_str().into(),
    }
}

/// The instructions of the Dockerfile, each on one line: `("RUN", "cargo …")`.
fn instructions() -> Vec<(String, String)> {
    let text = fs::read_to_string(project(".github/Dockerfile")).unwrap();
    let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
    let whole = lines.join("\n").replace("\\\n", " ");
    let whole = whole.lines().filter(|line| !line.trim().is_empty());
    let instruction = |line: &str| {
        let (name, rest) = line.split_once(' ').unwrap();
        (name.to_owned(), rest.trim().to_owned())
    };
    whole.map(instruction).collect()
}

/// What follows each instruction of a name.
fn those(name: &str) -> Vec<String> {
    let all = instructions().into_iter();
    all.filter(|(n, _)| n == name).map(|(_, rest)| rest).collect()
}

#[test]
fn the_image_is_built_of_files_that_are_there() {
    let ignored = fs::read_to_string(project(".github/Dockerfile.dockerignore")).unwrap();
    assert!(ignored.starts_with("*\n"), "all is left out but what is named");
    let let_in: Vec<&str> = ignored.lines().filter_map(|line| line.strip_prefix('!')).collect();
    let mut copied = 0;
    for copy in those("COPY").iter().filter(|copy| !copy.starts_with("--from")) {
        let words: Vec<&str> = copy.split_whitespace().collect();
        for source in &words[..words.len() - 1] {
            copied += 1;
            assert!(project(source).exists(), "{source} is not there");
            let fits =
                |known: &&str| known.strip_suffix('*').is_some_and(|k| source.starts_with(k));
            let there = let_in.iter().any(|known| known == source || fits(known));
            assert!(there, "{source} is kept out by Dockerfile.dockerignore");
        }
    }
    assert!(copied >= 5, "{copied} sources");
}

#[test]
fn the_image_is_built_of_the_locked_versions_and_run_by_nobody() {
    let installs: Vec<_> = those("RUN").into_iter().filter(|run| run.contains("cargo ")).collect();
    assert_eq!(installs.len(), 1);
    assert!(installs[0].contains("cargo install --locked --path ."), "{}", installs[0]);
    assert_eq!(those("FROM").last().unwrap(), "scratch", "nothing but the program");
    assert_eq!(those("ENTRYPOINT"), [r#"["/bin/whosaid"]"#]);
    let users = those("USER");
    assert_eq!(users, ["65534:65534"; 2], "a user by number: there is no list of names");
    let last = instructions().iter().rposition(|(name, _)| name == "FROM").unwrap();
    assert!(instructions()[last..].iter().all(|(name, _)| name != "RUN"), "there is no shell");
    let rust = those("ARG").iter().find_map(|arg| arg.strip_prefix("RUST=").map(str::to_owned));
    let minor = |version: &str| version.split('.').nth(1).unwrap().parse::<u32>().unwrap();
    let lowest = table("Cargo.toml")["package"]["rust-version"].as_str().unwrap().to_owned();
    assert!(minor(&rust.unwrap()) >= minor(&lowest), "too old a Rust");
}

/// The files in a folder of the project and the folders in it.
fn files_in(folder: &str) -> BTreeSet<String> {
    let mut files = BTreeSet::new();
    for entry in fs::read_dir(project(folder)).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("{folder}/{}", path.file_name().unwrap().to_str().unwrap());
        if path.is_dir() {
            files.extend(files_in(&name));
        } else {
            files.insert(name);
        }
    }
    files
}

#[test]
fn the_crate_has_what_its_build_needs_and_little_else() {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
    cargo.args(["package", "--list", "--offline", "--allow-dirty"]).current_dir(project("."));
    let output = cargo.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let listed = String::from_utf8(output.stdout).unwrap().replace('\\', "/");
    let listed: BTreeSet<String> = listed.lines().map(str::to_owned).collect();

    let mut needed = files_in("rules");
    needed.extend(files_in("src").into_iter().filter(|file| !file.starts_with("src/train/")));
    assert!(needed.contains("src/tag/weights.bin"));
    let missing: Vec<_> = needed.difference(&listed).collect();
    assert!(missing.is_empty(), "the crate is without {missing:?}");
    let others: Vec<_> = listed.difference(&needed).map(String::as_str).collect();
    let usual = [
        ".cargo_vcs_info.json",
        "Cargo.lock",
        "Cargo.toml",
        "Cargo.toml.orig",
        "LICENSE-APACHE",
        "LICENSE-MIT",
        "README.md",
    ];
    assert!(others.iter().all(|file| usual.contains(file)), "the crate has {others:?} too");
    let size: u64 = needed.iter().map(|file| fs::metadata(project(file)).unwrap().len()).sum();
    // Packed it is less; the registry takes ten megabytes.
    assert!(size < 10_000_000, "{size} bytes are much to fetch");
}

/// A file that the wheel's pyproject.toml names, which counts from its own folder.
fn wheel_file(name: &Value) -> PathBuf {
    project(".github/wheel").join(name.as_str().unwrap())
}

#[test]
fn the_wheel_carries_the_program_and_its_version() {
    let wheel = table(".github/wheel/pyproject.toml");
    let package = table("Cargo.toml");
    let package = &package["package"];
    let (project_of, maturin) = (&wheel["project"], &wheel["tool"]["maturin"]);
    assert_eq!(project_of["name"], package["name"]);
    assert_eq!(project_of["description"], package["description"]);
    assert_eq!(project_of["license"], package["license"]);
    assert_eq!(project_of["keywords"], package["keywords"]);
    assert!(project_of.get("version").is_none(), "the version stands in Cargo.toml alone");
    assert_eq!(project_of["dynamic"], serde_json::json!(["version"]));
    assert_eq!(maturin["bindings"].as_str(), Some("bin"));
    assert_eq!(maturin["locked"].as_bool(), Some(true));
    assert_eq!(
        fs::read(wheel_file(&project_of["readme"])).unwrap(),
        fs::read(project("README.md")).unwrap()
    );
    for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
        let carried = fs::read(project(".github/wheel").join(licence)).unwrap();
        assert_eq!(carried, fs::read(project(licence)).unwrap(), "the wheel's {licence}");
    }
    let manifest = wheel_file(&maturin["manifest-path"]);
    assert_eq!(fs::read(manifest).unwrap(), fs::read(project("Cargo.toml")).unwrap());
    assert!(!project("pyproject.toml").exists(), "the top level stays as it is");
}
