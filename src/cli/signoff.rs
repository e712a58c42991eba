//! `whosaid signoff`: keeps what has been checked of the claims of a draft, by whom and how.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use whosaid::adopt::{Fate, Signed, SignedClaim, Signoff, State};
use whosaid::report::{self, Checked, SignoffShown, visible};
use whosaid::rulebook::File;

use super::adoption::AdoptArguments;
use super::adoption::{SignArguments, SignedState};
use super::approved::by_file;
use super::arguments::{FileArguments, FindingArguments, SignoffArguments};
use super::check::{self, Reading};
use super::exit::{CLEAN, FAILED, FOUND};
use super::{file, out, page};

/// Runs the command.
pub(crate) fn run(arguments: &SignoffArguments) -> io::Result<u8> {
    let mut errors = refused(arguments);
    let mut open = 0;
    if errors.is_empty() {
        let run = check::read(&Reading {
            paths: &arguments.paths,
            findings: &FindingArguments::default(),
            exit: None,
            files: &FileArguments::default(),
            rules: &arguments.rules,
            adopt: Some(&AdoptArguments::NO_FINDINGS),
        });
        let mut out = BufWriter::new(out::screen());
        for (n, (_, drafts)) in by_file(&run.drafts).enumerate() {
            let gap = if n == 0 { "" } else { "\n" };
            match of_file(arguments, drafts) {
                Ok(Told::Said(said)) => writeln!(out, "{said}")?,
                Ok(Told::Show(signoff, today, more)) => {
                    write!(out, "{gap}")?;
                    let shown = if arguments.open { SignoffShown::Open } else { SignoffShown::All };
                    let style = page::style(&arguments.page, true);
                    open += report::signoff(&mut out, drafts, &signoff, &today, shown, style)?;
                    write!(out, "{more}")?;
                }
                Err(error) => errors.push(error),
            }
        }
        out.flush()?;
        if !run.errors.is_empty() {
            open = 0;
            errors.extend(errors.is_empty().then(String::new));
        }
    }
    for error in errors.iter().filter(|error| !error.is_empty()) {
        tell!("whosaid: {error}");
    }
    Ok(match (errors.is_empty(), arguments.open && open > 0) {
        (false, _) => FAILED,
        (_, true) => FOUND,
        _ => CLEAN,
    })
}

/// Why the arguments make no sense together.
fn refused(arguments: &SignoffArguments) -> Vec<String> {
    let check = &arguments.check;
    let says = check.state.is_some() || check.note.is_some() || check.how.is_some();
    let mut errors = Vec::new();
    if arguments.paths.iter().any(|path| path.as_os_str() == "-") {
        errors.push("a sign-off lies beside its draft; standard input has no place".to_owned());
    }
    if let Some(id) = &check.claim {
        let one = matches!(arguments.paths.as_slice(), [path] if !path.is_dir());
        if !one {
            errors.push(format!("--claim {id} is of one draft; name that draft alone"));
        }
        if !says && check.by.is_none() && check.date.is_none() {
            errors.push(format!("nothing to write of {id}: give --state, or --note"));
        }
    }
    if check.by.as_ref().is_some_and(|by| by.trim().is_empty()) {
        errors.push("--by is empty; say who has checked it".to_owned());
    }
    errors
}

/// What comes of one file.
enum Told {
    /// This is to be said.
    Said(String),
    /// The sign-off is to be shown, with the claims of today and a last line.
    Show(Signoff, Vec<SignedClaim>, String),
}

/// The sign-off of a file as it was read.
struct Kept {
    path: PathBuf,
    bytes: Option<Vec<u8>>,
    signoff: Signoff,
}

impl Kept {
    fn read(draft: &Path) -> Result<Self, String> {
        let path = Signoff::beside(draft);
        let shown = path.display().to_string();
        let bytes = file::read(&path).map_err(|error| format!("{shown}: {error}"))?;
        let signoff = match &bytes {
            None => Signoff::default(),
            Some(bytes) => {
                let text = String::from_utf8(bytes.clone())
                    .map_err(|_| format!("{shown}: not text, expected YAML in UTF-8"))?;
                let file = File::new(shown, text);
                Signoff::read(&file).map_err(|error| error.to_string())?
            }
        };
        Ok(Self { path, bytes, signoff })
    }

    fn write(&self, draft: &Path, entries: &[(Option<usize>, Signed)]) -> Result<(), String> {
        let before = self.bytes.as_deref().and_then(|bytes| std::str::from_utf8(bytes).ok());
        let name = draft.file_name().unwrap_or_default().to_string_lossy();
        // It stands in a comment of the file: a line end in it would begin a line of YAML.
        let name = visible(&name);
        let text = Signoff::text(entries, before, &name);
        if before == Some(text.as_str()) {
            return Ok(());
        }
        file::replace(&self.path, self.bytes.as_deref(), text.as_bytes())
    }
}

fn of_file(arguments: &SignoffArguments, drafts: &[Checked]) -> Result<Told, String> {
    let Some(first) = drafts.first() else { return Ok(Told::Said(String::new())) };
    let draft = Path::new(&first.draft.path);
    let today: Vec<SignedClaim> = drafts.iter().flat_map(report::claims_to_sign).collect();
    let _held = file::hold(&Signoff::beside(draft))?;
    let kept = Kept::read(draft)?;
    let shown = kept.path.display();
    if let Some(id) = &arguments.check.claim {
        let entries = signed(&kept.signoff, &today, id, &arguments.check, draft)?;
        kept.write(draft, &entries)?;
        return Ok(Told::Said(said(id, &arguments.check, &shown.to_string())));
    }
    let entries = kept.signoff.brought_up_to(&today);
    if kept.bytes.is_none() {
        let claims = entries.iter().map(|(_, signed)| signed.clone()).collect();
        if arguments.open {
            let signoff = Signoff { claims, ..Signoff::default() };
            return Ok(Told::Show(signoff, today, String::new()));
        }
        kept.write(draft, &entries)?;
        let number =
            if today.len() == 1 { "1 claim".to_owned() } else { format!("{} claims", today.len()) };
        return Ok(Told::Said(format!("wrote {shown}: {number}, all open")));
    }
    if arguments.update {
        kept.write(draft, &entries)?;
        let claims = entries.into_iter().map(|(_, signed)| signed).collect();
        let signoff = Signoff { claims, ..Signoff::default() };
        return Ok(Told::Show(signoff, today, String::new()));
    }
    let pairing = kept.signoff.pairing(&today);
    let gone = |n: &usize| kept.signoff.claims[*n].state != State::Cut;
    let changed = !pairing.new.is_empty()
        || pairing.gone.iter().any(gone)
        || pairing.pairs.iter().any(|pair| pair.fate != Fate::Same);
    let more = if changed && !arguments.open {
        format!("\nto write this into {shown}: whosaid signoff {} --update\n", draft.display())
    } else {
        String::new()
    };
    Ok(Told::Show(kept.signoff, today, more))
}

/// The entries with one claim signed; all others stay as they are.
fn signed(
    signoff: &Signoff,
    today: &[SignedClaim],
    id: &str,
    check: &SignArguments,
    draft: &Path,
) -> Result<Vec<(Option<usize>, Signed)>, String> {
    let meant: Vec<usize> = (0..today.len()).filter(|n| today[*n].id == id).collect();
    if meant.is_empty() {
        return Err(unknown(signoff, today, id, draft));
    }
    let pairing = signoff.pairing(today);
    let mut all: Vec<(Option<usize>, Signed)> =
        signoff.claims.iter().cloned().enumerate().map(|(n, signed)| (Some(n), signed)).collect();
    for n in meant {
        let claim = &today[n];
        if let Some(pair) = pairing.pairs.iter().find(|pair| pair.new == n) {
            let entry = all.iter_mut().find(|(number, _)| *number == Some(pair.old));
            if let Some((_, entry)) = entry {
                *entry = with(entry.today(claim, pair.fate), check);
            }
            continue;
        }
        // After the claim that comes before it in the draft.
        let before = (0..n).rev().find_map(|other| {
            let pair = pairing.pairs.iter().find(|pair| pair.new == other)?;
            all.iter().position(|(number, _)| *number == Some(pair.old))
        });
        let at = before.map_or(0, |at| at + 1);
        all.insert(at, (None, with(Signed::open(claim), check)));
    }
    Ok(all)
}

/// An entry with what was found out.
fn with(mut entry: Signed, check: &SignArguments) -> Signed {
    if let Some(state) = check.state {
        entry.state = match state {
            SignedState::Open => State::Open,
            SignedState::Confirmed => State::Confirmed,
            SignedState::Disputed => State::Disputed,
        };
        // What the claim was stays: it says who had checked it before it was reworded.
        (entry.by, entry.how, entry.date) = (None, None, None);
    }
    let one_line = |text: &String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for (given, field) in [
        (&check.by, &mut entry.by),
        (&check.how, &mut entry.how),
        (&check.date, &mut entry.date),
        (&check.note, &mut entry.note),
    ] {
        if let Some(text) = given {
            *field = Some(one_line(text)).filter(|text| !text.is_empty());
        }
    }
    entry
}

/// What was done.
fn said(id: &str, check: &SignArguments, path: &str) -> String {
    let by = check.by.as_ref().map_or(String::new(), |by| format!(" by {by}"));
    match check.state {
        Some(SignedState::Open) => format!("{id} is open again in {path}"),
        Some(SignedState::Confirmed) => format!("{id} is confirmed{by} in {path}"),
        Some(SignedState::Disputed) => format!("{id} is disputed{by} in {path}"),
        None => format!("{id} is noted in {path}"),
    }
}

/// Why a claim cannot be signed.
fn unknown(signoff: &Signoff, today: &[SignedClaim], id: &str, draft: &Path) -> String {
    let draft = draft.display();
    let pairing = signoff.pairing(today);
    let of_before = |old: &usize| signoff.claims[*old].id == id;
    if let Some(pair) = pairing.pairs.iter().find(|pair| of_before(&pair.old)) {
        let claim = &today[pair.new];
        return format!("{draft}: {id} is now {}: “{}”; sign that", claim.id, claim.words);
    }
    if pairing.gone.iter().any(of_before) {
        return format!("{draft}: {id} is no longer in the draft; --update keeps it as cut");
    }
    let near = today.iter().map(|claim| (strsim::damerau_levenshtein(&claim.id, id), &claim.id));
    let near = near.filter(|(far, _)| *far <= 2).min();
    let near = near.map_or(String::new(), |(_, id)| format!("; did you mean {id}?"));
    format!("{draft}: no claim {id}; `whosaid signoff {draft}` lists the claims{near}")
}
