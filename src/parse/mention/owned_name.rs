//! Names of bodies with a possessive mark in them.

use std::ops::Range;

use super::chunk::Finder;
use super::{MentionId, Shape};
use crate::lexicon::{Class, Classes, FunctionWord};
use crate::tokenise::token::{Pos, Token};

/// What a body with such a name is.
const BODY: Classes = Classes::of(&[Class::OrganisationSuffix, Class::Organisation, Class::School]);

impl Finder<'_, '_> {
    /// Gives a body the whole of its name, where an office or a group of persons is a part of it.
    ///
    /// > the **Selby District Attorney's Office**, the **Harlow Children's Choir**
    pub(super) fn owned_name(&mut self, body: MentionId, owner: &Range<usize>) {
        let tokens = &self.text.tokens;
        let mention = &self.found[body.0];
        let Some(name) = mention.name.filter(|_| mention.shape == Shape::Organisation) else {
            return;
        };
        let at = self.text.within(name);
        let own = &tokens[at.clone()];
        let suffix = own.last().is_some_and(|t| t.classes.any(BODY));
        let joined = at.start == owner.end + 1;
        let Some(first) = begins(&tokens[owner.clone()]).filter(|_| suffix && joined) else {
            return;
        };
        let first = &tokens[owner.start + first];
        self.found[body.0].name = Some(first.span.to(name));
    }
}

/// Where the name begins in the words before its possessive mark.
fn begins(owner: &[Token<'_>]) -> Option<usize> {
    let last = owner.last()?;
    let post = last.is(Class::Role) && last.is_capitalised();
    let many = matches!(last.pos, Pos::Nns | Pos::Nnps) && last.is_capitalised();
    if !post && !(many && last.state.is_none()) {
        return None;
    }
    let inside = |t: &Token<'_>| t.is_capitalised() && t.pos != Pos::Dt || t.is_possessive();
    let words = owner.iter().rev().take_while(|t| inside(t) || t.among(FunctionWord::Of)).count();
    let start = owner.len() - words;
    // "of the Governor's Office"
    Some(start + usize::from(owner.get(start)?.among(FunctionWord::Of)))
}

#[cfg(test)]
mod tests {
    use crate::parse::Shape;
    use crate::testing::parsed;

    fn body(copy: &str) -> Option<&'static str> {
        let (draft, _, parsed) = parsed(copy);
        let mut bodies = parsed.mentions.iter().filter(|m| m.shape == Shape::Organisation).rev();
        bodies.find_map(|m| m.name).map(|name| draft.words(name))
    }

    #[test]
    fn an_office_is_a_part_of_the_name() {
        let cases = [
            (
                "The Selby District Attorney's Office said the road was shut all week.",
                Some("Selby District Attorney's Office"),
            ),
            (
                "The Selby State's Attorney's Office said the road was shut all week.",
                Some("Selby State's Attorney's Office"),
            ),
            (
                "The Harlow Sheriff’s Office said the road was shut all week.",
                Some("Harlow Sheriff’s Office"),
            ),
            (
                "The Harlow Firefighters' Union said the road was shut all week.",
                Some("Harlow Firefighters' Union"),
            ),
            ("Selby's Harlow Bank said the road was shut all week.", Some("Harlow Bank")),
            ("The mayor's office said the road was shut all week.", None),
        ];
        for (copy, right) in cases {
            assert_eq!(body(copy), right, "{copy}");
        }
    }
}
