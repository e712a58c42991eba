//! The words by which bylines, notes and captions are known; they are in `layout.yaml`.

use std::sync::OnceLock;

use serde::Deserialize;

/// The lists of `layout.yaml`, which says what each is for.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Layout {
    byline: Vec<String>,
    notes: Vec<String>,
    adverts: Vec<String>,
    lines: Vec<String>,
    teasers: Vec<String>,
    labels: Vec<String>,
    credits: Vec<String>,
    headlines: Vec<String>,
    titles: Vec<String>,
    desk: Vec<String>,
    to_editors: Vec<String>,
    takes: Vec<String>,
    mail: Vec<String>,
    replies: Vec<String>,
    earlier_begins: Vec<String>,
    earlier_ends: Vec<String>,
    earlier: Vec<String>,
    forwarded: Vec<String>,
    sent_from: Vec<String>,
    confidential: Vec<String>,
    stubs: Vec<String>,
    above_story: Vec<String>,
    above_story_lines: Vec<String>,
    below_story: Vec<String>,
    below_story_ends: Vec<String>,
    byline_labels: Vec<String>,
    pub(super) date_labels: Vec<String>,
    pub(super) months: Vec<String>,
    pub(super) weekdays: Vec<String>,
    pub(super) ago: Vec<String>,
    pub(super) date_words: Vec<String>,
    pub(super) zones: Vec<String>,
    pub(super) agencies: Vec<String>,
    pub(super) closing: Vec<String>,
    pub(super) closing_ends: Vec<String>,
    pub(super) about_writer: Vec<String>,
    pub(super) contacts: Vec<String>,
}

impl Layout {
    /// The lists inside the program.
    pub(super) fn built_in() -> &'static Self {
        static LAYOUT: OnceLock<Layout> = OnceLock::new();
        LAYOUT.get_or_init(|| {
            serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/src-read-layout.json")))
                .unwrap_or_default()
        })
    }

    /// True when a line begins as a byline does; the rest of it, if so.
    pub(super) fn after_byline<'l>(&self, line: &'l str) -> Option<&'l str> {
        self.byline.iter().find_map(|opening| starts(line, opening).then(|| &line[opening.len()..]))
    }

    /// True for a byline that is known by its label: "Words: Ann Hale".
    pub(super) fn is_labelled_byline(&self, line: &str) -> bool {
        labelled(line)
            .is_some_and(|(label, value)| has(&self.byline_labels, label) && is_name(value))
    }

    /// True for a byline with what its writer works for: "Ann Hale | Selby Gazette".
    pub(super) fn is_parted_byline(line: &str) -> bool {
        let parted = ["|", "•", "·"].iter().find_map(|mark| line.split_once(mark));
        parted.is_some_and(|(name, paper)| {
            let words = paper.split_whitespace();
            is_name(name)
                && (1..=PAPER_WORDS).contains(&words.clone().count())
                && words.clone().all(is_capital)
        })
    }

    /// True for a line of marks between sections: "* * *", "_____".
    pub(super) fn is_section_mark(line: &str) -> bool {
        let mark = |c: char| {
            matches!(c, '*' | '•' | '-' | '–' | '—' | '_' | '=' | '~' | '#' | '·' | '■' | '◆')
        };
        let marks = line.chars().filter(|c| !c.is_whitespace());
        marks.clone().count() >= MARKS && marks.clone().all(mark)
    }

    /// True for a line to the desk: "(Reporting by …)", "ENDS".
    pub(super) fn is_note(&self, line: &str) -> bool {
        // A story that was run together with the note before it stays a story.
        let short = line.split_whitespace().nth(NOTE_WORDS).is_none();
        short && self.notes.iter().any(|opening| starts(line, opening))
            || self.lines.iter().any(|whole| line == whole)
    }

    /// True for a line that is put between the paragraphs: "Sign up for our newsletter".
    pub(super) fn is_advert(&self, line: &str) -> bool {
        let short = line.split_whitespace().nth(ADVERT_WORDS).is_none();
        short && self.adverts.iter().any(|opening| starts(line, opening))
    }

    /// What stands after the label of a headline or of a line below it: "Headline: **Ferry stops**".
    pub(super) fn after_title<'l>(&self, line: &'l str) -> Option<&'l str> {
        let (label, title) = labelled(line)?;
        let known = has(&self.headlines, label) || has(&self.titles, label);
        (!title.is_empty() && known).then_some(title)
    }

    /// True for a line with the label of a headline.
    pub(super) fn is_headline(&self, line: &str) -> bool {
        labelled(line).is_some_and(|(label, _)| has(&self.headlines, label))
    }

    /// True for a line to the desk, by its label or its marks: "SLUG: BRIDGE". The headers of a
    /// mail and the keywords of an agency stand only before the story.
    pub(super) fn is_to_desk(&self, line: &str, before_story: bool) -> bool {
        let label = |list: &[String]| labelled(line).is_some_and(|(label, _)| has(list, label));
        // "Editor: Who built it?" is somebody's turn to speak.
        let speaks = line.ends_with(['!', '?', '"', '”', '’'])
            || line.ends_with('.') && line.split_whitespace().nth(WIRE_WORDS / 2).is_some();
        let short = line.split_whitespace().nth(WIRE_WORDS).is_none();
        let take = || line.rsplit_once(',').is_some_and(|(_, take)| has(&self.takes, take.trim()));
        label(&self.desk) && !speaks
            || label(&self.to_editors)
            || short && take()
            || is_wire_line(line)
            || before_story && (label(&self.mail) || is_keyword_line(line))
    }

    /// The subject of a mail without what was put before it: "Re: **Mill shut**".
    pub(super) fn without_reply<'l>(&self, subject: &'l str) -> &'l str {
        let mut rest = subject.trim();
        while let Some(reply) = self.replies.iter().find(|reply| starts(rest, reply)) {
            rest = rest.get(reply.len()..).unwrap_or_default().trim_start();
        }
        rest
    }

    /// True for a line that begins as the one above an earlier mail: "On 3 May Ann Hale …".
    pub(super) fn begins_earlier(&self, line: &str) -> bool {
        self.earlier_begins.iter().any(|opening| starts(line, opening))
    }

    /// True for a line that ends as the one above an earlier mail: "… wrote:".
    pub(super) fn ends_earlier(&self, line: &str) -> bool {
        self.earlier_ends.iter().any(|end| line.ends_with(end.as_str()))
    }

    /// True for a line above an earlier mail: "-----Original Message-----".
    pub(super) fn is_earlier(&self, line: &str) -> bool {
        has(&self.earlier, line.trim_matches(|c: char| c == '-' || c == '_' || c.is_whitespace()))
    }

    /// True for a line above a mail that was sent on: "---------- Forwarded message ---------".
    pub(super) fn is_forwarded(&self, line: &str) -> bool {
        has(&self.forwarded, line.trim_matches(|c: char| c == '-' || c == '_' || c.is_whitespace()))
    }

    /// True for a line that a telephone adds to a mail: "Sent from my phone".
    pub(super) fn is_sent_from(&self, line: &str) -> bool {
        let short = line.split_whitespace().nth(ADVERT_WORDS).is_none();
        short && self.sent_from.iter().any(|opening| starts(line, opening))
    }

    /// True for the first line of a notice that a mail is for nobody else.
    pub(super) fn is_confidential(&self, line: &str) -> bool {
        let line = line.trim_start_matches(|c: char| !c.is_alphanumeric());
        self.confidential.iter().any(|opening| starts(line, opening))
    }

    /// True for a text that says no more than where the mail can be read.
    pub(super) fn is_stub(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        self.stubs.iter().any(|words| text.contains(words.as_str()))
    }

    /// True for a header of a mail: "Subject: bridge story".
    pub(super) fn is_mail_header(&self, line: &str) -> bool {
        labelled(line).is_some_and(|(label, _)| has(&self.mail, label.trim_matches('*')))
    }

    /// True for a line above agency copy that is for desks: "Eds: With photos."
    pub(super) fn is_above_story(&self, line: &str) -> bool {
        let slug = line.ends_with('/') && !line.contains(' ');
        slug || has(&self.above_story_lines, line)
            || self.above_story.iter().any(|opening| starts(line, opening))
    }

    /// True for the first line of what a desk writes below agency copy: "# Notebook".
    pub(super) fn is_below_story(&self, line: &str) -> bool {
        let last = || line.split_whitespace().next_back().unwrap_or_default();
        self.below_story.iter().any(|opening| starts(line, opening))
            || line.starts_with('#') && has(&self.below_story_ends, last())
    }

    /// True for a line over the titles of other stories: "Related".
    pub(super) fn is_teaser(&self, line: &str) -> bool {
        self.teasers.iter().any(|whole| line == whole)
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

/// A line of marks has so many at least.
const MARKS: usize = 3;
/// The name of a paper has so many words at most, that of a writer so many.
const PAPER_WORDS: usize = 6;
const NAME_WORDS: std::ops::RangeInclusive<usize> = 2..=4;

/// True for two to four words that may be somebody's name.
fn is_name(words: &str) -> bool {
    let all = words.split_whitespace();
    NAME_WORDS.contains(&all.clone().count())
        && all.clone().all(is_capital)
        && !words.contains(|c: char| c.is_ascii_digit() || matches!(c, '?' | '!' | ':' | '"' | '“'))
}

/// True for a word that begins with a capital, or is small as those in names are.
fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase) || word.chars().count() <= 3 && word != "a"
}

/// A note has no more words than this.
const NOTE_WORDS: usize = 120;

/// An advertisement has no more words than this.
const ADVERT_WORDS: usize = 12;
/// A label has so many bytes at most.
const LABEL_BYTES: usize = 30;

/// A line's label and what follows it: "**SLUG**: **BRIDGE**".
fn labelled(line: &str) -> Option<(&str, &str)> {
    let (label, value) = line.split_once(':').filter(|(label, _)| label.len() <= LABEL_BYTES)?;
    Some((label.trim(), value.trim()))
}

fn has(list: &[String], label: &str) -> bool {
    list.iter().any(|one| one.eq_ignore_ascii_case(label))
}

/// True for a line with the marks of agency copy: "^By ANN HALE=", "XYZ-WF-03-11 0337GMT<".
fn is_wire_line(line: &str) -> bool {
    let short = line.split_whitespace().nth(WIRE_WORDS).is_none();
    let marked = line.ends_with('<') || line.ends_with('=') && !line.ends_with("==");
    line.starts_with('^') || short && marked
}

/// A line of keywords has so many words at most.
const WIRE_WORDS: usize = 12;

/// True for the keywords above agency copy: "r z BC-HULL--Ferry-Fire 1stLd", "z4471-----".
fn is_keyword_line(line: &str) -> bool {
    let capitals = |word: &str| {
        word.contains('-') && word.bytes().all(|b| b.is_ascii_uppercase() || b == b'-')
    };
    let keyword = |word: &str| {
        word.split_once("--").is_some_and(|(before, behind)| {
            capitals(before) && behind.starts_with(|c: char| c.is_alphanumeric())
        })
    };
    let mut words = line.split_whitespace();
    let code = line.ends_with("---") && line.starts_with(|c: char| c.is_ascii_alphanumeric());
    let single = words.clone().nth(1).is_none();
    code && single || words.clone().nth(WIRE_WORDS).is_none() && words.any(keyword)
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
        let yaml: std::collections::BTreeMap<String, Vec<String>> =
            serde_yaml::from_str(include_str!("layout.yaml")).unwrap();
        assert!(yaml.values().all(|list| !list.is_empty()));
        assert!(!Layout::built_in().byline.is_empty());
    }

    #[test]
    fn notes_begin_in_any_case_and_whole_lines_do_not() {
        let layout = Layout::built_in();
        assert!(layout.is_note("(REPORTING BY Ann Hale)") && layout.is_note("ENDS"));
        assert!(layout.is_advert("Sign up for our newsletter"));
        assert!(!layout.is_advert(&format!("Click here to {}", "go and ".repeat(6))));
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
    fn lines_to_the_desk_have_a_label_or_marks() {
        let layout = Layout::built_in();
        for line in ["SLUG: BRIDGE", "Author: Ann Hale.", "^By ANN HALE=", "XYZ-WF 0337GMT<"] {
            assert!(!layout.is_to_desk("Editor: Who built it?", false));
            assert!(layout.is_to_desk(line, false), "{line}");
        }
        for line in ["Subject: the bridge", "r z BC-HULL--Ferry-Fire 1stLd", "z4471-----"] {
            assert!(layout.is_to_desk(line, true) && !layout.is_to_desk(line, false), "{line}");
        }
        for line in [
            "Hale: the bridge is shut",
            "Storm-hit--and shut",
            "The hall burnt.",
            "---",
            "==The hall burnt.==",
        ] {
            assert!(!layout.is_to_desk(line, true), "{line}");
        }
    }

    #[test]
    fn notes_to_editors_and_later_parts_are_for_the_desk() {
        let layout = Layout::built_in();
        for line in [
            "EDS: The sheriff may call back before six.",
            "BRIDGE, add one",
            "Bridge-fire, 1st Add",
        ] {
            assert!(layout.is_to_desk(line, false), "{line}");
        }
        assert!(!layout.is_to_desk("Take the bridge, she said, and add one", false));
        assert!(layout.is_below_story("# Xyz Notebook") && !layout.is_below_story("A notebook"));
    }

    #[test]
    fn a_title_follows_its_label() {
        let layout = Layout::built_in();
        assert_eq!(layout.after_title("Headline: Ferry stops"), Some("Ferry stops"));
        assert_eq!(layout.after_title("Headline:"), None);
        assert_eq!(layout.after_title("Hale: Ferry stops"), None);
    }

    #[test]
    fn a_credit_says_photo() {
        assert!(
            Layout::built_in().is_credit("City Photos") && !Layout::built_in().is_credit("Ann")
        );
    }
}
