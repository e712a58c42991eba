//! What changed since a draft was approved, as a difference of lines.

use std::io::{self, Write};

use colored::Colorize;
use similar::{Algorithm, ChangeTag, capture_diff_slices, group_diff_ops};

use crate::report::checked::Style;
use crate::report::page::Page;
use crate::report::words::drives;

/// So many lines are shown before and after a change.
const AROUND: usize = 3;

/// Writes the difference between what was approved and what a draft says now: lines that are gone with
/// a "-", new ones with a "+", and some around them.
pub fn write(
    out: &mut dyn Write,
    draft: &str,
    (approved, now): (&str, &str),
    style: Style,
) -> io::Result<()> {
    let mut page = Page::new(style);
    let title = page.bold(&safe(&format!("{draft}: changed since it was approved")));
    page.line(&title);
    let (old, new): (Vec<&str>, Vec<&str>) = (approved.lines().collect(), now.lines().collect());
    let steps = capture_diff_slices(Algorithm::Patience, &old, &new);
    for (n, group) in group_diff_ops(steps, AROUND).iter().enumerate() {
        if n > 0 {
            let gap = page.painted("    …", |text| text.dimmed());
            page.line(&gap);
        }
        for change in group.iter().flat_map(|step| step.iter_changes(&old, &new)) {
            let line = safe(change.value());
            let line = match change.tag() {
                ChangeTag::Delete => page.painted(&format!("  - {line}"), |text| text.red()),
                ChangeTag::Insert => page.painted(&format!("  + {line}"), |text| text.green()),
                ChangeTag::Equal => format!("    {line}"),
            };
            page.line(&line);
        }
    }
    write!(out, "{}", page.text())
}

/// A line that cannot drive the terminal; its indentation stays.
fn safe(line: &str) -> String {
    line.chars().map(|c| if drives(c) { '\u{fffd}' } else { c }).collect()
}
