//! Every text of every check with awkward names in it. Each sentence must be right whatever name is
//! put into it: the snapshots are there to be read.

use std::collections::BTreeMap;
use std::fmt::Write;

use whosaid::Rulebook;
use whosaid::judge::{filled, in_sentence};
use whosaid::rulebook::{Check, Placeholder};

use crate::{project, snapshots};

/// Names as drafts have them, at the head of a sentence or in the middle.
const NAMES: [&str; 22] = [
    "residents",
    "both sides",
    "police",
    "The two",
    "he",
    "They",
    "I",
    "We",
    "The company",
    "Each side",
    "Two people familiar with the matter",
    "the Hodges",
    "James Hodges",
    "“Deep Throat”",
    "Acme Inc.",
    "Smith, Jones & Co",
    "Bale & Sons",
    "al-Shabab",
    "东京电力",
    "Владимир Зеленский",
    "The Parliamentary Commissioner for the Administration of Health Services in the Outer Islands and Skerries",
    "U.S. officials",
];

/// Words that no text may use: what the program was once described with.
const FORMER: [&str; 21] = [
    "voice",
    "camp",
    "camps",
    "behind the",
    "stands behind",
    "stand behind",
    "stands in",
    "shall",
    "fresh copy",
    "on real copy",
    "one's own",
    "take out",
    "take the mark",
    "drop the marks",
    "info",
    "set aside",
    "sets nothing aside",
    "so many",
    "rest on what",
    "is heard",
    "gist",
];

/// What is put in for a word in braces that is no name.
fn example(word: Placeholder) -> &'static str {
    match word {
        Placeholder::Verb => "claimed",
        Placeholder::Content | Placeholder::Claim => "the towers are safe",
        Placeholder::Phrase => "analysts say",
        Placeholder::Sentences | Placeholder::Earlier => "3",
        Placeholder::Number => "40 percent",
        Placeholder::Count => "4",
        Placeholder::Interest => "we acted at once",
        Placeholder::Act => "skipping two inspections",
        Placeholder::Line => "12",
        Placeholder::Place => "line 12",
        Placeholder::EarlierPlace => "lines 3–5",
        Placeholder::Quote => "a done deal",
        Placeholder::Part => "headline",
        Placeholder::Missing => "a first name or a role",
        Placeholder::Words => "The towers have been empty since May",
        Placeholder::One => "Zelenskiy",
        Placeholder::Other => "Zelensky",
        _ => "",
    }
}

/// True when a name is put in for a word in braces of a check.
fn is_name(word: Placeholder, check: &Check) -> bool {
    match word {
        Placeholder::Source
        | Placeholder::Accused
        | Placeholder::Side
        | Placeholder::Voices
        | Placeholder::Candidates
        | Placeholder::Answer => true,
        // The other side, or the other spelling.
        Placeholder::Other => !check.message.contains("{one}"),
        _ => false,
    }
}

/// What a check puts in for a word in braces if this is the name.
fn value(word: Placeholder, check: &Check, name: &str, rules: &Rulebook) -> String {
    if !is_name(word, check) {
        return example(word).to_owned();
    }
    let wording = &rules.wording;
    let accused = matches!(word, Placeholder::Accused | Placeholder::Other);
    let pronoun = if accused { &wording.the_accused } else { &wording.this_source };
    let name = in_sentence(name, pronoun, &rules.lexicon);
    match word {
        Placeholder::Voices => format!("{name}, Tom Hale"),
        Placeholder::Candidates => format!("Tom Hale {} {name}", wording.or),
        Placeholder::Answer => format!("{name} declined to comment"),
        _ => name,
    }
}

/// A kind of text and the text: "message", "{source} …".
type Text<'c> = (&'static str, &'c str);

/// The texts of a check that are sentences.
fn texts(check: &Check) -> Vec<Text<'_>> {
    let call = check.call.as_ref();
    let all = [
        ("message", Some(check.message.as_str())),
        ("question", check.question.as_deref()),
        ("ask", call.map(|call| call.ask.as_str())),
        ("help", Some(check.help.as_str())),
        ("why", Some(check.why.as_str())),
        ("reason", check.reason.as_deref()),
    ];
    all.into_iter().filter_map(|(kind, text)| Some((kind, text?))).collect()
}

/// The words in braces of a text.
fn in_braces(text: &str) -> impl Iterator<Item = Placeholder> {
    let words = text.split('{').skip(1).filter_map(|rest| rest.split('}').next());
    words.map(|word| Placeholder::named(word).unwrap_or_else(|| panic!("{word}")))
}

/// A text as it reads with each name; once if it holds none.
fn read(text: &str, check: &Check, rules: &Rulebook) -> Vec<String> {
    let names = if in_braces(text).any(|word| is_name(word, check)) { &NAMES[..] } else { &[""] };
    names.iter().map(|name| filled(text, |word| value(word, check, name, rules))).collect()
}

/// What is wrong with a sentence, if anything.
fn fault(text: &str) -> Option<&'static str> {
    let first = text.chars().next().unwrap_or(' ');
    // A name with a small letter, or in a script without capitals, may begin a sentence.
    let begins = !first.is_lowercase() && !first.is_whitespace();
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric() && !"'’-".contains(c))
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let words = format!(" {} ", words.join(" "));
    let former = FORMER.iter().any(|word| words.contains(&format!(" {word} ")));
    [
        (text.contains("  "), "a doubled space"),
        (text.contains(".."), "a doubled full stop"),
        (text.contains(" 's") || text.contains("s's"), "a broken possessive"),
        (text.contains(['{', '}']), "a brace that is not filled in"),
        (text.contains(" ,") || text.contains(" ."), "a space before a mark"),
        (text.contains("“”"), "a quotation of nothing"),
        (!begins, "a small letter at its beginning"),
        (!text.ends_with(['.', '?', '…']), "no full stop or question mark at its end"),
        (former, "a word of former days"),
    ]
    .into_iter()
    .find_map(|(wrong, what)| wrong.then_some(what))
}

#[test]
fn every_text_is_right_with_every_name() {
    let rules = Rulebook::built_in();
    let mut wrong = String::new();
    for check in &rules.checks {
        for (kind, text) in texts(check) {
            for sentence in read(text, check, &rules) {
                if let Some(fault) = fault(&sentence) {
                    writeln!(wrong, "{} {kind} has {fault}: {sentence}", check.code).unwrap();
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn faults_are_found() {
    for (text, what) in [
        ("Only  Hale says so.", "a doubled space"),
        ("Ask Acme Inc..", "a doubled full stop"),
        ("What is residents's answer?", "a broken possessive"),
        ("Who is {source}?", "a brace that is not filled in"),
        ("the company says so.", "a small letter at its beginning"),
        ("Only Hale says so", "no full stop or question mark at its end"),
        ("All in one camp.", "a word of former days"),
    ] {
        assert_eq!(fault(text), Some(what), "{text}");
    }
    assert_eq!(fault("The company says so."), None);
}

#[test]
fn a_name_is_put_into_a_sentence() {
    let source = |text: &str, name: &str| filled(text, |_| name.to_owned());
    assert_eq!(source("{source} says so.", "the company"), "The company says so.");
    assert_eq!(source("True? {source} says so.", "the company"), "True? The company says so.");
    assert_eq!(source("Ask {source}.", "Acme Inc."), "Ask Acme Inc.");
    assert_eq!(source("Did we ask {source}?", "Acme Inc."), "Did we ask Acme Inc.?");
    assert_eq!(source("“{source}”: who?", "analysts"), "“analysts”: who?");
    let lexicon = Rulebook::built_in().lexicon;
    let inside = |name: &str| in_sentence(name, "this source", &lexicon);
    for (name, said) in [
        ("The company", "the company"),
        ("Each side", "each side"),
        ("They", "this source"),
        ("I", "this source"),
        ("James", "James"),
    ] {
        assert_eq!(inside(name), said);
    }
}

/// All texts of all checks, a snapshot for each folder: a text, and the sentences that come of it.
#[test]
fn every_text_with_every_name() {
    let rules = Rulebook::built_in();
    let mut folders: BTreeMap<&str, String> = BTreeMap::new();
    for check in &rules.checks {
        let out = folders.entry(&check.family).or_default();
        writeln!(out, "## {} {}", check.code, check.name).unwrap();
        for (kind, text) in texts(check) {
            writeln!(out, "{kind}: {text}").unwrap();
            if text.contains('{') {
                for sentence in read(text, check, &rules) {
                    writeln!(out, "    {sentence}").unwrap();
                }
            }
        }
        out.push('\n');
    }
    let _in = snapshots("wording");
    for (folder, text) in folders {
        insta::assert_snapshot!(folder, text);
    }
}

/// The labels of other places: no sentences, but words after a place.
#[test]
fn every_label_with_every_name() {
    let rules = Rulebook::built_in();
    let text = std::fs::read_to_string(project("rules/wording.yaml")).unwrap();
    let labels: BTreeMap<String, String> = serde_yaml::from_str(&text).unwrap();
    let mut out = String::new();
    for (key, label) in &labels {
        assert!(!label.contains("  ") && !label.ends_with('.'), "{key}: {label}");
        let words = label.trim_end_matches(':').trim_start_matches(", ");
        assert!(!FORMER.contains(&words), "{key}: {label}");
        writeln!(out, "{key}: {label}").unwrap();
        if label.contains("{name}") {
            for name in NAMES {
                let name = in_sentence(name, &rules.wording.this_source, &rules.lexicon);
                writeln!(out, "    {}", label.replace("{name}", &name)).unwrap();
            }
        }
    }
    let _in = snapshots("wording");
    insta::assert_snapshot!("labels", out);
}
