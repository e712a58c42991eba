//! Takes the findings and the claims of a draft, and what a desk has written down of an earlier
//! version. Says which findings are old, and what has become of each claim that was checked.
//! Never goes by line numbers: what is known again is known by its words.

mod aside;
mod baseline;
mod claim;
mod entries;
mod former;
mod lines;
mod pairing;
mod signoff;
mod split;
mod trace;

pub use aside::entries_for_all;
pub use baseline::{BASELINE, Baseline, Recorded, VERSION as BASELINE_VERSION};
pub use claim::{Signed, SignedClaim, State, Was};
pub use entries::rewritten;
pub use former::{Former, Known};
pub use pairing::{Fate, Pair, Pairing, pair};
pub use signoff::Signoff;
pub use split::set_aside;
pub use trace::{Trace, traces};

use crate::verdict::SetAside;

/// True for a finding that is set aside because it is old, and not because somebody gave a reason:
/// the baseline has it, or the version it is compared with.
#[must_use]
pub fn is_old(aside: &SetAside) -> bool {
    // A note has its line, and a file of reasons its name.
    let reasoned = aside.path.as_deref().is_some_and(|path| path.ends_with(".whosaid.yml"));
    aside.line.is_none() && !reasoned
}
