//! What holds for every page, whatever is in the drafts.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use html5gum::{Token, Tokenizer};

use super::write;
use crate::report::checked::Checked;
use crate::verdict::Severity;
use crate::{Draft, Rulebook, check};

fn checked(draft: Draft) -> Checked {
    static RULES: OnceLock<Arc<Rulebook>> = OnceLock::new();
    let rulebook = Arc::clone(RULES.get_or_init(|| Arc::new(Rulebook::built_in())));
    let verdict = check(&draft, &rulebook);
    Checked { draft, verdict, rulebook, show: Severity::Note }
}

fn sample(name: &str) -> Checked {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name);
    checked(Draft::from_file(&path).unwrap())
}

fn page(drafts: &[Checked], errors: &[&str]) -> String {
    let errors: Vec<String> = errors.iter().map(|error| (*error).to_owned()).collect();
    let mut out = Vec::new();
    write(&mut out, drafts, &errors).unwrap();
    String::from_utf8(out).unwrap()
}

fn page_of(text: &str) -> String {
    page(&[checked(Draft::new("a.txt", text))], &[])
}

/// A tag with its attributes.
type Tag = (String, Vec<(String, String)>);

/// The tags of a page as a browser reads them, and its words.
fn read(page: &str) -> (Vec<Tag>, String) {
    let (mut tags, mut words) = (Vec::new(), String::new());
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    // A reader of tokens alone takes a style or a script for text only when told so.
    let without = |page: &str, name: &str| -> String {
        let (start, end) = (format!("<{name} "), format!("</{name}>"));
        let from = page.find(&start).unwrap();
        let to = from + page[from..].find(&end).unwrap();
        let body = from + page[from..].find('>').unwrap() + 1;
        format!("{}{}", &page[..body], &page[to..])
    };
    let page = without(&without(page, "style"), "script");
    for token in Tokenizer::new(page.as_str()) {
        match token.unwrap() {
            Token::StartTag(tag) => {
                let each = tag.attributes.iter();
                let attributes = each.map(|(name, value)| (text(name), text(value))).collect();
                tags.push((text(&tag.name), attributes));
            }
            Token::String(string) => words.push_str(&text(&string.value)),
            Token::Error(error) => panic!("{error:?}"),
            Token::EndTag(_) | Token::Doctype(_) => {}
            Token::Comment(comment) => panic!("a comment: {comment:?}"),
        }
    }
    (tags, words)
}

/// The values of an attribute on a page.
fn values<'a>(tags: &'a [Tag], name: &str) -> Vec<&'a str> {
    let attributes = tags.iter().flat_map(|(_, attributes)| attributes);
    attributes.filter(|(known, _)| known == name).map(|(_, value)| value.as_str()).collect()
}

/// Fails where a page does what no page may do.
fn is_sound(page: &str) -> String {
    const TAGS: [&str; 46] = [
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "a",
        "header",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "p",
        "nav",
        "ol",
        "ul",
        "li",
        "bdi",
        "span",
        "section",
        "form",
        "label",
        "select",
        "option",
        "button",
        "main",
        "article",
        "code",
        "dl",
        "dt",
        "dd",
        "div",
        "blockquote",
        "q",
        "b",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "footer",
        "script",
        "i",
        "em",
    ];
    let (tags, words) = read(page);
    let count = |name: &str| tags.iter().filter(|(tag, _)| tag == name).count();
    for name in ["html", "head", "body", "main", "style", "script", "title", "h1"] {
        assert_eq!(count(name), 1, "<{name}>");
    }
    for (name, attributes) in &tags {
        assert!(TAGS.contains(&name.as_str()), "<{name}>");
        for (attribute, value) in attributes {
            assert!(!attribute.starts_with("on") && attribute != "style", "{attribute}={value}");
            assert!(!["src", "srcset", "action", "formaction"].contains(&attribute.as_str()));
        }
    }
    let ids = values(&tags, "id");
    let known: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(known.len(), ids.len(), "an id is given twice");
    for link in values(&tags, "href") {
        let to = link.strip_prefix('#').expect("a link inside the page");
        assert!(known.contains(to), "{link} leads nowhere");
    }
    for name in ["aria-labelledby", "aria-describedby"] {
        assert!(values(&tags, name).iter().all(|id| known.contains(id)));
    }
    let hidden = |c: char| {
        c.is_control() && c != '\n' && c != '\t'
            || ('\u{202a}'..='\u{202e}').contains(&c)
            || ('\u{2066}'..='\u{2069}').contains(&c)
    };
    assert!(!page.contains(hidden), "a character that hides");
    assert!(!page.contains("http:") && !page.contains("https:") && !page.contains("url("));
    words
}

const HOSTILE: &str = "Mill \"shut\" </title><script>alert(1)</script>\n\n\"The mill \
    </script><img src=x onerror=alert(2)> is shut,\" said Tom Hale, the 'mayor' of <b>Harlow</b> \
    \u{202e}evil\u{202c} ]]> --> <!-- \0 \u{1b}[31m \u{9b}.\n\nCritics say the mayor stole 40 \
    million {{ 7*7 }} {% raw %} </style>.\n\n</p></li></article></main> said <i onclick=x>Ann \
    Webb</i> &lt;&amp;. Webb accused \"><svg onload=alert(3)> Hale of fraud.\n";

#[test]
fn a_hostile_draft_does_not_break_out() {
    let names = ["\"><script>alert(4)</script>.txt", "x' onmouseover='alert(5).md"];
    let drafts = names.map(|name| checked(Draft::new(name, HOSTILE)));
    let words = is_sound(&page(&drafts, &["\u{202e}<script>alert(6)</script>\0"]));
    for told in [
        "</title><script>alert(1)</script>",
        "<img src=x onerror=alert(2)>",
        "<b>Harlow</b> \u{fffd}evil\u{fffd} ]]> --> <!-- ␀ ␛[31m",
        "{{ 7*7 }} {% raw %} </style>",
        "\"><script>alert(4)</script>.txt",
        "\u{fffd}<script>alert(6)</script>␀",
    ] {
        assert!(words.contains(told), "{told} is not on the page");
    }
    assert!(!words.contains("49"));
}

#[test]
fn the_pages_of_all_samples_are_sound() {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let mut paths: Vec<_> = [samples.clone(), samples.join("formats")]
        .iter()
        .flat_map(|folder| std::fs::read_dir(folder).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file() && path.file_name().is_some_and(|name| name != "README.md"))
        .collect();
    paths.sort();
    let drafts: Vec<Checked> =
        paths.iter().flat_map(|path| Draft::open(path, None).unwrap()).map(checked).collect();
    assert!(drafts.len() > 30);
    for one in drafts.chunks(1) {
        is_sound(&page(one, &[]));
    }
    let all = page(&drafts, &[]);
    is_sound(&all);
    assert!(all.contains("<nav class=\"contents\""));
    assert_eq!(all.matches("<article ").count(), drafts.len());
    assert_eq!(all, page(&drafts, &[]), "the same drafts give the same page");
}

#[test]
fn the_words_of_a_draft_are_all_there() {
    for name in ["council-tower-block.txt", "border-shelling.txt", "formats/bus-strike.md"] {
        let checked = sample(name);
        let whole = page(&[sample(name)], &[]);
        // The numbers of statements and findings stand between the words.
        let mut parts = whole.split("<a class=\"ref");
        let mut bare = parts.next().unwrap().to_owned();
        parts.for_each(|part| bare.push_str(part.split_once("</a>").unwrap().1));
        let (_, words) = read(&bare);
        for block in &checked.draft.blocks {
            let wanted = checked.draft.words(block.span);
            assert!(words.contains(wanted), "{wanted}");
        }
    }
}

#[test]
fn a_draft_without_words_or_statements_says_so() {
    let words = is_sound(&page_of(""));
    assert!(words.contains("There is no text in this draft."));
    let words = is_sound(&page_of("Mill shut\n\nThe mill was shut."));
    assert!(words.contains("No claim in this draft is attributed to anybody."));
    assert!(words.contains("Nothing to flag."));
    let words = is_sound(&page(&[], &["a.txt: no such file"]));
    assert!(words.contains("a.txt: no such file"));
}

#[test]
fn a_word_draft_has_paragraphs() {
    let (tags, words) = read(&page(&[sample("formats/quarry-inquest.docx")], &[]));
    assert!(words.contains("paragraph 3") && !words.contains("line 3"));
    assert!(values(&tags, "class").contains(&"para headline"));
    assert!(values(&tags, "class").contains(&"para byline"));
}

#[test]
fn words_inside_words_are_marked_twice() {
    let page = page_of("The Times reported that Tom Hale said that the bridge was shut.");
    assert!(page.contains("content deep") || page.contains("source content"));
    is_sound(&page);
}

#[test]
fn who_is_only_likely_is_called_as_in_the_draft() {
    let page = page_of(
        "Mill shut\n\nThe miller Tom Hale met the smith Jim Price on Monday.\n\nHe said the mill was shut.",
    );
    assert!(page.contains("“<bdi>He</bdi>”</span>, <a class=\"place\""));
    assert!(!page.contains("<bdi>Tom Hale</bdi>") && !page.contains("<bdi>Jim Price</bdi>"));
}

#[test]
fn who_denies_is_not_told_to_say_so() {
    let page = page_of("Mill shut\n\nTom Hale denied that he had sold the boat.");
    assert!(page.contains("Denied by <span class=\"name\"><bdi>Tom Hale</bdi></span>"));
    assert!(page.contains("<span class=\"deed denies\">"));
    assert!(!page.contains("<span class=\"deed says\">"));
}

#[test]
fn who_accuses_is_shown_with_the_accusation_and_the_accused() {
    let page =
        page_of("Mill shut\n\nThe mill is shut.\n\nThe miller Ann Webb accused Tom Hale of fraud.");
    assert!(page.contains("<dt>Accused, not heard</dt>"));
    assert!(page.contains("accused Tom Hale of fraud</p>"));
    let answered =
        page_of("Mill shut\n\nThe miller Ann Webb accused Tom Hale of fraud. Hale denied it.");
    assert!(!answered.contains("<dt>Accused, not heard</dt>"));
    let asked = page_of(
        "Mill shut\n\nThe miller Ann Webb accused Tom Hale of fraud.\n\nHe could not be reached.",
    );
    assert!(!asked.contains("<dt>Accused, not heard</dt>"));
}

#[test]
fn no_draft_can_hold_the_number_of_its_page() {
    let nonce = |page: &str| page.split("nonce=\"").nth(1).unwrap()[..32].to_owned();
    let first = nonce(&page_of("Mill shut."));
    assert_eq!(first, nonce(&page_of("Mill shut.")));
    let guessed = page_of(&format!("Mill shut. <script nonce=\"{first}\">"));
    assert_ne!(nonce(&guessed), first);
    assert_eq!(guessed.matches(&nonce(&guessed)).count(), 4, "policy twice, style, script");
}
