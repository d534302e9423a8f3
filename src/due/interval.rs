//! Calendar arithmetic. Months are calendar months, clamped at the end of the month.

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::parse::{Period, Unit};

/// Returns the day one period after `day`. Months and years are calendar months (Wales 2011 reg. 7: twelve calendar
/// months, not 365 days). Hours are rounded down to whole days.
pub fn after(day: NaiveDate, every: Period) -> NaiveDate {
    let later = match every.unit {
        Unit::Hours => day.checked_add_days(Days::new(u64::from(every.count / 24))),
        Unit::Days => day.checked_add_days(Days::new(u64::from(every.count))),
        Unit::Weeks => day.checked_add_days(Days::new(u64::from(every.count) * 7)),
        Unit::Months => day.checked_add_months(Months::new(every.count)),
        Unit::Years => day.checked_add_months(Months::new(every.count.saturating_mul(12))),
    };
    later.unwrap_or(NaiveDate::MAX)
}

/// Returns the day one period before `day`, by the rules of [`after`].
pub fn before(day: NaiveDate, every: Period) -> NaiveDate {
    let earlier = match every.unit {
        Unit::Hours => day.checked_sub_days(Days::new(u64::from(every.count / 24))),
        Unit::Days => day.checked_sub_days(Days::new(u64::from(every.count))),
        Unit::Weeks => day.checked_sub_days(Days::new(u64::from(every.count) * 7)),
        Unit::Months => day.checked_sub_months(Months::new(every.count)),
        Unit::Years => day.checked_sub_months(Months::new(every.count.saturating_mul(12))),
    };
    earlier.unwrap_or(NaiveDate::MIN)
}

/// Returns the last day of a period that includes `from`: six months from 14 May end on 13 November (Mental Health Act
/// 1983, section 20A: "six months beginning with the day").
pub fn last_day(from: NaiveDate, every: Period) -> NaiveDate {
    let next = after(from, every);
    let clamped = matches!(every.unit, Unit::Months | Unit::Years) && next.day() != from.day();
    if clamped { next } else { next.pred_opt().unwrap_or(next) }
}

/// Returns the first day of a number of months that include `until`: two months to 2 March begin on 3 January.
pub fn first_day(until: NaiveDate, months: u32) -> NaiveDate {
    let earlier = until.checked_sub_months(Months::new(months)).and_then(|day| day.succ_opt());
    earlier.unwrap_or(NaiveDate::MIN)
}

/// Parses a day like 2026-11-22, from 1900 to 2999. Shorter, longer and signed forms are refused as likely slips.
pub fn day_from_text(text: &str) -> Option<NaiveDate> {
    let fits =
        |(at, byte): (usize, u8)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() };
    let is_full = text.len() == 10 && text.bytes().enumerate().all(fits);
    let day: NaiveDate = text.parse().ok().filter(|_| is_full)?;
    (1900..3000).contains(&day.year()).then_some(day)
}

/// Returns the time between two days in words: days up to 13, whole weeks up to 62 days, then whole calendar months and
/// years.
pub fn between(from: NaiveDate, to: NaiveDate) -> String {
    let days = (to - from).num_days();
    match days {
        ..14 => count(days, "day"),
        14..63 => count(days / 7, "week"),
        _ => {
            let months = whole_months(from, to);
            match (months / 12, months % 12) {
                (0, months) => count(months, "month"),
                (years, 0) => count(years, "year"),
                (years, months) => format!("{} {}", count(years, "year"), count(months, "month")),
            }
        }
    }
}

/// Returns "6 weeks late", "due today" or "due in 5 days". An item is late from the day after `due`.
pub fn in_words(due: NaiveDate, as_at: NaiveDate) -> String {
    match as_at.cmp(&due) {
        std::cmp::Ordering::Greater => format!("{} late", between(due, as_at)),
        std::cmp::Ordering::Equal => "due today".to_owned(),
        std::cmp::Ordering::Less => format!("due in {}", between(as_at, due)),
    }
}

/// Returns the number of whole calendar months between two days.
fn whole_months(from: NaiveDate, to: NaiveDate) -> i64 {
    let months = i64::from(to.year() - from.year()) * 12 + i64::from(to.month()) - i64::from(from.month());
    let passed = u32::try_from(months).ok().and_then(|months| from.checked_add_months(Months::new(months)));
    if passed.is_some_and(|day| day <= to) { months } else { months - 1 }
}

/// Returns "1 plan" or "2 plans".
pub(crate) fn count<N: std::fmt::Display + PartialEq + Copy + From<u8>>(number: N, what: &str) -> String {
    if number == N::from(1) { format!("1 {what}") } else { format!("{number} {what}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn months_are_clamped_at_the_end_of_the_month() {
        for (from, every, to) in [
            ("2024-02-29", "12 months", "2025-02-28"),
            ("2024-02-29", "4 years", "2028-02-29"),
            ("2025-08-31", "6 months", "2026-02-28"),
            ("2027-08-31", "6 months", "2028-02-29"),
            ("2025-08-31", "1 month", "2025-09-30"),
            ("2025-12-31", "2 months", "2026-02-28"),
            ("2025-12-31", "1 day", "2026-01-01"),
            ("2025-11-19", "26 weeks", "2026-05-20"),
            ("2025-11-19", "72 hours", "2025-11-22"),
            ("2025-11-19", "6 months", "2026-05-19"),
        ] {
            assert_eq!(after(day(from), Period::from_text(every).unwrap()), day(to), "{from} + {every}");
        }
    }

    #[test]
    fn a_period_ends_the_day_before_its_anniversary() {
        for (from, every, until) in [
            ("2026-05-14", "6 months", "2026-11-13"),
            ("2026-09-01", "6 months", "2027-02-28"),
            ("2026-03-01", "6 months", "2026-08-31"),
            ("2025-08-31", "6 months", "2026-02-28"),
            ("2024-02-29", "12 months", "2025-02-28"),
            ("2027-08-30", "6 months", "2028-02-29"),
            ("2026-11-17", "72 hours", "2026-11-19"),
        ] {
            assert_eq!(last_day(day(from), Period::from_text(every).unwrap()), day(until), "{from}, {every}");
        }
        assert_eq!(first_day(day("2027-03-02"), 2), day("2027-01-03"));
        assert_eq!(first_day(day("2027-04-30"), 2), day("2027-03-01"));
        assert_eq!(first_day(day("2026-12-31"), 2), day("2026-11-01"));
    }

    #[test]
    fn lateness_uses_days_weeks_months_then_years() {
        for (due, as_at, words) in [
            ("2026-11-21", "2026-11-22", "1 day late"),
            ("2026-11-22", "2026-11-22", "due today"),
            ("2026-11-27", "2026-11-22", "due in 5 days"),
            ("2026-11-09", "2026-11-22", "13 days late"),
            ("2026-11-08", "2026-11-22", "2 weeks late"),
            ("2026-10-11", "2026-11-22", "6 weeks late"),
            ("2026-09-21", "2026-11-22", "8 weeks late"),
            ("2026-09-20", "2026-11-22", "2 months late"),
            ("2026-05-23", "2026-11-22", "5 months late"),
            ("2026-05-22", "2026-11-22", "6 months late"),
            ("2025-11-23", "2026-11-22", "11 months late"),
            ("2025-11-22", "2026-11-22", "1 year late"),
            ("2025-09-22", "2026-11-22", "1 year 2 months late"),
            ("2024-02-29", "2026-11-22", "2 years 8 months late"),
            ("2026-08-31", "2027-02-28", "6 months late"),
        ] {
            assert_eq!(in_words(day(due), day(as_at)), words, "{due} as at {as_at}");
        }
    }

    #[test]
    fn a_typed_day_has_ten_characters_and_a_recent_year() {
        for text in ["2026-11-22", "1900-01-01", "2999-12-31", "2024-02-29"] {
            assert_eq!(day_from_text(text), Some(day(text)));
        }
        for text in [
            "+12026-01-01",
            "-0001-01-01",
            "2026-1-1",
            "2026-11-2",
            "1899-12-31",
            "3000-01-01",
            "2026-02-30",
            "2026/11/22",
            " 2026-11-22",
            "+026-11-22",
            "２026-11-22",
            "",
        ] {
            assert_eq!(day_from_text(text), None, "{text}");
        }
    }

    #[test]
    fn the_ends_of_the_calendar_do_not_panic() {
        let longest = Period { count: u32::MAX, unit: Unit::Years };
        assert_eq!(after(NaiveDate::MAX, longest), NaiveDate::MAX);
        assert!(in_words(NaiveDate::MIN, NaiveDate::MAX).ends_with("late"));
        assert!(in_words(NaiveDate::MAX, NaiveDate::MIN).starts_with("due in"));
    }
}
