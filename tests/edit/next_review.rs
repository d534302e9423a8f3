//! `cpa review --next`: when the next review is due.

use cpa::cli::Exit;
use expect_test::expect;

use crate::edit::review::{held, review};
use crate::edit::{ExpectEdits, NEXT, PEOPLE, REVIEWED, plan, read_plan, with_plan};
use crate::harness::cpa;

#[test]
fn next_day_is_counted_from_held_or_recorded() {
    let next = |as_at: &str, args: &[&str]| {
        let ended = review(
            &[&["--outcome", "continue", "--present", "person,jo"], args].concat(),
            &plan("started = 2019-01-01", "").replace(
                r"started = 2025-11-17
",
                "",
            ),
        )
        .as_at(as_at)
        .run();
        let said = ended.out.trim().rsplit("; ").next().unwrap_or_default().to_owned();
        format!(
            "{}: {said}{}\n",
            args.join(" "),
            ended
                .err
                .lines()
                .filter(|line| !line.starts_with("still to be"))
                .map(|line| format!(" | {line}"))
                .collect::<Vec<_>>()
                .concat()
        )
    };
    let all = [
        next("2027-08-31", &["--held", "2027-08-31", "--next", "6m"]),
        next("2026-08-31", &["--held", "2026-08-31", "--next", "6 months"]),
        next("2028-02-29", &["--held", "2028-02-29", "--next", "12m"]),
        next("2028-02-29", &["--held", "2028-02-29", "--next", "1y"]),
        next("2026-12-31", &["--held", "2026-12-31", "--next", "2m"]),
        next("2027-01-02", &["--held", "2026-12-30", "--recorded", "2027-01-02", "--next", "26w"]),
        next("2026-11-22", &["--held", "2026-11-20", "--next", "2026-11-21"]),
        next("2026-11-22", &["--held", "2026-11-20", "--next", "2026-11-20"]),
        next("2026-11-22", &["--held", "2026-11-20", "--next", "2027-11-20"]),
        next("2026-11-22", &["--held", "2026-11-20", "--next", "2027-11-21"]),
        next("2026-11-22", &["--held", "2026-11-20", "--recorded", "2026-11-21", "--next", "2027-11-21"]),
        next("2026-11-22", &["--held", "2026-11-20", "--next", "13m"]),
        next("2026-11-22", &["--held", "2026-11-20", "--next", "9999y", "--because", "x"]),
        next("2026-11-22", &["--held", "2026-11-20", "--next", "2036-05-20", "--because", "x"]),
        next("2026-11-22", &["--held", "2026-11-20", "--next", "half a year"]),
        next("2026-11-22", &["--held", "2025-11-21", "--next", "6m"]),
    ];
    expect![[r#"
        --held 2027-08-31 --next 6m: the next is due by 29 February 2028
        --held 2026-08-31 --next 6 months: the next is due by 28 February 2027
        --held 2028-02-29 --next 12m: the next is due by 28 February 2029
        --held 2028-02-29 --next 1y: the next is due by 28 February 2029
        --held 2026-12-31 --next 2m: the next is due by 28 February 2027
        --held 2026-12-30 --recorded 2027-01-02 --next 26w: the next is due by 3 July 2027
        --held 2026-11-20 --next 2026-11-21: the next is due by 21 November 2026 | that day has passed: the next review is late already
        --held 2026-11-20 --next 2026-11-20:  | error: the next review cannot be due by 20 November 2026: this one counts from 20 November 2026
        --held 2026-11-20 --next 2027-11-20: the next is due by 20 November 2027
        --held 2026-11-20 --next 2027-11-21:  | error: the next review may not be later than 20 November 2027: 12 months after the last review on 20 November 2026, the longest gap that the service allows; a later day needs a reason, with `--because`
        --held 2026-11-20 --recorded 2026-11-21 --next 2027-11-21: the next is due by 21 November 2027
        --held 2026-11-20 --next 13m:  | error: the next review may not be later than 20 November 2027: 12 months after the last review on 20 November 2026, the longest gap that the service allows; a later day needs a reason, with `--because`
        --held 2026-11-20 --next 9999y --because x:  | error: that day is more than 5 years away: look at the year
        --held 2026-11-20 --next 2036-05-20 --because x:  | error: that day is more than 5 years away: look at the year
        --held 2026-11-20 --next half a year:  | error: invalid value 'half a year' for '--next <DATE|6m>': this is no day like 2027-05-27, and no length of time like 6m, 26w or "6 months" |  | For more information, try '--help'.
        --held 2025-11-21 --next 6m: the next is due by 21 May 2026 | that day has passed: the next review is late already
    "#]].assert_eq(&all.concat());
}

#[test]
fn reason_for_a_late_day_is_written() {
    let text = plan(NEXT, REVIEWED);
    let args = ["--present", "person,jo", "--next", "2028-01-10", "--because"];
    let with = |reason: &'static str| [&args[..], &[reason]].concat();
    held("2026-11-20", &with("Ana is in Lagos until then"), &text).edits(expect![[r#"
        -next_review_due = 2026-12-01             # agreed with Ana
        +# cpa: allow next-review-too-late because Ana is in Lagos until then
        +next_review_due = 2028-01-10             # agreed with Ana
        +
        +[[reviews]]
        +held = 2026-11-20
        +outcome = "continue"
        +present = ["person", "jo"]
        --- Clean
        P-1: review held on 20 November 2026, outcome continue; the next is due by 20 November 2027: 10 Jan 2028 is agreed, but is too late; 12 months after the last review, the longest gap that the service allows
        ---
        still to be written into it (line 30): `my_view`, what the person said; `summary`, what was decided
    "#]]);
    let old = text
        .replace("next_review_due", "# cpa: allow next-review-too-late because of the ward\nnext_review_due");
    held("2026-11-20", &with("Ana is in Lagos"), &old).edits(expect![[r#"
        -# cpa: allow next-review-too-late because of the ward
        -next_review_due = 2026-12-01             # agreed with Ana
        +# cpa: allow next-review-too-late because Ana is in Lagos
        +next_review_due = 2028-01-10             # agreed with Ana
        +
        +[[reviews]]
        +held = 2026-11-20
        +outcome = "continue"
        +present = ["person", "jo"]
        --- Clean
        P-1: review held on 20 November 2026, outcome continue; the next is due by 20 November 2027: 10 Jan 2028 is agreed, but is too late; 12 months after the last review, the longest gap that the service allows
        ---
        still to be written into it (line 30): `my_view`, what the person said; `summary`, what was decided
    "#]]);
    held("2026-11-20", &["--next", "6m"], &old).edits(expect![[r#"
        -# cpa: allow next-review-too-late because of the ward
        -next_review_due = 2026-12-01             # agreed with Ana
        +next_review_due = 2027-05-20             # agreed with Ana
        +
        +[[reviews]]
        +held = 2026-11-20
        +outcome = "continue"
        --- Clean
        P-1: review held on 20 November 2026, outcome continue; the next is due by 20 May 2027
        ---
        nothing says who was there: add `present = ["person", …]` to it (line 29)
        still to be written into it (line 29): `my_view`, what the person said; `summary`, what was decided
    "#]]);
    held("2026-11-20", &["--present", "person", "--next", "6m", "--because", "x"], &text).edits(expect![[r#"
            -next_review_due = 2026-12-01             # agreed with Ana
            +next_review_due = 2027-05-20             # agreed with Ana
            +
            +[[reviews]]
            +held = 2026-11-20
            +outcome = "continue"
            +present = ["person"]
            --- Clean
            P-1: review held on 20 November 2026, outcome continue; the next is due by 20 May 2027
            ---
            the reason is not written down: the next review is not later than the longest gap allows
            still to be written into it (line 29): `my_view`, what the person said; `summary`, what was decided
        "#]]);
    held("2026-11-20", &["--present", "person", "--because", "x"], &text).edits(expect![[r#"
        +
        +[[reviews]]
        +held = 2026-11-20
        +outcome = "continue"
        +present = ["person"]
        --- Clean
        P-1: review held on 20 November 2026, outcome continue; the next is due by 1 December 2026
        ---
        `next_review_due` stays as it was agreed before: write another day there, if one was agreed at this review
        the reason is not written down: the next review is not later than the longest gap allows
        still to be written into it (line 29): `my_view`, what the person said; `summary`, what was decided
    "#]]);
    for reason in ["", "…", "a\nb", "a \u{202e}b"] {
        let ended = held("2026-11-20", &[&args[..], &[reason]].concat(), &text).run();
        assert!(ended.err.starts_with("error: `--because`: this "), "{}", ended.err);
    }
}

#[test]
fn review_and_validate_agree_about_late_days() {
    for (gap, scheme) in [
        (
            r#"[reviews]
at_most = "9 months"
"#,
            "9 months",
        ),
        (
            r#"scheme = "ctp-wales"
"#,
            "12 months",
        ),
        ("", "12 months"),
    ] {
        for next in ["2027-08-20", "2027-08-21", "2027-11-20", "2027-11-21"] {
            for because in [&[][..], &["--because", "she asked for it"]] {
                let args = [&["--next", next][..], because].concat();
                let command = held("2026-11-20", &args, &plan(NEXT, REVIEWED)).file("cpa.toml", gap);
                let ended = command.run();
                let too_late = next > if scheme == "9 months" { "2027-08-20" } else { "2027-11-20" };
                assert_eq!(ended.exit == Exit::Failed, too_late && because.is_empty(), "{}", ended.err);
                if ended.exit == Exit::Failed {
                    continue;
                }
                let text = read_plan(&command);
                let found = cpa(["validate", "--format", "concise", "."])
                    .file("cpa.toml", gap)
                    .file("people.toml", PEOPLE)
                    .file("P-1.toml", text)
                    .run();
                assert!(
                    !found.out.contains("next-review-too-late") && !found.out.contains("allow-"),
                    "{}",
                    found.out
                );
            }
        }
    }
}

#[test]
fn missing_next_day_is_noted() {
    let present = ["--present", "person,jo"];
    held("2026-11-20", &present, &plan("next_review_due = 2026-11-20", REVIEWED)).edits(expect![[r#"
        +
        +[[reviews]]
        +held = 2026-11-20
        +outcome = "continue"
        +present = ["person", "jo"]
        --- Clean
        P-1: review held on 20 November 2026, outcome continue; the next is due by 20 May 2027: the agreed day, 20 Nov 2026, is not after the last review; 6 months after the last review
        ---
        nobody has agreed when the next review is: once a day is agreed, write it as `next_review_due` at the top of the plan
        still to be written into it (line 29): `my_view`, what the person said; `summary`, what was decided
    "#]]);
    held("2026-11-20", &present, &plan(NEXT, REVIEWED)).edits(expect![[r#"
        +
        +[[reviews]]
        +held = 2026-11-20
        +outcome = "continue"
        +present = ["person", "jo"]
        --- Clean
        P-1: review held on 20 November 2026, outcome continue; the next is due by 1 December 2026
        ---
        `next_review_due` stays as it was agreed before: write another day there, if one was agreed at this review
        still to be written into it (line 29): `my_view`, what the person said; `summary`, what was decided
    "#]]);
    held("2026-11-20", &present, &plan("", REVIEWED)).file("cpa.toml", "").edits(expect![[r#"
        +
        +[[reviews]]
        +held = 2026-11-20
        +outcome = "continue"
        +present = ["person", "jo"]
        --- Clean
        P-1: review held on 20 November 2026, outcome continue; the next is due by 20 November 2027: nobody has agreed a date; 12 months after the last review, the longest gap under CPA
        ---
        nobody has agreed when the next review is: once a day is agreed, write it as `next_review_due` at the top of the plan
        still to be written into it (line 29): `my_view`, what the person said; `summary`, what was decided
    "#]]);
}

#[test]
fn allow_comment_of_the_old_day_is_removed() {
    let with = |remark: &str| {
        let text = plan(NEXT, REVIEWED).replace(NEXT, &format!("{remark}\n{NEXT}"));
        let command = held("2026-11-20", &["--present=person", "--next=6m"], &text);
        let ended = command.run();
        assert_eq!(ended.exit, Exit::Clean, "{}", ended.err);
        let text = read_plan(&command);
        (text.contains("cpa: allow"), ended.err.contains("a remark allows something of the day before"))
    };
    assert_eq!(with("# cpa: allow review-overdue because he is away"), (false, false));
    let both = "# cpa: allow next-review-too-late, review-overdue because he is away";
    assert_eq!(with(both), (true, true));
    assert_eq!(with("# agreed with Ana"), (false, false));
}

#[test]
fn overdue_review_is_in_time_after_recording() {
    let story = with_plan(
        cpa(["book", "P-1", "2026-12-08T10:00", "--invite", "person,jo"]),
        &plan("next_review_due = 2026-11-11", REVIEWED),
    );
    let then = |args: &[&str], as_at| {
        let ended = cpa([]).args(args).in_folder(story.path()).as_at(as_at).run();
        format!("$ {}\n{}{}", args.join(" "), ended.out, ended.err)
    };
    let told = [
        then(&["due"], "2026-11-22"),
        story.run().out,
        then(&["due"], "2026-12-08"),
        then(&["book", "P-1", "2026-12-15", "--because", "Ana has a cold"], "2026-12-08"),
        then(
            &[
                "review",
                "P-1",
                "--held",
                "2026-12-15",
                "--outcome",
                "change",
                "--present",
                "person,jo",
                "--next",
                "3m",
            ],
            "2026-12-17",
        ),
        then(&["review", "P-1", "--held", "2026-12-15", "--outcome", "change"], "2026-12-17"),
        then(&["due"], "2026-12-17"),
    ];
    expect![[r#"
        $ due
        Review        Due          Name         Id   Care coordinator  Last review  Booked  Why
        11 days late  11 Nov 2026  Ana Example  P-1  Jo Smith          1 Dec 2025   none    the agreed day
        1 plan: 1 overdue
        P-1: review booked for Tuesday 8 December 2026 at 10am
        $ due
        Review        Due          Name         Id   Care coordinator  Last review  Booked              Why
        3 weeks late  11 Nov 2026  Ana Example  P-1  Jo Smith          1 Dec 2025   8 Dec 2026 at 10am  the agreed day
        1 plan: 1 overdue
        $ book P-1 2026-12-15 --because Ana has a cold
        P-1: review booked for Tuesday 15 December 2026; cancelled: Tuesday 8 December 2026 at 10am
        that is 4 weeks after the review was due, on 11 November 2026: it counts as late until it is held
        $ review P-1 --held 2026-12-15 --outcome change --present person,jo --next 3m
        P-1: review held on 15 December 2026, outcome change; the next is due by 15 March 2027
        still to be written into it (line 35): `my_view`, what the person said; `summary`, what was decided
        $ review P-1 --held 2026-12-15 --outcome change
        error: a review of that day is recorded already (line 35): change what it says there, if it is wrong
        $ due
        1 plan: none overdue, 1 in time
    "#]].assert_eq(&told.concat());
    let text = read_plan(&story);
    expect![[r#"
        [[reviews]]
        held = 2025-12-01
        outcome = "continue"

        [[reviews]]
        booked = 2026-12-08 10:00:00
        invite = ["person", "jo"]
        cancelled = 2026-12-08
        because = "Ana has a cold"

        [[reviews]]
        booked = 2026-12-15
        held = 2026-12-15
        outcome = "change"
        present = ["person", "jo"]
    "#]]
    .assert_eq(&text[text.find("[[reviews]]").expect("the reviews")..]);
}
