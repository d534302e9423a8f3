//! Services that end.

use expect_test::expect;

use crate::due::kinds::cases;

#[test]
fn ends_on_its_last_day() {
    cases(
        "service",
        "",
        r#"
            its last day @ 2026-07-31 2026-08-01
                [[services]]; service = "s"; who = ["jo"]; until = 2026-07-31
            a review since has looked at it @ 2026-08-01
                [[services]]; service = "s"; who = ["jo"]; until = 2026-07-31
                [[reviews]]; held = 2026-08-01; outcome = "continue"
            a review before has not @ 2026-08-03
                [[services]]; service = "s"; who = ["jo"]; until = 2026-08-02
                [[reviews]]; held = 2026-08-01; outcome = "continue"
            waiting for it @ 2026-08-01
                [[services]]; service = "s"; who = ["jo"]; until = 2026-07-31; waiting_since = 2026-01-01
            without an end @ 2026-08-01
                [[services]]; service = "s"; who = ["jo"]
            an end that cannot be read @ 2026-08-01
                [[services]]; service = "s"; who = ["jo"]; until = "summer"
        "#,
        &expect![[r#"
            its last day
              2026-07-31  due-today 2026-07-31 0 jo: the last day of the service
              2026-08-01  overdue 2026-07-31 1 jo: the last day of the service
            a review since has looked at it
              2026-08-01  nothing
            a review before has not
              2026-08-03  overdue 2026-08-02 1 jo: the last day of the service
            waiting for it
              2026-08-01  nothing
            without an end
              2026-08-01  nothing
            an end that cannot be read
              2026-08-01  unreadable - - jo: `until` could not be read (line 10)
                          plans/P-1.toml:10:9: `until` should be a date like 2026-03-31, without quotes, found "…"
        "#]],
    );
}

#[test]
fn a_review_on_the_last_day_settles_it() {
    cases(
        "service",
        "",
        r#"
            ended between the two days @ 2026-11-22
                [[reviews]]; held = 2026-11-10; recorded = 2026-11-20; outcome = "continue"
                [[services]]; service = "s"; who = ["jo"]; until = 2026-11-18
            ended on the day @ 2026-11-22
                [[reviews]]; held = 2026-11-10; recorded = 2026-11-20; outcome = "continue"
                [[services]]; service = "s"; who = ["jo"]; until = 2026-11-10
        "#,
        &expect![[r#"
            ended between the two days
              2026-11-22  overdue 2026-11-18 4 jo: the last day of the service
            ended on the day
              2026-11-22  nothing
        "#]],
    );
}
