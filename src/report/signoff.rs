//! How far the claims of a draft have been checked, and what has changed since.

use std::io::{self, Write};

use super::checked::{Checked, Style};
use super::page::Page;
use super::who::{called, claim_text, is_pronoun, says, who};
use super::words::{count, one_line, places_in_words};
use crate::adopt::{Fate, Pairing, Signed, SignedClaim, Signoff, State, Was};
use crate::weigh::{AnswerKind, plain};

/// The claims of a draft, as a sign-off needs them.
#[must_use]
pub fn claims_to_sign(checked: &Checked) -> Vec<SignedClaim> {
    let attributions = &checked.verdict.parsed.attributions;
    let claims = checked.verdict.ledger.claims.iter();
    claims
        .map(|claim| {
            let own = claim.attributions.iter().map(|n| (*n, attributions[*n].turns()));
            let denials = claim.answers.iter().filter(|answer| answer.kind == AnswerKind::Denies);
            let all: Vec<(usize, bool)> =
                own.chain(denials.map(|answer| (answer.attribution, true))).collect();
            let mut speakers: Vec<String> = Vec::new();
            for (n, denies) in &all {
                let who = speaker(checked, *n);
                let who =
                    who.map(|who| if *denies { format!("{who}, who denies it") } else { who });
                speakers.extend(who.filter(|who| !speakers.contains(who)));
            }
            let contents = claim
                .attributions
                .iter()
                .filter_map(|n| attributions[*n].content.first().map(|content| content.start));
            let starts = std::iter::once(claim.span.start).chain(contents);
            SignedClaim {
                id: claim.id.clone(),
                words: claim_text(checked, claim),
                speaker: speakers.join("; "),
                denied: all.iter().filter(|(_, denies)| *denies).count(),
                place: places_in_words(&checked.draft, starts),
            }
        })
        .collect()
}

/// Who speaks, in the words of the draft too: "the mayor (Ann Webb)". An edit elsewhere can change the
/// name, but not the words.
fn speaker(checked: &Checked, n: usize) -> Option<String> {
    let who = who(checked, n)?;
    let words = called(checked, n).filter(|_| !is_pronoun(checked, n));
    Some(match words {
        Some(words) if !says(&who, &words) => format!("{words} ({who})"),
        _ => who,
    })
}

/// What is shown of a sign-off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// All claims.
    All,
    /// What nobody has checked as it is now.
    Open,
}

/// Writes the sign-off of a file: how many claims are open, what is new and what has changed since it
/// was written, and the state of each. Gives the number of those that are open.
pub fn signoff(
    out: &mut dyn Write,
    drafts: &[Checked],
    signoff: &Signoff,
    today: &[SignedClaim],
    shown: Shown,
    style: Style,
) -> io::Result<usize> {
    let pairing = signoff.pairing(today);
    let texts: Vec<String> = drafts.iter().map(|checked| plain(&checked.draft.text)).collect();
    let list = listed(signoff, today, &pairing, &texts);
    let mut page = Page::new(style);
    if let Some(first) = drafts.first() {
        page.title_of(&first.draft.path, &tally(&list));
    }
    for (title, of) in GROUPS {
        if shown == Shown::Open && !of.is_open() {
            continue;
        }
        let lines: Vec<&Line<'_>> = list.iter().filter(|line| line.group == of).collect();
        if !lines.is_empty() {
            page.section(title);
        }
        for line in lines {
            entry(&mut page, line);
        }
    }
    out.write_all(page.text().as_bytes())?;
    Ok(list.iter().filter(|line| line.group.is_open()).count())
}

/// Under what a claim is listed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    New,
    Changed,
    Given,
    Uncredited,
    Open,
    Disputed,
    Confirmed,
    Gone,
    Cut,
}

impl Group {
    const fn is_open(self) -> bool {
        matches!(self, Self::New | Self::Changed | Self::Given | Self::Uncredited | Self::Open)
    }
}

/// The groups in the order of the page.
const GROUPS: [(&str, Group); 9] = [
    ("New since the last sign-off", Group::New),
    ("Said otherwise since, open again", Group::Changed),
    ("Given to somebody else since, open again", Group::Given),
    ("In the draft, and nobody is credited with it any more", Group::Uncredited),
    ("Open", Group::Open),
    ("Disputed", Group::Disputed),
    ("Confirmed", Group::Confirmed),
    ("Gone from the draft since", Group::Gone),
    ("Cut from the draft", Group::Cut),
];

/// A claim on the page.
struct Line<'a> {
    group: Group,
    id: &'a str,
    words: &'a str,
    speaker: &'a str,
    place: &'a str,
    signed: Option<&'a Signed>,
    was: Option<Was>,
    /// True where the words are the same, and who said so denies it.
    turned: bool,
}

/// All claims of today in the order of the draft, then those that are gone.
/// One whose words are still there has lost whoever was credited with it.
fn listed<'a>(
    signoff: &'a Signoff,
    today: &'a [SignedClaim],
    pairing: &Pairing,
    texts: &[String],
) -> Vec<Line<'a>> {
    let line = |(n, claim): (usize, &'a SignedClaim)| {
        let pair = pairing.pairs.iter().find(|pair| pair.new == n);
        let signed = pair.map(|pair| &signoff.claims[pair.old]);
        let fate = pair.map(|pair| pair.fate);
        let entry = pair.zip(signed).map(|(pair, signed)| signed.today(claim, pair.fate));
        let group = match (fate, entry.as_ref().map(|entry| entry.state)) {
            (None, _) => Group::New,
            (Some(Fate::Reworded | Fate::Turned), _) => Group::Changed,
            (Some(Fate::Given), _) => Group::Given,
            (_, Some(State::Confirmed)) => Group::Confirmed,
            (_, Some(State::Disputed)) => Group::Disputed,
            _ => Group::Open,
        };
        let was = entry.and_then(|entry| entry.was);
        Line {
            group,
            id: &claim.id,
            words: &claim.words,
            speaker: &claim.speaker,
            place: &claim.place,
            signed,
            // Once it is checked again, what it was is in the file.
            was: was.filter(|_| group.is_open()),
            turned: fate == Some(Fate::Turned),
        }
    };
    let gone = pairing.gone.iter().map(|n| {
        let signed = &signoff.claims[*n];
        let words = plain(&signed.words);
        let there = words.contains(' ') && texts.iter().any(|text| text.contains(&words));
        let group = match signed.state {
            State::Cut => Group::Cut,
            _ if there => Group::Uncredited,
            _ => Group::Gone,
        };
        Line {
            group,
            id: &signed.id,
            words: &signed.words,
            speaker: if group == Group::Uncredited { "" } else { &signed.speaker },
            place: "",
            signed: Some(signed),
            was: (group == Group::Uncredited).then(|| signed.as_was()),
            turned: false,
        }
    });
    today.iter().enumerate().map(line).chain(gone).collect()
}

/// "3 of 7 claims open · 1 new · 1 said otherwise · 3 confirmed"
fn tally(list: &[Line<'_>]) -> String {
    let there = list.iter().filter(|l| !matches!(l.group, Group::Gone | Group::Cut)).count();
    let open = list.iter().filter(|line| line.group.is_open()).count();
    let mut parts = vec![match (open, there) {
        (_, 0) => "no claims".to_owned(),
        (0, _) => format!("{}, none open", count(there, "claim")),
        _ => format!("{open} of {} open", count(there, "claim")),
    }];
    for (of, word) in [
        (Group::New, "new"),
        (Group::Changed, "said otherwise"),
        (Group::Given, "given to somebody else"),
        (Group::Uncredited, "not credited"),
        (Group::Confirmed, "confirmed"),
        (Group::Disputed, "disputed"),
        (Group::Gone, "gone"),
    ] {
        let number = list.iter().filter(|line| line.group == of).count();
        if number > 0 {
            parts.push(format!("{number} {word}"));
        }
    }
    parts.join(" · ")
}

/// One claim.
fn entry(page: &mut Page, line: &Line<'_>) {
    let lead = format!("  {}  ", line.id);
    let place = if line.place.is_empty() { String::new() } else { format!(" ({})", line.place) };
    page.plain(&lead, &format!("“{}”{place}", line.words));
    let label = |page: &mut Page, label: &str, words: &str| page.entry(label, &one_line(words));
    label(page, "said by", line.speaker);
    if let Some(was) = &line.was {
        let mut words = format!("{}: “{}”", was.id, was.words);
        if matches!(line.group, Group::Given | Group::Uncredited) {
            words = format!("{}: said by {}", was.id, was.speaker);
        } else if line.turned {
            words = match was.denied {
                0 => format!("{}: said, not denied", was.id),
                _ => format!("{}: denied", was.id),
            };
        }
        if was.state != State::Open {
            words.push_str(", ");
            words.push_str(&checked_by(
                was.state,
                was.by.as_deref(),
                was.how.as_deref(),
                was.date.as_deref(),
            ));
        }
        label(page, "was", &words);
    }
    if let Some(signed) = line.signed {
        if !line.group.is_open() && signed.by.is_some() {
            let state = if signed.state == State::Cut { signed.before } else { Some(signed.state) };
            let state = state.unwrap_or_default();
            label(
                page,
                "checked",
                &checked_by(
                    state,
                    signed.by.as_deref(),
                    signed.how.as_deref(),
                    signed.date.as_deref(),
                ),
            );
        }
        label(page, "note", signed.note.as_deref().unwrap_or_default());
    }
}

/// "confirmed by Ann Reed: phone, 12 Oct"
fn checked_by(state: State, by: Option<&str>, how: Option<&str>, date: Option<&str>) -> String {
    let by = by.map_or(String::new(), |by| format!(" by {by}"));
    let how: Vec<&str> = [how, date].into_iter().flatten().collect();
    let how = if how.is_empty() { String::new() } else { format!(": {}", how.join(", ")) };
    format!("{}{by}{how}", state.name())
}
