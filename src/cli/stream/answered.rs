//! The answers that an earlier run has written, for a run that goes on where that one ended.

use std::fs::{File, OpenOptions};
use std::io::{self, BufReader, Seek, SeekFrom, Write};
use std::path::Path;

use serde::Deserialize;
use serde_json::value::RawValue;
use whosaid::read::Record;

use super::lines::{self, Line};

/// An answer has no more bytes than this; it is much longer than its record.
const LONGEST: usize = 1 << 30;

/// The answers of an earlier run, one after the other.
pub(super) struct Answered {
    name: String,
    input: Option<BufReader<File>>,
    /// How many there were so far.
    pub(super) count: u64,
}

/// What is read of an answer.
#[derive(Deserialize)]
struct Answer<'a> {
    #[serde(borrow)]
    id: &'a RawValue,
}

impl Answered {
    /// Those in a file; none where it may be missing and is.
    pub(super) fn open(path: &Path, may_be_missing: bool) -> Result<Self, String> {
        let name = path.display().to_string();
        let input = match File::open(path) {
            Ok(file) => Some(BufReader::with_capacity(1 << 16, file)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                if !may_be_missing {
                    return Err(format!("{name}: no such file"));
                }
                None
            }
            Err(error) => return Err(format!("{name}: {error}")),
        };
        Ok(Self { name, input, count: 0 })
    }

    /// True where a record is answered in the file. Answers are in the order of the records, so that one
    /// is held against the next, and an answer to another record is an error.
    pub(super) fn has(&mut self, record: &Line) -> Result<bool, String> {
        let Some(input) = &mut self.input else { return Ok(false) };
        let at = format!("{}:{}", self.name, self.count + 1);
        let mut line = Vec::new();
        let read = lines::read(input, &mut line, LONGEST);
        if read.map_err(|error| format!("{at}: {error}"))?.is_none() {
            self.input = None;
            return Ok(false);
        }
        let Ok(answer) = serde_json::from_slice::<Answer<'_>>(&line) else {
            // The last line may be half of an answer: the run that wrote it was stopped there.
            let next = lines::read(input, &mut Vec::new(), LONGEST);
            if next.is_ok_and(|next| next.is_none()) {
                self.input = None;
                return Ok(false);
            }
            return Err(format!("{at}: not an answer, expected {{\"id\": …, …}}"));
        };
        let id = record.bytes.as_deref().map_or_else(|| Record::id_of(&[]), Record::id_of);
        if !same(answer.id.get(), &id) {
            let (stream, number) = (&record.stream, record.number);
            return Err(format!(
                "{at}: the answer to {}, but the record on line {number} of {stream} is {id}: \
                 these are not the answers of this stream",
                answer.id.get()
            ));
        }
        self.count += 1;
        Ok(true)
    }

    /// The answers that are left when the records have ended: an error, if there is one.
    pub(super) fn finish(&mut self) -> Result<(), String> {
        let Some(input) = &mut self.input else { return Ok(()) };
        let rest = lines::read(input, &mut Vec::new(), LONGEST);
        match rest.map_err(|error| format!("{}: {error}", self.name))? {
            None => Ok(()),
            Some(_) => Err(format!(
                "{}: more answers than the stream has records ({}): these are not its answers",
                self.name, self.count
            )),
        }
    }
}

/// True for two ids that are one value, however they are written.
fn same(one: &str, other: &str) -> bool {
    let value = |id: &str| serde_json::from_str::<serde_json::Value>(id).ok();
    one == other || value(one).is_some_and(|one| value(other) == Some(one))
}

/// Cuts the last line off a file where it has no end: the run that wrote it was stopped there.
pub(super) fn mend(path: &Path) -> io::Result<()> {
    let mut file = match OpenOptions::new().read(true).write(true).open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        opened => opened?,
    };
    let len = file.seek(SeekFrom::End(0))?;
    let kept = whole_lines(&mut file, len)?;
    if kept < len {
        file.set_len(kept)?;
        file.flush()?;
    }
    Ok(())
}

/// The length of a file up to the end of its last whole line.
fn whole_lines(file: &mut (impl io::Read + Seek), len: u64) -> io::Result<u64> {
    const BLOCK: u64 = 1 << 16;
    let mut end = len;
    while end > 0 {
        let start = end.saturating_sub(BLOCK);
        let mut block = vec![0; usize::try_from(end - start).unwrap_or_default()];
        file.seek(SeekFrom::Start(start))?;
        file.read_exact(&mut block)?;
        if let Some(at) = block.iter().rposition(|byte| *byte == b'\n') {
            return Ok(start + at as u64 + 1);
        }
        end = start;
    }
    Ok(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    #[test]
    fn the_last_line_is_whole_or_it_is_none() {
        let kept = |text: &str| whole_lines(&mut Cursor::new(text), text.len() as u64).unwrap();
        assert_eq!(
            [kept(""), kept("ab"), kept("ab\n"), kept("ab\ncd"), kept("\n")],
            [0, 0, 3, 3, 1]
        );
        let long = format!("a\n{}", "x".repeat(200_000));
        assert_eq!(kept(&long), 2);
        assert_eq!(kept(&format!("{long}\n")), 200_003);
    }

    #[test]
    fn ids_are_values() {
        assert!(same("7", "7") && same("\"a\\u0062\"", "\"ab\"") && same("[1, 2]", "[1,2]"));
        assert!(!same("7", "\"7\"") && !same("null", "0"));
    }
}
