//! `-o FORMAT=FILE`: a report and where it goes.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use clap::builder::{OsStringValueParser, TypedValueParser};
use whosaid::report::{ChangesFormat, Format, SheetFormat};

use super::unknown::unknown;

/// The formats of one kind of report.
pub(crate) trait Formats: Copy + Send + Sync + 'static {
    /// All of them, by name.
    const ALL: &'static [(&'static str, Self)];

    /// What is said of a name that none of them has.
    fn refuse(name: &str, all: &[&str]) -> String {
        unknown("format", name, all)
    }
}

impl Formats for Format {
    const ALL: &'static [(&'static str, Self)] = &Self::ALL;
}

impl Formats for ChangesFormat {
    const ALL: &'static [(&'static str, Self)] = &Self::ALL;
}

impl Formats for SheetFormat {
    const ALL: &'static [(&'static str, Self)] = &Self::ALL;

    fn refuse(name: &str, all: &[&str]) -> String {
        format!("a sheet has no format “{}”; use {}", name.escape_debug(), all.join(", "))
    }
}

/// The names of the formats.
fn names<F: Formats>() -> Vec<&'static str> {
    F::ALL.iter().map(|(name, _)| *name).collect()
}

/// The help of `--output`: all formats by name.
pub(crate) fn help<F: Formats>() -> String {
    format!("{}; with =FILE, into a file; repeatable [default: text]", names::<F>().join(", "))
}

/// A format and where it goes: a file, or standard output.
#[derive(Clone, Debug)]
pub(crate) struct Output<F = Format> {
    pub(crate) format: F,
    pub(crate) file: Option<PathBuf>,
}

impl<F: Formats> Output<F> {
    /// What reads it on the command line. The file may have any name that the system takes.
    pub(crate) fn parser() -> impl TypedValueParser<Value = Self> {
        OsStringValueParser::new().try_map(|given| Self::read(&given))
    }

    /// Reads "FORMAT" or "FORMAT=FILE", where the file must have a name.
    fn read(given: &OsStr) -> Result<Self, String> {
        let bytes = given.as_encoded_bytes();
        let name = bytes.split(|byte| *byte == b'=').next().unwrap_or_default();
        let name = String::from_utf8_lossy(name);
        let format = F::ALL.iter().find(|(known, _)| *known == name);
        let (_, format) = format.ok_or_else(|| F::refuse(&name, &names::<F>()))?;
        if bytes.len() == name.len() {
            return Ok(Self { format: *format, file: None });
        }
        let file = rest(given, name.len() + 1)?;
        if file.is_empty() {
            return Err(format!("no file after “{}”", given.display()));
        }
        Ok(Self { format: *format, file: Some(file.into()) })
    }
}

/// What follows a number of ASCII letters.
#[cfg(unix)]
fn rest(given: &OsStr, from: usize) -> Result<OsString, String> {
    use std::os::unix::ffi::OsStrExt;
    Ok(OsStr::from_bytes(given.as_bytes().get(from..).unwrap_or_default()).to_owned())
}

#[cfg(not(unix))]
fn rest(given: &OsStr, from: usize) -> Result<OsString, String> {
    let text = given.to_str().ok_or("the name of the file is not Unicode")?;
    Ok(text.get(from..).unwrap_or_default().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_and_a_file() {
        let read = |given: &str| Output::<Format>::read(OsStr::new(given));
        let json = read("json").unwrap();
        assert_eq!((json.format, json.file), (Format::Json, None));
        let csv = read("csv=a=b.csv").unwrap();
        assert_eq!((csv.format, csv.file), (Format::Csv, Some(PathBuf::from("a=b.csv"))));
        assert_eq!(read("md=").unwrap_err(), "no file after “md=”");
        assert!(read("jsn=a").unwrap_err().ends_with("did you mean json?"));
        let sheet = Output::<SheetFormat>::read(OsStr::new("sarif")).unwrap_err();
        assert!(sheet.starts_with("a sheet has no format “sarif”; use text, "), "{sheet}");
    }

    #[cfg(unix)]
    #[test]
    fn a_file_may_have_a_name_that_is_no_text() {
        use std::os::unix::ffi::OsStrExt;
        let read = |given: &[u8]| Output::<Format>::read(OsStr::from_bytes(given));
        let file = read(b"json=a\xff.json").unwrap().file.unwrap();
        assert_eq!(file.as_os_str().as_bytes(), b"a\xff.json");
        assert!(read(b"js\xffon").unwrap_err().contains("unknown format"));
    }
}
