//! Learns the weights of the tagger from annotated news.
//!
//! Reads a folder with `train/text`, `train/attributions` (brat format) and `train-pos.tsv`; where they
//! are there, `beliefs`, what a teacher believes of these articles and of others, and `news`, the others.
//! On one machine the same input gives the same bytes: no clock, a fixed order of articles, and threads
//! that share nothing but what they read. `src/tag/MODEL.md` says what differs between machines.

mod activation;
mod affine;
mod annotated;
mod beliefs;
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

use std::collections::HashMap;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

pub use corpus::HeldOut;
pub use embedding::embedding;
pub use measure::{agree, predict, score};
pub use names::{names, score_names};

use crate::rulebook::Rulebook;
use crate::tag::linear::Model;
use crate::tag::network::Network;
use crate::tag::{pos, roles};
use annotated::AnnotatedText;
use beliefs::{Beliefs, Taught};
use lesson::Lesson;
use measure::{measure, unreadable};
use part_of_speech::{learn_pos, sure_words};

/// How many parts the articles are cut into, so that each model is learned on what the one before it
/// says of articles it had not seen.
const FOLDS: usize = 4;
/// The width of the network's hidden states.
const STATE: usize = 32;
/// Rows of the network's table of features.
const ROLE_SLOTS: usize = 40_000;

/// Learns from the articles under `data` that `hold` does not keep aside, and writes the weights.
///
/// The models build on each other. Each is learned on what the ones before it say of articles that
/// they had not seen, as they will be used.
pub fn run(data: &Path, hold: &HeldOut, out: &Path, log: &mut dyn Write) -> io::Result<()> {
    learn_all(data, hold, None, out, log)
}

/// The same, but the parts of speech are told as before, by the weights in `out`.
pub fn relearn(data: &Path, hold: &HeldOut, out: &Path, log: &mut dyn Write) -> io::Result<()> {
    let before = fs::read(out)?;
    let (_, rest) = Model::<1>::read(&before).ok_or_else(unreadable)?;
    let (_, rest) = Model::<{ pos::COUNT }>::read(rest).ok_or_else(unreadable)?;
    let parts_of_speech = &before[..before.len() - rest.len()];
    learn_all(data, hold, Some(parts_of_speech), out, log)
}

fn learn_all(
    data: &Path,
    hold: &HeldOut,
    parts_of_speech: Option<&[u8]>,
    out: &Path,
    log: &mut dyn Write,
) -> io::Result<()> {
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
    match parts_of_speech {
        Some(before) => bytes = before.to_vec(),
        None => bytes.append(&mut learn_pos(&texts.iter().collect::<Vec<_>>())),
    }
    writeln!(log, "parts of speech: {} bytes", bytes.len())?;

    let beliefs = beliefs::read(&data.join("beliefs"))?;
    let mut lessons: Vec<_> = texts.iter().map(lesson).collect();
    let mut unlike = 0;
    for (annotated, lesson) in texts.iter().zip(&mut lessons) {
        let Some(beliefs) = beliefs.get(&annotated.article.name) else { continue };
        match Taught::of(beliefs, annotated, annotated.article.draft.as_read()) {
            Some(taught) => lesson.distil(&taught.labels(), |cue| taught.of_cue(cue)),
            None => unlike += 1,
        }
    }
    let news = news(data, &beliefs, &rulebook, &bytes)?;
    writeln!(
        log,
        "{} articles with a teacher's beliefs alone; {unlike} not as it read them",
        news.len()
    )?;
    let unseen = folds(&lessons, |lessons| learn_roles(lessons, &news), Network::read)?;
    for (n, annotated) in texts.iter_mut().enumerate() {
        annotated.predict_roles(&unseen[n % FOLDS]);
    }
    bytes.append(&mut learn_roles(&lessons.iter().collect::<Vec<_>>(), &news));
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
    let all = annotated.text.tokens.iter().zip(&annotated.words).zip(&annotated.hints.around);
    let labels = annotated.labels.iter();
    Lesson {
        blocks: annotated.text.blocks.clone(),
        features: all.map(|((token, word), a)| roles::features(token, word, a)).collect(),
        labels: labels.map(|label| lesson::one_hot(usize::from(*label))).collect(),
        cues: links::cues(annotated),
    }
}

/// What the network is to learn of the articles of which there is no annotation, but a teacher's
/// beliefs. `bytes` are the weights of the parts of speech.
fn news(
    data: &Path,
    beliefs: &HashMap<String, Beliefs>,
    rulebook: &Rulebook,
    bytes: &[u8],
) -> io::Result<Vec<RoleLesson>> {
    let (sure, rest) = Model::read(bytes).ok_or_else(unreadable)?;
    let (pos, _) = Model::read(rest).ok_or_else(unreadable)?;
    let articles = corpus::read_news(&data.join("news"), |name| beliefs.contains_key(name))?;
    let lessons = articles.iter().filter_map(|(article, stored)| {
        let mut annotated = AnnotatedText::of(article, rulebook);
        annotated.predict_pos(&pos, &sure);
        let taught = Taught::of(beliefs.get(&article.name)?, &annotated, stored)?;
        let (labels, cues) = (taught.labels(), taught.cues(&annotated));
        Some(Lesson { labels, cues, ..lesson(&annotated) })
    });
    Ok(lessons.collect())
}

fn learn_roles(lessons: &[&RoleLesson], news: &[RoleLesson]) -> Vec<u8> {
    let blocks = lessons.iter().copied().chain(news).flat_map(|lesson| {
        lesson.blocks.iter().map(|block| lesson.features[block.clone()].to_vec())
    });
    let known = learn::commonest(blocks, ROLE_SLOTS);
    network::learn(lessons, news, &known, roles::OF_WORD, ROLE_SLOTS, STATE)
}
