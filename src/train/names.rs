//! Learns the table of the name finder, and shows how it does.

use std::collections::HashMap;
use std::fs;
use std::io::{self, Write};
use std::ops::Range;
use std::path::Path;

use super::corpus::HeldOut;
use super::measure::unreadable;
use super::named::{self, NamedDraft, OTHER};
use super::names_crf::Field;
use super::names_data::{Known, Reading, Run};
use super::names_ends;
use crate::rulebook::Rulebook;
use crate::tag::names::labels;
use crate::tag::names::{Finder, Name, NameKind, each_run, each_token};
use crate::tag::{self, pos};
use crate::tokenise::tokenise;

/// How often the learner goes over the articles, whose names a program found, and over GUM.
const SILVER_PASSES: usize = 1;
const PASSES: usize = 12;
/// How often a feature must occur in either to be learned.
const SILVER_RARE: u32 = 6;
const RARE: u32 = 2;
/// Rows of the table.
const SLOTS: usize = 28_000;

impl<'d> Reading<'d> {
    fn of(named: &'d NamedDraft, rulebook: &'d Rulebook) -> Self {
        let mut text = tokenise(&named.draft, &rulebook.lexicon);
        tag::tag(&named.draft, &mut text, &rulebook.lexicon);
        let words = text.tokens.iter().map(pos::WordFeatures::of).collect();
        let starts = tag::starts(&text);
        let names = named.names.iter().map(|(span, kind)| (text.within(*span), *kind));
        Self {
            names: names.filter(|(tokens, _)| !tokens.is_empty()).collect(),
            text,
            words,
            starts,
        }
    }

    fn runs(&self) -> Vec<Run> {
        let mut runs = Vec::new();
        each_run(&self.text, &self.words, &self.starts, |view, range| {
            let mut run = Run { features: Vec::new(), labels: vec![0; range.len()] };
            each_token(view, range.clone(), |features| run.features.push(features.to_vec()));
            for (name, kind) in self.names.iter().filter(|(name, _)| range.contains(&name.start)) {
                // What of a name is too far from its capital letters cannot be found.
                let end = name.end.min(range.end);
                let place = name.start - range.start..end - range.start;
                if run.labels[place.clone()].iter().all(|label| *label == 0) {
                    labels::put(&mut run.labels[place], *kind);
                }
            }
            runs.push(run);
        });
        runs
    }
}

/// Learns from the texts under `data` that `hold` does not keep aside, and writes the table.
pub fn names(data: &Path, hold: &HeldOut, out: &Path, log: &mut dyn Write) -> io::Result<()> {
    let rulebook = Rulebook::built_in();
    let gum = named::gum(&data.join("gum/train.conllu"))?;
    let folder = data.join("polnear/train/text");
    let silver = named::articles(&folder, &data.join("polnear/train-names.tsv"))?;
    let part = |all: &[NamedDraft]| {
        let used = all.iter().filter(|text| !hold.keeps(&text.name));
        used.flat_map(|text| Reading::of(text, &rulebook).runs()).collect::<Vec<_>>()
    };
    let (mut gum_runs, mut silver_runs) = (part(&gum), part(&silver));
    let known: Known = common(&silver_runs, SILVER_RARE).chain(common(&gum_runs, RARE)).collect();
    forget_rare(&mut gum_runs, &known);
    forget_rare(&mut silver_runs, &known);
    let mut field = Field::new(&known);
    field.pass_over(&silver_runs, SILVER_PASSES);
    field.pass_over(&gum_runs, PASSES);
    let mut bytes = field.written(SLOTS);
    let used = gum.iter().filter(|text| !hold.keeps(&text.name));
    let readings: Vec<Reading<'_>> = used.map(|text| Reading::of(text, &rulebook)).collect();
    bytes.extend(names_ends::ends(&readings));
    fs::write(out, &bytes)?;
    writeln!(log, "{} bytes written", bytes.len())?;
    let (finder, kept) =
        (Finder::read(&bytes).ok_or_else(unreadable)?, |text: &&NamedDraft| hold.keeps(&text.name));
    measure("GUM, kept aside", gum.iter().filter(kept), &finder, &rulebook, log)?;
    measure("articles, kept aside", silver.iter().filter(kept), &finder, &rulebook, log)
}

/// Prints how a table does on the texts of `gum/dev.conllu`.
pub fn score_names(data: &Path, table: &Path, log: &mut dyn Write) -> io::Result<()> {
    let finder = Finder::read(&fs::read(table)?).ok_or_else(unreadable)?;
    let texts = named::gum(&data.join("gum/dev.conllu"))?;
    measure("gum/dev", texts.iter(), &finder, &Rulebook::built_in(), log)
}

/// The features that occur so often.
fn common(runs: &[Run], least: u32) -> impl Iterator<Item = u64> {
    let mut counts: HashMap<u64, u32> = HashMap::new();
    for feature in runs.iter().flat_map(|run| &run.features).flatten() {
        *counts.entry(*feature).or_default() += 1;
    }
    counts.into_iter().filter(move |(_, n)| *n >= least).map(|(feature, _)| feature)
}

fn forget_rare(runs: &mut [Run], known: &Known) {
    for features in runs.iter_mut().flat_map(|run| &mut run.features) {
        features.retain(|feature| known.contains(feature));
    }
}

/// How many are right, of how many annotated and found ones.
#[derive(Clone, Copy, Default)]
struct Count {
    right: usize,
    gold: usize,
    found: usize,
}

impl Count {
    #[allow(clippy::cast_precision_loss)] // a count of names
    fn f1(self) -> f64 {
        2.0 * self.right as f64 / (self.gold + self.found).max(1) as f64
    }
}

/// The kind of a name in the annotation.
const fn learned(kind: NameKind) -> usize {
    match kind {
        NameKind::Person | NameKind::Group => 0,
        NameKind::Organisation => 1,
        NameKind::Place => 2,
        NameKind::Document | NameKind::Other => OTHER,
    }
}

/// Prints the figures of names of persons, organisations and places: whole spans, then cores.
fn measure<'t>(
    title: &str,
    texts: impl Iterator<Item = &'t NamedDraft>,
    finder: &Finder,
    rulebook: &Rulebook,
    log: &mut dyn Write,
) -> io::Result<()> {
    // By kind; then all, the spans alone.
    let mut counts = [[Count::default(); OTHER + 2]; 2];
    for text in texts {
        let reading = Reading::of(text, rulebook);
        let found = outermost(finder.find(&reading.text, &reading.words, &reading.starts));
        let exact = |(tokens, _): &&(Range<usize>, usize)| {
            let span = reading.text.span_of(tokens);
            text.names.iter().any(|(gold, _)| *gold == span)
        };
        let gold = reading.names.iter().filter(|(_, kind)| *kind != OTHER);
        let whole: Vec<_> = gold.clone().filter(exact).cloned().collect();
        let lost: Vec<_> = gold.filter(|name| !exact(name)).map(|(_, kind)| *kind).collect();
        let core = |(tokens, kind): &(Range<usize>, usize)| (reading.core(tokens), *kind);
        let cores: Vec<_> = whole.iter().map(core).collect();
        let named = |name: &Name| (name.tokens.clone(), learned(name.kind));
        let named_core = |name: &Name| (name.core.clone(), learned(name.kind));
        add(&mut counts[0], &whole, &found.iter().map(named).collect::<Vec<_>>(), &lost);
        add(&mut counts[1], &cores, &found.iter().map(named_core).collect::<Vec<_>>(), &lost);
    }
    for (counts, what) in counts.iter().zip(["whole", "core"]) {
        let [person, organisation, place, all, spans] = counts.map(Count::f1);
        let Count { right, gold, found } = counts[OTHER];
        if gold == 0 {
            return Ok(());
        }
        writeln!(
            log,
            "{title}, {what}: all {all:.3} ({right} right, {gold} annotated, {found} found), \
             persons {person:.3}, organisations {organisation:.3}, places {place:.3}, \
             spans {spans:.3}"
        )?;
    }
    Ok(())
}

impl Reading<'_> {
    fn core(&self, tokens: &Range<usize>) -> Range<usize> {
        tag::names::rules::core(&self.text.tokens, tokens)
    }
}

/// The names that stand in no other one.
fn outermost(names: Vec<Name>) -> Vec<Name> {
    let mut end = 0;
    let outer = names.into_iter().filter(|name| {
        let outer = name.tokens.start >= end;
        end = end.max(name.tokens.end);
        outer
    });
    outer.filter(|name| learned(name.kind) != OTHER).collect()
}

/// Adds the names of a text; `lost` are those that no row of tokens gives exactly.
fn add(
    counts: &mut [Count; OTHER + 2],
    gold: &[(Range<usize>, usize)],
    found: &[(Range<usize>, usize)],
    lost: &[usize],
) {
    for kind in gold.iter().map(|(_, kind)| kind).chain(lost) {
        for at in [*kind, OTHER, OTHER + 1] {
            counts[at].gold += 1;
        }
    }
    for name in found {
        for at in [name.1, OTHER, OTHER + 1] {
            counts[at].found += 1;
        }
        if gold.contains(name) {
            counts[name.1].right += 1;
            counts[OTHER].right += 1;
        }
        counts[OTHER + 1].right += usize::from(gold.iter().any(|(span, _)| *span == name.0));
    }
}
