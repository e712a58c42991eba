//! Learns what belongs to a cue, and which cues are right.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::Reading;
use super::learn::{self, Lessons, MaxEnt};
use crate::parse::link::scene::Scene;
use crate::parse::link::{Candidate, Link, features};

const PASSES: usize = 10;
const RATE: f32 = 0.03;
/// Rows of the model.
const SLOTS: usize = 216_000;
const CHOICE: Lessons = Lessons { passes: 6, rate: 0.03, slots: 1 << 15 };
const LIKELY: Lessons = Lessons { passes: 10, rate: 0.05, slots: 1 << 15 };
/// A link that shares as many hundredths of its content counts as right.
const HALF: usize = 50;

/// The window of one annotated cue: for each of its units the features and the right label; none
/// for the cue itself.
struct Lesson {
    scene: Scene,
    units: Vec<Option<([u64; features::FEATURES], u8)>>,
    reading: usize,
}

/// Learns source and content of the annotated cues.
pub(super) fn learn(readings: &[&Reading<'_>]) -> Vec<u8> {
    let lessons = lessons(readings);
    // What the labels before a unit can be is learned along the right labels first.
    let histories = lessons.iter().map(|lesson| {
        let around = &readings[lesson.reading].around;
        let mut past = features::Past::default();
        let mut group = Vec::new();
        for (number, unit) in lesson.units.iter().enumerate() {
            let Some((_, right)) = unit else {
                past.pass_cue();
                continue;
            };
            group.push(features::history(around, &lesson.scene, number, past));
            past.push(*right, &around[lesson.scene.units[number].start]);
        }
        group
    });
    let known = learn::frequent(histories);
    let groups = lessons.iter().map(|l| l.units.iter().flatten().map(|(f, _)| *f).collect());
    let mut model = MaxEnt::new(features::COUNT, groups, &known);
    let fixed: Vec<Vec<Option<Vec<u32>>>> = lessons
        .iter()
        .map(|lesson| {
            let rows = |features: &[u64]| {
                let mut rows = Vec::new();
                model.rows(features, &mut rows);
                rows
            };
            lesson.units.iter().map(|u| u.as_ref().map(|(f, _)| rows(f))).collect()
        })
        .collect();
    for pass in 0..PASSES {
        if pass == PASSES / 2 {
            model.prune(SLOTS * 9 / 10);
        }
        for n in learn::order(lessons.len(), pass) {
            let lesson = &lessons[n];
            let around = &readings[lesson.reading].around;
            let mut past = features::Past::default();
            for (number, unit) in lesson.units.iter().enumerate() {
                let (Some((_, right)), Some(rows)) = (unit, &fixed[n][number]) else {
                    past.pass_cue();
                    continue;
                };
                let mut rows = rows.clone();
                model.rows(&features::history(around, &lesson.scene, number, past), &mut rows);
                let guess = model.learn(&rows, *right, RATE);
                past.push(guess, &around[lesson.scene.units[number].start]);
            }
        }
    }
    model.written(SLOTS)
}

fn lessons(readings: &[&Reading<'_>]) -> Vec<Lesson> {
    let mut lessons = Vec::new();
    for (number, reading) in readings.iter().enumerate() {
        let text = &reading.text;
        for (cue, labels) in reading.article.links(text) {
            let candidate = candidate(reading, cue);
            let scene = Scene::new(
                text,
                (&reading.around, &reading.ties),
                &candidate,
                &reading.proposals,
                &reading.owners,
            );
            let units = scene.units.iter().enumerate().map(|(number, unit)| {
                let label = majority(unit.clone().map(|at| labels.get(&at).copied().unwrap_or(0)));
                let taught = !scene.is_cue(unit.start);
                taught.then(|| (features::features(&reading.around, &scene, number), label))
            });
            lessons.push(Lesson { units: units.collect(), scene, reading: number });
        }
    }
    lessons
}

/// The candidate that an annotated cue will be met as, or one made of its own words.
fn candidate(reading: &Reading<'_>, cue: Range<usize>) -> Candidate {
    let met = reading.candidates.iter().find(|c| c.cue.start < cue.end && cue.start < c.cue.end);
    met.cloned().unwrap_or_else(|| Candidate {
        sentence: reading.text.sentences.partition_point(|s| s.tokens.end <= cue.start),
        cue,
        proposal: None,
    })
}

/// The label of a unit: that of its first labelled token, if most of them have one.
fn majority(labels: impl Iterator<Item = u8> + Clone) -> u8 {
    let (labelled, all) =
        labels.clone().fold((0, 0), |(n, all), label| (n + usize::from(label != 0), all + 1));
    if labelled * 2 > all { labels.into_iter().find(|l| *l != 0).unwrap_or(0) } else { 0 }
}

/// Learns which reading of a cue to choose.
pub(super) fn learn_choice(readings: &[&Reading<'_>]) -> Vec<u8> {
    let mut groups = Vec::new();
    for reading in readings {
        let gold = reading.article.links(&reading.text);
        for (scene, links) in reading.tied.iter().filter(|(_, links)| links.len() > 1) {
            let worth: Vec<usize> = links.iter().map(|link| worth(&gold, link)).collect();
            let most = worth.iter().copied().max().unwrap_or(0);
            if most == 0 {
                continue;
            }
            #[allow(clippy::cast_precision_loss)] // a few readings
            let share = 1.0 / worth.iter().filter(|w| **w == most).count() as f64;
            let members = links.iter().zip(&worth).map(|(link, worth)| {
                let right = if *worth == most { share } else { 0.0 };
                (Some(reading.signs(scene, link)), right)
            });
            groups.push(members.collect());
        }
    }
    learn::choosing(&groups, &CHOICE)
}

/// Learns which candidates are right, from what a tagger that had not seen them ties to them.
pub(super) fn learn_likely(readings: &[&Reading<'_>]) -> Vec<u8> {
    let mut groups = Vec::new();
    for reading in readings {
        let gold = reading.article.links(&reading.text);
        let tied = reading.tied.iter().filter_map(|(scene, links)| Some((scene, links.first()?)));
        for (scene, link) in tied.filter(|(_, link)| !link.content.is_empty()) {
            let right = f64::from(u8::from(worth(&gold, link) >= HALF));
            groups.push(vec![(Some(reading.signs(scene, link)), right), (None, 1.0 - right)]);
        }
    }
    learn::choosing(&groups, &LIKELY)
}

/// How good a link is: what its content shares with that of the annotated cue that it is about, in
/// hundredths of the tokens of both; 0 where the source is another.
fn worth(gold: &[(Range<usize>, HashMap<usize, u8>)], link: &Link) -> usize {
    let here = gold.iter().filter(|(cue, _)| cue.start < link.cue.end && link.cue.start < cue.end);
    let worth = here.map(|(_, labels)| {
        let role = |source: bool| {
            labels.iter().filter(move |(_, l)| (**l == 2) != source).map(|(at, _)| *at)
        };
        let found = || link.source.clone().unwrap_or(0..0);
        let source = role(true).any(|at| found().contains(&at))
            || role(true).next().is_none() && found().is_empty();
        if source { shared(role(false), link) } else { 0 }
    });
    worth.max().unwrap_or(0)
}

/// What two contents share, in hundredths of all their tokens.
fn shared(gold: impl Iterator<Item = usize>, link: &Link) -> usize {
    let gold: HashSet<usize> = gold.collect();
    let found: HashSet<usize> = link.content.iter().cloned().flatten().collect();
    100 * gold.intersection(&found).count() / gold.union(&found).count().max(1)
}
