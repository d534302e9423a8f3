//! The options for how copies look.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::bail;

use crate::cli::World;
use crate::escape::sanitize;
use crate::render::{PrintSize, Templates};
use crate::workspace::{relative_to, templates_for};

/// Options for how copies look.
#[derive(Debug, clap::Args)]
pub(crate) struct CopyArgs {
    /// The folder of your own templates; without it, `templates` beside `cpa.toml`, if it is there
    #[arg(long, value_name = "DIR")]
    templates: Option<PathBuf>,
    /// In large print
    #[arg(long)]
    large_print: bool,
}

/// The templates that were read, by their folder; `None` for the built-in ones.
#[derive(Debug, Default)]
pub(crate) struct TemplateCache(BTreeMap<Option<PathBuf>, Templates>);

impl CopyArgs {
    pub(crate) fn print(&self) -> PrintSize {
        if self.large_print { PrintSize::Large } else { PrintSize::Standard }
    }

    /// Returns the templates for the file at `path`. Reads each folder once.
    pub(crate) fn templates<'s>(
        &self,
        path: &Path,
        cache: &'s mut TemplateCache,
        world: &World<'_>,
    ) -> anyhow::Result<&'s Templates> {
        let folder = match &self.templates {
            Some(typed) => Some(world.here.join(typed)),
            None => templates_for(path),
        };
        let TemplateCache(templates) = cache;
        if !templates.contains_key(&folder) {
            let read = match (&folder, &self.templates) {
                (Some(folder), Some(typed)) => Templates::from_folder(folder, typed)?,
                (Some(folder), None) => beside_plans(folder, world)?,
                (None, _) => Templates::default(),
            };
            templates.insert(folder.clone(), read);
        }
        Ok(&templates[&folder])
    }
}

/// Reads the templates beside plans. Refuses a link, because the author of the plans could point it at any folder.
pub(crate) fn beside_plans(folder: &Path, world: &World<'_>) -> anyhow::Result<Templates> {
    let shown = relative_to(folder, &world.here);
    if folder.is_symlink() {
        let shown = shown.display().to_string();
        bail!("`{}` is a link: templates beside plans stand in a folder of their own", sanitize(&shown));
    }
    Templates::from_folder(folder, &shown)
}
