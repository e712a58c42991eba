//! What the checks can ask, a file a kind of subject.

pub(super) mod accusation;
pub(super) mod attribution;
pub(super) mod claim;
mod compare;
mod contested;
pub(super) mod draft;
pub(super) mod figure;
mod genre;
pub(super) mod headline;
mod heard_before;
pub(super) mod layout;
mod member;
mod named_near;
mod noun;
pub(super) mod phrase;
pub(super) mod position;
pub(super) mod quotation;
pub(super) mod second_hand;
pub(super) mod sentence;
mod shown;
pub(super) mod source;
pub(super) mod speaker;
pub(in crate::judge) mod unnamed;
pub(super) mod words;
