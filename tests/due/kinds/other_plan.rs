//! Reviews of other plans.

use expect_test::expect;

use crate::due::kinds::cases;

#[test]
fn is_due_on_its_day() {
    cases(
        "other-plan",
        "",
        r#"
            by a day @ 2026-07-31 2026-08-01
                [[other_plans]]; plan = "o"; by = "jo"; review_due = 2026-07-31
        "#,
        &expect![[r#"
            by a day
              2026-07-31  due-today 2026-07-31 0 jo: to be looked at again by that day
              2026-08-01  overdue 2026-07-31 1 jo: to be looked at again by that day
        "#]],
    );
}
