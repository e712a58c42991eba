//! The record of who speaks in forty articles, read and decided by hand: places and names, no text.
//!
//! Places are bytes of the article as stored. Those marked `aside` are measured once, at the end.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::PathBuf;

use serde::Deserialize;

use super::project;

/// The files of a folder that hold a record.
fn files(folder: &str) -> Vec<PathBuf> {
    let all = fs::read_dir(project(folder)).unwrap().map(|file| file.unwrap().path());
    all.filter(|path| path.extension().is_some_and(|end| end == "yaml")).collect()
}

/// The first byte of some words, and one past the last.
type Place = [usize; 2];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Article {
    doc: String,
    #[serde(default)]
    aside: bool,
    statements: Vec<Statement>,
    speakers: Vec<Speaker>,
    #[serde(default)]
    sides: Vec<Side>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Statement {
    cue: Option<Place>,
    words: Option<Place>,
    source: Option<Place>,
    speaker: Option<String>,
    link: Link,
    #[serde(default)]
    continues: bool,
}

#[derive(Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Link {
    Certain,
    Likely,
    Open,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Speaker {
    id: String,
    name: String,
    #[serde(rename = "type")]
    kind: Kind,
    title: Option<Place>,
    why: Option<Why>,
    #[serde(rename = "why-words")]
    why_words: Option<Place>,
    first: Option<Place>,
    side: Option<String>,
}

#[derive(Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    NamedPerson,
    UnnamedPerson,
    NamedOrganisation,
    Document,
    UnnamedGroup,
    Hidden,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Why {
    Witness,
    TookPart,
    HasRead,
    WasTold,
    NotAuthorised,
    Fears,
    AskedNotToBeNamed,
    Other,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Side {
    id: String,
    name: String,
    tie: Tie,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Tie {
    Body,
    Case,
}

#[test]
fn the_record_is_whole() {
    let (mut articles, mut aside, mut statements) = (HashSet::new(), 0, 0);
    for path in files("tests/cases/who") {
        let article: Article = serde_yaml::from_str(&fs::read_to_string(&path).unwrap())
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert!(articles.insert(article.doc.clone()), "{} is there twice", article.doc);
        aside += usize::from(article.aside);
        statements += article.statements.len();
        check(&article);
    }
    assert_eq!((articles.len(), aside), (40, 15));
    assert_eq!(statements, 882);
}

/// Every reference leads somewhere, and every place has words.
fn check(article: &Article) {
    let doc = &article.doc;
    let speakers: HashSet<&str> = article.speakers.iter().map(|s| s.id.as_str()).collect();
    let sides: HashSet<&str> = article.sides.iter().map(|s| s.id.as_str()).collect();
    assert_eq!(
        (speakers.len(), sides.len()),
        (article.speakers.len(), article.sides.len()),
        "{doc}"
    );
    assert!(
        article.sides.iter().all(|s| !s.name.is_empty() && matches!(s.tie, Tie::Body | Tie::Case))
    );
    for statement in &article.statements {
        let known = statement.speaker.as_deref().is_none_or(|id| speakers.contains(id));
        assert!(known, "{doc}: {:?}", statement.speaker);
        assert!(statement.cue.or(statement.words).is_some(), "{doc}: a statement without words");
        let led = statement.cue.is_some() || statement.continues || statement.source.is_none();
        assert!(led || statement.words.is_some(), "{doc}: nothing says that it is said");
        let open = statement.link == Link::Open;
        assert!(statement.speaker.is_some() || open || statement.link == Link::Likely, "{doc}");
        let places = [statement.cue, statement.words, statement.source];
        assert!(places.into_iter().flatten().all(|[start, end]| start < end), "{doc}");
    }
    for speaker in &article.speakers {
        assert!(!speaker.name.is_empty(), "{doc}");
        let side = speaker.side.as_deref().is_none_or(|id| sides.contains(id));
        assert!(side, "{doc}: {}", speaker.name);
        assert!(speaker.why.is_some() || speaker.why_words.is_none(), "{doc}: {}", speaker.name);
        let titled = speaker.title.is_none() || speaker.kind != Kind::Document;
        assert!(titled, "{doc}: {}", speaker.name);
        let places = [speaker.title, speaker.why_words, speaker.first];
        assert!(places.into_iter().flatten().all(|[start, end]| start < end), "{doc}");
    }
}

/// A story in which every cue was read: who speaks there.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Story {
    doc: String,
    #[serde(default)]
    aside: bool,
    cues: Vec<Cue>,
    #[serde(default)]
    speakers: BTreeMap<String, Who>,
    #[serde(default)]
    sides: BTreeMap<String, Tied>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Cue {
    at: Place,
    who: OneOrMany,
    /// No cue stands here: a quotation goes on.
    #[serde(default)]
    goes_on: bool,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Who {
    name: String,
    kind: Sort,
    title: Option<Place>,
    side: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Sort {
    Person,
    Unnamed,
    Group,
    Organisation,
    Document,
    Outlet,
    Hidden,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Tied {
    name: String,
    #[serde(rename = "tie")]
    _tie: Tie,
}

/// What stands for nobody: no saying at all, nobody named, one of several.
const NOBODY: [&str; 3] = ["none", "nobody", "open"];

#[test]
fn the_record_by_cue_is_whole() {
    let (mut docs, mut aside, mut cues) = (HashSet::new(), 0, 0);
    for path in files("tests/cases/cues") {
        let stories: Vec<Story> = serde_yaml::from_str(&fs::read_to_string(&path).unwrap())
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        for story in &stories {
            assert!(docs.insert(story.doc.clone()), "{} is there twice", story.doc);
            aside += usize::from(story.aside);
            cues += story.cues.len();
            check_story(story);
        }
    }
    assert_eq!((docs.len(), aside, cues), (210, 60, 3157));
}

fn check_story(story: &Story) {
    let doc = &story.doc;
    let mut last = 0;
    for cue in &story.cues {
        let [from, to] = cue.at;
        assert!(last <= from && from < to, "{doc}: {from}");
        assert!(to - from < 400 || cue.goes_on, "{doc}: {from} is no cue");
        last = from;
        let who = match &cue.who {
            OneOrMany::One(one) => std::slice::from_ref(one),
            OneOrMany::Many(many) => many.as_slice(),
        };
        let known = |id: &String| story.speakers.contains_key(id) || NOBODY.contains(&id.as_str());
        assert!(!who.is_empty() && who.iter().all(known), "{doc}: who speaks at {from}");
    }
    for who in story.speakers.values() {
        assert!(!who.name.is_empty(), "{doc}");
        let side = who.side.as_ref().is_none_or(|side| story.sides.contains_key(side));
        assert!(side, "{doc}: {}", who.name);
        let named = who.title.is_none() || matches!(who.kind, Sort::Person | Sort::Unnamed);
        assert!(named, "{doc}: {}", who.name);
        assert!(who.title.is_none_or(|[from, to]| from < to), "{doc}: {}", who.name);
    }
    assert!(story.sides.values().all(|side| !side.name.is_empty()), "{doc}");
}

/// Pairs that a rule could not decide, and a reader did: the story, who speaks, whom the program
/// gives, and what that is.
#[test]
fn settled_pairs_are_settled() {
    for file in ["standing", "who", "cues"] {
        let rows = fs::read_to_string(project(&format!("tests/cases/{file}/settled.tsv"))).unwrap();
        let mut seen = HashSet::new();
        for row in rows.lines().filter(|row| !row.starts_with('#')) {
            let [story, gold, given, verdict] = row.split('\t').collect::<Vec<_>>()[..] else {
                panic!("{file}: {row}");
            };
            assert!(["right", "wrong", "open"].contains(&verdict), "{file}: {row}");
            assert!(seen.insert((story, gold, given)), "{file}: twice: {row}");
        }
        assert!(seen.len() > 50, "{file}: {} pairs", seen.len());
    }
}
