//! What somebody with bad intentions gives the program. It ends, with the right exit code and a message
//! of one line; the inputs are so large that a time that grows with their square would not end here.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;

use crate::cli::whosaid;

/// An empty folder of this name.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("attack").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Exit code, standard output and standard error of a run in a folder.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    told(&command(folder, arguments).output().unwrap())
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = whosaid();
    command.current_dir(folder).args(arguments);
    command
}

fn told(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap_or(-1), text(&output.stdout), text(&output.stderr))
}

/// So many lines in a row.
fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).fold(String::new(), |all, n| all + &line(n))
}

const COPY: &str = "The road is shut, Ann Hale said.\n";

/// Checks a folder whose settings are these; gives the exit code and the message.
fn with_settings(name: &str, settings: &str) -> (i32, String) {
    let folder = folder(name);
    fs::write(folder.join("a.txt"), COPY).unwrap();
    fs::write(folder.join("whosaid.yml"), settings).unwrap();
    let (code, _, error) = run(&folder, &["check", "a.txt"]);
    (code, error)
}

/// Each of these drafts is read to its end: its last words are found.
#[test]
fn long_drafts_of_one_thing_are_read_to_the_end() {
    let folder = folder("long");
    for (name, thing, times) in [
        ("notes", "a whosaid: ", 40_000),
        ("notes in brackets", "a (whosaid: x ", 20_000),
        ("notes that are open", "<!-- whosaid: x\n", 20_000),
        ("stops", "S.", 200_000),
        ("stops and hyphens", "S.-", 100_000),
        ("letters with accents", "é.", 100_000),
        ("quoted words", "“a” ", 20_000),
        ("open quotation marks", "“It is shut. ", 10_000),
        ("open quotation marks of two kinds", "«It is “shut. ", 5_000),
        ("no stops", "the mayor said that the road was shut and ", 1_000),
        ("surnames", "“It is shut,” said Ann Hale. Hale said no. ", 600),
        ("paragraphs", "No.\n\n", 10_000),
    ] {
        let text = format!("{}\n\nThe pier is open, Tom Webb said.\n", thing.repeat(times));
        fs::write(folder.join("a.txt"), text).unwrap();
        let asked = ["check", "--isolated", "--fail-on", "never", "-o", "jsonl", "a.txt"];
        let (code, out, error) = run(&folder, &asked);
        assert_eq!((code, error.as_str()), (0, ""), "{name}");
        assert!(out.contains("Tom Webb"), "{name}");
    }
}

#[test]
fn many_of_one_surname() {
    let folder = folder("surnames");
    let letter = |n: usize| char::from(b'a' + u8::try_from(n % 26).unwrap());
    let one = |n: usize| {
        let first = letter(n / 26);
        format!("“It is shut,” said {}{first}na Hale. Hale said no.\n\n", letter(n).to_uppercase())
    };
    fs::write(folder.join("a.txt"), (0..2_000).map(one).collect::<String>()).unwrap();
    let asked = ["check", "--isolated", "--fail-on", "never", "-o", "jsonl", "a.txt"];
    assert_eq!(run(&folder, &asked).0, 0);
}

#[test]
fn a_front_matter_may_hold_notes() {
    let folder = folder("front");
    for text in [
        "---\nwhosaid-ignore:\n  CO001: whosaid: ignore[CO001] x\n---\nHi.\n",
        "---\nwhosaid-ignore:\n  CO001: <!-- whosaid: ignore[CO001] x -->\n---\nHi.\n",
        "---\nwhosaid-ignore: # whosaid: ignore[CO001] x\n  CO001: whosaid: whosaid: x\n---\nHi.\n",
    ] {
        fs::write(folder.join("a.md"), text).unwrap();
        let (code, _, error) = run(&folder, &["check", "--isolated", "a.md"]);
        assert!((0..=1).contains(&code), "{text}: {code} {error}");
    }
}

#[test]
fn settings_that_build_on_much() {
    let chain = folder("chain");
    fs::write(chain.join("a.txt"), COPY).unwrap();
    for n in 0..3_000 {
        let text = format!("version: 1\nextends: [x{}.yml]\n", n + 1);
        fs::write(chain.join(format!("x{n}.yml")), text).unwrap();
    }
    let (code, _, error) = run(&chain, &["check", "--config", "x0.yml", "a.txt"]);
    assert_eq!((code, error.lines().count()), (2, 1), "{error}");
    assert!(error.contains("more than 32 files that build on each other"), "{error}");

    // Each names the next one twice, and nobody reads one twice.
    let twice = folder("twice");
    fs::write(twice.join("a.txt"), COPY).unwrap();
    for n in 0..30 {
        let text = format!("extends: [x{0}.yml, x{0}.yml]\nfail_on: never\n", n + 1);
        fs::write(twice.join(format!("x{n}.yml")), text).unwrap();
    }
    fs::write(twice.join("x30.yml"), "fail_on: note\n").unwrap();
    let (code, _, error) = run(&twice, &["check", "--config", "x0.yml", "a.txt"]);
    assert_eq!((code, error.as_str()), (0, ""));
    let names = (0..400).map(|n| format!("y{n}.yml")).collect::<Vec<_>>();
    for name in &names {
        fs::write(twice.join(name), "version: 1\n").unwrap();
    }
    fs::write(twice.join("w.yml"), format!("extends: [{}]\n", names.join(", "))).unwrap();
    let (code, _, error) = run(&twice, &["check", "--config", "w.yml", "a.txt"]);
    assert_eq!((code, error.lines().count()), (2, 1), "{error}");
    assert!(error.contains("w.yml:1:") && error.contains("more than 256 files"), "{error}");
}

#[test]
fn a_key_twice_and_the_order_of_keys() {
    let (code, error) = with_settings("key-twice", "rules:\n  CO001: off\n  CO001: error\n");
    assert_eq!((code, error.contains("whosaid.yml:3:3: the key `CO001`")), (2, true), "{error}");
    for (keys, level) in [
        ("single-source-claim: error\n  CO001: off", "off"),
        ("CO001: off\n  single-source-claim: error", "error"),
        ("single-source-claim: off\n  CO001: error", "error"),
    ] {
        let (code, error) = with_settings("key-order", &format!("rules:\n  {keys}\n"));
        assert!(code < 2, "{error}");
        let shown = run(
            &Path::new(env!("CARGO_TARGET_TMPDIR")).join("attack/key-order"),
            &["config", "show", "a.txt"],
        )
        .1;
        assert!(shown.contains(&format!("rules.CO001: {level}")), "{keys}: {shown}");
    }
}

#[test]
fn a_small_file_that_is_a_large_one() {
    let word = "x".repeat(200_000);
    let (code, error) = with_settings(
        "alias",
        &format!("people:\n- &a {{name: {word}}}\n{}", "- *a\n".repeat(9_000)),
    );
    assert_eq!((code, error.contains("more than 4 MiB")), (2, true), "{error}");
    let cues = "lexicon:\n  cues:\n  - class: neutral-report\n    act: saying\n    stance: neutral\n    cues:\n";
    let cue = "    - {lemma: zz, forms: [zz], frames: [that]}\n";
    let (code, error) = with_settings("cues", &format!("{cues}{}", cue.repeat(20_000)));
    assert!(code < 2, "{error}");
    let folder = folder("cues-in-files");
    fs::write(folder.join("a.txt"), COPY).unwrap();
    fs::create_dir_all(folder.join("r/lexicon/cues")).unwrap();
    for n in 0..4 {
        let text = format!(
            "class: neutral-report\ncues:\n{}",
            "- {lemma: zz, forms: [zz], frames: [that]}\n".repeat(20_000)
        );
        fs::write(folder.join(format!("r/lexicon/cues/z{n}.yaml")), text).unwrap();
    }
    let (code, _, error) = run(&folder, &["check", "--rules", "r", "a.txt"]);
    assert_eq!((code, error.contains("z3.yaml:3:")), (2, true), "{error}");
    assert!(error.contains("more than 65536 cues"), "{error}");
}

#[test]
fn words_that_begin_alike() {
    let words: String = lines(15_000, |n| format!("    - daily paper{n}\n"));
    let (code, error) =
        with_settings("alike", &format!("lexicon:\n  words:\n    outlet:\n{words}"));
    assert!(code < 2, "{error}");
}

#[cfg(unix)]
mod of_unix {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn links_that_go_round() {
        let folder = folder("round");
        fs::write(folder.join("a.txt"), COPY).unwrap();
        fs::create_dir_all(folder.join("r/checks")).unwrap();
        for name in ["r/s1", "r/s2", "r/checks/s3"] {
            symlink(if name.ends_with('3') { ".." } else { "." }, folder.join(name)).unwrap();
        }
        let (code, _, error) = run(&folder, &["check", "--rules", "r", "a.txt"]);
        assert_eq!((code, error.as_str()), (0, ""));
    }

    #[test]
    fn what_is_no_file() {
        let folder = folder("devices");
        fs::write(folder.join("a.txt"), COPY).unwrap();
        assert!(Command::new("mkfifo").arg(folder.join("pipe.yml")).status().unwrap().success());
        for named in ["/dev/zero", "pipe.yml", "/dev/tty"] {
            fs::write(folder.join("w.yml"), format!("extends: [{named}]\n")).unwrap();
            let (code, _, error) = run(&folder, &["check", "--config", "w.yml", "a.txt"]);
            assert_eq!((code, error.lines().count()), (2, 1), "{named}: {error}");
        }
        fs::create_dir_all(folder.join("r/checks")).unwrap();
        symlink("/dev/zero", folder.join("r/checks/z.yaml")).unwrap();
        let (code, _, error) = run(&folder, &["check", "--rules", "r", "a.txt"]);
        assert_eq!((code, error.contains("r/checks/z.yaml: not a file")), (2, true), "{error}");
        let (code, _, error) = run(&folder, &["check", "--isolated", "pipe.yml"]);
        assert_eq!((code, error.contains("use - for standard input")), (2, true), "{error}");
    }

    #[test]
    fn settings_print_nothing_of_files_elsewhere() {
        let elsewhere = folder("elsewhere");
        for (name, text) in [("one", "word secret\n"), ("two", "secret: 1\n"), ("three", "[secret")]
        {
            fs::write(elsewhere.join(name), text).unwrap();
        }
        let folder = folder("confined");
        fs::write(folder.join("a.txt"), COPY).unwrap();
        for name in ["one", "two", "three"] {
            for link in [false, true] {
                let target = elsewhere.join(name);
                let _ = fs::remove_file(folder.join("l.yml"));
                symlink(&target, folder.join("l.yml")).unwrap();
                let named = if link { "l.yml" } else { target.to_str().unwrap() };
                fs::write(folder.join("whosaid.yml"), format!("extends: [{named}]\n")).unwrap();
                let (code, out, error) = run(&folder, &["check", "a.txt"]);
                assert_eq!(code, 2, "{error}");
                assert!(!out.contains("secret") && !error.contains("secret"), "{error}");
            }
        }
        fs::remove_file(folder.join("whosaid.yml")).unwrap();
        symlink(elsewhere.join("two"), folder.join("a.txt.whosaid.yml")).unwrap();
        let (code, _, error) = run(&folder, &["check", "a.txt"]);
        assert_eq!((code, error.contains("secret")), (2, false), "{error}");
    }

    #[test]
    fn a_reader_that_leaves() {
        let folder = folder("leaves");
        for n in 0..40 {
            fs::write(folder.join(format!("{n}.txt")), COPY.repeat(40)).unwrap();
        }
        let asked = ["check", "--isolated", "-o", "full", "-o", "json=r.json", ".", "missing.txt"];
        for command in [&asked[..], &["claims", "--isolated", ".", "missing.txt"]] {
            let mut child = self::command(&folder, command);
            let mut child = child.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
            drop(child.stdout.take());
            assert_eq!(child.wait().unwrap().code(), Some(2), "{command:?}");
        }
        let report = fs::read(folder.join("r.json")).unwrap();
        serde_json::from_slice::<serde_json::Value>(&report).unwrap();
    }

    #[test]
    fn an_output_that_cannot_be_written_stops_no_other() {
        let folder = folder("full");
        fs::write(folder.join("a.txt"), COPY).unwrap();
        if Path::new("/dev/full").exists() {
            let full = ["check", "--isolated", "-o", "json=/dev/full", "-o", "jsonl=b", "a.txt"];
            let (code, _, error) = run(&folder, &full);
            assert_eq!((code, error.contains("/dev/full: No space left")), (2, true), "{error}");
            assert!(fs::read_to_string(folder.join("b")).unwrap().contains("Ann Hale"));
            let file = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
            let code = command(&folder, &["check", "missing.txt"]).stderr(file).status().unwrap();
            assert_eq!(code.code(), Some(2), "nobody can be told");
        }
        let none = ["check", "--isolated", "-o", "json=no/r.json", "-o", "jsonl=c", "a.txt"];
        let (code, _, error) = run(&folder, &none);
        assert_eq!((code, error.contains("no/r.json: ")), (2, true), "{error}");
        assert!(folder.join("c").exists());
    }

    #[test]
    fn nothing_printed_drives_the_terminal() {
        let folder = folder("escapes");
        let bad = "\u{1b}[31m\u{9b}31m\u{202e}\u{7}\u{2066}";
        fs::write(folder.join("a.txt"), format!("“It is{bad} shut,” said Ann Hale{bad}.\n"))
            .unwrap();
        let line = "a\u{1b}\nwhosaid: all is well.txt";
        fs::write(folder.join(line), COPY).unwrap();
        let yaml = serde_json::to_string(bad).unwrap();
        fs::write(
            folder.join("w.yml"),
            format!("sides: [{{name: {yaml}, members: [Ann Hale]}}]\n"),
        )
        .unwrap();
        fs::write(folder.join("x.yml"), format!("profile: {yaml}\n")).unwrap();
        let asked: [&[&str]; 9] = [
            &["check", "--isolated", "-o", "full", "--show", "note", "a.txt", line],
            &["check", "--isolated", "-o", "json", "a.txt", line],
            &["check", "--isolated", "-o", "jsonl", "a.txt", line],
            &["check", "--isolated", "-o", "sarif", "a.txt", line],
            &["check", "--config", "x.yml", "a.txt"],
            &["check", "no\u{1b}\nwhosaid: all is well"],
            &["speakers", "--config", "w.yml", "a.txt"],
            &["config", "show", "--config", "w.yml"],
            &["ignore", "--isolated", "--all", "--reason", "seen", line],
        ];
        for arguments in asked {
            let (_, out, error) = run(&folder, arguments);
            let drives =
                |c: char| c != '\n' && c.is_control() || matches!(c, '\u{202e}' | '\u{2066}');
            assert!(!out.contains(drives), "{arguments:?}: {out:?}");
            assert!(!error.contains(drives), "{arguments:?}: {error:?}");
            let forged =
                |text: &str| text.lines().any(|line| line.starts_with("whosaid: all is well"));
            assert!(!forged(&out) && !forged(&error), "{arguments:?}: {out:?} {error:?}");
        }
    }

    #[test]
    fn names_that_are_no_text_stay_apart() {
        let folder = folder("names");
        let names = [&b"n\xff.txt"[..], b"n\xfe.txt"].map(std::ffi::OsStr::from_bytes);
        if names.iter().any(|name| fs::write(folder.join(name), COPY).is_err()) {
            return; // Some file systems have no such names.
        }
        let (_, out, _) = run(&folder, &["check", "--isolated", "-o", "jsonl", "."]);
        assert!(out.contains(r"n\\xff.txt") && out.contains(r"n\\xfe.txt"), "{out}");
    }

    #[test]
    fn several_who_ignore_at_a_time_lose_nothing() {
        let folder = folder("at-a-time");
        let names = ["Ann Hale", "Tom Webb", "Bob Reed", "Eve Nash", "Ivy Cole", "Max Dunn"];
        let copy = lines(names.len(), |n| {
            format!("The pier {n} is unsafe and cost {n}00 pounds, {} said.\n\n", names[n])
        });
        fs::write(folder.join("a.txt"), copy).unwrap();
        let (_, out, _) = run(&folder, &["claims", "--isolated", "-o", "json", "a.txt"]);
        let ids: std::collections::BTreeSet<&str> = out
            .split(|c: char| c != '-' && !c.is_ascii_alphanumeric())
            .filter(|word| word.starts_with("c-"))
            .collect();
        assert!(ids.len() >= 4, "{out}");
        let said: Vec<i32> = thread::scope(|scope| {
            let one = |id| {
                let folder = &folder;
                scope.spawn(move || {
                    run(folder, &["ignore", "--isolated", id, "--reason", "seen", "a.txt"]).0
                })
            };
            ids.iter()
                .copied()
                .map(one)
                .collect::<Vec<_>>()
                .into_iter()
                .map(|t| t.join().unwrap())
                .collect()
        });
        let kept = fs::read_to_string(folder.join("a.txt.whosaid.yml")).unwrap();
        let yes = said.iter().filter(|code| **code == 0).count();
        assert_eq!((yes, kept.matches("claim: ").count()), (ids.len(), ids.len()), "{kept}");
    }

    #[test]
    fn no_socket_is_opened() {
        let folder = folder("sockets");
        fs::write(folder.join("a.txt"), COPY).unwrap();
        let log = folder.join("log");
        let traced = Command::new("strace")
            .args(["-f", "-e", "trace=network", "-o"])
            .arg(&log)
            .arg(env!("CARGO_BIN_EXE_whosaid"))
            .args(["check", "-o", "json", "a.txt"])
            .current_dir(&folder)
            .output();
        match traced {
            Ok(output) if log.exists() => {
                assert!(output.status.code().is_some_and(|code| code < 2), "{output:?}");
                let log = fs::read_to_string(&log).unwrap();
                let calls: Vec<_> = log.lines().filter(|line| line.contains('(')).collect();
                assert!(calls.is_empty(), "{calls:?}");
            }
            _ => eprintln!("skipped: strace is not here, or may not trace"),
        }
    }
}
