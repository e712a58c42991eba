//! Changes in Markdown.

use std::io::{self, Write};

use super::as_text::quoted;
use super::compared::Compared;
use super::wording::{
    KINDS, beside, details, exclamations, is_quoted, moved, signed, summary, unchanged,
};
use crate::report::sheets::safe::markdown;
use crate::versions::{Change, Kind, VersionChange};

pub(super) fn write(
    out: &mut dyn Write,
    (old, new): (&str, &str),
    stories: &[Compared<'_>],
) -> io::Result<()> {
    writeln!(out, "# {} → {}", markdown(old), markdown(new))?;
    for story in stories {
        if stories.len() > 1 {
            writeln!(out, "\n## {}", markdown(story.headline().unwrap_or_default()))?;
        }
        match (&story.old, &story.new) {
            (None, _) => writeln!(out, "\nA new story.")?,
            (_, None) => writeln!(out, "\nThe story is cut.")?,
            _ => one(out, story, if stories.len() > 1 { "###" } else { "##" })?,
        }
    }
    Ok(())
}

fn one(out: &mut dyn Write, story: &Compared<'_>, level: &str) -> io::Result<()> {
    let changes = &story.changes;
    if changes.all.is_empty() {
        writeln!(out, "\n{}", unchanged(story))?;
    } else {
        writeln!(out, "\n{}", markdown(&summary(changes)))?;
    }
    for (kind, title, _) in KINDS {
        let of: Vec<&VersionChange> = changes.all.iter().filter(|c| c.kind == kind).collect();
        if of.is_empty() {
            continue;
        }
        writeln!(out, "\n{level} {title}\n")?;
        for change in of {
            entry(out, story, change)?;
        }
    }
    if let Some(beside) = beside(story) {
        writeln!(out, "\n{}", markdown(&beside))?;
    }
    moved(changes).map_or(Ok(()), |moved| writeln!(out, "\n{moved}"))
}

fn entry(out: &mut dyn Write, story: &Compared<'_>, change: &VersionChange) -> io::Result<()> {
    let names = !matches!(change.kind, Kind::Given | Kind::Speaker);
    let who = story.speaker(change).filter(|_| names);
    let who = who.map_or(String::new(), |who| format!(", {}", markdown(&who)));
    write!(out, "- {}{who}", markdown(&story.place(change)))?;
    if !change.pieces.is_empty() {
        let sign = |what: Change, words: &str| {
            let words = markdown(words);
            match what {
                Change::Same => words,
                _ if change.pieces.len() == 1 => words,
                Change::Cut => format!("~~{words}~~"),
                Change::Added => format!("**{words}**"),
            }
        };
        let words = signed(&change.pieces, sign);
        let words = if is_quoted(story, change) { quoted(&words) } else { words };
        write!(out, ": {words}")?;
    }
    writeln!(out)?;
    for told in exclamations(change) {
        writeln!(out, "  - **{}**", markdown(&told))?;
    }
    for told in details(story, change) {
        writeln!(out, "  - {}", markdown(&told))?;
    }
    Ok(())
}
