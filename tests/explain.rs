//! `whosaid explain`: a check, a claim, a place, and what cannot be explained.

use std::fmt::Write as _;
use std::fs;
use std::process::Output;

use crate::cli::{draft, told, whosaid};
use crate::{project, snapshots};

const SAMPLE: &str = "council-tower-block.txt";

fn explain(arguments: &[&str]) -> Output {
    for sample in [SAMPLE, "company-layoffs.txt", "venezuela-us-talks.txt"] {
        draft(sample, &fs::read(project("samples").join(sample)).unwrap());
    }
    whosaid().args(["explain", "--width", "80"]).args(arguments).output().unwrap()
}

macro_rules! snapshot {
    ($name:literal, $($argument:expr),+) => {
        let _in = snapshots("explain");
        insta::assert_snapshot!($name, told(&explain(&[$($argument),+])));
    };
}

#[test]
fn a_check() {
    snapshot!("check-by-code", "FA001");
    snapshot!("check-by-name", "single-source-claim");
}

#[test]
fn a_claim() {
    snapshot!("claim", "c-d181f6", SAMPLE);
}

#[test]
fn a_place() {
    snapshot!("place", "7:30", "venezuela-us-talks.txt");
    snapshot!("place-no-claim", "13:30", SAMPLE);
}

#[test]
fn a_finding_where_nobody_is_credited() {
    snapshot!("place-finding", "3:56", SAMPLE);
}

#[test]
fn a_claim_among_several_drafts() {
    let output = explain(&["c-d181f6", "company-layoffs.txt", SAMPLE]);
    assert_eq!(output.status.code(), Some(0));
    assert!(String::from_utf8(output.stdout).unwrap().starts_with(SAMPLE));
}

#[test]
fn what_cannot_be_explained() {
    let mut all = String::new();
    let cases: [&[&str]; 11] = [
        &["FA01"],
        &["single-sauce-claim"],
        &["nothing-like-any-of-the-checks-there-are"],
        &["FA001", SAMPLE],
        &["c-d181f6"],
        &["c-d181f7", SAMPLE],
        &["c-zzz", SAMPLE],
        &["17:3", SAMPLE],
        &["17:3"],
        &["17"],
        &["c-d181f6", "nowhere.txt"],
    ];
    for arguments in cases {
        let output = explain(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let _ = writeln!(all, "whosaid explain {}\n{}", arguments.join(" "), told(&output));
    }
    let _in = snapshots("explain");
    insta::assert_snapshot!("unknown", all);
}

#[test]
fn a_place_in_a_draft_without_attributions() {
    let name = draft("bare.txt", b"The hall is empty.");
    let output = explain(&["1:1", &name]);
    assert_eq!(output.status.code(), Some(2));
    let error = String::from_utf8(output.stderr).unwrap();
    assert_eq!(error, "whosaid: bare.txt: no attribution at 1:1; the draft has none\n");
}

#[test]
fn the_text_fits_its_page() {
    for what in [["FA001", ""], ["c-d181f6", SAMPLE], ["13:30", SAMPLE]] {
        let arguments: Vec<&str> = what.into_iter().filter(|word| !word.is_empty()).collect();
        let output = explain(&arguments);
        let text = String::from_utf8(output.stdout).unwrap();
        let address = |line: &str| line.trim_start().starts_with("http");
        assert!(text.lines().all(|line| line.chars().count() <= 80 || address(line)), "{text}");
    }
}

#[test]
fn no_draft_drives_the_terminal() {
    let text = "Tom \u{1b}[2JHale said\u{202e} that \u{9b}31m the hall was \u{2066}empty.";
    let name = draft("drive.txt", text.as_bytes());
    let output = explain(&["1:1", &name]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("pattern"), "{text}");
    let drives = |c: char| {
        c.is_control() && c != '\n'
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    assert!(!text.contains(drives), "{text:?}");
}

#[test]
fn every_check_is_explained() {
    let rulebook = whosaid::Rulebook::built_in();
    for check in &rulebook.checks {
        let output = explain(&[&check.code]);
        assert_eq!(output.status.code(), Some(0), "{}", check.code);
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(text.contains("~~~") || text.contains("Example"), "{text}");
    }
}
