//! Quotations held against transcripts: `tests/cases/verify/`, the reports, the command line, and what
//! holds of any text.

use std::fmt::Write as _;
use std::fs;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use serde::Deserialize;
use whosaid::verify::{
    Loud, Outcome, SpeakerCheck, Speech, Splice, Transcript, Verified, Verifier,
};
use whosaid::versions::Change;
use whosaid::{Draft, Rulebook, check};

use crate::desk::Desk;
use crate::outputs::json;
use crate::{project, records, snapshots};

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Case {
    name: String,
    /// Why the answer that first comes to mind is wrong.
    trap: Option<String>,
    draft: String,
    /// The end of the transcript's name.
    kind: Option<String>,
    transcript: String,
    second: Option<String>,
    quotations: Vec<Expected>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Expected {
    verdict: Outcome,
    loud: Option<String>,
    but_for: Option<Vec<String>>,
    splice: Option<String>,
    diff: Option<String>,
    marked: Option<bool>,
    left_out: Option<usize>,
    fault: Option<bool>,
    short: Option<bool>,
    absent: Option<bool>,
    another: Option<String>,
    /// Whether the label is held against the speaker.
    checked: Option<bool>,
    /// What stands in brackets for other words: "said -> written".
    replaced: Option<String>,
    /// The transcript, from 1.
    file: Option<usize>,
    line: Option<usize>,
    time: Option<String>,
    label: Option<String>,
}

fn read(name: &str, text: &str, rulebook: &Rulebook) -> Vec<Transcript> {
    Transcript::read(name, text.as_bytes(), &Speech::built_in(), &rulebook.lexicon).unwrap()
}

fn verified(draft: &str, transcripts: &[Transcript], rulebook: &Rulebook) -> Vec<Verified> {
    let draft = Draft::new("draft.txt", draft);
    let verdict = check(&draft, rulebook);
    let speech = Speech::built_in();
    Verifier::new(transcripts, &speech, &rulebook.lexicon).verify(&draft, &verdict)
}

fn diff(verified: &Verified) -> String {
    let shown = verified.differences.iter().map(|piece| match piece.change {
        Change::Same => piece.words.clone(),
        Change::Cut => format!("[-{}-]", piece.words),
        Change::Added => format!("[+{}+]", piece.words),
    });
    shown.collect::<Vec<_>>().join(" ")
}

/// What is not as a case expects it.
fn wrong(case: &Case, expected: &Expected, found: &Verified, all: &[Transcript]) -> String {
    let mut wrong = String::new();
    let mut compare = |what: &str, expected: Option<String>, found: String| {
        if expected.as_ref().is_some_and(|expected| *expected != found) {
            let expected = expected.unwrap();
            let _ = writeln!(wrong, "{}: {what} {found}, expected {expected}", case.name);
        }
    };
    let place = found.places.first();
    let loud = found.loud.first().map_or("none", |loud| match loud {
        Loud::NegationDropped(_) => "negation-dropped",
        Loud::NegationAdded(_) => "negation-added",
        Loud::Number(..) => "number-changed",
        Loud::Opposed(..) => "opposed",
        Loud::TurnedBefore(_) => "turned-before",
        Loud::TakenBack(_) => "taken-back",
    });
    let splice = found.splice.map_or("none", |splice| match splice {
        Splice::OutOfOrder => "out-of-order",
        Splice::TwoSpeakers => "two-speakers",
        Splice::TwoTranscripts => "two-transcripts",
        Splice::FarApart(_) => "far-apart",
    });
    let but_for: Vec<String> = found
        .but_for
        .iter()
        .map(|what| serde_json::to_value(what).unwrap().as_str().unwrap().to_owned())
        .collect();
    let line = place.map_or(0, |p| all[p.transcript].file.line_of(p.span.start));
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    compare("verdict", Some(format!("{:?}", expected.verdict)), format!("{:?}", found.outcome));
    compare("loud", Some(expected.loud.clone().unwrap_or("none".to_owned())), loud.to_owned());
    compare("splice", expected.splice.clone(), splice.to_owned());
    compare("but for", expected.but_for.as_ref().map(|b| b.join(" ")), but_for.join(" "));
    compare("diff", expected.diff.clone(), diff(found));
    compare("marked", expected.marked.map(|m| m.to_string()), found.marked.to_string());
    compare("left out", expected.left_out.map(|n| n.to_string()), found.left_out.to_string());
    compare("fault", expected.fault.map(|f| f.to_string()), found.is_fault().to_string());
    compare("short", expected.short.map(|s| s.to_string()), found.short.to_string());
    compare("absent", expected.absent.map(|a| a.to_string()), found.absent.to_string());
    let checked = found.speaker_check == SpeakerCheck::Done;
    compare("checked", expected.checked.map(|c| c.to_string()), checked.to_string());
    let replaced = found.replaced.iter().map(|r| format!("{} -> {}", r.said, r.written));
    let replaced = replaced.collect::<Vec<_>>().join(", ");
    compare("replaced", expected.replaced.clone(), replaced);
    compare("another", expected.another.clone(), text(&found.another));
    compare(
        "file",
        expected.file.map(|f| f.to_string()),
        place.map_or(0, |p| p.transcript + 1).to_string(),
    );
    compare("line", expected.line.map(|l| l.to_string()), line.to_string());
    let time = place.and_then(|p| p.time).map_or(String::new(), |time| time.to_string());
    compare("time", expected.time.clone(), time);
    compare("label", expected.label.clone(), place.map_or(String::new(), |p| text(&p.label)));
    wrong
}

#[test]
fn every_case() {
    let rulebook = Rulebook::built_in();
    let mut count = 0;
    let mut traps = 0;
    let mut all_wrong = String::new();
    for (_, cases) in records::<Vec<Case>>("tests/cases/verify") {
        for case in cases {
            count += 1;
            traps += usize::from(case.trap.is_some());
            let name = format!("one.{}", case.kind.as_deref().unwrap_or("txt"));
            let mut transcripts = read(&name, &case.transcript, &rulebook);
            if let Some(second) = &case.second {
                transcripts.extend(read("two.txt", second, &rulebook));
            }
            let found = verified(&case.draft, &transcripts, &rulebook);
            if found.len() != case.quotations.len() {
                let _ = writeln!(all_wrong, "{}: {} quotations", case.name, found.len());
            }
            for (expected, found) in case.quotations.iter().zip(&found) {
                all_wrong.push_str(&wrong(&case, expected, found, &transcripts));
            }
        }
    }
    assert!(all_wrong.is_empty(), "{all_wrong}");
    assert!(count >= 40 && traps * 2 >= count - 6, "{count} cases, {traps} with a trap");
}

/// A word of a made-up language, so that no rule of English is in play.
fn word() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "ba", "ko", "lum", "sti", "ra", "fen", "dro", "mi", "tak", "vel", "zu", "qo",
    ])
    .prop_flat_map(|first| {
        prop::sample::select(vec!["nor", "pel", "das", "gim", "hux", "wob"])
            .prop_map(move |second| format!("{first}{second}"))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn what_is_taken_word_for_word_is_exact_there(
        words in prop::collection::vec(word(), 60..200),
        from in 0..1000_usize,
        length in 6..20_usize,
        gone in 100..900_usize,
    ) {
        let rulebook = rulebook();
        let at = |thousandths: usize, of: usize| thousandths * of / 1000;
        let from = at(from, words.len() - length);
        let quote = &words[from..from + length];
        let transcripts = read("one.txt", &words.join(" "), rulebook);
        let draft = |quote: &[String]| format!("“{}.” Tom Hale said.", quote.join(" "));
        let found = verified(&draft(quote), &transcripts, rulebook);
        prop_assert_eq!(found.len(), 1);
        prop_assert_eq!(found[0].outcome, Outcome::Exact);
        let place = &found[0].places[0];
        let text = words.join(" ");
        prop_assert_eq!(place.span.of(&text), quote.join(" "));

        let mut less = quote.to_vec();
        less.remove(at(gone, length).clamp(1, length - 2));
        let whole = words.windows(less.len()).any(|window| window == less);
        let twice = quote.windows(2).any(|two| two[0] == two[1]);
        let found = verified(&draft(&less), &transcripts, rulebook);
        if !whole && !twice {
            let outcome = found[0].outcome;
            prop_assert!(matches!(outcome, Outcome::Cut | Outcome::Altered | Outcome::Spliced), "{outcome:?}");
            prop_assert!(found[0].is_fault());
        }
    }

    #[test]
    fn no_text_breaks_the_readers(text in "([a-z\\[\\]()<>&;:>\\-\n\r0-9. ]|-->|WEBVTT|00:01|é){0,200}") {
        let rulebook = rulebook();
        for name in ["a.txt", "a.srt", "a.vtt", "a"] {
            if let Ok(all) = Transcript::read(name, text.as_bytes(), &Speech::built_in(), &rulebook.lexicon) {
                let found = verified("“The wall fell in March,” Tom Hale said.", &all, rulebook);
                prop_assert_eq!(found.len(), 1);
            }
        }
    }
}

fn rulebook() -> &'static Rulebook {
    static RULEBOOK: std::sync::OnceLock<Rulebook> = std::sync::OnceLock::new();
    RULEBOOK.get_or_init(Rulebook::built_in)
}

#[test]
fn one_word_a_million_times_takes_no_time() {
    let rulebook = rulebook();
    let transcripts = read("one.txt", &"row ".repeat(1_000_000), rulebook);
    let start = Instant::now();
    let quote = "row ".repeat(29);
    let draft = format!("“{quote}row,” Tom Hale said.\n\n“{quote}boat,” Ann Webb said.");
    let found = verified(&draft, &transcripts, rulebook);
    assert_eq!(found[0].outcome, Outcome::Exact);
    assert_eq!(found[1].outcome, Outcome::Altered);
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}

/// A desk with a sample and its transcript.
fn desk(name: &str) -> Desk {
    let desk = Desk::new(name);
    fs::copy(project("samples/council-tower-block.txt"), desk.path("draft.txt")).unwrap();
    let transcript = project("samples/transcripts/council-tower-block.srt");
    fs::copy(transcript, desk.path("briefing.srt")).unwrap();
    desk
}

#[test]
fn every_form_of_the_report() {
    let desk = desk("verify-forms");
    let _in = snapshots("verify");
    for format in ["text", "md", "csv", "json"] {
        let told =
            desk.run(&format!("verify draft.txt --against briefing.srt --width 80 -o {format}"));
        assert_eq!(told.code, 1, "{}", told.err);
        if format == "json" {
            let schema = json::validator("rules/schemas/verify.schema.json");
            json::valid(&schema, &told.out).unwrap();
            assert!(json::valid(&schema, &told.out.replace("\"exact\"", "\"so-so\"")).is_err());
        }
        insta::assert_snapshot!(format!("report-{format}"), told.out);
    }
    let told = desk.run("verify draft.txt --against briefing.srt --width 80 --color always");
    insta::assert_snapshot!("report-colour", told.out.replace('\u{1b}', "␛"));
}

#[test]
fn the_text_fits_its_page() {
    let desk = desk("verify-width");
    for width in [60, 100] {
        let told = desk.run(&format!("verify draft.txt --against briefing.srt --width {width}"));
        assert!(told.out.lines().all(|line| line.chars().count() <= width), "{}", told.out);
    }
}

#[test]
fn exit_codes_and_complaints() {
    let desk = desk("verify-exit");
    desk.write("good.txt", "“They gave us a leaflet, and that was it,” Tanya Obi said.\n");
    desk.write("other.txt", "“I was in the shop when it happened,” Mara Quill said.\n");
    desk.write("empty.txt", "\n");
    desk.write("odd.srt", "No times here.\n");
    fs::write(desk.path("picture.png"), b"\x89PNG\r\n\x1a\n\0\0\0").unwrap();
    let mut all = String::new();
    for (arguments, code) in [
        ("verify good.txt --against briefing.srt", 0),
        ("verify other.txt --against briefing.srt", 1),
        ("verify other.txt --against briefing.srt --found-only", 0),
        ("verify good.txt --against nowhere.srt", 2),
        ("verify good.txt --against nowhere.srt briefing.srt", 2),
        ("verify good.txt --against odd.srt", 2),
        ("verify good.txt --against empty.txt", 2),
        ("verify good.txt --against picture.png", 2),
        ("verify nowhere.txt --against briefing.srt", 2),
        ("verify good.txt", 2),
        ("verify good.txt --against briefing.srt -o md=briefing.srt", 2),
        ("verify good.txt --against briefing.srt -o md -o csv", 2),
    ] {
        let told = desk.run(arguments);
        let _ = writeln!(all, "whosaid {arguments}\n{}{}", told.out, told.err);
        assert_eq!(told.code, code, "{arguments}: {} {}", told.out, told.err);
    }
    let _in = snapshots("verify");
    insta::assert_snapshot!("exit-codes", all);
}

#[test]
fn a_word_document_and_old_encodings() {
    let desk = Desk::new("verify-formats");
    fs::copy(project("samples/formats/quarry-inquest.docx"), desk.path("draft.docx")).unwrap();
    // What the document quotes is its own transcript.
    let told = desk.run("verify draft.docx --against draft.docx -o json");
    let json: serde_json::Value = serde_json::from_str(&told.out).unwrap();
    let all = json["drafts"][0]["quotations"].as_array().unwrap();
    assert!(!all.is_empty() && all.iter().all(|q| q["verdict"] == "exact"), "{}", told.out);
    assert!(all[0]["spans"][0]["paragraph"].is_u64());

    desk.write("draft.txt", "“Le café was shut for the whole winter,” Tom Hale said.\n");
    fs::write(desk.path("old.txt"), b"HALE: Le caf\xe9 was shut for the whole winter.\n").unwrap();
    let told = desk.run("verify draft.txt --against old.txt");
    assert_eq!(told.code, 0, "{} {}", told.out, told.err);
    assert!(told.err.contains("old.txt: read as Windows-1252"), "{}", told.err);
    let wide: Vec<u8> =
        "\u{feff}1\r\n00:00:01,000 --> 00:00:02,000\r\nLe café was shut for the whole winter.\r\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
    fs::write(desk.path("wide"), wide).unwrap();
    let told = desk.run("verify draft.txt --against wide");
    assert!(told.out.contains("wide line 3, 00:00:01"), "{} {}", told.out, told.err);
}

#[test]
fn words_of_speech_are_data() {
    let desk = desk("verify-speech");
    desk.write("talk.txt", "HALE: We lost, jeepers, the boats and the nets that night.\n");
    desk.write("tale.txt", "“We lost the boats and the nets that night,” Tom Hale said.\n");
    assert_eq!(desk.run("verify tale.txt --against talk.txt").code, 1);
    desk.write("ours/lexicon/speech.yaml", "fillers: [jeepers]\n");
    let told = desk.run("verify tale.txt --against talk.txt --rules ours");
    assert_eq!(told.code, 0, "{} {}", told.out, told.err);
}
