//! Why a cue that only the tagger has seen is not believed: its source does not say it.

use super::known::{has_participle, is_only_passive, known, states};
use crate::lexicon::{Act, Class, CueClass, Frame, FunctionWord};
use crate::parse::grammar::verb_group::is_attribute;
use crate::parse::link::Link;
use crate::tag::pos;
use crate::tokenise::Text;
use crate::tokenise::token::{Kind, Pos, Token};

/// A reason not to believe a link.
///
/// In its examples the source is in braces, the cue between asterisks, the content in brackets.
#[cfg_attr(not(test), expect(dead_code, reason = "the examples are for the test and for readers"))]
pub(super) struct Veto {
    /// The name of the condition.
    name: &'static str,
    /// Where it holds, a case each.
    says: &'static [&'static str],
    /// Nearly the same, where it does not.
    but: &'static [&'static str],
    holds: fn(&Text<'_>, &Link) -> bool,
}

/// Declares the vetoes: condition, examples, counter-examples.
macro_rules! vetoes {
    ($($holds:ident says [$($says:literal),*] but [$($but:literal),*];)*) => {
        &[$(Veto {
            name: stringify!($holds),
            says: &[$($says),*],
            but: &[$($but),*],
            holds: $holds,
        },)*]
    };
}

/// All of them; one is enough.
const VETOES: &[Veto] = vetoes! {
    is_accused
        says [
            "{A surgeon} **accused** [of fraud] left.",
            "{A surgeon} who was **accused** [of fraud] left."
        ]
        but ["{The council} **accused** [the firm].", "{A surgeon} **spoke** [of fraud]."];
    is_turn
        says ["That **said**, [he stayed].", "The hall, that **said**, [holds 900]."]
        but [
            "That **said** [it was over].",
            "They say that **said**, [he stayed].",
            "He **said**, [they stayed].",
            "That **added**, [he stayed]."
        ];
    is_prompt
        says [
            "**Asked** [whether he would go], he laughed.",
            "[Asked whether he would go], {Hale} **laughed**."
        ]
        but [
            "{Hale} **asked** [whether he would go].",
            "**Told** [that he would go], he laughed.",
            "[He would go], {Hale} **said**."
        ];
    is_supposed
        says ["The talks end if {he} **says** [no].", "The talks end unless {he} **says** [yes]."]
        but ["The talks end and {he} **says** [no].", "{He} **says** [no]."];
    is_written
        says ["{She} **wrote** [a long letter to the dean]."]
        but [
            "{She} **wrote** [that the letter was late].",
            "{She} **wrote** [a song about a letter].",
            "{She} **wrote** [a letter], [a note]."
        ];
    is_open
        says ["{It} is too soon **to say** [whether that worked]."]
        but [
            "{She} is too ready **to say** [whether that worked].",
            "{It} **says** [that it worked]."
        ];
    is_aside
        says ["{It} carries, **say**, [20 people]."]
        but [
            "{They} **say**, [20 people].",
            "{They}, **say** [20 people].",
            "{It}, **says**, [20 people]."
        ];
    is_voice
        says ["{The coach} **stormed** [off the pitch]."]
        but [
            "{The coach} **stormed** [that it was over].",
            "{The coach} **announced** [the team]."
        ];
    is_naming
        says [
            "a group **calling** itself [the Sons of the Delta]",
            "A man who **called himself** [the mayor] left."
        ]
        but ["a group **calling** [the dispute a farce]", "{The mayor} **defended** himself."];
    is_condition
        says ["a neighbour **who did not want to be named** [left]"]
        but ["a neighbour **who did not want to be seen** [left]"];
    is_other
        says [
            "The visitors **were denied** [a penalty].",
            "{The fans} **rumoured** [a sale].",
            "{The blast} **claimed** [12 lives]."
        ]
        but [
            "{The visitors} **were denied** [a penalty].",
            "The sale **is rumoured** [to be over].",
            "{The visitors} **denied** [a foul]."
        ];
    is_to_come
        says ["{The council} **will announce** [the winner] on Friday."]
        but [
            "{The council} **will announce** [that it is over].",
            "{The council} **announced** [the winner]."
        ];
    is_hearer
        says ["{Residents} **told** [to leave] have left."]
        but ["{Residents} **told** [the mayor to leave].", "{Residents} **agreed** [to leave]."];
    describes
        says ["thefts and **alleged** [war crimes]"]
        but [
            "{the mayor} **alleged** [war crimes]",
            "thefts and **are alleged** [war crimes]",
            "thefts and **alleged** [the crimes]"
        ];
    has_other_sense
        says ["{The ward} **admitted** [patients]."]
        but ["{The ward} **admitted** [it was late]."];
};

/// True for what its source does not say.
pub(super) fn vetoed(text: &Text<'_>, link: &Link) -> bool {
    VETOES.iter().any(|veto| (veto.holds)(text, link))
}

/// > **a surgeon** accused of fraud
fn is_accused(text: &Text<'_>, link: &Link) -> bool {
    let Some(source) = link.source.as_ref().filter(|s| s.end <= link.cue.start) else {
        return false;
    };
    let accuse = known(text, link).is_some_and(|(_, sense)| sense.class == CueClass::Accuse);
    let beside = source.end == link.cue.start && text.tokens[link.cue.start].pos == Pos::Vbn;
    let of = |at: usize| pos::is_done_to(&text.tokens[at..]);
    accuse && beside || link.cue.clone().any(of)
}

/// > **That said**, he stayed. | The hall**, that said,** holds 900.
fn is_turn(text: &Text<'_>, link: &Link) -> bool {
    let Some(that) = link.cue.start.checked_sub(1) else { return false };
    let opens = text.sentences[link.sentence].tokens.start == that
        || that > 0 && text.tokens[that - 1].kind == Kind::Comma;
    opens
        && text.tokens[that].among(FunctionWord::That)
        && text.tokens[link.cue.start].among(FunctionWord::Said)
        && text.tokens.get(link.cue.end).is_some_and(|t| t.kind == Kind::Comma)
}

/// > a group **calling itself** the Sons of the Delta
fn is_naming(text: &Text<'_>, link: &Link) -> bool {
    let calls = |t: &Token<'_>| t.among(FunctionWord::Calling);
    let cue = link.cue.start..(link.cue.end + 1).min(text.tokens.len());
    text.tokens[cue].windows(2).any(|two| calls(&two[0]) && two[1].among(FunctionWord::Reflexive))
}

/// > a neighbour **who did not want to be named**
fn is_condition(text: &Text<'_>, link: &Link) -> bool {
    text.tokens[link.cue.clone()].iter().any(|t| t.is(Class::Anonymity))
}

/// > **if he says** no
fn is_supposed(text: &Text<'_>, link: &Link) -> bool {
    let start = link.source.as_ref().map_or(link.cue.start, |source| source.start);
    let before = start.checked_sub(1).map(|at| &text.tokens[at]);
    before.is_some_and(|t| t.among(FunctionWord::Condition))
}

/// > she **wrote** a long letter to the dean
fn is_written(text: &Text<'_>, link: &Link) -> bool {
    let [content] = link.content.as_slice() else { return false };
    let head = text.tokens[content.clone()]
        .iter()
        .take_while(|t| !matches!(t.pos, Pos::In | Pos::To))
        .filter(|t| t.pos.is_noun())
        .last();
    head.is_some_and(|t| t.is(Class::Document)) && !states(text, link)
}

/// > it carries**, say,** 20 people
fn is_aside(text: &Text<'_>, link: &Link) -> bool {
    let comma = |at: usize| text.tokens.get(at).is_some_and(|t| t.kind == Kind::Comma);
    let before = link.cue.start.checked_sub(1);
    link.cue.len() == 1
        && text.tokens[link.cue.start].reads("say")
        && before.is_some_and(comma)
        && comma(link.cue.end)
}

/// > **it is too soon to say** whether that worked
fn is_open(text: &Text<'_>, link: &Link) -> bool {
    let it = link
        .source
        .as_ref()
        .is_some_and(|source| text.tokens[source.start].among(FunctionWord::Expletive));
    let cue = &text.tokens[link.cue.clone()];
    it && cue.windows(2).any(|two| two[0].pos == Pos::To && two[1].pos == Pos::Vb)
}

/// > **Asked whether he would go**, he laughed.
fn is_prompt(text: &Text<'_>, link: &Link) -> bool {
    let asks = |at: usize| {
        let token = &text.tokens[at];
        let first = text.sentences[link.sentence].tokens.start == at;
        first
            && matches!(token.pos, Pos::Vbn | Pos::Vbd)
            && token.senses.iter().any(|sense| sense.class == CueClass::Ask)
    };
    link.source.is_none() && asks(link.cue.start)
        || link.content.first().is_some_and(|piece| asks(piece.start))
}

/// True for a verb of voice with a noun behind it: who **stormed off the set** has said nothing.
fn is_voice(text: &Text<'_>, link: &Link) -> bool {
    let voice = known(text, link).is_some_and(|(_, sense)| sense.class == CueClass::Manner);
    voice && !states(text, link)
}

/// > **Residents told** to leave: whoever tells names somebody before the "to".
fn is_hearer(text: &Text<'_>, link: &Link) -> bool {
    let tells = |at: usize| text.tokens[at].senses.iter().any(|sense| sense.recipient);
    let to = |at: usize| text.tokens.get(at).is_some_and(|t| t.pos == Pos::To);
    link.cue.clone().any(|at| tells(at) && to(at + 1))
}

/// > thefts and **alleged** war crimes
fn describes(text: &Text<'_>, link: &Link) -> bool {
    let and = link.cue.start.checked_sub(1).is_some_and(|at| text.tokens[at].pos == Pos::Cc);
    and && link.cue.len() == 1 && is_attribute(&text.tokens[link.cue.start..])
}

/// > the council **will announce** the winner on Friday
fn is_to_come(text: &Text<'_>, link: &Link) -> bool {
    let modal = text.tokens[link.cue.clone()].iter().any(|t| t.pos == Pos::Md);
    let says = known(text, link).is_some_and(|(_, sense)| sense.act == Act::Saying);
    modal && says && !states(text, link)
}

/// > the blast **claimed** 12 lives, the visitors **were denied** a penalty
fn is_other(text: &Text<'_>, link: &Link) -> bool {
    known(text, link).is_some_and(|(_, sense)| {
        if has_participle(text, link) {
            link.source.is_none() && !sense.frames.has(Frame::Passive) && !states(text, link)
        } else {
            is_only_passive(&sense)
        }
    })
}

/// > the ward **admitted** patients
fn has_other_sense(text: &Text<'_>, link: &Link) -> bool {
    text.tokens[link.head].is(Class::OtherSense)
}

#[cfg(test)]
mod tests {
    use super::super::marked::linked;
    use super::*;

    #[test]
    fn each_veto_holds_where_it_says_and_not_nearby() {
        let mut wrong = Vec::new();
        for veto in VETOES {
            for says in veto.says {
                let (text, link) = linked(says);
                if !(veto.holds)(text, &link) || !vetoed(text, &link) {
                    wrong.push(format!("{} does not hold: {says}", veto.name));
                }
            }
            for but in veto.but {
                let (text, link) = linked(but);
                if (veto.holds)(text, &link) {
                    wrong.push(format!("{} holds: {but}", veto.name));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn a_plain_saying_is_not_vetoed() {
        for says in ["{Hale} **said** [the road is shut].", "[The road is shut], {Hale} **added**."]
        {
            let (text, link) = linked(says);
            assert!(!vetoed(text, &link), "{says}");
        }
    }
}
