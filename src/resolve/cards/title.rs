//! The title of a person: the fullest of all that the draft gives.

use std::cmp::Reverse;
use std::ops::Range;

use super::name_title::{Found, after, after_description, before, body, copula, inverted};
use super::phrase::{Weight, description};
use super::shared::shared;
use crate::lexicon::FunctionWord;
use crate::parse::{Mention, MentionId, Shape};
use crate::read::BlockKind;
use crate::resolve::{Context, SpeakerId, SpeakerKind};
use crate::span::Span;

/// So many mentions of one speaker are read, at most.
const MENTIONS: usize = 64;

/// How near to its bearer's name a title stands: the nearer counts first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// "the mayor", with the name elsewhere.
    Elsewhere,
    /// "Tom Hale is the mayor"
    Said,
    /// "Mayor Tom Hale"
    WithName,
}

/// What it says, whether it still holds, how near to the name it stands, in how many words; of two
/// alike the first counts.
type Rank = (Weight, bool, Place, usize, Reverse<usize>);

/// The title of a speaker.
pub(super) fn title(cx: Context<'_>, id: SpeakerId) -> Option<Span> {
    let speaker = &cx.story.speakers[id.0];
    if speaker.kind != SpeakerKind::Person {
        return None;
    }
    let mentions = || speaker.mentions.iter().take(MENTIONS);
    let mut all: Vec<(Rank, Range<usize>)> = Vec::new();
    for mention in mentions() {
        for (found, place) in of_mention(cx, *mention) {
            let (words, weight) = found;
            let count = cx.text.tokens[words.clone()].iter().filter(|t| t.is_wordlike()).count();
            let holds =
                !cx.text.tokens[words.clone()].iter().any(|t| t.among(FunctionWord::Former));
            let weight = weight.max(Weight::Station);
            all.push(((weight, holds, place, count, Reverse(words.start)), words));
        }
    }
    let best = all.iter().max_by_key(|t| t.0).map(|(_, words)| whole(cx, words, &all));
    best.map(|words| cx.text.span_of(&words)).or_else(|| {
        let mut named = mentions().map(|m| &cx.parsed.mentions[m.0]);
        named.find_map(|m| body(cx, m, &cx.text.within(m.name?)))
    })
}

/// The same title with more words, wherever it is: "the **Harlow Port spokesman**" for "the
/// spokesman, Tom Hale".
fn whole(cx: Context<'_>, best: &Range<usize>, all: &[(Rank, Range<usize>)]) -> Range<usize> {
    let lower = |words: &Range<usize>| cx.draft.words(cx.text.span_of(words)).to_lowercase();
    let own = lower(best);
    let longer = |words: &&Range<usize>| {
        let other = lower(words);
        let before = other.strip_suffix(own.as_str()).filter(|before| before.ends_with(' '));
        let tokens = &cx.text.tokens[(*words).clone()];
        before.is_some() && !tokens.iter().any(|t| t.among(FunctionWord::Former))
    };
    let others = all.iter().map(|(_, words)| words).filter(longer);
    others.max_by_key(|words| words.len()).unwrap_or(best).clone()
}

/// The titles that one mention gives.
fn of_mention(cx: Context<'_>, id: MentionId) -> Vec<(Found, Place)> {
    let mention = &cx.parsed.mentions[id.0];
    let kind = cx.draft.blocks[mention.block].kind;
    if matches!(kind, BlockKind::Headline | BlockKind::SubHeadline | BlockKind::Byline) {
        return Vec::new();
    }
    let sentence = &cx.text.sentences[mention.sentence].tokens;
    let Some(name) = name_of(cx, mention) else {
        return elsewhere(cx, mention).map(|found| (found, Place::Elsewhere)).into_iter().collect();
    };
    let title = before(cx, &name, sentence.start);
    let whole = title.as_ref().map_or(name.start, |(words, _)| words.start)..name.end;
    let title = title.or_else(|| shared(cx, &name, sentence.start));
    let behind = after(cx, &name, sentence.end);
    let more = behind.as_ref().and_then(|found| after_description(cx, found, sentence.end));
    let near = [title, inverted(cx, &whole, sentence.start), behind, more];
    let near = near.into_iter().flatten().map(|found| (found, Place::WithName));
    let said = copula(cx, &name, sentence.end).map(|found| (found, Place::Said));
    near.chain(said).collect()
}

/// The tokens of the name of a person.
fn name_of(cx: Context<'_>, mention: &Mention) -> Option<Range<usize>> {
    let name = mention.name.filter(|_| mention.shape == Shape::Person)?;
    Some(cx.text.within(name)).filter(|name| !name.is_empty())
}

/// What a description without the name says: "the chair of the selectboard said".
fn elsewhere(cx: Context<'_>, mention: &Mention) -> Option<Found> {
    let role = mention.role.filter(|_| mention.shape == Shape::Role)?;
    let words = cx.text.within(role);
    let first =
        words.start.checked_sub(1).filter(|n| cx.text.tokens[*n].among(FunctionWord::Article));
    let found = description(cx, first.unwrap_or(words.start), words.end)?;
    (found.1 == Weight::Post).then_some(found)
}

#[cfg(test)]
mod tests {
    use crate::resolve::testing::title_of;

    #[test]
    fn the_fullest_statement_of_all_is_the_title() {
        let copy = "Mayor Tom Hale left. Tom Hale, chair of the Selby Port Authority, said the road was shut all week.";
        assert_eq!(title_of(copy, "Tom Hale"), "chair of the Selby Port Authority");
        let copy = "Tom Hale, a father of three, met Ann Webb. Mayor Tom Hale said the road was shut all week.";
        assert_eq!(title_of(copy, "Tom Hale"), "Mayor");
        let copy = "Tom Hale left early. He is cold, Tom Hale said.";
        assert_eq!(title_of(copy, "Tom Hale"), "-");
    }

    #[test]
    fn what_somebody_is_counts_before_what_somebody_was() {
        let copy = "Mayor Tom Hale left. Hale, a former school nurse, said the road was shut.";
        assert_eq!(title_of(copy, "Tom Hale"), "Mayor");
        let copy = "Tom Hale left. Hale, a former school nurse, said the road was shut.";
        assert_eq!(title_of(copy, "Tom Hale"), "former school nurse");
    }

    #[test]
    fn the_same_title_may_stand_elsewhere_with_more_words() {
        let copy = "A Harlow Port spokesman said the road was shut. It was late, the spokesman, \
                    Tom Hale, said.";
        assert_eq!(title_of(copy, "Tom Hale"), "Harlow Port spokesman");
    }

    #[test]
    fn a_body_alone_is_a_title_where_there_is_no_other() {
        let copy = "Ann Webb of the Harlow Foundation said the road was shut all week.";
        assert_eq!(title_of(copy, "Ann Webb"), "Harlow Foundation");
        let copy = "Ann Webb of Harlow said the road was shut all week.";
        assert_eq!(title_of(copy, "Ann Webb"), "-");
    }
}
