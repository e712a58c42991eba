//! Does an attribution pass on what somebody else has said?

use std::ops::Range;

use crate::judge::view::View;
use crate::lexicon::{Act, Class, CueClass, Frame, FunctionWord};
use crate::parse::{Form, Shape};
use crate::resolve::{Meaning, SpeakerKind};
use crate::tokenise::token::Pos;

/// The place where an attribution reports what somebody else has said: "the king had said".
pub(in crate::judge) fn second_hand(view: &View<'_>, n: usize) -> Option<Range<usize>> {
    let attribution = &view.parsed.attributions[n];
    let teller = view.story.bindings[n].speaker()?;
    let outer = &view.story.speakers[teller.0];
    let said = matches!(
        attribution.cue.as_ref()?.class,
        CueClass::NeutralReport | CueClass::Announce | CueClass::Argue | CueClass::Factive
    );
    let person =
        !matches!(outer.kind, SpeakerKind::Outlet | SpeakerKind::Court | SpeakerKind::Document);
    if !said || !person || attribution.form == Form::Direct {
        return None;
    }
    attribution.content.iter().find_map(|piece| {
        let range = view.tokens_of(*piece);
        range.clone().skip(1).find_map(|at| {
            let token = &view.text.tokens[at];
            let reports = token.senses.iter().any(|s| {
                passes_on(s.class)
                    && s.act == Act::Saying
                    && (s.frames.has(Frame::That) || s.frames.has(Frame::NpThat))
            }) && (token.pos == Pos::Vbd || token.pos == Pos::Vbn)
                && view.survey.quotation(at).is_none();
            if !reports {
                return None;
            }
            let mut before = at - 1;
            let skipped = |n: usize| {
                let t = &view.text.tokens[n];
                t.pos.is_adverb() || t.among(FunctionWord::Perfect)
            };
            let pluperfect = view.text.tokens[before].among(FunctionWord::Pluperfect);
            while before > range.start && skipped(before) {
                before -= 1;
            }
            let told = view.text.tokens.get(at + 1).is_some_and(|t| {
                t.among(FunctionWord::That)
                    || t.among(FunctionWord::ToldPronoun)
                    || t.is(Class::Hearer)
            });
            let inner = mention_ending_at(view, before)?;
            let mention = &view.parsed.mentions[inner];
            let other = match &view.story.mentions[inner] {
                // "his lawyer had told him": of one side, but somebody else's word.
                Meaning::Speaker(id) if told => *id != teller,
                Meaning::Speaker(id) => view.story.speakers[id.0].side != outer.side,
                _ => mention.shape != Shape::Pronoun,
            };
            let speaks = matches!(
                mention.shape,
                Shape::Person | Shape::Role | Shape::Organisation | Shape::Body | Shape::Pronoun
            );
            (other && speaks && (told || pluperfect)).then(|| before..at + 1)
        })
    })
}

/// Cues with which what somebody said is passed on.
const fn passes_on(class: CueClass) -> bool {
    matches!(class, CueClass::NeutralReport)
}

/// The mention whose last word is this token.
fn mention_ending_at(view: &View<'_>, token: usize) -> Option<usize> {
    let end = view.text.tokens[token].span.end;
    let last = view.parsed.mentions.partition_point(|m| m.span.start < end);
    (last.saturating_sub(4)..last).rev().find(|n| view.parsed.mentions[*n].span.end == end)
}

#[cfg(test)]
mod tests {
    use crate::judge::testing::held;
    use crate::rulebook::Scope;
    use crate::testing::check;

    #[test]
    fn what_somebody_else_has_said() {
        let second = |copy: &str| held(Scope::Attribution, "second-hand: true", copy);
        check(
            second,
            &[
                ("Tom Hale said the driver had said that the brakes failed.", "+-"),
                ("Tom Hale said the driver said that the brakes failed.", "+-"),
                ("Tom Hale said the driver told him that the brakes failed.", "+-"),
                ("Tom Hale said the driver had never said that the brakes failed.", "+"),
                ("Tom Hale said he had said that the brakes failed.", "-"),
                ("Tom Hale said the driver had argued that the brakes failed.", "--"),
                ("Tom Hale said the driver had mended the brakes.", "-"),
                ("“The driver had said that the brakes failed,” Tom Hale said.", "--"),
                ("Tom Hale feared the driver had said that the brakes failed.", "-"),
                ("The report said the driver had said that the brakes failed.", "--"),
            ],
        );
    }
}
