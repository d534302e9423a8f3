//! Where plans are: which files are read, which are named, and what is never passed over.

use std::path::Path;

use cpa::cli::Exit;
use expect_test::expect;

use crate::harness::{Command, cpa};

/// A plan that has nothing but its id and a name, whose care rules are silent.
fn plan(id: &str) -> String {
    format!(
        r#"id = "{id}"
status = "ended"
ended = {{ on = 2026-01-05, reason = "died" }}
[person]
name = "Rhys Example"
"#
    )
}

/// In a folder with settings.
fn settled<const N: usize>(args: [&str; N]) -> Command {
    cpa(args).file("cpa.toml", "")
}

#[test]
fn default_is_the_root_at_or_above() {
    let command = cpa(["validate"])
        .file("cpa.toml", "")
        .file("a/b/X-1.toml", plan("X-1"))
        .file("Y-1.toml", plan("Y-1"));
    command.in_folder("a/b").succeeds(expect![[r#"
        2 plans, no faults
    "#]]);
}

#[test]
fn default_without_a_root_is_the_folder_plans() {
    let command = cpa(["validate"]).file("plans/X-1.toml", plan("X-1")).file("notes/Y-1.toml", plan("Y-1"));
    command.succeeds(expect![[r#"
        1 plan, no faults
    "#]]);
}

#[test]
fn missing_folder_is_an_error_with_help() {
    let command = cpa(["validate"]).file("notes/X-1.toml", plan("X-1"));
    assert!(cpa(["due"]).run().err.ends_with("name the folder, as in `cpa due path/to/plans`\n"));
    command.fails(expect![[r#"
        error: no folder of plans here: no `cpa.toml` at or above this folder, and no folder `plans` in it; name the folder, as in `cpa validate path/to/plans`
    "#]]);
}

#[test]
fn folder_without_plans_is_an_error() {
    let command = cpa(["validate"]).file("cpa.toml", "").file("notes.txt", "");
    command.fails(expect![[r#"
        no plan was found: name a folder with plans in it, as in `cpa validate path/to/plans`
    "#]]);
}

#[test]
fn missing_path_is_reported_with_other_findings() {
    let command = cpa(["validate", "--format", "concise", "nowhere", "X-1.toml"]).file(
        "X-1.toml",
        r#"id = 5
[person]
name = "R"
status = "ended"
"#,
    );
    let ended = command.run();
    assert_eq!(ended.exit, Exit::Failed);
    assert!(ended.out.contains("X-1.toml:1:6: error[wrong-type]"), "{}", ended.out);
    assert!(
        ended.out.contains("nowhere:1:1: error[unreadable] there is no such file or folder"),
        "{}",
        ended.out
    );
}

#[test]
fn every_toml_file_is_a_plan_unless_ignored() {
    let command = cpa(["validate", "--format", "concise"])
        .file("cpa.toml", "ignore = [\"old\", \"team/notes.toml\"]")
        .file("people.toml", "")
        .file("team/people.toml", "")
        .file(".git/config.toml", "x")
        .file("team/.draft.toml", "x")
        .file("old/X-0.toml", "x")
        .file("team/notes.toml", "x")
        .file("team/readme.md", "x")
        .file("team/X-1.toml", plan("X-1"))
        .file("team/X-2.TOML", plan("X-2"))
        .file("team/empty.toml", "")
        .file("team/broken.toml", "x");
    command.finds(expect![[r#"
        team/broken.toml:1:1: error[syntax] this line is no `key = value`
        team/empty.toml:1:1: error[empty-file] there is no plan in this file
        4 plans, 2 errors in 2 files
    "#]]);
}

#[test]
fn named_folder_is_read_even_if_ignored() {
    let command =
        cpa(["validate", "old"]).file("cpa.toml", "ignore = [\"old\"]").file("old/X-1.toml", plan("X-1"));
    command.succeeds(expect![[r#"
        1 plan, no faults
    "#]]);
}

#[test]
fn named_file_is_read_even_if_ignored() {
    for args in
        [["validate", "P-1.toml", "."], ["validate", ".", "P-1.toml"], ["validate", "P-1.toml", "P-2.toml"]]
    {
        let command = cpa(args)
            .file("cpa.toml", "ignore = [\"P-1.toml\"]")
            .file("P-1.toml", plan("P-1"))
            .file("P-2.toml", plan("P-2"));
        let ended = command.run();
        assert!(ended.err.starts_with("2 plans, no faults"), "{args:?}: {}", ended.err);
    }
}

#[test]
fn ignore_applies_below_other_settings() {
    let with = |args| {
        cpa::<2>(args)
            .file("cpa.toml", "ignore = [\"sub/old\"]")
            .file("sub/cpa.toml", "")
            .file("sub/old/X-0.toml", plan("X-0"))
            .file("sub/X-1.toml", plan("X-1"))
            .run()
    };
    assert_eq!(with(["validate", "sub"]).err, "1 plan, no faults\n");
    assert_eq!(with(["validate", "."]).err, "1 plan, no faults\n");
    assert_eq!(with(["validate", "sub/old"]).err, "1 plan, no faults\n");
}

/// A folder with a fault in each of four files, validated as it is typed.
fn faults_when_typed(typed: impl Fn(&Path) -> String, within: &str) -> String {
    let command = cpa([])
        .file(
            "perm/cpa.toml",
            r"x = 1
",
        )
        .file(
            "perm/people.toml",
            r"x = 1
",
        )
        .file(
            "perm/north/people.toml",
            r"x = 1
",
        )
        .file("perm/north/A-1.toml", plan("A-2"));
    let root = command.path().canonicalize().expect("a folder");
    let command = command.in_folder(within).args(&["validate", "--format", "concise", &typed(&root)]);
    let ended = command.run();
    let paths = ended.out.lines().map(|line| line.split(':').next().unwrap_or_default().to_owned() + "\n");
    paths.collect::<String>().replace(&root.display().to_string(), "/abs")
}

#[test]
fn paths_are_shown_and_sorted_as_typed() {
    let as_typed = [
        faults_when_typed(|root| format!("{}/perm/north", root.display()), ""),
        faults_when_typed(|_| "perm/north".to_owned(), ""),
        faults_when_typed(|_| "../perm/north".to_owned(), "perm"),
        faults_when_typed(|_| ".".to_owned(), "perm/north"),
        faults_when_typed(|root| format!("{}/perm/north/A-1.toml", root.display()), "perm"),
        faults_when_typed(|_| "A-1.toml".to_owned(), "perm/north"),
    ];
    expect![[r#"
        /abs/perm/cpa.toml
        /abs/perm/north/A-1.toml
        /abs/perm/north/people.toml
        /abs/perm/people.toml

        perm/cpa.toml
        perm/north/A-1.toml
        perm/north/people.toml
        perm/people.toml

        ../perm/north/A-1.toml
        ../perm/north/people.toml
        cpa.toml
        people.toml

        ../cpa.toml
        ../people.toml
        A-1.toml
        people.toml

        /abs/perm/cpa.toml
        /abs/perm/north/A-1.toml
        /abs/perm/north/people.toml
        /abs/perm/people.toml

        ../cpa.toml
        ../people.toml
        A-1.toml
        people.toml
    "#]]
    .assert_eq(&as_typed.join("\n"));
}

#[test]
fn nearest_settings_and_all_people_files_apply() {
    let gaps = include_str!("../cases/complete/CP-0001.toml")
        .replace(
            r"next_review_due = 2027-03-01
",
            "",
        )
        .replace("CP-0001", "X-1");
    let people = include_str!("../cases/complete/people.toml");
    let command = cpa(["validate", "--format", "concise"])
        .file(
            "cpa.toml",
            r#"[rules]
next-review-missing = "off"
"#,
        )
        .file("people.toml", people)
        .file("north/X-1.toml", &gaps)
        .file(
            "south/cpa.toml",
            r#"[rules]
next-review-missing = "error"
"#,
        )
        .file("south/deep/X-2.toml", gaps.replace("X-1", "X-2"));
    let ended = command.run();
    let told = |line: &&str| line.contains("[next-review-missing]") || line.contains("[unknown-handle]");
    assert_eq!(
        ended.out.lines().filter(told).collect::<Vec<_>>(),
        ["south/deep/X-2.toml:2:6: error[next-review-missing] nobody has agreed when the next review is"]
    );
    assert_eq!(ended.exit, Exit::Found);
}

#[test]
fn folder_rules_do_not_run_for_single_files() {
    let command = cpa(["validate", "a/X-1.toml", "b/X-1.toml"])
        .file("cpa.toml", "")
        .file("a/X-1.toml", plan("X-1"))
        .file("b/X-1.toml", plan("X-1"));
    command.succeeds(expect![[r#"
        2 plans, no faults; rules over the whole folder did not run
    "#]]);
}

#[test]
fn path_given_twice_is_read_once() {
    let command =
        cpa(["validate", ".", "a", "a/X-1.toml", "./a/../a/X-1.toml"]).file("a/X-1.toml", plan("X-1"));
    command.succeeds(expect![[r#"
        1 plan, no faults
    "#]]);
}

#[test]
fn large_file_is_reported_and_not_read() {
    let command = settled(["validate", "--format", "concise"])
        .file("X-1.toml", plan("X-1") + &"#".repeat(1_000_000))
        .file("X-2.toml", plan("X-2") + &"#".repeat(900_000));
    command.fails(expect![[r#"
            X-1.toml:1:1: error[unreadable] this file is larger than 1 MB
            2 plans, 1 error in 1 file; not everything could be read
        "#]]);
    let command = cpa(["validate"])
        .file("cpa.toml", "largest_file = 2000")
        .file("X-1.toml", plan("X-1") + &"#".repeat(1_000_000));
    command.succeeds(expect![[r#"
        1 plan, no faults
    "#]]);
}

#[test]
fn invalid_utf8_is_reported_with_its_place() {
    let latin = [plan("X-1").as_bytes(), b"# caf\xe9\n"].concat();
    let utf16: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(plan("X-2").encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let command =
        settled(["validate", "--format", "concise"]).file("X-1.toml", latin).file("X-2.toml", utf16);
    command.finds(expect![[r#"
            X-1.toml:6:6: error[not-utf8] this file is not saved as UTF-8
            X-2.toml:1:1: error[not-utf8] this file is saved as UTF-16
            2 plans, 2 errors in 2 files
        "#]]);
}

#[test]
fn byte_order_mark_is_not_part_of_the_text() {
    let command = settled(["validate", "--format", "concise"])
        .file("X-1.toml", format!("\u{feff}{}x = 1\n", plan("X-1")));
    command.finds(expect![[r#"
            X-1.toml:6:1: error[unknown-key] no key is called `x` in [person]
            1 plan, 1 error in 1 file
        "#]]);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn link_to_a_folder_is_reported_not_followed() {
        let command = cpa(["validate", "--format", "concise", "plans"])
            .file("elsewhere/X-1.toml", plan("X-1"))
            .file("plans/X-2.toml", plan("X-2"));
        symlink(command.path().join("elsewhere"), command.path().join("plans/team")).expect("a link");
        symlink(command.path().join("elsewhere/X-1.toml"), command.path().join("plans/X-1.toml"))
            .expect("a link");
        symlink("nowhere", command.path().join("plans/X-3.toml")).expect("a link");
        command.fails(expect![[r#"
                plans/X-3.toml:1:1: error[unreadable] this is a link to a file that is not there
                plans/team:1:1: error[unreadable] this is a link to a folder, and is not followed
                3 plans, 2 errors in 2 files; not everything could be read
            "#]]);
    }

    #[test]
    fn unreadable_settings_and_people_are_reported() {
        let dangling = |name: &str| {
            let command = cpa(["validate", "--format", "concise"]).file("plans/X-1.toml", plan("X-1"));
            symlink("nowhere", command.path().join("plans").join(name)).expect("a link");
            command.in_folder("plans").args(&["."])
        };
        let folder = cpa(["validate", "--format", "concise"])
            .file("cpa.toml/readme", "")
            .file("X-1.toml", plan("X-1"));
        let ended = |command: &Command| {
            let ended = command.run();
            format!("{}{}{:?}\n", ended.out, ended.err, ended.exit)
        };
        expect![[r#"
            cpa.toml:1:1: error[unreadable] this is a link to a file that is not there
            1 plan, 1 error in 1 file; not everything could be read
            Failed
            people.toml:1:1: error[unreadable] this is a link to a file that is not there
            1 plan, 1 error in 1 file; not everything could be read
            Failed
            cpa.toml:1:1: error[unreadable] this is a folder, not a file
            1 plan, 1 error in 1 file; not everything could be read
            Failed
        "#]]
        .assert_eq(&[ended(&dangling("cpa.toml")), ended(&dangling("people.toml")), ended(&folder)].concat());
    }

    #[test]
    fn pipe_is_reported_without_waiting() {
        let command =
            cpa(["validate", "--format", "concise"]).file("X-1.toml", plan("X-1")).file("cpa.toml", "");
        let made = std::process::Command::new("mkfifo").arg(command.path().join("X-2.toml")).status();
        if made.is_ok_and(|status| status.success()) {
            command.fails(expect![[r#"
                    X-2.toml:1:1: error[unreadable] this is a pipe or a device, not a file
                    2 plans, 1 error in 1 file; not everything could be read
                "#]]);
        }
    }

    #[test]
    fn missing_permission_is_reported() {
        let command = cpa(["validate", "--format", "concise"])
            .file("cpa.toml", "")
            .file("X-1.toml", plan("X-1"))
            .file("X-2.toml", plan("X-2"))
            .file("team/X-3.toml", plan("X-3"));
        let forbid = |path: &Path| {
            std::fs::set_permissions(path, PermissionsExt::from_mode(0o000)).expect("permissions");
        };
        forbid(&command.path().join("X-2.toml"));
        forbid(&command.path().join("team"));
        // Somebody who may do everything is forbidden nothing.
        let forbidden = std::fs::read(command.path().join("X-2.toml")).is_err();
        let ended = command.run();
        std::fs::set_permissions(command.path().join("team"), PermissionsExt::from_mode(0o700))
            .expect("permissions");
        if forbidden {
            expect![[r#"
                X-2.toml:1:1: error[unreadable] no permission to read this file
                team:1:1: error[unreadable] no permission to read this folder
            "#]]
            .assert_eq(&ended.out);
            assert_eq!(ended.exit, Exit::Failed);
        }
    }
}

#[test]
fn broken_people_file_hides_unknown_handles() {
    let command = settled(["validate", "--format", "concise"])
        .file(
            "people.toml",
            r#"[jo
name = "Jo Smith"
"#,
        )
        .file(
            "X-1.toml",
            plan("X-1").replacen(
                "[person]",
                r#"care_coordinator = "jo"
[person]"#,
                1,
            ),
        );
    command.finds(expect![[r#"
            people.toml:1:1: error[syntax] the header of this table cannot be read
            1 plan, 1 error in 1 file
        "#]]);
}

#[test]
fn settings_and_people_have_their_own_keys() {
    let command = cpa(["validate", "--format", "concise"])
        .file(
            "cpa.toml",
            r#"sceme = "cpa"
[reviews]
every = "6 moons"
[copies]
in_a_crisis = ["line"]
"#,
        )
        .file(
            "people.toml",
            r#"name = "Jo"
[jo]
name = "Jo Smith"
phone = "01632 960123"
phones = { office = 1632960123 }
"#,
        )
        .file("X-1.toml", plan("X-1"));
    command.finds(expect![[r#"
        cpa.toml:1:1: error[unknown-key] no key is called `sceme`
        cpa.toml:3:9: error[wrong-type] `every` should be a length of time in quotes, like "6 months", found "…"
        people.toml:1:1: error[misplaced-key] `name` does not belong to anybody here
        people.toml:4:1: error[unknown-key] no key is called `phone` in [jo]
        people.toml:5:21: error[wrong-type] `office` should be text in quotes, found a number
        1 plan, 5 errors in 2 files
    "#]]);
}

#[test]
fn reserved_words_are_not_handles() {
    let command = settled(["validate"])
        .file(
            "people.toml",
            r#"[jo]
name = "Jo Smith"
[team]
name = "The team"
"#,
        )
        .file(
            "X-1.toml",
            plan("X-1")
                + r#"[people.gp]
name = "Dr Osei"
[people.person]
name = "R"
"#,
        );
    command.finds(expect![[r#"
            error[reserved-handle]: `gp` has a meaning of its own, and cannot be a handle
             --> X-1.toml:6:9
              |
            6 | [people.gp]
              |         ^^
              |
              = help: write another handle, like `dr-osei`, here and wherever they are named

            error[reserved-handle]: `person` has a meaning of its own, and cannot be a handle
             --> X-1.toml:8:9
              |
            8 | [people.person]
              |         ^^^^^^
              |
              = help: write another handle, like `jo`, here and wherever they are named

            error[reserved-handle]: `team` has a meaning of its own, and cannot be a handle
             --> people.toml:3:2
              |
            3 | [team]
              |  ^^^^
              |
              = help: write another handle, like `jo`, here and wherever they are named

            1 plan, 3 errors in 2 files
        "#]]);
}

#[test]
fn largest_file_cannot_be_zero() {
    let command = cpa(["validate"]).file("cpa.toml", "largest_file = 0").file("X-1.toml", plan("X-1"));
    command.finds(expect![[r#"
        error[wrong-type]: `largest_file` cannot be 0: no file would be read
         --> cpa.toml:1:16
          |
        1 | largest_file = 0
          |                ^
          |
          = help: write a number of kilobytes, like `largest_file = 1000`, or leave the line out

        1 plan, 1 error in 1 file
    "#]]);
}

#[test]
fn handle_that_is_a_name_is_not_suggested() {
    let people = r#"[people."Zelda Quill"]
relationship = "sister"
name = "Zelda Quill"
[crisis]
who_i_listen_to = ["zelda"]
"#;
    let ended = cpa(["validate", ".", "--format", "json"]).file("X-1.toml", plan("X-1") + people).run();
    assert!(ended.out.contains("unknown-handle"), "{}", ended.out);
    assert!(!ended.out.contains("Quill"), "{}", ended.out);
}

#[test]
fn possible_names_are_not_suggested_as_id() {
    let help = |file: &str, id: &str| {
        let ended = cpa(["validate", ".", "--format", "json"]).file(file, plan(id)).run();
        let told =
            ended.out.lines().find(|line| line.contains("\"wrong-id\"")).expect("it is told").to_owned();
        told.split_once("\"label\"").expect("a label").1.replace("\\\"", "'")
    };
    let own_name = help("Zelda Quill.toml", "X-1");
    assert!(own_name.contains("rename the file to `X-1.toml`") && !own_name.contains("Zelda"), "{own_name}");
    let number = help("9990000018.toml", "X-1");
    assert!(number.contains("rename the file to `X-1.toml`") && !number.contains("999"), "{number}");
    let in_the_id = help("X-1.toml", "zelda-quill");
    assert!(in_the_id.contains("write `id = 'X-1'`") && !in_the_id.contains("quill"), "{in_the_id}");
    let both = help("quill.toml", "zelda-quill");
    assert!(both.contains("says nothing of the person") && !both.contains("quill"), "{both}");
    assert!(help("X-2.toml", "X-1").contains("write `id = 'X-2'`, or rename the file to `X-1.toml`"));
    let empty = cpa(["validate", ".", "--format", "text"]).file("Zelda Quill.toml", "").run().out;
    assert!(empty.contains("begin it with `id = \"NS-0042\"`"), "{empty}");
}

#[test]
fn group_of_rules_cannot_be_set() {
    let ended = cpa(["validate", "--select", "review-overdue"])
        .file(
            "cpa.toml",
            r#"[rules]
people = "off"
"#,
        )
        .file("X-1.toml", plan("X-1"))
        .run();
    assert!(ended.out.contains("no rule is called `people`"), "{}", ended.out);
    assert!(ended.out.contains("set each rule of this group by its own name"), "{}", ended.out);
}
