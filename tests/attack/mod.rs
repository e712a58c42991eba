//! What somebody with bad intentions gives the program. It ends, with the right exit code and a message
//! of one line; the inputs are so large that a time that grows with their square would not end here.

mod adopted;
mod drafts;
mod settings;
mod words;

#[cfg(unix)]
mod files;
#[cfg(unix)]
mod interrupted;
#[cfg(unix)]
mod outputs;
#[cfg(unix)]
mod terminal;

use crate::desk::{Desk, Told};

/// A draft in which there is nothing wrong.
const COPY: &str = "The road is shut, Ann Hale said.\n";

/// A folder with such a draft.
fn desk(name: &str) -> Desk {
    let desk = Desk::new(&format!("attack-{name}"));
    desk.write("a.txt", COPY);
    desk
}

/// The program ends with this code, and says why in one line that has these words.
#[track_caller]
fn refused(told: &Told, words: &str) {
    assert_eq!((told.code, told.err.lines().count()), (2, 1), "{}", told.err);
    assert!(told.err.contains(words), "“{words}” is not in {}", told.err);
}

/// The program has read everything: there is nothing to say of it.
#[track_caller]
fn read(told: &Told) {
    assert!(told.code < 2 && told.err.is_empty(), "{}: {}", told.code, told.err);
}

/// The same lines with other numbers.
fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect()
}
