//! Which names are one person's or one body's.

use super::binding::Binding;
use super::full_names::FullName;
use super::index::{RIVALS, latest};
use super::roles::described;
use super::same_name::{self, agree, bare, is_nickname, key, tidy, without_country};
use super::unveiled;
use crate::lexicon::{Class, Classes, FunctionWord, FunctionWords, StateId};
use crate::parse::{GrammaticalRole, Mention, Shape};
use crate::read::BlockKind;
use crate::resolve::given::Given;
use crate::resolve::{Gender, Meaning, SpeakerId, SpeakerKind};
use crate::span::Span;
use crate::tokenise::token::{Kind, Token};

/// Who goes on speaking was last named so many sentences before, at most.
const NEAR: usize = 4;

/// A person: the same one when the full names agree, or when a surname fits only one.
///
/// > **Tom Hale** left. **Hale** said … **Mr Hale** …
pub(super) fn person(b: &mut Binding<'_>, n: usize, mention: &Mention) -> Meaning {
    let Some(name) = without_country(b.given, mention) else {
        return Meaning::Unknown;
    };
    let written = tidy(b.given.words(name));
    let key = plain_key(b, &written, mention);
    let Some(last) = key.rsplit(' ').next().filter(|w| !w.is_empty()).map(str::to_owned) else {
        return Meaning::Unknown;
    };
    let gender = b.gender(mention);
    let mut fits = namesakes(b, mention, &last, &key);
    if fits.is_empty() && !key.contains(' ') {
        fits = by_first_name(b, &key, gender);
    }
    let one = one_of(b, &fits, mention).or_else(|| only_voice(b, n, &fits));
    if let Some(one) = one.or_else(|| only_speaker(b, n, &fits).map(Meaning::Speaker)) {
        return one;
    }
    if !fits.is_empty() {
        return Meaning::Ambiguous(fits);
    }
    if let Some(body) = body_called(b, &key) {
        return Meaning::Speaker(body);
    }
    if mention.role.is_none() && mention.honorific.is_none() && b.full.is_body(&key) {
        return named(b, mention, SpeakerKind::Organisation);
    }
    let written = full_form(b, &key, written, gender);
    if is_region(b, name, &key, &written) {
        return of_region(b, n, mention);
    }
    if let Some(id) = unveiled::misspelt(b, &key) {
        return Meaning::Speaker(id);
    }
    let id = match unveiled::unveiled(b, mention) {
        Some(id) => {
            unveiled::name(b, id, &written);
            id
        }
        None => b.add(&written, SpeakerKind::Person, None),
    };
    let named = gender_of(b, &written);
    b.story.speakers[id.0].gender = if named == Gender::Unknown { gender } else { named };
    index_person(b, &written, id);
    Meaning::Speaker(id)
}

/// The words of a name that count. A word at the start of a sentence that may only have its capital
/// letter from there is left off when the rest is a known name: "Absent Sanders, …". A first name of
/// which nothing is known is one still: two of them to a surname are two persons.
///
/// > Ilze Kovac left. **Then Kovac** said … | Ilze Kovac left. **Rutger Kovac** said …
fn plain_key(b: &Binding<'_>, written: &str, mention: &Mention) -> String {
    let key = bare(written, b.given.lexicon);
    let Some((first, rest)) = key.split_once(' ') else { return key };
    let starts = b.given.text.sentences[mention.sentence].tokens.start == mention.token
        || mention.token.checked_sub(1).is_some_and(|t| !b.given.text.tokens[t].is_wordlike());
    let word = written.split(' ').next().unwrap_or_default();
    let doubtful = starts && !is_introduced(b, mention) && may_be_other_word(b, mention, word);
    let known = || {
        let others = b.full.with_surname(rest, b.given.lexicon);
        let other = others.iter().any(|other| !other.key.starts_with(&format!("{first} ")));
        let rare = others.iter().all(|other| !other.key.starts_with(first) || other.count == 1);
        other && rare
    };
    if doubtful && !rest.contains(' ') && known() { rest.to_owned() } else { key }
}

/// True for somebody who is introduced, and so has the whole name.
///
/// > **Yusef Hale, the youngest son,** left. | **Summer Hale, a diver,** left. | **Brook Hale, who** left
fn is_introduced(b: &Binding<'_>, mention: &Mention) -> bool {
    let after = b.given.text.within(mention.span).end;
    let apposed = match b.given.text.tokens.get(after..after + 2) {
        Some([comma, next]) if comma.kind == Kind::Comma => {
            next.among(FunctionWord::IndefiniteArticle)
                || next.among(FunctionWord::PersonRelative)
                || next.kind == Kind::Number
        }
        _ => false,
    };
    apposed
        || mention.age.is_some()
        || mention.role.is_some_and(|role| role.start > mention.span.start)
}

/// True for a word before a surname that may be no first name: a common word, a place, a body, a short
/// form, somebody's. Of a first name nothing at all need be known.
///
/// > **Then** Hale left. | **S.C.** Hale moved in 1966. | **Peru's** Hale left.
fn may_be_other_word(b: &Binding<'_>, mention: &Mention, word: &str) -> bool {
    const NAMES: Classes = Classes::of(&[Class::GivenMale, Class::GivenFemale]);
    let lexicon = b.given.lexicon;
    let classes = lexicon.classes_of(word);
    let own = mention.name.and_then(|name| b.given.tokens(name).first());
    if classes.any(NAMES) || own.is_some_and(|t| t.classes.any(NAMES)) {
        return false;
    }
    // "Add Hale's vote": a verb.
    let verb = own.is_some_and(|t| !t.senses.is_empty() || !t.pos.is_noun());
    let letters = word.chars().all(|c| c.is_alphabetic() || c == '-');
    let short = word.chars().count() > 1 && !word.chars().any(char::is_lowercase);
    !letters
        || short
        || verb
        || !classes.is_empty()
        || *lexicon.function_of(word) != FunctionWords::NONE
        || b.full.is_other_word(word)
        || crate::tag::is_common(word)
}

/// Persons who have this surname and whose name agrees.
fn namesakes(b: &Binding<'_>, mention: &Mention, last: &str, key: &str) -> Vec<SpeakerId> {
    let gender = b.gender(mention);
    let mut fits: Vec<SpeakerId> = Vec::new();
    for id in latest(b.index.with_surname(last)) {
        let speaker = b.speaker(id);
        let same = agree(b.bare(id), key, b.given.lexicon);
        // A lone surname stands for a full name only if the draft has no other of that name.
        let alone = || {
            !key.contains(' ')
                || speaker.name.contains(' ')
                || b.full.with_surname(last, b.given.lexicon).len() <= 1
        };
        let other =
            || is_other(b, id, mention) || !gender.fits(speaker.gender) && clashes(b, id, key);
        if same && alone() && !other() {
            fits.push(id);
        }
    }
    fits.sort_unstable();
    fits.dedup();
    // Somebody of whom only the surname is known gives way to one with a full name.
    let full = |id: &SpeakerId| b.speaker(*id).name.contains(' ');
    if fits.iter().any(full) {
        fits.retain(full);
    }
    if key.contains(' ') {
        // The exact name beats one that only could be meant.
        let exact = |id: &SpeakerId| b.bare(*id) == key;
        let same: Vec<_> = fits.iter().copied().filter(exact).collect();
        if !same.is_empty() {
            return of_generation(b, same, mention);
        }
    }
    fits
}

/// True for somebody of the same name who is another: one is the father, the other the son, and the
/// draft says so of both. Another age can be a slip.
///
/// > Tom Hale **Jr.** left. Tom Hale **Sr.** said
fn is_other(b: &Binding<'_>, id: SpeakerId, mention: &Mention) -> bool {
    let name = mention.name.map(|name| tidy(b.given.words(name)));
    let suffix = |name: &str| same_name::generation(name, b.given.lexicon);
    let generations = (name.as_deref().and_then(suffix), suffix(&b.speaker(id).name));
    matches!(generations, (Some(one), Some(other)) if one != other)
}

/// True when a man's title or a woman's tells somebody from another of the name: the draft has two
/// first names to the surname, or lets a man and a woman of that name speak. A title alone, or "he",
/// can be a slip, and a first name can be a man's and a woman's.
///
/// > Alex Hale left. **Mr Hale** said no, and **Mrs Hale** said yes.
fn clashes(b: &Binding<'_>, id: SpeakerId, key: &str) -> bool {
    let name = &b.speaker(id).name;
    if b.bare(id) == key && key.contains(' ') {
        return false;
    }
    let last = key.rsplit(' ').next().unwrap_or(key);
    if !name.contains(' ') || b.full.with_surname(last, b.given.lexicon).len() > 1 {
        return true;
    }
    b.said_names().titled(last).is_some_and(|titled| titled.man && titled.woman)
}

/// Of those with one name whoever has the same words behind it.
fn of_generation(b: &Binding<'_>, same: Vec<SpeakerId>, mention: &Mention) -> Vec<SpeakerId> {
    let suffix = |name: &str| same_name::generation(name, b.given.lexicon);
    let own = mention.name.and_then(|name| suffix(&tidy(b.given.words(name))));
    let fits = |id: &SpeakerId| suffix(&b.speaker(*id).name) == own;
    let exact: Vec<_> = same.iter().copied().filter(fits).collect();
    match exact.as_slice() {
        [] => same,
        _ => exact,
    }
}

/// "Kim" for "Kim Jong Un", "Melania" for "Melania Trump": only when one fits.
fn by_first_name(b: &Binding<'_>, first: &str, gender: Gender) -> Vec<SpeakerId> {
    let known = b.index.with_first_name(b.given.lexicon.whole_name(first));
    let known = latest(known).chain(latest(b.index.with_first_name(first)));
    let mut fits: Vec<SpeakerId> = known.filter(|id| gender.fits(b.speaker(*id).gender)).collect();
    fits.sort_unstable();
    fits.dedup();
    fits
}

/// The one of several namesakes who is meant: whoever has the floor.
fn one_of(b: &Binding<'_>, fits: &[SpeakerId], mention: &Mention) -> Option<Meaning> {
    if let [one] = fits {
        return Some(Meaning::Speaker(*one));
    }
    let alone = mention.name.is_some_and(|name| !b.given.words(name).contains(' '));
    if fits.len() < 2 || !alone {
        return None;
    }
    // Where a title or a role is given, it decides: "President Clinton".
    if let Some(role) = mention.role.or(mention.honorific) {
        let words = b.given.words(role).to_lowercase();
        let holders: Vec<_> =
            fits.iter().copied().filter(|id| b.index.has_role(*id, &words)).collect();
        if let [one] = holders.as_slice() {
            return Some(Meaning::Speaker(*one));
        }
    }
    // A writer gives the others' names in full: whoever is called by surname is meant.
    let repeated = |id: &SpeakerId| b.full.count_of(b.bare(*id), b.given.lexicon);
    let once: Vec<_> = fits.iter().copied().filter(|id| repeated(id) <= 1).collect();
    // Not so if one who is named in full often was called by surname too.
    let short = |id: &SpeakerId| {
        let first = b.speaker(*id).mentions.iter().take(RIVALS);
        let names = first.filter_map(|m| b.given.parsed.mentions[m.0].name);
        names.filter(|name| !b.given.words(*name).contains(' ')).count() > 1
    };
    let full = |id: &&SpeakerId| repeated(id) >= 3;
    let often = fits.iter().any(|id| full(&id)) && !fits.iter().filter(full).any(short);
    if let ([one], true) = (once.as_slice(), often) {
        return Some(Meaning::Speaker(*one));
    }
    // Of father and son, the one whom the writer has called by surname alone.
    let called = |id: &SpeakerId| is_called_by_surname(b, *id) && repeated(id) < 3;
    let called: Vec<_> = fits.iter().copied().filter(called).collect();
    if let [one] = called.as_slice() {
        return Some(Meaning::Speaker(*one));
    }
    // Of father and son, the one who has spoken.
    let suffix = |id: &SpeakerId| same_name::generation(&b.speaker(*id).name, b.given.lexicon);
    let kin = fits.iter().any(|id| suffix(id).is_some());
    let spoken = fits.iter().copied().filter(|id| b.antecedents.has_spoken(*id));
    if let ([one], true) = (spoken.collect::<Vec<_>>().as_slice(), kin) {
        return Some(Meaning::Speaker(*one));
    }
    b.antecedents.floor(fits, mention).map(Meaning::Speaker)
}

/// Of a family the one who has spoken, if no other of them speaks in the draft, the writer has called
/// no other by the surname alone, and calls none of them "Mrs Hale".
///
/// > Her brother, Paul Hale, was hurt. **Ann Hale** said no. … It was late, **Hale** said.
fn only_speaker(b: &Binding<'_>, n: usize, fits: &[SpeakerId]) -> Option<SpeakerId> {
    let lone = b.given.parsed.mentions[n].name.is_some_and(|m| !b.given.words(m).contains(' '));
    if !(b.is_source(n) && lone && fits.len() > 1) {
        return None;
    }
    let this = b.given.parsed.mentions[n].name.map(|name| self::key(b.given.words(name)));
    if this.is_some_and(|name| b.said_names().titled(&name).is_some()) {
        return None;
    }
    let mut spoken = fits.iter().copied().filter(|id| b.antecedents.has_spoken(*id));
    let one = spoken.next()?;
    let silent = fits
        .iter()
        .copied()
        .filter(|id| *id != one)
        .all(|id| !is_called_by_surname(b, id) && !b.said_names().is_speaking(b.bare(id)));
    (spoken.next().is_none() && silent).then_some(one)
}

/// The only one of several namesakes who has spoken, where the others have done nothing so far.
///
/// > **Ann Hale** said she had lost her son, Tom Hale. The road is shut, **Hale** said.
fn only_voice(b: &Binding<'_>, n: usize, fits: &[SpeakerId]) -> Option<Meaning> {
    let mut acted = fits.iter().copied().filter(|id| b.antecedents.has_acted(*id));
    let one = acted.next().filter(|_| fits.len() > 1 && b.is_source(n))?;
    let sentence = |m: usize| b.given.parsed.mentions[m].sentence;
    let last = b.speaker(one).mentions.last()?.0;
    let near = sentence(last) + NEAR >= sentence(n);
    (near && acted.next().is_none() && b.antecedents.has_spoken(one))
        .then_some(Meaning::Speaker(one))
}

/// True for a person whom the writer has called by the surname and no more, outside quotations.
///
/// > Tom Hale sings. **Hale** began early. His father, Carl Hale, taught him.
fn is_called_by_surname(b: &Binding<'_>, id: SpeakerId) -> bool {
    let mentions = b.speaker(id).mentions.iter().take(RIVALS);
    let own = mentions.map(|m| &b.given.parsed.mentions[m.0]);
    let own = own.filter(|m| m.quotation.is_none() && m.honorific.is_none());
    let mut names = own.filter_map(|m| m.name);
    names.any(|name| !b.given.words(name).contains(' '))
}

/// The full name that the draft gives later for a lone surname, if there is only one.
fn full_form(b: &Binding<'_>, key: &str, written: String, gender: Gender) -> String {
    if key.contains(' ') {
        return written;
    }
    // A word from the middle of a name is too little to go by.
    let ends = |name: &&FullName| name.key.rsplit(' ').next() == Some(key);
    let mut full = b.full.with_surname(key, b.given.lexicon);
    full.retain(ends);
    // "Mr Hale" is not Ann Hale.
    full.retain(|name| gender.fits(gender_of(b, &name.written)));
    let full = if full.is_empty() { b.full.with_first(key, b.given.lexicon) } else { full };
    match full.as_slice() {
        [one] => one.written.clone(),
        _ => written,
    }
}

/// A province or a county; with a role before it, whoever has that role and lives there.
///
/// > Alan Reed, **a doctor from Harlow, New Jersey**, said
fn of_region(b: &mut Binding<'_>, n: usize, mention: &Mention) -> Meaning {
    if mention.role.is_none() {
        return named(b, mention, SpeakerKind::Government);
    }
    let comma = mention.token.checked_sub(1).map(|n| &b.given.text.tokens[n]);
    let apposed = n.checked_sub(1).filter(|before| {
        let article = &b.given.text.tokens[mention.token];
        article.among(FunctionWord::IndefiniteArticle)
            && comma.is_some_and(|t| t.kind == Kind::Comma)
            && mention.token >= 2
            && b.given.parsed.mentions[*before].span.end
                == b.given.text.tokens[mention.token - 2].span.end
    });
    match apposed.and_then(|before| b.story.mentions.get(before)) {
        Some(meaning) => meaning.clone(),
        None => described(b, mention, SpeakerKind::TitleOnly),
    }
}

/// True when a name that looks like a person's is that of a province or a county: "in **New
/// Jersey**", but not "Georgia" when the draft has a Georgia Hale.
fn is_region(b: &Binding<'_>, name: Span, key: &str, full: &str) -> bool {
    if bare(full, b.given.lexicon) != key {
        return false;
    }
    let words = b.given.tokens(name);
    words.len() <= 3 && same_name::is_region(b.given.lexicon, words)
}

/// He or she, by the first name.
fn gender_of(b: &Binding<'_>, name: &str) -> Gender {
    let Some((first, _)) = name.split_once(' ') else { return Gender::Unknown };
    let classes = b.given.lexicon.classes_of(first);
    match (classes.has(Class::GivenMale), classes.has(Class::GivenFemale)) {
        (true, false) => Gender::Male,
        (false, true) => Gender::Female,
        _ => Gender::Unknown,
    }
}

/// Lets a person be found by every word of the name.
pub(super) fn index_person(b: &mut Binding<'_>, name: &str, id: SpeakerId) {
    let key = bare(name, b.given.lexicon);
    let lone = !key.contains(' ');
    for (n, word) in key.split(' ').enumerate() {
        if b.given.lexicon.classes_of(word).has(Class::NameParticle) {
            continue;
        }
        if n == 0 && !lone {
            b.index.add_first_name(word, id);
        } else {
            b.index.add_surname(word, id);
        }
    }
    for word in name.split(' ').skip(1).filter(|word| is_nickname(word)) {
        b.index.add_first_name(&self::key(word), id);
    }
}

/// A body by its whole name, its short form, or the first words of its name.
fn body_called(b: &Binding<'_>, key: &str) -> Option<SpeakerId> {
    b.index.body(key).or_else(|| b.index.shortened(key))
}

/// "Calder" for "Calder Foods": the first word of a name, where the other says what kind of body
/// it is, and where the first is no place, nobody's name, and of no other body.
fn shorten(b: &mut Binding<'_>, written: &str, id: SpeakerId) {
    const KINDS: Classes =
        Classes::of(&[Class::OrganisationSuffix, Class::Business, Class::Lender, Class::Charity]);
    let mut words = written
        .split_whitespace()
        .filter(|word| !b.given.reads(word, FunctionWord::DefiniteArticle));
    let (Some(first), Some(kind)) = (words.next(), words.next()) else { return };
    // "First", "United" and "West" are of many names.
    let own = first.chars().count() >= 4
        && b.given.lexicon.classes_of(first) == Classes::NONE
        && b.given.lexicon.classes_of(&first.to_lowercase()) == Classes::NONE
        && !b.full.is_surname(first);
    let short = own && words.next().is_none() && b.given.lexicon.classes_of(kind).any(KINDS);
    b.index.shorten(key(first), id, short);
}

/// "Redcaps" for "Harlow Redcaps": the last word of a name, which is what many are called by who play
/// together, where it is no common word and nobody's name.
fn shorten_to_last(b: &mut Binding<'_>, written: &str, id: SpeakerId) {
    let mut words = written.split_whitespace();
    let Some(last) = words.next_back().filter(|_| words.next().is_some()) else { return };
    let many = last.ends_with('s') || last.ends_with('x');
    let plain = |word: &str| b.given.lexicon.classes_of(word) == Classes::NONE;
    let own = many
        && !b.given.reads(last, FunctionWord::CreditTail)
        && last.chars().count() >= 3
        && last.starts_with(char::is_uppercase)
        && plain(last)
        && plain(&last.to_lowercase())
        && !b.full.is_surname(last);
    b.index.shorten(key(last), id, own);
}

/// "Sheriff's Office" for "Selby County Sheriff's Office": the name without the place.
fn shorten_office(b: &mut Binding<'_>, written: &str, id: SpeakerId) {
    let Some(owner) = written.find(['\'', '’']) else { return };
    for (at, _) in written[..owner].match_indices(' ') {
        b.index.shorten(key(&written[at + 1..]), id, true);
    }
}

/// "FA" for "Football Association": two letters are a short form only where they mean nothing
/// else.
fn initials(b: &Binding<'_>, written: &str) -> Option<String> {
    let mut words = written.split_whitespace();
    let (first, second) = (words.next()?, words.next()?);
    let capital = |word: &str| word.chars().next().filter(|c| c.is_ascii_uppercase());
    let short = format!("{}{}", capital(first)?, capital(second)?);
    let body = b.given.lexicon.classes_of(second).has(Class::OrganisationSuffix);
    let free = b.given.lexicon.classes_of(&short) == Classes::NONE;
    (words.next().is_none() && body && free).then(|| key(&short))
}

/// A body or place with a name.
///
/// > **the International Energy Agency (IEA)** … **the IEA**
pub(super) fn named(b: &mut Binding<'_>, mention: &Mention, kind: SpeakerKind) -> Meaning {
    let Some(name) = mention.name else { return Meaning::Unknown };
    let name = widened(b, name, mention);
    let written = b.given.words(name).to_owned();
    let whole = key(&written);
    if kind == SpeakerKind::Government
        && let Some(person) = person_of_place(b, &whole, mention)
    {
        return person;
    }
    if kind == SpeakerKind::Organisation
        && let Some(ministry) = ministry(b, mention, name, &whole)
    {
        return ministry;
    }
    if let Some(id) = b.index.body(&whole) {
        return Meaning::Speaker(id);
    }
    if let Some(person) = in_capitals(b, &written, &whole) {
        return Meaning::Speaker(person);
    }
    if kind == SpeakerKind::Organisation
        && let Some(id) = b.index.shortened(&whole)
    {
        return Meaning::Speaker(id);
    }
    let tokens = b.given.tokens(name);
    let outlet = tokens.iter().any(|t| t.is(Class::Outlet) || t.is(Class::StateMedia))
        || tokens.last().is_some_and(|t| t.is(Class::OutletNoun) && !t.is_capitalised());
    let court = tokens.iter().any(|t| t.is(Class::TopCourt))
        || tokens.last().is_some_and(|t| t.is(Class::Court));
    let kind = match kind {
        _ if outlet => SpeakerKind::Outlet,
        _ if court => SpeakerKind::Court,
        kind => kind,
    };
    let state = b.given.state_of(mention);
    let id = b.add(&written, kind, state);
    b.index.add_body(&whole, id);
    for short in short_forms(b.given, &written, &whole) {
        b.index.add_alias(short, id);
    }
    if let Some(short) = initials(b, &written) {
        b.index.add_alias(short, id);
    }
    shorten(b, &written, id);
    shorten_to_last(b, &written, id);
    shorten_office(b, &written, id);
    Meaning::Speaker(id)
}

/// Two states have each a ministry of one name.
///
/// > The **Peruvian Defence Ministry** said no. The **Chilean Defence Ministry** said yes.
fn ministry(b: &mut Binding<'_>, mention: &Mention, name: Span, whole: &str) -> Option<Meaning> {
    let own = b.given.tokens(name);
    let head = own.iter().any(|t| t.among(FunctionWord::Department));
    if !head || own.iter().any(|t| t.state.is_some()) {
        return None;
    }
    let owner = mention.possessor.and_then(|p| b.owner(p));
    let owners = owner.and_then(|id| b.speaker(id).state);
    let before = before_name(b, mention, name);
    let own_state = before.and_then(|t| t.state).or(owners);
    let Some(state) = own_state.or_else(|| seat_after(b, name)) else {
        return match b.index.ministries(whole) {
            [] | [_] => None,
            several => Some(Meaning::Ambiguous(several.to_vec())),
        };
    };
    let fits = |id: &SpeakerId| b.speaker(*id).state.is_none_or(|known| known == state);
    if let Some(id) = b.index.ministries(whole).iter().copied().find(|id| fits(id)) {
        return Some(Meaning::Speaker(id));
    }
    let known = b.index.body(whole);
    if let Some(id) = known.filter(fits) {
        return Some(Meaning::Speaker(id));
    }
    let first = before.map_or(name.start, |t| t.span.start);
    let written = b.given.words(Span::new(first, name.end)).to_owned();
    let id = b.add(&written, SpeakerKind::Organisation, Some(state));
    b.index.add_ministry(whole, id);
    if known.is_none() {
        b.index.add_body(whole, id);
    }
    b.index.add_body(&key(&written), id);
    Some(Meaning::Speaker(id))
}

/// The state in whose capital a ministry is.
///
/// > the Foreign Ministry **in Moscow**
fn seat_after(b: &Binding<'_>, name: Span) -> Option<StateId> {
    let after = b.given.text.within(name).end;
    match b.given.text.tokens.get(after..after + 2)? {
        [link, seat] if link.among(FunctionWord::PrintedIn) => {
            seat.state.filter(|_| seat.is(Class::Capital))
        }
        _ => None,
    }
}

/// The word for a state that stands before a name.
fn before_name<'a>(b: &Binding<'a>, mention: &Mention, name: Span) -> Option<&'a Token<'a>> {
    // "Peruvian Defence Ministry spokeswoman Ana Ruiz": the word for the state may be hers.
    let at = b.given.text.within(name).start;
    let first = b.given.text.sentences[mention.sentence].tokens.start;
    let before = b.given.text.tokens[first.min(at)..at].iter().rev();
    let last = before.take(2).find(|t| !t.is_possessive());
    last.filter(|t| t.state.is_some() && t.is_wordlike())
}

/// The person whose surname the draft writes in capitals, as transcripts do, and no body.
///
/// > RUTH COLE, ANCHOR: … **COLE**: The roads are open.
fn in_capitals(b: &Binding<'_>, written: &str, whole: &str) -> Option<SpeakerId> {
    let shouts = written.len() > 2 && !written.chars().any(char::is_lowercase);
    let named = |id: &SpeakerId| {
        let name = &b.speaker(*id).name;
        name.contains(' ') && name.rsplit(' ').next() == Some(written)
    };
    let known = if shouts { b.index.with_surname(whole) } else { &[] };
    let mut others = known.iter().rev().take(RIVALS);
    known.last().copied().filter(|last| named(last) && others.all(|id| id == last))
}

/// A name that is only a word for a body takes the names before it.
///
/// > **Westmere Health Trust** said
fn widened(b: &Binding<'_>, name: Span, mention: &Mention) -> Span {
    const WORDS: Classes =
        Classes::of(&[Class::OrganisationSuffix, Class::Charity, Class::Lender, Class::School]);
    let [word] = b.given.tokens(name) else { return name };
    let headline = b.given.draft.blocks[mention.block].kind == BlockKind::Headline;
    if headline || !word.classes.any(WORDS) {
        return name;
    }
    let at = b.given.text.first_from(name.start);
    let first = b.given.text.sentences[mention.sentence].tokens.start;
    let before = b.given.text.tokens[first..at].iter().enumerate().rev().take(4);
    let before = before.map_while(|(n, t)| {
        // The first word of a sentence has its capital letter from there.
        let due = n == 0 && !t.pos.is_name();
        (t.kind == Kind::Word
            && t.is_capitalised()
            && !due
            && !t.among(FunctionWord::DefiniteArticle))
        .then_some(t)
    });
    before.last().map_or(name, |t| t.span.to(name))
}

/// A person with the name of a place: once Denzel Washington is introduced, "Washington said"
/// is he, unless the state has been named too; "in Washington" is the city.
fn person_of_place(b: &Binding<'_>, whole: &str, mention: &Mention) -> Option<Meaning> {
    if whole.contains(' ') || mention.function == GrammaticalRole::Oblique {
        return None;
    }
    let person = *b.index.with_surname(whole).last()?;
    let state = b.given.state_of(mention)?;
    match b.index.body(whole) {
        Some(place) if b.states.is_named(state) => {
            Some(Meaning::Ambiguous(vec![person.min(place), person.max(place)]))
        }
        _ => Some(Meaning::Speaker(person)),
    }
}

/// Adds the short form that the draft gives: "(IEA)".
pub(super) fn note_alias(b: &mut Binding<'_>, id: SpeakerId, mention: &Mention) {
    if let Some(alias) = mention.alias {
        let alias = key(b.given.words(alias));
        // "Citizens for Ethics in Washington (CEW)" is not short for Washington.
        let first = |text: &str| text.chars().next();
        let place = mention.shape == Shape::Place;
        if place && first(&alias) != mention.name.and_then(|n| first(&key(b.given.words(n)))) {
            return;
        }
        b.index.add_alias(alias, id);
    }
}

/// Adds the other name of a person that the draft gives in marks.
///
/// > Tom Hale, **known as “Sparrow,”** left. Sparrow said …
pub(super) fn note_other_name(b: &mut Binding<'_>, id: SpeakerId, mention: &Mention) {
    if mention.shape != Shape::Person || mention.name.is_none() {
        return;
    }
    let behind = b.given.text.within(mention.span).end;
    let Some([comma, known, rest @ ..]) = b.given.text.tokens.get(behind..) else { return };
    let rest = match rest {
        [link, rest @ ..] if link.among(FunctionWord::As) => rest,
        rest => rest,
    };
    let [open, name, ..] = rest else { return };
    let called = comma.kind == Kind::Comma && known.among(FunctionWord::AlsoCalled);
    if called && open.kind == Kind::OpenQuote && name.is_capitalised() {
        let name = key(name.text);
        b.index.add_first_name(&name, id);
        b.index.add_alias(name, id);
    }
}

/// "IEA" for "International Energy Agency"; "Brennan Center" for "Brennan Center for Justice".
fn short_forms(given: Given<'_>, written: &str, whole: &str) -> Vec<String> {
    let mut forms = Vec::new();
    let initials: String = written
        .split_whitespace()
        .filter_map(|w| w.chars().next())
        .filter(|c| c.is_uppercase())
        .collect();
    if initials.chars().count() >= 3 {
        forms.push(key(&initials));
    }
    for (at, _) in whole.match_indices(' ') {
        let next = whole[at + 1..].split(' ').next().unwrap_or_default();
        let head = &whole[..at];
        if head.contains(' ') && given.reads(next, FunctionWord::BodyNameLink) {
            forms.push(head.to_owned());
        }
    }
    forms
}

#[cfg(test)]
mod tests {
    use crate::resolve::testing::{last_speaker, meant, one_side, speaker_of};

    #[test]
    fn a_country_is_nobodys_first_name() {
        let copy = "Ruth Bell left. He fought the war with Russia Bell says she was told.";
        assert_eq!(meant(copy, "Russia Bell"), "Ruth Bell");
        let copy = "It was late, Judge Georgia Bell said. Bell says she was told.";
        assert_eq!(speaker_of(copy, "Bell"), "Georgia Bell");
        let copy = "Ruth Bell left. Bell says she was told.";
        assert_eq!(speaker_of(copy, "Bell"), "Ruth Bell");
    }

    #[test]
    fn two_states_have_each_a_ministry_of_one_name() {
        let copy = "Peruvian Defence Ministry spokeswoman Ana Ruiz said the road was shut. The Chilean \
                    Defence Ministry said it was open.";
        assert_eq!(speaker_of(copy, "The Chilean Defence Ministry"), "Chilean Defence Ministry");
        assert!(!one_side(copy, "Ana Ruiz", "Chilean Defence Ministry"));
        let copy = "The Peruvian Defence Ministry said the road was shut. The Chilean Defence \
                    Ministry said it was open.";
        assert_eq!(speaker_of(copy, "The Peruvian Defence Ministry"), "Peruvian Defence Ministry");
        assert_eq!(speaker_of(copy, "The Chilean Defence Ministry"), "Chilean Defence Ministry");
        let copy = "The Peruvian Defence Ministry said the road was shut. The Defence Ministry \
                    said it was open.";
        assert_eq!(speaker_of(copy, "The Defence Ministry"), "Peruvian Defence Ministry");
    }

    #[test]
    fn a_surname_means_the_person_whose_name_ends_in_it() {
        let copy = "Tom Hale runs the ferry. Hale said it was late.";
        assert_eq!(speaker_of(copy, "Hale"), "Tom Hale");
        let copy = "Tom Hale runs the ferry. Wynne said it was late.";
        assert_eq!(speaker_of(copy, "Wynne"), "Wynne");
    }

    #[test]
    fn a_team_is_called_by_the_last_word_of_its_name() {
        let copy = "The Harlow Redcaps won on Monday. The Redcaps said it was late.";
        assert_eq!(speaker_of(copy, "The Redcaps"), "Harlow Redcaps");
        let copy = "The Harlow Redcaps met the Selby Redcaps on Monday. The Redcaps said it was \
                    late.";
        assert_eq!(speaker_of(copy, "The Redcaps"), "Redcaps");
    }

    #[test]
    fn an_office_is_called_without_its_place() {
        let copy = "The Selby County Sheriff's Office met on Monday. The Sheriff's Office said it \
                    was late.";
        assert_eq!(speaker_of(copy, "The Sheriff's Office"), "Selby County Sheriff's Office");
        let copy = "The Selby County Sheriff's Office met the Harlow County Sheriff's Office on \
                    Monday. The Sheriff's Office said it was late.";
        assert_eq!(speaker_of(copy, "The Sheriff's Office"), "Sheriff's Office");
    }

    #[test]
    fn a_surname_that_two_share_is_open() {
        let copy = "Anna Reed met Paul Reed at the hall on Friday. The hall was full. \
                 There was a vote. It took an hour. Reed said it was fair.";
        assert_eq!(speaker_of(copy, "Reed"), "Anna Reed or Paul Reed");
        let copy = "Anna Reed met Paul Reed at the hall on Friday. The hall was full. \
                 There was a vote. It took an hour. Anna Reed said it was fair.";
        assert_eq!(speaker_of(copy, "Anna Reed"), "Anna Reed");
    }

    #[test]
    fn a_title_tells_namesakes_apart() {
        let copy = "Anna Reed sued her former husband, Paul Reed. Mrs Reed said she was \
                 owed money.";
        assert_eq!(speaker_of(copy, "Mrs Reed"), "Anna Reed");
        let copy = "Anna Reed sued her former husband, Paul Reed. Mr Reed said he had paid.";
        assert_eq!(speaker_of(copy, "Mr Reed"), "Paul Reed");
    }

    #[test]
    fn a_role_tells_namesakes_apart() {
        let copy = "Senator Anna Reed met the farmer Kim Reed. There was a vote. It took \
                 an hour. It rained. Senator Reed said it was fair.";
        assert_eq!(speaker_of(copy, "Senator Reed"), "Anna Reed");
    }

    #[test]
    fn the_namesake_who_spoke_last_has_the_floor() {
        let copy = "Anna Reed met Paul Reed. Paul Reed said the hall was full. Reed said \
                 it was fair.";
        assert_eq!(speaker_of(copy, "Reed"), "Paul Reed");
        let copy = "Anna Reed left. It rained all day. The road was shut. The pit was \
                 dark. A bell rang twice. Nobody came home. Paul Reed said the hall was \
                 full. Reed said it was fair.";
        assert_eq!(speaker_of(copy, "Reed"), "Paul Reed");
    }

    #[test]
    fn first_names_of_which_nothing_is_known_are_two_persons() {
        for (one, other) in [
            ("Ilze Kovac", "Rutger Kovac"),
            ("Mbali Lindqvist", "Oskar Lindqvist"),
            ("Xolani Marek", "Quinlan Marek"),
            ("Qwendo Marek", "Zarnix Marek"),
        ] {
            let copy = format!(
                "{one}, a diver, said the roof leaked.\n\n{other}, a cook, said the soup was hot."
            );
            assert_eq!(last_speaker(&copy), other);
            let copy = format!("{one} said the roof leaked.\n\n{other} said the soup was hot.");
            assert_eq!(last_speaker(&copy), other);
            let surname = one.rsplit(' ').next().unwrap();
            let copy = format!(
                "{one} met {other}. It rained all day. The road was shut. The pit \
                                was dark. Nobody came. {surname} said no."
            );
            assert_eq!(last_speaker(&copy), format!("{one} or {other}"));
        }
        let copy = "Paul Keller said the roof leaked.\n\nPaula Keller said the soup was hot.";
        assert_eq!(last_speaker(copy), "Paula Keller");
    }

    #[test]
    fn a_title_a_place_or_a_common_word_is_no_first_name() {
        for source in [
            "Then Kovac",
            "Yesterday Kovac",
            "Neither Kovac",
            "Miss Kovac",
            "Sgt Kovac",
            "Chef Kovac",
            "Mayor Kovac",
            "Striker Kovac",
        ] {
            let copy = format!("Ilze Kovac left the port. It rained. {source} said it was late.");
            assert_eq!(last_speaker(&copy), "Ilze Kovac", "{source}");
        }
        let copy = "Ilze Kovac left the port. She lives in Selby. Selby Kovac said it was late.";
        assert_ne!(last_speaker(copy), "Selby Kovac");
        let copy = "Ilze Kovac left the port. It rained. Add Kovac's debts, and it is a wonder.";
        assert_eq!(meant(copy, "Add Kovac"), "Ilze Kovac");
        let copy = "José Abreu left, pero vino. It rained. Pero Abreu said it was late.";
        assert_eq!(last_speaker(copy), "José Abreu");
    }

    #[test]
    fn who_is_introduced_has_the_whole_name() {
        let copy = "Ilze Kovac left the port. It rained. April Kovac said it was late.";
        assert_eq!(last_speaker(copy), "April Kovac");
        let copy = "Ilze Kovac left the port. Forest Kovac, a cook, said it was late.";
        assert_eq!(last_speaker(copy), "Forest Kovac");
    }

    #[test]
    fn a_first_name_is_enough_where_one_has_it() {
        let copy = "Melania Hale left. Melania said no.";
        assert_eq!(speaker_of(copy, "Melania"), "Melania Hale");
        let copy = "Melania Hale met Melania Wynne. Melania said no.";
        assert_eq!(speaker_of(copy, "Melania"), "Melania");
    }

    #[test]
    fn a_surname_before_the_full_name_is_the_full_name() {
        let copy = "Okafor says the bridge is safe. It was built in May. Engineers met \
                 Ngozi Okafor on Monday.";
        assert_eq!(speaker_of(copy, "Okafor"), "Ngozi Okafor");
    }

    #[test]
    fn a_body_is_found_by_its_short_forms() {
        let copy = "The Northern Fishing Alliance met on Monday. The NFA said stocks were low.";
        assert_eq!(speaker_of(copy, "The NFA"), "Northern Fishing Alliance");
        let copy = "The Harlow Centre for Housing met on Monday. The Harlow Centre said \
                 rents would rise.";
        assert_eq!(speaker_of(copy, "The Harlow Centre"), "Harlow Centre for Housing");
        let copy = "Calder Foods closed a plant. Calder said demand was weak.";
        assert_eq!(speaker_of(copy, "Calder"), "Calder Foods");
        let copy = "The Football Association met on Monday. The FA said the final was off.";
        assert_eq!(speaker_of(copy, "The FA"), "Football Association");
    }

    #[test]
    fn a_first_word_that_two_bodies_share_is_neither() {
        let copy = "Calder Foods closed a plant. Calder Bank lent it money. Calder said \
                 demand was weak.";
        assert_eq!(speaker_of(copy, "Calder"), "Calder");
    }

    #[test]
    fn a_capital_is_a_person_of_that_name_once_one_is_introduced() {
        let copy = "The actor Denzel Washington opened the school. Washington said he was \
                 glad.";
        assert_eq!(speaker_of(copy, "Washington"), "Denzel Washington");
        let copy = "Relations are poor. Washington said the base would stay open.";
        assert_eq!(speaker_of(copy, "Washington"), "Washington");
    }

    #[test]
    fn a_region_is_no_person() {
        let copy = "The storm hit New Jersey. New Jersey said the road was shut.";
        assert_eq!(speaker_of(copy, "New Jersey"), "New Jersey");
    }

    #[test]
    fn of_father_and_son_the_one_who_is_called_by_the_surname_is_meant() {
        let copy = "Tom Hale left the pit. Hale said it was shut. His father, Carl Hale, stayed. \
                 Workers wept. Trains were late. Hale said it was hard.";
        assert_eq!(speaker_of(copy, "Hale"), "Tom Hale");
        let copy = "Tom Hale left the pit. His father, Carl Hale, stayed. Workers wept. Trains \
                 were late. It rained. The mill shut. Hale said it was hard.";
        assert_eq!(speaker_of(copy, "Hale"), "Tom Hale or Carl Hale");
    }

    #[test]
    fn another_name_in_marks_is_the_same_person() {
        let copy = "Pilot Tom Hale, known as “Sparrow,” left. Sparrow said it was hard.";
        assert_eq!(speaker_of(copy, "Sparrow"), "Tom Hale");
        let copy = "Pilot Tom Hale, flying “Sparrow,” left. Sparrow said it was hard.";
        assert_ne!(speaker_of(copy, "Sparrow"), "Tom Hale");
    }

    #[test]
    fn the_only_one_of_a_family_who_speaks() {
        let copy = "Ann Hale said she had lost her son, Tom Hale. The road is shut, Hale said.";
        assert_eq!(speaker_of(copy, "Hale"), "Ann Hale");
        let copy = "Ann Hale said she was ill. Tom Hale left. The road is shut, Hale said.";
        assert_eq!(speaker_of(copy, "Hale"), "Ann Hale");
        let copy = "Police held Ann Hale, 34. Her brother Paul Hale, 40, was hurt. Paul Hale said \
                    she was home. It rained. The mill was shut. The trial is in May. The judge was \
                    ill. It was late, Hale said.";
        assert_eq!(speaker_of(copy, "Hale"), "Paul Hale");
    }

    #[test]
    fn an_age_a_title_or_a_pronoun_makes_no_second_person() {
        let copy = "Thomas Hale, 34, a plumber, left the town. Thomas Hale, 43, said the pit was \
                    shut. The mill is closed. Hale said it was hard.";
        assert_eq!(speaker_of(copy, "Hale"), "Thomas Hale");
        let copy = "Alex Hale runs the school. Mr. Hale bought it in May. The roof leaks. Ms. Hale \
                    said it was late.";
        assert_eq!(speaker_of(copy, "Ms. Hale"), "Alex Hale");
        let copy = "Robin Cole met voters. She said the bridge was safe. Robin Cole, a father of \
                    two, left. Mr. Cole said it was late. Cole said he was sure.";
        assert_eq!(speaker_of(copy, "Cole"), "Robin Cole");
        let copy = "Thomas Hale Jr. runs the firm. His plan is new. Thomas Hale said the road was \
                    shut.";
        assert_eq!(speaker_of(copy, "Thomas Hale"), "Thomas Hale Jr.");
    }

    #[test]
    fn father_and_son_or_a_man_and_a_woman_who_both_speak_are_two() {
        let copy = "Thomas Hale Jr. runs the firm. His father, Thomas Hale Sr., said the road was \
                    shut.";
        assert_eq!(speaker_of(copy, "His father, Thomas Hale Sr."), "Thomas Hale Sr.");
        let copy = "Alex Hale runs the school. Mr. Hale said it was late. The roof leaks. Ms. Hale \
                    said it would be mended.";
        assert_ne!(speaker_of(copy, "Ms. Hale"), "Alex Hale");
    }

    #[test]
    fn the_short_form_of_a_body_in_brackets_need_not_be_in_capitals() {
        let copy =
            "The bridge is shut, the Harlow Relief Fund (Haref) said. Haref said it was late.";
        assert_eq!(speaker_of(copy, "Haref"), "Harlow Relief Fund");
        let copy =
            "The bridge is shut, the Harlow Relief Fund (Selby) said. Selby said it was late.";
        assert_ne!(speaker_of(copy, "Selby"), "Harlow Relief Fund");
    }

    #[test]
    fn a_surname_may_be_a_rank_too() {
        let copy = "Tom Bishop runs the ferry. Bishop said it was late.";
        assert_eq!(speaker_of(copy, "Bishop"), "Tom Bishop");
        let copy = "Tom Bishop runs the ferry. The bishop was ill. Bishop said it was late.";
        assert_ne!(speaker_of(copy, "Bishop"), "Tom Bishop");
    }

    #[test]
    fn a_region_is_nobodys_first_name() {
        let copy = "Esmat Hale left. The road is shut, Gaza Hale said.";
        assert_eq!(speaker_of(copy, "Gaza Hale"), "Esmat Hale");
        let copy = "Esmat Hale left. The road is shut, Anna Hale said.";
        assert_eq!(speaker_of(copy, "Anna Hale"), "Anna Hale");
    }
}
