//! What a piece of text is, and how that looks: in colour, and without.

use colored::{Color, Colorize};

use crate::report::checked::Colour;
use crate::verdict::Severity;

/// What a piece of text is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Ink {
    /// Text that nobody is credited with.
    #[default]
    Plain,
    /// A headline, a sub-headline.
    Title,
    /// The name of the draft.
    Head,
    /// Who speaks.
    Source,
    /// The words that say that it is said.
    Cue,
    /// What is said.
    Content,
    /// A bracket that the draft does not have.
    Bracket,
    /// The number of a line, the kind of a part.
    Small,
    /// A speaker who is certain.
    Speaker,
    /// A speaker who is not.
    Perhaps,
    /// A finding.
    Finding(Severity),
}

impl Ink {
    /// The brackets around it: all without colours; with colours only those of a content, so that one
    /// sees where it ends and that one is inside another.
    pub(super) const fn brackets(self, colour: Colour) -> Option<(char, char)> {
        match (self, colour) {
            (Self::Content, _) => Some(('[', ']')),
            (Self::Source, Colour::Off) => Some(('‹', '›')),
            (Self::Cue, Colour::Off) => Some(('{', '}')),
            _ => None,
        }
    }
}

/// A text in its ink. Only the sixteen colours of the terminal's theme are used, none of them alone.
pub(super) fn paint(text: &str, ink: Ink, colour: Colour) -> String {
    if colour == Colour::Off || text.is_empty() {
        return text.to_owned();
    }
    let painted = match ink {
        Ink::Plain => return text.to_owned(),
        Ink::Title | Ink::Head => text.bold(),
        Ink::Source | Ink::Speaker => text.cyan().bold(),
        Ink::Cue => text.magenta().underline(),
        Ink::Content => text.green(),
        Ink::Bracket | Ink::Small => text.dimmed(),
        Ink::Perhaps => text.cyan(),
        Ink::Finding(severity) => text.color(colour_of(severity)).bold(),
    };
    painted.to_string()
}

const fn colour_of(severity: Severity) -> Color {
    match severity {
        Severity::Error => Color::Red,
        Severity::Warning => Color::Yellow,
        Severity::Note => Color::Blue,
    }
}
