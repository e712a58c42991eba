//! The file beside a draft that says what was approved of it: read, and compared with the draft.

use std::io::{self, Write};
use std::path::Path;

use whosaid::report::{self, Checked, Style};
use whosaid::rulebook::File;
use whosaid::versions::{self, Approved, ApprovedStory, Version};

use super::exit::{CLEAN, FAILED, FOUND};

/// The path of each file, and the drafts in it, in order.
pub(super) fn by_file(drafts: &[Checked]) -> impl Iterator<Item = (&str, &[Checked])> {
    let files = drafts.chunk_by(|one, next| one.draft.path == next.draft.path);
    files.map(|of| (of[0].draft.path.as_str(), of))
}

/// Compares drafts with what was approved of them, writes what changed, and gives the exit code.
pub(super) fn compare(out: &mut dyn Write, drafts: &[Checked], style: Style) -> io::Result<u8> {
    let mut worst = CLEAN;
    for (path, of) in by_file(drafts) {
        let file = versions::beside(Path::new(path));
        if !Path::new(path).exists() {
            tell!("whosaid: {path}: nothing can be approved of it; name it with --stdin-filename");
            worst = FAILED;
            continue;
        }
        if !file.exists() {
            tell!("whosaid: {path}: not approved yet; `whosaid approve {path}` approves it");
            worst = worst.max(FOUND);
            continue;
        }
        let read = File::read(&file, &file.display().to_string());
        match read.and_then(|file| versions::read_approved(&file)) {
            Err(error) => {
                tell!("whosaid: {error}");
                worst = FAILED;
            }
            Ok(approved) => {
                if let Some((old, new)) = difference(&approved, of) {
                    writeln!(out)?;
                    report::write_since_approved(out, path, (&old, &new), style)?;
                    writeln!(out, "\nwhosaid approve {path}")?;
                    worst = worst.max(FOUND);
                }
            }
        }
    }
    out.flush()?;
    Ok(worst)
}

/// What was approved and how it reads now, as text; nothing where nothing has changed.
fn difference(approved: &Approved, drafts: &[Checked]) -> Option<(String, String)> {
    let lexicon = &drafts.first()?.rulebook.lexicon;
    let news: Vec<Version> = drafts.iter().map(Checked::version).collect();
    let olds: Vec<Version> = approved.stories.iter().map(ApprovedStory::version).collect();
    let (before, after): (Vec<&Version>, Vec<&Version>) =
        (olds.iter().collect(), news.iter().collect());
    let mut stories: Vec<ApprovedStory> = Vec::new();
    let mut changed = false;
    let mut pairs = versions::stories(&before, &after, lexicon);
    // In the order in which they were approved; those that are new come last.
    pairs.sort_by_key(|(old, _)| old.unwrap_or(usize::MAX));
    for (old, new) in pairs {
        match (old.map(|old| &approved.stories[old]), new.map(|new| &news[new])) {
            (Some(old), Some(new)) => {
                let some = !versions::since(old, new, lexicon).all.is_empty();
                changed |= some;
                stories.push(if some { versions::now(old, new, lexicon) } else { old.clone() });
            }
            (None, Some(new)) => {
                changed = true;
                stories.push(ApprovedStory::of(new));
            }
            _ => changed = true,
        }
    }
    let text = |stories: &[ApprovedStory]| serde_yaml::to_string(stories).unwrap_or_default();
    changed.then(|| (text(&approved.stories), text(&stories)))
}
