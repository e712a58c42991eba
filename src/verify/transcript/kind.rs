//! The kinds of transcripts.

/// What a transcript was read as.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum TranscriptKind {
    /// Text, or a document with text in it.
    Text,
    /// Subtitles of SubRip.
    Srt,
    /// Subtitles of the Web.
    Vtt,
}
