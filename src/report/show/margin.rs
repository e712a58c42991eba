//! What is written in the margin: the kind of a part, who speaks, and the findings.

use super::ink::Ink;
use super::marks;
use crate::parse::Attribution;
use crate::read::{Block, BlockKind};
use crate::report::checked::Checked;
use crate::report::words::one_line;
use crate::resolve::{Grade, Meaning, SpeakerId};
use crate::verdict::Finding;

/// Columns from which the name of a check is given beside its code.
const ROOMY: usize = 36;

/// A line in the margin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Note {
    /// The byte of the draft that it is about.
    pub(super) at: usize,
    pub(super) text: String,
    pub(super) ink: Ink,
}

/// The notes on each part of a draft, in order.
pub(super) fn notes(checked: &Checked, width: usize) -> Vec<Vec<Note>> {
    let blocks = &checked.draft.blocks;
    let mut notes: Vec<Vec<Note>> =
        blocks.iter().map(|block| kind(block).into_iter().collect()).collect();
    for (n, attribution) in marks::shown(checked) {
        speaker(checked, n, attribution, &mut notes);
    }
    let findings = checked.shown();
    for found in findings {
        if let Some(block) = block_at(blocks, found.span.start) {
            notes[block].push(finding(found, blocks[block].span.start, width));
        }
    }
    for notes in &mut notes {
        // Stable: what is at one place stays in this order.
        notes.sort_by_key(|note| note.at);
        once(notes);
    }
    notes
}

/// Leaves out a speaker whose name is the last in the margin of this part already.
fn once(notes: &mut Vec<Note>) {
    let mut last: Option<String> = None;
    notes.retain(|note| {
        let speaks = matches!(note.ink, Ink::Speaker | Ink::Perhaps);
        let again = speaks && last.as_ref() == Some(&note.text);
        if speaks {
            last = Some(note.text.clone());
        }
        !again
    });
}

/// "headline", "caption"; nothing for a paragraph.
fn kind(block: &Block) -> Option<Note> {
    if block.kind == BlockKind::Paragraph {
        return None;
    }
    let name = serde_json::to_value(block.part).unwrap_or_default();
    let text = format!("({})", name.as_str()?);
    Some(Note { at: block.span.start, text, ink: Ink::Small })
}

/// The part in which a byte is; else the next, or the last.
fn block_at(blocks: &[Block], at: usize) -> Option<usize> {
    let next = blocks.partition_point(|block| block.span.end <= at);
    blocks.len().checked_sub(1).map(|last| next.min(last))
}

/// Who speaks, where the statement begins, and in each part in which it goes on.
fn speaker(checked: &Checked, n: usize, attribution: &Attribution, notes: &mut [Vec<Note>]) {
    let blocks = &checked.draft.blocks;
    let (name, sure) = who(checked, n, attribution);
    let ink = if sure { Ink::Speaker } else { Ink::Perhaps };
    let whole = attribution.span();
    let Some(first) = block_at(blocks, whole.start) else { return };
    let on = blocks[first..].iter().take_while(|block| block.span.start < whole.end).count();
    for number in first..first + on.max(1) {
        let block = blocks[number].span;
        let piece = attribution.content.iter().find(|piece| piece.overlaps(block));
        let (at, text) = match piece {
            _ if number == first && attribution.nested.is_some() => {
                (whole.start, format!("↳ {name}"))
            }
            _ if number == first => (whole.start, name.clone()),
            Some(piece) => (piece.start, format!("… {name}")),
            None => continue,
        };
        notes[number].push(Note { at: at.max(block.start), text, ink });
    }
}

/// Who speaks, and whether that is certain. What is not certain is in the draft's own words, or has a
/// question mark.
fn who(checked: &Checked, n: usize, attribution: &Attribution) -> (String, bool) {
    let story = &checked.verdict.story;
    let source = attribution.source.as_ref().map(|source| checked.draft.words(source.span));
    let words = source.map(one_line).filter(|words| !words.is_empty());
    let meaning = &story.bindings[n];
    let grade = story.links[n].map_or(Grade::Open, |link| link.grade);
    let speakers = meaning.speakers();
    if grade == Grade::Certain && !speakers.is_empty() {
        return (names(checked, speakers, " + "), true);
    }
    let named = names(checked, speakers, " + ");
    let text = match words {
        Some(words) if *meaning == Meaning::Unknown || has(&words, &named) => words,
        // Of several who can be meant none is named: the draft does not show which.
        Some(words) if named.is_empty() => format!("{words}?"),
        Some(words) => format!("{words} ({named}?)"),
        None if named.is_empty() => "no source".to_owned(),
        None => format!("{named}?"),
    };
    (text, false)
}

/// True when some words have a name in them, so that it need not be given again.
fn has(words: &str, name: &str) -> bool {
    !name.is_empty() && words.to_lowercase().contains(&name.to_lowercase())
}

/// The names of some speakers.
fn names(checked: &Checked, speakers: &[SpeakerId], between: &str) -> String {
    let names = speakers.iter().map(|id| one_line(&checked.verdict.story.speakers[id.0].name));
    names.collect::<Vec<_>>().join(between)
}

/// "warning SR002"
fn finding(finding: &Finding, start: usize, width: usize) -> Note {
    let name = if width >= ROOMY { format!(" {}", one_line(&finding.name)) } else { String::new() };
    let text = format!("{} {}{name}", finding.severity.name(), one_line(&finding.code));
    Note { at: finding.span.start.max(start), text, ink: Ink::Finding(finding.severity) }
}
