//! Findings for other programs: one document, written as it grows.
//!
//! These are a promise: keys are only ever added, never renamed, taken out or given another meaning; a change that
//! breaks it counts `version` up. The document holds
//!
//! - `version`: 1;
//! - `as_at`: the day, as 2026-11-22;
//! - `findings`: by path and place, each with `path`; `line` and `column`, where its text begins, and `end_line` and
//!   `end_column`, just behind its end, all counted from 1, columns in characters (Unicode code points, not bytes);
//!   `rule`; `severity`: "error", "warning" or "info"; `message`; `label` and `help`, or null; `also`: other places of
//!   the same file, each with the same four numbers and its `label`;
//! - `plans`: how many there are; `files`: in how many something was found; `errors`, `warnings`, `infos`: how many;
//! - `rules`: how many rules of care there are; `rules_left_out`: how many of them did not run because of `--select` or
//!   `--ignore`; `rules_off`: how many of the others a `cpa.toml` set off;
//! - `whole`: false where something could not be read, or there was no plan at all: the exit code is then 2. A
//!   document that breaks off before it was not written to its end.
//!
//! No text of a plan is in it but what messages repeat, and never the value of a key that tells who somebody is.

use std::io::{self, Write};

use chrono::NaiveDate;
use serde::Serialize;

use crate::escape::sanitize_json;
use crate::parse::{Diagnostic, Shows, Span};
use crate::validate::output::places;
use crate::validate::{Totals, rules};

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

/// Writes a finding on a line of its own. `before` is how many were written before it.
pub(crate) fn write(diagnostic: &Diagnostic, before: usize, out: &mut dyn Write) -> io::Result<()> {
    let region = |span: &Span| {
        let (start, end) = places(diagnostic, span);
        Region { line: start.line, column: start.column, end_line: end.line, end_column: end.column }
    };
    let finding = FindingRecord {
        path: diagnostic.source.path(),
        place: region(&diagnostic.span),
        rule: diagnostic.rule.name(),
        severity: diagnostic.severity.word(),
        message: diagnostic.message.text(Shows::Names),
        label: diagnostic.label.as_ref().map(|label| label.text(Shows::Names)),
        help: diagnostic.help.as_ref().map(|help| help.text(Shows::Names)),
        also: diagnostic
            .also
            .iter()
            .map(|(span, label)| Also { place: region(span), label: label.text(Shows::Names) })
            .collect(),
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
        whole: totals.is_whole(),
    };
    let end = serde_json::to_string_pretty(&end)?;
    let keys = end.trim_start_matches("{\n").lines().map(str::trim_start).collect::<Vec<_>>().join("\n");
    writeln!(out, "\n],\n{keys}")
}
