//! The quotations as a list for the terminal.

use std::io::{self, Write};

use colored::{ColoredString, Colorize};
use textwrap::{Options, WordSplitter};

use super::super::checked::Style;
use super::super::page::Page;
use super::super::paint::Paint;
use super::super::words::{count, one_line};
use super::ink::painted;
use super::told::{marked, place, remarks, summary, verdict, words};
use super::verification::{Verification, VerifiedDraft};
use crate::verify::{Outcome, SpeakerCheck, Verified};

/// Before the lines of a quotation.
const INDENT: &str = "  ";

/// So many words of a quotation are shown where all of them are as they were said.
const WORDS: usize = 24;

/// Writes the quotations of each draft, the worst first.
pub(super) fn write(
    out: &mut dyn Write,
    verification: &Verification<'_>,
    style: Style,
) -> io::Result<()> {
    for (n, draft) in verification.drafts.iter().enumerate() {
        let mut page = Page::new(style);
        let number = count(draft.quotations.len(), "quotation");
        page.title(&draft.checked.draft, &number);
        for verified in verification.listed(draft) {
            page.line("");
            entry(&mut page, verification, draft, verified, style);
        }
        page.line("");
        page.plain("", &summary(&draft.quotations.iter()));
        for told in unchecked(draft) {
            page.plain("", &told);
        }
        let hidden = draft.quotations.iter().filter(|v| v.outcome == Outcome::NotFound).count();
        if verification.found_only && hidden > 0 {
            page.plain("", &format!("{} not listed: --found-only", count(hidden, "quotation")));
        }
        let gap = if n == 0 { "" } else { "\n" };
        write!(out, "{gap}{}", page.text())?;
    }
    Ok(())
}

/// A quotation: the verdict and its place, the words, what to say of them, where they are said.
fn entry(
    page: &mut Page,
    verification: &Verification<'_>,
    draft: &VerifiedDraft,
    verified: &Verified,
    style: Style,
) {
    let at = verified.quotation.pieces.first().map_or(0, |piece| piece.start);
    let mut head = draft.checked.draft.where_is(at).to_string();
    if let Some(speaker) = &verified.speaker {
        head = format!("{head} · {}", one_line(speaker));
    }
    page.wrapped(&format!("{}  ", verdict(verified)), &head, colour(verified));
    let quoted = if verified.differences.is_empty() {
        format!("“{}”", first_words(&words(draft, verified)))
    } else {
        format!("“{}”", marked(verified))
    };
    let options = Options::new(style.width)
        .initial_indent(INDENT)
        .subsequent_indent("   ")
        .word_splitter(WordSplitter::NoHyphenation);
    let quoted = one_line(&quoted);
    let lines = textwrap::wrap(&quoted, options);
    let lines = lines.into_iter().map(std::borrow::Cow::into_owned).collect();
    for line in painted(lines, &Paint(style.colour)) {
        page.line(&line);
    }
    for remark in remarks(verified) {
        page.plain(INDENT, &remark);
    }
    for found in &verified.places {
        page.plain(INDENT, &place(verification.transcripts, found));
    }
    if let Some(near) = &verified.nearest {
        let where_ = place(verification.transcripts, near);
        let near = format!("Most like it: “{}”, {where_}", first_words(&one_line(&near.said)));
        page.plain(INDENT, &near);
    }
}

/// Which quotations may be of anybody, for all that was checked, and why.
fn unchecked(draft: &VerifiedDraft) -> Vec<String> {
    let of_nobody = |v: &Verified| v.speaker.is_none() && v.outcome != Outcome::NotFound;
    let unsaid = |v: &Verified| {
        let check = v.speaker_check;
        let done = matches!(check, SpeakerCheck::Done | SpeakerCheck::NotCredited);
        v.speaker.is_some() && !v.short && !done
    };
    let told = |fits: &dyn Fn(&Verified) -> bool, why: &dyn Fn(&str) -> String| {
        let all: Vec<&Verified> = draft.quotations.iter().filter(|v| fits(v)).collect();
        let at = |v: &&Verified| v.quotation.pieces.first().map_or(0, |piece| piece.start);
        let mut places: Vec<String> =
            all.iter().map(|v| draft.checked.draft.where_is(at(v)).to_string()).collect();
        places.dedup();
        let (number, places) = (count(all.len(), "quotation"), places.join(", "));
        let why = why(if all.len() == 1 { "it" } else { "them" });
        (!all.is_empty())
            .then(|| format!("The speaker of {number} is not checked ({places}): {why}."))
    };
    let draft = told(&of_nobody, &|it| format!("the draft does not surely say who said {it}"));
    let transcript =
        told(&unsaid, &|it| format!("the transcript does not surely say who said {it}"));
    draft.into_iter().chain(transcript).collect()
}

fn first_words(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    if words.len() <= WORDS { text.to_owned() } else { format!("{} …", words[..WORDS].join(" ")) }
}

/// Red for what may mean the opposite or somebody else, yellow for other faults.
fn colour(verified: &Verified) -> fn(&str) -> ColoredString {
    match () {
        () if !verified.loud.is_empty() => |text| text.red().bold(),
        () if verified.outcome == Outcome::Exact => |text| text.green(),
        () if verified.is_fault() => |text| text.yellow().bold(),
        () => |text| text.blue(),
    }
}
