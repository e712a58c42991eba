//! The one place where YAML is read.

use serde::de::DeserializeOwned;

use super::{File, RuleError, RuleErrorKind};

/// Reads one file into its shape.
pub(crate) fn read<T: DeserializeOwned>(file: &File) -> Result<T, RuleError> {
    serde_yaml::from_str(&file.text).map_err(|error| {
        let at = error.location().map(|at| (at.line(), at.column()));
        let message = error.to_string();
        RuleError { path: file.path.clone(), kind: RuleErrorKind::of_yaml(&message, at) }
    })
}
