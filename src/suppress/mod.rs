//! Takes the notes of a draft and its sidecar. Says of every finding whether it is set aside, and
//! gives findings on the notes themselves. Never sets aside in silence: what is set aside stays in
//! the verdict with its reason, and a note that sets nothing aside is reported.

mod allow;
mod fault;
mod fingerprint;
mod gather;
mod ignores;
mod order;
mod sidecar;

pub use allow::allowed_in;
pub use fault::Fault;
pub use fingerprint::name_all;
pub use ignores::Ignores;
pub use sidecar::{beside, entries, read as read_sidecar, write as write_sidecar};
pub(crate) use sidecar::{entry, even, sentence};
