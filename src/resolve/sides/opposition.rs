//! The stances that are never one side: government and opposition, prosecution and accused, police
//! and suspect.

use crate::lexicon::{Class, Classes};
use crate::parse::{Parsed, Shape};
use crate::resolve::{Context, Opposition, SideId, Speaker, SpeakerKind, Story};
use crate::span::Span;

/// Where a speaker stands by what it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Stance(u8);

const GOVERNMENT: u8 = 1;
const OPPOSITION: u8 = 2;
const PROSECUTION: u8 = 4;
const ACCUSED: u8 = 8;
const POLICE: u8 = 16;

/// Which stances are against each other, and how that is called.
const AGAINST: [(u8, u8, &str); 3] = [
    (GOVERNMENT, OPPOSITION, "government and opposition"),
    (PROSECUTION, ACCUSED, "prosecution and accused"),
    (POLICE, ACCUSED, "police and suspect"),
];

impl Stance {
    /// True when one has a stance that is against one of the other.
    pub(super) fn against(self, other: Self) -> bool {
        self.reason(other).is_some()
    }

    /// Both together.
    pub(super) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn reason(self, other: Self) -> Option<&'static str> {
        AGAINST
            .iter()
            .find(|(a, b, _)| {
                self.0 & a != 0 && other.0 & b != 0 || self.0 & b != 0 && other.0 & a != 0
            })
            .map(|(.., reason)| *reason)
    }
}

/// The stance of every speaker.
pub(super) fn of(cx: Context<'_>) -> Vec<Stance> {
    cx.story.speakers.iter().map(|speaker| stance(cx, speaker)).collect()
}

/// What a speaker is, by the head of its first descriptions.
///
/// > **the opposition**, **the accused**, **police**
fn stance(cx: Context<'_>, speaker: &Speaker) -> Stance {
    let mut stance = 0;
    if speaker.kind == SpeakerKind::Government {
        stance |= GOVERNMENT;
    }
    for mention in speaker.mentions.iter().take(8) {
        let mention = &cx.parsed.mentions[mention.0];
        // "Tarn Police" is a name as a whole.
        let name = mention.name.filter(|_| mention.shape != Shape::Person);
        let Some(head) = mention.head.or(mention.role).or(name) else { continue };
        let mut words = Classes::NONE;
        // Lists hold phrases, "opposition leader": the head word has their class too.
        for token in cx.text.tokens_in(head) {
            words.add(token.classes);
        }
        // "His lawyer" is no accused, though "defence lawyer" is of that side.
        if words.has(Class::Opposition) {
            stance |= OPPOSITION;
        }
        if words.has(Class::Prosecution) {
            stance |= PROSECUTION;
        }
        if words.has(Class::Defence) && !words.has(Class::Lawyer) {
            stance |= ACCUSED;
        }
        if words.has(Class::Police) && !words.has(Class::Defence) {
            stance |= POLICE;
        }
    }
    Stance(stance)
}

/// Notes which sides are against each other.
pub(super) fn oppose(parsed: &Parsed, story: &mut Story, stances: &[Stance]) {
    // The first speaker of each stance in each side will do.
    let mut first: Vec<(Stance, SideId, Option<Span>)> = Vec::new();
    for (speaker, stance) in story.speakers.iter().zip(stances) {
        let known = first.iter().any(|(s, side, _)| s == stance && *side == speaker.side);
        if stance.0 == 0 || known || first.len() >= 64 {
            continue;
        }
        let span = speaker.mentions.first().map(|m| parsed.mentions[m.0].span);
        first.push((*stance, speaker.side, span));
    }
    for (n, (stance, side, _)) in first.iter().enumerate() {
        for (other, against, span) in &first[n + 1..] {
            let Some(reason) = stance.reason(*other) else { continue };
            let sides = ((*side).min(*against), (*side).max(*against));
            let known = story.opposed.iter().any(|o| o.sides == sides);
            if sides.0 != sides.1
                && !known
                && let Some(span) = span
            {
                story.opposed.push(Opposition { sides, span: *span, reason });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resolve::testing::side_of;

    #[test]
    fn police_and_suspect_are_against_each_other_whichever_comes_first() {
        assert!(Stance(POLICE).against(Stance(ACCUSED)));
        assert!(Stance(ACCUSED).against(Stance(POLICE)));
        assert!(!Stance(POLICE).against(Stance(GOVERNMENT)));
    }

    #[test]
    fn sides_are_against_each_other_by_what_they_are() {
        let opposed = |copy: &str, a: &str, b: &str| {
            let cx = crate::testing::resolved(copy);
            cx.story.are_opposed(side_of(cx, a), side_of(cx, b))
        };
        assert!(opposed("Police said no. The suspect said yes.", "police", "the suspect"));
        assert!(!opposed("Police said no. Prosecutors said yes.", "police", "prosecutors"));
        let copy = "The Peruvian government said no. The opposition said yes.";
        assert!(opposed(copy, "the Peruvian government", "the opposition"));
        assert!(opposed(copy, "the opposition", "the Peruvian government"));
        let copy = "Prosecutors said no. The defendant said yes. Tom Hale said so too.";
        assert!(opposed(copy, "prosecutors", "the defendant"));
        assert!(!opposed(copy, "prosecutors", "Tom Hale"));
    }

    #[test]
    fn two_sides_together_have_both() {
        let both = Stance(POLICE).with(Stance(GOVERNMENT));
        assert!(both.against(Stance(ACCUSED)) && both.against(Stance(OPPOSITION)));
        assert!(!Stance::default().against(both));
        assert_eq!(
            Stance(OPPOSITION).reason(Stance(GOVERNMENT)),
            Some("government and opposition")
        );
    }
}
