//! The root of a folder of plans, and paths as they are shown.

use std::path::{Component, Path, PathBuf};

use crate::workspace::Overlay;

/// The name of the settings of a folder of plans.
pub(crate) const SETTINGS: &str = "cpa.toml";
/// The name of the list of colleagues.
pub(crate) const PEOPLE: &str = "people.toml";

/// Every folder at or above `folder` that holds `cpa.toml`, the nearest first. A name that leads to no file counts
/// too: that it cannot be read is then told, rather than that nobody set anything.
pub(crate) fn roots_at_or_above<'a>(folder: &'a Path, overlay: &Overlay) -> impl Iterator<Item = &'a Path> {
    folder.ancestors().filter(|folder| overlay.is_there(&folder.join(SETTINGS)))
}

/// The nearest folder at or above `folder` that holds `cpa.toml`.
pub(crate) fn root_at_or_above<'a>(folder: &'a Path, overlay: &Overlay) -> Option<&'a Path> {
    roots_at_or_above(folder, overlay).next()
}

/// The outermost folder at or above `folder` that holds `cpa.toml`.
pub(crate) fn outermost<'a>(folder: &'a Path, overlay: &Overlay) -> Option<&'a Path> {
    roots_at_or_above(folder, overlay).last()
}

/// `path` as somebody in `from` would type it: whole, where the two share nothing. Both are absolute and without `..`.
pub(crate) fn relative(path: &Path, from: &Path) -> PathBuf {
    let shared = path.components().zip(from.components()).take_while(|(one, other)| one == other).count();
    if shared <= 1 {
        return path.to_owned();
    }
    let up = from.components().skip(shared).map(|_| Component::ParentDir);
    let shown: PathBuf = up.chain(path.components().skip(shared)).collect();
    if shown.as_os_str().is_empty() { PathBuf::from(".") } else { shown }
}
