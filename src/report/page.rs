//! The lines of a list on a page of some columns.

use std::path::Path;

use colored::{ColoredString, Colorize};
use textwrap::{Options, WordSplitter};
use unicode_width::UnicodeWidthStr;

use super::checked::Style;
use super::link::link;
use super::paint::Paint;
use super::words::one_line;
use crate::read::Draft;

/// The narrowest column of words.
const NARROWEST: usize = 24;

/// A page that is being written.
pub(super) struct Page {
    style: Style,
    text: String,
}

impl Page {
    pub(super) fn new(style: Style) -> Self {
        Self { style, text: String::new() }
    }

    /// What was written.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn width(&self) -> usize {
        self.style.width
    }

    /// A line as it is: its words are safe.
    pub(super) fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    /// Words after a lead, wrapped; further lines begin below the words. The lead is painted.
    pub(super) fn wrapped(&mut self, lead: &str, words: &str, paint: fn(&str) -> ColoredString) {
        let indent = " ".repeat(lead.width());
        let width = self.style.width.max(indent.len() + NARROWEST);
        let options = Options::new(width)
            .initial_indent(lead)
            .subsequent_indent(&indent)
            .word_splitter(WordSplitter::NoHyphenation);
        let words = one_line(words);
        let lines = textwrap::wrap(&words, options);
        for (n, line) in lines.iter().enumerate() {
            let line = match line.strip_prefix(lead) {
                Some(rest) if n == 0 => format!("{}{rest}", self.painted(lead, paint)),
                _ => line.clone().into_owned(),
            };
            self.line(&line);
        }
    }

    /// The same with a plain lead.
    pub(super) fn plain(&mut self, lead: &str, words: &str) {
        self.wrapped(lead, words, |text| text.normal());
    }

    /// A label and its words, in a column of their own; nothing where there are none.
    pub(super) fn entry(&mut self, label: &str, words: &str) {
        if !words.is_empty() {
            self.wrapped(&format!("    {label:<11}"), words, |text| text.dimmed());
        }
    }

    /// The name of a draft, bold and linked, and what there is to say of it: on one line, if both fit.
    pub(super) fn title(&mut self, draft: &Draft, more: &str) {
        self.title_as(&draft.name(), &draft.path, more);
    }

    /// The same for a file with all its stories.
    pub(super) fn title_of(&mut self, path: &str, more: &str) {
        self.title_as(path, path, more);
    }

    fn title_as(&mut self, name: &str, path: &str, more: &str) {
        let name = one_line(name);
        let bold = link(&self.bold(&name), Path::new(path), self.style);
        if format!("{name}  {more}").width() <= self.style.width {
            self.line(&format!("{bold}  {more}"));
        } else {
            self.line(&bold);
            self.plain("", more);
        }
    }

    /// A heading after an empty line.
    pub(super) fn section(&mut self, title: &str) {
        let title = self.bold(title);
        self.line("");
        self.line(&title);
    }

    /// Bold words, where there are colours.
    pub(super) fn bold(&self, text: &str) -> String {
        self.painted(text, |text| text.bold())
    }

    /// Painted words, where there are colours.
    pub(super) fn painted(&self, text: &str, paint: fn(&str) -> ColoredString) -> String {
        Paint(self.style.colour).with(text, paint)
    }
}
