//! Arguments that commands share.

use chrono::NaiveDate;

use crate::due::day_from_text;

/// Parses a date.
pub(crate) fn day(text: &str) -> Result<NaiveDate, String> {
    day_from_text(text).ok_or_else(|| "this is no day like 2026-11-22: year, month, day".to_owned())
}
