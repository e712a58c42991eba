//! The flags and what they mean.

use std::ffi::OsString;
use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, Parser, Subcommand, ValueEnum};
use serde::Deserialize as _;
use serde::de::value::{Error, StrDeserializer};
use whosaid::report::Format;
use whosaid::settings::{Level, Limit};

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
    /// Print the source ledger: who is heard, in which side, with which verbs
    Speakers(CheckArguments),
    /// Print the questions to put to the reporter
    Questions(CheckArguments),
    /// Write the findings into a Word document, as comments at their words
    Annotate(AnnotateArguments),
    /// Say what a check means, why, with examples
    Explain {
        /// Code or name: CO002, same-side-sources
        name: String,
        #[command(flatten)]
        rules: RulesFolder,
    },
    /// List the checks, run their examples, start a new one
    #[command(subcommand)]
    Rules(RulesCommand),
    /// Write a commented whosaid.yml to start from
    Init {
        /// Where to write it; else here
        #[arg(value_name = "FOLDER")]
        folder: Option<PathBuf>,
    },
    /// Show which settings count, and where they come from
    #[command(subcommand)]
    Config(ConfigCommand),
    /// Set a claim or a finding aside in a file beside the draft
    Ignore(IgnoreArguments),
}

#[derive(Debug, Subcommand)]
pub(crate) enum ConfigCommand {
    /// Every value that counts, with its origin
    Show(ConfigArguments),
    /// The files that were read for it, in order
    Files(ConfigArguments),
    /// A JSON Schema for editors: settings, check, cues, words or sidecar
    Schema {
        /// Which
        #[arg(value_name = "KIND", default_value = "settings")]
        kind: String,
    },
}

#[derive(Debug, Args)]
pub(crate) struct ConfigArguments {
    /// The draft whose settings are meant; else those of this folder
    #[arg(value_name = "DRAFT")]
    pub(crate) draft: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) rules: RulesFolder,
}

#[derive(Debug, Args)]
pub(crate) struct IgnoreArguments {
    /// The id of a claim (c-7f3a91), or the place of a finding as `-o short` has it (14:3)
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    /// Why, for the next editor
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: String,
    /// The draft
    #[arg(value_name = "DRAFT")]
    pub(crate) draft: PathBuf,
    #[command(flatten)]
    pub(crate) rules: RulesFolder,
}

#[derive(Debug, Subcommand)]
pub(crate) enum RulesCommand {
    /// List all checks
    List(RulesFolder),
    /// Run the examples of all checks
    Test(RulesFolder),
    /// Write a commented file for a check of your own
    New {
        /// Its name, words joined by hyphens: heated-verb
        name: String,
        /// The folder of rules to write it into
        #[arg(long, value_name = "FOLDER", default_value = "desk-rules")]
        rules: PathBuf,
    },
    /// Write the pages on checks and conditions
    Docs {
        /// The folder to write into
        #[arg(value_name = "FOLDER", default_value = "rules")]
        into: PathBuf,
        #[command(flatten)]
        rules: RulesFolder,
    },
}

/// Which settings and rules count.
#[derive(Debug, Default, Args)]
pub(crate) struct RulesFolder {
    /// A folder of rules, laid over all others
    #[arg(long, value_name = "FOLDER")]
    pub(crate) rules: Option<PathBuf>,
    /// The settings file; else the nearest whosaid.yml upwards from the draft
    #[arg(long, value_name = "FILE", conflicts_with = "isolated")]
    pub(crate) config: Option<PathBuf>,
    /// Read no settings file
    #[arg(long)]
    pub(crate) isolated: bool,
    /// Apply the sound rules when others are broken; the broken ones are named, and the exit code is 2
    #[arg(long)]
    pub(crate) keep_going: bool,
    /// The profile to start from: news, factcheck or brief
    #[arg(long, value_name = "NAME")]
    pub(crate) profile: Option<String>,
    /// The level of a check: error, warning, info or off; can be given several times
    #[arg(long = "rule", value_name = "CODE=LEVEL", value_parser = level)]
    pub(crate) levels: Vec<(String, Level)>,
}

/// Reads "CO001=error".
fn level(text: &str) -> Result<(String, Level), String> {
    let (name, level) = text.split_once('=').ok_or("write it as CODE=LEVEL")?;
    let levels = Level::ALL.map(|(name, _)| name);
    let level = Level::of(level).ok_or_else(|| unknown("level", level, &levels))?;
    Ok((name.to_owned(), level))
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
    #[arg(long, value_name = "LEVEL")]
    pub(crate) show: Option<Shown>,
    /// The least severity that makes the exit code 1: error, warning, info or never
    #[arg(long, value_name = "LEVEL")]
    pub(crate) fail_on: Option<FailOn>,
    /// The same as --fail-on never
    #[arg(long)]
    pub(crate) exit_zero: bool,
    /// Colours
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: ColourWhen,
    /// Columns of the page; else those of the terminal, else 80
    #[arg(long, value_name = "N")]
    pub(crate) width: Option<usize>,
    /// Run only these checks
    #[arg(long, value_name = "CODE,…", value_delimiter = ',')]
    pub(crate) only: Vec<String>,
    /// Leave out these files when a folder is walked; can be given several times
    #[arg(long, value_name = "PATTERN")]
    pub(crate) exclude: Vec<String>,
    /// Leave them out even when they are named
    #[arg(long)]
    pub(crate) force_exclude: bool,
    /// The name to give to standard input
    #[arg(long, value_name = "NAME")]
    pub(crate) stdin_filename: Option<String>,
    /// What the drafts are written in, where their names do not say it: text, markdown, html, docx,
    /// odt, xml, json, mail or wire
    #[arg(long, value_name = "NAME")]
    pub(crate) input_format: Option<InputFormat>,
    #[command(flatten)]
    pub(crate) rules: RulesFolder,
}

#[derive(Debug, Args)]
pub(crate) struct AnnotateArguments {
    /// The Word document (.docx)
    #[arg(value_name = "DRAFT")]
    pub(crate) draft: PathBuf,
    /// Where to write it with its comments
    #[arg(long, value_name = "FILE", required_unless_present = "in_place")]
    pub(crate) out: Option<PathBuf>,
    /// Write the comments into the draft itself
    #[arg(long)]
    pub(crate) in_place: bool,
    /// Overwrite FILE if it is there
    #[arg(long)]
    pub(crate) force: bool,
    /// The date of the comments, 2026-11-29T10:00:00Z; else that at which the draft was last saved
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Option<Date>,
    /// Hide what is below this severity
    #[arg(long, value_name = "LEVEL")]
    pub(crate) show: Option<Shown>,
    /// The least severity that makes the exit code 1: error, warning, note or never
    #[arg(long, value_name = "LEVEL")]
    pub(crate) fail_on: Option<FailOn>,
    /// The same as --fail-on never
    #[arg(long)]
    pub(crate) exit_zero: bool,
    /// Run only these checks
    #[arg(long, value_name = "CODE,…", value_delimiter = ',')]
    pub(crate) only: Vec<String>,
    #[command(flatten)]
    pub(crate) rules: RulesFolder,
}

/// A date and a time, as Word keeps them.
#[derive(Clone, Debug)]
pub(crate) struct Date(pub(crate) String);

impl FromStr for Date {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if whosaid::read::is_date(text) {
            Ok(Self(text.to_owned()))
        } else {
            Err("write it as 2026-11-29T10:00:00Z".to_owned())
        }
    }
}

/// What drafts are written in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct InputFormat(pub(crate) whosaid::read::Format);

impl FromStr for InputFormat {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        whosaid::read::Format::named(text).map(Self).ok_or_else(|| {
            let names: Vec<_> = whosaid::read::Format::all().map(|format| format.name()).collect();
            unknown("format", text, &names)
        })
    }
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
            unknown("format", name, &names)
        })?;
        Ok(Self { format, file: file.map(PathBuf::from) })
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Shown {
    Error,
    Warning,
    #[value(alias("info"))] // what it was called before
    Note,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum ColourWhen {
    Auto,
    Always,
    Never,
}

/// The least severity that makes the program fail.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FailOn(pub(crate) Limit);

impl FromStr for FailOn {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let limit = Limit::deserialize(StrDeserializer::<Error>::new(text));
        let levels = ["error", "warning", "note", "never"];
        limit.map(Self).map_err(|_| unknown("level", text, &levels))
    }
}

/// "unknown level “eror”, expected error, warning, note or off; did you mean error?"
fn unknown(what: &str, found: &str, names: &[&str]) -> String {
    let near = names.iter().map(|name| (strsim::damerau_levenshtein(found, name), name));
    let near = near.filter(|(far, name)| *far <= 1 + name.len() / 3).min();
    let near = near.map_or(String::new(), |(_, name)| format!("; did you mean {name}?"));
    let (last, others) = names.split_last().unwrap_or((&"", &[]));
    let (found, others) = (found.escape_debug(), others.join(", "));
    format!("unknown {what} “{found}”, expected {others} or {last}{near}")
}

/// The names of commands.
const COMMANDS: [&str; 11] = [
    "check",
    "claims",
    "speakers",
    "questions",
    "annotate",
    "explain",
    "rules",
    "init",
    "config",
    "ignore",
    "help",
];

/// The command whose name a word misspells.
pub(crate) fn misspelt(word: &str) -> Option<&'static str> {
    let near = COMMANDS.iter().map(|name| (strsim::damerau_levenshtein(word, name), *name));
    near.filter(|(far, _)| *far <= 2).min().map(|(_, name)| name)
}

/// What to say when the first word is neither a command nor a draft: a plain word that no file has
/// for its name.
pub(crate) fn unknown_command(arguments: &[OsString]) -> Option<String> {
    let word = arguments.get(1)?.to_str()?;
    let path = word.contains(['.', '/', '\\']) || std::path::Path::new(word).exists();
    if path || word.starts_with('-') || COMMANDS.contains(&word) {
        return None;
    }
    let near = misspelt(word).map_or(String::new(), |name| format!("; did you mean {name}?"));
    Some(format!("unknown command “{}”, and no such file or folder{near}", word.escape_debug()))
}

/// Puts "check" in front when the first word is no command.
pub(crate) fn with_command(arguments: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut all: Vec<OsString> = arguments.collect();
    let own = ["-h", "--help", "-V", "--version"];
    let first = all.get(1).and_then(|word| word.to_str());
    let named = first.is_some_and(|word| COMMANDS.contains(&word) || own.contains(&word));
    if !named {
        all.insert(1.min(all.len()), OsString::from("check"));
    }
    all
}
