//! What must hold for any bytes. `cargo fuzz` runs these on what it finds, `cargo test` on samples that
//! are changed at random: see `tests/fuzz/README.md`.

#![allow(dead_code)] // a target runs one of them

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::{env, fs, process};

use whosaid::report::{self, Checked, Colour, Format, Links, Style};
use whosaid::rulebook::{File, Files, Rulebook};
use whosaid::settings::{self, Asked, Desk};
use whosaid::span::Span;
use whosaid::verdict::Severity;
use whosaid::verify::{Speech, Transcript};
use whosaid::{Draft, adopt, parse, suppress, tag, tokenise, versions};

/// The rules inside the program, read once.
fn rulebook() -> &'static Arc<Rulebook> {
    static RULEBOOK: OnceLock<Arc<Rulebook>> = OnceLock::new();
    RULEBOOK.get_or_init(|| Arc::new(Rulebook::built_in()))
}

/// A folder of this process for rules and settings, which are read from files.
fn folder() -> PathBuf {
    let place = option_env!("CARGO_TARGET_TMPDIR").map_or_else(env::temp_dir, PathBuf::from);
    let folder = place.join(format!("whosaid-fuzz-{}", process::id()));
    fs::create_dir_all(&folder).expect("a folder for temporary files");
    folder
}

/// The names of files that the readers know; the first byte of the input picks one.
pub(super) const NAMES: [&str; 12] = [
    "d.txt", "d.md", "d.html", "d.docx", "d.odt", "d.xml", "d.json", "d.eml", "d.anpa", "d.iptc",
    "d.rss", "d",
];

/// A file is read or refused; of a draft that is read each place is one in the file.
pub(super) fn reader(name: &str, bytes: &[u8]) {
    let Ok(drafts) = Draft::read(name, bytes, None) else { return };
    assert!(!drafts.is_empty());
    for draft in &drafts {
        let mut end = 0;
        for block in &draft.blocks {
            assert!(block.span.start >= end, "blocks overlap at byte {end}");
            end = block.span.end;
            assert!(draft.text.get(block.span.start..end).is_some(), "{:?}", block.span);
            let place = draft.place(block.span);
            assert!(place.start <= place.end, "{place:?}");
            assert!(draft.position_of(block.span.start).line > 0);
            let (first, last) = draft.points_of(block.span);
            assert!(first.line <= last.line, "{first:?} to {last:?}");
        }
    }
}

/// Tokens, and the gaps between them, are the draft byte for byte; sentences part the tokens.
pub(super) fn tokens(text: &str) {
    let draft = Draft::new("d.txt", text);
    let text = tokenise::tokenise(&draft, &rulebook().lexicon);
    let mut end = 0;
    let mut whole = String::new();
    for token in &text.tokens {
        assert!(token.span.start >= end, "tokens overlap at byte {end}");
        whole.push_str(&draft.text[end..token.span.start]);
        whole.push_str(token.text);
        assert_eq!(draft.words(token.span), token.text);
        end = token.span.end;
    }
    whole.push_str(&draft.text[end..]);
    assert_eq!(whole, draft.text);
    let mut next = 0;
    for sentence in &text.sentences {
        assert!(sentence.tokens.start >= next && !sentence.tokens.is_empty(), "{sentence:?}");
        next = sentence.tokens.end;
    }
    assert!(next <= text.tokens.len());
}

/// Spans of attributions are words of the draft, in order; what reports is in one sentence.
pub(super) fn grammar(text: &str) {
    let draft = Draft::new("d.txt", text);
    let lexicon = &rulebook().lexicon;
    let mut text = tokenise::tokenise(&draft, lexicon);
    let hints = tag::tag(&draft, &mut text, lexicon);
    let parsed = parse::parse(&draft, &text, &hints, lexicon);
    let words = |span: Span| {
        let words = draft.text.get(span.start..span.end);
        assert!(words.is_some_and(|words| !words.is_empty()), "{span:?} are no words");
    };
    for attribution in &parsed.attributions {
        assert!(attribution.sentence < text.sentences.len());
        for span in attribution.cue.iter().map(|cue| cue.span) {
            words(span);
            let within = text.sentences.iter().any(|sentence| {
                let tokens = &text.tokens[sentence.tokens.clone()];
                tokens[0].span.to(tokens[tokens.len() - 1].span).contains(span)
            });
            assert!(within, "{span:?} is in no sentence");
        }
        attribution.source.iter().for_each(|source| words(source.span));
        let mut end = 0;
        for piece in &attribution.content {
            words(*piece);
            assert!(piece.start >= end, "{piece:?} is out of order");
            end = piece.end;
        }
        assert!(attribution.nested.is_none_or(|outer| outer < parsed.attributions.len()));
    }
}

/// A draft is checked, shown in every format, and what is written for programs can be read.
pub(super) fn check(text: &str) {
    let draft = Draft::new("d.txt", text);
    let rulebook = rulebook();
    let verdict = whosaid::check(&draft, rulebook);
    for finding in &verdict.findings {
        assert!(draft.text.get(finding.span.start..finding.span.end).is_some());
        assert!(!finding.message.is_empty() && !finding.fingerprint.is_empty());
    }
    let rulebook = Arc::clone(rulebook);
    let checked = [Checked { draft, verdict, rulebook, show: Severity::Note }];
    let style = Style { colour: Colour::Off, links: Links::Off, width: 80 };
    for (name, format) in Format::ALL {
        let mut out = Vec::new();
        report::write(&mut out, &checked, &[], format, style).expect("memory takes all");
        let out = String::from_utf8(out).expect("reports are UTF-8");
        let json = |text: &str| {
            let read = serde_json::from_str::<serde_json::Value>(text);
            assert!(read.is_ok(), "{name}: {text}");
        };
        match format {
            Format::Json | Format::Sarif | Format::Gitlab | Format::Rdjson => json(&out),
            Format::Jsonl => out.lines().for_each(json),
            Format::Text | Format::Full | Format::Short => {
                let drives = |c: char| c.is_control() && c != '\n' && c != '\t';
                assert!(!out.contains(drives), "{name}: {out:?}");
            }
            _ => {}
        }
    }
}

/// A rule file is read, or refused with its name; by what is read a draft can be checked.
pub(super) fn rules(place: &str, text: &str) {
    let folder = folder().join("rules");
    let path = folder.join(place);
    fs::create_dir_all(path.parent().expect("a place is below a folder")).expect("a folder");
    fs::write(&path, text).expect("a file");
    let mut files = Files::built_in();
    if let Err(error) = files.lay_over_as(&folder, "desk") {
        assert!(error.to_string().starts_with("desk"), "{error}");
    } else {
        let (rulebook, errors) = Rulebook::sound_part(&files);
        for error in &errors {
            assert!(error.to_string().contains("desk"), "{error}");
        }
        let draft = Draft::new("d.txt", "The bridge is shut, officials said.");
        let _ = whosaid::check(&draft, &rulebook);
    }
    let _ = fs::remove_file(&path);
}

/// A settings file is read, or refused with its name.
pub(super) fn settings(text: &str) {
    let path = folder().join("whosaid.yml");
    fs::write(&path, text).expect("a file");
    let asked = Asked { file: Some(path), ..Asked::default() };
    let errors = match settings::load(&asked).and_then(Desk::new) {
        Err(errors) => errors,
        Ok(desk) => {
            let overrides = desk.overrides_for(std::path::Path::new("drafts/d.txt"));
            desk.rulebook(&overrides).err().unwrap_or_default()
        }
    };
    for error in errors {
        assert!(!error.to_string().is_empty());
    }
}

/// What lies beside a draft is read or refused, and what is read is written so that it can be read.
pub(super) fn side_files(text: &str) {
    let named = |text: &str| File::new("d.txt.whosaid.yml", text.to_owned());
    let file = named(text);
    if let Ok(sidecar) = suppress::read_sidecar(&file) {
        let text = suppress::write_sidecar("d.txt", &sidecar);
        let again = suppress::read_sidecar(&named(&text));
        assert_eq!(again.expect("what was written is read").ignores, sidecar.ignores);
    }
    if let Ok(signoff) = adopt::Signoff::read(&file) {
        let entries: Vec<_> = signoff.claims.iter().cloned().enumerate().collect();
        let entries: Vec<_> = entries.into_iter().map(|(n, one)| (Some(n), one)).collect();
        let written = adopt::Signoff::text(&entries, Some(text), "d.txt");
        let again = adopt::Signoff::read(&named(&written));
        assert_eq!(again.expect("what was written is read"), signoff);
    }
    if let Ok(baseline) = adopt::Baseline::read(text, "baseline.json") {
        let again = adopt::Baseline::read(&baseline.text(), "baseline.json");
        assert!(again.is_ok(), "{:?}", again.err());
    }
    if let Ok(approved) = versions::read_approved(&file) {
        let olds: Vec<_> = approved.stories.iter().map(versions::ApprovedStory::version).collect();
        assert_eq!(olds.len(), approved.stories.len());
    }
}

/// A transcript is read or refused, and a quotation is held against what is read.
pub(super) fn transcripts(name: &str, bytes: &[u8]) {
    let lexicon = &rulebook().lexicon;
    let speech = Speech::built_in();
    let Ok(transcripts) = Transcript::read(name, bytes, &speech, lexicon) else { return };
    let draft = Draft::new("d.txt", "“We will not … sell the mill,” Tom Hale said. “It is ours.”");
    let verdict = whosaid::check(&draft, rulebook());
    let found = whosaid::verify::Verifier::new(&transcripts, &speech, lexicon);
    for verified in found.verify(&draft, &verdict) {
        for place in &verified.places {
            let text = transcripts[place.transcript].file.as_read();
            assert!(text.get(place.span.start..place.span.end).is_some(), "{:?}", place.span);
        }
    }
}
