//! Which plan is meant: a file, or an id in the folder of plans here; and never a person's name.

use expect_test::expect;

use crate::edit::{NEXT, PEOPLE, REVIEWED, SETTINGS, plan};
use crate::harness::{Command, cpa};

/// A folder of two teams.
fn teams(typed: &str) -> Command {
    let text = plan(NEXT, REVIEWED);
    cpa(["book"])
        .args(&[typed, "2026-11-30"])
        .file("plans/cpa.toml", SETTINGS)
        .file("plans/people.toml", PEOPLE)
        .file("plans/north/P-1.toml", &text)
        .file("plans/south/P-2.toml", text.replace("P-1", "P-2").replace("Ana", "Bo"))
}

/// Whether a plan has a booking.
fn is_booked(command: &Command, path: &str) -> bool {
    let text = std::fs::read_to_string(command.path().join(path)).expect("the plan");
    text.contains("booked = 2026-11-30")
}

#[test]
fn plan_is_found_by_file_or_id() {
    for (typed, here) in [
        ("P-2", ""),
        ("P-2", "plans"),
        ("P-2", "plans/north"),
        ("plans/south/P-2.toml", ""),
        ("./P-2.toml", "plans/south"),
        ("P-2.toml", "plans/south"),
        ("../south/P-2.toml", "plans/north"),
    ] {
        let command = teams(typed).in_folder(here);
        command.succeeds(expect![[r#"
            P-2: review booked for Monday 30 November 2026
        "#]]);
        assert!(is_booked(&command, "plans/south/P-2.toml") && !is_booked(&command, "plans/north/P-1.toml"));
    }
}

#[test]
fn unknown_or_ambiguous_plan_is_refused() {
    teams("P-3").fails(expect![[r#"
            error: no plan here has the id `P-3`: did you mean `P-1`?
        "#]]);
    teams("p-2").fails(expect![[r#"
        error: no plan here has the id `p-2`: did you mean `P-2`?
    "#]]);
    teams("Ana").fails(expect![[r#"
        error: no plan here has the id `Ana`: look at it, or name the plan's file
    "#]]);
    teams("Ana Example").fails(expect![[r#"
        error: no plan here has the id `Ana Example`: look at it, or name the plan's file
    "#]]);
    teams("P-3.toml").fails(expect![[r#"
        error: `P-3.toml`: there is no such file or folder
    "#]]);
    teams("plans/north").fails(expect![[r#"
        error: `plans/north` is a folder: name one plan, by its file or by its id
    "#]]);
    teams("plans/cpa.toml").fails(expect![[r#"
        error: `plans/cpa.toml` is no plan
    "#]]);
    teams("plans/people.toml").fails(expect![[r#"
        error: `plans/people.toml` is no plan
    "#]]);
    let elsewhere = cpa(["book", "P-2", "2026-11-30"]);
    elsewhere.fails(expect![[r#"
        error: there is no file `P-2` here, and no folder of plans to look for a plan with this id: name its file, as in `cpa book path/to/P-2.toml`
    "#]]);
    let twice = teams("P-2").file("plans/old/P-2.toml", plan(NEXT, "").replace("P-1", "P-2"));
    twice.fails(expect![[r#"
        error: 2 plans have the id `P-2`: plans/old/P-2.toml, plans/south/P-2.toml; name the file of the one that you mean
    "#]]);
    assert!(!is_booked(&twice, "plans/south/P-2.toml"));
    let copied = teams("P-2").file("plans/north/P-2 copy.toml", plan(NEXT, "").replace("P-1", "P-2"));
    copied.fails(expect![[r#"
        error: 2 plans have the id `P-2`: plans/north/P-2 copy.toml, plans/south/P-2.toml; name the file of the one that you mean
    "#]]);
    let broken = teams("P-4").file("plans/north/P-4.toml", "id = ");
    broken.fails(expect![[r#"
        error[syntax]: `id` has no value
         --> plans/north/P-4.toml:1:6
          |
        1 | id = 
          |      ^
          |
          = help: write something behind `=`, or leave the line out

        error: nothing was written: mend what stands above first; `cpa validate plans/north/P-4.toml` says it again
    "#]]);
}

#[cfg(unix)]
#[test]
fn pipe_or_unreadable_file_is_refused() {
    let linked = teams("P-3");
    std::os::unix::fs::symlink(linked.path(), linked.path().join("plans/more")).expect("a link");
    linked.fails(expect![[r#"
        error: no plan here has the id `P-3`, but not every file could be read
    "#]]);
    let pipe = teams("plans/P-5.toml");
    let made = std::process::Command::new("mkfifo").arg(pipe.path().join("plans/P-5.toml")).status();
    assert!(made.is_ok_and(|status| status.success()));
    pipe.fails(expect![[r#"
        error[unreadable]: this is a pipe or a device, not a file
        --> plans/P-5.toml
         = help: take it out of the folder of plans: only regular files are opened

        error: nothing was written: mend what stands above first; `cpa validate plans/P-5.toml` says it again
    "#]]);
    let not_text = teams("plans/P-5.toml").file("plans/P-5.toml", b"id = \"P-5\"\n# \xe9\n");
    not_text.fails(expect![[r#"
        error[not-utf8]: this file is not saved as UTF-8
         --> plans/P-5.toml:2:3
          |
        2 | *****
          |   ^^^
          |
          = help: save it again with the encoding UTF-8 (in Notepad: Save as, Encoding)

        error: nothing was written: mend what stands above first; `cpa validate plans/P-5.toml` says it again
    "#]]);
}
