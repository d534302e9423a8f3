//! What is due and when: the one room that knows by which day anything of a plan is due, and the list of what is late.

mod collect;
mod coordinator;
mod counts;
mod due_item;
mod explain;
mod groups;
mod interval;
mod interval_setting;
mod kind;
pub mod kinds;
mod list;
mod output;
mod query;
mod reason;
mod review;
mod row;
mod unnamed;
mod unreadable_input;
mod warnings;

use std::io::{self, Write};

use clap::ValueEnum;

pub use coordinator::{CareCoordinator, Coordinator, CoordinatorFilter, CoordinatorSource};
pub use counts::DueCounts;
pub use due_item::{Basis, DueItem, DueItems};
pub use explain::{DueExplanation, explain};
pub use groups::{DueGroup, GroupLabel};
pub use interval::{after, before, between, day_from_text, first_day, in_words, last_day};
pub use interval_setting::SetBy;
pub use kind::{DueKind, Late};
pub use list::DueList;
pub use output::email::{Address, InsteadOf};
pub use query::{GroupBy, Narrowing, Query, SortOrder, Within, day_before};
pub use review::{
    Agreed, Anchor, Decided, Limit, Longest, ReviewDue, State, WithoutOutcome, review, review_of,
};
pub use row::{DueRow, OfPlan, RowState};
pub use unreadable_input::{UnreadableInput, WhichFile};

/// How the list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DueFormat {
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
pub enum ShownNames {
    /// It says ids.
    #[default]
    Hidden,
    /// It says names.
    Shown,
}

/// Who sees what is printed. What stands in a plan in its own words is shown only to somebody who sits before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Somebody at a terminal.
    Terminal,
    /// Whoever gets it.
    Anyone,
}

impl DueList {
    /// Writes the list in a format that has no reader of its own. A table fits `width` columns where there is a terminal
    /// that says how many it has.
    ///
    /// # Errors
    /// What `out` says.
    pub fn write(
        &self,
        format: DueFormat,
        width: Option<usize>,
        names: ShownNames,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        match format {
            DueFormat::Table => output::table::write(self, width, out),
            DueFormat::Md => output::md::write(self, out),
            DueFormat::Json => output::json::write(self, out),
            DueFormat::Csv => output::csv::write(self, out),
            DueFormat::Ics => output::ics::write(self, names, out),
            DueFormat::Email => output::email::write(self, None, InsteadOf::Nobody, names, out),
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
        names: ShownNames,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        output::email::write(self, Some(to), instead_of, names, out)
    }
}
