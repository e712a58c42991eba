//! What somebody who is charged with a crime says to the readers, apart from what the police, a court or
//! a witness say that they said.

use crate::lexicon::{Act, Class, Classes, CueClass, FunctionWord};
use crate::parse::Form;
use crate::weigh::context::Weighing;

/// A hearer follows the cue within so many words.
const HEARER_WITHIN: usize = 3;

/// Who takes down what a suspect says.
const TAKES_DOWN: Classes = Classes::of(&[Class::Police, Class::Prosecution, Class::Court]);

/// True where the words of an attribution are said to the readers.
///
/// > "I never touched it," **Hale said**. | Hale **told the paper** that he was at home.
///
/// But not: Hale **told officers** that he was drunk. | **Hale asked** if she needed help. | Hale said
/// "give me the keys", **police said**.
pub(super) fn is_statement(w: Weighing<'_>, n: usize) -> bool {
    let a = w.attribution(n);
    let quoted = a.form != Form::Indirect;
    let says = matches!(a.act, Act::Saying | Act::Document) || quoted && a.act == Act::Belief;
    let cue = a.cue.as_ref();
    let asks = cue.is_some_and(|cue| matches!(cue.class, CueClass::Ask | CueClass::Demand));
    says && !asks && !a.is_guess() && !is_passed_on(w, n) && !is_told_to_police(w, n)
}

/// True where somebody else says that it was said, a newspaper apart.
fn is_passed_on(w: Weighing<'_>, n: usize) -> bool {
    let hearsay = &w.cx.story.hearsay[n];
    let outer = hearsay.inside.filter(|_| hearsay.borrowed.is_none());
    outer.is_some_and(|outer| w.voices[outer].side != w.voices[n].side)
}

/// > Hale **told officers** that he was drunk
fn is_told_to_police(w: Weighing<'_>, n: usize) -> bool {
    let Some(cue) = w.attribution(n).cue.as_ref() else { return false };
    let after = w.cx.text.within(cue.span).end;
    let near = w.cx.text.tokens[after..].iter().take(HEARER_WITHIN);
    let mut words = w.cx.text.tokens_in(cue.span).iter().chain(near);
    words.any(|t| t.classes.any(TAKES_DOWN) || t.among(FunctionWord::PlainForce))
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, weighed};

    /// How often the accused is heard.
    fn heard(copy: &str) -> String {
        let reading = weighed(copy);
        let parties = reading.ledger.parties.iter();
        parties.map(|p| p.statements.len().to_string()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_others_say_that_the_charged_said_is_no_statement() {
        check(
            heard,
            &[
                ("Tom Hale was charged with theft. Hale said he was at home.", "1"),
                ("Tom Hale was charged with theft. “I was at home,” Hale said.", "1"),
                ("Tom Hale was charged with theft. Hale told officers he was drunk.", "0"),
                ("Tom Hale was charged with theft. Hale asked if she needed help.", "0"),
                (
                    "Tom Hale was charged with theft. Deputy Ann Bale said Hale said he would pay.",
                    "0",
                ),
                ("The gazette said Acme Corp. hid a leak. Acme Corp. asked if it was old.", "1"),
            ],
        );
    }
}
