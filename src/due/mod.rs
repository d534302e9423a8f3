//! What is due and when: the one room that knows on which day a review is due, and the list of those that are late.

mod interval;
mod json;
mod list;
mod not_told;
mod review;
mod table;
mod told;
mod why;

use std::io::{self, Write};

use clap::ValueEnum;

pub use interval::{after, between, day_from_text, first_day, in_words, last_day};
pub use list::{Counts, List, Row, RowState, Within};
pub use not_told::{NotTold, WhichFile};
pub use review::{
    Agreed, Anchor, Decided, Limit, Longest, ReviewDue, State, WithoutOutcome, review, review_of,
};

/// How the list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A table for people
    Table,
    /// One JSON document for other programs
    Json,
}

impl List {
    /// Writes the list; a table fits `width` columns where there is a terminal that says how many it has.
    pub fn write(&self, format: Format, width: Option<usize>, out: &mut dyn Write) -> io::Result<()> {
        match format {
            Format::Table => table::write(self, width, out),
            Format::Json => json::write(self, out),
        }
    }
}
