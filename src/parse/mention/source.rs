//! Which mention each source is, and what becomes of a source that no mention stands for.

use std::cmp::Reverse;

use super::{GrammaticalRole, Mention, MentionId, Number, Shape};
use crate::lexicon::{Class, Classes, FunctionWord, Part};
use crate::parse::Parsed;
use crate::parse::attribution::Attribution;
use crate::span::Span;
use crate::tokenise::Text;
use crate::tokenise::token::{Kind, Pos, Token};

/// No mention that overlaps a source begins further from it than this, in bytes.
const NEAR: usize = 400;

/// Quotations inside the one that a source stands in are no more than this.
const DEEP: usize = 16;

/// Words that name somebody are no more than this.
const LONGEST: usize = 14;

/// Words that say when, and nobody.
const TIMES: Classes = Classes::of(&[Class::Weekday, Class::Month, Class::TimeWord]);

/// Gives each source its mention: the one whose words fill it best, from its first word on. Words
/// that the list of mentions has passed over become one of their own, so that nothing is credited
/// to nobody.
pub(in crate::parse) fn bind(text: &Text<'_>, parsed: &mut Parsed) {
    take_names(text, parsed);
    let mut passed: Vec<Mention> = Vec::new();
    for attribution in &parsed.attributions {
        let Some(source) = &attribution.source else { continue };
        let free = !overlaps(&parsed.mentions, source.span)
            || cut_off(text, &mut parsed.mentions, attribution, source.span)
            || first_in(&parsed.mentions, source.span).is_some_and(|(_, m)| {
                hangs(text, source.span, m) || is_owner(text, source.span, m)
            });
        passed.extend(free.then(|| words_alone(text, attribution.sentence, source.span)).flatten());
    }
    add(parsed, passed);
    let Parsed { attributions, mentions, .. } = parsed;
    for attribution in attributions {
        let Some(source) = &mut attribution.source else { continue };
        let head = first_in(mentions, source.span);
        let index = head.filter(|(_, m)| !hangs(text, source.span, m)).map(|(index, _)| index);
        source.mention = index.map(MentionId);
        if let Some(mention) = index.map(|index| &mut mentions[index]) {
            take_modifiers(text, source.span, mention);
        }
    }
}

/// A source that begins with an age is whoever is that old.
///
/// > **Tom Hale**, 43, Selby, said
fn take_names(text: &Text<'_>, parsed: &mut Parsed) {
    let Parsed { attributions, mentions, .. } = parsed;
    for attribution in attributions {
        let Some(source) = &mut attribution.source else { continue };
        let age = text.tokens_in(source.span).first().filter(|t| t.kind == Kind::Number);
        let whose = age.and_then(|age| {
            let mut before = near(mentions, source.span).filter(|(_, m)| m.age == Some(age.span));
            before.next().map(|(_, m)| m.span)
        });
        if let Some(whose) = whose {
            source.span = whose.to(source.span);
        }
    }
}

/// Takes from a mention what was read as its description and is the source of words in front of it.
///
/// > It struck a deal with Norvane, **an official** told the Times.
fn cut_off(text: &Text<'_>, all: &mut [Mention], own: &Attribution, source: Span) -> bool {
    let left = own.content.first().is_some_and(|piece| piece.end <= source.start);
    let closed = text.tokens.get(text.within(source).end).is_some_and(|t| t.kind == Kind::Comma);
    // "with Hale, her mother said": whose mother she is counts, and is read elsewhere.
    let owned = text.tokens_in(source).first().is_some_and(|t| t.pos == Pos::PrpS);
    if !left || closed || owned {
        return false;
    }
    let from = all.partition_point(|m| m.span.start + NEAR < source.start);
    let near = all[from..].iter_mut().take_while(|m| m.span.start < source.end);
    let mut near = near.filter(|m| m.span.contains(source) && m.span.start < source.start);
    let Some((mention, role, name)) =
        near.find_map(|m| Some((m.role, m.name?, m))).map(|(role, name, m)| (m, role, name))
    else {
        return false;
    };
    let apposed = role.is_some_and(|role| role.contains(source) || source.contains(role));
    let whole = mention.shape == Shape::Person && text.tokens_in(name).len() > 1;
    if !apposed || whole || name.end > source.start {
        return false;
    }
    (mention.role, mention.head, mention.span.end) = (None, None, name.end);
    true
}

/// A description takes the words of the source before it, if they only modify it.
///
/// > **charging documents** said, **elected officials** said
fn take_modifiers(text: &Text<'_>, source: Span, mention: &mut Mention) {
    if mention.name.is_some() || mention.span.start <= source.start {
        return;
    }
    let first = text.tokens.partition_point(|t| t.span.start < source.start);
    let before = &text.tokens[first..mention.token.max(first)];
    let modifies = |t: &Token<'_>| {
        let verbal = matches!(t.pos, Pos::Vbg | Pos::Vbn);
        let plain = matches!(t.pos, Pos::Dt | Pos::PrpS | Pos::Cd);
        verbal || plain || t.pos.is_noun() || t.pos.is_adjective()
    };
    if !before.is_empty() && before.len() <= LONGEST && before.iter().all(modifies) {
        mention.span.start = source.start;
        mention.token = first;
    }
}

/// The mention with which a source begins, or the first inside it.
fn first_in(mentions: &[Mention], source: Span) -> Option<(usize, &Mention)> {
    let inside = near(mentions, source)
        .filter(|(_, m)| m.span.overlaps(source) && m.span.start >= source.start);
    inside.min_by_key(|(_, m)| (m.span.start, Reverse(m.span.end)))
}

/// True when a mention inside a source hangs on a preposition or a verb before it, and is not who
/// speaks.
///
/// > **those close to him** said
pub(crate) fn hangs(text: &Text<'_>, source: Span, mention: &Mention) -> bool {
    let before = text.tokens_in(source).iter().take_while(|t| t.span.end <= mention.span.start);
    let mut before = before.skip_while(|t| !t.is_wordlike());
    before.any(|t| {
        let link = matches!(t.pos, Pos::In | Pos::To) && !t.among(FunctionWord::Of);
        link || matches!(t.pos, Pos::Vbd | Pos::Vbz | Pos::Vbp | Pos::Vbg)
            && t.span.end < mention.span.start
            && !t.is_capitalised()
            && !modifies_next(text, t)
    })
}

/// True for a mention that is only whose the source is: what speaks is no mention itself.
///
/// > **Hale's ferry timetable** said
fn is_owner(text: &Text<'_>, source: Span, mention: &Mention) -> bool {
    let behind = Span::new(mention.span.end, source.end.max(mention.span.end));
    let [mark, owned @ ..] = text.tokens_in(behind) else { return false };
    mention.span.start == source.start
        && mark.is_possessive()
        && owned.last().is_some_and(|t| t.pos.is_noun())
        && owned.iter().all(|t| t.pos.is_noun() && !t.is_capitalised() || t.pos.is_adjective())
}

/// True for a participle right before a noun: "**charging** documents".
fn modifies_next(text: &Text<'_>, token: &Token<'_>) -> bool {
    let at = text.tokens.partition_point(|t| t.span.start < token.span.start);
    token.pos == Pos::Vbg && text.tokens.get(at + 1).is_some_and(|t| t.pos.is_noun())
}

/// The mentions around a span, with their numbers.
pub(super) fn near(mentions: &[Mention], span: Span) -> impl Iterator<Item = (usize, &Mention)> {
    let from = mentions.partition_point(|m| m.span.start + NEAR < span.start);
    let near = mentions.iter().enumerate().skip(from);
    near.take_while(move |(_, m)| m.span.start < span.end + NEAR)
}

fn overlaps(mentions: &[Mention], span: Span) -> bool {
    near(mentions, span).any(|(_, m)| m.span.overlaps(span))
}

/// A source that the list of mentions has passed over, if its words can name somebody.
///
/// > **A guy** said, **the winning side** claimed
fn words_alone(text: &Text<'_>, sentence: usize, span: Span) -> Option<Mention> {
    let token = text.tokens.partition_point(|t| t.span.start < span.start);
    let words = text.tokens_in(span);
    let first = words.first()?;
    let names = |t: &Token<'_>| t.pos.is_noun() || t.pos.is_adjective();
    let starts = names(first) || matches!(first.pos, Pos::Dt | Pos::PrpS | Pos::Cd | Pos::Pdt);
    let plain = words.iter().all(|t| t.is_wordlike() && !t.pos.is_finite());
    // "Q: …" is a letter, "none of them" nobody.
    if words.len() == 1 && first.text.len() == 1 || first.reads("none") {
        return None;
    }
    if !starts || !plain || words.len() > LONGEST {
        return None;
    }
    // "the side with the votes": what hangs on the head says nothing of it.
    let end = words.iter().position(|t| matches!(t.pos, Pos::In | Pos::To | Pos::Wp | Pos::Wdt));
    let own = &words[..end.unwrap_or(words.len())];
    // "the claims could not be verified": what is said says nothing.
    let head = own.iter().rfind(|t| t.pos.is_noun())?;
    if head.among(FunctionWord::SpanOfTime)
        || head.classes.any(TIMES)
        || head.is(Class::PointsBack)
        || head.senses.iter().any(|sense| sense.part == Part::Noun)
    {
        return None;
    }
    let plural = matches!(head.pos, Pos::Nns | Pos::Nnps);
    let last = text.quotations.partition_point(|q| q.tokens.start <= token);
    let mut before = text.quotations[..last].iter().enumerate().rev().take(DEEP);
    let quotation = before.find(|(_, q)| q.depth == 0 && q.tokens.contains(&token));
    Some(Mention {
        span,
        shape: if plural { Shape::Group } else { Shape::Other },
        name: None,
        honorific: None,
        role: None,
        head: Some(head.span),
        possessor: None,
        indefinite: first.among(FunctionWord::OneNew),
        number: if plural { Number::Many } else { Number::One },
        function: GrammaticalRole::Subject,
        age: None,
        alias: None,
        sentence,
        block: text.sentences[sentence].block,
        quotation: quotation.map(|(n, _)| n),
        token,
    })
}

/// Puts further mentions in their places among the others.
fn add(parsed: &mut Parsed, mut further: Vec<Mention>) {
    further.sort_by_key(|m| (m.span.start, m.span.end));
    further.dedup_by(|b, a| a.span.overlaps(b.span));
    if further.is_empty() {
        return;
    }
    let starts: Vec<usize> = further.iter().map(|m| m.span.start).collect();
    // How many of the new ones stand before an old one.
    let moved: Vec<usize> = parsed
        .mentions
        .iter()
        .map(|m| starts.partition_point(|start| *start < m.span.start))
        .collect();
    for mention in &mut parsed.mentions {
        mention.possessor = mention.possessor.map(|p| MentionId(p.0 + moved[p.0]));
    }
    let mut old = std::mem::take(&mut parsed.mentions).into_iter().zip(moved).peekable();
    for (n, mention) in further.into_iter().enumerate() {
        while let Some((before, _)) = old.next_if(|(_, moved)| *moved <= n) {
            parsed.mentions.push(before);
        }
        parsed.mentions.push(mention);
    }
    parsed.mentions.extend(old.map(|(mention, _)| mention));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{parsed, tagged};

    #[test]
    fn words_that_can_name_somebody() {
        let cases = [
            ("A guy", Some(Shape::Other)),
            ("The guys", Some(Shape::Group)),
            ("The side with the votes", Some(Shape::Other)),
            ("None of the guys", None),
            ("Last week", None),
            ("Monday", None),
            ("The claim", None),
            ("Q", None),
            ("He", None),
            ("The guy said", None),
            ("The guy, the", None),
        ];
        for (copy, right) in cases {
            let (_, text, _) = tagged(copy);
            let span = text.span_of(&(0..text.tokens.len()));
            assert_eq!(words_alone(text, 0, span).map(|m| m.shape), right, "{copy}");
        }
    }

    #[test]
    fn new_and_known() {
        let indefinite = |copy: &str| {
            let (_, text, _) = tagged(copy);
            words_alone(text, 0, text.span_of(&(0..text.tokens.len()))).map(|m| m.indefinite)
        };
        assert_eq!(indefinite("A guy"), Some(true));
        assert_eq!(indefinite("Another guy"), Some(true));
        assert_eq!(indefinite("The guy"), Some(false));
    }

    #[test]
    fn each_source_has_its_mention() {
        let (draft, _, parsed) =
            parsed("Tom Hale, a farmer, said the road is shut. A guy said no.");
        let source = |n: usize| {
            let source = parsed.attributions[n].source.as_ref()?;
            Some(draft.words(parsed.mentions[source.mention?.0].span))
        };
        assert_eq!(source(0), Some("Tom Hale, a farmer"));
        assert_eq!(source(1), Some("A guy"));
    }

    #[test]
    fn a_description_takes_its_modifiers_and_no_more() {
        let mention = |copy: &str| {
            let (draft, _, parsed) = parsed(copy);
            let source = parsed.attributions.first()?.source.as_ref()?;
            Some(draft.words(parsed.mentions[source.mention?.0].span).to_owned())
        };
        let copy = "Charging documents said the road was shut.";
        assert_eq!(mention(copy).as_deref(), Some("Charging documents"));
        let copy = "Elected officials said the road was shut.";
        assert_eq!(mention(copy).as_deref(), Some("Elected officials"));
        let copy = "The coach Tom Hale said the road was shut.";
        assert_ne!(mention(copy).as_deref(), Some("The"));
    }

    #[test]
    fn further_mentions_move_the_numbers_of_the_others() {
        let (_, _, found) = parsed("He left. Ada Wynne's lawyer said no.");
        let mut parsed = found.clone();
        let new = Mention { span: Span::new(3, 7), possessor: None, ..parsed.mentions[0].clone() };
        let before = parsed.mentions.clone();
        add(&mut parsed, vec![new.clone(), new]);
        assert_eq!(parsed.mentions.len(), before.len() + 1);
        assert_eq!(parsed.mentions[1].span, Span::new(3, 7));
        assert_eq!(before[2].possessor, Some(MentionId(1)));
        assert_eq!(parsed.mentions[3].possessor, Some(MentionId(2)));
    }

    #[test]
    fn what_is_somebodys_is_no_owner() {
        let source = |copy: &str| {
            let (draft, _, parsed) = parsed(copy);
            let source = parsed.attributions.first()?.source.as_ref()?;
            Some(draft.words(parsed.mentions[source.mention?.0].span).to_owned())
        };
        let copy = "Harlow's rusty ferry said the road was shut.";
        assert_eq!(source(copy).as_deref(), Some("Harlow's rusty ferry"));
        let copy = "Ann Hale, 43, Selby, said the road was shut.";
        assert_eq!(source(copy).as_deref(), Some("Ann Hale"));
    }
}
