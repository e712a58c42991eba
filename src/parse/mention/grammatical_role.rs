//! What mentions do in their clauses: subject, object, possessor.

use super::{GrammaticalRole, Mention};
use crate::lexicon::FunctionWord;
use crate::tokenise::Text;
use crate::tokenise::token::{Kind, Pos, Token};

/// Longest aside that is stepped over to find the verb.
const ASIDE: usize = 14;

/// A clause that opens a sentence is no longer than this.
const CLAUSE: usize = 40;

/// Works out the function of every mention.
pub(super) fn functions(text: &Text<'_>, mentions: &mut [Mention]) {
    for n in 0..mentions.len() {
        if let Some(owner) = mentions[n].possessor
            && owner.0 < n
        {
            mentions[owner.0].function = GrammaticalRole::Possessor;
        }
        if mentions[n].function == GrammaticalRole::Unknown {
            mentions[n].function = function(text, &mentions[n]);
        }
        // "Hale and Price said": the first does what the second does.
        if let Some(before) = n.checked_sub(1)
            && mentions[before].function == GrammaticalRole::Unknown
            && joined(text, &mentions[before], &mentions[n])
        {
            mentions[before].function = mentions[n].function;
        }
    }
}

/// True when only "and" or a comma stands between two mentions.
fn joined(text: &Text<'_>, a: &Mention, b: &Mention) -> bool {
    let end = behind(text, a);
    end < b.token
        && b.token - end <= 2
        && text.tokens[end..b.token]
            .iter()
            .all(|t| t.among(FunctionWord::And) || t.kind == Kind::Comma)
}

/// The first token behind a mention.
fn behind(text: &Text<'_>, mention: &Mention) -> usize {
    text.tokens.partition_point(|t| t.span.start < mention.span.end)
}

fn function(text: &Text<'_>, mention: &Mention) -> GrammaticalRole {
    let sentence = &text.sentences[mention.sentence].tokens;
    let tokens = &text.tokens[sentence.clone()];
    let at = mention.token - sentence.start;
    let end = behind(text, mention).saturating_sub(sentence.start).min(tokens.len());
    let before = at.checked_sub(1).map(|n| &tokens[n]);
    if tokens.get(end).is_some_and(Token::is_possessive) {
        return GrammaticalRole::Possessor;
    }
    let oblique = before.is_some_and(|t| matches!(t.pos, Pos::In | Pos::To) && !is_link(t));
    if oblique {
        return GrammaticalRole::Oblique;
    }
    if before.is_some_and(|t| t.pos.is_verb()) {
        // "…," said Hale: the verb stands first, behind a mark.
        let inverted = at.checked_sub(2).is_none_or(|n| !tokens[n].is_wordlike());
        let finite = before.is_some_and(|t| t.pos.is_finite());
        return if inverted && finite { GrammaticalRole::Subject } else { GrammaticalRole::Object };
    }
    if !verb_follows(&tokens[end..]) {
        return GrammaticalRole::Unknown;
    }
    let linked = before.is_some_and(|t| is_link(t) || matches!(t.pos, Pos::Wrb | Pos::Wdt));
    if linked || in_first_clause(tokens, at) {
        GrammaticalRole::Subordinate
    } else {
        GrammaticalRole::Subject
    }
}

/// True in a clause that opens a sentence and waits for the main one: "**When Hale asked**, Price
/// left".
fn in_first_clause(tokens: &[Token<'_>], at: usize) -> bool {
    tokens.first().is_some_and(|t| is_link(t) && !t.among(FunctionWord::That) || t.pos == Pos::Wrb)
        && at <= CLAUSE
        && !tokens[..at].iter().any(|t| t.kind == Kind::Comma)
}

/// Words tagged as prepositions that begin a clause: "because **he** said so".
fn is_link(t: &Token<'_>) -> bool {
    t.among(FunctionWord::ClauseLink) || t.among(FunctionWord::ComparingLink)
}

/// True when a finite verb follows, an aside between commas or an adverb stepped over.
fn verb_follows(tokens: &[Token<'_>]) -> bool {
    let mut rest = tokens;
    while rest.first().is_some_and(|t| t.kind == Kind::OpenBracket) {
        let inside = &rest[..rest.len().min(ASIDE)];
        let Some(close) = inside.iter().position(|t| t.kind == Kind::CloseBracket) else {
            return false;
        };
        rest = &rest[close + 1..];
    }
    let finite = |t: &Token<'_>| t.pos.is_finite();
    // "Hale, the owner and general manager, said"
    if rest.first().is_some_and(|t| t.among(FunctionWord::And)) {
        let inside = &rest[..rest.len().min(ASIDE)];
        match inside.iter().position(|t| t.kind == Kind::Comma) {
            Some(close) if !inside[..close].iter().any(finite) => rest = &rest[close..],
            _ => {}
        }
    }
    // An apposition ends with a comma: "Hale, a farmer, said".
    if let [comma, verb, ..] = rest
        && comma.kind == Kind::Comma
        && finite(verb)
    {
        return true;
    }
    if rest.first().is_some_and(|t| matches!(t.kind, Kind::Comma | Kind::Dash)) {
        let aside = &rest[1..rest.len().min(ASIDE + 1)];
        let Some(close) = aside.iter().position(|t| matches!(t.kind, Kind::Comma | Kind::Dash))
        else {
            return false;
        };
        rest = &rest[close + 2..];
    }
    // "Hale himself also said"
    let verb =
        rest.iter().take(4).find(|t| !t.pos.is_adverb() && !t.among(FunctionWord::Reflexive));
    verb.is_some_and(finite)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::parsed;

    /// What the mention with these words does.
    fn role(copy: &str, words: &str) -> Option<GrammaticalRole> {
        let (draft, _, parsed) = parsed(copy);
        let found = parsed.mentions.iter().find(|m| draft.words(m.span) == words);
        found.map(|mention| mention.function)
    }

    #[test]
    fn what_a_mention_does_in_its_clause() {
        use GrammaticalRole::{Object, Oblique, Possessor, Subject, Subordinate, Unknown};
        let cases = [
            ("Tom Hale said the road is shut.", "Tom Hale", Subject),
            ("“It is shut,” said Tom Hale.", "Tom Hale", Subject),
            ("The mayor told Tom Hale to go.", "Tom Hale", Object),
            ("The mayor met with Tom Hale.", "Tom Hale", Oblique),
            ("The mayor went to Tom Hale.", "Tom Hale", Oblique),
            ("Tom Hale's lawyer left.", "Tom Hale", Possessor),
            ("His lawyer left.", "His", Possessor),
            ("When Tom Hale asked, Ada Wynne left.", "Tom Hale", Subordinate),
            ("When Tom Hale asked, Ada Wynne left.", "Ada Wynne", Subject),
            ("If Tom Hale asks, Ada Wynne leaves.", "Tom Hale", Subordinate),
            ("The mayor said that Tom Hale left.", "Tom Hale", Subordinate),
            ("The mayor left because Tom Hale asked.", "Tom Hale", Subordinate),
            ("Tom Hale and Ada Wynne said no.", "Tom Hale", Subject),
            ("Tom Hale (left) said no.", "Tom Hale", Subject),
            ("Tom Hale, who lives in Harlow, said no.", "Tom Hale", Subject),
            ("Tom Hale himself also said no.", "Tom Hale", Subject),
            ("A picture of the harbour: Tom Hale.", "Tom Hale", Unknown),
        ];
        let mut wrong = Vec::new();
        for (copy, words, right) in cases {
            let found = role(copy, words);
            if found != Some(right) {
                wrong.push(format!("{copy} {words}: {found:?}, not {right:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
