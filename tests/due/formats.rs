//! The list as Markdown, CSV and JSON, and what holds for every format.

use clap::ValueEnum;
use cpa::cli::Exit;
use cpa::due::DueFormat;
use expect_test::expect;

use crate::due::{PEOPLE, SETTINGS, add_team, lines, plan, shown, team};
use crate::harness::{Command, Output, cpa};

/// Returns the command in each format, with the options that the format needs.
fn in_each_format(args: &[&str]) -> impl Iterator<Item = (DueFormat, Command)> {
    DueFormat::value_variants().iter().map(|format| {
        let value = format.to_possible_value().expect("a name");
        let command = cpa(["due", "plans", "--format", value.get_name()]).args(args);
        let to = if *format == DueFormat::Email { &["--to=a@b.example"][..] } else { &[] };
        (*format, command.args(to))
    })
}

#[test]
fn markdown_is_a_page_with_one_table() {
    expect![[r##"
        # Reviews that are due

        As at 22 November 2026.

        | When | Day | Name | Id | Care coordinator | Why |
        |---|---|---|---|---|---|
        | not known | | Di Broken | A-6 | Jo Smith | this list is not closed (line 4) |
        | not known | | not known | A-7 | not known | this file is not saved as UTF-8 |
        | not known | | Éva Kovács | B-1 | Jo Smith | `next_review_due` could not be read (line 3) |
        | 1 year 2 months late | 22 Sep 2025 | Mal | B-3 | Jo Smith | the agreed day |
        | 2 months late | 2 Sep 2026 | Joan Maud Whitcombe-Price | B-5 | Jo Smith | nobody has agreed a date; 6 months after the start; a draft |
        | 6 weeks late | 11 Oct 2026 | أمينة يوسف | A-3 | Jo Smith | the agreed day; booked for 11 Dec 2026 at 2pm |
        | 11 days late | 11 Nov 2026 | 山田 花子 | A-4 | Jo Smith | nobody has agreed a date; 6 months after the last review |
        | due today | 22 Nov 2026 | Siân Ŵyn Gruffydd | A-2 | Jo Smith | the agreed day |
        | no date agreed | | Bo�\[31mRed� | A-5 | Jo Smith | nobody has agreed a date; neither a start nor a review is written down |

        13 plans: 4 overdue, 1 due today, 1 without a date, 3 could not be told, 3 in time, 1 ended.
        --- Failed
        plans/A-6.toml:4:9: this list is not closed
        plans/A-7.toml:3:9: this file is not saved as UTF-8
        plans/B-1.toml:3:19: `next_review_due` should be a date like 2026-03-31, without quotes, found "…"
        13 plans: 4 overdue, 1 due today, 1 without a date, 3 could not be told, 3 in time, 1 ended
    "##]].assert_eq(&shown(&team(&["--format", "md"]).run()));
    expect![[r#"
        # What is due

        As at 22 November 2026.

        | When | Day | What | Name | Id | Care coordinator | Why |
        |---|---|---|---|---|---|---|
        | 10 months late | 8 Jan 2026 | carer's assessment (Sam Secret) | Ana Example | P-1 | Jo Smith | 12 months after the last assessment, or the offer of one, on 8 Jan 2025 |
        | 3 weeks late | 1 Nov 2026 | action (Sam Secret) | Ana Example | P-1 | Jo Smith | to be done by that day |
        | wanted today | 22 Nov 2026 | goal | Ana Example | P-1 | Jo Smith | wanted by that day |
        | due in 9 days | 1 Dec 2026 | physical health check | Ana Example | P-1 | Jo Smith | 12 months after the last check on 1 Dec 2025 |
        | due in 12 days | 4 Dec 2026 | review | Ana Example | P-1 | Jo Smith | the agreed day; the booking is after that day; booked for 7 Dec 2026 at 9:30am |

        1 plan, 5 dates: 2 overdue, 1 due today, 2 due soon.
        --- Clean
        1 plan, 5 dates: 2 overdue, 1 due today, 2 due soon
    "#]].assert_eq(&shown(&mixed(&["--format", "md"]).run()));
}

#[test]
fn csv_columns_are_stable() {
    let ended = team(&["--format", "csv"]).run();
    assert!(
        ended.out.lines().count() > 5 && ended.out.split("\r\n").count() == ended.out.split('\n').count()
    );
    expect![[r#"
        as_at,id,what,state,due,days_late,booked,name,about,care_coordinator,coordinator,team,last_review,why,file,line
        2026-11-22,A-6,plan,unreadable,,,,Di Broken,,Jo Smith,jo,,,this list is not closed (line 4),plans/A-6.toml,4
        2026-11-22,A-7,plan,unreadable,,,,,,,,,,this file is not saved as UTF-8,plans/A-7.toml,3
        2026-11-22,B-1,review,unreadable,,,,Éva Kovács,,Jo Smith,jo,,2026-05-11,`next_review_due` could not be read (line 3),plans/B-1.toml,3
        2026-11-22,B-3,review,overdue,2025-09-22,426,,Mal,,Jo Smith,jo,,,the agreed day,plans/B-3.toml,3
        2026-11-22,B-5,review,overdue,2026-09-02,81,,Joan Maud Whitcombe-Price,,Jo Smith,jo,,,nobody has agreed a date; 6 months after the start; a draft,plans/B-5.toml,1
        2026-11-22,A-3,review,overdue,2026-10-11,42,2026-12-11T14:00,أمينة يوسف,,Jo Smith,jo,,2026-05-11,the agreed day,plans/A-3.toml,3
        2026-11-22,A-4,review,overdue,2026-11-11,11,,山田 花子,,Jo Smith,jo,,2026-05-11,nobody has agreed a date; 6 months after the last review,plans/A-4.toml,1
        2026-11-22,A-2,review,due-today,2026-11-22,0,,Siân Ŵyn Gruffydd,,Jo Smith,jo,,2026-05-11,the agreed day,plans/A-2.toml,3
        2026-11-22,A-5,review,no-date,,,,Bo�[31mRed�,,Jo Smith,jo,,,nobody has agreed a date; neither a start nor a review is written down,plans/A-5.toml,1
    "#]].assert_eq(&ended.out.replace("\r\n", "\n"));
}

#[test]
fn no_csv_cell_is_a_formula() {
    let mut command = cpa(["due", "plans", "--format=csv", "--what=all"]).file("plans/cpa.toml", SETTINGS);
    let names =
        ["=HYPERLINK(\\\"x\\\")", "+1", "-1", "@x", "＝1+1", "a,b;\\\"c\\\"", "two\\nlines", "\\u0000"];
    for (at, name) in names.iter().enumerate() {
        command = command.file(
            &format!("plans/={at}/P-{at}.toml"),
            plan(&format!("P-{at}"), name, "next_review_due = 2026-01-01", ""),
        );
    }
    let ended = command.run();
    let mut reader = csv::ReaderBuilder::new().from_reader(ended.out.as_bytes());
    let columns = reader.headers().expect("headers").len();
    let mut rows = 0;
    for record in reader.records() {
        let record = record.expect("a record");
        assert_eq!(record.len(), columns);
        for cell in &record {
            let number = cell.parse::<i64>().is_ok();
            assert!(number || !cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝']), "{cell}");
            assert!(!cell.contains(['\n', '\r', '\0']), "{cell:?}");
        }
        rows += 1;
    }
    assert!(rows >= names.len(), "{}", ended.out);
}

fn hides_names(format: DueFormat) -> bool {
    matches!(format, DueFormat::Ics | DueFormat::Email)
}

/// Runs over a plan with dates of several kinds, one of them of family.
pub(crate) fn mixed(args: &[&str]) -> Command {
    let below = r#"[people.sam]; name = "Sam Secret"; relationship = "brother"; is = ["carer"]; carers_assessment = { offered = 2025-01-08 }; [[needs]]; need = "x"; goal = "Private goal"; goal_by = 2026-11-22; [[needs.actions]]; what = "Private action"; who = ["sam"]; when = 2026-11-01; [health]; physical_health_checked = 2025-12-01"#;
    let top = "next_review_due = 2026-12-04; started = 2026-11-01";
    cpa(["due", "plans", "--what=all", "--within=4w"])
        .args(args)
        .file("plans/cpa.toml", SETTINGS)
        .file("plans/people.toml", PEOPLE)
        .file(
            "plans/P-1.toml",
            plan("P-1", "Ana Example", top, &format!("{below}; [[reviews]]; booked = 2026-12-07 09:30:00; ")),
        )
}

#[test]
fn every_format_has_every_row_and_is_sanitized() {
    for (format, command) in in_each_format(&[]) {
        let Output { out, exit, .. } = add_team(command).run();
        for id in ["A-2", "A-3", "A-4", "A-5", "A-6", "A-7", "B-1", "B-3", "B-5"] {
            assert!(out.contains(id), "{id} as {format:?}:\n{out}");
        }
        assert!(!out.contains(['\u{1b}', '\u{202e}']), "{format:?}");
        assert_eq!(exit, Exit::Failed, "{format:?}");
    }
}

#[test]
fn a_terminal_shows_the_free_text_of_a_plan() {
    expect![[r#"
        When            What                   Name         Care         Why
                        whom                   id           coordinator
        ────────────────────────────────────────────────────────────────────────────────
        10 months late  carer's assessment     Ana Example  Jo Smith     12 months after
        8 Jan 2026      Sam Secret             P-1                       the last
                                                                         assessment, or
                                                                         the offer of
                                                                         one, on
                                                                         8 Jan 2025
        ────────────────────────────────────────────────────────────────────────────────
        3 weeks late    action                 Ana Example  Jo Smith     to be done by
        1 Nov 2026      Sam Secret             P-1                       that day
                                                                         “Private
                                                                         action”
        ────────────────────────────────────────────────────────────────────────────────
        wanted today    goal                   Ana Example  Jo Smith     wanted by that
        22 Nov 2026                            P-1                       day
                                                                         “Private goal”
        ────────────────────────────────────────────────────────────────────────────────
        due in 9 days   physical health check  Ana Example  Jo Smith     12 months after
        1 Dec 2026                             P-1                       the last check
                                                                         on 1 Dec 2025
        ────────────────────────────────────────────────────────────────────────────────
        due in 12 days  review                 Ana Example  Jo Smith     the agreed day;
        4 Dec 2026                             P-1                       the booking is
                                                                         after that day
                                                                         booked for
                                                                         7 Dec 2026
                                                                         at 9:30am
    "#]]
    .assert_eq(&mixed(&[]).at_terminal(80).run().out);
    expect![[r#"
        When            Day          What                   Whom        Name         Id   Care coordinator  Why
        10 months late  8 Jan 2026   carer's assessment     Sam Secret  Ana Example  P-1  Jo Smith          12 months after the last assessment, or the offer of one, on 8 Jan 2025
        3 weeks late    1 Nov 2026   action                 Sam Secret  Ana Example  P-1  Jo Smith          to be done by that day: “Private action”
        wanted today    22 Nov 2026  goal                               Ana Example  P-1  Jo Smith          wanted by that day: “Private goal”
        due in 9 days   1 Dec 2026   physical health check              Ana Example  P-1  Jo Smith          12 months after the last check on 1 Dec 2025
        due in 12 days  4 Dec 2026   review                             Ana Example  P-1  Jo Smith          the agreed day; the booking is after that day; booked for 7 Dec 2026 at 9:30am
    "#]].assert_eq(&mixed(&[]).at_terminal(200).run().out);
    expect![[r#"
        When            Day          What                   Whom        Name         Id   Care coordinator  Why
        10 months late  8 Jan 2026   carer's assessment     Sam Secret  Ana Example  P-1  Jo Smith          12 months after the last assessment, or the offer of one, on 8 Jan 2025
        3 weeks late    1 Nov 2026   action                 Sam Secret  Ana Example  P-1  Jo Smith          to be done by that day
        wanted today    22 Nov 2026  goal                               Ana Example  P-1  Jo Smith          wanted by that day
        due in 9 days   1 Dec 2026   physical health check              Ana Example  P-1  Jo Smith          12 months after the last check on 1 Dec 2025
        due in 12 days  4 Dec 2026   review                             Ana Example  P-1  Jo Smith          the agreed day; the booking is after that day; booked for 7 Dec 2026 at 9:30am
    "#]].assert_eq(&mixed(&[]).run().out);
    for width in 20..=120 {
        let out = mixed(&[]).at_terminal(width).run().out;
        let longest = out.lines().map(|line| line.chars().count()).max().unwrap_or(0);
        assert!(longest <= width, "{longest} at {width}:\n{out}");
        for date in ["4 Dec 2026", "8 Jan 2026", "1 Nov 2026", "22 Nov 2026"] {
            assert!(out.contains(date), "{date} at {width}:\n{out}");
        }
    }
}

#[test]
fn mistyped_text_is_in_no_format() {
    let secret = "she hit her mother Gwen";
    for text in [
        lines(&format!(
            r#"id = "P-1"; next_review_due = 2026-01-01; [person]; name = "A"; [[reviews]]; held = 2026-01-02; outcome = "{secret}"; "#
        )),
        lines(&format!(r#"id = "P-1"; next_review_due = "{secret}"; [person]; name = "A"; "#)),
        lines(&format!(r#"id = "P-1"; status = "{secret}"; [person]; name = "A"; "#)),
        lines(
            r#"id = "P-1"; next_review_due = 2026-01-01; [person]; name = "A"; [people]; Gwen = { name = "x" }; Gwen = { name = "y" }"#,
        ),
    ] {
        for (format, command) in in_each_format(&["--what=all"]) {
            let ended = command.file("plans/P-1.toml", &text).run();
            assert!(!ended.out.contains("Gwen"), "{format:?}: {}", ended.out);
            assert!(!ended.err.contains("mother"), "{format:?}: {}", ended.err);
        }
    }
}

#[test]
fn an_id_like_a_name_or_nhs_number_is_hidden() {
    for id in ["9990000042", "Sam-Taylor"] {
        let text = plan(id, "Sam Taylor", "next_review_due = 2026-01-01", "");
        for (_, command) in in_each_format(&["--what=all"]).filter(|(format, _)| hides_names(*format)) {
            let ended = command.file(&format!("plans/{id}.toml"), &text).run();
            assert!(!ended.out.contains(id) && !ended.out.contains("Sam"), "{}", ended.out);
            assert!(ended.out.contains("whose id is not shown"), "{}", ended.out);
        }
    }
}

#[test]
fn free_text_is_shown_on_a_terminal_only() {
    let pages: Vec<String> = in_each_format(&[])
        .filter(|(format, _)| *format != DueFormat::Email)
        .map(|(format, _)| {
            mixed(&["--format", format.to_possible_value().expect("a name").get_name()]).run().out
        })
        .collect();
    let explained = mixed(&["--explain", "P-1"]);
    assert!(explained.run().err.contains("cannot be used with"));
    let plan = explained.path().join("plans");
    let text = std::fs::read_to_string(plan.join("P-1.toml")).expect("a plan");
    let explain = || cpa(["due", "plans", "--explain", "P-1"]).file("plans/P-1.toml", &text);
    for out in pages.iter().chain([&explain().run().out]) {
        assert!(!out.contains("Private"), "{out}");
    }
    assert!(explain().at_terminal(80).run().out.contains("“Private goal”"));
}

#[test]
fn an_undefined_handle_is_in_no_format() {
    let typed = "my sister Halima, 07700 900888";
    let below = format!(
        r#"[[needs]]; need = "n"; [[needs.actions]]; what = "w"; who = "{typed}"; when = 2026-04-01; [[services]]; service = "s"; who = ["{typed}"]; until = 2026-04-01; [[other_plans]]; plan = "p"; by = "{typed}"; review_due = 2026-04-01; [crisis]; who_to_contact = ["{typed}"]; "#
    );
    let top = format!(r#"next_review_due = 2026-01-01; gp = "{typed}"; second_contact = "{typed}""#);
    let settings = &lines(r#"[intervals]; contact_details = "1 year"; copies = "2 weeks""#);
    for (format, command) in in_each_format(&["--what=all"]) {
        let command = command.file("plans/cpa.toml", settings).file("plans/people.toml", PEOPLE);
        let ended = command.file("plans/P-1.toml", plan("P-1", "Ana", &top, &below)).run();
        let Output { out, err, .. } = ended;
        assert!(!out.contains("Halima") && !err.contains("Halima"), "{format:?}: {out}{err}");
        assert!(out.contains("P-1"), "{format:?}: {out}");
    }
}

#[test]
fn unreadable_settings_make_the_list_incomplete() {
    let text = plan("P-1", "Ana", "next_review_due = 2027-01-01", "");
    for key in ["contact", "copy", "consent"] {
        let settings = &lines(&format!(r#"[intervals]; {key} = "6 months"; "#));
        let command = cpa(["due", "plans", "--what=all", "--format=json"]).file("plans/cpa.toml", settings);
        let ended = command.file("plans/P-1.toml", &text).run();
        let document: serde_json::Value = serde_json::from_str(&ended.out).expect("JSON");
        assert_eq!((ended.exit, document["whole"].as_bool()), (Exit::Failed, Some(false)), "{key}");
    }
}
