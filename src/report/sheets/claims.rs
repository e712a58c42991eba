//! The claim sheet: every claim, who says so, how it stands, and room to tick it off.

use serde::Serialize;

use super::row::Row;
use crate::report::checked::Checked;
use crate::report::json::parts::{PlaceOut, attribution_id, side_id};
use crate::report::json::{answers, places};
use crate::report::page::Page;
use crate::report::who::{claim_text, named, side, who};
use crate::report::words::{count, places_in_words, standing};
use crate::weigh::{AnswerKind, Claim, Matter, Standing, Weight};

/// A claim. Its keys are those of the JSON report, where that has them.
#[derive(Serialize)]
pub(super) struct ClaimRow {
    id: String,
    text: String,
    /// The same for a person to read: with its verb where it accuses.
    #[serde(skip)]
    words: String,
    /// Who says so, for a person to read.
    said_by: Vec<String>,
    /// On which sides they are, for a person to read; empty where each is alone.
    on_side: Vec<String>,
    asserted: Vec<String>,
    denied: Vec<String>,
    asked: Vec<String>,
    sides: Vec<String>,
    matters: Weight,
    because: Vec<Matter>,
    places: Vec<PlaceOut>,
    /// The same for a person: "lines 3 and 9".
    place: String,
    own: bool,
    standing: Standing,
    grounds: String,
    /// For whoever checks it.
    checked_by: Option<String>,
    how: Option<String>,
    when: Option<String>,
}

impl Row for ClaimRow {
    const KEY: &'static str = "claims";
    const HEADINGS: &'static [&'static str] = &[
        "Id",
        "Place",
        "Claim",
        "Said by",
        "Side",
        "Standing",
        "Grounds",
        "Checked by",
        "How",
        "When",
    ];

    fn rows(checked: &Checked) -> Vec<Self> {
        checked.verdict.ledger.claims.iter().map(|claim| row(checked, claim)).collect()
    }

    fn cells(&self) -> Vec<String> {
        let empty = String::new;
        vec![
            self.id.clone(),
            self.place.clone(),
            self.words.clone(),
            self.said_by.join("; "),
            self.on_side.join("; "),
            standing(self.standing).to_owned(),
            self.grounds.clone(),
            empty(),
            empty(),
            empty(),
        ]
    }

    fn count(_: &Checked, rows: &[Self]) -> String {
        if rows.is_empty() { "no claims".to_owned() } else { count(rows.len(), "claim") }
    }

    fn list(rows: &[Self], page: &mut Page) {
        for row in rows {
            let lead = format!("[ ] {}  ", row.place);
            page.line("");
            page.wrapped(&lead, &row.words, |text| colored::Colorize::bold(text));
            page.entry("said by", &row.said_by.join("; "));
            page.entry("side", &row.on_side.join("; "));
            page.entry("standing", &format!("{}: {}", standing(row.standing), row.grounds));
            page.entry(&row.id, "checked by ………………  how ………………  when ………………");
        }
    }
}

fn row(checked: &Checked, claim: &Claim) -> ClaimRow {
    let mut said_by: Vec<String> = Vec::new();
    let mut on_side: Vec<String> = Vec::new();
    for n in &claim.attributions {
        let side = named(checked, *n).and_then(|id| side(checked, id));
        said_by.extend(who(checked, *n).filter(|who| !said_by.contains(who)));
        on_side.extend(side.filter(|side| !on_side.contains(side)));
    }
    let starts =
        std::iter::once(claim.span.start).chain(claim.attributions.iter().filter_map(|n| {
            checked.verdict.parsed.attributions[*n].content.first().map(|span| span.start)
        }));
    ClaimRow {
        id: claim.id.clone(),
        text: claim.text.clone(),
        words: claim_text(checked, claim),
        said_by,
        on_side,
        asserted: claim.attributions.iter().copied().map(attribution_id).collect(),
        denied: answers(claim, &[AnswerKind::Denies]),
        asked: answers(claim, &[AnswerKind::Declines, AnswerKind::Silent]),
        sides: claim.sides.iter().copied().map(side_id).collect(),
        matters: claim.weight,
        because: claim.matters.clone(),
        places: places(checked, claim),
        place: places_in_words(&checked.draft, starts),
        own: claim.own,
        standing: claim.standing,
        grounds: claim.grounds.clone(),
        checked_by: None,
        how: None,
        when: None,
    }
}
