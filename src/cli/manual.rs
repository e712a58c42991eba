//! `whosaid completions` and `whosaid man`: both are made from the command line itself.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use clap::CommandFactory;
use clap_complete::Shell;
use clap_mangen::Man;

use super::arguments::Arguments;
use super::exit::CLEAN;
use super::out;

/// Prints the completions for a shell.
pub(crate) fn completions(shell: Shell) -> io::Result<u8> {
    // In memory first: the library takes a closed pipe for a fault of its own.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "whosaid", &mut script);
    out::screen().write_all(&script)?;
    Ok(CLEAN)
}

/// Prints the page of the program, or writes the pages of all commands into a folder.
pub(crate) fn man(folder: Option<&Path>) -> io::Result<u8> {
    let mut out = out::screen();
    let Some(folder) = folder else {
        let mut page = Vec::new();
        Man::new(Arguments::command()).render(&mut page)?;
        out.write_all(&page)?;
        return Ok(CLEAN);
    };
    let told =
        |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", folder.display()));
    fs::create_dir_all(folder).map_err(told)?;
    clap_mangen::generate_to(Arguments::command(), folder).map_err(told)?;
    writeln!(
        out,
        "wrote the manual into {}; read it with: man -l {}/whosaid.1",
        folder.display(),
        folder.display()
    )?;
    Ok(CLEAN)
}
