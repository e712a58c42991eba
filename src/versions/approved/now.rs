//! What was approved of a story as it would read now. What has not changed keeps its words and its
//! place, so that the two differ in what has changed and in nothing else.

use std::collections::{BTreeMap, BTreeSet};

use super::record::{
    ApprovedStory, Names, StatementRecord, set_speaker, set_standing, set_verb, speaker, statement,
};
use crate::lexicon::Lexicon;
use crate::versions::change::{Change, Changes, Detail, Kind};
use crate::versions::compare;
use crate::versions::comparison::Comparison;
use crate::versions::marks::Mark;
use crate::versions::side::Side;
use crate::versions::version::Version;

/// What changed in a story since it was approved.
#[must_use]
pub fn since(approved: &ApprovedStory, new: &Version, lexicon: &Lexicon) -> Changes {
    compare::changes(&approved.version(), new, lexicon)
}

/// An approved story with what has changed since.
#[must_use]
pub fn now(approved: &ApprovedStory, new: &Version, lexicon: &Lexicon) -> ApprovedStory {
    let old = approved.version();
    let (before, after) = (Side::new(&old, lexicon), Side::new(new, lexicon));
    let two = Comparison::new(&before, &after, lexicon);
    let changes = compare::all(&two);
    let mut lines: Vec<(Option<usize>, StatementRecord)> = Vec::new();
    for (n, record) in approved.statements.iter().enumerate() {
        let of: Vec<&Change> = changes.all.iter().filter(|c| c.old == Some(n)).collect();
        let cut = of.iter().any(|c| {
            c.new.is_none() && matches!(c.kind, Kind::Cut | Kind::Given) && c.detail != Detail::Part
        });
        if !cut {
            lines.push((Some(n), changed(&two, record, n, &of)));
        }
    }
    add(&two, &changes, &mut lines);
    let statements: Vec<StatementRecord> = lines.into_iter().map(|(_, line)| line).collect();
    let mut story = ApprovedStory { statements, ..approved.clone() };
    speakers(&two, &changes, &mut story);
    story
}

/// A statement with what has changed in it.
fn changed(
    two: &Comparison<'_>,
    record: &StatementRecord,
    old: usize,
    changes: &[&Change],
) -> StatementRecord {
    let mut record = record.clone();
    record.quotes = quotes(two, old, &record.quotes);
    for change in changes {
        let Some(new) = change.new else { continue };
        let retold = change.marks.iter().any(|m| matches!(m, Mark::Paraphrased | Mark::NowQuoted));
        let statement = two.new_statement(new);
        match change.kind {
            Kind::Given => {
                set_speaker(&mut record, two.new.version, new);
                if statement.is_loose() {
                    set_verb(&mut record, statement);
                    set_standing(&mut record, statement);
                }
            }
            Kind::Verb => set_verb(&mut record, statement),
            Kind::Standing => set_standing(&mut record, statement),
            Kind::Quotation if !retold => {}
            Kind::Quotation | Kind::Reworded => {
                record.says = Some(statement.own.clone()).filter(|own| !own.is_empty());
            }
            Kind::Cut | Kind::Added | Kind::Speaker => {}
        }
    }
    record
}

/// The quotations of a statement as they read now.
fn quotes(two: &Comparison<'_>, old: usize, approved: &[String]) -> Vec<String> {
    let mut all: Vec<(Option<usize>, String)> = Vec::new();
    let mut told: BTreeSet<usize> = BTreeSet::new();
    let units = two.old.units.iter().enumerate().filter(|(_, unit)| unit.statement == old);
    for (n, unit) in units {
        let words = || approved.get(unit.quote).cloned().unwrap_or_default();
        let pair = two.pairs.units.iter().enumerate().find(|(_, pair)| pair.old.contains(&n));
        match pair {
            Some((_, pair)) if two.reads_alike(pair) => {
                all.push((pair.new.last().copied(), words()));
            }
            Some((number, pair)) if told.insert(number) => {
                all.extend(pair.new.iter().map(|unit| (Some(*unit), two.new_words(*unit))));
            }
            _ => {}
        }
    }
    // Sentences that have come in, each after the one it follows.
    let partners: BTreeSet<usize> = two.partners(old).into_iter().collect();
    for (n, unit) in two.new.units.iter().enumerate() {
        let fresh = !two.new_units[n] && partners.contains(&unit.statement);
        if fresh && !two.new_kept(unit.statement) {
            let before = n.checked_sub(1);
            let at = all.iter().position(|(unit, _)| unit.is_some() && *unit == before);
            all.insert(
                at.map_or(if n == first_of(two, n) { 0 } else { all.len() }, |at| at + 1),
                (Some(n), two.new_words(n)),
            );
        }
    }
    all.into_iter().map(|(_, words)| words).collect()
}

/// The first sentence of the statement of another.
fn first_of(two: &Comparison<'_>, unit: usize) -> usize {
    let statement = two.new.units[unit].statement;
    two.new.units.partition_point(|other| other.statement < statement)
}

/// Puts in what has been added, each after what it follows in the draft.
fn add(two: &Comparison<'_>, changes: &Changes, lines: &mut Vec<(Option<usize>, StatementRecord)>) {
    let old_of: BTreeMap<usize, usize> =
        two.pairs.statements.iter().map(|(old, new)| (*new, *old)).collect();
    let mut at_of: BTreeMap<usize, usize> = BTreeMap::new();
    let fresh = changes.all.iter().filter(|c| {
        c.old.is_none() && matches!(c.kind, Kind::Added | Kind::Given) && c.detail != Detail::Part
    });
    for new in fresh.filter_map(|change| change.new) {
        let before = (0..new).rev().find_map(|other| {
            at_of.get(&other).copied().or_else(|| {
                let old = old_of.get(&other)?;
                lines.iter().position(|(n, _)| n == &Some(*old))
            })
        });
        let at = before.map_or(0, |at| at + 1);
        for place in at_of.values_mut().filter(|place| **place >= at) {
            *place += 1;
        }
        at_of.insert(new, at);
        lines.insert(at, (None, statement(two.new.version, new)));
    }
}

/// The speakers with their new names and titles, those that are new, and without those that are gone.
fn speakers(two: &Comparison<'_>, changes: &Changes, story: &mut ApprovedStory) {
    for change in &changes.all {
        match &change.detail {
            Detail::Name { was, now } => {
                for speaker in story.speakers.iter_mut().filter(|speaker| speaker.name == *was) {
                    speaker.name.clone_from(now);
                }
                let of = two.new.version.voices.iter().find(|voice| voice.name == *now);
                for speaker in story.speakers.iter_mut().filter(|speaker| speaker.name == *now) {
                    speaker.kind = of.map_or(speaker.kind, |voice| voice.kind);
                }
                rename(story, was, now);
            }
            Detail::Title { was, now, .. } => {
                let titled = |speaker: &&mut super::record::SpeakerRecord| {
                    speaker.title.as_ref() == Some(was)
                };
                for speaker in story.speakers.iter_mut().filter(titled) {
                    speaker.title.clone_from(now);
                }
            }
            _ => {}
        }
    }
    let mut used: BTreeSet<String> = BTreeSet::new();
    for line in &story.statements {
        used.extend(line.may_be.iter().cloned());
        match &line.speaker {
            Some(Names::One(name)) => {
                used.insert(name.clone());
            }
            Some(Names::Several(names)) => used.extend(names.iter().cloned()),
            None => {}
        }
    }
    let known: BTreeSet<String> = story.speakers.iter().map(|s| s.name.clone()).collect();
    let fresh = two
        .new
        .version
        .voices
        .iter()
        .filter(|voice| used.contains(&voice.name) && !known.contains(&voice.name));
    story.speakers.extend(fresh.map(speaker));
    story.speakers.retain(|speaker| used.contains(&speaker.name));
}

fn rename(story: &mut ApprovedStory, was: &str, now: &str) {
    for line in &mut story.statements {
        match &mut line.speaker {
            Some(Names::One(name)) if name == was => now.clone_into(name),
            Some(Names::Several(names)) => {
                for name in names.iter_mut().filter(|name| *name == was) {
                    now.clone_into(name);
                }
            }
            _ => {}
        }
    }
}
