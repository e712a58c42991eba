//! How a claim stands, and one sentence that says why.

use super::{AnswerKind, Claim, Standing};
use crate::lexicon::{Act, CueClass};
use crate::parse::Parsed;
use crate::read::Draft;
use crate::resolve::{CampId, SpeakerKind, Story};

/// The first standing that holds.
pub(super) fn standing(claim: &Claim, parsed: &Parsed, story: &Story) -> Standing {
    let answered = |kind: AnswerKind| claim.answers.iter().find(|a| a.kind == kind);
    let foreign = |camp: Option<CampId>| camp.is_none_or(|camp| !claim.camps.contains(&camp));
    if answered(AnswerKind::Denies).is_some_and(|a| foreign(a.camp)) {
        return Standing::Disputed;
    }
    if claim.attributions.iter().any(|a| documented(parsed, story, *a)) {
        return Standing::Documented;
    }
    if answered(AnswerKind::Confirms).is_some_and(|a| foreign(a.camp)) {
        return Standing::BothSidesAgree;
    }
    if claim.camps.len() >= 2 {
        return Standing::IndependentlySupported;
    }
    if claim
        .answers
        .iter()
        .any(|a| matches!(a.kind, AnswerKind::Declines | AnswerKind::Silent) && foreign(a.camp))
    {
        return Standing::OneCampAskedAndSilent;
    }
    if voices(claim, story).len() >= 2 { Standing::OneCamp } else { Standing::OneVoice }
}

/// True for what a court or a public record shows, and for sources that the newsroom takes for one.
fn documented(parsed: &Parsed, story: &Story, attribution: usize) -> bool {
    let a = &parsed.attributions[attribution];
    let speaker = story.bindings[attribution].speaker();
    if speaker.is_some_and(|id| story.speakers[id.0].is_record) {
        return true;
    }
    let court = story.bindings[attribution]
        .speaker()
        .is_some_and(|id| story.speakers[id.0].kind == SpeakerKind::Court);
    court
        && (a.act == Act::Decision || a.cue.as_ref().is_some_and(|c| c.class == CueClass::Announce))
}

/// The names of those who state a claim, each once.
pub(super) fn voices(claim: &Claim, story: &Story) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for attribution in &claim.attributions {
        if let Some(id) = story.bindings[*attribution].speaker() {
            let name = &story.speakers[id.0].name;
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
    }
    names
}

/// One sentence for an editor.
pub(super) fn grounds(claim: &Claim, draft: &Draft, parsed: &Parsed, story: &Story) -> String {
    let voices = voices(claim, story);
    let list = voices.join(", ");
    let camps: Vec<&str> = claim.camps.iter().map(|c| story.camps[c.0].name.as_str()).collect();
    let who = match (camps.as_slice(), voices.as_slice()) {
        ([], _) => "the source is not clear".to_owned(),
        ([camp], [voice]) if camp == voice || the(camp) == *voice => (*voice).clone(),
        ([camp], _) => format!("{} ({list})", the(camp)),
        _ => list,
    };
    let answer = |kind: AnswerKind, words: &str| {
        let found = claim.answers.iter().find(|a| a.kind == kind)?;
        let a = &parsed.attributions[found.attribution];
        let line = draft.line_of(a.span().start);
        let source = a.source.as_ref().map_or("nobody", |s| draft.words(s.span));
        Some(format!("{} {words}, line {line}", shorten(source)))
    };
    let silent = answer(AnswerKind::Declines, "was asked and declined")
        .or_else(|| answer(AnswerKind::Silent, "was asked and did not answer"));
    match claim.standing {
        Standing::Disputed => {
            let denial = answer(AnswerKind::Denies, "denies it").unwrap_or_default();
            format!("Said by {who}; {denial}.")
        }
        Standing::Documented => format!("On record: {who}."),
        Standing::BothSidesAgree => {
            let other = answer(AnswerKind::Confirms, "confirms it").unwrap_or_default();
            format!("Said by {who}; {other}.")
        }
        Standing::IndependentlySupported => format!("Said by {} camps: {who}.", claim.camps.len()),
        Standing::OneCampAskedAndSilent => {
            format!("Only {who} says so; {}.", silent.unwrap_or_default())
        }
        Standing::OneCamp | Standing::OneVoice if claim.camps.is_empty() => {
            "It is not clear who says so.".to_owned()
        }
        Standing::OneCamp | Standing::OneVoice => {
            let unverified = claim.answers.iter().any(|a| a.kind == AnswerKind::Unverified);
            let rest =
                if unverified { "; the draft says that it could not be verified" } else { "" };
            format!("Only {who} says so{rest}.")
        }
        Standing::Unsourced => "Nobody is credited with it.".to_owned(),
    }
}

/// "the" before a common name: "Venezuelan government".
fn the(camp: &str) -> String {
    if camp.ends_with("government") && !camp.starts_with("the ") {
        format!("the {camp}")
    } else {
        camp.to_owned()
    }
}

/// The first words of a long source.
fn shorten(source: &str) -> String {
    let words: Vec<&str> = source.split_whitespace().collect();
    let words: Vec<&str> = words
        .iter()
        .enumerate()
        .map(|(n, w)| if n == 0 && *w == "The" { "the" } else { *w })
        .collect();
    if words.len() <= 8 { words.join(" ") } else { format!("{} …", words[..8].join(" ")) }
}
