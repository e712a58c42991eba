//! Numbers in words: what "two", "dozens" and "bn" are worth, read from `rules/lexicon/numbers.yaml`.

use std::collections::BTreeMap;
use std::fmt;

use rustc_hash::FxHashMap;
use serde::de::{Deserialize, Deserializer, Error, SeqAccess, Visitor};

use super::letters::{Room, lowered};

/// The file `rules/lexicon/numbers.yaml`.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct NumberFile {
    /// Numbers by themselves: "two" is 2, "dozens" is 24 to 99.
    #[serde(default)]
    pub(super) alone: BTreeMap<String, Amount>,
    /// What a word makes of the number before it: "2 **million**".
    #[serde(default)]
    pub(super) times: BTreeMap<String, f64>,
    /// The same, for words that are something else as often: "m".
    #[serde(default)]
    pub(super) also_times: BTreeMap<String, f64>,
}

/// What a number by itself is worth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Amount {
    /// Exactly so much, or between the two.
    Between(f64, f64),
    /// A number, but too often something else to be held against others: "one of the men".
    Unsaid,
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Amount;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number, or the least and the most, or nothing")
            }

            fn visit_f64<E: Error>(self, value: f64) -> Result<Amount, E> {
                Ok(Amount::Between(value, value))
            }

            #[allow(clippy::cast_precision_loss)] // no number in words is that large
            fn visit_u64<E: Error>(self, value: u64) -> Result<Amount, E> {
                self.visit_f64(value as f64)
            }

            fn visit_unit<E: Error>(self) -> Result<Amount, E> {
                Ok(Amount::Unsaid)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Amount, A::Error> {
                let least: f64 =
                    seq.next_element()?.ok_or_else(|| Error::invalid_length(0, &self))?;
                let most: f64 =
                    seq.next_element()?.ok_or_else(|| Error::invalid_length(1, &self))?;
                if least > most {
                    return Err(Error::custom("the least is more than the most"));
                }
                Ok(Amount::Between(least, most))
            }
        }
        deserializer.deserialize_any(Reader)
    }
}

/// All numbers in words, ready for look-up.
#[derive(Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub(super) struct Numbers {
    /// By word, lower case: the least and the most.
    alone: FxHashMap<Box<str>, (f64, f64)>,
    /// By word, lower case: the factor.
    times: FxHashMap<Box<str>, f64>,
}

impl Numbers {
    /// Adds a file.
    pub(super) fn add(&mut self, file: &NumberFile) {
        for (word, amount) in &file.alone {
            if let Amount::Between(least, most) = amount {
                self.alone.insert(word.to_lowercase().into(), (*least, *most));
            }
        }
        for (word, factor) in file.times.iter().chain(&file.also_times) {
            self.times.insert(word.to_lowercase().into(), *factor);
        }
    }

    /// The least and the most that a word can mean: "dozens" is 24 to 99.
    pub(super) fn alone(&self, word: &str) -> Option<(f64, f64)> {
        self.alone.get(lowered(word, &mut Room::default())).copied()
    }

    /// What a word makes of the number before it: "bn" a thousand million times as much.
    pub(super) fn times(&self, word: &str) -> Option<f64> {
        self.times.get(lowered(word, &mut Room::default())).copied()
    }

    /// The word for an exact number: "two" for 2.
    pub(super) fn word_for(&self, value: f64) -> Option<&str> {
        let exact = |(least, most): &(f64, f64)| *least >= value && *most <= value;
        self.alone.iter().filter(|(_, amount)| exact(amount)).map(|(word, _)| &**word).min()
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::rulebook;

    #[test]
    fn a_number_in_words_has_a_value() {
        let lexicon = &rulebook().lexicon;
        assert_eq!(lexicon.number("Two"), Some((2.0, 2.0)));
        assert_eq!(lexicon.number("dozens"), Some((24.0, 99.0)));
        assert_eq!(lexicon.number("one"), None);
        assert_eq!(lexicon.number("bridge"), None);
        assert_eq!(lexicon.number_word(2.0), Some("two"));
        assert_eq!(lexicon.number_word(1.5), None);
    }

    #[test]
    fn short_and_long_words_for_a_factor_are_one() {
        let lexicon = &rulebook().lexicon;
        for (short, long) in [
            ("tn", "trillion"),
            ("trn", "trillion"),
            ("bn", "billion"),
            ("m", "million"),
            ("K", "thousand"),
        ] {
            assert!(lexicon.times(short).is_some(), "{short}");
            assert_eq!(lexicon.times(short), lexicon.times(long), "{short}");
        }
        assert_eq!(lexicon.times("pm"), None);
    }
}
