//! Mistakes of the person at the keyboard: what the program says, and that it goes on where it can.

use crate::desk::Desk;
use crate::snapshots;

/// A draft on which WO001 speaks, and nothing else.
const CLAIMED: &str = "The club claimed that the hall was empty.\n";

/// A check that speaks of every "thundered".
const HEATED: &str = "code: OW001
name: heated-verb
severity: error
confidence: high
on: attribution
when: { cue: [say] }
message: “{source}” said it.
why: Our style book.
help: Write “said”.
examples: { flag: [], pass: [] }
";

#[test]
fn a_command_that_is_none_stops() {
    let desk = Desk::new("command");
    desk.write("a.txt", CLAIMED).write("claim", CLAIMED);
    for (arguments, error) in [
        ("chekc", "unknown command “chekc”, and no such file or folder; did you mean check?"),
        ("chekc a.txt", "unknown command “chekc”, and no such file or folder; did you mean check?"),
        ("xyzzyx a.txt", "unknown command “xyzzyx”, and no such file or folder"),
        ("nowhere.txt", "nowhere.txt: no such file or folder"),
        ("check chekc", "chekc: no such file or folder"),
    ] {
        let told = desk.run(arguments);
        assert_eq!((told.code, told.out.as_str()), (2, ""), "{arguments}");
        assert_eq!(told.err, format!("whosaid: {error}\n"), "{arguments}");
    }
    // A file may have the name of anything.
    assert_eq!(desk.run("claim -o short --show note").codes(), ["WO001"]);
}

#[test]
fn an_unknown_level_has_the_nearest_one() {
    let desk = Desk::new("level");
    desk.write("a.txt", CLAIMED);
    for (arguments, error) in [
        (
            "a.txt --fail-on eror",
            "unknown level “eror”, expected error, warning, note or never; did you mean error?",
        ),
        (
            "a.txt --rule WO001=of",
            "unknown level “of”, expected error, warning, note or off; did you mean off?",
        ),
        ("a.txt --rule WO001=loud", "unknown level “loud”, expected error, warning, note or off"),
        ("a.txt --show warnin", "'warning'"),
        ("a.txt -o shrt", "did you mean short?"),
    ] {
        let told = desk.run(arguments);
        assert_eq!(told.code, 2, "{arguments}");
        assert!(told.err.contains(error), "{arguments}: {}", told.err);
    }
}

#[test]
fn a_tab_in_yaml_has_its_place() {
    let desk = Desk::new("tab");
    let rule = HEATED.replace("examples: {", "examples:\n\tflag: []\n  {");
    desk.write("a.txt", CLAIMED).write("desk/checks/ours/a.yaml", &rule);
    for (settings, place) in [
        ("rules:\n\tWO001: off\n", "whosaid.yml:2:1"),
        ("rules:\n  WO001:\n  \tlevel: off\n", "whosaid.yml:3:3"),
        ("extends: [./desk]\n", "desk/checks/ours/a.yaml:11:1"),
    ] {
        desk.write("whosaid.yml", settings);
        let told = desk.run("a.txt");
        assert_eq!((told.code, told.out.as_str()), (2, ""), "{settings}");
        let error = format!("{place}: a tab in the indentation, expected spaces\n");
        assert!(told.err.ends_with(&error), "{}", told.err);
    }
}

#[test]
fn a_broken_rule_stops_the_others_unless_they_keep_going() {
    let desk = Desk::new("keep-going");
    desk.write("a.txt", CLAIMED);
    desk.write("desk/checks/ours/good.yaml", &HEATED.replace("[say]", "[claim]"));
    let broken = HEATED.replace("OW001", "OW002").replace("heated-verb", "broken-verb");
    desk.write("desk/checks/ours/bad.yaml", &broken.replace("severity", "severty"));
    desk.write("whosaid.yml", "extends: [./desk]\nrules: { OW002: off, WO001: warning }\n");

    let told = desk.run("a.txt -o short");
    assert_eq!((told.code, told.out.as_str()), (2, ""));
    assert!(told.err.contains("desk/checks/ours/bad.yaml:"), "{}", told.err);

    let told = desk.run("a.txt -o short --keep-going");
    assert_eq!(told.code, 2);
    assert_eq!(told.codes(), ["OW001", "WO001"]);
    let _in = snapshots("cli");
    insta::assert_snapshot!("keep-going", told.err);
}

#[test]
fn checks_that_have_the_right_shape_and_are_wrong_are_left_out() {
    let desk = Desk::new("left-out");
    desk.write("a.txt", CLAIMED);
    let check = |name: &str, code: &str, text: &str| {
        let text = text.replace("OW001", code).replace("heated-verb", name);
        desk.write(&format!("desk/checks/ours/{name}.yaml"), &text);
    };
    let heated = HEATED.replace("[say]", "[claim]");
    check("good", "OW001", &heated);
    check("braces", "OW002", &heated.replace("{source}", "{sourc}"));
    check("list", "OW003", &heated.replace("{ cue: [claim] }", "{ mentions: [crimz] }"));
    check("host", "OW004", &heated.replace("on:", "within: [OW009]\non:"));
    check("double", "OW001", &heated);
    desk.write("whosaid.yml", "extends: [./desk]\n");
    let told = desk.run("a.txt -o short --keep-going --show error");
    assert_eq!(told.code, 2);
    assert_eq!(told.codes(), ["OW001"]);
    for name in ["braces", "list", "host", "good"] {
        assert!(told.err.contains(&format!("desk/checks/ours/{name}.yaml")), "{}", told.err);
    }
}

#[test]
fn sound_rules_have_nothing_to_keep_going_for() {
    let desk = Desk::new("sound");
    desk.write("a.txt", CLAIMED);
    let told = desk.run("a.txt -o short --keep-going --show note");
    assert_eq!((told.code, told.err.as_str()), (0, ""));
}

#[test]
fn one_draft_in_error_and_the_others_go_on() {
    let desk = Desk::new("others");
    desk.write("a.txt", CLAIMED).write("b.txt", "").write("c.rtf", "{\\rtf1 x}");
    let told = desk.run("nowhere.txt a.txt b.txt c.rtf -o short --show note");
    assert_eq!(told.code, 2);
    assert_eq!(told.codes(), ["WO001"]);
    for line in ["nowhere.txt: no such file or folder", "b.txt: no text found in it", "c.rtf: RTF"]
    {
        assert!(told.err.contains(line), "{line}: {}", told.err);
    }
}
