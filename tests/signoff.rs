//! The sign-off of a draft: what was checked stays checked, and what has changed is open again.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;
use whosaid::adopt::{Signed, SignedClaim, Signoff, State};
use whosaid::report::{Checked, claims_to_sign};
use whosaid::verdict::Severity;
use whosaid::{Draft, Rulebook, check};

use crate::desk::Desk;
use crate::{records, snapshots};

/// Versions of a draft.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Versions {
    name: String,
    /// Ways to pair claims that are wrong here.
    #[serde(default)]
    naive: Vec<String>,
    /// What was written down of the first version: words of a claim, and its state.
    signed: BTreeMap<String, State>,
    #[serde(rename = "versions")]
    texts: Vec<String>,
    /// What is known of the last one.
    then: BTreeMap<String, State>,
    /// Words of a claim, and words that it had.
    #[serde(default)]
    was: BTreeMap<String, String>,
}

fn claims(rulebook: &Arc<Rulebook>, text: &str) -> Vec<SignedClaim> {
    let draft = Draft::new("d.txt", text);
    let verdict = check(&draft, rulebook);
    let rulebook = Arc::clone(rulebook);
    claims_to_sign(&Checked { draft, verdict, rulebook, show: Severity::Note })
}

/// The sign-off after all versions of a case.
fn last(rulebook: &Arc<Rulebook>, case: &Versions) -> Signoff {
    let mut signoff = Signoff::default();
    for (n, text) in case.texts.iter().enumerate() {
        let today = claims(rulebook, text);
        let entries = signoff.brought_up_to(&today);
        signoff.claims = entries.into_iter().map(|(_, signed)| signed).collect();
        if n == 0 {
            for (words, state) in &case.signed {
                let signed = signoff.claims.iter_mut().find(|signed| signed.words.contains(words));
                let signed = signed.unwrap_or_else(|| panic!("{}: no claim {words}", case.name));
                signed.state = *state;
                signed.by = (*state != State::Open).then(|| "Ann Reed".to_owned());
            }
        }
    }
    signoff
}

#[test]
fn what_becomes_of_claims() {
    let rulebook = Arc::new(Rulebook::built_in());
    let cases = records::<Vec<Versions>>("tests/cases/signoff");
    let cases: Vec<Versions> = cases.into_iter().flat_map(|(_, all)| all).collect();
    let mut wrong = String::new();
    for case in &cases {
        let signoff = last(&rulebook, case);
        let of = |words: &str| -> Option<&Signed> {
            signoff.claims.iter().find(|signed| signed.words.contains(words))
        };
        let told: Vec<_> = signoff.claims.iter().map(|s| (&s.words, s.state, &s.was)).collect();
        if signoff.claims.len() != case.then.len()
            || case.then.iter().any(|(words, state)| of(words).map(|s| s.state) != Some(*state))
        {
            wrong += &format!("{}: {told:#?}\n", case.name);
        }
        let was = |words: &str| of(words).and_then(|signed| signed.was.as_ref());
        for (words, before) in &case.was {
            if !was(words).is_some_and(|was| was.words.contains(before)) {
                wrong += &format!("{}: {words} was not {before}: {told:#?}\n", case.name);
            }
        }
        if signoff.claims.iter().filter(|signed| signed.was.is_some()).count() != case.was.len() {
            wrong += &format!("{}: more was something else: {told:#?}\n", case.name);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    let naive = cases.iter().filter(|case| !case.naive.is_empty()).count();
    assert!(2 * naive >= cases.len());
}

#[test]
fn ids_alone_would_be_wrong_where_the_cases_say_so() {
    let rulebook = Arc::new(Rulebook::built_in());
    for (_, cases) in records::<Vec<Versions>>("tests/cases/signoff") {
        for case in cases.iter().filter(|case| case.naive.iter().any(|way| way == "id")) {
            let ids = |text: &String| -> Vec<String> {
                claims(&rulebook, text).into_iter().map(|claim| claim.id).collect()
            };
            let first = ids(&case.texts[0]);
            let changed = case.texts.iter().skip(1).any(|text| ids(text) != first);
            assert!(changed, "{}: the ids are the same", case.name);
        }
    }
}

const DRAFT: &str = "Bridge shut after cracks found\n\n\
    The bridge will stay shut until June, Tom Hale, the chief engineer, said.\n\n\
    “We found forty cracks in the deck,” Hale said.\n\n\
    Ann Webb, a councillor, said the repairs would cost two million pounds.\n";

const FILE: &str = "d.txt.whosaid.signoff.yml";

/// A draft whose sign-off has been written, and the ids of its claims.
fn begun(name: &str) -> (Desk, Vec<String>) {
    let desk = Desk::new(name);
    desk.write("d.txt", DRAFT);
    let told = desk.run("signoff d.txt");
    assert_eq!(told.out, format!("wrote {FILE}: 3 claims, all open\n"), "{}", told.all());
    let text = desk.read(FILE);
    let ids = text.lines().filter_map(|line| line.strip_prefix("- id: ")).map(str::to_owned);
    (desk, ids.collect())
}

fn sign(desk: &Desk, id: &str, state: &str, more: &[&str]) {
    let words = ["signoff", "d.txt", "--claim", id, "--state", state, "--by", "Ann Reed"];
    let told = desk.run_all(&[&words[..], more].concat(), "");
    assert_eq!(told.code, 0, "{}", told.all());
    assert_eq!(told.out, format!("{id} is {state} by Ann Reed in {FILE}\n"));
}

#[test]
fn a_sign_off_from_the_first_run_to_the_last() {
    let _in = snapshots("signoff");
    let (desk, ids) = begun("signoff-all");
    assert_eq!(desk.run("signoff d.txt --open").code, 1);
    sign(&desk, &ids[0], "confirmed", &["--how", "phone, 12 Oct"]);
    sign(&desk, &ids[1], "disputed", &["--note", "his report says 14", "--date", "13 Oct"]);
    insta::assert_snapshot!("signed", desk.read(FILE));
    desk.write(
        "d.txt",
        &DRAFT
            .replace("until June", "until July")
            .replace("Ann Webb, a councillor,", "Lena Ort")
            .replace(
                "“We found forty cracks in the deck,” Hale said.",
                "The school will open on Monday, Hale said.",
            ),
    );
    let shown = desk.run("signoff d.txt");
    insta::assert_snapshot!("changed", shown.all());
    assert_eq!(shown.code, 0);
    assert!(!desk.read(FILE).contains("July"), "to look writes nothing");
    let open = desk.run("signoff d.txt --open");
    assert_eq!(open.code, 1);
    assert!(!desk.read(FILE).contains("July"), "to ask writes nothing");
    desk.run("signoff d.txt --update");
    insta::assert_snapshot!("updated", desk.read(FILE));
    let ids: Vec<String> = claims(&Arc::new(Rulebook::built_in()), &desk.read("d.txt"))
        .into_iter()
        .map(|claim| claim.id)
        .collect();
    for id in &ids {
        sign(&desk, id, "confirmed", &[]);
    }
    let told = desk.run("signoff d.txt --open");
    assert_eq!(told.code, 0, "{}", told.all());
    assert!(told.out.starts_with("d.txt  3 claims, none open · 3 confirmed"), "{}", told.out);
}

#[test]
fn what_was_written_by_hand_stays() {
    let (desk, ids) = begun("signoff-hand");
    let hand = desk
        .read(FILE)
        .replace("version: 1", "version: 1   # the desk's")
        .replace(&format!("- id: {}", ids[1]), &format!("# ask Hale again\n- id: {}", ids[1]))
        .replace(
            "  words: We found forty cracks in the deck\n",
            "  words: \"We found forty cracks in the deck\" # page 3\n  note: |\n    two\n    lines\n",
        )
        + "# the end\n";
    desk.write(FILE, &hand);
    sign(&desk, &ids[1], "confirmed", &[]);
    let after = desk.read(FILE);
    assert_eq!(
        after,
        hand.replacen(
            "    lines\n  speaker: Tom Hale\n  state: open\n",
            "    lines\n  speaker: Tom Hale\n  state: confirmed\n  by: Ann Reed\n",
            1
        )
        .replace(
            "  note: |\n    two\n    lines\n  speaker: Tom Hale\n  state: confirmed\n  by: Ann Reed\n",
            "  speaker: Tom Hale\n  state: confirmed\n  by: Ann Reed\n  note: |\n    two\n    lines\n"
        ),
        "{after}"
    );
    // A draft that has not changed changes nothing.
    desk.run("signoff d.txt --update");
    assert_eq!(desk.read(FILE), after);
    desk.write("d.txt", &DRAFT.replace("forty", "fifty"));
    desk.run("signoff d.txt --update");
    let text = desk.read(FILE);
    for kept in ["# ask Hale again", "# the end", "# the desk's", "    two\n    lines\n"] {
        assert!(text.contains(kept), "{kept} is lost: {text}");
    }
}

#[test]
fn a_remark_below_a_value_that_changes_stays() {
    let (desk, ids) = begun("signoff-remark");
    sign(&desk, &ids[0], "confirmed", &[]);
    let hand =
        desk.read(FILE).replace("state: confirmed\n", "state: confirmed\n  # he rings back\n");
    desk.write(FILE, &hand);
    sign(&desk, &ids[0], "disputed", &[]);
    let after = desk.read(FILE);
    assert!(after.contains("state: disputed\n  # he rings back\n  by: Ann Reed\n"), "{after}");
}

/// A draft of one claim that is confirmed, and what is said of it when the draft has changed.
fn after(name: &str, draft: &str) -> (i32, String) {
    let desk = Desk::new(name);
    desk.write("d.txt", "Lena Voss said the north gate was shut at noon.\n");
    desk.run("signoff d.txt");
    let text = desk.read(FILE);
    let id = text.lines().find_map(|line| line.strip_prefix("- id: ")).unwrap();
    sign(&desk, id, "confirmed", &[]);
    assert_eq!(desk.run("signoff d.txt --open").code, 0);
    desk.write("d.txt", draft);
    let told = desk.run("signoff d.txt --open");
    (told.code, told.out)
}

#[test]
fn a_confirmed_claim_that_is_turned_round_is_open_again() {
    for (n, (draft, said)) in [
        ("Lena Voss denied that the north gate was shut at noon.", "Lena Voss, who denies it"),
        ("Lena Voss never said that the north gate was shut at noon.", "Lena Voss, who denies it"),
        (
            "Lena Voss said the north gate was shut at noon. Tom Kroll denied that the north gate was shut at noon.",
            "Tom Kroll, who denies it",
        ),
        ("The north gate was shut at noon.", "nobody is credited"),
    ]
    .into_iter()
    .enumerate()
    {
        let (code, out) = after(&format!("signoff-turned-{n}"), &format!("{draft}\n"));
        assert_eq!(code, 1, "{draft}: {out}");
        assert!(out.contains(said), "{draft}: {out}");
    }
    let (code, out) = after(
        "signoff-not-turned",
        "Lena Voss, the keeper, added that the north gate was shut at noon.\n",
    );
    assert_eq!(code, 0, "{out}");
}

#[test]
fn who_signed_before_a_claim_was_reworded_is_not_lost() {
    let (desk, ids) = begun("signoff-before");
    let words =
        ["signoff", "d.txt", "--claim", &ids[0], "--state", "confirmed", "--by", "Lena Ort"];
    assert_eq!(desk.run_all(&words, "").code, 0);
    desk.write("d.txt", &DRAFT.replace("until June", "until July"));
    let today = claims(&Arc::new(Rulebook::built_in()), &desk.read("d.txt"));
    sign(&desk, &today[0].id, "disputed", &[]);
    let after = desk.read(FILE);
    assert!(after.contains("by: Ann Reed") && after.contains("by: Lena Ort"), "{after}");
}

#[test]
fn a_sign_off_that_makes_no_sense_is_refused() {
    let (desk, ids) = begun("signoff-errors");
    let err = |arguments: &[&str]| {
        let told = desk.run_all(&[&["signoff", "d.txt"], arguments].concat(), "");
        assert_eq!(told.code, 2, "{}", told.all());
        told.err
    };
    assert!(err(&["--claim", &ids[0], "--state", "confirmed"]).contains("--by <NAME>"));
    assert!(err(&["--claim", &ids[0], "--state", "cut", "--by", "x"]).contains("invalid value"));
    assert!(err(&["--claim", &ids[0]]).contains("nothing to write"));
    assert!(err(&["--state", "open"]).contains("--claim <ID>"));
    let near = format!("{}0", &ids[0][..ids[0].len() - 1]);
    let said = err(&["--claim", &near, "--state", "open"]);
    assert!(said.contains(&format!("did you mean {}?", ids[0])), "{said}");
    desk.write("d.txt", &DRAFT.replace("until June", "until July"));
    let said = err(&["--claim", &ids[0], "--state", "open"]);
    assert!(said.contains(&format!("{} is now c-", ids[0])), "{said}");
    let good = desk.read(FILE);
    for (text, place) in [
        (
            good.replace("version: 1", "version: 2"),
            ":2:1: version 2 was written by a newer whosaid",
        ),
        (good.replace("state: open", "state: opne"), "did you mean `open`?"),
        (good.replace("  words:", "  word:"), ":5:3: claims[0]: unknown key `word`"),
        (good.replace("claims:", "claims: ["), ":"),
    ] {
        desk.write(FILE, &text);
        let said = err(&[]);
        assert!(said.contains(place), "{said}");
        assert!(said.starts_with(&format!("whosaid: {FILE}")), "{said}");
        assert_eq!(desk.read(FILE), text);
    }
    assert_eq!(desk.run("signoff -").code, 2);
    assert_eq!(desk.run("signoff none.txt").code, 2);
}

#[test]
fn a_folder_of_drafts_says_which_are_open() {
    let (desk, ids) = begun("signoff-folder");
    desk.write("e.txt", "Hall shut\n\nThe hall is empty, Tom Hale said.\n");
    for id in &ids {
        sign(&desk, id, "confirmed", &[]);
    }
    let told = desk.run("signoff . --open");
    assert_eq!(told.code, 1, "{}", told.all());
    assert!(told.out.contains("d.txt  3 claims, none open"), "{}", told.out);
    assert!(told.out.contains("e.txt  1 of 1 claim open"), "{}", told.out);
    assert!(!desk.path("e.txt.whosaid.signoff.yml").exists());
    assert_eq!(desk.run("signoff d.txt --open").code, 0);
    assert_eq!(desk.run("check . -o short").code, 0, "the files beside drafts are no drafts");
}
