//! Turns notes and sidecar entries into ignores, and complains about those that are none.

use std::collections::{BTreeMap, HashMap};

use super::fault::Fault;
use super::ignores::{Ignore, Ignores, Origin, Use, What};
use super::order::{self, Name, Order, Verb};
use super::{allow, sidecar};
use crate::read::{Before, BlockKind, Directive, Draft};
use crate::rulebook::{Reasons, Rulebook, Switch};
use crate::span::Span;
use crate::tokenise::Text;
use crate::weigh::Ledger;

/// Where a note works.
#[derive(Clone, Copy)]
enum Scope {
    Everywhere,
    Range(Span),
}

/// The `disable` that is open for each check, with where it starts and its ignore, if it made one.
type Open = BTreeMap<String, (Name, usize, Option<usize>)>;

impl<'a> Ignores<'a> {
    /// Reads the notes of a draft.
    #[must_use]
    pub fn of(
        draft: &'a Draft,
        text: &'a Text<'a>,
        ledger: &'a Ledger,
        rulebook: &'a Rulebook,
    ) -> Self {
        let mut ignores = Self {
            draft,
            text,
            ledger,
            house: &rulebook.house,
            active: rulebook
                .checks
                .iter()
                .filter(|check| check.default == Switch::On)
                .map(|check| check.code.as_str())
                .collect(),
            all: Vec::new(),
            by_code: HashMap::new(),
            by_claim: HashMap::new(),
            by_words: HashMap::new(),
            phrases: allow::Phrases::of(&draft.text, &rulebook.house.allow),
            faults: Vec::new(),
            aside: Vec::new(),
        };
        notes(&mut ignores, rulebook);
        sidecar(&mut ignores, rulebook);
        for places in ignores.by_code.values_mut() {
            places.ranges.sort_by_key(|(span, ..)| span.start);
            let mut furthest = 0;
            for (span, _, end) in &mut places.ranges {
                furthest = furthest.max(span.end);
                *end = furthest;
            }
        }
        ignores
    }
}

/// Reads the notes in the draft.
fn notes(ignores: &mut Ignores<'_>, rulebook: &Rulebook) {
    let mut open = Open::new();
    for directive in &ignores.draft.directives {
        match order::read(directive) {
            Ok(order) => note(ignores, rulebook, directive, &order, &mut open),
            Err(message) => fault(ignores, Fault::Malformed, directive.span, message),
        }
    }
    let end = ignores.draft.text.len() + 1;
    for (code, (name, start, ignore)) in open {
        let message = format!("“disable[{}]” is never closed with “enable”.", name.text);
        fault(ignores, Fault::Unclosed, name.span, message);
        close(ignores, &code, Span::new(start, end), ignore);
    }
}

fn note(
    ignores: &mut Ignores<'_>,
    rulebook: &Rulebook,
    directive: &Directive,
    order: &Order,
    open: &mut Open,
) {
    if order.verb == Verb::IgnoreFile && !is_at_the_top(ignores, directive) {
        let message = "“ignore-file” must come before the first paragraph of the draft.".to_owned();
        return fault(ignores, Fault::Malformed, directive.span, message);
    }
    let reasoned = order.verb == Verb::Enable
        || !order.reason.is_empty()
        || ignores.house.reasons == Reasons::Optional;
    if !reasoned {
        let message = "This note gives no reason, so it ignores nothing.".to_owned();
        fault(ignores, Fault::NoReason, directive.span, message);
    }
    for name in &order.names {
        let Some(what) = what(ignores, rulebook, name) else { continue };
        match (&what, order.verb) {
            (What::Check(code), Verb::Disable) => {
                let start = directive.span.end;
                let ignore = reasoned.then(|| add(ignores, what.clone(), order, name, directive));
                open.entry(code.clone()).or_insert((name.clone(), start, ignore));
            }
            (What::Check(code), Verb::Enable) => {
                if let Some((_, start, ignore)) = open.remove(code) {
                    close(ignores, code, Span::new(start, directive.span.start), ignore);
                } else {
                    let message = format!("“enable[{}]” has no matching “disable”.", name.text);
                    fault(ignores, Fault::Malformed, name.span, message);
                }
            }
            (_, Verb::Enable) => {}
            _ if !reasoned => {}
            (What::Claim(id), _) => {
                let n = add(ignores, what.clone(), order, name, directive);
                ignores.by_claim.entry(id.clone()).or_default().push(n);
            }
            (What::Check(code), verb) => {
                let scope = if verb == Verb::IgnoreFile {
                    Scope::Everywhere
                } else {
                    Scope::Range(scope(ignores, directive))
                };
                let n = add(ignores, what.clone(), order, name, directive);
                place(ignores, code, scope, n);
            }
        }
    }
}

/// What a name means; a name that means nothing is reported.
fn what(ignores: &mut Ignores<'_>, rulebook: &Rulebook, name: &Name) -> Option<What> {
    if name.text.starts_with("c-") {
        return Some(What::Claim(name.text.clone()));
    }
    if let Some(code) = rulebook.code_of(&name.text) {
        return Some(What::Check(code.to_owned()));
    }
    let message = if Fault::of(&name.text).is_some() {
        format!("{} is about the notes themselves and cannot be ignored.", name.text)
    } else {
        let near = rulebook.nearest(&name.text);
        let near = near.map_or(String::new(), |near| format!(" Did you mean {near}?"));
        format!("Unknown check “{}”.{near}", name.text)
    };
    fault(ignores, Fault::UnknownName, name.span, message);
    None
}

fn add(
    ignores: &mut Ignores<'_>,
    what: What,
    order: &Order,
    name: &Name,
    directive: &Directive,
) -> usize {
    let line = ignores.draft.line_of(directive.span.start);
    let reason =
        if order.reason.is_empty() { "no reason given".to_owned() } else { order.reason.clone() };
    let origin = Origin::Line(line);
    ignores.all.push(Ignore { what, reason, span: name.span, origin, used: Use::Unused });
    ignores.all.len() - 1
}

fn place(ignores: &mut Ignores<'_>, code: &str, scope: Scope, n: usize) {
    let places = ignores.by_code.entry(code.to_owned()).or_default();
    match scope {
        Scope::Everywhere => places.everywhere.push(n),
        Scope::Range(span) => places.ranges.push((span, n, 0)),
    }
}

fn close(ignores: &mut Ignores<'_>, code: &str, span: Span, ignore: Option<usize>) {
    if let Some(n) = ignore {
        place(ignores, code, Scope::Range(span), n);
    }
}

fn fault(ignores: &mut Ignores<'_>, fault: Fault, span: Span, message: String) {
    ignores.faults.push(fault.finding(span, message));
}

/// The words a note is about: the sentence before it, or the block that it stands in or above.
fn scope(ignores: &Ignores<'_>, directive: &Directive) -> Span {
    let nothing = Span::new(directive.span.end, directive.span.end);
    if directive.before == Before::Text {
        let tokens = &ignores.text.tokens;
        let last = tokens.partition_point(|t| t.span.end <= directive.span.start);
        return last
            .checked_sub(1)
            .and_then(|token| sidecar::sentence(ignores.text, tokens[token].span))
            .unwrap_or(nothing);
    }
    let blocks = &ignores.draft.blocks;
    let next = blocks.partition_point(|block| block.span.end <= directive.span.start);
    let Some(block) = blocks.get(next) else { return nothing };
    match blocks.get(next + 1) {
        Some(story) if block.kind == BlockKind::Dateline => block.span.to(story.span),
        _ => block.span,
    }
}

/// True when no paragraph stands before a note.
fn is_at_the_top(ignores: &Ignores<'_>, directive: &Directive) -> bool {
    let mut before =
        ignores.draft.blocks.iter().take_while(|b| b.span.start < directive.span.start);
    before.all(|block| block.kind != BlockKind::Paragraph)
}

/// Reads what the file beside the draft sets aside.
fn sidecar(ignores: &mut Ignores<'_>, rulebook: &Rulebook) {
    let Some(sidecar) = &ignores.draft.sidecar else { return };
    let start = Span::new(0, 0);
    for entry in &sidecar.ignores {
        let n = ignores.all.len();
        let what = if let Some(claim) = &entry.claim {
            ignores.by_claim.entry(claim.clone()).or_default().push(n);
            What::Claim(claim.clone())
        } else {
            let check = entry.check.as_deref().unwrap_or_default();
            let Some(code) = rulebook.code_of(check) else {
                let near = rulebook.nearest(check);
                let near = near.map_or(String::new(), |near| format!(" Did you mean {near}?"));
                let path = &sidecar.path;
                let message = format!("Unknown check “{check}” in {path}.{near}");
                fault(ignores, Fault::UnknownName, start, message);
                continue;
            };
            let words = sidecar::key(code, entry);
            ignores.by_words.entry(words).or_default().push(n);
            What::Check(code.to_owned())
        };
        let reason = entry.reason.split_whitespace().collect::<Vec<_>>().join(" ");
        let origin = Origin::Sidecar;
        ignores.all.push(Ignore { what, reason, span: start, origin, used: Use::Unused });
    }
}
