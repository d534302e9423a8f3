//! What every section and document is made from: what the reader may see, the day, and the print.

use crate::access::RedactedPlan;
use crate::render::block::Block;
use crate::render::line::Line;
use crate::render::{Markup, PrintSize};

/// What every section and document is made from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CopyContext<'a> {
    pub(crate) seen: &'a RedactedPlan,
    pub(crate) as_at: chrono::NaiveDate,
    pub(crate) print: PrintSize,
    pub(crate) format: Markup,
}

impl CopyContext<'_> {
    /// The same as [`RedactedPlan::say`].
    pub(crate) fn say(&self, own: &'static str, others: &'static str) -> Line {
        self.seen.say(own, others)
    }

    /// The line below a heading that has nothing else. It says neither that something was withheld nor that nothing
    /// was.
    pub(crate) fn ask(&self, what: &str) -> Block {
        let text =
            Line::from("Ask ").with(self.seen.coordinator()).with(" ").with(Line::made(format!("{what}.")));
        Block::Text { text }
    }

    /// Whether a crisis plan must fit on one side of paper: large print takes as many as it needs, and plain text has
    /// none.
    pub(crate) fn is_one_side(&self) -> bool {
        self.print == PrintSize::Standard && self.format == Markup::Html
    }
}
