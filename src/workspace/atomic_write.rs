//! Replaces files whole or not at all.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

/// Who may read and write a new file.
#[derive(Debug, Clone, Copy)]
pub enum FileAccess<'f> {
    /// Only the user who runs the command.
    OwnerOnly,
    /// The same people as for this open file: same owner, group, permissions and access list.
    SameAs(&'f File),
}

/// A complete new file beside the one that it will replace. Dropping it deletes the new file.
#[derive(Debug)]
pub struct NewFile {
    file: NamedTempFile,
    path: PathBuf,
}

impl NewFile {
    /// Writes `bytes` to a hidden file in the folder of `path`, and waits until the disk has them.
    ///
    /// # Errors
    /// The folder cannot be written to, or the access of the old file cannot be kept. An error of kind
    /// [`io::ErrorKind::Other`] has a message for the user.
    pub fn prepare(path: &Path, bytes: &[u8], access: FileAccess<'_>) -> io::Result<Self> {
        let folder = path.parent().unwrap_or(Path::new(""));
        let mut file = Builder::new().prefix(&prefix(path)).tempfile_in(folder)?;
        file.write_all(bytes)?;
        match access {
            // Temporary files have these permissions from the start.
            FileAccess::OwnerOnly => {}
            FileAccess::SameAs(old) => copy_access(old, file.as_file())?,
        }
        file.as_file().sync_all()?;
        Ok(NewFile { file, path: path.to_owned() })
    }

    /// Moves the new file to its path.
    ///
    /// # Errors
    /// The file cannot be moved; the old file is unchanged.
    pub fn replace(self) -> io::Result<()> {
        self.file.persist(&self.path).map(drop).map_err(|error| error.error)
    }
}

/// How the names of new files for `path` begin until they replace it. Plans do not begin with a dot, so that a
/// leftover is never read as a plan.
fn prefix(path: &Path) -> String {
    format!(".{}.cpa-", path.file_name().unwrap_or_default().to_string_lossy())
}

/// Deletes new files for `path` that earlier runs left when they were killed. Call it only with a lock on `path`.
pub fn remove_leftovers(path: &Path) {
    let prefix = prefix(path);
    let folder = path.parent().unwrap_or(Path::new(""));
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with(&prefix) {
            // A leftover that cannot be deleted does no harm.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Waits until the disk has the names of the files in the folder of `path`.
///
/// # Errors
/// The disk does not confirm it.
#[cfg(unix)]
pub fn sync_folder(path: &Path) -> io::Result<()> {
    File::open(path.parent().unwrap_or(Path::new(".")))?.sync_all()
}

/// Does nothing: here, folders cannot be synced.
///
/// # Errors
/// None.
#[cfg(not(unix))]
pub fn sync_folder(_path: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn copy_access(old: &File, new: &File) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};
    let before = old.metadata()?;
    // Only root may change the owner; other users may change the group to one of their own.
    let _ = fchown(new, Some(before.uid()), Some(before.gid()))
        .or_else(|_| fchown(new, None, Some(before.gid())));
    let group_has_access = before.mode() & 0o070 != 0;
    if group_has_access && new.metadata()?.gid() != before.gid() {
        return Err(io::Error::other(
            "its group is one to which you do not belong, so that others could read it than now: ask somebody of \
             that group",
        ));
    }
    copy_access_list(old, new)
        .map_err(|error| io::Error::other(format!("who may read it could not be kept: {error}")))?;
    // After the access list, whose mask is the group part of the permissions.
    new.set_permissions(before.permissions())
}

/// Gives the new file the access list of the old one, or none: the folder may have given it a default list.
#[cfg(unix)]
fn copy_access_list(old: &File, new: &File) -> io::Result<()> {
    use xattr::FileExt;
    const ACCESS_LIST: &str = "system.posix_acl_access";
    // A file system without access lists returns an error here.
    let list = |file: &File| file.get_xattr(ACCESS_LIST).ok().flatten();
    match (list(old), list(new)) {
        (before, now) if before == now => Ok(()),
        (Some(before), _) => new.set_xattr(ACCESS_LIST, &before),
        (None, _) => new.remove_xattr(ACCESS_LIST),
    }
}

#[cfg(not(unix))]
fn copy_access(old: &File, new: &File) -> io::Result<()> {
    new.set_permissions(old.metadata()?.permissions())
}
