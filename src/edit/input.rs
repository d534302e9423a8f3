//! Parses and checks what users type.

use anyhow::{Result, bail};
use chrono::{NaiveDate, NaiveTime};

use crate::due::{after, day_from_text};
use crate::escape::{is_harmful, is_invisible};
use crate::parse::{DayOrTime, Period, Unit};

/// A review further away than this, or longer ago, is taken for a slip in the year.
const MAX_DISTANCE: Period = Period { count: 5, unit: Unit::Years };

/// Parses a date, or a date and time, such as "2027-02-11", "2027-02-11T14:00" or "2027-02-11 14:00".
pub fn parse_day_or_time(text: &str) -> Result<DayOrTime> {
    let text = text.trim();
    let (day, time) = match text.split_once(['T', 't', ' ']) {
        Some((day, time)) => (day, Some(time.trim())),
        None => (text, None),
    };
    let Some(day) = day_from_text(day) else {
        let fits = |(at, c): (usize, char)| if matches!(at, 4 | 7) { c == '-' } else { c.is_ascii_digit() };
        if day.len() == 10 && day.chars().enumerate().all(fits) {
            let exists = day.parse::<NaiveDate>().is_ok();
            bail!("{}", if exists { "its year is a slip" } else { "no calendar has this day" });
        }
        bail!("this is no day like 2027-02-11, and no day and time like 2027-02-11T14:00");
    };
    Ok(DayOrTime { day, time: time.map(parse_time).transpose()? })
}

/// Parses a time such as "14:00", or "14:00:00" as in plans.
fn parse_time(text: &str) -> Result<NaiveTime> {
    let fits = |(at, byte): (usize, u8)| if at % 3 == 2 { byte == b':' } else { byte.is_ascii_digit() };
    let short = text.strip_suffix(":00").filter(|short| short.len() == 5).unwrap_or(text);
    let is_time = short.len() == 5 && short.bytes().enumerate().all(fits);
    match NaiveTime::parse_from_str(short, "%H:%M").ok().filter(|_| is_time) {
        Some(time) => Ok(time),
        None => bail!("this is no time like 09:30 or 14:00: hours from 00 to 23, and minutes"),
    }
}

/// Checks that a future date is not too far away.
///
/// # Errors
/// Fails if the date is more than five years after `from`.
pub(crate) fn check_not_too_far(day: NaiveDate, from: NaiveDate) -> Result<()> {
    if day > after(from, MAX_DISTANCE) {
        bail!("that day is more than {} away: look at the year", MAX_DISTANCE.in_words());
    }
    Ok(())
}

/// Checks that a past date is not too long ago.
///
/// # Errors
/// Fails if the date is more than five years before `as_at`.
pub(crate) fn check_not_too_long_ago(day: NaiveDate, as_at: NaiveDate) -> Result<()> {
    if after(day, MAX_DISTANCE) < as_at {
        bail!("that day is more than {} ago: look at the year", MAX_DISTANCE.in_words());
    }
    Ok(())
}

/// Checks that a text can be written on one line.
///
/// # Errors
/// Fails if the text is empty, has more than one line or contains control characters.
pub fn check_one_line(text: &str) -> Result<()> {
    if is_invisible(text) {
        bail!("this is empty: write a few words, or leave it out");
    }
    if text.contains(['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']) {
        bail!("this has more than one line: write it on one");
    }
    if text.chars().any(|c| c.is_control() && c != '\t') {
        bail!("this holds keys that are no letters: type it again");
    }
    Ok(())
}

/// Checks that a reason can be written in a comment.
///
/// # Errors
/// Fails if the text is not one line, contains no letter or digit, or contains characters that are not visible.
pub fn check_reason(text: &str) -> Result<()> {
    check_one_line(text)?;
    if !text.chars().any(char::is_alphanumeric) || text.chars().any(is_harmful) {
        bail!("this is no reason that can be kept: write a few plain words");
    }
    Ok(())
}
