//! What is said of a quotation, in an editor's words.

use super::super::words::{count, listed, one_line};
use super::verification::VerifiedDraft;
use crate::verify::{
    ButFor, Loud, Outcome, Place, Replaced, SpeakerCheck, Splice, Transcript, Verified,
};
use crate::versions::{Change, Piece};

/// A verdict in a word or two.
pub(super) const fn verdict(verified: &Verified) -> &'static str {
    match verified.outcome {
        Outcome::Exact => "exact",
        Outcome::Altered => "altered",
        Outcome::Cut if verified.marked => "cut, marked",
        Outcome::Cut => "cut",
        Outcome::Spliced => "spliced",
        Outcome::SaidByAnother => "said by another",
        Outcome::NotFound => "not found",
    }
}

/// The words of a quotation, its pieces parted by an ellipsis, on one line.
pub(super) fn words(draft: &VerifiedDraft, verified: &Verified) -> String {
    let pieces = verified.quotation.pieces.iter();
    let pieces: Vec<String> =
        pieces.map(|piece| one_line(draft.checked.draft.words(*piece))).collect();
    pieces.join(" … ")
}

/// The differences as text: "We will [-not-] close the [+old+] bridge."
pub(super) fn marked(verified: &Verified) -> String {
    let pieces = &verified.differences;
    let last = pieces.len().saturating_sub(1);
    let shown = |(n, piece): (usize, &Piece)| match piece.change {
        Change::Same => shortened(&piece.words, n > 0, n < last),
        Change::Cut => format!("[-{}-]", piece.words),
        Change::Added => format!("[+{}+]", piece.words),
    };
    let mut out = String::new();
    for piece in pieces.iter().enumerate().map(shown) {
        // A new piece of the quotation has just been opened.
        let gap = if out.is_empty() || out.ends_with('“') { "" } else { " " };
        out = format!("{out}{gap}{piece}");
    }
    out
}

/// So many words are shown on each side of a difference.
const AROUND: usize = 10;

/// Words that are the same, without those that are far from a difference.
fn shortened(words: &str, after_one: bool, before_one: bool) -> String {
    let all: Vec<&str> = words.split(' ').collect();
    let (head, tail) = (AROUND * usize::from(after_one), AROUND * usize::from(before_one));
    if all.len() <= head + tail + 2 || head + tail == 0 {
        return words.to_owned();
    }
    let (first, last) = (all[..head].join(" "), all[all.len() - tail..].join(" "));
    format!("{first} … {last}").trim().to_owned()
}

/// What there is to say of a quotation, the loudest first.
pub(super) fn remarks(verified: &Verified) -> Vec<String> {
    let mut all: Vec<String> = verified.loud.iter().map(loud).collect();
    all.extend(verified.splice.map(splice));
    all.extend(left_out(verified));
    if let (Some(another), Some(speaker)) = (&verified.another, &verified.speaker) {
        let (another, speaker) = (one_line(another), one_line(speaker));
        all.push(format!("The draft says {speaker}; in the transcript it is {another}."));
    }
    all.extend(unchecked(verified));
    if verified.outcome == Outcome::NotFound {
        all.push(not_found(verified));
    }
    let but_for: Vec<String> =
        verified.but_for.iter().map(|what| difference(*what).to_owned()).collect();
    if verified.outcome == Outcome::Exact && !but_for.is_empty() {
        all.push(format!("Exact but for {}.", listed(&but_for)));
    }
    if matches!(verified.outcome, Outcome::Exact | Outcome::SaidByAnother) {
        all.extend(verified.replaced.iter().map(replaced));
    }
    if verified.outcome == Outcome::Exact && verified.short && verified.times_said > 1 {
        let times = verified.times_said;
        let times = if times < 100 { times.to_string() } else { "100 or more".to_owned() };
        all.push(format!("The words are said {times} times: too few to show who is quoted."));
    }
    all
}

/// Why it is not checked who says the words.
fn unchecked(verified: &Verified) -> Option<String> {
    let speaker = verified.speaker.as_ref().filter(|_| !verified.short)?;
    match (verified.speaker_check, verified.places.first()?.label.as_ref()) {
        (SpeakerCheck::Unsure, Some(label)) => Some(format!(
            "The speaker is not checked: “{}” may not be {}.",
            one_line(label),
            one_line(speaker)
        )),
        (SpeakerCheck::Unsure | SpeakerCheck::NoLabel, _) => {
            Some("The speaker is not checked: the transcript does not surely say.".to_owned())
        }
        _ => None,
    }
}

fn replaced(replaced: &Replaced) -> String {
    let (said, written) = (one_line(&replaced.said), one_line(&replaced.written));
    format!("Where “{written}” stands, “{said}” was said.")
}

fn loud(loud: &Loud) -> String {
    match loud {
        Loud::NegationDropped(words) => {
            format!("“{}” is left out: was the opposite said?", one_line(words))
        }
        Loud::NegationAdded(words) => {
            format!("“{}” is not in the transcript: was the opposite said?", one_line(words))
        }
        Loud::Number(said, written) => {
            let (said, written) = (one_line(said), one_line(written));
            format!("Another number: “{said}” was said, “{written}” is written.")
        }
        Loud::Opposed(said, written) => {
            let (said, written) = (one_line(said), one_line(written));
            format!("“{said}” was said, “{written}” is written: the opposite?")
        }
        Loud::TurnedBefore(words) => {
            format!("What goes before turns it: “{}”.", one_line(words))
        }
        Loud::TakenBack(words) => {
            format!("“{}”: the speaker took it back at once.", one_line(words))
        }
    }
}

fn splice(splice: Splice) -> String {
    match splice {
        Splice::OutOfOrder => "Its parts were said in another order.".to_owned(),
        Splice::TwoSpeakers => "It joins words of two speakers.".to_owned(),
        Splice::TwoTranscripts => "It joins words from two transcripts.".to_owned(),
        Splice::FarApart(words) => {
            format!("It joins words said {} apart.", count(words, "word"))
        }
    }
}

/// So many words that are left out are named.
const NAMED: usize = 6;

fn left_out(verified: &Verified) -> Option<String> {
    let words = verified.left_out;
    let verb = if words == 1 { "is" } else { "are" };
    let words = (words > 0).then(|| count(words, "word"))?;
    let few = verified.left_out <= NAMED && verified.outcome == Outcome::Cut;
    let cut = verified.differences.iter().filter(|piece| piece.change == Change::Cut);
    let named: Vec<String> = cut.map(|piece| format!("“{}”", one_line(&piece.words))).collect();
    Some(if few && !verified.marked && !named.is_empty() {
        format!("{words} {verb} left out: {}.", listed(&named))
    } else if verified.marked {
        format!("{words} {verb} left out, and the draft shows it.")
    } else {
        format!("{words} {verb} left out.")
    })
}

fn not_found(verified: &Verified) -> String {
    match &verified.speaker {
        Some(speaker) if verified.absent => {
            format!("No transcript has words of {}.", one_line(speaker))
        }
        _ if verified.short => "In no transcript; so few words may come from elsewhere.".to_owned(),
        _ => "In no transcript.".to_owned(),
    }
}

/// What an exact quotation may differ in.
pub(super) const fn difference(what: ButFor) -> &'static str {
    match what {
        ButFor::Spelling => "spelling",
        ButFor::Contractions => "contractions",
        ButFor::Brackets => "what is in brackets",
        ButFor::Fillers => "fillers",
        ButFor::FalseStarts => "false starts",
        ButFor::Interruptions => "an interruption",
        ButFor::Unheard => "what was not heard there, or is in brackets in the transcript",
    }
}

/// A place in a transcript: "briefing.srt line 31, 00:04:12, HALE".
pub(super) fn place(transcripts: &[Transcript], place: &Place) -> String {
    let transcript = &transcripts[place.transcript];
    let at = transcript.file.where_is(place.span.start);
    let mut told = format!("{} {at}", one_line(&transcript.file.name()));
    if let Some(time) = place.time {
        told = format!("{told}, {time}");
    }
    if let Some(label) = &place.label {
        told = format!("{told}, {}", one_line(label));
    }
    told
}

/// How many quotations there are of each verdict: "12 quotations: 9 exact, 1 altered".
pub(super) fn summary<'v>(all: &(impl Iterator<Item = &'v Verified> + Clone)) -> String {
    let number = all.clone().count();
    let kinds =
        ["exact", "altered", "spliced", "said by another", "cut", "cut, marked", "not found"];
    let counts = kinds.iter().filter_map(|kind| {
        let found = all.clone().filter(|verified| verdict(verified) == *kind).count();
        let kind = kind.replace(", marked", " and marked");
        (found > 0).then(|| format!("{found} {kind}"))
    });
    let counts: Vec<String> = counts.collect();
    let quotations = count(number, "quotation");
    if counts.is_empty() { quotations } else { format!("{quotations}: {}", counts.join(", ")) }
}
