//! Reads a news draft and reports who says what, who is on whose side, and which claims rest on one source.
//!
//! ```
//! use whosaid::{Draft, Rulebook};
//!
//! let draft = Draft::new("draft.txt", "The bridge is shut, Tom Hale said.");
//! let verdict = whosaid::check(&draft, &Rulebook::built_in());
//!
//! let said = &verdict.parsed.attributions[0];
//! assert_eq!(draft.words(said.source.as_ref().unwrap().span), "Tom Hale");
//! assert_eq!(draft.words(said.content[0]), "The bridge is shut");
//! assert_eq!(verdict.ledger.claims[0].grounds, "Said only by Tom Hale.");
//! ```
//!
//! # Eight stages, one way
//!
//! ```text
//! read      path, stdin   → Draft      text, blocks, lines
//! tokenise  &Draft        → Text       tokens, sentences, quotations
//! tag       &mut Text     → Text       word classes, part of speech, likely role
//! parse     &Text         → Parsed     attributions, mentions           — the nom grammar
//! resolve   &Parsed       → Story      speakers and sides; attributions bound to them
//! weigh     Context       → Ledger     claims and the standing of each
//! judge     Reading, &Rulebook → findings                               — the YAML checks
//! report    &Draft, &Verdict   → a report
//! ```
//!
//! [`check`] makes those calls, from `tokenise` to `judge`, one after the other. `suppress` comes
//! between the checks and the report: what a note in the draft sets aside is no finding. [`settings`]
//! reads a newsroom's `whosaid.yml` into a [`Rulebook`]; the stages never see it. Below the stages lie
//! `scan`, which cuts text into words and marks, and `lexicon`, which knows words and no tokens.
//!
//! Three rooms stand beside the stages and use what [`check`] gives: `versions` holds two versions of a
//! draft against each other, `verify` quotations against transcripts, `adopt` findings and claims
//! against those that were written down before.
//!
//! # What always holds
//!
//! - A stage knows the data of the stages before it and nothing of the stages after it; no files need
//!   each other in a circle. `tests/layers.rs` has the order.
//! - Parsing never fails: words that the grammar cannot read are simply no attribution.
//! - Nothing is lost: tokens and the gaps between them are the draft, byte for byte.
//! - A fact is worked out once, where its data is, and read afterwards.
//! - Every place is a span of bytes of the draft; lines and columns are worked out from it.
//! - The same draft gives the same answer on every machine: learned weights are integers.
//! - Nothing opens a network connection.
//!
//! The modules that are hidden here are the stages, open to this crate's own tests and to its program;
//! they change without notice.

#[doc(hidden)]
pub mod adopt;
#[doc(hidden)]
pub mod examples;
#[doc(hidden)]
pub mod judge;
#[doc(hidden)]
pub mod lexicon;
#[doc(hidden)]
pub mod parse;
#[doc(hidden)]
pub mod read;
pub mod report;
#[doc(hidden)]
pub mod resolve;
#[doc(hidden)]
pub mod rulebook;
mod scan;
pub mod settings;
#[doc(hidden)]
pub mod span;
#[doc(hidden)]
pub mod suppress;
#[doc(hidden)]
pub mod tag;
#[cfg(test)]
mod testing;
#[doc(hidden)]
pub mod tokenise;
#[cfg(feature = "train")]
#[doc(hidden)]
pub mod train;
#[doc(hidden)]
pub mod verdict;
#[doc(hidden)]
pub mod verify;
#[doc(hidden)]
pub mod versions;
#[doc(hidden)]
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
    // Nobody reads them any more, and of a long draft they are large.
    drop(hints);
    let story = resolve::resolve(draft, &text, &parsed, lexicon, &rulebook.house.newsroom);
    let cx = Context { draft, text: &text, parsed: &parsed, story: &story, lexicon };
    let ledger = weigh::weigh(cx);
    let reading = judge::Reading { cx, ledger: &ledger };
    let mut ignores = suppress::Ignores::of(draft, &text, &ledger, rulebook);
    let mut findings =
        judge::judge(reading, rulebook, which, |finding| ignores.let_through(finding));
    let (mut aside, notes) = ignores.finish();
    findings.extend(notes);
    findings.sort_by(verdict::Finding::by_place);
    suppress::name_all(draft, &text, &ledger, rulebook, &mut findings, &mut aside);
    Verdict { parsed, story, ledger, findings, aside }
}
