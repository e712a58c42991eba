//! The command line. It belongs to the program; the library never sees it.

mod arguments;
mod input;
mod rules;

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

use arguments::{Arguments, CheckArguments, Command, FailOn, Output, When};
use clap::Parser;
use whosaid::report::{self, Checked, Colour, Format, Style};
use whosaid::rulebook::Files;
use whosaid::verdict::Severity;
use whosaid::{Rulebook, check};

/// Nothing at or above the limit.
const CLEAN: u8 = 0;
/// Something at or above the limit.
const FOUND: u8 = 1;
/// Could not run.
const FAILED: u8 = 2;

/// Runs the program.
pub(crate) fn run() -> ExitCode {
    let arguments = Arguments::parse_from(arguments::with_command(std::env::args_os()));
    let outcome = match arguments.command {
        Command::Check(arguments) => checked(&arguments),
        Command::Claims(arguments) => table(&arguments, report::claims),
        Command::Speakers(arguments) => table(&arguments, report::speakers),
        Command::Questions(arguments) => table(&arguments, report::questions),
        Command::Explain { name, rules } => rules::explain(&name, rules.rules.as_deref()),
        Command::Rules(command) => rules::run(&command),
    };
    match outcome {
        Ok(code) => ExitCode::from(code),
        // Whoever read our output has had enough of it.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::from(CLEAN),
        Err(error) => {
            eprintln!("whosaid: {error}");
            ExitCode::from(FAILED)
        }
    }
}

/// Reads the rules; complaints go to standard error.
fn rulebook(folder: Option<&Path>) -> Option<Rulebook> {
    let mut files = Files::built_in();
    if let Some(folder) = folder
        && let Err(error) = files.lay_over(folder)
    {
        eprintln!("whosaid: {error}");
        return None;
    }
    match Rulebook::from_files(&files) {
        Ok(rulebook) => Some(rulebook),
        Err(errors) => {
            for error in errors {
                eprintln!("whosaid: {error}");
            }
            None
        }
    }
}

/// Reads and judges all drafts. Gives what could be read, and what was wrong with the rest.
fn read(arguments: &CheckArguments, rulebook: &Rulebook) -> (Vec<Checked>, Vec<String>) {
    let (drafts, errors) = input::drafts(&arguments.paths, arguments.stdin_filename.as_deref());
    for error in &errors {
        eprintln!("whosaid: {error}");
    }
    let checked = drafts.into_iter().map(|draft| {
        let verdict = check(&draft, rulebook);
        Checked { draft, verdict }
    });
    (checked.collect(), errors)
}

fn checked(arguments: &CheckArguments) -> io::Result<u8> {
    let Some(mut rulebook) = rulebook(arguments.rules.rules.as_deref()) else { return Ok(FAILED) };
    if let Some(unknown) = arguments.only.iter().find(|name| rulebook.check(name).is_none()) {
        let near =
            rulebook.nearest(unknown).map_or(String::new(), |n| format!("; did you mean {n}?"));
        eprintln!("whosaid: no check is called {unknown}{near}");
        return Ok(FAILED);
    }
    if !arguments.only.is_empty() {
        let only = &arguments.only;
        rulebook
            .keep(|c| only.iter().any(|name| c.code.eq_ignore_ascii_case(name) || c.name == *name));
    }
    let (drafts, errors) = read(arguments, &rulebook);
    let outputs = if arguments.output.is_empty() {
        vec![Output { format: Format::Full, file: None }]
    } else {
        arguments.output.clone()
    };
    for output in &outputs {
        let colour = colour(arguments.color, output.file.is_none());
        colored::control::set_override(colour == Colour::On);
        let style =
            Style { colour, width: width(arguments.width), show: arguments.show.severity() };
        let mut out: Box<dyn Write> = match &output.file {
            Some(path) => Box::new(BufWriter::new(File::create(path).map_err(|error| {
                io::Error::new(error.kind(), format!("{}: {error}", path.display()))
            })?)),
            None => Box::new(BufWriter::new(io::stdout().lock())),
        };
        report::write(&mut out, &drafts, &errors, &rulebook, output.format, style)?;
        out.flush()?;
    }
    if !errors.is_empty() {
        return Ok(FAILED);
    }
    let limit = if arguments.exit_zero { FailOn::Never } else { arguments.fail_on };
    let worst = drafts.iter().flat_map(|d| &d.verdict.findings).map(|f| f.severity).max();
    let failed = match limit {
        FailOn::Never => false,
        FailOn::Level(level) => worst.is_some_and(|worst| worst >= level),
    };
    Ok(if failed { FOUND } else { CLEAN })
}

/// A table of all drafts.
fn table(
    arguments: &CheckArguments,
    write: fn(&mut dyn Write, &[Checked]) -> io::Result<()>,
) -> io::Result<u8> {
    let Some(rulebook) = rulebook(arguments.rules.rules.as_deref()) else { return Ok(FAILED) };
    let (drafts, errors) = read(arguments, &rulebook);
    let mut out = BufWriter::new(io::stdout().lock());
    write(&mut out, &drafts)?;
    out.flush()?;
    Ok(if errors.is_empty() { CLEAN } else { FAILED })
}

/// With colour or without: the flag, then the environment, then whether a person is looking.
fn colour(when: When, to_screen: bool) -> Colour {
    let set =
        |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
    let on = match when {
        When::Always => true,
        When::Never => false,
        When::Auto if !to_screen => false,
        When::Auto if set("CLICOLOR_FORCE") => true,
        When::Auto if set("NO_COLOR") => false,
        When::Auto if std::env::var_os("CLICOLOR").is_some_and(|value| value == "0") => false,
        When::Auto => io::stdout().is_terminal(),
    };
    if on { Colour::On } else { Colour::Off }
}

/// The columns of the page: the flag, the terminal, or 80.
fn width(wanted: Option<usize>) -> usize {
    let terminal = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    wanted.or_else(terminal).unwrap_or(80).clamp(40, 200)
}

/// The severity of a level named on the command line.
impl arguments::Level {
    const fn severity(self) -> Severity {
        match self {
            Self::Error => Severity::Error,
            Self::Warning => Severity::Warning,
            Self::Info => Severity::Info,
        }
    }
}
