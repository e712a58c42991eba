//! Do two contents say the same thing? Words in common, numbers that agree, one announcement.
//!
//! Two different claims in one hide a fault, so whatever speaks against it keeps them apart:
//! another name, another subject, another number, a negation, a condition, swapped parts.

use rustc_hash::FxHashMap;

use super::context::Weighing;
use super::figure::{Agreement, agreement};
use super::signature::{self, Signature, exceeds, opposed, shared};
use crate::lexicon::{Class, CueClass};
use crate::parse::Shape;
use crate::read::BlockKind;
use crate::resolve::{Context, SpeakerKind};

/// Of the contents with a stem, only so many of the last are looked at.
const LAST: usize = 32;

/// Of all contents that share stems, only so many are compared.
const BEST: usize = 8;

/// How two contents stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Likeness {
    /// They say the same.
    Same,
    /// One says that it is not so.
    Opposite,
    /// They say the same with another number.
    OtherFigure,
    /// One says so on a condition.
    Conditional,
    /// They speak of different things.
    Apart,
}

/// What the draft shows besides the words of two contents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Setting {
    /// One side speaks twice within a few sentences, or a headline stands over its text.
    Restated,
    /// Anything else: the words themselves must show it.
    Elsewhere,
}

/// Claims as groups of attributions, and what holds between them.
#[derive(Clone, Debug, Default)]
pub(super) struct Groups {
    /// For each attribution that states something, the first attribution of its claim.
    pub(super) of: Vec<Option<usize>>,
    /// Pairs of attributions, the later first, that are alike but not the same.
    pub(super) pairs: Vec<(usize, usize, Likeness)>,
}

/// How two contents stand to each other.
pub(super) fn likeness(a: &Signature, b: &Signature, setting: Setting) -> Likeness {
    if named_apart(a, b) || swapped(a, b) {
        return Likeness::Apart;
    }
    let strict = says_the_same_words(a, b);
    let like = match setting {
        // "agreed to end the strike", "would end the strike if": another verb says as much.
        Setting::Elsewhere => strict || a.conditional != b.conditional && takes_up(a, b),
        Setting::Restated => strict || takes_up(a, b),
    };
    let turned = (a.negated != b.negated) != opposed(a, b);
    match () {
        () if !like => Likeness::Apart,
        () if agreement(&a.figures, &b.figures) == Agreement::Differ => {
            if strict {
                Likeness::OtherFigure
            } else {
                Likeness::Apart
            }
        }
        () if a.conditional != b.conditional => Likeness::Conditional,
        () if turned && strict && one_statement(a, b) => Likeness::Opposite,
        () if turned => Likeness::Apart,
        () => Likeness::Same,
    }
}

/// How many stems two contents share, and how many of them are no names.
fn in_common(a: &Signature, b: &Signature) -> (usize, usize) {
    let all = shared(&a.stems, &b.stems);
    // In a headline every word looks like a name: what is no name in one of them is a word.
    (all, all - shared(&a.names, &b.names))
}

/// True when two contents say one thing in nearly the same words: the same verb, most of the
/// words of the shorter, many of the longer, no name that the other lacks.
///
/// > At least 40 patients were infected by the scopes. | around 40 patients had been infected …
fn says_the_same_words(a: &Signature, b: &Signature) -> bool {
    let (common, words) = in_common(a, b);
    let small = a.stems.len().min(b.stems.len());
    let large = a.stems.len().max(b.stems.len());
    let has = |verb: Option<u32>, other: &Signature| {
        verb.is_some_and(|verb| other.stems.binary_search(&verb).is_ok())
    };
    let predicate = has(a.verb, b) && has(b.verb, a) || opposed(a, b);
    let enough = if a.shape == signature::Shape::Statement && b.shape == signature::Shape::Statement
    {
        predicate && common * 3 >= small * 2 && common * 5 >= large * 2
    } else {
        common * 5 >= large * 4
    };
    let other_names = exceeds(&a.names, &b.stems) && exceeds(&b.names, &a.stems);
    // "she had never opened the safe" and "Kowal had never opened the safe"
    let long_enough = common >= 3 || common == small && large <= common + 1 || opposed(a, b);
    words >= 2 && enough && long_enough && !other_names && !other_subject(a, b)
}

/// True when nothing but a "not" can stand between two statements: the same verb, and little that
/// the other does not say.
fn one_statement(a: &Signature, b: &Signature) -> bool {
    let (common, _) = in_common(a, b);
    let small = a.stems.len().min(b.stems.len());
    let large = a.stems.len().max(b.stems.len());
    let verb = a.verb.is_some() && a.verb == b.verb || opposed(a, b);
    let both = a.shape == signature::Shape::Statement && b.shape == signature::Shape::Statement;
    both && verb && common * 4 >= small * 3 && common * 2 >= large
}

/// True when one content takes up what the other says: enough for two statements of one side.
///
/// > talks with Lima would resume | “We have agreed to resume the talks,”
fn takes_up(a: &Signature, b: &Signature) -> bool {
    let (common, words) = in_common(a, b);
    let small = a.stems.len().min(b.stems.len());
    let other_names = exceeds(&a.names, &b.stems) && exceeds(&b.names, &a.stems);
    (words >= 2 && common * 5 >= small * 3 || words >= 1 && common >= 2 && common * 4 >= small * 3)
        && !(other_names && common * 4 < small * 3)
}

/// True when an answer speaks of a claim: "denied the bribes" of "he took bribes".
pub(super) fn speaks_of(answer: &Signature, claim: &Signature) -> bool {
    let common = shared(&answer.stems, &claim.stems);
    common >= 1
        && common * 5 >= answer.stems.len() * 3
        && !(answer.stems.len() > 2 && common < 2)
        && !named_apart(answer, claim)
        && agreement(&answer.figures, &claim.figures) != Agreement::Differ
}

/// True when each names somebody or somewhere, and never the same.
fn named_apart(a: &Signature, b: &Signature) -> bool {
    exceeds(&a.names, &b.stems) && exceeds(&b.names, &a.stems) && shared(&a.names, &b.names) == 0
}

/// True when each has a subject that the other does not speak of at all.
fn other_subject(a: &Signature, b: &Signature) -> bool {
    !a.subject.is_empty()
        && !b.subject.is_empty()
        && shared(&a.subject, &b.stems) == 0
        && shared(&b.subject, &a.stems) == 0
}

/// True for "City fans attacked Wanderers fans" and "Wanderers fans attacked City fans".
fn swapped(a: &Signature, b: &Signature) -> bool {
    let only = |x: &[u32], y: &[u32]| -> Vec<u32> {
        x.iter().copied().filter(|stem| y.binary_search(stem).is_err()).collect()
    };
    if a.passive != b.passive || a.subject.is_empty() || b.subject.is_empty() {
        return false;
    }
    let (first, second) = (only(&a.subject, &b.subject), only(&b.subject, &a.subject));
    !first.is_empty()
        && !second.is_empty()
        && !exceeds(&first, &b.stems)
        && !exceeds(&second, &a.stems)
}

/// Groups attributions into claims.
///
/// An index from stems to the last contents that have them gives a few candidates for each
/// content, so that the work grows with the length of the draft and no faster.
pub(super) fn group(w: Weighing<'_>, claimed: &[bool]) -> Groups {
    let signatures = w.signatures;
    let mut groups = Groups { of: vec![None; signatures.len()], pairs: Vec::new() };
    let mut index: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    let mut counts: Vec<u16> = vec![0; signatures.len()];
    let mut touched: Vec<usize> = Vec::new();
    for (n, signature) in signatures.iter().enumerate() {
        if !claimed[n] {
            continue;
        }
        for stem in &signature.stems {
            let others = index.entry(*stem).or_default();
            for other in others.iter().rev().take(LAST) {
                if counts[*other] == 0 {
                    touched.push(*other);
                }
                counts[*other] += 1;
            }
            if others.len() >= 2 * LAST {
                others.drain(..LAST);
            }
            others.push(n);
        }
        // The most in common first; of two, the nearer one.
        touched.sort_unstable_by_key(|other| (u16::MAX - counts[*other], n - other));
        let mut joined = None;
        for other in touched.iter().copied().take(BEST).take_while(|other| counts[*other] >= 2) {
            if !same_stance(w, n, other) {
                continue;
            }
            let like = likeness(signature, &signatures[other], setting(w, n, other));
            match like {
                Likeness::Apart => {}
                Likeness::Same => {
                    let first = groups.of[other].unwrap_or(other);
                    let fits = likeness(signature, &signatures[first], Setting::Restated);
                    if joined.is_none() && matches!(fits, Likeness::Same | Likeness::Apart) {
                        joined = Some(first);
                    }
                }
                _ => groups.pairs.push((n, other, like)),
            }
        }
        for other in touched.drain(..) {
            counts[other] = 0;
        }
        let joined = joined
            .or_else(|| goes_on(w, claimed, n).map(|before| groups.of[before].unwrap_or(before)));
        groups.of[n] = Some(joined.unwrap_or(n));
    }
    groups
}

/// Whether one side speaks twice within a few sentences, or a headline stands over its text.
fn setting(w: Weighing<'_>, n: usize, other: usize) -> Setting {
    let Context { draft, parsed, story, .. } = w.cx;
    let side = |n: usize| story.bindings[n].speaker().map(|id| story.speakers[id.0].side);
    let at = |n: usize| &parsed.attributions[n];
    let headline = |n: usize| draft.blocks[at(n).block].kind == BlockKind::Headline;
    let near = at(n).sentence <= at(other).sentence + 4;
    let nameless = |n: usize| {
        story.bindings[n].speaker().is_none_or(|id| {
            !matches!(story.speakers[id.0].kind, SpeakerKind::Person | SpeakerKind::Organisation)
        })
    };
    let one_side = side(n).is_some() && side(n) == side(other);
    if one_side && (near || headline(other)) || headline(other) && nameless(other) {
        Setting::Restated
    } else {
        Setting::Elsewhere
    }
}

/// What the writer keeps a distance from is weighed by itself.
fn same_stance(w: Weighing<'_>, a: usize, b: usize) -> bool {
    let doubts =
        |n: usize| w.attribution(n).cue.as_ref().is_some_and(|cue| cue.class == CueClass::Doubt);
    doubts(a) == doubts(b)
}

/// The attribution that this one goes on from: the same speaker, right behind, with "also".
///
/// > Harwick Council said it would close the pool. **It also said that** the staff …
fn goes_on(w: Weighing<'_>, claimed: &[bool], n: usize) -> Option<usize> {
    let Context { text, parsed, story, .. } = w.cx;
    let before = n.checked_sub(1).filter(|b| claimed[*b])?;
    let (this, last) = (&parsed.attributions[n], &parsed.attributions[before]);
    let same = story.bindings[n].speaker().is_some() && story.bindings[n] == story.bindings[before];
    let next = this.sentence == last.sentence + 1 && this.block <= last.block + 1;
    let mention = this.source.as_ref().and_then(|s| s.mention).map(|m| &parsed.mentions[m.0]);
    let pronoun = mention.is_some_and(|m| m.shape == Shape::Pronoun);
    let also = text.tokens[text.sentences[this.sentence].tokens.clone()]
        .iter()
        .take(8)
        .any(|t| t.is(Class::Additive));
    let class = last.cue.as_ref().map(|cue| cue.class);
    let announced = matches!(class, Some(CueClass::Announce | CueClass::Promise))
        || shared(&w.signatures[n].subject, &w.signatures[before].stems) >= 1;
    (same && next && pronoun && also && announced && same_stance(w, n, before)).then_some(before)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::weigh::figure::Figure;

    /// A statement of some stems; the last is its verb, the first its subject.
    fn statement(stems: &[u32]) -> Signature {
        Signature {
            stems: stems.to_vec(),
            all: stems.to_vec(),
            subject: stems[..1].to_vec(),
            verb: stems.last().copied(),
            shape: signature::Shape::Statement,
            ..Signature::default()
        }
    }

    #[test]
    fn the_same_words_are_the_same_claim() {
        // "patients, scopes, infected"
        let a = statement(&[1, 2, 3]);
        assert_eq!(likeness(&a, &a, Setting::Elsewhere), Likeness::Same);
    }

    #[test]
    fn another_verb_is_another_claim() {
        // "the bridge on the lake was built", "the bridge on the lake was sold"
        let (a, b) = (statement(&[1, 2, 3, 7]), statement(&[1, 2, 3, 8]));
        assert_eq!(likeness(&a, &b, Setting::Elsewhere), Likeness::Apart);
        assert_eq!(likeness(&a, &b, Setting::Restated), Likeness::Same);
    }

    #[test]
    fn a_negation_turns_a_statement() {
        let a = statement(&[1, 2, 3]);
        let b = Signature { negated: true, ..statement(&[1, 2, 3]) };
        assert_eq!(likeness(&a, &b, Setting::Elsewhere), Likeness::Opposite);
    }

    #[test]
    fn two_places_are_two_claims() {
        // "the flood destroyed the school in Marest", "… in Pontel"
        let a = Signature { names: vec![8], ..statement(&[1, 2, 3, 8]) };
        let b = Signature { names: vec![9], ..statement(&[1, 2, 3, 9]) };
        assert_eq!(likeness(&a, &b, Setting::Elsewhere), Likeness::Apart);
    }

    #[test]
    fn another_number_is_another_figure_for_one_thing() {
        let with = |value: f64| Signature {
            figures: vec![Figure { least: value, most: value, unit: Some(1) }],
            ..statement(&[1, 2, 3])
        };
        assert_eq!(likeness(&with(40.0), &with(90.0), Setting::Elsewhere), Likeness::OtherFigure);
    }

    #[test]
    fn swapped_parts_are_not_the_same() {
        // "City fans attacked Wanderers fans"
        let fans =
            |subject: u32| Signature { subject: vec![subject, 5], ..statement(&[1, 2, 5, 7]) };
        assert_eq!(likeness(&fans(1), &fans(2), Setting::Elsewhere), Likeness::Apart);
    }

    #[test]
    fn two_thirds_of_the_shorter_statement_are_enough() {
        let a = statement(&[1, 2, 3, 4, 5, 9]);
        // Four of six words, the verb among them, and three of six.
        let (four, three) = (statement(&[1, 2, 3, 6, 7, 9]), statement(&[1, 2, 6, 7, 8, 9]));
        assert_eq!(likeness(&a, &four, Setting::Elsewhere), Likeness::Same);
        assert_eq!(likeness(&a, &three, Setting::Elsewhere), Likeness::Apart);
    }

    #[test]
    fn two_fifths_of_the_longer_statement_are_enough() {
        let a = statement(&[1, 2, 3, 9]);
        let long = |stems: &[u32]| Signature { verb: Some(9), ..statement(stems) };
        let ten = long(&[1, 2, 3, 9, 11, 12, 13, 14, 15, 16]);
        let eleven = long(&[1, 2, 3, 9, 11, 12, 13, 14, 15, 16, 17]);
        assert_eq!(likeness(&a, &ten, Setting::Elsewhere), Likeness::Same);
        assert_eq!(likeness(&a, &eleven, Setting::Elsewhere), Likeness::Apart);
    }

    #[test]
    fn a_short_statement_needs_one_nearly_as_short() {
        let a = statement(&[1, 9]);
        assert_eq!(likeness(&a, &statement(&[1, 2, 9]), Setting::Elsewhere), Likeness::Same);
        assert_eq!(likeness(&a, &statement(&[1, 2, 3, 9]), Setting::Elsewhere), Likeness::Apart);
    }

    #[test]
    fn phrases_are_the_same_with_four_fifths_in_common() {
        let phrase = |stems: &[u32]| Signature {
            subject: Vec::new(),
            verb: None,
            shape: signature::Shape::Phrase,
            ..statement(stems)
        };
        let a = phrase(&[1, 2, 3, 4, 5]);
        let (four, three) = (phrase(&[1, 2, 3, 4, 6]), phrase(&[1, 2, 3, 6, 7]));
        assert_eq!(likeness(&a, &four, Setting::Elsewhere), Likeness::Same);
        assert_eq!(likeness(&a, &three, Setting::Elsewhere), Likeness::Apart);
    }

    #[test]
    fn only_a_not_may_stand_between_opposites() {
        let denied = |stems: &[u32]| Signature { negated: true, verb: Some(9), ..statement(stems) };
        let a = statement(&[1, 2, 3, 9]);
        assert_eq!(likeness(&a, &denied(&[1, 2, 4, 9]), Setting::Elsewhere), Likeness::Opposite);
        // Alike enough to be one claim, not enough to say the opposite of each other.
        let six = statement(&[1, 2, 3, 4, 5, 9]);
        let other = denied(&[1, 2, 3, 6, 7, 9]);
        assert_eq!(likeness(&six, &other, Setting::Elsewhere), Likeness::Apart);
        let eight = denied(&[1, 2, 3, 9, 11, 12, 13, 14]);
        let nine = denied(&[1, 2, 3, 9, 11, 12, 13, 14, 15]);
        assert_eq!(likeness(&a, &eight, Setting::Elsewhere), Likeness::Opposite);
        assert_eq!(likeness(&a, &nine, Setting::Elsewhere), Likeness::Apart);
    }

    #[test]
    fn three_fifths_take_up_what_was_said() {
        let a = statement(&[1, 2, 3, 4, 5]);
        let (three, two) = (statement(&[1, 2, 3, 6, 7]), statement(&[1, 2, 6, 7, 8]));
        assert_eq!(likeness(&a, &three, Setting::Restated), Likeness::Same);
        assert_eq!(likeness(&a, &two, Setting::Restated), Likeness::Apart);
    }

    #[test]
    fn a_condition_is_no_sameness() {
        let a = statement(&[1, 2, 3]);
        let b = Signature { conditional: true, ..statement(&[1, 2, 3]) };
        assert_eq!(likeness(&a, &b, Setting::Elsewhere), Likeness::Conditional);
    }

    #[test]
    fn an_answer_speaks_of_a_claim_with_three_fifths_of_its_words() {
        let claim = statement(&[1, 2, 3, 9]);
        assert!(speaks_of(&statement(&[1, 2, 3, 6, 7]), &claim));
        assert!(!speaks_of(&statement(&[1, 2, 6, 7, 8]), &claim));
        assert!(speaks_of(&statement(&[9]), &claim) && !speaks_of(&statement(&[7]), &claim));
        let count = |value: f64| Signature {
            figures: vec![Figure { least: value, most: value, unit: Some(1) }],
            ..statement(&[1, 2, 3, 9])
        };
        assert!(speaks_of(&count(40.0), &count(40.0)) && !speaks_of(&count(40.0), &count(90.0)));
    }
}
