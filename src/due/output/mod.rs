//! The formats in which a list of due dates is written: one file each.

pub(crate) mod csv;
pub(crate) mod email;
pub(crate) mod groups_table;
pub(crate) mod ics;
pub(crate) mod json;
pub(crate) mod md;
pub(crate) mod table;
