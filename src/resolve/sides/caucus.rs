//! A party in a chamber of a parliament, with those who lead it and speak for it there.

use std::collections::BTreeMap;

use super::joined::Joined;
use super::labels::{Label, is_named_person, up_to_comma};
use crate::lexicon::{Class, FunctionWord};
use crate::resolve::{Context, SideKind, SpeakerId, SpeakerKind};
use crate::span::Span;
use crate::tokenise::token::Token;

/// The party of somebody is given at most so many words after the name: "Jo Penn (R., Tarn)".
const BRACKET: usize = 3;

/// So many mentions of a speaker are looked at.
const FIRST: usize = 6;

/// Which party, and which chamber if that is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Caucus {
    democratic: bool,
    senate: Option<bool>,
}

/// Joins a party in a chamber with its leaders and its voices there; each member speaks for
/// itself.
///
/// > **Senate Republicans** … **Senate Majority Leader** Jo Penn **(R., Tarn)**
pub(super) fn caucuses(joined: &mut Joined<'_>) {
    let cx = joined.cx;
    let speaks = joined.speaks.clone();
    let labels = joined.labels.clone();
    let mut all: BTreeMap<Caucus, Vec<(SpeakerId, Span)>> = BTreeMap::new();
    for n in (0..speaks.len()).filter(|n| speaks[*n]) {
        let id = SpeakerId(n);
        let found = labels.of(id).iter().find_map(|l| caucus(cx, id, *l).map(|c| (c, l.span)));
        if let Some((caucus, span)) = found {
            all.entry(caucus).or_default().push((id, span));
        }
    }
    for (caucus, members) in &all {
        // Of no chamber by its words: of the only one that speaks.
        let chambers: Vec<_> = all
            .keys()
            .filter(|c| c.democratic == caucus.democratic && c.senate.is_some())
            .collect();
        let own = match (caucus.senate, chambers.as_slice()) {
            (None, [one]) => all[*one].first(),
            _ => members.first(),
        };
        let Some((first, _)) = own else { continue };
        for (id, span) in members {
            joined.join(*first, *id, *span, SideKind::PartOfBody);
        }
    }
}

/// The caucus that somebody leads, speaks for or is.
fn caucus(cx: Context<'_>, id: SpeakerId, label: Label<'_>) -> Option<Caucus> {
    let words = up_to_comma(label.words);
    let has = |set| words.iter().any(|t| t.among(set));
    let out = has(FunctionWord::OutOfOffice) || words.iter().any(|t| t.is(Class::Candidate));
    let senate = match (has(FunctionWord::ChamberSenate), has(FunctionWord::ChamberHouse)) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    };
    let speaker = &cx.story.speakers[id.0];
    let voice = words.iter().any(|t| t.is(Class::Spokesperson));
    let leads = has(FunctionWord::LeadsCaucus);
    let person = is_named_person(speaker) || speaker.kind == SpeakerKind::TitleOnly;
    let whole = matches!(speaker.kind, SpeakerKind::Organisation | SpeakerKind::Group)
        && words.len() <= 4
        && (senate.is_some() || leads);
    if out || !(voice || leads && senate.is_some() && person || whole) {
        return None;
    }
    let party = party(words).or_else(|| bracket(cx, id))?;
    (leads || voice && senate.is_some() || whole).then_some(Caucus { democratic: party, senate })
}

/// Which party some words name: true for the one, false for the other.
fn party(words: &[Token<'_>]) -> Option<bool> {
    let capital = |t: &&Token<'_>| t.is_capitalised();
    words.iter().filter(capital).find_map(|t| {
        let democratic = t.among(FunctionWord::PartyDemocratic);
        (democratic || t.among(FunctionWord::PartyRepublican)).then_some(democratic)
    })
}

/// The party in the bracket after a name.
///
/// > Senate Majority Leader Jo Penn **(R., Tarn)**
fn bracket(cx: Context<'_>, id: SpeakerId) -> Option<bool> {
    cx.story.speakers[id.0].mentions.iter().take(FIRST).find_map(|m| {
        let name = &cx.parsed.mentions[m.0];
        let from = cx.text.within(name.span);
        let tokens = &cx.text.tokens[from.start..cx.text.tokens.len().min(from.end + BRACKET)];
        let open = tokens.iter().position(|t| t.text == "(")?;
        party(&tokens[open + 1..tokens.len().min(open + 2)])
    })
}

#[cfg(test)]
mod tests {
    use crate::resolve::testing::one_side;

    #[test]
    fn a_caucus_is_one_side_with_its_leader() {
        let copy = "Senate Republicans said the road was shut. Senate Majority Leader Jo Penn (R., Tarn) said it was \
                    open.";
        assert!(one_side(copy, "Senate Republicans", "Jo Penn"));
        let copy = "Senate Democrats said the road was shut. Senate Majority Leader Jo Penn (R., Tarn) said it was \
                    open.";
        assert!(!one_side(copy, "Senate Democrats", "Jo Penn"));
        let copy =
            "Senate Republicans said the road was shut. Sen. Jo Penn (R., Tarn) said it was open.";
        assert!(!one_side(copy, "Senate Republicans", "Jo Penn"));
        let copy = "House Republicans said the road was shut. Senate Majority Leader Jo Penn (R., Tarn) said it was \
                    open.";
        assert!(!one_side(copy, "House Republicans", "Jo Penn"));
    }
}
