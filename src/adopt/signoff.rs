//! The sign-off of a draft: what has been checked of its claims, by whom and how.

use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::claim::{Signed, SignedClaim, State, Was};
use super::entries;
use super::pairing::{Fate, Pairing, pair};
use crate::rulebook::{self, File, RuleError, RuleErrorKind};

/// The version of the shape that is written.
const VERSION: u32 = 1;

/// What `draft.txt.whosaid.signoff.yml` says of `draft.txt`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Signoff {
    /// The version of this shape: 1.
    pub version: u32,
    /// The claims, in the order of the draft when they came.
    #[serde(default)]
    pub claims: Vec<Signed>,
}

impl Default for Signoff {
    fn default() -> Self {
        Self { version: VERSION, claims: Vec::new() }
    }
}

impl Signed {
    /// The entry of a claim as the draft has it today.
    #[must_use]
    pub fn today(&self, claim: &SignedClaim, fate: Fate) -> Self {
        let mut signed = Self { before: None, ..self.clone() };
        signed.id.clone_from(&claim.id);
        if self.state == State::Cut {
            signed.state = self.before.unwrap_or_default();
        }
        if fate == Fate::Same {
            // The file keeps the words and the name under which the claim was checked.
            return signed;
        }
        signed.words.clone_from(&claim.words);
        signed.speaker.clone_from(&claim.speaker);
        signed.denied = claim.denied;
        signed.state = State::Open;
        (signed.by, signed.how, signed.date) = (None, None, None);
        // Reworded twice before anybody looked: what was checked is what counts.
        signed.was = match (&self.was, self.state) {
            (Some(was), State::Open) => Some(was.clone()),
            _ => Some(self.as_was()),
        };
        signed
    }

    /// What it was, for the day it is something else.
    #[must_use]
    pub fn as_was(&self) -> Was {
        Was {
            id: self.id.clone(),
            words: self.words.clone(),
            speaker: self.speaker.clone(),
            denied: self.denied,
            state: self.state,
            by: self.by.clone(),
            how: self.how.clone(),
            date: self.date.clone(),
        }
    }

    /// The entry of a claim that is gone from the draft.
    #[must_use]
    pub fn cut(&self) -> Self {
        match self.state {
            State::Cut => self.clone(),
            state => Self { state: State::Cut, before: Some(state), ..self.clone() },
        }
    }
}

impl Signoff {
    /// Where the sign-off of a draft lies: "draft.txt.whosaid.signoff.yml".
    #[must_use]
    pub fn beside(draft: &Path) -> PathBuf {
        let mut name = draft.as_os_str().to_owned();
        name.push(".whosaid.signoff.yml");
        PathBuf::from(name)
    }

    /// Reads a file.
    pub fn read(file: &File) -> Result<Self, RuleError> {
        let failed = |at, message: String| {
            let kind = RuleErrorKind::Shape { at, message, nearest: None };
            RuleError { path: file.path.clone(), kind }
        };
        // A newer version may have keys that this one does not know.
        if let Some((version, line)) = entries::version(&file.text).filter(|(v, _)| *v != VERSION) {
            let message = if version > VERSION {
                format!(
                    "version {version} was written by a newer whosaid; this one reads version {VERSION}"
                )
            } else {
                format!("unknown version {version}, expected {VERSION}")
            };
            return Err(failed(Some((line, 1)), message));
        }
        let mut signoff: Self = rulebook::read_yaml(file)?;
        for signed in &mut signoff.claims {
            // A name is asked for where somebody says to have checked.
            if signed.id.is_empty() || signed.words.trim().is_empty() {
                return Err(failed(None, "an entry has no `id` or no `words`".to_owned()));
            }
        }
        Ok(signoff)
    }

    /// Which claims of today are which of these.
    #[must_use]
    pub fn pairing(&self, today: &[SignedClaim]) -> Pairing {
        pair(&self.claims, today)
    }

    /// The sign-off of today's draft: new claims open, reworded ones open again, others as they were;
    /// a claim that is gone stays as one that was cut. With the number that each entry had before.
    #[must_use]
    pub fn brought_up_to(&self, today: &[SignedClaim]) -> Vec<(Option<usize>, Signed)> {
        let pairing = self.pairing(today);
        let mut all: Vec<(Option<usize>, Signed)> = Vec::new();
        for (n, signed) in self.claims.iter().enumerate() {
            let pair = pairing.pairs.iter().find(|pair| pair.old == n);
            let entry = match pair {
                Some(pair) => signed.today(&today[pair.new], pair.fate),
                None => signed.cut(),
            };
            all.push((Some(n), entry));
        }
        for n in &pairing.new {
            // After the claim that comes before it in the draft.
            let known = |id: &str| all.iter().rposition(|(_, signed)| signed.id == id);
            let before = today[..*n].iter().rev().find_map(|claim| known(&claim.id));
            all.insert(before.map_or(0, |at| at + 1), (None, Signed::open(&today[*n])));
        }
        all
    }

    /// The text of the file with these entries, `before` where it has one: what is as it was stays as
    /// it was written, comments too.
    #[must_use]
    pub fn text(entries: &[(Option<usize>, Signed)], before: Option<&str>, draft: &str) -> String {
        let claims = entries.iter().map(|(_, signed)| signed.clone()).collect();
        let whole = Self { version: VERSION, claims };
        let kept = before.and_then(|text| entries::rewritten(text, "claims", entries));
        let same = |text: &String| {
            serde_yaml::from_str::<Self>(text).is_ok_and(|written| written == whole)
        };
        kept.filter(same).unwrap_or_else(|| {
            let yaml = serde_yaml::to_string(&whole).unwrap_or_default();
            format!(
                "# What has been checked of {draft}, by whom and how. Written by `whosaid signoff`; \
                 you may edit it.\n{yaml}"
            )
        })
    }
}
