//! Statements that read otherwise, are gone, are new, or have moved.

use std::collections::BTreeSet;

use super::change::{Change, Detail, Kind};
use super::comparison::Comparison;
use super::marks::marks;
use super::quotations::same_piece;
use super::spoken::{Word, compare, keys, likeness, same, spoken};
use super::version::Statement;
use super::words::{self, Piece};

/// Pairs of statements of which the change is told elsewhere.
pub(super) type Told = BTreeSet<(Option<usize>, Option<usize>)>;

/// So many bytes before and after some words, somebody who is named may be credited with them.
const AROUND: usize = 80;

/// Whether words are in the other version.
enum Elsewhere {
    /// They are not.
    No,
    /// They are, and nobody is credited.
    Uncredited(Detail),
    /// They are, and so are who says them and the verb: that is only read otherwise.
    Credited,
}

/// Words of which so many are found again are no chance.
const LONG: usize = 4;

impl Comparison<'_> {
    /// What is said in the writer's words and reads otherwise.
    pub(super) fn reworded(&self, told: &Told) -> Vec<Change> {
        let mut all: Vec<Change> = Vec::new();
        for (o, n) in &self.pairs.statements {
            let (old, new) = (self.old_statement(*o), self.new_statement(*n));
            let declines = |s: &Statement| s.verb.as_ref().is_some_and(|v| v.shown == s.own);
            if declines(old) || declines(new) || self.is_untouched(*o, *n) {
                continue;
            }
            let (mut before, mut after) = (self.old.own[*o].clone(), self.new.own[*n].clone());
            // Of what is retold all words count, since some have only lost their marks.
            if told.contains(&(Some(*o), Some(*n))) {
                (before, after) =
                    (spoken(&old.says, self.lexicon), spoken(&new.says, self.lexicon));
                if likeness(&before, &after).both < 0.9 {
                    continue;
                }
            }
            if same(&before, &after) {
                continue;
            }
            let pieces = self.without_shifted(compare(&before, &after), old, new);
            if pieces.iter().all(|piece| piece.change == words::Change::Same) {
                continue;
            }
            let of = |gone: words::Change| -> Vec<Word> {
                let kept = pieces.iter().filter(|piece| piece.change != gone);
                kept.flat_map(|piece| spoken(&piece.words, self.lexicon)).collect()
            };
            let (before, after) = (of(words::Change::Added), of(words::Change::Cut));
            all.push(Change {
                kind: Kind::Reworded,
                old: Some(*o),
                new: Some(*n),
                old_at: old.span.start,
                new_at: new.span.start,
                marks: marks(&before, &after, self.lexicon),
                pieces,
                detail: Detail::None,
            });
        }
        // What somebody says that another has said changes in both; it is told once.
        let touched = |change: &Change| -> Vec<Piece> {
            let cut = |p: &&Piece| p.change != words::Change::Same;
            change.pieces.iter().filter(cut).cloned().collect()
        };
        let long = |change: &Change| change.pieces.iter().map(|p| p.words.len()).sum::<usize>();
        let inner = |one: &Change, other: &Change| {
            touched(one) == touched(other)
                && (long(one), one.old_at) > (long(other), other.old_at)
                && self.overlap(one.old, other.old)
        };
        let outer: Vec<bool> =
            all.iter().map(|one| all.iter().any(|other| inner(one, other))).collect();
        let mut outer = outer.into_iter();
        all.retain(|_| !outer.next().unwrap_or_default());
        all
    }

    /// Pieces in which words that were only put into quotation marks, or taken out of them, are in both.
    fn without_shifted(&self, pieces: Vec<Piece>, old: &Statement, new: &Statement) -> Vec<Piece> {
        let quoted = |statement: &Statement| -> Vec<String> {
            let mut all = Vec::new();
            for quote in &statement.quotes {
                all.push(keys(&spoken(&quote.words, self.lexicon)));
            }
            all
        };
        let (before, after) = (quoted(old), quoted(new));
        let shifted = |piece: &Piece, quotes: &[String]| {
            let words = spoken(&piece.words, self.lexicon);
            let row = keys(&words);
            let whole =
                |quote: &String| if words.len() > 1 { quote.contains(&row) } else { *quote == row };
            !words.is_empty() && quotes.iter().any(whole)
        };
        let each = pieces.into_iter().map(|piece| match piece.change {
            words::Change::Cut if shifted(&piece, &after) => same_piece(piece.words),
            words::Change::Added if shifted(&piece, &before) => same_piece(piece.words),
            _ => piece,
        });
        each.collect()
    }

    fn overlap(&self, one: Option<usize>, other: Option<usize>) -> bool {
        let span = |n: Option<usize>| n.map(|n| self.old_statement(n).span);
        span(one).zip(span(other)).is_some_and(|(a, b)| a.overlaps(b))
    }

    /// Statements that are gone, or new.
    pub(super) fn gone(&self, kind: Kind) -> Vec<Change> {
        let cut = kind == Kind::Cut;
        let (side, units) =
            if cut { (self.old, &self.old_units) } else { (self.new, &self.new_units) };
        let mut paired: BTreeSet<usize> = BTreeSet::new();
        for (old, new) in self.links.keys() {
            paired.insert(if cut { *old } else { *new });
        }
        let shared: BTreeSet<usize> = side
            .units
            .iter()
            .zip(units)
            .filter(|(_, paired)| **paired)
            .map(|(unit, _)| unit.statement)
            .collect();
        let statements = &side.version.statements;
        let kept = |n: usize| if cut { self.old_kept(n) } else { self.new_kept(n) };
        let gone: Vec<usize> = (0..statements.len())
            .filter(|n| !paired.contains(n) && !shared.contains(n) && !kept(*n))
            .collect();
        // What somebody says that another has said is gone with it; it is told once.
        let outer = |n: usize| {
            let near = gone.iter().filter(|other| **other != n);
            near.map(|other| (&statements[n], &statements[*other])).any(|(one, other)| {
                one.quotes.is_empty()
                    && !one.span.is_empty()
                    && one.span.contains(other.span)
                    && one.span != other.span
                    && one.says.contains(&other.says)
            })
        };
        let told = gone.iter().copied().filter(|n| !outer(*n));
        told.map(|n| {
            let at = statements[n].span.start;
            let change = if cut { words::Change::Cut } else { words::Change::Added };
            Change {
                kind,
                old: cut.then_some(n),
                new: (!cut).then_some(n),
                old_at: if cut { at } else { 0 },
                new_at: if cut { 0 } else { at },
                pieces: vec![Piece { change, words: statements[n].told.clone() }],
                marks: Vec::new(),
                detail: Detail::None,
            }
        })
        .collect()
    }

    /// What is gone or new as a statement, told as it is: where its words are in the other version too,
    /// somebody was credited with them there or nobody was.
    pub(super) fn told_as_it_is(&self, gone: Vec<Change>) -> Vec<Change> {
        let each = gone.into_iter().filter_map(|change| match self.elsewhere(&change) {
            Elsewhere::No => Some(change),
            Elsewhere::Uncredited(detail) => {
                let words = change.pieces.iter().map(|piece| piece.words.clone());
                let change_of = words::Change::Same;
                let pieces = words.map(|words| Piece { change: change_of, words }).collect();
                Some(Change { kind: Kind::Given, pieces, detail, ..change })
            }
            Elsewhere::Credited => None,
        });
        each.collect()
    }

    /// Whether the words of a statement that is gone or new are in the other version.
    fn elsewhere(&self, change: &Change) -> Elsewhere {
        let cut = change.kind == Kind::Cut;
        let (side, other) = if cut { (self.old, self.new) } else { (self.new, self.old) };
        let Some(n) = change.old.or(change.new) else { return Elsewhere::No };
        let statement = &side.version.statements[n];
        let words = keys(&spoken(&statement.says, self.lexicon));
        let long = words.split(' ').count() > LONG;
        let found = other.text.find(&words).filter(|_| long && change.detail == Detail::None);
        let Some(at) = found else { return Elsewhere::No };
        // Somebody else may say the same.
        if other.whole.iter().any(|whole| keys(whole).contains(&words)) {
            return Elsewhere::No;
        }
        let around = near(&other.text, at, &words);
        let there = |words: &str| around.contains(&keys(&spoken(words, self.lexicon)));
        let by = statement.by.as_ref().is_none_or(|by| there(&by.called));
        // A snapshot has the first form of a verb, which says little.
        let written = !statement.context.is_empty();
        if written && by && statement.verb.as_ref().is_none_or(|verb| there(&verb.shown)) {
            return Elsewhere::Credited;
        }
        let who = side.version.who(n);
        let (was, now) = if cut { (who, None) } else { (None, who) };
        let following = Vec::new();
        Elsewhere::Uncredited(Detail::Given { was, now, certain: false, unclear: false, following })
    }

    /// How many statements are out of their old order and are else the same.
    pub(super) fn moved(&self, changes: &[Change]) -> usize {
        let changed: BTreeSet<usize> = changes.iter().filter_map(|change| change.new).collect();
        let same = self.pairs.statements.iter().filter(|(_, new)| !changed.contains(new));
        // The longest run of statements in order stays; all others have moved.
        let mut ends: Vec<usize> = Vec::new();
        let mut count = 0;
        for (_, new) in same {
            count += 1;
            let at = ends.partition_point(|end| end < new);
            if at == ends.len() {
                ends.push(*new);
            } else {
                ends[at] = *new;
            }
        }
        count - ends.len()
    }
}

/// Some words in a text, with what is around them.
fn near<'t>(text: &'t str, at: usize, words: &str) -> &'t str {
    let from = (0..=at.saturating_sub(AROUND)).rev().find(|at| text.is_char_boundary(*at));
    let end = (at + words.len() + AROUND).min(text.len());
    let to = (end..=text.len()).find(|at| text.is_char_boundary(*at));
    &text[from.unwrap_or(0)..to.unwrap_or(text.len())]
}
