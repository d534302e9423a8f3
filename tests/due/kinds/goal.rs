//! Goals with a day.

use expect_test::expect;

use crate::due::kinds::cases;

#[test]
fn a_misspelt_key_hides_nothing() {
    cases(
        "goal",
        "",
        r#"
            as near as another @ 2026-11-22
                [[needs]]; need = "x"; goal = "g"; goal_b = 2026-03-03
        "#,
        &expect![[r#"
            as near as another
              2026-11-22  unreadable - - -: `goal_by` could not be read (line 10)
                          plans/P-1.toml:10:1: no key is called `goal_b` in [[needs]]
        "#]],
    );
}

#[test]
fn is_due_on_its_day_until_it_is_reached() {
    cases(
        "goal",
        "",
        r#"
            by a day @ 2026-10-31 2026-11-01
                [[needs]]; need = "x"; goal = "g"; goal_by = 2026-10-31
            reached @ 2026-11-01
                [[needs]]; need = "x"; goal = "g"; goal_by = 2026-10-31; reached = 2026-10-01
            unmet @ 2026-11-01
                [[needs]]; need = "x"; goal = "g"; goal_by = 2026-10-31; unmet = "nobody"
            not dated @ 2026-11-01
                [[needs]]; need = "x"; goal = "g"
            a day that cannot be read @ 2026-11-01
                [[needs]]; need = "x"; goal = "g"; goal_by = "autumn"
        "#,
        &expect![[r#"
            by a day
              2026-10-31  due-today 2026-10-31 0 -: wanted by that day
              2026-11-01  overdue 2026-10-31 1 -: wanted by that day
            reached
              2026-11-01  nothing
            unmet
              2026-11-01  nothing
            not dated
              2026-11-01  nothing
            a day that cannot be read
              2026-11-01  unreadable - - -: `goal_by` could not be read (line 10)
                          plans/P-1.toml:10:11: `goal_by` should be a date like 2026-03-31, without quotes, found "…"
        "#]],
    );
}
