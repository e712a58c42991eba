//! What is known about a quotation: the questions behind the conditions, one function each.

use super::headline;
use super::layout::has_tags;
use crate::judge::quoted::Quoted;
use crate::judge::view::View;
use crate::lexicon::{CueClass, Sense};
use crate::read::BlockKind;
use crate::rulebook::QuotationAsked;
use crate::tokenise::token::{Kind, Pos, Token};
use crate::tokenise::{Closed, Mark};

/// A quotation of more words than this is a document printed in full.
const LONG_QUOTE: usize = 70;

/// A credit below a quotation is no longer than this.
const CREDIT_TOKENS: usize = 20;

/// True when a condition on a quotation holds.
pub(in crate::judge) fn holds(asked: QuotationAsked<'_>, view: &View<'_>, n: usize) -> bool {
    match asked {
        QuotationAsked::Unclosed(wanted) => unclosed(view, n) == *wanted,
        QuotationAsked::Speech(wanted) => speech(view, n) == *wanted,
        QuotationAsked::SpeakerNear(wanted) => speaker_near(view, n) == *wanted,
        QuotationAsked::Paraphrased(wanted) => headline::paraphrased(view, n) == *wanted,
        QuotationAsked::Altered(wanted) => altered(view, n) == *wanted,
        QuotationAsked::Capitalised(wanted) => capitalised(view, n) == *wanted,
        QuotationAsked::Echoed(wanted) => echoed(view, n) == *wanted,
    }
}

/// True when the closing mark of a quotation is missing. A single mark inside double ones may be an
/// apostrophe; marks that say themselves which they are, and are as many of either kind, are a
/// quotation inside a quotation: “a sign that said “No” and nothing else”.
fn unclosed(view: &View<'_>, n: usize) -> bool {
    let quotation = &view.text.quotations[n];
    if quotation.closed != Closed::No || quotation.depth > 0 && quotation.mark == Mark::Single {
        return false;
    }
    let start = view.text.tokens[quotation.tokens.start].span.start;
    // `href="…`, or a block with remains of tags: markup, no quotation.
    let block = view.draft.words(view.draft.blocks[quotation.block].span);
    if view.draft.text[..start].ends_with('=') || has_tags(block) {
        return false;
    }
    if reopened(view, n)
        || goes_on_below(view, n)
        || credit_below(view, n)
        || mixed(block)
        || even(view, n, block)
        || runs_on(view, n)
        || closed_below(view, n)
        || closed_in_code(block)
    {
        return false;
    }
    let count = |mark: char| block.matches(mark).count();
    let open = view.text.tokens[quotation.tokens.start].text;
    let pairs = [('“', '”'), ('«', '»'), ('„', '“')];
    let balanced = |(o, c): &(char, char)| open.starts_with(*o) && count(*o) == count(*c);
    !pairs.iter().any(balanced)
}

/// True when the next paragraph begins with a quotation mark: the quotation goes on there.
fn goes_on_below(view: &View<'_>, n: usize) -> bool {
    let below = view.text.blocks.get(view.text.quotations[n].block + 1);
    let first = below.and_then(|tokens| view.text.tokens.get(tokens.start));
    first.is_some_and(|t| t.kind == Kind::OpenQuote)
}

/// True when the closing mark has slipped to the head of the next block, where a gap or nothing stands
/// after it, or when the block ends with a mark of the wrong kind.
fn closed_below(view: &View<'_>, n: usize) -> bool {
    let quotation = &view.text.quotations[n];
    let block = |n: usize| view.draft.blocks.get(n).map(|b| view.draft.words(b.span));
    let slipped = block(quotation.block + 1).is_some_and(|text| {
        text.strip_prefix(['"', '”', '“'])
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    });
    let own = block(quotation.block).unwrap_or_default();
    let alone = inner(view, n).iter().all(|t| !t.is_wordlike());
    let wrong = own.trim_end().strip_suffix(['“', '„']).is_some_and(|rest| !rest.is_empty());
    slipped || alone || wrong
}

/// True when a mark of the block is written as code or as two single ones: `&#34;`, `’’`.
fn closed_in_code(block: &str) -> bool {
    ["&#34;", "&quot;", "&rdquo;", "’’", "''"].iter().any(|mark| block.contains(mark))
}

/// True when the next block is a short credit with the closing mark behind it, as a pull quote with
/// its speaker has when it is taken from a page: `"The bridge is safe.` / `Ann Webb, engineer"`.
fn credit_below(view: &View<'_>, n: usize) -> bool {
    let Some(below) = view.text.blocks.get(view.text.quotations[n].block + 1) else { return false };
    let tokens = &view.text.tokens[below.clone()];
    let name = tokens.first().is_some_and(|t| t.is_capitalised());
    let closes = tokens.last().is_some_and(can_close);
    name && closes
        && tokens.len() <= CREDIT_TOKENS
        && tokens.iter().filter(|t| can_close(t)).count() == 1
}

/// True when the block breaks off in mid-sentence and the next one goes on in small letters, or when the next one closes a curly mark that it does not open: a paragraph
/// that was broken in two.
fn runs_on(view: &View<'_>, n: usize) -> bool {
    let block = view.text.quotations[n].block;
    let tokens =
        |block: usize| view.text.blocks.get(block).map(|range| &view.text.tokens[range.clone()]);
    let broken = tokens(block)
        .and_then(<[Token<'_>]>::last)
        .is_some_and(|t| t.is_wordlike() || t.kind == Kind::Comma);
    let rest = tokens(block + 1).unwrap_or_default();
    let goes_on = rest.first().is_some_and(|t| t.is_wordlike() && !t.is_capitalised());
    let count = |mark: &str| rest.iter().filter(|t| t.text == mark).count();
    let closes = view.text.tokens[view.text.quotations[n].tokens.start].text == "“"
        && count("”") > count("“");
    closes || broken && goes_on
}

/// A mark that can close a quotation, whatever it was taken for.
fn can_close(t: &Token<'_>) -> bool {
    matches!(t.text, "\"" | "”" | "»" | "''")
}

/// True when straight marks are even in number: a quotation inside a quotation, both in the same
/// marks, is no mark left open.
fn even(view: &View<'_>, n: usize, block: &str) -> bool {
    let open = view.text.tokens[view.text.quotations[n].tokens.start].text;
    open == "\"" && block.matches('"').count().is_multiple_of(2)
}

/// True when straight and curly marks stand in one block: what one kind opens the other may close.
fn mixed(block: &str) -> bool {
    let straight = block.matches('"').count();
    let curly = block.matches(['“', '”']).count();
    straight > 0 && curly > 0
}

/// True when the mark of a quotation opens again behind the end of a sentence in the same block, and
/// closes there: a paragraph of the quotation that has run into the one before.
fn reopened(view: &View<'_>, n: usize) -> bool {
    let quotation = &view.text.quotations[n];
    let tokens = &view.text.tokens;
    let mark = tokens[quotation.tokens.start].text;
    let end = view.text.blocks[quotation.block].end;
    let again = (quotation.tokens.start + 1..end).find(|at| {
        tokens[*at].kind == Kind::OpenQuote
            && tokens[*at].text == mark
            && tokens[*at - 1].kind == Kind::Stop
    });
    let closes = |from: usize| tokens[from..end].iter().any(|t| t.kind == Kind::CloseQuote);
    mark == "“" && again.is_some_and(closes)
}

/// True when a quotation is somebody speaking: it begins with a capital letter, has a few words, and
/// is no title, in which most words have one.
fn speech(view: &View<'_>, n: usize) -> bool {
    let words: Vec<_> = inner(view, n).iter().filter(|t| t.is_wordlike()).collect();
    let capital = words.first().is_some_and(|t| t.is_capitalised());
    let capitals = words.iter().filter(|t| t.is_capitalised()).count();
    let finite = words.iter().any(|t| t.pos.is_finite() || t.pos == Pos::Vb);
    capital && words.len() >= 4 && capitals * 2 <= words.len() && finite
}

/// True when the words of a quotation begin with capital letters, small words apart.
fn capitalised(view: &View<'_>, n: usize) -> bool {
    let mut words = inner(view, n).iter().filter(|t| t.is_wordlike() && t.text.len() > 3);
    words.next().is_some_and(|t| t.is_capitalised()) && words.all(|t| t.is_capitalised())
}

/// The tokens between the marks of a quotation.
fn inner<'v>(view: &'v View<'_>, n: usize) -> &'v [Token<'v>] {
    let tokens = &view.text.quotations[n].tokens;
    let all = &view.text.tokens[tokens.clone()];
    let last = all.len() - usize::from(all.last().is_some_and(|t| t.kind == Kind::CloseQuote));
    &all[1.min(last)..last]
}

/// True when words are left out of a quotation or put into it.
fn altered(view: &View<'_>, n: usize) -> bool {
    let tokens = inner(view, n);
    let count = tokens.len();
    tokens.iter().enumerate().any(|(at, t)| {
        let gap = t.kind == Kind::Stop && (t.text == "…" || t.text.starts_with("..."));
        gap && at > 0 && at + 1 < count || t.kind == Kind::OpenBracket
    })
}

/// True when the words of a quotation come again in a quotation of the body.
fn echoed(view: &View<'_>, n: usize) -> bool {
    let words = quoted_words(view, n);
    let words = words.trim_end();
    words.is_empty() || view.quoted.get_or_init(|| body(view)).has(words)
}

/// The words of the quotations in the body.
fn body(view: &View<'_>) -> Quoted {
    let quotations = view.text.quotations.iter().enumerate();
    let in_body = quotations.filter(|(_, quotation)| {
        view.draft.blocks[quotation.block].kind == BlockKind::Paragraph && quotation.depth == 0
    });
    Quoted::of(in_body.map(|(n, _)| quoted_words(view, n)).collect())
}

/// The words of a quotation in lower case, a space around each.
fn quoted_words(view: &View<'_>, n: usize) -> String {
    let mut words = String::from(" ");
    for token in inner(view, n).iter().filter(|t| t.is_wordlike()) {
        words.push_str(&token.text.to_lowercase().replace('’', "'"));
        words.push(' ');
    }
    words
}

/// True when the paragraph of a quotation, or one beside it, credits somebody, or when words lead
/// up to the quotation: "the findings were clear: “…”".
fn speaker_near(view: &View<'_>, n: usize) -> bool {
    let quotation = &view.text.quotations[n];
    let blocks = &view.text.blocks;
    let credited = |block: usize| {
        let story = view.draft.blocks[block].kind == BlockKind::Paragraph;
        // A verb of saying is enough: the grammar may have missed who says it.
        let tells = |token: usize| {
            let t = &view.text.tokens[token];
            let saying = |s: &Sense| matches!(s.class, CueClass::NeutralReport | CueClass::Channel);
            view.survey.owner(token).is_some() || t.pos.is_verb() && t.senses.iter().any(saying)
        };
        story && blocks[block].clone().any(tells)
    };
    let near = quotation.block.saturating_sub(1)..=(quotation.block + 1).min(blocks.len() - 1);
    let long = view.text.tokens[quotation.tokens.clone()].len() > LONG_QUOTE;
    let led_up = quotation.tokens.start.checked_sub(1).is_some_and(|before| {
        let token = &view.text.tokens[before];
        blocks[quotation.block].contains(&before) && token.kind != Kind::Stop
    });
    let behind = quotation.tokens.end..(quotation.tokens.end + 8).min(view.text.tokens.len());
    let said = view.text.tokens[behind].iter().any(|t| {
        t.senses.iter().any(|s| matches!(s.class, CueClass::NeutralReport | CueClass::Channel))
    });
    // "The statement:", and the paragraph before has no more to say.
    let colon = quotation.block.checked_sub(1).is_some_and(|block| {
        let tokens = &view.text.tokens[blocks[block].clone()];
        tokens.last().is_some_and(|t| t.kind == Kind::Colon)
    });
    let label = inner(view, n).get(1).is_some_and(|t| t.kind == Kind::Colon);
    // What stands first is explained by what follows.
    let first = quotation.block == 0;
    let goes_on = taken_up(view, n).is_some_and(|last| {
        view.text.quotations[last].tokens.clone().any(|token| view.survey.owner(token).is_some())
    });
    // "“…,” the nominee riffed", or a second quotation in the paragraph.
    let comma = inner(view, n).last().is_some_and(|t| t.kind == Kind::Comma);
    let second = n
        .checked_sub(1)
        .is_some_and(|before| view.text.quotations[before].block == quotation.block);
    first
        || comma
        || second
        || goes_on
        || long
        || colon
        || label
        || near.into_iter().any(credited)
        || led_up
        || said
}

/// The last paragraph of a quotation that goes on over several.
fn taken_up(view: &View<'_>, n: usize) -> Option<usize> {
    let mut last = n;
    for (at, quotation) in view.text.quotations.iter().enumerate().skip(n + 1) {
        if quotation.takes_up == Some(last) {
            last = at;
        } else if quotation.block > view.text.quotations[last].block + 1 {
            break;
        }
    }
    (last != n).then_some(last)
}

#[cfg(test)]
mod tests {
    use crate::judge::testing::check;
    use crate::rulebook::Scope;

    #[test]
    fn marks() {
        check(
            Scope::Quotation,
            &[
                ("unclosed: true", "“The bridge is shut, Tom Hale said.", "+"),
                ("unclosed: true", "“The bridge is shut,” Tom Hale said.", "-"),
                (
                    "unclosed: true",
                    "“The bridge is shut, Tom Hale said.\n\n“It stays shut,” he said.",
                    "--",
                ),
                ("altered: true", "The report called the roof “safe … in dry weather”.", "+"),
                ("altered: true", "“I do not know …” the coach Luis Costa said.", "-"),
                ("altered: true", "“[The surgeon] never asked me,” said the nurse Ann Webb.", "+"),
                ("altered: true", "“The surgeon never asked me,” said the nurse Ann Webb.", "-"),
            ],
        );
    }

    #[test]
    fn what_is_quoted() {
        check(
            Scope::Quotation,
            &[
                ("speech: true", "“We will go home now,” the envoy Jan Novak said.", "+"),
                ("speech: true", "“Go home now,” the envoy Jan Novak said.", "-"),
                ("speech: true", "The minister’s “reform” was debated.", "-"),
                ("speech: true", "The band played “Northern Lights Over The Bay” at the end.", "-"),
                ("capitalised: true", "The band played “Northern Lights” at the end.", "+"),
                ("capitalised: true", "The band played “Northern lights” at the end.", "-"),
                (
                    "echoed: true",
                    "Minister is a 'traitor'\n\nThe deputy Ana Ruiz said on Monday that the minister was “a traitor to us all”.",
                    "++",
                ),
                (
                    "echoed: true",
                    "Minister is a 'liar'\n\nThe deputy Ana Ruiz said on Monday that the minister was “a traitor to us all”.",
                    "-+",
                ),
                (
                    "paraphrased: true",
                    "Steel 'hurts growth'\n\nThe price of steel has hurt growth in most of Europe, according to the bank.",
                    "+",
                ),
                (
                    "paraphrased: true",
                    "Steel 'ends war'\n\nThe price of steel has hurt growth in most of Europe, according to the bank.",
                    "-",
                ),
                (
                    "speaker-near: true",
                    "The hall was full.\n\n“We will go home now.”\n\nThe rain fell all night.",
                    "-",
                ),
                (
                    "speaker-near: true",
                    "The hall was full.\n\n“We will go home now.”\n\nThe rain fell all night, Tom Hale said.",
                    "+",
                ),
                (
                    "speaker-near: true",
                    "The statement:\n\n“We will go home now.”\n\nThe rain fell all night.",
                    "+",
                ),
            ],
        );
    }

    #[test]
    fn a_mark_that_only_seems_to_be_missing() {
        let open =
            |copy: &str| crate::judge::testing::held(Scope::Quotation, "unclosed: true", copy);
        crate::testing::check(
            open,
            &[
                ("“The bridge is safe.\n\nAnn Webb, engineer”", "-"),
                ("“The bridge is\n\nsafe,” Tom Hale said.", "-"),
                ("“The bridge is safe.\n\nTom Hale said.", "+"),
                ("“The bridge is safe. “It stays,” he said.", "--"),
                ("“The bridge is safe. “It stays, he said.", "-+"),
                ("\"The bridge is safe, Tom Hale said.", "+"),
                ("\"The sign said \"No\" and more,\" Tom Hale said.", "--"),
                ("“The bridge is safe,\" Tom Hale said.", "-"),
                ("<p>“The bridge is safe, Tom Hale said.</p>", "-"),
                ("He wrote href=\"The bridge is safe, Tom Hale said.", "-"),
                ("“A sign said “No” and more, Tom Hale said.", "+-"),
            ],
        );
    }

    #[test]
    fn who_is_near_a_quotation() {
        let near = |copy: &str| {
            let copy = format!(
                "The hall was full.\n\nIt rained on the town.\n\n{copy}\n\nThe rain fell all night.\n\nIt froze."
            );
            crate::judge::testing::held(Scope::Quotation, "speaker-near: true", &copy)
        };
        crate::testing::check(
            near,
            &[
                ("“We will go home now.”", "-"),
                ("“We will go home now,” the old man riffed.", "+"),
                ("“We will go home now,”", "+"),
                ("The findings were clear: “We will go home now.”", "+"),
                ("It snowed. “We will go home now.”", "-"),
                ("“We will go home now.” “And stay there.”", "-+"),
                ("“Statement: We will go home now.”", "+"),
                ("“We will go home now.” Then the old man spoke to the town and said so.", "+"),
                ("“We will go home now.\n\n“It is late,” Tom Hale said.", "++"),
            ],
        );
    }
}
