//! Calendar arithmetic. Months are calendar months, clamped at the end of the month.

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::parse::{Period, Unit};

/// Returns the day one period after `day`. Months and years are calendar months (Wales 2011 reg. 7: twelve calendar
/// months, not 365 days). Hours are rounded down to whole days.
pub fn after(day: NaiveDate, every: Period) -> NaiveDate {
    let (months, days) = months_and_days(every);
    day.checked_add_months(months).and_then(|day| day.checked_add_days(days)).unwrap_or(NaiveDate::MAX)
}

/// Returns the day one period before `day`, by the rules of [`after`].
pub fn before(day: NaiveDate, every: Period) -> NaiveDate {
    let (months, days) = months_and_days(every);
    day.checked_sub_months(months).and_then(|day| day.checked_sub_days(days)).unwrap_or(NaiveDate::MIN)
}

fn months_and_days(Period { count, unit }: Period) -> (Months, Days) {
    let (months, days) = match unit {
        Unit::Hours => (0, u64::from(count / 24)),
        Unit::Days => (0, u64::from(count)),
        Unit::Weeks => (0, u64::from(count) * 7),
        Unit::Months => (count, 0),
        Unit::Years => (count.saturating_mul(12), 0),
    };
    (Months::new(months), Days::new(days))
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

fn whole_months(from: NaiveDate, to: NaiveDate) -> i64 {
    let months = i64::from(to.year() - from.year()) * 12 + i64::from(to.month()) - i64::from(from.month());
    let passed = u32::try_from(months).ok().and_then(|months| from.checked_add_months(Months::new(months)));
    if passed.is_some_and(|day| day <= to) { months } else { months - 1 }
}

/// Returns "1 plan" or "2 plans".
pub(crate) fn count<N: std::fmt::Display + PartialEq + Copy + From<u8>>(number: N, what: &str) -> String {
    if number == N::from(1) { format!("1 {what}") } else { format!("{number} {what}s") }
}
