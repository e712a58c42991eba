//! `whosaid check --input-format jsonl`: records in, answers out, in order, and never the whole stream in
//! memory. What a record is, `whosaid::read::Record` says.

mod answered;
mod lines;

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::{Mutex, PoisonError};

use whosaid::check;
use whosaid::read::Record;
use whosaid::report::{self, Checked, Format};
use whosaid::settings::Limit;
use whosaid::verdict::Severity;

use self::answered::Answered;
use self::lines::{LONGEST, Line, Lines};
use super::arguments::CheckArguments;
use super::caught::caught;
use super::check as checking;
use super::desks::Desks;
use super::exit::{CLEAN, FAILED, FOUND};
use super::file;
use super::workers;

/// What is known of an answer besides its bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Nothing at or above the limit.
    Clean,
    /// Something.
    Found,
    /// The record could not be read.
    Refused,
}

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

/// What the answers come to.
#[derive(Default)]
struct Tally {
    records: u64,
    refused: u64,
    first: Option<String>,
    found: bool,
}

impl Tally {
    fn add(&mut self, answer: &Answer) {
        self.records += 1;
        self.found |= answer.outcome == Outcome::Found;
        self.refused += u64::from(answer.outcome == Outcome::Refused);
        if let Some(error) = answer.error.as_ref().filter(|_| self.first.is_none()) {
            self.first = Some(error.clone());
        }
    }

    /// The first record that could not be read, and how many there are.
    fn told(&self) -> Option<String> {
        let first = self.first.as_ref()?;
        let (refused, records) = (self.refused, self.records);
        Some(match refused {
            1 => format!("{first} (1 of {records} records)"),
            _ => format!("{first}, and {} more of {records} records", refused - 1),
        })
    }
}

/// Why a stream cannot be read with these arguments.
fn refused(arguments: &CheckArguments) -> Option<String> {
    let adopt = &arguments.adopt;
    let asked = arguments.approved || arguments.statistics || adopt.baseline.is_some();
    if asked || adopt.changed_since.is_some() {
        let flags = "--approved, --statistics, --baseline and --changed-since need drafts in files";
        return Some(format!("{flags}; a stream of records has none"));
    }
    let plain = arguments.output.iter().all(|output| output.format == Format::Jsonl);
    (!plain || arguments.output.len() > 1).then(|| {
        "records are answered in jsonl: leave -o out, or write -o jsonl or -o jsonl=FILE".to_owned()
    })
}

/// Where answers go, and those that are there already.
type Begun = (Box<dyn Write>, Option<Answered>);

/// Opens the output and the answers of an earlier run.
fn begin(arguments: &CheckArguments) -> Result<Begun, String> {
    let out = arguments.output.first().and_then(|output| output.file.as_deref());
    if let Some(clash) = checking::clash([out].into_iter(), &[]) {
        return Err(clash);
    }
    let same = |one: &Path, other: &Path| one == other || file::same(one, other);
    let resumed = arguments.resume_from.as_deref();
    let is_read = |path: &&Path| arguments.paths.iter().any(|read| same(read, path));
    if let Some(path) = [out, resumed].into_iter().flatten().find(is_read) {
        let shown = path.display();
        return Err(format!("{shown}: the records are read from it; answers need another file"));
    }
    let in_place = resumed.filter(|resumed| {
        out.is_some_and(|out| same(out, resumed)) || out.is_none() && is_stdout(resumed)
    });
    if let Some(path) = in_place {
        answered::mend(path).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    let answered = resumed.map(|path| Answered::open(path, in_place.is_some())).transpose()?;
    let Some(path) = out else { return Ok((Box::new(io::stdout()), answered)) };
    let opened = match in_place {
        Some(_) => OpenOptions::new().append(true).create(true).open(path),
        None => File::create(path),
    };
    let opened = opened.map_err(|error| format!("{}: {error}", path.display()))?;
    Ok((Box::new(opened), answered))
}

/// True where standard output goes into a file: `>> FILE` in a shell.
#[cfg(unix)]
fn is_stdout(path: &Path) -> bool {
    use std::os::fd::AsFd;
    use std::os::unix::fs::MetadataExt;
    let stdout = io::stdout().as_fd().try_clone_to_owned().map(File::from);
    let stdout = stdout.and_then(|file| file.metadata());
    let known = |data: std::fs::Metadata| (data.dev(), data.ino());
    stdout.is_ok_and(|one| path.metadata().is_ok_and(|other| known(one) == known(other)))
}

#[cfg(not(unix))]
fn is_stdout(_: &Path) -> bool {
    false
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

/// The answer to a record.
struct Answer {
    bytes: Vec<u8>,
    outcome: Outcome,
    error: Option<String>,
}

/// Answers a record. Whatever happens, there is an answer.
fn answer(line: &Line, arguments: &CheckArguments, desks: &Mutex<Desks<'_>>) -> io::Result<Answer> {
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
fn place(arguments: &CheckArguments, stream: Option<&str>) -> PathBuf {
    let named = arguments.paths.iter().find(|path| path.as_os_str() != "-");
    let stdin = || arguments.files.stdin_filename.as_deref().map(PathBuf::from);
    match stream {
        Some(stream) if Path::new(stream).is_file() => PathBuf::from(stream),
        Some(_) => stdin().unwrap_or_else(|| PathBuf::from("-")),
        None => named.cloned().or_else(stdin).unwrap_or_else(|| PathBuf::from("-")),
    }
}
