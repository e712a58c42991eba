//! The noun phrase that stands for a source: its head, and whether a name follows it.

use std::ops::Range;

use super::words;
use crate::judge::lists::OwnList;
use crate::judge::view::View;
use crate::lexicon::{Class, FunctionWord};
use crate::tokenise::token::{Kind, Pos, Token};

/// A noun phrase has so many words before its head at most.
pub(super) const LONGEST: usize = 9;

/// A noun phrase in parts: the words before its head, the head, and whether some of several are
/// meant.
pub(super) struct Noun {
    pub(super) before: Range<usize>,
    pub(super) head: usize,
    pub(super) part: bool,
}

/// The parts of a noun phrase: "some of the older members of the party" has "members" for its head.
pub(super) fn noun(view: &View<'_>, range: &Range<usize>) -> Option<Noun> {
    let tokens = &view.text.tokens;
    let end = range.end.min(range.start + LONGEST);
    let mut part = false;
    let mut at = range.start;
    let mut head = None;
    while at < end {
        let token = &tokens[at];
        if token.among(FunctionWord::Of)
            && head.is_none_or(|h| quantity(&tokens[h]))
            && at > range.start
        {
            (part, head) = (true, None);
            at += 1;
            continue;
        }
        let inside = token.is_wordlike() || token.kind == Kind::Number;
        let modifies = matches!(
            token.pos,
            Pos::Dt | Pos::Pdt | Pos::Cd | Pos::Jj | Pos::Jjr | Pos::Jjs | Pos::PrpS | Pos::Pos
        ) || token.pos.is_adverb()
            || token.pos == Pos::Vbn
            || token.pos == Pos::Vbg;
        if token.pos.is_noun() {
            head = Some(at);
        } else if !inside || !modifies {
            break;
        } else if head.is_some() && token.pos != Pos::Pos && !token.pos.is_adverb() {
            // "People familiar with it": what follows a noun belongs to no head.
            break;
        }
        at += 1;
    }
    // "Some", "others", "many" by themselves.
    let alone = (range.start..end).find(|n| tokens[*n].is(Class::Collective));
    let head = head.or(alone)?;
    Some(Noun { before: range.start..head, head, part })
}

/// "Dozens", "several", "one", "a number": before "of", part of many.
fn quantity(token: &Token<'_>) -> bool {
    token.pos == Pos::Cd
        || token.among(FunctionWord::SomeOf)
        || token.is(Class::NumberWord)
        || token.is(Class::Magnitude)
}

/// True when a name follows the head, or is the head: "an official, Howard Ingram".
pub(super) fn names_after(view: &View<'_>, range: &Range<usize>, head: usize) -> bool {
    let tokens = &view.text.tokens;
    let token = &tokens[head];
    let common =
        [Class::PartyMember, Class::People, Class::Official, Class::Collective, Class::Role];
    if token.pos == Pos::Nnp && !common.iter().any(|c| token.is(*c)) {
        return true;
    }
    // "Physicians for Peace": with a capital in the middle of a sentence, a body.
    let opens = view.text.sentences[view.sentence_of(head)].tokens.start;
    let own = [Class::PartyMember, Class::People, Class::Party, Class::Anonymous];
    if token.is_capitalised()
        && head > opens
        && head == range.start
        && !own.iter().any(|c| token.is(*c))
    {
        return true;
    }
    // "experts like Ann Webb", "some, like the bar association"
    let like = &tokens[head + 1..(head + 7).min(tokens.len())];
    if like.iter().take(2).any(|t| t.among(FunctionWord::Exemplifying))
        && like.iter().any(|t| t.pos.is_name())
    {
        return true;
    }
    let within = (head + 1..range.end).find(|n| tokens[*n].kind == Kind::Comma);
    // "residents, Plan Commission members": more of the kind, and no name.
    let apposed = within.or((range.end < tokens.len()).then_some(range.end)).is_some_and(|comma| {
        let name = tokens[comma + 1..].iter().take_while(|t| t.is_capitalised() && t.pos.is_name());
        let name = name.count();
        let goes_on =
            tokens.get(comma + 1 + name).is_some_and(|t| matches!(t.pos, Pos::Nn | Pos::Nns));
        tokens[comma].kind == Kind::Comma && name > 0 && !goes_on
    });
    let list = OwnList::NamingOne.name();
    let more = (range.end + 6).min(tokens.len());
    apposed || words::find(view, &(head..more), list).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_of_a_noun_phrase() {
        let head = |copy: &str| {
            let view = crate::judge::testing::view(copy);
            let found = noun(&view, &(0..view.text.tokens.len())).unwrap();
            format!("{} {}", view.text.tokens[found.head].text, found.part)
        };
        assert_eq!(head("Some of the older members of the club"), "members true");
        assert_eq!(head("Two people familiar with the talks"), "people false");
        assert_eq!(head("Health officials in the north"), "officials false");
        assert_eq!(head("The governor's critics"), "critics false");
    }
}
