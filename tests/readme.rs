//! What the README prints is what the program does.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::project;

/// The blocks of the README that are fenced with this word.
fn blocks(fence: &str) -> Vec<String> {
    let readme = fs::read_to_string(project("README.md")).unwrap();
    let start = format!("```{fence}\n");
    readme
        .split(start.as_str())
        .skip(1)
        .map(|rest| rest.split("```").next().unwrap().to_owned())
        .collect()
}

fn whosaid(arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_whosaid"));
    command.env_remove("CLICOLOR_FORCE").current_dir(project("."));
    let output = command.args(arguments).output().unwrap();
    (output.status.code(), String::from_utf8(output.stdout).unwrap())
}

#[test]
fn the_report_is_real() {
    let (_, report) =
        whosaid(&["check", "samples/hospital-infections.txt", "--color", "never", "--width", "80"]);
    assert_eq!(blocks("text"), [report]);
}

#[test]
fn the_rules_of_the_readme_work() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("readme-rules");
    let [word, check] = blocks("yaml").try_into().expect("a word and a check");
    fs::create_dir_all(folder.join("lexicon/cues")).unwrap();
    fs::create_dir_all(folder.join("checks")).unwrap();
    fs::write(folder.join("lexicon/cues/ours.yaml"), word).unwrap();
    fs::write(folder.join("checks/ours.yaml"), check).unwrap();
    let (code, said) = whosaid(&["rules", "test", "--rules", folder.to_str().unwrap()]);
    assert_eq!(code, Some(0), "{said}");
}

#[test]
fn the_first_command_works() {
    let (code, said) = whosaid(&["check", "samples/venezuela-us-talks.txt"]);
    assert!(matches!(code, Some(0 | 1)), "{said}");
    assert!(said.contains("CO003 interested-party-only"), "{said}");
}
