//! `git`, run as a program on this machine: what a revision has, and what differs from it. No command
//! here opens a connection, and none writes.

use std::collections::{HashMap, HashSet};
use std::ffi::OsStr;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

/// What a repository had in a revision, and what has changed since.
pub(super) struct Tree {
    /// The id of each file, by its path from the top.
    files: HashMap<String, String>,
    /// Files that differ now, by the path that they have now or had.
    changed: HashSet<String>,
    /// Files that were moved: the path now, the path then.
    renamed: HashMap<String, String>,
}

impl Tree {
    /// Reads what a revision had. `folder` is any in the repository.
    pub(super) fn read(folder: &Path, rev: &str) -> Result<Self, String> {
        let commit = commit(folder, rev)?;
        let mut tree =
            Self { files: HashMap::new(), changed: HashSet::new(), renamed: HashMap::new() };
        // One entry: mode, kind and id, a tab, the path.
        let listed = run(folder, &["ls-tree", "-r", "-z", "--full-tree", &commit])?;
        for entry in parts(&listed) {
            if let Some((about, path)) = entry.split_once('\t') {
                let id = about.split(' ').nth(2).unwrap_or_default();
                tree.files.insert(path.to_owned(), id.to_owned());
            }
        }
        let differ = [
            "diff",
            "--name-status",
            "-z",
            "-M",
            "--no-ext-diff",
            "--no-textconv",
            "--no-relative",
            "--ignore-submodules=all",
            &commit,
            "--",
        ];
        let differ = run(folder, &differ)?;
        let mut words = parts(&differ).into_iter();
        while let Some(status) = words.next() {
            let Some(path) = words.next() else { break };
            if status.starts_with(['R', 'C']) {
                let Some(now) = words.next() else { break };
                tree.changed.insert(now.clone());
                tree.renamed.insert(now, path);
            } else {
                tree.changed.insert(path);
            }
        }
        Ok(tree)
    }

    /// The path that a file had, if it was there.
    pub(super) fn before<'a>(&'a self, path: &'a str) -> Option<&'a str> {
        let before = self.renamed.get(path).map_or(path, String::as_str);
        self.files.contains_key(before).then_some(before)
    }

    /// True when a file is not as it was.
    pub(super) fn differs(&self, path: &str) -> bool {
        self.changed.contains(path)
    }

    /// What a file had in it.
    pub(super) fn bytes(&self, folder: &Path, path: &str) -> Result<Option<Vec<u8>>, String> {
        let Some(id) = self.files.get(path) else { return Ok(None) };
        run(folder, &["cat-file", "blob", id]).map(Some)
    }
}

/// The top folder of the repository that a folder is in, and the folder's path from there, which ends
/// with a slash or is empty.
pub(super) fn place(folder: &Path) -> Result<(String, String), String> {
    let line = |bytes: Vec<u8>| {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        text.strip_suffix('\n').unwrap_or(&text).to_owned()
    };
    let top = run(folder, &["rev-parse", "--show-toplevel"])?;
    let prefix = run(folder, &["rev-parse", "--show-prefix"])?;
    Ok((line(top), line(prefix)))
}

/// The id of the commit that a person means: a name, "NAME..." for where this branch left that one.
fn commit(folder: &Path, rev: &str) -> Result<String, String> {
    if rev.is_empty() || rev.starts_with('-') {
        return Err(format!("--changed-since needs a revision, not “{}”", rev.escape_debug()));
    }
    let ranges = [("...", true), ("..", false)];
    let range = ranges.iter().find_map(|(dots, base)| Some((rev.split_once(dots)?, *base)));
    let Some(((left, right), base)) = range else { return one(folder, rev) };
    if !matches!(right, "" | "HEAD") {
        return Err(format!(
            "--changed-since compares the files as they are now with one revision; “{rev}” names two"
        ));
    }
    let left = one(folder, if left.is_empty() { "HEAD" } else { left })?;
    if !base {
        return Ok(left);
    }
    let shared = run(folder, &["merge-base", &left, "HEAD"])
        .map_err(|_| format!("“{rev}”: no commit that both sides share{}", shallow(folder)))?;
    Ok(String::from_utf8_lossy(&shared).trim().to_owned())
}

/// The id of the commit with a name.
fn one(folder: &Path, rev: &str) -> Result<String, String> {
    let named = format!("{rev}^{{commit}}");
    let found = run(folder, &["rev-parse", "--verify", "--quiet", &named]);
    let id = found.map(|bytes| String::from_utf8_lossy(&bytes).trim().to_owned());
    id.ok().filter(|id| !id.is_empty() && id.chars().all(|c| c.is_ascii_hexdigit())).ok_or_else(
        || format!("--changed-since: unknown revision “{}”{}", rev.escape_debug(), shallow(folder)),
    )
}

/// What to add where the history is cut short, as it is in most pipelines.
fn shallow(folder: &Path) -> &'static str {
    let asked = run(folder, &["rev-parse", "--is-shallow-repository"]);
    if asked.is_ok_and(|said| said.starts_with(b"true")) {
        "; this is a shallow clone, so fetch more of its history first"
    } else {
        ""
    }
}

/// What stands between zero bytes.
fn parts(bytes: &[u8]) -> Vec<String> {
    let parts = bytes.split(|byte| *byte == 0).filter(|part| !part.is_empty());
    parts.map(|part| String::from_utf8_lossy(part).into_owned()).collect()
}

/// Runs git in a folder. Gives what it prints.
fn run(folder: &Path, arguments: &[&str]) -> Result<Vec<u8>, String> {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(["--no-pager", "--no-optional-locks"]);
    // No program of the repository's choosing, and nothing from a server.
    command.args(["-c", "core.fsmonitor=false", "-c", "protocol.allow=never"]);
    command.env("GIT_NO_LAZY_FETCH", "1").env("GIT_TERMINAL_PROMPT", "0").env("LC_ALL", "C");
    // A hook of git sets these for its own commands, which run elsewhere.
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        command.env_remove(name);
    }
    let output = command.args(arguments.iter().map(OsStr::new)).stdin(Stdio::null()).output();
    let output = output.map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => {
            "--changed-since needs git, which is not installed or not on the path".to_owned()
        }
        _ => format!("git: {error}"),
    })?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    if said.contains("not a git repository") {
        let folder = folder.display();
        return Err(format!(
            "{folder} is in no git repository, so --changed-since has nothing to compare"
        ));
    }
    let line = said.lines().next().unwrap_or_default().trim_start_matches("fatal: ");
    Err(format!("git {}: {line}", arguments[0]))
}
