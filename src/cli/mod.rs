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
mod manual;
mod out;
mod page;
mod progress;
mod rules;
mod sheets;
mod show;
mod signoff;
mod stream;
mod verify;
mod watch;
mod workers;

use std::process::ExitCode;

use arguments::{Arguments, Command};
use clap::Parser;
use exit::FAILED;
use whosaid::report::Sheet;

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
    let arguments = Arguments::parse_from(given);
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
