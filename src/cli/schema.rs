//! `cpa schema`.

use crate::cli::{Exit, World};
use crate::schema::{Subject, of};

/// Print the format as a JSON Schema, for an editor to complete and check by
///
/// The schema says which keys there are, what each is for, and what can stand behind it. Whether a plan is safe to
/// work by, only `cpa validate` can say.
#[derive(Debug, clap::Args)]
pub(crate) struct Schema {
    /// The file that the schema is of
    #[arg(value_name = "FILE", default_value = "plan")]
    subject: Subject,
}

impl Schema {
    pub(crate) fn run(self, world: &mut World<'_>) -> anyhow::Result<Exit> {
        writeln!(world.out, "{:#}", of(self.subject))?;
        Ok(Exit::Clean)
    }
}
