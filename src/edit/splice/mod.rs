//! Edits TOML text: every byte that is not part of a change stays.

mod allow_comment;
mod content;
mod inline;
mod value;

use std::cmp::Reverse;
use std::sync::Arc;

use crate::edit::splice::allow_comment::{other_comments, with_allow};
use crate::edit::splice::content::Content;
use crate::parse::{Begins, Item, Source, Span, Statement, Table, Value, parse, statements};

pub(crate) use crate::edit::splice::allow_comment::other_allow_at;
pub use crate::edit::splice::value::NewValue;

/// A table in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableRef {
    /// The keys above the first header.
    Top,
    /// A table in a list, counted from 0.
    Item(&'static str, usize),
}

/// A key with its new value.
type KeyValue = (&'static str, NewValue);

/// A change of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Sets keys: in place, or below the last key of their table.
    Set {
        /// The table.
        table: TableRef,
        /// The keys with their values.
        keys: Vec<(&'static str, NewValue)>,
    },
    /// Adds a table at the end of a list.
    Push {
        /// The key of the list, at the top of the text.
        list: &'static str,
        /// The keys of the table with their values.
        keys: Vec<(&'static str, NewValue)>,
    },
    /// Allows a finding at a key, or stops allowing it if there is no reason.
    Allow {
        /// The key, at the top of the text.
        key: &'static str,
        /// The name of the rule.
        rule: &'static str,
        /// Why.
        reason: Option<String>,
    },
}

/// Returns the text with these changes, or `None` if its content would not be exactly the old one with the changes.
pub fn splice(text: &str, changes: &[Change]) -> Option<String> {
    let new = changes.iter().try_fold(text.to_owned(), |text, change| apply(&text, change))?;
    is_only_changed_by(text, &new, changes).then_some(new)
}

/// Returns whether the content of the new text, with its comments, is that of the old one with these changes.
pub fn is_only_changed_by(old: &str, new: &str, changes: &[Change]) -> bool {
    let expected =
        changes.iter().try_fold(Content::parse(old), |content, change| Some(content?.with(change)));
    let rules = changes.iter().filter_map(|change| match change {
        Change::Allow { rule, .. } => Some(*rule),
        Change::Set { .. } | Change::Push { .. } => None,
    });
    let rules: Vec<&str> = rules.collect();
    expected.flatten().is_some_and(|expected| Content::parse(new) == Some(expected))
        && other_comments(old, &rules) == other_comments(new, &rules)
}

fn apply(text: &str, change: &Change) -> Option<String> {
    let source = Arc::new(Source::new("", text));
    let parsed = parse(&source, &[]);
    let root = parsed.faults.is_empty().then_some(&parsed.root)?;
    match change {
        Change::Set { table, keys } => set(text, find_table(root, *table)?, *table, keys),
        Change::Push { list, keys } => match root.entries.iter().find(|entry| entry.key.value == *list) {
            None => Some(with_first_block(text, list, keys)),
            Some(entry) => match &entry.value.value {
                Value::List(items) if text[entry.value.span.clone()].starts_with("[[") => {
                    with_block(text, list, items.last()?, keys)
                }
                Value::List(items) => Some(inline::with_item(text, &entry.value.span, items, keys)),
                _ => None,
            },
        },
        Change::Allow { key, rule, reason } => {
            let key = root.entries.iter().find(|entry| entry.key.value == *key)?;
            let all = statements(text);
            let line = all.iter().find(|line| (line.start..=line.end).contains(&key.key.span.start))?;
            Some(with_allow(text, line, rule, reason.as_deref()))
        }
    }
}

fn find_table<'t>(root: &'t Table<'t>, table: TableRef) -> Option<&'t Table<'t>> {
    let TableRef::Item(list, index) = table else { return Some(root) };
    let entry = root.entries.iter().find(|entry| entry.key.value == list)?;
    let Value::List(items) = &entry.value.value else { return None };
    let Value::Table(table) = &items.get(index)?.value else { return None };
    Some(table)
}

fn set(text: &str, table: &Table<'_>, table_ref: TableRef, keys: &[KeyValue]) -> Option<String> {
    let entry = |key: &str| table.entries.iter().find(|entry| entry.key.value == key);
    let missing: Vec<String> = keys.iter().filter(|(key, _)| entry(key).is_none()).map(key_value).collect();
    let mut new = match missing.as_slice() {
        [] => text.to_owned(),
        missing if inline::is_inline(text, &table.span) => inline::with_keys(text, table, missing),
        missing => with_keys(text, table_ref, &table.span, missing)?,
    };
    let present = keys.iter().filter_map(|(key, value)| Some((entry(key)?.value.span.clone(), value)));
    let mut present: Vec<_> = present.collect();
    // New keys are below all others, and the last value is replaced first, so the spans stay valid.
    present.sort_by_key(|(span, _)| Reverse(span.start));
    for (span, value) in present {
        new.replace_range(span, &value.to_toml());
    }
    Some(new)
}

/// Returns the line `key = value`.
fn key_value((key, value): &KeyValue) -> String {
    format!("{key} = {}", value.to_toml())
}

/// Returns the text with keys below the last key of the table with this header, indented as that key is.
fn with_keys(text: &str, table: TableRef, header: &Span, keys: &[String]) -> Option<String> {
    let all = statements(text);
    let start = match table {
        TableRef::Top => 0,
        TableRef::Item(..) => header_index(&all, header.start)? + 1,
    };
    let last = last_key(&all, start).or_else(|| start.checked_sub(1));
    Some(match last.and_then(|last| all.get(last)) {
        Some(last) => {
            let indent = &text[last.start..last.text];
            let lines: Vec<String> = keys.iter().map(|key| format!("{indent}{key}")).collect();
            insert_lines(text, last.end, &lines)
        }
        None => {
            let end = line_end(text, 0);
            insert(text, 0, &keys.iter().flat_map(|key| [key.as_str(), end]).collect::<String>())
        }
    })
}

/// Returns the text with a table after the last one of a list, indented as that is.
fn with_block(text: &str, list: &str, last: &Item<'_>, keys: &[KeyValue]) -> Option<String> {
    let all = statements(text);
    let header = header_index(&all, last.span.start)?;
    let lowest = header_index(&all, lowest_header(text, last))?;
    let indent = |index: usize| &text[all[index].start..all[index].text];
    let header_indent = indent(header);
    let key_indent = last_key(&all, header + 1).map_or(header_indent, indent);

    let mut end = last_key(&all, lowest + 1).unwrap_or(lowest);
    let comments = all[end + 1..].iter().take_while(|line| line.begins == Begins::Remark).count();
    // Comments directly above a header belong to that header.
    if all.get(end + 1 + comments).is_none_or(|line| line.begins != Begins::Header) {
        end += comments;
    }
    let mut lines = vec![String::new(), format!("{header_indent}[[{list}]]")];
    lines.extend(keys.iter().map(|key| format!("{key_indent}{}", key_value(key))));
    if all.get(end + 1).is_some_and(|line| line.begins != Begins::Blank) {
        lines.push(String::new());
    }
    Some(insert_lines(text, all[end].end, &lines))
}

/// Returns the text with the first table of a list at its end.
fn with_first_block(text: &str, list: &str, keys: &[KeyValue]) -> String {
    let mut lines = vec![format!("[[{list}]]")];
    lines.extend(keys.iter().map(key_value));
    match statements(text).iter().rfind(|line| line.begins != Begins::Blank) {
        Some(last) => {
            lines.insert(0, String::new());
            insert_lines(text, last.end, &lines)
        }
        None => format!("{text}{}\n", lines.join("\n")),
    }
}

fn header_index(all: &[Statement], start: usize) -> Option<usize> {
    all.iter().position(|line| line.begins == Begins::Header && line.text == start)
}

/// Returns the index of the last key directly in the table whose first line is at `start`.
fn last_key(all: &[Statement], start: usize) -> Option<usize> {
    let own = all.get(start..)?.iter().take_while(|line| line.begins != Begins::Header);
    own.enumerate().filter(|(_, line)| line.begins == Begins::Key).map(|(index, _)| start + index).last()
}

/// Returns where the last header of a table and the tables in it begins.
fn lowest_header(text: &str, item: &Item<'_>) -> usize {
    let own = if text[item.span.clone()].starts_with('[') { item.span.start } else { 0 };
    match &item.value {
        Value::Table(table) => {
            table.entries.iter().map(|entry| lowest_header(text, &entry.value)).fold(own, usize::max)
        }
        Value::List(items) => {
            let tables = items.iter().filter(|item| matches!(item.value, Value::Table(_)));
            tables.map(|item| lowest_header(text, item)).max().unwrap_or(0)
        }
        _ => 0,
    }
}

/// Returns the text with lines after the one that ends at `end`, with the same line endings.
fn insert_lines(text: &str, end: usize, lines: &[String]) -> String {
    let line_end = line_end(text, end);
    let lines: String = lines.iter().flat_map(|line| [line_end, line]).collect();
    insert(text, end, &lines)
}

fn insert(text: &str, at: usize, piece: &str) -> String {
    format!("{}{piece}{}", &text[..at], &text[at..])
}

/// Returns the line ending of the line that ends at `end`; for the last line, that of the first.
fn line_end(text: &str, end: usize) -> &'static str {
    let ending = &text[end..];
    let ending = if ending.starts_with(['\r', '\n']) {
        ending
    } else {
        &text[text.find(['\r', '\n']).unwrap_or(end)..]
    };
    if ending.starts_with("\r\n") { "\r\n" } else { "\n" }
}
