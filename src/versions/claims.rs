//! Claims that stand otherwise: confirmed by a second source and now by one, denied and now not.

use std::collections::{BTreeMap, BTreeSet};

use super::change::{Change, Detail, Kind};
use super::comparison::Comparison;
use super::side::Side;
use super::version::{Reply, Stand, Statement, Verb};
use super::words::{self, Piece};
use crate::lexicon::CueClass;

/// All claims that stand otherwise.
pub(super) fn changes(two: &Comparison<'_>) -> Vec<Change> {
    let mut all = Vec::new();
    for (o, n) in claims(two) {
        let stand = |side: &Side<'_>, n: usize| side.version.statements[n].stand.clone();
        let Some((old, new)) = stand(two.old, o).zip(stand(two.new, n)) else { continue };
        let replies = |of: &[Reply], others: &[Reply], has: &dyn Fn(&Reply) -> bool| {
            let all = of.iter().enumerate();
            let gone = all.filter(|(_, reply)| match reply.statement {
                Some(_) => !has(reply),
                None => !others.iter().any(|other| other.kind == reply.kind),
            });
            gone.map(|(n, _)| n).collect::<Vec<usize>>()
        };
        let linked_old = |reply: &Reply| match reply.statement {
            Some(at) => two.links.keys().any(|(a, _)| *a == at) || two.old_kept(at),
            None => false,
        };
        let linked_new = |reply: &Reply| match reply.statement {
            Some(at) => two.links.keys().any(|(_, b)| *b == at) || two.new_kept(at),
            None => false,
        };
        let gone = replies(&old.answers, &new.answers, &linked_old);
        let come = replies(&new.answers, &old.answers, &linked_new);
        let sources_gone = sources(two.old, old.claim, &|n| {
            two.links.keys().any(|(a, _)| *a == n) || two.old_kept(n)
        });
        let sources_come = sources(two.new, new.claim, &|n| {
            two.links.keys().any(|(_, b)| *b == n) || two.new_kept(n)
        });
        let differs = old.standing != new.standing;
        let settled = differs && !is_read_anew(two, (o, &old), (n, &new));
        if !settled && gone.is_empty() && come.is_empty() {
            continue;
        }
        let words = two.new_statement(n).told.clone();
        all.push(Change {
            kind: Kind::Standing,
            old: Some(o),
            new: Some(n),
            old_at: two.old_statement(o).span.start,
            new_at: two.new_statement(n).span.start,
            pieces: vec![Piece { change: words::Change::Same, words }],
            marks: Vec::new(),
            detail: Detail::Standing {
                gone,
                come,
                sources_gone,
                sources_come,
                changed: Vec::new(),
            },
        });
    }
    all
}

/// A change of standing with what brought it about, out of all that is told; nothing where nothing
/// that is told did.
pub(super) fn with_cause(
    two: &Comparison<'_>,
    mut change: Change,
    told: &[Change],
) -> Option<Change> {
    let (o, n) = change.old.zip(change.new)?;
    let old = two.old_statement(o).stand.as_ref()?;
    let new = two.new_statement(n).stand.as_ref()?;
    let Detail::Standing { gone, come, sources_gone, sources_come, changed } = &mut change.detail
    else {
        return Some(change);
    };
    let was_told = |n: usize| told.iter().any(|other| is_cause(two, other) && other.old == Some(n));
    let now_told = |n: usize| told.iter().any(|other| is_cause(two, other) && other.new == Some(n));
    gone.retain(|at| old.answers[*at].statement.is_none_or(was_told));
    come.retain(|at| new.answers[*at].statement.is_none_or(now_told));
    sources_gone.retain(|n| was_told(*n));
    sources_come.retain(|n| now_told(*n));
    let (olds, news) = (makers(two.old, old), makers(two.new, new));
    let both = told.iter().filter(|other| is_cause(two, other));
    let of = both.filter_map(|other| Some((other.old?, other.new?)));
    let mut of: Vec<usize> =
        of.filter(|(o, n)| olds.contains(o) || news.contains(n)).map(|(_, n)| n).collect();
    of.sort_unstable();
    of.dedup();
    *changed = of;
    let none = [&*gone, &*come, &*sources_gone, &*sources_come, &*changed];
    // Of a snapshot only the statements are known, and not what they are read from.
    let known = two.old.version.is_snapshot || none.iter().any(|causes| !causes.is_empty());
    known.then_some(change)
}

/// True for a change that may change how a claim stands.
fn is_cause(two: &Comparison<'_>, change: &Change) -> bool {
    match change.kind {
        Kind::Verb => {
            let accuses = |verb: Option<&Verb>| verb.is_some_and(|v| v.class == CueClass::Accuse);
            let verb = |statement: &Statement| accuses(statement.verb.as_ref());
            !change.marks.is_empty()
                || change.old.is_some_and(|n| verb(two.old_statement(n)))
                || change.new.is_some_and(|n| verb(two.new_statement(n)))
        }
        Kind::Standing | Kind::Speaker => false,
        Kind::Quotation | Kind::Given | Kind::Reworded | Kind::Cut | Kind::Added => true,
    }
}

/// For each claim that is in both versions, the first statement that it has in both.
fn claims(two: &Comparison<'_>) -> Vec<(usize, usize)> {
    let claim = |side: &Side<'_>, n: usize| {
        side.version.statements[n].stand.as_ref().map(|stand| stand.claim)
    };
    let mut votes: BTreeMap<(usize, usize), Vec<(usize, usize)>> = BTreeMap::new();
    for (o, n) in &two.pairs.statements {
        if let Some(both) = claim(two.old, *o).zip(claim(two.new, *n)) {
            votes.entry(both).or_default().push((*o, *n));
        }
    }
    let mut all: Vec<_> = votes.into_iter().collect();
    all.sort_by_key(|(claims, pairs)| (std::cmp::Reverse(pairs.len()), *claims));
    let (mut olds, mut news) = (BTreeSet::new(), BTreeSet::new());
    let mut found = Vec::new();
    for ((old, new), pairs) in all {
        if !olds.contains(&old) && !news.contains(&new) {
            olds.insert(old);
            news.insert(new);
            found.push(pairs[0]);
        }
    }
    found
}

/// The statements of a claim that have no partner.
fn sources(side: &Side<'_>, claim: usize, linked: &dyn Fn(usize) -> bool) -> Vec<usize> {
    let statements = side.version.statements.iter().enumerate();
    let of = statements.filter(|(_, s)| s.stand.as_ref().is_some_and(|stand| stand.claim == claim));
    of.map(|(n, _)| n).filter(|n| !linked(*n)).collect()
}

/// True when nobody has touched what makes a claim and what answers it: it is only read anew.
fn is_read_anew(two: &Comparison<'_>, old: (usize, &Stand), new: (usize, &Stand)) -> bool {
    makers(two.old, old.1).into_iter().all(|n| two.old_kept(n))
        && makers(two.new, new.1).into_iter().all(|n| two.new_kept(n))
}

/// The statements that make a claim, and those that answer it.
fn makers(side: &Side<'_>, stand: &Stand) -> Vec<usize> {
    let statements = side.version.statements.iter().enumerate();
    let made = statements
        .filter(|(_, s)| s.stand.as_ref().is_some_and(|other| other.claim == stand.claim))
        .map(|(n, _)| n);
    made.chain(stand.answers.iter().filter_map(|reply| reply.statement)).collect()
}
