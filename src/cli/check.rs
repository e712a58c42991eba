//! `whosaid check`, and the sheets made of the same reading.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::mem::ManuallyDrop;
use std::path::Path;

use whosaid::report::{self, Checked, Colour, Format, Sheet, SheetFormat, Style};
use whosaid::settings::Limit;
use whosaid::verdict::Severity;
use whosaid::{Verdict, check};

use super::arguments::{self, CheckArguments, ColourWhen, Output};
use super::desks::{self, Desks};
use super::exit::{CLEAN, FAILED, FOUND};
use super::input::{self, FoundBy, Told};
use super::sheets::Order;

/// What was read, and what went wrong.
#[derive(Default)]
pub(super) struct CheckedDrafts {
    pub(super) drafts: Vec<Checked>,
    /// What makes the exit code 1, draft by draft.
    limits: Vec<Limit>,
    pub(super) errors: Vec<String>,
}

/// Reads and judges all drafts, each by its own settings.
pub(super) fn read(arguments: &CheckArguments) -> CheckedDrafts {
    let mut desks = Desks::new(&arguments.rules, &arguments.only);
    let excluded = match desks::excluded(arguments) {
        Ok(excluded) => excluded,
        Err(error) => {
            eprintln!("whosaid: {error}");
            return CheckedDrafts { errors: vec![error], ..CheckedDrafts::default() };
        }
    };
    let mut walked = false;
    let wanted = |path: &Path, found: FoundBy| {
        walked |= found == FoundBy::Walked;
        let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let asked = found == FoundBy::Named && !arguments.force_exclude;
        asked || !excluded.fit(&whole) && desks.desk(path).is_none_or(|desk| desk.wants(path))
    };
    let told = Told {
        stdin_name: arguments.stdin_filename.as_deref(),
        format: arguments.input_format.map(|given| given.0),
    };
    let (drafts, mut errors) = input::drafts(&arguments.paths, told, wanted);
    let mut run = CheckedDrafts::default();
    for draft in drafts {
        for remark in &draft.remarks {
            eprintln!("whosaid: {}: {remark}", draft.name());
        }
        let path = Path::new(&draft.path);
        let (Some(desk), Some(rulebook)) = (desks.desk(path), desks.rulebook(path)) else {
            continue;
        };
        let verdict = check(&draft, &rulebook);
        let show = arguments.show.map_or(desk.show.value, arguments::Shown::severity);
        run.limits.push(arguments.fail_on.map_or(desk.fail_on.value, |limit| limit.0));
        run.drafts.push(Checked { draft, verdict, rulebook, show });
    }
    run.errors = std::mem::take(&mut desks.errors);
    run.errors.append(&mut errors);
    for error in &run.errors {
        eprintln!("whosaid: {error}");
    }
    if walked && run.errors.is_empty() {
        for phrase in desks.idle_phrases(run.drafts.iter().map(|d| d.draft.text.as_str())) {
            eprintln!("whosaid: {phrase}");
        }
    }
    run
}

/// Reads and judges drafts, and writes the reports that are asked for.
pub(super) fn run(arguments: &CheckArguments) -> io::Result<u8> {
    // The program ends right after its report, so freeing memory would be wasted work.
    let run = ManuallyDrop::new(read(arguments));
    let outputs = if arguments.output.is_empty() {
        vec![Output { format: Format::Full, file: None }]
    } else {
        arguments.output.clone()
    };
    let nothing = run.drafts.is_empty() && !run.errors.is_empty();
    for output in &outputs {
        if nothing && matches!(output.format, Format::Full | Format::Short) {
            continue;
        }
        let style = style(arguments.color, arguments.width, output.file.is_none());
        let mut out = open(output.file.as_deref())?;
        report::write(&mut out, &run.drafts, &run.errors, output.format, style)?;
        out.flush()?;
    }
    if !run.errors.is_empty() {
        return Ok(FAILED);
    }
    let failed = run
        .drafts
        .iter()
        .zip(&run.limits)
        .any(|(checked, limit)| !arguments.exit_zero && fails(&checked.verdict, *limit));
    Ok(if failed { FOUND } else { CLEAN })
}

/// True when there is a finding at or above the limit.
pub(super) fn fails(verdict: &Verdict, limit: Limit) -> bool {
    let worst = verdict.findings.iter().map(|f| f.severity).max();
    limit.severity().is_some_and(|limit| worst.is_some_and(|worst| worst >= limit))
}

/// Writes a sheet on some drafts, in every format that is asked for.
pub(super) fn sheet(sheet: Sheet, order: Result<Order, String>) -> io::Result<u8> {
    let Order { read: arguments, outputs } = match order {
        Ok(order) => order,
        Err(refused) => {
            eprintln!("whosaid: {refused}");
            return Ok(FAILED);
        }
    };
    let run = read(&arguments);
    let nothing = run.drafts.is_empty() && !run.errors.is_empty();
    for output in &outputs {
        if nothing && output.format != SheetFormat::Json {
            continue;
        }
        let style = style(arguments.color, arguments.width, output.file.is_none());
        let mut out = open(output.file.as_deref())?;
        report::write_sheet(&mut out, sheet, &run.drafts, &run.errors, output.format, style)?;
        out.flush()?;
    }
    Ok(if run.errors.is_empty() { CLEAN } else { FAILED })
}

/// Where a report goes: a file, or standard output.
fn open(file: Option<&Path>) -> io::Result<Box<dyn Write>> {
    let Some(path) = file else { return Ok(Box::new(BufWriter::new(io::stdout().lock()))) };
    let file = File::create(path)
        .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", path.display())))?;
    Ok(Box::new(BufWriter::new(file)))
}

/// How a report is to look, on the screen or in a file.
pub(super) fn style(when: ColourWhen, wanted: Option<usize>, to_screen: bool) -> Style {
    let colour = colour(when, to_screen);
    colored::control::set_override(colour == Colour::On);
    Style { colour, width: width(wanted) }
}

/// With colour or without: the flag, then the environment, then whether a person is looking.
fn colour(when: ColourWhen, to_screen: bool) -> Colour {
    let set =
        |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
    let on = match when {
        ColourWhen::Always => true,
        ColourWhen::Never => false,
        ColourWhen::Auto if !to_screen => false,
        ColourWhen::Auto if set("CLICOLOR_FORCE") => true,
        ColourWhen::Auto if set("NO_COLOR") => false,
        ColourWhen::Auto if std::env::var_os("CLICOLOR").is_some_and(|value| value == "0") => false,
        ColourWhen::Auto => io::stdout().is_terminal(),
    };
    if on { Colour::On } else { Colour::Off }
}

/// The columns of the page: the flag, the terminal, or 80.
fn width(wanted: Option<usize>) -> usize {
    let terminal = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    wanted.or_else(terminal).unwrap_or(80).clamp(40, 200)
}

/// The severity of a level named on the command line.
impl arguments::Shown {
    pub(super) const fn severity(self) -> Severity {
        match self {
            Self::Error => Severity::Error,
            Self::Warning => Severity::Warning,
            Self::Note => Severity::Note,
        }
    }
}
