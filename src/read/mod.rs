//! Takes a path or bytes. Gives a [`Draft`]: its text, its blocks, its lines.
//! Never moves a byte of the text, so that every span fits the file as it is; notes to `whosaid`
//! and the markup of Markdown and HTML are blank in it.

mod apart;
mod blocks;
mod directive;
mod draft;
mod error;
mod front;
mod layout;
mod markup;
mod sidecar;
mod wrapping;

pub use blocks::{Block, BlockKind};
pub use directive::{Before, Directive};
pub use draft::Draft;
pub use error::{ReadError, ReadErrorKind};
pub use sidecar::{Sidecar, SidecarEntry};
