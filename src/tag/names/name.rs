//! A name, and what it is the name of.

use std::ops::Range;

/// What a name is the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameKind {
    /// "Anna Reed"
    Person,
    /// "the Harlow Water Board"
    Organisation,
    /// "Harlow"
    Place,
    /// "the Americans": many persons.
    Group,
    /// "the Clean Water Act"
    Document,
    /// "the Harlow Cup"
    Other,
}

/// A name in a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The whole phrase: "the mayor of Harlow, Anna Reed".
    pub tokens: Range<usize>,
    /// From its first to its last proper noun.
    pub core: Range<usize>,
    /// Its kind.
    pub kind: NameKind,
    /// How far the table is from another kind, or from no name: 0 (a coin toss) to 255.
    pub sureness: u8,
}
