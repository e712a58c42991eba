//! When two names can be one: surnames, first names, accents.

use crate::lexicon::{Class, Classes, FunctionWord, Lexicon};
use crate::parse::Mention;
use crate::resolve::given::{Given, REGION};
use crate::span::Span;
use crate::tokenise::token::Token;

/// True when two names can be one person's: the surname agrees, and so do the first names, or one
/// is the other's initial or short form. A name may leave out words of the longer one.
pub(in crate::resolve) fn agree(a: &str, b: &str, lexicon: &Lexicon) -> bool {
    let count = |name: &str| name.split(' ').count();
    let (long, short) = if count(a) >= count(b) { (a, b) } else { (b, a) };
    let (words, fewer) = (count(long), count(short));
    if fewer == 1 {
        return if words == 1 {
            long == short
        } else {
            long.split(' ').skip(1).any(|w| w == short)
        };
    }
    // "Pena Nieto" of "Enrique Pena Nieto", "van der Berg" of "Anna van der Berg".
    if words > fewer && long.strip_suffix(short).is_some_and(|rest| rest.ends_with(' ')) {
        return true;
    }
    let last = |name| str::rsplit(name, ' ').next();
    let spanish = words > 2 && fewer == 2 && long.rsplit(' ').nth(1) == last(short);
    let [first, other] = [long, short].map(|name| name.split(' ').next().unwrap_or(name));
    (last(long) == last(short) || spanish)
        && (same_first(first, other) || is_slip(first, other, lexicon))
        && !is_man_and_woman(first, other, lexicon)
}

/// A first name of fewer letters than this is not taken for another one.
const SHORTEST_SLIP: usize = 6;

/// True for a first name with one wrong letter, which the lexicon does not know: "migual" for "miguel".
fn is_slip(a: &str, b: &str, lexicon: &Lexicon) -> bool {
    let known = |name: &str| given(name, lexicon) != (false, false);
    let letters = [a, b].map(|name| name.chars().count());
    let wrong = a.chars().zip(b.chars()).filter(|(a, b)| a != b).count();
    let near = letters[0] == letters[1] && letters[0] >= SHORTEST_SLIP && wrong == 1;
    near && a.chars().next() == b.chars().next() && known(a) != known(b)
}

/// Whether a first name is a man's, and whether it is a woman's.
fn given(name: &str, lexicon: &Lexicon) -> (bool, bool) {
    let mut letters = name.chars();
    let first = letters.next().map(char::to_uppercase).into_iter().flatten();
    let classes = lexicon.classes_of(&first.chain(letters).collect::<String>());
    (classes.has(Class::GivenMale), classes.has(Class::GivenFemale))
}

/// True for a man's first name and a woman's that only begins like it: "paul" and "paula".
fn is_man_and_woman(a: &str, b: &str, lexicon: &Lexicon) -> bool {
    let [one, other] = [a, b].map(|name| given(name, lexicon));
    matches!((one, other), ((true, false), (false, true)) | ((false, true), (true, false)))
}

/// "J" and "John", "Ken" and "Kenneth".
fn same_first(a: &str, b: &str) -> bool {
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    let count = short.chars().count();
    long == short || (count == 1 || count >= 3) && long.starts_with(short)
}

/// A name for comparison, suffixes left off: "John F. Hale Jr." is "john f hale".
pub(in crate::resolve) fn bare(name: &str, lexicon: &Lexicon) -> String {
    let suffix = |word: &str| lexicon.classes_of(word).has(Class::NameSuffix);
    let words = name.split_whitespace().enumerate();
    let kept = words
        .filter(|(n, word)| *n == 0 || !suffix(word) && !is_nickname(word))
        .map(|(_, word)| word);
    let key = in_full(key(&spaced(kept, name.len())), lexicon);
    if !key.contains('-') {
        return key;
    }
    // "al-Assad" is found as "Assad" too.
    key.split(' ')
        .map(|word| match word.split_once('-') {
            Some((article, rest))
                if lexicon.function_of(article).has(FunctionWord::NameArticle) =>
            {
                rest
            }
            _ => word,
        })
        .collect::<Vec<_>>()
        .join(" ")
}

/// A name with its first name in full: "Dave Reed" is "david reed".
fn in_full(key: String, lexicon: &Lexicon) -> String {
    match key.split_once(' ') {
        Some((first, rest)) if lexicon.whole_name(first) != first => {
            format!("{} {rest}", lexicon.whole_name(first))
        }
        _ => key,
    }
}

/// What tells father and son apart, at the end of a name: "jr" of "Tom Hale Jr."
pub(super) fn generation(name: &str, lexicon: &Lexicon) -> Option<String> {
    let (before, last) = name.rsplit_once(' ')?;
    let known = lexicon.function_of(last).has(FunctionWord::Generation);
    (known && before.contains(' ')).then(|| key(last))
}

/// A name without the country or region that it begins with: a country is nobody's first name,
/// unless a title stands before it.
///
/// > He fought the war with Russia **Hale** thinks … | Judge **Georgia Hale** …
pub(super) fn without_country(given: Given<'_>, mention: &Mention) -> Option<Span> {
    const NAMES: Classes = Classes::of(&[Class::GivenMale, Class::GivenFemale]);
    let name = mention.name?;
    let titled = mention.honorific.is_some() || mention.role.is_some_and(|r| r.end < name.start);
    Some(match given.tokens(name) {
        [first, second, ..]
            if (first.state.is_some() || is_region(given.lexicon, std::slice::from_ref(first)))
                && !first.classes.any(NAMES)
                && !titled =>
        {
            Span::new(second.span.start, name.end)
        }
        [first, second, _, ..] if first.is(Class::OrdinaryPerson) => {
            Span::new(second.span.start, name.end)
        }
        _ => name,
    })
}

/// True for words that are all of the name of a part of a country: "Gaza", "New Jersey".
pub(in crate::resolve) fn is_region(lexicon: &Lexicon, words: &[Token<'_>]) -> bool {
    let hits = lexicon.phrases_in(words);
    hits.iter().any(|hit| hit.list == REGION && hit.token == 0 && hit.words == words.len())
}

/// True for a word of a name in its own marks: "Dana **“Red”** Mulvey".
pub(super) fn is_nickname(word: &str) -> bool {
    word.starts_with(['“', '"', '‘', '\'', '`']) || word.ends_with(['”', '"', '’', '\''])
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
pub(crate) fn key(name: &str) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_agree_by_surname_and_first_name() {
        let lexicon = &crate::testing::rulebook().lexicon;
        assert!(agree("jorge rodriguez", "rodriguez", lexicon));
        assert!(agree("j hale", "john hale", lexicon));
        assert!(agree("ken starr", "kenneth starr", lexicon));
        assert!(agree("enrique pena nieto", "pena nieto", lexicon));
        assert!(agree("hillary rodham clinton", "hillary clinton", lexicon));
        assert!(!agree("tom hale", "ann hale", lexicon));
        assert!(!agree("ilze hale", "rutger hale", lexicon));
        assert!(!agree("paul hale", "paula hale", lexicon));
        assert!(agree("miguel hale", "migual hale", lexicon));
        assert!(!agree("martin hale", "marvin hale", lexicon));
    }

    #[test]
    fn accents_and_articles_make_no_other_name() {
        let lexicon = &crate::testing::rulebook().lexicon;
        assert_eq!(bare("Dana “Red” Mulvey Jr.", lexicon), "dana mulvey");
        assert_eq!(bare("Dana “Big Red” Mulvey", lexicon), "dana mulvey");
        assert_eq!(bare("Dave Mulvey", lexicon), "david mulvey");
        assert_eq!(bare("Dave", lexicon), "dave");
        assert_eq!(generation("Tom Hale Jr.", lexicon), Some("jr".to_owned()));
        assert_eq!(generation("Tom Hale", lexicon), None);
        assert_eq!(key("the Élysée"), key("Elysee"));
    }

    #[test]
    fn an_initial_or_a_short_form_is_enough_and_two_letters_are_not() {
        let lexicon = &crate::testing::rulebook().lexicon;
        assert!(same_first("kenneth", "ken") && same_first("ken", "kenneth"));
        assert!(same_first("tom", "t") && !same_first("thomas", "th"));
        assert!(!same_first("ann", "tom"));
        assert!(agree("hale", "hale", lexicon) && !agree("hale", "price", lexicon));
        assert!(!agree("tom hale", "tom", lexicon) && !agree("tom hale", "tom price", lexicon));
    }

    #[test]
    fn suffixes_and_articles_inside_a_name_are_left_off() {
        let lexicon = &crate::testing::rulebook().lexicon;
        assert_eq!(bare("John F. Hale Jr.", lexicon), "john f hale");
        assert_eq!(bare("Bashar al-Assad", lexicon), "bashar assad");
        assert_eq!(bare("Ruth Carter-Bell", lexicon), "ruth carter-bell");
        assert_eq!(tidy("  Tom   Hale "), "Tom Hale");
    }
}
