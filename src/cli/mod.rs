//! The command line. It belongs to the program; the library never sees it.

/// A line on standard error; what would drive a terminal is written as an escape. Where standard error
/// is closed or full there is nobody to tell, and the run goes on.
macro_rules! tell {
    ($($text:tt)*) => {{
        use std::io::Write as _;
        let text = format!($($text)*);
        let _ = writeln!(std::io::stderr(), "{}", whosaid::report::visible(&text));
    }};
}

mod adoption;
mod annotate;
mod approve;
mod approved;
mod arguments;
mod baseline;
mod baselines;
mod caught;
mod changed;
mod check;
mod config;
mod desks;
mod diff;
mod exit;
mod explain;
mod file;
mod git;
mod help;
mod ignore;
mod in_turn;
mod input;
mod interrupt;
mod manual;
mod out;
mod output;
mod page;
mod progress;
mod rules;
mod sheets;
mod show;
mod signoff;
mod stream;
mod unknown;
mod verify;
mod watch;
mod workers;

use std::io::{self, Write as _};
use std::process::ExitCode;

use arguments::{Arguments, Command};
use clap::Parser;
use clap::error::ContextValue;
use exit::{CLEAN, FAILED};
use whosaid::report::{self, Sheet};

/// Runs the program.
pub(crate) fn run() -> ExitCode {
    caught::keep_quiet();
    match caught::caught("whosaid", of_arguments) {
        Ok(code) => code,
        Err(error) => {
            tell!("{error}");
            ExitCode::from(FAILED)
        }
    }
}

/// Runs the command that the arguments name.
fn of_arguments() -> ExitCode {
    let given = match arguments::with_command(std::env::args_os().collect()) {
        Ok(given) => given,
        Err(error) => {
            tell!("whosaid: {error}");
            return ExitCode::from(FAILED);
        }
    };
    let arguments = match Arguments::try_parse_from(given) {
        Ok(arguments) => arguments,
        Err(told) => return ExitCode::from(print(told)),
    };
    let outcome = match arguments.command {
        Command::Check(arguments) if arguments.watch => watch::run(&arguments),
        Command::Check(arguments) if arguments.files.records() => stream::run(&arguments),
        Command::Check(arguments) => in_turn::run(&arguments),
        Command::Show(arguments) => show::run(&arguments),
        Command::Claims(arguments) => check::sheet(Sheet::Claims, arguments.order("claims")),
        Command::Speakers(arguments) => check::sheet(Sheet::Speakers, arguments.order("speakers")),
        Command::Questions(arguments) => check::sheet(Sheet::Questions, arguments.order()),
        Command::Verify(arguments) => verify::run(&arguments),
        Command::Annotate(arguments) => annotate::run(&arguments),
        Command::Diff(arguments) => diff::run(&arguments),
        Command::Approve(arguments) => approve::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Rules(command) => rules::run(&command),
        Command::Init { folder } => config::init(folder.as_deref()),
        Command::Config(command) => config::run(&command),
        Command::Ignore(arguments) => ignore::run(&arguments),
        Command::Baseline(command) => baseline::run(&command),
        Command::Signoff(arguments) => signoff::run(&arguments),
        Command::Completions { shell } => manual::completions(shell),
        Command::Man { out } => manual::man(out.as_deref()),
    };
    match outcome {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            tell!("whosaid: {error}");
            ExitCode::from(FAILED)
        }
    }
}

/// Prints a text of help, or what is wrong with the arguments.
fn print(mut told: clap::Error) -> u8 {
    // What was given is told as one line, whatever is in it.
    let given: Vec<_> =
        told.context().filter_map(|(kind, value)| Some((kind, safe(value)?))).collect();
    for (kind, value) in given {
        told.insert(kind, value);
    }
    let printed = told.print().and_then(|()| io::stdout().flush());
    if told.use_stderr() {
        return FAILED;
    }
    match printed.map_err(out::of_standard_output) {
        // Whoever closes our output has had enough of it.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            tell!("whosaid: {error}");
            FAILED
        }
        _ => CLEAN,
    }
}

/// What was given on the command line, where it would drive a terminal.
fn safe(value: &ContextValue) -> Option<ContextValue> {
    let visible = |text: &String| report::visible(text).into_owned();
    match value {
        ContextValue::String(text) => Some(ContextValue::String(visible(text))),
        ContextValue::Strings(all) => {
            Some(ContextValue::Strings(all.iter().map(visible).collect()))
        }
        _ => None,
    }
}
