//! Readers of the formats: each takes a report as a consumer of the format does, says what is wrong with it
//! by the rules of the format, and gives the findings in it.

use std::collections::{BTreeMap, BTreeSet};

use pulldown_cmark::{Event, Options, Parser, Tag};
use whosaid::report::Format;

use super::json;
use super::units::Unit;
use super::xml::{self, Node};

/// A finding as a consumer sees it.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    pub(crate) path: String,
    /// Line and column; nothing where the format gives none.
    pub(crate) start: Option<(usize, usize)>,
    /// The same of the end, exclusive.
    pub(crate) end: Option<(usize, usize)>,
    /// All that is said of it.
    pub(crate) text: String,
    /// True when somebody has set it aside.
    pub(crate) aside: bool,
}

/// What the columns of a format count, where it has both ends.
pub(crate) fn unit(format: Format) -> Option<Unit> {
    match format {
        Format::Sarif => Some(Unit::Utf16),
        Format::Rdjson => Some(Unit::Utf8),
        Format::Github | Format::Csv => Some(Unit::Points),
        _ => None,
    }
}

/// Reads a report. An error is what the format forbids.
pub(crate) fn read(format: Format, text: &str) -> Result<Vec<Seen>, String> {
    match format {
        Format::Sarif => json::sarif(text),
        Format::Github => github(text),
        Format::Gitlab => json::gitlab(text),
        Format::Junit => junit(text),
        Format::Checkstyle => checkstyle(text),
        Format::Rdjson => json::rdjson(text),
        Format::Markdown => markdown(text),
        Format::Csv => csv(text),
        Format::ClaimReview => super::claims::read(text).map(|_| Vec::new()),
        _ => Err("no reader".to_owned()),
    }
}

/// The workflow commands of a log, read as the runner of GitHub Actions does.
fn github(text: &str) -> Result<Vec<Seen>, String> {
    let mut all = Vec::new();
    for line in text.lines() {
        let command = line.strip_prefix("::").ok_or_else(|| format!("no command: {line}"))?;
        let (head, message) = command.split_once("::").ok_or("no message")?;
        let (level, properties) = head.split_once(' ').ok_or("no properties")?;
        if !["error", "warning", "notice"].contains(&level) {
            return Err(format!("the command {level}"));
        }
        let mut values = BTreeMap::new();
        for property in properties.split(',') {
            let (key, value) = property.split_once('=').ok_or_else(|| format!("{property}?"))?;
            values.insert(key, unescaped(value).replace("%3A", ":").replace("%2C", ","));
        }
        let known = ["file", "line", "endLine", "col", "endColumn", "title"];
        if let Some(key) = values.keys().find(|key| !known.contains(*key)) {
            return Err(format!("the property {key}"));
        }
        if !values.contains_key("file") {
            continue; // a draft that could not be read
        }
        let number = |key: &str| values.get(key).map(|n| n.parse::<usize>().expect("a number"));
        if number("col").is_some() && number("line") != number("endLine") {
            return Err("columns on several lines".to_owned());
        }
        all.push(Seen {
            path: unpercent(&values["file"]),
            start: number("line").zip(number("col")),
            end: number("endLine").zip(number("endColumn")),
            text: unpercent(&unescaped(message)),
            aside: false,
        });
    }
    Ok(all)
}

fn unescaped(text: &str) -> String {
    text.replace("%0D", "\r").replace("%0A", "\n")
}

fn unpercent(text: &str) -> String {
    text.replace("%25", "%")
}

fn junit(text: &str) -> Result<Vec<Seen>, String> {
    let root = xml::parse(text)?;
    named(&root, "testsuites", &["name", "tests", "failures", "errors"])?;
    let mut all = Vec::new();
    for suite in &root.children {
        named(suite, "testsuite", &["name", "tests", "failures", "errors", "skipped"])?;
        let with = |name: &str| {
            suite
                .children
                .iter()
                .filter(|case| case.children.iter().any(|c| c.name == name))
                .count()
        };
        let counts = [suite.children.len(), with("failure"), with("error"), with("skipped")];
        let said = ["tests", "failures", "errors", "skipped"].map(|name| suite.number(name));
        if counts.map(Some) != said {
            return Err(format!("there are {counts:?}, and {said:?} are said"));
        }
        let names: BTreeSet<_> = suite.children.iter().map(|case| case.get("name")).collect();
        if names.len() != suite.children.len() {
            return Err(format!("two cases of {:?} have one name", suite.get("name")));
        }
        for case in &suite.children {
            all.extend(test_case(case)?);
        }
    }
    Ok(all)
}

/// A case; nothing for one that passes or could not run.
fn test_case(case: &Node) -> Result<Option<Seen>, String> {
    named(case, "testcase", &["name", "classname", "file", "line"])?;
    let Some(outcome) = case.children.first() else { return Ok(None) };
    if outcome.name == "error" {
        return Ok(None);
    }
    if !["failure", "skipped"].contains(&outcome.name.as_str()) || case.children.len() > 1 {
        return Err(format!("{} in a case", outcome.name));
    }
    let said = [case.get("name"), outcome.get("message"), Some(outcome.text.as_str())];
    Ok(Some(Seen {
        path: case.get("file").ok_or("no file")?.to_owned(),
        start: case.number("line").map(|line| (line, 1)),
        end: None,
        text: said.into_iter().flatten().collect::<Vec<_>>().join("\n"),
        aside: outcome.name == "skipped",
    }))
}

/// An element has its name and none but these attributes.
fn named(node: &Node, name: &str, attributes: &[&str]) -> Result<(), String> {
    let strange = node.attributes.iter().find(|(n, _)| !attributes.contains(&n.as_str()));
    match strange {
        _ if node.name != name => Err(format!("{} where {name} is due", node.name)),
        Some((strange, _)) => Err(format!("{name} has the attribute {strange}")),
        None => Ok(()),
    }
}

fn checkstyle(text: &str) -> Result<Vec<Seen>, String> {
    let root = xml::parse(text)?;
    named(&root, "checkstyle", &["version"])?;
    let mut all = Vec::new();
    for file in &root.children {
        named(file, "file", &["name"])?;
        for error in &file.children {
            named(error, "error", &["line", "column", "severity", "message", "source"])?;
            let level = error.get("severity").unwrap_or_default();
            if !["error", "warning", "info", "ignore"].contains(&level) {
                return Err(format!("the severity {level}"));
            }
            all.push(Seen {
                path: file.get("name").ok_or("no name")?.to_owned(),
                start: error.number("line").zip(error.number("column")),
                end: None,
                text: error.get("message").ok_or("no message")?.to_owned(),
                aside: false,
            });
        }
    }
    Ok(all)
}

/// The text of some Markdown, a line a paragraph, and which of its paragraphs have a strong word first. Of
/// marks it has only headings, paragraphs, quotations, lists and strong words; links in lists of standards.
pub(crate) fn text_of(markdown: &str) -> Result<(String, Vec<String>), String> {
    let mut words = String::new();
    let mut strong = Vec::new();
    for event in Parser::new_ext(markdown, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
        match event {
            Event::Text(text) => words.push_str(&text),
            Event::Start(Tag::Strong) => strong.push(String::new()),
            Event::Start(
                Tag::Heading { .. }
                | Tag::Paragraph
                | Tag::BlockQuote(None)
                | Tag::List(None)
                | Tag::Item,
            ) => {}
            Event::Start(Tag::Link { dest_url, .. }) if dest_url.starts_with("http") => {
                let known = super::rulebook().standards.iter();
                let mut known = known.filter_map(|standard| standard.address.as_deref());
                if !known.any(|address| address == &*dest_url) {
                    return Err(format!("a link to {dest_url}"));
                }
            }
            Event::SoftBreak | Event::End(_) => words.push('\n'),
            other => return Err(format!("{other:?} in the text")),
        }
    }
    Ok((words.replace('\u{2060}', ""), strong))
}

fn markdown(text: &str) -> Result<Vec<Seen>, String> {
    let (words, strong) = text_of(text)?;
    let seen = strong.iter().map(|_| Seen { text: words.clone(), ..Seen::default() });
    let ignored = words.lines().filter_map(|line| line.strip_suffix(" ignored:"));
    let ignored: usize = ignored.map(|n| n.parse::<usize>().expect("a number")).sum();
    let aside = (0..ignored).map(|_| Seen { aside: true, ..Seen::default() });
    Ok(seen.chain(aside).collect())
}

fn csv(text: &str) -> Result<Vec<Seen>, String> {
    let text = text.strip_prefix('\u{feff}').ok_or("no byte order mark")?;
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headings = reader.headers().map_err(|error| error.to_string())?.clone();
    let mut all = Vec::new();
    for row in reader.records() {
        let row = row.map_err(|error| error.to_string())?;
        if let Some(cell) = row.iter().find(|cell| cell.starts_with(['=', '+', '-', '@', '\t'])) {
            return Err(format!("a formula: {cell}"));
        }
        let cell = |name: &str| {
            let at = headings.iter().position(|heading| heading == name).expect(name);
            row[at].to_owned()
        };
        let number = |name: &str| cell(name).parse::<usize>().ok();
        all.push(Seen {
            path: cell("Draft"),
            start: number("Line").zip(number("Column")),
            end: number("End line").zip(number("End column")),
            text: [cell("Finding"), cell("Question"), cell("Fix")].join("\n"),
            aside: false,
        });
    }
    Ok(all)
}
