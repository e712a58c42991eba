//! Accusations and their answers in short drafts, written before the code that reads them.
//!
//! In half of them the first answer that comes to mind is wrong: a denial of something else, the
//! silence of somebody else, a name that only stands near. What `held` files hold is counted and
//! never shown.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;

use serde::Deserialize;
use whosaid::weigh::{Accusation, AnswerKind, Manner};
use whosaid::{Draft, Rulebook};

use crate::{project, records, snapshots};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    about: String,
    #[serde(default)]
    naive: bool,
    draft: String,
    accusations: Vec<Expected>,
    #[serde(default)]
    not: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    at: String,
    #[serde(default)]
    also: Vec<String>,
    accused: String,
    by: Option<String>,
    answer: Answer,
    answer_at: Option<String>,
    by_whom: Option<String>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "lowercase")]
enum Answer {
    Denied,
    Admitted,
    Apologised,
    Explained,
    Declined,
    Unreached,
    Nothing,
}

/// What was counted.
#[derive(Default)]
struct Tally {
    cases: usize,
    naive: usize,
    expected: usize,
    found: usize,
    given: usize,
    wrong: usize,
    answers: BTreeMap<Answer, (usize, usize)>,
    asked: usize,
    asked_rightly: usize,
    misses: Vec<String>,
}

/// Words of a name that tell two parties apart.
fn telling(name: &str) -> Vec<String> {
    let words = name.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    words.filter(|word| word.len() > 2 && word != "the" && word != "and").collect()
}

fn alike(a: &str, b: &str) -> bool {
    let words = telling(a);
    telling(b).iter().any(|word| words.contains(word))
}

impl Tally {
    fn read(&mut self, case: &Case, rulebook: &Rulebook) {
        let draft = Draft::new("case", case.draft.as_str());
        let verdict = whosaid::check(&draft, rulebook);
        let line = |at: usize| case.draft[..at].matches('\n').count();
        let given: Vec<&Accusation> =
            verdict.ledger.accusations.iter().filter(|a| a.manner == Manner::Explicit).collect();
        let called = |a: &Accusation| {
            let speaker = a.accused_speaker.map(|id| verdict.story.speakers[id.0].name.as_str());
            speaker.unwrap_or(draft.words(a.accused)).to_owned()
        };
        self.cases += 1;
        self.naive += usize::from(case.naive);
        for expected in &case.accusations {
            self.expected += 1;
            let places = expected.also.iter().chain([&expected.at]);
            let lines: Vec<usize> =
                places.filter_map(|words| case.draft.find(words.as_str())).map(line).collect();
            let near = |a: &Accusation| {
                lines.iter().any(|l| (line(a.span.start)..=line(a.span.end)).contains(l))
            };
            let hits: Vec<&&Accusation> =
                given.iter().filter(|a| near(a) && alike(&expected.accused, &called(a))).collect();
            if hits.is_empty() {
                self.misses.push(format!("{}: {}", case.about, expected.at));
                continue;
            }
            self.found += 1;
            let right = hits.iter().any(|a| fits(expected.answer, a));
            let (ok, all) = self.answers.entry(expected.answer).or_default();
            (*ok, *all) = (*ok + usize::from(right), *all + 1);
        }
        for accusation in given {
            self.given += 1;
            let name = called(accusation);
            let known = case.accusations.iter().any(|e| alike(&e.accused, &name));
            self.wrong += usize::from(!known);
        }
        for finding in verdict.findings.iter().filter(|f| f.code == "FA001") {
            self.asked += 1;
            let open = case.accusations.iter().filter(|e| e.answer == Answer::Nothing);
            let right = open.into_iter().any(|e| alike(&e.accused, &finding.message));
            self.asked_rightly += usize::from(right);
        }
    }
}

/// True when an accusation is answered as expected.
fn fits(expected: Answer, accusation: &Accusation) -> bool {
    let kind = accusation.reply.map(|reply| reply.kind);
    match expected {
        Answer::Denied => kind == Some(AnswerKind::Denies),
        Answer::Admitted => kind == Some(AnswerKind::Confirms),
        Answer::Declined | Answer::Unreached => {
            matches!(kind, Some(AnswerKind::Declines | AnswerKind::Silent))
        }
        Answer::Apologised | Answer::Explained => kind.is_some() || accusation.aside.is_some(),
        Answer::Nothing => kind.is_none(),
    }
}

/// The cases of the files whose names say `held`, or of the others.
fn cases(held: bool) -> Vec<Case> {
    let all = records::<Vec<Case>>("tests/cases/parties").into_iter();
    all.filter(|(name, _)| name.contains(".held") == held).flat_map(|(_, cases)| cases).collect()
}

fn tally(held: bool) -> Tally {
    let rulebook = Rulebook::built_in();
    let mut tally = Tally::default();
    for case in cases(held) {
        tally.read(&case, &rulebook);
    }
    tally
}

fn page(tally: &Tally) -> String {
    let mut out = format!("{} cases, {} with a trap\n", tally.cases, tally.naive);
    let _ = writeln!(out, "{} of {} accusations found", tally.found, tally.expected);
    let _ = writeln!(out, "{} of {} given are of nobody accused", tally.wrong, tally.given);
    for (answer, (ok, all)) in &tally.answers {
        let _ = writeln!(out, "{ok} of {all} of those found: {answer:?}");
    }
    let _ = writeln!(out, "FA001: {} of {} asked rightly", tally.asked_rightly, tally.asked);
    out
}

#[test]
fn accusations_and_their_answers() {
    let _in = snapshots("weigh");
    let shown = tally(false);
    let mut out = page(&shown);
    out.push_str("\nnot found\n");
    for miss in &shown.misses {
        let _ = writeln!(out, "  {miss}");
    }
    insta::assert_snapshot!("parties", out);
    insta::assert_snapshot!("parties-kept-aside", page(&tally(true)));
}

#[test]
fn every_place_is_in_its_draft() {
    for case in cases(false).into_iter().chain(cases(true)) {
        let in_draft = |words: &String| case.draft.contains(words.as_str());
        let places =
            case.accusations.iter().flat_map(|e| e.also.iter().chain([&e.at]).chain(&e.answer_at));
        assert!(places.chain(&case.not).all(in_draft), "{}", case.about);
        let silent = |e: &Expected| e.answer == Answer::Nothing;
        let said = case.accusations.iter().all(|e| silent(e) != e.answer_at.is_some());
        assert!(said, "{}", case.about);
        let named = |e: &Expected| e.by.as_ref().is_none_or(|by| !by.is_empty());
        assert!(
            case.accusations.iter().all(|e| named(e) && (silent(e) || e.by_whom.is_some())),
            "{}",
            case.about
        );
    }
}

/// Stories in which a strict editor misses nothing: no warning and no error.
#[test]
fn clean_copy_is_not_flagged() {
    let rulebook = Rulebook::built_in();
    let mut flagged = Vec::new();
    let mut read = 0;
    for entry in fs::read_dir(project("tests/cases/clean")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let draft = Draft::new(&name, fs::read_to_string(&path).unwrap());
        read += 1;
        let all = whosaid::check(&draft, &rulebook).findings;
        let loud = all.iter().filter(|f| f.severity > whosaid::verdict::Severity::Note);
        flagged.extend(loud.map(|f| format!("{name}: {} {}", f.code, f.message)));
    }
    assert_eq!(read, 10);
    assert!(flagged.is_empty(), "{}", flagged.join("\n"));
}
