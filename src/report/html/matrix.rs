//! Who states, denies and answers what: a row for each statement, a column for each side.

use serde::Serialize;

use super::places::cut;
use super::statements::quoted;
use super::voices::{Party, parties, voice};
use crate::report::checked::Checked;
use crate::weigh::{AnswerKind, Claim};

/// So many sides have a column; the others share one.
const COLUMNS: usize = 7;
/// So many characters of a statement are shown.
const LONGEST: usize = 90;

/// What a side does to a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Deed {
    Says,
    Denies,
    Confirms,
    Conditional,
    Declines,
    Silent,
}

impl Deed {
    fn of(kind: AnswerKind) -> Option<Self> {
        Some(match kind {
            AnswerKind::Denies => Self::Denies,
            AnswerKind::Confirms => Self::Confirms,
            AnswerKind::Conditional => Self::Conditional,
            AnswerKind::Declines => Self::Declines,
            AnswerKind::Silent => Self::Silent,
            AnswerKind::Unverified => return None,
        })
    }

    /// True where it is no answer.
    pub(super) fn is_silence(self) -> bool {
        matches!(self, Self::Declines | Self::Silent)
    }
}

/// Who does what to a statement: a party that is certain, or the draft's own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Who {
    Party(Party),
    Words(String),
}

/// All that is done to a statement, each once, in order.
pub(super) fn deeds(checked: &Checked, claim: &Claim) -> Vec<(Who, Deed)> {
    let said = claim.attributions.iter().map(|n| (*n, Some(Deed::Says)));
    let answered = claim.answers.iter().map(|a| (a.attribution, Deed::of(a.kind)));
    let mut all: Vec<(Who, Deed)> = Vec::new();
    for (n, deed) in said.chain(answered) {
        let Some(deed) = deed else { continue };
        for who in who(checked, n) {
            if !all.contains(&(who.clone(), deed)) {
                all.push((who, deed));
            }
        }
    }
    all
}

/// Who speaks in an attribution, or is silent.
pub(super) fn who(checked: &Checked, n: usize) -> Vec<Who> {
    let parties = parties(checked, n);
    if parties.is_empty() {
        return voice(checked, n).name.into_iter().map(Who::Words).collect();
    }
    parties.into_iter().map(Who::Party).collect()
}

/// The table.
#[derive(Debug, Default, Serialize)]
pub(super) struct Matrix {
    sides: Vec<String>,
    /// True where a column for all others is needed.
    others: bool,
    rows: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Row {
    number: usize,
    /// The statement, cut.
    words: String,
    /// A cell for each side.
    cells: Vec<Vec<Deed>>,
    others: Vec<Other>,
}

#[derive(Debug, Serialize)]
struct Other {
    name: String,
    /// True for the draft's own words.
    words: bool,
    deed: Deed,
}

/// The table of a draft.
pub(super) fn matrix(checked: &Checked) -> Matrix {
    let claims = &checked.verdict.ledger.claims;
    let rows: Vec<Vec<(Who, Deed)>> = claims.iter().map(|claim| deeds(checked, claim)).collect();
    let columns = columns(&rows);
    let rows: Vec<Row> = rows
        .into_iter()
        .enumerate()
        .map(|(n, deeds)| {
            let mut row = Row {
                number: n + 1,
                words: cut(&quoted(&claims[n].text), LONGEST),
                cells: vec![Vec::new(); columns.len()],
                others: Vec::new(),
            };
            for (who, deed) in deeds {
                let column = columns.iter().position(|party| Who::Party(*party) == who);
                match (column, who) {
                    (Some(at), _) => row.cells[at].push(deed),
                    (None, Who::Party(party)) => {
                        let name = party.name(checked).to_owned();
                        row.others.push(Other { name, words: false, deed });
                    }
                    (None, Who::Words(name)) => row.others.push(Other { name, words: true, deed }),
                }
            }
            row
        })
        .collect();
    Matrix {
        sides: columns.iter().map(|party| party.name(checked).to_owned()).collect(),
        others: rows.iter().any(|row| !row.others.is_empty()),
        rows,
    }
}

/// The parties that have a column: who does most, then in order of the draft.
fn columns(rows: &[Vec<(Who, Deed)>]) -> Vec<Party> {
    let mut counts: Vec<(Party, usize)> = Vec::new();
    let mut places = std::collections::BTreeMap::new();
    for (who, _) in rows.iter().flatten() {
        if let Who::Party(party) = who {
            let at = *places.entry(*party).or_insert_with(|| {
                counts.push((*party, 0));
                counts.len() - 1
            });
            counts[at].1 += 1;
        }
    }
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts.into_iter().take(COLUMNS).map(|(party, _)| party).collect()
}
