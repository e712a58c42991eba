//! The words by which bylines, notes and captions are known; they are in `layout.yaml`.

use std::sync::OnceLock;

use serde::Deserialize;

/// The lists of `layout.yaml`, which says what each is for.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Layout {
    byline: Vec<String>,
    notes: Vec<String>,
    lines: Vec<String>,
    labels: Vec<String>,
    credits: Vec<String>,
}

impl Layout {
    /// The lists inside the program.
    pub(super) fn built_in() -> &'static Self {
        static LAYOUT: OnceLock<Layout> = OnceLock::new();
        LAYOUT.get_or_init(|| serde_yaml::from_str(include_str!("layout.yaml")).unwrap_or_default())
    }

    /// True when a line begins as a byline does; the rest of it, if so.
    pub(super) fn after_byline<'l>(&self, line: &'l str) -> Option<&'l str> {
        self.byline.iter().find_map(|opening| starts(line, opening).then(|| &line[opening.len()..]))
    }

    /// True for a line to the desk: "(Reporting by …)", "ENDS".
    pub(super) fn is_note(&self, line: &str) -> bool {
        self.notes.iter().any(|opening| starts(line, opening))
            || self.lines.iter().any(|whole| line == whole)
    }

    /// True for a line that begins with the label of a caption.
    pub(super) fn is_labelled(&self, line: &str) -> bool {
        self.labels.iter().any(|label| line.starts_with(label.as_str()))
    }

    /// True for the credit of a picture that says so: "AGENCY photo".
    pub(super) fn is_credit(&self, credit: &str) -> bool {
        let credit = credit.to_lowercase();
        self.credits.iter().any(|word| credit.contains(word.as_str()))
    }
}

/// True when a line starts with some words, letter case apart.
fn starts(line: &str, with: &str) -> bool {
    line.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_read() {
        let Layout { byline, notes, lines, labels, credits } = Layout::built_in();
        assert_eq!([byline, notes, lines, labels, credits].map(Vec::len), [1, 9, 3, 8, 1]);
    }

    #[test]
    fn notes_begin_in_any_case_and_whole_lines_do_not() {
        let layout = Layout::built_in();
        assert!(layout.is_note("(REPORTING BY Ann Hale)") && layout.is_note("ENDS"));
        assert!(!layout.is_note("Ends") && !layout.is_note("The reporting by Hale was fair"));
    }

    #[test]
    fn labels_begin_a_line_in_their_own_case() {
        let layout = Layout::built_in();
        assert!(layout.is_labelled("Photo: the hall") && layout.is_labelled("FILE PHOTO of it"));
        assert!(!layout.is_labelled("photo: the hall") && !layout.is_labelled("A Photo: it"));
    }

    #[test]
    fn what_follows_by_is_the_rest_of_a_byline() {
        let layout = Layout::built_in();
        assert_eq!(layout.after_byline("BY Ann Hale"), Some("Ann Hale"));
        assert_eq!(layout.after_byline("Bye"), None);
    }

    #[test]
    fn a_credit_says_photo() {
        assert!(
            Layout::built_in().is_credit("City Photos") && !Layout::built_in().is_credit("Ann")
        );
    }
}
