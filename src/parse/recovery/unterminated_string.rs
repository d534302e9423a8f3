//! Multi-line strings that end too late, because their closing quotes are missing: they contain keys and tables.

use std::sync::Arc;

use crate::message;
use crate::parse::diagnostic::{Diagnostic, FixedRule};
use crate::parse::recovery::known_keys::KnownKeys;
use crate::parse::recovery::lines::is_bare_header;
use crate::parse::source::{Source, Span};
use crate::parse::tree::{Item, Table, Value};
use crate::parse::value_type::Key;

/// Returns whether a text of one line is a whole TOML value.
type IsValue = fn(&str) -> bool;

/// Reports the first string that contains a header with a key below it, or that ends on a line that cannot be read and
/// contains a key.
pub(crate) fn unterminated_string(
    source: &Arc<Source>,
    root: &Table<'_>,
    format: &'static [Key],
    is_value: IsValue,
) -> Option<Diagnostic> {
    let search = Search { source, format, is_value };
    let (text, found) = search.table(root)?;
    let what = if source.at(&found).starts_with('[') { "header" } else { "key" };
    let opening = text.start..text.start + 3;
    let quotes = if source.at(&opening) == "'''" { "'''" } else { "\"\"\"" };
    let fault =
        Diagnostic::error(FixedRule::Syntax, source, &opening, message!("a {} stands in this text", what));
    let fault = fault.label("opened here").also(&found, message!("the {}", what));
    Some(fault.help(message!("write `{}` where the text ends, above that line", quotes)))
}

struct Search<'s> {
    source: &'s Source,
    format: &'static [Key],
    is_value: IsValue,
}

/// The place of a string, and of the key or header in it.
type Found = Option<(Span, Span)>;

impl<'s> Search<'s> {
    fn table(&self, table: &Table<'_>) -> Found {
        table.entries.iter().find_map(|entry| self.item(&entry.value))
    }

    fn item(&self, item: &Item<'_>) -> Found {
        let opening = self.source.text().as_bytes().get(item.span.start..item.span.start + 3);
        let is_multi_line = matches!(opening, Some(b"\"\"\"" | b"'''"));
        match &item.value {
            Value::Text(_) if is_multi_line => Some((item.span.clone(), self.header_in(&item.span)?)),
            Value::Broken if is_multi_line => Some((item.span.clone(), self.key_in(&item.span)?)),
            Value::List(items) => items.iter().find_map(|item| self.item(item)),
            Value::Table(table) => self.table(table),
            _ => None,
        }
    }

    /// Returns the lines of a string that are not empty, each with its place, without comments and surrounding space.
    fn lines(&self, text: &Span) -> impl Iterator<Item = (Span, &'s str)> {
        let mut start = text.start;
        let lines = self.source.at(text).split_inclusive('\n').map(move |line| {
            let at = start + line.len() - line.trim_start().len();
            start += line.len();
            let line = line.split('#').next().unwrap_or_default().trim();
            (at..at + line.len(), line)
        });
        lines.filter(|(_, line)| !line.is_empty())
    }

    /// Returns the place of a header with a key of the format on the line below: other words in brackets are text.
    fn header_in(&self, text: &Span) -> Option<Span> {
        let mut above = None;
        for (at, line) in self.lines(text) {
            if above.is_some() && self.has_key(line) {
                return above;
            }
            above = is_bare_header(line).then_some(at);
        }
        None
    }

    /// Returns the place of a line below the first with a key of the format.
    fn key_in(&self, text: &Span) -> Option<Span> {
        self.lines(text).skip(1).find(|(_, line)| self.has_key(line)).map(|(at, _)| at)
    }

    /// Returns whether a line has a key of the format and a value, or the beginning of one.
    fn has_key(&self, line: &str) -> bool {
        let Some((key, value)) = line.split_once('=') else { return false };
        let value = value.trim();
        let goes_on =
            value.ends_with(['[', '{', ',']) || value.starts_with("\"\"\"") || value.starts_with("'''");
        let key = key.trim().trim_matches(['"', '\'']);
        KnownKeys::new(self.format).has(key) && (goes_on || (self.is_value)(value))
    }
}
