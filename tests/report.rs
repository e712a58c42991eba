//! The report for a terminal, on every sample: 60 and 100 columns, with and without colour.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use whosaid::report::{self, Checked, Colour, Format, Links, Style};
use whosaid::verdict::Severity;
use whosaid::{Draft, Rulebook};

use crate::{project, snapshots};

/// The samples in plain text, by name.
fn samples() -> Vec<PathBuf> {
    let files = fs::read_dir(project("samples")).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> =
        files.filter(|path| path.extension().is_some_and(|ending| ending == "txt")).collect();
    files.sort();
    assert!(files.len() > 5, "{files:?}");
    files
}

/// A draft as it is judged by the built-in checks.
fn judged(name: &str, text: &str) -> Checked {
    let rulebook = Arc::new(Rulebook::built_in());
    let draft = Draft::new(name, text);
    let verdict = whosaid::check(&draft, &rulebook);
    Checked { draft, verdict, rulebook, show: Severity::Warning }
}

fn screen(checked: &[Checked], colour: Colour, width: usize) -> String {
    colored::control::set_override(colour == Colour::On);
    let mut out = Vec::new();
    report::write(&mut out, checked, &[], Format::Text, Style { colour, width, links: Links::Off })
        .unwrap();
    String::from_utf8(out).unwrap()
}

/// One test for both colours: whether there is colour is a switch of the whole process.
#[test]
fn the_screen_of_every_sample() {
    let _in = snapshots("report/screen");
    for path in samples() {
        let name = path.file_stem().unwrap().to_str().unwrap();
        let text = fs::read_to_string(&path).unwrap();
        let checked = [judged(&format!("{name}.txt"), &text)];
        for width in [60, 100] {
            let plain = screen(&checked, Colour::Off, width);
            assert!(!plain.contains('\u{1b}'), "{name}: colour");
            for line in plain.lines() {
                let columns = unicode_width::UnicodeWidthStr::width(line);
                assert!(columns <= width, "{name}: {columns} columns: {line}");
            }
            insta::assert_snapshot!(format!("{name}-{width}"), plain);
            let painted = screen(&checked, Colour::On, width);
            insta::assert_snapshot!(
                format!("{name}-{width}-colour"),
                painted.replace('\u{1b}', "\\e")
            );
            assert_eq!(bare(&painted), plain, "{name}: colour changes nothing but colour");
        }
    }
    colored::control::unset_override();
}

/// A text without its colours.
fn bare(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once('m').map_or(part, |(_, rest)| rest))
}

#[test]
fn a_draft_in_which_nobody_speaks() {
    let checked = [judged("a.txt", "The bridge is long. The river is wide.")];
    let found = screen(&checked, Colour::Off, 100);
    assert_eq!(
        found,
        "a.txt  nothing to flag\n\n  No statements found: nobody is quoted or credited in this draft.\n"
    );
}

#[test]
fn findings_come_by_level_and_then_by_place() {
    let copy = "The plan failed, critics say.\n\nHe said: \"It is over.\n\nThe plan was bad, experts say.\n";
    let found = screen(&[judged("a.txt", copy)], Colour::Off, 100);
    let levels: Vec<&str> = found
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .filter(|word| matches!(*word, "error" | "warning"))
        .collect();
    assert!(levels.len() > 1, "{found}");
    assert!(levels.is_sorted(), "{found}");
}

#[test]
fn the_marks_are_under_the_words_that_the_message_names() {
    let copy = "The deal is off, a source familiar with the matter said.\n";
    let found = screen(&[judged("a.txt", copy)], Colour::Off, 100);
    let lines: Vec<&str> = found.lines().collect();
    let at = lines.iter().position(|line| line.contains("~~~")).expect(&found);
    let words: String = lines[at - 1]
        .chars()
        .zip(lines[at].chars())
        .filter_map(|(c, mark)| (mark == '~').then_some(c))
        .collect();
    assert_eq!(words, "a source familiar with the matter");
}

/// Every format, on a draft from standard input: the same bytes from run to run and in any folder.
#[test]
fn the_same_bytes_every_time() {
    let text = fs::read(project("samples/council-tower-block.txt")).unwrap();
    let run = |format: &str, folder: &std::path::Path| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_whosaid"));
        command.args(["check", "-o", format, "--stdin-filename", "a.txt", "--width", "100", "-"]);
        command.args(["--isolated", "--exit-zero"]).current_dir(folder);
        let mut child = command
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        std::io::Write::write_all(child.stdin.as_mut().unwrap(), &text).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{format}");
        output.stdout
    };
    for (format, _) in Format::ALL {
        let here = run(format, &project("."));
        assert!(!here.is_empty(), "{format}");
        assert!(here == run(format, &project(".")), "{format} changes from run to run");
        assert!(here == run(format, &std::env::temp_dir()), "{format} changes with the folder");
    }
}

/// Every format, on all samples: standard output and standard error are the same for any number of
/// threads.
#[test]
fn the_same_bytes_for_any_number_of_threads() {
    let run = |format: &str, jobs: &str| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_whosaid"));
        command.args(["check", "samples", "-o", format, "--jobs", jobs]);
        command.args(["--isolated", "--exit-zero", "--statistics"]).current_dir(project("."));
        let output = command.output().unwrap();
        assert!(output.status.success(), "{format}");
        (output.stdout, output.stderr)
    };
    for (format, _) in Format::ALL {
        let one = run(format, "1");
        for jobs in ["2", "7"] {
            assert!(one == run(format, jobs), "{format} changes with --jobs {jobs}");
        }
    }
}

/// Runs `check` on a draft in a folder of its own.
fn checked(name: &str, arguments: &[&str]) -> (std::path::PathBuf, std::process::Output) {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("report-{name}"));
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("a.txt"), "The deal is off, experts say.\n").unwrap();
    fs::write(folder.join("b.txt"), "It is understood that the bridge will close.\n").unwrap();
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_whosaid"));
    let draft = if name == "links" { "b.txt" } else { "a.txt" };
    command.args(["check", draft, "--isolated"]).args(arguments).current_dir(&folder);
    let output = command.output().unwrap();
    (folder, output)
}

#[test]
fn a_report_never_goes_over_a_draft_or_another_report() {
    for (outputs, said) in [
        (&["-o", "text=a.txt"][..], "a.txt is a draft; the report would overwrite it"),
        (&["-o", "json=./a.txt"], "a.txt is a draft; the report would overwrite it"),
        (&["-o", "json", "-o", "short"], "two outputs go to standard output"),
        (&["-o", "json=b", "-o", "short=b"], "two outputs go to b"),
    ] {
        let (folder, output) = checked("over", outputs);
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{outputs:?}");
        assert!(told.contains(said), "{outputs:?}: {told}");
        assert_eq!(
            fs::read_to_string(folder.join("a.txt")).unwrap(),
            "The deal is off, experts say.\n"
        );
    }
}

#[test]
fn places_lead_to_the_draft_where_links_are_asked_for() {
    let (_, output) = checked("links", &["--links", "always", "--color", "never"]);
    let shown = String::from_utf8(output.stdout).unwrap();
    let links = shown.matches("\u{1b}]8;;file://").count();
    assert_eq!(links, 2, "the name and the line: {shown}");
    let (_, output) = checked("links", &["--color", "never"]);
    assert!(!output.stdout.contains(&0x1b), "no links in a pipe");
}

#[test]
fn a_notice_on_a_closed_standard_error_is_no_panic() {
    let full = std::path::Path::new("/dev/full");
    if !full.exists() {
        println!("skipped: this system has no /dev/full");
        return;
    }
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_whosaid"));
    command.args(["check", "there-is-none.txt"]);
    let output = command.stderr(fs::OpenOptions::new().write(true).open(full).unwrap()).output();
    assert_eq!(output.unwrap().status.code(), Some(2));
}
