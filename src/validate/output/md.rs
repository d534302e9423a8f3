//! A report for a meeting, in Markdown: file by file what is missing or wrong, what matters most first.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::Path;

use chrono::NaiveDate;

use crate::escape::{markdown_line, markdown_words, sanitize};
use crate::parse::{Diagnostic, Severity, Shows, day_in_words};
use crate::validate::Totals;
use crate::validate::output::{closing, numbered};
use crate::workspace::{FileKind, Folder};

/// What is kept until it can be written: the findings of one file, to be sorted by how much they matter.
#[derive(Debug, Default)]
pub(crate) struct Meeting {
    of_one_file: Vec<Diagnostic>,
    /// The files that have been written.
    written: BTreeSet<String>,
}

pub(crate) fn begin(folder: &Folder, as_at: NaiveDate, out: &mut dyn Write) -> io::Result<()> {
    let plans = numbered(folder.plans(), "plan");
    writeln!(out, "# Care plans: what is missing or wrong\n\nAs at {}: {plans}.", day_in_words(as_at))
}

impl Meeting {
    pub(crate) fn write(&mut self, diagnostic: &Diagnostic, out: &mut dyn Write) -> io::Result<()> {
        let first = self.of_one_file.first();
        if first.is_some_and(|first| first.source.path() != diagnostic.source.path()) {
            self.file(out)?;
        }
        self.of_one_file.push(diagnostic.clone());
        Ok(())
    }

    /// Writes what was found in one file.
    fn file(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let mut found = std::mem::take(&mut self.of_one_file);
        found.sort_by_key(|diagnostic| Reverse(diagnostic.severity));
        let Some(first) = found.first() else { return Ok(()) };
        let path = first.source.path();
        let again = if self.written.insert(path.to_owned()) { "" } else { ", beside other plans" };
        writeln!(out, "\n## {} ({}{again})\n", markdown_line(&sanitize(&name(path))), code(path))?;
        for (at, diagnostic) in found.iter().enumerate() {
            if at > 0 {
                writeln!(out)?;
            }
            item(diagnostic, out)?;
        }
        Ok(())
    }

    /// Writes what is left, what came of it all, and the plans in which nothing was found.
    pub(crate) fn end(mut self, folder: &Folder, totals: &Totals, out: &mut dyn Write) -> io::Result<()> {
        self.file(out)?;
        writeln!(out, "\n## In all\n\n{}", sentence(&closing(totals, folder)))?;
        let well = folder.files.iter().filter(|file| {
            file.is_reported
                && matches!(file.kind, FileKind::Plan)
                && !self.written.contains(&file.display_path)
        });
        let well: Vec<String> =
            well.map(|file| markdown_line(&sanitize(&name(&file.display_path)))).collect();
        if !well.is_empty() {
            writeln!(out, "\nNothing was found in {}: {}.", numbered(well.len(), "plan"), well.join(", "))?;
        }
        Ok(())
    }
}

/// The name of a file without its ending: of a plan, its id.
fn name(path: &str) -> String {
    Path::new(path).file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// A finding: what is wrong, then what to do.
fn item(diagnostic: &Diagnostic, out: &mut dyn Write) -> io::Result<()> {
    let word = match diagnostic.severity {
        Severity::Error => "Error",
        Severity::Warning => "Warning",
        Severity::Info => "Remark",
    };
    let line = |start: usize| diagnostic.source.place(start).line;
    let mut said = diagnostic.message.text(Shows::Names);
    let also = diagnostic
        .also
        .iter()
        .map(|(span, label)| format!("line {}: {}", line(span.start), label.text(Shows::Names)));
    let beside: Vec<String> =
        diagnostic.label.iter().map(|label| label.text(Shows::Names)).chain(also).collect();
    if !beside.is_empty() {
        said = format!("{said} ({})", beside.join("; "));
    }
    let (start, rule) = (line(diagnostic.span.start), diagnostic.rule);
    writeln!(out, "- **{word}**, line {start}: {} (`{rule}`)", markdown_words(&said))?;
    match &diagnostic.help {
        Some(help) => writeln!(out, "\n  {}", sentence(&help.text(Shows::Names))),
        None => Ok(()),
    }
}

/// Words as a sentence of Markdown.
fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    let end = if text.ends_with(['.', '?', '!']) { "" } else { "." };
    markdown_words(&format!("{first}{}{end}", chars.as_str()))
}

/// A path between backticks, which are made longer than any in it.
fn code(path: &str) -> String {
    let path = sanitize(path);
    let longest = path.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let space = if longest > 0 { " " } else { "" };
    format!("{fence}{space}{path}{space}{fence}")
}
