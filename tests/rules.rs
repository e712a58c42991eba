//! The built-in checks do what their examples say, and broken rule files are explained.

use std::fs;
use std::path::PathBuf;

use whosaid::rulebook::Files;
use whosaid::{Rulebook, examples};

use crate::desk::Desk;
use crate::project;

#[test]
fn every_example_of_every_check() {
    let failures = examples::run(&Rulebook::built_in());
    assert!(failures.is_empty(), "{failures:#?}");
}

#[test]
fn every_check_has_examples_of_both_kinds() {
    let checks = Rulebook::built_in().checks;
    assert!(checks.len() >= 40, "{} checks", checks.len());
    for check in checks {
        assert!(check.examples.flag.len() >= 5, "{} has few examples that fire", check.code);
        assert!(check.examples.pass.len() >= 5, "{} has few that must not", check.code);
    }
}

#[test]
fn the_pages_are_in_step() {
    let rulebook = Rulebook::built_in();
    let read = |name: &str| fs::read_to_string(project(name)).unwrap();
    let hint = "run `whosaid rules docs`";
    assert!(read("rules/README.md") == whosaid::rulebook::checks_page(&rulebook), "{hint}");
    assert!(read("rules/CONDITIONS.md") == whosaid::rulebook::conditions_page(), "{hint}");
}

#[test]
fn the_catalogue_is_whole() {
    let rulebook = Rulebook::built_in();
    let families =
        [("AT", 5), ("SR", 7), ("CO", 6), ("QU", 5), ("FA", 4), ("WO", 5), ("NT", 4), ("CS", 4)];
    for (family, count) in families {
        for n in 1..=count {
            let code = format!("{family}{n:03}");
            assert!(rulebook.check(&code).is_some(), "{code} is missing");
        }
    }
}

#[test]
fn messages_ask_and_do_not_accuse() {
    let checks = Rulebook::built_in().checks;
    assert!(checks.len() >= 40, "{} checks", checks.len());
    for check in checks {
        assert!(check.question.as_ref().is_some_and(|q| q.ends_with('?')), "{}", check.code);
        let said = format!("{} {}", check.message, check.question.unwrap_or_default());
        let said = said.to_lowercase();
        for word in ["biased", "false", "unreliable", "untrue", "lie", "wrongly"] {
            let words: Vec<&str> = said.split(|c: char| !c.is_alphabetic()).collect();
            assert!(!words.contains(&word), "{} says “{word}”", check.code);
        }
        assert!(check.why.len() > 30 && check.help.len() > 15, "{}", check.code);
    }
}

#[test]
fn the_lexicon_is_large_enough() {
    let rulebook = Rulebook::built_in();
    assert!(rulebook.lexicon.cue_count() >= 120);
}

const SOUND: &str = "code: ZZ001\nname: test-check\nseverity: info\nconfidence: high\non: attribution\nwhen: { cue: [say] }\nmessage: \"{source} said\"\nwhy: w\nhelp: h\nexamples: { flag: [a], pass: [b] }\n";

/// What is said about a folder with this one rule file.
fn complaint(name: &str, text: &str) -> String {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(folder.join("checks/test")).unwrap();
    fs::write(folder.join("checks/test/check.yaml"), text).unwrap();
    let mut files = Files::built_in();
    files.lay_over(&folder).unwrap();
    match Rulebook::from_files(&files) {
        Ok(rulebook) => format!("{} checks", rulebook.checks.len()),
        Err(errors) => errors[0].to_string().replace(&folder.display().to_string(), "FOLDER"),
    }
}

#[test]
fn a_sound_file_adds_a_check() {
    let built_in = Rulebook::built_in().checks.len();
    assert_eq!(complaint("sound", SOUND), format!("{} checks", built_in + 1));
}

#[test]
fn an_unknown_key_is_named_with_the_nearest_one() {
    let said = complaint("key", &SOUND.replace("help:", "helps:"));
    assert!(said.starts_with("FOLDER/checks/test/check.yaml:9:1: unknown key `helps`"), "{said}");
    assert!(said.ends_with("did you mean `help`?"), "{said}");
}

#[test]
fn a_wrong_type_is_named_with_its_place() {
    let said = complaint("type", &SOUND.replace("severity: info", "severity: [1]"));
    assert!(said.starts_with("FOLDER/checks/test/check.yaml:3:11: "), "{said}");
}

#[test]
fn an_unknown_predicate_is_named_with_the_nearest_one() {
    let said = complaint("predicate", &SOUND.replace("{ cue: [say] }", "{ speakr: [person] }"));
    assert!(said.contains("unknown value `speakr`"), "{said}");
    assert!(said.ends_with("did you mean `speaker`?"), "{said}");
}

#[test]
fn a_code_that_is_taken_names_the_other_file() {
    let said = complaint("code", &SOUND.replace("ZZ001", "CO001"));
    assert!(said.contains("`CO001` is already in "), "{said}");
}

#[test]
fn an_unknown_placeholder_is_named() {
    let said = complaint("placeholder", &SOUND.replace("{source}", "{sourc}"));
    assert!(said.contains("unknown placeholder `sourc`"), "{said}");
    assert!(said.ends_with("did you mean `source`?"), "{said}");
}

#[test]
fn an_unknown_word_list_is_named_with_its_place() {
    let said = complaint("list", &SOUND.replace("{ cue: [say] }", "{ near: [anonymity-raeson] }"));
    assert!(said.starts_with("FOLDER/checks/test/check.yaml:6:16: "), "{said}");
    assert!(said.contains("unknown word list `anonymity-raeson`, expected one of "), "{said}");
    assert!(said.ends_with("did you mean `anonymity-reason`?"), "{said}");
}

#[test]
fn every_condition_on_lists_knows_its_lists() {
    let conditions = [
        "near",
        "around",
        "mentions",
        "sentence-has",
        "source-has",
        "cue-has",
        "softened",
        "phrase",
    ];
    for name in conditions {
        let scope = match name {
            "softened" => "headline",
            "phrase" => "phrase",
            _ => "attribution",
        };
        let text = SOUND
            .replace("on: attribution", &format!("on: {scope}"))
            .replace("{source} said", "said")
            .replace("{ cue: [say] }", &format!("{{ not: {{ {name}: [crimz] }} }}"));
        let said = complaint(&format!("list-{name}"), &text);
        let column = 19 + name.len();
        let start = format!("FOLDER/checks/test/check.yaml:6:{column}: unknown word list `crimz`");
        assert!(said.starts_with(&start), "{said}");
        assert!(said.ends_with("did you mean `crime`?"), "{said}");
    }
}

#[test]
fn a_condition_that_cannot_hold_is_named_with_its_place() {
    let said = complaint("scope", &SOUND.replace("{ cue: [say] }", "{ unclosed: true }"));
    let start = "FOLDER/checks/test/check.yaml:6:9: `unclosed` cannot be asked of an attribution, \
                 expected one of `all`, ";
    assert!(said.starts_with(start), "{said}");
    assert!(said.contains("`cue-class`") && !said.contains("`echoed`"), "{said}");
    let near = SOUND.replace("{ cue: [say] }", "{ not: { sourced: true } }");
    assert!(complaint("sourced", &near).contains("unknown value `sourced`"));
    let near = SOUND.replace("on: attribution", "on: phrase").replace("{source} said", "said");
    let said = complaint("near", &near.replace("{ cue: [say] }", "{ all: [{ attributions: 1 }] }"));
    assert!(said.contains(":6:17: `attributions` cannot be asked of a phrase"), "{said}");
    assert!(said.ends_with("did you mean `attributed`?"), "{said}");
}

#[test]
fn a_check_may_have_a_branch_for_each_thing_it_looks_at() {
    let both =
        SOUND.replace("on: attribution", "on: [attribution, phrase]").replace("{source}", "x");
    let branches = "{ any: [{ all: [{ phrase: [year] }, { bare: true }] }, { cue: [say] }] }";
    let said = complaint("branches", &both.replace("{ cue: [say] }", branches));
    assert!(said.ends_with(" checks"), "{said}");
    let mixed = "{ all: [{ phrase: [year] }, { cue: [say] }] }";
    let said = complaint("mixed", &both.replace("{ cue: [say] }", mixed));
    assert!(said.contains("`cue` cannot be asked of a phrase"), "{said}");
}

#[test]
fn an_unknown_standard_is_named_with_the_nearest_one() {
    let said = complaint("standard", &SOUND.replace("why: w", "why: w\nstandards: [NPR-ONEE]"));
    assert!(said.starts_with("FOLDER/checks/test/check.yaml:9:13: "), "{said}");
    assert!(said.ends_with("did you mean `NPR-ONE`?"), "{said}");
}

/// Whether an address lies on one of these hosts, or in the Internet Archive's copy of one.
fn is_on(hosts: &[String], address: &str) -> bool {
    hosts.iter().any(|host| on_host(host, address))
}

/// The same of one host, or of one folder of a host.
fn on_host(host: &str, address: &str) -> bool {
    let bare = |address: &str| address.split_once("://").map(|(_, rest)| rest.to_owned());
    let Some(mut place) = bare(address) else { return false };
    if let Some(copy) = place.strip_prefix("web.archive.org/web/") {
        let Some((_, original)) = copy.split_once('/') else { return false };
        let Some(original) = bare(original) else { return false };
        place = original;
    }
    place.strip_prefix(host).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', ':']))
}

/// The publishers' own hosts.
fn hosts() -> Vec<String> {
    let list = fs::read_to_string(project("tests/cases/standards/hosts.yaml")).unwrap();
    serde_yaml::from_str(&list).unwrap()
}

#[test]
fn every_address_of_a_standard_is_its_publishers_own() {
    let (hosts, standards) = (hosts(), Rulebook::built_in().standards);
    let addresses: Vec<&str> = standards.iter().filter_map(|s| s.address.as_deref()).collect();
    assert!(addresses.len() >= 50, "{} addresses", addresses.len());
    for address in &addresses {
        assert!(
            is_on(&hosts, address),
            "{address} is on no host of tests/cases/standards/hosts.yaml"
        );
    }
    for host in &hosts {
        assert!(addresses.iter().any(|address| on_host(host, address)), "{host} is not in use");
    }
}

#[test]
fn a_copy_on_another_host_is_told_from_the_original() {
    let hosts = ["www.afp.com".to_owned(), "sites.google.com/view/desk".to_owned()];
    for own in [
        "https://www.afp.com/en/agency/charter",
        "http://www.afp.com",
        "https://web.archive.org/web/20100714064918/http://www.afp.com:80/charter",
        "https://sites.google.com/view/desk/checks",
    ] {
        assert!(is_on(&hosts, own), "{own}");
    }
    for copy in [
        "https://docslib.org/doc/11829849/afp-editorial-standards",
        "https://www.afp.com.example.org/charter",
        "https://example.org/?u=https://www.afp.com/charter",
        "https://example.org/https://web.archive.org/web/2010/http://www.afp.com/charter",
        "https://web.archive.org/web/20100714064918/https://docslib.org/doc/11829849",
        "https://sites.google.com/view/desk2",
        "www.afp.com/charter",
    ] {
        assert!(!is_on(&hosts, copy), "{copy}");
    }
}

#[test]
fn a_standard_is_cited_with_what_is_known_of_it() {
    let rulebook = Rulebook::built_in();
    let cited = |key: &str| rulebook.standard(key).unwrap().to_string();
    assert_eq!(
        cited("REU-SRC"),
        "Reuters Handbook of Journalism, The essentials of sourcing (2008)"
    );
    assert_eq!(cited("AP-QUOTE"), "AP Stylebook, Quotations");
    assert_eq!(cited("AFP-20"), "AFP, 20 Principles of Sourcing");
    let explained =
        |code: &str| whosaid::rulebook::explain(rulebook.check(code).unwrap(), &rulebook);
    let late = explained("late-attribution");
    assert!(late.contains("\n  AFP, 20 Principles of Sourcing\n"), "{late}");
    let own = "\n  Reuters Handbook of Journalism, The essentials of sourcing: when to source (2008) \
               <http://handbook.reuters.com/index.php?title=The_Essentials_of_Reuters_sourcing>\n";
    assert!(late.contains(own), "{late}");
}

#[test]
fn a_host_that_is_no_check_is_named() {
    let said = complaint("host", &SOUND.replace("why: w", "why: w\nwithin: [CO009]"));
    assert!(said.contains("unknown check `CO009`"), "{said}");
}

#[test]
fn every_broken_file_and_every_mistake_is_reported() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("several");
    fs::create_dir_all(folder.join("checks/test")).unwrap();
    let bad = SOUND.replace("{source} said", "{sourc} {cont}").replace("ZZ001", "Z1");
    fs::write(folder.join("checks/test/one.yaml"), bad).unwrap();
    fs::write(folder.join("checks/test/two.yaml"), SOUND.replace("name:", "nam:")).unwrap();
    let mut files = Files::built_in();
    files.lay_over(&folder).unwrap();
    let errors = Rulebook::from_files(&files).unwrap_err();
    let said: Vec<String> = errors.iter().map(ToString::to_string).collect();
    assert_eq!(said.len(), 4, "{said:#?}");
}

/// The findings on a text, by code.
fn findings(text: &str) -> Vec<whosaid::verdict::Finding> {
    whosaid::check(&whosaid::Draft::new("t", text), &Rulebook::built_in()).findings
}

#[test]
fn the_same_verb_five_times_is_one_finding_with_five_places() {
    let found = findings(
        "The minister Ana Ruiz claimed that the road was open. The coach Luis Costa claimed that \
         the pitch was dry.\n\nThe nurse Ann Webb claimed that the ward was full. The banker Jan \
         Novak claimed that rates had fallen. The singer Eva Brandt claimed that the hall was cold.",
    );
    let loaded: Vec<_> = found.iter().filter(|f| f.code == "WO001").collect();
    assert_eq!(loaded.len(), 1, "{loaded:#?}");
    let places = loaded[0].related.iter().filter(|r| r.label == "here too").count();
    assert_eq!(places, 4, "{loaded:#?}");
}

#[test]
fn a_claim_with_several_faults_is_one_finding() {
    let found = findings(
        "Peru and Chile have agreed to share the water, the Peruvian President Luis Diaz said.\n\nPeru \
         and Chile have agreed to share the water, the Peruvian Foreign Minister Ana Ruiz said.\n\nThe Chilean \
         government declined to comment.",
    );
    let about: Vec<_> = found.iter().filter(|f| f.claim == Some(0)).collect();
    assert_eq!(about.len(), 1, "{about:#?}");
    assert_eq!(about[0].code, "CO002");
    assert!(about[0].also.contains(&"CO004".to_owned()), "{about:#?}");
    assert!(about[0].related.iter().any(|r| r.label == "declined here"), "{about:#?}");
}

#[test]
fn a_check_of_the_draft_speaks_once() {
    let found = findings(
        "The hall burnt down on Wednesday.\n\nThe bank raised rates last year.\n\nThe ship docked \
         in the port this week.",
    );
    assert_eq!(found.iter().filter(|f| f.code == "NT004").count(), 1);
}

#[test]
fn the_host_of_a_finding_is_data() {
    let text = "Peru and Chile have agreed to share the water, the Peruvian President Luis Diaz \
                said.\n\nPeru and Chile have agreed to share the water, the Peruvian Foreign Minister Ana Ruiz said.\n\nThe \
                Chilean government declined to comment.";
    let mut rulebook = Rulebook::built_in();
    for check in &mut rulebook.checks {
        check.within.clear();
    }
    let found = whosaid::check(&whosaid::Draft::new("t", text), &rulebook).findings;
    let codes: Vec<_> = found.iter().map(|f| f.code.as_str()).collect();
    assert!(codes.contains(&"CO002") && codes.contains(&"CO004"), "{codes:?}");
}

#[test]
fn a_check_that_is_off_says_why_and_is_silent() {
    let off = SOUND.replace("severity: info", "severity: info\ndefault: off");
    let said = complaint("off", &off);
    assert!(said.contains("`reason` is missing"), "{said}");
}

#[test]
fn a_code_that_is_taken_is_a_mistake_of_the_newsroom() {
    let desk = Desk::new("rules-taken");
    let check =
        std::fs::read_to_string(project("rules/checks/quotes/unbalanced-quotes.yaml")).unwrap();
    desk.write("my-rules/checks/ours.yaml", &check).write("d.txt", "It rained.\n");
    let told = desk.run("check d.txt --rules my-rules");
    assert_eq!(told.code, 2, "{}", told.all());
    assert!(
        told.err.contains("my-rules/checks/ours.yaml: `QU001` is already in rules/"),
        "{}",
        told.err
    );
}
