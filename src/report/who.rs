//! Who speaks in an attribution, and on which side: by name where that is certain, else in the words
//! of the draft, with whom they likely mean.

use super::checked::Checked;
use super::words::{listed, one_line};
use crate::lexicon::{Act, CueClass, FunctionWord};
use crate::parse::Shape;
use crate::resolve::{Grade, Meaning, SpeakerId};
use crate::span::Span;
use crate::weigh::Claim;

/// A source is cut after so many words.
const WORDS: usize = 10;

/// So many others on a side are named.
const NAMES: usize = 4;

/// Whoever speaks in an attribution: "Graham Pell", "“he” (likely Graham Pell)", "“he” (Graham Pell
/// or Tom Hale)".
pub(super) fn who(checked: &Checked, n: usize) -> Option<String> {
    let story = &checked.verdict.story;
    if let Some(id) = story.certain(n) {
        return Some(name(checked, id));
    }
    let called = called(checked, n);
    let grade = story.links[n].map(|link| link.grade);
    match &story.bindings[n] {
        Meaning::Speaker(id) if grade == Some(Grade::Likely) => {
            let name = name(checked, *id);
            match called {
                Some(words) if says(&words, &name) => Some(words),
                Some(words) => Some(format!("“{words}” (likely {name})")),
                None => Some(format!("not named (likely {name})")),
            }
        }
        Meaning::Ambiguous(ids) => {
            let names: Vec<String> = ids.iter().map(|id| name(checked, *id)).collect();
            let words = called.unwrap_or_default();
            Some(format!("“{words}” ({})", names.join(" or ")))
        }
        _ => called.map(|words| if is_pronoun(checked, n) { format!("“{words}”") } else { words }),
    }
}

/// The speaker of an attribution, where it is certain or the draft itself calls them by that name.
pub(super) fn named(checked: &Checked, n: usize) -> Option<SpeakerId> {
    let story = &checked.verdict.story;
    let likely = || {
        let Meaning::Speaker(id) = story.bindings[n] else { return None };
        let words = called(checked, n)?;
        let shown = story.links[n].is_some_and(|link| link.grade == Grade::Likely);
        (shown && says(&words, &name(checked, id))).then_some(id)
    };
    story.certain(n).or_else(likely)
}

/// The words of a source, a pronoun in small letters; nothing where nobody is credited.
pub(super) fn called(checked: &Checked, n: usize) -> Option<String> {
    let (draft, parsed) = (&checked.draft, &checked.verdict.parsed);
    let source = parsed.attributions[n].source.as_ref()?;
    let words = one_line(draft.words(source.span));
    if is_pronoun(checked, n) {
        return Some(words.to_lowercase());
    }
    // "Ann Webb, who owns the mill, which …": the first words are enough, unless the name comes later.
    let name = source.mention.and_then(|m| parsed.mentions[m.0].name);
    let name = name.map(|span| one_line(draft.words(span)));
    let head = words.split(',').next().unwrap_or_default();
    let short = match &name {
        Some(name) if !head.contains(name.as_str()) => name,
        _ => head,
    };
    let mut cut: Vec<&str> = short.split(' ').collect();
    let long = cut.len() > WORDS;
    cut.truncate(WORDS);
    Some(if long { format!("{} …", cut.join(" ")) } else { cut.join(" ") })
}

/// True when the source is a pronoun: "he", "who".
pub(super) fn is_pronoun(checked: &Checked, n: usize) -> bool {
    let parsed = &checked.verdict.parsed;
    let mention = parsed.attributions[n].source.as_ref().and_then(|s| s.mention);
    mention.is_some_and(|m| parsed.mentions[m.0].shape == Shape::Pronoun)
}

/// The name of a speaker, on one line.
pub(super) fn name(checked: &Checked, id: SpeakerId) -> String {
    one_line(&checked.verdict.story.speakers[id.0].name)
}

/// The side of a speaker: "the side of Jorge Rodriguez", "“Caracas” (likely Venezuelan government)",
/// "with Maduro"; nothing for who is alone on theirs.
pub(super) fn side(checked: &Checked, id: SpeakerId) -> Option<String> {
    let story = &checked.verdict.story;
    let speaker = &story.speakers[id.0];
    let side = &story.sides[speaker.side.0];
    if side.members.len() < 2 {
        return None;
    }
    let named = one_line(&side.name);
    let called = side.members.iter().copied().find(|m| name(checked, *m) == named);
    let sure = story.is_side_certain(id) && called.is_none_or(|m| story.is_side_certain(m));
    if called == Some(id) {
        return Some(others(checked, id));
    }
    let of = if called.is_some() { format!("the side of {named}") } else { named };
    // "the Peruvian government" is of the Peruvian government.
    if sure || says(&speaker.name, &of) {
        return Some(of);
    }
    let words = story.side_links[id.0].and_then(|link| link.span);
    let words = words.map_or(speaker.name.as_str(), |span| checked.draft.words(span));
    Some(format!("“{}” (likely {of})", one_line(words)))
}

/// The others on a speaker's side: "with Maduro", "likely with Caracas", "with A; likely with B".
pub(super) fn others(checked: &Checked, id: SpeakerId) -> String {
    let story = &checked.verdict.story;
    let members = &story.sides[story.speakers[id.0].side.0].members;
    let others = members.iter().copied().filter(|m| *m != id);
    let (sure, likely): (Vec<SpeakerId>, Vec<SpeakerId>) =
        others.partition(|m| story.is_side_certain(id) && story.is_side_certain(*m));
    let told = [("with", sure), ("likely with", likely)];
    let told = told.into_iter().filter(|(_, ids)| !ids.is_empty());
    let told = told.map(|(how, ids)| format!("{how} {}", names(checked, &ids)));
    told.collect::<Vec<_>>().join("; ")
}

/// "Maduro, Caracas and 2 more"
fn names(checked: &Checked, ids: &[SpeakerId]) -> String {
    let mut names: Vec<String> = ids.iter().take(NAMES).map(|id| name(checked, *id)).collect();
    let more = ids.len().saturating_sub(NAMES);
    if more > 0 {
        names.push(format!("{more} more"));
    }
    listed(&names)
}

/// True when some words have a name in them.
pub(super) fn says(words: &str, name: &str) -> bool {
    words.to_lowercase().contains(&name.to_lowercase())
}

/// True for what counts as a statement: what makes a claim, and what is said and not only believed. What only
/// the tagger has seen and is not sure of is in the data alone.
pub(super) fn is_statement(checked: &Checked, n: usize) -> bool {
    let attribution = &checked.verdict.parsed.attributions[n];
    let stated = checked.verdict.ledger.claim_of[n].is_some();
    stated || attribution.act != Act::Belief && !attribution.is_guess()
}

/// The words of a claim on one line, without a "that" before them and without what is left of the marks at
/// their ends. What accuses is nothing without its verb: "accused the firm of fraud".
pub(super) fn claim_text(checked: &Checked, claim: &Claim) -> String {
    let attributions = claim.attributions.iter().map(|n| &checked.verdict.parsed.attributions[*n]);
    let verb = attributions
        .filter(|a| a.content.first().is_some_and(|first| first.start == claim.span.start))
        .find_map(|a| {
            let cue = a.cue.as_ref()?;
            (a.target.is_some() || cue.class == CueClass::Accuse).then_some(cue.span)
        });
    let words = unmarked(&one_line(&claim.text));
    let that = words
        .split_once(' ')
        .filter(|(first, _)| checked.rulebook.lexicon.function_of(first).has(FunctionWord::That));
    let words = that.map_or(words.as_str(), |(_, rest)| rest);
    let Some(verb) = verb.filter(|verb| verb.end <= claim.span.start) else {
        return words.to_owned();
    };
    let between = checked.draft.words(Span::new(verb.end, claim.span.start));
    let gap = if between.trim().is_empty() { " " } else { " … " };
    format!("{}{gap}{words}", one_line(checked.draft.words(verb)))
}

/// Words without what is left of the marks, the comma or the full stop at their ends.
fn unmarked(text: &str) -> String {
    let open = |c: char| matches!(c, '"' | '“' | '”' | '‘');
    let inner = text.trim_matches(open);
    // A mark inside needs its partner.
    let kept = if inner.contains(open) { text } else { inner };
    kept.trim_end_matches([',', ' ', '.', ';']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_around_all_of_it_are_left_out() {
        assert_eq!(unmarked("“It’s such a shame,”"), "It’s such a shame");
        assert_eq!(unmarked("the hall is “a ruin”"), "the hall is “a ruin”");
    }
}
