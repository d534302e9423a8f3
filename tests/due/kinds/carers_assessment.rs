//! Carers' assessments.

use expect_test::expect;

use crate::due::kinds::cases;

#[test]
fn is_due_on_the_anniversary() {
    cases(
        "carers-assessment",
        "",
        r#"
            National Service Framework 1999, standard 6: yearly; late from the day after the anniversary @ 2026-11-18 2026-11-19 2026-11-20
                [people.sam]; name = "Sam"; is = ["carer"]; carers_assessment = { offered = 2025-11-17, done = 2025-11-19 }
            29 February comes again on 28 February @ 2025-02-28 2025-03-01
                [people.sam]; name = "Sam"; is = ["carer"]; carers_assessment = { offered = 2024-02-29 }
            declined counts: they were asked @ 2026-11-20
                [people.sam]; name = "Sam"; is = ["carer"]; carers_assessment = { declined = 2026-01-08 }
            never offered @ 2026-11-20
                [people.sam]; name = "Sam"; is = ["carer"]
            a carer who has left is no carer @ 2026-10-01 2026-11-20
                [people.sam]; name = "Sam"; is = ["carer"]; until = 2026-10-01
            a day that cannot be read @ 2026-11-20
                [people.sam]; name = "Sam"; is = ["carer"]; carers_assessment = { offered = "May" }
            no carer @ 2026-11-20
                [people.sam]; name = "Sam"; relationship = "brother"
        "#,
        &expect![[r#"
            National Service Framework 1999, standard 6: yearly; late from the day after the anniversary
              2026-11-18  due-soon 2026-11-19 -1 sam: 12 months after the last assessment, or the offer of one, on 19 Nov 2025
              2026-11-19  due-today 2026-11-19 0 sam: 12 months after the last assessment, or the offer of one, on 19 Nov 2025
              2026-11-20  overdue 2026-11-19 1 sam: 12 months after the last assessment, or the offer of one, on 19 Nov 2025
            29 February comes again on 28 February
              2025-02-28  due-today 2025-02-28 0 sam: 12 months after the last assessment, or the offer of one, on 29 Feb 2024
              2025-03-01  overdue 2025-02-28 1 sam: 12 months after the last assessment, or the offer of one, on 29 Feb 2024
            declined counts: they were asked
              2026-11-20  due-soon 2027-01-08 -49 sam: 12 months after the last assessment, or the offer of one, on 8 Jan 2026
            never offered
              2026-11-20  no-date - - sam: nothing says that one was offered
            a carer who has left is no carer
              2026-10-01  no-date - - sam: nothing says that one was offered
              2026-11-20  nothing
            a day that cannot be read
              2026-11-20  unreadable - - sam: `offered` could not be read (line 10)
                          plans/P-1.toml:10:33: `offered` should be a date like 2026-03-31, without quotes, found "…"
            no carer
              2026-11-20  nothing
        "#]],
    );
}
