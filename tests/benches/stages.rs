//! What each stage costs, what the whole costs, and what each format costs to read.
//!
//! `cargo bench` runs all; `cargo bench -- tag` runs those with "tag" in their name. The drafts are made
//! of the samples; `WHOSAID_BENCH=FOLDER cargo bench` takes the texts of a folder. Compare figures of one
//! run with each other: on a machine that does other work too, those of two runs differ by a third.
//! `tests/benches/instructions.sh` counts what does not change with the machine's mood.

#![allow(clippy::panic)] // a bench without drafts is none

mod drafts;

use std::path::Path;
use std::sync::OnceLock;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use drafts::{SIZES, archive, draft};
use whosaid::parse::Parsed;
use whosaid::resolve::{Context, Story};
use whosaid::tag::Hints;
use whosaid::tokenise::Text;
use whosaid::weigh::Ledger;
use whosaid::{Draft, Rulebook, judge, parse, resolve, tag, tokenise, weigh};

fn main() {
    divan::main();
}

fn rulebook() -> &'static Rulebook {
    static RULEBOOK: OnceLock<Rulebook> = OnceLock::new();
    RULEBOOK.get_or_init(Rulebook::built_in)
}

/// What the stages make of a draft; it lives as long as the program.
struct Read {
    draft: &'static Draft,
    text: &'static Text<'static>,
    hints: &'static Hints,
    parsed: &'static Parsed,
    story: &'static Story,
    ledger: &'static Ledger,
}

fn kept<T>(made: T) -> &'static T {
    Box::leak(Box::new(made))
}

/// Reads a draft of this size, once for all benches.
fn read(size: usize) -> &'static Read {
    static ALL: [OnceLock<Read>; SIZES.len()] = [const { OnceLock::new() }; SIZES.len()];
    let place = SIZES.iter().position(|other| *other == size).unwrap_or(0);
    ALL[place].get_or_init(|| {
        let lexicon = &rulebook().lexicon;
        let draft = kept(Draft::new("bench", draft(size, 0)));
        let mut text = tokenise::tokenise(draft, lexicon);
        let hints = kept(tag::tag(draft, &mut text, lexicon));
        let text = kept(text);
        let parsed = kept(parse::parse(draft, text, hints, lexicon));
        let story =
            kept(resolve::resolve(draft, text, parsed, lexicon, &rulebook().house.newsroom));
        let ledger = kept(weigh::weigh(Context { draft, text, parsed, story, lexicon }));
        Read { draft, text, hints, parsed, story, ledger }
    })
}

impl Read {
    fn context(&self) -> Context<'static> {
        let Self { draft, text, parsed, story, .. } = *self;
        Context { draft, text, parsed, story, lexicon: &rulebook().lexicon }
    }

    fn bytes(&self) -> BytesCount {
        BytesCount::new(self.draft.text.len())
    }
}

/// The built-in rules, from nothing.
#[divan::bench(max_time = 3)]
fn a_start() -> Rulebook {
    Rulebook::built_in()
}

#[divan::bench(args = SIZES, max_time = 3)]
fn b_read(bencher: Bencher<'_, '_>, size: usize) {
    let text = draft(size, 0);
    bencher.counter(BytesCount::of_str(&text)).bench(|| Draft::new("bench", black_box(&*text)));
}

#[divan::bench(args = SIZES, max_time = 3)]
fn c_tokenise(bencher: Bencher<'_, '_>, size: usize) {
    let it = read(size);
    bencher.counter(it.bytes()).bench(|| tokenise::tokenise(it.draft, &rulebook().lexicon));
}

#[divan::bench(args = SIZES, max_time = 3)]
fn d_tag(bencher: Bencher<'_, '_>, size: usize) {
    let (it, lexicon) = (read(size), &rulebook().lexicon);
    let fresh = || tokenise::tokenise(it.draft, lexicon);
    let tag = |mut text: Text<'static>| tag::tag(it.draft, &mut text, lexicon);
    bencher.counter(it.bytes()).with_inputs(fresh).bench_values(tag);
}

#[divan::bench(args = SIZES, max_time = 3)]
fn e_parse(bencher: Bencher<'_, '_>, size: usize) {
    let it = read(size);
    let parse = || parse::parse(it.draft, it.text, it.hints, &rulebook().lexicon);
    bencher.counter(it.bytes()).bench(parse);
}

#[divan::bench(args = SIZES, max_time = 3)]
fn f_resolve(bencher: Bencher<'_, '_>, size: usize) {
    let (it, Rulebook { lexicon, house, .. }) = (read(size), rulebook());
    let resolve = || resolve::resolve(it.draft, it.text, it.parsed, lexicon, &house.newsroom);
    bencher.counter(it.bytes()).bench(resolve);
}

#[divan::bench(args = SIZES, max_time = 3)]
fn g_weigh(bencher: Bencher<'_, '_>, size: usize) {
    let it = read(size);
    bencher.counter(it.bytes()).bench(|| weigh::weigh(it.context()));
}

#[divan::bench(args = SIZES, max_time = 3)]
fn h_judge(bencher: Bencher<'_, '_>, size: usize) {
    let it = read(size);
    let reading = judge::Reading { cx: it.context(), ledger: it.ledger };
    let all = judge::Which::Default;
    bencher.counter(it.bytes()).bench(|| judge::judge(reading, rulebook(), all, |_| true));
}

/// All stages, one draft.
#[divan::bench(args = SIZES, max_time = 6)]
fn i_check(bencher: Bencher<'_, '_>, size: usize) {
    let draft = Draft::new("bench", draft(size, 0));
    let bytes = BytesCount::of_str(&draft.text);
    bencher.counter(bytes).bench(|| whosaid::check(&draft, rulebook()));
}

/// All stages, many drafts, one after the other.
#[divan::bench(max_time = 6)]
fn j_check_archive(bencher: Bencher<'_, '_>) {
    let drafts: Vec<Draft> = archive().iter().map(|text| Draft::new("bench", &**text)).collect();
    let bytes: usize = drafts.iter().map(|draft| draft.text.len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench(|| {
        for draft in &drafts {
            black_box(whosaid::check(draft, rulebook()));
        }
    });
}

/// The samples of all formats, by name.
fn formats() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/formats");
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let mut names: Vec<String> =
        entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    names.sort();
    names
}

/// The reader of each format alone.
#[divan::bench(args = formats(), max_time = 1)]
fn k_format(bencher: Bencher<'_, '_>, name: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/formats").join(name);
    let bytes = std::fs::read(path).unwrap_or_default();
    bencher.counter(BytesCount::of_slice(&bytes)).bench(|| Draft::read(name, &bytes, None));
}
