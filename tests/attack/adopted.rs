//! Several who write down at a time what they have seen.

use std::collections::BTreeSet;
use std::thread;

use super::{desk, lines};
use crate::desk::Desk;

/// A draft with several claims, and their ids.
fn claims(desk: &Desk) -> Vec<String> {
    let names = ["Ann Hale", "Tom Webb", "Bob Reed", "Eve Nash", "Ivy Cole", "Max Dunn"];
    let copy = lines(names.len(), |n| {
        format!("The pier {n} is unsafe and cost {n}00 pounds, {} said.\n\n", names[n])
    });
    desk.write("a.txt", &copy);
    let out = desk.run("claims --isolated -o json a.txt").out;
    let ids: BTreeSet<&str> = out
        .split(|c: char| c != '-' && !c.is_ascii_alphanumeric())
        .filter(|word| word.starts_with("c-"))
        .collect();
    assert!(ids.len() >= 4, "{out}");
    ids.into_iter().map(str::to_owned).collect()
}

/// Runs the program once for each id, all at a time; `ID` stands for it.
fn at_a_time(desk: &Desk, ids: &[String], arguments: &str) -> Vec<i32> {
    let run = |id: &String| desk.run(&arguments.replace("ID", id)).code;
    thread::scope(|scope| {
        let all: Vec<_> = ids.iter().map(|id| scope.spawn(move || run(id))).collect();
        all.into_iter().map(|one| one.join().unwrap()).collect()
    })
}

#[test]
fn several_who_ignore_at_a_time_lose_nothing() {
    let desk = desk("ignore");
    let ids = claims(&desk);
    let codes = at_a_time(&desk, &ids, "ignore --isolated ID --reason seen a.txt");
    let kept = desk.read("a.txt.whosaid.yml");
    assert_eq!((codes, kept.matches("claim: ").count()), (vec![0; ids.len()], ids.len()), "{kept}");
}

#[test]
fn several_who_sign_at_a_time_lose_nothing() {
    let desk = desk("sign");
    let ids = claims(&desk);
    let arguments = "signoff --isolated --claim ID --state confirmed --by Ann a.txt";
    let codes = at_a_time(&desk, &ids, arguments);
    let kept = desk.read("a.txt.whosaid.signoff.yml");
    let signed = kept.matches("state: confirmed").count();
    assert_eq!((codes, signed), (vec![0; ids.len()], ids.len()), "{kept}");
}

#[test]
fn what_a_person_wrote_beside_a_draft_stays() {
    let desk = desk("comments");
    let ids = claims(&desk);
    let own = format!(
        "# legal: keep\nversion: 1\nignores:\n- claim: {} # by Ann\n  reason: seen\n",
        ids[0]
    );
    desk.write("a.txt.whosaid.yml", &own);
    assert_eq!(desk.run(&format!("ignore --isolated {} --reason b a.txt", ids[1])).code, 0);
    let kept = desk.read("a.txt.whosaid.yml");
    assert!(kept.starts_with(&own) && kept.contains(&ids[1]), "{kept}");
}
