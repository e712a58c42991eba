//! The program as a person runs it: exit code, standard output, standard error.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;

use crate::{project, snapshots};

pub(crate) fn whosaid() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_whosaid"));
    command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").env_remove("CLICOLOR");
    command.current_dir(folder()).stdin(Stdio::null());
    command
}

/// A folder for the drafts of these tests.
pub(crate) fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli");
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Writes a draft and gives its name.
pub(crate) fn draft(name: &str, bytes: &[u8]) -> String {
    // In one step: another test may have the same draft read just now.
    let fresh = folder().join(format!(".{:?}", thread::current().id()));
    fs::write(&fresh, bytes).unwrap();
    fs::rename(&fresh, folder().join(name)).unwrap();
    name.to_owned()
}

/// Exit code, standard output and standard error as one text.
pub(crate) fn told(output: &Output) -> String {
    format!(
        "exit code: {}\n--- standard output\n{}--- standard error\n{}",
        output.status.code().unwrap(),
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

fn piped(mut command: Command, input: &[u8]) -> Output {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

macro_rules! snapshot {
    ($name:literal, $output:expr) => {
        let _in = snapshots("cli");
        insta::assert_snapshot!($name, told(&$output));
    };
}

#[test]
fn an_empty_file() {
    snapshot!("empty", whosaid().arg(draft("empty.txt", b"")).output().unwrap());
}

#[test]
fn one_word() {
    snapshot!("one-word", whosaid().arg(draft("word.txt", b"Hale")).output().unwrap());
}

#[test]
fn only_quotation_marks() {
    let name = draft("marks.txt", "\"\"''“”‘’«»\"".as_bytes());
    snapshot!("marks", whosaid().args(["-o", "short", &name]).output().unwrap());
}

#[test]
fn bytes_that_are_not_utf_8() {
    let name = draft("latin.txt", b"Hall burns\n\nCaf\xe9 owner said no.");
    snapshot!("not-utf8", whosaid().arg(name).output().unwrap());
}

#[test]
fn utf_16() {
    let name = draft("wide.txt", b"\xff\xfeH\0a\0");
    snapshot!("utf16", whosaid().arg(name).output().unwrap());
}

#[test]
fn a_nul_byte() {
    let name = draft("nul.txt", b"Hall burns\n\nIt burnt\0 down.");
    snapshot!("nul", whosaid().arg(name).output().unwrap());
}

#[test]
fn a_byte_order_mark_and_carriage_returns_change_nothing() {
    let text = "Hall burns\n\nThe club claimed that the hall was empty.\n";
    let plain = draft("plain.txt", text.as_bytes());
    let marked = draft("bom.txt", format!("\u{feff}{}", text.replace('\n', "\r\n")).as_bytes());
    let run = |name: &str| {
        let output = whosaid().args(["-o", "short", "--show", "note", name]).output().unwrap();
        String::from_utf8(output.stdout).unwrap().replace(name, "DRAFT")
    };
    assert_eq!(run(&plain), run(&marked));
    assert!(run(&plain).contains("DRAFT:3:10: note WO001"), "{}", run(&plain));
}

#[test]
fn a_missing_file_and_the_others_go_on() {
    let good = draft("good.txt", b"It is understood that the hall was empty.");
    snapshot!("missing", whosaid().args(["-o", "short", "nowhere.txt", &good]).output().unwrap());
}

#[test]
fn a_folder_is_walked_in_order() {
    let drafts = folder().join("desk");
    fs::create_dir_all(drafts.join("b")).unwrap();
    fs::write(drafts.join("b/two.md"), "It is understood that the hall was empty.").unwrap();
    fs::write(drafts.join("a.txt"), "It is understood that the hall was shut.").unwrap();
    fs::write(drafts.join("picture.png"), b"\x89PNG\0").unwrap();
    snapshot!("folder", whosaid().args(["-o", "short", "desk"]).output().unwrap());
}

#[test]
fn standard_input() {
    let mut command = whosaid();
    command.args(["-o", "short", "--stdin-filename", "draft.txt", "-"]);
    snapshot!("stdin", piped(command, b"It is understood that the hall was empty."));
}

#[test]
fn severities_and_exit_codes() {
    let name = draft("code.txt", b"The club claimed that the hall was empty.");
    let code =
        |arguments: &[&str]| whosaid().args(arguments).arg(&name).output().unwrap().status.code();
    assert_eq!(code(&["check"]), Some(0));
    assert_eq!(code(&["--fail-on", "note"]), Some(1));
    assert_eq!(code(&["--fail-on", "note", "--exit-zero"]), Some(0));
    assert_eq!(code(&["--fail-on", "never"]), Some(0));
    assert_eq!(code(&["--fail-on", "sometimes"]), Some(2));
    assert_eq!(code(&["-o", "pdf"]), Some(2));
    assert_eq!(code(&["--only", "XX999"]), Some(2));
    assert_eq!(code(&["--no-such-flag"]), Some(2));
}

#[test]
fn a_broken_rule_file() {
    let rules = folder().join("broken");
    fs::create_dir_all(rules.join("checks/x")).unwrap();
    fs::write(rules.join("checks/x/y.yaml"), "cod: XX001\n").unwrap();
    let name = draft("rule.txt", b"The club said so.");
    snapshot!("broken-rule", whosaid().args(["--rules", "broken", &name]).output().unwrap());
}

#[test]
fn a_word_added_to_the_lexicon_works_at_once() {
    let rules = folder().join("words");
    fs::create_dir_all(rules.join("lexicon/cues")).unwrap();
    let cue = "class: manner\ncues:\n  - lemma: yodel\n    forms: [yodel, yodels, yodelled, yodelling]\n    frames: [quote, that]\n";
    fs::write(rules.join("lexicon/cues/house.yaml"), cue).unwrap();
    let name = draft("yodel.txt", "“The hall is full,” Tom Hale yodelled.".as_bytes());
    let run = |arguments: &[&str]| {
        let output = whosaid().args(arguments).args(["-o", "jsonl", &name]).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(run(&["--rules", "words"]).contains("\"lemma\":\"yodel\""));
}

/// A hundred thousand words in thousands of attributions, more than 16 bits can count.
#[test]
fn a_large_file() {
    let paragraph = "The army said that 17 people had been killed. “We saw it,” said Tom Hale, a farmer. \
                     The ministry declined to comment on the report.\n\n";
    let text = paragraph.repeat(600_000 / paragraph.len());
    let name = draft("large.txt", text.as_bytes());
    let output = whosaid().args(["-o", "jsonl", &name]).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "a repeated line is an error");
    assert!(output.stderr.is_empty());
    fs::remove_file(folder().join(name)).unwrap();
}

#[test]
fn results_into_a_file() {
    let name = draft("into.txt", b"The club claimed that the hall was empty.");
    let outputs = ["-o", "json=out.json", "-o", "short", "--show", "note", &name];
    let output = whosaid().args(outputs).output().unwrap();
    let json = fs::read_to_string(folder().join("out.json")).unwrap();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["schema_version"], "2.1");
    assert_eq!(json["drafts"][0]["findings"][0]["code"], "WO001");
    assert!(String::from_utf8_lossy(&output.stdout).starts_with("into.txt:1:10: note WO001"));
}

#[test]
fn json_says_what_could_not_be_read() {
    let output = whosaid().args(["-o", "json", "nowhere.txt"]).output().unwrap();
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["errors"][0], "nowhere.txt: no such file or folder");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_draft_cannot_drive_the_terminal() {
    let name = draft("escape.txt", b"The club claimed that \x1b[2Jthe hall was empty.");
    let output = whosaid().args(["--color", "never", &name]).output().unwrap();
    assert!(!output.stdout.contains(&0x1b));
}

#[test]
fn colour_is_asked_for_and_refused() {
    let name = draft("colour.txt", b"The club claimed that the hall was empty.");
    let coloured = |arguments: &[&str], variable: Option<(&str, &str)>| {
        let mut command = whosaid();
        command.args(arguments).arg(&name).envs(variable);
        command.output().unwrap().stdout.contains(&0x1b)
    };
    assert!(coloured(&["--color", "always"], None));
    assert!(!coloured(&["--color", "auto"], None));
    assert!(coloured(&[], Some(("CLICOLOR_FORCE", "1"))));
    assert!(!coloured(&["--color", "never"], Some(("CLICOLOR_FORCE", "1"))));
}

#[test]
fn the_report_in_colour() {
    let name = draft("report.txt", b"It is understood that the hall was empty.");
    let output = whosaid().args(["--color", "always", "--width", "70", &name]).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap().replace('\u{1b}', "ESC");
    let _in = snapshots("report");
    insta::assert_snapshot!("coloured", text);
}

#[test]
fn the_full_report_of_a_sample() {
    let sample = project("samples/company-layoffs.txt");
    let text = fs::read(sample).unwrap();
    let mut command = whosaid();
    command.args(["--stdin-filename", "company-layoffs.txt", "--width", "80", "-"]);
    let output = piped(command, &text);
    let _in = snapshots("report");
    insta::assert_snapshot!("company-layoffs", told(&output));
}

#[test]
fn the_card_of_a_source_in_json() {
    let text = "Ann Webb, president and CEO of the Selby Chamber of Commerce, said trade was up.\n\n\
        An aide said the deal was off, on condition of anonymity.\n";
    let mut command = whosaid();
    command.args(["check", "-o", "jsonl", "--isolated", "--fail-on", "never", "-"]);
    let output = piped(command, text.as_bytes());
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let speakers = json["speakers"].as_array().unwrap();
    let speaker = |name: &str| speakers.iter().find(|s| s["name"] == name).expect(name);
    let webb = speaker("Ann Webb");
    assert_eq!(webb["type"], "named-person");
    assert_eq!(webb["title"]["text"], "president and CEO of the Selby Chamber of Commerce");
    assert_eq!(webb["title"]["span"]["start"], 10);
    assert_eq!(webb["first_mention"]["line"], 1);
    assert!(webb["knowledge"].is_null());
    let aide = speaker("An aide");
    assert_eq!(aide["type"], "hidden");
    assert_eq!(aide["knowledge"]["kind"], "asked-not-to-be-named");
    assert_eq!(aide["knowledge"]["text"], "on condition of anonymity");
    assert_eq!(aide["knowledge"]["span"]["line"], 3);
}

#[test]
fn commands_about_rules() {
    let _in = snapshots("cli");
    insta::assert_snapshot!(
        "rules-list",
        told(&whosaid().args(["rules", "list"]).output().unwrap())
    );
    insta::assert_snapshot!(
        "rules-test",
        told(&whosaid().args(["rules", "test"]).output().unwrap())
    );
}
