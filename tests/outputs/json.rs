//! Readers of the formats that are JSON, each validated by the schema of its format.

use std::collections::BTreeSet;
use std::fs;
use std::sync::OnceLock;

use jsonschema::Validator;
use serde_json::Value;

use super::readers::{Seen, text_of};
use crate::project;

/// A validator made of a schema under `tests/schemas` or `rules/schemas`.
pub(crate) fn validator(path: &str) -> Validator {
    let text = fs::read_to_string(project(path)).unwrap();
    // A pattern in the schema of SARIF has a bracket too many, which strict validators refuse.
    let text =
        text.replace("^[a-zA-Z]{2}|^[a-zA-Z]{2}-[a-zA-Z]{2}]?$", "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$");
    let schema: Value = serde_json::from_str(&text).unwrap();
    jsonschema::options().should_validate_formats(true).build(&schema).unwrap()
}

/// A document of JSON that fits a schema.
pub(crate) fn valid(validator: &Validator, text: &str) -> Result<Value, String> {
    let value: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let faults: Vec<String> = validator
        .iter_errors(&value)
        .map(|error| format!("{error} at {}", error.instance_path()))
        .collect();
    if faults.is_empty() { Ok(value) } else { Err(faults.join("\n")) }
}

fn number(value: &Value) -> Option<usize> {
    value.as_u64().and_then(|n| usize::try_from(n).ok())
}

fn string(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// The results of a report in this format.
pub(crate) fn sarif(text: &str) -> Result<Vec<Seen>, String> {
    static SCHEMA: OnceLock<Validator> = OnceLock::new();
    let schema = SCHEMA.get_or_init(|| validator("tests/schemas/sarif-2.1.0.json"));
    let log = valid(schema, text)?;
    let run = &log["runs"][0];
    if run["columnKind"] != "utf16CodeUnits" {
        return Err("the unit of columns is not said".to_owned());
    }
    list(&run["results"]).iter().map(|result| sarif_result(run, result)).collect()
}

/// A result, which must fit the rules and the files of its run.
fn sarif_result(run: &Value, result: &Value) -> Result<Seen, String> {
    let rule = &run["tool"]["driver"]["rules"][number(&result["ruleIndex"]).unwrap()];
    if rule["id"] != result["ruleId"] {
        return Err(format!("{} has the rule {}", result["ruleId"], rule["id"]));
    }
    let place = &result["locations"][0]["physicalLocation"];
    let file = &place["artifactLocation"];
    let known = &run["artifacts"][number(&file["index"]).ok_or("no file")?]["location"];
    if (&known["uri"], &known["uriBaseId"]) != (&file["uri"], &file["uriBaseId"]) {
        return Err(format!("{file} is not {known}"));
    }
    let uri = string(&file["uri"]);
    if let Some(c) = uri.chars().find(|c| !c.is_ascii_alphanumeric() && !"/-._~%:".contains(*c)) {
        return Err(format!("{c:?} in the URI {uri}"));
    }
    let path = percent_encoding::percent_decode_str(uri.trim_start_matches("file://"));
    let region = &place["region"];
    let point = |line: &str, column: &str| number(&region[line]).zip(number(&region[column]));
    let start = point("startLine", "startColumn");
    let related = list(&result["relatedLocations"]).iter().map(|r| message(&r["message"]));
    let justified = list(&result["suppressions"]).iter().map(|s| string(&s["justification"]));
    let said = [message(&result["message"]), string(&result["properties"]["help"])];
    let text: Vec<String> = said.into_iter().chain(related).chain(justified).collect();
    Ok(Seen {
        path: path.decode_utf8().map_err(|error| error.to_string())?.into_owned(),
        start: start.or_else(|| number(&region["startLine"]).map(|line| (line, 1))),
        end: point("endLine", "endColumn"),
        text: text.join("\n"),
        aside: !list(&result["suppressions"]).is_empty(),
    })
}

/// The text of a message, in which braces stand for themselves when they are doubled.
fn message(value: &Value) -> String {
    string(&value["text"]).replace("{{", "{").replace("}}", "}")
}

/// The results of a report in this format.
pub(crate) fn gitlab(text: &str) -> Result<Vec<Seen>, String> {
    static SCHEMA: OnceLock<Validator> = OnceLock::new();
    let schema = SCHEMA.get_or_init(|| validator("tests/schemas/gitlab-code-quality.json"));
    let issues = valid(schema, text)?;
    let prints: BTreeSet<String> =
        list(&issues).iter().map(|issue| string(&issue["fingerprint"])).collect();
    if prints.len() != list(&issues).len() {
        return Err("a fingerprint stands for two issues".to_owned());
    }
    let seen = list(&issues).iter().map(|issue| {
        let (words, _) = text_of(&string(&issue["content"]["body"]))?;
        let lines = &issue["location"]["lines"];
        Ok(Seen {
            path: string(&issue["location"]["path"]),
            start: number(&lines["begin"]).map(|line| (line, 1)),
            end: None,
            text: format!("{}\n{words}", string(&issue["description"])),
            aside: false,
        })
    });
    seen.collect()
}

/// The results of a report in this format.
pub(crate) fn rdjson(text: &str) -> Result<Vec<Seen>, String> {
    static SCHEMA: OnceLock<Validator> = OnceLock::new();
    let schema = SCHEMA.get_or_init(|| validator("tests/schemas/rdjson.json"));
    let result = valid(schema, text)?;
    let seen = list(&result["diagnostics"]).iter().map(|one| {
        let range = &one["location"]["range"];
        let point = |end: &str| number(&range[end]["line"]).zip(number(&range[end]["column"]));
        Seen {
            path: string(&one["location"]["path"]),
            start: point("start"),
            end: point("end"),
            text: string(&one["message"]),
            aside: false,
        }
    });
    Ok(seen.collect())
}
