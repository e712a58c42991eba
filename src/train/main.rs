//! `whosaid-train DATA OUT [PART…]`: learns from DATA, writes OUT, keeps aside the articles whose
//! name contains a PART and measures on them.

use std::path::Path;
use std::process::ExitCode;

use whosaid::train::{Hold, run};

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let (Some(data), Some(out)) = (arguments.next(), arguments.next()) else {
        eprintln!("usage: whosaid-train DATA OUT [PART…]");
        return ExitCode::from(2);
    };
    let hold = Hold { parts: arguments.collect() };
    match run(Path::new(&data), &hold, Path::new(&out), &mut std::io::stderr()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}
