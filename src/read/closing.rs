//! Parts that are known by what is around them: lines in large type that stand in the story too, and
//! what follows it: about the writer, newsletters, copyright.

use std::cell::LazyCell;

use super::layout::Layout;
use super::part::{Block, Part};
use crate::span::Span;

/// What follows a story is among so many blocks at its end.
const CLOSING_BLOCKS: usize = 8;
/// It has so many words at most.
const CLOSING_WORDS: usize = 60;
/// Words in large type: so many at least and at most, and no farther from the paragraph they are of
/// than so many blocks.
const PULLED_WORDS: std::ops::RangeInclusive<usize> = 6..=45;
const NEAR: usize = 6;
/// The name below them has so many words at most.
const NAME_WORDS: usize = 10;

/// Sets the parts of blocks whose layout decides; `open` says which those are.
pub(super) fn mark(text: &str, blocks: &mut [Block], open: &[bool]) {
    let is_open = |at: usize, block: &Block| {
        open.get(at) == Some(&true) && matches!(block.part, Part::Body | Part::SubHeadline)
    };
    let pulled: Vec<usize> = (0..blocks.len())
        .filter(|at| is_open(*at, &blocks[*at]) && is_pulled(text, blocks, *at))
        .collect();
    for at in pulled {
        set(&mut blocks[at], Part::PullQuote);
        if let Some(next) = blocks.get_mut(at + 1)
            && is_open(at + 1, next)
            && is_name_line(next.span.of(text))
        {
            set(next, Part::PullQuote);
        }
    }
    let story = blocks.iter().position(|block| block.part == Part::Body);
    let Some(first) = story.map(|first| first + 1) else { return };
    for at in blocks.len().saturating_sub(CLOSING_BLOCKS).max(first)..blocks.len() {
        if is_open(at, &blocks[at]) && is_closing(text, blocks, at) {
            set(&mut blocks[at], Part::Boilerplate);
        }
    }
}

fn set(block: &mut Block, part: Part) {
    (block.part, block.kind) = (part, part.kind());
}

/// True for words of a paragraph nearby, all in quotation marks or in capitals.
fn is_pulled(text: &str, blocks: &[Block], at: usize) -> bool {
    let words = blocks[at].span.of(text);
    if !PULLED_WORDS.contains(&words.split_whitespace().count()) {
        return false;
    }
    let shouts = !words.contains(char::is_lowercase);
    let Some(words) = quoted(words).or(shouts.then_some(words)) else { return false };
    let bare = words.trim_end_matches(['.', ',', '!', '?', '…', '”', '"', '’', '\'']);
    let near = at.saturating_sub(NEAR)..(at + NEAR + 1).min(blocks.len());
    let small = bare.to_lowercase();
    near.filter(|other| *other != at && blocks[*other].part == Part::Body).any(|other| {
        let host = blocks[other].span.of(text);
        // Capitals are also those of a headline: only what somebody said is shown in large type.
        let said =
            || host.to_lowercase().split_once(&small).is_some_and(|(b, _)| b.contains(['“', '"']));
        let holds = if shouts { said() } else { host.contains(bare) };
        holds && host.len() > words.len() + NAME_WORDS
    })
}

/// The words of a line that is all in quotation marks, but for a name after a dash.
fn quoted(line: &str) -> Option<&str> {
    let inside = line.strip_prefix(['“', '"', '‘'])?;
    let end = inside.rfind(['”', '"', '’'])?;
    let (words, rest) = inside.split_at_checked(end)?;
    let rest = rest.trim_start_matches(['”', '"', '’']).trim();
    let whole = !words.contains(['“', '”', '"']);
    (whole && (rest.is_empty() || is_name_line(rest))).then_some(words)
}

/// "— Ann Hale, owner of the mill": who said what stands above in large type.
fn is_name_line(line: &str) -> bool {
    let name = line.strip_prefix(['—', '–', '-', '―']).map(str::trim_start);
    let short = line.split_whitespace().nth(NAME_WORDS).is_none();
    short && name.is_some_and(|name| name.starts_with(char::is_uppercase) && !name.ends_with('.'))
}

/// True for what follows a story.
fn is_closing(text: &str, blocks: &[Block], at: usize) -> bool {
    let words = blocks[at].span.of(text);
    if words.split_whitespace().nth(CLOSING_WORDS).is_some() {
        return false;
    }
    let layout = Layout::built_in();
    let begins = |list: &[String]| list.iter().any(|one| starts(words, one));
    let ends = layout.closing_ends.iter().any(|end| words.ends_with(end.as_str()));
    let small = LazyCell::new(|| words.to_lowercase());
    let contact = || {
        let has = layout.contacts.iter().any(|one| small.contains(one.as_str()));
        words.contains('@') || has
    };
    let about = || layout.about_writer.iter().any(|one| small.contains(one.as_str()));
    let by_name = || {
        let bylines = blocks.iter().filter(|block| block.part == Part::Byline);
        let name = first_two(words);
        name.is_some_and(|name| bylines.map(|b| b.span).any(|span| names(text, span, name)))
    };
    begins(&layout.closing)
        || ends
        || about() && (contact() || by_name())
        || begins(&layout.contacts) && words.contains('@')
}

/// The first two words, which may be a name.
fn first_two(words: &str) -> Option<&str> {
    let first = words.find(' ')?;
    let second = words.get(first + 1..)?.find([' ', ','])?;
    let name = words.get(..first + 1 + second)?;
    name.split(' ').all(|word| word.starts_with(char::is_uppercase)).then_some(name)
}

fn names(text: &str, byline: Span, name: &str) -> bool {
    byline.of(text).to_lowercase().contains(&name.to_lowercase())
}

fn starts(words: &str, with: &str) -> bool {
    words.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with))
}

#[cfg(test)]
mod tests {
    use super::super::{blocks, plain};
    use super::*;

    /// The part of each block but the headline.
    fn parts(text: &str) -> Vec<Part> {
        let text = format!("Town hall burns\n\n{text}");
        let document = plain::read(&text);
        blocks::blocks(&text, &document.pieces).iter().skip(1).map(|block| block.part).collect()
    }

    #[test]
    fn words_in_large_type_count_once() {
        let story = "“Nobody told us that the hall would burn,” said Tom Wynne, who lives there.";
        for pulled in [
            "“Nobody told us that the hall would burn.”",
            "\"Nobody told us that the hall would burn\" — Tom Wynne",
            "NOBODY TOLD US THAT THE HALL WOULD BURN",
        ] {
            let parts = parts(&format!("{story}\n\n{pulled}\n\nIt burnt.\n"));
            assert_eq!(parts, [Part::Body, Part::PullQuote, Part::Body], "{pulled}");
        }
        let name = format!("“Nobody told us that the hall would burn”\n\n— Tom Wynne\n\n{story}\n");
        assert_eq!(parts(&name), [Part::PullQuote, Part::PullQuote, Part::Body]);
        for own in ["“Nobody told us that the hall was old.”", "“Nobody told us”"] {
            assert_eq!(parts(&format!("{story}\n\n{own}\n"))[1], Part::Body, "{own}");
        }
        assert_eq!(
            parts("“Nobody told us that it would.”\n\n“Nobody told us that it would.”"),
            [Part::Body; 2]
        );
    }

    #[test]
    fn what_follows_a_story_is_no_copy() {
        for line in [
            "Ann Hale is a reporter for the Selby Gazette. Reach her at ahale@selby.example.",
            "Sign up for the morning letter of the Selby Gazette.",
            "This story was produced by the Selby Gazette.",
            "Gazette writer Tom Wynne contributed to this report.",
            "© Copyright © 2025 Selby Gazette, Wynne Publishing Group (Hale Media Company). All rights reserved.",
        ] {
            assert_eq!(
                parts(&format!("The hall burnt.\n\n{line}\n")),
                [Part::Body, Part::Boilerplate],
                "{line}"
            );
            assert_ne!(
                parts(&format!("{line}\n\n{}", "The hall burnt.\n\n".repeat(9)))[0],
                Part::PullQuote
            );
        }
        for line in [
            "Ann Hale is a reporter for the Selby Gazette.",
            "Wynne can be reached by no one, Hale said.",
            "“Sign up,” said Hale.",
        ] {
            assert_eq!(parts(&format!("The hall burnt.\n\n{line}\n")), [Part::Body; 2], "{line}");
        }
        let byline =
            "By Ann Hale\n\nThe hall burnt.\n\nAnn Hale is a reporter for the Selby Gazette.\n";
        assert_eq!(parts(byline), [Part::Byline, Part::Body, Part::Boilerplate]);
    }
}
