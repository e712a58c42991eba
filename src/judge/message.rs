//! Fills the words in braces of a message.

use std::ops::Range;

use super::facts::claim::voices;
use super::facts::words::first;
use super::facts::{attribution, draft, headline, sentence};
use super::subject::{Subject, place};
use super::view::View;
use crate::parse::{Shape, without_age};
use crate::read::BlockKind;
use crate::resolve::{Meaning, SpeakerKind};
use crate::rulebook::ListName;
use crate::span::Span;
use crate::tokenise::token::Pos;
use crate::weigh::{AnswerKind, Claim};

/// Longest text that is put into a message, in characters.
const LONGEST: usize = 90;

/// Behind a word that counts, so many words say of what.
const NOUN_WORDS: usize = 4;

/// A message with its words in braces filled in.
pub(super) fn fill(text: &str, view: &View<'_>, subject: Subject) -> String {
    let mut out = String::with_capacity(text.len() + 40);
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, behind)) = behind.split_once('}') else { break };
        out.push_str(&value(name, view, subject));
        rest = behind;
    }
    out.push_str(rest);
    out
}

fn value(name: &str, view: &View<'_>, subject: Subject) -> String {
    match subject {
        Subject::Attribution(n) => of_attribution(name, view, n),
        Subject::Claim(n) => of_claim(name, view, n),
        Subject::Accusation(n) => of_accusation(name, view, n),
        Subject::Speaker(n) => of_speaker(name, view, n),
        Subject::Sentence(n) => of_sentence(name, view, n),
        Subject::Phrase(n) => of_phrase(name, view, n),
        Subject::Quotation(n) => of_quotation(name, view, n),
        Subject::Headline(n) => of_headline(name, view, n),
        Subject::Repetition(n) => {
            let repeat = &view.repeats[n];
            lines(view, if name == "line" { repeat.blocks } else { repeat.earlier })
        }
        Subject::Variant(n) => {
            let variant = view.survey.variants[n];
            words(view, if name == "one" { variant.here } else { variant.before })
        }
        Subject::Draft => of_draft(name, view),
    }
}

/// The lines of a stretch of blocks: "12", "12–18".
fn lines(view: &View<'_>, (first, last): (usize, usize)) -> String {
    let line = |block: usize| view.draft.line_of(view.draft.blocks[block].span.start);
    let (from, to) = (line(first), line(last));
    if from == to { from.to_string() } else { format!("{from}–{to}") }
}

/// Words of the draft, on one line and not too long.
fn words(view: &View<'_>, span: Span) -> String {
    short(view.draft.words(span))
}

/// Words at some tokens.
fn at(view: &View<'_>, tokens: Option<Range<usize>>) -> String {
    tokens.map_or(String::new(), |tokens| words(view, view.span_of(&tokens)))
}

/// The source of an attribution as it is written, made to stand in the middle of a sentence. A name
/// that only this program finds behind a pronoun is left out: it may be wrong.
fn source(view: &View<'_>, n: usize) -> String {
    let mention = view.parsed.attributions[n].source.as_ref().and_then(|s| s.mention);
    let relative = mention.map(|m| &view.parsed.mentions[m.0]).is_some_and(|m| {
        m.shape == Shape::Pronoun && view.draft.words(m.span).eq_ignore_ascii_case("who")
    });
    if relative {
        return "this source".to_owned();
    }
    let source = view.parsed.attributions[n].source.as_ref();
    source.map_or("an unnamed source".to_owned(), |s| {
        inside(without_age(&words(view, whole(view, s.span))))
    })
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

fn of_attribution(name: &str, view: &View<'_>, n: usize) -> String {
    let attribution = &view.parsed.attributions[n];
    let cue = attribution.cue.as_ref();
    match name {
        "source" => source(view, n),
        "verb" => cue.map_or(String::new(), |cue| cue.lemma.clone()),
        "content" => attribution.content.first().map_or(String::new(), |span| words(view, *span)),
        "phrase" => match (&attribution.source, cue) {
            (Some(source), _) => words(view, source.span),
            (None, Some(cue)) => words(view, cue.span),
            (None, None) => String::new(),
        },
        "candidates" => match &view.story.bindings[n] {
            Meaning::Ambiguous(all) => {
                let names: Vec<&str> = all
                    .iter()
                    .rev()
                    .take(3)
                    .rev()
                    .map(|id| view.story.speakers[id.0].name.as_str())
                    .collect();
                names.join(" or ")
            }
            _ => String::new(),
        },
        "sentences" => attribution::sentences_before_cue(view, attribution).to_string(),
        "number" => at(view, first(view, Subject::Attribution(n), &ListName::Number)),
        _ => String::new(),
    }
}

fn of_claim(name: &str, view: &View<'_>, n: usize) -> String {
    let claim = &view.ledger.claims[n];
    match name {
        "source" => voices(view, claim)
            .first()
            .cloned()
            .or_else(|| claim.attributions.first().map(|a| source(view, *a)))
            .unwrap_or_default(),
        "claim" => {
            let place = place(view, Subject::Claim(n));
            short(words(view, place).trim_matches(mark))
        }
        "camp" => {
            let camp = claim.camps.first();
            camp.map_or("one side".to_owned(), |camp| view.story.camps[camp.0].name.clone())
        }
        "voices" => voices(view, claim).join(", "),
        "count" => voices(view, claim).len().to_string(),
        "answer" => answer(view, claim),
        "interest" => claim.interest.map_or(String::new(), |span| words(view, span)),
        "number" => at(view, first(view, Subject::Claim(n), &ListName::Number)),
        _ => String::new(),
    }
}

fn of_accusation(name: &str, view: &View<'_>, n: usize) -> String {
    let accusation = &view.ledger.accusations[n];
    match name {
        "source" => source(view, accusation.attribution),
        "accused" => inside(&words(view, accusation.accused)),
        "act" => {
            let act = accusation.act.map_or(String::new(), |span| words(view, span));
            let act = act.trim();
            let bare = ["of ", "for ", "with ", "over "].iter().find_map(|p| act.strip_prefix(p));
            bare.unwrap_or(act).to_owned()
        }
        _ => String::new(),
    }
}

fn of_speaker(name: &str, view: &View<'_>, n: usize) -> String {
    let speaker = &view.story.speakers[n];
    match name {
        "source" => inside(&short(&speaker.name)),
        "missing" if speaker.kind == SpeakerKind::TitleOnly => "a name".to_owned(),
        "missing" => "a first name or a role".to_owned(),
        _ => String::new(),
    }
}

fn of_sentence(name: &str, view: &View<'_>, n: usize) -> String {
    match name {
        "words" => words(view, place(view, Subject::Sentence(n))),
        "number" => at(view, first(view, Subject::Sentence(n), &ListName::Number)),
        "phrase" => at(view, sentence::agentless(view, n)),
        _ => String::new(),
    }
}

fn of_phrase(name: &str, view: &View<'_>, n: usize) -> String {
    let tokens = &view.survey.hits[n].tokens;
    match name {
        "phrase" => words(view, view.span_of(tokens)),
        "source" => view
            .survey
            .owner(tokens.start)
            .map_or("the source".to_owned(), |attribution| source(view, attribution)),
        _ => String::new(),
    }
}

fn of_quotation(name: &str, view: &View<'_>, n: usize) -> String {
    match name {
        "quote" => short(words(view, place(view, Subject::Quotation(n))).trim_matches(mark)),
        "part" => match view.draft.blocks[view.text.quotations[n].block].kind {
            BlockKind::Headline => "headline",
            BlockKind::SubHeadline => "sub-headline",
            BlockKind::Caption => "caption",
            _ => "text",
        }
        .to_owned(),
        _ => String::new(),
    }
}

fn of_headline(name: &str, view: &View<'_>, n: usize) -> String {
    let claim = headline::claim(view, n);
    match name {
        "claim" => words(view, place(view, Subject::Headline(n))),
        "source" => claim.map_or("a source".to_owned(), |claim| of_claim("source", view, claim)),
        "phrase" => {
            let softener = headline::softener(view, n, &[ListName::named("softener")]);
            at(view, softener)
        }
        _ => String::new(),
    }
}

fn of_draft(name: &str, view: &View<'_>) -> String {
    let camp = |id: crate::resolve::CampId| view.story.camps[id.0].name.clone();
    match name {
        "count" => view.parsed.attributions.len().to_string(),
        "camp" => draft::verbs_differ(view, 3).map_or_else(
            || draft::camps(view).keys().next().map_or(String::new(), |id| camp(*id)),
            |(says, _)| camp(says),
        ),
        "other" => draft::verbs_differ(view, 3).map_or_else(
            || draft::unheard(view).map_or(String::new(), |a| inside(&words(view, a.accused))),
            |(_, claims)| camp(claims),
        ),
        "phrase" => {
            let lists = ["relative-time", "weekday"].map(ListName::named);
            at(view, lists.iter().find_map(|list| first(view, Subject::Draft, list)))
        }
        _ => String::new(),
    }
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
    let open = cue.filter(|span| view.draft.words(*span).ends_with(" to"));
    let object = open.map_or(String::new(), |span| {
        let from = view.tokens_of(span).end;
        let tokens = view.text.tokens.iter().skip(from).take(6);
        let words: Vec<&str> = tokens.take_while(|t| t.is_wordlike()).map(|t| t.text).collect();
        words.join(" ")
    });
    format!("{source} {} {object}", part(cue)).trim().to_owned()
}

/// A source in the middle of a sentence: "the president", not "The president".
fn inside(source: &str) -> String {
    let small = ["The ", "A ", "An ", "He", "She", "They", "It"]
        .iter()
        .any(|w| source.strip_prefix(w).is_some_and(|rest| w.ends_with(' ') || rest.is_empty()));
    let mut chars = source.chars();
    match chars.next() {
        Some(first) if small => first.to_lowercase().chain(chars).collect(),
        _ => source.to_owned(),
    }
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

/// A mark at the edge of a quotation.
const fn mark(char: char) -> bool {
    matches!(char, '"' | '“' | '”' | '\'' | '‘' | '’' | '«' | '»' | ',' | ' ')
}
