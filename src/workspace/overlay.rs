//! What files hold in place of what the disk holds: the content that is about to be committed, say.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Files whose content is not that of the disk. Every path is absolute, with no link in its folders.
#[derive(Debug, Clone, Default)]
pub struct Overlay {
    contents: BTreeMap<PathBuf, Arc<[u8]>>,
    gone: BTreeSet<PathBuf>,
}

impl Overlay {
    /// From now on the file at `path` holds these bytes, whether or not there is one on the disk.
    pub fn put(&mut self, path: PathBuf, bytes: impl Into<Arc<[u8]>>) {
        self.contents.insert(path, bytes.into());
    }

    /// From now on there is nothing at `path`, nor below it.
    pub fn take_away(&mut self, path: PathBuf) {
        self.gone.insert(path);
    }

    /// The bytes that stand in place of those on the disk.
    pub(crate) fn instead(&self, path: &Path) -> Option<Arc<[u8]>> {
        self.contents.get(path).cloned()
    }

    /// Whether what the disk has at `path` counts as not there.
    pub(crate) fn is_gone(&self, path: &Path) -> bool {
        !self.gone.is_empty() && path.ancestors().any(|at| self.gone.contains(at))
    }

    /// Whether there is anything at `path`, also a link that leads nowhere.
    pub(crate) fn is_there(&self, path: &Path) -> bool {
        self.contents.contains_key(path) || (!self.is_gone(path) && path.symlink_metadata().is_ok())
    }

    /// The files below `folder` whose bytes stand here.
    pub(crate) fn below(&self, folder: &Path) -> Vec<PathBuf> {
        self.contents.keys().filter(|path| path.starts_with(folder)).cloned().collect()
    }
}
