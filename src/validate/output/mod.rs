//! The formats in which findings are written, one file for each.
//!
//! A message can hold text that a user typed: names, such as handles, and values. `text` shows values on a terminal
//! only; every other format, and `text` in a pipe, shows names but writes `…` for a value.

mod concise;
mod github;
mod json;
mod md;
mod sarif;
mod text;

use std::io::{self, Write};

use chrono::NaiveDate;
use clap::ValueEnum;

use crate::parse::{Diagnostic, Place, Shows, Span};
use crate::workspace::Folder;

pub use crate::validate::totals::{Totals, closing, counted, numbered};

/// The formats in which findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// Each with the lines that it is about, and what to do
    Text,
    /// Each on one line: `file:line:col: severity[rule] message`
    Concise,
    /// One document for other programs
    Json,
    /// Annotations on the changed lines, in GitHub's workflows
    Github,
    /// SARIF 2.1.0, for whatever shows the findings of many tools
    Sarif,
    /// A report for a meeting, plan by plan, in Markdown
    Md,
}

/// How to write findings.
#[derive(Debug, Clone, Copy)]
pub struct RenderOptions {
    /// The format.
    pub format: ReportFormat,
    /// Whether to use colours.
    pub colour: bool,
    /// Whether values and sensitive lines may be shown: on a terminal only.
    pub values: bool,
    /// The width of the terminal, if there is one.
    pub width: Option<usize>,
}

/// Writes findings to a stream, one at a time.
#[expect(missing_debug_implementations, reason = "a stream has nothing to show")]
pub struct Report<'o> {
    options: RenderOptions,
    out: &'o mut dyn Write,
    written: usize,
    meeting: md::MeetingReport,
}

impl<'o> Report<'o> {
    /// Begins a report about `folder`.
    ///
    /// # Errors
    /// `out` cannot be written.
    pub fn begin(
        options: RenderOptions,
        folder: &Folder,
        as_at: NaiveDate,
        out: &'o mut dyn Write,
    ) -> io::Result<Self> {
        match options.format {
            ReportFormat::Json => json::begin(as_at, out)?,
            ReportFormat::Sarif => sarif::begin(out)?,
            ReportFormat::Md => md::begin(folder, as_at, out)?,
            ReportFormat::Text | ReportFormat::Concise | ReportFormat::Github => {}
        }
        Ok(Report { options, out, written: 0, meeting: md::MeetingReport::default() })
    }

    /// Writes one finding.
    ///
    /// # Errors
    /// `out` cannot be written.
    pub fn add(&mut self, diagnostic: &Diagnostic) -> io::Result<()> {
        let before = self.written;
        self.written += 1;
        match self.options.format {
            ReportFormat::Text => text::write(diagnostic, self.options, self.out),
            ReportFormat::Concise => concise::write(diagnostic, self.out),
            ReportFormat::Json => json::write(diagnostic, before, self.out),
            ReportFormat::Github => github::write(diagnostic, self.out),
            ReportFormat::Sarif => sarif::write(diagnostic, before, self.out),
            ReportFormat::Md => self.meeting.write(diagnostic, self.out),
        }
    }

    /// Ends the report.
    ///
    /// # Errors
    /// `out` cannot be written.
    pub fn end(self, folder: &Folder, totals: &Totals) -> io::Result<()> {
        match self.options.format {
            ReportFormat::Json => json::end(totals, self.out)?,
            ReportFormat::Sarif => sarif::end(totals, self.out)?,
            ReportFormat::Md => self.meeting.end(folder, totals, self.out)?,
            ReportFormat::Text | ReportFormat::Concise | ReportFormat::Github => {}
        }
        self.out.flush()
    }
}

/// Writes one finding with its lines, in the format `text`.
///
/// # Errors
/// `out` cannot be written.
pub fn write(diagnostic: &Diagnostic, options: RenderOptions, out: &mut dyn Write) -> io::Result<()> {
    text::write(diagnostic, options, out)
}

/// Returns the places at which a span begins and ends. The end is exclusive.
fn places(diagnostic: &Diagnostic, span: &Span) -> (Place, Place) {
    (diagnostic.source.place(span.start), diagnostic.source.place(span.end))
}

/// The texts of a diagnostic with the parts that an output shows.
struct ShownTexts<'d> {
    message: String,
    label: Option<String>,
    help: Option<String>,
    also: Vec<(&'d Span, String)>,
}

impl<'d> ShownTexts<'d> {
    fn new(diagnostic: &'d Diagnostic, shows: Shows) -> Self {
        let text = |message: &crate::parse::Message| message.text(shows);
        ShownTexts {
            message: text(&diagnostic.message),
            label: diagnostic.label.as_ref().map(text),
            help: diagnostic.help.as_ref().map(text),
            also: diagnostic.also.iter().map(|(span, label)| (span, text(label))).collect(),
        }
    }

    /// Returns the label, then the line and the label of each other place.
    fn labels(&self, diagnostic: &Diagnostic) -> Vec<String> {
        let line = |span: &Span| diagnostic.source.place(span.start).line;
        let also = self.also.iter().map(|(span, label)| format!("line {}: {label}", line(span)));
        self.label.clone().into_iter().chain(also).collect()
    }
}
