//! Whose words a statement really is: a report that quotes a spokesman is the spokesman's.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::lexicon::{Class, FunctionWord, Lexicon, StateId};
use crate::parse::{Attribution, Mention, Pattern};
use crate::read::BlockKind;
use crate::resolve::{Context, Meaning, SideId, Speaker, SpeakerId, SpeakerKind, Story};
use crate::span::Span;

/// A name follows "quoting" within so many words.
const QUOTED_WITHIN: usize = 8;

/// "quoting" stands within so many words behind a report's cue.
const QUOTING_WITHIN: usize = 60;

/// Who stands behind an attribution.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Voice {
    /// Who says it, in the end.
    pub(super) speaker: Option<SpeakerId>,
    /// The side.
    pub(super) side: Option<SideId>,
    /// The attribution's own speaker, if that one only passes it on.
    pub(super) relay: Option<SpeakerId>,
}

/// True for a layer with which what another says begins; "that" may stand before it.
fn begins(cx: Context<'_>, outer: usize, inner: &Attribution) -> bool {
    let content = cx.parsed.attributions[outer].content.first();
    content.is_some_and(|piece| {
        let before = Span::new(piece.start.min(inner.span().start), inner.span().start);
        cx.text.within(before).len() <= 1
    })
}

/// The voice behind every attribution.
pub(super) fn voices(cx: Context<'_>) -> Vec<Voice> {
    let Context { parsed, story, .. } = cx;
    let mut voices: Vec<Voice> = (0..parsed.attributions.len())
        .map(|n| voice(story, story.bindings[n].speaker(), None))
        .collect();
    for (n, attribution) in parsed.attributions.iter().enumerate() {
        // "The Times reported that Hale said …": Hale says it, the Times passes it on.
        if let Some(outer) = attribution.nested
            && begins(cx, outer, attribution)
            && let Some(inner) = voices[n].speaker
            && passes_on(story, voices[outer].speaker)
            && voices[outer].relay.is_none()
        {
            voices[outer] = voice(story, Some(inner), voices[outer].speaker);
        }
        // "The Times reported that …, according to Hale": the Times has it from Hale.
        if let Some(outer) = attribution.nested
            && parsed.attributions[outer].pattern == Pattern::AccordingTo
            && passes_on(story, voices[n].speaker)
            && !passes_on(story, voices[outer].speaker)
        {
            voices[n] = voice(story, voices[outer].speaker, voices[n].speaker);
        }
        if passes_on(story, voices[n].speaker)
            && let Some(origin) = quoted(cx, attribution)
            && Some(origin) != voices[n].speaker
        {
            voices[n] = voice(story, Some(origin), voices[n].speaker);
        }
    }
    voices
}

/// A paper speaks for whoever made it.
fn voice(story: &Story, speaker: Option<SpeakerId>, relay: Option<SpeakerId>) -> Voice {
    let speaker = speaker.map(|id| story.speakers[id.0].maker.unwrap_or(id));
    Voice { speaker, side: speaker.map(|id| story.speakers[id.0].side), relay }
}

/// True for bodies that report what others say.
fn passes_on(story: &Story, speaker: Option<SpeakerId>) -> bool {
    speaker.is_some_and(|id| {
        matches!(story.speakers[id.0].kind, SpeakerKind::Outlet | SpeakerKind::Organisation)
    })
}

/// > The ferry sank, the agency reported, **quoting the spokesman Erik Dahl**.
fn quoted(cx: Context<'_>, attribution: &Attribution) -> Option<SpeakerId> {
    let text = cx.text;
    let cue = attribution.cue.as_ref()?.span;
    let end = text.sentences[attribution.sentence].tokens.end;
    let first = text.first_from(cue.end);
    let behind = text.tokens.get(first..end.min(first + QUOTING_WITHIN))?;
    let at = behind.iter().position(|t| t.is(Class::Citing))?;
    let last = &behind[behind.len().min(at + QUOTED_WITHIN) - 1];
    speakers_in(cx, Span::new(behind[at].span.end, last.span.end)).next_back()
}

/// The speakers that the mentions inside a span mean, in order.
pub(super) fn speakers_in(
    cx: Context<'_>,
    span: Span,
) -> impl DoubleEndedIterator<Item = SpeakerId> {
    mentions_in(cx, span).filter_map(|(_, meaning)| match meaning {
        Meaning::Speaker(id) => Some(*id),
        _ => None,
    })
}

/// The mentions that begin inside a span, in order, each with whom it means.
pub(super) fn mentions_in(
    cx: Context<'_>,
    span: Span,
) -> impl DoubleEndedIterator<Item = (&Mention, &Meaning)> {
    let (mentions, meanings) = (&cx.parsed.mentions, &cx.story.mentions);
    let from = mentions.partition_point(|m| m.span.start < span.start);
    let until = mentions.partition_point(|m| m.span.start < span.end).max(from);
    mentions[from..until].iter().zip(meanings.get(from..until).unwrap_or_default())
}

/// By what a draft can name each side, besides its members' mentions.
#[derive(Debug, Default)]
pub(super) struct SideNames {
    /// The states of its members.
    states: Vec<FxHashSet<StateId>>,
    /// The last words of its members' names, in lower case.
    names: Vec<FxHashSet<String>>,
}

impl SideNames {
    pub(super) fn of(cx: Context<'_>) -> Self {
        let story = cx.story;
        let mut all = Self::default();
        for side in &story.sides {
            let members = || side.members.iter().map(|m| &story.speakers[m.0]);
            all.states.push(members().filter_map(|speaker| speaker.state).collect());
            let named = || {
                members()
                    .filter(|s| matches!(s.kind, SpeakerKind::Person | SpeakerKind::Organisation))
            };
            // "Northreach" for "Northreach Ferries", where the draft calls it so.
            let mentions = named().flat_map(|s| &s.mentions);
            let called = mentions.filter_map(|m| cx.parsed.mentions[m.0].name);
            let called = called.map(|span| cx.draft.words(span));
            let names = named()
                .map(|s| s.name.as_str())
                .chain(called)
                .filter_map(|name| name.split_whitespace().next_back())
                .filter(|name| name.chars().next().is_some_and(char::is_uppercase))
                .map(str::to_lowercase);
            all.names.push(names.collect());
        }
        all
    }

    /// True when the words name a side: its state, or one of its members.
    pub(super) fn occur(&self, cx: Context<'_>, side: SideId, span: Span) -> bool {
        let (states, names) = (&self.states[side.0], &self.names[side.0]);
        speakers_in(cx, span).any(|id| cx.story.speakers[id.0].side == side)
            || cx.text.tokens_in(span).iter().any(|t| {
                t.state.is_some_and(|state| states.contains(&state))
                    || t.is_capitalised()
                        && !names.is_empty()
                        && names.contains(&t.text.to_lowercase())
            })
    }
}

/// The sides of which some words are looked for, each a bit of what is found.
pub(super) struct Watch<'n> {
    sides: FxHashMap<SideId, u64>,
    states: FxHashMap<StateId, u64>,
    names: FxHashMap<&'n str, u64>,
}

impl<'n> Watch<'n> {
    /// So many sides can be watched.
    pub(super) const MOST: usize = 64;

    /// Watches some sides, the first [`Watch::MOST`] of them.
    pub(super) fn of(all: &'n SideNames, sides: impl Iterator<Item = SideId>) -> Self {
        let mut watch = Self {
            sides: FxHashMap::default(),
            states: FxHashMap::default(),
            names: FxHashMap::default(),
        };
        for (at, side) in sides.take(Self::MOST).enumerate() {
            let bit = 1 << at;
            *watch.sides.entry(side).or_default() |= bit;
            for state in &all.states[side.0] {
                *watch.states.entry(*state).or_default() |= bit;
            }
            for name in &all.names[side.0] {
                *watch.names.entry(name).or_default() |= bit;
            }
        }
        watch
    }

    /// The sides that some words name, as [`SideNames::occur`] tells it of one.
    pub(super) fn named_in(&self, cx: Context<'_>, span: Span) -> u64 {
        let bits = |known: Option<&u64>| known.copied().unwrap_or(0);
        let meant = speakers_in(cx, span).map(|id| cx.story.speakers[id.0].side);
        let mut all = meant.fold(0, |all, side| all | bits(self.sides.get(&side)));
        for token in cx.text.tokens_in(span) {
            all |= token.state.map_or(0, |state| bits(self.states.get(&state)));
            if token.is_capitalised() {
                all |= bits(self.names.get(&*token.lower()));
            }
        }
        all
    }
}

/// The noun of somebody without a name: "pal" for "a pal" and "the pal", nothing for "another pal".
pub(super) fn plain_noun<'s>(lexicon: &Lexicon, speaker: &'s Speaker) -> Option<&'s str> {
    let named = matches!(
        speaker.kind,
        SpeakerKind::Person | SpeakerKind::Organisation | SpeakerKind::Government
    );
    let (article, rest) = speaker.name.split_once(' ')?;
    let plain = lexicon.function_of(article).has(FunctionWord::Article);
    (plain && !named).then(|| head(lexicon, rest))
}

/// A description without what hangs on its noun: "nurse" of "nurse at the infirmary".
fn head<'s>(lexicon: &Lexicon, description: &'s str) -> &'s str {
    let noun = description.split(',').next().unwrap_or(description);
    let mut gaps = noun.match_indices(' ').map(|(at, _)| at);
    let end = gaps.find(|at| {
        let next = noun[at + 1..].split_once(' ').map(|(word, _)| word);
        next.is_some_and(|word| lexicon.function_of(word).has(FunctionWord::Postmodifier))
    });
    &noun[..end.unwrap_or(noun.len())]
}

/// True for a headline's "engineer says": the body names the engineer.
pub(super) fn is_headline_role(cx: Context<'_>, voice: Voice, n: usize) -> bool {
    let Context { draft, parsed, story, .. } = cx;
    let headline = matches!(
        draft.blocks[parsed.attributions[n].block].kind,
        BlockKind::Headline | BlockKind::SubHeadline | BlockKind::Caption
    );
    let nameless = voice.speaker.is_none_or(|id| {
        let kind = story.speakers[id.0].kind;
        !matches!(kind, SpeakerKind::Person | SpeakerKind::Organisation | SpeakerKind::Government)
    });
    headline && nameless
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nurse_at_the_infirmary_is_a_nurse() {
        let lexicon = &crate::testing::rulebook().lexicon;
        assert_eq!(head(lexicon, "nurse at Fenby Infirmary"), "nurse");
        assert_eq!(head(lexicon, "person close to the talks"), "person");
        assert_eq!(head(lexicon, "fire chief"), "fire chief");
    }

    /// The speaker behind the first attribution, and who passes it on.
    fn first(copy: &str) -> (Option<String>, Option<String>) {
        let cx = crate::testing::resolved(copy);
        let name = |id: SpeakerId| cx.story.speakers[id.0].name.clone();
        let voice = voices(cx)[0];
        (voice.speaker.map(name), voice.relay.map(name))
    }

    #[test]
    fn who_is_quoted_says_it_and_the_agency_passes_it_on() {
        let (speaker, relay) =
            first("The ferry sank, Reuters reported, quoting the spokesman Erik Dahl.");
        assert_eq!(speaker.as_deref(), Some("Erik Dahl"));
        assert_eq!(relay.as_deref(), Some("Reuters"));
        let (speaker, relay) = first("The ferry sank, Reuters reported.");
        assert_eq!((speaker.as_deref(), relay), (Some("Reuters"), None));
        // A person quotes others and speaks still.
        let (_, relay) = first("The ferry sank, Tom Hale said, quoting the spokesman Erik Dahl.");
        assert_eq!(relay, None);
    }

    #[test]
    fn a_plain_noun_has_an_article_and_no_name() {
        let lexicon = &crate::testing::rulebook().lexicon;
        let noun = |copy: &str| {
            let speaker = crate::testing::resolved(copy).story.speakers.first()?;
            plain_noun(lexicon, speaker)
        };
        assert_eq!(noun("A nurse at the infirmary said the ward was full."), Some("nurse"));
        assert_eq!(noun("Another nurse said the ward was full."), None);
        assert_eq!(noun("Tom Hale said the ward was full."), None);
    }
}
