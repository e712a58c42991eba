//! What is said of each kind: `rules/explain.yaml`.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::report::words::kebab;

static TABLE: OnceLock<Wording> = OnceLock::new();

/// Phrases by the name of a kind.
type Phrases = BTreeMap<String, String>;

/// The phrases for each kind of thing.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wording {
    pub(super) pattern: Phrases,
    pub(super) link: Phrases,
    pub(super) side: Phrases,
    pub(super) ground: Phrases,
    pub(super) answer: Phrases,
    pub(super) matter: Phrases,
    pub(super) form: Phrases,
}

impl Wording {
    /// The phrases inside the program.
    pub(super) fn built_in() -> &'static Self {
        TABLE.get_or_init(|| {
            serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/rules-explain.json")))
                .unwrap_or_default()
        })
    }
}

/// The phrase for a kind; its name, where there is none.
pub(super) fn phrase(phrases: &Phrases, kind: impl serde::Serialize) -> String {
    let name = kebab(kind);
    phrases.get(&name).cloned().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resolve::{LinkKind, SideKind};

    #[test]
    fn every_kind_has_its_phrase() {
        let table: Wording =
            serde_yaml::from_str(include_str!("../../../rules/explain.yaml")).expect("reads");
        let links: Vec<String> = LinkKind::ALL.map(kebab).into();
        let sides: Vec<String> = SideKind::ALL.map(kebab).into();
        assert!(links.iter().all(|name| table.link.contains_key(name)));
        assert_eq!(links.len(), table.link.len());
        assert!(sides.iter().all(|name| table.side.contains_key(name)));
        assert_eq!(sides.len(), table.side.len());
        let sizes = [&table.pattern, &table.ground, &table.answer, &table.matter, &table.form];
        assert_eq!(sizes.map(BTreeMap::len), [14, 6, 6, 9, 3]);
    }
}
