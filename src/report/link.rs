//! Links of a terminal.

use std::path::Path;

use anstyle_hyperlink::Hyperlink;

use super::checked::{Links, Style};

/// A text that leads to a file, in a terminal that has links (OSC 8). What is no file is not linked:
/// standard input has only a name. The text is the caller's: nothing in it is made harmless here.
pub(super) fn link(text: &str, target: &Path, style: Style) -> String {
    if style.links == Links::Off || !target.is_file() {
        return text.to_owned();
    }
    let target = std::path::absolute(target).unwrap_or_else(|_| target.to_owned());
    let link = Hyperlink::with_path(&target);
    format!("{link}{text}{link:#}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::checked::Colour;

    fn style(links: Links) -> Style {
        Style { colour: Colour::Off, width: 80, links }
    }

    #[test]
    fn a_file_is_linked_by_its_whole_address() {
        let shown = link("3:4", Path::new("src/report/link.rs"), style(Links::On));
        assert!(shown.starts_with("\u{1b}]8;;file://"), "{shown:?}");
        assert!(shown.ends_with("/src/report/link.rs\u{1b}\\3:4\u{1b}]8;;\u{1b}\\"), "{shown:?}");
    }

    #[test]
    fn what_is_no_file_or_not_asked_for_stays_text() {
        let source = Path::new("src/report/link.rs");
        assert_eq!(link("3:4", source, style(Links::Off)), "3:4");
        assert_eq!(link("3:4", Path::new("standard input"), style(Links::On)), "3:4");
    }
}
