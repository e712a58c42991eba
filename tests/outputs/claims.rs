//! The skeleton of ClaimReview: JSON-LD with every claim, no rating, and nobody named who may not be the one.

use serde_json::Value;
use whosaid::Draft;
use whosaid::report::Format;
use whosaid::resolve::{Grade, Meaning};

use super::{checked, report, samples};

/// Reads the document. An error is what JSON-LD or this use of it forbids.
pub(crate) fn read(text: &str) -> Result<Vec<Value>, String> {
    let document: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    if document["@context"] != "https://schema.org" {
        return Err("no context of schema.org".to_owned());
    }
    let graph = document["@graph"].as_array().ok_or("no graph")?;
    for review in graph {
        let keys = [
            "@type",
            "identifier",
            "creativeWorkStatus",
            "claimReviewed",
            "itemReviewed",
            "isBasedOn",
        ];
        only(review, "ClaimReview", &keys)?;
        if review["creativeWorkStatus"] != "Draft" || !review["claimReviewed"].is_string() {
            return Err(format!("{review}"));
        }
        let claim = &review["itemReviewed"];
        only(claim, "Claim", &["@type", "author", "datePublished", "appearance"])?;
        if claim["appearance"] != Value::Array(Vec::new()) {
            return Err("an appearance is given".to_owned());
        }
        for author in claim["author"].as_array().into_iter().flatten() {
            let kind = author["@type"].as_str().unwrap_or_default();
            if !["Person", "Organization"].contains(&kind) {
                return Err(format!("an author is {kind}"));
            }
            only(author, kind, &["@type", "name"])?;
        }
    }
    Ok(graph.clone())
}

/// A thing is of a type, and has no other keys.
fn only(thing: &Value, kind: &str, keys: &[&str]) -> Result<(), String> {
    let map = thing.as_object().ok_or_else(|| format!("no {kind}: {thing}"))?;
    let strange = map.keys().find(|key| !keys.contains(&key.as_str()));
    match strange {
        Some(key) => Err(format!("{kind} has the key {key}")),
        None if thing["@type"] != kind => Err(format!("{} where {kind} is due", thing["@type"])),
        None => Ok(()),
    }
}

#[test]
fn every_claim_is_there_and_only_who_certainly_makes_it_is_named() {
    let (mut named, mut nameless) = (0, 0);
    for sample in samples() {
        let reviews = read(&report(Format::ClaimReview, &sample.drafts, &[])).unwrap();
        let claims: Vec<_> = sample
            .drafts
            .iter()
            .flat_map(|checked| checked.verdict.ledger.claims.iter().map(move |c| (checked, c)))
            .collect();
        assert_eq!(reviews.len(), claims.len(), "{}", sample.path);
        for (review, (checked, claim)) in reviews.iter().zip(claims) {
            assert_eq!(review["identifier"], claim.id.as_str());
            let story = &checked.verdict.story;
            let sure: Vec<&str> = claim
                .attributions
                .iter()
                .filter(|n| story.links[**n].is_some_and(|link| link.grade == Grade::Certain))
                .filter_map(|n| match story.bindings[*n] {
                    Meaning::Speaker(id) => Some(story.speakers[id.0].name.as_str()),
                    _ => None,
                })
                .collect();
            let authors = review["itemReviewed"]["author"].as_array();
            for author in authors.into_iter().flatten() {
                assert!(sure.contains(&author["name"].as_str().unwrap()), "{author} of {sure:?}");
                named += 1;
            }
            nameless += usize::from(authors.is_none());
        }
    }
    assert!(named > 50 && nameless > 20, "{named} named, {nameless} not");
}

#[test]
fn a_guess_is_no_author_and_a_described_person_is_no_name() {
    let text = "Tom Hale said the mill will shut. Ann Webb was there.\n\n\
        “The gate is locked,” the visitor said.\n\nA neighbour said the alarm rang.\n";
    let checked = checked(Draft::new("a.txt", text));
    let reviews = read(&report(Format::ClaimReview, &[checked], &[])).unwrap();
    let author = |words: &str| {
        let review = reviews
            .iter()
            .find(|review| review["claimReviewed"].as_str().unwrap().contains(words))
            .expect(words);
        review["itemReviewed"]["author"].clone()
    };
    assert_eq!(author("mill will shut")[0]["name"], "Tom Hale");
    assert_eq!(author("mill will shut")[0]["@type"], "Person");
    assert!(author("gate is locked").is_null());
    assert!(author("alarm rang").is_null());
}

#[test]
fn a_date_is_that_of_the_draft_where_it_has_one() {
    let dated = |path: &str| {
        let sample = samples().iter().find(|sample| sample.path.ends_with(path)).expect(path);
        let reviews = read(&report(Format::ClaimReview, &sample.drafts, &[])).unwrap();
        reviews[0]["itemReviewed"]["datePublished"].as_str().map(str::to_owned)
    };
    assert_eq!(dated("bridge-toll.ninjs").as_deref(), Some("2026-06-30"));
    assert_eq!(dated("council-tower-block.txt"), None);
}

#[test]
fn no_rating_is_given() {
    for sample in samples() {
        let text = report(Format::ClaimReview, &sample.drafts, &[]);
        for key in ["\"reviewRating\"", "\"ratingValue\"", "\"alternateName\""] {
            assert!(!text.contains(key), "{}", sample.path);
        }
    }
}
