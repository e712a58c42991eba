//! Smaller things of the command line: links, progress, statistics, completions, the manual.

use std::fs;
use std::process::{Command, Stdio};

use crate::desk::Desk;
use crate::{project, snapshots};

/// A folder with all samples of plain text in `drafts`.
fn desk(name: &str) -> Desk {
    let desk = Desk::new(name);
    for entry in fs::read_dir(project("samples")).unwrap().map(Result::unwrap) {
        if entry.path().extension().is_some_and(|end| end == "txt") {
            let name = entry.file_name().into_string().unwrap();
            desk.write(&format!("drafts/{name}"), &fs::read_to_string(entry.path()).unwrap());
        }
    }
    desk
}

/// True when a program is here; says so when it is not.
fn has(program: &str) -> bool {
    let found = Command::new("sh")
        .args(["-c", &format!("command -v {program}")])
        .stdout(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    if !found {
        println!("skipped: {program} is not here");
    }
    found
}

#[test]
fn links_are_in_what_is_asked_for_and_nowhere_else() {
    let desk = desk("links");
    let draft = "drafts/council-tower-block.txt";
    for command in ["check -o short", "show"] {
        let plain = desk.run(&format!("{command} {draft}")).out;
        assert!(!plain.contains("\u{1b}]8"), "a pipe has no links");
        let linked = desk.run(&format!("{command} --links always {draft}")).out;
        assert!(linked.contains("\u{1b}]8;;file://"), "{linked}");
        assert!(linked.contains(&format!("{draft}\u{1b}\\")), "{linked}");
        // Nothing but the links is new.
        let mut rest = linked.as_str();
        let mut without = String::new();
        while let Some((before, link)) = rest.split_once("\u{1b}]8;;") {
            without.push_str(before);
            rest = link.split_once("\u{1b}\\").unwrap().1;
        }
        without.push_str(rest);
        assert_eq!(without, plain);
    }
    desk.run(&format!("check -o short=out.txt --links always {draft}"));
    assert!(!desk.read("out.txt").contains('\u{1b}'), "a file has no links");
    let named = desk.run_all(
        &["check", "-o", "short", "--links", "always", "-"],
        "Mill shut\n\nIt is understood that it is dark.\n",
    );
    assert!(named.out.contains("SR002") && !named.out.contains('\u{1b}'), "{}", named.out);
}

#[test]
fn statistics_of_the_samples() {
    let desk = desk("statistics");
    let told = desk.run("check drafts -o short --statistics --show note");
    assert!(!told.out.contains("with no findings"), "they are no part of the report");
    let _in = snapshots("comforts");
    insta::assert_snapshot!("statistics", told.err);
    let quiet = desk.run("check drafts -o short --show note");
    assert_eq!((quiet.out, quiet.err.as_str()), (told.out, ""));
    let nothing = desk.run("check nowhere.txt --statistics");
    assert_eq!((nothing.code, nothing.err.lines().count()), (2, 1), "{}", nothing.err);
}

#[test]
fn the_numbers_of_the_statistics_are_those_of_the_report() {
    let desk = desk("statistics-sum");
    let told = desk.run("check drafts -o jsonl --statistics --show note");
    let drafts: Vec<serde_json::Value> =
        told.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let sum =
        |key: &str| -> usize { drafts.iter().map(|d| d[key].as_array().unwrap().len()).sum() };
    let number = |name: &str| -> usize {
        let line = told.err.lines().find(|line| line.starts_with(name)).expect(name);
        line[name.len()..].split_whitespace().next().unwrap().parse().unwrap()
    };
    assert_eq!(number("read "), drafts.len());
    assert_eq!(number("claims"), sum("claims"));
    let suppressed = |d: &serde_json::Value| {
        d["findings"].as_array().unwrap().iter().filter(|f| !f["suppressed"].is_null()).count()
    };
    let ignored: usize = drafts.iter().map(suppressed).sum();
    assert_eq!(number("findings ignored"), ignored);
    let last = told.err.lines().find(|line| line.starts_with("all ")).unwrap();
    let by_level: Vec<usize> =
        last.split_whitespace().skip(1).map(|n| n.parse().unwrap()).collect();
    assert_eq!(by_level[..3].iter().sum::<usize>(), sum("findings") - ignored, "{last}");
    let people = [
        "  by a named person",
        "  by a named organisation",
        "  by a document",
        "  by a source not named",
        "  no source, or not clear",
    ];
    assert_eq!(people.iter().map(|name| number(name)).sum::<usize>(), number("statements"));
}

#[test]
fn progress_is_for_a_terminal_alone() {
    let desk = desk("progress");
    for n in 0..40 {
        let text = fs::read_to_string(desk.path("drafts/border-shelling.txt")).unwrap();
        desk.write(&format!("many/{n}.txt"), &text.repeat(8));
    }
    let piped = desk.run("check many -o short --fail-on never");
    assert_eq!(piped.err, "");
    if !has("script") {
        return;
    }
    // Standard error alone is the terminal; standard output goes into a file.
    let on_a_terminal = |folder: &str| {
        let program = env!("CARGO_BIN_EXE_whosaid");
        let line = format!("{program} check {folder} -o short --fail-on never > out.txt");
        let mut command = Command::new("script");
        command.args(["-qec", &line, "/dev/null"]).env("TERM", "xterm");
        command.current_dir(desk.path("")).stdin(Stdio::null());
        String::from_utf8_lossy(&command.output().unwrap().stdout).into_owned()
    };
    let few = on_a_terminal("drafts");
    assert_eq!(few, "", "a few drafts show nothing");
    let many = on_a_terminal("many");
    assert!(many.contains("of 40 drafts"), "{many:?}");
    assert_eq!(desk.read("out.txt"), piped.out, "nothing of it is in the output");
}

#[test]
fn completions_are_scripts_of_their_shells() {
    let desk = Desk::new("completions");
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let told = desk.run(&format!("completions {shell}"));
        assert_eq!((told.code, told.err.as_str()), (0, ""), "{shell}");
        for word in ["questions", "completions", "statistics"] {
            assert!(told.out.contains(word), "{shell} does not know {word}");
        }
        desk.write(&format!("whosaid.{shell}"), &told.out);
    }
    for shell in ["bash", "zsh"].into_iter().filter(|shell| has(shell)) {
        let script = desk.path(&format!("whosaid.{shell}"));
        let output = Command::new(shell).arg("-n").arg(script).output().unwrap();
        assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
    }
    if has("bash") {
        let complete = "source whosaid.bash; COMP_WORDS=(whosaid que); COMP_CWORD=1; \
                        _whosaid whosaid que whosaid; echo \"${COMPREPLY[@]}\"";
        let output =
            Command::new("bash").args(["-c", complete]).current_dir(desk.path("")).output();
        assert_eq!(String::from_utf8_lossy(&output.unwrap().stdout), "questions\n");
    }
    assert_eq!(desk.run("completions tcsh").code, 2);
}

#[test]
fn the_manual_has_a_page_for_each_command() {
    let desk = Desk::new("manual");
    let page = desk.run("man").out;
    for heading in
        [".TH whosaid 1", ".SH NAME", ".SH SYNOPSIS", ".SH DESCRIPTION", ".SH SUBCOMMANDS"]
    {
        assert!(page.contains(heading), "{heading} is missing");
    }
    let told = desk.run("man --out pages/man1");
    assert_eq!(told.code, 0, "{}", told.err);
    let mut names: Vec<String> = fs::read_dir(desk.path("pages/man1"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    for name in ["whosaid.1", "whosaid-check.1", "whosaid-show.1", "whosaid-rules-list.1"] {
        assert!(names.iter().any(|n| n == name), "{name} is not among {names:?}");
    }
    let Some(render) = ["mandoc", "man"].into_iter().find(|program| has(program)) else { return };
    for name in &names {
        let path = desk.path("pages/man1").join(name);
        let mut command = Command::new(render);
        if render == "man" {
            command.args(["--warnings", "-l"]).env("MANPAGER", "cat").env("LC_ALL", "C.UTF-8");
        }
        let output = command.arg(path).output().unwrap();
        assert!(output.status.success() && output.stderr.is_empty(), "{name}: {output:?}");
        assert!(String::from_utf8_lossy(&output.stdout).contains("SYNOPSIS"), "{name}");
    }
}
