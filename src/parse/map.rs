//! Tables whose keys the writer chooses: people by handle, phones by kind.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::parse::access_labels::{AccessPolicy, Step};
use crate::parse::decoder::Decoder;
use crate::parse::field::Field;
use crate::parse::plan_part::PlanPart;
use crate::parse::record::FromToml;
use crate::parse::source::{Span, Spanned};
use crate::parse::texts::Texts;
use crate::parse::tree::{Item, Value};
use crate::parse::value_type::ValueType;

/// A table whose keys the writer chooses, in the order of the file.
#[derive(Debug, Clone)]
pub struct OpenMap<T> {
    /// Each key with its value.
    pub entries: Vec<(Spanned<String>, T)>,
    /// The place of the first entry that could not be read and is missing here.
    pub unread: Option<Span>,
    /// An index of a long table, built at the first look-up: lists of colleagues are searched again and again.
    places: OnceLock<HashMap<String, usize>>,
}

/// Up to this many entries a linear search is as fast as an index.
const FEW: usize = 16;

impl<T> Default for OpenMap<T> {
    fn default() -> Self {
        OpenMap { entries: Vec::new(), unread: None, places: OnceLock::new() }
    }
}

impl<T> OpenMap<T> {
    /// Returns the value of `key`.
    pub fn get(&self, key: &str) -> Option<&T> {
        let is_it = |entry: &&(Spanned<String>, T)| entry.0.value == key;
        let entry = if self.entries.len() <= FEW {
            self.entries.iter().find(is_it)
        } else {
            let place = *self.places.get_or_init(|| self.places()).get(key)?;
            // Entries may have been removed since.
            self.entries.get(place).filter(is_it).or_else(|| self.entries.iter().find(is_it))
        };
        entry.map(|(_, value)| value)
    }

    fn places(&self) -> HashMap<String, usize> {
        let names = self.entries.iter().enumerate().rev();
        names.map(|(at, (name, _))| (name.value.clone(), at)).collect()
    }

    /// Returns the keys.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|(name, _)| name.value.as_str())
    }

    /// Returns each key with its value.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.entries.iter().map(|(name, value)| (name.value.as_str(), value))
    }
}

impl<T> Field<OpenMap<T>> {
    /// Returns the place of the table, or of its first entry, that could not be read.
    pub fn unread_in(&self) -> Option<&Span> {
        match self {
            Field::Known(open) => open.value.unread.as_ref(),
            Field::Absent | Field::Faulty(_) => self.unread_at(),
        }
    }
}

impl<T: FromToml> FromToml for OpenMap<T> {
    const VALUE_TYPE: ValueType = ValueType::Open(&T::VALUE_TYPE);

    fn read(item: Item<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let table = decoder.table(item)?;
        let mut open = OpenMap::default();
        for entry in table.entries {
            let key = Spanned { value: entry.key.value.clone().into_owned(), span: entry.key.span.clone() };
            let is_value = T::VALUE_TYPE.keys().is_none();
            let is_outside = !is_value && !matches!(entry.value.value, Value::Table(_) | Value::Broken);
            let is_misplaced = if is_value && key.value == "withhold" {
                decoder.withhold_outside_an_item(&key.span);
                true
            } else if (is_value || is_outside) && decoder.is_of_a_table_above(&entry, &table.span) {
                true
            } else {
                if is_outside {
                    decoder.outside_an_entry(&entry);
                }
                is_outside
            };
            if is_misplaced {
                open.unread.get_or_insert(key.span);
                continue;
            }
            decoder.enter(key.value.clone().into(), T::VALUE_TYPE, false);
            match T::read(entry.value, decoder) {
                Some(value) => open.entries.push((key, value)),
                None => drop(open.unread.get_or_insert(key.span)),
            }
            decoder.leave();
        }
        Some(open)
    }

    fn redacted(&self, part: PlanPart, policy: &dyn AccessPolicy) -> Option<Self> {
        let entries: Vec<_> = self
            .entries
            .iter()
            .filter_map(|(name, value)| {
                policy.enter(Step::Chosen(&name.value, &name.span));
                if T::VALUE_TYPE.is_value() {
                    policy.value(part);
                }
                let left = value.redacted(part, policy);
                policy.leave();
                Some((name.clone(), left?))
            })
            .collect();
        (!entries.is_empty()).then_some(OpenMap {
            entries,
            unread: self.unread.clone(),
            ..OpenMap::default()
        })
    }

    fn texts<'a>(&'a self, texts: &mut Texts<'a>) {
        for (name, value) in &self.entries {
            texts.one_of(&name.span, |texts| value.texts(texts));
        }
    }

    fn fault(&mut self, _path: &[&str], at: &Span) {
        self.unread.get_or_insert_with(|| at.clone());
    }
}
