//! Paragraphs that JSON keeps in runs, each with how its words look: ProseMirror, Slate, Portable Text.

use super::super::inner::{Inner, Reading};
use super::super::part::Part;
use super::super::plan::Plan;
use super::keys::Keys;
use super::kind::kind;
use super::value::{Object, Value};
use crate::span::Span;

/// True for a part whose words are in runs.
pub(super) fn has(object: &Object<'_>, keys: &Keys) -> bool {
    let list = object.all(&keys.words).next().and_then(Value::list).unwrap_or_default();
    list.into_iter().filter_map(Value::object).any(|one| words(&one, keys).is_some())
}

/// The words of a run; nothing for what is none.
fn words<'s>(object: &Object<'s>, keys: &Keys) -> Option<Value<'s>> {
    let kind = kind(object, keys);
    let is_run = kind.is_none_or(|kind| keys.elements.run.contains(&kind));
    object.all(&keys.run).find(|value| value.is_string()).filter(|_| is_run)
}

/// Reads a part of a text that is no run.
type Reader = fn(Value<'_>, &Keys, &mut Plan, Option<Part>, usize);

/// Reads a list of runs as one paragraph; the parts among them as what they are, by `part`.
pub(super) fn read(
    value: Value<'_>,
    keys: &Keys,
    plan: &mut Plan,
    (known, part): (Option<Part>, Reader),
    depth: usize,
) {
    let mut paragraph = Paragraph { keys, known, part, words: Inner::default(), span: None };
    paragraph.runs(value, plan, depth);
    paragraph.end(plan);
}

/// A paragraph that is put together.
struct Paragraph<'k> {
    keys: &'k Keys,
    known: Option<Part>,
    part: Reader,
    words: Inner,
    /// From its first run to its last.
    span: Option<Span>,
}

impl Paragraph<'_> {
    fn runs(&mut self, value: Value<'_>, plan: &mut Plan, depth: usize) {
        let Some(depth) = depth.checked_sub(1) else { return };
        for one in value.list().unwrap_or_default() {
            let Some(object) = one.object() else { continue };
            if let Some(run) = words(&object, self.keys) {
                self.add(run);
                continue;
            }
            let (kind, elements) = (kind(&object, self.keys), &self.keys.elements);
            let is = |list: &[String]| kind.as_ref().is_some_and(|kind| list.contains(kind));
            if is(&elements.r#break) {
                self.words.invent("\n");
            } else if is(&elements.link) {
                match object.all(&self.keys.words).next() {
                    Some(words) if words.is_string() => self.add(words),
                    Some(runs) => self.runs(runs, plan, depth),
                    None => {}
                }
            } else {
                self.end(plan);
                (self.part)(one, self.keys, plan, self.known, depth);
            }
        }
    }

    fn add(&mut self, run: Value<'_>) {
        let Some(inner) = run.string() else { return };
        self.words.append(&inner);
        self.span = Some(self.span.map_or(run.span(), |span| span.to(run.span())));
    }

    fn end(&mut self, plan: &mut Plan) {
        let words = std::mem::take(&mut self.words);
        if let Some(span) = self.span.take() {
            plan.add(words, span, self.known, Reading::Line);
        }
    }
}
