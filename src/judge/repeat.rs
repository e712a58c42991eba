//! What stands twice in a draft: blocks in the same words, and blocks in nearly the same words.

use std::borrow::Cow;
use std::hash::{BuildHasher, Hash};
use std::ops::Range;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::reading::Reading;
use crate::lexicon::Class;
use crate::read::BlockKind;
use crate::tokenise::token::{Kind, Token};

/// A paragraph of fewer words is too short to be nearly another one.
const NEAR_WORDS: usize = 12;
/// Of so many words in a row the two have most in common.
const RUN: usize = 3;
/// Tenths of these runs that must be in common before words are compared.
const RUNS_SHARED: usize = 5;
/// Tenths of the words that must be in common.
const WORDS_SHARED: usize = 9;
/// So many times of day or dividing lines make a draft a running file.
const STAMPS: usize = 3;
/// In a running file a lone passage of fewer words may come again on purpose.
const LONE_WORDS: usize = 30;

/// A stretch of blocks that says again what an earlier stretch has said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Repeat {
    /// The blocks that come later, the last one included.
    pub(super) blocks: (usize, usize),
    /// The blocks that they repeat.
    pub(super) earlier: (usize, usize),
    /// Whether the words are the same, space and letter case apart.
    pub(super) exact: bool,
}

/// Everything that stands twice, in order. Neighbours that repeat neighbours are one fault.
pub(super) fn repeats(reading: Reading<'_>) -> Vec<Repeat> {
    let words = |n: usize| words(reading, n);
    let running = is_running(reading);
    let twice = exact(reading);
    let mut found: Vec<Repeat> = Vec::new();
    for (n, earlier) in twice.iter().enumerate() {
        let Some(earlier) = *earlier else { continue };
        // The page shows the headline again among its links.
        let headline = reading.draft.blocks[earlier].kind == BlockKind::Headline;
        if headline || !is_story(reading, n) {
            continue;
        }
        match found.last_mut() {
            Some(last) if joins(last, n, earlier) => {
                last.blocks.1 = n;
                last.earlier.1 = earlier;
            }
            _ => {
                found.push(Repeat { blocks: (n, n), earlier: (earlier, earlier), exact: true });
            }
        }
    }
    // "It takes 60 seats to win" may stand in every item of an election night.
    found.retain(|repeat| {
        let story = (repeat.blocks.0..=repeat.blocks.1).filter(|n| !divides(reading, *n));
        let story: Vec<usize> = story.map(|n| words(n).len()).collect();
        !running || story.len() > 1 || story.iter().sum::<usize>() >= LONE_WORDS
    });
    if !running {
        found.extend(near(reading, &twice));
    }
    found.sort_by_key(|repeat| repeat.blocks);
    found
}

/// True when a block that repeats another goes on where a stretch left off.
fn joins(last: &Repeat, block: usize, earlier: usize) -> bool {
    last.blocks.1 + 1 == block && last.earlier.1 + 1 == earlier
}

/// For each block the first one in the same words.
fn exact(reading: Reading<'_>) -> Vec<Option<usize>> {
    let mut seen: FxHashMap<String, usize> = FxHashMap::default();
    let blocks = reading.draft.blocks.iter().enumerate();
    blocks
        .map(|(n, block)| {
            let mut key = String::with_capacity(block.span.len());
            for word in reading.draft.words(block.span).split_whitespace() {
                key.push_str(word);
                key.push(' ');
            }
            let first = *seen.entry(key.to_lowercase()).or_insert(n);
            (first != n).then_some(first)
        })
        .collect()
}

/// True for a block of the story itself. A headline, a link, a credit or a line of settings belongs to
/// the page: it has no full stop, or marks of code.
fn is_story(reading: Reading<'_>, block: usize) -> bool {
    let text = reading.draft.words(reading.draft.blocks[block].span).trim_end();
    let ends = text.ends_with(['.', '!', '?', '"', '”', '’', '\'', '»', ':', ')']);
    let code = text.contains(['{', '}', '|']) || text.starts_with('[');
    let setting = text.split_once(" = ").is_some_and(|(key, _)| !key.contains(' '));
    (ends || divides(reading, block)) && !code && !setting
}

/// The words of a block.
fn words(reading: Reading<'_>, block: usize) -> Vec<&Token<'_>> {
    let tokens: Range<usize> = reading.text.blocks.get(block).cloned().unwrap_or(0..0);
    reading.text.tokens[tokens].iter().filter(|t| t.is_wordlike()).collect()
}

/// "8:35 p.m.", "___": a line that divides the items of a running file.
fn divides(reading: Reading<'_>, block: usize) -> bool {
    let text = reading.draft.words(reading.draft.blocks[block].span);
    let drawn = text.chars().all(|c| matches!(c, '_' | '-' | '*' | '—' | '.' | ' '));
    let clock = text.len() <= 16
        && text.starts_with(|c: char| c.is_ascii_digit())
        && text.contains([':', '.'])
        && words(reading, block).len() <= 4;
    drawn || clock
}

/// True for a file that is added to item by item, as on an election night.
fn is_running(reading: Reading<'_>) -> bool {
    let stamps = (0..reading.draft.blocks.len()).filter(|n| divides(reading, *n));
    stamps.take(STAMPS).count() == STAMPS
}

/// Paragraphs that are nearly one: a word or two apart, and these no figures and no names. Looks
/// only at paragraphs that share runs of words.
fn near(reading: Reading<'_>, twice: &[Option<usize>]) -> Vec<Repeat> {
    let mut first: FxHashMap<u64, usize> = FxHashMap::default();
    let mut found = Vec::new();
    for (n, same) in twice.iter().enumerate() {
        let these = words(reading, n);
        // A summary says what the story says.
        let summary = super::facts::layout::sums_up(reading, n);
        if same.is_some() || these.len() < NEAR_WORDS || summary || !is_story(reading, n) {
            continue;
        }
        let mut shared: FxHashMap<usize, usize> = FxHashMap::default();
        let hashes: Vec<u64> = these.iter().map(|word| hash(word.lower())).collect();
        let runs: Vec<u64> = hashes.windows(RUN).map(hash).collect();
        for run in &runs {
            if let Some(block) = first.get(run) {
                *shared.entry(*block).or_default() += 1;
            }
        }
        let best = shared.into_iter().max_by_key(|(block, count)| (*count, usize::MAX - block));
        if let Some((earlier, count)) = best
            && count * 10 >= runs.len() * RUNS_SHARED
            && alike(&words(reading, earlier), &these)
        {
            found.push(Repeat { blocks: (n, n), earlier: (earlier, earlier), exact: false });
        }
        for run in runs {
            first.entry(run).or_insert(n);
        }
    }
    found
}

/// A number for a word, or for a run of such numbers.
fn hash(of: impl Hash) -> u64 {
    FxBuildHasher.hash_one(of)
}

/// True when nine words in ten are common to both, and no figure, name or "not" is in one alone.
fn alike(a: &[&Token<'_>], b: &[&Token<'_>]) -> bool {
    let mut count: FxHashMap<Cow<'_, str>, (i32, bool)> = FxHashMap::default();
    let telling = |t: &Token<'_>| {
        t.kind == Kind::Number
            || t.is(Class::NumberWord)
            || t.is(Class::Negation)
            || t.pos.is_name()
    };
    for (words, step) in [(a, 1), (b, -1)] {
        for word in words {
            let entry = count.entry(word.lower()).or_insert((0, false));
            entry.0 += step;
            entry.1 |= telling(word);
        }
    }
    let apart: usize = count.values().map(|(n, _)| n.unsigned_abs() as usize).sum();
    let all = a.len() + b.len();
    let told = count.values().any(|(n, telling)| *n != 0 && *telling);
    !told && (all - apart) * 10 >= all * WORDS_SHARED
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::weighed;

    fn found(copy: &str) -> Vec<Repeat> {
        repeats(weighed(copy))
    }

    fn repeat(blocks: (usize, usize), earlier: (usize, usize), exact: bool) -> Repeat {
        Repeat { blocks, earlier, exact }
    }

    #[test]
    fn blocks_in_the_same_words_are_one_stretch() {
        let copy = "The hall burnt.\n\nIt rained.\n\nthe hall  burnt.\n\nIt rained.\n\nIt froze.";
        assert_eq!(found(copy), [repeat((2, 3), (0, 1), true)]);
        assert!(found("The hall burnt.\n\nIt rained.").is_empty());
    }

    #[test]
    fn a_word_apart_is_nearly_the_same_unless_it_tells() {
        let long = "The bank said it would cut its main rate because prices had fallen fast.";
        let near = long.replace("had", "have");
        assert_eq!(found(&format!("{long}\n\n{near}")), [repeat((1, 1), (0, 0), false)]);
        let other = long.replace("would", "would not");
        assert!(found(&format!("{long}\n\n{other}")).is_empty());
        let short = "The bank will cut its main rate very soon now.";
        let near = short.replace("very", "rather");
        assert!(found(&format!("{short}\n\n{near}")).is_empty());
    }

    #[test]
    fn in_a_running_file_a_lone_line_may_come_again() {
        let file = "9:40 p.m.\n\nIt takes 40 seats.\n\n9:30 p.m.\n\nPolls closed.\n\n9:20 p.m.\n\nIt \
                    takes 40 seats.";
        assert!(found(file).is_empty());
        let two = file.replace("9:20 p.m.", "It rained.");
        assert_eq!(found(&two), [repeat((5, 5), (1, 1), true)]);
    }
}
