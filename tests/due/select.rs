//! Options that choose whose dates are listed, which of them, and in which order.

use cpa::cli::Exit;
use expect_test::expect;
use serde_json::Value;

use crate::due::{SETTINGS, lines, reviewed, shown};
use crate::harness::{Command, cpa};

pub(crate) const PEOPLE: &str = r#"[jo]
name = "Jo Smith"
email = "jo.smith@northside.example"
[jo-b]
name = "Jo Brown"
[callum]
name = "Callum Reid"
email = "callum.reid@northside.example"
[mair]
name = "Mair Prŷs"
email = "mair@riverside.example"
[idle]
name = "Ida Lee"
"#;

pub(crate) fn plan(id: &str, coordinator: &str, top: &str, below: &str) -> String {
    let coordinator = if coordinator.is_empty() {
        String::new()
    } else {
        format!(r#"care_coordinator = "{coordinator}"; "#)
    };
    lines(&format!(r#"id = "{id}"; {coordinator}{top}; [person]; name = "Name of {id}"; {below}"#))
}

/// Runs over two teams that have every status.
pub(crate) fn teams(args: &[&str]) -> Command {
    let last = reviewed("2026-05-11");
    let booked = |day: &str| format!("{last}[[reviews]]; booked = {day} 14:00:00; ");
    let agreed = |day: &str| format!("next_review_due = {day}");
    let mut command =
        cpa(["due", "plans"]).args(args).file("plans/cpa.toml", SETTINGS).file("plans/people.toml", PEOPLE);
    for (path, coordinator, top, below) in [
        ("north/N-1", "jo", agreed("2026-10-11"), booked("2026-12-01")),
        ("north/N-2", "jo", agreed("2026-11-20"), last.clone()),
        ("north/N-3", "callum", agreed("2026-11-30"), booked("2026-11-27")),
        ("north/N-4", "", agreed("2026-01-30"), last.clone()),
        ("south/S-1", "mair", String::new(), last.clone()),
        ("south/S-2", "mair", agreed("2026-12-20"), last.clone()),
        ("south/S-3", "mair", "status = \"ended\"".to_owned(), String::new()),
        ("south/S-4", "callum", agreed("2027-03-01"), last.clone()),
        ("south/S-6", "mair", String::new(), reviewed("2026-10-01")),
        ("S-5", "jo-b", agreed("2026-11-22"), last.clone()),
    ] {
        let id = path.rsplit('/').next().expect("a name");
        command = command.file(&format!("plans/{path}.toml"), plan(id, coordinator, &top, &below));
    }
    command
}

/// Sets `user.email` in git.
pub(crate) fn git_knows(command: Command, email: &str) -> Command {
    command.with_git(|git| {
        let git = git.env("GIT_CONFIG_COUNT", Some("1".into()));
        let git = git.env("GIT_CONFIG_KEY_0", Some("user.email".into()));
        git.env("GIT_CONFIG_VALUE_0", Some(email.into()))
    })
}

/// Returns the ids in the list, then the closing line.
pub(crate) fn ids(command: &Command) -> String {
    let ended = command.run();
    if ended.exit == Exit::Failed {
        return ended.err;
    }
    let document: Value = serde_json::from_str(&ended.out).expect("JSON");
    let rows = document["rows"].as_array().expect("rows").iter();
    let ids: Vec<&str> = rows.map(|row| row["id"].as_str().expect("an id")).collect();
    format!("{} | {}", ids.join(" "), ended.err)
}

pub(crate) fn chosen(all: &[&[&str]]) -> String {
    let one = |args: &&[&str]| {
        let output = ids(&teams(&[&["--format=json"], *args].concat()));
        format!("{}\n    {output}", args.join(" "))
    };
    all.iter().map(one).collect()
}

#[test]
fn a_team_is_a_folder() {
    expect![[r#"
        --team north
            N-1 N-4 N-2 | 4 plans: 3 overdue, 1 in time
        --team plans/south
            S-1 S-6 | 5 plans: 1 overdue, 1 without a date, 2 in time, 1 ended
        --team north --team south/
            N-1 N-4 S-1 N-2 S-6 | 9 plans: 4 overdue, 1 without a date, 3 in time, 1 ended
        --team west
            error: no folder of a team is called `west`: there is north, south
        --team north/N-1.toml
            error: no folder of a team is called `north/N-1.toml`: there is north, south
    "#]]
    .assert_eq(&chosen(&[
        &["--team", "north"],
        &["--team", "plans/south"],
        &["--team", "north", "--team", "south/"],
        &["--team", "west"],
        &["--team", "north/N-1.toml"],
    ]));
    let broken = teams(&["--team", "south", "--format=json"]).file("plans/north/N-9.toml", "id = [");
    expect![[r#"
        S-1 S-6 | 5 plans: 1 overdue, 1 without a date, 2 in time, 1 ended
    "#]]
    .assert_eq(&ids(&broken));
}

#[test]
fn narrowing_counts_what_is_left_out() {
    expect![[r#"
        --overdue-by 2d
            N-1 N-4 S-1 N-2 S-6 | 10 plans: 4 overdue, 1 without a date, 3 in time, 1 not asked for, 1 ended
        --overdue-by 3d
            N-1 N-4 S-1 S-6 | 10 plans: 3 overdue, 1 without a date, 3 in time, 2 not asked for, 1 ended
        --overdue-by 6w
            N-1 S-6 | 10 plans: 1 overdue, 1 without a date, 3 in time, 4 not asked for, 1 ended
        --overdue-by 43d
            S-6 | 10 plans: none overdue, 1 without a date, 3 in time, 5 not asked for, 1 ended
        --no-date
            S-6 | 10 plans: none overdue, 1 without a date, 3 in time, 5 not asked for, 1 ended
        --not-booked
            N-4 S-1 N-2 S-5 S-6 | 10 plans: 3 overdue, 1 due today, 1 without a date, 3 in time, 1 not asked for, 1 ended
        --not-booked --within 8w
            N-4 S-1 N-2 S-5 S-2 S-6 | 10 plans: 3 overdue, 1 due today, 1 due soon, 1 without a date, 1 in time, 2 not asked for, 1 ended
        --within 8w
            N-1 N-4 S-1 N-2 S-5 N-3 S-2 S-6 | 10 plans: 4 overdue, 1 due today, 2 due soon, 1 without a date, 1 in time, 1 ended
        --not-booked --overdue-by 1w
            N-4 S-1 S-6 | 10 plans: 2 overdue, 1 without a date, 3 in time, 3 not asked for, 1 ended
        --not-booked --no-date
            S-6 | 10 plans: none overdue, 1 without a date, 3 in time, 5 not asked for, 1 ended
        --exit-code --no-date
            S-6 | 10 plans: none overdue, 1 without a date, 3 in time, 5 not asked for, 1 ended
    "#]].assert_eq(&chosen(&[
        &["--overdue-by", "2d"],
        &["--overdue-by", "3d"],
        &["--overdue-by", "6w"],
        &["--overdue-by", "43d"],
        &["--no-date"],
        &["--not-booked"],
        &["--not-booked", "--within", "8w"],
        &["--within", "8w"],
        &["--not-booked", "--overdue-by", "1w"],
        &["--not-booked", "--no-date"],
        &["--exit-code", "--no-date"],
    ]));
    for (args, output) in [
        (&["--overdue-by", "30"][..], "this is no length of time like 30d, 6w or 3m"),
        (&["--overdue-by", "30d", "--within", "6w"], "cannot be used with"),
        (&["--mine", "--coordinator", "jo"], "cannot be used with"),
        (&["--no-reviews"], "required"),
        (&["--what", "reviews"], "possible values: all, review, outcome"),
        (&["--explain", "N-1", "--within", "6w"], "cannot be used with"),
        (&["--names"], "`--names` is for"),
        (&["--to", "a@b.example"], "are for `--format email`"),
        (&["--format=ics", "--by", "team"], "a calendar has no groups"),
        (&["--format=email", "--by", "month"], "messages go to people"),
    ] {
        let ended = teams(args).run();
        assert_eq!((ended.exit, ended.out.as_str()), (Exit::Failed, ""), "{args:?}");
        assert!(ended.err.contains(output), "{args:?}: {}", ended.err);
    }
}

#[test]
fn unreadable_plans_are_in_every_narrow_list() {
    for args in [&["--overdue-by", "1y"][..], &["--no-date"], &["--not-booked"], &["--new-since", "1d"]] {
        let command = teams(&[&["--format=json"], args].concat()).file("plans/north/N-9.toml", "id = [");
        let ended = command.run();
        assert_eq!(ended.exit, Exit::Failed);
        assert!(
            ended.out.contains("\"id\": \"N-9\"") && ended.err.contains("N-9.toml:1:6"),
            "{args:?}: {}",
            ended.err
        );
    }
}

#[test]
fn new_since_lists_what_came_after_a_day() {
    // N-2 is late since 21 November, N-1 since 12 October; S-5 is due today; S-6 has no date since its review on 1 October.
    expect![[r#"
        --new-since 1d
            S-5 | 10 plans: none overdue, 1 due today, 3 in time, 5 not asked for, 1 ended
        --new-since 2d
            N-2 S-5 | 10 plans: 1 overdue, 1 due today, 3 in time, 4 not asked for, 1 ended
        --new-since 2026-11-21
            S-5 | 10 plans: none overdue, 1 due today, 3 in time, 5 not asked for, 1 ended
        --new-since 2026-11-22
             | 10 plans: none overdue, 3 in time, 6 not asked for, 1 ended
        --new-since 6w
            N-1 N-4 S-1 N-2 S-5 | 10 plans: 4 overdue, 1 due today, 3 in time, 1 not asked for, 1 ended
        --new-since 2026-10-10
            N-1 N-4 S-1 N-2 S-5 | 10 plans: 4 overdue, 1 due today, 3 in time, 1 not asked for, 1 ended
        --new-since 1w --within 6w
            N-2 | 10 plans: 1 overdue, 1 in time, 7 not asked for, 1 ended
        --new-since 2026-10-01
            N-1 N-4 S-1 N-2 S-5 | 10 plans: 4 overdue, 1 due today, 3 in time, 1 not asked for, 1 ended
        --new-since 2026-09-30
            N-1 N-4 S-1 N-2 S-5 S-6 | 10 plans: 4 overdue, 1 due today, 1 without a date, 3 in time, 1 ended
        --new-since 2026-11-23
            error: `--new-since 2026-11-23`: this day lies in the future of 2026-11-22
        --new-since yesterday
            error: `--new-since yesterday`: this is no day like 2026-11-15, and no time of days or more like 7d
    "#]]
    .assert_eq(&chosen(&[
        &["--new-since", "1d"],
        &["--new-since", "2d"],
        &["--new-since", "2026-11-21"],
        &["--new-since", "2026-11-22"],
        &["--new-since", "6w"],
        &["--new-since", "2026-10-10"],
        &["--new-since", "1w", "--within", "6w"],
        &["--new-since", "2026-10-01"],
        &["--new-since", "2026-09-30"],
        &["--new-since", "2026-11-23"],
        &["--new-since", "yesterday"],
    ]));
}

#[test]
fn new_since_lists_each_change_once() {
    // Each row of today was in the list of the morning on which it became new.
    let rows = |as_at: &str, args: &[&str]| -> Vec<String> {
        let ended = teams(&[&["--format=json", "--within=4w"], args].concat()).as_at(as_at).run();
        let document: Value = serde_json::from_str(&ended.out).expect("JSON");
        let rows = document["rows"].as_array().expect("rows").iter();
        rows.map(|row| format!("{} {}", row["id"], row["state"] == "overdue")).collect()
    };
    let mut listed: Vec<String> = rows("2026-11-22", &[]);
    let mut day = crate::harness::day("2026-11-22");
    while day < crate::harness::day("2027-04-01") {
        day = day.succ_opt().expect("a day");
        let new = rows(&day.to_string(), &["--new-since", "1d"]);
        for one in &new {
            assert!(!listed.contains(one), "{one} is told again on {day}");
        }
        listed.extend(new);
        for one in rows(&day.to_string(), &[]) {
            assert!(listed.contains(&one), "{one} was never told by {day}");
        }
    }
}

#[test]
fn the_order_can_be_chosen() {
    expect![[r#"
        --within 1y --sort worst
            N-1 N-4 S-1 N-2 S-5 N-3 S-2 S-4 S-6 | 10 plans: 4 overdue, 1 due today, 3 due soon, 1 without a date, 1 ended
        --within 1y --sort due
            N-1 N-4 S-1 N-2 S-5 N-3 S-2 S-4 S-6 | 10 plans: 4 overdue, 1 due today, 3 due soon, 1 without a date, 1 ended
        --within 1y --sort name
            N-1 N-2 N-3 N-4 S-1 S-2 S-4 S-5 S-6 | 10 plans: 4 overdue, 1 due today, 3 due soon, 1 without a date, 1 ended
        --within 1y --sort id
            N-1 N-2 N-3 N-4 S-1 S-2 S-4 S-5 S-6 | 10 plans: 4 overdue, 1 due today, 3 due soon, 1 without a date, 1 ended
        --within 1y --sort coordinator
            N-3 S-4 S-5 N-1 N-2 S-1 S-2 S-6 N-4 | 10 plans: 4 overdue, 1 due today, 3 due soon, 1 without a date, 1 ended
        --within 1y --sort team
            S-5 N-1 N-4 N-2 N-3 S-1 S-2 S-4 S-6 | 10 plans: 4 overdue, 1 due today, 3 due soon, 1 without a date, 1 ended
    "#]].assert_eq(&chosen(&[
        &["--within", "1y", "--sort", "worst"],
        &["--within", "1y", "--sort", "due"],
        &["--within", "1y", "--sort", "name"],
        &["--within", "1y", "--sort", "id"],
        &["--within", "1y", "--sort", "coordinator"],
        &["--within", "1y", "--sort", "team"],
    ]));
}

#[test]
fn quiet_prints_nothing_for_an_empty_whole_list() {
    let none = plan("P-1", "jo", "next_review_due = 2027-02-01; started = 2026-11-01", "");
    let with = |text: &str, more: &[&str]| {
        let command = cpa(["due", "plans", "--quiet"]).args(more).file("plans/people.toml", PEOPLE);
        shown(&command.file("plans/P-1.toml", text).run())
    };
    for format in ["table", "md", "json", "csv", "ics", "email"] {
        assert_eq!(with(&none, &["--format", format]), "--- Clean\n", "{format}");
    }
    expect![[r#"
        Review          Due   Name         Id   Care coordinator  Last review  Booked  Why
        no date agreed  none  Name of P-1  P-1  Jo Smith          none         none    nobody has agreed a date; neither a start nor a review is written down
        --- Clean
        1 plan: none overdue, 1 without a date
    "#]].assert_eq(&with(&plan("P-1", "jo", "", ""), &[]));
    expect![[r#"
        Review     Due        Name       Id   Care coordinator  Last review  Booked     Why
        not known  not known  not known  P-1  not known         not known    not known  this list is not closed (line 1)
        --- Failed
        plans/P-1.toml:1:6: this list is not closed
        1 plan: none known to be overdue, 1 could not be told
    "#]].assert_eq(&with("id = [", &[]));
    // Unreadable files beside the plans are warnings; the exit code is 2 if they decide dates.
    let with_file = |name: &str, text: &str| {
        let command = cpa(["due", "plans", "--quiet"]).file("plans/P-1.toml", &none).file(name, text);
        shown(&command.run())
    };
    expect![[r#"
        --- Failed
        plans/people.toml:2:8: `name` should be text in quotes, found a number
    "#]]
    .assert_eq(&with_file("plans/people.toml", &lines("[jo]; name = 3")));
    expect![[r#"
        Review     Due        Name         Id   Care coordinator  Last review  Booked     Why
        not known  not known  Name of P-1  P-1  jo                not known    not known  `every` in cpa.toml could not be read: plans/cpa.toml:2
        --- Failed
        plans/cpa.toml:2:9: `every` should be a length of time in quotes, like "6 months", found "now and then"
        1 plan: none known to be overdue, 1 could not be told; somebody may be missing, for not everything could be read
    "#]].assert_eq(&with_file("plans/cpa.toml", &lines(r#"[reviews]; every = "now and then""#)));
    expect![[r#"
        --- Failed
        error: no plan was found, so nothing is known of anybody
    "#]]
    .assert_eq(&shown(&cpa(["due", "plans", "--quiet"]).file("plans/cpa.toml", "").run()));
}

#[test]
fn overdue_by_is_new_on_the_day_it_is_reached() {
    // N-2 is late since 21 November: by 30 days from 20 December.
    let with = |as_at: &str| {
        ids(&teams(&["--format=json", "--overdue-by", "30d", "--new-since", "7d", "--team", "north"])
            .as_at(as_at))
    };
    assert!(with("2026-12-19").starts_with(" |"), "{}", with("2026-12-19"));
    assert!(with("2026-12-20").starts_with("N-2 |"), "{}", with("2026-12-20"));
    assert!(with("2026-12-28").starts_with(" |"), "{}", with("2026-12-28"));
}

#[test]
fn options_that_leave_nothing_are_refused() {
    for (args, output) in [
        (&["--what", "review", "--no-reviews"][..], "leaves nothing to list"),
        (&["--within", "2020-01-01"], "this day has passed"),
        (&["--new-since", "6h"], "no time of days or more"),
    ] {
        let ended = teams(args).run();
        assert_eq!((ended.exit, ended.out.as_str()), (Exit::Failed, ""), "{args:?}");
        assert!(ended.err.contains(output), "{args:?}: {}", ended.err);
    }
}

pub(crate) const AGREED: &str = r"started = 2020-01-01
next_review_due = 2026-01-01
";

#[test]
fn team_selects_all_folders_of_that_name() {
    let late = |id: &str| plan(id, "", AGREED, "");
    let with = |paths: &[&str]| {
        let command = cpa(["due", "--team=north", "--format=json"]).args(paths);
        let command = command.file("a/cpa.toml", "").file("b/cpa.toml", "").file("a/A-1.toml", late("A-1"));
        command.file("a/north/N-1.toml", late("N-1")).file("b/north/N-2.toml", late("N-2"))
    };
    assert!(ids(&with(&["a", "b"])).starts_with("N-1 N-2 | 2 plans"), "{}", ids(&with(&["a", "b"])));
    let output = ids(&with(&["a", "nosuch"]));
    assert!(output.starts_with("nosuch: there is no such file or folder"), "{output}");
}

#[test]
fn a_passed_booking_is_new_among_not_booked() {
    let text = plan("N-1", "", "next_review_due = 2026-11-01", "[[reviews]]; booked = 2026-11-20");
    let with = |as_at: &str, args: &[&str]| {
        let command = cpa(["due", "plans", "--not-booked", "--format=json"]).args(args);
        ids(&command.file("plans/N-1.toml", &text).as_at(as_at))
    };
    assert!(with("2026-11-20", &[]).starts_with(" |"));
    assert!(with("2026-11-21", &[]).starts_with("N-1 |"));
    assert!(with("2026-11-21", &["--new-since=1d"]).starts_with("N-1 |"));
    assert!(with("2026-11-22", &["--new-since=1d"]).starts_with(" |"));
}
