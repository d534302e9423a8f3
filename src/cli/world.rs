//! Everything outside the program that a command uses: the date, the current folder, streams and git.

use std::io::{BufRead, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use chrono::NaiveDate;

use crate::parse::Shows;
use crate::validate::output::{RenderOptions, ReportFormat};
use crate::workspace::git::Git;

/// Everything outside the program that a command uses.
#[expect(missing_debug_implementations, reason = "streams have nothing to show")]
pub struct World<'w> {
    /// Today in the local time zone, or the date given with `--as-at`.
    pub today: NaiveDate,
    /// The current folder.
    pub here: PathBuf,
    /// The source of answers to questions.
    pub input: &'w mut dyn BufRead,
    /// Whether `input` is a terminal. Questions are only asked at a terminal.
    pub input_is_terminal: bool,
    /// The stream for findings, lists and copies.
    pub out: &'w mut dyn Write,
    /// What kind of stream `out` is.
    pub out_is: Screen,
    /// The stream for summaries and errors.
    pub err: &'w mut dyn Write,
    /// What kind of stream `err` is.
    pub err_is: Screen,
    /// How to run git.
    pub git: Git,
}

/// What kind of stream an output is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Screen {
    /// Whether it is a terminal. Values that can identify a person are shown only there.
    pub terminal: bool,
    /// The width in columns, if it is known. Without a width, nothing is wrapped.
    pub width: Option<usize>,
    /// Whether it shows colours. `--color` overrides `NO_COLOR`.
    pub colour: bool,
}

impl Screen {
    /// Returns the options to write findings to this stream.
    pub(crate) fn render_options(self, format: ReportFormat) -> RenderOptions {
        RenderOptions { format, colour: self.colour, values: self.terminal, width: self.width }
    }

    /// Returns which parts of a message the stream may show.
    pub(crate) fn shows(self) -> Shows {
        if self.terminal { Shows::Everything } else { Shows::Names }
    }
}

/// The result of a command.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// 0: success.
    #[default]
    Clean,
    /// 1: the command found what it looks for.
    Found,
    /// 2: the command failed, completely or in part.
    Failed,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Clean => ExitCode::SUCCESS,
            Exit::Found => ExitCode::from(1),
            Exit::Failed => ExitCode::from(2),
        }
    }
}
