//! Words for what somebody is, which the tagger takes for verbs between two names.

use crate::lexicon::{Class, Classes};
use crate::tokenise::token::{Pos, Token};

/// Words for what somebody is.
const STATIONS: Classes =
    Classes::of(&[Class::Role, Class::Witness, Class::OrdinaryPerson, Class::Relation]);

/// Makes a noun of such a word.
///
/// > Selby **resident** Ann Webb
pub(super) fn mend(tokens: &mut [Token<'_>]) {
    for at in 1..tokens.len().saturating_sub(1) {
        let [before, t, next] = [&tokens[at - 1], &tokens[at], &tokens[at + 1]];
        let names = |t: &Token<'_>| t.pos.is_name() && t.is_capitalised();
        // "Hale coaches Ann Webb"
        let acts = matches!(t.pos, Pos::Vbz | Pos::Vbg);
        let verb = t.pos.is_verb() && !acts && !t.is_capitalised() && t.senses.is_empty();
        if verb && t.classes.any(STATIONS) && names(before) && names(next) {
            tokens[at].pos = Pos::Nn;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::tagged;

    #[test]
    fn a_word_for_what_somebody_is_stands_between_two_names() {
        let mended = |copy: &str, at: usize| {
            let mut tokens = tagged(copy).1.tokens.clone();
            tokens[at].pos = Pos::Vbd;
            mend(&mut tokens);
            tokens[at].pos
        };
        assert_eq!(mended("Selby resident Ann Webb left.", 1), Pos::Nn);
        assert_eq!(mended("Tom Hale met Ann Webb.", 2), Pos::Vbd);
        assert_eq!(mended("The old resident left.", 2), Pos::Vbd);
    }
}
