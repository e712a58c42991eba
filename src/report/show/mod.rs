//! The draft itself, for a reader at a terminal: sources, cues and contents marked, speakers and
//! findings in the margin.

mod ink;
mod margin;
mod marks;
mod page;
mod text;

use std::io::{self, Write};
use std::path::Path;

use super::checked::{Checked, Colour, Style};
use super::link::link;
use super::words::{count, one_line};
use ink::{Ink, paint};
use page::Page;

/// Writes each draft, and what the marks mean.
pub fn show(out: &mut dyn Write, drafts: &[Checked], style: Style) -> io::Result<()> {
    let page = Page::new(style.width);
    for checked in drafts {
        writeln!(out, "{}\n", head(checked, style))?;
        let marks = marks::marks(checked);
        let notes = margin::notes(checked, page.margin());
        for (n, block) in checked.draft.blocks.iter().enumerate() {
            let text = text::of(&checked.draft, block, &marks[n], style.colour);
            let lines = page.lines(checked, &text, &notes[n], style);
            for line in lines {
                writeln!(out, "{}", line.trim_end())?;
            }
            writeln!(out)?;
        }
    }
    if !drafts.is_empty() {
        write!(out, "{}", legend(style))?;
    }
    Ok(())
}

/// The name of a draft, and what is marked in it.
fn head(checked: &Checked, style: Style) -> String {
    let name = paint(&one_line(&checked.draft.name()), Ink::Head, style.colour);
    let name = link(&name, Path::new(&checked.draft.path), style);
    let statements = marks::shown(checked).count();
    let findings = checked.shown().count();
    let told = if statements == 0 {
        "no statements found".to_owned()
    } else {
        count(statements, "statement")
    };
    format!("{name}   {told} · {}", count(findings, "finding"))
}

/// What the marks mean.
fn legend(style: Style) -> String {
    let mark = |name: &str, ink: Ink| {
        let brackets = ink.brackets(style.colour);
        let side = |bracket: Option<char>| {
            bracket
                .map_or(String::new(), |char| paint(&char.to_string(), Ink::Bracket, style.colour))
        };
        format!(
            "{}{}{}",
            side(brackets.map(|b| b.0)),
            paint(name, ink, style.colour),
            side(brackets.map(|b| b.1))
        )
    };
    let how = match style.colour {
        Colour::On => "Marked",
        Colour::Off => "Marks",
    };
    let mut out = format!(
        "{how}: {} {} {}\n",
        mark("source", Ink::Source),
        mark("cue", Ink::Cue),
        mark("content", Ink::Content)
    );
    let margin = "Margin: who speaks. “?”: the draft does not make it certain. “↳”: reported inside \
                  another statement. “…”: continued.";
    for line in textwrap::wrap(margin, style.width) {
        out.push_str(&line);
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests;
