//! The hooks for pre-commit: which files they are for, and what they run.

use std::collections::BTreeSet;
use std::fs;

use serde_yaml::Value;
use whosaid::read::Format;

use crate::desk::{Desk, Told};
use crate::project;

const FAULTY: &str =
    "It is understood that the hall was empty.\n\nIt is understood that the hall was empty.\n";
const SOUND: &str = "Tom Hale, the mayor, said the hall was full on Monday.\n";

fn hooks() -> Vec<Value> {
    let text = fs::read_to_string(project(".pre-commit-hooks.yaml")).unwrap();
    let hooks: Vec<Value> = serde_yaml::from_str(&text).unwrap();
    assert_eq!(
        hooks.iter().map(|h| h["id"].as_str().unwrap()).collect::<Vec<_>>(),
        ["whosaid", "whosaid-system"]
    );
    hooks
}

#[test]
fn the_files_are_those_of_all_formats_and_no_others() {
    let known: BTreeSet<&str> = Format::endings().collect();
    for hook in hooks() {
        // The expression is a list of endings and nothing else, so that this test reads all of it.
        let files = hook["files"].as_str().unwrap();
        let listed = files.strip_prefix(r"(?i)\.(").and_then(|rest| rest.strip_suffix(")$"));
        let listed: BTreeSet<&str> = listed.expect(files).split('|').collect();
        assert!(listed.iter().all(|end| end.chars().all(char::is_alphanumeric)), "{files}");
        assert_eq!(listed, known);
        for settings in ["whosaid.yml", ".whosaid.yaml", "draft.txt.whosaid.yml"] {
            assert!(!listed.contains(settings.rsplit('.').next().unwrap()), "{settings}");
        }
        for (sample, _) in samples() {
            let end = sample.rsplit('.').next().unwrap();
            assert!(listed.contains(end), "{sample} is not for the hook");
        }
    }
}

/// The samples of all formats, name and bytes.
fn samples() -> Vec<(String, Vec<u8>)> {
    let files = fs::read_dir(project("samples/formats")).unwrap().map(|file| file.unwrap().path());
    let name = |path: &std::path::Path| path.file_name().unwrap().to_str().unwrap().to_owned();
    let mut files: Vec<_> = files.map(|path| (name(&path), fs::read(&path).unwrap())).collect();
    files.sort();
    files
}

/// Runs each hook as pre-commit does: its entry, its arguments, the names of files.
fn run(desk: &Desk, files: &[&str]) -> Told {
    let mut told: Vec<Told> = Vec::new();
    for hook in hooks() {
        let mut words = hook["entry"].as_str().unwrap().split(' ');
        assert_eq!(words.next(), Some("whosaid"));
        let arguments = hook["args"].as_sequence().unwrap().iter().map(|a| a.as_str().unwrap());
        let all: Vec<&str> = words.chain(arguments).chain(files.iter().copied()).collect();
        told.push(desk.run_all(&all, ""));
    }
    assert_eq!(told[0].all(), told[1].all(), "the two hooks say the same");
    told.remove(0)
}

#[test]
fn a_commit_with_a_fault_is_stopped() {
    let desk = Desk::new("hook-fault");
    desk.write("a.txt", SOUND).write("it's $(touch pwned).md", FAULTY);
    let clean = run(&desk, &["a.txt"]);
    assert_eq!((clean.code, clean.out.as_str(), clean.err.as_str()), (0, "", ""));
    let faulty = run(&desk, &["a.txt", "it's $(touch pwned).md"]);
    assert_eq!(faulty.code, 1);
    assert!(faulty.out.contains("\nit's $(touch pwned).md:3:1: error "), "{}", faulty.out);
    assert!(!faulty.out.contains("a.txt"), "{}", faulty.out);
    assert!(!desk.path("pwned").exists());
}

#[test]
fn what_is_no_draft_or_is_excluded_is_passed_over() {
    let desk = Desk::new("hook-others");
    desk.write("package.json", "{\"name\": \"site\"}\n").write("pom.xml", "<project/>\n");
    desk.write("picture.png", "\u{0}").write("notes/a.md", FAULTY).write("b.txt", SOUND);
    desk.write("whosaid.yml", "files: { exclude: [notes/**] }\n");
    let all = ["package.json", "pom.xml", "picture.png", "notes/a.md", "b.txt", "whosaid.yml"];
    let told = run(&desk, &all);
    assert_eq!((told.code, told.all().lines().count()), (0, 3), "{}", told.all());
    assert_eq!(run(&desk, &["package.json"]).code, 0, "nothing is left to check");
    assert_eq!(run(&desk, &["gone.txt"]).code, 2, "a draft that is not there is an error");
    desk.write("half.json", "{\"headline\": \"Hall burns\", \"body_text\": \"It");
    assert_eq!(run(&desk, &["half.json"]).code, 2, "half a draft is an error");
    assert_eq!(desk.run("check package.json").code, 2, "who names a file by hand is told");
}

#[test]
fn the_samples_of_all_formats_are_read() {
    let desk = Desk::new("hook-samples");
    let samples = samples();
    for (name, bytes) in &samples {
        fs::write(desk.path(name), bytes).unwrap();
    }
    let names: Vec<&str> = samples.iter().map(|(name, _)| name.as_str()).collect();
    let told = run(&desk, &names);
    assert_eq!((told.code, told.err.matches("cannot").count()), (1, 0), "{}", told.err);
    assert!(told.out.contains("managers-exit.rss:18:22: warning SR001 "), "{}", told.out);
}

#[test]
fn the_working_folder_is_walked_under_the_names_of_its_files() {
    let desk = Desk::new("hook-here");
    desk.write("drafts/a.txt", FAULTY).write("package.json", "{}\n").write("b.png", "\u{0}");
    let told = |arguments: &str| desk.run(&format!("check -o short {arguments}"));
    assert!(told(".").out.starts_with("drafts/a.txt:1:1: "), "{}", told(".").out);
    assert!(told("./drafts").out.starts_with("./drafts/a.txt:1:1: "), "as it was given");
    assert_eq!((told("package.json").code, told("b.png").code), (2, 2), "a person is told");
    assert_eq!(told("--force-exclude package.json b.png").code, 0, "a hook goes on");
    assert_eq!(told("--force-exclude nowhere.png").code, 2, "what is missing is told to all");
}
