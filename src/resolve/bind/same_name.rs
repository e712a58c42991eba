//! When two names can be one: surnames, first names, accents; and when they may be misspelt.

use std::collections::HashMap;

use super::RIVALS;
use crate::lexicon::{Class, Lexicon};
use crate::parse::Parsed;
use crate::resolve::{Misspelling, SpeakerId, SpeakerKind, Story};

/// True when two names can be one person's: the surname agrees, and so do the first names, or one
/// is the other's initial or short form. A name may leave out words of the longer one.
pub(super) fn agree(a: &str, b: &str) -> bool {
    let (a, b): (Vec<&str>, Vec<&str>) = (a.split(' ').collect(), b.split(' ').collect());
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    if let [one] = short.as_slice() {
        return if long.len() == 1 { long[0] == *one } else { long[1..].contains(one) };
    }
    // "Pena Nieto" of "Enrique Pena Nieto", "van der Berg" of "Anna van der Berg".
    if long.len() > short.len() && long.ends_with(&short) {
        return true;
    }
    let surname = |name: &[&str]| name.last().map(|w| (*w).to_owned());
    let spanish = long.len() > 2 && short.len() == 2 && long[long.len() - 2] == short[1];
    (surname(&long) == surname(&short) || spanish) && same_first(long[0], short[0])
}

/// "J" and "John", "Ken" and "Kenneth".
fn same_first(a: &str, b: &str) -> bool {
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    let count = short.chars().count();
    long == short || (count == 1 || count >= 3) && long.starts_with(short)
}

/// A name for comparison, suffixes left off: "John F. Hale Jr." is "john f hale".
pub(super) fn bare(name: &str, lexicon: &Lexicon) -> String {
    let suffix = |word: &str| lexicon.classes_of(word).has(Class::NameSuffix);
    let words = name.split_whitespace().enumerate();
    let kept = words.filter(|(n, word)| *n == 0 || !suffix(word)).map(|(_, word)| word);
    let key = key(&spaced(kept, name.len()));
    if !key.contains('-') {
        return key;
    }
    // "al-Assad" is found as "Assad" too.
    key.split(' ')
        .map(|word| {
            ["al-", "el-", "ul-"]
                .iter()
                .find_map(|article| word.strip_prefix(article))
                .unwrap_or(word)
        })
        .collect::<Vec<_>>()
        .join(" ")
}

/// A name in one line with single spaces.
pub(super) fn tidy(name: &str) -> String {
    spaced(name.split_whitespace(), name.len())
}

/// Words with single spaces between them, in a line of about so many bytes.
fn spaced<'w>(words: impl Iterator<Item = &'w str>, bytes: usize) -> String {
    let mut line = String::with_capacity(bytes);
    for (n, word) in words.enumerate() {
        if n > 0 {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// A name for comparison: lower case, accents off, no marks, no article.
pub(in crate::resolve) fn key(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for char in name.chars() {
        // Nearly every letter is plain: no table has to be asked for its lower case.
        if char.is_ascii_alphanumeric() {
            out.push(char.to_ascii_lowercase());
        } else if char.is_ascii() {
            fold(char, &mut out);
        } else {
            char.to_lowercase().for_each(|char| fold(char, &mut out));
        }
    }
    let name = out.trim();
    let name = name.strip_prefix("the ").unwrap_or(name);
    if name.len() == out.len() { out } else { name.to_owned() }
}

/// Adds a letter without its accent; marks are left out, spaces are made one.
fn fold(char: char, out: &mut String) {
    match char {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'ă' | 'ą' => out.push('a'),
        'é' | 'è' | 'ê' | 'ë' | 'ę' | 'ě' => out.push('e'),
        'í' | 'ì' | 'î' | 'ï' | 'ı' => out.push('i'),
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ø' | 'ő' => out.push('o'),
        'ú' | 'ù' | 'û' | 'ü' | 'ű' | 'ů' => out.push('u'),
        'ñ' | 'ń' | 'ň' => out.push('n'),
        'ç' | 'ć' | 'č' => out.push('c'),
        'š' | 'ś' | 'ş' => out.push('s'),
        'ž' | 'ź' | 'ż' => out.push('z'),
        'ł' => out.push('l'),
        'ğ' => out.push('g'),
        'ý' => out.push('y'),
        'ř' => out.push('r'),
        c if c.is_alphanumeric() || c == '-' => out.push(c),
        c if c.is_whitespace() && !out.ends_with(' ') => out.push(' '),
        _ => {}
    }
}

/// Names that differ by one letter, or by two in a long one, and agree otherwise: reported, never
/// merged. Only names that share a first word or a surname are compared.
pub(in crate::resolve) fn misspelt(parsed: &Parsed, story: &Story) -> Vec<Misspelling> {
    let mut by_word: HashMap<String, Vec<usize>> = HashMap::new();
    let mut found = Vec::new();
    let names: Vec<String> = story.speakers.iter().map(|speaker| key(&speaker.name)).collect();
    for (n, speaker) in story.speakers.iter().enumerate() {
        let name = &names[n];
        let words: Vec<&str> = name.split(' ').collect();
        if speaker.kind != SpeakerKind::Person || words.len() != 2 {
            continue;
        }
        for (at, word) in words.iter().enumerate() {
            let index = by_word.entry(format!("{at}{word}")).or_default();
            for other in index.iter().rev().take(RIVALS) {
                let pair = names[*other].split(' ').nth(1 - at).unwrap_or_default();
                if alike(words[1 - at], pair) {
                    found.extend(misspelling(parsed, story, *other, n));
                }
            }
            index.push(n);
        }
    }
    found
}

/// The rarer of two spellings.
fn misspelling(parsed: &Parsed, story: &Story, a: usize, b: usize) -> Option<Misspelling> {
    let count = |n: usize| story.speakers[n].mentions.len();
    let (often, rare) = if count(a) >= count(b) { (a, b) } else { (b, a) };
    let mention = story.speakers[rare].mentions.first()?;
    let span = parsed.mentions[mention.0].name?;
    Some(Misspelling { span, speaker: SpeakerId(often), other: SpeakerId(rare) })
}

/// True when two words differ by one letter, two in a long word, and begin alike.
fn alike(a: &str, b: &str) -> bool {
    let length = a.chars().count().min(b.chars().count());
    let distance = strsim::osa_distance(a, b);
    length >= 4
        && a.chars().next() == b.chars().next()
        && distance >= 1
        && distance <= if length >= 8 { 2 } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_agree_by_surname_and_first_name() {
        assert!(agree("jorge rodriguez", "rodriguez"));
        assert!(agree("j hale", "john hale"));
        assert!(agree("ken starr", "kenneth starr"));
        assert!(agree("enrique pena nieto", "pena nieto"));
        assert!(agree("hillary rodham clinton", "hillary clinton"));
        assert!(!agree("tom hale", "ann hale"));
    }

    #[test]
    fn accents_and_articles_make_no_other_name() {
        assert_eq!(key("the Élysée"), key("Elysee"));
    }

    #[test]
    fn one_letter_is_a_misspelling_two_names_are_not() {
        assert!(alike("rodriguez", "rodriquez"));
        assert!(!alike("hale", "hall "));
        assert!(!alike("price", "hale"));
    }
}
