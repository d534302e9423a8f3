//! `cpa due --coordinator` and `--mine`: whose plans are listed.

use cpa::cli::Exit;
use expect_test::expect;

use crate::due::lines;
use crate::due::select::{AGREED, PEOPLE, chosen, git_knows, ids, plan, teams};
use crate::harness::{Output, cpa};

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
        // A colleague who coordinates no plan.
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
        let command =
            teams(&["--coordinator", "jo", "--format=csv"]).file("plans/north/N-9.toml", lines(text));
        let ended = command.run();
        let rows: Vec<&str> =
            ended.out.lines().skip(1).map(|line| line.split(",review,").next().unwrap_or(line)).collect();
        format!("{}\n{:?}\n{}", rows.join("\n"), ended.exit, ended.err)
    };
    // An unreadable line may name her.
    expect![[r#"
        2026-11-22,N-9,plan,unreadable,,,,N,,Callum Reid,callum,north,,this list is not closed (line 3),plans/north/N-9.toml,3
        2026-11-22,N-1
        2026-11-22,N-2
        Failed
        plans/north/N-9.toml:3:5: this list is not closed
        3 of 11 plans: 2 overdue, 1 could not be told; 1 plan has no care coordinator, or one who has left or is family, and is in nobody's list
    "#]].assert_eq(&with(r#"id = "N-9"; care_coordinator = "callum"; x = [; [person]; name = "N""#));
    expect![[r#"
        2026-11-22,N-1
        2026-11-22,N-9
        2026-11-22,N-2
        Failed
        plans/north/N-9.toml:2:20: `care_coordinator` should be a handle in quotes, like "jo", found a number
        3 of 11 plans: 3 overdue; 1 plan has no care coordinator, or one who has left or is family, and is in nobody's list; somebody may be missing, for not everything could be read
    "#]]
    .assert_eq(&with(
        r#"id = "N-9"; care_coordinator = 3; next_review_due = 2026-11-01; [person]; name = "N""#,
    ));
    // Another coordinator's plan is reported only if it is broken as a whole.
    expect![[r#"
        2026-11-22,N-1
        2026-11-22,N-2
        Clean
        2 of 11 plans: 2 overdue; 1 plan has no care coordinator, or one who has left or is family, and is in nobody's list
    "#]]
    .assert_eq(&with(
        r#"id = "N-9"; care_coordinator = "callum"; next_review_due = "May"; [person]; name = "N""#,
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
fn a_broken_coordinator_or_list_hides_nothing() {
    let late = |who: &str, more: &str| {
        lines(&format!(
            r#"id = "P-1"; care_coordinator = "{who}"; next_review_due = 2026-10-01; [person]; name = "N"; {more}"#
        ))
    };
    let with = |people: &str, text: &str, args: &[&str]| {
        let command = cpa(["due", "plans", "--format=csv"]).args(args).file("plans/people.toml", people);
        let ended = git_knows(command, "jo.smith@northside.example").file("plans/P-1.toml", text).run();
        let rows = ended.out.lines().count().saturating_sub(1);
        format!("{rows} {:?}\n{}\n", ended.exit, ended.err)
    };
    let jo = &["--coordinator", "jo"][..];
    let mut all = String::new();
    // A name instead of a handle, and an undefined handle.
    all += &with(PEOPLE, &late("jo Smith", ""), jo);
    all += &with(PEOPLE, &late("joo", ""), &["--mine"]);
    // The plan gives her another address, but the list of colleagues decides.
    all += &with(PEOPLE, &late("jo", r#"[people.jo]; email = "jo@home.example""#), &["--mine"]);
    // A colleague who has left has no list.
    let left = PEOPLE.replace("[jo]", "[jo]\nuntil = 2026-09-30");
    all += &with(&left, &late("jo", ""), &["--coordinator", "callum"]);
    // The header of her entry is lost, so her plans cannot be identified.
    all += &with(&PEOPLE.replace("[jo]", "[jo\n"), &late("jo", ""), &["--coordinator", "callum"]);
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
        lines(&format!(
            r#"id = "{id}"; care_coordinator = "jo"; next_review_due = 2026-10-01; [person]; name = "N"; "#
        ))
    };
    let two = |args: &[&str]| {
        cpa(["due", "plans"])
            .args(args)
            .file("plans/cpa.toml", "")
            .file(
                "plans/north/people.toml",
                r#"[jo]
name = "Jo Smith"
email = "smith@x.example"
"#,
            )
            .file(
                "plans/south/people.toml",
                r#"[jo]
name = "Jo Brown"
email = "brown@x.example"
"#,
            )
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
    let output = cpa(["due", "plans", "--coordinator", "Jo Smith"])
        .file("plans/people.toml", same)
        .file("plans/P-1.toml", late("P-1"))
        .run();
    assert_eq!(output.err, "error: several colleagues are called `Jo Smith`: write one of jo, jo-b\n");
}

/// Runs `cpa due --mine` over these files.
fn mine(files: &[(&str, &str)]) -> Output {
    let command = cpa(["due", "plans", "--mine"]);
    let command = files.iter().fold(command, |command, (path, text)| command.file(path, text));
    git_knows(command, "jo@n.example").run()
}

#[test]
fn entries_of_several_lists_are_merged() {
    let jo = &lines(r#"[jo]; name = "Jo Smith"; email = "jo@n.example""#);
    let late = |id: &str| plan(id, "jo", AGREED, "");
    let (one, two) = (late("N-1"), late("N-2"));
    let more = &lines(r#"[jo]; phones = { office = "01632 960123" }"#);
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
    let jo = &lines(r#"[jo]; name = "Jo Smith"; email = "jo@n.example""#);
    for own in ["name = 7", r#"name = "Joe"; email = 8"#] {
        let late = plan("N-1", "joe", AGREED, &format!("[people.joe]; {own}; "));
        let ended = mine(&[("plans/people.toml", jo), ("plans/N-1.toml", &late)]);
        assert!(ended.out.contains("N-1"), "{}", ended.out);
        assert_eq!(ended.exit, Exit::Failed);
        assert!(ended.err.starts_with("plans/N-1.toml:"), "{}", ended.err);
    }
}

#[test]
fn an_undefined_coordinator_is_not_suggested() {
    let text = plan("N-1", "Halima the sister", AGREED, "");
    let output = cpa(["due", "plans", "--coordinator=nope"]).file("plans/N-1.toml", text).run().err;
    assert!(output.contains("no plan names a care coordinator whom anybody knows"), "{output}");
    assert!(!output.contains("Halima"), "{output}");
}
