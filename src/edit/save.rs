//! One file on the disk gets other bytes: whole, or not at all, and only if it is still the one that was read.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use anyhow::{Context, bail};
use tempfile::{Builder, NamedTempFile};

use crate::escape::sanitize;
use crate::workspace::{FoundFile, PlanFile};

/// The file of a plan, as it was when the plan was read.
#[derive(Debug)]
pub struct Original {
    path: PathBuf,
    shown: String,
    bytes: Vec<u8>,
}

/// What stands before the text of some files, and is no part of it.
const BYTE_ORDER_MARK: &str = "\u{feff}";

impl Original {
    /// The bytes from which the plan in `file` was read.
    ///
    /// # Errors
    /// They are not there any more.
    pub fn new(found: &FoundFile, file: &PlanFile) -> anyhow::Result<Self> {
        let shown = sanitize(&found.display_path).into_owned();
        let bytes = fs::read(&found.path).with_context(|| format!("cannot read `{shown}`"))?;
        let original = Original { path: found.path.clone(), shown, bytes };
        if original.text() == Some(file.source.text()) { Ok(original) } else { original.has_changed() }
    }

    fn text(&self) -> Option<&str> {
        let text = str::from_utf8(&self.bytes).ok()?;
        Some(text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text))
    }

    /// All of the old file and of the new one whose text this is.
    pub fn whole(&self, text: &str) -> (String, String) {
        let old = String::from_utf8_lossy(&self.bytes).into_owned();
        let mark = if old.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK } else { "" };
        (old, format!("{mark}{text}"))
    }

    /// Puts a file with this text in the place of the old one.
    ///
    /// # Errors
    /// The file is another than the one that was read, or the disk does not take it: the old file is there still.
    pub fn replace(&self, text: &str) -> anyhow::Result<()> {
        let failed = || format!("nothing was written: cannot write `{}`", self.shown);
        // A link stays a link: what it leads to is replaced.
        let path = self.path.canonicalize().map_err(in_words).with_context(failed)?;
        let folder = path.parent().context("a file stands in a folder")?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let mut old = locked(&path, &self.shown)?;
        let mut bytes = Vec::with_capacity(self.bytes.len());
        old.read_to_end(&mut bytes).map_err(in_words).with_context(failed)?;
        if bytes != self.bytes {
            return self.has_changed();
        }
        let prefix = format!(".{name}.cpa-");
        take_away_what_was_left(folder, &prefix);
        let (_, new) = self.whole(text);
        let new = prepared(folder, &prefix, new.as_bytes(), &old).with_context(failed)?;
        new.persist(&path).map_err(|error| in_words(error.error)).with_context(failed)?;
        sync(folder).with_context(|| {
            format!("`{}` is written, but the disk does not say that it will stay so", self.shown)
        })
    }

    fn has_changed<T>(&self) -> anyhow::Result<T> {
        bail!(
            "`{}` has changed meanwhile, so nothing was written: look at it, and type the command again",
            self.shown
        )
    }
}

/// How often, and how long each time, somebody else who writes is waited for.
const TRIES: u32 = 40;
const PAUSE: Duration = Duration::from_millis(50);

/// The file, which nobody else who asks for it may write until it is dropped. Where a disk knows no locks, whoever
/// comes second still sees that the file has changed.
fn locked(path: &Path, shown: &str) -> anyhow::Result<File> {
    let failed = || format!("nothing was written: cannot write `{shown}`");
    for _ in 0..TRIES {
        let file =
            OpenOptions::new().read(true).write(true).open(path).map_err(in_words).with_context(failed)?;
        match file.try_lock() {
            Ok(()) | Err(TryLockError::Error(_)) => {}
            Err(TryLockError::WouldBlock) => {
                sleep(PAUSE);
                continue;
            }
        }
        // Whoever held the lock may have put another file in the place of this one.
        if is_still_at(&file, path).map_err(in_words).with_context(failed)? {
            return Ok(file);
        }
    }
    bail!(
        "nothing was written: another program keeps `{shown}` for itself; close it there, and type the command again"
    )
}

#[cfg(unix)]
fn is_still_at(file: &File, path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    let (open, there) = (file.metadata()?, fs::metadata(path)?);
    Ok((open.dev(), open.ino()) == (there.dev(), there.ino()))
}

#[cfg(not(unix))]
fn is_still_at(_file: &File, _path: &Path) -> io::Result<bool> {
    Ok(true)
}

/// Takes away what a run that was killed left in the folder. Whoever holds the lock is the only one who writes there
/// under such a name.
fn take_away_what_was_left(folder: &Path, prefix: &str) {
    let left = fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in left.filter(|entry| entry.file_name().to_string_lossy().starts_with(prefix)) {
        // What cannot be taken away does no harm: names that begin with a dot are no plans.
        let _ = fs::remove_file(entry.path());
    }
}

/// A file with these bytes in the folder, which may be read and written by whoever may do so with the old one.
fn prepared(folder: &Path, prefix: &str, bytes: &[u8], old: &File) -> anyhow::Result<NamedTempFile> {
    let mut new = Builder::new().prefix(prefix).tempfile_in(folder).map_err(in_words)?;
    new.write_all(bytes).map_err(in_words)?;
    like(old, new.as_file())?;
    new.as_file().sync_all().map_err(in_words)?;
    Ok(new)
}

#[cfg(unix)]
fn like(old: &File, new: &File) -> anyhow::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};
    let was = old.metadata().map_err(in_words)?;
    // Only the superuser may give a file to somebody else, and everybody only to a group of theirs.
    let _ = fchown(new, Some(was.uid()), Some(was.gid())).or_else(|_| fchown(new, None, Some(was.gid())));
    let its_group_counts = was.mode() & 0o070 != 0;
    if its_group_counts && new.metadata().map_err(in_words)?.gid() != was.gid() {
        bail!(
            "its group is one to which you do not belong, so that others could read it than now: ask somebody of that group"
        );
    }
    list_of_access_like(old, new)?;
    // After the list, for with one the rights of the group are the most that the list can give.
    new.set_permissions(was.permissions()).map_err(in_words)
}

/// Where a disk keeps the list of those who may have a file, besides its owner and its group.
#[cfg(unix)]
const LIST_OF_ACCESS: &str = "system.posix_acl_access";

/// Gives the new file the list of access of the old one; none, if that has none: the folder may have given it one.
#[cfg(unix)]
fn list_of_access_like(old: &File, new: &File) -> anyhow::Result<()> {
    use xattr::FileExt;
    // A disk that knows no such lists has none.
    let of = |file: &File| file.get_xattr(LIST_OF_ACCESS).ok().flatten();
    let (was, is) = (of(old), of(new));
    let made = match (&was, &is) {
        (was, is) if was == is => Ok(()),
        (Some(was), _) => new.set_xattr(LIST_OF_ACCESS, was),
        (None, _) => new.remove_xattr(LIST_OF_ACCESS),
    };
    made.map_err(in_words).context("who may read it could not be kept")
}

#[cfg(not(unix))]
fn like(old: &File, new: &File) -> anyhow::Result<()> {
    new.set_permissions(old.metadata().map_err(in_words)?.permissions()).map_err(in_words)
}

#[cfg(unix)]
fn sync(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// What the disk says, as it would be said.
fn in_words(error: io::Error) -> anyhow::Error {
    match error.kind() {
        ErrorKind::PermissionDenied => {
            anyhow::anyhow!("you may not write there: ask whoever keeps the folder")
        }
        ErrorKind::ReadOnlyFilesystem => anyhow::anyhow!("the disk can only be read"),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            anyhow::anyhow!("the disk is full: make room, and type the command again")
        }
        ErrorKind::NotFound => anyhow::anyhow!("it is not there any more"),
        _ => anyhow::Error::from(error).context("the disk does not take it"),
    }
}
