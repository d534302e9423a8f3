//! `cpa due --explain`: one plan, date by date.

use std::path::Path;

use anyhow::bail;

use crate::cli::Exit;
use crate::cli::due::{DueArgs, World};
use crate::cli::edit_args::in_folder;
use crate::cli::output::print_page;
use crate::due::{Audience, explain};
use crate::workspace::{FileKind, Folder, FoundFile, PlanFile};

impl DueArgs {
    /// Explains the plan with this id, or at this path. Without `--what`, every kind of date is explained.
    pub(crate) fn explain_plan(
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
        if let FileKind::Unreadable(fault) = &found.kind {
            bail!("{}: {}", found.display_path, fault.message.text(world.err_is.shows()));
        }
        let file = PlanFile::read(&found, world.today);
        let audience = if world.out_is.terminal { Audience::Terminal } else { Audience::Anyone };
        let kinds = self.selection.explained_kinds();
        let (page, warnings) = explain(&file, &kinds, world.today, audience);
        print_page(&page, world)?;
        world.out.flush()?;
        for line in &warnings {
            writeln!(world.err, "{line}")?;
        }
        Ok(if warnings.is_empty() { Exit::Clean } else { Exit::Failed })
    }
}

/// Returns whether the file is a plan at the typed path. A name without a folder is an id.
fn is_at(file: &FoundFile, typed: &str) -> bool {
    let is_plan = matches!(file.kind, FileKind::Plan | FileKind::Unreadable(_));
    is_plan && Path::new(typed).components().count() > 1 && Path::new(&file.display_path) == Path::new(typed)
}
