//! Product quantisation of word vectors (Jégou and others, 2011).

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
/// How many centroids a part has.
const CENTROIDS: usize = 256;
/// The first centroids are taken from so many of the commonest words.
const COMMON: usize = 8_000;
/// How often each centroid moves to the mean of the points nearest to it.
const ROUNDS: usize = 15;
/// The weight of a word is one over the root of its rank, from this rank on.
const RANK: f32 = 50.0;

/// Reads vectors, a word and its numbers a line, the commonest word first; writes the table.
pub fn embedding(vectors: &Path, table: &Path) -> io::Result<()> {
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
        for (parts, centroid) in parts.iter_mut().zip(centroids(&points)) {
            parts[part] = centroid;
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

/// For each point the centroid nearest to it: k-means.
fn centroids(points: &[Vec<f32>]) -> Vec<u8> {
    let first = order(points.len().min(COMMON), 0);
    let mut centroids: Vec<Vec<f32>> =
        first.iter().take(CENTROIDS).map(|&at| points[at].clone()).collect();
    let mut homes = Vec::new();
    for _ in 0..ROUNDS {
        homes = points.iter().map(|point| nearest(point, &centroids)).collect();
        let mut sums: Vec<(f32, Vec<f32>)> =
            centroids.iter().map(|centroid| (0.0, vec![0.0; centroid.len()])).collect();
        for (rank, (point, home)) in points.iter().zip(&homes).enumerate() {
            #[allow(clippy::cast_precision_loss)] // a rank
            let weight = 1.0 / (rank as f32 + RANK).sqrt();
            let (all, sum) = &mut sums[usize::from(*home)];
            *all += weight;
            for (sum, number) in sum.iter_mut().zip(point) {
                *sum += weight * number;
            }
        }
        for (centroid, (all, sum)) in
            centroids.iter_mut().zip(sums).filter(|(_, (all, _))| *all > 0.0)
        {
            *centroid = sum.into_iter().map(|sum| sum / all).collect();
        }
    }
    homes
}

/// The centroid nearest to a point; of equals the first.
fn nearest(point: &[f32], centroids: &[Vec<f32>]) -> u8 {
    let far = |centroid: &[f32]| -> f32 {
        point.iter().zip(centroid).map(|(a, b)| (a - b) * (a - b)).sum()
    };
    let mut best = (f32::MAX, 0);
    for (number, centroid) in (0..=u8::MAX).zip(centroids) {
        let distance = far(centroid);
        if distance < best.0 {
            best = (distance, number);
        }
    }
    best.1
}
