//! Checks of contact details.

use expect_test::expect;

use crate::due::kinds::cases;

#[test]
fn is_due_after_the_interval_of_the_service() {
    cases(
        "contact",
        r#"[intervals]; contact_details = "12 months"; consents = "12 months""#,
        r#"
            once a year @ 2026-11-20 2026-11-21
                [people.sam]; name = "Sam"; relationship = "brother"; phones = { mobile = "07700 900777" }; checked = 2025-11-20
                [crisis]; who_to_contact = ["sam", "sam"]
            never @ 2026-11-20
                [people.sam]; name = "Sam"; relationship = "brother"; phones = { mobile = "07700 900777" }
                [crisis]; who_to_contact = ["sam", "sam"]
            a day that cannot be read @ 2026-11-20
                [people.sam]; name = "Sam"; relationship = "brother"; phones = { mobile = "07700 900777" }; checked = "May"
                [crisis]; who_to_contact = ["sam", "sam"]
            a number of the country's own does not change @ 2026-11-20
                [people.sam]; name = "S"; phones = { free = "116 123" }
                [crisis]; who_to_contact = ["sam"]
        "#,
        &expect![[r#"
            once a year
              2026-11-20  due-today 2026-11-20 0 sam: 12 months after the last check on 20 Nov 2025
              2026-11-21  overdue 2026-11-20 1 sam: 12 months after the last check on 20 Nov 2025
            never
              2026-11-20  no-date - - sam: nothing says when they were checked
            a day that cannot be read
              2026-11-20  unreadable - - sam: `checked` could not be read (line 11)
                          plans/P-1.toml:11:11: `checked` should be a date like 2026-03-31, without quotes, found "…"
            a number of the country's own does not change
              2026-11-20  nothing
        "#]],
    );
}

#[test]
fn is_off_without_an_interval() {
    cases(
        "contact",
        "",
        r#"
            off @ 2026-11-20
                [people.sam]; name = "Sam"; relationship = "brother"; phones = { mobile = "07700 900777" }; checked = 2020-11-20
                [crisis]; who_to_contact = ["sam", "sam"]
        "#,
        &expect![[r#"
            off
              2026-11-20  nothing
        "#]],
    );
}
