//! What each mention adds to what is known of its speaker.

use super::binding::Binding;
use super::index::RIVALS;
use super::names::{index_person, note_alias, note_other_name};
use super::roles::index_role;
use super::same_name::{agree, bare, tidy, without_country};
use crate::lexicon::{Class, FunctionWord};
use crate::parse::{GrammaticalRole, Mention, MentionId, Shape};
use crate::resolve::{Gender, SpeakerId, SpeakerKind};

/// Records a mention with its speaker, and what it adds to what is known.
pub(super) fn note(b: &mut Binding<'_>, id: SpeakerId, mention_id: MentionId) {
    let mention = &b.given.parsed.mentions[mention_id.0];
    b.story.speakers[id.0].mentions.push(mention_id);
    // A paper's words say nothing of its maker.
    if !matches!(mention.shape, Shape::Document | Shape::Pronoun) {
        learn(b, id, mention);
    }
    note_alias(b, id, mention);
    note_other_name(b, id, mention);
    // "She said", where nobody else could be meant, says that Jean Petit is a woman.
    let known = b.story.speakers[id.0].gender != Gender::Unknown;
    if mention.shape == Shape::Pronoun && !known {
        let person = b.story.speakers[id.0].kind == SpeakerKind::Person;
        let gender = b.given.gender_of_word(b.given.words(mention.span));
        if person && b.is_source(mention_id.0) && b.antecedents.has_acted(id) {
            b.story.speakers[id.0].gender = gender;
            b.antecedents.called.insert(id);
        }
    }
    // "who" says nothing new of how near somebody is.
    let relative = mention.shape == Shape::Pronoun
        && b.given.reads(b.given.words(mention.span), FunctionWord::Relative);
    if relative {
        let several = matches!(b.speaker(id).kind, SpeakerKind::Group | SpeakerKind::Anonymous);
        if several && b.is_source(mention_id.0) {
            b.antecedents.speak(id);
        }
        return;
    }
    let is_source = b.is_source(mention_id.0);
    b.antecedents.see(id, mention, is_source);
    b.lists.see(b.given.text, mention, id);
}

/// Roles, gender, state, fuller name, age.
fn learn(b: &mut Binding<'_>, id: SpeakerId, mention: &Mention) {
    let gender = b.gender(mention);
    let state = b.given.state_of(mention);
    let full = without_country(b.given, mention)
        .filter(|_| mention.shape == Shape::Person)
        .map(|name| tidy(b.given.words(name)));
    let speaker = &mut b.story.speakers[id.0];
    if let Some(role) = mention.role.filter(|role| speaker.roles.last() != Some(role))
        && speaker.roles.len() < RIVALS
    {
        speaker.roles.push(role);
    }
    if speaker.gender == Gender::Unknown {
        speaker.gender = gender;
    }
    if speaker.state.is_none() {
        speaker.state = state;
    }
    let speaker = b.speaker(id);
    if let Some(full) = full
        && full.rsplit(' ').next() == speaker.name.rsplit(' ').next()
        && full.split(' ').count() > speaker.name.split(' ').count()
        && speaker.kind == SpeakerKind::Person
        && agree(&bare(&full, b.given.lexicon), b.bare(id), b.given.lexicon)
    {
        index_person(b, &full, id);
        b.rename(id, full);
    }
    if let Some(age) = mention.age {
        b.index.add_age(b.given.words(age), id);
    }
    index_role(b, id, mention);
    // "Speaking in Spanish" names no government.
    let language =
        mention.function != GrammaticalRole::Subject && b.given.is_adjective_alone(mention);
    let governs = b.story.speakers[id.0].kind == SpeakerKind::Government
        || b.given.is(mention, Class::StateOffice);
    if governs
        && !language
        && let Some(state) = b.story.speakers[id.0].state
    {
        b.states.name(state);
    }
}

#[cfg(test)]
mod tests {
    use crate::resolve::testing::speaker_of;

    #[test]
    fn she_said_shows_that_somebody_is_a_woman() {
        let copy = "Jean Petit said the bridge was shut. She said it was old. Tom Hale met \
                 Jean Petit. She said it was closed.";
        assert_eq!(speaker_of(copy, "She"), "Jean Petit");
    }

    #[test]
    fn those_who_speak_in_a_clause_go_on_speaking() {
        let copy = "The Trade Department said it would pay. Former employees who left told Norvane \
                    News it was late. They also said it was weak.";
        assert_eq!(speaker_of(copy, "They"), "Former employees");
    }

    #[test]
    fn a_language_names_no_government() {
        let copy = "Speaking in Spanish, the coach left. The government said the match was on.";
        assert_eq!(speaker_of(copy, "The government"), "The government");
    }

    #[test]
    fn a_fuller_name_takes_the_place_of_a_shorter_one() {
        let copy = "Hale runs the ferry. Tom Hale said it was late.";
        assert_eq!(speaker_of(copy, "Tom Hale"), "Tom Hale");
        let copy = "Tom Hale runs the ferry. Tom F. Hale said it was late.";
        assert_eq!(speaker_of(copy, "Tom F. Hale"), "Tom F. Hale");
    }
}
