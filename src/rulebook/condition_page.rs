//! What a person reads about one condition.

use super::scope::Scope;

/// What there is to know of one condition.
#[derive(Clone, Copy, Debug)]
pub struct ConditionPage {
    /// Its name in the program: "ReasonGiven".
    pub(super) variant: &'static str,
    /// What it asks.
    pub meaning: &'static str,
    /// How it is written in a check.
    pub example: &'static str,
    /// What a check that asks this can look at.
    pub scopes: &'static [Scope],
    pub(super) takes: fn() -> String,
}

impl ConditionPage {
    /// Its name in a check: "reason-given".
    #[must_use]
    pub fn name(&self) -> String {
        hyphened(self.variant)
    }

    /// What comes after the colon, in words.
    #[must_use]
    pub fn takes(&self) -> String {
        (self.takes)()
    }
}

/// "reason-given" of "ReasonGiven".
pub(super) fn hyphened(variant: &str) -> String {
    let mut name = String::new();
    for (at, char) in variant.char_indices() {
        if char.is_uppercase() && at > 0 {
            name.push('-');
        }
        name.extend(char.to_lowercase());
    }
    name
}
