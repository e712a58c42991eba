//! Takes a path or bytes. Gives a [`Draft`]: its text, its blocks, its lines.
//! A reader for each format gives a `Document`: text without markup, a map of where each piece of it
//! stands in the file, and its parts. Notes to `whosaid` are blank in the text. [`Draft::place`] says
//! where a span of the text stands in the file.

#[cfg(test)]
mod agency;
mod blocks;
mod closing;
mod date;
mod dateline;
mod directive;
mod document;
mod docx;
mod draft;
mod encoding;
mod error;
mod escapes;
mod format;
mod front;
mod html;
mod inner;
mod json;
mod layout;
mod lines;
mod location;
mod mail;
mod markdown;
mod noted;
mod odt;
mod office;
mod part;
mod parted;
mod plain;
mod plan;
#[cfg(test)]
mod random;
mod record;
mod segments;
mod sidecar;
mod sniff;
mod wire;
mod wrapping;
mod xml;

pub use directive::{Before, Directive};
pub use document::RunPlace;
pub use docx::{Remark, annotate, is_date};
pub use draft::Draft;
pub use error::{ReadError, ReadErrorKind};
pub use format::Format;
pub use location::Location;
pub use part::{Block, BlockKind, Part};
pub use record::{Record, RecordError};
pub use sidecar::{Sidecar, SidecarEntry};
