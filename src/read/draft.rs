//! A news draft: its text, blocks, notes and lines.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use super::blocks;
use super::directive::Directive;
use super::document::{Archive, Document, Run, RunPlace};
use super::error::{ReadError, ReadErrorKind};
use super::format::Format;
use super::part::{Block, Part};
use super::segments::SegmentMap;
use super::sidecar::Sidecar;
use super::{
    docx, encoding, html, json, mail, markdown, noted, odt, parted, plain, sniff, wire, xml,
};
use crate::span::{LineIndex, Point, Position, Span};

/// A file has no more bytes than this.
const LARGEST_FILE: usize = 256 << 20;
/// A story has no more bytes than this.
pub(super) const LARGEST: usize = 8 << 20;

/// A news draft.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The path as the user gave it, or the name of the stream.
    pub path: String,
    /// The format it was read as.
    pub format: Format,
    /// The text as read: notes to `whosaid` are blank, markup is taken out, entities are decoded. Spans
    /// are places in it; [`Draft::place`] says where they are in the file.
    pub text: String,
    /// Headline, captions, paragraphs …, in order.
    pub blocks: Vec<Block>,
    /// Notes to `whosaid`, in order.
    pub directives: Vec<Directive>,
    /// What the file beside the draft sets aside.
    pub sidecar: Option<Sidecar>,
    /// What an editor should know of how it was read: its encoding, what was left out.
    pub remarks: Vec<String>,
    /// Which of the stories of its file it is, from 1, and how many there are, where there are several.
    pub story: Option<(usize, usize)>,
    /// The text with its notes, where there are any.
    noted: Option<String>,
    /// The file, where it is not the text.
    file: Option<Original>,
    /// The quotations that are set apart: where their pieces are, and the number of each.
    apart: Vec<(Span, usize)>,
    /// The runs of a document of Word or LibreOffice.
    runs: Vec<Run>,
    lines: Arc<LineIndex>,
}

/// A file as its reader was given it.
#[derive(Clone, Debug)]
pub(super) struct Original {
    /// Its text. The parts of a zip file are one behind the other, each on lines of its own.
    pub(super) text: Arc<str>,
    /// Where the draft's text stands in it.
    pub(super) map: SegmentMap,
    /// Where its text stands in the bytes of the file, if that is not UTF-8.
    pub(super) bytes: Option<Arc<SegmentMap>>,
    /// The parts of a zip file: where each begins, and its name.
    pub(super) parts: Vec<(usize, String)>,
}

impl Draft {
    /// A draft from text that is in memory. Markdown and HTML are known by the name of the file; every
    /// other name is that of a text.
    #[must_use]
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        let (path, text) = (path.into(), text.into());
        let format = match Format::of_path(&path) {
            Some(format @ (Format::Markdown | Format::Html)) => format,
            _ => Format::Plain,
        };
        let document = of_text(format, &text);
        let source = Source::new(text, None);
        Self::of_document(&path, format, &source, document)
    }

    /// A draft from the bytes of a file. Its format is known by its name, or by what it begins with. Of
    /// several stories in a file it is the first.
    pub fn from_bytes(path: &str, bytes: &[u8]) -> Result<Self, ReadError> {
        let mut all = Self::read(path, bytes, None)?;
        Ok(all.swap_remove(0))
    }

    /// The drafts in the bytes of a file, in a format that is known or is found out. A feed has several
    /// stories; every other file is one.
    pub fn read(path: &str, bytes: &[u8], format: Option<Format>) -> Result<Vec<Self>, ReadError> {
        let failed = |kind| ReadError { path: path.to_owned(), kind };
        if bytes.len() > LARGEST_FILE {
            return Err(failed(ReadErrorKind::TooLarge(LARGEST_FILE >> 20)));
        }
        let format = match format {
            Some(format) => format,
            None => sniff::format(path, bytes).map_err(failed)?,
        };
        let (document, source, remark) = read_as(format, bytes).map_err(failed)?;
        let stories = parted::stories(document);
        if stories.iter().any(|story| story.text.len() > LARGEST) {
            return Err(failed(ReadErrorKind::TooLarge(LARGEST >> 20)));
        }
        let count = stories.len();
        let mut all = Vec::with_capacity(count);
        for (at, document) in stories.into_iter().enumerate() {
            let mut draft = Self::of_document(path, format, &source, document);
            draft.story = (count > 1).then_some((at + 1, count));
            if at > 0 {
                draft.remarks.clear();
            }
            draft.remarks.extend(remark.clone().filter(|_| at == 0));
            if !draft.blocks.iter().any(|block| block.kind.is_story()) {
                draft.remarks.push("no text found in it".to_owned());
            }
            all.push(draft);
        }
        Ok(all)
    }

    /// Reads a draft from a file. Its format is known by its name, or by what it begins with.
    pub fn from_file(path: &Path) -> Result<Self, ReadError> {
        let mut all = Self::open(path, None)?;
        Ok(all.swap_remove(0))
    }

    /// Reads the drafts in a file, in a format that is known or is found out.
    pub fn open(path: &Path, format: Option<Format>) -> Result<Vec<Self>, ReadError> {
        let name = path.to_string_lossy();
        let bytes = fs::read(path).map_err(|error| ReadError {
            path: name.to_string(),
            kind: ReadErrorKind::Io(error),
        })?;
        Self::read(&name, &bytes, format)
    }

    /// A draft from what its reader gives.
    pub(super) fn of_document(
        path: &str,
        format: Format,
        source: &Source,
        document: Document,
    ) -> Self {
        let Document { text, map, pieces, mut notes, mut remarks, runs, .. } =
            parted::seen(document);
        let blocks = blocks::blocks(&text, &pieces);
        if blocks.iter().any(|block| block.part == Part::Table) {
            remarks.push("left out: tables, except the sentences in them".to_owned());
        }
        let apart = pieces.iter().filter_map(|p| Some((p.span, p.quotation?))).collect();
        notes.sort_by_key(|note| note.directive.span.start);
        let same = source.bytes.is_none() && map.is_identity(source.text.len());
        let file = (!same).then(|| Original {
            text: Arc::clone(&source.text),
            map,
            bytes: source.bytes.clone(),
            parts: source.parts.clone(),
        });
        Self {
            path: path.to_owned(),
            format,
            noted: noted::restored(&text, &notes),
            text,
            blocks,
            directives: notes.into_iter().map(|note| note.directive).collect(),
            sidecar: None,
            remarks,
            story: None,
            file,
            apart,
            runs,
            lines: Arc::clone(&source.lines),
        }
    }

    /// Its path, and which of the stories of its file it is.
    #[must_use]
    pub fn name(&self) -> String {
        match self.story {
            Some((at, count)) => format!("{} (story {at} of {count})", self.path),
            None => self.path.clone(),
        }
    }

    /// The words at a span.
    #[must_use]
    pub fn words(&self, span: Span) -> &str {
        span.of(&self.text)
    }

    /// The text with the notes to `whosaid` in it.
    #[must_use]
    pub fn as_read(&self) -> &str {
        self.noted.as_deref().unwrap_or(&self.text)
    }

    /// Where a span stands in the file, in bytes; in a zip file, in the part that [`Draft::part_of`]
    /// names, once that is decompressed.
    #[must_use]
    pub fn place(&self, span: Span) -> Span {
        let Some(file) = &self.file else { return span };
        let place = file.map.place(span);
        if let Some(bytes) = &file.bytes {
            return bytes.place(place);
        }
        let (start, end) = file.part(place.start);
        Span::new(place.start - start, place.end.min(end).max(place.start) - start)
    }

    /// The part of a zip file in which a byte of the text stands: "word/document.xml".
    #[must_use]
    pub fn part_of(&self, offset: usize) -> Option<&str> {
        let file = self.file.as_ref()?;
        let at = file.map.place(Span::new(offset, offset)).start;
        let next = file.parts.partition_point(|(start, _)| *start <= at);
        file.parts[..next].last().map(|(_, name)| name.as_str())
    }

    /// The paragraph and the run in which a byte of the text stands, in a document of Word or LibreOffice.
    #[must_use]
    pub fn run_of(&self, offset: usize) -> Option<RunPlace> {
        let next = self.runs.partition_point(|run| run.start <= offset);
        let run = self.runs[..next].last()?;
        Some(RunPlace { paragraph: run.paragraph, run: run.number })
    }

    /// The number of the quotation, set apart from the text, in which a span begins.
    #[must_use]
    pub fn set_apart(&self, span: Span) -> Option<usize> {
        let next = self.apart.partition_point(|(piece, _)| piece.start <= span.start);
        let (piece, number) = self.apart[..next].last()?;
        (span.start < piece.end).then_some(*number)
    }

    /// Line and column of a byte offset.
    #[must_use]
    pub fn position_of(&self, offset: usize) -> Position {
        let Some(file) = &self.file else {
            return self.lines.position_of(self.as_read(), offset);
        };
        let at = file.map.place(Span::new(offset, offset)).start;
        let mut position = self.lines.position_of(&file.text, at);
        position.line -= self.lines_before(at);
        position
    }

    /// Where a span begins and ends in the file, the end exclusive: the lines and columns of
    /// [`Draft::place`].
    #[must_use]
    pub fn points_of(&self, span: Span) -> (Point, Point) {
        let Some(file) = &self.file else {
            let text = self.as_read();
            let of = |offset| self.lines.point_of(text, offset);
            return (of(span.start), of(span.end));
        };
        let place = file.map.place(span);
        let before = self.lines_before(place.start);
        let of = |offset| {
            let point = self.lines.point_of(&file.text, offset);
            Point { line: point.line - before, ..point }
        };
        let end = place.end.min(file.part(place.start).1).max(place.start);
        (of(place.start), of(end))
    }

    /// The line (from 1) of the file in which a byte of the text stands.
    #[must_use]
    pub fn line_of(&self, offset: usize) -> usize {
        let Some(file) = &self.file else { return self.lines.line_of(offset) };
        let at = file.map.place(Span::new(offset, offset)).start;
        self.lines.line_of(at) - self.lines_before(at)
    }

    /// How many lines there are before the part of the file in which a byte of it stands.
    fn lines_before(&self, at: usize) -> usize {
        let start = self.file.as_ref().map_or(0, |file| file.part(at).0);
        self.lines.line_of(start) - 1
    }
}

impl Original {
    /// Where the part begins and ends in which a byte stands.
    fn part(&self, at: usize) -> (usize, usize) {
        let next = self.parts.partition_point(|(start, _)| *start <= at);
        let start = self.parts[..next].last().map_or(0, |(start, _)| *start);
        let end = self.parts.get(next).map_or(self.text.len(), |(start, _)| *start - 1);
        (start, end.max(start))
    }
}

/// A file that was read, shared by its stories.
pub(super) struct Source {
    text: Arc<str>,
    lines: Arc<LineIndex>,
    bytes: Option<Arc<SegmentMap>>,
    parts: Vec<(usize, String)>,
}

impl Source {
    fn new(text: String, bytes: Option<SegmentMap>) -> Self {
        let lines = Arc::new(LineIndex::new(&text));
        Self { text: text.into(), lines, bytes: bytes.map(Arc::new), parts: Vec::new() }
    }

    /// The parts of a zip file, one behind the other.
    pub(super) fn of_parts(all: Vec<(String, String)>) -> Self {
        let mut text = String::new();
        let mut parts = Vec::new();
        for (name, words) in all {
            parts.push((text.len(), name));
            text.push_str(&words);
            text.push('\n');
        }
        Self { parts, ..Self::new(text, None) }
    }
}

/// Reads the bytes of a file. Gives the document, what it stands in, and which encoding was taken.
pub(super) fn read_as(
    format: Format,
    bytes: &[u8],
) -> Result<(Document, Source, Option<String>), ReadErrorKind> {
    let archive = match format {
        Format::Docx => Some(docx::read(bytes)?),
        Format::Odt => Some(odt::read(bytes)?),
        _ => None,
    };
    if let Some(Archive { document, parts }) = archive {
        return Ok((document, Source::of_parts(parts), None));
    }
    let decoded = encoding::decode(bytes, format)?;
    let text = &decoded.text;
    let document = match format {
        Format::Xml => xml::read(text)?,
        Format::Json => json::read(text)?,
        Format::Mail => {
            // A mail in UTF-16 has a remark; else what has a map is taken byte by byte.
            let bytewise = decoded.map.is_some() && decoded.remark.is_none();
            mail::read(text, bytewise)?
        }
        Format::Wire => wire::read(text),
        _ => of_text(format, text),
    };
    Ok((document, Source::new(decoded.text, decoded.map), decoded.remark))
}

/// Reads text that is in no other format than Markdown, HTML or none.
fn of_text(format: Format, text: &str) -> Document {
    match format {
        Format::Markdown => markdown::read(text),
        Format::Html => html::read(text),
        _ => noted::read(text, Vec::new(), noted::Lines::Stay, plain::read),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_that_of_the_file() {
        let file = "# Mill shut\n\nThe <b>mill</b>&rsquo;s gate\n\n<!-- whosaid: ignore[WO001] x -->\n\nis [shut](a.b), he said.\n";
        let draft = Draft::new("a.md", file);
        let at = |words: &str| {
            let start = draft.text.find(words).expect("the words");
            Span::new(start, start + words.len())
        };
        assert_eq!(draft.place(at("’s")).of(file), "&rsquo;s");
        assert_eq!(draft.place(at("mill’s gate")).of(file), "mill</b>&rsquo;s gate");
        assert_eq!(draft.place(at("shut,")).of(file), "shut](a.b),");
        assert_eq!(draft.position_of(at("shut,").start), Position { line: 7, column: 5 });
        assert_eq!(draft.line_of(at("gate").start), 3);
        let (start, end) = draft.points_of(at("mill’s"));
        assert_eq!((start.line, start.column, end.line, end.column), (3, 8, 3, 24));
        let note = &draft.directives[0];
        assert_eq!(note.span.of(draft.as_read()), "<!-- whosaid: ignore[WO001] x -->");
        assert!(!draft.text.contains("ignore"));
    }

    #[test]
    fn a_note_keeps_its_room_in_a_comment() {
        let file = "The <b>mill</b> is shut.\n\n<!--\nwhosaid: ignore[WO001] x\n-->\n\nNo.\n";
        for name in ["a.md", "a.html"] {
            let draft = Draft::new(name, file);
            assert_eq!(draft.directives[0].span.of(draft.as_read()), "whosaid: ignore[WO001] x");
        }
    }
}
