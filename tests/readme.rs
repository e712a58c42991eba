//! What the README prints is what the program does.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::desk::Desk;
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
    assert!(said.contains("FA001"), "{said}");
}

/// A newsroom's folder with the README's word, check and settings.
fn newsroom(name: &str) -> Desk {
    let desk = Desk::new(name);
    let [word, check] = blocks("yaml").try_into().expect("a word and a check");
    let [settings] = blocks("yml").try_into().expect("one settings file");
    desk.write("my-rules/lexicon/cues/ours.yaml", &word);
    desk.write("my-rules/checks/ours.yaml", &check).write("whosaid.yml", &settings);
    desk
}

#[test]
fn the_settings_of_the_readme_work() {
    let desk = newsroom("readme-settings");
    let shown = desk.run("config show").out;
    for line in ["rules.CO001: error", "rules.WO101: note", "people: Oléna Kovál", "allow.WO001:"]
    {
        assert!(shown.contains(line), "{line} is missing from {shown}");
    }
    assert_eq!(desk.run("rules test").code, 0);
}

/// The sessions of the README: what is typed, and what is printed.
fn sessions() -> [(String, String); 3] {
    let parted = |session: String| {
        let (command, printed) = session.split_once('\n').unwrap();
        let arguments = command.strip_prefix("$ whosaid ").unwrap();
        (format!("{arguments} --width 80"), printed.to_owned())
    };
    let sessions: Vec<_> = blocks("console").into_iter().map(parted).collect();
    sessions.try_into().expect("a transcript, two versions, and notes")
}

#[test]
fn the_transcript_of_the_readme_is_read_as_printed() {
    let [(arguments, printed), ..] = sessions();
    let arguments: Vec<&str> = arguments.split(' ').collect();
    assert_eq!(whosaid(&arguments), (Some(1), printed));
}

#[test]
fn the_versions_of_the_readme_differ_as_printed() {
    let [_, (arguments, printed), _] = sessions();
    let draft = "Sea wall\n\nA wall by the harbour will be built again, the town said on Monday.\n\n\
                 “The wall will not hold in a storm, and we have known it for 12 years,” said Ann Webb, \
                 the harbour master.\n\nShe accused Crane Brothers of hiding a report on the wall.\n\n\
                 Crane Brothers denied hiding the report.\n";
    let edited = draft.replace("not hold", "hold").replace("12 years", "20 years");
    let edited = edited.replace("Crane Brothers denied hiding the report.\n", "");
    let desk = Desk::new("readme-versions");
    desk.write("draft.txt", draft).write("edited.txt", &edited);
    assert_eq!(desk.run(&arguments).out, printed);
}

#[test]
fn the_notes_of_the_readme_work_as_printed() {
    let desk = Desk::new("readme-notes");
    let [draft] = blocks("markdown").try_into().expect("one draft with notes");
    desk.write("draft.md", &draft);
    let [.., (arguments, printed)] = sessions();
    assert_eq!(desk.run(&arguments).out, printed);
}
