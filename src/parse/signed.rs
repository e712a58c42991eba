//! A quotation that is set apart and signed: the name below it says whose words it is.
//!
//! > We are done with cuts. ¶ — **Ana Brito, the mayor**

use std::ops::Range;

use crate::read::Draft;
use crate::tokenise::Text;
use crate::tokenise::token::{Kind, Token};

/// A signature has so many tokens at most.
const LONGEST: usize = 20;

/// A quotation of one or more paragraphs with its signature.
#[derive(Clone, Debug)]
pub(super) struct Signed {
    /// The paragraphs, by their numbers.
    pub(super) blocks: Range<usize>,
    /// The dash before the name.
    pub(super) dash: usize,
    /// Whose words they are.
    pub(super) source: Range<usize>,
}

/// The signed quotations of a draft, in order.
pub(super) fn signed(draft: &Draft, text: &Text<'_>) -> Vec<Signed> {
    let mut all: Vec<Signed> = Vec::new();
    let mut first = 0;
    for at in 1..draft.blocks.len() {
        let apart = draft.set_apart(draft.blocks[at].span);
        if apart.is_none() || apart != draft.set_apart(draft.blocks[at - 1].span) {
            first = at;
        } else if let Some((dash, source)) = signature(&text.tokens, &text.blocks[at]) {
            let story = draft.blocks[first..at].iter().all(|block| block.kind.is_story());
            if first < at && story {
                all.push(Signed { blocks: first..at, dash, source });
            }
            first = at + 1;
        }
    }
    all
}

/// The dash and the name of a signature.
///
/// > **— Nora Hale (@norahale)** May 4, 2023
/// > not: **— Nora Hale said** so in May.
fn signature(tokens: &[Token<'_>], block: &Range<usize>) -> Option<(usize, Range<usize>)> {
    let here = &tokens[block.clone()];
    let [dash, name, ..] = here else { return None };
    let named = name.kind == Kind::Word && name.is_capitalised() && name.pos.is_name();
    if dash.kind != Kind::Dash || !named || here.len() > LONGEST {
        return None;
    }
    let ends = |t: &Token<'_>| matches!(t.kind, Kind::OpenBracket | Kind::Stop | Kind::Dash);
    let count = here[1..].iter().take_while(|t| !ends(t)).count();
    let plain = here[1..=count].iter().all(|t| !t.pos.is_finite());
    plain.then_some((block.start, block.start + 1..block.start + 1 + count))
}

#[cfg(test)]
mod tests {
    use crate::parse::parse;
    use crate::read::Draft;
    use crate::testing::rulebook;

    /// Who says what in a draft of Markdown.
    fn said(copy: &str) -> Vec<(String, String)> {
        let draft = Draft::new("a.md", copy);
        let lexicon = &rulebook().lexicon;
        let mut text = crate::tokenise::tokenise(&draft, lexicon);
        let hints = crate::tag::tag(&draft, &mut text, lexicon);
        let parsed = parse(&draft, &text, &hints, lexicon);
        let words = |span| draft.words(span).to_owned();
        let all = parsed.attributions.iter();
        all.filter_map(|a| Some((words(a.source.as_ref()?.span), words(*a.content.first()?))))
            .collect()
    }

    #[test]
    fn the_name_below_a_quotation_signs_it() {
        let copy = "The union met on Monday at noon.\n\n> We are done with cuts.\n>\n> — Ana Brito, the mayor\n";
        let right = ("Ana Brito, the mayor".to_owned(), "We are done with cuts.".to_owned());
        assert_eq!(said(copy), [right]);
        let copy = "The union met on Monday at noon.\n\nWe are done with cuts.\n\n— Ana Brito, the mayor\n";
        assert!(said(copy).is_empty(), "a line below a paragraph may name its writer");
    }
}
