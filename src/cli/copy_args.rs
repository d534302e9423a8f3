//! The options that say how copies look.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::bail;

use crate::cli::World;
use crate::escape::harmless;
use crate::render::{Print, Templates};
use crate::workspace::{as_seen_from, templates_for};

/// How copies look.
#[derive(Debug, clap::Args)]
pub(crate) struct Look {
    /// The folder of your own templates; without it, `templates` beside `cpa.toml`, if it is there
    #[arg(long, value_name = "DIR")]
    templates: Option<PathBuf>,
    /// In large print
    #[arg(long)]
    large_print: bool,
}

/// The folders of templates that were read, each once.
#[derive(Debug, Default)]
pub(crate) struct Shelf(BTreeMap<Option<PathBuf>, Templates>);

impl Look {
    /// The print of the copies.
    pub(crate) fn print(&self) -> Print {
        if self.large_print { Print::Large } else { Print::Standard }
    }

    /// The templates that hold for the file at `path`.
    pub(crate) fn templates<'s>(
        &self,
        path: &Path,
        shelf: &'s mut Shelf,
        world: &World<'_>,
    ) -> anyhow::Result<&'s Templates> {
        let folder = match &self.templates {
            Some(typed) => Some(world.here.join(typed)),
            None => templates_for(path),
        };
        let Shelf(read) = shelf;
        if !read.contains_key(&folder) {
            let templates = match (&folder, &self.templates) {
                (Some(folder), Some(typed)) => Templates::of(folder, typed)?,
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
    let shown = as_seen_from(folder, &world.here);
    if folder.is_symlink() {
        let shown = shown.display().to_string();
        bail!("`{}` is a link: templates beside plans stand in a folder of their own", harmless(&shown));
    }
    Templates::of(folder, &shown)
}
