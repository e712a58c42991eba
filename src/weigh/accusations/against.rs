//! Accusations as nouns.

use super::accused::Places;
use super::making::made;
use crate::lexicon::FunctionWord;
use crate::tokenise::token::Kind;
use crate::weigh::context::Weighing;
use crate::weigh::ledger::{Accusation, Frame, Gravity};

/// "allegations of fraud and bribery against the mayor": so many words lie between.
const BETWEEN: usize = 9;

/// > **allegations of fraud against the mayor**
pub(super) fn against(w: Weighing<'_>, places: &Places) -> Vec<Accusation> {
    let tokens = &w.cx.text.tokens;
    let mut all = Vec::new();
    for place in &w.cx.text.sentences {
        for at in place.tokens.clone().filter(|at| tokens[*at].among(FunctionWord::ChargeNoun)) {
            if !tokens[at].pos.is_noun() {
                continue;
            }
            let behind = tokens[at + 1..place.tokens.end].iter().take(BETWEEN);
            let open = behind.take_while(|t| {
                !t.pos.is_finite() && !matches!(t.kind, Kind::Stop | Kind::Semicolon)
            });
            let Some(to) = open.clone().position(|t| t.among(FunctionWord::Against)) else {
                continue;
            };
            let Some(accused) = places.object(w, at + 1 + to) else { continue };
            let act = tokens[at].span.to(tokens[at + to].span);
            let mut one = made(w, places, at, accused, Some(act), Gravity::Wrong);
            one.frame = Frame::Noun;
            all.push(one);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, weighed};
    use crate::weigh::Frame;

    fn against(copy: &str) -> String {
        let reading = weighed(copy);
        let all = reading.ledger.accusations.iter().filter(|a| a.frame == Frame::Noun);
        let each: Vec<_> = all.map(|a| reading.cx.draft.words(a.accused)).collect();
        each.join(" | ")
    }

    #[test]
    fn allegations_are_against_somebody() {
        check(
            against,
            &[
                ("The allegations of fraud against Tom Hale are old.", "Tom Hale"),
                ("A lawsuit filed in May against Acme Corp goes on.", "Acme Corp"),
                ("A vote against Tom Hale failed.", ""),
                ("The claim stood. Rovers play against Acme Town.", ""),
            ],
        );
    }
}
