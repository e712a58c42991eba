//! How a speaker is called in the middle of a sentence of ours.

use crate::lexicon::{Class, Classes, FunctionWord, Lexicon};
use crate::read::BlockKind;
use crate::resolve::{Context, SpeakerId, SpeakerKind};

/// Classes of words that keep their capital letter: "Kenyan officials".
const STATES: Classes = Classes::of(&[Class::State, Class::Demonym, Class::People, Class::Capital]);

/// A source is cut after so many words.
const WORDS: usize = 8;

/// A speaker's name in the middle of a sentence: "critics", not "Critics".
pub(crate) fn name(id: SpeakerId, cx: Context<'_>) -> String {
    let speaker = &cx.story.speakers[id.0];
    let mut name = shorten(&speaker.name, cx.lexicon);
    if has_article(id, cx) {
        return format!("the {name}");
    }
    let common = matches!(
        speaker.kind,
        SpeakerKind::Anonymous
            | SpeakerKind::Collective
            | SpeakerKind::Group
            | SpeakerKind::TitleOnly
            | SpeakerKind::Document
    );
    let first = name.split_whitespace().next().unwrap_or_default();
    // "Selby County court records" begins with a name, "State records" does not.
    let named = name.split(' ').nth(1).is_some_and(|word| word.starts_with(char::is_uppercase));
    let plain = !named
        && first.chars().skip(1).all(char::is_lowercase)
        && !keeps_capital(first, cx.lexicon);
    if common
        && plain
        && let Some(initial) = name.chars().next()
    {
        name.replace_range(..initial.len_utf8(), &initial.to_lowercase().to_string());
    }
    name
}

/// "Kenyan": a word that has a capital letter wherever it is.
pub(crate) fn keeps_capital(word: &str, lexicon: &Lexicon) -> bool {
    lexicon.classes_of(word).bits() & STATES.bits() != 0
}

/// True when the draft calls a body or a group "the": "the Fenby Trust", "the rebels". A headline
/// leaves the article out, and so does a name that only follows a role.
fn has_article(id: SpeakerId, cx: Context<'_>) -> bool {
    let speaker = &cx.story.speakers[id.0];
    if matches!(speaker.kind, SpeakerKind::Person | SpeakerKind::Document | SpeakerKind::Anonymous)
        || speaker
            .name
            .split(' ')
            .next()
            .is_some_and(|word| cx.lexicon.function_of(word).has(FunctionWord::Article))
    {
        return false;
    }
    let (mut with, mut without) = (0, 0);
    for mention in speaker.mentions.iter().take(8).map(|m| &cx.parsed.mentions[m.0]) {
        let called = mention.name.or(mention.role).or(mention.head);
        let same = called.is_some_and(|words| cx.draft.words(words) == speaker.name);
        if !same || cx.draft.blocks[mention.block].kind == BlockKind::Headline {
            continue;
        }
        let first = &cx.text.tokens[mention.token..];
        let right_before = first[0].among(FunctionWord::DefiniteArticle)
            && first
                .get(1)
                .is_some_and(|t| called.is_some_and(|words| words.start == t.span.start));
        if right_before { with += 1 } else { without += 1 }
    }
    with > without
}

/// The first words of a long source, ready for the middle of a sentence.
pub(super) fn shorten(source: &str, lexicon: &Lexicon) -> String {
    let words: Vec<&str> = source.split_whitespace().collect();
    let mut out = words.iter().take(WORDS).copied().collect::<Vec<_>>().join(" ");
    let small = |word: &&str| {
        word.chars().skip(1).all(char::is_lowercase)
            && lexicon.function_of(word).has(FunctionWord::PhraseOpener)
    };
    if words.first().is_some_and(small)
        && let Some(first) = out.chars().next()
    {
        out.replace_range(..first.len_utf8(), &first.to_lowercase().to_string());
    }
    if words.len() > WORDS { format!("{out} …") } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{rulebook, weighed};

    #[test]
    fn a_source_fits_into_the_middle_of_a_sentence() {
        let lexicon = &rulebook().lexicon;
        assert_eq!(shorten("The army", lexicon), "the army");
        assert_eq!(shorten("Anna Kowal", lexicon), "Anna Kowal");
    }

    /// How the first speaker is called.
    fn called(copy: &str) -> String {
        name(SpeakerId(0), weighed(copy).cx)
    }

    #[test]
    fn a_speaker_is_called_as_in_the_middle_of_a_sentence() {
        crate::testing::check(
            called,
            &[
                ("Residents said the mill was shut.", "residents"),
                ("The rebels said the mill was shut.", "the rebels"),
                ("Tom Hale said the mill was shut.", "Tom Hale"),
            ],
        );
    }
}
