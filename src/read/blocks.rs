//! Headline, caption, dateline, byline, paragraph, sub-headline: what each part of a draft is.

use super::document::Piece;
use super::layout::Layout;
use super::part::{Block, BlockKind, Part};
use super::{closing, date, dateline};
use crate::span::Span;

/// A byline has this many words at most.
const BYLINE_WORDS: usize = 12;
/// A headline has this many words at most.
const HEADLINE_WORDS: usize = 25;
/// What is written to the desk above a headline has this many words at most, the subject of a mail too.
const GREETING_WORDS: usize = 40;
/// A sub-headline has this many words at most.
const SUB_HEADLINE_WORDS: usize = 9;

/// The blocks found so far.
struct Page<'t> {
    text: &'t str,
    blocks: Vec<Block>,
    /// Which of them have their part from the layout.
    open: Vec<bool>,
    /// True when a headline or a part of the story is among them.
    has_story: bool,
    /// True when a paragraph is among them.
    has_body: bool,
}

/// The blocks of a text: pieces of which the reader does not say what they are get it from their layout.
pub(super) fn blocks(text: &str, pieces: &[Piece]) -> Vec<Block> {
    let mut page =
        Page { text, blocks: Vec::new(), open: Vec::new(), has_story: false, has_body: false };
    for piece in pieces {
        match piece.part {
            // What stands in a table to be laid out is text.
            Some(Part::Table) if is_sentence(piece.span.of(text)) => {
                page.push(Part::Body, piece.span);
            }
            Some(part) => page.push(part, piece.span),
            None => page.add(piece.span, piece.quotation.is_some()),
        }
        page.open.resize(page.blocks.len(), piece.part.is_none());
    }
    let Page { mut blocks, open, .. } = page;
    closing::mark(text, &mut blocks, &open);
    // The title of a piece of a page is often a heading of the second order.
    let titled = blocks.iter().any(|block| block.part == Part::Headline);
    let first = blocks.iter().position(|block| block.kind.is_story()).filter(|_| !titled);
    if let Some(at) = first
        && blocks[at].part == Part::SubHeadline
        && open.get(at) == Some(&false)
    {
        (blocks[at].part, blocks[at].kind) = (Part::Headline, Part::Headline.kind());
    }
    // A lone line is a story, not a headline without one.
    if let ([only], [Piece { part: None, .. }]) = (blocks.as_mut_slice(), pieces)
        && only.part == Part::Headline
        && span_of_words(only.span.of(text)) > SUB_HEADLINE_WORDS
    {
        (only.part, only.kind) = (Part::Body, Part::Body.kind());
    }
    blocks
}

impl Page<'_> {
    /// Adds the block or blocks at `span`.
    fn add(&mut self, span: Span, quoted: bool) {
        let words = span.of(self.text);
        let layout = Layout::built_in();
        if let Some(title) = layout.after_title(words) {
            let first = !self.has_story || layout.is_headline(words) && self.pass_over_greeting();
            let part = if first { Part::Headline } else { Part::Deck };
            return self.push(part, Span::new(span.end - title.len(), span.end));
        }
        if let Some(part) = self.apart(words) {
            return self.push(part, span);
        }
        if let Some(item) = listed(words).filter(|_| self.has_story) {
            return self.push(Part::ListItem, Span::new(span.end - item.len(), span.end));
        }
        let part = part_of(words, !self.has_story, self.blocks.last().map(|b| b.kind));
        let part = match part {
            Part::Body if quoted => Part::Quotation,
            Part::Caption if self.is_again(words) => Part::DeskNote,
            part => part,
        };
        if part == Part::Body && self.cut(Part::Date, span, date::time_len(words)) {
            return;
        }
        let len = dateline::len(words, !self.has_body).filter(|_| part == Part::Body);
        if !self.cut(Part::Dateline, span, len) {
            self.push(part, span);
        }
    }

    /// Makes a note of what stands above a headline that has a label: "Hi all, copy below." False where
    /// that is longer, or is nothing but a headline.
    fn pass_over_greeting(&mut self) -> bool {
        let story = self.blocks.iter().filter(|block| block.kind.is_story());
        let count: usize = story.map(|block| span_of_words(block.span.of(self.text))).sum();
        if !self.has_body || count > GREETING_WORDS {
            return false;
        }
        for block in self.blocks.iter_mut().filter(|block| block.kind.is_story()) {
            (block.part, block.kind) = (Part::DeskNote, Part::DeskNote.kind());
        }
        self.has_body = false;
        true
    }

    /// What a line is that is known by itself, or by the line above it.
    fn apart(&self, words: &str) -> Option<Part> {
        let layout = Layout::built_in();
        if date::is_line(words) {
            return Some(Part::Date);
        }
        if layout.is_labelled_byline(words)
            || !self.has_body && Layout::is_parted_byline(words) && self.has_story
        {
            return Some(Part::Byline);
        }
        if Layout::is_section_mark(words) || layout.is_to_desk(words, !self.has_body) {
            return Some(Part::DeskNote);
        }
        let before = self.blocks.last().map_or("", |block| block.span.of(self.text));
        let title = layout.is_teaser(before) && !words.ends_with(['.', '"', '”']);
        (title || layout.is_teaser(words) && self.has_body).then_some(Part::Boilerplate)
    }

    /// True for the words of the block before once more: a caption that was copied twice.
    fn is_again(&self, words: &str) -> bool {
        let same = |block: &Block| block.part == Part::Caption && block.span.of(self.text) == words;
        self.blocks.last().is_some_and(same)
    }

    /// Adds the first bytes of a paragraph as a part of their own, and the rest as its text.
    fn cut(&mut self, part: Part, span: Span, len: Option<usize>) -> bool {
        let Some(cut) = len.map(|len| span.start + len) else { return false };
        self.push(part, Span::new(span.start, cut));
        let rest = self.text.get(cut..span.end).unwrap_or_default();
        let start = span.end - rest.trim_start().len();
        if start < span.end {
            self.push(Part::Body, Span::new(start, span.end));
        }
        true
    }

    fn push(&mut self, part: Part, span: Span) {
        let kind = part.kind();
        self.has_story |= kind.is_story();
        self.has_body |= kind == BlockKind::Paragraph;
        self.blocks.push(Block { kind, part, span });
    }
}

/// A cell of a table that is a sentence has this many words at least.
const CELL_WORDS: usize = 8;

fn is_sentence(words: &str) -> bool {
    let bare = words.trim_end_matches(['"', '”', '’', ')']);
    bare.ends_with(['.', '!', '?']) && words.split_whitespace().nth(CELL_WORDS - 1).is_some()
}

/// What follows the mark of an item: "• The mill is shut". "- Fears grow -" is none.
fn listed(words: &str) -> Option<&str> {
    let item = ["• ", "* ", "- ", "▪ ", "◦ "].iter().find_map(|mark| words.strip_prefix(mark))?;
    let item = item.trim_start();
    (!item.ends_with(" -") && item.starts_with(char::is_alphanumeric)
        || item.starts_with(['“', '"', '‘']))
    .then_some(item)
}

fn part_of(words: &str, first: bool, before: Option<BlockKind>) -> Part {
    let count = span_of_words(words);
    let bare = words.trim_end_matches(['"', '”', '\'', '’', ')']);
    let has_stop = bare.ends_with(['.', ',', ':', ';', '…']) || words.ends_with("--");
    let layout = Layout::built_in();
    let byline = |rest: &str| rest.starts_with(char::is_uppercase);
    if count <= BYLINE_WORDS && !has_stop && layout.after_byline(words).is_some_and(byline) {
        return Part::Byline;
    }
    if layout.is_advert(words) {
        return Part::Boilerplate;
    }
    if layout.is_note(words) {
        return Part::DeskNote;
    }
    if is_caption(words) {
        return Part::Caption;
    }
    if first && count <= HEADLINE_WORDS && (!has_stop || words.starts_with("# ")) {
        return Part::Headline;
    }
    let boxed = words.starts_with("- ") && words.ends_with(" -") || words.starts_with('#');
    let plain = count <= SUB_HEADLINE_WORDS
        && !has_stop
        && !words.ends_with(['"', '”', '’', '!', '?', ')'])
        && !words.contains(": ")
        && words.starts_with(|c: char| c.is_uppercase() || matches!(c, '\'' | '‘'))
        && before.is_some_and(|kind| kind != BlockKind::Headline);
    if boxed || plain { Part::SubHeadline } else { Part::Body }
}

/// "Maduro is seeking reelection (Wendys OLIVO)": words with a credit in brackets at the end.
fn is_caption(words: &str) -> bool {
    let layout = Layout::built_in();
    if layout.is_labelled(words) {
        return true;
    }
    let Some((before, credit)) = words.strip_suffix(')').and_then(|w| w.rsplit_once('(')) else {
        return false;
    };
    let count = span_of_words(credit);
    let names = credit
        .split([' ', '/'])
        .filter(|w| !w.is_empty())
        .all(|w| !w.starts_with(char::is_lowercase));
    let shouts = credit
        .split([' ', '/'])
        .any(|w| w.chars().count() > 2 && w.chars().all(|c| c.is_uppercase() || c == '-'));
    let agency = credit.contains('/') || layout.is_credit(credit);
    !before.is_empty() && (1..=6).contains(&count) && names && (shouts || agency)
}

fn span_of_words(text: &str) -> usize {
    text.split_whitespace().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<Block> {
        let document = crate::read::plain::read(text);
        assert_eq!(document.text, text);
        blocks(text, &document.pieces)
    }

    fn kinds(text: &str) -> Vec<(BlockKind, &str)> {
        split(text).iter().map(|b| (b.kind, b.span.of(text))).collect()
    }

    #[test]
    fn a_wire_story_has_its_parts() {
        let text = "Town hall burns\n\nA man looks on (Ann HALE)\nA man looks on (Ann HALE)\n\nLEEDS, May 3 (XYZ) - The hall burnt.\n\n- 'No water' -\n\nIt was empty.\n";
        assert_eq!(
            kinds(text),
            [
                (BlockKind::Headline, "Town hall burns"),
                (BlockKind::Caption, "A man looks on (Ann HALE)"),
                (BlockKind::Note, "A man looks on (Ann HALE)"),
                (BlockKind::Dateline, "LEEDS, May 3 (XYZ) -"),
                (BlockKind::Paragraph, "The hall burnt."),
                (BlockKind::SubHeadline, "- 'No water' -"),
                (BlockKind::Paragraph, "It was empty."),
            ]
        );
    }

    #[test]
    fn items_are_known_by_their_marks() {
        let text = "Hall burns\n\nThe hall burnt.\n\n* No water\n\n• “Not a drop,” Hale said.\n\n- Fears grow -\n";
        let parts: Vec<Part> = split(text).iter().map(|block| block.part).collect();
        assert_eq!(parts[2..], [Part::ListItem, Part::ListItem, Part::SubHeadline]);
        assert_eq!(kinds(text)[2].1, "No water");
    }

    #[test]
    fn titles_of_other_stories_are_no_part_of_this_one() {
        let text = "Hall burns\n\nThe hall burnt.\n\nRelated\n\nRoof leaks for years, neighbours of the hall have said\n\nNo one was in.\n";
        let kinds = kinds(text);
        assert_eq!(kinds[3].0, BlockKind::Note);
        assert_eq!(kinds[4], (BlockKind::Paragraph, "No one was in."));
    }

    #[test]
    fn lines_wrapped_by_hand_are_one_paragraph() {
        let text = "Hall burns\n\nThe hall burnt\ndown on Monday.\n\nNo one was in.\n";
        assert_eq!(kinds(text)[1], (BlockKind::Paragraph, "The hall burnt\ndown on Monday."));
    }

    #[test]
    fn carriage_returns_are_line_ends() {
        let text = "Hall burns\r\n\r\nThe hall burnt.\r\nNo one was in.\r\n";
        assert_eq!(kinds(text).len(), 3);
    }

    #[test]
    fn nothing_is_no_block() {
        assert!(split(" \n\n\t").is_empty());
    }

    /// The kind of the last line, after a headline and a paragraph.
    fn last(line: &str) -> BlockKind {
        let text = format!("Town hall burns\n\nThe hall burnt.\n\n{line}\n");
        kinds(&text).last().unwrap().0
    }

    fn many(count: usize) -> String {
        ["Town"; 30][..count].join(" ")
    }

    #[test]
    fn a_byline_names_somebody_in_a_few_words() {
        assert_eq!(last("By Ann Hale"), BlockKind::Byline);
        assert_eq!(last("BY ANN HALE"), BlockKind::Byline);
        assert_eq!(last("By Ann Hale."), BlockKind::Paragraph);
        assert_eq!(last("By the river"), BlockKind::SubHeadline);
        assert_eq!(last(&format!("By {}", many(11))), BlockKind::Byline);
        assert_eq!(last(&format!("By {}", many(12))), BlockKind::Paragraph);
    }

    #[test]
    fn a_note_to_the_desk_is_no_story() {
        assert_eq!(last("(Reporting by Ann Hale; editing by Tom Wynne)"), BlockKind::Note);
        assert_eq!(last("ENDS"), BlockKind::Note);
        assert_eq!(last("Ends"), BlockKind::SubHeadline);
        let note = |parts: usize| format!("Editor’s note: {}.", vec![many(30); parts].join(" "));
        assert_eq!((last(&note(3)), last(&note(9))), (BlockKind::Note, BlockKind::Paragraph));
        assert!(BlockKind::Paragraph.is_story() && BlockKind::Headline.is_story());
        assert!(!BlockKind::Note.is_story() && !BlockKind::Caption.is_story());
    }

    #[test]
    fn a_caption_has_a_label_or_a_credit() {
        assert_eq!(last("FILE PHOTO: Hale looks on."), BlockKind::Caption);
        assert_eq!(last("Hale looks on (Ann HALE)"), BlockKind::Caption);
        assert_eq!(last("Hale looks on (Agency/Ann Hale)"), BlockKind::Caption);
        assert_eq!(last("Hale looks on (Agency Photo)"), BlockKind::Caption);
        assert_eq!(last("Hale looks on (Ann Hale)"), BlockKind::Paragraph);
        assert_eq!(last("Hale looks on (aged FORTY)"), BlockKind::Paragraph);
        assert_eq!(last("Hale looks on (A B C D E FGH)"), BlockKind::Caption);
        assert_eq!(last("Hale looks on (A B C D E F GHI)"), BlockKind::Paragraph);
        assert_eq!(last("(Ann HALE)"), BlockKind::Paragraph);
    }

    #[test]
    fn a_headline_is_the_first_line_and_short() {
        let first = |line: &str| kinds(&format!("{line}\n\nThe hall burnt.\n"))[0].0;
        assert_eq!(first(&many(25)), BlockKind::Headline);
        assert_eq!(first(&many(26)), BlockKind::Paragraph);
        assert_eq!(first("Town hall burns."), BlockKind::Paragraph);
        assert_eq!(first("# Town hall burns."), BlockKind::Headline);
    }

    #[test]
    fn a_lone_line_is_a_story_unless_it_is_short() {
        assert_eq!(kinds(&many(9))[0].0, BlockKind::Headline);
        assert_eq!(kinds(&many(10))[0].0, BlockKind::Paragraph);
    }

    #[test]
    fn a_sub_headline_is_short_and_no_sentence() {
        assert_eq!(last("No water"), BlockKind::SubHeadline);
        assert_eq!(last("‘No water’ for days"), BlockKind::SubHeadline);
        assert_eq!(last(&many(9)), BlockKind::SubHeadline);
        assert_eq!(last(&many(10)), BlockKind::Paragraph);
        for line in ["no water", "No water?", "Water: none", "No water:", "“No water”"] {
            assert_eq!(last(line), BlockKind::Paragraph, "{line}");
        }
        assert_eq!(last("# no water."), BlockKind::SubHeadline);
        assert_eq!(kinds("Town hall burns\n\nNo water\n")[1].0, BlockKind::Paragraph);
    }

    #[test]
    fn a_dateline_shouts_or_names_an_agency() {
        let line = |line: &str| {
            let text = format!("Town hall burns\n\n{line}\n");
            kinds(&text).into_iter().skip(1).map(|(kind, words)| (kind, words.to_owned())).collect()
        };
        let cut = |place: &str| {
            vec![
                (BlockKind::Dateline, place.to_owned()),
                (BlockKind::Paragraph, "The hall burnt.".to_owned()),
            ]
        };
        let whole = |text: &str| vec![(BlockKind::Paragraph, text.to_owned())];
        let found: Vec<(BlockKind, String)> = line("LEEDS, May 3 — The hall burnt.");
        assert_eq!(found, cut("LEEDS, May 3 —"));
        let found: Vec<(BlockKind, String)> = line("Leeds (XYZ) - The hall burnt.");
        assert_eq!(found, cut("Leeds (XYZ) -"));
        for text in ["Leeds, May 3 - The hall burnt.", "UN - The hall burnt."] {
            let found: Vec<(BlockKind, String)> = line(text);
            assert_eq!(found, whole(text));
        }
        let late = format!("LEEDS, {} - The hall burnt.", "May ".repeat(20).trim_end());
        let found: Vec<(BlockKind, String)> = line(&late);
        assert_eq!(found, whole(&late));
    }

    #[test]
    fn an_underscore_can_be_the_dash_of_a_dateline() {
        let text = "LEEDS (XYZ) _ The hall burnt.\n";
        assert_eq!(kinds(text)[0], (BlockKind::Dateline, "LEEDS (XYZ) _"));
        assert_eq!(kinds("The old hall _ it was empty _ burnt.\n").len(), 1);
    }

    #[test]
    fn lines_to_the_desk_are_no_story() {
        let text = "SLUG: BRIDGE\nAUTHOR: Ann Hale\n\nThe bridge is shut.\n\nContact: Ann Hale\n";
        let found: Vec<BlockKind> = kinds(text).iter().map(|(kind, _)| *kind).collect();
        let [note, other, story, last] = found[..] else { panic!("{found:?}") };
        assert_eq!([note, other, last], [BlockKind::Note; 3]);
        assert_eq!(story, BlockKind::Paragraph);
    }

    #[test]
    fn what_is_written_above_a_labelled_headline_is_for_the_desk() {
        let text = "Copy for tomorrow\n\nHi all, the ferry is below, pictures follow.\n\nHeadline: Ferry stops\n\nThe ferry stopped.\n";
        let found: Vec<Part> = split(text).iter().map(|block| block.part).collect();
        assert_eq!(found, [Part::DeskNote, Part::DeskNote, Part::Headline, Part::Body]);
        let long = format!(
            "Ferry stops\n\nThe ferry {}stopped.\n\nHeadline: No boats\n",
            "was ".repeat(40)
        );
        assert_eq!(split(&long).last().unwrap().part, Part::Deck);
    }

    #[test]
    fn a_first_heading_is_a_headline_where_there_is_none() {
        let text = "Ferry stops\nThe ferry stopped.\nNo boats\n";
        let piece = |part, from, to| Piece { part, span: Span::new(from, to), quotation: None };
        let pieces = |part| {
            [piece(part, 0, 11), piece(None, 12, 30), piece(Some(Part::SubHeadline), 31, 39)]
        };
        for (first, second) in [(Part::SubHeadline, Part::Headline), (Part::Body, Part::Body)] {
            let found = blocks(text, &pieces(Some(first)));
            assert_eq!((found[0].part, found[2].part), (second, Part::SubHeadline));
        }
    }

    #[test]
    fn a_labelled_headline_is_a_headline_without_its_label() {
        let text = "Headline: Ferry stops\nSubtitle: No boats\n\nThe ferry stopped.\n";
        assert_eq!(kinds(text)[0], (BlockKind::Headline, "Ferry stops"));
        assert_eq!(kinds(text)[1], (BlockKind::SubHeadline, "No boats"));
    }
}
