//! What holds where a command is typed that is about no plan.

use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;

use super::overlay::Overlay;
use super::root::{SETTINGS, root_at_or_above};
use super::shelf::{SettingsFile, Shelves};

/// The settings of the folder of plans at or above `here`, else of `plans/` in it; nothing where there are none.
pub fn settings_here(here: &Path, as_at: NaiveDate) -> Option<Arc<SettingsFile>> {
    let here = here.canonicalize().ok()?;
    let plans = here.join("plans");
    let overlay = Overlay::default();
    let root = root_at_or_above(&here, &overlay).or_else(|| root_at_or_above(&plans, &overlay))?;
    Some(Shelves::new(&here, as_at, overlay).settings_at(&root.join(SETTINGS)))
}
