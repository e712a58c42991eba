//! The flags of adopting: baselines, changes since a revision, sign-offs.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Which findings are old.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Old findings")]
pub(crate) struct AdoptArguments {
    /// Leave out the findings of this file, written by `whosaid baseline write` [default: the
    /// settings']
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    /// Show the findings of the settings' baseline too
    #[arg(long, conflicts_with = "baseline")]
    pub(crate) no_baseline: bool,
    /// Leave out what this git revision has too, and drafts that have not changed since
    #[arg(long, value_name = "REV", allow_hyphen_values = true)]
    pub(crate) changed_since: Option<String>,
    /// Say nothing of what is not shown: the command says it itself.
    #[arg(skip)]
    pub(crate) quiet: bool,
}

impl AdoptArguments {
    /// Of a command that shows no findings: no baseline is read.
    pub(crate) const NO_FINDINGS: Self =
        Self { baseline: None, no_baseline: true, changed_since: None, quiet: true };
}

/// What is written down of one claim.
#[derive(Debug, Args)]
#[command(next_help_heading = "One claim")]
pub(crate) struct SignArguments {
    /// Id of the claim to sign: c-7f3a91
    #[arg(long, value_name = "ID")]
    pub(crate) claim: Option<String>,
    /// What the check came to
    #[arg(long, value_name = "STATE", requires = "claim")]
    pub(crate) state: Option<SignedState>,
    /// Who checked it; needed for confirmed and disputed
    #[arg(
        long,
        value_name = "NAME",
        requires = "claim",
        required_if_eq_any = [("state", "confirmed"), ("state", "disputed")]
    )]
    pub(crate) by: Option<String>,
    /// How: “phone”, “contract, page 3”
    #[arg(long, value_name = "TEXT", requires = "claim")]
    pub(crate) how: Option<String>,
    /// When; no clock is read
    #[arg(long, value_name = "DATE", requires = "claim")]
    pub(crate) date: Option<String>,
    /// What else the desk should know
    #[arg(long, value_name = "TEXT", requires = "claim")]
    pub(crate) note: Option<String>,
}

/// The states that a person can give; a claim is cut when it is gone from the draft.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum SignedState {
    Open,
    Confirmed,
    Disputed,
}
