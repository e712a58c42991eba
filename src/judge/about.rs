//! What is known about a subject: the questions behind the conditions, one function each.

use std::collections::BTreeMap;
use std::ops::Range;

use super::View;
use super::subject::{Subject, place};
use crate::lexicon::{Act, CueClass, Frame};
use crate::parse::{Attribution, ChannelKind, Form, Shape};
use crate::read::BlockKind;
use crate::resolve::{CampId, Gender, Meaning, SpeakerKind};
use crate::token::{Class, Kind, Pos};
use crate::tokenise::{Closed, Mark};
use crate::weigh::{Accusation, Answer, Claim};

/// A quotation of more words than this is a document printed in full.
const LONG_QUOTE: usize = 70;

/// The first word of a subject.
pub(super) fn token(view: &View<'_>, subject: Subject) -> Option<usize> {
    match subject {
        Subject::Draft => None,
        Subject::Attribution(n) => {
            let attribution = &view.parsed.attributions[n];
            let cue = attribution.cue.as_ref().map(|c| c.span);
            Some(view.tokens_of(cue.unwrap_or_else(|| attribution.span())).start)
        }
        _ => Some(view.tokens_of(place(view, subject)).start),
    }
    .filter(|token| *token < view.text.tokens.len())
}

/// The sentence in which a subject stands.
pub(super) fn sentence(view: &View<'_>, subject: Subject) -> Option<usize> {
    match subject {
        Subject::Sentence(n) | Subject::Headline(n) => Some(n),
        _ => token(view, subject).map(|token| view.sentence_of(token)),
    }
    .filter(|n| *n < view.text.sentences.len())
}

/// The sentence of a subject and those beside it in its paragraph.
pub(super) fn sentences(view: &View<'_>, subject: Subject) -> Vec<Range<usize>> {
    let Some(n) = sentence(view, subject) else { return Vec::new() };
    let all = &view.text.sentences;
    let last = (n + 1).min(all.len() - 1);
    let near = (n.saturating_sub(1)..=last).filter(|other| all[*other].block == all[n].block);
    near.map(|n| all[n].tokens.clone()).collect()
}

/// True when somebody is credited with the words of a subject.
pub(super) fn attributed(view: &View<'_>, subject: Subject) -> Option<bool> {
    match subject {
        Subject::Phrase(n) => {
            let tokens = view.survey.hits[n].tokens.clone();
            Some(tokens.into_iter().any(|token| view.survey.owner(token).is_some()))
        }
        Subject::Quotation(n) => {
            let mut tokens = view.text.quotations[n].tokens.clone();
            Some(!view.survey.loose[n] && tokens.any(|token| view.survey.owner(token).is_some()))
        }
        Subject::Sentence(n) | Subject::Headline(n) => {
            let mut tokens = view.text.sentences[n].tokens.clone();
            Some(tokens.any(|token| view.survey.owner(token).is_some()))
        }
        _ => None,
    }
}

/// The words that name the sources of a subject; for a speaker those of all mentions.
pub(super) fn sources(view: &View<'_>, subject: Subject) -> Vec<Range<usize>> {
    let of = |n: usize| {
        let source = view.parsed.attributions[n].source.as_ref();
        source.map(|source| view.tokens_of(source.span))
    };
    match subject {
        Subject::Attribution(n) => of(n).into_iter().collect(),
        Subject::Accusation(n) => of(view.ledger.accusations[n].attribution).into_iter().collect(),
        Subject::Claim(n) => {
            view.ledger.claims[n].attributions.iter().filter_map(|a| of(*a)).collect()
        }
        Subject::Speaker(n) => {
            let mentions = view.story.speakers[n].mentions.iter().take(12);
            mentions.map(|m| view.tokens_of(view.parsed.mentions[m.0].span)).collect()
        }
        _ => Vec::new(),
    }
}

/// True when the words that name the source hold a proper name, or are more than a bare group:
/// "critics including the bar association", "two of the critics".
pub(super) fn source_named(view: &View<'_>, attribution: &Attribution) -> bool {
    let Some(source) = &attribution.source else { return false };
    let mut range = view.tokens_of(source.span);
    // "Critics, among them the union, said": what stands between the source and its cue.
    if let Some(cue) = &attribution.cue {
        let cue = view.tokens_of(cue.span).start;
        if cue > range.end && cue < range.end + 25 {
            range.end = cue;
        }
    }
    let naming = super::condition::list("naming-word");
    let named = super::words::find(view, &range, &naming).is_some();
    let tokens = &view.text.tokens[range];
    // "those people", "the experts": a group that was spoken of before.
    let points_back = tokens.first().is_some_and(|t| {
        ["the", "those", "these", "they", "their", "his", "her"].iter().any(|word| t.reads(word))
    });
    named
        || points_back
        || tokens.iter().skip(1).any(|t| t.pos.is_name())
        || tokens.iter().any(|t| t.pos == Pos::Cd)
        || tokens
            .first()
            .is_some_and(|t| t.state.is_some() || t.pos.is_name() && !t.is(Class::Collective))
}

/// True when a name stands beside the description: "an official, Howard Ingram".
pub(super) fn apposed(view: &View<'_>, attribution: &Attribution) -> bool {
    let Some(source) = &attribution.source else { return false };
    let range = view.tokens_of(source.span);
    let more = (range.end + 2).min(view.text.tokens.len());
    let tokens = &view.text.tokens[range.start..more];
    tokens.windows(3).any(|w| w[0].kind == Kind::Comma && w[1].pos.is_name() && w[2].pos.is_name())
}

/// The place where an attribution reports what somebody else has said: "the king had said".
pub(super) fn second_hand(view: &View<'_>, n: usize) -> Option<Range<usize>> {
    let attribution = &view.parsed.attributions[n];
    let outer = view.story.bindings[n].speaker()?;
    let outer = &view.story.speakers[outer.0];
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
    matches!(class, CueClass::NeutralReport | CueClass::Announce)
}

/// The channel of an attribution, or the platform right behind its cue: "wrote on X", "announced
/// on Telegram".
pub(super) fn channel(view: &View<'_>, n: usize) -> Option<ChannelKind> {
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
pub(super) fn confirms_itself(view: &View<'_>, n: usize) -> bool {
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

/// How many quoted sentences stand before the words that say who speaks.
pub(super) fn sentences_before_cue(view: &View<'_>, attribution: &Attribution) -> usize {
    let Some(cue) = &attribution.cue else { return 0 };
    if attribution.form == Form::Indirect {
        return 0;
    }
    let before = attribution.content.iter().filter(|piece| piece.end <= cue.span.start);
    let stops = before.map(|piece| {
        let tokens = &view.text.tokens[view.tokens_of(*piece)];
        let ends =
            |t: &&crate::token::Token<'_>| t.kind == Kind::Stop && t.text != "..." && t.text != "…";
        let count = tokens.iter().filter(ends).count();
        let last = tokens.iter().rev().find(|t| t.is_wordlike() || t.kind == Kind::Stop);
        count + usize::from(last.is_some_and(|t| t.kind != Kind::Stop))
    });
    stops.sum()
}

/// True when the camp behind a claim accuses somebody in the draft, or is accused.
pub(super) fn party(view: &View<'_>, claim: &Claim) -> bool {
    let accuses = claim.attributions.iter().any(|a| {
        let cue = view.parsed.attributions[*a].cue.as_ref();
        cue.is_some_and(|cue| cue.class == CueClass::Accuse)
    });
    accuses || claim.camps.iter().any(|camp| view.parties.contains(camp))
}

/// True when the accused speaks in the sentence of the accusation or the next one: what they say
/// may be no reply, but they are heard beside it.
pub(super) fn speaks_beside(view: &View<'_>, accusation: &Accusation) -> bool {
    let here = &view.parsed.attributions[accusation.attribution];
    let from = accusation.attribution.saturating_sub(4);
    let near = view.parsed.attributions.iter().enumerate().skip(from).take(10);
    near.into_iter().any(|(n, other)| {
        let own = view.story.bindings[n].speaker().map(|id| view.story.speakers[id.0].camp);
        let beside = other.sentence == here.sentence || other.sentence == here.sentence + 1;
        // "She accused him of lying, and he warned …": whoever else speaks in the sentence.
        let unknown = accusation.camp.is_none() && other.sentence == here.sentence;
        let same = accusation.camp.is_some() && own == accusation.camp || unknown;
        n != accusation.attribution && same && beside && other.block == here.block
    })
}

/// True when the draft says of what somebody is accused: "of fraud", "for the leak".
pub(super) fn act_named(view: &View<'_>, accusation: &Accusation) -> bool {
    accusation.act.is_some_and(|act| {
        let first = view.text.tokens[view.tokens_of(act)].iter().find(|t| t.is_wordlike());
        first.is_some_and(|t| ["of", "for", "with", "over", "that"].iter().any(|w| t.reads(w)))
    })
}

/// True when an answer is one to the newsroom: "did not reply to a request", not "did not reply to
/// his charm".
pub(super) fn asked(view: &View<'_>, answer: &Answer) -> bool {
    let attribution = &view.parsed.attributions[answer.attribution];
    let bare = attribution.cue.as_ref().is_none_or(|cue| cue.lemma != "not respond to");
    let Some(sentence) = view.text.sentences.get(attribution.sentence) else { return bare };
    let list = super::condition::list("asked-word");
    bare || super::words::find(view, &sentence.tokens, &list).is_some()
}

/// True when a claim comes from a body, or from somebody who speaks for one.
pub(super) fn body(view: &View<'_>, claim: &Claim) -> bool {
    let organisation = |camp: &CampId| {
        let members = view.story.camps[camp.0].members.iter().take(40);
        members.into_iter().any(|m| view.story.speakers[m.0].kind == SpeakerKind::Organisation)
    };
    claim.camps.iter().any(organisation)
}

/// True when the accused speaks somewhere in the draft.
pub(super) fn heard(view: &View<'_>, accusation: &Accusation) -> bool {
    accusation.camp.is_some_and(|camp| view.spoken.contains_key(&camp))
}

/// True when the draft gives a speaker a full name, a name and a role, or nothing that shows that
/// the name is a person's: "Caltrans said".
pub(super) fn introduced(view: &View<'_>, n: usize) -> bool {
    let speaker = &view.story.speakers[n];
    let mentions = || speaker.mentions.iter().map(|m| &view.parsed.mentions[m.0]);
    match speaker.kind {
        SpeakerKind::Person => {
            let titled = mentions()
                .any(|m| m.role.is_some() || m.honorific.is_some_and(|h| shows_post(view, h)));
            let given = |m: &crate::parse::Mention| {
                m.name.is_some_and(|name| {
                    view.text.tokens[view.tokens_of(name)]
                        .iter()
                        .any(|t| t.is(Class::GivenMale) || t.is(Class::GivenFemale))
                })
            };
            let person = mentions().any(|m| m.honorific.is_some())
                || speaker.gender != Gender::Unknown && !mentions().any(given);
            let full = speaker.name.split_whitespace().count() > 1;
            full || !speaker.roles.is_empty() || titled || !person
        }
        SpeakerKind::TitleOnly => {
            let name = speaker.name.to_lowercase();
            let definite = name.starts_with("the ") && !name.starts_with("the former ");
            let apposed =
                view.heard[n].iter().take(12).any(|a| apposed(view, &view.parsed.attributions[*a]));
            !definite || apposed || held(view, &name)
        }
        _ => true,
    }
}

/// True when somebody with a name holds the post: "the senator", and Sen. Chris Hale is in the draft.
fn held(view: &View<'_>, title: &str) -> bool {
    let post = title.split_whitespace().next_back().unwrap_or_default();
    let stem: String = post.chars().take(3).collect();
    let people = view.story.speakers.iter().filter(|s| s.kind == SpeakerKind::Person);
    let mut mentions = people.flat_map(|s| s.mentions.iter()).map(|m| &view.parsed.mentions[m.0]);
    mentions.any(|m| {
        let words = |span: crate::span::Span| view.draft.words(span).to_lowercase();
        m.role.is_some_and(|role| words(role).contains(post))
            || m.honorific.is_some_and(|honorific| words(honorific).starts_with(&stem))
    })
}

/// True for a title that says what somebody is: "President", not "Mr".
fn shows_post(view: &View<'_>, honorific: crate::span::Span) -> bool {
    view.text.tokens[view.tokens_of(honorific)].iter().any(|t| {
        t.is(Class::Honorific) && !t.is(Class::HonorificMale) && !t.is(Class::HonorificFemale)
    })
}

/// True when the closing mark of a quotation is missing. A single mark inside double ones may be an
/// apostrophe; marks that say themselves which they are, and are as many of either kind, are a
/// quotation inside a quotation: “a sign that said “No” and nothing else”.
pub(super) fn unclosed(view: &View<'_>, n: usize) -> bool {
    let quotation = &view.text.quotations[n];
    if quotation.closed != Closed::No || quotation.depth > 0 && quotation.mark == Mark::Single {
        return false;
    }
    let block = view.draft.words(view.draft.blocks[quotation.block].span);
    let count = |mark: char| block.matches(mark).count();
    let open = view.text.tokens[quotation.tokens.start].text;
    let pairs = [('“', '”'), ('«', '»'), ('„', '“')];
    let balanced = |(o, c): &(char, char)| open.starts_with(*o) && count(*o) == count(*c);
    !pairs.iter().any(balanced)
}

/// True when a quotation is somebody speaking: it begins with a capital letter, has a few words, and
/// is no title, in which most words have one.
pub(super) fn speech(view: &View<'_>, n: usize) -> bool {
    let words: Vec<_> = inner(view, n).iter().filter(|t| t.is_wordlike()).collect();
    let capital = words.first().is_some_and(|t| t.is_capitalised());
    let capitals = words.iter().filter(|t| t.is_capitalised()).count();
    let finite = words.iter().any(|t| t.pos.is_finite() || t.pos == Pos::Vb);
    capital && words.len() >= 4 && capitals * 2 <= words.len() && finite
}

/// True when the words of a quotation begin with capital letters, small words apart.
pub(super) fn capitalised(view: &View<'_>, n: usize) -> bool {
    let mut words = inner(view, n).iter().filter(|t| t.is_wordlike() && t.text.len() > 3);
    words.next().is_some_and(|t| t.is_capitalised()) && words.all(|t| t.is_capitalised())
}

/// The tokens between the marks of a quotation.
fn inner<'v>(view: &'v View<'_>, n: usize) -> &'v [crate::token::Token<'v>] {
    let tokens = &view.text.quotations[n].tokens;
    let all = &view.text.tokens[tokens.clone()];
    let last = all.len() - usize::from(all.last().is_some_and(|t| t.kind == Kind::CloseQuote));
    &all[1.min(last)..last]
}

/// True when words are left out of a quotation or put into it.
pub(super) fn altered(view: &View<'_>, n: usize) -> bool {
    let tokens = inner(view, n);
    let count = tokens.len();
    tokens.iter().enumerate().any(|(at, t)| {
        let gap = t.kind == Kind::Stop && (t.text == "…" || t.text.starts_with("..."));
        gap && at > 0 && at + 1 < count || t.kind == Kind::OpenBracket
    })
}

/// True when the words of a quotation come again in a quotation of the body.
pub(super) fn echoed(view: &View<'_>, n: usize) -> bool {
    let words = quoted_words(view, n);
    if words.is_empty() {
        return true;
    }
    let mut body = String::new();
    for (other, quotation) in view.text.quotations.iter().enumerate() {
        if view.draft.blocks[quotation.block].kind == BlockKind::Paragraph && quotation.depth == 0 {
            body.push_str(&quoted_words(view, other));
        }
    }
    body.contains(words.trim_end())
}

/// The words of a quotation in lower case, a space around each.
fn quoted_words(view: &View<'_>, n: usize) -> String {
    let mut words = String::from(" ");
    for token in inner(view, n).iter().filter(|t| t.is_wordlike()) {
        words.push_str(&token.text.to_lowercase().replace('’', "'"));
        words.push(' ');
    }
    words
}

/// True when the paragraph of a quotation, or one beside it, credits somebody, or when words lead
/// up to the quotation: "the findings were clear: “…”".
pub(super) fn speaker_near(view: &View<'_>, n: usize) -> bool {
    let quotation = &view.text.quotations[n];
    let blocks = &view.text.blocks;
    let credited = |block: usize| {
        let story = view.draft.blocks[block].kind == BlockKind::Paragraph;
        story && blocks[block].clone().any(|token| view.survey.owner(token).is_some())
    };
    let near = quotation.block.saturating_sub(1)..=(quotation.block + 1).min(blocks.len() - 1);
    let long = view.text.tokens[quotation.tokens.clone()].len() > LONG_QUOTE;
    let led_up = quotation.tokens.start.checked_sub(1).is_some_and(|before| {
        let token = &view.text.tokens[before];
        blocks[quotation.block].contains(&before) && token.kind != Kind::Stop
    });
    let behind = quotation.tokens.end..(quotation.tokens.end + 8).min(view.text.tokens.len());
    let said = view.text.tokens[behind].iter().any(|t| {
        t.senses.iter().any(|s| matches!(s.class, CueClass::NeutralReport | CueClass::Channel))
    });
    // "The statement:", and the paragraph before has no more to say.
    let colon = quotation.block.checked_sub(1).is_some_and(|block| {
        let tokens = &view.text.tokens[blocks[block].clone()];
        tokens.last().is_some_and(|t| t.kind == Kind::Colon)
    });
    let label = inner(view, n).get(1).is_some_and(|t| t.kind == Kind::Colon);
    // What stands first is explained by what follows.
    let first = quotation.block == 0;
    let goes_on = taken_up(view, n).is_some_and(|last| {
        view.text.quotations[last].tokens.clone().any(|token| view.survey.owner(token).is_some())
    });
    first || goes_on || long || colon || label || near.into_iter().any(credited) || led_up || said
}

/// True when no word before a phrase belongs to it: "research shows", not "her research shows".
pub(super) fn bare(view: &View<'_>, hit: usize) -> bool {
    let start = view.survey.hits[hit].tokens.start;
    let before = start.checked_sub(1).map(|n| &view.text.tokens[n]);
    before.is_none_or(|t| {
        let belongs = matches!(t.pos, Pos::Pos | Pos::PrpS | Pos::Dt | Pos::Cd);
        !(belongs || t.pos.is_noun() || t.pos.is_adjective() || t.text.ends_with("'s"))
    })
}

/// True when "the" or "this" stands before a phrase: what it names was spoken of before.
pub(super) fn definite(view: &View<'_>, hit: usize) -> bool {
    let before = view.survey.hits[hit].tokens.start.checked_sub(1).map(|n| &view.text.tokens[n]);
    before.is_some_and(|t| ["the", "this", "that", "those", "these"].iter().any(|w| t.reads(w)))
}

/// The last paragraph of a quotation that goes on over several.
fn taken_up(view: &View<'_>, n: usize) -> Option<usize> {
    let mut last = n;
    for (at, quotation) in view.text.quotations.iter().enumerate().skip(n + 1) {
        if quotation.takes_up == Some(last) {
            last = at;
        } else if quotation.block > view.text.quotations[last].block + 1 {
            break;
        }
    }
    (last != n).then_some(last)
}

/// A passive that does not say who did it: "were barred", in the writer's own words.
pub(super) fn agentless(view: &View<'_>, sentence: usize) -> Option<Range<usize>> {
    let tokens = &view.text.tokens;
    let range = view.text.sentences[sentence].tokens.clone();
    range.clone().skip(1).find_map(|at| {
        let token = &tokens[at];
        if !token.is(Class::HarmVerb) || !view.survey.own(at) {
            return None;
        }
        let be = ["was", "were", "been", "being", "are", "is", "be"];
        let from = at.saturating_sub(3).max(range.start);
        let aux = (from..at).rev().find(|n| be.iter().any(|w| tokens[*n].reads(w)))?;
        let plain = (aux + 1..at).all(|n| tokens[n].pos.is_adverb());
        let agent = tokens[at + 1..range.end].iter().any(|t| t.reads("by"));
        (plain && !agent).then(|| aux..at + 1)
    })
}

/// True when a sentence without an attribution stands right behind one with, in one paragraph.
pub(super) fn goes_on(view: &View<'_>, sentence: usize) -> bool {
    let Some(before) = sentence.checked_sub(1) else { return false };
    let (this, last) = (&view.text.sentences[sentence], &view.text.sentences[before]);
    let credited = |range: &Range<usize>| range.clone().any(|t| view.survey.owner(t).is_some());
    this.block == last.block && credited(&last.tokens) && !credited(&this.tokens)
}

/// True when the draft says at its head when or where it was written.
pub(super) fn dateline(view: &View<'_>) -> bool {
    let head = view.draft.blocks.iter().take(6);
    head.into_iter().any(|block| block.kind == BlockKind::Dateline)
}

/// The camps that are heard in the draft, each with its attributions.
pub(super) fn camps(view: &View<'_>) -> BTreeMap<CampId, Vec<usize>> {
    let mut camps: BTreeMap<CampId, Vec<usize>> = BTreeMap::new();
    for (n, meaning) in view.story.bindings.iter().enumerate() {
        if let Some(id) = meaning.speaker() {
            camps.entry(view.story.speakers[id.0].camp).or_default().push(n);
        }
    }
    camps
}

/// The first accusation whose accused is known and never heard.
pub(super) fn unheard<'v>(view: &'v View<'_>) -> Option<&'v Accusation> {
    view.ledger
        .accusations
        .iter()
        .find(|a| a.camp.is_some() && a.reply.is_none() && !heard(view, a))
}

/// A camp that mostly says and one that mostly claims, each heard at least so many times.
pub(super) fn verbs_differ(view: &View<'_>, least: usize) -> Option<(CampId, CampId)> {
    let mut says = None;
    let mut claims = None;
    for (camp, all) in camps(view) {
        if all.len() < least {
            continue;
        }
        let class = |n: &usize| view.parsed.attributions[*n].cue.as_ref().map(|cue| cue.class);
        let doubted = all.iter().filter(|n| class(n) == Some(CueClass::Doubt)).count();
        let plain = all.iter().filter(|n| class(n) == Some(CueClass::NeutralReport)).count();
        if doubted * 2 >= all.len() {
            claims = claims.or(Some(camp));
        } else if plain * 2 >= all.len() && doubted == 0 {
            says = says.or(Some(camp));
        }
    }
    says.zip(claims)
}
