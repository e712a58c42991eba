//! Samples in every format that is read: what their blocks are, what is reported of them, and that every
//! place is one in the file.

use std::fmt::Write;
use std::fs;
use std::io::Read;
use std::sync::Arc;

use whosaid::read::Format;
use whosaid::report::{self, Checked, Colour, Links, Style};
use whosaid::span::Span;
use whosaid::verdict::Severity;
use whosaid::{Draft, Rulebook, Verdict};

use crate::{project, snapshots};

/// A sample with the bytes of its file.
struct Sample {
    name: String,
    bytes: Vec<u8>,
    draft: Draft,
}

/// All samples in `samples/formats`, by name.
fn samples() -> Vec<Sample> {
    let mut all: Vec<_> = fs::read_dir(project("samples/formats"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .flat_map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let bytes = fs::read(&path).unwrap();
            let drafts = Draft::read(&name, &bytes, None).unwrap().into_iter();
            drafts.map(move |draft| Sample { name: name.clone(), bytes: bytes.clone(), draft })
        })
        .collect();
    all.sort_by(|a, b| a.name.cmp(&b.name));
    all
}

#[test]
fn every_format_has_a_sample() {
    let all = samples();
    for format in Format::all() {
        assert!(all.iter().any(|one| one.draft.format == format), "no sample is {format}");
    }
    let readme = fs::read_to_string(project("samples/README.md")).unwrap();
    for sample in &all {
        let name = &sample.name;
        assert!(readme.contains(&format!("| `formats/{name}` |")), "{name} is not in the README");
        assert!(!sample.draft.path.contains('/'), "{name}");
    }
}

/// The name of a sample's snapshots; the second story of a file has one of its own.
fn key(name: &str, draft: &Draft) -> String {
    match draft.story {
        Some((at, _)) if at > 1 => format!("{name}-{at}"),
        _ => name.to_owned(),
    }
}

#[test]
fn blocks_of_every_format() {
    let _in = snapshots("formats");
    for Sample { name, draft, .. } in samples() {
        insta::assert_snapshot!(format!("{}.blocks", key(&name, &draft)), blocks(&draft));
    }
}

#[test]
fn reports_of_every_format() {
    let _in = snapshots("formats");
    let rulebook = Arc::new(Rulebook::built_in());
    for Sample { name, draft, .. } in samples() {
        let key = key(&name, &draft);
        let verdict = whosaid::check(&draft, &rulebook);
        let rulebook = Arc::clone(&rulebook);
        let checked = Checked { draft, verdict, rulebook, show: Severity::Note };
        let style = Style { colour: Colour::Off, width: 80, links: Links::Off };
        let mut out = Vec::new();
        report::write(&mut out, &[checked], &[], report::Format::Full, style).unwrap();
        insta::assert_snapshot!(format!("{key}.report"), String::from_utf8(out).unwrap());
    }
}

/// The format, the remarks, each block and each note, a line each.
fn blocks(draft: &Draft) -> String {
    let mut out = format!("{}\n", draft.format);
    for remark in &draft.remarks {
        writeln!(out, "remark: {remark}").unwrap();
    }
    for block in &draft.blocks {
        let words = short(draft.words(block.span));
        let part = format!("{:?}", block.part);
        let number = draft.set_apart(block.span).map(|n| format!(" [quotation {n}]"));
        let number = number.unwrap_or_default();
        writeln!(out, "{:12} {part}: {words}{number}", place(draft, block.span.start)).unwrap();
    }
    for note in &draft.directives {
        let at = place(draft, note.span.start);
        writeln!(out, "{at:12} note, {:?} before it:{}", note.before, note.words).unwrap();
    }
    out
}

/// Part of the file, line and column.
fn place(draft: &Draft, offset: usize) -> String {
    let at = draft.position_of(offset);
    let part = draft.part_of(offset).map(|part| format!("{part} ")).unwrap_or_default();
    format!("{part}{}:{}", at.line, at.column)
}

/// A text cut to one line of 70 characters.
fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= 70 {
        return line;
    }
    line.chars().take(69).chain(['…']).collect()
}

#[test]
fn every_place_is_one_in_the_file() {
    let rulebook = Rulebook::built_in();
    let mut seen = 0;
    for sample in samples() {
        let verdict = whosaid::check(&sample.draft, &rulebook);
        let spans = spans(&verdict);
        assert!(spans.len() >= 6, "{}: {} places", sample.name, spans.len());
        for span in &spans {
            let words = sample.draft.words(*span);
            let found = written(&sample, *span);
            assert_eq!(letters(&found), letters(words), "{}: {found:?}", sample.name);
        }
        seen += spans.len();
    }
    assert!(seen >= 300, "only {seen} places");
}

/// Where the source, the cue and the content of every attribution are.
fn spans(verdict: &Verdict) -> Vec<Span> {
    let all = verdict.parsed.attributions.iter();
    all.flat_map(|a| {
        let source = a.source.iter().map(|source| source.span);
        let cue = a.cue.iter().map(|cue| cue.span);
        source.chain(cue).chain(a.content.iter().copied()).collect::<Vec<_>>()
    })
    .collect()
}

/// The bytes of the file at a span of the draft, decoded by other means than the readers have.
fn written(sample: &Sample, span: Span) -> String {
    let draft = &sample.draft;
    let place = draft.place(span);
    let part = draft.part_of(span.start).map(|part| unpacked(&sample.bytes, part));
    let bytes = part.as_ref().unwrap_or(&sample.bytes);
    let bytes = bytes.get(place.start..place.end);
    let bytes = bytes.unwrap_or_else(|| panic!("{}: {place:?} is outside", sample.name));
    let bytes = match draft.format {
        Format::Mail => unquoted(bytes),
        _ => bytes.to_vec(),
    };
    let encoding = match sample.name.as_str() {
        "cheese-prize.txt" => encoding_rs::WINDOWS_1252,
        "fruit-machines.txt" | "tent-school.txt" => encoding_rs::UTF_16LE,
        _ => encoding_rs::UTF_8,
    };
    let (text, faulty) = encoding.decode_without_bom_handling(&bytes);
    assert!(!faulty, "{}: {text:?}", sample.name);
    match draft.format {
        Format::Plain | Format::Wire | Format::Mail => text.into_owned(),
        Format::Json => {
            let string = serde_json::from_str::<String>(&format!("\"{text}\""));
            unmarked(&string.unwrap_or_else(|error| panic!("{}: {error}: {text}", sample.name)))
        }
        _ => unmarked(&text),
    }
}

/// A part of a zip file.
fn unpacked(bytes: &[u8], part: &str) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut out = Vec::new();
    archive.by_name(part).unwrap().read_to_end(&mut out).unwrap();
    out
}

/// Bytes without quoted-printable.
fn unquoted(bytes: &[u8]) -> Vec<u8> {
    let text = std::str::from_utf8(bytes).unwrap().replace("=\r\n", "");
    let mut parts = text.split('=');
    let mut out = parts.next().unwrap().as_bytes().to_vec();
    for part in parts {
        let (byte, rest) = part.split_at(2);
        out.push(u8::from_str_radix(byte, 16).unwrap());
        out.extend(rest.as_bytes());
    }
    out
}

/// Text without tags, entities and the addresses of links; HTML that is escaped in XML too.
fn unmarked(text: &str) -> String {
    let once = htmlize::unescape(without(&without(text, "](", ')'), "<", '>')).into_owned();
    htmlize::unescape(without(&once, "<", '>')).into_owned()
}

/// Text without what is between two marks.
fn without(text: &str, open: &str, close: char) -> String {
    let mut parts = text.split(open);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str(part.split_once(close).unwrap_or_else(|| panic!("{text}")).1);
    }
    out
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}
