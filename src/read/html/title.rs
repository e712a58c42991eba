//! The title of a page, and the lines that are dates.

use super::tag::Tag;
use super::tokens::{Kind, Token};
use super::traits::Traits;
use super::tree::{Node, Tree};
use crate::span::Span;

/// What is between the title of a story and the name of its site.
const MARKS: [&str; 7] = [" | ", " - ", " – ", " — ", " :: ", " » ", " « "];
/// The name of a site has this many words at most.
const SITE: usize = 6;

/// So many tokens of an element are looked at.
const LONGEST: usize = 100;

/// The words of an element, in small letters.
pub(super) fn words(source: &str, tokens: &[Token], node: &Node) -> Vec<String> {
    let inside = tokens.get(node.start..node.end).unwrap_or_default();
    let text = inside.iter().take(LONGEST).filter(|token| token.kind == Kind::Text);
    text.flat_map(|token| split(token.span.of(source))).collect()
}

/// The words of some text, in small letters.
pub(super) fn split(text: &str) -> Vec<String> {
    let text = htmlize::unescape(text);
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// The titles that the head of a page names.
pub(super) fn named(source: &str, tokens: &[Token], tree: &Tree) -> Vec<Vec<String>> {
    let all = [og(tokens), element(source, tokens, tree)];
    all.into_iter().flatten().map(|span| split(span.of(source))).collect()
}

/// True where most words of a heading are words of a title.
pub(super) fn is_like(heading: &[String], title: &[String]) -> bool {
    let shared = heading.iter().filter(|word| title.contains(word)).count();
    !heading.is_empty() && shared * 4 >= heading.len() * 3 && shared * 2 >= title.len()
}

/// Where the head of a page says what its title is.
pub(super) fn value(source: &str, tokens: &[Token], tree: &Tree) -> Option<Span> {
    og(tokens).or_else(|| element(source, tokens, tree).map(|span| without_site(source, span)))
}

fn og(tokens: &[Token]) -> Option<Span> {
    let meta = |token: &&Token| token.tag == Tag::Meta && token.traits.has(Traits::TITLE);
    tokens.iter().find(meta).map(|token| token.value()).filter(|span| !span.is_empty())
}

/// The text of the first `<title>`.
fn element(source: &str, tokens: &[Token], tree: &Tree) -> Option<Span> {
    // A picture in the page can have a title of its own.
    let of_page = |node: &&Node| {
        let around = tree.nodes.get(node.parent).map(|around| around.tag);
        node.tag == Tag::Title && around != Some(Tag::Silent)
    };
    let node = tree.nodes.iter().find(of_page)?;
    let text = tokens.get(node.start + 1).filter(|token| token.kind == Kind::Text)?;
    (!text.span.of(source).trim().is_empty()).then_some(text.span)
}

/// A title without the name of the site at its end.
fn without_site(source: &str, span: Span) -> Span {
    let words = span.of(source);
    let cut = MARKS.iter().filter_map(|mark| words.rfind(mark)).max();
    let count = |words: &str| words.split_whitespace().count();
    match cut {
        Some(at) if count(&words[..at]) > 2 && count(&words[at..]) <= SITE + 1 => {
            Span::new(span.start, span.start + at)
        }
        _ => span,
    }
}

/// True for words with a day and a year among them.
pub(super) fn is_date(words: &[String]) -> bool {
    let number = |word: &String| word.bytes().all(|byte| byte.is_ascii_digit());
    let year = |word: &&String| {
        number(word) && word.len() == 4 && (word.starts_with("19") || word.starts_with("20"))
    };
    let day = |word: &&String| number(word) && word.len() <= 2;
    words.iter().any(|word| year(&word)) && words.iter().any(|word| day(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_the_site_is_no_title() {
        for (title, left) in [
            ("Ferry to stop in May | The Gull", "Ferry to stop in May"),
            ("Night-time ferry - what we know - Gull News", "Night-time ferry - what we know"),
            ("Ferry | The Gull", "Ferry | The Gull"),
        ] {
            assert_eq!(without_site(title, Span::new(0, title.len())).of(title), left);
        }
    }

    #[test]
    fn a_date_has_a_day_and_a_year() {
        let date = |text: &str| is_date(&split(text));
        assert!(date("3 May 2023") && date("May 3, 2023") && date("2023-05-03"));
        assert!(!date("May 2023") && !date("3 minutes") && !date("3,000 2,023"));
    }
}
