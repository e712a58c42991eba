//! Arguments in, report out, exit code: 0 nothing at or above the limit, 1 something, 2 could not
//! run.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
