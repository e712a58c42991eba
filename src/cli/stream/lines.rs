//! The lines of a stream, one after the other; no more than one is in memory here.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use super::super::input::STDIN;

/// A line has no more bytes than this. The text of a story has 8 MB at most, and is longer in JSON.
pub(super) const LONGEST: usize = 32 << 20;

/// A line that is not blank.
pub(super) struct Line {
    /// The name of its stream.
    pub(super) stream: String,
    /// Its number in the stream, from 1.
    pub(super) number: u64,
    /// Without its end; nothing where it is longer than [`LONGEST`].
    pub(super) bytes: Option<Vec<u8>>,
}

/// The lines of some streams.
pub(super) struct Lines {
    waiting: VecDeque<PathBuf>,
    open: Option<Open>,
    /// Streams that could not be read, or not to their end.
    pub(super) errors: Vec<String>,
}

struct Open {
    name: String,
    input: Box<dyn BufRead + Send>,
    number: u64,
}

impl Lines {
    /// Of these files; `-` and no file at all are standard input.
    pub(super) fn new(paths: &[PathBuf]) -> Self {
        let stdin = || VecDeque::from([PathBuf::from("-")]);
        let waiting = if paths.is_empty() { stdin() } else { paths.iter().cloned().collect() };
        Self { waiting, open: None, errors: Vec::new() }
    }

    /// The next line.
    pub(super) fn next(&mut self) -> Option<Line> {
        loop {
            if self.open.is_none() {
                self.begin()?;
            }
            let stream = self.open.as_mut()?;
            match stream.next() {
                Ok(Some(line)) => return Some(line),
                Ok(None) => self.open = None,
                Err(error) => {
                    self.errors.push(format!("{}:{}: {error}", stream.name, stream.number));
                    self.open = None;
                }
            }
        }
    }

    /// Opens the next stream that can be opened.
    fn begin(&mut self) -> Option<()> {
        while let Some(path) = self.waiting.pop_front() {
            match Open::new(&path) {
                Ok(open) => {
                    self.open = Some(open);
                    return Some(());
                }
                Err(error) => self.errors.push(error),
            }
        }
        None
    }
}

impl Open {
    fn new(path: &Path) -> Result<Self, String> {
        if path.as_os_str() == "-" {
            let name = STDIN.to_owned();
            return Ok(Self { name, input: Box::new(BufReader::new(io::stdin())), number: 0 });
        }
        let name = path.display().to_string();
        if path.is_dir() {
            return Err(format!("{name}: a folder, expected a file with a record a line"));
        }
        let file = File::open(path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => format!("{name}: no such file"),
            io::ErrorKind::PermissionDenied => format!("{name}: no permission to read this file"),
            _ => format!("{name}: {error}"),
        })?;
        Ok(Self { name, input: Box::new(BufReader::with_capacity(1 << 16, file)), number: 0 })
    }

    /// The next line that is not blank.
    fn next(&mut self) -> io::Result<Option<Line>> {
        loop {
            let mut bytes = Vec::new();
            let Some(whole) = read(&mut self.input, &mut bytes, LONGEST)? else { return Ok(None) };
            self.number += 1;
            if whole && bytes.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            let (stream, number) = (self.name.clone(), self.number);
            return Ok(Some(Line { stream, number, bytes: whole.then_some(bytes) }));
        }
    }
}

/// Reads a line, without its end. False where it is longer than `most`: the rest of it is passed over.
/// Nothing at the end of the stream.
pub(super) fn read(
    input: &mut impl BufRead,
    line: &mut Vec<u8>,
    most: usize,
) -> io::Result<Option<bool>> {
    let (mut begun, mut whole) = (false, true);
    loop {
        let buffer = match input.fill_buf() {
            Ok(buffer) => buffer,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if buffer.is_empty() {
            return Ok(begun.then_some(whole));
        }
        begun = true;
        let end = buffer.iter().position(|byte| *byte == b'\n');
        let piece = end.map_or(buffer, |end| buffer.get(..end).unwrap_or_default());
        whole = whole && line.len() + piece.len() <= most;
        if whole {
            line.extend_from_slice(piece);
        } else {
            *line = Vec::new();
        }
        let used = piece.len() + usize::from(end.is_some());
        input.consume(used);
        if end.is_some() {
            return Ok(Some(whole));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_is_too_long_is_passed_over() {
        let mut input = BufReader::with_capacity(3, &b"ab\n\nabcdefgh\nabcd\nx"[..]);
        let mut all = Vec::new();
        loop {
            let mut line = Vec::new();
            let Some(whole) = read(&mut input, &mut line, 4).unwrap() else { break };
            all.push((whole, String::from_utf8(line).unwrap()));
        }
        let all: Vec<(bool, &str)> = all.iter().map(|(whole, line)| (*whole, &**line)).collect();
        assert_eq!(all, [(true, "ab"), (true, ""), (false, ""), (true, "abcd"), (true, "x")]);
    }
}
