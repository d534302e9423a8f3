//! `cpa validate`.

mod git_args;

use std::path::PathBuf;

use crate::cli::validate::git_args::GitArgs;
use crate::cli::{Exit, World};
use crate::validate::output::{Report, ReportFormat, closing};
use crate::validate::{RuleSelection, RunOptions, Totals, validate};

/// Say everything that is wrong in a folder of plans
///
/// Each fault comes with its file, line and column, what is wrong, and the line to write instead. Ends with 0 if
/// there is no error, 1 if there is one, and 2 if something could not be read at all. Faults of reading, as a date that
/// is none, are always told: `--select` and `--ignore` are about the rules of care that `cpa rules` lists.
#[derive(Debug, clap::Args)]
pub(crate) struct ValidateArgs {
    /// Folders of plans, or single plans; without one, the folder of plans here
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// How to write what is found
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: ReportFormat,
    /// Let warnings count as errors for the exit code
    #[arg(long)]
    strict: bool,
    /// Run only these rules, or those of a group like `people`, as in `--select review-overdue,crisis`
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    select: Vec<String>,
    /// Leave these rules, or those of a group, out
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    ignore: Vec<String>,
    #[command(flatten)]
    in_git: GitArgs,
}

impl ValidateArgs {
    pub(crate) fn run(self, world: &mut World<'_>) -> anyhow::Result<Exit> {
        let options = RunOptions::new(world.today, RuleSelection::parse(&self.select, &self.ignore)?);
        let folder = self.in_git.find(&self.paths, world)?;
        let render_options = world.out_is.render_options(self.format);
        let mut report = Report::begin(render_options, &folder, world.today, world.out)?;
        let totals = validate(&folder, &options, |diagnostic| Ok(report.add(diagnostic)?))?;
        report.end(&folder, &totals)?;
        writeln!(world.err, "{}", closing(&totals, &folder))?;
        Ok(self.exit(&totals))
    }

    fn exit(&self, totals: &Totals) -> Exit {
        let found = totals.counts.errors > 0 || (self.strict && totals.counts.warnings > 0);
        if !totals.is_complete() {
            Exit::Failed
        } else if found {
            Exit::Found
        } else {
            Exit::Clean
        }
    }
}
