//! Takes two versions of a story, or one and what was approved of it. Gives what changed in who said
//! what: the words of quotations, their speakers, how claims stand. Never judges which of them is
//! right.

mod approved;
mod attribution;
mod beside;
mod change;
mod claims;
mod compare;
mod comparison;
mod marks;
mod pairing;
mod persons;
mod quotations;
mod quoted;
mod side;
mod spoken;
mod statements;
mod stories;
mod take;
mod version;
mod words;

pub use approved::{
    Approved, ApprovedStory, beside, is_snapshot, now, read as read_approved, since,
    write as write_approved,
};
pub use change::{Beside, Change as VersionChange, Changes, Detail, Kind};
pub use compare::changes;
pub use marks::Mark;
pub use spoken::{Word, compare as compare_spoken, spoken};
pub use stories::stories;
pub use take::version;
pub use version::{By, Certainty, Quote, Reply, Sentence, Stand, Statement, Verb, Version, Voice};
pub use words::{Change, Piece, differences};
