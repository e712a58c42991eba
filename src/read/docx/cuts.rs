//! Where a part of a Word document is cut to put the marks of comments in.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::names::Prefix;
use super::runs::{Place, Run, Runs};
use crate::span::Span;

/// A cut.
#[derive(Debug, Default)]
struct Cut {
    /// What ends and what begins again there, if it is inside a run.
    split: Option<(String, String)>,
    /// The comments that end there.
    ends: Vec<u32>,
    /// The comments that begin there.
    starts: Vec<u32>,
}

/// The cuts of a part.
pub(super) struct Cuts<'a> {
    source: &'a str,
    runs: &'a Runs,
    /// The marks' names begin like this: "w:".
    prefix: Prefix,
    places: BTreeMap<usize, Cut>,
    /// Where a tag ends to which it is added that blanks count.
    keeping: BTreeSet<usize>,
}

impl<'a> Cuts<'a> {
    /// No cuts yet.
    pub(super) fn new(source: &'a str, runs: &'a Runs, strict: bool) -> Self {
        let tag = runs.all.first().map_or("<w:r>", |run| run.tag.of(source));
        let prefix = Prefix::of(tag, strict);
        Self { source, runs, prefix, places: BTreeMap::new(), keeping: BTreeSet::new() }
    }

    /// Puts a comment at a place.
    pub(super) fn add(&mut self, place: Place, id: u32) {
        let (start, end) = match place {
            Place::Run(run) => match self.runs.all.get(run) {
                Some(run) => (run.span.start, run.span.end),
                None => return,
            },
            Place::Words { start, first, last, end } => {
                (self.start(first, start), self.end(last, end))
            }
        };
        self.places.entry(start).or_default().starts.push(id);
        self.places.entry(end).or_default().ends.push(id);
    }

    /// Cuts before a byte in an atom.
    fn start(&mut self, number: usize, at: usize) -> usize {
        let atom = self.runs.atoms[number];
        let run = &self.runs.all[atom.run];
        let at = if atom.soft { self.boundary(at, false) } else { atom.span.start };
        let Some(text) = atom.text.map(|text| self.runs.texts[text]) else { return run.span.start };
        if at > atom.span.start || number > text.first {
            self.split_text(run, text.tag, text.keeps, at)
        } else if number > run.atoms.start {
            self.split_run(run, text.span.start)
        } else {
            run.span.start
        }
    }

    /// Cuts after a byte in an atom.
    fn end(&mut self, number: usize, at: usize) -> usize {
        let atom = self.runs.atoms[number];
        let run = &self.runs.all[atom.run];
        let at = if atom.soft { self.boundary(at, true) } else { atom.span.end };
        let Some(text) = atom.text.map(|text| self.runs.texts[text]) else { return run.span.end };
        if at < atom.span.end || number < text.last {
            self.split_text(run, text.tag, text.keeps, at)
        } else if number + 1 < run.atoms.end {
            self.split_run(run, text.span.end)
        } else {
            run.span.end
        }
    }

    /// The place of the character before or after a byte.
    fn boundary(&self, mut at: usize, after: bool) -> usize {
        at = at.min(self.source.len());
        while !self.source.is_char_boundary(at) {
            at = if after { at + 1 } else { at - 1 };
        }
        at
    }

    /// Ends a run between two of its elements, and begins another like it.
    fn split_run(&mut self, run: &Run, at: usize) -> usize {
        let (close, open) = self.halves(run);
        self.places.entry(at).or_default().split = Some((close, open));
        at
    }

    /// Ends a run within its words, and begins another like it.
    fn split_text(&mut self, run: &Run, text: Span, keeps: bool, at: usize) -> usize {
        let (close, open) = self.halves(run);
        let name = name(text.of(self.source));
        let split = (format!("</{name}>{close}"), format!("{open}<{name} xml:space=\"preserve\">"));
        self.places.entry(at).or_default().split = Some(split);
        if !keeps {
            self.keeping.insert(text.end - 1);
        }
        at
    }

    /// The end of a run, and the beginning of another that looks like it.
    fn halves(&self, run: &Run) -> (String, String) {
        let tag = run.tag.of(self.source);
        let format = run.format.map_or("", |format| format.of(self.source));
        (format!("</{}>", name(tag)), format!("{tag}{format}"))
    }

    /// The part with the marks in it, and without those that are gone.
    pub(super) fn write(&self) -> String {
        let mut out = String::with_capacity(self.source.len() + self.places.len() * 200);
        let mut gone = self.runs.gone.clone();
        gone.sort();
        let mut gone = gone.into_iter().peekable();
        let places: BTreeSet<usize> = self.places.keys().chain(&self.keeping).copied().collect();
        let mut at = 0;
        for place in places.into_iter().chain([self.source.len()]) {
            while let Some(span) = gone.next_if(|span| span.start < place) {
                out.push_str(self.source.get(at..span.start).unwrap_or_default());
                at = at.max(span.end);
            }
            if at < place {
                out.push_str(self.source.get(at..place).unwrap_or_default());
                at = place;
            }
            if self.keeping.contains(&place) {
                out.push_str(" xml:space=\"preserve\"");
            }
            if let Some(cut) = self.places.get(&place) {
                self.mark(cut, &mut out);
            }
        }
        out
    }

    /// Writes the marks at a cut. A comment ends before another begins.
    fn mark(&self, cut: &Cut, out: &mut String) {
        let Prefix { name: w, binding } = &self.prefix;
        if let Some((close, _)) = &cut.split {
            out.push_str(close);
        }
        for id in &cut.ends {
            let _ = write!(
                out,
                "<{w}commentRangeEnd{binding} {w}id=\"{id}\"/><{w}r{binding}><{w}commentReference {w}id=\"{id}\"/></{w}r>"
            );
        }
        for id in &cut.starts {
            let _ = write!(out, "<{w}commentRangeStart{binding} {w}id=\"{id}\"/>");
        }
        if let Some((_, open)) = &cut.split {
            out.push_str(open);
        }
    }
}

/// The name of a tag, with its prefix.
fn name(tag: &str) -> &str {
    let name = tag.trim_start_matches('<');
    name.split(['>', ' ', '/', '\n', '\r', '\t']).next().unwrap_or_default()
}
