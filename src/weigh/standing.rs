//! How a claim stands: the first of the standings that holds.

use rustc_hash::FxHashSet;

use super::context::Weighing;
use super::ledger::{AnswerKind, Claim, Standing};
use super::own;
use super::same::{Likeness, Setting, likeness};
use super::self_report::{interest, is_self_report};
use crate::lexicon::{Act, Class, Classes, CueClass, FunctionWord};
use crate::parse::Attribution;
use crate::resolve::{LinkKind, Meaning, SideId, Speaker, SpeakerId, SpeakerKind};
use crate::span::Span;
use crate::tokenise::token::{Kind, Token};

/// At most this many of those who state a claim are looked at for what they are to it.
const LOOKED_AT: usize = 12;

/// So many roles of one are looked at, and so many words of each.
const ROLES: usize = 4;
const WORDS: usize = 24;

/// A shorter word shows no name: "Dr", "of", "the".
const SHORTEST: usize = 4;

/// Words for bodies: two who serve "the police" may be one party.
const BODIES: Classes = Classes::of(&[
    Class::Police,
    Class::Legislature,
    Class::Government,
    Class::StateBody,
    Class::PublicBody,
    Class::School,
    Class::Business,
    Class::SportsClub,
    Class::Charity,
    Class::Lender,
    Class::Court,
    Class::Prosecution,
]);

/// The date of a paper stands within so many words of its name.
const LONGEST_SOURCE: usize = 30;

/// Bodies whose papers are public records.
const PUBLIC: [Class; 6] = [
    Class::Government,
    Class::StateBody,
    Class::Legislature,
    Class::Police,
    Class::Intergovernmental,
    Class::PublicBody,
];

/// The first standing that holds.
pub(super) fn standing(claim: &Claim, w: Weighing<'_>) -> Standing {
    let answered = |kind: AnswerKind| claim.answers.iter().find(|a| a.kind == kind);
    // Whose word only others pass on has not spoken to the draft, and can refuse to.
    let told = claim.attributions.iter().any(|n| w.attribution(*n).nested.is_none());
    let foreign =
        |side: Option<SideId>| !told || side.is_none_or(|side| !claim.sides.contains(&side));
    if answered(AnswerKind::Denies).is_some_and(|a| foreign(a.side)) {
        return Standing::Disputed;
    }
    if claim.attributions.iter().any(|a| documented(w, *a)) {
        return Standing::Documented;
    }
    let parties = parties(claim, w);
    let outside = |side: &SideId| standpoint(claim, w, *side) == Standpoint::Outside;
    if parties.iter().any(outside) {
        return Standing::Independent;
    }
    if is_faceless(claim, w) {
        return Standing::Unsourced;
    }
    let heard = |side: &SideId| standpoint(claim, w, *side) != Standpoint::Faceless;
    let confirmed = || claim.answers.iter().any(|a| a.kind == AnswerKind::Confirms);
    if !parties.is_empty() || confirmed() && claim.sides.iter().take(LOOKED_AT).any(heard) {
        return Standing::Agreed;
    }
    let silent = |kind: AnswerKind| matches!(kind, AnswerKind::Declines | AnswerKind::Silent);
    if claim.answers.iter().any(|a| silent(a.kind) && foreign(a.side)) {
        return Standing::OneSideAsked;
    }
    if voices(claim, w).len() >= 2 { Standing::OneSide } else { Standing::OneSource }
}

/// True when all who say so are hidden, or nobody in particular.
fn is_faceless(claim: &Claim, w: Weighing<'_>) -> bool {
    let hidden = |n: &usize| {
        let kind = w.cx.story.bindings[*n].speaker().map(|id| w.speaker(id).kind);
        // "Selby Schools officials": the body is named, only the office is not.
        let body =
            w.attribution(*n).source.as_ref().is_some_and(|source| {
                w.cx.text.tokens_in(source.span).iter().any(|t| t.pos.is_name())
            });
        matches!(kind, Some(SpeakerKind::Anonymous | SpeakerKind::Collective)) && !body
            || kind.is_none() && w.attribution(*n).source.is_none()
    };
    !claim.attributions.is_empty() && claim.attributions.iter().all(hidden)
}

/// The sides of those who state a claim and are certainly so many parties; none where no two are.
pub(super) fn parties(claim: &Claim, w: Weighing<'_>) -> Vec<SideId> {
    let told = claim.attributions.iter().copied();
    let known: Vec<usize> = told.filter(|n| is_known(w, *n)).take(LOOKED_AT).collect();
    let mut best: Vec<usize> = Vec::new();
    for (at, first) in known.iter().enumerate() {
        let mut all = vec![*first];
        for n in &known[at + 1..] {
            if all.iter().all(|other| are_apart(w, *other, *n) && says_the_same(w, *other, *n)) {
                all.push(*n);
            }
        }
        if all.len() > best.len().max(1) {
            best = all;
        }
    }
    let sides = best.iter().filter_map(|n| w.voices[*n].side);
    sides.filter(|side| standpoint(claim, w, *side) != Standpoint::Faceless).collect()
}

/// True where somebody who could be called says it to the draft, outside the headline: by name, or a
/// body by what it is. Nobody knows how many "authorities", "a doctor" and "a nurse" are.
///
/// > **Hale** said … **the fire brigade** said
fn is_known(w: Weighing<'_>, n: usize) -> bool {
    const NAMED: [LinkKind; 11] = [
        LinkKind::FullName,
        LinkKind::UncommonName,
        LinkKind::LoneName,
        LinkKind::Surname,
        LinkKind::BodyName,
        LinkKind::ShortBodyName,
        LinkKind::Acronym,
        LinkKind::Place,
        LinkKind::Apposition,
        LinkKind::RoleGiven,
        LinkKind::PronounOne,
    ];
    const DESCRIBED: [LinkKind; 2] = [LinkKind::Described, LinkKind::DescribedDefinite];
    let Some(link) = w.cx.story.links[n] else { return false };
    let Some(speaker) = w.voices[n].speaker.map(|id| w.speaker(id)) else { return false };
    let named = NAMED.contains(&link.kind);
    let capital = speaker.name.starts_with(char::is_uppercase);
    let known = match speaker.kind {
        SpeakerKind::Person => named,
        SpeakerKind::Organisation => named || DESCRIBED.contains(&link.kind),
        // "the inspectorate", but not "authorities".
        SpeakerKind::Government => named && capital || link.kind == LinkKind::DescribedDefinite,
        SpeakerKind::Court => named && capital,
        _ => false,
    };
    let first_hand = w.voices[n].relay.is_none() && w.attribution(n).nested.is_none();
    known && first_hand && !w.in_headline(n)
}

/// True when two contents are one by themselves, and not because a third is like both; what is
/// confirmed need not be said in the same words again.
///
/// > The firm said a ferry had sunk. Police **confirmed the sinking**.
fn says_the_same(w: Weighing<'_>, a: usize, b: usize) -> bool {
    let confirms = |n: usize| w.kinds[n] == Some(AnswerKind::Confirms);
    let setting = if confirms(a) || confirms(b) { Setting::Restated } else { Setting::Elsewhere };
    let negated = |n: usize| {
        let content = w.attribution(n).content.iter();
        let mut words = content.flat_map(|span| w.cx.text.tokens_in(*span).iter().take(WORDS));
        words.any(|t| t.among(FunctionWord::Not))
    };
    // "she would cut taxes", "he would cut taxes": each speaks of itself.
    let own = |n: usize| own::is_own(w, n) || is_self_report(w.cx, n);
    likeness(&w.signatures[a], &w.signatures[b], setting) == Likeness::Same
        && negated(a) == negated(b)
        && !(own(a) && own(b))
}

/// True for two who are certainly two parties: no word of their names is the same, neither is
/// introduced by the other, and they serve no body of one kind.
///
/// > **Anna Keller** and **Tom Hale**; not **Tom Hale** and **Ann Price, a spokeswoman for Hale**, not
/// > **the council** and **Harlow Council**
fn are_apart(w: Weighing<'_>, a: usize, b: usize) -> bool {
    let [Some(one), Some(other)] = [a, b].map(|n| w.voices[n].speaker) else { return false };
    let (one, other) = (w.speaker(one), w.speaker(other));
    if one.side == other.side {
        return false;
    }
    let introduced = |n: usize, speaker: &Speaker| -> Vec<Span> {
        let source = w.attribution(n).source.as_ref().map(|source| source.span);
        source.into_iter().chain(speaker.roles.iter().copied().take(ROLES)).collect()
    };
    let (first, second) = (introduced(a, one), introduced(b, other));
    let named = |spans: &[Span], side: SideId| spans.iter().any(|span| w.names(side, *span));
    let (mine, theirs) = (bodies(w, &first, one), bodies(w, &second, other));
    !share_a_name(w, one, other)
        && !named(&first, other.side)
        && !named(&second, one.side)
        && mine.is_disjoint(&theirs)
}

/// True when two names can be of one body or one family.
fn share_a_name(w: Weighing<'_>, one: &Speaker, other: &Speaker) -> bool {
    let words = |speaker: &Speaker| -> FxHashSet<String> {
        let all = speaker.name.split_whitespace();
        // Of a person only the surname: two persons may both be called Tom.
        let person = speaker.kind == SpeakerKind::Person;
        let from = if person { all.clone().count().saturating_sub(1) } else { 0 };
        let all =
            all.skip(from).filter(|word| !w.cx.lexicon.function_of(word).has(FunctionWord::Of));
        all.filter(|word| word.len() >= SHORTEST).map(str::to_lowercase).collect()
    };
    !words(one).is_disjoint(&words(other))
}

/// The names and words for bodies in what somebody is introduced by, the own name apart.
fn bodies(w: Weighing<'_>, spans: &[Span], speaker: &Speaker) -> FxHashSet<String> {
    const TITLES: Classes = Classes::of(&[Class::HonorificMale, Class::HonorificFemale]);
    let tokens = spans.iter().flat_map(|span| w.cx.text.tokens_in(*span).iter().take(WORDS));
    let words = tokens.filter(|t| {
        let name = t.is_capitalised() && t.pos.is_name() && t.text.len() >= SHORTEST;
        let own = speaker.name.split(' ').any(|word| word == t.text);
        !own && !t.classes.any(TITLES) && (name || t.classes.any(BODIES))
    });
    words.map(|t| t.text.to_lowercase()).collect()
}

/// What a side is to a claim that it states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standpoint {
    /// The claim is about others.
    Outside,
    /// The claim is about the side itself, or praises it.
    Party,
    /// Nobody who could be called: unnamed people, "critics", a report passed on.
    Faceless,
}

fn standpoint(claim: &Claim, w: Weighing<'_>, side: SideId) -> Standpoint {
    let stated =
        || claim.attributions.iter().filter(|a| w.voices[**a].side == Some(side)).take(LOOKED_AT);
    let faceless = stated().all(|a| {
        let voice = w.voices[*a];
        voice.speaker.is_none_or(|id| {
            matches!(
                w.speaker(id).kind,
                SpeakerKind::Anonymous | SpeakerKind::Collective | SpeakerKind::Outlet
            )
        })
    });
    if faceless {
        return Standpoint::Faceless;
    }
    let party = claim
        .attributions
        .iter()
        .take(LOOKED_AT)
        .any(|a| w.attribution(*a).content.iter().any(|span| w.names(side, *span)));
    let praises = stated().any(|a| interest(w.cx.text, w.attribution(*a)).is_some());
    if party || praises { Standpoint::Party } else { Standpoint::Outside }
}

/// True for what a court or a public record shows, and for sources that the newsroom takes for one.
pub(super) fn documented(w: Weighing<'_>, attribution: usize) -> bool {
    let a = w.attribution(attribution);
    let speaker = w.cx.story.bindings[attribution].speaker();
    if speaker.is_some_and(|id| w.speaker(id).is_record) {
        return true;
    }
    let court = w.cx.story.bindings[attribution]
        .speaker()
        .is_some_and(|id| w.speaker(id).kind == SpeakerKind::Court);
    // "a judge in Turin ruled": a judge without a name decides for the court.
    let bench = a.act == Act::Decision
        && a.source.as_ref().is_some_and(|source| {
            w.cx.text.tokens_in(source.span).iter().take(4).any(|t| t.is(Class::Court))
        });
    bench
        || is_verdict(w, a, court)
        || court
            && (a.act == Act::Decision
                || a.cue.as_ref().is_some_and(|c| c.class == CueClass::Announce))
        || on_paper(w, a)
}

/// > A jury **found** Hale guilty. | Hale **pleaded guilty to** theft.
fn is_verdict(w: Weighing<'_>, a: &Attribution, court: bool) -> bool {
    a.cue.as_ref().is_some_and(|cue| {
        let words = w.cx.text.tokens_in(cue.span);
        let pleads =
            cue.class == CueClass::Admit && words.iter().any(|t| t.among(FunctionWord::Guilty));
        pleads || court && cue.class == CueClass::Document
    })
}

/// > **Court records show** that the firm was sold. | **A council report of March 2018 said** that …
///
/// A paper of a court, or one of a public body with its date.
fn on_paper(w: Weighing<'_>, attribution: &Attribution) -> bool {
    let (Some(source), Some(cue)) = (&attribution.source, &attribution.cue) else { return false };
    let words = w.cx.text.tokens_in(source.span);
    let paper = |class: Class| words.iter().any(|t| t.is(class) && t.pos.is_noun());
    let doubted = matches!(cue.class, CueClass::Doubt | CueClass::Accuse | CueClass::Predict);
    let said = |class: Class| words.iter().any(|t| t.is(class));
    // What the paper's cue stands beside: "found in 2018", "published in January, found".
    let beside = source.span.to(cue.span);
    let when = attribution.when.map_or(beside, |when| beside.to(when));
    let dated = w.cx.text.tokens_in(when).iter().take(LONGEST_SOURCE).any(|t| {
        t.is(Class::Month)
            || t.kind == Kind::Number && t.text.len() == 4 && t.text.starts_with(['1', '2'])
    });
    let court = said(Class::Court) && paper(Class::CourtRecord);
    let public = paper(Class::Document) && PUBLIC.iter().any(|class| said(*class));
    !doubted && (court || dated && public || is_document(w, attribution, words))
}

/// > **The audit found** that the money was gone. | **A dashboard shows** that …
///
/// A paper that states a fact; a suit or a complaint only says what one side claims.
fn is_document(w: Weighing<'_>, attribution: &Attribution, words: &[Token<'_>]) -> bool {
    let speaker = attribution.source.as_ref().and_then(|source| source.mention);
    let speaker = speaker.map(|mention| &w.cx.story.mentions[mention.0]);
    let paper = speaker
        .and_then(Meaning::speaker)
        .is_some_and(|id| w.speaker(id).kind == SpeakerKind::Document);
    paper && !words.iter().any(|t| t.among(FunctionWord::ChargeNoun))
}

/// Those who state a claim, each once, in the order of the text.
pub(super) fn voices(claim: &Claim, w: Weighing<'_>) -> Vec<SpeakerId> {
    let counted: FxHashSet<SideId> = claim.sides.iter().copied().collect();
    let mut seen = FxHashSet::default();
    let stated = claim.attributions.iter();
    let stated = stated.filter(|a| w.voices[**a].side.is_none_or(|side| counted.contains(&side)));
    let all =
        stated.flat_map(|a| w.voices[*a].speaker.into_iter().chain(w.beside(*a).iter().copied()));
    all.filter(|id| seen.insert(*id)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How the first claim of some copy stands.
    fn first(copy: &str) -> Standing {
        crate::testing::weighed(copy).ledger.claims[0].standing
    }

    #[test]
    fn the_first_standing_that_holds_is_taken() {
        let claim = "Larkhill Homes poisoned the river, the fisher Ada Wynne said.";
        assert_eq!(first(claim), Standing::OneSource);
        let with = |reply: &str| first(&format!("{claim}\n\n{reply}"));
        assert_eq!(with("Larkhill Homes declined to comment."), Standing::OneSideAsked);
        assert_eq!(
            with("Larkhill Homes denied that it had poisoned the river."),
            Standing::Disputed
        );
        assert_eq!(with("The ferry left the port on Monday."), Standing::OneSource);
    }

    #[test]
    fn two_who_are_no_party_support_a_claim() {
        let copy = "The wall of the dam has cracked, the engineer Ada Wynne said.\n\nThe wall of \
                    the dam has cracked, the farmer Tom Hale said.";
        assert_eq!(first(copy), Standing::Independent);
        // One who is known and one who is not: nobody else who could be called.
        let copy = "The wall of the dam has cracked, the engineer Ada Wynne said.\n\nThe wall of \
                    the dam has cracked, critics said.";
        assert_ne!(first(copy), Standing::Independent);
    }

    #[test]
    fn a_headline_is_no_source_of_its_own() {
        let copy = "Council votes to close Elm Street pool\n\nThe city council voted on Tuesday to \
                    close the Elm Street pool.\n\nIt was late, Tom Hale said.";
        assert_eq!(first(copy), Standing::OneSource);
        let copy = "Larkhill says the dam is cracked\n\nThe wall of the dam has cracked, the \
                    engineer Ada Wynne said.\n\nIt was late, Tom Hale said.";
        assert_ne!(first(copy), Standing::Independent);
    }

    #[test]
    fn two_who_may_be_one_party_are_no_support() {
        let of = |one: &str, other: &str| {
            first(&format!(
                "It rained on Monday.\n\nThe wall of the dam has cracked, {one} said.\n\nThe wall \
                 of the dam has cracked, {other} said."
            ))
        };
        assert_eq!(of("Ada Wynne", "Tom Hale"), Standing::Independent);
        assert_eq!(of("Ada Wynne", "Norvane Motors"), Standing::Independent);
        for (one, other) in [
            ("Tom Hale", "Ann Hale"),
            ("Tom Hale", "Ann Price, a spokeswoman for Hale"),
            ("Harlow Council", "the county council"),
            ("Harlow Council", "the council"),
            ("the engineer", "the farmer"),
            ("my husband", "your husband"),
            ("Sgt. Tom Hale of the Harlow police", "Ann Price of the Harlow fire brigade"),
            ("authorities in the country", "Norvane Motors"),
        ] {
            let standing = of(one, other);
            assert_ne!(standing, Standing::Independent, "{one}, {other}");
            assert_ne!(standing, Standing::Agreed, "{one}, {other}");
        }
    }

    #[test]
    fn what_each_says_of_itself_or_turns_round_is_no_support() {
        let copy = "It rained on Monday.\n\nTom Hale said he would use the harbour money to mend the \
                    bridge.\n\nAda Wynne said she would use the harbour money to mend the bridge.";
        assert_ne!(first(copy), Standing::Independent);
        let copy = "It rained on Monday.\n\nTom Hale said the harbour had failed the fishers.\n\nAda \
                    Wynne said it was not the harbour but the law that had failed the fishers.";
        assert_ne!(first(copy), Standing::Independent);
    }

    #[test]
    fn a_dated_paper_of_a_public_body_is_a_record() {
        let with = |source: &str| first(&format!("{source} that the mill had been sold."));
        assert_eq!(with("Court records show"), Standing::Documented);
        assert_eq!(with("A council report of March 2018 said"), Standing::Documented);
        assert_eq!(with("The audit found"), Standing::Documented);
        assert_ne!(with("The lawsuit says"), Standing::Documented);
        assert_ne!(with("The baker Tom Hale said in 2018"), Standing::Documented);
    }
}
