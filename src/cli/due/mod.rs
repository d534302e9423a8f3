//! `cpa due`: what is late, of whom, and why.

mod email;
mod explain;
mod output_args;
mod query_args;

use std::path::PathBuf;

use crate::cli::due::output_args::OutputArgs;
use crate::cli::due::query_args::{QueryArgs, everybody_is_known, not_listed};
use crate::cli::{Exit, World};
use crate::due::{DueFormat, DueList, RowState};
use crate::workspace::find;

/// List the reviews that are overdue, worst first, and other dates if asked
///
/// Everybody whose date nobody agreed, or whose date could not be told, always stands in the list. A review is late from
/// the day after; a booking does not make it less late.
#[derive(Debug, clap::Args)]
pub(crate) struct DueArgs {
    /// Plans, or folders of plans; without one, the folder of plans here
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    selection: QueryArgs,
    /// Tell of one plan, by its id, every date, length of time and choice, and what would make it not due
    #[arg(long, value_name = "ID", conflicts_with_all = [
        "no_reviews", "within", "overdue_by", "no_date", "not_booked", "new_since", "coordinator", "mine", "team", "by", "sort", "format",
        "names", "to", "output", "quiet", "exit_code",
    ])]
    explain: Option<String>,
    #[command(flatten)]
    manner: OutputArgs,
}

impl DueArgs {
    pub(crate) fn run(self, world: &mut World<'_>) -> anyhow::Result<Exit> {
        self.manner.check(self.selection.by)?;
        let mut folder = find(&world.here, &self.paths, world.today, "due")?;
        if let Some(id) = &self.explain {
            return self.explained(id, folder, world);
        }
        let asked = self.selection.asked(&folder, world)?;
        // Whoever is asked for may stand in a list of colleagues of another team.
        let not_listed = not_listed(&asked, &folder);
        folder.keep_teams(&self.selection.team, &world.here)?;
        let list = DueList::new(&folder, &asked);
        for line in &list.told {
            writeln!(world.err, "{line}")?;
        }
        if list.counts.found == 0 {
            return self.no_plan(&list, world);
        }
        everybody_is_known(&not_listed, &list)?;
        let exit = self.exit(&list);
        if self.manner.quiet && list.rows.is_empty() {
            return Ok(exit);
        }
        let closing = list.in_words();
        let says_it = match self.manner.format {
            DueFormat::Email => true,
            DueFormat::Table | DueFormat::Md => list.by.is_some(),
            DueFormat::Json | DueFormat::Csv | DueFormat::Ics => false,
        };
        let exit = match self.manner.format {
            DueFormat::Email => self.manner.messages(list, &asked, world)?.max(exit),
            format => {
                list.write(format, world.out_is.width, self.manner.names(), world.out)?;
                exit
            }
        };
        world.out.flush()?;
        // A message holds it, and below groups stands a total: whoever sends messages is told of faults alone.
        if !says_it {
            writeln!(world.err, "{closing}")?;
        }
        Ok(exit)
    }

    /// Where there is no plan at all, a program that reads the list is told so too.
    fn no_plan(&self, list: &DueList, world: &mut World<'_>) -> anyhow::Result<Exit> {
        if self.manner.format == DueFormat::Json {
            list.write(self.manner.format, None, self.manner.names(), world.out)?;
        }
        writeln!(world.err, "error: no plan was found, so nothing is known of anybody")?;
        Ok(Exit::Failed)
    }

    fn exit(&self, list: &DueList) -> Exit {
        let is_late = list.rows.iter().any(|row| row.state == RowState::Overdue);
        match is_late && self.manner.exit_code {
            // What could not be read and is no plan's date may be somebody's address: it was told, so it counts.
            _ if !list.is_whole() || !list.told.is_empty() => Exit::Failed,
            true => Exit::Found,
            false => Exit::Clean,
        }
    }
}
