//! The files that git keeps, as they lie in folders.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use crate::workspace::git::Git;
use crate::workspace::git::command::{entries, path_of};

/// A folder that git keeps, with all below it.
#[derive(Debug)]
pub struct WorkTree<'g> {
    pub(crate) git: &'g Git,
    /// The folder in which git is asked.
    pub(crate) asked_in: PathBuf,
    /// Its outermost folder.
    pub(crate) top: PathBuf,
}

impl<'g> WorkTree<'g> {
    /// The work trees of the folders at `paths`, each once; without a path, that of `here`. Where the environment says
    /// which repository is meant, as in a hook, that is the one of `here`.
    ///
    /// # Errors
    /// Git is not there, or keeps no files there.
    pub fn open(git: &'g Git, here: &Path, paths: &[PathBuf]) -> anyhow::Result<Vec<Self>> {
        let folders: Vec<PathBuf> = if paths.is_empty() || git.is_led() {
            vec![here.to_owned()]
        } else {
            paths.iter().map(|path| folder_of(&here.join(path), here)).collect()
        };
        let mut trees: Vec<Self> = Vec::new();
        for asked_in in folders {
            let top = git.ask_path(&asked_in, ["rev-parse", "--show-toplevel"])?;
            if !trees.iter().any(|tree| tree.top == top) {
                trees.push(WorkTree { git, asked_in, top });
            }
        }
        Ok(trees)
    }

    /// What git answers to these arguments here.
    pub(crate) fn ask<I: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = I>) -> anyhow::Result<Vec<u8>> {
        self.git.ask(&self.asked_in, args)
    }

    /// Where a path lies that counts from the outermost folder.
    pub(crate) fn at(&self, path: &[u8]) -> PathBuf {
        self.top.join(path_of(path))
    }
}

/// The folder of what was typed, or the one in which it was typed.
fn folder_of(path: &Path, here: &Path) -> PathBuf {
    path.ancestors().find(|folder| folder.is_dir()).unwrap_or(here).to_owned()
}

/// The files below `folder` that git keeps. None where it keeps none, is not there, or does not want to say: nothing
/// depends on it. Git is asked only where a folder `.git` stands at or above, or the environment names one.
pub fn tracked(git: &Git, here: &Path, folder: &Path) -> Vec<PathBuf> {
    let asked_in = if git.is_led() { here } else { folder };
    if !git.is_led() && !folder.ancestors().any(|above| above.join(".git").symlink_metadata().is_ok()) {
        return Vec::new();
    }
    let args = ["--literal-pathspecs", "ls-files", "-z", "--"].map(OsStr::new);
    let Ok(answer) = git.ask(asked_in, args.into_iter().chain([folder.as_os_str()])) else {
        return Vec::new();
    };
    let Ok(from) = asked_in.canonicalize() else { return Vec::new() };
    entries(&answer).map(|path| joined(&from, &path_of(path))).collect()
}

/// A path that may begin with `..`, as seen from a folder.
fn joined(from: &Path, path: &Path) -> PathBuf {
    let mut whole = from.to_owned();
    for part in path.components() {
        match part {
            std::path::Component::ParentDir => {
                whole.pop();
            }
            part => whole.push(part),
        }
    }
    whole
}
