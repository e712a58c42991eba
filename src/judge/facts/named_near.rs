//! Names close behind a group without one: papers behind "local media", experts who go on speaking.

use super::sentence::turns;
use super::unnamed;
use crate::judge::view::View;
use crate::lexicon::{Class, FunctionWord};
use crate::resolve::{Speaker, SpeakerKind};
use crate::rulebook::Unnamed;
use crate::tokenise::token::{Kind, Pos};

/// A member of a group is looked for in so many attributions on either side.
pub(super) const WINDOW: usize = 8;

/// A member is looked for in so many paragraphs behind the group.
pub(super) const BEHIND: usize = 1;

/// The one person with a name who is the source of an attribution.
pub(super) fn person<'v>(view: &'v View<'_>, n: usize) -> Option<&'v Speaker> {
    let speaker = &view.story.speakers[view.story.bindings[n].speaker()?.0];
    (speaker.kind == SpeakerKind::Person).then_some(speaker)
}

/// Papers are named within so many sentences behind "local media".
const PAPERS: usize = 3;

/// A group is named by the same word within so many sentences.
const BELOW: usize = 8;

/// True when the press is the source, and a paper with a name is credited within three sentences: "Three
/// papers reported that he had fled. … *The Delmar Gazette* reported".
pub(super) fn papers_named(view: &View<'_>, n: usize) -> bool {
    if unnamed::source(view, n) != Some(Unnamed::Press) {
        return false;
    }
    let all = &view.parsed.attributions;
    let here = all[n].sentence;
    let outlet = |at: usize| {
        let speaker = view.story.bindings[at].speaker().map(|id| &view.story.speakers[id.0]);
        let source = all[at].source.as_ref().map(|s| view.text.tokens_in(s.span));
        let called = source.is_some_and(|s| s.iter().any(|t| t.pos.is_name()));
        let kinds = [Class::Outlet, Class::OutletNoun, Class::Publication];
        let press = source.is_some_and(|s| s.iter().any(|t| kinds.iter().any(|c| t.is(*c))));
        called && (press || speaker.is_some_and(|s| s.kind == SpeakerKind::Outlet))
    };
    (n + 1..(n + 1 + WINDOW).min(all.len()))
        .take_while(|at| all[*at].sentence <= here + PAPERS)
        .any(outlet)
}

/// True when the same word stands with a name a little later: "Lawyers for the bank said … the lawyers,
/// Ann Webb and Jan Novak, wrote".
pub(super) fn named_below(view: &View<'_>, n: usize) -> bool {
    let Some(head) = unnamed::head(view, n) else { return false };
    let tokens = &view.text.tokens;
    let sentences = &view.text.sentences;
    let last = (view.sentence_of(head) + BELOW).min(sentences.len() - 1);
    let word = tokens[head].lower();
    tokens[head + 1..sentences[last].tokens.end].windows(5).any(|w| {
        w[0].among(FunctionWord::DefiniteArticle)
            && w[1].lower() == word
            && w[2].kind == Kind::Comma
            && w[3].pos.is_name()
            && w[4].pos.is_name()
    })
}

/// True when "experts" are those who speak before and after them: "…,” Webb said. Experts said … Webb
/// said".
pub(super) fn goes_on(view: &View<'_>, n: usize) -> bool {
    let head = unnamed::head(view, n).map(|head| &view.text.tokens[head]);
    let expert = head.is_some_and(|t| t.is(Class::Expert) && t.pos == Pos::Nns);
    let here = &view.parsed.attributions[n];
    let next = view.parsed.attributions.get(n + 1);
    let near = next.is_some_and(|a| {
        a.block <= here.block + BEHIND
            && a.sentence > here.sentence
            && a.sentence <= here.sentence + BEHIND
            && !turns(view, a.sentence)
    });
    let known = |s: &Speaker| {
        s.mentions.first().is_some_and(|m| view.parsed.mentions[m.0].sentence < here.sentence)
    };
    expert && near && person(view, n + 1).is_some_and(known)
}

/// True when a body with a name speaks in the next sentence: "He faces anger at home. The Families Forum
/// has called".
pub(super) fn body_shows(view: &View<'_>, from: usize, sentence: usize) -> bool {
    let mut later = view.parsed.attributions.iter().enumerate().skip(from).take(WINDOW);
    later.find(|(_, a)| a.sentence > sentence).is_some_and(|(at, a)| {
        let speaker = view.story.bindings[at].speaker().map(|id| &view.story.speakers[id.0]);
        let named = speaker.is_some_and(|s| s.kind == SpeakerKind::Organisation);
        let source = a.source.as_ref().map(|s| view.text.tokens_in(s.span));
        let called = source.is_some_and(|s| s.iter().any(|t| t.pos.is_name()));
        named && called && a.sentence <= sentence + 1 && !turns(view, a.sentence)
    })
}

#[cfg(test)]
mod tests {
    use crate::judge::testing::check;
    use crate::rulebook::Scope;

    #[test]
    fn names_close_behind() {
        check(
            Scope::Attribution,
            &[
                (
                    "names-follow: true",
                    "Norwegian media reported that the ship had sunk. Reuters reported that it was lost.",
                    "+-",
                ),
                (
                    "names-follow: true",
                    "Local media reported that the ship had sunk. The mayor said that it was lost.",
                    "--",
                ),
                (
                    "names-follow: true",
                    "Top lawyers for the bank said that the sale was void. It was late, the lawyers, Ann Webb and Jan Novak, wrote.",
                    "+-",
                ),
            ],
        );
    }
}
