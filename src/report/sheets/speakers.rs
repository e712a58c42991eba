//! The source ledger: who is heard, accused or asked; how they are introduced; on which side they are.

use std::io::{self, Write};

use serde::Serialize;

use super::row::Row;
use super::safe::markdown;
use crate::lexicon::{Act, Polarity};
use crate::parse::Form;
use crate::report::checked::Checked;
use crate::report::json::parts::{PlaceOut, attribution_id, place, side_id, speaker_id};
use crate::report::page::Page;
use crate::report::who::{called, is_pronoun, is_statement, named, says, side, who};
use crate::report::words::{count, kebab, one_line};
use crate::resolve::{KnowledgeKind, Meaning, SourceType, SpeakerId, SpeakerKind};
use crate::span::Span;
use crate::weigh::{Accusation, AnswerKind};

/// A source. Its keys are those of the JSON report, where that has them.
#[derive(Serialize)]
pub(super) struct SpeakerRow {
    /// None where the draft does not show who is meant.
    id: Option<String>,
    name: String,
    /// Whom a source without an id may be.
    may_be: Vec<String>,
    kind: Option<SpeakerKind>,
    r#type: Option<SourceType>,
    title: Option<Words>,
    /// The words of each role, once.
    introduced: Vec<Words>,
    known_role: Option<String>,
    knowledge: Option<KnowledgeOut>,
    first_mention: Option<PlaceOut>,
    side: Option<String>,
    /// The side for a person to read; none for who is alone on theirs.
    on_side: Option<String>,
    side_evidence: Vec<Ground>,
    heard: Vec<Heard>,
    /// How many of those are quoted, paraphrased, or both.
    quoted: usize,
    paraphrased: usize,
    mixed: usize,
    asked: Vec<Heard>,
    accused: Vec<Charge>,
}

/// Words in one place.
#[derive(Serialize)]
struct Words {
    text: String,
    span: PlaceOut,
    #[serde(skip)]
    at: String,
}

#[derive(Serialize)]
struct KnowledgeOut {
    kind: KnowledgeKind,
    #[serde(flatten)]
    words: Words,
}

/// Why a source is on its side.
#[derive(Serialize)]
struct Ground {
    reason: String,
    span: Option<PlaceOut>,
    #[serde(skip)]
    at: Option<String>,
}

/// Where a source is heard, or was asked.
#[derive(Serialize)]
struct Heard {
    attribution: String,
    /// The words that report: "said".
    cue: String,
    form: Form,
    /// The words of the draft, where only likely this source is meant.
    likely: Option<String>,
    span: PlaceOut,
    #[serde(skip)]
    at: String,
}

/// An accusation against a source.
#[derive(Serialize)]
struct Charge {
    /// In the words of the draft.
    accused: String,
    /// True where only likely this source is meant.
    likely: bool,
    act: Option<String>,
    by: Option<String>,
    /// What the draft has of an answer.
    answer: &'static str,
    span: PlaceOut,
    #[serde(skip)]
    at: String,
}

impl Row for SpeakerRow {
    const KEY: &'static str = "speakers";
    const HEADINGS: &'static [&'static str] = &[
        "Source",
        "Type",
        "Title",
        "Introduced as",
        "How they know",
        "Why not named",
        "Side",
        "Why on this side",
        "Statements",
        "Quoted",
        "Paraphrased",
        "Partly quoted",
        "Verbs",
        "Asked",
        "Accused",
    ];

    fn rows(checked: &Checked) -> Vec<Self> {
        let speakers = checked.verdict.story.speakers.len();
        let mut rows: Vec<Self> =
            (0..speakers).filter_map(|n| row(checked, SpeakerId(n))).collect();
        rows.extend(open(checked));
        rows
    }

    fn cells(&self) -> Vec<String> {
        vec![
            self.called(),
            self.type_in_words(),
            self.title.as_ref().map(Words::told).unwrap_or_default(),
            self.introduced_in_words(),
            self.knowledge(false),
            self.knowledge(true),
            self.on_side.clone().unwrap_or_default(),
            self.reasons(),
            self.heard.len().to_string(),
            self.quoted.to_string(),
            self.paraphrased.to_string(),
            self.mixed.to_string(),
            self.verbs(),
            self.asked_in_words(),
            self.accused_in_words(),
        ]
    }

    fn count(_: &Checked, rows: &[Self]) -> String {
        let heard = rows.iter().filter(|row| !row.heard.is_empty()).count();
        if heard == 0 { "nobody is heard".to_owned() } else { count(heard, "source") + " heard" }
    }

    /// A list: a table of so many columns cannot be read on a page.
    fn markdown(rows: &[Self], out: &mut dyn Write) -> io::Result<()> {
        for row in rows {
            writeln!(out, "\n## {}\n", markdown(&row.called()))?;
            let cells = row.cells();
            let filled = Self::HEADINGS.iter().zip(&cells).skip(1);
            for (heading, text) in filled.filter(|(_, text)| !text.is_empty() && *text != "0") {
                writeln!(out, "- {heading}: {}", markdown(text))?;
            }
        }
        Ok(())
    }

    fn list(rows: &[Self], page: &mut Page) {
        for row in rows {
            page.line("");
            let name = page.bold(&row.called());
            page.line(&name);
            page.entry("heard", &row.how_often());
            page.entry("type", &row.type_in_words());
            page.entry("title", &row.title.as_ref().map(Words::told).unwrap_or_default());
            page.entry("called", &row.introduced_in_words());
            page.entry("on file", row.known_role.as_deref().unwrap_or_default());
            page.entry("knows", &row.knowledge(false));
            page.entry("not named", &row.knowledge(true));
            page.entry("side", row.on_side.as_deref().unwrap_or_default());
            page.entry("because", &row.reasons());
            page.entry("verbs", &row.verbs());
            page.entry("asked", &row.asked_in_words());
            for accused in &row.accused {
                page.entry("accused", &accused.told());
            }
        }
    }
}

impl Words {
    fn of(checked: &Checked, span: Span) -> Self {
        let draft = &checked.draft;
        Self {
            text: draft.words(span).to_owned(),
            span: place(draft, span),
            at: draft.where_is(span.start).to_string(),
        }
    }

    /// "chief executive (line 3)"
    fn told(&self) -> String {
        format!("{} ({})", one_line(&self.text), self.at)
    }
}

impl SpeakerRow {
    /// The name; of a source whom the draft leaves open, whom it may be.
    fn called(&self) -> String {
        one_line(&self.name)
    }

    fn type_in_words(&self) -> String {
        self.r#type.map_or(String::new(), |kind| kebab(kind).replace('-', " "))
    }

    fn introduced_in_words(&self) -> String {
        self.introduced.iter().map(Words::told).collect::<Vec<_>>().join(", ")
    }

    /// How they know; or why they are not named.
    fn knowledge(&self, hides: bool) -> String {
        let known = self.knowledge.as_ref().filter(|known| known.kind.hides() == hides);
        known.map_or(String::new(), |known| {
            format!("“{}” ({})", one_line(&known.words.text), known.words.at)
        })
    }

    fn reasons(&self) -> String {
        let told = |reason: &Ground| match &reason.at {
            Some(at) => format!("{} ({at})", one_line(&reason.reason)),
            None => one_line(&reason.reason),
        };
        self.side_evidence.iter().map(told).collect::<Vec<_>>().join(", ")
    }

    /// "3 statements, 1 quoted, 2 paraphrased (1 of them likely theirs, not certainly)"
    fn how_often(&self) -> String {
        let all = self.heard.len();
        let likely = self.heard.iter().filter(|heard| heard.likely.is_some()).count();
        if all == 0 {
            return "no".to_owned();
        }
        let parts = [
            (self.quoted, "quoted"),
            (self.paraphrased, "paraphrased"),
            (self.mixed, "partly quoted"),
        ];
        let some: Vec<String> = parts
            .iter()
            .filter(|(n, _)| *n > 0)
            .map(|(n, how)| if *n == all { (*how).to_owned() } else { format!("{n} {how}") })
            .collect();
        let sure = match likely {
            0 => String::new(),
            n if n == all => " (likely theirs, not certainly)".to_owned(),
            n => format!(" ({n} of them likely theirs, not certainly)"),
        };
        format!("{}, {}{sure}", count(all, "statement"), some.join(", "))
    }

    fn verbs(&self) -> String {
        self.heard.iter().map(Heard::told).collect::<Vec<_>>().join(", ")
    }

    fn asked_in_words(&self) -> String {
        self.asked.iter().map(Heard::told).collect::<Vec<_>>().join(", ")
    }

    fn accused_in_words(&self) -> String {
        self.accused.iter().map(Charge::told).collect::<Vec<_>>().join("; ")
    }
}

impl Heard {
    fn of(checked: &Checked, n: usize, id: Option<SpeakerId>) -> Self {
        let draft = &checked.draft;
        let attribution = &checked.verdict.parsed.attributions[n];
        let span = attribution.cue.as_ref().map_or(attribution.span(), |cue| cue.span);
        let cue = attribution.cue.as_ref().map_or("", |cue| draft.words(cue.span));
        let sure = id.is_none() || named(checked, n) == id;
        Self {
            attribution: attribution_id(n),
            cue: cue.to_owned(),
            form: attribution.form,
            likely: called(checked, n).filter(|_| !sure),
            span: place(draft, span),
            at: draft.where_is(span.start).to_string(),
        }
    }

    /// "said (line 3)", "said (line 3, “he”)"
    fn told(&self) -> String {
        let words = one_line(&self.cue);
        // A colon or a dash.
        let words =
            if words.contains(char::is_alphabetic) { words } else { format!("“{words}”") };
        match &self.likely {
            Some(likely) => format!("{words} ({}, “{likely}”, likely)", self.at),
            None => format!("{words} ({})", self.at),
        }
    }
}

impl Charge {
    fn of(checked: &Checked, accusation: &Accusation, id: SpeakerId) -> Self {
        let draft = &checked.draft;
        let accused = one_line(draft.words(accusation.accused));
        let likely = !says(&accused, &checked.verdict.story.speakers[id.0].name);
        Self {
            likely,
            act: accusation.act.map(|act| one_line(draft.words(act))),
            by: accusation.attribution.and_then(|n| who(checked, n)),
            answer: answer(checked, accusation),
            span: place(draft, accusation.span),
            at: draft.where_is(accusation.span.start).to_string(),
            accused,
        }
    }

    /// "line 19, by Tanya Obi, as “the council” (likely): “of putting money before lives”; no answer in the draft"
    fn told(&self) -> String {
        let by = self.by.as_ref().map_or(String::new(), |by| format!(", by {by}"));
        let called = if self.likely {
            format!(", as “{}” (likely)", self.accused)
        } else {
            String::new()
        };
        let act = self.act.as_ref().map_or(String::new(), |act| format!(": “{act}”"));
        format!("{}{by}{called}{act} – {}", self.at, self.answer)
    }
}

/// What the draft has of an answer to an accusation.
fn answer(checked: &Checked, accusation: &Accusation) -> &'static str {
    let party = checked.verdict.ledger.party(accusation);
    match accusation.reply.map(|reply| reply.kind) {
        Some(AnswerKind::Denies) => return "denied",
        Some(AnswerKind::Declines) => return "asked, declined to answer",
        Some(AnswerKind::Silent) => return "asked, no answer",
        Some(_) => return "answered",
        None => {}
    }
    match party {
        Some(party) if party.asked.is_some() => "asked, no answer",
        Some(party) if party.perhaps.is_some() => "perhaps answered",
        _ if accusation.aside.is_some() => "heard, about something else",
        Some(party) if party.statements.is_empty() => "no answer in the draft",
        _ => "heard, but no answer to this was found",
    }
}

/// The attributions that the sheet counts: what was said, and what was asked in vain.
fn said(checked: &Checked) -> impl Iterator<Item = usize> {
    let attributions = checked.verdict.parsed.attributions.iter().enumerate();
    let said = attributions.filter(|(n, _)| is_statement(checked, *n));
    said.map(|(n, _)| n)
}

fn row(checked: &Checked, id: SpeakerId) -> Option<SpeakerRow> {
    let (draft, verdict) = (&checked.draft, &checked.verdict);
    let (story, parsed) = (&verdict.story, &verdict.parsed);
    let (speaker, card) = (&story.speakers[id.0], &story.cards[id.0]);
    let own = said(checked).filter(|n| story.bindings[*n].speakers().contains(&id));
    let (asked, heard): (Vec<usize>, Vec<usize>) = own.partition(|n| is_no_comment(checked, *n));
    let accusations = verdict.ledger.accusations.iter();
    let accused: Vec<Charge> = accusations
        .filter(|a| a.accused_speaker == Some(id))
        .map(|a| Charge::of(checked, a, id))
        .collect();
    if heard.is_empty() && asked.is_empty() && accused.is_empty() {
        return None;
    }
    let forms = |form: Form| heard.iter().filter(|n| parsed.attributions[**n].form == form).count();
    let evidence = story.sides[speaker.side.0].evidence.iter().filter(|e| e.speaker == id);
    let on_side = side(checked, id);
    Some(SpeakerRow {
        id: Some(speaker_id(id)),
        name: speaker.name.clone(),
        may_be: Vec::new(),
        kind: Some(speaker.kind),
        r#type: Some(card.source_type),
        title: card.title.map(|span| Words::of(checked, span)),
        introduced: introduced(checked, id),
        known_role: speaker.known_role.as_deref().map(one_line),
        knowledge: card
            .knowledge
            .map(|known| KnowledgeOut { kind: known.kind, words: Words::of(checked, known.span) }),
        first_mention: card.first_mention.map(|span| place(draft, span)),
        side: Some(side_id(speaker.side)),
        side_evidence: evidence
            .filter(|_| on_side.is_some())
            .map(|evidence| Ground {
                reason: evidence.reason.clone(),
                span: evidence.span.map(|span| place(draft, span)),
                at: evidence.span.map(|span| draft.where_is(span.start).to_string()),
            })
            .collect(),
        on_side,
        quoted: forms(Form::Direct),
        paraphrased: forms(Form::Indirect),
        mixed: forms(Form::Mixed),
        heard: heard.iter().map(|n| Heard::of(checked, *n, Some(id))).collect(),
        asked: asked.iter().map(|n| Heard::of(checked, *n, Some(id))).collect(),
        accused,
    })
}

/// True where somebody was asked and did not say.
fn is_no_comment(checked: &Checked, n: usize) -> bool {
    let attribution = &checked.verdict.parsed.attributions[n];
    attribution.act == Act::NoComment || attribution.polarity == Polarity::Declines
}

/// The words by which the draft introduces a speaker, each once, without those that are the name.
fn introduced(checked: &Checked, id: SpeakerId) -> Vec<Words> {
    let speaker = &checked.verdict.story.speakers[id.0];
    let title = checked.verdict.story.cards[id.0].title;
    let mut known: Vec<String> = vec![speaker.name.to_lowercase()];
    known.extend(title.map(|span| checked.draft.words(span).to_lowercase()));
    let mut words = Vec::new();
    for role in &speaker.roles {
        let text = checked.draft.words(*role).to_lowercase();
        if !known.iter().any(|known| known.contains(&text)) {
            known.push(text);
            words.push(Words::of(checked, *role));
        }
    }
    words
}

/// Sources of which the draft does not show who they are: one row for the words of each.
fn open(checked: &Checked) -> Vec<SpeakerRow> {
    let story = &checked.verdict.story;
    let mut rows: Vec<SpeakerRow> = Vec::new();
    for n in said(checked) {
        let may_be = match &story.bindings[n] {
            Meaning::Ambiguous(ids) => ids.clone(),
            Meaning::Unknown => Vec::new(),
            Meaning::Speaker(_) | Meaning::Together(_) => continue,
        };
        let Some(words) = called(checked, n) else { continue };
        let quoted = if is_pronoun(checked, n) { format!("“{words}”") } else { words };
        let names: Vec<String> =
            may_be.iter().map(|id| one_line(&story.speakers[id.0].name)).collect();
        let name = match names.as_slice() {
            [] => quoted,
            names => format!("{quoted} ({})", names.join(" or ")),
        };
        let heard = Heard::of(checked, n, None);
        let form = checked.verdict.parsed.attributions[n].form;
        let at = rows.iter().position(|row| row.name == name).unwrap_or_else(|| {
            rows.push(SpeakerRow::unknown(name, &may_be));
            rows.len() - 1
        });
        let row = &mut rows[at];
        if is_no_comment(checked, n) {
            row.asked.push(heard);
            continue;
        }
        match form {
            Form::Direct => row.quoted += 1,
            Form::Indirect => row.paraphrased += 1,
            Form::Mixed => row.mixed += 1,
        }
        row.heard.push(heard);
    }
    rows
}

impl SpeakerRow {
    /// A source of which only its words are known.
    fn unknown(name: String, may_be: &[SpeakerId]) -> Self {
        Self {
            id: None,
            name,
            may_be: may_be.iter().copied().map(speaker_id).collect(),
            kind: None,
            r#type: None,
            title: None,
            introduced: Vec::new(),
            known_role: None,
            knowledge: None,
            first_mention: None,
            side: None,
            on_side: None,
            side_evidence: Vec::new(),
            heard: Vec::new(),
            quoted: 0,
            paraphrased: 0,
            mixed: 0,
            asked: Vec::new(),
            accused: Vec::new(),
        }
    }
}
