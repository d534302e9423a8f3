//! Changes within braces and brackets: tables and lists that stand behind their key.

use crate::edit::splice::{line_end, pair, put_in};
use crate::edit::toml_value::Put;
use crate::parse::{Item, Span, Table, Value};

/// Whether a table stands in braces.
pub(crate) fn is_one(text: &str, table: &Span) -> bool {
    text[table.clone()].starts_with('{')
}

/// The text with more keys in a table in braces.
pub(crate) fn with_keys(text: &str, table: &Table<'_>, keys: &[String]) -> String {
    let entries = table.entries.iter();
    match entries.map(|entry| entry.key.span.start..end_of(text, &entry.value)).max_by_key(|span| span.end) {
        Some(last) => with_last(text, &last, table.span.end, keys),
        None => with_only(text, &table.span, &format!(" {} ", keys.join(", "))),
    }
}

/// The text with one more table at the end of a list in brackets.
pub(crate) fn with_item(text: &str, list: &Span, items: &[Item<'_>], keys: &[(&str, Put)]) -> String {
    let item = format!("{{ {} }}", keys.iter().map(pair).collect::<Vec<_>>().join(", "));
    match items.last() {
        Some(last) => with_last(text, &last.span, list.end, &[item]),
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

/// The text with pieces behind the last one in brackets that end at `close`: on lines of their own, where that begins
/// one, and with a comma behind them, where that has one.
fn with_last(text: &str, last: &Span, close: usize, pieces: &[String]) -> String {
    let comma = comma_behind(text, last.end);
    let behind = comma.map_or(last.end, |comma| comma + 1);
    let (before, after) = if comma.is_some() { ("", ",") } else { (",", "") };
    let line = text[..last.start].rfind('\n').map_or(0, |end| end + 1);
    let indent = &text[line..last.start];
    if !indent.trim().is_empty() {
        return put_in(text, behind, &format!("{before} {}{after}", pieces.join(", ")));
    }
    // A remark behind the last piece stays with it.
    let ends = text[behind..close].find('\n').map(|at| text[..behind + at].trim_end_matches('\r').len());
    let line_end = line_end(text, ends.unwrap_or(text.len()));
    let new = format!("{line_end}{indent}{}{after}", pieces.join(&format!(",{line_end}{indent}")));
    match ends {
        Some(ends) => put_in(&put_in(text, ends, &new), last.end, before),
        None => put_in(text, behind, &format!("{before}{new}")),
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
