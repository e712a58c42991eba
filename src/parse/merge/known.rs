//! What the lexicon knows of a cue that the tagger has seen, and what its content looks like.

use crate::lexicon::{Frame, Frames, Part, Sense};
use crate::parse::grammar::verb_group::{noun_sense, verb_sense};
use crate::parse::link::Link;
use crate::tokenise::Text;
use crate::tokenise::token::{Kind, Pos, Token};

/// The last word of the cue that the lexicon knows to report, and what it means.
pub(super) fn known<'t, 'd>(text: &'t Text<'d>, link: &Link) -> Option<(&'t Token<'d>, Sense)> {
    let passive = has_participle(text, link);
    text.tokens[link.cue.clone()].iter().rev().find_map(|t| Some((t, sense(t, passive)?)))
}

/// True for a cue with a participle: "is expected", and "has said" too.
pub(super) fn has_participle(text: &Text<'_>, link: &Link) -> bool {
    text.tokens[link.cue.clone()].iter().any(|t| t.pos == Pos::Vbn)
}

/// True for a verb that has a noun for its content in some sense: "denied the charge".
pub(super) fn takes_nouns(token: &Token<'_>) -> bool {
    const OTHERS: [Frame; 9] = [
        Frame::That,
        Frame::Wh,
        Frame::Zero,
        Frame::To,
        Frame::Quote,
        Frame::Paren,
        Frame::Colon,
        Frame::Passive,
        Frame::Nobody,
    ];
    let others = Frames::of(&OTHERS).bits();
    token.senses.iter().any(|sense| sense.part != Part::Verb || sense.frames.bits() & !others != 0)
}

/// True when a verb has this sense with a helper alone: "is claimed to".
pub(super) fn is_only_passive(sense: &Sense) -> bool {
    sense.frames == Frames::of(&[Frame::Passive])
}

/// True when what is said has a verb or is quoted: "said it was over", not "showed its stand".
pub(super) fn states(text: &Text<'_>, link: &Link) -> bool {
    link.content.iter().any(|piece| {
        let tokens = &text.tokens[piece.clone()];
        tokens[0].kind == Kind::OpenQuote || tokens.iter().any(|t| t.pos.is_verb())
    })
}

/// What a word means when it reports: "expects" is no hearsay, "is expected" may be.
fn sense(token: &Token<'_>, passive: bool) -> Option<Sense> {
    let Some(first) = verb_sense(token) else { return noun_sense(token) };
    if passive || !is_only_passive(&first) {
        return Some(first);
    }
    let active = |sense: &&Sense| sense.part == Part::Verb && !is_only_passive(sense);
    Some(token.senses.iter().find(active).copied().unwrap_or(first))
}

#[cfg(test)]
mod tests {
    use super::super::marked::linked;
    use super::*;

    #[test]
    fn what_is_said_has_a_verb_or_is_quoted() {
        let is = |marked: &str| {
            let (text, link) = linked(marked);
            states(text, &link)
        };
        assert!(is("{Hale} **said** [it was over]."));
        assert!(is("{Hale} **said** [“never”]."));
        assert!(!is("{Hale} **showed** [the stand]."));
    }

    #[test]
    fn what_the_lexicon_knows_of_a_cue() {
        let knows = |marked: &str| {
            let (text, link) = linked(marked);
            known(text, &link).map(|(token, _)| token.text)
        };
        assert_eq!(knows("{Hale} **has said** [no]."), Some("said"));
        assert_eq!(knows("{Hale} **walked** [home]."), None);
        let (text, link) = linked("{Hale} **has said** [no].");
        assert!(has_participle(text, &link));
        let (text, link) = linked("{Hale} **said** [no].");
        assert!(!has_participle(text, &link));
    }

    #[test]
    fn which_verbs_take_nouns() {
        let takes = |marked: &str| {
            let (text, link) = linked(marked);
            takes_nouns(&text.tokens[link.head])
        };
        assert!(takes("{Hale} **denied** [the charge]."));
        assert!(!takes("{Hale} **said** [no]."));
    }
}
