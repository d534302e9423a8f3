//! Files whose content differs from the disk, such as the content that is about to be committed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Files to read in place of those on the disk. Each path is absolute, and none of its folders is a link.
#[derive(Debug, Clone, Default)]
pub struct Overlay {
    contents: BTreeMap<PathBuf, Arc<[u8]>>,
    removed: BTreeSet<PathBuf>,
}

impl Overlay {
    /// Gives the file at `path` these bytes, whether or not the disk has such a file.
    pub fn replace(&mut self, path: PathBuf, bytes: impl Into<Arc<[u8]>>) {
        self.contents.insert(path, bytes.into());
    }

    /// Removes what is at `path` and below it.
    pub fn remove(&mut self, path: PathBuf) {
        self.removed.insert(path);
    }

    /// Returns the bytes to read in place of those on the disk.
    pub(crate) fn content(&self, path: &Path) -> Option<Arc<[u8]>> {
        self.contents.get(path).cloned()
    }

    /// Returns whether `path` or a folder above it was removed.
    pub(crate) fn is_removed(&self, path: &Path) -> bool {
        !self.removed.is_empty() && path.ancestors().any(|at| self.removed.contains(at))
    }

    /// Returns whether there is anything at `path`, including a broken link.
    pub(crate) fn exists(&self, path: &Path) -> bool {
        self.contents.contains_key(path) || (!self.is_removed(path) && path.symlink_metadata().is_ok())
    }

    /// Returns the files below `folder` that have other bytes than the disk.
    pub(crate) fn files_below(&self, folder: &Path) -> Vec<PathBuf> {
        self.contents.keys().filter(|path| path.starts_with(folder)).cloned().collect()
    }
}
