//! Learns the weights of the tagger from annotated news.
//!
//! Reads a folder with `train/text`, `train/attributions` (brat format) and `train-pos.tsv`.
//! On one machine the same input gives the same bytes: no clock, a fixed order of articles, and threads
//! that share nothing but what they read. `src/tag/MODEL.md` says what differs between machines.

mod activation;
mod affine;
mod annotated;
mod corpus;
mod embedding;
mod gru;
mod learn;
mod lesson;
mod links;
mod measure;
mod named;
mod names;
mod names_crf;
mod names_data;
mod names_ends;
mod network;
mod part_of_speech;
mod rng;
mod scorer;

use std::fs;
use std::io::{self, Write};
use std::path::Path;

pub use corpus::HeldOut;
pub use embedding::embedding;
pub use measure::{predict, score};
pub use names::{names, score_names};

use crate::rulebook::Rulebook;
use crate::tag::linear::Model;
use crate::tag::network::Network;
use crate::tag::roles;
use annotated::AnnotatedText;
use lesson::Lesson;
use measure::{measure, unreadable};
use part_of_speech::{learn_pos, sure_words};

/// How many parts the articles are cut into, so that each model is learned on what the one before it
/// says of articles it had not seen.
const FOLDS: usize = 4;
/// The width of the hidden states of the network that ships, and of its teachers.
const STATE: usize = 32;
const TEACHER: usize = 64;
/// Rows of the network's table of features.
const ROLE_SLOTS: usize = 14_000;

/// Learns from the articles under `data` that `hold` does not keep aside, and writes the weights.
///
/// The models build on each other. Each is learned on what the ones before it say of articles that
/// they had not seen, as they will be used.
pub fn run(data: &Path, hold: &HeldOut, out: &Path, log: &mut dyn Write) -> io::Result<()> {
    let rulebook = Rulebook::built_in();
    let articles = corpus::read(data)?;
    let (kept, used): (Vec<_>, Vec<_>) = articles.iter().partition(|a| hold.keeps(&a.name));
    writeln!(log, "{} articles to learn from, {} kept aside", used.len(), kept.len())?;

    let mut texts: Vec<AnnotatedText<'_>> =
        used.iter().map(|article| AnnotatedText::of(article, &rulebook)).collect();
    let mut bytes = sure_words(&texts);
    let (sure, _) = Model::read(&bytes).ok_or_else(|| io::Error::other("no articles"))?;
    let models = folds(&texts, learn_pos, Model::read)?;
    for (n, annotated) in texts.iter_mut().enumerate() {
        annotated.predict_pos(&models[n % FOLDS], &sure);
    }
    bytes.append(&mut learn_pos(&texts.iter().collect::<Vec<_>>()));
    writeln!(log, "parts of speech: {} bytes", bytes.len())?;

    let mut lessons: Vec<_> = texts.iter().map(lesson).collect();
    let teachers = folds(&lessons, |lessons| learn_roles(lessons, TEACHER), Network::read)?;
    for (n, (annotated, lesson)) in texts.iter_mut().zip(&mut lessons).enumerate() {
        let network = &teachers[n % FOLDS];
        lesson.distil(network);
        annotated.predict_roles(network);
    }
    bytes.append(&mut learn_roles(&lessons.iter().collect::<Vec<_>>(), STATE));
    writeln!(log, "with roles: {} bytes", bytes.len())?;
    bytes.append(&mut links::learn_likely(&texts.iter().collect::<Vec<_>>()));
    fs::write(out, &bytes)?;
    writeln!(log, "{} bytes written", bytes.len())?;
    measure(&kept, &rulebook, &bytes, log)
}

/// Learns a model for each part of the articles, from the other parts: it has not seen that one.
fn folds<T: Sync, M>(
    all: &[T],
    learn: impl Fn(&[&T]) -> Vec<u8> + Sync,
    read: impl Fn(&[u8]) -> Option<(M, &[u8])>,
) -> io::Result<Vec<M>> {
    let bytes: Vec<Vec<u8>> = std::thread::scope(|scope| {
        let learn = &learn;
        let others = |fold| all.iter().enumerate().filter(move |(n, _)| n % FOLDS != fold);
        let jobs: Vec<_> = (0..FOLDS)
            .map(|fold| others(fold).map(|(_, one)| one).collect::<Vec<_>>())
            .map(|others| scope.spawn(move || learn(&others)))
            .collect();
        jobs.into_iter().map(|job| job.join().unwrap_or_default()).collect()
    });
    bytes.iter().map(|bytes| read(bytes).map(|(model, _)| model).ok_or_else(unreadable)).collect()
}

/// A text to learn roles from.
type RoleLesson = Lesson<{ roles::COUNT }, { roles::FEATURES }>;

/// What the network is to learn of an article.
fn lesson(annotated: &AnnotatedText<'_>) -> RoleLesson {
    let around = &annotated.hints.around;
    let labels = annotated.labels.iter();
    Lesson {
        blocks: annotated.text.blocks.clone(),
        features: (0..around.len()).map(|at| roles::features(around, at)).collect(),
        labels: labels.map(|label| lesson::one_hot(usize::from(*label))).collect(),
        cues: links::cues(annotated),
    }
}

fn learn_roles(lessons: &[&RoleLesson], state: usize) -> Vec<u8> {
    let blocks = lessons.iter().flat_map(|lesson| {
        lesson.blocks.iter().map(|block| lesson.features[block.clone()].to_vec())
    });
    let known = learn::commonest(blocks, ROLE_SLOTS);
    network::learn(lessons, &known, roles::OF_WORD, ROLE_SLOTS, state)
}
