//! Many old drafts, edited as a desk edits them: how many old findings come back as new.

use std::fmt::Write as _;
use std::fs;
use std::io::Read;

use flate2::read::GzDecoder;
use serde::Deserialize;
use whosaid::adopt::{Former, traces};
use whosaid::{Draft, Rulebook, check};

use crate::beside;
use crate::desk::Desk;
use crate::project;

/// An article as the shared news has it.
#[derive(Clone, Deserialize)]
struct Article {
    format: String,
    text: String,
}

impl Article {
    /// A name that says its format.
    fn name(&self) -> String {
        format!("d.{}", self.format)
    }
}

/// Articles of the news beside the project, as many of each outlet; nothing where they are not here.
fn news(count: usize) -> Option<Vec<Article>> {
    let outlets = ["chicago", "cnn", "releases", "spotlight", "star"];
    let mut all = Vec::new();
    for outlet in outlets {
        let path = beside(&format!("news/{outlet}.jsonl.gz"))?;
        let mut text = String::new();
        GzDecoder::new(fs::File::open(path).unwrap()).read_to_string(&mut text).unwrap();
        let each = text.lines().take(count / outlets.len());
        all.extend(each.map(|line| serde_json::from_str(line).unwrap()));
    }
    Some(all)
}

/// The samples of the repository that are plain text.
fn samples() -> Vec<Article> {
    let mut paths: Vec<_> = ["samples", "samples/formats"]
        .iter()
        .flat_map(|folder| fs::read_dir(project(folder)).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "txt"))
        .collect();
    paths.sort();
    let texts = paths.iter().filter_map(|path| fs::read_to_string(path).ok());
    texts.map(|text| Article { format: "txt".to_owned(), text }).collect()
}

const FAULT: &str = "It is understood that the windmill of Oberfeld will be sold.";

/// Takes drafts over and edits each elsewhere; one gets a new fault too.
fn adopt(name: &str, articles: &[Article]) {
    let desk = Desk::new(name);
    let path = |n: usize| format!("drafts/{n:03}.{}", articles[n].format);
    for (n, article) in articles.iter().enumerate() {
        desk.write(&path(n), &article.text);
    }
    assert_eq!(desk.run("baseline write drafts").code, 0);
    let check = "check drafts -o short --show note --fail-on note --baseline whosaid.baseline.json";
    let clean = desk.run(check);
    assert_eq!((clean.code, clean.out.as_str()), (0, ""), "{}", clean.all());
    let faulty = articles.len() / 2;
    for (n, article) in articles.iter().enumerate() {
        let mut edited = after_the_lead(&article.text);
        if n == faulty {
            edited = format!("{}\n\n{FAULT}\n", edited.trim_end());
        }
        desk.write(&path(n), &edited);
    }
    let line = desk.read(&path(faulty)).lines().count();
    let told = desk.run(check);
    let found: Vec<&str> = told
        .out
        .lines()
        .filter(|l| l.starts_with(&format!("drafts/{faulty:03}.txt:{line}:")))
        .collect();
    assert!(found.iter().any(|line| line.contains(" SR002 ")), "{}", told.all());
    let strange = told.out.lines().count() - found.len();
    // What stands next to the new paragraph may be read in another way.
    assert!(strange <= 1 + articles.len() / 100, "{strange} old ones came back: {}", told.out);
    assert_eq!(told.code, 1);
}

#[test]
fn two_hundred_articles_are_adopted_and_one_new_fault_is_found() {
    if let Some(articles) = news(200) {
        assert_eq!(articles.len(), 200);
        adopt("adopted-news", &articles);
    }
}

#[test]
fn the_samples_are_adopted_and_one_new_fault_is_found() {
    adopt("adopted-samples", &samples());
}

/// The paragraphs of an article.
fn paragraphs(text: &str) -> Vec<String> {
    text.split("\n\n").map(str::to_owned).collect()
}

/// A paragraph comes in after the headline.
fn above(text: &str) -> String {
    let mut all = paragraphs(text);
    all.insert(1.min(all.len()), "The square is wide and green.".to_owned());
    all.join("\n\n")
}

/// The paragraphs that are long enough to be text, by number.
fn long(all: &[String]) -> Vec<usize> {
    let is_text = |n: &usize| all[*n].len() > 100 && !all[*n].contains('\n');
    (0..all.len()).filter(is_text).collect()
}

/// A paragraph comes in after the lead.
fn after_the_lead(text: &str) -> String {
    let mut all = paragraphs(text);
    let at = long(&all).first().map_or(all.len(), |n| n + 1);
    all.insert(at, "The square is wide and green.".to_owned());
    all.join("\n\n")
}

/// A paragraph of the middle goes to the end.
fn moved(text: &str) -> String {
    let mut all = paragraphs(text);
    let long = long(&all);
    if let (Some(from), Some(to)) = (long.get(long.len() / 2), long.last()) {
        let paragraph = all.remove(*from);
        all.insert(*to, paragraph);
    }
    all.join("\n\n")
}

/// True for a paragraph that is no running text: a list, a table, front matter, markup.
fn is_set(paragraph: &str) -> bool {
    paragraph.trim_end().contains(['\n', '<', '{'])
}

/// The headline is another one.
fn headline(text: &str) -> String {
    let mut all = paragraphs(text);
    if !is_set(&all[0]) {
        "What the week has brought to the county".clone_into(&mut all[0]);
    }
    all.join("\n\n")
}

/// Lines break elsewhere.
fn wrapped(text: &str) -> String {
    let wrap = |paragraph: String| {
        if is_set(&paragraph) {
            return paragraph;
        }
        let mut out = String::new();
        let mut width = 0;
        for word in paragraph.split_whitespace() {
            let gap = if out.is_empty() {
                ""
            } else if width + word.len() > 60 {
                "\n"
            } else {
                " "
            };
            width = if gap == "\n" { 0 } else { width + gap.len() };
            width += word.len();
            write!(out, "{gap}{word}").unwrap();
        }
        out
    };
    paragraphs(text).into_iter().map(wrap).collect::<Vec<_>>().join("\n\n")
}

/// Quotation marks that are curly are straight.
fn straight(text: &str) -> String {
    text.replace(['“', '”'], "\"").replace(['‘', '’'], "'")
}

/// Quotation marks that are straight are curly, where they come in pairs.
fn curly(text: &str) -> String {
    let one = |paragraph: String| {
        if is_set(&paragraph) || !paragraph.matches('"').count().is_multiple_of(2) {
            return paragraph;
        }
        let mut open = false;
        let mark = |c: char| match c {
            '"' => {
                open = !open;
                if open { '“' } else { '”' }
            }
            '\'' => '’',
            c => c,
        };
        paragraph.chars().map(mark).collect()
    };
    paragraphs(text).into_iter().map(one).collect::<Vec<_>>().join("\n\n")
}

/// The same with somebody's full name at the first mention cut to the last name.
fn without_full_name(article: &Article, rulebook: &Rulebook) -> Option<String> {
    let text = &article.text;
    let draft = Draft::new(article.name(), text.as_str());
    let verdict = check(&draft, rulebook);
    verdict.story.speakers.iter().find_map(|speaker| {
        let (first, last) = speaker.name.split_once(' ')?;
        let is_name = |word: &str| {
            word.starts_with(char::is_uppercase) && word.chars().skip(1).all(char::is_lowercase)
        };
        let named = is_name(first) && is_name(last) && text.matches(last).count() > 1;
        (named && text.contains(&speaker.name)).then(|| text.replacen(&speaker.name, last, 1))
    })
}

/// What an edit has done to the findings of some articles.
#[derive(Default)]
struct Figures {
    articles: usize,
    before: usize,
    /// Findings of the edited articles that are called new.
    new: usize,
    /// How often each check is among them.
    codes: std::collections::BTreeMap<String, usize>,
}

impl Figures {
    fn add(&mut self, rulebook: &Rulebook, name: &str, before: &str, after: &str) {
        let traced = |text: &str| {
            let draft = Draft::new(name, text);
            traces(&draft, &check(&draft, rulebook), rulebook)
        };
        let old = traced(before);
        let mut former = Former::of(&old);
        self.articles += 1;
        self.before += old.len();
        for trace in traced(after).iter().filter(|trace| !former.has(trace)) {
            self.new += 1;
            *self.codes.entry(trace.code.clone()).or_default() += 1;
        }
    }
}

/// An edit by its name, and how many of a hundred old findings may come back at most.
type Edit = (&'static str, fn(&str) -> String, usize);

const EDITS: [Edit; 7] = [
    ("paragraph after the headline", above, 3),
    ("paragraph after the lead", after_the_lead, 2),
    ("paragraph moved to the end", moved, 12),
    ("headline changed", headline, 6),
    ("lines broken elsewhere", wrapped, 3),
    ("marks straightened", straight, 6),
    ("marks made curly", curly, 6),
];

fn measure(articles: &[Article]) -> String {
    let rulebook = Rulebook::built_in();
    let mut all: Vec<(&str, Figures, usize)> = Vec::new();
    for (name, edit, most) in EDITS {
        let mut figures = Figures::default();
        for article in articles {
            let edited = edit(&article.text);
            if edited != article.text {
                figures.add(&rulebook, &article.name(), &article.text, &edited);
            }
        }
        all.push((name, figures, most));
    }
    let mut figures = Figures::default();
    for article in articles {
        if let Some(before) = without_full_name(article, &rulebook) {
            figures.add(&rulebook, &article.name(), &before, &article.text);
        }
    }
    all.push(("full name at the first mention", figures, 6));
    let mut told = String::new();
    let mut wrong = String::new();
    for (name, f, most) in &all {
        writeln!(
            told,
            "{name:32} {:4} articles {:5} findings {:4} new {:?}",
            f.articles, f.before, f.new, f.codes
        )
        .unwrap();
        if f.new * 100 > f.before * most + 100 {
            writeln!(wrong, "{name}: {} of {} come back", f.new, f.before).unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}\n{told}");
    told
}

#[test]
fn old_findings_survive_edits_of_every_kind() {
    // All two hundred take minutes without optimisation; the figures are of them.
    let count = std::env::var("WHOSAID_ARTICLES").ok().and_then(|n| n.parse().ok()).unwrap_or(40);
    if let Some(articles) = news(count) {
        println!("{}", measure(&articles));
    }
    println!("{}", measure(&samples()));
}
