//! `whosaid explain`: what a check asks and why; how a claim or an attribution came about, step by
//! step, with the words that show it.

mod attribution;
mod check;
mod wording;

pub use attribution::{attribution, claim, findings};
pub use check::{check, fault};
