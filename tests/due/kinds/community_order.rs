//! Community treatment orders.

use std::fmt::Write;

use expect_test::expect;

use crate::due::kinds::{cases, plan, split};
use crate::harness::cpa;

#[test]
fn a_misspelt_key_hides_nothing() {
    cases(
        "community-order",
        "",
        r"
            a table in braces @ 2026-11-22
                [legal]; community_treatment_ordr = { from = 2026-01-01, until = 2026-06-30 }
            hyphens @ 2026-11-22
                [legal]; community-treatment-order = { from = 2026-01-01, until = 2026-06-30 }
        ",
        &expect![[r#"
            a table in braces
              2026-11-22  unreadable - - -: `community_treatment_order` could not be read (line 8)
                          plans/P-1.toml:8:1: no key is called `community_treatment_ordr` in [legal]
            hyphens
              2026-11-22  unreadable - - -: `community_treatment_order` could not be read (line 8)
                          plans/P-1.toml:8:1: no key is called `community-treatment-order` in [legal]
        "#]],
    );
}

#[test]
fn is_listed_for_two_months_and_ends_on_its_last_day() {
    let mut all = String::new();
    for (header, lines) in split(
        r#"
        Mental Health Act 1983, s. 20A: six months from 31 August @ 2026-12-28 2026-12-29 2027-02-28 2027-03-01
            [legal]; community_treatment_order = { from = 2026-08-31, until = 2027-02-28 }
        s. 20A(4): the two months that end on 13 November @ 2026-09-13 2026-09-14 2026-11-13 2026-11-14
            [legal]; community_treatment_order = { from = 2026-05-14, until = 2026-11-13 }
        without a last day @ 2026-09-13
            [legal]; community_treatment_order = { from = 2026-05-14 }
        an unreadable last day @ 2026-09-13
            [legal]; community_treatment_order = { from = 2026-05-14, until = "November" }
        none @ 2026-09-13
            [legal]; section_117 = true
        "#,
    ) {
        let (source, days) = header.split_once(" @ ").expect("a source @ dates");
        writeln!(all, "{source}").expect("a string");
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        for day in days.split(' ') {
            // Without --within, because the two months are always listed.
            let ended = cpa(["due", "plans", "--no-reviews", "--what", "community-order", "--format=csv"])
                .file("plans/P-1.toml", plan(&lines))
                .as_at(day)
                .run();
            let cells = |line: &str| line.split(',').skip(3).take(3).collect::<Vec<_>>().join(" ");
            let rows: Vec<String> = ended.out.lines().skip(1).map(cells).collect();
            let rows = if rows.is_empty() { "nothing".to_owned() } else { rows.join("; ") };
            writeln!(all, "  {day}  {rows}").expect("a string");
        }
    }
    expect![[r#"
        Mental Health Act 1983, s. 20A: six months from 31 August
          2026-12-28  nothing
          2026-12-29  due-soon 2027-02-28 -61
          2027-02-28  due-today 2027-02-28 0
          2027-03-01  overdue 2027-02-28 1
        s. 20A(4): the two months that end on 13 November
          2026-09-13  nothing
          2026-09-14  due-soon 2026-11-13 -60
          2026-11-13  due-today 2026-11-13 0
          2026-11-14  overdue 2026-11-13 1
        without a last day
          2026-09-13  no-date  
        an unreadable last day
          2026-09-13  unreadable  
        none
          2026-09-13  nothing
    "#]]
    .assert_eq(&all);
}
