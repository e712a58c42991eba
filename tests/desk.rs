//! A newsroom's folder for a test: files in it, and the program run there.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

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
        let mut command = Command::new(env!("CARGO_BIN_EXE_whosaid"));
        command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").env_remove("CLICOLOR");
        command.current_dir(&self.0).args(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        if let Err(error) = child.stdin.take().unwrap().write_all(input.as_bytes()) {
            // A program that refuses its arguments may end before it has read anything.
            assert_eq!(error.kind(), ErrorKind::BrokenPipe, "{arguments:?}");
        }
        Told::of(&child.wait_with_output().unwrap(), &self.0)
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
