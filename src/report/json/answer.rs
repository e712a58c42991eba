//! The answers to the records of a stream: a line each, with the id of the record.

use std::io;

use schemars::{JsonSchema, Schema};
use serde::Serialize;
use serde_json::value::RawValue;

use super::{DraftOut, draft, schema};
use crate::report::checked::Checked;
use crate::report::sheets::safe::json_line;

/// The answer to a record, a line of `whosaid check --input-format jsonl`. Answers are in the order of the
/// records.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "Answer")]
enum AnswerOut<'a> {
    /// The record was read.
    Report(Box<ReportOut<'a>>),
    /// It could not be read.
    Refusal(RefusalOut<'a>),
}

/// A line of `whosaid check -o jsonl`, and the id of the record.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "RecordReport")]
struct ReportOut<'a> {
    /// The id of the record, as the record has it; null where it has none.
    #[schemars(with = "serde_json::Value")]
    id: &'a RawValue,
    #[serde(flatten)]
    draft: DraftOut<'a>,
}

/// A record that could not be read.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Refusal")]
struct RefusalOut<'a> {
    /// The id of the record; null where it has none, or where it cannot be read at all.
    #[schemars(with = "serde_json::Value")]
    id: &'a RawValue,
    error: ErrorOut<'a>,
}

/// What is wrong with a record.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "RecordError")]
struct ErrorOut<'a> {
    /// The file of records, or "standard input".
    stream: &'a str,
    /// The line of the record there, from 1.
    line: u64,
    /// What is wrong, and what was expected.
    message: &'a str,
}

/// The answer to a record that was read, with its line feed.
pub(in crate::report) fn report(id: &str, checked: &Checked) -> io::Result<Vec<u8>> {
    let id = raw(id)?;
    json_line(&AnswerOut::Report(Box::new(ReportOut { id: &id, draft: draft(checked) })))
}

/// The answer to a record that could not be read, with its line feed.
pub(in crate::report) fn refusal(
    id: &str,
    (stream, number): (&str, u64),
    message: &str,
) -> io::Result<Vec<u8>> {
    let (id, error) = (raw(id)?, ErrorOut { stream, line: number, message });
    json_line(&AnswerOut::Refusal(RefusalOut { id: &id, error }))
}

fn raw(id: &str) -> io::Result<Box<RawValue>> {
    Ok(RawValue::from_string(id.to_owned())?)
}

/// The JSON Schema of an answer.
pub(in crate::report) fn answer_schema() -> Schema {
    schema::generator().into_root_schema_for::<AnswerOut<'_>>()
}
