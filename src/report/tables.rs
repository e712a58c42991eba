//! The claim sheet, the source ledger, and the questions for the reporter.

use std::io::{self, Write};

use super::checked::Checked;
use super::words::{one_line, standing};
use crate::read::Draft;
use crate::resolve::{Card, SpeakerId};
use crate::verdict::Finding;

/// Writes every claim: where, how it stands, why.
pub fn claims(out: &mut dyn Write, drafts: &[Checked]) -> io::Result<()> {
    for checked in drafts {
        writeln!(out, "{}", one_line(&checked.draft.name()))?;
        for claim in &checked.verdict.ledger.claims {
            let at = checked.draft.where_is(claim.span.start);
            writeln!(out, "\n{} {at}: {}", claim.id, one_line(&claim.text))?;
            writeln!(out, "    {}", standing(claim.standing))?;
            writeln!(out, "    {}", one_line(&claim.grounds))?;
            writeln!(out, "    checked by:        how:        when:")?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// Writes every speaker who is heard: name, kind, side, roles, verbs.
pub fn speakers(out: &mut dyn Write, drafts: &[Checked]) -> io::Result<()> {
    for checked in drafts {
        let (draft, verdict) = (&checked.draft, &checked.verdict);
        writeln!(out, "{}", one_line(&draft.name()))?;
        for (n, speaker) in verdict.story.speakers.iter().enumerate() {
            let heard: Vec<_> = (0..verdict.story.bindings.len())
                .filter(|a| verdict.story.bindings[*a].speaker() == Some(SpeakerId(n)))
                .map(|a| &verdict.parsed.attributions[a])
                .collect();
            if heard.is_empty() {
                continue;
            }
            let kind = serde_json::to_value(speaker.kind)?;
            let side = &verdict.story.sides[speaker.side.0].name;
            writeln!(out, "\n{} ({})", one_line(&speaker.name), kind.as_str().unwrap_or_default())?;
            writeln!(out, "    side: {side}")?;
            card(out, draft, &verdict.story.cards[n])?;
            if let Some(role) = &speaker.known_role {
                writeln!(out, "    known to the desk: {}", one_line(role))?;
            }
            for role in &speaker.roles {
                let at = draft.where_is(role.start);
                writeln!(out, "    introduced, {at}: {}", one_line(draft.words(*role)))?;
            }
            let verbs: Vec<String> = heard
                .iter()
                .filter_map(|a| a.cue.as_ref())
                .map(|cue| {
                    let (words, at) = (draft.words(cue.span), draft.where_is(cue.span.start));
                    // A colon or a dash.
                    let mark = !words.contains(char::is_alphabetic);
                    let words = if mark { format!("“{words}”") } else { one_line(words) };
                    format!("{words} ({at})")
                })
                .collect();
            writeln!(out, "    heard: {}", verbs.join(", "))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// Type, title, how it knows or why it is hidden, first mention.
fn card(out: &mut dyn Write, draft: &Draft, card: &Card) -> io::Result<()> {
    let name = |kind: serde_json::Value| kind.as_str().unwrap_or_default().replace('-', " ");
    writeln!(out, "    type: {}", name(serde_json::to_value(card.source_type)?))?;
    if let Some(title) = card.title {
        let at = draft.where_is(title.start);
        writeln!(out, "    title, {at}: {}", one_line(draft.words(title)))?;
    }
    if let Some(known) = card.knowledge {
        let at = draft.where_is(known.span.start);
        let words = one_line(draft.words(known.span));
        let kind = name(serde_json::to_value(known.kind)?);
        if known.kind.hides() {
            writeln!(out, "    hidden, {at}: {words} ({kind})")?;
        } else {
            writeln!(out, "    knows, {at}: {words} ({kind})")?;
        }
    }
    if let Some(first) = card.first_mention {
        writeln!(out, "    first mentioned: {}", draft.where_is(first.start))?;
    }
    Ok(())
}

/// Writes the questions that the shown findings raise, by whom one would ask: first who is called, in
/// the order of the draft, then the reporter.
pub fn questions(out: &mut dyn Write, drafts: &[Checked]) -> io::Result<()> {
    for checked in drafts {
        writeln!(out, "{}", one_line(&checked.draft.name()))?;
        let shown = || checked.verdict.findings.iter().filter(|f| f.severity >= checked.show);
        let mut called: Vec<&str> = Vec::new();
        for call in shown().filter_map(|finding| finding.call.as_ref()) {
            if !called.contains(&call.whom.as_str()) {
                called.push(&call.whom);
            }
        }
        for whom in called {
            writeln!(out, "\nTo {}", one_line(whom))?;
            for finding in shown() {
                if let Some(call) = finding.call.as_ref().filter(|call| call.whom == whom) {
                    question(out, checked, finding, &call.ask)?;
                }
            }
        }
        let ours = |finding: &&Finding| finding.call.is_none() && finding.question.is_some();
        if shown().any(|finding| ours(&finding)) {
            writeln!(out, "\nTo the reporter")?;
        }
        for finding in shown().filter(ours) {
            question(out, checked, finding, finding.question.as_deref().unwrap_or_default())?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn question(
    out: &mut dyn Write,
    checked: &Checked,
    finding: &Finding,
    words: &str,
) -> io::Result<()> {
    let at = checked.draft.where_is(finding.span.start);
    writeln!(out, "  {at}: {}", one_line(words))
}
