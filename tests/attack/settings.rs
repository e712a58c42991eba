//! Settings that build on much, say a thing twice, or are larger than they look.

use super::{desk, lines, read, refused};

#[test]
fn a_chain_that_builds_on_and_on() {
    let desk = desk("chain");
    for n in 0..3_000 {
        let text = format!("version: 1\nextends: [x{}.yml]\n", n + 1);
        desk.write(&format!("x{n}.yml"), &text);
    }
    let most = "more than 32 files that build on each other";
    refused(&desk.run("check --config x0.yml a.txt"), most);
    // Of folders, each with settings of its own, and of both in turn.
    for n in 0..100 {
        desk.write(&format!("f{n}/whosaid.yml"), &format!("extends: [../f{}]\n", n + 1));
        desk.write(&format!("g{n}/whosaid.yml"), &format!("extends: [../y{n}.yml]\n"));
        desk.write(&format!("y{n}.yml"), &format!("extends: [g{}]\n", n + 1));
    }
    refused(&desk.run("check --config f0/whosaid.yml a.txt"), most);
    refused(&desk.run("check --config y0.yml a.txt"), most);
}

/// Each names the next one twice, and nobody reads one twice.
#[test]
fn a_file_that_is_named_again_and_again() {
    let desk = desk("twice");
    desk.write("x30.yml", "fail_on: note\n").write("f30/whosaid.yml", "fail_on: note\n");
    for n in 0..30 {
        let next = n + 1;
        let text = format!("extends: [x{next}.yml, x{next}.yml]\nfail_on: never\n");
        desk.write(&format!("x{n}.yml"), &text);
        let text = format!("extends: [z{next}.yml, ./z{next}.yml, ../attack-twice/z{next}.yml]\n");
        desk.write(&format!("z{n}.yml"), &text);
        let text = format!("extends: [../f{next}, ../f{next}/]\n");
        desk.write(&format!("f{n}/whosaid.yml"), &text);
    }
    desk.write("z30.yml", "fail_on: never\n");
    for start in ["x0.yml", "z0.yml", "f0/whosaid.yml"] {
        read(&desk.run(&format!("check --config {start} a.txt")));
    }
    let names: Vec<String> = (0..400).map(|n| format!("y{n}.yml")).collect();
    for name in &names {
        desk.write(name, "version: 1\n");
    }
    desk.write("w.yml", &format!("extends: [{}]\n", names.join(", ")));
    let told = desk.run("check --config w.yml a.txt");
    refused(&told, "more than 256 files");
    assert!(told.err.contains("w.yml:1:"), "{}", told.err);
}

#[test]
fn a_key_twice_and_the_order_of_keys() {
    let desk = desk("keys");
    for (text, place) in [
        ("rules:\n  CO001: off\n  CO001: error\n", "whosaid.yml:3:3: the key `CO001`"),
        ("show: note\nfail_on: note\nshow: note\n", "whosaid.yml:3:1: the key `show`"),
        ("sides:\n- {name: a, members: [b], name: c}\n", "whosaid.yml:2:27: the key `name`"),
    ] {
        desk.write("whosaid.yml", text);
        let told = desk.run("check a.txt");
        assert!(told.code == 2 && told.err.contains(place), "{}", told.err);
    }
    for (keys, level) in [
        ("single-source-claim: error\n  CO001: off", "off"),
        ("CO001: off\n  single-source-claim: error", "error"),
        ("single-source-claim: off\n  CO001: error", "error"),
    ] {
        desk.write("whosaid.yml", &format!("rules:\n  {keys}\n"));
        let told = desk.run("check a.txt");
        assert!(told.code < 2, "{}", told.err);
        let shown = desk.run("config show a.txt").out;
        assert!(shown.contains(&format!("rules.CO001: {level}")), "{keys}: {shown}");
    }
}

#[test]
fn a_small_file_that_is_a_large_one() {
    let desk = desk("alias");
    let word = "x".repeat(200_000);
    let people = format!("people:\n- &a {{name: {word}}}\n{}", "- *a\n".repeat(9_000));
    let twice = |n: usize| format!("- &a{} [*a{n}, *a{n}]\n", n + 1);
    let doubled = format!("x:\n- &a0 [{word}]\n{}", lines(40, twice));
    for text in [&people, &doubled] {
        desk.write("whosaid.yml", text);
        refused(&desk.run("check a.txt"), "more than 4 MiB");
        desk.write("whosaid.yml", "version: 1\n");
        // What lies beside a draft, and what lies in a folder of rules.
        desk.write("a.txt.whosaid.yml", text);
        let told = desk.run("check a.txt");
        assert_eq!(told.code, 2, "{}", told.err);
        desk.write("a.txt.whosaid.yml", "version: 1\nignores: []\n");
        desk.write("r/checks/a.yaml", text);
        refused(&desk.run("check --rules r a.txt"), "r/checks/a.yaml");
    }
}

#[test]
fn deep_settings_are_refused() {
    let desk = desk("brackets");
    for text in [
        format!("people: {}", "[".repeat(100_000)),
        format!("people: {}", "{a: ".repeat(100_000)),
        format!("people:\n{}", lines(1_000, |n| format!("{}-\n", " ".repeat(n)))),
    ] {
        desk.write("whosaid.yml", &text);
        let told = desk.run("check a.txt");
        assert_eq!(told.code, 2, "{}", told.err);
        assert!(!told.err.contains("broke down"), "{}", told.err);
    }
}

/// Many folders, each with settings of its own.
#[test]
fn settings_of_many_folders() {
    let desk = desk("folders");
    for n in 0..60 {
        desk.write(&format!("same/{n}/a.txt"), super::COPY);
        desk.write(&format!("same/{n}/whosaid.yml"), "fail_on: never\n");
        desk.write(&format!("other/{n}/a.txt"), super::COPY);
        let own = format!("sides: [{{name: s{n}, members: [Ann Hale]}}]\nfail_on: never\n");
        desk.write(&format!("other/{n}/whosaid.yml"), &own);
        desk.write(&format!("rules/{n}/a.txt"), super::COPY);
        desk.write(&format!("rules/{n}/whosaid.yml"), "extends: [./ours]\n");
        let words = format!("class: role\nwords: [warden{n}]\n");
        desk.write(&format!("rules/{n}/ours/lexicon/words/a.yaml"), &words);
    }
    for folder in ["same", "other", "rules"] {
        read(&desk.run(&format!("check {folder}")));
    }
}
