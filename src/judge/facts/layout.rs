//! Which blocks are somebody else's words by the way they are set: posts taken in as markup, and the
//! turns of an interview or a transcript.

use crate::judge::lists::OwnList;
use crate::judge::reading::Reading;
use crate::read::BlockKind;
use crate::rulebook::ListName;
use crate::tokenise::token::Kind;

/// The line over a summary has so many words and marks at most.
const LABEL: usize = 3;

/// A line that belongs to the headline has so many bytes at most.
const DECK_BYTES: usize = 200;

/// A summary stands among the first so many blocks.
const HEAD: usize = 6;

/// So many turns make an interview.
const TURNS: usize = 3;

/// At most this many paragraphs between two turns still belong to the first.
const BETWEEN: usize = 2;

/// The name before a turn has so many words at most.
const NAME_WORDS: usize = 4;

/// For each block, whether its words are not the writer's.
pub(in crate::judge) fn set_in(reading: Reading<'_>) -> Vec<bool> {
    let words = |n: usize| reading.draft.words(reading.draft.blocks[n].span);
    let count = reading.draft.blocks.len();
    let mut set_in: Vec<bool> = (0..count).map(|n| is_markup(words(n))).collect();
    let mut turns: Vec<usize> = (0..count).filter(|n| is_turn(words(*n))).collect();
    // Whatever the mark of the question is: what stands right before an answer asks for it.
    let asks = |n: &usize| n.checked_sub(1).filter(|before| *before > 0 && is_answer(words(*n)));
    turns.extend(turns.clone().iter().filter_map(asks));
    turns.sort_unstable();
    turns.dedup();
    if turns.len() < TURNS {
        return set_in;
    }
    for pair in turns.windows(2) {
        let last = if pair[1] - pair[0] <= BETWEEN + 1 { pair[1] } else { pair[0] };
        set_in[pair[0]..=last].fill(true);
    }
    set_in
}

/// `<tweet author="…">…</tweet>`
fn is_markup(text: &str) -> bool {
    text.starts_with('<') && has_tags(text)
}

/// True when a text has tags of markup in it: `</p>`, `<br/>`.
pub(super) fn has_tags(text: &str) -> bool {
    text.contains("</") || text.contains("/>")
}

/// "A: We had no choice."
fn is_answer(text: &str) -> bool {
    text.starts_with("A: ")
}

/// "Q: Why?", "A: We had no choice.", "HALE: We had no choice."
fn is_turn(text: &str) -> bool {
    let Some((name, words)) = text.split_once(':') else { return false };
    let capitals = name.chars().any(char::is_alphabetic)
        && name.split(' ').count() <= NAME_WORDS
        && name.chars().all(|c| c.is_uppercase() || matches!(c, ' ' | '.' | '-' | '\'' | '’'));
    capitals && words.starts_with(' ')
}

/// True for a block at the head that sums the story up: the second line of a headline, or what stands
/// below the word "Summary".
pub(in crate::judge) fn sums_up(reading: Reading<'_>, block: usize) -> bool {
    let blocks = &reading.draft.blocks;
    let Some(before) = block.checked_sub(1).filter(|n| *n < HEAD).map(|n| blocks[n].span) else {
        return false;
    };
    if is_label(reading, block - 1) {
        return true;
    }
    // One line break before it, and a blank line behind it.
    let own = blocks[block].span;
    let text = &reading.draft.text;
    let next = blocks.get(block + 1).map_or(text.len(), |b| b.span.start);
    let breaks = |from: usize, to: usize| text[from..to].matches('\n').count();
    block == 1
        && own.len() <= DECK_BYTES
        && before.len() <= DECK_BYTES
        && breaks(before.end, own.start) == 1
        && breaks(own.end, next) > 1
}

/// "Summary:", "In brief": the line over a summary.
fn is_label(reading: Reading<'_>, block: usize) -> bool {
    let tokens = &reading.text.tokens[reading.text.blocks[block].clone()];
    if tokens.len() > LABEL {
        return false;
    }
    let words = tokens.iter().filter(|t| t.is_wordlike()).count();
    let marks = tokens.iter().skip(words).all(|t| matches!(t.text, "." | ":"));
    let listed = |list: &str| *OwnList::SummaryLabel.name() == ListName::named(list);
    let hits = reading.lexicon.phrases_in(tokens);
    marks && hits.iter().any(|hit| hit.words == words && listed(hit.list))
}

impl Reading<'_> {
    /// The kind of the block of a sentence. A first line in which nearly every word has a capital
    /// letter is a headline, whatever mark it ends with.
    pub(in crate::judge) fn block_of(&self, sentence: usize) -> Option<BlockKind> {
        let number = self.text.sentences.get(sentence)?.block;
        let kind = self.draft.blocks.get(number)?.kind;
        if kind == BlockKind::Paragraph && sums_up(*self, number) {
            return Some(BlockKind::SubHeadline);
        }
        let title = number == 0 && kind == BlockKind::Paragraph && self.draft.blocks.len() > 2;
        Some(if title && self.in_title_case(number) { BlockKind::Headline } else { kind })
    }

    /// True when nearly every longer word of a short block has a capital letter.
    fn in_title_case(&self, block: usize) -> bool {
        let tokens = &self.text.tokens[self.text.blocks[block].clone()];
        let long = || tokens.iter().filter(|t| t.kind == Kind::Word && t.text.len() > 3);
        let capitals = long().filter(|t| t.is_capitalised()).count();
        (4..=20).contains(&tokens.len()) && capitals * 10 >= long().count() * 9
    }
}

#[cfg(test)]
mod tests {
    use super::{is_answer, is_turn};
    use crate::read::BlockKind;
    use crate::testing::weighed;

    /// What each sentence of a draft stands in.
    fn kinds(copy: &str) -> Vec<BlockKind> {
        let reading = weighed(copy);
        (0..reading.text.sentences.len()).filter_map(|n| reading.block_of(n)).collect()
    }

    #[test]
    fn the_head_of_a_story() {
        use BlockKind::{Headline, Paragraph, SubHeadline};
        let first = |copy: &str| kinds(copy)[0];
        assert_eq!(first("Mayor Sells Harlow Mill Again.\n\nIt rained.\n\nIt froze."), Headline);
        assert_eq!(
            first("Mayor Sells the Harlow mill again.\n\nIt rained.\n\nIt froze."),
            Paragraph
        );
        assert_eq!(first("Mayor Sells Harlow Mill Again.\n\nIt rained."), Paragraph);
        assert_eq!(first("It Rained.\n\nIt snowed.\n\nIt froze."), Paragraph);
        let second = |copy: &str| kinds(copy)[1];
        assert_eq!(second("The mill is sold.\nIt was empty.\n\nIt froze."), SubHeadline);
        assert_eq!(second("The mill is sold.\n\nIt was empty.\n\nIt froze."), Paragraph);
        assert_eq!(second("The mill is sold.\nIt was empty.\nIt froze."), Paragraph);
        assert_eq!(second("Summary:\n\nIt was empty.\n\nIt froze."), SubHeadline);
        assert_eq!(second("A summary of the year:\n\nIt was empty.\n\nIt froze."), Paragraph);
        assert_eq!(kinds("It rained.\n\nSummary:\n\nIt was empty.")[2], SubHeadline);
    }

    #[test]
    fn turns_and_what_stands_between_them_are_set_in() {
        let set_in = |copy: &str| {
            let set_in = super::set_in(weighed(copy));
            set_in.iter().map(|is| if *is { '+' } else { '-' }).collect::<String>()
        };
        assert_eq!(set_in("Why?\n\nQ: Who?\n\nA: He.\n\nQ: Why?\n\nA: It was."), "-++++");
        assert_eq!(set_in("Why?\n\nQ: Who?\n\nA: He.\n\nIt was."), "----");
        assert_eq!(set_in("Q: Who?\n\nIt rained.\n\nA: He.\n\nA: She."), "++++");
        assert_eq!(
            set_in(
                "Q: Who?\n\nA: He.\n\nA: She.\n\nIt rained.\n\nIt snowed.\n\nIt thawed.\n\nQ: Why?\n\nA: So."
            ),
            "+++---++"
        );
        assert_eq!(set_in("<p>It rained.</p>\n\nIt <b>froze</b>."), "+-");
    }

    #[test]
    fn turns_have_a_name_in_capitals() {
        assert!(is_turn("Q: Why did you sell the mill?"));
        assert!(is_turn("MS. BRANDT: We had no choice."));
        assert!(!is_turn("Brandt: we had no choice"));
        assert!(!is_turn("The firm has three mills: two of them stand still."));
        assert!(!is_turn("AT 10:30 the doors opened."));
    }

    #[test]
    fn answers_are_marked() {
        assert!(is_answer("A: We had no choice."));
        assert!(!is_answer("A. Brandt sold the mill."));
    }
}
