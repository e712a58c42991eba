//! `whosaid ignore`: sets a claim or a finding aside in the file beside the draft.

use std::fs;
use std::io::{self, Write};

use whosaid::Draft;
use whosaid::read::{Location, Sidecar, SidecarEntry};
use whosaid::{check, suppress};

use super::arguments::IgnoreArguments;
use super::desks::Desks;
use super::exit::{CLEAN, FAILED};
use super::input;

/// Runs the command.
pub(crate) fn run(arguments: &IgnoreArguments) -> io::Result<u8> {
    match ignore(arguments) {
        Ok(said) => {
            writeln!(io::stdout().lock(), "{said}")?;
            Ok(CLEAN)
        }
        Err(errors) => {
            for error in errors {
                tell!("whosaid: {error}");
            }
            Ok(FAILED)
        }
    }
}

fn ignore(arguments: &IgnoreArguments) -> Result<String, Vec<String>> {
    let reason = arguments.reason.split_whitespace().collect::<Vec<_>>().join(" ");
    if reason.is_empty() {
        return Err(vec!["--reason is empty; say in a few words why".to_owned()]);
    }
    let mut desks = Desks::new(&arguments.rules, &[]);
    let Some(rulebook) = desks.rulebook(&arguments.draft) else { return Err(desks.errors) };
    let drafts = input::read(&arguments.draft, None).map_err(|error| vec![error.message()])?;
    let mut entries = Vec::new();
    for draft in &drafts {
        let verdict = check(draft, &rulebook);
        entries.extend(suppress::entries(draft, &verdict, &rulebook, &arguments.id, &reason));
    }
    if entries.is_empty() {
        return Err(vec![unknown(arguments)]);
    }
    let counted = |draft: &Draft| matches!(draft.where_is(0), Location::Paragraph { .. });
    let differ = |two: &[SidecarEntry]| {
        (&two[0].words, &two[0].sentence) != (&two[1].words, &two[1].sentence)
    };
    if drafts.iter().any(counted) && entries.windows(2).any(differ) {
        return Err(vec![several(arguments, entries.len())]);
    }
    let path = suppress::beside(&arguments.draft);
    let sidecar = drafts.into_iter().next().and_then(|draft| draft.sidecar);
    let mut sidecar = sidecar.unwrap_or_default();
    sidecar.version = 1;
    let before = sidecar.ignores.len();
    let fresh = entries.into_iter().filter(|e| !known(&sidecar, e)).collect::<Vec<_>>();
    sidecar.ignores.extend(fresh);
    if sidecar.ignores.len() == before {
        return Err(vec![format!("{} is already set aside in {}", arguments.id, path.display())]);
    }
    let name = arguments.draft.file_name().unwrap_or_default().to_string_lossy();
    fs::write(&path, suppress::write_sidecar(&name, &sidecar))
        .map_err(|error| vec![format!("{}: {error}", path.display())])?;
    Ok(format!("{} is set aside in {}: {reason}", arguments.id, path.display()))
}

fn unknown(arguments: &IgnoreArguments) -> String {
    let (id, draft) = (&arguments.id, arguments.draft.display());
    if id.starts_with("c-") {
        format!("{draft}: no claim {id}; `whosaid claims {draft}` lists the claims")
    } else {
        format!(
            "{draft}: no finding starts at {id}; `whosaid check -o short {draft}` shows where they do"
        )
    }
}

/// Several findings in one run of a document: a reason is about one of them.
fn several(arguments: &IgnoreArguments, count: usize) -> String {
    let (id, draft) = (&arguments.id, arguments.draft.display());
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
