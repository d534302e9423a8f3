//! Faults in keys that decide a review, and in others.

use expect_test::expect;

use crate::due::{SETTINGS, cases, reviewed};

#[test]
fn only_a_fault_that_decides_hides_the_date() {
    let last = reviewed("2025-11-19");
    let with = |review: &str| format!("{last}[[reviews]]\n{review}");
    let agreed = "next_review_due = 2026-05-15";
    cases(
        SETTINGS,
        &[
            ("next_review_due = \"soon\"", &last, "2026-05-20"),
            ("next_review_due = 2026-02-30", &last, "2026-05-20"),
            ("next_reviw_due = 2026-05-15", &last, "2026-05-20"),
            (agreed, &format!("started = 2020-01-01; {last}"), "2026-05-20"),
            ("started = 2027-01-01", "", "2026-05-20"),
            ("started = 2027-01-01", &last, "2026-05-20"),
            (agreed, r#"[[review]]; held = 2025-11-19; outcome = "continue""#, "2026-05-20"),
            (agreed, r#"[reviews]; held = 2025-11-19; outcome = "continue""#, "2026-05-20"),
            (agreed, &with(r#"held = 2026-05-01; outcome = "contine""#), "2026-05-20"),
            (agreed, &with(r#"held = 2026-06-01; outcome = "continue""#), "2026-05-20"),
            (agreed, &with(r#"held = 2026-05-01; recorded = "2 May"; outcome = "continue""#), "2026-05-20"),
            (agreed, &with(r#"held = 2026-05-01; cancelled = "yes"; outcome = "continue""#), "2026-05-20"),
            // These cannot be the last review that counts.
            (agreed, &with(r#"held = 2024-05-01; outcome = "contine""#), "2026-05-20"),
            (agreed, &with("held = 2026-06-01"), "2026-05-20"),
            (agreed, &with("booked = \"May\""), "2026-05-20"),
            (agreed, &with(r#"held = "May"; outcome = "continue"; cancelled = 2026-05-01"#), "2026-05-20"),
            // These do not decide the date.
            (&format!("{agreed}; aim = 3; second_contact = [1]; unknown = 1"), &last, "2026-05-20"),
            (
                agreed,
                &format!(r#"born = "1984"; {last}present = 3; [crisis]; reviewed = "x"; "#),
                "2026-05-20",
            ),
        ],
        &expect![[r#"
            next_review_due = "soon" | held = 2025-11-19 outcome = "continue" @ 2026-05-20
                unreadable none null: `next_review_due` could not be read (line 3)
                plans/P-1.toml:3:19: `next_review_due` should be a date like 2026-03-31, without quotes, found "…"
            next_review_due = 2026-02-30 | held = 2025-11-19 outcome = "continue" @ 2026-05-20
                unreadable none null: February 2026 has 28 days (line 3)
                plans/P-1.toml:3:19: February 2026 has 28 days
            next_reviw_due = 2026-05-15 | held = 2025-11-19 outcome = "continue" @ 2026-05-20
                unreadable none null: `next_review_due` could not be read (line 3)
                plans/P-1.toml:3:1: no key is called `next_reviw_due`
            next_review_due = 2026-05-15 started = 2020-01-01 | held = 2025-11-19 outcome = "continue" @ 2026-05-20
                overdue 2026-05-15 5: the agreed day
                plans/P-1.toml:6:1: `started` does not belong in [person]
            started = 2027-01-01 @ 2026-05-20
                unreadable none null: `started` lies in the future (line 3)
                plans/P-1.toml:3:11: `started` lies in the future
            started = 2027-01-01 | held = 2025-11-19 outcome = "continue" @ 2026-05-20
                overdue 2026-05-19 1: nobody has agreed a date; 6 months after the last review
            next_review_due = 2026-05-15 [[review]] held = 2025-11-19 outcome = "continue" @ 2026-05-20
                unreadable none null: `reviews` could not be read (line 6)
                plans/P-1.toml:6:3: no key is called `review`
            next_review_due = 2026-05-15 [reviews] held = 2025-11-19 outcome = "continue" @ 2026-05-20
                unreadable none null: `reviews` could not be read (line 6)
                plans/P-1.toml:6:1: `reviews` should be a table of its own under double brackets, found single brackets
            next_review_due = 2026-05-15 | held = 2025-11-19 outcome = "continue" | held = 2026-05-01 outcome = "contine" @ 2026-05-20
                unreadable none null: `outcome` could not be read (line 11)
                plans/P-1.toml:11:11: `outcome` cannot be "…"
            next_review_due = 2026-05-15 | held = 2025-11-19 outcome = "continue" | held = 2026-06-01 outcome = "continue" @ 2026-05-20
                unreadable none null: `held` lies in the future (line 10)
                plans/P-1.toml:10:8: `held` lies in the future
            next_review_due = 2026-05-15 | held = 2025-11-19 outcome = "continue" | held = 2026-05-01 recorded = "2 May" outcome = "continue" @ 2026-05-20
                unreadable none null: `recorded` could not be read (line 11)
                plans/P-1.toml:11:12: `recorded` should be a date like 2026-03-31, without quotes, found "…"
            next_review_due = 2026-05-15 | held = 2025-11-19 outcome = "continue" | held = 2026-05-01 cancelled = "yes" outcome = "continue" @ 2026-05-20
                unreadable none null: `cancelled` could not be read (line 11)
                plans/P-1.toml:11:13: `cancelled` should be a date like 2026-03-31, without quotes, found "…"
            next_review_due = 2026-05-15 | held = 2025-11-19 outcome = "continue" | held = 2024-05-01 outcome = "contine" @ 2026-05-20
                overdue 2026-05-15 5: the agreed day
            next_review_due = 2026-05-15 | held = 2025-11-19 outcome = "continue" | held = 2026-06-01 @ 2026-05-20
                overdue 2026-05-15 5: the agreed day
            next_review_due = 2026-05-15 | held = 2025-11-19 outcome = "continue" | booked = "May" @ 2026-05-20
                overdue 2026-05-15 5: the agreed day
            next_review_due = 2026-05-15 | held = 2025-11-19 outcome = "continue" | held = "May" outcome = "continue" cancelled = 2026-05-01 @ 2026-05-20
                overdue 2026-05-15 5: the agreed day
            next_review_due = 2026-05-15 aim = 3 second_contact = [1] unknown = 1 | held = 2025-11-19 outcome = "continue" @ 2026-05-20
                overdue 2026-05-15 5: the agreed day
                plans/P-1.toml:6:1: no key is called `…`
            next_review_due = 2026-05-15 born = "1984" | held = 2025-11-19 outcome = "continue" present = 3 [crisis] reviewed = "x" @ 2026-05-20
                overdue 2026-05-15 5: the agreed day
        "#]],
    );
}

#[test]
fn faults_in_settings_make_dates_unreadable() {
    let below = reviewed("2025-11-19");
    let plan = [("next_review_due = 2026-05-15", below.as_str(), "2026-05-20")];
    cases(
        r#"[reviews]; every = "six months""#,
        &plan,
        &expect![[r#"
            next_review_due = 2026-05-15 | held = 2025-11-19 outcome = "continue" @ 2026-05-20
                unreadable none null: `every` in cpa.toml could not be read: plans/cpa.toml:2
                plans/cpa.toml:2:9: `every` should be a length of time in quotes, like "6 months", found "six months"
        "#]],
    );
    cases(
        r#"every = "3 months""#,
        &plan,
        &expect![[r#"
            next_review_due = 2026-05-15 | held = 2025-11-19 outcome = "continue" @ 2026-05-20
                unreadable none null: `reviews` in cpa.toml could not be read: plans/cpa.toml:1
                plans/cpa.toml:1:1: `every` does not belong here
        "#]],
    );
    cases(
        "[reviews]; at_most = 12",
        &plan,
        &expect![[r#"
            next_review_due = 2026-05-15 | held = 2025-11-19 outcome = "continue" @ 2026-05-20
                unreadable none null: `at_most` in cpa.toml could not be read: plans/cpa.toml:2
                plans/cpa.toml:2:11: `at_most` should be a length of time in quotes, like "6 months", found a number
        "#]],
    );
    cases(
        r#"scheme = "cpa2""#,
        &plan,
        &expect![[r#"
            next_review_due = 2026-05-15 | held = 2025-11-19 outcome = "continue" @ 2026-05-20
                unreadable none null: `scheme` in cpa.toml could not be read: plans/cpa.toml:1
                plans/cpa.toml:1:10: `scheme` cannot be "cpa2"
        "#]],
    );
    cases(
        r#"[review]; every = "3 months""#,
        &plan,
        &expect![[r#"
        next_review_due = 2026-05-15 | held = 2025-11-19 outcome = "continue" @ 2026-05-20
            unreadable none null: `reviews` in cpa.toml could not be read: plans/cpa.toml:1
            plans/cpa.toml:1:2: no key is called `review`
    "#]],
    );
    cases(
        r#"service = "x"

[reviews
every = "3 months"
"#,
        &plan,
        &expect![[r#"
        next_review_due = 2026-05-15 | held = 2025-11-19 outcome = "continue" @ 2026-05-20
            unreadable none null: cpa.toml could not be read: plans/cpa.toml:3
            plans/cpa.toml:3:1: the header of this table cannot be read
    "#]],
    );
    cases(
        r#"[rules]; review-overdue = "loud"; [reviews]; soon = 3"#,
        &plan,
        &expect![[r#"
            next_review_due = 2026-05-15 | held = 2025-11-19 outcome = "continue" @ 2026-05-20
                overdue 2026-05-15 5: the agreed day
                plans/cpa.toml:2:18: `review-overdue` cannot be "loud"
                plans/cpa.toml:4:8: `soon` should be a length of time in quotes, like "6 months", found a number
        "#]],
    );
    let ended = [("status = \"ended\"", "", "2026-05-20")];
    cases(
        "[reviews\n",
        &ended,
        &expect![[r#"
        status = "ended" @ 2026-05-20
            not listed
            plans/cpa.toml:1:1: the header of this table cannot be read
    "#]],
    );
}

#[test]
fn a_misspelt_interval_makes_dates_unreadable() {
    let below = reviewed("2025-11-19");
    let plan = [("next_review_due = 2026-07-15", below.as_str(), "2026-05-20")];
    let output = |settings: &str| {
        let [(top, below, as_at)] = plan;
        let text = crate::due::plan("P-1", "Ana Example", top, below);
        format!("{}\n    {}\n", settings.replace("; ", " "), crate::due::first_row(settings, &text, as_at))
    };
    let hiding = [
        r#"[reviews]; max = "3 months""#,
        r#"[reviews]; scheme = "cpa""#,
        r#"[revews]; every = "3 months""#,
        r#"[intervalls.reviews]; every = "3 months""#,
        r#"[intervals.reviews]; every = "3 months""#,
        r#"[intervals]; review = "3 months""#,
        r#"[timing]; longest = "3 months""#,
        "longest_gap = \"3 months\"",
    ];
    expect![[r#"
        [reviews] max = "3 months"
            unreadable none null: `reviews` in cpa.toml could not be read: plans/cpa.toml:2
            plans/cpa.toml:2:1: no key is called `max` in [reviews]
        [reviews] scheme = "cpa"
            unreadable none null: `scheme` in cpa.toml could not be read: plans/cpa.toml:2; and 1 more
            plans/cpa.toml:2:1: `scheme` does not belong in [reviews]
        [revews] every = "3 months"
            unreadable none null: `reviews` in cpa.toml could not be read: plans/cpa.toml:1
            plans/cpa.toml:1:2: no key is called `revews`
        [intervalls.reviews] every = "3 months"
            unreadable none null: `reviews` in cpa.toml could not be read: plans/cpa.toml:1
            plans/cpa.toml:1:2: no key is called `intervalls`
        [intervals.reviews] every = "3 months"
            unreadable none null: `reviews` in cpa.toml could not be read: plans/cpa.toml:1
            plans/cpa.toml:1:12: `reviews` does not belong here
        [intervals] review = "3 months"
            unreadable none null: `reviews` in cpa.toml could not be read: plans/cpa.toml:2
            plans/cpa.toml:2:1: no key is called `review` in [intervals]
        [timing] longest = "3 months"
            unreadable none null: `reviews` in cpa.toml could not be read: plans/cpa.toml:1
            plans/cpa.toml:1:2: no key is called `timing`
        longest_gap = "3 months"
            unreadable none null: `reviews` in cpa.toml could not be read: plans/cpa.toml:1
            plans/cpa.toml:1:1: no key is called `longest_gap`
    "#]]
    .assert_eq(&hiding.map(output).concat());
    let hidden_by_none = [
        r#"[reviews]; sooon = "3 months""#,
        "colour = \"blue\"",
        r#"[copeis]; unhappy = "x""#,
        r#"[intervalls]; follow_up = "72 hours""#,
        r#"[intervals]; folow_up = "72 hours""#,
        "largest_file = 0",
    ];
    expect![[r#"
        [reviews] sooon = "3 months"
            not listed
            plans/cpa.toml:2:1: no key is called `sooon` in [reviews]
        colour = "blue"
            not listed
            plans/cpa.toml:1:1: no key is called `colour`
        [copeis] unhappy = "x"
            not listed
            plans/cpa.toml:1:2: no key is called `copeis`
        [intervalls] follow_up = "72 hours"
            not listed
            plans/cpa.toml:1:2: no key is called `intervalls`
        [intervals] folow_up = "72 hours"
            not listed
            plans/cpa.toml:2:1: no key is called `folow_up` in [intervals]
        largest_file = 0
            not listed
            plans/cpa.toml:1:16: `largest_file` cannot be 0: no file would be read
    "#]]
    .assert_eq(&hidden_by_none.map(output).concat());
}

#[test]
fn a_misplaced_day_or_future_end_is_unreadable() {
    cases(
        SETTINGS,
        &[
            ("next_review_due = 2027-01-01", "[[reviews]]; next_review_due = 2026-11-10", "2026-11-22"),
            ("status = \"ended\"", "[ended]; on = 2027-05-01", "2026-11-22"),
            ("status = \"ended\"", r#"[ended]; on = "soon""#, "2026-11-22"),
            ("status = \"ended\"", "[ended]; on = 2026-11-22", "2026-11-22"),
            ("status = \"ended\"", "", "2026-11-22"),
        ],
        &expect![[r#"
            next_review_due = 2027-01-01 | next_review_due = 2026-11-10 @ 2026-11-22
                unreadable none null: `next_review_due` could not be read (line 7)
                plans/P-1.toml:7:1: `next_review_due` does not belong in [[reviews]]
            status = "ended" [ended] on = 2027-05-01 @ 2026-11-22
                unreadable none null: `on` lies in the future (line 7)
                plans/P-1.toml:7:6: `on` lies in the future
            status = "ended" [ended] on = "soon" @ 2026-11-22
                unreadable none null: `on` could not be read (line 7)
                plans/P-1.toml:7:6: `on` should be a date like 2026-03-31, without quotes, found "…"
            status = "ended" [ended] on = 2026-11-22 @ 2026-11-22
                not listed
            status = "ended" @ 2026-11-22
                not listed
        "#]],
    );
}
