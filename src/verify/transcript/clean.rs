//! Takes out of a transcript what nobody says: tags, entities, times, what is in brackets, marks.

use super::labels::{self, Label, Taken};
use super::masked::{Masked, Voice};
use super::times::time_at;
use crate::span::Span;
use crate::verify::speech::Speech;
use crate::verify::word::NOTHING;

/// What stands in brackets has so many bytes at most, or the bracket was never closed.
const LONGEST: usize = 160;

/// What comes in the place of a part that nobody says.
enum With {
    /// A gap.
    Blank,
    /// Nothing: the words on both sides meet.
    Nothing,
    /// The mark that an entity stands for.
    Mark(u8),
}

/// The length of a part, and what comes in its place.
type Part = Option<(usize, With)>;

/// Blanks out tags (where the format has them), times, brackets, and marks of a new speaker.
pub(super) fn clean(masked: &mut Masked<'_>, speech: &Speech, tags: bool) {
    let source = masked.source;
    let mut at = 0;
    while let Some(char) = source[at..].chars().next() {
        let rest = &source[at..];
        let found = match char {
            '<' if tags => tag(masked, at, speech),
            '{' if tags => enclosed(rest, '}').map(|len| (len, With::Blank)),
            '>' | '&' if chevrons(rest).is_some() => {
                masked.turn(at, Voice::New);
                chevrons(rest).map(|len| (len, With::Blank))
            }
            '&' => entity(rest).map(|(len, byte)| (len, With::Mark(byte))),
            '[' => bracket(masked, at, ']', speech),
            '(' => bracket(masked, at, ')', speech),
            c if c.is_ascii_digit()
                && !source[..at].ends_with(|c: char| c.is_alphanumeric() || c == ':') =>
            {
                time_at(rest).filter(|(_, colons, _)| *colons == 2).map(|(len, _, time)| {
                    masked.time(at, time);
                    (len, With::Blank)
                })
            }
            _ => None,
        };
        match found {
            Some((len, with)) => {
                let span = Span::new(at, at + len);
                match with {
                    With::Blank => masked.blank(span),
                    With::Nothing => masked.close(span),
                    With::Mark(byte) => masked.put(span, byte),
                }
                at += len;
            }
            None => at += char.len_utf8(),
        }
    }
}

/// A tag. `<v Tom Hale>` says who speaks, `<00:04:12.000>` when.
fn tag(masked: &mut Masked<'_>, at: usize, speech: &Speech) -> Part {
    let rest = &masked.source[at..];
    let len = enclosed(rest, '>')?;
    let inner = &rest[1..len - 1];
    if let Some((_, _, time)) = time_at(inner) {
        masked.time(at + len, time);
    }
    let name = inner.split(|c: char| c.is_whitespace() || c == '.').next().unwrap_or_default();
    if name == "v" {
        let voice = inner.split_once(char::is_whitespace).map(|(_, name)| name.trim());
        let voice = voice.filter(|name| !name.is_empty()).map(labels::plain);
        masked.turn(at, voice.map_or(Voice::New, Voice::Named));
    }
    // A voice speaks to the end of its tag.
    if inner == "/v" {
        masked.turn(at + len, Voice::Doubtful);
    }
    // "<inaudible>" is no tag.
    if masked.has(at) && name.len() == inner.len() && speech.is_unheard(inner) {
        masked.brackets.push(Span::new(at, at + len));
        return Some((len, With::Blank));
    }
    is_tag(inner).then_some((len, With::Nothing))
}

/// True for what stands in a tag, and not between two signs for less and more.
fn is_tag(inner: &str) -> bool {
    inner.starts_with(|c: char| c.is_alphanumeric() || c.is_whitespace() || c == '.' || c == '/')
        || inner.is_empty()
}

/// The mark of a new speaker at the beginning of a text, ">>" in whatever writing, and its length.
fn chevrons(text: &str) -> Option<usize> {
    let (mut at, mut count) = (0, 0);
    loop {
        let rest = &text[at..];
        at += match rest.chars().next() {
            Some('>') => 1,
            Some('&') => match entity(rest) {
                Some((len, b'>')) => len,
                _ => break,
            },
            _ => break,
        };
        count += 1;
    }
    (count > 1).then_some(at)
}

/// An entity at the beginning of a text: its length, and a blank or the mark that it stands for.
fn entity(rest: &str) -> Option<(usize, u8)> {
    let end = rest.bytes().take(ENTITY).position(|b| b == b';')? + 1;
    let entity = rest.get(..end)?;
    let meant = htmlize::unescape(entity);
    let char = meant.chars().next().filter(|_| *meant != *entity)?;
    let byte = match char {
        '’' | '‘' | '\'' => b'\'',
        '\u{a0}' => b' ',
        c if c.is_ascii() && !c.is_control() => u8::try_from(c).unwrap_or(b' '),
        _ => b' ',
    };
    Some((end, byte))
}

/// An entity has so many bytes at most.
const ENTITY: usize = 12;

/// What stands in brackets: a noise, a time, a remark, or what was not heard.
fn bracket(masked: &mut Masked<'_>, at: usize, close: char, speech: &Speech) -> Part {
    let rest = &masked.source[at..];
    let len = enclosed(rest, close)?;
    let inner = rest[1..len - 1].trim();
    if let Some((_, _, time)) = time_at(inner) {
        masked.time(at + len, time);
    } else if masked.has(at)
        && !inner.is_empty()
        && !inner.bytes().all(|b| b.is_ascii_digit())
        && !speech.is_noise(inner)
    {
        masked.brackets.push(Span::new(at, at + len));
    }
    Some((len, With::Blank))
}

/// How long an enclosed part is, marks included: on few lines, and not too long.
fn enclosed(rest: &str, close: char) -> Option<usize> {
    let end = rest.bytes().take(LONGEST).position(|b| b == close as u8)?;
    let inner = &rest[1..end];
    (!inner.contains("\n\n") && !inner.contains("\n\r\n")).then_some(end + 1)
}

/// Blanks out the labels of lines, and notes who speaks. A label may be in tags, where the format has them,
/// and may have entities in it and before it.
pub(super) fn label_lines(masked: &mut Masked<'_>, lines: &[Span], speech: &Speech, tags: bool) {
    let text = if tags { untagged(masked.source) } else { masked.source.to_owned() };
    let text = without_entities(text);
    for (at, voice) in labels::dashes(&text, lines) {
        masked.turn(at, voice);
    }
    let labels = labels::find(&text, lines, speech);
    // What is in brackets in a label is no word.
    let taken = Taken::by(&labels);
    masked.brackets.retain(|bracket| !taken.overlap(*bracket));
    for Label { span, voice } in labels {
        masked.blank(span);
        masked.turn(span.start, voice);
    }
}

/// A text with the marks that its entities stand for, each place as it was.
fn without_entities(text: String) -> String {
    if !text.contains('&') {
        return text;
    }
    let mut bytes = text.as_bytes().to_vec();
    for (at, _) in text.match_indices('&') {
        if let Some((len, byte)) = entity(&text[at..]) {
            let fill = if byte.is_ascii_alphanumeric() || byte == b'\'' { NOTHING } else { b' ' };
            bytes[at..at + len].fill(fill);
            bytes[at] = byte;
        }
    }
    // Whole characters are written over, so that nothing is lost here.
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A text with a blank for each byte of its tags: `<i>HALE:</i> No.`, `{\an8}HALE: No.`
fn untagged(source: &str) -> String {
    let mut bytes = source.as_bytes().to_vec();
    let mut at = 0;
    while let Some(found) = source[at..].find(['<', '{']) {
        let rest = &source[at + found..];
        let (open, close) = if rest.starts_with('<') { ('<', '>') } else { ('{', '}') };
        let len = enclosed(rest, close).filter(|len| open == '{' || is_tag(&rest[1..len - 1]));
        let tag = at + found..at + found + len.unwrap_or_default();
        at = tag.end.max(tag.start + 1);
        for byte in bytes[tag].iter_mut().filter(|byte| **byte != b'\n') {
            *byte = b' ';
        }
    }
    // Whole characters are blanked out, so that nothing is lost here.
    String::from_utf8_lossy(&bytes).into_owned()
}
