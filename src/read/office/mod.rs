//! What Word and LibreOffice have in common: a zip file of parts, XML in them, paragraphs with a style,
//! comments in the margin.

pub(super) mod archive;
pub(super) mod copyist;
pub(super) mod margin;
#[cfg(test)]
mod random;
pub(super) mod styles;
pub(super) mod tags;
#[cfg(test)]
pub(super) mod testing;
