//! The version of a story that was approved, out of its file.

use std::collections::HashMap;

use super::record::{Answer, ApprovedStory, Names, StatementRecord};
use crate::lexicon::CueClass;
use crate::resolve::SpeakerKind;
use crate::span::Span;
use crate::versions::version::{
    By, Certainty, Quote, Reply, Stand, Statement, Verb, Version, Voice,
};

impl ApprovedStory {
    /// The version that it was.
    #[must_use]
    pub fn version(&self) -> Version {
        let mut voices: Vec<Voice> = self
            .speakers
            .iter()
            .map(|speaker| Voice {
                name: speaker.name.clone(),
                title: speaker.title.clone(),
                kind: speaker.kind,
                roles: Vec::new(),
            })
            .collect();
        let mut known: HashMap<String, usize> =
            voices.iter().enumerate().map(|(n, voice)| (voice.name.clone(), n)).collect();
        let mut statements = Vec::new();
        for (n, record) in self.statements.iter().enumerate() {
            statements.push(record.statement(n, &mut voices, &mut known));
        }
        let headline = self.headline.clone();
        Version { headline, statements, voices, is_snapshot: true, ..Version::default() }
    }
}

impl StatementRecord {
    /// Who says it; a speaker that the file does not list is added.
    fn by(&self, voices: &mut Vec<Voice>, known: &mut HashMap<String, usize>) -> Option<By> {
        let mut voice = |name: &String| {
            *known.entry(name.clone()).or_insert_with(|| {
                let (title, kind, roles) = (None, SpeakerKind::Other, Vec::new());
                voices.push(Voice { name: name.clone(), title, kind, roles });
                voices.len() - 1
            })
        };
        let certainty = self.certainty.unwrap_or_default();
        self.speaker.as_ref().map(|names| {
            let names = match names {
                Names::One(name) => std::slice::from_ref(name),
                Names::Several(names) => names.as_slice(),
            };
            let open = certainty == Certainty::Open;
            let meant = if open { self.may_be.as_slice() } else { names };
            let voices = meant.iter().map(&mut voice).collect();
            By { voices, certainty, called: names.join(", ") }
        })
    }

    fn statement(
        &self,
        n: usize,
        voices: &mut Vec<Voice>,
        known: &mut HashMap<String, usize>,
    ) -> Statement {
        let by = self.by(voices, known);
        let own = self.says.clone().unwrap_or_default();
        let quotes: Vec<Quote> =
            self.quotes.iter().map(|words| Quote { words: words.clone(), run: n, at: 0 }).collect();
        let quoted = quotes.iter().map(|quote| quote.words.as_str()).collect::<Vec<_>>().join(" ");
        let class = self.verb_kind.unwrap_or(CueClass::NeutralReport);
        let answer = |a: &Answer| Reply { kind: a.kind, by: a.by.clone(), statement: None };
        Statement {
            says: format!("{own} {quoted}").trim().to_owned(),
            told: format!("{own} {quoted}").trim().to_owned(),
            own,
            quotes,
            by,
            verb: self.verb.as_ref().map(|lemma| Verb {
                shown: lemma.clone(),
                lemma: lemma.clone(),
                class,
                stance: None,
                negated: self.negated,
            }),
            stand: self.standing.map(|standing| Stand {
                claim: n,
                standing,
                answers: self.answers.iter().map(answer).collect(),
            }),
            context: Vec::new(),
            span: Span::new(0, 0),
        }
    }
}
