//! The JSON of the program fits the schema that the program prints, and says why findings matter.

use serde_json::Value;
use whosaid::report::Format;
use whosaid::settings::Schema;

use super::{json, report, samples};

#[test]
fn json_fits_its_schema() {
    let schema = json::validator("rules/schemas/report.schema.json");
    let errors = ["nowhere.txt: no such file or folder".to_owned()];
    for sample in samples() {
        for errors in [&errors[..], &[]] {
            let text = report(Format::Json, &sample.drafts, errors);
            json::valid(&schema, &text).unwrap_or_else(|f| panic!("{}: {f}", sample.path));
        }
    }
    json::valid(&schema, &report(Format::Json, &[], &[])).unwrap();
}

#[test]
fn a_line_of_jsonl_fits_its_schema() {
    let schema = json::validator("rules/schemas/report-line.schema.json");
    for sample in samples() {
        let text = report(Format::Jsonl, &sample.drafts, &[]);
        assert_eq!(text.lines().count(), sample.drafts.len());
        for line in text.lines() {
            json::valid(&schema, line).unwrap_or_else(|f| panic!("{}: {f}", sample.path));
        }
    }
}

#[test]
fn the_schema_refuses_what_is_not_written() {
    let schema = json::validator("rules/schemas/report.schema.json");
    let text = report(Format::Json, &samples()[0].drafts, &[]);
    let whole: Value = serde_json::from_str(&text).unwrap();
    let broken: [(&str, Value); 5] = [
        ("/drafts/0/findings/0/severity", "fatal".into()),
        ("/drafts/0/findings/0/span/column_utf16", Value::Null),
        ("/drafts/0/claims/0/standing", "so-so".into()),
        ("/drafts/0/attributions/0/pattern", 4.into()),
        ("/units", Value::Null),
    ];
    for (pointer, value) in broken {
        let mut document = whole.clone();
        *document.pointer_mut(pointer).expect(pointer) = value;
        assert!(!schema.is_valid(&document), "{pointer} is taken");
    }
    let mut document = whole;
    document["drafts"][0]["findings"][0].as_object_mut().unwrap().remove("fingerprint");
    assert!(!schema.is_valid(&document), "a finding without a fingerprint is taken");
}

#[test]
fn schemas_have_names_and_say_what_keys_mean() {
    for schema in [Schema::Report, Schema::ReportLine] {
        let schema: Value = serde_json::from_str(&schema.text()).unwrap();
        let definitions = schema["$defs"].as_object().unwrap();
        for name in definitions.keys() {
            assert!(!name.ends_with("Out"), "{name}");
        }
        assert!(definitions["Finding"]["properties"]["fingerprint"]["description"].is_string());
    }
}

#[test]
fn findings_say_why_by_what_standard_and_how_sure() {
    let (mut sure, mut standards) = (Vec::new(), 0);
    for sample in samples() {
        let json: Value = serde_json::from_str(&report(Format::Json, &sample.drafts, &[])).unwrap();
        assert_eq!(json["schema_version"], "2.1");
        for draft in json["drafts"].as_array().unwrap() {
            for finding in draft["findings"].as_array().unwrap() {
                assert!(finding["why"].as_str().is_some_and(|why| !why.is_empty()), "{finding}");
                assert!(finding["fingerprint"].as_str().unwrap().starts_with("f-"));
                standards += finding["standards"].as_array().unwrap().len();
                assert_eq!(finding["certainty"].is_null(), finding["claim"].is_null());
                sure.extend(finding["certainty"].as_str().map(str::to_owned));
            }
            certain_claims(draft);
        }
    }
    assert!(standards > 50, "{standards}");
    for grade in ["certain", "likely"] {
        assert!(sure.iter().any(|one| one == grade), "no finding is {grade}");
    }
}

/// A claim is as certain as the least certain of the statements that assert it.
fn certain_claims(draft: &Value) {
    let order = |grade: &Value| match grade.as_str() {
        Some("certain") => 2,
        Some("likely") => 1,
        _ => 0,
    };
    for claim in draft["claims"].as_array().unwrap() {
        let asserted = claim["asserted"].as_array().unwrap();
        let all = draft["attributions"].as_array().unwrap().iter();
        let grades = all.filter(|a| asserted.contains(&a["id"]));
        let least = grades.map(|a| order(&a["speaker_link"]["grade"])).min();
        assert_eq!(claim["certainty"].is_null(), least.is_none(), "{claim}");
        assert!(least.is_none_or(|least| least == order(&claim["certainty"])), "{claim}");
    }
}
