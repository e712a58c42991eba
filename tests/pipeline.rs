//! What every stage makes of every sample, as an editor would read it.

use std::fmt::Write;

use whosaid::{Draft, Rulebook, parse, resolve, tag, tokenise, weigh};

use crate::{project, snapshots};

/// All sample drafts, by name.
fn samples() -> Vec<(String, Draft)> {
    let mut all: Vec<_> = std::fs::read_dir(project("samples"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "txt"))
        .map(|path| {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            (name, Draft::from_file(&path).unwrap())
        })
        .collect();
    all.sort_by(|a, b| a.0.cmp(&b.0));
    assert!(all.len() >= 6, "at least six samples");
    all
}

#[test]
fn tokens_and_gaps_are_the_draft_byte_for_byte() {
    let rulebook = Rulebook::built_in();
    for (name, draft) in samples() {
        let text = tokenise::tokenise(&draft, &rulebook.lexicon);
        let mut end = 0;
        for token in &text.tokens {
            assert!(token.span.start >= end, "{name}: tokens overlap at byte {}", token.span.start);
            let gap = &draft.text[end..token.span.start];
            assert!(gap.chars().all(char::is_whitespace), "{name}: {gap:?} is in no token");
            assert_eq!(draft.words(token.span), token.text, "{name}");
            end = token.span.end;
        }
        assert!(draft.text[end..].trim().is_empty(), "{name}: the end is in no token");
    }
}

#[test]
fn read() {
    let _in = snapshots("read");
    for (name, draft) in samples() {
        let mut out = String::new();
        for block in &draft.blocks {
            let line = draft.line_of(block.span.start);
            writeln!(out, "{line:3} {:?}: {}", block.kind, short(draft.words(block.span))).unwrap();
        }
        insta::assert_snapshot!(name, out);
    }
}

#[test]
fn tokenised() {
    let _in = snapshots("tokenise");
    let rulebook = Rulebook::built_in();
    for (name, draft) in samples() {
        let text = tokenise::tokenise(&draft, &rulebook.lexicon);
        let mut out = String::new();
        for sentence in &text.sentences {
            let words: Vec<_> =
                text.tokens[sentence.tokens.clone()].iter().map(|t| t.text).collect();
            writeln!(out, "{}", words.join(" ")).unwrap();
        }
        writeln!(out).unwrap();
        for quotation in &text.quotations {
            let tokens = &text.tokens[quotation.tokens.clone()];
            let span = tokens[0].span.to(tokens[tokens.len() - 1].span);
            let again = if quotation.takes_up.is_some() { ", takes up" } else { "" };
            writeln!(
                out,
                "{:?} depth {} closed {:?}{again}: {}",
                quotation.mark,
                quotation.depth,
                quotation.closed,
                short(draft.words(span))
            )
            .unwrap();
        }
        insta::assert_snapshot!(name, out);
    }
}

#[test]
fn tagged() {
    let _in = snapshots("tag");
    let rulebook = Rulebook::built_in();
    for (name, draft) in samples() {
        let mut text = tokenise::tokenise(&draft, &rulebook.lexicon);
        tag::tag(&draft, &mut text, &rulebook.lexicon);
        let mut out = String::new();
        for sentence in &text.sentences {
            for token in &text.tokens[sentence.tokens.clone()] {
                let role = match token.hint.role {
                    whosaid::tokenise::token::Role::None => "",
                    whosaid::tokenise::token::Role::Source => "/SOURCE",
                    whosaid::tokenise::token::Role::Cue => "/CUE",
                    whosaid::tokenise::token::Role::Content => "/C",
                };
                write!(out, "{}/{:?}{role} ", token.text, token.pos).unwrap();
            }
            out.push('\n');
        }
        insta::assert_snapshot!(name, out);
    }
}

#[test]
fn parsed() {
    let _in = snapshots("parse");
    let rulebook = Rulebook::built_in();
    for (name, draft) in samples() {
        let verdict = whosaid::check(&draft, &rulebook);
        let mut out = String::new();
        for a in &verdict.parsed.attributions {
            writeln!(out, "{}", attribution(&draft, a)).unwrap();
        }
        for loose in &verdict.parsed.loose {
            writeln!(out, "nobody: {}", draft.words(loose.span)).unwrap();
        }
        insta::assert_snapshot!(name, out);
    }
}

#[test]
fn resolved() {
    let _in = snapshots("resolve");
    let rulebook = Rulebook::built_in();
    for (name, draft) in samples() {
        let verdict = whosaid::check(&draft, &rulebook);
        let mut out = String::new();
        for (a, meaning) in verdict.parsed.attributions.iter().zip(&verdict.story.bindings) {
            let source = a.source.as_ref().map_or("nobody", |s| draft.words(s.span));
            let line = draft.line_of(a.span().start);
            writeln!(out, "{line:3} {source} = {}", meant(&verdict.story, meaning)).unwrap();
        }
        writeln!(out).unwrap();
        for side in &verdict.story.sides {
            if side.members.len() < 2 {
                continue;
            }
            let names: Vec<_> =
                side.members.iter().map(|m| verdict.story.speakers[m.0].name.as_str()).collect();
            writeln!(out, "{}: {}", side.name, names.join(", ")).unwrap();
            for evidence in &side.evidence {
                let who = &verdict.story.speakers[evidence.speaker.0].name;
                writeln!(out, "    {who}: {}", evidence.reason).unwrap();
            }
        }
        insta::assert_snapshot!(name, out);
    }
}

#[test]
fn weighed() {
    let _in = snapshots("weigh");
    let rulebook = Rulebook::built_in();
    for (name, draft) in samples() {
        let verdict = whosaid::check(&draft, &rulebook);
        insta::assert_snapshot!(name, crate::ledger::page(&draft, &verdict));
    }
}

#[test]
fn judged() {
    let _in = snapshots("judge");
    let rulebook = Rulebook::built_in();
    for (name, draft) in samples() {
        let verdict = whosaid::check(&draft, &rulebook);
        let mut out = String::new();
        for finding in &verdict.findings {
            let line = draft.line_of(finding.span.start);
            writeln!(
                out,
                "{line:3} {:?} {} {}: {}",
                finding.severity, finding.code, finding.name, finding.message
            )
            .unwrap();
            for related in &finding.related {
                let line = draft.line_of(related.span.start);
                writeln!(
                    out,
                    "      {line}: {}: {}",
                    related.label,
                    short(draft.words(related.span))
                )
                .unwrap();
            }
        }
        insta::assert_snapshot!(name, out);
    }
}

/// One attribution in four lines.
fn attribution(draft: &Draft, a: &parse::Attribution) -> String {
    let line = draft.line_of(a.span().start);
    let mut out = format!("{line:3} {:?} {:?} {:?} {:?}", a.pattern, a.form, a.act, a.confidence);
    let source = a.source.as_ref().map_or("-", |s| draft.words(s.span));
    let cue = a.cue.as_ref().map_or("-", |c| draft.words(c.span));
    write!(out, "\n    source: {source}\n    cue: {cue}").unwrap();
    for piece in &a.content {
        write!(out, "\n    content: {}", draft.words(*piece)).unwrap();
    }
    out
}

fn meant(story: &resolve::Story, meaning: &resolve::Meaning) -> String {
    let name = |id: &resolve::SpeakerId| story.speakers[id.0].name.clone();
    match meaning {
        resolve::Meaning::Speaker(id) => {
            let speaker = &story.speakers[id.0];
            format!("{} ({:?})", speaker.name, speaker.kind)
        }
        resolve::Meaning::Ambiguous(ids) => {
            format!("{}?", ids.iter().map(name).collect::<Vec<_>>().join(" or "))
        }
        resolve::Meaning::Together(ids) => ids.iter().map(name).collect::<Vec<_>>().join(" and "),
        resolve::Meaning::Unknown => "not known".to_owned(),
    }
}

/// A text cut to one line of 90 characters.
fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= 90 {
        return line;
    }
    line.chars().take(89).chain(['…']).collect()
}

#[test]
fn standings_have_grounds() {
    let rulebook = Rulebook::built_in();
    let mut seen = 0;
    for (name, draft) in samples() {
        for claim in &whosaid::check(&draft, &rulebook).ledger.claims {
            seen += 1;
            assert!(claim.grounds.ends_with(['.', '…']), "{name}: {:?}", claim.grounds);
            let nobody = claim.standing == weigh::Standing::Unsourced;
            assert!(!nobody || claim.grounds.starts_with("Nobody "), "{name}: {}", claim.text);
        }
    }
    assert!(seen >= 50, "only {seen} claims in the samples");
}

#[test]
fn text_without_a_full_stop_is_cut() {
    let rulebook = Rulebook::built_in();
    let draft = Draft::new("a.txt", "said it\n".repeat(3000));
    let text = tokenise::tokenise(&draft, &rulebook.lexicon);
    assert!(text.sentences.iter().all(|sentence| sentence.tokens.len() <= 400));
    assert_eq!(text.sentences.last().map(|s| s.tokens.end), Some(text.tokens.len()));
}
