//! Drafts that are long, deep, or not what they seem.

use super::desk;
use crate::desk::{Desk, Told};

/// Checks the draft `a.txt` of a folder, whatever is found.
fn checked(desk: &Desk, name: &str) -> Told {
    desk.run_all(&["check", "--isolated", "--fail-on", "never", "-o", "jsonl", name], "")
}

/// Each of these drafts is read to its end: its last words are found.
#[test]
fn long_drafts_of_one_thing_are_read_to_the_end() {
    let desk = desk("long");
    for (name, thing, times) in [
        ("notes", "a whosaid: ", 40_000),
        ("notes in brackets", "a (whosaid: x ", 20_000),
        ("notes that are open", "<!-- whosaid: x\n", 20_000),
        ("stops", "S.", 200_000),
        ("stops and hyphens", "S.-", 100_000),
        ("letters with accents", "é.", 100_000),
        ("quoted words", "“a” ", 20_000),
        ("quoted words in other marks", "«a» ‘b’ ", 10_000),
        ("open quotation marks", "“It is shut. ", 10_000),
        ("open quotation marks of two kinds", "«It is “shut. ", 5_000),
        ("no stops", "the mayor said that the road was shut and ", 1_000),
        ("a cue in each clause", "the mayor, who said that the man, who ", 2_000),
        ("cues", "he said, ", 8_000),
        ("items that lead up to items", "- a:\n\n", 20_000),
        ("semicolons", "the mayor said the road was shut; ", 1_000),
        ("names and commas", "Ann Hale, Tom Webb, ", 1_500),
        ("surnames", "“It is shut,” said Ann Hale. Hale said no. ", 600),
        ("first names", "“It is shut,” said Ann Hale. Ann said no. ", 600),
        ("titles", "“It is shut,” said Mayor Hale. The mayor said no. ", 600),
        ("paragraphs", "No.\n\n", 10_000),
    ] {
        let text = format!("{}\n\nThe pier is open, Tom Webb said.\n", thing.repeat(times));
        desk.write("a.txt", &text);
        let told = checked(&desk, "a.txt");
        assert_eq!((told.code, told.err.as_str()), (0, ""), "{name}");
        assert!(told.out.contains("Tom Webb"), "{name}");
    }
}

/// What is no prose has a word or a mark for each one or two bytes. It is checked within a hundred times its
/// size, and what the program needs by itself.
#[cfg(target_os = "linux")]
#[test]
fn memory_is_bounded_by_the_size_of_the_file() {
    use std::process::{Command, Stdio};

    /// What the program needs whatever it reads.
    const OF_ITSELF: usize = 40 << 20;
    let desk = desk("memory");
    for (name, thing, times) in [("paragraphs", "Yes.\n\n", 400_000), ("marks", ", ", 1_000_000)] {
        let text = thing.repeat(times);
        desk.write("a.txt", &text);
        let kib = (100 * text.len() + OF_ITSELF) / 1024;
        let line = format!("ulimit -d {kib} && exec \"$0\" \"$@\"");
        let code = Command::new("sh")
            .args([
                "-c",
                &line,
                env!("CARGO_BIN_EXE_whosaid"),
                "check",
                "--isolated",
                "--jobs",
                "1",
            ])
            .args(["--fail-on", "never", "-o", "jsonl", "a.txt"])
            .current_dir(desk.path(""))
            .stdout(Stdio::null())
            .status()
            .unwrap();
        assert_eq!(code.code(), Some(0), "{name}");
    }
}

#[test]
fn many_of_one_name() {
    let desk = desk("names");
    let letter = |n: usize| char::from(b'a' + u8::try_from(n % 26).unwrap());
    let two = |n: usize| format!("{}{}", letter(n).to_uppercase(), letter(n / 26));
    let surname = |n: usize| format!("“It is shut,” said {}na Hale. Hale said no.\n\n", two(n));
    let first = |n: usize| format!("“It is shut,” said Ann {}le. Ann said no.\n\n", two(n));
    let office = |n: usize| {
        format!("“It is shut,” said {}na Hale, the mayor. The mayor said no.\n\n", two(n))
    };
    for (count, one) in
        [(2_000, &surname as &dyn Fn(usize) -> String), (600, &first), (600, &office)]
    {
        desk.write("a.txt", &(0..count).map(one).collect::<String>());
        assert_eq!(checked(&desk, "a.txt").code, 0, "{}", one(0));
    }
}

#[test]
fn a_front_matter_may_hold_notes() {
    let desk = desk("front");
    for text in [
        "---\nwhosaid-ignore:\n  CO001: whosaid: ignore[CO001] x\n---\nHi.\n",
        "---\nwhosaid-ignore:\n  CO001: <!-- whosaid: ignore[CO001] x -->\n---\nHi.\n",
        "---\nwhosaid-ignore: # whosaid: ignore[CO001] x\n  CO001: whosaid: whosaid: x\n---\nHi.\n",
    ] {
        desk.write("a.md", text);
        let told = desk.run("check --isolated a.md");
        assert!((0..=1).contains(&told.code), "{text}: {} {}", told.code, told.err);
    }
}

/// What is nested so deep that a reader that calls itself would run out of its stack.
#[test]
fn deep_drafts_are_read_or_refused() {
    let desk = desk("deep");
    let deep = |one: &str| one.repeat(100_000);
    for (name, text) in [
        ("a.html", format!("<p>{}It is shut, Ann Hale said.", deep("<div>"))),
        ("b.md", format!("{}It is shut, Ann Hale said.", deep("> "))),
        ("c.md", format!("It is shut, Ann Hale said. {}", deep("["))),
        ("d.json", deep("[")),
        ("e.json", deep("{\"body\":")),
        ("f.xml", format!("<nitf>{}", deep("<p>"))),
        ("g.md", format!("---\na: {}\n---\nIt is shut, Ann Hale said.\n", deep("["))),
        ("h.txt", deep("(“")),
    ] {
        desk.write(name, &text);
        let told = checked(&desk, name);
        assert!(told.code == 0 || told.code == 2, "{name}: {} {}", told.code, told.err);
        assert!(told.err.lines().count() <= 1, "{name}: {}", told.err);
        assert!(!told.err.contains("broke down"), "{name}: {}", told.err);
    }
}

#[test]
fn drafts_with_nothing_in_them() {
    let desk = desk("nothing");
    for text in ["", "\u{feff}", " \n\n\t\n", "---\n---\n", "<!-- -->"] {
        desk.write("a.md", text);
        let told = desk.run("check --isolated a.md");
        assert_eq!((told.code, told.err.lines().count() <= 1), (0, true), "{text:?}: {}", told.err);
    }
}
