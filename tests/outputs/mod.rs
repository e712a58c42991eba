//! Every machine output of `whosaid check`: valid by its own format's rules, every place the words it is
//! about, and nothing in a draft that breaks out of it.

mod claims;
mod hostile;
pub(crate) mod json;
mod places;
mod readers;
mod runs;
mod shape;
mod units;
mod xml;

use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use whosaid::report::{self, Checked, Colour, Format, Links, Style};
use whosaid::suppress;
use whosaid::verdict::Severity;
use whosaid::{Draft, Rulebook};

use crate::{project, snapshots};

/// The outputs that other programs read, by name, besides JSON.
const MACHINE: [(&str, Format); 9] = [
    ("sarif", Format::Sarif),
    ("github", Format::Github),
    ("gitlab", Format::Gitlab),
    ("junit", Format::Junit),
    ("checkstyle", Format::Checkstyle),
    ("rdjson", Format::Rdjson),
    ("md", Format::Markdown),
    ("csv", Format::Csv),
    ("claimreview", Format::ClaimReview),
];

fn rulebook() -> &'static Arc<Rulebook> {
    static RULEBOOK: OnceLock<Arc<Rulebook>> = OnceLock::new();
    RULEBOOK.get_or_init(|| Arc::new(Rulebook::built_in()))
}

/// The drafts in the bytes of a file, judged, all findings shown.
fn judged(path: &str, bytes: &[u8]) -> Vec<Checked> {
    let drafts = Draft::read(path, bytes, None).unwrap_or_else(|error| panic!("{error}"));
    drafts.into_iter().map(checked).collect()
}

fn checked(draft: Draft) -> Checked {
    let rulebook = Arc::clone(rulebook());
    let verdict = whosaid::check(&draft, &rulebook);
    Checked { draft, verdict, rulebook, show: Severity::Note }
}

/// A report as text.
fn report(format: Format, drafts: &[Checked], errors: &[String]) -> String {
    let style = Style { colour: Colour::Off, width: 80, links: Links::Off };
    let mut out = Vec::new();
    report::write(&mut out, drafts, errors, format, style).unwrap();
    String::from_utf8(out).unwrap()
}

/// A sample: its path in the project and the bytes of its file.
struct Sample {
    path: String,
    bytes: Vec<u8>,
    drafts: Vec<Checked>,
}

/// All drafts under `samples`, by path.
fn samples() -> &'static [Sample] {
    static SAMPLES: OnceLock<Vec<Sample>> = OnceLock::new();
    SAMPLES.get_or_init(|| {
        let mut paths: Vec<PathBuf> = ["samples", "samples/formats"]
            .into_iter()
            .flat_map(|folder| fs::read_dir(project(folder)).unwrap())
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.is_file() && !path.ends_with("samples/README.md"))
            .collect();
        paths.sort();
        let read = |path: PathBuf| {
            let bytes = fs::read(&path).unwrap();
            let path = path.strip_prefix(project("")).unwrap().to_string_lossy().into_owned();
            let drafts = judged(&path, &bytes);
            Sample { path, bytes, drafts }
        };
        paths.into_iter().map(read).collect()
    })
}

/// A draft with characters of every width, marks that combine, tabs, and notes that set findings aside.
const WIDE: &str = "\u{feff}🎉 Mill to shut\r\n\r\n\
    🏭🏭 A source familiar with the matter said the mill will shut.\r\n\r\n\
    \tThe cafe\u{301} was empty, 👩‍🚒 experts say.\r\n\r\n\
    whosaid: ignore[WO001] he said so 🎉 in court\r\n\r\n\
    Tom Hale claimed that the gate was locked.\r\n\r\n\
    😀 Ann Webb claimed that the door was open.\r\n\r\n\
    😀 It is understood that the 𝒈𝒂𝒕𝒆 will close.\r\n";

#[test]
fn each_output_of_two_samples_and_of_a_wide_draft() {
    let _in = snapshots("outputs");
    let read = |path: &str| fs::read(project(path)).unwrap();
    let drafts = [
        ("council", "samples/council-tower-block.txt", read("samples/council-tower-block.txt")),
        (
            "cinema",
            "samples/formats/cinema-reopens.mdx",
            read("samples/formats/cinema-reopens.mdx"),
        ),
        ("wide", "wide.txt", WIDE.as_bytes().to_vec()),
    ];
    for (name, path, bytes) in &drafts {
        let drafts = judged(path, bytes);
        for (format, which) in MACHINE {
            let text = report(which, &drafts, &[]);
            insta::assert_snapshot!(format!("{name}-{format}"), text);
        }
        let json: serde_json::Value =
            serde_json::from_str(&report(Format::Json, &drafts, &[])).unwrap();
        insta::assert_json_snapshot!(format!("{name}-findings"), json["drafts"][0]["findings"]);
    }
}

#[test]
fn several_stories_a_word_document_and_a_file_beside_a_draft() {
    let _in = snapshots("outputs");
    let of = |path: &str| judged(path, &fs::read(project(path)).unwrap());
    let mut draft = Draft::new("desk/a.txt", "It is understood that the deal is off.\n");
    let file = "version: 1\nignores:\n  - check: SR002\n    words: It is understood that\n    \
        in: It is understood that the deal is off.\n    reason: named in the box\n";
    let file = whosaid::rulebook::File::new("desk/a.txt.whosaid.yml", file);
    draft.sidecar = Some(suppress::read_sidecar(&file).unwrap());
    let mut drafts = of("samples/formats/managers-exit.rss");
    drafts.extend(of("samples/formats/quarry-inquest.docx"));
    drafts.push(checked(draft));
    let errors = ["nowhere.txt: no such file or folder".to_owned()];
    for (format, which) in MACHINE {
        insta::assert_snapshot!(format!("several-{format}"), report(which, &drafts, &errors));
    }
}

#[test]
fn every_output_of_every_sample_is_valid() {
    for sample in samples() {
        for (format, which) in MACHINE {
            let text = report(which, &sample.drafts, &[]);
            readers::read(which, &text).unwrap_or_else(|fault| {
                panic!("{format} of {}: {fault}", sample.path);
            });
        }
    }
    let found: usize =
        samples().iter().flat_map(|s| &s.drafts).map(|d| d.verdict.findings.len()).sum();
    assert!(found > 70, "only {found} findings");
}

#[test]
fn each_finding_is_in_each_output_once() {
    for sample in samples() {
        let open: usize = sample.drafts.iter().map(|d| d.verdict.findings.len()).sum();
        let aside: usize = sample.drafts.iter().map(|d| d.verdict.aside.len()).sum();
        for (format, which) in MACHINE.into_iter().filter(|(_, f)| *f != Format::ClaimReview) {
            let seen = readers::read(which, &report(which, &sample.drafts, &[])).unwrap();
            let (hidden, shown): (Vec<_>, Vec<_>) = seen.iter().partition(|one| one.aside);
            assert_eq!(shown.len(), open, "{format} of {}", sample.path);
            let keeps = matches!(which, Format::Sarif | Format::Junit | Format::Markdown);
            let expected = if keeps { aside } else { 0 };
            assert_eq!(hidden.len(), expected, "{format} of {}", sample.path);
        }
    }
}

#[test]
fn only_what_is_shown_is_in_an_output() {
    let mut drafts = judged("wide.txt", WIDE.as_bytes());
    for (level, at_least) in [(Severity::Note, 3), (Severity::Warning, 2), (Severity::Error, 0)] {
        drafts[0].show = level;
        let expected = drafts[0].verdict.findings.iter().filter(|f| f.severity >= level).count();
        assert!(expected >= at_least, "{expected} at {level:?}");
        for (format, which) in MACHINE.into_iter().filter(|(_, f)| *f != Format::ClaimReview) {
            let seen = readers::read(which, &report(which, &drafts, &[])).unwrap();
            let shown = seen.iter().filter(|one| !one.aside).count();
            assert_eq!(shown, expected, "{format} at {level:?}");
        }
    }
}
