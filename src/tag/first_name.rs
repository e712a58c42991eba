//! Months and verbs that are somebody's first name.

use crate::lexicon::{Class, Classes, FunctionWord};
use crate::tokenise::token::{Kind, Pos, Token};

/// Words that are nobody's surname.
const NOT_LAST: Classes =
    Classes::of(&[Class::Month, Class::Weekday, Class::Organisation, Class::Demonym, Class::Party]);

/// Makes names of such words; `starts` says which begin a sentence.
///
/// > **April** Costa said the hall was full.
pub(super) fn mend(tokens: &mut [Token<'_>], starts: &[bool]) {
    for at in 0..tokens.len().saturating_sub(2) {
        if tokens[at].among(FunctionWord::FirstNameToo) && is_first_name(tokens, at, starts[at]) {
            tokens[at].pos = Pos::Nnp;
            tokens[at].classes.add(Classes::of(&[Class::GivenMale, Class::GivenFemale]));
        }
    }
}

/// True for one before a surname that acts, where no time and no question can be meant.
fn is_first_name(tokens: &[Token<'_>], at: usize, start: bool) -> bool {
    let [t, last, after] = [&tokens[at], &tokens[at + 1], &tokens[at + 2]];
    let surname = last.is_capitalised()
        && last.kind == Kind::Word
        && last.state.is_none()
        && (last.classes.is_empty() || last.pos.is_name() && !last.classes.any(NOT_LAST));
    let acts = matches!(after.pos, Pos::Vbd | Pos::Vbz) || after.is_possessive();
    let ends = !after.is_wordlike();
    // "In April Costa said": a time stands behind its preposition.
    let follows = start
        || at.checked_sub(1).map(|n| &tokens[n]).is_some_and(|b| {
            b.pos.is_verb() || !b.is_wordlike() || b.classes.any(Classes::of(&[Class::Role]))
        });
    let begins = start && t.pos == Pos::Md;
    t.is_capitalised() && surname && follows && (acts || ends && !begins)
}

#[cfg(test)]
mod tests {
    use crate::testing::tagged;
    use crate::tokenise::token::Pos;

    #[test]
    fn a_month_or_a_verb_may_be_a_first_name() {
        let name = |copy: &str, at: usize| tagged(copy).1.tokens[at].pos == Pos::Nnp;
        assert!(name("Will Stone said the hall was full.", 0));
        assert!(name("It was full, April Costa said on Monday.", 4));
        assert!(!name("Will Stone leave the hall?", 0));
        assert!(!name("Will he say that?", 0));
    }
}
