//! What somebody did, by the word of another or of the writer.

use super::accused::{Accused, Places};
use super::deed::{Verb, can_tell, clause, doer};
use super::making::made;
use crate::lexicon::{CueClass, FunctionWord, Polarity};
use crate::parse::Attribution;
use crate::read::BlockKind;
use crate::resolve::SpeakerKind;
use crate::span::Span;
use crate::tokenise::token::{Pos, Token};
use crate::weigh::context::Weighing;
use crate::weigh::ledger::{Accusation, Frame, Gravity};

/// What somebody did is told in no more words than this.
const LONGEST_DEED: usize = 20;

/// > Webb said that **the firm had hidden the leak** | **The firm hid the leak** for a year.
pub(super) fn told(w: Weighing<'_>, places: &Places) -> Vec<Accusation> {
    let tokens = &w.cx.text.tokens;
    let alleging: Vec<Option<Said>> = w.cx.parsed.attributions.iter().map(|a| said(w, a)).collect();
    let mut all = Vec::new();
    for place in &w.cx.text.sentences {
        let caption = w.cx.draft.blocks[place.block].kind == BlockKind::Caption;
        let asks = tokens[place.tokens.clone()].iter().rev().take(2).any(|t| t.text == "?");
        if caption || asks {
            continue;
        }
        for at in
            place.tokens.clone().filter(|at| tokens[*at].pos.is_verb() || can_tell(&tokens[*at]))
        {
            let credited = places.credited(at);
            let by = credited.map(|n| alleging[n]);
            // What somebody asks, demands or denies is not said to be so.
            if by == Some(None) {
                continue;
            }
            let mut first = place.tokens.start;
            if let Some(n) = credited {
                let content = w.attribution(n).content.iter().map(|c| w.cx.text.within(*c));
                first = first.max(
                    content.filter(|c| c.contains(&at)).map(|c| c.start).min().unwrap_or(first),
                );
            }
            let verb = Verb { first, at, end: place.tokens.end };
            let found = can_tell(&tokens[at]).then(|| doer(w, places, verb)).flatten();
            let found = found.or_else(|| alleged(w, (credited, by.flatten()), places, verb));
            let Some(accused) = found.filter(|who| is_told_of(w, credited, at, who)) else {
                continue;
            };
            let deed = clause(&tokens[at..verb.end], LONGEST_DEED);
            let mut one = made(w, places, at, accused, deed, Gravity::Wrong);
            one.frame = if credited.is_some() { Frame::Told } else { Frame::Shown };
            all.push(one);
        }
    }
    all
}

/// How somebody says something.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Said {
    /// "said"
    Plainly,
    /// "alleges"
    AsWrong,
    /// "the lawsuit says"
    OnPaper,
}

/// How an attribution says that something is so; nothing where it does not.
fn said(w: Weighing<'_>, a: &Attribution) -> Option<Said> {
    let class = a.cue.as_ref().map(|cue| cue.class);
    let wish = matches!(
        class,
        Some(
            CueClass::Demand
                | CueClass::Ask
                | CueClass::Predict
                | CueClass::Promise
                | CueClass::Deny
        )
    );
    if wish || a.is_guess() || a.polarity != Polarity::Asserts {
        return None;
    }
    let within = |span: Span, set| w.cx.text.tokens_in(span).iter().any(|t| t.among(set));
    let cue = a.cue.as_ref().is_some_and(|cue| within(cue.span, FunctionWord::Alleging));
    let paper = a.source.as_ref().is_some_and(|s| within(s.span, FunctionWord::ChargeNoun));
    Some(match (cue, paper) {
        (true, _) => Said::AsWrong,
        (_, true) => Said::OnPaper,
        _ => Said::Plainly,
    })
}

/// Who did what is told, where the cue or the paper says that it is a wrong.
///
/// > Webb alleges that **the firm** used sand
fn alleged(
    w: Weighing<'_>,
    (credited, said): (Option<usize>, Option<Said>),
    places: &Places,
    verb: Verb,
) -> Option<Accused> {
    let token = &w.cx.text.tokens[verb.at];
    let told = said.is_some_and(|said| said != Said::Plainly);
    let helper = [FunctionWord::Be, FunctionWord::Have].into_iter().any(|set| token.among(set));
    // "the suit says that the firm reported it" tells no wrong.
    let deed = matches!(token.pos, Pos::Vbd | Pos::Vbn) && token.senses.is_empty() && !helper;
    let who = places.subject(w, verb.first, verb.at).filter(|_| told && deed)?;
    let source = w.attribution(credited?).source.as_ref().map(|source| source.span);
    let of_source = source.is_some_and(|s| s.start <= who.span.start && who.span.end <= s.end);
    // "a lawsuit that the group filed"
    let tokens = &w.cx.text.tokens;
    let start = w.cx.text.within(who.span).start;
    let suit = |t: &Token<'_>| t.among(FunctionWord::ChargeNoun);
    let of_source = of_source || tokens[..start].iter().rev().take(3).any(suit);
    // A suit tells of those who brought it too.
    let body = w.speaker(who.speaker).kind == SpeakerKind::Organisation;
    (!of_source && (said == Some(Said::AsWrong) || body)).then_some(who)
}

/// True where somebody else says it; what the writer tells must have happened, and name who did it.
fn is_told_of(w: Weighing<'_>, credited: Option<usize>, at: usize, who: &Accused) -> bool {
    if let Some(n) = credited {
        return w.voices[n].side != Some(who.side);
    }
    let tokens = &w.cx.text.tokens;
    let helped = tokens[..at]
        .iter()
        .rev()
        .take(2)
        .any(|t| [FunctionWord::Have, FunctionWord::Be].into_iter().any(|set| t.among(set)));
    who.named && (tokens[at].pos == Pos::Vbd || helped || tokens[at].among(FunctionWord::Owed))
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, weighed};
    use crate::weigh::Frame;

    /// Who is accused of what by the words that somebody says.
    fn told(copy: &str) -> String {
        let reading = weighed(copy);
        let words = |span| reading.cx.draft.words(span).to_owned();
        let all = reading.ledger.accusations.iter().filter(|a| a.frame == Frame::Told);
        let each: Vec<String> = all
            .map(|a| format!("{}: {}", words(a.accused), a.act.map(words).unwrap_or_default()))
            .collect();
        each.join(" | ")
    }

    #[test]
    fn what_another_did_is_an_accusation_where_it_is_a_wrong() {
        check(
            told,
            &[
                ("Webb said that Acme Corp had hidden the leak.", "Acme Corp: hidden the leak"),
                (
                    "They say records will show that Paul Exum lied to the jury.",
                    "Paul Exum: lied to the jury",
                ),
                (
                    "The auditor found that Selby Council ignored five warnings.",
                    "Selby Council: ignored five warnings",
                ),
                ("Webb said that Acme Corp had mended the leak.", ""),
                ("Webb said that Acme Corp would never hide a leak.", ""),
                ("Webb said that Acme Corp had not hidden the leak.", ""),
                ("Webb said that she had lied.", ""),
                ("Webb said the boy was beaten by Tom Hale.", ""),
                ("Webb said the boy was robbed by Tom Hale.", "Tom Hale: robbed by Tom Hale"),
                ("Ann Webb alleges that Acme Corp used sand.", "Acme Corp: used sand"),
                ("Webb asked whether Tom Hale had lied.", ""),
            ],
        );
    }
}
