//! The record of what strict editors ask of 1,140 articles: who is accused and heard, what is
//! disputed, what the story rests on. Places and names, no text; those marked `aside` are measured
//! once, at the end.

use std::collections::HashSet;

use serde::Deserialize;

use crate::records;

/// The first byte of some words of the article as stored, and one past the last.
type Place = [usize; 2];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Article {
    doc: String,
    #[serde(default)]
    aside: bool,
    #[serde(default)]
    spine: Vec<Spine>,
    #[serde(default)]
    accusations: Vec<Accusation>,
    #[serde(default)]
    disputes: Vec<Dispute>,
    #[serde(default)]
    questions: Vec<Question>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Spine {
    at: Place,
    #[serde(rename = "rests")]
    _rests: Rests,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Rests {
    OneSource,
    OneSide,
    Several,
    Document,
    Hidden,
    Vague,
    OwnVoice,
    Record,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Accusation {
    accused: String,
    at: Place,
    #[serde(rename = "how")]
    _how: How,
    #[serde(rename = "gravity")]
    _gravity: Gravity,
    answer: Answer,
    answer_at: Option<Place>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum How {
    Accused,
    Charged,
    Sued,
    Criticised,
    Blamed,
    Investigated,
    Shown,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Gravity {
    High,
    Medium,
    Low,
}

#[derive(Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
enum Answer {
    Denied,
    Rebutted,
    Admitted,
    Apologised,
    Explained,
    NoComment,
    Unreached,
    NotAsked,
    Old,
    Friend,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Dispute {
    at: Place,
    against: Place,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Question {
    #[serde(rename = "kind")]
    _kind: Kind,
    level: Level,
    at: Place,
    party: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    Unnamed,
    Vague,
    SingleSource,
    OneSide,
    NoReply,
    OwnVoice,
    Figure,
    Borrowed,
    Hearsay,
    Headline,
    Date,
    Identity,
    Wording,
}

#[derive(Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
enum Level {
    Must,
    Should,
    May,
}

#[test]
fn the_record_of_questions_holds_together() {
    let (mut docs, mut aside, mut asked, mut silent) = (HashSet::new(), 0, 0, 0);
    for (file, articles) in records::<Vec<Article>>("tests/cases/heard") {
        for article in articles {
            assert_eq!(article.aside, file.contains("aside"), "{}", article.doc);
            aside += usize::from(article.aside);
            let accusations = &article.accusations;
            let answers = accusations.iter().filter_map(|a| a.answer_at);
            let disputes = article.disputes.iter().flat_map(|d| [d.at, d.against]);
            let places = article.spine.iter().map(|s| s.at).chain(accusations.iter().map(|a| a.at));
            let places = places.chain(answers).chain(disputes);
            for [from, to] in places.chain(article.questions.iter().map(|q| q.at)) {
                assert!(from < to && to - from < 300, "{}: {from}", article.doc);
            }
            assert!(accusations.iter().all(|a| !a.accused.is_empty()), "{}", article.doc);
            assert!(article.questions.iter().all(|q| q.party.as_deref() != Some("")));
            asked += article.questions.iter().filter(|q| q.level != Level::May).count();
            silent += accusations.iter().filter(|a| a.answer == Answer::NotAsked).count();
            assert!(docs.insert(article.doc), "an article is there twice");
        }
    }
    assert_eq!((docs.len(), aside, asked, silent), (1140, 98, 2380, 1405));
}
