//! What is typed for a day, a time and a length of time, and texts that can be kept.

use anyhow::bail;
use chrono::{NaiveDate, NaiveTime};

use crate::due::{after, day_from_text};
use crate::edit::review::Next;
use crate::escape::{is_harmful, is_invisible};
use crate::parse::{DayOrTime, Period, Unit};

/// Reads a day, or a day and a time: "2027-02-11", "2027-02-11T14:00", "2027-02-11 14:00".
pub fn day_or_time_from_text(text: &str) -> anyhow::Result<DayOrTime> {
    let text = text.trim();
    let (day, time) = match text.split_once(['T', 't', ' ']) {
        Some((day, time)) => (day, Some(time.trim())),
        None => (text, None),
    };
    let Some(day) = day_from_text(day) else {
        let is_form =
            |(at, c): (usize, char)| if matches!(at, 4 | 7) { c == '-' } else { c.is_ascii_digit() };
        if day.len() == 10 && day.chars().enumerate().all(is_form) {
            let is_a_day = day.parse::<NaiveDate>().is_ok();
            bail!("{}", if is_a_day { "its year is a slip" } else { "no calendar has this day" });
        }
        bail!("this is no day like 2027-02-11, and no day and time like 2027-02-11T14:00");
    };
    let Some(time) = time else { return Ok(DayOrTime { day, time: None }) };
    Ok(DayOrTime { day, time: Some(time_from_text(time)?) })
}

/// Reads a time of the day: "14:00", and "14:00:00", as it stands in plans.
fn time_from_text(text: &str) -> anyhow::Result<NaiveTime> {
    let digits = |(at, byte): (usize, u8)| if at % 3 == 2 { byte == b':' } else { byte.is_ascii_digit() };
    let short = text.strip_suffix(":00").filter(|short| short.len() == 5).unwrap_or(text);
    let typed = short.len() == 5 && short.bytes().enumerate().all(digits);
    match NaiveTime::parse_from_str(short, "%H:%M").ok().filter(|_| typed) {
        Some(time) => Ok(time),
        None => bail!("this is no time like 09:30 or 14:00: hours from 00 to 23, and minutes"),
    }
}

/// Reads when the next review is due: "2027-05-27", or "6m" from the day from which this one counts.
pub fn next_from_text(text: &str) -> anyhow::Result<Next> {
    match (day_from_text(text.trim()), Period::from_text(text)) {
        (Some(day), _) => Ok(Next::By(day)),
        (None, Some(every)) => Ok(Next::After(every)),
        (None, None) => {
            bail!("this is no day like 2027-05-27, and no length of time like 6m, 26w or \"6 months\"")
        }
    }
}

/// How far away a review can be meant to be: beyond it the year is a slip.
const FARTHEST: Period = Period { count: 5, unit: Unit::Years };

/// Takes a day to come that can be meant.
///
/// # Errors
/// It is years and years away.
pub(crate) fn is_near(day: NaiveDate, from: NaiveDate) -> anyhow::Result<()> {
    if day > after(from, FARTHEST) {
        bail!("that day is more than {} away: look at the year", FARTHEST.in_words());
    }
    Ok(())
}

/// Takes a day that has passed and can be meant.
///
/// # Errors
/// It is years and years ago.
pub(crate) fn is_not_long_ago(day: NaiveDate, as_at: NaiveDate) -> anyhow::Result<()> {
    if after(day, FARTHEST) < as_at {
        bail!("that day is more than {} ago: look at the year", FARTHEST.in_words());
    }
    Ok(())
}

/// Takes a text that can be written on one line and seen there.
///
/// # Errors
/// It is empty, has more than a line, or holds what is no letter.
pub fn is_one_line(text: &str) -> anyhow::Result<()> {
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

/// Takes a reason: a text of which something is a word, and that can stand in a remark as it is.
///
/// # Errors
/// It is none.
pub fn is_reason(text: &str) -> anyhow::Result<()> {
    is_one_line(text)?;
    if !text.chars().any(char::is_alphanumeric) || text.chars().any(is_harmful) {
        bail!("this is no reason that can be kept: write a few plain words");
    }
    Ok(())
}
