//! `cpa due --explain`: one plan, date by date.

use std::path::Path;

use anyhow::bail;

use crate::cli::due::{Due, World};
use crate::cli::edit_plan::in_folder;
use crate::cli::markdown_page::fitted;
use crate::cli::{Exit, WIDE};
use crate::due::{Explained, Seen, explain};
use crate::workspace::{Folder, Found, Kind, PlanFile};

impl Due {
    /// Tells of the plan with this id; without `--what`, of every kind of date.
    pub(crate) fn explained(
        &self,
        id: &str,
        mut folder: Folder,
        world: &mut World<'_>,
    ) -> anyhow::Result<Exit> {
        let at = folder.files.iter().position(|file| is_at(file, id));
        let found = match at {
            Some(at) => folder.files.swap_remove(at),
            None => in_folder(folder, id, world.today)?,
        };
        if let Kind::Unreadable(fault) = &found.kind {
            bail!("{}: {}", found.shown, fault.message);
        }
        let file = PlanFile::read(&found, world.today);
        let seen = if world.out_is.terminal { Seen::ByEyes } else { Seen::ByWhoeverGetsIt };
        let Explained { page, told } = explain(&file, &self.selection.told(), world.today, seen);
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

/// Whether a plan stands at the path that was typed.
fn is_at(file: &Found, typed: &str) -> bool {
    let is_plan = matches!(file.kind, Kind::Plan | Kind::Unreadable(_));
    is_plan && Path::new(typed).components().count() > 1 && Path::new(&file.shown) == Path::new(typed)
}
