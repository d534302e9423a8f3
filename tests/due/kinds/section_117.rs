//! Section 117 reviews.

use expect_test::expect;

use crate::due::kinds::cases;

#[test]
fn is_due_on_the_anniversary() {
    cases(
        "section-117",
        r#"[intervals]; section_117_review = "12 months""#,
        r"
            the service's own year: no interval could be verified @ 2026-08-31 2026-09-01
                [legal]; section_117 = true; section_117_reviewed = 2025-08-31
            never reviewed @ 2026-08-31
                [legal]; section_117 = true
            in hospital it has not begun @ 2026-08-31
                [legal]; section_117 = true
                [[admissions]]; from = 2026-01-01
            ended by a joint decision @ 2026-08-31
                [legal]; section_117 = true; section_117_ended = 2026-01-01
            no right to it @ 2026-08-31
                [legal]; section_117 = false
        ",
        &expect![[r#"
            the service's own year: no interval could be verified
              2026-08-31  due-today 2026-08-31 0 -: 12 months after the last review of it on 31 Aug 2025
              2026-09-01  overdue 2026-08-31 1 -: 12 months after the last review of it on 31 Aug 2025
            never reviewed
              2026-08-31  no-date - - -: no review of it is written down
            in hospital it has not begun
              2026-08-31  nothing
            ended by a joint decision
              2026-08-31  nothing
            no right to it
              2026-08-31  nothing
        "#]],
    );
}

#[test]
fn is_off_without_an_interval() {
    cases(
        "section-117",
        "",
        r"
            off where the service sets none; that it was never done is told all the same @ 2026-08-31
                [legal]; section_117 = true; section_117_reviewed = 2020-08-31
            never @ 2026-08-31
                [legal]; section_117 = true
        ",
        &expect![[r#"
            off where the service sets none; that it was never done is told all the same
              2026-08-31  nothing
            never
              2026-08-31  nothing
        "#]],
    );
}
