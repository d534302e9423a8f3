//! `cpa due`: the list of what is due, or the explanation of one plan.

mod email;
mod explain;
mod output_args;
mod query_args;

use std::path::PathBuf;

use crate::cli::due::output_args::OutputArgs;
use crate::cli::due::query_args::{QueryArgs, check_coordinators, not_colleagues};
use crate::cli::{Exit, World};
use crate::due::{DueFormat, DueList, ListStatus};
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
    output: OutputArgs,
}

impl DueArgs {
    pub(crate) fn run(self, world: &mut World<'_>) -> anyhow::Result<Exit> {
        self.output.check(self.selection.by)?;
        let mut folder = find(&world.here, &self.paths, world.today, "due")?;
        if let Some(id) = &self.explain {
            return self.explain_plan(id, folder, world);
        }
        let query = self.selection.query(&folder, world)?;
        // Before the folder is narrowed to teams: the list of colleagues of another team may have them.
        let not_colleagues = not_colleagues(&query, &folder);
        folder.keep_teams(&self.selection.team, &world.here)?;
        let list = DueList::new(&folder, &query);
        for line in &list.warnings {
            writeln!(world.err, "{line}")?;
        }
        let format = self.output.format;
        if list.counts.found == 0 {
            if format == DueFormat::Json {
                list.write(format, &self.output.options(world), world.out)?;
            }
            writeln!(world.err, "error: no plan was found, so nothing is known of anybody")?;
            return Ok(Exit::Failed);
        }
        check_coordinators(&not_colleagues, &list)?;
        let exit = self.exit(&list);
        if self.output.quiet && list.rows.is_empty() {
            return Ok(exit);
        }
        let closing_line = (!format.includes_closing_line(list.by.is_some())).then(|| list.in_words());
        let exit = if format == DueFormat::Email {
            self.output.write_messages(list, &query, world)?.max(exit)
        } else {
            list.write(format, &self.output.options(world), world.out)?;
            exit
        };
        world.out.flush()?;
        if let Some(line) = closing_line {
            writeln!(world.err, "{line}")?;
        }
        Ok(exit)
    }

    fn exit(&self, list: &DueList) -> Exit {
        let is_overdue = list.rows.iter().any(|row| row.status == ListStatus::Overdue);
        match is_overdue && self.output.exit_code {
            // A warning counts even if it hides no date: it may be about someone's address.
            _ if !list.is_whole() || !list.warnings.is_empty() => Exit::Failed,
            true => Exit::Found,
            false => Exit::Clean,
        }
    }
}
