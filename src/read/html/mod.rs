//! Reads HTML: pages as they are fetched, pieces of a page, and HTML inside another text.

mod attributes;
mod author;
mod codes;
mod lead;
mod marks;
mod names;
mod page;
mod plan;
mod roles;
mod stack;
mod tag;
mod text;
mod title;
mod tokens;
mod traits;
mod tree;
mod write;

use super::document::{Document, Writer};
use super::lines;
use super::noted::{self, Lines};
use super::part::Part;
use crate::span::Span;

use roles::{Extent, role_of, roles};
use tokens::tokens;
use tree::Tree;
use write::Elements;

/// Reads a page or a piece of HTML.
pub(super) fn read(source: &str) -> Document {
    noted::read(source, Vec::new(), Lines::Go, whole)
}

/// Reads HTML in which the notes are marked.
fn whole(source: &str) -> Document {
    let tokens = tokens(source, Span::new(0, source.len()));
    let mut tree = Tree::new(source, &tokens);
    let is_page = plan::is_page(&tree);
    let extent = if is_page { Extent::Page } else { Extent::Whole };
    let roles = roles(source, &tokens, &mut tree, extent);
    let plan = plan::Plan::new(source, &tokens, &tree, roles, is_page);
    let mut writer = Writer::new(source);
    plan.write(source, &tokens, &mut writer);
    lines::split(writer.finish(), false)
}

/// HTML inside another text, such as Markdown. Its elements stay open from one stretch of HTML to the
/// next, so it is kept for as long as the text is read.
///
/// A tag must not be cut in two: hand over a block of HTML as one stretch, though the parser gives it
/// line by line.
///
/// ```ignore
/// let mut html = html::Inside::default();
/// for (event, range) in parser.into_offset_iter() {
///     match event {
///         // A whole block of HTML, or one tag within a line.
///         Event::Html(_) | Event::InlineHtml(_) => html.write(source, range.into(), &mut writer),
///         // The text of a hidden element is no copy.
///         Event::Text(_) if html.is_silent() => {}
///         Event::Text(_) => writer.copy(range.into()),
///         // A paragraph in `<figcaption>` is a caption; elsewhere its layout decides.
///         Event::Start(Tag::Paragraph) => writer.begin(html.part()),
///         // …
///     }
/// }
/// html.finish(&mut writer);
/// ```
#[derive(Debug, Default)]
pub(super) struct Inside {
    elements: Elements,
}

impl Inside {
    /// Writes a stretch of the writer's source that is HTML. Tags are left out, entities are decoded,
    /// elements that are blocks begin pieces, and `<blockquote>` is a quotation.
    pub(super) fn write(&mut self, source: &str, span: Span, writer: &mut Writer<'_>) {
        let tokens = tokens(source, span);
        let mut tree = Tree::new(source, &tokens);
        let mut roles = roles(source, &tokens, &mut tree, Extent::Part).into_iter();
        for token in &tokens {
            self.elements.write(source, token, role_of(token, &mut roles), writer);
        }
    }

    /// True while an element is open whose text is no copy.
    pub(super) fn is_silent(&self) -> bool {
        self.elements.is_silent()
    }

    /// What a paragraph is that begins here: a caption in `<figcaption>`. Nothing where its layout
    /// decides.
    pub(super) fn part(&self) -> Option<Part> {
        self.elements.part()
    }

    /// Closes what is still open at the end of the text.
    pub(super) fn finish(&mut self, writer: &mut Writer<'_>) {
        self.elements.close_all(writer);
    }
}

#[cfg(test)]
mod layouts;
#[cfg(test)]
mod properties;

#[cfg(test)]
mod tests {
    use super::*;

    /// The pieces of HTML: what each is, and its words.
    fn pieces(source: &str) -> Vec<(Option<Part>, String)> {
        let document = read(source);
        let words = |span: Span| span.of(&document.text).to_owned();
        document.pieces.iter().map(|piece| (piece.part, words(piece.span))).collect()
    }

    #[test]
    fn html_leaves_the_words() {
        let source = "<p class=\"x\">&ldquo;It is <em>over</em>,&rdquo; he\nsaid &mdash; twice.</p><script>a < b</script><!-- no --><p>3 < 4 & 5&nbsp;; Tom&rsquo;s";
        let left = ["“It is over,” he said — twice.", "3 < 4 & 5 ; Tom’s"];
        assert_eq!(pieces(source), left.map(|words| (None, words.to_owned())));
    }

    /// The words of all pieces.
    fn words(source: &str) -> Vec<String> {
        pieces(source).into_iter().map(|(_, words)| words).collect()
    }

    #[test]
    fn what_is_no_markup_is_prose() {
        for (source, right) in [
            ("3 < 4 & 5 > 2", "3 < 4 & 5 > 2"),
            ("<p>so x <y and z</p>", "so x <y and z"),
            ("<p>so x <b and z</p>", "so x"),
            ("so x <y and z", "so x <y and z"),
            ("so x <y \0\0\0<>", "so x <y <>"),
            ("so x <a href=\"y and z", "so x"),
            ("it took <del>six</del> <s>six</s> ten days", "it took ten days"),
            ("a &nope; &amp b &#x; &", "a &nope; & b &#x; &"),
            ("<p>so <![CDATA[x > y & z]]> it is", "so x > y & z it is"),
            ("<p>so <![CDATA[x]]>y<![CDATA[]]> z]]>", "so xy z]]>"),
            ("<![CDATA[<p>so]]> it is", "so it is"),
            ("<p>so <![CDATA[it is", "so it is"),
            ("AT&T &notit; &#8217;s", "AT&T ¬it; ’s"),
            ("ca&shy;fe&#1;&#0;s\0", "cafe\u{fffd}s"),
            ("a&NotEqualTilde;b", "a≂̸b"),
        ] {
            assert_eq!(words(source), [right], "{source}");
        }
    }

    #[test]
    fn hidden_elements_are_no_copy() {
        for hidden in [
            "<p hidden>x</p>",
            "<div aria-hidden='true'>x<div>x</div>x</div>",
            "<p style='color: red; Display : NONE'>x</p>",
            "<nav>x</nav><form>x</form><aside>x</aside><footer>x</footer>",
            "<template><p>x</template><noscript><p>x</noscript>",
            "<svg><title>x</title></svg><select><option>x</select><iframe>x</iframe>",
            "<dialog>x</dialog><menu><li>x</menu><button>x</button>",
            "<style>x</style><script>'<p>x'</script>",
        ] {
            assert_eq!(words(&format!("<p>a</p>{hidden}<p>b</p>")), ["a", "b"], "{hidden}");
        }
        let inline = "<p>He <svg>x</svg>said <span hidden>x <span>x</span></span>no.</p>";
        assert_eq!(words(inline), ["He said no."]);
    }

    #[test]
    fn ends_that_are_left_out_are_known() {
        let source =
            "<ul><li>a<li>b<ul><li>c</ul>d</ul><p>e<p>f<div>g</div><table><tr><td>h<td>i</table>j";
        let item = |words: &str| (Some(Part::ListItem), words.to_owned());
        let cell = |words: &str| (Some(Part::Table), words.to_owned());
        let body = |words: &str| (None, words.to_owned());
        let right = [item("a"), item("b"), item("c"), item("d"), body("e"), body("f"), body("g")];
        assert_eq!(pieces(source)[..7], right);
        assert_eq!(pieces(source)[7..], [cell("h"), cell("i"), body("j")]);
    }

    #[test]
    fn a_table_that_lays_out_the_page_is_none() {
        let long = "He said that no one had told the council. ".repeat(8);
        let source = format!("<table><tr><td>Menu<td><p>{long}<p>No.</table>");
        let parts: Vec<_> = pieces(&source).into_iter().map(|(part, _)| part).collect();
        assert_eq!(parts, [Some(Part::Table), None, None]);
    }

    #[test]
    fn a_signature_has_a_dash() {
        for (source, right) in [
            ("<blockquote>No. <cite>Tom Ede</cite></blockquote>", vec!["No.", "— Tom Ede"]),
            (
                "<blockquote>No.<footer>&mdash; Tom Ede</footer></blockquote>",
                vec!["No.", "— Tom Ede"],
            ),
            (
                "<blockquote>In <cite>the Gull</cite> he said no.</blockquote>",
                vec!["In the Gull he said no."],
            ),
            ("<p>In <cite>the Gull</cite></p>", vec!["In the Gull"]),
        ] {
            assert_eq!(words(source), right, "{source}");
        }
    }

    #[test]
    fn lines_are_broken_and_paragraphs_kept() {
        assert_eq!(words("<p>A told<br>b<br/><br>c.<br>D"), ["A told\nb", "c.", "D"]);
        assert_eq!(words("<h1>a<br>b</h1>"), ["a b"]);
        assert_eq!(words("<pre>a\nb\n \n\nc</pre>"), ["a b", "c"]);
        assert_eq!(words("a<hr>b<q>c</q> d"), ["a", "b“c” d"]);
    }

    #[test]
    fn a_note_keeps_its_room_wherever_it_is() {
        let note = "<!-- whosaid: ignore[WO001] on tape -->";
        let story = "<p>The clinic will have no doctor at night from April, the board said.";
        for source in [
            format!("{story}</p>{note}<p>No."),
            format!("<html><body><nav>x</nav>{note}<main>{story}</main>"),
            format!("<html><head>{note}</head><body><footer>x {note}</footer>{story}"),
        ] {
            let document = read(&source);
            assert_eq!(document.notes.len(), source.matches(note).count(), "{source}");
            for found in &document.notes {
                assert_eq!(document.map.place(found.directive.span).of(&source), note);
            }
        }
    }

    #[test]
    fn a_page_in_a_form_is_read() {
        let story =
            "<p>The clinic will have no doctor at night from April, the board said.</p>".repeat(3);
        let source =
            format!("<html><body><form><nav>x</nav><div>{story}</div></form></body></html>");
        assert_eq!(words(&source).len(), 3);
    }

    #[test]
    fn a_form_that_holds_the_story_is_none() {
        let form =
            "<form id='f'><label>Search</label><button>Go</button><p>No one fell.</p></form>";
        assert_eq!(words(form), ["No one fell."]);
        let article = "<form><article><p>No one fell.</p></article></form>";
        assert_eq!(words(&format!("<html><body>{article}</body></html>")), ["No one fell."]);
        let two = "<p>The weir at Halton fell.</p><form><p>Get our mail.</p></form>";
        assert_eq!(words(two), ["The weir at Halton fell."]);
    }

    #[test]
    fn a_class_does_not_take_the_article_away() {
        let story = "<p>The weir at Halton fell.</p>";
        for around in ["<div class='sidebar'>", "<div class='has-sidebar'>", "<aside>"] {
            for story in [story.to_owned(), format!("<article>{story}</article>")] {
                let page = format!("<html><body><nav>x</nav>{around}{story}</body></html>");
                assert_eq!(words(&page), ["The weir at Halton fell."], "{page}");
            }
        }
    }

    #[test]
    fn cards_beside_the_article_are_none_of_it() {
        let story = "<h1>Weir fails</h1><p>The weir at Halton fell.</p><p>No one was hurt.</p>";
        let card = "<article><p>Mayor quits at last.</p></article>";
        let page = format!(
            "<html><body><div>{story}</div><div class='sidebar'>{card}{card}</div></body></html>"
        );
        assert_eq!(words(&page).len(), 3, "{:?}", words(&page));
    }

    #[test]
    fn elements_of_amp_can_be_no_copy() {
        let page = "<html><body><amp-sidebar><p>x</p></amp-sidebar><article><p>a</p><amp-ad><p>x</p></amp-ad>\
            <amp-live-list><p>b</p></amp-live-list></article><amp-lightbox>x</amp-lightbox>";
        assert_eq!(words(page), ["a", "b"]);
    }

    #[test]
    fn elements_stay_open_from_one_stretch_to_the_next() {
        let source = "<figcaption>|One|</figcaption><span hidden>|Two|</span>";
        let at = |words: &str| source.match_indices(words).map(|(at, _)| at).collect::<Vec<_>>();
        let bars = at("|");
        let mut writer = Writer::new(source);
        let mut html = Inside::default();
        html.write(source, Span::new(0, bars[0]), &mut writer);
        assert_eq!((html.part(), html.is_silent()), (Some(Part::Caption), false));
        html.write(source, Span::new(bars[1] + 1, bars[2]), &mut writer);
        assert_eq!((html.part(), html.is_silent()), (None, true));
        html.write(source, Span::new(bars[3] + 1, source.len()), &mut writer);
        assert_eq!((html.part(), html.is_silent()), (None, false));
        html.finish(&mut writer);
        assert!(writer.finish().pieces.is_empty());
    }
}
