//! Reads a LibreOffice document: its text, then its footnotes and endnotes. Tracked changes are read as
//! if they were accepted. Text boxes are left out, and it is said so.

mod body;
mod styles;

use super::draft::Archive;
use super::error::ReadErrorKind;
use super::office::archive::{Package, broken};
use super::office::copyist::Copyist;
use super::office::margin::Margin;
use super::office::styles::Styles;
use body::{Body, Scope};

/// What a file ought to be.
const WHAT: &str = "a LibreOffice document (.odt)";
/// The part that has the text.
const MAIN: &str = "content.xml";
/// The part that has the styles with a name.
const STYLES: &str = "styles.xml";
/// The part that says what is locked with a password.
const MANIFEST: &str = "META-INF/manifest.xml";

/// Reads the bytes of a file.
pub(super) fn read(bytes: &[u8]) -> Result<Archive, ReadErrorKind> {
    let mut package = Package::open(bytes, WHAT)?;
    let manifest = package.text(MANIFEST)?.unwrap_or_default();
    if manifest.contains("encryption-data") || package.has("encrypted-package") {
        return Err(broken("the file has a password; save it without one"));
    }
    let Some(text) = package.text(MAIN)? else {
        return Err(broken(format!("there is no {MAIN} in it; this is not {WHAT}")));
    };
    let mut all = Styles::default();
    if let Some(named) = package.text(STYLES)? {
        styles::read(STYLES, &named, &mut all)?;
    }
    styles::read(MAIN, &text, &mut all)?;
    let mut margin = Margin::default();
    let ends = body::ends(MAIN, &text)?;
    let mut copyist = Copyist::new();
    let found = Body::new(MAIN, &text, &all, &mut margin, &ends, Scope::Main).read(&mut copyist)?;
    if !found.text {
        return Err(broken(format!("there is no text in it, but a sheet or slides; this is not {WHAT}")));
    }
    let mut boxes = found.boxes;
    if found.notes {
        let body = Body::new(MAIN, &text, &all, &mut margin, &ends, Scope::Notes);
        boxes += body.read(&mut copyist)?.boxes;
    }
    copyist.leave_out(boxes, "text box", "text boxes");
    Ok(Archive { document: copyist.finish(), parts: vec![(MAIN.to_owned(), text)] })
}
