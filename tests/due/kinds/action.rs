//! Actions with a day.

use expect_test::expect;

use crate::due::kinds::cases;

#[test]
fn a_misspelt_key_hides_nothing() {
    cases(
        "action",
        "",
        r#"
            the same @ 2026-11-22
                [[needs]]; need = "x"; goal = "g"
                [[needs.actions]]; what = "w"; who = ["jo"]; whe = 2026-03-04
        "#,
        &expect![[r#"
            the same
              2026-11-22  unreadable - - jo: `when` could not be read (line 13)
                          plans/P-1.toml:13:1: no key is called `…` in [[needs.actions]]
        "#]],
    );
}

#[test]
fn is_due_on_its_day_until_it_is_done() {
    cases(
        "action",
        "",
        r#"
            by a day @ 2026-02-28 2026-03-01
                [[needs]]; need = "x"
                [[needs.actions]]; what = "y"; who = ["jo", "person"]; when = 2026-02-28
            an appointment @ 2026-10-25 2026-10-26
                [[needs]]; need = "x"
                [[needs.actions]]; what = "y"; who = ["jo", "person"]; when = 2026-10-25 01:30:00
            done @ 2026-03-01
                [[needs]]; need = "x"
                [[needs.actions]]; what = "y"; who = ["jo", "person"]; when = 2026-02-28; done = 2026-02-27
            stopped @ 2026-03-01
                [[needs]]; need = "x"
                [[needs.actions]]; what = "y"; who = ["jo", "person"]; when = 2026-02-28; stopped = 2026-02-27; because = "z"
            in words @ 2026-03-01
                [[needs]]; need = "x"
                [[needs.actions]]; what = "y"; who = ["jo", "person"]; when = "every week"; until = 2026-02-01
            without @ 2026-03-01
                [[needs]]; need = "x"
                [[needs.actions]]; what = "y"; who = ["jo", "person"]
            30 February @ 2026-03-01
                [[needs]]; need = "x"
                [[needs.actions]]; what = "y"; who = ["jo", "person"]; when = 2026-02-30
            whether it was done cannot be read @ 2026-03-01
                [[needs]]; need = "x"
                [[needs.actions]]; what = "y"; who = ["jo", "person"]; when = 2026-02-28; done = "yes"
            in the crisis plan, of a risk, and when something fails @ 2026-02-02
                [[crisis.actions]]; what = "a"; when = 2026-02-01
                [[risks]]; risk = "r"
                [[risks.actions]]; what = "b"; when = 2026-02-02
                [[contingency]]; if = "c"
                [[contingency.actions]]; what = "d"; when = 2026-02-03
        "#,
        &expect![[r#"
            by a day
              2026-02-28  due-today 2026-02-28 0 jo: to be done by that day
              2026-03-01  overdue 2026-02-28 1 jo: to be done by that day
            an appointment
              2026-10-25  due-today 2026-10-25 0 jo: the day of the appointment
              2026-10-26  overdue 2026-10-25 1 jo: the day of the appointment
            done
              2026-03-01  nothing
            stopped
              2026-03-01  nothing
            in words
              2026-03-01  nothing
            without
              2026-03-01  nothing
            30 February
              2026-03-01  unreadable - - jo: February 2026 has 28 days (line 12)
                          plans/P-1.toml:12:8: February 2026 has 28 days
            whether it was done cannot be read
              2026-03-01  unreadable - - jo: `done` could not be read (line 13)
                          plans/P-1.toml:13:8: `done` should be a date like 2026-03-31, without quotes, found "…"
            in the crisis plan, of a risk, and when something fails
              2026-02-02  overdue 2026-02-01 1 -: to be done by that day
                          due-today 2026-02-02 0 -: to be done by that day
                          due-soon 2026-02-03 -1 -: to be done by that day
        "#]],
    );
}
