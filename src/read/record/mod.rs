//! A record of a stream: one line of JSON with a story in it, and an id that is handed through.
//!
//! The text of a record is a draft as a file of its own would be, so that places count in it. A record
//! without a `text` is read as the whole of a JSON file is, and places count in the record.

mod fields;
mod refusal;

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::read::document::{Document, Writer};
use crate::read::draft::{self, Draft, LARGEST, Source};
use crate::read::error::ReadErrorKind;
use crate::read::format::Format;
use crate::read::json::{Value, reason};
use crate::read::part::Part;
use crate::read::segments::SegmentMap;
use crate::read::sniff;
use crate::span::Span;

use self::fields::{format, string};
use self::refusal::{TEXT, no_story, on_one_line};

/// The name of a draft whose record has no path.
const UNNAMED: &str = "(record)";

/// The other part of a record, as a JSON Pointer has it.
const HEADLINE: &str = "/headline";

/// A record that has been read.
#[derive(Debug)]
pub struct Record {
    /// Its id, as JSON: as it is written, and `null` where it has none.
    pub id: String,
    /// The draft in it.
    pub draft: Draft,
}

/// Why a record cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct RecordError {
    /// Its id, as JSON; `null` where it has none or cannot be read at all.
    pub id: String,
    /// What is wrong, and what was expected.
    pub message: String,
}

/// The keys of a record that are read; others are passed over.
#[derive(Deserialize)]
#[serde(expecting = "an object, {\"id\": …, \"text\": …}")]
struct Fields<'s> {
    #[serde(borrow, default)]
    id: Option<&'s RawValue>,
    #[serde(borrow, default)]
    path: Option<&'s RawValue>,
    #[serde(borrow, default)]
    format: Option<&'s RawValue>,
    #[serde(borrow, default)]
    headline: Option<&'s RawValue>,
    #[serde(borrow, default)]
    text: Option<&'s RawValue>,
}

impl Record {
    /// Reads a line.
    pub fn read(line: &[u8]) -> Result<Self, RecordError> {
        let unknown = |message| RecordError { id: RawValue::NULL.get().to_owned(), message };
        let text = std::str::from_utf8(line).map_err(|error| {
            unknown(format!("not UTF-8 after byte {}, expected JSON in UTF-8", error.valid_up_to()))
        })?;
        let value = Value::parse(text).map_err(|error| unknown(on_one_line(&error)))?;
        let fields = Fields::of(value).map_err(unknown)?;
        let id = fields.id().to_owned();
        match fields.draft(value, line) {
            Ok(draft) => Ok(Self { id, draft }),
            Err(message) => Err(RecordError { id, message }),
        }
    }

    /// The id of the record in a line, as [`Record::read`] gives it.
    #[must_use]
    pub fn id_of(line: &[u8]) -> String {
        let text = std::str::from_utf8(line).unwrap_or_default();
        let value = Value::parse(text).ok();
        let fields = value.and_then(|value| Fields::of(value).ok());
        fields.map_or(RawValue::NULL.get(), |fields| fields.id()).to_owned()
    }
}

impl<'s> Fields<'s> {
    fn of(value: Value<'s>) -> Result<Self, String> {
        serde_json::from_str(value.written()).map_err(|error| reason(&error))
    }

    fn id(&self) -> &'s str {
        self.id.unwrap_or(RawValue::NULL).get()
    }

    /// The draft of the record. Where it has no text, `line` is read as a file of JSON.
    fn draft(&self, value: Value<'_>, line: &[u8]) -> Result<Draft, String> {
        let path = string("/path", self.path)?.filter(|path| !path.is_empty());
        let path = path.as_deref().unwrap_or(UNNAMED);
        let format = string("/format", self.format)?.map(|name| format(&name)).transpose()?;
        let headline = string(HEADLINE, self.headline.filter(|_| self.text.is_some()))?;
        let Some(text) = string(TEXT, self.text)? else {
            let story = Draft::read(path, line, Some(Format::Json));
            return story.map_err(|error| no_story(value, &error.kind)).and_then(one);
        };
        let failed = |kind: &ReadErrorKind| format!("{TEXT}: {}", on_one_line(kind));
        match headline.filter(|words| !words.trim().is_empty()) {
            Some(headline) => titled(path, format, headline, text).map_err(|kind| failed(&kind)),
            None => Draft::read(path, text.as_bytes(), format)
                .map_err(|error| failed(&error.kind))
                .and_then(one),
        }
    }
}

/// The one draft of a record.
fn one(mut drafts: Vec<Draft>) -> Result<Draft, String> {
    match drafts.len() {
        1 => Ok(drafts.swap_remove(0)),
        count => Err(format!("{count} stories in one record, expected one")),
    }
}

/// A draft with a headline of its own. Both are parts of the record, as files are parts of a zip file.
fn titled(
    path: &str,
    format: Option<Format>,
    headline: String,
    text: String,
) -> Result<Draft, ReadErrorKind> {
    let format = match format {
        Some(format) => format,
        None => sniff::format(path, text.as_bytes())?,
    };
    if text.len() + headline.len() > LARGEST {
        return Err(ReadErrorKind::TooLarge(LARGEST >> 20));
    }
    let (inner, ..) = draft::read_as(format, text.as_bytes())?;
    // As the parts are one behind the other, see `Source::of_parts`.
    let whole = format!("{headline}\n{text}\n");
    let mut writer = Writer::new(&whole);
    writer.begin(Some(Part::Headline));
    writer.flow(Span::new(0, headline.len()));
    let begins = headline.len() + 1;
    let mut outer = SegmentMap::default();
    outer.push(text.len(), Span::new(begins, begins + text.len()));
    writer.embed(Document { stories: Vec::new(), ..inner }, &outer);
    let parts = vec![(HEADLINE.to_owned(), headline), (TEXT.to_owned(), text)];
    let draft = Draft::of_document(path, format, &Source::of_parts(parts), writer.finish());
    Ok(draft)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Record {
        Record::read(line.as_bytes()).unwrap_or_else(|error| panic!("{line}: {error}"))
    }

    fn refused(line: &str) -> (String, String) {
        let error = Record::read(line.as_bytes()).expect_err(line);
        (error.id, error.message)
    }

    #[test]
    fn a_text_is_read_as_a_file_of_its_own() {
        let text = "Weir fails\n\nThe weir \u{201c}gave way\u{201d}, Ada Lund said.\n";
        let line = r#"{"text": "Weir fails\n\nThe weir \u201cgave way\u201d, Ada Lund said.\n", "id": 7, "desk": [1]}"#;
        let record = read(line);
        let file = Draft::read(UNNAMED, text.as_bytes(), None).unwrap().swap_remove(0);
        assert_eq!(record.id, "7");
        assert_eq!(record.draft.text, file.text);
        assert_eq!(record.draft.blocks, file.blocks);
        let at = Span::new(text.find("Ada").unwrap(), text.len() - 1);
        assert_eq!(record.draft.place(at), at);
        assert_eq!(Record::id_of(line.as_bytes()), "7");
    }

    #[test]
    fn a_headline_is_a_part_of_its_own() {
        for (path, text) in
            [("a.md", "It **gave** way, she said."), ("a", "It gave way, she said.")]
        {
            let line = format!(
                r#"{{"id": "x", "path": "{path}", "headline": "Weir fails", "text": "{text}"}}"#
            );
            let draft = read(&line).draft;
            assert_eq!(draft.blocks[0].part, Part::Headline);
            let at = draft.text.find("way").unwrap();
            assert_eq!(draft.part_of(0), Some(HEADLINE));
            assert_eq!(draft.part_of(at), Some(TEXT));
            assert_eq!(draft.place(Span::new(at, at + 3)).of(text), "way");
            assert_eq!(draft.position_of(at).line, 1);
        }
    }

    #[test]
    fn other_stories_in_json_are_read_as_their_files_are() {
        let line = r#"{"id": null, "headline": "Weir fails", "body_html": "<p>It gave way.</p>"}"#;
        let draft = read(line).draft;
        let at = draft.text.find("gave").unwrap();
        assert_eq!(draft.place(Span::new(at, at + 4)).of(line), "gave");
        assert_eq!(draft.format, Format::Json);
    }

    #[test]
    fn what_is_wrong_is_said_with_the_id() {
        let id = |id: &str, message: &str| (id.to_owned(), message.to_owned());
        let broken = "broken JSON: key must be a string (line 1, column 11)";
        assert_eq!(refused("{\"id\": 3, x}"), id("null", broken));
        let list = "invalid type: sequence, expected an object, {\"id\": …, \"text\": …}";
        assert_eq!(refused("3").0, "null");
        assert_eq!(refused("\"a\"").1, list.replace("sequence", "string \"a\""));
        let number = "/text: invalid type: integer `4`, expected a string";
        assert_eq!(refused(r#"{"id": [1, 2], "text": 4}"#), id("[1, 2]", number));
        let none = "no “text” in this record, nor a story as JSON files have it";
        assert_eq!(refused(r#"{"id": "a"}"#), id("\"a\"", none));
        assert_eq!(refused(r#"{"Txt": "x"}"#).1, format!("{none}; did you mean text?"));
        assert!(refused(r#"{"text": "x", "path": 3}"#).1.starts_with("/path: "));
        let format = refused(r#"{"text": "x", "format": "markdwn"}"#).1;
        assert!(format.ends_with("did you mean markdown?"), "{format}");
        assert!(refused(r#"{"text": "x", "format": "docx"}"#).1.contains("expected one of text"));
        assert!(refused(r#"{"text": "a\u0000b"}"#).1.starts_with("/text: "));
        let bytes = Record::read(b"{\"text\": \"\xff\"}").unwrap_err();
        assert_eq!(bytes.message, "not UTF-8 after byte 10, expected JSON in UTF-8");
    }
}
