//! Looks for stories, and for the words of their keys.

use super::super::inner::Inner;
use super::keys::Keys;
use super::value::{Object, Value};
use crate::span::Span;

/// Objects inside one another that are searched, at most.
const WRAPPERS: usize = 6;

/// The stories of a file: the objects that have a text, else those that have a headline.
pub(super) fn stories<'s>(root: Value<'s>, keys: &Keys) -> Vec<Object<'s>> {
    let mut found = Vec::new();
    find(root, keys, WRAPPERS, &mut found);
    found
}

fn find<'s>(value: Value<'s>, keys: &Keys, depth: usize, found: &mut Vec<Object<'s>>) {
    let Some(depth) = depth.checked_sub(1) else { return };
    if let Some(list) = value.list() {
        for one in list {
            find(one, keys, depth, found);
        }
        return;
    }
    let Some(object) = value.object() else { return };
    if !has_body(&object, keys) {
        let before = found.len();
        for one in object.all(&keys.stories) {
            find(one, keys, depth, found);
        }
        if found.len() > before || first(&object, &keys.headline, keys).is_none() {
            return;
        }
    }
    found.push(object);
}

/// True for an object that has a text.
pub(super) fn has_body(story: &Object<'_>, keys: &Keys) -> bool {
    let lists = [&keys.html, &keys.plain, &keys.either];
    lists.into_iter().any(|list| first(story, list, keys).is_some())
        || story.all(&keys.parts).chain(story.all(&keys.either)).any(|one| is_parts(one))
}

/// True for a list with something in it.
pub(super) fn is_parts(value: Value<'_>) -> bool {
    value.list().is_some_and(|list| !list.is_empty())
}

/// The words of the first of some keys that has any.
pub(super) fn first(object: &Object<'_>, list: &[String], keys: &Keys) -> Option<(Inner, Span)> {
    object.all(list).find_map(|value| words(value, keys))
}

/// The words of a value: a string, or what an object or the first of a list has under "value".
pub(super) fn words(value: Value<'_>, keys: &Keys) -> Option<(Inner, Span)> {
    words_in(value, keys, WRAPPERS)
}

fn words_in(value: Value<'_>, keys: &Keys, depth: usize) -> Option<(Inner, Span)> {
    let depth = depth.checked_sub(1)?;
    if let Some(inner) = value.string() {
        return (!inner.is_blank()).then(|| (inner, value.span()));
    }
    if let Some(object) = value.object() {
        return object.all(&keys.value).find_map(|one| words_in(one, keys, depth));
    }
    let list = value.list()?;
    list.into_iter().find(|one| one.is_object()).and_then(|one| words_in(one, keys, depth))
}

/// Every string of a value, and where it stands: the names of all authors.
pub(super) fn every(value: Value<'_>, keys: &Keys) -> Vec<(Inner, Span)> {
    let mut found = Vec::new();
    every_in(value, keys, WRAPPERS, &mut found);
    found
}

fn every_in(value: Value<'_>, keys: &Keys, depth: usize, found: &mut Vec<(Inner, Span)>) {
    let Some(depth) = depth.checked_sub(1) else { return };
    if let Some(list) = value.list() {
        for one in list {
            every_in(one, keys, depth, found);
        }
    } else if let Some(inner) = value.string().filter(|inner| !inner.is_blank()) {
        found.push((inner, value.span()));
    } else if let Some(object) = value.object()
        && let Some(one) = object.all(&keys.value).next()
    {
        every_in(one, keys, depth, found);
    }
}
