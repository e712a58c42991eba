//! The text of a story that JSON keeps in parts, and its pictures.

use super::super::inner::Reading;
use super::super::inner::{Inner, is_html};
use super::super::part::Part;
use super::super::plan::Plan;
use super::keys::Keys;
use super::kind::kind;
use super::runs;
use super::search::{first, words};
use super::value::{Object, Value};
use crate::span::Span;

/// Parts inside one another, at most.
const DEPTH: usize = 16;

/// Reads the parts of a text; or, if they are the same text in several forms, the best of them.
pub(super) fn read(value: Value<'_>, keys: &Keys, plan: &mut Plan) {
    let forms: Vec<Object<'_>> =
        value.list().into_iter().flatten().filter_map(Value::object).collect();
    if forms.iter().any(|one| form(one, keys).is_some()) {
        return one_of(&forms, keys, plan);
    }
    part(value, keys, plan, None, DEPTH);
}

/// The form in which a body is: "text/html".
fn form(body: &Object<'_>, keys: &Keys) -> Option<String> {
    first(body, &keys.form, keys).map(|(inner, _)| inner.text().to_owned())
}

/// Reads one of several bodies: the one in HTML, else the first.
fn one_of(bodies: &[Object<'_>], keys: &Keys, plan: &mut Plan) {
    let html = |body: &&Object<'_>| form(body, keys).is_some_and(|form| form.contains("html"));
    let filled = |body: &&Object<'_>| first(body, &keys.value, keys).is_some();
    let best = bodies.iter().filter(filled).find(html).or(bodies.iter().find(filled));
    let Some(body) = best else { return };
    let Some((inner, span)) = first(body, &keys.value, keys) else { return };
    let reading = if html(&body) { Reading::Html } else { Reading::Plain };
    plan.add(inner, span, None, reading);
}

/// Reads a part of a text, and the parts in it. `known` is what its words are, if a part around it says so.
pub(super) fn part(
    value: Value<'_>,
    keys: &Keys,
    plan: &mut Plan,
    known: Option<Part>,
    depth: usize,
) {
    let Some(depth) = depth.checked_sub(1) else { return };
    if let Some(list) = value.list() {
        for one in list {
            part(one, keys, plan, known, depth);
        }
        return;
    }
    if let Some(inner) = value.string() {
        return text(inner, value.span(), plan, known);
    }
    let Some(object) = value.object() else { return };
    let kind = kind(&object, keys);
    let is =
        |list: &[String]| kind.as_deref().is_some_and(|kind| list.iter().any(|one| one == kind));
    let elements = &keys.elements;
    if is(&elements.picture) {
        return caption(&object, keys, plan);
    }
    let known = known.or(if is(&elements.heading) {
        Some(Part::SubHeadline)
    } else if is(&elements.list) || first(&object, &keys.listed, keys).is_some() {
        Some(Part::ListItem)
    } else if is(&elements.table) {
        Some(Part::Table)
    } else {
        None
    });
    if is(&elements.quotation) {
        plan.begin_quotation();
        inside(&object, keys, plan, known, depth);
        signature(&object, keys, plan);
        plan.end_quotation();
    } else if kind.is_none() || known.is_some() || is(&elements.text) || runs::has(&object, keys) {
        inside(&object, keys, plan, known, depth);
    }
}

/// Reads the words of a part, and the parts in it.
fn inside(object: &Object<'_>, keys: &Keys, plan: &mut Plan, known: Option<Part>, depth: usize) {
    if let Some(value) = object.all(&keys.words).next() {
        if runs::has(object, keys) {
            runs::read(value, keys, plan, (known, part), depth);
        } else {
            part(value, keys, plan, known, depth);
        }
    }
    for value in object.all(&keys.holds) {
        part(value, keys, plan, known, depth);
    }
}

/// Adds words, as a paragraph where they have no markup.
fn text(inner: Inner, span: Span, plan: &mut Plan, part: Option<Part>) {
    let reading = if is_html(inner.text()) { Reading::Html } else { Reading::Plain };
    plan.add(inner, span, part, reading);
}

/// Who says a quotation that is set apart: "— Ann Hale".
fn signature(quotation: &Object<'_>, keys: &Keys, plan: &mut Plan) {
    let Some((name, span)) = first(quotation, &keys.signed, keys) else { return };
    let mut inner = Inner::default();
    inner.put("", Span::new(span.start + 1, span.start + 1));
    if !name.text().trim_start().starts_with(['—', '–', '-', '―']) {
        inner.invent("— ");
    }
    inner.append(&name);
    let reading = if is_html(name.text()) { Reading::Html } else { Reading::Line };
    plan.add(inner, span, None, reading);
}

/// Reads the words below pictures; what else is associated with a story is no part of it.
pub(super) fn pictures(value: Value<'_>, keys: &Keys, plan: &mut Plan) {
    let of_object = value.object().map(|object| object.values().collect());
    let all: Vec<Value<'_>> = value.list().or(of_object).unwrap_or_default();
    for picture in all.into_iter().filter_map(Value::object) {
        if is_picture(&picture, keys) {
            caption(&picture, keys, plan);
        }
    }
}

/// True for an object whose type is that of a picture.
pub(super) fn is_picture(object: &Object<'_>, keys: &Keys) -> bool {
    let kind = object.get("type").and_then(|kind| words(kind, keys));
    kind.is_some_and(|(kind, _)| keys.picture_types.iter().any(|one| one == kind.text()))
}

fn caption(picture: &Object<'_>, keys: &Keys, plan: &mut Plan) {
    if let Some((inner, span)) = first(picture, &keys.caption, keys) {
        plan.line(inner, span, Part::Caption);
    }
}
