//! Words that stand in Rust and not in the lexicon: they are counted, and the count may only fall.
//!
//! Counted is every string literal of letters alone, with spaces, hyphens, full stops and
//! apostrophes among them, in `src`. Left out are the trainer, tests, attributes with the comments
//! of documentation, the format of a `format!` or its like, and the reason of an `.expect("…")`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use crate::sources;

/// What each stage has at present; a stage that is not listed has none.
const RECORDED: &[(&str, usize)] = &[
    // What the program asks of git, and what it says of baselines and sign-offs.
    ("adopt", 14),
    // Names of files and their endings.
    ("build", 6),
    ("cli", 104),
    ("examples", 1),
    ("judge", 14),
    ("lexicon", 1),
    ("parse", 23),
    // Nearly all are names that formats give to their elements and styles.
    ("read", 797),
    // Most are keys of the phrases in `rules/explain.yaml`; others are names of formats and of their parts.
    ("report", 364),
    ("resolve", 14),
    ("rulebook", 78),
    ("scan", 8),
    ("settings", 76),
    ("suppress", 16),
    ("tag", 9),
    ("tokenise", 3),
    // The first words of a file, by which it is known.
    ("verify", 14),
    ("versions", 3),
    ("weigh", 19),
];

#[test]
fn no_words_are_added_to_rust() {
    let mut stages: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
    let sources = sources::files();
    let of_tests = sources::Needs::of(&sources, &[("whosaid", "lib.rs")]).of_tests;
    for (file, text) in sources.into_iter().filter(|(file, _)| !of_tests.contains(file)) {
        let stage = file.split('/').next().unwrap().trim_end_matches(".rs").to_owned();
        if stage != "train" {
            let count = words_of(&text).len();
            stages.entry(stage).or_default().insert(file, count);
        }
    }
    let mut all = 0;
    let mut wrong = String::new();
    for (stage, files) in &stages {
        let count: usize = files.values().sum();
        println!("{stage:10} {count:5}");
        all += count;
        let recorded = RECORDED.iter().find(|(name, _)| name == stage).map_or(0, |(_, n)| *n);
        if count == recorded {
            continue;
        }
        let told = if count > recorded {
            format!("{stage} grew from {recorded} to {count}: words belong in the lexicon")
        } else {
            format!("{stage} fell to {count}: record it")
        };
        writeln!(wrong, "{told}").unwrap();
        for (file, count) in files.iter().filter(|(_, count)| **count > 0) {
            writeln!(wrong, "    {count:5} {file}").unwrap();
        }
    }
    for (stage, _) in RECORDED.iter().filter(|(stage, _)| !stages.contains_key(*stage)) {
        writeln!(wrong, "{stage} is recorded and not there: take it out").unwrap();
    }
    println!("all        {all:5}");
    assert!(wrong.is_empty(), "{wrong}all stages have {all}");
}

/// The literals of letters in a file.
fn words_of(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    count(text.parse().expect("the file is Rust"), &mut words);
    words
}

fn count(tokens: TokenStream, words: &mut Vec<String>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut at = 0;
    while at < tokens.len() {
        match &tokens[at] {
            TokenTree::Punct(mark) if mark.as_char() == '#' => {
                let inner =
                    matches!(tokens.get(at + 1), Some(TokenTree::Punct(p)) if p.as_char() == '!');
                let group = at + 1 + usize::from(inner);
                if let Some(TokenTree::Group(attribute)) = tokens.get(group)
                    && attribute.delimiter() == Delimiter::Bracket
                {
                    at = group;
                    if is_test(&attribute.stream()) {
                        at = end_of_item(&tokens, at + 1);
                    }
                }
            }
            TokenTree::Group(group) => match before(&tokens[..at]) {
                Before::Expect => {}
                Before::Format(format) => {
                    for (n, argument) in arguments(group.stream()).into_iter().enumerate() {
                        let alone = argument.clone().into_iter().count() == 1;
                        if n != format || !alone {
                            count(argument, words);
                        }
                    }
                }
                Before::Other => count(group.stream(), words),
            },
            TokenTree::Literal(literal) => {
                let text = syn::parse_str::<syn::LitStr>(&literal.to_string());
                words.extend(text.map(|text| text.value()).ok().filter(|text| is_words(text)));
            }
            _ => {}
        }
        at += 1;
    }
}

/// What stands before a group in brackets.
enum Before {
    /// A macro with a format in this argument.
    Format(usize),
    /// `.expect`
    Expect,
    Other,
}

fn before(tokens: &[TokenTree]) -> Before {
    match tokens {
        [.., TokenTree::Ident(name), TokenTree::Punct(mark)] if mark.as_char() == '!' => match name
            .to_string()
            .as_str()
        {
            "format" | "format_args" | "print" | "println" | "eprint" | "eprintln" | "panic"
            | "unreachable" | "todo" | "unimplemented" => Before::Format(0),
            "write" | "writeln" | "assert" | "debug_assert" => Before::Format(1),
            "assert_eq" | "assert_ne" | "debug_assert_eq" | "debug_assert_ne" => Before::Format(2),
            _ => Before::Other,
        },
        [.., TokenTree::Punct(mark), TokenTree::Ident(name)]
            if mark.as_char() == '.' && name == "expect" =>
        {
            Before::Expect
        }
        _ => Before::Other,
    }
}

/// The arguments of a macro, parted at commas.
fn arguments(tokens: TokenStream) -> Vec<TokenStream> {
    let mut arguments = vec![TokenStream::new()];
    for token in tokens {
        match token {
            TokenTree::Punct(mark) if mark.as_char() == ',' => arguments.push(TokenStream::new()),
            other => arguments.last_mut().unwrap().extend([other]),
        }
    }
    arguments
}

/// `cfg(test)`
fn is_test(attribute: &TokenStream) -> bool {
    attribute.to_string().replace(' ', "") == "cfg(test)"
}

/// The last token of the item that starts here: a body in braces, or a semicolon.
fn end_of_item(tokens: &[TokenTree], start: usize) -> usize {
    let is_end = |token: &TokenTree| match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        TokenTree::Punct(mark) => mark.as_char() == ';',
        _ => false,
    };
    (start..tokens.len()).find(|at| is_end(&tokens[*at])).unwrap_or(tokens.len())
}

fn is_words(text: &str) -> bool {
    let fits = |c: char| c.is_alphabetic() || matches!(c, ' ' | '-' | '.' | '\'' | '‘' | '’');
    text.chars().any(|c| c.is_ascii_alphabetic()) && text.chars().all(fits)
}

#[test]
fn literals_of_letters_are_told_from_the_others() {
    let text = r##"
        #![doc = "no"]
        //! no
        /// "no"
        #[serde(rename = "no")]
        const A: [&str; 3] = ["according to", "U.S.", r#"don’t"#];
        fn a(b: &str) -> bool {
            let c = b'n' as char == 'n' || b"no" == b"no" || b == "" || b == "4 no" || b == "no:";
            println!("no"); println!("no {}", "yes"); write!(out, "no", name = "well-known").unwrap();
            assert!(b == "inside", "no"); assert_eq!(b, "second", "no");
            x.expect("no"); expect("free"); vec!["vector"]; matches!(b, "one" | "two");
            panic!("no {}", format!("no {}", ["deep"].concat()));
        }
        #[cfg(test)]
        #[allow(dead_code)]
        mod tests { fn a() { "no"; } }
        #[cfg(test)]
        use no::no;
        #[cfg(feature = "no")]
        fn last() -> &'static str { "last" }
    "##;
    let expected = [
        "according to",
        "U.S.",
        "don’t",
        "yes",
        "well-known",
        "inside",
        "second",
        "free",
        "vector",
        "one",
        "two",
        "deep",
        "last",
    ];
    assert_eq!(words_of(text), expected);
}
