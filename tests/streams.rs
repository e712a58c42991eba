//! Records in, answers out: order, bad records, limits, going on where a run was stopped.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::Value;

use crate::desk::Desk;
use crate::outputs::json;
use crate::project;

/// The records of the sample.
fn stories() -> String {
    fs::read_to_string(project("samples/streams/stories.jsonl")).unwrap()
}

/// As many records as are asked for, of many lengths, each with its number for an id.
fn many(count: usize) -> String {
    let record = |n: usize| {
        let said = "The weir gave way at noon, Ada Lund said. ".repeat(1 + n % 7);
        format!("{{\"id\": {n}, \"text\": \"Weir {n} fails\\n\\n{said}\"}}\n")
    };
    (0..count).map(record).collect()
}

fn answers(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

const STREAM: &str = "check --input-format jsonl --isolated";

#[test]
fn every_record_is_answered_in_its_place() {
    let desk = Desk::new("stream");
    desk.write("stories.jsonl", &stories());
    let told = desk.run(&format!("{STREAM} stories.jsonl"));
    let all = answers(&told.out);
    let ids: Vec<String> = all.iter().map(|answer| answer["id"].to_string()).collect();
    assert_eq!(ids, ["\"ferry-1\"", "\"school-7\"", "null", "12", "{\"feed\":3,\"item\":9}"]);
    assert_eq!((all[2]["error"]["line"].as_u64(), told.code), (Some(3), 2));
    assert!(told.err.starts_with("whosaid: stories.jsonl:3: broken JSON: "), "{}", told.err);
    assert_eq!(all[3]["path"], "desk/mill.md");
    assert_eq!(all[3]["format"], "markdown");
    let schema = json::validator("rules/schemas/answer.schema.json");
    for line in told.out.lines() {
        json::valid(&schema, line).unwrap_or_else(|fault| panic!("{line}: {fault}"));
    }
    assert!(!schema.is_valid(&serde_json::json!({"id": 3})), "an answer without anything is taken");
}

#[test]
fn an_answer_is_the_line_of_a_file_with_that_text_and_the_id() {
    let desk = Desk::new("stream-file");
    let text = fs::read_to_string(project("samples/hospital-infections.txt")).unwrap();
    let record = serde_json::json!({"id": "h", "path": "story.txt", "text": text});
    desk.write("story.txt", &text).write("one.jsonl", &record.to_string());
    let answer = desk.run(&format!("{STREAM} one.jsonl")).out;
    let line = desk.run("check -o jsonl --isolated story.txt").out;
    assert_eq!(answer.replacen("\"id\":\"h\",", "", 1), line);
}

#[test]
fn the_answers_are_the_same_for_any_number_of_threads() {
    let desk = Desk::new("stream-jobs");
    desk.write("many.jsonl", &many(60));
    let one = desk.run(&format!("{STREAM} many.jsonl --jobs 1"));
    let ids: Vec<_> = answers(&one.out).iter().map(|a| a["id"].as_u64().unwrap()).collect();
    assert_eq!(ids, (0..60).collect::<Vec<u64>>());
    for jobs in ["2", "7"] {
        assert_eq!(desk.run(&format!("{STREAM} many.jsonl -j {jobs}")).out, one.out, "{jobs}");
    }
    assert_eq!(desk.run_all(&STREAM.split(' ').collect::<Vec<_>>(), &many(60)).out, one.out);
}

#[test]
fn a_line_that_is_too_long_is_refused_and_the_next_one_is_read() {
    let desk = Desk::new("stream-long");
    let long = format!("{{\"id\": 1, \"text\": \"{}\"}}", "a ".repeat(17 << 20));
    desk.write("a.jsonl", &format!("{long}\n\n{}", many(1)));
    let told = desk.run(&format!("{STREAM} a.jsonl --jobs 2"));
    let all = answers(&told.out);
    assert_eq!((all.len(), told.code), (2, 2));
    assert_eq!(all[0]["error"]["message"], "more than 32 MB in one line; split it");
    assert_eq!(all[1]["id"], 0);
}

#[test]
fn a_run_that_was_stopped_goes_on() {
    let desk = Desk::new("stream-resume");
    desk.write("many.jsonl", &many(20));
    let whole = desk.run(&format!("{STREAM} many.jsonl")).out;
    let in_place = format!("{STREAM} many.jsonl -o jsonl=out.jsonl --resume-from out.jsonl");
    // Stopped in the middle of a line, after a line, before the first line, and not at all.
    let ends: Vec<usize> = whole.match_indices('\n').map(|(at, _)| at + 1).collect();
    for stopped in [ends[8] + 40, ends[4], 17, 0, whole.len()] {
        desk.write("out.jsonl", &whole[..stopped]);
        let told = desk.run(&in_place);
        assert_eq!((told.code, told.err.as_str()), (0, ""), "{stopped}");
        assert_eq!(desk.read("out.jsonl"), whole, "{stopped}");
        // The file of another run stays as it is, and the rest comes out.
        desk.write("old.jsonl", &whole[..stopped]);
        let rest = desk.run(&format!("{STREAM} many.jsonl --resume-from old.jsonl")).out;
        let kept = ends.iter().rev().find(|end| **end <= stopped).map_or(0, |end| *end);
        assert_eq!(rest, whole[kept..], "{stopped}");
    }
    fs::remove_file(desk.path("out.jsonl")).unwrap();
    assert_eq!(desk.run(&in_place).code, 0, "the first run");
    assert_eq!(desk.read("out.jsonl"), whole);
}

#[test]
fn answers_to_other_records_are_refused() {
    let desk = Desk::new("stream-others");
    desk.write("many.jsonl", &many(3)).write("two.jsonl", &many(2));
    let whole = desk.run(&format!("{STREAM} many.jsonl")).out;
    let (first, rest) = whole.split_once('\n').unwrap();
    for (answers, error) in [
        (
            rest.to_owned(),
            "old.jsonl:1: the answer to 1, but the record on line 1 of two.jsonl is 0",
        ),
        (format!("{first}\nnonsense\n{rest}"), "old.jsonl:2: not an answer"),
        (whole.clone(), "old.jsonl: more answers than the stream has records (2)"),
    ] {
        desk.write("old.jsonl", &answers);
        let told = desk.run(&format!("{STREAM} two.jsonl --resume-from old.jsonl"));
        assert_eq!((told.code, told.out.as_str()), (2, ""), "{error}");
        assert!(told.err.contains(error), "{error}: {}", told.err);
    }
}

#[test]
fn mistakes_are_said() {
    let desk = Desk::new("stream-mistakes");
    desk.write("a.jsonl", &many(1)).write("a.txt", "The hall was empty, he said.\n");
    for (arguments, error) in [
        ("check --input-format jsonl a.jsonl -o text", "records are answered in jsonl"),
        (
            "check --input-format jsonl a.jsonl -o jsonl=a.jsonl",
            "a.jsonl: the records are read from it",
        ),
        ("check --input-format jsonl a.jsonl --approved", "need drafts in files; a stream"),
        (
            "check --input-format jsonl a.jsonl --changed-since main",
            "and --changed-since need drafts in files",
        ),
        ("check --input-format jsonl a.jsonl --resume-from b.jsonl", "b.jsonl: no such file"),
        ("check --input-format jsnl a.jsonl", "did you mean jsonl?"),
        ("check --input-format jsonl nowhere.jsonl", "nowhere.jsonl: no such file"),
        ("check --input-format jsonl .", ".: a folder, expected a file with a record a line"),
        ("check a.txt --resume-from b.jsonl", "--resume-from goes with a stream of records"),
        ("claims --input-format jsonl a.jsonl", "records are read by `whosaid check"),
        ("check --input-format jsonl a.jsonl --watch", "--watch needs drafts"),
    ] {
        let told = desk.run(arguments);
        assert_eq!((told.code, told.out.as_str()), (2, ""), "{arguments}");
        assert!(told.err.contains(error), "{arguments}: {}", told.err);
    }
    assert_eq!(desk.read("a.jsonl"), many(1), "nothing was written over it");
}

#[test]
fn settings_count_and_paths_choose_among_them() {
    let desk = Desk::new("stream-settings");
    let settings =
        "rules: { WO001: error }\noverrides:\n  - paths: [opinion/**]\n    rules: { WO001: off }\n";
    let record = |path: &str| {
        format!(
            "{{\"id\": 1, \"path\": \"{path}\", \"text\": \"The club claimed that the hall was empty.\"}}\n"
        )
    };
    desk.write("whosaid.yml", settings);
    desk.write("a.jsonl", &[record("news/a.txt"), record("opinion/a.txt")].concat());
    let told = desk.run("check --input-format jsonl a.jsonl");
    let of = |answer: &Value| answer["findings"].to_string().contains("WO001");
    let all: Vec<bool> = answers(&told.out).iter().map(of).collect();
    assert_eq!((all, told.code), (vec![true, false], 1));
    assert_eq!(desk.run("check --input-format jsonl a.jsonl --fail-on never").code, 0);
}

/// An answer comes before the next record is there, and nothing is said when nobody listens any more.
#[test]
fn a_stream_is_answered_while_it_comes() {
    for jobs in ["1", "3"] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_whosaid"))
            .args(STREAM.split(' '))
            .args(["--jobs", jobs])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (mut records, mut line) = (child.stdin.take().unwrap(), String::new());
        let mut out = BufReader::new(child.stdout.take().unwrap());
        for (n, record) in many(3).lines().enumerate() {
            writeln!(records, "{record}").unwrap();
            line.clear();
            out.read_line(&mut line).unwrap();
            assert!(line.starts_with(&format!("{{\"id\":{n},")), "{line}");
        }
        drop(out);
        // The next answer finds nobody; the program ends though more records may come.
        for record in many(50).lines() {
            if writeln!(records, "{record}").is_err() {
                break;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        drop(records);
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{jobs}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{jobs}");
    }
}
