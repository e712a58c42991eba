//! The words of all transcripts in one row, with the places of each.

use rustc_hash::FxHashMap;

use super::transcript::Transcript;

/// A word by number; two with one number are the same.
pub(super) type WordId = u32;

/// Stands between two transcripts, and for words that no transcript has.
pub(super) const NO_WORD: WordId = 0;

/// The places of a word are looked through up to so many.
const MOST_PLACES: usize = 20_000;

/// A word with so many places or fewer shows by itself where a quotation may be.
const RARE: usize = 200;

/// So many places of a quotation are looked at closely.
const MOST_CANDIDATES: usize = 8;

/// The words of all transcripts.
pub(super) struct Index<'t> {
    pub(super) transcripts: &'t [Transcript],
    ids: FxHashMap<&'t str, WordId>,
    /// All words in order, [`NO_WORD`] after each transcript.
    pub(super) row: Vec<WordId>,
    /// Where each transcript begins in the row.
    starts: Vec<usize>,
    /// Where the places of each word begin in `places`.
    first: Vec<usize>,
    /// Places in the row, word by word.
    places: Vec<usize>,
}

impl<'t> Index<'t> {
    pub(super) fn new(transcripts: &'t [Transcript]) -> Self {
        let mut ids: FxHashMap<&'t str, WordId> = FxHashMap::default();
        let mut row = Vec::new();
        let mut starts = Vec::new();
        for transcript in transcripts {
            starts.push(row.len());
            for spoken in &transcript.spoken {
                let next = WordId::try_from(ids.len() + 1).unwrap_or(NO_WORD);
                row.push(*ids.entry(spoken.word.key.as_str()).or_insert(next));
            }
            row.push(NO_WORD);
        }
        let mut first = vec![0; ids.len() + 2];
        for id in &row {
            first[*id as usize + 1] += 1;
        }
        for n in 1..first.len() {
            first[n] += first[n - 1];
        }
        let mut next = first.clone();
        let mut places = vec![0; row.len()];
        for (place, id) in row.iter().enumerate() {
            places[next[*id as usize]] = place;
            next[*id as usize] += 1;
        }
        Self { transcripts, ids, row, starts, first, places }
    }

    /// The number of a word.
    pub(super) fn id(&self, key: &str) -> WordId {
        self.ids.get(key).copied().unwrap_or(NO_WORD)
    }

    /// The word at a place of the row.
    pub(super) fn key(&self, place: usize) -> &'t str {
        let (transcript, word) = self.at(place);
        let spoken = self.transcripts[transcript].spoken.get(word);
        spoken.map_or("", |spoken| spoken.word.key.as_str())
    }

    /// Transcript and word at a place of the row.
    pub(super) fn at(&self, place: usize) -> (usize, usize) {
        let transcript = self.starts.partition_point(|start| *start <= place) - 1;
        (transcript, place - self.starts[transcript])
    }

    /// All places of a word.
    fn places_of(&self, id: WordId) -> &[usize] {
        if id == NO_WORD {
            return &[];
        }
        &self.places[self.first[id as usize]..self.first[id as usize + 1]]
    }

    /// How often a word is said.
    pub(super) fn count(&self, id: WordId) -> usize {
        self.places_of(id).len()
    }

    /// The first places where words stand in this order, `most` of them; in time that grows with the
    /// length of the row (Knuth, Morris and Pratt).
    pub(super) fn exact(&self, words: &[WordId], most: usize) -> Vec<usize> {
        let mut found = Vec::new();
        if words.is_empty() || words.contains(&NO_WORD) {
            return found;
        }
        let mut border = vec![0_usize; words.len()];
        let mut length = 0;
        for n in 1..words.len() {
            while length > 0 && words[n] != words[length] {
                length = border[length - 1];
            }
            length += usize::from(words[n] == words[length]);
            border[n] = length;
        }
        let mut matched = 0;
        for (place, id) in self.row.iter().enumerate() {
            while matched > 0 && *id != words[matched] {
                matched = border[matched - 1];
            }
            matched += usize::from(*id == words[matched]);
            if matched == words.len() {
                found.push(place + 1 - words.len());
                if found.len() == most {
                    break;
                }
                matched = border[matched - 1];
            }
        }
        found
    }

    /// Windows of the row in which some words may stand, the likeliest first: where many of their rare
    /// words and pairs of words stand as far apart as they do here.
    pub(super) fn candidates(&self, words: &[WordId], slack: usize) -> Vec<(usize, usize)> {
        let mut votes = self.votes(words);
        votes.sort_unstable();
        let mut all: Vec<(u32, usize, usize)> = Vec::with_capacity(votes.len());
        let (mut from, mut sum) = (0, 0);
        for to in 0..votes.len() {
            sum += votes[to].1;
            while votes[to].0 - votes[from].0 > slack {
                sum -= votes[from].1;
                from += 1;
            }
            all.push((sum, votes[from].0, votes[to].0));
        }
        all.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
        let mut best: Vec<(u32, usize, usize)> = Vec::new();
        for window in all {
            if best.len() == MOST_CANDIDATES {
                break;
            }
            let near = |known: &(u32, usize, usize)| window.1 <= known.2 && known.1 <= window.2;
            if !best.iter().any(near) {
                best.push(window);
            }
        }
        best.into_iter()
            .flat_map(|(_, start, end)| self.windows(words.len(), start, end, slack))
            .collect()
    }

    /// From the diagonals between two to places of the row: a window in each transcript that they are in.
    fn windows(
        &self,
        length: usize,
        start: usize,
        end: usize,
        slack: usize,
    ) -> Vec<(usize, usize)> {
        let last = self.row.len() - 1;
        let from = start.saturating_sub(length + slack / 4).min(last);
        let to = (end + slack).min(last);
        let mut windows = Vec::new();
        for transcript in self.at(from).0..=self.at(to).0 {
            let begin = self.starts[transcript];
            let finish = begin + self.transcripts[transcript].spoken.len();
            if from.max(begin) < to.min(finish) {
                windows.push((from.max(begin), to.min(finish)));
            }
        }
        windows
    }

    /// For each hit, the diagonal (its place, less the place in the words, plus their length) and what it
    /// weighs.
    fn votes(&self, words: &[WordId]) -> Vec<(usize, u32)> {
        let mut votes = Vec::new();
        let length = words.len();
        for (n, id) in words.iter().enumerate() {
            let places = self.places_of(*id);
            if places.len() <= RARE {
                let weight = 4 + self.weight(places.len());
                votes.extend(places.iter().map(|place| (place + length - n, weight)));
            }
            let Some(next) = words.get(n + 1) else { continue };
            let others = self.places_of(*next);
            let (rarer, step) =
                if places.len() <= others.len() { (places, 0) } else { (others, 1) };
            let hits = rarer.iter().take(MOST_PLACES).filter_map(|place| {
                let first = place.checked_sub(step)?;
                let pair = (self.row[first], *self.row.get(first + 1)?);
                (pair == (*id, *next)).then_some(first)
            });
            let weight = 2 + self.weight(rarer.len());
            votes.extend(hits.map(|place| (place + length - n, weight)));
        }
        votes
    }

    /// What a word that is said so often weighs.
    fn weight(&self, count: usize) -> u32 {
        (self.row.len() / count.max(1)).ilog2()
    }
}
