//! Does the body say what the headline says, and who says it there?

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::compare::{content, shared, stems};
use super::words::{find, holds_any, looked_at};
use crate::judge::lists::OwnList;
use crate::judge::subject::Subject;
use crate::judge::view::View;
use crate::lexicon::{CueClass, FunctionWord};
use crate::read::BlockKind;
use crate::rulebook::{HeadlineAsked, ListName};
use crate::tokenise::token::Token;

/// So many words and marks in quotation marks are what a headline says, not a word of it.
const MARKED: usize = 5;

/// After a softening word the verb stands within so many words.
const GOVERNED: usize = 4;

/// Two verbs are one by so many letters.
const STEM: usize = 4;

/// The name of a body has so many letters.
const NAMED: usize = 4;

/// The headline is looked for in so many sentences of the body.
const REACH: usize = 14;

/// This many opening sentences are searched for who says what the headline quotes.
const OPENING: usize = 6;

/// True when a condition on a headline holds; `n` is the number of its sentence.
pub(in crate::judge) fn holds(asked: HeadlineAsked<'_>, view: &View<'_>, n: usize) -> bool {
    match asked {
        HeadlineAsked::OnlyAttributed(wanted) => claim(view, n).is_some() == *wanted,
        HeadlineAsked::BodyHas(lists) => view.text.sentences.iter().enumerate().any(|(at, s)| {
            view.block_of(at) == Some(BlockKind::Paragraph) && holds_any(view, &s.tokens, lists)
        }),
        HeadlineAsked::Softened(lists) => softener(view, n, lists).is_some(),
    }
}

/// The claim of the body that a headline states as fact: the body has it only as somebody's word.
pub(in crate::judge) fn claim(view: &View<'_>, headline: usize) -> Option<usize> {
    let tokens = view.text.sentences[headline].tokens.clone();
    if tokens.clone().any(|token| view.survey.owner(token).is_some()) {
        return None;
    }
    let wanted = stems(view, &tokens);
    // "Oil 'hits economy'": the marks say that it is somebody's word.
    let marked = tokens.clone().filter(|token| view.survey.quotation(*token).is_some()).count();
    if wanted.len() < 3 || marked >= MARKED {
        return None;
    }
    let mut best: Option<(usize, usize)> = None;
    for sentence in body(view) {
        let range = view.text.sentences[sentence].tokens.clone();
        for own in looked_at(view, Subject::Sentence(sentence)) {
            if shared(&wanted, &stems(view, &own)) * 2 >= wanted.len() {
                return None;
            }
        }
        let owners: FxHashSet<usize> = range.filter_map(|token| view.survey.owner(token)).collect();
        for owner in owners {
            let Some(claim) = view.ledger.claim_of[owner] else { continue };
            if announced(view, owner) || names_its_source(view, &tokens, owner) {
                continue;
            }
            let common = shared(&wanted, &content(view, owner));
            let enough = common >= 3 && common * 3 >= wanted.len() * 2;
            if enough && best.is_none_or(|(most, known)| (common, known) > (most, claim)) {
                best = Some((common, claim));
            }
        }
    }
    best.map(|(_, claim)| claim)
}

/// True when the source announces what it says: what is announced is done by announcing it.
fn announced(view: &View<'_>, owner: usize) -> bool {
    let cue = view.parsed.attributions[owner].cue.as_ref();
    cue.is_some_and(|cue| cue.class == CueClass::Announce)
}

/// True when the headline is about the body for which the source speaks: "Hill Foundation raises
/// funds" and "said the foundation's president". The name of a state is not enough.
fn names_its_source(view: &View<'_>, headline: &Range<usize>, owner: usize) -> bool {
    let Some(source) = &view.parsed.attributions[owner].source else { return false };
    let named = |range: Range<usize>| -> FxHashSet<String> {
        let nouns = view.text.tokens[range].iter().filter(|t| {
            t.state.is_none()
                && (t.pos.is_noun() || t.pos.is_name())
                && t.text.chars().count() >= NAMED
        });
        nouns.map(|t| t.lower().into_owned()).collect()
    };
    !named(headline.clone()).is_disjoint(&named(view.tokens_of(source.span)))
}

/// True when the opening says in other words what a quotation of the headline says, and credits
/// somebody with it: "Oil 'hits economy'", and below "has hit the economy, the OECD said".
pub(super) fn paraphrased(view: &View<'_>, quotation: usize) -> bool {
    let wanted = stems(view, &view.text.quotations[quotation].tokens);
    let opening = body(view).take(OPENING);
    let mut owners = opening
        .flat_map(|n| view.text.sentences[n].tokens.clone())
        .filter_map(|token| view.survey.owner(token))
        .collect::<FxHashSet<_>>()
        .into_iter();
    !wanted.is_empty() && owners.any(|n| shared(&wanted, &content(view, n)) * 2 >= wanted.len())
}

/// The words with which the body softens what the headline states, when the headline has none.
pub(in crate::judge) fn softener(
    view: &View<'_>,
    headline: usize,
    lists: &[ListName],
) -> Option<Range<usize>> {
    let tokens = view.text.sentences[headline].tokens.clone();
    // "County says station will cut waits": whose word it is softens too.
    let told = tokens.clone().any(|token| view.survey.owner(token).is_some());
    if told || lists.iter().any(|list| find(view, &tokens, list).is_some()) {
        return None;
    }
    let wanted = stems(view, &tokens);
    if wanted.len() < 3 {
        return None;
    }
    let mut softened = None;
    let mut plain = 0;
    for sentence in body(view) {
        let range = view.text.sentences[sentence].tokens.clone();
        let common = shared(&wanted, &stems(view, &range));
        if common < 2 || common * 2 < wanted.len() {
            continue;
        }
        let governs = |words: &Range<usize>| governs(view, words, &tokens);
        match lists.iter().find_map(|list| find(view, &range, list).filter(governs)) {
            Some(words) => softened = softened.or(Some(words)),
            None => plain += 1,
        }
    }
    softened.filter(|_| plain <= 1)
}

/// True when the verb after softening words is one of the headline: "may cure" and "cures".
fn governs(view: &View<'_>, words: &Range<usize>, headline: &Range<usize>) -> bool {
    let verb = |t: &&Token<'_>| t.pos.is_verb() && t.text.chars().count() >= 3;
    let tokens = &view.text.tokens;
    let after = tokens[words.end..(words.end + GOVERNED).min(tokens.len())].iter();
    // "Town unveils plan" and "plans to": the headline is as careful.
    let start = |t: &Token<'_>| t.lower().chars().take(STEM).collect::<String>();
    let said = |t: &Token<'_>| tokens[headline.clone()].iter().any(|h| start(h) == start(t));
    if tokens[words.clone()].iter().any(|t| t.text.len() > 3 && said(t)) {
        return false;
    }
    let Some(softened) = after.filter(verb).find(|t| !t.among(FunctionWord::BeInFull)) else {
        return false;
    };
    tokens[headline.clone()].iter().any(|t| {
        let alike = start(t).starts_with(start(softened).trim_end_matches('e'));
        t.text.chars().count() >= 3 && !t.pos.is_name() && alike
    })
}

/// What the body says more carefully than the headline: the words that soften, "pleaded guilty" for
/// "found guilty", "seems to contradict" for "contradicts".
pub(in crate::judge) fn weaker(view: &View<'_>, headline: usize) -> Option<Range<usize>> {
    let soft = softener(view, headline, std::slice::from_ref(OwnList::Softener.name()));
    let tokens = &view.text.sentences[headline].tokens;
    let pairs =
        [(OwnList::FoundGuilty, OwnList::PleadedGuilty), (OwnList::Showing, OwnList::Seeming)];
    let said = |(strong, weak): (OwnList, OwnList)| {
        find(view, tokens, strong.name())?;
        body(view).find_map(|n| find(view, &view.text.sentences[n].tokens, weak.name()))
    };
    soft.or_else(|| pairs.into_iter().find_map(said))
}

/// The first sentences of the body.
fn body(view: &View<'_>) -> impl Iterator<Item = usize> {
    let body = view.body.get_or_init(|| {
        let all = 0..view.text.sentences.len();
        all.filter(|n| view.block_of(*n) == Some(BlockKind::Paragraph)).take(REACH).collect()
    });
    body.iter().copied()
}

#[cfg(test)]
mod tests {
    use crate::judge::testing::check;
    use crate::rulebook::Scope;

    #[test]
    fn headlines() {
        check(
            Scope::Headline,
            &[
                (
                    "only-attributed: true",
                    "Acid from mill killed fish in river\n\nAcid from the mill had killed the fish in the river, the farmer Tom Hale said on Monday.",
                    "+",
                ),
                (
                    "only-attributed: true",
                    "Acid from mill killed fish in river\n\nAcid from the mill had killed the fish in the river.",
                    "-",
                ),
                (
                    "only-attributed: true",
                    "Acid from mill killed fish in river, says farmer\n\nAcid from the mill had killed the fish in the river, the farmer Tom Hale said on Monday.",
                    "-",
                ),
                (
                    "only-attributed: true",
                    "Hill Foundation raises funds for school\n\n“The money raised is for a school,” said the president of the foundation, Tom Hale.",
                    "-",
                ),
                (
                    "only-attributed: true",
                    "Road to coast shut until May\n\nThe road to the coast is shut until May, the county announced on Monday.",
                    "-",
                ),
                (
                    "softened: [softener]",
                    "New drug cures rare cancer\n\nA new drug may cure a rare cancer, the surgeon Ann Webb said.",
                    "+",
                ),
                (
                    "softened: [softener]",
                    "New drug may cure rare cancer\n\nA new drug may cure a rare cancer, the surgeon Ann Webb said.",
                    "-",
                ),
                (
                    "softened: [softener]",
                    "New drug cures rare cancer\n\nA new drug cures a rare cancer, the surgeon Ann Webb said.",
                    "-",
                ),
            ],
        );
    }
}
