//! The flags and what they mean.

use std::ffi::OsString;
use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, Parser, Subcommand, ValueEnum};
use whosaid::report::Format;
use whosaid::verdict::Severity;

/// Reads news drafts and says who says what, and what rests on one voice.
///
/// Exit code: 0 nothing at or above --fail-on, 1 something, 2 could not run.
#[derive(Debug, Parser)]
#[command(name = "whosaid", version)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Print the findings and how each claim stands (the default command)
    Check(CheckArguments),
    /// Print the claim sheet: every claim, how it stands, room to tick it off
    Claims(CheckArguments),
    /// Print the source ledger: who is heard, in which camp, with which verbs
    Speakers(CheckArguments),
    /// Print the questions to put to the reporter
    Questions(CheckArguments),
    /// Say what a check means, why, with examples
    Explain {
        /// Code or name: CO002, same-camp-sources
        name: String,
        #[command(flatten)]
        rules: RulesFolder,
    },
    /// List the checks, or run their examples
    #[command(subcommand)]
    Rules(RulesCommand),
}

#[derive(Debug, Subcommand)]
pub(crate) enum RulesCommand {
    /// List all checks
    List(RulesFolder),
    /// Run the examples of all checks
    Test(RulesFolder),
    /// Write the pages on checks and conditions
    Docs {
        /// The folder to write into
        #[arg(value_name = "FOLDER", default_value = "rules")]
        into: PathBuf,
        #[command(flatten)]
        rules: RulesFolder,
    },
}

#[derive(Debug, Args)]
pub(crate) struct RulesFolder {
    /// A folder of rules, laid over the built-in ones
    #[arg(long, value_name = "FOLDER")]
    pub(crate) rules: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct CheckArguments {
    /// Drafts, or folders of drafts; "-" is standard input
    #[arg(value_name = "PATHS")]
    pub(crate) paths: Vec<PathBuf>,
    /// full, short, json or jsonl; with =FILE into a file; can be given several times
    #[arg(short, long, value_name = "FORMAT[=FILE]")]
    pub(crate) output: Vec<Output>,
    /// Hide what is below this severity
    #[arg(long, value_name = "LEVEL", default_value = "warning")]
    pub(crate) show: Level,
    /// The least severity that makes the exit code 1: error, warning, info or never
    #[arg(long, value_name = "LEVEL", default_value = "error")]
    pub(crate) fail_on: FailOn,
    /// The same as --fail-on never
    #[arg(long)]
    pub(crate) exit_zero: bool,
    /// Colours
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: When,
    /// Columns of the page; else those of the terminal, else 80
    #[arg(long, value_name = "N")]
    pub(crate) width: Option<usize>,
    /// Run only these checks
    #[arg(long, value_name = "CODE,…", value_delimiter = ',')]
    pub(crate) only: Vec<String>,
    /// The name to give to standard input
    #[arg(long, value_name = "NAME")]
    pub(crate) stdin_filename: Option<String>,
    #[command(flatten)]
    pub(crate) rules: RulesFolder,
}

/// A format and where it goes.
#[derive(Clone, Debug)]
pub(crate) struct Output {
    pub(crate) format: Format,
    pub(crate) file: Option<PathBuf>,
}

impl FromStr for Output {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (name, file) = text.split_once('=').map_or((text, None), |(n, f)| (n, Some(f)));
        let format = Format::of(name).ok_or_else(|| {
            let names: Vec<_> = Format::ALL.iter().map(|(name, _)| *name).collect();
            format!("no such format; there are {}", names.join(", "))
        })?;
        Ok(Self { format, file: file.map(PathBuf::from) })
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Level {
    Error,
    Warning,
    Info,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum When {
    Auto,
    Always,
    Never,
}

/// The least severity that makes the program fail.
#[derive(Clone, Copy, Debug)]
pub(crate) enum FailOn {
    Level(Severity),
    Never,
}

impl FromStr for FailOn {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "error" => Ok(Self::Level(Severity::Error)),
            "warning" => Ok(Self::Level(Severity::Warning)),
            "info" => Ok(Self::Level(Severity::Info)),
            "never" => Ok(Self::Never),
            _ => Err("no such level; there are error, warning, info, never".to_owned()),
        }
    }
}

/// Puts "check" in front when the first word is no command.
pub(crate) fn with_command(arguments: impl Iterator<Item = OsString>) -> Vec<OsString> {
    const COMMANDS: [&str; 7] =
        ["check", "claims", "speakers", "questions", "explain", "rules", "help"];
    let mut all: Vec<OsString> = arguments.collect();
    let own = ["-h", "--help", "-V", "--version"];
    let first = all.get(1).and_then(|word| word.to_str());
    let named = first.is_some_and(|word| COMMANDS.contains(&word) || own.contains(&word));
    if !named {
        all.insert(1.min(all.len()), OsString::from("check"));
    }
    all
}
