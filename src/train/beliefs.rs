//! What a teacher believes of articles: the roles of words, and which words belong to a cue.
//!
//! `teacher/README.md` says how a teacher is taught, and what its files hold. A word there is a run of
//! letters and digits, as the scorer counts them in the text as stored; tokens are matched to words by
//! where they stand.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::path::Path;
use std::{fs, io};

use serde::Deserialize;

use super::annotated::AnnotatedText;
use super::lesson::{LessonCue, untaught};
use super::scorer::words;
use crate::parse::link::cue_alone::{head, window};
use crate::parse::link::scene::units;
use crate::read::Draft;
use crate::span::Span;
use crate::tag::network::ROLES;
use crate::tag::roles;
use crate::tokenise::Text;
use crate::tokenise::token::{Role, Side, Token};

/// What a teacher believes of an article.
#[derive(Clone, Debug, Default)]
pub(super) struct Beliefs {
    /// For each word how likely it is of a source, a cue, a content.
    roles: Vec<[f32; 3]>,
    /// By cue word: the words near it, and how likely each is of its source and of its content.
    ties: BTreeMap<usize, Vec<(usize, [f32; 2])>>,
}

/// A line of a file of beliefs.
#[derive(Deserialize)]
struct Line {
    doc: String,
    words: usize,
    roles: String,
    links: String,
}

/// A likelihood that is kept as a byte.
fn likelihood(byte: u8) -> f32 {
    f32::from(byte) / 255.0
}

/// The beliefs in all files of a folder, by article; none where there is no folder.
pub(super) fn read(folder: &Path) -> io::Result<HashMap<String, Beliefs>> {
    let mut all = HashMap::new();
    for path in super::corpus::files(folder, "jsonl")? {
        for line in fs::read_to_string(&path)?.lines() {
            let line: Line = serde_json::from_str(line)?;
            let beliefs = Beliefs::of(&line)?;
            all.insert(line.doc, beliefs);
        }
    }
    Ok(all)
}

impl Beliefs {
    fn of(line: &Line) -> io::Result<Self> {
        let bytes = |text: &str| {
            let bytes = data_encoding::BASE64.decode(text.as_bytes());
            bytes.map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
        };
        let triples = bytes(&line.roles)?;
        let roles: Vec<[f32; 3]> =
            triples.as_chunks::<3>().0.iter().map(|triple| triple.map(likelihood)).collect();
        if roles.len() != line.words {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "roles are not one a word"));
        }
        let mut ties: BTreeMap<usize, Vec<(usize, [f32; 2])>> = BTreeMap::new();
        for [a, b, c, d, source, content] in bytes(&line.links)?.as_chunks::<6>().0 {
            let [cue, word] = [[*a, *b], [*c, *d]].map(|two| usize::from(u16::from_le_bytes(two)));
            let tie = (word, [likelihood(*source), likelihood(*content)]);
            ties.entry(cue).or_default().push(tie);
        }
        Ok(Self { roles, ties })
    }
}

/// Which word of the text as stored each token is; marks are none.
fn words_of_tokens(draft: &Draft, text: &Text<'_>, words: &[Span]) -> Vec<Option<usize>> {
    let word = |token: &Token<'_>| {
        let place = draft.place(token.span);
        let first = words.partition_point(|word| word.end <= place.start);
        words.get(first).filter(|word| word.start < place.end).map(|_| first)
    };
    text.tokens.iter().map(|token| word(token).filter(|_| token.is_wordlike())).collect()
}

/// Likelihoods of things of which at most one holds, and of none of them, last: each by its odds.
fn shares<const N: usize>(likelihoods: [f32; N]) -> ([f32; N], f32) {
    let odds = likelihoods.map(|p| {
        let p = p.clamp(0.0, 0.996);
        p / (1.0 - p)
    });
    let sum = 1.0 + odds.iter().sum::<f32>();
    (odds.map(|odds| odds / sum), 1.0 / sum)
}

/// What a teacher says of the tokens of an article.
pub(super) struct Taught<'b> {
    beliefs: &'b Beliefs,
    /// The word that each token is.
    word: Vec<Option<usize>>,
    /// The tokens of each word.
    tokens: HashMap<usize, Range<usize>>,
}

impl<'b> Taught<'b> {
    /// None where the words of the article are not those that the teacher read.
    pub(super) fn of(
        beliefs: &'b Beliefs,
        annotated: &AnnotatedText<'_>,
        stored: &str,
    ) -> Option<Self> {
        let words = words(stored);
        if words.len() != beliefs.roles.len() {
            return None;
        }
        let word = words_of_tokens(&annotated.article.draft, &annotated.text, &words);
        let mut tokens: HashMap<usize, Range<usize>> = HashMap::new();
        for (at, word) in word.iter().enumerate() {
            if let Some(word) = word {
                tokens.entry(*word).or_insert(at..at).end = at + 1;
            }
        }
        Some(Self { beliefs, word, tokens })
    }

    /// The probabilities of the labels of each token; nothing is taught of marks.
    pub(super) fn labels(&self) -> Vec<[f32; roles::COUNT]> {
        // How likely each word is tied to a cue before it, and to one after it.
        let mut sides: HashMap<usize, [[f32; 2]; 2]> = HashMap::new();
        for (cue, ties) in &self.beliefs.ties {
            let sure = self.beliefs.roles[*cue][1];
            for (word, tie) in ties {
                let side = if word < cue { Side::After } else { Side::Before };
                let sums = &mut sides.entry(*word).or_default()[side as usize];
                for (sum, tie) in sums.iter_mut().zip(tie) {
                    *sum += sure * tie;
                }
            }
        }
        // Role, side: how likely a word has them.
        let of_word = |word: usize| -> [[f32; 2]; 3] {
            let ([source, cue, content], _) = shares(self.beliefs.roles[word]);
            let sums = sides.get(&word).copied().unwrap_or_default();
            let split = |likely: f32, role: usize| {
                let (after, before) =
                    (sums[Side::After as usize][role], sums[Side::Before as usize][role]);
                let share = (after + 0.01) / (after + before + 0.02);
                let mut split = [0.0; 2];
                split[Side::After as usize] = likely * share;
                split[Side::Before as usize] = likely * (1.0 - share);
                split
            };
            let mut of_cue = [0.0; 2];
            of_cue[Side::Before as usize] = cue;
            [split(source, 0), of_cue, split(content, 1)]
        };
        let mut last = [[0.0; 2]; 3];
        let mut labels = Vec::with_capacity(self.word.len());
        for word in &self.word {
            let Some(word) = *word else {
                labels.push(untaught());
                continue;
            };
            let here = of_word(word);
            let mut sum = 0.0;
            let mut target: [f32; roles::COUNT] = std::array::from_fn(|label| {
                let (role, side, begins) = roles::LABELS[label];
                let row = match role {
                    Role::None => return 0.0,
                    Role::Source => 0,
                    Role::Cue => 1,
                    Role::Content => 2,
                };
                let (now, before) = (here[row][side as usize], last[row][side as usize]);
                let goes_on = now.min(before);
                let share = if begins { now - goes_on } else { goes_on };
                sum += share;
                share
            });
            target[0] = 1.0 - sum;
            labels.push(target);
            last = here;
        }
        labels
    }

    /// How likely each of some units is nothing to a cue, of its source, of its content.
    fn ties(&self, cue: &Range<usize>, units: &[Range<usize>]) -> Option<Vec<[f32; ROLES]>> {
        let of_cue: BTreeSet<&usize> = self.word[cue.clone()].iter().flatten().collect();
        let mut sums: HashMap<usize, [f32; 2]> = HashMap::new();
        let mut count = 0.0;
        for ties in of_cue.into_iter().filter_map(|word| self.beliefs.ties.get(word)) {
            count += 1.0;
            for (word, tie) in ties {
                let sum = sums.entry(*word).or_default();
                *sum = [sum[0] + tie[0], sum[1] + tie[1]];
            }
        }
        if count == 0.0 {
            return None;
        }
        let unit = |unit: &Range<usize>| {
            let mut sum = [0.0; 2];
            let mut words = 0.0;
            for word in self.word[unit.clone()].iter().flatten() {
                let tie = sums.get(word).copied().unwrap_or_default();
                sum = [sum[0] + tie[0], sum[1] + tie[1]];
                words += 1.0;
            }
            if words == 0.0 {
                return untaught();
            }
            let ([source, content], none) = shares(sum.map(|sum| sum / (count * words)));
            [none, source, content]
        };
        Some(units.iter().map(unit).collect())
    }

    /// What the teacher says of the units of a cue that is known.
    pub(super) fn of_cue(&self, cue: &LessonCue) -> Option<Vec<[f32; ROLES]>> {
        let units: Vec<Range<usize>> = cue.units.iter().map(|(unit, _)| unit.clone()).collect();
        self.ties(&cue.tokens, &units)
    }

    /// The cues that the teacher sees, and what belongs to them.
    pub(super) fn cues(&self, annotated: &AnnotatedText<'_>) -> Vec<LessonCue> {
        let text = &annotated.text;
        let is_cue = |word: usize| self.beliefs.roles[word][1] >= CUE;
        let mut cues = Vec::new();
        let mut word = 0;
        while word < self.beliefs.roles.len() {
            let start = word;
            word += 1;
            if !is_cue(start) {
                continue;
            }
            while word < self.beliefs.roles.len() && is_cue(word) {
                word += 1;
            }
            let ends = (self.tokens.get(&start), self.tokens.get(&(word - 1)));
            let (Some(first), Some(last)) = ends else { continue };
            let tokens = first.start..last.end;
            let sentence = text.sentences.partition_point(|s| s.tokens.end <= tokens.start);
            let Some(here) = text.sentences.get(sentence) else { continue };
            let window = window(text, sentence);
            if tokens.end > here.tokens.end || tokens.is_empty() {
                continue;
            }
            let units = units(text, &window, &tokens);
            let Some(targets) = self.ties(&tokens, &units) else { continue };
            let head = head(&text.tokens, &annotated.hints.around, &tokens);
            cues.push(LessonCue { head, tokens, units: units.into_iter().zip(targets).collect() });
        }
        cues.sort_by_key(|cue| cue.head);
        cues
    }
}

/// A word that the teacher takes for a cue with this likelihood is one.
const CUE: f32 = 0.45;

#[cfg(test)]
mod tests {
    use super::super::corpus::Article;
    use super::*;

    #[test]
    fn likelihoods_become_shares_of_one() {
        let (of, none) = shares([0.5, 0.5]);
        assert!(of.iter().chain([&none]).all(|share| (share - 1.0 / 3.0).abs() < 1e-6));
        let (of, none) = shares([0.99, 0.0]);
        assert!((of[0] - 0.99).abs() < 1e-3 && (none - 0.01).abs() < 1e-3);
    }

    /// A line of a file of beliefs: for each word its roles; for each tie the cue, the word, and what it
    /// is likely to be.
    fn line(roles: &[[u8; 3]], ties: &[(u16, u16, [u8; 2])]) -> Line {
        let encode = |bytes: &[u8]| data_encoding::BASE64.encode(bytes);
        let record = |(cue, word, [source, content]): &(u16, u16, [u8; 2])| {
            let ([a, b], [c, d]) = (cue.to_le_bytes(), word.to_le_bytes());
            [a, b, c, d, *source, *content]
        };
        let links: Vec<u8> = ties.iter().flat_map(record).collect();
        Line {
            doc: "a".to_owned(),
            words: roles.len(),
            roles: encode(roles.as_flattened()),
            links: encode(&links),
        }
    }

    /// What is taught of “Hale said the road is shut.” by one who reads it right.
    fn taught(check: impl Fn(&AnnotatedText<'_>, &Taught<'_>)) {
        let copy = "Hale said the road is shut.";
        let (source, cue, content) = ([250, 0, 0], [0, 250, 0], [0, 0, 250]);
        let roles = [source, cue, content, content, content, content];
        let mut ties = vec![(1, 0, [250, 0])];
        ties.extend((2..6).map(|word| (1, word, [0, 250])));
        let beliefs = Beliefs::of(&line(&roles, &ties)).unwrap();
        let rulebook = crate::rulebook::Rulebook::built_in();
        let article = Article::unannotated("a".to_owned(), Draft::new("a.txt", copy));
        let mut annotated = AnnotatedText::of(&article, &rulebook);
        annotated.hints.around =
            vec![crate::tag::around::Around::default(); annotated.text.tokens.len()];
        check(&annotated, &Taught::of(&beliefs, &annotated, copy).unwrap());
        assert!(Taught::of(&beliefs, &annotated, "Hale left.").is_none(), "these are other words");
    }

    #[test]
    fn beliefs_become_labels_with_the_side_of_the_cue() {
        taught(|_, taught| {
            let labels = taught.labels();
            let likeliest = |at: usize| {
                let label =
                    (0..roles::COUNT).max_by(|a, b| labels[at][*a].total_cmp(&labels[at][*b]));
                label.map(|label| roles::LABELS[label])
            };
            assert_eq!(likeliest(0), Some((Role::Source, Side::After, true)));
            assert_eq!(likeliest(1), Some((Role::Cue, Side::Before, true)));
            assert_eq!(likeliest(2), Some((Role::Content, Side::Before, true)));
            assert_eq!(likeliest(3), Some((Role::Content, Side::Before, false)));
            assert!(labels[6].iter().all(|share| share.to_bits() == 0), "of marks it says nothing");
            assert!(labels[..6].iter().all(|l| (l.iter().sum::<f32>() - 1.0).abs() < 1e-5));
        });
    }

    #[test]
    fn beliefs_become_cues_with_what_belongs_to_them() {
        taught(|annotated, taught| {
            let cues = taught.cues(annotated);
            let [cue] = cues.as_slice() else { panic!("{} cues", cues.len()) };
            assert_eq!(cue.tokens, 1..2);
            let of = |at: usize| cue.units.iter().find(|(unit, _)| unit.start == at).map(|u| u.1);
            assert!(of(0).is_some_and(|[_, source, _]| source > 0.9));
            assert!(of(3).is_some_and(|[_, _, content]| content > 0.9));
            assert!(of(6).is_some_and(|shares| shares.iter().all(|share| share.to_bits() == 0)));
        });
    }

    #[test]
    fn roles_that_are_not_one_a_word_are_an_error() {
        let mut line = line(&[[0; 3]; 2], &[]);
        line.words = 3;
        assert!(Beliefs::of(&line).is_err());
    }
}
