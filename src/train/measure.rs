//! Measures the tagger and the whole program on articles that were held out.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use super::annotated::AnnotatedText;
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
    let mut roles_seen: BTreeMap<Role, [usize; 3]> = BTreeMap::new();
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
                roles_seen.entry(gold).or_default()[0] += 1;
                roles_seen.entry(token.hint.role).or_default()[1] += 1;
                if gold == token.hint.role {
                    roles_seen.entry(gold).or_default()[2] += 1;
                }
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
    for (role, [gold, found, both]) in roles_seen {
        writeln!(
            log,
            "{role:?}: precision {}, recall {}, F1 {}",
            ratio(both, found),
            ratio(both, gold),
            ratio(2 * both, gold + found)
        )?;
    }
    writeln!(log, "candidates: {looked_at}, for {met} of {cues} annotated cues")
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
