//! One question to the program `git`, and its answer.

use std::ffi::{OsStr, OsString};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, anyhow, bail};

/// The program `git` and the environment in which it is asked: that of this process, with a few changes. A hook is told
/// there which index is being committed.
#[derive(Debug, Clone)]
pub struct Git {
    program: OsString,
    changes: Vec<(OsString, Option<OsString>)>,
}

impl Default for Git {
    fn default() -> Self {
        Git::called("git")
    }
}

impl Git {
    /// The program of this name, in the environment of this process.
    pub fn called(program: impl Into<OsString>) -> Self {
        Git { program: program.into(), changes: Vec::new() }
    }

    /// With a variable of the environment set, or taken away.
    #[must_use]
    pub fn with(mut self, name: impl Into<OsString>, value: Option<OsString>) -> Self {
        self.changes.push((name.into(), value));
        self
    }

    /// Whether the environment says where the repository or its index is, as it does in a hook: such paths count from
    /// the folder in which the command is typed, and git must be asked there.
    pub(crate) fn is_led(&self) -> bool {
        ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"].iter().any(|name| {
            let change = self.changes.iter().rev().find(|(changed, _)| changed == name);
            change.map_or_else(|| std::env::var_os(name).is_some(), |(_, value)| value.is_some())
        })
    }

    /// What git answers in a folder to these arguments, in bytes.
    ///
    /// # Errors
    /// It is not installed, or refuses: the first line of what it says.
    pub(crate) fn ask<I: AsRef<OsStr>>(
        &self,
        folder: &Path,
        args: impl IntoIterator<Item = I>,
    ) -> anyhow::Result<Vec<u8>> {
        let mut command = Command::new(&self.program);
        // No lock is taken, no program of the repository's own settings is started that watches files, nothing is
        // fetched, nobody is asked for a password, and what it says is in one language.
        command.args(["--no-optional-locks", "-c", "core.fsmonitor=false"]).args(args).current_dir(folder);
        command.envs([("GIT_NO_LAZY_FETCH", "1"), ("GIT_TERMINAL_PROMPT", "0"), ("LC_ALL", "C")]);
        for (name, value) in &self.changes {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        let answer = command.stdin(Stdio::null()).output().map_err(|error| match error.kind() {
            ErrorKind::NotFound if folder.is_dir() => {
                anyhow!(
                    "git is not installed, or is not found: install it, or leave out the option that asks git"
                )
            }
            _ => anyhow!(error).context("git could not be started"),
        })?;
        if answer.status.success() {
            return Ok(answer.stdout);
        }
        Err(refusal(folder, &String::from_utf8_lossy(&answer.stderr)))
    }

    /// The one path that git answers, without the end of its line.
    pub(crate) fn ask_path<I: AsRef<OsStr>>(
        &self,
        folder: &Path,
        args: impl IntoIterator<Item = I>,
    ) -> anyhow::Result<PathBuf> {
        let answer = self.ask(folder, args)?;
        let path = answer.strip_suffix(b"\n").unwrap_or(&answer);
        let path = path.strip_suffix(b"\r").unwrap_or(path);
        if path.is_empty() {
            bail!("git did not say where its folder is");
        }
        let path = path_of(path);
        path.canonicalize().with_context(|| format!("cannot open the folder `{}`", path.display()))
    }
}

/// What git refused, in its own words, with what can be done about the refusals that are met most.
fn refusal(folder: &Path, said: &str) -> anyhow::Error {
    let first = said.lines().find(|line| !line.trim().is_empty()).unwrap_or("it says nothing");
    let first = first.trim_start_matches("fatal: ").trim_start_matches("error: ");
    let folder = folder.display();
    if said.contains("dubious ownership") {
        let add = said.lines().map(str::trim).find(|line| line.starts_with("git config "));
        let add = add.unwrap_or("git config --global --add safe.directory FOLDER");
        return anyhow!(
            "git does not open the repository of `{folder}`, for it belongs to somebody else; if you trust it, type `{add}`"
        );
    }
    if said.contains("not a git repository") {
        return anyhow!(
            "`{folder}` is not kept in git: go into a folder that is, or make it one with `git init`"
        );
    }
    if said.contains("must be run in a work tree") {
        return anyhow!("`{folder}` is a repository without files, a bare one: go into a clone of it");
    }
    anyhow!("git says: {first}")
}

/// The entries of an answer that ends each with a NUL.
pub(crate) fn entries(answer: &[u8]) -> impl Iterator<Item = &[u8]> {
    answer.split(|byte| *byte == 0).filter(|entry| !entry.is_empty())
}

/// A path as git writes it, in bytes, with strokes.
#[cfg(unix)]
pub(crate) fn path_of(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(OsStr::from_bytes(bytes))
}

/// A path as git writes it, in UTF-8, with strokes.
#[cfg(not(unix))]
pub(crate) fn path_of(bytes: &[u8]) -> PathBuf {
    String::from_utf8_lossy(bytes).split('/').collect()
}
