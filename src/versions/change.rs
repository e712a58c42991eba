//! A change between two versions of a story.

use schemars::JsonSchema;
use serde::Serialize;

use super::marks::Mark;
use super::words::Piece;

/// What kind of change it is, in the order in which an editor looks at them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The words inside quotation marks are others.
    Quotation,
    /// The same words are said by somebody else.
    Given,
    /// A claim stands otherwise: a second source or a reply is gone.
    Standing,
    /// Another verb reports it.
    Verb,
    /// What is said in the writer's words reads otherwise.
    Reworded,
    /// It is gone.
    Cut,
    /// It is new.
    Added,
    /// A speaker has another name or title.
    Speaker,
}

/// A change between two versions of a story.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What kind of change it is.
    pub kind: Kind,
    /// The statement in the old version: an index into [`super::Version::statements`].
    pub old: Option<usize>,
    /// The statement in the new version.
    pub new: Option<usize>,
    /// Where the words begin in the old version.
    pub old_at: usize,
    /// Where the words begin in the new version.
    pub new_at: usize,
    /// The words: what became of each, or, where they are the same, in one piece.
    pub pieces: Vec<Piece>,
    /// What an editor must not overlook.
    pub marks: Vec<Mark>,
    /// What else there is to say of it.
    pub detail: Detail,
}

/// What there is to say of a change besides its words.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Detail {
    /// Nothing.
    #[default]
    None,
    /// Sentences out of a quotation the rest of which is kept.
    Part,
    /// Who says it.
    Given {
        /// Who said it; nobody where nobody was credited.
        was: Option<String>,
        /// Who says it now.
        now: Option<String>,
        /// False where one of the two is only likely.
        certain: bool,
        /// True where the draft no longer shows who it is.
        unclear: bool,
        /// Statements of the new version by the same pronoun that follow, and changed likewise.
        following: Vec<usize>,
    },
    /// How a claim stands.
    Standing {
        /// Answers that are gone: indices into the answers of the old statement's claim.
        gone: Vec<usize>,
        /// Answers that have come in: indices into the answers of the new statement's claim.
        come: Vec<usize>,
        /// Sources that are gone: statements of the old version.
        sources_gone: Vec<usize>,
        /// Sources that have come in: statements of the new version.
        sources_come: Vec<usize>,
        /// Statements of the new version that make the claim or answer it, and are themselves told as
        /// changed.
        changed: Vec<usize>,
    },
    /// The verbs, as written.
    Verb {
        /// What it was.
        was: String,
        /// What it is.
        now: String,
    },
    /// A speaker's name.
    Name {
        /// What it was.
        was: String,
        /// What it is.
        now: String,
    },
    /// A speaker's title.
    Title {
        /// Whose.
        name: String,
        /// What it was.
        was: String,
        /// What it is; nothing where they are no longer introduced.
        now: Option<String>,
    },
}

/// All changes between two versions of a story.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    /// The changes, by kind, then by place.
    pub all: Vec<Change>,
    /// How many statements stand in another order, and are else the same.
    pub moved: usize,
    /// How many statements of the old version have one in the new version.
    pub kept: usize,
    /// Sentences that changed and hold none of the changes that are told.
    pub beside: Vec<Beside>,
}

/// A sentence that changed, came in or is gone, and is no statement that was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Beside {
    /// Where it was; nothing where it is new.
    pub old: Option<usize>,
    /// Where it is; nothing where it is gone.
    pub new: Option<usize>,
}

impl Changes {
    /// How many there are of a kind.
    #[must_use]
    pub fn count(&self, kind: Kind) -> usize {
        self.all.iter().filter(|change| change.kind == kind).count()
    }
}
