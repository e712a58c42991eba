//! Cuts word vectors down to a few numbers a word.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use super::learn::order;
use crate::tag::linear;
use crate::tag::network::embedding::PARTS;

/// How many words are kept: the first ones, as the commonest stand first.
const WORDS: usize = 40_000;
/// Rows of the table.
const SLOTS: usize = 44_000;
/// How many parts stand for all.
const CENTRES: usize = 256;
/// The centres are first looked for among so many words.
const COMMON: usize = 8_000;
/// How often each centre moves to the middle of what is nearest to it.
const ROUNDS: usize = 15;
/// How much less a rare word counts: as the root of its rank, from this rank on.
const RANK: f32 = 50.0;

/// Reads vectors, a word and its numbers a line, the commonest word first; writes the table.
pub fn kin(vectors: &Path, table: &Path) -> io::Result<()> {
    let mut words = Vec::new();
    let mut rows: Vec<Vec<f32>> = Vec::new();
    for (number, line) in (1..).zip(BufReader::new(File::open(vectors)?).lines()) {
        let line = line?;
        let mut fields = line.split_ascii_whitespace();
        let Some(word) = fields.next() else { continue };
        if !word.chars().any(char::is_alphabetic) {
            continue;
        }
        let row: Vec<f32> = fields.map_while(|number| number.parse().ok()).collect();
        if row.is_empty() || rows.first().is_some_and(|first| first.len() != row.len()) {
            return Err(io::Error::new(
                io::ErrorKind::InvalidData,
                format!(
                    "line {number}, {word}: {} numbers, as many as in the line before expected",
                    row.len()
                ),
            ));
        }
        words.push(linear::word(word));
        rows.push(row);
        if words.len() == WORDS {
            break;
        }
    }
    let mut parts: Vec<[u8; PARTS]> = vec![[0; PARTS]; rows.len()];
    for part in 0..PARTS {
        let cut = |row: &Vec<f32>| row.iter().skip(part).step_by(PARTS).copied().collect();
        let points: Vec<Vec<f32>> = rows.iter().map(cut).collect();
        for (parts, centre) in parts.iter_mut().zip(centres(&points)) {
            parts[part] = centre;
        }
    }
    let rows: Vec<(u64, Vec<i8>)> = words
        .into_iter()
        .zip(&parts)
        .map(|(word, parts)| (word, parts.iter().map(|part| part.cast_signed()).collect()))
        .collect();
    let mut bytes = Vec::new();
    linear::write(&rows, PARTS, SLOTS, &mut bytes);
    fs::write(table, bytes)
}

/// For each point the centre it is nearest to: k-means.
fn centres(points: &[Vec<f32>]) -> Vec<u8> {
    let first = order(points.len().min(COMMON), 0);
    let mut centres: Vec<Vec<f32>> =
        first.iter().take(CENTRES).map(|&at| points[at].clone()).collect();
    let mut homes = Vec::new();
    for _ in 0..ROUNDS {
        homes = points.iter().map(|point| nearest(point, &centres)).collect();
        let mut sums: Vec<(f32, Vec<f32>)> =
            centres.iter().map(|centre| (0.0, vec![0.0; centre.len()])).collect();
        for (rank, (point, home)) in points.iter().zip(&homes).enumerate() {
            #[allow(clippy::cast_precision_loss)] // a rank
            let weight = 1.0 / (rank as f32 + RANK).sqrt();
            let (all, sum) = &mut sums[usize::from(*home)];
            *all += weight;
            for (sum, number) in sum.iter_mut().zip(point) {
                *sum += weight * number;
            }
        }
        for (centre, (all, sum)) in centres.iter_mut().zip(sums).filter(|(_, (all, _))| *all > 0.0)
        {
            *centre = sum.into_iter().map(|sum| sum / all).collect();
        }
    }
    homes
}

/// The centre nearest to a point; of equals the first.
fn nearest(point: &[f32], centres: &[Vec<f32>]) -> u8 {
    let far =
        |centre: &[f32]| -> f32 { point.iter().zip(centre).map(|(a, b)| (a - b) * (a - b)).sum() };
    let mut best = (f32::MAX, 0);
    for (number, centre) in (0..=u8::MAX).zip(centres) {
        let distance = far(centre);
        if distance < best.0 {
            best = (distance, number);
        }
    }
    best.1
}
