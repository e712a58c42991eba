//! What each stage costs: megabytes of text a second, and each stage's share of the whole.
//!
//! `cargo bench` reads all samples, repeated until there are two megabytes of drafts; a folder after
//! `--` is read instead: `cargo bench -- drafts`. Timings are for comparing stages of one run. Then each
//! format: megabytes of file a second for its reader alone, and its share of the whole check.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use whosaid::{Draft, Rulebook, judge, parse, resolve, tag, tokenise, weigh};

const ENOUGH: usize = 2_000_000;

fn main() {
    let folder = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    let folder = folder
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("samples"), PathBuf::from);
    let mut texts: Vec<String> = std::fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .filter_map(|entry| std::fs::read_to_string(entry.ok()?.path()).ok())
        .collect();
    texts.sort();
    let once: usize = texts.iter().map(String::len).sum();
    let times = ENOUGH.div_ceil(once.max(1));
    let rulebook = Rulebook::built_in();
    let mut spent = [Duration::ZERO; 7];
    for _ in 0..times {
        for text in &texts {
            stages(text, &rulebook, &mut spent);
        }
    }
    let all: Duration = spent.iter().sum();
    #[allow(clippy::cast_precision_loss)] // a few megabytes
    let megabytes = (once * times) as f64 / 1e6;
    println!("{megabytes:.1} MB in {} drafts", texts.len() * times);
    for (name, time) in STAGES.iter().zip(spent) {
        let share = 100.0 * time.as_secs_f64() / all.as_secs_f64();
        println!("{name:<9} {share:5.1} %  {:7.1} MB/s", megabytes / time.as_secs_f64());
    }
    println!("{:<9} 100.0 %  {:7.1} MB/s", "all", megabytes / all.as_secs_f64());
    formats(&folder, &rulebook);
}

/// What each reader costs.
fn formats(folder: &Path, rulebook: &Rulebook) {
    let files = [folder.to_owned(), folder.join("formats")];
    let files = files.iter().filter_map(|folder| std::fs::read_dir(folder).ok()).flatten();
    let mut costs: BTreeMap<&str, (usize, Duration, Duration)> = BTreeMap::new();
    for path in files.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| path.is_file()) {
        let Ok(bytes) = std::fs::read(&path) else { continue };
        let name = path.display().to_string();
        for _ in 0..ROUNDS {
            let start = Instant::now();
            let Ok(drafts) = Draft::read(&name, &bytes, None) else { break };
            let read = start.elapsed();
            let format = drafts.first().map_or("none", |draft| draft.format.name());
            for draft in &drafts {
                std::hint::black_box(whosaid::check(draft, rulebook));
            }
            let cost = costs.entry(format).or_default();
            *cost = (cost.0 + bytes.len(), cost.1 + read, cost.2 + start.elapsed());
        }
    }
    println!();
    for (format, (bytes, read, all)) in costs {
        #[allow(clippy::cast_precision_loss)] // a few megabytes
        let speed = bytes as f64 / 1e6 / read.as_secs_f64();
        let share = 100.0 * read.as_secs_f64() / all.as_secs_f64();
        println!("{format:<9} {share:5.1} %  {speed:7.1} MB/s");
    }
}

/// How often each file is read.
const ROUNDS: usize = 20;

const STAGES: [&str; 7] = ["read", "tokenise", "tag", "parse", "resolve", "weigh", "judge"];

/// Runs all stages over a text and adds what each took.
fn stages(text: &str, rulebook: &Rulebook, spent: &mut [Duration; 7]) {
    let mut last = Instant::now();
    let mut lap = |stage: usize| {
        let now = Instant::now();
        spent[stage] += now - last;
        last = now;
    };
    let lexicon = &rulebook.lexicon;
    let draft = Draft::new("bench", text);
    lap(0);
    let mut text = tokenise::tokenise(&draft, lexicon);
    lap(1);
    let hints = tag::tag(&draft, &mut text, lexicon);
    lap(2);
    let parsed = parse::parse(&draft, &text, &hints, lexicon);
    lap(3);
    let story = resolve::resolve(&draft, &text, &parsed, lexicon, &rulebook.house.newsroom);
    lap(4);
    let (draft, text) = (&draft, &text);
    let cx = resolve::Context { draft, text, parsed: &parsed, story: &story, lexicon };
    let ledger = weigh::weigh(cx);
    lap(5);
    let reading = judge::Reading { cx, ledger: &ledger };
    let findings = judge::judge(reading, rulebook, judge::Which::Default, |_| true);
    lap(6);
    std::hint::black_box(findings);
}
