//! The options that say how copies look.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::bail;

use crate::cli::World;
use crate::escape::sanitize;
use crate::render::{PrintSize, Templates};
use crate::workspace::{relative_to, templates_for};

/// How copies look.
#[derive(Debug, clap::Args)]
pub(crate) struct CopyArgs {
    /// The folder of your own templates; without it, `templates` beside `cpa.toml`, if it is there
    #[arg(long, value_name = "DIR")]
    templates: Option<PathBuf>,
    /// In large print
    #[arg(long)]
    large_print: bool,
}

/// The folders of templates that were read, each once.
#[derive(Debug, Default)]
pub(crate) struct ContextArgs(BTreeMap<Option<PathBuf>, Templates>);

impl CopyArgs {
    /// The print of the copies.
    pub(crate) fn print(&self) -> PrintSize {
        if self.large_print { PrintSize::Large } else { PrintSize::Standard }
    }

    /// The templates that hold for the file at `path`.
    pub(crate) fn templates<'s>(
        &self,
        path: &Path,
        context: &'s mut ContextArgs,
        world: &World<'_>,
    ) -> anyhow::Result<&'s Templates> {
        let folder = match &self.templates {
            Some(typed) => Some(world.here.join(typed)),
            None => templates_for(path),
        };
        let ContextArgs(read) = context;
        if !read.contains_key(&folder) {
            let templates = match (&folder, &self.templates) {
                (Some(folder), Some(typed)) => Templates::from_folder(folder, typed)?,
                (Some(folder), None) => beside_plans(folder, world)?,
                (None, _) => Templates::default(),
            };
            read.insert(folder.clone(), templates);
        }
        Ok(&read[&folder])
    }
}

/// The templates in a folder beside plans: whoever wrote the plans may not lead us elsewhere by a link.
pub(crate) fn beside_plans(folder: &Path, world: &World<'_>) -> anyhow::Result<Templates> {
    let shown = relative_to(folder, &world.here);
    if folder.is_symlink() {
        let shown = shown.display().to_string();
        bail!("`{}` is a link: templates beside plans stand in a folder of their own", sanitize(&shown));
    }
    Templates::from_folder(folder, &shown)
}
