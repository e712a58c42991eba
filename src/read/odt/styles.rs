//! Reads the styles of a LibreOffice document.

use crate::read::ReadErrorKind;
use crate::read::office::styles::{Style, Styles};
use crate::read::office::tags::{Markup, Tags};

/// What has the line through words that are struck out.
const STRUCK: [&str; 2] = ["text-line-through-style", "text-line-through-type"];

/// Adds the styles of a part, those with a name and those that are made as one writes.
pub(super) fn read(part: &str, text: &str, styles: &mut Styles) -> Result<(), ReadErrorKind> {
    let mut tags = Tags::new(part, text);
    while let Some(markup) = tags.next()? {
        let Markup::Open(tag) = markup else { continue };
        if tag.name == ("office", "body") {
            break;
        }
        if tag.name != ("style", "style") {
            continue;
        }
        let Some(id) = tag.get("name") else { continue };
        let parent = tag.get("parent-style-name");
        let level = tag.get("default-outline-level").filter(|level| !level.is_empty());
        let mut style = Style {
            name: tag.get("display-name").unwrap_or_else(|| id.clone()),
            parent,
            outline: level.map(|_| true),
            ..Style::default()
        };
        tags.children(|tag| {
            style.hidden |= tag.get("display").as_deref() == Some("none")
                || STRUCK.iter().any(|name| tag.get(name).is_some_and(|line| line != "none"));
            true
        })?;
        styles.add(id, style);
    }
    Ok(())
}
