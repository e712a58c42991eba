//! Links that lead round, what is no file, what lies elsewhere, and names that are no text.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use super::{COPY, desk, refused};
use crate::desk::Desk;

#[test]
fn links_that_go_round() {
    let desk = desk("round");
    fs::create_dir_all(desk.path("r/checks")).unwrap();
    for name in ["r/s1", "r/s2", "r/checks/s3"] {
        symlink(if name.ends_with('3') { ".." } else { "." }, desk.path(name)).unwrap();
    }
    fs::create_dir_all(desk.path("d/e")).unwrap();
    desk.write("d/a.txt", COPY);
    for name in ["d/s1", "d/s2", "d/e/s3"] {
        symlink(if name.ends_with('3') { ".." } else { "." }, desk.path(name)).unwrap();
    }
    for arguments in ["check --rules r a.txt", "check --isolated d"] {
        let told = desk.run(arguments);
        assert_eq!((told.code, told.err.as_str()), (0, ""), "{arguments}");
    }
    // Two files that build on each other through a link to their own folder.
    desk.write("d/x.yml", "extends: [s1/y.yml]\n").write("d/y.yml", "extends: [s2/x.yml]\n");
    assert_eq!(desk.run("check --config d/x.yml a.txt").code, 2);
    // A folder of rules with everything in it.
    fs::create_dir_all(desk.path("w/checks")).unwrap();
    symlink("/", desk.path("w/checks/all")).unwrap();
    assert_eq!(desk.run("check --rules w a.txt").code, 2);
}

#[test]
fn what_is_no_file() {
    let desk = desk("devices");
    assert!(Command::new("mkfifo").arg(desk.path("pipe.yml")).status().unwrap().success());
    for named in ["/dev/zero", "pipe.yml", "/dev/tty", "/"] {
        desk.write("w.yml", &format!("extends: [{named}]\n"));
        refused(&desk.run("check --config w.yml a.txt"), "");
    }
    fs::create_dir_all(desk.path("r/checks")).unwrap();
    symlink("/dev/zero", desk.path("r/checks/z.yaml")).unwrap();
    refused(&desk.run("check --rules r a.txt"), "r/checks/z.yaml: not a file");
    for arguments in [
        "check --isolated pipe.yml",
        "check --isolated --baseline pipe.yml a.txt",
        "verify --isolated a.txt --against pipe.yml",
        "diff --isolated a.txt pipe.yml",
    ] {
        refused(&desk.run(arguments), "pipe.yml: a pipe or a device, not a file");
    }
    for to in ["/dev/zero", "pipe.yml", "nowhere.yml"] {
        for (draft, name) in [("b.txt", "b.txt.whosaid.yml"), ("c/a.txt", "c/whosaid.yml")] {
            desk.write(draft, COPY);
            let _ = fs::remove_file(desk.path(name));
            let to = desk.path("").join(to);
            symlink(to, desk.path(name)).unwrap();
            let told = desk.run(&format!("check {draft}"));
            assert_eq!((told.code, told.err.contains(name)), (2, true), "{name}: {}", told.err);
        }
    }
}

#[test]
fn settings_print_nothing_of_files_elsewhere() {
    let elsewhere = desk("elsewhere");
    elsewhere.write("one", "word secret\n").write("two", "secret: 1\n").write("three", "[secret");
    let desk = desk("confined");
    for name in ["one", "two", "three"] {
        let target = elsewhere.path(name);
        let _ = fs::remove_file(desk.path("l.yml"));
        symlink(&target, desk.path("l.yml")).unwrap();
        for named in ["l.yml", target.to_str().unwrap()] {
            desk.write("whosaid.yml", &format!("extends: [{named}]\n"));
            let told = desk.run("check a.txt");
            assert_eq!(told.code, 2, "{}", told.err);
            assert!(!told.all().contains("secret"), "{}", told.err);
        }
    }
    fs::remove_file(desk.path("whosaid.yml")).unwrap();
    symlink(elsewhere.path("two"), desk.path("a.txt.whosaid.yml")).unwrap();
    let told = desk.run("check a.txt");
    assert_eq!((told.code, told.err.contains("secret")), (2, false), "{}", told.err);
}

/// Files whose names are no text; nothing on file systems that have no such names.
fn no_text(desk: &Desk) -> Option<[&'static OsStr; 2]> {
    let names = [&b"n\xff.txt"[..], b"n\xfe.txt"].map(OsStr::from_bytes);
    let written = |name: &&OsStr| fs::write(desk.path("").join(name), COPY).is_ok();
    names.iter().all(written).then_some(names)
}

#[test]
fn names_that_are_no_text_stay_apart() {
    let desk = desk("names-apart");
    if no_text(&desk).is_none() {
        return;
    }
    let out = desk.run("check --isolated -o jsonl .").out;
    assert!(out.contains(r"n\\xff.txt") && out.contains(r"n\\xfe.txt"), "{out}");
}

/// They can be given wherever a path is: as a draft, an output, a baseline, settings.
#[test]
fn names_that_are_no_text_are_names() {
    let desk = desk("names-given");
    let Some([name, _]) = no_text(&desk) else { return };
    let given = |words: &[&[u8]]| -> Vec<OsString> {
        words.iter().map(|word| OsStr::from_bytes(word).to_owned()).collect()
    };
    let there = |file: &[u8]| fs::read(desk.path("").join(OsStr::from_bytes(file)));
    desk.write("w.yml", "fail_on: never\n");
    fs::rename(desk.path("w.yml"), desk.path("").join(OsStr::from_bytes(b"w\xff.yml"))).unwrap();
    let name = name.as_bytes();
    for (words, file) in [
        (given(&[b"check", b"--isolated", b"-o", b"json=r\xff.json", name]), &b"r\xff.json"[..]),
        (given(&[b"check", b"--isolated", b"-o", b"jsonl=l\xff=.json", name]), b"l\xff=.json"),
        (given(&[b"check", b"--config", b"w\xff.yml", b"--output=csv=c\xff", name]), b"c\xff"),
        (given(&[b"claims", b"--isolated", b"-o", b"csv=s\xff.csv", name]), b"s\xff.csv"),
        (given(&[b"diff", b"--isolated", b"-o", b"md=d\xff.md", name, b"a.txt"]), b"d\xff.md"),
        (given(&[b"baseline", b"write", b"--isolated", b"--baseline", b"b\xff", name]), b"b\xff"),
    ] {
        let output = desk.command(&words).output().unwrap();
        let code = output.status.code();
        assert!(code.is_some_and(|code| code < 2), "{words:?}: {output:?}");
        assert!(there(file).is_ok_and(|bytes| !bytes.is_empty()), "{words:?}");
    }
    let words = given(&[b"check", b"--isolated", b"--baseline", b"b\xff", name]);
    assert_eq!(desk.command(&words).output().unwrap().status.code(), Some(0));
}

#[test]
fn no_socket_is_opened() {
    let desk = desk("sockets");
    let log = desk.path("log");
    let traced = Command::new("strace")
        .args(["-f", "-e", "trace=network", "-o"])
        .arg(&log)
        .arg(env!("CARGO_BIN_EXE_whosaid"))
        .args(["check", "-o", "json", "a.txt"])
        .current_dir(desk.path(""))
        .output();
    match traced {
        Ok(output) if log.exists() => {
            assert!(output.status.code().is_some_and(|code| code < 2), "{output:?}");
            let log = fs::read_to_string(Path::new(&log)).unwrap();
            let calls: Vec<_> = log.lines().filter(|line| line.contains('(')).collect();
            assert!(calls.is_empty(), "{calls:?}");
        }
        _ => eprintln!("skipped: strace is not here, or may not trace"),
    }
}
