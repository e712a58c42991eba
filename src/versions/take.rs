//! What a draft that has been read says by whom.

use std::collections::HashMap;

use super::quoted::{Quoted, is_within, one_line, quoted, sentences, unmarked};
use super::version::{
    By, Certainty, Quote, Reply, Sentence, Stand, Statement, Verb, Version, Voice,
};
use crate::lexicon::{Act, CueClass, FunctionWord, Lexicon};
use crate::parse::Attribution;
use crate::read::{BlockKind, Draft};
use crate::resolve::{Grade, Meaning};
use crate::span::Span;
use crate::tokenise::token::{Kind, Token};
use crate::tokenise::{Text, tokenise};
use crate::verdict::Verdict;

/// What a draft says by whom. What only the tagger has seen and is not sure of is left out.
#[must_use]
pub fn version(draft: &Draft, verdict: &Verdict, lexicon: &Lexicon) -> Version {
    let text = tokenise(draft, lexicon);
    let quoted = quoted(draft, &text, &verdict.parsed.attributions);
    let taking = Taking { draft, verdict, lexicon, text: &text, quoted: &quoted };
    let mut found: Vec<(Option<usize>, Statement)> = taking.statements();
    found.sort_by_key(|(n, statement)| (statement.span.start, *n));
    let numbers = found.iter().enumerate().filter_map(|(at, (n, _))| Some(((*n)?, at)));
    let numbers: HashMap<usize, usize> = numbers.collect();
    let stands: Vec<_> =
        found.iter().map(|(n, _)| n.and_then(|n| taking.stand(n, &numbers))).collect();
    let mut statements: Vec<Statement> = found.into_iter().map(|(_, one)| one).collect();
    for (statement, stand) in statements.iter_mut().zip(stands) {
        statement.stand = stand;
    }
    let story = draft.blocks.iter().filter(|block| block.kind.is_story());
    let text = story.map(|block| one_line(draft.words(block.span))).collect::<Vec<_>>().join(" ");
    let mut version = Version { statements, voices: taking.voices(), text, ..Version::default() };
    let headline = draft.blocks.iter().find(|block| block.kind == BlockKind::Headline);
    version.headline = headline.map(|block| one_line(draft.words(block.span)));
    let covered = taking.covered(&numbers);
    for sentence in 0..taking.text.sentences.len() {
        *version.sentences.entry(taking.sentence(sentence)).or_default() += 1;
        version.places.extend(taking.place(sentence, &covered));
    }
    version
}

/// What is known of a draft.
struct Taking<'a> {
    draft: &'a Draft,
    verdict: &'a Verdict,
    lexicon: &'a Lexicon,
    text: &'a Text<'a>,
    quoted: &'a [Quoted],
}

impl Taking<'_> {
    /// All that is said, each with its attribution; loose quotations have none.
    fn statements(&self) -> Vec<(Option<usize>, Statement)> {
        let mut all = Vec::new();
        let mut of: HashMap<usize, Vec<&Quoted>> = HashMap::new();
        for quoted in self.quoted {
            of.entry(quoted.of.unwrap_or(usize::MAX)).or_default().push(quoted);
        }
        for (n, a) in self.verdict.parsed.attributions.iter().enumerate() {
            let quoted = of.remove(&n).unwrap_or_default();
            let stated = self.verdict.ledger.claim_of[n].is_some();
            let inside = self.quoted_around(a).is_some();
            if a.is_guess() || inside || !stated && a.act == Act::Belief && quoted.is_empty() {
                continue;
            }
            all.push((Some(n), self.statement(n, a, &quoted)));
        }
        for quoted in self.quoted.iter().filter(|quoted| quoted.of.is_none()) {
            all.push((None, self.loose(quoted)));
        }
        all
    }

    /// The quotation in which an attribution stands as a whole.
    fn quoted_around(&self, a: &Attribution) -> Option<&Quoted> {
        let at = self.quoted.partition_point(|quoted| quoted.span.start <= a.span().start);
        let quoted = self.quoted[..at].last()?;
        (quoted.closed && is_within(a, quoted.span)).then_some(quoted)
    }

    fn statement(&self, n: usize, a: &Attribution, quoted: &[&Quoted]) -> Statement {
        let says = a.content.iter().map(|piece| one_line(self.draft.words(*piece)));
        let says = says.collect::<Vec<_>>().join(" ");
        let mut quotes = sentences(self.draft, self.text, quoted, Some(a));
        let mut own = self.own(a);
        if quoted.is_empty() {
            quotes = unmarked(self.draft, self.text, a);
            if !quotes.is_empty() {
                own.clear();
            }
        }
        let span = a.span();
        let (says, own) = match &a.cue {
            // Who declines says nothing: what counts is that they were asked.
            Some(cue) if a.content.is_empty() => {
                (one_line(self.draft.words(span)), one_line(self.draft.words(cue.span)))
            }
            _ => (says, own),
        };
        let told = self.told(a, &says, &own, &quotes);
        Statement {
            says,
            told,
            own,
            quotes,
            by: self.by(n, a),
            verb: a.cue.as_ref().map(|cue| Verb {
                shown: one_line(self.draft.words(cue.span)),
                lemma: cue.lemma.clone(),
                class: cue.class,
                stance: Some(cue.stance),
                negated: cue.negated,
            }),
            stand: None,
            context: self.context(span),
            span,
        }
    }

    fn loose(&self, quoted: &Quoted) -> Statement {
        let quotes = sentences(self.draft, self.text, &[quoted], None);
        Statement {
            says: one_line(self.draft.words(quoted.span)),
            told: joined(&quotes),
            quotes,
            own: String::new(),
            by: None,
            verb: None,
            stand: None,
            context: self.context(quoted.span),
            span: quoted.span,
        }
    }

    /// What is said as one would repeat it: a quotation without its marks; what accuses with its verb.
    fn told(&self, a: &Attribution, says: &str, own: &str, quotes: &[Quote]) -> String {
        let first = a.content.first().map_or(0, |piece| piece.start);
        let verb = a.cue.as_ref().filter(|cue| {
            let needed = matches!(
                cue.class,
                CueClass::Accuse | CueClass::Deny | CueClass::Demand | CueClass::Alarm
            );
            needed && cue.span.end <= first
        });
        let words = match (own.is_empty(), quotes.is_empty()) {
            (true, false) => joined(quotes),
            (_, true) => own.to_owned(),
            _ => says.trim_end_matches([',', ' ']).to_owned(),
        };
        match verb {
            _ if a.content.is_empty() => says.to_owned(),
            Some(verb) if !own.is_empty() => {
                format!("{} {words}", one_line(self.draft.words(verb.span)))
            }
            _ => words,
        }
    }

    /// What an attribution says outside quotation marks, without a "that" before it.
    fn own(&self, a: &Attribution) -> String {
        let mut own = String::new();
        for piece in &a.content {
            let mut from = piece.start;
            let first = self.quoted.partition_point(|quoted| quoted.span.end <= piece.start);
            let within = self.quoted[first..].iter().take_while(|q| q.span.start < piece.end);
            for quoted in within {
                own.push_str(self.draft.words(Span::new(from, quoted.span.start.max(from))));
                own.push(' ');
                from = quoted.span.end.max(from);
            }
            own.push_str(self.draft.words(Span::new(from, piece.end.max(from))));
            own.push(' ');
        }
        let own = one_line(&own);
        let bare = own.trim_matches(|c: char| !c.is_alphanumeric() && !"$£€%[]…".contains(c));
        match bare.split_once(' ') {
            Some((first, rest)) if self.lexicon.function_of(first).has(FunctionWord::That) => {
                rest.to_owned()
            }
            _ => bare.to_owned(),
        }
    }

    fn by(&self, n: usize, a: &Attribution) -> Option<By> {
        let source = a.source.as_ref()?;
        let story = &self.verdict.story;
        let voices = match &story.bindings[n] {
            Meaning::Speaker(id) => vec![id.0],
            Meaning::Together(ids) | Meaning::Ambiguous(ids) => ids.iter().map(|id| id.0).collect(),
            Meaning::Unknown => Vec::new(),
        };
        let open = matches!(story.bindings[n], Meaning::Ambiguous(_) | Meaning::Unknown);
        let grade = story.links[n].map_or(Grade::Open, |link| link.grade);
        let certainty = if open { Certainty::Open } else { grade.into() };
        Some(By { voices, certainty, called: one_line(self.draft.words(source.span)) })
    }

    fn stand(&self, n: usize, numbers: &HashMap<usize, usize>) -> Option<Stand> {
        let (story, ledger) = (&self.verdict.story, &self.verdict.ledger);
        let claim = ledger.claim_of[n]?;
        let reply = |answer: &crate::weigh::Answer| {
            let by = story.bindings[answer.attribution].speaker();
            let named = by.map(|id| one_line(&story.speakers[id.0].name));
            let source = self.verdict.parsed.attributions[answer.attribution].source.as_ref();
            let called = || source.map(|source| one_line(self.draft.words(source.span)));
            Reply {
                kind: answer.kind,
                by: named.or_else(called),
                statement: numbers.get(&answer.attribution).copied(),
            }
        };
        let known = &ledger.claims[claim];
        let answers = known.answers.iter().map(reply).collect();
        Some(Stand { claim, standing: known.standing, answers })
    }

    fn voices(&self) -> Vec<Voice> {
        let story = &self.verdict.story;
        let each = story.speakers.iter().zip(&story.cards);
        each.map(|(speaker, card)| Voice {
            name: one_line(&speaker.name),
            title: card.title.map(|span| one_line(self.draft.words(span))),
            kind: speaker.kind,
            roles: speaker.roles.iter().map(|r| one_line(self.draft.words(*r))).collect(),
        })
        .collect()
    }

    /// The sentences in which some words stand.
    fn context(&self, span: Span) -> Vec<String> {
        let text = self.text;
        let first = text.tokens.partition_point(|t| t.span.end <= span.start);
        let last = text.tokens.partition_point(|t| t.span.start < span.end);
        let from = text.sentences.partition_point(|s| s.tokens.end <= first);
        let within = text.sentences[from..].iter().take_while(|s| s.tokens.start < last);
        (from..from + within.count()).map(|n| self.sentence(n)).collect()
    }

    /// What is compared as statements: who says it, the verb, what is said; and all quotations.
    fn covered(&self, statements: &HashMap<usize, usize>) -> Vec<Span> {
        let mut all: Vec<Span> = self.quoted.iter().map(|quoted| quoted.span).collect();
        for n in statements.keys() {
            let a = &self.verdict.parsed.attributions[*n];
            all.extend(a.content.iter().copied());
            all.extend(a.cue.as_ref().map(|cue| cue.span));
            all.extend(a.source.as_ref().map(|source| source.span));
        }
        all.sort_by_key(|span| (span.start, span.end));
        all
    }

    /// What a sentence says outside of statements, and where it is.
    fn place(&self, n: usize, covered: &[Span]) -> Option<Sentence> {
        let tokens = &self.text.tokens[self.text.sentences[n].tokens.clone()];
        let (first, last) = (tokens.first()?, tokens.last()?);
        let span = Span::new(first.span.start, last.span.end);
        let (mut words, mut from) = (String::new(), span.start);
        for cover in covered.iter().filter(|cover| cover.overlaps(span)) {
            if cover.start > from {
                words.push_str(self.draft.words(Span::new(from, cover.start)));
                words.push(' ');
            }
            from = from.max(cover.end);
        }
        if from < span.end {
            words.push_str(self.draft.words(Span::new(from, span.end)));
        }
        Some(Sentence { words: one_line(&words), span })
    }

    /// A sentence by its words and quotation marks: what a new line or another dash does not change.
    fn sentence(&self, n: usize) -> String {
        let tokens = self.text.tokens[self.text.sentences[n].tokens.clone()].iter();
        let word = |token: &Token<'_>| match token.kind {
            Kind::OpenQuote | Kind::CloseQuote => Some("\"".to_owned()),
            Kind::Word | Kind::Number => Some(token.lower().replace('’', "'")),
            Kind::Symbol => Some(token.text.to_owned()),
            Kind::OpenBracket | Kind::CloseBracket if matches!(token.text, "[" | "]") => {
                Some(token.text.to_owned())
            }
            Kind::Stop if token.text.contains(['?', '…']) => Some(token.text.to_owned()),
            _ => None,
        };
        tokens.filter_map(word).collect::<Vec<_>>().join(" ")
    }
}

/// The sentences of a quotation in a row, with three dots where words of the writer are between.
pub(super) fn joined<'q>(quotes: impl IntoIterator<Item = &'q Quote>) -> String {
    let (mut all, mut run) = (String::new(), None);
    for quote in quotes {
        match run {
            None => {}
            Some(last) if last == quote.run => all.push(' '),
            Some(_) => all.push_str(" … "),
        }
        all.push_str(&quote.words);
        run = Some(quote.run);
    }
    all
}

impl Statement {
    /// True for a mark where there is no word that reports.
    #[must_use]
    pub fn is_loose(&self) -> bool {
        self.by.is_none() && self.verb.is_none()
    }
}
