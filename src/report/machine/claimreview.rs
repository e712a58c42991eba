//! A skeleton of schema.org's `ClaimReview` for every claim, as JSON-LD. It has no rating: what a claim is
//! worth is for the desk to find out. Nor does it say where a claim appeared.

use std::io::{self, Write};

use serde::Serialize;

use super::path;
use crate::read::{Draft, Part};
use crate::report::checked::Checked;
use crate::report::who::{self, claim_text};
use crate::report::words::one_line;
use crate::resolve::{SourceType, SpeakerId};
use crate::weigh::Claim;

#[derive(Serialize)]
struct Document<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    graph: Vec<Review<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename = "ClaimReview", rename_all = "camelCase")]
struct Review<'a> {
    identifier: &'a str,
    creative_work_status: &'static str,
    claim_reviewed: String,
    item_reviewed: Reviewed,
    is_based_on: Source,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename = "Claim", rename_all = "camelCase")]
struct Reviewed {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Author>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    /// For the desk to fill in.
    appearance: [String; 0],
}

#[derive(Serialize)]
#[serde(tag = "@type")]
enum Author {
    Person { name: String },
    Organization { name: String },
}

/// The draft that the claim is in.
#[derive(Serialize)]
#[serde(tag = "@type", rename = "CreativeWork")]
struct Source {
    name: String,
    position: String,
}

/// Writes the document.
pub(in crate::report) fn write(out: &mut dyn Write, drafts: &[Checked]) -> io::Result<()> {
    let graph = drafts.iter().flat_map(reviews).collect();
    super::json(out, &Document { context: "https://schema.org", graph })
}

fn reviews(checked: &Checked) -> impl Iterator<Item = Review<'_>> {
    let date = date(&checked.draft);
    let all = checked.verdict.ledger.claims.iter();
    all.map(move |claim| Review {
        identifier: &claim.id,
        creative_work_status: "Draft",
        claim_reviewed: claim_text(checked, claim),
        item_reviewed: Reviewed {
            author: authors(checked, claim),
            date_published: date.clone(),
            appearance: [],
        },
        is_based_on: source(&checked.draft, claim),
    })
}

fn source(draft: &Draft, claim: &Claim) -> Source {
    let name = match draft.story {
        Some((at, count)) => format!("{} (story {at} of {count})", path::of(&draft.path)),
        None => path::of(&draft.path),
    };
    Source { name: one_line(&name), position: draft.where_is(claim.span.start).to_string() }
}

/// Who certainly makes a claim and has a name, each once. Who only likely makes it is no author.
fn authors(checked: &Checked, claim: &Claim) -> Vec<Author> {
    let story = &checked.verdict.story;
    let mut ids: Vec<SpeakerId> = Vec::new();
    for id in claim.attributions.iter().filter_map(|n| story.certain(*n)) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids.into_iter().filter_map(|id| author(checked, id)).collect()
}

/// A person or an organisation with a name; nothing for "a neighbour" and "critics".
fn author(checked: &Checked, id: SpeakerId) -> Option<Author> {
    let name = who::name(checked, id);
    match checked.verdict.story.cards[id.0].source_type {
        SourceType::NamedPerson => Some(Author::Person { name }),
        SourceType::NamedOrganisation => Some(Author::Organization { name }),
        _ => None,
    }
}

/// The date of a draft, where it has exactly one that needs no reading: "2026-04-02", "20260402T0930Z".
fn date(draft: &Draft) -> Option<String> {
    let mut dates = draft.blocks.iter().filter(|block| block.part == Part::Date);
    let date = iso(draft.words(dates.next()?.span).trim())?;
    dates.next().is_none().then_some(date)
}

/// The day of a date in ISO 8601.
fn iso(text: &str) -> Option<String> {
    let day = text.split('T').next()?;
    let digits: String = match day.len() {
        10 if day.as_bytes().get(4).copied() == Some(b'-')
            && day.as_bytes().get(7).copied() == Some(b'-') =>
        {
            day.split('-').collect()
        }
        _ => day.to_owned(),
    };
    let month_and_day =
        digits.get(4..6)?.parse::<u8>().ok().zip(digits.get(6..)?.parse::<u8>().ok());
    let whole = digits.len() == 8 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let real = month_and_day.is_some_and(|(m, d)| (1..=12).contains(&m) && (1..=31).contains(&d));
    (whole && real).then(|| format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..]))
}

#[cfg(test)]
mod tests {
    use super::iso;

    #[test]
    fn a_date_that_needs_no_reading() {
        assert_eq!(iso("2026-04-02").as_deref(), Some("2026-04-02"));
        assert_eq!(iso("2026-02-23T06:30:00Z").as_deref(), Some("2026-02-23"));
        assert_eq!(iso("20260415T092800Z").as_deref(), Some("2026-04-15"));
        for text in ["March 18, 2026", "09:12 BST", "12/05/2026", "2026-13-01", "é2026-1-", ""] {
            assert_eq!(iso(text), None, "{text}");
        }
    }
}
