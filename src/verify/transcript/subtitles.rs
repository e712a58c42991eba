//! Subtitles, SubRip and WebVTT.
//!
//! A reader of our own: the crates that read these formats (`subtp`, `srtlib`, `rsubs-lib`, `aspasia`)
//! refuse a whole file for one odd cue, or do not say on which line a word is.

use super::clean::{clean, label_lines};
use super::kind::TranscriptKind;
use super::masked::{Masked, Voice};
use super::times::{Time, timing};
use crate::span::Span;
use crate::verify::speech::Speech;

/// What files of the Web begin with.
const SIGNATURE: &str = "WEBVTT";

/// What a tag with the name of a speaker begins with.
const VOICE: &str = "<v ";

/// Blocks of WebVTT that nobody sees.
const UNSEEN: [&str; 3] = ["NOTE", "STYLE", "REGION"];

/// What a text is, by its first lines.
pub(super) fn kind(text: &str) -> TranscriptKind {
    let text = text.trim_start_matches(['\u{feff}', '\u{fffd}']);
    if text
        .strip_prefix(SIGNATURE)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace()))
    {
        return TranscriptKind::Vtt;
    }
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    if lines.take(2).any(|line| timing(line).is_some()) {
        TranscriptKind::Srt
    } else {
        TranscriptKind::Text
    }
}

/// A line of a cue, and the number of the cue.
struct CueLine {
    span: Span,
    cue: usize,
}

/// Reads subtitles; nothing where there are none.
pub(super) fn read<'t>(text: &'t str, kind: TranscriptKind, speech: &Speech) -> Option<Masked<'t>> {
    let (lines, times) = cues(text, kind);
    if times.is_empty() {
        return None;
    }
    let lines = once(text, lines);
    let mut masked = Masked::nothing(text);
    for line in &lines {
        masked.take(line.span);
    }
    for (at, time) in times {
        masked.time(at, time);
    }
    // Two lines of a cue that begin with a dash are two speakers'.
    let dash = |line: &CueLine| line.span.of(text).trim_start().starts_with(['-', '–', '—']);
    for two in lines.windows(2) {
        if two[0].cue == two[1].cue && dash(&two[0]) && dash(&two[1]) {
            masked.turn(two[0].span.start, Voice::New);
            masked.turn(two[1].span.start, Voice::New);
        }
    }
    // A voice speaks to the end of its cue.
    if text.contains(VOICE) {
        for two in lines.windows(2).filter(|two| two[0].cue != two[1].cue) {
            if !two[1].span.of(text).contains(VOICE) {
                masked.turn(two[1].span.start, Voice::Doubtful);
            }
        }
    }
    clean(&mut masked, speech, true);
    let spans: Vec<Span> = lines.iter().map(|line| line.span).collect();
    label_lines(&mut masked, &spans, speech, true);
    Some(masked.sorted())
}

/// All lines of a text, their ends left off.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut start = 0;
    text.split_inclusive(['\n', '\r']).map(move |line| {
        let span = Span::new(start, start + line.trim_end_matches(['\n', '\r']).len());
        start += line.len();
        span
    })
}

/// The lines of all cues, and where each cue begins with its time.
fn cues(text: &str, kind: TranscriptKind) -> (Vec<CueLine>, Vec<(usize, Time)>) {
    let mut all: Vec<CueLine> = Vec::new();
    let mut times = Vec::new();
    let mut unseen = kind == TranscriptKind::Vtt;
    let mut blank = true;
    for span in lines(text) {
        let line = span.of(text).trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if line.is_empty() {
            // "\r\n" gives an empty line of its own between its two characters.
            let inside = span.start > 0 && text[..span.start].ends_with('\r');
            if !(inside && text[span.end..].starts_with('\n')) {
                blank = true;
                unseen = false;
            }
            continue;
        }
        if let Some(time) = timing(line) {
            // What stands right before the times of a cue is its number or its name.
            let named = |last: &CueLine| {
                let last = last.span.of(text).trim();
                kind == TranscriptKind::Vtt || last.bytes().all(|b| b.is_ascii_digit())
            };
            let fresh = all.last().is_some_and(|last| last.cue == usize::MAX);
            if fresh && all.last().is_some_and(named) {
                all.pop();
            }
            let cue = times.len();
            times.push((span.end, time));
            for line in all.iter_mut().filter(|line| line.cue == usize::MAX) {
                line.cue = cue.saturating_sub(1);
            }
            (blank, unseen) = (false, false);
            continue;
        }
        let hidden = |word: &str| {
            let rest = line.strip_prefix(word);
            rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        };
        if kind == TranscriptKind::Vtt && blank && UNSEEN.iter().any(|word| hidden(word)) {
            unseen = true;
        }
        if !unseen && !(times.is_empty() && kind == TranscriptKind::Vtt && !blank) {
            // A line after an empty one may be the number of the next cue, or more of this one.
            let cue =
                if blank || digits(line) { usize::MAX } else { times.len().saturating_sub(1) };
            all.push(CueLine { span, cue });
        }
        blank = false;
    }
    let last = times.len().saturating_sub(1);
    all.retain(|line| !times.is_empty() && line.span.start >= times[0].0);
    for line in &mut all {
        line.cue = line.cue.min(last);
    }
    (all, times)
}

fn digits(line: &str) -> bool {
    line.bytes().all(|b| b.is_ascii_digit())
}

/// The lines of captions that roll up, each once: the last line of a cue is the first of the next.
fn once(text: &str, lines: Vec<CueLine>) -> Vec<CueLine> {
    let same =
        |one: &CueLine, other: &CueLine| bare(one.span.of(text)) == bare(other.span.of(text));
    let starts: Vec<usize> =
        (1..lines.len()).filter(|n| lines[*n].cue != lines[n - 1].cue).collect();
    let again: Vec<usize> =
        starts.iter().copied().filter(|n| same(&lines[*n], &lines[n - 1])).collect();
    // Who says "No." twice is rare; in captions that roll up most cues begin so.
    if again.len() < 2 || again.len() * 3 < starts.len() {
        return lines;
    }
    let mut again = again.into_iter().peekable();
    let kept = lines.into_iter().enumerate().filter(|(n, _)| again.next_if_eq(n).is_none());
    kept.map(|(_, line)| line).collect()
}

/// A line without its tags and blanks.
fn bare(line: &str) -> String {
    let mut inside = false;
    let seen = line.chars().filter(|c| {
        let shown = !inside && *c != '<' && !c.is_whitespace();
        inside = *c == '<' || inside && *c != '>';
        shown
    });
    seen.collect()
}
