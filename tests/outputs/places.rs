//! Every place, read back in its format's own unit, is the words that the finding is about.

use whosaid::Draft;
use whosaid::read::{Format as Written, Location};
use whosaid::report::{Checked, Format};
use whosaid::span::Span;

use super::readers::{self, Seen};
use super::units::{Unit, words};
use super::{MACHINE, Sample, WIDE, checked, judged, report, samples};

/// The text of the file of a sample; nothing for a zip file.
fn decoded(sample: &Sample) -> Option<String> {
    if sample.path.ends_with(".docx") || sample.path.ends_with(".odt") {
        return None;
    }
    let encoding = encoding_of(&sample.path);
    Some(encoding.decode_without_bom_handling(&sample.bytes).0.into_owned())
}

fn encoding_of(path: &str) -> &'static encoding_rs::Encoding {
    match path.rsplit('/').next().unwrap() {
        "cheese-prize.txt" => encoding_rs::WINDOWS_1252,
        "fruit-machines.txt" | "tent-school.txt" => encoding_rs::UTF_16LE,
        _ => encoding_rs::UTF_8,
    }
}

/// What stands in the file at a span of a draft: the bytes there, decoded.
fn written(sample: &Sample, draft: &Draft, span: Span) -> String {
    let place = draft.place(span);
    let bytes = &sample.bytes[place.start..place.end];
    encoding_of(&sample.path).decode_without_bom_handling(bytes).0.into_owned()
}

/// The findings of some drafts that are open, in the order in which formats give them.
fn findings(drafts: &[Checked]) -> Vec<(&Draft, Span)> {
    drafts
        .iter()
        .flat_map(|c| c.verdict.findings.iter().map(|finding| (&c.draft, finding.span)))
        .collect()
}

#[test]
fn every_place_in_every_sample_is_the_words_of_its_finding() {
    let (mut compared, mut marked_up) = (0, 0);
    for sample in samples() {
        let Some(text) = decoded(sample) else { continue };
        for (format, which) in MACHINE {
            let Some(unit) = readers::unit(which) else { continue };
            let seen = readers::read(which, &report(which, &sample.drafts, &[])).unwrap();
            let open: Vec<&Seen> = seen.iter().filter(|one| !one.aside).collect();
            for (one, (draft, span)) in open.iter().zip(findings(&sample.drafts)) {
                assert_eq!(one.path, sample.path, "{format}");
                let (Some(start), Some(end)) = (one.start, one.end) else { continue };
                let expected = written(sample, draft, span);
                let found = words(&text, start, end, unit);
                assert_eq!(found, expected, "{format} of {} at {start:?}", sample.path);
                compared += 1;
                marked_up += usize::from(found != draft.words(span));
            }
        }
    }
    assert!(compared > 300, "only {compared} places");
    assert!(marked_up > 5, "only {marked_up} with marks or entities in them");
}

#[test]
fn wide_characters_line_ends_a_mark_and_tabs_shift_no_place() {
    let crs = WIDE.replace("\r\n", "\r");
    for text in [WIDE.to_owned(), crs, WIDE.replace("\r\n", "\n").replace('\u{feff}', "")] {
        let drafts = judged("wide.txt", text.as_bytes());
        let mut seen_any = Vec::new();
        for (format, which) in MACHINE {
            let Some(unit) = readers::unit(which) else { continue };
            let seen = readers::read(which, &report(which, &drafts, &[])).unwrap();
            for (one, (draft, span)) in seen.iter().filter(|one| !one.aside).zip(findings(&drafts))
            {
                let (Some(start), Some(end)) = (one.start, one.end) else { continue };
                assert_eq!(words(&text, start, end, unit), draft.words(span), "{format}");
                seen_any.push((unit, draft.words(span).to_owned()));
            }
        }
        for unit in [Unit::Points, Unit::Utf16, Unit::Utf8] {
            for expected in ["said", "It is understood that"] {
                let found = seen_any.iter().any(|(u, words)| *u == unit && words == expected);
                assert!(found, "{expected} in {unit:?}: {seen_any:?}");
            }
        }
    }
}

#[test]
fn json_gives_every_place_in_both_units() {
    for sample in samples() {
        let Some(text) = decoded(sample) else { continue };
        let json = report(Format::Json, &sample.drafts, &[]);
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        let mut places = Vec::new();
        collect(&json, &mut places);
        assert!(places.len() > 10, "{}: {} places", sample.path, places.len());
        for place in places {
            let n = |key: &str| usize::try_from(place[key].as_u64().expect(key)).unwrap();
            let start = (n("line"), n("column"));
            let points = words(&text, start, (n("end_line"), n("end_column")), Unit::Points);
            let start = (n("line"), n("column_utf16"));
            let units = words(&text, start, (n("end_line"), n("end_column_utf16")), Unit::Utf16);
            let bytes = &sample.bytes[n("start")..n("end")];
            let bytes = encoding_of(&sample.path).decode_without_bom_handling(bytes).0;
            assert_eq!((points, units), (&*bytes, &*bytes), "{} {place}", sample.path);
        }
    }
}

/// All places in some JSON.
fn collect<'v>(value: &'v serde_json::Value, places: &mut Vec<&'v serde_json::Value>) {
    match value {
        serde_json::Value::Object(map) if map.get("end_line").is_some_and(|n| n.is_number()) => {
            places.push(value);
        }
        serde_json::Value::Object(map) => map.values().for_each(|v| collect(v, places)),
        serde_json::Value::Array(list) => list.iter().for_each(|v| collect(v, places)),
        _ => {}
    }
}

#[test]
fn a_document_without_lines_gives_its_paragraphs() {
    let documents = samples().iter().filter(|s| decoded(s).is_none());
    let mut seen_any = 0;
    for sample in documents {
        for (format, which) in MACHINE {
            let text = report(which, &sample.drafts, &[]);
            let seen = readers::read(which, &text).unwrap();
            let at_top = which == Format::Gitlab;
            let none = seen.iter().all(|one| one.start == at_top.then_some((1, 1)));
            assert!(none && seen.iter().all(|one| one.end.is_none()), "{format}: {seen:?}");
            seen_any += seen.len();
            for (draft, span) in findings(&sample.drafts) {
                let Location::Paragraph { run, .. } = draft.where_is(span.start) else {
                    panic!("{} has lines", sample.path)
                };
                let told = match which {
                    Format::Sarif => format!("paragraph {}, run {}", run.paragraph, run.run),
                    Format::Markdown => format!("paragraph {}", run.paragraph),
                    Format::Csv => format!(",,,,,{},", run.paragraph),
                    Format::ClaimReview => continue,
                    _ => format!("Paragraph {}", run.paragraph),
                };
                assert!(text.contains(&told), "{format}: {told}");
            }
        }
    }
    assert!(seen_any > 20, "{seen_any}");
}

#[test]
fn a_place_over_several_lines_has_no_columns_where_github_takes_none() {
    let text = "It is\nunderstood that the mill will shut.\n";
    let drafts = [checked(Draft::new("a.txt", text))];
    assert_eq!(drafts[0].draft.format, Written::Plain);
    let github = report(Format::Github, &drafts, &[]);
    assert!(github.contains(",line=1,endLine=2,title="), "{github}");
    let seen = readers::read(Format::Sarif, &report(Format::Sarif, &drafts, &[])).unwrap();
    let (start, end) = (seen[0].start.unwrap(), seen[0].end.unwrap());
    assert_eq!(words(text, start, end, Unit::Utf16), "It is\nunderstood that");
}
