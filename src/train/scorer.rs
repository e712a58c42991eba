//! Scores attributions against annotated ones, as the corpus's own scorer does.
//!
//! Two attributions match when they share at least half of the words of their contents, a word of
//! their cues (or the annotated one has none), and a word of their sources (or both have none). Pairs
//! are made one to one, the best content first. Quoted contents hold a quotation mark; speech has a
//! word of saying in its cue.

use std::collections::HashSet;
use std::fmt::Write as _;

use crate::span::Span;

/// Words of saying, as the corpus's scorer counts them.
const SAYING: &str = "\
    say says said saying tell tells told telling add adds added adding state states stated stating \
    write writes wrote written writing according ask asks asked asking announce announces announced \
    announcing report reports reported reporting note notes noted noting argue argues argued arguing \
    claim claims claimed claiming warn warns warned warning insist insists insisted insisting explain \
    explains explained explaining declare declares declared declaring deny denies denied denying reply \
    replies replied replying respond responds responded responding tweet tweets tweeted tweeting \
    acknowledge acknowledges acknowledged acknowledging accuse accuses accused accusing criticize \
    criticizes criticized criticizing criticise criticises criticised criticising describe describes \
    described describing suggest suggests suggested suggesting recall recalls recalled recalling \
    continue continues continued continuing conclude concludes concluded concluding allege alleges \
    alleged alleging admit admits admitted admitting concede concedes conceded conceding confirm \
    confirms confirmed confirming assert asserts asserted asserting contend contends contended \
    contending stress stresses stressed stressing emphasize emphasizes emphasized emphasizing promise \
    promises promised promising pledge pledges pledged pledging vow vows vowed vowing urge urges urged \
    urging demand demands demanded demanding denounce denounces denounced denouncing condemn condemns \
    condemned condemning predict predicts predicted predicting reveal reveals revealed revealing \
    mention mentions mentioned mentioning comment comments commented commenting remark remarks \
    remarked remarking quote quotes quoted quoting cite cites cited citing";

/// The byte spans of one attribution.
#[derive(Clone, Debug, Default)]
pub(super) struct Parts {
    pub(super) source: Vec<Span>,
    pub(super) cue: Vec<Span>,
    pub(super) content: Vec<Span>,
}

/// An attribution as sets of word numbers.
struct Item {
    source: HashSet<usize>,
    cue: HashSet<usize>,
    marks: HashSet<usize>,
    content: HashSet<usize>,
    speech: bool,
    quoted: bool,
}

/// Right, found and annotated, each a count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Counts {
    right: usize,
    found: usize,
    gold: usize,
}

impl Counts {
    fn add(&mut self, right: usize, found: usize, gold: usize) {
        self.right += right;
        self.found += found;
        self.gold += gold;
    }

    /// Precision, recall and F1 in thousandths.
    fn figures(self) -> [usize; 3] {
        let share = |part: usize, whole: usize| (part * 2000 + whole).checked_div(2 * whole);
        [
            share(self.right, self.found).unwrap_or(0),
            share(self.right, self.gold).unwrap_or(0),
            share(2 * self.right, self.found + self.gold).unwrap_or(0),
        ]
    }
}

/// The four groups, in the order of the table.
const GROUPS: [&str; 4] = ["all", "speech", "quoted", "indirect"];
/// What is counted in each.
const FIGURES: [&str; 4] = ["cue", "content-token", "source", "relation"];

/// Counts for every group and figure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Score([[Counts; 4]; 4]);

impl Score {
    /// Adds an article.
    pub(super) fn add(&mut self, text: &str, gold: &[Parts], found: &[Parts]) {
        let words = words(text);
        let items = |all: &[Parts]| all.iter().map(|p| item(text, &words, p)).collect::<Vec<_>>();
        let (gold, found) = (items(gold), items(found));
        for (group, tallies) in self.0.iter_mut().enumerate() {
            let keep = |item: &&Item| match group {
                0 => true,
                1 => item.speech,
                2 => item.quoted,
                _ => !item.quoted,
            };
            let gold: Vec<&Item> = gold.iter().filter(keep).collect();
            let found: Vec<&Item> = found.iter().filter(keep).collect();
            count(&gold, &found, tallies);
        }
    }

    /// A line for each figure: group, figure, precision, recall, F1; the F1 of before, if known.
    pub(super) fn table(&self, before: &[(String, usize)]) -> String {
        let mut out = format!("{:<24}     P     R    F1  before\n", "");
        for (group, tallies) in GROUPS.iter().zip(&self.0) {
            for (figure, tally) in FIGURES.iter().zip(tallies) {
                let name = format!("{group} {figure}");
                let [p, r, f] = tally.figures().map(|n| format!("{}.{:03}", n / 1000, n % 1000));
                let old = before.iter().find(|(known, _)| *known == name);
                let old =
                    old.map_or("-".to_owned(), |(_, n)| format!("{}.{:03}", n / 1000, n % 1000));
                let _ = writeln!(out, "{name:<24} {p} {r} {f}   {old}");
            }
        }
        out
    }
}

fn count(gold: &[&Item], found: &[&Item], tallies: &mut [Counts; 4]) {
    let (g, f) = (gold.len(), found.len());
    let cues = pairs(gold, found, |a, b| {
        let words = iou(&a.cue, &b.cue);
        if words > 0.0 { words } else { iou(&a.marks, &b.marks) }
    });
    tallies[0].add(cues.len(), f, g);
    let union = |items: &[&Item]| -> HashSet<usize> {
        items.iter().flat_map(|i| i.content.iter().copied()).collect()
    };
    let (in_gold, in_found) = (union(gold), union(found));
    tallies[1].add(in_gold.intersection(&in_found).count(), in_found.len(), in_gold.len());
    let matched = pairs(gold, found, |a, b| iou(&a.content, &b.content));
    let sources = matched.iter().filter(|(a, b)| same_source(gold[*a], found[*b])).count();
    tallies[2].add(sources, f, g);
    let whole = pairs(gold, found, |a, b| {
        let worth = iou(&a.content, &b.content);
        let cue =
            !a.cue.is_disjoint(&b.cue) || !a.marks.is_disjoint(&b.marks) || a.marks.is_empty();
        if worth >= 0.5 && cue && same_source(a, b) { worth } else { 0.0 }
    });
    tallies[3].add(whole.len(), f, g);
}

fn same_source(a: &Item, b: &Item) -> bool {
    !a.source.is_disjoint(&b.source) || a.source.is_empty() && b.source.is_empty()
}

#[allow(clippy::cast_precision_loss)] // a few hundred words
fn iou(a: &HashSet<usize>, b: &HashSet<usize>) -> f64 {
    let both = a.intersection(b).count();
    if both == 0 { 0.0 } else { both as f64 / (a.len() + b.len() - both) as f64 }
}

/// Pairs one to one by falling worth; what is worth nothing never pairs.
fn pairs(
    gold: &[&Item],
    found: &[&Item],
    worth: impl Fn(&Item, &Item) -> f64,
) -> Vec<(usize, usize)> {
    let mut all: Vec<(f64, usize, usize)> = Vec::new();
    for (i, a) in gold.iter().enumerate() {
        for (j, b) in found.iter().enumerate() {
            let worth = worth(a, b);
            if worth > 0.0 {
                all.push((worth, i, j));
            }
        }
    }
    all.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut taken, mut used) = (HashSet::new(), HashSet::new());
    let mut out = Vec::new();
    for (_, i, j) in all {
        if !taken.contains(&i) && !used.contains(&j) {
            taken.insert(i);
            used.insert(j);
            out.push((i, j));
        }
    }
    out
}

/// Runs of letters, digits and underscores, joined by single inner full stops, apostrophes, hyphens.
pub(super) fn words(text: &str) -> Vec<Span> {
    let inner = |c: char| c.is_alphanumeric() || c == '_';
    let mut words: Vec<Span> = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        if !inner(first) {
            continue;
        }
        let mut end = start + first.len_utf8();
        loop {
            while let Some((at, c)) = chars.next_if(|(_, c)| inner(*c)) {
                end = at + c.len_utf8();
            }
            let joins = chars.peek().is_some_and(|(at, c)| {
                matches!(c, '.' | '\'' | '’' | '-') && text[at + c.len_utf8()..].starts_with(inner)
            });
            if !joins {
                break;
            }
            chars.next();
        }
        words.push(Span::new(start, end));
    }
    words
}

fn item(text: &str, words: &[Span], parts: &Parts) -> Item {
    let set = |spans: &[Span]| -> HashSet<usize> {
        spans
            .iter()
            .flat_map(|span| {
                let first = words.partition_point(|word| word.end <= span.start);
                let last = words.partition_point(|word| word.start < span.end);
                first..last
            })
            .collect()
    };
    let cue = set(&parts.cue);
    let speech = cue.iter().any(|at| {
        let word = words[*at].of(text).to_lowercase();
        SAYING.split_whitespace().any(|saying| saying == word)
    });
    Item {
        source: set(&parts.source),
        marks: parts.cue.iter().flat_map(|span| span.start..span.end).collect(),
        content: set(&parts.content),
        quoted: parts.content.iter().any(|span| is_quoted(span.of(text))),
        cue,
        speech,
    }
}

/// True when a text holds a quotation mark: a double one, or a single one that is no apostrophe.
fn is_quoted(text: &str) -> bool {
    let inner = |c: char| c.is_alphanumeric() || c == '_';
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let after = chars.peek().copied().unwrap_or(' ');
        let single =
            matches!(c, '\'' | '‘') && !inner(before) || matches!(c, '\'' | '’') && !inner(after);
        if matches!(c, '"' | '“' | '”' | '„' | '«' | '»') || single {
            return true;
        }
        before = c;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_half_of_the_content_is_enough() {
        let text = "Hale said the road was shut and wet.";
        let span = |words: &str| {
            let start = text.find(words).unwrap();
            Span::new(start, start + words.len())
        };
        let parts = |content: &str| Parts {
            source: vec![span("Hale")],
            cue: vec![span("said")],
            content: vec![span(content)],
        };
        let mut score = Score::default();
        score.add(text, &[parts("the road was shut and wet")], &[parts("the road was shut")]);
        assert_eq!(score.0[0][3], Counts { right: 1, found: 1, gold: 1 });
        let mut score = Score::default();
        score.add(text, &[parts("the road was shut and wet")], &[parts("the road")]);
        assert_eq!(score.0[0][3], Counts { right: 0, found: 1, gold: 1 });
    }

    #[test]
    fn words_keep_their_inner_marks() {
        let found: Vec<_> =
            words("Mr. O'Neil's U.S. re-election").iter().map(|w| (w.start, w.end)).collect();
        assert_eq!(found, [(0, 2), (4, 12), (13, 16), (18, 29)]);
        let text = "“It’s a U.S. well-known fact,” said O'Hara. 3.5 é_1";
        let found: Vec<&str> = words(text).into_iter().map(|word| word.of(text)).collect();
        let wanted = ["It’s", "a", "U.S", "well-known", "fact", "said", "O'Hara", "3.5", "é_1"];
        assert_eq!(found, wanted);
    }
}
