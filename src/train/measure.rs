//! Measures the tagger and the whole program on articles that were held out.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use super::annotated::AnnotatedText;
use super::beliefs::{self, Taught};
use super::corpus::{self, Article, HeldOut};
use super::scorer::{self, Parts};
use crate::parse;
use crate::parse::link::candidates;
use crate::parse::proposal::Owners;
use crate::read::Draft;
use crate::rulebook::Rulebook;
use crate::tag::{self, Models, pos, roles};
use crate::tokenise::token::{Hint, Role};
use crate::tokenise::tokenise;

/// Prints how the taggers do on the articles kept aside.
pub(super) fn measure(
    kept: &[&Article],
    rulebook: &Rulebook,
    bytes: &[u8],
    log: &mut dyn Write,
) -> io::Result<()> {
    let Some(models) = forever(bytes) else { return Ok(()) };
    let (mut right, mut all) = (0_usize, 0_usize);
    let mut roles_seen = Agreement::default();
    let [mut cues, mut met, mut looked_at] = [0_usize; 3];
    for article in kept {
        let reading = AnnotatedText::of(article, rulebook);
        let mut text = reading.text;
        let hints = tag::learned(&article.draft, &mut text, models);
        for (at, token) in text.tokens.iter().enumerate() {
            if let Some(gold) = reading.tags[at].filter(|_| !pos::is_mark(token)) {
                all += 1;
                right += usize::from(pos::TAGS[usize::from(gold)] == token.pos);
            }
            let gold = roles::LABELS[usize::from(reading.labels[at])].0;
            if token.is_wordlike() {
                roles_seen.add(gold, token.hint.role);
            }
        }
        let proposals = parse::propose::propose(&article.draft, &text, &rulebook.lexicon);
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
    writeln!(log, "parts of speech: {right} of {all} right, {}", ratio(right, all))?;
    roles_seen.print(log)?;
    writeln!(log, "candidates: {looked_at}, for {met} of {cues} annotated cues")
}

/// How often each role is right, found, and both.
#[derive(Default)]
struct Agreement(BTreeMap<Role, [usize; 3]>);

impl Agreement {
    fn add(&mut self, right: Role, found: Role) {
        self.0.entry(right).or_default()[0] += 1;
        self.0.entry(found).or_default()[1] += 1;
        if right == found {
            self.0.entry(right).or_default()[2] += 1;
        }
    }

    fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        for (role, [right, found, both]) in &self.0 {
            writeln!(
                out,
                "{role:?}: precision {}, recall {}, F1 {}",
                ratio(*both, *found),
                ratio(*both, *right),
                ratio(2 * both, right + found)
            )?;
        }
        Ok(())
    }
}

/// One in so many articles of the news shows how well they were learned.
const SAMPLE: usize = 15;

/// Prints how far the network says of words what its teacher does: of news that it may have learned from,
/// and of the articles kept aside. Where the first is far better, more text would help; where the two
/// are alike, a larger network may.
pub fn agree(data: &Path, hold: &HeldOut, weights: &Path, out: &mut dyn Write) -> io::Result<()> {
    let rulebook = Rulebook::built_in();
    let models = from_file(weights)?;
    let beliefs = beliefs::read(&data.join("beliefs"))?;
    let news = corpus::read_news(&data.join("news"), |name| beliefs.contains_key(name))?;
    let held = corpus::read(data)?.into_iter().filter(|article| hold.keeps(&article.name));
    let held = held.map(|article| (article.draft.as_read().to_owned(), article));
    let held: Vec<_> = held.map(|(stored, article)| (article, stored)).collect();
    for (what, articles) in [
        ("news", &mut news.iter().step_by(SAMPLE) as &mut dyn Iterator<Item = _>),
        ("kept aside", &mut held.iter()),
    ] {
        let [mut with_teacher, mut with_gold, mut of_teacher] =
            std::array::from_fn(|_| Agreement::default());
        for (article, stored) in articles {
            let mut annotated = AnnotatedText::of(article, &rulebook);
            annotated.predict_pos(&models.pos, &models.sure);
            annotated.predict_roles(&models.roles);
            let believed = beliefs.get(&article.name);
            let taught = believed.and_then(|beliefs| Taught::of(beliefs, &annotated, stored));
            let Some(taught) = taught else { continue };
            let tokens = annotated.text.tokens.iter().zip(&annotated.labels);
            for ((token, gold), shares) in tokens.zip(taught.labels()) {
                if let Some(taught) = likeliest(&shares).filter(|_| token.is_wordlike()) {
                    let gold = roles::LABELS[usize::from(*gold)].0;
                    with_teacher.add(taught, token.hint.role);
                    with_gold.add(gold, token.hint.role);
                    of_teacher.add(gold, taught);
                }
            }
        }
        writeln!(out, "{what}: the network, by its teacher")?;
        with_teacher.print(out)?;
        if what != "news" {
            writeln!(out, "{what}: the network, by the annotation")?;
            with_gold.print(out)?;
            writeln!(out, "{what}: the teacher, by the annotation")?;
            of_teacher.print(out)?;
        }
    }
    Ok(())
}

/// The role that has the greatest share; none where nothing is taught.
fn likeliest(shares: &[f32; roles::COUNT]) -> Option<Role> {
    let mut sums: BTreeMap<Role, f32> = BTreeMap::new();
    for (share, (role, ..)) in shares.iter().zip(roles::LABELS) {
        *sums.entry(role).or_default() += share;
    }
    let (role, sum) = sums.into_iter().max_by(|a, b| a.1.total_cmp(&b.1))?;
    (sum > 0.0).then_some(role)
}

/// Bytes that are no weights.
pub(super) fn unreadable() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "these are no weights")
}

/// Models for the rest of the program's run.
fn forever(bytes: &[u8]) -> Option<&'static Models> {
    Models::read(bytes).map(|models| &*Box::leak(Box::new(models)))
}

/// What attributions are read by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ReadBy {
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
    by: ReadBy,
) -> parse::Parsed {
    let lexicon = &rulebook.lexicon;
    let mut text = tokenise(draft, lexicon);
    tag::words(&mut text, lexicon);
    let mut hints = tag::learned(draft, &mut text, models);
    if by == ReadBy::Grammar {
        hints = tag::Hints::default();
        for token in &mut text.tokens {
            token.hint = Hint::default();
        }
    }
    let proposals = match by {
        ReadBy::Hints => Vec::new(),
        _ => parse::propose::propose(draft, &text, lexicon),
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
pub fn score(data: &Path, hold: &HeldOut, weights: &Path, out: &mut dyn Write) -> io::Result<()> {
    let rulebook = Rulebook::built_in();
    let models = from_file(weights)?;
    let articles = corpus::read(data)?;
    let kept: Vec<_> = articles.iter().filter(|a| hold.keeps(&a.name)).collect();
    writeln!(out, "{} articles", kept.len())?;
    for by in [ReadBy::Both, ReadBy::Grammar, ReadBy::Hints] {
        let mut score = scorer::Score::default();
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
pub fn predict(data: &Path, hold: &HeldOut, weights: &Path, out: &mut dyn Write) -> io::Result<()> {
    let rulebook = Rulebook::built_in();
    let models = from_file(weights)?;
    for article in corpus::read(data)?.iter().filter(|a| hold.keeps(&a.name)) {
        let points = code_points(&article.draft.text);
        let spans = |spans: &[crate::span::Span]| -> Vec<[usize; 2]> {
            spans.iter().map(|span| [points[span.start], points[span.end]]).collect()
        };
        let found = parts(&read(&article.draft, &rulebook, models, ReadBy::Both));
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
fn ratio(part: usize, whole: usize) -> String {
    let thousandths = (part * 1000 + whole / 2).checked_div(whole).unwrap_or(0);
    format!("{}.{:03}", thousandths / 1000, thousandths % 1000)
}
