//! Words of a newsroom: more than there can be, and such as begin alike.

use super::{desk, lines, read};

/// A kind of word cannot be there more often than its tables have places.
#[test]
fn more_words_than_a_lexicon_can_have() {
    let desk = desk("cues");
    let cues = "lexicon:\n  cues:\n  - class: neutral-report\n    act: saying\n    stance: neutral\n    cues:\n";
    let cue = "    - {lemma: zz, forms: [zz], frames: [that]}\n";
    desk.write("whosaid.yml", &format!("{cues}{}", cue.repeat(20_000)));
    let told = desk.run("check a.txt");
    assert!(told.code < 2, "{}", told.err);
    desk.write("whosaid.yml", "version: 1\n");
    let of_one_file = "- {lemma: zz, forms: [zz], frames: [that]}\n".repeat(20_000);
    for n in 0..4 {
        let text = format!("class: neutral-report\ncues:\n{of_one_file}");
        desk.write(&format!("r/lexicon/cues/z{n}.yaml"), &text);
    }
    let told = desk.run("check --rules r a.txt");
    assert!(told.code == 2 && told.err.contains("z3.yaml:3:"), "{}", told.err);
    assert!(told.err.contains("more than 65536 cues"), "{}", told.err);
    for n in 0..3 {
        let states = lines(30_000, |of| format!("- {{name: S{n}x{of}}}\n"));
        desk.write(&format!("s/lexicon/states{n}.yaml"), &states);
    }
    let told = desk.run("check --rules s a.txt");
    assert!(told.code == 2 && told.err.contains("states2.yaml:"), "{}", told.err);
    assert!(told.err.contains("more than 65536 states"), "{}", told.err);
    let aliases = format!(
        "lexicon:\n  cues:\n  - class: neutral-report\n    cues:\n    - &c {}{}",
        "{lemma: zz, forms: [zz], frames: [that]}\n",
        "    - *c\n".repeat(70_000)
    );
    desk.write("whosaid.yml", &aliases);
    let told = desk.run("check a.txt");
    assert_eq!((told.code, told.err.lines().count()), (2, 1), "{}", told.err);
}

#[test]
fn words_that_begin_alike() {
    let desk = desk("alike");
    let words = lines(15_000, |n| format!("    - daily paper{n}\n"));
    let same = lines(15_000, |n| format!("    - daily paper daily paper daily {n}\n"));
    let people = lines(5_000, |n| format!("- {{name: Ann Hale{n}, aliases: [Ann]}}\n"));
    for text in [
        format!("lexicon:\n  words:\n    outlet:\n{words}"),
        format!("lexicon:\n  words:\n    role:\n{same}"),
        format!("people:\n{people}"),
    ] {
        desk.write("whosaid.yml", &text);
        read(&desk.run("check a.txt"));
    }
}
