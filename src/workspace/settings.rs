//! The settings of a `cpa.toml`: what of them cannot be relied on, although each key of it could be read.

use crate::parse::FixedRule;
use crate::parse::{Decoder, Field, FromToml, Item, Period, Span, TableEntry, TomlTable, Value, suggest};
use crate::plan::{ReviewSettings, Settings};

/// The keys that decide when a review is due, and the table that holds them.
const DECIDING: [&str; 3] = ["reviews", "every", "at_most"];

/// Reads settings. A key that cannot be placed, where the service's intervals may have been meant, faults `reviews`:
/// no interval is taken for one that nobody set, and none is passed over that somebody did set.
pub(crate) fn settings_of(item: Item<'_>, reading: &mut Decoder<'_>) -> Option<Settings> {
    let meant = may_mean_intervals(&item);
    let mut settings = Settings::read(item, reading)?;
    for (path, at, _) in std::mem::take(&mut reading.misplaced) {
        settings.fault(&path, &at);
    }
    if let Some(at) = meant.filter(|_| !settings.reviews.is_faulty()) {
        settings.reviews = Field::Faulty(at);
    }
    if let Some(largest) = settings.largest_file.known().filter(|largest| largest.value == 0) {
        let at = largest.span.clone();
        reading
            .error(FixedRule::WrongType, &at, "`largest_file` cannot be 0: no file would be read")
            .set_help("write a number of kilobytes, like `largest_file = 1000`, or leave the line out");
        settings.largest_file = Field::Faulty(at);
    }
    Some(settings)
}

/// The first key that is unknown where it stands, and with which somebody may have set when reviews are due.
fn may_mean_intervals(item: &Item<'_>) -> Option<Span> {
    let Value::Table(settings) = &item.value else { return None };
    settings.entries.iter().find_map(|entry| {
        let key = &*entry.key.value;
        let unknown = match (&entry.value.value, key) {
            (Value::Table(reviews), "reviews") => reviews.entries.iter().find(|entry| {
                let key = &*entry.key.value;
                let keys = || ReviewSettings::KEYS.iter().map(|key| key.name);
                !keys().any(|known| known == key) && suggest(key, keys()) != Some("soon")
            }),
            // What stands in another table under such a name.
            (Value::Table(table), _) if is_key(key) => table.entries.iter().find(|entry| {
                matches!(key, "intervals" | "copies") && suggest(&entry.key.value, DECIDING).is_some()
            }),
            _ if !is_key(key) && may_hold_intervals(entry) => Some(entry),
            _ => None,
        };
        unknown.map(|entry| entry.key.span.clone())
    })
}

fn is_key(name: &str) -> bool {
    Settings::KEYS.iter().any(|key| key.name == name)
}

/// Whether an unknown key at the top of the file may hold when reviews are due: not if it is nearly another key, and
/// nothing in it has the name of a deciding one.
fn may_hold_intervals(entry: &TableEntry<'_>) -> bool {
    let meant = suggest(&entry.key.value, Settings::KEYS.iter().map(|key| key.name));
    if meant.is_some_and(|meant| meant != "reviews") {
        return names_one(&entry.value);
    }
    match &entry.value.value {
        Value::Table(_) | Value::List(_) => true,
        Value::Text(text) => Period::from_text(text).is_some(),
        _ => suggest(&entry.key.value, DECIDING).is_some(),
    }
}

/// Whether a deciding key stands anywhere in a table.
fn names_one(item: &Item<'_>) -> bool {
    let Value::Table(table) = &item.value else { return false };
    let names = |entry: &TableEntry<'_>| DECIDING.contains(&&*entry.key.value) || names_one(&entry.value);
    table.entries.iter().any(names)
}
