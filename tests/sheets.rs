//! The three sheets: what is in them, that they obey or refuse their options, and that no draft breaks
//! out of them.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::process::Output;

use pulldown_cmark::{Event, Options, Parser, Tag};

use crate::cli::{draft, folder, told, whosaid};
use crate::{project, snapshots};

const SHEETS: [&str; 3] = ["claims", "speakers", "questions"];
const FORMATS: [&str; 4] = ["text", "md", "csv", "json"];

/// A sheet of one of our samples, which is read under its bare name.
fn of_sample(sheet: &str, sample: &str, arguments: &[&str]) -> Output {
    let text = fs::read(project("samples").join(sample)).unwrap();
    draft(sample, &text);
    whosaid().arg(sheet).args(arguments).arg(sample).output().unwrap()
}

#[test]
fn every_sheet_in_every_format() {
    let _in = snapshots("sheets");
    for sheet in SHEETS {
        for format in FORMATS {
            for sample in ["company-layoffs", "council-tower-block"] {
                let name = format!("{sample}.txt");
                let output = of_sample(sheet, &name, &["--width", "80", "-o", format]);
                insta::assert_snapshot!(format!("{sheet}-{format}-{sample}"), told(&output));
            }
        }
    }
}

#[test]
fn the_text_fits_its_page() {
    for sheet in SHEETS {
        for width in [60, 100] {
            let wide = width.to_string();
            let output = of_sample(sheet, "venezuela-us-talks.txt", &["--width", &wide]);
            let text = String::from_utf8(output.stdout).unwrap();
            assert!(text.lines().all(|line| line.chars().count() <= width), "{sheet}: {text}");
        }
    }
}

#[test]
fn colours_are_asked_for() {
    for sheet in SHEETS {
        let coloured = |when| {
            let arguments = ["--color", when];
            of_sample(sheet, "council-tower-block.txt", &arguments).stdout.contains(&0x1b)
        };
        assert!(coloured("always") && !coloured("never") && !coloured("auto"), "{sheet}");
    }
}

#[test]
fn options_are_obeyed_or_refused_with_a_reason() {
    let mut all = String::new();
    let cases: [(&str, &[&str]); 8] = [
        ("claims", &["--show", "note"]),
        ("speakers", &["--only", "SR001"]),
        ("claims", &["--fail-on", "error"]),
        ("questions", &["--fail-on", "note"]),
        ("questions", &["--only", "SR999"]),
        ("questions", &["--show", "nothing"]),
        ("speakers", &["-o", "short"]),
        ("claims", &["-o", "csv="]),
    ];
    for (sheet, arguments) in cases {
        let output = of_sample(sheet, "council-tower-block.txt", arguments);
        assert_eq!(output.status.code(), Some(2), "{sheet} {arguments:?}");
        let _ = writeln!(all, "whosaid {sheet} {}\n{}", arguments.join(" "), told(&output));
    }
    let _in = snapshots("sheets");
    insta::assert_snapshot!("refused", all);
    let harmless = ["--exit-zero", "--fail-on", "never"];
    let output = of_sample("claims", "council-tower-block.txt", &harmless);
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn questions_are_those_of_what_is_shown() {
    let count = |arguments: &[&str]| {
        let arguments = [&["-o", "json"], arguments].concat();
        let output = of_sample("questions", "council-tower-block.txt", &arguments);
        let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        json["drafts"][0]["questions"].as_array().unwrap().len()
    };
    assert!(count(&["--show", "error"]) < count(&["--show", "note"]));
    assert_eq!(count(&["--show", "note", "--only", "SR001"]), 1);
}

#[test]
fn no_question_is_asked_twice_of_the_same() {
    let text = "It is understood that the hall was empty.\n\nIt is understood that the club knew.";
    let name = draft("twice.txt", text.as_bytes());
    let output = whosaid().args(["questions", "-o", "json", &name]).output().unwrap();
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let all = json["drafts"][0]["questions"].as_array().unwrap();
    let each: BTreeSet<_> =
        all.iter().map(|q| (q["whom"].to_string(), q["question"].to_string())).collect();
    assert_eq!(each.len(), all.len());
    assert_eq!(all[0]["place"], "lines 1 and 3");
}

#[test]
fn keys_and_ids_are_those_of_the_report() {
    let sample = "venezuela-us-talks.txt";
    let json = |sheet: &str| -> serde_json::Value {
        let output = of_sample(sheet, sample, &["-o", "json"]);
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let report = json("check");
    let shared = |key: &str, own: &[&str]| {
        let sheet = json(key);
        assert_eq!(sheet["schema_version"], report["schema_version"]);
        assert_eq!(sheet["drafts"][0]["path"], report["drafts"][0]["path"]);
        let all = report["drafts"][0][key].as_array().unwrap().clone();
        for row in sheet["drafts"][0][key].as_array().unwrap() {
            let Some(same) = all.iter().find(|other| other["id"] == row["id"]) else {
                assert!(row["id"].is_null(), "{row}");
                continue;
            };
            for (name, value) in row.as_object().unwrap() {
                assert!(own.contains(&name.as_str()) || same[name] == *value, "{name}: {row}");
            }
        }
    };
    shared("claims", &["said_by", "on_side", "place", "checked_by", "how", "when"]);
    let own = ["may_be", "introduced", "on_side", "side_evidence", "heard", "quoted"];
    let more = ["paraphrased", "mixed", "asked", "accused"];
    shared("speakers", &[own.as_slice(), &more].concat());
}

/// A speaker who is only likely meant is called as the draft calls them.
#[test]
fn a_guess_is_no_fact() {
    let output = of_sample("claims", "council-tower-block.txt", &["-o", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let claims = json["drafts"][0]["claims"].as_array().unwrap();
    let said_by = |words: &str| {
        let claim = claims.iter().find(|c| c["text"].as_str().unwrap().contains(words)).unwrap();
        claim["said_by"][0].clone()
    };
    assert_eq!(said_by("held together by paint"), "“he” (likely Graham Pell)");
    assert_eq!(said_by("half of the money"), "Graham Pell");
}

#[test]
fn a_sheet_goes_into_files() {
    let output = of_sample("claims", "council-tower-block.txt", &["-o", "csv=c.csv", "-o", "md"]);
    let mut reader = csv::Reader::from_path(folder().join("c.csv")).unwrap();
    assert_eq!(reader.headers().unwrap().get(0), Some("Draft"));
    assert_eq!(reader.records().count(), 11);
    assert!(String::from_utf8(output.stdout).unwrap().starts_with("# council-tower-block.txt"));
}

#[test]
fn a_draft_that_is_not_there() {
    for sheet in SHEETS {
        let output = whosaid().args([sheet, "nowhere.txt"]).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(output.stdout.is_empty());
        let output = whosaid().args([sheet, "-o", "json", "nowhere.txt"]).output().unwrap();
        let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(json["errors"][0], "nowhere.txt: no such file or folder");
    }
}

/// A draft in which every place that is shown has something in it that some format takes for its own.
const HOSTILE: &str = "# =HYPERLINK(\"http://x.example\")\n\n\
    =SUM(A1:A9)|<script>alert(1)</script> claimed that the tank [leaked](http://x.example) `40,000` litres.\n\n\
    “+1 | ![x](y) <b>bold</b> **strong** _em_ ~~out~~ $x$ [^1] \u{1b}[2J\u{1b}]8;;http://x.example\u{7}link\u{202e}txet\u{2066}\u{9b}31m,” said @Ann | Webb, -- an <i>engineer</i>.\n\n\
    | Tom *Hale* | said: 1. the firm stole ``money`` from the `club`.\n\n\
    It is understood that | [[wiki]] https://x.example www.x.example &amp; \\| the firm had lied.\n\n\
    <http://x.example> accused <img src=x onerror=alert(1)> Acme Corp. of fraud | and \u{2028}theft.\n\n\
    A person close to the talks, =cmd|' /C calc'!A0, said the firm was `dead`.\n";

fn hostile(sheet: &str, format: &str) -> Vec<u8> {
    let name = draft("=x|<b>[a](b)`c`.txt", HOSTILE.as_bytes());
    let mut command = whosaid();
    command.args([sheet, "-o", format, "--input-format", "text"]);
    if sheet == "questions" {
        command.args(["--show", "note"]);
    }
    let output = command.arg(name).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    assert!(output.stdout.len() > 100, "{}", told(&output));
    output.stdout
}

#[test]
fn no_draft_drives_the_terminal() {
    let drives = |c: char| {
        c.is_control() && c != '\n'
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}')
    };
    for sheet in SHEETS {
        for format in FORMATS {
            let text = String::from_utf8(hostile(sheet, format)).unwrap();
            assert!(!text.contains(drives), "{sheet} {format}: {text:?}");
        }
    }
}

#[test]
fn no_draft_breaks_out_of_markdown() {
    for sheet in SHEETS {
        let text = String::from_utf8(hostile(sheet, "md")).unwrap();
        let columns =
            text.lines().find(|line| line.starts_with("|---")).map(|l| l.matches("---").count());
        let mut cells = Vec::new();
        for event in Parser::new_ext(&text, Options::all()) {
            match event {
                Event::Start(Tag::TableRow) => cells.push(0),
                Event::Start(Tag::TableCell) if !cells.is_empty() => {
                    *cells.last_mut().unwrap() += 1;
                }
                Event::Start(
                    Tag::Heading { .. }
                    | Tag::Paragraph
                    | Tag::List(None)
                    | Tag::Item
                    | Tag::Table(_)
                    | Tag::TableHead
                    | Tag::TableCell,
                )
                | Event::End(_)
                | Event::Text(_)
                | Event::TaskListMarker(false) => {}
                event => panic!("{sheet}: {event:?} in\n{text}"),
            }
        }
        assert!(cells.iter().all(|count| Some(*count) == columns), "{cells:?}\n{text}");
        // All rows of the table are rows of it.
        let rows = text.lines().filter(|line| line.starts_with("| ")).count();
        assert_eq!(cells.len(), rows.saturating_sub(1), "{text}");
    }
}

#[test]
fn no_draft_makes_a_formula() {
    for sheet in SHEETS {
        let table = hostile(sheet, "csv");
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(table.as_slice());
        let mut rows = 0;
        for record in reader.records() {
            // A record with a cell more or less than the first is an error.
            for cell in &record.unwrap() {
                assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
                assert!(!cell.contains('\n'), "{cell}");
            }
            rows += 1;
        }
        assert!(rows > 1);
    }
}
