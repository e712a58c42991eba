//! The flags and what they mean.

use std::ffi::OsString;
use std::num::NonZero;
use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use serde::Deserialize as _;
use serde::de::value::{Error, StrDeserializer};
use whosaid::report::{ChangesFormat, Format, SheetFormat};
use whosaid::settings::{Level, Limit};
use whosaid::verdict::Severity;

use super::adoption::{AdoptArguments, SignArguments};
use super::help;
use super::output::{self, Output};
use super::unknown::unknown;

/// Reads a news draft and reports who says what, and which claims rest on one source.
#[derive(Debug, Parser)]
#[command(name = "whosaid", version, max_term_width = WIDEST, after_help = help::WHOSAID)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Columns of a help text at most.
const WIDEST: usize = 100;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Report what to look at in a draft, and what it rests on (the default command)
    #[command(after_help = help::CHECK, mut_arg("input_format", |given| given.help(check_formats())))]
    Check(CheckArguments),
    /// Show the draft with its sources, cues and contents marked, and the speakers in the margin
    #[command(after_help = help::SHOW)]
    Show(ShowArguments),
    /// List every claim and how it is sourced, with space to record the check
    #[command(after_help = help::CLAIMS)]
    Claims(ListArguments),
    /// List every source: which side, how introduced, which verbs
    #[command(after_help = help::SPEAKERS)]
    Speakers(ListArguments),
    /// List the questions to ask, by whom to call
    #[command(after_help = help::QUESTIONS)]
    Questions(QuestionArguments),
    /// Hold every quotation of a draft against transcripts: is it what was said?
    #[command(
        after_help = help::VERIFY,
        override_usage = "whosaid verify [OPTIONS] <DRAFT>... --against <TRANSCRIPT>..."
    )]
    Verify(VerifyArguments),
    /// Write the findings into a Word document, as comments
    #[command(after_help = help::ANNOTATE)]
    Annotate(AnnotateArguments),
    /// Show what changed between two versions of a draft in who said what
    #[command(after_help = help::DIFF)]
    Diff(DiffArguments),
    /// Approve the quotations, speakers and standing of a draft, in a file next to it
    #[command(after_help = help::APPROVE)]
    Approve(ApproveArguments),
    /// Explain a check, or how a claim or an attribution of a draft came about
    #[command(after_help = help::EXPLAIN)]
    Explain(ExplainArguments),
    /// Ignore a claim or a finding, with a reason, in a file next to the draft
    #[command(after_help = help::IGNORE, override_usage = IGNORE_USAGE)]
    Ignore(IgnoreArguments),
    /// Take over the findings of today, so that later runs show new ones only
    #[command(subcommand, after_help = help::BASELINE)]
    Baseline(BaselineCommand),
    /// Keep what has been checked of the claims of a draft, by whom and how
    #[command(after_help = help::SIGNOFF)]
    Signoff(SignoffArguments),
    /// List the checks, test them, start a new one
    #[command(subcommand, after_help = help::RULES)]
    Rules(RulesCommand),
    /// Write a commented whosaid.yml to start from
    #[command(after_help = help::INIT)]
    Init {
        /// Folder [default: .]
        #[arg(value_name = "FOLDER")]
        folder: Option<PathBuf>,
    },
    /// Show the settings in effect, and where each comes from
    #[command(subcommand, after_help = help::CONFIG)]
    Config(ConfigCommand),
    /// Print the completions for a shell
    #[command(after_help = help::COMPLETIONS)]
    Completions {
        /// Shell
        #[arg(value_name = "SHELL")]
        shell: clap_complete::Shell,
    },
    /// Print the manual page, or write the pages of all commands
    #[command(after_help = help::MAN)]
    Man {
        /// Write the pages of all commands into this folder
        #[arg(long, value_name = "FOLDER")]
        out: Option<PathBuf>,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum ConfigCommand {
    /// Print every setting, and where it comes from
    #[command(after_help = help::CONFIG_SHOW)]
    Show(ConfigArguments),
    /// List the files that the settings were read from, in order
    #[command(after_help = help::CONFIG_FILES)]
    Files(ConfigArguments),
    /// Print a JSON Schema, for editors that check YAML and programs that read reports
    #[command(after_help = help::CONFIG_SCHEMA)]
    Schema {
        /// Kind of file: settings, check, cues, words, sidecar, baseline, signoff or speech; of report:
        /// report (json), report-line (jsonl), answer (of --input-format jsonl), diff or verify
        #[arg(value_name = "KIND", default_value = "settings")]
        kind: String,
    },
}

#[derive(Debug, Args)]
pub(crate) struct ConfigArguments {
    /// Draft whose settings to use [default: any in this folder]
    #[arg(value_name = "DRAFT")]
    pub(crate) draft: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) rules: RulesFolder,
}

#[derive(Debug, Args)]
pub(crate) struct IgnoreArguments {
    /// Id of a claim (c-7f3a91) or place of a finding as `-o short` prints it (14:3), and the draft;
    /// with --all, drafts alone
    #[arg(value_name = "ID DRAFT", required = true)]
    pub(crate) what: Vec<PathBuf>,
    /// Why, for the next editor
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: String,
    /// Ignore all findings of the drafts
    #[arg(long)]
    pub(crate) all: bool,
    /// With --all: the findings of these checks
    #[arg(long, value_name = "CODE,…", value_delimiter = ',', requires = "all")]
    pub(crate) only: Vec<String>,
    #[command(flatten)]
    pub(crate) rules: RulesFolder,
}

/// One thing of one draft, or everything in several.
const IGNORE_USAGE: &str = "whosaid ignore --reason <TEXT> <ID> <DRAFT>\n       \
    whosaid ignore --all --reason <TEXT> <DRAFT>...";

#[derive(Debug, Subcommand)]
pub(crate) enum RulesCommand {
    /// List all checks with their levels
    #[command(after_help = help::RULES_LIST)]
    List(RulesFolder),
    /// Run the examples of all checks
    #[command(after_help = help::RULES_TEST)]
    Test(RulesFolder),
    /// Write a commented file for a check of your own
    #[command(after_help = help::RULES_NEW)]
    New {
        /// Name of the check, words joined by hyphens: heated-verb
        name: String,
        /// Folder of rules to write it into
        #[arg(long, value_name = "FOLDER", default_value = "desk-rules")]
        rules: PathBuf,
    },
    /// Write the pages on checks and conditions
    #[command(after_help = help::RULES_DOCS)]
    Docs {
        /// Folder to write into
        #[arg(value_name = "FOLDER", default_value = "rules")]
        into: PathBuf,
        #[command(flatten)]
        rules: RulesFolder,
    },
}

/// Which settings and rules are used.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Settings")]
pub(crate) struct RulesFolder {
    /// Settings file [default: nearest whosaid.yml in the draft's folder or above]
    #[arg(long, value_name = "FILE", conflicts_with = "isolated")]
    pub(crate) config: Option<PathBuf>,
    /// Read no settings file
    #[arg(long)]
    pub(crate) isolated: bool,
    /// Apply the sound rules when others are broken; the broken ones are named, and the exit code is 2
    #[arg(long)]
    pub(crate) keep_going: bool,
    /// Profile to start from: news, factcheck or brief [default: the settings', or news]
    #[arg(long, value_name = "NAME")]
    pub(crate) profile: Option<String>,
    /// Add a folder of rules; they override the built-in ones
    #[arg(long, value_name = "FOLDER")]
    pub(crate) rules: Option<PathBuf>,
    /// Set the level of a check: error, warning, note or off; repeatable
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
    /// Drafts, or folders of drafts; `-` is standard input
    #[arg(value_name = "PATHS")]
    pub(crate) paths: Vec<PathBuf>,
    #[arg(
        short,
        long,
        value_name = "FORMAT[=FILE]",
        value_parser = Output::<Format>::parser(),
        help = output::help::<Format>(),
        help_heading = "Output"
    )]
    pub(crate) output: Vec<Output>,
    /// Also fail, whatever --fail-on says, where quotations, speakers or standing changed since
    /// `whosaid approve`, and show how
    #[arg(long, help_heading = "Findings")]
    pub(crate) approved: bool,
    /// Print a table of what was found, on standard error
    #[arg(long, help_heading = "Output")]
    pub(crate) statistics: bool,
    #[command(flatten)]
    pub(crate) page: PageArguments,
    #[command(flatten)]
    pub(crate) findings: FindingArguments,
    #[command(flatten)]
    pub(crate) adopt: AdoptArguments,
    #[command(flatten)]
    pub(crate) exit: ExitArguments,
    #[command(flatten)]
    pub(crate) files: FileArguments,
    /// With --input-format jsonl: skip the records that are answered in this file; where the answers
    /// go into it too (-o jsonl=FILE), they are added, and half an answer at its end is dropped
    #[arg(long, value_name = "FILE", help_heading = "Which files")]
    pub(crate) resume_from: Option<PathBuf>,
    /// Stay, and check again what is saved, until Ctrl-C; changed settings and rules count at once
    #[arg(long, help_heading = "Which files")]
    pub(crate) watch: bool,
    #[command(flatten)]
    pub(crate) rules: RulesFolder,
}

/// What all sheets can be told.
#[derive(Debug, Args)]
pub(crate) struct SheetArguments {
    /// Drafts, or folders of drafts; `-` is standard input
    #[arg(value_name = "PATHS")]
    pub(crate) paths: Vec<PathBuf>,
    #[arg(
        short,
        long,
        value_name = "FORMAT[=FILE]",
        value_parser = Output::<SheetFormat>::parser(),
        help = output::help::<SheetFormat>(),
        help_heading = "Output"
    )]
    pub(crate) output: Vec<Output<SheetFormat>>,
    #[command(flatten)]
    pub(crate) page: PageArguments,
    #[command(flatten)]
    pub(crate) files: FileArguments,
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
    #[command(flatten)]
    pub(crate) sheet: SheetArguments,
    #[command(flatten)]
    pub(crate) findings: FindingArguments,
}

/// Two versions, and how to show what changed.
#[derive(Debug, Args)]
pub(crate) struct DiffArguments {
    /// The draft as it was; `-` is standard input
    #[arg(value_name = "OLD")]
    pub(crate) old: PathBuf,
    /// The draft as it is; `-` is standard input
    #[arg(value_name = "NEW")]
    pub(crate) new: PathBuf,
    #[arg(
        short,
        long,
        value_name = "FORMAT[=FILE]",
        value_parser = Output::<ChangesFormat>::parser(),
        help = output::help::<ChangesFormat>(),
        help_heading = "Output"
    )]
    pub(crate) output: Vec<Output<ChangesFormat>>,
    #[command(flatten)]
    pub(crate) page: PageArguments,
    #[arg(long, value_name = "FORMAT", help = input_formats(), help_heading = "Which files")]
    pub(crate) input_format: Option<InputFormat>,
    /// Name for standard input, which tells its format and settings
    #[arg(long, value_name = "NAME", help_heading = "Which files")]
    pub(crate) stdin_filename: Option<String>,
    #[command(flatten)]
    pub(crate) rules: RulesFolder,
}

/// Which drafts are approved, and by whom.
#[derive(Debug, Args)]
pub(crate) struct ApproveArguments {
    /// Drafts, or folders of drafts
    #[arg(value_name = "DRAFT", required = true)]
    pub(crate) drafts: Vec<PathBuf>,
    /// Who approves
    #[arg(long, value_name = "NAME")]
    pub(crate) by: Option<String>,
    /// When, as you write it: 2026-11-30. Without it the file has no date
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Option<String>,
    #[command(flatten)]
    pub(crate) files: FileArguments,
    #[command(flatten)]
    pub(crate) rules: RulesFolder,
}

/// What the check of quotations can be told.
#[derive(Debug, Args)]
pub(crate) struct VerifyArguments {
    /// Drafts, or folders of drafts; `-` is standard input
    #[arg(value_name = "DRAFT", required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// Transcripts: text, subtitles (.srt, .vtt), or what a draft may be written in
    #[arg(long, value_name = "TRANSCRIPT", required = true, num_args = 1..)]
    pub(crate) against: Vec<PathBuf>,
    /// Only count quotations that are in none of the transcripts; they do not fail
    #[arg(long)]
    pub(crate) found_only: bool,
    #[arg(
        short,
        long,
        value_name = "FORMAT[=FILE]",
        value_parser = Output::<SheetFormat>::parser(),
        help = output::help::<SheetFormat>(),
        help_heading = "Output"
    )]
    pub(crate) output: Vec<Output<SheetFormat>>,
    #[command(flatten)]
    pub(crate) page: PageArguments,
    #[command(flatten)]
    pub(crate) files: FileArguments,
    #[command(flatten)]
    pub(crate) rules: RulesFolder,
}

#[derive(Debug, Args)]
pub(crate) struct ExplainArguments {
    /// A check (CO002, same-side-sources), a claim (c-4a129e) or a place in a draft (LINE:COLUMN)
    #[arg(value_name = "WHAT")]
    pub(crate) name: String,
    /// The draft with the claim or the place; several may be given, `-` is standard input
    #[arg(value_name = "DRAFT")]
    pub(crate) drafts: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) page: PageArguments,
    #[command(flatten)]
    pub(crate) files: FileArguments,
    #[command(flatten)]
    pub(crate) rules: RulesFolder,
}

#[derive(Debug, Args)]
pub(crate) struct ShowArguments {
    /// Drafts, or folders of drafts; `-` is standard input
    #[arg(value_name = "PATHS")]
    pub(crate) paths: Vec<PathBuf>,
    /// Taken only to be refused with a reason.
    #[arg(short, long, value_name = "FORMAT", hide = true)]
    pub(crate) output: Option<String>,
    #[command(flatten)]
    pub(crate) page: PageArguments,
    #[command(flatten)]
    pub(crate) findings: FindingArguments,
    #[command(flatten)]
    pub(crate) files: FileArguments,
    #[command(flatten)]
    pub(crate) rules: RulesFolder,
}

/// How the page looks.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct PageArguments {
    /// Line width [default: the terminal's, or 80]
    #[arg(long, value_name = "N")]
    pub(crate) width: Option<usize>,
    /// Use colours
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: When,
    /// Link places to the draft, in terminals that can
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub(crate) links: When,
}

/// Which findings there are.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Findings")]
pub(crate) struct FindingArguments {
    /// Show findings at this level or above [default: the settings', or warning]
    #[arg(long, value_name = "LEVEL")]
    pub(crate) show: Option<Shown>,
    /// Run only these checks
    #[arg(long, value_name = "CODE,…", value_delimiter = ',')]
    pub(crate) only: Vec<String>,
}

/// What the program exits with.
#[derive(Debug, Args)]
#[command(next_help_heading = "Findings")]
pub(crate) struct ExitArguments {
    /// Exit with 1 at this level or above: error, warning, note or never [default: the settings',
    /// or error]
    #[arg(long, value_name = "LEVEL")]
    pub(crate) fail_on: Option<FailOn>,
    /// Same as --fail-on never
    #[arg(long)]
    pub(crate) exit_zero: bool,
}

/// Which files are read, and as what.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Which files")]
pub(crate) struct FileArguments {
    #[arg(long, value_name = "FORMAT", help = input_formats())]
    pub(crate) input_format: Option<InputFormat>,
    /// Name for standard input, which tells its format and settings
    #[arg(long, value_name = "NAME")]
    pub(crate) stdin_filename: Option<String>,
    /// Skip matching files in folders; repeatable
    #[arg(long, value_name = "PATTERN")]
    pub(crate) exclude: Vec<String>,
    /// Skip them, and what is no draft, even when named on the command line
    #[arg(long)]
    pub(crate) force_exclude: bool,
    /// Drafts to check at a time [default: as many as the machine has cores]
    #[arg(short, long, value_name = "N", value_parser = jobs)]
    pub(crate) jobs: Option<NonZero<usize>>,
}

/// Reads a number of drafts at a time.
fn jobs(text: &str) -> Result<NonZero<usize>, String> {
    text.parse().map_err(|_| "write a whole number from 1".to_owned())
}

/// The same for `whosaid check`, which reads records too.
fn check_formats() -> String {
    input_formats().replacen(" [", "; or jsonl: a record a line, see below [", 1)
}

/// The help of `--input-format`: all formats by name.
fn input_formats() -> String {
    let names: Vec<_> = whosaid::read::Format::all().map(|format| format.name()).collect();
    format!("{} [default: by name and content]", names.join(", "))
}

#[derive(Debug, Args)]
pub(crate) struct AnnotateArguments {
    /// Word document (.docx)
    #[arg(value_name = "DRAFT")]
    pub(crate) draft: PathBuf,
    /// Where to write it with its comments
    #[arg(
        long,
        value_name = "FILE",
        required_unless_present = "in_place",
        help_heading = "Output"
    )]
    pub(crate) out: Option<PathBuf>,
    /// Write the comments into the draft itself
    #[arg(long, help_heading = "Output")]
    pub(crate) in_place: bool,
    /// Overwrite FILE if it exists
    #[arg(long, help_heading = "Output")]
    pub(crate) force: bool,
    /// Date of the comments, as 2026-11-29T10:00:00Z [default: when the draft was last saved]
    #[arg(long, value_name = "DATE", help_heading = "Output")]
    pub(crate) date: Option<Date>,
    #[command(flatten)]
    pub(crate) findings: FindingArguments,
    #[command(flatten)]
    pub(crate) exit: ExitArguments,
    #[command(flatten)]
    pub(crate) rules: RulesFolder,
}

#[derive(Debug, Subcommand)]
pub(crate) enum BaselineCommand {
    /// Take over the findings of today, so that later runs show new ones only
    #[command(after_help = help::BASELINE_WRITE)]
    Write(BaselineWriteArguments),
    /// Drop the findings that no longer occur; nothing is added
    #[command(after_help = help::BASELINE_PRUNE)]
    Prune(BaselinePruneArguments),
}

#[derive(Debug, Args)]
pub(crate) struct BaselineWriteArguments {
    /// Drafts, or folders of drafts [default: .]
    #[arg(value_name = "PATHS")]
    pub(crate) paths: Vec<PathBuf>,
    /// File to write [default: the settings', or whosaid.baseline.json]
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    /// Take over the findings of these checks; what the file has of others stays
    #[arg(long, value_name = "CODE,…", value_delimiter = ',', help_heading = "Findings")]
    pub(crate) only: Vec<String>,
    #[command(flatten)]
    pub(crate) files: FileArguments,
    #[command(flatten)]
    pub(crate) rules: RulesFolder,
}

#[derive(Debug, Args)]
pub(crate) struct BaselinePruneArguments {
    /// Drafts, or folders of drafts [default: .]
    #[arg(value_name = "PATHS")]
    pub(crate) paths: Vec<PathBuf>,
    /// File to prune [default: the settings', or whosaid.baseline.json]
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) files: FileArguments,
    #[command(flatten)]
    pub(crate) rules: RulesFolder,
}

#[derive(Debug, Args)]
pub(crate) struct SignoffArguments {
    /// Drafts, or folders of drafts
    #[arg(value_name = "DRAFT", required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// Show open claims only, write nothing, and exit with 1 if there is one
    #[arg(long, conflicts_with_all = ["update", "claim"])]
    pub(crate) open: bool,
    /// Write what has changed into the file: new claims and reworded ones as open, others as cut
    #[arg(long, conflicts_with = "claim")]
    pub(crate) update: bool,
    #[command(flatten)]
    pub(crate) check: SignArguments,
    #[command(flatten)]
    pub(crate) page: PageArguments,
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum InputFormat {
    /// A file is a draft, or a few, in a format.
    Drafts(whosaid::read::Format),
    /// A file is a stream of records, one a line.
    Records,
}

impl InputFormat {
    /// The format of the drafts; nothing for records.
    pub(crate) fn of_drafts(self) -> Option<whosaid::read::Format> {
        if let Self::Drafts(format) = self { Some(format) } else { None }
    }
}

impl FileArguments {
    /// True where a stream of records is read.
    pub(crate) fn records(&self) -> bool {
        self.input_format == Some(InputFormat::Records)
    }
}

impl FromStr for InputFormat {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if Format::of(text) == Some(Format::Jsonl) {
            return Ok(Self::Records);
        }
        whosaid::read::Format::named(text).map(Self::Drafts).ok_or_else(|| {
            let formats = whosaid::read::Format::all().map(|format| format.name());
            let jsonl = Format::ALL.iter().find(|(_, format)| *format == Format::Jsonl);
            let names: Vec<_> = formats.chain(jsonl.map(|(name, _)| *name)).collect();
            unknown("format", text, &names)
        })
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Shown {
    Error,
    Warning,
    #[value(alias("info"))] // what it was called before
    Note,
}

impl Shown {
    /// The severity of a level named on the command line.
    pub(crate) const fn severity(self) -> Severity {
        match self {
            Self::Error => Severity::Error,
            Self::Warning => Severity::Warning,
            Self::Note => Severity::Note,
        }
    }
}

/// When to use colours or links.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(crate) enum When {
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
        let levels = ["error", "warning", "note", "never"];
        limit.map(Self).map_err(|_| unknown("level", text, &levels))
    }
}

/// The command that clap adds by itself.
const HELP: &str = "help";

/// The names of commands.
fn commands() -> Vec<String> {
    let command = Arguments::command();
    let names = command.get_subcommands().map(|command| command.get_name().to_owned());
    names.chain([HELP.to_owned()]).collect()
}

/// The command whose name a word misspells.
fn misspelt(word: &str, commands: &[String]) -> Option<String> {
    let near = commands.iter().map(|name| (strsim::damerau_levenshtein(word, name), name));
    near.filter(|(far, _)| *far <= 2).min().map(|(_, name)| name.clone())
}

/// Puts "check" in front when the first word is no command. An error when it is no draft either: a plain
/// word that no file has for its name.
pub(crate) fn with_command(mut all: Vec<OsString>) -> Result<Vec<OsString>, String> {
    let own = ["-h", "--help", "-V", "--version"];
    let word = all.get(1).and_then(|word| word.to_str());
    if word.is_some_and(|word| own.contains(&word)) {
        return Ok(all);
    }
    let plain = word.filter(|word| !word.contains(['.', '/', '\\']) && !word.starts_with('-'));
    if let Some(word) = plain {
        // To ask clap for the whole list takes time at every start.
        if Command::has_subcommand(word) || word == HELP {
            return Ok(all);
        }
        if !std::path::Path::new(word).exists() {
            let near = misspelt(word, &commands());
            let near = near.map_or(String::new(), |name| format!("; did you mean {name}?"));
            let word = word.escape_debug();
            return Err(format!("unknown command “{word}”, and no such file or folder{near}"));
        }
    }
    all.insert(1.min(all.len()), OsString::from("check"));
    Ok(all)
}
