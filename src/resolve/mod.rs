//! Takes [`Parsed`] and its [`Text`]. Gives a [`Story`]: the speakers, the sides, and for every
//! mention and attribution the speaker it means. Never guesses: where two speakers fit, both are
//! named and neither is chosen.

mod bind;
mod card;
mod cards;
mod context;
mod evidence;
mod given;
mod grades;
mod link;
mod newsroom;
mod sides;
mod speaker;
mod story;
#[cfg(test)]
mod testing;

pub(crate) use bind::same_name::key as name_key;
pub use bind::several::meaning_of;
pub use card::{Card, Knowledge, KnowledgeKind, SourceType};
pub use context::Context;
pub use link::{Grade, Link, LinkKind, SideKind, SideLink};
pub use newsroom::{KnownSide, Newsroom, Organisation, Person};
pub use speaker::{Gender, SideId, Speaker, SpeakerId, SpeakerKind};
pub use story::{Evidence, Hearsay, Meaning, Opposition, Side, SourceClass, Story};

use evidence::{hearsay, links, source_class};
use given::Given;

use crate::lexicon::Lexicon;
use crate::parse::Parsed;
use crate::read::Draft;
use crate::tokenise::Text;

/// Binds every mention and attribution of a draft to a speaker, and speakers to sides; what the
/// newsroom knows of them goes before what the draft shows.
#[must_use]
pub fn resolve(
    draft: &Draft,
    text: &Text<'_>,
    parsed: &Parsed,
    lexicon: &Lexicon,
    newsroom: &Newsroom,
) -> Story {
    let given = Given { draft, text, parsed, lexicon };
    let mut story = bind::bind(given);
    newsroom::speakers(newsroom, &mut story);
    story.titles = cards::titles(Context { draft, text, parsed, story: &story, lexicon });
    let known = newsroom::sides(newsroom, &story);
    sides::sides(given, &known, &mut story);
    story.hearsay = hearsay::hearsay(Context { draft, text, parsed, story: &story, lexicon });
    let cx = Context { draft, text, parsed, story: &story, lexicon };
    let grades = grades::Grades::built_in();
    let links = links::links(cx, grades);
    let side_links = links::side_links(&story, grades);
    (story.links, story.side_links) = (links, side_links);
    story.sources = source_class::classes(Context { draft, text, parsed, story: &story, lexicon });
    story.cards = cards::cards(Context { draft, text, parsed, story: &story, lexicon });
    story
}
