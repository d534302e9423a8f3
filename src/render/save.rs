//! Copies on the disk: whole or not at all, and for their owner's eyes only.

use std::fs::{self, DirBuilder};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use tempfile::NamedTempFile;

/// A folder for copies, that is there and can be written to.
#[derive(Debug)]
pub struct Saved {
    folder: PathBuf,
    shown: PathBuf,
}

impl Saved {
    /// The folder at `path`, made if it is not there; messages show it as `shown`.
    ///
    /// # Errors
    /// It cannot be made, or is no folder.
    pub fn to(path: &Path, shown: &Path) -> anyhow::Result<Self> {
        if path.exists() && !path.is_dir() {
            bail!("cannot write to `{}`: this is a file, and no folder", shown.display());
        }
        let mut builder = DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(path).with_context(|| format!("cannot make the folder `{}`", shown.display()))?;
        Ok(Saved { folder: path.to_owned(), shown: shown.to_owned() })
    }
}

/// Writes all of `files`, each a name and a text, or none: each into a new file beside its place first, and when all
/// of them stand there whole, they take their places. A file that holds these bytes already is left alone; returns how
/// many did.
///
/// # Errors
/// One of them cannot be written. What stood in their places before stands there still; if that cannot be brought
/// about, the error says which files are new.
pub fn save(to: &Saved, files: &[(String, String)]) -> anyhow::Result<usize> {
    let failed = |name: &str| format!("cannot write `{}`", to.shown.join(name).display());
    let mut ready = Vec::new();
    let mut unchanged = 0;
    for (name, text) in files {
        if to.has(name, text) {
            unchanged += 1;
            continue;
        }
        ready.push((name, to.prepare(name, text).with_context(|| failed(name))?));
    }
    let mut done = Vec::new();
    for (name, Prepared { new, before }) in ready {
        if let Err(error) = new.persist(to.folder.join(name)) {
            let left: Vec<&str> = done
                .into_iter()
                .filter_map(|(name, before)| to.undo(name, before).err().map(|_| name))
                .collect();
            let error = anyhow::Error::from(error.error).context(failed(name));
            return Err(match left.as_slice() {
                [] => error,
                left => {
                    error.context(format!("these files are new, and not all of them: {}", left.join(", ")))
                }
            });
        }
        done.push((name.as_str(), before));
    }
    Ok(unchanged)
}

/// A file that only has to take its place.
struct Prepared {
    new: NamedTempFile,
    /// What stood in its place before.
    before: Option<NamedTempFile<()>>,
}

impl Saved {
    /// The names of the files in the folder with one of these endings that `is_known` does not know, in order.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn others(&self, endings: &[&str], is_known: impl Fn(&str) -> bool) -> anyhow::Result<Vec<String>> {
        let failed = || format!("cannot read the folder `{}`", self.shown.display());
        let mut others = Vec::new();
        for entry in fs::read_dir(&self.folder).with_context(failed)? {
            let name = entry.with_context(failed)?.file_name().to_string_lossy().into_owned();
            let is_meant = endings.iter().any(|ending| name.ends_with(ending));
            if is_meant && !is_known(&name) {
                others.push(name);
            }
        }
        others.sort();
        Ok(others)
    }

    /// Whether the file of this name holds this text and nobody but its owner may read it.
    fn has(&self, name: &str, text: &str) -> bool {
        let place = self.folder.join(name);
        let Ok(there) = place.symlink_metadata() else { return false };
        let same_length = u64::try_from(text.len()).is_ok_and(|length| length == there.len());
        there.is_file()
            && is_private(&there)
            && same_length
            && fs::read(&place).is_ok_and(|bytes| bytes == text.as_bytes())
    }

    fn prepare(&self, name: &str, text: &str) -> std::io::Result<Prepared> {
        let place = self.folder.join(name);
        let before = match place.symlink_metadata() {
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(error),
            Ok(there) if there.is_dir() => return Err(ErrorKind::IsADirectory.into()),
            Ok(_) => Some(self.second_name(&place)?),
        };
        let mut new = NamedTempFile::new_in(&self.folder)?;
        new.write_all(text.as_bytes())?;
        new.as_file().sync_all()?;
        Ok(Prepared { new, before })
    }

    /// A second name for the file at `place`, so that it is there when the first is taken; where a disk has no second
    /// names, a second file.
    fn second_name(&self, place: &Path) -> std::io::Result<NamedTempFile<()>> {
        let builder = tempfile::Builder::new();
        builder
            .make_in(&self.folder, |path| fs::hard_link(place, path))
            .or_else(|_| builder.make_in(&self.folder, |path| fs::copy(place, path).map(drop)))
    }

    /// Puts back what stood at `name`: a file, or nothing.
    fn undo(&self, name: &str, before: Option<NamedTempFile<()>>) -> std::io::Result<()> {
        let place = self.folder.join(name);
        match before {
            // Under its other name, it is not lost even if it cannot be put back.
            Some(before) => fs::rename(before.into_temp_path().keep()?, place),
            None => fs::remove_file(place),
        }
    }
}

#[cfg(unix)]
fn is_private(there: &fs::Metadata) -> bool {
    std::os::unix::fs::PermissionsExt::mode(&there.permissions()).trailing_zeros() >= 6
}

#[cfg(not(unix))]
fn is_private(_there: &fs::Metadata) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_cannot_take_its_place_brings_back_what_stood_in_the_others() {
        let folder = tempfile::tempdir().expect("a folder");
        let to = Saved::to(folder.path(), Path::new("copies")).expect("it can be written to");
        fs::write(folder.path().join("old"), "as it was").expect("a file");
        // The last has no folder to stand in, which shows only when it is to take its place.
        let files = ["old", "new", "none/x"].map(|name| (name.to_owned(), "half a plan".to_owned()));
        let error = save(&to, &files).expect_err("the last cannot be written");
        assert!(format!("{error:#}").starts_with("cannot write `copies/none/x`: "), "{error:#}");
        let names: Vec<_> = fs::read_dir(folder.path())
            .expect("the folder")
            .map(|entry| entry.expect("a file").file_name())
            .collect();
        assert_eq!(names, ["old"]);
        assert_eq!(fs::read_to_string(folder.path().join("old")).expect("it is there"), "as it was");
    }
}
