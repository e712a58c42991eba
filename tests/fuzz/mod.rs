//! The bodies of the fuzz targets on random input: samples of the project that are changed here and
//! there, and texts that are put together from what the grammar reads.

mod bodies;

use std::fs;
use std::path::Path;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use whosaid::adopt::{Baseline, Recorded};
use whosaid::{Draft, Rulebook, adopt, versions};

use crate::project;

/// One change of some bytes.
#[derive(Clone, Debug)]
enum Edit {
    Cut(Index, u8),
    Again(Index, Index, u8),
    Insert(Index, Vec<u8>),
    Swap(Index, u8),
    End(Index),
}

/// What breaks readers: marks that open and close, bytes that are no text, line ends.
const PIECES: [&str; 26] = [
    "\0",
    "\u{1}",
    "\u{feff}",
    "\u{202e}",
    "\r",
    "\n\n",
    "“",
    "”",
    "\"",
    "'",
    "‘",
    "<",
    ">",
    "</p>",
    "&#0;",
    "---\n",
    "[",
    "]",
    "{",
    "}",
    ": ",
    "- ",
    "…",
    "whosaid: ignore[CO001] ",
    "\u{85}",
    "S.S.",
];

fn edit() -> impl Strategy<Value = Edit> {
    let index = any::<Index>;
    let piece = select(&PIECES[..]).prop_map(|piece| piece.as_bytes().to_vec());
    prop_oneof![
        2 => (index(), 1..60_u8).prop_map(|(at, count)| Edit::Cut(at, count)),
        2 => (index(), index(), 1..200_u8).prop_map(|(from, to, count)| Edit::Again(from, to, count)),
        4 => (index(), piece).prop_map(|(at, piece)| Edit::Insert(at, piece)),
        2 => (index(), any::<u8>()).prop_map(|(at, byte)| Edit::Swap(at, byte)),
        1 => index().prop_map(Edit::End),
    ]
}

/// Bytes with some changes.
fn edited(bytes: &[u8], edits: &[Edit]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for edit in edits {
        if bytes.is_empty() {
            break;
        }
        let len = bytes.len();
        let range = |at: usize, count: u8| at..(at + usize::from(count)).min(len);
        match edit {
            Edit::Cut(at, count) => drop(bytes.drain(range(at.index(len), *count))),
            Edit::Again(from, to, count) => {
                let again = bytes[range(from.index(len), *count)].to_vec();
                let to = to.index(len);
                bytes.splice(to..to, again);
            }
            Edit::Insert(at, piece) => {
                let at = at.index(len);
                bytes.splice(at..at, piece.iter().copied());
            }
            Edit::Swap(at, byte) => bytes[at.index(len)] = *byte,
            Edit::End(at) => bytes.truncate(at.index(len)),
        }
    }
    bytes
}

/// All files below some folders and files of the project that end so, with their names.
fn seeds(places: &[&str], ends: &[&str]) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    for place in places {
        gather(&project(place), ends, &mut all);
    }
    all.sort();
    assert!(!all.is_empty(), "no samples below {places:?}");
    all
}

fn gather(path: &Path, ends: &[&str], all: &mut Vec<(String, Vec<u8>)>) {
    if path.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            gather(&entry.unwrap().path(), ends, all);
        }
        return;
    }
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    if ends.is_empty() || ends.iter().any(|end| name.ends_with(end)) {
        all.push((name, fs::read(path).unwrap()));
    }
}

/// Runs a body on samples with changes. How often it runs can be set: `PROPTEST_CASES=10000`.
fn run(cases: u32, seeds: Vec<(String, Vec<u8>)>, body: impl Fn(&str, &[u8])) {
    let input = (select(seeds), vec(edit(), 0..8))
        .prop_map(|((name, bytes), edits)| (name, edited(&bytes, &edits)));
    runner(cases)
        .run(&input, |(name, bytes)| {
            body(&name, &bytes);
            Ok(())
        })
        .unwrap_or_else(|error| panic!("{error}"));
}

/// Draws the same every time, so that a test that passed passes again; unless more is asked for.
fn runner(cases: u32) -> TestRunner {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    let config = |cases| Config { cases, failure_persistence: None, ..Config::default() };
    match asked {
        Some(cases) => TestRunner::new(config(cases)),
        None => TestRunner::new_with_rng(
            config(cases),
            TestRng::deterministic_rng(RngAlgorithm::ChaCha),
        ),
    }
}

fn as_text(body: impl Fn(&str)) -> impl Fn(&str, &[u8]) {
    move |_, bytes| body(&String::from_utf8_lossy(bytes))
}

/// Texts put together from what the grammar reads.
fn texts() -> impl Strategy<Value = String> {
    let piece = select(
        &[
            "Tom Hale",
            "Ann Webb",
            "the mayor",
            "she",
            "They",
            "a source close to the talks",
            "officials",
            "said",
            "told reporters",
            "denied",
            "denied that",
            "according to",
            "accused",
            "of",
            "who",
            "that",
            "was not",
            "has been closed",
            "the bridge",
            "“",
            "”",
            "\"",
            "'",
            "‘",
            "’",
            ",",
            ".",
            "?",
            ":",
            ";",
            "—",
            "(",
            ")",
            "\n\n",
            "\n",
            "40 per cent",
            "$2 million",
            "on Tuesday",
            "in Geneva",
            "[sic]",
            "…",
            "S.S.",
            "é",
            "e\u{301}",
            "中文",
            "whosaid: ignore[CO001] x",
            "its",
            "Mr.",
            "U.S.",
            "did not reply",
            "asked whether",
            "because",
        ][..],
    );
    let glue = prop_oneof![8 => Just(" "), 1 => Just(""), 1 => Just("  ")];
    vec((piece, glue), 0..60)
        .prop_map(|all| all.into_iter().flat_map(|(piece, glue)| [piece, glue]).collect::<String>())
}

fn run_texts(cases: u32, body: impl Fn(&str)) {
    runner(cases)
        .run(&texts(), |text| {
            body(&text);
            Ok(())
        })
        .unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn any_bytes_are_read_or_refused() {
    let seeds = seeds(&["samples"], &[]);
    run(300, seeds.clone(), bodies::reader);
    // The same under names that they do not have.
    let input = (select(seeds), select(&bodies::NAMES[..]), vec(edit(), 0..4));
    runner(300)
        .run(&input, |((_, bytes), name, edits)| {
            bodies::reader(name, &edited(&bytes, &edits));
            Ok(())
        })
        .unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn tokens_and_gaps_are_any_text() {
    run(200, seeds(&["samples"], &[".txt", ".md"]), as_text(bodies::tokens));
    run_texts(400, bodies::tokens);
}

#[test]
fn spans_are_words_in_any_text() {
    run(60, seeds(&["samples"], &[".txt"]), as_text(bodies::grammar));
    run_texts(300, bodies::grammar);
}

#[test]
fn a_mark_set_twice_leaves_the_pieces_of_a_content_in_order() {
    for text in [
        "“Nobody called me,” he said. ““I heard it on the radio.”",
        "\"Nobody called me,\" he said. \"\"I heard it on the radio.\"",
        "Tom Hale said: “We left.” \"\" “We came back.” \"\"\"",
    ] {
        bodies::grammar(text);
    }
}

#[test]
fn any_text_is_checked_and_shown() {
    run(20, seeds(&["samples"], &[".txt"]), as_text(bodies::check));
    run_texts(100, bodies::check);
}

#[test]
fn any_rule_file_is_read_or_refused() {
    let checks = seeds(&["rules/checks"], &[".yaml"]);
    run(40, checks, as_text(|text| bodies::rules("checks/ours.yaml", text)));
    let cues = seeds(&["rules/lexicon/cues"], &[".yaml"]);
    run(15, cues, as_text(|text| bodies::rules("lexicon/cues/ours.yaml", text)));
    let phrases = seeds(&["rules/lexicon/phrases"], &[".yaml"]);
    run(15, phrases, as_text(|text| bodies::rules("lexicon/phrases/ours.yaml", text)));
}

#[test]
fn any_settings_are_read_or_refused() {
    let seeds = seeds(&["rules/starter/whosaid.yml", "rules/profiles"], &[]);
    run(60, seeds, as_text(bodies::settings));
}

#[test]
fn any_side_file_is_read_or_refused() {
    run(500, side_files(), as_text(bodies::side_files));
}

#[test]
fn any_transcript_is_read_or_refused() {
    run(100, seeds(&["samples/transcripts"], &[]), bodies::transcripts);
}

/// One of each file that lies beside a draft, or beside many.
fn side_files() -> Vec<(String, Vec<u8>)> {
    let draft =
        Draft::new("d.txt", "The bridge is shut, officials said.\n\n“We left,” Tom Hale said.");
    let rulebook = Rulebook::built_in();
    let verdict = whosaid::check(&draft, &rulebook);
    let traces = adopt::traces(&draft, &verdict, &rulebook);
    let findings = traces.iter().map(|trace| Recorded::of("d.txt", trace)).collect();
    let version = versions::version(&draft, &verdict, &rulebook.lexicon);
    let all = [
        "# why\nversion: 1\nignores:\n- claim: c-7f3a91\n  reason: on file\n- check: CO001\n  words: a\n  in: b\n  reason: c\n"
            .to_owned(),
        "version: 1\nclaims:\n- id: c-7f3a91\n  words: it is shut # note\n  speaker: Tom Hale\n  state: confirmed\n  by: Ann Reed\n  note: |\n    a\n    b\n- id: c-1\n  words: x\n  state: cut\n  before: open\n"
            .to_owned(),
        Baseline { findings, ..Baseline::default() }.text(),
        versions::write_approved("d.txt", Some("Ann Reed"), None, &[&version]),
    ];
    all.into_iter().map(|text| ("side".to_owned(), text.into_bytes())).collect()
}
