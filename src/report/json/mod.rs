//! JSON for other programs. Its shape is a promise: additions only.

mod answer;
mod findings;
mod parties;
pub(super) mod parts;
mod schema;

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use findings::{FindingOut, findings};
use parties::{AccusationOut, PartyOut, accusation_id};
use parts::{PartOut, PlaceOut, attribution_id, part, place, side_id, speaker_id};

pub(super) use answer::{answer_schema, refusal, report};
pub(super) use schema::{document_schema, line_schema};

use super::checked::Checked;
use super::reasons;
use super::sheets::safe::{json, json_line};
use crate::lexicon::{Act, CueClass, Polarity};
use crate::parse::{ChannelKind, Confidence, Form, Pattern};
use crate::resolve::{
    Grade, KnowledgeKind, LinkKind, Meaning, SideId, SideKind, SourceType, SpeakerId, SpeakerKind,
};
use crate::verdict::Severity;
use crate::weigh::{AnswerKind, Claim, Matter, Rests, Standing, Weight};

/// The version of the shape of all JSON.
pub(super) const VERSION: &str = "2.1";

/// What `whosaid check -o json` writes. Later versions of the shape may add to it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Report")]
struct Document<'a> {
    schema_version: &'static str,
    tool: Tool,
    units: Units,
    drafts: Vec<DraftOut<'a>>,
    errors: &'a [String],
    summary: Summary,
}

/// The program.
#[derive(Serialize, JsonSchema)]
pub(super) struct Tool {
    name: &'static str,
    version: &'static str,
}

/// What the numbers count.
#[derive(Serialize, JsonSchema)]
pub(super) struct Units {
    start: &'static str,
    end: &'static str,
    line: &'static str,
    column: &'static str,
    end_line: &'static str,
    end_column: &'static str,
    column_utf16: &'static str,
    end_column_utf16: &'static str,
}

pub(super) const TOOL: Tool = Tool { name: "whosaid", version: env!("CARGO_PKG_VERSION") };

pub(super) const UNITS: Units = Units {
    start: "bytes of the file as read, from 0",
    end: "bytes, exclusive",
    line: "from 1",
    column: "Unicode code points, from 1",
    end_line: "from 1; where the words end",
    end_column: "Unicode code points, from 1, exclusive",
    column_utf16: "UTF-16 code units, from 1",
    end_column_utf16: "UTF-16 code units, from 1, exclusive",
};

/// How much there is in all drafts.
#[derive(Default, Serialize, JsonSchema)]
struct Summary {
    drafts: usize,
    attributions: usize,
    claims: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
    suppressed: usize,
}

/// A draft, and all that is known of it. It is a line of `whosaid check -o jsonl`.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Draft")]
struct DraftOut<'a> {
    path: &'a str,
    /// Which of the stories of its file it is, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    story: Option<usize>,
    /// What it was read as.
    format: &'static str,
    /// How it was read, where an editor should know: its encoding, what was left out.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    remarks: &'a [String],
    attributions: Vec<AttributionOut<'a>>,
    speakers: Vec<SpeakerOut<'a>>,
    sides: Vec<SideOut<'a>>,
    claims: Vec<ClaimOut<'a>>,
    /// What the headline and the lead rest on.
    spine: Option<SpineOut<'a>>,
    accusations: Vec<AccusationOut>,
    parties: Vec<PartyOut>,
    findings: Vec<FindingOut<'a>>,
}

/// The words that report: "said", "according to".
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Cue")]
struct CueOut {
    text: String,
    spans: Vec<PlaceOut>,
    class: CueClass,
    lemma: String,
}

/// Through what something was said.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Channel")]
struct ChannelOut {
    text: String,
    spans: Vec<PlaceOut>,
    kind: ChannelKind,
}

/// Somebody says something.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Attribution")]
struct AttributionOut<'a> {
    id: String,
    form: Form,
    class: Act,
    pattern: Pattern,
    confidence: Confidence,
    source: Option<PartOut>,
    cue: Option<CueOut>,
    content: Option<PartOut>,
    speaker: Option<String>,
    speaker_may_be: Vec<String>,
    speaker_link: Option<LinkOut>,
    claim: Option<&'a str>,
    channel: Option<ChannelOut>,
    polarity: Polarity,
    nested: Option<String>,
}

/// How sure it is who speaks, by what, and where the draft shows it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Link")]
struct LinkOut {
    grade: Grade,
    kind: LinkKind,
    span: PlaceOut,
}

/// How sure it is that a speaker is on a side, by what, and where the draft shows it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "SideLink")]
struct SideLinkOut {
    grade: Grade,
    kind: SideKind,
    span: Option<PlaceOut>,
}

/// Somebody who speaks, or of whom it is spoken.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Speaker")]
struct SpeakerOut<'a> {
    id: String,
    name: &'a str,
    kind: SpeakerKind,
    /// Of what type a desk calls it.
    r#type: SourceType,
    /// The fullest statement of role and organisation, without the name.
    title: Option<WordsOut>,
    /// How it knows, or why it is hidden.
    knowledge: Option<KnowledgeOut>,
    first_mention: Option<PlaceOut>,
    roles: Vec<String>,
    known_role: Option<&'a str>,
    side: String,
    side_link: Option<SideLinkOut>,
    mentions: Vec<PlaceOut>,
}

/// Words in one place.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Wording")]
struct WordsOut {
    text: String,
    span: PlaceOut,
}

/// How a speaker knows, or why they are hidden.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Knowledge")]
struct KnowledgeOut {
    kind: KnowledgeKind,
    text: String,
    span: PlaceOut,
}

/// Speakers who are not independent of each other.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Side")]
struct SideOut<'a> {
    id: String,
    name: &'a str,
    members: Vec<String>,
    evidence: Vec<EvidenceOut<'a>>,
    /// Where somebody of this side speaks.
    heard: Vec<String>,
    /// The accusations against it.
    accused: Vec<String>,
    /// Where it was asked and did not answer.
    asked: Vec<String>,
}

/// Why a speaker is on a side.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Evidence")]
struct EvidenceOut<'a> {
    speaker: String,
    reason: &'a str,
    span: Option<PlaceOut>,
}

/// What is said to be so.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Claim")]
struct ClaimOut<'a> {
    id: &'a str,
    text: &'a str,
    /// The attributions that state it.
    asserted: Vec<String>,
    /// Those that deny it.
    denied: Vec<String>,
    /// Those in which a side that was asked about it gives no answer.
    asked: Vec<String>,
    sides: Vec<String>,
    /// How much hangs on it, and why.
    matters: Weight,
    because: &'a [Matter],
    /// Where it is stated: the first piece of each content.
    places: Vec<PlaceOut>,
    own: bool,
    standing: Standing,
    /// How sure it is who states it; nothing where the draft itself does.
    certainty: Option<Grade>,
    grounds: &'a str,
}

/// What the headline and the lead rest on.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Spine")]
struct SpineOut<'a> {
    claims: Vec<&'a str>,
    rests: Rests,
}

/// Writes one document on all drafts.
pub(super) fn document(
    out: &mut dyn Write,
    drafts: &[Checked],
    errors: &[String],
) -> io::Result<()> {
    let mut summary = Summary { drafts: drafts.len(), ..Summary::default() };
    for checked in drafts {
        summary.attributions += checked.verdict.parsed.attributions.len();
        summary.claims += checked.verdict.ledger.claims.len();
        summary.suppressed += checked.verdict.aside.len();
        for finding in &checked.verdict.findings {
            match finding.severity {
                Severity::Error => summary.errors += 1,
                Severity::Warning => summary.warnings += 1,
                Severity::Note => summary.notes += 1,
            }
        }
    }
    let document = Document {
        schema_version: VERSION,
        tool: TOOL,
        units: UNITS,
        drafts: drafts.iter().map(draft).collect(),
        errors,
        summary,
    };
    json(out, &document)
}

/// Writes one line a draft.
pub(super) fn lines(out: &mut dyn Write, drafts: &[Checked]) -> io::Result<()> {
    drafts.iter().try_for_each(|checked| out.write_all(&json_line(&draft(checked))?))
}

fn draft(checked: &Checked) -> DraftOut<'_> {
    let verdict = &checked.verdict;
    DraftOut {
        path: &checked.draft.path,
        story: checked.draft.story.map(|(at, _)| at),
        format: checked.draft.format.name(),
        remarks: &checked.draft.remarks,
        attributions: (0..verdict.parsed.attributions.len())
            .map(|n| attribution(checked, n))
            .collect(),
        speakers: speakers(checked),
        sides: sides(checked),
        claims: claims(checked),
        spine: verdict.ledger.spine.as_ref().map(|spine| SpineOut {
            claims: spine.claims.iter().map(|n| verdict.ledger.claims[*n].id.as_str()).collect(),
            rests: spine.rests,
        }),
        accusations: parties::accusations(checked),
        parties: parties::parties(checked),
        findings: findings(checked),
    }
}

fn attribution(checked: &Checked, n: usize) -> AttributionOut<'_> {
    let (draft, verdict) = (&checked.draft, &checked.verdict);
    let a = &verdict.parsed.attributions[n];
    let meaning = &verdict.story.bindings[n];
    AttributionOut {
        id: attribution_id(n),
        form: a.form,
        class: a.act,
        pattern: a.pattern,
        confidence: a.confidence,
        source: a.source.as_ref().and_then(|s| part(draft, &[s.span])),
        cue: a.cue.as_ref().map(|cue| CueOut {
            text: draft.words(cue.span).to_owned(),
            spans: vec![place(draft, cue.span)],
            class: cue.class,
            lemma: cue.lemma.clone(),
        }),
        content: part(draft, &a.content),
        speaker: meaning.speaker().map(speaker_id),
        speaker_may_be: match meaning {
            Meaning::Ambiguous(ids) => ids.iter().copied().map(speaker_id).collect(),
            _ => Vec::new(),
        },
        speaker_link: verdict.story.links[n].map(|link| LinkOut {
            grade: link.grade,
            kind: link.kind,
            span: place(draft, link.span),
        }),
        claim: verdict.ledger.claim_of[n].map(|c| verdict.ledger.claims[c].id.as_str()),
        channel: a.channel.map(|c| ChannelOut {
            text: draft.words(c.span).to_owned(),
            spans: vec![place(draft, c.span)],
            kind: c.kind,
        }),
        polarity: a.polarity,
        nested: a.nested.map(attribution_id),
    }
}

fn speakers(checked: &Checked) -> Vec<SpeakerOut<'_>> {
    let (draft, verdict) = (&checked.draft, &checked.verdict);
    let each = verdict.story.speakers.iter().zip(&verdict.story.cards).enumerate();
    each.map(|(n, (speaker, card))| SpeakerOut {
        id: speaker_id(SpeakerId(n)),
        name: &speaker.name,
        kind: speaker.kind,
        r#type: card.source_type,
        title: card
            .title
            .map(|span| WordsOut { text: draft.words(span).to_owned(), span: place(draft, span) }),
        knowledge: card.knowledge.map(|k| KnowledgeOut {
            kind: k.kind,
            text: draft.words(k.span).to_owned(),
            span: place(draft, k.span),
        }),
        first_mention: card.first_mention.map(|span| place(draft, span)),
        roles: speaker.roles.iter().map(|r| draft.words(*r).to_owned()).collect(),
        known_role: speaker.known_role.as_deref(),
        side: side_id(speaker.side),
        side_link: verdict.story.side_links[n].map(|link| SideLinkOut {
            grade: link.grade,
            kind: link.kind,
            span: link.span.map(|span| place(draft, span)),
        }),
        mentions: speaker
            .mentions
            .iter()
            .map(|m| place(draft, verdict.parsed.mentions[m.0].span))
            .collect(),
    })
    .collect()
}

fn sides(checked: &Checked) -> Vec<SideOut<'_>> {
    let mut places = side_places(checked);
    let each = checked.verdict.story.sides.iter().enumerate();
    each.map(|(n, side)| SideOut {
        id: side_id(SideId(n)),
        name: &side.name,
        members: side.members.iter().copied().map(speaker_id).collect(),
        evidence: side
            .evidence
            .iter()
            .map(|e| EvidenceOut {
                speaker: speaker_id(e.speaker),
                reason: &e.reason,
                span: e.span.map(|s| place(&checked.draft, s)),
            })
            .collect(),
        heard: std::mem::take(&mut places[n].heard),
        accused: std::mem::take(&mut places[n].accused),
        asked: std::mem::take(&mut places[n].asked),
    })
    .collect()
}

/// Where a side is heard, accused and asked.
#[derive(Clone, Default)]
struct SidePlaces {
    heard: Vec<String>,
    accused: Vec<String>,
    asked: Vec<String>,
}

/// The same for all sides, in one walk.
fn side_places(checked: &Checked) -> Vec<SidePlaces> {
    let (story, ledger) = (&checked.verdict.story, &checked.verdict.ledger);
    let mut all = vec![SidePlaces::default(); story.sides.len()];
    for (n, meaning) in story.bindings.iter().enumerate() {
        if let Some(speaker) = meaning.speaker() {
            all[story.speakers[speaker.0].side.0].heard.push(attribution_id(n));
        }
    }
    for party in &ledger.parties {
        let side = &mut all[party.side.0];
        side.accused.extend(party.accusations.iter().copied().map(accusation_id));
        side.asked.extend(party.asked.map(attribution_id));
    }
    all
}

fn claims(checked: &Checked) -> Vec<ClaimOut<'_>> {
    let each = checked.verdict.ledger.claims.iter().enumerate();
    each.map(|(n, claim)| ClaimOut {
        id: &claim.id,
        text: &claim.text,
        asserted: claim.attributions.iter().copied().map(attribution_id).collect(),
        denied: answers(claim, &[AnswerKind::Denies]),
        asked: answers(claim, &[AnswerKind::Declines, AnswerKind::Silent]),
        sides: claim.sides.iter().copied().map(side_id).collect(),
        matters: claim.weight,
        because: &claim.matters,
        places: places(checked, claim),
        own: claim.own,
        standing: claim.standing,
        certainty: reasons::certainty(checked, n),
        grounds: &claim.grounds,
    })
    .collect()
}

/// Where a claim is stated.
pub(super) fn places(checked: &Checked, claim: &Claim) -> Vec<PlaceOut> {
    let attributions = &checked.verdict.parsed.attributions;
    let contents = claim.attributions.iter().filter_map(|n| attributions[*n].content.first());
    contents.map(|span| place(&checked.draft, *span)).collect()
}

/// The answers of some kinds to a claim.
pub(super) fn answers(claim: &Claim, kinds: &[AnswerKind]) -> Vec<String> {
    let such = claim.answers.iter().filter(|answer| kinds.contains(&answer.kind));
    such.map(|answer| attribution_id(answer.attribution)).collect()
}
