//! The formats of the list: one file for each, and one line in [`DueFormat`].

mod cells;
mod groups_table;

use std::io::{self, Write};

use clap::ValueEnum;

use crate::due::list::DueList;
use crate::due::output::email::{Address, MessageScope};

macro_rules! formats {
    ($($(#[$help:meta])* $variant:ident in $module:ident,)*) => {
        $(pub(crate) mod $module;)*

        /// How the list is written.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
        pub enum DueFormat {
            $($(#[$help])* $variant,)*
        }

        impl DueFormat {
            fn writer(self) -> &'static Writer {
                match self {
                    $(DueFormat::$variant => &$module::WRITER,)*
                }
            }
        }
    };
}

formats! {
    /// A table for people
    Table in table,
    /// A page in Markdown, for a meeting
    Md in md,
    /// One JSON document for other programs
    Json in json,
    /// A table for spreadsheets and other programs (RFC 4180)
    Csv in csv,
    /// A calendar (RFC 5545), with ids and no names
    Ics in ics,
    /// A message in plain text for `sendmail -t`, with ids and no names
    Email in email,
}

/// What a format does.
pub(crate) struct Writer {
    pub(crate) write: fn(&DueList, &WriteOptions<'_>, &mut dyn Write) -> io::Result<()>,
    pub(crate) closing_line: ClosingLine,
    /// Whether names are written with `--names` only.
    pub(crate) hides_names: bool,
    /// Whether a document is written even if there is no plan.
    pub(crate) without_plans: bool,
}

impl Writer {
    /// A writer for other programs.
    pub(crate) const fn new(
        write: fn(&DueList, &WriteOptions<'_>, &mut dyn Write) -> io::Result<()>,
    ) -> Self {
        Writer { write, closing_line: ClosingLine::Separate, hides_names: false, without_plans: false }
    }
}

/// Where the closing line of the list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ClosingLine {
    /// On standard error.
    Separate,
    /// In the output, if that is groups; otherwise on standard error.
    WithGroups,
    /// In the output.
    Included,
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
    /// Returns whether the closing line is part of the output.
    pub(crate) fn includes_closing_line(self, has_groups: bool) -> bool {
        match self.writer().closing_line {
            ClosingLine::Included => true,
            ClosingLine::WithGroups => has_groups,
            ClosingLine::Separate => false,
        }
    }

    /// Returns whether names are written with `--names` only.
    pub(crate) fn hides_names(self) -> bool {
        self.writer().hides_names
    }

    /// Returns whether a document is written even if there is no plan.
    pub(crate) fn is_written_without_plans(self) -> bool {
        self.writer().without_plans
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
        (format.writer().write)(self, options, out)
    }
}
