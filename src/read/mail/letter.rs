//! The text of a mail: what its sender wrote, and what was quoted, forwarded or signed.

use super::super::document::{Document, Piece};
use super::super::layout::Layout;
use super::super::part::Part;
use super::super::plain;
use super::super::segments::SegmentMap;
use super::transfer::Text;
use crate::span::Span;

/// A signature has no more lines than this.
const SIGNATURE_LINES: usize = 20;
/// A notice in HTML begins among so many pieces at the end.
const NOTICE_PIECES: usize = 8;

/// Reads the text of a mail.
pub(super) fn read(source: &str) -> Document {
    let mut map = SegmentMap::default();
    map.push(source.len(), Span::new(0, source.len()));
    let lines = plain::lines(source);
    let desk = desk_lines(source, &lines);
    let own = |(line, desk): (&Span, &bool)| {
        if *desk { Span::new(line.start, line.start) } else { *line }
    };
    let written: Vec<Span> = lines.iter().zip(&desk).map(own).collect();
    let mut pieces = plain::pieces(source, &written);
    pieces.extend(notes(&lines, &desk));
    pieces.sort_by_key(|piece| piece.span.start);
    Document { text: source.to_owned(), map, pieces, ..Document::default() }
}

/// Lines to leave out that stand together, each group as a note.
fn notes(lines: &[Span], desk: &[bool]) -> Vec<Piece> {
    let mut notes: Vec<Piece> = Vec::new();
    let mut open = false;
    for (line, desk) in lines.iter().zip(desk) {
        let is_note = *desk && !line.is_empty();
        match notes.last_mut().filter(|_| open && is_note) {
            Some(last) => last.span = last.span.to(*line),
            None if is_note => {
                notes.push(Piece { part: Some(Part::DeskNote), span: *line, quotation: None });
            }
            None => {}
        }
        open = is_note;
    }
    notes
}

/// Which lines are no text of the sender's own.
fn desk_lines(text: &str, lines: &[Span]) -> Vec<bool> {
    let layout = Layout::built_in();
    let mut desk: Vec<bool> = lines.iter().map(|line| line.of(text).starts_with('>')).collect();
    let mut written = false;
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let words = line.of(text);
        let rest = |mut desk: Vec<bool>| {
            desk.iter_mut().skip(at).for_each(|one| *one = true);
            desk
        };
        let forwarded = layout.is_forwarded(words);
        let earlier = layout.is_earlier(words);
        let notice = written && layout.is_confidential(words) && is_last(lines, at);
        if earlier && written || notice || is_signature(text, lines, at) {
            return rest(desk);
        }
        if layout.is_sent_from(words)
            && let Some(one) = desk.get_mut(at)
        {
            *one = true;
        }
        if forwarded || earlier {
            at = flag_headers(text, lines, &mut desk, at);
            continue;
        }
        if let Some((end, marked)) = introduction(text, lines, at) {
            if !marked {
                return rest(desk);
            }
            desk.iter_mut().take(end).skip(at).for_each(|one| *one = true);
            at = end;
            continue;
        }
        written |= !words.is_empty() && desk.get(at) == Some(&false);
        at += 1;
    }
    desk
}

/// Flags the line above a mail that was sent on, and that mail's headers. Where they end.
fn flag_headers(text: &str, lines: &[Span], desk: &mut [bool], at: usize) -> usize {
    let mut end = at + 1;
    let mut blanks = 0;
    while let Some(line) = lines.get(end) {
        let words = line.of(text);
        let header = Layout::built_in().is_mail_header(words);
        blanks += usize::from(words.is_empty());
        // One empty line may stand before the headers, none among them.
        if !header && (!words.is_empty() || blanks > 1 || end > at + 1) {
            break;
        }
        end += 1;
    }
    desk.iter_mut().take(end).skip(at).for_each(|one| *one = true);
    end
}

/// The line or two above an earlier mail: "On 3 May 2025, at 10:12, Ann Hale <a@b.c> wrote:". Where it
/// ends, and whether that mail's lines have marks.
fn introduction(text: &str, lines: &[Span], at: usize) -> Option<(usize, bool)> {
    let layout = Layout::built_in();
    let first = lines.get(at)?;
    let begins = layout.begins_earlier(first.of(text));
    let end = (at + 1..=at + 2)
        .find(|end| lines.get(end - 1).is_some_and(|line| layout.ends_earlier(line.of(text))));
    let end = end.filter(|_| begins)?;
    let all = first.to(*lines.get(end - 1)?).of(text);
    let mut after = lines.iter().skip(end).filter(|line| !line.is_empty());
    let marked = after.next().is_some_and(|line| line.of(text).starts_with('>'));
    (marked || all.contains('@')).then_some((end, marked))
}

/// True for the line above a signature: "-- ".
fn is_signature(text: &str, lines: &[Span], at: usize) -> bool {
    let is = |line: &Span| matches!(line.of(text), "--" | "—");
    lines.get(at).is_some_and(is) && is_last(lines, at)
}

/// True where so few lines come after one that they can be those of a signature or a notice.
fn is_last(lines: &[Span], at: usize) -> bool {
    let after = lines.iter().skip(at + 1).filter(|line| !line.is_empty());
    after.take(SIGNATURE_LINES + 1).count() <= SIGNATURE_LINES
}

/// Makes notes of a notice at the end of a mail in HTML, and of what a telephone has added to it.
pub(super) fn flag_notices(document: &mut Document) {
    let layout = Layout::built_in();
    let Document { text, pieces, .. } = document;
    let first = pieces.len().saturating_sub(NOTICE_PIECES).max(1);
    let mut notice = false;
    for piece in pieces.iter_mut().skip(first) {
        let words = piece.span.of(text);
        notice |= layout.is_confidential(words);
        if notice || layout.is_sent_from(words) {
            piece.part = Some(Part::DeskNote);
        }
    }
}

/// Joins the lines of a text that was broken on the way ("format=flowed"): those that end in a blank
/// go on in the next, and lose it where `delete` says so.
pub(super) fn joined(text: &Text, delete: bool) -> Text {
    let mut words = String::with_capacity(text.words.len());
    let mut map = SegmentMap::default();
    let mut at = 0;
    let mut lines = text.words.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let start = at;
        at += line.len();
        let bare = line.trim_end_matches(['\r', '\n']);
        let quoted = bare.starts_with('>');
        let next = lines.peek().is_some_and(|next| next.starts_with('>') == quoted);
        let goes_on = next && bare.ends_with(' ') && bare.trim_end() != "--";
        // A blank was put before a line that would be taken for another.
        let from = usize::from(bare.starts_with(' '));
        let to = match (goes_on, delete) {
            (true, true) => bare.len() - 1,
            (true, false) => bare.len(),
            _ => line.len(),
        };
        let Some(kept) = line.get(from..to) else { continue };
        words.push_str(kept);
        map.push(kept.len(), Span::new(start + from, start + to));
    }
    Text { words, map: map.within(&text.map) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<(bool, String)> {
        let document = read(text);
        let is_note = |piece: &Piece| piece.part == Some(Part::DeskNote);
        let words = |piece: &Piece| piece.span.of(text).replace('\n', "|");
        document.pieces.iter().map(|piece| (is_note(piece), words(piece))).collect()
    }

    #[test]
    fn what_others_wrote_before_is_a_note() {
        let text = "The mill is shut.\n\nOn Monday she wrote:\n\n“It is shut.”\n\nOn Tue, 3 May 2025, Tom Wynne\n<t@w.org> wrote:\n> Is it shut?\n> For good?\n\nYes, it is.\n-- \nAnn Hale\nSelby Mills\n";
        assert_eq!(
            parts(text),
            [
                (false, "The mill is shut.".to_owned()),
                (false, "On Monday she wrote:".to_owned()),
                (false, "“It is shut.”".to_owned()),
                (
                    true,
                    "On Tue, 3 May 2025, Tom Wynne|<t@w.org> wrote:|> Is it shut?|> For good?"
                        .to_owned()
                ),
                (false, "Yes, it is.".to_owned()),
                (true, "-- |Ann Hale|Selby Mills".to_owned()),
            ]
        );
    }

    #[test]
    fn an_earlier_mail_is_a_note_and_one_sent_on_is_copy() {
        let old =
            "No.\n\n-----Original Message-----\nFrom: Tom Wynne\nSent: 3 May\n\nIs it shut?\n";
        let found = parts(old);
        assert_eq!(found.iter().map(|one| one.0).collect::<Vec<_>>(), [false, true, true]);
        let on = "---------- Forwarded message ---------\nFrom: Tom Wynne\nSubject: Mill\n\nThe mill is shut.\n";
        assert_eq!(parts(on)[1], (false, "The mill is shut.".to_owned()));
        assert!(parts(on)[0].0 && parts(on)[0].1.ends_with("Subject: Mill"));
    }

    #[test]
    fn a_notice_at_the_end_is_a_note() {
        let text = "The mill is shut.\n\nSent from my phone\n\nCONFIDENTIAL: Selby Mills said this mail is private.\nDelete it.\n";
        let found = parts(text);
        assert_eq!(found.iter().map(|one| one.0).collect::<Vec<_>>(), [false, true, true]);
        assert!(found[2].1.ends_with("Delete it."));
        let mut html = super::super::super::html::read(
            "<p>The mill is shut.</p><p>This email and any files are private.</p><p>Delete it.</p>",
        );
        flag_notices(&mut html);
        let note = Some(Part::DeskNote);
        let parts: Vec<_> = html.pieces.iter().map(|piece| piece.part).collect();
        assert_eq!(parts, [None, note, note]);
        let story = format!("Confidentiality was the word.\n\n{}", "It is shut.\n\n".repeat(30));
        assert!(!self::parts(&story)[0].0);
    }

    #[test]
    fn lines_that_were_broken_on_the_way_are_joined() {
        let words = "The mill \nis shut.\n From here.\n-- \nAnn\n".to_owned();
        let mut map = SegmentMap::default();
        map.push(words.len(), Span::new(0, words.len()));
        let text = Text { words, map };
        assert_eq!(joined(&text, false).words, "The mill is shut.\nFrom here.\n-- \nAnn\n");
        assert_eq!(joined(&text, true).words, "The millis shut.\nFrom here.\n-- \nAnn\n");
    }
}
