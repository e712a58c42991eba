//! Learns the tagger's weights, and shows how they do.
//!
//! `whosaid-train learn DATA WEIGHTS [PART…]` learns from DATA, writes WEIGHTS, and keeps aside the
//! articles whose name contains a PART. `relearn` does the same, but leaves the parts of speech in WEIGHTS as
//! they are. `whosaid-train score DATA WEIGHTS PART…` prints how the
//! program does on those, next to the figures kept in the repository; `predict` prints what it finds
//! in them, as the corpus's scorer reads it; `agree` prints how far the network says what its teacher does. `whosaid-train embedding VECTORS TABLE` quantises
//! word vectors into the table of embeddings. `whosaid-train names DATA TABLE [PART…]` learns the table
//! of the name finder; `score-names DATA TABLE` prints how it does.

use std::path::Path;
use std::process::ExitCode;

use whosaid::train::{HeldOut, agree, embedding, names, predict, relearn, run, score, score_names};

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let (Some(command), Some(data), Some(weights)) =
        (arguments.next(), arguments.next(), arguments.next())
    else {
        eprintln!(
            "usage: whosaid-train learn|relearn|score|agree|predict DATA WEIGHTS [PART…]\n       whosaid-train embedding VECTORS TABLE\n       whosaid-train names|score-names DATA TABLE [PART…]"
        );
        return ExitCode::from(2);
    };
    let hold = HeldOut { parts: arguments.collect() };
    let (data, weights) = (Path::new(&data), Path::new(&weights));
    let outcome = match command.as_str() {
        "learn" => run(data, &hold, weights, &mut std::io::stderr()),
        "relearn" => relearn(data, &hold, weights, &mut std::io::stderr()),
        "score" => score(data, &hold, weights, &mut std::io::stdout().lock()),
        "agree" => agree(data, &hold, weights, &mut std::io::stdout().lock()),
        "predict" => predict(data, &hold, weights, &mut std::io::stdout().lock()),
        "names" => names(data, &hold, weights, &mut std::io::stderr()),
        "score-names" => score_names(data, weights, &mut std::io::stdout().lock()),
        "embedding" => embedding(data, weights),
        other => Err(std::io::Error::other(format!("no such command: {other}"))),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("whosaid-train: {error}");
            ExitCode::from(2)
        }
    }
}
