//! What differs from a revision.

use std::collections::BTreeSet;
use std::path::PathBuf;

use anyhow::Context;

use crate::workspace::git::WorkTree;
use crate::workspace::git::command::entries;

impl WorkTree<'_> {
    /// The files that differ from what they are at a revision, also those that are not there any more; and those that
    /// git does not keep yet, but does not ignore.
    ///
    /// # Errors
    /// There is no such revision, or git refuses.
    pub fn changed_since(&self, revision: &str) -> anyhow::Result<BTreeSet<PathBuf>> {
        let commit = format!("{revision}^{{commit}}");
        let commit = self.ask(["rev-parse", "--verify", "--end-of-options", &commit]).with_context(|| {
            format!("git knows no revision `{revision}`; name one like `main` or `HEAD~1`")
        })?;
        let commit = String::from_utf8_lossy(&commit).trim().to_owned();
        let kept = self.ask([
            "diff",
            "--name-only",
            "-z",
            "--no-renames",
            "--no-relative",
            "--no-ext-diff",
            "--ignore-submodules=all",
            &commit,
            "--",
        ])?;
        let new =
            self.ask(["ls-files", "-z", "--others", "--exclude-standard", "--full-name", "--", ":/"])?;
        Ok(entries(&kept).chain(entries(&new)).map(|path| self.at(path)).collect())
    }
}
