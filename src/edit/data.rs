//! What a text says, whatever it looks like: to see whether a change said what was meant, and nothing else.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::edit::splice::{At, Change};
use crate::edit::toml_value::Put;
use crate::parse::{Item, Source, Table, Value, parse};

/// What a text says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Data {
    /// A value.
    One(String),
    /// A list.
    List(Vec<Data>),
    /// A table.
    Table(BTreeMap<String, Data>),
}

impl Data {
    /// What a text says, if it has no fault of syntax.
    pub(crate) fn parse(text: &str) -> Option<Data> {
        let source = Arc::new(Source::new("", text));
        let parsed = parse(&source, &[]);
        parsed.faults.is_empty().then(|| Data::of_table(&parsed.root, &source))
    }

    fn of_table(table: &Table<'_>, source: &Source) -> Data {
        let entries = table.entries.iter();
        Data::Table(
            entries.map(|entry| (entry.key.value.to_string(), Data::of_item(&entry.value, source))).collect(),
        )
    }

    fn of_item(item: &Item<'_>, source: &Source) -> Data {
        match &item.value {
            Value::Text(text) => Data::text(text),
            Value::List(items) => Data::List(items.iter().map(|item| Data::of_item(item, source)).collect()),
            Value::Table(table) => Data::of_table(table, source),
            // Numbers, days and times are compared as they are typed.
            _ => Data::One(source.at(&item.span).to_owned()),
        }
    }

    fn text(text: &str) -> Data {
        // No other value begins with a quote.
        Data::One(format!("\"{text}"))
    }

    fn put(put: &Put) -> Data {
        match put {
            Put::Day(_) | Put::DayOrTime(_) => Data::One(put.typed()),
            Put::Text(text) => Data::text(text),
            Put::List(texts) => Data::List(texts.iter().map(|text| Data::text(text)).collect()),
        }
    }

    /// What it says with a change; nothing if the change has no place in it.
    pub(crate) fn with(mut self, change: &Change) -> Option<Data> {
        let Data::Table(top) = &mut self else { return None };
        match change {
            Change::Set { at, keys } => {
                let table = match at {
                    At::Top => top,
                    At::Item(list, index) => match top.get_mut(*list)? {
                        Data::List(items) => match items.get_mut(*index)? {
                            Data::Table(table) => table,
                            _ => return None,
                        },
                        _ => return None,
                    },
                };
                table.extend(keys.iter().map(|(key, value)| ((*key).to_owned(), Data::put(value))));
            }
            Change::Push { list, keys } => {
                let keys = keys.iter().map(|(key, value)| ((*key).to_owned(), Data::put(value)));
                match top.entry((*list).to_owned()).or_insert(Data::List(Vec::new())) {
                    Data::List(items) => items.push(Data::Table(keys.collect())),
                    _ => return None,
                }
            }
            Change::Allow { .. } => {}
        }
        Some(self)
    }
}
