//! The words that stand for a speaker: "he", "who", "both", "another", and what each looks for.

use super::antecedents::Wanted;
use super::binding::Binding;
use super::groups::is_somebody;
use super::same_name::{agree, key};
use crate::lexicon::{Class, CueClass, FunctionWord, FunctionWords};
use crate::parse::{GrammaticalRole, Mention, MentionId, Number, Pattern, Shape};
use crate::resolve::{Gender, Meaning, SpeakerId, SpeakerKind};
use crate::span::Span;
use crate::tokenise::token::{Kind, Pos, Token};

/// The attribution of a pronoun is looked for among so many before it.
const AROUND: usize = 6;

/// "he", "she", "they", "it", "who", "both", "another".
pub(super) fn pronoun(b: &mut Binding<'_>, n: usize, mention: &Mention) -> Meaning {
    let word = b.given.words(mention.span).rsplit(' ').next().unwrap_or_default();
    let sets = *b.given.lexicon.function_of(word);
    let gender = b.given.gender_of_word(word);
    let wanted = match gender {
        Gender::Male | Gender::Female => Wanted::Person(gender),
        Gender::Unknown if sets.has(FunctionWord::Relative) => {
            return relative(b, n, mention, sets);
        }
        Gender::Unknown if sets.has(FunctionWord::Both) => return both(b, mention),
        Gender::Unknown if sets.has(FunctionWord::Another) => return another(b, n, word),
        Gender::Unknown if sets.has(FunctionWord::One) && b.is_source(n) => {
            return another(b, n, word);
        }
        Gender::Unknown if sets.has(FunctionWord::Neuter) => Wanted::Thing,
        Gender::Unknown if sets.has(FunctionWord::PluralThird) => Wanted::Many,
        Gender::Unknown => return Meaning::Unknown,
    };
    // “They told us it was over,” Hale said: only Hale knows who they are.
    if b.is_quoted(n) {
        return Meaning::Unknown;
    }
    let is_source = b.is_source(n);
    if let Some(accused) = accused(b, mention, gender).filter(|_| is_source) {
        return Meaning::Speaker(accused);
    }
    // "Her lawyer" is nobody's lawyer by the same words.
    let owned = b
        .given
        .parsed
        .mentions
        .get(n + 1)
        .filter(|next| next.possessor == Some(MentionId(n)))
        .map(|next| b.given.head(next));
    // "He told Hale": he is not Hale.
    let told = b.given.parsed.mentions.get(n + 1).filter(|next| {
        next.sentence == mention.sentence
            && next.function == GrammaticalRole::Object
            && next.token <= mention.token + 6
    });
    let told = told.and_then(|next| next.name).map(|name| key(b.given.words(name)));
    let spoken_of = if is_source { told_before(b, mention) } else { None };
    let other = |id: SpeakerId| {
        if spoken_of == Some(id) {
            return false;
        }
        let name = || key(&b.story.speakers[id.0].name);
        if told.as_ref().is_some_and(|told| agree(&name(), told, b.given.lexicon)) {
            return false;
        }
        owned.as_ref().is_none_or(|head| {
            !(b.index.owner_of(id).is_some()
                && b.speaker(id).name.to_lowercase().ends_with(head.as_str()))
        })
    };
    b.find(n, wanted, other)
}

/// Whoever is accused in the sentence before, where "he" denies it.
///
/// > Hale accused **Price** of cheating. **He** denied it.
fn accused(b: &Binding<'_>, mention: &Mention, gender: Gender) -> Option<SpeakerId> {
    let all = &b.given.parsed.attributions;
    let here = all.partition_point(|a| a.sentence < mention.sentence);
    let denial = all[here..]
        .iter()
        .take_while(|a| a.sentence == mention.sentence)
        .find(|a| a.source.as_ref().is_some_and(|s| s.span == mention.span))?;
    let denies = denial.cue.as_ref().is_some_and(|cue| cue.class == CueClass::Deny);
    let before = all[..here].last().filter(|a| {
        denies && a.pattern == Pattern::Accusation && a.sentence + 1 == mention.sentence
    })?;
    let target = before.target?;
    let at = b.given.parsed.mentions.partition_point(|m| m.span.start < target.start);
    let id = b.story.mentions.get(at)?.speaker()?;
    let speaker = b.speaker(id);
    let person = matches!(speaker.kind, SpeakerKind::Person | SpeakerKind::TitleOnly);
    (person && gender.fits(speaker.gender)).then_some(id)
}

/// The person who is the subject of what a pronoun is the source of: nobody calls himself by his
/// name or his post.
///
/// > **Hale** has failed, he said. **The officer**, he said, is leaving.
fn told_before(b: &Binding<'_>, pronoun: &Mention) -> Option<SpeakerId> {
    let all = &b.given.parsed.attributions;
    let last = all.partition_point(|a| a.span().start < pronoun.span.start);
    let mut near = all[last.saturating_sub(AROUND)..last].iter();
    let own = near.find(|a| a.source.as_ref().is_some_and(|s| s.span == pronoun.span))?;
    let piece = own.content.first().filter(|piece| piece.end <= pronoun.span.start)?;
    let from = b.given.parsed.mentions.partition_point(|m| m.span.start < piece.start);
    let (at, subject) = b.given.parsed.mentions.iter().enumerate().nth(from)?;
    let named = matches!(subject.shape, Shape::Person | Shape::Role)
        && subject.function == GrammaticalRole::Subject
        && subject.quotation.is_none()
        && leads_piece(b.given.tokens(Span::new(piece.start, subject.span.start)))
        && subject.sentence == pronoun.sentence;
    b.story.mentions.get(at).filter(|_| named)?.speaker()
}

/// True for nothing but an adverb before the subject: "**However**, Hale left, she said".
fn leads_piece(before: &[Token<'_>]) -> bool {
    before.len() <= 3
        && before.iter().all(|t| !t.is_wordlike() || t.pos.is_adverb() || t.pos == Pos::Cc)
}

/// "both", alone; in "both the candidate and her staff" it stands for nobody.
fn both(b: &Binding<'_>, mention: &Mention) -> Meaning {
    let behind = b.given.text.tokens.get(mention.token + 1);
    let stands_alone = behind.is_none_or(|t| {
        t.among(FunctionWord::Of) || t.pos.is_verb() || t.pos.is_adverb() || !t.is_wordlike()
    });
    if !stands_alone {
        return Meaning::Unknown;
    }
    let listed = b.lists.latest(mention.sentence, Some(2));
    if let Some(ids) = listed.filter(|ids| ids.iter().all(|id| is_somebody(b, *id))) {
        return Meaning::Together(ids.to_vec());
    }
    let two = b.antecedents.only_two(&b.story, mention);
    two.map_or(Meaning::Unknown, |ids| Meaning::Together(ids.to_vec()))
}

/// "who", "which": the mention that ends right before it.
///
/// > **Hale, who** led the inquiry, said
fn relative(b: &Binding<'_>, n: usize, mention: &Mention, word: FunctionWords) -> Meaning {
    let tokens = &b.given.text.tokens;
    let mut at = mention.token;
    // "both of whom", "some of which"; a comma, a closing bracket.
    let mut bracket = false;
    while let Some(before) = at.checked_sub(1).map(|n| &tokens[n]) {
        match before.kind {
            Kind::CloseBracket => bracket = true,
            Kind::OpenBracket => bracket = false,
            _ if bracket => {}
            Kind::Comma | Kind::Dash => {}
            _ => break,
        }
        at -= 1;
        if mention.token - at > 12 {
            return Meaning::Unknown;
        }
    }
    let Some(end) = at.checked_sub(1).map(|n| tokens[n].span.end) else {
        return Meaning::Unknown;
    };
    let first = n.saturating_sub(12);
    let ends_here = (first..n)
        .filter(|n| {
            let before = &b.given.parsed.mentions[*n];
            before.sentence == mention.sentence
                && before.span.end == end
                && before.shape != Shape::Pronoun
        })
        .find(|n| {
            let fits_word = |id: &SpeakerId| {
                let kind = b.speaker(*id).kind;
                let body = matches!(
                    kind,
                    SpeakerKind::Organisation
                        | SpeakerKind::Document
                        | SpeakerKind::Outlet
                        | SpeakerKind::Court
                        | SpeakerKind::Government
                );
                if word.has(FunctionWord::ThingRelative) {
                    // "Norvane, which": no person, though nothing else shows it.
                    let speaker = b.speaker(*id);
                    let shown = speaker.gender != Gender::Unknown || !speaker.roles.is_empty();
                    body || kind == SpeakerKind::Person && !shown && !speaker.name.contains(' ')
                } else if word.has(FunctionWord::PersonRelative) {
                    !body || b.given.parsed.mentions[*n].number == Number::Many || is_party(b, *id)
                } else {
                    true
                }
            };
            b.story.mentions[*n].speakers().iter().any(fits_word)
        });
    let found = match ends_here {
        Some(found) => found,
        None if !word.has(FunctionWord::PersonRelative) => return Meaning::Unknown,
        None => match person_before(b, n, mention, end) {
            Some(found) => found,
            None => return Meaning::Unknown,
        },
    };
    let meaning = b.story.mentions[found].clone();
    // "Hale, Price and Reed, all of whom": the list, not its end.
    let all = matches!(b.given.tokens(mention.span), [all, of, ..]
        if all.among(FunctionWord::AllOrBoth) && of.among(FunctionWord::Of));
    let list = b.lists.latest(mention.sentence, None);
    match (meaning.speaker(), list) {
        (Some(last), Some(ids)) if all && ids.last() == Some(&last) => {
            Meaning::Together(ids.to_vec())
        }
        _ => meaning,
    }
}

/// Whom "who" means behind more than the name: nothing but nouns, commas and prepositions stands
/// between.
///
/// > **Alan Reed, a doctor from Harlow, New Jersey, who** said
fn person_before(b: &Binding<'_>, n: usize, mention: &Mention, end: usize) -> Option<usize> {
    let first = n.saturating_sub(6);
    // "12 percent who": no name stands right before it.
    if !(first..n).any(|n| b.given.parsed.mentions[n].span.end == end) {
        return None;
    }
    (first..n).rev().find(|n| {
        let before = &b.given.parsed.mentions[*n];
        let person = b.story.mentions[*n].speaker().is_some_and(|id| {
            use SpeakerKind::{Anonymous, Group, Person, Spokesperson, TitleOnly};
            let speaker = b.speaker(id);
            // "from Harlow": a name behind a preposition may be a town's.
            let town = before.function == GrammaticalRole::Oblique
                && speaker.gender == Gender::Unknown
                && speaker.roles.is_empty();
            !town && matches!(speaker.kind, Person | TitleOnly | Spokesperson | Anonymous | Group)
        });
        let between =
            b.given.tokens(Span::new(before.span.end.min(mention.span.start), mention.span.start));
        before.sentence == mention.sentence
            && before.shape != Shape::Pronoun
            && person
            && between.len() <= 12
            && between.iter().all(|t| {
                (t.kind == Kind::Comma || t.is_wordlike())
                    && !t.pos.is_verb()
                    && !t.among(FunctionWord::Coordinator)
                    && !t.among(FunctionWord::That)
            })
    })
}

/// "Democrats, who": members and party in one word.
fn is_party(b: &Binding<'_>, id: SpeakerId) -> bool {
    b.given.classes_of_name(&b.story.speakers[id.0].name).has(Class::Party)
}

/// "One resident said … **Another** said": somebody new of the same kind.
///
/// > Two residents were there. **One** said …
fn another(b: &mut Binding<'_>, n: usize, which: &str) -> Meaning {
    let mention = &b.given.parsed.mentions[n];
    let more = b.given.reads(which, FunctionWord::Another);
    let first = n.saturating_sub(12);
    let one = (first..n).rev().find(|n| {
        let before = &b.given.parsed.mentions[*n];
        let counted = before.number == Number::Many
            && before.shape == Shape::Group
            && b.given.text.tokens[before.token].pos == Pos::Cd;
        let indefinite = before.indefinite && more;
        (indefinite || counted)
            && before.head.is_some()
            && before.quotation.is_none()
            && before.sentence + 3 >= mention.sentence
    });
    let Some(one) = one else { return Meaning::Unknown };
    let Some(kind) = b.story.mentions[one].speaker().map(|id| b.speaker(id).kind) else {
        return Meaning::Unknown;
    };
    let many = b.given.parsed.mentions[one].number == Number::Many;
    let head = b.given.head(&b.given.parsed.mentions[one]);
    let head = if many { head.strip_suffix('s').unwrap_or(&head) } else { &head };
    let kind = if many { SpeakerKind::TitleOnly } else { kind };
    let name = format!("{} {head}", which.to_lowercase());
    Meaning::Speaker(b.add(&name, kind, None))
}

#[cfg(test)]
mod tests {
    use crate::resolve::testing::speaker_of;

    #[test]
    fn who_is_told_has_not_said_it() {
        let copy = "Tom Hale met Paul Reed. He told Reed that the pit was shut.";
        assert_eq!(speaker_of(copy, "He"), "Tom Hale");
        let copy = "Tom Hale met Paul Reed. Paul Reed has failed, he said.";
        assert_eq!(speaker_of(copy, "he"), "Tom Hale");
    }

    #[test]
    fn he_denies_what_he_is_accused_of() {
        let copy = "Tom Hale accused Paul Reed of cheating. He denied taking the money.";
        assert_eq!(speaker_of(copy, "He"), "Paul Reed");
    }

    #[test]
    fn another_is_somebody_new_of_the_kind() {
        let copy = "One resident said the flood came at noon. Another said it came at dusk.";
        assert_eq!(speaker_of(copy, "Another"), "another resident");
        let copy = "Two residents were there. One said the flood came at noon.";
        assert_eq!(speaker_of(copy, "One"), "one resident");
        let copy = "The flood came at noon. Another said it came at dusk.";
        assert_eq!(speaker_of(copy, "Another"), "nobody");
    }

    #[test]
    fn both_means_the_two_named_side_by_side() {
        let copy = "Tom Hale and Ada Wynne left. Both said the hall was full.";
        assert_eq!(speaker_of(copy, "Both"), "Tom Hale and Ada Wynne");
        let copy = "Tom Hale left. Both said the hall was full.";
        assert_eq!(speaker_of(copy, "Both"), "nobody");
    }

    #[test]
    fn who_means_the_name_before_it() {
        let meant =
            |words: &'static str| move |copy: &str| crate::resolve::testing::meant(copy, words);
        crate::testing::check(
            meant("who"),
            &[
                ("Tom Hale (57), who led the inquiry, left.", "Tom Hale"),
                (
                    "Alan Reed, a doctor from Harlow, New Jersey, who led the inquiry, left.",
                    "Alan Reed",
                ),
                ("Tom Hale met the mayor, who left.", "the mayor"),
                ("Tom Hale left and who knows why.", "nobody"),
                ("Residents, who were angry, left.", "Residents"),
            ],
        );
        crate::testing::check(
            meant("which"),
            &[
                ("Harlow Bank, which was shut, left.", "Harlow Bank"),
                ("Tom Hale, which was shut, left.", "nobody"),
            ],
        );
        crate::testing::check(
            meant("all of whom"),
            &[(
                "Tom Hale, Ruth Bell and Paul Reed, all of whom left, said no.",
                "Tom Hale and Ruth Bell and Paul Reed",
            )],
        );
        crate::testing::check(
            meant("some of whom"),
            &[("Tom Hale, Ruth Bell and Paul Reed, some of whom left, said no.", "Paul Reed")],
        );
    }

    #[test]
    fn whom_he_and_both_mean() {
        let he = |copy: &str| speaker_of(copy, "He");
        crate::testing::check(
            he,
            &[
                ("Tom Hale accused Paul Reed of cheating. He said the pit was shut.", "Tom Hale"),
                ("Tom Hale accused Ruth Bell of cheating. He denied taking the money.", "Tom Hale"),
                ("Tom Hale met Paul Reed. He told the club that the pit was shut.", "Tom Hale"),
            ],
        );
        let both = |copy: &str| speaker_of(copy, "Both");
        crate::testing::check(
            both,
            &[("Tom Hale, Ruth Bell and Paul Reed left. Both said the hall was full.", "nobody")],
        );
        let another = |copy: &str| speaker_of(copy, "Another");
        crate::testing::check(
            another,
            &[
                ("A resident left. Another said the hall was full.", "another resident"),
                ("The resident left. Another said the hall was full.", "nobody"),
                ("Residents left. Another said the hall was full.", "nobody"),
                (
                    "A resident left. It rained. It snowed. It froze. Another said the hall was full.",
                    "nobody",
                ),
            ],
        );
    }

    #[test]
    fn who_is_quoted_in_a_quotation_is_left_open() {
        let copy = "Tom Hale met Paul Reed. “It is shut,” Hale said. “He said it was open.”";
        assert_eq!(speaker_of(copy, "He"), "nobody");
        let copy = "Tom Hale met Paul Reed. “It is shut,” Hale said. He said it was late.";
        assert_eq!(speaker_of(copy, "He"), "Tom Hale");
    }
}
