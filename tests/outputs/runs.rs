//! Whole runs of the program: the same bytes anywhere, drafts that could not be read, nothing to report.

use std::collections::BTreeSet;

use super::{MACHINE, readers};
use crate::desk::Desk;
use crate::project;

const DRAFT: &str = "A source familiar with the matter said the mill will shut.\n";
const CLEAN: &str = "The bridge is long. The river is wide.\n";

#[test]
fn the_same_bytes_twice_and_from_another_folder() {
    let desk = Desk::new("outputs-same");
    let other = Desk::new("outputs-other");
    for (name, text) in [("desk/a.txt", DRAFT), ("desk/b.txt", CLEAN)] {
        desk.write(name, text);
        other.write(name, text);
    }
    for (format, _) in MACHINE {
        let arguments = format!("check desk ./desk/a.txt nowhere.txt -o {format} --show note");
        let first = desk.run(&arguments);
        assert!(!first.out.is_empty(), "{format}");
        assert!(first.out == desk.run(&arguments).out, "{format} changes from run to run");
        assert!(first.out == other.run(&arguments).out, "{format} changes with the folder");
    }
}

#[test]
fn a_draft_that_could_not_be_read() {
    let desk = Desk::new("outputs-unread");
    desk.write("a.txt", DRAFT);
    let message = "nowhere.txt: no such file or folder";
    for (format, which) in MACHINE {
        let told = desk.run(&format!("check nowhere.txt a.txt -o {format} --show note"));
        assert_eq!(told.code, 2, "{format}");
        assert!(told.err.contains(message), "{format}: {}", told.err);
        readers::read(which, &told.out).unwrap_or_else(|fault| panic!("{format}: {fault}"));
        let repeats = ["sarif", "github", "junit", "md"].contains(&format);
        assert_eq!(told.out.contains(message), repeats, "{format}: {}", told.out);
        // What could be read is reported all the same.
        assert!(told.out.contains("a.txt"), "{format}: {}", told.out);
    }
    let sarif: serde_json::Value =
        serde_json::from_str(&desk.run("check nowhere.txt -o sarif").out).unwrap();
    let invocation = &sarif["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    assert_eq!(invocation["toolExecutionNotifications"][0]["level"], "error");
    let junit = desk.run("check nowhere.txt -o junit").out;
    assert!(junit.contains("tests=\"1\" failures=\"0\" errors=\"1\""), "{junit}");
}

#[test]
fn nothing_to_report_and_nothing_read() {
    let desk = Desk::new("outputs-clean");
    desk.write("a.txt", CLEAN).write("empty.txt", "");
    for (format, which) in MACHINE {
        for draft in ["a.txt", "empty.txt", "nowhere.txt"] {
            let told = desk.run(&format!("check {draft} -o {format}"));
            let seen = readers::read(which, &told.out);
            let seen = seen.unwrap_or_else(|fault| panic!("{format} of {draft}: {fault}"));
            assert!(seen.is_empty(), "{format} of {draft}: {seen:?}");
            let read = draft != "nowhere.txt";
            assert_eq!(told.code, if read { 0 } else { 2 }, "{format} of {draft}");
            let told_clean = ["sarif", "junit", "checkstyle", "md"].contains(&format);
            if read && told_clean {
                assert!(told.out.contains(draft), "{format}: {}", told.out);
            }
        }
    }
    let junit = desk.run("check a.txt -o junit").out;
    assert!(junit.contains("<testcase name=\"nothing to flag\""), "{junit}");
    assert!(junit.contains("tests=\"1\" failures=\"0\""), "{junit}");
}

#[test]
fn a_path_is_one_that_services_match() {
    let desk = Desk::new("outputs-path");
    desk.write("desk/été #1.txt", DRAFT);
    for (format, which) in MACHINE {
        let told =
            desk.run_all(&["check", "./desk/été #1.txt", "-o", format, "--show", "note"], "");
        let seen = readers::read(which, &told.out).unwrap();
        let paths: BTreeSet<&str> = seen.iter().map(|one| one.path.as_str()).collect();
        let expected: &[&str] = match format {
            "md" => &[""],
            "claimreview" => &[],
            "csv" => &["./desk/été #1.txt"], // as it was given: a person reads it
            _ => &["desk/été #1.txt"],
        };
        assert_eq!(paths.into_iter().collect::<Vec<_>>(), expected, "{format}");
    }
    let sarif = desk.run_all(&["check", "./desk/été #1.txt", "-o", "sarif"], "").out;
    assert!(sarif.contains("\"uri\": \"desk/%C3%A9t%C3%A9%20%231.txt\""), "{sarif}");
    assert!(sarif.contains("\"uriBaseId\": \"%SRCROOT%\""), "{sarif}");
    let whole = desk.path("desk/été #1.txt").display().to_string();
    let sarif = desk.run_all(&["check", &whole, "-o", "sarif"], "").out;
    assert!(!sarif.contains("\"uriBaseId\""), "{sarif}");
}

#[test]
fn the_same_words_in_two_files_have_two_fingerprints_at_gitlab() {
    let desk = Desk::new("outputs-twice");
    desk.write("a.txt", DRAFT).write("b.txt", DRAFT);
    let told = desk.run("check a.txt b.txt a.txt -o gitlab --show note");
    // The reader fails where a fingerprint stands for two issues.
    let seen = readers::read(whosaid::report::Format::Gitlab, &told.out).unwrap();
    assert!(seen.len() >= 3, "{seen:?}");
}

/// Jenkins' schema of the format, where this machine has a validator of such schemas.
#[test]
fn junit_fits_the_schema_of_jenkins() {
    let desk = Desk::new("outputs-xsd");
    let mut arguments = vec!["check", "nowhere.txt", "-o", "junit=junit.xml", "--show", "note"];
    let (samples, formats) = (project("samples"), project("samples/formats"));
    arguments.extend([samples.to_str().unwrap(), formats.to_str().unwrap()]);
    assert_eq!(desk.run_all(&arguments, "").code, 2);
    let mut command = std::process::Command::new("xmllint");
    command.args(["--noout", "--nonet", "--schema"]).arg(project("tests/schemas/junit-10.xsd"));
    match command.arg(desk.path("junit.xml")).output() {
        Ok(output) => {
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        }
        Err(error) => {
            use std::io::Write as _;
            writeln!(std::io::stderr(), "skipped: xmllint is not here ({error})").unwrap();
        }
    }
}
