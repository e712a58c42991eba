//! The drafts of a run one after the other, each with the settings and rules that count for it.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::vec;

use whosaid::settings::Desk;
use whosaid::{Draft, Rulebook};

use super::reading::Reading;
use crate::cli::changed::{Changed, Since};
use crate::cli::desks::Desks;
use crate::cli::input::{Place, Told};
use crate::cli::progress::Progress;

/// What those who read and those who judge both need.
pub(super) struct Shared<'a> {
    changed: Mutex<Option<Changed<'a>>>,
    errors: Mutex<Vec<String>>,
}

impl<'a> Shared<'a> {
    pub(super) fn new(arguments: &'a Reading<'a>) -> Self {
        let rev = arguments.adopt.and_then(|adopt| adopt.changed_since.as_deref());
        Self { changed: Mutex::new(rev.map(Changed::new)), errors: Mutex::default() }
    }

    /// The revision that drafts are compared with, if they are.
    pub(super) fn changed(&self) -> MutexGuard<'_, Option<Changed<'a>>> {
        locked(&self.changed)
    }

    /// What is wrong with drafts.
    pub(super) fn errors(&self) -> MutexGuard<'_, Vec<String>> {
        locked(&self.errors)
    }

    /// Adds an error that was not said before.
    pub(super) fn complain(&self, error: String) {
        let mut errors = self.errors();
        if !errors.contains(&error) {
            errors.push(error);
        }
    }
}

/// What a lock guards; whoever panicked with it has left it as it was.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A draft that is to be judged, and by what.
pub(super) struct Waiting {
    pub(super) draft: Draft,
    pub(super) rulebook: Arc<Rulebook>,
    pub(super) desk: Arc<Desk>,
    pub(super) since: Option<Since>,
}

/// Where drafts come from.
pub(super) struct Supply<'a, 's> {
    desks: Desks<'a>,
    told: Told<'a>,
    walked: bool,
    shared: &'s Shared<'a>,
    places: vec::IntoIter<Place>,
    /// The other stories of the file that was read last.
    waiting: VecDeque<Waiting>,
    progress: Progress,
}

impl<'a, 's> Supply<'a, 's> {
    /// Of these places. `walked` says whether some were found in folders, `bar` whether how far it has
    /// come is shown.
    pub(super) fn new(
        (desks, told): (Desks<'a>, Told<'a>),
        (places, walked): (Vec<Place>, bool),
        shared: &'s Shared<'a>,
        bar: bool,
    ) -> Self {
        let progress = Progress::new(if bar { places.len() } else { 0 });
        let (places, waiting) = (places.into_iter(), VecDeque::new());
        Self { desks, told, walked, shared, places, waiting, progress }
    }

    /// The next draft; nothing at the end.
    pub(super) fn next(&mut self) -> Option<Waiting> {
        loop {
            if let Some(one) = self.waiting.pop_front() {
                return Some(one);
            }
            match self.places.next()?.read(self.told) {
                Ok(drafts) => {
                    for draft in drafts {
                        let waiting = self.with_settings(draft);
                        self.waiting.extend(waiting);
                    }
                }
                Err(error) => self.shared.errors().push(error),
            }
            if self.walked {
                for one in &self.waiting {
                    self.desks.note_phrases(&one.draft.text);
                }
            }
            self.progress.step();
        }
    }

    /// The settings that were read.
    pub(super) fn into_desks(self) -> Desks<'a> {
        self.desks
    }

    /// A draft with its settings; nothing where it cannot be judged or did not change.
    fn with_settings(&mut self, draft: Draft) -> Option<Waiting> {
        let path = Path::new(&draft.path);
        let (desk, rulebook) = (self.desks.desk(path)?, self.desks.rulebook(path)?);
        let since = self.shared.changed().as_mut().map(|changed| changed.since(&draft, self.told));
        let since = match since.transpose() {
            Ok(Some(Since::Unchanged)) => return None,
            Ok(since) => since,
            Err(error) => {
                self.shared.complain(error);
                return None;
            }
        };
        for remark in &draft.remarks {
            self.progress.aside(&format!("whosaid: {}: {remark}", draft.name()));
        }
        Some(Waiting { draft, rulebook, desk, since })
    }
}
