//! The phrases of the program itself: `rules/wording.yaml`.

use serde::Deserialize;

use super::{Files, RuleError, yaml};

/// What is put into messages where the draft has no words for it, and the labels of other places.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Wording {
    /// "**who** said": a source that is a relative.
    pub this_source: String,
    /// Nobody is named: "an unnamed source".
    pub unnamed_source: String,
    /// "a source".
    pub some_source: String,
    /// "the source".
    pub the_source: String,
    /// Who is accused, where the draft has only a pronoun.
    pub the_accused: String,
    /// A side without a name.
    pub one_side: String,
    /// Joins those who may be meant: "Hale or Wynne".
    pub or: String,
    /// What a title alone leaves out: "a name".
    pub no_name: String,
    /// What a surname alone leaves out: "a first name or a role".
    pub no_role: String,
    /// A part of the draft.
    pub headline: String,
    /// A part of the draft.
    pub sub_headline: String,
    /// A part of the draft.
    pub caption: String,
    /// A part of the draft.
    pub text: String,
    /// The same fault at another place.
    pub here_too: String,
    /// Where a passage is the first time.
    pub first_time: String,
    /// Who says it; `{name}` is filled in.
    pub said_by: String,
    /// Who says it too.
    pub also_said_by: String,
    /// Why two who say it are one side; `{why}` is filled in.
    #[serde(alias = "same-camp")]
    pub same_side: String,
    /// Where somebody without a name says it.
    pub said_here: String,
    /// The source of an attribution.
    pub source_here: String,
    /// Whose words are passed on.
    pub first_said_by: String,
    /// The other spelling.
    pub so_before: String,
    /// Where the body credits the headline to somebody.
    pub said_in_body: String,
    /// Where the claim is denied.
    pub denied: String,
    /// Where it is confirmed.
    pub confirmed: String,
    /// Where it is accepted on a condition.
    pub conditional: String,
    /// Where comment is declined.
    pub declined: String,
    /// Where no answer came.
    pub silent: String,
    /// Where the draft says that it could not verify it.
    pub unverified: String,
    /// Where the source favours its own side.
    pub interest: String,
    /// Where somebody is accused.
    pub accused: String,
    /// Where somebody is accused who is never heard.
    pub never_heard: String,
    /// Where the accused speaks of something else.
    pub off_topic: String,
    /// Over the claims of headline and lead, by what they rest on.
    pub rests_unsourced: String,
    /// All by one source.
    pub rests_one_source: String,
    /// All by one side.
    pub rests_one_side: String,
    /// All on record.
    pub rests_record: String,
    /// By several sources.
    pub rests_several: String,
}

/// Reads the phrases.
pub(super) fn read(files: &Files, errors: &mut Vec<RuleError>) -> Wording {
    let mut wording = Wording::default();
    for file in files.under("wording") {
        match yaml::read_rules::<Wording>(file) {
            Ok(read) => wording = read,
            Err(error) => errors.push(error),
        }
    }
    wording
}

#[cfg(test)]
mod tests {
    use crate::testing::rulebook;

    #[test]
    fn the_phrases_are_read() {
        assert_eq!(rulebook().wording.here_too, "here too");
        assert_eq!(rulebook().wording.same_side, ", same side: {why}");
    }
}
