//! Tokens: the words and marks of a draft, with all that is known of each.
//!
//! `tokenise` makes them, `tag` fills in [`Classes`], [`Sense`]s, [`Pos`] and [`Hint`], and the
//! grammar reads them. A token borrows its text from the draft and its senses from the lexicon.

use std::borrow::Cow;

use serde::Serialize;

use crate::lexicon::letters::{is_lower, same_word};
use crate::lexicon::{Class, Classes, FunctionWord, FunctionWords, Sense, StateId};
pub use crate::scan::Kind;
use crate::span::Span;

/// A part of speech: the Penn Treebank's tag set, marks of punctuation in one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[repr(u8)]
#[allow(missing_docs)] // the names are the tag set's own
pub enum Pos {
    #[default]
    Punct,
    Cc,
    Cd,
    Dt,
    Ex,
    Fw,
    In,
    Jj,
    Jjr,
    Jjs,
    Md,
    Nn,
    Nns,
    Nnp,
    Nnps,
    Pdt,
    Pos,
    Prp,
    PrpS,
    Rb,
    Rbr,
    Rbs,
    Rp,
    Sym,
    To,
    Uh,
    Vb,
    Vbd,
    Vbg,
    Vbn,
    Vbp,
    Vbz,
    Wdt,
    Wp,
    WpS,
    Wrb,
}

impl Pos {
    /// A noun of any kind, names included.
    #[must_use]
    pub const fn is_noun(self) -> bool {
        matches!(self, Self::Nn | Self::Nns | Self::Nnp | Self::Nnps)
    }

    /// Part of a proper name.
    #[must_use]
    pub const fn is_name(self) -> bool {
        matches!(self, Self::Nnp | Self::Nnps)
    }

    /// A verb in any form, modals apart.
    #[must_use]
    pub const fn is_verb(self) -> bool {
        matches!(self, Self::Vb | Self::Vbd | Self::Vbg | Self::Vbn | Self::Vbp | Self::Vbz)
    }

    /// A verb form that can be the predicate of a clause by itself, or a modal.
    #[must_use]
    pub const fn is_finite(self) -> bool {
        matches!(self, Self::Vbd | Self::Vbp | Self::Vbz | Self::Md)
    }

    /// An adjective in any degree.
    #[must_use]
    pub const fn is_adjective(self) -> bool {
        matches!(self, Self::Jj | Self::Jjr | Self::Jjs)
    }

    /// An adverb in any degree.
    #[must_use]
    pub const fn is_adverb(self) -> bool {
        matches!(self, Self::Rb | Self::Rbr | Self::Rbs)
    }
}

/// The part a token likely plays in an attribution.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[repr(u8)]
pub enum Role {
    /// The writer's own voice.
    #[default]
    None,
    /// Who says it.
    Source,
    /// The words that say that it is said.
    Cue,
    /// What is said.
    Content,
}

/// What the tagger makes of a token: a hint to the grammar, never a decision.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Hint {
    /// The likely role.
    pub role: Role,
    /// Where the cue of this source or content stands.
    pub side: Side,
    /// True on the first token of a new source, cue or content.
    pub begins: bool,
    /// How sure the tagger is, 0 (a coin toss, or no tagger) to 255.
    pub sureness: u8,
}

/// Where the cue stands, seen from a source or a content.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// The cue stands before it.
    #[default]
    Before,
    /// The cue stands behind it.
    After,
}

/// A word or mark of the draft.
#[derive(Clone, Copy, Debug)]
pub struct Token<'d> {
    /// Where it stands.
    pub span: Span,
    /// Its letters, as written.
    pub text: &'d str,
    /// What it is made of.
    pub kind: Kind,
    /// The lexicon's word classes; filled by `tag`.
    pub classes: Classes,
    /// The sets of function words that it is in; filled by `tag`.
    pub function: &'d FunctionWords,
    /// The ways this word, or the phrase that starts here, can report speech; filled by `tag`.
    pub senses: &'d [Sense],
    /// The state whose name, people, capital or institution this is; filled by `tag`.
    pub state: Option<StateId>,
    /// Part of speech; filled by `tag`.
    pub pos: Pos,
    /// Likely role; filled by `tag`.
    pub hint: Hint,
}

impl<'d> Token<'d> {
    /// A token of which only the letters are known.
    #[must_use]
    pub const fn new(span: Span, text: &'d str, kind: Kind) -> Self {
        Self {
            span,
            text,
            kind,
            classes: Classes::NONE,
            function: &FunctionWords::NONE,
            senses: &[],
            state: None,
            pos: Pos::Punct,
            hint: Hint { role: Role::None, side: Side::Before, begins: false, sureness: 0 },
        }
    }

    /// True when the token belongs to `class`.
    #[must_use]
    pub const fn is(&self, class: Class) -> bool {
        self.classes.has(class)
    }

    /// True when the token is one of a set of function words.
    #[must_use]
    pub const fn among(&self, set: FunctionWord) -> bool {
        self.function.has(set)
    }

    /// True when the token is this word, in any case.
    #[must_use]
    #[inline]
    pub const fn reads(&self, word: &str) -> bool {
        same_word(self.text, word)
    }

    /// True for a past tense that looks like an adjective behind a plural: no noun in the plural
    /// stands before another.
    ///
    /// > City fans **attacked** Wanderers fans
    #[must_use]
    pub fn is_deed_of(&self, before: &Token<'_>) -> bool {
        before.pos == Pos::Nns
            && !before.is_capitalised()
            && self.kind == Kind::Word
            && !self.is_capitalised()
            && self.text.ends_with("ed")
    }

    /// True for "'s", and for the bare mark after an s: "Hale**'s** lawyer", "the owners**'** lawyer".
    #[must_use]
    pub fn is_possessive(&self) -> bool {
        self.pos == Pos::Pos || matches!(self.text, "'s" | "’s" | "'" | "’")
    }

    /// The letters in lower case. Most words are so as they stand, and are not copied.
    #[must_use]
    pub fn lower(&self) -> Cow<'d, str> {
        if is_lower(self.text) {
            Cow::Borrowed(self.text)
        } else {
            Cow::Owned(self.text.to_lowercase())
        }
    }

    /// True when the token starts with a capital letter; the mark of a nickname is no letter.
    #[must_use]
    #[inline]
    pub fn is_capitalised(&self) -> bool {
        if let Some(first) = self.text.bytes().next().filter(u8::is_ascii_alphanumeric) {
            return first.is_ascii_uppercase();
        }
        let first = if self.is_nickname() { self.text.chars().nth(1) } else { None };
        first.or_else(|| self.text.chars().next()).is_some_and(char::is_uppercase)
    }

    /// True for a nickname with its marks.
    ///
    /// > Dana **“Red”** Mulvey
    #[must_use]
    #[inline]
    pub fn is_nickname(&self) -> bool {
        // Nearly every word begins with a letter, and its first byte shows it.
        self.kind == Kind::Word
            && self.text.len() > 2
            && !self.text.as_bytes()[0].is_ascii_alphanumeric()
            && self.text.starts_with(['“', '"', '‘', '\'', '`'])
            && self.text.ends_with(['”', '"', '’', '\''])
    }

    /// True for words and numbers.
    #[must_use]
    pub const fn is_wordlike(&self) -> bool {
        matches!(self.kind, Kind::Word | Kind::Number)
    }
}

/// A token is its word to who compares words alone.
impl AsRef<str> for Token<'_> {
    fn as_ref(&self) -> &str {
        self.text
    }
}
