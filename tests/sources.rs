//! The sources of the crate as the compiler sees them: which file needs what of which other file.
//!
//! A file needs what it names in a path and does not define: a type, a function, a constant. Where
//! the name is a re-export, the need goes to the file that defines it. A re-export needs nothing,
//! and neither does `mod child;`. A method that is called on a value names no file and is not seen.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Attribute, Item, UseTree, Visibility};

/// The text of each file, by its path below the folder of the sources.
pub(crate) type Files = BTreeMap<String, String>;

/// All Rust files of the crate.
pub(crate) fn files() -> Files {
    let src = crate::project("src");
    let mut files = Files::new();
    collect(&src, &src, &mut files);
    assert!(files.len() > 100, "only {} files of Rust below src", files.len());
    files
}

fn collect(src: &Path, folder: &Path, files: &mut Files) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(src, &path, files);
        } else if path.extension().is_some_and(|end| end == "rs") {
            let parts: Vec<_> =
                path.strip_prefix(src).unwrap().iter().map(|part| part.to_string_lossy()).collect();
            files.insert(parts.join("/"), fs::read_to_string(&path).unwrap());
        }
    }
}

/// Who needs what of whom.
#[derive(Default)]
pub(crate) struct Needs {
    /// The names that the first file needs of the second.
    pub(crate) arrows: BTreeMap<(String, String), BTreeSet<String>>,
    /// Paths into this crate that lead nowhere: what the reader of the sources does not understand.
    pub(crate) lost: Vec<String>,
    /// The files that a `mod` leads to.
    pub(crate) read: BTreeSet<String>,
    /// The files that only tests have.
    pub(crate) of_tests: BTreeSet<String>,
}

impl Needs {
    /// Reads the sources from their roots: each the name by which other crates call it, and a file.
    pub(crate) fn of(files: &Files, roots: &[(&str, &str)]) -> Self {
        let mut tree =
            Tree { files, modules: Vec::new(), roots: HashMap::new(), of_tests: BTreeSet::new() };
        for (name, file) in roots {
            let root = tree.file(file, None);
            tree.roots.insert((*name).to_owned(), root);
        }
        let mut needs = Self { of_tests: tree.of_tests.clone(), ..Self::default() };
        for at in 0..tree.modules.len() {
            let file = tree.modules[at].file.clone();
            needs.read.insert(file);
            let mut reader = Reader { tree: &tree, at, needs: &mut needs };
            for item in &tree.modules[at].items {
                reader.visit_item(item);
            }
        }
        needs
    }

    /// The circles: files of which each needs every other, if only by way of a third.
    pub(crate) fn circles(&self) -> Vec<Vec<&str>> {
        let mut next: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (from, to) in self.arrows.keys() {
            next.entry(from).or_default().push(to);
        }
        let reached = |from: &str| {
            let mut seen = BTreeSet::new();
            let mut open: Vec<&str> = next.get(from).cloned().unwrap_or_default();
            while let Some(file) = open.pop() {
                if seen.insert(file) {
                    open.extend(next.get(file).into_iter().flatten());
                }
            }
            seen
        };
        let reach: BTreeMap<&str, BTreeSet<&str>> =
            next.keys().map(|from| (*from, reached(from))).collect();
        let mut circles = Vec::new();
        let mut done = BTreeSet::new();
        for (file, others) in &reach {
            let back = |other: &&&str| reach.get(**other).is_some_and(|of| of.contains(file));
            let circle: Vec<&str> = others.iter().filter(back).copied().collect();
            if circle.len() > 1 && done.insert(circle.clone()) {
                circles.push(circle);
            }
        }
        circles
    }

    /// A circle in words: who needs what of whom in it.
    pub(crate) fn told(&self, circle: &[&str]) -> String {
        let mut told = format!("a circle of {} files: {}\n", circle.len(), circle.join(", "));
        for ((from, to), names) in &self.arrows {
            if circle.contains(&from.as_str()) && circle.contains(&to.as_str()) {
                let names: Vec<_> = names.iter().map(String::as_str).collect();
                writeln!(told, "    {from} needs of {to}: {}", names.join(", ")).unwrap();
            }
        }
        told
    }
}

/// A module, in a file of its own or within braces.
struct Module {
    file: String,
    root: usize,
    parent: Option<usize>,
    items: Vec<Item>,
    names: HashMap<String, Vec<Name>>,
    globs: Vec<Vec<String>>,
}

/// What a name in a module is.
enum Name {
    Item,
    Module(usize),
    Import(Vec<String>),
}

/// Where a path leads.
#[derive(Clone, PartialEq, Eq)]
enum Target {
    /// To an item of this name that a file defines.
    Item(String, String),
    Module(usize),
}

struct Tree<'a> {
    files: &'a Files,
    modules: Vec<Module>,
    roots: HashMap<String, usize>,
    of_tests: BTreeSet<String>,
}

impl Tree<'_> {
    /// Reads a file and all modules below it.
    fn file(&mut self, file: &str, parent: Option<usize>) -> usize {
        let text = self.files.get(file).unwrap_or_else(|| panic!("{file} is missing"));
        let items = syn::parse_file(text).unwrap_or_else(|e| panic!("{file}: {e}")).items;
        let whole_folder = parent.is_none() || file.ends_with("/mod.rs");
        let folder = match file.rsplit_once('/') {
            Some((folder, _)) if whole_folder => format!("{folder}/"),
            None if whole_folder => String::new(),
            _ => format!("{}/", file.trim_end_matches(".rs")),
        };
        self.module(file, &folder, parent, items)
    }

    fn module(
        &mut self,
        file: &str,
        folder: &str,
        parent: Option<usize>,
        items: Vec<Item>,
    ) -> usize {
        let at = self.modules.len();
        let root = parent.map_or(at, |parent| self.modules[parent].root);
        let (names, globs) = (HashMap::new(), Vec::new());
        self.modules.push(Module {
            file: file.to_owned(),
            root,
            parent,
            items: vec![],
            names,
            globs,
        });
        let (tests, items): (Vec<Item>, Vec<Item>) =
            items.into_iter().partition(|item| attributes(item).iter().any(is_test));
        for test in &tests {
            if let Item::Mod(module) = test
                && module.content.is_none()
            {
                self.of_tests.insert(format!("{folder}{}.rs", module.ident));
            }
        }
        for item in items {
            match &item {
                Item::Use(import) => {
                    leaves(&import.tree, &mut Vec::new(), &mut |path, name| match name {
                        Some(name) => self.name(at, name, Name::Import(path)),
                        None => self.modules[at].globs.push(path),
                    });
                }
                Item::Macro(call) => {
                    // A macro can define anything: what its words name stands in this file.
                    let own = call.ident.iter().map(ToString::to_string);
                    for name in own.chain(named_in(&call.mac.tokens)) {
                        self.name(at, name, Name::Item);
                    }
                }
                other => {
                    if let Some(name) = defined(other) {
                        self.name(at, name, Name::Item);
                    }
                }
            }
            match item {
                Item::Mod(module) => {
                    let name = module.ident.to_string();
                    let below = if let Some((_, inside)) = module.content {
                        self.module(file, &format!("{folder}{name}/"), Some(at), inside)
                    } else {
                        let plain = format!("{folder}{name}.rs");
                        let nested = format!("{folder}{name}/mod.rs");
                        let there = self.files.contains_key(&plain);
                        self.file(if there { &plain } else { &nested }, Some(at))
                    };
                    self.name(at, name, Name::Module(below));
                }
                other => self.modules[at].items.push(other),
            }
        }
        at
    }

    fn name(&mut self, at: usize, name: String, is: Name) {
        self.modules[at].names.entry(name).or_default().push(is);
    }

    /// Where a path in a module leads; `Err` when it enters this crate and is lost there.
    fn lead(&self, at: usize, path: &[String], seen: &mut Vec<(usize, String)>) -> Lead {
        let mut parts = path.iter().map(String::as_str).peekable();
        let mut here = Vec::new();
        match parts.next() {
            Some("crate") => here.push(Target::Module(self.modules[at].root)),
            Some("self") => here.push(Target::Module(at)),
            Some("super") => {
                let mut up = self.modules[at].parent;
                while parts.next_if_eq(&"super").is_some() {
                    up = up.and_then(|up| self.modules[up].parent);
                }
                here.extend(up.map(Target::Module));
            }
            Some(name) => {
                here = self.look_up(at, name, seen)?;
                if here.is_empty() {
                    here.extend(self.roots.get(name).map(|root| Target::Module(*root)));
                }
            }
            None => {}
        }
        for part in parts {
            // A function may be called as a module is; what stands before `::` is the module.
            if here.iter().any(|target| matches!(target, Target::Module(_))) {
                here.retain(|target| matches!(target, Target::Module(_)));
            }
            let mut next: Vec<Target> = Vec::new();
            let mut inside = false;
            for target in here {
                match target {
                    // What comes behind a type is its own: a variant, a function of it.
                    Target::Item(..) => next.push(target),
                    Target::Module(module) => {
                        inside = true;
                        next.extend(self.look_up(module, part, seen)?);
                    }
                }
            }
            if inside && next.is_empty() {
                return Err(format!("{}: {}", self.modules[at].file, path.join("::")));
            }
            here = next;
        }
        Ok(here)
    }

    /// What a name in a module means.
    fn look_up(&self, at: usize, name: &str, seen: &mut Vec<(usize, String)>) -> Lead {
        let key = (at, name.to_owned());
        if seen.contains(&key) {
            return Ok(Vec::new());
        }
        seen.push(key);
        let module = &self.modules[at];
        let mut targets: Vec<Target> = Vec::new();
        for is in module.names.get(name).into_iter().flatten() {
            match is {
                Name::Item => targets.push(Target::Item(module.file.clone(), name.to_owned())),
                Name::Module(below) => targets.push(Target::Module(*below)),
                Name::Import(path) => match self.lead(at, path, seen)? {
                    // Another crate's; it hides no name, but it is one.
                    found if found.is_empty() => {
                        targets.push(Target::Item(module.file.clone(), name.to_owned()));
                    }
                    found => targets.extend(found),
                },
            }
        }
        if targets.is_empty() {
            for path in &module.globs {
                for target in self.lead(at, path, seen)? {
                    if let Target::Module(other) = target {
                        targets.extend(self.look_up(other, name, seen)?);
                    }
                }
            }
        }
        seen.pop();
        Ok(targets)
    }
}

type Lead = Result<Vec<Target>, String>;

/// Reads the items of one module and notes what they need.
struct Reader<'a> {
    tree: &'a Tree<'a>,
    at: usize,
    needs: &'a mut Needs,
}

impl Reader<'_> {
    fn need(&mut self, path: &[String]) {
        match self.tree.lead(self.at, path, &mut Vec::new()) {
            Ok(targets) => {
                let from = &self.tree.modules[self.at].file;
                for target in targets {
                    if let Target::Item(to, name) = target
                        && to != *from
                    {
                        self.needs.arrows.entry((from.clone(), to)).or_default().insert(name);
                    }
                }
            }
            Err(path) => self.needs.lost.push(path),
        }
    }

    /// The paths among the words of a macro or an attribute.
    fn words(&mut self, words: &TokenStream, texts: bool) {
        let words: Vec<TokenTree> = words.clone().into_iter().collect();
        let mark = |at: usize, mark: char| matches!(words.get(at), Some(TokenTree::Punct(p)) if p.as_char() == mark);
        let mut at = 0;
        while at < words.len() {
            match &words[at] {
                TokenTree::Group(group) => self.words(&group.stream(), texts),
                TokenTree::Literal(text) if texts => {
                    let path = syn::parse_str::<syn::LitStr>(&text.to_string())
                        .ok()
                        .and_then(|text| text.parse::<syn::Path>().ok());
                    if let Some(path) = path {
                        self.visit_path(&path);
                    }
                }
                TokenTree::Ident(first) => {
                    // `.method`, `::std`, `$variable`: not a name of this module.
                    let before = |n: usize, c: char| at >= n && mark(at - n, c);
                    let member = before(1, '.') && !before(2, '.');
                    let outside = before(1, ':') && before(2, ':');
                    let variable = before(1, '$') && first != "crate";
                    let mut path = vec![first.to_string()];
                    let mut end = at;
                    while mark(end + 1, ':') && mark(end + 2, ':') {
                        let Some(TokenTree::Ident(next)) = words.get(end + 3) else { break };
                        path.push(next.to_string());
                        end += 3;
                    }
                    let is_call = matches!(words.get(end + 1), Some(TokenTree::Group(_)));
                    let is_type = path[0].starts_with(char::is_uppercase);
                    let counts = path.len() > 1 || is_call || is_type;
                    if counts && !member && !outside && !variable {
                        self.need(&path);
                    }
                    at = end;
                }
                _ => {}
            }
            at += 1;
        }
    }
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item(&mut self, item: &'ast Item) {
        if !attributes(item).iter().any(is_test) {
            visit::visit_item(self, item);
        }
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        if !item.attrs.iter().any(is_test) {
            visit::visit_impl_item_fn(self, item);
        }
    }

    /// A module within braces is read as a module of its own.
    fn visit_item_mod(&mut self, _: &'ast syn::ItemMod) {}

    fn visit_item_use(&mut self, import: &'ast syn::ItemUse) {
        // What is imported is used, or the compiler would warn; what is re-exported need not be.
        if matches!(import.vis, Visibility::Inherited) {
            leaves(&import.tree, &mut Vec::new(), &mut |path, _| self.need(&path));
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if path.leading_colon.is_none() {
            let parts: Vec<_> = path.segments.iter().map(|part| part.ident.to_string()).collect();
            self.need(&parts);
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        self.visit_path(&call.path);
        self.words(&call.tokens, false);
    }

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        // `#[serde(with = "path")]`
        if let syn::Meta::List(list) = &attribute.meta {
            self.words(&list.tokens, true);
        }
    }
}

/// Every name that a `use` brings in with its path; a glob has no name.
fn leaves(
    tree: &UseTree,
    path: &mut Vec<String>,
    leaf: &mut dyn FnMut(Vec<String>, Option<String>),
) {
    match tree {
        UseTree::Path(part) => {
            path.push(part.ident.to_string());
            leaves(&part.tree, path, leaf);
            path.pop();
        }
        UseTree::Group(group) => group.items.iter().for_each(|tree| leaves(tree, path, leaf)),
        UseTree::Glob(_) => leaf(path.clone(), None),
        UseTree::Name(name) if name.ident == "self" => leaf(path.clone(), path.last().cloned()),
        UseTree::Name(name) => {
            let name = name.ident.to_string();
            leaf(path.iter().cloned().chain([name.clone()]).collect(), Some(name));
        }
        UseTree::Rename(name) => {
            let mut path = path.clone();
            if name.ident != "self" {
                path.push(name.ident.to_string());
            }
            leaf(path, Some(name.rename.to_string()));
        }
    }
}

fn is_test(attribute: &Attribute) -> bool {
    attribute.path().is_ident("cfg")
        && attribute.parse_args::<syn::Path>().is_ok_and(|path| path.is_ident("test"))
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

/// The name that an item defines.
fn defined(item: &Item) -> Option<String> {
    match item {
        Item::Const(item) => Some(item.ident.to_string()),
        Item::Enum(item) => Some(item.ident.to_string()),
        Item::Fn(item) => Some(item.sig.ident.to_string()),
        Item::Static(item) => Some(item.ident.to_string()),
        Item::Struct(item) => Some(item.ident.to_string()),
        Item::Trait(item) => Some(item.ident.to_string()),
        Item::Type(item) => Some(item.ident.to_string()),
        Item::Union(item) => Some(item.ident.to_string()),
        _ => None,
    }
}

/// Names behind `enum`, `struct` and their like among the words of a macro.
fn named_in(words: &TokenStream) -> Vec<String> {
    const KEYWORDS: [&str; 7] = ["enum", "struct", "fn", "const", "static", "trait", "type"];
    let mut names = Vec::new();
    let mut keyword = false;
    for word in words.clone() {
        match word {
            TokenTree::Group(group) => names.extend(named_in(&group.stream())),
            TokenTree::Ident(name) if keyword => {
                names.push(name.to_string());
                keyword = false;
                continue;
            }
            TokenTree::Ident(name) => {
                keyword = KEYWORDS.contains(&name.to_string().as_str());
                continue;
            }
            _ => {}
        }
        keyword = false;
    }
    names
}
