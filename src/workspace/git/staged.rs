//! What is about to be committed: the index, where it differs from the files.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::workspace::git::WorkTree;
use crate::workspace::git::command::{nul_separated, path_from_git};

/// What is about to be committed.
#[derive(Debug, Default)]
pub struct Staged {
    /// The files that the commit changes or deletes.
    pub changed: BTreeSet<PathBuf>,
    /// The files whose content in the commit differs from the disk, or which are not on the disk.
    pub contents: BTreeMap<PathBuf, Vec<u8>>,
    /// The files that are on the disk and not in the commit, except for ignored files.
    pub untracked: BTreeSet<PathBuf>,
}

/// An entry of `git status --porcelain=v2`.
enum StatusEntry<'a> {
    /// A tracked file, with the letters of its state in the index and on the disk, and its mode and object in the index.
    Tracked { index: u8, disk: u8, mode: &'a [u8], object: &'a [u8], path: &'a [u8] },
    /// A file with a merge conflict. It is read from the disk, with its conflict markers.
    Unmerged(&'a [u8]),
    /// A file that git does not track and does not ignore.
    Untracked(&'a [u8]),
}

impl WorkTree<'_> {
    /// Returns what is about to be committed, with the contents of files for which `is_read` is true.
    ///
    /// # Errors
    /// Fails if git fails.
    pub fn staged(&self, is_read: impl Fn(&Path) -> bool) -> anyhow::Result<Staged> {
        let output = self.run([
            "status",
            "--porcelain=v2",
            "-z",
            "--untracked-files=all",
            "--no-renames",
            "--ignore-submodules=all",
        ])?;
        let mut staged = Staged::default();
        for entry in nul_separated(&output).filter_map(parse) {
            match entry {
                StatusEntry::Unmerged(path) => {
                    staged.changed.insert(self.absolute(path));
                }
                // The second case is `git add --intent-to-add`: no commit contains the file.
                StatusEntry::Untracked(path) | StatusEntry::Tracked { index: b'.', disk: b'A', path, .. } => {
                    staged.untracked.insert(self.absolute(path));
                }
                StatusEntry::Tracked { index, disk, mode, object, path } => {
                    let absolute = self.absolute(path);
                    let is_regular = mode.starts_with(b"100");
                    if disk != b'.' && index != b'D' && is_regular && is_read(&absolute) {
                        staged.contents.insert(absolute.clone(), self.content(object, path)?);
                    }
                    if index != b'.' {
                        staged.changed.insert(absolute);
                    }
                }
            }
        }
        Ok(staged)
    }

    /// Returns the bytes that git would write to the disk, after line endings and filters. Runs git for each file,
    /// because the lengths in a batch are wrong once filters have changed the content.
    fn content(&self, object: &[u8], path: &[u8]) -> anyhow::Result<Vec<u8>> {
        let mut path_arg = OsString::from("--path=");
        path_arg.push(path_from_git(path));
        let object = String::from_utf8_lossy(object).into_owned();
        self.run(["cat-file".into(), "--filters".into(), path_arg, object.into()])
    }
}

/// Parses an entry. Spaces separate its fields; the path is last and may contain spaces.
fn parse(entry: &[u8]) -> Option<StatusEntry<'_>> {
    let fields = |count| entry.splitn(count, |byte| *byte == b' ').collect::<Vec<_>>();
    match entry.first()? {
        b'1' => match fields(9)[..] {
            [_, &[index, disk], _, _, mode, _, _, object, path] => {
                Some(StatusEntry::Tracked { index, disk, mode, object, path })
            }
            _ => None,
        },
        b'u' => fields(11).get(10).copied().map(StatusEntry::Unmerged),
        b'?' => fields(2).get(1).copied().map(StatusEntry::Untracked),
        _ => None,
    }
}
