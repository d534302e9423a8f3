//! The look of the list in a pipe and on terminals of each width, and its JSON.

use cpa::cli::Exit;
use expect_test::expect;

use crate::due::{plan, reviewed, shown, team};
use crate::harness::cpa;

#[test]
fn a_pipe_has_one_line_per_row_worst_first() {
    let ended = team(&[]).run();
    assert_eq!(ended.exit, Exit::Failed);
    expect![[r#"
        Review                Due          Name                       Id   Care coordinator  Last review  Booked              Why
        not known             not known    Di Broken                  A-6  Jo Smith          not known    not known           this list is not closed (line 4)
        not known             not known    not known                  A-7  not known         not known    not known           this file is not saved as UTF-8
        not known             not known    Éva Kovács                 B-1  Jo Smith          11 May 2026  not known           `next_review_due` could not be read (line 3)
        1 year 2 months late  22 Sep 2025  Mal                        B-3  Jo Smith          none         none                the agreed day
        2 months late         2 Sep 2026   Joan Maud Whitcombe-Price  B-5  Jo Smith          none         none                nobody has agreed a date; 6 months after the start; a draft
        6 weeks late          11 Oct 2026  أمينة يوسف                 A-3  Jo Smith          11 May 2026  11 Dec 2026 at 2pm  the agreed day
        11 days late          11 Nov 2026  山田 花子                  A-4  Jo Smith          11 May 2026  none                nobody has agreed a date; 6 months after the last review
        due today             22 Nov 2026  Siân Ŵyn Gruffydd          A-2  Jo Smith          11 May 2026  none                the agreed day
        no date agreed        none         Bo�[31mRed�                A-5  Jo Smith          none         none                nobody has agreed a date; neither a start nor a review is written down
        --- Failed
        plans/A-6.toml:4:9: this list is not closed
        plans/A-7.toml:3:9: this file is not saved as UTF-8
        plans/B-1.toml:3:19: `next_review_due` should be a date like 2026-03-31, without quotes, found "…"
        13 plans: 4 overdue, 1 due today, 1 without a date, 3 could not be told, 3 in time, 1 ended
    "#]].assert_eq(&shown(&ended));
}

#[test]
fn eighty_columns_break_no_name_and_no_date() {
    let ended = team(&["--within"]).at_terminal(80).run();
    expect![[r#"
        Review                Name              Care         Last         Why
        due                   id                coordinator  review
        ────────────────────────────────────────────────────────────────────────────────
        not known             Di Broken         Jo Smith     not known    this list is
                              A-6                                         not closed
                                                                          (line 4)
        ────────────────────────────────────────────────────────────────────────────────
        not known             not known         not known    not known    this file is
                              A-7                                         not saved as
                                                                          UTF-8
        ────────────────────────────────────────────────────────────────────────────────
        not known             Éva Kovács        Jo Smith     11 May 2026  `next_review_d
                              B-1                                         ue` could not
                                                                          be read
                                                                          (line 3)
        ────────────────────────────────────────────────────────────────────────────────
        1 year 2 months late  Mal               Jo Smith     none         the agreed day
        22 Sep 2025           B-3
        ────────────────────────────────────────────────────────────────────────────────
        2 months late         Joan Maud         Jo Smith     none         nobody has
        2 Sep 2026            Whitcombe-Price                             agreed a date;
                              B-5                                         6 months after
                                                                          the start; a
                                                                          draft
        ────────────────────────────────────────────────────────────────────────────────
        6 weeks late          أمينة يوسف        Jo Smith     11 May 2026  the agreed day
        11 Oct 2026           A-3                                         booked for
                                                                          11 Dec 2026
                                                                          at 2pm
        ────────────────────────────────────────────────────────────────────────────────
        11 days late          山田 花子         Jo Smith     11 May 2026  nobody has
        11 Nov 2026           A-4                                         agreed a date;
                                                                          6 months after
                                                                          the last
                                                                          review
        ────────────────────────────────────────────────────────────────────────────────
        due today             Siân Ŵyn          Jo Smith     11 May 2026  the agreed day
        22 Nov 2026           Gruffydd
                              A-2
        ────────────────────────────────────────────────────────────────────────────────
        due in 5 days         Ana Example       Jo Smith     11 May 2026  the agreed day
        27 Nov 2026           A-1
        ────────────────────────────────────────────────────────────────────────────────
        due in 5 weeks        Ola               Jo Smith     11 May 2026  the agreed day
        30 Dec 2026           B-6
        ────────────────────────────────────────────────────────────────────────────────
        no date agreed        Bo�[31mRed�       Jo Smith     none         nobody has
                              A-5                                         agreed a date;
                                                                          neither a
                                                                          start nor a
                                                                          review is
                                                                          written down
    "#]]
    .assert_eq(&ended.out);
}

#[test]
fn two_hundred_columns_have_one_line_per_row() {
    expect![[r#"
        Review                Due          Name                       Id   Care coordinator  Last review  Booked              Why
        not known             not known    Di Broken                  A-6  Jo Smith          not known    not known           this list is not closed (line 4)
        not known             not known    not known                  A-7  not known         not known    not known           this file is not saved as UTF-8
        not known             not known    Éva Kovács                 B-1  Jo Smith          11 May 2026  not known           `next_review_due` could not be read (line 3)
        1 year 2 months late  22 Sep 2025  Mal                        B-3  Jo Smith          none         none                the agreed day
        2 months late         2 Sep 2026   Joan Maud Whitcombe-Price  B-5  Jo Smith          none         none                nobody has agreed a date; 6 months after the start; a draft
        6 weeks late          11 Oct 2026  أمينة يوسف                 A-3  Jo Smith          11 May 2026  11 Dec 2026 at 2pm  the agreed day
        11 days late          11 Nov 2026  山田 花子                  A-4  Jo Smith          11 May 2026  none                nobody has agreed a date; 6 months after the last review
        due today             22 Nov 2026  Siân Ŵyn Gruffydd          A-2  Jo Smith          11 May 2026  none                the agreed day
        due in 5 days         27 Nov 2026  Ana Example                A-1  Jo Smith          11 May 2026  none                the agreed day
        due in 5 weeks        30 Dec 2026  Ola                        B-6  Jo Smith          11 May 2026  none                the agreed day
        due in 3 months       1 Mar 2027   Nia                        B-4  Jo Smith          11 May 2026  none                the agreed day
        no date agreed        none         Bo�[31mRed�                A-5  Jo Smith          none         none                nobody has agreed a date; neither a start nor a review is written down
    "#]].assert_eq(&team(&["--within", "4m"]).at_terminal(200).run().out);
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for width in [1, 5, 20, 30, 40, 50, 60, 70, 90, 100, 120, 150, 1000, 100_000] {
        let ended = team(&["--within", "9999y"]).at_terminal(width).run();
        for id in ["A-1", "A-2", "A-3", "A-4", "A-5", "A-6", "A-7", "B-1", "B-3", "B-4", "B-5", "B-6"] {
            assert!(width < 20 || ended.out.contains(id), "{id} at {width}:\n{}", ended.out);
        }
        let longest = ended.out.lines().map(|line| line.chars().count()).max().unwrap_or(0);
        assert!(width < 20 || longest <= width, "{longest} at {width}:\n{}", ended.out);
        assert!(!ended.out.contains('\u{1b}') && !ended.out.contains('\u{202e}'));
    }
}

/// Lists two people, one with a long name.
fn with_a_long_name(name: &str, width: usize) -> String {
    let mut command = cpa(["due", "plans"]).at_terminal(width).file(
        "plans/people.toml",
        r#"[jo]
name = "Jo Smith"
"#,
    );
    for (id, name) in [("A-1", "Ana Example"), ("A-2", name)] {
        let top = "next_review_due = 2026-06-19";
        command = command.file(&format!("plans/{id}.toml"), plan(id, name, top, &reviewed("2026-05-11")));
    }
    command.run().out
}

#[test]
fn a_long_name_is_wrapped_between_words() {
    let long = "Oluwaseun Anthony Bartholomew Featherstonehaugh-Cholmondeley Adebayo-Smith of Llanfair";
    expect![[r#"
        5 months late, 19 Jun 2026
        Ana Example, A-1
        Care coordinator: Jo Smith
        Last review: 11 May 2026
        the agreed day
        ─────────────────────────────────────────────────────────────────────────────
        5 months late, 19 Jun 2026
        Oluwaseun Anthony Bartholomew Featherstonehaugh-Cholmondeley Adebayo-Smith of
        Llanfair, A-2
        Care coordinator: Jo Smith
        Last review: 11 May 2026
        the agreed day
    "#]]
    .assert_eq(&with_a_long_name(long, 80));
}

#[test]
fn narrow_terminals_have_a_list() {
    expect![[r#"
        5 months late, 19 Jun 2026
        Ana Example, A-1
        Care coordinator: Jo Smith
        Last review: 11 May 2026
        the agreed day
        ──────────────────────────────
        5 months late, 19 Jun 2026
        Joan Maud Whitcombe-Price, A-2
        Care coordinator: Jo Smith
        Last review: 11 May 2026
        the agreed day
    "#]]
    .assert_eq(&with_a_long_name("Joan Maud Whitcombe-Price", 40));
    expect![[r#"
        5 months late,
        19 Jun 2026
        Ana Example, A-1
        Care coordinator: Jo
        Smith
        Last review:
        11 May 2026
        the agreed day
        ────────────────────
        5 months late,
        19 Jun 2026
        Joan Maud
        Whitcombe-Price, A-2
        Care coordinator: Jo
        Smith
        Last review:
        11 May 2026
        the agreed day
    "#]]
    .assert_eq(&with_a_long_name("Joan Maud Whitcombe-Price", 20));
    for width in 20..=120 {
        let out = with_a_long_name("Joan Maud Whitcombe-Price", width);
        let whole = |date: &str| out.lines().filter(|line| line.contains(date)).count();
        assert_eq!((whole("19 Jun 2026"), whole("11 May 2026")), (2, 2), "{width}:\n{out}");
        let team = team(&["--within", "9999y"]).at_terminal(width).run().out;
        let dates = ["22 Sep 2025", "2 Sep 2026", "11 Oct 2026", "11 Dec 2026", "22 Nov 2026", "1 Mar 2027"];
        for date in dates {
            assert!(team.contains(date), "{date} at {width}:\n{team}");
        }
    }
}

#[test]
fn json_keys_are_stable() {
    let ended = team(&["--format", "json"]).run();
    assert!(ended.out.ends_with("}\n"));
    expect![[r#"
        {
          "format": 1,
          "as_at": "2026-11-22",
          "plans": 13,
          "ended": 1,
          "rows": [
            {
              "id": "A-6",
              "file": "plans/A-6.toml",
              "state": "unreadable",
              "due": null,
              "days_late": null,
              "why": "this list is not closed (line 4)",
              "name": "Di Broken",
              "care_coordinator": "Jo Smith",
              "last_review": null,
              "booked": null,
              "what": "plan",
              "about": null,
              "coordinator": "jo",
              "team": "",
              "line": 4
            },
            {
              "id": "A-7",
              "file": "plans/A-7.toml",
              "state": "unreadable",
              "due": null,
              "days_late": null,
              "why": "this file is not saved as UTF-8",
              "name": null,
              "care_coordinator": null,
              "last_review": null,
              "booked": null,
              "what": "plan",
              "about": null,
              "coordinator": null,
              "team": "",
              "line": 3
            },
            {
              "id": "B-1",
              "file": "plans/B-1.toml",
              "state": "unreadable",
              "due": null,
              "days_late": null,
              "why": "`next_review_due` could not be read (line 3)",
              "name": "Éva Kovács",
              "care_coordinator": "Jo Smith",
              "last_review": "2026-05-11",
              "booked": null,
              "what": "review",
              "about": null,
              "coordinator": "jo",
              "team": "",
              "line": 3
            },
            {
              "id": "B-3",
              "file": "plans/B-3.toml",
              "state": "overdue",
              "due": "2025-09-22",
              "days_late": 426,
              "why": "the agreed day",
              "name": "Mal",
              "care_coordinator": "Jo Smith",
              "last_review": null,
              "booked": null,
              "what": "review",
              "about": null,
              "coordinator": "jo",
              "team": "",
              "line": 3
            },
            {
              "id": "B-5",
              "file": "plans/B-5.toml",
              "state": "overdue",
              "due": "2026-09-02",
              "days_late": 81,
              "why": "nobody has agreed a date; 6 months after the start; a draft",
              "name": "Joan Maud Whitcombe-Price",
              "care_coordinator": "Jo Smith",
              "last_review": null,
              "booked": null,
              "what": "review",
              "about": null,
              "coordinator": "jo",
              "team": "",
              "line": 1
            },
            {
              "id": "A-3",
              "file": "plans/A-3.toml",
              "state": "overdue",
              "due": "2026-10-11",
              "days_late": 42,
              "why": "the agreed day",
              "name": "أمينة يوسف",
              "care_coordinator": "Jo Smith",
              "last_review": "2026-05-11",
              "booked": "2026-12-11T14:00",
              "what": "review",
              "about": null,
              "coordinator": "jo",
              "team": "",
              "line": 3
            },
            {
              "id": "A-4",
              "file": "plans/A-4.toml",
              "state": "overdue",
              "due": "2026-11-11",
              "days_late": 11,
              "why": "nobody has agreed a date; 6 months after the last review",
              "name": "山田 花子",
              "care_coordinator": "Jo Smith",
              "last_review": "2026-05-11",
              "booked": null,
              "what": "review",
              "about": null,
              "coordinator": "jo",
              "team": "",
              "line": 1
            },
            {
              "id": "A-2",
              "file": "plans/A-2.toml",
              "state": "due-today",
              "due": "2026-11-22",
              "days_late": 0,
              "why": "the agreed day",
              "name": "Siân Ŵyn Gruffydd",
              "care_coordinator": "Jo Smith",
              "last_review": "2026-05-11",
              "booked": null,
              "what": "review",
              "about": null,
              "coordinator": "jo",
              "team": "",
              "line": 3
            },
            {
              "id": "A-5",
              "file": "plans/A-5.toml",
              "state": "no-date",
              "due": null,
              "days_late": null,
              "why": "nobody has agreed a date; neither a start nor a review is written down",
              "name": "Bo\u001b[31mRed\u202e",
              "care_coordinator": "Jo Smith",
              "last_review": null,
              "booked": null,
              "what": "review",
              "about": null,
              "coordinator": "jo",
              "team": "",
              "line": 1
            }
          ],
          "whole": false,
          "plans_asked_for": 13,
          "dates": 12,
          "counts": {
            "overdue": 4,
            "due_today": 1,
            "due_soon": 0,
            "no_date": 1,
            "unreadable": 3,
            "in_time": 3,
            "left_out": 0
          },
          "groups": []
        }
    "#]]
    .assert_eq(&ended.out);
}
