//! What was approved of a draft, as it is kept in a file beside it.

mod now;
mod record;
mod restored;

pub use now::{now, since};
pub use record::{Approved, ApprovedStory, beside, is_snapshot, read, write};
