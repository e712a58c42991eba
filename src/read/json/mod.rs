//! Reads JSON: ninjs, and what other desks and sites keep their stories in. Which keys mean what,
//! `keys.yaml` says.

mod elements;
mod keys;
mod value;

use super::blocks::Part;
use super::document::Document;
use super::error::ReadErrorKind;
use super::inner::{Inner, Reading};
use super::plan::Plan;
use crate::span::Span;
use keys::Keys;
use value::{Object, Value};

/// Objects inside one another that are searched for stories, at most.
const WRAPPERS: usize = 6;

/// Reads the text of a file.
pub(super) fn read(source: &str) -> Result<Document, ReadErrorKind> {
    let root = Value::parse(source)?;
    let keys = Keys::built_in();
    let mut found = Vec::new();
    stories(root, keys, WRAPPERS, &mut found);
    let (full, bare): (Vec<_>, Vec<_>) = found.into_iter().partition(|one| has_body(one, keys));
    let mut plan = Plan::default();
    let all = if full.is_empty() { &bare } else { &full };
    if all.is_empty() {
        return Err(value::broken(source, root.span().start, keys.missing()));
    }
    if !full.is_empty() && !bare.is_empty() {
        let entries = if bare.len() == 1 { "entry" } else { "entries" };
        plan.remark(format!("{} {entries} without a text", bare.len()));
    }
    all.iter().for_each(|one| story(one, keys, &mut plan));
    Ok(plan.write(source, "stories"))
}

/// Finds the stories of a file: the objects that have a text, else those that have a headline.
fn stories<'s>(value: Value<'s>, keys: &Keys, depth: usize, found: &mut Vec<Object<'s>>) {
    let Some(depth) = depth.checked_sub(1) else { return };
    if let Some(list) = value.list() {
        return list.into_iter().for_each(|one| stories(one, keys, depth, found));
    }
    let Some(object) = value.object() else { return };
    if !has_body(&object, keys) {
        let before = found.len();
        object.all(&keys.stories).for_each(|one| stories(one, keys, depth, found));
        if found.len() > before || first(&object, &keys.headline, keys).is_none() {
            return;
        }
    }
    found.push(object);
}

fn has_body(story: &Object<'_>, keys: &Keys) -> bool {
    let lists = [&keys.html, &keys.plain, &keys.either];
    lists.into_iter().any(|list| first(story, list, keys).is_some())
        || story.all(&keys.parts).chain(story.all(&keys.either)).any(|one| is_parts(one))
}

/// True for a list with something in it.
fn is_parts(value: Value<'_>) -> bool {
    value.list().is_some_and(|list| !list.is_empty())
}

/// The words of the first of some keys that has any.
fn first(object: &Object<'_>, list: &[String], keys: &Keys) -> Option<(Inner, Span)> {
    object.all(list).find_map(|value| words(value, keys, WRAPPERS))
}

/// The words of a value: a string, or what an object or the first of a list has under "value".
fn words(value: Value<'_>, keys: &Keys, depth: usize) -> Option<(Inner, Span)> {
    let depth = depth.checked_sub(1)?;
    if let Some(inner) = value.string() {
        return (!inner.is_blank()).then(|| (inner, value.span()));
    }
    if let Some(object) = value.object() {
        return object.all(&keys.value).find_map(|one| words(one, keys, depth));
    }
    let list = value.list()?;
    list.into_iter().find(|one| one.is_object()).and_then(|one| words(one, keys, depth))
}

/// Every string of a value: the names of all authors.
fn every(value: Value<'_>, keys: &Keys, depth: usize, add: &mut impl FnMut(Inner, Span)) {
    let Some(depth) = depth.checked_sub(1) else { return };
    if let Some(list) = value.list() {
        return list.into_iter().for_each(|one| every(one, keys, depth, add));
    }
    if let Some(inner) = value.string() {
        return add(inner, value.span());
    }
    let Some(object) = value.object() else { return };
    if let Some(one) = object.all(&keys.value).next() {
        every(one, keys, depth, add);
    }
}

/// Adds a story, field by field.
fn story(story: &Object<'_>, keys: &Keys, plan: &mut Plan) {
    plan.story();
    let has_body = has_body(story, keys);
    let mut add = |list: &[String], part: Part| {
        if let Some((inner, span)) = first(story, list, keys) {
            plan.line(inner, span, part);
        }
    };
    add(&keys.headline, Part::Headline);
    let caption = !has_body && elements::is_picture(story, keys);
    add(&keys.deck, if caption { Part::Caption } else { Part::Deck });
    for value in story.all(&keys.byline) {
        let mut found = false;
        every(value, keys, WRAPPERS, &mut |inner, span| {
            found |= !inner.is_blank();
            plan.line(inner, span, Part::Byline);
        });
        if found {
            break;
        }
    }
    for (list, part) in [(&keys.date, Part::Date), (&keys.dateline, Part::Dateline)] {
        if let Some((inner, span)) = first(story, list, keys) {
            plan.line(inner, span, part);
        }
    }
    for (inner, span) in story.all(&keys.desk).filter_map(|value| words(value, keys, WRAPPERS)) {
        plan.line(inner, span, Part::DeskNote);
    }
    body(story, keys, plan);
    for value in story.all(&keys.pictures) {
        elements::pictures(value, keys, plan);
    }
}

/// Adds the text of a story, in one of the forms in which it has it.
fn body(story: &Object<'_>, keys: &Keys, plan: &mut Plan) {
    if let Some((inner, span)) = first(story, &keys.html, keys) {
        return plan.add(inner, span, None, Reading::Html);
    }
    if let Some(value) = story.all(&keys.parts).find(|one| is_parts(*one)) {
        return elements::read(value, keys, plan);
    }
    if let Some((inner, span)) = first(story, &keys.plain, keys) {
        return plan.add(inner, span, None, Reading::Plain);
    }
    for value in story.all(&keys.either) {
        if is_parts(value) {
            return elements::read(value, keys, plan);
        }
        if let Some((inner, span)) = words(value, keys, WRAPPERS) {
            return plan.text(inner, span, None);
        }
    }
}
