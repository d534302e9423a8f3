//! Changes of a text by pieces: what is not meant stays as it is, to the byte.

use std::sync::Arc;

use crate::edit::allow_comment::{allowed, other_remarks};
use crate::edit::data::Data;
use crate::edit::inline;
use crate::edit::toml_value::Put;
use crate::parse::{Begins, Item, Source, Span, Statement, Table, Value, parse, statements};

/// A table of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// What stands above all headers.
    Top,
    /// One of a list of tables, counted from 0.
    Item(&'static str, usize),
}

/// A change of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Keys get values: in place, or below the last key of their table.
    Set {
        /// The table.
        at: At,
        /// The keys, each with its value.
        keys: Vec<(&'static str, Put)>,
    },
    /// A list of tables gets one more, at its end.
    Push {
        /// The key of the list, at the top of the text.
        list: &'static str,
        /// What stands in the table.
        keys: Vec<(&'static str, Put)>,
    },
    /// A finding is allowed where a key at the top stands; or no longer, without a reason.
    Allow {
        /// The key.
        key: &'static str,
        /// The name of the rule.
        rule: &'static str,
        /// Why.
        reason: Option<String>,
    },
}

/// The text with these changes; nothing if it would then not say what it said before and what was meant.
pub fn splice(text: &str, changes: &[Change]) -> Option<String> {
    let new = changes.iter().try_fold(text.to_owned(), |text, change| with(&text, change))?;
    is_as_meant(text, &new, changes).then_some(new)
}

/// Whether the new text says exactly what the old one says with these changes, remarks included.
pub fn is_as_meant(old: &str, new: &str, changes: &[Change]) -> bool {
    let meant = changes.iter().try_fold(Data::parse(old), |data, change| Some(data?.with(change)));
    let rules = changes.iter().filter_map(|change| match change {
        Change::Allow { rule, .. } => Some(*rule),
        _ => None,
    });
    let rules: Vec<&str> = rules.collect();
    let remarks = |text| other_remarks(text, &rules);
    meant.flatten().is_some_and(|meant| Data::parse(new) == Some(meant)) && remarks(old) == remarks(new)
}

fn with(text: &str, change: &Change) -> Option<String> {
    let source = Arc::new(Source::new("", text));
    let parsed = parse(&source, &[]);
    let root = parsed.faults.is_empty().then_some(&parsed.root)?;
    match change {
        Change::Set { at, keys } => set(text, table(root, *at)?, *at, keys),
        Change::Push { list, keys } => match root.entries.iter().find(|entry| entry.key.value == *list) {
            None => Some(with_first(text, list, keys)),
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
            let line = all.iter().find(|one| (one.start..=one.end).contains(&key.key.span.start))?;
            Some(allowed(text, line, rule, reason.as_deref()))
        }
    }
}

fn table<'t>(root: &'t Table<'t>, at: At) -> Option<&'t Table<'t>> {
    let At::Item(list, index) = at else { return Some(root) };
    let entry = root.entries.iter().find(|entry| entry.key.value == list)?;
    let Value::List(items) = &entry.value.value else { return None };
    match &items.get(index)?.value {
        Value::Table(table) => Some(table),
        _ => None,
    }
}

/// The text with these keys of a table.
fn set(text: &str, table: &Table<'_>, at: At, keys: &[(&str, Put)]) -> Option<String> {
    let there = |key: &str| table.entries.iter().find(|entry| entry.key.value == key);
    let missing: Vec<String> = keys.iter().filter(|(key, _)| there(key).is_none()).map(pair).collect();
    let mut new = match missing.as_slice() {
        [] => text.to_owned(),
        missing if inline::is_one(text, &table.span) => inline::with_keys(text, table, missing),
        missing => with_keys(text, at, &table.span, missing)?,
    };
    let in_place = keys.iter().filter_map(|(key, value)| Some((there(key)?.value.span.clone(), value)));
    let mut in_place: Vec<_> = in_place.collect();
    // What is new stands below them all, and the last one is replaced first: so each stands where it stood.
    in_place.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
    for (span, value) in in_place {
        new.replace_range(span, &value.typed());
    }
    Some(new)
}

/// A key with its value as they are typed.
pub(crate) fn pair((key, value): &(&str, Put)) -> String {
    format!("{key} = {}", value.typed())
}

/// The text with more keys in the table that has this header: below its last own key, and written as that is.
fn with_keys(text: &str, at: At, header: &Span, keys: &[String]) -> Option<String> {
    let all = statements(text);
    let begin = match at {
        At::Top => 0,
        At::Item(..) => header_at(&all, header.start)? + 1,
    };
    let last = last_key(&all, begin).or_else(|| begin.checked_sub(1));
    Some(match last.and_then(|last| all.get(last)) {
        Some(last) => {
            let indent = &text[last.start..last.text];
            let lines: Vec<String> = keys.iter().map(|key| format!("{indent}{key}")).collect();
            behind(text, last.end, &lines)
        }
        None => put_in(text, 0, &keys.iter().map(|key| line_with(text, 0, key)).collect::<Vec<_>>().concat()),
    })
}

/// The text with a table behind the last of a list, written as that is.
fn with_block(text: &str, list: &str, last: &Item<'_>, keys: &[(&str, Put)]) -> Option<String> {
    let all = statements(text);
    let header = header_at(&all, last.span.start)?;
    let lowest = header_at(&all, lowest_header(text, last))?;
    let indent = |at: usize| &text[all[at].start..all[at].text];
    let of_header = indent(header);
    let of_keys = last_key(&all, header + 1).map_or(of_header, indent);

    let mut end = last_key(&all, lowest + 1).unwrap_or(lowest);
    let below = all[end + 1..].iter().take_while(|one| one.begins == Begins::Remark).count();
    // Remarks that reach down to a header speak of that.
    if all.get(end + 1 + below).is_none_or(|one| one.begins != Begins::Header) {
        end += below;
    }
    let mut lines = vec![String::new(), format!("{of_header}[[{list}]]")];
    lines.extend(keys.iter().map(|key| format!("{of_keys}{}", pair(key))));
    if all.get(end + 1).is_some_and(|one| one.begins != Begins::Blank) {
        lines.push(String::new());
    }
    Some(behind(text, all[end].end, &lines))
}

/// The text with the first table of a list, behind everything else.
fn with_first(text: &str, list: &str, keys: &[(&str, Put)]) -> String {
    let mut lines = vec![format!("[[{list}]]")];
    lines.extend(keys.iter().map(pair));
    match statements(text).iter().rfind(|one| one.begins != Begins::Blank) {
        Some(last) => {
            lines.insert(0, String::new());
            behind(text, last.end, &lines)
        }
        None => format!("{text}{}\n", lines.join("\n")),
    }
}

fn header_at(all: &[Statement], start: usize) -> Option<usize> {
    all.iter().position(|one| one.begins == Begins::Header && one.text == start)
}

/// The last key that stands directly in the table whose first line is at `begin`.
fn last_key(all: &[Statement], begin: usize) -> Option<usize> {
    let own = all.get(begin..)?.iter().take_while(|one| one.begins != Begins::Header);
    own.enumerate().filter(|(_, one)| one.begins == Begins::Key).map(|(at, _)| begin + at).last()
}

/// Where the lowest header of a table and of those in it begins.
fn lowest_header(text: &str, item: &Item<'_>) -> usize {
    let own = if text[item.span.clone()].starts_with('[') { item.span.start } else { 0 };
    match &item.value {
        Value::Table(table) => {
            table.entries.iter().map(|entry| lowest_header(text, &entry.value)).fold(own, usize::max)
        }
        Value::List(items) => items
            .iter()
            .filter(|item| matches!(item.value, Value::Table(_)))
            .map(|item| lowest_header(text, item))
            .max()
            .unwrap_or(0),
        _ => 0,
    }
}

/// The text with lines behind the one that ends at `end`. Line ends are those of that line, and the text ends as it
/// did.
fn behind(text: &str, end: usize, lines: &[String]) -> String {
    let line_end = line_end(text, end);
    let lines: String = lines.iter().flat_map(|line| [line_end, line]).collect();
    put_in(text, end, &lines)
}

/// The text with `piece` in it at a place.
pub(crate) fn put_in(text: &str, at: usize, piece: &str) -> String {
    format!("{}{piece}{}", &text[..at], &text[at..])
}

/// A line with the line end of the line that ends at `end`.
pub(crate) fn line_with(text: &str, end: usize, line: &str) -> String {
    format!("{line}{}", line_end(text, end))
}

/// How the line that ends at `end` ends; the last one, as the first does.
pub(crate) fn line_end(text: &str, end: usize) -> &'static str {
    let ends = &text[end..];
    let ends =
        if ends.starts_with(['\r', '\n']) { ends } else { &text[text.find(['\r', '\n']).unwrap_or(end)..] };
    if ends.starts_with("\r\n") { "\r\n" } else { "\n" }
}
