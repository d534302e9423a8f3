//! The follow-up after a stay in hospital.

use expect_test::expect;

use crate::due::kinds::cases;

#[test]
fn only_the_stay_that_ended_last_counts() {
    cases(
        "follow-up",
        "",
        r#"
            a shorter stay within a longer one was followed up @ 2026-11-22
                [[admissions]]; where = "w"; from = 2026-09-01; until = 2026-11-10
                [[admissions]]; where = "w"; from = 2026-09-05; until = 2026-09-10; followed_up = 2026-09-11
            somebody saw the person before they left @ 2026-11-22
                [[admissions]]; where = "w"; from = 2026-09-01; until = 2026-11-10; followed_up = 2026-09-11
            an old stay without an end is no stay now @ 2026-11-22
                [[admissions]]; where = "w"; from = 2024-02-01
                [[admissions]]; where = "w"; from = 2026-09-01; until = 2026-11-10
        "#,
        &expect![[r#"
            a shorter stay within a longer one was followed up
              2026-11-22  overdue 2026-11-13 9 -: 3 days after leaving hospital on 10 Nov 2026
            somebody saw the person before they left
              2026-11-22  overdue 2026-11-13 9 -: 3 days after leaving hospital on 10 Nov 2026
            an old stay without an end is no stay now
              2026-11-22  overdue 2026-11-13 9 -: 3 days after leaving hospital on 10 Nov 2026
        "#]],
    );
}

#[test]
fn is_due_72_hours_after_leaving_counted_in_days() {
    cases(
        "follow-up",
        "",
        r#"
            NHS Standard Contract 2019/20: left on Friday evening, seen by Monday @ 2026-11-13 2026-11-16 2026-11-17
                [[admissions]]; where = "Elm Ward"; from = 2026-09-01; until = 2026-11-13
            over the end of a month @ 2026-11-02 2026-11-03
                [[admissions]]; where = "Elm Ward"; from = 2026-09-01; until = 2026-10-30
            over the end of a year @ 2026-09-02
                [[admissions]]; where = "Elm Ward"; from = 2026-09-01; until = 2025-12-30
            over 29 February @ 2026-09-02
                [[admissions]]; where = "Elm Ward"; from = 2026-09-01; until = 2024-02-27
            over the night in which clocks go back @ 2026-10-27 2026-10-28
                [[admissions]]; where = "Elm Ward"; from = 2026-09-01; until = 2026-10-24
            it was done, if too late @ 2026-11-20
                [[admissions]]; where = "Elm Ward"; from = 2026-09-01; until = 2026-10-24; followed_up = 2026-11-05
            still there @ 2026-11-20
                [[admissions]]; where = "Elm Ward"; from = 2026-09-01
            only the month is known @ 2026-11-20
                [[admissions]]; where = "Elm Ward"; from = 2026-09-01; until = "2026-10"
            before this plan @ 2026-11-20
                [[admissions]]; from = 2023-11-01; until = 2024-01-10
            a day that cannot be read @ 2026-11-20
                [[admissions]]; where = "Elm Ward"; from = 2026-09-01; until = 2026-10-24; followed_up = "soon"
        "#,
        &expect![[r#"
            NHS Standard Contract 2019/20: left on Friday evening, seen by Monday
              2026-11-13  due-soon 2026-11-16 -3 -: 3 days after leaving hospital on 13 Nov 2026
              2026-11-16  due-today 2026-11-16 0 -: 3 days after leaving hospital on 13 Nov 2026
              2026-11-17  overdue 2026-11-16 1 -: 3 days after leaving hospital on 13 Nov 2026
            over the end of a month
              2026-11-02  due-today 2026-11-02 0 -: 3 days after leaving hospital on 30 Oct 2026
              2026-11-03  overdue 2026-11-02 1 -: 3 days after leaving hospital on 30 Oct 2026
            over the end of a year
              2026-09-02  overdue 2026-01-02 243 -: 3 days after leaving hospital on 30 Dec 2025
            over 29 February
              2026-09-02  overdue 2024-03-01 915 -: 3 days after leaving hospital on 27 Feb 2024
            over the night in which clocks go back
              2026-10-27  due-today 2026-10-27 0 -: 3 days after leaving hospital on 24 Oct 2026
              2026-10-28  overdue 2026-10-27 1 -: 3 days after leaving hospital on 24 Oct 2026
            it was done, if too late
              2026-11-20  nothing
            still there
              2026-11-20  nothing
            only the month is known
              2026-11-20  overdue 2026-11-03 17 -: 3 days after leaving hospital in October 2026
            before this plan
              2026-11-20  nothing
            a day that cannot be read
              2026-11-20  unreadable - - -: `followed_up` could not be read (line 11)
                          plans/P-1.toml:11:15: `followed_up` should be a date like 2026-03-31, without quotes, found "…"
        "#]],
    );
}

#[test]
fn is_off_in_wales() {
    cases(
        "follow-up",
        r#"scheme = "ctp-wales""#,
        r#"
            no interval could be verified for Wales: off @ 2026-11-20
                [[admissions]]; where = "Elm Ward"; from = 2026-09-01; until = 2026-10-24
        "#,
        &expect![[r#"
            no interval could be verified for Wales: off
              2026-11-20  nothing
        "#]],
    );
}

#[test]
fn the_service_can_set_seven_days() {
    cases(
        "follow-up",
        r#"[intervals]; follow_up = "7 days""#,
        r#"
            the service's own: seven days, as in England until April 2021 @ 2026-10-31 2026-11-01
                [[admissions]]; where = "Elm Ward"; from = 2026-09-01; until = 2026-10-24
        "#,
        &expect![[r#"
            the service's own: seven days, as in England until April 2021
              2026-10-31  due-today 2026-10-31 0 -: 7 days after leaving hospital on 24 Oct 2026
              2026-11-01  overdue 2026-10-31 1 -: 7 days after leaving hospital on 24 Oct 2026
        "#]],
    );
}

#[test]
fn an_unreadable_interval_hides_nothing() {
    cases(
        "follow-up",
        r#"[intervals]; follow_up = "soon""#,
        r#"
            an interval that cannot be read is not taken for none @ 2026-10-31
                [[admissions]]; where = "Elm Ward"; from = 2026-09-01; until = 2026-10-24
        "#,
        &expect![[r#"
            an interval that cannot be read is not taken for none
              2026-10-31  unreadable - - -: `follow_up` in cpa.toml could not be read: plans/cpa.toml:2
                          plans/cpa.toml:2:13: `follow_up` should be a length of time in quotes, like "6 months", found "soon"
        "#]],
    );
}

#[test]
fn the_day_of_leaving_does_not_count() {
    cases(
        "follow-up",
        "",
        r#"
            seen on the day @ 2026-11-22
                [[admissions]]; where = "w"; from = 2026-10-01; until = 2026-11-13; followed_up = 2026-11-13
            seen on the day after @ 2026-11-22
                [[admissions]]; where = "w"; from = 2026-10-01; until = 2026-11-13; followed_up = 2026-11-14
            of two that ended together, the first @ 2026-11-22
                [[admissions]]; where = "w"; from = 2026-10-01; until = 2026-11-15; followed_up = 2026-11-16
                [[admissions]]; where = "w"; from = 2026-10-01; until = 2026-11-15
            of two that ended together, the second @ 2026-11-22
                [[admissions]]; where = "w"; from = 2026-10-01; until = 2026-11-15
                [[admissions]]; where = "w"; from = 2026-10-01; until = 2026-11-15; followed_up = 2026-11-16
        "#,
        &expect![[r#"
            seen on the day
              2026-11-22  overdue 2026-11-16 6 -: 3 days after leaving hospital on 13 Nov 2026
            seen on the day after
              2026-11-22  nothing
            of two that ended together, the first
              2026-11-22  nothing
            of two that ended together, the second
              2026-11-22  nothing
        "#]],
    );
}
