//! Every other date of a plan: on which day it is due, and by which rule. Each case names the source of what it expects.

use std::fmt::Write;

use expect_test::{Expect, expect};
use serde_json::Value;

use crate::due::PEOPLE;
use crate::harness::cpa;

/// What is listed of one kind in a plan with these lines, within ten years: state, day, days late, whom, why; then what
/// is said on standard error.
fn listed(kind: &str, settings: &str, text: &str, as_at: &str) -> String {
    let ended = cpa(["due", "plans", "--within=10y", "--no-reviews", "--format=json", "--what"])
        .args(&[kind])
        .file("plans/cpa.toml", settings)
        .file("plans/people.toml", PEOPLE)
        .file("plans/P-1.toml", text)
        .as_at(as_at)
        .run();
    let document: Value = serde_json::from_str(&ended.out).expect("JSON");
    let rows = document["rows"].as_array().expect("rows");
    let row = |row: &Value| {
        let text = |key: &str| row[key].as_str().unwrap_or("-").to_owned();
        let days = row["days_late"].as_i64().map_or("-".to_owned(), |days| days.to_string());
        format!("{} {} {days} {}: {}", text("state"), text("due"), text("about"), text("why"))
    };
    let told = ended.err.lines().filter(|line| !line.starts_with("1 plan, ")).map(str::to_owned);
    let lines: Vec<String> = rows.iter().map(row).chain(told).collect();
    if lines.is_empty() { "nothing".to_owned() } else { lines.join("\n    ") }
}

/// A plan with these lines at its top, and these tables below.
fn plan(top: &str, below: &str) -> String {
    format!(
        "id = \"P-1\"\ncare_coordinator = \"jo\"\nstarted = 2024-01-15\n{}\n[person]\nname = \"Ana\"\n{below}\n",
        top.replace("; ", "\n")
    )
}

/// Checks cases: the source of the rule, the top of the plan, its tables, and the days as at which they are looked at.
#[track_caller]
fn cases(kind: &str, settings: &str, cases: &[(&str, &str, &str, &[&str])], expected: &Expect) {
    let mut all = String::new();
    for (source, top, below, days) in cases {
        writeln!(all, "{source}").expect("a string takes it");
        for day in *days {
            writeln!(all, "  @ {day}\n    {}", listed(kind, settings, &plan(top, below), day))
                .expect("a string takes it");
        }
    }
    expected.assert_eq(&all);
}

#[test]
fn follow_up_is_72_hours_counted_in_days_from_the_day_after() {
    let stay = |until: &str, more: &str| {
        format!("[[admissions]]\nwhere = \"Elm Ward\"\nfrom = 2026-09-01\nuntil = {until}\n{more}")
    };
    let left = |until: &str| stay(until, "");
    cases(
        "follow-up",
        "",
        &[
            // 13 November 2026 is a Friday.
            (
                "NHS Standard Contract 2019/20: left on Friday evening, seen by Monday",
                "",
                &left("2026-11-13"),
                &["2026-11-13", "2026-11-16", "2026-11-17"],
            ),
            ("over the end of a month", "", &left("2026-10-30"), &["2026-11-02", "2026-11-03"]),
            ("over the end of a year", "", &left("2025-12-30"), &["2026-09-02"]),
            ("over 29 February", "", &left("2024-02-27"), &["2026-09-02"]),
            (
                "over the night in which clocks go back",
                "",
                &left("2026-10-24"),
                &["2026-10-27", "2026-10-28"],
            ),
            (
                "it was done, if too late",
                "",
                &stay("2026-10-24", "followed_up = 2026-11-05"),
                &["2026-11-20"],
            ),
            ("still there", "", "[[admissions]]\nwhere = \"Elm Ward\"\nfrom = 2026-09-01\n", &["2026-11-20"]),
            ("only the month is known", "", &left("\"2026-10\""), &["2026-11-20"]),
            (
                "before this plan",
                "",
                "[[admissions]]\nfrom = 2023-11-01\nuntil = 2024-01-10\n",
                &["2026-11-20"],
            ),
            ("a day that cannot be read", "", &stay("2026-10-24", "followed_up = \"soon\""), &["2026-11-20"]),
        ],
        &expect![[r#"
            NHS Standard Contract 2019/20: left on Friday evening, seen by Monday
              @ 2026-11-13
                due-soon 2026-11-16 -3 -: 3 days after leaving hospital on 13 Nov 2026
              @ 2026-11-16
                due-today 2026-11-16 0 -: 3 days after leaving hospital on 13 Nov 2026
              @ 2026-11-17
                overdue 2026-11-16 1 -: 3 days after leaving hospital on 13 Nov 2026
            over the end of a month
              @ 2026-11-02
                due-today 2026-11-02 0 -: 3 days after leaving hospital on 30 Oct 2026
              @ 2026-11-03
                overdue 2026-11-02 1 -: 3 days after leaving hospital on 30 Oct 2026
            over the end of a year
              @ 2026-09-02
                overdue 2026-01-02 243 -: 3 days after leaving hospital on 30 Dec 2025
            over 29 February
              @ 2026-09-02
                overdue 2024-03-01 915 -: 3 days after leaving hospital on 27 Feb 2024
            over the night in which clocks go back
              @ 2026-10-27
                due-today 2026-10-27 0 -: 3 days after leaving hospital on 24 Oct 2026
              @ 2026-10-28
                overdue 2026-10-27 1 -: 3 days after leaving hospital on 24 Oct 2026
            it was done, if too late
              @ 2026-11-20
                nothing
            still there
              @ 2026-11-20
                nothing
            only the month is known
              @ 2026-11-20
                overdue 2026-11-03 17 -: 3 days after leaving hospital in October 2026
            before this plan
              @ 2026-11-20
                nothing
            a day that cannot be read
              @ 2026-11-20
                unreadable - - -: `followed_up` could not be read (line 11)
                plans/P-1.toml:11:15: `followed_up` should be a date like 2026-03-31, without quotes
        "#]],
    );
    cases(
        "follow-up",
        "scheme = \"ctp-wales\"\n",
        &[("no interval could be verified for Wales: off", "", &left("2026-10-24"), &["2026-11-20"])],
        &expect![[r#"
            no interval could be verified for Wales: off
              @ 2026-11-20
                nothing
        "#]],
    );
    cases(
        "follow-up",
        "[intervals]\nfollow_up = \"7 days\"\n",
        &[(
            "the service's own: seven days, as in England until April 2021",
            "",
            &left("2026-10-24"),
            &["2026-10-31", "2026-11-01"],
        )],
        &expect![[r#"
            the service's own: seven days, as in England until April 2021
              @ 2026-10-31
                due-today 2026-10-31 0 -: 7 days after leaving hospital on 24 Oct 2026
              @ 2026-11-01
                overdue 2026-10-31 1 -: 7 days after leaving hospital on 24 Oct 2026
        "#]],
    );
    cases(
        "follow-up",
        "[intervals]\nfollow_up = \"soon\"\n",
        &[(
            "an interval that cannot be read is not taken for none",
            "",
            &left("2026-10-24"),
            &["2026-10-31"],
        )],
        &expect![[r#"
            an interval that cannot be read is not taken for none
              @ 2026-10-31
                unreadable - - -: `follow_up` in cpa.toml could not be read: plans/cpa.toml:2
                plans/cpa.toml:2:13: `follow_up` should be a length of time in quotes, like "6 months", found "soon"
        "#]],
    );
}

#[test]
fn a_community_order_ends_on_its_last_day_and_is_listed_for_two_months() {
    let order = |from: &str, until: &str| {
        format!("[legal]\ncommunity_treatment_order = {{ from = {from}{until} }}\n")
    };
    let until = |day: &str| format!(", until = {day}");
    let mut all = String::new();
    for (source, below, days) in [
        (
            "Mental Health Act 1983, section 20A: six months that begin with 31 August end on 28 February",
            order("2026-08-31", &until("2027-02-28")),
            &["2026-12-28", "2026-12-29", "2027-02-28", "2027-03-01"][..],
        ),
        (
            "section 20A(4): the two months that end on 13 November begin on 14 September",
            order("2026-05-14", &until("2026-11-13")),
            &["2026-09-13", "2026-09-14", "2026-11-13", "2026-11-14"],
        ),
        ("without a last day", order("2026-05-14", ""), &["2026-09-13"]),
        ("with one that cannot be read", order("2026-05-14", &until("\"November\"")), &["2026-09-13"]),
        ("none", "[legal]\nsection_117 = true\n".to_owned(), &["2026-09-13"]),
    ] {
        writeln!(all, "{source}").expect("a string takes it");
        for day in days {
            // Without --within: the two months are always listed.
            let ended = cpa(["due", "plans", "--no-reviews", "--what", "community-order", "--format=csv"])
                .file("plans/P-1.toml", plan("", &below))
                .as_at(day)
                .run();
            let rows: Vec<String> = ended
                .out
                .lines()
                .skip(1)
                .map(|line| line.split(',').skip(3).take(3).collect::<Vec<_>>().join(" "))
                .collect();
            let rows = if rows.is_empty() { "nothing".to_owned() } else { rows.join("; ") };
            writeln!(all, "  @ {day}  {rows}").expect("a string takes it");
        }
    }
    expect![[r#"
        Mental Health Act 1983, section 20A: six months that begin with 31 August end on 28 February
          @ 2026-12-28  nothing
          @ 2026-12-29  due-soon 2027-02-28 -61
          @ 2027-02-28  due-today 2027-02-28 0
          @ 2027-03-01  overdue 2027-02-28 1
        section 20A(4): the two months that end on 13 November begin on 14 September
          @ 2026-09-13  nothing
          @ 2026-09-14  due-soon 2026-11-13 -60
          @ 2026-11-13  due-today 2026-11-13 0
          @ 2026-11-14  overdue 2026-11-13 1
        without a last day
          @ 2026-09-13  no-date  
        with one that cannot be read
          @ 2026-09-13  unreadable  
        none
          @ 2026-09-13  nothing
    "#]]
    .assert_eq(&all);
}

#[test]
fn what_is_done_once_a_year_is_due_on_the_anniversary_itself() {
    let year = "[intervals]\nsection_117_review = \"12 months\"\n";
    let carer = |days: &str| format!("[people.sam]\nname = \"Sam\"\nis = [\"carer\"]\n{days}\n");
    cases(
        "carers-assessment",
        "",
        &[
            (
                "National Service Framework 1999, standard 6: yearly; late from the day after the anniversary",
                "",
                &carer("carers_assessment = { offered = 2025-11-17, done = 2025-11-19 }"),
                &["2026-11-18", "2026-11-19", "2026-11-20"],
            ),
            (
                "29 February comes again on 28 February",
                "",
                &carer("carers_assessment = { offered = 2024-02-29 }"),
                &["2025-02-28", "2025-03-01"],
            ),
            (
                "declined counts: they were asked",
                "",
                &carer("carers_assessment = { declined = 2026-01-08 }"),
                &["2026-11-20"],
            ),
            ("never offered", "", &carer(""), &["2026-11-20"]),
            (
                "a carer who has left is no carer",
                "",
                &carer("until = 2026-10-01"),
                &["2026-10-01", "2026-11-20"],
            ),
            (
                "a day that cannot be read",
                "",
                &carer("carers_assessment = { offered = \"May\" }"),
                &["2026-11-20"],
            ),
            ("no carer", "", "[people.sam]\nname = \"Sam\"\nrelationship = \"brother\"\n", &["2026-11-20"]),
        ],
        &expect![[r#"
            National Service Framework 1999, standard 6: yearly; late from the day after the anniversary
              @ 2026-11-18
                due-soon 2026-11-19 -1 sam: 12 months after the last assessment, or the offer of one, on 19 Nov 2025
              @ 2026-11-19
                due-today 2026-11-19 0 sam: 12 months after the last assessment, or the offer of one, on 19 Nov 2025
              @ 2026-11-20
                overdue 2026-11-19 1 sam: 12 months after the last assessment, or the offer of one, on 19 Nov 2025
            29 February comes again on 28 February
              @ 2025-02-28
                due-today 2025-02-28 0 sam: 12 months after the last assessment, or the offer of one, on 29 Feb 2024
              @ 2025-03-01
                overdue 2025-02-28 1 sam: 12 months after the last assessment, or the offer of one, on 29 Feb 2024
            declined counts: they were asked
              @ 2026-11-20
                due-soon 2027-01-08 -49 sam: 12 months after the last assessment, or the offer of one, on 8 Jan 2026
            never offered
              @ 2026-11-20
                no-date - - sam: nothing says that one was offered
            a carer who has left is no carer
              @ 2026-10-01
                no-date - - sam: nothing says that one was offered
              @ 2026-11-20
                nothing
            a day that cannot be read
              @ 2026-11-20
                unreadable - - sam: `offered` could not be read (line 10)
                plans/P-1.toml:10:33: `offered` should be a date like 2026-03-31, without quotes
            no carer
              @ 2026-11-20
                nothing
        "#]],
    );
    cases(
        "section-117",
        year,
        &[
            (
                "the service's own year: no interval could be verified",
                "",
                "[legal]\nsection_117 = true\nsection_117_reviewed = 2025-08-31\n",
                &["2026-08-31", "2026-09-01"],
            ),
            ("never reviewed", "", "[legal]\nsection_117 = true\n", &["2026-08-31"]),
            (
                "in hospital it has not begun",
                "",
                "[legal]\nsection_117 = true\n[[admissions]]\nfrom = 2026-01-01\n",
                &["2026-08-31"],
            ),
            (
                "ended by a joint decision",
                "",
                "[legal]\nsection_117 = true\nsection_117_ended = 2026-01-01\n",
                &["2026-08-31"],
            ),
            ("no right to it", "", "[legal]\nsection_117 = false\n", &["2026-08-31"]),
        ],
        &expect![[r#"
            the service's own year: no interval could be verified
              @ 2026-08-31
                due-today 2026-08-31 0 -: 12 months after the last review of it on 31 Aug 2025
              @ 2026-09-01
                overdue 2026-08-31 1 -: 12 months after the last review of it on 31 Aug 2025
            never reviewed
              @ 2026-08-31
                no-date - - -: no review of it is written down
            in hospital it has not begun
              @ 2026-08-31
                nothing
            ended by a joint decision
              @ 2026-08-31
                nothing
            no right to it
              @ 2026-08-31
                nothing
        "#]],
    );
    cases(
        "section-117",
        "",
        &[
            (
                "off where the service sets none; that it was never done is told all the same",
                "",
                "[legal]\nsection_117 = true\nsection_117_reviewed = 2020-08-31\n",
                &["2026-08-31"],
            ),
            ("never", "", "[legal]\nsection_117 = true\n", &["2026-08-31"]),
        ],
        &expect![[r#"
            off where the service sets none; that it was never done is told all the same
              @ 2026-08-31
                nothing
            never
              @ 2026-08-31
                nothing
        "#]],
    );
    cases(
        "physical-health",
        "",
        &[
            (
                "NHS England, severe mental illness: yearly",
                "",
                "[health]\nphysical_health_checked = 2025-09-30\n",
                &["2026-09-30", "2026-10-01"],
            ),
            (
                "a month counts to its last day",
                "",
                "[health]\nphysical_health_checked = \"2025-02\"\n",
                &["2026-02-28", "2026-03-01"],
            ),
            (
                "a year counts to its last day",
                "",
                "[health]\nphysical_health_checked = \"2025\"\n",
                &["2026-12-31", "2027-01-01"],
            ),
            ("never", "", "[health]\nallergies = \"None known\"\n", &["2026-10-01"]),
            ("no word of health", "", "", &["2026-10-01"]),
        ],
        &expect![[r#"
            NHS England, severe mental illness: yearly
              @ 2026-09-30
                due-today 2026-09-30 0 -: 12 months after the last check on 30 Sep 2025
              @ 2026-10-01
                overdue 2026-09-30 1 -: 12 months after the last check on 30 Sep 2025
            a month counts to its last day
              @ 2026-02-28
                due-today 2026-02-28 0 -: 12 months after the last check in February 2025
              @ 2026-03-01
                overdue 2026-02-28 1 -: 12 months after the last check in February 2025
            a year counts to its last day
              @ 2026-12-31
                due-today 2026-12-31 0 -: 12 months after the last check in 2025
              @ 2027-01-01
                overdue 2026-12-31 1 -: 12 months after the last check in 2025
            never
              @ 2026-10-01
                no-date - - -: nothing says when it was last checked
            no word of health
              @ 2026-10-01
                no-date - - -: nothing says when it was last checked
        "#]],
    );
}

#[test]
fn what_the_plan_itself_dates_is_due_by_that_day_until_it_is_done() {
    let action = |lines: &str| {
        format!(
            "[[needs]]\nneed = \"x\"\n[[needs.actions]]\nwhat = \"y\"\nwho = [\"jo\", \"person\"]\n{lines}\n"
        )
    };
    cases(
        "action",
        "",
        &[
            ("by a day", "", &action("when = 2026-02-28"), &["2026-02-28", "2026-03-01"]),
            ("an appointment", "", &action("when = 2026-10-25 01:30:00"), &["2026-10-25", "2026-10-26"]),
            ("done", "", &action("when = 2026-02-28\ndone = 2026-02-27"), &["2026-03-01"]),
            (
                "stopped",
                "",
                &action("when = 2026-02-28\nstopped = 2026-02-27\nbecause = \"z\""),
                &["2026-03-01"],
            ),
            ("in words", "", &action("when = \"every week\"\nuntil = 2026-02-01"), &["2026-03-01"]),
            ("without", "", &action(""), &["2026-03-01"]),
            ("30 February", "", &action("when = 2026-02-30"), &["2026-03-01"]),
            (
                "whether it was done cannot be read",
                "",
                &action("when = 2026-02-28\ndone = \"yes\""),
                &["2026-03-01"],
            ),
            (
                "in the crisis plan, of a risk, and when something fails",
                "",
                "[[crisis.actions]]\nwhat = \"a\"\nwhen = 2026-02-01\n[[risks]]\nrisk = \"r\"\n[[risks.actions]]\nwhat = \"b\"\nwhen = 2026-02-02\n[[contingency]]\nif = \"c\"\n[[contingency.actions]]\nwhat = \"d\"\nwhen = 2026-02-03\n",
                &["2026-02-02"],
            ),
            ("all needs are lost", "", "needs = 3\n", &["2026-02-02"]),
        ],
        &expect![[r#"
            by a day
              @ 2026-02-28
                due-today 2026-02-28 0 jo: to be done by that day
              @ 2026-03-01
                overdue 2026-02-28 1 jo: to be done by that day
            an appointment
              @ 2026-10-25
                due-today 2026-10-25 0 jo: the day of the appointment
              @ 2026-10-26
                overdue 2026-10-25 1 jo: the day of the appointment
            done
              @ 2026-03-01
                nothing
            stopped
              @ 2026-03-01
                nothing
            in words
              @ 2026-03-01
                nothing
            without
              @ 2026-03-01
                nothing
            30 February
              @ 2026-03-01
                unreadable - - jo: February 2026 has 28 days (line 12)
                plans/P-1.toml:12:8: February 2026 has 28 days
            whether it was done cannot be read
              @ 2026-03-01
                unreadable - - jo: `done` could not be read (line 13)
                plans/P-1.toml:13:8: `done` should be a date like 2026-03-31, without quotes
            in the crisis plan, of a risk, and when something fails
              @ 2026-02-02
                overdue 2026-02-01 1 -: to be done by that day
                due-today 2026-02-02 0 -: to be done by that day
                due-soon 2026-02-03 -1 -: to be done by that day
            all needs are lost
              @ 2026-02-02
                unreadable - - -: `needs` could not be read (line 7)
                plans/P-1.toml:7:1: `needs` does not belong in [person]
        "#]],
    );
    let goal = |lines: &str| format!("[[needs]]\nneed = \"x\"\ngoal = \"g\"\n{lines}\n");
    cases(
        "goal",
        "",
        &[
            ("by a day", "", &goal("goal_by = 2026-10-31"), &["2026-10-31", "2026-11-01"]),
            ("reached", "", &goal("goal_by = 2026-10-31\nreached = 2026-10-01"), &["2026-11-01"]),
            ("unmet", "", &goal("goal_by = 2026-10-31\nunmet = \"nobody\""), &["2026-11-01"]),
            ("not dated", "", &goal(""), &["2026-11-01"]),
            ("a day that cannot be read", "", &goal("goal_by = \"autumn\""), &["2026-11-01"]),
        ],
        &expect![[r#"
            by a day
              @ 2026-10-31
                due-today 2026-10-31 0 -: wanted by that day
              @ 2026-11-01
                overdue 2026-10-31 1 -: wanted by that day
            reached
              @ 2026-11-01
                nothing
            unmet
              @ 2026-11-01
                nothing
            not dated
              @ 2026-11-01
                nothing
            a day that cannot be read
              @ 2026-11-01
                unreadable - - -: `goal_by` could not be read (line 10)
                plans/P-1.toml:10:11: `goal_by` should be a date like 2026-03-31, without quotes
        "#]],
    );
    let service = |lines: &str| format!("[[services]]\nservice = \"s\"\nwho = [\"jo\"]\n{lines}\n");
    let reviewed = "[[reviews]]\nheld = 2026-08-01\noutcome = \"continue\"\n";
    cases(
        "service",
        "",
        &[
            ("its last day", "", &service("until = 2026-07-31"), &["2026-07-31", "2026-08-01"]),
            (
                "a review since has looked at it",
                "",
                &(service("until = 2026-07-31") + reviewed),
                &["2026-08-01"],
            ),
            ("a review before has not", "", &(service("until = 2026-08-02") + reviewed), &["2026-08-03"]),
            (
                "waiting for it",
                "",
                &service("until = 2026-07-31\nwaiting_since = 2026-01-01"),
                &["2026-08-01"],
            ),
            ("without an end", "", &service(""), &["2026-08-01"]),
            ("an end that cannot be read", "", &service("until = \"summer\""), &["2026-08-01"]),
        ],
        &expect![[r#"
            its last day
              @ 2026-07-31
                due-today 2026-07-31 0 jo: the last day of the service
              @ 2026-08-01
                overdue 2026-07-31 1 jo: the last day of the service
            a review since has looked at it
              @ 2026-08-01
                nothing
            a review before has not
              @ 2026-08-03
                overdue 2026-08-02 1 jo: the last day of the service
            waiting for it
              @ 2026-08-01
                nothing
            without an end
              @ 2026-08-01
                nothing
            an end that cannot be read
              @ 2026-08-01
                unreadable - - jo: `until` could not be read (line 10)
                plans/P-1.toml:10:9: `until` should be a date like 2026-03-31, without quotes
        "#]],
    );
    cases(
        "other-plan",
        "",
        &[(
            "by a day",
            "",
            "[[other_plans]]\nplan = \"o\"\nby = \"jo\"\nreview_due = 2026-07-31\n",
            &["2026-07-31", "2026-08-01"],
        )],
        &expect![[r#"
            by a day
              @ 2026-07-31
                due-today 2026-07-31 0 jo: to be looked at again by that day
              @ 2026-08-01
                overdue 2026-07-31 1 jo: to be looked at again by that day
        "#]],
    );
}

#[test]
fn a_review_without_an_outcome_is_due_on_its_day() {
    cases(
        "outcome",
        "",
        &[
            (
                "NHS Data Dictionary: a review without an outcome does not count",
                "",
                "[[reviews]]\nheld = 2026-11-18\n",
                &["2026-11-18", "2026-11-19"],
            ),
            (
                "booked, and nothing recorded",
                "",
                "[[reviews]]\nbooked = 2026-11-18 14:00:00\n",
                &["2026-11-17", "2026-11-18", "2026-11-19"],
            ),
            ("cancelled", "", "[[reviews]]\nbooked = 2026-11-18\ncancelled = 2026-11-17\n", &["2026-11-19"]),
            (
                "older than one that counts",
                "",
                "[[reviews]]\nheld = 2026-11-10\n[[reviews]]\nheld = 2026-11-18\noutcome = \"continue\"\n",
                &["2026-11-19"],
            ),
            (
                "an outcome that cannot be read",
                "",
                "[[reviews]]\nheld = 2026-11-18\noutcome = \"contine\"\n",
                &["2026-11-19"],
            ),
            ("none", "", "", &["2026-11-19"]),
        ],
        &expect![[r#"
            NHS Data Dictionary: a review without an outcome does not count
              @ 2026-11-18
                due-today 2026-11-18 0 -: held, and no outcome is recorded
              @ 2026-11-19
                overdue 2026-11-18 1 -: held, and no outcome is recorded
            booked, and nothing recorded
              @ 2026-11-17
                nothing
              @ 2026-11-18
                nothing
              @ 2026-11-19
                overdue 2026-11-18 1 -: was booked, and nothing says what became of it
            cancelled
              @ 2026-11-19
                nothing
            older than one that counts
              @ 2026-11-19
                nothing
            an outcome that cannot be read
              @ 2026-11-19
                unreadable - - -: `outcome` could not be read (line 9)
                plans/P-1.toml:9:11: `outcome` cannot be what stands there
            none
              @ 2026-11-19
                nothing
        "#]],
    );
}

#[test]
fn a_draft_is_late_when_it_is_older_than_soon() {
    let draft = "status = \"draft\"";
    cases(
        "draft",
        "[reviews]\nsoon = \"8 weeks\"\n",
        &[
            ("`soon` under [reviews]", draft, "", &["2024-03-11", "2024-03-12"]),
            ("no draft", "status = \"active\"", "", &["2024-03-12"]),
        ],
        &expect![[r#"
            `soon` under [reviews]
              @ 2024-03-11
                due-today 2024-03-11 0 -: 8 weeks after the start on 15 Jan 2024
              @ 2024-03-12
                overdue 2024-03-11 1 -: 8 weeks after the start on 15 Jan 2024
            no draft
              @ 2024-03-12
                nothing
        "#]],
    );
    cases(
        "draft",
        "",
        &[("six weeks where the service does not say", draft, "", &["2024-02-26", "2024-02-27"])],
        &expect![[r#"
        six weeks where the service does not say
          @ 2024-02-26
            due-today 2024-02-26 0 -: 6 weeks after the start on 15 Jan 2024
          @ 2024-02-27
            overdue 2024-02-26 1 -: 6 weeks after the start on 15 Jan 2024
    "#]],
    );
    let text = plan(draft, "").replace("started = 2024-01-15\n", "");
    expect!["no-date - - -: nothing says when it was begun"].assert_eq(&listed(
        "draft",
        "",
        &text,
        "2024-02-26",
    ));
    cases(
        "agreement",
        "scheme = \"ctp-wales\"\n",
        &[
            ("Code of Practice 2012, Wales: six weeks", draft, "", &["2024-02-26", "2024-02-27"]),
            (
                "asked",
                "",
                "[[agreements]]\nwho = \"person\"\nasked = 2024-02-20\nagrees = \"yes\"\n",
                &["2024-02-27"],
            ),
        ],
        &expect![[r#"
            Code of Practice 2012, Wales: six weeks
              @ 2024-02-26
                due-today 2024-02-26 0 -: 6 weeks after the start on 15 Jan 2024
              @ 2024-02-27
                overdue 2024-02-26 1 -: 6 weeks after the start on 15 Jan 2024
            asked
              @ 2024-02-27
                nothing
        "#]],
    );
    cases(
        "agreement",
        "",
        &[("in England off, unless the service sets it", draft, "", &["2024-02-27"])],
        &expect![[r#"
        in England off, unless the service sets it
          @ 2024-02-27
            nothing
    "#]],
    );
}

#[test]
fn what_goes_stale_is_checked_again_where_the_service_says_how_often() {
    let year = "[intervals]\ncontact_details = \"12 months\"\nconsents = \"12 months\"\n";
    let sam = |lines: &str| {
        format!(
            "[people.sam]\nname = \"Sam\"\nrelationship = \"brother\"\nphones = {{ mobile = \"07700 900777\" }}\n{lines}\n[crisis]\nwho_to_contact = [\"sam\", \"sam\"]\n"
        )
    };
    cases(
        "contact",
        year,
        &[
            ("once a year", "", &sam("checked = 2025-11-20"), &["2026-11-20", "2026-11-21"]),
            ("never", "", &sam(""), &["2026-11-20"]),
            ("a day that cannot be read", "", &sam("checked = \"May\""), &["2026-11-20"]),
            (
                "a number of the country's own does not change",
                "",
                "[people.sam]\nname = \"S\"\nphones = { free = \"116 123\" }\n[crisis]\nwho_to_contact = [\"sam\"]\n",
                &["2026-11-20"],
            ),
        ],
        &expect![[r#"
            once a year
              @ 2026-11-20
                due-today 2026-11-20 0 sam: 12 months after the last check on 20 Nov 2025
              @ 2026-11-21
                overdue 2026-11-20 1 sam: 12 months after the last check on 20 Nov 2025
            never
              @ 2026-11-20
                no-date - - sam: nothing says when they were checked
            a day that cannot be read
              @ 2026-11-20
                unreadable - - sam: `checked` could not be read (line 11)
                plans/P-1.toml:11:11: `checked` should be a date like 2026-03-31, without quotes
            a number of the country's own does not change
              @ 2026-11-20
                nothing
        "#]],
    );
    cases(
        "contact",
        "",
        &[("off", "", &sam("checked = 2020-11-20"), &["2026-11-20"])],
        &expect![[r#"
        off
          @ 2026-11-20
            nothing
    "#]],
    );
    cases(
        "consent",
        year,
        &[
            (
                "asked a year ago",
                "",
                &sam("consent = { asked = 2025-11-20, copy = [\"crisis\"], invite = true }"),
                &["2026-11-20", "2026-11-21"],
            ),
            (
                "refused a year ago: asked again too",
                "",
                &sam("consent = { asked = 2025-11-20, copy = [], invite = false }"),
                &["2026-11-21"],
            ),
            ("nothing says when", "", &sam("consent = { copy = [\"crisis\"] }"), &["2026-11-21"]),
            (
                "decided without asking, and why",
                "",
                &sam("consent = { copy = [\"crisis\"], because = \"b\", decided_by = \"jo\" }"),
                &["2026-11-21"],
            ),
            ("never asked: another rule", "", &sam(""), &["2026-11-21"]),
        ],
        &expect![[r#"
            asked a year ago
              @ 2026-11-20
                due-today 2026-11-20 0 sam: 12 months after the person was last asked on 20 Nov 2025
              @ 2026-11-21
                overdue 2026-11-20 1 sam: 12 months after the person was last asked on 20 Nov 2025
            refused a year ago: asked again too
              @ 2026-11-21
                overdue 2026-11-20 1 sam: 12 months after the person was last asked on 20 Nov 2025
            nothing says when
              @ 2026-11-21
                no-date - - sam: nothing says when the person was asked
            decided without asking, and why
              @ 2026-11-21
                nothing
            never asked: another rule
              @ 2026-11-21
                nothing
        "#]],
    );
    cases(
        "consent",
        "",
        &[("off", "", &sam("consent = { asked = 2020-11-20, copy = [\"crisis\"] }"), &["2026-11-20"])],
        &expect![[r#"
        off
          @ 2026-11-20
            nothing
    "#]],
    );
}

#[test]
fn a_copy_is_owed_after_each_review_and_each_change_to_contacts_or_crisis_plan() {
    let fortnight = "[intervals]\ncopies = \"2 weeks\"\n";
    let sam = "[people.sam]\nname = \"Sam\"\nrelationship = \"brother\"\nconsent = { asked = 2026-01-01, copy = [\"crisis\"] }\n";
    let reviewed = "[[reviews]]\nheld = 2026-10-01\nrecorded = 2026-10-05\noutcome = \"continue\"\n";
    let given = |to: &str, day: &str| format!("[[copies]]\nto = \"{to}\"\ngiven = {day}\n");
    let change = |lines: &str| format!("[[changes]]\nmade = 2026-11-01\nchange = \"c\"\n{lines}\n");
    let both = |to: &str| given("person", to) + &given("sam", to);
    cases(
        "copy",
        fortnight,
        &[
            (
                "Wales 2011 regulation 8, NICE QS14: after each review, the person and whoever may have one",
                "",
                &format!("{sam}{reviewed}"),
                &["2026-10-15", "2026-10-16"],
            ),
            (
                "given at the meeting, before the outcome was recorded",
                "",
                &format!("{sam}{reviewed}{}", both("2026-10-01")),
                &["2026-10-16"],
            ),
            (
                "the one before is an old one",
                "",
                &format!("{sam}{reviewed}{}", both("2026-09-30")),
                &["2026-10-16"],
            ),
            (
                "declined, or not given and why",
                "",
                &format!(
                    "{sam}{reviewed}[[copies]]\nto = \"person\"\ndeclined = 2026-10-02\n[[copies]]\nto = \"sam\"\nnot_given = \"no address\"\n"
                ),
                &["2026-10-16"],
            ),
            (
                "declined long ago: asked again",
                "",
                &format!(
                    "{sam}{reviewed}[[copies]]\nto = \"person\"\ndeclined = 2025-10-02\n{}",
                    given("sam", "2026-10-02")
                ),
                &["2026-10-16"],
            ),
            (
                "after a change to the crisis plan",
                "",
                &format!("{sam}{reviewed}{}{}", both("2026-10-01"), change("parts = [\"crisis\"]")),
                &["2026-11-16"],
            ),
            (
                "after one to contacts: not whoever has only the crisis plan",
                "",
                &format!("{sam}{reviewed}{}{}", both("2026-10-01"), change("parts = [\"contacts\"]")),
                &["2026-11-16"],
            ),
            (
                "after one to something else: nobody",
                "",
                &format!("{sam}{reviewed}{}{}", both("2026-10-01"), change("parts = [\"risks\"]")),
                &["2026-11-16"],
            ),
            (
                "after one of which nobody said what it was",
                "",
                &format!("{sam}{reviewed}{}{}", both("2026-10-01"), change("")),
                &["2026-11-16"],
            ),
            (
                "after one that family may not know of",
                "",
                &format!(
                    "{sam}{reviewed}{}{}[withheld.w]\nfrom = [\"family\"]\nground = \"the person asked\"\n",
                    both("2026-10-01"),
                    change("withhold = \"w\"")
                ),
                &["2026-11-16"],
            ),
            (
                "to whom the person said no",
                "",
                &format!("{}{reviewed}{}", sam.replace("\"crisis\"", ""), given("person", "2026-10-01")),
                &["2026-10-16"],
            ),
            (
                "a draft is handed to nobody",
                "status = \"draft\"",
                &format!("{sam}{reviewed}"),
                &["2026-10-16"],
            ),
            ("no review and no change yet", "", sam, &["2026-10-16"]),
            (
                "whom a copy went to cannot be read",
                "",
                &format!("{sam}{reviewed}[[copies]]\nto = 3\ngiven = 2026-10-02\n"),
                &["2026-10-16"],
            ),
            (
                "a review that cannot be read",
                "",
                &format!("{sam}[[reviews]]\nheld = 2026-10-01\noutcome = \"go\"\n"),
                &["2026-10-16"],
            ),
            (
                "the GP",
                "gp = \"dr\"",
                &format!(
                    "[people.dr]\nname = \"Dr D\"\nrole = \"GP\"\n{reviewed}{}",
                    given("person", "2026-10-01")
                ),
                &["2026-10-16"],
            ),
        ],
        &expect![[r#"
            Wales 2011 regulation 8, NICE QS14: after each review, the person and whoever may have one
              @ 2026-10-15
                due-today 2026-10-15 0 person: 2 weeks after the review on 1 Oct 2026
                due-today 2026-10-15 0 sam: 2 weeks after the review on 1 Oct 2026
              @ 2026-10-16
                overdue 2026-10-15 1 person: 2 weeks after the review on 1 Oct 2026
                overdue 2026-10-15 1 sam: 2 weeks after the review on 1 Oct 2026
            given at the meeting, before the outcome was recorded
              @ 2026-10-16
                nothing
            the one before is an old one
              @ 2026-10-16
                overdue 2026-10-15 1 person: 2 weeks after the review on 1 Oct 2026
                overdue 2026-10-15 1 sam: 2 weeks after the review on 1 Oct 2026
            declined, or not given and why
              @ 2026-10-16
                no-date - - sam: it was not given, and nothing says on which day that was `decided`
            declined long ago: asked again
              @ 2026-10-16
                overdue 2026-10-15 1 person: 2 weeks after the review on 1 Oct 2026
            after a change to the crisis plan
              @ 2026-11-16
                overdue 2026-11-15 1 person: 2 weeks after the plan was changed on 1 Nov 2026
                overdue 2026-11-15 1 sam: 2 weeks after the plan was changed on 1 Nov 2026
            after one to contacts: not whoever has only the crisis plan
              @ 2026-11-16
                overdue 2026-11-15 1 person: 2 weeks after the plan was changed on 1 Nov 2026
            after one to something else: nobody
              @ 2026-11-16
                nothing
            after one of which nobody said what it was
              @ 2026-11-16
                overdue 2026-11-15 1 person: 2 weeks after the plan was changed on 1 Nov 2026
                overdue 2026-11-15 1 sam: 2 weeks after the plan was changed on 1 Nov 2026
            after one that family may not know of
              @ 2026-11-16
                overdue 2026-11-15 1 person: 2 weeks after the plan was changed on 1 Nov 2026
            to whom the person said no
              @ 2026-10-16
                nothing
            a draft is handed to nobody
              @ 2026-10-16
                nothing
            no review and no change yet
              @ 2026-10-16
                no-date - - person: nothing says that they were given one
                no-date - - sam: nothing says that they were given one
            whom a copy went to cannot be read
              @ 2026-10-16
                unreadable - - -: `to` could not be read (line 16)
                plans/P-1.toml:16:6: `to` should be a handle in quotes, like "jo", found a number
            a review that cannot be read
              @ 2026-10-16
                unreadable - - -: `outcome` could not be read (line 13)
                plans/P-1.toml:13:11: `outcome` cannot be what stands there
            the GP
              @ 2026-10-16
                overdue 2026-10-15 1 dr: 2 weeks after the review on 1 Oct 2026
        "#]],
    );
    cases(
        "copy",
        "",
        &[("off", "", &format!("{sam}{reviewed}"), &["2026-11-16"])],
        &expect![[r#"
        off
          @ 2026-11-16
            nothing
    "#]],
    );
}

#[test]
fn a_colleague_whom_many_plans_rely_on_is_listed_once() {
    let mut command = cpa(["due", "plans", "--no-reviews", "--what", "contact", "--format=json"])
        .file("plans/cpa.toml", "[intervals]\ncontact_details = \"12 months\"\n")
        .file(
            "plans/people.toml",
            "[jo]\nname = \"Jo Smith\"\nphones = { office = \"01632 960123\" }\nchecked = 2024-01-01\n",
        );
    for id in ["P-1", "P-2", "P-3"] {
        command = command.file(&format!("plans/{id}.toml"), plan("", "").replace("P-1", id));
    }
    let ended = command.run();
    let document: Value = serde_json::from_str(&ended.out).expect("JSON");
    let rows = document["rows"].as_array().expect("rows");
    assert_eq!(rows.len(), 1, "{}", ended.out);
    let of = |key: &str| rows[0][key].to_string();
    assert_eq!(
        [of("id"), of("name"), of("file"), of("line"), of("days_late")].join(" "),
        "\"jo\" \"Jo Smith\" \"plans/people.toml\" 1 690"
    );
    assert_eq!(ended.err, "3 plans, 1 date: 1 overdue\n");
}

#[test]
fn a_plan_that_has_ended_makes_nothing_due() {
    let text = plan(
        "status = \"ended\"",
        "[[reviews]]\nheld = 2025-01-01\n[health]\nphysical_health_checked = 2019-01-01\n",
    );
    let ended = cpa(["due", "plans", "--what", "all"]).file("plans/P-1.toml", text).run();
    assert_eq!(
        (ended.out.as_str(), ended.err.as_str()),
        ("", "1 plan, 0 dates: none overdue; 1 plan has ended\n")
    );
}

#[test]
fn what_decides_a_date_and_cannot_be_read_is_never_passed_over() {
    let settings =
        "[intervals]\ncontact_details = \"12 months\"\ncopies = \"2 weeks\"\nfirst_plan = \"6 weeks\"\n";
    let sam = "[people.sam]\nname = \"Sam\"\nphones = { mobile = \"07700 900777\" }\nchecked = 2026-11-01\n";
    let mut all = String::new();
    for (kind, top, below) in [
        ("carers-assessment", "", format!("{sam}is = \"carer\"\n")),
        ("carers-assessment", "", format!("{sam}is = [\"carers\"]\n")),
        ("carers-assessment", "", "[people]\nsam = \"my carer\"\n".to_owned()),
        ("copy", "", format!("{sam}consent = {{ copy = \"crisis\" }}\n")),
        ("copy", "", format!("{sam}consent = {{ copy = [\"crises\"] }}\n")),
        ("copy", "", format!("{sam}consent = \"yes\"\n")),
        ("copy", "gp = 3", String::new()),
        ("copy", "gp = \"farow\"", String::new()),
        ("copy", "", "[[copies]]\nto = \"person\"\nnot_given = 3\n".to_owned()),
        ("outcome", "", "[[reviews]]\nheld = \"11 May 2026\"\n".to_owned()),
        ("outcome", "", "[[reviews]]\nbooked = 2026-11-31\n".to_owned()),
        ("outcome", "", "[[reviews]]\nheld = 2026-11-01\ncancelled = \"no\"\n".to_owned()),
        (
            "contact",
            "",
            format!(
                "{}[crisis]\nwho_to_contact = [\"sam\"]\n",
                sam.replace("{ mobile = \"07700 900777\" }", "\"07700 900777\"")
            ),
        ),
        ("contact", "", "[crisis]\nwho_to_contact = 3\n".to_owned()),
        ("contact", "", "[crisis]\nwho_to_contact = [\"nobody-we-know\"]\n".to_owned()),
        ("agreement", "", "[[agreements]]\nwho = 3\nasked = 2026-01-01\n".to_owned()),
        ("agreement", "", "[[agreements]]\nasked = 2024-02-01\nagrees = \"yes\"\n".to_owned()),
        ("goal", "", "[[needs]]\nneed = \"x\"\ngoal = \"g\"\ngoal_by = 2026-10-01\nunmet = 3\n".to_owned()),
        (
            "goal",
            "",
            "[[needs]]\nneed = \"x\"\ngoal = \"g\"\ngoal_by = 2026-10-01\nnot_needed = false\n".to_owned(),
        ),
    ] {
        let said = listed(kind, settings, &plan(top, &below), "2026-11-22");
        let first = said.lines().next().unwrap_or_default();
        writeln!(all, "{kind}: {} {}", top, below.replace('\n', " ")).expect("a string takes it");
        writeln!(all, "    {first}").expect("a string takes it");
        assert!(first.starts_with("unreadable") || first.starts_with("overdue"), "{kind}: {below}\n{said}");
    }
    expect![[r#"
        carers-assessment:  [people.sam] name = "Sam" phones = { mobile = "07700 900777" } checked = 2026-11-01 is = "carer" 
            unreadable - - sam: `is` could not be read (line 11)
        carers-assessment:  [people.sam] name = "Sam" phones = { mobile = "07700 900777" } checked = 2026-11-01 is = ["carers"] 
            unreadable - - sam: `is` could not be read (line 11)
        carers-assessment:  [people] sam = "my carer" 
            unreadable - - -: `people` could not be read (line 8)
        copy:  [people.sam] name = "Sam" phones = { mobile = "07700 900777" } checked = 2026-11-01 consent = { copy = "crisis" } 
            unreadable - - sam: `copy` could not be read (line 11)
        copy:  [people.sam] name = "Sam" phones = { mobile = "07700 900777" } checked = 2026-11-01 consent = { copy = ["crises"] } 
            unreadable - - sam: `copy` could not be read (line 11)
        copy:  [people.sam] name = "Sam" phones = { mobile = "07700 900777" } checked = 2026-11-01 consent = "yes" 
            unreadable - - sam: `consent` could not be read (line 11)
        copy: gp = 3 
            unreadable - - -: `gp` could not be read (line 4)
        copy: gp = "farow" 
            unreadable - - -: `gp` could not be read (line 4)
        copy:  [[copies]] to = "person" not_given = 3 
            unreadable - - -: `not_given` could not be read (line 9)
        outcome:  [[reviews]] held = "11 May 2026" 
            unreadable - - -: `held` could not be read (line 8)
        outcome:  [[reviews]] booked = 2026-11-31 
            unreadable - - -: November 2026 has 30 days (line 8)
        outcome:  [[reviews]] held = 2026-11-01 cancelled = "no" 
            unreadable - - -: `cancelled` could not be read (line 9)
        contact:  [people.sam] name = "Sam" phones = "07700 900777" checked = 2026-11-01 [crisis] who_to_contact = ["sam"] 
            unreadable - - sam: `phones` could not be read (line 9)
        contact:  [crisis] who_to_contact = 3 
            unreadable - - -: `who_to_contact` could not be read (line 8)
        contact:  [crisis] who_to_contact = ["nobody-we-know"] 
            unreadable - - -: `who` could not be read (line 8)
        agreement:  [[agreements]] who = 3 asked = 2026-01-01 
            unreadable - - -: `who` could not be read (line 8)
        agreement:  [[agreements]] asked = 2024-02-01 agrees = "yes" 
            overdue 2024-02-26 1000 -: 6 weeks after the start on 15 Jan 2024
        goal:  [[needs]] need = "x" goal = "g" goal_by = 2026-10-01 unmet = 3 
            unreadable - - -: `unmet` could not be read (line 11)
        goal:  [[needs]] need = "x" goal = "g" goal_by = 2026-10-01 not_needed = false 
            unreadable - - -: `not_needed` could not be read (line 11)
    "#]].assert_eq(&all);
}

#[test]
fn a_change_gives_no_more_time_for_the_copy_that_is_owed_already() {
    let settings = "[intervals]\ncopies = \"2 weeks\"\n";
    let review = "[[reviews]]\nheld = 2026-05-01\noutcome = \"continue\"\n";
    let change = |day: &str, more: &str| format!("[[changes]]\nmade = {day}\nchange = \"c\"\n{more}");
    let withheld = "[withheld.w]\nfrom = [\"family\"]\nground = \"the person asked\"\n";
    let sam = "[people.sam]\nname = \"Sam\"\nrelationship = \"brother\"\nconsent = { asked = 2026-01-01, copy = [\"crisis\"] }\n";
    cases(
        "copy",
        settings,
        &[
            ("the review", "", review, &["2026-11-22"]),
            ("and a change", "", &format!("{review}{}", change("2026-05-20", "")), &["2026-11-22"]),
            (
                "and another, days ago",
                "",
                &format!("{review}{}{}", change("2026-05-20", ""), change("2026-11-15", "")),
                &["2026-11-22"],
            ),
            (
                "a copy in between settles what was before it",
                "",
                &format!(
                    "{review}{}{}[[copies]]\nto = \"person\"\ngiven = 2026-05-20\n",
                    change("2026-05-20", ""),
                    change("2026-11-15", "")
                ),
                &["2026-11-22"],
            ),
            (
                "who never had one is owed it from the day that the person agreed",
                "",
                &format!("{}{review}", sam.replace("2026-01-01", "2026-06-01")),
                &["2026-11-22"],
            ),
            (
                "who had one is owed the next, whenever the person was asked again",
                "",
                &format!(
                    "{}{review}[[copies]]\nto = \"sam\"\ngiven = 2026-04-01\n",
                    sam.replace("2026-01-01", "2026-06-01")
                ),
                &["2026-11-22"],
            ),
            (
                "a review that family may not know of owes them nothing",
                "",
                &format!("{sam}{withheld}{review}withhold = \"w\"\n"),
                &["2026-11-22"],
            ),
            (
                "not given, without a day",
                "",
                &format!("{review}[[copies]]\nto = \"person\"\nnot_given = \"in hospital\"\n"),
                &["2026-11-22"],
            ),
            (
                "not given, as decided then",
                "",
                &format!(
                    "{review}[[copies]]\nto = \"person\"\nnot_given = \"in hospital\"\ndecided = 2026-05-02\n"
                ),
                &["2026-11-22"],
            ),
            (
                "decided before the review",
                "",
                &format!(
                    "{review}[[copies]]\nto = \"person\"\nnot_given = \"in hospital\"\ndecided = 2026-04-30\n"
                ),
                &["2026-11-22"],
            ),
        ],
        &expect![[r#"
            the review
              @ 2026-11-22
                overdue 2026-05-15 191 person: 2 weeks after the review on 1 May 2026
            and a change
              @ 2026-11-22
                overdue 2026-05-15 191 person: 2 weeks after the review on 1 May 2026
            and another, days ago
              @ 2026-11-22
                overdue 2026-05-15 191 person: 2 weeks after the review on 1 May 2026
            a copy in between settles what was before it
              @ 2026-11-22
                due-soon 2026-11-29 -7 person: 2 weeks after the plan was changed on 15 Nov 2026
            who never had one is owed it from the day that the person agreed
              @ 2026-11-22
                overdue 2026-05-15 191 person: 2 weeks after the review on 1 May 2026
                overdue 2026-06-15 160 sam: 2 weeks after the person agreed on 1 Jun 2026
            who had one is owed the next, whenever the person was asked again
              @ 2026-11-22
                overdue 2026-05-15 191 person: 2 weeks after the review on 1 May 2026
                overdue 2026-05-15 191 sam: 2 weeks after the review on 1 May 2026
            a review that family may not know of owes them nothing
              @ 2026-11-22
                overdue 2026-05-15 191 person: 2 weeks after the review on 1 May 2026
                no-date - - sam: nothing says that they were given one
            not given, without a day
              @ 2026-11-22
                no-date - - person: it was not given, and nothing says on which day that was `decided`
            not given, as decided then
              @ 2026-11-22
                nothing
            decided before the review
              @ 2026-11-22
                overdue 2026-05-15 191 person: 2 weeks after the review on 1 May 2026
        "#]],
    );
}

#[test]
fn a_follow_up_is_that_of_the_stay_that_ended_last() {
    let stay = |from: &str, until: &str, more: &str| {
        format!("[[admissions]]\nwhere = \"w\"\nfrom = {from}\n{until}{more}")
    };
    let within = stay("2026-09-05", "until = 2026-09-10\n", "followed_up = 2026-09-11\n");
    cases(
        "follow-up",
        "",
        &[
            (
                "a shorter stay within a longer one was followed up",
                "",
                &(stay("2026-09-01", "until = 2026-11-10\n", "") + &within),
                &["2026-11-22"],
            ),
            (
                "somebody saw the person before they left",
                "",
                &stay("2026-09-01", "until = 2026-11-10\n", "followed_up = 2026-09-11\n"),
                &["2026-11-22"],
            ),
            (
                "an old stay without an end is no stay now",
                "",
                &(stay("2024-02-01", "", "") + &stay("2026-09-01", "until = 2026-11-10\n", "")),
                &["2026-11-22"],
            ),
        ],
        &expect![[r#"
            a shorter stay within a longer one was followed up
              @ 2026-11-22
                overdue 2026-11-13 9 -: 3 days after leaving hospital on 10 Nov 2026
            somebody saw the person before they left
              @ 2026-11-22
                overdue 2026-11-13 9 -: 3 days after leaving hospital on 10 Nov 2026
            an old stay without an end is no stay now
              @ 2026-11-22
                overdue 2026-11-13 9 -: 3 days after leaving hospital on 10 Nov 2026
        "#]],
    );
}

#[test]
fn of_a_colleague_the_worst_counts_that_a_plan_makes_of_their_check() {
    let people = "[duty]\nname = \"Duty\"\nphones = { office = \"01632 960100\" }\nchecked = 2026-01-01\n";
    let with = |team: &[&str]| {
        let text = |id: &str| {
            plan("second_contact = \"duty\"", "")
                .replace("care_coordinator = \"jo\"\n", "")
                .replace("P-1", id)
        };
        let command = cpa(["due", "plans", "--no-reviews", "--what", "contact", "--format=csv"]).args(team);
        let command = command.file("plans/cpa.toml", "[intervals]\ncontact_details = \"24 months\"\n");
        let command = command.file("plans/b/cpa.toml", "[intervals]\ncontact_details = \"6 months\"\n");
        let command = command.file("plans/people.toml", people);
        command.file("plans/a/A-1.toml", text("A-1")).file("plans/b/B-1.toml", text("B-1")).run()
    };
    let all = with(&[]);
    assert!(all.out.contains("2026-11-22,duty,contact,overdue,2026-07-01,144"), "{}{}", all.out, all.err);
    assert_eq!(with(&["--team", "b"]).out, all.out.replace(",,a,,", ",,b,,"));
    let broken = people.replace("2026-01-01", "\"May\"");
    let ended = cpa(["due", "plans", "--no-reviews", "--what", "contact", "--format=csv"])
        .file("plans/cpa.toml", "[intervals]\ncontact_details = \"24 months\"\n")
        .file("plans/people.toml", broken)
        .file(
            "plans/A-1.toml",
            plan("second_contact = \"duty\"", "")
                .replace("care_coordinator = \"jo\"\n", "")
                .replace("P-1", "A-1"),
        )
        .run();
    expect![[r#"
        as_at,id,what,state,due,days_late,booked,name,about,care_coordinator,coordinator,team,last_review,why,file,line
        2026-11-22,duty,contact,unreadable,,,,Duty,duty,,,,,`checked` in people.toml could not be read,plans/people.toml,1
        --- Failed
        plans/people.toml:4:11: `checked` should be a date like 2026-03-31, without quotes
        1 plan, 1 date: none known to be overdue, 1 could not be told
    "#]].assert_eq(&crate::due::shown(&ended).replace("\r\n", "\n"));
}

#[test]
fn the_day_of_leaving_is_no_follow_up_and_of_several_stays_any_counts() {
    let stay = |until: &str, seen: &str| {
        format!("[[admissions]]\nwhere = \"w\"\nfrom = 2026-10-01\nuntil = {until}\n{seen}")
    };
    let (a, b) = (stay("2026-11-15", "followed_up = 2026-11-16\n"), stay("2026-11-15", ""));
    cases(
        "follow-up",
        "",
        &[
            ("seen on the day", "", &stay("2026-11-13", "followed_up = 2026-11-13\n"), &["2026-11-22"]),
            ("seen on the day after", "", &stay("2026-11-13", "followed_up = 2026-11-14\n"), &["2026-11-22"]),
            ("of two that ended together, the first", "", &format!("{a}{b}"), &["2026-11-22"]),
            ("of two that ended together, the second", "", &format!("{b}{a}"), &["2026-11-22"]),
        ],
        &expect![[r#"
            seen on the day
              @ 2026-11-22
                overdue 2026-11-16 6 -: 3 days after leaving hospital on 13 Nov 2026
            seen on the day after
              @ 2026-11-22
                nothing
            of two that ended together, the first
              @ 2026-11-22
                nothing
            of two that ended together, the second
              @ 2026-11-22
                nothing
        "#]],
    );
}

#[test]
fn what_was_held_is_compared_with_what_was_held_and_not_recorded() {
    let recorded = "[[reviews]]\nheld = 2026-11-10\nrecorded = 2026-11-20\noutcome = \"continue\"\n";
    let open = format!("{recorded}[[reviews]]\nheld = 2026-11-15\n");
    cases(
        "outcome",
        "",
        &[("held between the two days", "", &open, &["2026-11-22"])],
        &expect![[r#"
        held between the two days
          @ 2026-11-22
            overdue 2026-11-15 7 -: held, and no outcome is recorded
    "#]],
    );
    let ends =
        |until: &str| format!("{recorded}[[services]]\nservice = \"s\"\nwho = [\"jo\"]\nuntil = {until}\n");
    cases(
        "service",
        "",
        &[
            ("ended between the two days", "", &ends("2026-11-18"), &["2026-11-22"]),
            ("ended on the day", "", &ends("2026-11-10"), &["2026-11-22"]),
        ],
        &expect![[r#"
            ended between the two days
              @ 2026-11-22
                overdue 2026-11-18 4 jo: the last day of the service
            ended on the day
              @ 2026-11-22
                nothing
        "#]],
    );
}

#[test]
fn a_slip_in_a_key_takes_no_date_away() {
    let order = "[legal]\ncommunity_treatment_ordr = { from = 2026-01-01, until = 2026-06-30 }\n";
    let hyphens = order.replace("community_treatment_ordr", "community-treatment-order");
    let need = "[[needs]]\nneed = \"x\"\ngoal = \"g\"\n";
    let action = "[[needs.actions]]\nwhat = \"w\"\nwho = [\"jo\"]\n";
    let settings = "[intervals]\nconsents = \"1 year\"\nfirst_plan = \"6 weeks\"\n";
    let lena = "[people.lena]\nname = \"L\"\nconsen = { asked = 2020-03-02, copy = [\"crisis\"] }\n";
    let asked = "[[agreements]]\nwho = \"person\"\nagrees = \"yes\"\n";
    cases(
        "community-order",
        "",
        &[("a table in braces", "", order, &["2026-11-22"]), ("hyphens", "", &hyphens, &["2026-11-22"])],
        &expect![[r#"
            a table in braces
              @ 2026-11-22
                unreadable - - -: `community_treatment_order` could not be read (line 8)
                plans/P-1.toml:8:1: no key is called `community_treatment_ordr` in [legal]
            hyphens
              @ 2026-11-22
                unreadable - - -: `community_treatment_order` could not be read (line 8)
                plans/P-1.toml:8:1: no key is called `community-treatment-order` in [legal]
        "#]],
    );
    cases(
        "goal",
        "",
        &[("as near as another", "", &format!("{need}goal_b = 2026-03-03\n"), &["2026-11-22"])],
        &expect![[r#"
            as near as another
              @ 2026-11-22
                unreadable - - -: `goal_by` could not be read (line 10)
                plans/P-1.toml:10:1: no key is called `goal_b` in [[needs]]
        "#]],
    );
    cases(
        "action",
        "",
        &[("the same", "", &format!("{need}{action}whe = 2026-03-04\n"), &["2026-11-22"])],
        &expect![[r#"
            the same
              @ 2026-11-22
                unreadable - - jo: `when` could not be read (line 13)
                plans/P-1.toml:13:1: no key is called `…` in [[needs.actions]]
        "#]],
    );
    cases(
        "consent",
        settings,
        &[("consent", "", lena, &["2026-11-22"])],
        &expect![[r#"
            consent
              @ 2026-11-22
                unreadable - - lena: `consent` could not be read (line 9)
                plans/P-1.toml:9:1: no key is called `consen` in [people.…]
        "#]],
    );
    cases(
        "agreement",
        settings,
        &[
            ("asked on a day to come", "", &format!("{asked}asked = 2027-01-01\n"), &["2026-11-22"]),
            ("asked on no day", "", &format!("{asked}asked = \"2026-13-01\"\n"), &["2026-11-22"]),
        ],
        &expect![[r#"
            asked on a day to come
              @ 2026-11-22
                unreadable - - -: `asked` lies in the future (line 10)
                plans/P-1.toml:10:9: `asked` lies in the future
            asked on no day
              @ 2026-11-22
                unreadable - - -: `asked` could not be read (line 10)
                plans/P-1.toml:10:9: `asked` should be a date like 2026-03-31, without quotes
        "#]],
    );
}
