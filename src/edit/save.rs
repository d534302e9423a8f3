//! Replaces the file of a plan: completely or not at all, and only if it has not changed since it was read.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail};

use crate::escape::sanitize;
use crate::workspace::atomic_write::{FileAccess, NewFile, remove_leftovers, sync_folder};
use crate::workspace::{FoundFile, PlanFile};

/// The file of a plan as it was when the plan was read.
#[derive(Debug)]
pub struct OriginalFile {
    path: PathBuf,
    display_path: String,
    bytes: Vec<u8>,
}

/// The mark at the start of some files, which is not part of the text.
const BYTE_ORDER_MARK: &str = "\u{feff}";

impl OriginalFile {
    /// Returns the bytes from which the plan in `file` was read.
    ///
    /// # Errors
    /// Fails if the file has changed.
    pub fn new(found: &FoundFile, file: &PlanFile) -> Result<Self> {
        let display_path = sanitize(&found.display_path).into_owned();
        let bytes = fs::read(&found.path).with_context(|| format!("cannot read `{display_path}`"))?;
        let original = OriginalFile { path: found.path.clone(), display_path, bytes };
        let text = str::from_utf8(&original.bytes).ok();
        let text = text.map(|text| text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text));
        if text == Some(file.source.text()) { Ok(original) } else { original.has_changed() }
    }

    /// Returns the whole content of the old file and of the new one with this text.
    pub fn old_and_new(&self, text: &str) -> (String, String) {
        let old = String::from_utf8_lossy(&self.bytes).into_owned();
        let mark = if old.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK } else { "" };
        (old, format!("{mark}{text}"))
    }

    /// Replaces the file with one that has this text.
    ///
    /// # Errors
    /// Fails if the file has changed or cannot be written. The old file is unchanged then.
    pub fn replace(&self, text: &str) -> Result<()> {
        let cannot_write = || format!("nothing was written: cannot write `{}`", self.display_path);
        // The target of a link is replaced, and the link is kept.
        let path = self.path.canonicalize().map_err(explain).with_context(cannot_write)?;
        let mut old = self.lock(&path)?;
        let mut bytes = Vec::with_capacity(self.bytes.len());
        old.read_to_end(&mut bytes).map_err(explain).with_context(cannot_write)?;
        if bytes != self.bytes {
            return self.has_changed();
        }
        remove_leftovers(&path);
        let (_, new) = self.old_and_new(text);
        NewFile::prepare(&path, new.as_bytes(), FileAccess::SameAs(&old))
            .and_then(NewFile::replace)
            .map_err(explain)
            .with_context(cannot_write)?;
        sync_folder(&path).with_context(|| {
            format!("`{}` is written, but the disk does not say that it will stay so", self.display_path)
        })
    }

    /// Opens the file with a lock, which lasts until the file is dropped. On a file system without locks, a second
    /// writer still notices that the file has changed.
    fn lock(&self, path: &Path) -> Result<File> {
        const TRIES: u32 = 40;
        const PAUSE: Duration = Duration::from_millis(50);
        let cannot_write = || format!("nothing was written: cannot write `{}`", self.display_path);
        for _ in 0..TRIES {
            let file = OpenOptions::new().read(true).write(true).open(path);
            let file = file.map_err(explain).with_context(cannot_write)?;
            if matches!(file.try_lock(), Err(TryLockError::WouldBlock)) {
                sleep(PAUSE);
                continue;
            }
            // The previous holder of the lock may have replaced the file.
            if is_same_file(&file, path).map_err(explain).with_context(cannot_write)? {
                return Ok(file);
            }
        }
        bail!(
            "nothing was written: another program keeps `{}` for itself; close it there, and type the command again",
            self.display_path
        )
    }

    fn has_changed<T>(&self) -> Result<T> {
        bail!(
            "`{}` has changed meanwhile, so nothing was written: look at it, and type the command again",
            self.display_path
        )
    }
}

#[cfg(unix)]
fn is_same_file(file: &File, path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    let (open, current) = (file.metadata()?, fs::metadata(path)?);
    Ok((open.dev(), open.ino()) == (current.dev(), current.ino()))
}

#[cfg(not(unix))]
fn is_same_file(_file: &File, _path: &Path) -> io::Result<bool> {
    Ok(true)
}

/// Explains an error of the file system to the user.
fn explain(error: io::Error) -> anyhow::Error {
    match error.kind() {
        ErrorKind::PermissionDenied => anyhow!("you may not write there: ask whoever keeps the folder"),
        ErrorKind::ReadOnlyFilesystem => anyhow!("the disk can only be read"),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            anyhow!("the disk is full: make room, and type the command again")
        }
        ErrorKind::NotFound => anyhow!("it is not there any more"),
        // The message is already for the user.
        ErrorKind::Other => anyhow!("{error}"),
        _ => anyhow::Error::from(error).context("the disk does not take it"),
    }
}
