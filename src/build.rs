//! Prepares what is built in, so that the program need not read YAML when it starts: the lexicon as
//! finished tables, the other files as JSON beside their text. What cannot be prepared here is left
//! as it is; the program then reads the YAML, and says what is wrong with it and where.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use lexicon::Builder;
use serde::de::DeserializeOwned;

// The library's own modules: what is prepared here is what it would make itself.
#[allow(dead_code, unused_imports, unreachable_pub)]
mod lexicon;
#[allow(dead_code, unreachable_pub)]
mod scan;
#[allow(dead_code, unreachable_pub)]
mod span;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// Lists of the program itself, which are read through JSON too.
const LISTS: [&str; 6] = [
    "rules/explain.yaml",
    "rules/links.yaml",
    "src/read/front/keys.yaml",
    "src/read/html/pages.yaml",
    "src/read/json/keys.yaml",
    "src/read/layout.yaml",
];

fn main() -> Outcome<()> {
    // A new file in the folder counts as a change too.
    println!("cargo::rerun-if-changed=rules");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    for list in LISTS {
        println!("cargo::rerun-if-changed={list}");
        let json = json(&fs::read_to_string(list)?).map_err(|error| format!("{list}: {error}"))?;
        let name = list.replace('/', "-").replace(".yaml", ".json");
        fs::write(out.join(name), json)?;
    }
    let mut files = Vec::new();
    collect(Path::new("rules/"), &mut files)?;
    files.sort();
    fs::write(out.join("rules.rs"), table(&files)?)?;
    let tables = prepared_lexicon(&files).unwrap_or_else(|error| {
        println!("cargo::warning=the lexicon is not prepared: {error}");
        Vec::new()
    });
    fs::write(out.join("lexicon.bin"), tables)?;
    Ok(())
}

/// A rule file: its place below `rules/` and its text.
type RuleFile = (String, String);

/// All YAML files below a folder.
fn collect(folder: &Path, into: &mut Vec<RuleFile>) -> Outcome<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, into)?;
        } else if path.extension().is_some_and(|end| end == "yaml" || end == "yml") {
            let place = path.strip_prefix("rules/")?.to_string_lossy().replace('\\', "/");
            into.push((place, fs::read_to_string(&path)?));
        }
    }
    Ok(())
}

/// The text of one YAML file as JSON.
fn json(yaml: &str) -> Outcome<String> {
    Ok(serde_json::to_string(&serde_yaml::from_str::<serde_json::Value>(yaml)?)?)
}

/// The source of a table of all files: place, text and, but for words, JSON.
fn table(files: &[RuleFile]) -> Outcome<String> {
    let mut table = "[".to_owned();
    for (place, text) in files {
        let json = json(text).ok().filter(|_| !place.starts_with("lexicon/"));
        write!(table, "\n    ({place:?}, {text:?}, {json:?}),")?;
    }
    Ok(table + "\n]\n")
}

/// Reads all words, in the order in which the library reads them.
fn prepared_lexicon(files: &[RuleFile]) -> Outcome<Vec<u8>> {
    let mut builder = Builder::default();
    each(files, "lexicon/words/", |words| builder.words(&words))?;
    let (mut phrases, mut too_many) = (0, false);
    each(files, "lexicon/function/", |sets| phrases += builder.function(&sets).len())?;
    each(files, "lexicon/cues/", |cues| too_many |= builder.cues(&cues).is_some())?;
    each(files, "lexicon/phrases/", |list: lexicon::PhraseFile| {
        phrases += list.too_wide().count();
        builder.phrases(&list);
    })?;
    each(files, "lexicon/states", |states| too_many |= builder.states(&states).is_some())?;
    each(files, "lexicon/numbers", |numbers| builder.numbers(&numbers))?;
    each(files, "lexicon/stems", |stems| builder.stems(&stems))?;
    if too_many {
        return Err(format!("more cues or states than {}", u16::MAX).into());
    }
    if phrases > 0 {
        return Err(format!("{phrases} phrases stand where they cannot").into());
    }
    Ok(builder.finish().prepared()?)
}

/// Reads each file whose place starts so.
fn each<T: DeserializeOwned>(
    files: &[RuleFile],
    start: &str,
    mut add: impl FnMut(T),
) -> Outcome<()> {
    for (place, text) in files.iter().filter(|(place, _)| place.starts_with(start)) {
        add(serde_yaml::from_str(text).map_err(|error| format!("rules/{place}: {error}"))?);
    }
    Ok(())
}
