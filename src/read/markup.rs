//! Takes the markup out of Markdown and HTML. What parts lines becomes a blank or a line end; what
//! stands within a line is marked as [`GONE`], so that "[Hale](a.b)'s" is "Hale's". An entity such as
//! `&ldquo;` becomes its character, and the [`REST`] of it. Every byte stays where it is until then:
//! [`super::segments`] takes out what is marked.

use super::segments::{GONE, NOTE, REST};
use crate::span::Span;

/// What a draft is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Markup {
    Plain,
    Markdown,
    Html,
}

impl Markup {
    /// As the name of a file says.
    pub(super) fn of(path: &str) -> Self {
        let end = path.rsplit_once('.').map_or("", |(_, end)| end);
        let is = |kinds: &[&str]| kinds.iter().any(|kind| end.eq_ignore_ascii_case(kind));
        if is(&["md", "markdown"]) {
            Self::Markdown
        } else if is(&["html", "htm"]) {
            Self::Html
        } else {
            Self::Plain
        }
    }

    /// Where the front matter says what the headline is.
    pub(super) fn title(self, text: &str) -> Option<Span> {
        (self == Self::Markdown).then(|| super::front::title(text)).flatten()
    }

    /// The text without its markup; nothing when there is none to take out.
    pub(super) fn blank(self, text: &str) -> Option<String> {
        let bare = match self {
            Self::Plain => return None,
            Self::Markdown => markdown(text),
            Self::Html => html(text),
        };
        Some(bare.replace(NOTE, " "))
    }
}

/// Elements that stand on lines of their own.
const BLOCKS: &str = "address article aside blockquote body br dd div dl dt figcaption figure footer h1 h2 \
    h3 h4 h5 h6 header hr li main ol p section td ul";

/// Elements whose content is no text.
const SILENT: [&str; 3] = ["script", "style", "template"];

/// A tag has so many bytes at most; what is longer is prose.
const LONGEST_TAG: usize = 4000;
/// A link has so many bytes at most.
const LONGEST_LINK: usize = 1000;
/// An entity has so many bytes at most: `&CounterClockwiseContourIntegral;`.
const LONGEST_ENTITY: usize = 33;
/// The mark of a footnote has so many bytes at most.
const LONGEST_FOOTNOTE: usize = 9;

/// Text that is built up to be as long as what it is made from.
#[derive(Default)]
struct Page {
    out: String,
    /// Whether the head of the page is behind us.
    has_head: bool,
    /// Whether line ends inside a tag stay: in Markdown they part the lines.
    keeps_lines: bool,
    /// In how many block quotations we are.
    quoted: usize,
}

/// The first bytes of some words.
fn first(words: &str, most: usize) -> &str {
    let fits = |end: &usize| words.is_char_boundary(*end);
    &words[..(0..=most.min(words.len())).rev().find(fits).unwrap_or(0)]
}

impl Page {
    /// So many blanks.
    fn blanks(&mut self, count: usize) {
        self.out.extend(std::iter::repeat_n(' ', count));
    }

    /// So many bytes of markup within a line.
    fn gone(&mut self, count: usize) {
        self.out.extend(std::iter::repeat_n(GONE, count));
    }

    /// A tag that parts lines, or content that is no text.
    fn blank(&mut self, words: &str) {
        if self.keeps_lines {
            self.blank_lines(words);
        } else {
            self.blanks(words.len());
        }
    }

    /// A tag within a line; the line ends in it stay in Markdown.
    fn hide(&mut self, words: &str) {
        self.out.extend(words.bytes().map(|byte| match byte {
            b'\n' if self.keeps_lines => '\n',
            b'\r' if self.keeps_lines => '\r',
            byte if char::from(byte) == NOTE => NOTE,
            _ => GONE,
        }));
    }

    /// Blanks for some words; line ends stay.
    fn blank_lines(&mut self, words: &str) {
        self.out.extend(words.bytes().map(|byte| match byte {
            b'\n' => '\n',
            b'\r' => '\r',
            _ => ' ',
        }));
    }
}

fn html(text: &str) -> String {
    let mut page = Page::default();
    let mut at = 0;
    while let Some(char) = text[at..].chars().next() {
        let rest = &text[at..];
        at += match char {
            '<' => tag(rest, &mut page),
            '&' => entity(rest, &mut page),
            '\n' | '\r' => {
                page.blanks(1);
                1
            }
            _ => {
                page.out.push(char);
                char.len_utf8()
            }
        };
    }
    page.out
}

/// Takes out the tag, comment or silent element that `rest` begins with. Gives its length.
fn tag(rest: &str, page: &mut Page) -> usize {
    if rest.starts_with("<!--") {
        let end = rest.find("-->").map_or(rest.len(), |end| end + 3);
        page.hide(&rest[..end]);
        return end;
    }
    let closing = rest[1..].starts_with('/');
    let name = &rest[1 + usize::from(closing)..];
    let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
    let marked = !name.is_empty() || rest.starts_with("<!") || rest.starts_with("<?");
    let end = first(rest, LONGEST_TAG).find('>').filter(|_| marked).map(|end| end + 1);
    // A paragraph of Markdown does not end inside a tag.
    let whole = |end: &usize| !page.keeps_lines || !is_parted(&rest[1..*end]);
    let Some(end) = end.filter(whole) else {
        page.out.push('<');
        return 1;
    };
    let is = |names: &[&str]| names.iter().any(|one| name.eq_ignore_ascii_case(one));
    // Many a page leaves the end of its head out.
    let head = is(&["head"]);
    if !closing && (is(&SILENT) || head && !page.has_head) {
        page.has_head |= head;
        let end = silent_end(rest, name).unwrap_or(if head { end } else { rest.len() });
        page.blank(&rest[..end]);
        return end;
    }
    if is(&["blockquote"]) {
        page.quoted = if closing { page.quoted.saturating_sub(1) } else { page.quoted + 1 };
    }
    if !closing && page.quoted > 0 && is(&["cite"]) && signs(rest) {
        page.out.push_str(SIGNATURE);
        page.blank(&rest[SIGNATURE.len()..end]);
    } else if BLOCKS.split(' ').any(|one| name.eq_ignore_ascii_case(one)) {
        page.out.push_str("\n\n");
        page.blank(&rest[2..end]);
    } else {
        page.hide(&rest[..end]);
    }
    end
}

/// What stands for `<cite>` below a block quotation, and is as long.
const SIGNATURE: &str = "\n\n— ";

/// True for a `<cite>` that ends its block quotation: it says whose words they are. Others name a
/// book or a paper.
fn signs(rest: &str) -> bool {
    let rest = first(rest, LONGEST_LINK);
    let behind = rest.find("</").and_then(|at| rest[at..].split_once('>'));
    behind.is_some_and(|(_, behind)| behind.trim_start().starts_with("</"))
}

/// True when another tag begins in a tag, or a line is blank in it.
fn is_parted(tag: &str) -> bool {
    tag.contains('<') || tag.contains("\n\n") || tag.contains("\n\r\n")
}

/// Where an element whose content is no text ends.
fn silent_end(rest: &str, name: &str) -> Option<usize> {
    let closes = |at: usize| {
        let tag = rest.get(at + 2..at + 2 + name.len());
        tag.is_some_and(|tag| tag.eq_ignore_ascii_case(name))
    };
    let (at, _) = rest.match_indices("</").find(|(at, _)| closes(*at))?;
    rest[at..].find('>').map(|end| at + end + 1)
}

/// Writes what the entity that `rest` begins with stands for. Gives its length.
fn entity(rest: &str, page: &mut Page) -> usize {
    let known = first(rest, LONGEST_ENTITY).find(';').and_then(|end| {
        let stands_for = character(&rest[..=end])?;
        Some((end + 1, stands_for))
    });
    let Some((len, stands_for)) = known else {
        page.out.push('&');
        return 1;
    };
    page.out.push(stands_for);
    page.out.extend(std::iter::repeat_n(REST, len - stands_for.len_utf8()));
    len
}

/// The one character that an entity stands for; a space that does not break is a space.
fn character(entity: &str) -> Option<char> {
    let decoded = htmlize::unescape(entity);
    let mut chars = decoded.chars();
    let char = chars.next().filter(|c| chars.next().is_none() && !c.is_control())?;
    let char = if char == '\u{a0}' { ' ' } else { char };
    (char.len_utf8() <= entity.len()).then_some(char)
}

fn markdown(text: &str) -> String {
    let mut page = Page::default();
    let front = super::front::end(text);
    // The title is the headline; all else is for the system.
    let title = super::front::title(text).unwrap_or(Span::new(front, front));
    page.blank_lines(&text[..title.start]);
    page.out.push_str(title.of(text));
    page.blank_lines(&text[title.end..front]);
    let body = without_tags(&text[front..]);
    let mut fence: Option<&str> = None;
    for line in body.split_inclusive('\n') {
        let bare = line.trim_start();
        let mark = ["```", "~~~"].into_iter().find(|mark| bare.starts_with(mark));
        if mark.is_some() || fence.is_some() {
            fence = match (fence, mark) {
                (None, mark) => mark,
                (Some(open), Some(mark)) if open == mark => None,
                (open, _) => open,
            };
            page.blank_lines(line);
        } else if is_definition(line) {
            page.blank_lines(line);
        } else {
            let len = lead_len(line);
            page.blank_lines(&line[..len]);
            inline(&line[len..], &mut page);
        }
    }
    page.out
}

/// Markdown without the tags of HTML and the calls of templates that are in it.
fn without_tags(text: &str) -> String {
    let mut page = Page { keeps_lines: true, has_head: true, ..Page::default() };
    let mut at = 0;
    while let Some(char) = text[at..].chars().next() {
        let rest = &text[at..];
        at += match char {
            '<' => tag(rest, &mut page),
            '{' if call(rest).is_some() => {
                let end = call(rest).unwrap_or(1);
                page.blank_lines(&rest[..end]);
                end
            }
            _ => {
                page.out.push(char);
                char.len_utf8()
            }
        };
    }
    page.out
}

/// Where the call of a template ends: `{{< figure src="a.jpg" >}}`.
fn call(rest: &str) -> Option<usize> {
    let (open, close) = CALLS.iter().find(|(open, _)| rest.starts_with(open))?;
    let end = first(rest, LONGEST_TAG)[open.len()..].find(close)?;
    Some(open.len() + end + close.len())
}

/// How the calls of templates begin and end.
const CALLS: [(&str, &str); 4] = [("{{<", ">}}"), ("{{%", "%}}"), ("{{/*", "*/}}"), ("{%", "%}")];

/// True for a line that says where a link by reference leads: `[1]: https://a.b "Title"`.
fn is_definition(line: &str) -> bool {
    let parted = line.trim_start().strip_prefix('[').and_then(|rest| rest.split_once("]:"));
    parted.is_some_and(|(label, address)| {
        let address = address.split_whitespace().next().unwrap_or_default();
        !label.starts_with('^') && !label.contains('[') && address.contains(['/', '#'])
    })
}

/// How long the marks are with which a line of a quotation or a list begins.
fn lead_len(line: &str) -> usize {
    let mut rest = line.trim_start_matches([' ', '\t']);
    while let Some(quoted) = rest.strip_prefix('>') {
        rest = quoted.trim_start_matches([' ', '\t']);
    }
    // "- Fears grow -" is a line between paragraphs.
    let item = ["- ", "* ", "+ "].iter().find_map(|mark| rest.strip_prefix(mark));
    let item = item.filter(|_| !rest.trim_end().ends_with(" -"));
    line.len() - item.unwrap_or(rest).len()
}

/// Takes links, pictures, footnote marks and marks of emphasis out of a line.
fn inline(line: &str, page: &mut Page) {
    let mut at = 0;
    // Where the address of an open link starts and ends.
    let mut address: Option<(usize, usize)> = None;
    while let Some(char) = line[at..].chars().next() {
        let rest = &line[at..];
        if let Some((from, to)) = address.filter(|(from, _)| *from == at) {
            page.gone(to - from);
            (at, address) = (to, None);
            continue;
        }
        let before = line[..at].chars().next_back();
        let behind = rest.chars().nth(1);
        at += match char {
            '!' if rest.starts_with("![") => {
                let len = link(&rest[1..]).map_or(0, |(_, end)| end + 1);
                page.out.push_str(if len == 0 { "!" } else { "" });
                page.gone(len);
                len.max(1)
            }
            '[' if rest.starts_with("[^") => {
                let len = first(rest, LONGEST_FOOTNOTE).find(']').map_or(1, |end| end + 1);
                page.gone(len);
                len
            }
            '[' if address.is_none() => {
                address = link(rest).map(|(from, to)| (at + from, at + to));
                page.out.push(if address.is_some() { GONE } else { '[' });
                1
            }
            '&' => entity(rest, page),
            '*' | '`' if marks(before, behind, char) => {
                page.gone(1);
                1
            }
            '_' if marks(before, behind, char) && edge(before, behind) => {
                page.gone(1);
                1
            }
            _ => {
                page.out.push(char);
                char.len_utf8()
            }
        };
    }
}

/// Where the address behind the words of a link starts and ends: `[words](address)`, `[words][1]`.
fn link(rest: &str) -> Option<(usize, usize)> {
    let rest = first(rest, LONGEST_LINK);
    let from = rest.find(']').filter(|from| !rest[1..*from].contains('['))?;
    let close = match rest.as_bytes().get(from + 1)? {
        b'(' => ')',
        b'[' => ']',
        _ => return None,
    };
    let to = rest[from + 2..].find(close)?;
    Some((from, from + 2 + to + 1))
}

/// True for a mark that stands at words, not alone between blanks.
fn marks(before: Option<char>, behind: Option<char>, mark: char) -> bool {
    let touches = |side: Option<char>| side.is_some_and(|c| !c.is_whitespace() && c != mark);
    touches(before) || touches(behind) || before == Some(mark) || behind == Some(mark)
}

/// True for an underscore at the edge of a word, not inside a name such as `a_b`.
fn edge(before: Option<char>, behind: Option<char>) -> bool {
    let word = |side: Option<char>| side.is_some_and(char::is_alphanumeric);
    !(word(before) && word(behind))
}

#[cfg(test)]
mod tests {
    use super::Markup;
    use crate::read::segments::SegmentMap;

    fn words(path: &str, text: &str) -> String {
        let marked = Markup::of(path).blank(text).unwrap();
        assert_eq!(marked.len(), text.len(), "{marked:?}");
        let left = SegmentMap::shorten(&marked).map_or(marked, |(text, _)| text);
        left.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn markdown_leaves_the_words() {
        let text = "---\ntitle: A\n---\n# Mayor *quits*\n\n> “It is **over**,” [Tom Hale](http://a.b/c) said.[^1]\n\n- One_two ![a](b) said\n\n```\nx\n```\n";
        let left = "A # Mayor quits “It is over,” Tom Hale said. One_two said";
        assert_eq!(words("a.md", text), left);
    }

    #[test]
    fn tags_calls_and_entities_of_markdown_are_no_words() {
        let cases = [
            ("A <a href=\"b\">Tom Hale</a>, &ldquo;no&#34;", "A Tom Hale, “no\""),
            ("[Tom Hale](http://a.b)’s **mill**s don&#39;t stop", "Tom Hale’s mills don't stop"),
            ("{{< figure src=\"a\" >}}\n\nNo.\n{% b %}", "No."),
            ("[Tom Hale][1] left.\n\n[1]: https://a.b \"No\"\n", "Tom Hale left."),
            ("<script>\nx\n</script>\nNo <!-- a\n\nb -->", "No"),
            ("One < two, <b and\n\n> three", "One < two, <b and three"),
            ("<blockquote>No. <cite>Tom Hale</cite></blockquote>", "No. — Tom Hale"),
            (
                "<blockquote>In <cite>the Gull</cite> he said no.</blockquote>",
                "In the Gull he said no.",
            ),
        ];
        for (copy, right) in cases {
            assert_eq!(words("a.md", copy), right, "{copy}");
        }
    }

    #[test]
    fn markdown_that_is_not_closed_stays_prose() {
        assert_eq!(words("a.md", "[sic] ![ [a](b * 2 * 3"), "[sic] ![ [a](b * 2 * 3");
        assert_eq!(words("a.md", "---\nNo end"), "--- No end");
    }

    #[test]
    fn html_leaves_the_words() {
        let text = "<head><title>A</title></head><p class=\"x\">&ldquo;It is <em>over</em>,&rdquo; he\nsaid &mdash; twice.</p><script>a < b</script><!-- no -->";
        assert_eq!(words("a.html", text), "“It is over,” he said — twice.");
    }

    #[test]
    fn html_keeps_what_is_no_markup() {
        assert_eq!(words("a.htm", "3 < 4 & 5; Hale&rsquo;s <b"), "3 < 4 & 5; Hale’s <b");
    }

    #[test]
    fn paragraphs_of_html_are_paragraphs() {
        let blanked = Markup::Html.blank("<p>One.</p><p>Two\nlines.</p>").unwrap();
        let left: Vec<&str> = blanked.split("\n\n").map(str::trim).collect();
        assert_eq!(left, ["", "One.", "", "Two lines.", ""]);
    }
}
