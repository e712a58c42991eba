//! The record of who speaks in forty articles, read and decided by hand: places and names, no text.
//!
//! Places are bytes of the article as stored. Those marked `aside` are measured once, at the end.

use std::collections::HashSet;
use std::fs;

use serde::Deserialize;

use super::project;

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
    for file in fs::read_dir(project("tests/cases/who")).unwrap() {
        let path = file.unwrap().path();
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
