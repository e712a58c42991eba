//! A runner of composite actions, as far as it goes without a network: it takes the steps of an
//! `action.yml`, fills their variables in, and hands their scripts to bash as GitHub does.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_yaml::Value;

use crate::desk::Desk;
use crate::project;

/// The folder of the action.
pub(crate) const ACTION: &str = ".github/actions/whosaid";

/// What a job has said and left.
pub(crate) struct Job {
    /// The exit code of the step that failed, or 0.
    pub(crate) code: i32,
    /// What the log shows.
    pub(crate) log: String,
    /// The outputs of each step that has an id: `check.exit-code`.
    pub(crate) outputs: BTreeMap<String, String>,
    /// The names of the steps that ran.
    pub(crate) ran: Vec<String>,
}

/// The action, read.
pub(crate) fn action() -> Value {
    let text = fs::read_to_string(project(ACTION).join("action.yml")).unwrap();
    serde_yaml::from_str(&text).unwrap()
}

/// The steps of the action.
pub(crate) fn steps(action: &Value) -> &[Value] {
    action["runs"]["steps"].as_sequence().unwrap()
}

/// A path through the tools of this machine that has `first` before them; nothing, with a word on
/// it, where there is no bash.
pub(crate) fn tools(first: &Path) -> Option<std::ffi::OsString> {
    if Command::new("bash").arg("--version").stdout(Stdio::null()).status().is_err() {
        // Not `eprintln!`, which nobody sees when a test passes.
        std::io::Write::write_all(&mut std::io::stderr(), b"skipped: no bash here\n").unwrap();
        return None;
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let all = std::iter::once(first.to_owned()).chain(std::env::split_paths(&path));
    Some(std::env::join_paths(all).unwrap())
}

/// Runs the action on a desk's folder as its checkout. `inputs` are what a workflow writes under
/// `with:`; the programs in the desk's folder `tools` come before the machine's. Nothing where there
/// is no bash.
pub(crate) fn run(desk: &Desk, inputs: &[(&str, &str)]) -> Option<Job> {
    let path = tools(&desk.path("tools"))?;
    let action = action();
    let mut known = BTreeMap::new();
    for (name, input) in action["inputs"].as_mapping().unwrap() {
        let default = input["default"].as_str().unwrap_or_default();
        known.insert(format!("inputs.{}", name.as_str().unwrap()), default.to_owned());
    }
    for (name, value) in inputs {
        let name = format!("inputs.{name}");
        assert!(known.insert(name.clone(), (*value).to_owned()).is_some(), "{name} is no input");
    }
    let mut job = Job { code: 0, log: String::new(), outputs: BTreeMap::new(), ran: Vec::new() };
    for step in steps(&action) {
        let wanted = step["if"].as_str().is_none_or(|condition| holds(condition, &known));
        let Some(script) = step["run"].as_str().filter(|_| wanted) else { continue };
        job.ran.push(step["name"].as_str().unwrap().to_owned());
        let (code, log, outputs) = step_of(desk, &path, script, &step["env"], &known);
        job.log += &log;
        if let Some(id) = step["id"].as_str() {
            for (name, value) in outputs {
                known.insert(format!("steps.{id}.outputs.{name}"), value.clone());
                job.outputs.insert(format!("{id}.{name}"), value);
            }
        }
        job.code = code;
        if code != 0 {
            break;
        }
    }
    Some(job)
}

type Outputs = Vec<(String, String)>;

/// Runs one script, as `shell: bash` has it. Gives exit code, log and outputs.
fn step_of(
    desk: &Desk,
    path: &std::ffi::OsStr,
    script: &str,
    env: &Value,
    known: &BTreeMap<String, String>,
) -> (i32, String, Outputs) {
    let temp = desk.path("temp");
    fs::create_dir_all(&temp).unwrap();
    fs::create_dir_all(desk.path("checkout")).unwrap();
    let file = temp.join("step.sh");
    fs::write(&file, script).unwrap();
    let outputs = temp.join("outputs");
    fs::write(&outputs, "").unwrap();
    let mut command = Command::new("bash");
    command.args(["--noprofile", "--norc", "-e", "-o", "pipefail"]).arg(&file);
    command.current_dir(desk.path("checkout")).stdin(Stdio::null()).env("PATH", path);
    command.env("GITHUB_OUTPUT", &outputs).env("GITHUB_WORKSPACE", desk.path("checkout"));
    command.env("GITHUB_ACTION_PATH", action_path(desk)).env("RUNNER_TEMP", &temp);
    command.env("RUNNER_TOOL_CACHE", desk.path("kept tools")).env("RUNNER_OS", "Linux");
    command.env("RUNNER_ARCH", "X64").env_remove("CLICOLOR_FORCE");
    for (name, value) in env.as_mapping().into_iter().flatten() {
        command.env(name.as_str().unwrap(), filled(value.as_str().unwrap(), known));
    }
    let output = command.output().unwrap();
    let log = [output.stdout, output.stderr].concat();
    let outputs = fs::read_to_string(outputs).unwrap();
    let outputs = outputs.lines().map(|line| line.split_once('=').unwrap());
    let outputs = outputs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    (output.status.code().unwrap(), String::from_utf8_lossy(&log).into_owned(), outputs)
}

/// Where the action lies: in a copy of its repository that has a few of its files.
fn action_path(desk: &Desk) -> PathBuf {
    for file in ["Cargo.toml", "Cargo.lock", "src/main.rs", "rules/links.yaml"] {
        if !desk.path("action").join(file).exists() {
            desk.write(&format!("action/{file}"), "made up\n");
        }
    }
    let path = desk.path("action").join(ACTION);
    fs::create_dir_all(&path).unwrap();
    path
}

/// A text with each `${{ … }}` filled in.
pub(crate) fn filled(text: &str, known: &BTreeMap<String, String>) -> String {
    let Some((before, rest)) = text.split_once("${{") else { return text.to_owned() };
    let (name, after) = rest.split_once("}}").unwrap();
    // What is not set is empty, as it is to GitHub.
    let value = known.get(name.trim()).map_or("", String::as_str);
    format!("{before}{value}{}", filled(after, known))
}

/// Whether a condition holds: comparisons of a name with a text, joined by `&&`.
fn holds(condition: &str, known: &BTreeMap<String, String>) -> bool {
    condition.split("&&").all(|part| {
        let (name, text) = part.split_once("==").expect("a comparison with ==");
        let text = text.trim().strip_prefix('\'').and_then(|t| t.strip_suffix('\'')).unwrap();
        known.get(name.trim()).map_or("", String::as_str) == text
    })
}
