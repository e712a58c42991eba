//! Which format a draft is in: by the name of its file, else by its first bytes.

use std::fmt;

/// A format that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Text as it comes.
    Plain,
    /// Markdown, with HTML in it.
    Markdown,
    /// A page or a piece of HTML.
    Html,
    /// A document of Word.
    Docx,
    /// A document of LibreOffice.
    Odt,
    /// NITF, NewsML, WordPress or RSS: what it is, its root element says.
    Xml,
    /// ninjs and its kin.
    Json,
    /// A mail as it was sent.
    Mail,
    /// ANPA 1312 or IPTC 7901.
    Wire,
}

/// A format with the names of its files.
struct Known {
    format: Format,
    /// As `--input-format` has it.
    name: &'static str,
    /// How the names of its files end; the first is the usual one.
    ends: &'static [&'static str],
}

const KNOWN: [Known; 9] = [
    Known { format: Format::Plain, name: "text", ends: &["txt", "text"] },
    Known { format: Format::Markdown, name: "markdown", ends: &["md", "markdown", "mdx"] },
    Known { format: Format::Html, name: "html", ends: &["html", "htm", "xhtml"] },
    Known { format: Format::Docx, name: "docx", ends: &["docx"] },
    Known { format: Format::Odt, name: "odt", ends: &["odt"] },
    Known { format: Format::Xml, name: "xml", ends: &["xml", "nitf", "newsml", "rss"] },
    Known { format: Format::Json, name: "json", ends: &["json", "ninjs"] },
    Known { format: Format::Mail, name: "mail", ends: &["eml"] },
    Known { format: Format::Wire, name: "wire", ends: &["anpa", "iptc", "tst"] },
];

impl Format {
    /// Every format, in the order in which they are listed.
    pub fn all() -> impl Iterator<Item = Self> {
        KNOWN.iter().map(|known| known.format)
    }

    /// The format of a name that `--input-format` knows.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        KNOWN.iter().find(|known| known.name.eq_ignore_ascii_case(name)).map(|known| known.format)
    }

    /// The format that the name of a file says.
    #[must_use]
    pub fn of_path(path: &str) -> Option<Self> {
        let (_, end) = path.rsplit_once('.')?;
        let has = |known: &&Known| known.ends.iter().any(|one| end.eq_ignore_ascii_case(one));
        KNOWN.iter().find(has).map(|known| known.format)
    }

    /// How the names of files end that are read when a folder is walked.
    pub fn endings() -> impl Iterator<Item = &'static str> {
        KNOWN.iter().flat_map(|known| known.ends.iter().copied())
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        KNOWN.iter().find(|known| known.format == self).map_or("text", |known| known.name)
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
