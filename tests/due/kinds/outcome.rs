//! Reviews without an outcome.

use expect_test::expect;

use crate::due::kinds::cases;

#[test]
fn is_due_on_the_day_of_the_review() {
    cases(
        "outcome",
        "",
        r#"
            NHS Data Dictionary: a review without an outcome does not count @ 2026-11-18 2026-11-19
                [[reviews]]; held = 2026-11-18
            booked, and nothing recorded @ 2026-11-17 2026-11-18 2026-11-19
                [[reviews]]; booked = 2026-11-18 14:00:00
            cancelled @ 2026-11-19
                [[reviews]]; booked = 2026-11-18; cancelled = 2026-11-17
            older than one that counts @ 2026-11-19
                [[reviews]]; held = 2026-11-10
                [[reviews]]; held = 2026-11-18; outcome = "continue"
            an outcome that cannot be read @ 2026-11-19
                [[reviews]]; held = 2026-11-18; outcome = "contine"
            none @ 2026-11-19
        "#,
        &expect![[r#"
            NHS Data Dictionary: a review without an outcome does not count
              2026-11-18  due-today 2026-11-18 0 -: held, and no outcome is recorded
              2026-11-19  overdue 2026-11-18 1 -: held, and no outcome is recorded
            booked, and nothing recorded
              2026-11-17  nothing
              2026-11-18  nothing
              2026-11-19  overdue 2026-11-18 1 -: was booked, and nothing says what became of it
            cancelled
              2026-11-19  nothing
            older than one that counts
              2026-11-19  nothing
            an outcome that cannot be read
              2026-11-19  unreadable - - -: `outcome` could not be read (line 9)
                          plans/P-1.toml:9:11: `outcome` cannot be "…"
            none
              2026-11-19  nothing
        "#]],
    );
}

#[test]
fn is_compared_with_the_day_a_review_was_held() {
    cases(
        "outcome",
        "",
        r#"
            held between the two days @ 2026-11-22
                [[reviews]]; held = 2026-11-10; recorded = 2026-11-20; outcome = "continue"
                [[reviews]]; held = 2026-11-15
        "#,
        &expect![[r#"
            held between the two days
              2026-11-22  overdue 2026-11-15 7 -: held, and no outcome is recorded
        "#]],
    );
}
