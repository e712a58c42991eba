//! Takes a path or bytes. Gives a [`Draft`]: its text, its blocks, its lines.
//! Notes to `whosaid` are blank in the text; the markup of Markdown and HTML is taken out of it and
//! entities are decoded. [`Draft::place`] says where a span of the text stands in the file.

mod apart;
mod blocks;
mod directive;
mod draft;
mod error;
mod front;
mod layout;
mod markup;
mod segments;
mod sidecar;
mod wrapping;

pub use blocks::{Block, BlockKind};
pub use directive::{Before, Directive};
pub use draft::Draft;
pub use error::{ReadError, ReadErrorKind};
pub use sidecar::{Sidecar, SidecarEntry};
