//! What changed between two versions of a story in who said what.

use super::beside::beside;
use super::change::{Change, Changes, Detail, Kind};
use super::comparison::Comparison;
use super::marks::Mark;
use super::side::Side;
use super::statements::Told;
use super::version::Version;
use super::{attribution, claims, quotations};
use crate::lexicon::Lexicon;

/// What changed from one version of a story to another in who said what.
#[must_use]
pub fn changes(old: &Version, new: &Version, lexicon: &Lexicon) -> Changes {
    let (before, after) = (Side::new(old, lexicon), Side::new(new, lexicon));
    let mut changes = all(&Comparison::new(&before, &after, lexicon));
    let told = std::mem::take(&mut changes.all);
    changes.beside = beside(old, new, &told, lexicon);
    changes.all = gathered(told, old, new);
    changes
}

/// All changes, in order.
pub(super) fn all(two: &Comparison<'_>) -> Changes {
    let mut all = quotations::changes(two);
    let retold = |change: &&Change| {
        change.marks.iter().any(|mark| matches!(mark, Mark::Paraphrased | Mark::NowQuoted))
    };
    let told: Told = all.iter().filter(retold).map(|change| (change.old, change.new)).collect();
    all.extend(attribution::changes(two));
    all.extend(two.reworded(&told));
    let mut gone = two.gone(Kind::Cut);
    gone.extend(two.gone(Kind::Added));
    all.extend(two.told_as_it_is(gone));
    let standing = claims::changes(two).into_iter();
    let standing: Vec<Change> =
        standing.filter_map(|change| claims::with_cause(two, change, &all)).collect();
    all.extend(standing);
    // In the order of the new version; what is gone, in that of the old one.
    let place = |change: &Change| match change.kind {
        Kind::Cut => change.old_at,
        _ => change.new_at,
    };
    let calm = |change: &Change| change.kind == Kind::Verb && change.marks.is_empty();
    all.sort_by_key(|change| (change.kind, calm(change), place(change), change.old_at));
    let moved = two.moved(&all);
    Changes { all, moved, kept: two.pairs.statements.len(), beside: Vec::new() }
}

/// Changes in which what was probably given to somebody else with the same pronoun is told once,
/// with the first of them.
fn gathered(all: Vec<Change>, old: &Version, new: &Version) -> Vec<Change> {
    let mut told: Vec<Change> = Vec::new();
    for change in all {
        let Some((was, now)) = likely(&change) else {
            told.push(change);
            continue;
        };
        let first = told.iter_mut().find(|first| match &first.detail {
            Detail::Given { was: a, now: b, unclear: false, .. } => {
                first.old.is_some() && first.new.is_some() && (a, b) == (&was, &now)
            }
            _ => false,
        });
        let pronoun = |version: &Version, n: Option<usize>| {
            let by = n.and_then(|n| version.statements[n].by.as_ref());
            by.map(|by| by.called.to_lowercase())
        };
        let same = pronoun(old, change.old) == pronoun(new, change.new);
        match first.map(|first| &mut first.detail) {
            Some(Detail::Given { following, .. }) if same => following.extend(change.new),
            _ => told.push(change),
        }
    }
    told
}

/// Who said something and who says it now, where that is only likely.
fn likely(change: &Change) -> Option<(Option<String>, Option<String>)> {
    match &change.detail {
        Detail::Given { was, now, certain: false, unclear: false, .. }
            if change.old.is_some() && change.new.is_some() =>
        {
            Some((was.clone(), now.clone()))
        }
        _ => None,
    }
}
