//! Quotation marks: which open, which close, which are apostrophes, and what they enclose.
//!
//! One pass over the marks of a block with a stack of open quotations. Rules, in order:
//!
//! 1. Curly marks and guillemets say what they are; a curly `’` between or behind letters may be
//!    an apostrophe, so it closes only when a single mark is open.
//! 2. A straight mark opens behind a gap and before a word, and closes behind a word.
//! 3. A single mark opens only when something later in the block can close it, or at the start of
//!    a block. Behind an "s" and before a lower-case word it is a plural possessive, as long as a
//!    later mark can still close the quotation.
//! 4. A mark that would open while one of its kind is open, behind the end of a sentence, takes
//!    the same quotation up again: a new paragraph of it.
//! 5. At the end of the block all that is open is closed. It is no fault if the next block begins
//!    with the same mark.
//! 6. A mark that stands alone behind the last full stop of a block opens the next block, if the
//!    first mark there closes and nothing has opened.

use super::text::{Closed, Mark, Quotation, Text};
use super::token::{Kind, Token};
use crate::lexicon::{FunctionWord, Lexicon};
use crate::span::Span;

/// What a mark can be, seen by its neighbours.
#[derive(Clone, Copy, Debug)]
struct MarkCandidate {
    /// Index of the token.
    token: usize,
    mark: Mark,
    can_open: bool,
    can_close: bool,
    /// Behind an "s" and before a lower-case word.
    maybe_possessive: bool,
}

/// Pairs the marks among the tokens from `first` on. `left_open` is the quotation that the block
/// before left open; `stray` is true if a mark stands alone at its end. Returns the one that this block leaves open.
pub(super) fn pair(
    text: &mut Text<'_>,
    first: usize,
    block: usize,
    (left_open, stray): (Option<usize>, bool),
    lexicon: &Lexicon,
) -> Option<usize> {
    let candidates = candidates(&text.tokens, first, lexicon);
    let closable = closable(&candidates);
    let mut open: Vec<usize> = Vec::new();
    let mut takes_up = left_open;
    for (at, candidate) in candidates.iter().enumerate() {
        let innermost = open.iter().rposition(|&q| text.quotations[q].mark == candidate.mark);
        let depth = open.len();
        let starts_block = candidate.token == first;
        match innermost {
            Some(level) if closes(candidate, closable[at + 1]) => {
                text.tokens[candidate.token].kind = Kind::CloseQuote;
                for q in open.drain(level..) {
                    text.quotations[q].tokens.end = candidate.token + 1;
                }
                text.quotations_close(depth, level);
            }
            Some(level) if candidate.can_open && candidate.mark != Mark::Single => {
                // Rule 4, or a missing mark: either way a new quotation starts here.
                let before = open[level];
                let again = ends_sentence(&text.tokens, candidate.token)
                    && starts_like_speech(&text.tokens, text.quotations[before].tokens.start);
                for q in open.drain(level..) {
                    let quotation = &mut text.quotations[q];
                    quotation.closed = if again { Closed::TakenUp } else { Closed::No };
                    quotation.tokens.end = if again {
                        candidate.token
                    } else {
                        sentence_end(&text.tokens, quotation.tokens.start, candidate.token)
                    };
                }
                open.push(text.open(candidate, block, level, again.then_some(before)));
            }
            None if candidate.can_open
                && (candidate.mark != Mark::Single || closable[at + 1] || starts_block) =>
            {
                let again = takes_up
                    .take_if(|q| starts_block && text.quotations[*q].mark == candidate.mark);
                if let Some(before) = again {
                    text.quotations[before].closed = Closed::TakenUp;
                }
                open.push(text.open(candidate, block, depth, again));
            }
            None if stray && at == 0 && candidate.mark == Mark::Double && !starts_block => {
                // Rule 6: the words from the start of the block on are quoted.
                text.tokens[candidate.token].kind = Kind::CloseQuote;
                text.quotations.push(Quotation {
                    tokens: first..candidate.token + 1,
                    block,
                    depth: 0,
                    mark: candidate.mark,
                    closed: Closed::Yes,
                    takes_up: None,
                });
            }
            _ => text.tokens[candidate.token].kind = leftover(&text.tokens, candidate),
        }
        takes_up = None;
    }
    let end = text.tokens.len();
    let outermost = open.first().copied();
    for &q in &open {
        let start = text.quotations[q].tokens.start;
        // A whole speech runs to the end of its paragraph, a fragment to the end of its sentence.
        text.quotations[q].tokens.end = if starts_like_speech(&text.tokens, start) {
            end
        } else {
            sentence_end(&text.tokens, start, end)
        };
        text.quotations[q].closed = Closed::No;
    }
    outermost
}

/// True when a straight mark that nothing has opened stands behind the last full stop of a block: it
/// opens the next one.
///
/// > Hale said the bridge was shut.**"** ¶ It is a mess," he said.
pub(super) fn leaves_stray(tokens: &[Token<'_>]) -> bool {
    matches!(tokens, [.., stop, mark]
        if stop.kind == Kind::Stop && mark.kind == Kind::Symbol && mark.text == "\"")
}

impl Text<'_> {
    /// Starts a quotation at a mark.
    fn open(
        &mut self,
        at: &MarkCandidate,
        block: usize,
        depth: usize,
        takes_up: Option<usize>,
    ) -> usize {
        self.tokens[at.token].kind = Kind::OpenQuote;
        self.quotations.push(Quotation {
            tokens: at.token..at.token + 1,
            block,
            depth: u8::try_from(depth).unwrap_or(u8::MAX),
            mark: at.mark,
            closed: Closed::Yes,
            takes_up,
        });
        self.quotations.len() - 1
    }

    /// Inner quotations that were still open when an outer one closed have no closing mark.
    fn quotations_close(&mut self, open: usize, level: usize) {
        let inner = open - level - 1;
        let len = self.quotations.len();
        if inner > 0 {
            for quotation in &mut self.quotations[len - inner..] {
                quotation.closed = Closed::No;
            }
        }
    }
}

/// All marks among the tokens from `first` on. A possessive or contraction mark is none.
fn candidates(tokens: &[Token<'_>], first: usize, lexicon: &Lexicon) -> Vec<MarkCandidate> {
    let marks = tokens.iter().enumerate().skip(first).filter(|(_, t)| t.kind == Kind::Symbol);
    marks.filter_map(|(at, _)| candidate(tokens, first, at, lexicon)).collect()
}

fn candidate(
    tokens: &[Token<'_>],
    first: usize,
    at: usize,
    lexicon: &Lexicon,
) -> Option<MarkCandidate> {
    let token = &tokens[at];
    let before = (at > first).then(|| &tokens[at - 1]);
    let behind = tokens.get(at + 1);
    let joins = |a: Option<&Token<'_>>, b: Option<&Token<'_>>| match (a, b) {
        (Some(a), Some(b)) => touches(a.span, b.span),
        _ => false,
    };
    let glued_before = joins(before, Some(token));
    let glued_behind = joins(Some(token), behind);
    let opener_before = before.is_some_and(|t| {
        matches!(t.kind, Kind::OpenBracket | Kind::Dash | Kind::Symbol | Kind::OpenQuote)
    });
    let free_before = !glued_before || opener_before;
    let straight_open = free_before && glued_behind;
    let straight_close = glued_before && !before.is_some_and(|t| t.kind == Kind::OpenBracket);
    let inches = before.is_some_and(|t| t.kind == Kind::Number) && glued_before;
    let (mark, can_open, can_close) = match token.text {
        "\"" | "''" => (Mark::Double, straight_open, straight_close || !glued_behind),
        "“" => (Mark::Double, free_before || glued_behind, glued_before && !glued_behind),
        "„" | "``" => (Mark::Double, true, false),
        "”" => (Mark::Double, false, true),
        "«" | "‹" => (Mark::Guillemet, free_before, glued_before && !glued_behind),
        "»" | "›" => (Mark::Guillemet, straight_open, glued_before || !glued_behind),
        "‘" => (Mark::Single, glued_behind, false),
        "’" => (Mark::Single, false, glued_before),
        "'" => {
            (Mark::Single, straight_open && !is_elision(behind, lexicon), glued_before && !inches)
        }
        _ => return None,
    };
    let maybe_possessive = mark == Mark::Single
        && before.is_some_and(|t| t.kind == Kind::Word && t.text.ends_with(['s', 'S', 'z', 'x']))
        && behind.is_some_and(|t| t.kind == Kind::Word && !glued_behind);
    Some(MarkCandidate { token: at, mark, can_open, can_close, maybe_possessive })
}

/// True when nothing stands between the two spans.
fn touches(a: Span, b: Span) -> bool {
    a.end == b.start
}

/// "'80s", "'em": the mark stands for missing letters.
fn is_elision(behind: Option<&Token<'_>>, lexicon: &Lexicon) -> bool {
    behind.is_some_and(|t| {
        t.kind == Kind::Number && t.text.ends_with('s')
            || lexicon.function_of(t.text).has(FunctionWord::Elided)
    })
}

/// For each candidate, and one past the last: can a single mark from here on surely close?
fn closable(candidates: &[MarkCandidate]) -> Vec<bool> {
    let mut can = vec![false; candidates.len() + 1];
    for (at, candidate) in candidates.iter().enumerate().rev() {
        let closes = candidate.mark == Mark::Single && candidate.can_close;
        let opens = candidate.mark == Mark::Single && candidate.can_open && !closes;
        can[at] = closes || !opens && can[at + 1];
    }
    can
}

/// True when a mark closes the quotation of its kind that is open.
fn closes(candidate: &MarkCandidate, later: bool) -> bool {
    candidate.can_close
        && !(candidate.maybe_possessive && later)
        && !(candidate.can_open && candidate.mark == Mark::Double)
}

/// What a mark is that neither opens nor closes: a possessive, or a symbol.
fn leftover(tokens: &[Token<'_>], candidate: &MarkCandidate) -> Kind {
    let before = candidate.token.checked_sub(1).map(|at| tokens[at]);
    let possessive = candidate.mark == Mark::Single && before.is_some_and(|t| t.kind == Kind::Word);
    if possessive { Kind::Word } else { Kind::Symbol }
}

/// True when the token before `at` ends a sentence.
fn ends_sentence(tokens: &[Token<'_>], at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| tokens[before].kind == Kind::Stop)
}

/// True when the quotation that opens at `start` begins as a sentence does.
fn starts_like_speech(tokens: &[Token<'_>], start: usize) -> bool {
    tokens.get(start + 1).is_some_and(|t| !t.text.starts_with(char::is_lowercase))
}

/// One past the first full stop behind `start`, `limit` at most.
fn sentence_end(tokens: &[Token<'_>], start: usize, limit: usize) -> usize {
    let stop = tokens[start..limit].iter().position(|t| t.kind == Kind::Stop);
    stop.map_or(limit, |offset| start + offset)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Draft;

    /// The quotations of a draft, as written, with how they end.
    fn quotations(draft: &str) -> Vec<(String, Closed)> {
        let draft = Draft::new("test", draft);
        let text = super::super::tokenise(&draft, &crate::testing::rulebook().lexicon);
        text.quotations
            .iter()
            .map(|q| {
                let first = text.tokens[q.tokens.start].span;
                let last = text.tokens[q.tokens.end - 1].span;
                (first.to(last).of(&draft.text).to_owned(), q.closed)
            })
            .collect()
    }

    fn plain(draft: &str) -> Vec<String> {
        quotations(draft).into_iter().map(|(text, _)| text).collect()
    }

    #[test]
    fn straight_and_curly_marks_pair() {
        assert_eq!(plain("\"Go,\" he said. “Stay,” she said."), ["\"Go,\"", "“Stay,”"]);
    }

    #[test]
    fn single_marks_are_told_from_apostrophes() {
        assert_eq!(
            plain("'The workers' rights aren't Maduro's,' said Hale of the '80s."),
            ["'The workers' rights aren't Maduro's,'"]
        );
    }

    #[test]
    fn plural_possessives_open_nothing() {
        assert!(plain("The players' union and the fans' groups met.").is_empty());
    }

    #[test]
    fn a_quotation_inside_a_quotation() {
        assert_eq!(
            plain("“He said ‘never’ twice,” she said."),
            ["“He said ‘never’ twice,”", "‘never’"]
        );
    }

    #[test]
    fn a_speech_is_taken_up_by_the_next_paragraph() {
        let found = quotations("\"We go.\n\n\"We stay,\" he said.");
        assert_eq!(found[0], ("\"We go.".into(), Closed::TakenUp));
        assert_eq!(found[1], ("\"We stay,\"".into(), Closed::Yes));
    }

    #[test]
    fn a_speech_is_taken_up_in_mid_line() {
        let found = quotations("She told the court. \"He knew. \"He is simply not credible.\"");
        assert_eq!(found[0].1, Closed::TakenUp);
        assert_eq!(found[1], ("\"He is simply not credible.\"".into(), Closed::Yes));
    }

    #[test]
    fn a_missing_mark_is_noticed_and_ends_with_its_sentence() {
        let found = quotations("He called it \"a disgrace and left. Then he slept.");
        assert_eq!(found, [("\"a disgrace and left".into(), Closed::No)]);
    }

    #[test]
    fn inches_are_no_quotation() {
        assert!(plain("The plank is 6\" wide and 5'10\" long.").is_empty());
    }

    #[test]
    fn doubled_apostrophes_quote() {
        assert_eq!(plain("''Find it,'' he tells them."), ["''Find it,''"]);
    }

    #[test]
    fn guillemets_quote() {
        assert_eq!(plain("Il a dit « jamais » hier."), ["« jamais »"]);
    }

    #[test]
    fn an_apostrophe_for_missing_letters_opens_nothing() {
        assert!(plain("Hale told 'em the fans' groups met.").is_empty());
        assert!(plain("In the '80s the fans' groups met.").is_empty());
        assert_eq!(plain("Hale said 'them' twice."), ["'them'"]);
    }

    #[test]
    fn a_quotation_may_begin_in_brackets_and_after_a_dash() {
        assert_eq!(plain("(\"Go,\" he said)"), ["\"Go,\""]);
        assert_eq!(plain("He left--\"Go,\" he said."), ["\"Go,\""]);
    }

    #[test]
    fn an_inner_quotation_is_one_deeper() {
        let draft = Draft::new("test", "“He said ‘never’ twice,” she said. “No.”");
        let text = crate::tokenise::tokenise(&draft, &Lexicon::default());
        let depths: Vec<u8> = text.quotations.iter().map(|q| q.depth).collect();
        assert_eq!(depths, [0, 1, 0]);
    }

    #[test]
    fn an_inner_quotation_left_open_ends_with_the_outer() {
        let found = quotations("“He said «never twice,” she said.");
        assert_eq!(found[0], ("“He said «never twice,”".into(), Closed::Yes));
        assert_eq!(found[1], ("«never twice,”".into(), Closed::No));
    }

    #[test]
    fn only_the_next_paragraph_takes_a_speech_up() {
        let taken = |copy: &str| {
            let draft = Draft::new("test", copy);
            let text = crate::tokenise::tokenise(&draft, &Lexicon::default());
            text.quotations.iter().map(|q| (q.closed, q.takes_up)).collect::<Vec<_>>()
        };
        let two = [(Closed::TakenUp, None), (Closed::Yes, Some(0))];
        assert_eq!(taken("\"We go.\n\n\"We stay,\" he said."), two);
        let two = [(Closed::No, None), (Closed::Yes, None)];
        assert_eq!(taken("\"We go.\n\nHe left.\n\n\"We stay,\" he said."), two);
        assert_eq!(taken("\"We go.\n\nHe said: \"We stay.\""), two);
        assert_eq!(taken("«We go.\n\n\"We stay,\" he said."), two);
    }

    #[test]
    fn a_fragment_left_open_is_not_taken_up_in_mid_line() {
        let found = quotations("He called it \"a mess. She called it \"a farce\".");
        assert_eq!(found[0], ("\"a mess".into(), Closed::No));
        assert_eq!(found[1].1, Closed::Yes);
    }

    #[test]
    fn a_mark_alone_at_the_end_of_a_block_opens_the_next() {
        assert_eq!(
            plain("He said it was over.\"\n\nIt is a mess,\" he said."),
            ["It is a mess,\""]
        );
        assert!(plain("He said it was over.\n\nIt is a mess,\" he said.").is_empty());
    }
}
