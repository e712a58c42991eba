//! Learns the weights of the tagger from annotated news.
//!
//! Reads a folder with `train/text`, `train/attributions` (brat format) and `train-pos.tsv`.
//! The same input gives the same bytes: no clock, no threads, a fixed order of articles.

mod corpus;
mod learn;

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

pub use corpus::Hold;

use crate::rulebook::Rulebook;
use crate::tag::{self, pos, roles};
use corpus::Article;
use learn::Perceptron;

/// How often the trainer goes over the articles.
const POS_PASSES: usize = 6;
const ROLE_PASSES: usize = 12;
/// How many parts the articles are cut into, so that roles are learned on parts of speech that a
/// tagger gave to articles it had not seen.
const FOLDS: usize = 4;
/// Rows of each model; powers of two.
const POS_SLOTS: usize = 1 << 15;
const ROLE_SLOTS: usize = 1 << 16;

/// Learns from the articles under `data` that `hold` does not keep aside, and writes the weights.
pub fn run(data: &Path, hold: &Hold, out: &Path, log: &mut dyn Write) -> io::Result<()> {
    let rulebook = Rulebook::built_in();
    let articles = corpus::read(data)?;
    let (kept, used): (Vec<_>, Vec<_>) = articles.iter().partition(|a| hold.keeps(&a.name));
    writeln!(log, "{} articles to learn from, {} kept aside", used.len(), kept.len())?;

    let mut readings: Vec<Reading<'_>> =
        used.iter().map(|article| Reading::of(article, &rulebook)).collect();
    let tagger = learn_pos(&readings.iter().collect::<Vec<_>>());
    // Every article gets its parts of speech from a tagger that has not seen it.
    for fold in 0..FOLDS {
        let others: Vec<_> = each(&readings, |n| n % FOLDS != fold);
        let tagger = learn_pos(&others);
        for (n, reading) in readings.iter_mut().enumerate() {
            if n % FOLDS == fold {
                reading.predict_pos(&tagger);
            }
        }
    }
    let role_model = learn_roles(&readings, log)?;

    let mut bytes = Vec::new();
    tagger.write(POS_SLOTS, &mut bytes);
    role_model.write(ROLE_SLOTS, &mut bytes);
    fs::write(out, &bytes)?;
    writeln!(log, "{} bytes written", bytes.len())?;
    measure(&kept, &rulebook, &bytes, log)
}

fn each<'r, 'd>(readings: &'r [Reading<'d>], keep: impl Fn(usize) -> bool) -> Vec<&'r Reading<'d>> {
    readings.iter().enumerate().filter(|(n, _)| keep(*n)).map(|(_, r)| r).collect()
}

/// An article with its tokens and the right answers.
struct Reading<'d> {
    article: &'d Article,
    text: crate::tokenise::Text<'d>,
    words: Vec<pos::Word>,
    starts: Vec<bool>,
    /// The right tag of each token; absent where the annotation has none.
    tags: Vec<Option<u8>>,
    /// The right label of each token.
    labels: Vec<u8>,
}

impl<'d> Reading<'d> {
    fn of(article: &'d Article, rulebook: &'d Rulebook) -> Self {
        let mut text = crate::tokenise::tokenise(&article.draft, &rulebook.lexicon);
        tag::words(&mut text, &rulebook.lexicon);
        let words = text.tokens.iter().map(pos::Word::of).collect();
        let starts = tag::starts(&text);
        let tags = article.tags(&text);
        let labels = article.labels(&text);
        Self { article, text, words, starts, tags, labels }
    }

    fn predict_pos(&mut self, tagger: &Perceptron) {
        let mut before = [0_u8; 2];
        for at in 0..self.text.tokens.len() {
            let label = if pos::is_mark(&self.text.tokens[at]) {
                0
            } else {
                tagger.best(&pos::features(&self.words, at, self.starts[at], before), 1)
            };
            self.text.tokens[at].pos = pos::TAGS[usize::from(label)];
            before = [label, before[0]];
        }
    }
}

fn learn_pos(readings: &[&Reading<'_>]) -> Perceptron {
    let mut perceptron = Perceptron::new(pos::TAGS.len());
    for pass in 0..POS_PASSES {
        for n in learn::order(readings.len(), pass) {
            let reading = readings[n];
            let mut before = [0_u8; 2];
            for at in 0..reading.text.tokens.len() {
                let label = if pos::is_mark(&reading.text.tokens[at]) {
                    0
                } else {
                    let features = pos::features(&reading.words, at, reading.starts[at], before);
                    let guess = perceptron.best_training(&features, 1);
                    perceptron.step();
                    if let Some(right) = reading.tags[at].filter(|right| *right != guess) {
                        perceptron.update(&features, right, 1);
                        perceptron.update(&features, guess, -1);
                    }
                    guess
                };
                before = [label, before[0]];
            }
        }
    }
    perceptron.average();
    perceptron
}

fn learn_roles(readings: &[Reading<'_>], log: &mut dyn Write) -> io::Result<Perceptron> {
    let surroundings: Vec<Vec<roles::Around>> = readings
        .iter()
        .map(|r| {
            let kinds: Vec<_> = r.article.draft.blocks.iter().map(|b| b.kind).collect();
            roles::surroundings(&r.text, &r.words, &kinds)
        })
        .collect();
    let mut perceptron = Perceptron::new(roles::COUNT);
    perceptron.frequent(readings.iter().zip(&surroundings).flat_map(|(reading, around)| {
        let blocks = reading.text.blocks.iter();
        blocks.map(|block| block.clone().map(|at| roles::features(around, at)).collect::<Vec<_>>())
    }));
    for pass in 0..ROLE_PASSES {
        let (mut wrong, mut all) = (0_usize, 0_usize);
        for n in learn::order(readings.len(), pass) {
            let (reading, around) = (&readings[n], &surroundings[n]);
            for block in reading.text.blocks.clone() {
                let mut before = [0_u8; 2];
                for at in block {
                    let fixed = roles::features(around, at);
                    let history = roles::history(around, at, before);
                    let features: Vec<u64> = fixed.into_iter().chain(history).collect();
                    let guess = perceptron.best_training(&features, 0);
                    let right = reading.labels[at];
                    perceptron.step();
                    all += 1;
                    if right != guess {
                        wrong += 1;
                        perceptron.update(&features, right, 1);
                        perceptron.update(&features, guess, -1);
                    }
                    before = [guess, before[0]];
                }
            }
        }
        writeln!(log, "roles, pass {}: {wrong} of {all} labels wrong", pass + 1)?;
    }
    perceptron.average();
    Ok(perceptron)
}

/// Prints how the weights do on the articles kept aside.
fn measure(
    kept: &[&Article],
    rulebook: &Rulebook,
    bytes: &[u8],
    log: &mut dyn Write,
) -> io::Result<()> {
    let Some(models) = tag::Models::read(bytes) else { return Ok(()) };
    let (mut right, mut all) = (0_usize, 0_usize);
    let mut roles_seen: BTreeMap<crate::token::Role, [usize; 3]> = BTreeMap::new();
    for article in kept {
        let reading = Reading::of(article, rulebook);
        let mut text = reading.text;
        tag::learned(&article.draft, &mut text, &models);
        for (at, token) in text.tokens.iter().enumerate() {
            if let Some(gold) = reading.tags[at].filter(|_| !pos::is_mark(token)) {
                all += 1;
                right += usize::from(pos::TAGS[usize::from(gold)] == token.pos);
            }
            let gold = roles::LABELS[usize::from(reading.labels[at])].0;
            if token.is_wordlike() {
                roles_seen.entry(gold).or_default()[0] += 1;
                roles_seen.entry(token.hint.role).or_default()[1] += 1;
                if gold == token.hint.role {
                    roles_seen.entry(gold).or_default()[2] += 1;
                }
            }
        }
    }
    if all == 0 {
        return Ok(());
    }
    writeln!(log, "parts of speech: {right} of {all} right, {}", share(right, all))?;
    for (role, [gold, found, both]) in roles_seen {
        writeln!(
            log,
            "{role:?}: precision {}, recall {}, F1 {}",
            share(both, found),
            share(both, gold),
            share(2 * both, gold + found)
        )?;
    }
    Ok(())
}

/// A share with three places.
fn share(part: usize, whole: usize) -> String {
    let thousandths = (part * 1000 + whole / 2).checked_div(whole).unwrap_or(0);
    format!("{}.{:03}", thousandths / 1000, thousandths % 1000)
}
