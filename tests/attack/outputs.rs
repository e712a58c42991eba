//! Readers that leave, disks that are full, streams that nobody can write to.

use std::fs::{self, File, OpenOptions};
use std::path::Path;
use std::process::Stdio;

use super::{COPY, desk};
use crate::desk::status;

/// A device on which there is never any space.
fn full() -> Option<File> {
    OpenOptions::new().write(true).open("/dev/full").ok()
}

#[test]
fn a_reader_that_leaves() {
    let desk = desk("leaves");
    for n in 0..40 {
        desk.write(&format!("{n}.txt"), &COPY.repeat(40));
    }
    for arguments in [
        "check --isolated -o full -o json=r.json . missing.txt",
        "check --isolated -o jsonl . missing.txt",
        "check --isolated -o json . missing.txt",
        "claims --isolated . missing.txt",
        "speakers --isolated -o csv . missing.txt",
    ] {
        let words: Vec<&str> = arguments.split(' ').collect();
        let mut child = desk.command(&words).stderr(Stdio::null()).spawn().unwrap();
        drop(child.stdout.take());
        assert_eq!(status(&mut child).code(), Some(2), "{arguments}");
    }
    let report = fs::read(desk.path("r.json")).unwrap();
    serde_json::from_slice::<serde_json::Value>(&report).unwrap();
    for arguments in ["--help", "check --isolated a.txt", "rules list", "man", "completions bash"] {
        let words: Vec<&str> = arguments.split(' ').collect();
        let mut child = desk.command(&words).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!((output.status.code(), &*told), (Some(0), ""), "{arguments}");
    }
}

#[test]
fn an_output_that_cannot_be_written_stops_no_other() {
    let desk = desk("full");
    if full().is_some() {
        let told = desk.run("check --isolated -o json=/dev/full -o jsonl=b a.txt");
        let said = told.err.contains("/dev/full: No space left");
        assert_eq!((told.code, said), (2, true), "{}", told.err);
        assert!(desk.read("b").contains("Ann Hale"));
    }
    for (first, second) in [("json=no/r.json", "c"), ("csv=a.txt/r.csv", "d"), ("text=/", "e")] {
        let told = desk.run(&format!("check --isolated -o {first} -o jsonl={second} a.txt"));
        let (_, file) = first.split_once('=').unwrap();
        assert_eq!((told.code, told.err.contains(&format!("{file}: "))), (2, true), "{}", told.err);
        assert!(desk.path(second).exists(), "{first}");
    }
}

/// Nobody can be told; the exit code still says it.
#[test]
fn messages_that_cannot_be_written() {
    let desk = desk("stderr-full");
    for arguments in [
        "check missing.txt",
        "--bogus",
        "verify no.txt --against a.txt",
        "chekc",
        "check --watch -",
    ] {
        let Some(full) = full() else { return };
        let words: Vec<&str> = arguments.split(' ').collect();
        let code = desk.command(&words).stderr(full).status().unwrap().code();
        assert_eq!(code, Some(2), "{arguments}");
    }
}

/// Whatever is asked for, there is no good end where it could not be written.
#[test]
fn standard_output_that_cannot_be_written() {
    let desk = desk("stdout-full");
    desk.write("records.jsonl", "{\"id\": 1, \"text\": \"The road is shut, Ann Hale said.\"}\n");
    let reading = || File::open("/dev/null").ok();
    for (device, why) in
        [(full as fn() -> Option<File>, "No space left"), (reading, "Bad file descriptor")]
    {
        for arguments in [
            "check --isolated a.txt",
            "check --isolated -o json a.txt",
            "check --isolated -o sarif a.txt",
            "check --isolated --input-format jsonl records.jsonl",
            "claims --isolated a.txt",
            "show --isolated a.txt",
            "explain CO001",
            "diff --isolated a.txt records.jsonl --input-format text",
            "rules list",
            "config show",
            "config schema",
            "completions bash",
            "man",
        ] {
            let Some(device) = device() else { continue };
            let words: Vec<&str> = arguments.split(' ').collect();
            let output = desk.command(&words).stdout(device).output().unwrap();
            let told = String::from_utf8_lossy(&output.stderr).into_owned();
            assert_eq!(output.status.code(), Some(2), "{arguments}: {told}");
            let said = format!("whosaid: standard output: {why}");
            assert!(told.starts_with(&said) && told.lines().count() == 1, "{arguments}: {told}");
        }
    }
    for arguments in ["--help", "check --help", "help rules", "--version"] {
        let Some(full) = full() else { continue };
        let words: Vec<&str> = arguments.split(' ').collect();
        let output = desk.command(&words).stdout(full).output().unwrap();
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{arguments}: {told}");
        assert!(told.starts_with("whosaid: standard output: No space left"), "{told}");
    }
}

/// A report takes the place of another in one step, and a link to it stays a link.
#[test]
fn a_report_over_another() {
    let desk = desk("over");
    desk.write("old.json", "old");
    std::os::unix::fs::symlink("old.json", desk.path("link.json")).unwrap();
    assert_eq!(desk.run("check --isolated -o json=link.json a.txt").code, 0);
    assert!(fs::symlink_metadata(desk.path("link.json")).unwrap().is_symlink());
    assert!(desk.read("old.json").contains("Ann Hale"));
    std::os::unix::fs::symlink("a.txt", desk.path("draft.json")).unwrap();
    let told = desk.run("check --isolated -o json=draft.json a.txt");
    assert_eq!((told.code, desk.read("a.txt").as_str()), (2, COPY), "{}", told.err);
    let told = desk.run("check --isolated -o json=link.json -o csv=old.json a.txt");
    assert_eq!((told.code, told.err.contains("two outputs go to")), (2, true), "{}", told.err);
    assert!(!Path::new(&desk.path("no")).exists());
}
