//! What a person made of the findings on real articles: right, arguable or wrong.
//!
//! The records under `tests/cases/judged/` name a document of the annotated corpus and the byte at
//! which the finding stands; they hold none of its text. To read again after a change: run
//! `whosaid -o short --fail-on never` on the articles that a record's `rule` names, look at what is
//! new, and write down the judgement with its cause. A `first_reading` counts what was judged before
//! the checks were changed because of those articles; only these figures are of unseen copy. This
//! test prints the table of all records.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;

use serde::Deserialize;
use whosaid::Rulebook;
use whosaid::verdict::Severity;

use crate::{project, snapshots};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    rule: String,
    articles: usize,
    /// What was judged before any change to the checks because of these articles.
    #[serde(default)]
    first_reading: Option<Tally>,
    findings: Vec<Judged>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Judged {
    document: String,
    offset: usize,
    check: String,
    severity: Severity,
    judgement: Judgement,
    #[serde(default)]
    cause: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Judgement {
    Right,
    Arguable,
    Wrong,
}

/// How many findings were judged in each way.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Tally {
    right: usize,
    arguable: usize,
    wrong: usize,
}

impl Tally {
    fn add(&mut self, judgement: Judgement) {
        match judgement {
            Judgement::Right => self.right += 1,
            Judgement::Arguable => self.arguable += 1,
            Judgement::Wrong => self.wrong += 1,
        }
    }

    fn line(&self) -> String {
        let all = self.right + self.arguable + self.wrong;
        let percent = |n: usize| (n * 100 + all / 2) / all.max(1);
        format!(
            "{all:3} judged: {:3} right ({} %), {:2} arguable, {:2} wrong ({} %)",
            self.right,
            percent(self.right),
            self.arguable,
            self.wrong,
            percent(self.wrong)
        )
    }
}

#[test]
fn the_table_of_judgements() {
    let mut paths: Vec<_> = fs::read_dir(project("tests/cases/judged"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    assert!(paths.len() >= 20, "only {} records", paths.len());
    let rulebook = Rulebook::built_in();
    let mut table = String::new();
    let mut by_check: BTreeMap<String, Tally> = BTreeMap::new();
    let mut errors = Tally::default();
    let mut all = Tally::default();
    let mut first = Tally::default();
    let mut articles = 0;
    for path in &paths {
        let name = path.file_stem().unwrap().to_string_lossy();
        let record: Record = serde_yaml::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        let mut tally = Tally::default();
        for judged in &record.findings {
            assert!(rulebook.check(&judged.check).is_some(), "{name}: {}", judged.check);
            assert!(judged.severity >= Severity::Warning, "{name}: {}", judged.document);
            let told = judged.judgement == Judgement::Right || judged.cause.is_some();
            assert!(told, "{name}: {} at {} has no cause", judged.document, judged.offset);
            tally.add(judged.judgement);
            all.add(judged.judgement);
            by_check.entry(judged.check.clone()).or_default().add(judged.judgement);
            if judged.severity == Severity::Error {
                errors.add(judged.judgement);
            }
        }
        articles += record.articles;
        writeln!(table, "{name}: {} articles, {}", record.articles, record.rule).unwrap();
        if let Some(reading) = record.first_reading {
            writeln!(table, "  first reading {}", reading.line()).unwrap();
            first.right += reading.right;
            first.arguable += reading.arguable;
            first.wrong += reading.wrong;
        }
        writeln!(table, "  now           {}", tally.line()).unwrap();
    }
    writeln!(table, "all first readings\n  {}", first.line()).unwrap();
    writeln!(table, "all {articles} articles, as the checks are now\n  {}", all.line()).unwrap();
    writeln!(table, "errors alone\n  {}\nby check", errors.line()).unwrap();
    for (check, tally) in by_check {
        writeln!(table, "  {check} {}", tally.line()).unwrap();
    }
    let _in = snapshots("judge");
    insta::assert_snapshot!("judged", table);
}
