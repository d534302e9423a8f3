//! The files that differ from a revision.

use std::collections::BTreeSet;
use std::path::PathBuf;

use anyhow::Context;

use crate::workspace::git::WorkTree;
use crate::workspace::git::command::nul_separated;

impl WorkTree<'_> {
    /// Returns the files that differ from a revision, including deleted files and untracked files that are not ignored.
    ///
    /// # Errors
    /// Fails if there is no such revision or git fails.
    pub fn changed_since(&self, revision: &str) -> anyhow::Result<BTreeSet<PathBuf>> {
        let commit = format!("{revision}^{{commit}}");
        let commit = self.run(["rev-parse", "--verify", "--end-of-options", &commit]).with_context(|| {
            format!("git knows no revision `{revision}`; name one like `main` or `HEAD~1`")
        })?;
        let commit = String::from_utf8_lossy(&commit).trim().to_owned();
        let tracked = self.run([
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
        let untracked =
            self.run(["ls-files", "-z", "--others", "--exclude-standard", "--full-name", "--", ":/"])?;
        let paths = nul_separated(&tracked).chain(nul_separated(&untracked));
        Ok(paths.map(|path| self.absolute(path)).collect())
    }
}
