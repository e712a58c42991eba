//! What a part of a draft is, and which parts are copy.

use serde::Serialize;

use crate::span::Span;

/// A part of the draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Block {
    /// What the stages read it as.
    pub kind: BlockKind,
    /// What it is.
    pub part: Part,
    /// Where it stands, without the space around it.
    pub span: Span,
}

/// What a part of the draft is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum BlockKind {
    /// The first line, when it is not a sentence of the story.
    Headline,
    /// "By Ann Hale"
    Byline,
    /// "CARACAS, July 3 (AFP) -"
    Dateline,
    /// Words below a picture; ends with its credit.
    Caption,
    /// A line between paragraphs.
    SubHeadline,
    /// The text.
    Paragraph,
    /// "(Reporting by …; editing by …)", "-30-", an editor's note.
    Note,
}

impl BlockKind {
    /// True for what readers read as the story: headline, sub-headlines and paragraphs.
    #[must_use]
    pub const fn is_story(self) -> bool {
        matches!(self, Self::Headline | Self::SubHeadline | Self::Paragraph)
    }
}

/// What a part of a draft is, as its reader or its layout says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// The title of the story.
    Headline,
    /// The lines below the title that say more.
    Deck,
    /// "By Ann Hale"
    Byline,
    /// "CARACAS, July 3 (AFP) -"
    Dateline,
    /// When the story was written or sent.
    Date,
    /// A paragraph.
    Body,
    /// A line between paragraphs.
    SubHeadline,
    /// Words below a picture.
    Caption,
    /// Words of the story once more, in large type.
    PullQuote,
    /// An item of a list.
    ListItem,
    /// A cell of a table.
    Table,
    /// A quotation that is set apart from the text.
    Quotation,
    /// A post that is shown in the story: its author's words.
    Embed,
    /// A line to the desk, to an editor or to the printer.
    DeskNote,
    /// About the author, newsletter calls, "Read more", copyright.
    Boilerplate,
}

impl Part {
    /// What the stages read it as. What is copy, this table says alone.
    #[must_use]
    pub const fn kind(self) -> BlockKind {
        match self {
            Self::Headline => BlockKind::Headline,
            Self::Deck | Self::SubHeadline => BlockKind::SubHeadline,
            Self::Byline => BlockKind::Byline,
            Self::Dateline => BlockKind::Dateline,
            Self::Caption => BlockKind::Caption,
            Self::Body | Self::ListItem | Self::Quotation | Self::Embed => BlockKind::Paragraph,
            Self::Date | Self::PullQuote | Self::Table | Self::DeskNote | Self::Boilerplate => {
                BlockKind::Note
            }
        }
    }
}
