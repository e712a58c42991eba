//! Names that a short form in brackets spells out: "the Institute for the Study of War (ISW)".

use super::{Mention, MentionId, Shape};
use crate::tokenise::Text;
use crate::tokenise::token::Token;

/// No name is longer than so many words.
const LONGEST: usize = 12;

/// Gives each name all the words that its short form spells. What stands inside them was taken for
/// a name of its own, and goes.
///
/// > the **Norwegian Refugee Council** (NRC)
pub(super) fn spelt_out(text: &Text<'_>, mentions: &mut Vec<Mention>) {
    let mut gone = vec![false; mentions.len()];
    for n in 0..mentions.len() {
        let Some(first) = first_word(text, &mentions[n]) else { continue };
        let start = text.tokens[first].span.start;
        let mention = &mut mentions[n];
        let Some(name) = mention.name.filter(|name| start < name.start) else { continue };
        (mention.name, mention.shape) =
            (Some(text.tokens[first].span.to(name)), Shape::Organisation);
        if start < mention.span.start {
            (mention.span, mention.token) = (text.tokens[first].span.to(mention.span), first);
            mention.possessor = None;
        }
        (mention.role, mention.head) = (mention.role.filter(|role| role.end <= start), None);
        for at in (0..n).rev().take_while(|at| mentions[*at].span.end > start) {
            gone[at] = mentions[at].span.start >= start || mentions[at].span.end > start;
        }
    }
    remove(mentions, &gone);
}

/// The first of the words that a short form spells, letter by letter, from its last word back.
fn first_word(text: &Text<'_>, mention: &Mention) -> Option<usize> {
    let (name, alias) = (mention.name?, mention.alias?);
    let short = text.tokens_in(alias).first()?.text;
    let mut letters = short.chars().filter(|c| c.is_alphabetic()).rev().peekable();
    let end = text.tokens.partition_point(|t| t.span.start < name.end);
    let from = text.sentences[mention.sentence].tokens.start;
    for at in (from..end).rev().take(LONGEST) {
        let token: &Token<'_> = &text.tokens[at];
        if !token.is_wordlike() && !token.is_possessive() {
            return None;
        }
        let initial = token.text.chars().next()?;
        let next = letters.peek().copied()?;
        if initial.is_uppercase() && initial.eq_ignore_ascii_case(&next) {
            letters.next();
            if letters.peek().is_none() {
                return Some(at);
            }
        } else if initial.is_uppercase() && !token.is_possessive() {
            return None;
        }
    }
    None
}

/// Takes mentions out, and gives the owners among the others their new numbers.
fn remove(mentions: &mut Vec<Mention>, gone: &[bool]) {
    if !gone.contains(&true) {
        return;
    }
    let mut kept = 0;
    let numbers: Vec<Option<usize>> = gone
        .iter()
        .map(|gone| {
            let number = (!gone).then_some(kept);
            kept += usize::from(!gone);
            number
        })
        .collect();
    let mut each = gone.iter();
    mentions.retain(|_| each.next().is_none_or(|gone| !gone));
    for mention in mentions {
        mention.possessor = mention.possessor.and_then(|owner| numbers[owner.0]).map(MentionId);
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::parsed;

    #[test]
    fn a_short_form_spells_the_name() {
        let cases = [
            (
                "The Institute for the Study of War (ISW) said the road was shut all week in the north.",
                "Institute for the Study of War",
            ),
            (
                "The Norwegian Refugee Council (NRC) said the road was shut all week in the north.",
                "Norwegian Refugee Council",
            ),
            (
                "The Harlow Transit Agency (HTA) said the road was shut all week in the north.",
                "Harlow Transit Agency",
            ),
            ("The mayor met the Harlow Bank (HB) on the road all week.", "Harlow Bank"),
        ];
        for (copy, right) in cases {
            let (draft, _, parsed) = parsed(copy);
            let names = parsed.mentions.iter().filter(|m| m.alias.is_some());
            let names: Vec<_> = names.filter_map(|m| m.name).map(|n| draft.words(n)).collect();
            assert_eq!(names, [right], "{copy}");
        }
    }

    #[test]
    fn what_the_letters_do_not_spell_stays_as_it_is() {
        let (draft, _, parsed) = parsed(
            "Ruth Bell of the Harlow Bank (XYZ) said the road was shut all week in the north.",
        );
        let names: Vec<_> =
            parsed.mentions.iter().filter_map(|m| m.name).map(|n| draft.words(n)).collect();
        assert!(names.contains(&"Ruth Bell"), "{names:?}");
    }
}
