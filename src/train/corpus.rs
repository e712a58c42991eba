//! Annotated articles: texts, attributions in brat format, parts of speech in a table.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::{fs, io};

use serde::Deserialize;

use super::scorer::Parts;
use crate::read::Draft;
use crate::span::Span;
use crate::tag::{pos, roles};
use crate::tokenise::Text;
use crate::tokenise::token::{Pos, Role, Side};

/// Which articles are kept aside for measuring.
#[derive(Clone, Debug, Default)]
pub struct HeldOut {
    /// An article is kept aside when its name contains one of these: a month, a publisher.
    pub parts: Vec<String>,
}

impl HeldOut {
    /// True when an article is kept aside.
    #[must_use]
    pub fn keeps(&self, name: &str) -> bool {
        self.parts.iter().any(|part| name.contains(part.as_str()))
    }
}

/// An annotated article.
pub(super) struct Article {
    pub(super) name: String,
    pub(super) draft: Draft,
    attributions: Vec<Gold>,
    /// Start in bytes of each word of the table, and its tag.
    tags: HashMap<usize, u8>,
}

/// The byte spans of one annotated attribution.
#[derive(Default)]
struct Gold {
    source: Vec<Span>,
    cue: Vec<Span>,
    content: Vec<Span>,
}

/// Reads all articles, by name.
pub(super) fn read(data: &Path) -> io::Result<Vec<Article>> {
    let train = data.join("train");
    let mut annotations: BTreeMap<String, Vec<_>> = BTreeMap::new();
    for entry in fs::read_dir(train.join("attributions"))? {
        let path = entry?.path();
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let name = stem.rsplit_once('_').map_or(stem.as_str(), |(name, _)| name).to_owned();
        annotations.entry(name).or_default().push(path);
    }
    let mut table = tag_table(&data.join("train-pos.tsv"))?;
    let mut articles = Vec::new();
    for (name, mut paths) in annotations {
        paths.sort();
        let text = fs::read_to_string(train.join("text").join(format!("{name}.txt")))?;
        let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let attributions = brat(&fs::read_to_string(&paths[0])?, &bytes);
        let tags = table.remove(&name).unwrap_or_default();
        let tags = tags.into_iter().filter_map(|(at, tag)| Some((*bytes.get(at)?, tag))).collect();
        let draft = Draft::new(name.clone(), text);
        articles.push(Article { name, draft, attributions, tags });
    }
    Ok(articles)
}

/// The files of a folder with this ending, by name; none where there is no folder.
pub(super) fn files(folder: &Path, ending: &str) -> io::Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let paths = entries.map(|entry| entry.map(|entry| entry.path()));
    let mut paths = paths.collect::<io::Result<Vec<PathBuf>>>()?;
    paths.retain(|path| path.extension().is_some_and(|e| e == ending));
    paths.sort();
    Ok(paths)
}

/// An article without annotation: a line of `news`.
#[derive(Deserialize)]
struct News {
    doc: String,
    format: String,
    text: String,
}

/// The articles without annotation that `wanted` names, with their texts as stored.
pub(super) fn read_news(
    folder: &Path,
    wanted: impl Fn(&str) -> bool,
) -> io::Result<Vec<(Article, String)>> {
    let mut all = Vec::new();
    for path in files(folder, "jsonl")? {
        for line in fs::read_to_string(&path)?.lines() {
            let News { doc: name, format, text } = serde_json::from_str(line)?;
            if wanted(&name) {
                let draft = Draft::new(format!("{name}.{format}"), text.clone());
                all.push((Article::unannotated(name, draft), text));
            }
        }
    }
    Ok(all)
}

/// The table of words: for each article, start in code points and tag.
fn tag_table(path: &Path) -> io::Result<HashMap<String, Vec<(usize, u8)>>> {
    let mut all: HashMap<String, Vec<(usize, u8)>> = HashMap::new();
    let mut name = String::new();
    for line in fs::read_to_string(path)?.lines() {
        if let Some(article) = line.strip_prefix("#DOC ") {
            article.clone_into(&mut name);
            continue;
        }
        let mut fields = line.split('\t');
        let (Some(_), Some(start), Some(_), Some(tag)) =
            (fields.next(), fields.next(), fields.next(), fields.next())
        else {
            continue;
        };
        if let Ok(start) = start.parse() {
            all.entry(name.clone()).or_default().push((start, label_of(tag)));
        }
    }
    Ok(all)
}

/// The label of a tag of the Penn Treebank.
fn label_of(tag: &str) -> u8 {
    let name = tag.replace('$', "S");
    let found = pos::TAGS.iter().position(|pos| format!("{pos:?}").eq_ignore_ascii_case(&name));
    found.and_then(|at| u8::try_from(at).ok()).unwrap_or(0)
}

/// Reads brat annotations; `bytes` gives the byte of each code point.
fn brat(text: &str, bytes: &[usize]) -> Vec<Gold> {
    let mut spans: HashMap<&str, Vec<Span>> = HashMap::new();
    let mut out = Vec::new();
    for line in text.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let [id, body, ..] = fields.as_slice() else { continue };
        if id.starts_with('T') {
            let place = body.split_once(' ').map_or("", |(_, place)| place);
            let pieces = place.split(';').filter_map(|piece| {
                let (start, end) = piece.split_once(' ')?;
                let at = |n: &str| bytes.get(n.parse::<usize>().ok()?).copied();
                Some(Span::new(at(start)?, at(end)?))
            });
            spans.insert(id, pieces.collect());
        } else if id.starts_with('E') {
            let mut gold = Gold::default();
            for part in body.split(' ') {
                let Some((role, target)) = part.split_once(':') else { continue };
                let found = spans.get(target).cloned().unwrap_or_default();
                match role.trim_end_matches(|c: char| c.is_ascii_digit()) {
                    "Source" => gold.source.extend(found),
                    "Cue" => gold.cue.extend(found),
                    "Content" => gold.content.extend(found),
                    _ => {}
                }
            }
            out.push(gold);
        }
    }
    out
}

impl Article {
    pub(super) fn unannotated(name: String, draft: Draft) -> Self {
        Self { name, draft, attributions: Vec::new(), tags: HashMap::new() }
    }

    /// The annotated attributions.
    pub(super) fn gold(&self) -> Vec<Parts> {
        let parts = |g: &Gold| Parts {
            source: g.source.clone(),
            cue: g.cue.clone(),
            content: g.content.clone(),
        };
        self.attributions.iter().map(parts).collect()
    }

    /// The right tag of each token; absent where the table has no word that starts there.
    pub(super) fn tags(&self, text: &Text<'_>) -> Vec<Option<u8>> {
        let known = |start| self.tags.get(&start).copied().filter(|tag| *tag != label(Pos::Punct));
        text.tokens.iter().map(|token| known(token.span.start)).collect()
    }

    /// The right label of each token.
    pub(super) fn labels(&self, text: &Text<'_>) -> Vec<u8> {
        let mut labels = vec![0_u8; text.tokens.len()];
        for gold in &self.attributions {
            let anchor = gold.cue.first().map_or(0, |span| span.start);
            let side = |span: &Span| if span.start < anchor { Side::After } else { Side::Before };
            for (role, spans) in [
                (Role::Content, &gold.content),
                (Role::Source, &gold.source),
                (Role::Cue, &gold.cue),
            ] {
                let mut begun = [false; 2];
                for span in spans {
                    let side = if role == Role::Cue { Side::Before } else { side(span) };
                    for found in &mut labels[text.within(*span)] {
                        let begins = !std::mem::replace(&mut begun[side as usize], true);
                        let wanted = (role, side, begins);
                        let label = roles::LABELS.iter().position(|l| *l == wanted).unwrap_or(0);
                        // A token that two attributions share keeps its first role, but a cue wins.
                        if *found == 0 || role == Role::Cue {
                            *found = u8::try_from(label).unwrap_or(0);
                        }
                    }
                }
            }
        }
        labels
    }
}

impl Article {
    /// For each attribution with a cue: the cue's tokens, and the labels of the tokens tied to it.
    pub(super) fn links(&self, text: &Text<'_>) -> Vec<(Range<usize>, HashMap<usize, u8>)> {
        let tokens = |span: &Span| text.within(*span);
        let mut all = Vec::new();
        for gold in &self.attributions {
            let Some(cue) = gold.cue.iter().map(tokens).find(|cue| !cue.is_empty()) else {
                continue;
            };
            let mut labels = HashMap::new();
            for (spans, label) in [(&gold.source, 1), (&gold.content, 2)] {
                labels.extend(spans.iter().flat_map(tokens).map(|at| (at, label)));
            }
            all.push((cue, labels));
        }
        all
    }
}

fn label(tag: Pos) -> u8 {
    pos::TAGS.iter().position(|t| *t == tag).and_then(|at| u8::try_from(at).ok()).unwrap_or(0)
}
