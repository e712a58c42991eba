//! What each kind of link is worth: `rules/links.yaml`.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use super::link::{Grade, LinkKind, SideKind};

static TABLE: OnceLock<Grades> = OnceLock::new();

/// The grade of each kind of link.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Grades {
    speaker: BTreeMap<LinkKind, Measured>,
    side: BTreeMap<SideKind, Measured>,
}

/// What was measured of a kind: how many links were right, of how many; and what follows from it.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Measured {
    grade: Grade,
    #[cfg_attr(not(test), allow(dead_code))]
    right: u32,
    #[cfg_attr(not(test), allow(dead_code))]
    of: u32,
}

impl Grades {
    /// The table inside the program.
    pub(super) fn built_in() -> &'static Self {
        TABLE.get_or_init(|| {
            serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/rules-links.json")))
                .unwrap_or_default()
        })
    }

    /// The grade of a kind of reason for a side.
    pub(super) fn of_side(&self, kind: SideKind) -> Grade {
        self.side.get(&kind).map_or(Grade::Likely, |measured| measured.grade)
    }

    /// The grade of a kind; one that is not in the table is no more than likely.
    pub(super) fn of(&self, kind: LinkKind) -> Grade {
        self.speaker.get(&kind).map_or(Grade::Likely, |measured| measured.grade)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_measured_is_certain() {
        let table: Grades =
            serde_yaml::from_str(include_str!("../../rules/links.yaml")).expect("reads");
        let speaker = LinkKind::ALL.map(|kind| (format!("{kind:?}"), table.speaker[&kind]));
        // What the newsroom says is so.
        let measured = SideKind::ALL.into_iter().filter(|kind| *kind != SideKind::Newsroom);
        let side = measured.map(|kind| (format!("{kind:?}"), table.side[&kind]));
        for (kind, measured) in speaker.into_iter().chain(side) {
            let Measured { grade, right, of } = measured;
            let sure = of >= 50 && right * 100 >= of * 98;
            assert!(grade != Grade::Certain || sure, "{kind}: {right} of {of}");
            assert!(right <= of);
        }
        assert_eq!(table.speaker.len(), LinkKind::ALL.len());
        assert_eq!(table.side.len(), SideKind::ALL.len());
    }
}
