//! The files that were read.

use std::collections::HashMap;

use serde::Serialize;

use super::text::Text;
use crate::report::checked::Checked;
use crate::report::machine::path;

/// The base of relative paths, by the name that services know.
pub(super) const BASE: &str = "%SRCROOT%";

#[derive(Serialize)]
pub(super) struct Artifact {
    location: Uri,
    roles: [&'static str; 1],
}

/// Where a file is: the URI of an absolute path, or one that counts from the base.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(clippy::struct_field_names)] // the names are those of the format
pub(super) struct Uri {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    index: Option<usize>,
}

impl Uri {
    fn of(path: &str) -> Self {
        let (uri, relative) = path::uri(path);
        Self { uri, uri_base_id: relative.then_some(BASE), index: None }
    }
}

/// What the base is. Its own place is not said, so that a report is the same on every machine.
#[derive(Serialize)]
pub(super) struct Bases {
    #[serde(rename = "%SRCROOT%")]
    root: Base,
}

#[derive(Serialize)]
struct Base {
    description: Text,
}

impl Bases {
    pub(super) fn new() -> Self {
        Self { root: Base { description: Text::new("The folder in which whosaid was run.") } }
    }
}

/// The files of a run, each once.
#[derive(Default)]
pub(super) struct Artifacts {
    index: HashMap<String, usize>,
    pub(super) all: Vec<Artifact>,
}

impl Artifacts {
    pub(super) fn of(drafts: &[Checked]) -> Self {
        let mut files = Self::default();
        for checked in drafts {
            let path = path::of(&checked.draft.path);
            if !files.index.contains_key(&path) {
                let location = Uri::of(&path);
                files.index.insert(path, files.all.len());
                files.all.push(Artifact { location, roles: ["analysisTarget"] });
            }
        }
        files
    }

    /// Where a file is, and which of the files of the run.
    pub(super) fn uri(&self, path: &str) -> Uri {
        Uri { index: self.index.get(path).copied(), ..Uri::of(path) }
    }
}
