//! Whose dates, which of them, in which order, and counted in which groups.

use cpa::cli::Exit;
use expect_test::expect;
use serde_json::Value;

use crate::due::{SETTINGS, reviewed, shown};
use crate::harness::{Command, Output, cpa};

pub(crate) const PEOPLE: &str = "\
[jo]\nname = \"Jo Smith\"\nemail = \"jo.smith@northside.example\"\n\
[jo-b]\nname = \"Jo Brown\"\n\
[callum]\nname = \"Callum Reid\"\nemail = \"callum.reid@northside.example\"\n\
[mair]\nname = \"Mair Prŷs\"\nemail = \"mair@riverside.example\"\n\
[idle]\nname = \"Ida Lee\"\n";

pub(crate) fn plan(id: &str, coordinator: &str, top: &str, below: &str) -> String {
    let coordinator = if coordinator.is_empty() {
        String::new()
    } else {
        format!("care_coordinator = \"{coordinator}\"\n")
    };
    format!("id = \"{id}\"\n{coordinator}{top}\n[person]\nname = \"Name of {id}\"\n{below}")
}

/// Two teams, in which each state is met.
pub(crate) fn teams(args: &[&str]) -> Command {
    let last = reviewed("2026-05-11");
    let booked = |day: &str| format!("{last}[[reviews]]\nbooked = {day} 14:00:00\n");
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

/// With a git that knows whoever types by an address.
fn git_knows(command: Command, email: &str) -> Command {
    command.with_git(|git| {
        let git = git.env("GIT_CONFIG_COUNT", Some("1".into()));
        let git = git.env("GIT_CONFIG_KEY_0", Some("user.email".into()));
        git.env("GIT_CONFIG_VALUE_0", Some(email.into()))
    })
}

/// The ids in the list, then the closing line.
fn ids(command: &Command) -> String {
    let ended = command.run();
    if ended.exit == Exit::Failed {
        return ended.err;
    }
    let document: Value = serde_json::from_str(&ended.out).expect("JSON");
    let rows = document["rows"].as_array().expect("rows").iter();
    let ids: Vec<&str> = rows.map(|row| row["id"].as_str().expect("an id")).collect();
    format!("{} | {}", ids.join(" "), ended.err)
}

fn chosen(all: &[&[&str]]) -> String {
    let one = |args: &&[&str]| {
        let said = ids(&teams(&[&["--format=json"], *args].concat()));
        format!("{}\n    {said}", args.join(" "))
    };
    all.iter().map(one).collect()
}

#[test]
fn a_coordinator_is_chosen_by_handle_or_name() {
    expect![[r#"

            N-1 N-4 S-1 N-2 S-5 S-6 | 10 plans: 4 overdue, 1 due today, 1 without a date, 3 in time, 1 ended
        --coordinator jo
            N-1 N-2 | 2 of 10 plans: 2 overdue; 1 plan has no care coordinator, or one who has left or is family, and is in nobody's list
        --coordinator Jo Smith
            N-1 N-2 | 2 of 10 plans: 2 overdue; 1 plan has no care coordinator, or one who has left or is family, and is in nobody's list
        --coordinator jo brown
            S-5 | 1 of 10 plans: none overdue, 1 due today; 1 plan has no care coordinator, or one who has left or is family, and is in nobody's list
        --coordinator Callum
             | 2 of 10 plans: none overdue, 2 in time; 1 plan has no care coordinator, or one who has left or is family, and is in nobody's list
        --coordinator MAIR PRŶS
            S-1 S-6 | 4 of 10 plans: 1 overdue, 1 without a date, 1 in time, 1 ended; 1 plan has no care coordinator, or one who has left or is family, and is in nobody's list
        --coordinator mair --coordinator callum
            S-1 S-6 | 6 of 10 plans: 1 overdue, 1 without a date, 3 in time, 1 ended; 1 plan has no care coordinator, or one who has left or is family, and is in nobody's list
        --coordinator idle
             | 0 of 10 plans: none overdue; 1 plan has no care coordinator, or one who has left or is family, and is in nobody's list
    "#]].assert_eq(&chosen(&[
        &[],
        &["--coordinator", "jo"],
        &["--coordinator", "Jo Smith"],
        &["--coordinator", "jo brown"],
        &["--coordinator", "Callum"],
        &["--coordinator", "MAIR PRŶS"],
        &["--coordinator", "mair", "--coordinator", "callum"],
        // Somebody who brings no plan together is somebody.
        &["--coordinator", "idle"],
    ]));
    expect![[r#"
        --coordinator Jo
            error: several colleagues are called `Jo`: write one of jo, jo-b
        --coordinator calum
            error: nobody is called `calum`, by name or handle: did you mean `callum`?
        --coordinator zz[31m
            error: nobody is called `zz�[31m`, by name or handle: the plans name callum, jo, jo-b, mair
    "#]]
    .assert_eq(&chosen(&[
        &["--coordinator", "Jo"],
        &["--coordinator", "calum"],
        &["--coordinator", "zz\u{1b}[31m"],
    ]));
}

#[test]
fn plans_of_an_unknown_coordinator_are_listed() {
    let with = |text: &str| {
        let command = teams(&["--coordinator", "jo", "--format=csv"]).file("plans/north/N-9.toml", text);
        let ended = command.run();
        let rows: Vec<&str> =
            ended.out.lines().skip(1).map(|line| line.split(",review,").next().unwrap_or(line)).collect();
        format!("{}\n{:?}\n{}", rows.join("\n"), ended.exit, ended.err)
    };
    // A line that is lost may name her.
    expect![[r#"
        2026-11-22,N-9,plan,unreadable,,,,N,,Callum Reid,callum,north,,this list is not closed (line 3),plans/north/N-9.toml,3
        2026-11-22,N-1
        2026-11-22,N-2
        Failed
        plans/north/N-9.toml:3:5: this list is not closed
        3 of 11 plans: 2 overdue, 1 could not be told; 1 plan has no care coordinator, or one who has left or is family, and is in nobody's list
    "#]].assert_eq(&with("id = \"N-9\"\ncare_coordinator = \"callum\"\nx = [\n[person]\nname = \"N\"\n"));
    expect![[r#"
        2026-11-22,N-1
        2026-11-22,N-9
        2026-11-22,N-2
        Failed
        plans/north/N-9.toml:2:20: `care_coordinator` should be a handle in quotes, like "jo", found a number
        3 of 11 plans: 3 overdue; 1 plan has no care coordinator, or one who has left or is family, and is in nobody's list; somebody may be missing, for not everything could be read
    "#]]
    .assert_eq(&with(
        "id = \"N-9\"\ncare_coordinator = 3\nnext_review_due = 2026-11-01\n[person]\nname = \"N\"\n",
    ));
    // Of another's plan only what is broken as a whole is told.
    expect![[r#"
        2026-11-22,N-1
        2026-11-22,N-2
        Clean
        2 of 11 plans: 2 overdue; 1 plan has no care coordinator, or one who has left or is family, and is in nobody's list
    "#]]
    .assert_eq(&with(
        "id = \"N-9\"\ncare_coordinator = \"callum\"\nnext_review_due = \"May\"\n[person]\nname = \"N\"\n",
    ));
}

#[test]
fn mine_uses_the_email_address_of_git() {
    let with =
        |email: Option<&str>| ids(&git_knows(teams(&["--mine", "--format=json"]), email.unwrap_or_default()));
    expect![[r#"
        N-1 N-2 | 2 of 10 plans: 2 overdue; 1 plan has no care coordinator, or one who has left or is family, and is in nobody's list
    "#]].assert_eq(&with(Some("Jo.Smith@Northside.example")));
    expect![[r#"
        error: nobody in people.toml has the e-mail address that git knows you by, `nobody@elsewhere.example`: add it as `email` to your entry, or write `--coordinator` and your handle
    "#]].assert_eq(&with(Some("nobody@elsewhere.example")));
    expect![[r#"
        error: git does not know who you are: type `git config user.email you@example.org`, with the address that stands under your handle in people.toml; or write `--coordinator` and your handle
    "#]].assert_eq(&with(None));
    let without = teams(&["--mine"]).with_git(|_| cpa::workspace::git::Git::with_program("no-such-git"));
    expect![[r#"
        error: git is not installed, or is not found: install it, or leave out the option that asks git
    "#]]
    .assert_eq(&without.run().err);
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
    for (args, said) in [
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
        assert!(ended.err.contains(said), "{args:?}: {}", ended.err);
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
    // Whoever is in the list today was told on the day on which they came into it, by the list of each morning.
    let rows = |as_at: &str, args: &[&str]| -> Vec<String> {
        let ended = teams(&[&["--format=json", "--within=4w"], args].concat()).as_at(as_at).run();
        let document: Value = serde_json::from_str(&ended.out).expect("JSON");
        let rows = document["rows"].as_array().expect("rows").iter();
        rows.map(|row| format!("{} {}", row["id"], row["state"] == "overdue")).collect()
    };
    let mut told: Vec<String> = rows("2026-11-22", &[]);
    let mut day = crate::harness::day("2026-11-22");
    while day < crate::harness::day("2027-04-01") {
        day = day.succ_opt().expect("a day");
        let new = rows(&day.to_string(), &["--new-since", "1d"]);
        for one in &new {
            assert!(!told.contains(one), "{one} is told again on {day}");
        }
        told.extend(new);
        for one in rows(&day.to_string(), &[]) {
            assert!(told.contains(&one), "{one} was never told by {day}");
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
    let none = plan("P-1", "jo", "next_review_due = 2027-02-01\nstarted = 2026-11-01", "");
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
    // What is beside the plans and cannot be read is said, and in the exit code where dates hang on it.
    let beside = |name: &str, text: &str| {
        let command = cpa(["due", "plans", "--quiet"]).file("plans/P-1.toml", &none).file(name, text);
        shown(&command.run())
    };
    expect![[r#"
        --- Failed
        plans/people.toml:2:8: `name` should be text in quotes, found a number
    "#]]
    .assert_eq(&beside("plans/people.toml", "[jo]\nname = 3\n"));
    expect![[r#"
        Review     Due        Name         Id   Care coordinator  Last review  Booked     Why
        not known  not known  Name of P-1  P-1  jo                not known    not known  `every` in cpa.toml could not be read: plans/cpa.toml:2
        --- Failed
        plans/cpa.toml:2:9: `every` should be a length of time in quotes, like "6 months", found "now and then"
        1 plan: none known to be overdue, 1 could not be told; somebody may be missing, for not everything could be read
    "#]].assert_eq(&beside("plans/cpa.toml", "[reviews]\nevery = \"now and then\"\n"));
    expect![[r#"
        --- Failed
        error: no plan was found, so nothing is known of anybody
    "#]]
    .assert_eq(&shown(&cpa(["due", "plans", "--quiet"]).file("plans/cpa.toml", "").run()));
}

#[test]
fn a_broken_coordinator_or_list_hides_nothing() {
    let late = |who: &str, more: &str| {
        format!(
            "id = \"P-1\"\ncare_coordinator = \"{who}\"\nnext_review_due = 2026-10-01\n[person]\nname = \"N\"\n{more}"
        )
    };
    let with = |people: &str, text: &str, args: &[&str]| {
        let command = cpa(["due", "plans", "--format=csv"]).args(args).file("plans/people.toml", people);
        let ended = git_knows(command, "jo.smith@northside.example").file("plans/P-1.toml", text).run();
        let rows = ended.out.lines().count().saturating_sub(1);
        format!("{rows} {:?}\n{}\n", ended.exit, ended.err)
    };
    let jo = &["--coordinator", "jo"][..];
    let mut all = String::new();
    // A name where a handle should be; a handle that nobody has.
    all += &with(PEOPLE, &late("jo Smith", ""), jo);
    all += &with(PEOPLE, &late("joo", ""), &["--mine"]);
    // The plan gives her another address: whose she is, her own list says.
    all += &with(PEOPLE, &late("jo", "[people.jo]\nemail = \"jo@home.example\"\n"), &["--mine"]);
    // Whoever has left sees no list of their own.
    let left = PEOPLE.replace("[jo]\n", "[jo]\nuntil = 2026-09-30\n");
    all += &with(&left, &late("jo", ""), &["--coordinator", "callum"]);
    // The header of her entry is lost, and with it whose plans these are.
    all += &with(&PEOPLE.replace("[jo]\n", "[jo\n"), &late("jo", ""), &["--coordinator", "callum"]);
    expect![[r#"
        1 Failed
        plans/P-1.toml:2:20: this is no handle
        1 plan: 1 overdue; somebody may be missing, for not everything could be read

        1 Failed
        plans/P-1.toml:2:20: nobody has the handle `…`
        1 plan: 1 overdue; somebody may be missing, for not everything could be read

        1 Clean
        1 plan: 1 overdue

        0 Clean
        0 of 1 plan: none overdue; 1 plan has no care coordinator, or one who has left or is family, and is in nobody's list

        1 Failed
        plans/P-1.toml:2:20: `care_coordinator` could not be read
        plans/people.toml:1:1: the header of this table cannot be read
        1 plan: 1 overdue; somebody may be missing, for not everything could be read

    "#]].assert_eq(&all);
}

#[test]
fn colleagues_with_the_same_handle_or_name_are_two() {
    let late = |id: &str| {
        format!(
            "id = \"{id}\"\ncare_coordinator = \"jo\"\nnext_review_due = 2026-10-01\n[person]\nname = \"N\"\n"
        )
    };
    let two = |args: &[&str]| {
        cpa(["due", "plans"])
            .args(args)
            .file("plans/cpa.toml", "")
            .file("plans/north/people.toml", "[jo]\nname = \"Jo Smith\"\nemail = \"smith@x.example\"\n")
            .file("plans/south/people.toml", "[jo]\nname = \"Jo Brown\"\nemail = \"brown@x.example\"\n")
            .file("plans/north/N-1.toml", late("N-1"))
            .file("plans/south/S-1.toml", late("S-1"))
    };
    let command = two(&["--format=email", "--by=coordinator", "--output=out"]);
    assert_eq!(command.run().exit, Exit::Clean);
    let read =
        |name: &str| std::fs::read_to_string(command.path().join("out").join(name)).expect("a message");
    let (one, other) = (read("jo.eml"), read("jo-2.eml"));
    assert!(one.starts_with("To: brown@") && one.contains("S-1") && !one.contains("N-1"), "{one}");
    assert!(other.starts_with("To: smith@") && other.contains("N-1") && !other.contains("S-1"), "{other}");
    let groups = two(&["--by=coordinator", "--format=csv"]).run().out;
    assert!(groups.contains(",Jo Brown") && groups.contains(",Jo Smith"), "{groups}");
    let same = PEOPLE.replace("Jo Brown", "Jo Smith");
    let said = cpa(["due", "plans", "--coordinator", "Jo Smith"])
        .file("plans/people.toml", same)
        .file("plans/P-1.toml", late("P-1"))
        .run();
    assert_eq!(said.err, "error: several colleagues are called `Jo Smith`: write one of jo, jo-b\n");
}

#[test]
fn overdue_by_is_new_on_the_day_it_is_reached() {
    // N-2 is late since 21 November: by 30 days since 20 December.
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
    for (args, said) in [
        (&["--what", "review", "--no-reviews"][..], "leaves nothing to list"),
        (&["--within", "2020-01-01"], "this day has passed"),
        (&["--new-since", "6h"], "no time of days or more"),
    ] {
        let ended = teams(args).run();
        assert_eq!((ended.exit, ended.out.as_str()), (Exit::Failed, ""), "{args:?}");
        assert!(ended.err.contains(said), "{args:?}: {}", ended.err);
    }
}

/// A folder with these files, and a git that knows somebody by an address.
fn mine(files: &[(&str, &str)]) -> Output {
    let command = cpa(["due", "plans", "--mine"]);
    let command = files.iter().fold(command, |command, (path, text)| command.file(path, text));
    git_knows(command, "jo@n.example").run()
}

pub(crate) const AGREED: &str = "started = 2020-01-01\nnext_review_due = 2026-01-01\n";

#[test]
fn entries_of_several_lists_are_merged() {
    let jo = "[jo]\nname = \"Jo Smith\"\nemail = \"jo@n.example\"\n";
    let late = |id: &str| plan(id, "jo", AGREED, "");
    let (one, two) = (late("N-1"), late("N-2"));
    let more = "[jo]\nphones = { office = \"01632 960123\" }\n";
    let files = [
        ("plans/cpa.toml", ""),
        ("plans/people.toml", jo),
        ("plans/north/people.toml", more),
        ("plans/N-1.toml", one.as_str()),
        ("plans/north/N-2.toml", two.as_str()),
    ];
    let ended = mine(&files);
    assert!(ended.out.contains("N-1") && ended.out.contains("N-2"), "{}{}", ended.out, ended.err);
    let grouped = cpa(["due", "plans", "--by=coordinator", "--format=csv"]);
    let grouped = files.iter().fold(grouped, |command, (path, text)| command.file(path, text)).run().out;
    assert_eq!(grouped.lines().count(), 2, "{grouped}");
}

#[test]
fn an_unreadable_own_entry_may_be_any_coordinator() {
    let jo = "[jo]\nname = \"Jo Smith\"\nemail = \"jo@n.example\"\n";
    for own in ["name = 7", "name = \"Joe\"\nemail = 8"] {
        let late = plan("N-1", "joe", AGREED, &format!("[people.joe]\n{own}\n"));
        let ended = mine(&[("plans/people.toml", jo), ("plans/N-1.toml", &late)]);
        assert!(ended.out.contains("N-1"), "{}", ended.out);
        assert_eq!(ended.exit, Exit::Failed);
        assert!(ended.err.starts_with("plans/N-1.toml:"), "{}", ended.err);
    }
}

#[test]
fn team_selects_all_folders_of_that_name() {
    let late = |id: &str| plan(id, "", AGREED, "");
    let with = |paths: &[&str]| {
        let command = cpa(["due", "--team=north", "--format=json"]).args(paths);
        let command = command.file("a/cpa.toml", "").file("b/cpa.toml", "").file("a/A-1.toml", late("A-1"));
        command.file("a/north/N-1.toml", late("N-1")).file("b/north/N-2.toml", late("N-2"))
    };
    assert!(ids(&with(&["a", "b"])).starts_with("N-1 N-2 | 2 plans"), "{}", ids(&with(&["a", "b"])));
    let said = ids(&with(&["a", "nosuch"]));
    assert!(said.starts_with("nosuch: there is no such file or folder"), "{said}");
}

#[test]
fn a_passed_booking_is_new_among_not_booked() {
    let text = plan("N-1", "", "next_review_due = 2026-11-01", "[[reviews]]\nbooked = 2026-11-20\n");
    let with = |as_at: &str, args: &[&str]| {
        let command = cpa(["due", "plans", "--not-booked", "--format=json"]).args(args);
        ids(&command.file("plans/N-1.toml", &text).as_at(as_at))
    };
    assert!(with("2026-11-20", &[]).starts_with(" |"));
    assert!(with("2026-11-21", &[]).starts_with("N-1 |"));
    assert!(with("2026-11-21", &["--new-since=1d"]).starts_with("N-1 |"));
    assert!(with("2026-11-22", &["--new-since=1d"]).starts_with(" |"));
}

#[test]
fn an_undefined_coordinator_is_not_suggested() {
    let text = plan("N-1", "Halima the sister", AGREED, "");
    let said = cpa(["due", "plans", "--coordinator=nope"]).file("plans/N-1.toml", text).run().err;
    assert!(said.contains("no plan names a care coordinator whom anybody knows"), "{said}");
    assert!(!said.contains("Halima"), "{said}");
}
