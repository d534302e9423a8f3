//! Warnings about what could not be read: a line on standard error, and the reason in a row.

use std::collections::HashSet;

use crate::due::unreadable_input::{UnreadableInput, WhichFile};
use crate::escape::sanitize;
use crate::parse::{Diagnostic, FixedRule, RuleId, Shows, Source, Span};
use crate::workspace::{FileRead, PlanFile, ReadState};

/// Returns the line about a fault, `path:line:column: message`, without user input: cron may mail it.
pub(crate) fn line(fault: &Diagnostic) -> String {
    fault_line(fault, &fault.message.text(Shows::Nothing))
}

/// Returns the line about a fault of `cpa.toml`, whose values are not confidential.
pub(crate) fn line_of_settings(fault: &Diagnostic) -> String {
    fault_line(fault, &fault.message.text(Shows::Everything))
}

fn fault_line(fault: &Diagnostic, message: &str) -> String {
    let span = (fault.rule != FixedRule::Unreadable).then_some(&fault.span);
    line_at(&fault.source, span, message)
}

/// Returns the lines about misplaced keys. Such a key may hide any date of the plan.
pub(crate) fn lines_of_misplaced_keys(file: &PlanFile) -> Vec<String> {
    file.misplaced_keys().map(line).collect()
}

/// Returns the lines about unreadable input of the plan, each once. Those of `cpa.toml` and `people.toml` are reported
/// with these files.
pub(crate) fn lines(file: &PlanFile, inputs: &[UnreadableInput]) -> Vec<String> {
    let mut lines = Vec::new();
    for input in inputs.iter().filter(|input| input.file == WhichFile::Plan) {
        match (input.key, &input.span) {
            (Some(key), Some(span)) => lines.push(match fault_at(file, span) {
                Some(fault) => line(fault),
                None => line_at(&file.source, Some(span), &could_not_be_read(key)),
            }),
            _ => lines.extend(file.why_incomplete.iter().map(line)),
        }
    }
    let mut seen = HashSet::new();
    lines.retain(|line| seen.insert(line.clone()));
    lines
}

/// Returns why a date cannot be worked out: the first reason, and the number of others.
pub(crate) fn why(file: &PlanFile, inputs: &[UnreadableInput]) -> String {
    let settings = file.context.settings.as_deref().map(|settings| &settings.read);
    let mut reasons = inputs.iter().map(|input| match input.file {
        WhichFile::Plan => why_of_plan(file, input),
        WhichFile::Settings => why_of_settings(settings, input),
        WhichFile::People => format!("`{}` in people.toml could not be read", input.key.unwrap_or_default()),
    });
    let Some(first) = reasons.next() else { return String::new() };
    match reasons.filter(|reason| *reason != first).collect::<HashSet<_>>().len() {
        0 => first,
        others => format!("{first}; and {others} more"),
    }
}

/// Returns whether a message is short enough for a row. Others say what should be there instead.
fn is_short(fault: &Diagnostic) -> bool {
    matches!(
        fault.rule,
        RuleId::Fixed(FixedRule::ImpossibleDate | FixedRule::DateInFuture | FixedRule::EmptyText)
    )
}

fn why_of_plan(file: &PlanFile, input: &UnreadableInput) -> String {
    let Some(span) = &input.span else {
        return match file.why_incomplete.first() {
            // An empty span means the file as a whole.
            Some(fault) if file.state == ReadState::Partial && fault.span != (0..0) => {
                in_line(file, &fault.message.text(Shows::Nothing), &fault.span)
            }
            Some(fault) => fault.message.text(Shows::Nothing),
            None => "the file could not be read".to_owned(),
        };
    };
    match fault_at(file, span) {
        Some(fault) if is_short(fault) => in_line(file, &fault.message.text(Shows::Nothing), &fault.span),
        _ => in_line(file, &could_not_be_read(input.key.unwrap_or_default()), span),
    }
}

fn why_of_settings(read: Option<&FileRead>, input: &UnreadableInput) -> String {
    let what = input.key.map_or_else(|| "cpa.toml".to_owned(), |key| format!("`{key}` in cpa.toml"));
    let place = read.map(|read| match &input.span {
        Some(span) if read.was_read => {
            format!(": {}:{}", read.source.path(), read.source.place(span.start).line)
        }
        _ => format!(": {}", read.source.path()),
    });
    format!("{what} could not be read{}", place.unwrap_or_default())
}

fn in_line(file: &PlanFile, message: &str, span: &Span) -> String {
    format!("{message} (line\u{a0}{})", file.source.place(span.start).line)
}

fn could_not_be_read(key: &str) -> String {
    format!("`{key}` could not be read")
}

fn line_at(source: &Source, span: Option<&Span>, message: &str) -> String {
    let line = match span {
        Some(span) => {
            let place = source.place(span.start);
            format!("{}:{}:{}: {message}", source.path(), place.line, place.column)
        }
        None => format!("{}: {message}", source.path()),
    };
    sanitize(&line).into_owned()
}

/// Returns the fault within `span`, or else one on its line.
fn fault_at<'f>(file: &'f PlanFile, span: &Span) -> Option<&'f Diagnostic> {
    let within = |fault: &&Diagnostic| {
        span.start <= fault.span.start && fault.span.start < span.end.max(span.start + 1)
    };
    let line = file.source.line_at(span.start);
    let on_line = |fault: &&Diagnostic| line.start <= fault.span.start && fault.span.start <= line.end;
    file.faults.iter().find(within).or_else(|| file.faults.iter().find(on_line))
}
