//! whosaid.yml, profiles, folders of rules: what counts, where it comes from, what is wrong with it.

use std::fmt::Write;
use std::fs;

use whosaid::settings::Schema;

use crate::desk::Desk;
use crate::{project, snapshots};

/// A draft on which WO001 speaks, and nothing else.
const CLAIMED: &str = "The club claimed that the hall was empty.\n";

#[test]
fn the_nearest_file_upwards_counts_and_no_other() {
    let desk = Desk::new("nearest");
    desk.write("whosaid.yml", "rules: { WO001: off }\n").write("news/a.txt", CLAIMED);
    desk.write("opinion/.whosaid.yaml", "show: info\n").write("opinion/b.txt", CLAIMED);
    assert_eq!(desk.run("news/a.txt -o short").out, "");
    assert_eq!(desk.run("opinion/b.txt -o short").codes(), ["WO001"]);
    assert_eq!(desk.run("news opinion -o short").codes(), ["WO001"]);
}

#[test]
fn standard_input_has_the_settings_of_its_name() {
    let desk = Desk::new("stdin");
    desk.write("news/whosaid.yml", "rules: { WO001: error }\n");
    let run = |arguments: &[&str]| desk.run_all(arguments, CLAIMED).code;
    assert_eq!(run(&["-o", "short", "-"]), 0);
    assert_eq!(run(&["-o", "short", "--stdin-filename", "news/a.txt", "-"]), 1);
}

#[test]
fn two_files_in_one_folder_are_refused() {
    let desk = Desk::new("two");
    desk.write("whosaid.yml", "").write(".whosaid.yml", "").write("a.txt", CLAIMED);
    let told = desk.run("a.txt");
    assert_eq!(told.code, 2);
    assert_eq!(
        told.err,
        "whosaid: DESK/whosaid.yml and DESK/.whosaid.yml are both here; keep one\n"
    );
}

#[test]
fn mistakes_have_a_place_and_the_nearest_word() {
    let cases = [
        "rule:\n  WO001: off\n",
        "rules:\n  WO001: eror\n",
        "rules:\n  CO001: info\n  loaded-verb-attribution: off\n",
        "rules:\n  WO001: { mesage: x }\n",
        "rules:\n  WO001: { message: \"{sourc} said\" }\n",
        "rules:\n  WO001: [error]\n",
        "version: 2\n",
        "profile: breif\n",
        "extends:\n  - ./nowhere/\n",
        "extends: [builtin:factchek]\n",
        "extends: [whosaid.yml]\n",
        "overrides:\n  - paths: [\"opinion/[\"]\n",
        "overrides:\n  - paths: [\"opinion/**\"]\n    rules: { WO01: off }\n",
        "allow:\n  unbalanced-quote: [a]\n",
        "people:\n  - { name: Ann Webb, alias: [Webb] }\n",
        "organisations:\n  - { name: Webb, kind: outlett }\n",
        "lexicon:\n  words: { outlets: [Radio Nova] }\n",
        "lexicon:\n  cues:\n    - { class: maner, cues: [] }\n",
        "fail_on: warnings\n",
        "show: [\n",
        "- rules\n",
        "people: [Ann Webb]\n",
        "show: info\nshow: error\n",
    ];
    let mut all = String::new();
    let desk = Desk::new("mistakes");
    desk.write("a.txt", CLAIMED);
    for text in cases {
        desk.write("whosaid.yml", text);
        let told = desk.run("a.txt -o short");
        assert_eq!((told.code, told.out.as_str()), (2, ""), "{text}");
        writeln!(all, "{text}    {}", told.err).unwrap();
    }
    let _in = snapshots("settings");
    insta::assert_snapshot!("mistakes", all);
}

#[test]
fn hostile_settings_are_refused_at_once() {
    let desk = Desk::new("hostile");
    desk.write("a.txt", CLAIMED).write("deep.yml", &format!("rules: {}", "[".repeat(100_000)));
    let told = desk.run("a.txt --config deep.yml");
    assert_eq!(told.err, "whosaid: deep.yml:1:508: more than 500 brackets are open here\n");
    desk.write("large.yml", &format!("# {}", "x".repeat(1 << 20)));
    let told = desk.run("a.txt --config large.yml");
    assert_eq!((told.code, told.out.as_str()), (2, ""));
    assert!(told.err.ends_with("expected a file of at most 1 MiB\n"), "{}", told.err);
}

#[test]
fn broken_settings_do_not_stop_other_drafts() {
    let desk = Desk::new("broken");
    desk.write("a/whosaid.yml", "rule: {}\n").write("a/a.txt", CLAIMED).write("b/b.txt", CLAIMED);
    let told = desk.run("a b -o short --show info");
    assert_eq!(told.code, 2);
    assert_eq!(told.codes(), ["WO001"]);
    assert_eq!(told.err.lines().count(), 1, "{}", told.err);
}

#[test]
fn what_is_extended_counts_in_order() {
    let desk = Desk::new("extends");
    desk.write("a.txt", CLAIMED).write("one.yml", "rules: { WO001: info }\nfail_on: info\n");
    desk.write("two.yml", "rules: { WO001: error }\n");
    desk.write("whosaid.yml", "extends: [one.yml, two.yml]\n");
    let told = desk.run("a.txt -o short");
    assert!(told.out.starts_with("a.txt:1:10: error WO001"), "{}", told.out);
    desk.write("whosaid.yml", "extends: [two.yml, one.yml]\n");
    let told = desk.run("a.txt -o short --show info");
    assert!(told.out.starts_with("a.txt:1:10: note WO001"), "{}", told.out);
    assert_eq!(told.code, 1, "fail_on of one.yml still counts");
    desk.write("whosaid.yml", "extends: [two.yml, one.yml]\nrules: { WO001: off }\n");
    assert_eq!(desk.run("a.txt -o short --show info").out, "");
}

#[test]
fn overrides_count_for_their_paths_alone() {
    let desk = Desk::new("overrides");
    desk.write("news/a.txt", CLAIMED).write("opinion/b.txt", CLAIMED);
    let settings = "overrides:\n  - paths: [\"opinion/**\"]\n    rules: { WO001: off }\n";
    desk.write("whosaid.yml", settings);
    let told = desk.run("news opinion -o short --show info");
    assert!(told.out.starts_with("news/a.txt") && !told.out.contains("opinion"), "{}", told.out);
}

#[test]
fn flags_go_before_files() {
    let desk = Desk::new("flags");
    desk.write("whosaid.yml", "rules: { WO001: off }\n").write("a.txt", CLAIMED);
    desk.write("other.yml", "rules: { WO001: error }\nshow: error\n");
    let run = |flags: &str| desk.run(&format!("a.txt -o short {flags}"));
    assert_eq!(run("").out, "");
    assert_eq!(run("--isolated --show info").codes(), ["WO001"]);
    assert_eq!(run("--rule loaded-attribution-verb=info --show info").codes(), ["WO001"]);
    assert_eq!(run("--config other.yml").code, 1);
    assert_eq!(run("--config other.yml --fail-on never").code, 0);
    assert_eq!(run("--config other.yml --rule WO001=warning").out, "");
    assert_eq!(run("--config other.yml --rule WO001=warning --show warning").codes(), ["WO001"]);
    assert_eq!(run("--config nowhere.yml").code, 2);
    assert_eq!(run("--config other.yml --isolated").code, 2);
    assert_eq!(run("--rule WO001=loud").code, 2);
    let told = run("--rule WO01=off");
    assert_eq!(told.code, 2);
    assert!(told.err.ends_with("unknown check `WO01`; did you mean `WO001`?\n"), "{}", told.err);
    assert_eq!(run("--only WO001 --show info").codes(), ["WO001"], "who names a check wants it");
    assert_eq!(desk.run("explain WO001").code, 0, "a check that is off can be explained");
    assert!(desk.run("rules list").out.contains("WO001  off "));
    let told = run("--isolated --profile nwes");
    assert!(told.err.ends_with("did you mean `news`?\n"), "{}", told.err);
}

#[test]
fn folders_are_walked_as_the_settings_say() {
    let desk = Desk::new("files");
    desk.write("drafts/a.txt", CLAIMED).write("drafts/old/b.txt", CLAIMED);
    desk.write("notes/c.txt", CLAIMED);
    let settings = "files: { include: [\"drafts/**\"], exclude: [\"**/old/**\"] }\n";
    desk.write("whosaid.yml", settings);
    let paths = |arguments: &str| -> Vec<String> {
        let told = desk.run(&format!("{arguments} -o short --show info"));
        told.out.lines().map(|line| line.split(':').next().unwrap().to_owned()).collect()
    };
    assert_eq!(paths("drafts notes"), ["drafts/a.txt"]);
    assert_eq!(paths("notes/c.txt"), ["notes/c.txt"], "a file that is named is read");
    assert_eq!(paths("--isolated --exclude *.md --exclude notes/ drafts notes").len(), 2);
    assert_eq!(paths("--exclude notes/ notes/c.txt"), ["notes/c.txt"]);
    assert_eq!(paths("--force-exclude notes/c.txt drafts/a.txt"), ["drafts/a.txt"]);
    assert_eq!(
        paths("--exclude notes/ --force-exclude notes/c.txt drafts/a.txt"),
        ["drafts/a.txt"]
    );
}

#[test]
fn an_allowed_phrase_passes_and_an_idle_one_is_reported() {
    let desk = Desk::new("allow");
    let draft = "A choir claimed responsibility for the noise.\n\nThe club claimed that the hall was empty.\n";
    desk.write("drafts/a.txt", draft);
    assert_eq!(desk.run("drafts -o short --only WO001 --show info").out.lines().count(), 1);
    let lines = |phrase: &str| {
        desk.write("whosaid.yml", &format!("allow:\n  WO001: [\"{phrase}\", never written]\n"));
        desk.run("drafts -o short --only WO001 --show info")
    };
    let told = lines("the club  CLAIMED");
    assert_eq!(told.out, "", "whole words, case and space apart");
    assert_eq!(
        told.err,
        "whosaid: whosaid.yml:2: the allowed phrase “never written” is in no draft checked\n"
    );
    let told = lines("club claim");
    assert_eq!(told.codes(), ["WO001"], "half a word is no phrase");
    assert_eq!(told.err.lines().count(), 2);
    assert_eq!(
        desk.run("drafts/a.txt -o short --show info").err,
        "",
        "one draft need not have every phrase"
    );
}

/// A folder of rules with one of everything.
fn desk_with_rules(name: &str) -> Desk {
    let desk = Desk::new(name);
    desk.write("whosaid.yml", "extends: [./house/]\n");
    desk.write(
        "house/whosaid.yml",
        "rules:
  unbalanced-quotes: off
  CO001: { level: error, message: \"One source ({source}). House rule 4.\" }
people:
  - { name: Oléna Kovál, aliases: [Koval], role: chief negotiator, org: Northlake Water }
organisations:
  - { name: Radio Nova, kind: outlet }
sides:
  - { name: the water company, members: [Northlake Water, Tom Hale] }
record_sources: [Weather Office]
lexicon:
  words: { outlet: [Radio Nova] }
  cues:
    - { class: manner, cues: [{ lemma: yodel, forms: [yodelled], frames: [quote, that] }] }
",
    );
    desk.write("house/checks/ours/yodel.yaml", YODEL);
    desk
}

const YODEL: &str = "code: OW001
name: yodelled
severity: warning
confidence: high
on: attribution
when: { cue: [yodel] }
message: Did {source} yodel?
why: Our style book.
help: Write “said”.
examples:
  flag: [“It is shut,” Tom Hale yodelled.]
  pass: [“It is shut,” Tom Hale said.]
";

#[test]
fn a_folder_of_rules_adds_and_changes() {
    let desk = desk_with_rules("folder");
    let draft = "“The hall is full,” Tom Hale yodelled.\n\nIt was “shut.\n\nThe tank leaked 40,000 litres of acid, the engineer Ann Webb said.\n";
    desk.write("a.txt", draft);
    let told = desk.run("a.txt -o short");
    assert_eq!(told.codes(), ["OW001", "CO001"], "{}", told.out);
    assert!(told.out.contains("error CO001 One source (Ann Webb). House rule 4."), "{}", told.out);
    assert_eq!(told.code, 1);
    desk.write("house/rules.yaml", "rules: {}\n");
    let told = desk.run("a.txt -o short");
    assert_eq!(
        told.err,
        "whosaid: house/rules.yaml: not read as rules; expected a file under checks/, lexicon/, standards, wording\n"
    );
}

#[test]
fn the_newsroom_knows_who_is_who() {
    let desk = desk_with_rules("newsroom");
    let draft = "Northlake Water said the pipe burst because of frost.

Koval said the pipe burst because of frost. Oléna Kovál said it was cold.

“Frost burst the pipe,” Tom Hale said.

The Weather Office said the night was the coldest since 1963.
";
    desk.write("a.txt", draft);
    let json: serde_json::Value = serde_json::from_str(&desk.run("a.txt -o jsonl").out).unwrap();
    let speakers = json["speakers"].as_array().unwrap();
    let speaker = |name: &str| speakers.iter().find(|s| s["name"] == name).expect(name);
    assert!(speakers.iter().all(|s| s["name"] != "Koval"), "an alias is no other person");
    let koval = speaker("Oléna Kovál");
    assert_eq!(koval["known_role"], "chief negotiator, Northlake Water");
    assert_eq!(koval["mentions"].as_array().unwrap().len(), 2);
    assert_eq!(koval["side"], speaker("Northlake Water")["side"]);
    assert_eq!(koval["side"], speaker("Tom Hale")["side"]);
    let sides = json["sides"].as_array().unwrap();
    let side = sides.iter().find(|k| k["id"] == koval["side"]).unwrap();
    assert_eq!(side["name"], "the water company");
    let reasons: Vec<&str> = side["evidence"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| e["reason"].as_str().unwrap())
        .collect();
    assert!(reasons.contains(&"whosaid.yml: chief negotiator, Northlake Water"), "{reasons:?}");
    let claims = json["claims"].as_array().unwrap();
    let record = claims.iter().find(|c| c["text"].as_str().unwrap().contains("coldest")).unwrap();
    assert_eq!(record["standing"], "documented");
}

#[test]
fn profiles_are_strict_or_brief() {
    let desk = Desk::new("profiles");
    let draft = "The tank leaked 40,000 litres of acid, the engineer Ann Webb said.\n\nA senior official said the mill would close.\n";
    desk.write("a.txt", draft);
    let run = |flags: &str| desk.run(&format!("a.txt -o short {flags}"));
    assert_eq!(run("--show info").codes(), ["CO001", "SR001"]);
    assert_eq!(run("").code, 0);
    assert_eq!(run("--profile news").out, run("").out);
    let brief = run("--profile brief --show info");
    assert_eq!(brief.codes(), ["SR001"], "CO001 is not sure enough");
    let strict = run("--profile factcheck");
    assert_eq!(strict.code, 1);
    assert!(strict.out.contains("error SR008 Unnamed source"), "{}", strict.out);
    desk.write("whosaid.yml", "profile: factcheck\nrules: { SR008: info }\nfail_on: never\n");
    assert!(run("").out.contains("note SR008"), "the file goes before its profile");
    assert_eq!(run("").code, 0);
}

#[test]
fn config_says_where_each_value_comes_from() {
    let desk = desk_with_rules("config");
    desk.write("opinion/a.txt", CLAIMED);
    desk.write(
        "whosaid.yml",
        "version: 1\nextends: [./house/]\nfail_on: warning\nrules:\n  loaded-attribution-verb: info\nallow:\n  WO001:\n    - claimed responsibility\nfiles: { exclude: [archive/] }\noverrides:\n  - paths: [\"opinion/**\"]\n    rules: { WO001: off }\n",
    );
    let _in = snapshots("settings");
    let only_ours = |told: crate::desk::Told| {
        let all = told.all();
        let kept = all.lines().filter(|line| !line.ends_with("# built-in"));
        kept.collect::<Vec<_>>().join("\n")
    };
    insta::assert_snapshot!("config-show", only_ours(desk.run("config show --rule CO002=error")));
    let fields = desk.run("config show").out;
    assert!(fields.contains("rules.CO001.message: One source ({source}). House rule 4."));
    let opinion = desk.run("config show opinion/a.txt");
    assert!(opinion.out.contains("rules.WO001: off"), "{}", opinion.out);
    insta::assert_snapshot!("config-files", desk.run("config files opinion/a.txt").all());
    let none = Desk::new("config-none");
    assert!(none.run("config files").out.contains("no settings file"));
}

#[test]
fn init_writes_a_file_that_works_and_overwrites_none() {
    let desk = Desk::new("init");
    let _in = snapshots("settings");
    insta::assert_snapshot!("init", desk.run("init").all());
    insta::assert_snapshot!("init-again", desk.run("init").all());
    assert_eq!(desk.write("a.txt", CLAIMED).run("a.txt -o short --show info").codes(), ["WO001"]);
    assert!(desk.read("whosaid.yml").starts_with("# yaml-language-server: $schema="));
    assert_eq!(desk.read("whosaid.schema.json"), Schema::Settings.text());
}

#[test]
fn every_setting_that_the_starter_shows_can_be_used() {
    let desk = Desk::new("starter");
    desk.run("init");
    desk.run("rules new heated-verb");
    let starter = desk.read("whosaid.yml");
    let is_setting = |line: &str| {
        let word = line.strip_prefix("# ").unwrap_or_default();
        !word.contains('$') && word.starts_with(|c: char| c.is_ascii_lowercase() || c == ' ')
    };
    let (used, lines): (Vec<_>, Vec<_>) = starter
        .lines()
        .map(|line| if is_setting(line) { (1, &line[2..]) } else { (0, line) })
        .unzip();
    assert!(used.iter().sum::<i32>() > 20);
    desk.write("whosaid.yml", &lines.join("\n")).write("drafts/a.txt", CLAIMED);
    let told = desk.run("drafts -o short --show info");
    assert_eq!(told.codes(), ["WO001"], "{}", told.all());
    assert_ne!(told.code, 2);
    let shown = desk.run("config show").out;
    for key in ["people", "organisations", "sides", "record_sources", "allow", "lexicon.words"] {
        assert!(shown.contains(&format!("\n{key}")), "{key} is missing from {shown}");
    }
}

#[test]
fn schemas_are_in_step_with_the_types() {
    let desk = Desk::new("schemas");
    for (name, schema) in Schema::ALL {
        let path = format!("rules/schemas/{name}.schema.json");
        let written = fs::read_to_string(project(&path)).unwrap_or_default();
        let told = desk.run(&format!("config schema {name}"));
        assert_eq!(told.out, schema.text());
        assert!(written == told.out, "run: whosaid config schema {name} > {path}");
    }
    let told = desk.run("config schema rule");
    assert_eq!(told.code, 2);
    assert_eq!(
        told.err,
        "whosaid: unknown schema “rule”, expected one of settings, check, cues, words, sidecar, baseline, \
         signoff, report, report-line, diff, verify, answer, speech\n"
    );
}

#[test]
fn a_new_check_works_at_once() {
    let desk = Desk::new("new");
    let _in = snapshots("settings");
    insta::assert_snapshot!("rules-new", desk.run("rules new heated-verb").all());
    let told = desk.run("rules test --rules desk-rules");
    assert_eq!(told.code, 0, "{}", told.all());
    assert_eq!(desk.run("rules new heated-verb").code, 2, "a name is taken once");
    desk.run("rules new second-check");
    assert!(desk.read("desk-rules/checks/ours/second-check.yaml").contains("code: OW002"));
    assert_eq!(desk.run("rules test --rules desk-rules").code, 0);
    insta::assert_snapshot!("rules-new-bad-name", desk.run("rules new Heated_Verb").all());
}

#[test]
fn a_failing_example_is_shown_with_what_was_found() {
    let desk = Desk::new("failing");
    let wrong = YODEL
        .replace(
            "[“It is shut,” Tom Hale yodelled.]",
            "[The club claimed that the hall was empty.]",
        )
        .replace("cue: [yodel]", "cue: [deny]")
        .replace("[“It is shut,” Tom Hale said.]", "[The club denied that the hall was empty.]");
    desk.write("house/checks/yodel.yaml", &wrong);
    let told = desk.run("rules test --rules house");
    assert_eq!(told.code, 1);
    let ours: Vec<&str> = told.out.lines().take_while(|line| !line.contains(" of ")).collect();
    let _in = snapshots("settings");
    insta::assert_snapshot!("rules-test-failing", ours.join("\n"));
}

#[test]
fn the_pages_on_checks_overwrite_nothing_else() {
    let desk = Desk::new("pages");
    desk.write("own/README.md", "# Our desk\n").write("new/keep.txt", "");
    let told = desk.run_all(&["rules", "docs", "own"], "");
    assert_eq!(told.code, 2);
    assert!(told.err.contains("not written by this command"), "{}", told.err);
    assert_eq!(desk.read("own/README.md"), "# Our desk\n");
    assert_eq!(desk.run_all(&["rules", "docs", "new"], "").code, 0);
    assert!(desk.read("new/README.md").starts_with("# The checks\n"));
    assert_eq!(desk.run_all(&["rules", "docs", "new"], "").code, 0, "its own pages it writes anew");
}

#[test]
fn the_words_of_former_versions_are_taken() {
    let desk = Desk::new("former");
    desk.write("a.txt", CLAIMED);
    desk.write(
        "whosaid.yml",
        "camps: [{ name: the club, members: [the club] }]\nrules: { WO001: info, same-camp-sources: off }\nshow: info\nfail_on: info\n",
    );
    let told = desk.run("a.txt -o short");
    assert!(told.out.starts_with("a.txt:1:10: note WO001"), "{}", told.out);
    assert_eq!(told.code, 1);
    let shown = desk.run("config show").out;
    assert!(shown.contains("rules.CO002: off") && shown.contains("sides: the club"), "{shown}");
    let check = "code: WO199\nname: claimed-alone\nseverity: info\nconfidence: high\non: claim\nwhen:\n  all:\n    - standing: [one-voice, one-camp]\n    - single-camp: true\nmessage: \"{claim}: {camp}\"\nwhy: w\nhelp: h\nexamples: { flag: [\"The mill would close, the mayor Tom Hale said.\"], pass: [\"The mill has closed.\"] }\n";
    desk.write("old/checks/old.yaml", check);
    let told = desk.run("rules test --rules old");
    assert_eq!(told.code, 0, "{}{}", told.out, told.err);
}
