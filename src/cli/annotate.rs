//! `whosaid annotate`: writes the findings into a Word document, as comments at their words.

use std::io::{self, Write};
use std::path::Path;

use whosaid::read::{self, Format};
use whosaid::report::{self, Checked};

use super::arguments::{self, AnnotateArguments};
use super::baselines::Baselines;
use super::desks::Desks;
use super::exit::{CLEAN, FAILED, FOUND};
use super::{check, file, input, out};

/// Runs the command.
pub(crate) fn run(arguments: &AnnotateArguments) -> io::Result<u8> {
    match annotate(arguments) {
        Ok((said, code)) => {
            writeln!(out::lines(), "{}", report::visible(&said))?;
            Ok(code)
        }
        Err(errors) => {
            for error in errors {
                tell!("whosaid: {error}");
            }
            Ok(FAILED)
        }
    }
}

/// Reads, judges and writes. Gives what to say, and the exit code.
fn annotate(arguments: &AnnotateArguments) -> Result<(String, u8), Vec<String>> {
    let one = |message: String| vec![message];
    let path = arguments.draft.as_path();
    let out = out(arguments).map_err(one)?;
    let mut desks = Desks::new(&arguments.rules, &arguments.findings.only);
    let (drafts, bytes) = input::with_bytes(path, None).map_err(|error| one(error.message()))?;
    // Only a feed has several.
    let no_draft = || vec![format!("{}: no draft in it", path.display())];
    let draft = drafts.into_iter().next().ok_or_else(no_draft)?;
    if draft.format != Format::Docx {
        return Err(one(format!(
            "annotate writes into Word documents (.docx); {} is {}",
            draft.path, draft.format
        )));
    }
    for remark in &draft.remarks {
        tell!("whosaid: {}: {remark}", draft.path);
    }
    let (Some(desk), Some(rulebook)) = (desks.desk(path), desks.rulebook(path)) else {
        return Err(desks.errors);
    };
    let mut verdict = whosaid::check(&draft, &rulebook);
    let mut baselines = Baselines::new(None);
    if !baselines.set_aside(&draft, &mut verdict, &rulebook, &desk) {
        return Err(baselines.errors);
    }
    baselines.tell(arguments.findings.only.is_empty());
    let show = arguments.findings.show.map_or(desk.show.value, arguments::Shown::severity);
    let limit = arguments.exit.fail_on.map_or(desk.fail_on.value, |limit| limit.0);
    let failed = !arguments.exit.exit_zero && check::fails(&verdict, limit);
    let checked = Checked { draft, verdict, rulebook, show };
    let remarks = report::remarks(&checked);
    let date = arguments.date.as_ref().map(|date| date.0.as_str());
    let written = read::annotate(&bytes, &remarks, date)
        .map_err(|error| one(format!("{}{error}", checked.draft.path)))?;
    file::write(out, &written).map_err(|error| one(unwritten(out, &error)))?;
    let comments = match remarks.len() {
        0 => "no comments".to_owned(),
        1 => "1 comment".to_owned(),
        many => format!("{many} comments"),
    };
    Ok((format!("{}: {comments}", out.display()), if failed { FOUND } else { CLEAN }))
}

/// Why a file is not written, in plain words.
fn unwritten(path: &Path, error: &io::Error) -> String {
    let path = path.display();
    match error.kind() {
        io::ErrorKind::NotFound => format!("{path}: no such folder"),
        io::ErrorKind::PermissionDenied => format!("{path}: no permission to write here"),
        _ => format!("{path}: {error}"),
    }
}

/// Where to write; what must not be overwritten is refused.
fn out(arguments: &AnnotateArguments) -> Result<&Path, String> {
    let draft = arguments.draft.as_path();
    let out = arguments.out.as_deref().unwrap_or(draft);
    let itself = out == draft || file::same(out, draft);
    match (itself, arguments.in_place) {
        (true, false) => {
            Err(format!("{} is the draft itself; give --in-place to write into it", out.display()))
        }
        (false, true) => Err(format!(
            "--in-place writes into {}; leave out --out {}, or --in-place",
            draft.display(),
            out.display()
        )),
        (false, false) if out.exists() && !arguments.force => {
            Err(format!("{} already exists; give --force to overwrite it", out.display()))
        }
        _ => Ok(out),
    }
}
