//! Does the draft name one of a group that is its source? "Analysts say … said Jan Novak, an analyst."

use super::named_near::{self, BEHIND, WINDOW, person};
use super::sentence::turns;
use super::{phrase, unnamed, words};
use crate::judge::lists::OwnList;
use crate::judge::view::View;
use crate::lexicon::{Class, FunctionWord};
use crate::parse::{Attribution, Form, MentionId};
use crate::resolve::SpeakerKind;
use crate::tokenise::token::{Kind, Pos, Token};

/// The last block of what opens a story: headline, line below it, first paragraph.
const LEAD: usize = 3;

/// The last sentence of what opens a story.
const LEAD_SENTENCES: usize = 4;

/// Behind the opening a name is looked for in so many paragraphs.
const LEAD_BEHIND: usize = 2;

/// A member is looked for in so many sentences on either side: some copy has no paragraphs.
const SENTENCES: usize = 5;

/// A member is looked for in so many paragraphs before the group.
const BEFORE: usize = 3;

/// Of a speaker so many roles are looked at.
const ROLES: usize = 8;

/// A study is told within so many sentences of the opening that sums it up.
const STUDY_WITHIN: usize = 12;

/// Between a source and its cue stand so many words at most.
const BETWEEN: usize = 30;

/// Of the next paragraph so many words are looked at.
const FIRST_WORDS: usize = 14;

/// True when one of the group that is the source is named close by.
pub(super) fn names_follow(view: &View<'_>, n: usize) -> bool {
    let here = &view.parsed.attributions[n];
    within(view, here)
        || same_kind(view, n)
        || one_of_them(view, here)
        || illustrated(view, n)
        || named_near::papers_named(view, n)
        || named_near::named_below(view, n)
}

/// True when names stand between the source and its cue: "Officials — including Ann Webb — argued".
fn within(view: &View<'_>, here: &Attribution) -> bool {
    let (Some(source), Some(cue)) = (&here.source, &here.cue) else { return false };
    let (source, cue) = (view.tokens_of(source.span), view.tokens_of(cue.span));
    let list = OwnList::NamingOne.name();
    cue.start > source.start
        && cue.start < source.end + BETWEEN
        && words::find(view, &(source.start..cue.start), list).is_some()
}

/// The first letters of a word: "analyst" and "analysts" share them.
fn stem(token: &Token<'_>) -> String {
    token.lower().chars().take(5).collect()
}

/// True when a person is called by the word for the group: "Analysts say … “…,” said Jan Novak, an
/// analyst". Before the group this counts too, unless it is "other analysts". What the first lines
/// of a story leave open may be said further down: "an official said … the finance minister, Lou
/// Wen, said".
fn same_kind(view: &View<'_>, n: usize) -> bool {
    let here = &view.parsed.attributions[n];
    let Some(source) = &here.source else { return false };
    let tokens = view.text.tokens_in(source.span);
    let others = tokens.iter().any(|t| t.among(FunctionWord::OtherOnes));
    let heads: Vec<String> =
        tokens.iter().filter(|t| t.pos.is_noun() && t.text.len() > 4).map(stem).collect();
    let lead = here.block <= LEAD && here.sentence <= LEAD_SENTENCES;
    let official = lead && tokens.iter().any(|t| t.is(Class::Official) && t.pos == Pos::Nn);
    // "French officials said … The French interior minister, …, said": one of them, a little later.
    let officials = lead && tokens.iter().any(|t| t.is(Class::Official) && t.pos == Pos::Nns);
    let is_official = |pos: Pos| tokens.iter().any(|t| t.is(Class::Official) && t.pos == pos);
    let (body_of_one, several) = (is_official(Pos::Nn), is_official(Pos::Nns));
    let post = |t: &Token<'_>| t.is(Class::Official) || t.is(Class::StateOffice);
    let state = tokens.iter().find_map(|t| t.state);
    let called = |tokens: &[Token<'_>], elsewhere: bool| {
        let same = |t: &Token<'_>| heads.contains(&stem(t));
        tokens.iter().any(|t| same(t) || official && !elsewhere && post(t))
    };
    let (window, behind) = if lead { (2 * WINDOW, LEAD_BEHIND) } else { (WINDOW, BEHIND) };
    let last = (n + 1 + window).min(view.parsed.attributions.len());
    (n.saturating_sub(WINDOW)..last).filter(|at| *at != n).any(|at| {
        let other = &view.parsed.attributions[at];
        let close = other.sentence.abs_diff(here.sentence) <= SENTENCES;
        let near = close
            && if at > n {
                other.block <= here.block + behind
            } else {
                !others && other.block + BEFORE >= here.block
            };
        let Some(speaker) = person(view, at).filter(|_| near) else { return false };
        // "An Israeli official": the president of another state is none.
        let elsewhere = state.is_some() && speaker.state != state;
        let own = other.source.as_ref().map(|s| s.span);
        let mut described = own.into_iter().chain(speaker.roles.iter().copied().take(ROLES));
        let office = |tokens: &[Token<'_>]| {
            let soon = officials && !elsewhere && at > n && other.block <= here.block + BEHIND;
            soon && tokens.iter().any(|t| post(t) && t.pos != Pos::Nns)
        };
        // "A health official said … “…,” said Ann Webb, director of the office": one of them.
        let next =
            at == n + 1 && other.form != Form::Indirect && other.block <= here.block + BEHIND;
        let one = next
            && body_of_one
            && speaker
                .mentions
                .first()
                .is_some_and(|m| view.parsed.mentions[m.0].sentence > here.sentence);
        // "…,” Kirby, the spokesman, said. Officials insisted": the one before them is one of them.
        let before = at + 1 == n && several && other.block == here.block;
        let holds = |tokens: &[Token<'_>]| {
            tokens.iter().any(|t| {
                post(t) && t.pos != Pos::Nns
                    || t.is(Class::Spokesperson)
                    || one && (t.is(Class::Executive) || t.is(Class::Office))
            })
        };
        described.any(|span| {
            let tokens = view.text.tokens_in(span);
            called(tokens, elsewhere)
                || office(tokens)
                || (one || before) && !elsewhere && holds(tokens)
        })
    })
}

/// True when the same sentence or the next one says who is meant: "One of those economists is …".
fn one_of_them(view: &View<'_>, here: &Attribution) -> bool {
    let list = OwnList::MemberWord.name();
    let sentences = &view.text.sentences;
    let Some(this) = sentences.get(here.sentence) else { return false };
    let cue = here.cue.as_ref().map_or(this.tokens.start, |c| view.tokens_of(c.span).end);
    let next = sentences.get(here.sentence + 1).filter(|s| s.block <= here.block + BEHIND);
    let end = next.map_or(this.tokens.end, |s| s.tokens.end);
    let near = cue.min(end)..end;
    // The first words of the next paragraph: "Ann Webb, for example, said …".
    let below = view.text.blocks.get(here.block + 1).cloned().unwrap_or(end..end);
    let opening = below.start..(below.start + FIRST_WORDS).min(below.end);
    [near, opening].iter().any(|range| words::find(view, range, list).is_some())
}

/// True when a source is somebody who is not named for good reason: "people close to the board".
/// Officials in general are not: "Some county officials said".
fn hidden(view: &View<'_>, n: usize) -> bool {
    let bound = view.story.bindings[n].speaker().map(|id| view.story.speakers[id.0].kind);
    let source = view.parsed.attributions[n].source.as_ref();
    let Some(range) = source.map(|s| view.tokens_of(s.span)) else { return false };
    let tokens = &view.text.tokens[range.clone()];
    let unnamed = tokens.iter().any(|t| t.is(Class::Anonymous));
    let counted = tokens.iter().any(|t| {
        t.kind == Kind::Number
            || t.is(Class::NumberWord)
            || t.among(FunctionWord::Senior)
            || t.among(FunctionWord::OutOfOffice)
    });
    let officials = OwnList::OfficialsWord.name();
    let general = !counted && words::find(view, &range, officials).is_some();
    !general && (bound == Some(SpeakerKind::Anonymous) || unnamed)
}

/// True when the next to speak is somebody new with a full name, or somebody else who is quoted at
/// once: "Many of her supporters say they feel for her. Joe Malone, of Concord, said …". Words such
/// as "but" make it somebody else. Who is not named for good reason is not shown by the next who is.
fn illustrated(view: &View<'_>, n: usize) -> bool {
    let here = &view.parsed.attributions[n];
    if hidden(view, n) {
        return aides_speak(view, n);
    }
    if unnamed::of_body(view, n) {
        return false;
    }
    next_shows(view, n + 1, (here.sentence, here.block)) || named_near::goes_on(view, n)
}

/// True when several who are not named are at once shown by one who is: "Aides said he believed in
/// it. “It was never our plan,” Mr Rhodes said."
fn aides_speak(view: &View<'_>, n: usize) -> bool {
    let here = &view.parsed.attributions[n];
    let source = here.source.as_ref().map(|s| view.text.tokens_in(s.span));
    let several = source.is_some_and(|all| {
        let counted = all.iter().any(|t| t.kind == Kind::Number || t.is(Class::NumberWord));
        all.last().is_some_and(|t| t.pos == Pos::Nns && !t.reads("sources")) && !counted
    });
    // "Aides said", or of two kinds, "officials and operatives said".
    let bare = source.is_some_and(|all| all.len() <= 2);
    let two_kinds = source.is_some_and(|all| all.iter().any(|t| t.among(FunctionWord::And)));
    let next = view.parsed.attributions.get(n + 1).filter(|a| {
        let near = bare && a.block == here.block || two_kinds && a.block == here.block + BEHIND;
        near && a.sentence == here.sentence + 1 && a.form == Form::Direct
    });
    several && next.is_some() && next_shows(view, n + 1, (here.sentence, here.block))
}

/// True when a phrase such as "some believe", "praise from residents" is followed by one of them: "…," said Jan Novak. No name
/// shows who is behind "it is understood".
pub(super) fn follow_phrase(view: &View<'_>, hit: usize) -> bool {
    let first = view.survey.hits[hit].tokens.start;
    if view.survey.hits[hit].list == *OwnList::VagueStudy.name() {
        return study_follows(view, view.sentence_of(first));
    }
    let crowd = phrase::from_crowd(view, hit).or_else(|| phrase::of_crowd(view, hit));
    if !view.text.tokens[first].is(Class::Collective) && crowd.is_none() {
        return false;
    }
    let start = view.text.tokens[first].span.start;
    let next = view.parsed.attributions.partition_point(|a| a.span().start < start);
    let sentence = view.sentence_of(first);
    let body = crowd.is_some() && named_near::body_shows(view, next, sentence);
    // "Some residents were furious": one of them speaks at once.
    let all = &view.parsed.attributions;
    let later = all.iter().skip(next).take(WINDOW).find(|a| a.sentence > sentence);
    let at_once = crowd.is_none() || later.is_some_and(|a| a.sentence == sentence + 1);
    body || at_once && next_shows(view, next, (sentence, view.text.sentences[sentence].block))
}

/// True when the opening of a story only sums up a study that is told further down: "Research shows
/// … The researchers found …".
fn study_follows(view: &View<'_>, sentence: usize) -> bool {
    let sentences = &view.text.sentences;
    let list = OwnList::StudyNamed.name();
    let last = sentences.len().min(sentence + 1 + STUDY_WITHIN);
    sentences[sentence].block <= LEAD
        && sentences[sentence + 1..last]
            .iter()
            .any(|s| words::find(view, &s.tokens, list).is_some())
}

/// True when the first to speak behind a sentence, in or after this attribution, is one of those of
/// whom the sentence speaks.
fn next_shows(view: &View<'_>, from: usize, (sentence, block): (usize, usize)) -> bool {
    let later = view.parsed.attributions.iter().enumerate().skip(from).take(WINDOW);
    // "They recalled …": the group goes on.
    let group = |a: &Attribution| {
        let source = a.source.as_ref().map(|s| view.tokens_of(s.span));
        source.is_some_and(|range| {
            view.text.tokens[range].iter().all(|t| t.among(FunctionWord::PluralPronoun))
        })
    };
    // "Critics said … Supporters argued …": the story opens with both sides, and then quotes them.
    let opens = block <= LEAD;
    let other_side = |at: usize, a: &Attribution| {
        let kind = view.story.bindings[at].speaker().map(|id| view.story.speakers[id.0].kind);
        let group = matches!(kind, Some(SpeakerKind::Group | SpeakerKind::Collective));
        opens && group && a.block == block
    };
    let named = |a: &Attribution| a.source.is_some() && !group(a);
    let mut later =
        later.filter(|(at, a)| a.sentence > sentence && named(a) && !other_side(*at, a));
    later.next().is_some_and(|(at, next)| {
        let Some(speaker) = person(view, at) else { return false };
        let of = |m: &MentionId| view.parsed.mentions[m.0].sentence;
        let new = speaker.mentions.first().is_some_and(|m| of(m) > sentence)
            && speaker.name.split_whitespace().count() > 1;
        let known = speaker.mentions.partition_point(|m| of(m) < sentence);
        let spoken_of = speaker.mentions.get(known).is_some_and(|m| of(m) == sentence);
        let opening = view.text.blocks.get(next.block).map_or(0, |tokens| tokens.start);
        let opens = next.block == block || view.survey.quotation(opening).is_some();
        let quoted = next.form != Form::Indirect && opens && !spoken_of;
        let near = next.block <= block + BEHIND && next.sentence <= sentence + 3;
        (new || quoted) && near && !turns(view, next.sentence)
    })
}

#[cfg(test)]
mod tests {
    use crate::judge::testing::check;
    use crate::rulebook::Scope;

    #[test]
    fn one_of_a_group() {
        check(
            Scope::Attribution,
            &[
                ("names-follow: true", "Critics say the law is unfair.", "-"),
                (
                    "names-follow: true",
                    "Critics — including Ann Webb — argued that the law was unfair.",
                    "+",
                ),
                (
                    "names-follow: true",
                    "Many economists say the cuts came too soon. One of those economists is Jan Novak, who led the central bank.",
                    "+",
                ),
                (
                    "names-follow: true",
                    "Analysts say the price will fall. “It is too high,” said Jan Novak, an analyst at Borel.",
                    "+-",
                ),
                (
                    "names-follow: true",
                    "“It is too high,” said Jan Novak, an analyst at Borel. Analysts say the price will fall.",
                    "-+",
                ),
                (
                    "names-follow: true",
                    "“It is too high,” said Jan Novak, an analyst at Borel. Other analysts say the price will fall.",
                    "--",
                ),
                (
                    "names-follow: true",
                    "Many of her supporters say they would vote for her.\n\nJoe Malone, a roofer from Concord, said that he still trusted her.",
                    "+-",
                ),
                (
                    "names-follow: true",
                    "Many of her supporters say they would vote for her.\n\nBut Joe Malone, a roofer from Concord, said that he did not.",
                    "--",
                ),
            ],
        );
    }

    #[test]
    fn who_shows_a_group() {
        let follow = |copy: &str| {
            crate::judge::testing::held(Scope::Attribution, "names-follow: true", copy)
        };
        crate::testing::check(
            follow,
            &[
                (
                    "Two officials said the law was unfair.\n\nThe interior minister, Jan Novak, said it would stay.",
                    "+-",
                ),
                (
                    "An official said the law was unfair.\n\nThe interior minister, Jan Novak, said it would stay.",
                    "+-",
                ),
                ("Aides said he believed in it. “It was never our plan,” Jan Novak said.", "+-"),
                (
                    "Two aides said he believed in it. “It was never our plan,” Jan Novak said.",
                    "--",
                ),
                ("Sources said he believed in it. “It was never our plan,” Jan Novak said.", "--"),
                ("Critics say the law is unfair. “It hurts us,” Jan Novak said.", "+-"),
                (
                    "Critics say the law is unfair. They said it hurts them. “It hurts us,” Jan Novak said.",
                    "++-",
                ),
                (
                    "Critics say the law is unfair.\n\nIt rained.\n\nJan Novak said it hurt the town.",
                    "--",
                ),
                (
                    "Critics say the law is unfair. Jan Novak, for example, said it hurt the town.",
                    "+-",
                ),
                (
                    "Jan Novak left. Critics say the law is unfair. Novak said it hurt the town.",
                    "--",
                ),
                (
                    "Critics say the law is unfair. Supporters say it is fair. Jan Novak said it hurt the town.",
                    "++-",
                ),
                (
                    "People close to the board say the law is unfair. Jan Novak said it hurt the town.",
                    "--",
                ),
                ("Critics say the law is unfair. The mayor said it hurt the town.", "--"),
            ],
        );
    }

    #[test]
    fn who_shows_a_phrase() {
        let follow = |copy: &str| {
            let signs = crate::judge::testing::held(Scope::Phrase, "names-follow: true", copy);
            if signs.contains('+') { "shown" } else { "open" }.to_owned()
        };
        crate::testing::check(
            follow,
            &[
                ("Some believe the law is unfair. “It hurts us,” said Jan Novak.", "shown"),
                ("Some believe the law is unfair. It rained.", "open"),
                ("It is understood the law is unfair. “It hurts us,” said Jan Novak.", "open"),
                (
                    "Research shows the law is unfair. The researchers found it hurt the town.",
                    "shown",
                ),
                ("Studies show the law is unfair. It rained.", "open"),
            ],
        );
    }
}
