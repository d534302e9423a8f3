//! Options of `cpa due` for the output and its recipients.

use std::path::PathBuf;

use anyhow::bail;

use crate::cli::World;
use crate::due::{DueFormat, GroupBy, ShownNames, WriteOptions};

/// Options for the output and its recipients.
#[derive(Debug, clap::Args)]
pub(crate) struct OutputArgs {
    /// How to write the list
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub(crate) format: DueFormat,
    /// In a calendar or a message, say names and not only ids
    #[arg(long)]
    names: bool,
    /// To whom a message goes; without it, to the care coordinator whose plans are asked for
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) to: Option<String>,
    /// With `--format email --by coordinator`: the folder for the messages, one to each care coordinator
    #[arg(long, value_name = "DIR")]
    pub(crate) output: Option<PathBuf>,
    /// Print nothing if the list is empty, so that cron sends no mail
    #[arg(long)]
    pub(crate) quiet: bool,
    /// End with exit code 1 if somebody in the list is overdue
    #[arg(long)]
    pub(crate) exit_code: bool,
}

impl OutputArgs {
    /// # Errors
    /// Options that cannot be combined.
    pub(crate) fn check(&self, by: Option<GroupBy>) -> anyhow::Result<()> {
        if self.names && !self.format.hides_names() {
            bail!(
                "`--names` is for `--format ics` and `--format email`: the other formats show names without it"
            );
        }
        if self.format != DueFormat::Email && (self.to.is_some() || self.output.is_some()) {
            bail!("`--to` and `--output` are for `--format email`");
        }
        match (self.format, by) {
            (DueFormat::Ics, Some(_)) => bail!("a calendar has no groups: leave `--by` out"),
            (DueFormat::Email, Some(GroupBy::Team | GroupBy::Month)) => {
                bail!("messages go to people: write `--by coordinator`, or leave `--by` out")
            }
            (DueFormat::Email, Some(GroupBy::Coordinator)) if self.output.is_none() => {
                bail!("these are several messages: name the folder for them, as in `--output messages`")
            }
            (DueFormat::Email, None) if self.output.is_some() => {
                bail!(
                    "`--output` is for the messages of `--by coordinator`; one message goes to standard output"
                )
            }
            _ => Ok(()),
        }
    }

    pub(crate) fn options(&self, world: &World<'_>) -> WriteOptions<'static> {
        let names = if self.names { ShownNames::Shown } else { ShownNames::Hidden };
        WriteOptions { width: world.out_is.width, names, ..WriteOptions::default() }
    }
}
