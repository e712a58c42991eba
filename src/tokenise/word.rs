//! Words, numbers, abbreviations, hyphens, apostrophes, marks.

use super::token::Token;
use crate::lexicon::{Class, Classes, Lexicon};
use crate::scan;
use crate::span::Span;

/// Splits the part of `text` at `span` into tokens and adds them to `tokens`.
pub(super) fn split<'d>(text: &'d str, span: Span, lexicon: &Lexicon, tokens: &mut Vec<Token<'d>>) {
    let is_abbreviation = |word: &str, figure: bool| {
        let classes = Classes::of(&[Class::Abbreviation, Class::AbbreviationFinal]);
        // "No. 10", but "He said no. 10 came."
        let numbered = figure && word.starts_with(char::is_uppercase);
        lexicon.is_abbreviation(word, classes)
            || numbered
                && lexicon.is_abbreviation(word, Classes::of(&[Class::AbbreviationNumbered]))
    };
    scan::pieces(text, span, is_abbreviation, |kind, range| {
        tokens.push(Token::new(range.clone().into(), &text[range], kind));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        let mut tokens = Vec::new();
        let mut lexicon = crate::lexicon::Builder::default();
        lexicon.words(&crate::lexicon::WordFile {
            class: Class::Abbreviation,
            words: vec!["Mr.".into()],
        });
        split(text, Span::new(0, text.len()), &lexicon.finish(), &mut tokens);
        tokens.iter().map(|token| token.text).collect()
    }

    #[test]
    fn a_party_and_a_state_are_one_word() {
        assert_eq!(words("Hale, D-N.M., left"), ["Hale", ",", "D-N.M.", ",", "left"]);
        assert_eq!(words("from non-U.S. firms"), ["from", "non-U.S.", "firms"]);
    }

    #[test]
    fn contractions_and_possessives_are_words_of_their_own() {
        assert_eq!(
            words("Maduro's didn't O’Malley’s"),
            ["Maduro", "'s", "did", "n't", "O’Malley", "’s"]
        );
    }

    #[test]
    fn abbreviations_keep_their_full_stop() {
        assert_eq!(
            words("Mr. Hale of the U.S. said so."),
            ["Mr.", "Hale", "of", "the", "U.S.", "said", "so", "."]
        );
    }

    #[test]
    fn some_abbreviations_stand_before_a_figure() {
        let lexicon = &crate::testing::rulebook().lexicon;
        let words = |copy: &'static str| {
            let mut tokens = Vec::new();
            split(copy, Span::new(0, copy.len()), lexicon, &mut tokens);
            tokens.iter().map(|token| token.text).collect::<Vec<_>>()
        };
        assert_eq!(words("He backs Prop. 22."), ["He", "backs", "Prop.", "22", "."]);
        assert_eq!(words("He lives at No. 10."), ["He", "lives", "at", "No.", "10", "."]);
        assert_eq!(words("He said no. 10 left."), ["He", "said", "no", ".", "10", "left", "."]);
        assert_eq!(words("He said: No. Ten left.")[3..5], ["No", "."]);
    }

    #[test]
    fn numbers_keep_their_marks() {
        assert_eq!(
            words("40,000 litres at 9.30, 3%"),
            ["40,000", "litres", "at", "9.30", ",", "3", "%"]
        );
    }

    #[test]
    fn hyphens_join_and_double_hyphens_part() {
        assert_eq!(words("re-election -- he"), ["re-election", "--", "he"]);
    }

    #[test]
    fn two_apostrophes_are_one_mark() {
        assert_eq!(words("''Go,'' he"), ["''", "Go", ",", "''", "he"]);
    }

    #[test]
    fn initials_and_ellipses() {
        assert_eq!(
            words("Martin D. Singer of... persecution"),
            ["Martin", "D.", "Singer", "of", "...", "persecution"]
        );
    }

    #[test]
    fn handles_and_addresses_are_one_token() {
        assert_eq!(words("@tom, #vote # 5"), ["@tom", ",", "#vote", "#", "5"]);
        assert_eq!(words("(https://a.b/c). www.d.e"), ["(", "https://a.b/c", ")", ".", "www.d.e"]);
    }

    #[test]
    fn marks_inside_a_word_join_and_at_its_edge_do_not() {
        assert_eq!(words("AT&T and/or A & B"), ["AT&T", "and/or", "A", "&", "B"]);
        assert_eq!(words("9:30, 40, .5 a_b"), ["9:30", ",", "40", ",", ".5", "a_b"]);
        assert_eq!(words("end.Then"), ["end", ".", "Then"]);
    }

    #[test]
    fn i_is_no_initial() {
        assert_eq!(words("said I. Then"), ["said", "I", ".", "Then"]);
        assert_eq!(words("J. Hale"), ["J.", "Hale"]);
        assert_eq!(words("x. Then"), ["x", ".", "Then"]);
    }

    #[test]
    fn what_takes_no_room_is_no_token() {
        assert_eq!(words("\u{feff}He\u{200b} left"), ["He", "left"]);
    }

    #[test]
    fn kinds_are_told_by_the_first_letter() {
        use crate::scan::Kind::{
            CloseBracket, Colon, Comma, Dash, Number, OpenBracket, Semicolon, Stop, Symbol, Word,
        };
        let text = "Go 3rd, no; (yes): “so” – on…";
        let mut tokens = Vec::new();
        split(text, Span::new(0, text.len()), &Lexicon::default(), &mut tokens);
        let kinds: Vec<_> = tokens.iter().map(|token| token.kind).collect();
        assert_eq!(
            kinds,
            [
                Word,
                Number,
                Comma,
                Word,
                Semicolon,
                OpenBracket,
                Word,
                CloseBracket,
                Colon,
                Symbol,
                Word,
                Symbol,
                Dash,
                Word,
                Stop,
            ]
        );
    }
}
