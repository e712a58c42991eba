//! Changes for a person at a terminal.

use std::io::{self, Write};
use std::path::Path;

use colored::{ColoredString, Colorize};
use unicode_width::UnicodeWidthStr;

use super::compared::Compared;
use super::wording::{
    KINDS, beside, details, exclamations, is_quoted, moved, signed, summary, unchanged,
};
use crate::report::checked::Style;
use crate::report::link::link;
use crate::report::page::Page;
use crate::report::paint::Paint;
use crate::report::words::{count, one_line};
use crate::versions::{Change, Kind, VersionChange};

/// Lines longer than this are hard to read.
const WIDEST: usize = 100;

/// Two signs around some words, and their colour.
type Sign = (&'static str, &'static str, fn(&str) -> ColoredString);

/// The signs of what is cut and of what is added.
const SIGNS: [Sign; 2] = [("[-", "-]", |text| text.red()), ("[+", "+]", |text| text.green())];

pub(super) fn write(
    out: &mut dyn Write,
    (old, new): (&str, &str),
    stories: &[Compared<'_>],
    style: Style,
) -> io::Result<()> {
    let style = Style { width: style.width.min(WIDEST), ..style };
    let mut page = Page::new(style);
    let names = format!("{} → {}", one_line(old), one_line(new));
    let bold = |page: &Page, path: &str| link(&page.bold(&one_line(path)), Path::new(path), style);
    let linked = format!("{} → {}", bold(&page, old), bold(&page, new));
    let several = stories.len() > 1;
    if several {
        let changed = stories.iter().filter(|story| story.has_changed()).count();
        let more = format!(
            "{changed} of {} changed",
            count(stories.len(), "story").replace("storys", "stories")
        );
        head(&mut page, (&names, &linked), &more);
    }
    for story in stories {
        let lead =
            if several { one_line(story.headline().unwrap_or_default()) } else { names.clone() };
        let shown = if several { page.bold(&lead) } else { linked.clone() };
        if several && (story.has_changed() || !story.changes.beside.is_empty()) {
            page.line("");
        }
        match (&story.old, &story.new) {
            (None, _) => head(&mut page, (&lead, &shown), "a new story"),
            (_, None) => head(&mut page, (&lead, &shown), "the story is cut"),
            _ if several && !story.has_changed() && story.changes.beside.is_empty() => {}
            _ => one(&mut page, (&lead, &shown), story, style),
        }
    }
    write!(out, "{}", page.text())
}

/// A name, as it is and as it is shown, and what there is to say of it.
fn head(page: &mut Page, (name, shown): (&str, &str), more: &str) {
    if more.is_empty() {
        page.line(shown);
    } else if format!("{name}  {more}").width() <= page.width() {
        page.line(&format!("{shown}  {more}"));
    } else {
        page.line(shown);
        page.plain("  ", more);
    }
}

/// The changes of one story.
fn one(page: &mut Page, name: (&str, &str), story: &Compared<'_>, style: Style) {
    let changes = &story.changes;
    if changes.all.is_empty() {
        head(page, name, "");
        page.plain("  ", &unchanged(story));
    } else {
        head(page, name, &summary(changes));
    }
    for (kind, title, _) in KINDS {
        let of: Vec<&VersionChange> = changes.all.iter().filter(|c| c.kind == kind).collect();
        if of.is_empty() {
            continue;
        }
        page.line("");
        let title = page.bold(&format!("  {title}"));
        page.line(&title);
        for change in of {
            entry(page, story, change, style);
        }
    }
    if let Some(beside) = beside(story) {
        if !changes.all.is_empty() {
            page.line("");
        }
        page.plain("  ", &beside);
    }
    if let Some(moved) = moved(changes) {
        page.line("");
        let moved = page.painted(&format!("  {moved}"), |text| text.dimmed());
        page.line(&moved);
    }
}

/// One change: where and who, the words, what must not be overlooked.
fn entry(page: &mut Page, story: &Compared<'_>, change: &VersionChange, style: Style) {
    let mut first = vec![story.place(change)];
    let names = !matches!(change.kind, Kind::Given | Kind::Speaker);
    first.extend(story.speaker(change).filter(|_| names).map(|who| one_line(&who)));
    page.plain("    ", &first.join(" · "));
    if !change.pieces.is_empty() {
        let sign = |what: Change, words: &str| match what {
            Change::Same => words.to_owned(),
            // What is gone or new as a whole needs no sign.
            _ if change.pieces.len() == 1 => words.to_owned(),
            Change::Cut => format!("{}{words}{}", SIGNS[0].0, SIGNS[0].1),
            Change::Added => format!("{}{words}{}", SIGNS[1].0, SIGNS[1].1),
        };
        let words = signed(&change.pieces, sign);
        let words = if is_quoted(story, change) { quoted(&words) } else { words };
        for line in painted(&wrapped(&words, style.width), style) {
            page.line(&line);
        }
    }
    for told in exclamations(change) {
        page.wrapped("      ! ", &told, |text| text.red().bold());
    }
    for told in details(story, change) {
        page.plain("      ", &told);
    }
}

/// Words in quotation marks, where they have none.
pub(super) fn quoted(words: &str) -> String {
    let marked = words.starts_with(['“', '"', '‘', '«']);
    if marked { words.to_owned() } else { format!("“{words}”") }
}

fn wrapped(words: &str, width: usize) -> Vec<String> {
    crate::report::excerpt::indented(words, "      ", "      ", width)
}

/// Lines with what is cut and what is added in colours; both may go over several lines.
fn painted(lines: &[String], style: Style) -> Vec<String> {
    let paint = Paint(style.colour);
    let mut within: Option<usize> = None;
    let mut all = Vec::new();
    for line in lines {
        let mut out = String::new();
        let mut rest = line.as_str();
        loop {
            let Some(kind) = within else {
                let next = (0..2).filter_map(|n| Some((rest.find(SIGNS[n].0)?, n))).min();
                let Some((at, kind)) = next else {
                    out.push_str(rest);
                    break;
                };
                out.push_str(&rest[..at]);
                rest = &rest[at..];
                within = Some(kind);
                continue;
            };
            let (_, close, colour) = SIGNS[kind];
            let end = rest.find(close).map(|at| at + close.len());
            let text = &rest[..end.unwrap_or(rest.len())];
            let body = text.trim_start();
            out.push_str(&text[..text.len() - body.len()]);
            out.push_str(&paint.with(body, colour));
            let Some(end) = end else { break };
            rest = &rest[end..];
            within = None;
        }
        all.push(out);
    }
    all
}
