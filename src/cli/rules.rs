//! `cpa rules`.

use crate::cli::{Exit, World};
use crate::validate::output::numbered;
use crate::validate::rule_list::{RuleListFormat, write};
use crate::validate::rules::ALL;

/// List the rules of care: what each finds, and how much it matters
///
/// A service can set in `cpa.toml` how much a rule matters, or turn it off; `cpa explain` tells what holds here.
/// Faults of reading, as a misspelt key or a date that is none, are not in this list: they always count.
#[derive(Debug, clap::Args)]
pub(crate) struct RulesArgs {
    /// How to write the list
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: RuleListFormat,
}

impl RulesArgs {
    pub(crate) fn run(self, world: &mut World<'_>) -> anyhow::Result<Exit> {
        write(self.format, world.out_is.width, world.out)?;
        world.out.flush()?;
        let rules = numbered(ALL.len(), "rule");
        writeln!(world.err, "{rules}; faults of reading are not listed, and always count")?;
        Ok(Exit::Clean)
    }
}
