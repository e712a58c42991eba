//! What holds for every draft, shown on the samples: what is far away, or outside, changes no answer.

use std::collections::BTreeMap;
use std::process::Command;

use whosaid::parse::{Attribution, Confidence};
use whosaid::{Draft, Rulebook, tokenise};

use crate::project;

/// A paragraph that has nothing to do with any sample.
const UNRELATED: &str = "\n\nThe ferries ran to time along the coast, and the water was calm.\n";

/// The text of all plain samples, by name.
fn samples() -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for entry in std::fs::read_dir(project("samples")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|end| end == "txt") {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            all.insert(name, std::fs::read_to_string(&path).unwrap().trim_end().to_owned());
        }
    }
    assert!(all.len() >= 6);
    all
}

#[test]
fn a_paragraph_at_the_end_changes_no_token_before_it() {
    let rulebook = Rulebook::built_in();
    for (name, text) in samples() {
        let (short, long) =
            (Draft::new("d.txt", &*text), Draft::new("d.txt", format!("{text}{UNRELATED}")));
        let (one, other) = (
            tokenise::tokenise(&short, &rulebook.lexicon),
            tokenise::tokenise(&long, &rulebook.lexicon),
        );
        let spans = |text: &tokenise::Text<'_>| {
            let within = text.tokens.iter().filter(|t| t.span.end <= short.text.len());
            within.map(|token| (token.span, token.kind)).collect::<Vec<_>>()
        };
        assert_eq!(spans(&one), spans(&other), "{name}");
        let sentences = |text: &tokenise::Text<'_>| {
            let all = text.sentences.iter().map(|sentence| sentence.tokens.clone());
            all.take(one.sentences.len()).collect::<Vec<_>>()
        };
        assert_eq!(sentences(&one), sentences(&other), "{name}");
        let quotations = |text: &tokenise::Text<'_>| {
            text.quotations.iter().map(|quotation| quotation.tokens.clone()).collect::<Vec<_>>()
        };
        assert_eq!(quotations(&one), quotations(&other), "{name}");
    }
}

/// The network reads a whole draft, so that what it is unsure of may turn on what comes later; what the
/// grammar reads may not.
#[test]
fn a_paragraph_at_the_end_changes_no_sure_attribution_before_it() {
    let rulebook = Rulebook::built_in();
    let sure = |text: &str| -> Vec<Attribution> {
        let all = whosaid::check(&Draft::new("d.txt", text), &rulebook).parsed.attributions;
        let sure = all.into_iter().filter(|one| one.confidence == Confidence::High);
        sure.map(|one| Attribution { nested: None, ..one }).collect()
    };
    for (name, text) in samples() {
        let (one, other) = (sure(&text), sure(&format!("{text}{UNRELATED}")));
        assert!(!one.is_empty(), "{name}");
        assert_eq!(one, other, "{name}");
    }
}

/// Runs `check` on all plain samples, in this order, and gives each draft its line.
fn lines(names: &[&String], settle: impl Fn(&mut Command)) -> BTreeMap<String, String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_whosaid"));
    command.args(["check", "--isolated", "--exit-zero", "--show", "note", "-o", "jsonl"]);
    command.args(names).current_dir(project("samples"));
    settle(&mut command);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let out = String::from_utf8(output.stdout).unwrap();
    assert_eq!(out.lines().count(), names.len());
    let named = names.iter().map(|name| (*name).clone());
    named.zip(out.lines().map(str::to_owned)).collect()
}

#[test]
fn order_language_and_time_zone_change_no_answer() {
    let samples = samples();
    let names: Vec<&String> = samples.keys().collect();
    let first = lines(&names, |_| {});
    let backwards: Vec<&String> = names.iter().rev().copied().collect();
    assert!(first == lines(&backwards, |_| {}), "the order of drafts changes an answer");
    for (key, value) in [
        ("LC_ALL", "tr_TR.UTF-8"),
        ("LC_ALL", "C"),
        ("LANG", "de_DE.UTF-8"),
        ("TZ", "Pacific/Kiritimati"),
        ("COLUMNS", "40"),
        ("HOME", "/nowhere"),
    ] {
        let other = lines(&names, |command| {
            command.env(key, value);
        });
        assert!(first == other, "{key}={value} changes an answer");
    }
}
