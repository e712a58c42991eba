//! Were those without a name the source a little before?

use std::ops::Range;

use super::noun::noun;
use crate::judge::view::View;
use crate::lexicon::FunctionWord;
use crate::parse::Attribution;
use crate::read::BlockKind;

/// Who was the source is looked for in so many attributions before.
const HEARD: usize = 24;

/// "One of the officials" goes back so many sentences, the same words without "the" so many.
const KNOWN_AFTER: usize = 40;
const SAME_AFTER: usize = 2;

/// True when the same people were the source a little before: "two officials said … one of the officials
/// said", "a senior aide said … A senior aide described".
pub(super) fn heard_before(view: &View<'_>, n: usize) -> bool {
    let tokens = &view.text.tokens;
    let all = &view.parsed.attributions;
    let Some(source) = all[n].source.as_ref().map(|s| view.tokens_of(s.span)) else { return false };
    let Some(own) = noun(view, &source) else { return false };
    let words = |range: &Range<usize>| {
        let nouns =
            tokens[range.clone()].iter().filter(|t| t.pos.is_noun() || t.pos.is_adjective());
        nouns.map(|t| t.lower().trim_end_matches('s').to_owned()).collect::<Vec<_>>()
    };
    let known =
        own.part && tokens[own.before.clone()].iter().any(|t| t.among(FunctionWord::Definite));
    let other = tokens[source.clone()].iter().any(|t| {
        t.among(FunctionWord::OtherOnes)
            || t.among(FunctionWord::OneNew)
                && !t.among(FunctionWord::IndefiniteArticle)
                && !t.among(FunctionWord::One)
    });
    let mine = words(&(own.before.start..own.head + 1));
    let reach = if known { KNOWN_AFTER } else { SAME_AFTER };
    let before = all[n.saturating_sub(HEARD)..n].iter().rev();
    let near = before.take_while(|a| a.sentence + reach >= all[n].sentence);
    // "…, sources say": a headline does not ask.
    let in_text = |a: &&Attribution| view.block_of(a.sentence) == Some(BlockKind::Paragraph);
    !other
        && near.filter(in_text).filter_map(|a| a.source.as_ref()).any(|s| {
            let theirs = words(&view.tokens_of(s.span));
            !theirs.is_empty() && mine.iter().all(|word| theirs.contains(word))
        })
}

#[cfg(test)]
mod tests {
    use crate::judge::testing::check;
    use crate::rulebook::Scope;

    #[test]
    fn the_same_people() {
        check(
            Scope::Attribution,
            &[
                (
                    "heard-before: true",
                    "Two officials said the road was shut. One of the officials said it was wet.",
                    "-+",
                ),
                (
                    "heard-before: true",
                    "Two officials said the road was shut. Another official said it was wet.",
                    "--",
                ),
            ],
        );
    }
}
