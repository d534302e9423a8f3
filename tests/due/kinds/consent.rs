//! Consents that are asked for again.

use expect_test::expect;

use crate::due::kinds::cases;

#[test]
fn a_misspelt_key_hides_nothing() {
    cases(
        "consent",
        r#"[intervals]; consents = "1 year"; first_plan = "6 weeks""#,
        r#"
            consent @ 2026-11-22
                [people.lena]; name = "L"; consen = { asked = 2020-03-02, copy = ["crisis"] }
        "#,
        &expect![[r#"
            consent
              2026-11-22  unreadable - - lena: `consent` could not be read (line 9)
                          plans/P-1.toml:9:1: no key is called `consen` in [people.…]
        "#]],
    );
}

#[test]
fn is_due_after_the_interval_of_the_service() {
    cases(
        "consent",
        r#"[intervals]; contact_details = "12 months"; consents = "12 months""#,
        r#"
            asked a year ago @ 2026-11-20 2026-11-21
                [people.sam]; name = "Sam"; relationship = "brother"; phones = { mobile = "07700 900777" }; consent = { asked = 2025-11-20, copy = ["crisis"], invite = true }
                [crisis]; who_to_contact = ["sam", "sam"]
            refused a year ago: asked again too @ 2026-11-21
                [people.sam]; name = "Sam"; relationship = "brother"; phones = { mobile = "07700 900777" }; consent = { asked = 2025-11-20, copy = [], invite = false }
                [crisis]; who_to_contact = ["sam", "sam"]
            nothing says when @ 2026-11-21
                [people.sam]; name = "Sam"; relationship = "brother"; phones = { mobile = "07700 900777" }; consent = { copy = ["crisis"] }
                [crisis]; who_to_contact = ["sam", "sam"]
            decided without asking, and why @ 2026-11-21
                [people.sam]; name = "Sam"; relationship = "brother"; phones = { mobile = "07700 900777" }; consent = { copy = ["crisis"], because = "b", decided_by = "jo" }
                [crisis]; who_to_contact = ["sam", "sam"]
            never asked: another rule @ 2026-11-21
                [people.sam]; name = "Sam"; relationship = "brother"; phones = { mobile = "07700 900777" }
                [crisis]; who_to_contact = ["sam", "sam"]
        "#,
        &expect![[r#"
            asked a year ago
              2026-11-20  due-today 2026-11-20 0 sam: 12 months after the person was last asked on 20 Nov 2025
              2026-11-21  overdue 2026-11-20 1 sam: 12 months after the person was last asked on 20 Nov 2025
            refused a year ago: asked again too
              2026-11-21  overdue 2026-11-20 1 sam: 12 months after the person was last asked on 20 Nov 2025
            nothing says when
              2026-11-21  no-date - - sam: nothing says when the person was asked
            decided without asking, and why
              2026-11-21  nothing
            never asked: another rule
              2026-11-21  nothing
        "#]],
    );
}

#[test]
fn is_off_without_an_interval() {
    cases(
        "consent",
        "",
        r#"
            off @ 2026-11-20
                [people.sam]; name = "Sam"; relationship = "brother"; phones = { mobile = "07700 900777" }; consent = { asked = 2020-11-20, copy = ["crisis"] }
                [crisis]; who_to_contact = ["sam", "sam"]
        "#,
        &expect![[r#"
            off
              2026-11-20  nothing
        "#]],
    );
}
