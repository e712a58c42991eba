//! JSON with an entry a line, for files that people compare and merge.

use std::io::{Result, Write};

use serde_json::ser::{Formatter, PrettyFormatter};

/// JSON with the outer lists on lines of their own and all within on one line.
pub(super) struct Lines {
    pretty: PrettyFormatter<'static>,
    depth: usize,
}

/// Brackets deeper than this stay on their line.
const DEEPEST: usize = 2;

impl Default for Lines {
    fn default() -> Self {
        Self { pretty: PrettyFormatter::with_indent(b"  "), depth: 0 }
    }
}

impl Lines {
    fn is_open(&self) -> bool {
        self.depth <= DEEPEST
    }
}

impl Formatter for Lines {
    fn begin_array<W: ?Sized + Write>(&mut self, w: &mut W) -> Result<()> {
        self.depth += 1;
        if self.is_open() { self.pretty.begin_array(w) } else { w.write_all(b"[") }
    }

    fn end_array<W: ?Sized + Write>(&mut self, w: &mut W) -> Result<()> {
        let open = self.is_open();
        self.depth -= 1;
        if open { self.pretty.end_array(w) } else { w.write_all(b"]") }
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, w: &mut W, f: bool) -> Result<()> {
        if self.is_open() { self.pretty.begin_array_value(w, f) } else { comma(w, f) }
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, w: &mut W) -> Result<()> {
        if self.is_open() { self.pretty.end_array_value(w) } else { Ok(()) }
    }

    fn begin_object<W: ?Sized + Write>(&mut self, w: &mut W) -> Result<()> {
        self.depth += 1;
        if self.is_open() { self.pretty.begin_object(w) } else { w.write_all(b"{") }
    }

    fn end_object<W: ?Sized + Write>(&mut self, w: &mut W) -> Result<()> {
        let open = self.is_open();
        self.depth -= 1;
        if open { self.pretty.end_object(w) } else { w.write_all(b"}") }
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, w: &mut W, f: bool) -> Result<()> {
        if self.is_open() { self.pretty.begin_object_key(w, f) } else { comma(w, f) }
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, w: &mut W) -> Result<()> {
        w.write_all(b": ")
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, w: &mut W) -> Result<()> {
        if self.is_open() { self.pretty.end_object_value(w) } else { Ok(()) }
    }
}

fn comma<W: ?Sized + Write>(w: &mut W, first: bool) -> Result<()> {
    if first { Ok(()) } else { w.write_all(b", ") }
}
