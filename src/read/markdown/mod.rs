//! Reads Markdown: CommonMark with tables and footnotes, front matter, template calls, and HTML in it.

#[cfg(test)]
mod random;
mod templates;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::document::{Document, Writer};
use super::front::{self, Front};
use super::noted::Lines;
use super::part::Part;
use super::{html, lines, noted};
use crate::span::Span;

/// A heading that is underlined has no more words than this; a longer one is a paragraph above a rule.
const HEADING_WORDS: usize = 25;

/// Reads Markdown with HTML in it.
pub(super) fn read(source: &str) -> Document {
    let mut front = front::read(source);
    let notes = std::mem::take(&mut front.notes);
    noted::read(source, notes, Lines::Go, |marked| page(marked, &front))
}

/// Reads a page whose notes are marked.
fn page(marked: &str, front: &Front) -> Document {
    let text = templates::without(marked, front.end);
    let mut writer = Writer::new(&text);
    front.write(&text, &mut writer);
    let mut reader = Reader {
        source: &text,
        writer,
        html: html::Inside::default(),
        block: None,
        has_headline: front.has_title(),
        has_body: false,
        silent: 0,
        links: 0,
        letters: Letters::default(),
        items: 0,
        code: false,
    };
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let body = text.get(front.end..).unwrap_or_default();
    for (event, range) in Parser::new_ext(body, options).into_offset_iter() {
        let span = Span::new(range.start + front.end, range.end + front.end);
        reader.take(event, span);
    }
    reader.close();
    reader.html.finish(&mut reader.writer);
    lines::split(reader.writer.finish(), true)
}

/// What is read so far, and inside what.
struct Reader<'s> {
    source: &'s str,
    writer: Writer<'s>,
    /// The HTML in it, which can be open over several pieces.
    html: html::Inside,
    /// The block of HTML that is open, which is handed over as one.
    block: Option<Span>,
    has_headline: bool,
    has_body: bool,
    /// In how many pictures we are, whose words are no text.
    silent: usize,
    /// In how many links.
    links: usize,
    /// The letters of the open piece.
    letters: Letters,
    /// In how many items of lists.
    items: usize,
    /// Whether in a block of code that is no text.
    code: bool,
}

/// How many letters of a piece are in links, how many are not, and whether the last of them are.
#[derive(Clone, Copy, Debug, Default)]
struct Letters {
    linked: usize,
    loose: usize,
    ends_linked: bool,
}

impl Reader<'_> {
    fn take(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::Start(tag) => self.start(&tag, span),
            Event::End(tag) => self.end(tag),
            Event::Text(words) => self.text(&words, span),
            Event::Code(words) => self.code(&words, span),
            Event::Html(_) if self.block.is_some() => {
                self.block = self.block.map(|block| block.to(span));
            }
            Event::Html(tag) | Event::InlineHtml(tag) if self.silent == 0 => {
                if tag.starts_with("<a ") {
                    self.links += 1;
                } else if tag.starts_with("</a") {
                    self.links = self.links.saturating_sub(1);
                }
                self.html.write(self.source, span, &mut self.writer);
            }
            Event::SoftBreak | Event::HardBreak if self.signs(span) => self.writer.break_line(),
            Event::SoftBreak | Event::HardBreak => self.writer.put("\n", span),
            Event::Rule => self.close(),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, span: Span) {
        match tag {
            Tag::Paragraph if self.items > 0 && self.writer.is_fresh() && self.writer.is_open() => {
            }
            Tag::Paragraph if self.items > 0 => self.begin(Some(Part::ListItem)),
            Tag::Paragraph => self.begin(self.html.part()),
            Tag::Heading { level, .. } => {
                let part = self.heading(*level, span);
                self.begin(part);
            }
            Tag::BlockQuote(_) => {
                self.close();
                self.writer.begin_quotation();
            }
            // A paragraph that is set in by four blanks is no code in a draft.
            Tag::CodeBlock(pulldown_cmark::CodeBlockKind::Indented) => self.begin(None),
            Tag::CodeBlock(_) => self.code = true,
            Tag::Item => {
                self.items += 1;
                self.begin(Some(if self.is_line(span) {
                    Part::SubHeadline
                } else {
                    Part::ListItem
                }));
            }
            Tag::HtmlBlock => {
                self.close();
                self.block = Some(Span::new(span.start, span.start));
            }
            Tag::TableCell => self.begin(Some(Part::Table)),
            Tag::Image { .. } => self.silent += 1,
            Tag::Link { .. } => self.links += 1,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell => self.close(),
            TagEnd::BlockQuote(_) => {
                self.close();
                self.writer.end_quotation();
            }
            TagEnd::CodeBlock => {
                self.code = false;
                self.close();
            }
            TagEnd::HtmlBlock => {
                if let Some(block) = self.block.take() {
                    self.html.write(self.source, block, &mut self.writer);
                }
            }
            TagEnd::Item => {
                self.close();
                self.items = self.items.saturating_sub(1);
            }
            TagEnd::Image => self.silent = self.silent.saturating_sub(1),
            TagEnd::Link => self.links = self.links.saturating_sub(1),
            _ => {}
        }
    }

    /// Begins a piece.
    fn begin(&mut self, part: Option<Part>) {
        self.close();
        self.writer.begin(part);
    }

    /// Ends a piece. One that is all link and no sentence leads to another page, and so does an item
    /// with the name of a paper and a link: "Gull: [Mill shut](a.b)".
    fn close(&mut self) {
        if self.writer.is_open() {
            let Letters { linked, loose, ends_linked } = self.letters;
            let whole = linked > 0 && loose == 0;
            let named = self.items > 0 && ends_linked && loose < linked;
            if (whole || named) && self.has_body && !self.writer.ends_with('.') {
                self.writer.is(Part::Boilerplate);
            }
            self.has_body |= loose > 0;
        }
        self.letters = Letters::default();
        self.writer.end();
    }

    /// What a heading is.
    fn heading(&mut self, level: HeadingLevel, span: Span) -> Option<Part> {
        let words = span.of(self.source);
        let underlined = !words.trim_start().starts_with('#');
        if underlined && words.split_whitespace().nth(HEADING_WORDS).is_some() {
            return None;
        }
        let first = level == HeadingLevel::H1 && !self.has_headline;
        self.has_headline |= first;
        Some(if first { Part::Headline } else { Part::SubHeadline })
    }

    /// True for "- Fears grow -", which is a line between paragraphs and no item of a list.
    fn is_line(&self, span: Span) -> bool {
        let words = span.of(self.source);
        let line = words.lines().next().unwrap_or_default();
        line.starts_with("- ") && line.trim_end().ends_with(" -")
    }

    /// True where a line of a quotation ends and the next begins with a dash: whose words they are.
    fn signs(&self, span: Span) -> bool {
        let rest = self.source.get(span.end..).unwrap_or_default();
        rest.trim_start_matches(['>', ' ', '\t']).starts_with(['—', '–', '―'])
    }

    /// Writes words between backticks, which can run over lines: each is looked for where it stands.
    fn code(&mut self, words: &str, span: Span) {
        let mut at = span.start;
        for word in words.split_inclusive(' ') {
            let rest = Span::new(at, span.end).of(self.source);
            let bare = word.trim_end_matches(' ');
            let Some(start) = rest.find(bare).map(|gap| at + gap) else { continue };
            at = start + bare.len();
            self.text(bare, Span::new(start, at));
            if bare.len() < word.len() {
                self.text(" ", Span::new(at, at));
            }
        }
    }

    /// Writes text. A character that is written otherwise, as an entity, is found at the whole of it.
    fn text(&mut self, words: &str, span: Span) {
        if self.silent > 0 || self.code {
            return;
        }
        let letters = words.chars().filter(|c| c.is_alphanumeric()).count();
        let linked = self.links > 0;
        *(if linked { &mut self.letters.linked } else { &mut self.letters.loose }) += letters;
        if letters > 0 {
            self.letters.ends_linked = linked;
        }
        if self.html.is_silent() {
            return;
        }
        if span.of(self.source) == words {
            self.writer.copy(span);
        } else {
            self.writer.put(&words.replace('\u{a0}', " "), span);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pieces of a page: what each is, and its words.
    fn pieces(source: &str) -> Vec<(Option<Part>, String)> {
        let document = read(source);
        let words = |span: Span| span.of(&document.text).to_owned();
        document.pieces.iter().map(|piece| (piece.part, words(piece.span))).collect()
    }

    fn words(source: &str) -> Vec<String> {
        pieces(source).into_iter().map(|(_, words)| words).collect()
    }

    #[test]
    fn marks_leave_the_words() {
        let source = "# Mayor *quits*\n\n> “It is **over**,” [Tom Hale](http://a.b/c) said.[^1]\n\n- One_two ![a](b) said\n\n```\nx\n```\n\n[^1]: On tape.\n";
        assert_eq!(
            pieces(source),
            [
                (Some(Part::Headline), "Mayor quits".to_owned()),
                (None, "“It is over,” Tom Hale said.".to_owned()),
                (Some(Part::ListItem), "One_two  said".to_owned()),
                (None, "On tape.".to_owned()),
            ]
        );
    }

    #[test]
    fn tags_calls_and_entities_are_no_words() {
        for (copy, right) in [
            ("A <a href=\"b\">Tom Hale</a>, &ldquo;no&#34;", "A Tom Hale, “no\""),
            ("[Tom Hale](http://a.b)’s **mill**s don&#39;t stop", "Tom Hale’s mills don't stop"),
            ("{{< figure src=\"a\" >}}\n\nNo.\n{% b %}", "No."),
            ("Tom{{< note >}} Hale left.", "Tom Hale left."),
            ("[Tom Hale][1] left.\n\n[1]: https://a.b \"No\"\n", "Tom Hale left."),
            ("<script>\nx\n</script>\nNo <!-- a\n\nb -->", "No"),
            ("One < two, 3 \\* 4", "One < two, 3 * 4"),
        ] {
            assert_eq!(words(copy).join(" ").trim(), right, "{copy}");
        }
    }

    #[test]
    fn a_table_is_no_prose_and_an_underlined_paragraph_no_heading() {
        let found = pieces("| a | b |\n|---|---|\n| Hale said | no |\n");
        assert!(found.iter().all(|(part, _)| *part == Some(Part::Table)), "{found:?}");
        let long = format!("{}.\n---\n", ["Town"; 30].join(" "));
        assert_eq!(pieces(&long)[0].0, None);
        assert_eq!(pieces("Town hall\n---\n")[0].0, Some(Part::SubHeadline));
    }

    #[test]
    fn links_to_other_pages_are_no_copy() {
        let source = "The mill is shut.\n\n- [Mill shut, and why?](a.b)\n- Gull: <a href=\"c\">Mill of Selby is shut</a>\n- [Hale](d) said it is shut.\n";
        let parts: Vec<_> = pieces(source).into_iter().map(|(part, _)| part).collect();
        let [_, two, three, four] = parts[..] else { panic!("{parts:?}") };
        assert_eq!([two, three], [Some(Part::Boilerplate); 2]);
        assert_eq!(four, Some(Part::ListItem));
    }

    #[test]
    fn lines_are_paragraphs_unless_they_are_wrapped() {
        let long =
            "The council of Selby met on Monday to vote on the budget of the town for next year";
        let source = format!("{long}, and it passed.\nMayor Hale voted for it.\n");
        assert_eq!(words(&source).len(), 2);
        assert_eq!(words("“It is over,” said Ann\nHale, the mayor.\n").len(), 1);
        assert_eq!(words("The hall burnt\ndown on Monday and\nnobody was in it.\n").len(), 1);
        let signed = "> We are\n> done.\n> — Ana Brito\n";
        assert_eq!(words(signed), ["We are\ndone.", "— Ana Brito"]);
    }

    #[test]
    fn a_line_between_paragraphs_is_no_item() {
        let found = pieces("The hall burnt.\n\n    Set in by four.\n\n- Fears grow -\n");
        assert_eq!(found[1], (None, "Set in by four.".to_owned()));
        assert_eq!(found[2], (Some(Part::SubHeadline), "Fears grow -".to_owned()));
    }
}
