//! Reads a Word document: its body, then its footnotes and endnotes. Tracked changes are read as if they
//! were accepted. Headers and footers are no copy; text boxes are left out, and it is said so.

mod body;
mod comments;
mod parts;
mod properties;

use super::draft::Archive;
use super::error::ReadErrorKind;
use super::office::archive::{Package, broken};
use super::office::copyist::Copyist;
use super::office::margin::Margin;
use body::{Body, Scope};
use parts::Parts;

/// What a file ought to be.
const WHAT: &str = "a Word document (.docx)";

/// The parts that are read, as they are one after another.
#[derive(Default)]
struct Shelf {
    parts: Vec<(String, String)>,
    len: usize,
}

impl Shelf {
    /// Where the next part begins.
    fn next(&self) -> usize {
        self.len
    }

    fn add(&mut self, name: String, text: String) {
        self.len += text.len() + 1;
        self.parts.push((name, text));
    }
}

/// Reads the bytes of a file.
pub(super) fn read(bytes: &[u8]) -> Result<Archive, ReadErrorKind> {
    let mut package = Package::open(bytes, WHAT)?;
    let parts = Parts::find(&mut package)?;
    let Some(main) = package.text(&parts.main)? else {
        let main = &parts.main;
        return Err(broken(format!("there is no {main} in it; this is not {WHAT}")));
    };
    let styles = match package.text(&parts.styles)? {
        Some(text) => properties::styles(&parts.styles, &text)?,
        None => super::office::styles::Styles::default(),
    };
    let mut shelf = Shelf { len: main.len() + 1, ..Shelf::default() };
    let mut margin = Margin::default();
    if let Some(text) = package.text(&parts.comments)? {
        comments::read(&parts.comments, &text, shelf.next(), &mut margin)?;
        shelf.add(parts.comments.clone(), text);
    }
    let mut copyist = Copyist::new();
    let scope = Scope::Main;
    let found = Body::new(&parts.main, &main, 0, &styles, &mut margin, scope).read(&mut copyist)?;
    let mut boxes = found.boxes;
    for (name, wanted) in [(&parts.footnotes, found.footnotes), (&parts.endnotes, found.endnotes)] {
        if wanted.is_empty() {
            continue;
        }
        let Some(text) = package.text(name)? else { continue };
        let scope = Scope::Notes(wanted);
        let base = shelf.next();
        let found = Body::new(name, &text, base, &styles, &mut margin, scope).read(&mut copyist)?;
        boxes += found.boxes;
        shelf.add(name.clone(), text);
    }
    copyist.leave_out(boxes, "text box", "text boxes");
    copyist.leave_out(found.imports, "document within it", "documents within it");
    let mut all = vec![(parts.main, main)];
    all.append(&mut shelf.parts);
    Ok(Archive { document: copyist.finish(), parts: all })
}
