//! Runs the program `git`.

use std::ffi::{OsStr, OsString};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, anyhow, bail};

/// The program `git` and its environment: that of this process with a few changes. In a hook, the environment names
/// the index that is being committed.
#[derive(Debug, Clone)]
pub struct Git {
    program: OsString,
    env: Vec<(OsString, Option<OsString>)>,
}

impl Default for Git {
    fn default() -> Self {
        Git::with_program("git")
    }
}

impl Git {
    /// Uses another program in place of `git`.
    pub fn with_program(program: impl Into<OsString>) -> Self {
        Git { program: program.into(), env: Vec::new() }
    }

    /// Sets an environment variable, or removes it.
    #[must_use]
    pub fn env(mut self, name: impl Into<OsString>, value: Option<OsString>) -> Self {
        self.env.push((name.into(), value));
        self
    }

    /// Returns whether the environment names the repository or its index, as in a hook. Its paths are relative to the
    /// current folder, so git must run there.
    pub(crate) fn has_repository_env(&self) -> bool {
        ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"].iter().any(|name| {
            let change = self.env.iter().rev().find(|(changed, _)| changed == name);
            change.map_or_else(|| std::env::var_os(name).is_some(), |(_, value)| value.is_some())
        })
    }

    /// Runs git in a folder and returns what it prints.
    ///
    /// # Errors
    /// Fails if git is not installed or fails, with the first line of its error output.
    pub(crate) fn run<I: AsRef<OsStr>>(
        &self,
        folder: &Path,
        args: impl IntoIterator<Item = I>,
    ) -> anyhow::Result<Vec<u8>> {
        let mut command = Command::new(&self.program);
        // Git takes no lock, starts no file watcher from the repository's settings, fetches nothing, asks for no
        // password, and prints English.
        command.args(["--no-optional-locks", "-c", "core.fsmonitor=false"]).args(args).current_dir(folder);
        command.envs([("GIT_NO_LAZY_FETCH", "1"), ("GIT_TERMINAL_PROMPT", "0"), ("LC_ALL", "C")]);
        for (name, value) in &self.env {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        let output = command.stdin(Stdio::null()).output().map_err(|error| match error.kind() {
            ErrorKind::NotFound if folder.is_dir() => anyhow!(
                "git is not installed, or is not found: install it, or leave out the option that asks git"
            ),
            _ => anyhow!(error).context("git could not be started"),
        })?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        Err(failure(folder, &String::from_utf8_lossy(&output.stderr)))
    }

    /// Runs git and returns the single path that it prints.
    pub(crate) fn run_for_path<I: AsRef<OsStr>>(
        &self,
        folder: &Path,
        args: impl IntoIterator<Item = I>,
    ) -> anyhow::Result<PathBuf> {
        let output = self.run(folder, args)?;
        let path = output.strip_suffix(b"\n").unwrap_or(&output);
        let path = path.strip_suffix(b"\r").unwrap_or(path);
        if path.is_empty() {
            bail!("git did not say where its folder is");
        }
        let path = path_from_git(path);
        path.canonicalize().with_context(|| format!("cannot open the folder `{}`", path.display()))
    }
}

/// Turns git's error output into an error, with what to do about the most common ones.
fn failure(folder: &Path, stderr: &str) -> anyhow::Error {
    let folder = folder.display();
    if stderr.contains("dubious ownership") {
        let command = stderr.lines().map(str::trim).find(|line| line.starts_with("git config "));
        let command = command.unwrap_or("git config --global --add safe.directory FOLDER");
        return anyhow!(
            "git does not open the repository of `{folder}`, for it belongs to somebody else; \
             if you trust it, type `{command}`"
        );
    }
    if stderr.contains("not a git repository") {
        return anyhow!(
            "`{folder}` is not kept in git: go into a folder that is, or make it one with `git init`"
        );
    }
    if stderr.contains("must be run in a work tree") {
        return anyhow!("`{folder}` is a repository without files, a bare one: go into a clone of it");
    }
    let first = stderr.lines().find(|line| !line.trim().is_empty()).unwrap_or("it says nothing");
    anyhow!("git says: {}", first.trim_start_matches("fatal: ").trim_start_matches("error: "))
}

/// Splits output in which a NUL ends each entry.
pub(crate) fn nul_separated(output: &[u8]) -> impl Iterator<Item = &[u8]> {
    output.split(|byte| *byte == 0).filter(|entry| !entry.is_empty())
}

/// Returns a path that git printed. Git prints bytes, with `/` between folders.
#[cfg(unix)]
pub(crate) fn path_from_git(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(OsStr::from_bytes(bytes))
}

/// Returns a path that git printed. Git prints UTF-8, with `/` between folders.
#[cfg(not(unix))]
pub(crate) fn path_from_git(bytes: &[u8]) -> PathBuf {
    String::from_utf8_lossy(bytes).split('/').collect()
}
