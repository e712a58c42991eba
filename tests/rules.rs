//! The built-in checks do what their examples say, and broken rule files are explained.

use std::fs;
use std::path::PathBuf;

use whosaid::rulebook::Files;
use whosaid::{Rulebook, examples};

#[test]
fn every_example_of_every_check() {
    let failures = examples::run(&Rulebook::built_in());
    assert!(failures.is_empty(), "{failures:#?}");
}

#[test]
fn every_check_has_examples_of_both_kinds() {
    for check in Rulebook::built_in().checks {
        assert!(check.examples.flag.len() >= 5, "{} has few examples that fire", check.code);
        assert!(check.examples.pass.len() >= 5, "{} has few that must not", check.code);
    }
}

#[test]
fn the_lexicon_is_large_enough() {
    let rulebook = Rulebook::built_in();
    assert!(rulebook.lexicon.cue_count() >= 120);
}

const SOUND: &str = "code: ZZ001\nname: test-check\nseverity: info\nconfidence: high\non: attribution\nwhen: { cue: [say] }\nmessage: \"{source} said\"\nwhy: w\nhelp: h\nexamples: { flag: [a], pass: [b] }\n";

/// What is said about a folder with this one rule file.
fn complaint(name: &str, text: &str) -> String {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(folder.join("checks/test")).unwrap();
    fs::write(folder.join("checks/test/check.yaml"), text).unwrap();
    let mut files = Files::built_in();
    files.lay_over(&folder).unwrap();
    match Rulebook::from_files(&files) {
        Ok(rulebook) => format!("{} checks", rulebook.checks.len()),
        Err(errors) => errors[0].to_string().replace(&folder.display().to_string(), "FOLDER"),
    }
}

#[test]
fn a_sound_file_adds_a_check() {
    let built_in = Rulebook::built_in().checks.len();
    assert_eq!(complaint("sound", SOUND), format!("{} checks", built_in + 1));
}

#[test]
fn an_unknown_key_is_named_with_the_nearest_one() {
    let said = complaint("key", &SOUND.replace("help:", "helps:"));
    assert!(said.starts_with("FOLDER/checks/test/check.yaml:9:1: unknown field `helps`"), "{said}");
    assert!(said.ends_with("did you mean `help`?"), "{said}");
}

#[test]
fn a_wrong_type_is_named_with_its_place() {
    let said = complaint("type", &SOUND.replace("severity: info", "severity: [1]"));
    assert!(said.starts_with("FOLDER/checks/test/check.yaml:3:11: "), "{said}");
}

#[test]
fn an_unknown_predicate_is_named_with_the_nearest_one() {
    let said = complaint("predicate", &SOUND.replace("{ cue: [say] }", "{ speakr: [person] }"));
    assert!(said.contains("unknown variant `speakr`"), "{said}");
    assert!(said.ends_with("did you mean `speaker`?"), "{said}");
}

#[test]
fn a_code_that_is_taken_names_the_other_file() {
    let said = complaint("code", &SOUND.replace("ZZ001", "CO001"));
    assert!(said.contains("`CO001` is already in "), "{said}");
}

#[test]
fn an_unknown_placeholder_is_named() {
    let said = complaint("placeholder", &SOUND.replace("{source}", "{sourc}"));
    assert!(said.contains("unknown placeholder `sourc`"), "{said}");
    assert!(said.ends_with("did you mean `source`?"), "{said}");
}
