//! Which story of one file is which of the other.

use super::spoken::{likeness, spoken};
use super::version::Version;
use crate::lexicon::Lexicon;

/// The stories of two files that belong together: by headline, else in order. One that is in one file
/// alone has no partner.
#[must_use]
pub fn stories(
    old: &[&Version],
    new: &[&Version],
    lexicon: &Lexicon,
) -> Vec<(Option<usize>, Option<usize>)> {
    if let ([_], [_]) = (old, new) {
        return vec![(Some(0), Some(0))];
    }
    let words =
        |version: &Version| spoken(version.headline.as_deref().unwrap_or_default(), lexicon);
    let olds: Vec<_> = old.iter().map(|version| words(version)).collect();
    let news: Vec<_> = new.iter().map(|version| words(version)).collect();
    let mut fits: Vec<(f64, usize, usize)> = Vec::new();
    for (o, before) in olds.iter().enumerate() {
        for (n, after) in news.iter().enumerate() {
            let like = likeness(before, after).both;
            if like >= 0.5 {
                fits.push((like, o, n));
            }
        }
    }
    fits.sort_by(|a, b| {
        let far = |fit: &(f64, usize, usize)| fit.1.abs_diff(fit.2);
        b.0.total_cmp(&a.0).then(far(a).cmp(&far(b))).then((a.1, a.2).cmp(&(b.1, b.2)))
    });
    let mut of_old: Vec<Option<usize>> = vec![None; old.len()];
    let mut of_new: Vec<Option<usize>> = vec![None; new.len()];
    for (_, o, n) in fits {
        if of_old[o].is_none() && of_new[n].is_none() {
            (of_old[o], of_new[n]) = (Some(n), Some(o));
        }
    }
    // Files with as many stories have the same stories in the same order, whatever their headlines.
    if old.len() == new.len() {
        for at in 0..old.len() {
            if of_old[at].is_none() && of_new[at].is_none() {
                (of_old[at], of_new[at]) = (Some(at), Some(at));
            }
        }
    }
    let kept = (0..new.len()).map(|n| (of_new[n], Some(n)));
    let gone = (0..old.len()).filter(|o| of_old[*o].is_none()).map(|o| (Some(o), None));
    kept.chain(gone).collect()
}
