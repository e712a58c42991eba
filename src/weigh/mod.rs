//! Takes [`Parsed`] and its [`Story`]. Gives a [`Ledger`]: the claims, who stands behind each, who
//! was asked, and the standing that follows. Never scores: a standing is a name and its grounds.

mod accusations;
mod answers;
mod asked;
mod figure;
mod gist;
mod grounds;
mod id;
mod irregular;
mod ledger;
mod own;
mod same;
mod standing;
mod unsourced;
mod voice;

use std::collections::{HashMap, HashSet};

pub use ledger::{
    Accusation, Answer, AnswerKind, Claim, Ground, Ledger, Manner, Rank, Signal, SignalKind,
    Standing, Unsourced,
};

use crate::lexicon::{Act, Class, CueClass, Polarity};
use crate::parse::{Attribution, Parsed};
use crate::resolve::{CampId, Context};
use crate::span::Span;
use crate::tokenise::Text;
use crate::tokenise::token::Kind;
use answers::{Bound, Matter};
use same::{Groups, Likeness};

/// Gathers claims and works out how each stands.
#[must_use]
pub fn weigh(cx: Context<'_>) -> Ledger {
    let Context { draft, text, parsed, story, lexicon } = cx;
    let mut stems = gist::Stems::default();
    let gists = stems.gists(text, parsed);
    let voices = voice::voices(text, parsed, story);
    let kinds: Vec<Option<AnswerKind>> =
        parsed.attributions.iter().map(|a| answers::kind_of(text, a)).collect();
    let asserted = parsed.attributions.iter().zip(&kinds);
    let mut claimed: Vec<bool> =
        asserted.map(|(a, kind)| states(text, a) && *kind != Some(AnswerKind::Denies)).collect();
    let passed_on = passed_on(text, parsed);
    for outer in passed_on.keys() {
        claimed[*outer] = false;
    }
    let groups = same::group(draft, text, parsed, story, &gists, &claimed);
    let camps = voice::CampNames::of(story);
    let matter = Matter {
        draft,
        text,
        lexicon,
        parsed,
        story,
        gists: &gists,
        voices: &voices,
        camps: &camps,
        kinds: &kinds,
    };
    let bound = answers::bind(matter, &groups, &mut stems);
    let (mut claims, mut claim_of, number) = claims(matter, groups, &bound);
    for (first, index) in &number {
        claims[*index].answers = bound.answers.get(first).cloned().unwrap_or_default();
        claims[*index].reversed = bound.reversed.get(first).copied();
    }
    for (outer, inner) in passed_on {
        claim_of[outer] = claim_of[outer].or(claim_of[inner]);
    }
    for claim in &mut claims {
        let camps: HashSet<CampId> = claim.camps.iter().copied().collect();
        claim.answers.retain(|a| {
            a.kind == AnswerKind::Confirms || a.camp.is_none_or(|camp| !camps.contains(&camp))
        });
        claim.standing = standing::standing(claim, matter);
    }
    for n in 0..claims.len() {
        let rivals: Vec<&Claim> = claims[n].rivals.iter().map(|rival| &claims[*rival]).collect();
        claims[n].grounds = grounds::grounds(&claims[n], &rivals, matter);
    }
    let accusations = accusations::accusations(matter, &mut stems);
    let unsourced = unsourced::unsourced(draft, text, parsed);
    Ledger { claims, claim_of, accusations, unbound: bound.unbound, unsourced }
}

/// True when an attribution states something that could be so or not: no question, no wish, no
/// demand, no refusal to speak, and not merely "confirmed the report". What the tagger alone has
/// seen, and is not sure of, is listed but makes no claim.
fn states(text: &Text<'_>, attribution: &Attribution) -> bool {
    let class = attribution.cue.as_ref().map(|cue| cue.class);
    let wish = matches!(
        class,
        Some(CueClass::Demand | CueClass::Ask | CueClass::Mental | CueClass::Agree)
    );
    // "slammed the owners" is an opinion of the owners; "denounced the arrests" says that there were
    // arrests, "blamed the owners for the fire" that they caused it.
    let opinion = class == Some(CueClass::Accuse)
        && attribution.target.is_none()
        && attribution.content.len() == 1
        && !text.tokens_in(attribution.content[0]).iter().any(|t| {
            t.pos.is_finite()
                || t.kind == Kind::Number
                || t.is(Class::Wrong)
                || t.is(Class::BlameNoun)
                || t.is(Class::NumberWord)
        });
    !attribution.content.is_empty()
        && !wish
        && !attribution.is_guess()
        && !opinion
        && !unsourced::is_the_writers(text, attribution)
        && !matches!(attribution.act, Act::NoComment | Act::Belief)
        && !matches!(attribution.polarity, Polarity::Asks | Polarity::Declines)
}

/// The attributions that only pass on what another says, each with that other: "The Times reported
/// that Hale said the bridge was shut" claims what Hale claims.
fn passed_on(text: &Text<'_>, parsed: &Parsed) -> HashMap<usize, usize> {
    let whole = |(inner, a): (usize, &Attribution)| {
        let outer = a.nested?;
        let [content] = parsed.attributions[outer].content[..] else { return None };
        let span = a.span();
        let before = text.within(Span::new(content.start.min(span.start), span.start));
        let end = content.end.max(span.end);
        let mut after = text.tokens_in(Span::new(span.end, end)).iter();
        let all = before.len() <= 1 && !after.any(|t| t.is_wordlike());
        (all && !a.content.is_empty()).then_some((outer, inner))
    };
    parsed.attributions.iter().enumerate().filter_map(whole).collect()
}

/// The claims in the order of the text, the claim that each attribution states, and the index of
/// each claim by its first attribution.
type Gathered = (Vec<Claim>, Vec<Option<usize>>, HashMap<usize, usize>);

fn claims(matter: Matter<'_>, mut groups: Groups, bound: &Bound) -> Gathered {
    // A denial of what nobody has said is a claim of its own.
    for answer in bound.unbound.iter().filter(|a| a.kind == AnswerKind::Denies) {
        let n = answer.attribution;
        groups.of[n] = states(matter.text, &matter.parsed.attributions[n]).then_some(n);
    }
    for (n, claim) in &bound.joined {
        groups.of[*n] = Some(*claim);
    }
    let mut number: HashMap<usize, usize> = HashMap::new();
    let mut claims: Vec<Claim> = Vec::new();
    let mut claim_of = vec![None; groups.of.len()];
    let mut taken = id::Taken::default();
    for (n, group) in groups.of.iter().enumerate() {
        let Some(group) = group else { continue };
        let index = *number.entry(*group).or_insert_with(|| {
            claims.push(start(matter, n, &mut taken));
            claims.len() - 1
        });
        claim_of[n] = Some(index);
        add(&mut claims[index], matter, n);
    }
    for claim in &mut claims {
        camps(claim, matter);
    }
    rivals(&groups, matter, &claim_of, &mut claims);
    (claims, claim_of, number)
}

/// A claim with nothing in it yet but its words.
fn start(matter: Matter<'_>, n: usize, taken: &mut id::Taken) -> Claim {
    let attribution = &matter.parsed.attributions[n];
    let span = attribution.content.iter().copied().reduce(Span::to).unwrap_or(attribution.span());
    let pieces: Vec<&str> =
        attribution.content.iter().map(|piece| matter.draft.words(*piece)).collect();
    let words = pieces.join(" … ");
    let cue = attribution.cue.as_ref().map_or("", |cue| cue.lemma.as_str());
    let speaker = matter.story.bindings[n].speaker();
    let speaker = speaker.map_or("", |id| matter.story.speakers[id.0].name.as_str());
    Claim {
        id: id::id(&words, cue, speaker, taken),
        text: words,
        span,
        attributions: Vec::new(),
        camps: Vec::new(),
        answers: Vec::new(),
        rivals: Vec::new(),
        reversed: None,
        standing: Standing::Unsourced,
        own: true,
        interest: None,
        grounds: String::new(),
    }
}

/// Adds an attribution to a claim.
fn add(claim: &mut Claim, matter: Matter<'_>, n: usize) {
    claim.attributions.push(n);
    claim.own &= own::own(matter.text, matter.parsed, matter.story, n);
    claim.interest =
        claim.interest.or_else(|| own::interest(matter.text, &matter.parsed.attributions[n]));
}

/// The camps behind a claim, each once; "engineer says" in a headline is none when the body names
/// the engineer.
fn camps(claim: &mut Claim, matter: Matter<'_>) {
    let headline = |n: usize| {
        voice::is_headline_role(matter.draft, matter.parsed, matter.story, matter.voices[n], n)
    };
    let body = claim.attributions.iter().any(|n| !headline(*n));
    let mut seen = HashSet::new();
    let mut nameless: HashSet<&str> = HashSet::new();
    for n in &claim.attributions {
        if body && headline(*n) {
            continue;
        }
        let voice = matter.voices[*n];
        // "a pal said", "the pal said": most likely one pal, and never proof of two.
        let again = voice.speaker.and_then(|id| voice::plain_noun(&matter.story.speakers[id.0]));
        if let Some(camp) = voice.camp.filter(|camp| !seen.contains(camp)) {
            if again.is_some_and(|noun| !nameless.insert(noun)) {
                continue;
            }
            seen.insert(camp);
            claim.camps.push(camp);
        }
    }
}

/// Notes which claims of different camps give different figures for one thing.
fn rivals(groups: &Groups, matter: Matter<'_>, claim_of: &[Option<usize>], claims: &mut [Claim]) {
    let mut known = HashSet::new();
    for (later, earlier, like) in &groups.pairs {
        let apart = matter.voices[*later].camp != matter.voices[*earlier].camp;
        let (Some(a), Some(b)) = (claim_of[*later], claim_of[*earlier]) else { continue };
        if *like != Likeness::OtherFigure || !apart || a == b {
            continue;
        }
        for (one, two) in [(a, b), (b, a)] {
            if known.insert((one, two)) {
                claims[one].rivals.push(two);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::weighed;

    #[test]
    fn the_claim_is_what_the_inner_speaker_says() {
        let copy = "The Times reported that Hale said the bridge was shut.";
        let reading = weighed(copy);
        let texts: Vec<&str> = reading.ledger.claims.iter().map(|c| c.text.as_str()).collect();
        assert_eq!(texts, ["the bridge was shut"]);
        assert_eq!(reading.ledger.claim_of, [Some(0), Some(0)]);
        assert_eq!(reading.ledger.claims[0].attributions, [1]);
    }

    #[test]
    fn a_content_of_which_a_layer_is_a_part_is_a_claim_of_its_own() {
        let copy = "Hale said the road was wet and the driver told officers the brakes had failed.";
        assert_eq!(weighed(copy).ledger.claims.len(), 1);
        assert!(weighed(copy).ledger.claims[0].text.starts_with("the road was wet"));
    }
}
