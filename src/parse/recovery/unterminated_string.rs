//! Texts over several lines that end too late: within them stands what can only be meant as a table.

use crate::parse::FixedRule;
use std::sync::Arc;

use crate::parse::diagnostic::Diagnostic;
use crate::parse::engine::is_value;
use crate::parse::recovery::known_keys::KnownKeys;
use crate::parse::recovery::lines::is_bare_header;
use crate::parse::source::{Source, Span};
use crate::parse::tree::{Item, Table, Value};
use crate::parse::value_type::Key;

/// What is said of the first text that holds a header with a key below it, or that ends on a line that cannot be read and
/// holds a key: its closing quotes were lost, and what was meant as keys and tables stands in it unread.
pub(crate) fn unterminated_string(
    source: &Arc<Source>,
    root: &Table<'_>,
    format: &'static [Key],
) -> Option<Diagnostic> {
    let (text, held) = in_table(source, root, format)?;
    let what = if source.at(&held).starts_with('[') { "header" } else { "key" };
    let quotes = source.at(&(text.start..text.start + 3)).to_owned();
    let fault = Diagnostic::error(
        FixedRule::Syntax,
        source,
        &(text.start..text.start + 3),
        format!("a {what} stands in this text"),
    )
    .label("opened here")
    .help(format!("write `{quotes}` where the text ends, above that line"));
    Some(fault.also(&held, format!("the {what}")))
}

fn in_table(source: &Source, table: &Table<'_>, format: &'static [Key]) -> Option<(Span, Span)> {
    table.entries.iter().find_map(|entry| in_item(source, &entry.value, format))
}

fn in_item(source: &Source, item: &Item<'_>, format: &'static [Key]) -> Option<(Span, Span)> {
    match &item.value {
        Value::Text(_) if spans_lines(source, &item.span) => {
            Some((item.span.clone(), header_in(source, &item.span, format)?))
        }
        Value::Broken if spans_lines(source, &item.span) => {
            Some((item.span.clone(), key_in(source, &item.span, format)?))
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

/// The lines of a text without remarks and what surrounds them, each with its place, but for the empty ones.
fn lines<'s>(source: &'s Source, text: &Span) -> impl Iterator<Item = (Span, &'s str)> {
    let mut start = text.start;
    let lines = source.at(text).split_inclusive('\n').map(move |line| {
        let at = start + line.len() - line.trim_start().len();
        start += line.len();
        let line = line.split('#').next().unwrap_or_default().trim();
        (at..at + line.len(), line)
    });
    lines.filter(|(_, line)| !line.is_empty())
}

/// The place of a header with a key of the format below it, which has a value: words in brackets are words.
fn header_in(source: &Source, text: &Span, format: &'static [Key]) -> Option<Span> {
    let mut above = None;
    for (at, line) in lines(source, text) {
        if above.is_some() && has_key(line, format) {
            return above;
        }
        above = is_bare_header(line).then_some(at);
    }
    None
}

/// The place of a line below the first that has a key of the format, and a value.
fn key_in(source: &Source, text: &Span, format: &'static [Key]) -> Option<Span> {
    lines(source, text).skip(1).find(|(_, line)| has_key(line, format)).map(|(at, _)| at)
}

/// Whether a line has a key of the format, and behind it a value, or the beginning of one.
fn has_key(line: &str, format: &'static [Key]) -> bool {
    let Some((key, value)) = line.split_once('=') else { return false };
    let value = value.trim();
    let goes_on = value.ends_with(['[', '{', ',']) || value.starts_with("\"\"\"") || value.starts_with("'''");
    KnownKeys::new(format).has(key.trim().trim_matches(['"', '\''])) && (goes_on || is_value(value))
}
