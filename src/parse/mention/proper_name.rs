//! Proper names inside noun phrases, and what kind of thing a phrase names or describes.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::shape::{BODIES, HONORIFICS};
use crate::lexicon::{Class, Classes, FunctionWord, Lexicon};
use crate::tokenise::Text;
use crate::tokenise::credit::is_credit;
use crate::tokenise::token::{Kind, Pos, Token};

/// Words with these classes cannot be part of a person's name.
const NOT_IN_NAME: Classes = Classes::of(&[
    Class::Role,
    Class::Demonym,
    Class::People,
    Class::Honorific,
    Class::HonorificMale,
    Class::HonorificFemale,
    Class::PartyMember,
    Class::Weekday,
    Class::Month,
]);

/// Common words, which are no names though they begin a sentence.
const COMMON: Classes = Classes::of(&[
    Class::OrdinaryPerson,
    Class::Witness,
    Class::Document,
    Class::CourtRecord,
    Class::MaleNoun,
    Class::FemaleNoun,
    Class::Collective,
    Class::Publication,
]);

/// A name has so many words at most, as it is looked for in a headline.
const LONGEST_RUN: usize = 6;

/// What somebody is stands before the name: "Resident Lisa Stone".
const STATIONS: Classes =
    Classes::of(&[Class::Witness, Class::OrdinaryPerson, Class::Representative, Class::Relation]);

/// The words that are names in this draft: those with a capital letter where none is due.
#[derive(Debug)]
pub(super) struct Names<'t> {
    lexicon: &'t Lexicon,
    seen: FxHashSet<&'t str>,
    /// Words for a post or trade that are somebody's surname here: "Jim **Baker**".
    surnames: FxHashSet<&'t str>,
    /// The words that the draft writes without a capital letter.
    common: FxHashSet<&'t str>,
    /// Names of one word, as people are called who were named in full.
    lone: FxHashSet<&'t str>,
    /// Names of three words and more that stand inside sentences.
    runs: FxHashSet<String>,
    /// For each block, true when every word of it has a capital letter, as in a headline.
    title_case: Vec<bool>,
}

impl<'t> Names<'t> {
    /// Reads a draft once.
    pub(super) fn of(text: &'t Text<'_>, lexicon: &'t Lexicon) -> Self {
        let (seen, surnames) = (FxHashSet::default(), FxHashSet::default());
        let small = |t: &&Token<'_>| t.text.starts_with(char::is_lowercase);
        let common = text.tokens.iter().filter(small).map(|t| t.text).collect();
        let lone = FxHashSet::default();
        let runs = FxHashSet::default();
        let mut names =
            Self { lexicon, seen, surnames, common, lone, runs, title_case: Vec::new() };
        for range in &text.blocks {
            names.title_case.push(is_title_case(&text.tokens[range.clone()]));
        }
        for sentence in &text.sentences {
            if names.title_case[sentence.block] {
                continue;
            }
            let tokens = &text.tokens[sentence.tokens.clone()];
            names.surnames.extend(surnames_in(tokens));
            let ranks = ranks_in(tokens).filter(|t| !names.common.contains(&*t.lower()));
            names.surnames.extend(ranks.map(|t| t.text));
            names.lone.extend(lone_in(tokens));
            names.runs.extend(runs_in(tokens));
            for pair in tokens.windows(2) {
                let due = !pair[0].is_wordlike() && pair[0].text != "," || pair[0].text == ".";
                let follows = pair[0].is_capitalised() && pair[0].pos.is_name();
                let name = pair[1].pos.is_name() || follows && pair[1].kind == Kind::Word;
                if !due && pair[1].is_capitalised() && name {
                    names.seen.insert(pair[1].text);
                }
            }
        }
        names.forget_common(text);
        names
    }

    /// A word that the draft writes without a capital letter too, and more often, is no name.
    fn forget_common(&mut self, text: &Text<'_>) {
        let mut count: FxHashMap<String, i32> =
            self.seen.iter().map(|word| (word.to_lowercase(), 0)).collect();
        for token in text.tokens.iter().filter(|t| t.is_wordlike()) {
            // A word that begins with a capital letter is no word in lower case.
            let capital = token.text.starts_with(|c: char| c.is_ascii_uppercase());
            if !capital && let Some(count) = count.get_mut(token.text) {
                *count += 1;
            } else if self.seen.contains(token.text)
                && let Some(count) = count.get_mut(&token.text.to_lowercase())
            {
                *count -= 1;
            }
        }
        self.seen.retain(|word| count.get(&word.to_lowercase()).is_none_or(|count| *count <= 0));
    }

    /// True when a word goes on with the name before it, whatever the tagger takes it for:
    /// "Anna **Reed** on the quay".
    pub(super) fn goes_on(&self, before: &Token<'_>, token: &Token<'_>, block: usize) -> bool {
        !self.title_case[block]
            && is_capital(token)
            && before.is_capitalised()
            && before.pos.is_name()
            && !matches!(
                token.pos,
                Pos::Dt | Pos::In | Pos::Prp | Pos::PrpS | Pos::Cc | Pos::Vbz | Pos::Md
            )
    }

    /// True when a name ends in front of a word, in a headline of capitals: "as **Okafor** Quits".
    pub(super) fn ends(&self, before: &Token<'_>, token: &Token<'_>, block: usize) -> bool {
        // "Selby Man Pleads Guilty"
        let person = token.pos.is_noun()
            && token.classes.any(Classes::of(&[Class::MaleNoun, Class::FemaleNoun]))
            && !token.classes.any(HONORIFICS);
        self.title_case[block]
            && self.seen.contains(before.text)
            && !self.seen.contains(token.text)
            && !person
    }

    /// True when the draft has this word as a name elsewhere, or a list has it as a body's.
    pub(super) fn has(&self, token: &Token<'_>) -> bool {
        token.is_capitalised() && (self.seen.contains(token.text) || token.classes.any(BODIES))
    }

    /// True for a name with its article: "al-Assad", whatever the tagger takes it for.
    pub(super) fn has_article(&self, token: &Token<'_>) -> bool {
        self.begins(token, FunctionWord::NameArticle)
    }

    /// "R-Ohio": of which party and state somebody is.
    pub(super) fn is_party_label(&self, token: &Token<'_>) -> bool {
        token.is_capitalised() && self.begins(token, FunctionWord::PartyLetter)
    }

    /// True for one of a team that the draft names.
    ///
    /// > The Redcaps met. New **Redcap** Ann Webb said no.
    fn is_of_team(&self, token: &Token<'_>) -> bool {
        let team = || self.seen.contains(format!("{}s", token.text).as_str());
        token.classes.is_empty() && token.state.is_none() && !self.is_lone(token) && team()
    }

    /// True for a name of one word that acts.
    pub(super) fn is_lone(&self, token: &Token<'_>) -> bool {
        self.lone.contains(token.text)
    }

    /// True for two words that no list knows, the last of which the draft has alone too: somebody
    /// who was named in full is called by the surname.
    pub(super) fn is_full(&self, name: &[Token<'_>]) -> bool {
        let [first, last] = name else { return false };
        let plain = |t: &Token<'_>| {
            t.is_capitalised() && t.pos.is_name() && t.classes.is_empty() && t.state.is_none()
        };
        plain(first)
            && plain(last)
            && self.lone.contains(last.text)
            && !self.lone.contains(first.text)
    }

    /// "Ann Hale/Reuters": who took a picture is nobody in the story.
    pub(super) fn is_credit(&self, token: &Token<'_>) -> bool {
        is_credit(token.text, self.lexicon)
    }

    /// True for a word of this set, a hyphen and a name.
    fn begins(&self, token: &Token<'_>, set: FunctionWord) -> bool {
        prefix(token.text).is_some_and(|(first, name)| {
            name.starts_with(char::is_uppercase) && self.lexicon.function_of(first).has(set)
        })
    }

    /// True for a common word that begins a line and has its capital letter from there, for the
    /// draft writes it without one.
    ///
    /// > **Ferry** stops after fire ¶ The firm said the ferry was safe.
    fn is_common(&self, token: &Token<'_>) -> bool {
        let known = self.seen.contains(token.text)
            || token.state.is_some()
            || token.classes.any(BODIES)
            || token.is(Class::GivenMale)
            || token.is(Class::GivenFemale);
        // "Victims of the fire": a word for people or papers by itself.
        let describes = token.classes.any(COMMON) && token.pos.is_noun();
        !known && (describes || self.common.contains(&*token.lower()))
    }

    /// True when a capital letter makes the word a name: it is not only the first of a sentence,
    /// or one of a headline that has them all.
    fn counts(&self, token: &Token<'_>, first: bool, block: usize) -> bool {
        if !is_capital(token) || self.is_party_label(token) {
            return false;
        }
        let known = self.seen.contains(token.text)
            || token.state.is_some()
            || token.classes.any(BODIES)
            || token.is(Class::GivenMale)
            || token.is(Class::GivenFemale);
        if self.title_case[block] {
            // Nothing but names is left to tell: words in capitals, and what the story calls so.
            return known || token.classes.any(HONORIFICS);
        }
        token.pos.is_name()
            || self.has_article(token)
            || matches!(token.pos, Pos::Vb | Pos::Vbp) && first
            || first && token.pos == Pos::Nns && token.is(Class::SportsClub)
            || token.pos.is_noun() && (!first || known)
            || known
            || matches!(token.pos, Pos::Jj | Pos::Cd) && !first
            || !token.classes.is_empty() && !first
    }
}

/// The names of one word in a sentence that act.
///
/// > The road is shut, **Corley** said.
fn lone_in<'t>(tokens: &[Token<'t>]) -> impl Iterator<Item = &'t str> {
    tokens.windows(2).enumerate().filter_map(move |(n, pair)| {
        let [name, verb] = pair else { return None };
        let alone = n.checked_sub(1).is_none_or(|n| !tokens[n].is_capitalised());
        let acts = verb.pos.is_finite() || verb.is_possessive();
        let plain = name.pos.is_name() && name.classes.is_empty() && name.is_capitalised();
        (alone && acts && plain).then_some(name.text)
    })
}

/// The surnames of a sentence that are words for a post or trade too.
///
/// > Jim **Baker** met the baker.
fn surnames_in<'t>(tokens: &[Token<'t>]) -> impl Iterator<Item = &'t str> {
    let ends = |n: usize| tokens.get(n).is_none_or(|t| !t.is_capitalised());
    tokens.windows(2).enumerate().filter_map(move |(n, pair)| {
        let [first, last] = pair else { return None };
        let given = (first.is(Class::GivenMale) || first.is(Class::GivenFemale))
            && !first.is(Class::Month)
            && first.is_capitalised()
            && first.pos.is_name();
        // "guard Payton King"
        let post = n.checked_sub(1).map(|n| &tokens[n]);
        let titled = post.is_some_and(|t| t.is(Class::Role) && t.pos == Pos::Nn)
            && post.is_some_and(|t| !t.is_capitalised())
            && first.is_capitalised()
            && first.classes.is_empty();
        let given = given || titled;
        let rank = last.classes.any(HONORIFICS) || last.is(Class::Office);
        let surname = last.is_capitalised() && last.is(Class::Role) && (titled || !rank);
        (given && surname && ends(n + 2)).then_some(last.text)
    })
}

/// The surnames of a sentence that are words for a rank too.
///
/// > Tom **Bishop** runs the ferry.
fn ranks_in<'s, 't>(tokens: &'s [Token<'t>]) -> impl Iterator<Item = &'s Token<'t>> {
    let capital = |n: usize| tokens.get(n).is_some_and(Token::is_capitalised);
    tokens.windows(2).enumerate().filter_map(move |(n, pair)| {
        let [first, last] = pair else { return None };
        let alone = n.checked_sub(1).is_none_or(|n| !capital(n)) && !capital(n + 2);
        // "In Virginia Governor Tom Hale" is a place.
        let given = is_given(first) && first.pos.is_name() && first.state.is_none();
        let place = first.is(Class::Month) || first.is(Class::Seat) || first.is(Class::Capital);
        let rank = last.is(Class::Role) && last.is_capitalised() && last.text.len() > 2;
        (alone && given && !place && rank && !last.is(Class::Executive)).then_some(last)
    })
}

/// The names of many words in a sentence, its first word apart.
///
/// > He met those of **One Safe Harbour North** on Monday.
fn runs_in<'t>(tokens: &'t [Token<'_>]) -> impl Iterator<Item = String> + 't {
    let capital = |n: usize| tokens[n].is_capitalised() && tokens[n].is_wordlike();
    let begins = move |n: usize| n > 0 && capital(n) && !capital(n - 1);
    let starts = (1..tokens.len()).filter(move |n| begins(*n) && !tokens[n - 1].is_possessive());
    starts.filter_map(move |n| {
        let count = (n..tokens.len()).take_while(|n| capital(*n)).count();
        let run = &tokens[n..n + count];
        let whole = (3..=LONGEST_RUN).contains(&count) && run[0].pos != Pos::Dt;
        let plain = run.iter().all(|t| !is_given(t) && !t.classes.any(NOT_IN_NAME));
        (whole && plain && run[0].state.is_none() && !run[0].is(Class::Organisation))
            .then(|| joined(run))
    })
}

/// Words with single spaces between them.
fn joined(run: &[Token<'_>]) -> String {
    run.iter().map(|t| t.text).collect::<Vec<_>>().join(" ")
}

/// True for a capital letter, also behind an article: "al-Assad".
fn is_capital(token: &Token<'_>) -> bool {
    let behind =
        |(article, name): (&str, &str)| article.is_ascii() && name.starts_with(char::is_uppercase);
    token.is_capitalised() || prefix(token.text).is_some_and(behind)
}

/// A word before and behind its first hyphen, if no more than an article stands before it.
fn prefix(word: &str) -> Option<(&str, &str)> {
    let hyphen = word.bytes().take(4).position(|byte| byte == b'-')?;
    Some((&word[..hyphen], &word[hyphen + 1..]))
}

/// True when nearly every longer word has a capital letter.
fn is_title_case(tokens: &[Token<'_>]) -> bool {
    let long = || {
        tokens.iter().filter(|t| {
            let starts = t.text.starts_with(char::is_alphabetic);
            t.is_wordlike() && starts && t.text.chars().count() >= 4
        })
    };
    let (mut all, mut upper) = (0, 0);
    for token in long().take(60) {
        all += 1;
        upper += usize::from(token.is_capitalised());
    }
    all >= 3 && upper + 1 >= all
}

/// Where a noun phrase stands: its first token's place in the sentence, and the block.
#[derive(Clone, Copy)]
pub(super) struct At {
    /// True when the phrase begins its sentence.
    pub(super) first: bool,
    /// The block.
    pub(super) block: usize,
}

/// The proper name at the end of a noun phrase.
///
/// > President **Nicolas Maduro**
pub(super) fn name_in(tokens: &[Token<'_>], names: &Names<'_>, at: At) -> Option<Range<usize>> {
    let named = |n: usize| {
        names.counts(&tokens[n], n == 0 && at.first, at.block)
            || n > 0 && names.goes_on(&tokens[n - 1], &tokens[n], at.block)
    };
    let particle = |t: &Token<'_>| t.is(Class::NameParticle) && !t.is_capitalised();
    let last = tokens.len() - 1;
    if !named(last) || tokens[last].pos == Pos::Cd {
        return outlet(tokens, named);
    }
    let mut start = last;
    while start > 0 {
        let t = &tokens[start - 1];
        // "Anna van der Meer": small words join if a name stands before them.
        let body = t.is(Class::StateBody) && !t.is_capitalised();
        let joins = named(start - 1)
            || body
            || t.among(FunctionWord::And)
            || start > 1 && tokens[start - 2].among(FunctionWord::And) && t.is_capitalised()
            || particle(t)
                && tokens[..start - 1].iter().rposition(|t| !particle(t)).is_some_and(&named);
        // "Venezuelan President" stands before the name, "State Department" inside one.
        let inside = !t.classes.any(NOT_IN_NAME)
            || t.is(Class::StateBody)
            || tokens[start].among(FunctionWord::And)
            || t.is(Class::GivenMale)
            || t.is(Class::GivenFemale)
            || is_of_body(t, &tokens[start..=last])
            || is_cause(t, &tokens[start..=last], &tokens[..start - 1])
            || start > 1 && t.is(Class::Demonym) && is_kind_of_body(&tokens[start - 2])
            || are_of_body(t, &tokens[start..=last]);
        let station = t.classes.any(STATIONS) && !is_given(t) && is_persons(&tokens[start..=last]);
        // "the NGO Foro Penal": a common word for a body stands before its name.
        // "Drugmaker Norvane", at the start of a sentence.
        let maker = start == 1 && at.first && is_kind_of_firm(t);
        // "Air Force": both words are of one name.
        let inner = t.is_capitalised() && tokens[start].is(Class::Organisation);
        let common =
            t.is(Class::Organisation) && !t.is(Class::OrganisationSuffix) && !inner || maker;
        if !(joins && inside) || t.pos == Pos::Dt || common || station {
            break;
        }
        start -= 1;
    }
    start += usize::from(tokens[start].among(FunctionWord::And));
    start -= usize::from(start > 0 && is_ordinal(&tokens[start - 1]));
    start += title_words(&tokens[start..=last], names);
    start += usize::from(last >= start + 2 && names.is_of_team(&tokens[start]));
    let whole = |from: &usize| names.runs.contains(&joined(&tokens[*from..=last]));
    if tokens[start..=last].iter().all(Token::is_capitalised) {
        start = (last.saturating_sub(LONGEST_RUN)..start).find(whole).unwrap_or(start);
    }
    let alone = &tokens[start];
    let only_title = start == last
        && alone.classes.any(NOT_IN_NAME)
        && alone.state.is_none()
        && !names.surnames.contains(alone.text)
        && !is_given(alone);
    let title =
        is_title_alone(&tokens[start..=last]) && !names.surnames.contains(tokens[last].text);
    // "Selby Man Says": a man and his verb are no name.
    let acts = alone.classes.any(Classes::of(&[Class::MaleNoun, Class::FemaleNoun]))
        && !alone.classes.any(HONORIFICS)
        && !is_given(alone)
        && last == start + 1
        && !tokens[last].senses.is_empty();
    let common = acts || start == last && start == 0 && at.first && names.is_common(alone);
    // "Monday" and "President" by themselves are no names.
    (!only_title && !title && !common).then_some(start..last + 1)
}

/// True for a common word for a body, as it stands before the name of one.
///
/// > aid **organization** Dutch Road Relief
fn is_kind_of_body(t: &Token<'_>) -> bool {
    t.is(Class::Organisation) && !t.is(Class::OrganisationSuffix) && !t.is_capitalised()
}

/// True for the number in the name of a court or a unit.
///
/// > the **4th** Circuit
fn is_ordinal(t: &Token<'_>) -> bool {
    let digits = t.text.bytes().take_while(u8::is_ascii_digit).count();
    let end = &t.text[digits..];
    (1..=3).contains(&digits) && end.len() == 2 && end.bytes().all(|b| b.is_ascii_lowercase())
}

/// True for what a body is there for, in its name, though it is the title of a judge too.
///
/// > the Tax **Justice** Coalition
fn is_cause(t: &Token<'_>, rest: &[Token<'_>], before: &[Token<'_>]) -> bool {
    let [suffix] = rest else { return false };
    let plain = |t: &Token<'_>| t.is_capitalised() && t.pos.is_noun() && t.classes.is_empty();
    suffix.is(Class::OrganisationSuffix)
        && suffix.is_capitalised()
        && t.is_capitalised()
        && t.classes.any(HONORIFICS)
        && before.last().is_some_and(plain)
}

/// True for those whom a body is there for, in its name.
///
/// > the Prison **Officers** Association
fn are_of_body(t: &Token<'_>, rest: &[Token<'_>]) -> bool {
    let body = rest.last().is_some_and(|t| t.is(Class::OrganisationSuffix));
    let rank = t.classes.any(HONORIFICS) || t.is(Class::Office) || t.is(Class::Executive);
    let one = t.pos.is_noun() && rest.len() == 1 && !rank;
    let many = matches!(t.pos, Pos::Nns | Pos::Nnps);
    (many || one) && t.is_capitalised() && t.is(Class::Role) && body
}

/// How many words of a title that no list has stand before a person's name.
///
/// > **Selby County Flood Measurer** Ann Webb
fn title_words(name: &[Token<'_>], names: &Names<'_>) -> usize {
    const PUBLIC: Classes =
        Classes::of(&[Class::PublicBody, Class::Organisation, Class::OrganisationSuffix]);
    let [before @ .., _, last] = name else { return 0 };
    let body = last.classes.any(PUBLIC) || last.classes.any(BODIES);
    let public = before.iter().any(|t| t.classes.any(PUBLIC) || t.among(FunctionWord::LocalBody));
    if before.len() < 2 || body || !public || before.iter().any(is_given) {
        return 0;
    }
    let full = &name[before.len()..];
    let person = is_given(&full[0]) && full[0].pos.is_name() || names.is_full(full);
    // "Harlow County Hospital John Reed Wing": what stands right before it is no body.
    let ends = before.last().is_some_and(|t| !t.classes.any(PUBLIC));
    if person && ends { before.len() } else { 0 }
}

/// True for the nation or party in the name of a body.
///
/// > **American** Airlines, the **Dutch** Air Force, the **Democratic** Reform Committee
fn is_of_body(t: &Token<'_>, rest: &[Token<'_>]) -> bool {
    let [.., last] = rest else { return false };
    if last.is(Class::StateBody) || !last.is_capitalised() {
        return false;
    }
    let suffix = last.is(Class::OrganisationSuffix);
    // "Dutch Air Force"
    let whole = rest.len() == 2 && rest.iter().all(|t| t.is(Class::Organisation));
    t.is(Class::PartyMember) && suffix
        || t.is(Class::Demonym) && (suffix && rest.len() == 1 || whole && t.is_capitalised())
}

/// True for a title with capital letters, and no name.
///
/// > **Talbot County Director**, **XNN President**
fn is_title_alone(words: &[Token<'_>]) -> bool {
    const BODY: Classes = Classes::of(&[
        Class::OrganisationSuffix,
        Class::Organisation,
        Class::OutletNoun,
        Class::SportsClub,
    ]);
    let [before @ .., last] = words else { return false };
    // "SPD Chief", "Selby Commander"
    let leads =
        last.is(Class::Office) || last.is(Class::Executive) || last.among(FunctionWord::HeadsForce);
    let known = |t: &Token<'_>| !t.classes.is_empty() || t.among(FunctionWord::PlaceBody);
    last.is(Class::Role)
        && !last.classes.any(BODY)
        && !last.classes.any(BODIES)
        && (leads && !before.is_empty() || before.iter().any(known))
        && !words.iter().any(is_given)
}

/// True for words that look like the first and last name of a person.
fn is_persons(name: &[Token<'_>]) -> bool {
    const ELSE: Classes = Classes::of(&[
        Class::OrganisationSuffix,
        Class::Organisation,
        Class::PublicBody,
        Class::StateBody,
    ]);
    let [first, rest @ ..] = name else { return false };
    let unknown = |t: &Token<'_>| t.classes.is_empty() || is_given(t);
    // "Will Cawley": the first name is a common word.
    let two = rest.len() == 1
        && unknown(&rest[0])
        && name.iter().all(|t| t.pos.is_name() && !t.classes.any(ELSE));
    !rest.is_empty() && (is_given(first) || name.iter().all(unknown) || two)
}

fn is_given(t: &Token<'_>) -> bool {
    t.is(Class::GivenMale) || t.is(Class::GivenFemale)
}

/// True for a common word for a firm, which can stand before its name.
fn is_kind_of_firm(t: &Token<'_>) -> bool {
    t.among(FunctionWord::KindOfFirm)
}

/// A name with a common noun for an outlet behind it.
///
/// > **Time magazine**
fn outlet(tokens: &[Token<'_>], named: impl Fn(usize) -> bool) -> Option<Range<usize>> {
    let last = tokens.len() - 1;
    let noun = &tokens[last];
    if !noun.is(Class::OutletNoun) || matches!(noun.pos, Pos::Nns) || last == 0 {
        return None;
    }
    let mut start = last;
    while start > 0 && named(start - 1) && tokens[start - 1].pos != Pos::Dt {
        start -= 1;
    }
    (start < last && !tokens[start..last].iter().all(|t| t.is(Class::Demonym)))
        .then_some(start..last + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{parsed, rulebook, tagged};

    fn name(copy: &str) -> Option<&'static str> {
        let (draft, _, parsed) = parsed(copy);
        parsed.mentions.iter().find_map(|m| m.name).map(|name| draft.words(name))
    }

    #[test]
    fn the_name_in_a_phrase() {
        let cases = [
            ("President Tom Hale left the council last week.", Some("Tom Hale")),
            ("Mr Hale left.", Some("Hale")),
            ("The Dutch judge Anna van der Meer left.", Some("Anna van der Meer")),
            ("On Friday the drugmaker Norvane said no.", Some("Norvane")),
            ("Drugmaker Norvane said no to the lower price last week.", Some("Norvane")),
            ("He spoke to Time magazine.", Some("Time magazine")),
            ("He met Karim al-Sadi at the council last week.", Some("Karim al-Sadi")),
            ("Resident Lisa Stone said the road was shut all week.", Some("Lisa Stone")),
            ("Resident Will Corley said the road was shut all week.", Some("Will Corley")),
            ("Jim Baker left. Baker said no.", Some("Jim Baker")),
            ("Talbot County Director Ann Webb said the road was shut all week.", Some("Ann Webb")),
            ("Talbot County Director said the road was shut all week.", None),
            ("Talbot County Flood Measurer Ann Webb said the road was shut.", Some("Ann Webb")),
            (
                "Talbot County Flood Measurer Ciera Bortright said no. It was late, Bortright said.",
                Some("Ciera Bortright"),
            ),
            ("Talbot County Flood Hall said the road was shut.", Some("Talbot County Flood Hall")),
            ("On Friday XNN President said that the road was shut.", None),
            (
                "The Prison Officers Association said the road was shut all week.",
                Some("Prison Officers Association"),
            ),
            ("The Defender Association said the road was shut.", Some("Defender Association")),
            ("Victims of the fire said the road was shut.", None),
            (
                "One Safe Harbour North Marks Its First Year\n\nA clerk left the hall of One Safe \
                 Harbour North on Monday.",
                Some("One Safe Harbour North"),
            ),
            ("The Dutch Air Force said the road was shut all week.", Some("Dutch Air Force")),
            ("The Dutch force said the road was shut all week.", None),
            ("The president left on Monday.", None),
            ("He flew with American Airlines.", Some("American Airlines")),
            ("The Venezuelan President Tom Hale left the council last week.", Some("Tom Hale")),
            ("The State Department said no.", Some("State Department")),
            ("On Friday the NGO Foro Penal said no to the new plan.", Some("Foro Penal")),
            ("Justin Trudeau left the council last week.", Some("Justin Trudeau")),
            ("He met Anna Reed near the old quay last week.", Some("Anna Reed")),
            ("The German magazine said no.", None),
            ("The two magazines said no.", None),
            ("The farmer R-Ohio left.", None),
            ("Mayor Leaves Harlow Bank Over Plan\n\nThe mayor has left.", None),
            ("Mayor Hale Leaves Over Plan\n\nThe mayor, Tom Hale, has left.", Some("Hale")),
            ("Ferry stops after fire\n\nIt was said that the ferry was safe.", None),
        ];
        let mut wrong = Vec::new();
        for (copy, right) in cases {
            let found = name(copy);
            if found != right {
                wrong.push(format!("{copy} {found:?}, not {right:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn a_trade_is_a_surname_where_somebody_has_it() {
        let last = |copy: &str| parsed(copy).2.mentions.last().and_then(|m| m.name).is_some();
        assert!(last("Jim Baker runs the mill. Baker said no."));
        assert!(!last("Jim Reed runs the mill. Baker said no."));
        assert!(last("The guard Penley King runs well. King said no."));
        assert!(!last("The old Penley King runs well. King said no."));
        assert!(!last("In May President Hale left. President said no."));
    }

    #[test]
    fn one_of_a_team_stands_before_the_name() {
        let last = |copy: &str| {
            let (draft, _, parsed) = parsed(copy);
            parsed.mentions.last().and_then(|m| m.name).map(|name| draft.words(name))
        };
        let copy = "On Monday the Redcaps met. The road was shut, said the new Redcap Ann Webb.";
        assert_eq!(last(copy), Some("Ann Webb"));
        let copy = "On Monday the council met. The road was shut, said the new Redcap Ann Webb.";
        assert_eq!(last(copy), Some("Redcap Ann Webb"));
    }

    #[test]
    fn articles_and_party_labels_stand_before_a_hyphen() {
        let (_, text, _) = tagged("al-Assad al-fresco un-American R-Ohio r-Ohio X-Ray D-day");
        let names = Names::of(text, &rulebook().lexicon);
        let all = |is: &dyn Fn(&Token<'_>) -> bool| -> Vec<&str> {
            text.tokens.iter().filter(|t| is(t)).map(|t| t.text).collect()
        };
        assert_eq!(all(&|t| names.has_article(t)), ["al-Assad"]);
        assert_eq!(all(&|t| names.is_party_label(t)), ["R-Ohio"]);
        assert_eq!(
            all(&is_capital),
            ["al-Assad", "un-American", "R-Ohio", "r-Ohio", "X-Ray", "D-day"]
        );
    }

    #[test]
    fn a_headline_of_capitals_is_one() {
        let of = |copy: &str| is_title_case(&tagged(copy).1.tokens);
        assert!(of("Mayor Quits Over Harbour Plan"));
        assert!(of("Mayor Quits Over harbour Plan"));
        assert!(!of("Mayor Quits over harbour Plan"));
        assert!(!of("Mayor Quits"));
    }

    #[test]
    fn a_word_that_is_written_small_more_often_is_no_name() {
        let names = |copy: &str| {
            let (_, text, _) = tagged(copy);
            let names = Names::of(text, &rulebook().lexicon);
            names.seen.contains("Reed")
        };
        assert!(names("He met Anna Reed near the old quay last week. A reed bent."));
        assert!(!names(
            "He met Anna Reed near the old quay last week. A reed bent. The reed broke."
        ));
        assert!(!names("Reed beds are rare."));
    }

    #[test]
    fn numbers_and_causes_are_in_the_names_of_bodies() {
        let last = |copy: &str| {
            let (draft, _, parsed) = parsed(copy);
            parsed.mentions.last().and_then(|m| m.name).map(|name| draft.words(name))
        };
        assert_eq!(last("It was shut, said the 4th Circuit."), Some("4th Circuit"));
        let copy = "It was shut, said the Harlow and Tax Justice Coalition.";
        assert_eq!(last(copy), Some("Harlow and Tax Justice Coalition"));
        assert_eq!(last("It was shut, said Justice Ann Webb."), Some("Ann Webb"));
    }
}
