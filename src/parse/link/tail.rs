//! Where the writer goes on in a voice of their own behind what somebody says.

use std::ops::Range;

use crate::lexicon::FunctionWord;
use crate::tokenise::token::{Kind, Pos, Token};

/// Cuts the pieces of a content that stand behind its cue where the writer goes on: ", which …",
/// ", though …", an aside behind a dash that nothing closes.
///
/// > Maduro said talks would resume **-- a longtime foe has …**
pub(super) fn cut(content: &mut Vec<Range<usize>>, cue: &Range<usize>, tokens: &[Token<'_>]) {
    for at in 0..content.len() {
        if content[at].start < cue.end {
            continue;
        }
        // A mark at the end of a piece is the writer's.
        while content[at].len() > 1 && is_mark(&tokens[content[at].end - 1]) {
            content[at].end -= 1;
        }
        let old = content[at].end;
        match writer(&content[at], tokens) {
            Some(end) => content[at].end = end,
            None if leaves(&tokens[old..], content.get(at + 1).map(|next| next.start - old)) => {}
            None => continue,
        }
        // What follows in the same sentence is the writer's too, unless it is quoted.
        let mut last = old;
        content.retain(|piece| {
            let behind = piece.start >= old;
            let apart =
                tokens[last.min(piece.start)..piece.start].iter().any(|t| t.kind == Kind::Stop);
            let keep = !behind || apart || tokens[piece.start].kind == Kind::OpenQuote;
            last = last.max(piece.end);
            keep
        });
        return;
    }
}

fn is_mark(t: &Token<'_>) -> bool {
    matches!(t.kind, Kind::Comma | Kind::Dash)
}

/// True when the writer's voice begins right behind a piece, with another piece to come.
fn leaves(behind: &[Token<'_>], gap: Option<usize>) -> bool {
    let Some(gap) = gap.map(|gap| &behind[..gap]) else { return false };
    match gap {
        [first, rest @ ..] if first.kind == Kind::Dash => {
            !rest.iter().any(|t| matches!(t.kind, Kind::Dash | Kind::Stop))
        }
        [first, rest @ ..] if first.kind == Kind::Comma => tail(rest),
        _ => false,
    }
}

/// Where in a piece the writer's voice begins, if it does: outside quotation marks, not at once.
fn writer(piece: &Range<usize>, tokens: &[Token<'_>]) -> Option<usize> {
    let mut depth = 0_usize;
    for at in piece.clone() {
        match tokens[at].kind {
            Kind::OpenQuote => depth += 1,
            Kind::CloseQuote => depth = depth.saturating_sub(1),
            Kind::Comma | Kind::Dash if depth == 0 && at > piece.start + 1 => {
                let behind = &tokens[at + 1..piece.end];
                let ends =
                    if tokens[at].kind == Kind::Comma { tail(behind) } else { aside(behind) };
                if ends {
                    return Some(at);
                }
            }
            Kind::Stop if depth == 0 => return None,
            _ => {}
        }
    }
    None
}

/// > in the country, **which has the largest reserves** | the road was shut, **though nobody knew**
fn tail(behind: &[Token<'_>]) -> bool {
    let Some(first) = behind.first() else { return false };
    let joined = first.pos == Pos::In
        && behind.get(1).is_some_and(|t| t.among(FunctionWord::PrepositionRelative));
    first.among(FunctionWord::Contrast)
        || (first.among(FunctionWord::FreeRelative) || joined) && !resumes(behind)
}

/// True when the clause is closed by a comma and the sentence goes on behind it: "Hale, who lives
/// there, **was hurt**".
fn resumes(behind: &[Token<'_>]) -> bool {
    let comma = behind.iter().position(|t| t.kind == Kind::Comma);
    comma.and_then(|at| behind.get(at + 1)).is_some_and(|t| t.pos.is_finite() || t.pos == Pos::Md)
}

/// > talks would resume -- **a longtime foe**; not "the idea -- even so -- is sound".
fn aside(behind: &[Token<'_>]) -> bool {
    behind.first().is_some_and(Token::is_wordlike)
        && !behind.iter().take_while(|t| t.kind != Kind::Stop).any(|t| t.kind == Kind::Dash)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::tagged;

    /// What is left of the words after "said".
    fn left(copy: &str) -> String {
        let (_, text, _) = tagged(copy);
        let said = text.tokens.iter().position(|t| t.reads("said")).unwrap_or(0);
        let mut content = vec![said + 1..text.tokens.len() - 1];
        cut(&mut content, &(said..said + 1), &text.tokens);
        let words = |piece: &Range<usize>| {
            let words: Vec<_> = text.tokens[piece.clone()].iter().map(|t| t.text).collect();
            words.join(" ")
        };
        content.iter().map(words).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn the_writer_goes_on_after_what_is_said() {
        let cases = [
            ("Hale said the road was shut, though nobody knew.", "the road was shut"),
            ("Hale said the road was shut, which leads to the port.", "the road was shut"),
            ("Hale said the road was shut, in which a bus stood.", "the road was shut"),
            ("Hale said the road was shut - a blow to the port.", "the road was shut"),
            ("Hale said Wynne, who lives there, was hurt.", "Wynne , who lives there , was hurt"),
            (
                "Hale said the road was shut, and he was sorry.",
                "the road was shut , and he was sorry",
            ),
            ("Hale said “the road was shut, which hurts”.", "“ the road was shut , which hurts ”"),
        ];
        for (copy, right) in cases {
            assert_eq!(left(copy), right, "{copy}");
        }
    }

    #[test]
    fn a_content_before_its_cue_stays() {
        let (_, text, _) = tagged("The road was shut, which hurts, Hale said.");
        let cue = text.tokens.iter().position(|t| t.reads("said")).unwrap_or(0);
        let mut content = vec![0..cue - 2];
        cut(&mut content, &(cue..cue + 1), &text.tokens);
        assert_eq!(content, vec![0..cue - 2]);
    }

    #[test]
    fn what_comes_after_the_writer_is_the_writers() {
        let (_, text, _) = tagged("Hale said the road was shut, which hurts, and it rained.");
        let at = |word: &str| text.tokens.iter().position(|t| t.reads(word)).unwrap_or(0);
        let mut content = vec![2..at("which") - 1, at("and")..text.tokens.len() - 1];
        cut(&mut content, &(1..2), &text.tokens);
        assert_eq!(content, vec![2..at("which") - 1]);
    }
}
