//! Who states, denies and answers what: a row for each statement, a column for each side.

use serde::Serialize;

use super::places::cut;
use super::voices::{Party, parties, voice};
use crate::lexicon::Polarity;
use crate::report::checked::Checked;
use crate::report::who::claim_text;
use crate::weigh::{AnswerKind, Claim};

/// So many sides have a column; the others share one.
const COLUMNS: usize = 6;
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
}

/// Who does what to a statement: a party that is certain, or the draft's own words.
#[derive(Clone, Debug)]
pub(super) enum Who {
    Party(Party),
    Words(Words),
}

impl Who {
    /// How it is called.
    pub(super) fn words(self, checked: &Checked) -> Words {
        match self {
            Self::Party(party) => Words { name: party.name(checked).to_owned(), points: false },
            Self::Words(words) => words,
        }
    }

    /// True for "she", "they".
    pub(super) fn points(&self) -> bool {
        matches!(self, Self::Words(words) if words.points)
    }

    /// What is the same for the same.
    pub(super) fn key(&self) -> (Option<Party>, String) {
        match self {
            Self::Party(party) => (Some(*party), String::new()),
            Self::Words(words) => (None, words.name.to_lowercase()),
        }
    }
}

/// The draft's own words for somebody.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Words {
    pub(super) name: String,
    /// True for "she", "they".
    pub(super) points: bool,
}

impl PartialEq for Who {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Who {}

/// All that is done to a statement, each once, in order.
pub(super) fn deeds(checked: &Checked, claim: &Claim) -> Vec<(Who, Deed)> {
    let attributions = &checked.verdict.parsed.attributions;
    let said = claim.attributions.iter().map(|n| {
        let denies = attributions[*n].polarity == Polarity::Denies;
        (*n, Some(if denies { Deed::Denies } else { Deed::Says }))
    });
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
        let voice = voice(checked, n);
        let words = voice.name.map(|name| Who::Words(Words { name, points: voice.points }));
        return words.into_iter().collect();
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
    #[serde(flatten)]
    who: Words,
    deed: Deed,
}

/// The table of a draft.
pub(super) fn matrix(checked: &Checked) -> Matrix {
    let claims = &checked.verdict.ledger.claims;
    let all: Vec<Vec<(Who, Deed)>> = claims.iter().map(|claim| deeds(checked, claim)).collect();
    let columns = columns(&all);
    let each = all.into_iter().enumerate();
    let rows: Vec<Row> = each.map(|(n, deeds)| row(checked, n, deeds, &columns)).collect();
    Matrix {
        sides: columns.into_iter().map(|who| who.words(checked).name).collect(),
        others: rows.iter().any(|row| !row.others.is_empty()),
        rows,
    }
}

/// The row of a statement.
fn row(checked: &Checked, n: usize, deeds: Vec<(Who, Deed)>, columns: &[Who]) -> Row {
    let claim = &checked.verdict.ledger.claims[n];
    let mut row = Row {
        number: n + 1,
        words: cut(&claim_text(checked, claim), LONGEST),
        cells: vec![Vec::new(); columns.len()],
        others: Vec::new(),
    };
    for (who, deed) in deeds {
        match columns.iter().position(|column| *column == who) {
            Some(at) => row.cells[at].push(deed),
            None => row.others.push(Other { who: who.words(checked), deed }),
        }
    }
    row
}

/// Those who have a column: who does most, then in order of the draft. "She" and "they" have none.
fn columns(rows: &[Vec<(Who, Deed)>]) -> Vec<Who> {
    let mut counts: Vec<(&Who, usize)> = Vec::new();
    let mut places = std::collections::BTreeMap::new();
    for (who, _) in rows.iter().flatten().filter(|(who, _)| !who.points()) {
        let at = *places.entry(who.key()).or_insert_with(|| {
            counts.push((who, 0));
            counts.len() - 1
        });
        counts[at].1 += 1;
    }
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts.into_iter().take(COLUMNS).map(|(who, _)| who.clone()).collect()
}
