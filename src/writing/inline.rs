//! Changes within braces and brackets: tables and lists that stand behind their key.

use super::put::Put;
use super::splice::{line_end, put_in};
use crate::reading::{Item, Span, Table, Value};

/// Whether a table stands in braces.
pub(super) fn is_one(text: &str, table: &Span) -> bool {
    text[table.clone()].starts_with('{')
}

/// The text with one more key in a table in braces.
pub(super) fn with_key(text: &str, table: &Table<'_>, key: &str, value: &Put) -> String {
    let pair = format!("{key} = {}", value.typed());
    let entries = table.entries.iter();
    match entries.map(|entry| entry.key.span.start..end_of(text, &entry.value)).max_by_key(|span| span.end) {
        Some(last) => with_last(text, &last, table.span.end, &pair),
        None => with_only(text, &table.span, &format!(" {pair} ")),
    }
}

/// The text with one more table at the end of a list in brackets.
pub(super) fn with_item(text: &str, list: &Span, items: &[Item<'_>], keys: &[(&str, Put)]) -> String {
    let pairs: Vec<String> = keys.iter().map(|(key, value)| format!("{key} = {}", value.typed())).collect();
    let item = format!("{{ {} }}", pairs.join(", "));
    match items.last() {
        Some(last) => with_last(text, &last.span, list.end, &item),
        None => with_only(text, list, &item),
    }
}

/// The text with a piece as all that stands in brackets, before any space and remarks there.
fn with_only(text: &str, brackets: &Span, piece: &str) -> String {
    let begin = brackets.start + 1;
    let within = &text[begin..brackets.end - 1];
    if within.trim_matches(' ').is_empty() {
        return format!("{}{piece}{}", &text[..begin], &text[brackets.end - 1..]);
    }
    let space = if within.starts_with('#') { " " } else { "" };
    put_in(text, begin, &format!("{}{space}", piece.trim_end()))
}

/// The text with a piece behind the last one in brackets that end at `close`: on a line of its own, where that begins
/// one, and with a comma behind it, where that has one.
fn with_last(text: &str, last: &Span, close: usize, piece: &str) -> String {
    let comma = comma_behind(text, last.end);
    let behind = comma.map_or(last.end, |comma| comma + 1);
    let line = text[..last.start].rfind('\n').map_or(0, |end| end + 1);
    let indent = &text[line..last.start];
    let has_line = indent.trim().is_empty();
    let (before, after) = if comma.is_some() { ("", ",") } else { (",", "") };
    // A remark behind the last piece stays with it.
    match text[behind..close].find('\n').map(|at| behind + at) {
        Some(ends) if has_line => {
            let ends = text[..ends].trim_end_matches('\r').len();
            let new = format!("{}{indent}{piece}{after}", line_end(text, ends));
            put_in(&put_in(text, ends, &new), last.end, before)
        }
        None if has_line => {
            let first = line_end(text, text.len());
            put_in(text, behind, &format!("{before}{first}{indent}{piece}{after}"))
        }
        _ => put_in(text, behind, &format!("{before} {piece}{after}")),
    }
}

/// Where a comma stands behind `from`, with nothing but space and remarks between.
fn comma_behind(text: &str, from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        let rest = text.get(at..)?;
        match rest.chars().next()? {
            ',' => return Some(at),
            '#' => at += rest.find('\n')?,
            c if c.is_whitespace() => at += c.len_utf8(),
            _ => return None,
        }
    }
}

/// Where a value ends: a table that only dotted keys make ends with the last of them.
fn end_of(text: &str, item: &Item<'_>) -> usize {
    match &item.value {
        Value::Table(table) if !is_one(text, &table.span) => {
            table.entries.iter().map(|entry| end_of(text, &entry.value)).max().unwrap_or(item.span.end)
        }
        _ => item.span.end,
    }
}
