//! The keys of a format by name, for reading a text line by line.

use std::collections::HashMap;

use crate::parse::recovery::suggest::suggest;
use crate::parse::value_type::{Key, ScalarType, ValueType};

/// The keys of a format by name.
#[derive(Debug)]
pub(crate) struct KnownKeys {
    pub(crate) format: &'static [Key],
    keys: HashMap<&'static str, Vec<&'static Key>>,
    /// The paths of the tables, and whether there can be several of each.
    tables: Vec<(String, bool)>,
}

impl KnownKeys {
    pub(crate) fn new(format: &'static [Key]) -> Self {
        let mut known = KnownKeys { format, keys: HashMap::new(), tables: Vec::new() };
        known.add(format, "");
        known
    }

    fn add(&mut self, keys: &'static [Key], above: &str) {
        for key in keys {
            self.keys.entry(key.name).or_default().push(key);
            let Some(below) = key.value_type.keys() else { continue };
            let path = if above.is_empty() { key.name.to_owned() } else { format!("{above}.{}", key.name) };
            self.tables.push((path.clone(), matches!(key.value_type, ValueType::Tables(_))));
            self.add(below, &path);
        }
    }

    /// Returns whether any table has this key.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.keys.contains_key(key)
    }

    /// Returns whether the value of `key` can be shown. The value of an unknown key cannot: it may be a name.
    pub(crate) fn may_show(&self, key: &str) -> bool {
        self.keys.get(key).is_some_and(|keys| keys.iter().all(|key| !key.is_sensitive()))
    }

    /// Returns whether `key` takes such a value in every table that has it.
    pub(crate) fn takes(&self, key: &str, is_such: impl Fn(&ValueType) -> bool) -> bool {
        self.keys.get(key).is_some_and(|keys| keys.iter().all(|key| is_such(&key.value_type)))
    }

    /// Returns whether `key` takes such a value in some table that has it.
    pub(crate) fn may_take(&self, key: &str, is_such: impl Fn(&ValueType) -> bool) -> bool {
        self.keys.get(key).is_some_and(|keys| keys.iter().any(|key| is_such(&key.value_type)))
    }

    /// Returns the keys of the table with this path. The part of the path that is a handle can be any.
    pub(crate) fn keys_of(&self, path: &str) -> Option<&'static [Key]> {
        let mut keys = self.format;
        let mut names = path.split('.').map(str::trim);
        while let Some(name) = names.next() {
            let key = keys.iter().find(|key| key.name == name)?;
            keys = key.value_type.keys()?;
            if matches!(key.value_type, ValueType::Open(_)) {
                names.next()?;
            }
        }
        Some(keys)
    }

    /// Returns the header of the table with this path or one like it: "[[needs.actions]]", "[people.sam]".
    pub(crate) fn header(&self, path: &str) -> Option<String> {
        if let Some(handle) = path.strip_prefix("people.") {
            let fits = handle.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
            return (fits && !handle.is_empty()).then(|| format!("[people.{handle}]"));
        }
        let path = suggest(path, self.tables.iter().map(|(path, _)| path.as_str()))?;
        let (_, double) = self.tables.iter().find(|(other, _)| other == path)?;
        Some(if *double { format!("[[{path}]]") } else { format!("[{path}]") })
    }
}

pub(crate) fn is_boolean(value_type: &ValueType) -> bool {
    matches!(value_type, ValueType::One(ScalarType::Boolean))
}

pub(crate) fn is_integer(value_type: &ValueType) -> bool {
    matches!(value_type, ValueType::One(ScalarType::Integer))
}

pub(crate) fn is_day(value_type: &ValueType) -> bool {
    matches!(value_type, ValueType::One(scalar) if scalar.takes_day())
}

pub(crate) fn is_list(value_type: &ValueType) -> bool {
    matches!(value_type, ValueType::List(_) | ValueType::OneOrMore(_))
}
