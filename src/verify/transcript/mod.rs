//! Transcripts: what was said, word by word, each with its place, its time and who says it.

mod clean;
mod kind;
mod labels;
mod masked;
mod plain;
mod subtitles;
mod times;

use super::speech::Speech;
use super::word::Word;
use super::words::words;
use crate::lexicon::Lexicon;
use crate::read::{Draft, Format, ReadError};
use crate::span::Span;
pub use kind::TranscriptKind;
use masked::{Masked, Voice};
pub use times::Time;

/// A file of what was said.
#[derive(Debug)]
pub struct Transcript {
    /// The file as it was read: it knows the places.
    pub file: Draft,
    /// What it was read as.
    pub kind: TranscriptKind,
    /// Its words, in order.
    pub(super) spoken: Vec<Spoken>,
    /// Who speaks, turn by turn.
    pub(super) turns: Vec<Turn>,
    /// The times it has, in order of place: the first byte after each, and the time.
    times: Vec<(usize, Time)>,
}

/// A word of a transcript.
#[derive(Clone, Debug)]
pub(super) struct Spoken {
    pub(super) word: Word,
    /// Index into [`Transcript::turns`].
    pub(super) turn: usize,
    /// True where a sentence or a turn begins.
    pub(super) begins: bool,
    /// Whether the speaker breaks off after it: "we were —".
    pub(super) breaks_off: Break,
    /// What stands in brackets between it and the next word, and may stand for words: "(inaudible)".
    pub(super) unheard: Option<Span>,
}

/// How a speaker breaks off after a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Break {
    /// Not at all.
    #[default]
    None,
    /// With a comma or a semicolon.
    Comma,
    /// With a dash or dots.
    Dash,
}

/// A turn to speak.
#[derive(Clone, Debug, Default)]
pub(super) struct Turn {
    /// The name in its label.
    pub(super) label: Option<String>,
    /// True where it is not sure that somebody else speaks than before.
    pub(super) doubtful: bool,
}

impl Turn {
    fn of(voice: &Voice) -> Self {
        let label = if let Voice::Named(name) = voice { Some(name.clone()) } else { None };
        Self { label, doubtful: *voice == Voice::Doubtful }
    }
}

/// Why a file is no transcript.
#[derive(Debug, thiserror::Error)]
pub enum TranscriptError {
    /// It cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// It is called a file of subtitles, and has none.
    #[error("{path}: no subtitles in it, expected lines such as “{expected}”")]
    NoSubtitles {
        /// The file.
        path: String,
        /// A line with the times of a subtitle.
        expected: &'static str,
    },
    /// Nobody says anything in it.
    #[error("{path}: no words in it")]
    NoWords {
        /// The file.
        path: String,
    },
}

impl Transcript {
    /// Reads the bytes of a file: subtitles by the end of its name or by its first lines, else text, or
    /// whatever a draft may be written in.
    pub fn read(
        path: &str,
        bytes: &[u8],
        speech: &Speech,
        lexicon: &Lexicon,
    ) -> Result<Vec<Self>, TranscriptError> {
        let named = kind_of_name(path);
        let format = (named.is_some() || looks_like_subtitles(bytes)).then_some(Format::Plain);
        let files = Draft::read(path, bytes, format)?;
        let mut all = Vec::new();
        for file in files {
            let kind = named.unwrap_or_else(|| subtitles::kind(file.as_read()));
            all.push(Self::of(file, kind, speech, lexicon)?);
        }
        Ok(all)
    }

    fn of(
        file: Draft,
        kind: TranscriptKind,
        speech: &Speech,
        lexicon: &Lexicon,
    ) -> Result<Self, TranscriptError> {
        let text = file.as_read();
        let masked = if kind == TranscriptKind::Text {
            plain::read(text, speech)
        } else {
            let path = || file.path.clone();
            let expected = times::EXAMPLE;
            subtitles::read(text, kind, speech)
                .ok_or_else(|| TranscriptError::NoSubtitles { path: path(), expected })?
        };
        let (spoken, turns) = spoken(&masked, speech, lexicon);
        if spoken.is_empty() {
            return Err(TranscriptError::NoWords { path: file.path.clone() });
        }
        Ok(Self { kind, spoken, turns, times: masked.times, file })
    }

    /// The time of the words at a byte: the last before it.
    pub(super) fn time_of(&self, at: usize) -> Option<Time> {
        let next = self.times.partition_point(|(place, _)| *place <= at);
        self.times[..next].last().map(|(_, time)| *time)
    }

    /// Where the next word begins after one, or the one ends.
    pub(super) fn next_after(&self, word: usize) -> usize {
        let next = self.spoken[word + 1..].iter().find(|next| !next.word.span.is_empty());
        next.map_or(self.spoken[word].word.span.end, |next| next.word.span.start)
    }

    /// The label over a word.
    pub(super) fn label_of(&self, word: usize) -> Option<&str> {
        self.turns[self.spoken[word].turn].label.as_deref()
    }
}

/// The kind that the end of a name shows.
fn kind_of_name(path: &str) -> Option<TranscriptKind> {
    let (_, end) = path.rsplit_once('.')?;
    let is = |name: &str| end.eq_ignore_ascii_case(name);
    match () {
        () if is("srt") => Some(TranscriptKind::Srt),
        () if is("vtt") || is("webvtt") => Some(TranscriptKind::Vtt),
        () => None,
    }
}

/// True for bytes that begin as subtitles do. In whatever encoding, an arrow stands in the first lines.
fn looks_like_subtitles(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    let head: Vec<u8> = head.iter().copied().filter(|byte| *byte != 0).collect();
    let head = String::from_utf8_lossy(&head);
    subtitles::kind(&head) != TranscriptKind::Text
}

/// Subtitles show in so many bytes.
const HEAD: usize = 2048;

/// The words of a text freed of what nobody says, and the turns.
fn spoken(masked: &Masked<'_>, speech: &Speech, lexicon: &Lexicon) -> (Vec<Spoken>, Vec<Turn>) {
    let text = masked.text();
    let mut turns = vec![Turn::default()];
    let mut changes = masked.turns.iter().peekable();
    let mut brackets = masked.brackets.iter().peekable();
    let mut spoken: Vec<Spoken> = Vec::new();
    let mut end = 0;
    for word in words(&text, speech, lexicon) {
        let mut begins = spoken.is_empty();
        while let Some((_, voice)) = changes.next_if(|(at, _)| *at <= word.span.start) {
            // A dash, or ">>", has shown already that somebody else speaks.
            let fresh = spoken.last().is_none_or(|last| last.turn + 1 != turns.len());
            let new = fresh && begins && turns.last().is_some_and(|turn| turn.label.is_none());
            if *voice == Voice::Doubtful && new {
                continue;
            }
            let turn = Turn::of(voice);
            let known = turns.last().and_then(|turn| turn.label.as_ref());
            if turn.label.is_none() || known != turn.label.as_ref() {
                turns.push(turn);
            }
            begins = true;
        }
        while let Some(bracket) = brackets.next_if(|bracket| bracket.start < word.span.start) {
            if let Some(last) = spoken.last_mut() {
                last.unheard = last.unheard.or(Some(*bracket));
            }
        }
        let gap = text.get(end..word.span.start).unwrap_or_default();
        begins |= gap.contains(['.', '?', '!', ':', '"', '“']);
        if let Some(last) = spoken.last_mut() {
            last.breaks_off = breaks_off(gap);
        }
        end = word.span.end.max(end);
        let (turn, breaks_off) = (turns.len() - 1, Break::None);
        spoken.push(Spoken { word, turn, begins, breaks_off, unheard: None });
    }
    (spoken, turns)
}

/// A dash, and not only the hyphen of "well-kept"; dots; or a comma.
fn breaks_off(gap: &str) -> Break {
    let marks = ["—", "–", "…", "--", "..", "- ", " -"];
    match () {
        () if marks.iter().any(|mark| gap.contains(mark)) => Break::Dash,
        () if gap.contains([',', ';']) => Break::Comma,
        () => Break::None,
    }
}
