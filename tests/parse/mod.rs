//! From bytes to fields: broken files, slips, and their diagnostics.

pub(crate) mod broken;
pub(crate) mod one_change;
pub(crate) mod slips;
pub(crate) mod taken_out;
pub(crate) mod texts;
