//! The help texts: each as it is printed, and every example in them run.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::desk::Desk;
use crate::{project, snapshots};

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_whosaid"));
    command.env("COLUMNS", "100").env_remove("CLICOLOR_FORCE");
    command
}

/// The help of a command, one hundred columns wide.
fn help(command: &[String]) -> String {
    let output = program().args(command).arg("--help").output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{command:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// All commands, each with its help: the program, `check`, `rules list` …
fn all() -> Vec<(Vec<String>, String)> {
    let mut all = Vec::new();
    let mut open = vec![Vec::new()];
    while let Some(command) = open.pop() {
        let text = help(&command);
        for name in subcommands(&text) {
            open.push(command.iter().cloned().chain([name]).collect());
        }
        all.push((command, text));
    }
    all.sort();
    all
}

/// The commands that a help text lists.
fn subcommands(help: &str) -> Vec<String> {
    let Some((_, list)) = help.split_once("\nCommands:\n") else { return Vec::new() };
    let lines = list.lines().take_while(|line| !line.is_empty());
    let named = lines.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let names = named.filter_map(|line| line.split_whitespace().next());
    names.filter(|name| *name != "help").map(str::to_owned).collect()
}

/// The examples of a help text.
fn examples(help: &str) -> Vec<String> {
    let Some((_, list)) = help.split_once("\nExamples:\n") else { return Vec::new() };
    let lines = list.lines().take_while(|line| line.starts_with("  "));
    // Three spaces part an example from what it does.
    let example = |line: &str| line.trim().split("   ").next().unwrap_or_default().to_owned();
    lines.map(example).collect()
}

#[test]
fn every_help_text() {
    let _in = snapshots("help");
    let all = all();
    assert!(all.len() >= 19, "{}", all.len());
    for (command, text) in all {
        let name = if command.is_empty() { "whosaid".to_owned() } else { command.join("-") };
        insta::assert_snapshot!(name, text);
    }
}

#[test]
fn a_help_text_is_one_hundred_columns_wide_and_has_examples() {
    for (command, text) in all() {
        for line in text.lines() {
            assert!(line.chars().count() <= 100, "{command:?}: {line}");
        }
        assert!(!examples(&text).is_empty(), "{command:?} has no example");
        let short = String::from_utf8(program().args(&command).arg("-h").output().unwrap().stdout);
        assert_eq!(short.unwrap(), text, "-h and --help of {command:?}");
    }
}

/// A folder as the examples think of it, made of copies of the samples.
fn desk(name: &str) -> Desk {
    let desk = Desk::new(name);
    fs::create_dir_all(desk.path("drafts")).unwrap();
    for entry in fs::read_dir(project("samples")).unwrap().map(Result::unwrap) {
        if entry.path().is_file() {
            fs::copy(entry.path(), desk.path("drafts").join(entry.file_name())).unwrap();
        }
    }
    fs::copy(project("samples/council-tower-block.txt"), desk.path("draft.txt")).unwrap();
    let edited = desk.read("draft.txt").replace(" not ", " ");
    desk.write("edited.txt", &edited);
    fs::copy(project("samples/formats/quarry-inquest.docx"), desk.path("draft.docx")).unwrap();
    let transcript = project("samples/transcripts/council-tower-block.srt");
    fs::copy(transcript, desk.path("briefing.srt")).unwrap();
    // Without the record that is broken, so that the exit code is not 2.
    let stories = fs::read_to_string(project("samples/streams/stories.jsonl")).unwrap();
    let sound = stories.lines().filter(|line| !line.contains("cut-off"));
    desk.write("stories.jsonl", &sound.collect::<Vec<_>>().join("\n"));
    desk.write("interview.txt", "GRANT: All letters will be published.\n");
    desk
}

/// Runs an example in a shell, as a reader of the help would.
fn run(desk: &Desk, example: &str) -> (Option<i32>, String) {
    let program = Path::new(env!("CARGO_BIN_EXE_whosaid"));
    let folder = program.parent().unwrap().display().to_string();
    let path = std::env::var("PATH").unwrap_or_default();
    let output = Command::new("sh")
        .args(["-c", example])
        .env("PATH", format!("{folder}:{path}"))
        .current_dir(desk.path(""))
        .output()
        .unwrap();
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[cfg(unix)]
#[test]
fn every_example_works() {
    for (command, text) in all() {
        let desk = desk(&format!("help-{}", command.join("-")));
        // A folder of rules of the desk's own is made by one example and used by others.
        if text.contains("--rules desk-rules") && !text.contains("rules new") {
            run(&desk, "whosaid rules new heated-verb");
        }
        for example in examples(&text) {
            assert!(example.starts_with("whosaid "), "{example}");
            let (code, complaints) = run(&desk, &example);
            let reports = ["check", "verify", "annotate", "diff", "draft.txt"]
                .iter()
                .any(|word| example.split_whitespace().nth(1).is_some_and(|first| first == *word));
            let wanted = if reports { code == Some(0) || code == Some(1) } else { code == Some(0) };
            assert!(wanted, "{example}: {code:?} {complaints}");
        }
    }
}
