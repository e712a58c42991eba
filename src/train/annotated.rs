//! An annotated article as the taggers see it while they are trained.

use super::corpus::Article;
use crate::parse;
use crate::parse::link::{Candidate, candidates};
use crate::parse::proposal::{Owners, Proposal};
use crate::rulebook::Rulebook;
use crate::tag::linear::Model;
use crate::tag::network::Network;
use crate::tag::{self, Hints, around, pos, roles};
use crate::tokenise::{self, Text};

/// An article with its tokens, the right answers, and what the taggers have said so far.
pub(super) struct AnnotatedText<'d> {
    pub(super) article: &'d Article,
    pub(super) rulebook: &'d Rulebook,
    pub(super) text: Text<'d>,
    pub(super) words: Vec<pos::WordFeatures>,
    pub(super) starts: Vec<bool>,
    pub(super) hints: Hints,
    /// The right tag of each token; absent where the annotation has none.
    pub(super) tags: Vec<Option<u8>>,
    /// The right label of each token.
    pub(super) labels: Vec<u8>,
    /// What the grammar reads.
    pub(super) proposals: Vec<Proposal>,
    pub(super) candidates: Vec<Candidate>,
}

impl<'d> AnnotatedText<'d> {
    pub(super) fn of(article: &'d Article, rulebook: &'d Rulebook) -> Self {
        let mut text = tokenise::tokenise(&article.draft, &rulebook.lexicon);
        tag::words(&mut text, &rulebook.lexicon);
        let words = text.tokens.iter().map(pos::WordFeatures::of).collect();
        let starts = tag::starts(&text);
        let tags = article.tags(&text);
        let labels = article.labels(&text);
        Self {
            article,
            rulebook,
            text,
            words,
            starts,
            hints: Hints::default(),
            tags,
            labels,
            proposals: Vec::new(),
            candidates: Vec::new(),
        }
    }

    pub(super) fn predict_pos(&mut self, model: &Model<{ pos::COUNT }>, sure: &Model<1>) {
        pos::tag(model, sure, &mut self.text.tokens, &self.words, &self.starts);
        tag::mend(&mut self.text.tokens, &self.starts);
        let kinds = tag::kinds(&self.article.draft);
        self.hints.around = around::surroundings(&self.text, &kinds);
    }

    pub(super) fn predict_roles(&mut self, model: &Network<{ roles::COUNT }>) {
        let words = self.words.clone();
        self.hints.read = roles::tag(model, &mut self.text, words, &mut self.hints.around);
        self.proposals =
            parse::propose::propose(&self.article.draft, &self.text, &self.rulebook.lexicon);
        let owners = Owners::new(self.text.tokens.len(), &self.proposals);
        self.candidates = candidates(&self.text, &self.hints.around, &self.proposals, &owners);
    }
}
