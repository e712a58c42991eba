//! The action for GitHub: the checking of drafts, run here step by step.

use whosaid::report::Format;

use crate::desk::Desk;
use crate::runner::{Job, action, run, steps};

const WHOSAID: &str = env!("CARGO_BIN_EXE_whosaid");
/// A note, WO001.
const CLAIMED: &str = "The club claimed that the hall was empty.\n";
/// An error, twice: CN001 and its like.
const FAULTY: &str =
    "It is understood that the hall was empty.\n\nIt is understood that the hall was empty.\n";
const SOUND: &str = "Tom Hale, the mayor, said the hall was full on Monday.\n";

/// Runs the action with a program that is there, and the format that all versions have.
fn checked(desk: &Desk, inputs: &[(&str, &str)]) -> Option<Job> {
    let all = [&[("whosaid", WHOSAID), ("format", "short")], inputs].concat();
    run(desk, &all)
}

#[test]
fn inputs_reach_scripts_as_variables_alone() {
    let action = action();
    assert_eq!(action["runs"]["using"], "composite");
    let scripts: Vec<_> = steps(&action).iter().filter(|s| s["run"].is_string()).collect();
    assert!(scripts.len() >= 3, "{} scripts", scripts.len());
    for step in scripts {
        let script = step["run"].as_str().unwrap();
        assert!(!script.contains("${{"), "an expression in a script: {script}");
        assert!(script.starts_with("set -euo pipefail\n"), "{script}");
        assert!(!script.contains("eval"), "{script}");
        assert_eq!(step["shell"], "bash");
    }
    for step in steps(&action).iter().filter(|s| s["uses"].is_string()) {
        let used = step["uses"].as_str().unwrap();
        assert!(used.starts_with("actions/"), "{used} is somebody else's");
    }
}

#[test]
fn every_input_is_described_and_used_and_every_output_is_made() {
    let action = action();
    let text = serde_yaml::to_string(&action["runs"]).unwrap();
    for (name, input) in action["inputs"].as_mapping().unwrap() {
        let name = name.as_str().unwrap();
        assert!(text.contains(&format!("inputs.{name}")), "nothing uses {name}");
        assert!(input["description"].is_string() && input["default"].is_string(), "{name}");
    }
    let desk = Desk::new("action-outputs");
    desk.write("checkout/a.txt", SOUND);
    let Some(job) = checked(&desk, &[]) else { return };
    for (name, output) in action["outputs"].as_mapping().unwrap() {
        let value = output["value"].as_str().unwrap();
        let made = value.trim_start_matches("${{ steps.").trim_end_matches(" }}");
        let made = made.replace(".outputs.", ".");
        let made = job.outputs.contains_key(&made) || made == "check.sarif";
        assert!(made, "no step gives {}", name.as_str().unwrap());
    }
}

#[test]
fn a_sound_draft_passes_and_a_faulty_one_fails() {
    let desk = Desk::new("action-codes");
    desk.write("checkout/sound.txt", SOUND).write("checkout/faulty.txt", FAULTY);
    desk.write("checkout/claimed.txt", CLAIMED);
    let job = |inputs: &[(&str, &str)]| checked(&desk, inputs);
    let Some(sound) = job(&[("paths", "sound.txt")]) else { return };
    assert_eq!((sound.code, sound.outputs["check.exit-code"].as_str()), (0, "0"), "{}", sound.log);
    assert_eq!(sound.ran, ["Find whosaid", "Check the drafts"]);

    let faulty = job(&[("paths", "sound.txt\nfaulty.txt\n")]).unwrap();
    assert_eq!((faulty.code, faulty.outputs["check.exit-code"].as_str()), (1, "1"));
    assert!(faulty.log.contains("\nfaulty.txt:3:1: error "), "{}", faulty.log);

    assert_eq!(job(&[("paths", "faulty.txt"), ("fail-on", "never")]).unwrap().code, 0);
    let noted = [("paths", "claimed.txt"), ("fail-on", "note"), ("args", "--show\nnote\n")];
    let noted = job(&noted).unwrap();
    assert_eq!(noted.code, 1);
    assert!(noted.log.contains("claimed.txt:1:10: note WO001"), "{}", noted.log);

    let missing = job(&[("paths", "nowhere.txt\nclaimed.txt")]).unwrap();
    assert_eq!((missing.code, missing.outputs["check.exit-code"].as_str()), (2, "2"));
    assert!(missing.log.contains("whosaid: nowhere.txt: no such file"), "{}", missing.log);
    let broken = job(&[("fail-on", "sometimes")]).unwrap();
    assert_eq!(broken.code, 2);
    assert!(broken.log.contains("unknown level “sometimes”"), "{}", broken.log);
}

#[test]
fn paths_count_from_the_working_directory_and_reports_from_the_checkout() {
    let desk = Desk::new("action-folders");
    desk.write("checkout/site/posts/a.md", FAULTY).write("checkout/b.md", FAULTY);
    desk.write("checkout/site/whosaid.yml", "fail_on: never\n");
    let log = |folder: &str, paths: &str| {
        let job = checked(&desk, &[("working-directory", folder), ("paths", paths)])?;
        Some((job.code, job.log))
    };
    let Some((code, log_of_all)) = log(".", ".") else { return };
    assert_eq!(code, 1, "{log_of_all}");
    assert!(log_of_all.contains("\nb.md:3:1: error"), "{log_of_all}");
    assert!(log_of_all.contains("\nsite/posts/a.md:3:1: error"), "{log_of_all}");
    for folder in ["site", "./site/", "././site//"] {
        for paths in [".", "posts", "posts/a.md"] {
            let (code, log) = log(folder, paths).unwrap();
            assert_eq!(code, 0, "the settings of the folder count: {log}");
            assert!(log.contains("\nsite/posts/a.md:3:1: error"), "{folder} {paths}: {log}");
            assert!(!log.contains("b.md"), "{log}");
        }
    }
    let whole = desk.path("checkout/b.md").display().to_string();
    assert_eq!(log("site", &whole).unwrap().0, 1, "a whole path stands by itself");
    let (code, log) = log("nowhere", ".").unwrap();
    assert_eq!(code, 2);
    assert!(log.contains("::error title=whosaid::the working-directory is not in"), "{log}");
}

/// Names and inputs that do harm where a shell reads them.
const HOSTILE: [&str; 8] = [
    "$(touch pwned).txt",
    "`touch pwned`.txt",
    "a; touch pwned; #.txt",
    "it's \"quoted\".txt",
    "*.txt",
    "-o json=pwned.txt",
    " two spaces .txt",
    "${IFS}&& touch pwned ||.txt",
];

#[test]
fn hostile_names_are_names() {
    let desk = Desk::new("action-hostile");
    for name in HOSTILE {
        desk.write(&format!("checkout/{name}"), FAULTY);
    }
    for name in HOSTILE {
        let Some(job) = checked(&desk, &[("paths", name)]) else { return };
        assert_eq!(job.code, 1, "{name}: {}", job.log);
        let shown = format!("\n{}:3:1: error", name.trim_start());
        assert!(job.log.contains(&shown), "{name}: {}", job.log);
        assert_eq!(job.log.matches(": error ").count(), 1, "{name}: {}", job.log);
    }
    let all = checked(&desk, &[("paths", ".")]).unwrap();
    assert_eq!(all.log.matches(": error ").count(), HOSTILE.len(), "{}", all.log);
    assert!(!desk.path("checkout/pwned").exists() && !desk.path("temp/pwned").exists());
}

#[test]
fn hostile_inputs_are_values() {
    let desk = Desk::new("action-inputs");
    desk.write("checkout/a.txt", SOUND);
    let names =
        ["paths", "working-directory", "fail-on", "format", "args", "whosaid", "repository"];
    let harm = ["$(touch pwned)", "`touch pwned`", "'; touch pwned; '", "\"; touch pwned; \""];
    for name in names {
        for value in harm {
            let Some(job) = checked(&desk, &[(name, value)]) else { return };
            // A Git address is not asked for where the program is given.
            assert_eq!(job.code, if name == "repository" { 0 } else { 2 }, "{name}: {}", job.log);
        }
    }
    let two = checked(&desk, &[("whosaid", "x\nwhosaid=/bin/true")]).unwrap();
    assert_eq!(two.code, 2);
    assert!(two.outputs.is_empty(), "a line end makes no output: {:?}", two.outputs);
    let sarif = checked(&desk, &[("sarif", "x\nexit-code=0")]).unwrap();
    assert_eq!((sarif.code, sarif.outputs.contains_key("check.sarif")), (2, false));
    for folder in ["", "checkout", "temp"] {
        assert!(!desk.path(folder).join("pwned").exists(), "{folder}");
    }
}

/// What a runner would take as an order: the lines that begin with two colons while it listens.
fn orders(log: &str) -> Vec<&str> {
    let mut deaf: Option<String> = None;
    let mut orders = Vec::new();
    for line in log.lines().filter(|line| line.trim_start().starts_with("::")) {
        match &deaf {
            Some(end) if line == end => deaf = None,
            Some(_) => {}
            None => match line.strip_prefix("::stop-commands::") {
                Some(word) => deaf = Some(format!("::{word}::")),
                None => orders.push(line),
            },
        }
    }
    assert!(deaf.is_none(), "the runner is left deaf: {log}");
    orders
}

#[test]
fn drafts_and_their_names_cannot_order_the_runner_about() {
    let desk = Desk::new("action-orders");
    desk.write("checkout/::set-output name=x::y.txt", FAULTY);
    desk.write("checkout/a\n::error::b.docx", "no Word document");
    desk.write(
        "checkout/c.txt",
        "::warning::It is understood\n\n::warning::that the hall was empty.\n",
    );
    let Some(job) = checked(&desk, &[("args", "--show=note")]) else { return };
    assert_eq!(job.code, 2, "one is no Word document");
    assert!(job.log.contains("\n::set-output name=x::y.txt"), "the test has its bait: {}", job.log);
    assert!(job.log.contains("a\\u{a}::error::b.docx"), "a line feed is escaped: {}", job.log);
    assert_eq!(orders(&job.log), Vec::<&str>::new(), "{}", job.log);
}

#[test]
fn orders_are_told_from_words() {
    assert_eq!(
        orders("a\n::error::b\n::stop-commands::t\n::error::c\n::t::\n::notice::d"),
        ["::error::b", "::notice::d"]
    );
}

/// What the action does where nothing is said of formats.
#[test]
fn the_lines_of_a_change_are_marked_and_sarif_is_written() {
    if let Some(missing) = ["github", "sarif"].iter().find(|name| Format::of(name).is_none()) {
        let told = format!("skipped: there is no output {missing}\n");
        std::io::Write::write_all(&mut std::io::stderr(), told.as_bytes()).unwrap();
        return;
    }
    let desk = Desk::new("action-marks");
    desk.write("checkout/site/faulty.txt", FAULTY);
    let inputs = [("whosaid", WHOSAID), ("working-directory", "site"), ("sarif", "found.sarif")];
    let Some(job) = run(&desk, &inputs) else { return };
    assert_eq!(job.code, 1, "{}", job.log);
    let marks = orders(&job.log);
    let fault = |line: &&str| line.starts_with("::error ") && line.contains("line=3");
    let fault = marks.iter().find(|line| fault(line)).expect(&job.log);
    assert!(fault.contains("file=site/faulty.txt"), "{fault}");
    assert_eq!(job.outputs["check.sarif"], "found.sarif");
    let sarif: serde_json::Value =
        serde_json::from_str(&desk.read("checkout/found.sarif")).unwrap();
    assert_eq!(sarif["version"], "2.1.0");
}
