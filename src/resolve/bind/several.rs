//! Several who are meant at once: "Hale and Price", "both", "the two lawmakers".

use crate::lexicon::{Class, Classes, FunctionWord};
use crate::parse::{Mention, MentionId, Number, Parsed, Shape};
use crate::resolve::{Meaning, SpeakerId, Story};
use crate::span::Span;
use crate::tokenise::Text;
use crate::tokenise::token::{Kind, Pos, Token};

/// No mention is longer than this, in bytes, for the look-up.
const LONGEST: usize = 400;

/// At most so many mentions of one list are read.
const MOST: usize = 8;

/// Whom the words of a source mean: one speaker, or all of a list.
///
/// > **Goodlatte and Gowdy** sent a letter
#[must_use]
pub fn meaning_of(text: &Text<'_>, parsed: &Parsed, story: &Story, source: Span) -> Meaning {
    let Some(first) = head(text, parsed, source) else { return Meaning::Unknown };
    if let Some(named) = one_of_them(text, parsed, first, source) {
        return story.mentions[named].clone();
    }
    let mut all = vec![first];
    let mut end = parsed.mentions[first.0].span.end;
    for (n, mention) in parsed.mentions.iter().enumerate().skip(first.0 + 1) {
        if mention.span.start >= source.end || all.len() >= MOST {
            break;
        }
        if mention.span.start < end {
            // "neighbours, Hale's aunts and Price": the aunts are meant, not Hale.
            let last = all[all.len() - 1].0;
            let owner = mention.possessor == Some(MentionId(last));
            if owner && mention.span.end > end && last != first.0 {
                all.pop();
                all.push(MentionId(n));
                end = mention.span.end;
            }
            continue;
        }
        if !is_list(text, end, mention.span.start) {
            break;
        }
        all.push(MentionId(n));
        end = mention.span.end;
    }
    // "Hale, a farmer" is one, "Hale, Price and Reed" are three: a list has an "and".
    let ends = all.len() > 1 && {
        let (a, b) = (all[all.len() - 2], all[all.len() - 1]);
        let (a, b) = (parsed.mentions[a.0].span.end, parsed.mentions[b.0].span.start);
        between(text, a, b).iter().any(|t| t.among(FunctionWord::And))
    };
    if !ends || apposed(text, parsed, &all) {
        return story.mentions[first.0].clone();
    }
    if let Some(last) = body_of_two_words(text, parsed, &all) {
        return story.mentions[last.0].clone();
    }
    let mut ids: Vec<SpeakerId> = Vec::new();
    for mention in &all {
        for id in story.mentions[mention.0].speakers() {
            if !ids.contains(id) {
                ids.push(*id);
            }
        }
    }
    match ids.as_slice() {
        [] => Meaning::Unknown,
        [one] => Meaning::Speaker(*one),
        _ => Meaning::Together(ids),
    }
}

/// The name of one of several, which stands behind it.
///
/// > **One of them, Dan Hale**, said
fn one_of_them(text: &Text<'_>, parsed: &Parsed, first: MentionId, source: Span) -> Option<usize> {
    let one = &parsed.mentions[first.0];
    let of = text.tokens.get(one.token + 1).is_some_and(|t| t.among(FunctionWord::Of));
    if !of || !text.tokens[one.token].among(FunctionWord::One) {
        return None;
    }
    let (n, named) = parsed
        .mentions
        .iter()
        .enumerate()
        .skip(first.0 + 1)
        .take(MOST)
        .find(|(_, m)| m.name.is_some_and(|name| name.start == m.span.start))?;
    let comma = named.token.checked_sub(1).map(|at| text.tokens[at].kind);
    let ends = named.span.end == source.end && named.span.start < source.end;
    (comma == Some(Kind::Comma) && ends).then_some(n)
}

/// True when what looks like a list only says what the first of it is.
///
/// > **Dan Hale, director of the fund and an independent analyst**, said
fn apposed(text: &Text<'_>, parsed: &Parsed, all: &[MentionId]) -> bool {
    let [first, rest @ ..] = all else { return false };
    let mention = |id: &MentionId| &parsed.mentions[id.0];
    let described = mention(first).role.is_some_and(|role| role.start > mention(first).span.start);
    // "Hale, the mayor, and the clerk" are two.
    let article =
        |id: &MentionId| text.tokens[mention(id).token].among(FunctionWord::DefiniteArticle);
    mention(first).shape == Shape::Person
        && described
        && rest.iter().all(|id| {
            let role = mention(id).shape == Shape::Role && mention(id).number != Number::Many;
            role && !article(id) && mention(id).possessor.is_none_or(|owner| owner.0 > id.0)
        })
}

/// True for a noun that names nobody without an article, and is a post of whoever is named behind.
fn names_nobody(text: &Text<'_>, mention: &Mention) -> bool {
    let first = &text.tokens[mention.token];
    !matches!(first.pos, Pos::Dt | Pos::PrpS | Pos::Cd | Pos::Pdt | Pos::Nns)
}

/// The person with whose title a source begins, where a body in the title looks like the first of
/// two.
///
/// > **Labour and Industry spokeswoman Kay Dunn** said
pub(super) fn bearer(
    text: &Text<'_>,
    parsed: &Parsed,
    first: MentionId,
    source: Span,
) -> Option<MentionId> {
    let end = parsed.mentions[first.0].span.end;
    let mut behind = parsed.mentions.iter().enumerate().skip(first.0 + 1).take(NEXT);
    let (next, mention) = behind.find(|(_, m)| m.span.start >= end)?;
    let list = mention.span.end <= source.end && is_list(text, end, mention.span.start);
    if list { body_of_two_words(text, parsed, &[first, MentionId(next)]) } else { None }
}

/// The next mention is among so many.
const NEXT: usize = 4;

/// Whoever serves a body whose name has an "and", which looks like a list of two.
///
/// > **Labour and Industry spokeswoman Kay Dunn** said, **President and CEO Kay Dunn** said
fn body_of_two_words(text: &Text<'_>, parsed: &Parsed, all: &[MentionId]) -> Option<MentionId> {
    const POSTS: Classes =
        Classes::of(&[Class::Role, Class::Office, Class::Executive, Class::Honorific]);
    let [first, last] = all else { return None };
    let (body, person) = (&parsed.mentions[first.0], &parsed.mentions[last.0]);
    // "city Planning and …": a small word in front is no post.
    let before = body.role.map_or(&[][..], |role| text.tokens_in(role));
    let plain = !before.iter().any(|t| t.is_capitalised() || t.classes.any(POSTS))
        && !text.tokens[body.token].among(FunctionWord::Article);
    let bare = || match body.shape {
        Shape::Organisation | Shape::Other => plain,
        Shape::Person => plain && body.honorific.is_none() && !is_surname(text, parsed, body),
        _ => false,
    };
    let role = text.tokens_in(person.role.filter(|_| person.shape == Shape::Person)?);
    let named = role.len() > 1 && role[0].is_capitalised() && !role[0].classes.any(POSTS);
    // "President and CEO Andy Carter" has two posts.
    let posts = body.shape == Shape::Role
        && body.name.is_none()
        && text.tokens[body.token].is_capitalised()
        && text.tokens_in(body.span).len() == 1
        && role.iter().all(Token::is_capitalised);
    // "friend and partner Andy Carter": without an article nobody else.
    let partner = matches!(body.shape, Shape::Role | Shape::Other)
        && body.name.is_none()
        && body.number != Number::Many
        && body.possessor.is_none()
        && names_nobody(text, body)
        && names_nobody(text, person);
    (named && bare() || posts || partner).then_some(*last)
}

/// True for more than one word, or for one with which a full name of the draft ends.
fn is_surname(text: &Text<'_>, parsed: &Parsed, mention: &Mention) -> bool {
    let Some([one]) = mention.name.map(|name| text.tokens_in(name)) else { return true };
    let full = parsed.mentions.iter().filter(|m| m.shape == Shape::Person);
    let mut names = full.filter_map(|m| Some(text.tokens_in(m.name?)));
    names.any(|name| matches!(name, [_, .., last] if last.text == one.text))
}

/// The mention that fills a source best: the first inside it, else one that begins before it and
/// whose name lies in it ("Gov. **George Wallace's**").
fn head(text: &Text<'_>, parsed: &Parsed, source: Span) -> Option<MentionId> {
    let from = parsed.mentions.partition_point(|m| m.span.start + LONGEST < source.start);
    let near = || {
        parsed
            .mentions
            .iter()
            .enumerate()
            .skip(from)
            .take_while(|(_, m)| m.span.start < source.end)
            .filter(|(_, m)| m.span.overlaps(source))
    };
    let inside = near()
        .filter(|(_, m)| m.span.start >= source.start)
        .min_by_key(|(_, m)| (m.span.start, std::cmp::Reverse(m.span.end)));
    let named =
        || near().find(|(_, m)| m.name.or(m.head).is_some_and(|name| name.overlaps(source)));
    // "Hale, **43, a nurse**, said": what is left of the source when its name is cut off.
    let around = || {
        near().find(|(_, m)| {
            let cut = |name: Span| matches!(between(text, name.end, source.start), [one] if one.kind == Kind::Comma);
            let closes = text.tokens.get(text.within(source).end);
            let comma = closes.is_some_and(|t| t.kind == Kind::Comma);
            // "a deal with Norvane, **an official** told": what was said ends with the comma.
            let full = m.shape == Shape::Person && m.name.is_some_and(|n| words_of(text, n) > 1);
            m.span.contains(source) && (comma || full) && m.name.is_some_and(cut)
        })
    };
    let (first, mention) = inside.or_else(named).or_else(around)?;
    let called = near().find(|(_, m)| inside.is_some() && titled(text, m, mention, source));
    Some(MentionId(called.map_or(first, |(n, _)| n)))
}

/// How many words a span has.
fn words_of(text: &Text<'_>, span: Span) -> usize {
    text.tokens_in(span).iter().filter(|t| t.is_wordlike()).count()
}

/// True when `mention` is a person with a role whose name ends the source, and what stands before it
/// only says of what he is that.
///
/// > **Fight for Pay organiser Kendall Fells** said
fn titled(text: &Text<'_>, mention: &Mention, first: &Mention, source: Span) -> bool {
    let person = mention.shape == Shape::Person
        && mention.role.is_some()
        && mention.possessor.is_none()
        && mention.span.start > first.span.start;
    let ends = mention.name.is_some_and(|name| {
        name.end == mention.span.end && between(text, name.end, source.end).is_empty()
    });
    let before = mention.token.checked_sub(1).map(|n| &text.tokens[n]);
    person
        && ends
        && between(text, first.span.end, mention.span.start).iter().all(|t| {
            t.kind != Kind::Comma
                && !t.among(FunctionWord::And)
                && (!t.pos.is_verb() || t.pos == Pos::Vbg)
        })
        && before.is_some_and(|t| {
            t.kind == Kind::Number
                || t.kind == Kind::Word && (t.pos.is_name() || t.pos.is_noun() || t.pos == Pos::Vbg)
        })
}

/// True when only commas, "and" and remarks in brackets stand between two places.
fn is_list(text: &Text<'_>, from: usize, to: usize) -> bool {
    let tokens = between(text, from, to);
    let mut inside = false;
    let mut joined = false;
    for token in tokens.iter().take(16) {
        match token.kind {
            Kind::OpenBracket => inside = true,
            Kind::CloseBracket => inside = false,
            _ if inside => {}
            Kind::Comma => joined = true,
            _ if token.among(FunctionWord::ListJoiner) => joined = true,
            _ => return false,
        }
    }
    joined && tokens.len() <= 16
}

fn between<'t, 'd>(text: &'t Text<'d>, from: usize, to: usize) -> &'t [Token<'d>] {
    let first = text.first_from(from);
    let last = text.first_from(to);
    &text.tokens[first..last.max(first)]
}

/// Lists of speakers that stood side by side, for "both" and "the two".
#[derive(Debug, Default)]
pub(super) struct Lists {
    seen: Vec<(usize, Vec<SpeakerId>)>,
    last: Option<(usize, SpeakerId)>,
}

/// "The two" looks this many sentences back for a pair.
const REACH: usize = 6;

impl Lists {
    /// Notes a mention; it goes on with a list when the mention before it ends at "and".
    pub(super) fn see(&mut self, text: &Text<'_>, mention: &Mention, id: SpeakerId) {
        if mention.shape != Shape::Person {
            return;
        }
        if let Some((end, before)) = self.last
            && before != id
            && end < mention.span.start
            && mention.span.start - end < 60
            && is_list(text, end, mention.span.start)
        {
            match self.seen.last_mut() {
                Some((sentence, ids))
                    if *sentence == mention.sentence && ids.last() == Some(&before) =>
                {
                    ids.push(id);
                }
                _ => self.seen.push((mention.sentence, vec![before, id])),
            }
        }
        self.last = Some((mention.span.end, id));
    }

    /// The latest list of `count` speakers, any count when it is `None`.
    pub(super) fn latest(&self, sentence: usize, count: Option<usize>) -> Option<&[SpeakerId]> {
        self.seen
            .iter()
            .rev()
            .take(32)
            .take_while(|(at, _)| at + REACH >= sentence)
            .find(|(_, ids)| count.is_none_or(|n| ids.len() == n))
            .map(|(_, ids)| ids.as_slice())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resolve::testing::speaker_of;

    #[test]
    fn a_list_before_said_is_all_of_them() {
        let copy = "Tom Hale and Ada Wynne said the hall was full.";
        assert_eq!(speaker_of(copy, "Tom Hale and Ada Wynne"), "Tom Hale and Ada Wynne");
    }

    #[test]
    fn a_body_with_an_and_is_no_list() {
        let copy = "Labour and Industry spokeswoman Kay Dunn said the hall was full.";
        assert_eq!(speaker_of(copy, "Labour and Industry spokeswoman Kay Dunn"), "Kay Dunn");
        let copy = "Tom Hale and Mayor Kay Dunn said the hall was full.";
        assert_eq!(speaker_of(copy, "Tom Hale and Mayor Kay Dunn"), "Tom Hale and Kay Dunn");
    }

    #[test]
    fn one_of_them_is_the_one_named_after_it() {
        let copy = "Miners left the pit. One of them, Dan Hale, said it was flooded.";
        assert_eq!(speaker_of(copy, "One of them, Dan Hale"), "Dan Hale");
    }

    #[test]
    fn a_list_ends_with_and() {
        let copy = "Tom Hale, Ruth Bell and Paul Reed said the hall was full.";
        assert_eq!(
            speaker_of(copy, "Tom Hale, Ruth Bell and Paul Reed"),
            "Tom Hale and Ruth Bell and Paul Reed"
        );
    }

    #[test]
    fn only_commas_and_links_join_a_list() {
        let (_, text, _) =
            crate::testing::parsed("Hale, Reed (the mayor) and Bell sang, then Price.");
        let at = |word: &str| {
            let token = text.tokens.iter().find(|t| t.reads(word));
            token.map(|t| (t.span.start, t.span.end)).unwrap_or_default()
        };
        assert!(is_list(text, at("Hale").1, at("Reed").0));
        assert!(is_list(text, at("Reed").1, at("Bell").0));
        assert!(!is_list(text, at("Bell").1, at("Price").0));
        assert!(!is_list(text, at("Hale").1, at("Bell").0));
        assert!(!is_list(text, at("Hale").1, at("Hale").1));
    }

    #[test]
    fn whom_the_words_of_a_source_mean() {
        // The source is all that stands before “said”.
        let first = |copy: &str| {
            let source = copy.split(" said").next().unwrap_or_default().trim_end_matches(',');
            speaker_of(copy, source)
        };
        crate::testing::check(
            first,
            &[
                (
                    "Dan Hale, director of the fund and an independent analyst, said it was shut.",
                    "Dan Hale",
                ),
                ("Dan Hale, the mayor, and the clerk said it was shut.", "Dan Hale and the clerk"),
                ("Dan Hale, a farmer, said it was shut.", "Dan Hale"),
                ("Dan Hale and the mayor said it was shut.", "Dan Hale and the mayor"),
                ("Dan Hale (57) and Ruth Bell said it was shut.", "Dan Hale and Ruth Bell"),
                ("One of the miners, Dan Hale, said it was shut.", "Dan Hale"),
                ("Residents and the police said it was shut.", "Residents and the police"),
            ],
        );
    }

    #[test]
    fn a_pair_is_remembered_for_six_sentences() {
        let both = |between: usize| {
            let rain = "It rained on the town. ".repeat(between);
            speaker_of(
                &format!("Tom Hale and Ada Wynne left. {rain}Both said it was shut."),
                "Both",
            )
        };
        assert_eq!(both(5), "Tom Hale and Ada Wynne");
        assert_eq!(both(6), "nobody");
    }

    #[test]
    fn two_posts_are_one_person() {
        let copy = "“We will wait,” President and CEO Kay Dunn said.";
        assert_eq!(speaker_of(copy, "President and CEO Kay Dunn"), "Kay Dunn");
        let copy = "Planning and Development Commissioner Kay Dunn said it was shut.";
        let source = "Planning and Development Commissioner Kay Dunn";
        assert_eq!(speaker_of(copy, source), "Kay Dunn");
        let copy = "Tom Hale left. Hale and Police Commissioner Kay Dunn said it was shut.";
        assert_eq!(
            speaker_of(copy, "Hale and Police Commissioner Kay Dunn"),
            "Tom Hale and Kay Dunn"
        );
    }

    #[test]
    fn who_is_told_of_last_is_not_who_tells() {
        let copy = "A firm has a new deal with Norvane Motors, a Selby official told the Times.";
        assert_eq!(speaker_of(copy, "a Selby official"), "a Selby official");
    }
}
