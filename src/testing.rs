//! For unit tests: a few lines of copy, read up to the stage that a test is about.
//!
//! What is read is never freed, so that a test can hold tokens, attributions and speakers without
//! holding their owners.

use std::sync::OnceLock;

use crate::judge::Reading;
use crate::parse::Parsed;
use crate::read::Draft;
use crate::resolve::Context;
use crate::rulebook::Rulebook;
use crate::tag::Hints;
use crate::tokenise::Text;
use crate::verdict::Verdict;
use crate::{parse, resolve, tag, tokenise, weigh};

/// The rulebook inside the program, read once.
pub(crate) fn rulebook() -> &'static Rulebook {
    static RULEBOOK: OnceLock<Rulebook> = OnceLock::new();
    RULEBOOK.get_or_init(Rulebook::built_in)
}

/// A draft that lives as long as the test.
pub(crate) fn draft(copy: &str) -> &'static Draft {
    Box::leak(Box::new(Draft::new("test", copy)))
}

/// Tokens with all that the tagger says of them.
pub(crate) fn tagged(copy: &str) -> (&'static Draft, &'static Text<'static>, &'static Hints) {
    let draft = draft(copy);
    let lexicon = &rulebook().lexicon;
    let mut text = tokenise::tokenise(draft, lexicon);
    let hints = tag::tag(draft, &mut text, lexicon);
    (draft, Box::leak(Box::new(text)), Box::leak(Box::new(hints)))
}

/// Attributions and mentions.
pub(crate) fn parsed(copy: &str) -> (&'static Draft, &'static Text<'static>, &'static Parsed) {
    let (draft, text, hints) = tagged(copy);
    let parsed = parse::parse(draft, text, hints, &rulebook().lexicon);
    (draft, text, Box::leak(Box::new(parsed)))
}

/// The words of the source of the last attribution.
pub(crate) fn last_source(copy: &str) -> Option<&'static str> {
    let (draft, _, parsed) = parsed(copy);
    let source = parsed.attributions.last()?.source.as_ref()?;
    Some(draft.words(source.span))
}

/// Speakers and sides too.
pub(crate) fn resolved(copy: &str) -> Context<'static> {
    let (draft, text, parsed) = parsed(copy);
    let rulebook = rulebook();
    let lexicon = &rulebook.lexicon;
    let story = resolve::resolve(draft, text, parsed, lexicon, &rulebook.house.newsroom);
    Context { draft, text, parsed, story: Box::leak(Box::new(story)), lexicon }
}

/// Claims too.
pub(crate) fn weighed(copy: &str) -> Reading<'static> {
    let cx = resolved(copy);
    Reading { cx, ledger: Box::leak(Box::new(weigh::weigh(cx))) }
}

/// Everything, judged by the checks that are on.
pub(crate) fn judged(copy: &str) -> Verdict {
    crate::check(draft(copy), rulebook())
}

/// Fails with every line of copy that is read otherwise, and with what was read.
pub(crate) fn check(read: impl Fn(&str) -> String, cases: &[(&str, &str)]) {
    let wrong = cases.iter().filter_map(|(copy, right)| {
        let found = read(copy);
        (found != *right).then(|| format!("{copy:?}\n  {found}"))
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_line_is_read_up_to_every_stage() {
    let copy = "The bridge is shut, Tom Hale said.";
    assert_eq!(tagged(copy).1.tokens.len(), 9);
    assert_eq!(parsed(copy).2.attributions.len(), 1);
    assert_eq!(resolved(copy).story.speakers[0].name, "Tom Hale");
    assert_eq!(weighed(copy).ledger.claims.len(), 1);
    assert_eq!(judged(copy).ledger.claims.len(), 1);
}
