//! Folders of plans, and git.

pub(crate) mod folder;
pub(crate) mod git;
