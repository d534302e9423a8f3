//! Unreadable values that decide a date.

use std::fmt::Write;

use expect_test::expect;

use crate::due::kinds::{listed, plan, split};
use crate::due::shown;
use crate::harness::cpa;

#[test]
fn an_unreadable_value_is_always_listed() {
    let settings = r#"
[intervals]
contact_details = "12 months"
copies = "2 weeks"
first_plan = "6 weeks"
"#;
    let mut all = String::new();
    for (kind, lines) in split(
        r#"
        carers-assessment
            [people.sam]; name = "Sam"; is = "carer"
        carers-assessment
            [people.sam]; name = "Sam"; is = ["carers"]
        carers-assessment
            [people]; sam = "my carer"
        copy
            [people.sam]; name = "Sam"; consent = { copy = "crisis" }
        copy
            [people.sam]; name = "Sam"; consent = { copy = ["crises"] }
        copy
            [people.sam]; name = "Sam"; consent = "yes"
        copy
            gp = 3
        copy
            gp = "farow"
        copy
            [[copies]]; to = "person"; not_given = 3
        outcome
            [[reviews]]; held = "11 May 2026"
        outcome
            [[reviews]]; booked = 2026-11-31
        outcome
            [[reviews]]; held = 2026-11-01; cancelled = "no"
        contact
            [people.sam]; name = "Sam"; phones = "07700 900777"; checked = 2026-11-01
            [crisis]; who_to_contact = ["sam"]
        contact
            [crisis]; who_to_contact = 3
        contact
            [crisis]; who_to_contact = ["nobody-we-know"]
        agreement
            [[agreements]]; who = 3; asked = 2026-01-01
        agreement
            [[agreements]]; asked = 2024-02-01; agrees = "yes"
        goal
            [[needs]]; need = "x"; goal = "g"; goal_by = 2026-10-01; unmet = 3
        goal
            [[needs]]; need = "x"; goal = "g"; goal_by = 2026-10-01; not_needed = false
        "#,
    ) {
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let rows = listed(&kind, settings, &plan(&lines), "2026-11-22");
        writeln!(all, "{kind}: {}\n    {}", lines.join(" "), rows[0]).expect("a string");
        assert!(rows[0].starts_with("unreadable") || rows[0].starts_with("overdue"), "{kind}: {lines:?}");
    }
    expect![[r#"
        carers-assessment: [people.sam]; name = "Sam"; is = "carer"
            unreadable - - sam: `is` could not be read (line 9)
        carers-assessment: [people.sam]; name = "Sam"; is = ["carers"]
            unreadable - - sam: `is` could not be read (line 9)
        carers-assessment: [people]; sam = "my carer"
            unreadable - - -: `people` could not be read (line 8)
        copy: [people.sam]; name = "Sam"; consent = { copy = "crisis" }
            unreadable - - sam: `copy` could not be read (line 9)
        copy: [people.sam]; name = "Sam"; consent = { copy = ["crises"] }
            unreadable - - sam: `copy` could not be read (line 9)
        copy: [people.sam]; name = "Sam"; consent = "yes"
            unreadable - - sam: `consent` could not be read (line 9)
        copy: gp = 3
            unreadable - - -: `gp` could not be read (line 4)
        copy: gp = "farow"
            unreadable - - -: `gp` could not be read (line 4)
        copy: [[copies]]; to = "person"; not_given = 3
            unreadable - - -: `not_given` could not be read (line 9)
        outcome: [[reviews]]; held = "11 May 2026"
            unreadable - - -: `held` could not be read (line 8)
        outcome: [[reviews]]; booked = 2026-11-31
            unreadable - - -: November 2026 has 30 days (line 8)
        outcome: [[reviews]]; held = 2026-11-01; cancelled = "no"
            unreadable - - -: `cancelled` could not be read (line 9)
        contact: [people.sam]; name = "Sam"; phones = "07700 900777"; checked = 2026-11-01 [crisis]; who_to_contact = ["sam"]
            unreadable - - sam: `phones` could not be read (line 9)
        contact: [crisis]; who_to_contact = 3
            unreadable - - -: `who_to_contact` could not be read (line 8)
        contact: [crisis]; who_to_contact = ["nobody-we-know"]
            unreadable - - -: `who` could not be read (line 8)
        agreement: [[agreements]]; who = 3; asked = 2026-01-01
            unreadable - - -: `who` could not be read (line 8)
        agreement: [[agreements]]; asked = 2024-02-01; agrees = "yes"
            overdue 2024-02-26 1000 -: 6 weeks after the start on 15 Jan 2024
        goal: [[needs]]; need = "x"; goal = "g"; goal_by = 2026-10-01; unmet = 3
            unreadable - - -: `unmet` could not be read (line 11)
        goal: [[needs]]; need = "x"; goal = "g"; goal_by = 2026-10-01; not_needed = false
            unreadable - - -: `not_needed` could not be read (line 11)
    "#]].assert_eq(&all);
}

#[test]
fn all_needs_are_lost_with_a_key_in_another_table() {
    let text = plan(&["[person]; needs = 3"])
        .replace("[person]\nname = \"Ana\"\n[person]", "[person]\nname = \"Ana\"");
    expect![[r#"
        unreadable - - -: `needs` could not be read (line 7)
        plans/P-1.toml:7:1: `needs` does not belong in [person]"#]]
    .assert_eq(&listed("action", "", &text, "2026-02-02").join("\n"));
}

#[test]
fn a_draft_without_a_start_has_no_date() {
    let text = plan(&[r#"status = "draft""#]).replace("started = 2024-01-15\n", "");
    expect!["no-date - - -: nothing says when it was begun"]
        .assert_eq(&listed("draft", "", &text, "2024-02-26").join("\n"));
}

#[test]
fn a_plan_that_has_ended_makes_nothing_due() {
    let lines = [
        r#"status = "ended""#,
        "[[reviews]]; held = 2025-01-01",
        "[health]; physical_health_checked = 2019-01-01",
    ];
    let ended = cpa(["due", "plans", "--what", "all"]).file("plans/P-1.toml", plan(&lines)).run();
    expect![[r#"
        --- Clean
        1 plan, 0 dates: none overdue; 1 plan has ended
    "#]]
    .assert_eq(&shown(&ended));
}
