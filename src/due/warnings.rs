//! What could not be read, said in a row of the list and on a line of its own.

use crate::parse::{FixedRule, RuleId, Shows};
use std::collections::HashSet;

use crate::due::unnamed::unnamed;
use crate::due::unreadable_input::{UnreadableInput, WhichFile};
use crate::escape::sanitize;
use crate::parse::{Diagnostic, Source, Span};
use crate::workspace::{FileRead, PlanFile, ReadState};

/// A fault on one line: `path:line:column: message`, without what was typed: the line may be mailed.
pub(crate) fn line(fault: &Diagnostic) -> String {
    at(&fault.source, (fault.rule != FixedRule::Unreadable).then_some(&fault.span), &unnamed(fault))
}

/// A fault of the settings on one line: what a service sets is nobody's secret.
pub(crate) fn line_of_settings(fault: &Diagnostic) -> String {
    at(
        &fault.source,
        (fault.rule != FixedRule::Unreadable).then_some(&fault.span),
        &fault.message.text(Shows::Everything),
    )
}

/// The lines about all keys of a plan that stand where they are none. Which key was meant there is a guess: any date that the
/// plan makes due may be missing because of them, or be another one.
pub(crate) fn lines_astray(file: &PlanFile) -> Vec<String> {
    file.misplaced_keys().map(line).collect()
}

/// Faults whose message names nothing that was typed, so that it can stand in a row, which travels far.
fn can_travel(fault: &Diagnostic) -> bool {
    matches!(
        fault.rule,
        RuleId::Fixed(FixedRule::ImpossibleDate | FixedRule::DateInFuture | FixedRule::EmptyText)
    ) || !fault.message.text(Shows::Everything).contains(['`', '"'])
}

/// The lines about everything that keeps the plan's date from being told, each once. What is wrong with `cpa.toml` is said once,
/// where that file is met.
pub(crate) fn lines(file: &PlanFile, not_told: &[UnreadableInput]) -> Vec<String> {
    let mut lines = Vec::new();
    for told in not_told.iter().filter(|told| told.file == WhichFile::Plan) {
        match (told.key, &told.span) {
            (Some(key), Some(span)) => lines.push(match fault_at(file, span) {
                Some(fault) => line(fault),
                None => at(&file.source, Some(span), &could_not_be_read(key)),
            }),
            _ => lines.extend(file.hiding.iter().map(line)),
        }
    }
    let mut told = HashSet::new();
    lines.retain(|line| told.insert(line.clone()));
    lines
}

/// Why no date can be told, for the row: the first reason, and how many others there are.
pub(crate) fn why(file: &PlanFile, not_told: &[UnreadableInput]) -> String {
    let settings = file.context.settings.as_deref().map(|settings| &settings.read);
    let reasons = not_told.iter().map(|told| match told.file {
        WhichFile::Plan => of_plan(file, told),
        WhichFile::Settings => of_settings(settings, told),
        // Where that stands is said where the list of colleagues is met.
        WhichFile::People => format!("`{}` in people.toml could not be read", told.key.unwrap_or_default()),
    });
    let mut others: HashSet<String> = reasons.clone().collect();
    let Some(first) = reasons.into_iter().next() else { return String::new() };
    others.remove(&first);
    if others.is_empty() { first } else { format!("{first}; and {} more", others.len()) }
}

fn of_plan(file: &PlanFile, told: &UnreadableInput) -> String {
    let Some(span) = &told.span else {
        return match file.hiding.first() {
            // What is said of the file as a whole stands in no line.
            Some(fault) if file.state == ReadState::InPart && fault.span != (0..0) => {
                let message = if can_travel(fault) {
                    fault.message.to_string()
                } else {
                    "a line could not be read".to_owned()
                };
                in_line(file, &message, &fault.span)
            }
            Some(fault) if can_travel(fault) => fault.message.to_string(),
            Some(_) | None => "the file could not be read".to_owned(),
        };
    };
    match fault_at(file, span) {
        // What should stand there instead is said on the line on standard error: a row is short.
        Some(fault) if can_travel(fault) => in_line(file, &fault.message.to_string(), &fault.span),
        _ => in_line(file, &could_not_be_read(told.key.unwrap_or_default()), span),
    }
}

fn of_settings(read: Option<&FileRead>, told: &UnreadableInput) -> String {
    let what = told.key.map_or_else(|| "cpa.toml".to_owned(), |key| format!("`{key}` in cpa.toml"));
    let place = read.map(|read| match &told.span {
        Some(span) if read.had => format!(": {}:{}", read.source.path(), read.source.place(span.start).line),
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

fn at(source: &Source, span: Option<&Span>, message: &str) -> String {
    let said = match span {
        Some(span) => {
            let place = source.place(span.start);
            format!("{}:{}:{}: {message}", source.path(), place.line, place.column)
        }
        None => format!("{}: {message}", source.path()),
    };
    sanitize(&said).into_owned()
}

/// The fault that was told of the value at `span`: one within it, else one on its line.
fn fault_at<'f>(file: &'f PlanFile, span: &Span) -> Option<&'f Diagnostic> {
    let within = |fault: &&Diagnostic| {
        span.start <= fault.span.start && fault.span.start < span.end.max(span.start + 1)
    };
    let line = file.source.line_at(span.start);
    let on_line = |fault: &&Diagnostic| line.start <= fault.span.start && fault.span.start <= line.end;
    file.faults.iter().find(within).or_else(|| file.faults.iter().find(on_line))
}
