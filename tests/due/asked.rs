//! Options of `cpa due` and its exit codes.

use cpa::cli::Exit;
use expect_test::expect;
use serde_json::Value;

use crate::due::{PEOPLE, SETTINGS, lines, plan, reviewed, shown, team};
use crate::harness::cpa;

#[test]
fn within_includes_its_last_day() {
    let with = |args: &[&str]| {
        let ended = team(&[&["--format=json"], args].concat()).run();
        let document: Value = serde_json::from_str(&ended.out).expect("JSON");
        let rows = document["rows"].as_array().cloned().unwrap_or_default();
        let soon = rows.iter().filter(|row| row["state"] == "due-soon");
        soon.map(|row| row["id"].as_str().unwrap_or_default().to_owned()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(with(&[]), "");
    assert_eq!(with(&["--within"]), "A-1 B-6");
    assert_eq!(with(&["--within=4d"]), "");
    assert_eq!(with(&["--within", "5d"]), "A-1");
    assert_eq!(with(&["--within", "6 weeks"]), "A-1 B-6");
    assert_eq!(with(&["--within", "2026-12-30"]), "A-1 B-6");
    assert_eq!(with(&["--within", "2026-12-29"]), "A-1");
    assert_eq!(with(&["--within", "4m"]), "A-1 B-6 B-4");
}

#[test]
fn a_path_after_within_is_not_a_time() {
    let ended = cpa(["due", "--within", "plans"]).file("plans/P-1.toml", "").run();
    assert_eq!(ended.exit, Exit::Failed);
    expect![[r#"
        error: invalid value 'plans' for '--within [<TIME>]': this is no time like 6w, 3m or 10d, and no day like 2026-12-31; if it is a path, write `--within=6w plans`, or write `--within` last

        For more information, try '--help'.
    "#]].assert_eq(&ended.err);
}

#[test]
fn an_unreadable_soon_makes_the_list_incomplete() {
    let plan = plan("P-1", "Ana", "next_review_due = 2027-02-22; started = 2026-11-01", "");
    let with = |settings: &str| {
        let ended = cpa(["due", "plans", "--within"])
            .file("plans/cpa.toml", lines(settings))
            .file("plans/P-1.toml", &plan)
            .run();
        shown(&ended)
    };
    expect![[r#"
        Review           Due          Name  Id   Care coordinator  Last review  Booked  Why
        due in 3 months  22 Feb 2027  Ana   P-1  jo                none         none    the agreed day
        --- Clean
        1 plan: none overdue, 1 due soon
    "#]]
    .assert_eq(&with(r#"[reviews]; soon = "4 months""#));
    expect![[r#"
        --- Failed
        plans/cpa.toml:2:8: `soon` should be a length of time in quotes, like "6 months", found "a while"
        1 plan: none overdue, 1 in time; somebody may be missing, for not everything could be read
    "#]]
    .assert_eq(&with(r#"[reviews]; soon = "a while""#));
    expect![[r#"
        --- Clean
        1 plan: none overdue, 1 in time
    "#]]
    .assert_eq(&with(""));
}

#[test]
fn exit_code_1_means_overdue() {
    let ana = |day: &str| plan("P-1", "Ana", &format!("next_review_due = {day}"), "");
    let exit = |text: &str| {
        let with = |args| cpa::<3>(args).file("plans/P-1.toml", text).run().exit;
        (with(["due", "plans", "--color=never"]), with(["due", "plans", "--exit-code"]))
    };
    assert_eq!(exit(&ana("2026-11-23")), (Exit::Clean, Exit::Clean));
    assert_eq!(exit(&ana("2026-11-22")), (Exit::Clean, Exit::Clean));
    assert_eq!(exit(&ana("2026-11-21")), (Exit::Clean, Exit::Found));
    assert_eq!(exit(&plan("P-1", "Ana", "", "")), (Exit::Clean, Exit::Clean));
    assert_eq!(exit(&ana("soon")), (Exit::Failed, Exit::Failed));
    assert_eq!(exit("<<<<<<< ours\n"), (Exit::Failed, Exit::Failed));
}

#[test]
fn exit_code_2_wins_over_1() {
    let late = plan("P-1", "Ana", "next_review_due = 2026-11-01", "");
    let ended = cpa(["due", "plans", "nowhere.toml", "--exit-code"]).file("plans/P-1.toml", &late).run();
    expect![[r#"
        Review        Due         Name       Id       Care coordinator  Last review  Booked     Why
        not known     not known   not known  nowhere  not known         not known    not known  there is no such file or folder
        3 weeks late  1 Nov 2026  Ana        P-1      jo                none         none       the agreed day
        --- Failed
        nowhere.toml: there is no such file or folder
        2 plans: 1 overdue, 1 could not be told; somebody may be missing, for not everything could be read
    "#]].assert_eq(&shown(&ended));
    let ended = cpa(["due", "plans", "nowhere", "--exit-code"]).file("plans/P-1.toml", &late).run();
    expect![[r#"
        Review        Due         Name  Id   Care coordinator  Last review  Booked  Why
        3 weeks late  1 Nov 2026  Ana   P-1  jo                none         none    the agreed day
        --- Failed
        nowhere: there is no such file or folder
        1 plan: 1 overdue; somebody may be missing, for not everything could be read
    "#]]
    .assert_eq(&shown(&ended));
}

#[test]
fn an_empty_list_is_said_to_be_empty() {
    let ana = plan("P-1", "Ana", "next_review_due = 2027-02-01; started = 2026-11-01", "");
    expect![[r#"
        --- Clean
        1 plan: none overdue, 1 in time
    "#]]
    .assert_eq(&shown(&cpa(["due"]).file("plans/P-1.toml", &ana).run()));
    expect![[r#"
        --- Failed
        error: no plan was found, so nothing is known of anybody
    "#]]
    .assert_eq(&shown(&cpa(["due", "plans"]).file("plans/cpa.toml", "").run()));
    expect![[r#"
        {
          "format": 1,
          "as_at": "2026-11-22",
          "plans": 0,
          "ended": 0,
          "rows": [],
          "whole": false,
          "plans_asked_for": 0,
          "dates": 0,
          "counts": {
            "overdue": 0,
            "due_today": 0,
            "due_soon": 0,
            "no_date": 0,
            "unreadable": 0,
            "in_time": 0,
            "left_out": 0
          },
          "groups": []
        }
        --- Failed
        error: no plan was found, so nothing is known of anybody
    "#]]
    .assert_eq(&shown(&cpa(["due", "plans", "--format=json"]).file("plans/cpa.toml", "").run()));
    expect![[r#"
        --- Failed
        error: no folder of plans here: no `cpa.toml` at or above this folder, and no folder `plans` in it; name the folder, as in `cpa due path/to/plans`
    "#]].assert_eq(&shown(&cpa(["due"]).run()));
}

#[test]
fn a_fault_in_people_toml_hides_no_plan() {
    let late = plan("P-1", "Ana", "next_review_due = 2026-11-01", "");
    let ended = cpa(["due", "plans"])
        .file("plans/P-1.toml", &late)
        .file(
            "plans/people.toml",
            r"[jo]
name = 3
",
        )
        .run();
    expect![[r#"
        Review        Due         Name  Id   Care coordinator  Last review  Booked  Why
        3 weeks late  1 Nov 2026  Ana   P-1  jo                none         none    the agreed day
        --- Failed
        plans/people.toml:2:8: `name` should be text in quotes, found a number
        1 plan: 1 overdue
    "#]]
    .assert_eq(&shown(&ended));
    let own = lines(&format!(r#"{late}[people.jo]; name = "Jo Own"; "#));
    let ended = cpa(["due", "plans"]).file("plans/P-1.toml", own).file("plans/people.toml", PEOPLE).run();
    assert!(ended.out.contains("Jo Own"), "{}", ended.out);
}

#[cfg(unix)]
#[test]
fn pipes_and_skipped_links_are_warnings() {
    let late = plan("P-1", "Ana", "next_review_due = 2026-11-01", "");
    let command = cpa(["due", "plans"]).file("plans/P-1.toml", &late).file("else/P-9.toml", &late);
    let plans = command.path().join("plans");
    std::os::unix::fs::symlink(command.path().join("else"), plans.join("more")).expect("a link");
    std::os::unix::fs::symlink("nowhere", plans.join("P-2.toml")).expect("a link");
    std::os::unix::fs::symlink("nowhere", plans.join("riverside")).expect("a link");
    let pipe = std::process::Command::new("mkfifo").arg(plans.join("P-3.toml")).status().expect("mkfifo");
    assert!(pipe.success());
    expect![[r#"
        Review        Due         Name       Id   Care coordinator  Last review  Booked     Why
        not known     not known   not known  P-2  not known         not known    not known  this is a link to a file that is not there
        not known     not known   not known  P-3  not known         not known    not known  this is a pipe or a device, not a file
        3 weeks late  1 Nov 2026  Ana        P-1  jo                none         none       the agreed day
        --- Failed
        plans/P-2.toml: this is a link to a file that is not there
        plans/P-3.toml: this is a pipe or a device, not a file
        plans/more: this is a link to a folder, and is not followed
        plans/riverside: this is a link to something that is not there
        3 plans: 1 overdue, 2 could not be told; somebody may be missing, for not everything could be read
    "#]].assert_eq(&shown(&command.run()));
}

#[test]
fn a_plan_typed_from_its_own_folder_has_its_settings() {
    let text = plan("P-1", "Ana", "", &reviewed("2026-01-22"));
    let ended = cpa(["due", "P-1.toml"])
        .file("plans/cpa.toml", SETTINGS)
        .file("plans/north/P-1.toml", text)
        .in_folder("plans/north")
        .run();
    expect![[r#"
        Review         Due          Name  Id   Care coordinator  Last review  Booked  Why
        4 months late  22 Jul 2026  Ana   P-1  jo                22 Jan 2026  none    nobody has agreed a date; 6 months after the last review
        --- Clean
        1 plan: 1 overdue
    "#]].assert_eq(&shown(&ended));
}

#[cfg(unix)]
#[test]
fn settings_that_are_not_a_file_are_an_error() {
    let agreed = plan("P-1", "Ana", "next_review_due = 2027-11-01", "");
    let command = cpa(["due", "plans"]).file("plans/P-1.toml", &agreed);
    std::os::unix::fs::symlink("nowhere", command.path().join("plans/cpa.toml")).expect("a link");
    expect![[r#"
        Review     Due        Name  Id   Care coordinator  Last review  Booked     Why
        not known  not known  Ana   P-1  jo                not known    not known  cpa.toml could not be read: plans/cpa.toml
        --- Failed
        plans/cpa.toml: this is a link to a file that is not there
        1 plan: none known to be overdue, 1 could not be told; somebody may be missing, for not everything could be read
    "#]].assert_eq(&shown(&command.run()));
    let pipe = cpa(["due", "plans"]).file("plans/P-1.toml", &agreed);
    let status = std::process::Command::new("mkfifo").arg(pipe.path().join("plans/cpa.toml")).status();
    assert!(status.is_ok_and(|status| status.success()));
    expect![[r#"
        Review     Due        Name  Id   Care coordinator  Last review  Booked     Why
        not known  not known  Ana   P-1  jo                not known    not known  cpa.toml could not be read: plans/cpa.toml
        --- Failed
        plans/cpa.toml: this is a pipe or a device, not a file
        1 plan: none known to be overdue, 1 could not be told; somebody may be missing, for not everything could be read
    "#]].assert_eq(&shown(&pipe.run()));
}

#[test]
fn a_file_without_a_plan_is_reported() {
    let late = plan("P-1", "Ana", "next_review_due = 2026-11-01", "");
    let command = cpa(["due", "plans"])
        .file("plans/P-1.toml", late)
        .file("plans/P-2.toml", "")
        .file("plans/P-3.toml", "# nothing yet\n");
    expect![[r#"
        Review        Due         Name       Id   Care coordinator  Last review  Booked     Why
        not known     not known   not known  P-2  not known         not known    not known  there is no plan in this file
        not known     not known   not known  P-3  not known         not known    not known  there is no plan in this file
        3 weeks late  1 Nov 2026  Ana        P-1  jo                none         none       the agreed day
        --- Failed
        plans/P-2.toml:1:1: there is no plan in this file
        plans/P-3.toml:1:1: there is no plan in this file
        3 plans: 1 overdue, 2 could not be told
    "#]].assert_eq(&shown(&command.run()));
}

#[test]
fn a_warning_is_printed_once() {
    // Keys without a line feed between them are one line with one fault.
    let text = "id = \"P-4\"\nstarted = 2026-02-30\rnext_review_due = 2026-05-05\r\n[person]\nname = \"R\"\n";
    let ended = cpa(["due", "plans", "--format=json"]).file("plans/P-4.toml", text).run();
    let mut lines: Vec<&str> = ended.err.lines().collect();
    let all = lines.len();
    lines.sort_unstable();
    lines.dedup();
    assert_eq!(lines.len(), all, "{}", ended.err);
    assert!(!ended.out.contains("; and 1 more"), "{}", ended.out);
}

#[cfg(unix)]
#[test]
fn json_says_whether_the_list_is_whole() {
    let agreed = plan("P-1", "Ana", "next_review_due = 2027-02-01; started = 2026-11-01", "");
    let whole = |command: &crate::harness::Command| {
        let document: Value = serde_json::from_str(&command.run().out).expect("JSON");
        document["whole"].as_bool()
    };
    let with = |path| cpa(["due", "--format=json", "plans", path]).file("plans/P-1.toml", &agreed);
    assert_eq!(whole(&with("plans")), Some(true));
    assert_eq!(whole(&with("nowhere")), Some(false));
    assert_eq!(whole(&with("plans").file("plans/P-2.toml", "")), Some(false));
    let linked = with("plans");
    std::os::unix::fs::symlink(linked.path(), linked.path().join("plans/more")).expect("a link");
    assert_eq!(whole(&linked), Some(false));
}
