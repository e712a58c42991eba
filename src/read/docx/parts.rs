//! Which part of the file is the text, which its styles, its notes and its comments.

use crate::read::ReadErrorKind;
use crate::read::office::archive::Package;
use crate::read::office::tags::{Markup, Tags};

/// The names of the parts that are read.
#[derive(Clone, Debug)]
pub(super) struct Parts {
    /// The text: "word/document.xml".
    pub(super) main: String,
    /// What the text is bound to: "word/_rels/document.xml.rels".
    pub(super) relations: String,
    pub(super) styles: String,
    pub(super) footnotes: String,
    pub(super) endnotes: String,
    pub(super) comments: String,
    /// True where the file names its comments.
    pub(super) has_comments: bool,
    /// The comments in more detail: which answers which.
    pub(super) threads: Vec<String>,
    /// What the file says of itself: who wrote it, when it was saved.
    properties: Option<String>,
}

/// What a part is bound to: its kind, its number, its target.
pub(super) struct Relation {
    /// The last word of its kind: "styles".
    pub(super) kind: String,
    /// Its name in the part.
    pub(super) id: String,
    /// The part that it leads to.
    pub(super) target: String,
}

impl Parts {
    /// Finds the parts of a file. One that is not named is looked for where it usually is.
    pub(super) fn find(package: &mut Package<'_>) -> Result<Self, ReadErrorKind> {
        let root = relations(package, "_rels/.rels", "")?;
        let properties = root.iter().find(|relation| relation.kind == "core-properties");
        let main = root.iter().find(|relation| relation.kind == "officeDocument");
        let main = main.map_or_else(|| "word/document.xml".to_owned(), |main| main.target.clone());
        let (folder, file) = main.rsplit_once('/').unwrap_or(("", &main));
        let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let name = format!("{folder}_rels/{file}.rels");
        let all = relations(package, &name, &folder)?;
        let named = |kind: &str| all.iter().find(|one| one.kind == kind);
        let part = |kind: &str| {
            named(kind).map_or_else(|| format!("{folder}{kind}.xml"), |one| one.target.clone())
        };
        let threads = ["commentsExtended", "commentsIds"];
        let threads = all.iter().filter(|one| threads.contains(&one.kind.as_str()));
        Ok(Self {
            styles: part("styles"),
            footnotes: part("footnotes"),
            endnotes: part("endnotes"),
            comments: part("comments"),
            has_comments: named("comments").is_some(),
            threads: threads.map(|one| one.target.clone()).collect(),
            properties: properties.map(|one| one.target.clone()),
            relations: name,
            main,
        })
    }

    /// When the document was last saved, as the file has it.
    pub(super) fn saved(&self, package: &mut Package<'_>) -> Result<Option<String>, ReadErrorKind> {
        let Some(name) = &self.properties else { return Ok(None) };
        let Some(text) = package.text(name)? else { return Ok(None) };
        let mut tags = Tags::new(name, &text);
        let mut within = false;
        while let Some(markup) = tags.next()? {
            match markup {
                Markup::Open(tag) => within = tag.name.1 == "modified",
                Markup::Text(words, _) if within => {
                    return Ok(Some(words.trim().to_owned()).filter(|date| is_date(date)));
                }
                _ => within = false,
            }
        }
        Ok(None)
    }
}

/// What is in a part of relations; `folder` is where its targets are.
pub(super) fn relations(
    package: &mut Package<'_>,
    name: &str,
    folder: &str,
) -> Result<Vec<Relation>, ReadErrorKind> {
    let Some(text) = package.text(name)? else { return Ok(Vec::new()) };
    let mut tags = Tags::new(name, &text);
    let mut all = Vec::new();
    while let Some(markup) = tags.next()? {
        let Markup::Open(tag) = markup else { continue };
        if tag.name.1 != "Relationship" || tag.get("TargetMode").as_deref() == Some("External") {
            continue;
        }
        let kind = tag.get("Type").unwrap_or_default();
        let target = tag.get("Target").unwrap_or_default();
        all.push(Relation {
            kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
            id: tag.get("Id").unwrap_or_default(),
            target: resolved(folder, &target),
        });
    }
    Ok(all)
}

/// True for a date and a time as XML has them: "2026-11-29T10:00:00Z".
#[must_use]
pub fn is_date(text: &str) -> bool {
    let shape: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    let Some(zone) = shape.strip_prefix("0000-00-00T00:00:00") else { return false };
    let number = |from: usize| text.get(from..from + 2).and_then(|two| two.parse().ok());
    let within = |from: usize, most: u8| number(from).is_some_and(|n: u8| n <= most);
    matches!(zone, "" | "Z" | "+00:00" | "-00:00")
        && within(5, 12)
        && within(8, 31)
        && within(11, 23)
        && within(14, 59)
        && within(17, 59)
        && number(5) > Some(0)
        && number(8) > Some(0)
}

/// The name of a part as another gives it: "styles.xml", "/word/styles.xml", "../word/styles.xml".
fn resolved(folder: &str, target: &str) -> String {
    let mut all: Vec<&str> = match target.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => folder.split('/').filter(|step| !step.is_empty()).collect(),
    };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                all.pop();
            }
            _ => all.push(step),
        }
    }
    all.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_a_path_from_its_folder_or_from_the_top() {
        assert_eq!(resolved("word/", "styles.xml"), "word/styles.xml");
        assert_eq!(resolved("word/", "/word/./styles.xml"), "word/styles.xml");
        assert_eq!(resolved("word/", "../notes/footnotes.xml"), "notes/footnotes.xml");
    }

    #[test]
    fn a_date_has_a_day_and_a_time() {
        for date in ["2026-11-29T10:00:00Z", "2026-02-01T23:59:59", "2026-02-01T00:00:00+01:00"] {
            assert!(is_date(date), "{date}");
        }
        for date in ["2026-11-29", "2026-13-01T10:00:00Z", "2026-00-01T10:00:00Z", "today", ""] {
            assert!(!is_date(date), "{date}");
        }
    }
}
