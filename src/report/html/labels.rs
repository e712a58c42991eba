//! The choices of the filters: each name once, with a number that the page's script compares.

use std::collections::BTreeMap;

use serde::Serialize;

/// Names in the order in which they came, each once.
#[derive(Debug, Default, Serialize)]
#[serde(transparent)]
pub(super) struct Labels {
    names: Vec<String>,
    #[serde(skip)]
    numbers: BTreeMap<String, usize>,
}

impl Labels {
    /// The number of a name, from 1.
    pub(super) fn number(&mut self, name: &str) -> usize {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        self.names.push(name.to_owned());
        self.numbers.insert(name.to_owned(), self.names.len());
        self.names.len()
    }
}

/// The choices of all filters, of all drafts of a page.
#[derive(Debug, Default, Serialize)]
pub(super) struct Filters {
    pub(super) levels: Labels,
    pub(super) checks: Labels,
    pub(super) sides: Labels,
    pub(super) speakers: Labels,
}

/// By which choices a finding or a statement is found: numbers, each once, in order.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Tags {
    levels: Vec<usize>,
    checks: Vec<usize>,
    sides: Vec<usize>,
    speakers: Vec<usize>,
}

impl Tags {
    pub(super) fn of_check(level: usize, check: usize) -> Self {
        Self { levels: vec![level], checks: vec![check], ..Self::default() }
    }

    pub(super) fn of_voice(side: Option<usize>, speaker: usize) -> Self {
        Self { sides: side.into_iter().collect(), speakers: vec![speaker], ..Self::default() }
    }

    /// Takes over sides and speakers of another.
    pub(super) fn join_voices(&mut self, other: &Self) {
        let (sides, speakers) = (other.sides.clone(), other.speakers.clone());
        self.join(&Self { sides, speakers, ..Self::default() });
    }

    /// Takes over the choices of another.
    pub(super) fn join(&mut self, other: &Self) {
        let both = [
            (&mut self.levels, &other.levels),
            (&mut self.checks, &other.checks),
            (&mut self.sides, &other.sides),
            (&mut self.speakers, &other.speakers),
        ];
        for (mine, theirs) in both {
            mine.extend(theirs);
            mine.sort_unstable();
            mine.dedup();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_one_number() {
        let mut labels = Labels::default();
        let numbers = ["Hale", "Wynne", "Hale"].map(|name| labels.number(name));
        assert_eq!(numbers, [1, 2, 1]);
        assert_eq!(labels.names, ["Hale", "Wynne"]);
    }

    #[test]
    fn tags_are_joined_once() {
        let mut tags = Tags::of_check(2, 1);
        tags.join(&Tags::of_check(1, 1));
        tags.join(&Tags::of_voice(Some(4), 3));
        assert_eq!((tags.levels, tags.checks), (vec![1, 2], vec![1]));
        assert_eq!((tags.sides, tags.speakers), (vec![4], vec![3]));
    }
}
