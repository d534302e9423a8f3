//! Folders of plans in git: what is staged, what has changed, names that should not be there, and the hooks. Most ask
//! the real git, which a machine with nothing but Rust may lack.

use std::path::Path;
use std::process::Command as Program;

use cpa::cli::Exit;
use cpa::workspace::git::Git;
use expect_test::{Expect, expect};

use crate::harness::{Command, checkout, cpa};

/// The end of a plan of which nothing is missing.
const ENDED: &str = "[ended]\non = 2026-11-02\nreason = \"no longer needed\"\nhow_to_come_back = \"Phone the duty worker.\"\n";

/// A plan that has nothing but its id and a name, and has ended: the rules of care are silent.
fn plan(id: &str) -> String {
    of(id, "name = \"Rhys Example\"")
}

/// A plan with one error.
fn faulty(id: &str) -> String {
    of(id, "name = \"Rhys Example\"\nnmae = \"R\"")
}

/// The program git in a folder, with nothing of the machine's own settings.
fn program(folder: &Path, name: &str) -> Program {
    let mut program = Program::new(name);
    for led in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        program.env_remove(led);
    }
    program.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1").current_dir(folder);
    program.env("PRE_COMMIT_HOME", Path::new(env!("CARGO_TARGET_TMPDIR")).join("pre-commit"));
    for who in ["AUTHOR", "COMMITTER"] {
        program.env(format!("GIT_{who}_NAME"), "Rhys Example");
        program.env(format!("GIT_{who}_EMAIL"), "rhys@northside.example");
    }
    program
}

/// Runs git; what it says on both streams.
#[track_caller]
fn git(folder: &Path, args: &[&str]) -> String {
    let (done, said) = git_says(folder, args);
    assert!(done, "git {args:?}: {said}");
    said
}

/// Whether git did it, and what it says on both streams.
fn git_says(folder: &Path, args: &[&str]) -> (bool, String) {
    let args = ["-c", "init.defaultBranch=main"].iter().chain(args);
    let ended = program(folder, "git").args(args).output().expect("git is there");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (ended.status.success(), text(&ended.stdout) + &text(&ended.stderr))
}

/// A command in a folder that git keeps, with everything committed that is in it.
fn kept(command: Command) -> Command {
    git(command.path(), &["init"]);
    git(command.path(), &["add", "--all"]);
    git(command.path(), &["commit", "--allow-empty", "--message", "as it was"]);
    command
}

/// In a folder with settings and three plans without faults.
fn three<const N: usize>(args: [&str; N]) -> Command {
    kept(
        cpa(args)
            .file("cpa.toml", "")
            .file("people.toml", "")
            .file("a/X-1.toml", plan("X-1"))
            .file("a/X-2.toml", plan("X-2"))
            .file("b/X-3.toml", plan("X-3")),
    )
}

const STAGED: [&str; 4] = ["validate", "--staged", "--format", "concise"];

#[track_caller]
fn says(command: &Command, exit: Exit, expected: Expect) {
    let ended = command.run();
    expected.assert_eq(&format!("{}{}", ended.out, ended.err));
    assert_eq!(ended.exit, exit);
}

#[test]
#[ignore = "needs git"]
fn nothing_staged_is_said_and_no_fault() {
    says(
        &three(STAGED).file("a/X-1.toml", faulty("X-1")),
        Exit::Clean,
        expect![[r#"
        no plan is staged
    "#]],
    );
}

#[test]
#[ignore = "needs git"]
fn only_what_is_staged_is_told_and_counted() {
    let command = three(STAGED).file("a/X-1.toml", faulty("X-1")).file("b/X-3.toml", faulty("X-3"));
    git(command.path(), &["add", "b"]);
    says(
        &command,
        Exit::Found,
        expect![[r#"
            b/X-3.toml:5:1: error[unknown-key] no key is called `nmae` in [person]
            1 of 3 plans was looked at, the one that is staged: 1 error in 1 file
        "#]],
    );
    says(
        &command.args(&["--", "a"]),
        Exit::Clean,
        expect![[r#"
        no plan is staged
    "#]],
    );
}

#[test]
#[ignore = "needs git"]
fn what_is_judged_is_what_will_be_committed() {
    // Faulty as staged, mended since; and the other way round.
    let command = three(STAGED).file("a/X-1.toml", faulty("X-1")).file("a/X-2.toml", plan("X-2") + "\n");
    git(command.path(), &["add", "--all"]);
    let command = command.file("a/X-1.toml", plan("X-1")).file("a/X-2.toml", faulty("X-2"));
    says(
        &command,
        Exit::Found,
        expect![[r#"
            a/X-1.toml:5:1: error[unknown-key] no key is called `nmae` in [person]
            2 of 3 plans were looked at, those that are staged: 1 error in 1 file
        "#]],
    );
    // Staged, and not on the disk any more.
    std::fs::remove_file(command.path().join("a/X-1.toml")).expect("a file to take away");
    says(
        &command,
        Exit::Found,
        expect![[r#"
            a/X-1.toml:5:1: error[unknown-key] no key is called `nmae` in [person]
            2 of 3 plans were looked at, those that are staged: 1 error in 1 file
        "#]],
    );
    // Taken out of git, and still on the disk.
    git(command.path(), &["rm", "--quiet", "--cached", "--force", "a/X-1.toml", "a/X-2.toml"]);
    says(
        &command,
        Exit::Clean,
        expect![[r#"
        no plan is staged
    "#]],
    );
}

#[test]
#[ignore = "needs git"]
fn what_two_plans_share_is_told_in_the_one_that_is_staged() {
    let command = three(STAGED).file("a/X-0.toml", plan("X-3"));
    git(command.path(), &["add", "a"]);
    says(
        &command,
        Exit::Found,
        expect![[r#"
            a/X-0.toml:1:6: error[duplicate-id] another plan has this id
            1 of 4 plans was looked at, the one that is staged: 1 error in 1 file
        "#]],
    );
}

#[test]
#[ignore = "needs git"]
fn a_change_beside_plans_is_one_of_every_plan_for_which_it_holds() {
    let naming = |id: &str| format!("care_coordinator = \"jo\"\n{}", plan(id));
    let command = kept(
        cpa(STAGED)
            .file("cpa.toml", "")
            .file("a/people.toml", "[jo]\nname = \"Jo Smith\"\n")
            .file("a/X-1.toml", naming("X-1"))
            .file("b/X-2.toml", plan("X-2")),
    );
    let command = command.file("a/people.toml", "");
    git(command.path(), &["add", "--all"]);
    says(
        &command,
        Exit::Found,
        expect![[r#"
            a/X-1.toml:1:20: error[unknown-handle] nobody has the handle `jo`
            1 of 2 plans looked at, for `cpa.toml` or `people.toml` is staged and holds for them: 1 error in 1 file
        "#]],
    );
    git(command.path(), &["rm", "--quiet", "--force", "a/people.toml"]);
    says(
        &command,
        Exit::Found,
        expect![[r#"
            a/X-1.toml:1:20: error[unknown-handle] nobody has the handle `jo`
            1 of 2 plans was looked at, the one that is staged: 1 error in 1 file
        "#]],
    );
    // The list that is on the disk only is not committed: it is as if it were not there, and this is said.
    let command = command.file("a/people.toml", "[jo]\nname = \"Jo Smith\"\n");
    says(
        &command,
        Exit::Found,
        expect![[r#"
            a/X-1.toml:1:20: error[unknown-handle] nobody has the handle `jo`
            `a/people.toml` is not staged, so it counts as not there: type `git add a/people.toml`
            1 of 2 plans was looked at, the one that is staged: 1 error in 1 file
        "#]],
    );
    // But a list that git was told to ignore is meant to stay where it is.
    let command = command.file(".gitignore", "people.toml\n");
    says(
        &command,
        Exit::Clean,
        expect![[r#"
            1 of 2 plans looked at, for `cpa.toml` or `people.toml` is staged and holds for them: no faults
        "#]],
    );
}

#[test]
#[ignore = "needs git"]
fn paths_of_all_kinds() {
    let names = ["a b", "Zoë", "qu\"ote", "tab\there", "new\nline", "-dash", ":colon", "star*", " lead"];
    let command = names.iter().fold(three(STAGED), |command, name| {
        command.file(&format!("c d/{name}.toml"), "id = 5\nstatus = \"ended\"\n[person]\nname = \"R\"\n")
    });
    git(command.path(), &["add", "--all"]);
    // What is staged is not what is on the disk.
    let command = names.iter().fold(command, |command, name| command.file(&format!("c d/{name}.toml"), ""));
    let ended = command.run();
    let wrong = ended.out.lines().filter(|line| line.contains("error[wrong-type]")).count();
    assert_eq!(wrong, names.len(), "{}{}", ended.out, ended.err);
    let found = "9 of 12 plans were looked at, those that are staged: ";
    assert!(ended.err.starts_with(found), "{}", ended.err);
}

#[test]
#[ignore = "needs git"]
fn what_git_keeps_in_another_way_is_read_as_it_would_lie_on_the_disk() {
    let command = three(STAGED).file(".gitattributes", "a/*.toml filter=turned\n");
    for way in ["clean", "smudge"] {
        git(command.path(), &["config", &format!("filter.turned.{way}"), "tr a-z n-za-m"]);
    }
    let command = command.file("a/X-1.toml", faulty("X-1"));
    git(command.path(), &["add", "--all"]);
    assert!(git(command.path(), &["show", ":a/X-1.toml"]).starts_with("vq = \"X-1\""));
    let command = command.file("a/X-1.toml", plan("X-1"));
    for here in ["", "a"] {
        let ended = cpa(STAGED).in_folder(command.path().join(here)).run();
        assert_eq!(ended.exit, Exit::Found, "{}{}", ended.out, ended.err);
        assert!(ended.out.contains("a/X-1.toml:5:1: error[unknown-key]"), "{}", ended.out);
        assert!(ended.err.contains(": 1 error in 1 file"), "{}", ended.err);
    }
}

#[test]
#[ignore = "needs git"]
fn a_plan_that_was_renamed_is_told_under_its_new_name() {
    let command = three(STAGED);
    git(command.path(), &["mv", "a/X-1.toml", "b/X-9.toml"]);
    says(
        &command,
        Exit::Found,
        expect![[r#"
            b/X-9.toml:1:6: error[wrong-id] the id differs from the name of the file
            1 of 3 plans was looked at, the one that is staged: 1 error in 1 file
        "#]],
    );
}

#[test]
#[ignore = "needs git"]
fn what_differs_from_a_revision() {
    let changed = ["validate", "--format", "concise", "--changed"];
    let command = three(changed).args(&["HEAD"]);
    says(
        &command,
        Exit::Clean,
        expect![[r#"
            no plan is different from `HEAD`
        "#]],
    );
    let command = command
        .file("a/X-1.toml", faulty("X-1"))
        .file("b/X-3.toml", faulty("X-3"))
        .file("c/X-4.toml", faulty("X-4"))
        .file("c/X-5.toml", faulty("X-5"))
        .file(".gitignore", "X-5.toml\n");
    git(command.path(), &["add", "b"]);
    std::fs::remove_file(command.path().join("a/X-2.toml")).expect("a file to take away");
    // In the work tree, staged or not, and new; neither what was taken away nor what is ignored.
    says(
        &command,
        Exit::Found,
        expect![[r#"
            a/X-1.toml:5:1: error[unknown-key] no key is called `nmae` in [person]
            b/X-3.toml:5:1: error[unknown-key] no key is called `nmae` in [person]
            c/X-4.toml:5:1: error[unknown-key] no key is called `nmae` in [person]
            3 of 4 plans were looked at, those that are different from `HEAD`: 3 errors in 3 files
        "#]],
    );
    git(command.path(), &["commit", "--quiet", "--message", "b"]);
    assert!(!command.run().out.contains("X-3"));
    assert!(three(changed).args(&["HEAD~0"]).run().err.starts_with("no plan is different from `HEAD~0`"));
}

#[test]
#[ignore = "needs git"]
fn a_revision_that_is_not_there() {
    for revision in ["nope", "--output=x", "main..HEAD", "HEAD:a/X-1.toml"] {
        let ended = three(["validate"]).args(&[&format!("--changed={revision}")]).run();
        assert_eq!((ended.exit, ended.out.as_str()), (Exit::Failed, ""), "{revision}");
        assert!(ended.err.contains(&format!("git knows no revision `{revision}`")), "{}", ended.err);
    }
    says(
        &three(["validate", "--changed", "nope"]),
        Exit::Failed,
        expect![[r#"
            error: git knows no revision `nope`; name one like `main` or `HEAD~1`: git says: Needed a single revision
        "#]],
    );
}

#[test]
fn one_of_the_two_is_asked() {
    let ended = cpa(["validate", "--staged", "--changed", "HEAD"]).run();
    assert_eq!(ended.exit, Exit::Failed);
    assert!(ended.err.contains("cannot be used with"), "{}", ended.err);
}

#[test]
fn without_git_only_those_who_ask_it_are_refused() {
    let command = |args: &[&str]| {
        let none = |_| Git::with_program("no-program-is-called-so");
        cpa([])
            .args(args)
            .file("cpa.toml", "")
            .file("X-1.toml", plan("X-1"))
            .file(".git/HEAD", "")
            .with_git(none)
    };
    says(
        &command(&["validate"]),
        Exit::Clean,
        expect![[r#"
        1 plan, no faults
    "#]],
    );
    says(
        &command(&["validate", "--staged"]),
        Exit::Failed,
        expect![[r#"
        error: git is not installed, or is not found: install it, or leave out the option that asks git
    "#]],
    );
    says(
        &command(&["validate", "--changed", "HEAD"]),
        Exit::Failed,
        expect![[r#"
        error: git is not installed, or is not found: install it, or leave out the option that asks git
    "#]],
    );
}

#[test]
#[ignore = "needs git"]
fn where_git_keeps_nothing_it_is_said() {
    let plain = |args: &[&str]| cpa([]).args(args).file("cpa.toml", "").file("X-1.toml", plan("X-1"));
    let message = |command: Command| {
        let folder = command.path().display().to_string();
        command.run().err.replace(&folder, "…")
    };
    expect![[r#"
        error: `…` is not kept in git: go into a folder that is, or make it one with `git init`
    "#]]
    .assert_eq(&message(plain(&["validate", "--staged"])));
    let bare = plain(&["validate", "--staged"]);
    git(bare.path(), &["init", "--bare", "."]);
    expect![[r#"
        error: `…` is a repository without files, a bare one: go into a clone of it
    "#]]
    .assert_eq(&message(bare));
    let broken = plain(&["validate", "--staged"]).file(".git/HEAD", "");
    expect![[r#"
        error: `…` is not kept in git: go into a folder that is, or make it one with `git init`
    "#]]
    .assert_eq(&message(broken));
    // Of a folder that git would keep, but that is broken, nothing is asked unless somebody asks.
    says(
        &plain(&["validate"]).file(".git/HEAD", ""),
        Exit::Clean,
        expect![[r#"
        1 plan, no faults
    "#]],
    );
}

#[test]
#[ignore = "needs git"]
fn a_repository_of_somebody_else_is_told_with_what_to_type() {
    let command = three(["validate", "--staged"])
        .with_git(|git| git.env("GIT_TEST_ASSUME_DIFFERENT_OWNER", Some("1".into())));
    let folder = command.path().display().to_string();
    let ended = command.run();
    assert_eq!(ended.exit, Exit::Failed);
    expect![[r#"
        error: git does not open the repository of `…`, for it belongs to somebody else; if you trust it, type `git config --global --add safe.directory …`
    "#]].assert_eq(&ended.err.replace(&folder, "…"));
}

#[test]
#[ignore = "needs git"]
fn the_root_of_the_plans_may_be_above_or_below_that_of_git() {
    // Above: each team's folder is a repository of its own, beside settings that none of them keeps.
    let command = cpa(STAGED)
        .file("cpa.toml", "")
        .file("north/X-1.toml", plan("X-1"))
        .file("south/X-1.toml", plan("X-1"))
        .in_folder("north");
    git(&command.path().join("north"), &["init"]);
    git(&command.path().join("north"), &["add", "--all"]);
    says(
        &command,
        Exit::Found,
        expect![[r#"
            ../north/X-1.toml:1:6: error[duplicate-id] another plan has this id
            1 of 2 plans was looked at, the one that is staged: 1 error in 1 file
        "#]],
    );
    // Named from outside.
    let command = command.in_folder("").args(&["north"]);
    says(
        &command,
        Exit::Clean,
        expect![[r#"
            1 of 1 plan was looked at, the one that is staged: no faults
        "#]],
    );
    // Below, and typed in a folder in between.
    let command = kept(cpa(STAGED).file("care/cpa.toml", "").file("care/a/X-1.toml", plan("X-1")));
    let command =
        command.file("care/a/X-1.toml", faulty("X-1")).file("notes/X-2.toml", "x").in_folder("care/a");
    git(command.path(), &["add", "--all"]);
    says(
        &command,
        Exit::Found,
        expect![[r#"
            ../a/X-1.toml:5:1: error[unknown-key] no key is called `nmae` in [person]
            1 of 1 plan was looked at, the one that is staged: 1 error in 1 file
        "#]],
    );
}

#[test]
#[ignore = "needs git"]
fn plans_in_a_submodule_are_those_of_another_repository() {
    let inner = kept(cpa(["validate"]).file("X-9.toml", plan("X-9")));
    let command = three(STAGED);
    let url = inner.path().display().to_string();
    git(command.path(), &["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", &url, "sub"]);
    let command = command.file("sub/X-9.toml", faulty("X-9"));
    git(&command.path().join("sub"), &["add", "--all"]);
    says(
        &command,
        Exit::Clean,
        expect![[r#"
        no plan is staged
    "#]],
    );
    says(
        &command.in_folder("sub"),
        Exit::Found,
        expect![[r#"
            ../sub/X-9.toml:5:1: error[unknown-key] no key is called `nmae` in [person]
            1 of 4 plans was looked at, the one that is staged: 1 error in 1 file
        "#]],
    );
}

#[test]
#[ignore = "needs git"]
fn a_merge_that_is_not_decided_is_told_with_its_marks() {
    let command = three(STAGED);
    git(command.path(), &["branch", "other"]);
    let command = command.file("a/X-1.toml", of("X-1", "name = \"Rhys Example\"\npronouns = \"he/him\""));
    git(command.path(), &["commit", "--quiet", "--all", "--message", "here"]);
    git(command.path(), &["checkout", "--quiet", "other"]);
    let command = command.file("a/X-1.toml", of("X-1", "name = \"Rhys Example\"\npronouns = \"they/them\""));
    git(command.path(), &["commit", "--quiet", "--all", "--message", "there"]);
    assert!(!git_says(command.path(), &["merge", "main"]).0);
    let ended = command.run();
    assert_eq!(ended.exit, Exit::Found);
    assert!(ended.out.starts_with("a/X-1.toml:5:1: error["), "{}", ended.out);
    assert!(ended.err.starts_with("1 of 3 plans was looked at"), "{}", ended.err);
}

/// A plan of somebody with these names.
fn of(id: &str, names: &str) -> String {
    format!("id = \"{id}\"\nstatus = \"ended\"\n[person]\n{names}\n{ENDED}")
}

#[test]
fn the_name_of_a_plan_that_says_whose_it_is() {
    let found = |file: &str, names: &str| {
        let ended = cpa(["validate", "--format", "concise"])
            .file("cpa.toml", "")
            .file(&format!("{file}.toml"), of(file, names))
            .run();
        assert_eq!(ended.exit, Exit::Clean, "{file}: {}", ended.out);
        ended.out.matches("[name-in-file-name]").count()
    };
    let amy = "name = \"Amy O'Brien-Müller\"\npreferred_name = \"Mols\"\nalso_known_as = [\"Amélie Gruß\"]";
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
fn the_name_of_a_plan_is_told_at_its_id_without_repeating_it() {
    let command = cpa(["validate"]).file("cpa.toml", "").file("rhys.toml", plan("rhys"));
    says(
        &command,
        Exit::Clean,
        expect![[r#"
            warning[name-in-file-name]: the name of the file holds a name of the person
             --> rhys.toml:1:6
              |
            1 | id = "rhys"
              |      ^^^^^^
              |
              = help: give the file a name that says nothing of the person, like `NS-0042.toml`, and write `id = "NS-0042"`; names of files stay in git for ever

            1 plan, 1 warning in 1 file
        "#]],
    );
    let off = cpa(["validate"])
        .file("cpa.toml", "rules = { name-in-file-name = \"off\" }")
        .file("a/rhys-example/rhys.toml", plan("rhys"));
    says(
        &off,
        Exit::Clean,
        expect![[r#"
            1 plan, no faults; 1 rule set off in `cpa.toml` did not run
        "#]],
    );
}

#[test]
fn without_git_the_folders_of_plans_are_looked_at() {
    let command = cpa(["validate", "--format", "concise"])
        .file("cpa.toml", "")
        .file("team/Rhys Example/letters/X-1.toml", plan("X-1"))
        .file("team/Rhys Example/X-2.toml", plan("X-2"))
        .file("example/999-000-0018/X-3.toml", plan("X-3"))
        .file("team/rhys-example.pdf", "");
    says(
        &command,
        Exit::Clean,
        expect![[r#"
            example/999-000-0018/:1:1: warning[name-in-file-name] an NHS number seems to stand in the name of this file or folder
            team/Rhys Example/:1:1: warning[name-in-file-name] the name of this file or folder says who somebody is
            3 plans, 2 warnings in 2 files
        "#]],
    );
    says(
        &command.args(&["team/Rhys Example/X-2.toml"]),
        Exit::Clean,
        expect![[r#"
        1 plan, no faults; rules over the whole folder did not run
    "#]],
    );
}

#[test]
#[ignore = "needs git"]
fn the_names_of_all_files_that_git_keeps_are_looked_at() {
    let command = three(["validate", "--format", "concise"])
        .file("c/X-4.toml", of("X-4", "name = \"May Field\""))
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
    says(
        &command,
        Exit::Clean,
        expect![[r#"
            letters/.rhys-example:1:1: warning[name-in-file-name] the name of this file or folder says who somebody is
            letters/9990000018.pdf:1:1: warning[name-in-file-name] an NHS number seems to stand in the name of this file or folder
            letters/Rhys Example 3 May.pdf:1:1: warning[name-in-file-name] the name of this file or folder says who somebody is
            letters/letter X-2 Rhys.pdf:1:1: warning[name-in-file-name] the name of this file or folder says who somebody is
            letters/mayfield.md:1:1: warning[name-in-file-name] the name of this file or folder says who somebody is
            rhys_example/:1:1: warning[name-in-file-name] the name of this file or folder says who somebody is
            4 plans, 6 warnings in 6 files
        "#]],
    );
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
    says(
        &command,
        Exit::Clean,
        expect![[r#"
            ../letters/example rhys.md:1:1: warning[name-in-file-name] the name of this file or folder says who somebody is
            no plan is staged: 1 warning in 1 file
        "#]],
    );
}

/// The program git with the program `cpa` that is tested first on its path.
fn committing(folder: &Path) -> Program {
    let mut program = program(folder, "git");
    let cpa = Path::new(env!("CARGO_BIN_EXE_cpa")).parent().expect("a folder of programs");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::iter::once(cpa.to_owned()).chain(std::env::split_paths(&path));
    program.env("PATH", std::env::join_paths(path).expect("a path of programs"));
    program
}

/// Commits with these arguments: whether git did it, and what was said.
fn commit(folder: &Path, args: &[&str]) -> (bool, String) {
    let mut program = committing(folder);
    let ended = program.args(["commit", "--message", "plans"]).args(args).output().expect("git is there");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (ended.status.success(), text(&ended.stdout) + &text(&ended.stderr))
}

/// An error is refused and says why, a warning and a plan without faults go through.
fn a_hook_refuses_errors_only(folder: Command) {
    let add = |folder: &Command| git(folder.path(), &["add", "--all"]);
    let folder = folder.file("a b/X-4.toml", faulty("X-4"));
    add(&folder);
    let (done, said) = commit(folder.path(), &[]);
    assert!(!done && said.contains("no key is called `nmae`"), "{said}");
    assert!(said.contains("1 of 4 plans was looked at, the one that is staged: 1 error in 1 file"), "{said}");
    // Mended on the disk only.
    let folder = folder.file("a b/X-4.toml", plan("X-4"));
    assert!(!commit(folder.path(), &[]).0);
    // `git commit FILE` and `git commit --all` have an index of their own, of which the hook is told.
    let folder = folder.file("b/X-3.toml", plan("X-3") + "\n");
    let (done, said) = commit(folder.path(), &["b/X-3.toml"]);
    assert!(done, "{said}");
    let (done, said) = commit(folder.path(), &["--all"]);
    assert!(done, "{said}");
    let folder = folder.file("b/X-3.toml", faulty("X-3"));
    let (done, said) = commit(&folder.path().join("a b"), &["--all"]);
    assert!(!done && said.contains("b/X-3.toml:5:1"), "{said}");
    let folder = folder.file("b/X-3.toml", plan("X-3")).file("b/rhys.toml", plan("rhys"));
    add(&folder);
    let (done, said) = commit(folder.path(), &[]);
    assert!(done && said.contains("warning[name-in-file-name]"), "{said}");
    // Without faults, and without plans.
    for name in ["b/X-5.toml", "notes.md"] {
        std::fs::write(folder.path().join(name), plan("X-5")).expect("a file");
        add(&folder);
        let (done, said) = commit(folder.path(), &[]);
        assert!(done, "{said}");
    }
    // In another work tree git says where the repository is, and what is judged is what lies there.
    git(folder.path(), &["worktree", "add", "--quiet", "-b", "other", "other tree"]);
    let other = folder.path().join("other tree");
    std::fs::write(other.join("a/X-1.toml"), faulty("X-1")).expect("a plan");
    let (done, said) = commit(&other, &["--all"]);
    assert!(!done && said.contains("a/X-1.toml:5:1"), "{said}");
}

#[test]
#[ignore = "needs git and a shell"]
fn the_hook_refuses_a_commit_with_an_error_and_says_why() {
    let folder = three(["validate"]);
    let hook = folder.path().join(".git/hooks/pre-commit");
    std::fs::create_dir_all(hook.parent().expect("a folder")).expect("a folder of hooks");
    std::fs::copy(checkout("examples/hooks/pre-commit"), &hook).expect("the hook");
    let mut without = program(folder.path(), "/bin/sh");
    let ended = without.arg(&hook).env("PATH", "/nowhere").output().expect("a shell");
    assert_eq!(ended.status.code(), Some(1));
    expect![[r#"
        The plans were not looked at, and nothing was committed: the program cpa is not installed, or is not found.
        Install it: in a clone of its repository, type `cargo install --path . --locked`.
        To commit without it, this once: git commit --no-verify
    "#]].assert_eq(&String::from_utf8_lossy(&ended.stderr));
    a_hook_refuses_errors_only(folder);
}

#[test]
#[ignore = "needs git and the framework pre-commit"]
fn the_framework_refuses_a_commit_with_an_error_and_says_why() {
    let settings = std::fs::read(checkout("examples/pre-commit-config.yaml")).expect("the definition");
    let folder = three(["validate"]).file(".pre-commit-config.yaml", settings);
    let mut install = program(folder.path(), "pre-commit");
    let ended = install.arg("install").output().expect("pre-commit is there");
    assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    a_hook_refuses_errors_only(folder);
}
