//! Attributions that only the tagger has seen: which of them are believed, and what they say.

use super::boundaries::{form, pieces, source};
use crate::lexicon::{Act, Class, CueClass, Frame, Frames, Lexicon, Part, Polarity, Sense, Stance};
use crate::parse::attribution::{Attribution, Confidence, Cue, Form, Pattern, Source};
use crate::parse::grammar::verb_group::{is_attribute, noun_sense, verb_sense};
use crate::parse::link::Link;
use crate::tag::pos;
use crate::tokenise::Text;
use crate::tokenise::token::{Kind, Pos, Role, Token};

/// A link with a source, a verb and a cue that the lexicon knows is believed without the grammar when
/// it is this sure.
const SURE: i32 = -24;
/// One of saying that lacks any of these must be this sure.
pub(super) const STRANGE: i32 = 28;
/// What is no saying is shown to those alone who ask for it, and may be less sure.
const FAINT: i32 = -28;
/// What someone thinks or wants, or a cue that the lexicon does not know, must be this sure only, if
/// the content is what the tagger takes for one anyway. It is listed as a guess.
const GUESSED: i32 = -64;
/// A link this sure is certain; so sure must be one whose content has no verb, if the lexicon does
/// not know the cue or knows it in front of clauses only: "signed the lease", "accepted the cup".
const CERTAIN: i32 = 64;

/// True for a link that is believed without the grammar.
pub(super) fn is_believed(text: &Text<'_>, link: &Link) -> bool {
    link.sureness >= least(text, link) && !is_unsaid(text, link)
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

/// The last word of the cue that the lexicon knows to report, and what it means.
fn known<'t, 'd>(text: &'t Text<'d>, link: &Link) -> Option<(&'t Token<'d>, Sense)> {
    let passive = has_participle(text, link);
    text.tokens[link.cue.clone()].iter().rev().find_map(|t| Some((t, sense(t, passive)?)))
}

/// True for a cue with a participle: "is expected", and "has said" too.
fn has_participle(text: &Text<'_>, link: &Link) -> bool {
    text.tokens[link.cue.clone()].iter().any(|t| t.pos == Pos::Vbn)
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

/// True for what its source does not say.
fn is_unsaid(text: &Text<'_>, link: &Link) -> bool {
    is_accused(text, link)
        || is_turn(text, link)
        || is_supposed(text, link)
        || is_written(text, link)
        || is_open(text, link)
        || is_aside(text, link)
        || is_prompt(text, link)
        || is_voice(text, link)
        || is_naming(text, link)
        || is_condition(text, link)
        || is_other(text, link)
        || is_to_come(text, link)
        || is_hearer(text, link)
        || describes(text, link)
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
        && text.tokens[that].reads("that")
        && text.tokens[link.cue.start].reads("said")
        && text.tokens.get(link.cue.end).is_some_and(|t| t.kind == Kind::Comma)
}

/// > a group **calling itself** the Sons of the Delta
fn is_naming(text: &Text<'_>, link: &Link) -> bool {
    const SELVES: [&str; 4] = ["itself", "himself", "herself", "themselves"];
    let calls = |t: &Token<'_>| t.reads("calling") || t.reads("calls") || t.reads("called");
    let cue = link.cue.start..(link.cue.end + 1).min(text.tokens.len());
    text.tokens[cue].windows(2).any(|two| calls(&two[0]) && SELVES.iter().any(|w| two[1].reads(w)))
}

/// > a neighbour **who did not want to be named**
fn is_condition(text: &Text<'_>, link: &Link) -> bool {
    text.tokens[link.cue.clone()].iter().any(|t| t.is(Class::Anonymity))
}

/// > **if he says** no
fn is_supposed(text: &Text<'_>, link: &Link) -> bool {
    let start = link.source.as_ref().map_or(link.cue.start, |source| source.start);
    let before = start.checked_sub(1).map(|at| &text.tokens[at]);
    before.is_some_and(|t| t.reads("if") || t.reads("unless"))
}

/// > she **wrote** a long letter to the dean
fn is_written(text: &Text<'_>, link: &Link) -> bool {
    let [content] = link.content.as_slice() else { return false };
    let head = text.tokens[content.clone()]
        .iter()
        .take_while(|t| t.pos != Pos::In)
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
    let it = link.source.as_ref().is_some_and(|source| text.tokens[source.start].reads("it"));
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

/// True for a verb that has a noun for its content in some sense: "denied the charge".
fn takes_nouns(token: &Token<'_>) -> bool {
    const OTHERS: [Frame; 9] = [
        Frame::That,
        Frame::Wh,
        Frame::Zero,
        Frame::To,
        Frame::Quote,
        Frame::Paren,
        Frame::Colon,
        Frame::Passive,
        Frame::Nobody,
    ];
    let others = Frames::of(&OTHERS).bits();
    token.senses.iter().any(|sense| sense.part != Part::Verb || sense.frames.bits() & !others != 0)
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

/// True when a verb has this sense with a helper alone: "is claimed to".
fn is_only_passive(sense: &Sense) -> bool {
    sense.frames == Frames::of(&[Frame::Passive])
}

/// True when what is said has a verb or is quoted: "said it was over", not "showed its stand".
fn states(text: &Text<'_>, link: &Link) -> bool {
    link.content.iter().any(|piece| {
        let tokens = &text.tokens[piece.clone()];
        tokens[0].kind == Kind::OpenQuote || tokens.iter().any(|t| t.pos.is_verb())
    })
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
    let asserted = head.pos.is_finite()
        && !tokens.iter().any(|t| t.pos == Pos::Md || t.reads("not") || t.reads("n't"));
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
            negated: tokens.iter().any(|t| t.reads("not") || t.reads("n't") || t.reads("never")),
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

/// What a word means when it reports: "expects" is no hearsay, "is expected" may be.
fn sense(token: &Token<'_>, passive: bool) -> Option<Sense> {
    let Some(first) = verb_sense(token) else { return noun_sense(token) };
    if passive || !is_only_passive(&first) {
        return Some(first);
    }
    let active = |sense: &&Sense| sense.part == Part::Verb && !is_only_passive(sense);
    Some(token.senses.iter().find(active).copied().unwrap_or(first))
}
