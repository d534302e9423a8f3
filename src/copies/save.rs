//! Copies on the disk: whole or not at all, and for their owner's eyes only.

use std::fs::DirBuilder;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

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
            bail!("cannot write copies to `{}`: this is a file, and no folder", shown.display());
        }
        let mut builder = DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(path).with_context(|| format!("cannot make the folder `{}`", shown.display()))?;
        Ok(Saved { folder: path.to_owned(), shown: shown.to_owned() })
    }
}

/// Writes `text` as the file `name`: into a new file beside it, which then takes its place at once.
///
/// # Errors
/// It cannot be written; what stood there before stands there still.
pub fn save(to: &Saved, name: &str, text: &str) -> anyhow::Result<PathBuf> {
    let shown = to.shown.join(name);
    let write = || -> std::io::Result<()> {
        let mut file = tempfile::NamedTempFile::new_in(&to.folder)?;
        file.write_all(text.as_bytes())?;
        file.as_file().sync_all()?;
        file.persist(to.folder.join(name))?;
        Ok(())
    };
    write().with_context(|| format!("cannot write `{}`", shown.display()))?;
    Ok(shown)
}
