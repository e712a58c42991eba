//! The other name by which somebody is called.

use super::chunk::Finder;
use super::{MentionId, Shape};
use crate::lexicon::FunctionWord;
use crate::tokenise::token::Kind;

/// Words between a name and another one are no more than this.
const LINK: usize = 7;

/// Another name has no more words than this.
const LONGEST: usize = 3;

impl Finder<'_, '_> {
    /// Notes the name by which somebody is called behind the full one; gives where to go on.
    ///
    /// > Tom Hale, known as **“Redbird,”** left
    pub(super) fn known_as(&mut self, id: MentionId, at: usize, end: usize) -> Option<usize> {
        let tokens = &self.text.tokens[..end];
        let mention = &self.found[id.0];
        if mention.shape != Shape::Person || mention.name.is_none() || mention.alias.is_some() {
            return None;
        }
        let comma = usize::from(tokens.get(at)?.kind == Kind::Comma);
        let from = at + comma;
        // "also known by the call sign"
        let link = |n: &usize| tokens.get(*n).is_some_and(|t| t.among(FunctionWord::KnownLink));
        let called = |n: usize| tokens.get(n).is_some_and(|t| t.among(FunctionWord::KnownAs));
        let known = from + usize::from(link(&from) && !called(from));
        if !called(known) {
            return None;
        }
        let mut first = known + 1 + (known + 1..known + LINK).take_while(link).count();
        let quoted = tokens.get(first)?.kind == Kind::OpenQuote;
        first += usize::from(quoted);
        let name =
            |n: &usize| tokens.get(*n).is_some_and(|t| t.is_wordlike() && t.is_capitalised());
        let words = (first..first + LONGEST).take_while(name).count();
        if words == 0 || !quoted && words > 1 {
            return None;
        }
        let span = tokens[first].span.to(tokens[first + words - 1].span);
        self.found[id.0].alias = Some(span);
        Some(first + words)
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::parsed;

    #[test]
    fn somebody_has_another_name() {
        let alias = |copy: &str| {
            let (draft, _, parsed) = parsed(copy);
            parsed.mentions[0].alias.map(|alias| draft.words(alias))
        };
        let cases = [
            ("Tom Hale, known as “Redbird,” left the road last week.", Some("Redbird")),
            ("Tom Hale, also known as Redbird, left the road last week.", Some("Redbird")),
            ("Tom Hale, known by the call sign “Redbird,” left the road.", Some("Redbird")),
            ("Tom Hale knew Redbird, who left the road last week.", None),
            ("Tom Hale, known as a flier, left the road last week.", None),
            ("Tom Hale, known as “a good flier,” left the road last week.", None),
        ];
        for (copy, right) in cases {
            assert_eq!(alias(copy), right, "{copy}");
        }
    }
}
