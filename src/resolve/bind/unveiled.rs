//! Persons whose name comes late, or is spelt in two ways.

use super::binding::Binding;
use super::same_name::tidy;
use crate::lexicon::{Class, FunctionWord};
use crate::parse::Mention;
use crate::resolve::{SpeakerId, SpeakerKind};
use crate::tokenise::token::Kind;

/// So many speakers before a name are looked at.
const NEAR: usize = 64;

/// A surname of fewer letters than this is not taken for another one.
const SHORTEST: usize = 6;

/// Somebody who was only described so far, and is named now.
///
/// > A spokesman for the port said no. **The spokesman, Tom Hale**, left.
pub(super) fn unveiled(b: &Binding<'_>, mention: &Mention) -> Option<SpeakerId> {
    let (name, role) = (mention.name?, mention.role?);
    let first = b.given.tokens(mention.span).first()?;
    let between = b.given.text.within(role).end;
    let comma = b.given.text.tokens.get(between).is_some_and(|t| t.kind == Kind::Comma);
    let definite = first.among(FunctionWord::DefiniteArticle);
    if !(definite && comma && role.end < name.start && mention.possessor.is_none()) {
        return None;
    }
    let known = b.index.introduced(&b.given.head(mention));
    let [one] = known else { return None };
    let kind = b.speaker(*one).kind;
    matches!(kind, SpeakerKind::TitleOnly | SpeakerKind::Spokesperson).then_some(*one)
}

/// Gives a speaker who was only described the name.
pub(super) fn name(b: &mut Binding<'_>, id: SpeakerId, written: &str) {
    b.rename(id, tidy(written));
    b.story.speakers[id.0].kind = SpeakerKind::Person;
}

/// The one person whose surname is nearly that of a name that nobody has.
///
/// > Tom **Heerden** left. **Herden** said no.
pub(super) fn misspelt(b: &Binding<'_>, key: &str) -> Option<SpeakerId> {
    let mut words = key.split(' ');
    let last = words.next_back()?;
    let particle = |word: &str| b.given.lexicon.classes_of(word).has(Class::NameParticle);
    let alone = words.clone().all(particle);
    // "Van Heerden" is a surname, and no full name.
    let full = b.full.with_surname(last, b.given.lexicon);
    let named = full.iter().any(|name| !name.key.split(' ').next().is_some_and(particle));
    if !alone || last.len() < SHORTEST || named {
        return None;
    }
    let known = b.story.speakers.iter().enumerate().rev().take(NEAR);
    let mut fits = known.filter(|(n, speaker)| {
        let full = speaker.kind == SpeakerKind::Person && speaker.name.contains(' ');
        let other = b.bare(SpeakerId(*n)).rsplit(' ').next();
        full && other.is_some_and(|other| one_letter_off(other, last))
    });
    let (one, _) = fits.next()?;
    fits.next().is_none().then_some(SpeakerId(one))
}

/// True when one letter was added, left out or changed.
fn one_letter_off(a: &str, b: &str) -> bool {
    // A letter has four bytes at most.
    if a.len().abs_diff(b.len()) > 4 {
        return false;
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    if long == short || long.len() - short.len() > 1 || short.len() < SHORTEST - 1 {
        return false;
    }
    let same = long.iter().zip(&short).take_while(|(a, b)| a == b).count();
    let rest = if long.len() == short.len() { &short[same + 1..] } else { &short[same..] };
    long[same + 1..] == *rest
}

#[cfg(test)]
mod tests {
    use super::one_letter_off;
    use crate::resolve::testing::speaker_of;

    #[test]
    fn who_was_only_described_is_named_later() {
        let copy = "A spokesman for the port said the road was shut. It was late, the spokesman, \
                    Tom Hale, said.";
        assert_eq!(speaker_of(copy, "A spokesman for the port"), "Tom Hale");
        let copy = "A spokesman for the port said the road was shut. A spokesman for the bank \
                    left. It was late, the spokesman, Tom Hale, said.";
        assert_ne!(speaker_of(copy, "A spokesman for the port"), "Tom Hale");
    }

    #[test]
    fn a_surname_with_one_wrong_letter_is_the_same() {
        let copy = "Tom Heerden runs the ferry. Heerdan said it was late.";
        assert_eq!(speaker_of(copy, "Heerdan"), "Tom Heerden");
        let copy = "Tom Heerden runs the ferry. Ann Heerdan left. Heerdan said it was late.";
        assert_eq!(speaker_of(copy, "Heerdan"), "Ann Heerdan");
        let copy = "Tom Hale runs the ferry. Hall said it was late.";
        assert_eq!(speaker_of(copy, "Hall"), "Hall");
    }

    #[test]
    fn one_letter_is_added_left_out_or_changed() {
        assert!(one_letter_off("heerden", "heerdan") && one_letter_off("heerden", "herden"));
        assert!(one_letter_off("deerden", "heerden") && one_letter_off("heerden", "heerdens"));
        assert!(!one_letter_off("heerden", "heerden") && !one_letter_off("heerden", "hearten"));
        assert!(!one_letter_off("hale", "hall") && !one_letter_off("heerden", "heerdenses"));
    }
}
