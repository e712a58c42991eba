//! Quotations of which the words have changed.

use super::change::{Change, Detail, Kind};
use super::comparison::Comparison;
use super::marks::{Mark, marks};
use super::side::Side;
use super::spoken::{Word, compare, likeness, same};
use super::take::joined;
use super::version::Quote;
use super::words::{self, Piece};

/// Texts that share less than this are shown one after the other.
const HALF: f64 = 0.5;

/// All changes of quotations, and the sentences that are cut from one or added to one.
pub(super) fn changes(two: &Comparison<'_>) -> Vec<Change> {
    let mut all = altered(two);
    for units in left(two.old, &two.old_units) {
        all.extend(lost(two, &units));
    }
    for units in left(two.new, &two.new_units) {
        all.extend(gained(two, &units));
    }
    all
}

/// Sentences of quotations that belong together and have other words.
fn altered(two: &Comparison<'_>) -> Vec<Change> {
    let mut all = Vec::new();
    for pair in two.pairs.units.iter().filter(|pair| !pair.same) {
        let (before, after) = (two.old.words(&pair.old), two.new.words(&pair.new));
        let first = |side: &Side<'_>, units: &[usize]| {
            let unit = &side.units[units[0]];
            (unit.statement, side.version.statements[unit.statement].quotes[unit.quote].at)
        };
        let (old, old_at) = first(two.old, &pair.old);
        let (new, new_at) = first(two.new, &pair.new);
        if same(&before, &after) || two.is_untouched(old, new) {
            continue;
        }
        all.push(Change {
            kind: Kind::Quotation,
            old: Some(old),
            new: Some(new),
            old_at,
            new_at,
            pieces: compare(&before, &after),
            marks: marks(&before, &after, two.lexicon),
            detail: Detail::None,
        });
    }
    all
}

/// Sentences in a row of one statement that are in no pair.
fn left(side: &Side<'_>, paired: &[bool]) -> Vec<Vec<usize>> {
    let mut all: Vec<Vec<usize>> = Vec::new();
    for unit in (0..side.units.len()).filter(|unit| !paired[*unit]) {
        match all.last_mut() {
            Some(run)
                if run.last().is_some_and(|last| {
                    last + 1 == unit && side.units[*last].statement == side.units[unit].statement
                }) =>
            {
                run.push(unit);
            }
            _ => all.push(vec![unit]),
        }
    }
    all
}

/// What became of sentences of an old quotation that are in no new one.
fn lost(two: &Comparison<'_>, units: &[usize]) -> Option<Change> {
    let old = two.old.units[units[0]].statement;
    if two.old_kept(old) {
        return None;
    }
    let words = two.old.words(units);
    let at = |units: &[usize]| {
        let unit = &two.old.units[units[0]];
        two.old_statement(old).quotes[unit.quote].at
    };
    let partner = two.pairs.statements.iter().find(|(o, _)| *o == old).map(|(_, n)| *n);
    let change = |kind, new: Option<usize>, pieces, marks, detail| Change {
        kind,
        old: Some(old),
        new,
        old_at: at(units),
        new_at: new.map_or(0, |new| two.new_statement(new).span.start),
        pieces,
        marks,
        detail,
    };
    if let Some(new) = partner.filter(|new| is_retold(two, &words, *new, true)) {
        let mut found = vec![Mark::Paraphrased];
        let whole = &two.new.own[new];
        if !is_whole(&words, whole) {
            found.extend(marks(&words, whole, two.lexicon));
        }
        let pieces = retold(&words, &words, whole);
        return Some(change(Kind::Quotation, Some(new), pieces, found, Detail::None));
    }
    let linked = two.links.keys().any(|(o, _)| *o == old);
    if !linked {
        return None;
    }
    let piece = Piece { change: words::Change::Cut, words: in_runs(two.old, units) };
    if let Some((before, after, new)) = joint(two, units) {
        let pieces = vec![same_piece(before), piece, same_piece(after)];
        let new_at = two.new_quote_at(new);
        let new = two.new.units[new].statement;
        let told = change(Kind::Quotation, Some(new), pieces, vec![Mark::LeftOut], Detail::None);
        return Some(Change { new_at, ..told });
    }
    let new = partner.or_else(|| two.links.keys().find(|(o, _)| *o == old).map(|(_, n)| *n));
    Some(change(Kind::Cut, new, vec![piece], Vec::new(), Detail::Part))
}

/// The words before and after a gap in an old quotation that follow each other between one pair of
/// marks in the new version, and the sentence of that after the gap.
fn joint(two: &Comparison<'_>, units: &[usize]) -> Option<(String, String, usize)> {
    let (first, last) = (*units.first()?, *units.last()?);
    let (before, after) = (two.old.beside(first, -1)?, two.old.beside(last, 1)?);
    let run = |side: &Side<'_>, unit: usize| {
        let unit = &side.units[unit];
        side.version.statements[unit.statement].quotes[unit.quote].run
    };
    if run(two.old, before) != run(two.old, after) {
        return None;
    }
    let pair = |unit: usize| two.pairs.units.iter().find(|pair| pair.old.contains(&unit));
    let (end, begin) = (*pair(before)?.new.last()?, *pair(after)?.new.first()?);
    let close = two.new.beside(end, 1) == Some(begin) && run(two.new, end) == run(two.new, begin);
    let words = |unit: usize| shown(&two.new.units[unit].words);
    close.then(|| (words(end), words(begin), begin))
}

/// What became of sentences of a new quotation that are in no old one.
fn gained(two: &Comparison<'_>, units: &[usize]) -> Option<Change> {
    let new = two.new.units[units[0]].statement;
    if two.new_kept(new) {
        return None;
    }
    let words = two.new.words(units);
    let quote = &two.new_statement(new).quotes[two.new.units[units[0]].quote];
    let partner = two.pairs.statements.iter().find(|(_, n)| *n == new).map(|(o, _)| *o);
    let change = |kind, old: Option<usize>, pieces, marks, detail| Change {
        kind,
        old,
        new: Some(new),
        old_at: old.map_or(0, |old| two.old_statement(old).span.start),
        new_at: quote.at,
        pieces,
        marks,
        detail,
    };
    if let Some(old) = partner.filter(|old| is_retold(two, &words, *old, false)) {
        let mut found = vec![Mark::NowQuoted];
        if !is_whole(&words, &two.old.own[old]) {
            found.extend(marks(&two.old.own[old], &words, two.lexicon));
        }
        let pieces = retold(&words, &two.old.own[old], &words);
        return Some(change(Kind::Quotation, Some(old), pieces, found, Detail::None));
    }
    let link = two.links.keys().find(|(_, n)| *n == new).map(|(o, _)| *o);
    let old = partner.or(link)?;
    let piece = Piece { change: words::Change::Added, words: in_runs(two.new, units) };
    if is_between(two, units) {
        return Some(change(
            Kind::Quotation,
            Some(old),
            vec![piece],
            vec![Mark::PutIn],
            Detail::None,
        ));
    }
    Some(change(Kind::Added, Some(old), vec![piece], Vec::new(), Detail::Part))
}

/// True when new sentences stand between two that followed each other between one pair of marks.
fn is_between(two: &Comparison<'_>, units: &[usize]) -> bool {
    let (Some(first), Some(last)) = (units.first(), units.last()) else { return false };
    let sides = two.new.beside(*first, -1).zip(two.new.beside(*last, 1));
    let pair = |unit: usize| two.pairs.units.iter().find(|pair| pair.new.contains(&unit));
    let old = sides
        .and_then(|(before, after)| Some((*pair(before)?.old.last()?, *pair(after)?.old.first()?)));
    old.is_some_and(|(end, begin)| two.old.beside(end, 1) == Some(begin))
}

/// True when quoted words of one version are told in the writer's words in the other.
fn is_retold(two: &Comparison<'_>, words: &[Word], other: usize, old: bool) -> bool {
    let (own, quotes) = if old {
        (&two.new.own[other], &two.new_statement(other).quotes)
    } else {
        (&two.old.own[other], &two.old_statement(other).quotes)
    };
    let like = likeness(words, own);
    like.shorter >= 0.5 && !own.is_empty() || quotes.is_empty() && !own.is_empty()
}

/// The words of a quotation that has become the writer's words, or came from them.
fn retold(quoted: &[Word], old: &[Word], new: &[Word]) -> Vec<Piece> {
    let own = if std::ptr::eq(quoted, old) { new } else { old };
    if is_whole(quoted, own) {
        return vec![same_piece(shown(quoted))];
    }
    if likeness(old, new).both >= HALF {
        return compare(old, new);
    }
    // Word by word nobody could read it.
    vec![
        Piece { change: words::Change::Cut, words: shown(old) },
        Piece { change: words::Change::Added, words: shown(new) },
    ]
}

/// True when all words of a quotation are among the writer's words.
pub(super) fn is_whole(quoted: &[Word], own: &[Word]) -> bool {
    likeness(quoted, own).shorter > 0.99 && quoted.len() <= own.len()
}

pub(super) fn same_piece(words: String) -> Piece {
    Piece { change: words::Change::Same, words }
}

/// Some sentences of a quotation, with three dots where words of the writer are between.
fn in_runs(side: &Side<'_>, units: &[usize]) -> String {
    let quote = |unit: &usize| {
        let unit = &side.units[*unit];
        let run = side.version.statements[unit.statement].quotes[unit.quote].run;
        Quote { words: shown(&unit.words), run, at: 0 }
    };
    joined(&units.iter().map(quote).collect::<Vec<_>>())
}

/// Some words as written.
fn shown(words: &[Word]) -> String {
    words.iter().map(|word| word.shown.as_str()).collect::<Vec<_>>().join(" ")
}
