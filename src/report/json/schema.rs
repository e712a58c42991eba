//! The JSON Schemas of the reports, made from the very types that are written.

use schemars::Schema;
use schemars::generate::{SchemaGenerator, SchemaSettings};

use super::{Document, DraftOut};

/// The JSON Schema of the whole document.
pub(in crate::report) fn document_schema() -> Schema {
    generator().into_root_schema_for::<Document<'_>>()
}

/// The JSON Schema of a line of `-o jsonl`.
pub(in crate::report) fn line_schema() -> Schema {
    generator().into_root_schema_for::<DraftOut<'_>>()
}

/// Schemas of what is written, not of what would be read.
pub(super) fn generator() -> SchemaGenerator {
    SchemaSettings::draft2020_12().for_serialize().into_generator()
}
