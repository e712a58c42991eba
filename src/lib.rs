//! Reads a news draft and says who says what, who stands with whom, and what rests on one voice.
//!
//! # Eight stages, one way
//!
//! ```text
//! read      path, stdin   → Draft      text, blocks, lines
//! tokenise  &Draft        → Text       tokens, sentences, quotations
//! tag       &mut Text     → Text       word classes, part of speech, likely role
//! parse     &Text         → Parsed     attributions, mentions           — the nom grammar
//! resolve   &Parsed       → Story      speakers and camps; attributions bound to them
//! weigh     &Story        → Ledger     claims and the standing of each
//! judge     Reading, &Rulebook → findings                               — the YAML checks
//! report    &Draft, &Verdict   → a report
//! ```
//!
//! A stage knows the data of the stages before it and nothing of the stages after it.
//! [`check`] is those calls and nothing else. Between the checks and the report stands `suppress`:
//! what a note in the draft sets aside is no finding. `settings` reads a newsroom's `whosaid.yml`
//! into a [`Rulebook`]; the stages never see it.

pub mod examples;
pub mod judge;
pub mod lexicon;
pub mod parse;
pub mod read;
pub mod report;
pub mod resolve;
pub mod rulebook;
mod scan;
pub mod settings;
pub mod span;
pub mod suppress;
pub mod tag;
#[cfg(test)]
mod testing;
pub mod tokenise;
#[cfg(feature = "train")]
pub mod train;
pub mod verdict;
pub mod weigh;

pub use read::Draft;
pub use rulebook::Rulebook;
pub use verdict::Verdict;

use resolve::Context;

/// Reads a draft and gives all that is known of it, judged by the checks that are on.
#[must_use]
pub fn check(draft: &Draft, rulebook: &Rulebook) -> Verdict {
    check_with(draft, rulebook, judge::Which::Default)
}

/// Reads a draft and judges it by the checks that are on, or by all.
#[must_use]
pub fn check_with(draft: &Draft, rulebook: &Rulebook, which: judge::Which) -> Verdict {
    let lexicon = &rulebook.lexicon;
    let mut text = tokenise::tokenise(draft, lexicon);
    let hints = tag::tag(draft, &mut text, lexicon);
    let parsed = parse::parse(draft, &text, &hints, lexicon);
    let story = resolve::resolve(draft, &text, &parsed, lexicon, &rulebook.house.newsroom);
    let cx = Context { draft, text: &text, parsed: &parsed, story: &story, lexicon };
    let ledger = weigh::weigh(cx);
    let reading = judge::Reading { cx, ledger: &ledger };
    let mut ignores = suppress::Ignores::of(draft, &text, &ledger, rulebook);
    let mut findings =
        judge::judge(reading, rulebook, which, |finding| ignores.let_through(finding));
    let (aside, notes) = ignores.finish();
    findings.extend(notes);
    findings.sort_by(|a, b| (a.span.start, &a.code).cmp(&(b.span.start, &b.code)));
    Verdict { parsed, story, ledger, findings, aside }
}
