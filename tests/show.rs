//! `whosaid show`: the draft with its marks and its margin.

use std::fs;

use crate::cli::{told, whosaid};
use crate::desk::Desk;
use crate::{project, snapshots};

/// A folder with a copy of some samples.
fn desk(name: &str, samples: &[&str]) -> Desk {
    let desk = Desk::new(name);
    for sample in samples {
        let file = sample.rsplit('/').next().unwrap();
        fs::copy(project("samples").join(sample), desk.path(file)).unwrap();
    }
    desk
}

#[test]
fn two_samples_at_two_widths() {
    let desk = desk("show", &["council-tower-block.txt", "formats/quarry-inquest.docx"]);
    let _in = snapshots("show");
    for (sample, name) in
        [("council-tower-block.txt", "council"), ("quarry-inquest.docx", "quarry")]
    {
        for width in ["60", "100"] {
            for (colour, ending) in [("never", ""), ("always", "-colour")] {
                let arguments =
                    ["show", "--show", "note", "--width", width, "--color", colour, sample];
                let shown = desk.run_all(&arguments, "").all().replace('\u{1b}', "ESC");
                insta::assert_snapshot!(format!("{name}-{width}{ending}"), shown);
            }
        }
    }
}

#[test]
fn it_fails_only_where_it_cannot_read() {
    let desk = desk("show-codes", &["council-tower-block.txt"]);
    assert_eq!(desk.run("show council-tower-block.txt").code, 0, "an error in it is no failure");
    let missing = desk.run("show nowhere.txt council-tower-block.txt");
    assert_eq!(missing.code, 2);
    assert!(missing.out.contains("Residents told to leave"), "the others are shown");
}

#[test]
fn another_form_is_refused_with_a_reason() {
    let desk = desk("show-refused", &["council-tower-block.txt"]);
    let refused = desk.run("show -o json council-tower-block.txt");
    assert_eq!((refused.code, refused.out.as_str()), (2, ""));
    assert!(refused.err.contains("whosaid check -o FORMAT"), "{}", refused.err);
    let refused = desk.run("show --fail-on note council-tower-block.txt");
    assert_eq!((refused.code, refused.out.as_str()), (2, ""));
}

#[test]
fn every_sample_is_shown_without_an_escape_in_it() {
    let mut command = whosaid();
    let output = command.arg("show").arg(project("samples")).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(!text.contains(|char: char| char.is_control() && char != '\n'));
}

#[test]
fn standard_input_is_shown() {
    let desk = Desk::new("show-input");
    let shown = desk.run_all(&["show", "-"], "Mill shut\n\nAnn Webb said it was shut.\n");
    assert!(shown.out.contains("‹Ann Webb› {said} [it was shut]."), "{}", shown.out);
    let nothing = desk.run_all(&["show", "-"], "Mill shut\n\nIt is dark.\n");
    assert!(nothing.out.starts_with("standard input   no statements found"), "{}", nothing.out);
}
