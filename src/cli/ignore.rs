//! `whosaid ignore`: sets a claim, a finding or all findings aside in the file beside the draft.

use std::io::{self, Write};
use std::path::Path;

use whosaid::read::{Location, Sidecar, SidecarEntry};
use whosaid::report::visible;
use whosaid::rulebook::{File, Rulebook};
use whosaid::{Draft, adopt, check, suppress};

use super::arguments::IgnoreArguments;
use super::desks::Desks;
use super::exit::{CLEAN, FAILED};
use super::{file, input, out};

/// A finding that is set aside can have hidden another one, so many times.
const ROUNDS: usize = 50;

/// Runs the command.
pub(crate) fn run(arguments: &IgnoreArguments) -> io::Result<u8> {
    let mut code = CLEAN;
    for outcome in ignore(arguments) {
        match outcome {
            Ok(said) => writeln!(out::lines(), "{}", visible(&said))?,
            Err(errors) => {
                for error in errors {
                    tell!("whosaid: {error}");
                }
                code = FAILED;
            }
        }
    }
    Ok(code)
}

/// What to say, or what is wrong.
type Outcome = Result<String, Vec<String>>;

fn ignore(arguments: &IgnoreArguments) -> Vec<Outcome> {
    let reason = arguments.reason.split_whitespace().collect::<Vec<_>>().join(" ");
    if reason.is_empty() {
        return vec![Err(vec!["--reason is empty; say in a few words why".to_owned()])];
    }
    if arguments.all {
        return arguments.what.iter().map(|draft| all(arguments, draft, &reason)).collect();
    }
    match arguments.what.as_slice() {
        [id, draft] => vec![one(arguments, &id.to_string_lossy(), draft, &reason)],
        _ => vec![Err(vec![
            "ignore takes an id or a place and one draft, or --all and drafts".to_owned(),
        ])],
    }
}

/// The drafts of a file, the file beside it and the rules for them.
struct Desk {
    drafts: Vec<Draft>,
    rulebook: std::sync::Arc<Rulebook>,
    /// The file beside the drafts, as it was read.
    bytes: Option<Vec<u8>>,
    sidecar: Sidecar,
}

impl Desk {
    fn read(arguments: &IgnoreArguments, draft: &Path) -> Result<Self, Vec<String>> {
        let mut desks = Desks::new(&arguments.rules, &arguments.only);
        let Some(rulebook) = desks.rulebook(draft) else { return Err(desks.errors) };
        let path = suppress::beside(draft);
        let failed = |error: io::Error| vec![format!("{}: {error}", path.display())];
        let bytes = file::read(&path).map_err(failed)?;
        let drafts = input::read(draft, None).map_err(|error| vec![error.message()])?;
        let sidecar = drafts.first().and_then(|draft| draft.sidecar.clone());
        let sidecar = Sidecar { version: 1, ..sidecar.unwrap_or_default() };
        Ok(Self { drafts, rulebook, bytes, sidecar })
    }

    /// Writes the file beside the draft: what it has stays as it is written.
    fn write(&self, draft: &Path, before: usize) -> Result<(), Vec<String>> {
        let path = suppress::beside(draft);
        let name = draft.file_name().unwrap_or_default().to_string_lossy();
        // It stands in a comment of the file: a line end in it would begin a line of YAML.
        let name = visible(&name);
        let old = self.bytes.as_deref().and_then(|bytes| std::str::from_utf8(bytes).ok());
        let entries: Vec<(Option<usize>, &SidecarEntry)> = self
            .sidecar
            .ignores
            .iter()
            .enumerate()
            .map(|(n, entry)| ((n < before).then_some(n), entry))
            .collect();
        let kept = old.and_then(|text| adopt::rewritten(text, "ignores", &entries));
        let same = |text: &String| {
            let file = File::new(&*self.sidecar.path, &**text);
            suppress::read_sidecar(&file).is_ok_and(|sidecar| sidecar == self.sidecar)
        };
        let text =
            kept.filter(same).unwrap_or_else(|| suppress::write_sidecar(&name, &self.sidecar));
        file::replace(&path, self.bytes.as_deref(), text.as_bytes()).map_err(|error| vec![error])
    }
}

/// Sets one thing aside.
fn one(arguments: &IgnoreArguments, id: &str, draft: &Path, reason: &str) -> Outcome {
    let _held = file::hold(&suppress::beside(draft)).map_err(|error| vec![error])?;
    let mut desk = Desk::read(arguments, draft)?;
    let mut entries = Vec::new();
    for draft in &desk.drafts {
        let verdict = check(draft, &desk.rulebook);
        entries.extend(suppress::entries(draft, &verdict, &desk.rulebook, id, reason));
    }
    if entries.is_empty() {
        return Err(vec![unknown(id, draft)]);
    }
    let counted = |draft: &Draft| matches!(draft.where_is(0), Location::Paragraph { .. });
    let differ = |two: &[SidecarEntry]| {
        (&two[0].words, &two[0].sentence) != (&two[1].words, &two[1].sentence)
    };
    if desk.drafts.iter().any(counted) && entries.windows(2).any(differ) {
        return Err(vec![several(id, draft, entries.len())]);
    }
    let path = suppress::beside(draft);
    let before = desk.sidecar.ignores.len();
    let fresh = entries.into_iter().filter(|e| !known(&desk.sidecar, e)).collect::<Vec<_>>();
    desk.sidecar.ignores.extend(fresh);
    if desk.sidecar.ignores.len() == before {
        return Err(vec![format!("{id} is already set aside in {}", path.display())]);
    }
    desk.write(draft, before)?;
    Ok(format!("{id} is set aside in {}: {reason}", path.display()))
}

/// Sets all findings of a file aside.
fn all(arguments: &IgnoreArguments, draft: &Path, reason: &str) -> Outcome {
    let _held = file::hold(&suppress::beside(draft)).map_err(|error| vec![error])?;
    let mut desk = Desk::read(arguments, draft)?;
    let before = desk.sidecar.ignores.len();
    for draft in &mut desk.drafts {
        // What is set aside can have stood before another finding, which then speaks.
        for _ in 0..ROUNDS {
            draft.sidecar = Some(desk.sidecar.clone());
            let verdict = check(draft, &desk.rulebook);
            let mut more = false;
            for entry in adopt::entries_for_all(draft, &verdict, &desk.rulebook, reason) {
                if !known(&desk.sidecar, &entry) {
                    desk.sidecar.ignores.push(entry);
                    more = true;
                }
            }
            if !more {
                break;
            }
        }
    }
    let number = desk.sidecar.ignores.len() - before;
    if number == 0 {
        let name = draft.display();
        return Ok(format!("{name}: nothing to set aside"));
    }
    desk.write(draft, before)?;
    let number = if number == 1 { "1 entry".to_owned() } else { format!("{number} entries") };
    Ok(format!("{}: {number} in {}: {reason}", draft.display(), suppress::beside(draft).display()))
}

fn unknown(id: &str, draft: &Path) -> String {
    let draft = draft.display();
    if id.starts_with("c-") {
        format!("{draft}: no claim {id}; `whosaid claims {draft}` lists the claims")
    } else {
        format!(
            "{draft}: no finding starts at {id}; `whosaid check -o short {draft}` shows where they do"
        )
    }
}

/// Several findings in one run of a document: a reason is about one of them.
fn several(id: &str, draft: &Path, count: usize) -> String {
    let draft = draft.display();
    format!(
        "{draft}: there are {count} findings at {id}; set one aside with a comment at its words, “whosaid: ignore[CODE] reason”"
    )
}

/// True when a sidecar has an entry for the same thing, whatever its reason.
fn known(sidecar: &Sidecar, entry: &SidecarEntry) -> bool {
    sidecar.ignores.iter().any(|e| {
        (&e.claim, &e.check, &e.words, &e.sentence)
            == (&entry.claim, &entry.check, &entry.words, &entry.sentence)
    })
}
