//! The flags and what they mean.

use std::ffi::OsString;
use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, Parser, Subcommand, ValueEnum};
use serde::Deserialize as _;
use serde::de::value::{Error, StrDeserializer};
use whosaid::report::{Format, SheetFormat};
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
    /// List every claim: who says so, how it is sourced, with space to record the check
    Claims(ListArguments),
    /// List every source: how it is introduced, which side, which verbs, accused or asked
    Speakers(ListArguments),
    /// List the questions to ask, by whom to call
    Questions(QuestionArguments),
    /// Write the findings into a Word document, as comments at their words
    Annotate(AnnotateArguments),
    /// Explain a check, or how a claim or an attribution of a draft came about
    Explain(ExplainArguments),
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
#[derive(Clone, Debug, Default, Args)]
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
    let level = Level::of(level).ok_or("no such level; there are error, warning, info, off")?;
    Ok((name.to_owned(), level))
}

#[derive(Debug, Default, Args)]
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

/// What all sheets can be told.
#[derive(Debug, Args)]
pub(crate) struct SheetArguments {
    /// Drafts, or folders of drafts; "-" is standard input
    #[arg(value_name = "PATHS")]
    pub(crate) paths: Vec<PathBuf>,
    /// text, md, csv or json; with =FILE into a file; can be given several times [default: text]
    #[arg(short, long, value_name = "FORMAT[=FILE]")]
    pub(crate) output: Vec<SheetOutput>,
    /// Colours
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: ColourWhen,
    /// Line width of the text [default: the terminal's, or 80]
    #[arg(long, value_name = "N")]
    pub(crate) width: Option<usize>,
    /// Skip matching files in folders; can be given several times
    #[arg(long, value_name = "PATTERN")]
    pub(crate) exclude: Vec<String>,
    /// Skip them also when they are named
    #[arg(long)]
    pub(crate) force_exclude: bool,
    /// The name to give to standard input
    #[arg(long, value_name = "NAME")]
    pub(crate) stdin_filename: Option<String>,
    /// What the drafts are written in, where their names do not say it: text, markdown, html, docx,
    /// odt, xml, json, mail or wire
    #[arg(long, value_name = "NAME")]
    pub(crate) input_format: Option<InputFormat>,
    /// Refused, with the reason: see `sheets.rs`
    #[arg(long, value_name = "LEVEL", hide = true)]
    pub(crate) fail_on: Option<String>,
    /// A sheet exits with 0 anyway.
    #[arg(long, hide = true)]
    pub(crate) exit_zero: bool,
    #[command(flatten)]
    pub(crate) rules: RulesFolder,
}

/// What the claim sheet and the source ledger can be told.
#[derive(Debug, Args)]
pub(crate) struct ListArguments {
    /// Refused, with the reason: see `sheets.rs`
    #[arg(long, value_name = "LEVEL", hide = true)]
    pub(crate) show: Option<String>,
    /// Refused, with the reason: see `sheets.rs`
    #[arg(long, value_name = "CODE,…", hide = true)]
    pub(crate) only: Option<String>,
    #[command(flatten)]
    pub(crate) sheet: SheetArguments,
}

/// What the sheet of questions can be told.
#[derive(Debug, Args)]
pub(crate) struct QuestionArguments {
    /// Leave out the questions of findings below this level
    #[arg(long, value_name = "LEVEL")]
    pub(crate) show: Option<Shown>,
    /// Only the questions of these checks
    #[arg(long, value_name = "CODE,…", value_delimiter = ',')]
    pub(crate) only: Vec<String>,
    #[command(flatten)]
    pub(crate) sheet: SheetArguments,
}

/// A format of a sheet and where it goes.
#[derive(Clone, Debug)]
pub(crate) struct SheetOutput {
    pub(crate) format: SheetFormat,
    pub(crate) file: Option<PathBuf>,
}

impl FromStr for SheetOutput {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (name, file) = text.split_once('=').map_or((text, None), |(n, f)| (n, Some(f)));
        let format = SheetFormat::of(name).ok_or_else(|| {
            let names: Vec<_> = SheetFormat::ALL.iter().map(|(name, _)| *name).collect();
            format!("a sheet has no format “{name}”; use {}", names.join(", "))
        })?;
        if file == Some("") {
            return Err(format!("no file after “{name}=”"));
        }
        Ok(Self { format, file: file.map(PathBuf::from) })
    }
}

#[derive(Debug, Args)]
pub(crate) struct ExplainArguments {
    /// A check (CO002, same-side-sources), a claim (c-4a129e) or a place in a draft (LINE:COLUMN)
    #[arg(value_name = "WHAT")]
    pub(crate) name: String,
    /// The draft with the claim or the place; several may be given, "-" is standard input
    #[arg(value_name = "DRAFT")]
    pub(crate) drafts: Vec<PathBuf>,
    /// Colours
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: ColourWhen,
    /// Line width [default: the terminal's, or 80]
    #[arg(long, value_name = "N")]
    pub(crate) width: Option<usize>,
    /// What the drafts are written in, where their names do not say it
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
            format!("no such format; there are {}", names.join(", "))
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
            format!("no such format; there are {}", names.join(", "))
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

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(crate) enum ColourWhen {
    #[default]
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
        limit.map(Self).map_err(|_| "no such level; use error, warning, note or never".to_owned())
    }
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
