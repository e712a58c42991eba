//! Who serves one body by its name in their titles, whether or not the body speaks.

use rustc_hash::FxHashMap;

use super::joined::Joined;
use super::labels::{Label, is_named_person, up_to_comma};
use super::members::{is_body, is_post, serves};
use crate::lexicon::{Class, FunctionWord};
use crate::resolve::bind::same_name::{is_region, key};
use crate::resolve::{Context, SideKind, Speaker, SpeakerId, SpeakerKind};
use crate::span::Span;
use crate::tokenise::token::Token;

/// A name of fewer letters is no short form of a longer one.
const SHORT: usize = 2;

/// Joins those whose titles name the same body, and the body.
///
/// > Ann Hale, **managing director of the Harlow Choir** … Jo Penn, **founder of the Harlow Choir**
pub(super) fn served(joined: &mut Joined<'_>) {
    let cx = joined.cx;
    let speaks = joined.speaks.clone();
    let labels = joined.labels.clone();
    let mut bodies: FxHashMap<String, SpeakerId> = FxHashMap::default();
    for (n, speaker) in cx.story.speakers.iter().enumerate() {
        if speaks[n] && is_body(speaker) && speaker.state.is_none() {
            note(&mut bodies, &speaker.name, SpeakerId(n));
        }
    }
    acronyms(joined, &speaks);
    for (name, body) in forces(cx, &speaks) {
        bodies.entry(name).or_insert(body);
    }
    for (n, speaker) in cx.story.speakers.iter().enumerate() {
        let id = SpeakerId(n);
        let somebody = is_named_person(speaker)
            || matches!(
                speaker.kind,
                SpeakerKind::TitleOnly
                    | SpeakerKind::Spokesperson
                    | SpeakerKind::Anonymous
                    | SpeakerKind::Group
            );
        if !speaks[n] || !somebody {
            continue;
        }
        for label in labels.of(id).iter().copied() {
            for (name, span) in names(cx, label) {
                let known = bodies.get(&key(&name)).or_else(|| bodies.get(&first_letters(&name)?));
                match known {
                    Some(body) if *body != id => joined.join(*body, id, span, SideKind::SameBody),
                    Some(_) => {}
                    None => note(&mut bodies, &name, id),
                }
            }
        }
    }
}

/// A body and its first letters, where both speak.
///
/// > the **Harlow Transit Agency** … **HTA**
fn acronyms(joined: &mut Joined<'_>, speaks: &[bool]) {
    let cx = joined.cx;
    let body = |(n, s): &(usize, &Speaker)| speaks[*n] && is_body(s) && s.state.is_none();
    let bodies: Vec<_> = cx.story.speakers.iter().enumerate().filter(body).collect();
    let mut letters: FxHashMap<String, SpeakerId> = FxHashMap::default();
    for (n, speaker) in &bodies {
        let name = &speaker.name;
        let states = cx.lexicon.classes_of(name).has(Class::Intergovernmental);
        let short = first_letters(name).or_else(|| states.then(|| initials(name)));
        if let Some(short) = short.filter(|_| name.contains(' ')) {
            letters.entry(short).or_insert(SpeakerId(*n));
        }
    }
    for (n, speaker) in &bodies {
        let capitals = speaker.name.chars().all(char::is_uppercase);
        let long = letters.get(&speaker.name.to_lowercase()).filter(|_| capitals);
        if let (Some(long), Some(mention)) = (long, speaker.mentions.first()) {
            let span = cx.parsed.mentions[mention.0].span;
            joined.join(*long, SpeakerId(*n), span, SideKind::SameBody);
        }
    }
}

/// Forces by their names without the first word, where one alone has it: "State Police" of the Tarn
/// State Police.
fn forces(cx: Context<'_>, speaks: &[bool]) -> Vec<(String, SpeakerId)> {
    let mut found: FxHashMap<String, Option<SpeakerId>> = FxHashMap::default();
    for (n, speaker) in cx.story.speakers.iter().enumerate().filter(|(n, _)| speaks[*n]) {
        let rest = speaker.name.split_once(' ').map(|(_, rest)| rest).unwrap_or_default();
        let police = |w: &str| cx.lexicon.function_of(w).has(FunctionWord::PoliceWord);
        if is_body(speaker) && rest.contains(' ') && rest.split(' ').any(police) {
            let known = found.entry(key(rest)).or_insert(Some(SpeakerId(n)));
            *known = known.filter(|id| *id == SpeakerId(n));
        }
    }
    found.into_iter().filter_map(|(name, id)| Some((name, id?))).collect()
}

/// Notes a name and its first letters: "NHS" for the National Health Service.
fn note(bodies: &mut FxHashMap<String, SpeakerId>, name: &str, id: SpeakerId) {
    bodies.entry(key(name)).or_insert(id);
    if let Some(letters) = first_letters(name) {
        bodies.entry(letters).or_insert(id);
    }
}

fn first_letters(name: &str) -> Option<String> {
    // "CBP" for the U.S. Customs and Border Protection.
    let own = name.split_once(' ').filter(|(first, _)| first.contains('.'));
    let name = own.map_or(name, |(_, rest)| rest);
    let letters = initials(name);
    (letters.len() > SHORT).then_some(letters)
}

/// The first letters of the words with capitals, lower case.
fn initials(name: &str) -> String {
    let words = name.split([' ', '-']).filter_map(|word| word.chars().next());
    words.filter(|c| c.is_uppercase()).flat_map(char::to_lowercase).collect()
}

/// The bodies that a title names: before the post, or after "of", "for", "at".
fn names(cx: Context<'_>, label: Label<'_>) -> Vec<(String, Span)> {
    let words = up_to_comma(label.words);
    let link = words.iter().position(|t| t.among(FunctionWord::RoleLink));
    let own = &words[..link.unwrap_or(words.len())];
    let force = own.last().is_some_and(|t| t.among(FunctionWord::PlainForce));
    if !serves(own) && !force {
        return Vec::new();
    }
    let mut found = Vec::new();
    let post = own
        .iter()
        .position(|t| is_post(t) || t.is(Class::PoliceRank) || t.among(FunctionWord::PlainForce));
    if let Some(post) = post {
        let run = own[..post].iter().position(|t| t.is_capitalised());
        // "Selby Public Schools officials": of nothing but a body.
        let plain = own[post].is(Class::Official) || own[post].is(Class::Spokesperson);
        let run = run.map(|from| &own[from..post]);
        // "ACLU Legislative Director"
        let short = run.filter(|run| run.len() > 1).map(|run| &run[..1]).filter(|run| is_name(run));
        found.extend(short.and_then(|run| name(cx, run)));
        let run = run.filter(|run| is_name(run) || plain && run.len() > 1);
        found.extend(run.and_then(|run| name(cx, run)));
    }
    let mut rest = link.map_or(&words[words.len()..], |at| &words[at..]);
    while let Some((link, after)) = rest.split_first() {
        if link.among(FunctionWord::RoleLink) && !link.among(FunctionWord::From) {
            found.extend(name(cx, after));
        }
        rest = after;
    }
    found
}

/// Short forms, and names with a word for a body.
fn is_name(words: &[Token<'_>]) -> bool {
    let letters = |t: &Token<'_>| t.text.len() > SHORT && t.text.chars().all(char::is_uppercase);
    let of_states = |t: &Token<'_>| t.is(Class::Intergovernmental);
    words.iter().any(|t| letters(t) || of_states(t) || is_body_word(t))
}

fn is_body_word(t: &Token<'_>) -> bool {
    t.is(Class::OrganisationSuffix) || t.is(Class::School) || t.among(FunctionWord::PoliceWord)
}

/// The name that some words begin with: "the Selby Council on Family Violence".
fn name(cx: Context<'_>, words: &[Token<'_>]) -> Option<(String, Span)> {
    let from = words.iter().position(|t| !t.among(FunctionWord::Article))?;
    let words = &words[from..];
    let inside = |t: &Token<'_>| {
        t.is_capitalised()
            || t.among(FunctionWord::OnNoun)
            || t.among(FunctionWord::And)
            || t.is_possessive()
    };
    let end = words.iter().position(|t| !inside(t)).unwrap_or(words.len());
    let end = words[..end].iter().rposition(|t| t.is_capitalised())? + 1;
    let words = &words[..end];
    let place = words.iter().any(|t| t.state.is_some()) || is_region(cx.lexicon, words);
    let named = words.first()?.is_capitalised() && !place && (end > 1 || is_name(words));
    let span = words[0].span.to(words[end - 1].span);
    named.then(|| (cx.draft.words(span).to_owned(), span))
}

#[cfg(test)]
mod tests {
    use crate::resolve::testing::one_side;

    #[test]
    fn two_whose_titles_name_one_body() {
        let copy = "Ann Hale, managing director of the Harlow Choir, said the road was shut. Jo Penn, founder of \
                    the Harlow Choir, said it was open.";
        assert!(one_side(copy, "Ann Hale", "Jo Penn"));
        let copy = "Ann Hale, managing director of the Harlow Choir, said the road was shut. Jo Penn, founder of \
                    the Tarn Choir, said it was open.";
        assert!(!one_side(copy, "Ann Hale", "Jo Penn"));
        let copy = "Ann Hale, mayor of Harlow, said the road was shut. Jo Penn, a baker from Harlow, said it was open.";
        assert!(!one_side(copy, "Ann Hale", "Jo Penn"));
    }

    #[test]
    fn the_first_letters_are_the_body() {
        let copy = "The Harlow Office of the Fire Marshal said the road was shut. An HOFM spokesman said it was open.";
        assert!(one_side(copy, "Harlow Office of the Fire Marshal", "An HOFM spokesman"));
    }
}
