//! Faults of sourcing and fairness planted into clean drafts, by another hand than the code's.
//!
//! A fault is found when a check that asks about its kind speaks after the edit and did not before.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Deserialize;
use whosaid::verdict::{Finding, Severity};
use whosaid::{Draft, Rulebook, check};

use crate::{records, snapshots};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Planted {
    draft: String,
    faults: Vec<Fault>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fault {
    kind: Kind,
    old: String,
    new: String,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    ReplyRemoved,
    DenialRemoved,
    NameMadeVague,
    NameHidden,
    OfficialsOfABody,
    SecondSourceRemoved,
    SpineOnOneSide,
}

impl Kind {
    /// The checks that ask about it.
    fn asked_by(self) -> &'static [&'static str] {
        match self {
            Self::ReplyRemoved | Self::DenialRemoved => &["FA001", "FA002", "FA004"],
            Self::NameMadeVague => &["SR002"],
            Self::NameHidden => &["SR001", "SR007"],
            Self::OfficialsOfABody => &["SR009", "SR002"],
            Self::SecondSourceRemoved => &["CO001", "CO002", "CO007"],
            Self::SpineOnOneSide => &["CO002", "CO007", "FA004"],
        }
    }
}

#[test]
fn faults_of_sourcing() {
    let rulebook = Rulebook::built_in();
    let mut kinds: BTreeMap<Kind, (usize, usize, usize)> = BTreeMap::new();
    let (mut missed, mut clean, mut others) = (String::new(), String::new(), String::new());
    for (name, planted) in records::<Planted>("tests/cases/sourcing") {
        let before = check(&Draft::new(name.as_str(), planted.draft.as_str()), &rulebook).findings;
        for finding in before.iter().filter(|f| f.severity >= Severity::Warning) {
            let _ = writeln!(clean, "  {name}: {} {}", finding.code, finding.message);
        }
        let new =
            |f: &&Finding| !before.iter().any(|b| (&b.code, &b.message) == (&f.code, &f.message));
        for fault in &planted.faults {
            assert_eq!(planted.draft.matches(&fault.old).count(), 1, "{name}: {}", fault.old);
            let changed = planted.draft.replacen(&fault.old, &fault.new, 1);
            let after = check(&Draft::new(name.as_str(), changed), &rulebook).findings;
            let asks = |f: &&Finding| {
                let codes = std::iter::once(&f.code).chain(&f.also);
                codes.into_iter().any(|code| fault.kind.asked_by().contains(&code.as_str()))
            };
            let hits: Vec<&Finding> = after.iter().filter(new).filter(asks).collect();
            let loud = hits.iter().any(|f| f.severity >= Severity::Warning);
            let (warned, noted, all) = kinds.entry(fault.kind).or_default();
            *all += 1;
            *noted += usize::from(!hits.is_empty());
            *warned += usize::from(loud);
            if !loud {
                let _ = writeln!(missed, "  {name}: {:?} “{}”", fault.kind, fault.new);
            }
            let other = after.iter().filter(new).filter(|f| !asks(f));
            for finding in other.filter(|f| f.severity >= Severity::Warning) {
                let _ = writeln!(others, "  {name}: {} {}", finding.code, finding.message);
            }
        }
    }
    let mut out = String::from("found by a warning, by any finding, of all\n");
    for (kind, (warned, noted, all)) in &kinds {
        let _ = writeln!(out, "  {kind:?}: {warned}, {noted}, {all}");
    }
    let _ = write!(
        out,
        "\nin the clean drafts\n{clean}\nbeside a fault\n{others}\nnot warned of\n{missed}"
    );
    let _in = snapshots("judge");
    insta::assert_snapshot!("sourcing", out);
    assert!(kinds.values().map(|(_, _, all)| all).sum::<usize>() >= 45);
}
