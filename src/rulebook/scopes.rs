//! The sets of scopes of which conditions can be asked.

use super::scope::Scope;

/// Whatever has a place in the draft.
pub(super) const PLACED: &[Scope] = &[
    Scope::Attribution,
    Scope::Claim,
    Scope::Accusation,
    Scope::Speaker,
    Scope::Sentence,
    Scope::Phrase,
    Scope::Quotation,
    Scope::Headline,
    Scope::Repetition,
    Scope::Variant,
];
/// Everything.
pub(super) const ALL: &[Scope] = &Scope::ALL;
/// Words that may or may not be somebody's.
pub(super) const WRITTEN: &[Scope] =
    &[Scope::Sentence, Scope::Phrase, Scope::Quotation, Scope::Headline];
/// What somebody says.
pub(super) const SPOKEN: &[Scope] =
    &[Scope::Attribution, Scope::Claim, Scope::Accusation, Scope::Speaker, Scope::Headline];
/// What has words that name a source.
pub(super) const SOURCED: &[Scope] =
    &[Scope::Attribution, Scope::Claim, Scope::Accusation, Scope::Speaker];
/// What has a source that may be named a little later.
pub(super) const FOLLOWED: &[Scope] = &[Scope::Attribution, Scope::Phrase];
/// What has an attribution.
pub(super) const TOLD: &[Scope] =
    &[Scope::Attribution, Scope::Claim, Scope::Accusation, Scope::Quotation];
/// What has a claim.
pub(super) const CLAIMED: &[Scope] = &[Scope::Attribution, Scope::Claim, Scope::Headline];
pub(super) const PHRASE: &[Scope] = &[Scope::Phrase];
pub(super) const SENTENCE: &[Scope] = &[Scope::Sentence];
pub(super) const ACCUSATION: &[Scope] = &[Scope::Accusation];
pub(super) const SPEAKER: &[Scope] = &[Scope::Speaker];
pub(super) const QUOTATION: &[Scope] = &[Scope::Quotation];
pub(super) const HEADLINE: &[Scope] = &[Scope::Headline];
pub(super) const REPETITION: &[Scope] = &[Scope::Repetition];
pub(super) const VARIANT: &[Scope] = &[Scope::Variant];
pub(super) const DRAFT: &[Scope] = &[Scope::Draft];
