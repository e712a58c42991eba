//! What is said of a change, in words that all forms share.

use super::compared::Compared;
use crate::report::words::{count, listed, one_line, places_in_words, standing};
use crate::versions::{Change, Changes, Detail, Kind, Mark, Piece, Reply, VersionChange};
use crate::weigh::{AnswerKind, Standing};

/// The kinds of changes in the order in which they are told, each with its heading and what one of
/// them is in a summary.
pub(super) const KINDS: [(Kind, &str, &str); 8] = [
    (Kind::Quotation, "Quotations changed", "quotation changed"),
    (Kind::Given, "Given to somebody else", "given to somebody else"),
    (Kind::Standing, "Standing changed", "standing changed"),
    (Kind::Verb, "Verbs changed", "verb changed"),
    (Kind::Reworded, "Reworded", "reworded"),
    (Kind::Cut, "Cut", "cut"),
    (Kind::Added, "Added", "added"),
    (Kind::Speaker, "Speakers", "speaker"),
];

/// "2 quotations changed · 1 cut"; nothing where nothing changed.
pub(super) fn summary(changes: &Changes) -> String {
    let told = KINDS.iter().filter_map(|(kind, _, one)| {
        let number = changes.count(*kind);
        let words = match one.split_once(' ') {
            _ if number == 1 => (*one).to_owned(),
            Some((noun, rest)) if *kind != Kind::Given => format!("{noun}s {rest}"),
            None if *kind == Kind::Speaker => format!("{one}s"),
            _ => (*one).to_owned(),
        };
        (number > 0).then(|| format!("{number} {words}"))
    });
    told.collect::<Vec<_>>().join(" · ")
}

/// The last line: "3 statements only moved."; nothing where none did.
pub(super) fn moved(changes: &Changes) -> Option<String> {
    (changes.moved > 0).then(|| format!("{} only moved.", count(changes.moved, "statement")))
}

/// What is said where nothing changed in who says what: of what was compared, and no more.
pub(super) fn unchanged(story: &Compared<'_>) -> String {
    let none = |side: &Option<(&crate::read::Draft, crate::versions::Version)>| {
        side.as_ref().is_none_or(|(_, version)| version.statements.is_empty())
    };
    match story.changes.kept {
        _ if none(&story.old) && none(&story.new) => {
            "No statements found in either version, so nothing was compared.".to_owned()
        }
        0 => "No change in who says what.".to_owned(),
        1 => "No change in the one statement found.".to_owned(),
        kept => format!("No change in the {} found.", count(kept, "statement")),
    }
}

/// What changed outside of what was compared: "Words outside of statements changed in 2 sentences: lines 4 and 9.";
/// nothing where nothing did.
pub(super) fn beside(story: &Compared<'_>) -> Option<String> {
    let all = &story.changes.beside;
    if all.is_empty() {
        return None;
    }
    let now = story.new.as_ref().map_or(String::new(), |(draft, _)| {
        places_in_words(draft, all.iter().filter_map(|one| one.new))
    });
    let gone = all.iter().filter(|one| one.new.is_none()).filter_map(|one| one.old);
    let gone = story.old.as_ref().map_or(String::new(), |(draft, _)| places_in_words(draft, gone));
    let places = match (now.is_empty(), gone.is_empty()) {
        (_, true) => now,
        (true, false) => format!("was {gone}"),
        (false, false) => format!("{now}; cut: was {gone}"),
    };
    let sentences = count(all.len(), "sentence");
    Some(format!("Words outside of statements changed in {sentences}: {places}."))
}

/// What an editor must not overlook, as an exclamation each.
pub(super) fn exclamations(change: &VersionChange) -> Vec<String> {
    let it = if change.kind == Kind::Quotation { "The quotation" } else { "It" };
    let retold = change.marks.iter().any(|m| matches!(m, Mark::Paraphrased | Mark::NowQuoted));
    let it = if retold { "It" } else { it };
    let told = change.marks.iter().map(|mark| match mark {
        Mark::NoLongerSays(word) => format!("{it} no longer says “{}”.", one_line(word)),
        Mark::NowSays(word) => format!("{it} now says “{}”.", one_line(word)),
        Mark::Number { was, now } => {
            format!("A number changed: “{}” is now “{}”.", one_line(was), one_line(now))
        }
        Mark::NumberGone(number) => format!("A number is gone: “{}”.", one_line(number)),
        Mark::NumberNew(number) => format!("A number is new: “{}”.", one_line(number)),
        Mark::LeftOut => {
            "Words are left out in the middle of the quotation, and nothing shows it.".to_owned()
        }
        Mark::PutIn => "Words are put into the middle of the quotation.".to_owned(),
        Mark::Paraphrased => "The words are no longer in quotation marks.".to_owned(),
        Mark::NowQuoted => "The words are now in quotation marks.".to_owned(),
        Mark::Turned { was, now } => {
            let (was, now) = (one_line(was), one_line(now));
            format!("The meaning is turned round: “{was}” is now “{now}”.")
        }
    });
    told.collect()
}

/// What there is to say of a change besides its words, a line each.
pub(super) fn details(two: &Compared<'_>, change: &VersionChange) -> Vec<String> {
    match &change.detail {
        Detail::None => Vec::new(),
        Detail::Part => {
            let rest = if change.kind == Kind::Cut {
                "The rest of the quotation is kept."
            } else {
                "The rest of the quotation was there before."
            };
            vec![rest.to_owned()]
        }
        Detail::Given { certain, unclear, following, .. } => {
            let nobody = "nobody is credited";
            let was = two.old_speaker(change.old).unwrap_or_else(|| "nobody".to_owned());
            let now = two.new_speaker(change.new).unwrap_or_else(|| nobody.to_owned());
            let (was, now) = (one_line(&was), one_line(&now));
            let mut lines = if change.old.is_none() {
                let before = "The words were in the draft before, and nobody seemed to be credited";
                vec![format!("{before}. Now {now}.")]
            } else if change.new.is_none() {
                let still = "The words are still in the draft, and nobody seems to be credited now";
                vec![format!("{still}. Was {was}.")]
            } else if *unclear {
                vec![format!("Was {was}; it is no longer clear who “{}” is.", called(two, change))]
            } else if *certain {
                vec![format!("Was {was}; now {now}.")]
            } else {
                vec![format!("Probably given to somebody else: was {was}; now {now}.")]
            };
            lines.extend(follow(two, following));
            lines
        }
        Detail::Standing { gone, come, sources_gone, sources_come, changed } => {
            let mut lines = standing_lines(two, change, [gone, come, sources_gone, sources_come]);
            if let Some((draft, version)) = two.new.as_ref().filter(|_| lines.len() == 1) {
                let starts = changed.iter().map(|n| version.statements[*n].span.start);
                let at = places_in_words(draft, starts);
                if !at.is_empty() {
                    lines.push(format!("This follows from what changed in {at}."));
                }
            }
            lines
        }
        // What turns the meaning is said with its mark.
        Detail::Verb { .. } if !change.marks.is_empty() => Vec::new(),
        Detail::Verb { was, now } => {
            vec![format!("“{}” is now “{}”.", one_line(was), one_line(now))]
        }
        Detail::Name { was, now } => {
            vec![format!("{} is now {}.", one_line(was), one_line(now))]
        }
        Detail::Title { name, was, now } => {
            let (name, was) = (one_line(name), one_line(was));
            vec![match now {
                Some(now) => format!("{name}: “{was}” is now “{}”.", one_line(now)),
                None => format!("{name} is no longer introduced as “{was}”."),
            }]
        }
    }
}

/// "So, probably, are 2 statements by “he” that follow, lines 7 and 9."
fn follow(two: &Compared<'_>, following: &[usize]) -> Option<String> {
    let (draft, version) = two.new.as_ref()?;
    let by = version.statements[*following.first()?].by.as_ref()?;
    let starts = following.iter().map(|n| version.statements[*n].span.start);
    let (called, at) = (one_line(&by.called).to_lowercase(), places_in_words(draft, starts));
    let (are, follow) = if following.len() == 1 { ("is", "follows") } else { ("are", "follow") };
    let statements = count(following.len(), "statement");
    Some(format!("So, probably, {are} {statements} by “{called}” that {follow}, {at}."))
}

/// The words of the draft for who speaks now.
fn called(two: &Compared<'_>, change: &VersionChange) -> String {
    let statement =
        two.new.as_ref().zip(change.new).map(|((_, version), n)| &version.statements[n]);
    let by = statement.and_then(|statement| statement.by.as_ref());
    by.map(|by| one_line(&by.called)).unwrap_or_default()
}

/// How a claim stood and how it stands; "one side" beside "one source" would read as the same.
fn stands(was: Standing, now: Standing) -> (&'static str, &'static str) {
    let several = "said by several sources of one side";
    match (was, now) {
        (Standing::OneSide, Standing::OneSource) => (several, "said by one source"),
        (Standing::OneSource, Standing::OneSide) => ("said by one source", several),
        (was, now) => (standing(was), standing(now)),
    }
}

fn standing_lines(
    two: &Compared<'_>,
    change: &VersionChange,
    [gone, come, sources_gone, sources_come]: [&Vec<usize>; 4],
) -> Vec<String> {
    let stand = |side: &Option<(&crate::read::Draft, crate::versions::Version)>,
                 n: Option<usize>| {
        let (_, version) = side.as_ref()?;
        version.statements[n?].stand.clone()
    };
    let (old, new) = (stand(&two.old, change.old), stand(&two.new, change.new));
    let Some((old, new)) = old.zip(new) else { return Vec::new() };
    let mut lines = Vec::new();
    let (was, now) = stands(old.standing, new.standing);
    lines.push(if was == now { format!("Still {now}.") } else { format!("Was {was}; now {now}.") });
    let place = |side: &Option<(&crate::read::Draft, crate::versions::Version)>,
                 n: Option<usize>| {
        let at = side.as_ref().zip(n).map(|((draft, version), n)| {
            draft.where_is(version.statements[n].span.start).to_string()
        });
        at.map_or(String::new(), |at| format!(", {at},"))
    };
    for reply in gone.iter().map(|n| &old.answers[*n]) {
        let at = place(&two.old, reply.statement);
        lines.push(format!("{}{at} is cut.", answer(reply)));
    }
    for reply in come.iter().map(|n| &new.answers[*n]) {
        let at = place(&two.new, reply.statement);
        lines.push(format!("{}{at} is new.", answer(reply)));
    }
    let sources = |all: &[usize], speaker: &dyn Fn(Option<usize>) -> Option<String>| {
        let mut names: Vec<String> = all.iter().filter_map(|n| speaker(Some(*n))).collect();
        names.dedup();
        listed(&names.iter().map(|name| one_line(name)).collect::<Vec<_>>())
    };
    let cut = sources(sources_gone, &|n| two.old_speaker(n));
    let fresh = sources(sources_come, &|n| two.new_speaker(n));
    if !cut.is_empty() {
        lines.push(format!("No longer said by {cut}."));
    }
    if !fresh.is_empty() {
        lines.push(format!("Now also said by {fresh}."));
    }
    lines
}

/// "The denial by Ann Webb"
fn answer(reply: &Reply) -> String {
    let by = reply.by.as_deref().map(one_line);
    let of = by.as_ref().map_or(String::new(), |by| format!(" by {by}"));
    let who = by.as_deref().unwrap_or("the other side");
    match reply.kind {
        AnswerKind::Denies => format!("The denial{of}"),
        AnswerKind::Confirms => format!("The confirmation{of}"),
        AnswerKind::Conditional => format!("The conditional answer{of}"),
        AnswerKind::Declines => format!("The line that {who} would not comment"),
        AnswerKind::Silent => format!("The line that {who} did not reply"),
        AnswerKind::Unverified => "The line that it could not be verified".to_owned(),
    }
}

/// Words with a sign around what is cut and what is added.
pub(super) fn signed(pieces: &[Piece], sign: impl Fn(Change, &str) -> String) -> String {
    let all = pieces.iter().map(|piece| sign(piece.change, &one_line(&piece.words)));
    all.collect::<Vec<_>>().join(" ")
}

/// True when all words of a change are out of the quotations of its statement.
fn is_spoken(two: &Compared<'_>, change: &VersionChange) -> bool {
    let side = if change.new.is_some() { &two.new } else { &two.old };
    let Some(((_, version), n)) = side.as_ref().zip(change.new.or(change.old)) else {
        return false;
    };
    let quotes = version.statements[n].quotes.iter();
    let mut rest: String = change.pieces.iter().map(|piece| piece.words.as_str()).collect();
    for quote in quotes {
        rest = rest.replacen(quote.words.as_str(), "", 1);
    }
    !change.pieces.is_empty() && !rest.contains(char::is_alphanumeric)
}

/// True when the words of a change stand in quotation marks.
pub(super) fn is_quoted(two: &Compared<'_>, change: &VersionChange) -> bool {
    let quotes = |side: &Option<(&crate::read::Draft, crate::versions::Version)>,
                  n: Option<usize>| {
        side.as_ref().zip(n).is_some_and(|((_, version), n)| {
            let statement = &version.statements[n];
            !statement.quotes.is_empty() && statement.own.is_empty()
        })
    };
    match change.kind {
        Kind::Quotation | Kind::Cut | Kind::Added if change.detail == Detail::Part => true,
        Kind::Quotation => {
            let retold = |mark: &Mark| matches!(mark, Mark::Paraphrased | Mark::NowQuoted);
            change.pieces.len() == 1 || !change.marks.iter().any(retold)
        }
        Kind::Cut => quotes(&two.old, change.old),
        Kind::Given => is_spoken(two, change),
        Kind::Verb | Kind::Standing | Kind::Added if is_spoken(two, change) => true,
        _ => quotes(&two.new, change.new),
    }
}
