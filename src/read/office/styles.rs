//! The styles of paragraphs: which of them are a title, a heading, a caption, a quotation.

use std::collections::HashMap;

use crate::read::Part;

/// A style follows this many others at most.
const STEPS: usize = 16;

/// What a paragraph is by its style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read) enum Role {
    /// It has a part.
    Part(Part),
    /// It is a heading.
    Heading,
    /// It is quoted, and set apart.
    Quotation,
}

/// The names of the built-in styles. They are the same in the files of every language; only what the
/// user sees is translated.
const NAMES: [(&str, Role); 17] = [
    ("title", Role::Part(Part::Headline)),
    ("subtitle", Role::Part(Part::Deck)),
    ("caption", Role::Part(Part::Caption)),
    ("illustration", Role::Part(Part::Caption)),
    ("figure", Role::Part(Part::Caption)),
    ("quote", Role::Quotation),
    ("intense quote", Role::Quotation),
    ("intensequote", Role::Quotation),
    ("quotations", Role::Quotation),
    ("block text", Role::Quotation),
    ("blocktext", Role::Quotation),
    ("toc heading", Role::Part(Part::Boilerplate)),
    ("contents heading", Role::Part(Part::Boilerplate)),
    ("header", Role::Part(Part::Boilerplate)),
    ("footer", Role::Part(Part::Boilerplate)),
    ("list heading", Role::Heading),
    ("heading", Role::Heading),
];

/// A style.
#[derive(Clone, Debug, Default)]
pub(in crate::read) struct Style {
    /// Its name.
    pub(in crate::read) name: String,
    /// The style that it follows.
    pub(in crate::read) parent: Option<String>,
    /// True where it is a level of the outline, false where it is none.
    pub(in crate::read) outline: Option<bool>,
    /// True where its paragraphs are items of a list.
    pub(in crate::read) listed: Option<bool>,
    /// True where its words are hidden.
    pub(in crate::read) hidden: bool,
}

/// The styles of a document.
#[derive(Clone, Debug, Default)]
pub(in crate::read) struct Styles {
    /// Each with what its own name says it is.
    all: HashMap<String, (Style, Option<Role>)>,
}

impl Styles {
    /// Adds a style.
    pub(in crate::read) fn add(&mut self, id: String, style: Style) {
        let role = named(&style.name);
        self.all.insert(id, (style, role));
    }

    /// A style and those that it follows, from the nearest.
    fn line(&self, id: &str) -> impl Iterator<Item = &(Style, Option<Role>)> {
        let up = |(style, _): &&(Style, Option<Role>)| self.all.get(style.parent.as_deref()?);
        std::iter::successors(self.all.get(id), up).take(STEPS)
    }

    /// What a paragraph of a style is.
    pub(in crate::read) fn role(&self, id: &str) -> Option<Role> {
        if !self.all.contains_key(id) {
            return named(id);
        }
        for (style, role) in self.line(id) {
            if role.is_some() {
                return *role;
            }
            if let Some(outline) = style.outline {
                return outline.then_some(Role::Heading);
            }
        }
        let top = self.line(id).last().and_then(|(style, _)| style.parent.as_deref());
        top.filter(|parent| !self.all.contains_key(*parent)).and_then(named)
    }

    /// True when paragraphs of a style are items of a list.
    pub(in crate::read) fn is_listed(&self, id: &str) -> bool {
        self.line(id).find_map(|(style, _)| style.listed).unwrap_or(false)
    }

    /// True when the words of a style are hidden.
    pub(in crate::read) fn is_hidden(&self, id: &str) -> bool {
        self.all.get(id).is_some_and(|(style, _)| style.hidden)
    }
}

/// What a style of a built-in name is: "heading 2", "Heading_20_2", "Heading2".
fn named(name: &str) -> Option<Role> {
    let name = name.replace("_20_", " ").to_lowercase();
    let bare = name.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
    let numbered = bare.len() < name.len();
    if numbered && matches!(bare, "toc" | "contents") {
        return Some(Role::Part(Part::Boilerplate));
    }
    let role = NAMES.iter().find(|(known, _)| *known == bare).map(|(_, role)| *role);
    role.filter(|role| numbered == (*role == Role::Heading) || bare == name && name != "heading")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn style(name: &str, parent: &str, outline: Option<bool>) -> Style {
        let parent = (!parent.is_empty()).then(|| parent.to_owned());
        Style { name: name.to_owned(), parent, outline, ..Style::default() }
    }

    #[test]
    fn a_style_is_known_by_its_name_or_by_that_which_it_follows() {
        let mut styles = Styles::default();
        styles.add("Titel".into(), style("Title", "", None));
        styles.add("Kopf".into(), style("Our head", "Titel", None));
        styles.add("Zwischen".into(), style("Zwischenzeile", "", Some(true)));
        styles.add("a".into(), style("x", "b", None));
        styles.add("b".into(), style("y", "a", None));
        assert_eq!(styles.role("Kopf"), Some(Role::Part(Part::Headline)));
        assert_eq!(styles.role("Zwischen"), Some(Role::Heading));
        assert_eq!(styles.role("a"), None);
    }

    #[test]
    fn the_names_of_built_in_styles_are_known() {
        for (name, role) in [
            ("heading 2", Some(Role::Heading)),
            ("Heading_20_10", Some(Role::Heading)),
            ("Heading1", Some(Role::Heading)),
            ("Intense Quote", Some(Role::Quotation)),
            ("toc 1", Some(Role::Part(Part::Boilerplate))),
            ("Normal", None),
            ("title 2", None),
        ] {
            assert_eq!(named(name), role, "{name}");
        }
    }
}
