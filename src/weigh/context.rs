//! A draft while its claims are weighed: what the stages before found, and this stage's own tables.

use super::ledger::AnswerKind;
use super::signature::Signature;
use super::voice::{self, SideNames, Voice};
use crate::parse::Attribution;
use crate::read::{BlockKind, Location};
use crate::resolve::{Context, Meaning, SideId, Speaker, SpeakerId};
use crate::span::Span;

/// All that is known of a draft while its claims are weighed. Copied freely: it is references.
#[derive(Clone, Copy)]
pub(super) struct Weighing<'a> {
    /// What the stages before have found out.
    pub(super) cx: Context<'a>,
    /// For each attribution, what its content says.
    pub(super) signatures: &'a [Signature],
    /// For each attribution, who says it in the end.
    pub(super) voices: &'a [Voice],
    /// By what the draft can name each side.
    pub(super) sides: &'a SideNames,
    /// For each attribution, what it answers with, if it is an answer.
    pub(super) kinds: &'a [Option<AnswerKind>],
}

impl<'a> Weighing<'a> {
    /// An attribution by its number.
    pub(super) fn attribution(self, n: usize) -> &'a Attribution {
        &self.cx.parsed.attributions[n]
    }

    /// A speaker.
    pub(super) fn speaker(self, id: SpeakerId) -> &'a Speaker {
        &self.cx.story.speakers[id.0]
    }

    /// Who else says it with the first: "Hale, **Price and Reed** said". What several say together is
    /// one saying: none of them bears another out.
    pub(super) fn beside(self, n: usize) -> &'a [SpeakerId] {
        match &self.cx.story.bindings[n] {
            Meaning::Together(ids) if self.voices[n].speaker == ids.first().copied() => &ids[1..],
            _ => &[],
        }
    }

    /// Where in the draft an attribution begins: "line 14".
    pub(super) fn location(self, n: usize) -> Location {
        self.cx.draft.where_is(self.attribution(n).span().start)
    }

    /// True when the words name a side.
    pub(super) fn names(self, side: SideId, span: Span) -> bool {
        self.sides.occur(self.cx, side, span)
    }

    /// True for what a headline says: it tells what the text tells, and is no source of its own.
    pub(super) fn in_headline(self, n: usize) -> bool {
        let kind = self.cx.draft.blocks[self.attribution(n).block].kind;
        matches!(kind, BlockKind::Headline | BlockKind::SubHeadline)
    }

    /// True for a headline's "engineer says": the body names the engineer.
    pub(super) fn is_headline_role(self, n: usize) -> bool {
        voice::is_headline_role(self.cx, self.voices[n], n)
    }
}
