//! Random documents of Markdown: every character stands where its place says.

use proptest::prelude::*;

use super::read;
use crate::span::Span;

/// What documents are made of.
const PARTS: [&str; 46] = [
    "Ann",
    " Hale",
    " said",
    "é",
    "“No,”",
    ".",
    "\n",
    "\n\n",
    "  \n",
    "\r\n",
    "> ",
    "- ",
    "1. ",
    "# ",
    "## ",
    "---\n",
    "**",
    "*",
    "_",
    "`",
    "~~",
    "[Hale](a.b)",
    "[Hale][1]",
    "[1]: c.d\n",
    "![x](y)",
    "[^1]",
    "[^1]: On tape.\n",
    "&rsquo;",
    "&#34;",
    "&nbsp;",
    "&",
    "<b>",
    "</b>",
    "<br>",
    "<div>\n",
    "</div>\n",
    "<!-- a -->",
    "<",
    "{{< a >}}",
    "{% b %}",
    "{",
    "[gallery ids=\"1\"]",
    "\\*",
    "| a | b |\n|---|---|\n| c | d |\n",
    "```\n",
    "<!-- whosaid: ignore[WO001] x -->",
];

/// Checks the place of every character of every piece.
fn check(source: &str) -> Result<(), TestCaseError> {
    let document = read(source);
    prop_assert_eq!(document.map.len(), document.text.len());
    for piece in &document.pieces {
        let words = piece.span.of(&document.text);
        for (at, char) in words.char_indices().filter(|(_, char)| !char.is_whitespace()) {
            let start = piece.span.start + at;
            let place = document.map.place(Span::new(start, start + char.len_utf8()));
            let written = place.of(source);
            let same = written.chars().eq([char]);
            let decoded = || htmlize::unescape(written).chars().eq([char]);
            // A dash before a signature, and the marks of `<q>`, stand nowhere.
            let added = place.is_empty();
            prop_assert!(same || decoded() || added, "{char:?} at {place:?}: {written:?}");
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn every_character_stands_where_its_place_says(
        parts in prop::collection::vec(prop::sample::select(&PARTS[..]), 0..40),
    ) {
        check(&parts.concat())?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    #[ignore = "takes a minute"]
    fn changed_documents_are_read(
        parts in prop::collection::vec(prop::sample::select(&PARTS[..]), 0..80),
        odd in prop::collection::vec((any::<prop::sample::Index>(), any::<char>()), 0..12),
    ) {
        let mut chars: Vec<char> = parts.concat().chars().collect();
        for (at, char) in odd {
            if !chars.is_empty() {
                let at = at.index(chars.len());
                chars[at] = char;
            }
        }
        let source: String = chars.into_iter().collect();
        let document = read(&source);
        for piece in &document.pieces {
            let place = document.map.place(piece.span);
            prop_assert!(source.get(place.start..place.end).is_some_and(|words| !words.is_empty()));
        }
    }
}
