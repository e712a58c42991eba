//! One sentence that says why a claim stands as it does.
//!
//! > Said only by the Venezuelan government (Rodriguez, Maduro); no comment from the US State
//! > Department, line 16.
//!
//! No verb agrees with a name, so that every name fits: "residents", "the two", "police".

use super::context::Weighing;
use super::ledger::{Answer, AnswerKind, Claim, Standing};
use super::names::{name, shorten};
use super::standing::{documented, parties, voices};
use crate::lexicon::{FunctionWord, Lexicon};
use crate::parse::without_age;
use crate::resolve::{SideId, SpeakerId, SpeakerKind};

/// So many names are written out.
const NAMES: usize = 6;

/// Numbers up to this one are written as words.
const WRITTEN_OUT: u8 = 4;

/// The sentence for one claim. `rivals` are the words of claims that give another figure.
pub(super) fn grounds(claim: &Claim, rivals: &[&Claim], w: Weighing<'_>) -> String {
    let mut sentence = match claim.standing {
        Standing::Disputed => {
            format!("{}; {}", said(claim, w), answered(claim, w, DENIED))
        }
        Standing::Documented => {
            let record = claim.attributions.iter().find(|a| documented(w, **a));
            let on = record.map_or(String::new(), |a| format!(", {}", w.location(*a)));
            format!("On record: {}{on}", list(&voices(claim, w), w))
        }
        Standing::Agreed => match parties(claim, w).as_slice() {
            [] => format!("{}; {}", said(claim, w), answered(claim, w, CONFIRMED)),
            parties => format!("Both sides say so: {}", sides(claim, parties, w)),
        },
        Standing::Independent => {
            let parties = parties(claim, w);
            format!(
                "{} sides say so: {}",
                capital(&number(parties.len(), w.cx.lexicon)),
                sides(claim, &parties, w)
            )
        }
        Standing::OneSideAsked => {
            format!("{}; {}", only(claim, w), answered(claim, w, ASKED))
        }
        Standing::OneSide | Standing::OneSource => only(claim, w),
        Standing::Unsourced => match voices(claim, w).as_slice() {
            [] => "Nobody is credited with it".to_owned(),
            voices => format!("Nobody with a name says so ({})", list(voices, w)),
        },
    };
    for note in notes(claim, rivals, w) {
        sentence.push_str("; ");
        sentence.push_str(&note);
    }
    if !sentence.ends_with(['.', '…']) {
        sentence.push('.');
    }
    sentence
}

const DENIED: &[AnswerKind] = &[AnswerKind::Denies];
const CONFIRMED: &[AnswerKind] = &[AnswerKind::Confirms];
const ASKED: &[AnswerKind] = &[AnswerKind::Declines, AnswerKind::Silent];

/// What else an editor wants to know: conditions, reversals, hearsay, other figures.
fn notes(claim: &Claim, rivals: &[&Claim], w: Weighing<'_>) -> Vec<String> {
    let mut notes = Vec::new();
    let find = |kind: AnswerKind| claim.answers.iter().find(|a| a.kind == kind);
    if let Some(answer) = find(AnswerKind::Conditional) {
        notes.push(sentence(answer, "accepted on a condition by", w));
    }
    if find(AnswerKind::Unverified).is_some() {
        notes.push("the draft says that it could not be verified".to_owned());
    }
    let silent = claim.answers.iter().find(|a| ASKED.contains(&a.kind));
    if let Some(answer) = silent.filter(|_| claim.standing != Standing::OneSideAsked) {
        notes.push(sentence(answer, asked(answer.kind), w));
    }
    if let Some(later) = claim.reversed {
        notes.push(format!("the same source says the opposite, {}", w.location(later)));
    }
    let relayed = claim.attributions.iter().find_map(|a| Some((*a, w.voices[*a].relay?)));
    if let Some((at, relay)) = relayed {
        let who = name(relay, w.cx);
        notes.push(format!("passed on by {who}, {}", w.location(at)));
    }
    if let Some(rival) = rivals.first() {
        let at = rival.attributions.first().copied().unwrap_or_default();
        let who = list(&voices(rival, w), w);
        let who = if who.is_empty() { "somebody".to_owned() } else { who };
        notes.push(format!("another figure from {who}, {}", w.location(at)));
    }
    notes
}

/// "Said only by the Venezuelan government (Maduro, Rodriguez)"; where it is only likely that they
/// are of one side, "Said only by Caracas, Rodriguez"; a lone voice, "Said only by Rodriguez"
fn only(claim: &Claim, w: Weighing<'_>) -> String {
    let voices = voices(claim, w);
    let denial = |a: &usize| w.kinds[*a] == Some(AnswerKind::Denies);
    if claim.attributions.iter().all(denial) {
        let who = list(&voices, w);
        let who = if who.is_empty() { "somebody".to_owned() } else { who };
        return format!("Nobody in the draft says so; denied by {who}");
    }
    let who = match (claim.sides.as_slice(), voices.as_slice()) {
        ([], []) => return "It is not clear who says so".to_owned(),
        // A lone voice is named itself, and not its side.
        (_, [voice]) => called(claim, *voice, w),
        ([side], _)
            if is_sure(claim, &voices, w)
                && voices.iter().all(|voice| w.speaker(*voice).side == *side) =>
        {
            with_members(*side, &voices, w)
        }
        _ => list(&voices, w),
    };
    format!("Said only by {who}")
}

/// True when it is certain that all who say it are of the sides by whose names they are called.
fn is_sure(claim: &Claim, voices: &[SpeakerId], w: Weighing<'_>) -> bool {
    claim.sides.iter().all(|side| {
        let own: Vec<SpeakerId> =
            voices.iter().copied().filter(|id| w.speaker(*id).side == *side).collect();
        is_of(*side, &own, w)
    })
}

/// True when it is certain that some voices are of a side, and that it is called so.
fn is_of(side: SideId, voices: &[SpeakerId], w: Weighing<'_>) -> bool {
    let called = eponym(side, w);
    let name = the(&w.cx.story.sides[side.0].name, w.cx.lexicon);
    // "the Peruvian government" is of the Peruvian government.
    let by_name = |id: SpeakerId| w.speaker(id).name.eq_ignore_ascii_case(&name);
    voices.iter().chain(&called).all(|id| by_name(*id) || w.cx.story.is_side_certain(*id))
}

/// "Said by the army"
fn said(claim: &Claim, w: Weighing<'_>) -> String {
    if claim.sides.is_empty() {
        return "It is not clear who says so".to_owned();
    }
    format!("Said by {}", sides(claim, &claim.sides, w))
}

/// "the Kenyan government (Nairobi, Ruto), Grace Atim"
fn sides(claim: &Claim, sides: &[SideId], w: Weighing<'_>) -> String {
    let voices = voices(claim, w);
    let shown = sides.iter().take(NAMES);
    let each = shown.map(|side| {
        let own: Vec<SpeakerId> =
            voices.iter().copied().filter(|id| w.speaker(*id).side == *side).collect();
        match own.as_slice() {
            [voice] => called(claim, *voice, w),
            [] => side_name(*side, w),
            _ if !is_of(*side, &own, w) => list(&own, w),
            _ => with_members(*side, &own, w),
        }
    });
    let names = each.collect::<Vec<_>>().join(", ");
    match sides.len().saturating_sub(NAMES) {
        0 => names,
        more => format!("{names} and {more} more"),
    }
}

/// "the Venezuelan government (Maduro, Rodriguez)"; the member after whom the side is called is not
/// named twice.
fn with_members(side: SideId, voices: &[SpeakerId], w: Weighing<'_>) -> String {
    let called = side_name(side, w);
    let others = voices.iter().copied().filter(|id| name(*id, w.cx) != called);
    let others: Vec<SpeakerId> = others.collect();
    if others.is_empty() { called } else { format!("{called} ({})", list(&others, w)) }
}

/// The member after whom a side is called.
fn eponym(side: SideId, w: Weighing<'_>) -> Option<SpeakerId> {
    let side = &w.cx.story.sides[side.0];
    let mut members = side.members.iter().take(64).copied();
    members.find(|id| w.speaker(*id).name.eq_ignore_ascii_case(&side.name))
}

/// A side in the middle of a sentence: "the Venezuelan government", "the rebels".
fn side_name(side: SideId, w: Weighing<'_>) -> String {
    let named = eponym(side, w).map(|id| name(id, w.cx));
    named.unwrap_or_else(|| the(&w.cx.story.sides[side.0].name, w.cx.lexicon))
}

/// A lone voice; of one without a name, what the draft says it is: "a source familiar with the
/// matter" rather than "a source".
fn called(claim: &Claim, voice: SpeakerId, w: Weighing<'_>) -> String {
    let short = name(voice, w.cx);
    let nameless = matches!(
        w.speaker(voice).kind,
        SpeakerKind::Anonymous | SpeakerKind::Group | SpeakerKind::TitleOnly
    );
    let speaks = |n: &usize| w.cx.story.bindings[*n].speaker() == Some(voice);
    let own = || claim.attributions.iter().filter(|n| speaks(n));
    // Who is only likely meant is called as the draft calls them.
    let likely = own().all(|n| w.cx.story.certain(*n) != Some(voice));
    // What the text calls them rather than the headline.
    let source = own()
        .find(|n| !w.in_headline(**n))
        .or_else(|| own().next())
        .and_then(|n| w.attribution(*n).source.as_ref())
        .map(|source| w.cx.draft.words(source.span))
        .and_then(|words| words.split(',').next())
        .map(|words| shorten(words, w.cx.lexicon));
    match source {
        Some(words) if likely && is_pronoun(&words, w) => {
            format!("“{}” (likely {short})", words.to_lowercase())
        }
        Some(words) if words.eq_ignore_ascii_case(&short) => short,
        Some(words) if likely && own().next().is_some() => words,
        Some(words) if nameless && words.starts_with(&short) => words,
        _ => short,
    }
}

/// The first answer of some kinds, as a part of a sentence.
fn answered(claim: &Claim, w: Weighing<'_>, kinds: &[AnswerKind]) -> String {
    let Some(answer) = claim.answers.iter().find(|a| kinds.contains(&a.kind)) else {
        return String::new();
    };
    let words = match answer.kind {
        AnswerKind::Denies => "denied by",
        AnswerKind::Confirms => "confirmed by",
        kind => asked(kind),
    };
    sentence(answer, words, w)
}

const fn asked(kind: AnswerKind) -> &'static str {
    match kind {
        AnswerKind::Declines => "no comment from",
        _ => "no answer from",
    }
}

/// "no comment from the US State Department, line 16"
fn sentence(answer: &Answer, words: &str, w: Weighing<'_>) -> String {
    let attribution = w.attribution(answer.attribution);
    let source = attribution.source.as_ref().map(|s| w.cx.draft.words(s.span));
    let who = match (w.voices[answer.attribution].speaker, source) {
        // A pronoun is no name: say whom it means.
        (Some(id), Some(source)) if source.split_whitespace().count() == 1 => name(id, w.cx),
        (None, Some(source)) if is_pronoun(source, w) => format!("“{}”", source.to_lowercase()),
        (_, Some(source)) => shorten(without_age(source), w.cx.lexicon),
        (Some(id), None) => name(id, w.cx),
        (None, None) => "somebody".to_owned(),
    };
    format!("{words} {who}, {}", w.location(answer.attribution))
}

/// "he", "they", "who".
fn is_pronoun(words: &str, w: Weighing<'_>) -> bool {
    let sets = w.cx.lexicon.function_of(words);
    sets.has(FunctionWord::SingularPronoun)
        || sets.has(FunctionWord::PluralPronoun)
        || sets.has(FunctionWord::Relative)
}

/// "Caracas, Rodriguez, Maduro"; of many the first, and how many more.
fn list(voices: &[SpeakerId], w: Weighing<'_>) -> String {
    let shown = &voices[..voices.len().min(NAMES)];
    let names = shown.iter().map(|id| short(*id, shown, w)).collect::<Vec<_>>().join(", ");
    match voices.len() - shown.len() {
        0 => names,
        more => format!("{names} and {more} more"),
    }
}

/// A surname is enough where no two of a list share it.
fn short(id: SpeakerId, all: &[SpeakerId], w: Weighing<'_>) -> String {
    let speaker = |id: SpeakerId| w.speaker(id);
    let last = |id: SpeakerId| speaker(id).name.split_whitespace().next_back().map(str::to_owned);
    let surname = last(id).filter(|_| speaker(id).kind == SpeakerKind::Person);
    let shared = all.iter().filter(|other| last(**other) == surname).count() > 1;
    match surname {
        Some(surname) if all.len() > 1 && !shared => surname,
        _ => name(id, w.cx),
    }
}

/// "the" before a common name: "Venezuelan government".
fn the(side: &str, lexicon: &Lexicon) -> String {
    if side.ends_with("government") && !side.starts_with("the ") {
        format!("the {side}")
    } else {
        shorten(side, lexicon)
    }
}

/// "two", "12": small numbers are written out.
fn number(count: usize, lexicon: &Lexicon) -> String {
    let small = u8::try_from(count).ok().filter(|count| *count <= WRITTEN_OUT);
    let word = small.and_then(|count| lexicon.number_word(f64::from(count)));
    word.map_or_else(|| count.to_string(), str::to_owned)
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or(String::new(), |c| c.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_government_has_an_article() {
        let lexicon = &crate::testing::rulebook().lexicon;
        assert_eq!(the("Venezuelan government", lexicon), "the Venezuelan government");
    }

    /// Why the first claim stands as it does.
    fn grounds_of(copy: &str) -> String {
        crate::testing::weighed(copy).ledger.claims[0].grounds.clone()
    }

    #[test]
    fn why_a_claim_stands_as_it_does() {
        crate::testing::check(
            grounds_of,
            &[
                ("Tom Hale said the mill was shut.", "Said only by Tom Hale."),
                ("Residents said the mill was shut.", "Said only by residents."),
                (
                    "Ann Hale, Tom Reed and Jo Penn said the mill was shut.",
                    "Said only by Hale, Reed, Penn.",
                ),
                ("Harlow Council said the mill was shut.", "Said only by Harlow Council."),
                ("A nurse at the infirmary said the mill was shut.", "Said only by a nurse."),
                ("It was said that the mill was shut.", "Nobody is credited with it."),
                (
                    "The old mill on the river was sold, the mayor Tom Hale said.\n\nThe old mill on the river was sold, the nurse Ada Wynne said.",
                    "Two sides say so: Tom Hale, the nurse Ada Wynne.",
                ),
                (
                    "The mill was sold, Ada Wynne said.\n\nTom Hale denied that the mill was sold.",
                    "Said by Ada Wynne; denied by Tom Hale, line 3.",
                ),
                (
                    "The mill was sold, Ada Wynne said.\n\nResidents denied that the mill was sold.",
                    "Said by Ada Wynne; denied by residents, line 3.",
                ),
                (
                    "The mill was sold, Ada Wynne said.\n\nTom Hale confirmed that the mill was sold.",
                    "Two sides say so: Ada Wynne, Tom Hale.",
                ),
                (
                    "Tom Hale denied that he had sold the boat.",
                    "Nobody in the draft says so; denied by Tom Hale.",
                ),
                (
                    "Residents denied that they had sold the boat.",
                    "Nobody in the draft says so; denied by residents.",
                ),
                (
                    "Larkhill Homes poisoned the river, Ada Wynne said.\n\nLarkhill Homes declined to comment.",
                    "Said only by Ada Wynne; no comment from Larkhill Homes, line 3.",
                ),
                (
                    "Larkhill Homes poisoned the river, Ada Wynne said.\n\nLarkhill Homes did not respond to a request for comment.",
                    "Said only by Ada Wynne; no answer from Larkhill Homes, line 3.",
                ),
                (
                    "The army destroyed the depot, Ada Wynne said.\n\nThe claim could not be independently verified.",
                    "Said only by Ada Wynne; the draft says that it could not be verified.",
                ),
                (
                    "The ferry sank, Reuters reported, quoting the spokesman Erik Dahl.",
                    "Said only by Erik Dahl; passed on by Reuters, line 1.",
                ),
                ("Court records show that the firm was sold.", "On record: court records, line 1."),
                (
                    "The new harbour would cost 2 trillion dollars, the minister Tom Hale said.\n\nThe new harbour would cost 3 trillion dollars, the engineer Ada Wynne said.",
                    "Said only by Tom Hale; another figure from Ada Wynne, line 3.",
                ),
                (
                    "The Venezuelan government said the mill was shut. The mill was shut, Caracas said. The mill was shut, the president Nicolas Maduro said.",
                    "Said only by the Venezuelan government, Caracas.",
                ),
                (
                    "The Venezuelan government said the mill was shut. The mill was shut, Venezuelan President Nicolas Maduro said.",
                    "Said only by the Venezuelan government (Nicolas Maduro).",
                ),
                (
                    "Tom Hale sold the boat, Ada Wynne said.\n\nAda Wynne denied that Tom Hale had sold the boat.",
                    "Said only by Ada Wynne; the same source says the opposite, line 3.",
                ),
            ],
        );
    }
}
