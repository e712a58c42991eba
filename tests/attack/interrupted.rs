//! Ctrl-C ends the program without a word, and no file is half written.

use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, ExitStatus};
use std::thread;
use std::time::{Duration, Instant};

use super::{COPY, desk};
use crate::desk::{Desk, status};

/// Enough drafts that the program is busy for longer than it takes to interrupt it.
fn many(name: &str) -> Desk {
    let desk = desk(name);
    for n in 0..200 {
        desk.write(&format!("many/{n}.txt"), &COPY.repeat(1_500));
    }
    desk
}

/// True where whoever runs the tests has them ignore Ctrl-C, as a shell does for what it runs in the
/// background; the programs that they start ignore it then too.
fn is_ignored() -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let ignored = ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    let ignored = ignored.is_some_and(|mask| mask & 1 << (2 - 1) != 0);
    if ignored {
        eprintln!("skipped: Ctrl-C is ignored here");
    }
    ignored
}

/// What Ctrl-C does, to one program.
fn interrupt(child: &Child) {
    let kill = format!("kill -INT {}", child.id());
    assert!(Command::new("sh").args(["-c", &kill]).status().unwrap().success());
}

/// True where Ctrl-C has ended it: by the signal, or with the code that shells give to that.
fn is_interrupted(status: ExitStatus) -> bool {
    status.signal() == Some(2) || status.code() == Some(130)
}

/// The files of a folder that begin so.
fn beside(desk: &Desk, start: &str) -> Vec<String> {
    let names = fs::read_dir(desk.path("")).unwrap().map(|entry| entry.unwrap().file_name());
    names
        .filter_map(|name| name.into_string().ok())
        .filter(|name| name.starts_with(start))
        .collect()
}

/// Waits until something is so, which it soon is.
fn until(so: impl Fn() -> bool) {
    let since = Instant::now();
    while !so() {
        assert!(since.elapsed() < Duration::from_secs(60), "it has not begun");
        thread::sleep(Duration::from_millis(1));
    }
}

/// Interrupts a check at this moment; gives what it ended with.
fn interrupted(desk: &Desk, arguments: &str, moment: impl Fn(&Child)) -> ExitStatus {
    let words: Vec<&str> = arguments.split(' ').collect();
    let said = fs::File::create(desk.path("said")).unwrap();
    let mut child = desk
        .command(&words)
        .stdout(fs::File::create(desk.path("out")).unwrap())
        .stderr(said)
        .spawn()
        .unwrap();
    moment(&child);
    interrupt(&child);
    let status = status(&mut child);
    assert_eq!(desk.read("said"), "", "{arguments}");
    status
}

#[test]
fn a_report_that_is_half_written_goes_away() {
    if is_ignored() {
        return;
    }
    let desk = many("interrupt-file");
    let arguments = "check --isolated --fail-on never -o jsonl=r.jsonl many";
    desk.write("r.jsonl", "old\n");
    let written = || !beside(&desk, ".whosaid-").is_empty();
    let status = interrupted(&desk, arguments, |_| until(written));
    assert!(is_interrupted(status), "{status}");
    assert_eq!((desk.read("r.jsonl").as_str(), beside(&desk, ".whosaid-").len()), ("old\n", 0));
    // Where there was none, there is none.
    fs::remove_file(desk.path("r.jsonl")).unwrap();
    let status = interrupted(&desk, arguments, |_| until(written));
    assert!(is_interrupted(status), "{status}");
    assert!(!desk.path("r.jsonl").exists() && beside(&desk, ".whosaid-").is_empty());
}

#[test]
fn reports_of_all_drafts_and_on_the_screen() {
    if is_ignored() {
        return;
    }
    let desk = many("interrupt-whole");
    for arguments in [
        "check --isolated --fail-on never -o json=r.json -o html=r.html many",
        "check --isolated --fail-on never --jobs 2 many",
        "claims --isolated -o csv=r.csv many",
    ] {
        let status = interrupted(&desk, arguments, |_| thread::sleep(Duration::from_millis(300)));
        assert!(is_interrupted(status), "{arguments}: {status}");
        assert_eq!(beside(&desk, "r."), [""; 0], "{arguments}");
        assert_eq!(beside(&desk, ".whosaid-"), [""; 0], "{arguments}");
    }
}

#[test]
fn a_watch_ends_well_while_it_checks() {
    if is_ignored() {
        return;
    }
    let desk = many("interrupt-watch");
    let arguments = "check --watch --isolated --fail-on never -o jsonl=r.jsonl many";
    for moment in [10, 100, 400] {
        let status =
            interrupted(&desk, arguments, |_| thread::sleep(Duration::from_millis(moment)));
        // Before it watches at all, it is a program as any other.
        assert!(status.code() == Some(0) || is_interrupted(status), "{moment} ms: {status}");
        assert!(!desk.path("r.jsonl").exists(), "{moment} ms");
        assert_eq!(beside(&desk, ".whosaid-"), [""; 0], "{moment} ms");
    }
}

/// A program that runs beside others on purpose, with Ctrl-C ignored, goes on to its end.
#[test]
fn who_ignores_it_goes_on() {
    let desk = desk("interrupt-ignored");
    for n in 0..40 {
        desk.write(&format!("many/{n}.txt"), &COPY.repeat(200));
    }
    let run = format!(
        "trap '' INT; exec {} check --isolated --fail-on never -o jsonl=r.jsonl many",
        env!("CARGO_BIN_EXE_whosaid")
    );
    let mut child =
        Command::new("sh").args(["-c", &run]).current_dir(desk.path("")).spawn().unwrap();
    until(|| !beside(&desk, ".whosaid-").is_empty() || desk.path("r.jsonl").exists());
    interrupt(&child);
    assert_eq!(status(&mut child).code(), Some(0));
    assert_eq!(desk.read("r.jsonl").lines().count(), 40);
}
