//! What is due and when: the one room that knows by which day anything of a plan is due, and the list of what is late.

mod asked;
mod counts;
mod csv;
mod dated;
pub mod dates;
mod email;
mod explain;
mod groups;
mod groups_table;
mod ics;
mod interval;
mod intervals;
mod json;
mod kind;
mod list;
mod md;
mod not_told;
mod of_file;
mod review;
mod row;
mod table;
mod told;
mod unnamed;
mod whose;
mod why;

use std::io::{self, Write};

use clap::ValueEnum;

pub use asked::{Asked, By, Only, Sort, Within, day_before};
pub use counts::Counts;
pub use dated::{Dated, Dates, Reckoned};
pub use email::{Address, InsteadOf};
pub use explain::{Explained, explain};
pub use groups::{Group, Label};
pub use interval::{after, before, between, day_from_text, first_day, in_words, last_day};
pub use intervals::SetBy;
pub use kind::{Kind, Late};
pub use list::List;
pub use not_told::{NotTold, WhichFile};
pub use review::{
    Agreed, Anchor, Decided, Limit, Longest, ReviewDue, State, WithoutOutcome, review, review_of,
};
pub use row::{OfPlan, Row, RowState};
pub use whose::{CareCoordinator, Coordinated, Entry, Whose};

/// How the list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A table for people
    Table,
    /// A page in Markdown, for a meeting
    Md,
    /// One JSON document for other programs
    Json,
    /// A table for spreadsheets and other programs (RFC 4180)
    Csv,
    /// A calendar (RFC 5545), with ids and no names
    Ics,
    /// A message in plain text for `sendmail -t`, with ids and no names
    Email,
}

/// Whether a list that may travel far says who is meant.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Names {
    /// It says ids.
    #[default]
    Hidden,
    /// It says names.
    Shown,
}

/// Who sees what is printed. What stands in a plan in its own words is shown only to somebody who sits before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// Somebody at a terminal.
    ByEyes,
    /// Whoever gets it.
    ByWhoeverGetsIt,
}

impl List {
    /// Writes the list in a format that has no reader of its own. A table fits `width` columns where there is a terminal
    /// that says how many it has.
    ///
    /// # Errors
    /// What `out` says.
    pub fn write(
        &self,
        format: Format,
        width: Option<usize>,
        names: Names,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        match format {
            Format::Table => table::write(self, width, out),
            Format::Md => md::write(self, out),
            Format::Json => json::write(self, out),
            Format::Csv => csv::write(self, out),
            Format::Ics => ics::write(self, names, out),
            Format::Email => email::write(self, None, InsteadOf::Nobody, names, out),
        }
    }

    /// Writes the list as a message to somebody, about their own plans or in somebody's place.
    ///
    /// # Errors
    /// What `out` says.
    pub fn write_to(
        &self,
        to: &Address,
        instead_of: InsteadOf<'_>,
        names: Names,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        email::write(self, Some(to), instead_of, names, out)
    }
}
