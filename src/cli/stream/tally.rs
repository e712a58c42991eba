//! What the answers to a stream come to.

use super::answers::{Answer, Outcome};

/// What the answers come to.
#[derive(Default)]
pub(super) struct Tally {
    records: u64,
    refused: u64,
    first: Option<String>,
    pub(super) found: bool,
}

impl Tally {
    pub(super) fn add(&mut self, answer: &Answer) {
        self.records += 1;
        self.found |= answer.outcome == Outcome::Found;
        self.refused += u64::from(answer.outcome == Outcome::Refused);
        if let Some(error) = answer.error.as_ref().filter(|_| self.first.is_none()) {
            self.first = Some(error.clone());
        }
    }

    /// The first record that could not be read, and how many there are.
    pub(super) fn told(&self) -> Option<String> {
        let first = self.first.as_ref()?;
        let (refused, records) = (self.refused, self.records);
        Some(match refused {
            1 => format!("{first} (1 of {records} records)"),
            _ => format!("{first}, and {} more of {records} records", refused - 1),
        })
    }
}
