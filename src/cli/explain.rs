//! `cpa explain`.

use crate::cli::output::print_page;
use crate::cli::{Exit, World};
use crate::validate::explain::explain;
use crate::workspace::settings_here;

/// Say what a rule finds and why, or what a key of the format is for
///
/// Of a rule: why it matters, with its source, a wrong example and a right one, and how much it matters here. Of a key:
/// what it is for, what may stand there, an example, and which part of a plan it belongs to. At a terminal the lines
/// fit it; elsewhere the page is Markdown.
#[derive(Debug, clap::Args)]
pub(crate) struct ExplainArgs {
    /// Names as findings show them, like `review-overdue`, or keys, like `who`, `needs.actions.who` or
    /// `people.*.consent.copy`
    #[arg(required = true, value_name = "NAME")]
    names: Vec<String>,
}

impl ExplainArgs {
    pub(crate) fn run(self, world: &mut World<'_>) -> anyhow::Result<Exit> {
        let settings = settings_here(&world.here, world.today);
        let pages = self.names.iter().map(|name| explain(name, settings.as_deref()));
        let pages: Vec<String> = pages.collect::<anyhow::Result<_>>()?;
        print_page(&pages.join("\n"), world)?;
        Ok(Exit::Clean)
    }
}
