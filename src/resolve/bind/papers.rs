//! Whom a paper speaks for: "a count by the NGO", "the report", "the paper".

use super::antecedents::Wanted;
use super::binding::Binding;
use super::roles::described;
use crate::lexicon::{Class, FunctionWord};
use crate::parse::{Mention, MentionId, Number, Parsed, Shape};
use crate::resolve::{Meaning, SpeakerId, SpeakerKind};
use crate::tokenise::Text;
use crate::tokenise::token::{Kind, Pos};

/// What the words for a paper show.
pub(super) enum Paper {
    /// Whom it speaks for.
    Known(Meaning),
    /// The mention of its maker, if there is one.
    MadeBy(Option<MentionId>),
}

/// A paper speaks for its maker, if the text names one.
///
/// > **a count by the NGO Foro Penal** said
pub(super) fn document(b: &Binding<'_>, n: usize, mention: &Mention) -> Paper {
    if let Some(outlet) = the_paper(b, n, mention) {
        return Paper::Known(outlet);
    }
    let maker = mention.possessor.filter(|p| p.0 != n && !is_about(b, mention, *p));
    let maker = maker.or_else(|| printed_in(b, n, mention));
    let known = known_paper(b, n, mention).filter(|_| maker.is_none());
    if let Some(known) = known {
        return Paper::Known(known);
    }
    Paper::MadeBy(maker.or_else(|| made_by(b.given.text, b.given.parsed, n)))
}

/// True when the name after a paper is what it is about or for, and not who made it.
///
/// > the phone records **for Tom Hale**
fn is_about(b: &Binding<'_>, mention: &Mention, other: MentionId) -> bool {
    let other = &b.given.parsed.mentions[other.0];
    let words = &b.given.text.tokens[mention.token.min(other.token)..other.token];
    let link = words.iter().rev().find(|t| t.pos == Pos::In);
    link.is_some_and(|t| t.among(FunctionWord::NotMadeBy))
}

/// A paper is a source of its own, and its maker is noted.
///
/// > **a count by the charity Harlow Aid** said
///
/// What a newspaper prints is the newspaper's.
pub(super) fn made(b: &mut Binding<'_>, mention: &Mention, maker: Option<&Meaning>) -> Meaning {
    let outlet = |meaning: &Meaning| {
        meaning.speaker().is_some_and(|id| b.speaker(id).kind == SpeakerKind::Outlet)
    };
    if let Some(outlet) = maker.filter(|maker| outlet(maker)) {
        return outlet.clone();
    }
    let meaning = described(b, mention, SpeakerKind::Document);
    if let Meaning::Speaker(id) = meaning
        && b.speaker(id).kind == SpeakerKind::Document
    {
        if let Some(Meaning::Speaker(maker)) = maker
            && *maker != id
        {
            b.story.speakers[id.0].maker.get_or_insert(*maker);
        }
        if mention.number != Number::Many {
            b.index.add_paper(paper(b, mention), id);
            if let Some(word) = called_paper(b, mention) {
                b.index.add_paper(word, id);
            }
        }
    }
    meaning
}

/// "the study" after "a study by the university": the same paper, if there was only one such.
/// "the document" can be any paper, and is the one that has the floor.
fn known_paper(b: &Binding<'_>, n: usize, mention: &Mention) -> Option<Meaning> {
    let words = b.given.tokens(mention.span);
    if words.len() != 2 || !words[0].among(FunctionWord::PointingDeterminer) {
        return None;
    }
    if let [one] = b.index.papers(&paper(b, mention)) {
        return Some(Meaning::Speaker(*one));
    }
    if !words[1].among(FunctionWord::AnyPaper) {
        return None;
    }
    match b.find(n, Wanted::Thing, |id| b.speaker(id).kind == SpeakerKind::Document) {
        found @ Meaning::Speaker(_) => Some(found),
        _ => None,
    }
}

/// The word for a paper, lower case; one for all words for what scholars write.
fn paper(b: &Binding<'_>, mention: &Mention) -> String {
    let words = b.given.tokens(mention.head.unwrap_or(mention.span));
    let paper = words.iter().find(|t| t.is(Class::Document));
    let word = paper.map_or_else(String::new, |t| t.text.to_lowercase());
    if b.given.reads(&word, FunctionWord::ScholarlyPaper) { "study".to_owned() } else { word }
}

/// The word for any paper with which the name of one ends: "**A statement** of charges **document**".
fn called_paper(b: &Binding<'_>, mention: &Mention) -> Option<String> {
    let behind = b.given.text.within(mention.span).end;
    let words = b.given.text.tokens.get(behind..)?.iter().take(4);
    let mut words = words.take_while(|t| t.is_wordlike() && t.pos != Pos::Vbn);
    let any = words.find(|t| t.among(FunctionWord::AnyPaper) && t.is(Class::Document))?;
    Some(any.text.to_lowercase())
}

/// "the paper", "the magazine": the newspaper that has the floor, unless a paper that nobody
/// prints daily came in by that word.
fn the_paper(b: &Binding<'_>, n: usize, mention: &Mention) -> Option<Meaning> {
    let words = b.given.tokens(mention.span);
    let plain = words.len() == 2
        && words[0].among(FunctionWord::DefiniteArticle)
        && mention.possessor.is_none();
    let printed = b.given.head_classes(mention).has(Class::OutletNoun)
        || b.given.reads(&b.given.head(mention), FunctionWord::PressWord);
    if !plain || !printed || !b.index.introduced(&b.given.head(mention)).is_empty() {
        return None;
    }
    let outlet = |id: SpeakerId| b.speaker(id).kind == SpeakerKind::Outlet;
    match b.find(n, Wanted::Thing, outlet) {
        found @ Meaning::Speaker(_) => Some(found),
        _ => None,
    }
}

/// The newspaper in which a report stands.
///
/// > **a new article in the Times** said
fn printed_in(b: &Binding<'_>, n: usize, mention: &Mention) -> Option<MentionId> {
    let next = b.given.parsed.mentions.get(n + 1)?;
    let outlet = next.shape == Shape::Organisation
        && b.given.tokens(next.span).iter().any(|t| t.is(Class::Outlet));
    let link = next.token.checked_sub(1).map(|n| &b.given.text.tokens[n])?;
    let article = link.among(FunctionWord::DefiniteArticle);
    let link = if article { &b.given.text.tokens[next.token.checked_sub(2)?] } else { link };
    let near = next.sentence == mention.sentence && next.token <= mention.token + 8;
    (outlet && near && (link.among(FunctionWord::PrintedIn))).then_some(MentionId(n + 1))
}

/// Who made a paper, behind a comma.
///
/// > **The study, by researchers in Lund,** found
pub(in crate::resolve) fn made_by(text: &Text<'_>, parsed: &Parsed, n: usize) -> Option<MentionId> {
    let next = parsed.mentions.get(n + 1)?;
    let before = |back: usize| next.token.checked_sub(back).map(|at| &text.tokens[at]);
    let by = before(1)?.among(FunctionWord::By) && before(2)?.kind == Kind::Comma;
    let right = before(3)?.span.end == parsed.mentions[n].span.end;
    (by && right).then_some(MentionId(n + 1))
}

#[cfg(test)]
mod tests {
    use crate::resolve::testing::{one_side, speaker_of};

    #[test]
    fn a_paper_is_a_source_and_of_its_makers_side() {
        let copy = "A count by the charity Harlow Aid said 40 had left.";
        let paper = "A count by the charity Harlow Aid";
        assert_eq!(speaker_of(copy, paper), paper);
        assert!(one_side(copy, paper, "Harlow Aid"));
        let copy = "A study by Weston University named the gas. The study said it was safe.";
        assert_eq!(speaker_of(copy, "The study"), "A study by Weston University");
        let copy = "A study by Weston University named the gas. A study by Harlow Bank \
                 named the cost. The study said it was safe.";
        assert_eq!(speaker_of(copy, "The study"), "The study");
    }

    #[test]
    fn who_a_paper_is_about_did_not_make_it() {
        let copy = "Phone records for Tom Hale show that he left. Tom Hale said no.";
        assert!(!one_side(copy, "Phone records for Tom Hale", "Tom Hale"));
    }

    #[test]
    fn the_document_is_the_paper_that_has_the_floor() {
        let copy = "A charge sheet filed on Monday lists three thefts. The document said the \
                 vault was empty.";
        assert_eq!(speaker_of(copy, "The document"), "A charge sheet");
        let copy = "Tom Hale was charged on Monday. The document said the vault was empty.";
        assert_eq!(speaker_of(copy, "The document"), "The document");
    }

    #[test]
    fn the_paper_is_the_newspaper_that_has_the_floor() {
        let copy = "The New York Times reported that the mine was shut. The paper said 40 \
                 men were out.";
        assert_eq!(speaker_of(copy, "The paper"), "New York Times");
        let copy = "The mine was shut. The paper said 40 men were out.";
        assert_eq!(speaker_of(copy, "The paper"), "The paper");
    }

    #[test]
    fn a_paper_that_is_called_a_document_is_the_document() {
        let copy = "Court papers name the firm. A statement of charges document written by Tom \
                 Hale tells more. The document says the road was shut.";
        assert_eq!(speaker_of(copy, "The document"), "A statement");
    }
}
