//! Random agency files: every word is found where it stands, and broken files are read or refused.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::document::Document;
use super::error::ReadErrorKind;
use super::{json, xml};
use crate::span::Span;

/// How words are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Writing {
    /// As they are.
    Bare,
    /// In HTML.
    Html,
    /// In XML.
    Xml,
    /// In HTML that is escaped in XML.
    HtmlInXml,
    /// In JSON.
    Json,
    /// In HTML in JSON.
    HtmlInJson,
}

/// A file with the words in it, each with where it stands.
#[derive(Default)]
struct File {
    source: String,
    words: Vec<(String, Span)>,
}

/// Characters that are written in more than one way.
const CHARS: [char; 9] = ['a', 'é', '’', '😀', '&', '<', '“', '"', '—'];

impl File {
    fn raw(&mut self, words: &str) -> &mut Self {
        self.source.push_str(words);
        self
    }

    /// Writes some words; `dice` says which and how.
    fn words(&mut self, writing: Writing, dice: &mut impl FnMut(usize) -> usize) -> &mut Self {
        for n in 0..=dice(4) {
            if n > 0 {
                let json = matches!(writing, Writing::Json | Writing::HtmlInJson);
                self.raw(if dice(5) > 0 {
                    " "
                } else if json {
                    "\\t"
                } else {
                    "\n "
                });
            }
            let mut word = format!("w{}q", self.words.len());
            word.extend((0..dice(5)).map(|_| CHARS[dice(CHARS.len())]));
            let start = self.source.len();
            for char in word.chars() {
                let written = written(char, writing, dice);
                self.raw(&written);
            }
            self.words.push((word, Span::new(start, self.source.len())));
        }
        self
    }
}

fn written(char: char, writing: Writing, dice: &mut impl FnMut(usize) -> usize) -> String {
    match writing {
        Writing::Bare => char.to_string(),
        Writing::Html | Writing::Xml => entity(char, dice),
        Writing::HtmlInXml => entity(char, dice).chars().map(|c| entity(c, dice)).collect(),
        Writing::Json => escape(char, dice),
        Writing::HtmlInJson => entity(char, dice).chars().map(|c| escape(c, dice)).collect(),
    }
}

fn entity(char: char, dice: &mut impl FnMut(usize) -> usize) -> String {
    let named = match char {
        '&' => "&amp;",
        '<' => "&lt;",
        '’' => "&rsquo;",
        '“' => "&ldquo;",
        '"' => "&quot;",
        'é' => "&eacute;",
        '—' => "&mdash;",
        _ => "",
    };
    let bare = !matches!(char, '&' | '<');
    match dice(4) {
        0 if char.is_alphanumeric() && char.is_ascii() => char.to_string(),
        0 => format!("&#{};", u32::from(char)),
        1 if !char.is_ascii() => format!("&#x{:x};", u32::from(char)),
        _ if bare && (named.is_empty() || dice(2) == 0) => char.to_string(),
        _ => named.to_owned(),
    }
}

fn escape(char: char, dice: &mut impl FnMut(usize) -> usize) -> String {
    let units = |char: char| {
        char.encode_utf16(&mut [0; 2]).iter().fold(String::new(), |mut all, unit| {
            let _ = write!(all, "\\u{unit:04x}");
            all
        })
    };
    match char {
        '"' | '\\' => format!("\\{char}"),
        '\n' => "\\n".to_owned(),
        _ if dice(4) == 0 => units(char),
        _ => char.to_string(),
    }
}

/// The formats, each with a file of some words.
const FORMATS: [&str; 8] =
    ["nitf", "newsml", "g2", "rss", "wordpress", "atom", "ninjs", "elements"];

fn file(format: &str, dice: &mut impl FnMut(usize) -> usize) -> File {
    let mut file = File::default();
    let many = 1 + dice(3);
    match format {
        "nitf" => nitf(&mut file, dice, many),
        "newsml" => {
            file.raw("<NewsML><NewsItem><NewsComponent><NewsLines><DateLine>")
                .words(Writing::Xml, dice);
            file.raw("</DateLine><HeadLine>").words(Writing::Xml, dice);
            file.raw("</HeadLine></NewsLines><ContentItem><DataContent>");
            nitf(&mut file, dice, many);
            file.raw("</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>");
        }
        "g2" => {
            file.raw("\u{feff}<newsItem><contentMeta><headline>").words(Writing::Xml, dice);
            file.raw("</headline></contentMeta><contentSet><inlineData><![CDATA[");
            for _ in 0..many {
                file.raw("<p>").words(Writing::Html, dice).raw("</p>");
            }
            file.raw("]]></inlineData><inlineXML><p>")
                .words(Writing::Xml, dice)
                .raw("</p></inlineXML>");
            file.raw("</contentSet></newsItem>");
        }
        "rss" | "wordpress" => {
            file.raw("<rss><channel>");
            for _ in 0..many {
                file.raw("<item><title>").words(Writing::Xml, dice).raw("</title>");
                if format == "rss" {
                    file.raw("<description>&lt;p>").words(Writing::HtmlInXml, dice);
                    file.raw("&lt;/p></description></item>");
                } else {
                    file.raw("<content:encoded><![CDATA[").words(Writing::Html, dice);
                    file.raw("\n\n").words(Writing::Html, dice);
                    file.raw("]]></content:encoded><wp:post_type>post</wp:post_type></item>");
                }
            }
            file.raw("</channel></rss>");
        }
        "atom" => {
            file.raw("<feed><entry><title>")
                .words(Writing::Xml, dice)
                .raw("</title><content><div>");
            file.words(Writing::Html, dice).raw(" <i/><![CDATA[").words(Writing::Bare, dice);
            file.raw("]]></div></content></entry></feed>");
        }
        "ninjs" => {
            file.raw("{\"body_html\": \"<p>").words(Writing::HtmlInJson, dice);
            file.raw("</p>\", \"headline\":\"").words(Writing::Json, dice).raw("\"}");
        }
        _ => {
            file.raw("[{\"title\": \"").words(Writing::Json, dice).raw("\", \"body\": [\"");
            file.words(Writing::Json, dice).raw("\", {\"type\": \"quote\", \"text\": \"");
            file.words(Writing::Json, dice).raw("\", \"citation\": \"").words(Writing::Json, dice);
            file.raw("\"}]}]");
        }
    }
    file
}

fn nitf(file: &mut File, dice: &mut impl FnMut(usize) -> usize, many: usize) {
    file.raw("<nitf><body><body.head><byline>").words(Writing::Xml, dice);
    file.raw("</byline></body.head><body.content>");
    for _ in 0..many {
        file.raw("<p>").words(Writing::Xml, dice).raw(" <em>").words(Writing::Xml, dice);
        file.raw("</em> <![CDATA[").words(Writing::Bare, dice).raw("]]></p><bq>");
        file.words(Writing::Xml, dice)
            .raw("<credit>")
            .words(Writing::Xml, dice)
            .raw("</credit></bq>");
    }
    file.raw("</body.content></body></nitf>");
}

fn read(format: &str, source: &str) -> Result<Document, ReadErrorKind> {
    if matches!(format, "ninjs" | "elements") { json::read(source) } else { xml::read(source) }
}

/// Small numbers from a seed.
fn dice(mut seed: u64) -> impl FnMut(usize) -> usize {
    move |sides| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap_or(0) % sides
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn every_word_is_found_where_it_stands(seed: u64, format in 0..FORMATS.len()) {
        let file = file(FORMATS[format], &mut dice(seed));
        let document = read(FORMATS[format], &file.source).expect("it is read");
        for (word, place) in &file.words {
            let at = document.text.find(word.as_str());
            prop_assert!(at.is_some(), "{word} is not in {:?} of {}", document.text, file.source);
            let at = at.unwrap_or_default();
            let found = document.map.place(Span::new(at, at + word.len()));
            prop_assert_eq!(found, *place, "{} of {}", word, &file.source);
            let within = |piece: &super::document::Piece| piece.span.contains(Span::new(at, at + word.len()));
            prop_assert!(document.pieces.iter().any(within), "{} is in no piece", word);
        }
    }
}

/// Changes some bytes of a file: cuts, doubles, adds.
fn broken(source: &str, dice: &mut impl FnMut(usize) -> usize) -> String {
    const BITS: [&str; 14] =
        ["<", ">", "</p>", "<p>", "]]>", "<![CDATA[", "&", ";", "\"", "{", "}", "]", "\\", "<!--"];
    let mut bytes = source.as_bytes().to_vec();
    for _ in 0..=dice(3) {
        let at = dice(bytes.len() + 1).min(bytes.len());
        let to = (at + dice(40)).min(bytes.len());
        match dice(4) {
            0 => drop(bytes.drain(at..to)),
            1 => {
                let twice = bytes[at..to].to_vec();
                bytes.splice(at..at, twice);
            }
            2 if dice(4) == 0 => bytes.truncate(at),
            _ => {
                let bit = BITS[dice(BITS.len())];
                bytes.splice(at..at, bit.bytes());
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Reads broken files, and says how many were read and refused.
fn read_broken(format: &str, count: usize) -> (usize, usize) {
    let mut dice = dice(count as u64 + 7);
    let mut read_ones = 0;
    for _ in 0..count {
        let source = broken(&file(format, &mut dice).source, &mut dice);
        if let Ok(document) = read(format, &source) {
            read_ones += 1;
            for piece in &document.pieces {
                let place = document.map.place(piece.span);
                assert!(source.get(place.start..place.end).is_some(), "{source}");
            }
        }
    }
    (read_ones, count - read_ones)
}

#[test]
fn broken_files_are_read_or_refused() {
    for format in FORMATS {
        let (read, refused) = read_broken(format, 200);
        assert!(read > 0 && refused > 0, "{format}: {read} read, {refused} refused");
    }
}

/// Run alone: 10,000 of each format.
#[test]
#[ignore = "takes a minute"]
fn many_broken_files_are_read_or_refused() {
    for format in FORMATS {
        let start = Instant::now();
        let (read, refused) = read_broken(format, 10_000);
        println!("{format}: {read} read, {refused} refused, {:?}", start.elapsed());
    }
}

/// A kind of file: its name, its format, and how it is made as long as one likes.
type Maker<'m> = (&'m str, &'m str, &'m dyn Fn(usize) -> String);

/// Run alone: a file four times as long takes four times as long, whatever it is made of.
#[test]
#[ignore = "takes a minute"]
fn time_grows_with_the_file() {
    let rss = |body: &str| {
        format!(
            "<rss><item><wp:post_type>post</wp:post_type><content:encoded><![CDATA[{body}]]></content:encoded></item></rss>"
        )
    };
    let nitf =
        |body: &str| format!("<nitf><body><body.content>{body}</body.content></body></nitf>");
    let makers: [Maker<'_>; 15] = [
        ("paragraphs", "nitf", &|n| nitf(&"<p>One &amp; two fell.</p>\n".repeat(n))),
        ("empty elements", "nitf", &|n| nitf(&"<a/>".repeat(n * 5))),
        ("references", "nitf", &|n| nitf(&format!("<p>{}</p>", "&rsquo;".repeat(n * 4)))),
        ("ampersands", "nitf", &|n| nitf(&format!("<p>{}</p>", "&".repeat(n * 20)))),
        ("line breaks", "nitf", &|n| nitf(&format!("<p>{}</p>", "a<br/>".repeat(n * 4)))),
        ("an attribute", "nitf", &|n| nitf(&format!("<p a=\"{}\">x</p>", "x".repeat(n * 20)))),
        ("attributes", "nitf", &|n| {
            format!("<nitf><date.issue {}norm='1'/></nitf>", "a='' ".repeat(n * 5))
        }),
        ("notes", "nitf", &|n| nitf(&"<!-- whosaid: ignore[WO001] x --><p>A.</p>".repeat(n / 2))),
        ("items", "rss", &|n| {
            format!(
                "<rss>{}</rss>",
                "<item><title>T</title><description>&lt;p>One.</description></item>".repeat(n / 3)
            )
        }),
        ("lines", "rss", &|n| rss(&"One fell\n".repeat(n * 2))),
        ("blank lines", "rss", &|n| rss(&"\n".repeat(n * 20))),
        ("less-than signs", "rss", &|n| rss(&"<".repeat(n * 20))),
        ("keys", "ninjs", &|n| {
            format!("{{{}\"title\":\"T\",\"text\":\"x\"}}", "\"a\":1,".repeat(n * 3))
        }),
        ("stories", "ninjs", &|n| {
            format!("[{}1]", "{\"title\":\"T\",\"text\":\"One.\"},".repeat(n / 2))
        }),
        ("escapes", "ninjs", &|n| {
            format!("{{\"body_html\":\"{}\"}}", "\\u003cp>\\n".repeat(n * 2))
        }),
    ];
    for (name, format, make) in makers {
        let time = |n: usize| {
            let source = make(n);
            let start = Instant::now();
            let read = read(format, &source).is_ok();
            (source.len(), start.elapsed(), read)
        };
        let ((_, short, _), (len, long, read)) = (time(25_000), time(100_000));
        let ratio = long.as_secs_f64() / short.as_secs_f64();
        println!("{name}: {len} bytes, {long:?}, {ratio:.1} times a quarter of it, read: {read}");
        assert!(ratio < 10.0 || long < Duration::from_millis(200), "{name}");
    }
}
