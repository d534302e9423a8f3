//! The first agreement.

use expect_test::expect;

use crate::due::kinds::cases;

#[test]
fn is_due_within_six_weeks_in_wales() {
    cases(
        "agreement",
        r#"scheme = "ctp-wales""#,
        r#"
            Code of Practice 2012, Wales: six weeks @ 2024-02-26 2024-02-27
                status = "draft"
            asked @ 2024-02-27
                [[agreements]]; who = "person"; asked = 2024-02-20; agrees = "yes"
        "#,
        &expect![[r#"
            Code of Practice 2012, Wales: six weeks
              2024-02-26  due-today 2024-02-26 0 -: 6 weeks after the start on 15 Jan 2024
              2024-02-27  overdue 2024-02-26 1 -: 6 weeks after the start on 15 Jan 2024
            asked
              2024-02-27  nothing
        "#]],
    );
}

#[test]
fn is_off_in_england_by_default() {
    cases(
        "agreement",
        "",
        r#"
            in England off, unless the service sets it @ 2024-02-27
                status = "draft"
        "#,
        &expect![[r#"
            in England off, unless the service sets it
              2024-02-27  nothing
        "#]],
    );
}

#[test]
fn a_faulty_day_of_asking_hides_nothing() {
    cases(
        "agreement",
        r#"[intervals]; consents = "1 year"; first_plan = "6 weeks""#,
        r#"
            asked on a day to come @ 2026-11-22
                [[agreements]]; who = "person"; agrees = "yes"; asked = 2027-01-01
            asked on no day @ 2026-11-22
                [[agreements]]; who = "person"; agrees = "yes"; asked = "2026-13-01"
        "#,
        &expect![[r#"
            asked on a day to come
              2026-11-22  unreadable - - -: `asked` lies in the future (line 10)
                          plans/P-1.toml:10:9: `asked` lies in the future
            asked on no day
              2026-11-22  unreadable - - -: `asked` could not be read (line 10)
                          plans/P-1.toml:10:9: `asked` should be a date like 2026-03-31, without quotes, found "…"
        "#]],
    );
}
