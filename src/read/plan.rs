//! The stories of an agency file, field by field in the order in which they are read.

use std::collections::HashSet;

use super::document::{Document, Piece, Writer};
use super::inner::{Inner, Reading, is_html};
use super::part::Part;
use crate::span::Span;

/// What is written next.
enum Step {
    /// The fields of a story begin.
    Story,
    /// A field.
    Item(Item),
    /// A quotation that is set apart from the text begins.
    BeginQuotation,
    /// It ends.
    EndQuotation,
}

/// A field of a story.
struct Item {
    inner: Inner,
    part: Option<Part>,
    reading: Reading,
    /// Where it stands in the file.
    span: Span,
}

/// What is read of a file, in order.
#[derive(Default)]
pub(super) struct Plan {
    steps: Vec<Step>,
    stories: usize,
    remarks: Vec<String>,
}

impl Plan {
    /// Begins a story.
    pub(super) fn story(&mut self) {
        self.stories += 1;
        self.steps.push(Step::Story);
    }

    /// True where no field has words.
    pub(super) fn is_empty(&self) -> bool {
        !self.steps.iter().any(|step| matches!(step, Step::Item(_)))
    }

    /// Adds a field, unless it is blank.
    pub(super) fn add(&mut self, inner: Inner, span: Span, part: Option<Part>, reading: Reading) {
        if !inner.is_blank() {
            self.steps.push(Step::Item(Item { inner, part, reading, span }));
        }
    }

    /// Adds a field that is one line, with or without markup.
    pub(super) fn line(&mut self, inner: Inner, span: Span, part: Part) {
        let reading = if is_html(inner.text()) { Reading::Html } else { Reading::Line };
        self.add(inner, span, Some(part), reading);
    }

    /// Adds a text of some paragraphs, with or without markup.
    pub(super) fn text(&mut self, inner: Inner, span: Span, part: Option<Part>) {
        let reading = if is_html(inner.text()) { Reading::Html } else { Reading::Plain };
        self.add(inner, span, part, reading);
    }

    /// Begins a quotation that is set apart from the text.
    pub(super) fn begin_quotation(&mut self) {
        self.steps.push(Step::BeginQuotation);
    }

    /// Ends it.
    pub(super) fn end_quotation(&mut self) {
        self.steps.push(Step::EndQuotation);
    }

    /// Adds what an editor should know.
    pub(super) fn remark(&mut self, remark: String) {
        self.remarks.push(remark);
    }

    /// Puts comments with notes to `whosaid` before the fields that follow them in the file. Those inside
    /// a field are in it already.
    pub(super) fn note(&mut self, source: &str, notes: &[Span]) {
        if notes.is_empty() {
            return;
        }
        let items = self.steps.iter().enumerate();
        let mut places: Vec<(Span, usize)> = items
            .filter_map(|(n, step)| matches!(step, Step::Item(_)).then_some(n).zip(span_of(step)))
            .map(|(n, span)| (span, n))
            .collect();
        places.sort_unstable();
        let mut before: Vec<(usize, Inner)> = Vec::new();
        for &note in notes {
            let next = places.partition_point(|(span, _)| span.start <= note.start);
            if places[..next].last().is_some_and(|(span, _)| span.end >= note.end) {
                continue;
            }
            let at = places.get(next).map_or(self.steps.len(), |(_, n)| *n);
            if before.last().is_none_or(|(last, _)| *last != at) {
                before.push((at, Inner::default()));
            }
            if let Some((_, inner)) = before.last_mut() {
                inner.copy(source, note);
                inner.invent("\n");
            }
        }
        for (at, mut inner) in before {
            if let Some(Step::Item(item)) = self.steps.get_mut(at) {
                inner.append(&item.inner);
                item.inner = inner;
            } else {
                self.add(inner, Span::new(source.len(), source.len()), None, Reading::Line);
            }
        }
    }

    /// The document. `many` is what the stories are called.
    pub(super) fn write(self, source: &str, many: &str) -> Document {
        let mut writer = Writer::new(source);
        let mut starts = Vec::new();
        for step in &self.steps {
            match step {
                Step::Story => starts.push(writer.count()),
                Step::Item(item) => item.inner.write(&mut writer, item.part, item.reading),
                Step::BeginQuotation => writer.begin_quotation(),
                Step::EndQuotation => writer.end_quotation(),
            }
        }
        if self.stories > 1 {
            writer.remark(format!("{} {many}, each read by itself", self.stories));
        }
        for remark in self.remarks {
            writer.remark(remark);
        }
        let mut document = writer.finish();
        document.stories.clone_from(&starts);
        let Document { text, pieces, .. } = &mut document;
        let mut rest = pieces.as_mut_slice();
        for start in starts.into_iter().rev() {
            let (before, story) = rest.split_at_mut(start.min(rest.len()));
            once(text, story);
            rest = before;
        }
        document
    }
}

fn span_of(step: &Step) -> Option<Span> {
    if let Step::Item(item) = step { Some(item.span) } else { None }
}

/// What the fields of a story say twice is read once: a headline in two places, a summary that is the
/// first paragraph.
fn once(text: &str, pieces: &mut [Piece]) {
    let titled = |part: Part| matches!(part, Part::Headline | Part::Deck);
    let fields = [Part::Headline, Part::Deck, Part::Byline, Part::Date, Part::Dateline];
    let mut seen = HashSet::new();
    let mut has_headline = false;
    let body = pieces.iter().filter(|p| p.part.is_none()).map(|p| p.span.of(text));
    let openings: Vec<&str> = body.take(3).collect();
    for piece in pieces {
        let Some(part) = piece.part.filter(|part| fields.contains(part)) else { continue };
        let words = piece.span.of(text);
        let class = if titled(part) { Part::Headline } else { part };
        let opens = part == Part::Deck && openings.iter().any(|body| begins(body, words));
        if !seen.insert((class, words)) || opens {
            piece.part = Some(Part::Boilerplate);
        } else if part == Part::Headline && has_headline {
            piece.part = Some(Part::Deck);
        }
        has_headline |= part == Part::Headline;
    }
}

/// True when a paragraph begins with a summary, whole or cut off.
fn begins(body: &str, summary: &str) -> bool {
    let bare = summary.trim_end_matches(['[', ']', '…', '.', ' ', '(', ')']);
    let whole = summary.ends_with(['.', '!', '?', '"', '”', '…', ']']);
    body == summary || whole && !bare.is_empty() && body.starts_with(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The parts and words of some fields, read as one story.
    fn parts(fields: &[(Option<Part>, &str)]) -> Vec<Option<Part>> {
        let source = fields.iter().fold(String::new(), |all, (_, words)| all + words + "|");
        let mut plan = Plan::default();
        plan.story();
        let mut at = 0;
        for (part, words) in fields {
            let span = Span::new(at, at + words.len());
            let mut inner = Inner::default();
            inner.copy(&source, span);
            plan.add(inner, span, *part, Reading::Line);
            at = span.end + 1;
        }
        plan.write(&source, "stories").pieces.iter().map(|piece| piece.part).collect()
    }

    #[test]
    fn what_two_fields_say_is_read_once() {
        let (title, deck, other) =
            (Some(Part::Headline), Some(Part::Deck), Some(Part::Boilerplate));
        assert_eq!(
            parts(&[
                (title, "Weir fails"),
                (title, "Weir fails"),
                (title, "Town floods"),
                (deck, "Weir fails"),
                (deck, "The weir gave way [...]"),
                (deck, "Nobody was hurt."),
                (None, "The weir gave way at noon."),
            ]),
            [title, other, deck, other, other, deck, None]
        );
    }

    #[test]
    fn a_note_goes_before_what_follows_it_in_the_file() {
        let source = "a<!-- whosaid: ignore-file[WO001] x -->b";
        let mut plan = Plan::default();
        plan.story();
        for span in [Span::new(source.len() - 1, source.len()), Span::new(0, 1)] {
            let mut inner = Inner::default();
            inner.copy(source, span);
            plan.add(inner, span, None, Reading::Line);
        }
        plan.note(source, &[Span::new(1, source.len() - 1)]);
        let document = plan.write(source, "stories");
        assert_eq!(document.text.trim(), "b\n\na");
        let note = &document.notes[0].directive;
        assert!(note.span.end < document.text.find('b').unwrap());
        assert_eq!(document.map.place(note.span), Span::new(1, source.len() - 1));
    }
}
