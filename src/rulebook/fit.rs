//! Can the conditions of a check hold where it looks? "The closing mark is missing" is no question to
//! an accusation.

use super::condition::{Asked, Condition, Joined};
use super::scope::Scope;

/// A condition that cannot hold, and the scope of its check in which it cannot.
#[derive(Debug)]
pub(super) struct Misfit<'c> {
    pub(super) condition: &'c Condition,
    pub(super) scope: Scope,
}

/// The conditions that cannot hold in a check with these scopes.
///
/// A check that looks at several things may have branches for each: inside `all`, a condition that
/// only fits phrases makes the others be asked of phrases.
pub(super) fn misfits<'c>(condition: &'c Condition, scopes: &[Scope]) -> Vec<Misfit<'c>> {
    let mut found = Vec::new();
    walk(condition, scopes, &mut found);
    found
}

fn walk<'c>(condition: &'c Condition, scopes: &[Scope], found: &mut Vec<Misfit<'c>>) {
    let Asked::Joined(joined) = condition.asked() else {
        let allowed = condition.scopes();
        let wrong = scopes.iter().find(|scope| !allowed.contains(scope));
        found.extend(wrong.map(|scope| Misfit { condition, scope: *scope }));
        return;
    };
    match joined {
        Joined::All(all) => {
            let left = narrowed(all, scopes);
            for condition in all {
                walk(condition, &left, found);
            }
        }
        Joined::Any(any) | Joined::Two(any) => {
            for condition in any {
                let fits = fits(condition, scopes);
                walk(condition, if fits.is_empty() { scopes } else { &fits }, found);
            }
        }
        Joined::Not(not) => walk(not, scopes, found),
    }
}

/// The scopes, of these, in which all the conditions can hold. One that fits none is passed over.
fn narrowed(all: &[Condition], scopes: &[Scope]) -> Vec<Scope> {
    all.iter().fold(scopes.to_vec(), |left, condition| {
        let fits = fits(condition, &left);
        if fits.is_empty() { left } else { fits }
    })
}

/// The scopes, of these, in which a condition can hold.
fn fits(condition: &Condition, scopes: &[Scope]) -> Vec<Scope> {
    let kept = |wanted: &dyn Fn(&Scope) -> bool| -> Vec<Scope> {
        scopes.iter().copied().filter(|scope| wanted(scope)).collect()
    };
    let Asked::Joined(joined) = condition.asked() else {
        return kept(&|scope| condition.scopes().contains(scope));
    };
    match joined {
        Joined::All(all) => narrowed(all, scopes),
        Joined::Any(any) | Joined::Two(any) => {
            kept(&|scope| any.iter().any(|condition| !fits(condition, &[*scope]).is_empty()))
        }
        Joined::Not(_) => scopes.to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rulebook::ListName;

    fn phrase() -> Condition {
        Condition::Phrase(vec![ListName::Year])
    }

    fn names(condition: &Condition, scopes: &[Scope]) -> Vec<String> {
        let found = misfits(condition, scopes);
        found.iter().map(|m| format!("{} {}", m.condition.name(), m.scope.one())).collect()
    }

    #[test]
    fn a_condition_fits_its_own_scopes_only() {
        let open = Condition::Unclosed(true);
        assert!(names(&open, &[Scope::Quotation]).is_empty());
        assert_eq!(names(&open, &[Scope::Attribution]), ["unclosed an attribution"]);
        let not = Condition::Not(Box::new(open));
        assert_eq!(names(&not, &[Scope::Draft]), ["unclosed the draft"]);
    }

    #[test]
    fn every_branch_is_walked() {
        let all = Condition::All(vec![
            Condition::Negated(false),
            Condition::Any(vec![
                Condition::Exact(true),
                Condition::Sure(crate::parse::Confidence::Low),
            ]),
            Condition::Two(vec![phrase(), Condition::Words(2)]),
        ]);
        assert_eq!(
            names(&all, &[Scope::Attribution]),
            ["exact an attribution", "phrase an attribution"]
        );
    }

    #[test]
    fn a_branch_may_be_for_one_of_the_scopes() {
        let both = [Scope::Attribution, Scope::Phrase];
        let branch = |extra: Condition| {
            Condition::Any(vec![
                Condition::All(vec![phrase(), Condition::Not(Box::new(extra))]),
                Condition::Negated(false),
            ])
        };
        assert!(names(&branch(Condition::Bare(true)), &both).is_empty());
        assert_eq!(names(&branch(Condition::Negated(true)), &both), ["negated a phrase"]);
    }
}
