//! Nothing that is printed drives a terminal or looks like a message of the program.

use std::fs;

use super::{COPY, desk};

/// Red ink, right to left, a bell.
const BAD: &str = "\u{1b}[31m\u{9b}31m\u{202e}\u{7}\u{2066}";

/// A name that would begin a line of its own.
const LINE: &str = "a\u{1b}\nwhosaid: all is well.txt";

#[test]
fn nothing_printed_drives_the_terminal() {
    let desk = desk("escapes");
    desk.write("a.txt", &format!("“It is{BAD} shut,” said Ann Hale{BAD}.\n")).write(LINE, COPY);
    let yaml = serde_json::to_string(BAD).unwrap();
    desk.write("w.yml", &format!("sides: [{{name: {yaml}, members: [Ann Hale]}}]\n"));
    desk.write("x.yml", &format!("profile: {yaml}\n"));
    let asked: [&[&str]; 12] = [
        &["check", "--isolated", "-o", "full", "--show", "note", "a.txt", LINE],
        &["check", "--isolated", "-o", "json", "a.txt", LINE],
        &["check", "--isolated", "-o", "jsonl", "a.txt", LINE],
        &["check", "--isolated", "-o", "sarif", "a.txt", LINE],
        &["check", "--config", "x.yml", "a.txt"],
        &["check", "no\u{1b}\nwhosaid: all is well"],
        &["check", "--isolated", "-o", "json=no\u{1b}\nwhosaid: all is well/r", "a.txt"],
        &["check", "--isolated", "--baseline", "no\u{1b}\nwhosaid: all is well", "a.txt"],
        &["claims", "--isolated", "-o", "no\u{1b}\nwhosaid: all is well", "a.txt"],
        &["speakers", "--config", "w.yml", "a.txt"],
        &["config", "show", "--config", "w.yml"],
        &["ignore", "--isolated", "--all", "--reason", "seen", LINE],
    ];
    for arguments in asked {
        let told = desk.run_all(arguments, "");
        let drives = |c: char| c != '\n' && c.is_control() || matches!(c, '\u{202e}' | '\u{2066}');
        let forged = |line: &str| line.starts_with("whosaid: all is well");
        for text in [&told.out, &told.err] {
            assert!(!text.contains(drives), "{arguments:?}: {text:?}");
            assert!(!text.lines().any(forged), "{arguments:?}: {text:?}");
        }
    }
}

/// Such a name in a file that the program writes for itself can still be read.
#[test]
fn a_name_in_a_file_stays_a_name() {
    let desk = desk("name-in-file");
    let name = "a\nversion: 2\n- {x: 1}.txt";
    desk.write(
        name,
        "It is understood that the hall was empty. The pier is unsafe, Ann Hale said.\n",
    );
    fs::remove_file(desk.path("a.txt")).unwrap();
    for arguments in [
        &["ignore", "--isolated", "--all", "--reason", "seen: # [", name][..],
        &["approve", "--isolated", "--by", "a\nb: c", name],
        &["signoff", "--isolated", "--update", name],
        &["baseline", "write", "--isolated", "."],
        &["check", "--isolated", "--approved", name],
        &["check", "--isolated", "--baseline", "whosaid.baseline.json", "."],
        &["signoff", "--isolated", "--open", name],
    ] {
        let told = desk.run_all(arguments, "");
        assert!(told.code < 2, "{arguments:?}: {}", told.err);
    }
}
