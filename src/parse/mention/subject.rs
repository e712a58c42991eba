//! Who is the subject of the words that report, where the source that was found is another's.

use super::source::near;
use super::{Mention, MentionId, Shape};
use crate::lexicon::{Act, Class, FunctionWord, Part};
use crate::parse::Parsed;
use crate::parse::attribution::{Attribution, Pattern, Source};
use crate::span::Span;
use crate::tokenise::Text;
use crate::tokenise::token::{Kind, Pos, Token};

/// What becomes of a source.
enum Mended {
    /// It is the words of this mention.
    Is(usize),
    /// Nobody can be said to speak.
    Open,
}

/// Gives each attribution the subject of its verb; where that cannot be told, nobody.
pub(in crate::parse) fn mend(text: &Text<'_>, parsed: &mut Parsed) {
    for n in 0..parsed.attributions.len() {
        let own = &parsed.attributions[n];
        let (Some(source), Some(cue)) = (&own.source, &own.cue) else { continue };
        let (source, cue) = (source.span, text.within(cue.span));
        let words = text.within(source);
        if cue.is_empty() || words.is_empty() {
            continue;
        }
        let at = At { text, all: &parsed.mentions, words, cue };
        let mended = at
            .hearer()
            .or_else(|| at.told_in_clause())
            .or_else(|| at.object_of_relative())
            .or_else(|| at.apposed())
            .or_else(|| at.undergone(own))
            .or_else(|| at.inner(own))
            .or_else(|| at.idle_noun(own))
            .or_else(|| at.listed_in_headline());
        match mended {
            Some(Mended::Is(id)) => {
                let span = parsed.mentions[id].span;
                parsed.attributions[n].source = Some(Source { span, mention: Some(MentionId(id)) });
            }
            Some(Mended::Open) => parsed.attributions[n].source = None,
            None => {}
        }
    }
}

/// Where a source and its cue stand.
struct At<'a, 'd> {
    text: &'a Text<'d>,
    all: &'a [Mention],
    /// The words of the source.
    words: std::ops::Range<usize>,
    /// Those of the cue.
    cue: std::ops::Range<usize>,
}

impl<'d> At<'_, 'd> {
    fn token(&self, at: usize) -> Option<&Token<'d>> {
        self.text.tokens.get(at)
    }

    fn is(&self, at: Option<usize>, fits: impl Fn(&Token<'d>) -> bool) -> bool {
        at.and_then(|at| self.token(at)).is_some_and(fits)
    }

    /// The longest mention that ends right before a token, commas and dashes apart.
    fn ending_before(&self, at: usize) -> Option<usize> {
        let aside = |t: &Token<'d>| matches!(t.kind, Kind::Comma | Kind::Dash);
        let last = at.checked_sub(1)?;
        let last = if self.is(Some(last), aside) { last.checked_sub(1)? } else { last };
        let end = self.token(last)?.span.end;
        let near = near(self.all, Span::new(end, end));
        let ends = near.filter(|(_, m)| m.span.end == end && m.shape != Shape::Pronoun);
        ends.min_by_key(|(_, m)| m.span.start).map(|(id, _)| id)
    }

    fn who(t: &Token<'_>) -> bool {
        t.among(FunctionWord::PersonRelative)
    }

    /// > **Hale** – who runs the ferry – told the Tribune
    fn hearer(&self) -> Option<Mended> {
        let recipient =
            |t: &Token<'d>| t.senses.iter().any(|s| s.recipient && s.part == Part::Verb);
        let behind =
            self.words.start == self.cue.end && self.is(self.cue.end.checked_sub(1), recipient);
        // "“It is shut,” told Hale" is no English.
        if !behind {
            return None;
        }
        let close = self.cue.start.checked_sub(1)?;
        let dash = self.is(Some(close), |t| t.kind == Kind::Dash);
        let open = (close.saturating_sub(30)..close).rev().filter(|_| dash);
        let open = open.take_while(|n| !self.is(Some(*n), |t| t.kind == Kind::Stop));
        let open = open.into_iter().find(|n| self.is(Some(*n), |t| t.kind == Kind::Dash));
        Some(open.and_then(|open| self.ending_before(open)).map_or(Mended::Open, Mended::Is))
    }

    /// > **A resident** who saw the strike said
    fn object_of_relative(&self) -> Option<Mended> {
        let verb = self.words.start.checked_sub(1)?;
        let who = verb.checked_sub(1)?;
        let acts = |t: &Token<'d>| matches!(t.pos, Pos::Vbd | Pos::Vbz | Pos::Vbp);
        let close = self.words.end == self.cue.start;
        let clause = close && self.is(Some(verb), acts) && self.is(Some(who), Self::who);
        clause.then(|| self.ending_before(who)).flatten().map(Mended::Is)
    }

    /// > The police heard of it from **her mother**, who drove up and reported it
    fn told_in_clause(&self) -> Option<Mended> {
        let and = self.cue.start.checked_sub(1).filter(|_| self.words.end < self.cue.start)?;
        if !self.is(Some(and), |t| t.among(FunctionWord::And)) {
            return None;
        }
        let between = self.words.end..and;
        let who = between.clone().rev().take(24).find(|n| self.is(Some(*n), Self::who))?;
        let open = !(who..and).any(|n| self.is(Some(n), |t| !t.is_wordlike()));
        let verb = self.is(Some(who + 1), |t| t.pos.is_finite());
        let id = self.ending_before(who).filter(|_| open && verb)?;
        (self.all[id].span.start > self.token(self.words.end - 1)?.span.end)
            .then_some(Mended::Is(id))
    }

    /// > **Hale**, a two-time winner, went on to praise the club
    fn apposed(&self) -> Option<Mended> {
        let first = self.token(self.words.start)?;
        let comma = self.words.start.checked_sub(1)?;
        let comma = self.is(Some(comma), |t| t.kind == Kind::Comma).then_some(comma)?;
        let closed = self.is(Some(self.words.end), |t| t.kind == Kind::Comma);
        let includes = first.among(FunctionWord::Including);
        if !(closed && (first.among(FunctionWord::IndefiniteArticle) || includes)) {
            return None;
        }
        let id = self.ending_before(comma)?;
        let person = self.all[id].shape == Shape::Person;
        (person || includes).then_some(Mended::Is(id))
    }

    /// What is told of somebody, nobody knows by whom.
    ///
    /// > **The blaze** was reported on Monday
    fn undergone(&self, own: &Attribution) -> Option<Mended> {
        let verb = self.token(self.cue.end.checked_sub(1)?)?;
        let tells = |t: &Token<'d>| {
            t.senses.iter().any(|s| s.part == Part::Verb && s.act == Act::Saying && !s.recipient)
        };
        let be = self.text.tokens[self.cue.clone()].iter().any(|t| t.among(FunctionWord::Be));
        let before = self.words.end <= self.cue.start;
        let passive = own.pattern == Pattern::Learned && verb.pos == Pos::Vbn && be;
        (passive && before && tells(verb)).then_some(Mended::Open)
    }

    /// Who does in what another says.
    ///
    /// > Lane said **King** has expressed remorse
    fn inner(&self, own: &Attribution) -> Option<Mended> {
        if own.pattern != Pattern::Learned || self.words.end >= self.cue.start {
            return None;
        }
        let id = self.ending_before(self.cue.start)?;
        let inner = &self.all[id];
        let start = self.text.tokens.partition_point(|t| t.span.start < inner.span.start);
        let before = start.checked_sub(1).filter(|at| *at >= self.words.end)?;
        let says = |t: &Token<'d>| {
            t.pos.is_finite()
                && t.senses.iter().any(|s| s.part == Part::Verb && s.act == Act::Saying)
        };
        let that = self.is(Some(before), |t| t.among(FunctionWord::That));
        let verb = if that { before.checked_sub(1)? } else { before };
        (verb >= self.words.end && self.is(Some(verb), says)).then_some(Mended::Is(id))
    }

    /// The last of a list without an "and", in a headline of capitals.
    ///
    /// > Selby Tip Line, **Online Form** Seek Word of Fire
    fn listed_in_headline(&self) -> Option<Mended> {
        let comma = self.words.start.checked_sub(1)?;
        let capital = |at: usize| self.is(Some(at), |t| t.is_capitalised() && t.is_wordlike());
        let title = self.cue.clone().all(capital) && self.words.clone().all(capital);
        if !title || !self.is(Some(comma), |t| t.kind == Kind::Comma) {
            return None;
        }
        let block = self.text.blocks.partition_point(|b| b.start <= comma).checked_sub(1)?;
        let first = self.text.blocks[block].start;
        let listed = comma >= first + 2 && comma <= first + 10 && (first..comma).all(capital);
        listed.then_some(Mended::Open)
    }

    /// A noun that nobody is said to hold.
    ///
    /// > **The settlement** resolves allegations that … | The mine was moved amid fears that …
    fn idle_noun(&self, own: &Attribution) -> Option<Mended> {
        if own.pattern != Pattern::NounCue || self.words.end >= self.cue.start {
            return None;
        }
        let near = near(self.all, own.source.as_ref()?.span);
        let source = own.source.as_ref()?.span;
        let mut named = near.filter(|(_, m)| m.span.overlaps(source));
        let thing = named.all(|(_, m)| matches!(m.shape, Shape::Other | Shape::Document));
        let before = self.cue.start.checked_sub(1)?;
        let owned = self.is(Some(before), |t| t.is_possessive() || t.pos == Pos::PrpS);
        let paper = self.text.tokens[self.words.clone()].iter().any(|t| t.is(Class::Document));
        // "…, raising fears that": what happened raises them.
        let comma = before.checked_sub(1).filter(|_| self.is(Some(before), |t| t.pos == Pos::Vbg));
        let raised = self.is(comma, |t| t.kind == Kind::Comma);
        let amid = self.is(Some(before), |t| t.pos == Pos::In);
        (!owned && (thing && !paper || raised || amid)).then_some(Mended::Open)
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::last_source as last;

    #[test]
    fn the_subject_of_a_verb_speaks() {
        let copy = "One resident who saw the strike said the road was shut.";
        assert_eq!(last(copy), Some("One resident"));
        let copy = "Police heard of it from Hale's mother, who drove to the gate and reported that \
                    her son had fled.";
        assert_eq!(last(copy), Some("Hale's mother"));
        let copy = "Tom Hale, a two-time winner, said the road was shut.";
        assert_eq!(last(copy), Some("Tom Hale, a two-time winner"));
    }

    #[test]
    fn what_nobody_is_said_to_hold_is_open() {
        assert_eq!(last("The settlement resolves allegations that the firm dumped oil."), None);
        assert_eq!(last("Selby Tip Line, Online Report Form Says Road Is Shut"), None);
        assert_eq!(last("Hale's allegation that the firm dumped oil is wrong."), Some("Hale"));
    }
}
