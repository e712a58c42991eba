//! A title in the plural before several names.

use std::ops::Range;

use super::around::before_name;
use super::name_title::Found;
use super::phrase::Weight;
use crate::lexicon::Class;
use crate::resolve::Context;
use crate::tokenise::token::{Kind, Pos, Token};

/// So many tokens before a name are read.
const FAR: usize = 40;

/// The title that stands before the first of several names, and is that of all of them.
///
/// > **Reps.** Tom Hale, D-Selby, and Ann Webb said
pub(super) fn shared(cx: Context<'_>, name: &Range<usize>, first: usize) -> Option<Found> {
    let tokens = &cx.text.tokens;
    let from = first.max(name.start.saturating_sub(FAR));
    let at = (from..name.start).rev().find(|n| !goes_on(&tokens[*n]))?;
    let title = &tokens[at];
    // The first of the names, and a mark or an "and" between it and this one.
    let between = &tokens[at + 1..name.start];
    let listed = between.iter().any(|t| t.kind == Kind::Comma || t.pos == Pos::Cc);
    if !(listed && is_of_several(title)) {
        return None;
    }
    let words = before_name(cx, at + 1, first).filter(|words| words.end == at + 1)?;
    Some((words, Weight::Post))
}

/// True for a word or mark of a list of names.
fn goes_on(t: &Token<'_>) -> bool {
    let name = t.is_capitalised() && t.pos.is_name() && !is_of_several(t);
    let mark = matches!(t.kind, Kind::Comma | Kind::OpenBracket | Kind::CloseBracket);
    name && !t.is(Class::Role) && !t.is(Class::Honorific) || mark || t.pos == Pos::Cc
}

/// "Reps.", "Senators"
fn is_of_several(t: &Token<'_>) -> bool {
    let short = t.text.strip_suffix('.').is_some_and(|word| word.ends_with('s'));
    let many = short || matches!(t.pos, Pos::Nns | Pos::Nnps);
    let title = t.is(Class::Honorific) || t.is(Class::Lawmaker) || t.is(Class::Role);
    many && title && t.is_capitalised()
}

#[cfg(test)]
mod tests {
    use crate::resolve::testing::title_of;

    #[test]
    fn a_title_in_the_plural_is_that_of_all_who_follow() {
        let cases = [
            ("State Reps. Tom Hale, D-Selby, and Ann Webb said the road was shut.", "State Reps."),
            ("Sens. Tom Hale and Ann Webb said the road was shut all week.", "Sens."),
            ("Sen. Tom Hale and Ann Webb said the road was shut all week.", "-"),
            ("Sens. Tom Hale and Bob Reed met. Ann Webb said the road was shut all week.", "-"),
        ];
        for (copy, right) in cases {
            assert_eq!(title_of(copy, "Ann Webb"), right, "{copy}");
        }
    }
}
