//! `cpa validate`.

use std::path::PathBuf;

use super::in_git::InGit;
use super::{Exit, World};
use crate::folder::Folder;
use crate::validate::report::{Format, counted, numbered, write};
use crate::validate::{Totals, validate};

/// Say everything that is wrong in a folder of plans
///
/// Each fault comes with its file, line and column, what is wrong, and the line to write instead. Ends with 0 if
/// there is no error, 1 if there is one, and 2 if something could not be read at all.
#[derive(Debug, clap::Args)]
pub(super) struct Validate {
    /// Folders of plans, or single plans; without one, the folder of plans here
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// How to write what is found
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// Let warnings count as errors for the exit code
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    in_git: InGit,
}

impl Validate {
    pub(super) fn run(self, world: &mut World<'_>) -> anyhow::Result<Exit> {
        let folder = self.in_git.find(&self.paths, world)?;
        let manner = world.out_is.manner(self.format);
        let totals = validate(&folder, world.today, |diagnostic| Ok(write(diagnostic, manner, world.out)?))?;
        world.out.flush()?;
        writeln!(world.err, "{}", self.closing(&totals, &folder))?;
        Ok(self.exit(&totals))
    }

    fn exit(&self, totals: &Totals) -> Exit {
        let found = totals.counts.errors > 0 || (self.strict && totals.counts.warnings > 0);
        if totals.not_had || (totals.plans == 0 && !self.in_git.asks()) {
            Exit::Failed
        } else if found {
            Exit::Found
        } else {
            Exit::Clean
        }
    }

    /// "12 plans, no faults", or how many and in how many files. It never says "fine" about nothing.
    fn closing(&self, totals: &Totals, folder: &Folder) -> String {
        let plans = match totals.plans {
            _ if self.in_git.asks() => self.in_git.looked_at(folder),
            0 => "no plan was found".to_owned(),
            plans => numbered(plans, "plan"),
        };
        let faults = counted(totals.counts);
        let and = if self.in_git.asks() { ":" } else { "," };
        let said = match (totals.told, totals.files) {
            (0, 0) if self.in_git.asks() => plans,
            (0, 0) => format!("{plans}: name a folder with plans in it, as in `cpa validate path/to/plans`"),
            (_, 0) => format!("{plans}{and} {faults}"),
            (_, files) => format!("{plans}{and} {faults} in {}", numbered(files, "file")),
        };
        let not_run = if folder.single_files { "; rules over the whole folder did not run" } else { "" };
        let not_had = if totals.not_had { "; not everything could be read" } else { "" };
        format!("{said}{not_had}{not_run}")
    }
}
