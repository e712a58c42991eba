//! Function words: the small words of the grammar, in sets that `rules/lexicon/function/` fills.
//!
//! A set has a name here because a rule of the grammar asks for it; its words are data. A word may
//! be in many sets: "that" joins clauses, points, and relates.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Declares [`FunctionWord`] and the list of all of them from one text.
macro_rules! sets {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// A set of function words: one entry of a file under `rules/lexicon/function/`.
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
            schemars::JsonSchema,
        )]
        #[serde(rename_all = "kebab-case")]
        #[repr(u16)]
        pub enum FunctionWord { $($(#[$doc])* $name,)* }

        impl FunctionWord {
            /// Every set, in order.
            pub const ALL: &[Self] = &[$(Self::$name,)*];
        }
    };
}

sets! {
    /// "is", "was": forms of "be".
    Be,
    /// "has", "had": forms of "have".
    Have,
    /// "do", "did": forms of "do".
    Do,
    /// "not", "never": what negates a verb.
    Not,
    /// "the", "his", "two": what can stand between a verb and its object.
    BeforeObject,
    /// "was": a form of "be" that speaks of one.
    SingularPast,
    /// "were": a form of "be" that speaks of many.
    PluralPast,
    /// "word", "information": what somebody has from somebody.
    WordOf,
    /// "he", "it": a pronoun that is a subject.
    SubjectPronoun,
    /// "he", "we": a pronoun that somebody who speaks may have.
    SpeakerPronoun,
    /// "she", "it": a subject that is one.
    SingularPronoun,
    /// "they": a subject that is many.
    PluralPronoun,
    /// "him", "us": a pronoun that is an object.
    ObjectPronoun,
    /// "itself": an object that is the subject again.
    Reflexive,
    /// "**It** was reported": a subject that is nobody.
    Expletive,
    /// "others", "everyone": a word that names somebody without a noun.
    Pronominal,
    /// "nobody", "neither": with this subject, nobody does it.
    Nobody,
    /// "a", "an".
    IndefiniteArticle,
    /// "the **other**": an adjective that is somebody without a noun.
    Other,
    /// "**both** said": two who are named before.
    Both,
    /// "**even** Hale said": a word before a whole noun phrase.
    Focus,
    /// "**neither** Hale nor Wynne": opens a pair.
    EitherNeither,
    /// "neither Hale **nor** Wynne": joins a pair.
    OrNor,
    /// "Hale **and** Wynne": joins noun phrases.
    AndOr,
    /// "said … **and** added": joins verbs of one subject, each of which is asserted.
    AndBut,
    /// "and", "or", "but".
    Coordinator,
    /// "and".
    And,
    /// "a deal **that** fell through": begins a clause on a noun.
    Relative,
    /// "a farmer, **who** lost his herd,": begins a clause on a noun after a comma.
    CommaRelative,
    /// "…, **of** which": what can stand before the relative.
    BeforeRelative,
    /// "said **that**": begins what is said.
    That,
    /// "asked **whether**": begins what is asked.
    Whether,
    /// "asked **why** the road is shut": begins a question that is reported.
    QuestionWord,
    /// "**if** he says no": nothing is said yet.
    Condition,
    /// "…, **though** nobody saw it": the writer sets something against what is said.
    Concessive,
    /// "…, **while** others stayed": what may follow a comma inside or after what is said.
    AfterComma,
    /// "**before** she turned to painting": begins a clause of its own.
    ClauseOpener,
    /// "**because** the club says": looks like a preposition and begins a clause.
    ClauseLink,
    /// "who fled **when** police came": a finite verb comes after it.
    VerbNeeder,
    /// "**after** the company said": may be a preposition or begin a clause.
    AfterBefore,
    /// "**according** to".
    According,
    /// "described **as**", "**as** Hale said".
    As,
    /// "was described **by** Hale": who does it.
    By,
    /// "told **to** reporters", "pledged **to** stay".
    To,
    /// "said **on** Monday".
    On,
    /// "…, **with** the town in the dark".
    With,
    /// "**without** offering evidence".
    Without,
    /// "wrote **on** X": before the place where it is posted.
    PostedOn,
    /// "blamed the firm **for** the leak": before what somebody is blamed for.
    BlamedFor,
    /// "was blamed **for** the leak": "on" is the place there, "was attacked by fans **on** X".
    BlamedForPassive,
    /// "a claim **by** the ministry": before who makes a claim.
    MadeBy,
    /// "said **of** the ruling": before what is spoken of or who is told.
    SaidOf,
    /// "accused **of** leaving": before a deed in "-ing".
    BeforeDeed,
    /// "familiar **with** the talks": after "familiar", "close".
    FamiliarWith,
    /// "the head **of** the union": hangs a noun phrase on a noun.
    OnNoun,
    /// "warned **in** Geneva": before the place, occasion or channel of a saying.
    OfPlace,
    /// "at a meeting **with** donors": hangs a noun on the place of a saying, where an object may
    /// follow: "noted on X the change **from** red".
    OnPlace,
    /// "**on** Monday": before a time.
    OfTime,
    /// "**once** the voice of the miners": before what somebody is or was.
    Once,
    /// "and **later** added": between a conjunction and a second verb.
    ThenAlso,
    /// "people **familiar** with the talks".
    Familiar,
    /// "**around** 40": before a number that is not exact.
    Around,
    /// "**at** least 40", "**up** to 40": begins two words before a number.
    RoughFirst,
    /// "at **least** 40": ends two words before a number.
    RoughSecond,
    /// "this **week**", "Monday **night**": a part of a day, or days together.
    SpanOfTime,
    /// "**last** week": which one.
    WhichTime,
    /// "the **following** day": which one, after "the".
    TimeOrder,
    /// "two days **ago**": how a length of time is counted.
    Ago,
    /// "**late** on Tuesday": before a time.
    TimeAdverb,
    /// "said **earlier**": a time by itself.
    TimeAlone,
    /// "14:32 **GMT**": after the figures of a clock.
    ClockUnit,
    /// "**denies**": a form of a verb that is no plural of a noun.
    NeverNoun,
    /// "said", past tense and participle in one.
    Said,
    /// "**says** harbour chief": in a headline, before who says it.
    Say,
    /// "a statement **read** to the court".
    Read,
    /// "people **calling** themselves": before a reflexive.
    Describing,
    /// "was quoted as **saying**": what somebody is quoted as.
    AsSaying,
    /// "…, **citing** the police": the writer says on what it rests.
    Referring,
    /// "without **offering** evidence": what a speaker left out.
    NotGiven,
    /// "in a **post**": a channel that is a post.
    PostNoun,
    /// "in an **interview**".
    InterviewNoun,
    /// "at a news **conference**".
    PressNoun,
    /// "in **evidence**": a channel that is a hearing.
    HearingNoun,
    /// "at a **rally**": a channel that is a speech.
    SpeechNoun,
    /// "**was** told": a form of "be", never short for "has".
    BeInFull,
    /// "both of **whom**", "some of **them**": those of whom some are meant.
    OfWhom,
    /// "**several** said": counts, and can be those it counts.
    CountingPronoun,
    /// "**they**", "**both**": a pronoun that is several.
    ManyPronoun,
    /// "**others** said".
    Others,
    /// "less **than** analysts had expected".
    Than,
    /// "in **what** officials called a raid": the word of somebody is only touched on.
    TouchesOn,
    /// "the".
    DefiniteArticle,
    /// "a", "the".
    Article,
    /// "**one** resident": somebody who is new to the reader.
    OneNew,
    /// "a spokesman **for** the ministry": before whose somebody is.
    OfOwner,
    /// "a letter **from** Hale": before who made or got it.
    OfMaker,
    /// "took **to** X": before the place where something is said.
    ToPlatform,
    /// "**on** Monday", "**last** Monday".
    BeforeWeekday,
    /// "at **least** 40": the second word of a bound.
    Bound,
    /// "the **two** said": a number that is those it counts.
    FewCounted,
    /// "Sunday **night**".
    PartOfDay,
    /// "in **which**": a relative after a preposition.
    PrepositionRelative,
    /// "…, **whose** brother left": a relative that can follow a comma.
    FreeRelative,
    /// "…, **whereas** nobody left": sets another clause against it.
    Contrast,
    /// "more **than** he said": compares, or begins what is feared.
    ComparingLink,
    /// "a group **calling** itself": a form of "call".
    Calling,
    /// "**al**-Assad": the article of a name, before a hyphen.
    NameArticle,
    /// "**April** Reed": a month or a verb that is a first name too.
    FirstNameToo,
    /// "photos, **including** ones from the air": names some of what stands before it.
    Including,
    /// "**Related** article": leads to another piece.
    Related,
    /// "Related **article**": the piece it leads to.
    RelatedPiece,
    /// "Tom Hale **Sr.**": tells father and son apart.
    Generation,
    /// "**R**-Ohio": the party of a lawmaker, before the state.
    PartyLetter,
    /// "**Drugmaker** Norvane": a common word for a firm, before its name.
    KindOfFirm,
    /// "because", "that": a conjunction that begins a subordinate clause.
    Subordinator,
    /// "his", "our": a possessive pronoun in front of its noun.
    PossessivePronoun,
    /// "'em", "'twas": what is left of a word whose beginning an apostrophe stands for.
    Elided,
    /// "The", "But": with a capital letter after "U.S." it begins a new sentence, and is no name.
    SentenceOpener,
    /// "**this** report": points at one of which the draft has spoken.
    PointingDeterminer,
    /// "**all** of whom": everybody of a list.
    AllOrBoth,
    /// "he", "his": means a man.
    Masculine,
    /// "she", "her": means a woman.
    Feminine,
    /// "it", "its": means a thing or a body.
    Neuter,
    /// "they", "their": means several.
    PluralThird,
    /// "I", "we": whoever speaks.
    FirstPerson,
    /// "we", "our": who speaks, in any form.
    FirstPersonForm,
    /// "**another** said": one more of a kind.
    Another,
    /// "**one** said": the first of several.
    One,
    /// "she said **that** was true": stands for what was said before.
    PointingPronoun,
    /// "**nothing** Hale said": there are no such words.
    NoWords,
    /// "who", "whom": a relative that means persons.
    PersonRelative,
    /// "which": a relative that means things and bodies.
    ThingRelative,
    /// "Hale **and** Wynne", "neither Hale **nor** Wynne": joins those of a list.
    ListJoiner,
    /// "said **how**": begins the clause that is said.
    ContentOpener,
    /// "the mother **of** three".
    Of,
    /// "an aide **from** Harlow".
    From,
    /// "a spokesman **for** the mayor": between a role and whose it is.
    RoleLink,
    /// "heard it **from** Reed", "was told **by** Reed".
    HeardFrom,
    /// "an article **in** the Gazette".
    PrintedIn,
    /// "Centre **for** Justice": what comes before it in a body's name is its short form.
    BodyNameLink,
    /// "two", "pair".
    Two,
    /// "three", "trio".
    Three,
    /// "**former** minister": holds the office no longer, or not yet again.
    OutOfOffice,
    /// "**shadow** minister": the office of the other side.
    OtherSideOffice,
    /// "**next** president": holds no office yet.
    WouldBe,
    /// "president": an office of state that one person holds.
    SoleOffice,
    /// "**chief** inspector": stands with a rank in the police.
    BesideRank,
    /// "captain": a place in a team, and no office.
    TeamRole,
    /// "the **self-described** socialist".
    SelfDescribed,
    /// "**pitching** coach", "**Acting** Mayor".
    TitleParticiple,
    /// "the **former** mayor": what somebody was.
    Former,
    /// "**victim**", "**defendant**": what befell somebody, and no title.
    CaseWord,
    /// "Tom Hale, **nicknamed** Redbird".
    KnownAs,
    /// "known **by the call sign** Redbird".
    KnownLink,
    /// "Ann Hale/**Reuters**": who sells pictures.
    PhotoAgency,
    /// "Getty **Images**": the rest of a credit.
    CreditTail,
    /// "the **company**": any business can be called so.
    AnyFirm,
    /// "the **network**": an outlet, though the word has other senses.
    PressWord,
    /// "the **government**": that of a state as a whole.
    GovernmentAtLarge,
    /// "the **ministry**": of the government, in a draft that names no state.
    HomeGovernment,
    /// "**local** government": not that of the state.
    Local,
    /// "the Peruvian **leader**": whoever leads a state, by no post.
    Leader,
    /// "**president**": the post of whoever leads a state.
    LeadsState,
    /// "the mayor's **office**": speaks for its owner.
    OfficeOf,
    /// "the company's **board**": a part of a body that speaks for it.
    OrganOf,
    /// "the **city**": a place that has a government, and is called so when it speaks.
    LocalBody,
    /// "the **town**": a place with a government of its own, below the county.
    TownBody,
    /// "the **county**".
    CountyBody,
    /// "the **state**": a part of a country.
    RegionBody,
    /// "phone records **for** Hale": after a paper, before what it is about.
    NotMadeBy,
    /// "the **Department** of Health", "the health **department**".
    Department,
    /// "the health **secretary**": heads a department.
    HeadOfDepartment,
    /// "**investigators** said": of whatever force the story has.
    PlainForce,
    /// "police **identified** the suspect as Hale": gives somebody a name.
    Identify,
    /// "the Ohio **Department** of Health": an office of the public hand.
    PublicOffice,
    /// "the Ukrainian Air **Force**", "the army **chief**": of what a state does by force or in
    /// secret.
    ForceOfState,
    /// "the army **chief**": leads a force.
    HeadsForce,
    /// "the **mayor**", "the **governor**": one holds the office in a place.
    HeadsPlace,
    /// "its **website**": where somebody speaks.
    OwnPage,
    /// "the **mayor**": heads a town without a word for it.
    HeadOfTown,
    /// "Selby **Police**".
    PoliceWord,
    /// "**President** Hale": heads the government of a country.
    HeadOfGovernment,
    /// "the Wolf **administration**": a government by the name of its head.
    Administration,
    /// "the **sheriff**": has a force of his own.
    Sheriff,
    /// "the **commissioners**": who govern a town or a county together.
    GoverningBoard,
    /// "the Selby **Water** District", "Selby **Schools**": in the name of a body that is not the
    /// town's.
    ApartFromTown,
    /// "**federal** prosecutors": of the whole of a country.
    Federal,
    /// "the **indictment**": a paper with which somebody is charged.
    ChargingPaper,
    /// "the **investigation**": what those who charge somebody found.
    Inquiry,
    /// "Peru's Cusco **region**": a place that lies in a state.
    PartOfState,
    /// "the **regional** police": of a part of a state.
    Regional,
    /// "Hale's **mother**": one of a family.
    Kin,
    /// "Kim Dorn, who **represents** Hale": acts for a client.
    ActsForClient,
    /// "public **defender**": who defends in court.
    Defender,
    /// "Hale was **convicted**": what a court does with the accused.
    TriedInCourt,
    /// "the **victim**".
    Victim,
    /// "the **evidence**": what those who prosecute show in court.
    ShownInCourt,
    /// "state **testimony**": what is said in court.
    SaidInCourt,
    /// "Majority **Leader**": leads a party in a chamber.
    LeadsCaucus,
    /// "**House** Democrats".
    ChamberHouse,
    /// "**Senate** Democrats".
    ChamberSenate,
    /// "House **Democrats**".
    PartyDemocratic,
    /// "House **Republicans**".
    PartyRepublican,
    /// "the **plaintiff**": sues somebody.
    Sues,
    /// "a petition **signed** by Hale": after a paper, before its maker.
    MadePaper,
    /// "**footage** of the raid": shows what is named after it.
    Shows,
    /// "**Commissioner** Hale": one of those who govern a town or a county together.
    OnBoard,
    /// "its **founder**": a post that a body has, and no state.
    BodyPost,
    /// "**officials** said": of whatever body they are.
    PlainOfficial,
    /// "Defense **Secretary** Ann Hale": has a post under a president.
    CabinetPost,
    /// "Tarn **junior** Ann Hale": in which year somebody is at a school.
    ClassYear,
    /// "a **statement** said": a paper that a body gives out.
    GivenOut,
    /// "the **state** news agency": of a state, and speaks for it.
    StateOwned,
    /// "**shortstop** Ann Hale": has a place in a team.
    TeamPost,
    /// "the **organization**": whatever the body does.
    AnyBody,
    /// "the two **men**": any persons can be called so.
    Anybody,
    /// "**voters**": two of them can be meant, all of them are a crowd.
    Crowd,
    /// "study", "paper": what scholars write.
    ScholarlyPaper,
    /// "Tom Hale, **known** as “Sparrow”".
    AlsoCalled,
    /// "the **document**": any paper.
    AnyPaper,
    /// "the **researchers**": who wrote a study.
    Researchers,
    /// "the study's lead **author**".
    Author,
    /// "who **led** the study".
    WrotePaper,
    /// "**the** source", "**this** poll": what was spoken of before.
    Definite,
    /// "**those** people", "**his** aides": a group that the reader knows.
    KnownGroup,
    /// "**other** analysts": not those spoken of before.
    OtherOnes,
    /// "a **senior** official": one of whom there are not many.
    Senior,
    /// "accused **of** fraud": before what somebody is accused of.
    AccusationPreposition,
    /// "experts **like** Ann Webb": before one of a group.
    Exemplifying,
    /// "**it** has sold": a source that is one speaks of itself.
    OneOwn,
    /// "**they** are reviewing it": a source speaks of itself.
    ManyOwn,
    /// "had told **him**": who is told.
    ToldPronoun,
    /// "**That** is not true": takes up what was said, or who said it.
    TakesUp,
    /// "a **handful** of aides", "**none** of them": part of a group.
    SomeOf,
    /// "40 **pounds**": a measure that is more often money.
    Pounds,
    /// "**had** told": makes a perfect.
    Perfect,
    /// "**had** told": what was before what is told.
    Pluperfect,
    /// "**has** been shut": what has been done up to now.
    PresentPerfect,
    /// "has **been** shut".
    Been,
    /// "**can** swim": what is possible, where other modals say what will or should be.
    Ability,
    /// "**its** staff": somebody or something spoken of.
    ThirdPerson,
    /// "I **think** the road is shut": what somebody holds of something else.
    OpinionVerb,
    /// "**Several** patients": begins a noun phrase, with a capital only at the head of a sentence.
    PhraseOpener,
    /// "at the **latest**": the last of several, and no first place.
    Latest,
    /// "the **most** expensive": makes an adjective a superlative.
    Degree,
    /// "the largest **in** the world": among what or since when something is the first.
    SuperlativeScope,
    /// "**at** best".
    At,
    /// "40 **percent**".
    Percent,
    /// "attacked her **for** lying": before a deed, where other prepositions name a place.
    Reproach,
    /// "declined to comment **on** the count": before what somebody was asked about.
    Topic,
    /// "a nurse **at** the infirmary": begins what hangs on a noun.
    Postmodifier,
    /// "not **only**": after a negation that negates nothing.
    IdleNegation,
    /// "would not **disclose** the sum": tells what is known.
    Divulge,
    /// "director **of** Northlights": goes on with what somebody is.
    TitleLink,
    /// "**Mr** Hale": a form of address that says nothing of what somebody is.
    PlainAddress,
    /// "who **serves** as chair": says what somebody is.
    ServesAs,
    /// "was **elected** mayor": what somebody was made.
    Appointed,
    /// "a **source**": the word itself hides who it is.
    SourceWord,
    /// "the **city**": a place that speaks for those who run it.
    PlaceBody,
    /// "an **agenda**": something to read or to look at.
    PaperLike,
    /// "**detectives**": several persons, though the word is also that of a body.
    Several,
    /// "the secretary at the **time**": says when or where, and not what somebody is.
    NoPartOfTitle,
    /// "the **family**": one word for several persons.
    CrowdNoun,
    /// "**Inc.**": what follows the comma in the name of a firm.
    FirmSuffix,
    /// "Selby **Man** Held": somebody, whoever it is.
    Anyone,
    /// "was **accused** of theft": what was done to somebody who is said to have done wrong.
    AccusedOf,
    /// "was **indicted**": the same, where the word alone says that it is about a crime.
    ChargedWith,
    /// "**sued** the firm", "**suspects** the firm": what somebody does who says that another did
    /// wrong.
    Accusing,
    /// "**alleges** that": says that somebody did wrong, whatever it was.
    Alleging,
    /// "**under** investigation".
    Under,
    /// "**allegations** against the mayor": that somebody did wrong, as a noun.
    ChargeNoun,
    /// "faces three **charges**": what a court hears.
    CourtCharge,
    /// "**faces** a charge of theft".
    Facing,
    /// "allegations **against** the mayor".
    Against,
    /// "did not **respond**", "a **lawyer** for Hale": a word near which somebody was asked, or
    /// answered.
    Contact,
    /// "denied the **request**": what can be granted or refused, and is neither true nor false.
    Grantable,
    /// "pleaded **guilty**".
    Guilty,
    /// "was **convicted**": a court has decided.
    Convicted,
    /// "**died** in May": who can no longer be asked.
    Dead,
    /// "**killed**", "a **liar**": wrongs that weigh most.
    Grave,
    /// "was **arrested** on a charge": what the law has done with somebody.
    Held,
    /// "arrested **on** a charge".
    HeldFor,
    /// "failed to **protect** the children": what is owed to others.
    Duty,
    /// "did not **disclose** it": to leave this undone is a wrong by itself.
    Owed,
    /// "**failed** to", "**refused** to", "has **yet** to".
    NotDoing,
    /// "Hale is **corrupt**".
    Wrongdoer,
    /// "the county's **failure** to act".
    OwnWrong,
    /// "killed the **bill**": no victim.
    NoVictim,
    /// "**hid** the leak", but not "hid in the cellar".
    NeedsObject,
    /// "**lying** to the jury", but not "lying on the floor".
    LieForm,
    /// "lying **to** the jury".
    LieAfter,
    /// "Delmar's **missiles** killed nine".
    Weapon,
    /// "**federal** agents": whose officers they are, the reader can find.
    PublicAdjective,
    /// "I completely **disagree** with that".
    Disagreeing,
    /// "**downplayed** the delays": makes little of something, and denies nothing.
    Belittling,
    /// "**goal**", "**season**": words of matches.
    MatchWord,
}

/// How many machine words hold a bit for every set.
const ROOM: usize = 8;

const _: () = assert!(FunctionWord::ALL.len() <= ROOM * 64, "a set of sets has room for 512");

/// The sets that a word is in.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FunctionWords([u64; ROOM]);

impl FunctionWords {
    /// No set at all.
    pub const NONE: Self = Self([0; ROOM]);

    /// The sets named.
    #[must_use]
    pub const fn of(sets: &[FunctionWord]) -> Self {
        let mut all = [0; ROOM];
        let mut at = 0;
        while at < sets.len() {
            let bit = sets[at] as usize;
            all[bit / 64] |= 1 << (bit % 64);
            at += 1;
        }
        Self(all)
    }

    /// True when the word is in this set.
    #[must_use]
    pub const fn has(&self, set: FunctionWord) -> bool {
        let bit = set as usize;
        self.0[bit / 64] & (1 << (bit % 64)) != 0
    }

    /// Puts the word into one more set.
    pub const fn add(&mut self, set: FunctionWord) {
        let bit = set as usize;
        self.0[bit / 64] |= 1 << (bit % 64);
    }
}

impl Default for FunctionWords {
    fn default() -> Self {
        Self::NONE
    }
}

impl fmt::Debug for FunctionWords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(FunctionWord::ALL.iter().filter(|set| self.has(**set))).finish()
    }
}

/// A file under `rules/lexicon/function/`: some sets.
#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(transparent)]
pub struct FunctionFile(pub(super) Vec<FunctionSet>);

/// One set of function words.
#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FunctionSet {
    /// The name of the set.
    pub(super) set: FunctionWord,
    /// Its words: single words in lower case, a contraction as it is split off ("n't").
    pub(super) words: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_in_the_sets_it_was_put_into() {
        let mut sets = FunctionWords::of(&[FunctionWord::Be]);
        sets.add(FunctionWord::BeforeObject);
        assert!(sets.has(FunctionWord::Be) && sets.has(FunctionWord::BeforeObject));
        assert!(!sets.has(FunctionWord::Have));
        assert_eq!(format!("{sets:?}"), "{Be, BeforeObject}");
    }
}
