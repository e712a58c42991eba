//! A ledger as an editor would read it: claim, who, side, standing, grounds, answers, accusations,
//! and what nobody is credited with.

use std::fmt::Write as _;

use whosaid::weigh::{Answer, Claim};
use whosaid::{Draft, Verdict};

/// The ledger of a draft on one page.
pub(crate) fn page(draft: &Draft, verdict: &Verdict) -> String {
    let page = Page { draft, verdict };
    let mut out = String::from("CLAIMS\n");
    for claim in &verdict.ledger.claims {
        out.push_str(&page.claim(claim));
    }
    out.push_str("\nACCUSATIONS\n");
    for accusation in &verdict.ledger.accusations {
        let who = accusation.attribution.map_or("nobody named".to_owned(), |a| page.source(a));
        let line = page.draft.line_of(accusation.span.start);
        let accused = match accusation.act {
            Some(act) if act == accusation.accused => "somebody who is not named".to_owned(),
            _ => page.cut(draft.words(accusation.accused)),
        };
        let act = accusation.act.map_or(String::new(), |act| page.cut(draft.words(act)));
        let manner = word(accusation.manner);
        let _ = writeln!(out, "\nline {line}: {who} against {accused} ({manner})");
        let _ = writeln!(out, "    act: {act}");
        let reply = match (&accusation.reply, accusation.aside) {
            (Some(reply), _) => page.answer(reply),
            (None, Some(aside)) => {
                format!("none; speaks of something else, line {}", page.line(aside))
            }
            (None, None) => "none".to_owned(),
        };
        let _ = writeln!(out, "    reply: {reply}");
    }
    out.push_str("\nANSWERS TO NOTHING IN THE DRAFT\n\n");
    for answer in &verdict.ledger.unbound {
        let _ = writeln!(out, "{}", page.answer(answer));
    }
    out.push_str("\nSTATED WITHOUT A SOURCE\n\n");
    for statement in &verdict.ledger.unsourced {
        let line = draft.line_of(statement.span.start);
        let words = page.cut(draft.words(statement.span));
        let _ = writeln!(out, "line {line}, {}: {words}", word(statement.rank));
        for signal in &statement.signals {
            let _ = writeln!(out, "    {}: {}", word(signal.kind), draft.words(signal.span));
        }
    }
    out
}

struct Page<'a> {
    draft: &'a Draft,
    verdict: &'a Verdict,
}

impl Page<'_> {
    fn claim(&self, claim: &Claim) -> String {
        let mut out = String::new();
        let _ = writeln!(out, "\n{} {}", claim.id, self.cut(&claim.text));
        let said: Vec<_> = claim
            .attributions
            .iter()
            .map(|a| format!("{}, line {}", self.source(*a), self.line(*a)))
            .collect();
        let _ = writeln!(out, "    said by: {}", said.join("; "));
        let sides: Vec<_> =
            claim.sides.iter().map(|c| self.verdict.story.sides[c.0].name.as_str()).collect();
        let _ = writeln!(out, "    sides: {}", sides.join("; "));
        let own = if claim.own { ", its own matter" } else { "" };
        let _ = writeln!(out, "    standing: {}{own}", word(claim.standing));
        let _ = writeln!(out, "    grounds: {}", claim.grounds);
        for answer in &claim.answers {
            let _ = writeln!(out, "    answer: {}", self.answer(answer));
        }
        if let Some(interest) = claim.interest {
            let _ = writeln!(out, "    praises its own side: {}", self.draft.words(interest));
        }
        out
    }

    /// "declines, the US State Department, line 16 (names-party)"
    fn answer(&self, answer: &Answer) -> String {
        format!(
            "{}, {}, line {} ({})",
            word(answer.kind),
            self.source(answer.attribution),
            self.line(answer.attribution),
            word(answer.ground)
        )
    }

    fn source(&self, attribution: usize) -> String {
        let source = self.verdict.parsed.attributions[attribution].source.as_ref();
        source.map_or("nobody".to_owned(), |s| self.cut(self.draft.words(s.span)))
    }

    fn line(&self, attribution: usize) -> usize {
        self.draft.line_of(self.verdict.parsed.attributions[attribution].span().start)
    }

    /// A text cut to one line of 100 characters.
    #[allow(clippy::unused_self)] // reads as the others do
    fn cut(&self, text: &str) -> String {
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if line.chars().count() <= 100 {
            return line;
        }
        line.chars().take(99).chain(['…']).collect()
    }
}

/// The name of a variant, as the rule files write it.
fn word(value: impl serde::Serialize) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap().to_owned()
}
