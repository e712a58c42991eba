//! Learns where names begin and end around their cores.

use super::learn::{self, Member, Schedule};
use super::named::OTHER;
use super::names_data::Reading;
use crate::tag::names::ends::{Around, END, START};

/// How the tables of ends and of beginnings are learned.
const ENDS: Schedule = Schedule { passes: 6, rate: 0.05, slots: 12_000 };
const STARTS: Schedule = Schedule { passes: 6, rate: 0.05, slots: 6_000 };

/// Learns from the names of these texts: of all places around a core, which one is right.
pub(super) fn ends(readings: &[Reading<'_>]) -> Vec<u8> {
    let mut ends: Vec<Vec<Member<END>>> = Vec::new();
    let mut starts: Vec<Vec<Member<START>>> = Vec::new();
    for reading in readings {
        let tokens = &reading.text.tokens;
        for (name, kind) in reading.names.iter().filter(|(_, kind)| *kind != OTHER) {
            let Some(sentence) = reading
                .text
                .sentences
                .iter()
                .find(|s| s.tokens.contains(&name.start) && name.end <= s.tokens.end)
            else {
                continue;
            };
            let around = Around::of(tokens, &reading.words, &sentence.tokens, name, *kind);
            let likely = |right| if right { 1.0 } else { 0.0 };
            let (mut end, mut start) = (Vec::new(), Vec::new());
            around.each_end(|at, all| end.push((Some(*all), likely(at == name.end))));
            around.each_start(|at, all| start.push((Some(*all), likely(at == name.start))));
            ends.extend(one_is_right(end));
            starts.extend(one_is_right(start));
        }
    }
    [learn::logistic(&ends, &ENDS), learn::logistic(&starts, &STARTS)].concat()
}

/// A group of places, when one of them is right.
fn one_is_right<const N: usize>(group: Vec<Member<N>>) -> Option<Vec<Member<N>>> {
    group.iter().any(|(_, likely)| *likely > 0.0).then_some(group)
}
