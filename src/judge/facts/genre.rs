//! What a draft reads like: a column, a guide, the report of a match.

use std::ops::Range;

use crate::judge::lists::OwnList;
use crate::judge::view::View;
use crate::lexicon::FunctionWord;
use crate::read::BlockKind;
use crate::rulebook::{GenreKind, ListName};

/// The writer of a column says "I" this often.
const FIRST_PERSON: usize = 2;

/// A guide says "you" this often.
const SECOND_PERSON: usize = 4;

/// The report of a match has so many words of the game, and one in so many words.
const GAME_WORDS: usize = 6;
const GAME_SHARE: usize = 90;

/// In English one word in so many is "the", "of" or "to".
const COMMON: usize = 40;
const LEAST_FOREIGN: usize = 40;

/// The line that says what a piece is has so many words and marks at most.
const LABEL: usize = 6;

/// True when a draft reads like one of these kinds. It is worked out once a draft.
pub(super) fn reads_as(view: &View<'_>, kinds: &[GenreKind]) -> bool {
    let all = [GenreKind::Column, GenreKind::Guide, GenreKind::Match, GenreKind::Foreign];
    let found =
        view.genres.get_or_init(|| all.into_iter().filter(|kind| is(view, *kind)).collect());
    kinds.iter().any(|kind| found.contains(kind))
}

/// True when a draft reads like a kind.
fn is(view: &View<'_>, kind: GenreKind) -> bool {
    match kind {
        GenreKind::Column => {
            said_itself(view, OwnList::FirstPerson) >= FIRST_PERSON || labelled(view)
        }
        GenreKind::Foreign => {
            let words = view.text.tokens.iter().filter(|t| t.is_wordlike());
            let common = words.clone().filter(|t| {
                t.among(FunctionWord::DefiniteArticle)
                    || t.among(FunctionWord::Of)
                    || t.among(FunctionWord::To)
            });
            let (common, all) = (common.count(), words.count());
            all >= LEAST_FOREIGN && common * COMMON < all
        }
        GenreKind::Guide => said_itself(view, OwnList::SecondPerson) >= SECOND_PERSON,
        GenreKind::Match => {
            let words = hits(view, &(0..view.text.tokens.len()), OwnList::GameWord).count();
            words >= GAME_WORDS && words * GAME_SHARE >= view.text.tokens.len()
        }
    }
}

/// The phrases of a list in some tokens.
fn hits<'v>(
    view: &'v View<'_>,
    range: &Range<usize>,
    list: OwnList,
) -> impl Iterator<Item = Range<usize>> + 'v {
    let name = list.name();
    let all = view.survey.hits_in(range).iter().filter(move |hit| hit.list == *name);
    all.map(|hit| hit.tokens.clone())
}

/// How often the writer uses words of a list, outside quotation marks and what others say.
fn said_itself(view: &View<'_>, list: OwnList) -> usize {
    let all = hits(view, &(0..view.text.tokens.len()), list);
    let own = all.filter(|tokens| view.survey.own(tokens.start));
    own.filter(|tokens| {
        let sentence = view.text.sentences.get(view.sentence_of(tokens.start));
        sentence.is_some_and(|s| {
            view.draft.blocks[s.block].kind == BlockKind::Paragraph && !view.set_in[s.block]
        })
    })
    .count()
}

/// True when a short line, or the first word of the headline, says that the piece is one of opinion.
fn labelled(view: &View<'_>) -> bool {
    let label = OwnList::OpinionLabel.name();
    let says = |block: &Range<usize>| {
        let hits = view.lexicon.phrases_in(&view.text.tokens[block.clone()]);
        hits.iter().any(|hit| ListName::named(hit.list) == *label)
    };
    let mut short = view.text.blocks.iter().filter(|block| block.len() <= LABEL);
    let over = view.text.blocks.first().map(|block| block.start..(block.start + 1).min(block.end));
    short.any(says) || over.is_some_and(|over| says(&over))
}

#[cfg(test)]
mod tests {
    use crate::judge::testing::check;
    use crate::rulebook::Scope;

    #[test]
    fn what_a_draft_reads_like() {
        let column = "I went to the bridge. It rained, and I went home.";
        let quoted = "“I went to the bridge, and I went home,” Tom Hale said.";
        let guide = "You need a pass. You get it here. Your card is read, and you go in. Keep your pass, and show it when you leave with your bag.";
        let game = "Rovers beat Delmar in the playoffs. The striker scored a goal. The keeper saved a penalty in the second half. The coach praised the defender.";
        check(
            Scope::Draft,
            &[
                ("reads-as: [column]", column, "+"),
                ("reads-as: [column]", quoted, "-"),
                ("reads-as: [column]", "The bridge is shut.\n\nOpinion\n\nIt rained.", "+"),
                ("reads-as: [guide]", guide, "+"),
                ("reads-as: [guide]", column, "-"),
                (
                    "reads-as: [foreign]",
                    "El puente de Kelden sigue cerrado desde el lunes porque los ingenieros hallaron grietas en el acero, dijo la alcaldesa. Nadie sabe cuando se abrira otra vez, y muchos vecinos cruzan ahora por el vado o toman el barco de las nueve.",
                    "+",
                ),
                ("reads-as: [foreign]", column, "-"),
                ("reads-as: [match]", game, "+"),
                ("reads-as: [match]", column, "-"),
            ],
        );
    }
}
