//! Claims, answers, accusations and unsourced statements, one or two sentences each.

use whosaid::weigh::{AnswerKind, Claim, Ground, Manner, Rank, SignalKind, Standing};
use whosaid::{Draft, Rulebook, Verdict};

fn read(text: &str) -> (Draft, Verdict) {
    let draft = Draft::new("draft", text);
    let verdict = whosaid::check(&draft, &Rulebook::built_in());
    (draft, verdict)
}

/// The claim whose words contain these.
fn claim<'v>(verdict: &'v Verdict, words: &str) -> &'v Claim {
    let found = verdict.ledger.claims.iter().find(|c| c.text.contains(words));
    found.unwrap_or_else(|| panic!("no claim {words:?} in {:#?}", verdict.ledger.claims))
}

/// The grounds of the claim with these words.
fn grounds(text: &str, words: &str) -> String {
    let (_, verdict) = read(text);
    claim(&verdict, words).grounds.clone()
}

/// The kinds of the answers to the first claim.
fn answers(text: &str) -> Vec<(AnswerKind, Ground)> {
    let (_, verdict) = read(text);
    verdict.ledger.claims[0].answers.iter().map(|a| (a.kind, a.ground)).collect()
}

/// The signals of the first unsourced statement, and its rank.
fn signals(text: &str) -> Option<(Vec<SignalKind>, Rank)> {
    let (_, verdict) = read(text);
    let first = verdict.ledger.unsourced.first()?;
    Some((first.signals.iter().map(|s| s.kind).collect(), first.rank))
}

#[test]
fn grounds_name_the_side_its_voices_and_the_line_of_the_answer() {
    let text = "Peru and Chile have agreed to share the water, Lima said.\n\nThe Chilean government \
                declined to comment.";
    assert_eq!(
        grounds(text, "share the water"),
        "Said only by Lima; no comment from the Chilean government, line 3."
    );
}

#[test]
fn grounds_of_one_voice() {
    assert_eq!(
        grounds("The mill lost 40 workers, the foreman Jan Novak said.", "40 workers"),
        "Said only by Jan Novak."
    );
}

#[test]
fn grounds_of_a_dispute_name_who_denies() {
    let text = "Tom Hale sold the boat, Ann Webb said.\n\nHale denied that he had sold the boat.";
    let grounds = grounds(text, "sold the boat");
    assert!(grounds.starts_with("Said by Ann Webb; "), "{grounds}");
    assert!(grounds.ends_with("denied by Tom Hale, line 3."), "{grounds}");
}

#[test]
fn a_denial_of_what_nobody_says_is_said_to_be_one() {
    let (_, verdict) = read("Tom Hale denied that he had sold the boat.");
    let claim = claim(&verdict, "sold the boat");
    assert_eq!(claim.grounds, "Nobody in the draft says so; denied by Tom Hale.");
    assert_eq!(verdict.ledger.unbound.len(), 1);
}

#[test]
fn declined_is_not_could_not_be_reached() {
    let claim = "Borel poisoned the river, the fisher Ann Webb said.\n\n";
    let kinds = |reply: &str| answers(&format!("{claim}{reply}"));
    assert_eq!(kinds("Borel declined to comment."), [(AnswerKind::Declines, Ground::NamesParty)]);
    assert_eq!(
        kinds("Borel could not be reached for comment."),
        [(AnswerKind::Silent, Ground::NamesParty)]
    );
    assert_eq!(
        kinds("Borel did not respond to a request for comment."),
        [(AnswerKind::Silent, Ground::NamesParty)]
    );
}

#[test]
fn a_refusal_to_speak_of_something_else_is_no_answer() {
    let (_, verdict) = read(
        "Borel poisoned the river, the fisher Ann Webb said.\n\nBorel declined to comment on the \
         takeover of a bakery.",
    );
    assert!(verdict.ledger.claims[0].answers.is_empty());
    assert_eq!(verdict.ledger.unbound[0].ground, Ground::OtherSubject);
}

#[test]
fn a_party_with_a_name_must_be_named() {
    let (_, verdict) = read(
        "The Hale campaign broke the rules, the clerk Ann Webb said.\n\nThe Lund campaign declined \
         to comment.",
    );
    assert!(verdict.ledger.claims[0].answers.is_empty());
}

#[test]
fn the_bill_that_is_dismissed_is_no_claim_that_is_denied() {
    let (_, verdict) = read(
        "The bill on water was written in a night, Ann Webb said.\n\nTom Hale dismissed the bill \
         on water.",
    );
    assert!(verdict.ledger.claims.iter().all(|c| c.standing != Standing::Disputed));
}

#[test]
fn to_call_a_report_baseless_is_to_deny_it() {
    for reply in [
        "The ministry said that the claim was false.",
        "The ministry said the report was baseless.",
        "“That is a lie,” the minister Tom Hale said.",
    ] {
        let (_, verdict) = read(&format!("Borel poisoned the river, Ann Webb said.\n\n{reply}"));
        let claim = claim(&verdict, "poisoned");
        assert_eq!(claim.standing, Standing::Disputed, "{reply}: {}", claim.grounds);
    }
}

#[test]
fn a_later_contradiction_by_the_same_voice_is_a_reversal() {
    let (_, verdict) = read(
        "The mine will be sold, the minister Ann Webb said in May.\n\nOn Friday, Webb said that \
         the mine would not be sold.",
    );
    let claim = claim(&verdict, "will be sold");
    assert_eq!(claim.standing, Standing::OneSource);
    assert!(claim.reversed.is_some());
    assert!(claim.grounds.contains("the same source says the opposite, line 3"));
}

#[test]
fn what_a_judge_rules_is_on_record() {
    let (_, verdict) = read("The mill must close by June, a judge in Leeds ruled on Friday.");
    let claim = claim(&verdict, "must close");
    assert_eq!(claim.standing, Standing::Documented);
    assert!(claim.grounds.starts_with("On record: "), "{}", claim.grounds);
}

#[test]
fn a_dated_paper_of_a_public_body_is_a_record() {
    let standing = |text: &str| {
        let (_, verdict) = read(text);
        verdict.ledger.claims[0].standing
    };
    assert_eq!(
        standing("A council report of March 2018 said that the block needed new pipes."),
        Standing::Documented
    );
    assert_eq!(standing("Court records show that the firm was sold twice."), Standing::Documented);
    // A suit is a party's words.
    assert_eq!(
        standing("A lawsuit by the buyer says that the firm was sold twice."),
        Standing::OneSource
    );
    assert_eq!(
        standing("A recent council report said that the block needed new pipes."),
        Standing::Documented
    );
    assert_eq!(
        standing("A report by a bank said in 2018 that the block needed new pipes."),
        Standing::Documented
    );
}

#[test]
fn figures_of_two_sides_that_differ_are_rivals() {
    let (_, verdict) = read(
        "The storm destroyed 40 houses, the fire chief Ann Webb said.\n\nThe engineer Tom Hale \
         said that the storm had destroyed 90 houses.",
    );
    assert_eq!(verdict.ledger.claims.len(), 2);
    assert_eq!(verdict.ledger.claims[0].rivals, [1]);
    assert!(verdict.ledger.claims[0].grounds.contains("another figure from "));
}

#[test]
fn a_report_that_quotes_a_spokesman_is_no_second_voice() {
    let (_, verdict) = read(
        "The ferry sank in the bay, the coastguard officer Erik Dahl said.\n\nThe Baltic Wire \
         reported that the ferry had sunk in the bay, quoting Erik Dahl.",
    );
    let claim = claim(&verdict, "The ferry sank");
    assert_eq!(claim.sides.len(), 1, "{}", claim.grounds);
    assert!(claim.grounds.contains("passed on by"), "{}", claim.grounds);
}

#[test]
fn a_counter_accusation_is_kept_as_an_aside() {
    let (draft, verdict) = read(
        "The union accused the firm of forging papers.\n\nThe firm accused the union of blocking \
         the gate.",
    );
    let first = &verdict.ledger.accusations[0];
    assert_eq!(draft.words(first.accused), "the firm");
    assert_eq!((first.manner, first.reply, first.aside), (Manner::Explicit, None, Some(1)));
}

#[test]
fn who_strikes_back_at_an_accuser_has_not_replied() {
    let (_, verdict) = read(
        "The opposition denounced the arrests of nine students.\n\nThe government, for its part, \
         accuses the opposition of plotting against the president.",
    );
    let first = &verdict.ledger.accusations[0];
    assert_eq!((first.manner, first.reply), (Manner::Implied, None));
    assert_eq!(first.aside, verdict.ledger.accusations[1].attribution);
}

#[test]
fn an_attack_without_an_act_is_no_accusation() {
    let (_, verdict) = read("Lowe attacked the referee on Twitter.");
    assert!(verdict.ledger.accusations.is_empty());
}

#[test]
fn denounced_arrests_accuse_whoever_made_them() {
    let (draft, verdict) = read("The opposition denounced the arrests of nine students.");
    let accusation = &verdict.ledger.accusations[0];
    assert_eq!(accusation.manner, Manner::Implied);
    assert_eq!(accusation.accused_speaker, None);
    assert_eq!(draft.words(accusation.act.unwrap()), "the arrests of nine students");
}

#[test]
fn harm_without_a_doer_is_a_strong_signal() {
    let text = "The talks ended.\n\nThree candidates were barred from the ballot in May.";
    assert_eq!(signals(text), Some((vec![SignalKind::AgentlessHarm], Rank::Medium)));
    let text = "The talks ended.\n\nThree candidates were barred by the court in May.";
    assert_eq!(signals(text), None);
}

#[test]
fn blame_with_a_cause_is_a_strong_signal() {
    let text = "The port is quiet.\n\nTrade collapsed in the region after years of mismanagement.";
    let (kinds, rank) = signals(text).unwrap();
    assert!(kinds.contains(&SignalKind::Blame) && kinds.contains(&SignalKind::Cause));
    assert_eq!(rank, Rank::High);
}

#[test]
fn a_rough_number_was_counted_by_somebody() {
    let text = "The fair opened.\n\nThe drought has driven millions of people out of the country.";
    assert_eq!(signals(text), Some((vec![SignalKind::Figure], Rank::Medium)));
    let text = "The fair opened.\n\nThe road to the coast is 90 kilometres long in the summer.";
    assert_eq!(signals(text), None);
}

#[test]
fn a_first_place_among_all_asks_for_a_source() {
    let text = "The fair opened.\n\nThe country has the largest reserves of oil in the world.";
    assert_eq!(signals(text), Some((vec![SignalKind::Superlative], Rank::Medium)));
}

#[test]
fn a_source_s_account_carried_on_is_a_signal() {
    let text = "The roof leaks.\n\nThe builder vanished, the widow Edna Parr said. He had left a \
                hole above the stairs.";
    assert_eq!(signals(text), Some((vec![SignalKind::CarryOn], Rank::Medium)));
}

#[test]
fn what_an_act_means_is_the_writer_s_word() {
    let text = "The ship docked.\n\nThe visit highlighted the close ties between the countries.";
    assert_eq!(signals(text), Some((vec![SignalKind::Effect], Rank::Low)));
}
