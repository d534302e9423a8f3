//! Texts over several lines that end too late: within them stands what can only be meant as a table.

use std::sync::Arc;

use super::diagnostic::Diagnostic;
use super::source::{Source, Span};
use super::syntax_lines::{is_key_line, well_formed_header};
use super::tree::{Item, Table, Value};

/// What is said of the first text that holds a header with a key below it: its closing quotes were lost, and what was
/// meant as a table stands in it unread.
pub(super) fn swallowed(source: &Arc<Source>, root: &Table<'_>) -> Option<Diagnostic> {
    let (text, header) = in_table(source, root)?;
    let quotes = source.at(&(text.start..text.start + 3)).to_owned();
    let fault =
        Diagnostic::error("syntax", source, &(text.start..text.start + 3), "a header stands in this text")
            .label("opened here")
            .help(format!("write `{quotes}` where the text ends, above that line"));
    Some(fault.also(&header, "the header"))
}

fn in_table(source: &Source, table: &Table<'_>) -> Option<(Span, Span)> {
    table.entries.iter().find_map(|entry| in_item(source, &entry.value))
}

fn in_item(source: &Source, item: &Item<'_>) -> Option<(Span, Span)> {
    match &item.value {
        Value::Text(_) if spans_lines(source, &item.span) => {
            Some((item.span.clone(), header_in(source, &item.span)?))
        }
        Value::List(items) => items.iter().find_map(|item| in_item(source, item)),
        Value::Table(table) => in_table(source, table),
        _ => None,
    }
}

/// Whether a text may have several lines: it stands in three quotes.
fn spans_lines(source: &Source, text: &Span) -> bool {
    let opening = source.text().as_bytes().get(text.start..text.start + 3);
    matches!(opening, Some(b"\"\"\"" | b"'''"))
}

/// The place of a header with a line below it that begins with a key.
fn header_in(source: &Source, text: &Span) -> Option<Span> {
    let mut start = text.start;
    let mut lines = source.at(text).split_inclusive('\n').map(|line| {
        let at = start + line.len() - line.trim_start().len();
        start += line.len();
        (at, line.trim())
    });
    let (mut at, mut above) = lines.next()?;
    for (start, line) in lines.filter(|(_, line)| !line.is_empty()) {
        if well_formed_header(above) == Some(above.len()) && is_key_line(line) {
            return Some(at..at + above.len());
        }
        (at, above) = (start, line);
    }
    None
}
