//! How sure the tagger must be: all limits but the last in 32nds of a unit of log-odds, as a link's
//! sureness is. 0 is as likely as not, 32 nearly three to one, 64 seven to one, -32 one to three.

/// A proposal of the grammar is dropped when its cue is less likely than this: one to fifty.
pub(super) const WRONG: i32 = -128;

/// A proposal that is less likely than this gives way to one that it holds: one to seven.
pub(super) const UNLIKELY: i32 = -64;

/// A link with a source, a verb and a cue that the lexicon knows is believed without the grammar when
/// it is this sure.
pub(super) const SURE: i32 = -24;

/// One of saying that lacks any of these must be this sure.
pub(in crate::parse) const STRANGE: i32 = 28;

/// What is no saying is shown to those alone who ask for it, and may be less sure.
pub(super) const FAINT: i32 = -28;

/// What someone thinks or wants, or a cue that the lexicon does not know, must be this sure only, if
/// the content is what the tagger takes for one anyway. It is listed as a guess.
pub(super) const GUESSED: i32 = -64;

/// A link this sure is certain; so sure must be one whose content has no verb, if the lexicon does
/// not know the cue or knows it in front of clauses only: "signed the lease", "accepted the cup".
pub(super) const CERTAIN: i32 = 64;

/// Of the attributions before a sentence, this many may claim words of it.
pub(super) const NEAR: usize = 2;
