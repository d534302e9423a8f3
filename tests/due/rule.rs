//! The day by which a review is due.

use expect_test::expect;

use crate::due::{SETTINGS, cases, reviewed};

#[test]
fn a_review_is_late_from_the_day_after_the_agreed_one() {
    let below = reviewed("2025-11-19");
    let agreed = "next_review_due = 2026-05-15";
    let at = |as_at| (agreed, below.as_str(), as_at);
    cases(
        SETTINGS,
        &[at("2026-05-14"), at("2026-05-15"), at("2026-05-16"), at("2027-07-15")],
        &expect![[r#"
            next_review_due = 2026-05-15 | held = 2025-11-19 outcome = "continue" @ 2026-05-14
                not listed
            next_review_due = 2026-05-15 | held = 2025-11-19 outcome = "continue" @ 2026-05-15
                due-today 2026-05-15 0: the agreed day
            next_review_due = 2026-05-15 | held = 2025-11-19 outcome = "continue" @ 2026-05-16
                overdue 2026-05-15 1: the agreed day
            next_review_due = 2026-05-15 | held = 2025-11-19 outcome = "continue" @ 2027-07-15
                overdue 2026-05-15 426: the agreed day
        "#]],
    );
}

#[test]
fn a_review_counts_from_recorded_or_else_held() {
    let none = "started = 2025-01-10";
    cases(
        SETTINGS,
        &[
            (
                none,
                r#"[[reviews]]; held = 2025-11-17; recorded = 2025-11-19; outcome = "continue""#,
                "2026-06-19",
            ),
            (none, r#"[[reviews]]; held = 2025-11-17; outcome = "continue""#, "2026-06-19"),
            (none, "[[reviews]]; held = 2025-11-17", "2026-06-19"),
            (
                none,
                r#"[[reviews]]; held = 2025-11-17; outcome = "change"; cancelled = 2025-11-16"#,
                "2026-06-19",
            ),
            (none, "[[reviews]]; booked = 2026-02-16 14:00:00; cancelled = 2026-02-12", "2026-06-19"),
            (none, "[[reviews]]; booked = 2026-06-11 14:00:00", "2026-06-19"),
            (none, "[[reviews]]; booked = 2026-07-11 14:00:00", "2026-06-19"),
            // Over several days: it counts from the first, unless `recorded` is set.
            (none, r#"[[reviews]]; held = 2025-11-17; until = 2025-11-20; outcome = "end""#, "2026-06-19"),
            // In any order.
            (none, &(reviewed("2025-12-01") + &reviewed("2024-12-01")), "2026-06-19"),
            // Without any day it does not count.
            (none, r#"[[reviews]]; outcome = "continue""#, "2026-06-19"),
        ],
        &expect![[r#"
            started = 2025-01-10 | held = 2025-11-17 recorded = 2025-11-19 outcome = "continue" @ 2026-06-19
                overdue 2026-05-19 31: nobody has agreed a date; 6 months after the last review
            started = 2025-01-10 | held = 2025-11-17 outcome = "continue" @ 2026-06-19
                overdue 2026-05-17 33: nobody has agreed a date; 6 months after the last review
            started = 2025-01-10 | held = 2025-11-17 @ 2026-06-19
                overdue 2025-07-10 344: nobody has agreed a date; 6 months after the start; held 17 Nov 2025, no outcome recorded
            started = 2025-01-10 | held = 2025-11-17 outcome = "change" cancelled = 2025-11-16 @ 2026-06-19
                overdue 2025-07-10 344: nobody has agreed a date; 6 months after the start
            started = 2025-01-10 | booked = 2026-02-16 14:00:00 cancelled = 2026-02-12 @ 2026-06-19
                overdue 2025-07-10 344: nobody has agreed a date; 6 months after the start
            started = 2025-01-10 | booked = 2026-06-11 14:00:00 @ 2026-06-19
                overdue 2025-07-10 344: nobody has agreed a date; 6 months after the start; was booked for 11 Jun 2026, nothing recorded
            started = 2025-01-10 | booked = 2026-07-11 14:00:00 @ 2026-06-19
                overdue 2025-07-10 344: nobody has agreed a date; 6 months after the start
            started = 2025-01-10 | held = 2025-11-17 until = 2025-11-20 outcome = "end" @ 2026-06-19
                overdue 2026-05-17 33: nobody has agreed a date; 6 months after the last review
            started = 2025-01-10 | held = 2025-12-01 outcome = "continue" | held = 2024-12-01 outcome = "continue" @ 2026-06-19
                overdue 2026-06-01 18: nobody has agreed a date; 6 months after the last review
            started = 2025-01-10 | outcome = "continue" @ 2026-06-19
                overdue 2025-07-10 344: nobody has agreed a date; 6 months after the start
        "#]],
    );
}

#[test]
fn without_a_valid_agreed_day_the_interval_counts() {
    let last = reviewed("2025-11-19");
    cases(
        SETTINGS,
        &[
            ("", &last, "2026-05-18"),
            ("", &last, "2026-05-19"),
            ("", &last, "2026-05-20"),
            // On or before the last review: no new day was agreed.
            ("next_review_due = 2025-11-19", &last, "2026-05-20"),
            ("next_review_due = 2025-11-18", &last, "2026-03-01"),
            ("next_review_due = 2025-11-20", &last, "2025-11-21"),
            // From the start.
            ("started = 2026-03-02", "", "2026-09-01"),
            ("started = 2026-03-02; status = \"draft\"", "", "2026-09-03"),
            ("started = 2026-03-02; status = \"asleep\"", "", "2026-09-03"),
            ("started = 2026-03-02; status = \"ended\"", "", "2026-09-03"),
            // Without a start.
            ("", "", "2026-09-03"),
            ("next_review_due = 2026-09-02", "", "2026-09-03"),
            ("next_review_due = 2036-09-02", "", "2026-09-03"),
        ],
        &expect![[r#"
            | held = 2025-11-19 outcome = "continue" @ 2026-05-18
                no-date 2026-05-19 -1: nobody has agreed a date; 6 months after the last review
            | held = 2025-11-19 outcome = "continue" @ 2026-05-19
                due-today 2026-05-19 0: nobody has agreed a date; 6 months after the last review
            | held = 2025-11-19 outcome = "continue" @ 2026-05-20
                overdue 2026-05-19 1: nobody has agreed a date; 6 months after the last review
            next_review_due = 2025-11-19 | held = 2025-11-19 outcome = "continue" @ 2026-05-20
                overdue 2026-05-19 1: the agreed day, 19 Nov 2025, is not after the last review; 6 months after the last review
            next_review_due = 2025-11-18 | held = 2025-11-19 outcome = "continue" @ 2026-03-01
                no-date 2026-05-19 -79: the agreed day, 18 Nov 2025, is not after the last review; 6 months after the last review
            next_review_due = 2025-11-20 | held = 2025-11-19 outcome = "continue" @ 2025-11-21
                overdue 2025-11-20 1: the agreed day
            started = 2026-03-02 @ 2026-09-01
                no-date 2026-09-02 -1: nobody has agreed a date; 6 months after the start
            started = 2026-03-02 status = "draft" @ 2026-09-03
                overdue 2026-09-02 1: nobody has agreed a date; 6 months after the start; a draft
            started = 2026-03-02 status = "asleep" @ 2026-09-03
                overdue 2026-09-02 1: nobody has agreed a date; 6 months after the start
            started = 2026-03-02 status = "ended" @ 2026-09-03
                not listed
             @ 2026-09-03
                no-date none null: nobody has agreed a date; neither a start nor a review is written down
            next_review_due = 2026-09-02 @ 2026-09-03
                overdue 2026-09-02 1: the agreed day
            next_review_due = 2036-09-02 @ 2026-09-03
                no-date none null: the agreed day is later than the longest gap from today, and neither a start nor a review is written down
        "#]],
    );
}

#[test]
fn a_review_is_never_later_than_the_longest_gap() {
    let late = ("next_review_due = 2027-06-01", reviewed("2025-11-19"));
    let at = |as_at| (late.0, late.1.as_str(), as_at);
    let days = [at("2026-05-01"), at("2026-11-19"), at("2026-11-20")];
    cases(
        SETTINGS,
        &days,
        &expect![[r#"
        next_review_due = 2027-06-01 | held = 2025-11-19 outcome = "continue" @ 2026-05-01
            not listed
        next_review_due = 2027-06-01 | held = 2025-11-19 outcome = "continue" @ 2026-11-19
            due-today 2026-11-19 0: 1 Jun 2027 is agreed, but is too late; 12 months after the last review, the longest gap that the service allows
        next_review_due = 2027-06-01 | held = 2025-11-19 outcome = "continue" @ 2026-11-20
            overdue 2026-11-19 1: 1 Jun 2027 is agreed, but is too late; 12 months after the last review, the longest gap that the service allows
    "#]],
    );
    cases(
        r#"scheme = "ctp-wales""#,
        &days,
        &expect![[r#"
        next_review_due = 2027-06-01 | held = 2025-11-19 outcome = "continue" @ 2026-05-01
            not listed
        next_review_due = 2027-06-01 | held = 2025-11-19 outcome = "continue" @ 2026-11-19
            due-today 2026-11-19 0: 1 Jun 2027 is agreed, but is too late; 12 months after the last review, the longest gap that the law in Wales allows
        next_review_due = 2027-06-01 | held = 2025-11-19 outcome = "continue" @ 2026-11-20
            overdue 2026-11-19 1: 1 Jun 2027 is agreed, but is too late; 12 months after the last review, the longest gap that the law in Wales allows
    "#]],
    );
    cases(
        r#"scheme = "key-worker"; [reviews]; every = "3 years""#,
        &days,
        &expect![[r#"
        next_review_due = 2027-06-01 | held = 2025-11-19 outcome = "continue" @ 2026-05-01
            not listed
        next_review_due = 2027-06-01 | held = 2025-11-19 outcome = "continue" @ 2026-11-19
            due-today 2026-11-19 0: 1 Jun 2027 is agreed, but is too late; 12 months after the last review, the longest gap
        next_review_due = 2027-06-01 | held = 2025-11-19 outcome = "continue" @ 2026-11-20
            overdue 2026-11-19 1: 1 Jun 2027 is agreed, but is too late; 12 months after the last review, the longest gap
    "#]],
    );
    cases(
        r#"[reviews]; every = "2 weeks"; at_most = "1 week""#,
        &[("", &late.1, "2025-12-01")],
        &expect![[r#"
        | held = 2025-11-19 outcome = "continue" @ 2025-12-01
            overdue 2025-11-26 5: nobody has agreed a date; 1 week after the last review, the longest gap that the service allows
    "#]],
    );
    cases(
        "",
        &[("", &late.1, "2026-11-20"), ("", &late.1, "2026-11-19")],
        &expect![[r#"
        | held = 2025-11-19 outcome = "continue" @ 2026-11-20
            overdue 2026-11-19 1: nobody has agreed a date; 12 months after the last review, the longest gap under CPA
        | held = 2025-11-19 outcome = "continue" @ 2026-11-19
            due-today 2026-11-19 0: nobody has agreed a date; 12 months after the last review, the longest gap under CPA
    "#]],
    );
}

#[test]
fn months_are_calendar_months_clamped_at_their_ends() {
    let day = |day: &str| reviewed(day);
    cases(
        SETTINGS,
        &[
            ("", &day("2025-08-31"), "2026-02-28"),
            ("", &day("2025-08-31"), "2026-03-01"),
            ("", &day("2023-08-31"), "2024-02-29"),
            ("", &day("2025-06-30"), "2025-12-30"),
            ("", &day("2025-06-30"), "2026-01-01"),
            ("next_review_due = 2099-01-01", &day("2024-02-29"), "2025-02-28"),
            ("next_review_due = 2099-01-01", &day("2024-02-29"), "2025-03-01"),
            ("next_review_due = 9999-12-31", &day("9999-12-31"), "9999-12-31"),
            ("next_review_due = 0001-01-01", "", "2026-01-01"),
        ],
        &expect![[r#"
            | held = 2025-08-31 outcome = "continue" @ 2026-02-28
                due-today 2026-02-28 0: nobody has agreed a date; 6 months after the last review
            | held = 2025-08-31 outcome = "continue" @ 2026-03-01
                overdue 2026-02-28 1: nobody has agreed a date; 6 months after the last review
            | held = 2023-08-31 outcome = "continue" @ 2024-02-29
                due-today 2024-02-29 0: nobody has agreed a date; 6 months after the last review
            | held = 2025-06-30 outcome = "continue" @ 2025-12-30
                due-today 2025-12-30 0: nobody has agreed a date; 6 months after the last review
            | held = 2025-06-30 outcome = "continue" @ 2026-01-01
                overdue 2025-12-30 2: nobody has agreed a date; 6 months after the last review
            next_review_due = 2099-01-01 | held = 2024-02-29 outcome = "continue" @ 2025-02-28
                due-today 2025-02-28 0: 1 Jan 2099 is agreed, but is too late; 12 months after the last review, the longest gap that the service allows
            next_review_due = 2099-01-01 | held = 2024-02-29 outcome = "continue" @ 2025-03-01
                overdue 2025-02-28 1: 1 Jan 2099 is agreed, but is too late; 12 months after the last review, the longest gap that the service allows
            next_review_due = 9999-12-31 | held = 9999-12-31 outcome = "continue" @ 9999-12-31
                unreadable none null: this year cannot be meant (line 3); and 1 more
                plans/P-1.toml:3:19: this year cannot be meant
                plans/P-1.toml:7:8: this year cannot be meant
            next_review_due = 0001-01-01 @ 2026-01-01
                unreadable none null: this year cannot be meant (line 3)
                plans/P-1.toml:3:19: this year cannot be meant
        "#]],
    );
}
