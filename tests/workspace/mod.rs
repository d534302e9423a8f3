//! Finding plans, and git.

pub(crate) mod file_names;
pub(crate) mod folder;
pub(crate) mod git;
pub(crate) mod hooks;
