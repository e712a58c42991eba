//! The label of a turn to speak: the name at the start of a paragraph, up to its colon.

use std::ops::Range;

use super::grammar::time::is_clock;
use crate::lexicon::{Class, Classes, FunctionWord};
use crate::tokenise::token::{Kind, Pos, Token};

/// Most words of a name.
const LONGEST: usize = 5;
/// Most tokens of a remark in brackets, and of a role, behind it.
const LONGEST_REMARK: usize = 8;
/// Titles before a name.
const TITLES: Classes =
    Classes::of(&[Class::Honorific, Class::HonorificMale, Class::HonorificFemale]);
/// Who somebody is, behind a name.
const ROLES: Classes =
    Classes::of(&[Class::Role, Class::Office, Class::Spokesperson, Class::Expert]);

/// A label.
#[derive(Clone, Debug)]
#[allow(clippy::struct_excessive_bools)] // four questions that callers ask one by one
pub(super) struct Label {
    /// The name, with the role behind it.
    pub(super) source: Range<usize>,
    /// The colon.
    pub(super) colon: usize,
    /// True when it is all in capitals: a label wherever it stands.
    pub(super) capitals: bool,
    /// True for a single letter: "Q", "A".
    pub(super) letter: bool,
    /// True when the words stand in the next paragraph.
    pub(super) alone: bool,
    /// True when the words before the colon are surely somebody's name.
    pub(super) person: bool,
}

/// The label with which a paragraph begins.
///
/// > **MARÍN:** The vote is on Thursday. | **RUTH COLE, XNN ANCHOR:** Schools are shut. |
/// > **[02:50:05] COLE:** The roads are open. | **Hale (laughs):** No.
pub(super) fn label(tokens: &[Token<'_>], block: &Range<usize>) -> Option<Label> {
    let here = &tokens[block.clone()];
    let start = clock(here);
    let words = here[start..].iter().take_while(|t| is_label_word(t)).count();
    let name = here.get(start..start + words)?;
    if words == 0 || words > LONGEST || name.iter().any(|t| t.is(Class::Label)) {
        return None;
    }
    let capitals = name.iter().all(is_capitals);
    let mut source = start + words + role(&here[start + words..], capitals);
    let mut at = source;
    if here.get(at)?.kind == Kind::OpenBracket {
        let inside = here[at..].iter().take(LONGEST_REMARK);
        at += inside.take_while(|t| t.kind != Kind::CloseBracket).count() + 1;
        // "(finance minister)" says who it is, "(laughs)" and "(through translator)" how they speak.
        let remark = here.get(source..at)?;
        let through = remark.get(1).is_some_and(|t| t.pos == Pos::In);
        let who = !through && remark.iter().any(|t| t.is(Class::Role));
        source = if who { at } else { source };
    }
    here.get(at).filter(|t| t.kind == Kind::Colon)?;
    let next = here.get(at + 1);
    if !next.is_none_or(|t| t.is_wordlike() || t.kind == Kind::OpenQuote) {
        return None;
    }
    let named =
        |t: &Token<'_>| t.classes.any(TITLES) || t.is(Class::GivenMale) || t.is(Class::GivenFemale);
    Some(Label {
        source: block.start + start..block.start + source,
        colon: block.start + at,
        capitals,
        letter: words == 1 && name[0].text.len() == 1,
        alone: next.is_none(),
        person: words > 1 && name.iter().any(named),
    })
}

/// How many tokens of a paragraph say at what time somebody speaks.
///
/// > **[02:50:05]** COLE: The roads are open. | **10:40 am** COLE: The roads are open.
fn clock(here: &[Token<'_>]) -> usize {
    let time = |t: &Token<'_>| t.kind == Kind::Number && (t.text.contains(':') || is_clock(t));
    match here {
        [open, at, close, ..]
            if open.kind == Kind::OpenBracket && time(at) && close.kind == Kind::CloseBracket =>
        {
            3
        }
        [at, unit, ..] if time(at) && unit.among(FunctionWord::ClockUnit) => 2,
        [at, ..] if time(at) => 1,
        _ => 0,
    }
}

/// How many tokens behind a name say who it is.
///
/// > RUTH COLE**, XNN ANCHOR**: Schools are shut. | Jan Pell**, the clerk**: The vote is void.
fn role(behind: &[Token<'_>], capitals: bool) -> usize {
    if behind.first().is_none_or(|t| t.kind != Kind::Comma) {
        return 0;
    }
    let words = behind[1..].iter().take(LONGEST_REMARK).take_while(|t| {
        (t.is_wordlike() || t.kind == Kind::Comma || t.text == "&") && (!capitals || is_capitals(t))
    });
    let count = words.count();
    let says = capitals || behind[1..=count].iter().any(|t| t.classes.any(ROLES));
    if says && count > 0 { count + 1 } else { 0 }
}

fn is_label_word(t: &Token<'_>) -> bool {
    t.kind == Kind::Word && t.is_capitalised()
}

fn is_capitals(t: &Token<'_>) -> bool {
    t.text.chars().all(|c| !c.is_lowercase())
}

#[cfg(test)]
mod tests {
    use super::label;
    use crate::testing::tagged;

    /// The source of the label of a line.
    fn source(copy: &str) -> Option<&'static str> {
        let (draft, text, _) = tagged(copy);
        let label = label(&text.tokens, &text.blocks[0])?;
        Some(draft.words(text.span_of(&label.source)))
    }

    #[test]
    fn a_label_has_a_name_and_may_have_a_role_a_remark_and_a_time() {
        let cases = [
            ("COLE: The roads are open today.", Some("COLE")),
            ("RUTH COLE, XNN ANCHOR: Schools are shut.", Some("RUTH COLE, XNN ANCHOR")),
            ("DR. AMIT RAO, CHIEF (through translator): No.", Some("DR. AMIT RAO, CHIEF")),
            ("[02:50:05] COLE: The roads are open.", Some("COLE")),
            ("Jan Pell, the clerk: The vote is void.", Some("Jan Pell, the clerk")),
            ("Hale (finance minister): No.", Some("Hale (finance minister)")),
            ("Hale (laughs): No.", Some("Hale")),
            ("In Leeds, Hull and York: rain fell.", None),
            ("Hale said: The road is shut.", None),
            ("Hale left.", None),
        ];
        for (copy, right) in cases {
            assert_eq!(source(copy), right, "{copy}");
        }
    }
}
