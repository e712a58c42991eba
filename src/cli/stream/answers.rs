//! The answer to one record.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use whosaid::check;
use whosaid::read::Record;
use whosaid::report::{self, Checked};
use whosaid::settings::Limit;
use whosaid::verdict::Severity;

use super::lines::{LONGEST, Line};
use crate::cli::arguments::CheckArguments;
use crate::cli::caught::caught;
use crate::cli::check as checking;
use crate::cli::desks::Desks;

/// What is known of an answer besides its bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Nothing at or above the limit.
    Clean,
    /// Something.
    Found,
    /// The record could not be read.
    Refused,
}

/// The answer to a record.
pub(super) struct Answer {
    pub(super) bytes: Vec<u8>,
    pub(super) outcome: Outcome,
    pub(super) error: Option<String>,
}

/// Answers a record. Whatever happens, there is an answer.
pub(super) fn answer(
    line: &Line,
    arguments: &CheckArguments,
    desks: &Mutex<Desks<'_>>,
) -> io::Result<Answer> {
    let unread = |(id, message): (String, String)| -> io::Result<Answer> {
        let (stream, number) = (line.stream.as_str(), line.number);
        let bytes = report::refusal(&id, (stream, number), &message)?;
        let error = Some(format!("{stream}:{number}: {message}"));
        Ok(Answer { bytes, outcome: Outcome::Refused, error })
    };
    let null = || Record::id_of(&[]);
    let Some(bytes) = &line.bytes else {
        let message = format!("more than {} MB in one line; split it", LONGEST >> 20);
        return unread((null(), message));
    };
    let judged = caught(&line.stream, || judge(line, bytes, arguments, desks));
    match judged {
        Ok(Ok((id, checked, limit))) => {
            let found = !arguments.exit.exit_zero && checking::fails(&checked.verdict, limit);
            let outcome = if found { Outcome::Found } else { Outcome::Clean };
            Ok(Answer { bytes: report::answer(&id, &checked)?, outcome, error: None })
        }
        Ok(Err(refusal)) => unread(refusal),
        Err(_) => {
            let message = "whosaid failed on this record: please report it, with the record";
            unread((Record::id_of(bytes), message.to_owned()))
        }
    }
}

/// Reads and judges a record. An id and a message where that cannot be done.
fn judge(
    line: &Line,
    bytes: &[u8],
    arguments: &CheckArguments,
    desks: &Mutex<Desks<'_>>,
) -> Result<(String, Checked, Limit), (String, String)> {
    let Record { id, draft } =
        Record::read(bytes).map_err(|error| (error.id.clone(), error.message))?;
    let place = place(arguments, Some(&line.stream));
    let known = {
        let mut desks = desks.lock().unwrap_or_else(PoisonError::into_inner);
        desks.desk(&place).zip(desks.rulebook_in(&place, Path::new(&draft.path)))
    };
    let Some((desk, rulebook)) = known else {
        return Err((id, format!("the settings of {} are broken", line.stream)));
    };
    let verdict = check(&draft, &rulebook);
    let show: Severity = arguments.findings.show.map_or(desk.show.value, |show| show.severity());
    let limit = arguments.exit.fail_on.as_ref().map_or(desk.fail_on.value, |limit| limit.0);
    Ok((id, Checked { draft, verdict, rulebook, show }, limit))
}

/// The file whose settings count for a stream: it, or the name that standard input is given.
pub(super) fn place(arguments: &CheckArguments, stream: Option<&str>) -> PathBuf {
    let named = arguments.paths.iter().find(|path| path.as_os_str() != "-");
    let stdin = || arguments.files.stdin_filename.as_deref().map(PathBuf::from);
    match stream {
        Some(stream) if Path::new(stream).is_file() => PathBuf::from(stream),
        Some(_) => stdin().unwrap_or_else(|| PathBuf::from("-")),
        None => named.cloned().or_else(stdin).unwrap_or_else(|| PathBuf::from("-")),
    }
}
