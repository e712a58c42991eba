//! A newsroom's folder for a test: files in it, and the program run there.

use std::ffi::OsStr;
use std::fs;
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// Whatever the program is given, it ends within this, on a machine that is busy with other tests.
const BOUND: Duration = Duration::from_secs(240);

/// A folder of its own for one test.
pub(crate) struct Desk(PathBuf);

impl Desk {
    /// An empty folder.
    pub(crate) fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("desks").join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder).unwrap();
        }
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    /// The path of a file in it.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.0.join(path)
    }

    /// Writes a file.
    pub(crate) fn write(&self, path: &str, text: &str) -> &Self {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    /// The text of a file.
    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.0.join(path)).unwrap()
    }

    /// Runs the program; words are parted at spaces.
    pub(crate) fn run(&self, arguments: &str) -> Told {
        self.run_all(&arguments.split_whitespace().collect::<Vec<_>>(), "")
    }

    /// Runs the program with these arguments and this on standard input.
    pub(crate) fn run_all(&self, arguments: &[&str], input: &str) -> Told {
        let mut child = self.command(arguments).stdin(Stdio::piped()).spawn().unwrap();
        if let Err(error) = child.stdin.take().unwrap().write_all(input.as_bytes()) {
            // A program that refuses its arguments may end before it has read anything.
            assert_eq!(error.kind(), ErrorKind::BrokenPipe, "{arguments:?}");
        }
        Told::of(&ended(child), &self.0)
    }

    /// The program with these arguments, in the folder; what it says is kept.
    pub(crate) fn command(&self, arguments: &[impl AsRef<OsStr>]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_whosaid"));
        command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").env_remove("CLICOLOR");
        command.current_dir(&self.0).args(arguments).stdin(Stdio::null());
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }
}

/// Waits for the end of the program. One that goes on for too long is ended, and the test fails.
fn ended(mut child: Child) -> Output {
    let out = child.stdout.take().map(all_of);
    let err = child.stderr.take().map(all_of);
    let status = status(&mut child);
    let all = |read: Option<thread::JoinHandle<Vec<u8>>>| {
        read.map_or_else(Vec::new, |read| read.join().unwrap())
    };
    Output { status, stdout: all(out), stderr: all(err) }
}

/// Reads to the end, beside what else there is to do.
fn all_of(mut from: impl Read + Send + 'static) -> thread::JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        from.read_to_end(&mut bytes).unwrap();
        bytes
    })
}

/// What the program ends with.
pub(crate) fn status(child: &mut Child) -> ExitStatus {
    let since = Instant::now();
    let mut pause = Duration::from_millis(1);
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status;
        }
        if since.elapsed() > BOUND {
            child.kill().unwrap();
            panic!("it does not end within {BOUND:?}");
        }
        thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(50));
    }
}

/// What the program said.
pub(crate) struct Told {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Told {
    fn of(output: &Output, folder: &Path) -> Self {
        let text = |bytes: &[u8]| {
            String::from_utf8_lossy(bytes).replace(&folder.display().to_string(), "DESK")
        };
        let code = output.status.code().unwrap();
        Self { code, out: text(&output.stdout), err: text(&output.stderr) }
    }

    /// Exit code and both streams as one text.
    pub(crate) fn all(&self) -> String {
        format!(
            "exit code: {}\n--- standard output\n{}--- standard error\n{}",
            self.code, self.out, self.err
        )
    }

    /// The codes of the findings of `-o short`, in order.
    pub(crate) fn codes(&self) -> Vec<&str> {
        let code = |line: &'_ str| -> Option<usize> { line.find(": ").map(|at| at + 2) };
        let lines = self.out.lines();
        lines.filter_map(|line| line[code(line)?..].split(' ').nth(1)).collect()
    }
}
