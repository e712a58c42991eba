//! Runs every example line above a function of the grammar on that very function.
//!
//! An example is a line `/// > Tom Hale **has denied** it.` above a function of this folder; one
//! line can hold several, with ` | ` between them, and ` ¶ ` begins a new paragraph. It is
//! tokenised, tagged and folded as any copy is. What its marks mean:
//!
//! - above a parser, and above a predicate: what is **bold** is all that the function reads when it
//!   begins where the bold begins. Several bold parts are several runs.
//! - above a frame of `frame.rs`: what is **bold** is the content behind the last cue before it.
//! - above a pattern (a function of a `Place` that gives a `Found`): the *source*, the `cue` and the
//!   **content** of all that this pattern finds in the line, and that no earlier pattern takes.
//!
//! `/// > not: …` is a line that the function must refuse: where the bold begins, or anywhere if
//! nothing is bold.
//!
//! A function with an example has a line in [`RUNNERS`], under its name; where two files share the
//! name, under `file::name`.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;
use std::{env, fs};

use super::beside;
use super::beside::{of_claim, shows_doing};
use super::clause::*;
use super::content::*;
use super::content_first::*;
use super::frame::*;
use super::fronted::*;
use super::input::Tokens;
use super::noun_cue::*;
use super::noun_phrase::*;
use super::passive::*;
use super::patterns::{self, *};
use super::punctuation_cue::*;
use super::relative_clause::*;
use super::setting::*;
use super::source_first::*;
use super::sourceless::*;
use super::time::*;
use super::verb_group::*;
use super::{content, frame, noun_cue, noun_phrase, punctuation_cue, source_first, verb_group};
use crate::parse::folded::is_speech;
use crate::parse::propose;
use crate::testing;
use crate::tokenise::token::Token;

/// Examples that the grammar does not read yet: the function, the example as it is written, and
/// what is wrong. One that has begun to pass must leave this list.
const KNOWN: &[(&str, &str, &str)] = &[
    ("on", "Hale insisted on **a vote**.", "no cue of the lexicon takes this frame"),
    ("as_", "The club dismissed as **nonsense** what Hale said.", "no cue takes this frame"),
    ("plain", "Hale accused **the head of the union** of fraud.", "it stops before “of”"),
    ("np_to", "The judge sentenced **Hale to nine years**.", "“to nine years” hangs on the name"),
    ("np_adj", "Hale called **the claim baseless**.", "the tagger takes the adjective for a noun"),
    ("gerund", "Hale denied **taking the money**.", "read as a bare clause, which comes before it"),
    ("is_somebody", "It was sent by **email**.", "an email is a document, and these can speak"),
    (
        "inverted",
        "“Stay home,” **tweeted** meteorologist Ana Robles.",
        "tagged as a past tense, which `verb_group` reads",
    ),
    ("time", "Hale said **on 4 May** that he won.", "a day before its month is no date"),
];

/// The tokens of a folded sentence.
type Line = &'static [Token<'static>];
/// What a function reads of a line where something bold begins.
type Read = fn(Line, Range<usize>) -> Option<Range<usize>>;

/// How a function is run.
#[derive(Clone, Copy)]
enum Runner {
    /// At what is bold.
    At(Read),
    /// As one of the patterns, over the whole line.
    Pattern(Reader),
}

/// A parser: it reads from the bold on.
macro_rules! eats {
    ($parser:path) => {
        (
            stringify!($parser),
            Runner::At(|line, bold| Some(bold.start..$parser(from(line, &bold)).ok()?.0.at())),
        )
    };
}

/// A parser that gives `Option`.
macro_rules! takes {
    ($parser:path) => {
        (
            stringify!($parser),
            Runner::At(|line, bold| Some(bold.start..$parser(from(line, &bold))?.0.at())),
        )
    };
}

/// A predicate on what begins here: true where the bold begins, and nowhere else in the line.
macro_rules! only {
    ($name:path, $test:expr) => {
        (
            stringify!($name),
            Runner::At(|line, bold| {
                let hit = |at: &usize| $test(from(line, &(*at..line.len())));
                let first = (0..line.len()).find(hit)?;
                let last = (0..line.len()).rfind(hit)?;
                // More than one hit is more than the bold.
                Some(first..last + bold.len())
            }),
        )
    };
}

/// A predicate on exactly what is bold.
macro_rules! holds {
    ($name:path, $test:expr) => {
        (
            stringify!($name),
            Runner::At(|line, bold| $test(Tokens::new(line, bold.clone())).then_some(bold)),
        )
    };
}

/// A predicate on what begins where the bold begins.
macro_rules! at {
    ($name:path, $test:expr) => {
        (stringify!($name), Runner::At(|line, bold| $test(from(line, &bold)).then_some(bold)))
    };
}

/// Any other function, run in a way of its own.
macro_rules! runs {
    ($name:path, $read:expr) => {
        (stringify!($name), Runner::At($read))
    };
}

/// A frame: the content behind the last cue before the bold.
macro_rules! frames {
    ($parser:path) => {
        (
            stringify!($parser),
            Runner::At(|line, bold| framed(line, &bold, |i| $parser(i).ok().map(|(_, o)| o))),
        )
    };
}

/// A pattern.
macro_rules! finds {
    ($reader:path) => {
        (stringify!($reader), Runner::Pattern($reader))
    };
}

/// Every function with an example.
const RUNNERS: &[(&str, Runner)] = &[
    // Patterns.
    finds!(according_to),
    finds!(as_said),
    finds!(no_comment),
    finds!(by),
    finds!(sourceless),
    finds!(emerged),
    finds!(accusation),
    runs!(accused, |line, bold| {
        let (_, clause) = clause(from(line, &bold)).ok()?;
        Some(bold.start..accused(&clause)?.end)
    }),
    finds!(content_source_cue),
    finds!(source_cue_content),
    finds!(content_cue_source),
    finds!(source_first::participle),
    finds!(source_first::second_cue),
    finds!(of_claim),
    finds!(shows_doing),
    runs!(beside::telling, |line, bold| {
        Some(bold.start..beside::telling(place_at(line, bold.start))?.end)
    }),
    finds!(noun_cue::that_clause),
    finds!(noun_cue::paper),
    finds!(punctuation_cue::colon),
    finds!(led_up_to),
    finds!(signed),
    // A source and its cue.
    eats!(clause),
    eats!(adverbs),
    holds!(takes_subject, takes_subject),
    only!(joins, |i: Tokens<'_, '_>| i.first().is_some_and(joins)),
    only!(is_relative, |i: Tokens<'_, '_>| i.first().is_some_and(is_relative)),
    runs!(starts_phrase, |line, bold| starts_phrase(place_at(line, bold.start)).then_some(bold)),
    // Noun phrases.
    eats!(source),
    eats!(pair),
    eats!(conjoined),
    eats!(noun_phrase::described),
    eats!(done_to),
    eats!(at_work),
    eats!(plain),
    eats!(titled),
    eats!(hanger),
    eats!(bracket),
    eats!(noun_phrase::phrase),
    eats!(pronoun),
    eats!(noun_phrase),
    runs!(aside, describing),
    holds!(was_once, |i: Tokens<'_, '_>| was_once(i.as_slice())),
    // Verbs and other cues.
    eats!(verb_group),
    eats!(inverted),
    eats!(verb_group::phrase),
    eats!(preposition),
    at!(is_due, |i: Tokens<'_, '_>| i.first().is_some_and(is_due)),
    runs!(is_only_verb, only_verb),
    only!(is_no_noun, |i: Tokens<'_, '_>| i.first().is_some_and(is_no_noun)),
    only!(is_attribute, |i: Tokens<'_, '_>| is_attribute(i.as_slice())),
    only!(verb_sense, |i: Tokens<'_, '_>| i.first().is_some_and(|t| verb_sense(t).is_some())),
    only!(noun_sense, |i: Tokens<'_, '_>| i.first().is_some_and(|t| noun_sense(t).is_some())),
    // Frames.
    frames!(frame::that_clause),
    frames!(wh_clause),
    frames!(quotation),
    frames!(frame::colon),
    frames!(hearer_that),
    frames!(np_of),
    frames!(np_for),
    frames!(np_with),
    frames!(np_as),
    frames!(np_to),
    frames!(np_adj),
    frames!(infinitive),
    frames!(bare_clause),
    frames!(of),
    frames!(for_),
    frames!(about),
    frames!(on),
    frames!(against),
    frames!(as_),
    frames!(gerund),
    frames!(np),
    eats!(target),
    eats!(rough_number),
    runs!(frame::described, described_target),
    only!(only_where, only_where),
    // Settings and times.
    runs!(setting, set),
    eats!(manner),
    eats!(place),
    eats!(hearer),
    eats!(time),
    runs!(clock, |line, _| Some(0..clock(line)).filter(|words| !words.is_empty())),
    only!(is_clock, |i: Tokens<'_, '_>| i.first().is_some_and(is_clock)),
    // Ends of contents.
    eats!(dash),
    eats!(called),
    eats!(without),
    eats!(which),
    eats!(though),
    eats!(while_),
    eats!(citing),
    eats!(semicolon),
    eats!(content::participle),
    eats!(coordinated),
    eats!(next_cue),
    eats!(content::second_cue),
    eats!(said_clause),
    eats!(other_says),
    eats!(and_says),
    runs!(ends_for_certain, ends_content),
    runs!(label, |line, bold| {
        let words = label(&line[bold.start..]);
        (words > 0).then(|| bold.start..bold.start + words)
    }),
    holds!(is_credited, is_credited),
    // Clauses on a source.
    eats!(up_to_mark),
    eats!(up_to_cue),
    eats!(up_to_name),
    runs!(main_verb, verb_behind_that),
    // Parts of patterns.
    runs!(outer, outer_content),
    runs!(possessor, owner),
    takes!(headline_source),
    takes!(insider),
    runs!(credited, |line, bold| {
        let (_, body) = credited(from(line, &bold))?;
        Some(bold.start..body.at())
    }),
    takes!(after_left),
    only!(does_more, does_more),
    runs!(shows_left, |line, bold| {
        let (rest, clause) = clause(from(line, &bold)).ok()?;
        shows_left(&clause).then(|| bold.start..rest.at())
    }),
    runs!(second_piece, split_off),
    eats!(doing),
    runs!(with_channel, |line, bold| {
        let (rest, mut cue) = verb_group::verb_group(from(line, &bold)).ok()?;
        with_channel(&mut cue, &setting(rest).ok()?.1);
        Some(cue.range)
    }),
    runs!(subject, subject_of),
    runs!(silent, |line, _| {
        let (_, clause) = clause(Tokens::new(line, 0..line.len())).ok()?;
        silent(&clause.cue, clause.source.first()).map(|_| clause.cue.range)
    }),
    eats!(agent),
    at!(is_somebody, |i: Tokens<'_, '_>| i.first().is_some_and(is_somebody)),
    runs!(tail, |line, bold| {
        let (_, clause) = passive(line, &bold)?;
        let (_, words) = tail(from(line, &bold), &clause.cue)?;
        Some(words.at()..content::end(words, false))
    }),
    runs!(named_first, |line, bold| {
        let (i, clause) = clause_of(line)?;
        let (piece, named, _) = named_first(i, &clause.cue)?;
        (named == (i.at() + 1..piece.start) && bold.start > i.at()).then_some(piece)
    }),
    runs!(named_last, |line, bold| {
        let (i, clause) = passive(line, &bold)?;
        let (piece, named, _) = named_last(i, &clause.cue)?;
        (piece? == (bold.start..named.start - 1)).then_some(bold.start..named.end)
    }),
    runs!(only_named, |line, bold| {
        let (i, clause) = passive(line, &bold)?;
        let (piece, named, _) = only_named(i, &clause.cue)?;
        (piece.is_none() && named.start == bold.start + 1).then_some(bold.start..named.end)
    }),
    eats!(as_saying),
    at!(begins_clause, begins_clause),
];

/// From the first bold token to the end of the sentence.
fn from(line: Line, bold: &Range<usize>) -> Tokens<'static, 'static> {
    Tokens::new(line, bold.start..line.len())
}

/// A place of a line with all of it on the left.
fn place_at(line: Line, at: usize) -> Place<'static, 'static> {
    Place { line, here: Tokens::new(line, at..line.len()), left: 0, clause: None }
}

/// The cue before the bold: the last verb that reports.
fn cue_before(line: Line, bold: &Range<usize>) -> Option<Tokens<'static, 'static>> {
    (0..bold.start).rev().find_map(|at| {
        let (rest, _) = verb_group::verb_group(Tokens::new(line, at..line.len())).ok()?;
        (rest.at() <= bold.start).then(|| Tokens::new(line, at..line.len()))
    })
}

/// The content that a frame reads behind the last cue before the bold, if no other frame comes first.
fn framed(
    line: Line,
    bold: &Range<usize>,
    read: impl Fn(Tokens<'static, 'static>) -> Option<Object<'static, 'static>>,
) -> Option<Range<usize>> {
    let (i, cue) = verb_group::verb_group(cue_before(line, bold)?).ok()?;
    let own = read(i)?;
    let chosen = object(&cue, i)?;
    let same = own.frame == chosen.frame && own.content.range() == chosen.content.range();
    same.then(|| right_content(place_at(line, i.at()), &own).remove(0))
}

/// What is accused with what stands between commas behind it: the bold is what was added.
fn described_target(line: Line, bold: Range<usize>) -> Option<Range<usize>> {
    let (i, _) = verb_group::verb_group(cue_before(line, &bold)?).ok()?;
    let (rest, plain) = target(i).ok()?;
    let (closed, whole) = frame::described(i, rest, plain);
    let grown = whole.range().end > plain.range().end;
    grown.then(|| plain.range().end..closed.at())
}

/// An aside that says who the source is.
fn describing(line: Line, bold: Range<usize>) -> Option<Range<usize>> {
    let (rest, aside) = aside(from(line, &bold)).ok()?;
    aside.describes.then(|| bold.start..rest.at())
}

/// Time and place of a saying; none of either is no setting.
fn set(line: Line, bold: Range<usize>) -> Option<Range<usize>> {
    let (rest, found) = setting(from(line, &bold)).ok()?;
    found.words.map(Tokens::range).filter(|words| words.end == rest.at())
}

/// A verb that the tagger took for a participle: the bold is the verb.
fn only_verb(line: Line, bold: Range<usize>) -> Option<Range<usize>> {
    let (rest, cue) = verb_group::verb_group(from(line, &bold)).ok()?;
    let words = u8::try_from(cue.range.len()).ok()?;
    let only = is_only_verb(from(line, &bold), rest, words);
    (only && cue.voice == Voice::Active).then_some(cue.range)
}

/// Where one more thing is done for certain: the bold is the link and the verb.
fn ends_content(line: Line, bold: Range<usize>) -> Option<Range<usize>> {
    let here = from(line, &bold);
    let (rest, _) = coordinated(here).ok()?;
    ends_for_certain(Tokens::new(line, 0..line.len()), here).then(|| bold.start..rest.at())
}

/// The verb of the sentence behind a clause with "that".
fn verb_behind_that(line: Line, _: Range<usize>) -> Option<Range<usize>> {
    let that = line.iter().position(|t| t.reads("that"))?;
    let verb = main_verb(Tokens::new(line, that + 1..line.len()))?;
    Some(verb..verb + 1)
}

/// Whose the first noun is that reports.
fn owner(line: Line, _: Range<usize>) -> Option<Range<usize>> {
    let noun = line.iter().position(|t| noun_sense(t).is_some())?;
    possessor(place_at(line, noun))
}

/// The subject of the sentence for the first participle with a mark before it.
fn subject_of(line: Line, _: Range<usize>) -> Option<Range<usize>> {
    let here = (1..line.len()).find(|&at| {
        let cue = verb_group::verb_group(Tokens::new(line, at..line.len()));
        !line[at - 1].is_wordlike() && cue.is_ok_and(|(_, cue)| cue.voice == Voice::Participle)
    })?;
    subject(place_at(line, here))
}

/// A source and its passive, at the beginning of the line.
fn clause_of(line: Line) -> Option<(Tokens<'static, 'static>, Clause<'static, 'static>)> {
    let (rest, clause) = clause(Tokens::new(line, 0..line.len())).ok()?;
    (clause.cue.voice == Voice::Passive).then_some((rest, clause))
}

/// The same where the bold begins right behind it.
fn passive(
    line: Line,
    bold: &Range<usize>,
) -> Option<(Tokens<'static, 'static>, Clause<'static, 'static>)> {
    clause_of(line).filter(|(rest, _)| rest.at() == bold.start)
}

/// What the clause with the source has cut off.
fn split_off(line: Line, _: Range<usize>) -> Option<Range<usize>> {
    (1..line.len()).find_map(|at| {
        let found = patterns::read_at(line, at, 0, [content_source_cue as Reader])?;
        let left = found.content[0].clone();
        let (_, clause) = clause(Tokens::new(line, at..line.len())).ok()?;
        let (rest, _) = after_left(clause.rest)?;
        let quoted = is_speech(&line[left.end - 1]);
        second_piece(place_at(line, at), &left, quoted, rest)
    })
}

/// The content of an attribution around the first one of the line.
fn outer_content(line: Line, _: Range<usize>) -> Option<Range<usize>> {
    let inner = (0..line.len()).find_map(|at| patterns::first(line, at, 0))?;
    outer(line, &inner, 0).map(|outer| outer.content[0].clone())
}

/// What a mark of an example says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    /// `**…**`
    Bold,
    /// `*…*`
    Source,
    /// `` `…` ``
    Cue,
}

/// An example as it is written, without its marks.
#[derive(Debug)]
struct Example {
    written: String,
    refused: bool,
    copy: String,
    marks: Vec<(Mark, Range<usize>)>,
}

impl Example {
    /// Reads the marks of an example.
    fn new(written: &str, refused: bool) -> Self {
        let mut copy = String::new();
        let mut marks = Vec::new();
        let mut open: Option<(Mark, usize)> = None;
        let mut rest = written;
        while let Some(next) = rest.chars().next() {
            let mark = match next {
                '*' if rest.starts_with("**") => Some((Mark::Bold, 2)),
                '*' => Some((Mark::Source, 1)),
                '`' => Some((Mark::Cue, 1)),
                _ => None,
            };
            let Some((mark, length)) = mark else {
                copy.push(next);
                rest = &rest[next.len_utf8()..];
                continue;
            };
            rest = &rest[length..];
            match open.take() {
                Some((opened, start)) if opened == mark => marks.push((mark, start..copy.len())),
                Some(_) => panic!("marks cross in {written:?}"),
                None => open = Some((mark, copy.len())),
            }
        }
        assert!(open.is_none(), "a mark is not closed in {written:?}");
        // The length of a paragraph mark stays the same, so that the marks stay where they are.
        let copy = copy.replace(" ¶ ", "\n\n\n\n");
        Self { written: written.to_owned(), refused, copy, marks }
    }

    /// The folded sentences of the example, and the marks of each in tokens.
    fn lines(&self) -> Result<Vec<(Line, Marks)>, String> {
        let (draft, text, _) = testing::tagged(&self.copy);
        let mut lines = Vec::new();
        let mut placed = 0;
        for (number, sentence) in text.sentences.iter().enumerate() {
            let outer = text
                .quotations
                .iter()
                .enumerate()
                .filter(|(_, q)| q.depth == 0 && sentence.tokens.contains(&q.tokens.start));
            let outer: Vec<usize> = outer.map(|(at, _)| at).collect();
            let line: Line = propose::folded(draft, text, number, &outer).tokens.leak();
            let here: Marks = self
                .marks
                .iter()
                .filter_map(|(mark, at)| Some((*mark, within(line, at)?)))
                .collect();
            placed += here.len();
            lines.push((line, here));
            // What the line has taken from the next sentence is not read again.
            if placed == self.marks.len() && placed > 0 {
                break;
            }
        }
        if placed == self.marks.len() { Ok(lines) } else { Err("a mark cuts a token".to_owned()) }
    }

    /// Runs it; says what was read if that is not what was marked.
    fn run(&self, runner: Runner) -> Result<(), String> {
        if self.marks.is_empty() && !self.refused {
            return Err("nothing is marked".to_owned());
        }
        let lines = self.lines()?;
        match runner {
            Runner::At(read) => {
                lines.iter().try_for_each(|(line, marks)| self.run_at(read, line, marks))
            }
            Runner::Pattern(read) if self.refused => refuse_pattern(read, &lines),
            Runner::Pattern(read) => lines.iter().try_for_each(|(line, marks)| {
                let found = found_by(read, line);
                let mut marks = marks.clone();
                marks.sort_by_key(|(_, at)| at.start);
                if found == marks { Ok(()) } else { Err(shown(line, &found)) }
            }),
        }
    }

    /// Its words with their parts of speech, for who looks for what went wrong.
    fn tags(&self) -> String {
        let (_, text, _) = testing::tagged(&self.copy);
        let words: Vec<_> = text.tokens.iter().map(|t| format!("{}/{:?}", t.text, t.pos)).collect();
        words.join(" ")
    }

    fn run_at(&self, read: Read, line: Line, marks: &Marks) -> Result<(), String> {
        let every = || (0..line.len()).map(|at| at..line.len());
        let bold: Vec<_> = marks.iter().map(|(_, at)| at.clone()).collect();
        if marks.iter().any(|(mark, _)| *mark != Mark::Bold) {
            return Err("only bold is read here".to_owned());
        }
        let runs = if self.refused && self.marks.is_empty() { every().collect() } else { bold };
        for run in runs {
            let found = read(line, run.clone());
            let wanted = if self.refused { None } else { Some(run) };
            if found != wanted {
                return Err(found.map_or("nothing".to_owned(), |at| words(line, &at)));
            }
        }
        Ok(())
    }
}

type Marks = Vec<(Mark, Range<usize>)>;

/// The tokens that a range of bytes covers exactly.
fn within(line: Line, bytes: &Range<usize>) -> Option<Range<usize>> {
    let start = line.iter().position(|t| t.span.start >= bytes.start)?;
    let end = line.iter().rposition(|t| t.span.end <= bytes.end)? + 1;
    let blank = |at: usize, edge: usize| at.abs_diff(edge) <= 1;
    let exact = start < end
        && blank(line[start].span.start, bytes.start)
        && blank(line[end - 1].span.end, bytes.end);
    exact.then_some(start..end)
}

/// All that a pattern finds in a line where the table of patterns finds the same.
fn found_by(read: Reader, line: Line) -> Marks {
    let mut marks = Vec::new();
    let mut left = clock(line);
    for found in propose::scan(line) {
        let own = (left..found.end).any(|at| {
            patterns::read_at(line, at, left, [read]).is_some_and(|own| {
                let source = own.source.is_none() || own.source == found.source;
                source && own.cue.range == found.cue.range && own.content == found.content
            })
        });
        left = found.end;
        if own {
            marks.extend(found.source.map(|at| (Mark::Source, at)));
            marks.push((Mark::Cue, found.cue.range));
            marks.extend(found.content.into_iter().map(|at| (Mark::Bold, at)));
        }
    }
    marks.sort_by_key(|(_, at)| at.start);
    marks
}

/// A line that a pattern must not read from any place.
fn refuse_pattern(read: Reader, lines: &[(Line, Marks)]) -> Result<(), String> {
    for (line, _) in lines {
        for at in 0..line.len() {
            if let Some(found) = patterns::read_at(line, at, clock(line), [read]) {
                return Err(words(line, &found.cue.range));
            }
        }
    }
    Ok(())
}

fn words(line: Line, at: &Range<usize>) -> String {
    let words: Vec<_> =
        line[at.start..at.end.min(line.len())].iter().map(|token| token.text).collect();
    words.join(" ")
}

fn shown(line: Line, marks: &Marks) -> String {
    let parts: Vec<_> = marks.iter().map(|(m, at)| format!("{m:?}: {}", words(line, at))).collect();
    if parts.is_empty() { "nothing".to_owned() } else { parts.join(" | ") }
}

/// The examples above one function.
#[derive(Debug)]
struct Above {
    file: String,
    function: String,
    examples: Vec<Example>,
}

/// Every function of the folder with an example above it.
fn collect() -> Vec<Above> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/parse/grammar");
    let mut files: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut all = Vec::new();
    for path in files {
        let file = path.file_stem().unwrap().to_string_lossy().into_owned();
        if file == "examples" {
            continue;
        }
        let mut examples = Vec::new();
        for line in fs::read_to_string(&path).unwrap().lines().map(str::trim) {
            if let Some(written) = line.strip_prefix("/// > ") {
                examples.extend(split(written));
            } else if !line.starts_with("///") && !line.starts_with("#[") && !examples.is_empty() {
                let name = line.split_once("fn ").map_or(line, |(_, name)| name);
                let end = name.find(|c: char| !c.is_alphanumeric() && c != '_');
                let function = name[..end.unwrap_or(name.len())].to_owned();
                let examples = std::mem::take(&mut examples);
                all.push(Above { file: file.clone(), function, examples });
            }
        }
    }
    all
}

/// The examples of one line.
fn split(line: &str) -> Vec<Example> {
    let line = line.trim_end_matches(" |");
    let (refused, line) = line.strip_prefix("not: ").map_or((false, line), |line| (true, line));
    line.split(" | ").map(|written| Example::new(written, refused)).collect()
}

/// The name under which a function is in [`RUNNERS`]: with its file, where two files share it.
fn keyed(all: Vec<Above>) -> Vec<(String, Above)> {
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for above in &all {
        *count.entry(above.function.clone()).or_default() += 1;
    }
    let key = |above: &Above| {
        let long = format!("{}::{}", above.file, above.function);
        let known = RUNNERS.iter().any(|(name, _)| *name == long);
        if known || count[&above.function] > 1 { long } else { above.function.clone() }
    };
    all.into_iter().map(|above| (key(&above), above)).collect()
}

#[test]
fn every_example_is_read_as_it_is_marked() {
    let mut faults = Vec::new();
    let mut run = 0;
    let all = keyed(collect());
    for (key, above) in &all {
        let Some((_, runner)) = RUNNERS.iter().find(|(name, _)| name == key) else {
            faults.push(format!("no runner for {key} ({}.rs)", above.file));
            continue;
        };
        for example in &above.examples {
            run += 1;
            let written = &example.written;
            let known = KNOWN.iter().any(|(name, text, _)| name == key && text == written);
            match example.run(*runner) {
                Ok(()) if known => faults.push(format!("{key}: passes now, strike it: {written}")),
                Err(read) if !known => {
                    let not = if example.refused { "not: " } else { "" };
                    faults.push(format!(
                        "{key}: {not}{written}\n    was read: {read}\n    in {}",
                        example.tags()
                    ));
                }
                _ => {}
            }
        }
    }
    let above = |name: &str| all.iter().any(|(key, _)| key == name);
    let idle = RUNNERS.iter().map(|(name, _)| *name).filter(|name| !above(name));
    faults.extend(idle.map(|name| format!("no example for {name}")));
    let written = |name: &str, text: &str| {
        all.iter().any(|(key, a)| key == name && a.examples.iter().any(|e| e.written == text))
    };
    let lost = KNOWN.iter().filter(|(name, text, _)| !written(name, text));
    faults.extend(lost.map(|(name, text, _)| format!("{name}: known, but not written: {text}")));
    println!("{run} examples above {} functions", all.len());
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}
