//! `cpa schema`.

use crate::cli::{Exit, World};
use crate::schema::{Subject, for_subject};

/// Print the format as a JSON Schema, for an editor to complete and check by
///
/// The schema says which keys there are, what each is for, and what can stand behind it. Whether a plan is safe to
/// work by, only `cpa validate` can say.
#[derive(Debug, clap::Args)]
pub(crate) struct SchemaArgs {
    /// The file that the schema is of
    #[arg(value_name = "FILE", default_value = "plan")]
    subject: Subject,
}

impl SchemaArgs {
    pub(crate) fn run(self, world: &mut World<'_>) -> anyhow::Result<Exit> {
        writeln!(world.out, "{:#}", for_subject(self.subject))?;
        Ok(Exit::Clean)
    }
}
