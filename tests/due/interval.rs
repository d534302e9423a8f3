//! Calendar arithmetic, and lateness in words.

use chrono::NaiveDate;
use cpa::due::{after, day_from_text, first_day, in_words, last_day};
use cpa::parse::{Period, Unit};

use crate::harness::day;

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
        assert_eq!(
            after(day(from), Period::from_text(every).expect("a period")),
            day(to),
            "{from} + {every}"
        );
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
        assert_eq!(
            last_day(day(from), Period::from_text(every).expect("a period")),
            day(until),
            "{from}, {every}"
        );
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
