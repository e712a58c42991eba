//! Where a sentence ends, and where it does not.

use std::ops::Range;

use super::credit;
use super::text::{Sentence, Text};
use super::token::{Kind, Token};
use crate::lexicon::{Class, Classes, FunctionWord, Lexicon};

/// Text without a full stop, such as a long list, is cut after so many tokens: the stages behind
/// look at a whole sentence for each of its verbs.
const LONGEST: usize = 400;

/// Splits the tokens from `first` on, which are block `block`, into sentences.
///
/// Inside a quotation nothing ends. A quotation that itself ends in a full stop ends the sentence
/// when a capital letter follows: “Go.” She left. | “Go,” she said.
pub(super) fn split(text: &mut Text<'_>, first: usize, block: usize, lexicon: &Lexicon) {
    let end = text.tokens.len();
    let mut start = first;
    let mut at = first;
    let mut quotations = text
        .quotations
        .iter()
        .rev()
        .take_while(|q| q.tokens.start >= first)
        .filter(|q| q.depth == 0);
    let mut outer: Vec<Range<usize>> = quotations.by_ref().map(|q| q.tokens.clone()).collect();
    while at < end {
        if let Some(quotation) = outer.pop_if(|q| q.start == at) {
            at = quotation.end;
            let inside = &text.tokens[quotation];
            let last = inside.iter().rev().find(|t| t.kind != Kind::CloseQuote);
            if !last.is_some_and(|t| t.kind == Kind::Stop) || !begins_sentence(text.tokens.get(at))
            {
                continue;
            }
        } else {
            let token = &text.tokens[at];
            at += 1;
            let endless = at - start >= LONGEST;
            let behind = text.tokens.get(at);
            let credit = || credit::ends(&text.tokens[start..at], behind, lexicon);
            if !endless && !ends_sentence(token, behind, lexicon) && !credit() {
                continue;
            }
            // A bracket or stray mark behind the stop still belongs to the sentence.
            while at < end && matches!(text.tokens[at].kind, Kind::CloseBracket | Kind::CloseQuote)
            {
                at += 1;
            }
        }
        text.sentences.push(Sentence { tokens: start..at, block });
        start = at;
    }
    if start < end {
        text.sentences.push(Sentence { tokens: start..end, block });
    }
}

/// True when `token` ends its sentence, seen with the token behind it.
fn ends_sentence(token: &Token<'_>, behind: Option<&Token<'_>>, lexicon: &Lexicon) -> bool {
    match token.kind {
        Kind::Stop => behind.is_none_or(|next| {
            matches!(next.kind, Kind::CloseBracket | Kind::CloseQuote)
                || begins_sentence(Some(next))
        }),
        Kind::Word if token.text.ends_with('.') => behind.is_some_and(|next| {
            next.is_capitalised()
                && lexicon.function_of(next.text).has(FunctionWord::SentenceOpener)
                && lexicon.is_abbreviation(token.text, Classes::of(&[Class::AbbreviationFinal]))
        }),
        _ => false,
    }
}

/// True when a sentence can begin with `token`, or nothing follows.
fn begins_sentence(token: Option<&Token<'_>>) -> bool {
    token.is_none_or(|t| match t.kind {
        Kind::Word => !t.text.starts_with(char::is_lowercase),
        Kind::Number | Kind::OpenQuote | Kind::OpenBracket | Kind::Dash | Kind::Symbol => true,
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Draft;
    use crate::testing::rulebook;

    /// The first and the last word of each sentence.
    fn sentences(copy: &str) -> Vec<String> {
        let draft = Draft::new("test", copy);
        let text = crate::tokenise::tokenise(&draft, &rulebook().lexicon);
        let span = |s: &Sentence| draft.words(text.span_of(&s.tokens)).to_owned();
        text.sentences.iter().map(span).collect()
    }

    #[test]
    fn a_stop_ends_a_sentence_where_another_can_begin() {
        assert_eq!(sentences("Hale left. Wynne stayed."), ["Hale left.", "Wynne stayed."]);
        assert_eq!(sentences("Hale left. 20 stayed."), ["Hale left.", "20 stayed."]);
        assert_eq!(sentences("Hale left? no, he stayed.").len(), 1);
        assert_eq!(sentences("(Hale left.) Wynne stayed."), ["(Hale left.)", "Wynne stayed."]);
    }

    #[test]
    fn the_stop_of_an_abbreviation_may_end_a_sentence() {
        let two = ["He moved to the U.S.", "The clinic shut."];
        assert_eq!(sentences("He moved to the U.S. The clinic shut."), two);
        assert_eq!(sentences("He met the U.S. Senate.").len(), 1);
        assert_eq!(sentences("He left the U.S. but stayed rich.").len(), 1);
        assert_eq!(sentences("He met Dr. The by chance.").len(), 1);
    }

    #[test]
    fn a_quotation_ends_a_sentence_that_it_ends_itself() {
        assert_eq!(sentences("“Go.” Wynne left."), ["“Go.”", "Wynne left."]);
        assert_eq!(sentences("“Go. Stay.” Wynne left."), ["“Go. Stay.”", "Wynne left."]);
        assert_eq!(sentences("“Go,” Wynne said.").len(), 1);
        assert_eq!(sentences("“Go!” said Wynne.").len(), 1);
        assert_eq!(sentences("Wynne called it “rot”. Hale left.").len(), 2);
    }

    #[test]
    fn a_block_ends_a_sentence() {
        assert_eq!(sentences("Council shuts bridge\n\nHale left.").len(), 2);
    }

    #[test]
    fn an_endless_list_is_cut() {
        let text = "boat ".repeat(LONGEST + 1);
        let draft = Draft::new("test", text);
        let text = crate::tokenise::tokenise(&draft, &rulebook().lexicon);
        let lengths: Vec<usize> = text.sentences.iter().map(|s| s.tokens.len()).collect();
        assert_eq!(lengths, [LONGEST, 1]);
    }
}
