//! The learned models, and the hints that they give to the stages after the tagger.

use std::sync::OnceLock;

use super::around::Around;
use super::linear::Model;
use super::network::{Encoded, Network};
use super::{pos, roles};

/// The learned weights. `MODEL.md` says what they were learned from.
static WEIGHTS: &[u8] = include_bytes!("weights.bin");

/// The models, in the order in which they build on each other.
#[derive(Clone, Debug)]
pub(crate) struct Models {
    /// Words that have one part of speech only.
    pub(crate) sure: Model<1>,
    /// Part of speech of each word.
    pub(crate) pos: Model<{ pos::COUNT }>,
    /// Likely role of each word, and what belongs to a cue.
    pub(crate) roles: Network<{ roles::COUNT }>,
    /// Log-odds that a cue with what belongs to it is right.
    pub(crate) likely: Model<1>,
}

impl Models {
    /// Reads the models. `None` when the bytes are no models.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        let (sure, rest) = Model::read(bytes)?;
        let (pos, rest) = Model::read(rest)?;
        let (roles, rest) = Network::read(rest)?;
        let (likely, _) = Model::read(rest)?;
        Some(Self { sure, pos, roles, likely })
    }
}

/// What the tagger has seen around every token, for the stages behind it.
#[derive(Debug, Default)]
pub struct Hints {
    /// One a token; empty when there are no weights.
    pub(crate) around: Vec<Around>,
    /// The text as the network has encoded it, to ask what belongs to a cue.
    pub(crate) read: Encoded,
    /// The models, for what is decided later.
    pub(crate) models: Option<&'static Models>,
}

/// The models inside the program.
pub(super) fn built_in() -> Option<&'static Models> {
    static MODELS: OnceLock<Option<Models>> = OnceLock::new();
    MODELS.get_or_init(|| Models::read(WEIGHTS)).as_ref()
}
