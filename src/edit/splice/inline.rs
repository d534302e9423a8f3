//! Edits inline tables and lists: those in braces and brackets after their key.

use crate::edit::splice::value::NewValue;
use crate::edit::splice::{insert, key_value, line_end};
use crate::parse::{Item, Span, Table, Value};

/// Returns whether a table is in braces.
pub(crate) fn is_inline(text: &str, table: &Span) -> bool {
    text[table.clone()].starts_with('{')
}

/// Returns the text with more keys in an inline table.
pub(crate) fn with_keys(text: &str, table: &Table<'_>, keys: &[String]) -> String {
    let entries = table.entries.iter();
    match entries.map(|entry| entry.key.span.start..end_of(text, &entry.value)).max_by_key(|span| span.end) {
        Some(last) => append(text, &last, table.span.end, keys),
        None => fill_empty(text, &table.span, &format!(" {} ", keys.join(", "))),
    }
}

/// Returns the text with one more table at the end of an inline list.
pub(crate) fn with_item(
    text: &str,
    list: &Span,
    items: &[Item<'_>],
    keys: &[(&'static str, NewValue)],
) -> String {
    let item = format!("{{ {} }}", keys.iter().map(key_value).collect::<Vec<_>>().join(", "));
    match items.last() {
        Some(last) => append(text, &last.span, list.end, &[item]),
        None => fill_empty(text, list, &item),
    }
}

/// Returns the text with `content` in empty brackets, before any comment in them.
fn fill_empty(text: &str, brackets: &Span, content: &str) -> String {
    let start = brackets.start + 1;
    let within = &text[start..brackets.end - 1];
    if within.trim_matches(' ').is_empty() {
        return format!("{}{content}{}", &text[..start], &text[brackets.end - 1..]);
    }
    let space = if within.starts_with('#') { " " } else { "" };
    insert(text, start, &format!("{}{space}", content.trim_end()))
}

/// Returns the text with pieces after the last one in brackets that end at `close`. The pieces have lines of their own
/// if the last one begins a line, and a comma after them if the last one has a comma.
fn append(text: &str, last: &Span, close: usize, pieces: &[String]) -> String {
    let comma = comma_after(text, last.end);
    let end = comma.map_or(last.end, |comma| comma + 1);
    let (before, after) = if comma.is_some() { ("", ",") } else { (",", "") };
    let line = text[..last.start].rfind('\n').map_or(0, |end| end + 1);
    let indent = &text[line..last.start];
    if !indent.trim().is_empty() {
        return insert(text, end, &format!("{before} {}{after}", pieces.join(", ")));
    }
    // A comment after the last piece stays on its line.
    let last_line_end = text[end..close].find('\n').map(|at| text[..end + at].trim_end_matches('\r').len());
    let line_end = line_end(text, last_line_end.unwrap_or(text.len()));
    let new = format!("{line_end}{indent}{}{after}", pieces.join(&format!(",{line_end}{indent}")));
    match last_line_end {
        Some(at) => insert(&insert(text, at, &new), last.end, before),
        None => insert(text, end, &format!("{before}{new}")),
    }
}

/// Returns the place of a comma after `from`, if only white space and comments are between.
fn comma_after(text: &str, from: usize) -> Option<usize> {
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

/// Returns where a value ends. The span of a table made by dotted keys is not its end.
fn end_of(text: &str, item: &Item<'_>) -> usize {
    match &item.value {
        Value::Table(table) if !is_inline(text, &table.span) => {
            table.entries.iter().map(|entry| end_of(text, &entry.value)).max().unwrap_or(item.span.end)
        }
        _ => item.span.end,
    }
}
