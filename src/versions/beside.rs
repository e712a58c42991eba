//! What changed in the text besides the statements: so that "no change" is not taken for more than
//! it is.

use std::collections::{BTreeSet, HashMap};

use super::change::{Beside, Change};
use super::side::Candidates;
use super::spoken::{Word, likeness, same, spoken};
use super::version::{Sentence, Version};
use crate::lexicon::Lexicon;

/// Two sentences that share as much are one that was changed.
const ALIKE: f64 = 0.4;

/// A sentence, and its words.
type Left<'a> = (&'a Sentence, Vec<Word>);

/// The sentences that are in one version alone, or read otherwise, and hold nothing that is told as
/// a change. Nothing for a snapshot, which has no sentences.
pub(super) fn beside(
    old: &Version,
    new: &Version,
    told: &[Change],
    lexicon: &Lexicon,
) -> Vec<Beside> {
    if old.is_snapshot || new.is_snapshot {
        return Vec::new();
    }
    let (olds, news) = (counted(old, lexicon), counted(new, lexicon));
    let (before, after) = (left(&olds, &news), left(&news, &olds));
    let row = |all: &[&Left<'_>]| all.iter().flat_map(|(_, words)| words.clone()).collect();
    let (was, now): (Vec<Word>, Vec<Word>) = (row(&before), row(&after));
    if same(&was, &now) {
        return Vec::new();
    }
    let holds = |version: &Version, sentence: &Sentence, of: &dyn Fn(&Change) -> Option<usize>| {
        let mut spans = told.iter().filter_map(of).map(|n| version.statements[n].span);
        spans.any(|span| span.overlaps(sentence.span))
    };
    let pairs = pairs(&before, &after);
    let mut all = Vec::new();
    let mut paired = BTreeSet::new();
    for (n, (sentence, _)) in after.iter().enumerate() {
        let partner = pairs.get(&n).copied();
        paired.extend(partner);
        let old_holds = partner.is_some_and(|o| holds(old, before[o].0, &|c| c.old));
        if !old_holds && !holds(new, sentence, &|c| c.new) {
            let old = partner.map(|o| before[o].0.span.start);
            all.push(Beside { old, new: Some(sentence.span.start) });
        }
    }
    for (n, (sentence, _)) in before.iter().enumerate() {
        if !paired.contains(&n) && !holds(old, sentence, &|c| c.old) {
            all.push(Beside { old: Some(sentence.span.start), new: None });
        }
    }
    all
}

fn counted<'a>(version: &'a Version, lexicon: &Lexicon) -> Vec<Left<'a>> {
    let each = version.places.iter().map(|one| (one, spoken(&one.words, lexicon)));
    each.filter(|(_, words)| !words.is_empty()).collect()
}

/// The sentences that are here more often than there.
fn left<'a, 'b>(here: &'b [Left<'a>], there: &[Left<'_>]) -> Vec<&'b Left<'a>> {
    let key = |words: &[Word]| words.iter().map(|word| word.key.as_str()).collect::<String>();
    let mut known: HashMap<String, usize> = HashMap::new();
    for (_, words) in there {
        *known.entry(key(words)).or_default() += 1;
    }
    let fresh = |one: &&Left<'_>| match known.get_mut(&key(&one.1)) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    };
    here.iter().filter(fresh).collect()
}

/// For each new sentence the old one that it was, where there is one.
fn pairs(before: &[&Left<'_>], after: &[&Left<'_>]) -> HashMap<usize, usize> {
    let lists = before.iter().enumerate().map(|(n, (_, words))| (n, words.as_slice()));
    let candidates = Candidates::new(lists);
    let mut fits: Vec<(f64, usize, usize)> = Vec::new();
    for (n, (_, words)) in after.iter().enumerate() {
        for o in candidates.like(words) {
            let like = likeness(&before[o].1, words).both;
            if like >= ALIKE {
                fits.push((like, n, o));
            }
        }
    }
    fits.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut all, mut taken) = (HashMap::new(), BTreeSet::new());
    for (_, n, o) in fits {
        if !all.contains_key(&n) && taken.insert(o) {
            all.insert(n, o);
        }
    }
    all
}
