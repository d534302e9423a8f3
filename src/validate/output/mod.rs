//! How findings are written: one file a format. The formats of the other rooms are their own promises.

mod concise;
mod github;
mod json;
mod md;
mod sarif;
mod text;

use std::io::{self, Write};

use chrono::NaiveDate;
use clap::ValueEnum;

use crate::parse::{Diagnostic, Place, SeverityCounts, Span};
use crate::validate::{Totals, rules};
use crate::workspace::Folder;

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

/// How to write, as far as it depends on where it goes.
#[derive(Debug, Clone, Copy)]
pub struct RenderOptions {
    /// The format.
    pub format: ReportFormat,
    /// Whether to colour.
    pub colour: bool,
    /// Whether values that tell who somebody is may be shown: only on a terminal.
    pub values: bool,
    /// The width of the terminal, if there is one.
    pub width: Option<usize>,
}

/// Findings on their way to a stream: each is written when it is told, and nothing is kept but, for a meeting, those
/// of one file.
#[expect(missing_debug_implementations, reason = "a stream has nothing to show")]
pub struct Report<'o> {
    manner: RenderOptions,
    out: &'o mut dyn Write,
    told: usize,
    meeting: md::Meeting,
}

impl<'o> Report<'o> {
    /// Begins a report about `folder` as at a day.
    ///
    /// # Errors
    /// What `out` says.
    pub fn begin(
        manner: RenderOptions,
        folder: &Folder,
        as_at: NaiveDate,
        out: &'o mut dyn Write,
    ) -> io::Result<Self> {
        match manner.format {
            ReportFormat::Json => json::begin(as_at, out)?,
            ReportFormat::Sarif => sarif::begin(out)?,
            ReportFormat::Md => md::begin(folder, as_at, out)?,
            ReportFormat::Text | ReportFormat::Concise | ReportFormat::Github => {}
        }
        Ok(Report { manner, out, told: 0, meeting: md::Meeting::default() })
    }

    /// Writes one finding.
    ///
    /// # Errors
    /// What `out` says.
    pub fn tell(&mut self, diagnostic: &Diagnostic) -> io::Result<()> {
        let before = self.told;
        self.told += 1;
        match self.manner.format {
            ReportFormat::Text => text::write(diagnostic, self.manner, self.out),
            ReportFormat::Concise => concise::write(diagnostic, self.out),
            ReportFormat::Json => json::write(diagnostic, before, self.out),
            ReportFormat::Github => github::write(diagnostic, self.out),
            ReportFormat::Sarif => sarif::write(diagnostic, before, self.out),
            ReportFormat::Md => self.meeting.write(diagnostic, self.out),
        }
    }

    /// Ends the report with what came of it.
    ///
    /// # Errors
    /// What `out` says.
    pub fn end(self, folder: &Folder, totals: &Totals) -> io::Result<()> {
        match self.manner.format {
            ReportFormat::Json => json::end(totals, self.out)?,
            ReportFormat::Sarif => sarif::end(totals, self.out)?,
            ReportFormat::Md => self.meeting.end(folder, totals, self.out)?,
            ReportFormat::Text | ReportFormat::Concise | ReportFormat::Github => {}
        }
        self.out.flush()
    }
}

/// Writes one finding by itself, with the lines that it is about.
///
/// # Errors
/// What `out` says.
pub fn write(diagnostic: &Diagnostic, manner: RenderOptions, out: &mut dyn Write) -> io::Result<()> {
    text::write(diagnostic, manner, out)
}

/// Where a place begins, and where the text behind it begins.
fn places(diagnostic: &Diagnostic, span: &Span) -> (Place, Place) {
    (diagnostic.source.place(span.start), diagnostic.source.place(span.end))
}

/// The line that closes a run: "12 plans, no faults", or how many and in how many files, and what the answer lacks. It
/// never says "fine" about nothing.
pub fn closing(totals: &Totals, folder: &Folder) -> String {
    let plans = match (&folder.selection, totals.plans) {
        (Some(only), _) => only.clone(),
        (None, 0) => "no plan was found".to_owned(),
        (None, plans) => numbered(plans, "plan"),
    };
    let and = if folder.selection.is_some() { ":" } else { "," };
    let faults = counted(totals.counts);
    let said = match (totals.told, totals.files) {
        (0, 0) if folder.selection.is_some() => plans,
        (0, 0) => format!("{plans}: name a folder with plans in it, as in `cpa validate path/to/plans`"),
        (_, 0) => format!("{plans}{and} {faults}"),
        (_, files) => format!("{plans}{and} {faults} in {}", numbered(files, "file")),
    };
    let not_had = totals.not_had.then(|| "not everything could be read".to_owned());
    let all = rules::ALL.len();
    let ran = (totals.rules_left_out > 0).then(|| match all - totals.rules_left_out {
        0 => format!("none of {all} rules ran"),
        ran => format!("only {ran} of {all} rules ran"),
    });
    let off = (totals.rules_off > 0)
        .then(|| format!("{} set off in `cpa.toml` did not run", numbered(totals.rules_off, "rule")));
    let single = folder.single_files.then(|| "rules over the whole folder did not run".to_owned());
    let said: Vec<String> = [Some(said), not_had, ran, off, single].into_iter().flatten().collect();
    said.join("; ")
}

/// "1 error, 2 warnings", or "no faults".
pub fn counted(counts: SeverityCounts) -> String {
    let said: Vec<String> =
        [(counts.errors, "error"), (counts.warnings, "warning"), (counts.infos, "remark")]
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, word)| numbered(count, word))
            .collect();
    if said.is_empty() { "no faults".to_owned() } else { said.join(", ") }
}

/// "1 plan", "2 plans".
pub fn numbered(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}
