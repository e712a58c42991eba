//! Reads what a Word document says of its styles, of a paragraph, of a run.

use crate::read::ReadErrorKind;
use crate::read::office::styles::{Style, Styles};
use crate::read::office::tags::{Markup, Tag, Tags};

/// The outline has this many levels; the next number says that a paragraph is of none.
const LEVELS: u32 = 9;

/// Switches of words that are no copy: hidden, struck out once or twice.
const HIDES: [&str; 3] = ["vanish", "strike", "dstrike"];

/// What a document says of a paragraph.
#[derive(Debug, Default)]
pub(super) struct Properties {
    pub(super) style: Option<String>,
    /// True where it is a level of the outline, false where it is none.
    pub(super) outline: Option<bool>,
    /// True where it is an item of a list, false where its style is one and it is not.
    pub(super) listed: Option<bool>,
    /// True where its end is taken out, or it is nothing but a large first letter: the next goes on.
    pub(super) joined: bool,
}

/// True where a heading has this level, false where it says that it has none.
fn outline(tag: &Tag<'_>) -> Option<bool> {
    tag.get("val")?.parse::<u32>().ok().map(|level| level < LEVELS)
}

/// True for a number of a list; 0 says that it is none.
fn listed(tag: &Tag<'_>) -> Option<bool> {
    tag.get("val").map(|number| number != "0")
}

/// Reads the properties of a paragraph, up to their end.
pub(super) fn paragraph(tags: &mut Tags<'_>) -> Result<Properties, ReadErrorKind> {
    let mut all = Properties::default();
    tags.children(|tag| {
        match tag.name {
            ("w", "pStyle") => all.style = tag.get("val"),
            ("w", "outlineLvl") => all.outline = outline(tag),
            ("w", "numId") => all.listed = listed(tag),
            ("w", "del" | "moveFrom") => all.joined = true,
            ("w", "framePr") => all.joined |= tag.get("dropCap").is_some_and(|cap| cap != "none"),
            _ => {}
        }
        // What it was before a change.
        !tag.name.1.ends_with("Change")
    })?;
    Ok(all)
}

/// Reads the properties of a run: true when it is hidden or struck out.
pub(super) fn is_hidden(tags: &mut Tags<'_>, styles: &Styles) -> Result<bool, ReadErrorKind> {
    let mut by_style = false;
    let mut own = [None; HIDES.len()];
    tags.children(|tag| {
        match tag.name {
            ("w", "rStyle") => by_style |= tag.get("val").is_some_and(|id| styles.is_hidden(&id)),
            ("w", name) => {
                let at = HIDES.iter().position(|one| *one == name);
                if let Some(one) = at.and_then(|at| own.get_mut(at)) {
                    *one = Some(tag.is_on("val", true));
                }
            }
            _ => {}
        }
        !tag.name.1.ends_with("Change")
    })?;
    // A run can be shown though its style is not.
    Ok(own.contains(&Some(true)) || by_style && !own.contains(&Some(false)))
}

/// True when an element like this is among those up to the end of the open one.
pub(super) fn has(tags: &mut Tags<'_>, name: &str) -> Result<bool, ReadErrorKind> {
    let mut found = false;
    tags.children(|tag| {
        found |= tag.name == ("w", name) && tag.is_on("val", true);
        true
    })?;
    Ok(found)
}

/// Reads the part of the styles.
pub(super) fn styles(part: &str, text: &str) -> Result<Styles, ReadErrorKind> {
    let mut tags = Tags::new(part, text);
    let mut styles = Styles::default();
    while let Some(markup) = tags.next()? {
        let Markup::Open(tag) = markup else { continue };
        if tag.name != ("w", "style") {
            continue;
        }
        let Some(id) = tag.get("styleId") else { continue };
        let mut style = Style::default();
        tags.children(|tag| {
            match tag.name {
                ("w", "name") => style.name = tag.get("val").unwrap_or_default(),
                ("w", "basedOn") => style.parent = tag.get("val"),
                ("w", "outlineLvl") => style.outline = outline(tag),
                ("w", "numId") => style.listed = listed(tag),
                ("w", name) if HIDES.contains(&name) => style.hidden |= tag.is_on("val", true),
                _ => {}
            }
            !tag.name.1.ends_with("Change")
        })?;
        styles.add(id, style);
    }
    Ok(styles)
}
