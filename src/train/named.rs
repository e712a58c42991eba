//! Texts whose names are annotated: GUM in CoNLL-U, and articles with a table of names.

use std::ops::Range;
use std::path::Path;
use std::{fs, io};

use crate::read::Draft;
use crate::span::Span;

/// A text with its names: the span and the kind of each, in the order of [`KINDS`], no two of which
/// overlap.
pub(super) struct NamedDraft {
    pub(super) name: String,
    pub(super) draft: Draft,
    pub(super) names: Vec<(Span, usize)>,
}

/// The kinds in both annotations; whatever is none of the first three is the last.
const KINDS: [[&str; 2]; 3] =
    [["person", "PERSON"], ["organization", "ORGANIZATION"], ["place", "LOCATION"]];
/// The kind of what has another kind.
pub(super) const OTHER: usize = KINDS.len();

fn kind(name: &str) -> usize {
    KINDS.iter().position(|kind| kind.contains(&name)).unwrap_or(OTHER)
}

/// Reads the texts of a CoNLL-U file with `Entity` annotations.
pub(super) fn gum(path: &Path) -> io::Result<Vec<NamedDraft>> {
    let mut texts: Vec<Gum> = Vec::new();
    for line in fs::read_to_string(path)?.lines() {
        if let Some(name) = line.strip_prefix("# newdoc id = ") {
            texts.push(Gum { name: name.to_owned(), ..Gum::default() });
        } else if let Some(text) = texts.last_mut() {
            text.read(line);
        }
    }
    Ok(texts.into_iter().map(Gum::finish).collect())
}

/// A text while it is read.
#[derive(Default)]
struct Gum {
    name: String,
    text: String,
    paragraph: bool,
    /// Where the next word of the sentence is looked for, and the word that the sentence begins with.
    at: usize,
    first: usize,
    words: Vec<Word>,
    open: Vec<(String, usize)>,
    /// The words and the type of each entity.
    entities: Vec<(Range<usize>, usize)>,
}

/// A word: where it stands, whether it is a proper noun, the word it depends on.
struct Word {
    span: Span,
    proper: bool,
    head: Option<usize>,
}

impl Gum {
    fn read(&mut self, line: &str) {
        if line.starts_with("# newpar") {
            self.paragraph = true;
        } else if let Some(sentence) = line.strip_prefix("# text = ") {
            let gap = if self.paragraph { "\n\n" } else { " " };
            if !self.text.is_empty() {
                self.text.push_str(gap);
            }
            self.paragraph = false;
            self.at = self.text.len();
            self.first = self.words.len();
            self.text.push_str(sentence);
        } else if line.starts_with(|c: char| c.is_ascii_digit()) {
            let fields: Vec<&str> = line.split('\t').collect();
            if let [number, form, _, pos, _, _, head, _, _, misc] = fields[..]
                && number.bytes().all(|b| b.is_ascii_digit())
            {
                self.word(form, pos == "PROPN", head.parse().unwrap_or(0));
                let entity = misc.split('|').find_map(|part| part.strip_prefix("Entity="));
                self.brackets(entity.unwrap_or_default());
            }
        }
    }

    fn word(&mut self, form: &str, proper: bool, head: usize) {
        let start = self.at + self.text[self.at..].find(form).unwrap_or(0);
        let end = (start + form.len()).min(self.text.len());
        let head = head.checked_sub(1).map(|head| self.first + head);
        self.words.push(Word { span: Span::new(start, end), proper, head });
        self.at = end;
    }

    /// Opens and closes entities: "(12-person-…(13-place-…)", "12)".
    fn brackets(&mut self, mut entity: &str) {
        let word = self.words.len() - 1;
        while !entity.is_empty() {
            if let Some(rest) = entity.strip_prefix('(') {
                let end = rest.find(['(', ')']).unwrap_or(rest.len());
                let mut parts = rest[..end].split('-');
                let id = parts.next().unwrap_or_default();
                let kind = parts.next().map_or(OTHER, kind);
                self.open.push((id.to_owned(), self.entities.len()));
                self.entities.push((word..word, kind));
                entity = &rest[end..];
                if let Some(rest) = entity.strip_prefix(')') {
                    self.close(None);
                    entity = rest;
                }
            } else {
                let Some((id, rest)) = entity.split_once(')') else { return };
                self.close(Some(id));
                entity = rest;
            }
        }
    }

    /// Closes the entity of this number, or the last one.
    fn close(&mut self, id: Option<&str>) {
        let found = self.open.iter().rposition(|(open, _)| id.is_none_or(|id| id == open));
        if let Some(at) = found {
            let (_, entity) = self.open.remove(at);
            self.entities[entity].0.end = self.words.len();
        }
    }

    /// The outermost names of persons, organisations and places, and other names beside them.
    fn finish(self) -> NamedDraft {
        let mut named: Vec<(Range<usize>, usize)> =
            self.entities.iter().filter(|(words, _)| self.is_named(words)).cloned().collect();
        named.sort_by_key(|(words, kind)| {
            (*kind == OTHER, std::cmp::Reverse(words.len()), words.start)
        });
        let mut names: Vec<(Span, usize)> = Vec::new();
        for (words, kind) in named {
            let mut span = self.words[words.start].span.to(self.words[words.end - 1].span);
            span.end = span.start + without_mark(&self.text[span.start..span.end]).len();
            if !names.iter().any(|(other, _)| span.start < other.end && other.start < span.end) {
                names.push((span, kind));
            }
        }
        names.sort_by_key(|(span, _)| span.start);
        NamedDraft { draft: Draft::new(self.name.clone(), self.text), name: self.name, names }
    }

    /// True when the head of an entity is a proper noun: the first word that depends on none of it.
    fn is_named(&self, words: &Range<usize>) -> bool {
        let outside = |word: &&Word| word.head.is_none_or(|head| !words.contains(&head));
        self.words[words.clone()].iter().find(outside).is_some_and(|word| word.proper)
    }
}

/// A name without its possessive mark.
fn without_mark(name: &str) -> &str {
    let bare = ["'s", "’s"].iter().find_map(|mark| name.strip_suffix(mark)).or_else(|| {
        let bare = name.strip_suffix(['\'', '’'])?;
        bare.ends_with('s').then_some(bare)
    });
    bare.unwrap_or(name).trim_end()
}

/// Reads the articles in a folder, and the table of their names: start and end in code points, kind.
pub(super) fn articles(folder: &Path, table: &Path) -> io::Result<Vec<NamedDraft>> {
    let mut all: Vec<NamedDraft> = Vec::new();
    let mut places: Vec<usize> = Vec::new();
    for line in fs::read_to_string(table)?.lines() {
        if let Some(name) = line.strip_prefix("#DOC ") {
            let text = fs::read_to_string(folder.join(format!("{name}.txt")))?;
            places = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let draft = Draft::new(name.to_owned(), text);
            all.push(NamedDraft { name: name.to_owned(), draft, names: Vec::new() });
        } else if let Some(article) = all.last_mut()
            && let [start, end, name] = line.split('\t').collect::<Vec<_>>()[..]
        {
            let place = |n: &str| places.get(n.parse::<usize>().ok()?).copied();
            if let (Some(start), Some(end)) = (place(start), place(end)) {
                article.names.push((Span::new(start, end), kind(name)));
            }
        }
    }
    all.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_outermost_name_is_taken() {
        let mut gum = Gum::default();
        for line in [
            "# text = Hale of Harlow's left",
            "1\tHale\t_\tPROPN\t_\t_\t5\t_\t_\tEntity=(1-person-new",
            "2\tof\t_\tADP\t_\t_\t3\t_\t_\t_",
            "3\tHarlow\t_\tPROPN\t_\t_\t1\t_\t_\tEntity=(2-place-new",
            "4\t's\t_\tPART\t_\t_\t3\t_\t_\tEntity=2)1)",
            "5\tleft\t_\tVERB\t_\t_\t0\t_\t_\t_",
        ] {
            gum.read(line);
        }
        assert_eq!(gum.finish().names, [(Span::new(0, 14), 0)]);
    }

    #[test]
    fn a_possessive_mark_is_no_part_of_a_name() {
        let names = ["Reed's", "Reeds’", "Reed ’s", "Reed"].map(without_mark);
        assert_eq!(names, ["Reed", "Reeds", "Reed", "Reed"]);
    }
}
