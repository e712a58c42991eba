//! The examples of the checks, run as tests.

use crate::judge::Which;
use crate::parse::Attribution;
use crate::rulebook::{Check, Rulebook};
use crate::span::Span;
use crate::verdict::Finding;
use crate::{Draft, check_with};

/// An example that did not do what its check says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExampleFailure {
    /// The check.
    pub code: String,
    /// Whether the check had to speak or to be silent.
    pub wanted: Wanted,
    /// The text.
    pub text: String,
    /// Which of the examples of its kind it is, from 1.
    pub number: usize,
    /// The codes of what was found instead.
    pub found: Vec<String>,
    /// The same for a person: code, name and words.
    pub findings: Vec<String>,
    /// Who was understood to say what: source, cue and content.
    pub read: Vec<String>,
}

/// What an example wants of its check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// To speak.
    Finding,
    /// To be silent.
    Silence,
}

/// Runs every example of every check.
#[must_use]
pub fn run(rulebook: &Rulebook) -> Vec<ExampleFailure> {
    rulebook.checks.iter().flat_map(|check| run_check(rulebook, check)).collect()
}

fn run_check(rulebook: &Rulebook, of: &Check) -> Vec<ExampleFailure> {
    let flag = of.examples.flag.iter().enumerate().map(|(n, text)| (Wanted::Finding, n, text));
    let pass = of.examples.pass.iter().enumerate().map(|(n, text)| (Wanted::Silence, n, text));
    let mut failures = Vec::new();
    for (wanted, n, text) in flag.chain(pass) {
        let draft = Draft::new("example", text.as_str());
        let verdict = check_with(&draft, rulebook, Which::All);
        let codes: Vec<String> = verdict
            .findings
            .iter()
            .flat_map(|f| std::iter::once(&f.code).chain(&f.also).cloned())
            .collect();
        let spoke = codes.contains(&of.code);
        if spoke != (wanted == Wanted::Finding) {
            failures.push(ExampleFailure {
                code: of.code.clone(),
                wanted,
                text: text.clone(),
                number: n + 1,
                found: codes,
                findings: verdict.findings.iter().map(|f| described(&draft, f)).collect(),
                read: verdict.parsed.attributions.iter().map(|a| read(&draft, a)).collect(),
            });
        }
    }
    failures
}

/// "WO001 loaded-attribution-verb on “claimed”"
fn described(draft: &Draft, finding: &Finding) -> String {
    let also = if finding.also.is_empty() {
        String::new()
    } else {
        format!(" (also {})", finding.also.join(", "))
    };
    let words = even(draft.words(finding.span));
    format!("{} {}{also} on “{words}”", finding.code, finding.name)
}

/// "Ann Webb | said | the road was shut"
fn read(draft: &Draft, attribution: &Attribution) -> String {
    let words = |span: Option<Span>| span.map_or("–".to_owned(), |span| even(draft.words(span)));
    let content: Vec<String> = attribution.content.iter().map(|s| words(Some(*s))).collect();
    let content = if content.is_empty() { "–".to_owned() } else { content.join(" … ") };
    let source = words(attribution.source.as_ref().map(|source| source.span));
    let cue = words(attribution.cue.as_ref().map(|cue| cue.span));
    format!("{source} | {cue} | {content}")
}

fn even(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
