//! Who is of the administration of a president or a governor.

use super::joined::Joined;
use super::labels::{Label, is_named_person, up_to_comma};
use crate::lexicon::{Class, FunctionWord};
use crate::resolve::{Context, SideKind, SpeakerId, SpeakerKind};
use crate::tokenise::token::{Pos, Token};

/// The administration, its officials and the one who heads it are one side, where the draft has one
/// head of a government. What is federal is a president's.
///
/// > **President** Ann Hale … **the administration** … **federal** officials
pub(super) fn administrations(joined: &mut Joined<'_>) {
    let cx = joined.cx;
    let speaks = joined.speaks.clone();
    let labels = joined.labels.clone();
    let mut heads: Vec<(SpeakerId, bool)> = Vec::new();
    let mut own: Vec<(SpeakerId, Label<'_>)> = Vec::new();
    for (n, speaker) in cx.story.speakers.iter().enumerate() {
        let id = SpeakerId(n);
        if is_named_person(speaker) {
            heads.extend(labels.of(id).iter().find_map(|l| head(*l)).map(|fed| (id, fed)));
        } else if speaks[n] {
            own.extend(labels.of(id).first().map(|label| (id, *label)));
        }
    }
    let [(head, president)] = heads.as_slice() else { return };
    if *president {
        // The seat need not speak: it shows of which state the president is.
        let named = (0..speaks.len()).map(SpeakerId).filter(|id| {
            let speaker = &cx.story.speakers[id.0];
            speaks[id.0] || speaker.kind == SpeakerKind::Government && speaker.state.is_some()
        });
        let seats = named.filter_map(|id| labels.of(id).first().map(|label| (id, *label)));
        seat(joined, *head, &seats.collect::<Vec<_>>());
        ministers(joined, *head, &speaks);
    }
    let name = &cx.story.speakers[head.0].name;
    let surname = name.rsplit(' ').next().unwrap_or_default().to_owned();
    for (id, label) in own {
        let Some(federal) = of(cx, id, label, &surname) else { continue };
        if !federal || *president {
            joined.join(*head, id, label.span, SideKind::Administration);
        }
    }
}

/// The seat of a government is its president's, where the draft has one of each.
///
/// > **President** Ann Hale … the **White House**
fn seat(joined: &mut Joined<'_>, head: SpeakerId, own: &[(SpeakerId, Label<'_>)]) {
    let cx = joined.cx;
    let seats = own.iter().filter_map(|(id, label)| {
        let seat = label.words.iter().find(|t| t.is(Class::Seat))?;
        Some((*id, label.span, seat.state?))
    });
    let seats: Vec<_> = seats.collect();
    let known = cx.story.speakers[head.0].state;
    let one = seats.first().is_some_and(|(.., first)| {
        seats.iter().all(|(.., state)| state == first) && known.is_none_or(|k| k == *first)
    });
    for (id, span, _) in seats.iter().filter(|_| one) {
        joined.join(head, *id, *span, SideKind::Administration);
    }
}

/// A secretary of a department is the president's, where no governor is named.
///
/// > **President** Ann Hale … **Defense Secretary** Jo Penn
fn ministers(joined: &mut Joined<'_>, head: SpeakerId, speaks: &[bool]) {
    let cx = joined.cx;
    let labels = joined.labels.clone();
    for n in (0..speaks.len()).filter(|n| speaks[*n] && *n != head.0) {
        let speaker = &cx.story.speakers[n];
        if !is_named_person(speaker) || speaker.state.is_some() {
            continue;
        }
        let office = labels.of(SpeakerId(n)).iter().find(|label| {
            let words = up_to_comma(label.words);
            let last = words
                .last()
                .is_some_and(|t| t.among(FunctionWord::CabinetPost) && t.is(Class::StateOffice));
            last && words.iter().all(|t| t.is_capitalised() && t.is(Class::StateOffice))
        });
        if let Some(label) = office {
            joined.join(head, SpeakerId(n), label.span, SideKind::Administration);
        }
    }
}

/// Whether somebody heads a government, and whether it is that of the whole country.
fn head(label: Label<'_>) -> Option<bool> {
    let words = up_to_comma(label.words);
    let last = words.last()?;
    if words.iter().any(|t| t.among(FunctionWord::OutOfOffice)) || words.len() > 3 {
        return None;
    }
    if last.is(Class::Governor) {
        return Some(false);
    }
    // "President Ann Hale", and nothing of what: that of a country.
    let alone = words.len() == 1 || words[..words.len() - 1].iter().all(|t| t.state.is_some());
    let sole = last.is(Class::StateOffice) && last.among(FunctionWord::HeadOfGovernment);
    (sole && alone && last.is_capitalised()).then_some(true)
}

/// Whether an administration or its officials, with no name or that of its head, are federal.
fn of(cx: Context<'_>, id: SpeakerId, label: Label<'_>, head: &str) -> Option<bool> {
    let speaker = &cx.story.speakers[id.0];
    let words = up_to_comma(label.words);
    let body = matches!(
        speaker.kind,
        SpeakerKind::Government
            | SpeakerKind::Organisation
            | SpeakerKind::Anonymous
            | SpeakerKind::Group
            | SpeakerKind::Spokesperson
    );
    let at = words
        .iter()
        .position(|t| t.among(FunctionWord::Administration) || t.among(FunctionWord::Federal))?;
    let named = |t: &Token<'_>| {
        t.is_capitalised()
            && t.is_wordlike()
            && t.text != head
            && !t.is(Class::Party)
            && !t.is(Class::PartyMember)
    };
    // The first word may have its capital from the sentence.
    let first = usize::from(words[0].among(FunctionWord::Article) || words[0].pos != Pos::Nnp);
    let plain = !words[first.min(at)..at].iter().any(named) && words[0].state.is_none();
    let federal = words[at].among(FunctionWord::Federal);
    let acts = !federal
        || words[at + 1..].iter().any(|t| t.is(Class::Official) || t.is(Class::Government));
    (body && plain && acts).then_some(federal)
}

#[cfg(test)]
mod tests {
    use crate::resolve::testing::one_side;

    #[test]
    fn the_administration_is_that_of_the_one_head() {
        let copy = "Gov. Ann Hale said the road was shut. The administration said it was open.";
        assert!(one_side(copy, "Ann Hale", "The administration"));
        let copy = "President Ann Hale said the road was shut. Federal officials said it was open.";
        assert!(one_side(copy, "Ann Hale", "Federal officials"));
        let copy = "President Ann Hale said the road was shut. The White House said it was open.";
        assert!(one_side(copy, "Ann Hale", "White House"));
        let copy = "President Ann Hale said the road was shut. Defense Secretary Jo Penn said it was open.";
        assert!(one_side(copy, "Ann Hale", "Jo Penn"));
        let copy = "Gov. Ann Hale said the road was shut. Federal officials said it was open.";
        assert!(!one_side(copy, "Ann Hale", "Federal officials"));
        let copy = "Gov. Ann Hale said the road was shut. Gov. Jo Penn said it was late. The administration said it was open.";
        assert!(!one_side(copy, "Ann Hale", "The administration"));
    }
}
