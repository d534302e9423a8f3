//! `cpa due --explain`: one plan, date by date.

use std::path::Path;

use anyhow::bail;

use super::super::page::fitted;
use super::super::{Exit, WIDE};
use super::{Due, World};
use crate::due::{Explained, explain};
use crate::folder::{Folder, Found, Kind, PlanFile};
use crate::reading::{harmless, nearest};

impl Due {
    /// Tells of the plan with this id; without `--what`, of every kind of date.
    pub(super) fn explained(&self, id: &str, folder: &Folder, world: &mut World<'_>) -> anyhow::Result<Exit> {
        let found = of_id(id, folder)?;
        if let Kind::Unreadable(fault) = &found.kind {
            bail!("{}: {}", found.shown, fault.message);
        }
        let file = PlanFile::read(found, world.today);
        let Explained { page, told } = explain(&file, &self.selection.told(), world.today);
        match world.out_is.width {
            Some(width) => write!(world.out, "{}", fitted(&page, width.min(WIDE)))?,
            None => write!(world.out, "{page}")?,
        }
        world.out.flush()?;
        for line in &told {
            writeln!(world.err, "{line}")?;
        }
        Ok(if told.is_empty() { Exit::Clean } else { Exit::Failed })
    }
}

/// The plan of this id, which is also the name of its file, or at this path.
fn of_id<'f>(id: &str, folder: &'f Folder) -> anyhow::Result<&'f Found> {
    let plans = || folder.files.iter().filter(|file| matches!(file.kind, Kind::Plan | Kind::Unreadable(_)));
    let stem = |file: &'f Found| file.path.file_stem().and_then(|stem| stem.to_str());
    let named: Vec<&Found> =
        plans().filter(|file| stem(file) == Some(id) || Path::new(&file.shown) == Path::new(id)).collect();
    match named.as_slice() {
        [one] => Ok(one),
        [] => {
            let meant = nearest(id, plans().filter_map(stem));
            let help = meant.map(|meant| format!(": did you mean `{meant}`?")).unwrap_or_default();
            bail!("no plan here has the id `{}`{help}", harmless(id))
        }
        several => {
            let paths: Vec<&str> = several.iter().map(|file| file.shown.as_str()).collect();
            bail!("several plans have the id `{}`: write the path of one, {}", harmless(id), paths.join(", "))
        }
    }
}
