//! The arrows between the files point one way.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::OnceLock;

use crate::sources::{self, Files, Needs};

/// The stages in the order of the pipeline, and in each its rooms: a file or a folder of its own, or
/// a file in a folder where that file alone lies lower. A file may use the stages before its own, and
/// in its stage the rooms before its own; inside a room files must not need each other in a circle.
#[rustfmt::skip]
const ORDER: &[(&str, &[&str])] = &[
    ("span", &[]),
    ("scan", &[]),
    ("lexicon", &[
        "letters", "table", "class", "function", "number", "phrases", "sense", "stem", "mod", "build", "prepared",
    ]),
    ("read", &[
        "directive", "error", "format", "layout", "part", "segments", "document", "date", "dateline", "wrapping", "noted",
        "escapes", "closing", "plain", "blocks", "parted", "lines", "front", "html", "markdown", "inner", "plan", "json", "xml", "encoding",
        "mail", "wire", "office", "docx", "odt", "sniff", "sidecar", "draft", "record", "location", "mod",
    ]),
    ("tokenise", &["token", "text", "credit", "nickname", "quote", "sentence", "word", "mod"]),
    ("tag", &["clause", "linear", "look_up", "network", "pos", "names", "around", "roles", "station", "first_name", "models", "mod"]),
    ("parse", &[
        "mention/mod", "mention/shape", "attribution", "parsed", "proposal", "folded", "grammar",
        "turn_label", "signed", "transcript", "propose", "rubric", "nested", "link", "merge", "mention", "mod",
    ]),
    ("resolve", &[
        "link", "grades", "card", "speaker", "given", "story", "context", "bind", "cards",
        "sides", "evidence", "newsroom", "mod",
    ]),
    ("weigh", &[
        "figure", "id", "ledger", "answer_kind", "self_report", "signature", "unsourced", "voice",
        "context", "own", "bound", "asked", "accusations", "same", "claims", "spoken", "answers",
        "standing", "matters", "spine", "names", "grounds", "mod",
    ]),
    ("verdict", &[]),
    ("rulebook", &[
        "error", "built_in", "bounds", "files", "house", "list", "placeholder", "scope", "condition_page", "scopes",
        "value", "condition", "check", "fit", "yaml", "standard", "validate", "wording", "mod",
        "page",
    ]),
    ("suppress", &["allow", "fault", "mod", "order", "sidecar", "fingerprint", "ignores", "gather"]),
    ("judge", &[
        "lists", "reading", "posts", "accused", "denials", "quoted", "facts/layout", "repeat", "survey", "amount", "view", "subject",
        "facts", "holds", "message", "related", "group", "mod",
    ]),
    ("lib", &[]),
    ("versions", &[
        "words", "spoken", "version", "quoted", "take", "marks", "change", "persons", "side", "pairing",
        "comparison", "quotations", "attribution", "claims", "statements", "beside", "compare", "stories",
        "approved", "mod",
    ]),
    ("adopt", &[
        "lines", "trace", "aside", "baseline", "former", "claim", "entries", "pairing", "signoff", "split", "mod",
    ]),
    ("verify", &[
        "speech", "word", "numbers", "words", "transcript", "shown", "index", "quotations", "align", "search", "bench", "front",
        "outcome", "judge", "speakers", "mod",
    ]),
    ("report", &[
        "format", "checked", "words", "link", "who", "reasons", "excerpt", "paint", "page", "sheets/safe", "json", "digest", "screen",
        "full", "html", "short", "show", "statistics", "remarks", "sheets", "machine", "in_turn", "changes", "signoff",
        "verify", "explain", "mod",
    ]),
    ("settings", &[
        "adjust", "file", "find", "mod", "paths", "places", "layers", "desk", "schema", "shown",
    ]),
    ("examples", &[]),
    ("cli", &[
        "help", "unknown", "output", "adoption", "arguments", "desks", "exit", "interrupt", "file", "out", "config", "input", "page", "progress", "sheets",
        "workers", "caught", "approved", "baselines", "git", "changed", "check", "in_turn", "stream", "watch", "show", "explain", "verify", "annotate", "ignore",
        "baseline", "signoff", "diff", "approve", "manual", "rules", "mod",
    ]),
    ("train", &[
        "activation", "learn", "embedding", "rng", "affine", "gru", "lesson", "network", "scorer",
        "corpus", "annotated", "beliefs", "links", "measure", "part_of_speech", "named",
        "names_data", "names_crf", "names_ends", "names", "mod",
    ]),
];

/// The crate's roots: the library, and the program that is built on it.
const ROOTS: [(&str, &str); 2] = [("whosaid", "lib.rs"), ("", "main.rs")];

/// Programs of their own, which nothing can use.
const ALONE: [&str; 3] = ["build.rs", "main.rs", "train/main.rs"];

fn needs() -> &'static Needs {
    static NEEDS: OnceLock<Needs> = OnceLock::new();
    NEEDS.get_or_init(read)
}

/// Reads all sources; fails on what it does not understand.
fn read() -> Needs {
    let files = sources::files();
    let needs = Needs::of(&files, &ROOTS);
    let known =
        |f: &str| needs.read.contains(f) || needs.of_tests.contains(f) || ALONE.contains(&f);
    let unread: Vec<_> = files.keys().filter(|f| !known(f)).collect();
    assert!(unread.is_empty(), "no `mod` leads to {unread:?}");
    assert!(needs.lost.is_empty(), "paths that lead nowhere: {:#?}", needs.lost);
    assert!(needs.arrows.len() > 300, "only {} arrows between files", needs.arrows.len());
    needs
}

#[test]
fn no_circle_of_imports() {
    let needs = needs();
    let circles = needs.circles();
    let told: String = circles.iter().map(|circle| needs.told(circle)).collect();
    assert!(circles.is_empty(), "{} circles\n{told}", circles.len());
}

/// The stage and the room of a file: `("parse", "link")` of `parse/link/tail.rs`.
fn place(file: &str) -> (&str, &str) {
    let file = file.trim_end_matches(".rs");
    let (stage, rest) = file.split_once('/').unwrap_or((file, ""));
    let alone = ORDER.iter().any(|(name, rooms)| *name == stage && rooms.contains(&rest));
    (stage, if alone { rest } else { rest.split('/').next().unwrap_or_default() })
}

/// Where a file stands in the order.
fn rank(file: &str) -> Option<(usize, usize)> {
    let (stage, room) = place(file);
    let at = ORDER.iter().position(|(name, _)| *name == stage)?;
    let within = if room.is_empty() { 0 } else { ORDER[at].1.iter().position(|r| *r == room)? };
    Some((at, within))
}

#[test]
fn every_room_has_its_place_in_the_order() {
    let files = sources::files();
    let in_order: BTreeSet<(&str, &str)> = ORDER
        .iter()
        .flat_map(|(stage, rooms)| {
            let alone = rooms.is_empty().then_some((*stage, ""));
            rooms.iter().map(|room| (*stage, *room)).chain(alone)
        })
        .collect();
    let of_tests = &needs().of_tests;
    let in_use = |f: &&String| !ALONE.contains(&f.as_str()) && !of_tests.contains(*f);
    let there: BTreeSet<(&str, &str)> = files.keys().filter(in_use).map(|f| place(f)).collect();
    let mut wrong = String::new();
    for (stage, room) in there.difference(&in_order) {
        writeln!(wrong, "{stage}/{room} is not in the order").unwrap();
    }
    for (stage, room) in in_order.difference(&there) {
        writeln!(wrong, "{stage}/{room} is in the order and nowhere else").unwrap();
    }
    let listed: usize = ORDER.iter().map(|(_, rooms)| rooms.len().max(1)).sum();
    assert_eq!(listed, in_order.len(), "a room stands twice in the order");
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_file_uses_only_what_comes_before_it() {
    let mut wrong = String::new();
    for ((from, to), names) in &needs().arrows {
        // A room that is not in the order is another test's matter.
        let (Some(user), Some(used)) = (rank(from), rank(to)) else { continue };
        if used > user {
            let names: Vec<_> = names.iter().map(String::as_str).collect();
            writeln!(wrong, "{from} uses {}, of {to}", names.join(", ")).unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// A made-up crate: the name and the text of each file.
fn crate_of(files: &[(&str, &str)]) -> Needs {
    let files: Files =
        files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    Needs::of(&files, &[("made_up", "lib.rs")])
}

/// The arrows of a made-up crate, one a line.
fn arrows(needs: &Needs) -> Vec<String> {
    let line = |((from, to), names): (&(String, String), &BTreeSet<String>)| {
        let names: Vec<_> = names.iter().map(String::as_str).collect();
        format!("{from} -> {to}: {}", names.join(" "))
    };
    needs.arrows.iter().map(line).collect()
}

#[test]
fn a_circle_through_a_re_export_is_found() {
    let needs = crate_of(&[
        ("lib.rs", "mod a; mod b;"),
        ("a/mod.rs", "mod inner; pub use inner::{Thing, other};"),
        ("a/inner.rs", "pub struct Thing; pub fn other() { crate::b::call(); }"),
        ("b.rs", "use crate::a::Thing; pub fn call() -> Thing { Thing }"),
    ]);
    assert_eq!(needs.circles(), [["a/inner.rs", "b.rs"]]);
    assert_eq!(
        needs.told(&needs.circles()[0]),
        "a circle of 2 files: a/inner.rs, b.rs\n    a/inner.rs needs of b.rs: call\n    \
         b.rs needs of a/inner.rs: Thing\n"
    );
}

#[test]
fn a_circle_of_three_and_one_in_a_macro_are_found() {
    let needs = crate_of(&[
        ("lib.rs", "mod a; mod b; mod c; mod d; mod e;"),
        ("a.rs", "pub fn a() { crate::b::b() }"),
        ("b.rs", "pub fn b() { super::c::c() }"),
        ("c.rs", "use super::a; pub fn c() { a::a() }"),
        ("d.rs", "pub fn d() -> u8 { assert!(x == crate::e::E && [super::e::f(y)]); 1 }"),
        ("e.rs", "use crate::d; pub const E: u8 = 1; pub fn f() { vec![d::d()]; }"),
    ]);
    let circles = needs.circles();
    assert_eq!(circles, [vec!["a.rs", "b.rs", "c.rs"], vec!["d.rs", "e.rs"]]);
}

#[test]
fn a_re_export_is_no_need_and_no_circle() {
    let needs = crate_of(&[
        ("lib.rs", "pub mod a; pub use a::Thing; pub mod b;"),
        (
            "a/mod.rs",
            "mod inner; mod outer; pub use inner::Thing; pub(crate) use outer::*; pub struct Own;
             #[cfg(test)] mod tests { use super::outer::out; }",
        ),
        ("a/inner.rs", "use super::Own; pub struct Thing(Own); impl Thing { pub fn new() {} }"),
        (
            "a/outer.rs",
            "use super::{Thing, Own as Mine}; pub(crate) fn out(_: Mine) { Thing::new() }
             #[cfg(test)] fn never() { crate::b::b() }",
        ),
        ("b.rs", "use std::fmt; pub fn b() { let f: fmt::Error; crate::a::out(crate::Thing) }"),
    ]);
    assert_eq!(
        arrows(&needs),
        [
            "a/inner.rs -> a/mod.rs: Own",
            "a/outer.rs -> a/inner.rs: Thing",
            "a/outer.rs -> a/mod.rs: Own",
            "b.rs -> a/inner.rs: Thing",
            "b.rs -> a/outer.rs: out",
        ]
    );
    assert!(needs.circles().is_empty() && needs.lost.is_empty());
}

#[test]
fn what_a_module_uses_of_its_child_is_a_need() {
    let needs = crate_of(&[
        ("lib.rs", "mod a;"),
        (
            "a/mod.rs",
            "mod calls; mod shown; mod idle; pub use shown::Shown; pub use idle::Idle;
             pub struct Own { shown: Shown } pub fn f() { calls::call() }",
        ),
        ("a/calls.rs", "pub fn call() { super::Own; }"),
        ("a/shown.rs", "#[serde(with = \"super::idle::Idle\")] pub struct Shown;"),
        ("a/idle.rs", "pub struct Idle;"),
    ]);
    assert_eq!(
        arrows(&needs),
        [
            "a/calls.rs -> a/mod.rs: Own",
            "a/mod.rs -> a/calls.rs: call",
            "a/mod.rs -> a/shown.rs: Shown",
            "a/shown.rs -> a/idle.rs: Idle",
        ]
    );
}

#[test]
fn a_path_that_leads_nowhere_is_told() {
    let needs = crate_of(&[("lib.rs", "mod a;"), ("a.rs", "fn f() { crate::b::c() }")]);
    assert_eq!(needs.lost, ["a.rs: crate::b::c"]);
}
