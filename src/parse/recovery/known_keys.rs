//! The keys of a format by their names, for when a text is looked at line by line.

use std::collections::HashMap;

use crate::parse::value_type::{Key, ScalarType, ValueType};

/// The keys of a format by their names.
#[derive(Debug)]
pub(crate) struct KnownKeys {
    format: &'static [Key],
    keys: HashMap<&'static str, Vec<&'static Key>>,
    /// The tables, by the path in their headers.
    headers: Vec<(String, bool)>,
}

impl KnownKeys {
    /// Those of a format.
    pub(crate) fn new(format: &'static [Key]) -> Self {
        let mut known = KnownKeys { format, keys: HashMap::new(), headers: Vec::new() };
        known.add(format, "");
        known
    }

    fn add(&mut self, keys: &'static [Key], above: &str) {
        for key in keys {
            self.keys.entry(key.name).or_default().push(key);
            let Some(below) = key.value_type.keys() else { continue };
            let path = if above.is_empty() { key.name.to_owned() } else { format!("{above}.{}", key.name) };
            self.headers.push((path.clone(), matches!(key.value_type, ValueType::Tables(_))));
            self.add(below, &path);
        }
    }

    /// Whether any table has this key.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.keys.contains_key(key)
    }

    /// Whether the value of `key` may be shown and repeated. Nobody knows what a key holds that nobody declared.
    pub(crate) fn may_show(&self, key: &str) -> bool {
        self.keys.get(key).is_some_and(|keys| keys.iter().all(|key| !key.is_sensitive()))
    }

    /// Whether every table that has `key` takes one of these sorts behind it.
    pub(crate) fn takes(&self, key: &str, sort: impl Fn(&ValueType) -> bool) -> bool {
        self.keys.get(key).is_some_and(|keys| keys.iter().all(|key| sort(&key.value_type)))
    }

    /// Whether some table that has `key` takes one of these sorts behind it.
    pub(crate) fn may_take(&self, key: &str, sort: impl Fn(&ValueType) -> bool) -> bool {
        self.keys.get(key).is_some_and(|keys| keys.iter().any(|key| sort(&key.value_type)))
    }

    /// The keys of the table whose header has this path; of people, whatever the handle.
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

    /// How the header of a table is written, if `path` is one or nearly one: "[[needs.actions]]", "[people.sam]".
    pub(crate) fn header(&self, path: &str) -> Option<String> {
        if let Some(handle) = path.strip_prefix("people.") {
            let fits = handle.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
            return (fits && !handle.is_empty()).then(|| format!("[people.{handle}]"));
        }
        let names = self.headers.iter().map(|(name, _)| name.as_str());
        let name = crate::parse::recovery::suggest::suggest(path, names)?;
        let (_, double) = self.headers.iter().find(|(header, _)| header == name)?;
        Some(if *double { format!("[[{name}]]") } else { format!("[{name}]") })
    }
}

/// Whether `true` or `false` stands there.
pub(crate) fn is_truth(value_type: &ValueType) -> bool {
    matches!(value_type, ValueType::One(ScalarType::Boolean))
}

/// Whether a whole number stands there.
pub(crate) fn is_whole(value_type: &ValueType) -> bool {
    matches!(value_type, ValueType::One(ScalarType::Integer))
}

/// Whether a day stands there.
pub(crate) fn is_day(value_type: &ValueType) -> bool {
    matches!(value_type, ValueType::One(sort) if sort.takes_day())
}

/// Whether several values can stand there.
pub(crate) fn is_list(value_type: &ValueType) -> bool {
    matches!(value_type, ValueType::List(_) | ValueType::OneOrMore(_))
}
