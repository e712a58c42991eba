//! Learns the weights of the tagger from annotated news.
//!
//! Reads a folder with `train/text`, `train/attributions` (brat format) and `train-pos.tsv`.
//! The same input gives the same bytes: no clock, a fixed order of articles, and threads that share
//! nothing but what they read.

mod corpus;
mod curves;
mod kin;
mod learn;
mod lesson;
mod links;
mod network;
mod recurrent;
mod score;

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

pub use corpus::Hold;
pub use kin::kin;

use crate::parse;
use crate::parse::link::{Candidate, candidates};
use crate::parse::proposal::{Owners, Proposal};
use crate::read::Draft;
use crate::rulebook::Rulebook;
use crate::tag::linear::Model;
use crate::tag::network::Network;
use crate::tag::{self, Hints, Models, pos, roles};
use corpus::Article;
use learn::Perceptron;
use score::Parts;

/// How often the trainer goes over the articles.
const POS_PASSES: usize = 6;
/// How many parts the articles are cut into, so that each model is learned on what the one before it
/// says of articles it had not seen.
const FOLDS: usize = 4;
/// How many numbers a reader of the draft carries along, in the network that ships; and in those that
/// teach it.
const STATE: usize = 32;
const TEACHER: usize = 64;
/// Rows of each model.
const POS_SLOTS: usize = 20_000;
const ROLE_SLOTS: usize = 14_000;

/// Learns from the articles under `data` that `hold` does not keep aside, and writes the weights.
///
/// The models build on each other. Each is learned on what the ones before it say of articles that
/// they had not seen, as they will be used.
pub fn run(data: &Path, hold: &Hold, out: &Path, log: &mut dyn Write) -> io::Result<()> {
    let rulebook = Rulebook::built_in();
    let articles = corpus::read(data)?;
    let (kept, used): (Vec<_>, Vec<_>) = articles.iter().partition(|a| hold.keeps(&a.name));
    writeln!(log, "{} articles to learn from, {} kept aside", used.len(), kept.len())?;

    let mut readings: Vec<Reading<'_>> =
        used.iter().map(|article| Reading::of(article, &rulebook)).collect();
    let mut bytes = sure_words(&readings);
    let (sure, _) = Model::read(&bytes).ok_or_else(|| io::Error::other("no articles"))?;
    let models = folds(&readings, learn_pos, Model::read)?;
    for (n, reading) in readings.iter_mut().enumerate() {
        reading.predict_pos(&models[n % FOLDS], &sure);
    }
    bytes.append(&mut learn_pos(&readings.iter().collect::<Vec<_>>()));
    writeln!(log, "parts of speech: {} bytes", bytes.len())?;

    let mut lessons: Vec<_> = readings.iter().map(Reading::lesson).collect();
    let teachers = folds(&lessons, |lessons| learn_roles(lessons, TEACHER), Network::read)?;
    for (n, (reading, lesson)) in readings.iter_mut().zip(&mut lessons).enumerate() {
        let network = &teachers[n % FOLDS];
        lesson.soften(network);
        reading.predict_roles(network);
    }
    bytes.append(&mut learn_roles(&lessons.iter().collect::<Vec<_>>(), STATE));
    writeln!(log, "with roles: {} bytes", bytes.len())?;
    bytes.append(&mut links::learn_likely(&readings.iter().collect::<Vec<_>>()));
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

fn unreadable() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "these are no weights")
}

/// An article with its tokens, the right answers, and what the taggers have said so far.
struct Reading<'d> {
    article: &'d Article,
    rulebook: &'d Rulebook,
    text: crate::tokenise::Text<'d>,
    words: Vec<pos::Word>,
    starts: Vec<bool>,
    hints: Hints,
    /// The right tag of each token; absent where the annotation has none.
    tags: Vec<Option<u8>>,
    /// The right label of each token.
    labels: Vec<u8>,
    /// What the grammar reads.
    proposals: Vec<Proposal>,
    candidates: Vec<Candidate>,
}

impl<'d> Reading<'d> {
    fn of(article: &'d Article, rulebook: &'d Rulebook) -> Self {
        let mut text = crate::tokenise::tokenise(&article.draft, &rulebook.lexicon);
        tag::words(&mut text, &rulebook.lexicon);
        let words = text.tokens.iter().map(pos::Word::of).collect();
        let starts = tag::starts(&text);
        let tags = article.tags(&text);
        let labels = article.labels(&text);
        Self {
            article,
            rulebook,
            text,
            words,
            starts,
            hints: Hints::default(),
            tags,
            labels,
            proposals: Vec::new(),
            candidates: Vec::new(),
        }
    }

    fn predict_pos(&mut self, model: &Model<{ pos::COUNT }>, sure: &Model<1>) {
        pos::tag(model, sure, &mut self.text.tokens, &self.words, &self.starts);
        let kinds = tag::kinds(&self.article.draft);
        self.hints.around = roles::surroundings(&self.text, &self.words, &kinds);
    }

    fn lesson(&self) -> Lesson {
        let around = &self.hints.around;
        lesson::Lesson {
            blocks: self.text.blocks.clone(),
            features: (0..around.len()).map(|at| roles::features(around, at)).collect(),
            labels: self.labels.iter().map(|label| lesson::sure(usize::from(*label))).collect(),
            cues: links::cues(self),
        }
    }

    fn predict_roles(&mut self, model: &Network<{ roles::COUNT }>) {
        self.hints.read = roles::tag(model, &mut self.text, &mut self.hints.around);
        self.proposals = parse::propose(&self.article.draft, &self.text, &self.rulebook.lexicon);
        let owners = Owners::new(self.text.tokens.len(), &self.proposals);
        self.candidates = candidates(&self.text, &self.hints.around, &self.proposals, &owners);
    }
}

/// A word must occur so often, and so seldom with another tag, to need no model.
const SURE_COUNT: usize = 10;
const SURE_OTHER: usize = 250;
const SURE_SLOTS: usize = 8000;

/// The words that have one part of speech only, with its label.
fn sure_words(readings: &[Reading<'_>]) -> Vec<u8> {
    let mut seen: BTreeMap<u64, BTreeMap<u8, usize>> = BTreeMap::new();
    for reading in readings {
        for (word, tag) in reading.words.iter().zip(&reading.tags) {
            if let Some(tag) = tag {
                *seen.entry(pos::alone(word)).or_default().entry(*tag).or_default() += 1;
            }
        }
    }
    let mut rows: Vec<(usize, u64, i8)> = Vec::new();
    for (word, tags) in seen {
        let all: usize = tags.values().sum();
        let Some((tag, most)) = tags.iter().max_by_key(|(_, n)| **n) else { continue };
        if all >= SURE_COUNT && (all - most) * SURE_OTHER <= all {
            rows.push((all, word, tag.cast_signed()));
        }
    }
    rows.sort_by_key(|(count, word, _)| (std::cmp::Reverse(*count), *word));
    let rows: Vec<_> = rows.into_iter().map(|(_, word, tag)| (word, vec![tag])).collect();
    let mut out = Vec::new();
    crate::tag::linear::write(&rows, 1, SURE_SLOTS, &mut out);
    out
}

fn learn_pos(readings: &[&Reading<'_>]) -> Vec<u8> {
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
    perceptron.written(POS_SLOTS)
}

/// A text to learn roles from.
type Lesson = lesson::Lesson<{ roles::COUNT }, { roles::FEATURES }>;

fn learn_roles(lessons: &[&Lesson], state: usize) -> Vec<u8> {
    let blocks = lessons.iter().flat_map(|lesson| {
        lesson.blocks.iter().map(|block| lesson.features[block.clone()].to_vec())
    });
    let known = learn::commonest(blocks, ROLE_SLOTS);
    network::learn(lessons, &known, roles::OF_WORD, ROLE_SLOTS, state)
}

/// Prints how the taggers do on the articles kept aside.
fn measure(
    kept: &[&Article],
    rulebook: &Rulebook,
    bytes: &[u8],
    log: &mut dyn Write,
) -> io::Result<()> {
    let Some(models) = forever(bytes) else { return Ok(()) };
    let (mut right, mut all) = (0_usize, 0_usize);
    let mut roles_seen: BTreeMap<crate::tokenise::token::Role, [usize; 3]> = BTreeMap::new();
    let [mut cues, mut met, mut looked_at] = [0_usize; 3];
    for article in kept {
        let reading = Reading::of(article, rulebook);
        let mut text = reading.text;
        let hints = tag::learned(&article.draft, &mut text, models);
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
        let proposals = parse::propose(&article.draft, &text, &rulebook.lexicon);
        let owners = Owners::new(text.tokens.len(), &proposals);
        let candidates = candidates(&text, &hints.around, &proposals, &owners);
        looked_at += candidates.len();
        for (cue, _) in article.links(&text) {
            cues += 1;
            met += usize::from(
                candidates.iter().any(|c| c.cue.start < cue.end && cue.start < c.cue.end),
            );
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
    writeln!(log, "candidates: {looked_at}, for {met} of {cues} annotated cues")
}

/// Models for the rest of the program's run.
fn forever(bytes: &[u8]) -> Option<&'static Models> {
    Models::read(bytes).map(|models| &*Box::leak(Box::new(models)))
}

/// What attributions are read by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The grammar and the hints, as in the program.
    Both,
    /// The grammar, with parts of speech but without hints.
    Grammar,
    /// The hints, without the grammar.
    Hints,
}

/// Reads an article with the given models.
fn read<'d>(
    draft: &'d Draft,
    rulebook: &'d Rulebook,
    models: &'static Models,
    by: By,
) -> parse::Parsed {
    let lexicon = &rulebook.lexicon;
    let mut text = crate::tokenise::tokenise(draft, lexicon);
    tag::words(&mut text, lexicon);
    let mut hints = tag::learned(draft, &mut text, models);
    if by == By::Grammar {
        hints = tag::Hints::default();
        for token in &mut text.tokens {
            token.hint = crate::tokenise::token::Hint::default();
        }
    }
    let proposals = match by {
        By::Hints => Vec::new(),
        _ => parse::propose(draft, &text, lexicon),
    };
    parse::parse_proposed(draft, &text, &hints, lexicon, &proposals)
}

/// The spans of what has been read.
fn parts(parsed: &parse::Parsed) -> Vec<Parts> {
    let attributions = parsed.attributions.iter();
    attributions
        .map(|a| Parts {
            source: a.source.iter().map(|s| s.span).collect(),
            cue: a.cue.iter().map(|c| c.span).collect(),
            content: a.content.clone(),
        })
        .collect()
}

/// The figures of the last release, for comparison: the kind of reading, then a name and thousandths
/// a line.
static BEFORE: &str = include_str!("figures.txt");

/// Prints how the program does on the articles kept aside, with the weights in a file, next to the
/// figures kept in the repository.
pub fn score(data: &Path, hold: &Hold, weights: &Path, out: &mut dyn Write) -> io::Result<()> {
    let rulebook = Rulebook::built_in();
    let models = from_file(weights)?;
    let articles = corpus::read(data)?;
    let kept: Vec<_> = articles.iter().filter(|a| hold.keeps(&a.name)).collect();
    writeln!(out, "{} articles", kept.len())?;
    for by in [By::Both, By::Grammar, By::Hints] {
        let mut score = score::Score::default();
        for article in &kept {
            let found = parts(&read(&article.draft, &rulebook, models, by));
            score.add(&article.draft.text, &article.gold(), &found);
        }
        let name = format!("{by:?}").to_lowercase();
        writeln!(out, "\n{name}\n{}", score.table(&before(&name, &hold.parts.join(" "))))?;
    }
    Ok(())
}

/// The kept figures of a reading of these articles.
fn before(by: &str, parts: &str) -> Vec<(String, usize)> {
    let wanted = format!("[{by}, without {parts}]");
    let lines = BEFORE.lines().skip_while(|line| *line != wanted).skip(1);
    lines
        .take_while(|line| !line.starts_with('['))
        .filter_map(|line| {
            let (name, number) = line.trim().rsplit_once(' ')?;
            Some((name.trim().to_owned(), number.parse().ok()?))
        })
        .collect()
}

fn from_file(weights: &Path) -> io::Result<&'static Models> {
    forever(&fs::read(weights)?).ok_or_else(unreadable)
}

/// Prints, one article a line, what the program finds in the articles kept aside with the weights
/// in a file: what the corpus's scorer reads.
pub fn predict(data: &Path, hold: &Hold, weights: &Path, out: &mut dyn Write) -> io::Result<()> {
    let rulebook = Rulebook::built_in();
    let models = from_file(weights)?;
    for article in corpus::read(data)?.iter().filter(|a| hold.keeps(&a.name)) {
        let points = code_points(&article.draft.text);
        let spans = |spans: &[crate::span::Span]| -> Vec<[usize; 2]> {
            spans.iter().map(|span| [points[span.start], points[span.end]]).collect()
        };
        let found = parts(&read(&article.draft, &rulebook, models, By::Both));
        let attributions: Vec<_> = found
            .iter()
            .map(|p| {
                serde_json::json!({
                    "source": spans(&p.source),
                    "cue": spans(&p.cue),
                    "content": spans(&p.content),
                })
            })
            .collect();
        let line = serde_json::json!({"doc": article.name, "attributions": attributions});
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// For each byte of a text, how many code points begin before it.
fn code_points(text: &str) -> Vec<usize> {
    let mut count = 0;
    let mut points = Vec::with_capacity(text.len() + 1);
    for byte in text.bytes() {
        points.push(count);
        count += usize::from(byte & 0xc0 != 0x80);
    }
    points.push(count);
    // A byte inside a character is never the edge of a span.
    points
}

/// A share with three places.
fn share(part: usize, whole: usize) -> String {
    let thousandths = (part * 1000 + whole / 2).checked_div(whole).unwrap_or(0);
    format!("{}.{:03}", thousandths / 1000, thousandths % 1000)
}
