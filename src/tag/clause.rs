//! Where clauses begin, from parts of speech alone: a walk from left to right that remembers the
//! noun phrase which the next finite verb would have as its subject.
//!
//! It is no parser. It knows that prepositions, conjunctions and participles go on with a phrase,
//! that a phrase behind whose comma an aside stands waits for its verb, and that a relative pronoun
//! opens a clause inside another.

use std::ops::Range;

use crate::lexicon::FunctionWord;
use crate::tokenise::token::{Kind, Pos, Token};

/// The part that a token plays in its clause.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum ClausePart {
    /// Anything else.
    #[default]
    Other,
    /// The first word of a subject.
    Subject,
    /// Another word of a subject.
    InSubject,
    /// A finite verb with a subject of its own.
    Verb,
    /// A relative pronoun, and the verb of which it is the subject.
    Relative,
    /// A finite verb that shares the subject of another: "came **and saw**".
    Bare,
}

impl ClausePart {
    /// True for what marks a clause: a subject, a verb, a relative pronoun.
    const fn marks(place: u8) -> bool {
        place == Self::Subject as u8
            || place == Self::Verb as u8
            || place == Self::Relative as u8
            || place == Self::Bare as u8
    }
}

/// A mark so many tokens ahead is near.
const NEAR: usize = 3;
/// What comes next when a comma stands before the next mark.
const COMMA: u8 = 6;
/// The bits of a place.
const BITS: u8 = 3;

/// For each token of a sentence its place, and above [`BITS`] what mark comes next and whether it
/// is near.
pub(crate) fn places(tokens: &[Token<'_>], sentence: &Range<usize>, out: &mut [u8]) {
    let mut walk = Walk { out, ..Walk::default() };
    for at in sentence.clone() {
        walk.pass(&tokens[at], at);
    }
    let (mut next, mut mark) = (0_u8, 0_usize);
    for at in sentence.clone().rev() {
        let place = walk.out[at];
        let near = u8::from(at + NEAR >= mark);
        walk.out[at] = place | next << BITS | near << (2 * BITS);
        if ClausePart::marks(place) {
            (next, mark) = (place, at);
        } else if tokens[at].kind == Kind::Comma && next != 0 {
            next = COMMA;
        }
    }
}

/// True for a token at this place, whatever comes next.
pub(crate) const fn is(clause: u8, wanted: ClausePart) -> bool {
    place(clause) == wanted as u8
}

/// The place of a token, without what comes next.
pub(crate) const fn place(clause: u8) -> u8 {
    clause & ((1 << BITS) - 1)
}

#[derive(Default)]
struct Walk<'o> {
    out: &'o mut [u8],
    /// The noun phrase that a finite verb here would have as its subject.
    open: Option<Range<usize>>,
    /// A noun phrase with an aside or a relative clause behind it.
    held: Option<Range<usize>>,
    /// True when the open phrase belongs to a preposition in front of it: "in Paris".
    led: bool,
    relative: Within,
}

/// Where the walk is in a relative clause.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Within {
    #[default]
    Nothing,
    /// Behind its pronoun, before its verb.
    Pronoun,
    /// Behind its verb.
    Verb,
}

impl Walk<'_> {
    fn pass(&mut self, t: &Token<'_>, at: usize) {
        match t.kind {
            Kind::Stop | Kind::Semicolon | Kind::Colon => self.forget(),
            Kind::Comma | Kind::Dash | Kind::OpenBracket | Kind::CloseBracket => self.pause(),
            Kind::OpenQuote | Kind::CloseQuote | Kind::Quotation => {}
            Kind::Word | Kind::Number | Kind::Symbol => self.word(t, at),
        }
    }

    fn word(&mut self, t: &Token<'_>, at: usize) {
        match t.pos {
            pos if pos.is_finite() => self.verb(at),
            Pos::Wdt | Pos::Wp | Pos::WpS => self.relative(at),
            Pos::Wrb => self.forget(),
            Pos::In if opens_clause(t) => self.forget(),
            Pos::In | Pos::To => self.led |= self.open.is_none(),
            Pos::Prp if is_nominative(t) => {
                self.hold();
                self.open = Some(at..at + 1);
                self.led = false;
            }
            Pos::Nn
            | Pos::Nns
            | Pos::Nnp
            | Pos::Nnps
            | Pos::Prp
            | Pos::PrpS
            | Pos::Dt
            | Pos::Pdt
            | Pos::Ex
            | Pos::Cd
            | Pos::Jj
            | Pos::Jjr
            | Pos::Jjs => match &mut self.open {
                Some(open) => open.end = at + 1,
                None => self.open = Some(at..at + 1),
            },
            _ => {}
        }
    }

    /// A finite verb: whoever waits for it is its subject.
    fn verb(&mut self, at: usize) {
        self.led = false;
        let open = self.open.take();
        let subject = match self.relative {
            Within::Pronoun => {
                self.relative = Within::Verb;
                if open.is_none() {
                    self.out[at] = ClausePart::Relative as u8;
                    return;
                }
                // "the man she knew": her verb, and his is still to come.
                open
            }
            Within::Verb => {
                self.relative = Within::Nothing;
                self.held.take().or(open)
            }
            Within::Nothing => {
                let held = self.held.take();
                open.or(held)
            }
        };
        let Some(subject) = subject else {
            self.out[at] = ClausePart::Bare as u8;
            return;
        };
        self.out[at] = ClausePart::Verb as u8;
        self.out[subject.start] = ClausePart::Subject as u8;
        for place in &mut self.out[subject.start + 1..subject.end.min(at)] {
            if *place == ClausePart::Other as u8 {
                *place = ClausePart::InSubject as u8;
            }
        }
    }

    /// A relative pronoun: what is open waits behind its clause.
    fn relative(&mut self, at: usize) {
        self.out[at] = ClausePart::Relative as u8;
        self.hold();
        self.relative = Within::Pronoun;
    }

    /// A comma: what is open waits for its verb behind an aside.
    fn pause(&mut self) {
        if self.relative == Within::Verb {
            self.relative = Within::Nothing;
        }
        self.hold();
    }

    fn hold(&mut self) {
        let open = self.open.take();
        if !self.led && self.held.is_none() {
            self.held = open;
        }
        self.led = false;
    }

    fn forget(&mut self) {
        self.open = None;
        self.held = None;
        self.led = false;
        self.relative = Within::Nothing;
    }
}

/// True for a word that opens a clause, not a phrase: "because", "that".
fn opens_clause(t: &Token<'_>) -> bool {
    t.among(FunctionWord::Subordinator)
}

/// True for a pronoun that can only be a subject.
fn is_nominative(t: &Token<'_>) -> bool {
    t.among(FunctionWord::SpeakerPronoun)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokenise::token::Pos::{Cc, Dt, In, Nn, Nnp, Prp, Punct, Vbd, Vbz, Wp};

    /// The sentence with each mark in front of its word.
    fn marked(sentence: &str, tags: &[Pos]) -> String {
        let draft = crate::Draft::new("draft.txt", format!("{sentence}\n"));
        let lexicon = &crate::testing::rulebook().lexicon;
        let mut text = crate::tokenise::tokenise(&draft, lexicon);
        crate::tag::words(&mut text, lexicon);
        assert_eq!(text.tokens.len(), tags.len());
        for (token, tag) in text.tokens.iter_mut().zip(tags) {
            token.pos = *tag;
        }
        let mut out = vec![0; tags.len()];
        places(&text.tokens, &(0..tags.len()), &mut out);
        let mark = |at: usize| match place(out[at]) {
            p if p == ClausePart::Subject as u8 => "S:",
            p if p == ClausePart::Verb as u8 => "V:",
            p if p == ClausePart::Relative as u8 => "R:",
            p if p == ClausePart::Bare as u8 => "B:",
            _ => "",
        };
        let words = text.tokens.iter().enumerate().map(|(at, t)| format!("{}{}", mark(at), t.text));
        words.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_verb_has_the_phrase_before_it() {
        assert_eq!(
            marked(
                "In Paris, the head of the union left and said she came.",
                &[In, Nnp, Punct, Dt, Nn, In, Dt, Nn, Vbd, Cc, Vbd, Prp, Vbd, Punct]
            ),
            "In Paris , S:the head of the union V:left and B:said S:she V:came ."
        );
    }

    #[test]
    fn a_phrase_waits_behind_an_aside() {
        assert_eq!(
            marked(
                "The mayor, a lawyer from Leeds, said he left.",
                &[Dt, Nn, Punct, Dt, Nn, In, Nnp, Punct, Vbd, Prp, Vbd, Punct]
            ),
            "S:The mayor , a lawyer from Leeds , V:said S:he V:left ."
        );
    }

    #[test]
    fn a_relative_clause_stands_inside_another() {
        assert_eq!(
            marked(
                "The man who owns the boat said nothing.",
                &[Dt, Nn, Wp, Vbz, Dt, Nn, Vbd, Nn, Punct]
            ),
            "S:The man R:who R:owns the boat V:said nothing ."
        );
    }

    #[test]
    fn a_clause_on_a_noun_has_a_subject_of_its_own() {
        assert_eq!(
            marked("The man whom she knew left.", &[Dt, Nn, Wp, Prp, Vbd, Vbd, Punct]),
            "S:The man R:whom S:she V:knew V:left ."
        );
    }

    #[test]
    fn a_conjunction_forgets_what_waits_and_a_preposition_does_not() {
        assert_eq!(
            marked("The mayor because left.", &[Dt, Nn, In, Vbd, Punct]),
            "The mayor because B:left ."
        );
        assert_eq!(
            marked("The mayor in Paris left.", &[Dt, Nn, In, Nnp, Vbd, Punct]),
            "S:The mayor in Paris V:left ."
        );
    }

    #[test]
    fn a_semicolon_ends_a_clause() {
        assert_eq!(
            marked("The mayor; left.", &[Dt, Nn, Punct, Vbd, Punct]),
            "The mayor ; B:left ."
        );
    }

    #[test]
    fn the_next_mark_is_known_and_whether_it_is_near() {
        let draft = crate::Draft::new("draft.txt", "It rained, the old grey town hall burnt.\n");
        let lexicon = &crate::testing::rulebook().lexicon;
        let mut text = crate::tokenise::tokenise(&draft, lexicon);
        let tags = [Prp, Vbd, Punct, Dt, Nn, Nn, Nn, Nn, Vbd, Punct];
        for (token, tag) in text.tokens.iter_mut().zip(tags) {
            token.pos = tag;
        }
        let mut out = vec![0; tags.len()];
        places(&text.tokens, &(0..tags.len()), &mut out);
        let ahead = |at: usize| (out[at] >> BITS & 7, out[at] >> (2 * BITS) & 1);
        // From "It" the verb is next; from "rained" a comma comes first.
        assert_eq!(ahead(0), (ClausePart::Verb as u8, 1));
        assert_eq!(ahead(1), (COMMA, 1));
        // "burnt" is five words ahead of "the", three ahead of "town".
        assert_eq!(ahead(3), (ClausePart::Verb as u8, 0));
        assert_eq!(ahead(5), (ClausePart::Verb as u8, 1));
        assert_eq!(ahead(4), (ClausePart::Verb as u8, 0));
        assert!(is(out[3], ClausePart::Subject) && !is(out[3], ClausePart::Verb));
        assert!(is(out[4], ClausePart::InSubject) && is(out[8], ClausePart::Verb));
        assert!(is(out[2], ClausePart::Other));
    }
}
