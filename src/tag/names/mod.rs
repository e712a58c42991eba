//! Names: persons, organisations, places and other things that have a name of their own.
//!
//! A table of small integers scores the labels of the tokens near capital letters, the best row of
//! labels is searched for, and `rules` see to what the table cannot: who stands in one name with
//! whom, what letters in brackets stand for. `MODEL.md` tells what the table was learned from.
//!
//! A name is the whole phrase, as the GUM corpus has it: the outermost person, organisation or place
//! whose head is a proper noun, with its title, its article and what belongs to it; a possessive mark
//! is no part of it. [`Name::core`] is what is left of it from the first to the last proper noun.

pub(crate) mod ends;
pub(crate) mod features;
pub(crate) mod labels;
mod name;
pub(crate) mod rules;

use std::ops::Range;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use self::ends::{Around, Ends};
use self::features::View;
use self::labels::{Follows, LABELS, Row, Search, kind_of};
pub use self::name::{Name, NameKind};
use super::linear::{Model, feature};
use super::pos::WordFeatures;
use crate::tokenise::Text;
use crate::tokenise::token::Token;

/// The learned table.
static TABLE: &[u8] = include_bytes!("../names.bin");

/// The kinds that are learned, in the order of their labels.
const LEARNED: [NameKind; labels::KINDS] =
    [NameKind::Person, NameKind::Organisation, NameKind::Place, NameKind::Other];

/// The table of the finder.
#[derive(Clone, Debug)]
pub(crate) struct Finder {
    table: Model<LABELS>,
    follows: Follows,
    ends: Ends,
}

impl Finder {
    /// Reads the table. `None` when the bytes are no table.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        let (table, rest) = Model::read(bytes)?;
        let (ends, rest) = Ends::read(rest)?;
        if !rest.is_empty() {
            return None;
        }
        let row = |label| table.row(after(label)).map_or([0; LABELS], |row| row.map(i32::from));
        let follows: Follows = std::array::from_fn(row);
        Some(Self { table, follows, ends })
    }

    /// The names of a draft, in order, each before those inside it.
    pub(crate) fn find(
        &self,
        text: &Text<'_>,
        words: &[WordFeatures],
        starts: &[bool],
    ) -> Vec<Name> {
        let mut found: Vec<(Range<usize>, usize, u8)> = Vec::new();
        let mut votes = Votes::default();
        let mut rows: Vec<Row> = Vec::new();
        let mut search = Search::default();
        each_run(text, words, starts, |view, run| {
            rows.clear();
            each_token(view, run.clone(), |features| {
                let mut scores = [0; LABELS];
                self.table.add_all(features, &mut scores);
                rows.push(scores.map(i32::from));
            });
            search.run(&rows, &self.follows);
            for (name, kind) in labels::names(&search.labels) {
                let sureness = sureness(&rows[name.clone()], &search.labels[name.clone()]);
                let tokens = run.start + name.start..run.start + name.end;
                votes.add(
                    &text.tokens,
                    words,
                    &tokens,
                    kind,
                    labels::by_kind(&rows[name.clone()], &search.labels[name]),
                );
                found.push((tokens, kind, sureness));
            }
        });
        let mut named: Vec<Name> = Vec::new();
        for (tokens, kind, sureness) in found {
            let kind = votes.kind(&text.tokens, words, &tokens).unwrap_or(kind);
            let tokens = self.fitted(text, words, tokens, kind);
            if named.last().is_none_or(|last| last.tokens.end <= tokens.start) {
                named.push(rules::name(&text.tokens, tokens, LEARNED[kind], sureness));
            }
        }
        rules::complete(&text.tokens, named)
    }

    /// A name with its best beginning and end; another name than those that count keeps its own.
    fn fitted(
        &self,
        text: &Text<'_>,
        words: &[WordFeatures],
        found: Range<usize>,
        kind: usize,
    ) -> Range<usize> {
        let n = text.sentences.partition_point(|s| s.tokens.start <= found.start);
        match text.sentences.get(n.saturating_sub(1)) {
            Some(sentence) if LEARNED[kind] != NameKind::Other => {
                let around = Around::of(&text.tokens, words, &sentence.tokens, &found, kind);
                self.ends.fit(&around, &found)
            }
            _ => found,
        }
    }
}

/// What the names of a draft with the same words say together of their kind.
#[derive(Default)]
struct Votes(FxHashMap<u64, [i32; labels::KINDS]>);

impl Votes {
    /// Adds the scores of the kinds of a name; those of a person also to the last word of the name,
    /// by which the person is called again.
    fn add(
        &mut self,
        tokens: &[Token<'_>],
        words: &[WordFeatures],
        name: &Range<usize>,
        kind: usize,
        scores: [i32; labels::KINDS],
    ) {
        let core = rules::core(tokens, name);
        let mut add = |key: u64| {
            for (sum, score) in self.0.entry(key).or_default().iter_mut().zip(scores) {
                *sum += score;
            }
        };
        add(key(&words[core.clone()]));
        if LEARNED[kind] == NameKind::Person && core.len() > 1 {
            add(key(&words[core.end - 1..core.end]));
        }
    }

    /// The kind of the names with the same words.
    fn kind(
        &self,
        tokens: &[Token<'_>],
        words: &[WordFeatures],
        name: &Range<usize>,
    ) -> Option<usize> {
        let scores = self.0.get(&key(&words[rules::core(tokens, name)]))?;
        Some(super::linear::best(scores, 0))
    }
}

/// The words of a name as one number.
fn key(words: &[WordFeatures]) -> u64 {
    words.iter().fold(0, |key, word| super::linear::pair(key, word.hash))
}

/// The feature of the label before.
pub(crate) fn after(label: usize) -> u64 {
    feature(90, label as u64)
}

/// Goes over all runs of tokens that can hold names.
pub(crate) fn each_run<'v, 'd>(
    text: &'v Text<'d>,
    words: &'v [WordFeatures],
    starts: &'v [bool],
    mut run: impl FnMut(&View<'v, 'd>, Range<usize>),
) {
    let mut view = View::of(text, words, starts);
    for sentence in &text.sentences {
        let block = &text.blocks[sentence.block];
        if view.block != *block {
            view.enter(block);
        }
        let mut from = sentence.tokens.start;
        while let Some(next) = view.next_run(&sentence.tokens, from) {
            from = next.end;
            run(&view, next);
        }
    }
}

/// Goes over the features of the tokens of a run. Each word is looked up among the embeddings once.
pub(crate) fn each_token(
    view: &View<'_, '_>,
    run: Range<usize>,
    mut token: impl FnMut(&[u64; features::FEATURES]),
) {
    let mut next = view.embedding(run.start);
    let mut near = view.near(run.start);
    for at in run {
        let own = next;
        next = view.embedding(at + 1);
        token(&view.features(at, &near, [own, next]));
        near.rotate_left(1);
        near[4] = view.at(at + 3);
    }
}

/// How far the labels of a name are from those of another kind, at its least sure token.
fn sureness(rows: &[Row], labels: &[u8]) -> u8 {
    let margin = |(row, label): (&Row, &u8)| {
        let label = usize::from(*label);
        let other = (0..LABELS).filter(|other| kind_of(*other) != kind_of(label));
        row[label] - other.map(|other| row[other]).max().unwrap_or(0)
    };
    let least = rows.iter().zip(labels).map(margin).min().unwrap_or(0);
    u8::try_from(least.clamp(0, 255)).unwrap_or(0)
}

/// The finder inside the program.
pub(super) fn built_in() -> Option<&'static Finder> {
    static FINDER: OnceLock<Option<Finder>> = OnceLock::new();
    FINDER.get_or_init(|| Finder::read(TABLE)).as_ref()
}

#[cfg(test)]
mod tests {
    use super::NameKind::{Organisation, Person, Place};
    use super::*;
    use crate::testing::tagged;

    fn names(copy: &str) -> Vec<(&'static str, NameKind)> {
        let (draft, text, _) = tagged(copy);
        let names = crate::tag::names_in(text);
        names.iter().map(|name| (draft.words(text.span_of(&name.tokens)), name.kind)).collect()
    }

    #[test]
    fn bytes_that_are_no_table_give_none() {
        assert!(Finder::read(&[]).is_none());
        assert!(Finder::read(&[7; 40]).is_none());
        assert!(Finder::read(&TABLE[..TABLE.len() - 1]).is_none());
        assert!(Finder::read(&[TABLE, &[0]].concat()).is_none());
        assert!(Finder::read(TABLE).is_some());
    }

    #[test]
    fn persons_organisations_and_places() {
        let cases: [(&str, &[(&str, NameKind)]); 5] = [
            ("The road was shut by Anna Reed.", &[("Anna Reed", Person)]),
            ("He was born in Sweden.", &[("Sweden", Place)]),
            (
                "She works for the University of Harlow.",
                &[("the University of Harlow", Organisation)],
            ),
            ("He spoke to the United Nations.", &[("the United Nations", Organisation)]),
            ("It rained, and the road was shut.", &[]),
        ];
        for (copy, right) in cases {
            assert_eq!(names(copy), right, "{copy}");
        }
    }

    #[test]
    fn a_draft_without_words_has_no_names() {
        assert!(names("").is_empty());
        assert!(names("… — \u{fffd} 12").is_empty());
    }
}
