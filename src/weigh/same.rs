//! Do two contents say the same thing? Words in common, numbers that agree, one announcement.

use std::collections::{HashMap, HashSet};

use crate::lexicon::CueClass;
use crate::parse::Parsed;
use crate::resolve::Story;
use crate::span::Span;
use crate::token::{Class, Kind, Pos};
use crate::tokenise::Text;

/// A stem shared by more contents than this tells nothing.
const COMMON: usize = 40;

/// The content words of an attribution, as stems.
#[derive(Clone, Debug, Default)]
pub(super) struct Gist {
    /// Stems of nouns, names, verbs, adjectives, each once.
    pub(super) stems: HashSet<String>,
    /// Numbers, as written.
    pub(super) numbers: HashSet<String>,
}

/// The gist of every attribution.
pub(super) fn gists(text: &Text<'_>, parsed: &Parsed) -> Vec<Gist> {
    parsed.attributions.iter().map(|a| gist(text, &a.content)).collect()
}

/// The gist of some pieces of a text.
pub(super) fn gist(text: &Text<'_>, pieces: &[Span]) -> Gist {
    let mut gist = Gist::default();
    for piece in pieces {
        let first = text.tokens.partition_point(|t| t.span.end <= piece.start);
        for token in text.tokens[first..].iter().take_while(|t| t.span.start < piece.end) {
            if token.kind == Kind::Number || token.is(Class::NumberWord) {
                gist.numbers.insert(token.text.to_lowercase());
            } else if tells(token) {
                gist.stems.insert(stem(token));
            }
        }
    }
    gist
}

/// True for words that carry meaning.
fn tells(token: &crate::token::Token<'_>) -> bool {
    let light = [
        "be", "is", "are", "was", "were", "been", "have", "has", "had", "do", "does", "did", "say",
        "said", "will", "would",
    ];
    token.kind == Kind::Word
        && (token.pos.is_noun()
            || token.pos.is_adjective()
            || token.pos.is_verb() && token.pos != Pos::Md)
        && !light.iter().any(|word| token.reads(word))
}

/// A word without its ending; names of a state, its people and its capital are one stem.
fn stem(token: &crate::token::Token<'_>) -> String {
    if let Some(state) = token.state {
        return format!("#{}", state.0);
    }
    let word = token.text.to_lowercase();
    for ending in [
        "ations", "ation", "ments", "ment", "ings", "ing", "ions", "ion", "ies", "ied", "ed", "es",
        "ly", "s", "e", "y",
    ] {
        if let Some(bare) = word.strip_suffix(ending)
            && bare.chars().count() >= 3
        {
            return bare.to_owned();
        }
    }
    word
}

/// Groups attributions into claims: for each, the number of its claim.
///
/// Two contents are one claim when they share most of their words, or when the same camp goes on
/// about the same thing in the next sentences. Numbers that differ keep them apart.
pub(super) fn group(
    parsed: &Parsed,
    story: &Story,
    gists: &[Gist],
    claimed: &[bool],
) -> Vec<Option<usize>> {
    let mut index: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut parent: Vec<usize> = (0..gists.len()).collect();
    let camp = |n: usize| story.bindings[n].speaker().map(|id| story.speakers[id.0].camp);
    for n in 0..gists.len() {
        if !claimed[n] {
            continue;
        }
        // How many stems two contents share, and how many of them are no names of states.
        let mut shared: HashMap<usize, (usize, usize)> = HashMap::new();
        for stem in &gists[n].stems {
            let own = usize::from(!stem.starts_with('#'));
            let others = index.entry(stem.as_str()).or_default();
            if others.len() <= COMMON {
                for other in others.iter() {
                    let counts = shared.entry(*other).or_default();
                    counts.0 += 1;
                    counts.1 += own;
                }
            }
            others.push(n);
        }
        let mut best: Option<(usize, usize)> = None;
        for (other, (count, own)) in shared {
            let near = parsed.attributions[n].sentence <= parsed.attributions[other].sentence + 4;
            let same_camp = camp(n).is_some() && camp(n) == camp(other);
            if same_stance(parsed, n, other)
                && alike(&gists[n], &gists[other], count, own, same_camp && near)
                && best.is_none_or(|(c, o)| (count, other) > (c, o))
            {
                best = Some((count, other));
            }
        }
        // "They also agreed …": the same speaker goes on about the same announcement.
        let goes_on = best.is_none().then(|| goes_on(parsed, story, n, claimed)).flatten();
        if let Some(other) = best.map(|(_, other)| other).or(goes_on) {
            parent[n] = root(&parent, other);
        }
    }
    (0..gists.len()).map(|n| claimed[n].then(|| root(&parent, n))).collect()
}

fn root(parent: &[usize], mut at: usize) -> usize {
    while parent[at] != at {
        at = parent[at];
    }
    at
}

/// What the writer keeps a distance from is weighed by itself.
fn same_stance(parsed: &Parsed, a: usize, b: usize) -> bool {
    let doubts = |n: usize| {
        parsed.attributions[n].cue.as_ref().is_some_and(|cue| cue.class == CueClass::Doubt)
    };
    doubts(a) == doubts(b)
}

/// True when two contents say the same. `shared` stems are common to both, `own` of them are no
/// names of states; `announced` says that the same camp speaks within a few sentences.
fn alike(a: &Gist, b: &Gist, shared: usize, own: usize, announced: bool) -> bool {
    let differ =
        !a.numbers.is_empty() && !b.numbers.is_empty() && a.numbers.is_disjoint(&b.numbers);
    if differ {
        return false;
    }
    let small = a.stems.len().min(b.stems.len()).max(1);
    let large = a.stems.len().max(b.stems.len());
    let enough = shared * 2 >= small && shared >= 3 && own >= 2;
    let restated = shared >= 2 && own >= 1 && shared * 10 >= small * 7 && large <= small * 3;
    let announced = announced && own >= 1 && shared >= 2 && shared * 2 >= small;
    enough || restated || announced
}

/// The attribution that this one goes on from: the same speaker, right behind, with "also".
fn goes_on(parsed: &Parsed, story: &Story, n: usize, claimed: &[bool]) -> Option<usize> {
    let before = n.checked_sub(1).filter(|b| claimed[*b])?;
    let (this, last) = (&parsed.attributions[n], &parsed.attributions[before]);
    let same = story.bindings[n].speaker().is_some() && story.bindings[n] == story.bindings[before];
    let next = this.sentence <= last.sentence + 1;
    let mention = this.source.as_ref().and_then(|s| s.mention).map(|m| &parsed.mentions[m.0]);
    let pronoun = mention.is_some_and(|m| m.shape == crate::parse::Shape::Pronoun);
    let near = this.block <= last.block + 1 && same_stance(parsed, n, before);
    (same && next && pronoun && near).then_some(before)
}
