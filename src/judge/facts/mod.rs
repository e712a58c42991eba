//! What the checks can ask, a file a kind of subject.

pub(super) mod attribution;
pub(super) mod headline;
pub(super) mod layout;
pub(super) mod quotation;
pub(super) mod sentence;
pub(super) mod source;
pub(super) mod speaker;
pub(super) mod words;
