//! Fills the words in braces of a message.

use super::lists::OwnList;
use std::ops::Range;

use super::facts::claim::{sides_are_certain, voices};
use super::facts::words::first;
use super::facts::{attribution, draft, figure, headline, phrase, sentence};
use super::subject::{Subject, place};
use super::view::View;
use crate::lexicon::{Class, FunctionWord, Lexicon};
use crate::parse::{Cue, Shape, without_age};
use crate::read::BlockKind;
use crate::resolve::{Meaning, SpeakerId, SpeakerKind};
use crate::rulebook::{FigureKind, ListName, Placeholder};
use crate::span::Span;
use crate::tokenise::token::Pos;
use crate::weigh::{AnswerKind, Claim, keeps_capital, name};

/// Longest text that is put into a message, in characters.
const LONGEST: usize = 90;

/// All kinds of figures.
const FIGURES: [FigureKind; 7] = [
    FigureKind::Money,
    FigureKind::Share,
    FigureKind::Toll,
    FigureKind::Count,
    FigureKind::Only,
    FigureKind::Rough,
    FigureKind::Change,
];

/// At most this many words after a counting word say what it counts.
const NOUN_WORDS: usize = 4;

/// A message with its words in braces filled in.
pub(super) fn fill(text: &str, view: &View<'_>, subject: Subject) -> String {
    filled(text, |word| value(word, view, subject))
}

/// A name or a few words, which are no sentence, with their words in braces filled in.
pub(super) fn called(text: &str, view: &View<'_>, subject: Subject) -> String {
    put(text, |word, _| value(word, view, subject))
}

/// A text with its words in braces filled in, whatever they are: a sentence that begins with one
/// begins with a capital letter.
#[must_use]
pub fn filled(text: &str, value: impl Fn(Placeholder) -> String) -> String {
    put(text, |word, before| {
        let words = value(word);
        if starts_sentence(before) { capital(&words) } else { words }
    })
}

/// Puts words into a text; they may depend on what is before them. "Acme Inc." and a full stop have
/// one full stop.
fn put(text: &str, words: impl Fn(Placeholder, &str) -> String) -> String {
    let mut out = String::with_capacity(text.len() + 40);
    let mut rest = text;
    while let Some((before, (word, after))) = next_word(rest) {
        out.push_str(before);
        let words = Placeholder::named(word).map(|word| words(word, &out)).unwrap_or_default();
        out.push_str(&words);
        rest = if words.ends_with(['.', '…']) {
            after.strip_prefix('.').unwrap_or(after)
        } else {
            after
        };
    }
    out.push_str(rest);
    out
}

/// True when what comes next is the first word of a sentence.
fn starts_sentence(before: &str) -> bool {
    before.is_empty() || [". ", "? "].iter().any(|end| before.ends_with(end))
}

/// Some words with a capital letter in front.
pub(crate) fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

/// What is before the first word in braces, the word, and what is after it.
fn next_word(text: &str) -> Option<(&str, (&str, &str))> {
    let (before, rest) = text.split_once('{')?;
    Some((before, rest.split_once('}')?))
}

/// What is to be put into a text, in order.
fn placeholders(text: &str) -> impl Iterator<Item = Placeholder> {
    let mut rest = text;
    let words = std::iter::from_fn(move || {
        let (_, (word, after)) = next_word(rest)?;
        rest = after;
        Some(word)
    });
    words.filter_map(Placeholder::named)
}

/// The words of the draft that a message names, in the paragraph of the finding, in order; where there
/// are none, the words that the finding is about.
pub(super) fn named(text: &str, view: &View<'_>, subject: Subject, about: Span) -> Vec<Span> {
    let blocks = &view.draft.blocks;
    let block = blocks.get(blocks.partition_point(|block| block.span.end <= about.start));
    let block = block.filter(|block| block.span.contains(about));
    let spots = placeholders(text).filter_map(|word| spot(word, view, subject));
    let mut all: Vec<Span> =
        spots.filter(|spot| block.is_some_and(|block| block.span.contains(*spot))).collect();
    all.sort_by_key(|span| (span.start, span.end));
    all.dedup_by(|next, last| {
        let same = next.start <= last.end;
        if same {
            *last = last.to(*next);
        }
        same
    });
    if all.is_empty() { vec![about] } else { all }
}

/// The place of the words that are put into a message, where they are words of the draft.
fn spot(word: Placeholder, view: &View<'_>, subject: Subject) -> Option<Span> {
    let spoken =
        |n: usize| view.parsed.attributions[n].source.as_ref().map(|s| whole(view, s.span));
    let of = |tokens: Option<Range<usize>>| tokens.map(|tokens| view.span_of(&tokens));
    match (subject, word) {
        (Subject::Attribution(n), Placeholder::Source | Placeholder::Phrase) => spoken(n),
        (Subject::Attribution(n), Placeholder::Verb) => {
            view.parsed.attributions[n].cue.as_ref().map(|cue| cue.span)
        }
        (Subject::Attribution(n), Placeholder::Content) => {
            view.parsed.attributions[n].content.first().copied()
        }
        (Subject::Claim(n), Placeholder::Source) => {
            view.ledger.claims[n].attributions.first().and_then(|n| spoken(*n))
        }
        (Subject::Claim(n), Placeholder::Interest) => view.ledger.claims[n].interest,
        (Subject::Accusation(n), Placeholder::Accused) => Some(view.ledger.accusations[n].accused),
        (Subject::Accusation(n), Placeholder::Act) => view.ledger.accusations[n].act,
        (Subject::Accusation(n), Placeholder::Source) => {
            view.ledger.accusations[n].attribution.and_then(spoken)
        }
        (Subject::Sentence(n), Placeholder::Number) => {
            of(figure::bare(view, n, &FIGURES).or_else(|| first(view, subject, &ListName::Number)))
        }
        (Subject::Sentence(n), Placeholder::Phrase) => of(sentence::agentless(view, n)),
        (Subject::Phrase(n), Placeholder::Source) => of(phrase::from_person(view, n))
            .or_else(|| view.survey.owner(view.survey.hits[n].tokens.start).and_then(spoken)),
        (Subject::Phrase(n), Placeholder::Phrase) => {
            let whole = phrase::from_crowd(view, n).or_else(|| phrase::of_crowd(view, n));
            of(Some(whole.unwrap_or_else(|| view.survey.hits[n].tokens.clone())))
        }
        (Subject::Headline(n), Placeholder::Phrase) => of(headline::weaker(view, n)),
        (Subject::Variant(n), Placeholder::One) => Some(view.survey.variants[n].here),
        (Subject::Draft, Placeholder::Phrase) => of(time_word(view)),
        (Subject::Claim(_) | Subject::Headline(_), Placeholder::Claim)
        | (Subject::Speaker(_), Placeholder::Source)
        | (Subject::Sentence(_), Placeholder::Words)
        | (Subject::Quotation(_), Placeholder::Quote) => Some(place(view, subject)),
        _ => None,
    }
}

/// The words that are put into a message, as the draft has them.
fn spotted(word: Placeholder, view: &View<'_>, subject: Subject) -> String {
    spot(word, view, subject).map_or(String::new(), |span| words(view, span))
}

fn value(word: Placeholder, view: &View<'_>, subject: Subject) -> String {
    match subject {
        Subject::Attribution(n) => of_attribution(word, view, n),
        Subject::Claim(n) => of_claim(word, view, n),
        Subject::Accusation(n) => of_accusation(word, view, n),
        Subject::Speaker(n) => of_speaker(word, view, n),
        Subject::Sentence(n) => of_sentence(word, view, n),
        Subject::Phrase(n) => of_phrase(word, view, n),
        Subject::Quotation(n) => of_quotation(word, view, n),
        Subject::Headline(n) => of_headline(word, view, n),
        Subject::Repetition(n) => {
            let repeat = &view.repeats[n];
            let here = matches!(word, Placeholder::Line | Placeholder::Place);
            let blocks = if here { repeat.blocks } else { repeat.earlier };
            let (unit, numbers) = lines(view, blocks);
            match word {
                Placeholder::Line | Placeholder::Earlier => numbers,
                _ if numbers.contains('–') => format!("{unit}s {numbers}"),
                _ => format!("{unit} {numbers}"),
            }
        }
        Subject::Variant(n) => {
            let variant = view.survey.variants[n];
            words(view, if word == Placeholder::One { variant.here } else { variant.before })
        }
        Subject::Draft => of_draft(word, view),
    }
}

/// The lines or paragraphs of a stretch of blocks: what is counted, and "12" or "12–18".
fn lines(view: &View<'_>, (first, last): (usize, usize)) -> (&'static str, String) {
    let at = |block: usize| view.draft.where_is(view.draft.blocks[block].span.start);
    let (from, to) = (at(first), at(last).number());
    let numbers =
        if from.number() == to { to.to_string() } else { format!("{}–{to}", from.number()) };
    (from.unit(), numbers)
}

/// Words of the draft, on one line and not too long.
fn words(view: &View<'_>, span: Span) -> String {
    short(view.draft.words(span))
}

/// Words at some tokens.
fn at(view: &View<'_>, tokens: Option<Range<usize>>) -> String {
    tokens.map_or(String::new(), |tokens| words(view, view.span_of(&tokens)))
}

/// The source of an attribution as it is written, ready for the middle of a sentence. A pronoun has
/// no place in a sentence of ours: it is the name if it is certain whom it means, else "this source".
fn source(view: &View<'_>, n: usize) -> String {
    if is_pronoun(view, n) {
        let known = view.story.certain(n).map(|id| name(id, view.cx));
        return known.unwrap_or_else(|| view.wording.this_source.clone());
    }
    let source = view.parsed.attributions[n].source.as_ref();
    source.map_or(view.wording.unnamed_source.clone(), |s| inside(view, whole(view, s.span)))
}

/// True when a pronoun speaks.
fn is_pronoun(view: &View<'_>, n: usize) -> bool {
    let mention = view.parsed.attributions[n].source.as_ref().and_then(|s| s.mention);
    mention.is_some_and(|m| view.parsed.mentions[m.0].shape == Shape::Pronoun)
}

/// Whoever speaks in an attribution: by name if it is certain who that is, else as the draft has
/// it.
pub(super) fn who(view: &View<'_>, n: usize) -> String {
    match view.story.certain(n) {
        Some(id) => name(id, view.cx),
        None => source(view, n),
    }
}

/// True when a pronoun speaks, and it is not certain whom it means.
pub(super) fn is_open_pronoun(view: &View<'_>, n: usize) -> bool {
    is_pronoun(view, n) && view.story.certain(n).is_none()
}

/// A source of one word that counts, with the words that say of what: "One" of "One town official".
fn whole(view: &View<'_>, span: Span) -> Span {
    let mut tokens = view.tokens_of(span);
    if view.text.tokens[tokens.clone()].iter().all(|t| matches!(t.pos, Pos::Cd | Pos::Dt)) {
        let more = view.text.tokens[tokens.end..].iter().take(NOUN_WORDS);
        let more = more.take_while(|t| t.pos.is_noun() || t.pos.is_adjective());
        tokens.end += more.count();
    }
    view.span_of(&tokens)
}

fn of_attribution(word: Placeholder, view: &View<'_>, n: usize) -> String {
    let attribution = &view.parsed.attributions[n];
    let cue = attribution.cue.as_ref();
    match word {
        Placeholder::Source => source(view, n),
        Placeholder::Verb => cue.map_or(String::new(), |cue| verb(view, cue)),
        Placeholder::Content => {
            attribution.content.first().map_or(String::new(), |span| unquoted(&words(view, *span)))
        }
        Placeholder::Phrase => match (&attribution.source, cue) {
            (Some(source), _) => words(view, source.span),
            (None, Some(cue)) => words(view, cue.span),
            (None, None) => String::new(),
        },
        Placeholder::Candidates => match &view.story.bindings[n] {
            Meaning::Ambiguous(all) => {
                let last = all.iter().rev().take(3).rev();
                let mut names: Vec<String> = last.map(|id| name(*id, view.cx)).collect();
                let last = names.pop().unwrap_or_default();
                if names.is_empty() {
                    last
                } else {
                    format!("{} {} {last}", listed(&names), view.wording.or)
                }
            }
            _ => String::new(),
        },
        Placeholder::Sentences => attribution::sentences_before_cue(view, attribution).to_string(),
        Placeholder::Number => at(view, first(view, Subject::Attribution(n), &ListName::Number)),
        _ => String::new(),
    }
}

/// The verb of a cue as the draft has it, without "has", "repeatedly" or "in a statement": "claimed",
/// "pointed out".
fn verb(view: &View<'_>, cue: &Cue) -> String {
    let lemma: Vec<&str> = cue.lemma.split(' ').collect();
    let tokens = view.tokens_of(cue.span);
    let head = tokens.clone().find(|at| {
        let word = view.text.tokens[*at].text.to_lowercase();
        view.lexicon.stem(&word) == view.lexicon.stem(lemma[0]) || alike(&word, lemma[0])
    });
    // "said": the stem of an irregular verb is not that of its lemma.
    let last = || tokens.clone().rev().find(|at| view.text.tokens[*at].pos.is_verb());
    let irregular = || if lemma.len() == 1 { last() } else { None };
    let Some(head) = head.or_else(irregular) else { return cue.lemma.clone() };
    let end = (head + lemma.len()).min(tokens.end);
    words(view, view.span_of(&(head..end)))
}

/// "slammed", "slam": the stem of a verb whose last letter is doubled is not known.
fn alike(word: &str, lemma: &str) -> bool {
    lemma.len() > 2 && word.starts_with(lemma)
}

fn of_claim(word: Placeholder, view: &View<'_>, n: usize) -> String {
    let claim = &view.ledger.claims[n];
    match word {
        Placeholder::Source => voices(view, claim)
            .first()
            .map(|(_, n)| who(view, *n))
            .or_else(|| claim.attributions.first().map(|a| source(view, *a)))
            .unwrap_or_default(),
        Placeholder::Claim => {
            let words = unquoted(&words(view, place(view, Subject::Claim(n))));
            let that = words
                .split_once(' ')
                .filter(|(first, _)| view.lexicon.function_of(first).has(FunctionWord::That));
            that.map_or(words.as_str(), |(_, rest)| rest).to_owned()
        }
        Placeholder::Side => {
            let side = claim.sides.first();
            let side = side.filter(|_| sides_are_certain(view, claim));
            side.map_or(view.wording.one_side.clone(), |side| {
                in_sentence(&view.story.sides[side.0].name, "", view.lexicon)
            })
        }
        Placeholder::Voices => {
            let names: Vec<_> = voices(view, claim).iter().map(|(_, n)| who(view, *n)).collect();
            listed(&names)
        }
        Placeholder::Count => voices(view, claim).len().to_string(),
        Placeholder::Answer => answer(view, claim),
        Placeholder::Interest => claim.interest.map_or(String::new(), |span| words(view, span)),
        Placeholder::Number => at(view, first(view, Subject::Claim(n), &ListName::Number)),
        _ => String::new(),
    }
}

fn of_accusation(word: Placeholder, view: &View<'_>, n: usize) -> String {
    let accusation = &view.ledger.accusations[n];
    match word {
        Placeholder::Source => accusation.attribution.map_or(String::new(), |a| source(view, a)),
        Placeholder::Accused => {
            let known = accusation.accused_speaker.map(|id| name(id, view.cx));
            known.unwrap_or_else(|| accused(view, accusation.accused))
        }
        Placeholder::Act => {
            let act = words(view, accusation.act.unwrap_or(accusation.span));
            let (first, rest) = act.trim().split_once(' ').unwrap_or_default();
            let opens = view.lexicon.function_of(first).has(FunctionWord::AccusationPreposition);
            if opens { rest.to_owned() } else { act.trim().to_owned() }
        }
        _ => String::new(),
    }
}

/// The accused as the draft calls them; "the accused" for a pronoun.
fn accused(view: &View<'_>, span: Span) -> String {
    if is_pronoun_word(view.draft.words(span), view.lexicon) {
        return view.wording.the_accused.clone();
    }
    inside(view, span)
}

/// "he", "them", "who".
fn is_pronoun_word(word: &str, lexicon: &Lexicon) -> bool {
    let sets = lexicon.function_of(word);
    let pronouns =
        [FunctionWord::SubjectPronoun, FunctionWord::ObjectPronoun, FunctionWord::Relative];
    pronouns.iter().any(|set| sets.has(*set))
}

fn of_speaker(word: Placeholder, view: &View<'_>, n: usize) -> String {
    let speaker = &view.story.speakers[n];
    match word {
        Placeholder::Source => short(&name(SpeakerId(n), view.cx)),
        Placeholder::Missing if speaker.kind == SpeakerKind::TitleOnly => {
            view.wording.no_name.clone()
        }
        Placeholder::Missing => view.wording.no_role.clone(),
        _ => String::new(),
    }
}

fn of_sentence(word: Placeholder, view: &View<'_>, n: usize) -> String {
    match word {
        Placeholder::Words | Placeholder::Number | Placeholder::Phrase => {
            spotted(word, view, Subject::Sentence(n))
        }
        _ => String::new(),
    }
}

fn of_phrase(word: Placeholder, view: &View<'_>, n: usize) -> String {
    let tokens = &view.survey.hits[n].tokens;
    match word {
        Placeholder::Phrase => spotted(word, view, Subject::Phrase(n)),
        Placeholder::Source if phrase::from_person(view, n).is_some() => {
            let who = phrase::from_person(view, n).unwrap_or_default();
            words(view, view.span_of(&who))
        }
        Placeholder::Source => view
            .survey
            .owner(tokens.start)
            .map_or(view.wording.the_source.clone(), |attribution| source(view, attribution)),
        _ => String::new(),
    }
}

fn of_quotation(word: Placeholder, view: &View<'_>, n: usize) -> String {
    match word {
        Placeholder::Quote => unquoted(&words(view, place(view, Subject::Quotation(n)))),
        Placeholder::Part => match view.draft.blocks[view.text.quotations[n].block].kind {
            BlockKind::Headline => &view.wording.headline,
            BlockKind::SubHeadline => &view.wording.sub_headline,
            BlockKind::Caption => &view.wording.caption,
            _ => &view.wording.text,
        }
        .clone(),
        _ => String::new(),
    }
}

fn of_headline(word: Placeholder, view: &View<'_>, n: usize) -> String {
    let claim = headline::claim(view, n);
    match word {
        Placeholder::Claim => words(view, place(view, Subject::Headline(n))),
        Placeholder::Source => claim.map_or(view.wording.some_source.clone(), |claim| {
            of_claim(Placeholder::Source, view, claim)
        }),
        Placeholder::Phrase => spotted(word, view, Subject::Headline(n)),
        _ => String::new(),
    }
}

fn of_draft(word: Placeholder, view: &View<'_>) -> String {
    let side =
        |id: crate::resolve::SideId| in_sentence(&view.story.sides[id.0].name, "", view.lexicon);
    match word {
        Placeholder::Count => view.parsed.attributions.len().to_string(),
        Placeholder::Side => draft::verbs_differ(view, 3).map_or_else(
            || draft::sides(view).keys().next().map_or(String::new(), |id| side(*id)),
            |(says, _)| side(says),
        ),
        Placeholder::Other => draft::verbs_differ(view, 3).map_or_else(
            || draft::unheard(view).map_or(String::new(), |a| accused(view, a.accused)),
            |(_, claims)| side(claims),
        ),
        Placeholder::Phrase => spotted(word, view, Subject::Draft),
        Placeholder::Voices => {
            let names = draft::voices(view).into_iter();
            let names = names.map(|id| short(&name(id, view.cx)));
            listed(&names.collect::<Vec<_>>())
        }
        _ => String::new(),
    }
}

/// Names in a row: "Hale, Wynne"; "Smith, Jones & Co; Hale" where a name has a comma of its own.
fn listed(names: &[String]) -> String {
    let commas = names.iter().any(|name| name.contains(','));
    names.join(if commas { "; " } else { ", " })
}

/// The first word of a draft that says when.
fn time_word(view: &View<'_>) -> Option<Range<usize>> {
    let lists = [OwnList::RelativeTime.name(), &ListName::Class(Class::Weekday)];
    lists.iter().find_map(|list| first(view, Subject::Draft, list))
}

/// The words that a message about a whole draft quotes.
pub(super) fn quoted(text: &str, view: &View<'_>, subject: Subject) -> Option<Span> {
    let phrase = |word: &Placeholder| subject == Subject::Draft && *word == Placeholder::Phrase;
    placeholders(text).find(phrase).and_then(|word| spot(word, view, subject))
}

/// "the US State Department declined to comment"
fn answer(view: &View<'_>, claim: &Claim) -> String {
    let silent = |kind: AnswerKind| matches!(kind, AnswerKind::Declines | AnswerKind::Silent);
    let Some(answer) = claim.answers.iter().find(|a| silent(a.kind)) else { return String::new() };
    let attribution = &view.parsed.attributions[answer.attribution];
    let part = |span: Option<Span>| span.map_or(String::new(), |s| short(view.draft.words(s)));
    let source = source(view, answer.attribution);
    let cue = attribution.cue.as_ref().map(|c| c.span);
    // "did not reply to" needs what is behind it: "a request for comment".
    let open = cue.filter(|span| {
        let cue = view.text.tokens_in(*span);
        cue.len() > 1 && cue.last().is_some_and(|t| t.among(FunctionWord::To))
    });
    let object = open.map_or(String::new(), |span| {
        let from = view.tokens_of(span).end;
        let tokens = view.text.tokens.iter().skip(from).take(6);
        let words: Vec<&str> = tokens.take_while(|t| t.is_wordlike()).map(|t| t.text).collect();
        words.join(" ")
    });
    format!("{source} {} {object}", part(cue)).trim().to_owned()
}

/// Words of the draft in the middle of a sentence: "the president", "residents", not "The president",
/// "Residents".
fn inside(view: &View<'_>, span: Span) -> String {
    let words = without_age(view.draft.words(span)).to_owned();
    let tokens = &view.text.tokens[view.tokens_of(span)];
    let common = tokens.first().is_some_and(|first| {
        // "Residents"; of one word that is no plural it is not sure enough that it is no name.
        let heads = tokens
            .get(1)
            .map_or(first.pos == Pos::Nns || first.among(FunctionWord::PoliceWord), |second| {
                second.text.starts_with(char::is_lowercase)
            });
        heads
            && !first.pos.is_name()
            && first.text.chars().skip(1).all(char::is_lowercase)
            && !keeps_capital(first.text, view.lexicon)
    });
    in_sentence(&if common { small(&words) } else { words }, "", view.lexicon)
}

/// A name, or a word that is one, in the middle of a sentence of ours: not too long, without the
/// capital letter of a sentence. A pronoun has no place there; `pronoun` takes its place, if it is
/// not empty.
#[must_use]
pub fn in_sentence(words: &str, pronoun: &str, lexicon: &Lexicon) -> String {
    if is_pronoun_word(words, lexicon) && !pronoun.is_empty() {
        return pronoun.to_owned();
    }
    let (first, rest) = words.split_once(' ').unwrap_or((words, ""));
    let plain = first.chars().skip(1).all(char::is_lowercase);
    let opens = plain && lexicon.function_of(first).has(FunctionWord::PhraseOpener);
    if opens && !rest.is_empty() { short(&small(words)) } else { short(words) }
}

/// Some words with a small letter in front.
fn small(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or(String::new(), |first| first.to_lowercase().chain(chars).collect())
}

/// A text on one line, cut to a readable length.
fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LONGEST {
        return line;
    }
    let cut: String = line.chars().take(LONGEST).collect();
    let cut = cut.rsplit_once(' ').map_or(cut.as_str(), |(start, _)| start);
    format!("{cut} …")
}

/// Words without the marks around them and without their full stop: a message quotes them itself.
fn unquoted(words: &str) -> String {
    let words = words.trim_matches(mark);
    let whole = words.strip_suffix('.').filter(|rest| !rest.ends_with('.'));
    whole.unwrap_or(words).to_owned()
}

/// A mark at the edge of a quotation.
const fn mark(char: char) -> bool {
    matches!(char, '"' | '“' | '”' | '\'' | '‘' | '’' | '«' | '»' | ',' | ' ')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::subject::subjects;
    use crate::judge::testing::view;
    use crate::rulebook::Scope;

    /// The message for the last subject of a kind.
    fn filled(scope: Scope, message: &str, copy: &str) -> String {
        let view = view(copy);
        fill(message, &view, *subjects(&view, scope).last().unwrap())
    }

    #[test]
    fn a_message_without_braces_stays() {
        let copy = "The road is shut, Tom Hale said.";
        assert_eq!(filled(Scope::Draft, "As it is.", copy), "As it is.");
        assert_eq!(filled(Scope::Draft, "{nonsense}!", copy), "!");
        assert_eq!(filled(Scope::Draft, "open {brace", copy), "open {brace");
    }

    #[test]
    fn an_attribution() {
        let copy = "The 40 mills are shut, the mayor said.";
        let message = "{source} | {verb} | {content} | {phrase} | {sentences} | {number}";
        let said = filled(Scope::Attribution, message, copy);
        assert_eq!(said, "The mayor | said | The 40 mills are shut | the mayor | 0 | 40");
        let who = |copy: &str| {
            let said = filled(Scope::Attribution, "By {source}", copy);
            said.strip_prefix("By ").unwrap().to_owned()
        };
        assert_eq!(who("He said the road was shut."), "this source");
        assert_eq!(who("The mayor said the road was shut."), "the mayor");
        assert_eq!(who("Hale said the road was shut."), "Hale");
        assert_eq!(who("One town official said the road was shut."), "one town official");
        let copy = "Tom Smith and Paul Jones met on Monday. He said the deal was off.";
        let said = filled(Scope::Attribution, "{candidates}", copy);
        assert_eq!(said, "Tom Smith or Paul Jones");
    }

    #[test]
    fn a_claim() {
        let copy = "Peru and Chile have agreed to share the water, Lima said.\n\nPeru and Chile have \
                    agreed to share the water, Tom Hale said.\n\nThe Chilean \
                    government declined to comment.";
        let message = "{source} | {claim} | {voices} | {count} | {answer}";
        assert_eq!(
            filled(Scope::Claim, message, copy),
            "Lima | Peru and Chile have agreed to share the water | Lima, Tom Hale | 2 | \
             the Chilean government declined to comment"
        );
    }

    #[test]
    fn an_accusation() {
        let copy = "The nurse accused the hospital of fraud.";
        let said = filled(Scope::Accusation, "{source} | {accused} | {act}", copy);
        assert_eq!(said, "The nurse | the hospital | fraud");
    }

    #[test]
    fn a_speaker() {
        let missing = |copy: &str| filled(Scope::Speaker, "{source}: {missing}", copy);
        assert_eq!(missing("The senator said it was shut."), "The senator: a name");
        assert_eq!(missing("Mr Webb said it was shut."), "Webb: a first name or a role");
    }

    #[test]
    fn sentences_phrases_and_quotations() {
        let copy = "The 40 students were barred from the hall.";
        let said = filled(Scope::Sentence, "{words} | {number} | {phrase}", copy);
        assert_eq!(said, "The 40 students were barred from the hall | 40 | were barred");
        let said = filled(Scope::Phrase, "{phrase} | {source}", "He was reportedly in Rome.");
        assert_eq!(said, "Reportedly | the source");
        let said = filled(Scope::Quotation, "{quote} ({part})", "The “reform,” he said, is late.");
        assert_eq!(said, "Reform (text)");
    }

    #[test]
    fn headlines_repetitions_variants_and_drafts() {
        let copy = "Drug cures rare cancer\n\nThe drug may cure a rare cancer, Ann Webb said.";
        let said = filled(Scope::Headline, "{claim} | {source} | {phrase}", copy);
        assert_eq!(said, "Drug cures rare cancer | Ann Webb | may");
        let copy = "The hall burnt.\n\nIt rained.\n\nThe hall burnt.\n\nIt rained.";
        assert_eq!(filled(Scope::Repetition, "{line} of {earlier}", copy), "5–7 of 1–3");
        let copy = "The reelection is near. The re-election is far.";
        assert_eq!(filled(Scope::Variant, "{one}, {other}", copy), "Re-election, reelection");
        let copy = "Ann Webb accused Tom Hale of fraud last year.";
        let said = filled(Scope::Draft, "{side} | {count} | {other} | {phrase}", copy);
        assert_eq!(said, "Ann Webb | 1 | Tom Hale | last year");
    }

    #[test]
    fn long_words_are_cut_between_words() {
        let copy = "word ".repeat(30);
        assert_eq!(short(&copy), format!("{} …", "word ".repeat(18).trim_end()));
        assert_eq!(short("a\n b"), "a b");
        let exact = "x".repeat(LONGEST);
        assert_eq!(short(&exact), exact);
    }
}
