//! How an attribution and a claim came about: the words, the pattern, the speaker, the side, the
//! standing, the findings.

use std::io::{self, Write};

use super::wording::{Wording, phrase};
use crate::lexicon::CueClass;
use crate::report::checked::{Checked, Style};
use crate::report::json::parts::attribution_id;
use crate::report::page::Page;
use crate::report::who::{called, name, others, says, who};
use crate::report::words::{kebab, listed, one_line, standing};
use crate::resolve::{Grade, Meaning, SpeakerId};
use crate::span::Span;
use crate::suppress::Fault;
use crate::verdict::Finding;
use crate::weigh::Claim;

/// Explains a claim: each attribution that states it, then how it is sourced and what is flagged.
pub fn claim(out: &mut dyn Write, checked: &Checked, n: usize, style: Style) -> io::Result<()> {
    let claim = &checked.verdict.ledger.claims[n];
    let mut page = Page::new(style);
    head(&mut page, checked, &format!("claim {}", claim.id), claim.span);
    page.plain("  ", &quoted(&claim.text));
    for (nth, attribution) in claim.attributions.iter().enumerate() {
        let at =
            checked.draft.where_is(checked.verdict.parsed.attributions[*attribution].span().start);
        page.section(&format!("{}, {at}", if nth == 0 { "Stated" } else { "Stated again" }));
        steps(&mut page, checked, *attribution);
    }
    sourced(&mut page, checked, claim);
    let here = |finding: &Finding| {
        let mut spans =
            claim.attributions.iter().map(|n| checked.verdict.parsed.attributions[*n].span());
        finding.claim == Some(n) || spans.any(|span| span.overlaps(finding.span))
    };
    found(&mut page, checked, here);
    out.write_all(page.text().as_bytes())
}

/// Explains an attribution that states no claim: who is meant, and what is flagged.
pub fn attribution(
    out: &mut dyn Write,
    checked: &Checked,
    n: usize,
    style: Style,
) -> io::Result<()> {
    let attribution = &checked.verdict.parsed.attributions[n];
    let mut page = Page::new(style);
    head(&mut page, checked, &format!("attribution {}", attribution_id(n)), attribution.span());
    steps(&mut page, checked, n);
    if let Some(claim) = checked.verdict.ledger.claim_of[n] {
        sourced(&mut page, checked, &checked.verdict.ledger.claims[claim]);
    } else {
        page.section("Sourcing");
        let why = if attribution.is_guess() {
            "It states no claim: only the model found it, and is not sure."
        } else if attribution.content.is_empty() {
            "It states no claim: nothing is said in it."
        } else {
            "It states no claim of its own."
        };
        page.plain("  ", why);
        bound(&mut page, checked, n);
    }
    found(&mut page, checked, |finding| attribution.span().overlaps(finding.span));
    out.write_all(page.text().as_bytes())
}

/// "draft.txt, line 3: claim c-4a129e"
fn head(page: &mut Page, checked: &Checked, what: &str, span: Span) {
    let name = page.bold(&one_line(&checked.draft.name()));
    let at = checked.draft.where_is(span.start);
    page.line(&format!("{name}, {at}: {what}"));
    page.line("");
}

/// From the words to the side.
fn steps(page: &mut Page, checked: &Checked, n: usize) {
    let (draft, words) = (&checked.draft, Wording::built_in());
    let attribution = &checked.verdict.parsed.attributions[n];
    match &attribution.source {
        Some(source) => page.entry("source", &quoted(draft.words(source.span))),
        None => page.entry("source", "none: nobody is credited"),
    }
    if let Some(cue) = &attribution.cue {
        let negated = if cue.negated { ", negated" } else { "" };
        let lemma = one_line(&cue.lemma);
        let listed = match cue.class {
            CueClass::Learned => "a word that the lexicon does not list".to_owned(),
            CueClass::Mark => "a mark and no word".to_owned(),
            class => format!("listed as “{lemma}” in the class {}", kebab(class)),
        };
        let words = quoted(draft.words(cue.span));
        page.entry("cue", &format!("{words}, {listed}{negated}"));
    }
    let content: Vec<&str> = attribution.content.iter().map(|span| draft.words(*span)).collect();
    if !content.is_empty() {
        let form = phrase(&words.form, attribution.form);
        page.entry("content", &format!("{}: {form}", quoted(&content.join(" … "))));
    }
    if let Some(channel) = attribution.channel {
        page.entry("through", &quoted(draft.words(channel.span)));
    }
    let pattern = phrase(&words.pattern, attribution.pattern);
    let sure = kebab(attribution.confidence);
    page.entry("pattern", &format!("{pattern}. Confidence: {sure}."));
    if let Some(outer) = attribution.nested {
        let by = who(checked, outer).unwrap_or_else(|| "somebody".to_owned());
        page.entry("inside", &format!("what {by} says: it is passed on."));
    }
    page.entry("speaker", &speaker(checked, n));
    for id in checked.verdict.story.bindings[n].speakers() {
        page.entry("side", &side(checked, *id));
    }
}

/// Who speaks, by what link, and the words it rests on.
fn speaker(checked: &Checked, n: usize) -> String {
    let story = &checked.verdict.story;
    let words = called(checked, n).map_or("This".to_owned(), |words| format!("“{words}”"));
    let link = story.links[n];
    let by = link.map_or(String::new(), |link| {
        let phrase = phrase(&Wording::built_in().link, link.kind);
        let shown = checked.draft.words(link.span);
        let at = checked.draft.where_is(link.span.start);
        let rests = if says(shown, words.trim_matches(['“', '”'])) && shown.len() < words.len()
        {
            String::new()
        } else {
            format!(" It rests on {}, {at}.", quoted(shown))
        };
        format!(": {phrase}.{rests}")
    });
    let names = |ids: &[SpeakerId]| ids.iter().map(|id| name(checked, *id)).collect::<Vec<_>>();
    match &story.bindings[n] {
        Meaning::Speaker(id) => match link.map(|link| link.grade) {
            Some(Grade::Certain) => format!("{words} is {}{by}", name(checked, *id)),
            Some(Grade::Open) | None => format!("The draft does not show who is meant{by}"),
            Some(Grade::Likely) if says(&words, &name(checked, *id)) => {
                format!("{words} is taken as written{by}")
            }
            Some(Grade::Likely) => format!(
                "{words} is likely {}, but not certainly{by} No flag rests on it.",
                name(checked, *id)
            ),
        },
        Meaning::Together(ids) => {
            format!("{words}: likely {} together{by}", listed(&names(ids)))
        }
        Meaning::Ambiguous(ids) => {
            format!("{words} may be {}: the draft does not show which.", names(ids).join(" or "))
        }
        Meaning::Unknown => "The draft does not show who is meant.".to_owned(),
    }
}

/// On which side a speaker is, and why.
fn side(checked: &Checked, id: SpeakerId) -> String {
    let story = &checked.verdict.story;
    let speaker = &story.speakers[id.0];
    let side = &story.sides[speaker.side.0];
    let who = name(checked, id);
    if side.members.len() < 2 {
        return format!("{who}: nothing in the draft puts anybody else on the same side.");
    }
    let with = others(checked, id);
    let named = one_line(&side.name);
    let Some(link) = story.side_links[id.0] else {
        return format!("{who} is on one side {with}, by what the draft says of those.");
    };
    let why = phrase(&Wording::built_in().side, link.kind);
    let shown = link.span.map_or(String::new(), |span| {
        let at = checked.draft.where_is(span.start);
        format!(" It rests on {}, {at}.", quoted(checked.draft.words(span)))
    });
    let member = side.members.iter().any(|m| name(checked, *m) == named);
    let of = match member {
        _ if named == who => "a side of that name".to_owned(),
        true => format!("the side of {named}"),
        false => format!("the side “{named}”"),
    };
    let (verb, after) = match link.grade {
        _ if named == who => {
            ("is on", if link.grade == Grade::Certain { "" } else { " No flag rests on it." })
        }
        Grade::Certain => ("is on", ""),
        _ => ("is likely on", " No flag rests on it."),
    };
    format!("{who} {verb} {of}, {with}: {why}.{shown}{after}")
}

/// How a claim is sourced, why it matters, and what others say to it.
fn sourced(page: &mut Page, checked: &Checked, claim: &Claim) {
    let words = Wording::built_in();
    page.section("Sourcing");
    page.entry("standing", &format!("{}: {}", standing(claim.standing), claim.grounds));
    for answer in &claim.answers {
        let by = who(checked, answer.attribution).unwrap_or_else(|| "somebody".to_owned());
        let at = checked.verdict.parsed.attributions[answer.attribution].span().start;
        let does = phrase(&words.answer, answer.kind);
        let why = phrase(&words.ground, answer.ground);
        page.entry(
            "answer",
            &format!(
                "{by} ({}): {does}. Taken as an answer because {why}.",
                checked.draft.where_is(at)
            ),
        );
    }
    for rival in claim.rivals.iter().map(|n| &checked.verdict.ledger.claims[*n]) {
        page.entry("also", &format!("{} gives another figure: {}", rival.id, quoted(&rival.text)));
    }
    let matters: Vec<String> =
        claim.matters.iter().map(|matter| phrase(&words.matter, *matter)).collect();
    if !matters.is_empty() {
        page.entry("matters", &format!("{}: {}.", kebab(claim.weight), listed(&matters)));
    }
    if claim.own {
        page.entry("about", "The speaker is talking about their own affairs.");
    } else if claim.private {
        page.entry(
            "about",
            "Others could hardly confirm it: an opinion, a forecast, a ruling or a plan.",
        );
    }
    if let Some(interest) = claim.interest {
        page.entry(
            "interest",
            &format!("{} favours their own side.", quoted(checked.draft.words(interest))),
        );
    }
}

/// What an answer that states no claim answers.
fn bound(page: &mut Page, checked: &Checked, n: usize) {
    let words = Wording::built_in();
    let ledger = &checked.verdict.ledger;
    for claim in &ledger.claims {
        for answer in claim.answers.iter().filter(|answer| answer.attribution == n) {
            let does = phrase(&words.answer, answer.kind);
            let why = phrase(&words.ground, answer.ground);
            let claim = format!("claim {} ({})", claim.id, quoted(&claim.text));
            page.entry("answers", &format!("{claim}: {does}, because {why}."));
        }
    }
    for answer in ledger.unbound.iter().filter(|answer| answer.attribution == n) {
        let why = phrase(&words.ground, answer.ground);
        page.entry("answers", &format!("no claim of the draft: {why}."));
    }
}

/// Explains findings on words that nobody is credited with.
pub fn findings(
    out: &mut dyn Write,
    checked: &Checked,
    findings: &[&Finding],
    style: Style,
) -> io::Result<()> {
    let mut page = Page::new(style);
    for finding in findings {
        let words = quoted(checked.draft.words(finding.span));
        head(&mut page, checked, &format!("{} {}", finding.code, finding.name), finding.span);
        page.plain("  ", &words);
        page.line("");
        page.plain("  ", "No attribution covers these words: nobody is credited with them.");
        page.line("");
        flagged(&mut page, checked, finding);
        page.plain("    Fix: ", &finding.help);
    }
    out.write_all(page.text().as_bytes())
}

/// What is flagged, and what is set aside.
fn found(page: &mut Page, checked: &Checked, here: impl Fn(&Finding) -> bool) {
    page.section("Findings");
    let mut none = true;
    for finding in checked.verdict.findings.iter().filter(|finding| here(finding)) {
        none = false;
        flagged(page, checked, finding);
    }
    for aside in checked.verdict.aside.iter().filter(|aside| here(&aside.finding)) {
        none = false;
        page.plain("  ", &format!("ignored {}: {}", aside.finding.code, aside.reason));
    }
    if none {
        page.plain("  ", "None. No check that is on flags these words.");
    }
}

/// A finding and why it is one.
fn flagged(page: &mut Page, checked: &Checked, finding: &Finding) {
    let at = checked.draft.where_is(finding.span.start);
    let level = finding.severity.name();
    let (code, name) = (&finding.code, &finding.name);
    page.plain("  ", &format!("{level} {code} {name}, {at}: {}", finding.message));
    if let Some(question) = &finding.question {
        page.plain("    Ask: ", question);
    }
    let why = checked.rulebook.check(code).map(|check| check.why.as_str());
    if let Some(why) = why.or_else(|| Fault::of(code).map(Fault::why)) {
        page.plain("    Why: ", why);
    }
}

/// Words of the draft in quotation marks; those that have such marks are left as they are.
fn quoted(text: &str) -> String {
    let line = one_line(text);
    if line.contains(['“', '”', '"', '«', '»']) { line } else { format!("“{line}”") }
}
