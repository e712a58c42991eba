//! For unit tests: a condition asked of everything that a line of copy has.

use serde::Deserialize;

use super::holds::holds;
use super::subject::subjects;
use super::view::View;
use crate::rulebook::{Condition, Scope};
use crate::testing::{rulebook, weighed};

#[derive(Deserialize)]
struct When(#[serde(with = "serde_yaml::with::singleton_map_recursive")] Condition);

/// A line of copy, with all that is worked out from it.
pub(super) fn view(copy: &str) -> View<'static> {
    View::new(weighed(copy), rulebook())
}

/// A sign for each subject: "+" where the condition holds, "-" where it does not.
pub(super) fn held(scope: Scope, condition: &str, copy: &str) -> String {
    let When(condition) = serde_yaml::from_str(condition).unwrap();
    let view = view(copy);
    let sign = |subject| if holds(&condition, &view, subject) { '+' } else { '-' };
    subjects(&view, scope).into_iter().map(sign).collect()
}

/// Fails with every case that answers otherwise: condition, copy, signs.
pub(super) fn check(scope: Scope, cases: &[(&str, &str, &str)]) {
    let wrong = cases.iter().filter_map(|(condition, copy, signs)| {
        let found = held(scope, condition, copy);
        (found != *signs).then(|| format!("{condition}: {copy:?} gives {found}, not {signs}"))
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
