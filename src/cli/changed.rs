//! `--changed-since`: which findings a draft did not have in a revision.
//!
//! The version of that revision is read and judged by the same rules, and what it has too is old. Lines
//! are not compared. In news copy a line is a paragraph, so a comma would bring all old findings of its
//! paragraph back; and a reply that is cut from one paragraph is missed in another, whose lines are as
//! they were.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use whosaid::adopt::{self, Former};
use whosaid::read::Format;
use whosaid::rulebook::{File, Rulebook};
use whosaid::{Draft, Verdict, check, suppress};

use super::baselines::{findings, real};
use super::git::{self, Tree};
use super::input::Told;

/// The revision that drafts are compared with.
pub(super) struct Changed<'a> {
    rev: &'a str,
    /// The top of the repository of each folder, and the folder's path from there.
    folders: HashMap<PathBuf, Result<(String, String), String>>,
    trees: HashMap<String, Result<Tree, String>>,
    /// What the file that is being read had, for all its stories.
    former: Former,
    hidden: usize,
    unchanged: usize,
    drafts: usize,
}

/// What has become of a draft since.
pub(super) enum Since {
    /// Nothing.
    Unchanged,
    /// It is new.
    New,
    /// It has changed: the folder to run git in, the top of its repository, the path that it had.
    Changed(PathBuf, String, String),
}

impl<'a> Changed<'a> {
    pub(super) fn new(rev: &'a str) -> Self {
        Self {
            rev,
            folders: HashMap::new(),
            trees: HashMap::new(),
            former: Former::default(),
            hidden: 0,
            unchanged: 0,
            drafts: 0,
        }
    }

    /// What has become of a draft since the revision.
    pub(super) fn since(&mut self, draft: &Draft, told: Told<'_>) -> Result<Since, String> {
        self.drafts += 1;
        let piped = told.stdin_name == Some(draft.path.as_str());
        let path = Path::new(&draft.path);
        if !piped && !path.exists() {
            return Err(format!(
                "{} has no place in git; give it with --stdin-filename",
                draft.path
            ));
        }
        let path = fs::canonicalize(path).unwrap_or_else(|_| real(path));
        let folder = path.parent().unwrap_or(&path).to_owned();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let (top, prefix) =
            self.folders.entry(folder.clone()).or_insert_with(|| git::place(&folder)).clone()?;
        let rev = self.rev;
        let tree = self.trees.entry(top.clone()).or_insert_with(|| Tree::read(&folder, rev));
        let tree = tree.as_ref().map_err(Clone::clone)?;
        let path = format!("{prefix}{name}");
        let Some(before) = tree.before(&path) else { return Ok(Since::New) };
        // A reason that was taken away is a change of the draft too.
        let beside = beside(&path);
        let added = draft.sidecar.is_some() && tree.before(&beside).is_none();
        if piped || tree.differs(&path) || tree.differs(&beside) || added {
            return Ok(Since::Changed(folder, top, before.to_owned()));
        }
        self.unchanged += 1;
        Ok(Since::Unchanged)
    }

    /// Sets aside what the draft had then.
    pub(super) fn set_aside(
        &mut self,
        since: &Since,
        draft: &Draft,
        verdict: &mut Verdict,
        rulebook: &Rulebook,
        format: Option<Format>,
    ) -> Result<(), String> {
        let Since::Changed(folder, top, before) = since else { return Ok(()) };
        if draft.story.is_none_or(|(at, _)| at == 1) {
            let olds = self.versions(folder, top, before, draft, format)?;
            let traces = olds.iter().flat_map(|old| {
                let verdict = check(old, rulebook);
                adopt::traces(old, &verdict, rulebook)
            });
            self.former = Former::of(&traces.collect::<Vec<_>>());
        }
        let traces = adopt::traces(draft, verdict, rulebook);
        let reason = format!("as in {}", self.rev);
        let former = &mut self.former;
        self.hidden += adopt::set_aside(draft, verdict, rulebook, &traces, former, &reason, None);
        Ok(())
    }

    /// The stories of a file as it was, with what was set aside then.
    fn versions(
        &self,
        folder: &Path,
        top: &str,
        before: &str,
        draft: &Draft,
        format: Option<Format>,
    ) -> Result<Vec<Draft>, String> {
        let Some(Ok(tree)) = self.trees.get(top) else { return Ok(Vec::new()) };
        let Some(bytes) = tree.bytes(folder, before)? else { return Ok(Vec::new()) };
        // What could not be read then had no findings.
        let mut olds = Draft::read(&draft.path, &bytes, format).unwrap_or_default();
        let beside = beside(before);
        let sidecar = tree.bytes(folder, &beside)?.and_then(|bytes| {
            let file = File::new(beside, String::from_utf8(bytes).ok()?);
            suppress::read_sidecar(&file).ok()
        });
        for old in &mut olds {
            old.sidecar.clone_from(&sidecar);
        }
        Ok(olds)
    }

    /// Says what is not shown.
    pub(super) fn tell(&self) {
        let rev = self.rev;
        if self.hidden > 0 {
            let (hidden, are) =
                (findings(self.hidden), if self.hidden == 1 { "is" } else { "are" });
            tell!("whosaid: {hidden} that {rev} has too {are} not shown");
        }
        match self.unchanged {
            0 => {}
            all if all == self.drafts => tell!("whosaid: no draft has changed since {rev}"),
            1 => tell!("whosaid: 1 draft has not changed since {rev} and is not shown"),
            some => tell!("whosaid: {some} drafts have not changed since {rev} and are not shown"),
        }
    }
}

/// The file beside a draft, by its path in git.
fn beside(path: &str) -> String {
    suppress::beside(Path::new(path)).to_string_lossy().into_owned()
}
