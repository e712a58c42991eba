//! `whosaid explain`: a check, a claim of a draft, or a place in it.

use std::io::{self, BufWriter, Write};
use std::sync::Arc;

use whosaid::judge::Which;
use whosaid::read::{Draft, Location};
use whosaid::report::{
    self, Checked, Style, explain_attribution, explain_check, explain_claim, explain_fault,
    explain_findings,
};
use whosaid::rulebook::{Check, Rulebook};
use whosaid::span::Span;
use whosaid::suppress::Fault;
use whosaid::verdict::{Finding, Severity};
use whosaid::{check_with, parse};

use super::arguments::{ExplainArguments, FindingArguments};
use super::check::{self, Reading};
use super::desks::rulebook_here;
use super::exit::{CLEAN, FAILED};
use super::{out, page};

/// How many near things a message names.
const NEAR: usize = 3;

/// What is to be explained.
enum What<'a> {
    /// "c-4a129e"
    Claim(&'a str),
    /// "19:4": line and column, or paragraph and run.
    Place(usize, usize),
    /// Anything else.
    Check(&'a str),
}

impl<'a> What<'a> {
    fn of(name: &'a str) -> Self {
        let place = name
            .split_once(':')
            .and_then(|(line, column)| Some(Self::Place(line.parse().ok()?, column.parse().ok()?)));
        match place {
            Some(place) => place,
            None if name.starts_with("c-") => Self::Claim(name),
            None => Self::Check(name),
        }
    }
}

/// Runs the command.
pub(crate) fn run(arguments: &ExplainArguments) -> io::Result<u8> {
    let style = page::style(&arguments.page, true);
    let mut out = BufWriter::new(out::screen());
    let explained = match What::of(&arguments.name) {
        What::Check(name) => of_check(&mut out, name, arguments, style),
        What::Claim(id) => of_claim(&mut out, id, arguments, style),
        What::Place(line, column) => of_place(&mut out, (line, column), arguments, style),
    };
    out.flush()?;
    match explained? {
        Ok(()) => Ok(CLEAN),
        Err(errors) => {
            for error in errors {
                tell!("whosaid: {error}");
            }
            Ok(FAILED)
        }
    }
}

/// What went wrong, if anything did.
type Explained = io::Result<Result<(), Vec<String>>>;

fn of_check(
    out: &mut dyn Write,
    name: &str,
    arguments: &ExplainArguments,
    style: Style,
) -> Explained {
    if let Some(fault) = Fault::of(name) {
        return explain_fault(out, fault, style).map(Ok);
    }
    let Some(rules) = rulebook_here(&arguments.rules) else { return Ok(Err(Vec::new())) };
    let Some(check) = rules.check(name) else { return Ok(Err(vec![unknown_check(name, &rules)])) };
    if !arguments.drafts.is_empty() {
        let error = format!(
            "{} is a check; with a draft, name a claim (c-4a129e) or a place (LINE:COLUMN)",
            check.code
        );
        return Ok(Err(vec![error]));
    }
    let example = example(check, &rules);
    let example = example.as_ref().map(|(checked, n)| (checked, &checked.verdict.findings[*n]));
    explain_check(out, check, &rules, example, style).map(Ok)
}

fn unknown_check(name: &str, rules: &Rulebook) -> String {
    if name.parse::<usize>().is_ok() {
        return format!("a place is a line and a column: {name}:1");
    }
    let name = name.escape_debug();
    match rules.nearest(&name.to_string()) {
        Some(near) => format!("unknown check {name}; did you mean {near}?"),
        None => format!("unknown check {name}; `whosaid rules list` has them all"),
    }
}

/// The first example on which a check speaks, with the number of its finding.
fn example(check: &Check, rules: &Arc<Rulebook>) -> Option<(Checked, usize)> {
    check.examples.flag.iter().find_map(|text| {
        let draft = Draft::new("example", text.as_str());
        let verdict = check_with(&draft, rules, Which::All);
        let n = verdict.findings.iter().position(|finding| finding.code == check.code)?;
        let rulebook = Arc::clone(rules);
        Some((Checked { draft, verdict, rulebook, show: Severity::Note }, n))
    })
}

/// The drafts that are named, read and judged.
fn read(what: &str, arguments: &ExplainArguments) -> Result<Vec<Checked>, Vec<String>> {
    if arguments.drafts.is_empty() {
        let name = &arguments.name;
        return Err(vec![format!("{what} needs its draft: whosaid explain {name} DRAFT")]);
    }
    // Errors are printed where they come up.
    let run = check::read(&Reading {
        paths: &arguments.drafts,
        findings: &FindingArguments::default(),
        exit: None,
        files: &arguments.files,
        rules: &arguments.rules,
        adopt: None,
    });
    if run.errors.is_empty() { Ok(run.drafts) } else { Err(Vec::new()) }
}

fn of_claim(
    out: &mut dyn Write,
    id: &str,
    arguments: &ExplainArguments,
    style: Style,
) -> Explained {
    let drafts = match read("a claim", arguments) {
        Ok(drafts) => drafts,
        Err(errors) => return Ok(Err(errors)),
    };
    let mut first = true;
    for checked in &drafts {
        let claims = &checked.verdict.ledger.claims;
        for n in (0..claims.len()).filter(|n| claims[*n].id == id) {
            separate(out, &mut first)?;
            explain_claim(out, checked, n, style)?;
        }
    }
    if first { Ok(Err(vec![unknown_claim(id, &drafts, arguments)])) } else { Ok(Ok(())) }
}

/// An empty line between two explanations.
fn separate(out: &mut dyn Write, first: &mut bool) -> io::Result<()> {
    if !std::mem::take(first) {
        writeln!(out)?;
    }
    Ok(())
}

fn unknown_claim(id: &str, drafts: &[Checked], arguments: &ExplainArguments) -> String {
    let mut near: Vec<(usize, &str, String)> = Vec::new();
    for checked in drafts {
        for claim in &checked.verdict.ledger.claims {
            let far = strsim::damerau_levenshtein(id, &claim.id);
            let at = checked.draft.where_is(claim.span.start).to_string();
            if far <= 2 {
                near.push((far, &claim.id, at));
            }
        }
    }
    near.sort_by_key(|(far, ..)| *far);
    let near: Vec<String> =
        near.iter().take(NEAR).map(|(_, id, at)| format!("{id} ({at})")).collect();
    let list = named(arguments);
    let hint = match near.as_slice() {
        [] => format!("`whosaid claims {list}` lists the claims"),
        near => format!("did you mean {}?", near.join(" or ")),
    };
    format!("no claim {} in {list}; {hint}", id.escape_debug())
}

/// The drafts as they were named.
fn named(arguments: &ExplainArguments) -> String {
    let names = arguments.drafts.iter().map(|path| path.display().to_string());
    names.collect::<Vec<_>>().join(" ")
}

fn of_place(
    out: &mut dyn Write,
    place: (usize, usize),
    arguments: &ExplainArguments,
    style: Style,
) -> Explained {
    let drafts = match read("a place", arguments) {
        Ok(drafts) => drafts,
        Err(errors) => return Ok(Err(errors)),
    };
    let mut first = true;
    let mut missed = Vec::new();
    for checked in &drafts {
        let found = at(checked, place);
        let here = |finding: &&Finding| covers(&checked.draft, finding.span, place);
        let flagged: Vec<&Finding> = checked.verdict.findings.iter().filter(here).collect();
        if found.is_empty() && flagged.is_empty() {
            missed.push(nothing_at(checked, place));
        } else if found.is_empty() {
            separate(out, &mut first)?;
            explain_findings(out, checked, &flagged, style)?;
        }
        for n in found {
            separate(out, &mut first)?;
            explain_attribution(out, checked, n, style)?;
        }
    }
    if first { Ok(Err(missed)) } else { Ok(Ok(())) }
}

/// Line and column, or paragraph and run.
fn position(location: Location) -> (usize, usize) {
    (location.number(), location.within())
}

/// True when some words cover a place.
fn covers(draft: &Draft, span: Span, place: (usize, usize)) -> bool {
    let ends = position(draft.where_is(span.end.saturating_sub(1).max(span.start)));
    position(draft.where_is(span.start)) <= place && place <= ends
}

/// The attributions whose words cover a place, the innermost first.
fn at(checked: &Checked, place: (usize, usize)) -> Vec<usize> {
    let draft = &checked.draft;
    let attributions = &checked.verdict.parsed.attributions;
    let all = || attributions.iter().enumerate();
    let spans = |attribution: &parse::Attribution| -> Vec<Span> {
        let source = attribution.source.as_ref().map(|source| source.span);
        let cue = attribution.cue.as_ref().map(|cue| cue.span);
        attribution.content.iter().copied().chain(source).chain(cue).collect()
    };
    let covered = |span: &Span| covers(draft, *span, place);
    let mut found: Vec<usize> =
        all().filter(|(_, a)| spans(a).iter().any(covered)).map(|(n, _)| n).collect();
    found.sort_by_key(|n| attributions[*n].span().len());
    found
}

/// Says that nobody is credited with what is at a place, and names the nearest attribution.
fn nothing_at(checked: &Checked, place: (usize, usize)) -> String {
    let draft = &checked.draft;
    let (line, column) = place;
    let name = draft.name();
    let distance = |span: Span| {
        let (near, within) = position(draft.where_is(span.start));
        (near.abs_diff(line), within.abs_diff(column))
    };
    let attributions = &checked.verdict.parsed.attributions;
    let cues = attributions.iter().filter_map(|a| a.cue.as_ref().map(|cue| cue.span));
    let nearest = cues.min_by_key(|span| distance(*span));
    let hint = nearest.map_or("; the draft has none".to_owned(), |span| {
        let (line, column) = position(draft.where_is(span.start));
        let words = report::on_one_line(draft.words(span));
        format!("; the nearest is “{words}” at {line}:{column}")
    });
    format!("{}: no attribution at {line}:{column}{hint}", report::on_one_line(&name))
}
