//! Whoever is cited says what is reported, not who cites.

use super::source::near;
use super::{MentionId, Shape};
use crate::lexicon::{Class, FunctionWord};
use crate::parse::Parsed;
use crate::parse::attribution::{Attribution, Source};
use crate::span::Span;
use crate::tokenise::Text;
use crate::tokenise::token::{Pos, Token};

/// Gives what is said to whoever is cited.
///
/// > The plan would cost more, the Journal reported, citing **two officials**. |
/// > The Journal quoted **Hale** as saying the plan would cost more.
pub(in crate::parse) fn credit(text: &Text<'_>, parsed: &mut Parsed) {
    for n in 0..parsed.attributions.len() {
        let found = cited(text, parsed, &parsed.attributions[n]);
        if let Some((id, says)) = found {
            let span = parsed.mentions[id.0].span;
            let own = parsed.attributions[n].source.replace(Source { span, mention: Some(id) });
            for next in parsed.attributions[n + 1..].iter_mut().take(2) {
                // "Hale quoted her as saying": what she says is not his.
                let same = next.source == own && next.cue.as_ref().is_some_and(|c| c.span == says);
                if same {
                    next.source = Some(Source { span, mention: Some(id) });
                }
            }
        }
    }
}

/// Who is cited, and the words that say that he says so.
fn cited(text: &Text<'_>, parsed: &Parsed, a: &Attribution) -> Option<(MentionId, Span)> {
    let cue = text.within(a.cue.as_ref()?.span);
    let verb = text.tokens[cue.clone()].last().filter(|t| t.is(Class::Citing))?;
    let span = Span::new(cue_end(text, cue.end), cue_end(text, cue.end));
    let starts = |m: &super::Mention| m.token == cue.end || m.token == cue.end + 1;
    let after = near(&parsed.mentions, span).find(|(_, m)| starts(m) && m.span.start >= span.start);
    let (id, mention) = after?;
    let end = text.within(mention.span).end;
    let says = as_saying(&text.tokens[end.min(text.tokens.len())..]);
    if let Some(says) = says {
        return Some((MentionId(id), says));
    }
    let speaks = matches!(mention.shape, Shape::Person | Shape::Role | Shape::Anonymous)
        || mention.shape == Shape::Group
        || mention.shape == Shape::Organisation;
    let next = text.tokens.get(end);
    let owner =
        next.is_some_and(|t| t.is_possessive() || t.pos.is_noun() || t.among(FunctionWord::And));
    let joined = a.source.as_ref().is_some_and(|s| s.span.end <= verb.span.start);
    (verb.pos == Pos::Vbg && joined && speaks && !owner).then_some((MentionId(id), mention.span))
}

/// Where the token behind a cue begins.
fn cue_end(text: &Text<'_>, at: usize) -> usize {
    text.tokens.get(at).map_or(text.tokens.len(), |t| t.span.start)
}

/// "as **saying**", right behind whoever is quoted.
fn as_saying(tokens: &[Token<'_>]) -> Option<Span> {
    let [link, verb, ..] = tokens else { return None };
    let says = verb.pos == Pos::Vbg && !verb.senses.is_empty();
    (link.among(FunctionWord::As) && says).then_some(verb.span)
}

#[cfg(test)]
mod tests {
    use crate::testing::last_source as last;

    #[test]
    fn who_is_cited_says_so() {
        let copy = "The plan would cost more, the Harlow Journal reported, citing Tom Hale.";
        assert_eq!(last(copy), Some("Tom Hale"));
        let copy = "The plan would cost more, the Harlow Journal reported, citing two officials.";
        assert_eq!(last(copy), Some("two officials"));
        let copy = "The plan would cost more, the Harlow Journal reported, citing the rules.";
        assert_eq!(last(copy), Some("the Harlow Journal"));
    }

    #[test]
    fn who_is_quoted_as_saying_something_says_so() {
        let copy = "The Harlow Journal quoted Tom Hale as saying the dam was safe.";
        assert_eq!(last(copy), Some("Tom Hale"));
        let copy = "Tom Hale left. The Harlow Journal quoted him as saying the dam was safe.";
        assert_eq!(last(copy), Some("him"));
    }
}
