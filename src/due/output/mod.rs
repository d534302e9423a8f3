//! The formats of the list: one file for each.

mod cells;
mod csv;
pub(crate) mod email;
mod groups_table;
mod ics;
mod json;
mod md;
mod table;

use std::io::{self, Write};

use clap::ValueEnum;

use crate::due::list::DueList;
use crate::due::output::email::{Address, MessageScope};

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

/// Options of all formats; each uses those that it needs.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct WriteOptions<'a> {
    /// The columns of the terminal, if there is one.
    pub(crate) width: Option<usize>,
    pub(crate) names: ShownNames,
    /// The address in the header of a message.
    pub(crate) to: Option<&'a Address>,
    pub(crate) scope: MessageScope<'a>,
}

/// Whether calendars and messages contain names.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum ShownNames {
    /// Ids only.
    #[default]
    Hidden,
    Shown,
}

impl DueFormat {
    /// Returns whether the closing line is part of the output and not on standard error.
    pub(crate) fn includes_closing_line(self, has_groups: bool) -> bool {
        match self {
            DueFormat::Email => true,
            DueFormat::Table | DueFormat::Md => has_groups,
            DueFormat::Json | DueFormat::Csv | DueFormat::Ics => false,
        }
    }

    /// Returns whether names are written with `--names` only.
    pub(crate) fn hides_names(self) -> bool {
        matches!(self, DueFormat::Ics | DueFormat::Email)
    }
}

impl DueList {
    /// Writes the list.
    ///
    /// # Errors
    /// `out` cannot be written to.
    pub(crate) fn write(
        &self,
        format: DueFormat,
        options: &WriteOptions<'_>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        match format {
            DueFormat::Table => table::write(self, options, out),
            DueFormat::Md => md::write(self, out),
            DueFormat::Json => json::write(self, out),
            DueFormat::Csv => csv::write(self, out),
            DueFormat::Ics => ics::write(self, options, out),
            DueFormat::Email => email::write(self, options, out),
        }
    }
}
