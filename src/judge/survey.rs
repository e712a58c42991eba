//! What the checks ask about every word, worked out once a draft: whose word it is, whether it
//! stands in quotation marks, and which lists it is on.

use super::lists::OwnList;
use std::borrow::Cow;
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::reading::Reading;
use crate::lexicon::{Class, Classes, PhraseHit};
use crate::resolve::name_key;
use crate::rulebook::{ListName, Rulebook, VariantKind};
use crate::span::Span;
use crate::tokenise::Text;
use crate::tokenise::token::Kind;

/// "Mr", "President", "Mrs".
const TITLES: Classes =
    Classes::of(&[Class::Honorific, Class::HonorificMale, Class::HonorificFemale]);

/// The classes of words that checks look at one by one.
const ASKED: [Class; 3] = [Class::Evaluative, Class::Collective, Class::Hedge];

/// A stretch of words on a list.
#[derive(Clone, Debug)]
pub(super) struct Hit {
    pub(super) list: ListName,
    pub(super) tokens: Range<usize>,
}

/// A word, title or name, and the other way in which it is written before.
#[derive(Clone, Copy, Debug)]
pub(super) struct Variant {
    pub(super) kind: VariantKind,
    pub(super) here: Span,
    pub(super) before: Span,
}

/// What is worked out once a draft.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// Phrases of lists, in order of the first word.
    pub(super) hits: Vec<Hit>,
    /// The numbers of the hits of each list of phrases: most lists have none in a draft.
    of_lists: FxHashMap<String, Vec<usize>>,
    /// For each token, the outermost quotation around it.
    quotation: Vec<Option<usize>>,
    /// For each token, the attribution it belongs to.
    owner: Vec<Option<usize>>,
    /// For each quotation, whether nobody is credited with it.
    pub(super) loose: Vec<bool>,
    /// What is written in two ways.
    pub(super) variants: Vec<Variant>,
}

impl Survey {
    /// Walks over the draft.
    pub(super) fn new(reading: Reading<'_>, rulebook: &Rulebook) -> Self {
        let tokens = &reading.text.tokens;
        let hits = hits(reading.text, rulebook);
        let mut survey = Self {
            of_lists: by_list(&hits),
            hits,
            quotation: vec![None; tokens.len()],
            owner: vec![None; tokens.len()],
            loose: vec![false; reading.text.quotations.len()],
            variants: Vec::new(),
        };
        for (n, quotation) in reading.text.quotations.iter().enumerate() {
            if quotation.depth == 0 {
                survey.quotation[quotation.tokens.clone()].fill(Some(n));
            }
        }
        let told = reading.parsed.attributions.iter().enumerate();
        for (n, attribution) in told.filter(|(_, a)| !a.is_nobodys_decision()) {
            let source = attribution.source.as_ref().map(|s| s.span);
            let cue = attribution.cue.as_ref().map(|c| c.span);
            let parts = attribution.content.iter().copied().chain(source).chain(cue);
            for span in parts.chain(attribution.when) {
                survey.owner[reading.tokens_of(span)].fill(Some(n));
            }
        }
        for loose in &reading.parsed.loose {
            survey.loose[loose.quotation] = true;
        }
        survey.variants = variants(reading, &survey);
        survey
    }

    /// The attribution to which a token belongs.
    pub(super) fn owner(&self, token: usize) -> Option<usize> {
        self.owner[token]
    }

    /// The quotation in which a token stands.
    pub(super) fn quotation(&self, token: usize) -> Option<usize> {
        self.quotation[token]
    }

    /// True for a word that is the writer's own: not quoted, and credited to nobody.
    pub(super) fn own(&self, token: usize) -> bool {
        self.owner[token].is_none() && self.quotation[token].is_none()
    }

    /// The phrases of one list that begin in a range of tokens.
    pub(super) fn hits_of(
        &self,
        list: &str,
        range: &Range<usize>,
    ) -> impl Iterator<Item = &Range<usize>> {
        let numbers = self.of_lists.get(list).map_or(&[][..], Vec::as_slice);
        let tokens = |n: &usize| &self.hits[*n].tokens;
        let first = numbers.partition_point(|n| tokens(n).start < range.start);
        let end = range.end;
        numbers[first..].iter().map(tokens).take_while(move |hit| hit.start < end)
    }

    /// The numbers of all hits of these lists, in order.
    pub(super) fn numbers_on(&self, lists: &[&ListName]) -> Vec<usize> {
        let mut numbers = Vec::new();
        for list in lists {
            match list {
                ListName::Phrases(name) => {
                    numbers.extend(self.of_lists.get(name).into_iter().flatten());
                }
                _ => numbers.extend((0..self.hits.len()).filter(|n| self.hits[*n].list == **list)),
            }
        }
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    /// The phrases of lists that begin in a range of tokens.
    pub(super) fn hits_in(&self, range: &Range<usize>) -> &[Hit] {
        let first = self.hits.partition_point(|hit| hit.tokens.start < range.start);
        let last = self.hits.partition_point(|hit| hit.tokens.start < range.end);
        &self.hits[first..last]
    }
}

/// Phrases of the lists, and words of the classes that checks ask about, in order.
fn hits(text: &Text<'_>, rulebook: &Rulebook) -> Vec<Hit> {
    let tokens = &text.tokens;
    let phrase = |hit: PhraseHit<'_>| Hit {
        list: ListName::Phrases(hit.list.to_owned()),
        tokens: hit.token..hit.token + hit.words,
    };
    // "May" is no "may": a single word that is a name here is not the word of the list.
    let found = rulebook.lexicon.phrases_in(tokens).into_iter();
    // A phrase does not run on into another paragraph.
    let whole = |hit: &PhraseHit<'_>| {
        let next = text.blocks.partition_point(|block| block.end <= hit.token);
        text.blocks.get(next).is_some_and(|block| hit.token + hit.words <= block.end)
    };
    let found = found.filter(|hit| hit.words == 1 || whole(hit)).filter(|hit| {
        let token = &tokens[hit.token];
        hit.words > 1 || !token.pos.is_name() || token.classes.any(TITLES)
    });
    let mut all: Vec<Hit> = found.map(phrase).collect();
    let runs = |class: &Class, at: usize| {
        let begins = tokens[at].is(*class) && (at == 0 || !tokens[at - 1].is(*class));
        let count = || tokens[at..].iter().take_while(|t| t.is(*class)).count();
        begins.then(|| Hit { list: ListName::Class(*class), tokens: at..at + count() })
    };
    for at in (0..tokens.len()).filter(|at| tokens[*at].classes.any(Classes::of(&ASKED))) {
        all.extend(ASKED.iter().filter_map(|class| runs(class, at)));
    }
    all.sort_by_key(|hit| (hit.tokens.start, hit.tokens.end));
    all
}

/// The numbers of the hits of each list of phrases, in order.
fn by_list(hits: &[Hit]) -> FxHashMap<String, Vec<usize>> {
    let mut lists: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (n, hit) in hits.iter().enumerate() {
        let ListName::Phrases(name) = &hit.list else { continue };
        match lists.get_mut(name) {
            Some(numbers) => numbers.push(n),
            None => drop(lists.insert(name.clone(), vec![n])),
        }
    }
    lists
}

/// Words, titles and names that the writer writes in two ways.
fn variants(reading: Reading<'_>, survey: &Survey) -> Vec<Variant> {
    let mut all = spellings(reading, survey);
    let list = OwnList::PersonalTitle.name();
    for speaker in &reading.story.speakers {
        let mentions = speaker.mentions.iter().map(|m| &reading.parsed.mentions[m.0]);
        // "President Hale" and then "Mr Hale" is the style of many desks.
        let personal = |span: &Span| {
            let tokens = reading.tokens_of(*span);
            let own = survey.quotation(tokens.start).is_none();
            own && survey.hits_in(&tokens).iter().any(|hit| hit.list == *list)
        };
        let mut titles = mentions.filter_map(|m| m.honorific).filter(personal);
        let Some(before) = titles.next() else { continue };
        let written = |span: Span| reading.draft.words(span).trim_end_matches('.').to_lowercase();
        let kind = VariantKind::Honorific;
        if let Some(here) = titles.find(|span| written(*span) != written(before)) {
            all.push(Variant { kind, here, before });
        }
    }
    all.extend(names(reading, survey));
    all.sort_by_key(|variant| variant.here);
    all
}

/// "reelection" and "re-election", "organise" and "organize": one word, spelled in two ways by the
/// writer. What is quoted keeps its spelling.
fn spellings(reading: Reading<'_>, survey: &Survey) -> Vec<Variant> {
    let mut first: FxHashMap<Cow<'_, str>, usize> = FxHashMap::default();
    let mut all = Vec::new();
    let mut told: FxHashSet<Cow<'_, str>> = FxHashSet::default();
    for (n, token) in reading.text.tokens.iter().enumerate() {
        let plain = token.kind == Kind::Word
            && token.text.len() >= 7
            && survey.quotation(n).is_none()
            && !token.pos.is_name();
        if !plain {
            continue;
        }
        let spelled = stem(token.lower());
        let key = shared_spelling(spelled.clone());
        let Some(before) = first.get(&key).copied() else {
            first.insert(key, n);
            continue;
        };
        let earlier = &reading.text.tokens[before];
        if stem(earlier.lower()) != spelled && !told.contains(&key) {
            let kind = VariantKind::Spelling;
            all.push(Variant { kind, here: token.span, before: earlier.span });
            told.insert(key);
        }
    }
    all
}

/// A word without its ending, so that "cooperate" and "co-operation" are one.
fn stem(mut word: Cow<'_, str>) -> Cow<'_, str> {
    let endings = ["ions", "ion", "ing", "ed", "es", "e", "s"];
    let bare = endings.iter().find_map(|ending| word.strip_suffix(ending)).map(str::len);
    if let Some(length) = bare.filter(|length| *length >= 5) {
        match &mut word {
            Cow::Borrowed(word) => *word = &word[..length],
            Cow::Owned(word) => word.truncate(length),
        }
    }
    word
}

/// What two spellings of a word share: no hyphen, "z" for "s". Most words are so as they stand.
fn shared_spelling(stem: Cow<'_, str>) -> Cow<'_, str> {
    if !stem.contains('-') && !stem.ends_with("is") && !stem.contains("isat") {
        return stem;
    }
    let bare = stem.replace('-', "");
    let key = bare.strip_suffix("is").map_or(bare.clone(), |stem| format!("{stem}iz"));
    Cow::Owned(key.replace("isat", "izat"))
}

/// "Ana Petersen" and "Ana Peterson": people with one given name and surnames a letter apart, both
/// written by the draft. What is quoted keeps its spelling.
fn names(reading: Reading<'_>, survey: &Survey) -> Vec<Variant> {
    let mut by_given: FxHashMap<&str, Vec<(&str, Span)>> = FxHashMap::default();
    let mut all = Vec::new();
    for mention in &reading.parsed.mentions {
        let Some(name) = mention.name.filter(|_| survey.quotation(mention.token).is_none()) else {
            continue;
        };
        let words: Vec<&str> = reading.draft.words(name).split_whitespace().collect();
        let [given, .., surname] = words.as_slice() else { continue };
        let known = by_given.entry(given).or_default();
        if known.iter().any(|(other, _)| other == surname) || known.len() > 20 {
            continue;
        }
        let near = known.iter().find(|(other, _)| {
            surname.chars().count() >= 5
                && other.chars().next() == surname.chars().next()
                // An accent more or less is no other name.
                && name_key(surname) != name_key(other)
                && strsim::damerau_levenshtein(other, surname) == 1
                && !surname.starts_with(other)
                && !other.starts_with(surname)
        });
        if let Some((_, before)) = near {
            all.push(Variant { kind: VariantKind::Name, here: name, before: *before });
        }
        known.push((surname, name));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{rulebook, weighed};

    fn variants(copy: &str) -> Vec<(VariantKind, String, String)> {
        let reading = weighed(copy);
        let words = |span: Span| reading.draft.words(span).to_owned();
        let survey = Survey::new(reading, rulebook());
        survey.variants.iter().map(|v| (v.kind, words(v.before), words(v.here))).collect()
    }

    fn pair(kind: VariantKind, before: &str, here: &str) -> (VariantKind, String, String) {
        (kind, before.to_owned(), here.to_owned())
    }

    #[test]
    fn spellings_differ_by_hyphen_or_z() {
        let spelling = VariantKind::Spelling;
        assert_eq!(
            variants("They organise it. They organized it. They organize it."),
            [pair(spelling, "organise", "organized")]
        );
        assert_eq!(
            variants("They cooperate. The co-operation went on."),
            [pair(spelling, "cooperate", "co-operation")]
        );
        assert!(variants("They organise it. “We organize it,” Tom Hale said.").is_empty());
        assert!(variants("They organise it. They organised it.").is_empty());
    }

    #[test]
    fn titles_and_names_differ() {
        let copy = "Mr Hale said it rained. Dr Hale said it froze. Mr. Hale left.";
        assert_eq!(variants(copy), [pair(VariantKind::Honorific, "Mr", "Dr")]);
        assert!(variants("Mr Hale said it rained. Mr. Hale left.").is_empty());
        let copy = "Ana Petersen said it rained. Ana Peterson left.";
        assert_eq!(variants(copy), [pair(VariantKind::Name, "Ana Petersen", "Ana Peterson")]);
        assert!(variants("Ana Petersen said it rained. Eva Peterson left.").is_empty());
    }

    #[test]
    fn every_word_is_quoted_credited_or_the_writers_own() {
        let reading = weighed("The mill is shut, Tom Hale said. It is “dark” here.");
        let survey = Survey::new(reading, rulebook());
        let own: Vec<&str> = (0..reading.text.tokens.len())
            .filter(|n| survey.own(*n))
            .map(|n| reading.text.tokens[n].text)
            .collect();
        assert_eq!(own, [",", ".", "It", "is", "here", "."]);
    }
}
