//! Versions of a draft: what changed in who said what, and what changed since it was approved.

use std::sync::{Arc, OnceLock};

use proptest::prelude::*;
use serde::Deserialize;
use serde_json::Value;
use whosaid::report::{ChangesFormat, Checked, Colour, Links, Style, compared, write_changes};
use whosaid::rulebook::Rulebook;
use whosaid::verdict::Severity;
use whosaid::versions::{self, ApprovedStory, Changes, Kind, Version};
use whosaid::{Draft, check};

use crate::desk::Desk;
use crate::outputs::json;
use crate::{project, records, snapshots};

fn rulebook() -> &'static Arc<Rulebook> {
    static RULEBOOK: OnceLock<Arc<Rulebook>> = OnceLock::new();
    RULEBOOK.get_or_init(|| Arc::new(Rulebook::built_in()))
}

fn read(name: &str, text: &str) -> Vec<Checked> {
    let drafts = Draft::read(name, text.as_bytes(), None).unwrap();
    drafts.into_iter().map(checked).collect()
}

fn checked(draft: Draft) -> Checked {
    let verdict = check(&draft, rulebook());
    Checked { draft, verdict, rulebook: Arc::clone(rulebook()), show: Severity::Warning }
}

fn version(checked: &Checked) -> Version {
    versions::version(&checked.draft, &checked.verdict, &rulebook().lexicon)
}

fn changes(old: &Version, new: &Version) -> Changes {
    versions::changes(old, new, &rulebook().lexicon)
}

/// A report on the changes between two texts.
fn report(old: (&str, &str), new: (&str, &str), format: ChangesFormat, width: usize) -> String {
    let (before, after) = (read(old.0, old.1), read(new.0, new.1));
    let stories = compared(&before, &after);
    let mut out = Vec::new();
    let style = Style { colour: Colour::Off, width, links: Links::Off };
    write_changes(&mut out, (old.0, new.0), &stories, &[], format, style).unwrap();
    String::from_utf8(out).unwrap()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    #[serde(default)]
    old_name: Option<String>,
    #[serde(default)]
    new_name: Option<String>,
    old: String,
    new: String,
    /// What `diff` says, a line a change.
    #[serde(default)]
    diff: Vec<String>,
    /// The lines that `check --approved` takes out and puts in; none where nothing has changed.
    #[serde(default)]
    approved: Vec<String>,
    /// What is said of changes outside of the statements.
    #[serde(default)]
    other: Option<String>,
    /// What is said where no statement changed, if the case is about that.
    #[serde(default)]
    unchanged: Option<String>,
    /// True where the case says nothing of `check --approved`.
    #[serde(default)]
    in_diff_alone: bool,
}

fn cases() -> Vec<Case> {
    let files: Vec<(String, Vec<Case>)> = records("tests/cases/versions");
    files.into_iter().flat_map(|(_, cases)| cases).collect()
}

/// The changes in a report of JSON, a line each: "quotation: We will [-not-] go. ! It …"
fn lines(json: &str) -> Vec<String> {
    let report: Value = serde_json::from_str(json).unwrap();
    let changes = report["stories"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|story| story["changes"].as_array().unwrap().clone());
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let line = |change: Value| {
        let words = change["words"].as_array().unwrap();
        let mut line = text(&change["kind"]) + ":";
        for word in words {
            let (shown, what) = (text(&word["text"]), text(&word["change"]));
            line += &match what.as_str() {
                "cut" if words.len() > 1 => format!(" [-{shown}-]"),
                "added" if words.len() > 1 => format!(" [+{shown}+]"),
                _ => format!(" {shown}"),
            };
        }
        for message in change["message"].as_array().unwrap() {
            line += &format!(" | {}", text(message));
        }
        line
    };
    changes.map(line).collect()
}

#[test]
fn diff_says_what_changed() {
    let cases = cases();
    assert!(cases.len() >= 40, "only {} cases", cases.len());
    let mut wrong = String::new();
    for case in &cases {
        let old = (case.old_name.as_deref().unwrap_or("old.txt"), case.old.as_str());
        let new = (case.new_name.as_deref().unwrap_or("new.txt"), case.new.as_str());
        let json = report(old, new, ChangesFormat::Json, 80);
        wrong += &unlike(case, &json);
        let said = lines(&json);
        if said != case.diff {
            wrong += &format!("{}\n  wanted {:#?}\n  said {said:#?}\n", case.name, case.diff);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// What a report says otherwise of words outside of statements than a case, which may not ask.
fn unlike(case: &Case, json: &str) -> String {
    let report: Value = serde_json::from_str(json).unwrap();
    let story = &report["stories"][0];
    let other = story["other_sentences"]["message"].as_str();
    let mut wrong = String::new();
    if case.other.as_deref().is_some_and(|wanted| wanted != other.unwrap_or_default()) {
        wrong += &format!("{}\n  wanted {:?}\n  said {other:?}\n", case.name, case.other);
    }
    let unchanged = story["unchanged"].as_str();
    if case.unchanged.is_some() && unchanged != case.unchanged.as_deref() {
        wrong += &format!("{}\n  wanted {:?}\n  said {unchanged:?}\n", case.name, case.unchanged);
    }
    wrong
}

#[test]
fn what_was_approved_is_compared() {
    let mut wrong = String::new();
    let desk = Desk::new("versions-approved");
    let cases = cases();
    // Files of two formats are for `diff` alone.
    let cases: Vec<&Case> =
        cases.iter().filter(|case| case.new_name.is_none() && !case.in_diff_alone).collect();
    assert!(cases.len() >= 40, "only {} cases", cases.len());
    for case in cases {
        desk.write("draft.txt", &case.old);
        let approved = desk.run("approve draft.txt");
        assert_eq!(approved.code, 0, "{}", approved.all());
        let clean = desk.run("check --approved draft.txt --exit-zero");
        assert_eq!(clean.code, 0, "{}: {}", case.name, clean.all());
        desk.write("draft.txt", &case.new);
        let told = desk.run("check --approved draft.txt --exit-zero");
        let marked = |line: &&str| line.starts_with("  - ") || line.starts_with("  + ");
        let lines: Vec<String> = told.out.lines().filter(marked).map(even).collect();
        let code = i32::from(!case.approved.is_empty());
        if lines != case.approved || told.code != code {
            wrong += &format!("{}: exit code {}\n  said {lines:#?}\n", case.name, told.code);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// A line with its sign, without its indentation.
fn even(line: &str) -> String {
    let line = line.trim_start();
    format!("{} {}", &line[..1], line[1..].trim_start())
}

/// The samples, each read.
fn samples() -> &'static Vec<(String, Vec<Checked>)> {
    static SAMPLES: OnceLock<Vec<(String, Vec<Checked>)>> = OnceLock::new();
    SAMPLES.get_or_init(|| {
        let mut all = Vec::new();
        for folder in ["samples", "samples/formats"] {
            let mut paths: Vec<_> = std::fs::read_dir(project(folder))
                .unwrap()
                .map(|entry| entry.unwrap().path())
                .filter(|path| path.is_file())
                .collect();
            paths.sort();
            for path in paths {
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                let drafts = Draft::open(&path, None).unwrap();
                all.push((name, drafts.into_iter().map(checked).collect()));
            }
        }
        all
    })
}

#[test]
fn a_draft_and_itself_are_no_change() {
    for (name, drafts) in samples() {
        for one in drafts {
            let version = version(one);
            let changes = changes(&version, &version);
            assert!(changes.all.is_empty() && changes.moved == 0, "{name}: {:#?}", changes.all);
        }
    }
}

#[test]
fn what_is_approved_is_clean_in_all_formats() {
    for (name, drafts) in samples() {
        let stories: Vec<Version> = drafts.iter().map(version).collect();
        let refs: Vec<&Version> = stories.iter().collect();
        let text = versions::write_approved(name, None, None, &refs);
        let file = whosaid::rulebook::File::new(name, &*text);
        let approved = versions::read_approved(&file).unwrap();
        assert_eq!(approved.stories.len(), stories.len(), "{name}");
        for (story, version) in approved.stories.iter().zip(&stories) {
            let since = versions::since(story, version, &rulebook().lexicon);
            assert!(since.all.is_empty(), "{name}: {:#?}\n{text}", since.all);
            assert_eq!(&versions::now(story, version, &rulebook().lexicon), story, "{name}");
            assert_eq!(&ApprovedStory::of(version), story, "{name}: read and written");
        }
    }
}

/// Texts of one story, for edits.
fn texts() -> Vec<&'static str> {
    let plain = |checked: &'static Checked| {
        checked.draft.path.ends_with(".txt").then_some(checked.draft.text.as_str())
    };
    samples().iter().filter_map(|(_, drafts)| plain(drafts.first()?)).collect()
}

/// Paragraphs about other things, by people who are in no sample.
const UNRELATED: [&str; 3] = [
    "The orchard behind the chapel was planted with forty pear trees that winter.",
    "“Our pears are the sweetest along this river,” said Odile Brackenbury, a gardener.",
    "A gardener named Odile Brackenbury said the pears were late after a dry summer.",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// An unrelated paragraph changes nothing but what it says itself.
    #[test]
    fn an_unrelated_paragraph_is_only_added(sample in any::<usize>(), at in any::<usize>(), kind in 0usize..3) {
        let texts = texts();
        let text = texts[sample % texts.len()];
        let mut paragraphs: Vec<&str> = text.split("\n\n").collect();
        // Not among headline and byline, and not inside a quotation of several paragraphs.
        let at = 3 + at % (paragraphs.len().max(5) - 3);
        let at = at.min(paragraphs.len());
        let open = |p: &&str| p.starts_with(['“', '"']) || p.matches('“').count() != p.matches('”').count();
        prop_assume!(!paragraphs[at.saturating_sub(1)..(at + 1).min(paragraphs.len())].iter().any(open));
        paragraphs.insert(at, UNRELATED[kind]);
        let new = paragraphs.join("\n\n");
        let (old, new) = (version(&checked(Draft::new("a.txt", text))), version(&checked(Draft::new("a.txt", new))));
        let changes = changes(&old, &new);
        for change in &changes.all {
            let words: String = change.pieces.iter().map(|piece| piece.words.clone()).collect();
            // A pronoun after it may seem to be the gardener: that is told as likely alone.
            let likely = matches!(&change.detail, versions::Detail::Given { certain: false, .. });
            prop_assert!(
                change.kind == Kind::Added && words.to_lowercase().contains("pears") || likely,
                "{change:#?}"
            );
        }
    }

    /// What is added one way is cut the other way.
    #[test]
    fn added_one_way_is_cut_the_other(sample in any::<usize>(), gone in any::<usize>()) {
        let texts = texts();
        let text = texts[sample % texts.len()];
        let mut paragraphs: Vec<&str> = text.split("\n\n").collect();
        let gone = gone % paragraphs.len();
        paragraphs.remove(gone);
        let shorter = version(&checked(Draft::new("a.txt", paragraphs.join("\n\n"))));
        let whole = version(&checked(Draft::new("a.txt", text)));
        let words = |changes: &Changes, kind: Kind| {
            let of = changes.all.iter().filter(|change| change.kind == kind);
            let mut all: Vec<String> =
                of.flat_map(|change| change.pieces.iter().map(|piece| piece.words.clone())).collect();
            all.sort();
            all
        };
        let (there, back) = (changes(&whole, &shorter), changes(&shorter, &whole));
        prop_assert_eq!(words(&there, Kind::Cut), words(&back, Kind::Added));
        prop_assert_eq!(words(&there, Kind::Added), words(&back, Kind::Cut));
    }

    /// Where something changed since it was approved, there are lines that show it, and else there are none.
    #[test]
    fn whatever_was_approved_and_changed_is_shown(sample in any::<usize>(), word in any::<usize>()) {
        let texts = texts();
        let text = texts[sample % texts.len()];
        let words: Vec<&str> = text.split(' ').collect();
        let at = word % words.len();
        let mut fewer = words.clone();
        fewer.remove(at);
        let old = version(&checked(Draft::new("a.txt", text)));
        let new = version(&checked(Draft::new("a.txt", fewer.join(" "))));
        let approved = ApprovedStory::of(&old);
        let since = versions::since(&approved, &new, &rulebook().lexicon);
        let now = versions::now(&approved, &new, &rulebook().lexicon);
        prop_assert_eq!(since.all.is_empty(), now == approved, "{:#?}\n{:#?}", since.all, now);
    }
}

/// Two versions of an invented story.
const HARBOUR: [&str; 2] = [
    "Harbour wall “not safe”, says engineer

By Jo March

The harbour wall at Norby is not safe and will be closed on Friday, the council said.

“The wall will not hold in a storm, and we have known it for 12 years,” said Ann Webb, an engineer who works for the council. “I wrote three reports. Nobody answered them. I am tired of it.”

Webb accused the builder of using cheap stone. “They cut corners on every yard of it,” she said.

Crane Brothers, the builder, denied using cheap stone.

Tom Hale, the mayor, said the wall had cost £4m.

“We trust our engineers,” Hale said, “and we will do what they say.”

Paul Reed, a fisherman, said boats would have nowhere to go in winter.
",
    "Wall at Norby to close

By Sam Brook

The harbour wall at Norby is not safe and will be closed on Friday, the council said.

\"The wall will hold in a storm, and we have known it for 20 years,\" said Ann Webb, a former engineer of the council. \"I wrote three reports. I am tired of it.\"

Webb accused the builder of using cheap stone. \"They cut corners on every yard of it,\" Hale said.

\"We trust our engineers and we will do what they say,\" Hale said.

Tom Hale, the mayor, admitted the wall had cost £6m.

Ruth Alder, who rents out boats, said the season was lost.
",
];

/// A story of which one version is Markdown and only little changed.
const MARKET: [(&str, &str); 2] = [
    (
        "market.md",
        "# Market hall to open again

**Odd Lund**, who runs the market, said the *new* roof would be ready in May.

“We have 40 stalls and a list of names,” Lund said. “It never was so long.”

Police declined to comment on the fire.
",
    ),
    (
        "market.txt",
        "Market hall to open again

“We have 40 stalls and a list of names,” Lund said. “It never was so long.”

Odd Lund, who runs the market, said the new roof might be ready in May.

Kim Dorn, a baker, said she would come back.
",
    ),
];

#[test]
fn the_forms_of_a_report() {
    let _in = snapshots("versions");
    for (name, format) in ChangesFormat::ALL {
        let (old, new) = (("old.txt", HARBOUR[0]), ("new.txt", HARBOUR[1]));
        insta::assert_snapshot!(format!("harbour-{name}"), report(old, new, format, 80));
        insta::assert_snapshot!(format!("market-{name}"), report(MARKET[0], MARKET[1], format, 80));
    }
}

#[test]
fn the_report_in_colours_and_on_a_narrow_page() {
    let _in = snapshots("versions");
    let (before, after) = (read("old.txt", HARBOUR[0]), read("new.txt", HARBOUR[1]));
    let stories = compared(&before, &after);
    colored::control::set_override(true);
    let mut out = Vec::new();
    let style = Style { colour: Colour::On, width: 50, links: Links::Off };
    let names = ("old.txt", "new.txt");
    write_changes(&mut out, names, &stories, &[], ChangesFormat::Text, style).unwrap();
    insta::assert_snapshot!("harbour-colours", String::from_utf8(out).unwrap());
}

#[test]
fn the_file_of_what_is_approved() {
    let _in = snapshots("versions");
    let desk = Desk::new("versions-file");
    desk.write("harbour.txt", HARBOUR[0]).write("market.md", MARKET[0].1);
    let told = desk.run_all(
        &["approve", "harbour.txt", "market.md", "--by", "Ann Webb", "--date", "2026-11-30"],
        "",
    );
    insta::assert_snapshot!("approve", told.all());
    insta::assert_snapshot!("harbour-approved", desk.read("harbour.txt.whosaid.snap"));
    insta::assert_snapshot!("market-approved", desk.read("market.md.whosaid.snap"));
    desk.write("harbour.txt", HARBOUR[1]);
    let told = desk.run("check --approved harbour.txt market.md -o short --width 80");
    insta::assert_snapshot!("harbour-since", told.all());
}

#[test]
fn exit_codes_and_streams_of_diff() {
    let desk = Desk::new("versions-diff");
    desk.write("a.txt", HARBOUR[0]).write("b.txt", HARBOUR[1]);
    let same = desk.run("diff a.txt a.txt");
    assert_eq!((same.code, same.err.as_str()), (0, ""), "{}", same.all());
    assert!(same.out.starts_with("a.txt → a.txt\n  No change in the "), "{}", same.out);
    assert_eq!(desk.run("diff a.txt b.txt").code, 1);
    let piped = desk.run_all(&["diff", "a.txt", "-"], HARBOUR[1]);
    assert_eq!(piped.code, 1, "{}", piped.all());
    assert!(piped.out.starts_with("a.txt → standard input"), "{}", piped.out);
    let named = desk.run_all(&["diff", "-", "b.txt", "--stdin-filename", "c.md"], MARKET[0].1);
    assert!(named.out.starts_with("c.md → b.txt"), "{}", named.out);
    for (arguments, error) in [
        ("diff - -", "only one of the two drafts can be standard input"),
        ("diff a.txt .", ". is a folder; diff compares two drafts"),
        ("diff a.txt nowhere.txt", "nowhere.txt"),
        ("diff a.txt b.txt -o md=b.txt", "b.txt is a draft; the report would overwrite it"),
        ("diff a.txt b.txt -o text -o md", "two outputs go to standard output"),
        ("diff a.txt b.txt -o jsn", "did you mean json?"),
    ] {
        let told = desk.run(arguments);
        assert_eq!(told.code, 2, "{arguments}: {}", told.all());
        assert!(told.err.contains(error) && told.out.is_empty(), "{arguments}: {}", told.all());
    }
    assert_eq!(desk.read("b.txt"), HARBOUR[1]);
    let told = desk.run("diff a.txt b.txt -o md=changes.md -o json=changes.json");
    assert_eq!((told.code, told.out.as_str()), (1, ""), "{}", told.all());
    assert!(desk.read("changes.md").starts_with("# a.txt → b.txt\n"));
    let read: Value = serde_json::from_str(&desk.read("changes.json")).unwrap();
    assert_eq!((&read["schema_version"], &read["changed"]), (&"2.1".into(), &true.into()));
    let schema = json::validator("rules/schemas/diff.schema.json");
    json::valid(&schema, &desk.read("changes.json")).unwrap();
    let same = desk.run("diff a.txt a.txt -o json").out;
    json::valid(&schema, &same).unwrap();
    assert!(json::valid(&schema, &same.replacen("false", "\"no\"", 1)).is_err());
}

#[test]
fn a_draft_that_is_not_approved_and_a_file_that_cannot_be_read() {
    let desk = Desk::new("versions-broken");
    desk.write("a.txt", HARBOUR[0]);
    let told = desk.run("check --approved a.txt --exit-zero -o json=a.json");
    assert_eq!(told.code, 1, "{}", told.all());
    let hint = "whosaid: a.txt: not approved yet; `whosaid approve a.txt` approves it\n";
    assert_eq!(told.err, hint);
    assert_eq!(desk.run("approve a.txt").code, 0);
    let whole = desk.read("a.txt.whosaid.snap");
    for (text, error) in [
        (
            whole.replace("version: 1", "version: 7"),
            ":2:1: a snapshot of version 7 of a newer whosaid, expected 1",
        ),
        (whole.replace("verb: deny", "werb: deny"), "werb"),
        (whole.replace("version: 1", "version: [1"), "a.txt.whosaid.snap:"),
        (
            String::from("# Approved: quotations, speakers and standing of a.txt.\n"),
            "a.txt.whosaid.snap",
        ),
    ] {
        desk.write("a.txt.whosaid.snap", &text);
        let told = desk.run("check --approved a.txt --exit-zero -o json=a.json");
        assert_eq!(told.code, 2, "{}", told.all());
        assert!(told.err.contains(error), "{error}: {}", told.err);
    }
    // What somebody else wrote there is kept.
    desk.write("a.txt.whosaid.snap", "my own notes\n");
    let told = desk.run("approve a.txt");
    assert_eq!(told.code, 2, "{}", told.all());
    assert!(told.err.contains("not written by `whosaid approve`; left as it is"), "{}", told.err);
    assert_eq!(desk.read("a.txt.whosaid.snap"), "my own notes\n");
    let told = desk.run_all(&["approve", "-"], HARBOUR[0]);
    assert_eq!(told.code, 2, "{}", told.all());
}

#[test]
fn approving_again_writes_the_same_bytes() {
    let desk = Desk::new("versions-again");
    desk.write("a.txt", HARBOUR[0]);
    desk.run("approve a.txt");
    let first = desk.read("a.txt.whosaid.snap");
    let told = desk.run("approve a.txt");
    assert!(told.out.contains("already approved"), "{}", told.all());
    assert_eq!(desk.read("a.txt.whosaid.snap"), first);
    desk.write("a.txt", HARBOUR[1]);
    assert_eq!(desk.run("check --approved a.txt --exit-zero").code, 1);
    desk.run("approve a.txt");
    assert_eq!(desk.run("check --approved a.txt --exit-zero").code, 0);
}

#[test]
fn the_same_words_in_two_formats_are_no_change() {
    let quarry = &samples().iter().find(|(name, _)| name == "quarry-inquest.docx").unwrap().1[0];
    let plain = checked(Draft::new("quarry.txt", quarry.draft.text.as_str()));
    let changes = changes(&version(quarry), &version(&plain));
    assert!(changes.all.is_empty(), "{:#?}", changes.all);
    assert!(changes.kept > 5);
}

#[test]
fn the_stories_of_a_feed_are_paired_by_headline() {
    let item = |title: &str, text: &str| {
        format!(
            "<item><title>{title}</title><description>&lt;p&gt;{text}&lt;/p&gt;</description></item>"
        )
    };
    let feed = |items: &[String]| {
        format!(
            "<rss version=\"2.0\"><channel><title>Norby</title>{}</channel></rss>",
            items.concat()
        )
    };
    let dam =
        "Ann Webb, a farmer, said the dam had leaked since April. “It was a bad year,” she said.";
    let hall = "Tom Hale, the mayor, said the hall would open in May. “We are ready,” he said.";
    let old = feed(&[item("Dam to be mended soon", dam), item("Hall to open in spring", hall)]);
    let new = feed(&[
        item("Snow closes road over the pass", "The road is shut, Paul Reed, a driver, said."),
        item("Hall to open in spring", hall),
        item("Dam to be mended soon", &dam.replace("a bad year", "a good year")),
    ]);
    let told = report(("old.rss", &old), ("new.rss", &new), ChangesFormat::Text, 80);
    let _in = snapshots("versions");
    insta::assert_snapshot!("feed", told);
}
