//! Tables, keys and values with their places, independent of the parser.

use std::borrow::Cow;

use chrono::{NaiveDate, NaiveTime};

use crate::parse::source::{Span, Spanned};

/// A table, with its entries in the order of the file.
#[derive(Debug, Clone, Default)]
pub struct Table<'s> {
    /// Its keys and values.
    pub entries: Vec<TableEntry<'s>>,
    /// The place of its header, or of all of a table in braces.
    pub span: Span,
}

/// A key with its value.
#[derive(Debug, Clone)]
pub struct TableEntry<'s> {
    /// The key.
    pub key: Spanned<Cow<'s, str>>,
    /// The value.
    pub value: Item<'s>,
}

/// A value with its place.
#[derive(Debug, Clone)]
pub struct Item<'s> {
    /// The value.
    pub value: Value<'s>,
    /// Its place; of a table, that of its header.
    pub span: Span,
}

/// A value.
#[derive(Debug, Clone)]
pub enum Value<'s> {
    /// A string.
    Text(Cow<'s, str>),
    /// An integer.
    Integer(i64),
    /// A number that is not an integer.
    Float,
    /// `true` or `false`.
    Boolean(bool),
    /// A date.
    Day(NaiveDate),
    /// A local date and time.
    DayAndTime(NaiveDate, NaiveTime),
    /// A time without a date.
    Time,
    /// A date and time with an offset.
    ZonedTime,
    /// A list.
    List(Vec<Item<'s>>),
    /// A table.
    Table(Table<'s>),
    /// A value that could not be read, which has been reported.
    Broken,
}

impl Table<'_> {
    /// Returns the table without borrowing from the text.
    pub fn into_owned(self) -> Table<'static> {
        let own = |entry: TableEntry<'_>| TableEntry {
            key: Spanned { value: Cow::Owned(entry.key.value.into_owned()), span: entry.key.span },
            value: entry.value.into_owned(),
        };
        Table { entries: self.entries.into_iter().map(own).collect(), span: self.span }
    }
}

impl Item<'_> {
    fn into_owned(self) -> Item<'static> {
        let value = match self.value {
            Value::Text(text) => Value::Text(Cow::Owned(text.into_owned())),
            Value::List(items) => Value::List(items.into_iter().map(Item::into_owned).collect()),
            Value::Table(table) => Value::Table(table.into_owned()),
            Value::Integer(number) => Value::Integer(number),
            Value::Float => Value::Float,
            Value::Boolean(truth) => Value::Boolean(truth),
            Value::Day(day) => Value::Day(day),
            Value::DayAndTime(day, time) => Value::DayAndTime(day, time),
            Value::Time => Value::Time,
            Value::ZonedTime => Value::ZonedTime,
            Value::Broken => Value::Broken,
        };
        Item { value, span: self.span }
    }
}

impl Value<'_> {
    /// Returns what it is, in words that can follow "found".
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Value::Text(_) => "text in quotes",
            Value::Integer(_) => "a number",
            Value::Float => "a number that is not whole",
            Value::Boolean(_) => "true or false",
            Value::Day(_) => "a date",
            Value::DayAndTime(..) => "a date and time",
            Value::Time => "a time without a date",
            Value::ZonedTime => "a time with Z or an offset: leave that out, times are those of the place",
            Value::List(_) => "a list",
            Value::Table(_) => "a table",
            Value::Broken => "something unreadable",
        }
    }
}
