//! A newsroom's settings: `whosaid.yml`, what it extends, profiles, flags.
//!
//! Takes the path of a draft and what the command line says. Gives a [`crate::Rulebook`] for that
//! draft, and for every value where it comes from. Never merges in silence: one file counts, the
//! nearest upwards, and what it builds on it names under `extends`; later wins.

mod adjust;
mod desk;
mod file;
mod find;
mod layers;
mod paths;
mod places;
mod schema;
mod shown;

pub use adjust::{Adjustment, Fields, Level};
pub use desk::{Desk, Levels, Sourced};
pub use file::{AddedWords, FileSettings, Limit, Notes, Override, Settings};
pub use find::{NAMES, nearest};
pub use layers::{Asked, Layer, LoadedSettings, Origin, load, profiles, shown as path_as_shown};
pub use paths::Paths;
pub use places::{LineColumn, Places};
pub use schema::Schema;
pub use shown::shown;

/// The starter file that `whosaid init` writes.
pub const STARTER: &str = include_str!("../../rules/starter/whosaid.yml");
/// The starter file that `whosaid rules new` writes.
pub const STARTER_CHECK: &str = include_str!("../../rules/starter/check.yaml");
