//! What is known of a source beside its name: of which kind it is, and how near to the facts.

pub(super) mod factors;
pub(super) mod hearsay;
pub(super) mod relayed;
pub(super) mod source_class;
