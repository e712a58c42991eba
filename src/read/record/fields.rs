//! What the fields of a record say.

use serde_json::value::RawValue;

use super::refusal::nearest;
use crate::read::format::Format;
use crate::read::json::{Value, reason};

/// The string under a key; nothing where the key is missing or null.
pub(super) fn string(key: &str, value: Option<&RawValue>) -> Result<Option<String>, String> {
    let Some(raw) = value else { return Ok(None) };
    // The reader of files takes halves of surrogate pairs, too, which others write by mistake.
    match Value::parse(raw.get()).ok().and_then(Value::string) {
        Some(words) => Ok(Some(words.text().to_owned())),
        None => match serde_json::from_str::<String>(raw.get()) {
            Ok(words) => Ok(Some(words)),
            Err(error) => Err(format!("{key}: {}", reason(&error))),
        },
    }
}

/// The format of a name. Word and LibreOffice write bytes, which are no text.
pub(super) fn format(name: &str) -> Result<Format, String> {
    let text = |format: &Format| !matches!(format, Format::Docx | Format::Odt);
    Format::named(name).filter(text).ok_or_else(|| {
        let names: Vec<&str> = Format::all().filter(text).map(Format::name).collect();
        let near = nearest(name, &names);
        let (name, names) = (name.escape_debug(), names.join(", "));
        format!("/format: unknown format “{name}”, expected one of {names}{near}")
    })
}
