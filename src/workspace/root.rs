//! The root of a folder of plans, and paths as messages show them.

use std::path::{Component, Path, PathBuf};

use crate::workspace::overlay::Overlay;

/// The name of the settings file.
pub(crate) const SETTINGS: &str = "cpa.toml";
/// The name of the list of colleagues.
pub(crate) const PEOPLE: &str = "people.toml";

/// Returns each folder at or above `folder` that contains `cpa.toml`, nearest first. A broken link counts, so that it
/// is reported rather than ignored.
pub(crate) fn roots_at_or_above<'a>(folder: &'a Path, overlay: &Overlay) -> impl Iterator<Item = &'a Path> {
    folder.ancestors().filter(|folder| overlay.exists(&folder.join(SETTINGS)))
}

/// Returns the nearest folder at or above `folder` that contains `cpa.toml`.
pub(crate) fn nearest_root<'a>(folder: &'a Path, overlay: &Overlay) -> Option<&'a Path> {
    roots_at_or_above(folder, overlay).next()
}

/// Returns the outermost folder at or above `folder` that contains `cpa.toml`.
pub(crate) fn outermost_root<'a>(folder: &'a Path, overlay: &Overlay) -> Option<&'a Path> {
    roots_at_or_above(folder, overlay).last()
}

/// Returns `path` relative to `from`, or the whole path if the two share no folder. Both are absolute and without `..`.
pub(crate) fn relative(path: &Path, from: &Path) -> PathBuf {
    let shared = path.components().zip(from.components()).take_while(|(one, other)| one == other).count();
    if shared <= 1 {
        return path.to_owned();
    }
    let up = from.components().skip(shared).map(|_| Component::ParentDir);
    let relative: PathBuf = up.chain(path.components().skip(shared)).collect();
    if relative.as_os_str().is_empty() { PathBuf::from(".") } else { relative }
}
