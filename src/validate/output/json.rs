//! `--format json`: one document for other programs, written finding by finding.
//!
//! Other programs rely on it: keys are only ever added; a change of meaning needs another `version`. The document has
//!
//! - `version`: 1;
//! - `as_at`: the date that the run used, YYYY-MM-DD;
//! - `findings`, by path and place, each with `path`; `line`, `column`, `end_line` and `end_column` (exclusive), counted
//!   from 1, columns in Unicode code points; `rule`; `severity`: "error", "warning" or "info"; `message`; `label` and
//!   `help`, or null; `also`: other places in the same file, each with the same four numbers and a `label`;
//! - `plans`: the number of plans; `files`: the number of files with findings; `errors`, `warnings`, `infos`;
//! - `rules`: the number of rules; `rules_left_out`: those that did not run because of `--select` or `--ignore`;
//!   `rules_off`: those of the others that a `cpa.toml` turns off;
//! - `whole`: false if a file could not be read or there was no plan: the exit code is then 2. A document that breaks
//!   off before it is incomplete.
//!
//! Messages show names that a user typed, but no values.

use std::io::{self, Write};

use chrono::NaiveDate;
use serde::Serialize;

use crate::escape::sanitize_json;
use crate::parse::{Diagnostic, Shows, Span};
use crate::validate::output::{ShownTexts, Totals, places};
use crate::validate::rules;

#[derive(Serialize)]
struct FindingRecord<'d> {
    path: &'d str,
    #[serde(flatten)]
    place: Region,
    rule: &'static str,
    severity: &'static str,
    message: String,
    label: Option<String>,
    help: Option<String>,
    also: Vec<Also>,
}

#[derive(Serialize)]
struct Also {
    #[serde(flatten)]
    place: Region,
    label: String,
}

#[derive(Serialize)]
struct Region {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
struct End {
    plans: usize,
    files: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
    rules: usize,
    rules_left_out: usize,
    rules_off: usize,
    whole: bool,
}

pub(crate) fn begin(as_at: NaiveDate, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{{\n\"version\": 1,\n\"as_at\": \"{as_at}\",\n\"findings\": [")
}

/// Writes a finding on a line of its own, after `before` others.
pub(crate) fn write(diagnostic: &Diagnostic, before: usize, out: &mut dyn Write) -> io::Result<()> {
    let region = |span: &Span| {
        let (start, end) = places(diagnostic, span);
        Region { line: start.line, column: start.column, end_line: end.line, end_column: end.column }
    };
    let texts = ShownTexts::new(diagnostic, Shows::Names);
    let finding = FindingRecord {
        path: diagnostic.source.path(),
        place: region(&diagnostic.span),
        rule: diagnostic.rule.name(),
        severity: diagnostic.severity.word(),
        message: texts.message,
        label: texts.label,
        help: texts.help,
        also: texts.also.into_iter().map(|(span, label)| Also { place: region(span), label }).collect(),
    };
    let comma = if before > 0 { "," } else { "" };
    write!(out, "{comma}\n{}", sanitize_json(&serde_json::to_string(&finding)?))
}

pub(crate) fn end(totals: &Totals, out: &mut dyn Write) -> io::Result<()> {
    let end = End {
        plans: totals.plans,
        files: totals.files,
        errors: totals.counts.errors,
        warnings: totals.counts.warnings,
        infos: totals.counts.infos,
        rules: rules::ALL.len(),
        rules_left_out: totals.rules_left_out,
        rules_off: totals.rules_off,
        whole: totals.is_complete(),
    };
    let end = serde_json::to_string_pretty(&end)?;
    let keys = end.trim_start_matches("{\n").lines().map(str::trim_start).collect::<Vec<_>>().join("\n");
    writeln!(out, "\n],\n{keys}")
}
