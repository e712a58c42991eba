//! What follows a cue: one small parser for each frame of the lexicon.

use nom::branch::alt;
use nom::combinator::{opt, peek, recognize};
use nom::multi::many_m_n;
use nom::{Input, Parser};

use super::input::Tokens;
use super::noun_phrase::source;
use super::primitive::{Match, among, kind, such, word};
use super::setting::hearer;
use super::verb_group::CueGroup;
use crate::lexicon::{Class, Frame, FunctionWord};
use crate::parse::folded::is_speech;
use crate::tokenise::token::{Kind, Pos, Role, Token};

/// Where a content begins, and what stands before it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Object<'t, 'd> {
    /// The frame that was read.
    pub(super) frame: Frame,
    /// The window that begins with the content and runs to the end of the sentence.
    pub(in crate::parse) content: Tokens<'t, 'd>,
    /// Who is accused, told, urged.
    pub(in crate::parse) target: Option<Tokens<'t, 'd>>,
    /// True when the content is one noun phrase, not a clause.
    pub(super) phrase: bool,
    /// How many tokens of the content are read already: it does not end inside them.
    pub(super) read: usize,
}

type Reader<'t, 'd> = fn(Tokens<'t, 'd>) -> Match<'t, 'd, Object<'t, 'd>>;

/// All frames, the most specific first.
const fn frames<'t, 'd: 't>() -> [(Frame, Reader<'t, 'd>); 21] {
    [
        (Frame::That, that_clause),
        (Frame::Wh, wh_clause),
        (Frame::Quote, quotation),
        (Frame::Colon, colon),
        (Frame::NpThat, hearer_that),
        (Frame::NpOf, np_of),
        (Frame::NpTo, np_to),
        (Frame::NpFor, np_for),
        (Frame::NpWith, np_with),
        (Frame::NpAs, np_as),
        (Frame::NpAdj, np_adj),
        (Frame::To, infinitive),
        (Frame::Zero, bare_clause),
        (Frame::Of, of),
        (Frame::For, for_),
        (Frame::About, about),
        (Frame::On, on),
        (Frame::Against, against),
        (Frame::As, as_),
        (Frame::Ing, gerund),
        (Frame::Np, np),
    ]
}

/// The object of a cue, in the first frame that the cue allows and the words fit.
pub(super) fn object<'t, 'd: 't>(cue: &CueGroup<'d>, i: Tokens<'t, 'd>) -> Option<Object<'t, 'd>> {
    let allowed = frames().into_iter().filter(|(frame, _)| cue.allows(*frame));
    allowed.map(|(_, read)| read(i)).find_map(|read| read.ok().map(|(_, object)| object))
}

fn found<'t, 'd: 't>(frame: Frame, content: Tokens<'t, 'd>) -> Match<'t, 'd, Object<'t, 'd>> {
    Ok((content, Object { frame, content, target: None, phrase: false, read: 0 }))
}

const fn no_match<'t, 'd, T>() -> Match<'t, 'd, T> {
    Err(nom::Err::Error(()))
}

/// > Hale said **that the road is shut**.
/// > not: Hale said **the road** is shut.
pub(super) fn that_clause<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Object<'t, 'd>> {
    let (_, _) = (
        among(FunctionWord::That),
        such(|t| t.kind != Kind::Stop && t.kind != Kind::Comma || t.kind == Kind::Comma),
    )
        .parse(i)?;
    found(Frame::That, i)
}

/// > Hale asked **whether the road is shut**.
/// > not: Hale asked **that** the road be shut.
pub(super) fn wh_clause<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Object<'t, 'd>> {
    let (_, _) = among(FunctionWord::QuestionWord).parse(i)?;
    found(Frame::Wh, i)
}

/// > Hale said: **“The road is shut.”** | Hale said **“The road is shut.”**
/// > not: Hale said **“hello” cakes** were good.
pub(super) fn quotation<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Object<'t, 'd>> {
    let lead = such(|t| matches!(t.kind, Kind::Comma | Kind::Colon | Kind::Dash));
    let (content, mark) = opt(lead).parse(i)?;
    let Some(first) = content.first() else { return no_match() };
    if first.kind == Kind::Quotation && (mark.is_some() || is_speech(first)) {
        return found(Frame::Quote, content);
    }
    no_match()
}

/// > Hale said: **the road is shut**.
/// > not: Hale said: **“The road is shut.”**
pub(super) fn colon<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Object<'t, 'd>> {
    let (content, _) = kind(Kind::Colon).parse(i)?;
    if content.is_empty() { no_match() } else { found(Frame::Colon, content) }
}

/// > Hale told reporters **that the road is shut**. | Hale told the BBC **the road is shut**. |
/// > Hale told me on Monday: **“The road is shut.”**
/// > not: Hale told **reporters** a tale.
pub(super) fn hearer_that<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Object<'t, 'd>> {
    let (rest, target) = hearer(i)?;
    let (rest, _) = super::setting::setting(rest)?;
    let (_, mut object) =
        alt((that_clause, quotation, wh_clause, colon, bare_clause)).parse(rest)?;
    object.frame = Frame::NpThat;
    object.target = Some(target);
    Ok((rest, object))
}

/// A noun phrase and a preposition: the content is both, the phrase is the target.
fn np_and<'t, 'd: 't>(
    i: Tokens<'t, 'd>,
    frame: Frame,
    preposition: FunctionWord,
) -> Match<'t, 'd, Object<'t, 'd>> {
    let (rest, target) = target(i)?;
    let (rest, target) = described(i, rest, target);
    let (rest, _) = among(preposition).parse(rest)?;
    // "attacked the referee on X": the place of the attack, not its reason.
    if rest.first().is_none_or(|t| t.is(Class::Platform)) {
        return no_match();
    }
    let read = rest.at() - i.at();
    Ok((rest, Object { frame, content: i, target: Some(target), phrase: false, read }))
}

/// What stands between commas behind the accused; it belongs to the target if it says who that is.
///
/// > Hale accused the developer**, Larkhill Homes,** of felling oaks.
/// > not: Hale accused the developer**, who owns the wood,** of felling oaks.
pub(super) fn described<'t, 'd: 't>(
    i: Tokens<'t, 'd>,
    rest: Tokens<'t, 'd>,
    target: Tokens<'t, 'd>,
) -> (Tokens<'t, 'd>, Tokens<'t, 'd>) {
    let Ok((behind, aside)) = super::noun_phrase::aside(rest) else { return (rest, target) };
    let Ok((closed, _)) = kind(Kind::Comma).parse(behind) else { return (rest, target) };
    let first = rest.as_slice().get(1);
    match first {
        _ if aside.describes => (closed, i.take(behind.at() - i.at())),
        Some(first) if first.among(FunctionWord::CommaRelative) => (closed, target),
        _ => (rest, target),
    }
}

/// Who is accused or urged: a noun phrase that does not swallow the preposition behind it.
///
/// > Hale accused **him** of fraud. | Hale accused **the firm** of fraud.
/// > not: Hale accused **of** fraud.
pub(super) fn target<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Tokens<'t, 'd>> {
    alt((recognize(among(FunctionWord::ObjectPronoun)), super::noun_phrase::plain)).parse(i)
}

/// > Hale accused **the firm of fraud**. | Hale accused **the firm, Larkhill Homes, of fraud**.
/// > not: Hale blamed **the firm for** the leak.
pub(super) fn np_of<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Object<'t, 'd>> {
    np_and(i, Frame::NpOf, FunctionWord::Of)
}

/// > Hale blamed **the firm for the leak**.
/// > not: Hale attacked **the referee on Facebook**.
pub(super) fn np_for<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Object<'t, 'd>> {
    np_and(i, Frame::NpFor, FunctionWord::BlamedFor)
}

/// > Police charged **the firm with fraud**.
pub(super) fn np_with<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Object<'t, 'd>> {
    np_and(i, Frame::NpWith, FunctionWord::With)
}

/// > Hale described **the bill as dead**.
pub(super) fn np_as<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Object<'t, 'd>> {
    np_and(i, Frame::NpAs, FunctionWord::As)
}

/// > The union urged **voters to resign**. | The court declared **the vote to be void**. |
/// > The judge sentenced **Hale to nine years**.
/// > not: Hale urged **voters to** the polls.
pub(super) fn np_to<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Object<'t, 'd>> {
    let (rest, target) = alt((source, target)).parse(i)?;
    let (rest, _) =
        (opt(among(FunctionWord::Not)), among(FunctionWord::To), peek(such(is_due))).parse(rest)?;
    let read = rest.at() - i.at();
    Ok((rest, Object { frame: Frame::NpTo, content: i, target: Some(target), phrase: false, read }))
}

/// What may follow "to": a verb, or how much somebody gets: "sentenced Hale to nine years".
///
/// > Hale was sentenced to **nine** years. | Hale was urged to **resign**.
/// > not: Hale was sent to **Leeds**.
pub(super) fn is_due(t: &Token<'_>) -> bool {
    t.pos == Pos::Vb || t.pos.is_adverb() || t.pos == Pos::Cd
}

/// > Hale called **the claims false**. | Hale called **the claim baseless**.
/// > not: Hale called **the firm** on Monday.
pub(super) fn np_adj<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Object<'t, 'd>> {
    let (rest, target) = target(i)?;
    let mut predicate = such(|t| {
        t.pos.is_adjective() || t.kind == Kind::Quotation || matches!(t.pos, Pos::Dt | Pos::Vbn)
    });
    let (rest, _) = predicate.parse(rest)?;
    let read = rest.at() - i.at();
    Ok((
        rest,
        Object { frame: Frame::NpAdj, content: i, target: Some(target), phrase: false, read },
    ))
}

/// > Hale pledged **to stay**. | Hale vowed **not to resign**.
/// > not: Hale pledged **to** the town a park.
pub(super) fn infinitive<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Object<'t, 'd>> {
    let adverb = such(|t: &Token<'_>| t.pos.is_adverb());
    let verb = such(|t: &Token<'_>| t.pos == Pos::Vb);
    let taken = such(|t: &Token<'_>| matches!(t.pos, Pos::Dt | Pos::Prp | Pos::PrpS));
    // "to chain herself": what looks like a noun has an object.
    let act = alt((
        recognize(verb),
        recognize((such(|t| t.pos == Pos::Nn && t.kind == Kind::Word), taken)),
    ));
    let (_, _) =
        (opt(among(FunctionWord::Not)), among(FunctionWord::To), many_m_n(0, 2, adverb), act)
            .parse(i)?;
    found(Frame::To, i)
}

/// > Hale said **the road is shut**.
/// > not: Hale argued **cases before** she turned to painting. |
/// > not: Hale conceded **a goal** and missed a penalty.
pub(super) fn bare_clause<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Object<'t, 'd>> {
    let Some(first) = i.first() else { return no_match() };
    let starts = first.pos.is_noun()
        || first.pos.is_adjective()
        || matches!(
            first.pos,
            Pos::Dt
                | Pos::Prp
                | Pos::PrpS
                | Pos::Cd
                | Pos::Ex
                | Pos::Rb
                | Pos::Rbr
                | Pos::In
                | Pos::Wrb
                | Pos::Vbg
                | Pos::Pdt
        )
        || first.kind == Kind::Quotation;
    // "conceded a goal and missed a penalty": the verb behind "and" is the speaker's; so is that of
    // "argued cases before she turned to painting".
    let ahead = || i.as_slice().iter().skip(1).take_while(|t| t.kind != Kind::Stop);
    let mut clause = ahead().take_while(|t| t.pos != Pos::Cc && !is_subordinate(t));
    // "the pipe burst": where no word looks like a verb, the tagger of roles may know better.
    let missed = || first.hint.role == Role::Content && !ahead().any(|t| t.pos.is_finite());
    let verb_ahead = clause.any(|t| t.pos.is_finite()) || missed();
    if starts && verb_ahead && !only_where(i) { found(Frame::Zero, i) } else { no_match() }
}

/// True for a word that begins a clause of its own.
fn is_subordinate(t: &Token<'_>) -> bool {
    t.among(FunctionWord::ClauseOpener)
}

/// True when only the place of a saying stands here, and its time in a clause.
///
/// > Hale said **in Lisbon, after the treaty was signed**, that he was glad.
/// > not: Hale said in Lisbon that he was glad.
pub(super) fn only_where(i: Tokens<'_, '_>) -> bool {
    let place = i.first().is_some_and(|t| t.pos == Pos::In);
    place
        && super::setting::setting(i).is_ok_and(|(rest, _)| match rest.as_slice() {
            [comma, link, ..] => comma.kind == Kind::Comma && is_subordinate(link),
            _ => false,
        })
}

fn preposition<'t, 'd: 't>(
    i: Tokens<'t, 'd>,
    frame: Frame,
    text: &'static str,
) -> Match<'t, 'd, Object<'t, 'd>> {
    let (content, _) = word(text).parse(i)?;
    let nominal = |t: &Token<'_>| {
        t.pos.is_noun()
            || t.pos.is_adjective()
            || t.kind == Kind::Quotation
            || t.is_wordlike() && !t.pos.is_finite()
    };
    if !content.first().is_some_and(nominal) {
        return no_match();
    }
    Ok((content, Object { frame, content, target: None, phrase: true, read: 0 }))
}

/// > Hale warned of **floods**.
pub(super) fn of<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Object<'t, 'd>> {
    preposition(i, Frame::Of, "of")
}

/// > Hale hoped for **talks**. | Hale wished for **peace**.
pub(super) fn for_<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Object<'t, 'd>> {
    preposition(i, Frame::For, "for")
}

/// > Hale complained about **noise**.
pub(super) fn about<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Object<'t, 'd>> {
    preposition(i, Frame::About, "about")
}

/// > Hale insisted on **a vote**.
pub(super) fn on<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Object<'t, 'd>> {
    preposition(i, Frame::On, "on")
}

/// > Hale warned against **travel**.
pub(super) fn against<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Object<'t, 'd>> {
    preposition(i, Frame::Against, "against")
}

/// > The club dismissed as **nonsense** what Hale said.
pub(super) fn as_<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Object<'t, 'd>> {
    preposition(i, Frame::As, "as")
}

/// > Hale insisted on **taking the money**. | Hale denied **taking the money**.
/// > not: Hale denied **the theft**.
pub(super) fn gerund<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Object<'t, 'd>> {
    let (_, _) = such(|t| t.pos == Pos::Vbg).parse(i)?;
    found(Frame::Ing, i)
}

/// > Hale put the toll at **around 40**. | Hale put the toll at **more than 40 people**.
/// > not: Hale put the toll at **around noon**.
pub(super) fn rough_number<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Tokens<'t, 'd>> {
    let two = recognize((among(FunctionWord::RoughFirst), among(FunctionWord::RoughSecond)));
    let one = recognize(among(FunctionWord::Around));
    let number = such(|t| t.kind == Kind::Number || t.pos == Pos::Cd);
    recognize((alt((two, one)), number, opt(source))).parse(i)
}

/// > Hale denounced **the arrests**.
pub(super) fn np<'t, 'd: 't>(i: Tokens<'t, 'd>) -> Match<'t, 'd, Object<'t, 'd>> {
    let object = alt((source, recognize(kind(Kind::Quotation)), rough_number));
    let (rest, _) =
        recognize((many_m_n(0, 2, such(|t| t.is_wordlike() && t.pos.is_adverb())), object))
            .parse(i)?;
    Ok((rest, Object { frame: Frame::Np, content: i, target: None, phrase: true, read: 0 }))
}
