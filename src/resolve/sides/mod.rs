//! Who stands with whom, and what shows it.
//!
//! Speakers are joined where the draft, or the table of states, shows that they are of one side.
//! Opposite sides are never joined, whatever else speaks for it.

mod administrations;
mod authors;
mod caucus;
mod counsel;
mod departments;
mod governing;
mod governments;
mod joined;
mod kin;
mod labels;
mod loose;
mod members;
mod naming;
mod offices;
mod opposition;
mod organs;
mod places;
mod plain;
mod principals;
mod regions;
mod served;
mod serving;
mod teams;
mod trial;

use super::given::Given;
use super::{Context, Evidence, SideKind, SpeakerId, Story};
use joined::Joined;

/// A side that the newsroom knows of: what it is called, and who is in it for what reason.
type Known<'n> = (&'n str, Vec<(SpeakerId, String)>);

/// Puts every speaker into a side.
pub(super) fn sides(given: Given<'_>, known: &[Known<'_>], story: &mut Story) {
    let Given { draft, text, parsed, lexicon } = given;
    let cx = Context { draft, text, parsed, story, lexicon };
    let stances = opposition::of(cx);
    let mut joined = Joined::new(cx, &stances);
    governments::governments(&mut joined);
    governments::home_government(&mut joined);
    regions::regions(&mut joined);
    principals::principals(&mut joined);
    kin::kin(&mut joined);
    counsel::counsel(&mut joined);
    for (paper, author, span) in authors::authors(cx) {
        joined.join(paper, author, span, SideKind::Paper);
    }
    for (study, team, span) in authors::teams(cx) {
        joined.join(study, team, span, SideKind::Team);
    }
    serving::officers(&mut joined);
    serving::modifiers(&mut joined);
    serving::common_modifiers(&mut joined);
    members::members(&mut joined);
    served::served(&mut joined);
    places::places(&mut joined);
    teams::teams(&mut joined);
    departments::departments(&mut joined);
    departments::local(&mut joined);
    administrations::administrations(&mut joined);
    caucus::caucuses(&mut joined);
    loose::loose(&mut joined);
    plain::plain(&mut joined);
    trial::trial(&mut joined);
    newsroom(&mut joined, known);
    let Joined { union, evidence, .. } = joined;
    naming::collect(lexicon, story, union, evidence);
    // A side that has a name of its own comes before the one of a body, and keeps its name.
    for (name, members) in known.iter().rev() {
        let side = story.speakers[members[0].0.0].side;
        (*name).clone_into(&mut story.sides[side.0].name);
    }
    opposition::oppose(parsed, story, &stances);
}

/// The sides that the newsroom knows of; opposite sides stay apart even so.
fn newsroom(joined: &mut Joined<'_>, known: &[Known<'_>]) {
    for (_, members) in known {
        for (id, reason) in members {
            if joined.union.join(members[0].0, *id) {
                let reason = reason.clone();
                let kind = SideKind::Newsroom;
                joined.evidence.push(Evidence { speaker: *id, kind, span: None, reason });
            }
        }
    }
}
