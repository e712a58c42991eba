//! Old findings are not shown: the baseline, `--changed-since`, `ignore --all`.

use std::fs;
use std::process::Command;

use serde::Deserialize;
use whosaid::adopt::{Baseline, Former, Recorded, Trace, traces};
use whosaid::{Draft, Rulebook, check};

use crate::desk::{Desk, Told};
use crate::{project, records};

const OLD: &str = "Hall shut\n\nIt is understood that the hall will close.\n\n\
    A source familiar with the matter said the mill would close.\n";
const FAULT: &str = "\nIt is understood that the pool will close.\n";

fn traced(rulebook: &Rulebook, text: &str) -> Vec<Trace> {
    let draft = Draft::new("d.txt", text);
    traces(&draft, &check(&draft, rulebook), rulebook)
}

/// Two versions of a draft.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Versions {
    name: String,
    /// Ways to tell new from old that are wrong here.
    #[serde(default)]
    naive: Vec<String>,
    before: String,
    after: String,
    /// The codes that are new.
    new: Vec<String>,
}

#[test]
fn what_is_new_in_a_second_version() {
    let rulebook = Rulebook::built_in();
    let cases: Vec<Versions> = records::<Vec<Versions>>("tests/cases/adopt")
        .into_iter()
        .flat_map(|(_, all)| all)
        .collect();
    let mut wrong = String::new();
    for case in &cases {
        let before = traced(&rulebook, &case.before);
        assert!(case.name.contains("reason") || !before.is_empty(), "{}: no finding", case.name);
        let mut former = Former::of(&before);
        let after = traced(&rulebook, &case.after);
        let new: Vec<&str> =
            after.iter().filter(|t| !former.has(t)).map(|t| t.code.as_str()).collect();
        if new != case.new {
            wrong += &format!("{}: {new:?}, not {:?}\n", case.name, case.new);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    let naive = cases.iter().filter(|case| !case.naive.is_empty()).count();
    assert!(2 * naive >= cases.len(), "{naive} of {}", cases.len());
}

#[test]
fn a_naive_way_is_wrong_where_the_cases_say_so() {
    let rulebook = Rulebook::built_in();
    let at = |text: &str| -> Vec<(String, usize)> {
        let draft = Draft::new("d.txt", text);
        let findings = check(&draft, &rulebook).findings;
        findings.iter().map(|f| (f.code.clone(), draft.line_of(f.span.start))).collect()
    };
    for (_, cases) in records::<Vec<Versions>>("tests/cases/adopt") {
        for case in cases {
            let (before, after) = (at(&case.before), at(&case.after));
            let by_line: Vec<&str> =
                after.iter().filter(|f| !before.contains(f)).map(|f| f.0.as_str()).collect();
            let prints: Vec<String> =
                traced(&rulebook, &case.before).into_iter().map(|t| t.fingerprint).collect();
            let by_print: Vec<String> = traced(&rulebook, &case.after)
                .into_iter()
                .filter(|t| !prints.contains(&t.fingerprint))
                .map(|t| t.code)
                .collect();
            let mut left = before.clone();
            let mut by_count = Vec::new();
            for (code, _) in &after {
                match left.iter().position(|(other, _)| other == code) {
                    Some(n) => drop(left.remove(n)),
                    None => by_count.push(code.as_str()),
                }
            }
            let old: Vec<&str> = case.before.lines().collect();
            let lines: Vec<&str> = case.after.lines().collect();
            let by_change: Vec<&str> = after
                .iter()
                .filter(|(_, line)| !old.contains(&lines[line - 1]))
                .map(|f| f.0.as_str())
                .collect();
            for way in &case.naive {
                let told: Vec<String> = match way.as_str() {
                    "line" => by_line.iter().map(ToString::to_string).collect(),
                    "fingerprint" => by_print.clone(),
                    "count" => by_count.iter().map(ToString::to_string).collect(),
                    "changed-lines" => by_change.iter().map(ToString::to_string).collect(),
                    other => panic!("{}: no way {other}", case.name),
                };
                // Places are compared too: "moved to the end" is the same list with another line.
                let moved = case.name.contains("moved") && way == "changed-lines";
                assert!(moved || told != case.new, "{}: {way} is right", case.name);
            }
        }
    }
}

/// A folder with two old drafts and a baseline.
fn adopted(name: &str) -> Desk {
    let desk = Desk::new(name);
    desk.write("a.txt", OLD).write("news/b.txt", &OLD.replace("hall", "club"));
    let told = desk.run("baseline write");
    assert_eq!(told.code, 0, "{}", told.all());
    desk
}

const CHECK: &str = "check . -o short --show note --fail-on note --baseline whosaid.baseline.json";

#[test]
fn a_baseline_gives_a_clean_run_and_a_new_fault_is_seen() {
    let desk = adopted("adopt-clean");
    let told = desk.run(CHECK);
    assert_eq!((told.code, told.out.as_str()), (0, ""), "{}", told.all());
    let entries = Baseline::read(&desk.read("whosaid.baseline.json"), "b").unwrap().findings;
    let said =
        format!("whosaid: {} findings of whosaid.baseline.json are not shown\n", entries.len());
    assert_eq!(told.err, said);
    desk.write("a.txt", &format!("New head\n\nThe road is wide.\n\n{OLD}{FAULT}"));
    let told = desk.run(CHECK);
    assert_eq!((told.code, told.codes()), (1, vec!["SR002"]), "{}", told.all());
    assert!(told.out.contains("a.txt:11:1: "), "{}", told.out);
}

#[test]
fn a_baseline_is_sorted_a_line_a_finding_and_the_same_each_time() {
    let desk = adopted("adopt-file");
    let text = desk.read("whosaid.baseline.json");
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    let number = value["findings"].as_array().unwrap().len();
    assert_eq!(text.lines().filter(|line| line.contains("\"path\": ")).count(), number, "{text}");
    let paths: Vec<&str> =
        value["findings"].as_array().unwrap().iter().map(|f| f["path"].as_str().unwrap()).collect();
    assert!(paths.is_sorted() && paths.contains(&"news/b.txt"), "{paths:?}");
    let again = desk.run("baseline write");
    assert!(again.out.starts_with("whosaid.baseline.json is up to date: "), "{}", again.out);
    // From elsewhere, and with other words for the same paths.
    desk.run("baseline write news/../a.txt ./news --baseline ./whosaid.baseline.json");
    assert_eq!(desk.read("whosaid.baseline.json"), text);
    let mut command = Command::new(env!("CARGO_BIN_EXE_whosaid"));
    command.current_dir(desk.path("news"));
    command.args(["baseline", "write", "..", "--baseline", "../whosaid.baseline.json"]);
    assert!(command.output().unwrap().status.success());
    assert_eq!(desk.read("whosaid.baseline.json"), text);
}

#[test]
fn write_says_what_it_adds_and_drops() {
    let desk = adopted("adopt-write");
    desk.write("a.txt", &format!("{}{FAULT}", OLD.replace("mill", "bank")));
    let told = desk.run("baseline write");
    assert!(told.out.contains(" 2 added, 1 dropped\n"), "{}", told.out);
    assert!(told.out.contains("\n  + a.txt: SR002 “It is understood that”\n"), "{}", told.out);
    assert!(
        told.out.contains("\n  - a.txt: SR001 “A source familiar with the matter”\n"),
        "{}",
        told.out
    );
    // What is not read stays, and so does what other checks have found.
    let before = desk.read("whosaid.baseline.json");
    desk.write("news/b.txt", "Nothing.\n");
    desk.run("baseline write a.txt");
    assert_eq!(desk.read("whosaid.baseline.json"), before);
    desk.write("a.txt", "Nothing.\n");
    desk.run("baseline write a.txt --only SR002");
    let kept = Baseline::read(&desk.read("whosaid.baseline.json"), "b").unwrap().findings;
    let codes = |path: &str| -> Vec<String> {
        kept.iter().filter(|r| r.path == path).map(|r| r.code.clone()).collect()
    };
    assert_eq!(codes("a.txt"), ["SR001"]);
    assert_eq!(codes("news/b.txt"), ["SR001", "SR002"]);
}

#[test]
fn prune_drops_what_is_gone_and_adds_nothing() {
    let desk = adopted("adopt-prune");
    desk.write(
        "a.txt",
        &format!("Hall shut\n\nIt is understood that the hall will close.\n{FAULT}"),
    );
    fs::remove_file(desk.path("news/b.txt")).unwrap();
    let stale = desk.run(CHECK);
    assert!(
        stale.err.contains("1 entry of whosaid.baseline.json no longer occurs"),
        "{}",
        stale.err
    );
    let told = desk.run("baseline prune");
    assert_eq!(
        told.out,
        "whosaid.baseline.json: dropped 3 findings that no longer occur, 1 is left\n  \
         gone: news/b.txt (2 findings)\n"
    );
    let left = Baseline::read(&desk.read("whosaid.baseline.json"), "b").unwrap().findings;
    assert_eq!(left.iter().map(|r| r.code.as_str()).collect::<Vec<_>>(), ["SR002"]);
    assert_eq!(desk.run(CHECK).codes(), ["SR002"]);
    assert!(desk.run("baseline prune").out.contains("nothing to drop, 1 is left"));
    assert_eq!(desk.run("baseline prune --baseline none.json").code, 2);
}

#[test]
fn a_draft_that_was_moved_takes_its_findings_along() {
    let desk = adopted("adopt-moved");
    fs::rename(desk.path("a.txt"), desk.path("news/c.txt")).unwrap();
    let told = desk.run(CHECK);
    assert_eq!((told.code, told.out.as_str()), (0, ""), "{}", told.all());
    assert!(told.err.contains("news/c.txt was a.txt, which is gone"), "{}", told.err);
    let told = desk.run("baseline prune");
    assert!(told.out.contains("moved: a.txt is now news/c.txt (2 findings)"), "{}", told.out);
    assert_eq!(desk.run(CHECK).err.lines().count(), 1);
    // A copy is a new draft.
    fs::copy(desk.path("news/c.txt"), desk.path("d.txt")).unwrap();
    assert_eq!(desk.run(CHECK).codes(), ["SR002", "SR001"]);
}

#[test]
fn the_settings_name_a_baseline_for_every_command() {
    let desk = adopted("adopt-settings");
    desk.write("news/sub/c.txt", OLD);
    desk.write("whosaid.yml", "fail_on: note\nbaseline: whosaid.baseline.json\n");
    let told = desk.run("config show");
    assert!(told.out.contains("baseline: whosaid.baseline.json "), "{}", told.out);
    assert!(told.out.contains("# whosaid.yml:2"), "{}", told.out);
    assert_eq!(desk.run("check a.txt news/b.txt -o short").code, 0);
    assert_eq!(desk.run("check a.txt -o short --no-baseline").codes(), ["SR002", "SR001"]);
    assert_eq!(desk.run("check news/sub -o short").codes(), ["SR002", "SR001"]);
    assert!(!desk.run("questions a.txt").out.contains("It is understood"));
    let told = desk.run("baseline write");
    assert!(told.out.starts_with("wrote whosaid.baseline.json: 6 findings in 3 drafts, 2 added"));
    // Named and not there.
    desk.write("whosaid.yml", "baseline: gone.json\n");
    let told = desk.run("check a.txt -o short");
    assert_eq!((told.code, told.out.as_str()), (2, ""));
    assert_eq!(
        told.err,
        "whosaid: whosaid.yml:1: no baseline gone.json; `whosaid baseline write` writes it\n"
    );
    desk.run("baseline write");
    assert_eq!(desk.run("check a.txt -o short").code, 0);
}

#[test]
fn a_baseline_that_cannot_be_used_says_why() {
    let desk = adopted("adopt-broken");
    let good = desk.read("whosaid.baseline.json");
    let told = |text: &str| -> Told {
        desk.write("whosaid.baseline.json", text);
        desk.run(CHECK)
    };
    let cases = [
        (good.replace("\"version\": 1", "\"version\": 2"), "json:2:14: ", "a newer whosaid"),
        (
            good.replace("    {\"path\": \"a", "<<<<<<< ours\n    {\"path\": \"a"),
            "json:4:1: ",
            "a merge",
        ),
        (good.replace("\"code\"", "\"cod\""), "json:4:", "unknown key `cod`"),
        (good.replace("]\n}", "]\n"), "json:", "EOF while parsing an object"),
        (String::new(), "json:1:", "EOF while parsing"),
        ("[]".to_owned(), "json:1:", "no baseline of whosaid"),
    ];
    for (text, place, why) in cases {
        let told = told(&text);
        assert_eq!((told.code, told.out.as_str()), (2, ""), "{why}: {}", told.all());
        assert!(told.err.starts_with("whosaid: whosaid.baseline."), "{}", told.err);
        assert!(told.err.contains(place) && told.err.contains(why), "{}", told.err);
        assert_eq!(told.err.lines().count(), 1, "{}", told.err);
        // Nothing is written over it.
        assert_eq!(desk.run("baseline write").code, 2);
        assert_eq!(desk.read("whosaid.baseline.json"), text);
    }
    let told = desk.run("check a.txt --baseline none.json");
    assert_eq!(told.code, 2);
    assert!(told.err.contains("none.json: no such file; `whosaid baseline write"), "{}", told.err);
    assert_eq!(desk.run("baseline write --baseline a.txt").code, 2, "a draft is no baseline");
    assert_eq!(desk.read("a.txt"), OLD);
}

#[test]
fn drafts_elsewhere_on_standard_input_and_of_one_file() {
    let desk = adopted("adopt-places");
    let check = ["check", "-o", "short", "--baseline", "whosaid.baseline.json"];
    let run = |more: &[&str], input: &str| desk.run_all(&[&check[..], more].concat(), input);
    assert_eq!(run(&["-", "--stdin-filename", "news/../a.txt"], OLD).codes(), [""; 0]);
    assert_eq!(run(&["-", "--stdin-filename", "z.txt"], OLD).codes(), ["SR002", "SR001"]);
    assert_eq!(run(&["-"], OLD).codes(), ["SR002", "SR001"]);
    // Once for each time it is read.
    assert_eq!(run(&["a.txt", "./a.txt"], "").codes(), [""; 0]);
    let whole = desk.path("a.txt");
    assert_eq!(run(&[whole.to_str().unwrap()], "").codes(), [""; 0]);
    // A draft beside the baseline's folder.
    let told = desk.run("baseline write a.txt --baseline news/its.json");
    assert_eq!(told.code, 0, "{}", told.all());
    assert!(desk.read("news/its.json").contains("\"path\": \"../a.txt\""));
    assert_eq!(desk.run("check a.txt -o short --baseline news/its.json").codes(), [""; 0]);
    // The stories of a feed share what was written down of their file.
    let item =
        |words: &str| format!("<item><title>Hall</title><description>{words}</description></item>");
    let fault = "It is understood that the hall will close.";
    let feed = |items: &str| format!("<rss><channel>{items}</channel></rss>");
    desk.write("f.rss", &feed(&format!("{}{}", item(fault), item(fault))));
    desk.run("baseline write");
    assert_eq!(run(&["f.rss"], "").codes(), [""; 0]);
    desk.write("f.rss", &feed(&format!("{}{}{}", item("No."), item(fault), item(fault))));
    assert_eq!(run(&["f.rss"], "").codes(), [""; 0]);
    desk.write("f.rss", &feed(&format!("{}{}{}", item(fault), item(fault), item(fault))));
    assert_eq!(run(&["f.rss"], "").codes(), ["SR002"]);
}

#[test]
fn every_format_can_be_adopted() {
    let desk = Desk::new("adopt-formats");
    for entry in fs::read_dir(project("samples/formats")).unwrap().map(Result::unwrap) {
        fs::copy(entry.path(), desk.path("").join(entry.file_name())).unwrap();
    }
    assert_eq!(desk.run("baseline write").code, 0);
    let told = desk.run(CHECK);
    assert_eq!((told.code, told.out.as_str()), (0, ""), "{}", told.all());
    assert!(desk.run("baseline prune").out.contains("nothing to drop"));
    let told = desk.run("check . --baseline whosaid.baseline.json -o json --show note");
    let json: serde_json::Value = serde_json::from_str(&told.out).unwrap();
    let findings = json["drafts"].as_array().unwrap().iter();
    let findings: Vec<_> = findings.flat_map(|d| d["findings"].as_array().unwrap()).collect();
    assert!(findings.len() > 10);
    for finding in findings {
        if !finding["suppressed"]["line"].is_null() {
            continue;
        }
        assert_eq!(finding["suppressed"]["reason"], "baseline", "{finding}");
        assert_eq!(finding["suppressed"]["path"], "whosaid.baseline.json");
    }
}

#[test]
fn what_a_person_reads_has_no_list_of_old_findings() {
    let desk = adopted("adopt-read");
    let told = desk.run("check a.txt --baseline whosaid.baseline.json");
    assert!(told.out.starts_with("a.txt  nothing new to flag · "), "{}", told.out);
    assert!(!told.out.contains("ignored"), "{}", told.out);
    let html = desk.run("check a.txt --baseline whosaid.baseline.json -o html").out;
    assert!(!html.contains(">Ignored<"));
    let told = desk.run("check a.txt --baseline whosaid.baseline.json --statistics");
    assert!(told.err.contains("old findings not shown"), "{}", told.err);
}

#[test]
fn an_entry_without_places_is_known_by_its_fingerprint_alone() {
    let recorded =
        Recorded { code: "SR002".into(), fingerprint: "f-1".into(), ..Recorded::default() };
    let trace = |fingerprint: &str| Trace {
        code: "SR002".into(),
        fingerprint: fingerprint.into(),
        words: String::new(),
        places: vec!["a-b-c".into()],
        also: Vec::new(),
    };
    let mut former = Former::new(vec![recorded]);
    assert!(!former.has(&trace("f-2")));
    assert!(former.has(&trace("f-1")));
    assert!(!former.has(&trace("f-1")), "each excuses one");
}

/// Runs git in a folder; nothing where there is none on this machine.
fn git(desk: &Desk, arguments: &[&str]) -> Option<()> {
    let mut command = Command::new("git");
    command.current_dir(desk.path("")).args(["-c", "user.name=Ann", "-c", "user.email=ann@x.test"]);
    command.args(["-c", "init.defaultBranch=main", "-c", "commit.gpgsign=false"]).args(arguments);
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
        command.env_remove(name);
    }
    let Ok(output) = command.output() else {
        eprintln!("skipped: git is not here");
        return None;
    };
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "git {arguments:?}: {said}");
    Some(())
}

/// A repository with two drafts, committed on a branch named main.
fn repository(name: &str) -> Option<Desk> {
    let desk = Desk::new(name);
    desk.write("a.txt", OLD).write("news/b.txt", &OLD.replace("hall", "club"));
    git(&desk, &["init", "-q"])?;
    git(&desk, &["add", "-A"])?;
    git(&desk, &["commit", "-qm", "one"])?;
    Some(desk)
}

const SINCE: &str = "check . -o short --show note --fail-on note --changed-since";

#[test]
fn only_what_is_new_since_a_revision_is_shown() {
    let Some(desk) = repository("since-new") else { return };
    let told = desk.run(&format!("{SINCE} HEAD"));
    assert_eq!((told.code, told.out.as_str()), (0, ""));
    assert_eq!(told.err, "whosaid: no draft has changed since HEAD\n");
    desk.write("a.txt", &format!("{}{FAULT}", OLD.replace("Hall shut", "Hall\nshut")));
    let told = desk.run(&format!("{SINCE} HEAD"));
    assert_eq!((told.code, told.codes()), (1, vec!["SR002"]), "{}", told.all());
    assert!(told.out.starts_with("a.txt:8:1: "), "{}", told.out);
    assert_eq!(
        told.err,
        "whosaid: 2 findings that HEAD has too are not shown\n\
         whosaid: 1 draft has not changed since HEAD and is not shown\n"
    );
    // Untracked files are new, and names can be odd.
    desk.write("-x é \"q\".txt", FAULT).write("a.txt", OLD);
    assert_eq!(desk.run(&format!("{SINCE} main")).codes(), ["SR002"]);
    git(&desk, &["add", "-A"]).unwrap();
    assert_eq!(desk.run(&format!("{SINCE} main")).codes(), ["SR002"]);
    git(&desk, &["commit", "-qm", "two"]).unwrap();
    assert_eq!(desk.run(&format!("{SINCE} main")).codes(), [""; 0]);
    for rev in ["main~1", "HEAD~1..", "main~1...HEAD", "HEAD^"] {
        assert_eq!(desk.run(&format!("{SINCE} {rev}")).codes(), ["SR002"], "{rev}");
    }
}

#[test]
fn a_reply_that_is_cut_is_seen_in_a_line_that_nobody_touched() {
    let accused = "Hall shut\n\nResidents accused the council of covering up the leak.\n";
    let reply = "\nThe council denied that it had covered up the leak.\n";
    let Some(desk) = repository("since-cut") else { return };
    desk.write("c.txt", &format!("{accused}{reply}"));
    git(&desk, &["add", "-A"]).unwrap();
    git(&desk, &["commit", "-qm", "two"]).unwrap();
    desk.write("c.txt", accused);
    assert_eq!(desk.run(&format!("{SINCE} HEAD")).codes(), ["FA001"]);
}

#[test]
fn renames_subfolders_branches_and_standard_input() {
    let Some(desk) = repository("since-places") else { return };
    git(&desk, &["checkout", "-qb", "desk"]).unwrap();
    git(&desk, &["mv", "a.txt", "news/moved.txt"]).unwrap();
    let moved = format!("{OLD}{FAULT}");
    desk.write("news/moved.txt", &moved);
    assert_eq!(desk.run(&format!("{SINCE} main")).codes(), ["SR002"]);
    git(&desk, &["commit", "-qam", "moved"]).unwrap();
    git(&desk, &["checkout", "-q", "main"]).unwrap();
    desk.write("later.txt", FAULT);
    git(&desk, &["add", "-A"]).unwrap();
    git(&desk, &["commit", "-qm", "later"]).unwrap();
    git(&desk, &["checkout", "-q", "desk"]).unwrap();
    // Where this branch left main, whatever main has done since.
    assert_eq!(desk.run(&format!("{SINCE} main...")).codes(), ["SR002"]);
    let mut command = Command::new(env!("CARGO_BIN_EXE_whosaid"));
    command.current_dir(desk.path("news"));
    command.args(["check", "moved.txt", "-o", "short", "--changed-since", "main"]);
    let output = command.output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout).lines().count(), 1);
    let piped = ["check", "-", "-o", "short", "--stdin-filename", "news/moved.txt"];
    let told = desk.run_all(&[&piped[..], &["--changed-since", "HEAD"]].concat(), &moved);
    assert_eq!(told.codes(), [""; 0], "{}", told.all());
    let more = format!("{moved}\nIt is understood that the bank will close.\n");
    let told = desk.run_all(&[&piped[..], &["--changed-since", "HEAD"]].concat(), &more);
    assert_eq!(told.codes(), ["SR002"]);
}

#[test]
fn a_reason_that_was_taken_away_is_a_change() {
    let Some(desk) = repository("since-reason") else { return };
    assert_eq!(desk.run("ignore --all --reason old a.txt").code, 0);
    git(&desk, &["add", "-A"]).unwrap();
    git(&desk, &["commit", "-qm", "two"]).unwrap();
    fs::remove_file(desk.path("a.txt.whosaid.yml")).unwrap();
    assert_eq!(desk.run(&format!("{SINCE} HEAD")).codes(), ["SR002", "SR001"]);
}

#[test]
fn what_git_cannot_answer_is_said() {
    let Some(desk) = repository("since-errors") else { return };
    let said = |rev: &str| {
        let told = desk.run(&format!("{SINCE} {rev}"));
        assert_eq!((told.code, told.out.as_str()), (2, ""), "{rev}");
        assert_eq!(told.err.lines().count(), 1, "{}", told.err);
        told.err
    };
    assert!(said("origin/main").contains("unknown revision “origin/main”"));
    assert!(said("origin/main...").contains("unknown revision “origin/main”"));
    assert!(said("--output=x").contains("needs a revision, not “--output=x”"));
    assert!(said("HEAD:a.txt").contains("unknown revision"));
    assert!(said("main..main").contains("names two"));
    assert!(!desk.path("x").exists());
    let told = desk.run_all(&["check", "-", "--changed-since", "HEAD"], OLD);
    assert_eq!(told.code, 2);
    assert!(told.err.contains("standard input has no place in git"), "{}", told.err);
    let mut command = Command::new(env!("CARGO_BIN_EXE_whosaid"));
    command.current_dir(desk.path("")).env("PATH", "/nowhere");
    let output = command.args(["check", "a.txt", "--changed-since", "HEAD"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("git, which is not installed"), "{said}");
    let outside = std::env::temp_dir().join(format!("whosaid-no-git-{}", std::process::id()));
    fs::create_dir_all(&outside).unwrap();
    fs::write(outside.join("a.txt"), OLD).unwrap();
    let told = desk.run_all(
        &["check", outside.join("a.txt").to_str().unwrap(), "--changed-since", "HEAD"],
        "",
    );
    fs::remove_dir_all(&outside).unwrap();
    assert_eq!(told.code, 2);
    assert!(told.err.contains("is in no git repository"), "{}", told.err);
}

#[test]
fn all_findings_of_drafts_are_ignored_with_a_reason() {
    let desk = Desk::new("ignore-all");
    let line = |what: &str| format!("The club claimed that the {what} was empty.\n\n");
    let text: String = ["hall", "pool", "mill", "barn"].iter().map(|what| line(what)).collect();
    desk.write("a.txt", &format!("{OLD}\n{text}")).write("b.txt", OLD);
    let check = "check a.txt b.txt -o short --show note --fail-on note";
    assert_eq!(desk.run(check).code, 1);
    let told =
        desk.run_all(&["ignore", "--all", "--only", "SR002", "--reason", "on  file", "a.txt"], "");
    assert_eq!(told.out, "a.txt: 1 entry in a.txt.whosaid.yml: on file\n", "{}", told.all());
    let head = "# kept by hand\n";
    desk.write("a.txt.whosaid.yml", &format!("{head}{}", desk.read("a.txt.whosaid.yml")));
    let told = desk.run_all(&["ignore", "--all", "--reason", "published", "a.txt", "b.txt"], "");
    assert_eq!((told.code, told.out.lines().count()), (0, 2), "{}", told.all());
    assert!(desk.read("a.txt.whosaid.yml").starts_with(head));
    let after = desk.run(check);
    assert_eq!((after.code, after.out.as_str()), (0, ""), "{}", after.all());
    let told = desk.run_all(&["ignore", "--all", "--reason", "published", "b.txt"], "");
    assert_eq!(told.out, "b.txt: nothing to set aside\n");
    desk.write("b.txt", &format!("{OLD}{FAULT}"));
    assert_eq!(desk.run(check).codes(), ["SR002"]);
    // One thing is still one thing.
    assert_eq!(desk.run("ignore 7:1 --reason x b.txt").code, 0);
    assert_eq!(desk.run(check).codes(), [""; 0]);
    assert_eq!(desk.run("ignore b.txt --reason x").code, 2);
    assert_eq!(desk.run("ignore --all --reason x none.txt").code, 2);
    assert_eq!(desk.run("ignore 1:1 --only SR002 --reason x b.txt").code, 2);
}
