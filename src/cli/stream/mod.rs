//! `whosaid check --input-format jsonl`: records in, answers out, in order, and never the whole stream in
//! memory. What a record is, `whosaid::read::Record` says.

mod answered;
mod answers;
mod lines;
mod output;
mod tally;

use std::io;
use std::process;
use std::sync::{Mutex, PoisonError};

use self::answered::Answered;
use self::answers::{Answer, answer, place};
use self::lines::{Line, Lines};
use self::output::{begin, refused};
use self::tally::Tally;
use super::arguments::CheckArguments;
use super::desks::Desks;
use super::exit::{CLEAN, FAILED, FOUND};
use super::workers;

/// Answers the records of some streams.
pub(super) fn run(arguments: &CheckArguments) -> io::Result<u8> {
    let (mut out, mut answered) = match refused(arguments).map_or_else(|| begin(arguments), Err) {
        Ok(begun) => begun,
        Err(error) => {
            tell!("whosaid: {error}");
            return Ok(FAILED);
        }
    };
    let mut desks = Desks::new(&arguments.rules, &arguments.findings.only);
    let place = place(arguments, None);
    if desks.rulebook(&place).is_none() || !desks.errors.is_empty() && !arguments.rules.keep_going {
        return Ok(failed(&desks.errors));
    }
    let told_before = desks.errors.len();
    failed(&desks.errors);
    let desks = Mutex::new(desks);
    let mut lines = Lines::new(&arguments.paths);
    let mut lost = None;
    let next = || next(&mut lines, answered.as_mut(), &mut lost);
    let work = |line: Line| answer(&line, arguments, &desks);
    let mut tally = Tally::default();
    workers::in_order(
        arguments.files.jobs.unwrap_or_else(workers::available),
        next,
        work,
        |answer: io::Result<Answer>| {
            let answer = answer?;
            tally.add(&answer);
            out.write_all(&answer.bytes).map_err(|error| -> io::Error { leave(&error) })
        },
    )?;
    out.flush()?;
    let desks = desks.into_inner().unwrap_or_else(PoisonError::into_inner);
    let mut errors = lines.errors;
    errors.extend(lost);
    errors.extend(desks.errors.into_iter().skip(told_before));
    errors.extend(tally.told());
    let code = if tally.found { FOUND } else { CLEAN };
    failed(&errors);
    Ok(if errors.is_empty() && told_before == 0 { code } else { FAILED })
}

/// Says what is wrong.
fn failed(errors: &[String]) -> u8 {
    for error in errors {
        tell!("whosaid: {error}");
    }
    FAILED
}

/// Ends the program where an answer cannot be written: a thread may wait for a record that never comes.
/// Whoever closes our output has had enough of it.
fn leave(error: &io::Error) -> ! {
    if error.kind() == io::ErrorKind::BrokenPipe {
        process::exit(CLEAN.into());
    }
    tell!("whosaid: {error}");
    process::exit(FAILED.into());
}

/// The next record that is not answered yet. What is wrong with the answers goes into `lost`.
fn next(
    lines: &mut Lines,
    mut answered: Option<&mut Answered>,
    lost: &mut Option<String>,
) -> Option<Line> {
    loop {
        let line = lines.next();
        let Some(answered) = answered.as_deref_mut() else { return line };
        let known = match &line {
            Some(line) => answered.has(line),
            None => answered.finish().map(|()| false),
        };
        match known {
            Ok(true) => {}
            Ok(false) => return line,
            Err(error) => {
                *lost = Some(error);
                return None;
            }
        }
    }
}
