//! Where words are, as an editor counts: by lines, or by the paragraphs of a document that has no lines.

use std::fmt;

use super::{Draft, RunPlace};

/// A place in a draft as an editor counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Location {
    /// In a file of text.
    Line {
        /// The line, from 1.
        line: usize,
        /// The column, from 1, in code points.
        column: usize,
    },
    /// In a document of Word or LibreOffice.
    Paragraph {
        /// The paragraph and the run in it.
        run: RunPlace,
        /// True when the paragraphs of the notes are counted, and not those of the text.
        notes: bool,
    },
}

impl Location {
    /// The line or the paragraph.
    #[must_use]
    pub const fn number(self) -> usize {
        match self {
            Self::Line { line, .. } => line,
            Self::Paragraph { run, .. } => run.paragraph,
        }
    }

    /// The column in the line, or the run in the paragraph.
    #[must_use]
    pub const fn within(self) -> usize {
        match self {
            Self::Line { column, .. } => column,
            Self::Paragraph { run, .. } => run.run,
        }
    }

    /// What the number counts: "line", "paragraph".
    #[must_use]
    pub const fn unit(self) -> &'static str {
        match self {
            Self::Line { .. } => "line",
            Self::Paragraph { .. } => "paragraph",
        }
    }
}

/// "line 14", "paragraph 3", "paragraph 3 of the notes"
impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.unit(), self.number())?;
        if let Self::Paragraph { notes: true, .. } = self {
            f.write_str(" of the notes")
        } else {
            Ok(())
        }
    }
}

impl Draft {
    /// Where a byte of the text is, as an editor counts.
    #[must_use]
    pub fn where_is(&self, offset: usize) -> Location {
        if let Some(run) = self.run_of(offset) {
            let part = self.part_of(offset).unwrap_or_default();
            let (_, name) = part.rsplit_once('/').unwrap_or(("", part));
            let notes = name.starts_with("footnotes") || name.starts_with("endnotes");
            return Location::Paragraph { run, notes };
        }
        let at = self.position_of(offset);
        Location::Line { line: at.line, column: at.column }
    }
}

#[cfg(test)]
mod tests {
    use crate::read::Draft;
    use crate::read::office::testing::{docx_with, find, odt, p, r};

    fn told(draft: &Draft, words: &str) -> (String, usize) {
        let location = draft.where_is(find(draft, words).start);
        (location.to_string(), location.within())
    }

    #[test]
    fn a_text_has_lines() {
        let draft = Draft::new("a.txt", "Mill shut\n\nIt is dark.");
        assert_eq!(told(&draft, "is"), ("line 3".to_owned(), 4));
    }

    #[test]
    fn a_document_has_paragraphs() {
        let body = format!(
            "{}<w:p>{}{}<w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>",
            p("Mill shut"),
            r("It is "),
            r("dark.")
        );
        let note = format!("<w:footnote w:id=\"2\">{}</w:footnote>", p("Minutes of May."));
        let bytes = docx_with(&body, &[("footnotes", &note)]);
        let draft = Draft::from_bytes("a.docx", &bytes).unwrap();
        assert_eq!(told(&draft, "dark"), ("paragraph 2".to_owned(), 2));
        assert_eq!(told(&draft, "May"), ("paragraph 1 of the notes".to_owned(), 1));
    }

    #[test]
    fn a_note_of_libreoffice_is_where_the_text_refers_to_it() {
        let note = "<text:note><text:note-body><text:p>Minutes of May.</text:p><text:p>Seen.</text:p></text:note-body></text:note>";
        let text = format!(
            "<text:h>Mill shut</text:h><text:p/><text:p>It is <text:span>dark.</text:span>{note}</text:p><text:p>So he said.</text:p>"
        );
        let draft = Draft::from_bytes("a.odt", &odt("", &text)).unwrap();
        assert_eq!(told(&draft, "Mill"), ("paragraph 1".to_owned(), 1));
        assert_eq!(told(&draft, "dark"), ("paragraph 3".to_owned(), 2));
        assert_eq!(told(&draft, "So he"), ("paragraph 4".to_owned(), 1));
        assert_eq!(told(&draft, "Seen").0, "paragraph 3");
    }
}
