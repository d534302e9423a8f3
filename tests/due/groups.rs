//! `cpa due --by`: the list counted in groups.

use expect_test::expect;
use serde_json::Value;

use crate::due::lines;
use crate::due::select::{AGREED, PEOPLE, plan, teams};
use crate::due::shown;
use crate::harness::cpa;

#[test]
fn groups_show_counts_the_worst_and_a_total() {
    expect![[r#"
        Care coordinator     Reviews  Late  Worst    Due    Without  In
                                                     today  a date   time
        ─────────────────────────────────────────────────────────────────
        Jo Smith             2        2     6 weeks  0      0        0
        Mair Prŷs            3        1     11 days  0      1        1
        no care coordinator  1        1     11 days  0      0        0
        Callum Reid          2        0              0      0        2
        Jo Brown             1        0              1      0        0
        4 of 9 late, 1 due today, 1 without a date, 3 in time
        --- Clean
    "#]]
    .assert_eq(&shown(&teams(&["--by", "coordinator"]).at_terminal(80).run()));
    expect![[r#"
        Team     Reviews  Late  Worst    Due    Due   Without  In
                                         today  soon  a date   time
        ───────────────────────────────────────────────────────────
        north    4        3     6 weeks  0      1     0        0
        south    4        1     11 days  0      1     1        1
        no team  1        0              1      0     0        0
        4 of 9 late, 1 due today, 2 due soon, 1 without a date, 1 in time
        --- Clean
    "#]]
    .assert_eq(&shown(&teams(&["--by", "team", "--within", "6w"]).at_terminal(80).run()));
    expect![[r#"
        Month          Reviews  Late  Worst    Due    Without  In
                                               today  a date   time
        ───────────────────────────────────────────────────────────
        October 2026   1        1     6 weeks  0      0        0
        November 2026  5        3     11 days  1      0        1
        December 2026  1        0              0      0        1
        March 2027     1        0              0      0        1
        April 2027     1        0              0      1        0
        4 of 9 late, 1 due today, 1 without a date, 3 in time
        --- Clean
    "#]]
    .assert_eq(&shown(&teams(&["--by", "month"]).run()));
    expect![[r#"
        # Reviews that are due

        As at 22 November 2026.

        | Team | Dates | Late | Worst | Due today | Due soon | Without a date | Not known | In time | Not asked for |
        |---|---|---|---|---|---|---|---|---|---|
        | north | 4 | 2 | 11 days | 0 | 0 | 0 | 0 | 1 | 1 |
        | south | 4 | 1 | 11 days | 0 | 0 | 1 | 0 | 2 | 0 |
        | no team | 1 | 0 | | 1 | 0 | 0 | 0 | 0 | 0 |

        3 of 9 late, 1 due today, 1 without a date, 3 in time, 1 not asked for.
        --- Clean
    "#]].assert_eq(&shown(&teams(&["--by", "team", "--not-booked", "--format=md"]).run()));
    expect![[r#"
        as_at,by,group,dates,overdue,worst_days_late,due_today,due_soon,no_date,unreadable,in_time,left_out,name
        2026-11-22,coordinator,jo,2,2,42,0,0,0,0,0,0,Jo Smith
        2026-11-22,coordinator,mair,3,1,11,0,0,1,0,1,0,Mair Prŷs
        2026-11-22,coordinator,,1,1,11,0,0,0,0,0,0,no care coordinator
        2026-11-22,coordinator,callum,2,0,,0,0,0,0,2,0,Callum Reid
        2026-11-22,coordinator,jo-b,1,0,,1,0,0,0,0,0,Jo Brown
        --- Clean
        10 plans: 4 overdue, 1 due today, 1 without a date, 3 in time, 1 ended
    "#]]
    .assert_eq(&shown(&teams(&["--by", "coordinator", "--format=csv"]).run()).replace("\r\n", "\n"));
    let quiet = teams(&["--by", "team", "--coordinator", "idle", "--quiet"]).run();
    assert_eq!(shown(&quiet), "--- Clean\n");
}

#[test]
fn every_total_adds_up() {
    for by in ["coordinator", "team", "month"] {
        for args in [
            &[][..],
            &["--within", "8w"],
            &["--not-booked"],
            &["--overdue-by", "30d"],
            &["--what=all"],
            &["--coordinator", "jo"],
        ] {
            let command = teams(&[&["--format=json", "--by", by], args].concat())
                .file("plans/north/N-9.toml", "id = [");
            let document: Value = serde_json::from_str(&command.run().out).expect("JSON");
            let number = |of: &Value, key: &str| of[key].as_u64().expect("a number");
            let states = ["overdue", "due_today", "due_soon", "no_date", "unreadable", "in_time", "left_out"];
            let sum = |of: &Value| states.iter().map(|state| number(&of["counts"], state)).sum::<u64>();
            assert_eq!(sum(&document), number(&document, "dates"), "{by} {args:?}");
            let groups = document["groups"].as_array().expect("groups");
            for state in states {
                let all: u64 = groups.iter().map(|group| number(&group["counts"], state)).sum();
                assert_eq!(all, number(&document["counts"], state), "{state} by {by} {args:?}");
            }
            for group in groups {
                assert_eq!(sum(group), number(group, "dates"), "{by} {args:?}: {group}");
            }
            let listed = document["rows"].as_array().expect("rows").len() as u64;
            let others = number(&document["counts"], "in_time") + number(&document["counts"], "left_out");
            assert_eq!(listed + others, number(&document, "dates"), "{by} {args:?}");
        }
    }
}

#[test]
fn groups_fit_every_width() {
    let long = "Josephine Llewellyn-Prytherch";
    let people = PEOPLE.replace("Mair Prŷs", long);
    for width in 20..=120 {
        let command = teams(&["--by", "coordinator", "--within=2w", "--not-booked"]).at_terminal(width);
        let out = command.file("plans/people.toml", &people).file("plans/north/N-9.toml", "id = [").run().out;
        assert!(out.contains(long), "{width}:\n{out}");
        let last = out.lines().count().saturating_sub(1);
        for (at, line) in out.lines().enumerate() {
            assert!(
                at == last || line.chars().count() <= width.max(long.len()) || line.starts_with("  "),
                "{width}:\n{out}"
            );
        }
    }
}

#[test]
fn colleagues_checks_are_one_group() {
    let people = &lines(r#"[jo]; name = "Jo"; phones = { office = "01632 960123" }; checked = 2024-01-01"#);
    let with = |args: &[&str]| {
        let command = cpa(["due", "plans", "--no-reviews", "--what=contact", "--by=coordinator"]).args(args);
        let command = command.file(
            "plans/cpa.toml",
            r#"[intervals]
contact_details = "1 year"
"#,
        );
        command.file("plans/people.toml", people).file("plans/N-1.toml", plan("N-1", "jo", AGREED, ""))
    };
    let out = with(&[]).run().out;
    assert!(out.contains("\ncolleagues' details  1      1     1 year"), "{out}");
    let command = with(&["--format=email", "--output=out", "--to=m@x.example"]);
    assert_eq!(command.run().err, "");
    let message =
        std::fs::read_to_string(command.path().join("out/without-coordinator.eml")).expect("a message");
    let message = message.replace("\n  ", " ");
    assert!(
        message.contains("\n1 date: 1 overdue.\n") && message.contains("(line 1 of people.toml)"),
        "{message}"
    );
}
