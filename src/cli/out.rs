//! Where the program writes: standard output and files.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use whosaid::report::visible;

use super::file::Fresh;

/// What is behind standard output: its file, where there is one. The library's own stream takes what
/// cannot be written, because standard output is there for reading alone, as written.
///
/// Where standard output was closed, the library has put the null device in its place before the program
/// begins. That looks just as if somebody had sent it there.
pub(super) struct Standard(Box<dyn Write + Send>);

impl Standard {
    pub(super) fn new() -> Self {
        Self(file().unwrap_or_else(|| Box::new(io::stdout())))
    }
}

#[cfg(unix)]
fn file() -> Option<Box<dyn Write + Send>> {
    use std::os::fd::AsFd;
    let file = io::stdout().as_fd().try_clone_to_owned().map(std::fs::File::from);
    file.ok().map(|file| -> Box<dyn Write + Send> { Box::new(io::LineWriter::new(file)) })
}

#[cfg(not(unix))]
fn file() -> Option<Box<dyn Write + Send>> {
    None
}

impl Write for Standard {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes).map_err(of_standard_output)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush().map_err(of_standard_output)
    }
}

/// An error with the name of what could not be written.
#[expect(clippy::needless_pass_by_value, reason = "errors are handed on by `map_err`")]
pub(super) fn of_standard_output(error: io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("standard output: {error}"))
}

/// A stream whose reader may leave. What is written after that goes nowhere, so that the other outputs
/// are still written and the exit code still tells what was found.
pub(super) struct Patient<W> {
    out: W,
    left: bool,
}

impl<W: Write> Patient<W> {
    fn try_to(&mut self, step: impl FnOnce(&mut W) -> io::Result<()>) -> io::Result<()> {
        if self.left {
            return Ok(());
        }
        match step(&mut self.out) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.left = true;
                Ok(())
            }
            other => other,
        }
    }
}

impl<W: Write> Write for Patient<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.try_to(|out| out.write_all(bytes)).map(|()| bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.try_to(Write::flush)
    }
}

/// Standard output, for reports, which make the words of drafts safe themselves.
pub(super) fn screen() -> Patient<Standard> {
    Patient { out: Standard::new(), left: false }
}

/// A stream for lines of plain text. What would drive a terminal is written as an escape.
pub(super) struct Plain<W>(W);

impl<W: Write> Write for Plain<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let text = String::from_utf8_lossy(bytes);
        for line in text.split_inclusive('\n') {
            let (line, end) = line.strip_suffix('\n').map_or((line, ""), |line| (line, "\n"));
            self.0.write_all(visible(line).as_bytes())?;
            self.0.write_all(end.as_bytes())?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Standard output, for lines that name files and settings.
pub(super) fn lines() -> Plain<Patient<Standard>> {
    Plain(screen())
}

/// Writes one output to a file, in one step, or to standard output. What keeps it from being written is
/// told, with the name of the file; then it gives false, and the other outputs go on.
pub(super) fn deliver(
    file: Option<&Path>,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> bool {
    let written = Sink::open(file).and_then(|mut out| {
        write(&mut out)?;
        out.finish()
    });
    is_well(file, &written)
}

/// True where an output was written. What kept it from being written is told, with the name of the file.
pub(super) fn is_well(file: Option<&Path>, written: &io::Result<()>) -> bool {
    if let Err(error) = written {
        let name = file.map_or(String::new(), |file| format!("{}: ", file.display()));
        tell!("whosaid: {name}{error}");
    }
    written.is_ok()
}

/// Where one output goes: a file, which takes its place when it is whole, or standard output.
pub(super) enum Sink {
    Screen(BufWriter<Patient<Standard>>),
    File(Fresh),
}

impl Sink {
    /// Begins an output.
    pub(super) fn open(file: Option<&Path>) -> io::Result<Self> {
        match file {
            None => Ok(Self::Screen(BufWriter::new(screen()))),
            Some(path) => Fresh::new(path).map(Self::File),
        }
    }

    /// Ends it: what was written is seen.
    pub(super) fn finish(self) -> io::Result<()> {
        match self {
            Self::Screen(mut out) => out.flush(),
            Self::File(out) => out.finish(),
        }
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Screen(out) => out.write(bytes),
            Self::File(out) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Screen(out) => out.flush(),
            Self::File(out) => out.flush(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Takes so many bytes, and then nobody reads on.
    struct Leaving(usize, io::ErrorKind);

    impl Write for Leaving {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0 = self.0.checked_sub(bytes.len()).ok_or(self.1)?;
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_reader_may_leave_and_a_disk_may_not_be_full() {
        for (kind, goes_on) in
            [(io::ErrorKind::BrokenPipe, true), (io::ErrorKind::StorageFull, false)]
        {
            let mut out = Patient { out: Leaving(5, kind), left: false };
            assert!(writeln!(out, "one").is_ok());
            assert_eq!(writeln!(out, "two").is_ok(), goes_on);
            assert_eq!(writeln!(out, "three").is_ok(), goes_on);
        }
    }

    #[test]
    fn what_drives_a_terminal_is_written_as_an_escape() {
        let mut bytes = Vec::new();
        write!(Plain(&mut bytes), "a\u{1b}[31m\u{9b}é\u{202e}\nb\r\n").unwrap();
        assert_eq!(String::from_utf8(bytes).unwrap(), "a\\u{1b}[31m\\u{9b}é\\u{202e}\nb\\u{d}\n");
    }
}
