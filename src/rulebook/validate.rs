//! Reads the checks and looks for what their shape alone does not rule out: doubled codes, unknown
//! lists, standards and placeholders. Each complaint has its place in the file.

use std::cell::LazyCell;
use std::collections::HashMap;

use super::condition::{Asked, Joined};
use super::files::File;
use super::fit::{Misfit, misfits};
use super::placeholder::Placeholder;
use super::{
    Check, Condition, Files, ListName, RuleError, RuleErrorKind, Scope, Standard, Switch, yaml,
};
use crate::lexicon::{Class, Lexicon};

/// Code and name of a check that is left out.
type Named = (String, String);

/// Reads everything under `checks/`: the sound checks, and code and name of the others. Reports every
/// mistake of every file.
pub(super) fn checks(
    files: &Files,
    lexicon: &Lexicon,
    standards: &[Standard],
    errors: &mut Vec<RuleError>,
) -> (Vec<Check>, Vec<Named>) {
    let known = LazyCell::new(|| Known::of(lexicon, standards));
    // Those inside the program are right with its own words and standards; a test proves it.
    let proved = files.only_replaces_checks();
    let mut taken: HashMap<String, String> = HashMap::new();
    let mut all: Vec<(Check, &File)> = Vec::new();
    let mut broken: Vec<Named> = Vec::new();
    // A newsroom's own come last: it is they that use a code or a name a second time.
    let mut in_turn: Vec<&File> = files.under("checks/").collect();
    in_turn.sort_by_key(|file| file.json.is_none());
    for file in in_turn {
        let mut check = match yaml::read_rules::<Check>(file) {
            Ok(check) => check,
            Err(error) => {
                errors.push(error);
                broken.push(named(&file.text));
                continue;
            }
        };
        check.family = family(&file.path);
        let proved = proved && file.json.is_some();
        let mut wrong = if proved { Vec::new() } else { mistakes(&check, file, &known) };
        for what in [&check.code, &check.name] {
            if let Some(other) = taken.insert(what.clone(), file.path.clone()) {
                let kind = RuleErrorKind::Duplicate { what: what.clone(), other };
                wrong.push(RuleError { path: file.path.clone(), kind });
            }
        }
        if wrong.is_empty() {
            all.push((check, file));
        } else {
            errors.append(&mut wrong);
            broken.push((check.code, check.name));
        }
    }
    let sound = all.iter().map(|(check, _)| check.code.as_str());
    let codes: Vec<String> =
        sound.chain(broken.iter().map(|(code, _)| code.as_str())).map(str::to_owned).collect();
    all.retain(|(check, file)| {
        let hosts = check.within.iter().filter(|host| !codes.contains(host));
        let wrong: Vec<_> = hosts.map(|host| unknown(file, "check", host, &codes)).collect();
        let sound = wrong.is_empty();
        errors.extend(wrong);
        if !sound {
            broken.push((check.code.clone(), check.name.clone()));
        }
        sound
    });
    all.sort_by(|a, b| a.0.code.cmp(&b.0.code));
    (all.into_iter().map(|(check, _)| check).collect(), broken)
}

/// Code and name in a file that is no check, as far as it has them.
fn named(text: &str) -> Named {
    let after = |key: &str| {
        let value = text.lines().find_map(|line| line.strip_prefix(key));
        value.unwrap_or_default().trim().to_owned()
    };
    (after("code:"), after("name:"))
}

/// The folder of a file: "corroboration" of "rules/checks/corroboration/same-side.yaml".
fn family(path: &str) -> String {
    let path = path.replace('\\', "/");
    path.rsplit('/').nth(1).unwrap_or_default().to_owned()
}

/// The names that a check can use.
struct Known<'a> {
    /// Of lists of words, in conditions.
    lists: Vec<String>,
    /// Of standards.
    standards: Vec<&'a str>,
}

impl<'a> Known<'a> {
    fn of(lexicon: &Lexicon, standards: &'a [Standard]) -> Self {
        let standards = standards.iter().map(|standard| standard.key.as_str()).collect();
        Self { lists: lists(lexicon), standards }
    }
}

/// The names that conditions can use for lists of words.
fn lists(lexicon: &Lexicon) -> Vec<String> {
    let classes = Class::ALL.iter().filter_map(|class| {
        serde_json::to_value(class).ok().and_then(|name| name.as_str().map(str::to_owned))
    });
    let phrases = lexicon.phrase_lists().map(str::to_owned);
    classes.chain(phrases).chain(["number".to_owned(), "year".to_owned()]).collect()
}

/// What is wrong with one check that has the right shape.
fn mistakes(check: &Check, file: &File, known: &Known<'_>) -> Vec<RuleError> {
    let Known { lists, standards } = known;
    let mut found = Vec::new();
    let code = &check.code;
    let well_made = code.len() == 5
        && code.bytes().take(2).all(|b| b.is_ascii_uppercase())
        && code.bytes().skip(2).all(|b| b.is_ascii_digit());
    if !well_made {
        let message =
            format!("the code is `{code}`, expected two capital letters and three digits: OW001");
        found.push(wrong(file, code, &message));
    }
    if check.on.is_empty() {
        found.push(wrong(file, "on:", "`on` is empty; say what the check applies to"));
    }
    if check.default == Switch::Off && check.reason.is_none() {
        found.push(wrong(
            file,
            "default:",
            "`reason` is missing; a check that is off must say why",
        ));
    }
    let call = check.call.iter().flat_map(|call| [&call.whom, &call.ask]);
    for text in std::iter::once(&check.message).chain(&check.question).chain(call) {
        found.extend(placeholders(file, text, &check.on));
    }
    for key in check.standards.iter().filter(|key| !standards.contains(&key.as_str())) {
        found.push(unknown(file, "standard", key, standards));
    }
    let mut named = Vec::new();
    names(&check.when, &mut named);
    for name in named.into_iter().filter(|name| !lists.contains(name)) {
        let message = not_one_of("word list", name, lists);
        found.push(wrong_condition(file, name, &message));
    }
    found.extend(misfits(&check.when, &check.on).iter().map(|misfit| misplaced(file, misfit)));
    found
}

/// The lists that a condition names, classes apart: those are known by their shape.
fn names<'c>(condition: &'c Condition, into: &mut Vec<&'c String>) {
    into.extend(condition.lists().iter().filter_map(|list| match list {
        ListName::Phrases(name) => Some(name),
        ListName::Number | ListName::Year | ListName::Class(_) => None,
    }));
    let Asked::Joined(joined) = condition.asked() else { return };
    match joined {
        Joined::All(all) | Joined::Any(all) | Joined::Two(all) => {
            for condition in all {
                names(condition, into);
            }
        }
        Joined::Not(not) => names(not, into),
    }
}

/// "`unclosed` cannot be asked of an attribution, expected one of …", where it is.
fn misplaced(file: &File, misfit: &Misfit<'_>) -> RuleError {
    let name = misfit.condition.name();
    let pages = Condition::PAGES.iter().filter(|page| page.scopes.contains(&misfit.scope));
    let expected: Vec<String> = pages.map(|page| format!("`{}`", page.name())).collect();
    let of = misfit.scope.one();
    let message =
        format!("`{name}` cannot be asked of {of}, expected one of {}", expected.join(", "));
    wrong_condition(file, &name, &message)
}

/// The words in braces that a message of these scopes cannot hold.
fn placeholders(file: &File, text: &str, scopes: &[Scope]) -> Vec<RuleError> {
    let allowed = allowed(scopes);
    let unknown = |word: &str| unknown(file, "placeholder", word, &in_words(&allowed));
    in_braces(text).filter(|word| !fits(word, &allowed)).map(unknown).collect()
}

/// The words in braces.
fn in_braces(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).map(|rest| rest.split('}').next().unwrap_or_default())
}

/// The words in braces that fit every scope.
fn allowed(scopes: &[Scope]) -> Vec<Placeholder> {
    let first = scopes.first().map_or(&[][..], |scope| scope.placeholders());
    let fits = |word: &&Placeholder| scopes.iter().all(|s| s.placeholders().contains(word));
    first.iter().filter(fits).copied().collect()
}

/// True for a word in braces, by its name or a former one, that is allowed.
fn fits(word: &str, allowed: &[Placeholder]) -> bool {
    Placeholder::named(word).is_some_and(|word| allowed.contains(&word))
}

fn in_words(allowed: &[Placeholder]) -> Vec<String> {
    allowed.iter().map(|word| word.name()).collect()
}

/// The first word in braces that a message of this check cannot hold.
pub(crate) fn unknown_placeholder(text: &str, check: &Check) -> Option<RuleErrorKind> {
    let allowed = allowed(&check.on);
    let found = in_braces(text).find(|word| !fits(word, &allowed))?;
    Some(RuleErrorKind::of_yaml(&not_one_of("placeholder", found, &in_words(&allowed)), None))
}

/// "unknown word list `crim`, expected one of …", where it stands.
fn unknown(file: &File, what: &str, found: &str, allowed: &[impl AsRef<str>]) -> RuleError {
    wrong(file, found, &not_one_of(what, found, allowed))
}

/// "unknown word list `crim`, expected one of …"
fn not_one_of(what: &str, found: &str, allowed: &[impl AsRef<str>]) -> String {
    let expected =
        allowed.iter().map(|word| format!("`{}`", word.as_ref())).collect::<Vec<_>>().join(", ");
    format!("unknown {what} `{found}`, expected one of {expected}")
}

/// "a set of function words holds single words, not `as well as`", where it stands.
pub(super) fn no_single_word(file: &File, phrase: &str) -> RuleError {
    wrong(file, phrase, &format!("a set of function words holds single words, not `{phrase}`"))
}

/// "a phrase has too many spellings", where it stands.
pub(super) fn too_wide(file: &File, phrase: &str) -> RuleError {
    let first = phrase.split_whitespace().next().unwrap_or_default();
    wrong(file, first, &format!("a phrase has too many spellings; write it as several: `{phrase}`"))
}

/// "more cues than a lexicon can have", where the first of them stands.
pub(super) fn too_many(file: &File, what: &str, (number, name): (usize, &str)) -> RuleError {
    let most = usize::from(u16::MAX) + 1;
    let number = number + 1;
    wrong(
        file,
        name,
        &format!("more than {most} {what} with `{name}`, number {number} of this file"),
    )
}

/// A complaint at the first place where some words stand in a file.
fn wrong(file: &File, words: &str, message: &str) -> RuleError {
    let at = place(&file.text, 0, words);
    RuleError { path: file.path.clone(), kind: RuleErrorKind::of_yaml(message, at) }
}

/// A complaint at the first place below `when:` where some words stand.
fn wrong_condition(file: &File, words: &str, message: &str) -> RuleError {
    let from = file.text.find("\nwhen:").unwrap_or_default();
    let at = place(&file.text, from, words);
    RuleError { path: file.path.clone(), kind: RuleErrorKind::of_yaml(message, at) }
}

/// Line and column of the first place, from a byte on, where some words stand by themselves.
fn place(text: &str, from: usize, words: &str) -> Option<(usize, usize)> {
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '-');
    let (at, _) = text.match_indices(words).filter(|(at, _)| *at >= from).find(|(at, _)| {
        let (before, behind) = (&text[..*at], &text[at + words.len()..]);
        !letter(before.chars().next_back()) && !letter(behind.chars().next())
    })?;
    let before = &text[..at];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |rest| rest.chars().count()) + 1;
    Some((line, column))
}
