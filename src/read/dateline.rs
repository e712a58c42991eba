//! "CARACAS, July 3 (AFP) -": where a story was written, at the beginning of a paragraph.

use super::layout::Layout;

/// A dateline stands within this many bytes of its paragraph's start.
const DATELINE_BYTES: usize = 60;
/// The name of a place has this many words at most.
const PLACE_WORDS: usize = 3;
/// The dashes that end a dateline.
const DASHES: [&str; 7] = [" - ", " -- ", " — ", " – ", "—", " ― ", " _ "];

/// The length of a dateline at the start of a paragraph, dash included. Above the first paragraph a
/// place needs no agency, and need not shout: "Selby, Ohio – ".
pub(super) fn len(words: &str, first: bool) -> Option<usize> {
    let head_end =
        words.char_indices().map(|(at, _)| at).take_while(|&at| at <= DATELINE_BYTES).last()?;
    let head = &words[..head_end];
    let (dash, len) = DASHES
        .iter()
        .filter_map(|dash| head.find(dash).map(|at| (at, at + dash.trim_end().len())))
        .min_by_key(|(_, len)| *len)?;
    let before = &head[..dash];
    // Only now the place: few paragraphs have a dash near their beginning.
    let place: String =
        words.chars().take_while(|c| !matches!(c, ',' | '(' | '-' | '—' | '–')).collect();
    let letters = place.chars().filter(|c| c.is_alphabetic()).count();
    let shouted = letters >= 3 && place.chars().all(|c| !c.is_lowercase());
    let bracketed = before.contains('(') && before.contains(')');
    let capital = place.starts_with(char::is_uppercase) && count(&place) <= PLACE_WORDS;
    let named = has_agency(before);
    let rest = words[len..].trim_start();
    let starts =
        rest.starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '"' | '‘' | '\''));
    let found = shouted
        || bracketed && capital
        || named && starts
        || first && starts && head[dash..].starts_with(' ') && is_town(before);
    found.then_some(len)
}

/// "London CNN", "(AP)": words that end in the name of an agency, after a place or alone in brackets.
fn has_agency(before: &str) -> bool {
    let is = |word: &str| Layout::built_in().agencies.iter().any(|agency| agency == word);
    if let Some(name) = before.trim().strip_prefix('(').and_then(|b| b.strip_suffix(')')) {
        return is(name);
    }
    let Some((place, agency)) = before.trim_end().rsplit_once(' ') else { return false };
    let names = place.split([' ', ',']).filter(|word| !word.is_empty());
    is(agency) && names.clone().count() <= 2 * PLACE_WORDS && names.clone().all(is_name)
}

/// "Selby, Ohio": a place and what it is in, each by its name.
fn is_town(before: &str) -> bool {
    let Some((town, land)) = before.trim().split_once(", ") else { return false };
    let is = |part: &str| {
        let words = count(part);
        (1..=PLACE_WORDS).contains(&words) && part.split_whitespace().all(is_name)
    };
    is(town) && is(land)
}

/// True for a word that begins with a capital and has no digit or mark but those of names.
fn is_name(word: &str) -> bool {
    let mark = |c: char| matches!(c, '.' | '\'' | '’' | '-');
    word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || mark(c))
}

fn count(text: &str) -> usize {
    text.split_whitespace().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dateline_shouts_or_names_an_agency_or_a_town() {
        for (line, first, rest) in [
            ("LEEDS, May 3 — The hall burnt.", false, " The hall burnt."),
            ("Leeds (XYZ) - The hall burnt.", false, " The hall burnt."),
            ("LEEDS (AP) _ The hall burnt.", false, " The hall burnt."),
            ("Leeds, England CNN — The hall burnt.", false, " The hall burnt."),
            ("(AP) — The hall burnt.", false, " The hall burnt."),
            ("LONDON, Sept 3 (Reuters) - The hall burnt.", false, " The hall burnt."),
            ("Selby, Ohio – The hall burnt.", true, " The hall burnt."),
            ("Selby, Ohio – “The hall burnt,” he said.", true, " “The hall burnt,” he said."),
        ] {
            assert_eq!(len(line, first).map(|len| &line[len..]), Some(rest), "{line}");
        }
        for (line, first) in [
            ("Leeds, May 3 - The hall burnt.", true),
            ("UN - The hall burnt.", true),
            ("Selby, Ohio – The hall burnt.", false),
            ("Selby, Ohio – once a mill town – burnt.", true),
            ("Hale told CNN — The hall burnt.", false),
            ("The old hall _ it was empty _ burnt.", true),
        ] {
            assert_eq!(len(line, first), None, "{line}");
        }
    }
}
