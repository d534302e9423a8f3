//! Physical health checks.

use expect_test::expect;

use crate::due::kinds::cases;

#[test]
fn is_due_on_the_anniversary() {
    cases(
        "physical-health",
        "",
        r#"
            NHS England, severe mental illness: yearly @ 2026-09-30 2026-10-01
                [health]; physical_health_checked = 2025-09-30
            a month counts to its last day @ 2026-02-28 2026-03-01
                [health]; physical_health_checked = "2025-02"
            a year counts to its last day @ 2026-12-31 2027-01-01
                [health]; physical_health_checked = "2025"
            never @ 2026-10-01
                [health]; allergies = "None known"
            no word of health @ 2026-10-01
        "#,
        &expect![[r#"
            NHS England, severe mental illness: yearly
              2026-09-30  due-today 2026-09-30 0 -: 12 months after the last check on 30 Sep 2025
              2026-10-01  overdue 2026-09-30 1 -: 12 months after the last check on 30 Sep 2025
            a month counts to its last day
              2026-02-28  due-today 2026-02-28 0 -: 12 months after the last check in February 2025
              2026-03-01  overdue 2026-02-28 1 -: 12 months after the last check in February 2025
            a year counts to its last day
              2026-12-31  due-today 2026-12-31 0 -: 12 months after the last check in 2025
              2027-01-01  overdue 2026-12-31 1 -: 12 months after the last check in 2025
            never
              2026-10-01  no-date - - -: nothing says when it was last checked
            no word of health
              2026-10-01  no-date - - -: nothing says when it was last checked
        "#]],
    );
}
