//! What the program ends with.

/// Nothing at or above the limit.
pub(super) const CLEAN: u8 = 0;
/// Something at or above the limit.
pub(super) const FOUND: u8 = 1;
/// Could not run.
pub(super) const FAILED: u8 = 2;
