//! What holds where a command is typed that is about no plan.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;

use crate::workspace::context::{ContextCache, FolderContext, SettingsFile};
use crate::workspace::overlay::Overlay;
use crate::workspace::root::{SETTINGS, relative, root_at_or_above, roots_at_or_above};

/// The name of the folder of a service's own templates, beside its `cpa.toml`.
const TEMPLATES: &str = "templates";

/// The settings of the folder of plans at or above `here`, else of `plans/` in it; nothing where there are none.
pub fn settings_here(here: &Path, as_at: NaiveDate) -> Option<Arc<SettingsFile>> {
    let here = here.canonicalize().ok()?;
    let root = root_here(&here)?;
    Some(ContextCache::new(&here, as_at, Overlay::default()).settings_at(&root.join(SETTINGS)))
}

/// The folder at or above `here` that holds a `cpa.toml`, else `plans/` in it; `here` has no link in it.
fn root_here(here: &Path) -> Option<PathBuf> {
    let plans = here.join("plans");
    let overlay = Overlay::default();
    let root = root_at_or_above(here, &overlay).or_else(|| root_at_or_above(&plans, &overlay))?;
    Some(root.to_owned())
}

/// The folder of templates that holds for the file at `path`: `templates/` beside the nearest `cpa.toml` at or above
/// it that has one.
pub fn templates_for(path: &Path) -> Option<PathBuf> {
    let folder = path.parent()?.canonicalize().ok()?;
    let overlay = Overlay::default();
    let beside = roots_at_or_above(&folder, &overlay).map(|root| root.join(TEMPLATES));
    beside.into_iter().find(|templates| templates.symlink_metadata().is_ok())
}

/// Where the templates of the folder of plans at or above `here`, else of `plans/` in it, stand or would stand.
pub fn templates_here(here: &Path) -> Option<PathBuf> {
    let here = here.canonicalize().ok()?;
    let root = root_here(&here)?;
    Some(templates_for(&root.join(SETTINGS)).unwrap_or_else(|| root.join(TEMPLATES)))
}

/// `path` as somebody in `here` would type it.
pub fn as_seen_from(path: &Path, here: &Path) -> PathBuf {
    here.canonicalize().map_or_else(|_| path.to_owned(), |here| relative(path, &here))
}

/// What holds for the plans of the folder of plans at or above `here`, else of `plans/` in it; nothing where no
/// `cpa.toml` is there.
pub fn context_here(here: &Path, as_at: NaiveDate) -> Option<FolderContext> {
    let here = here.canonicalize().ok()?;
    let plans = here.join("plans");
    let overlay = Overlay::default();
    let folder = [here.as_path(), &plans].into_iter().find(|at| root_at_or_above(at, &overlay).is_some())?;
    Some(ContextCache::new(&here, as_at, overlay).for_folder(folder, folder))
}
