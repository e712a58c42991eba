//! The marks of notes below a story: "…she said.<sup>2</sup>".

use super::names;
use super::tokens::{Kind, Token};
use super::tree::Node;

/// A mark has so many tokens and bytes at most: "<a><span>[</span>12<span>]</span></a>".
const TOKENS: usize = 16;
const BYTES: usize = 8;

/// True for a `<sup>` with a number, a letter in brackets, an asterisk or a dagger, and nothing else. The
/// number of "40 m<sup>2</sup>" or "10<sup>6</sup>" is none.
pub(super) fn is_mark(source: &str, tokens: &[Token], node: &Node) -> bool {
    if node.end > node.start + TOKENS {
        return false;
    }
    let inside = tokens.get(node.start..node.end).unwrap_or_default();
    let mut words = String::new();
    for token in inside.iter().filter(|token| token.kind == Kind::Text) {
        words.push_str(token.span.of(source).get(..64).unwrap_or(token.span.of(source)));
    }
    let words = htmlize::unescape(&words);
    let words: String = words.chars().filter(|c| !c.is_whitespace() && *c != ',').collect();
    if !reads_as_mark(&words) {
        return false;
    }
    let is_number = words.bytes().all(|byte| byte.is_ascii_digit());
    let before = node.start.checked_sub(1).and_then(|at| tokens.get(at));
    let before = before.filter(|token| token.kind == Kind::Text);
    !is_number || !before.is_some_and(|token| raises(token.span.of(source)))
}

fn reads_as_mark(words: &str) -> bool {
    if words.is_empty() || words.len() > BYTES {
        return false;
    }
    let inside = words.strip_prefix(['[', '(']).and_then(|words| words.strip_suffix([']', ')']));
    let letter = |words: &str| words.len() == 1 && words.bytes().all(|b| b.is_ascii_alphabetic());
    let sign = |c: char| c.is_ascii_digit() || matches!(c, '*' | '†' | '‡' | '§' | '¶');
    inside.is_some_and(letter) || inside.unwrap_or(words).chars().all(sign)
}

/// True for words after which a raised number belongs to the text: a number, a unit.
fn raises(words: &str) -> bool {
    let last = words.rsplit(|c: char| c.is_whitespace() || c == '/').next().unwrap_or_default();
    last.ends_with(|c: char| c.is_ascii_digit()) || names::units().iter().any(|unit| unit == last)
}

#[cfg(test)]
mod tests {
    use super::super::read;

    #[test]
    fn marks_of_notes_are_no_copy() {
        for (source, right) in [
            ("<p>It is shut.<sup>1</sup> He left.", "It is shut. He left."),
            ("<p>It is shut.<sup><a href='#n'>[<b>12</b>]</a></sup> No.", "It is shut. No."),
            ("<p>It is shut.<sup><span>&#91;</span>a<span>&#93;</span></sup>", "It is shut."),
            ("<p>It is shut<sup>*</sup>, he<sup>&dagger;</sup> said.", "It is shut, he said."),
            ("<p>A hall of 40 m<sup>2</sup> for 10<sup>6</sup> men", "A hall of 40 m2 for 106 men"),
            ("<p>The 1<sup>st</sup> man, M<sup>me</sup> Roy", "The 1st man, Mme Roy"),
            ("<p>It is shut.<sup>", "It is shut."),
        ] {
            assert_eq!(read(source).text.trim_end(), right, "{source}");
        }
    }
}
