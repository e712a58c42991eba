//! Reads XML: NITF, NewsML 1.2 and G2, RSS, Atom, WordPress and XHTML. Which it is, the root element says.

mod content;
mod element;
mod fault;
mod feed;
mod flow;
mod g2;
mod newsml;
mod nitf;
mod nodes;
mod shortcodes;
mod tree;
mod wordpress;

use super::document::Document;
use super::error::ReadErrorKind;
use super::inner::Reading;
use super::plan::Plan;
use nodes::Tree;

/// What is read, for messages.
const READ: &str = "NITF, NewsML, RSS, Atom, WordPress and XHTML";

/// Reads the text of a file.
pub(super) fn read(source: &str) -> Result<Document, ReadErrorKind> {
    let tree = Tree::parse(source)?;
    let Some(root) = tree.root() else {
        let message = format!("no element; expected {READ}");
        return Err(fault::broken(source, 0, &message));
    };
    let mut plan = Plan::default();
    let many = match root.name() {
        "html" => {
            plan.story();
            plan.add(root.markup(true), root.span(), None, Reading::Html);
            "pages"
        }
        "nitf" => {
            plan.story();
            nitf::read(root, &mut plan, false);
            "stories"
        }
        "NewsML" | "NewsItem" => {
            newsml::read(root, &mut plan);
            "stories"
        }
        "newsMessage" | "newsItem" | "packageItem" => {
            g2::read(root, &mut plan);
            "stories"
        }
        "rss" | "feed" | "RDF" | "channel" | "item" | "entry" => {
            feed::read(root, &mut plan);
            "items"
        }
        other => {
            let message = format!(
                "no story: XML with the root element <{other}> is not read; expected {READ}"
            );
            return Err(ReadErrorKind::NoStory(message));
        }
    };
    plan.note(source, &tree.notes());
    Ok(plan.write(source, many))
}

#[cfg(test)]
mod tests {
    use super::super::document::Document;
    use super::super::part::Part;
    use super::read;
    use crate::span::Span;

    /// The parts and words of a file.
    pub(super) fn pieces(source: &str) -> Vec<(Option<Part>, String)> {
        let document = read(source).expect("it is read");
        let words =
            |document: &Document, n: usize| document.pieces[n].span.of(&document.text).to_owned();
        (0..document.pieces.len()).map(|n| (document.pieces[n].part, words(&document, n))).collect()
    }

    #[test]
    fn what_is_not_read_is_named() {
        let error =
            read("<?xml version=\"1.0\"?>\n<invoice><total>3</total></invoice>").unwrap_err();
        assert_eq!(
            error.to_string(),
            ": no story: XML with the root element <invoice> is not read; expected NITF, NewsML, RSS, Atom, WordPress and XHTML"
        );
        assert!(read("").unwrap_err().to_string().contains("no element"));
    }

    #[test]
    fn comments_and_text_hold_notes() {
        let source = "<nitf><body><body.head><hedline><hl1>Weir fails</hl1></hedline></body.head><body.content>\
<!-- whosaid: ignore[WO001] on tape --><p>One <em>fell</em>, Ada Lund said.</p>\
<p>Two fell. <!-- whosaid: ignore[WO001] seen --></p>\
<p>(whosaid: ignore[CO001] R&amp;D has it)</p></body.content></body></nitf>";
        let document = read(source).unwrap();
        let notes = document.notes.iter().map(|note| note.directive.words.trim());
        assert_eq!(
            notes.collect::<Vec<_>>(),
            ["ignore[WO001] on tape", "ignore[WO001] seen", "ignore[CO001] R&D has it"]
        );
        assert!(!document.text.contains("whosaid"));
        let place = document.map.place(document.notes[0].directive.span).of(source);
        assert_eq!(place, "<!-- whosaid: ignore[WO001] on tape -->");
        assert_eq!(pieces(source).len(), 3);
    }

    #[test]
    fn xhtml_is_read_as_html() {
        let source = "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"><head><script src='a.js'/></head><body><aside/><h1>Weir fails</h1><p>One <![CDATA[<fell> & rose]]>.</p><br/></body></html>";
        assert_eq!(pieces(source)[1].1, "One <fell> & rose.");
        let document = read(source).unwrap();
        let at = document.text.find("<fell>").unwrap();
        assert_eq!(document.map.place(Span::new(at, at + 8)).of(source), "<fell> &");
    }

    #[test]
    fn notes_are_found_in_html_within_xml() {
        for (before, after) in [
            ("<content type='xhtml'><div>", "</div></content>"),
            ("<content type='html'><![CDATA[", "]]></content>"),
        ] {
            let note = "<p>One fell.</p><!-- whosaid: ignore[WO001] on tape --><p>Two.</p>";
            let source = format!(
                "<!-- whosaid: ignore-file[WO002] x --><feed><entry><title>T</title>{before}{note}{after}</entry></feed>"
            );
            let document = read(&source).unwrap();
            let words: Vec<_> =
                document.notes.iter().map(|note| note.directive.words.trim()).collect();
            assert_eq!(words, ["ignore-file[WO002] x", "ignore[WO001] on tape"]);
        }
        let escaped = "<rss><item><description>&lt;p>One.&lt;/p>&lt;!-- whosaid: ignore[WO001] x --&gt;&lt;p>Two.</description></item></rss>";
        assert_eq!(read(escaped).unwrap().notes.len(), 1);
    }
}
