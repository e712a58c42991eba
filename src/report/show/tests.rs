use std::sync::Arc;

use unicode_width::UnicodeWidthStr;

use super::ink::Ink;
use super::marks::Mark;
use super::*;
use crate::read::Draft;
use crate::report::checked::Links;
use crate::rulebook::Rulebook;
use crate::span::Span;
use crate::verdict::Severity;

/// A draft in one paragraph with marks on it: `(from, to, ink)` in words of the draft.
fn marked(text: &str, marks: &[(&str, Ink)]) -> String {
    let draft = Draft::new("t", text);
    let span = |words: &str| {
        let start = draft.text.find(words).expect(words);
        Span::new(start, start + words.len())
    };
    let marks: Vec<Mark> =
        marks.iter().map(|(words, ink)| Mark { span: span(words), ink: *ink }).collect();
    let glyphs = text::of(&draft, &draft.blocks[0], &marks, Colour::Off);
    glyphs.iter().map(|glyph| glyph.char).collect()
}

fn shown(name: &str, text: &str, width: usize) -> String {
    let rulebook = Arc::new(Rulebook::built_in());
    let draft = Draft::new(name, text);
    let verdict = crate::check(&draft, &rulebook);
    let checked = [Checked { draft, verdict, rulebook, show: Severity::Warning }];
    let mut out = Vec::new();
    show(&mut out, &checked, Style { colour: Colour::Off, width, links: Links::Off }).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn marks_inside_marks_are_nested() {
    let text = "The Times reported that Hale said it was shut.";
    let marks = [
        ("The Times", Ink::Source),
        ("that Hale said it was shut", Ink::Content),
        ("Hale", Ink::Source),
        ("it was shut", Ink::Content),
    ];
    assert_eq!(marked(text, &marks), "‹The Times› reported [that ‹Hale› said [it was shut]].");
}

#[test]
fn marks_that_cross_are_closed_and_opened_anew() {
    let marks = [("one two", Ink::Source), ("two three", Ink::Content)];
    assert_eq!(marked("zero one two three four.", &marks), "zero ‹one [two]› [three] four.");
}

#[test]
fn a_mark_that_ends_in_the_next_paragraph_is_closed_in_each() {
    let text = "“Nobody told us,” said Tom Hale. “It was late.\n\n“And that was it.”\n";
    let shown = shown("t.txt", text, 100);
    for line in shown.lines().filter(|line| line.contains('[') && !line.starts_with("Marks")) {
        assert_eq!(line.matches('[').count(), line.matches(']').count(), "{line}");
    }
    assert!(shown.contains("… Tom Hale"), "{shown}");
}

#[test]
fn no_line_is_wider_than_the_page() {
    let text = "閉鎖\n\n“東京の工場は閉鎖された。労働者は家に帰った。とても暗い夜だった。誰も何も言わなかった。” \
                Zoe\u{308} Tanaka said the mill was shut. A spokesman for the Very Long Name of a Body of \
                Northern and Southern and Eastern and Western Regions said it was not.\n";
    for width in [40, 60, 80, 99, 100, 120, 200] {
        let shown = shown("t.txt", text, width);
        for line in shown.lines().skip(1) {
            assert!(line.width() <= width, "{} columns of {width}: {line}", line.width());
        }
    }
}

#[test]
fn the_margin_is_straight_beside_wide_and_combining_characters() {
    let text = "Mill shut\n\nZoe\u{308} Tanaka said 東京 was shut.\n\nAnn Webb said it was shut.\n";
    let shown = shown("t.txt", text, 100);
    let column = |name: &str| {
        let line = shown.lines().find(|line| line.trim_end().ends_with(name)).expect(name);
        line[..line.rfind(name).unwrap()].width()
    };
    assert_eq!(column("Zoe\u{308} Tanaka"), column("Ann Webb"));
}

#[test]
fn a_likely_speaker_has_a_question_mark() {
    let text = "Mill shut\n\nTom Hale left the mill on Monday. He said the mill was shut.\n";
    let shown = shown("t.txt", text, 100);
    assert!(shown.contains("He (Tom Hale?)"), "{shown}");
}

#[test]
fn nothing_that_drives_a_terminal_is_left() {
    let text = "Mill \u{1b}[2Jshut\n\n\u{202e}Ann Webb\u{202c} said the \u{1b}]8;;x\u{7}mill\u{9b}2J was \u{2066}shut.\n";
    let shown = shown("\u{1b}[31mt\u{202e}.txt", text, 80);
    let bad = |char: char| {
        (char.is_control() && char != '\n')
            || matches!(char, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    assert!(!shown.contains(bad), "{shown:?}");
}

#[test]
fn a_guess_is_not_marked() {
    let rulebook = Arc::new(Rulebook::built_in());
    let draft = Draft::new("t.txt", "Mill shut\n\nAnn Webb said it was shut.\n");
    let mut verdict = crate::check(&draft, &rulebook);
    verdict.parsed.attributions[0].pattern = crate::parse::Pattern::Learned;
    verdict.parsed.attributions[0].confidence = crate::parse::Confidence::Low;
    verdict.ledger.claim_of[0] = None;
    let checked = Checked { draft, verdict, rulebook, show: Severity::Warning };
    assert!(marks::marks(&checked).iter().all(Vec::is_empty));
}

#[test]
fn of_several_who_can_be_meant_none_is_named() {
    let rulebook = Arc::new(Rulebook::built_in());
    let draft =
        Draft::new("t.txt", "Mill shut\n\nTom Hale and Karl Pell met. He said it was shut.\n");
    let mut verdict = crate::check(&draft, &rulebook);
    let all = (0..verdict.story.speakers.len()).map(crate::resolve::SpeakerId).collect();
    verdict.story.bindings[0] = crate::resolve::Meaning::Ambiguous(all);
    let checked = Checked { draft, verdict, rulebook, show: Severity::Warning };
    let notes = margin::notes(&checked, 30);
    assert!(notes[1].iter().any(|note| note.text == "He?"), "{notes:?}");
}
