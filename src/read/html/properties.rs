//! What holds of any HTML: every place is that of its words, and nothing is slow.

use proptest::prelude::*;

use super::*;

/// A stretch of HTML.
fn stretch() -> impl Strategy<Value = String> {
    let words = "[a-zé—“ \n]{1,9}";
    let inline = prop::sample::select(vec![
        "<b>",
        "</b>",
        "<i class='x'>",
        "</i>",
        "<a href=\"a>b\">",
        "</a>",
        "<span>",
        "</span>",
        "<em\n>",
        "</em>",
        "<my-tag>",
        "</my-tag>",
        "<wbr>",
        "<img alt='no'>",
        "<!-- no -->",
        "<!--no\n<p>-->",
        "<script>no <p> no</script>",
        "<svg>no</svg>",
        "<span hidden>no</span>",
    ]);
    let block = prop::sample::select(vec![
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<h1>",
        "</h1>",
        "<h2>",
        "</h2>",
        "<li>",
        "</li>",
        "<ul>",
        "</ul>",
        "<blockquote>",
        "</blockquote>",
        "<br>",
        "<td>",
        "<tr>",
        "<table>",
        "</table>",
        "<figcaption>",
        "</figcaption>",
        "<cite>",
        "</cite>",
        "<time>",
        "</time>",
        "<article>",
        "</article>",
        "<nav>",
        "</nav>",
        "<aside>",
        "</aside>",
        "<section>",
        "<body>",
        "<footer>",
        "</footer>",
        "<pre>",
        "</pre>",
        "<p class=\"byline\">",
        "<html>",
    ]);
    let entity = prop::sample::select(vec![
        "&amp;", "&lt;", "&gt;", "&rsquo;", "&#8217;", "&#x201C;", "&nbsp;", "&eacute;", "&amp",
        "&mdash;", "&shy;", "&#1;", "&", "&nope;", " & ", "&#;", "& ", "\0",
    ]);
    prop_oneof![
        6 => words.prop_map(String::from),
        3 => inline.prop_map(String::from),
        3 => block.prop_map(String::from),
        2 => entity.prop_map(String::from),
        1 => Just("< ".to_owned()),
    ]
}

/// HTML without its tags, its entities decoded, its white space one blank.
fn plain(mut source: &str) -> String {
    let (mut out, mut run) = (String::new(), String::new());
    while let Some(char) = source.chars().next() {
        let skipped = [("<!--", "-->"), ("<script", "</script>"), ("<svg", "</svg>")]
            .into_iter()
            .chain([("<span hidden", "</span>"), ("<a ", "\">")])
            .find(|(open, _)| source.starts_with(open))
            .and_then(|(_, close)| source.find(close).map(|at| at + close.len()));
        // A title that is broken into lines is one line.
        run.push_str(if source.starts_with("<br>") { " " } else { "" });
        let next = source.chars().nth(1).unwrap_or(' ');
        let is_tag = next == '/' || next.is_ascii_alphabetic();
        let len = match (skipped, char) {
            (Some(len), _) => len,
            (None, '<') if is_tag => source.find('>').map_or(source.len(), |at| at + 1),
            _ => {
                run.push(char);
                source = &source[char.len_utf8()..];
                continue;
            }
        };
        // An entity does not go on after a tag.
        out.push_str(&htmlize::unescape(std::mem::take(&mut run)));
        source = &source[len..];
    }
    out.push_str(&htmlize::unescape(run));
    let decoded = out.replace('\u{a0}', " ");
    let seen = |c: &char| !matches!(c, '\0' | '\u{1}' | '\u{ad}' | '\u{fffd}');
    let decoded: String = decoded.chars().filter(seen).collect();
    decoded.split([' ', '\n']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Some words with blanks for the line ends that `<br>` leaves.
fn plain_lines(words: &str) -> String {
    words.split(['\n', ' ']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Checks every place of a document.
fn check(source: &str) -> Result<(), TestCaseError> {
    let document = read(source);
    prop_assert_eq!(document.map.len(), document.text.len());
    for piece in &document.pieces {
        let (start, end) = (piece.span.start, piece.span.end);
        // A dash before a signature stands nowhere.
        let dash = start..(start + "— ".len()).min(end);
        let added = document.text.get(dash.clone()) == Some("— ")
            && document.map.place(dash.clone().into()).is_empty();
        let start = if added { dash.end } else { start };
        let words = &document.text[start..end];
        let ends = || words.char_indices().map(|(at, c)| at + c.len_utf8());
        for (from, _) in words.char_indices().step_by(1 + words.len() / 16) {
            for to in ends().filter(|to| *to > from) {
                let part = words[from..to].trim_matches([' ', '\n']);
                let from = from + words[from..to].find(part).unwrap_or(0);
                let span = Span::new(start + from, start + from + part.len());
                let place = document.map.place(span);
                prop_assert_eq!(plain(place.of(source)), plain_lines(part), "{:?}", place);
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 600,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn every_place_is_that_of_its_words(parts in prop::collection::vec(stretch(), 0..30)) {
        check(&parts.concat())?;
    }

    #[test]
    fn any_bytes_are_read(source in "[<>/!&;#a-z\"'= \\-\0\u{1}\u{e9}\n]{0,200}") {
        read(&source);
    }
}

#[test]
fn a_broken_page_is_read() {
    let page = include_str!("../../../tests/pages/gull.html");
    for step in 0..2000_usize {
        let mut bytes = page.as_bytes().to_vec();
        let at = step.wrapping_mul(7919) % bytes.len();
        match step % 4 {
            0 => bytes.truncate(at),
            1 => bytes[at] = b"<>&\"'/\0 "[step % 8],
            2 => drop(bytes.drain(at..(at + step % 60).min(page.len()))),
            _ => bytes.splice(at..at, page.bytes().skip(at / 2).take(step % 90)).for_each(drop),
        }
        read(&String::from_utf8_lossy(&bytes));
    }
}

/// What would take minutes if anything were done twice.
#[test]
fn nothing_is_slow() {
    let many = |part: &str, count: usize| part.repeat(count);
    for (name, source) in [
        ("nested", many("<div>", 20_000) + "a" + &many("</div>", 20_000)),
        (
            "nested in line",
            many("<p><span class=byline>a", 20_000) + &many("</i></b></span>", 20_000),
        ),
        ("lists", many("<li><ul><div>", 20_000) + &many("<li>a</li>", 20_000)),
        ("open", many("<p><a><blockquote><td>", 20_000)),
        ("closed", many("</p></td></q><q>", 20_000)),
        ("quotations", many("<blockquote><cite>a", 20_000)),
        ("headings", many("<h1><h2><nav><body>a ", 20_000)),
        (
            "blanks",
            "<p>".to_owned() + &many("&nbsp; \u{a0} ", 60_000) + "a" + &many(" &nbsp;", 60_000),
        ),
        ("entities", many("&amp&#;&", 60_000)),
        ("prose", many("<y ", 60_000) + ">"),
        ("angles", many("a < b <", 60_000)),
        ("breaks", "<p>".to_owned() + &many("<br>", 60_000)),
        ("comments", many("<!-", 60_000)),
        ("attribute", format!("<p class=\"{}\">a", many("share ", 500_000))),
        ("no end", format!("a<p class=\"{}", many("x", 3_000_000))),
    ] {
        let document = read(&source);
        assert!(document.text.len() <= 3 * source.len(), "{name}: {}", document.text.len());
    }
}
