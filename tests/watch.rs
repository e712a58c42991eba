//! `--watch`: what is saved is checked again, however an editor saves it.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

use crate::desk::Desk;

/// A machine that is busy with other tests takes its time.
const PATIENCE: Duration = Duration::from_secs(90);

/// A draft on which WO001 speaks.
const CLAIMED: &str = "The club claimed that the hall was empty.\n";
/// One on which SR002 does.
const CRITICS: &str = "Critics say the hall was empty.\n";

/// The program, watching a folder.
struct Watch {
    child: Child,
    lines: Receiver<String>,
}

impl Watch {
    fn new(desk: &Desk, arguments: &str) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_whosaid"))
            .args(["check", "--watch", "-o", "short", "--show", "note"])
            .args(arguments.split(' '))
            .current_dir(desk.path(""))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (send, lines) = mpsc::channel();
        let told = child.stderr.take().unwrap();
        let out = child.stdout.take().unwrap();
        let errors = send.clone();
        thread::spawn(move || pass_on(BufReader::new(out), &send));
        thread::spawn(move || pass_on(BufReader::new(told), &errors));
        let watch = Self { child, lines };
        watch.until("whosaid: watching ");
        watch
    }

    /// Waits for a line with these words.
    fn until(&self, words: &str) -> String {
        let mut seen = Vec::new();
        loop {
            match self.lines.recv_timeout(PATIENCE) {
                Ok(line) if line.contains(words) => return line,
                Ok(line) => seen.push(line),
                Err(error) => panic!("no “{words}” ({error}), but {seen:#?}"),
            }
        }
    }

    /// What was said and nobody has asked for.
    fn rest(&self) -> Vec<String> {
        thread::sleep(Duration::from_millis(600));
        self.lines.try_iter().filter(|line| !line.is_empty()).collect()
    }
}

/// Hands lines on while somebody listens.
fn pass_on(lines: impl BufRead, to: &Sender<String>) {
    for line in lines.lines().map_while(Result::ok) {
        if to.send(line).is_err() {
            break;
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_folder_is_watched() {
    let desk = Desk::new("watch-folder");
    desk.write("drafts/a.txt", CLAIMED).write("drafts/b.txt", CLAIMED);
    desk.write("drafts/notes.log", "");
    let watch = Watch::new(&desk, "drafts");
    watch.rest();
    // Written in its place.
    desk.write("drafts/a.txt", CRITICS);
    watch.until("drafts/a.txt:1:9: warning SR002");
    assert_eq!(watch.rest(), [""; 0], "one report, of this draft alone");
    // Replaced, as editors do.
    desk.write("drafts/.a.txt.swp", CLAIMED);
    fs::rename(desk.path("drafts/.a.txt.swp"), desk.path("drafts/a.txt")).unwrap();
    watch.until("drafts/a.txt:1:10: note WO001");
    // New, in a new folder too.
    desk.write("drafts/c.txt", CRITICS);
    watch.until("drafts/c.txt:1:9: warning SR002");
    desk.write("drafts/late/d.txt", CRITICS);
    watch.until("drafts/late/d.txt:1:9: warning SR002");
    // Gone, and back.
    fs::remove_file(desk.path("drafts/c.txt")).unwrap();
    watch.until("whosaid: drafts/c.txt is gone");
    desk.write("drafts/c.txt", CLAIMED);
    watch.until("drafts/c.txt:1:10: note WO001");
    // No draft.
    desk.write("drafts/notes.log", "The club claimed that.\n");
    assert_eq!(watch.rest(), [""; 0]);
}

#[test]
fn settings_rules_and_notes_count_at_once() {
    let desk = Desk::new("watch-settings");
    desk.write("a.txt", CLAIMED).write("whosaid.yml", "rules: { WO001: warning }\n");
    let watch = Watch::new(&desk, "a.txt");
    desk.write("whosaid.yml", "rules: { WO001: error }\n");
    watch.until("a.txt:1:10: error WO001");
    // A mistake is said, and the next save mends it.
    desk.write("whosaid.yml", "rules: { WO001: loud }\n");
    watch.until("whosaid.yml:1:");
    desk.write("whosaid.yml", "extends: [./ours]\n");
    watch.until("ours");
    let verb = "class: neutral-report\nact: saying\nstance: neutral\ncues:\n  - lemma: vouchsafe\n    forms: [vouchsafed]\n    frames: [that]\n";
    desk.write("ours/lexicon/cues/a.yaml", verb);
    desk.write("whosaid.yml", "extends: [./ours]\nrules: { WO001: warning }\n");
    watch.until("a.txt:1:10: warning WO001");
    // A note beside the draft sets one of two findings aside.
    desk.write("a.txt", &format!("{CLAIMED}\n{CRITICS}"));
    watch.until("a.txt:3:9: warning SR002");
    watch.rest();
    let told = desk.run("ignore --all --only WO001 --reason tape a.txt");
    assert_eq!(told.code, 0, "{}", told.err);
    watch.until("a.txt:3:9: warning SR002");
    assert_eq!(watch.rest(), [""; 0], "WO001 is not said again");
}

#[test]
fn a_baseline_counts_at_once() {
    let desk = Desk::new("watch-baseline");
    desk.write("a.txt", CLAIMED);
    let none = "{\"version\": 1, \"findings\": []}\n";
    for (name, arguments) in
        [("kept/b.json", "--baseline kept/b.json a.txt"), ("of/b.json", "a.txt")]
    {
        if name.starts_with("of") {
            desk.write("whosaid.yml", "baseline: of/b.json\n");
        }
        desk.write(name, none);
        let watch = Watch::new(&desk, arguments);
        watch.rest();
        assert_eq!(desk.run(&format!("baseline write --baseline {name} a.txt")).code, 0);
        watch.until("whosaid: 1 finding of ");
        watch.rest();
        desk.write(name, none);
        watch.until("a.txt:1:10: note WO001");
    }
}

#[cfg(unix)]
#[test]
fn it_ends_quietly() {
    let desk = Desk::new("watch-end");
    desk.write("a.txt", CLAIMED);
    let mut watch = Watch::new(&desk, "a.txt");
    watch.rest();
    let id = watch.child.id().to_string();
    assert!(
        Command::new("sh").args(["-c", &format!("kill -INT {id}")]).status().unwrap().success()
    );
    assert_eq!(watch.child.wait().unwrap().code(), Some(0));
    assert_eq!(watch.rest(), [""; 0]);
}

#[test]
fn what_cannot_be_watched_is_refused() {
    let desk = Desk::new("watch-refused");
    desk.write("drafts/a.txt", CLAIMED);
    for (arguments, error) in [
        ("check --watch -", "--watch needs files or folders"),
        ("check --watch", "--watch needs files or folders"),
        ("check --watch drafts -o html=drafts/a.html", "set off the next check"),
        ("check --watch . -o jsonl=out.jsonl", "set off the next check"),
        ("check --watch nowhere/a.txt", "nowhere/a.txt: "),
    ] {
        let told = desk.run(arguments);
        assert_eq!((told.code, told.out.as_str()), (2, ""), "{arguments}");
        assert!(told.err.contains(error), "{arguments}: {}", told.err);
    }
}
