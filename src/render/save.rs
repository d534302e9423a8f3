//! Writes copies to a folder: all of a plan's files or none, readable by their owner only.

use std::fs::{self, DirBuilder};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use tempfile::TempPath;

use crate::workspace::atomic_write::{FileAccess, NewFile};

/// A folder for copies that exists.
#[derive(Debug)]
pub struct OutputFolder {
    path: PathBuf,
    /// The path that messages show.
    shown: PathBuf,
}

/// A new file, and a backup of the file that it replaces.
struct Replacement<'f> {
    name: &'f str,
    new: NewFile,
    backup: Option<TempPath>,
}

impl OutputFolder {
    /// Creates the folder at `path` if it does not exist.
    ///
    /// # Errors
    /// The path is a file, or the folder cannot be created.
    pub fn new(path: &Path, shown: &Path) -> anyhow::Result<Self> {
        if path.exists() && !path.is_dir() {
            bail!("cannot write to `{}`: this is a file, and no folder", shown.display());
        }
        let mut builder = DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(path).with_context(|| format!("cannot make the folder `{}`", shown.display()))?;
        Ok(OutputFolder { path: path.to_owned(), shown: shown.to_owned() })
    }

    /// Writes all of `files` (name and text), or none of them. Skips files that already have this text, and returns
    /// their number.
    ///
    /// # Errors
    /// A file cannot be written. The earlier files are restored; if that fails too, the error lists the new files.
    pub fn write(&self, files: &[(String, String)]) -> anyhow::Result<usize> {
        let changed = files.iter().filter(|(name, text)| !self.is_up_to_date(name, text));
        let replacements: Vec<Replacement<'_>> =
            changed.map(|(name, text)| self.prepare(name, text)).collect::<anyhow::Result<_>>()?;
        let unchanged = files.len() - replacements.len();
        self.replace(replacements)?;
        Ok(unchanged)
    }

    fn replace(&self, replacements: Vec<Replacement<'_>>) -> anyhow::Result<()> {
        let mut replaced: Vec<(&str, Option<TempPath>)> = Vec::new();
        for Replacement { name, new, backup } in replacements {
            if let Err(error) = new.replace() {
                let error = anyhow::Error::from(error).context(self.cannot_write(name));
                let mut left = Vec::new();
                for (name, backup) in replaced {
                    if self.restore(name, backup).is_err() {
                        left.push(name);
                    }
                }
                return Err(match left.as_slice() {
                    [] => error,
                    left => error
                        .context(format!("these files are new, and not all of them: {}", left.join(", "))),
                });
            }
            replaced.push((name, backup));
        }
        Ok(())
    }

    /// Returns the sorted names of files in the folder that end in one of `endings` and are not `known`.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn other_files(
        &self,
        endings: &[&str],
        is_known: impl Fn(&str) -> bool,
    ) -> anyhow::Result<Vec<String>> {
        let failed = || format!("cannot read the folder `{}`", self.shown.display());
        let mut others = Vec::new();
        for entry in fs::read_dir(&self.path).with_context(failed)? {
            let name = entry.with_context(failed)?.file_name().to_string_lossy().into_owned();
            if endings.iter().any(|ending| name.ends_with(ending)) && !is_known(&name) {
                others.push(name);
            }
        }
        others.sort();
        Ok(others)
    }

    /// Whether the file has this text and only its owner can read it.
    fn is_up_to_date(&self, name: &str, text: &str) -> bool {
        let path = self.path.join(name);
        let Ok(metadata) = path.symlink_metadata() else { return false };
        metadata.is_file()
            && is_private(&metadata)
            && usize::try_from(metadata.len()).is_ok_and(|length| length == text.len())
            && fs::read(&path).is_ok_and(|bytes| bytes == text.as_bytes())
    }

    fn prepare<'f>(&self, name: &'f str, text: &str) -> anyhow::Result<Replacement<'f>> {
        let path = self.path.join(name);
        let backup = match path.symlink_metadata() {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
            Ok(metadata) if metadata.is_dir() => Err(ErrorKind::IsADirectory.into()),
            Ok(_) => self.back_up(&path).map(Some),
        };
        let new = || NewFile::prepare(&path, text.as_bytes(), FileAccess::OwnerOnly);
        let prepared = backup.and_then(|backup| Ok(Replacement { name, new: new()?, backup }));
        prepared.with_context(|| self.cannot_write(name))
    }

    fn cannot_write(&self, name: &str) -> String {
        format!("cannot write `{}`", self.shown.join(name).display())
    }

    /// Makes a second link to the file; a copy on a file system without hard links.
    fn back_up(&self, path: &Path) -> io::Result<TempPath> {
        let builder = tempfile::Builder::new();
        builder
            .make_in(&self.path, |backup| fs::hard_link(path, backup))
            .or_else(|_| builder.make_in(&self.path, |backup| fs::copy(path, backup).map(drop)))
            .map(tempfile::NamedTempFile::into_temp_path)
    }

    /// Restores the file from its backup; deletes it if it is new.
    fn restore(&self, name: &str, backup: Option<TempPath>) -> io::Result<()> {
        let path = self.path.join(name);
        match backup {
            // `keep` first: if the rename fails, the backup stays.
            Some(backup) => fs::rename(backup.keep()?, path),
            None => fs::remove_file(path),
        }
    }
}

#[cfg(unix)]
fn is_private(metadata: &fs::Metadata) -> bool {
    std::os::unix::fs::PermissionsExt::mode(&metadata.permissions()).trailing_zeros() >= 6
}

#[cfg(not(unix))]
fn is_private(_metadata: &fs::Metadata) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failed_write_restores_earlier_files() {
        let folder = tempfile::tempdir().expect("a folder");
        let output = OutputFolder::new(folder.path(), Path::new("copies")).expect("it can be written to");
        fs::write(folder.path().join("old"), "as it was").expect("a file");
        let prepare = |name| output.prepare(name, "half a plan").expect("it can be written");
        let replacements = ["old", "new", "last"].map(prepare).into();
        fs::create_dir(folder.path().join("last")).expect("a folder in the place of the last file");
        let error = output.replace(replacements).expect_err("the last file cannot be replaced");
        assert!(format!("{error:#}").starts_with("cannot write `copies/last`: "), "{error:#}");
        assert_eq!(output.other_files(&[""], |_| false).expect("the folder"), ["last", "old"]);
        assert_eq!(fs::read_to_string(folder.path().join("old")).expect("it is there"), "as it was");
    }
}
