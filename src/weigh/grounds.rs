//! One sentence that says why a claim stands as it does.
//!
//! > Only the Venezuelan government says so (Rodriguez, Maduro); the US State Department
//! > was asked and declined, line 16.

use super::context::Weighing;
use super::ledger::{Answer, AnswerKind, Claim, Standing};
use super::standing::{documented, parties, voices};
use crate::lexicon::{Class, Classes, FunctionWord, Lexicon};
use crate::parse::{Number, without_age};
use crate::read::BlockKind;
use crate::resolve::{SideId, SpeakerId, SpeakerKind};

/// Classes of words that keep their capital letter: "Kenyan officials".
const STATES: Classes = Classes::of(&[Class::State, Class::Demonym, Class::People, Class::Capital]);

/// Names of a body of people: "Democrats".
const PEOPLE: Classes = Classes::of(&[Class::People, Class::PartyMember, Class::Party]);

/// So many names are written out.
const NAMES: usize = 6;

/// Numbers up to this one are written as words.
const WRITTEN_OUT: u8 = 4;

/// A source is cut after so many words.
const WORDS: usize = 8;

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
    sentence.push('.');
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
        notes.push(sentence(answer, "accepts it on a condition", w));
    }
    if find(AnswerKind::Unverified).is_some() {
        notes.push("the draft says that it could not be verified".to_owned());
    }
    let silent = claim.answers.iter().find(|a| ASKED.contains(&a.kind));
    if let Some(answer) = silent.filter(|_| claim.standing != Standing::OneSideAsked) {
        notes.push(sentence(answer, asked(answer.kind), w));
    }
    if let Some(later) = claim.reversed {
        notes.push(format!("the same voice says the opposite, {}", w.location(later)));
    }
    let relayed = claim.attributions.iter().find_map(|a| Some((*a, w.voices[*a].relay?)));
    if let Some((at, relay)) = relayed {
        let who = name(relay, w);
        notes.push(format!("{who} only passes it on, {}", w.location(at)));
    }
    if let Some(rival) = rivals.first() {
        let at = rival.attributions.first().copied().unwrap_or_default();
        let who = list(&voices(rival, w), w);
        let who = if who.is_empty() { "somebody".to_owned() } else { who };
        notes.push(format!("{who} gave another figure, {}", w.location(at)));
    }
    notes
}

/// "Only the Venezuelan government says so (Maduro, Rodriguez)"; where it is only likely that they
/// are of one side, "Only these say so: Caracas, Rodriguez"
fn only(claim: &Claim, w: Weighing<'_>) -> String {
    let voices = voices(claim, w);
    let denial = |a: &usize| w.kinds[*a] == Some(AnswerKind::Denies);
    if claim.attributions.iter().all(denial) {
        let (who, verb) = match voices.as_slice() {
            [] => ("somebody".to_owned(), "denies"),
            [voice] if is_many(*voice, w) => (name(*voice, w), "deny"),
            voices => (list(voices, w), "denies"),
        };
        return format!("Nobody in the draft says so; {who} {verb} it");
    }
    match (claim.sides.as_slice(), voices.as_slice()) {
        ([], []) => "It is not clear who says so".to_owned(),
        (_, [voice]) if is_alone(claim, *voice, w) || !is_sure(claim, &voices, w) => {
            let who = called(claim, *voice, w);
            let several =
                who.split(' ').any(|word| w.cx.lexicon.function_of(word).has(FunctionWord::And));
            format!("Only {who} {} so", says(several || is_many(*voice, w)))
        }
        ([side], _)
            if is_sure(claim, &voices, w)
                && voices.iter().all(|voice| w.speaker(*voice).side == *side) =>
        {
            let verb = eponym(*side, w).map_or("says", |id| say(id, w));
            format!("Only {} {verb} so ({})", side_name(*side, w), list(&voices, w))
        }
        _ => format!("Only these say so: {}", list(&voices, w)),
    }
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

/// "the Kenyan government (Nairobi), Grace Atim"
fn sides(claim: &Claim, sides: &[SideId], w: Weighing<'_>) -> String {
    let voices = voices(claim, w);
    let shown = sides.iter().take(NAMES);
    let each = shown.map(|side| {
        let own: Vec<SpeakerId> =
            voices.iter().copied().filter(|id| w.speaker(*id).side == *side).collect();
        match own.as_slice() {
            [voice] if is_alone(claim, *voice, w) || !is_of(*side, &own, w) => {
                called(claim, *voice, w)
            }
            [] => side_name(*side, w),
            _ if !is_of(*side, &own, w) => list(&own, w),
            _ => format!("{} ({})", side_name(*side, w), list(&own, w)),
        }
    });
    let names = each.collect::<Vec<_>>().join(", ");
    match sides.len().saturating_sub(NAMES) {
        0 => names,
        more => format!("{names} and {more} more"),
    }
}

/// The member after whom a side is called.
fn eponym(side: SideId, w: Weighing<'_>) -> Option<SpeakerId> {
    let side = &w.cx.story.sides[side.0];
    let mut members = side.members.iter().take(64).copied();
    members.find(|id| w.speaker(*id).name == side.name)
}

/// A side in the middle of a sentence: "the Venezuelan government", "the rebels".
fn side_name(side: SideId, w: Weighing<'_>) -> String {
    let named = eponym(side, w).map(|id| name(id, w));
    named.unwrap_or_else(|| the(&w.cx.story.sides[side.0].name, w.cx.lexicon))
}

/// A lone voice; of one without a name, what the draft says it is: "a source familiar with the
/// matter" rather than "a source".
fn called(claim: &Claim, voice: SpeakerId, w: Weighing<'_>) -> String {
    let short = name(voice, w);
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
    let pronoun = |words: &str| {
        let sets = w.cx.lexicon.function_of(words);
        sets.has(FunctionWord::SingularPronoun)
            || sets.has(FunctionWord::PluralPronoun)
            || sets.has(FunctionWord::Relative)
    };
    match source {
        Some(words) if likely && pronoun(&words) => {
            format!("“{}” (likely {short})", words.to_lowercase())
        }
        Some(words) if words.eq_ignore_ascii_case(&short) => short,
        Some(words) if likely && own().next().is_some() => words,
        Some(words) if nameless && words.starts_with(&short) => words,
        _ => short,
    }
}

/// True when a voice needs no side beside it: it is the side, or all there is of it.
fn is_alone(claim: &Claim, voice: SpeakerId, w: Weighing<'_>) -> bool {
    let speaker = w.speaker(voice);
    let side = &w.cx.story.sides[speaker.side.0];
    let foreign = !claim.sides.contains(&speaker.side);
    foreign
        || side.members.len() == 1
        || the(&side.name, w.cx.lexicon) == the(&speaker.name, w.cx.lexicon)
}

/// The first answer of some kinds, as a part of a sentence.
fn answered(claim: &Claim, w: Weighing<'_>, kinds: &[AnswerKind]) -> String {
    let Some(answer) = claim.answers.iter().find(|a| kinds.contains(&a.kind)) else {
        return String::new();
    };
    let words = match answer.kind {
        AnswerKind::Denies => "denies it",
        AnswerKind::Confirms => "confirms it",
        kind => asked(kind),
    };
    sentence(answer, words, w)
}

const fn asked(kind: AnswerKind) -> &'static str {
    match kind {
        AnswerKind::Declines => "was asked and declined",
        _ => "was asked and did not answer",
    }
}

/// "the US State Department was asked and declined, line 16"
fn sentence(answer: &Answer, words: &str, w: Weighing<'_>) -> String {
    let attribution = w.attribution(answer.attribution);
    let source = attribution.source.as_ref().map(|s| w.cx.draft.words(s.span));
    let who = match (w.voices[answer.attribution].speaker, source) {
        // A pronoun is no name: say whom it means.
        (Some(id), Some(source)) if source.split_whitespace().count() == 1 => name(id, w),
        (_, Some(source)) => shorten(without_age(source), w.cx.lexicon),
        (Some(id), None) => name(id, w),
        (None, None) => "somebody".to_owned(),
    };
    let plural = w.voices[answer.attribution].speaker.is_some_and(|id| is_many(id, w));
    let words = match words {
        "denies it" if plural => "deny it",
        "confirms it" if plural => "confirm it",
        "was asked and declined" if plural => "were asked and declined",
        "was asked and did not answer" if plural => "were asked and did not answer",
        "accepts it on a condition" if plural => "accept it on a condition",
        words => words,
    };
    format!("{who} {words}, {}", w.location(answer.attribution))
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
        _ => name(id, w),
    }
}

/// A speaker's name in the middle of a sentence: "critics", not "Critics".
fn name(id: SpeakerId, w: Weighing<'_>) -> String {
    let speaker = w.speaker(id);
    let mut name = shorten(&speaker.name, w.cx.lexicon);
    if has_article(id, w) {
        return format!("the {name}");
    }
    let common = matches!(
        speaker.kind,
        SpeakerKind::Anonymous
            | SpeakerKind::Collective
            | SpeakerKind::Group
            | SpeakerKind::TitleOnly
            | SpeakerKind::Document
    );
    let first = name.split_whitespace().next().unwrap_or_default();
    // "Selby County court records" begins with a name, "State records" does not.
    let named = name.split(' ').nth(1).is_some_and(|word| word.starts_with(char::is_uppercase));
    let plain = !named
        && first.chars().skip(1).all(char::is_lowercase)
        && w.cx.lexicon.classes_of(first).bits() & STATES.bits() == 0;
    if common
        && plain
        && let Some(initial) = name.chars().next()
    {
        name.replace_range(..initial.len_utf8(), &initial.to_lowercase().to_string());
    }
    name
}

/// True when the draft calls a body or a group "the": "the Fenby Trust", "the rebels". A headline
/// leaves the article out, and so does a name that only follows a role.
fn has_article(id: SpeakerId, w: Weighing<'_>) -> bool {
    let speaker = w.speaker(id);
    if matches!(speaker.kind, SpeakerKind::Person | SpeakerKind::Document | SpeakerKind::Anonymous)
        || speaker
            .name
            .split(' ')
            .next()
            .is_some_and(|word| w.cx.lexicon.function_of(word).has(FunctionWord::Article))
    {
        return false;
    }
    let (mut with, mut without) = (0, 0);
    for mention in speaker.mentions.iter().take(8).map(|m| &w.cx.parsed.mentions[m.0]) {
        let called = mention.name.or(mention.role).or(mention.head);
        let same = called.is_some_and(|words| w.cx.draft.words(words) == speaker.name);
        if !same || w.cx.draft.blocks[mention.block].kind == BlockKind::Headline {
            continue;
        }
        let first = &w.cx.text.tokens[mention.token..];
        let right_before = first[0].among(FunctionWord::DefiniteArticle)
            && first
                .get(1)
                .is_some_and(|t| called.is_some_and(|words| words.start == t.span.start));
        if right_before { with += 1 } else { without += 1 }
    }
    with > without
}

/// True for "residents", "two people": the verb behind it has no "s".
fn is_many(id: SpeakerId, w: Weighing<'_>) -> bool {
    let speaker = w.speaker(id);
    let named = matches!(
        speaker.kind,
        SpeakerKind::Person
            | SpeakerKind::Organisation
            | SpeakerKind::Government
            | SpeakerKind::Other
    );
    let many =
        speaker.mentions.first().is_some_and(|m| w.cx.parsed.mentions[m.0].number == Number::Many);
    // "Democrats", "Iranians": a name for a body of people.
    let last = speaker.name.rsplit(' ').next().unwrap_or_default();
    let people = last.ends_with('s') && w.cx.lexicon.classes_of(last).any(PEOPLE);
    let police = w.cx.lexicon.function_of(last).has(FunctionWord::PoliceWord);
    if named { (people || police) && speaker.kind != SpeakerKind::Person } else { many || police }
}

fn say(id: SpeakerId, w: Weighing<'_>) -> &'static str {
    says(is_many(id, w))
}

const fn says(many: bool) -> &'static str {
    if many { "say" } else { "says" }
}

/// "the" before a common name: "Venezuelan government".
fn the(side: &str, lexicon: &Lexicon) -> String {
    if side.ends_with("government") && !side.starts_with("the ") {
        format!("the {side}")
    } else {
        shorten(side, lexicon)
    }
}

/// The first words of a long source, as they stand in the middle of a sentence.
fn shorten(source: &str, lexicon: &Lexicon) -> String {
    let words: Vec<&str> = source.split_whitespace().collect();
    let mut out = words.iter().take(WORDS).copied().collect::<Vec<_>>().join(" ");
    let small = |word: &&str| {
        word.chars().skip(1).all(char::is_lowercase)
            && lexicon.function_of(word).has(FunctionWord::PhraseOpener)
    };
    if words.first().is_some_and(small)
        && let Some(first) = out.chars().next()
    {
        out.replace_range(..first.len_utf8(), &first.to_lowercase().to_string());
    }
    if words.len() > WORDS { format!("{out} …") } else { out }
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
    fn a_source_fits_into_the_middle_of_a_sentence() {
        let lexicon = &crate::testing::rulebook().lexicon;
        assert_eq!(shorten("The army", lexicon), "the army");
        assert_eq!(shorten("Anna Kowal", lexicon), "Anna Kowal");
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
                ("Tom Hale said the mill was shut.", "Only Tom Hale says so."),
                ("Residents said the mill was shut.", "Only residents say so."),
                (
                    "Ann Hale, Tom Reed and Jo Penn said the mill was shut.",
                    "Only these say so: Hale, Reed, Penn.",
                ),
                ("Harlow Council said the mill was shut.", "Only Harlow Council says so."),
                ("A nurse at the infirmary said the mill was shut.", "Only a nurse says so."),
                ("It was said that the mill was shut.", "Nobody is credited with it."),
                (
                    "The old mill on the river was sold, the mayor Tom Hale said.\n\nThe old mill on the river was sold, the nurse Ada Wynne said.",
                    "Two sides say so: Tom Hale, the nurse Ada Wynne.",
                ),
                (
                    "The mill was sold, Ada Wynne said.\n\nTom Hale denied that the mill was sold.",
                    "Said by Ada Wynne; Tom Hale denies it, line 3.",
                ),
                (
                    "The mill was sold, Ada Wynne said.\n\nResidents denied that the mill was sold.",
                    "Said by Ada Wynne; residents deny it, line 3.",
                ),
                (
                    "The mill was sold, Ada Wynne said.\n\nTom Hale confirmed that the mill was sold.",
                    "Two sides say so: Ada Wynne, Tom Hale.",
                ),
                (
                    "Tom Hale denied that he had sold the boat.",
                    "Nobody in the draft says so; Tom Hale denies it.",
                ),
                (
                    "Residents denied that they had sold the boat.",
                    "Nobody in the draft says so; residents deny it.",
                ),
                (
                    "Larkhill Homes poisoned the river, Ada Wynne said.\n\nLarkhill Homes declined to comment.",
                    "Only Ada Wynne says so; Larkhill Homes was asked and declined, line 3.",
                ),
                (
                    "Larkhill Homes poisoned the river, Ada Wynne said.\n\nLarkhill Homes did not respond to a request for comment.",
                    "Only Ada Wynne says so; Larkhill Homes was asked and did not answer, line 3.",
                ),
                (
                    "The army destroyed the depot, Ada Wynne said.\n\nThe claim could not be independently verified.",
                    "Only Ada Wynne says so; the draft says that it could not be verified.",
                ),
                (
                    "The ferry sank, Reuters reported, quoting the spokesman Erik Dahl.",
                    "Only Erik Dahl says so; Reuters only passes it on, line 1.",
                ),
                ("Court records show that the firm was sold.", "On record: court records, line 1."),
                (
                    "The new harbour would cost 2 trillion dollars, the minister Tom Hale said.\n\nThe new harbour would cost 3 trillion dollars, the engineer Ada Wynne said.",
                    "Only Tom Hale says so; Ada Wynne gave another figure, line 3.",
                ),
                (
                    "The Venezuelan government said the mill was shut. The mill was shut, Caracas said. The mill was shut, the president Nicolas Maduro said.",
                    "Only these say so: the Venezuelan government, Caracas.",
                ),
                (
                    "The Venezuelan government said the mill was shut. The mill was shut, Venezuelan President Nicolas Maduro said.",
                    "Only the Venezuelan government says so (the Venezuelan government, Maduro).",
                ),
                (
                    "Tom Hale sold the boat, Ada Wynne said.\n\nAda Wynne denied that Tom Hale had sold the boat.",
                    "Only Ada Wynne says so; the same voice says the opposite, line 3.",
                ),
            ],
        );
    }
}
