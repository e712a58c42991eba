//! Attributions that only the tagger has seen: which of them are believed, and what they say.

use super::boundaries::{form, pieces, source};
use super::known::{known, states, takes_nouns};
use super::limits::{CERTAIN, FAINT, GUESSED, STRANGE, SURE};
use super::vetoes::vetoed;
use crate::lexicon::{Act, CueClass, FunctionWord, Lexicon, Polarity, Stance};
use crate::parse::attribution::{Attribution, Confidence, Cue, Form, Pattern, Source};
use crate::parse::link::Link;
use crate::tokenise::Text;
use crate::tokenise::token::{Kind, Pos, Role};

/// True for a link that is believed without the grammar.
pub(super) fn is_believed(text: &Text<'_>, link: &Link) -> bool {
    link.sureness >= least(text, link) && !vetoed(text, link)
}

/// How sure a link must be.
fn least(text: &Text<'_>, link: &Link) -> i32 {
    if is_thought(text, link) {
        return GUESSED;
    }
    match (known(text, link), states(text, link)) {
        (Some((token, sense)), false) if sense.act == Act::Saying && !takes_nouns(token) => CERTAIN,
        (Some(_), true) if link.source.is_some() => SURE,
        (Some((_, sense)), true) if sense.act != Act::Saying => FAINT,
        (None, true) if text.tokens[link.head].hint.role == Role::Cue => FAINT,
        (None, false) => CERTAIN,
        _ => STRANGE,
    }
}

/// True for someone's thought, unquoted: the cue is one of thinking, or one in front of a clause that
/// the lexicon does not know but the tagger does, and most of the content is what the tagger takes
/// for one, whatever the cue: "the coach was confident they would win".
fn is_thought(text: &Text<'_>, link: &Link) -> bool {
    let content = || link.content.iter().flat_map(|piece| &text.tokens[piece.clone()]);
    let thinks = match known(text, link) {
        Some((_, sense)) => matches!(sense.act, Act::Belief | Act::Perception),
        None => text.tokens[link.head].hint.role == Role::Cue && states(text, link),
    };
    let hinted = content().filter(|t| t.hint.role == Role::Content).count();
    thinks
        && link.source.is_some()
        && !content().any(|t| t.kind == Kind::OpenQuote)
        && hinted * 4 >= content().count() * 3
}

/// An attribution that only the tagger has seen.
pub(super) fn attribution(
    text: &Text<'_>,
    lexicon: &Lexicon,
    link: &Link,
    (sentence, block): (usize, usize),
) -> Option<Attribution> {
    let content = pieces(text, &link.content);
    if content.is_empty() {
        return None;
    }
    let tokens = &text.tokens[link.cue.clone()];
    let known = known(text, link);
    let head = known.map_or(&tokens[tokens.len() - 1], |(token, _)| token);
    let sense = known.map(|(_, sense)| sense);
    let form = form(text, &content);
    let source = source(text, link);
    // An unknown word that reports is a belief or wish more often than a saying.
    let unknown = if form == Form::Indirect { Act::Belief } else { Act::Saying };
    let negated = tokens.iter().any(|t| t.among(FunctionWord::Not));
    let asserted = head.pos.is_finite() && !negated && !tokens.iter().any(|t| t.pos == Pos::Md);
    let confidence = match (sense, &source) {
        (Some(_), Some(_)) if asserted && link.sureness >= CERTAIN => Confidence::Medium,
        _ => Confidence::Low,
    };
    Some(Attribution {
        source: source.map(|span| Source { span, mention: None }),
        cue: Some(Cue {
            span: text.span_of(&link.cue),
            lemma: sense
                .map_or_else(|| head.text.to_lowercase(), |s| lexicon.cue(s.cue).lemma.to_string()),
            class: sense.map_or(CueClass::Learned, |s| s.class),
            stance: sense.map_or(Stance::Neutral, |s| s.stance),
            loaded: None,
            negated,
        }),
        form,
        content,
        act: sense.map_or(unknown, |s| s.act),
        polarity: sense.map_or(Polarity::Asserts, |s| s.polarity),
        pattern: Pattern::Learned,
        confidence,
        channel: None,
        target: None,
        when: None,
        nested: None,
        sentence,
        block,
    })
}

#[cfg(test)]
mod tests {
    use super::super::marked::linked;
    use super::*;

    #[test]
    fn how_sure_a_link_must_be() {
        let cases = [
            ("{Hale} **said** [the road is shut].", SURE),
            ("**Said** [the road is shut].", STRANGE),
            ("{Hale} **said** [the road].", CERTAIN),
            ("{Hale} **denied** [the charge].", STRANGE),
            ("{Hale} **walked** [the dog].", CERTAIN),
        ];
        for (marked, right) in cases {
            let (text, link) = linked(marked);
            assert_eq!(least(text, &link), right, "{marked}");
        }
    }

    #[test]
    fn a_link_is_believed_from_its_limit_on() {
        let (text, mut link) = linked("{Hale} **said** [the road is shut].");
        link.sureness = SURE;
        assert!(is_believed(text, &link));
        link.sureness = SURE - 1;
        assert!(!is_believed(text, &link));
        let (text, mut link) = linked("The talks end if {Hale} **says** [it is shut].");
        link.sureness = CERTAIN;
        assert!(!is_believed(text, &link), "nothing is said yet");
    }

    #[test]
    fn what_is_made_of_a_link() {
        let lexicon = &crate::testing::rulebook().lexicon;
        let made = |marked: &str, sureness: i32| {
            let (text, mut link) = linked(marked);
            link.sureness = sureness;
            attribution(text, lexicon, &link, (0, 0))
        };
        let sure = made("{Hale} **said** [the road is shut].", CERTAIN).unwrap();
        assert_eq!((sure.act, sure.form), (Act::Saying, Form::Indirect));
        assert_eq!(sure.confidence, Confidence::Medium);
        assert_eq!(sure.cue.as_ref().map(|c| (c.lemma.as_str(), c.negated)), Some(("say", false)));
        let faint = made("{Hale} **said** [the road is shut].", CERTAIN - 1).unwrap();
        assert_eq!(faint.confidence, Confidence::Low);
        let not = made("{Hale} **never said** [the road is shut].", CERTAIN).unwrap();
        assert!(not.cue.is_some_and(|c| c.negated));
        assert_eq!(not.confidence, Confidence::Low);
        let may = made("{Hale} **may say** [the road is shut].", CERTAIN).unwrap();
        assert_eq!(may.confidence, Confidence::Low);
        let unknown = made("{Hale} **sulked** [the road is shut].", CERTAIN).unwrap();
        assert_eq!((unknown.act, unknown.confidence), (Act::Belief, Confidence::Low));
        assert_eq!(unknown.cue.map(|c| c.lemma).as_deref(), Some("sulked"));
        assert!(made("{Hale} **said** [,] so.", CERTAIN).is_none());
    }
}
