//! Who is of a body by the word for it: "city spokeswoman" and the city, "CPS officials" and CPS,
//! "the company's board" and the company.

use rustc_hash::FxHashMap;

use super::joined::Joined;
use super::principals::kind_of;
use super::serving::has_name;
use crate::lexicon::{Class, Classes, FunctionWord};
use crate::parse::{Mention, MentionId, Shape};
use crate::resolve::bind::same_name::key;
use crate::resolve::{Context, Meaning, SideKind, Speaker, SpeakerId, SpeakerKind};
use crate::span::Span;
use crate::tokenise::token::Token;

/// So many mentions of a speaker are looked at.
const FIRST: usize = 4;

/// So many words of a role are looked at.
const WORDS: usize = 24;

/// Who acts or speaks for a body.
const ACTS: Classes = Classes::of(&[
    Class::Spokesperson,
    Class::Representative,
    Class::Executive,
    Class::Official,
    Class::Lawyer,
]);

/// Who has a post in it.
const POSTS: Classes = Classes::of(&[Class::Role, Class::Office, Class::Coach]);

/// Who is near a body, and does not stand or fall with it.
const APART: Classes = Classes::of(&[
    Class::OrdinaryPerson,
    Class::Witness,
    Class::Lawmaker,
    Class::Legislature,
    Class::Opposition,
    Class::Court,
    Class::PartyMember,
    Class::Candidate,
    Class::Expert,
    Class::Journalist,
]);

/// True for a word for who acts for a body or has a post in it.
pub(super) fn is_post(t: &Token<'_>) -> bool {
    t.classes.any(ACTS) || t.classes.any(POSTS)
}

/// Joins everybody with the body whose name or word stands in the role.
pub(super) fn members(joined: &mut Joined<'_>) {
    let cx = joined.cx;
    let speaks = joined.speaks.clone();
    let bodies = Bodies::of(cx, &speaks);
    for (n, mention) in cx.parsed.mentions.iter().enumerate() {
        // "at the company's offices": who does not speak may be a place, or a thing.
        let Meaning::Speaker(id) = cx.story.mentions[n] else { continue };
        if !speaks[id.0] {
            continue;
        }
        if let Some((body, shown)) = organ(cx, mention, id) {
            joined.join(body, id, shown, SideKind::PartOfBody);
        }
        let somebody = matches!(
            mention.shape,
            Shape::Person
                | Shape::Role
                | Shape::Anonymous
                | Shape::Group
                | Shape::Other
                | Shape::Document
        );
        if !somebody {
            continue;
        }
        if mention.shape == Shape::Document {
            if let Some((body, shown)) = bodies.before_paper(cx, mention)
                && body != id
            {
                joined.join(body, id, shown, SideKind::Paper);
            }
            continue;
        }
        if let Some((body, shown, kind)) = bodies.before_head(cx, mention)
            && body != id
        {
            joined.join(body, id, shown, kind);
        }
    }
}

/// True when a description makes its bearer one side with the body named beside it.
pub(super) fn serves(words: &[Token<'_>]) -> bool {
    let past = words.iter().any(|t| t.among(FunctionWord::OutOfOffice));
    let apart = words.iter().any(|t| t.classes.any(APART));
    let acts = words.iter().any(|t| t.classes.any(ACTS));
    let post = words.iter().any(|t| t.classes.any(POSTS));
    !past && (acts || post && !apart)
}

/// "the company's **board**": a body that is a part of another.
fn organ(cx: Context<'_>, mention: &Mention, id: SpeakerId) -> Option<(SpeakerId, Span)> {
    let MentionId(owner) = mention.possessor?;
    let owner = cx.story.mentions.get(owner)?.speaker()?;
    let head = cx.text.tokens_in(mention.head?).last()?;
    let part = matches!(mention.shape, Shape::Body | Shape::Group | Shape::Other)
        && head.among(FunctionWord::OrganOf)
        && is_body(&cx.story.speakers[owner.0]);
    // "its website": it is the owner who speaks there.
    let page = head.among(FunctionWord::OwnPage);
    ((part || page) && owner != id).then_some((owner, mention.span))
}

/// A firm, an agency, a government, an outlet.
pub(super) fn is_body(speaker: &Speaker) -> bool {
    matches!(
        speaker.kind,
        SpeakerKind::Organisation | SpeakerKind::Government | SpeakerKind::Outlet
    )
}

/// The bodies of a draft by their names, and by the common word for them where one alone has it.
struct Bodies {
    names: FxHashMap<String, Option<SpeakerId>>,
    words: FxHashMap<String, Option<SpeakerId>>,
}

impl Bodies {
    fn of(cx: Context<'_>, speaks: &[bool]) -> Self {
        let mut bodies = Self { names: FxHashMap::default(), words: FxHashMap::default() };
        for (n, speaker) in cx.story.speakers.iter().enumerate().filter(|(_, s)| is_body(s)) {
            let id = SpeakerId(n);
            let named = has_name(cx, speaker);
            // "Selby baker Ann Hale" serves no Selby.
            let place = speaker.kind == SpeakerKind::Government && speaker.state.is_none();
            if named && (!place || speaks[n]) {
                note(&mut bodies.names, key(&speaker.name), id);
                for mention in speaker.mentions.iter().take(FIRST) {
                    if let Some(alias) = cx.parsed.mentions[mention.0].alias {
                        note(&mut bodies.names, key(cx.draft.words(alias)), id);
                    }
                }
            }
            if let Some(word) = common_word(cx, speaker, named) {
                note(&mut bodies.words, word, id);
            }
        }
        bodies
    }

    /// The body whose name stands before the word for a paper.
    ///
    /// > the **Norvane** statement
    fn before_paper(&self, cx: Context<'_>, mention: &Mention) -> Option<(SpeakerId, Span)> {
        let words = cx.text.tokens_in(mention.span);
        let paper = words.iter().position(|t| t.is(Class::Document))?;
        let from = words.iter().position(|t| !t.among(FunctionWord::Article))?;
        let name = words.get(from..paper).filter(|name| !name.is_empty())?;
        let name = key(cx.draft.words(name[0].span.to(name[name.len() - 1].span)));
        let body = self.names.get(&name).copied().flatten()?;
        mention.possessor.is_none().then_some((body, mention.span))
    }

    /// The body whose name or word stands before the head of a description.
    ///
    /// > **CPS** officials, a **city** spokeswoman
    fn before_head(
        &self,
        cx: Context<'_>,
        mention: &Mention,
    ) -> Option<(SpeakerId, Span, SideKind)> {
        let span = mention.role.or(mention.head.map(|head| mention.span.to(head)))?;
        let words = cx.text.tokens_in(span);
        let end = words.iter().position(|t| t.among(FunctionWord::RoleLink));
        let words = &words[..end.unwrap_or(words.len()).min(WORDS)];
        let from = words.iter().position(|t| !t.among(FunctionWord::Article))?;
        let words = &words[from..];
        if mention.possessor.is_some() || !serves(words) {
            return None;
        }
        let first = words.iter().position(is_post)?;
        let (before, _) = words.split_at(first);
        let (start, last) = (before.first()?, before.last()?);
        let name = key(cx.draft.words(start.span.to(last.span)));
        if let Some(body) = self.names.get(&name).copied().flatten() {
            let body_itself = &cx.story.speakers[body.0];
            let kind = kind_of(cx, span, body_itself, SideKind::NameBeforeRole);
            return Some((body, span, kind));
        }
        // "a military blogger" has no post in it.
        // "a company driver" has a job in it.
        let head = &words[first];
        let acts = head.classes.any(ACTS) || head.is(Class::Office) && !last.is(Class::Government);
        // "Peruvian Defence Ministry spokeswoman": not of whichever ministry there is.
        let named = before[..before.len() - 1].iter().any(|t| t.is_capitalised());
        let acts = acts && !named;
        let body = self.words.get(&last.text.to_lowercase()).copied().flatten().filter(|_| acts)?;
        Some((body, span, SideKind::WordBeforeRole))
    }
}

/// Two bodies of one word: neither is meant by it.
fn note(bodies: &mut FxHashMap<String, Option<SpeakerId>>, word: String, id: SpeakerId) {
    let known = bodies.entry(word).or_insert(Some(id));
    if *known != Some(id) {
        *known = None;
    }
}

/// The common word for a body, lower case: "city" for "the city", "department" for "the
/// Department of Health", "district" for "Harlow School District".
fn common_word(cx: Context<'_>, speaker: &Speaker, named: bool) -> Option<String> {
    let first = &cx.parsed.mentions[speaker.mentions.first()?.0];
    let words =
        cx.text.tokens_in(if named { first.name? } else { first.head.unwrap_or(first.span) });
    let of = words.iter().position(|t| t.among(FunctionWord::Of));
    let word = words[..of.unwrap_or(words.len())].last()?;
    let kind = word.classes.any(Classes::of(&[
        Class::OrganisationSuffix,
        Class::Organisation,
        Class::Government,
        Class::PublicBody,
        Class::StateBody,
        Class::School,
        Class::Business,
        Class::Charity,
        Class::Lender,
        Class::SportsClub,
        Class::Police,
    ]));
    (kind || word.among(FunctionWord::LocalBody)).then(|| word.text.to_lowercase())
}

#[cfg(test)]
mod tests {
    use crate::resolve::testing::one_side;

    #[test]
    fn the_word_before_a_role_is_the_body_of_that_word() {
        let copy = "The city said the road was shut. City spokeswoman Kay Dunn said it was open.";
        assert!(one_side(copy, "The city", "Kay Dunn"));
        let copy = "The city said the road was shut. City resident Kay Dunn said it was open.";
        assert!(!one_side(copy, "The city", "Kay Dunn"));
        let copy = "The city said the road was shut. City councilwoman Kay Dunn said it was open.";
        assert!(!one_side(copy, "The city", "Kay Dunn"));
        let copy = "Harlow School District said the road was shut. A district spokeswoman said it was open.";
        assert!(one_side(copy, "Harlow School District", "A district spokeswoman"));
        let copy = "Harlow School District said the road was shut. Tarn School District said it was late. A \
                 district spokeswoman said it was open.";
        assert!(!one_side(copy, "Harlow School District", "A district spokeswoman"));
    }

    #[test]
    fn officials_are_of_the_body_named_before_them() {
        let copy = "The Harlow Transit Agency (HTA) said the road was shut. HTA officials said it was open.";
        assert!(one_side(copy, "Harlow Transit Agency", "HTA officials"));
        let copy =
            "The Harlow Transit Agency (HTA) said the road was shut. HTA riders said it was open.";
        assert!(!one_side(copy, "Harlow Transit Agency", "HTA riders"));
    }

    #[test]
    fn a_board_is_of_its_company() {
        let copy = "Norvane Motors said the road was shut. Norvane Motors' board said it was open.";
        assert!(one_side(copy, "Norvane Motors", "Norvane Motors' board"));
        let copy =
            "Norvane Motors said the road was shut. Norvane Motors' rivals said it was open.";
        assert!(!one_side(copy, "Norvane Motors", "Norvane Motors' rivals"));
    }
}
