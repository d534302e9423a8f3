//! `cpa due`: whose review is late.

use std::path::PathBuf;

use super::{Exit, World};
use crate::due::{Format, List, Within};
use crate::folder::find;

/// List the reviews that are overdue, worst first
///
/// Everybody whose date nobody agreed, or whose date could not be told, always stands in the list.
#[derive(Debug, clap::Args)]
pub(super) struct Due {
    /// Plans, or folders of plans; without one, the folder of plans here
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Also list reviews that come up within a time, like 6w, 3m, 10d, or by a day like 2026-12-31;
    /// without a value, what the service calls soon
    #[arg(long, value_name = "TIME", num_args = 0..=1, default_missing_value = SOON, value_parser = within)]
    within: Option<Within>,
    /// How to write the list
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Format,
    /// End with exit code 1 if somebody is overdue
    #[arg(long)]
    exit_code: bool,
}

/// What stands for `--within` without a value.
const SOON: &str = "soon";

impl Due {
    pub(super) fn run(self, world: &mut World<'_>) -> anyhow::Result<Exit> {
        let folder = find(&world.here, &self.paths, world.today, "due")?;
        let list = List::of(&folder, world.today, self.within);
        list.write(self.format, world.out_is.width, world.out)?;
        world.out.flush()?;
        for line in &list.told {
            writeln!(world.err, "{line}")?;
        }
        if list.counts.plans == 0 {
            writeln!(world.err, "error: no plan was found, so nothing is known of anybody")?;
            return Ok(Exit::Failed);
        }
        writeln!(world.err, "{}", list.counts.in_words())?;
        Ok(match list.counts {
            _ if !list.is_whole() => Exit::Failed,
            counts if counts.overdue > 0 && self.exit_code => Exit::Found,
            _ => Exit::Clean,
        })
    }
}

fn within(text: &str) -> Result<Within, String> {
    if text == SOON {
        return Ok(Within::Soon);
    }
    Within::from_text(text).ok_or_else(|| {
        format!(
            "this is no time like 6w, 3m or 10d, and no day like 2026-12-31; \
             if it is a path, write `--within=6w {text}`, or write `--within` last"
        )
    })
}
