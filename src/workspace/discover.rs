//! Settings, templates and colleagues for a command that names no plan: those of the folder of plans at or above the
//! current folder, or else of `plans/` in it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;

use crate::workspace::context::{ContextCache, FolderContext, SettingsFile};
use crate::workspace::overlay::Overlay;
use crate::workspace::root::{SETTINGS, nearest_root, relative, roots_at_or_above};

/// The folder of a service's own templates, beside its `cpa.toml`.
const TEMPLATES: &str = "templates";

/// Returns the settings that apply in the folder `here`.
pub fn settings_here(here: &Path, as_at: NaiveDate) -> Option<Arc<SettingsFile>> {
    let here = here.canonicalize().ok()?;
    let (_, root) = plans_and_root(&here)?;
    Some(ContextCache::new(&here, as_at, Overlay::default()).settings_at(&root.join(SETTINGS)))
}

/// Returns the settings and colleagues that apply in the folder `here`.
pub fn context_here(here: &Path, as_at: NaiveDate) -> Option<FolderContext> {
    let here = here.canonicalize().ok()?;
    let (folder, _) = plans_and_root(&here)?;
    Some(ContextCache::new(&here, as_at, Overlay::default()).for_folder(&folder, &folder))
}

/// Returns the folder of templates for the folder `here`, which may not exist yet.
pub fn templates_here(here: &Path) -> Option<PathBuf> {
    let (_, root) = plans_and_root(&here.canonicalize().ok()?)?;
    Some(templates_for(&root.join(SETTINGS)).unwrap_or_else(|| root.join(TEMPLATES)))
}

/// Returns the folder of templates for the file at `path`: `templates/` beside the nearest `cpa.toml` that has one.
pub fn templates_for(path: &Path) -> Option<PathBuf> {
    let folder = path.parent()?.canonicalize().ok()?;
    let overlay = Overlay::default();
    let mut templates = roots_at_or_above(&folder, &overlay).map(|root| root.join(TEMPLATES));
    templates.find(|templates| templates.symlink_metadata().is_ok())
}

/// Returns `path` relative to the folder `here`.
pub fn relative_to(path: &Path, here: &Path) -> PathBuf {
    here.canonicalize().map_or_else(|_| path.to_owned(), |here| relative(path, &here))
}

/// Returns `here`, or else `plans/` in it, with the nearest folder at or above it that contains `cpa.toml`.
fn plans_and_root(here: &Path) -> Option<(PathBuf, PathBuf)> {
    [here.to_owned(), here.join("plans")].into_iter().find_map(|folder| {
        let root = nearest_root(&folder, &Overlay::default())?.to_owned();
        Some((folder, root))
    })
}
