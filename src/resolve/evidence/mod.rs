//! What is known of a source besides its name: of which class it is, and how near to the facts.

pub(super) mod hearsay;
pub(super) mod links;
mod relayed;
pub(super) mod source_class;
