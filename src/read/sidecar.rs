//! The file beside a draft that says which findings are set aside, for copy that must stay clean.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What `draft.txt.whosaid.yml` says of `draft.txt`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sidecar {
    /// The path of the file.
    #[serde(skip)]
    pub path: String,
    /// The version of this shape: 1.
    pub version: u32,
    /// What is set aside, in the order in which it was written.
    #[serde(default)]
    pub ignores: Vec<SidecarEntry>,
}

/// One thing that is set aside: a claim, or the finding of one check on some words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SidecarEntry {
    /// The id of a claim: "c-7f3a91".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<String>,
    /// The code or name of a check.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check: Option<String>,
    /// The words that the finding is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// The sentence in which they stand.
    #[serde(default, rename = "in", skip_serializing_if = "Option::is_none")]
    pub sentence: Option<String>,
    /// Why.
    pub reason: String,
}
