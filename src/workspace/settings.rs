//! Reads the settings of a `cpa.toml`, and marks those that cannot be relied on.

use crate::parse::{
    Decoder, Field, FixedRule, FromToml, Item, Period, Span, TableEntry, TomlTable, Value, suggest,
};
use crate::plan::{ReviewSettings, Settings};

/// The keys that set when a review is due, and their table.
const REVIEW_KEYS: [&str; 3] = ["reviews", "every", "at_most"];

/// Reads the settings. If an unknown or misplaced key may set when reviews are due, `reviews` is marked as faulty, so
/// that no due date is worked out from intervals that the service did not mean.
pub(crate) fn read_settings(item: Item<'_>, decoder: &mut Decoder<'_>) -> Option<Settings> {
    let maybe_intervals = unknown_interval(&item);
    let mut settings = Settings::read(item, decoder)?;
    for (path, at, _) in std::mem::take(&mut decoder.misplaced) {
        settings.fault(&path, &at);
    }
    if let Some(at) = maybe_intervals.filter(|_| !settings.reviews.is_faulty()) {
        settings.reviews = Field::Faulty(at);
    }
    if let Some(largest) = settings.largest_file.known().filter(|largest| largest.value == 0) {
        let at = largest.span.clone();
        decoder
            .error(FixedRule::WrongType, &at, "`largest_file` cannot be 0: no file would be read")
            .set_help("write a number of kilobytes, like `largest_file = 1000`, or leave the line out");
        settings.largest_file = Field::Faulty(at);
    }
    Some(settings)
}

/// Returns the first unknown or misplaced key that may set when reviews are due.
fn unknown_interval(item: &Item<'_>) -> Option<Span> {
    let Value::Table(settings) = &item.value else { return None };
    settings.entries.iter().find_map(|entry| {
        let key = &*entry.key.value;
        let unknown = match (&entry.value.value, key) {
            (Value::Table(reviews), "reviews") => reviews.entries.iter().find(|entry| {
                let key = &*entry.key.value;
                let keys = || ReviewSettings::KEYS.iter().map(|key| key.name);
                !keys().any(|known| known == key) && suggest(key, keys()) != Some("soon")
            }),
            (Value::Table(table), _) if is_known(key) => table.entries.iter().find(|entry| {
                matches!(key, "intervals" | "copies") && suggest(&entry.key.value, REVIEW_KEYS).is_some()
            }),
            _ if !is_known(key) && may_set_intervals(entry) => Some(entry),
            _ => None,
        };
        unknown.map(|entry| entry.key.span.clone())
    })
}

fn is_known(name: &str) -> bool {
    Settings::KEYS.iter().any(|key| key.name == name)
}

/// Returns whether an unknown key at the top of the file may set when reviews are due. A slip for another key does so
/// only if one of the review keys is below it.
fn may_set_intervals(entry: &TableEntry<'_>) -> bool {
    let meant = suggest(&entry.key.value, Settings::KEYS.iter().map(|key| key.name));
    if meant.is_some_and(|meant| meant != "reviews") {
        return has_review_key(&entry.value);
    }
    match &entry.value.value {
        Value::Table(_) | Value::List(_) => true,
        Value::Text(text) => Period::from_text(text).is_some(),
        _ => suggest(&entry.key.value, REVIEW_KEYS).is_some(),
    }
}

/// Returns whether a review key is anywhere in a table.
fn has_review_key(item: &Item<'_>) -> bool {
    let Value::Table(table) = &item.value else { return false };
    table.entries.iter().any(|entry| REVIEW_KEYS.contains(&&*entry.key.value) || has_review_key(&entry.value))
}
