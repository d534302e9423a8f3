//! Drafts that are too old.

use expect_test::expect;

use crate::due::kinds::cases;

#[test]
fn is_due_within_what_the_service_calls_soon() {
    cases(
        "draft",
        r#"[reviews]; soon = "8 weeks""#,
        r#"
            `soon` under [reviews] @ 2024-03-11 2024-03-12
                status = "draft"
            no draft @ 2024-03-12
                status = "active"
        "#,
        &expect![[r#"
            `soon` under [reviews]
              2024-03-11  due-today 2024-03-11 0 -: 8 weeks after the start on 15 Jan 2024
              2024-03-12  overdue 2024-03-11 1 -: 8 weeks after the start on 15 Jan 2024
            no draft
              2024-03-12  nothing
        "#]],
    );
}

#[test]
fn is_due_within_six_weeks_by_default() {
    cases(
        "draft",
        "",
        r#"
            six weeks where the service does not say @ 2024-02-26 2024-02-27
                status = "draft"
        "#,
        &expect![[r#"
            six weeks where the service does not say
              2024-02-26  due-today 2024-02-26 0 -: 6 weeks after the start on 15 Jan 2024
              2024-02-27  overdue 2024-02-26 1 -: 6 weeks after the start on 15 Jan 2024
        "#]],
    );
}
