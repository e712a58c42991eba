//! The patterns of attribution, one function each, and the table of all of them.

use std::ops::Range;

use nom::branch::alt;
use nom::combinator::opt;
use nom::{Input, Parser};

use super::assemble::is_clock;
use super::attribution::Pattern;
use super::content;
use super::cue::{self, CueGroup, Voice, preposition, setting, verb_group};
use super::input::Tokens;
use super::line::{ends_clause, is_speech};
use super::mark;
use super::noun_cue;
use super::object::{Object, object};
use super::passive;
use super::relative;
use super::source::{self, aside};
use super::word::{Match, one_of, such, word};
use crate::lexicon::{Act, CueClass, Frame};
use crate::token::{Class, Classes, Kind, Pos, Token};

/// An attribution in tokens of its line.
#[derive(Clone, Debug)]
pub(super) struct Found<'d> {
    pub(super) pattern: Pattern,
    pub(super) source: Option<Range<usize>>,
    pub(super) cue: CueGroup<'d>,
    /// Pieces of content, in order.
    pub(super) content: Vec<Range<usize>>,
    pub(super) target: Option<Range<usize>>,
    pub(super) channel: Option<Range<usize>>,
    pub(super) when: Option<Range<usize>>,
    /// Where the scan goes on.
    pub(super) end: usize,
}

/// What a pattern sees: the sentence from a place on, and how far left a content may begin.
#[derive(Clone, Copy)]
pub(super) struct Place<'t, 'd> {
    /// All tokens of the sentence.
    pub(super) line: &'t [Token<'d>],
    /// The window from the place to the end of the sentence.
    pub(super) here: Tokens<'t, 'd>,
    /// One past the end of the attribution before; a content on the left begins here at most.
    pub(super) left: usize,
    /// The clause that begins here, read once for all patterns that begin with one.
    pub(super) clause: Option<&'t Clause<'t, 'd>>,
}

/// The first pattern that fits at a place of a line, seen with what is left of the content before.
pub(super) fn first<'d>(line: &[Token<'d>], at: usize, left: usize) -> Option<Found<'d>> {
    read_at(line, at, left, PATTERNS.iter().map(|(_, read)| *read))
}

/// The first of some readers that finds an attribution at a place of a line.
fn read_at<'d>(
    line: &[Token<'d>],
    at: usize,
    left: usize,
    readers: impl IntoIterator<Item = Reader>,
) -> Option<Found<'d>> {
    let here = Tokens::new(line, at..line.len());
    let place = Place { line, here, left, clause: None };
    // "if he says no": nothing is said yet.
    let condition = here.behind().is_some_and(|t| t.reads("if") || t.reads("unless"));
    let begins = !condition && (starts_phrase(place) || follows_content(place));
    let clause = if begins { clause(here).ok().map(|(_, clause)| clause) } else { None };
    let place = Place { clause: clause.as_ref(), ..place };
    readers.into_iter().find_map(|read| read(place))
}

type Reader = for<'t, 'd> fn(Place<'t, 'd>) -> Option<Found<'d>>;

/// Every pattern, the most specific first.
pub(super) const PATTERNS: [(Pattern, Reader); 13] = [
    (Pattern::AccordingTo, according_to),
    (Pattern::NoComment, no_comment),
    (Pattern::Passive, passive::by),
    (Pattern::Sourceless, sourceless),
    (Pattern::ContentSourceCue, content_source_cue),
    (Pattern::SourceCueContent, source_cue_content),
    (Pattern::ContentCueSource, content_cue_source),
    (Pattern::Relative, participle),
    (Pattern::Relative, second_cue),
    (Pattern::NounCue, noun_cue::that_clause),
    (Pattern::Colon, mark::colon),
    (Pattern::Colon, mark::led_up_to),
    (Pattern::Colon, mark::signed),
];

/// A source, what stands between, and its cue.
#[derive(Clone)]
pub(super) struct Clause<'t, 'd> {
    pub(super) source: Tokens<'t, 'd>,
    pub(super) cue: CueGroup<'d>,
    pub(super) rest: Tokens<'t, 'd>,
}

/// > **Tom Hale, a farmer, said**
fn clause<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Clause<'t, 'd>> {
    let (rest, noun) = source::source(i)?;
    let mut source = noun;
    let mut after = rest;
    // "The firm that painted it, Castle Coatings,": the name behind belongs to the source.
    if let Ok((behind, _)) = relative::up_to_name(rest) {
        source = i.take(behind.at() - i.at());
        after = behind;
    }
    let rest = after;
    let mut mark = such(|t: &Token<'_>| matches!(t.kind, Kind::Comma | Kind::Dash));
    for _ in 0..3 {
        // "the ministry, quoted by the agency, said": a participle is no cue of its subject.
        let cue = mark.parse(after).and_then(|(behind, _)| verb_group(behind));
        if cue.is_ok_and(|(_, cue)| cue.voice != Voice::Participle) {
            break;
        }
        let Ok((behind, aside)) = aside(after) else { break };
        if aside.describes && source.range().end == after.range().start {
            source = i.take(behind.at() - i.at());
        }
        after = behind;
    }
    // "a farmer who lost his herd, said": a clause on the source, which is not part of it.
    let open = relative::up_to_cue(after).ok();
    if let Some((behind, _)) = open.or_else(|| relative::up_to_mark(after).ok()) {
        after = behind;
    }
    // The comma that closes an aside, or an apposition that was read as one of a list.
    let listed = source.as_slice().iter().any(|t| t.kind == Kind::Comma);
    let closed = match mark.parse(after) {
        _ if open.is_some() => after,
        Ok((closed, _)) if listed || after.at() > rest.at() => closed,
        _ if after.at() > rest.at() => return Err(nom::Err::Error(())),
        _ => after,
    };
    let (closed, _) = opt(adverbs).parse(closed)?;
    let (rest, cue) = verb_group(closed)?;
    Ok((rest, Clause { source, cue, rest }))
}

/// "on Monday", "for its part," between a source and its cue.
fn adverbs<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Tokens<'t, 'd>> {
    let (rest, found) = setting(i)?;
    match found.words {
        Some(words) if !takes_subject(words) => Ok((rest, words)),
        _ => Err(nom::Err::Error(())),
    }
}

/// True when what looks like a setting holds the subject of the cue behind it.
///
/// > The shares fell 8 percent **after the company** said
fn takes_subject(words: Tokens<'_, '_>) -> bool {
    let words = words.as_slice();
    let joins = words.first().is_some_and(|t| t.reads("after") || t.reads("before"));
    let time = |t: &Token<'_>| {
        t.is(Class::Weekday) || t.is(Class::Month) || t.is(Class::TimeWord) || t.is(Class::Venue)
    };
    joins && words.last().is_some_and(|t| can_speak(t) && !time(t))
}

/// True for a word that looks like a preposition and begins a clause: "**because** the club says".
pub(super) fn joins(t: &Token<'_>) -> bool {
    [
        "that", "because", "if", "while", "as", "after", "before", "since", "although", "though",
        "when", "whether", "until", "unless", "so", "once",
    ]
    .iter()
    .any(|word| t.reads(word))
}

/// True where a noun phrase can begin: the token before is no part of one.
pub(super) fn starts_phrase(place: Place<'_, '_>) -> bool {
    // "who both backed it": the word goes with the one before.
    let both = place.here.first().is_some_and(|t| t.reads("both"));
    place.here.behind().is_none_or(|t| {
        is_clock(t)
            || t.is(Class::Weekday)
            // A noun behind a preposition is no subject: "Town go to Merton, and the club says".
            || !(matches!(t.pos, Pos::In | Pos::To) && !joins(t))
                && !(t.pos.is_noun() && t.kind != Kind::Quotation)
                && !t.pos.is_adjective()
                && !(both && matches!(t.pos, Pos::Wp | Pos::Wdt))
                // "leaving a clamp": what is left does not speak, as who is behind "saying" may.
                && !(t.pos == Pos::Vbg && t.senses.is_empty())
                && !matches!(t.pos, Pos::Dt | Pos::PrpS | Pos::Pos | Pos::Cd | Pos::Pdt | Pos::Prp)
    })
}

/// > **Hale said that the road is shut**.
fn source_cue_content<'d>(place: Place<'_, 'd>) -> Option<Found<'d>> {
    if !starts_phrase(place) {
        return None;
    }
    let clause = place.clause?;
    let finite = matches!(clause.cue.voice, Voice::Active);
    if !finite || clause.cue.modal || is_refused(clause) {
        return None;
    }
    let (rest, setting) = setting(clause.rest).ok()?;
    let read = right_object(&clause.cue, clause.rest, rest)?;
    let clause = clause.clone();
    let accuses =
        read.target.is_some() && matches!(read.frame, Frame::NpOf | Frame::NpFor | Frame::NpWith);
    let pattern = if accuses { Pattern::Accusation } else { Pattern::SourceCueContent };
    Some(found_right(place, pattern, Some(clause.source.range()), clause.cue, &read, &setting))
}

/// The object of a cue, with or without time and place before it: "announced on Monday that".
fn right_object<'t, 'd>(
    cue: &CueGroup<'d>,
    direct: Tokens<'t, 'd>,
    behind: Tokens<'t, 'd>,
) -> Option<Object<'t, 'd>> {
    let marked = |read: &Object<'_, '_>| {
        matches!(read.frame, Frame::That | Frame::Wh | Frame::Quote | Frame::Colon)
    };
    let later = || object(cue, behind).filter(|_| behind.at() > direct.at());
    // "said Thursday the road is shut": the day is when.
    let day = direct.first().is_some_and(|t| t.is(Class::Weekday) || t.is(Class::TimeWord));
    later().filter(|read| marked(read) || day).or_else(|| object(cue, direct)).or_else(later)
}

/// True when the subject cannot say: a document cannot believe.
fn is_refused(clause: &Clause<'_, '_>) -> bool {
    let animate = clause.cue.usable().all(|sense| sense.animate);
    animate && clause.source.as_slice().iter().any(|t| t.is(Class::Document))
}

/// The attribution that has all of `inner` for its content: "Hale offered to go, police said".
pub(super) fn outer<'d>(line: &[Token<'d>], inner: &Found<'d>, left: usize) -> Option<Found<'d>> {
    line.get(inner.end).filter(|t| t.kind == Kind::Comma)?;
    let readers: [Reader; 3] = [content_source_cue, content_cue_source, according_to];
    let found = read_at(line, inner.end + 1, left, readers)?;
    let whole = found.content.first().is_some_and(|c| c.start == left);
    let starts = inner.source.as_ref().is_some_and(|s| s.start == left);
    (whole && starts).then_some(found)
}

/// Puts together an attribution whose content stands on the right.
fn found_right<'d>(
    place: Place<'_, 'd>,
    pattern: Pattern,
    source: Option<Range<usize>>,
    mut cue: CueGroup<'d>,
    read: &Object<'_, '_>,
    setting: &cue::Setting<'_, '_>,
) -> Found<'d> {
    cue.sense = cue.sense_for(read.frame);
    // "warned of": the preposition belongs to the cue.
    if read.phrase && read.content.at() == cue.range.end + 1 {
        cue.range.end += 1;
    }
    with_channel(&mut cue, setting);
    let content = right_content(place, read);
    let end = content.last().map_or(cue.range.end, |last| last.end);
    let behind = |words: Tokens<'_, '_>| words.range().end <= read.content.at();
    Found {
        pattern,
        source,
        content,
        target: read.target.map(Tokens::range),
        channel: setting.channel.filter(|c| behind(*c)).map(Tokens::range),
        when: setting.words.filter(|w| behind(*w)).map(Tokens::range),
        end: end.max(cue.range.end),
        cue,
    }
}

/// A channel right behind a cue belongs to it.
///
/// > the ministry **said in a statement** that
fn with_channel(cue: &mut CueGroup<'_>, setting: &cue::Setting<'_, '_>) {
    if let Some(channel) = setting.channel.filter(|c| c.at() == cue.range.end) {
        cue.range.end = channel.range().end;
    }
}

/// The content that begins with an object: a speech in quotation marks ends with its mark.
fn right_content(place: Place<'_, '_>, read: &Object<'_, '_>) -> Vec<Range<usize>> {
    let start = read.content.at();
    let mut end = content::end(read.content.from(start + read.read.max(1) - 1), read.phrase);
    let first = &place.line[start];
    if is_speech(first) && ends_clause(first) {
        end = start + 1;
        while end < place.line.len() && is_speech(&place.line[end]) {
            end += 1;
        }
    }
    // "attacked the referee on X": where it was said is not what was said.
    let posted = place.line[start..end].iter().rposition(|t| t.is(Class::Platform));
    if let Some(at) = posted.map(|at| start + at).filter(|at| at + 1 == end && *at > start + 1)
        && ["on", "via"].iter().any(|word| place.line[at - 1].reads(word))
    {
        end = at - 1;
    }
    // A comma in front of the writer's voice is the writer's.
    while end > start + 1 && matches!(place.line[end - 1].kind, Kind::Comma | Kind::Dash) {
        end -= 1;
    }
    vec![start..end]
}

/// > **The road is shut, Hale said** on Monday.
fn content_source_cue<'d>(place: Place<'_, 'd>) -> Option<Found<'d>> {
    if !follows_content(place) {
        return None;
    }
    let (start, _) = opt(word("as")).parse(place.here).ok()?;
    let clause =
        if start.at() == place.here.at() { place.clause?.clone() } else { clause(start).ok()?.1 };
    if clause.cue.voice != Voice::Active || clause.cue.modal {
        return None;
    }
    if !reports_left(&clause.cue) && !shows_left(&clause) {
        return None;
    }
    if !left_is_content(place) || reads_on(place, &clause) {
        return None;
    }
    let (rest, setting) = after_left(clause.rest)?;
    left_found(place, Pattern::ContentSourceCue, clause.source.range(), clause.cue, &setting, rest)
}

/// True when what stands on the left can be said by itself: a quotation or a clause.
fn left_is_content(place: Place<'_, '_>) -> bool {
    let left = &place.line[place.left..place.here.at()];
    // "Asked whether she would resign, she laughed": a participle begins what is told.
    if left.first().is_some_and(|t| t.pos == Pos::Vbn) {
        return false;
    }
    left.iter().any(|t| t.kind == Kind::Quotation || t.pos.is_finite())
        || content::reads_as_content(place.here.back_to(place.left)) == Some(true)
        || left.len() >= 4
            && left.first().is_some_and(|t| !matches!(t.pos, Pos::In | Pos::Vbg | Pos::Rb))
}

/// True when the clause has a content of its own on the right: "In Leeds, Hale said the road …".
fn reads_on(place: Place<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let quoted = place.here.behind().is_some_and(|t| t.kind == Kind::Quotation);
    let rest = setting(clause.rest).map_or(clause.rest, |(rest, _)| rest);
    let read = right_object(&clause.cue, clause.rest, rest);
    read.is_some_and(|read| match read.frame {
        Frame::That | Frame::Wh | Frame::Zero | Frame::NpThat | Frame::To | Frame::Ing => !quoted,
        Frame::Colon => true,
        Frame::Quote => !quoted && rest.first().is_some_and(|t| t.kind != Kind::Quotation),
        _ => false,
    })
}

/// > **“The road is shut,” said Hale**.
fn content_cue_source<'d>(place: Place<'_, 'd>) -> Option<Found<'d>> {
    if !follows_content(place) {
        return None;
    }
    let (rest, cue) = alt((verb_group, cue::inverted)).parse(place.here).ok()?;
    let tensed = matches!(
        place.line[cue.head].pos,
        Pos::Vbd | Pos::Vbz | Pos::Vbp | Pos::Vbn | Pos::Jj | Pos::Nns
    );
    if !tensed
        || cue.range.len() > 1 && cue.range.start != cue.head
        || !reports_left(&cue)
        || cue.usable().all(|sense| sense.recipient)
        || !left_is_content(place)
    {
        return None;
    }
    let quoted = place.here.behind().is_some_and(|t| t.kind == Kind::Quotation);
    let plain = source::source(rest).ok().filter(|(behind, _)| after_left(*behind).is_some());
    // "crane driver Ilse Baumann": what cannot be told from an adverb is a name.
    let longer = |(behind, _): &(Tokens<'_, '_>, Tokens<'_, '_>)| {
        plain.is_some_and(|(end, _)| {
            behind.at() > end.at() && end.first().is_some_and(|t| t.is_capitalised())
        })
    };
    let titled = if quoted { source::titled(rest).ok() } else { None };
    let plain = titled.filter(longer).or(plain);
    let (rest, source) = match plain {
        // "argued with a steward, accepted the cup and threw it": one does after the other.
        Some((behind, _)) if !quoted && does_more(behind) => return None,
        Some(found) => found,
        None if quoted => titled?,
        None => headline_source(rest)?,
    };
    let mut words = source.range();
    let mut rest = rest;
    // "Ana Silva, 34, a nurse"
    for _ in 0..2 {
        let Ok((behind, aside)) = aside(rest) else { break };
        let closed = |t: &Token<'_>| matches!(t.kind, Kind::Comma | Kind::Stop | Kind::Dash);
        if !aside.describes || !behind.first().is_none_or(closed) {
            break;
        }
        words.end = behind.at();
        rest = behind;
    }
    let (rest, setting) = after_left(rest)?;
    left_found(place, Pattern::ContentCueSource, words, cue, &setting, rest)
}

/// True where one more thing is done: "**and threw** it to the crowd".
fn does_more(i: Tokens<'_, '_>) -> bool {
    matches!(i.as_slice(), [and, verb, ..] if and.pos == Pos::Cc && verb.pos.is_finite())
}

/// Who is named last in a headline has said it, whatever kinds of words these seem to be.
///
/// > Ferry sinks at pier, says **harbour chief**
fn headline_source<'t, 'd>(i: Tokens<'t, 'd>) -> Option<(Tokens<'t, 'd>, Tokens<'t, 'd>)> {
    let says = i.behind().is_some_and(|t| t.reads("says") || t.reads("say"));
    let words = i.as_slice();
    let named =
        |t: &Token<'_>| t.kind == Kind::Word && !matches!(t.pos, Pos::In | Pos::To | Pos::Cc);
    let all = !words.is_empty() && words.len() <= 4 && words.iter().all(named);
    (says && all).then(|| (i.take_from(words.len()), i))
}

/// What may follow a clause whose content stands on its left: time, place, hearer, then a mark.
fn after_left<'t, 'd>(i: Tokens<'t, 'd>) -> Option<(Tokens<'t, 'd>, cue::Setting<'t, 'd>)> {
    let (rest, found) = setting(i).ok()?;
    let ends = |rest: Tokens<'_, '_>| {
        rest.first().is_none_or(|t| {
            matches!(
                t.kind,
                Kind::Comma
                    | Kind::Stop
                    | Kind::Dash
                    | Kind::Semicolon
                    | Kind::Quotation
                    | Kind::Colon
                    | Kind::CloseBracket
            ) || matches!(
                t.pos,
                Pos::In
                    | Pos::Vbg
                    | Pos::Wrb
                    | Pos::Cc
                    | Pos::To
                    | Pos::Rb
                    | Pos::Wp
                    | Pos::WpS
                    | Pos::Wdt
            )
        })
    };
    if ends(rest) {
        return Some((rest, found));
    }
    // "told the BBC", "said of the ruling"
    let (told, _) = (opt(one_of(&["of", "about", "to"])), cue::hearer).parse(i).ok()?;
    let (rest, found) = setting(told).ok()?;
    // "disclosed papers that show": the papers were not told.
    let relative = rest.first().is_some_and(|t| matches!(t.pos, Pos::Wp | Pos::WpS | Pos::Wdt));
    (ends(rest) && !relative).then_some((rest, found))
}

/// True where a content can stand on the left, with what closes it.
fn follows_content(place: Place<'_, '_>) -> bool {
    place.here.at() > place.left && place.here.behind().is_some_and(closes_left)
}

/// A comma, a dash or a quotation: what stands between a content on the left and its clause.
fn closes_left(t: &Token<'_>) -> bool {
    matches!(t.kind, Kind::Comma | Kind::Dash) || t.kind == Kind::Quotation && ends_clause(t)
}

/// True when a cue can stand behind its content.
fn reports_left(cue: &CueGroup<'_>) -> bool {
    cue.allows(Frame::Quote) || cue.allows(Frame::Paren)
}

/// True for what a paper shows, at the end of its sentence.
///
/// > Bees lose their way, **a study found**.
fn shows_left(clause: &Clause<'_, '_>) -> bool {
    let paper = clause.source.as_slice().iter().any(|t| t.is(Class::Document));
    let ends = clause.rest.first().is_none_or(|t| t.kind == Kind::Stop);
    paper && ends && clause.cue.usable().any(|sense| sense.class == CueClass::Document)
}

/// Puts together an attribution whose content stands on the left, and perhaps goes on behind.
fn left_found<'d>(
    place: Place<'_, 'd>,
    pattern: Pattern,
    source: Range<usize>,
    mut cue: CueGroup<'d>,
    setting: &cue::Setting<'_, '_>,
    rest: Tokens<'_, '_>,
) -> Option<Found<'d>> {
    cue.sense = cue
        .sense_for(Frame::Quote)
        .or_else(|| cue.sense_for(Frame::Paren))
        .or_else(|| cue.usable().find(|sense| sense.class == CueClass::Document).copied());
    with_channel(&mut cue, setting);
    let clause_start = place.here.at();
    let mut left = content::left_start(place.line, place.left..clause_start)..clause_start;
    while left.end > left.start && matches!(place.line[left.end - 1].kind, Kind::Comma | Kind::Dash)
    {
        left.end -= 1;
    }
    if left.is_empty() {
        return None;
    }
    let quoted = is_speech(&place.line[left.end - 1]);
    let mut content = vec![left.clone()];
    let mut end = rest.at();
    let mut pattern = pattern;
    if let Some(piece) = second_piece(place, &left, quoted, rest) {
        end = piece.end;
        content.push(piece);
        pattern = Pattern::SplitContent;
    }
    Some(Found {
        pattern,
        source: Some(source),
        cue,
        content,
        target: None,
        channel: setting.channel.map(Tokens::range),
        when: setting.words.map(Tokens::range),
        end,
    })
}

/// The rest of a content that its clause has split.
///
/// > “We will go,” he said, **“and stay.”** | The road, he said, **is shut**.
fn second_piece(
    place: Place<'_, '_>,
    left: &Range<usize>,
    quoted: bool,
    rest: Tokens<'_, '_>,
) -> Option<Range<usize>> {
    let (behind, _) =
        opt(such(|t| matches!(t.kind, Kind::Comma | Kind::Colon | Kind::Dash))).parse(rest).ok()?;
    let first = behind.first()?;
    let stop = content::last_word(behind);
    if behind.at() >= stop {
        return None;
    }
    if first.kind == Kind::Quotation {
        let mut end = behind.at() + 1;
        while end < stop && place.line[end].kind == Kind::Quotation {
            end += 1;
        }
        return Some(behind.at()..end);
    }
    let comma = behind.at() > rest.at();
    let verbless = !place.line[left.clone()].iter().any(|t| t.pos.is_finite());
    let goes_on = content::reads_as_content(behind);
    let follows =
        comma && !quoted && (verbless && first.pos.is_verb() || verbless && goes_on != Some(false));
    let says_tagger = comma && goes_on == Some(true) && !quoted;
    (follows || says_tagger).then(|| behind.at()..content::end(behind, false).min(stop))
}

/// > **According to Hale, the road is shut.** | The road is shut, **according to Hale**.
fn according_to<'d>(place: Place<'_, 'd>) -> Option<Found<'d>> {
    let (rest, cue) = preposition(place.here).ok()?;
    let (rest, named) = source::source(rest).ok()?;
    let mut words = named.range();
    let mut rest = rest;
    if let Ok((behind, aside)) = aside(rest)
        && behind.first().is_some_and(|t| t.kind == Kind::Comma)
        && place.here.at() == place.left
    {
        // "the ministry in Gaza, which is run by Hamas,": a clause on it is stepped over.
        let clause = rest.as_slice().get(1).is_some_and(is_relative);
        if aside.describes {
            words.end = behind.at();
        }
        if aside.describes || clause {
            rest = behind;
        }
    }
    let comma = rest.first().is_some_and(|t| t.kind == Kind::Comma);
    let front = place.here.at() <= place.left + 1 && comma;
    let found = |content: Vec<Range<usize>>, end: usize| Found {
        pattern: Pattern::AccordingTo,
        source: Some(words.clone()),
        cue: cue.clone(),
        content,
        target: None,
        channel: None,
        when: None,
        end,
    };
    if front {
        let body = rest.take_from(1);
        let start = body.at();
        let end = content::end(body, false).max(start + 1);
        return (!body.is_empty()).then(|| found(vec![start..end], end));
    }
    let mut left = content::left_start(place.line, place.left..place.here.at())..place.here.at();
    while left.end > left.start && matches!(place.line[left.end - 1].kind, Kind::Comma | Kind::Dash)
    {
        left.end -= 1;
    }
    if left.is_empty() {
        return None;
    }
    let piece = second_piece(place, &left, false, rest).filter(|_| comma);
    let end = piece.as_ref().map_or(rest.at(), |piece| piece.end);
    Some(found(std::iter::once(left).chain(piece).collect(), end))
}

/// True for a word with which a clause on a noun begins.
pub(super) fn is_relative(t: &Token<'_>) -> bool {
    matches!(t.pos, Pos::Wp | Pos::Wdt | Pos::WpS)
}

/// > **The ministry declined to comment**.
fn no_comment<'d>(place: Place<'_, 'd>) -> Option<Found<'d>> {
    if !starts_phrase(place) {
        return None;
    }
    let clause = place.clause?;
    let sense = clause.cue.usable().find(|sense| sense.act == Act::NoComment)?;
    let clause = clause.clone();
    let cue = CueGroup { sense: Some(*sense), ..clause.cue };
    Some(silence(Some(clause.source.range()), cue, clause.rest))
}

/// Somebody did not say.
fn silence<'d>(source: Option<Range<usize>>, cue: CueGroup<'d>, rest: Tokens<'_, 'd>) -> Found<'d> {
    let setting = setting(rest).map(|(_, setting)| setting).unwrap_or_default();
    Found {
        pattern: Pattern::NoComment,
        source,
        end: cue.range.end,
        cue,
        content: Vec::new(),
        target: None,
        channel: setting.channel.map(Tokens::range),
        when: setting.words.map(Tokens::range),
    }
}

/// > **It was reported that the road is shut**. | The general **is said to have fled**.
fn sourceless<'d>(place: Place<'_, 'd>) -> Option<Found<'d>> {
    if !starts_phrase(place) {
        return None;
    }
    let clause = place.clause?;
    if clause.cue.voice != Voice::Passive || clause.cue.modal {
        return None;
    }
    let it = clause.source.first().is_some_and(|t| t.reads("it"));
    // "It has been announced that": with "it", whatever takes "that" leaves its speaker out.
    let that = it && clause.rest.first().is_some_and(|t| t.reads("that"));
    let unnamed =
        || clause.cue.sense_for(Frame::That).filter(|sense| that && sense.act == Act::Saying);
    let mut clause = clause.clone();
    clause.cue.sense = Some(clause.cue.sense_for(Frame::Passive).or_else(unnamed)?);
    // "It was reported": "it" stands for nobody.
    if it {
        clause.cue.range.start = clause.source.at();
    }
    let (rest, setting) = setting(clause.rest).ok()?;
    let sourceless = |content: Vec<Range<usize>>, end: usize| Found {
        pattern: Pattern::Sourceless,
        source: None,
        cue: clause.cue.clone(),
        content,
        target: None,
        channel: setting.channel.map(Tokens::range),
        when: setting.words.map(Tokens::range),
        end,
    };
    // "was quoted by the agency as saying"
    let relayed = (word("by"), source::source).parse(rest).map_or(rest, |(rest, _)| rest);
    let as_saying = (word("as"), one_of(&["saying", "telling", "having"])).parse(relayed);
    if let Ok((rest, _)) = as_saying {
        // "was quoted as saying": the subject is the source.
        let end = content::end(rest, false);
        let mut found = sourceless(vec![rest.at()..end], end);
        found.cue.range.end = rest.at();
        found.source = Some(clause.source.range());
        found.pattern = Pattern::SourceCueContent;
        return (!rest.is_empty()).then_some(found);
    }
    if rest.first().is_some_and(|t| t.reads("that")) || it && begins_clause(rest) {
        let end = content::end(rest, false);
        return Some(sourceless(vec![rest.at()..end], end));
    }
    let infinitive = (word("to"), such(|t| t.pos == Pos::Vb)).parse(rest).is_ok();
    if infinitive && !it {
        let end = content::end(rest, false);
        return Some(sourceless(vec![clause.source.range(), rest.at()..end], end));
    }
    None
}

/// True where a clause begins without "that": a subject, and a finite verb before any mark.
///
/// > It is believed **the bomb went off early**.
fn begins_clause(i: Tokens<'_, '_>) -> bool {
    let subject = i.first().is_some_and(|t| {
        t.pos.is_noun() || matches!(t.pos, Pos::Dt | Pos::Prp | Pos::PrpS | Pos::Cd | Pos::Ex)
    });
    let clause = || i.as_slice().iter().skip(1).take_while(|t| t.is_wordlike());
    subject && clause().any(|t| t.pos.is_finite())
}

/// The subject of the sentence, for a cue that has none of its own: the first noun phrase with a
/// verb behind it that no attribution has taken yet.
fn subject(place: Place<'_, '_>) -> Option<Range<usize>> {
    if place.left > 0 {
        return None;
    }
    let before = Tokens::new(place.line, 0..place.here.at());
    (0..before.as_slice().len()).find_map(|at| {
        let (rest, source) = source::source(before.from(at)).ok()?;
        let rest = aside(rest).map_or(rest, |(rest, _)| rest);
        let time = source.as_slice().iter().any(|t| t.is(Class::Weekday) || t.is(Class::Month));
        let verb = rest
            .first()
            .is_some_and(|t| t.pos.is_finite() || t.pos.is_adverb() || t.kind == Kind::Comma);
        (verb && !time).then(|| source.range())
    })
}

/// > Hale left, **saying that the road is shut**.
fn participle<'d>(place: Place<'_, 'd>) -> Option<Found<'d>> {
    let behind = place.here.behind()?;
    if !matches!(behind.kind, Kind::Comma | Kind::Dash)
        && !behind.reads("by")
        && !behind.reads("and")
        && !behind.reads("as")
    {
        return None;
    }
    let (rest, cue) = verb_group(place.here).ok()?;
    if cue.voice != Voice::Participle || place.line[cue.head].pos != Pos::Vbg {
        return None;
    }
    let (later, found) = setting(rest).ok()?;
    let read = right_object(&cue, rest, later)?;
    Some(found_right(place, Pattern::Relative, subject(place), cue, &read, &found))
}

/// > Hale said the road is shut **and added that it will stay so**.
fn second_cue<'d>(place: Place<'_, 'd>) -> Option<Found<'d>> {
    let behind = place.here.behind()?;
    let link =
        behind.reads("and") || behind.reads("but") || behind.reads("then") || behind.reads("also");
    if !link {
        return None;
    }
    let (rest, cue) = verb_group(place.here).ok()?;
    // "left the firm and could not be reached"
    if let Some(sense) = cue.usable().find(|sense| sense.act == Act::NoComment) {
        let source = Some(subject(place)?);
        return Some(silence(source, CueGroup { sense: Some(*sense), ..cue }, rest));
    }
    if cue.voice != Voice::Active || cue.modal {
        return None;
    }
    let (later, found) = setting(rest).ok()?;
    let read = right_object(&cue, rest, later)?;
    Some(found_right(place, Pattern::Relative, subject(place), cue, &read, &found))
}

/// True for words that name somebody or something that speaks.
pub(super) fn can_speak(t: &Token<'_>) -> bool {
    const SPEAKERS: Classes = Classes::of(&[
        Class::Role,
        Class::Office,
        Class::Spokesperson,
        Class::GivenMale,
        Class::GivenFemale,
        Class::Honorific,
        Class::HonorificMale,
        Class::HonorificFemale,
        Class::Police,
        Class::Court,
        Class::Government,
        Class::Opposition,
        Class::Document,
        Class::Expert,
        Class::Collective,
        Class::Capital,
        Class::Seat,
        Class::StateBody,
        Class::Intergovernmental,
        Class::Party,
        Class::Organisation,
    ]);
    t.classes.any(SPEAKERS) || t.pos.is_name()
}
