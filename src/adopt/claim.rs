//! A claim of today, and what is written down of one in a sign-off.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A claim of today's draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SignedClaim {
    /// "c-7f3a91"
    pub id: String,
    /// Its words on one line.
    pub words: String,
    /// Who says so, as the draft calls them and by name; empty where nobody is credited.
    pub speaker: String,
    /// How many of its statements deny it: "Tom Hale denied that …".
    pub denied: usize,
    /// Where: "lines 3 and 9".
    pub place: String,
}

/// How far a claim has been checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Nobody has checked it, or it has changed since.
    #[default]
    Open,
    /// It was checked and is right.
    Confirmed,
    /// It was checked and is in doubt.
    Disputed,
    /// It is no longer in the draft.
    Cut,
}

impl State {
    /// All states by name.
    pub const ALL: [(&'static str, Self); 4] = [
        ("open", Self::Open),
        ("confirmed", Self::Confirmed),
        ("disputed", Self::Disputed),
        ("cut", Self::Cut),
    ];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, state)| *state == self).map_or("", |(name, _)| name)
    }
}

/// A claim and how far it has been checked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Signed {
    /// The id of the claim: "c-7f3a91".
    pub id: String,
    /// Its words.
    pub words: String,
    /// Who says so.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub speaker: String,
    /// How many of its statements deny it.
    #[serde(default, skip_serializing_if = "is_none")]
    pub denied: usize,
    /// How far it has been checked.
    pub state: State,
    /// Who checked it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// How: by a call, by a document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub how: Option<String>,
    /// When, in words of the desk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// What else the desk should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// What it was before it was reworded or given to somebody else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<Was>,
    /// The state of a claim that is cut, for the day it comes back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<State>,
}

/// What a claim was when it was last checked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Was {
    /// Its id then.
    pub id: String,
    /// Its words then.
    pub words: String,
    /// Who said so then.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub speaker: String,
    /// How many of its statements denied it then.
    #[serde(default, skip_serializing_if = "is_none")]
    pub denied: usize,
    /// How far it had been checked.
    pub state: State,
    /// Who had checked it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// How.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub how: Option<String>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
}

impl Signed {
    /// A claim that nobody has checked.
    #[must_use]
    pub fn open(claim: &SignedClaim) -> Self {
        Self {
            id: claim.id.clone(),
            words: claim.words.clone(),
            speaker: claim.speaker.clone(),
            denied: claim.denied,
            ..Self::default()
        }
    }
}

/// True for a count of none, which is not written down.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
const fn is_none(count: &usize) -> bool {
    *count == 0
}
