//! Learns which cues are right, and sets the network the lesson what belongs to a cue.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::annotated::AnnotatedText;
use super::learn::{self, Schedule};
use super::lesson::{LessonCue, one_hot};
use crate::parse::link::cue_alone::{head, window};
use crate::parse::link::scene::units;
use crate::parse::link::{Link, link};

const LIKELY: Schedule = Schedule { passes: 10, rate: 0.05, slots: 1 << 15 };
/// A link that shares as many hundredths of its content counts as right.
const HALF: usize = 50;

/// The annotated cues of an article in order, and what belongs to them.
pub(super) fn cues(annotated: &AnnotatedText<'_>) -> Vec<LessonCue> {
    let text = &annotated.text;
    let cues = annotated.article.links(text).into_iter().map(|(tokens, labels)| {
        let sentence = text.sentences.partition_point(|s| s.tokens.end <= tokens.start);
        let units = units(text, &window(text, sentence), &tokens).into_iter().map(|unit| {
            let label = majority(unit.clone().map(|at| labels.get(&at).copied().unwrap_or(0)));
            let apart = unit.end <= tokens.start || tokens.end <= unit.start;
            (unit, one_hot(usize::from(if apart { label } else { 0 })))
        });
        let head = head(&text.tokens, &annotated.hints.around, &tokens);
        LessonCue { head, units: units.collect(), tokens }
    });
    let mut cues: Vec<LessonCue> = cues.collect();
    cues.sort_by_key(|cue| cue.head);
    cues
}

/// The label of a unit: that of its first labelled token, if most of them have one.
fn majority(labels: impl Iterator<Item = u8> + Clone) -> u8 {
    let (labelled, all) =
        labels.clone().fold((0, 0), |(n, all), label| (n + usize::from(label != 0), all + 1));
    if labelled * 2 > all { labels.into_iter().find(|l| *l != 0).unwrap_or(0) } else { 0 }
}

/// Learns which candidates are right, from what a tagger that had not seen them ties to them.
pub(super) fn learn_likely(texts: &[&AnnotatedText<'_>]) -> Vec<u8> {
    let mut groups = Vec::new();
    for annotated in texts {
        let mut questions = annotated.hints.read.questions();
        let gold = annotated.article.links(&annotated.text);
        for candidate in &annotated.candidates {
            let (text, hints) = (&annotated.text, &annotated.hints);
            let made = link(text, hints, &mut questions, candidate, &annotated.proposals);
            let Some((link, signs)) = made else { continue };
            let right = f64::from(u8::from(worth(&gold, &link) >= HALF));
            groups.push(vec![(Some(signs), right), (None, 1.0 - right)]);
        }
    }
    learn::logistic(&groups, &LIKELY)
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
