//! Two drafts side by side, and what changed between them.

use crate::lexicon::Lexicon;
use crate::read::Draft;
use crate::report::checked::Checked;
use crate::versions::{self, By, Certainty, Changes, Version, VersionChange};
use crate::weigh::plain;

/// A story in two versions; one that is in one file alone has no changes to tell.
#[derive(Debug)]
pub struct Compared<'a> {
    /// The draft as it was, and what it said.
    pub(super) old: Option<(&'a Draft, Version)>,
    /// The draft as it is, and what it says.
    pub(super) new: Option<(&'a Draft, Version)>,
    /// What changed.
    pub(super) changes: Changes,
}

impl Compared<'_> {
    /// True when something changed in who says what.
    #[must_use]
    pub fn has_changed(&self) -> bool {
        !self.changes.all.is_empty() || self.old.is_none() || self.new.is_none()
    }

    /// The headline of the story, as it is now.
    pub(super) fn headline(&self) -> Option<&str> {
        let version = self.new.as_ref().or(self.old.as_ref()).map(|(_, version)| version);
        version.and_then(|version| version.headline.as_deref())
    }

    /// Where a change is: "line 5 → line 7", "was line 5", "line 7".
    pub(super) fn place(&self, change: &VersionChange) -> String {
        let at = |side: &Option<(&Draft, Version)>, has: Option<usize>, at: usize| {
            has.and(side.as_ref()).map(|(draft, _)| draft.where_is(at))
        };
        let old = at(&self.old, change.old, change.old_at);
        let new = at(&self.new, change.new, change.new_at);
        match (old, new) {
            (Some(old), Some(new)) if old.to_string() == new.to_string() => new.to_string(),
            (Some(old), Some(new)) if old.unit() == new.unit() => {
                format!("{old} → {}", new.number())
            }
            (Some(old), Some(new)) => format!("{old} → {new}"),
            (Some(old), None) => format!("was {old}"),
            (None, Some(new)) => new.to_string(),
            (None, None) => String::new(),
        }
    }

    /// Who says something in the old version.
    pub(super) fn old_speaker(&self, statement: Option<usize>) -> Option<String> {
        speaker(&self.old.as_ref()?.1, statement?)
    }

    /// Who says something in the new version.
    pub(super) fn new_speaker(&self, statement: Option<usize>) -> Option<String> {
        speaker(&self.new.as_ref()?.1, statement?)
    }

    /// Who says what has changed: as it is now, or as it was.
    pub(super) fn speaker(&self, change: &VersionChange) -> Option<String> {
        self.new_speaker(change.new).or_else(|| self.old_speaker(change.old))
    }
}

/// Who says something: by name where that is certain, else in the words of the draft, with whom they
/// likely mean. Nothing where nobody is credited.
fn speaker(version: &Version, statement: usize) -> Option<String> {
    let by = version.statements[statement].by.as_ref()?;
    let name = version.who(statement)?;
    Some(match by.certainty {
        Certainty::Certain => name,
        Certainty::Likely if version.is_shown(by) => name,
        Certainty::Likely if repeats(&by.called, &name) => format!("“{}”", by.called),
        Certainty::Likely => format!("“{}” (likely {name})", by.called),
        Certainty::Open => match candidates(version, by) {
            Some(names) => format!("“{}” ({names})", by.called),
            None => format!("“{}”", by.called),
        },
    })
}

/// True when the words for somebody have all of the name in them: "the Norby office", "the office".
fn repeats(called: &str, name: &str) -> bool {
    let called = plain(called);
    plain(name).split_whitespace().all(|word| called.split_whitespace().any(|other| other == word))
}

/// "Ann Webb or Tom Hale"; nothing where there are not two names.
fn candidates(version: &Version, by: &By) -> Option<String> {
    let mut names: Vec<&str> = Vec::new();
    for voice in &by.voices {
        let name = version.voices[*voice].name.as_str();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    (names.len() > 1).then(|| names.join(" or "))
}

/// The stories of two files, paired, and what changed in each.
#[must_use]
pub fn compared<'a>(old: &'a [Checked], new: &'a [Checked]) -> Vec<Compared<'a>> {
    let olds: Vec<Version> = old.iter().map(Checked::version).collect();
    let news: Vec<Version> = new.iter().map(Checked::version).collect();
    let Some(known) = new.first().or(old.first()) else { return Vec::new() };
    let lexicon: &Lexicon = &known.rulebook.lexicon;
    let (before, after): (Vec<&Version>, Vec<&Version>) =
        (olds.iter().collect(), news.iter().collect());
    let pairs = versions::stories(&before, &after, lexicon);
    let each = pairs.into_iter().map(|(o, n)| {
        let changes = match (o, n) {
            (Some(o), Some(n)) => versions::changes(&olds[o], &news[n], lexicon),
            _ => Changes::default(),
        };
        Compared {
            old: o.map(|o| (&old[o].draft, olds[o].clone())),
            new: n.map(|n| (&new[n].draft, news[n].clone())),
            changes,
        }
    });
    each.collect()
}
