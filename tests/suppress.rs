//! Findings set aside with a reason: by notes in the draft, by the file beside it.

use std::fs;

use whosaid::verdict::Verdict;
use whosaid::{Draft, Rulebook, check};

use crate::desk::Desk;
use crate::{project, snapshots};

const CLAIMED: &str = "The club claimed that the hall was empty.";

/// Codes and lines of findings.
type Found = Vec<(String, usize)>;

/// Code and line of what is reported, and of what is set aside.
fn found(text: &str) -> (Found, Found) {
    let draft = Draft::new("a.txt", text);
    let verdict = check(&draft, &Rulebook::built_in());
    let at = |f: &whosaid::verdict::Finding| (f.code.clone(), draft.line_of(f.span.start));
    let open = verdict.findings.iter().map(at).collect();
    (open, verdict.aside.iter().map(|aside| at(&aside.finding)).collect())
}

fn pairs(list: &[(&str, usize)]) -> Found {
    list.iter().map(|(code, line)| ((*code).to_owned(), *line)).collect()
}

#[test]
fn a_note_of_its_own_is_about_the_next_block() {
    for note in [
        "whosaid: ignore[WO001] on tape",
        "(whosaid: ignore[loaded-attribution-verb] on tape)",
        "[whosaid: ignore[wo001] on tape]",
        "<!-- whosaid: ignore[WO001] on tape -->",
        "<!--whosaid:ignore[WO001] on\ntape-->",
    ] {
        let lines = note.lines().count();
        let text = format!("{note}\n{CLAIMED}\n\nThe firm claimed that the mill was shut.\n");
        let (open, aside) = found(&text);
        assert_eq!(aside, pairs(&[("WO001", lines + 1)]), "{note}");
        assert_eq!(open, pairs(&[("WO001", lines + 3)]), "{note}");
    }
}

#[test]
fn a_note_behind_text_is_about_its_sentence() {
    let two = "The club claimed that the hall was empty. The firm claimed that the mill was shut.";
    let (open, aside) = found(&format!("{two} <!-- whosaid: ignore[WO001] on tape -->\n"));
    assert_eq!((open, aside), (pairs(&[("WO001", 1)]), pairs(&[("WO001", 1)])));
    let draft = Draft::new("a", format!("{two} (whosaid: ignore[WO001] on tape)"));
    let verdict = check(&draft, &Rulebook::built_in());
    assert!(draft.text[verdict.aside[0].finding.span.start..].starts_with("claimed that the mill"));
}

#[test]
fn a_dateline_and_its_paragraph_are_one_block() {
    let text = format!("(whosaid: ignore[WO001] on tape)\nLEEDS, May 3 (XYZ) - {CLAIMED}\n");
    assert_eq!(found(&text), (Vec::new(), pairs(&[("WO001", 2)])));
}

#[test]
fn ranges_and_whole_drafts() {
    let text = format!(
        "whosaid: disable[WO001, FA001] on tape\n{CLAIMED}\n\nThe firm claimed that the mill was shut.\nwhosaid: enable[WO001, FA001]\nThe club claimed that the pool was empty.\nResidents accused the council of covering up the leak.\n"
    );
    let (open, aside) = found(&text);
    assert_eq!(aside, pairs(&[("WO001", 2), ("WO001", 4)]));
    assert_eq!(open, pairs(&[("IG001", 1), ("WO001", 6), ("FA001", 7)]));
    let text = format!("whosaid: ignore-file[WO001] on tape\n{CLAIMED}\n\n{CLAIMED}\n");
    assert_eq!(found(&text).1, pairs(&[("WO001", 2), ("WO001", 4)]));
}

#[test]
fn a_claim_is_set_aside_wherever_it_moves() {
    let claim = "The tank leaked 40,000 litres of acid, the engineer Ann Webb said.";
    let draft = Draft::new("a", claim);
    let id = check(&draft, &Rulebook::built_in()).ledger.claims[0].id.clone();
    let text =
        format!("It rained.\n\nwhosaid: ignore[{id}] seen the log\n\nIt snowed.\n\n{claim}\n");
    assert_eq!(found(&text), (Vec::new(), pairs(&[("CO001", 7)])));
    let text = text.replace("40,000", "50,000");
    assert_eq!(found(&text).0, pairs(&[("IG001", 3), ("CO001", 7)]), "other words, other claim");
}

#[test]
fn what_is_set_aside_takes_nothing_else_with_it() {
    // One verb five times is one finding with five places; four are left.
    let line = |what: &str| format!("The club claimed that the {what} was empty.\n\n");
    let text = format!(
        "{}whosaid: ignore[WO001] on tape\n{}{}{}",
        line("hall"),
        line("pool"),
        line("mill"),
        line("barn")
    );
    let draft = Draft::new("a", text);
    let verdict = check(&draft, &Rulebook::built_in());
    let places = |v: &Verdict| {
        let wo: Vec<_> = v.findings.iter().filter(|f| f.code == "WO001").collect();
        wo.iter()
            .map(|f| 1 + f.related.iter().filter(|r| r.label == "here too").count())
            .sum::<usize>()
    };
    assert_eq!(places(&verdict), 3);
    assert_eq!(verdict.aside.len(), 1);
}

#[test]
fn a_second_fault_speaks_when_the_first_is_set_aside() {
    let rulebook = Rulebook::built_in();
    let mut seen = 0;
    for sample in fs::read_dir(project("samples")).unwrap() {
        // There is a folder too.
        let Ok(text) = fs::read_to_string(sample.unwrap().path()) else { continue };
        let draft = Draft::new("a", text.as_str());
        for finding in check(&draft, &rulebook).findings.iter().filter(|f| !f.also.is_empty()) {
            let line = draft.line_of(finding.span.start);
            let mut lines: Vec<&str> = text.lines().collect();
            let note = format!("whosaid: ignore[{}] seen", finding.code);
            lines.insert(line - 1, &note);
            let verdict = check(&Draft::new("a", lines.join("\n")), &rulebook);
            let codes = |f: &whosaid::verdict::Finding| {
                [std::slice::from_ref(&f.code), &f.also[..]].concat()
            };
            let left: Vec<String> = verdict.findings.iter().flat_map(codes).collect();
            assert!(verdict.aside.iter().any(|aside| aside.finding.code == finding.code));
            for other in &finding.also {
                assert!(left.contains(other), "{other} went with {}: {left:?}", finding.code);
                seen += 1;
            }
        }
    }
    assert!(seen > 0, "no sample has a finding with two faults");
}

#[test]
fn front_matter_sets_checks_aside() {
    let text = format!(
        "---\ntitle: Hall\nwhosaid-ignore:\n  WO001: on tape\n  SR002: x\n---\n\n{CLAIMED}\n"
    );
    let draft = Draft::new("hall.md", text.as_str());
    let verdict = check(&draft, &Rulebook::built_in());
    let [aside] = verdict.aside.as_slice() else { panic!("{:?}", verdict.aside) };
    assert_eq!((aside.finding.code.as_str(), aside.reason.as_str()), ("WO001", "on tape"));
    // The other finds nothing, and is reported at its name.
    let unused: Vec<&str> =
        verdict.findings.iter().map(|f| draft.place(f.span).of(&text)).collect();
    assert_eq!(unused, ["SR002"]);
}

#[test]
fn the_report_says_what_was_set_aside() {
    let desk = Desk::new("aside");
    let text = format!(
        "(whosaid: ignore[WO001] he said so in court)\n{CLAIMED}\n\nResidents accused the council of covering up the leak. <!-- whosaid: ignore[FA001] reply due at five -->\n"
    );
    desk.write("a.txt", &text);
    let told = desk.run("a.txt --width 70 --fail-on warning");
    assert_eq!(told.code, 0, "what is set aside does not count");
    let _in = snapshots("suppress");
    insta::assert_snapshot!("report", told.all());
    assert_eq!(desk.run("a.txt -o short").out, "");
    let json: serde_json::Value = serde_json::from_str(&desk.run("a.txt -o json").out).unwrap();
    let findings = json["drafts"][0]["findings"].as_array().unwrap();
    assert_eq!(findings.len(), 2);
    assert_eq!(findings[0]["suppressed"]["reason"], "he said so in court");
    assert_eq!(findings[0]["suppressed"]["line"], 1);
    assert_eq!(json["summary"]["suppressed"], 2);
    assert_eq!(json["summary"]["warnings"], 0);
}

#[test]
fn notes_with_a_fault_are_findings() {
    let desk = Desk::new("faults");
    let text = format!(
        "Hall burns\n\nwhosaid: ignore[WO01] x\nwhosaid: ignore[QU001] not here\nwhosaid: ignore[IG001] no\nwhosaid: ignore[WO001]\n{CLAIMED}\n\nwhosaid: ignore[] why\nwhosaid: ignor[WO001] why\nwhosaid: ignore WO001\nwhosaid: enable[CO001]\nwhosaid: ignore-file[WO001] late\nwhosaid: ignore[c-000000] gone\nwhosaid: disable[WO001] until the end\nwhosaid: hello\nThe firm claimed that the mill was shut.\n"
    );
    desk.write("a.txt", &text);
    let told = desk.run("a.txt -o short");
    assert_eq!(told.code, 1, "a note that is not understood is an error");
    let _in = snapshots("suppress");
    insta::assert_snapshot!("faults", told.out);
    insta::assert_snapshot!("explain", desk.run("explain unused-ignore").all());
}

#[test]
fn settings_decide_about_notes() {
    let desk = Desk::new("notes");
    desk.write("a.txt", &format!("whosaid: ignore[WO001]\n{CLAIMED}\n"));
    assert_eq!(desk.run("a.txt -o short --show info").codes(), ["IG003", "WO001"]);
    desk.write("whosaid.yml", "ignores: { require_reason: false }\n");
    assert_eq!(desk.run("a.txt -o short --show info").out, "");
    assert!(desk.run("a.txt").out.contains("1 ignored: WO001 line 2: no reason given"));
    desk.write("whosaid.yml", "rules: { ignore-without-reason: off }\n");
    assert_eq!(desk.run("a.txt -o short --show info").codes(), ["WO001"]);
    desk.write("whosaid.yml", "rules: { WO001: off }\nignores: { require_reason: false }\n");
    assert_eq!(
        desk.run("a.txt -o short --show info").out,
        "",
        "a check that does not run is not missed"
    );
    let only = desk.run("a.txt -o short --show info --isolated --only CO001");
    assert_eq!(only.codes(), ["IG003"], "nor is one that --only leaves out");
}

#[test]
fn a_file_beside_the_draft_keeps_the_copy_clean() {
    let desk = Desk::new("sidecar");
    let text = format!(
        "{CLAIMED}\n\nThe tank leaked 40,000 litres of acid, the engineer Ann Webb said.\n"
    );
    desk.write("a.txt", &text);
    let claims = desk.run("claims a.txt -o csv").out;
    let id = claims.lines().find(|line| line.contains("litres") || line.contains("tank"));
    let id = id.unwrap().split(',').find(|cell| cell.starts_with("c-")).unwrap();
    let ignore =
        |id: &str, reason: &str| desk.run_all(&["ignore", id, "--reason", reason, "a.txt"], "");
    let _in = snapshots("suppress");
    insta::assert_snapshot!("ignore-place", ignore("1:10", "he said so in court").all());
    assert_eq!(ignore(id, "seen the log").code, 0);
    insta::assert_snapshot!("sidecar", desk.read("a.txt.whosaid.yml"));
    assert_eq!(desk.run("a.txt -o short --show info").out, "");
    let report = desk.run("a.txt --width 80").out;
    assert!(
        report.contains("2 ignored: WO001 line 1: he said so in court (a.txt.whosaid.yml)"),
        "{report}"
    );
    // The copy moves, and the entries still fit; it changes, and they do not.
    desk.write("a.txt", &format!("It rained.\n\n{text}"));
    assert_eq!(desk.run("a.txt -o short --show info").out, "");
    desk.write("a.txt", &text.replace("empty", "full").replace("40,000", "400"));
    let told = desk.run("a.txt -o short --show info");
    assert_eq!(told.codes(), ["IG001", "IG001", "WO001", "CO001"], "{}", told.out);
    desk.write("a.txt", &text);
    insta::assert_snapshot!("ignore-again", ignore("1:10", "x").all());
    insta::assert_snapshot!("ignore-unknown", ignore("c-123456", "x").all());
    insta::assert_snapshot!("ignore-no-finding", ignore("7:1", "x").all());
    assert_eq!(ignore("1:10", "  ").code, 2);
    for (broken, said) in [
        ("version: 1\nignore: []\n", "a.txt.whosaid.yml:2:1: unknown key `ignore`"),
        ("version: 2\n", "unknown version 2, expected 1"),
        ("version: 1\nignores: [{ check: WO001, reason: x }]\n", "entry 1 needs"),
    ] {
        desk.write("a.txt.whosaid.yml", broken);
        let told = desk.run("a.txt -o short --show info");
        assert_eq!(told.code, 2);
        assert!(told.err.contains(said), "{}", told.err);
    }
}

/// Findings but for those on notes: code, words, line without the note.
fn others(text: &str, rulebook: &Rulebook, line_of: impl Fn(usize) -> usize) -> Vec<String> {
    let draft = Draft::new("a", text);
    let verdict = check(&draft, rulebook);
    let all = verdict.findings.iter().filter(|f| !f.code.starts_with("IG"));
    let ids = verdict.ledger.claims.iter().map(|c| c.id.clone());
    all.map(|f| {
        let words: Vec<&str> = draft.words(f.span).split_whitespace().collect();
        let places: Vec<usize> =
            f.related.iter().map(|r| line_of(draft.line_of(r.span.start))).collect();
        let line = line_of(draft.line_of(f.span.start));
        format!("{} {line} {} {places:?}", f.code, words.join(" "))
    })
    .chain(ids)
    .collect()
}

/// A note that sets nothing aside, in every wrapper.
const NOTES: [&str; 4] = [
    "whosaid: ignore[c-000000] a “reason”, he said",
    "(whosaid: disable[c-000000] a reason; claimed Ann Webb)",
    "[whosaid: ignore[c-000000] “a reason]",
    "<!-- whosaid: nonsense, “said Tom Hale -->",
];

#[test]
fn a_note_never_changes_what_is_found_elsewhere() {
    let rulebook = Rulebook::built_in();
    for name in ["council-tower-block", "border-shelling", "hospital-infections"] {
        let text = fs::read_to_string(project(&format!("samples/{name}.txt"))).unwrap();
        for text in [text.clone(), wrapped(&text)] {
            let lines: Vec<&str> = text.lines().collect();
            let wanted = others(&text, &rulebook, |line| line);
            assert!(wanted.len() >= 5, "{name}: {wanted:?}");
            for (n, at) in (0..=lines.len()).step_by(3).enumerate() {
                let note = NOTES[n % NOTES.len()];
                // A line of its own.
                let mut with = lines.clone();
                with.insert(at, note);
                let real = |line: usize| if line > at { line - 1 } else { line };
                let found = others(&with.join("\n"), &rulebook, real);
                assert_eq!(found, wanted, "{name}: line {at}: {note}");
                // Behind the text of a line.
                if lines.get(at).is_some_and(|line| !line.is_empty()) {
                    let behind = format!("{}  <!-- whosaid: ignore[c-000000] “x -->", lines[at]);
                    let mut with: Vec<&str> = lines.clone();
                    with[at] = &behind;
                    let found = others(&with.join("\n"), &rulebook, |line| line);
                    assert_eq!(found, wanted, "{name}: behind line {at}");
                }
            }
        }
    }
}

/// A text with its paragraphs wrapped by hand.
fn wrapped(text: &str) -> String {
    let mut out = String::new();
    let mut column = 0;
    for word in text.split_inclusive([' ', '\n']) {
        if column + word.len() > 70 && !word.ends_with('\n') {
            out.truncate(out.trim_end_matches(' ').len());
            out.push('\n');
            column = 0;
        }
        out.push_str(word);
        column = if word.ends_with('\n') { 0 } else { column + word.len() };
    }
    out
}

#[test]
fn no_note_is_read_as_text() {
    for note in NOTES {
        let draft = Draft::new("a", format!("{note}\n\n{CLAIMED} {note}\n"));
        let verdict = check(&draft, &Rulebook::built_in());
        assert_eq!(verdict.parsed.attributions.len(), 1, "{note}");
        assert_eq!(draft.text.len(), draft.as_read().len());
    }
}

#[test]
fn odd_notes_break_nothing() {
    let rulebook = Rulebook::built_in();
    for text in [
        "whosaid:",
        "(whosaid:",
        "<!--whosaid:",
        "<!-- whosaid: ignore[",
        "whosaid: ignore]WO001[ é",
        "é whosaid: ignore[WO001",
        "whosaid: ignore[,,é,] “",
        "\u{feff}whosaid: ignore-file[WO001] é",
        "whosaid: ignore[WO001] x\rwhosaid: enable[WO001]\r\n",
        "(whosaid: ignore[WO001] x) (whosaid: ignore[WO001] y) The club claimed it was shut.",
        "whosaid: disable[WO001] x whosaid: enable[WO001] y",
    ] {
        let verdict = check(&Draft::new("a", text), &rulebook);
        assert!(verdict.findings.iter().all(|f| f.span.end <= text.len()), "{text}");
    }
}

#[test]
fn many_notes_take_linear_time() {
    let rulebook = Rulebook::built_in();
    let part =
        "<!-- whosaid: ignore[WO001] on tape -->\nThe club claimed that the hall was shut.\n\n";
    let text = part.repeat(3000);
    let verdict = check(&Draft::new("a", text.as_str()), &rulebook);
    assert_eq!(verdict.aside.len(), 3000);
    let open = "<!-- whosaid: ignore[WO001] x ".repeat(20_000);
    assert!(!check(&Draft::new("a", open.as_str()), &rulebook).findings.is_empty());
}
