//! What is known about an attribution: the questions behind the conditions, one function each.

use std::ops::Range;

use crate::judge::view::View;
use crate::lexicon::{Act, Class, CueClass, Frame};
use crate::parse::{Attribution, ChannelKind, Form, Shape};
use crate::resolve::{Meaning, SpeakerKind};
use crate::rulebook::ListName;
use crate::tokenise::token::{Kind, Pos, Token};

/// True when the words that name the source hold a proper name, or are more than a bare group:
/// "critics including the bar association", "two of the critics".
pub(in crate::judge) fn source_named(view: &View<'_>, attribution: &Attribution) -> bool {
    let Some(source) = &attribution.source else { return false };
    let mut range = view.tokens_of(source.span);
    // "Critics, among them the union, said": what stands between the source and its cue.
    if let Some(cue) = &attribution.cue {
        let cue = view.tokens_of(cue.span).start;
        if cue > range.end && cue < range.end + 25 {
            range.end = cue;
        }
    }
    // "say experts like Ann Webb, a chemist": what stands behind a source that ends the clause.
    let behind = &view.text.tokens[range.end..];
    let leads = |t: &Token<'_>| ["like", "including", "such"].iter().any(|word| t.reads(word));
    if behind.first().is_some_and(leads) && behind.iter().take(3).any(|t| t.pos.is_name()) {
        return true;
    }
    let naming = ListName::named("naming-word");
    let named = super::words::find(view, &range, &naming).is_some();
    let tokens = &view.text.tokens[range];
    // "those people", "the experts": a group that was spoken of before.
    let points_back = tokens.first().is_some_and(|t| {
        ["the", "those", "these", "they", "their", "his", "her"].iter().any(|word| t.reads(word))
    });
    named
        || points_back
        || tokens.iter().skip(1).any(|t| t.pos.is_name())
        || tokens.iter().any(|t| matches!(t.pos, Pos::Cd | Pos::Prp))
        || tokens
            .first()
            .is_some_and(|t| t.state.is_some() || t.pos.is_name() && !t.is(Class::Collective))
}

/// True when the source was spoken of before: "the source", "this official", "they".
pub(in crate::judge) fn points_back(view: &View<'_>, attribution: &Attribution) -> bool {
    let Some(source) = &attribution.source else { return false };
    let tokens = &view.text.tokens;
    let range = view.tokens_of(source.span);
    let words = ["the", "this", "that", "these", "those"];
    let back = |t: &Token<'_>| t.pos == Pos::Prp || words.iter().any(|word| t.reads(word));
    // "the bespectacled, 71-year-old diplomat": words that describe may be left out of the source.
    let own = &tokens[range.clone()];
    let Some(first) = own.first() else { return false };
    let one =
        own.last().is_some_and(|t| t.pos == Pos::Nn) && !matches!(first.pos, Pos::Dt | Pos::Cd);
    let describes = |t: &&Token<'_>| {
        let joins = t.kind == Kind::Comma || t.kind == Kind::Word;
        joins && !t.pos.is_verb() && !back(t)
    };
    let mut before = tokens[..range.start].iter().rev().take(5).skip_while(describes);
    let among = own.windows(2).any(|w| w[0].reads("of") && back(&w[1]) && !w[1].reads("the"));
    back(first) || among || one && before.next().is_some_and(back)
}

/// True when a name stands beside the description: "an official, Howard Ingram", "officials,
/// including the mayor".
pub(in crate::judge) fn apposed(view: &View<'_>, attribution: &Attribution) -> bool {
    let Some(source) = &attribution.source else { return false };
    let range = view.tokens_of(source.span);
    // "Bobby Scott, ranking member of the panel, said": the name stands before the comma.
    // "In Paris, officials said" is something else.
    let own = &view.text.tokens[range.clone()];
    let bare = own.first().is_some_and(|t| t.pos == Pos::Nn || t.pos == Pos::Vbg)
        && own.iter().any(|t| t.pos == Pos::Nn);
    let before = &view.text.tokens[range.start.saturating_sub(2)..range.start];
    if let [name, comma] = before
        && comma.kind == Kind::Comma
        && (name.pos.is_name() || name.kind == Kind::CloseBracket)
        && bare
    {
        return true;
    }
    let more = (range.end + 2).min(view.text.tokens.len());
    let tokens = &view.text.tokens[range.start..more];
    tokens
        .windows(3)
        .any(|w| w[0].kind == Kind::Comma && w[1].is_capitalised() && w[2].is_capitalised())
}

/// The place where an attribution reports what somebody else has said: "the king had said".
pub(in crate::judge) fn second_hand(view: &View<'_>, n: usize) -> Option<Range<usize>> {
    let attribution = &view.parsed.attributions[n];
    let teller = view.story.bindings[n].speaker()?;
    let outer = &view.story.speakers[teller.0];
    let said = matches!(
        attribution.cue.as_ref()?.class,
        CueClass::NeutralReport | CueClass::Announce | CueClass::Argue | CueClass::Factive
    );
    let person =
        !matches!(outer.kind, SpeakerKind::Outlet | SpeakerKind::Court | SpeakerKind::Document);
    if !said || !person || attribution.form == Form::Direct {
        return None;
    }
    attribution.content.iter().find_map(|piece| {
        let range = view.tokens_of(*piece);
        range.clone().skip(1).find_map(|at| {
            let token = &view.text.tokens[at];
            let reports = token.senses.iter().any(|s| {
                passes_on(s.class)
                    && s.act == Act::Saying
                    && (s.frames.has(Frame::That) || s.frames.has(Frame::NpThat))
            }) && (token.pos == Pos::Vbd || token.pos == Pos::Vbn)
                && view.survey.quotation(at).is_none();
            if !reports {
                return None;
            }
            let mut before = at - 1;
            let skipped = |n: usize| {
                let t = &view.text.tokens[n];
                t.pos.is_adverb() || ["had", "has"].iter().any(|w| t.reads(w))
            };
            let pluperfect = view.text.tokens[before].reads("had");
            while before > range.start && skipped(before) {
                before -= 1;
            }
            let told = view.text.tokens.get(at + 1).is_some_and(|t| {
                t.reads("that")
                    || t.reads("him")
                    || t.reads("her")
                    || t.reads("them")
                    || t.is(Class::Hearer)
            });
            let inner = mention_ending_at(view, before)?;
            let mention = &view.parsed.mentions[inner];
            let other = match &view.story.mentions[inner] {
                // "his lawyer had told him": of one side, but somebody else's word.
                Meaning::Speaker(id) if told => *id != teller,
                Meaning::Speaker(id) => view.story.speakers[id.0].camp != outer.camp,
                _ => mention.shape != Shape::Pronoun,
            };
            let speaks = matches!(
                mention.shape,
                Shape::Person | Shape::Role | Shape::Organisation | Shape::Body | Shape::Pronoun
            );
            (other && speaks && (told || pluperfect)).then(|| before..at + 1)
        })
    })
}

/// Cues with which what somebody said is passed on.
const fn passes_on(class: CueClass) -> bool {
    matches!(class, CueClass::NeutralReport)
}

/// The channel of an attribution, or the platform right behind its cue: "wrote on X", "announced
/// on Telegram".
pub(in crate::judge) fn channel(view: &View<'_>, n: usize) -> Option<ChannelKind> {
    let attribution = &view.parsed.attributions[n];
    let posted = || {
        let cue = attribution.cue.as_ref()?;
        let tokens = view.tokens_of(cue.span);
        let end = (tokens.end + 2).min(view.text.tokens.len());
        let near = &view.text.tokens[tokens.start..end];
        let on = near.windows(2).any(|w| {
            ["on", "to", "via"].iter().any(|word| w[0].reads(word)) && w[1].is(Class::Platform)
        });
        on.then_some(ChannelKind::Post)
    };
    attribution.channel.map(|channel| channel.kind).or_else(posted)
}

/// The mention whose last word is this token.
fn mention_ending_at(view: &View<'_>, token: usize) -> Option<usize> {
    let end = view.text.tokens[token].span.end;
    let last = view.parsed.mentions.partition_point(|m| m.span.start < end);
    (last.saturating_sub(4)..last).rev().find(|n| view.parsed.mentions[*n].span.end == end)
}

/// True when a source confirms what its own side did, and nobody else says so.
pub(in crate::judge) fn confirms_itself(view: &View<'_>, n: usize) -> bool {
    let Some(speaker) = view.story.bindings[n].speaker() else { return false };
    let camp = view.story.speakers[speaker.0].camp;
    let Some(piece) = view.parsed.attributions[n].content.first() else { return false };
    let from = view.parsed.mentions.partition_point(|m| m.span.start < piece.start);
    let first = view.parsed.mentions[from..].iter().position(|m| m.span.end <= piece.end);
    let Some(first) = first else { return false };
    let own = match &view.story.mentions[from + first] {
        Meaning::Speaker(id) => view.story.speakers[id.0].camp == camp,
        _ => false,
    };
    let alone = view.ledger.claim_of[n].is_none_or(|claim| {
        let claim = &view.ledger.claims[claim];
        claim.camps.iter().all(|other| *other == camp)
    });
    own && alone
}

/// True when what is said begins with the source's own doings, or tells somebody to do something.
pub(in crate::judge) fn about_itself(view: &View<'_>, attribution: &Attribution) -> bool {
    let Some(piece) = attribution.content.first() else { return false };
    let tokens = view.text.tokens_in(*piece);
    let first = tokens.iter().find(|t| t.is_wordlike() && !t.reads("that"));
    // "Some senators said it would fail": what is no word for several is something else.
    let several = attribution.source.as_ref().is_some_and(|source| {
        let source = view.text.tokens_in(source.span);
        source.last().is_some_and(|t| matches!(t.pos, Pos::Nns | Pos::Nnps))
    });
    let one = first.is_some_and(|t| ["it", "its", "he", "she"].iter().any(|word| t.reads(word)));
    let any = first.is_some_and(|t| ["they", "their", "to", "not"].iter().any(|w| t.reads(w)));
    let itself = any || one && !several;
    // "the committee has raised": the body of which the source is one.
    let mut body = tokens.iter().filter(|t| t.is_wordlike() && !t.reads("that")).take(4);
    let definite = body.next().is_some_and(|t| t.reads("the"));
    itself || definite && body.any(|t| t.is(Class::Organisation) && !t.is_capitalised())
}

/// True when what is said is a question: "officials are asking whether the dam is safe".
pub(in crate::judge) fn asks(view: &View<'_>, attribution: &Attribution) -> bool {
    let Some(piece) = attribution.content.first() else { return false };
    let words = ["whether", "if", "how", "why", "who", "what", "when", "where", "which"];
    let tokens = view.text.tokens_in(*piece);
    let first = tokens.iter().find(|t| t.is_wordlike());
    attribution.form == Form::Indirect
        && first.is_some_and(|t| words.iter().any(|word| t.reads(word)))
}

/// True when somebody's word is only touched on: "in what officials called a raid", "less than
/// analysts had expected".
pub(in crate::judge) fn in_passing(view: &View<'_>, attribution: &Attribution) -> bool {
    let Some(source) = &attribution.source else { return false };
    let range = view.tokens_of(source.span);
    let tokens = &view.text.tokens;
    let led = |t: &Token<'_>| ["what", "whatever", "than"].iter().any(|word| t.reads(word));
    let before = range.start.checked_sub(1).is_some_and(|n| led(&tokens[n]));
    before || tokens[range].iter().any(|t| t.reads("than"))
}

/// True when what is said is a statement: it has a verb of its own, or stands in quotation marks.
/// "She claimed that it was late", not "she claimed momentum".
pub(in crate::judge) fn is_clause(view: &View<'_>, attribution: &Attribution) -> bool {
    attribution.form != Form::Indirect
        || attribution.content.iter().any(|piece| {
            let tokens = view.text.tokens_in(*piece);
            tokens.iter().any(|t| t.pos.is_finite() || t.pos == Pos::To)
        })
}

/// How many quoted sentences stand before the words that say who speaks.
pub(in crate::judge) fn sentences_before_cue(view: &View<'_>, attribution: &Attribution) -> usize {
    let Some(cue) = &attribution.cue else { return 0 };
    if attribution.form == Form::Indirect {
        return 0;
    }
    let before = attribution.content.iter().filter(|piece| piece.end <= cue.span.start);
    let stops = before.map(|piece| {
        let tokens = view.text.tokens_in(*piece);
        let ends = |t: &&Token<'_>| t.kind == Kind::Stop && t.text != "..." && t.text != "…";
        let count = tokens.iter().filter(ends).count();
        let last = tokens.iter().rev().find(|t| t.is_wordlike() || t.kind == Kind::Stop);
        count + usize::from(last.is_some_and(|t| t.kind != Kind::Stop))
    });
    stops.sum()
}

/// The story says within so many sentences that a source is wrong.
const TOLD_WITHIN: usize = 12;

/// True when the story says further down, in its own words, that a source is wrong: "Hale is wrong.
/// The town has no such law.", "That is not true."
pub(in crate::judge) fn told_wrong(view: &View<'_>, n: usize) -> bool {
    let attribution = &view.parsed.attributions[n];
    let list = ListName::named("told-wrong");
    let surname = view.story.bindings[n].speaker().map(|id| {
        let name = view.story.speakers[id.0].name.split_whitespace().last();
        name.unwrap_or_default().to_lowercase()
    });
    let later = view.text.sentences.iter().skip(attribution.sentence + 1).take(TOLD_WITHIN);
    later.enumerate().any(|(far, sentence)| {
        let Some(hit) = super::words::find(view, &sentence.tokens, &list) else { return false };
        let before = &view.text.tokens[sentence.tokens.start..hit.start];
        let named = before.iter().any(|t| surname.as_deref() == Some(&*t.lower()));
        // "That is not true": right behind what is meant.
        let points = ["that", "this", "it", "claim", "he", "she", "they"];
        let back = far < 2 && before.iter().any(|t| points.iter().any(|word| t.reads(word)));
        hit.clone().all(|token| view.survey.own(token)) && before.len() < 6 && (named || back)
    })
}
