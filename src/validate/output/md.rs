//! `--format md`: a report for a meeting, in Markdown: file by file, the most severe findings first. It shows names that
//! a user typed, but no values.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::Path;

use chrono::NaiveDate;

use crate::escape::{markdown_line, markdown_words, sanitize};
use crate::parse::{Diagnostic, Severity, Shows, day_in_words};
use crate::validate::output::{ShownTexts, Totals, closing, numbered};
use crate::workspace::{FileKind, Folder};

/// The findings of one file, until they can be sorted by severity and written.
#[derive(Debug, Default)]
pub(crate) struct MeetingReport {
    findings: Vec<Diagnostic>,
    /// The paths of the files that have been written.
    written: BTreeSet<String>,
}

pub(crate) fn begin(folder: &Folder, as_at: NaiveDate, out: &mut dyn Write) -> io::Result<()> {
    let plans = numbered(folder.plans(), "plan");
    writeln!(out, "# Care plans: what is missing or wrong\n\nAs at {}: {plans}.", day_in_words(as_at))
}

impl MeetingReport {
    pub(crate) fn write(&mut self, diagnostic: &Diagnostic, out: &mut dyn Write) -> io::Result<()> {
        let first = self.findings.first();
        if first.is_some_and(|first| first.source.path() != diagnostic.source.path()) {
            self.file(out)?;
        }
        self.findings.push(diagnostic.clone());
        Ok(())
    }

    /// Writes the findings of one file.
    fn file(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let mut findings = std::mem::take(&mut self.findings);
        findings.sort_by_key(|diagnostic| Reverse(diagnostic.severity));
        let Some(first) = findings.first() else { return Ok(()) };
        let path = first.source.path();
        let again = if self.written.insert(path.to_owned()) { "" } else { ", beside other plans" };
        writeln!(out, "\n## {} ({}{again})\n", markdown_line(&sanitize(&name(path))), code(path))?;
        for (at, diagnostic) in findings.iter().enumerate() {
            if at > 0 {
                writeln!(out)?;
            }
            item(diagnostic, out)?;
        }
        Ok(())
    }

    /// Writes the last file, the totals, and the plans without findings.
    pub(crate) fn end(mut self, folder: &Folder, totals: &Totals, out: &mut dyn Write) -> io::Result<()> {
        self.file(out)?;
        writeln!(out, "\n## In all\n\n{}", sentence(&closing(totals, folder)))?;
        let without = folder.files.iter().filter(|file| {
            file.is_reported
                && matches!(file.kind, FileKind::Plan)
                && !self.written.contains(&file.display_path)
        });
        let without: Vec<String> =
            without.map(|file| markdown_line(&sanitize(&name(&file.display_path)))).collect();
        if !without.is_empty() {
            writeln!(
                out,
                "\nNothing was found in {}: {}.",
                numbered(without.len(), "plan"),
                without.join(", ")
            )?;
        }
        Ok(())
    }
}

/// Returns the name of a file without its extension: for a plan, its id.
fn name(path: &str) -> String {
    Path::new(path).file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

fn item(diagnostic: &Diagnostic, out: &mut dyn Write) -> io::Result<()> {
    let word = match diagnostic.severity {
        Severity::Error => "Error",
        Severity::Warning => "Warning",
        Severity::Info => "Remark",
    };
    let texts = ShownTexts::new(diagnostic, Shows::Names);
    let labels = texts.labels(diagnostic).join("; ");
    let message = texts.message;
    let message = if labels.is_empty() { message } else { format!("{message} ({labels})") };
    let line = diagnostic.source.place(diagnostic.span.start).line;
    writeln!(out, "- **{word}**, line {line}: {} (`{}`)", markdown_words(&message), diagnostic.rule)?;
    match &texts.help {
        Some(help) => writeln!(out, "\n  {}", sentence(help)),
        None => Ok(()),
    }
}

/// Returns a text as a sentence in Markdown.
fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    let end = if text.ends_with(['.', '?', '!']) { "" } else { "." };
    markdown_words(&format!("{first}{}{end}", chars.as_str()))
}

/// Returns a path as code in Markdown: the fence is longer than any run of backticks in it.
fn code(path: &str) -> String {
    let path = sanitize(path);
    let longest = path.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let space = if longest > 0 { " " } else { "" };
    format!("{fence}{space}{path}{space}{fence}")
}
