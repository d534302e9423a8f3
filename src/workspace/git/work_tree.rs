//! The working folders of repositories.

use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

use crate::workspace::git::Git;
use crate::workspace::git::command::{nul_separated, path_from_git};

/// The working folder of a repository.
#[derive(Debug)]
pub struct WorkTree<'g> {
    git: &'g Git,
    /// The folder in which git runs.
    current_dir: PathBuf,
    /// The outermost folder of the repository.
    top: PathBuf,
}

impl<'g> WorkTree<'g> {
    /// Returns the work tree of each path, without duplicates; without a path, that of the folder `here`. If the
    /// environment names a repository, as in a hook, returns the work tree of `here`.
    ///
    /// # Errors
    /// Fails if git fails or a path is not in a repository.
    pub fn open(git: &'g Git, here: &Path, paths: &[PathBuf]) -> anyhow::Result<Vec<Self>> {
        let folders: Vec<PathBuf> = if paths.is_empty() || git.has_repository_env() {
            vec![here.to_owned()]
        } else {
            paths.iter().map(|path| nearest_folder(&here.join(path), here)).collect()
        };
        let mut trees: Vec<Self> = Vec::new();
        for current_dir in folders {
            let top = git.run_for_path(&current_dir, ["rev-parse", "--show-toplevel"])?;
            if !trees.iter().any(|tree| tree.top == top) {
                trees.push(WorkTree { git, current_dir, top });
            }
        }
        Ok(trees)
    }

    /// Runs git in this work tree and returns what it prints.
    pub(crate) fn run<I: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = I>) -> anyhow::Result<Vec<u8>> {
        self.git.run(&self.current_dir, args)
    }

    /// Returns the absolute path for a path relative to the top of the repository.
    pub(crate) fn absolute(&self, path: &[u8]) -> PathBuf {
        self.top.join(path_from_git(path))
    }
}

/// Returns the folder at or above a path that exists, or else `here`.
fn nearest_folder(path: &Path, here: &Path) -> PathBuf {
    path.ancestors().find(|folder| folder.is_dir()).unwrap_or(here).to_owned()
}

/// Returns the files below `folder` that git tracks. Returns none if git fails, because nothing important depends on
/// them. Runs git only if there is a `.git` at or above the folder, or the environment names a repository.
pub fn tracked_files(git: &Git, here: &Path, folder: &Path) -> Vec<PathBuf> {
    let current_dir = if git.has_repository_env() { here } else { folder };
    let has_git = |above: &Path| above.join(".git").symlink_metadata().is_ok();
    if !git.has_repository_env() && !folder.ancestors().any(has_git) {
        return Vec::new();
    }
    let args = ["--literal-pathspecs", "ls-files", "-z", "--"].map(OsStr::new);
    let Ok(output) = git.run(current_dir, args.into_iter().chain([folder.as_os_str()])) else {
        return Vec::new();
    };
    let Ok(current_dir) = current_dir.canonicalize() else { return Vec::new() };
    nul_separated(&output).map(|path| join(&current_dir, &path_from_git(path))).collect()
}

/// Joins a path that may begin with `..`.
fn join(folder: &Path, path: &Path) -> PathBuf {
    let mut joined = folder.to_owned();
    for part in path.components() {
        if part == Component::ParentDir {
            joined.pop();
        } else {
            joined.push(part);
        }
    }
    joined
}
