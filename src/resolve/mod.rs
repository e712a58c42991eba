//! Takes [`Parsed`] and its [`Text`]. Gives a [`Story`]: the speakers, the camps, and for every
//! mention and attribution the speaker it means. Never guesses: where two speakers fit, both are
//! named and neither is chosen.

mod bind;
mod camps;
mod card;
mod cards;
mod context;
mod evidence;
mod given;
mod grades;
mod link;
mod newsroom;
mod speaker;
mod story;
#[cfg(test)]
mod testing;

pub(crate) use bind::same_name::key as name_key;
pub use bind::several::meaning_of;
pub use card::{Card, Knowledge, KnowledgeKind, SourceType};
pub use context::Context;
pub use link::{Grade, Link, LinkKind, SideKind, SideLink};
pub use newsroom::{KnownCamp, Newsroom, Organisation, Person};
pub use speaker::{CampId, Gender, Speaker, SpeakerId, SpeakerKind};
pub use story::{Camp, Evidence, Hearsay, Meaning, Opposition, SourceClass, Story};

use evidence::{hearsay, links, source_class};
use given::Given;

use crate::lexicon::Lexicon;
use crate::parse::Parsed;
use crate::read::Draft;
use crate::tokenise::Text;

/// Binds every mention and attribution of a draft to a speaker, and speakers to camps; what the
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
    let known = newsroom::camps(newsroom, &story);
    camps::camps(given, &known, &mut story);
    story.hearsay = hearsay::hearsay(Context { draft, text, parsed, story: &story, lexicon });
    let cx = Context { draft, text, parsed, story: &story, lexicon };
    let grades = grades::Grades::built_in();
    let links = links::links(cx, grades);
    let sides = links::sides(&story, grades);
    (story.links, story.sides) = (links, sides);
    story.sources = source_class::classes(Context { draft, text, parsed, story: &story, lexicon });
    story.cards = cards::cards(Context { draft, text, parsed, story: &story, lexicon });
    story
}
