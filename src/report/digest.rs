//! What stands at the head and the foot of a report: who is heard, who is accused and silent, which
//! claims are in dispute, and which rest on one source. Chosen from the verdict, never worked out anew.

use std::collections::HashMap;

use super::checked::Checked;
use super::who::{is_pronoun, is_statement};
use super::words::one_line;
use crate::judge::in_sentence;
use crate::lexicon::Act;
use crate::resolve::SpeakerId;
use crate::weigh::{
    Accusation, AnswerKind, Claim, Gravity, Manner, Party, Rests, Standing, Weight,
};

/// Somebody who is heard, and how often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Heard {
    /// The speaker, where it is certain who speaks; else the words of the draft.
    pub name: String,
    /// How many statements are certainly theirs.
    pub certain: usize,
    /// How many more are likely theirs.
    pub likely: usize,
}

/// Who is heard.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Hearing {
    /// Who is heard, most statements first, then by first statement.
    pub heard: Vec<Heard>,
    /// All statements of the draft.
    pub statements: usize,
    /// Statements of which it is open whose they are.
    pub open: usize,
    /// Who was asked and did not answer, with the attribution that says so.
    pub silent: Vec<(String, usize)>,
}

/// What a statement is counted under.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Key {
    Speaker(SpeakerId),
    Words(String),
}

/// Who is heard in a draft, and how certain that is.
pub(super) fn hearing(checked: &Checked) -> Hearing {
    let mut found = Hearing::default();
    let mut at: HashMap<Key, usize> = HashMap::new();
    for (n, attribution) in checked.verdict.parsed.attributions.iter().enumerate() {
        match attribution.act {
            _ if !is_statement(checked, n) => continue,
            Act::NoComment => {
                let name = silent(checked, n).map(|name| inside(checked, name));
                let new = name.filter(|name| found.silent.iter().all(|(old, _)| old != name));
                found.silent.extend(new.map(|name| (name, n)));
                continue;
            }
            _ => found.statements += 1,
        }
        let certain = checked.verdict.story.certain(n).is_some();
        let sources = sources(checked, n);
        found.open += usize::from(sources.is_empty());
        for (key, name) in sources {
            let place = *at.entry(key).or_insert(found.heard.len());
            if place == found.heard.len() {
                let words = own_words(checked, n).filter(|_| !certain);
                let name = inside(checked, words.unwrap_or(name));
                found.heard.push(Heard { name, certain: 0, likely: 0 });
            }
            let heard = &mut found.heard[place];
            if certain {
                heard.name = inside(checked, name);
                heard.certain += 1;
            } else {
                heard.likely += 1;
            }
        }
    }
    // One that only a pronoun stands for is open; what only words say is certain in those words.
    found.heard.retain(|heard| {
        let kept = !heard.name.is_empty();
        found.open += if kept { 0 } else { heard.likely };
        kept
    });
    for heard in found.heard.iter_mut().filter(|heard| heard.certain == 0) {
        (heard.certain, heard.likely) = (heard.likely, 0);
    }
    found.heard.sort_by_key(|heard| std::cmp::Reverse(heard.certain + heard.likely));
    found
}

/// Whose statement it is, as far as that is known; none where it is open. Sides are not joined here: who is
/// heard is told one by one.
fn sources(checked: &Checked, n: usize) -> Vec<(Key, &str)> {
    let story = &checked.verdict.story;
    let certain = story.certain(n).is_some();
    match story.bindings[n].speakers() {
        [speaker] => vec![(Key::Speaker(*speaker), story.speakers[speaker.0].name.as_str())],
        known @ [_, _, ..] if certain => known
            .iter()
            .map(|speaker| (Key::Speaker(*speaker), story.speakers[speaker.0].name.as_str()))
            .collect(),
        _ => own_words(checked, n)
            .filter(|words| !words.is_empty())
            .map(|words| (Key::Words(words.to_lowercase()), words))
            .into_iter()
            .collect(),
    }
}

/// Who did not answer: by name where that is certain, else in the words of the draft.
fn silent(checked: &Checked, n: usize) -> Option<&str> {
    let story = &checked.verdict.story;
    let name = story.certain(n).map(|id| story.speakers[id.0].name.as_str());
    name.or_else(|| own_words(checked, n)).filter(|name| !name.is_empty())
}

/// A name among others: on one line, "the company" rather than "The company".
fn inside(checked: &Checked, name: &str) -> String {
    in_sentence(&one_line(name), "", &checked.rulebook.lexicon)
}

/// The source in the words of the draft; empty for a pronoun.
fn own_words(checked: &Checked, n: usize) -> Option<&str> {
    let source = checked.verdict.parsed.attributions[n].source.as_ref()?;
    let named = source.mention.is_some() && !is_pronoun(checked, n);
    Some(if named { checked.draft.words(source.span) } else { "" })
}

impl Heard {
    /// "3", or "3 (likely 5)" where it is only likely that more are theirs.
    pub(super) fn times(&self) -> String {
        match self.likely {
            0 => self.certain.to_string(),
            likely => format!("{} (likely {})", self.certain, self.certain + likely),
        }
    }
}

/// What the headline and the lead rest on, in the words of `rules/wording.yaml`.
pub(super) fn rests_on(checked: &Checked, rests: Rests) -> &String {
    let wording = &checked.rulebook.wording;
    match rests {
        Rests::Unsourced => &wording.rests_unsourced,
        Rests::OneSource => &wording.rests_one_source,
        Rests::OneSide => &wording.rests_one_side,
        Rests::Record => &wording.rests_record,
        Rests::Several => &wording.rests_several,
    }
}

/// Who is accused of a wrong and certainly not heard, by name, with the first accusation: nobody speaks who
/// may be of the party, and nobody was asked who may be.
pub(super) fn unheard(checked: &Checked) -> Vec<(String, &Accusation)> {
    let ledger = &checked.verdict.ledger;
    let asked = ledger.unbound.iter().any(|answer| {
        let silent = matches!(answer.kind, AnswerKind::Declines | AnswerKind::Silent);
        silent && checked.verdict.story.certain(answer.attribution).is_none()
    });
    if asked {
        return Vec::new();
    }
    let each = ledger.parties.iter().filter(|party| is_unheard(checked, party));
    each.filter_map(|party| {
        let mut all = party.accusations.iter().map(|n| &ledger.accusations[*n]);
        let first = all.find(|accusation| is_plain(checked, accusation))?;
        Some((inside(checked, &checked.verdict.story.sides[party.side.0].name), first))
    })
    .collect()
}

/// True where nobody of a party speaks or was asked, as far as the draft shows.
fn is_unheard(checked: &Checked, party: &Party) -> bool {
    let (ledger, story) = (&checked.verdict.ledger, &checked.verdict.story);
    let replied = party.accusations.iter().any(|n| ledger.accusations[*n].reply.is_some());
    let open = party.asked.is_none() && party.perhaps.is_none() && party.settled.is_none();
    let speaks = story
        .bindings
        .iter()
        .any(|meaning| meaning.speakers().iter().any(|id| story.speakers[id.0].side == party.side));
    party.statements.is_empty() && open && !replied && !speaks
}

/// True for an accusation of a wrong against somebody who is named outright and is certainly of the side.
fn is_plain(checked: &Checked, accusation: &Accusation) -> bool {
    let certain =
        accusation.accused_speaker.is_some_and(|id| checked.verdict.story.is_side_certain(id));
    let outright = accusation.named && accusation.manner == Manner::Explicit;
    certain && outright && accusation.gravity >= Gravity::Wrong
}

/// The claims that another side denies.
pub(super) fn disputed(checked: &Checked) -> impl Iterator<Item = &Claim> {
    checked.verdict.ledger.claims.iter().filter(|claim| claim.standing == Standing::Disputed)
}

/// True for a claim that somebody else could confirm and nobody else does, and that matters.
pub(super) fn is_to_check(claim: &Claim) -> bool {
    let alone = matches!(
        claim.standing,
        Standing::OneSource | Standing::OneSide | Standing::OneSideAsked | Standing::Unsourced
    );
    alone && !claim.sides.is_empty() && claim.weight == Weight::High && !claim.own && !claim.private
}
