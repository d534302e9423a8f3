//! Texts over several lines that end too late: within them stands what can only be meant as a table.

use std::sync::Arc;

use super::diagnostic::Diagnostic;
use super::format::Key;
use super::source::{Source, Span};
use super::syntax_lines::is_header;
use super::tree::{Item, Table, Value};

/// What is said of the first text that holds a header with a key below it: its closing quotes were lost, and what was
/// meant as a table stands in it unread.
pub(super) fn swallowed(
    source: &Arc<Source>,
    root: &Table<'_>,
    format: &'static [Key],
) -> Option<Diagnostic> {
    let (text, header) = in_table(source, root, format)?;
    let quotes = source.at(&(text.start..text.start + 3)).to_owned();
    let fault =
        Diagnostic::error("syntax", source, &(text.start..text.start + 3), "a header stands in this text")
            .label("opened here")
            .help(format!("write `{quotes}` where the text ends, above that line"));
    Some(fault.also(&header, "the header"))
}

fn in_table(source: &Source, table: &Table<'_>, format: &'static [Key]) -> Option<(Span, Span)> {
    table.entries.iter().find_map(|entry| in_item(source, &entry.value, format))
}

fn in_item(source: &Source, item: &Item<'_>, format: &'static [Key]) -> Option<(Span, Span)> {
    match &item.value {
        Value::Text(_) if spans_lines(source, &item.span) => {
            Some((item.span.clone(), header_in(source, &item.span, format)?))
        }
        Value::List(items) => items.iter().find_map(|item| in_item(source, item, format)),
        Value::Table(table) => in_table(source, table, format),
        _ => None,
    }
}

/// Whether a text may have several lines: it stands in three quotes.
fn spans_lines(source: &Source, text: &Span) -> bool {
    let opening = source.text().as_bytes().get(text.start..text.start + 3);
    matches!(opening, Some(b"\"\"\"" | b"'''"))
}

/// The place of a header with a key of the format below it, which has a value: words in brackets are words.
fn header_in(source: &Source, text: &Span, format: &'static [Key]) -> Option<Span> {
    let mut start = text.start;
    let mut above = None;
    for line in source.at(text).split_inclusive('\n') {
        let at = start + line.len() - line.trim_start().len();
        start += line.len();
        let line = line.split('#').next().unwrap_or_default().trim();
        if line.is_empty() {
            continue;
        }
        if let (Some(header), true) = (above.take(), has_value(line)) {
            let key = line.split('=').next().unwrap_or_default().trim().trim_matches(['"', '\'']);
            if is_key(format, key) {
                return Some(header);
            }
        }
        above = is_header(line).then(|| at..at + line.len());
    }
    None
}

/// Whether a line has a key, and behind it what begins like a value.
fn has_value(line: &str) -> bool {
    let Some((key, value)) = line.split_once('=') else { return false };
    let is_key = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '"' | '\'');
    let begins = |c: char| c.is_ascii_digit() || matches!(c, '"' | '\'' | '[' | '{');
    let value = value.trim_start();
    key.trim().chars().all(is_key) && (value.starts_with(begins) || matches!(value.trim(), "true" | "false"))
}

/// Whether any table of a format has a key of this name.
fn is_key(keys: &'static [Key], name: &str) -> bool {
    keys.iter().any(|key| key.name == name || key.shape.keys().is_some_and(|below| is_key(below, name)))
}
