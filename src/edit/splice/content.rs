//! The content of a TOML text without its layout, to check that a change did only what was intended.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::edit::splice::value::NewValue;
use crate::edit::splice::{Change, TableRef};
use crate::parse::{Item, Source, Table, Value, parse};

/// The content of a text, a table or a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Content {
    /// A string.
    Text(String),
    /// A number, date, time or boolean as it is typed.
    Literal(String),
    List(Vec<Content>),
    Table(BTreeMap<String, Content>),
}

impl Content {
    /// Returns the content of a text without syntax errors.
    pub(crate) fn parse(text: &str) -> Option<Content> {
        let source = Arc::new(Source::new("", text));
        let parsed = parse(&source, &[]);
        parsed.faults.is_empty().then(|| Content::from_table(&parsed.root, &source))
    }

    fn from_table(table: &Table<'_>, source: &Source) -> Content {
        let entries = table.entries.iter();
        Content::Table(
            entries
                .map(|entry| (entry.key.value.to_string(), Content::from_item(&entry.value, source)))
                .collect(),
        )
    }

    fn from_item(item: &Item<'_>, source: &Source) -> Content {
        match &item.value {
            Value::Text(text) => Content::Text(text.to_string()),
            Value::List(items) => {
                Content::List(items.iter().map(|item| Content::from_item(item, source)).collect())
            }
            Value::Table(table) => Content::from_table(table, source),
            _ => Content::Literal(source.at(&item.span).to_owned()),
        }
    }

    fn from_new_value(value: &NewValue) -> Content {
        match value {
            NewValue::Day(_) | NewValue::DayOrTime(_) => Content::Literal(value.to_toml()),
            NewValue::Text(text) => Content::Text(text.clone()),
            NewValue::List(texts) => Content::List(texts.iter().cloned().map(Content::Text).collect()),
        }
    }

    /// Returns the content with a change, or `None` if there is no place for the change.
    pub(crate) fn with(mut self, change: &Change) -> Option<Content> {
        let Content::Table(top) = &mut self else { return None };
        let entries = |keys: &[(&'static str, NewValue)]| -> Vec<(String, Content)> {
            keys.iter().map(|(key, value)| ((*key).to_owned(), Content::from_new_value(value))).collect()
        };
        match change {
            Change::Set { table: TableRef::Top, keys } => top.extend(entries(keys)),
            Change::Set { table: TableRef::Item(list, index), keys } => {
                let Content::List(items) = top.get_mut(*list)? else { return None };
                let Content::Table(table) = items.get_mut(*index)? else { return None };
                table.extend(entries(keys));
            }
            Change::Push { list, keys } => {
                let list = top.entry((*list).to_owned()).or_insert(Content::List(Vec::new()));
                let Content::List(items) = list else { return None };
                items.push(Content::Table(entries(keys).into_iter().collect()));
            }
            Change::Allow { .. } => {}
        }
        Some(self)
    }
}
