//! Names of people in the names of files and folders.

use cpa::cli::Exit;
use expect_test::expect;

use crate::harness::{Command, cpa};
use crate::workspace::git::{git, plan, plan_of, three_plans};

#[test]
fn person_in_a_file_name_is_found() {
    let found = |file: &str, names: &str| {
        let ended = cpa(["validate", "--format", "concise"])
            .file("cpa.toml", "")
            .file(&format!("{file}.toml"), plan_of(file, names))
            .run();
        assert_eq!(ended.exit, Exit::Clean, "{file}: {}", ended.out);
        ended.out.matches("[name-in-file-name]").count()
    };
    let amy = r#"name = "Amy O'Brien-Müller"
preferred_name = "Mols"
also_known_as = ["Amélie Gruß"]"#;
    for file in [
        "amy",
        "plan-AMY-2026",
        "amy_plan",
        "PlanAmy",
        "obrien",
        "o-brien",
        "OBrien2",
        "muller",
        "Müller",
        "mueller",
        "mu\u{308}ller",
        "mols",
        "amelie",
        "Amélie",
        "gruss",
        "amyobrien",
        "BrienAmy",
        "x.amy.y",
    ] {
        assert_eq!(found(file, amy), 1, "{file}");
    }
    for file in ["NS-0042", "amygdala", "plan", "am-y", "mol", "family-plan", "0001"] {
        assert_eq!(found(file, amy), 0, "{file}");
    }
    // A title, a short word, what stands between names.
    let jo = "name = \"Mrs Jo van der Li\"";
    for file in ["mrs-x", "jo", "van", "li-1", "der"] {
        assert_eq!(found(file, jo), 0, "{file}");
    }
    for number in [
        "9990000018",
        "999-000-0018",
        "999 000 0018",
        "999.000.0018",
        "NS-999_000_0018x",
        "4010232137",
        "0101900007",
    ] {
        assert_eq!(found(number, jo), 1, "{number}");
    }
    // A number that fails the check, one digit ten times, eleven digits, a computer's clock, a day and an hour.
    for number in
        ["9990000019", "1111111111", "99900000180", "1764006119", "2026112215", "5000000005", "999-0000-018"]
    {
        assert_eq!(found(number, jo), 0, "{number}");
    }
}

#[test]
fn file_name_finding_does_not_repeat_the_name() {
    let command = cpa(["validate"]).file("cpa.toml", "").file("rhys.toml", plan("rhys"));
    command.succeeds(expect![[r#"
            warning[name-in-file-name]: the name of the file holds a name of the person
             --> rhys.toml:1:6
              |
            1 | id = "rhys"
              |      ^^^^^^
              |
              = help: give the file a name that says nothing of the person, like `NS-0042.toml`, and write `id = "NS-0042"`; names of files stay in git for ever

            1 plan, 1 warning in 1 file
        "#]]);
    let off = cpa(["validate"])
        .file("cpa.toml", "rules = { name-in-file-name = \"off\" }")
        .file("a/rhys-example/rhys.toml", plan("rhys"));
    off.succeeds(expect![[r#"
            1 plan, no faults; 1 rule set off in `cpa.toml` did not run
        "#]]);
}

#[test]
fn folder_names_are_checked_without_git() {
    let command = cpa(["validate", "--format", "concise"])
        .file("cpa.toml", "")
        .file("team/Rhys Example/letters/X-1.toml", plan("X-1"))
        .file("team/Rhys Example/X-2.toml", plan("X-2"))
        .file("example/999-000-0018/X-3.toml", plan("X-3"))
        .file("team/rhys-example.pdf", "");
    command.succeeds(expect![[r#"
            example/999-000-0018/:1:1: warning[name-in-file-name] an NHS number seems to stand in the name of this file or folder
            team/Rhys Example/:1:1: warning[name-in-file-name] the name of this file or folder says who somebody is
            3 plans, 2 warnings in 2 files
        "#]]);
    command.args(&["team/Rhys Example/X-2.toml"]).succeeds(expect![[r#"
        1 plan, no faults; rules over the whole folder did not run
    "#]]);
}

#[test]
#[ignore = "needs git"]
fn names_of_all_tracked_files_are_checked() {
    let command = three_plans(["validate", "--format", "concise"])
        .file("c/X-4.toml", plan_of("X-4", "name = \"May Field\""))
        .file("letters/Rhys Example 3 May.pdf", "")
        .file("letters/example-notes.md", "")
        .file("letters/letter X-2 Rhys.pdf", "")
        .file("letters/field-notes.md", "")
        .file("letters/May 2026.md", "")
        .file("letters/mayfield.md", "")
        .file("letters/9990000018.pdf", "")
        .file("letters/.rhys-example", "")
        .file("rhys_example/x/notes.md", "");
    git(command.path(), &["add", "--all"]);
    let command = command.file("letters/not-kept-rhys-example.md", "");
    command.succeeds(expect![[r#"
            letters/.rhys-example:1:1: warning[name-in-file-name] the name of this file or folder says who somebody is
            letters/9990000018.pdf:1:1: warning[name-in-file-name] an NHS number seems to stand in the name of this file or folder
            letters/Rhys Example 3 May.pdf:1:1: warning[name-in-file-name] the name of this file or folder says who somebody is
            letters/letter X-2 Rhys.pdf:1:1: warning[name-in-file-name] the name of this file or folder says who somebody is
            letters/mayfield.md:1:1: warning[name-in-file-name] the name of this file or folder says who somebody is
            rhys_example/:1:1: warning[name-in-file-name] the name of this file or folder says who somebody is
            4 plans, 6 warnings in 6 files
        "#]]);
    // In a subfolder, and as a part of the folder.
    let only = |command: &Command| command.run().out.lines().count();
    assert_eq!(only(&command), 6);
    let command = command.in_folder("b");
    assert!(command.run().out.contains("../letters/9990000018.pdf:1:1: warning[name-in-file-name]"));
    // Told with what is staged, and quiet afterwards.
    git(command.path(), &["commit", "--quiet", "--message", "letters"]);
    let staged = |command: Command| command.args(&["--staged"]);
    let command = staged(command.file("letters/example rhys.md", ""));
    git(command.path(), &["add", "letters/example rhys.md"]);
    command.succeeds(expect![[r#"
            ../letters/example rhys.md:1:1: warning[name-in-file-name] the name of this file or folder says who somebody is
            no plan is staged: 1 warning in 1 file
        "#]]);
}
