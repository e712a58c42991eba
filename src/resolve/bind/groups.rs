//! Whom descriptions of several mean: "officials", "the two lawmakers", "critics".

use super::Binder;
use super::roles::FAMILIES;
use crate::lexicon::Class;
use crate::parse::Mention;
use crate::resolve::{Gender, Meaning, SpeakerId, SpeakerKind};
use crate::tokenise::token::Kind;

impl Binder<'_, '_> {
    /// "officials", "the two lawmakers", "critics".
    pub(super) fn group(&mut self, mention: &Mention) -> Meaning {
        if let Some(all) = self.pair(mention) {
            return all;
        }
        let kind = if self.is(mention, Class::Collective) {
            SpeakerKind::Collective
        } else {
            SpeakerKind::Group
        };
        self.described(mention, kind)
    }

    /// "the two lawmakers": the two who were named side by side; "the chairmen" too, if both are
    /// chairmen.
    fn pair(&self, mention: &Mention) -> Option<Meaning> {
        let words = self.tokens(mention.span);
        let both = words.first()?.reads("both");
        let definite = both || words.first()?.reads("the");
        if !definite || words.len() < 2 || mention.possessor.is_some() {
            return None;
        }
        // "the pair of editorials"
        if self.text.tokens.get(mention.token + words.len()).is_some_and(|t| t.reads("of")) {
            return None;
        }
        let two = both || words.iter().take(3).any(|t| t.reads("two"));
        let three = words.iter().take(3).any(|t| t.reads("three"));
        if words.iter().skip(1).any(|t| t.kind == Kind::Number) {
            return None;
        }
        let two = two || ["pair", "duo"].iter().any(|w| words[1].reads(w));
        let three = three || words[1].reads("trio");
        let count = match (two, three) {
            (true, _) => Some(2),
            (_, true) => Some(3),
            _ => None,
        };
        let listed = self.lists.latest(mention.sentence, count).map(<[SpeakerId]>::to_vec);
        let apart = || self.antecedents.only_two(&self.story, mention).map(Vec::from);
        let ids = listed.or_else(|| apart().filter(|_| two))?;
        let head = self.head(mention);
        let called = ids.iter().all(|id| {
            let singular = head.strip_suffix('s').unwrap_or(&head);
            let men = head.strip_suffix("men").map(|stem| format!("{stem}man"));
            self.has_role(*id, singular)
                || men.is_some_and(|role| self.has_role(*id, &role))
                || self.shares_family(*id, mention)
        });
        let anybody = [
            "men",
            "women",
            "pair",
            "duo",
            "trio",
            "leaders",
            "people",
            "politicians",
            "two",
            "three",
            "four",
        ];
        let plain = anybody.contains(&head.as_str()) || two && head == "voters";
        // "the leaders", but not "the praise people poured".
        let plain = plain && (count.is_some() || words.len() == 2);
        let persons = ids.iter().all(|id| self.is_somebody(*id));
        (called || plain && persons).then_some(Meaning::Together(ids))
    }

    /// True when something shows that a name is a person's: a first name, a title, words spoken.
    pub(super) fn is_somebody(&self, id: SpeakerId) -> bool {
        let speaker = &self.story.speakers[id.0];
        speaker.kind != SpeakerKind::Person
            || speaker.name.contains(' ')
            || speaker.gender != Gender::Unknown
            || !speaker.roles.is_empty()
            || self.antecedents.has_spoken(id)
    }

    fn shares_family(&self, id: SpeakerId, mention: &Mention) -> bool {
        let classes = self.head_classes(mention);
        FAMILIES.iter().any(|family| classes.has(*family) && self.is_of(id, *family))
    }
}
