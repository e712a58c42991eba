//! `whosaid verify`: does each quotation of a draft still say what was said?

use std::io;
use std::path::Path;
use std::sync::Arc;

use whosaid::read::{ReadError, ReadErrorKind};
use whosaid::report::{self, Checked, SheetFormat, Verification, VerifiedDraft};
use whosaid::rulebook::File;
use whosaid::verify::{Outcome, Speech, Transcript, Verifier};

use super::adoption::AdoptArguments;
use super::arguments::{FindingArguments, VerifyArguments};
use super::check::{self, Reading};
use super::desks;
use super::exit::{CLEAN, FAILED, FOUND};
use super::output::Output;
use super::{file, out, page};

/// The file of a folder of rules with what speech may be without.
const SPEECH: &str = "lexicon/speech.yaml";

/// Runs the command.
pub(crate) fn run(arguments: &VerifyArguments) -> io::Result<u8> {
    let (transcripts, mut errors) = match transcripts(arguments) {
        Ok(read) => read,
        Err(error) => {
            tell!("whosaid: {error}");
            return Ok(FAILED);
        }
    };
    for error in &errors {
        tell!("whosaid: {error}");
    }
    if transcripts.1.is_empty() {
        return Ok(FAILED);
    }
    let (speech, transcripts) = transcripts;
    let findings = FindingArguments::default();
    let run = check::read(&Reading {
        paths: &arguments.paths,
        findings: &findings,
        exit: None,
        files: &arguments.files,
        rules: &arguments.rules,
        adopt: Some(&AdoptArguments::NO_FINDINGS),
    });
    errors.extend(run.errors);
    let drafts = verified(run.drafts, &transcripts, &speech);
    let found_only = arguments.found_only;
    let verification =
        Verification { drafts: &drafts, transcripts: &transcripts, errors: &errors, found_only };
    if !write(arguments, &verification)? || !errors.is_empty() {
        return Ok(FAILED);
    }
    let excused = |outcome| found_only && outcome == Outcome::NotFound;
    let fault = drafts
        .iter()
        .flat_map(|draft| &draft.quotations)
        .any(|verified| verified.is_fault() && !excused(verified.outcome));
    Ok(if fault { FOUND } else { CLEAN })
}

/// Holds drafts against the transcripts, which are indexed once for drafts with the same rules.
fn verified(
    drafts: Vec<Checked>,
    transcripts: &[Transcript],
    speech: &Speech,
) -> Vec<VerifiedDraft> {
    let mut all = Vec::new();
    let mut drafts = drafts.into_iter().peekable();
    while let Some(rulebook) = drafts.peek().map(|first| Arc::clone(&first.rulebook)) {
        let verifier = Verifier::new(transcripts, speech, &rulebook.lexicon);
        while let Some(checked) = drafts.next_if(|next| Arc::ptr_eq(&next.rulebook, &rulebook)) {
            let quotations = verifier.verify(&checked.draft, &checked.verdict);
            all.push(VerifiedDraft { checked, quotations });
        }
    }
    all
}

/// What is known of speech, and transcripts.
type Read = (Speech, Vec<Transcript>);

/// The transcripts that could be read, and a message for each that could not.
fn transcripts(arguments: &VerifyArguments) -> Result<(Read, Vec<String>), String> {
    let speech = speech(arguments)?;
    let rulebook =
        desks::rulebook_here(&arguments.rules).ok_or("no rules to read transcripts by")?;
    let mut all = Vec::new();
    let mut errors = Vec::new();
    for path in &arguments.against {
        let name = path.to_string_lossy();
        let read = file::bytes(path).map_err(|error| {
            ReadError { path: name.to_string(), kind: ReadErrorKind::Io(error) }.to_string()
        });
        let read = read.and_then(|bytes| {
            Transcript::read(&name, &bytes, &speech, &rulebook.lexicon)
                .map_err(|error| error.to_string())
        });
        match read {
            Ok(transcripts) => {
                for remark in transcripts.iter().flat_map(|transcript| &transcript.file.remarks) {
                    tell!("whosaid: {name}: {remark}");
                }
                all.extend(transcripts);
            }
            Err(error) => errors.push(error),
        }
    }
    Ok(((speech, all), errors))
}

/// What the program knows of speech, or what a folder of rules has in its place.
fn speech(arguments: &VerifyArguments) -> Result<Speech, String> {
    let folder = arguments.rules.rules.as_deref().unwrap_or(Path::new(""));
    let path = folder.join(SPEECH);
    if arguments.rules.rules.is_none() || !path.is_file() {
        return Ok(Speech::built_in());
    }
    let file = File::read(&path, &path.display().to_string());
    file.and_then(|file| Speech::read(&file)).map_err(|error| error.to_string())
}

/// Writes the outputs that are asked for; false where one cannot be.
fn write(arguments: &VerifyArguments, verification: &Verification<'_>) -> io::Result<bool> {
    let text = Output { format: SheetFormat::Text, file: None };
    let asked = &arguments.output;
    let outputs = if asked.is_empty() { std::slice::from_ref(&text) } else { asked };
    let inputs = verification.drafts.iter().map(|draft| draft.checked.draft.path.as_str());
    let inputs = inputs.map(Path::new).chain(arguments.against.iter().map(|path| path.as_path()));
    let inputs: Vec<&Path> = inputs.collect();
    if let Some(refused) = refused(outputs, &inputs) {
        tell!("whosaid: {refused}");
        return Ok(false);
    }
    let nothing = verification.drafts.is_empty();
    let mut written = true;
    for output in outputs {
        if nothing && output.format != SheetFormat::Json {
            continue;
        }
        let style = page::style(&arguments.page, output.file.is_none());
        written &= out::deliver(output.file.as_deref(), |out| {
            report::write_verification(out, verification, output.format, style)
        });
    }
    Ok(written)
}

/// Why outputs cannot be written as asked: two to one place, or one over what was read.
fn refused(outputs: &[Output<SheetFormat>], inputs: &[&Path]) -> Option<String> {
    for (n, output) in outputs.iter().enumerate() {
        let shown = output.file.as_deref().map(|file| file.display().to_string());
        let same = |other: &Output<SheetFormat>| match (&output.file, &other.file) {
            (None, None) => true,
            (Some(one), Some(other)) => one == other || file::same(one, other),
            _ => false,
        };
        if outputs[..n].iter().any(same) {
            let shown = shown.unwrap_or_else(|| "standard output".to_owned());
            return Some(format!("two outputs go to {shown}; give each a place: -o FORMAT=FILE"));
        }
        let Some((file, shown)) = output.file.as_deref().zip(shown) else { continue };
        if inputs.iter().any(|input| file::same(file, input)) {
            return Some(format!(
                "{shown} is a draft or a transcript; the report would overwrite it"
            ));
        }
    }
    None
}
