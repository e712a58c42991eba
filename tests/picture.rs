//! The picture in the README is the report that the program prints.

use std::fs;
use std::process::Command;

use crate::project;

const PICTURE: &str = ".github/report.svg";

/// The report on a sample, in colour, as a picture.
fn picture() -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_whosaid"));
    command.env_remove("NO_COLOR").current_dir(project("."));
    command.args(["check", "samples/council-tower-block.txt", "--isolated", "--exit-zero"]);
    command.args(["--color", "always", "--links", "never", "--width", "100"]);
    let output = command.output().unwrap();
    let report = String::from_utf8(output.stdout).unwrap();
    anstyle_svg::Term::new().render_svg(&report)
}

#[test]
fn the_picture_of_the_readme_is_the_report() {
    let drawn = picture();
    let path = project(PICTURE);
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        fs::write(&path, &drawn).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap();
    assert!(kept == drawn, "INSTA_UPDATE=always draws {PICTURE} anew");
    assert!(fs::read_to_string(project("README.md")).unwrap().contains(PICTURE));
}
