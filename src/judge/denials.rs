//! What is denied in a draft, to find who denies what somebody says.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::resolve::SpeakerId;

/// The attributions that deny something.
#[derive(Debug, Default)]
pub(super) struct Denials {
    all: Vec<Denial>,
    /// By stem, the numbers of those that have it.
    by_stem: FxHashMap<String, Vec<usize>>,
}

#[derive(Debug)]
struct Denial {
    attribution: usize,
    speaker: Option<SpeakerId>,
    /// How many stems what is denied has.
    stems: usize,
}

impl Denials {
    /// Adds the next attribution that denies, with the stems of what it denies.
    pub(super) fn add(
        &mut self,
        attribution: usize,
        speaker: Option<SpeakerId>,
        stems: FxHashSet<String>,
    ) {
        let number = self.all.len();
        self.all.push(Denial { attribution, speaker, stems: stems.len() });
        for stem in stems {
            self.by_stem.entry(stem).or_default().push(number);
        }
    }

    /// True where somebody else denies after an attribution what it says: half of what is denied.
    pub(super) fn denies(
        &self,
        attribution: usize,
        speaker: Option<SpeakerId>,
        said: &FxHashSet<String>,
    ) -> bool {
        let first = self.all.partition_point(|denial| denial.attribution <= attribution);
        let mut shared = vec![0_usize; self.all.len() - first];
        for numbers in said.iter().filter_map(|stem| self.by_stem.get(stem)) {
            let later = numbers.partition_point(|number| *number < first);
            numbers[later..].iter().for_each(|number| shared[*number - first] += 1);
        }
        let mut later = self.all[first..].iter().zip(shared);
        later.any(|(denial, shared)| {
            denial.speaker != speaker && denial.stems > 0 && shared * 2 >= denial.stems
        })
    }

    /// True where nothing is denied.
    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stems(words: &str) -> FxHashSet<String> {
        words.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn a_denial_is_of_half_its_stems_by_another_and_later() {
        let (hale, webb) = (Some(SpeakerId(0)), Some(SpeakerId(1)));
        let mut denials = Denials::default();
        denials.add(3, hale, stems("bridge closed winter paid"));
        denials.add(5, webb, FxHashSet::default());
        let denies = |at, speaker, words| denials.denies(at, speaker, &stems(words));
        assert!(denies(1, webb, "bridge closed"));
        assert!(!denies(1, hale, "bridge closed"), "their own words");
        assert!(!denies(1, webb, "bridge"), "a quarter of it");
        assert!(!denies(3, webb, "bridge closed"), "not after it");
        assert!(!denies(4, hale, ""), "nothing is denied there");
    }
}
