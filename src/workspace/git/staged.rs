//! What is about to be committed: the content of the index, where it is not that of the files.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::workspace::git::WorkTree;
use crate::workspace::git::command::{entries, path_of};

/// What is about to be committed.
#[derive(Debug, Default)]
pub struct Staged {
    /// The files that the commit changes, also those that it takes away.
    pub changed: BTreeSet<PathBuf>,
    /// Files whose content in the commit is not that of the disk, or which are not on the disk.
    pub contents: BTreeMap<PathBuf, Vec<u8>>,
    /// Files that are on the disk and not in the commit, nor ignored: a folder with all that is in it.
    pub not_in_it: BTreeSet<PathBuf>,
}

/// One line of `git status --porcelain=v2`.
enum StagedEntry<'a> {
    /// A file that git keeps: the two letters of its state, its mode and its object in the index, its path.
    Kept { staged: u8, on_disk: u8, mode: &'a [u8], object: &'a [u8], path: &'a [u8] },
    /// A file that two commits changed, and nobody has decided about: it is read from the disk, with the marks in it.
    Unmerged(&'a [u8]),
    /// A file that git does not keep, and does not ignore.
    Untracked(&'a [u8]),
}

impl WorkTree<'_> {
    /// What is about to be committed; the contents only of files that `matter`.
    ///
    /// # Errors
    /// Git refuses.
    pub fn staged(&self, matter: impl Fn(&Path) -> bool) -> anyhow::Result<Staged> {
        let answer = self.ask([
            "status",
            "--porcelain=v2",
            "-z",
            "--untracked-files=all",
            "--no-renames",
            "--ignore-submodules=all",
        ])?;
        let mut staged = Staged::default();
        for line in entries(&answer).filter_map(read) {
            match line {
                StagedEntry::Unmerged(path) => {
                    staged.changed.insert(self.at(path));
                }
                StagedEntry::Untracked(path) => {
                    staged.not_in_it.insert(self.at(path));
                }
                StagedEntry::Kept { staged: state, on_disk, mode, object, path } => {
                    let at = self.at(path);
                    if (state, on_disk) == (b'.', b'A') {
                        // `git add --intent-to-add`: a name without content, which no commit holds.
                        staged.not_in_it.insert(at);
                        continue;
                    }
                    let (taken_away, regular) = (state == b'D', mode.starts_with(b"100"));
                    if on_disk != b'.' && !taken_away && regular && matter(&at) {
                        staged.contents.insert(at.clone(), self.content(object, path)?);
                    }
                    if state != b'.' {
                        staged.changed.insert(at);
                    }
                }
            }
        }
        Ok(staged)
    }

    /// The bytes that git would write on the disk for an object at a path, after line ends and filters. One question a
    /// file, for the answer to many cannot be told apart once filters have changed its length.
    fn content(&self, object: &[u8], path: &[u8]) -> anyhow::Result<Vec<u8>> {
        let mut at = std::ffi::OsString::from("--path=");
        at.push(path_of(path));
        let object = String::from_utf8_lossy(object).into_owned();
        self.ask(["cat-file".into(), "--filters".into(), at, object.into()])
    }
}

/// Reads one line: its fields are parted by spaces, and the path is the last of them, whatever it holds.
fn read(line: &[u8]) -> Option<StagedEntry<'_>> {
    let fields = |count| line.splitn(count, |byte| *byte == b' ').collect::<Vec<_>>();
    match line.first()? {
        b'1' => match fields(9)[..] {
            [_, &[staged, on_disk], _, _, mode, _, _, object, path] => {
                Some(StagedEntry::Kept { staged, on_disk, mode, object, path })
            }
            _ => None,
        },
        b'u' => fields(11).get(10).copied().map(StagedEntry::Unmerged),
        b'?' => fields(2).get(1).copied().map(StagedEntry::Untracked),
        _ => None,
    }
}
