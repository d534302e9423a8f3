//! What people type who do not know how TOML writes a value.

use chrono::{Datelike, NaiveDate, NaiveTime};

/// Returns `true` or `false` for what people type instead.
pub(crate) fn as_boolean(text: &str) -> Option<&'static str> {
    match text.to_lowercase().as_str() {
        "true" | "yes" | "y" => Some("true"),
        "false" | "no" | "n" => Some("false"),
        _ => None,
    }
}

/// Returns whether a text means that there is nothing to list.
pub(crate) fn says_none(text: &str) -> bool {
    matches!(text.trim().to_lowercase().as_str(), "" | "none" | "no" | "nil" | "n/a" | "-")
}

/// Parses a date typed as text: in ISO order, or in British order with the day first.
pub(crate) fn as_day(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    numbers(text)
        .and_then(|[one, two, three]| match (one, three) {
            (1000.., 1..=31) => NaiveDate::from_ymd_opt(one.cast_signed(), two, three),
            (1..=31, 1000..) => NaiveDate::from_ymd_opt(three.cast_signed(), two, one),
            _ => None,
        })
        .or_else(|| with_month_in_words(text))
        .filter(|day| is_likely(*day))
}

/// Returns whether a text is three numbers like those of a date, which may not exist.
pub(crate) fn looks_like_day(text: &str) -> bool {
    numbers(text.trim()).is_some_and(|numbers| numbers.iter().all(|number| *number < 10_000))
}

/// Parses a date and time typed as text: "2026-03-20 9am", "2026-03-20 14.30", "2026-03-20T14:30".
pub(crate) fn as_day_and_time(text: &str) -> Option<String> {
    let text = text.trim().replace(" at ", " ");
    let (day, time) = text.split_once([' ', 'T', ','])?;
    Some(format!("{} {}", as_day(day)?, as_time(time.trim())?.format("%H:%M:%S")))
}

fn as_time(text: &str) -> Option<NaiveTime> {
    let text = text.to_lowercase().replace(' ', "");
    let (clock, afternoon) = match (text.strip_suffix("am"), text.strip_suffix("pm")) {
        (Some(clock), _) => (clock, Some(false)),
        (_, Some(clock)) => (clock, Some(true)),
        _ => (text.as_str(), None),
    };
    let parts: Vec<u32> = clock.split([':', '.']).map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let (hour, minute) = match (parts.as_slice(), afternoon) {
        ([hour], Some(_)) => (*hour, 0),
        ([hour, minute] | [hour, minute, 0], _) => (*hour, *minute),
        _ => return None,
    };
    let hour = match afternoon {
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(afternoon) => hour % 12 + if afternoon { 12 } else { 0 },
        None => hour,
    };
    NaiveTime::from_hms_opt(hour, minute, 0)
}

/// Returns whether a date can be one in someone's life or plan: a year like 0026 is a slip.
pub(crate) fn is_likely(day: NaiveDate) -> bool {
    (1850..=2200).contains(&day.year())
}

fn numbers(text: &str) -> Option<[u32; 3]> {
    let parts: Vec<u32> =
        text.split(['/', '.', '-', ' ']).map(|part| part.parse().ok()).collect::<Option<_>>()?;
    parts.try_into().ok()
}

/// Parses "20 March 2026", "1st May 2026", "20 Mar 2026".
fn with_month_in_words(text: &str) -> Option<NaiveDate> {
    let words: Vec<&str> = text.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let [day, month, year] = words.as_slice() else { return None };
    let day = day.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    NaiveDate::parse_from_str(&format!("{day} {month} {year}"), "%d %B %Y").ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn british_dates_have_the_day_first() {
        let day = |text| as_day(text).map(|day| day.to_string());
        for text in
            ["31/12/2026", "31.12.2026", "2026/12/31", "31 December 2026", "31st Dec 2026", "2026-12-31"]
        {
            assert_eq!(day(text).as_deref(), Some("2026-12-31"), "{text}");
        }
        for text in ["12/31/2026", "1/2/26", "26-12-15", "0026-12-15", "31/04/2026", "999-000-0018", "May"] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn times_are_parsed_as_people_write_them() {
        let moment = |text| as_day_and_time(text);
        assert_eq!(moment("2026-03-20 9am").as_deref(), Some("2026-03-20 09:00:00"));
        assert_eq!(moment("2026-03-20 9.30pm").as_deref(), Some("2026-03-20 21:30:00"));
        assert_eq!(moment("2026-03-20 9:30").as_deref(), Some("2026-03-20 09:30:00"));
        assert_eq!(moment("20/3/2026 at 12pm").as_deref(), Some("2026-03-20 12:00:00"));
        for text in ["2026-03-20 13pm", "2026-03-20 25:00", "2026-03-20 soon", "2026-03-20"] {
            assert_eq!(moment(text), None, "{text}");
        }
    }
}
