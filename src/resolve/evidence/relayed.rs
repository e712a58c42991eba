//! Reads at the start of a content whether it only passes on what another said.
//!
//! > Bell said that **Hale had told investigators** that the boat was lost

use crate::lexicon::{Act, Class, CueClass, FunctionWord};
use crate::parse::{Attribution, GrammaticalRole, Shape};
use crate::resolve::{Context, Hearsay, SpeakerId, SpeakerKind};
use crate::span::Span;
use crate::tokenise::token::{Kind, Pos, Token};

/// A content may pass on what others passed on, so deep.
const DEEPEST: u8 = 3;

/// Whoever is passed on stands within this many words of the start.
const REACH: usize = 14;

/// Another's words inside a content.
struct Inner {
    speaker: Option<SpeakerId>,
    /// Who and how: "Hale had told".
    shown: Span,
    /// Behind the verb.
    end: usize,
}

/// What stands behind a source: its own report, or how it came to hear of another's.
enum Report {
    Says(Span),
    Hears(Span, Option<SpeakerId>),
}

/// Notes for one attribution whose words it passes on, and how deep.
pub(super) fn relayed(cx: Context<'_>, n: usize, attribution: &Attribution, hearsay: &mut Hearsay) {
    let Some(content) = joined(&attribution.content) else { return };
    let mut outer = cx.story.bindings[n].speaker();
    let outlet = outer.filter(|id| cx.story.speakers[id.0].kind == SpeakerKind::Outlet);
    let mut at = content.start;
    for step in 0..DEEPEST {
        let rest = Span::new(at.min(content.end), content.end);
        let Some(inner) = inner(cx, rest, outer, step) else { return };
        hearsay.depth = hearsay.depth.saturating_add(1);
        if step == 0 {
            hearsay.relays = inner.speaker;
            hearsay.shown = hearsay.shown.or(Some(inner.shown));
            hearsay.borrowed = hearsay.borrowed.or(outlet);
        }
        outer = inner.speaker;
        at = inner.end;
    }
}

/// Whose words a content, or the rest of one, passes on.
fn inner(cx: Context<'_>, rest: Span, outer: Option<SpeakerId>, step: u8) -> Option<Inner> {
    let words = cx.text.tokens_in(rest);
    let words = &words[..words.len().min(64)];
    let reach = words.get(REACH).map_or(rest.end, |t| t.span.start);
    let first = cx.parsed.mentions.partition_point(|m| m.span.start < rest.start);
    for (n, mention) in cx.parsed.mentions.iter().enumerate().skip(first) {
        if mention.span.start >= reach {
            return None;
        }
        let pronoun = mention.shape == Shape::Pronoun;
        // "told **her** that", "**his** father said": neither is the one who says it.
        let before = &words[..words.partition_point(|t| t.span.start < mention.span.start)];
        let link = pronoun && cx.text.tokens[mention.token].among(FunctionWord::PointingPronoun);
        let possessor = pronoun && mention.function == GrammaticalRole::Possessor;
        if link || possessor || step > 0 && before.is_empty() {
            continue;
        }
        let behind = &words[words.partition_point(|t| t.span.start < mention.span.end)..];
        let speaker = cx.story.mentions[n].speaker();
        // "Nothing Hale said": no words of his.
        if cx.text.tokens[mention.token].among(FunctionWord::NoWords) {
            return None;
        }
        let own = pronoun && (speaker.is_none() || outer.is_none())
            || speaker.is_some() && speaker == outer;
        let report = leads_in(before, step).then(|| report(cx, behind)).flatten();
        return match report {
            Some(Report::Says(cue)) if !own => {
                Some(Inner { speaker, shown: near(mention.span, cue), end: cue.end })
            }
            Some(Report::Hears(cue, from)) => {
                Some(Inner { speaker: from, shown: near(mention.span, cue), end: cue.end })
            }
            None if is_fronted(before, mention.span, words) => continue,
            _ => None,
        };
    }
    None
}

/// The report right behind a source: "said", "had told him", "also denied"; or how it came to
/// know: "had heard from Reed", "was told".
fn report(cx: Context<'_>, behind: &[Token<'_>]) -> Option<Report> {
    let behind = &behind[aside(behind)..];
    let head = &behind[..behind.len().min(6)];
    let hits = cx.lexicon.phrases_in(head);
    if let Some(hit) = hits.iter().find(|hit| hit.list == "hearing" && hit.token <= 2) {
        let end = hit.token + hit.words;
        // "was told by Reed", "heard from Reed": the link stands behind the phrase or ends it.
        let (by, next) = match behind.get(end).filter(|t| t.among(FunctionWord::By)) {
            Some(by) => (by, end + 1),
            None => (&head[end - 1], end),
        };
        let from = behind.get(next);
        let named = by.among(FunctionWord::HeardFrom);
        let who = from.filter(|_| named).and_then(|t| speaker_at(cx, t.span.start));
        let end = who.map_or(by.span, |(_, span)| by.span.to(span));
        return Some(Report::Hears(head[hit.token].span.to(end), who.map(|(id, _)| id)));
    }
    let verb =
        head.iter().take(4).position(|t| !t.pos.is_adverb() && !t.among(FunctionWord::Have))?;
    let token = &head[verb];
    // "a report suggesting", "the emails released": no clause of its own.
    let clause = token.pos.is_finite() || token.pos == Pos::Vbn && verb > 0;
    if token.among(FunctionWord::Be) || !clause || token.is(Class::HarmVerb) {
        return None;
    }
    let says = token.senses.iter().any(|sense| {
        matches!(sense.act, Act::Saying | Act::Document)
            && !matches!(
                sense.class,
                CueClass::Mental
                    | CueClass::Demand
                    | CueClass::Agree
                    | CueClass::Ask
                    | CueClass::Promise
                    | CueClass::Hearsay
            )
    });
    (says && is_told(&behind[verb + 1..])).then_some(Report::Says(token.span))
}

/// Who is named at a place.
fn speaker_at(cx: Context<'_>, start: usize) -> Option<(SpeakerId, Span)> {
    let first = cx.parsed.mentions.partition_point(|m| m.span.start < start);
    let mention = cx.parsed.mentions.get(first).filter(|m| m.span.start == start)?;
    Some((cx.story.mentions[first].speaker()?, mention.span))
}

/// True when nothing, or only words that begin a clause, stand before a source: "that", "how", "on
/// Monday"; behind another's verb also whoever was told.
fn leads_in(before: &[Token<'_>], step: u8) -> bool {
    let words = || before.iter().filter(|t| t.is_wordlike());
    let Some(first) = words().next() else { return true };
    let clause = first.among(FunctionWord::ContentOpener);
    let fronted = first.pos == Pos::In && !first.among(FunctionWord::Of) && words().count() >= 2;
    let listed = words().next_back().is_some_and(|t| t.among(FunctionWord::And));
    let behind = words().next_back().is_some_and(|t| t.among(FunctionWord::That));
    let verb = words().any(|t| t.pos.is_verb() || t.pos == Pos::Md);
    !verb && !listed && (clause || fronted || step > 0 && (behind || words().count() <= 2))
}

/// True when a clause or a quotation stands behind a verb, with or without whoever is told: "said
/// no" passes nothing on.
fn is_told(behind: &[Token<'_>]) -> bool {
    let ends = |t: &&Token<'_>| {
        !matches!(t.kind, Kind::Stop | Kind::Semicolon | Kind::CloseQuote)
            && ![
                FunctionWord::PersonRelative,
                FunctionWord::ThingRelative,
                FunctionWord::To,
                FunctionWord::And,
            ]
            .iter()
            .any(|set| t.among(*set))
    };
    behind.iter().take(12).take_while(ends).any(|t| {
        let link = t.among(FunctionWord::ContentOpener);
        link || t.kind == Kind::OpenQuote || t.pos.is_finite()
    })
}

/// A content without the writer's aside in its middle: "that Hale, who runs the ferry, had said".
fn joined(pieces: &[Span]) -> Option<Span> {
    const ASIDE: usize = 80;
    let first = *pieces.first()?;
    Some(pieces.iter().skip(1).fold(first, |all, piece| {
        let near = piece.start >= all.end && piece.start - all.end <= ASIDE;
        if near { all.to(*piece) } else { all }
    }))
}

/// True for a mention in a fronted phrase: the source comes behind it.
///
/// > that in **a letter** Hale had said
fn is_fronted(before: &[Token<'_>], mention: Span, words: &[Token<'_>]) -> bool {
    let link = before.iter().rfind(|t| t.is_wordlike() && t.pos != Pos::Dt);
    let next = words.iter().find(|t| t.span.start >= mention.end);
    link.is_some_and(|t| {
        t.pos == Pos::In && !t.among(FunctionWord::That) && !t.among(FunctionWord::Of)
    }) && next.is_some_and(|t| !t.pos.is_verb() && t.pos != Pos::Md)
}

/// How many words an aside between commas takes: ", who runs the fund,".
fn aside(behind: &[Token<'_>]) -> usize {
    if behind.first().is_none_or(|t| t.kind != Kind::Comma) {
        return 0;
    }
    let close = behind.iter().skip(1).take(14).position(|t| t.kind == Kind::Comma);
    close.map_or(0, |n| n + 2)
}

/// Source and cue in one span where they stand side by side, the cue alone where they do not.
pub(super) fn near(source: Span, cue: Span) -> Span {
    let both = source.to(cue);
    if both.len() <= source.len() + cue.len() + 40 { both } else { cue }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::resolved;

    fn relays(copy: &str) -> (u8, String) {
        let cx = resolved(copy);
        let hearsay = cx.story.hearsay[0];
        let name = hearsay.relays.map_or("nobody", |id| cx.story.speakers[id.0].name.as_str());
        (hearsay.depth, name.to_owned())
    }

    #[test]
    fn a_content_passes_on_what_another_said_and_not_what_he_did() {
        let one = |copy: &str, name: &str| assert_eq!(relays(copy), (1, name.to_owned()), "{copy}");
        let none = |copy: &str| assert_eq!(relays(copy), (0, "nobody".to_owned()), "{copy}");
        one("Ruth Bell said that Tom Hale had said that the boat was lost.", "Tom Hale");
        none("Ruth Bell said that Tom Hale had lost the boat.");
        none("Ruth Bell said that Tom Hale had said nothing.");
        none("Ruth Bell said that nothing Hale said was true.");
        one("Ruth Bell said that on Monday Ann Price had admitted that she took it.", "Ann Price");
        one(
            "Ruth Bell said that Tom Hale, who runs the ferry, had admitted that the boat was lost.",
            "Tom Hale",
        );
        one("Ruth Bell said she was told by Carl Reed that the safe was open.", "Carl Reed");
        one("Ruth Bell said she had been told that the safe was open.", "nobody");
    }

    #[test]
    fn source_and_cue_are_shown_together_only_where_they_are_close() {
        assert_eq!(near(Span::new(0, 4), Span::new(5, 9)), Span::new(0, 9));
        assert_eq!(near(Span::new(0, 4), Span::new(44, 48)), Span::new(0, 48));
        assert_eq!(near(Span::new(0, 4), Span::new(45, 49)), Span::new(45, 49));
    }

    #[test]
    fn how_deep_a_content_passes_on() {
        let deep = |copy: &str| {
            let (depth, name) = relays(copy);
            format!("{depth} {name}")
        };
        crate::testing::check(
            deep,
            &[
                ("Ruth Bell said that Tom Hale told her that the boat was lost.", "1 Tom Hale"),
                ("Ruth Bell said that his father said that the boat was lost.", "1 his father"),
                ("Ruth Bell said that she had said that the boat was lost.", "0 nobody"),
                (
                    "Ruth Bell said that in a letter Tom Hale had said that the boat was lost.",
                    "1 Tom Hale",
                ),
                ("Ruth Bell said that Tom Hale also denied that the boat was lost.", "1 Tom Hale"),
                ("Ruth Bell said that Tom Hale hoped that the boat was lost.", "0 nobody"),
                (
                    "Ruth Bell said that Tom Hale had told Ann Price that Carl Reed had said that the boat was lost.",
                    "2 Tom Hale",
                ),
                (
                    "Ruth Bell said that she had heard from Carl Reed that the boat was lost.",
                    "1 Carl Reed",
                ),
                (
                    "Ruth Bell said that the boat was lost and that Tom Hale had said that it sank.",
                    "0 nobody",
                ),
                ("Ruth Bell said how Tom Hale had said that the boat was lost.", "1 Tom Hale"),
                ("Ruth Bell said that Tom Hale said no.", "0 nobody"),
                ("Ruth Bell said that Tom Hale had said “it sank”.", "1 Tom Hale"),
            ],
        );
    }
}
